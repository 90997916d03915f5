//! How the figures of the statements come about: lines from the balances, sums from the rows they take,
//! the cash flow from the other two.

use super::books::{BalanceList, Figure, Which};
use super::live::{At, Plan, Recipe, Term};
use crate::amount::Side;
use crate::calendar::{FiscalYears, Month, Period};
use crate::render::report::Report;
use crate::statement::layout::{CashFlowDraws, Content, Layout, LiquidFunds, NoteDraft, RowDraft};
use crate::statement::{Column, RowKind, Statement, StatementKind, changes_between, side_of};

/// What the recipes are written from: the reports with the tables they are drawn as, in the same order,
/// and the balances behind them.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) reports: &'a [Report],
    pub(super) layout: &'a Layout,
    pub(super) years: FiscalYears,
    pub(super) balances: Option<&'a BalanceList>,
}

impl<'a> Desk<'a> {
    /// A statement of this kind, and which table it is.
    pub(super) fn statement(&self, kind: StatementKind) -> Option<(usize, &'a Statement)> {
        self.reports.iter().enumerate().find_map(|(table, report)| match report {
            Report::Statement(statement) if statement.kind == kind => Some((table, statement)),
            _ => None,
        })
    }

    /// The cell of a row of a statement in the column of this time, if both are shown.
    pub(super) fn cell(
        &self,
        kind: StatementKind,
        row: &str,
        time: Column,
        plans: &[Plan<'_>],
    ) -> Option<At> {
        let (table, statement) = self.statement(kind)?;
        let row =
            statement.rows.iter().position(|shown| shown.id == row && shown.kind != RowKind::Heading)?;
        let column = statement.columns.iter().position(|column| *column == time)?;
        Some(At { table, row, column: column + words_before(plans.get(table)?, statement.columns.len()) })
    }

    pub(super) fn rows(&self, kind: StatementKind) -> &'a [RowDraft] {
        let draft = self.layout.draft();
        match kind {
            StatementKind::IncomeStatement => &draft.income_statement.rows,
            StatementKind::BalanceSheet => &draft.balance_sheet.rows,
            StatementKind::CashFlow => &draft.cash_flow.rows,
            StatementKind::Notes => &[],
        }
    }

    fn draft_of(&self, kind: StatementKind, id: &str) -> Option<&'a RowDraft> {
        self.rows(kind).iter().find(|row| row.id == id && !id.is_empty())
    }

    /// A row of the income statement or the balance sheet at a time: its cell, or where it is not shown
    /// what it sums of the balances.
    pub(super) fn figure(
        &self,
        kind: StatementKind,
        id: &str,
        time: Column,
        plans: &[Plan<'_>],
    ) -> Option<Vec<Term>> {
        if let Some(at) = self.cell(kind, id, time, plans) {
            return Some(vec![Term::cell(at)]);
        }
        match &self.draft_of(kind, id)?.content {
            Content::Sum { of } => {
                let parts = of.iter().map(|part| self.figure(kind, part, time, plans));
                parts.collect::<Option<Vec<_>>>().map(|parts| parts.concat())
            }
            Content::Accounts { side, .. } => self.of_balances(&[Which::Line(id)], *side, time),
            Content::Result { accounts } => self.result(id, !accounts.is_empty(), time, plans),
            _ => None,
        }
    }

    /// These balances at a time, positive on a side.
    fn of_balances(&self, which: &[Which<'_>], side: Side, time: Column) -> Option<Vec<Term>> {
        let balances = self.balances?;
        let terms = match time {
            Column::During(period) | Column::Change(period) => {
                balances.movement(balances.period(|known| *known == period)?, which)?
            }
            Column::Opening(day) => {
                let period = balances.period(|known| known.first().first_day() == day)?;
                vec![balances.sum(Figure::Opening, period, which)?]
            }
            Column::Closing(day) => {
                let period = balances.period(|known| known.last().last_day() == day)?;
                vec![balances.sum(Figure::Closing, period, which)?]
            }
            // It is what two cells beside it differ by.
            Column::Difference { .. } => return None,
        };
        let credit_first = side == Side::Credit;
        let mut terms: Vec<Term> = terms.into_iter().map(|term| term.turned_if(credit_first)).collect();
        // What is added first reads better than what is taken off.
        terms.sort_by_key(|term| term.is_taken_off);
        Some(terms)
    }

    /// The ways to the figures of a statement.
    pub(super) fn recipes(&self, table: usize, statement: &Statement, plans: &[Plan<'_>]) -> Vec<Made> {
        let words = plans.get(table).map_or(0, |plan| words_before(plan, statement.columns.len()));
        let sums = statement.sums(self.rows(statement.kind));
        let mut made = Vec::new();
        for (row, shown) in statement.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Heading)
        {
            for (index, time) in statement.columns.iter().enumerate() {
                let column = index + words;
                let mut add = |terms: Option<Vec<Term>>| {
                    made.extend(terms.map(|terms| (row, column, Recipe::Sum(terms))));
                };
                add(difference(table, row, index, statement, words));
                if let Some(parts) = sums.get(&row) {
                    add(Some(parts.iter().map(|row| Term::cell(At { table, row: *row, column })).collect()));
                    continue;
                }
                match self.draft_of(statement.kind, &shown.id).map(|draft| &draft.content) {
                    Some(Content::Accounts { side, .. }) => {
                        add(self.of_balances(&[Which::Line(&shown.id)], *side, *time));
                    }
                    Some(Content::Result { accounts }) => {
                        add(self.result(&shown.id, !accounts.is_empty(), *time, plans));
                    }
                    Some(Content::CashFlow(draws)) => add(self.cash_flow(draws, *time, plans)),
                    Some(Content::LiquidFunds(funds)) => add(self.liquid_funds(*funds, *time, plans)),
                    _ => {}
                }
            }
        }
        made
    }

    /// The result in the balance sheet: the income statement's of the year so far, and what accounts
    /// stand on its line themselves.
    fn result(&self, id: &str, has_accounts: bool, time: Column, plans: &[Plan<'_>]) -> Option<Vec<Term>> {
        let income = StatementKind::IncomeStatement;
        let shown = match time {
            Column::Closing(day) => {
                let last = Month::of(day);
                let period = Period::new(self.years.of(last).first(), last).ok()?;
                self.cell(income, &self.layout.draft().income_statement.result, Column::During(period), plans)
            }
            _ => None,
        };
        let mut terms = match shown {
            Some(at) => vec![Term::cell(at)],
            None => self.of_balances(&[Which::IncomeStatement], Side::Credit, time)?,
        };
        if has_accounts {
            terms.extend(self.of_balances(&[Which::Line(id)], Side::Credit, time)?);
        }
        Some(terms)
    }

    /// A line of the cash flow: what it draws on, less what other lines drew on already.
    fn cash_flow(&self, draws: &CashFlowDraws, time: Column, plans: &[Plan<'_>]) -> Option<Vec<Term>> {
        let mut terms = self.drawn(draws, time, plans)?;
        for before in &draws.before {
            let Content::CashFlow(draws) = &self.draft_of(StatementKind::CashFlow, before)?.content else {
                return None;
            };
            terms.extend(self.drawn(draws, time, plans)?.into_iter().map(Term::turned));
        }
        Some(terms)
    }

    fn drawn(&self, draws: &CashFlowDraws, time: Column, plans: &[Plan<'_>]) -> Option<Vec<Term>> {
        let income = StatementKind::IncomeStatement;
        let mut terms = Vec::new();
        if draws.result {
            terms.extend(self.figure(income, &self.layout.draft().income_statement.result, time, plans)?);
        }
        for id in &draws.add_back {
            terms.extend(self.figure(income, id, time, plans)?.into_iter().map(Term::turned));
        }
        for id in &draws.change_of {
            // An asset that grew took money, a liability that grew brought some.
            let is_asset = side_of(self.draft_of(StatementKind::BalanceSheet, id)?) == Some(Side::Debit);
            let change = self.change(id, time, plans)?;
            terms.extend(change.into_iter().map(|term| term.turned_if(is_asset)));
        }
        Some(terms)
    }

    /// How a line of the balance sheet changed during a period.
    fn change(&self, id: &str, time: Column, plans: &[Plan<'_>]) -> Option<Vec<Term>> {
        let Column::During(period) = time else { return None };
        let sheet = StatementKind::BalanceSheet;
        if let Some(at) = self.cell(sheet, id, Column::Change(period), plans) {
            return Some(vec![Term::cell(at)]);
        }
        let ends = [Column::Closing(period.last().last_day()), Column::Opening(period.first().first_day())];
        let [closing, opening] = ends.map(|time| self.cell(sheet, id, time, plans));
        match closing.zip(opening) {
            Some((closing, opening)) => Some(vec![Term::cell(closing), Term::cell(opening).turned()]),
            None => self.figure(sheet, id, Column::Change(period), plans),
        }
    }

    fn liquid_funds(&self, funds: LiquidFunds, time: Column, plans: &[Plan<'_>]) -> Option<Vec<Term>> {
        let Column::During(period) = time else { return None };
        let own = &self.layout.draft().balance_sheet.liquid_funds;
        let parts = own.iter().map(|id| match funds {
            LiquidFunds::Change => self.change(id, time, plans),
            LiquidFunds::Opening | LiquidFunds::Closing => {
                let day = match funds {
                    LiquidFunds::Closing => Column::Closing(period.last().last_day()),
                    _ => Column::Opening(period.first().first_day()),
                };
                self.figure(StatementKind::BalanceSheet, id, day, plans)
            }
        });
        parts.collect::<Option<Vec<_>>>().map(|parts| parts.concat())
    }

    /// The ways to the figures of the notes: each row's accounts, and the sum of the rows above it.
    pub(super) fn recipes_of_notes(&self, table: usize, notes: &Statement, plans: &[Plan<'_>]) -> Vec<Made> {
        let words = plans.get(table).map_or(0, |plan| words_before(plan, notes.columns.len()));
        let mut made = Vec::new();
        for note in &self.layout.draft().notes {
            let own = |id: &str| {
                id.strip_prefix(note.id.as_str()).and_then(|rest| rest.strip_prefix('.')).is_some()
            };
            let rows = notes.rows.iter().enumerate().filter(|(_, row)| own(&row.id));
            let (lines, sums): (Vec<_>, Vec<_>) = rows.partition(|(_, row)| row.kind == RowKind::Line);
            for (index, time) in notes.columns.iter().enumerate() {
                let column = index + words;
                for (row, shown) in &lines {
                    let which = match shown.account {
                        Some(account) => Some(vec![Which::Account(account)]),
                        None => ranges(note, &shown.id),
                    };
                    let terms = which.and_then(|which| self.of_note(note, &which, *time));
                    made.extend(terms.map(|terms| (*row, column, Recipe::Sum(terms))));
                }
                let parts: Vec<Term> =
                    lines.iter().map(|(row, _)| Term::cell(At { table, row: *row, column })).collect();
                made.extend(sums.iter().map(|(row, _)| (*row, column, Recipe::Sum(parts.clone()))));
            }
        }
        made
    }

    /// What accounts bring to the lines that a note is about.
    fn of_note(&self, note: &NoteDraft, accounts: &[Which<'_>], time: Column) -> Option<Vec<Term>> {
        let mut all = Vec::new();
        for id in &note.lines {
            let income = self.draft_of(StatementKind::IncomeStatement, id);
            let sheet = self.draft_of(StatementKind::BalanceSheet, id);
            let side = side_of(income.or(sheet)?)?;
            let time = match time {
                Column::During(period) if income.is_none() => Column::Closing(period.last().last_day()),
                time => time,
            };
            for accounts in accounts {
                let which = [accounts.clone(), Which::Line(id)];
                if self.balances?.has(&which) {
                    all.extend(self.of_balances(&which, side, time)?);
                }
            }
        }
        Some(all)
    }
}

/// A way to a figure: the row and the column of its table, and the recipe.
pub(super) type Made = (usize, usize, Recipe);

/// A column of what two others differ by, in a row.
fn difference(
    table: usize,
    row: usize,
    column: usize,
    statement: &Statement,
    words: usize,
) -> Option<Vec<Term>> {
    let changes = changes_between(&statement.columns);
    let (_, from, to) = changes.into_iter().find(|(change, ..)| *change == column)?;
    let cell = |column: usize| Term::cell(At { table, row, column: column + words });
    Some(vec![cell(to), cell(from).turned()])
}

/// The accounts of a note's own row.
fn ranges(note: &NoteDraft, id: &str) -> Option<Vec<Which<'static>>> {
    let own = note.rows.iter().enumerate().find(|(index, _)| format!("{}.{}", note.id, index + 1) == id);
    own.map(|(_, row)| row.accounts.iter().map(|range| Which::Accounts(*range)).collect())
}

/// How many columns stand before those with figures.
pub(super) fn words_before(plan: &Plan<'_>, figures: usize) -> usize {
    plan.table.columns.len().saturating_sub(figures)
}
