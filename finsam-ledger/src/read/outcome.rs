//! What is asked of a reading, and what comes of it.

use std::collections::BTreeSet;
use std::io;
use std::num::NonZeroUsize;
use std::sync::Arc;

use thiserror::Error;

use super::budgets;
use super::dialect::Dialect;
use super::names::Names;
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::{Budget, BudgetKind, Budgets};
use crate::calendar::{FiscalYear, FiscalYears};
use crate::finding::{ColumnRole, FileKind, Finding};
use crate::stated::StatedSums;
use crate::tally::Tallied;
use crate::voucher::Voucher;
use crate::vouchers::Vouchers;

/// What is to come of the vouchers that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Keep {
    /// Their sums; each posting is told and forgotten, and texts are not looked at.
    #[default]
    Sums,
    /// Their sums and the vouchers themselves, texts included.
    Vouchers,
}

/// How files are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How the fiscal years lie.
    pub fiscal_years: FiscalYears,
    /// The year that opening balances open where their file does not say it.
    pub opening_year: Option<FiscalYear>,
    /// What is to come of the vouchers.
    pub keep: Keep,
    /// How much is read at most.
    pub limits: Limits,
    /// How many threads read a long table of text, beside the one that asks for it; with one, that
    /// one does it alone. It changes nothing of what comes of it.
    pub threads: NonZeroUsize,
}

/// How much is read at most, so that no file can fill the memory. What is beyond is refused with
/// a finding, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Rows of all files together.
    pub rows: u64,
    /// The length of a text, in bytes as they stand in the file.
    pub text: usize,
    /// Findings of one kind in one file that are listed; all are counted.
    pub findings: u64,
}

impl Default for Limits {
    /// A hundred million rows; texts as long as a cell of a spreadsheet; a thousand findings.
    fn default() -> Self {
        Self { rows: 100_000_000, text: 32_767, findings: 1_000 }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fiscal_years: FiscalYears::CALENDAR,
            opening_year: None,
            keep: Keep::Sums,
            limits: Limits::default(),
            threads: NonZeroUsize::MIN,
        }
    }
}

/// All that came of the files.
#[derive(Clone, Debug)]
pub struct Read {
    /// The files, in the order they were handed over.
    pub files: Vec<FileRead>,
    /// Sums and opening balances of all files together. Its facts have become findings.
    pub tallied: Tallied,
    /// What each file brought, in the order of [`files`](Self::files).
    pub contents: Vec<Contents>,
    /// Every problem of every file, by file and line; then what belongs to no line.
    pub findings: Vec<Finding>,
}

impl Read {
    /// With [`Keep::Vouchers`] the vouchers of every file that balance, in the order in which
    /// they begin. A voucher that several files hold comes with the first of them.
    pub fn vouchers(&self) -> impl Iterator<Item = Voucher> {
        self.contents.iter().flat_map(|contents| contents.vouchers.iter())
    }

    /// The opening balances of all files together, in öre, debit positive; what several files say
    /// stands once.
    #[must_use]
    pub fn openings(&self) -> Vec<(FiscalYear, BalanceObject, Amount)> {
        let mut told = BTreeSet::new();
        let all = self.contents.iter().flat_map(|contents| &contents.openings);
        all.filter(|(year, object, _)| told.insert((*year, object))).cloned().collect()
    }

    /// The budgets and forecasts of all files together, one a version. What several files say of an
    /// object and a period stands once, and a year of which the months stand there too is their
    /// total: nothing counts twice.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit in an amount.
    pub fn budget_versions(&self) -> Result<Vec<Budget>, AmountError> {
        budgets::together(&self.contents).map(|together| together.budgets)
    }

    /// The budgets and forecasts of all files together, by year and version.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit in an amount.
    pub fn budgets(&self) -> Result<Budgets, AmountError> {
        let years = self.tallied.balances.fiscal_years();
        let mut all = Budgets::default();
        for budget in self.budget_versions()? {
            budget.by_year(years)?.into_iter().for_each(|(year, budget)| all.push(year, budget));
        }
        Ok(all)
    }

    /// The latest budget of every year in one.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit in an amount.
    pub fn budget(&self) -> Result<Budget, AmountError> {
        self.budgets()?.latest_of_all(BudgetKind::Budget)
    }

    /// The sums that the files state themselves. Those of years without vouchers stand in among the
    /// balances already.
    #[must_use]
    pub fn stated(&self) -> StatedSums {
        let mut all = StatedSums::default();
        self.contents.iter().for_each(|contents| all.merge(contents.stated.clone()));
        all
    }
}

/// What one file brought.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// With [`Keep::Vouchers`] its vouchers that balance, in the order in which they begin; those
    /// that an earlier file of the same reading brought too are among them.
    pub vouchers: Vouchers,
    /// The opening balances, in the order of the file, in öre, debit positive.
    pub openings: Vec<(FiscalYear, BalanceObject, Amount)>,
    /// The budget, or the forecast: its version says which.
    pub budget: Budget,
    /// The sums that the file states itself.
    pub stated: StatedSums,
    /// What the file calls accounts, cost centres and projects.
    pub names: Names,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// The file, as the user named it.
    pub name: Arc<str>,
    /// The sheet that was read, if it is a workbook.
    pub sheet: Option<Arc<str>>,
    /// What it holds, if its header row says so.
    pub kind: Option<FileKind>,
    /// How many rows were taken in.
    pub rows: u64,
    /// How many vouchers begin in it that no earlier file had.
    pub vouchers: u64,
    /// How many of its vouchers an earlier file of the same reading had, word for word.
    pub overlapping: u64,
    /// How it is written.
    pub dialect: Dialect,
    /// The columns that were read, as they are called.
    pub columns: Vec<(ColumnRole, String)>,
    /// The columns that were not.
    pub ignored_columns: Vec<String>,
    /// The rows that are no figures of their own and were passed over, by reason.
    pub skipped: Vec<Skipped>,
}

/// Rows of a file that were passed over for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: SkipReason,
    /// How many.
    pub rows: u64,
    /// The line of the first of them, from 1.
    pub first_line: u64,
}

/// Why a row of a file is passed over: it is part of how the file is printed, not of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// It tells Excel what parts the fields: `sep=;`.
    Separator,
    /// It stands above the header row.
    Letterhead,
    /// Nothing stands in its fields.
    Blank,
    /// It repeats the header row, as at the top of a printed page.
    HeaderAgain,
    /// It numbers or dates a printed page.
    PageLine,
    /// It is drawn of nothing but lines: `-----`.
    Rule,
    /// It names the account or the voucher that the rows below it belong to.
    Heading,
    /// It states a sum, which was compared with ours.
    Total,
    /// It was struck from its voucher (borttagen).
    Removed,
}

impl SkipReason {
    /// Its name in output for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Separator => "separator",
            Self::Letterhead => "letterhead",
            Self::Blank => "blank",
            Self::HeaderAgain => "header-again",
            Self::PageLine => "page-line",
            Self::Rule => "rule",
            Self::Heading => "heading",
            Self::Total => "total",
            Self::Removed => "removed",
        }
    }
}

impl FileRead {
    /// A file of which nothing is known yet.
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            sheet: None,
            kind: None,
            rows: 0,
            vouchers: 0,
            overlapping: 0,
            dialect: Dialect::default(),
            columns: Vec::new(),
            ignored_columns: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// The row on this line is passed over.
    pub(crate) fn skip(&mut self, reason: SkipReason, line: u64) {
        match self.skipped.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(skipped) => skipped.rows += 1,
            None => self.skipped.push(Skipped { reason, rows: 1, first_line: line }),
        }
    }
}

/// Why reading cannot go on. What is wrong in a file's content is a [`Finding`] instead.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file could not be read.
    #[error("{file} cannot be read")]
    Io {
        /// The file.
        file: Arc<str>,
        /// Why.
        source: io::Error,
    },
    /// A line is longer than any row: the file is no table of text.
    #[error("{file}: line {line} is longer than a row can be")]
    LineTooLong {
        /// The file.
        file: Arc<str>,
        /// The line.
        line: u64,
    },
    /// A sum is beyond what an amount holds.
    #[error(transparent)]
    Amount(#[from] AmountError),
}
