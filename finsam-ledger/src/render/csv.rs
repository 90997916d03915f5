//! Tables as CSV, for programs and spreadsheets.

use crate::notation::plain;
use crate::render::table::{Cell, Table};
use crate::render::{RenderError, printable};
use crate::statement::RowKind;

/// The table as CSV: `;` between fields, a header row, plain figures (`-20691706.70`), UTF-8.
///
/// A statement's rows are named by `id` and `kind` (`heading`, `line` or `sum`). A listing holds
/// its lines only: a total among them would be counted twice by whoever sums the column.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
///
/// # Errors
/// [`RenderError::Csv`] if the writer fails, which a write to memory does not.
pub fn csv(table: &Table) -> Result<String, RenderError> {
    let named = table.rows.iter().any(|row| !row.id.is_empty());
    let mut sheet = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let keys = if named { &["id", "kind"][..] } else { &[] };
    sheet.write_record(keys.iter().copied().chain(table.columns.iter().map(|head| head.name.as_str())))?;
    for row in table.rows.iter().filter(|row| named || row.kind == RowKind::Line) {
        if named {
            sheet.write_field(guarded(&row.id))?;
            sheet.write_field(row.kind.as_str())?;
        }
        sheet.write_record(row.cells.iter().map(|cell| field(table, cell)))?;
    }
    let bytes = sheet.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn field(table: &Table, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Amount(amount) => plain(*amount, table.unit),
        Cell::Account(account) => account.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}

/// Spreadsheets run a field that starts so.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    format!("{}{}", if formula { "'" } else { "" }, printable(text))
}
