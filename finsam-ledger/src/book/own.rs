//! Vouchers that the program makes itself (bokföringsorder): in series of their own, each with a
//! record of what it is for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chain;
use super::engine::{Database, Row, Transaction, values};
use super::error::BookError;
use super::hashed::Hashed;
use super::import::{Import, year_of};
use super::lock::WriteLock;
use super::period_lock::Locks;
use super::{Book, rows, stored};
use crate::calendar::{FiscalYear, Month};
use crate::tally::Tally;
use crate::voucher::{Posting, Voucher, VoucherDraft, VoucherError};
use crate::voucher_id::VoucherId;

/// The series of vouchers that carry out accruals (periodiseringar).
pub const ACCRUAL_SERIES: &str = "PER";
/// The series of vouchers that follow the support of ESF projects.
pub const ESF_SERIES: &str = "ESF";
/// The series of vouchers that take others back (återföringar).
pub const REVERSAL_SERIES: &str = "ÅTER";

/// What a voucher of the program's own is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Purpose {
    /// It carries out a step of a plan.
    Accrual,
    /// It takes a voucher back.
    Reversal,
    /// It takes a voucher back that should not have been imported. Nobody else has that, so nobody is
    /// asked to book this.
    Undoing,
    /// It books what happened to the support of an ESF project.
    Esf,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Accrual, Self::Reversal, Self::Undoing, Self::Esf];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Accrual => "accrual",
            Self::Reversal => "reversal",
            Self::Undoing => "undoing",
            Self::Esf => "esf",
        }
    }

    const fn series(self) -> &'static str {
        match self {
            Self::Accrual => ACCRUAL_SERIES,
            Self::Reversal | Self::Undoing => REVERSAL_SERIES,
            Self::Esf => ESF_SERIES,
        }
    }

    /// Whether it takes a voucher back.
    pub(super) const fn takes_back(self) -> bool {
        matches!(self, Self::Reversal | Self::Undoing)
    }
}

/// A voucher that is to be made, and what for: everything but its number.
#[derive(Clone, Debug)]
pub(super) struct OwnDraft {
    pub(super) purpose: Purpose,
    /// The record of the plan it carries out, of the voucher it takes back, or of what happened.
    pub(super) of: i64,
    /// What tells it from the others that are for the same.
    pub(super) step: i64,
    pub(super) date: NaiveDate,
    pub(super) text: String,
    pub(super) postings: Vec<Posting>,
}

/// What the book says that a voucher of the program's own is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) record: i64,
    pub(super) voucher: i64,
    pub(super) purpose: Purpose,
    pub(super) of: i64,
    pub(super) step: i64,
}

impl Made {
    /// What the database has; of a record that cannot be read only its number is told.
    pub(super) fn read(database: &Database) -> Result<Vec<Result<Self, u64>>, BookError> {
        let mut query =
            database.query("SELECT record, voucher, purpose, of, step FROM made ORDER BY record")?;
        let mut rows = query.rows(&[])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let record = stored::number_of(row.get(0)?);
            all.push(Self::of(row).ok_or(record));
        }
        Ok(all)
    }

    /// All that can be read, and an error for what cannot.
    pub(super) fn all(database: &Database) -> Result<Vec<Self>, BookError> {
        let told =
            |made: Result<Self, u64>| made.map_err(|record| BookError::Unreadable { table: "made", record });
        Self::read(database)?.into_iter().map(told).collect()
    }

    pub(super) fn content(&self) -> chain::Hash {
        chain::of_made(self.voucher, self.purpose.as_str(), self.of, self.step)
    }

    fn of(row: Row<'_>) -> Option<Self> {
        let purpose: String = row.get(2).ok()?;
        Some(Self {
            record: row.get(0).ok()?,
            voucher: row.get(1).ok()?,
            purpose: Purpose::ALL.into_iter().find(|known| known.as_str() == purpose)?,
            of: row.get(3).ok()?,
            step: row.get(4).ok()?,
        })
    }
}

/// Vouchers of the program's own that are about to be posted.
///
/// Dropped without [`commit`](Self::commit) it leaves the book as it was; a dry run is that.
#[derive(Debug)]
pub struct Posted<'book> {
    // Rolled back before the lock is given up: fields are dropped in this order.
    transaction: Transaction<'book>,
    book: &'book Book,
    vouchers: Vec<Voucher>,
    _lock: Option<WriteLock>,
}

impl<'book> Posted<'book> {
    pub(super) fn new(import: Import<'book>, vouchers: Vec<Voucher>) -> Self {
        let book = import.book;
        let (transaction, lock) = import.into_open();
        Self { transaction, book, vouchers, _lock: lock }
    }

    /// The vouchers, with the numbers they get.
    #[must_use]
    pub fn vouchers(&self) -> &[Voucher] {
        &self.vouchers
    }

    /// The book as it will be.
    #[must_use]
    pub const fn book(&self) -> &Book {
        self.book
    }

    /// Makes it last, all of it at once.
    ///
    /// # Errors
    /// [`BookError`] if that fails; the book is then as it was.
    pub fn commit(self) -> Result<(), BookError> {
        self.book.commit(self.transaction)
    }
}

impl Import<'_> {
    /// Posts vouchers that the program makes itself, each with the next number of its series and with
    /// a record of what it is for.
    ///
    /// # Errors
    /// [`BookError::PeriodLocked`] if one of them lies in a locked month; nothing is posted then.
    pub(super) fn post(&mut self, drafts: Vec<OwnDraft>) -> Result<Vec<Voucher>, BookError> {
        let (years, locks) = (self.book.settings.fiscal_years, Locks::of(&self.book.database)?);
        if let Some(draft) = drafts.iter().find(|draft| locks.holds(Month::of(draft.date))) {
            let open = locks.open_from(Month::of(draft.date));
            return Err(BookError::PeriodLocked { date: draft.date, open });
        }
        self.begin()?;
        let before = self.end.seq;
        let (mut tally, mut vouchers) = (Tally::new(years), Vec::with_capacity(drafts.len()));
        let mut last: BTreeMap<(FiscalYear, &str), u64> = BTreeMap::new();
        for draft in drafts {
            let series = draft.purpose.series();
            let year = year_of(draft.date, years).ok_or(BookError::YearOutOfRange { id: None })?;
            let highest = match last.get(&(year, series)) {
                Some(last) => *last,
                None => self.book.last_number(year, series)?,
            };
            let full = || BookError::Damaged(format!("series {series} is full"));
            let number = highest.checked_add(1).ok_or_else(full)?;
            last.insert((year, series), number);
            let id = VoucherId::new(series, number);
            let unbalanced = |error: VoucherError| BookError::Damaged(error.to_string());
            let voucher = VoucherDraft::new(id, draft.date, &draft.text, draft.postings)
                .try_into_voucher()
                .map_err(unbalanced)?;
            let linked = self.link(Hashed::of(Cow::Borrowed(&voucher), years)?)?;
            let record = linked.seq;
            rows::insert_vouchers(&self.book.database, &[linked])?;
            self.append_made(record, draft.purpose, draft.of, draft.step)?;
            tally.post_voucher(&voucher);
            // What is not tallied there is read back.
            self.gone_through = None;
            vouchers.push(voucher);
        }
        rows::add_to_kept_sums(&self.book.database, tally, before)?;
        self.done()?;
        Ok(vouchers)
    }

    fn append_made(&mut self, voucher: i64, purpose: Purpose, of: i64, step: i64) -> Result<(), BookError> {
        let record = self.append("made", &chain::of_made(voucher, purpose.as_str(), of, step))?;
        self.book.database.run(
            "INSERT INTO made (record, voucher, purpose, of, step) VALUES (?1, ?2, ?3, ?4, ?5)",
            values![record, voucher, purpose.as_str(), of, step],
        )
    }
}

impl Book {
    /// The highest number of a series in a year, 0 if it has none. What no longer counts is asked too:
    /// a voucher that was handed over under a number must not share it with another.
    fn last_number(&self, year: FiscalYear, series: &str) -> Result<u64, BookError> {
        let numbers = self.database.all(
            "SELECT number FROM voucher WHERE year = ?1 AND series = ?2",
            values![year.year(), series],
            |row| row.get::<i64>(0),
        )?;
        Ok(numbers.into_iter().map(i64::cast_unsigned).max().unwrap_or(0))
    }
}
