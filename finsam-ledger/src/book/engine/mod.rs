//! The database under a book. All that a book says to one goes through here: the same statements, whatever
//! keeps the tables.

mod file;
mod value;

use std::path::Path;
use std::time::Duration;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;

pub(super) use value::{ToValue, Value, values};

use super::error::BookError;
use file::File;

/// What a database is made with. A statement of it that is written otherwise is another format: the check
/// holds those of a book against these.
const SCHEMA: &str = include_str!("schema.sql");
/// The index by which the rows of an account in a period are found.
const POSTING_ON_ACCOUNT: &str = "CREATE INDEX posting_on_account ON posting (account, month)";
/// How long a writer waits for another, if nothing else is said.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// The format of the database that this version reads and writes.
const FORMAT: i64 = 3;
/// The tables, and the columns without which they cannot be read.
const TABLES: [&str; 23] = [
    "key, value FROM meta",
    "seq, kind, content, hash FROM record",
    "record, number, imported_at, command FROM batch",
    "record, name, sha256 FROM file",
    "record, batch, undone_at, command, reason, reversed FROM undo",
    "first, next FROM undone",
    "record, first, last, locks, said_at, command, reason FROM lock",
    "record, year, series, number, date, text, registered, signature, bookkeeping FROM voucher",
    "voucher, row, month, account, cost_centre, project, amount, text, others FROM posting",
    "voucher, position, date, signature, change, row, account, cost_centre, project, amount, text, others
     FROM correction",
    "record, number, kind, account, cost_centre, project, balance, booked, text, source FROM plan",
    "plan, row, month, amount FROM plan_row",
    "record, year, hash, closed_at, command FROM closing",
    "record, voucher, purpose, of, step FROM made",
    "record, voucher, counts FROM replaced",
    "record, project, kind, date, first, last, claim, amount, released, voucher, text FROM esf",
    "record, year FROM opening",
    "opening, row, account, cost_centre, project, amount FROM opening_row",
    "record, year, kind, name, date FROM budget",
    "budget, row, first, last, account, cost_centre, project, amount FROM budget_row",
    "record, year, file FROM stated",
    "stated, row, figure, month, account, cost_centre, project, amount FROM stated_row",
    "month, account, cost_centre, project, debit, credit FROM kept_sum",
];

/// A connection to the tables of one book.
#[derive(Debug)]
pub(super) enum Database {
    /// A file.
    File(File),
}

/// What several statements see, or change, as one. It is rolled back unless it is committed.
#[derive(Debug)]
pub(super) struct Transaction<'a> {
    database: &'a Database,
    is_open: bool,
}

/// A query on its way. Its rows lie in it.
pub(super) enum Query<'a> {
    File(file::Statement<'a>),
}

/// The rows that a query finds, one after the other.
pub(super) enum Rows<'a> {
    File(file::Rows<'a>),
}

/// A row that was found.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    File(&'a file::Row<'a>),
}

/// The columns of rows that are added, each row's after those of the one before.
pub(super) enum Columns<'a, 'statement> {
    File(&'a mut file::Bound<'statement>),
}

impl Database {
    /// Makes the tables of an empty book in a file that is there and empty.
    pub(super) fn create_file(path: &Path) -> Result<(), BookError> {
        File::create(path)
    }

    /// Opens the tables of a book in a file.
    pub(super) fn open_file(path: &Path) -> Result<Self, BookError> {
        Ok(Self::File(File::open(path)?))
    }

    /// Tables that are nowhere else and hold nothing.
    #[cfg(test)]
    pub(super) fn in_memory() -> Result<Self, BookError> {
        Ok(Self::File(File::in_memory()?))
    }

    /// Asks something whose rows are many, or read one beside another's.
    pub(super) fn query(&self, sql: &str) -> Result<Query<'_>, BookError> {
        match self {
            Self::File(file) => Ok(Query::File(file.statement(sql)?)),
        }
    }

    /// The first row there is, read.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T, BookError>,
    ) -> Result<Option<T>, BookError> {
        let mut query = self.query(sql)?;
        let mut rows = query.rows(values)?;
        rows.next()?.map(read).transpose()
    }

    /// The one row that has to be there, read.
    pub(super) fn only<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T, BookError>,
    ) -> Result<T, BookError> {
        let row = self.first(sql, values, read)?;
        row.ok_or_else(|| BookError::Damaged("a row that something rests on is not there".to_owned()))
    }

    /// Whether there is any row.
    pub(super) fn exists(&self, sql: &str, values: &[Value<'_>]) -> Result<bool, BookError> {
        Ok(self.first(sql, values, |_| Ok(()))?.is_some())
    }

    /// Every row, read.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(Row<'_>) -> Result<T, BookError>,
    ) -> Result<Vec<T>, BookError> {
        let mut query = self.query(sql)?;
        let (mut rows, mut all) = (query.rows(values)?, Vec::new());
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }

    /// Changes something.
    pub(super) fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.run(sql, values),
        }
    }

    /// Adds rows to a table, of which so many columns are named.
    pub(super) fn add_rows<T>(
        &self,
        table: &str,
        columns: usize,
        rows: &[T],
        bind: impl Fn(&mut Columns<'_, '_>, &T) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.add_rows(table, columns, rows, bind),
        }
    }

    /// Begins to read: what follows sees one and the same book. Nothing if it does already.
    pub(super) fn snapshot(&self) -> Result<Option<Transaction<'_>>, BookError> {
        match self {
            Self::File(file) if file.is_within() => return Ok(None),
            Self::File(file) => file.run("BEGIN DEFERRED", &[])?,
        }
        Ok(Some(Transaction { database: self, is_open: true }))
    }

    /// Begins to write, waiting so long for whoever else does.
    pub(super) fn begin_writing(&self, patience: Duration) -> Result<Transaction<'_>, BookError> {
        match self {
            Self::File(file) => file.begin_writing(patience)?,
        }
        Ok(Transaction { database: self, is_open: true })
    }

    /// The index of postings by account is made anew where most rows are: until it is finished, it is not kept.
    pub(super) fn drop_posting_index(&self) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.run("DROP INDEX posting_on_account", &[]),
        }
    }

    /// Makes the index of postings by account.
    pub(super) fn make_posting_index(&self) -> Result<(), BookError> {
        self.run(POSTING_ON_ACCOUNT, &[])
    }

    /// Whether the database is what holds a book: that it was made with the tables, views, triggers and indexes
    /// that it has, and that they are sound.
    pub(super) fn check(&self) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.check(),
        }
    }

    /// Copies all of it into a file that is there and empty.
    pub(super) fn copy_into(&self, path: &Path) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.copy_into(path),
        }
    }
}

impl Transaction<'_> {
    /// Makes last what was written.
    pub(super) fn commit(mut self) -> Result<(), BookError> {
        self.end("COMMIT")
    }

    /// Gives up what was written.
    pub(super) fn roll_back(mut self) -> Result<(), BookError> {
        self.end("ROLLBACK")
    }

    fn end(&mut self, word: &str) -> Result<(), BookError> {
        self.database.run(word, &[])?;
        self.is_open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // A fault may have rolled it back already; then there is nothing more to give up.
        if self.is_open {
            let _ = self.end("ROLLBACK");
        }
    }
}

impl Query<'_> {
    /// What it finds with these values.
    pub(super) fn rows(&mut self, values: &[Value<'_>]) -> Result<Rows<'_>, BookError> {
        match self {
            Self::File(statement) => Ok(Rows::File(file::rows(statement, values)?)),
        }
    }
}

impl Rows<'_> {
    /// Goes on to the next row.
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, BookError> {
        self.advance()?;
        Ok(self.here())
    }

    /// Goes on to the next row without looking at it.
    pub(super) fn advance(&mut self) -> Result<(), BookError> {
        match self {
            Self::File(rows) => Ok(rows.advance()?),
        }
    }

    /// The row it has come to.
    pub(super) fn here(&self) -> Option<Row<'_>> {
        match self {
            Self::File(rows) => rows.get().map(Row::File),
        }
    }
}

impl<'a> Row<'a> {
    /// The value of a column, counted from 0.
    pub(super) fn value(self, column: usize) -> Value<'a> {
        match self {
            Self::File(row) => file::value(row, column),
        }
    }
}

impl Columns<'_, '_> {
    /// Puts a value into the next column.
    pub(super) fn bind(&mut self, value: impl ToValue) -> Result<(), BookError> {
        match self {
            Self::File(adding) => adding.bind(value.to_value()),
        }
    }
}

/// A book of another version's format is told by it.
const fn is_known_format(found: i64) -> Result<(), BookError> {
    match found {
        ..FORMAT => Err(BookError::OlderFormat { found, known: FORMAT }),
        FORMAT => Ok(()),
        _ => Err(BookError::NewerFormat { found, known: FORMAT }),
    }
}
