//! Equity and the result: what it was, and what was earned since.

use super::{plus, relation};
use crate::calendar::{Month, Period};
use crate::statement::StatementKind;
use crate::statement::layout::{Content, RowDraft};
use crate::verify::identify::{TableIs, When};
use crate::verify::page::{Made, Page, TableAt};
use crate::verify::published::{Basis, Facet, FigureAt};
use crate::verify::verdict::{Relation, Rule, Term};

/// A result is looked for over at most this many months before a balance.
const MONTHS_MAX: i32 = 18;

pub(super) fn of(page: &Page<'_>) -> Vec<Relation> {
    let draft = page.layout.draft();
    let Some(equity) = page.made_of_line(StatementKind::BalanceSheet, &draft.balance_sheet.equity) else {
        return Vec::new();
    };
    let income = &draft.income_statement;
    let Some(result) = page.made_of_line(StatementKind::IncomeStatement, &income.result) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for table in page.tables() {
        for row in table.rows().filter(|row| page.made_of(&table, *row).as_ref() == Some(&equity)) {
            for column in table.columns() {
                found.extend(rolled(page, &table, (row, column), (&equity, &result)));
            }
        }
    }
    found.extend(result_in_sheet(page, &result));
    found
}

/// Equity at the end of a period is what it was at its start and the result. A budget of it starts from
/// what was booked.
fn rolled(
    page: &Page<'_>,
    table: &TableAt<'_>,
    (row, column): (usize, usize),
    (equity, result): (&Made, &Made),
) -> Option<Relation> {
    let figure = table.money(row, column)?;
    let is = table.column(column).filter(|is| is.side == Facet::Whole && is.basis != Basis::Variance)?;
    if !matches!(is.when, When::At(_) | When::During(_)) {
        return None;
    }
    let (period, earned) = ends_with(page, result, is.basis, is.when, figure)?;
    let before = When::Opening(period.first().first_day());
    let opened = page.find(equity, Basis::Actual, before, figure)?;
    Some(relation(Rule::Equity, vec![plus(figure)], vec![opened, earned]))
}

/// The longest period that ends with this day and whose result is printed.
fn ends_with(
    page: &Page<'_>,
    result: &Made,
    basis: Basis,
    when: When,
    near: FigureAt,
) -> Option<(Period, Term)> {
    let last = Month::of(when.day()?);
    // A column of a period knows its own.
    let said = when.period().into_iter();
    let periods =
        said.chain((1..=MONTHS_MAX).rev().filter_map(|months| Period::new(last.plus(1 - months), last).ok()));
    let mut found =
        periods.filter_map(|period| Some((period, page.find(result, basis, When::During(period), near)?)));
    found.next()
}

/// The result in the balance sheet is that of the income statement.
fn result_in_sheet(page: &Page<'_>, result: &Made) -> Vec<Relation> {
    let rows = &page.layout.draft().balance_sheet.rows;
    let alone = |row: &&RowDraft| matches!(&row.content, Content::Result { accounts } if accounts.is_empty());
    let Some(line) = rows.iter().find(alone) else { return Vec::new() };
    let is_result = |table: &TableAt<'_>, row: usize| {
        table.id_of(row) == Some(line.id.as_str())
            && table.identified.is == TableIs::Statement(StatementKind::BalanceSheet)
    };
    let mut found = Vec::new();
    for table in page.tables() {
        for row in table.rows().filter(|row| is_result(&table, *row)) {
            for column in table.columns() {
                let Some((figure, is)) = table.money(row, column).zip(table.column(column)) else { continue };
                if !matches!(is.when, When::At(_)) {
                    continue;
                }
                if let Some((_, earned)) = ends_with(page, result, is.basis, is.when, figure) {
                    found.push(relation(Rule::SameFigure, vec![plus(figure)], vec![earned]));
                }
            }
        }
    }
    found
}
