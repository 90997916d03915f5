//! Where the words of a table lead within a workbook, and what its sums are called.

use std::collections::BTreeSet;

use super::live::Plan;
use super::page::{HEAD, place};
use super::place::{Place, defined_name};
use super::statements::{Desk, words_before};
use crate::calendar::Period;
use crate::render::report::Report;
use crate::statement::follow_up::FollowUpColumn;
use crate::statement::layout::Content;
use crate::statement::overview::{OverviewColumn, OverviewFigure};
use crate::statement::{Column, RowKind, Statement, StatementKind};

/// What it takes to say where words lead.
pub(super) struct Links<'a> {
    pub(super) desk: Option<&'a Desk<'a>>,
    /// The name of the sheet of balances.
    pub(super) of_balances: &'a str,
    pub(super) plans: &'a [Plan<'a>],
}

impl Links<'_> {
    /// Where a cell leads: a line to its balances, the number of a note to the note.
    pub(super) fn of(&self, table: usize, row: usize, column: usize) -> Option<String> {
        let desk = self.desk?;
        let Report::Statement(statement) = desk.reports.get(table)? else { return None };
        let shown = statement.rows.get(row)?;
        match self.plans.get(table)?.table.columns.get(column)?.name.as_str() {
            "label" if shown.kind == RowKind::Line => {
                let balances = desk.balances?;
                let first = match shown.account {
                    Some(account) => balances.rows.iter().position(|row| row.object.account == account),
                    None => balances.first_of(&shown.id),
                };
                let row = u32::try_from(first?).ok()?.checked_add(HEAD + 1)?;
                Some(Place { sheet: self.of_balances.to_owned(), row, column: 0 }.link())
            }
            "note" => {
                let (notes, printed) = desk.statement(StatementKind::Notes)?;
                let note = desk.layout.note_of(&shown.id)?;
                let row = printed.rows.iter().position(|row| row.id == note.id)?;
                Some(place(&self.plans.get(notes)?.sheet, row, 0).link())
            }
            _ => None,
        }
    }
}

/// What the sums and results of the reports are called, and where they stand.
pub(super) fn of(desk: &Desk<'_>, plans: &[Plan<'_>]) -> Vec<(String, String)> {
    let (mut names, mut taken) = (Vec::new(), BTreeSet::new());
    for (report, plan) in desk.reports.iter().zip(plans) {
        let mut name = |prefix: &str, id: &str, row: usize, column: usize, mark: &str| {
            if let Some(name) = defined_name(prefix, &format!("{id}{mark}"), &mut taken) {
                names.push((name, place(&plan.sheet, row, column).fixed()));
            }
        };
        match report {
            Report::Statement(statement) => {
                let words = words_before(plan, statement.columns.len());
                for (row, shown) in statement.rows.iter().enumerate() {
                    if !is_named(desk, statement, &shown.id, shown.kind) {
                        continue;
                    }
                    for (index, column) in statement.columns.iter().enumerate() {
                        let prefix = prefix(statement.kind);
                        name(prefix, &shown.id, row, index + words, mark(*column, statement.period));
                    }
                }
            }
            Report::Overview(overview) => {
                let actual = OverviewColumn::Of(OverviewFigure::Actual, overview.period);
                let Some(column) = overview.columns.iter().position(|column| *column == actual) else {
                    continue;
                };
                let sums = overview.rows.iter().enumerate().filter(|(_, row)| is_sum(row.kind));
                sums.for_each(|(row, shown)| name(&overview.name, &shown.id, row, column + 1, ""));
            }
            Report::FollowUp(follow_up) => {
                let actual = FollowUpColumn::Actual(follow_up.period);
                let Some(column) = follow_up.columns.iter().position(|column| *column == actual) else {
                    continue;
                };
                let sums = follow_up.rows.iter().enumerate().filter(|(_, row)| is_sum(row.kind));
                sums.for_each(|(row, shown)| name("uppfoljning", &shown.id, row, column + 1, ""));
            }
            Report::Members(_) => {}
        }
    }
    names
}

const fn is_sum(kind: RowKind) -> bool {
    matches!(kind, RowKind::Sum | RowKind::Total)
}

/// Sums and totals have names, and the result of the balance sheet.
fn is_named(desk: &Desk<'_>, statement: &Statement, id: &str, kind: RowKind) -> bool {
    let drafts = desk.rows(statement.kind);
    let is_result = drafts.iter().any(|row| row.id == id && matches!(row.content, Content::Result { .. }));
    !id.is_empty() && (is_sum(kind) || is_result)
}

const fn prefix(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::IncomeStatement => "rr",
        StatementKind::BalanceSheet => "br",
        StatementKind::CashFlow => "kf",
        StatementKind::Notes => "not",
    }
}

/// What tells a column from that of the period itself.
fn mark(column: Column, period: Period) -> &'static str {
    match column {
        Column::During(during) if during == period => "",
        Column::Closing(day) if day == period.last().last_day() => "",
        Column::During(_) | Column::Closing(_) => "_jmf",
        Column::Opening(_) => "_ib",
        Column::Change(_) | Column::Difference { .. } => "_forandring",
    }
}
