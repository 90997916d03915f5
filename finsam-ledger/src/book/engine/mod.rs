//! The database under a book. All that a book says to one goes through here: the same statements, whatever
//! keeps the tables.

#[cfg(feature = "postgres")]
mod dialect;
mod file;
#[cfg(feature = "postgres")]
mod server;
mod value;

use std::path::Path;
use std::time::Duration;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;

pub(super) use value::{ToValue, Value, values};

use super::error::BookError;
use file::File;
#[cfg(feature = "postgres")]
use server::Server;

#[cfg(feature = "postgres")]
use super::address::ServerAddress;

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
    /// A server, whose books are schemas.
    #[cfg(feature = "postgres")]
    Server(Box<Server>),
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
    #[cfg(feature = "postgres")]
    Server(&'a Server, Box<str>),
}

/// The rows that a query finds, one after the other.
pub(super) enum Rows<'a> {
    File(file::Rows<'a>),
    #[cfg(feature = "postgres")]
    Server(server::Rows<'a>),
}

/// A row that was found.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    File(&'a file::Row<'a>),
    #[cfg(feature = "postgres")]
    Server(&'a postgres::Row),
}

/// The columns of rows that are added, each row's after those of the one before.
pub(super) enum Columns<'a, 'statement> {
    File(&'a mut file::Bound<'statement>),
    #[cfg(feature = "postgres")]
    Server(&'a mut server::Copied),
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

    /// Makes the tables of an empty book on a server, and says this of it.
    #[cfg(feature = "postgres")]
    pub(super) fn create_on_server(address: &ServerAddress, meta: &[(&str, &str)]) -> Result<(), BookError> {
        Server::create(address, meta)
    }

    /// Opens the tables of a book on a server.
    #[cfg(feature = "postgres")]
    pub(super) fn open_on_server(address: &ServerAddress) -> Result<Self, BookError> {
        Ok(Self::Server(Server::open(address)?.into()))
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
            #[cfg(feature = "postgres")]
            Self::Server(server) => Ok(Query::Server(server, sql.into())),
        }
    }

    /// The first row there is, read.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T, BookError>,
    ) -> Result<Option<T>, BookError> {
        #[cfg(feature = "postgres")]
        if let Self::Server(server) = self {
            return server.answer(sql, values)?.first().map(Row::Server).map(read).transpose();
        }
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
        #[cfg(feature = "postgres")]
        if let Self::Server(server) = self {
            return server.answer(sql, values)?.iter().map(Row::Server).map(read).collect();
        }
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
            #[cfg(feature = "postgres")]
            Self::Server(server) => server.run(sql, values),
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
            #[cfg(feature = "postgres")]
            Self::Server(server) => server.add_rows(table, rows, bind),
        }
    }

    /// Begins to read: what follows sees one and the same book. Nothing if it does already.
    pub(super) fn snapshot(&self) -> Result<Option<Transaction<'_>>, BookError> {
        match self {
            Self::File(file) if file.is_within() => return Ok(None),
            Self::File(file) => file.run("BEGIN DEFERRED", &[])?,
            #[cfg(feature = "postgres")]
            Self::Server(server) if server.is_within() => return Ok(None),
            #[cfg(feature = "postgres")]
            Self::Server(server) => server.begin_reading()?,
        }
        Ok(Some(Transaction { database: self, is_open: true }))
    }

    /// Begins to write, waiting so long for whoever else does. A server tells the next writer the command.
    pub(super) fn begin_writing(
        &self,
        command: &str,
        patience: Duration,
    ) -> Result<Transaction<'_>, BookError> {
        match self {
            // Whoever holds the lock beside the file has said so there.
            Self::File(file) => {
                let _ = command;
                file.begin_writing(patience)?;
            }
            #[cfg(feature = "postgres")]
            Self::Server(server) => server.begin_writing(command, patience)?,
        }
        Ok(Transaction { database: self, is_open: true })
    }

    /// Whether the sums are best added up where the rows are.
    pub(super) const fn adds_up(&self) -> bool {
        match self {
            // A sum that does not fit would turn into a float there.
            Self::File(_) => false,
            #[cfg(feature = "postgres")]
            Self::Server(_) => true,
        }
    }

    /// The index of postings by account is made anew where most rows are: until it is finished, it is not kept. On a
    /// server others read by it meanwhile, and it stays.
    pub(super) fn drop_posting_index(&self) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.run("DROP INDEX posting_on_account", &[]),
            #[cfg(feature = "postgres")]
            Self::Server(_) => Ok(()),
        }
    }

    /// Makes the index of postings by account.
    pub(super) fn make_posting_index(&self) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.run(POSTING_ON_ACCOUNT, &[]),
            #[cfg(feature = "postgres")]
            Self::Server(_) => Ok(()),
        }
    }

    /// Whether the database is what holds a book: that it was made with the tables, views, triggers and indexes
    /// that it has, and that they are sound.
    pub(super) fn check(&self) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.check(),
            #[cfg(feature = "postgres")]
            Self::Server(server) => server.check(),
        }
    }

    /// Copies all of it into a file that is there and empty.
    pub(super) fn copy_into(&self, path: &Path) -> Result<(), BookError> {
        match self {
            Self::File(file) => file.copy_into(path),
            #[cfg(feature = "postgres")]
            Self::Server(_) => File::create_filled(path, |file| self.copy_rows(file)),
        }
    }
}

#[cfg(feature = "postgres")]
impl Database {
    /// Puts every row into the tables of a file that has none. What is only a server's stays there.
    fn copy_rows(&self, file: &File) -> Result<(), BookError> {
        let _snapshot = self.snapshot()?;
        for table in TABLES.iter().filter(|table| !table.ends_with(" FROM undone")) {
            let (columns, name) = table.split_once("FROM ").unwrap_or((table, ""));
            let count = columns.split(',').count();
            let order: Vec<String> = (1..=count).map(|column| column.to_string()).collect();
            let only_of_file = if name == "meta" { "WHERE key IN ('end', 'fiscal-year-starts')" } else { "" };
            let sql = format!("SELECT {table} {only_of_file} ORDER BY {}", order.join(", "));
            let into = format!("{name} ({columns})");
            let mut query = self.query(&sql)?;
            let mut rows = query.rows(&[])?;
            while let Some(row) = rows.next()? {
                file.add_rows(&into, count, &[row], |values, row| {
                    (0..count).try_for_each(|column| values.bind(row.value(column)))
                })?;
            }
        }
        Ok(())
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
        match self.database {
            Database::File(file) => file.run(word, &[])?,
            #[cfg(feature = "postgres")]
            Database::Server(server) => server.end(word)?,
        }
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
            #[cfg(feature = "postgres")]
            Self::Server(server, sql) => Ok(Rows::Server(server.rows(sql, values)?)),
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
            #[cfg(feature = "postgres")]
            Self::Server(rows) => rows.advance(),
        }
    }

    /// The row it has come to.
    pub(super) fn here(&self) -> Option<Row<'_>> {
        match self {
            Self::File(rows) => rows.get().map(Row::File),
            #[cfg(feature = "postgres")]
            Self::Server(rows) => rows.here().map(Row::Server),
        }
    }
}

impl<'a> Row<'a> {
    /// The value of a column, counted from 0.
    pub(super) fn value(self, column: usize) -> Value<'a> {
        match self {
            Self::File(row) => file::value(row, column),
            #[cfg(feature = "postgres")]
            Self::Server(row) => server::value(row, column),
        }
    }
}

impl Columns<'_, '_> {
    /// Puts a value into the next column.
    pub(super) fn bind(&mut self, value: impl ToValue) -> Result<(), BookError> {
        match self {
            Self::File(adding) => adding.bind(value.to_value()),
            #[cfg(feature = "postgres")]
            Self::Server(copied) => {
                copied.bind(value.to_value());
                Ok(())
            }
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
