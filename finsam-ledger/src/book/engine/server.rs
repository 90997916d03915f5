//! A book's tables on a server that speaks `PostgreSQL`'s protocol: a schema of its own in a database.

use std::cell::{Cell, RefCell};
use std::error::Error as _;
use std::fmt;
use std::io::Write as _;
use std::time::Duration;

use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use rustc_hash::FxHashMap;

use super::dialect::{self, Guard};
use super::{Columns, FORMAT, PATIENCE, TABLES, Value};
use crate::amount::AmountError;
use crate::book::address::ServerAddress;
use crate::book::error::BookError;

/// How many rows of a long answer come at a time.
const ROWS_TOGETHER: usize = 4096;
/// The longest name that a server shows of who is connected.
const LONGEST_HOLDER: usize = 63;

/// A connection to a server.
pub(in crate::book) struct Server {
    client: RefCell<Client>,
    /// What was prepared already, by its words.
    prepared: RefCell<FxHashMap<String, Statement>>,
    book: String,
    /// Its address, without secrets.
    address: String,
    /// Whether something has begun, and whether it can only be given up.
    within: Cell<Within>,
    /// How many long answers were begun, so that each has a name.
    answers: Cell<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Nothing,
    Begun,
    Failed,
}

/// The rows of an answer.
pub(in crate::book) struct Rows<'a> {
    server: &'a Server,
    here: Vec<postgres::Row>,
    /// Which of those it has come to, from 1.
    at: usize,
    /// What the rest is fetched from.
    cursor: Option<String>,
}

/// Rows on their way into a table, as the server copies them in.
#[derive(Default)]
pub(in crate::book) struct Copied {
    text: Vec<u8>,
    /// Whether a row has begun.
    within: bool,
}

impl Server {
    /// Makes the tables of an empty book, with its settings and what else it says of itself.
    pub(super) fn create(address: &ServerAddress, meta: &[(&str, &str)]) -> Result<(), BookError> {
        let server = Self::connect(address)?;
        let has_it = server.has_schema()?;
        if has_it {
            return Err(BookError::Exists(address.to_string().into()));
        }
        server.batch("BEGIN")?;
        server.batch(&format!("CREATE SCHEMA {}", server.book))?;
        for statement in dialect::tables() {
            server.batch(&statement)?;
        }
        for guard in dialect::guards() {
            server.batch(&guard.statements())?;
        }
        let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
        for (key, value) in meta.iter().copied().chain([("format", &*FORMAT.to_string())]) {
            server.run(sql, &[Value::Text(key), Value::Text(value)])?;
        }
        if let Some(role) = address.writer() {
            server.batch(&rights(&server.book, role))?;
        }
        server.batch("COMMIT")
    }

    /// Opens what [`create`](Self::create) made.
    pub(super) fn open(address: &ServerAddress) -> Result<Self, BookError> {
        let server = Self::connect(address)?;
        if !server.has_schema()? {
            return Err(BookError::NotOnServer(address.to_string()));
        }
        let sql = "SELECT value FROM meta WHERE key = 'format'";
        let rows = match server.answer(sql, &[]) {
            // A schema of that name without such a table is somebody else's.
            Err(BookError::Damaged(_)) => Vec::new(),
            answer => answer?,
        };
        let format = rows.first().and_then(|row| value(row, 0).text()?.parse().ok());
        super::is_known_format(format.ok_or_else(|| BookError::Foreign(address.to_string().into()))?)?;
        let of_each: Vec<String> = TABLES
            .iter()
            .map(|columns| format!("SELECT 1 FROM (SELECT {columns}) AS t WHERE false"))
            .collect();
        server.answer(&of_each.join(" UNION ALL "), &[])?;
        Ok(server)
    }

    fn connect(address: &ServerAddress) -> Result<Self, BookError> {
        let mut config = address.config().clone();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        let client = config
            .connect(NoTls)
            .map_err(|error| BookError::Unreachable { address: address.to_string(), why: words(&error) })?;
        let server = Self {
            client: RefCell::new(client),
            prepared: RefCell::default(),
            book: address.book().to_owned(),
            address: address.to_string(),
            within: Cell::new(Within::Nothing),
            answers: Cell::new(0),
        };
        // Names are looked for in the book first, so that nothing of another schema stands in for a table of it.
        server.batch(&format!("SET search_path TO {}", server.looks_in()))?;
        Ok(server)
    }

    /// Where names are looked for.
    fn looks_in(&self) -> String {
        format!("{}, pg_catalog, pg_temp", self.book)
    }

    fn has_schema(&self) -> Result<bool, BookError> {
        let rows =
            self.answer("SELECT 1 FROM pg_namespace WHERE nspname = ?1", &[Value::Text(&self.book)])?;
        Ok(!rows.is_empty())
    }

    fn batch(&self, sql: &str) -> Result<(), BookError> {
        let done = self.client.borrow_mut().batch_execute(sql);
        done.map_err(|error| self.told(&error))
    }

    fn prepared(&self, sql: &str) -> Result<Statement, BookError> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.borrow_mut().prepare(&dialect::with_parameters(sql));
        let statement = statement.map_err(|error| self.told(&error))?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(super) fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<(), BookError> {
        let statement = self.prepared(sql)?;
        let done = self.client.borrow_mut().execute(&statement, &parameters(values));
        done.map(drop).map_err(|error| self.told(&error))
    }

    /// A whole answer at once.
    pub(super) fn answer(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<postgres::Row>, BookError> {
        let statement = self.prepared(sql)?;
        let rows = self.client.borrow_mut().query(&statement, &parameters(values));
        rows.map_err(|error| self.told(&error))
    }

    /// An answer that may be long: within what has begun, it comes a part at a time.
    pub(super) fn rows(&self, sql: &str, values: &[Value<'_>]) -> Result<Rows<'_>, BookError> {
        if self.within.get() == Within::Nothing {
            return Ok(Rows { server: self, here: self.answer(sql, values)?, at: 0, cursor: None });
        }
        let number = self.answers.get().wrapping_add(1);
        self.answers.set(number);
        let cursor = format!("answer_{number}");
        let declare = format!("DECLARE {cursor} NO SCROLL CURSOR FOR {}", dialect::with_parameters(sql));
        let declared = self.client.borrow_mut().execute(&declare, &parameters(values));
        declared.map_err(|error| self.told(&error))?;
        Ok(Rows { server: self, here: Vec::new(), at: 0, cursor: Some(cursor) })
    }

    pub(super) fn add_rows<T>(
        &self,
        table: &str,
        rows: &[T],
        bind: impl Fn(&mut Columns<'_, '_>, &T) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let mut copied = Copied::default();
        for row in rows {
            bind(&mut Columns::Server(&mut copied), row)?;
            copied.end_row();
        }
        if rows.is_empty() {
            return Ok(());
        }
        let mut client = self.client.borrow_mut();
        let done = client.copy_in(&format!("COPY {table} FROM STDIN")).and_then(|mut writer| {
            // What cannot be sent is told when it is finished.
            let _ = writer.write_all(&copied.text);
            writer.finish()
        });
        done.map(drop).map_err(|error| self.told(&error))
    }

    /// Whether what is asked for belongs to something that has begun.
    pub(super) fn is_within(&self) -> bool {
        self.within.get() != Within::Nothing
    }

    pub(super) fn begin_reading(&self) -> Result<(), BookError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        self.within.set(Within::Begun);
        Ok(())
    }

    /// Begins to write. One row is every writer's: who has it, writes, and the others wait.
    pub(super) fn begin_writing(&self, command: &str, patience: Duration) -> Result<(), BookError> {
        let milliseconds = patience.as_millis().clamp(1, 1 << 30);
        // A name as long as the server's is cut by it, with a warning.
        let shown: String = command.chars().filter(|letter| !letter.is_control()).collect();
        let holder = format!("{shown} (pid {})", std::process::id());
        let is_end = |end: &usize| holder.is_char_boundary(*end);
        let end = (0..=LONGEST_HOLDER.min(holder.len())).rev().find(is_end).unwrap_or(0);
        self.answer("SELECT set_config('application_name', ?1, false)", &[Value::Text(&holder[..end])])?;
        self.batch(&format!("BEGIN; SET LOCAL lock_timeout = {milliseconds}"))?;
        self.within.set(Within::Begun);
        let held = self.answer("SELECT value FROM meta WHERE key = 'writer' FOR UPDATE", &[]);
        match held {
            Ok(rows) if rows.len() == 1 => Ok(()),
            Ok(_) => {
                let _ = self.end("ROLLBACK");
                Err(BookError::Damaged("it has no row that its writers hold".to_owned()))
            }
            Err(error) => {
                let _ = self.end("ROLLBACK");
                Err(if let BookError::Held { .. } = error {
                    BookError::Held { by: self.holder() }
                } else {
                    error
                })
            }
        }
    }

    /// Who writes, in its own words; nothing where that cannot be told.
    fn holder(&self) -> String {
        let sql = "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                   JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = ?1 AND c.relname = 'meta' AND l.mode = 'RowShareLock' AND l.granted
                     AND l.pid <> pg_backend_pid() AND a.application_name <> ''
                   ORDER BY a.xact_start LIMIT 1";
        let found = self.answer(sql, &[Value::Text(&self.book)]).unwrap_or_default();
        found.first().and_then(|row| value(row, 0).text()).unwrap_or_default().to_owned()
    }

    /// Ends what has begun. What failed is never made last: the server would give it up and not say so.
    pub(super) fn end(&self, word: &str) -> Result<(), BookError> {
        if word == "COMMIT" && self.within.get() == Within::Failed {
            return Err(BookError::ImportFailed);
        }
        let done = self.batch(word);
        if done.is_ok() {
            self.within.set(Within::Nothing);
        }
        done
    }

    /// Holds what the server says of the tables' triggers against what they were made with, and what the view tells
    /// against what it is to tell: a trigger that is missing, changed or asleep lets be changed what is written, one
    /// more adds to it, and another view changes what counts.
    pub(super) fn check(&self) -> Result<(), BookError> {
        self.check_guards()?;
        let (view, made) = ("SELECT first, next FROM undone", dialect::undone());
        let differing = format!("(({view}) EXCEPT ({made})) UNION ALL (({made}) EXCEPT ({view}))");
        if self.answer(&differing, &[])?.is_empty() {
            return Ok(());
        }
        Err(BookError::Damaged("its view undone is not what it was made with".to_owned()))
    }

    fn check_guards(&self) -> Result<(), BookError> {
        let sql =
            "SELECT t.tgname::text, c.relname::text, t.tgtype::bigint, t.tgenabled::text, t.tgqual IS NULL,
                          p.proname::text, p.prosrc, array_to_string(p.proconfig, ' ')
                   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
                   JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = ?1 AND NOT t.tgisinternal ORDER BY t.tgname COLLATE \"C\"";
        let found = self.answer(sql, &[Value::Text(&self.book)])?;
        let found: Vec<Found> = found.iter().filter_map(Found::of).collect();
        let made: Vec<Found> =
            dialect::guards().iter().map(|guard| Found::made(guard, &self.looks_in())).collect();
        let differing = made.iter().find(|guard| !found.contains(guard));
        let differing = differing.or_else(|| found.iter().find(|guard| !made.contains(guard)));
        differing.map_or(Ok(()), |guard| {
            Err(BookError::Damaged(format!("its trigger {} is not what it was made with", guard.name)))
        })
    }

    fn told(&self, error: &postgres::Error) -> BookError {
        use postgres::error::SqlState;
        if self.within.get() == Within::Begun {
            self.within.set(Within::Failed);
        }
        let told = words(error);
        let Some(code) = error.code() else {
            return BookError::Unreachable { address: self.address.clone(), why: told };
        };
        match *code {
            SqlState::LOCK_NOT_AVAILABLE => BookError::Held { by: String::new() },
            SqlState::UNDEFINED_TABLE
            | SqlState::UNDEFINED_COLUMN
            | SqlState::DATATYPE_MISMATCH
            | SqlState::DATA_CORRUPTED
            | SqlState::INDEX_CORRUPTED => BookError::Damaged(told),
            SqlState::DISK_FULL => BookError::DiskFull,
            SqlState::INSUFFICIENT_PRIVILEGE | SqlState::READ_ONLY_SQL_TRANSACTION => {
                BookError::ReadOnly(told)
            }
            SqlState::NUMERIC_VALUE_OUT_OF_RANGE => BookError::Amount(AmountError::OutOfRange),
            _ => BookError::Database(told),
        }
    }
}

impl Rows<'_> {
    pub(super) fn advance(&mut self) -> Result<(), BookError> {
        self.at += 1;
        if self.at > self.here.len()
            && let Some(cursor) = &self.cursor
        {
            let more =
                self.server.client.borrow_mut().query(&format!("FETCH {ROWS_TOGETHER} FROM {cursor}"), &[]);
            self.here = more.map_err(|error| self.server.told(&error))?;
            self.at = 1;
        }
        Ok(())
    }

    pub(super) fn here(&self) -> Option<&postgres::Row> {
        self.here.get(self.at.checked_sub(1)?)
    }
}

impl Drop for Rows<'_> {
    fn drop(&mut self) {
        // What has ended took its answers with it.
        if let Some(cursor) = self.cursor.take()
            && self.server.within.get() == Within::Begun
        {
            let _ = self.server.batch(&format!("CLOSE {cursor}"));
        }
    }
}

impl Copied {
    pub(super) fn bind(&mut self, value: Value<'_>) {
        if self.within {
            self.text.push(b'\t');
        }
        self.within = true;
        match value {
            Value::Null | Value::Foreign => self.text.extend_from_slice(b"\\N"),
            Value::Integer(number) => self.text.extend_from_slice(number.to_string().as_bytes()),
            Value::Text(text) => {
                for byte in text.bytes() {
                    match byte {
                        b'\\' => self.text.extend_from_slice(b"\\\\"),
                        b'\t' => self.text.extend_from_slice(b"\\t"),
                        b'\n' => self.text.extend_from_slice(b"\\n"),
                        b'\r' => self.text.extend_from_slice(b"\\r"),
                        other => self.text.push(other),
                    }
                }
            }
            Value::Bytes(bytes) => {
                self.text.extend_from_slice(b"\\\\x");
                for byte in bytes {
                    self.text
                        .extend([byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
                }
            }
        }
    }

    fn end_row(&mut self) {
        self.text.push(b'\n');
        self.within = false;
    }
}

/// A trigger as a server knows it.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    name: String,
    table: String,
    kind: i64,
    calls: String,
    body: String,
    looks_in: String,
}

impl Found {
    fn of(row: &postgres::Row) -> Option<Self> {
        let text = |column| value(row, column).text().map(str::to_owned);
        // One that sleeps, or is only asked under a condition of its own, is another than it was made.
        let is_awake = value(row, 3) == Value::Text("O") && value(row, 4) == Value::Integer(1);
        let Value::Integer(kind) = value(row, 2) else { return None };
        let kind = if is_awake { kind } else { 0 };
        Some(Self {
            name: text(0)?,
            table: text(1)?,
            kind,
            calls: text(5)?,
            body: text(6)?,
            looks_in: text(7)?,
        })
    }

    fn made(guard: &Guard, looks_in: &str) -> Self {
        // For each row, before: what happens is a bit of its own.
        let kind = match &*guard.event {
            "INSERT" => 0b111,
            "DELETE" => 0b1011,
            "UPDATE" => 0b1_0011,
            _ => 0b10_0010,
        };
        let (name, table, body) = (guard.name.clone(), guard.table.clone(), guard.body.clone());
        Self { calls: name.clone(), name, table, kind, body, looks_in: format!("search_path={looks_in}") }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("book", &self.book)
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

/// What a role may that writes in a book: read, add, and say where the book ends and what its sums are.
fn rights(book: &str, role: &str) -> String {
    format!(
        "GRANT USAGE ON SCHEMA {book} TO {role};
         GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {book} TO {role};
         GRANT UPDATE ON meta, kept_sum TO {role};
         GRANT DELETE ON kept_sum TO {role};"
    )
}

/// The value of a column.
pub(super) fn value(row: &postgres::Row, column: usize) -> Value<'_> {
    row.try_get(column).unwrap_or(Value::Foreign)
}

/// What a fault says: the server's own words where it has some, or those of what lies behind it.
fn words(error: &postgres::Error) -> String {
    if let Some(error) = error.as_db_error() {
        return error.message().to_owned();
    }
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

fn parameters<'a>(values: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match *self {
            Value::Null | Value::Foreign => Ok(IsNull::Yes),
            Value::Integer(number) => number.to_sql(of, out),
            Value::Text(text) => text.to_sql(of, out),
            Value::Bytes(bytes) => bytes.to_sql(of, out),
        }
    }

    fn accepts(of: &Type) -> bool {
        [Type::INT8, Type::TEXT, Type::NAME, Type::BYTEA].contains(of)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(of: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *of {
            Type::INT8 => Value::Integer(i64::from_sql(of, raw)?),
            Type::INT4 => Value::Integer(i32::from_sql(of, raw)?.into()),
            Type::BOOL => Value::Integer(bool::from_sql(of, raw)?.into()),
            Type::BYTEA => Value::Bytes(<&[u8]>::from_sql(of, raw)?),
            _ => Value::Text(<&str>::from_sql(of, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(of: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::BOOL, Type::BYTEA, Type::TEXT, Type::NAME, Type::VARCHAR].contains(of)
    }
}
