//! How each printed row was understood.

use std::collections::BTreeMap;

use super::identify::TableIs;
use super::page::{Page, TableAt};
use super::verdict::{Likeness, LineMatch, RowUnderstood, Tested};
use crate::account::AccountNumber;

/// Every row with figures, the line it was taken for, and how many relations it stands in.
pub(super) fn understood(page: &Page<'_>, tested: &[Tested]) -> Vec<RowUnderstood> {
    let mut relations: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
    for tested in tested {
        let mut rows: Vec<_> = tested
            .relation
            .terms()
            .map(|term| (term.figure.report, term.figure.table, term.figure.row))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            *relations.entry(row).or_default() += 1;
        }
    }
    let mut understood = Vec::new();
    for table in page.tables() {
        for row in table.rows().filter(|row| table.printed.rows[*row].figures.iter().any(Option::is_some)) {
            understood.push(RowUnderstood {
                report: table.report,
                table: table.table,
                row,
                line: table
                    .identified
                    .rows
                    .get(row)
                    .cloned()
                    .flatten()
                    .or_else(|| of_note(page, &table, row)),
                relations: relations.get(&(table.report, table.table, row)).copied().unwrap_or(0),
            });
        }
    }
    understood
}

/// The accounts of a note and their sum are its lines, though no layout lists them.
fn of_note(page: &Page<'_>, table: &TableAt<'_>, row: usize) -> Option<LineMatch> {
    let TableIs::Note(index) = table.identified.is else { return None };
    let note = page.layout.draft().notes.get(index)?;
    let printed = table.printed.rows.get(row)?;
    let account = printed.key.parse::<AccountNumber>().ok().map(|account| account.to_string());
    let part = account.or_else(|| printed.is_sum.then(|| "sum".to_owned()))?;
    Some(LineMatch {
        id: format!("{}.{part}", note.id),
        label: printed.label.clone(),
        likeness: Likeness::Same,
    })
}
