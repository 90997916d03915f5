//! All notes on one page.

use crate::calendar::Period;
use crate::statement::{Column, RoundedSum, RowKind, Statement, StatementKind, StatementRow};

/// All notes as one statement, each under its title: what `ledger report notes` shows.
///
/// A column is headed by its period; in a note to the balance sheet it holds the balances at the
/// end of that period.
#[must_use]
pub fn notes_together(
    notes: &[Statement],
    title: &str,
    period: Period,
    comparison: Option<Period>,
) -> Statement {
    let columns: Vec<_> = std::iter::once(period).chain(comparison).map(Column::During).collect();
    let mut rows = Vec::new();
    let mut rounded_sums: Vec<RoundedSum> = Vec::new();
    for note in notes {
        let name = note.rows.last().map_or("", |row| row.id.as_str());
        rows.push(StatementRow {
            id: name.strip_suffix(".sum").unwrap_or(name).to_owned(),
            kind: RowKind::Heading,
            label: note.title.clone(),
            account: None,
            note: None,
            values: vec![None; columns.len()],
        });
        rows.extend(note.rows.iter().cloned());
        rounded_sums.extend(note.rounded_sums.iter().cloned());
    }
    Statement {
        kind: StatementKind::Notes,
        title: title.to_owned(),
        period,
        unit: notes.first().map(|note| note.unit).unwrap_or_default(),
        columns,
        rows,
        rounded_sums,
    }
}
