//! The sums of both sides: per account and year, per month, per account and month.

use std::collections::{BTreeMap, BTreeSet};

use super::{Both, Held, Totals, Which};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{Amounts, Balances, Turnover, YearEnd};
use crate::calendar::{FiscalYear, Month, Period};
use crate::voucher::Voucher;
use crate::year_of_sums::BalancesError;

/// An account during the part of the period that lies in one fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountCompared {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The account.
    pub account: AccountNumber,
    /// The balances when the part starts, debit positive, where both sides know them.
    pub opening: Option<Both<Amount>>,
    /// What was booked on both sides of the account, without sign.
    pub turnover: Both<Turnover>,
    /// The balances when the part ends, where both sides know the opening ones.
    pub closing: Option<Both<Amount>>,
}

impl AccountCompared {
    /// Whether any of its figures differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        let differ = |balance: Option<Both<Amount>>| balance.is_some_and(|balance| balance.differ());
        differ(self.opening) || self.turnover.differ() || differ(self.closing)
    }
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthCompared {
    /// The month.
    pub month: Month,
    /// How many vouchers are dated in it.
    pub vouchers: Both<u64>,
    /// What was booked on both sides of all accounts.
    pub turnover: Both<Turnover>,
}

impl MonthCompared {
    /// Whether the number of vouchers or what was booked differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.vouchers.differ() || self.turnover.differ()
    }
}

/// An account during a month in which the sides booked otherwise on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountMonthCompared {
    /// The month.
    pub month: Month,
    /// The account.
    pub account: AccountNumber,
    /// What was booked on both sides of it.
    pub turnover: Both<Turnover>,
}

/// All that is told by sums.
#[derive(Debug)]
pub(super) struct Summed {
    pub(super) totals: Both<Totals>,
    pub(super) openings_not_told: Vec<(FiscalYear, Which)>,
    pub(super) accounts: Vec<AccountCompared>,
    pub(super) months: Vec<MonthCompared>,
    pub(super) account_months: Vec<AccountMonthCompared>,
}

/// The fiscal years with a voucher on either side; where there is none, those with a figure.
pub(super) fn period_of(held: Both<Held<'_>>) -> Option<Period> {
    let years = held.a.balances.fiscal_years();
    let dated = held.map(|side| side.vouchers.iter().map(|voucher| years.of(Month::of(voucher.date()))));
    let dated: BTreeSet<FiscalYear> = dated.a.chain(dated.b).collect();
    let (first, last) = if let (Some(first), Some(last)) = (dated.first(), dated.last()) {
        (*first, *last)
    } else {
        let spans = held.map(|side| side.balances.span());
        let spans = || spans.a.into_iter().chain(spans.b);
        (spans().map(|(first, _)| first).min()?, spans().map(|(_, last)| last).max()?)
    };
    Period::new(first.first(), last.last()).ok()
}

pub(super) fn compare(
    held: Both<Held<'_>>,
    period: Period,
    year_end: &YearEnd,
    listed: Both<&[&Voucher]>,
) -> Result<Summed, BalancesError> {
    let mut by_month: BTreeMap<Month, MonthCompared> = BTreeMap::new();
    let mut by_account_and_month: BTreeMap<(Month, AccountNumber), Both<Turnover>> = BTreeMap::new();
    let mut totals = listed.map(totals_of);
    let at = |month| MonthCompared { month, vouchers: Both::default(), turnover: Both::default() };
    for which in Which::BOTH {
        for voucher in *listed.of(which) {
            let month = Month::of(voucher.date());
            *by_month.entry(month).or_insert_with(|| at(month)).vouchers.of_mut(which) += 1;
        }
        for (month, object, turnover) in held.of(which).balances.turnovers_in(period) {
            let of_month = by_month.entry(month).or_insert_with(|| at(month)).turnover.of_mut(which);
            add(of_month, turnover)?;
            add(by_account_and_month.entry((month, object.account)).or_default().of_mut(which), turnover)?;
            add(&mut totals.of_mut(which).turnover, turnover)?;
        }
    }
    let mut summed = Summed {
        totals,
        openings_not_told: Vec::new(),
        accounts: Vec::new(),
        months: by_month.into_values().filter(|compared| tells_apart(held, compared.month)).collect(),
        account_months: Vec::new(),
    };
    for (year, part) in parts(held, period) {
        accounts_of(held, year, part, year_end, &by_account_and_month, &mut summed)?;
    }
    let differ = by_account_and_month
        .into_iter()
        .filter(|((month, _), turnover)| turnover.differ() && tells_apart(held, *month));
    let compared =
        differ.map(|((month, account), turnover)| AccountMonthCompared { month, account, turnover });
    summed.account_months = compared.collect();
    Ok(summed)
}

fn totals_of(vouchers: &[&Voucher]) -> Totals {
    let dates = || vouchers.iter().map(|voucher| voucher.date());
    Totals {
        vouchers: vouchers.len() as u64,
        rows: vouchers.iter().map(|voucher| voucher.postings().len() as u64).sum(),
        turnover: Turnover::default(),
        dates: dates().min().zip(dates().max()),
    }
}

/// The years in which either side has a figure, each with the months of it that are compared.
fn parts(held: Both<Held<'_>>, period: Period) -> Vec<(FiscalYear, Period)> {
    let mut years = BTreeSet::new();
    for side in [held.a, held.b] {
        let fiscal_years = side.balances.fiscal_years();
        years.extend(side.balances.turnovers_in(period).map(|(month, _, _)| fiscal_years.of(month)));
        years.extend(side.balances.given_openings().map(|(year, _)| year));
    }
    let part = |year: FiscalYear| {
        let (first, last) = (year.first().max(period.first()), year.last().min(period.last()));
        Some((year, Period::new(first, last).ok()?))
    };
    years.into_iter().filter_map(part).collect()
}

/// The accounts of one year's part of the period.
fn accounts_of(
    held: Both<Held<'_>>,
    year: FiscalYear,
    part: Period,
    year_end: &YearEnd,
    turnovers: &BTreeMap<(Month, AccountNumber), Both<Turnover>>,
    summed: &mut Summed,
) -> Result<(), BalancesError> {
    let known = held.map(|side| knows_opening(side.balances, year));
    summed.openings_not_told.extend(Which::lacking(known).map(|which| (year, which)));
    let compares_openings = known.a && known.b;
    let mut accounts: BTreeMap<AccountNumber, (Both<Amount>, Both<Turnover>)> = BTreeMap::new();
    if compares_openings {
        for which in Which::BOTH {
            let openings: Amounts = held.of(which).balances.at_start_of(part.first(), year_end)?;
            for (object, amount) in openings {
                let opening = accounts.entry(object.account).or_default().0.of_mut(which);
                *opening = opening.checked_add(amount)?;
            }
        }
    }
    let of_part = turnovers.iter().filter(|((month, _), _)| part.contains(*month));
    for ((_, account), turnover) in of_part {
        let kept = &mut accounts.entry(*account).or_default().1;
        for which in Which::BOTH {
            add(kept.of_mut(which), *turnover.of(which))?;
        }
    }
    for (account, (opening, turnover)) in accounts {
        let closing = Both {
            a: opening.a.checked_add(turnover.a.change()?)?,
            b: opening.b.checked_add(turnover.b.change()?)?,
        };
        let balance = |balance| compares_openings.then_some(balance);
        let (opening, closing) = (balance(opening), balance(closing));
        summed.accounts.push(AccountCompared { year, account, opening, turnover, closing });
    }
    Ok(())
}

/// Whether both sides tell a month apart from the rest of its year: of a year that is known by a
/// file's sums as a whole, only the whole is compared.
fn tells_apart(held: Both<Held<'_>>, month: Month) -> bool {
    [held.a, held.b].iter().all(|side| side.balances.tells_during(Period::month(month)).is_ok())
}

/// Whether a year's opening balances were given, or can be carried over from a year before.
fn knows_opening(balances: &Balances, year: FiscalYear) -> bool {
    balances.given_opening(year).is_some() || balances.span().is_some_and(|(first, _)| first < year)
}

fn add(sum: &mut Turnover, turnover: Turnover) -> Result<(), AmountError> {
    *sum = sum.checked_add(turnover)?;
    Ok(())
}
