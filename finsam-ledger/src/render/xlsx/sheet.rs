//! A sheet before it is written: cells, and how it is shown and printed.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Formula, IgnoreError, Url, Worksheet, XlsxError};

use super::look::{Formats, Holds, Look, RowLook, nothing_without_sign};
use super::place::{cut, fixed_name};
use crate::amount::{Amount, Unit};
use crate::render::printable;

/// The longest text of a cell, in units of UTF-16.
pub(super) const TEXT_MAX: usize = 32_767;
/// More öre than these have more digits than a cell keeps.
const ORE_MAX: i64 = 999_999_999_999_999;
/// The longest text of a page's head or foot.
const PRINT_TEXT_MAX: usize = 250;
/// The widest table, in letters, that is read on an upright page.
const UPRIGHT_MAX: u32 = 115;
/// How high a line is, in points.
const LINE_HEIGHT: u32 = 15;
/// Sheets of paper as a workbook counts them.
const A4: u8 = 9;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Text(String),
    /// An amount, and how it comes about.
    Amount(Amount, Option<String>),
    /// A number, and how it comes about.
    Number(Decimal, Option<String>),
    Date(NaiveDate),
    /// Nothing, but drawn as part of its row.
    Blank,
}

/// A cell with its look, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetCell {
    pub(super) content: Content,
    pub(super) look: Look,
    pub(super) link: Option<String>,
}

/// Words over the whole width of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) row: u32,
    pub(super) text: String,
}

/// A sheet before it is written.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Whose figures these are, of when and in which unit, for the foot of its pages.
    pub(super) about: String,
    pub(super) rows: Vec<Vec<Option<SheetCell>>>,
    /// The widths of its columns in letters.
    pub(super) widths: Vec<u16>,
    /// The rows that stay in sight, and come again on every page: the last of them.
    pub(super) head: u32,
    /// How many columns stay in sight.
    pub(super) columns_kept: u16,
    pub(super) footers: Vec<Footer>,
    /// The last row and column that can be filtered by what they hold.
    pub(super) filter: Option<(u32, u16)>,
    /// How many of its columns are printed; the others serve formulas.
    pub(super) columns_printed: u16,
}

impl SheetCell {
    /// A text that is a text whatever it looks like.
    pub(super) fn words(text: &str, row: RowLook) -> Self {
        Self::text(text, row, Holds::Words)
    }

    /// The same on one line, however long.
    pub(super) fn listed(text: &str, row: RowLook) -> Self {
        Self::text(text, row, Holds::Listed)
    }

    fn text(text: &str, row: RowLook, holds: Holds) -> Self {
        let text = fitting(&printable(text));
        let holds = if text.starts_with(['=', '+', '-', '@']) { Holds::Steering } else { holds };
        Self { content: Content::Text(text), look: Look::new(row, holds), link: None }
    }

    pub(super) fn amount(amount: Amount, formula: Option<String>, unit: Unit, row: RowLook) -> Self {
        let look = Look::new(row, Holds::Amount(unit));
        Self { content: Content::Amount(amount, formula), look, link: None }
    }

    pub(super) const fn blank(row: RowLook) -> Self {
        Self { content: Content::Blank, look: Look::new(row, Holds::Words), link: None }
    }

    pub(super) fn leading_to(mut self, link: String) -> Self {
        self.look.is_link = true;
        self.link = Some(link);
        self
    }
}

/// How many lines words take in a column; no row is higher than a page.
fn lines(text: &str, width: u32) -> u32 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    letters.div_ceil(width.max(1)).clamp(1, 25)
}

/// Whether a cell keeps every digit of an amount.
pub(super) const fn is_exact(amount: Amount) -> bool {
    amount.ore().abs() <= ORE_MAX
}

/// A text that a cell can hold; what is cut off of a longer one is marked.
fn fitting(text: &str) -> String {
    let held = cut(text, TEXT_MAX);
    if held.len() == text.len() { text.to_owned() } else { format!("{}…", cut(text, TEXT_MAX - 1)) }
}

/// What is printed on every page beside the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed<'a> {
    pub(super) seal: &'a str,
    /// "Sida", "av".
    pub(super) page_words: [&'a str; 2],
}

impl Sheet {
    pub(super) fn write(
        &self,
        to: &mut Worksheet,
        printed: Printed<'_>,
        formats: &mut Formats,
    ) -> Result<(), XlsxError> {
        to.set_name(&self.name)?;
        for (column, width) in (0_u16..).zip(&self.widths) {
            to.set_column_width(column, *width)?;
        }
        for (row, cells) in (0_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                if let Some(cell) = cell {
                    write_cell(to, row, column, cell, formats)?;
                }
            }
            // Not every program makes a row as high as its words.
            let lines = self.lines(cells);
            if lines > 1 {
                to.set_row_height(row, lines * LINE_HEIGHT)?;
            }
        }
        self.write_footers(to, formats)?;
        self.set_up(to, printed)
    }

    /// How many lines the words of a row take.
    fn lines(&self, cells: &[Option<SheetCell>]) -> u32 {
        let lines = cells.iter().zip(&self.widths).filter_map(|(cell, width)| match cell.as_ref()? {
            SheetCell { content: Content::Text(text), look, .. } if look.holds == Holds::Words => {
                Some(lines(text, u32::from(*width)))
            }
            _ => None,
        });
        lines.max().unwrap_or(1)
    }

    fn last_column(&self) -> u16 {
        self.columns_printed.saturating_sub(1)
    }

    fn width(&self) -> u32 {
        self.widths.iter().take(usize::from(self.columns_printed)).map(|width| u32::from(*width)).sum()
    }

    fn write_footers(&self, to: &mut Worksheet, formats: &mut Formats) -> Result<(), XlsxError> {
        let width = self.width().max(1);
        for footer in &self.footers {
            let text = fitting(&printable(&footer.text));
            let format = formats.get(Look::new(RowLook::Footnote, Holds::Words));
            if self.last_column() == 0 {
                to.write_string_with_format(footer.row, 0, text, format)?;
                continue;
            }
            // Joined cells are not as high as their text by themselves.
            to.merge_range(footer.row, 0, footer.row, self.last_column(), &text, format)?;
            to.set_row_height(footer.row, lines(&text, width) * LINE_HEIGHT)?;
        }
        Ok(())
    }

    fn set_up(&self, to: &mut Worksheet, printed: Printed<'_>) -> Result<(), XlsxError> {
        let last_row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let last_row = self.footers.iter().map(|footer| footer.row).fold(last_row, u32::max);
        to.set_freeze_panes(self.head + 1, self.columns_kept)?;
        to.set_repeat_rows(self.head, self.head)?;
        if let Some((last, column)) = self.filter {
            to.autofilter(self.head, 0, last, column)?;
        }
        to.set_print_area(0, 0, last_row, self.last_column())?;
        to.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
        if self.width() > UPRIGHT_MAX {
            to.set_landscape();
        }
        let words = |text: &str| cut(text, PRINT_TEXT_MAX / 2).replace('&', "&&");
        let [page, of] = printed.page_words;
        to.set_header(format!("&R{}", words(&self.name)));
        to.set_footer(format!(
            "&L{}\n{}&R{page} &P {of} &N",
            words(&printable(&self.about)),
            words(printed.seal)
        ));
        // Codes of digits are codes.
        let columns = u16::try_from(self.widths.len()).unwrap_or(u16::MAX).saturating_sub(1);
        to.ignore_error_range(0, 0, last_row, columns, IgnoreError::NumberStoredAsText)?;
        for (column, first, last) in self.stretches_in_thousands() {
            to.add_conditional_format(first, column, last, column, &nothing_without_sign())?;
        }
        Ok(())
    }

    /// Where amounts in thousands stand under each other: column, first and last row.
    fn stretches_in_thousands(&self) -> Vec<(u16, u32, u32)> {
        let is_one = |row: usize, column: usize| {
            let cell = self.rows.get(row).and_then(|cells| cells.get(column)).and_then(Option::as_ref);
            cell.is_some_and(|cell| cell.look.holds == Holds::Amount(Unit::Tkr))
        };
        let mut stretches: Vec<(u16, u32, u32)> = Vec::new();
        for (column, place) in (0_u16..).zip(0..self.widths.len()) {
            for (row, _) in (0_u32..).zip(&self.rows).filter(|(row, _)| is_one(*row as usize, place)) {
                match stretches.last_mut() {
                    Some((same, _, last)) if *same == column && *last + 1 == row => *last = row,
                    _ => stretches.push((column, row, row)),
                }
            }
        }
        stretches
    }

    /// The place of a column from the row below the head to this one, wherever it is named.
    pub(super) fn stretch(&self, column: u16, last: u32) -> String {
        let sheet = super::place::quoted(&self.name);
        format!("{sheet}!{}:{}", fixed_name(self.head + 1, column), fixed_name(last, column))
    }
}

fn write_cell(
    to: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &SheetCell,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    let format = formats.get(cell.look);
    if let Some(link) = &cell.link {
        // A link is written with words; what the cell holds then takes their place.
        to.write_url_with_options(row, column, Url::new(link), "-", "", Some(format))?;
    }
    let calculated =
        |formula: &str, result: Decimal| Formula::new(formula).set_result(result.normalize().to_string());
    match &cell.content {
        Content::Text(text) => to.write_string_with_format(row, column, text, format)?,
        Content::Amount(amount, _) if !is_exact(*amount) => {
            to.write_string_with_format(row, column, amount.to_string(), format)?
        }
        Content::Amount(amount, None) => to.write_with_format(row, column, amount.to_decimal(), format)?,
        Content::Amount(amount, Some(formula)) => {
            let formula = calculated(formula, amount.to_decimal());
            to.write_formula_with_format(row, column, formula, format)?
        }
        Content::Number(number, None) => to.write_with_format(row, column, *number, format)?,
        Content::Number(number, Some(formula)) => {
            to.write_formula_with_format(row, column, calculated(formula, *number), format)?
        }
        Content::Date(date) => match excel_date(*date) {
            Some(date) => to.write_with_format(row, column, &date, format)?,
            None => to.write_string_with_format(row, column, date.to_string(), format)?,
        },
        Content::Blank => to.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A day as a workbook counts days; `None` where it does not.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    (year > 1900).then(|| ExcelDateTime::from_ymd(year, month, day).ok()).flatten()
}
