//! Tables as CSV, for programs and spreadsheets.

use crate::amount::Unit;
use crate::notation::plain;
use crate::render::table::{Align, Cell, Footnote, OF_TABLE, Table};
use crate::render::{RenderError, printable};
use crate::statement::RowKind;

/// The kind of a row that states a rounding difference.
const ROUNDING: &str = "rounding";
/// The kind of a row that says something of the whole table.
const NOTE: &str = "note";
/// The column with a row's words.
const LABEL: &str = "label";

/// The table as CSV: `;` between fields, a header row, plain figures (`-20691706.70`), UTF-8.
///
/// A statement's rows are named by `id` and `kind` (`heading`, `line` or `sum`). Where rounded parts
/// do not make a rounded sum, a row of the kind `rounding` with the sum's `id` and no figures says so
/// in the column `label`, after all the others; a sentence about the whole table is a row of the kind
/// `note` without an `id`, but for advice to readers. A listing holds
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
        let (row, kind) = about(note);
        sheet.write_field(row)?;
        sheet.write_field(kind)?;
        sheet.write_record(table.columns.iter().map(|head| match head.name.as_str() {
            LABEL => guarded(&note.text),
            _ => String::new(),
        }))?;
    }
    let bytes = sheet.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Several pages as one table of CSV, one row a figure: which report, the row's `id`, `kind` and `label`,
/// the column, the figure, and its unit where it is money. A heading and what is said of rounding have no
/// column.
///
/// # Errors
/// [`RenderError::Csv`] if the writer fails, which a write to memory does not.
pub fn document<'a>(pages: impl Iterator<Item = (&'a str, &'a Table)>) -> Result<String, RenderError> {
    let mut sheet = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    sheet.write_record(["report", "id", "kind", LABEL, "column", "value", "unit"])?;
    for (name, table) in pages {
        let at = table.columns.iter().position(|head| head.name == LABEL).unwrap_or(0);
        for row in &table.rows {
            let label = row.cells.get(at).map(|cell| field(table, cell)).unwrap_or_default();
            let keys = [guarded(name), guarded(&row.id), row.kind.as_str().to_owned(), label];
            if row.kind == RowKind::Heading {
                sheet.write_record(keys.iter().map(String::as_str).chain(["", "", ""]))?;
                continue;
            }
            let figures = table.columns.iter().zip(&row.cells).filter(|(head, _)| head.align == Align::End);
            for (head, cell) in figures {
                let unit = match (cell, table.unit) {
                    (Cell::Amount(_), Unit::Kr) => "kr",
                    (Cell::Amount(_), Unit::Tkr) => "tkr",
                    _ => "",
                };
                let value = field(table, cell);
                let figure = [head.name.as_str(), &value, unit];
                sheet.write_record(keys.iter().map(String::as_str).chain(figure))?;
            }
        }
        for note in table.footnotes.iter().filter(|note| !note.row.is_empty()) {
            let (row, kind) = about(note);
            sheet.write_record([&*guarded(name), &row, kind, &guarded(&note.text), "", "", ""])?;
        }
    }
    let bytes = sheet.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn field(table: &Table, cell: &Cell) -> String {
    match cell {
        Cell::Empty | Cell::Unknown => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Amount(amount) => plain(*amount, table.unit),
        Cell::Account(account) => account.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Percent(number) | Cell::Number(number) => number.to_string(),
    }
}

/// What a footnote is about: a row, or all figures of the table.
fn about(note: &Footnote) -> (String, &'static str) {
    if note.row == OF_TABLE { (String::new(), NOTE) } else { (guarded(&note.row), ROUNDING) }
}

/// Spreadsheets run a field that starts so.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    format!("{}{}", if formula { "'" } else { "" }, printable(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
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
            adjusted: false,
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

    #[test]
    fn pages_after_each_other_are_one_table_with_a_figure_a_row() {
        let period = "2024".parse().expect("a period");
        let row = |id: &str, kind, values| StatementRow {
            id: id.into(),
            kind,
            label: "=Rad; ett".into(),
            account: None,
            note: Some("1".into()),
            values,
        };
        let amount = Some(Amount::from_ore(-150_000));
        let statement = Statement {
            kind: StatementKind::IncomeStatement,
            title: "Resultaträkning".into(),
            period,
            unit: Unit::Kr,
            columns: vec![Column::During(period), Column::Change(period)],
            rows: vec![row("", RowKind::Heading, vec![]), row("costs", RowKind::Line, vec![amount, None])],
            rounded_sums: Vec::new(),
            adjusted: false,
        };
        let page = |unit| Table::statement(&Statement { unit, ..statement.clone() }, "", Lang::Sv);
        let (kr, tkr) = (page(Unit::Kr), page(Unit::Tkr));
        let pages = [("rr", &kr), ("kort", &tkr)];
        let drawn = document(pages.into_iter()).expect("memory");
        let lines: Vec<_> = drawn.lines().collect();
        assert_eq!(
            lines,
            [
                "report;id;kind;label;column;value;unit",
                "rr;;heading;\"'=Rad; ett\";;;",
                "rr;costs;line;\"'=Rad; ett\";2024;-1500.00;kr",
                "rr;costs;line;\"'=Rad; ett\";change 2024;;",
                "kort;;heading;\"'=Rad; ett\";;;",
                "kort;costs;line;\"'=Rad; ett\";2024;-2;tkr",
                "kort;costs;line;\"'=Rad; ett\";change 2024;;",
            ]
        );
    }
}
