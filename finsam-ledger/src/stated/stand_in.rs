//! Years that are known by their sums: what a file states takes the place of vouchers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Shape, StatedKind, StatedLevel, StatedSum, StatedSums};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side};
use crate::balances::{Amounts, BalanceObject, Balances, Turnover};
use crate::calendar::{FiscalYear, Month};
use crate::dimension::{CostCentre, Project};
use crate::year_of_sums::{KnownBalances, YearOfSums};

impl StatedSums {
    /// Lets the sums stand in for every year without bookings that they tell of, so that it can be
    /// compared with. Put them in last: whatever is booked in such a year afterwards, or given as
    /// its opening balances, takes their place.
    ///
    /// An account is told month by month where the file states its months and they come to what it
    /// changed by in the year; else it changes all at once in the last month that the sums take in,
    /// and [`Balances::year_of_sums`] says so. That is its `Result`, or else its closing less its
    /// opening balance; an account without either stands at nothing.
    ///
    /// Parts of an account and the whole of it are never added together. Where the sums of an
    /// account are told apart by cost centre, those count, with what is left of the whole on no cost
    /// centre; else those by cost centre and project at once, else those by project. Where the
    /// months of an account are only told as a whole, so is the account.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use finsam_ledger::{Amount, Balances, FiscalYears, StatedKind, StatedLevel, StatedSum, StatedSums};
    ///
    /// let (file, december) = (Arc::from("bokslut.se"), "2023-12".parse()?);
    /// let mut stated = StatedSums::default();
    /// for (account, kind, ore) in [
    ///     ("1930", StatedKind::Closing(december), 75_000),
    ///     ("3811", StatedKind::Result(december), -75_000),
    /// ] {
    ///     let (account, amount) = (account.parse()?, Amount::from_ore(ore));
    ///     stated.push(&file, StatedSum { kind, account, level: StatedLevel::Account, amount });
    /// }
    /// let mut balances = Balances::new(FiscalYears::CALENDAR);
    /// stated.stand_in(&mut balances)?;
    /// assert_eq!(balances.tells_during("2023".parse()?), Ok(()));
    /// assert!(balances.tells_during("2023-01..2023-08".parse()?).is_err(), "and not that there was nothing");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn stand_in(&self, balances: &mut Balances) -> Result<(), AmountError> {
        for (year, stated) in self.by_year(balances) {
            if !balances.is_booked(year) && balances.year_of_sums(year).is_none() && stated.tells_movements()
            {
                stated.put_into(balances, year)?;
            }
        }
        Ok(())
    }

    /// What is stated of each year, account by account.
    fn by_year(&self, balances: &Balances) -> BTreeMap<FiscalYear, Year> {
        let mut years: BTreeMap<FiscalYear, Year> = BTreeMap::new();
        for (index, file, sum) in self.current() {
            years.entry(sum.kind.year(balances.fiscal_years())).or_default().add(index, file, sum);
        }
        years
    }

    /// Of each year that is known by its sums: the accounts whose months are not what the year
    /// changed by, with the sum that tells so.
    pub(super) fn contradictions(&self, balances: &Balances) -> Result<Vec<Contradiction>, AmountError> {
        let mut found = Vec::new();
        for (year, stated) in self.by_year(balances) {
            let Some(known) = balances.year_of_sums(year) else { continue };
            let opening = balances.given_opening(year).cloned().unwrap_or_default();
            let opening = of_accounts(opening);
            for (account, figures) in &stated.accounts {
                let told = figures.told(*account, opening.get(account), &stated)?;
                if let (Told::AsWhole(change), Some(index)) = (&told, figures.first_month) {
                    let change = Amount::checked_sum(change.values().copied())?;
                    let months = figures.sum_of_months(stated.through())?;
                    let file = Arc::clone(&known.file);
                    found.push(Contradiction { index, year, account: *account, months, change, file });
                }
            }
        }
        Ok(found)
    }
}

/// An account whose stated months are not what its year changed by.
pub(super) struct Contradiction {
    pub(super) index: usize,
    pub(super) year: FiscalYear,
    pub(super) account: AccountNumber,
    pub(super) months: Amount,
    pub(super) change: Amount,
    pub(super) file: Arc<str>,
}

/// What is stated of a year.
#[derive(Default)]
struct Year {
    accounts: BTreeMap<AccountNumber, Figures>,
    /// The last month that closing balances, and that results, take in.
    closing: Option<Month>,
    result: Option<Month>,
    has_opening: bool,
    /// The file that says the most of it.
    file: Option<(u8, Arc<str>)>,
}

/// What is stated of an account in a year.
#[derive(Default)]
struct Figures {
    opening: Parts,
    closing: BTreeMap<Month, Parts>,
    result: BTreeMap<Month, Parts>,
    months: BTreeMap<Month, Parts>,
    /// Where its first month stands among the sums.
    first_month: Option<usize>,
}

/// A sum, and parts of it told apart in up to three ways.
#[derive(Default)]
struct Parts {
    whole: Option<Amount>,
    by_cost_centre: BTreeMap<CostCentre, Amount>,
    by_both: BTreeMap<(CostCentre, Project), Amount>,
    by_project: BTreeMap<Project, Amount>,
}

/// How an account's year is told.
enum Told {
    ByMonth(BTreeMap<Month, Amounts>),
    AsWhole(Amounts),
}

impl Year {
    fn add(&mut self, index: usize, file: &Arc<str>, sum: &StatedSum) {
        let figures = self.accounts.entry(sum.account).or_default();
        let (parts, says) = match sum.kind {
            StatedKind::Opening(_) => {
                self.has_opening = true;
                (&mut figures.opening, 0)
            }
            StatedKind::Closing(month) => {
                self.closing = self.closing.max(Some(month));
                (figures.closing.entry(month).or_default(), 3)
            }
            StatedKind::Result(month) => {
                self.result = self.result.max(Some(month));
                (figures.result.entry(month).or_default(), 2)
            }
            StatedKind::Change(month) => {
                figures.first_month = figures.first_month.or(Some(index));
                (figures.months.entry(month).or_default(), 1)
            }
        };
        parts.add(&sum.level, sum.amount);
        if self.file.as_ref().is_none_or(|(said, _)| *said <= says) {
            self.file = Some((says, Arc::clone(file)));
        }
    }

    /// Whether there is more than what it opens with.
    fn tells_movements(&self) -> bool {
        self.file.as_ref().is_some_and(|(says, _)| *says > 0)
    }

    /// The last month that balances or results take in.
    fn through(&self) -> Option<Month> {
        self.closing.max(self.result)
    }

    fn put_into(&self, balances: &mut Balances, year: FiscalYear) -> Result<(), AmountError> {
        let given = balances.given_opening(year).cloned();
        let follows = balances.span().is_some_and(|(first, _)| first < year);
        let (known, brings_opening) = match (self.closing, &given) {
            (None, _) => (KnownBalances::Nothing, false),
            (Some(_), Some(_)) => (KnownBalances::OpeningAndClosing, false),
            (Some(_), None) if self.has_opening => (KnownBalances::OpeningAndClosing, true),
            // What the year before closed with is no help without knowing where its result went, so
            // this one starts from nothing and reaches what it closes with.
            (Some(_), None) => (KnownBalances::Closing, follows),
        };
        let opening = match given {
            Some(given) => given,
            None => self.opening()?,
        };
        let by_account = of_accounts(opening.clone());
        let mut turnovers: BTreeMap<Month, BTreeMap<BalanceObject, Turnover>> = BTreeMap::new();
        let mut book = |month: Month, amounts: Amounts| {
            let booked = turnovers.entry(month).or_default();
            booked.extend(amounts.into_iter().filter(|(_, amount)| !amount.is_zero()).map(turnover));
        };
        let through = self.through();
        let mut whole_through = None;
        let accounts: BTreeSet<_> = self.accounts.keys().chain(by_account.keys()).copied().collect();
        let none = Figures::default();
        for account in accounts {
            let figures = self.accounts.get(&account).unwrap_or(&none);
            match figures.told(account, by_account.get(&account), self)? {
                Told::ByMonth(months) => months.into_iter().for_each(|(month, told)| book(month, told)),
                Told::AsWhole(change) => {
                    whole_through = through;
                    book(through.unwrap_or(year.last()), change);
                }
            }
        }
        if known == KnownBalances::Closing {
            whole_through = through;
        }
        turnovers.retain(|_, booked| !booked.is_empty());
        let file = self.file.as_ref().map_or_else(|| "".into(), |(_, file)| Arc::clone(file));
        let known = YearOfSums { file, whole_through, balances: known, brings_opening };
        balances.set_year_of_sums(year, opening, turnovers, known);
        Ok(())
    }

    /// The opening balances as they are stated.
    fn opening(&self) -> Result<Amounts, AmountError> {
        let mut opening = Amounts::new();
        for (account, figures) in &self.accounts {
            opening.extend(figures.opening.spread(*account, figures.opening.shape())?);
        }
        opening.retain(|_, amount| !amount.is_zero());
        Ok(opening)
    }
}

impl Figures {
    /// How the account's year is told: month by month if its months come to what it changed by, or
    /// if nothing is said against them.
    fn told(
        &self,
        account: AccountNumber,
        opening: Option<&Amounts>,
        year: &Year,
    ) -> Result<Told, AmountError> {
        let change = self.change(account, opening, year)?;
        let months = || self.months.range(..).take_while(|(month, _)| is_within(**month, year.through()));
        if let (None, Some(change)) = (months().next(), &change) {
            let moved = change.values().any(|amount| !amount.is_zero());
            return Ok(if moved { Told::AsWhole(change.clone()) } else { Told::ByMonth(BTreeMap::new()) });
        }
        let sum = self.sum_of_months(year.through())?;
        match change {
            Some(change) if Amount::checked_sum(change.values().copied())? != sum => {
                Ok(Told::AsWhole(change))
            }
            _ => {
                let shape = shape_of(months().map(|(_, parts)| parts));
                let told = months().map(|(month, parts)| Ok((*month, parts.spread(account, shape)?)));
                Ok(Told::ByMonth(told.collect::<Result<_, AmountError>>()?))
            }
        }
    }

    /// What the account changed by in the year, if that is stated.
    fn change(
        &self,
        account: AccountNumber,
        opening: Option<&Amounts>,
        year: &Year,
    ) -> Result<Option<Amounts>, AmountError> {
        let closing = year.closing.and_then(|month| self.closing.get(&month));
        let result = year.result.and_then(|month| self.result.get(&month));
        let shape = shape_of(closing.into_iter().chain(result).chain([&self.opening]));
        if let Some(result) = result {
            return result.spread(account, shape).map(Some);
        }
        // What a file that states the rest says nothing of stands at nothing.
        let is_stated = closing.is_some() || opening.is_some() || year.result.is_some();
        if year.closing.is_none() || !is_stated {
            return Ok(None);
        }
        if let (Some(closing), Shape::Account) = (closing, shape) {
            // Of cost centres and projects it says nothing, so nothing moves between them.
            let opening = Amount::checked_sum(opening.into_iter().flatten().map(|(_, amount)| *amount))?;
            let change = closing.sum()?.checked_sub(opening)?;
            return Ok(Some([(account.into(), change)].into()));
        }
        let mut change = closing.map_or_else(|| Ok(Amounts::new()), |parts| parts.spread(account, shape))?;
        for (object, amount) in opening.into_iter().flatten() {
            let kept = change.entry(object.clone()).or_default();
            *kept = kept.checked_sub(*amount)?;
        }
        Ok(Some(change))
    }

    /// What the account's months come to.
    fn sum_of_months(&self, through: Option<Month>) -> Result<Amount, AmountError> {
        let within = self.months.iter().take_while(|(month, _)| is_within(**month, through));
        Amount::checked_sum(within.map(|(_, parts)| parts.sum()).collect::<Result<Vec<_>, _>>()?)
    }
}

impl Parts {
    /// The last word on a sum counts.
    fn add(&mut self, level: &StatedLevel, amount: Amount) {
        match level {
            StatedLevel::Account => self.whole = Some(amount),
            StatedLevel::CostCentre(code) => _ = self.by_cost_centre.insert(code.clone(), amount),
            StatedLevel::Project(code) => _ = self.by_project.insert(code.clone(), amount),
            StatedLevel::Both(cost_centre, project) => {
                self.by_both.insert((cost_centre.clone(), project.clone()), amount);
            }
        }
    }

    /// What it is told apart by, if in several ways.
    fn shape(&self) -> Shape {
        if !self.by_cost_centre.is_empty() {
            Shape::CostCentre
        } else if !self.by_both.is_empty() {
            Shape::Both
        } else if !self.by_project.is_empty() {
            Shape::Project
        } else {
            Shape::Account
        }
    }

    /// The whole: as it is stated, or what its parts come to.
    fn sum(&self) -> Result<Amount, AmountError> {
        match (self.whole, self.shape()) {
            (Some(whole), _) => Ok(whole),
            (None, Shape::CostCentre) => Amount::checked_sum(self.by_cost_centre.values().copied()),
            (None, Shape::Both) => Amount::checked_sum(self.by_both.values().copied()),
            (None, _) => Amount::checked_sum(self.by_project.values().copied()),
        }
    }

    /// The parts, and what is left of the whole on no cost centre and no project.
    fn spread(&self, account: AccountNumber, shape: Shape) -> Result<Amounts, AmountError> {
        let on = |cost_centre: Option<&CostCentre>, project: Option<&Project>| BalanceObject {
            account,
            cost_centre: cost_centre.cloned(),
            project: project.cloned(),
        };
        let mut amounts: Amounts = match shape {
            Shape::Account => Amounts::new(),
            Shape::CostCentre => {
                self.by_cost_centre.iter().map(|(code, amount)| (on(Some(code), None), *amount)).collect()
            }
            Shape::Both => {
                let both = self.by_both.iter();
                both.map(|((code, project), amount)| (on(Some(code), Some(project)), *amount)).collect()
            }
            Shape::Project => {
                self.by_project.iter().map(|(code, amount)| (on(None, Some(code)), *amount)).collect()
            }
        };
        let parts = Amount::checked_sum(amounts.values().copied())?;
        amounts.insert(account.into(), self.sum()?.checked_sub(parts)?);
        Ok(amounts)
    }
}

/// What sums are told apart by that are to be read together.
fn shape_of<'a>(parts: impl Iterator<Item = &'a Parts>) -> Shape {
    let shapes: BTreeSet<Shape> = parts.map(Parts::shape).collect();
    let first =
        [Shape::CostCentre, Shape::Both, Shape::Project].into_iter().find(|shape| shapes.contains(shape));
    first.unwrap_or(Shape::Account)
}

fn is_within(month: Month, through: Option<Month>) -> bool {
    through.is_none_or(|through| month <= through)
}

/// Amounts, account by account.
fn of_accounts(amounts: Amounts) -> BTreeMap<AccountNumber, Amounts> {
    let mut accounts: BTreeMap<AccountNumber, Amounts> = BTreeMap::new();
    for (object, amount) in amounts {
        accounts.entry(object.account).or_default().insert(object, amount);
    }
    accounts
}

/// A change as it would be booked.
fn turnover((object, change): (BalanceObject, Amount)) -> (BalanceObject, Turnover) {
    let turnover = match change.side() {
        Some(Side::Credit) => Turnover { debit: Amount::ZERO, credit: change.magnitude() },
        _ => Turnover { debit: change, credit: Amount::ZERO },
    };
    (object, turnover)
}
