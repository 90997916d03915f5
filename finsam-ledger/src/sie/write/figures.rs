//! Balances of years (`#IB`, `#UB`, `#RES`), and changes and budgets of months (`#PSALDO`,
//! `#PBUDGET`).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Kind;
use super::alteration::quietly;
use super::items::{Item, Items};
use super::rows::objects;
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{Amounts, BalanceObject, Balances, YearEnd, accumulate};
use crate::budget::Budget;
use crate::calendar::{FiscalYear, Month, Period};
use crate::year_of_sums::{BalancesError, KnownBalances};

/// The figures of one year.
#[derive(Debug)]
pub(super) struct YearFigures {
    /// 0 for the year that is handed over, −1 for the one before.
    number: i32,
    opening: Amounts,
    /// With objects that close with nothing, but were open or moved.
    closing: Amounts,
    changes: BTreeMap<Month, Amounts>,
    budget: BTreeMap<Month, Amounts>,
}

impl YearFigures {
    pub(super) fn of(
        number: i32,
        year: FiscalYear,
        balances: &Balances,
        year_end: &YearEnd,
    ) -> Result<Self, BalancesError> {
        // Of a year without vouchers no more is written than is known of it.
        let known = balances.year_of_sums(year).map(|known| known.balances);
        let opening = match known {
            None | Some(KnownBalances::OpeningAndClosing) => balances.opening_of(year, year_end)?,
            Some(KnownBalances::Closing | KnownBalances::Nothing) => Amounts::new(),
        };
        let mut closing = opening.clone();
        let mut changes: BTreeMap<Month, Amounts> = BTreeMap::new();
        for (month, object, turnover) in balances.turnovers_in(year.period()) {
            let change = turnover.change()?;
            accumulate(&mut closing, object, change)?;
            if !change.is_zero() && balances.tells_during(Period::month(month)).is_ok() {
                accumulate(changes.entry(month).or_default(), object, change)?;
            }
        }
        if known == Some(KnownBalances::Nothing) {
            closing.retain(|object, _| !year_end.carries(object.account));
        }
        Ok(Self { number, opening, closing, changes, budget: BTreeMap::new() })
    }

    /// Adds what is budgeted in the year; tells how many amounts are for more than a month. Those
    /// stand in their last.
    pub(super) fn add_budget(&mut self, budget: &Budget, year: FiscalYear) -> Result<u64, AmountError> {
        let mut long = 0;
        for (period, object, amount) in budget.rows() {
            if year.period().contains(period.last()) && !amount.is_zero() {
                accumulate(self.budget.entry(period.last()).or_default(), object, amount)?;
                long += u64::from(period.first() != period.last());
            }
        }
        Ok(long)
    }

    /// Everything that has a figure.
    pub(super) fn objects(&self) -> impl Iterator<Item = &BalanceObject> {
        self.closing.keys().chain(self.budget.values().flat_map(Amounts::keys))
    }
}

/// The last day that the balances of the months cover (`#OMFATTN`): the end of the year once
/// something is booked after it, else the end of the last month with a booking.
pub(super) fn covered(balances: &Balances, year: FiscalYear) -> NaiveDate {
    match balances.last_month() {
        Some(last) if year.period().contains(last) => last.last_day(),
        Some(last) if last > year.last() => year.last().last_day(),
        _ => year.first().first_day(),
    }
}

/// Writes all that the kind of file holds of the years.
pub(super) fn write(
    items: &mut Items,
    years: &[YearFigures],
    kind: Kind,
    year_end: &YearEnd,
) -> Result<(), AmountError> {
    for figures in years {
        write_year(items, figures, kind, year_end)?;
    }
    let changes = years.iter().map(|figures| ("#PSALDO", figures.number, &figures.changes));
    let budgets = years.iter().map(|figures| ("#PBUDGET", figures.number, &figures.budget));
    for (label, number, months) in changes.chain(budgets).filter(|_| kind.has_months()) {
        for (month, amounts) in months {
            write_month(items, label, number, *month, amounts, kind)?;
        }
    }
    Ok(())
}

fn write_year(
    items: &mut Items,
    figures: &YearFigures,
    kind: Kind,
    year_end: &YearEnd,
) -> Result<(), AmountError> {
    let YearFigures { number, opening, closing, .. } = figures;
    let carried = |account: &AccountNumber| year_end.carries(*account);
    let opened = totals(opening)?;
    for (account, amount) in &opened {
        items.item("#IB").word(number).word(account).word(amount).end();
    }
    if kind.has_objects() {
        for (object, amount) in parts(opening) {
            with_objects(items.item("#OIB").word(number).word(object.account), object).word(amount).end();
        }
    }
    let (balances, results): (Vec<_>, Vec<_>) =
        totals(closing)?.into_iter().partition(|(account, _)| carried(account));
    for (account, amount) in balances {
        items.item("#UB").word(number).word(account).word(amount).end();
    }
    if kind.has_objects() {
        for (object, amount) in parts(closing).filter(|(object, _)| carried(&object.account)) {
            with_objects(items.item("#OUB").word(number).word(object.account), object).word(amount).end();
        }
    }
    // A result is what was booked, also on an account that wrongly opens with something.
    for (account, closing) in results {
        let amount = closing.checked_sub(opened.get(&account).copied().unwrap_or_default())?;
        items.item("#RES").word(number).word(account).word(amount).end();
    }
    Ok(())
}

/// Writes the amounts of a month: the total of each account, and then its objects.
fn write_month(
    items: &mut Items,
    label: &str,
    year: i32,
    month: Month,
    amounts: &Amounts,
    kind: Kind,
) -> Result<(), AmountError> {
    let month = format!("{:04}{:02}", month.year(), month.number());
    let mut row = |account: AccountNumber, object: &BalanceObject, amount: Amount| {
        let item = items.item(label).word(year).word(&month).word(account);
        with_objects(item, object).word(amount).end();
    };
    for (account, total) in totals(amounts)? {
        row(account, &account.into(), total);
        if kind.has_objects() {
            // The account without objects comes before all of its objects.
            let of_account = amounts.range(BalanceObject::from(account)..);
            let of_account = of_account.take_while(|(object, _)| object.account == account);
            parts(of_account).for_each(|(object, amount)| row(account, object, amount));
        }
    }
    Ok(())
}

fn with_objects<'a>(item: Item<'a>, object: &BalanceObject) -> Item<'a> {
    let objects = objects(object.cost_centre.as_ref(), object.project.as_ref());
    item.objects(objects.map(|(dimension, object)| (dimension, quietly(object))))
}

/// The sum of each account: a line even where its objects cancel, or a reader who meets only
/// those would take them for all there is.
fn totals(amounts: &Amounts) -> Result<BTreeMap<AccountNumber, Amount>, AmountError> {
    let mut totals = BTreeMap::new();
    for (object, amount) in amounts {
        let total: &mut Amount = totals.entry(object.account).or_default();
        *total = total.checked_add(*amount)?;
    }
    Ok(totals)
}

/// The amounts on cost centres and projects.
fn parts<'a>(
    amounts: impl IntoIterator<Item = (&'a BalanceObject, &'a Amount)>,
) -> impl Iterator<Item = (&'a BalanceObject, Amount)> {
    let is_part = |object: &BalanceObject| object.cost_centre.is_some() || object.project.is_some();
    let amounts = amounts.into_iter().map(|(object, amount)| (object, *amount));
    amounts.filter(move |(object, amount)| is_part(object) && !amount.is_zero())
}
