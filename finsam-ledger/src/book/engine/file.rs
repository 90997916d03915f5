//! A book's tables in a file, kept by `SQLite`.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};

pub(super) use rusqlite::{Row, Rows};

use super::{Columns, FORMAT, PATIENCE, POSTING_ON_ACCOUNT, SCHEMA, TABLES, Value};
use crate::book::error::BookError;

/// "fsam": what tells a book's file from any other.
const APPLICATION_ID: i64 = 0x6673_616d;
/// How many rows one statement adds: most of what it costs to add one is the statement.
const ROWS_TOGETHER: usize = 64;

pub(super) type Statement<'a> = CachedStatement<'a>;

/// A file with tables, opened.
#[derive(Debug)]
pub(in crate::book) struct File {
    connection: Connection,
}

/// A statement that adds rows, and how many of its parameters have their values.
pub(in crate::book) struct Bound<'a> {
    statement: CachedStatement<'a>,
    bound: usize,
}

impl File {
    /// Makes the tables of an empty book in a file that is there and empty.
    pub(super) fn create(path: &Path) -> Result<(), BookError> {
        let Self { connection } = Self::connect(path)?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        make_tables(&connection)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(connection.execute_batch("COMMIT")?)
    }

    /// Makes the tables of a book in a file that is there and empty, and fills them before what keeps them as they
    /// are is there: the triggers ask for rows in the order of their records.
    #[cfg(feature = "postgres")]
    pub(super) fn create_filled(
        path: &Path,
        fill: impl FnOnce(&Self) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let made = Self::connect(path)?;
        let guards = SCHEMA.split("CREATE TRIGGER ").skip(1).map(|guard| format!("CREATE TRIGGER {guard}"));
        let tables = SCHEMA.split("CREATE TRIGGER ").next().unwrap_or_default();
        made.connection.execute_batch("BEGIN IMMEDIATE")?;
        made.connection.pragma_update(None, "defer_foreign_keys", true)?;
        made.connection.execute_batch(tables)?;
        fill(&made)?;
        made.connection.execute_batch(POSTING_ON_ACCOUNT)?;
        guards.into_iter().try_for_each(|guard| made.connection.execute_batch(&guard))?;
        made.connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        made.connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(made.connection.execute_batch("COMMIT")?)
    }

    /// Opens what [`create`](Self::create) made.
    pub(super) fn open(path: &Path) -> Result<Self, BookError> {
        let file = Self::connect(path)?;
        if file.pragma("application_id")? != APPLICATION_ID {
            return Err(BookError::Foreign(path.to_owned()));
        }
        super::is_known_format(file.pragma("user_version")?)?;
        for columns in TABLES {
            file.connection.prepare(&format!("SELECT {columns}"))?;
        }
        Ok(file)
    }

    #[cfg(test)]
    pub(super) fn in_memory() -> Result<Self, BookError> {
        let connection = Connection::open_in_memory()?;
        make_tables(&connection)?;
        Ok(Self { connection })
    }

    fn connect(path: &Path) -> Result<Self, BookError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // A statement is planned once, not anew for each value that it is asked with.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // In KiB. An import adds to the end of its tables, so that what leaves the cache is not asked for again;
        // what an index is sorted in is as large once more.
        connection.pragma_update(None, "cache_size", -16_384)?;
        Ok(Self { connection })
    }

    fn pragma(&self, name: &str) -> Result<i64, BookError> {
        Ok(self.connection.pragma_query_value(None, name, |row| row.get(0))?)
    }

    pub(super) fn statement(&self, sql: &str) -> Result<Statement<'_>, BookError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    pub(super) fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<(), BookError> {
        let mut statement = self.statement(sql)?;
        statement.execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    pub(super) fn add_rows<T>(
        &self,
        table: &str,
        columns: usize,
        rows: &[T],
        bind: impl Fn(&mut Columns<'_, '_>, &T) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let (full, rest) = rows.as_chunks::<ROWS_TOGETHER>();
        let insert = |rows: &[T], many: usize| -> Result<(), BookError> {
            let row = format!("({})", vec!["?"; columns].join(", "));
            let sql = format!("INSERT INTO {table} VALUES {}", vec![&*row; many].join(", "));
            let mut adding = Bound { statement: self.statement(&sql)?, bound: 0 };
            for together in rows.chunks(many) {
                adding.bound = 0;
                together.iter().try_for_each(|row| bind(&mut Columns::File(&mut adding), row))?;
                adding.statement.raw_execute()?;
            }
            Ok(())
        };
        if !full.is_empty() {
            insert(full.as_flattened(), ROWS_TOGETHER)?;
        }
        if rest.is_empty() { Ok(()) } else { insert(rest, 1) }
    }

    /// Whether what is asked for belongs to something that has begun.
    pub(super) fn is_within(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn begin_writing(&self, patience: Duration) -> Result<(), BookError> {
        self.connection.busy_timeout(patience)?;
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        // A file's rows are put in table by table; that each belongs to another is asked in the end.
        Ok(self.connection.pragma_update(None, "defer_foreign_keys", true)?)
    }

    pub(super) fn check(&self) -> Result<(), BookError> {
        self.check_schema()?;
        self.check_file()
    }

    /// Holds what the database says of its tables, indexes, views and triggers against what it was made with:
    /// a view that tells other records, or a trigger that adds to what is written, changes what is read.
    fn check_schema(&self) -> Result<(), BookError> {
        let made = Connection::open_in_memory()?;
        make_tables(&made)?;
        let (made, found) = (statements(&made)?, statements(&self.connection)?);
        let differs = made.symmetric_difference(&found).next();
        differs.map_or(Ok(()), |(kind, name, _)| {
            Err(BookError::Damaged(format!("its {kind} {name} is not what it was made with")))
        })
    }

    /// Asks the database whether its file, its indexes and its types are sound.
    fn check_file(&self) -> Result<(), BookError> {
        let answer: String = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if answer == "ok" { Ok(()) } else { Err(BookError::Damaged(answer)) }
    }

    /// Lays all of it out anew in a file that is there and empty, so that the same book gives the same bytes.
    pub(super) fn copy_into(&self, path: &Path) -> Result<(), BookError> {
        let into = path.to_str().ok_or_else(|| {
            let source = std::io::Error::new(std::io::ErrorKind::InvalidInput, "the path is no text");
            crate::book::error::io(path, source)
        })?;
        self.connection.execute("VACUUM INTO ?1", [into])?;
        Ok(())
    }
}

/// What a statement finds with these values.
pub(super) fn rows<'a>(
    statement: &'a mut Statement<'_>,
    values: &[Value<'_>],
) -> Result<Rows<'a>, BookError> {
    Ok(statement.query(rusqlite::params_from_iter(values))?)
}

/// The value of a column.
pub(super) fn value<'a>(row: &'a Row<'_>, column: usize) -> Value<'a> {
    match row.get_ref(column) {
        Ok(ValueRef::Null) => Value::Null,
        Ok(ValueRef::Integer(number)) => Value::Integer(number),
        Ok(ValueRef::Text(text)) => std::str::from_utf8(text).map_or(Value::Foreign, Value::Text),
        Ok(ValueRef::Blob(bytes)) => Value::Bytes(bytes),
        Ok(ValueRef::Real(_)) | Err(_) => Value::Foreign,
    }
}

impl Bound<'_> {
    pub(super) fn bind(&mut self, value: Value<'_>) -> Result<(), BookError> {
        self.bound += 1;
        Ok(self.statement.raw_bind_parameter(self.bound, value)?)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Value::Null | Value::Foreign => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Makes the tables, views, triggers and indexes of a book.
fn make_tables(connection: &Connection) -> Result<(), BookError> {
    connection.execute_batch(SCHEMA)?;
    Ok(connection.execute_batch(POSTING_ON_ACCOUNT)?)
}

/// All that a database is made of: kind, name and statement. What the database adds by itself has no statement, and
/// what it knows of how much there is (`sqlite_stat1`) steers no more than its ways.
fn statements(connection: &Connection) -> Result<BTreeSet<(String, String, String)>, BookError> {
    let sql = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
