//! One figure in several places: in two tables, in two reports, as a sum of its own table and a row elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{plus, relation};
use crate::verify::identify::{ColumnIs, When};
use crate::verify::label::Label;
use crate::verify::page::{Page, TableAt};
use crate::verify::published::{Basis, FigureAt};
use crate::verify::verdict::{Relation, Rule, Term};

/// Two rows that tie in this many columns are one row printed twice.
const COLUMNS_MIN: usize = 3;
/// A figure of fewer öre may be another's by chance.
const TELLING_MIN: i64 = 10_000;
/// A figure that stands in more rows than this tells none of them.
const ALIKE_MAX: usize = 20;
/// Reports of more tables are not searched for tables that speak of each other: no förbund prints so many.
const TABLES_MAX: usize = 400;

pub(super) fn of(page: &Page<'_>) -> Vec<Relation> {
    let mut found: Vec<Relation> = page.repeated().flat_map(repeated).collect();
    found.extend(printed_twice(page));
    if page.tables().count() <= TABLES_MAX {
        found.extend(across_reports(page));
        found.extend(referred(page));
        found.extend(wholes(page));
    }
    found
}

/// Each later place against the first of its report; the first of a later report against the earlier.
fn repeated(places: &[Term]) -> Vec<Relation> {
    let mut first: BTreeMap<usize, Term> = BTreeMap::new();
    let mut found = Vec::new();
    for place in places {
        let report = place.figure.report;
        let (rule, known) = match first.get(&report) {
            Some(known) => (Rule::SameFigure, Some(*known)),
            None => (Rule::EarlierReport, first.values().next_back().copied()),
        };
        if let Some(known) = known {
            let right = Term { figure: known.figure, minus: known.minus != place.minus };
            found.push(relation(rule, vec![plus(place.figure)], vec![right]));
        }
        first.entry(report).or_insert(*place);
    }
    found
}

/// Rows of tables that no layout knows, in an earlier and a later report: the same table, key or label, time.
fn across_reports(page: &Page<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for later in page.tables() {
        let Some(title) = page.title(&later) else { continue };
        let earlier = page.tables().filter(|earlier| earlier.report < later.report);
        for earlier in
            earlier.filter(|earlier| page.title(earlier).is_some_and(|known| known.likeness(title).is_some()))
        {
            for row in later.rows().filter(|row| page.made_of(&later, *row).is_none()) {
                let Some(other) = same_row(page, &later, row, &earlier) else { continue };
                let pairs = pairs(&later, row, &earlier, other);
                found.extend(
                    pairs.map(|(left, right)| {
                        relation(Rule::EarlierReport, vec![plus(left)], vec![plus(right)])
                    }),
                );
            }
        }
    }
    found
}

/// The one row of another table with the same key, or without keys the same label.
fn same_row(page: &Page<'_>, table: &TableAt<'_>, row: usize, other: &TableAt<'_>) -> Option<usize> {
    let known = &table.printed.rows[row];
    let (label, labels) = (page.labels(table).get(row)?, page.labels(other));
    let mut found = other.rows().filter(|at| {
        let candidate = &other.printed.rows[*at];
        let is_alike = || labels.get(*at).is_some_and(|known| known.likeness(label).is_some());
        candidate.key == known.key
            && candidate.is_sum == known.is_sum
            && (!known.key.is_empty() && !known.is_sum || is_alike())
    });
    found.next().filter(|_| found.next().is_none())
}

/// The figures of two rows in columns that hold the same.
fn pairs<'a>(
    table: &'a TableAt<'_>,
    row: usize,
    other: &'a TableAt<'_>,
    other_row: usize,
) -> impl Iterator<Item = (FigureAt, FigureAt)> + 'a {
    table.columns().filter_map(move |column| {
        let is = table.column(column).filter(|is| is.when != When::Unsaid || is.basis == Basis::Variance)?;
        let mut same =
            other.columns().filter(|known| other.column(*known).is_some_and(|known| is_same(is, known)));
        Some((table.money(row, column)?, other.money(other_row, same.next()?)?))
    })
}

/// Whether two columns hold the same, a balance at the end of a day being that at the start of the next.
fn is_same(one: ColumnIs, other: ColumnIs) -> bool {
    let day = |is: ColumnIs| is.when.balance_day();
    one.basis == other.basis
        && one.side == other.side
        && (one.when == other.when || day(one).is_some() && day(one) == day(other))
}

/// Rows that are called as another table is: they print its total.
fn referred(page: &Page<'_>) -> Vec<Relation> {
    let sum_words: Vec<String> = page.layout.draft().sum_word.forms().map(str::to_lowercase).collect();
    let mut found = Vec::new();
    for table in page.tables() {
        let rows = table.rows().filter(|row| page.made_of(&table, *row).is_none());
        for row in rows {
            let Some(label) = named_by(&table.printed.rows[row].label, &sum_words) else { continue };
            let others = page.tables().filter(|other| {
                other.report == table.report
                    && other.table != table.table
                    && other.printed.group == table.printed.group
                    && !other.printed.group.is_empty()
            });
            let named = others.filter(|other| page.title(other).is_some_and(|title| label.begins(title)));
            for other in named {
                let Some(total) = other.rows().rfind(|row| other.printed.rows[*row].is_sum) else {
                    continue;
                };
                let pairs = pairs(&table, row, &other, total);
                found
                    .extend(pairs.map(|(left, right)| {
                        relation(Rule::SameFigure, vec![plus(left)], vec![plus(right)])
                    }));
            }
        }
    }
    found
}

/// What a label names after a word for a sum, which is given in small letters.
fn named_by(printed: &str, sum_words: &[String]) -> Option<Label> {
    let (first, rest) = printed.trim().split_once(' ')?;
    let first = first.to_lowercase();
    let is_sum = sum_words.iter().any(|word| first.ends_with(word));
    is_sum.then(|| Label::new(rest)).filter(|label| !label.is_empty())
}

/// Rows of different tables whose figures are the same in all columns but one at most, and of which the layout
/// does not know both: one row printed twice, as the total of one table is where the next begins.
fn printed_twice(page: &Page<'_>) -> Vec<Relation> {
    let mut known: BTreeMap<(usize, ColumnIs, i64), Vec<(TableAt<'_>, usize)>> = BTreeMap::new();
    let mut found = Vec::new();
    for table in page.tables().filter(|table| table.printed.note.is_none()) {
        for row in table.rows() {
            // A time that is printed in two columns tells once.
            let telling: BTreeSet<_> =
                table.columns().filter_map(|column| telling(page, &table, row, column)).collect();
            let mut met: BTreeMap<(usize, usize), (usize, TableAt<'_>)> = BTreeMap::new();
            for key in &telling {
                for (other, other_row) in known.get(key).into_iter().flatten() {
                    let met = met.entry((other.table, *other_row)).or_insert((0, *other));
                    met.0 += 1;
                }
            }
            let is_known = page.made_of(&table, row).is_some();
            let same = met.into_iter().rev().find_map(|((_, other_row), (count, other))| {
                let pairs: Vec<_> = pairs(&table, row, &other, other_row).collect();
                let is_told = is_known && page.made_of(&other, other_row).is_some();
                let is_same = other.table != table.table && count >= COLUMNS_MIN && count + 1 >= pairs.len();
                (is_same && !is_told).then_some(pairs)
            });
            found.extend(
                same.into_iter()
                    .flatten()
                    .map(|(left, right)| relation(Rule::SameFigure, vec![plus(left)], vec![plus(right)])),
            );
            for key in telling {
                let rows = known.entry(key).or_default();
                if rows.len() < ALIKE_MAX {
                    rows.push((table, row));
                }
            }
        }
    }
    found
}

/// A figure by report, column and amount, if it is too large to be another's by chance.
fn telling(
    page: &Page<'_>,
    table: &TableAt<'_>,
    row: usize,
    column: usize,
) -> Option<(usize, ColumnIs, i64)> {
    let is = table.column(column)?;
    let ore = page.amount(table.money(row, column)?)?.ore();
    (ore.saturating_abs() >= TELLING_MIN).then_some((table.report, is, ore))
}

/// A table without a sum that shares out what is a row of another: all its rows make it.
fn wholes(page: &Page<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for table in page.tables().filter(|table| !table.printed.rows.iter().any(|row| row.is_sum)) {
        let Some(title) = page.title(&table) else { continue };
        for column in table.columns() {
            let Some(is) = table.column(column).filter(|is| is.basis == Basis::Actual) else { continue };
            let parts: Vec<Term> =
                table.rows().filter_map(|row| table.money(row, column)).map(plus).collect();
            let others =
                page.tables().filter(|other| other.report == table.report && other.table != table.table);
            let wholes = others.flat_map(|other| {
                let labels = page.labels(&other).iter().enumerate();
                let named = labels.filter(|(_, label)| label.begins(title)).map(|(row, _)| row);
                let figures = named.filter_map(|row| {
                    let mut same = other.columns().filter(|known| other.column(*known) == Some(is));
                    other.money(row, same.next()?)
                });
                figures.collect::<Vec<_>>()
            });
            let wholes: Vec<FigureAt> = wholes.collect();
            if let ([whole], true) = (wholes.as_slice(), parts.len() > 1) {
                found.push(relation(Rule::Whole, vec![plus(*whole)], parts));
            }
        }
    }
    found
}
