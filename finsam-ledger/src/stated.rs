//! Sums that a file brings itself: what its ledger says an account opens and closes with.
//!
//! They are an independent witness. Where the books hold the vouchers of a year, ours are held
//! against them; where they hold none, these are all that is known of the year.

use std::sync::Arc;

use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::dimension::{CostCentre, Project};

/// One sum as its file states it (in SIE `#UB`, `#RES`, `#PSALDO` and their like on objects).
///
/// ```
/// use finsam_ledger::{Amount, FiscalYears, StatedKind, StatedLevel, StatedSum};
///
/// // #UB 0 1930 5249000.00, in a file about all of 2024
/// let bank = StatedSum {
///     kind: StatedKind::Closing("2024-12".parse()?),
///     account: "1930".parse()?,
///     level: StatedLevel::Account,
///     amount: Amount::from_ore(524_900_000),
/// };
/// assert_eq!(bank.kind.year(FiscalYears::CALENDAR).year(), 2024);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatedSum {
    /// What it is the sum of.
    pub kind: StatedKind,
    /// The account.
    pub account: AccountNumber,
    /// All of the account, or a part of it.
    pub level: StatedLevel,
    /// The sum in öre, debit positive.
    pub amount: Amount,
}

/// What is summed, and up to when.
///
/// A file made in September states what the year has come to so far. So a balance or a result is
/// known by the last month that it takes in (in SIE that of `#OMFATTN`, else of the year's last
/// voucher in the file, else the year's last): what is booked in later months is no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedKind {
    /// What the account opens a year with (`#IB`, `#OIB`), of a year the file tells of only in
    /// passing; the opening balances of the file's own year are given, and not merely stated.
    Opening(FiscalYear),
    /// The balance when a month ends (`#UB`, `#OUB`).
    Closing(Month),
    /// What was booked from the start of the fiscal year to the end of a month (`#RES`).
    Result(Month),
    /// What was booked in a month (`#PSALDO`).
    Change(Month),
}

impl StatedKind {
    /// The fiscal year it tells of.
    #[must_use]
    pub const fn year(self, years: FiscalYears) -> FiscalYear {
        match self {
            Self::Opening(year) => year,
            Self::Closing(month) | Self::Result(month) | Self::Change(month) => years.of(month),
        }
    }
}

/// Whether a sum is of an account as such or of a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedLevel {
    /// All of it, whatever its cost centres and projects.
    Account,
    /// What stands on a cost centre, whatever its project.
    CostCentre(CostCentre),
    /// What stands on a project, whatever its cost centre.
    Project(Project),
    /// What stands on a cost centre and a project at once.
    Both(CostCentre, Project),
}

/// The sums that files brought, in the order they stand, each with its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedSums {
    sums: Vec<(Arc<str>, StatedSum)>,
}

impl StatedSums {
    /// Adds a sum that a file states; `file` is what the user calls it.
    pub fn push(&mut self, file: &Arc<str>, sum: StatedSum) {
        self.sums.push((Arc::clone(file), sum));
    }

    /// Every sum with its file, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &StatedSum)> {
        self.sums.iter().map(|(file, sum)| (file, sum))
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.sums.len()
    }

    /// Whether no file stated any.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// All that `other` holds, after what is here.
    pub fn merge(&mut self, other: Self) {
        self.sums.extend(other.sums);
    }
}
