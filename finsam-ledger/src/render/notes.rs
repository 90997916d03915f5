//! All notes on one page.

use crate::calendar::Period;
use crate::message::Lang;
use crate::render::words::say;
use crate::statement::{Column, RowKind, Statement, StatementKind, StatementRow};

/// All notes as one statement, each under its title: what `ledger report notes` shows. Notes to
/// the income statement and notes to the balance sheet stand apart, since many layouts number
/// each kind from 1.
///
/// A column is headed by its period; in a note to the balance sheet it holds the balances at the
/// end of that period.
#[must_use]
pub fn notes_together(
    notes: &[Statement],
    period: Period,
    comparison: Option<Period>,
    lang: Lang,
) -> Statement {
    let columns: Vec<_> = std::iter::once(period).chain(comparison).map(Column::During).collect();
    let heading = |id: &str, label: &str| StatementRow {
        id: id.to_owned(),
        kind: RowKind::Heading,
        label: label.to_owned(),
        account: None,
        note: None,
        values: vec![None; columns.len()],
    };
    let (to_income, to_sheet): (Vec<_>, Vec<_>) = notes.iter().partition(|note| is_to_income(note));
    let kinds = [
        (
            to_income,
            "income-statement",
            say(lang, "Noter till resultaträkningen", "Notes to the income statement"),
        ),
        (to_sheet, "balance-sheet", say(lang, "Noter till balansräkningen", "Notes to the balance sheet")),
    ];
    let both = kinds.iter().all(|(notes, ..)| !notes.is_empty());
    let (mut rows, mut rounded_sums) = (Vec::new(), Vec::new());
    for (notes, id, label) in kinds {
        if both {
            rows.push(heading(id, label));
        }
        for note in notes {
            let name = note.rows.last().map_or("", |row| row.id.as_str());
            rows.push(heading(name.strip_suffix(".sum").unwrap_or(name), &note.title));
            rows.extend(note.rows.iter().cloned());
            rounded_sums.extend(note.rounded_sums.iter().cloned());
        }
    }
    Statement {
        kind: StatementKind::Notes,
        title: say(lang, "Noter", "Notes").to_owned(),
        period,
        unit: notes.first().map(|note| note.unit).unwrap_or_default(),
        columns,
        rows,
        rounded_sums,
        adjusted: notes.iter().any(|note| note.adjusted),
    }
}

/// A note to the income statement is about periods, one to the balance sheet about days.
fn is_to_income(note: &Statement) -> bool {
    matches!(note.columns.first(), Some(Column::During(_)))
}
