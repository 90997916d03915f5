//! What an auditor takes of a book: a copy of it, the chain of its records, its vouchers with the
//! imports they came with, and a way to recompute every hash without this program.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::chain::Hash;
use super::error::{BookError, io, unwritable};
use super::{Book, DATABASE, SETTINGS, private_file, stored};
use crate::calendar::{Month, Period};
use crate::finding::{Fact, Finding};
use crate::voucher::Voucher;

/// What each record says, in the bytes that its content is the hash of: a script for the `sqlite3`
/// program, which prints a statement for each record that writes those bytes to a file.
pub const CONTENT_SQL: &str = include_str!("content.sql");

/// A record as it stands in the chain of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRecord {
    /// Its number, from 1.
    pub number: u64,
    /// What kind of record: `voucher`, `batch`, `opening`.
    pub kind: String,
    /// The SHA-256 of what it says.
    pub content: [u8; 32],
    /// The SHA-256 of the hash of the record before and its content.
    pub hash: [u8; 32],
}

/// A voucher that counts, and the import that brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedVoucher {
    /// The number of its import.
    pub import: u64,
    /// The voucher.
    pub voucher: Voucher,
}

impl Book {
    /// Makes a copy of the book as it stands now: its settings as they are, and all that is in its
    /// database, laid out anew, so that the same book gives the same bytes. The copy is a book.
    ///
    /// ```
    /// use finsam_ledger::book::Book;
    /// # let home = tempfile::tempdir()?;
    /// let book = Book::create(&home.path().join("bok"), "[entity]\nname = \"Förbundet\"\n")?;
    /// book.copy_into(&home.path().join("copy"))?;
    /// let copy = Book::open(&home.path().join("copy"))?;
    /// assert_eq!(copy.chain()?, book.chain()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::Exists`] if a book is there, [`BookError`] if it cannot be read or written.
    pub fn copy_into(&self, dir: &Path) -> Result<(), BookError> {
        let (settings, database) = (dir.join(SETTINGS), dir.join(DATABASE));
        for file in [&settings, &database] {
            if file.exists() {
                return Err(BookError::Exists(file.clone()));
            }
        }
        fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
        let text = self.settings_text()?;
        // Only their owner may read them, as with the book itself; a database that is empty may be filled.
        private_file(&settings)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|source| unwritable(&settings, source))?;
        drop(private_file(&database).map_err(|source| io(&database, source))?);
        self.database.copy_into(&database)
    }

    /// Every record as it stands in the chain, in order.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn chain(&self) -> Result<Vec<ChainRecord>, BookError> {
        let mut query = self.database.query("SELECT seq, kind, content, hash FROM record ORDER BY seq")?;
        let mut rows = query.rows(&[])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let number = stored::number_of(row.get(0)?);
            let unreadable = |_| BookError::Unreadable { table: "record", record: number };
            let (content, hash): (Hash, Hash) =
                (row.get(2).map_err(unreadable)?, row.get(3).map_err(unreadable)?);
            records.push(ChainRecord { number, kind: row.get(1).map_err(unreadable)?, content, hash });
        }
        Ok(records)
    }

    /// When the last record was made that says when, as it says it; nothing if none does.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn last_said_at(&self) -> Result<Option<String>, BookError> {
        self.database.first(
            "SELECT at FROM (SELECT record, imported_at AS at FROM batch
                             UNION ALL SELECT record, undone_at FROM undo
                             UNION ALL SELECT record, said_at FROM lock
                             UNION ALL SELECT record, closed_at FROM closing)
             AS said ORDER BY record DESC LIMIT 1",
            &[],
            |row| row.get(0),
        )
    }

    /// The vouchers of a period that count, in the order they came, each with the import that brought
    /// it; tells which records hold a voucher that no longer is one.
    ///
    /// ```
    /// use finsam_ledger::book::Book;
    /// # let home = tempfile::tempdir()?;
    /// let book = Book::create(&home.path().join("bok"), "[entity]\nname = \"Förbundet\"\n")?;
    /// let (vouchers, broken) = book.vouchers_in("2024".parse()?)?;
    /// assert!(vouchers.is_empty() && broken.is_empty());
    /// assert_eq!(book.last_said_at()?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn vouchers_in(&self, period: Period) -> Result<(Vec<BookedVoucher>, Vec<Finding>), BookError> {
        let _snapshot = self.snapshot()?;
        let imports = self.database.all("SELECT record, number FROM batch ORDER BY record", &[], |row| {
            Ok((stored::number_of(row.get(0)?), stored::number_of(row.get(1)?)))
        })?;
        let import_of = |record: u64| {
            let after = imports.partition_point(|(first, _)| *first < record);
            after.checked_sub(1).and_then(|at| imports.get(at)).map_or(0, |(_, number)| *number)
        };
        let (mut vouchers, mut broken) = (Vec::new(), Vec::new());
        stored::for_each_voucher(&self.database, self.settings.fiscal_years, |stored| {
            match stored.voucher {
                _ if stored.uncounted => {}
                Some((_, voucher)) if !period.contains(Month::of(voucher.date())) => {}
                Some((_, voucher)) => {
                    vouchers.push(BookedVoucher { import: import_of(stored.record), voucher });
                }
                None => broken.push(Fact::ChainBroken { record: stored.record, id: stored.id }.into()),
            }
        })?;
        broken.dedup();
        Ok((vouchers, broken))
    }
}
