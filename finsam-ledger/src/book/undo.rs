//! An import that is taken out of the figures, and stays in the history.

use rusqlite::{Transaction, params};

use super::batch::Batch;
use super::error::BookError;
use super::lock::WriteLock;
use super::{Book, End, Writing, chain, rows};
use crate::finding::Finding;
use crate::tally::Tally;

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
    /// [`BookError::BatchLocked`] if something it brought lies in a month that is locked,
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
        if let Some(month) = self.locked_month_of(batch)? {
            return Err(BookError::BatchLocked { number: batch, month });
        }
        self.append_undo(&mut end, batch, undone_at, command, reason)?;
        self.sum_anew()?;
        end.store(&self.connection)?;
        known.undone = Some(super::BatchUndone {
            undone_at: undone_at.to_owned(),
            command: command.to_owned(),
            reason: reason.to_owned(),
        });
        Ok(Undo { transaction, book: self, batch: known, _lock: lock })
    }

    fn append_undo(
        &self,
        end: &mut End,
        batch: u64,
        undone_at: &str,
        command: &str,
        reason: &str,
    ) -> Result<(), BookError> {
        let content = chain::of_undo(batch, undone_at, command, reason);
        let record = end.append(&self.connection, "undo", &content)?;
        self.connection
            .prepare_cached(
                "INSERT INTO undo (record, batch, undone_at, command, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![record, batch.cast_signed(), undone_at, command, reason])?;
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
        for (month, object, turnover) in tally.finish()?.balances.turnovers() {
            rows::add_to_kept_sum(&self.connection, month, object, turnover)?;
        }
        Ok(())
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
