//! Balances that stand on the side where they do not belong.

use super::identify::{TableIs, When};
use super::page::{Page, TableAt, rows_of};
use super::published::{Basis, Facet, FigureAt};
use crate::amount::Side;
use crate::statement::layout::Content;
use crate::statement::{StatementKind, leaves};

/// Assets, provisions and liabilities that are printed below zero, in the balance sheet and its notes.
/// Equity may be.
pub(super) fn wrong(page: &Page<'_>) -> Vec<FigureAt> {
    let mut found = Vec::new();
    for table in page.tables() {
        for row in table.rows().filter(|row| is_balance(page, &table, *row)) {
            for column in table.columns() {
                let is_balance = table.column(column).is_some_and(|is| {
                    is.basis == Basis::Actual
                        && is.side == Facet::Whole
                        && matches!(is.when, When::At(_) | When::Opening(_) | When::During(_))
                });
                let figure = table.money(row, column).filter(|_| is_balance);
                found.extend(
                    figure.filter(|at| {
                        page.amount(*at).is_some_and(|amount| amount.side() == Some(Side::Credit))
                    }),
                );
            }
        }
    }
    found
}

/// Whether a row is a balance that should read as positive.
fn is_balance(page: &Page<'_>, table: &TableAt<'_>, row: usize) -> bool {
    let draft = page.layout.draft();
    let sheet = &draft.balance_sheet;
    let is_own = |line: &str| {
        let equity = leaves(&sheet.rows, &sheet.equity);
        let known = sheet.rows.iter().position(|known| known.id == line);
        known.is_some_and(|index| {
            matches!(sheet.rows[index].content, Content::Accounts { .. }) && !equity.contains(&index)
        })
    };
    match table.identified.is {
        TableIs::Statement(StatementKind::BalanceSheet) => table.id_of(row).is_some_and(is_own),
        TableIs::Note(index) => draft.notes.get(index).is_some_and(|note| {
            let is_sheet =
                |line: &String| rows_of(draft, StatementKind::BalanceSheet).iter().any(|row| row.id == *line);
            !table.printed.rows[row].is_sum && note.lines.iter().all(|line| is_sheet(line) && is_own(line))
        }),
        _ => false,
    }
}
