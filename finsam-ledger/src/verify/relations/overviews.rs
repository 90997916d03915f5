//! Overviews against the statements they are made of, and percentages against their parts.

use super::{plus, relation};
use crate::statement::StatementKind;
use crate::statement::overview::{OverviewBody, OverviewRowDraft, OverviewSource};
use crate::verify::identify::{TableIs, When};
use crate::verify::page::{Page, TableAt};
use crate::verify::published::{Basis, Facet, FigureAt};
use crate::verify::verdict::{Relation, Rule, Term};

pub(super) fn of_table(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Relation> {
    let TableIs::Overview(index) = table.identified.is else { return Vec::new() };
    let Some(overview) = page.layout.draft().overviews.get(index) else { return Vec::new() };
    match &overview.body {
        OverviewBody::Rows(rows) => rows.iter().flat_map(|known| of_row(page, table, rows, known)).collect(),
        OverviewBody::Parts(_) => of_total(page, table),
    }
}

fn of_row(
    page: &Page<'_>,
    table: &TableAt<'_>,
    rows: &[OverviewRowDraft],
    known: &OverviewRowDraft,
) -> Vec<Relation> {
    let Some(row) = table.row_of(&known.id) else { return Vec::new() };
    let in_column = |column: usize| match &known.source {
        OverviewSource::Lines(lines) => {
            let terms = made_of(page, table, (row, column), lines, known.minus)?;
            Some(relation(Rule::Overview, vec![plus(table.money(row, column)?)], terms))
        }
        OverviewSource::Share { of, share_of, .. } => {
            let figures = |ids: &[String]| -> Option<Vec<Term>> {
                let one = |id: &String| {
                    let minus = rows.iter().any(|other| other.id == *id && other.minus);
                    Some(Term { figure: table.money(table.row_of(id)?, column)?, minus })
                };
                ids.iter().map(one).collect()
            };
            let percent = table.at(row, column);
            page.figure(percent)?;
            let relation = relation(Rule::Share, vec![plus(percent)], figures(of)?);
            Some(Relation { share_of: figures(share_of)?, ..relation })
        }
        _ => None,
    };
    table.columns().filter_map(in_column).collect()
}

/// The lines that a figure is made of, as the statements print them.
fn made_of(
    page: &Page<'_>,
    table: &TableAt<'_>,
    (row, column): (usize, usize),
    lines: &[String],
    minus: bool,
) -> Option<Vec<Term>> {
    let is = table.column(column).filter(|is| is.side == Facet::Whole && is.basis != Basis::Variance)?;
    let near = table.at(row, column);
    // What is printed whole somewhere is told as the same figure.
    if page.made_of(table, row).and_then(|made| page.find(&made, is.basis, is.when, near)).is_some() {
        return None;
    }
    let mut terms = Vec::new();
    for line in lines {
        let kind = page.statement_of(line)?;
        let when = match (kind, is.when) {
            (StatementKind::BalanceSheet, When::During(period)) => When::At(period.last().last_day()),
            (_, when) => when,
        };
        terms.extend(page.terms((kind, line), minus, (is.basis, when), near)?);
    }
    (!terms.is_empty()).then_some(terms)
}

/// The total of a table of parts is the income statement: its net the result, its income the lines of income.
fn of_total(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Relation> {
    let Some(row) = table.row_of("total") else { return Vec::new() };
    let income = &page.layout.draft().income_statement;
    let in_column = |column: usize| {
        let figure: FigureAt = table.money(row, column)?;
        let is = table.column(column).filter(|is| is.basis == Basis::Actual)?;
        let of = |line: &str| {
            page.terms((StatementKind::IncomeStatement, line), false, (is.basis, is.when), figure)
        };
        let terms = match is.side {
            Facet::Net => of(&income.result)?,
            Facet::Income => {
                let mut terms = Vec::new();
                for line in &income.income {
                    terms.extend(of(line)?);
                }
                terms
            }
            Facet::Whole | Facet::Cost => return None,
        };
        (!terms.is_empty()).then(|| relation(Rule::Overview, vec![plus(figure)], terms))
    };
    table.columns().filter_map(in_column).collect()
}
