//! Sums that a file brings itself: what its ledger says an account opens and closes with.
//!
//! They are an independent witness. Where the books hold the vouchers of a year, ours are held
//! against them; where they hold none, these are all that is known of the year.

mod differences;
mod stand_in;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
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
///
/// Where several files state the same, the last one counts: all it says of closing balances of a
/// month takes the place of all that files before it said of them, and so for the other kinds, on
/// each level by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedSums {
    files: Vec<Arc<str>>,
    /// Each with the number of its file.
    sums: Vec<(usize, StatedSum)>,
}

impl StatedSums {
    /// Adds a sum that a file states; `file` is what the user calls it.
    pub fn push(&mut self, file: &Arc<str>, sum: StatedSum) {
        if self.files.last() != Some(file) {
            self.files.push(Arc::clone(file));
        }
        self.sums.push((self.files.len() - 1, sum));
    }

    /// Every sum with its file, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &StatedSum)> {
        self.sums.iter().map(|(file, sum)| (&self.files[*file], sum))
    }

    /// Every sum with the number and the name of its file: two files may have one name.
    #[cfg(feature = "sqlite")]
    pub(crate) fn by_file(&self) -> impl Iterator<Item = (usize, &Arc<str>, &StatedSum)> {
        self.sums.iter().map(|(file, sum)| (*file, &self.files[*file], sum))
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

    /// All that `other` holds, after what is here. Files of one name are still two.
    pub fn merge(&mut self, other: Self) {
        let before = self.files.len();
        self.files.extend(other.files);
        self.sums.extend(other.sums.into_iter().map(|(file, sum)| (before + file, sum)));
    }

    /// The sums that no later file has stated anew, each with its number among all.
    fn current(&self) -> Vec<(usize, &Arc<str>, &StatedSum)> {
        let mut last: BTreeMap<(StatedKind, Shape), usize> = BTreeMap::new();
        for (file, sum) in &self.sums {
            last.insert((sum.kind, sum.level.shape()), *file);
        }
        let all = self.sums.iter().enumerate();
        all.filter(|(_, (file, sum))| last.get(&(sum.kind, sum.level.shape())) == Some(file))
            .map(|(index, (file, sum))| (index, &self.files[*file], sum))
            .collect()
    }
}

/// What a level tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Account,
    CostCentre,
    Project,
    Both,
}

impl StatedLevel {
    const fn shape(&self) -> Shape {
        match self {
            Self::Account => Shape::Account,
            Self::CostCentre(_) => Shape::CostCentre,
            Self::Project(_) => Shape::Project,
            Self::Both(..) => Shape::Both,
        }
    }
}

fn amount(ore: i128) -> Result<Amount, AmountError> {
    match i64::try_from(ore) {
        Ok(ore) if ore != i64::MIN => Ok(Amount::from_ore(ore)),
        _ => Err(AmountError::OutOfRange),
    }
}
