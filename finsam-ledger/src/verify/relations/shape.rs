//! Sums that no layout tells, found from the shape of a table: a sum row takes rows that stand together above
//! it, or below it where it stands first. How many, its own figures show in the columns that tie.

use std::collections::BTreeSet;

use super::sums::Summed;
use crate::verify::page::{Page, TableAt};
use crate::verify::published::Basis;

/// How many parts a sum without the word for it must have been seen to take, in how many columns.
const UNSAID_COLUMNS_MIN: usize = 2;
/// How far above itself a sum is looked at for its parts, at least; the lines right above it all.
const ROWS_MAX: usize = 200;
/// How far above itself a row without the word for it is looked at for what it may be a sum of.
const UNSAID_ROWS_MAX: usize = 60;
/// A sum of fewer öre than this may tie by chance.
const TELLING_MIN: i128 = 10_000;

pub(super) struct Shape<'a> {
    pub(super) columns: Vec<Column>,
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
        if let Some(count) = taken {
            let parts = open.split_off(open.len().saturating_sub(count));
            let parts: Vec<usize> = parts.iter().map(|open| open.row).collect();
            let difference = shape.difference(row, &parts, 1);
            found.push(difference.unwrap_or_else(|| summed(row, parts.into_iter())));
            open.push(Open { row, sum: Some(true) });
            continue;
        }
        let above = open.len().saturating_sub(2);
        let two: Vec<usize> = open.iter().skip(above).map(|open| open.row).collect();
        let may_be = !is_sum && !(shape.is_told)(row);
        let difference = shape.difference(row, &two, UNSAID_COLUMNS_MIN).filter(|_| may_be);
        let sum = if difference.is_some() { Some(true) } else { is_sum.then_some(false) };
        if let Some(difference) = difference {
            open.truncate(above);
            found.push(difference);
        }
        open.push(Open { row, sum });
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
        let above = open.iter().rev().take(natural.max(ROWS_MAX)).map(|known| known.row);
        let seen = self.seen_upward(row, above);
        let held =
            |count: usize| count.checked_sub(1).and_then(|index| seen.get(index)).map_or(0, |seen| seen.held);
        let mut best = natural;
        for (index, other) in seen.iter().enumerate() {
            let (count, is_likely) = (index + 1, other.held * 2 >= other.tested && other.held > 0);
            // Of readings that tie as often the one with more rows: those it adds are nothing in every column.
            let ties_more =
                other.held > held(best) || other.held == held(best) && best < count && best != natural;
            if is_likely && ties_more {
                best = count;
            }
        }
        (best > 0).then_some(best)
    }

    /// Two rows that a row is the difference of, in every column but those of variances: what there was at the end
    /// and before, or income and a cost that is printed without its sign. In so many columns at least.
    fn difference(&self, row: usize, parts: &[usize], columns_min: usize) -> Option<Summed> {
        let [first, second] = *parts else { return None };
        let (mut tested, mut added) = (0, true);
        let (mut second_less, mut first_less) = (true, true);
        for column in self.columns.iter().filter(|column| !column.is_variance) {
            let ore = |row: usize| column.ore.get(row).copied().flatten();
            let (Some(sum), Some(one), Some(other)) = (ore(row), ore(first), ore(second)) else { continue };
            let ties = |read: i128| (sum - read).abs() <= column.step * 3 / 2;
            tested += usize::from(sum != 0 && one.abs().max(other.abs()) >= TELLING_MIN);
            added &= ties(one + other);
            second_less &= ties(one - other);
            first_less &= ties(other - one);
        }
        if added || tested < columns_min || !(first_less || second_less) {
            return None;
        }
        let parts = vec![(first, !second_less), (second, second_less)];
        let in_variance = vec![(first, false), (second, false)];
        Some(Summed { row, parts, in_variance })
    }

    /// The same of a row that is not called a sum: only where every column ties.
    fn taken_unsaid(&self, row: usize, open: &[Open]) -> Option<usize> {
        let above = open.iter().rev().take(UNSAID_ROWS_MAX).map(|known| known.row);
        let is_one = |seen: &Seen| seen.held == seen.tested && seen.telling >= UNSAID_COLUMNS_MIN;
        let first = self.seen_upward(row, above).iter().skip(1).position(is_one);
        first.map(|index| index + 2)
    }

    /// Sum rows that stand before what they sum.
    fn sums_first(&self, found: &[Summed]) -> Vec<Summed> {
        let table = self.table;
        let all = || found.iter().chain(self.told);
        let taken: BTreeSet<usize> = all().flat_map(|summed| &summed.parts).map(|(part, _)| *part).collect();
        let known: BTreeSet<usize> = all().map(|summed| summed.row).collect();
        let (is_taken, is_known) = (|row: usize| taken.contains(&row), |row: usize| known.contains(&row));
        let is_sum = |row: usize| self.is_sum(row);
        let mut first = Vec::new();
        for row in table.rows().filter(|row| is_sum(*row) && !is_known(*row) && !(self.is_told)(*row)) {
            let below = (row + 1..table.printed.rows.len()).take_while(|other| !is_sum(*other));
            let below: Vec<usize> =
                below.filter(|other| table.has_figures(*other) && !is_taken(*other)).collect();
            let ties = |seen: &Seen| seen.held * 2 >= seen.tested && seen.telling > 0;
            let seen = self.seen_upward(row, below.iter().copied());
            if let Some(last) = seen.iter().skip(1).rposition(ties) {
                first.push(summed(row, below.into_iter().take(last + 2)));
            }
        }
        first
    }

    /// How a sum ties with the first of these parts, the first two, and so on.
    fn seen_upward(&self, whole: usize, parts: impl Iterator<Item = usize>) -> Vec<Seen> {
        // By column: the total, how many there are, and the last digits that they are rounded by.
        let mut totals: Vec<(i128, usize, i128)> = vec![(0, 0, 0); self.columns.len()];
        let seen_with = |totals: &[(i128, usize, i128)]| {
            let mut seen = Seen::default();
            for (column, (total, count, steps)) in self.columns.iter().zip(totals) {
                let sum = column.ore.get(whole).copied().flatten();
                let Some(sum) = sum.filter(|sum| *count > 0 && (*sum != 0 || *total != 0)) else { continue };
                let held = (sum - total).abs() <= (steps + column.step) / 2;
                seen.tested += 1;
                seen.held += usize::from(held);
                seen.telling += usize::from(held && sum.abs() >= TELLING_MIN);
            }
            seen
        };
        let with = |part: usize| {
            for (column, (total, count, steps)) in self.columns.iter().zip(&mut totals) {
                if let Some(ore) = column.ore.get(part).copied().flatten() {
                    *total += ore;
                    *count += 1;
                    *steps += column.step;
                }
            }
            seen_with(&totals)
        };
        parts.map(with).collect()
    }
}

/// A column as öre by row.
pub(super) struct Column {
    ore: Vec<Option<i128>>,
    /// What its last digit stands for, if that is more than an öre.
    step: i128,
    /// Whether it holds what lies between others: there more is better of every row.
    is_variance: bool,
}

/// The columns of a table.
pub(super) fn columns(page: &Page<'_>, table: &TableAt<'_>) -> Vec<Column> {
    let of_column = |column: usize| {
        let ore = |row: usize| {
            let amount = page.amount(table.money(row, column)?)?;
            Some(i128::from(amount.ore()))
        };
        let step = i128::from(page.step(table.at(0, column)));
        Column {
            ore: table.rows().map(ore).collect(),
            step: if step > 1 { step } else { 0 },
            is_variance: table.column(column).is_some_and(|is| is.basis == Basis::Variance),
        }
    };
    table.columns().map(of_column).collect()
}
