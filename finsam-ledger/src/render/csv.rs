//! Tables as CSV, for programs and spreadsheets.

use crate::notation::plain;
use crate::render::table::{Cell, Table};
use crate::render::{RenderError, printable};
use crate::statement::RowKind;

/// The kind of a row that states a rounding difference.
const ROUNDING: &str = "rounding";
/// The column with a row's words.
const LABEL: &str = "label";

/// The table as CSV: `;` between fields, a header row, plain figures (`-20691706.70`), UTF-8.
///
/// A statement's rows are named by `id` and `kind` (`heading`, `line` or `sum`). Where rounded parts
/// do not make a rounded sum, a row of the kind `rounding` with the sum's `id` and no figures says so
/// in the column `label`, after all the others. A listing holds
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
    for note in table.footnotes.iter().filter(|note| named && !note.row.is_empty()) {
        sheet.write_field(guarded(&note.row))?;
        sheet.write_field(ROUNDING)?;
        sheet.write_record(table.columns.iter().map(|head| match head.name.as_str() {
            LABEL => guarded(&note.text),
            _ => String::new(),
        }))?;
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
        Cell::Percent(percent) => percent.to_string(),
    }
}

/// Spreadsheets run a field that starts so.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    format!("{}{}", if formula { "'" } else { "" }, printable(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::{Amount, Unit};
    use crate::message::Lang;
    use crate::statement::{Column, RoundedSum, Statement, StatementKind, StatementRow};

    #[test]
    fn a_rounding_difference_is_a_row_of_its_own() {
        let sum = StatementRow {
            id: "costs".into(),
            kind: RowKind::Sum,
            label: "Kostnader".into(),
            account: None,
            note: None,
            values: vec![Some(Amount::from_ore(300_000))],
        };
        let (parts, total) = (Amount::from_ore(200_000), Amount::from_ore(300_000));
        let period = "2024".parse().expect("a period");
        let statement = Statement {
            kind: StatementKind::IncomeStatement,
            title: "Resultaträkning".into(),
            period,
            unit: Unit::Tkr,
            columns: vec![Column::During(period)],
            rows: vec![sum],
            rounded_sums: vec![RoundedSum { row: "costs".into(), column: 0, parts, total }],
        };
        let page = csv(&Table::statement(&statement, "", Lang::Sv)).expect("memory");
        let lines: Vec<_> = page.lines().collect();
        assert_eq!(
            lines,
            [
                "id;kind;label;2024",
                "costs;sum;Kostnader;3",
                "costs;rounding;Avrundning: Kostnader, 2024: summan är 3, de avrundade posterna ger 2.;",
            ]
        );
    }
}
