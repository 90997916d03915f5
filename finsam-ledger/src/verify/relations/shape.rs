//! Sums that no layout tells, found from the shape of a table: a sum row takes rows that stand together above
//! it, or below it where it stands first. How many, its own figures show in the columns that tie.

use super::sums::Summed;
use crate::verify::page::{Page, TableAt};
use crate::verify::published::FigureAt;

/// How many parts a sum without the word for it must have been seen to take, in how many columns.
const UNSAID_COLUMNS_MIN: usize = 2;
/// A sum of fewer öre than this may tie by chance.
const TELLING_MIN: i128 = 10_000;

pub(super) struct Shape<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) table: &'a TableAt<'a>,
    /// Sums that are known already.
    pub(super) told: &'a [Summed],
    /// Whether it is known already where a row's figure comes from.
    pub(super) is_told: &'a dyn Fn(usize) -> bool,
    /// Whether the layout has the row as a sum, whatever is printed.
    pub(super) is_sum: &'a dyn Fn(usize) -> bool,
}

/// A row that no sum has taken yet.
#[derive(Clone, Copy)]
struct Open {
    row: usize,
    /// Whether it is a sum, and if so, whether it is known of what.
    sum: Option<bool>,
}

/// The sums of a table that are not told.
pub(super) fn sums(shape: &Shape<'_>) -> Vec<Summed> {
    let table = shape.table;
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for row in table.rows().filter(|row| table.has_figures(*row)) {
        if let Some(told) = shape.told.iter().find(|told| told.row == row) {
            open.retain(|known| !told.parts.iter().any(|(part, _)| *part == known.row));
            open.push(Open { row, sum: Some(true) });
            continue;
        }
        let is_sum = shape.is_sum(row) && !(shape.is_told)(row);
        let taken = if is_sum {
            shape.taken(row, &open)
        } else if (shape.is_told)(row) || table.id_of(row).is_some() {
            None
        } else {
            shape.taken_unsaid(row, &open)
        };
        match taken {
            Some(count) => {
                let parts = open.split_off(open.len().saturating_sub(count));
                found.push(summed(row, parts.iter().map(|open| open.row)));
                open.push(Open { row, sum: Some(true) });
            }
            None => open.push(Open { row, sum: is_sum.then_some(false) }),
        }
    }
    found.extend(shape.sums_first(&found));
    found
}

fn summed(row: usize, parts: impl Iterator<Item = usize>) -> Summed {
    let parts: Vec<(usize, bool)> = parts.map(|part| (part, false)).collect();
    Summed { row, in_variance: parts.clone(), parts }
}

/// In how many columns a reading of a sum was tested, and held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    tested: usize,
    held: usize,
    /// Columns that held with a figure too large to tie by chance.
    telling: usize,
}

impl Shape<'_> {
    fn is_sum(&self, row: usize) -> bool {
        self.table.printed.rows[row].is_sum || (self.is_sum)(row)
    }

    /// How many of the open rows a sum row takes: the last ones, as far as the columns tie; if none tie, the
    /// lines above it up to the sum before.
    fn taken(&self, row: usize, open: &[Open]) -> Option<usize> {
        let lines = open.iter().rev().take_while(|known| known.sum.is_none()).count();
        let natural = if lines > 0 {
            lines
        } else if open.len() > 1 && open.iter().all(|known| known.sum == Some(true)) {
            open.len()
        } else {
            0
        };
        let seen = |count: usize| self.seen(row, open.iter().rev().take(count).map(|known| known.row));
        let mut best = (natural, if natural > 0 { seen(natural) } else { Seen::default() });
        for count in 1..=open.len() {
            let other = seen(count);
            // Of readings that tie as often the one with more rows: those it adds are nothing in every column.
            let better = other.held > best.1.held
                || other.held == best.1.held && other.held > 0 && best.0 < count && best.0 != natural;
            if better && other.held * 2 >= other.tested {
                best = (count, other);
            }
        }
        (best.0 > 0).then_some(best.0)
    }

    /// The same of a row that is not called a sum: only where every column ties.
    fn taken_unsaid(&self, row: usize, open: &[Open]) -> Option<usize> {
        let is_one = |count: &usize| {
            let seen = self.seen(row, open.iter().rev().take(*count).map(|known| known.row));
            seen.held == seen.tested && seen.telling >= UNSAID_COLUMNS_MIN
        };
        (2..=open.len()).find(is_one)
    }

    /// Sum rows that stand before what they sum.
    fn sums_first(&self, found: &[Summed]) -> Vec<Summed> {
        let table = self.table;
        let is_taken = |row: usize| {
            let all = found.iter().chain(self.told);
            all.flat_map(|summed| &summed.parts).any(|(part, _)| *part == row)
        };
        let is_known = |row: usize| found.iter().chain(self.told).any(|summed| summed.row == row);
        let is_sum = |row: usize| self.is_sum(row);
        let mut first = Vec::new();
        for row in table.rows().filter(|row| is_sum(*row) && !is_known(*row) && !(self.is_told)(*row)) {
            let below = (row + 1..table.printed.rows.len()).take_while(|other| !is_sum(*other));
            let below: Vec<usize> =
                below.filter(|other| table.has_figures(*other) && !is_taken(*other)).collect();
            let ties = |count: &usize| {
                let seen = self.seen(row, below.iter().take(*count).copied());
                seen.held * 2 > seen.tested && seen.telling > 0
            };
            if let Some(count) = (2..=below.len()).rev().find(ties) {
                first.push(summed(row, below.into_iter().take(count)));
            }
        }
        first
    }

    fn seen(&self, whole: usize, parts: impl Iterator<Item = usize> + Clone) -> Seen {
        let mut seen = Seen::default();
        for column in self.table.columns() {
            let Some(sum) = self.table.money(whole, column) else { continue };
            let figures: Vec<FigureAt> =
                parts.clone().filter_map(|part| self.table.money(part, column)).collect();
            let ore = |at: &FigureAt| self.page.amount(*at).map_or(0, |amount| i128::from(amount.ore()));
            let total: i128 = figures.iter().map(ore).sum();
            if figures.is_empty() || ore(&sum) == 0 && total == 0 {
                continue;
            }
            let steps = figures.iter().chain([&sum]).map(|at| i128::from(self.page.step(*at)));
            let allowed: i128 = steps.filter(|step| *step > 1).sum::<i128>() / 2;
            let held = (ore(&sum) - total).abs() <= allowed;
            seen.tested += 1;
            seen.held += usize::from(held);
            seen.telling += usize::from(held && ore(&sum).abs() >= TELLING_MIN);
        }
        seen
    }
}
