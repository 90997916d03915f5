//! Sum rows and what they sum: as the layout says, and where it does not, as the table's own figures show.

use std::collections::BTreeSet;

use super::shape::{self, Shape};
use super::{plus, relation};
use crate::statement::StatementKind;
use crate::statement::layout::{Content, LiquidFunds, RowDraft};
use crate::statement::overview::{OverviewBody, OverviewRowDraft, OverviewSource};
use crate::verify::identify::TableIs;
use crate::verify::page::{Page, TableAt, rows_of};
use crate::verify::published::Basis;
use crate::verify::verdict::{Relation, Rule, Term};

/// A sum row and the rows it takes, each with whether it is taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Summed {
    pub(super) row: usize,
    pub(super) parts: Vec<(usize, bool)>,
    /// In a column of variances, in which more is better also of what is taken off elsewhere.
    pub(super) in_variance: Vec<(usize, bool)>,
}

/// The sums of a table, and its rows that read as positive though they are taken off.
pub(super) fn of_table(page: &Page<'_>, table: &TableAt<'_>) -> (Vec<Relation>, BTreeSet<usize>) {
    let told = told(page, table);
    let mut found: Vec<Relation> = told.iter().flat_map(|summed| in_columns(table, summed)).collect();
    let known: BTreeSet<usize> = told.iter().map(|summed| summed.row).collect();
    let layout_says = |row: usize| known.contains(&row) || is_told_otherwise(page, table, row);
    let is_sum = |row: usize| layout_sums(page, table, row);
    let columns = shape::columns(page, table);
    let shape = Shape { columns, table, told: &told, is_told: &layout_says, is_sum: &is_sum };
    let shown = shape::sums(&shape);
    found.extend(shown.iter().flat_map(|summed| in_columns(table, summed)));
    if table.identified.is == TableIs::Statement(StatementKind::BalanceSheet) {
        found.extend(balance(page, table));
    }
    let taken_off = shown.iter().flat_map(|summed| &summed.parts).filter(|(_, taken_off)| *taken_off);
    (found, taken_off.map(|(row, _)| *row).collect())
}

/// The relation in every column that prints the sum and a part of it.
fn in_columns(table: &TableAt<'_>, summed: &Summed) -> Vec<Relation> {
    let in_column = |column: usize| {
        let whole = table.money(summed.row, column)?;
        let is_variance = table.column(column).is_some_and(|is| is.basis == Basis::Variance);
        let parts = if is_variance { &summed.in_variance } else { &summed.parts };
        let terms: Vec<Term> = parts
            .iter()
            .filter_map(|(row, taken_off)| {
                table.money(*row, column).map(|figure| Term { figure, minus: *taken_off })
            })
            .collect();
        (parts.is_empty() || !terms.is_empty()).then(|| relation(Rule::Sum, vec![plus(whole)], terms))
    };
    table.columns().filter_map(in_column).collect()
}

/// Assets are equity, provisions and liabilities.
fn balance(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Relation> {
    let sheet = &page.layout.draft().balance_sheet;
    let Some((assets, financing)) = table.row_of(&sheet.assets).zip(table.row_of(&sheet.financing)) else {
        return Vec::new();
    };
    let both = |column| Some((table.money(assets, column)?, table.money(financing, column)?));
    let pairs = table.columns().filter_map(both);
    pairs.map(|(left, right)| relation(Rule::BalanceSheet, vec![plus(left)], vec![plus(right)])).collect()
}

/// The sums that the layout tells of a table.
fn told(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Summed> {
    let draft = page.layout.draft();
    let of_row = |row: usize| {
        let id = table.id_of(row)?;
        match table.identified.is {
            TableIs::Statement(kind) => told_by_statement(table, rows_of(draft, kind), row, id),
            TableIs::Overview(index) => match &draft.overviews.get(index)?.body {
                OverviewBody::Rows(rows) => told_by_overview(table, rows, row, id),
                OverviewBody::Parts(_) => told_by_parts(table, row, id),
            },
            TableIs::Note(_) | TableIs::Unknown => None,
        }
    };
    table.rows().filter_map(of_row).collect()
}

/// Whether the row is a sum of a statement by the layout.
fn layout_sums(page: &Page<'_>, table: &TableAt<'_>, row: usize) -> bool {
    let TableIs::Statement(kind) = table.identified.is else { return false };
    let id = table.id_of(row);
    let known = rows_of(page.layout.draft(), kind).iter().find(|known| Some(known.id.as_str()) == id);
    known.is_some_and(|known| matches!(known.content, Content::Sum { .. }))
}

/// Whether the layout says where the figure of a row comes from, and it is not from rows beside it.
fn is_told_otherwise(page: &Page<'_>, table: &TableAt<'_>, row: usize) -> bool {
    let TableIs::Statement(kind) = table.identified.is else { return false };
    let id = table.id_of(row);
    let known = rows_of(page.layout.draft(), kind).iter().find(|known| Some(known.id.as_str()) == id);
    known.is_some_and(|known| {
        !matches!(known.content, Content::Sum { .. } | Content::LiquidFunds(LiquidFunds::Change))
    })
}

fn told_by_statement(table: &TableAt<'_>, rows: &[RowDraft], row: usize, id: &str) -> Option<Summed> {
    let known = rows.iter().find(|known| known.id == id)?;
    let parts = match &known.content {
        Content::Sum { of } => {
            let mut parts = Vec::new();
            for part in of {
                parts.extend(printed_parts(table, rows, part)?);
            }
            parts.into_iter().map(|part| (part, false)).collect()
        }
        Content::LiquidFunds(LiquidFunds::Change) => liquid_funds(table, rows)?,
        _ => return None,
    };
    let first = parts.iter().map(|(part, _)| *part).min().unwrap_or(row).min(row);
    let last = parts.iter().map(|(part, _)| *part).max().unwrap_or(row).max(row);
    let taken = |other: usize| other == row || parts.iter().any(|(part, _)| *part == other);
    // A row that the layout does not know may be a part too: then the figures have to show it.
    let strange =
        (first..=last).any(|other| !taken(other) && table.id_of(other).is_none() && table.has_figures(other));
    (!strange).then(|| Summed { row, in_variance: parts.clone(), parts })
}

/// The printed rows that a row of the layout comes down to; none where it is left out since there is nothing
/// on it. `None` if a part is not printed that should be.
fn printed_parts(table: &TableAt<'_>, rows: &[RowDraft], id: &str) -> Option<Vec<usize>> {
    if let Some(row) = table.row_of(id).filter(|row| table.has_figures(*row)) {
        return Some(vec![row]);
    }
    let known = rows.iter().find(|known| known.id == id)?;
    match &known.content {
        Content::Sum { of } => {
            let mut parts = Vec::new();
            for part in of {
                parts.extend(printed_parts(table, rows, part)?);
            }
            Some(parts)
        }
        _ => known.only_if_used.then(Vec::new),
    }
}

/// What liquid funds closed with, less what they opened with, where both are printed below an analysis.
fn liquid_funds(table: &TableAt<'_>, rows: &[RowDraft]) -> Option<Vec<(usize, bool)>> {
    let row = |which: LiquidFunds| {
        let known =
            rows.iter().find(|row| matches!(&row.content, Content::LiquidFunds(known) if *known == which))?;
        table.row_of(&known.id)
    };
    Some(vec![(row(LiquidFunds::Closing)?, false), (row(LiquidFunds::Opening)?, true)])
}

/// A table of parts: their sum is all parts, the total is their sum and the rest.
fn told_by_parts(table: &TableAt<'_>, row: usize, id: &str) -> Option<Summed> {
    let figures = |other: &usize| table.has_figures(*other);
    let parts: Vec<usize> =
        table.rows().filter(|other| table.id_of(*other).is_none()).filter(figures).collect();
    // A part that is a sum of others has to show itself of which.
    if parts.iter().any(|part| table.printed.rows[*part].is_sum) {
        return None;
    }
    let printed = |id: &str| table.row_of(id).filter(figures);
    let taken = match (id, printed("sum")) {
        ("sum", _) => parts,
        ("total", Some(sum)) => [Some(sum), printed("rest")].into_iter().flatten().collect(),
        ("total", None) => parts.into_iter().chain(printed("rest")).collect(),
        _ => return None,
    };
    let parts: Vec<(usize, bool)> = taken.into_iter().map(|part| (part, false)).collect();
    (!parts.is_empty()).then(|| Summed { row, in_variance: parts.clone(), parts })
}

fn told_by_overview(table: &TableAt<'_>, rows: &[OverviewRowDraft], row: usize, id: &str) -> Option<Summed> {
    let known = rows.iter().find(|known| known.id == id)?;
    let OverviewSource::Rows { of, less } = &known.source else { return None };
    let mut summed = Summed { row, parts: Vec::new(), in_variance: Vec::new() };
    for (ids, taken_off) in [(of, false), (less, true)] {
        for id in ids {
            for (part, turned) in overview_parts(table, rows, id, 0)? {
                let reads_other =
                    rows.iter().any(|other| Some(other.id.as_str()) == table.id_of(part) && other.minus);
                let taken_off = taken_off != turned;
                let minus = taken_off != known.minus;
                summed.parts.push((part, minus));
                summed.in_variance.push((part, taken_off != reads_other));
            }
        }
    }
    (!summed.parts.is_empty()).then_some(summed)
}

/// The printed rows that a row of an overview comes down to. Rows for figures that are given may be left
/// out where there is nothing to give.
fn overview_parts(
    table: &TableAt<'_>,
    rows: &[OverviewRowDraft],
    id: &str,
    depth: usize,
) -> Option<Vec<(usize, bool)>> {
    if let Some(row) = table.row_of(id).filter(|row| table.has_figures(*row)) {
        return Some(vec![(row, false)]);
    }
    let known = rows.iter().find(|known| known.id == id)?;
    match &known.source {
        OverviewSource::Rows { of, less } if depth < rows.len() => {
            let mut parts = Vec::new();
            for (ids, taken_off) in [(of, false), (less, true)] {
                for id in ids {
                    let found = overview_parts(table, rows, id, depth + 1)?;
                    parts.extend(found.into_iter().map(|(row, turned)| (row, turned != taken_off)));
                }
            }
            Some(parts)
        }
        OverviewSource::Given(_) => Some(Vec::new()),
        _ => known.only_if_used.then(Vec::new),
    }
}
