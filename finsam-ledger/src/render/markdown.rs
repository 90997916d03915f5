//! Tables as Markdown, for a report that is written around them.

use std::fmt::Write as _;

use crate::render::printable;
use crate::render::table::{Align, Cell, Table, TableRow};
use crate::statement::RowKind;

/// The table as Markdown: a heading, a line on whose figures they are, and a table in which
/// headings and sums are bold. Nothing in a label is taken for markup.
#[must_use]
pub fn markdown(table: &Table) -> String {
    let mut page = format!(
        "## {}\n\n{}, {}, {}\n\n{}",
        escaped(&table.title),
        escaped(&table.entity),
        escaped(&table.period),
        table.unit_label,
        rows(table)
    );
    for (index, note) in table.footnotes.iter().enumerate() {
        let blank = if index == 0 { "\n" } else { "" };
        // Writing to a string does not fail.
        let _ = writeln!(page, "{blank}- {}", escaped(&note.text));
    }
    page
}

/// The table alone, without what stands over and below it.
pub(super) fn rows(table: &Table) -> String {
    let heads = table.columns.iter().map(|head| escaped(&head.label));
    let leans = table.columns.iter().map(|head| match head.align {
        Align::Start => ":--".to_owned(),
        Align::End => "--:".to_owned(),
    });
    let mut drawn = line(heads);
    drawn.push_str(&line(leans));
    for row in &table.rows {
        drawn.push_str(&line(row.cells.iter().map(|cell| drawn_cell(table, row, cell))));
    }
    drawn
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let mut line = String::from("|");
    for cell in cells {
        let _ = if cell.is_empty() { write!(line, " |") } else { write!(line, " {cell} |") };
    }
    line.push('\n');
    line
}

fn drawn_cell(table: &Table, row: &TableRow, cell: &Cell) -> String {
    let text = escaped(&cell.drawn(table.unit));
    if row.kind == RowKind::Line || text.is_empty() { text } else { format!("**{text}**") }
}

/// The text with every character that Markdown could take for markup escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).trim().chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}
