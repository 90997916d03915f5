//! Balances per account × cost centre × project × month: the waist of the hourglass.
//!
//! Statements read these and never a voucher, so the summing may be done here by
//! [`Tally`](crate::Tally), by a book's database, or by any engine that can group and sum.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::account::{AccountNumber, AccountRange};
use crate::amount::{Amount, AmountError};
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::finding::Lacking;
use crate::year_of_sums::{BalancesError, SumsOnly, YearOfSums};

/// What a balance is kept for: an account, told apart by cost centre and project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BalanceObject {
    /// The account.
    pub account: AccountNumber,
    /// The cost centre; `None` is "no cost centre", a row of its own in every table.
    pub cost_centre: Option<CostCentre>,
    /// The project; `None` is "no project".
    pub project: Option<Project>,
}

impl From<AccountNumber> for BalanceObject {
    fn from(account: AccountNumber) -> Self {
        Self { account, cost_centre: None, project: None }
    }
}

/// Amounts per balance object, in öre, debit positive; objects without an amount are left out.
pub type Amounts = BTreeMap<BalanceObject, Amount>;

/// What was booked on both sides (omsättning) during a time; both figures are without sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Sum of the debit postings.
    pub debit: Amount,
    /// Sum of the credit postings, without their sign.
    pub credit: Amount,
}

impl Turnover {
    /// Debit less credit.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub const fn change(self) -> Result<Amount, AmountError> {
        self.debit.checked_sub(self.credit)
    }

    /// Both turnovers together.
    ///
    /// # Errors
    /// [`AmountError`] if a side does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        Ok(Self {
            debit: self.debit.checked_add(other.debit)?,
            credit: self.credit.checked_add(other.credit)?,
        })
    }
}

/// How a year ends: which accounts carry their balance over, and where the result goes.
///
/// A layout says this: [`Layout::year_end`](crate::statement::Layout::year_end).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearEnd {
    /// The accounts of the balance sheet. All others start each year at nothing.
    pub balance_accounts: Vec<AccountRange>,
    /// The accounts of equity among them.
    pub equity: Vec<AccountRange>,
    /// The equity account that takes over the result of the year that ended.
    pub result_to: AccountNumber,
}

impl YearEnd {
    /// Whether the account carries its balance into the next year.
    #[must_use]
    pub fn carries(&self, account: AccountNumber) -> bool {
        self.balance_accounts.iter().any(|range| range.contains(account))
    }

    /// Whether the account belongs to equity.
    #[must_use]
    pub fn is_equity(&self, account: AccountNumber) -> bool {
        self.equity.iter().any(|range| range.contains(account))
    }
}

/// Opening balances by year, and turnovers by month, of everything that is in the books.
///
/// A year without vouchers may be known by the sums that a file states
/// ([`StatedSums::stand_in`](crate::StatedSums::stand_in)). They count like any others until
/// something is booked in the year, and what they do not tell is an error, never nothing.
///
/// ```
/// use finsam_ledger::{AccountNumber, Amount, BalanceObject, Balances, FiscalYears, Turnover};
///
/// let bank = BalanceObject::from(AccountNumber::new(1930)?);
/// let mut balances = Balances::new(FiscalYears::CALENDAR);
/// balances.add("2024-01".parse()?, bank.clone(), Turnover { debit: Amount::from_ore(500), credit: Amount::ZERO })?;
/// assert_eq!(balances.movement("2024".parse()?)?[&bank], Amount::from_ore(500));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balances {
    fiscal_years: FiscalYears,
    openings: BTreeMap<FiscalYear, Amounts>,
    turnovers: BTreeMap<Month, BTreeMap<BalanceObject, Turnover>>,
    years_of_sums: BTreeMap<FiscalYear, YearOfSums>,
}

impl Balances {
    /// Nothing yet, in fiscal years that lie so.
    #[must_use]
    pub const fn new(fiscal_years: FiscalYears) -> Self {
        Self {
            fiscal_years,
            openings: BTreeMap::new(),
            turnovers: BTreeMap::new(),
            years_of_sums: BTreeMap::new(),
        }
    }

    /// How the fiscal years lie.
    #[must_use]
    pub const fn fiscal_years(&self) -> FiscalYears {
        self.fiscal_years
    }

    /// Adds what was booked on an object in a month. Sums that stood in for the month's year make
    /// way for it.
    ///
    /// # Errors
    /// [`AmountError`] if the sum does not fit; the sum is then as it was.
    pub fn add(
        &mut self,
        month: Month,
        object: BalanceObject,
        turnover: Turnover,
    ) -> Result<(), AmountError> {
        self.forget_sums(self.fiscal_years.of(month));
        let kept = self.turnovers.entry(month).or_default().entry(object).or_default();
        *kept = kept.checked_add(turnover)?;
        Ok(())
    }

    /// Sets what was booked in a month, in place of anything there was.
    pub(crate) fn set_month(&mut self, month: Month, turnovers: BTreeMap<BalanceObject, Turnover>) {
        self.forget_sums(self.fiscal_years.of(month));
        self.turnovers.insert(month, turnovers);
    }

    /// Adds an opening balance as it was given. A year with given opening balances starts from
    /// them; a year without starts from what the year before closed with. Sums that stood in for
    /// the year make way: they are to be put in last.
    ///
    /// # Errors
    /// [`AmountError`] if the sum does not fit; the sum is then as it was.
    pub fn add_opening(
        &mut self,
        year: FiscalYear,
        object: BalanceObject,
        amount: Amount,
    ) -> Result<(), AmountError> {
        self.forget_sums(year);
        let kept = self.openings.entry(year).or_default().entry(object).or_default();
        *kept = kept.checked_add(amount)?;
        Ok(())
    }

    /// Lets sums stand in for a year without bookings, in place of any that did before.
    pub(crate) fn set_year_of_sums(
        &mut self,
        year: FiscalYear,
        opening: Amounts,
        turnovers: BTreeMap<Month, BTreeMap<BalanceObject, Turnover>>,
        known: YearOfSums,
    ) {
        self.forget_sums(year);
        debug_assert!(!self.is_booked(year), "vouchers come before sums");
        if known.brings_opening {
            self.openings.insert(year, opening);
        }
        self.turnovers.extend(turnovers);
        self.years_of_sums.insert(year, known);
    }

    /// Takes out the sums that stand in for a year, if any do.
    fn forget_sums(&mut self, year: FiscalYear) {
        let Some(sums) = self.years_of_sums.remove(&year) else { return };
        if sums.brings_opening {
            self.openings.remove(&year);
        }
        self.turnovers.retain(|month, _| !year.period().contains(*month));
    }

    /// Whether anything is booked in a year, by vouchers or by sums that stand in for them.
    pub(crate) fn is_booked(&self, year: FiscalYear) -> bool {
        self.turnovers.range(year.first()..=year.last()).next().is_some()
    }

    /// How much is known of a year if that is sums and no vouchers.
    #[must_use]
    pub fn year_of_sums(&self, year: FiscalYear) -> Option<&YearOfSums> {
        self.years_of_sums.get(&year)
    }

    /// That it is known what income and costs there were during a period.
    ///
    /// # Errors
    /// [`SumsOnly`] if the period cuts what is only known as a whole.
    pub fn tells_during(&self, period: Period) -> Result<(), SumsOnly> {
        self.tells_all(period, YearOfSums::lacks_during)
    }

    /// That it is known how every account changed during a period, those of the balance sheet too.
    ///
    /// # Errors
    /// [`SumsOnly`] if the period cuts what is only known as a whole, or nobody says what a year in
    /// it opened or closed with.
    pub fn tells_changes(&self, period: Period) -> Result<(), SumsOnly> {
        self.tells_all(period, YearOfSums::lacks_change)
    }

    fn tells_all(
        &self,
        period: Period,
        lacks: fn(&YearOfSums, FiscalYear, Period) -> Option<Lacking>,
    ) -> Result<(), SumsOnly> {
        let mut years = self.years_of_sums.iter();
        let lacking = years.find_map(|(year, sums)| Some((*year, sums, lacks(sums, *year, period)?)));
        told(lacking, period)
    }

    /// That it is known what the accounts hold when a month starts.
    ///
    /// # Errors
    /// [`SumsOnly`] if the month lies within what is only known as a whole, or nobody says what its
    /// year opened with.
    pub fn tells_before(&self, month: Month) -> Result<(), SumsOnly> {
        let year = self.fiscal_years.of(month);
        let sums = self.year_of_sums(year);
        let lacking = sums.and_then(|sums| Some((year, sums, sums.lacks_before(year, month)?)));
        let asked = Period::new(year.first(), month.previous()).unwrap_or(Period::month(month));
        told(lacking, asked)
    }

    /// That it is known what the accounts hold when a month ends.
    ///
    /// # Errors
    /// [`SumsOnly`] if the month lies within what is only known as a whole, or nobody says what its
    /// year closed with.
    pub fn tells_through(&self, month: Month) -> Result<(), SumsOnly> {
        let year = self.fiscal_years.of(month);
        let sums = self.year_of_sums(year);
        let lacking = sums.and_then(|sums| Some((year, sums, sums.lacks_through(year, month)?)));
        told(lacking, Period::new(year.first(), month).unwrap_or(Period::month(month)))
    }

    /// That there are vouchers behind the figures of a period within one year.
    ///
    /// # Errors
    /// [`SumsOnly`] if the year is known by its sums.
    pub fn tells_vouchers(&self, period: Period) -> Result<(), SumsOnly> {
        let year = self.fiscal_years.of(period.first());
        told(self.year_of_sums(year).map(|sums| (year, sums, Lacking::Vouchers)), period)
    }

    /// All that `other` holds, added to this; but for its years known by sums, which have to stand
    /// in again where there still are no vouchers.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn merge(&mut self, other: &Self) -> Result<(), AmountError> {
        let stands_in = |year: FiscalYear| other.years_of_sums.contains_key(&year);
        for (month, object, turnover) in other.turnovers() {
            if !stands_in(other.fiscal_years.of(month)) {
                self.add(month, object.clone(), turnover)?;
            }
        }
        let brought = |year: FiscalYear| other.year_of_sums(year).is_some_and(|sums| sums.brings_opening);
        for (year, opening) in other.openings.iter().filter(|(year, _)| !brought(**year)) {
            for (object, amount) in opening {
                self.add_opening(*year, object.clone(), *amount)?;
            }
        }
        Ok(())
    }

    /// Takes the turnovers of `other`, which were added before, out again.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    #[cfg(feature = "csv")]
    pub(crate) fn take_out(&mut self, other: &Self) -> Result<(), AmountError> {
        for (month, object, turnover) in other.turnovers() {
            let kept = self.turnovers.entry(month).or_default().entry(object.clone()).or_default();
            kept.debit = kept.debit.checked_sub(turnover.debit)?;
            kept.credit = kept.credit.checked_sub(turnover.credit)?;
        }
        Ok(())
    }

    /// The opening balances given for a year, if any were.
    #[must_use]
    pub fn given_opening(&self, year: FiscalYear) -> Option<&Amounts> {
        self.openings.get(&year)
    }

    /// Every year's given opening balances, in order.
    pub fn given_openings(&self) -> impl Iterator<Item = (FiscalYear, &Amounts)> {
        self.openings.iter().map(|(year, amounts)| (*year, amounts))
    }

    /// Every sum that is kept, in order of month and object.
    pub fn turnovers(&self) -> impl Iterator<Item = (Month, &BalanceObject, Turnover)> {
        self.turnovers
            .iter()
            .flat_map(|(month, sums)| sums.iter().map(|(object, turnover)| (*month, object, *turnover)))
    }

    /// The sums of the months of a period.
    pub fn turnovers_in(&self, period: Period) -> impl Iterator<Item = (Month, &BalanceObject, Turnover)> {
        self.turnovers
            .range(period.first()..=period.last())
            .flat_map(|(month, sums)| sums.iter().map(|(object, turnover)| (*month, object, *turnover)))
    }

    /// The first and last fiscal year with any figure.
    #[must_use]
    pub fn span(&self) -> Option<(FiscalYear, FiscalYear)> {
        let moved = |month: &Month| self.fiscal_years.of(*month);
        let first = self
            .turnovers
            .keys()
            .next()
            .map(moved)
            .into_iter()
            .chain(self.openings.keys().next().copied())
            .min()?;
        let last = self
            .turnovers
            .keys()
            .next_back()
            .map(moved)
            .into_iter()
            .chain(self.openings.keys().next_back().copied())
            .max()?;
        Some((first, last))
    }

    /// The last month with a booking.
    #[must_use]
    pub fn last_month(&self) -> Option<Month> {
        self.turnovers.keys().next_back().copied()
    }

    /// Debit less credit per object during a period.
    ///
    /// # Errors
    /// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn movement(&self, period: Period) -> Result<Amounts, BalancesError> {
        self.tells_changes(period)?;
        Ok(self.moved(period)?)
    }

    /// What the sums of a period's months come to, told apart by month or not.
    pub(crate) fn moved(&self, period: Period) -> Result<Amounts, AmountError> {
        // Every month is in order: sorting them into one finds that, and is quicker than looking each object up.
        let mut changes = Vec::new();
        for (_, object, turnover) in self.turnovers_in(period) {
            changes.push((object, turnover.change()?));
        }
        changes.sort_by_key(|(object, _)| *object);
        let sum = |of_object: &[(&BalanceObject, Amount)]| {
            let (object, _) = of_object.first()?;
            let amount = Amount::checked_sum(of_object.iter().map(|(_, amount)| *amount));
            Some(amount.map(|amount| ((*object).clone(), amount)))
        };
        changes.chunk_by(|(one, _), (next, _)| one == next).filter_map(sum).collect()
    }

    /// The opening balances (ingående balans) of a year: those given, else what the year before
    /// closed with, its result moved to equity.
    ///
    /// # Errors
    /// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn opening_of(&self, year: FiscalYear, year_end: &YearEnd) -> Result<Amounts, BalancesError> {
        self.tells_before(year.first())?;
        Ok(self.opened(year, year_end)?)
    }

    /// What a year opens with as far as anybody says.
    pub(crate) fn opened(&self, year: FiscalYear, year_end: &YearEnd) -> Result<Amounts, AmountError> {
        match self.openings.get(&year) {
            Some(given) => Ok(without_zeros(given.clone())),
            None => self.carried_into(year, year_end),
        }
    }

    /// What the year before `year` closed with, its result moved to equity, whatever opening
    /// balances are given for `year` itself.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn carried_into(&self, year: FiscalYear, year_end: &YearEnd) -> Result<Amounts, AmountError> {
        let Some((first, _)) = self.span().filter(|(first, _)| *first < year) else {
            return Ok(Amounts::new());
        };
        let start = self.openings.range(..year).next_back().map_or(first, |(given, _)| *given);
        let mut amounts = self.openings.get(&start).cloned().unwrap_or_default();
        // Between two years only the result moves, and it moves to one account, so the years
        // that are passed on the way can be taken in one step.
        let passed = Period::new(start.first(), year.previous().last()).map(|period| self.moved(period));
        for (object, amount) in passed.unwrap_or_else(|_| Ok(Amounts::new()))? {
            accumulate(&mut amounts, &object, amount)?;
        }
        let mut carried = Amounts::new();
        for (object, amount) in amounts {
            let to = if year_end.carries(object.account) { object } else { year_end.result_to.into() };
            accumulate(&mut carried, &to, amount)?;
        }
        Ok(without_zeros(carried))
    }

    /// The balances when a month starts: the year's opening, and what was booked in the year
    /// before that month. Accounts of the income statement hold the year's result so far.
    ///
    /// # Errors
    /// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn at_start_of(&self, month: Month, year_end: &YearEnd) -> Result<Amounts, BalancesError> {
        self.tells_before(month)?;
        Ok(self.in_year_until(self.fiscal_years.of(month), month.previous(), year_end)?)
    }

    /// The balances when a month ends (utgående balans).
    ///
    /// # Errors
    /// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn at_end_of(&self, month: Month, year_end: &YearEnd) -> Result<Amounts, BalancesError> {
        self.tells_through(month)?;
        Ok(self.in_year_until(self.fiscal_years.of(month), month, year_end)?)
    }

    /// What the year opens with, and what was booked in it until a month ends, as far as anybody says.
    pub(crate) fn in_year_until(
        &self,
        year: FiscalYear,
        last: Month,
        year_end: &YearEnd,
    ) -> Result<Amounts, AmountError> {
        let mut amounts = self.opened(year, year_end)?;
        if let Ok(passed) = Period::new(year.first(), last) {
            for (object, amount) in self.moved(passed)? {
                accumulate(&mut amounts, &object, amount)?;
            }
        }
        Ok(without_zeros(amounts))
    }
}

/// An error if something is lacking.
fn told(lacking: Option<(FiscalYear, &YearOfSums, Lacking)>, asked: Period) -> Result<(), SumsOnly> {
    match lacking {
        None => Ok(()),
        Some((year, sums, lacks)) => Err(SumsOnly { year, asked, lacks, file: Arc::clone(&sums.file) }),
    }
}

/// Adds an amount to what there is on an object.
pub(crate) fn accumulate(
    amounts: &mut Amounts,
    object: &BalanceObject,
    amount: Amount,
) -> Result<(), AmountError> {
    match amounts.get_mut(object) {
        Some(kept) => *kept = kept.checked_add(amount)?,
        None => {
            amounts.insert(object.clone(), amount);
        }
    }
    Ok(())
}

fn without_zeros(mut amounts: Amounts) -> Amounts {
    amounts.retain(|_, amount| !amount.is_zero());
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> AccountNumber {
        text.parse().expect("an account")
    }

    fn year_end() -> YearEnd {
        YearEnd {
            balance_accounts: vec!["1000-2999".parse().expect("a range")],
            equity: vec!["2000-2099".parse().expect("a range")],
            result_to: number("2010"),
        }
    }

    /// Buys for `ore` from the bank in a month.
    fn buy(balances: &mut Balances, month: &str, ore: i64) {
        let (debit, credit) = (Amount::from_ore(ore), Amount::from_ore(ore));
        let month = month.parse().expect("a month");
        let cost = Turnover { debit, credit: Amount::ZERO };
        let bank = Turnover { debit: Amount::ZERO, credit };
        balances.add(month, number("5539").into(), cost).expect("small");
        balances.add(month, number("1930").into(), bank).expect("small");
    }

    #[test]
    fn a_year_opens_with_what_the_years_before_closed_with() {
        let mut balances = Balances::new(FiscalYears::CALENDAR);
        buy(&mut balances, "2022-05", 100);
        buy(&mut balances, "2023-12", 20);
        buy(&mut balances, "2024-02", 3);
        let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
        let opening = balances.opening_of(year, &year_end()).expect("small");
        let expected: Amounts =
            [(number("1930").into(), Amount::from_ore(-120)), (number("2010").into(), Amount::from_ore(120))]
                .into();
        assert_eq!(opening, expected);
        let march = balances.at_start_of("2024-03".parse().expect("a month"), &year_end()).expect("small");
        assert_eq!(
            march[&number("5539").into()],
            Amount::from_ore(3),
            "this year's cost stands on its account"
        );
    }

    #[test]
    fn given_opening_balances_take_the_place_of_carried_ones() {
        let mut balances = Balances::new(FiscalYears::CALENDAR);
        buy(&mut balances, "2023-12", 20);
        let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
        balances.add_opening(year, number("1930").into(), Amount::from_ore(7)).expect("small");
        assert_eq!(balances.opening_of(year, &year_end()).expect("small").len(), 1);
        assert_eq!(balances.carried_into(year, &year_end()).expect("small").len(), 2);
    }

    #[test]
    #[cfg(feature = "csv")]
    fn what_is_taken_out_again_counts_no_longer() {
        let mut balances = Balances::new(FiscalYears::CALENDAR);
        let mut withdrawn = balances.clone();
        buy(&mut balances, "2024-01", 100);
        buy(&mut withdrawn, "2024-01", 20);
        buy(&mut withdrawn, "2024-02", 3);
        let mut both = balances.clone();
        both.merge(&withdrawn).expect("small");
        both.take_out(&withdrawn).expect("small");
        let left = both.turnovers().filter(|(_, _, turnover)| *turnover != Turnover::default());
        assert!(left.eq(balances.turnovers()), "{both:?}");
    }

    #[test]
    fn a_sum_that_does_not_fit_is_an_error_and_changes_nothing() {
        let mut balances = Balances::new(FiscalYears::CALENDAR);
        let all = Turnover { debit: Amount::MAX, credit: Amount::ZERO };
        let month = "2024-01".parse().expect("a month");
        balances.add(month, number("1930").into(), all).expect("fits");
        assert_eq!(balances.add(month, number("1930").into(), all), Err(AmountError::OutOfRange));
        assert_eq!(balances.turnovers().next().map(|(_, _, turnover)| turnover), Some(all));
    }
}
