//! What becomes of a book whose database rots, or is changed by somebody who knows what stands in it.
//!
//! Each change is named by the check, refused when the book is opened or read, or leaves every voucher and
//! figure as it was. Some hundreds are made where every change is tested; `FINSAM_TAMPERS=10000 cargo test
//! --release -p finsam-ledger --all-features --test tamper` is the long run, `FINSAM_SEED` another one.
#![cfg(feature = "sqlite")]
#![allow(clippy::print_stderr, reason = "a long run tells its seed and what it met")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use finsam_ledger::book::{Book, BookError, CONTENT_SQL};
use rusqlite::Connection;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};
use whole_book::{told, whole_book};

#[path = "support/books.rs"]
mod books;
#[path = "support/whole_book.rs"]
mod whole_book;

fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Numbers that come in the same order every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count.max(1)).expect("small")).expect("small")
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// The check names it.
    Named,
    /// The book is not opened, or not read.
    Refused,
    /// All that can be asked of the book is answered as before.
    Nothing,
}

/// Opens a book and asks all there is to ask. What slips through is the error.
fn judge(dir: &Path, before: &str) -> Result<Came, String> {
    let book = match Book::open(dir) {
        Ok(book) => book,
        Err(error) => return in_clear_words(&error),
    };
    match book.check_record() {
        Ok(record) if record.findings.is_empty() => {}
        Ok(_) => {
            // Named or not, whoever goes on reading meets no panic.
            let _ = told(&book);
            return Ok(Came::Named);
        }
        Err(error) => return in_clear_words(&error),
    }
    match told(&book) {
        Ok(now) if now == before => Ok(Came::Nothing),
        Ok(now) => {
            let differs = now.lines().zip(before.lines()).find(|(now, before)| now != before);
            Err(format!("another book, and nothing is said: {differs:?}"))
        }
        Err(error) => in_clear_words(&error),
    }
}

/// A refusal says what is wrong with the book, rather than that something failed.
fn in_clear_words(error: &BookError) -> Result<Came, String> {
    match error {
        BookError::Damaged(_)
        | BookError::Unreadable { .. }
        | BookError::Foreign(_)
        | BookError::NewerFormat { .. }
        | BookError::OlderFormat { .. }
        | BookError::FiscalYears { .. } => Ok(Came::Refused),
        other => Err(format!("refused, but as {other:?}")),
    }
}

/// A book, and a copy of it that is changed again and again.
struct Stage {
    home: tempfile::TempDir,
    bytes: Vec<u8>,
    before: String,
}

impl Stage {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let book = whole_book(home.path());
        assert_eq!(book.check_record().expect("it can be read").findings, []);
        let before = told(&book).expect("it can be read");
        drop(book);
        let bytes = fs::read(home.path().join("ledger.db")).expect("the database");
        Self { home, bytes, before }
    }

    fn database(&self) -> PathBuf {
        self.home.path().join("ledger.db")
    }

    /// What comes of a change; a panic, and whatever slips through, ends the test with its words.
    fn judged(&self, change: &str) -> Came {
        let judged = catch_unwind(AssertUnwindSafe(|| judge(self.home.path(), &self.before)));
        match judged {
            Ok(Ok(came)) => came,
            Ok(Err(said)) => panic!("{change}: {said}"),
            Err(said) => panic!("{change}: it panicked: {:?}", said.downcast_ref::<String>()),
        }
    }

    /// Writes the database anew, changed.
    fn write(&self, bytes: &[u8]) {
        let journal = self.home.path().join("ledger.db-journal");
        let _ = fs::remove_file(journal);
        fs::write(self.database(), bytes).expect("room for the database");
    }

    /// The database as it was, with nothing left that keeps it as it is, and what kept it.
    fn unguarded(&self) -> (Connection, String) {
        self.write(&self.bytes);
        let connection = Connection::open(self.database()).expect("the database");
        let of_triggers = "FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid";
        let told = |what: &str| -> Vec<String> {
            rows(&connection, &format!("SELECT {what} || ';' {of_triggers}"), |row| row.get(0))
        };
        let (triggers, drops) = (told("sql").concat(), told("'DROP TRIGGER ' || name").concat());
        let off = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;
                   PRAGMA journal_mode = MEMORY; BEGIN;";
        connection.execute_batch(&format!("{off}{drops}")).expect("they go");
        (connection, triggers)
    }
}

/// Puts the triggers back, so that nothing shows that they were gone.
fn guard(connection: &Connection, triggers: &str) {
    connection.execute_batch(&format!("{triggers}COMMIT")).expect("they were there before");
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let mut statement = connection.prepare(sql).expect("it is SQL");
    let rows = statement.query_map([], |row| read(row)).expect("it runs");
    rows.map(|row| row.expect("a row")).collect()
}

/// Bytes that went wrong on the disk.
fn rot(bytes: &mut Vec<u8>, dice: &mut Chance) -> String {
    const PAGE: usize = 4096;
    let (pages, length) = (bytes.len() / PAGE, bytes.len());
    let page = |number: usize| number * PAGE..(number + 1) * PAGE;
    let (one, other) = (dice.below(pages), dice.below(pages));
    match dice.below(8) {
        0..=2 => {
            // Mostly where something stands.
            let places: Vec<usize> = (0..=dice.below(4))
                .map(|_| {
                    let from = dice.below(length);
                    (from..length).find(|at| bytes[*at] != 0).unwrap_or(from)
                })
                .collect();
            for at in &places {
                bytes[*at] ^= 1 << dice.below(8);
            }
            format!("bits flipped in bytes {places:?}")
        }
        3 => {
            let at = if dice.below(2) == 0 { one * PAGE } else { dice.below(length) };
            bytes.truncate(at);
            format!("truncated to {at} bytes")
        }
        4 => {
            bytes[page(one)].fill(0);
            format!("page {one} zeroed")
        }
        5 => {
            let kept = bytes[page(one)].to_vec();
            bytes.copy_within(page(other), one * PAGE);
            bytes[page(other)].copy_from_slice(&kept);
            format!("pages {one} and {other} swapped")
        }
        6 => {
            bytes.copy_within(page(other), one * PAGE);
            format!("page {other} copied over {one}")
        }
        _ => {
            let (from, count) = (dice.below(length), 1 + dice.below(64));
            for byte in bytes.iter_mut().skip(from).take(count) {
                *byte = dice.next().to_le_bytes()[0];
            }
            format!("{count} bytes of noise from {from}")
        }
    }
}

/// A table, its columns, and its rows.
struct Contents {
    table: String,
    columns: Vec<String>,
    /// The columns that tell its rows apart.
    keys: Vec<usize>,
    rows: Vec<Vec<Value>>,
}

/// Every table that has rows, whatever its columns are called.
fn contents(connection: &Connection) -> Vec<Contents> {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let tables: Vec<String> = rows(connection, names, |row| row.get(0));
    let of = |table: String| {
        let info = format!("SELECT name, pk FROM pragma_table_info('{table}')");
        let columns: Vec<(String, u32)> = rows(connection, &info, |row| Ok((row.get(0)?, row.get(1)?)));
        let keys = (0..columns.len()).filter(|at| columns[*at].1 > 0).collect();
        let columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        let all = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect();
        let rows = rows(connection, &format!("SELECT {} FROM {table}", columns.join(", ")), all);
        Contents { table, columns, keys, rows }
    };
    tables.into_iter().map(of).filter(|contents| !contents.rows.is_empty()).collect()
}

impl Contents {
    /// Writes another value into a column of a row; false if the database does not take it.
    fn set(&self, connection: &Connection, row: usize, column: usize, value: &Value) -> bool {
        let keys: Vec<String> =
            (2..).zip(&self.keys).map(|(at, key)| format!("{} IS ?{at}", self.columns[*key])).collect();
        let sql =
            format!("UPDATE {} SET {} = ?1 WHERE {}", self.table, self.columns[column], keys.join(" AND "));
        let values = std::iter::once(value).chain(self.keys.iter().map(|key| &self.rows[row][*key]));
        connection.execute(&sql, rusqlite::params_from_iter(values)).is_ok()
    }

    fn insert(&self, connection: &Connection, row: &[Value]) -> bool {
        let places: Vec<String> = (1..=row.len()).map(|at| format!("?{at}")).collect();
        let sql = format!("INSERT INTO {} VALUES ({})", self.table, places.join(", "));
        connection.execute(&sql, rusqlite::params_from_iter(row)).is_ok()
    }

    fn delete(&self, connection: &Connection, row: usize) {
        let keys: Vec<String> =
            (1..).zip(&self.keys).map(|(at, key)| format!("{} IS ?{at}", self.columns[*key])).collect();
        let sql = format!("DELETE FROM {} WHERE {}", self.table, keys.join(" AND "));
        let values = self.keys.iter().map(|key| &self.rows[row][*key]);
        connection.execute(&sql, rusqlite::params_from_iter(values)).expect("it goes");
    }
}

/// Another value of the same type, where there is one.
fn other_than(value: &Value, dice: &mut Chance) -> Value {
    match value {
        Value::Null => dice.of(&[Value::Integer(1), Value::Text(String::new())]).clone(),
        Value::Integer(number) => {
            let others =
                [number.wrapping_add(1), number.wrapping_neg(), number ^ 64, 0, 1, i64::MAX, i64::MIN, -1];
            Value::Integer(*dice.of(&others))
        }
        Value::Real(number) => Value::Real(-number),
        Value::Text(text) => {
            let flipped =
                text.chars().map(|c| if c.is_ascii_digit() { (b'0' + (b'9' - c as u8)) as char } else { c });
            let others = [
                format!("{text}x"),
                format!("{text} "),
                String::new(),
                text.to_lowercase(),
                flipped.collect(),
            ];
            Value::Text(dice.of(&others).clone())
        }
        Value::Blob(bytes) => {
            let (mut bytes, at) = (bytes.clone(), dice.below(bytes.len()));
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8));
            Value::Blob(bytes)
        }
    }
}

/// What somebody does who can write SQL; tells what it was.
fn edit(connection: &Connection, dice: &mut Chance) -> String {
    let all = contents(connection);
    let of = dice.of(&all);
    let (row, other, column) =
        (dice.below(of.rows.len()), dice.below(of.rows.len()), dice.below(of.columns.len()));
    let named = format!("{} row {row} {:?}", of.table, of.rows[row]);
    match dice.below(8) {
        0..=2 => {
            let value = other_than(&of.rows[row][column], dice);
            of.set(connection, row, column, &value);
            format!("{named}, {} = {value:?}", of.columns[column])
        }
        3 => {
            of.delete(connection, row);
            format!("{named} removed")
        }
        4 => {
            let from = dice.below(of.rows.len());
            (from..of.rows.len()).for_each(|row| of.delete(connection, row));
            format!("{} cut off after {from} rows", of.table)
        }
        5 => {
            let mut double = of.rows[row].clone();
            for key in &of.keys {
                double[*key] = other_than(&double[*key], dice);
            }
            of.insert(connection, &double);
            format!("{named} doubled as {double:?}")
        }
        6 => {
            // All but what tells them apart: their order is another.
            for column in (0..of.columns.len()).filter(|at| !of.keys.contains(at)) {
                of.set(connection, row, column, &of.rows[other][column]);
                of.set(connection, other, column, &of.rows[row][column]);
            }
            format!("{named} and {other} in each other's place")
        }
        _ => {
            of.set(connection, row, column, &of.rows[other][column]);
            format!("{named}, {} from row {other}", of.columns[column])
        }
    }
}

/// Runs changes one after the other, and tells how many came to what. What panics or slips through ends it.
fn each(runs: u64, mut change: impl FnMut(u64) -> Came) -> BTreeMap<Came, u64> {
    let mut came = BTreeMap::new();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        for run in 0..runs {
            *came.entry(change(run)).or_default() += 1;
        }
    }));
    if let Err(said) = outcome {
        panic!("{}", said.downcast_ref::<String>().map_or("", |text| text));
    }
    came
}

#[test]
fn a_file_that_rots_is_told_or_tells_the_same() {
    let (stage, seed) = (Stage::new(), from_environment("FINSAM_SEED", 1));
    let came = each(from_environment("FINSAM_TAMPERS", 300), |run| {
        let mut dice = Chance(seed.wrapping_mul(1_000_003).wrapping_add(run));
        let mut bytes = stage.bytes.clone();
        let change = rot(&mut bytes, &mut dice);
        stage.write(&bytes);
        stage.judged(&format!("run {run} of seed {seed}, {change}"))
    });
    eprintln!("rot, seed {seed}: {came:?}");
    assert!(came.len() == 3, "it is always the same: {came:?}");
}

#[test]
fn an_edit_by_hand_is_told_or_changes_nothing() {
    let (stage, seed) = (Stage::new(), from_environment("FINSAM_SEED", 1));
    let came = each(from_environment("FINSAM_TAMPERS", 300), |run| {
        let mut dice = Chance(seed.wrapping_mul(1_000_033).wrapping_add(run));
        let (connection, triggers) = stage.unguarded();
        let changes: Vec<String> = (0..=dice.below(2)).map(|_| edit(&connection, &mut dice)).collect();
        guard(&connection, &triggers);
        drop(connection);
        stage.judged(&format!("run {run} of seed {seed}, {changes:?}"))
    });
    eprintln!("edits, seed {seed}: {came:?}");
    assert!(came.contains_key(&Came::Named), "none was named: {came:?}");
}

#[test]
fn a_change_in_any_column_of_any_table_is_told() {
    let stage = Stage::new();
    let all = contents(&stage.unguarded().0);
    let mut unseen = Vec::new();
    for of in all {
        for column in 0..of.columns.len() {
            let (connection, triggers) = stage.unguarded();
            let mut dice = Chance(7);
            let mut rows = (0..of.rows.len()).filter(|row| of.rows[*row][column] != Value::Null);
            let row = rows.next_back().unwrap_or_default();
            let value = match &of.rows[row][column] {
                Value::Integer(number) => Value::Integer(number.wrapping_add(1_000)),
                Value::Text(text) => Value::Text(format!("{text}x")),
                value => other_than(value, &mut dice),
            };
            let is_set = of.set(&connection, row, column, &value);
            guard(&connection, &triggers);
            drop(connection);
            let named = format!("{}.{}", of.table, of.columns[column]);
            if is_set && stage.judged(&format!("{named} = {value:?}")) == Came::Nothing {
                unseen.push(named);
            }
        }
    }
    // Rows that are numbered otherwise, in the order they had, are the same rows.
    unseen.retain(|name| !matches!(name.split_once('.'), Some((_, "row" | "position"))));
    assert_eq!(unseen, Vec::<String>::new());
}

/// What somebody does who changes what the tables are, rather than what stands in them.
const OTHERWISE_MADE: [&str; 14] = [
    "DROP VIEW undone; CREATE VIEW undone (first, next) AS SELECT 0, 0 WHERE 0",
    "DROP VIEW undone; CREATE VIEW undone (first, next) AS SELECT 3, 9",
    "DROP TRIGGER voucher_update",
    "DROP TRIGGER posting_late; CREATE TRIGGER posting_late BEFORE INSERT ON posting BEGIN SELECT 1; END",
    "CREATE TRIGGER more AFTER INSERT ON voucher BEGIN UPDATE kept_sum SET debit = debit + 1; END",
    "DROP INDEX posting_on_account",
    "DROP INDEX posting_on_account; CREATE INDEX posting_on_account ON posting (account, month) WHERE amount > 0",
    "PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = sql || ' WHERE amount > 0' WHERE name = 'posting_on_account'",
    "PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET sql = replace(sql, 'cost_centre TEXT NOT NULL', 'cost_centre TEXT NOT NULL COLLATE NOCASE')",
    "PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema WHERE name IN ('plan_row', 'kept_sum')) - rootpage
     WHERE name IN ('plan_row', 'kept_sum')",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type IN ('index', 'trigger')",
    "CREATE TABLE more (text)",
    "ALTER TABLE posting ADD COLUMN more TEXT NOT NULL DEFAULT ''",
    "DROP TABLE correction",
];

#[test]
fn a_database_that_is_made_otherwise_is_told() {
    let stage = Stage::new();
    for sql in OTHERWISE_MADE.into_iter().chain(["PRAGMA user_version = 1", "PRAGMA application_id = 7"]) {
        stage.write(&stage.bytes);
        let connection = Connection::open(stage.database()).expect("the database");
        connection.execute_batch(sql).expect("it is changed");
        drop(connection);
        assert_ne!(stage.judged(sql), Came::Nothing, "{sql}");
    }
    // What SQLite notes of how much there is changes nothing.
    stage.write(&stage.bytes);
    Connection::open(stage.database())
        .and_then(|connection| connection.execute_batch("ANALYZE"))
        .expect("it runs");
    assert_eq!(stage.judged("ANALYZE"), Came::Nothing);
}

/// Makes every hash right again that can be made right without the program: contents by the script that comes
/// with an auditor's package, the links, where the book ends, and the kept sums.
fn rewrite(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(CONTENT_SQL)?;
    let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for line in lines {
        let told = line.strip_prefix("SELECT writefile('chain/").and_then(|line| line.strip_suffix("');"));
        let Some((record, digits)) = told.and_then(|line| line.split_once(".content', X'")) else { continue };
        let digits: Vec<u8> = digits.chars().filter_map(|c| c.to_digit(16)?.try_into().ok()).collect();
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        let content: [u8; 32] = Sha256::digest(bytes).into();
        connection.execute("UPDATE record SET content = ?1 WHERE seq = ?2", (content, record))?;
    }
    let (mut hash, mut last) = ([0_u8; 32], 0_i64);
    let sql = "SELECT seq, content FROM record ORDER BY seq";
    let records: Vec<(i64, Vec<u8>)> = rows(connection, sql, |row| Ok((row.get(0)?, row.get(1)?)));
    for (seq, content) in records {
        hash = Sha256::new().chain_update(hash).chain_update(content).finalize().into();
        connection.execute("UPDATE record SET hash = ?1 WHERE seq = ?2", (hash, seq))?;
        last = seq;
    }
    let sql = "UPDATE meta SET value = ?1 || ' ' || lower(hex(?2)) WHERE key = 'end'";
    connection.execute(sql, (last, hash))?;
    connection.execute_batch(
        "DELETE FROM kept_sum;
         INSERT INTO kept_sum SELECT month, account, cost_centre, project, sum(max(amount, 0)), -sum(min(amount, 0))
         FROM posting WHERE voucher NOT IN (SELECT voucher FROM replaced)
         AND NOT EXISTS (SELECT 1 FROM undone WHERE voucher > first AND voucher < next)
         GROUP BY month, account, cost_centre, project",
    )
}

#[test]
fn a_chain_written_anew_is_found_by_the_anchor() {
    let (stage, seed) = (Stage::new(), from_environment("FINSAM_SEED", 1));
    stage.write(&stage.bytes);
    let book = Book::open(stage.home.path()).expect("the book");
    let (last, closed) = (book.anchor().expect("its end"), book.closed_years().expect("they can be read"));
    let anchored = book.prove(closed[0].anchor).expect("it can be read").expect("it is in the book");
    assert_eq!(anchored.closed, Some(books::year()));
    drop(book);
    let mut by_anchor = 0;
    let came = each(from_environment("FINSAM_TAMPERS", 150), |run| {
        let mut dice = Chance(seed.wrapping_mul(1_000_037).wrapping_add(run));
        let (connection, triggers) = stage.unguarded();
        let change = edit(&connection, &mut dice);
        let _ = rewrite(&connection);
        guard(&connection, &triggers);
        drop(connection);
        let change = format!("run {run} of seed {seed}, {change}, written anew");
        let book = Book::open(stage.home.path());
        let is_found = book.is_ok_and(|book| book.prove(last).is_ok_and(|anchored| anchored.is_none()));
        if is_found {
            // That the figures are others is what the anchor says.
            by_anchor += 1;
            return Came::Named;
        }
        stage.judged(&change)
    });
    eprintln!("written anew, seed {seed}: {came:?}, {by_anchor} by the anchor");
    assert!(by_anchor > 50, "the anchor found {by_anchor}");
}

#[test]
fn a_figure_changed_in_every_place_is_found_by_the_anchor_alone() {
    let stage = Stage::new();
    let before = Book::open(stage.home.path()).expect("the book");
    let (last, closed) =
        (before.anchor().expect("its end"), before.closed_years().expect("they can be read"));
    drop(before);
    let (connection, triggers) = stage.unguarded();
    // After the closing, and not one of the fields that the voucher is known again by.
    let sql = "UPDATE voucher SET signature = 'XX' WHERE series = 'V' AND number = 2";
    assert_eq!(connection.execute(sql, []).expect("it is changed"), 1);
    rewrite(&connection).expect("it is written anew");
    guard(&connection, &triggers);
    drop(connection);
    let book = Book::open(stage.home.path()).expect("it opens");
    assert_eq!(book.check_record().expect("it can be read").findings, []);
    assert_eq!(book.prove(last).expect("it can be read"), None);
    assert!(
        book.prove(closed[0].anchor).expect("it can be read").is_some(),
        "up to the closing nothing changed"
    );
}
