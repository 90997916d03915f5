//! How cells look: figures the Swedish way, sums set apart.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, FormatBorder,
};

use crate::amount::Unit;

/// Ink that is quieter than black and still has the contrast of small print.
const QUIET: Color = Color::RGB(0x0059_5959);
const RULE: Color = Color::RGB(0x007F_7F7F);
const LINK: Color = Color::RGB(0x001F_3864);
const HEAD: Color = Color::RGB(0x00F2_F2F2);

/// How a cell looks: which row it stands in, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) row: RowLook,
    pub(super) holds: Holds,
    pub(super) is_link: bool,
}

/// What kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowLook {
    Title,
    Subtitle,
    Head,
    Heading,
    Line,
    Sum,
    Total,
    Footnote,
    /// What serves formulas and is not for reading.
    Key,
}

/// What kind of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Words, which go on below where the column is too narrow.
    Words,
    /// Words on one line, cut where the next cell begins.
    Listed,
    /// Words that would be a formula if somebody typed them.
    Steering,
    /// Words that end under each other.
    WordsAtEnd,
    /// An amount.
    Amount(Unit),
    /// A number with so many decimals.
    Number(u32),
    Account,
    Date,
}

impl Look {
    pub(super) const fn new(row: RowLook, holds: Holds) -> Self {
        Self { row, holds, is_link: false }
    }

    fn format(self) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        let format = match self.row {
            RowLook::Title => format.set_bold().set_font_size(15),
            RowLook::Subtitle | RowLook::Footnote => format.set_font_color(QUIET).set_font_size(10),
            RowLook::Head => format
                .set_bold()
                .set_align(FormatAlign::Bottom)
                .set_background_color(HEAD)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(RULE),
            RowLook::Heading => format.set_bold(),
            RowLook::Line => format,
            RowLook::Sum => format.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(RULE),
            RowLook::Total => {
                format.set_bold().set_border_top(FormatBorder::Thin).set_border_bottom(FormatBorder::Double)
            }
            RowLook::Key => format.set_font_color(QUIET).set_font_size(8),
        };
        let format = match self.holds {
            Holds::Listed => format,
            Holds::Words => format.set_text_wrap(),
            Holds::Steering => format.set_quote_prefix(),
            Holds::WordsAtEnd => format.set_align(FormatAlign::Right).set_text_wrap(),
            Holds::Account => format.set_num_format("0").set_align(FormatAlign::Left),
            Holds::Date if self.row == RowLook::Subtitle => {
                format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Right)
            }
            Holds::Date => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Holds::Amount(unit) => format.set_num_format(amount_format(unit)),
            Holds::Number(decimals) => format.set_num_format(number_format(decimals)),
        };
        if self.is_link { format.set_font_color(LINK) } else { format }
    }
}

/// Swedish wherever a program heeds what a format says of its language; in thousands the figure stays
/// whole and only what is shown of it is rounded, half away from zero.
const fn amount_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "[$-41D]#,##0.00",
        Unit::Tkr => "[$-41D]#,##0,",
    }
}

fn number_format(decimals: u32) -> String {
    let point = if decimals == 0 { "" } else { "." };
    format!("[$-41D]#,##0{point}{}", "0".repeat(decimals.min(9) as usize))
}

/// Nothing has no sign: what rounds to nothing is shown as `0`, not as `-0`.
pub(super) fn nothing_without_sign() -> ConditionalFormatCell {
    let rule = ConditionalFormatCellRule::Between(-499.99, -0.01);
    ConditionalFormatCell::new().set_rule(rule).set_format(Format::new().set_num_format("\"0\";\"0\";\"0\""))
}

/// The formats of a workbook, each made once.
#[derive(Default)]
pub(super) struct Formats(BTreeMap<Look, Format>);

impl Formats {
    pub(super) fn get(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with(|| look.format())
    }
}
