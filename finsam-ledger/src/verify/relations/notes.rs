//! Notes against the lines that refer to them.

use super::{plus, relation};
use crate::statement::StatementKind;
use crate::verify::identify::{TableIs, When};
use crate::verify::page::{Page, TableAt};
use crate::verify::published::{Basis, FigureAt};
use crate::verify::verdict::{Relation, Rule, Term};

pub(super) fn of_table(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Relation> {
    if table.printed.note.is_none() {
        return Vec::new();
    }
    let lines =
        |column: usize| lines_by_layout(page, table, column).or_else(|| line_by_label(page, table, column));
    let pairs: Vec<(Vec<FigureAt>, Vec<Term>)> =
        table.columns().filter_map(|column| Some((whole(table, column)?, lines(column)?))).collect();
    // Costs may stand in a note without the sign that they have in the statement: in all of it.
    let ore = |at: FigureAt| page.amount(at).map_or(0, |amount| i128::from(amount.ore()));
    let sums = |(whole, lines): &(Vec<FigureAt>, Vec<Term>)| {
        let lines = lines.iter().map(|term| if term.minus { -ore(term.figure) } else { ore(term.figure) });
        (whole.iter().copied().map(ore).sum::<i128>(), lines.sum::<i128>())
    };
    let turned = pairs.iter().map(sums).filter(|(whole, lines)| *whole != 0 && *whole == -lines).count();
    let turned = turned > 0 && turned * 2 > pairs.len();
    let terms =
        |whole: Vec<FigureAt>| whole.into_iter().map(|figure| Term { figure, minus: turned }).collect();
    pairs.into_iter().map(|(whole, lines)| relation(Rule::Note, terms(whole), lines)).collect()
}

/// The sum of a note: its last sum row, or all its rows where it has none.
fn whole(table: &TableAt<'_>, column: usize) -> Option<Vec<FigureAt>> {
    let is_sum = |row: &usize| table.printed.rows[*row].is_sum;
    let last = table.rows().filter(is_sum).filter_map(|row| table.money(row, column)).next_back();
    let all = || table.rows().filter_map(|row| table.money(row, column)).collect::<Vec<_>>();
    let found = match last {
        Some(sum) => vec![sum],
        None if table.rows().any(|row| is_sum(&row)) => Vec::new(),
        None => all(),
    };
    (!found.is_empty()).then_some(found)
}

fn lines_by_layout(page: &Page<'_>, table: &TableAt<'_>, column: usize) -> Option<Vec<Term>> {
    let TableIs::Note(index) = table.identified.is else { return None };
    let note = page.layout.draft().notes.get(index)?;
    let is = table.column(column)?;
    let near = table.at(0, column);
    let mut terms = Vec::new();
    for line in &note.lines {
        let kind = page.statement_of(line)?;
        let when = match (kind, is.when) {
            (StatementKind::BalanceSheet, When::During(period)) => When::At(period.last().last_day()),
            (_, when) => when,
        };
        terms.extend(page.terms((kind, line), false, (is.basis, when), near)?);
    }
    (!terms.is_empty()).then_some(terms)
}

/// The one row of a statement of the same report that is called as the note is, where no layout tells.
fn line_by_label(page: &Page<'_>, table: &TableAt<'_>, column: usize) -> Option<Vec<Term>> {
    if matches!(table.identified.is, TableIs::Note(_)) {
        return None;
    }
    let title = page.title(table)?;
    let is = table.column(column).filter(|is| is.when != When::Unsaid && is.basis == Basis::Actual)?;
    let mut found = Vec::new();
    for other in page.tables().filter(|other| other.report == table.report && other.printed.note.is_none()) {
        let labels = page.labels(&other).iter().enumerate();
        for (row, _) in labels.filter(|(_, label)| label.likeness(title).is_some()) {
            let same_time = |column: &usize| {
                other.column(*column).is_some_and(|known| {
                    let one_day =
                        is.when.balance_day().is_some_and(|day| known.when.balance_day() == Some(day));
                    known.basis == is.basis && known.side == is.side && (known.when == is.when || one_day)
                })
            };
            found.extend(other.columns().find(same_time).and_then(|column| other.money(row, column)));
        }
    }
    // A label that stands in two statements says nothing.
    match found.as_slice() {
        [only] => Some(vec![plus(*only)]),
        _ => None,
    }
}
