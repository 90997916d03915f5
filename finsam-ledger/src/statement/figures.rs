//! The exact figures behind the rows of the statements, row by row: for whoever holds something else
//! against them than a statement that is drawn up.

use std::collections::BTreeMap;

use super::evaluate::{Page, StatementError, View, When, less};
use super::layout::{Layout, RowDraft};
use super::lines::{Figures, Lines, value_of};
use super::overview::{is_decided, tell_budget};
use super::proof::leaves;
use super::{Column, StatementKind};
use crate::amount::{Amount, AmountError, Unit};
use crate::balances::Balances;
use crate::budget::Budget;
use crate::calendar::{FiscalYears, Month, Period};
use crate::chart::ChartOfAccounts;

/// What each row of a statement comes to, by its name: exact, with the sign its reader sees, also where
/// the statement would leave the row out. `None` where the statement has no such column: the income and
/// the cash-flow statement are of a time, the balance sheet of a day or a change; notes have rows an
/// account each.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it, or
/// a sum does not fit.
pub(crate) fn row_figures(
    layout: &Layout,
    balances: &Balances,
    kind: StatementKind,
    column: Column,
) -> Result<Option<BTreeMap<String, Amount>>, StatementError> {
    let draft = layout.draft();
    let chart = ChartOfAccounts::default();
    let view = view_of(column, &chart);
    let page = Page::new(layout, balances, &view)?;
    let (rows, figures) = match (kind, column) {
        (StatementKind::IncomeStatement, Column::During(period)) => {
            (&draft.income_statement.rows, page.lines(When::During(period))?.income)
        }
        (StatementKind::CashFlow, Column::During(period)) => {
            (&draft.cash_flow.rows, page.cash_flow_lines(period)?)
        }
        (StatementKind::BalanceSheet, Column::Closing(_) | Column::Opening(_) | Column::Change(_)) => {
            let (from, to) = ends(column);
            let to = page.lines(to)?.sheet;
            let figures = match from {
                Some(from) => less(&to, &page.lines(from)?.sheet)?,
                None => to,
            };
            (&draft.balance_sheet.rows, figures)
        }
        _ => return Ok(None),
    };
    Ok(Some(by_name(rows, &figures)?))
}

/// What each row of the income statement was decided or expected to come to during a period, by its
/// name. `None` where the budget does not say it of all the period.
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub(crate) fn decided_figures(
    layout: &Layout,
    budget: &Budget,
    period: Period,
    years: FiscalYears,
) -> Result<Option<BTreeMap<String, Amount>>, AmountError> {
    if !is_decided(budget, period, years) {
        return Ok(None);
    }
    let mut lines = Lines::new(layout);
    tell_budget(budget, period, |object, amount| lines.take(object, amount))?;
    by_name(&layout.draft().income_statement.rows, &lines.income).map(Some)
}

/// Whether a row of the balance sheet shows a part of the equity: what a year closes with on it, the next
/// one does not open with, since the result moves.
pub(crate) fn is_part_of_equity(layout: &Layout, row: &str) -> bool {
    let sheet = &layout.draft().balance_sheet;
    let (equity, own) = (leaves(&sheet.rows, &sheet.equity), leaves(&sheet.rows, row));
    own.iter().any(|leaf| equity.contains(leaf)) && !equity.iter().all(|leaf| own.contains(leaf))
}

pub(super) fn by_name(rows: &[RowDraft], figures: &Figures) -> Result<BTreeMap<String, Amount>, AmountError> {
    let mut named = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.id.is_empty()) {
        named.extend(value_of(rows, row, figures)?.map(|value| (row.id.clone(), value)));
    }
    Ok(named)
}

pub(super) fn view_of(column: Column, chart: &ChartOfAccounts) -> View<'_> {
    let period = match column {
        Column::During(period) | Column::Change(period) | Column::Difference { of: period, .. } => period,
        Column::Opening(day) | Column::Closing(day) => Period::month(Month::of(day)),
    };
    View { period, comparison: None, unit: Unit::Kr, chart }
}

/// The time whose balances a column holds, and the one whose balances are taken off.
pub(super) fn ends(column: Column) -> (Option<When>, When) {
    match column {
        Column::During(period) => (None, When::During(period)),
        Column::Difference { of, from } => (Some(When::During(from)), When::During(of)),
        Column::Opening(day) => (None, When::Before(Month::of(day))),
        Column::Closing(day) => (None, When::Through(Month::of(day))),
        Column::Change(period) => (Some(When::Before(period.first())), When::Through(period.last())),
    }
}
