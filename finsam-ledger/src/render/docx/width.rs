//! How wide the columns of a table are set on a page of A4.

use crate::render::table::{Align, ColumnHead, Fit, Table, TableRow};

use super::figure::set;

/// How a table lies, in twentieths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fitted {
    /// The page it lies on.
    pub(super) page: Page,
    /// The size of its letters.
    pub(super) letters: Letters,
    /// The width of each column.
    pub(super) columns: Vec<u32>,
    /// Whether all of it has room on one page.
    pub(super) on_one_page: bool,
}

/// A page of A4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Portrait,
    Landscape,
}

/// The size of letters in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    Normal,
    Small,
}

/// The margins of a page, each side.
pub(super) const MARGIN: u32 = 1247;
/// What the cells of a table keep free, each side.
pub(super) const CELL_MARGIN: u32 = 70;
/// The sides of A4.
const A4: [u32; 2] = [11_906, 16_838];
/// The narrowest a column of figures gets, so that short ones do not stand too close.
const FIGURES_MIN: u32 = 850;
/// The least a column of words gets for each half point of its letters, if its words need that much.
const WORDS_MIN: u32 = 170;
/// The longest text that counts when room is shared out.
const COUNTED_MAX: usize = 200;
/// How much wider letters may turn out where the font of the file is missing, in hundredths.
const OTHER_FONT: u32 = 128;
/// The height of a line for each half point of its letters, and what a row has beside its lines.
const LINE: u32 = 14;
const ROW: u32 = 70;
/// The room on a page for what stands over a table.
const HEADING: u32 = 1500;

impl Page {
    /// Width and height.
    pub(super) const fn size(self) -> [u32; 2] {
        match self {
            Self::Portrait => A4,
            Self::Landscape => [A4[1], A4[0]],
        }
    }

    /// The width between its margins.
    pub(super) const fn room(self) -> u32 {
        self.size()[0] - 2 * MARGIN
    }
}

impl Letters {
    /// Their height in half points.
    const fn half_points(self) -> u32 {
        match self {
            Self::Normal => 19,
            Self::Small => 16,
        }
    }

    /// The style of a paragraph in them.
    pub(super) const fn style(self) -> &'static str {
        match self {
            Self::Normal => "TableText",
            Self::Small => "TableTextSmall",
        }
    }

    /// About how wide a text is in bold letters of this size.
    fn width(self, text: &str) -> u32 {
        let thousandths: u32 = text.chars().take(COUNTED_MAX).map(thousandths).sum();
        thousandths * self.half_points() / 100 + 1
    }

    /// About how wide its longest word is; a figure is one.
    fn longest_word(self, text: &str) -> u32 {
        text.split(' ').map(|word| self.width(word)).max().unwrap_or_default()
    }
}

/// The first of these that has room: a page upright, one with smaller letters, a page on its side, and
/// that with smaller letters. Room for the wider letters of another font, where that of the file is
/// missing, is asked for first, and given up where no page has it.
pub(super) fn fitted(table: &Table) -> Fitted {
    let sizes = [Letters::Normal, Letters::Small];
    let measures: [fn(&Need) -> u32; 2] = [|need| need.ample, |need| need.least];
    let needs = |letters| needs(table, letters);
    let found = measures.into_iter().find_map(|measure| {
        [Page::Portrait, Page::Landscape].into_iter().find_map(|page| {
            let fits = |letters: &Letters| needs(*letters).iter().map(measure).sum::<u32>() <= page.room();
            Some((page, sizes.into_iter().find(fits)?))
        })
    });
    let (page, letters) = found.unwrap_or((Page::Landscape, Letters::Small));
    let columns = shared_out(&needs(letters), page.room());
    let on_one_page = height(table, letters, &columns) <= page.size()[1] - 2 * MARGIN - HEADING;
    Fitted { page, letters, columns, on_one_page }
}

/// About how high the table is.
fn height(table: &Table, letters: Letters, columns: &[u32]) -> u32 {
    let lines = |row: &TableRow| {
        let lines = row.cells.iter().zip(columns).map(|(cell, width)| {
            1 + letters.width(&set(cell, table.unit)) / width.saturating_sub(2 * CELL_MARGIN).max(1)
        });
        lines.max().unwrap_or(1)
    };
    let line = LINE * letters.half_points();
    let row = |row: &TableRow| (lines(row) * line).saturating_add(ROW);
    let rows = table.rows.iter().map(row).fold(0_u32, u32::saturating_add);
    rows.saturating_add(3 * line)
}

/// What a column needs, in twentieths of a point; each includes the one before.
struct Need {
    /// Without this its figures or its longest words break.
    least: u32,
    /// With this they do not break in wider letters either.
    ample: u32,
    /// With this nothing in it takes two lines.
    whole: u32,
    is_words: bool,
}

fn needs(table: &Table, letters: Letters) -> Vec<Need> {
    let unit_at = table.columns.iter().position(|head| head.label.is_empty());
    let need = |(index, head): (usize, &ColumnHead)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        let cells = cells.map(|cell| letters.width(&set(cell, table.unit))).max().unwrap_or_default();
        let longest = letters.longest_word(&head.label);
        let is_words = head.align == Align::Start && head.fit != Fit::Whole;
        let words =
            table.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| set(cell, table.unit));
        let in_cells = words.map(|text| letters.longest_word(&text)).max().unwrap_or_default();
        let words_min = WORDS_MIN * letters.half_points();
        let (least, unbroken) = if is_words {
            (cells.min(words_min).max(longest), longest.max(in_cells.min(words_min)))
        } else {
            (cells.max(longest), cells.max(longest))
        };
        let ample = least.max(unbroken * OTHER_FONT / 100);
        let head = if unit_at == Some(index) { letters.width(table.unit_label) } else { longest };
        let whole = cells.max(head).max(ample).max(if is_words { 0 } else { FIGURES_MIN });
        let [least, ample, whole] = [least, ample, whole].map(|width| width + 2 * CELL_MARGIN);
        Need { least, ample, whole, is_words }
    };
    table.columns.iter().enumerate().map(need).collect()
}

/// The columns of a page: each what it needs at least, then figures what they need in wider letters, then
/// words what they need to stand in one line, and the first column of words the rest, so that figures
/// stand at the edge of the page. What does not suffice is shared in proportion.
fn shared_out(needs: &[Need], room: u32) -> Vec<u32> {
    let mut widths = vec![0; needs.len()];
    let mut left = room;
    let wants: [fn(&Need) -> u32; 3] = [|need| need.least, |need| need.ample, |need| need.whole];
    for want in wants {
        let lacks: Vec<u32> = needs.iter().zip(&widths).map(|(need, width)| want(need) - width).collect();
        let total: u32 = lacks.iter().sum();
        let share = total.min(left);
        for (width, lack) in widths.iter_mut().zip(lacks) {
            let more = lack * share / total.max(1);
            *width += more;
            left -= more;
        }
    }
    let first = needs.iter().position(|need| need.is_words).unwrap_or_default();
    if let Some(width) = widths.get_mut(first) {
        *width += left;
    }
    widths
}

/// About how wide a letter of an ordinary sans serif is in bold, in thousandths of its height.
const fn thousandths(letter: char) -> u32 {
    match letter {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' => 290,
        'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 380,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 900,
        'A'..='Z' | 'Å' | 'Ä' | 'Ö' => 700,
        letter if (letter as u32) < 0x2100 => 560,
        '\u{2212}' => 580,
        _ => 1000,
    }
}
