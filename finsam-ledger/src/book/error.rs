//! Why a book cannot be made, read or written.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use crate::amount::AmountError;
use crate::calendar::{FiscalYear, Month, Period};
use crate::dimension::Project;
use crate::finding::Finding;
use crate::read::settings::EditError;
use crate::schedule::esf::EsfError;
use crate::voucher_id::VoucherId;
use crate::year_of_sums::{BalancesError, SumsOnly};

/// Why the work on a book cannot go on. The book is then as it was before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BookError {
    /// There is no book here.
    #[error("{} is no book: it has no {missing}", dir.display())]
    NotABook {
        /// The directory.
        dir: PathBuf,
        /// The file that makes a book and is not there.
        missing: &'static str,
    },
    /// There is a book, or a part of one, where another was to be made.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// Another program writes to the book, or holds it while it reads.
    #[error("the book is held by {}", if by.is_empty() { "another program" } else { by })]
    Held {
        /// Its command and process, as it says itself; empty if it does not.
        by: String,
    },
    /// The database belongs to some other program.
    #[error("{} is not the database of a book", .0.display())]
    Foreign(PathBuf),
    /// A later version of this program made the book.
    #[error("the book has format {found}, and this version reads formats up to {known}")]
    NewerFormat {
        /// The book's format.
        found: i64,
        /// The latest format that this version reads.
        known: i64,
    },
    /// An earlier version of this program made the book.
    #[error("the book has format {found}, and this version reads format {known}")]
    OlderFormat {
        /// The book's format.
        found: i64,
        /// The format that this version reads.
        known: i64,
    },
    /// The database is damaged as a file, or was changed so that it cannot be read.
    #[error("the book is damaged: {0}")]
    Damaged(String),
    /// A row of the book holds something that cannot be there.
    #[error("the book is damaged: record {record} of {table} holds what cannot be there")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The record, or the row where the table has no records.
        record: u64,
    },
    /// The settings have the fiscal years start in another month than the book was written with.
    #[error("the book's fiscal years start in month {in_book}, and by the settings in month {in_settings}")]
    FiscalYears {
        /// The first month that the vouchers were numbered with.
        in_book: u32,
        /// The first month in the settings.
        in_settings: u32,
    },
    /// The settings are wrong in these ways.
    #[error("{} has {} errors", file.display(), findings.len())]
    Settings {
        /// The file.
        file: PathBuf,
        /// All that is wrong with it.
        findings: Vec<Finding>,
    },
    /// The settings cannot be added to.
    #[error("{}: {source}", file.display())]
    SettingsFixed {
        /// The file.
        file: PathBuf,
        /// Why.
        source: EditError,
    },
    /// A voucher, opening balance or budget lies in a year before 1 or after 9999.
    #[error("the year of {} cannot be booked in", id.as_ref().map_or_else(|| "a balance".to_owned(), ToString::to_string))]
    YearOutOfRange {
        /// The voucher, if it is one.
        id: Option<VoucherId>,
    },
    /// No import has this number.
    #[error("there is no import {number}: the book has {batches}")]
    BatchUnknown {
        /// The number as given.
        number: u64,
        /// How many imports the book has; they are numbered from 1.
        batches: u64,
    },
    /// The import was undone before.
    #[error("import {number} was undone at {undone_at} already")]
    BatchUndone {
        /// Its number.
        number: u64,
        /// When it was undone, as was said then.
        undone_at: String,
    },
    /// The import is the one that took another back; a reversal is not reversed.
    #[error("import {number} took import {of} back")]
    BatchReverses {
        /// Its number.
        number: u64,
        /// The one that it took back.
        of: u64,
    },
    /// All of the period is locked.
    #[error("{period} is locked already")]
    LockedAlready {
        /// The period as given.
        period: Period,
    },
    /// Nothing of the period is locked.
    #[error("nothing of {period} is locked")]
    NotLocked {
        /// The period as given.
        period: Period,
    },
    /// The import brought what cannot be taken back, as it belongs to a month that is locked.
    #[error("import {number} brought opening balances of the year of {month}, which is locked")]
    BatchLocked {
        /// Its number.
        number: u64,
        /// The month.
        month: Month,
    },
    /// A voucher was to be posted in a month that is locked.
    #[error("{date} lies in a locked month; the next that is open is {open}")]
    PeriodLocked {
        /// The day it was to be booked on.
        date: NaiveDate,
        /// The first month after that in which something may be booked.
        open: Month,
    },
    /// The book has no such voucher, or none that counts.
    #[error("there is no voucher {id}")]
    VoucherUnknown {
        /// As it was given.
        id: VoucherId,
    },
    /// Several vouchers have this number: of one year or of several.
    #[error("{} vouchers are called {id}", years.len())]
    VoucherAmbiguous {
        /// As it was given.
        id: VoucherId,
        /// The fiscal year of each.
        years: Vec<FiscalYear>,
    },
    /// The voucher takes another back; a reversal is not reversed.
    #[error("voucher {id} is the reversal of {of}")]
    VoucherReverses {
        /// The voucher.
        id: VoucherId,
        /// The one it takes back.
        of: VoucherId,
    },
    /// The voucher was taken back before.
    #[error("voucher {id} was reversed by {by} already")]
    VoucherReversed {
        /// The voucher.
        id: VoucherId,
        /// The one that takes it back.
        by: VoucherId,
    },
    /// A voucher was to be taken back before it was booked.
    #[error("voucher {id} of {booked} cannot be reversed on {date}")]
    ReversedBefore {
        /// The voucher.
        id: VoucherId,
        /// Its day.
        booked: NaiveDate,
        /// The day it was to be taken back.
        date: NaiveDate,
    },
    /// The year is closed: nothing in it changes any more.
    #[error("{year} was closed at {closed_at}")]
    YearClosed {
        /// The year.
        year: FiscalYear,
        /// When, as was said then.
        closed_at: String,
    },
    /// Nothing is known of the year.
    #[error("nothing is booked in {year}, and nothing opens it")]
    YearEmpty {
        /// The year.
        year: FiscalYear,
    },
    /// An earlier year is not closed, so that what this one opens with could change.
    #[error("{year} cannot be closed before {before}")]
    YearBeforeOpen {
        /// The year.
        year: FiscalYear,
        /// The earlier one.
        before: FiscalYear,
    },
    /// The import closed a year, which is not undone.
    #[error("import {number} closed {year}")]
    BatchCloses {
        /// Its number.
        number: u64,
        /// The year.
        year: FiscalYear,
    },
    /// The settings have no such ESF project.
    #[error("there is no ESF project {code}")]
    EsfProjectUnknown {
        /// Its code as given.
        code: Project,
    },
    /// A step of an ESF project cannot be taken.
    #[error(transparent)]
    Esf(#[from] EsfError),
    /// The voucher has booked something else that the book knows of.
    #[error("voucher {id} is what something else was booked by")]
    VoucherTaken {
        /// The voucher.
        id: VoucherId,
    },
    /// The sums that are known of a year do not tell what is asked.
    #[error(transparent)]
    SumsOnly(#[from] SumsOnly),
    /// The import cannot be undone, as a later voucher rests on one of its vouchers: takes it back,
    /// accrues it, or came back in its place.
    #[error("import {number} brought voucher {id}, and {by} rests on it")]
    BatchNeeded {
        /// Its number.
        number: u64,
        /// The voucher of it.
        id: VoucherId,
        /// The voucher that rests on that.
        by: VoucherId,
    },
    /// An import failed earlier, and can only be given up.
    #[error("the import failed earlier and cannot be completed")]
    ImportFailed,
    /// A sum does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The disk, or the room that is given on it, is full.
    #[error("no room is left for the book")]
    DiskFull,
    /// The book may be read, but not written.
    #[error("the book cannot be written: {0}")]
    ReadOnly(String),
    /// The database was moved or removed while the book was open.
    #[error("the book's database is no longer where it was")]
    Gone,
    /// The disk does not read or write what it is asked to.
    #[error("the disk fails: {0}")]
    DiskFails(String),
    /// There is no such book on the server.
    #[error("there is no book at {0}")]
    NotOnServer(String),
    /// The server does not answer, or does not let anyone in.
    #[error("{address} cannot be reached: {why}")]
    Unreachable {
        /// Its address, without secrets.
        address: String,
        /// Why, in its own words or those of the system.
        why: String,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database refuses.
    #[error("the book's database: {0}")]
    Database(String),
}

impl From<BalancesError> for BookError {
    fn from(error: BalancesError) -> Self {
        match error {
            BalancesError::SumsOnly(sums) => Self::SumsOnly(sums),
            BalancesError::Amount(error) => Self::Amount(error),
        }
    }
}

/// A damaged or busy database is told apart from a refusal for another reason.
impl From<rusqlite::Error> for BookError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error;
        // What was read is not of the type the schema promises: somebody changed it.
        if let Error::FromSqlConversionFailure(..)
        | Error::InvalidColumnType(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::Utf8Error(..) = error
        {
            return Self::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Held { by: String::new() },
            // Our statements are sound; a database that they do not fit (`Unknown`) was made otherwise.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => {
                Self::Damaged(error.to_string())
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            _ if error
                .sqlite_error()
                .is_some_and(|error| error.extended_code == ffi::SQLITE_READONLY_DBMOVED) =>
            {
                Self::Gone
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(error.to_string())
            }
            Some(ErrorCode::SystemIoFailure) => Self::DiskFails(error.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}

/// A file of the book that cannot be written.
pub(super) fn unwritable(path: &Path, source: std::io::Error) -> BookError {
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => BookError::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            BookError::ReadOnly(path.display().to_string())
        }
        ErrorKind::NotFound => io(path, source),
        _ => BookError::DiskFails(format!("{}: {source}", path.display())),
    }
}

pub(super) fn io(path: &Path, source: std::io::Error) -> BookError {
    BookError::Io { path: path.to_owned(), source }
}
