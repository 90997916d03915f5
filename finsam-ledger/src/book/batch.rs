//! The imports that a book is made of, and the files they came from.

use std::io::{self, Read};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::Book;
use super::engine::{Database, Row, values};
use super::error::BookError;
use super::stored::{self, Stored};
use crate::budget::{Budget, BudgetOfYear};
use crate::calendar::{FiscalYear, FiscalYears};

/// One import that brought something new (inläsning), or the vouchers that took another one back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number, from 1, in the order of the imports.
    pub number: u64,
    /// When it was, as was said then.
    pub imported_at: String,
    /// The command that made it.
    pub command: String,
    /// Its files, in the order they were read, with those that brought nothing new; none where the
    /// program made its vouchers itself.
    pub files: Vec<ImportedFile>,
    /// How many vouchers it added.
    pub vouchers: u64,
    /// The first and the last day of those vouchers.
    pub dates: Option<(NaiveDate, NaiveDate)>,
    /// The years it brought opening balances for.
    pub openings: Vec<FiscalYear>,
    /// The budgets and forecasts it brought.
    pub budgets: Vec<BudgetOfYear>,
    /// The years it brought sums for that a file states itself.
    pub stated: Vec<FiscalYear>,
    /// How it was undone, if it was: nothing of it counts then.
    pub undone: Option<BatchUndone>,
}

/// That an import no longer counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchUndone {
    /// When it was undone, as was said then.
    pub undone_at: String,
    /// The command that undid it.
    pub command: String,
    /// Why, in the user's words; often empty.
    pub reason: String,
    /// Whether vouchers took it back, since it reached into a locked period: then both still count,
    /// and come to nothing.
    pub by_vouchers: bool,
}

/// A file that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its name, as the user gave it.
    pub name: String,
    /// The SHA-256 of its bytes, where that is known; [`HashedReader`] finds it.
    pub sha256: Option<[u8; 32]>,
}

/// A file of which only the name is known.
impl From<&str> for ImportedFile {
    fn from(name: &str) -> Self {
        Self { name: name.to_owned(), sha256: None }
    }
}

/// A reader that takes the SHA-256 of all that goes through it, so that a file is read once.
///
/// ```
/// use std::io::Read;
/// use finsam_ledger::book::HashedReader;
///
/// let mut reader = HashedReader::new(&b"abc"[..]);
/// std::io::copy(&mut reader, &mut std::io::sink())?;
/// assert_eq!(reader.sha256()?[..4], [0xba, 0x78, 0x16, 0xbf]);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct HashedReader<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> HashedReader<R> {
    /// A reader of the same bytes.
    pub fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new() }
    }

    /// The SHA-256 of the whole: what was not read yet is read to its end.
    ///
    /// # Errors
    /// What the reader says if the rest cannot be read.
    pub fn sha256(mut self) -> io::Result<[u8; 32]> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(self.hash.finalize().into())
    }
}

impl<R: Read> Read for HashedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl Book {
    /// Every import that brought something new, the first one first, undone ones among them.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>, BookError> {
        let _snapshot = self.snapshot()?;
        let sql = "SELECT record, number, imported_at, command FROM batch ORDER BY record";
        let head = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let heads: Vec<(i64, i64, String, String)> = self.database.all(sql, &[], head)?;
        let budgets = stored::budgets(&self.database, self.settings.fiscal_years)?;
        let ends = heads.iter().skip(1).map(|head| head.0).chain([i64::MAX]);
        let batch = |((record, number, imported_at, command), next): (_, i64)| {
            let years = self.settings.fiscal_years;
            let (vouchers, dates) = vouchers(&self.database, (record, next))?;
            Ok(Batch {
                number: stored::number_of(number),
                imported_at,
                command,
                files: files(&self.database, (record, next))?,
                vouchers,
                dates,
                openings: years_of(&self.database, "opening", (record, next), years)?,
                budgets: budgets_of(&budgets, (record, next)),
                stated: years_of(&self.database, "stated", (record, next), years)?,
                undone: undone(&self.database, number)?,
            })
        };
        heads.iter().cloned().zip(ends).map(batch).collect()
    }
}

fn files(database: &Database, between: (i64, i64)) -> Result<Vec<ImportedFile>, BookError> {
    let sql = "SELECT name, sha256 FROM file WHERE record > ?1 AND record < ?2 ORDER BY record";
    let file = |row: Row<'_>| Ok(ImportedFile { name: row.get(0)?, sha256: row.get(1)? });
    database.all(sql, values![between.0, between.1], file)
}

/// How many vouchers lie between two records, and their first and last day.
fn vouchers(
    database: &Database,
    between: (i64, i64),
) -> Result<(u64, Option<(NaiveDate, NaiveDate)>), BookError> {
    let sql = "SELECT count(*), min(date), max(date) FROM voucher WHERE record > ?1 AND record < ?2";
    let read = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (count, first, last): (i64, Option<String>, Option<String>) =
        database.only(sql, values![between.0, between.1], read)?;
    let date = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok((stored::number_of(count), date(first).zip(date(last))))
}

/// The budgets and forecasts between two records, one a year and version.
fn budgets_of(all: &[Stored<(FiscalYear, Budget)>], (first, next): (i64, i64)) -> Vec<BudgetOfYear> {
    let is_between = |record: u64| stored::number_of(first) < record && record < stored::number_of(next);
    let between = all.iter().filter(|budget| is_between(budget.record));
    let budgets = between.filter_map(|budget| budget.value.as_ref());
    budgets.map(|(year, budget)| BudgetOfYear { year: *year, version: budget.version.clone() }).collect()
}

/// The years of the opening balances or stated sums between two records, each once.
fn years_of(
    database: &Database,
    table: &'static str,
    between: (i64, i64),
    years: FiscalYears,
) -> Result<Vec<FiscalYear>, BookError> {
    let sql = format!(
        "SELECT min(record), year FROM {table} WHERE record > ?1 AND record < ?2
         GROUP BY year ORDER BY year"
    );
    database.all(&sql, values![between.0, between.1], |row| {
        let unreadable = BookError::Unreadable { table, record: stored::number_of(row.get(0)?) };
        years.starting_in(row.get(1)?).map_err(|_| unreadable)
    })
}

fn undone(database: &Database, number: i64) -> Result<Option<BatchUndone>, BookError> {
    let sql = "SELECT undone_at, command, reason, reversed FROM undo WHERE batch = ?1";
    let undone = |row: Row<'_>| {
        let (undone_at, command, reason) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(BatchUndone { undone_at, command, reason, by_vouchers: row.get(3)? })
    };
    database.first(sql, values![number], undone)
}
