//! Rows that a statement should print and does not.

use super::identify::TableIs;
use super::page::{Page, rows_of};
use super::verdict::MissingRow;
use crate::statement::RowKind;

/// Of a statement at least so many of four rows have to be printed, or it is another form of it.
const PRINTED_OF_FOUR_MIN: usize = 3;

/// The rows that the layout prints even where there is nothing on them.
pub(super) fn rows(page: &Page<'_>) -> Vec<MissingRow> {
    let mut found = Vec::new();
    for table in page.tables() {
        let TableIs::Statement(kind) = table.identified.is else { continue };
        let always = rows_of(page.layout.draft(), kind)
            .iter()
            .filter(|row| row.kind != RowKind::Heading && !row.only_if_used && row.only_in.is_empty());
        let (printed, missing): (Vec<_>, Vec<_>) = always.partition(|row| table.row_of(&row.id).is_some());
        if printed.len() * 4 >= (printed.len() + missing.len()) * PRINTED_OF_FOUR_MIN {
            found.extend(missing.into_iter().map(|row| MissingRow {
                report: table.report,
                table: table.table,
                id: row.id.clone(),
                label: row.label.shown.present.clone(),
            }));
        }
    }
    found
}
