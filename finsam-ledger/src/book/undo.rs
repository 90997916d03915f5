//! An import that is taken out of the figures, and stays in the history.

use std::collections::BTreeMap;

use super::batch::Batch;
use super::engine::{Transaction, values};
use super::error::BookError;
use super::import::Import;
use super::lock::WriteLock;
use super::own::{Made, OwnDraft, Purpose};
use super::period_lock::Locks;
use super::stored::Uncounted;
use super::{Book, End, Writing, chain, rows, stored};
use crate::calendar::Month;
use crate::finding::Finding;
use crate::schedule::reversal;
use crate::tally::Tally;
use crate::voucher::{Voucher, VoucherDraft};

/// The undoing of one import, made by [`Book::begin_undo`].
///
/// Dropped without [`commit`](Self::commit) it leaves the book as it was; a dry run is that.
#[derive(Debug)]
pub struct Undo<'book> {
    // Rolled back before the lock is given up: fields are dropped in this order.
    transaction: Transaction<'book>,
    book: &'book Book,
    batch: Batch,
    _lock: Option<WriteLock>,
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
    /// (återföring): the mirror of each, in [a series of their own](super::REVERSAL_SERIES), on its own day or,
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
    /// [`BookError::BatchReverses`] if it took another back, [`BookError::VoucherReverses`] if vouchers would have
    /// to take a reversal back, [`BookError::BatchNeeded`] if a later voucher rests on one of it,
    /// [`BookError::BatchCloses`] if it closed a year, [`BookError::BatchLocked`] if it brought
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
        let (first, last) = self.records_of(batch)?;
        if let Some(year) = self.closed_by(first, last)? {
            return Err(BookError::BatchCloses { number: batch, year });
        }
        let locks = Locks::of(&self.database)?;
        if let Some(month) = known.openings.iter().find_map(|year| locks.first_in(*year)) {
            return Err(BookError::BatchLocked { number: batch, month });
        }
        let vouchers = self.vouchers_of((first, last))?;
        self.is_not_needed(batch, &vouchers)?;
        let by_vouchers = vouchers.iter().any(|(_, voucher)| locks.holds(Month::of(voucher.date())));
        if by_vouchers {
            self.are_no_reversals(&vouchers)?;
        }
        self.append_undo(&mut end, batch, by_vouchers, [undone_at, command, reason])?;
        let (transaction, lock) = if by_vouchers {
            let mut posting = Import::new(self, transaction, lock, end, (undone_at, command))?;
            posting.post(reversals(&vouchers, &locks, reason))?;
            posting.into_open()
        } else {
            self.sum_anew()?;
            end.store(&self.database)?;
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
        let sql = "SELECT u.batch FROM undo u JOIN batch b ON b.record = u.record + 1
                   WHERE u.reversed = 1 AND b.number = ?1";
        let of = self.database.first(sql, values![batch.cast_signed()], |row| row.get(0))?;
        Ok(of.map(stored::number_of))
    }

    /// The first and the last record that came with an import.
    fn records_of(&self, batch: u64) -> Result<(i64, i64), BookError> {
        let (first, next): (i64, Option<i64>) = self.database.only(
            "SELECT b.record, (SELECT min(n.record) FROM batch n WHERE n.record > b.record)
             FROM batch b WHERE b.number = ?1",
            values![batch.cast_signed()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok((first, next.map_or(i64::MAX, |next| next.saturating_sub(1))))
    }

    /// The vouchers that an import brought, with their records. Those by which one of the program's own
    /// came back book nothing that was not there before: where vouchers take an import back, they stay.
    fn vouchers_of(&self, (first, last): (i64, i64)) -> Result<Vec<(i64, Voucher)>, BookError> {
        let returned = self.returned()?;
        let (mut vouchers, mut unreadable) = (Vec::new(), None);
        let years = self.settings.fiscal_years;
        stored::for_each_voucher_between(&self.database, years, (first, last), |stored| {
            match stored.voucher {
                _ if returned.contains(&stored.record) => {}
                Some((_, voucher)) => vouchers.push((stored.record.cast_signed(), voucher)),
                None => unreadable = unreadable.or(Some(stored.record)),
            }
        })?;
        let told = |record| BookError::Unreadable { table: "voucher", record };
        unreadable.map_or(Ok(vouchers), |record| Err(told(record)))
    }

    /// Refuses to take back what a later voucher of the program's rests on.
    fn is_not_needed(&self, batch: u64, vouchers: &[(i64, Voucher)]) -> Result<(), BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let of_batch: BTreeMap<i64, &Voucher> =
            vouchers.iter().map(|(record, voucher)| (*record, voucher)).collect();
        let needed = |voucher: &Voucher, by: i64| {
            let (id, by) = (voucher.id().clone(), self.named(by)?);
            Err(BookError::BatchNeeded { number: batch, id, by })
        };
        for (record, voucher) in vouchers {
            let counts = uncounted.in_place_of(*record);
            if counts != *record {
                return needed(voucher, counts);
            }
        }
        for made in Made::all(&self.database)? {
            let rests_on = self.rests_on(&made)?;
            if let Some(voucher) = rests_on.and_then(|record| of_batch.get(&record))
                && !of_batch.contains_key(&made.voucher)
                && !uncounted.is_undone(made.voucher)
            {
                return needed(voucher, uncounted.in_place_of(made.voucher));
            }
        }
        Ok(())
    }

    /// Refuses to take a reversal back by a voucher: what was wrong with it is put right by vouchers of
    /// another kind.
    fn are_no_reversals(&self, vouchers: &[(i64, Voucher)]) -> Result<(), BookError> {
        let reversals = Made::all(&self.database)?.into_iter().filter(|made| made.purpose.takes_back());
        let of: BTreeMap<i64, i64> = reversals.map(|made| (made.voucher, made.of)).collect();
        let uncounted = Uncounted::of(&self.database)?;
        for (record, voucher) in vouchers {
            if let Some(of) = of.get(record) {
                let of = self.named(uncounted.in_place_of(*of))?;
                return Err(BookError::VoucherReverses { id: voucher.id().clone(), of });
            }
        }
        Ok(())
    }

    /// The record of the voucher that one of the program's own takes back, or accrues.
    fn rests_on(&self, made: &Made) -> Result<Option<i64>, BookError> {
        match made.purpose {
            Purpose::Reversal | Purpose::Undoing => Ok(Some(made.of)),
            Purpose::Esf => Ok(None),
            Purpose::Accrual => {
                let sql = "SELECT source FROM plan WHERE record = ?1";
                Ok(self.database.first(sql, values![made.of], |row| row.get(0))?.flatten())
            }
        }
    }

    fn append_undo(
        &self,
        end: &mut End,
        batch: u64,
        by_vouchers: bool,
        [undone_at, command, reason]: [&str; 3],
    ) -> Result<(), BookError> {
        let content = chain::of_undo(batch, by_vouchers, [undone_at, command, reason]);
        let record = end.append(&self.database, "undo", &content)?;
        self.database.run(
            "INSERT INTO undo (record, batch, undone_at, command, reason, reversed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            values![record, batch.cast_signed(), undone_at, command, reason, by_vouchers],
        )
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
        self.database.run("DELETE FROM kept_sum", &[])?;
        rows::add_to_kept_sums(&self.database, tally, 0)
    }
}

/// The vouchers that take these back, each on its own day or the first that is open after it.
fn reversals(vouchers: &[(i64, Voucher)], locks: &Locks, reason: &str) -> Vec<OwnDraft> {
    let draft = |(record, voucher): &(i64, Voucher)| {
        let month = Month::of(voucher.date());
        let open = locks.open_from(month);
        let date = if open == month { voucher.date() } else { open.first_day() };
        let text = format!("{} {}: {reason}", voucher.id(), voucher.text());
        let draft = reversal(voucher, voucher.id().clone(), date, text.trim_end_matches([' ', ':']));
        let VoucherDraft { text, postings, .. } = draft;
        OwnDraft { purpose: Purpose::Undoing, of: *record, step: 0, date, text: text.into(), postings }
    };
    vouchers.iter().map(draft).collect()
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
        self.book.commit(self.transaction)
    }
}
