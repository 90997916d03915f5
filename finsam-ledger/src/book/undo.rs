//! An import that is taken out of the figures, and stays in the history.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, params};

use super::batch::Batch;
use super::error::BookError;
use super::import::Import;
use super::lock::WriteLock;
use super::period_lock::Locks;
use super::{Book, End, Writing, chain, rows, stored};
use crate::calendar::{FiscalYear, Month};
use crate::finding::Finding;
use crate::schedule::reversal;
use crate::tally::Tally;
use crate::voucher::{Voucher, VoucherError};
use crate::voucher_id::VoucherId;

/// The series of vouchers that take others back (återföringar).
pub const REVERSAL_SERIES: &str = "ÅTER";

/// The undoing of one import, made by [`Book::begin_undo`].
///
/// Dropped without [`commit`](Self::commit) it leaves the book as it was; a dry run is that.
#[derive(Debug)]
pub struct Undo<'book> {
    // Rolled back before the lock is given up: fields are dropped in this order.
    transaction: Transaction<'book>,
    book: &'book Book,
    batch: Batch,
    _lock: WriteLock,
}

impl Book {
    /// Begins to take an import out of the figures, as a whole: its vouchers, opening balances and
    /// budgets no longer count, and can be imported again. Nothing is removed; that the import was
    /// undone, when, by which command and why, is one more record of the book.
    ///
    /// What a later import brought as well, and found in the book already, is undone too; that
    /// import has to be made again.
    ///
    /// An import that reached into a [locked](Self::lock) period is taken back by vouchers instead
    /// (återföring): the mirror of each, in [a series of their own](REVERSAL_SERIES), on its own day or,
    /// where that is locked, on the first day that is open after it. Opening balances of a year with a
    /// locked month cannot be taken back so.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # use finsam_ledger::{Amount, Budget, FiscalYears};
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// # let year = FiscalYears::CALENDAR.starting_in(2024)?;
    /// # let mut import = book.begin_import("2024-02-01T09:30", "ledger import ib.csv")?;
    /// # import.add("ib.csv", &[], &[(year, "1930".parse::<finsam_ledger::AccountNumber>()?.into(), Amount::ZERO)], &Budget::default())?;
    /// # import.commit()?;
    /// let undo = book.begin_undo(1, "2024-02-01T09:41", "ledger undo 1", "fel fil")?;
    /// assert_eq!(undo.batch().files[0].name, "ib.csv");
    /// undo.commit()?;
    /// assert!(book.batches()?[0].undone.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::BatchUnknown`] and [`BookError::BatchUndone`] if there is nothing to undo,
    /// [`BookError::BatchReverses`] if it took another back, [`BookError::BatchLocked`] if it brought
    /// opening balances of a year with a locked month,
    /// [`BookError::Held`] if another writer does not finish in time, [`BookError::Damaged`] if the
    /// end of the book was cut off or a voucher of it cannot be read.
    pub fn begin_undo(
        &mut self,
        batch: u64,
        undone_at: &str,
        command: &str,
        reason: &str,
    ) -> Result<Undo<'_>, BookError> {
        let Writing { transaction, lock, mut end } = self.begin_writing(command)?;
        let batches = self.batches()?;
        let count = batches.len() as u64;
        let found = batches.into_iter().find(|known| known.number == batch);
        let mut known = found.ok_or(BookError::BatchUnknown { number: batch, batches: count })?;
        if let Some(before) = known.undone {
            return Err(BookError::BatchUndone { number: batch, undone_at: before.undone_at });
        }
        if let Some(of) = self.reversed_by(batch)? {
            return Err(BookError::BatchReverses { number: batch, of });
        }
        let locks = Locks::of(&self.connection)?;
        if let Some(month) = known.openings.iter().find_map(|year| locks.first_in(*year)) {
            return Err(BookError::BatchLocked { number: batch, month });
        }
        let vouchers = self.vouchers_of(batch)?;
        let by_vouchers = vouchers.iter().any(|voucher| locks.holds(Month::of(voucher.date())));
        self.append_undo(&mut end, batch, by_vouchers, [undone_at, command, reason])?;
        let (transaction, lock) = if by_vouchers {
            let reversals = self.reversals(&vouchers, &locks, reason)?;
            let mut posting = Import::new(self, transaction, lock, end, (undone_at, command))?;
            posting.post(&reversals)?;
            posting.into_open()
        } else {
            self.sum_anew()?;
            end.store(&self.connection)?;
            (transaction, lock)
        };
        known.undone = Some(super::BatchUndone {
            undone_at: undone_at.to_owned(),
            command: command.to_owned(),
            reason: reason.to_owned(),
            by_vouchers,
        });
        Ok(Undo { transaction, book: self, batch: known, _lock: lock })
    }

    /// The import that this one took back by its vouchers: it came right after the record of that.
    fn reversed_by(&self, batch: u64) -> Result<Option<u64>, BookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT u.batch FROM undo u JOIN batch b ON b.record = u.record + 1
             WHERE u.reversed = 1 AND b.number = ?1",
        )?;
        let of = statement.query_row([batch.cast_signed()], |row| row.get(0)).optional()?;
        Ok(of.map(stored::number_of))
    }

    /// The vouchers that an import brought.
    fn vouchers_of(&self, batch: u64) -> Result<Vec<Voucher>, BookError> {
        let (first, next): (i64, Option<i64>) = self.connection.query_row(
            "SELECT b.record, (SELECT min(n.record) FROM batch n WHERE n.record > b.record)
             FROM batch b WHERE b.number = ?1",
            [batch.cast_signed()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let brought = stored::number_of(first)..next.map_or(u64::MAX, stored::number_of);
        let (mut vouchers, mut unreadable) = (Vec::new(), None);
        stored::for_each_voucher(&self.connection, self.settings.fiscal_years, |stored| {
            match stored.voucher {
                _ if !brought.contains(&stored.record) => {}
                Some((_, voucher)) => vouchers.push(voucher),
                None => unreadable = unreadable.or(Some(stored.record)),
            }
        })?;
        let told = |record| BookError::Unreadable { table: "voucher", record };
        unreadable.map_or(Ok(vouchers), |record| Err(told(record)))
    }

    /// The vouchers that take these back, each on a day that is open and with a number of its own.
    fn reversals(
        &self,
        vouchers: &[Voucher],
        locks: &Locks,
        reason: &str,
    ) -> Result<Vec<Voucher>, BookError> {
        let years = self.settings.fiscal_years;
        let mut last: BTreeMap<FiscalYear, u64> = BTreeMap::new();
        let mut reversals = Vec::with_capacity(vouchers.len());
        for voucher in vouchers {
            let month = Month::of(voucher.date());
            let open = locks.open_from(month);
            let date = if open == month { voucher.date() } else { open.first_day() };
            let year = years.of(open);
            let number = match last.get(&year) {
                Some(number) => *number,
                None => self.last_number(year, REVERSAL_SERIES)?,
            };
            let number = number.checked_add(1).ok_or(BookError::YearOutOfRange { id: None })?;
            last.insert(year, number);
            let text = format!("{} {}: {reason}", voucher.id(), voucher.text());
            let text = text.trim_end_matches([' ', ':']);
            let draft = reversal(voucher, VoucherId::new(REVERSAL_SERIES, number), date, text);
            let unbalanced = |error: VoucherError| BookError::Damaged(error.to_string());
            reversals.push(draft.try_into_voucher().map_err(unbalanced)?);
        }
        Ok(reversals)
    }

    /// The highest number of a series in a year, 0 if it has none.
    fn last_number(&self, year: FiscalYear, series: &str) -> Result<u64, BookError> {
        let mut statement =
            self.connection.prepare_cached("SELECT number FROM voucher WHERE year = ?1 AND series = ?2")?;
        let numbers = statement.query_map(params![year.year(), series], |row| row.get::<_, i64>(0))?;
        let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
        Ok(numbers.into_iter().map(i64::cast_unsigned).max().unwrap_or(0))
    }

    fn append_undo(
        &self,
        end: &mut End,
        batch: u64,
        by_vouchers: bool,
        [undone_at, command, reason]: [&str; 3],
    ) -> Result<(), BookError> {
        let content = chain::of_undo(batch, by_vouchers, [undone_at, command, reason]);
        let record = end.append(&self.connection, "undo", &content)?;
        self.connection
            .prepare_cached(
                "INSERT INTO undo (record, batch, undone_at, command, reason, reversed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![record, batch.cast_signed(), undone_at, command, reason, by_vouchers])?;
        Ok(())
    }

    /// Makes the kept sums those of the vouchers that count. Taking away what is undone would leave
    /// sums behind of which nobody could say whether they are of anything.
    fn sum_anew(&self) -> Result<(), BookError> {
        let mut tally = Tally::new(self.settings.fiscal_years);
        let broken: Vec<Finding> = self.for_each_voucher(|voucher| tally.post_voucher(&voucher))?;
        if !broken.is_empty() {
            let told = format!("{} of its vouchers cannot be read", broken.len());
            return Err(BookError::Damaged(told));
        }
        self.connection.execute("DELETE FROM kept_sum", [])?;
        rows::add_to_kept_sums(&self.connection, tally)
    }
}

impl Undo<'_> {
    /// The import, as it will be listed.
    #[must_use]
    pub const fn batch(&self) -> &Batch {
        &self.batch
    }

    /// The book as it will be.
    #[must_use]
    pub const fn book(&self) -> &Book {
        self.book
    }

    /// Makes it last.
    ///
    /// # Errors
    /// [`BookError`] if that fails; the book is then as it was.
    pub fn commit(self) -> Result<(), BookError> {
        Ok(self.transaction.commit()?)
    }
}
