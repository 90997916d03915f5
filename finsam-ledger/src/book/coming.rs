//! The vouchers of one file on their way into the tables.

use super::chain;
use super::engine::values;
use super::error::BookError;
use super::hashed::Hashed;
use super::import::Import;
use super::rows::{self, Linked};
use crate::tally::Tally;

/// How many vouchers are put into the tables at a time.
const VOUCHERS_TOGETHER: usize = 256;

/// The vouchers of one file on their way into the book.
pub(super) struct Coming<'import, 'book, 'a> {
    pub(super) import: &'import mut Import<'book>,
    /// Those that are linked, and not in the tables yet.
    linked: Vec<Linked<'a>>,
    /// What the new ones add to the kept sums.
    tally: Tally,
    /// The record before all of these.
    before: i64,
    without_index: bool,
}

impl<'import, 'book, 'a> Coming<'import, 'book, 'a> {
    /// So many are to come, at most.
    pub(super) fn new(import: &'import mut Import<'book>, count: usize) -> Result<Self, BookError> {
        // An index is sooner made of all its rows than kept row by row, where most of them are new.
        let records = usize::try_from(import.end.seq).unwrap_or(usize::MAX);
        let without_index = count > records.max(VOUCHERS_TOGETHER);
        if without_index {
            import.book.database.drop_posting_index()?;
        }
        let tally = Tally::new(import.book.settings.fiscal_years);
        Ok(Self { before: import.end.seq, import, linked: Vec::new(), tally, without_index })
    }

    /// A voucher that counts from now on.
    pub(super) fn counted(&mut self, hashed: Hashed<'a>) -> Result<(), BookError> {
        self.tally.post_voucher(&hashed.voucher);
        if let Some(gone_through) = &mut self.import.gone_through {
            gone_through.tally.post_voucher_as_numbered(&hashed.voucher);
        }
        self.link(hashed).map(|_| ())
    }

    /// A voucher by which one of the program's own came back: it counts from now on, and the other no
    /// longer does. No sum changes, so it may lie in a locked month.
    pub(super) fn returned(&mut self, own: i64, hashed: Hashed<'a>) -> Result<(), BookError> {
        // Of what lay there, some no longer counts.
        self.import.gone_through = None;
        let counts = self.link(hashed)?;
        let record = self.import.append("replaced", &chain::of_replaced(own, counts))?;
        let database = &self.import.book.database;
        database.run(
            "INSERT INTO replaced (record, voucher, counts) VALUES (?1, ?2, ?3)",
            values![record, own, counts],
        )
    }

    fn link(&mut self, hashed: Hashed<'a>) -> Result<i64, BookError> {
        let linked = self.import.link(hashed)?;
        let seq = linked.seq;
        self.linked.push(linked);
        if self.linked.len() >= VOUCHERS_TOGETHER {
            self.store()?;
        }
        Ok(seq)
    }

    fn store(&mut self) -> Result<(), BookError> {
        rows::insert_vouchers(&self.import.book.database, &self.linked)?;
        self.linked.clear();
        Ok(())
    }

    /// All of the file's vouchers were looked at.
    pub(super) fn all_in(mut self) -> Result<(), BookError> {
        self.store()?;
        let database = &self.import.book.database;
        if self.without_index {
            database.make_posting_index()?;
        }
        rows::add_to_kept_sums(database, self.tally, self.before)
    }
}
