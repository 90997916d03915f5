//! How each printed row was understood.

use std::collections::BTreeMap;

use super::page::Page;
use super::verdict::{RowUnderstood, Tested};

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
                line: table.identified.rows.get(row).cloned().flatten(),
                relations: relations.get(&(table.report, table.table, row)).copied().unwrap_or(0),
            });
        }
    }
    understood
}
