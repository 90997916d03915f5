//! A table on its sheet.

use super::look::{Holds, Look, RowLook};
use super::place::Place;
use super::sheet::{Content, Footer, Sheet, SheetCell};
use crate::amount::Amount;
use crate::render::table::{Align, Cell, Fit, Table};
use crate::statement::RowKind;

/// The row of a sheet with the heads of its columns; above it stand the title, and whose figures these
/// are, of when and in which unit.
pub(super) const HEAD: u32 = 3;
/// The widest column of words, in letters; longer ones go on below.
const WORDS_MAX: usize = 60;
/// Columns of figures are as wide as what the year after may bring.
const FIGURES_MIN: usize = 11;

/// What a cell of a table holds where that is not what the table shows: the figure before it was
/// rounded, and how it comes about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) amount: Option<Amount>,
    pub(super) formula: Option<String>,
}

/// Where a cell of a table stands.
pub(super) fn place(sheet: &str, row: usize, column: usize) -> Place {
    Place {
        sheet: sheet.to_owned(),
        row: u32::try_from(row).unwrap_or(u32::MAX).saturating_add(HEAD + 1),
        column: u16::try_from(column).unwrap_or(u16::MAX),
    }
}

/// A table drawn as a sheet of this name: `held` tells what a cell holds, `link` where the words of a row
/// lead.
pub(super) fn sheet(
    table: &Table,
    name: &str,
    held: impl Fn(usize, usize) -> Held,
    link: impl Fn(usize, usize) -> Option<String>,
) -> Sheet {
    let about = about(&[&table.entity, &table.period, table.unit_label]);
    let mut rows = head(&table.title, &about);
    rows.push(table.columns.iter().map(|column| Some(column_head(&column.label, column.align))).collect());
    for (index, row) in table.rows.iter().enumerate() {
        let look = row_look(row.kind);
        let cells = row.cells.iter().enumerate().map(|(column, cell)| {
            let at_end = table.columns.get(column).is_some_and(|column| column.align == Align::End);
            let mut drawn = drawn(cell, look, at_end, table, held(index, column))?;
            let is_cut = table.columns.get(column).is_some_and(|column| column.fit == Fit::Shorten);
            if is_cut && drawn.look.holds == Holds::Words {
                drawn.look.holds = Holds::Listed;
            }
            Some(match link(index, column).filter(|_| matches!(drawn.content, Content::Text(_))) {
                Some(link) => drawn.leading_to(link),
                None => drawn,
            })
        });
        rows.push(cells.collect());
    }
    let mut row = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_add(1);
    let footers = table.footnotes.iter().map(|footnote| {
        row = row.saturating_add(1);
        Footer { row: row - 1, text: footnote.text.clone() }
    });
    let footers = footers.collect();
    let words = table.columns.iter().take_while(|column| column.align == Align::Start).count();
    Sheet {
        name: name.to_owned(),
        about,
        rows,
        widths: widths(table),
        head: HEAD,
        columns_kept: u16::try_from(words).unwrap_or_default(),
        footers,
        filter: None,
        columns_printed: u16::try_from(table.columns.len()).unwrap_or(u16::MAX),
    }
}

/// What figures are about, on one line.
pub(super) fn about(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The rows above the heads of the columns.
pub(super) fn head(title: &str, about: &str) -> Vec<Vec<Option<SheetCell>>> {
    vec![
        vec![Some(SheetCell::listed(title, RowLook::Title))],
        vec![Some(SheetCell::listed(about, RowLook::Subtitle))],
        Vec::new(),
    ]
}

pub(super) fn column_head(label: &str, align: Align) -> SheetCell {
    let mut cell = SheetCell::words(label, RowLook::Head);
    if align == Align::End {
        cell.look.holds = Holds::WordsAtEnd;
    }
    cell
}

const fn row_look(kind: RowKind) -> RowLook {
    match kind {
        RowKind::Heading => RowLook::Heading,
        RowKind::Line => RowLook::Line,
        RowKind::Sum => RowLook::Sum,
        RowKind::Total => RowLook::Total,
    }
}

fn drawn(cell: &Cell, row: RowLook, at_end: bool, table: &Table, held: Held) -> Option<SheetCell> {
    let with = |content, holds| Some(SheetCell { content, look: Look::new(row, holds), link: None });
    match cell {
        Cell::Empty if matches!(row, RowLook::Sum | RowLook::Total) => Some(SheetCell::blank(row)),
        Cell::Empty => None,
        Cell::Text(text) => {
            let mut words = SheetCell::words(text, row);
            if at_end && words.look.holds == Holds::Words {
                words.look.holds = Holds::WordsAtEnd;
            }
            Some(words)
        }
        Cell::Amount(amount) => {
            Some(SheetCell::amount(held.amount.unwrap_or(*amount), held.formula, table.unit, row))
        }
        Cell::Account(account) => with(Content::Number(account.number().into(), None), Holds::Account),
        Cell::Date(date) => with(Content::Date(*date), Holds::Date),
        Cell::Percent(number) => with(Content::Number(*number, held.formula), Holds::Number(1)),
        Cell::Number(number) => with(Content::Number(*number, held.formula), Holds::Number(number.scale())),
        Cell::Unknown => {
            let unknown = Content::Text(crate::render::words::UNKNOWN.to_owned());
            with(unknown, Holds::WordsAtEnd)
        }
    }
}

/// How wide each column is: as its longest figure, and words up to a width where they go on below.
fn widths(table: &Table) -> Vec<u16> {
    let columns = table.columns.iter().enumerate().map(|(index, column)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        let letters = cells.map(|cell| cell.drawn(table.unit).chars().count()).max().unwrap_or_default();
        let words =
            column.label.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
        let letters = letters.max(words);
        let letters = match (column.align, column.fit) {
            (Align::End, _) => letters.max(FIGURES_MIN),
            (Align::Start, Fit::Whole) => letters.clamp(5, WORDS_MAX),
            (Align::Start, _) => letters.clamp(20, WORDS_MAX),
        };
        // Figures in bold, and the room that a cell keeps on both sides.
        u16::try_from(letters + letters / 10 + 2).unwrap_or(u16::MAX)
    });
    columns.collect()
}
