//! Columns that other columns of the same row make: changes, variances, nets, and one time printed twice.

use std::collections::BTreeSet;

use super::{minus, plus, relation};
use crate::statement::overview::OverviewBody;
use crate::verify::identify::{ColumnIs, TableIs, When};
use crate::verify::page::{Page, TableAt};
use crate::verify::published::{Basis, Facet, FigureAt};
use crate::verify::verdict::{Relation, Rule};

/// A column that is another plus or less a third.
#[derive(Clone, Copy)]
struct Made {
    rule: Rule,
    column: usize,
    first: usize,
    second: usize,
    /// Whether the second is taken off the first.
    less: bool,
    /// Whether first and second change places.
    turned: bool,
}

/// A table whose columns are looked at.
struct Columns<'a> {
    page: &'a Page<'a>,
    table: &'a TableAt<'a>,
    /// Rows that read as positive though a sum takes them off.
    taken_off: &'a BTreeSet<usize>,
}

/// The relations between columns. Rows of `taken_off` read as positive though a sum takes them off.
pub(super) fn of_table(page: &Page<'_>, table: &TableAt<'_>, taken_off: &BTreeSet<usize>) -> Vec<Relation> {
    let columns = Columns { page, table, taken_off };
    let mut found = twice(table);
    for made in changes(table).into_iter().chain(columns.variances()).chain(columns.nets()) {
        found.extend(table.rows().filter_map(|row| columns.in_row(made, row)));
    }
    found
}

impl Columns<'_> {
    /// Each column of variances: of the figures it can be between, those whose rows tie most often, in the
    /// order that most of them show.
    fn variances(&self) -> Vec<Made> {
        let of_column = |column: usize| {
            let is = self.table.column(column).filter(|is| is.basis == Basis::Variance)?;
            let pairs = pairs(self.table, column, is);
            let made = pairs.iter().flat_map(|(first, second)| {
                let made = Made {
                    rule: Rule::Variance,
                    column,
                    first: *first,
                    second: *second,
                    less: true,
                    turned: false,
                };
                [made, Made { turned: true, ..made }]
            });
            let mut best: Option<(Made, usize)> = None;
            let mut tested = 0;
            for made in made {
                let seen = self.seen(made);
                tested = tested.max(seen.0);
                if best.is_none_or(|(_, held)| seen.1 > held) {
                    best = Some((made, seen.1));
                }
            }
            // Where hardly a row ties, it is no variance of these columns, unless there is but one pair.
            best.filter(|(_, held)| held * 2 >= tested && *held > 0 || pairs.len() == 1).map(|(made, _)| made)
        };
        self.table.columns().filter_map(of_column).collect()
    }

    /// Each net with the income and the cost of its time. The sign of costs is the one that most rows show.
    fn nets(&self) -> Vec<Made> {
        let column = |side: Facet, is: ColumnIs| {
            self.table.columns().find(|column| self.table.column(*column) == Some(ColumnIs { side, ..is }))
        };
        let nets = self.table.columns().filter_map(|net| {
            let is =
                self.table.column(net).filter(|is| is.side == Facet::Net && is.basis != Basis::Variance)?;
            let (first, second) = (column(Facet::Income, is)?, column(Facet::Cost, is)?);
            Some(Made { rule: Rule::Net, column: net, first, second, less: false, turned: false })
        });
        let nets: Vec<Made> = nets.collect();
        let held = |less: bool| nets.iter().map(|made| self.seen(Made { less, ..*made }).1).sum::<usize>();
        let less = held(true) > held(false);
        nets.into_iter().map(|made| Made { less, ..made }).collect()
    }

    /// How many rows were tested, and held.
    fn seen(&self, made: Made) -> (usize, usize) {
        let mut seen = (0, 0);
        for row in self.table.rows() {
            let Some(relation) = self.in_row(made, row) else { continue };
            let ore = |at: FigureAt| self.page.amount(at).map_or(0, |amount| i128::from(amount.ore()));
            let terms = relation
                .left
                .iter()
                .map(|term| (term, 1))
                .chain(relation.right.iter().map(|term| (term, -1)));
            let off: i128 =
                terms.map(|(term, sign)| ore(term.figure) * if term.minus { -sign } else { sign }).sum();
            let nothing = relation.terms().all(|term| ore(term.figure) == 0);
            let steps =
                relation.terms().map(|term| i128::from(self.page.step(term.figure))).filter(|step| *step > 1);
            if !nothing {
                seen.0 += 1;
                seen.1 += usize::from(off.abs() <= steps.sum::<i128>() / 2);
            }
        }
        seen
    }

    fn in_row(&self, made: Made, row: usize) -> Option<Relation> {
        let whole = self.table.money(row, made.column)?;
        let (first, second) = (self.table.money(row, made.first), self.table.money(row, made.second));
        let mut parts = Vec::new();
        // A row whose costs read as positive has a variance that is better when it is above zero all the same.
        let turned = made.turned != (made.rule == Rule::Variance && self.reads_other(row));
        let (added, taken) = if turned { (second, first) } else { (first, second) };
        parts.extend(added.map(plus));
        parts.extend(taken.map(if made.less { minus } else { plus }));
        // A blank is nothing, but two blanks are no figures to hold a third against.
        (!parts.is_empty()).then(|| relation(made.rule, vec![plus(whole)], parts))
    }

    /// Whether a row reads as positive though it is taken off: as its sum shows, or the layout says.
    fn reads_other(&self, row: usize) -> bool {
        if self.taken_off.contains(&row) {
            return true;
        }
        let TableIs::Overview(index) = self.table.identified.is else { return false };
        let id = self.table.id_of(row);
        match self.page.layout.draft().overviews.get(index).map(|overview| &overview.body) {
            Some(OverviewBody::Rows(rows)) => {
                rows.iter().any(|known| Some(known.id.as_str()) == id && known.minus)
            }
            _ => false,
        }
    }
}

/// Columns that hold the same of the same time.
fn twice(table: &TableAt<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    for second in table.columns() {
        let is = table.column(second).filter(|is| is.when != When::Unsaid && is.basis != Basis::Variance);
        let first = table.columns().take(second).find(|first| is.is_some() && table.column(*first) == is);
        if let Some(first) = first {
            let both = |row| Some((table.money(row, second)?, table.money(row, first)?));
            let pairs = table.rows().filter_map(both);
            found.extend(
                pairs.map(|(left, right)| relation(Rule::SameFigure, vec![plus(left)], vec![plus(right)])),
            );
        }
    }
    found
}

fn changes(table: &TableAt<'_>) -> Vec<Made> {
    let column = |wanted: fn(When) -> bool| {
        table.columns().find(|column| table.column(*column).is_some_and(|is| wanted(is.when)))
    };
    let opening = column(|when| matches!(when, When::Opening(_)));
    let closing = column(|when| matches!(when, When::At(_)));
    let change = column(|when| matches!(when, When::Change(_)));
    let made = change.zip(opening.zip(closing)).map(|(column, (opening, closing))| Made {
        rule: Rule::Change,
        column,
        first: closing,
        second: opening,
        less: true,
        turned: false,
    });
    made.into_iter().collect()
}

/// The columns that a variance may lie between: what happened or is expected, and what was decided, of the
/// same side and time where it says one; without a budget, any two that happened.
fn pairs(table: &TableAt<'_>, column: usize, is: ColumnIs) -> Vec<(usize, usize)> {
    let may_be = |other: &usize| {
        let known = table.column(*other).filter(|known| *other != column && known.basis != Basis::Variance);
        known.is_some_and(|known| {
            known.side == is.side
                && (is.when == When::Unsaid || known.when == is.when || known.when == When::Unsaid)
        })
    };
    let columns: Vec<usize> = table.columns().filter(may_be).collect();
    let basis = |column: &usize| table.column(*column).map(|is| is.basis);
    let of = |wanted: &[Basis]| {
        columns
            .iter()
            .copied()
            .filter(|column| basis(column).is_some_and(|basis| wanted.contains(&basis)))
            .collect()
    };
    let (booked, decided): (Vec<usize>, Vec<usize>) =
        (of(&[Basis::Actual, Basis::Forecast]), of(&[Basis::Budget]));
    let seconds = if decided.is_empty() { &booked } else { &decided };
    let pairs = booked.iter().flat_map(|first| seconds.iter().map(|second| (*first, *second)));
    pairs.filter(|(first, second)| first != second).collect()
}
