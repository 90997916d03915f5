//! Budgets and forecasts: what was decided or foreseen, per account × cost centre × project and month
//! or year, in versions.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, FiscalYears, Period};

/// Whether amounts were decided or foreseen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BudgetKind {
    /// What was decided (budget).
    #[default]
    Budget,
    /// What a whole year was expected to come to (helårsprognos), on some day of it.
    Forecast,
}

impl BudgetKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Budget, Self::Forecast];

    /// Its name in files and output for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Forecast => "forecast",
        }
    }
}

/// Which of a year's budgets or forecasts it is: its kind and name tell it from the year's others,
/// its date says which of them is the latest.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BudgetVersion {
    /// Budget or forecast.
    pub kind: BudgetKind,
    /// What it is called, such as `Prognos 2`; empty for the one with neither name nor day.
    pub name: Arc<str>,
    /// The day it was decided or made. One without comes before all others.
    pub date: Option<NaiveDate>,
}

impl BudgetVersion {
    /// A version by its name; one that nobody named is called by its day, so that two days make two
    /// versions.
    #[must_use]
    pub fn new(kind: BudgetKind, name: &str, date: Option<NaiveDate>) -> Self {
        let name = match (name.trim(), date) {
            ("", Some(date)) => date.to_string().into(),
            (name, _) => name.into(),
        };
        Self { kind, name, date }
    }
}

/// A version of a budget or forecast, and the year it is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BudgetOfYear {
    /// The year.
    pub year: FiscalYear,
    /// Which of its budgets or forecasts.
    pub version: BudgetVersion,
}

/// A budget or a forecast, in öre, debit positive: costs are positive and income negative, as when
/// booked.
///
/// Each amount stands for its whole period, a month or a year; nothing is spread that was not
/// decided per month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Which of a year's it is.
    pub version: BudgetVersion,
    rows: BTreeMap<(Period, BalanceObject), Amount>,
}

impl Budget {
    /// One without amounts.
    #[must_use]
    pub const fn new(version: BudgetVersion) -> Self {
        Self { version, rows: BTreeMap::new() }
    }

    /// Adds an amount for a period; two rows for one object are one sum.
    ///
    /// # Errors
    /// [`AmountError`] if the sum does not fit.
    pub fn add(&mut self, period: Period, object: BalanceObject, amount: Amount) -> Result<(), AmountError> {
        let kept = self.rows.entry((period, object)).or_default();
        *kept = kept.checked_add(amount)?;
        Ok(())
    }

    /// Every amount, in order of period and object.
    pub fn rows(&self) -> impl Iterator<Item = (Period, &BalanceObject, Amount)> {
        self.rows.iter().map(|((period, object), amount)| (*period, object, *amount))
    }

    /// The amount of an object for a period, if there is one.
    #[must_use]
    pub fn amount_of(&self, period: Period, object: &BalanceObject) -> Option<Amount> {
        self.rows.get(&(period, object.clone())).copied()
    }

    /// Whether both say the same of every object, whatever they are called.
    #[must_use]
    pub fn has_amounts_of(&self, other: &Self) -> bool {
        self.rows == other.rows
    }

    /// Each year's own, in order of years.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn by_year(&self, years: FiscalYears) -> Result<BTreeMap<FiscalYear, Self>, AmountError> {
        let mut all: BTreeMap<FiscalYear, Self> = BTreeMap::new();
        for (period, object, amount) in self.rows() {
            let of_year =
                all.entry(years.of(period.first())).or_insert_with(|| Self::new(self.version.clone()));
            of_year.add(period, object.clone(), amount)?;
        }
        Ok(all)
    }

    /// How many amounts there are: one a period and object.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is budgeted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The budgets and forecasts of all years, each in its versions.
///
/// ```
/// use finsam_ledger::{Budget, BudgetKind, BudgetVersion, Budgets, FiscalYears};
///
/// let year = FiscalYears::CALENDAR.starting_in(2024)?;
/// let forecast = |name: &str, date: &str| {
///     let version = BudgetVersion { kind: BudgetKind::Forecast, name: name.into(), date: date.parse().ok() };
///     (year, Budget::new(version))
/// };
/// let budgets: Budgets =
///     [forecast("Prognos 2", "2024-08-31"), forecast("Prognos 1", "2024-04-30")].into_iter().collect();
/// let latest = budgets.latest(BudgetKind::Forecast, year).expect("there are two");
/// assert_eq!(&*latest.version.name, "Prognos 2");
/// assert!(budgets.named(BudgetKind::Budget, year, "Prognos 2").is_none());
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budgets(Vec<(FiscalYear, Budget)>);

impl Budgets {
    /// Every version of every year, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = (FiscalYear, &Budget)> {
        self.0.iter().map(|(year, budget)| (*year, budget))
    }

    /// Adds one; of two with one date the one that is added last is the later.
    pub fn push(&mut self, year: FiscalYear, budget: Budget) {
        self.0.push((year, budget));
    }

    /// The latest of a year: of those with the latest date, the one that came last.
    #[must_use]
    pub fn latest(&self, kind: BudgetKind, year: FiscalYear) -> Option<&Budget> {
        self.of(kind, year).max_by_key(|budget| budget.version.date)
    }

    /// The one of a year with this name.
    #[must_use]
    pub fn named(&self, kind: BudgetKind, year: FiscalYear, name: &str) -> Option<&Budget> {
        self.of(kind, year).find(|budget| *budget.version.name == *name)
    }

    /// The versions of a year, in the order they came.
    pub fn of(&self, kind: BudgetKind, year: FiscalYear) -> impl Iterator<Item = &Budget> {
        let is_meant = move |(of, budget): &&(FiscalYear, Budget)| *of == year && budget.version.kind == kind;
        self.0.iter().filter(is_meant).map(|(_, budget)| budget)
    }

    /// The latest of every year in one, which is called nothing.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn latest_of_all(&self, kind: BudgetKind) -> Result<Budget, AmountError> {
        self.in_one(kind, |year| self.latest(kind, year))
    }

    /// What a report of a year reads: the version by this name, or the latest if none is named, with
    /// the latest of every other year beside it. It is called what that of the year is called. `None`
    /// if the year has none of that name.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn read_by(
        &self,
        kind: BudgetKind,
        year: FiscalYear,
        name: Option<&str>,
    ) -> Result<Option<Budget>, AmountError> {
        let own = name.map_or_else(|| self.latest(kind, year), |name| self.named(kind, year, name));
        if own.is_none() && name.is_some() {
            return Ok(None);
        }
        let mut all = self.in_one(kind, |of| if of == year { own } else { self.latest(kind, of) })?;
        all.version = own.map_or(all.version, |own| own.version.clone());
        Ok(Some(all))
    }

    fn in_one<'a>(
        &self,
        kind: BudgetKind,
        of_year: impl Fn(FiscalYear) -> Option<&'a Budget>,
    ) -> Result<Budget, AmountError> {
        let mut years: Vec<FiscalYear> = self.0.iter().map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        let mut all = Budget::new(BudgetVersion { kind, ..BudgetVersion::default() });
        for budget in years.into_iter().filter_map(of_year) {
            for (period, object, amount) in budget.rows() {
                all.add(period, object.clone(), amount)?;
            }
        }
        Ok(all)
    }
}

impl FromIterator<(FiscalYear, Budget)> for Budgets {
    fn from_iter<I: IntoIterator<Item = (FiscalYear, Budget)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}
