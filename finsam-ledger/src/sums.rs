//! Sums per account × cost centre × project × month while postings pass, each known by small numbers.

use rustc_hash::FxHashMap;

use crate::account::AccountNumber;
use crate::amount::AmountError;
use crate::balances::{BalanceObject, Balances, Turnover};
use crate::calendar::{FiscalYears, Month};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::tally::PostingRow;

/// The sums so far.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    cost_centres: Codes<Option<CostCentre>>,
    projects: Codes<Option<Project>>,
    turnovers: FxHashMap<SumKey, Turnover>,
    /// A side only ever grows: once it does not fit, it never will.
    out_of_range: Option<AmountError>,
}

/// Month, account, cost centre and project.
type SumKey = (Month, AccountNumber, u32, u32);

impl Sums {
    /// Adds a posting; nothing is added if a code is none.
    #[inline]
    pub(crate) fn add(&mut self, row: &PostingRow<'_>) -> Result<(), DimensionError> {
        let code = |text: &str| if text.is_empty() { Ok(None) } else { CostCentre::new(text).map(Some) };
        let cost_centre = self.cost_centres.intern(row.cost_centre, code)?;
        let code = |text: &str| if text.is_empty() { Ok(None) } else { Project::new(text).map(Some) };
        let project = self.projects.intern(row.project, code)?;
        let turnover =
            self.turnovers.entry((Month::of(row.date), row.account, cost_centre, project)).or_default();
        let side = if row.amount.ore() >= 0 { &mut turnover.debit } else { &mut turnover.credit };
        match side.checked_add(row.amount.magnitude()) {
            Ok(sum) => *side = sum,
            Err(error) => self.out_of_range = Some(error),
        }
        Ok(())
    }

    /// The sums in order, codes that differ only in blanks taken together.
    pub(crate) fn into_balances(mut self, fiscal_years: FiscalYears) -> Result<Balances, AmountError> {
        if let Some(error) = self.out_of_range {
            return Err(error);
        }
        let (cost_centres, projects) = (ranks(&self.cost_centres.values), ranks(&self.projects.values));
        let place = |(month, account, cost_centre, project): SumKey| {
            (month, account, cost_centres[cost_centre as usize], projects[project as usize])
        };
        let mut sums: Vec<(SumKey, Turnover)> = self.turnovers.drain().collect();
        sums.sort_unstable_by_key(|(key, _)| place(*key));
        let mut balances = Balances::new(fiscal_years);
        for month in sums.chunk_by(|((month, ..), _), ((next, ..), _)| month == next) {
            let mut turnovers = Vec::with_capacity(month.len());
            for same in month.chunk_by(|(key, _), (next, _)| place(*key) == place(*next)) {
                let (_, account, cost_centre, project) = same[0].0;
                let cost_centre = self.cost_centres.values[cost_centre as usize].clone();
                let project = self.projects.values[project as usize].clone();
                let turnover =
                    same.iter().try_fold(Turnover::default(), |sum, (_, part)| sum.checked_add(*part))?;
                turnovers.push((BalanceObject { account, cost_centre, project }, turnover));
            }
            balances.set_month(month[0].0.0, turnovers.into_iter().collect());
        }
        Ok(balances)
    }
}

/// Texts that come again and again, each kept once and known by its number.
#[derive(Debug)]
pub(crate) struct Codes<T> {
    /// What was made of each text, by its number.
    pub(crate) values: Vec<T>,
    /// Most codes are short and known by their bytes in one number; the others by themselves.
    short: FxHashMap<u64, u32>,
    long: FxHashMap<Box<str>, u32>,
    last: Option<(Packed, u32)>,
}

/// A text of at most seven bytes, and its length, in one number.
type Packed = u64;

/// `text` in one number, if it is that short.
#[inline]
fn packed(text: &str) -> Option<Packed> {
    let bytes = text.as_bytes();
    let pack = |packed, byte: &u8| packed << 8 | u64::from(*byte);
    (bytes.len() < 8).then(|| bytes.iter().fold(bytes.len() as u64, pack))
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
        match (packed(text), self.last) {
            (Some(packed), Some((last, number))) if packed == last => Some(number),
            (Some(packed), _) => self.short.get(&packed).copied(),
            (None, _) => self.long.get(text).copied(),
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
