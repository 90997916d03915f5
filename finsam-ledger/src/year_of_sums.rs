//! Years of which the books hold sums and no vouchers: what can be told of them, and what cannot.

use std::sync::Arc;

use thiserror::Error;

use crate::amount::AmountError;
use crate::calendar::{FiscalYear, Month, Period};
use crate::finding::{Fact, Lacking};

/// How much is known of a year without vouchers, for which a file's own sums stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOfSums {
    /// The file that states the sums, as the user calls it.
    pub file: Arc<str>,
    /// Where the months are not told apart: the last month that the sums take in. All of what they
    /// tell then stands in that month.
    pub whole_through: Option<Month>,
    /// What is known of the accounts of the balance sheet.
    pub balances: KnownBalances,
    /// Whether the opening balances came with the sums, and go with them.
    pub(crate) brings_opening: bool,
}

/// What is known of balances in a year that is known by its sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBalances {
    /// What the year opens and closes with.
    OpeningAndClosing,
    /// What it closes with, and not what it changed by.
    Closing,
    /// Nothing: the sums are of income and costs.
    Nothing,
}

impl YearOfSums {
    /// Why it cannot be told what income and costs there were during a period.
    pub(crate) fn lacks_during(&self, year: FiscalYear, period: Period) -> Option<Lacking> {
        let known = self.whole(year)?;
        let apart = period.last() < known.first() || period.first() > known.last();
        let whole = period.contains(known.first()) && period.contains(known.last());
        (!apart && !whole).then_some(Lacking::Months { known })
    }

    /// Why it cannot be told how balances changed during a period.
    pub(crate) fn lacks_change(&self, year: FiscalYear, period: Period) -> Option<Lacking> {
        let overlaps = period.first() <= year.last() && year.first() <= period.last();
        let unknown = self.balances != KnownBalances::OpeningAndClosing;
        if overlaps && unknown { Some(Lacking::Balances) } else { self.lacks_during(year, period) }
    }

    /// Why it cannot be told what the accounts hold when a month of the year starts.
    pub(crate) fn lacks_before(&self, year: FiscalYear, month: Month) -> Option<Lacking> {
        let is_after = self.whole_through.is_some_and(|through| through < month);
        match self.balances {
            KnownBalances::Nothing => Some(Lacking::Balances),
            KnownBalances::Closing if !is_after => Some(Lacking::Balances),
            _ => {
                let known = self.whole(year)?;
                (known.first() < month && !is_after).then_some(Lacking::Months { known })
            }
        }
    }

    /// Why it cannot be told what the accounts hold when a month of the year ends.
    pub(crate) fn lacks_through(&self, year: FiscalYear, month: Month) -> Option<Lacking> {
        if self.balances == KnownBalances::Nothing {
            return Some(Lacking::Balances);
        }
        let known = self.whole(year)?;
        (month < known.last()).then_some(Lacking::Months { known })
    }

    /// The months that are only known together.
    fn whole(&self, year: FiscalYear) -> Option<Period> {
        self.whole_through.and_then(|through| Period::new(year.first(), through).ok())
    }
}

/// What was asked for cannot be told, since only sums are known of the year.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("of {year} there are only the sums in '{file}', which do not tell {asked}")]
pub struct SumsOnly {
    /// The year.
    pub year: FiscalYear,
    /// What was asked for.
    pub asked: Period,
    /// What is not known.
    pub lacks: Lacking,
    /// The file that states the sums.
    pub file: Arc<str>,
}

impl From<SumsOnly> for Fact {
    fn from(sums: SumsOnly) -> Self {
        let SumsOnly { year, asked, lacks, file } = sums;
        Self::SumsOnly { year, asked, lacks, file }
    }
}

/// Why balances cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BalancesError {
    /// Only sums are known of a year, and they do not tell this.
    #[error(transparent)]
    SumsOnly(#[from] SumsOnly),
    /// A sum is beyond what an amount holds.
    #[error(transparent)]
    Amount(#[from] AmountError),
}
