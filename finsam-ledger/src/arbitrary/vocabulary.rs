//! Accounts, amounts, codes and dates.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::num;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;

use crate::account::{AccountNumber, AccountRange};
use crate::amount::Amount;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::dimension::{CostCentre, Project};

/// Any account number: mostly four digits of the classes 1 to 8, sometimes shorter or longer.
pub fn account_number() -> impl Strategy<Value = AccountNumber> + Clone {
    prop_oneof![9 => 1_000_u32..=8_999, 1 => 10_u32..=99_999_999]
        .prop_filter_map("an account number", |number| AccountNumber::new(number).ok())
}

/// An account of a range, or of any of its accounts: `account_in("3000-3999".parse()?)`.
pub fn account_in(range: AccountRange) -> impl Strategy<Value = AccountNumber> {
    (range.first().number()..=range.last().number())
        .prop_filter_map("an account number", |number| AccountNumber::new(number).ok())
}

/// Any amount, and more often the troublesome ones: nothing, a few öre, halves of a krona and of
/// a thousand kronor with their neighbours, and the bounds of what an [`Amount`] holds.
///
/// It shrinks towards zero.
pub fn amount() -> impl Strategy<Value = Amount> {
    const USUAL: i64 = 100_000_000_000;
    let max = Amount::MAX.ore();
    let bounds = vec![max, max - 1, max - 50, -max, 1 - max, 50 - max];
    let drawn = prop_oneof![12 => ore_in(-USUAL, USUAL), 1 => select(bounds)];
    Amounts { drawn, nearest_to_zero: 0 }
}

/// An amount of a range, more often near zero, at the edges of rounding and at the range's ends.
///
/// It shrinks towards zero, or the end that is nearest to it.
///
/// # Panics
/// When values are drawn, if the range is empty.
pub fn amount_in(range: RangeInclusive<Amount>) -> impl Strategy<Value = Amount> {
    let (low, high) = (range.start().ore(), range.end().ore());
    Amounts { drawn: ore_in(low, high), nearest_to_zero: low.max(0).min(high) }
}

fn ore_in(low: i64, high: i64) -> impl Strategy<Value = i64> {
    let near_a_half = (-20_i64..=20, select(vec![50_i64, 50_000]), -1_i64..=1);
    prop_oneof![
        1 => Just(0),
        2 => -100_i64..=100,
        6 => low..=high,
        3 => near_a_half.prop_map(|(times, half, beside)| times * half + beside),
        1 => select(vec![low, high]),
    ]
    .prop_map(move |ore| ore.max(low).min(high))
}

/// Amounts drawn in one way or another, that all shrink in the same: a figure from near a half
/// gets smaller öre by öre, not half by half.
#[derive(Clone, Debug)]
struct Amounts<S> {
    drawn: S,
    nearest_to_zero: i64,
}

impl<S: Strategy<Value = i64>> Strategy for Amounts<S> {
    type Tree = AmountTree;
    type Value = Amount;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let ore = self.drawn.new_tree(runner)?.current();
        let distance = num::i64::BinarySearch::new(ore - self.nearest_to_zero);
        Ok(AmountTree { nearest_to_zero: self.nearest_to_zero, distance })
    }
}

#[derive(Clone, Debug)]
struct AmountTree {
    nearest_to_zero: i64,
    distance: num::i64::BinarySearch,
}

impl ValueTree for AmountTree {
    type Value = Amount;

    fn current(&self) -> Amount {
        Amount::from_ore(self.nearest_to_zero + self.distance.current())
    }

    fn simplify(&mut self) -> bool {
        self.distance.simplify()
    }

    fn complicate(&mut self) -> bool {
        self.distance.complicate()
    }
}

/// A cost centre: mostly one of nine, so that amounts meet on it, sometimes any code at all.
pub fn cost_centre() -> impl Strategy<Value = CostCentre> {
    code("10").prop_filter_map("a code", |code| CostCentre::new(&code).ok())
}

/// A project: mostly one of nine, so that amounts meet on it, sometimes any code at all.
pub fn project() -> impl Strategy<Value = Project> {
    code("P").prop_filter_map("a code", |code| Project::new(&code).ok())
}

/// Few codes often, and now and then what an export can hold: marks that files are parted by,
/// quotation marks, letters beyond ASCII, leading zeros, blanks inside.
fn code(prefix: &'static str) -> impl Strategy<Value = String> {
    let letters: Vec<char> = "01aZåÖ;,\"' -=/".chars().collect();
    prop_oneof![
        7 => (1_u32..=9).prop_map(move |number| format!("{prefix}{number}")),
        1 => vec(select(letters), 0..=38).prop_map(|inside| format!("x{}", inside.iter().collect::<String>())),
    ]
}

/// A calendar year as fiscal year, 2000 to 2040.
pub fn fiscal_year() -> impl Strategy<Value = FiscalYear> {
    (2000_i32..=2040).prop_filter_map("a year", |year| FiscalYears::CALENDAR.starting_in(year).ok())
}

/// A date of the fiscal year, more often the first or last day of a month. It shrinks towards
/// the first day of the year.
pub fn date_in(year: FiscalYear) -> impl Strategy<Value = NaiveDate> {
    day_of_year().prop_map(move |day| day.in_year(year))
}

/// A day that is not yet of any year, so that the year can shrink without drawing the day anew.
#[derive(Clone, Copy, Debug)]
pub(super) enum DayOfYear {
    /// Days after the first.
    Nth(u64),
    /// The last day of a month, counted from 0.
    EndOfMonth(i32),
}

impl DayOfYear {
    pub(super) fn in_year(self, year: FiscalYear) -> NaiveDate {
        let first = year.first().first_day();
        match self {
            Self::Nth(day) => {
                first.checked_add_days(Days::new(day)).map_or(first, |date| date.min(year.last().last_day()))
            }
            Self::EndOfMonth(month) => year.first().plus(month).last_day(),
        }
    }
}

pub(super) fn day_of_year() -> impl Strategy<Value = DayOfYear> {
    prop_oneof![
        4 => (0_u64..=365).prop_map(DayOfYear::Nth),
        1 => (0_i32..=11).prop_map(DayOfYear::EndOfMonth),
    ]
}
