//! Journals over one or more years.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::vocabulary::{DayOfYear, amount_in, cost_centre, day_of_year, project};
use super::voucher::{balanced_postings, text};
use crate::account::{AccountNumber, AccountRange};
use crate::amount::Amount;
use crate::balances::{BalanceObject, YearEnd};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::journal::Journal;
use crate::voucher::{Posting, VoucherDraft};
use crate::voucher_id::VoucherId;

/// How large a generated [`journal`] gets.
///
/// ```
/// use finsam_ledger::arbitrary::JournalOptions;
/// let one_year = JournalOptions { years: 1..=1, ..JournalOptions::default() };
/// # let _ = one_year;
/// ```
#[derive(Clone, Debug)]
pub struct JournalOptions {
    /// The first fiscal year; the others follow it, and are as long.
    pub first_year: FiscalYear,
    /// How many years.
    pub years: RangeInclusive<usize>,
    /// How many vouchers in each year. A year without any is a gap in the books, and dates on
    /// the far side of a gap are a finding: leave it at one or more.
    pub vouchers_per_year: RangeInclusive<usize>,
    /// The amounts of the rows. Those of the last row follow from the others.
    pub amounts: RangeInclusive<Amount>,
}

/// One to three calendar years from 2023, up to eight vouchers in each, up to ten million kronor.
impl Default for JournalOptions {
    fn default() -> Self {
        const ORE_MAX: i64 = 1_000_000_000;
        let first_day = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
        Self {
            first_year: FiscalYears::CALENDAR.of(Month::of(first_day)),
            years: 1..=3,
            vouchers_per_year: 1..=8,
            amounts: Amount::from_ore(-ORE_MAX)..=Amount::from_ore(ORE_MAX),
        }
    }
}

/// A sound journal: balanced vouchers on accounts of the classes 1 to 8 with and without cost
/// centre and project, two series, each numbered from 1 in every year without a hole; opening
/// balances of the first year, if any, on accounts of the classes 1 and 2, summing to zero.
///
/// Vouchers are numbered in the order they stand; their dates within the year are not in order.
pub fn journal(options: JournalOptions) -> impl Strategy<Value = Journal> {
    let JournalOptions { first_year, years, vouchers_per_year, amounts } = options;
    let vouchers = vec(vec(voucher_plan(amounts.clone()), vouchers_per_year), years);
    (openings(amounts), vouchers).prop_filter_map("balanced drafts", move |(openings, years)| {
        let fiscal_years = FiscalYears::starting_in_month(first_year.first().number()).ok()?;
        let mut journal = Journal::new(fiscal_years);
        for (object, amount) in openings {
            journal.open(first_year, object, amount);
        }
        let mut year = first_year;
        for plans in years {
            let mut numbers = BTreeMap::new();
            for plan in plans {
                let number = numbers.entry(plan.series).or_insert(0);
                *number += 1;
                journal.append(plan.draft(year, *number).try_into_voucher().ok()?);
            }
            year = year.next();
        }
        Some(journal)
    })
}

/// How years end in generated journals: the accounts of the classes 1 and 2 carry their balance,
/// those of the group 20 are equity, and one of these takes over the result.
pub fn year_end() -> impl Strategy<Value = YearEnd> {
    (2_000_u32..=2_099).prop_filter_map("account numbers", |result_to| {
        Some(YearEnd {
            balance_accounts: vec![accounts(1_000, 2_999)?],
            equity: vec![accounts(2_000, 2_099)?],
            result_to: AccountNumber::new(result_to).ok()?,
        })
    })
}

/// A voucher that has neither year nor number yet: vouchers before it may shrink away.
#[derive(Clone, Debug)]
struct VoucherPlan {
    series: &'static str,
    day: DayOfYear,
    text: &'static str,
    postings: Vec<Posting>,
}

impl VoucherPlan {
    fn draft(self, year: FiscalYear, number: u64) -> VoucherDraft {
        let Self { series, day, text, postings } = self;
        VoucherDraft::new(VoucherId::new(series, number), day.in_year(year), text, postings)
    }
}

fn voucher_plan(amounts: RangeInclusive<Amount>) -> impl Strategy<Value = VoucherPlan> {
    let postings = balanced_postings(any_class(), amount_in(amounts), 1..=4);
    (select(vec!["A", "L"]), day_of_year(), text(), postings)
        .prop_map(|(series, day, text, postings)| VoucherPlan { series, day, text, postings })
}

/// Opening balances that sum to zero, or none.
fn openings(amounts: RangeInclusive<Amount>) -> impl Strategy<Value = BTreeMap<BalanceObject, Amount>> {
    let object = (balance_account(), option::weighted(0.3, cost_centre()), option::weighted(0.2, project()))
        .prop_map(|(account, cost_centre, project)| BalanceObject { account, cost_centre, project });
    let given = vec((object, amount_in(amounts)), 0..=5);
    (given, balance_account()).prop_filter_map("small amounts", |(given, counter_account)| {
        let mut openings: BTreeMap<_, _> = given.into_iter().collect();
        openings.remove(&counter_account.into());
        if !openings.is_empty() {
            let sum = Amount::checked_sum(openings.values().copied()).ok()?;
            openings.insert(counter_account.into(), sum.negated());
        }
        Some(openings)
    })
}

/// An account of the balance sheet, mostly one of four.
pub(super) fn balance_account() -> impl Strategy<Value = AccountNumber> + Clone {
    of_classes(1, 2)
}

/// An account of the income statement, mostly one of twelve.
pub(super) fn result_account() -> impl Strategy<Value = AccountNumber> + Clone {
    of_classes(3, 8)
}

fn any_class() -> impl Strategy<Value = AccountNumber> + Clone {
    of_classes(1, 8)
}

/// Few accounts of each class often, so that amounts meet on them, and any account at times.
fn of_classes(first: u32, last: u32) -> impl Strategy<Value = AccountNumber> + Clone {
    let usual = (first..=last, select(vec![10_u32, 930])).prop_map(|(class, rest)| class * 1_000 + rest);
    prop_oneof![3 => usual, 1 => first * 1_000..=last * 1_000 + 999]
        .prop_filter_map("an account number", |number| AccountNumber::new(number).ok())
}

fn accounts(first: u32, last: u32) -> Option<AccountRange> {
    AccountRange::new(AccountNumber::new(first).ok()?, AccountNumber::new(last).ok()?).ok()
}
