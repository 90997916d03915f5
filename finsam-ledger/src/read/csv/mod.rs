//! Reading files that a user hands over: vouchers, opening balances and budgets as CSV.
//!
//! The kind of a file, its delimiter, encoding and decimal mark are read from its content. Rows
//! are read where they lie in the buffer and told at once, so a file of any length takes the
//! memory of a small one unless its vouchers are to be kept.

mod drafts;
mod field;
mod first_lines;
mod foreign;
mod header;
mod openings;
mod reading;
mod records;
mod rows;
mod text;

use std::io;
use std::sync::Arc;

use thiserror::Error;

use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::Budget;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::finding::{ColumnRole, FileKind, Finding};
use crate::tally::Tallied;
use crate::voucher::Voucher;

pub use self::reading::Reading;
pub use self::text::TextEncoding;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { fiscal_years: FiscalYears::CALENDAR, opening_year: None, keep: Keep::Sums }
    }
}

/// All that came of the files.
#[derive(Clone, Debug)]
pub struct Read {
    /// The files, in the order they were handed over.
    pub files: Vec<FileRead>,
    /// Sums and opening balances. Its facts have become findings.
    pub tallied: Tallied,
    /// With [`Keep::Vouchers`] the vouchers that balance, in the order in which they begin.
    pub vouchers: Vec<Voucher>,
    /// The opening balances, in the order of the files, in öre, debit positive.
    pub openings: Vec<(FiscalYear, BalanceObject, Amount)>,
    /// The budget.
    pub budget: Budget,
    /// Every problem of every file, by file and line; then what belongs to no line.
    pub findings: Vec<Finding>,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// The file, as the user named it.
    pub name: Arc<str>,
    /// What it holds, if its header row says so.
    pub kind: Option<FileKind>,
    /// How many rows were taken in.
    pub rows: u64,
    /// How many vouchers begin in it.
    pub vouchers: u64,
    /// What parts its fields: `;`, `,` or a tab.
    pub delimiter: u8,
    /// How its texts are written, as far as they had to be read.
    pub encoding: TextEncoding,
    /// The first decimal mark in it.
    pub decimal_mark: Option<char>,
    /// The columns that were read, as they are called.
    pub columns: Vec<(ColumnRole, String)>,
    /// The columns that were not.
    pub ignored_columns: Vec<String>,
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
