//! Sums per account × cost centre × project × month while postings pass, each known by small numbers.

#[cfg(feature = "csv")]
use std::convert::Infallible;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances, Turnover};
use crate::calendar::{FiscalYears, Month};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::tally::PostingRow;

/// The sums so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    cost_centres: Codes<Option<CostCentre>>,
    projects: Codes<Option<Project>>,
    turnovers: FxHashMap<SumKey, Turnover>,
    /// A side only ever grows: once it does not fit, it never will.
    out_of_range: Option<AmountError>,
}

/// What a sum is of: month, account, and the numbers of cost centre and project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SumKey {
    pub(crate) month: Month,
    pub(crate) account: AccountNumber,
    pub(crate) cost_centre: u32,
    pub(crate) project: u32,
}

impl Hash for SumKey {
    /// In two steps rather than four: this is done for every posting.
    #[inline]
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let months = self.month.months_since(Month::FIRST).cast_unsigned();
        hasher.write_u64(u64::from(months) << 32 | u64::from(self.account.number()));
        hasher.write_u64(u64::from(self.cost_centre) << 32 | u64::from(self.project));
    }
}

impl Sums {
    /// Adds a posting; nothing is added if a code is none.
    #[inline]
    pub(crate) fn add(&mut self, row: &PostingRow<'_>) -> Result<(), DimensionError> {
        let cost_centre = self.cost_centre(row.cost_centre)?;
        let project = self.project(row.project)?;
        let key = SumKey { month: Month::of(row.date), account: row.account, cost_centre, project };
        if let Err(error) = self.add_to(key, row.amount) {
            self.out_of_range = Some(error);
        }
        Ok(())
    }

    /// Adds an amount to a sum; nothing is added if it does not fit.
    #[inline]
    pub(crate) fn add_to(&mut self, key: SumKey, amount: Amount) -> Result<(), AmountError> {
        // Nearly every posting adds to a sum that there is.
        let turnover = match self.turnovers.get_mut(&key) {
            Some(turnover) => turnover,
            None => self.turnovers.entry(key).or_default(),
        };
        let side = if amount.ore() >= 0 { &mut turnover.debit } else { &mut turnover.credit };
        *side = side.checked_add(amount.magnitude())?;
        Ok(())
    }

    /// The number of a cost centre's code, or of no cost centre.
    #[inline]
    pub(crate) fn cost_centre(&mut self, text: &str) -> Result<u32, DimensionError> {
        let code = |text: &str| if text.is_empty() { Ok(None) } else { CostCentre::new(text).map(Some) };
        self.cost_centres.intern(text, code)
    }

    /// The number of a project's code, or of no project.
    #[inline]
    pub(crate) fn project(&mut self, text: &str) -> Result<u32, DimensionError> {
        let code = |text: &str| if text.is_empty() { Ok(None) } else { Project::new(text).map(Some) };
        self.projects.intern(text, code)
    }

    /// The number of a cost centre's code that is known, packed in one number.
    #[cfg(feature = "csv")]
    #[inline]
    pub(crate) fn cost_centre_packed(&self, packed: Packed) -> Option<u32> {
        self.cost_centres.number_packed(packed)
    }

    /// The number of a project's code that is known, packed in one number.
    #[cfg(feature = "csv")]
    #[inline]
    pub(crate) fn project_packed(&self, packed: Packed) -> Option<u32> {
        self.projects.number_packed(packed)
    }

    /// Adds sums that were made apart, with numbers of their own for the codes.
    #[cfg(feature = "csv")]
    pub(crate) fn merge(&mut self, other: &Self) {
        let cost_centres = self
            .cost_centres
            .numbers_of(&other.cost_centres, |code| code.as_ref().map_or("", CostCentre::as_str));
        let projects =
            self.projects.numbers_of(&other.projects, |code| code.as_ref().map_or("", Project::as_str));
        #[expect(clippy::iter_over_hash_type, reason = "sums come to the same in any order")]
        for (key, turnover) in &other.turnovers {
            let key = SumKey {
                cost_centre: cost_centres[key.cost_centre as usize],
                project: projects[key.project as usize],
                ..*key
            };
            let sum = self.turnovers.entry(key).or_default();
            match sum.checked_add(*turnover) {
                Ok(both) => *sum = both,
                Err(error) => self.out_of_range = Some(error),
            }
        }
        self.out_of_range = self.out_of_range.or(other.out_of_range);
    }

    /// The sums in order, codes that differ only in blanks taken together.
    pub(crate) fn into_balances(mut self, fiscal_years: FiscalYears) -> Result<Balances, AmountError> {
        if let Some(error) = self.out_of_range {
            return Err(error);
        }
        let (cost_centres, projects) = (ranks(&self.cost_centres.values), ranks(&self.projects.values));
        let place = |key: SumKey| {
            let object = (cost_centres[key.cost_centre as usize], projects[key.project as usize]);
            (key.month, key.account, object)
        };
        let mut sums: Vec<(SumKey, Turnover)> = self.turnovers.drain().collect();
        sums.sort_unstable_by_key(|(key, _)| place(*key));
        let mut balances = Balances::new(fiscal_years);
        for month in sums.chunk_by(|(key, _), (next, _)| key.month == next.month) {
            let mut turnovers = Vec::with_capacity(month.len());
            for same in month.chunk_by(|(key, _), (next, _)| place(*key) == place(*next)) {
                let SumKey { account, cost_centre, project, .. } = same[0].0;
                let cost_centre = self.cost_centres.values[cost_centre as usize].clone();
                let project = self.projects.values[project as usize].clone();
                let turnover =
                    same.iter().try_fold(Turnover::default(), |sum, (_, part)| sum.checked_add(*part))?;
                turnovers.push((BalanceObject { account, cost_centre, project }, turnover));
            }
            balances.set_month(month[0].0.month, turnovers.into_iter().collect());
        }
        Ok(balances)
    }
}

/// Texts that come again and again, each kept once and known by its number.
#[derive(Clone, Debug)]
pub(crate) struct Codes<T> {
    /// What was made of each text, by its number.
    pub(crate) values: Vec<T>,
    /// Most codes are short and known by their bytes in one number; the others by themselves.
    short: FxHashMap<u64, u32>,
    long: FxHashMap<Box<str>, u32>,
    last: Option<(Packed, u32)>,
}

/// A text of at most seven bytes in one number: its bytes from the lowest up, its length on top.
pub(crate) type Packed = u64;

/// `text` in one number, if it is that short.
#[inline]
fn packed(text: &str) -> Option<Packed> {
    let bytes = text.as_bytes();
    let pack = |packed, byte: &u8| packed << 8 | u64::from(*byte);
    (bytes.len() < 8).then(|| bytes.iter().rev().fold(0, pack) | (bytes.len() as u64) << 56)
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self { values: Vec::new(), short: FxHashMap::default(), long: FxHashMap::default(), last: None }
    }
}

impl<T> Codes<T> {
    /// The number of a text that was interned before.
    #[inline]
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        match packed(text) {
            Some(packed) => self.number_packed(packed),
            None => self.long.get(text).copied(),
        }
    }

    /// The number of a text that was interned before and is packed in one number.
    #[inline]
    pub(crate) fn number_packed(&self, packed: Packed) -> Option<u32> {
        match self.last {
            Some((last, number)) if last == packed => Some(number),
            _ => self.short.get(&packed).copied(),
        }
    }

    /// The number of a text; `make` is asked once for each.
    #[inline]
    pub(crate) fn intern<E>(
        &mut self,
        text: &str,
        make: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<u32, E> {
        let number = match self.number(text) {
            Some(number) => number,
            None => self.add(text, make(text)?),
        };
        self.last = packed(text).map(|packed| (packed, number));
        Ok(number)
    }

    /// The number here of each text that is interned elsewhere, by its number there.
    #[cfg(feature = "csv")]
    fn numbers_of(&mut self, other: &Self, text: impl Fn(&T) -> &str) -> Vec<u32>
    where
        T: Clone,
    {
        let number = |value: &T| {
            let Ok(number) = self.intern(text(value), |_| Ok::<_, Infallible>(value.clone()));
            number
        };
        other.values.iter().map(number).collect()
    }

    #[cold]
    fn add(&mut self, text: &str, value: T) -> u32 {
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value);
        match packed(text) {
            Some(packed) => self.short.insert(packed, number),
            None => self.long.insert(text.into(), number),
        };
        number
    }
}

/// Each value's place among all in order; equal values share one.
fn ranks<T: Ord>(values: &[T]) -> Vec<usize> {
    let mut sorted: Vec<&T> = values.iter().collect();
    sorted.sort_unstable();
    values.iter().map(|value| sorted.partition_point(|other| *other < value)).collect()
}
