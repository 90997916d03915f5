//! What printed figures should satisfy: found from the layout, and from the shape of the tables.

mod cash_flow;
mod columns;
mod equity;
mod notes;
mod overviews;
mod same;
mod shape;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use super::published::FigureAt;
use super::verdict::{Relation, Rule, Term};

/// Every relation, each once: the one that says most of what it means.
pub(super) fn relations(page: &Page<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for table in page.tables() {
        let (sums, taken_off) = sums::of_table(page, &table);
        found.extend(sums);
        found.extend(columns::of_table(page, &table, &taken_off));
        found.extend(overviews::of_table(page, &table));
        found.extend(notes::of_table(page, &table));
        found.extend(cash_flow::of_table(page, &table));
    }
    found.extend(equity::of(page));
    found.extend(same::of(page));
    let mut known = BTreeSet::new();
    found.retain(|relation| is_about_something(relation) && known.insert(form(relation)));
    found
}

fn is_about_something(relation: &Relation) -> bool {
    !relation.left.is_empty() && !(form(relation).0.is_empty())
}

/// The same for relations that say the same: each figure with how often it is counted, the first as added;
/// and what it is a share of.
fn form(relation: &Relation) -> (Vec<(FigureAt, i64)>, Vec<Term>) {
    let mut counts = coefficients(relation);
    counts.retain(|_, count| *count != 0);
    let turned = counts.values().next().is_some_and(|count| *count < 0);
    let counted = counts.into_iter().map(|(figure, count)| (figure, if turned { -count } else { count }));
    (counted.collect(), relation.share_of.clone())
}

/// How often each figure is counted in left less right.
pub(super) fn coefficients(relation: &Relation) -> BTreeMap<FigureAt, i64> {
    let mut counts: BTreeMap<FigureAt, i64> = BTreeMap::new();
    for (terms, sign) in [(&relation.left, 1), (&relation.right, -1)] {
        for term in terms {
            *counts.entry(term.figure).or_default() += if term.minus { -sign } else { sign };
        }
    }
    counts
}

/// A relation of one figure to others.
fn relation(rule: Rule, left: Vec<Term>, right: Vec<Term>) -> Relation {
    Relation { rule, left, right, share_of: Vec::new() }
}

const fn plus(figure: FigureAt) -> Term {
    Term { figure, minus: false }
}

const fn minus(figure: FigureAt) -> Term {
    Term { figure, minus: true }
}
