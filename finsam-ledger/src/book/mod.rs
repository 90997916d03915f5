//! The book: a directory with `ledger.toml` and `ledger.db`, where vouchers are only ever added. With the feature
//! `postgres` it may be a schema on a server instead, with the same records and the same hashes.
//!
//! Every voucher, every year's opening balances, each version of its budget and forecast, and what a file stated of a year is a
//! record in a chain of hashes, so that a change made behind the program's back is found and named. Reports read the kept
//! sums, and so cost the same whether the book holds a thousand vouchers or a million.

#[cfg(feature = "postgres")]
mod address;
mod anchor;
mod audit;
mod batch;
mod chain;
mod check;
mod closing;
mod coming;
mod engine;
mod error;
mod esf;
mod hashed;
mod home;
mod import;
mod kept_sums;
mod known;
mod lock;
mod orders;
mod own;
mod period_lock;
mod plans;
mod reverse;
mod rows;
mod settings_file;
mod stated_sums;
mod stored;
mod undo;

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

#[cfg(feature = "postgres")]
pub use address::{AddressError, ServerAddress};
pub use anchor::{Anchor, AnchorError, Anchored};
pub use audit::{BookedVoucher, CONTENT_SQL, ChainRecord};
pub use batch::{Batch, BatchUndone, HashedReader, ImportedFile};
pub use check::{Inspection, RecordCheck};
pub use closing::{ClosedYear, Closing};
pub use error::BookError;
pub use esf::BookedEvent;
pub use import::{Compared, FileOutcome, Import};
pub use own::{ACCRUAL_SERIES, ESF_SERIES, Posted, REVERSAL_SERIES};
pub use period_lock::PeriodLock;
pub use reverse::ReversalOrder;
pub use undo::Undo;

use crate::account::AccountNumber;
use crate::balances::{Amounts, Balances};
use crate::budget::{Budget, BudgetKind, Budgets};
use crate::calendar::{FiscalYear, Period};
use crate::finding::{Fact, Finding};
use crate::general_ledger::{LedgerPosting, VoucherSource};
use crate::read::settings::Settings;
use crate::tally::{Located, Tallied, Tally};
use crate::voucher::Voucher;
use chain::{Hash, START};
use engine::{Database, PATIENCE, Transaction, values};
use error::io;
use home::Home;
use lock::WriteLock;
use stored::Uncounted;

/// The file with the settings.
const SETTINGS: &str = "ledger.toml";
/// The file with the vouchers.
const DATABASE: &str = "ledger.db";
/// The file that is locked while the book is written to.
const LOCK: &str = "ledger.lock";
/// A book, opened.
///
/// ```
/// use finsam_ledger::book::Book;
/// use finsam_ledger::{Amount, Budget, Posting, VoucherDraft, VoucherId};
/// # let home = tempfile::tempdir()?;
/// # let dir = home.path().join("bok");
///
/// let mut book = Book::create(&dir, "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
/// let postings = vec![
///     Posting::new("5539".parse()?, Amount::from_ore(10_000)),
///     Posting::new("2411".parse()?, Amount::from_ore(-10_000)),
/// ];
/// let draft = VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", postings);
/// let voucher = draft.try_into_voucher()?;
///
/// let mut import = book.begin_import("2024-02-01T09:30", "ledger import verifikat.csv")?;
/// let outcome = import.add("verifikat.csv", &[voucher], &[], &Budget::default())?;
/// assert_eq!(outcome.vouchers.new.len(), 1);
/// import.commit()?;
/// assert!(book.check_record()?.findings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Book {
    home: Home,
    settings: Settings,
    database: Database,
    patience: Duration,
}

/// Where the chain ends: the number and hash of the last record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    seq: i64,
    hash: Hash,
}

/// What a writer holds; a transaction is rolled back before the lock is given up.
struct Writing<'book> {
    transaction: Transaction<'book>,
    lock: Option<WriteLock>,
    end: End,
}

impl Book {
    /// Makes a new book in a directory, which is made too if need be.
    ///
    /// # Errors
    /// [`BookError::Exists`] if a book is there, or a `ledger.toml` with other words;
    /// [`BookError::Settings`] if the settings are wrong.
    pub fn create(dir: &Path, ledger_toml: &str) -> Result<Self, BookError> {
        let file = dir.join(SETTINGS);
        Settings::from_toml(SETTINGS, ledger_toml)
            .map_err(|findings| BookError::Settings { file: file.clone(), findings })?;
        fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
        let lock = WriteLock::take(&dir.join(LOCK), "create", PATIENCE)?;
        let database = dir.join(DATABASE);
        if database.exists() {
            return Err(BookError::Exists(database));
        }
        settings_file::begin_settings(dir, ledger_toml)?;
        // The database takes its name when it is whole, so that half a book is never found.
        let unfinished = dir.join("ledger.db.new");
        create_database(&unfinished)?;
        fs::rename(&unfinished, &database).map_err(|source| io(&database, source))?;
        settings_file::sync_directory(&database).map_err(|source| io(&database, source))?;
        drop(lock);
        Self::open(dir)
    }

    /// Opens the book in a directory.
    ///
    /// # Errors
    /// [`BookError`] says what is missing, damaged, foreign or too new.
    pub fn open(dir: &Path) -> Result<Self, BookError> {
        let missing = |missing| BookError::NotABook { dir: dir.to_owned(), missing };
        let (file, database) = (dir.join(SETTINGS), dir.join(DATABASE));
        if !database.is_file() {
            return Err(missing(if file.is_file() { DATABASE } else { SETTINGS }));
        }
        let database = Database::open_file(&database)?;
        let text = settings_file::in_force(dir, &last_record(&database)?.hash).map_err(|error| {
            let is_lost = file.try_exists().is_ok_and(|is_there| !is_there);
            if is_lost { missing(SETTINGS) } else { error }
        })?;
        let settings = Settings::from_toml(&file.to_string_lossy(), &text)
            .map_err(|findings| BookError::Settings { file, findings })?;
        let book = Self { home: Home::Directory(dir.to_owned()), settings, database, patience: PATIENCE };
        book.check_fiscal_years()?;
        Ok(book)
    }

    /// Makes a new book on a server.
    ///
    /// # Errors
    /// [`BookError::Exists`] if a book of that name is there, [`BookError::Settings`] if the settings are wrong,
    /// [`BookError::Unreachable`] if nobody lets it in.
    #[cfg(feature = "postgres")]
    pub fn create_on(address: &ServerAddress, ledger_toml: &str) -> Result<Self, BookError> {
        Settings::from_toml(SETTINGS, ledger_toml)
            .map_err(|findings| BookError::Settings { file: SETTINGS.into(), findings })?;
        Database::create_on_server(address, &[(home::SETTINGS_ON_SERVER, ledger_toml), ("writer", "")])?;
        Self::open_on(address)
    }

    /// Opens a book on a server.
    ///
    /// # Errors
    /// [`BookError`] says what is missing, damaged, foreign or too new, or why nobody lets it in.
    #[cfg(feature = "postgres")]
    pub fn open_on(address: &ServerAddress) -> Result<Self, BookError> {
        let (database, home) = (Database::open_on_server(address)?, Home::Server(Box::new(address.clone())));
        let (text, file) = (home::settings_on_server(&database)?, home.settings_file());
        let settings = Settings::from_toml(&file.to_string_lossy(), &text)
            .map_err(|findings| BookError::Settings { file, findings })?;
        let book = Self { home, settings, database, patience: PATIENCE };
        book.check_fiscal_years()?;
        Ok(book)
    }

    /// The nearest directory with a book, from `start` upward. A part of a book counts: what it
    /// lacks is told when it is opened, rather than another book found further up.
    #[must_use]
    pub fn find(start: &Path) -> Option<PathBuf> {
        let start = std::path::absolute(start).ok()?;
        let is_book = |dir: &&Path| dir.join(SETTINGS).is_file() || dir.join(DATABASE).is_file();
        start.ancestors().find(is_book).map(Path::to_owned)
    }

    /// Its settings, as they were when it was opened.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How long to wait for another writer; five seconds if nothing is said.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Begins to take something into the book. `imported_at` and `command` are kept with what
    /// comes of it, and another writer is told the command.
    ///
    /// # Errors
    /// [`BookError::Held`] if another writer does not finish in time, [`BookError::Damaged`] if
    /// the end of the book was cut off: what is added there would hide it.
    pub fn begin_import(&mut self, imported_at: &str, command: &str) -> Result<Import<'_>, BookError> {
        let Writing { transaction, lock, end } = self.begin_writing(command)?;
        Import::new(self, transaction, lock, end, (imported_at, command))
    }

    /// Takes the lock and begins a transaction, if the book ends where it says it does.
    fn begin_writing(&self, command: &str) -> Result<Writing<'_>, BookError> {
        let lock = self.home.lock(command, self.patience)?;
        let transaction = self.database.begin_writing(command, self.patience)?;
        self.check_fiscal_years()?;
        let end = self.last_record()?;
        if self.end()? != Some(end) {
            return Err(BookError::Damaged(format!("it does not end with record {}", end.seq)));
        }
        self.home.tidy(&end.hash)?;
        if end.seq == 0 {
            self.set_meta("fiscal-year-starts", &self.settings.fiscal_years.first_month().to_string())?;
        }
        Ok(Writing { transaction, lock, end })
    }

    /// Every balance, from the kept sums and the opening balances; no voucher is read for it. For a
    /// year without vouchers the sums that files stated stand in.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn balances(&self) -> Result<Balances, BookError> {
        let _snapshot = self.snapshot()?;
        let mut balances = Balances::new(self.settings.fiscal_years);
        kept_sums::add(&self.database, &mut balances)?;
        self.add_openings(&mut balances)?;
        self.stated()?.stand_in(&mut balances)?;
        Ok(balances)
    }

    /// The latest budget of every year in one.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn budget(&self) -> Result<Budget, BookError> {
        Ok(self.budgets()?.latest_of_all(BudgetKind::Budget)?)
    }

    /// Every version of every year's budget and forecast, in the order they came.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn budgets(&self) -> Result<Budgets, BookError> {
        let stored = stored::budgets(&self.database, self.settings.fiscal_years)?;
        Ok(all_readable("budget", stored)?.into_iter().collect())
    }

    /// Hands over every voucher that counts, in the order they came; tells which records hold a
    /// voucher that no longer is one.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn for_each_voucher(&self, mut each: impl FnMut(Voucher)) -> Result<Vec<Finding>, BookError> {
        let _snapshot = self.snapshot()?;
        let mut findings = Vec::new();
        stored::for_each_voucher(&self.database, self.settings.fiscal_years, |stored| {
            match stored.voucher {
                _ if stored.uncounted => {}
                Some((_, voucher)) => each(voucher),
                None => findings.push(Fact::ChainBroken { record: stored.record, id: stored.id }.into()),
            }
        })?;
        findings.dedup();
        Ok(findings)
    }

    /// Every balance added up anew from the vouchers, with everything wrong with them taken
    /// together.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn recomputed(&self) -> Result<Tallied, BookError> {
        let mut tally = Tally::new(self.settings.fiscal_years);
        let broken = self.for_each_voucher(|voucher| tally.post_voucher_as_numbered(&voucher))?;
        for (date, id) in self.own_numbers_not_in_use()? {
            tally.note_number(&id, date);
        }
        let mut tallied = tally.finish()?;
        tallied.facts.splice(..0, broken.into_iter().map(|finding| Located { line: 0, fact: finding.fact }));
        self.add_openings(&mut tallied.balances)?;
        self.stated()?.stand_in(&mut tallied.balances)?;
        Ok(tallied)
    }

    /// The postings on an account during a period, in the order they came.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn postings(&self, account: AccountNumber, period: Period) -> Result<Vec<LedgerPosting>, BookError> {
        let mut postings = Vec::new();
        stored::each_posting_on(&self.database, account, period, |posting| postings.push(posting))?;
        Ok(postings)
    }

    /// The hash of all that counts in the book, whatever order it came in, when and in how many
    /// parts. What was undone is not in it, nor what was done to a voucher after it was booked.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn content_hash(&self) -> Result<[u8; 32], BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let counts = |record: &i64| !uncounted.holds(*record);
        let sql = "SELECT record, series, bookkeeping FROM voucher";
        let mut query = self.database.query(sql)?;
        let mut rows = query.rows(&[])?;
        let mut contents: Vec<Hash> = Vec::new();
        while let Some(row) = rows.next()? {
            if counts(&row.get(0)?) {
                contents.push(chain::of_counted(&row.get::<String>(1)?, &row.get(2)?));
            }
        }
        let sql = "SELECT seq, content FROM record WHERE kind IN ('opening', 'budget', 'stated')";
        let mut query = self.database.query(sql)?;
        let mut rows = query.rows(&[])?;
        while let Some(row) = rows.next()? {
            if counts(&row.get(0)?) {
                contents.push(row.get(1)?);
            }
        }
        contents.sort_unstable();
        Ok(chain::of_all(contents))
    }

    /// The hash of the last record, which stands for all before it: written down elsewhere, it
    /// proves later that nothing up to here was changed.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn chain_head(&self) -> Result<[u8; 32], BookError> {
        Ok(self.last_record()?.hash)
    }

    fn add_openings(&self, balances: &mut Balances) -> Result<(), BookError> {
        for (year, amounts) in self.stored_openings()? {
            for (object, amount) in amounts {
                balances.add_opening(year, object, amount)?;
            }
        }
        Ok(())
    }

    fn stored_openings(&self) -> Result<Vec<(FiscalYear, Amounts)>, BookError> {
        all_readable("opening", stored::openings(&self.database, self.settings.fiscal_years)?)
    }

    /// Makes several reads see one and the same book, unless an import is under way and they
    /// already do.
    fn snapshot(&self) -> Result<Option<Transaction<'_>>, BookError> {
        self.database.snapshot()
    }

    /// Makes last what was written.
    fn commit(&self, transaction: Transaction<'_>) -> Result<(), BookError> {
        transaction.commit()?;
        if self.home.is_there() { Ok(()) } else { Err(BookError::Gone) }
    }

    fn last_record(&self) -> Result<End, BookError> {
        last_record(&self.database)
    }

    /// Where the book says that it ends.
    fn end(&self) -> Result<Option<End>, BookError> {
        let Some(text) = self.meta("end")? else { return Ok(Some(End { seq: 0, hash: START })) };
        Ok(End::parse(&text))
    }

    /// The fiscal years that vouchers were numbered in cannot change afterwards.
    fn check_fiscal_years(&self) -> Result<(), BookError> {
        self.check_first_month(self.settings.fiscal_years.first_month())
    }

    fn check_first_month(&self, in_settings: u32) -> Result<(), BookError> {
        if self.last_record()?.seq == 0 {
            return Ok(());
        }
        match self.meta("fiscal-year-starts")?.and_then(|text| text.parse().ok()) {
            Some(in_book) if in_book == in_settings => Ok(()),
            Some(in_book) => Err(BookError::FiscalYears { in_book, in_settings }),
            None => Err(BookError::Damaged("the month its fiscal years start in is no number".to_owned())),
        }
    }

    fn meta(&self, key: &str) -> Result<Option<String>, BookError> {
        meta(&self.database, key)
    }

    fn set_meta(&self, key: &str, value: &str) -> Result<(), BookError> {
        set_meta(&self.database, key, value)
    }
}

/// Without an error channel, what cannot be read is not there; [`Book::postings`] tells.
impl VoucherSource for Book {
    fn postings_on(&self, account: AccountNumber, period: Period) -> Vec<LedgerPosting> {
        self.postings(account, period).unwrap_or_default()
    }

    fn each_posting_on(&self, account: AccountNumber, period: Period, each: &mut dyn FnMut(LedgerPosting)) {
        let _ = stored::each_posting_on(&self.database, account, period, each);
    }
}

impl End {
    /// Goes on by a record with this content.
    fn link(&mut self, content: &Hash) -> Result<Self, BookError> {
        let seq = self.seq.checked_add(1).ok_or_else(|| BookError::Damaged("it is full".to_owned()))?;
        *self = Self { seq, hash: chain::link(&self.hash, content) };
        Ok(*self)
    }

    /// Puts a record after the last.
    fn append(&mut self, database: &Database, kind: &str, content: &Hash) -> Result<i64, BookError> {
        let Self { seq, hash } = self.link(content)?;
        database.run(
            "INSERT INTO record (seq, kind, content, hash) VALUES (?1, ?2, ?3, ?4)",
            values![seq, kind, content, hash],
        )?;
        Ok(seq)
    }

    /// Writes down where the book ends, so that records missing there are noticed.
    fn store(self, database: &Database) -> Result<(), BookError> {
        set_meta(database, "end", &format!("{} {}", self.seq, hex(&self.hash)))
    }

    fn parse(text: &str) -> Option<Self> {
        let (seq, hex) = text.split_once(' ')?;
        let bytes = hex.as_bytes().chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        });
        let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
        Some(Self { seq: seq.parse().ok()?, hash: bytes.try_into().ok()? })
    }
}

fn last_record(database: &Database) -> Result<End, BookError> {
    let sql = "SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1";
    let last = database.first(sql, &[], |row| Ok(End { seq: row.get(0)?, hash: row.get(1)? }))?;
    Ok(last.unwrap_or(End { seq: 0, hash: START }))
}

/// A hash as it is written down: 64 digits.
fn hex(hash: &Hash) -> String {
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn meta(database: &Database, key: &str) -> Result<Option<String>, BookError> {
    database.first("SELECT value FROM meta WHERE key = ?1", values![key], |row| row.get(0))
}

fn set_meta(database: &Database, key: &str, value: &str) -> Result<(), BookError> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    database.run(sql, values![key, value])
}

fn all_readable<T>(table: &'static str, all: Vec<stored::Stored<T>>) -> Result<Vec<T>, BookError> {
    let read = |one: stored::Stored<T>| one.value.ok_or(BookError::Unreadable { table, record: one.record });
    all.into_iter().filter(|one| !one.undone).map(read).collect()
}

/// Makes an empty database that only its owner may read.
fn create_database(path: &Path) -> Result<(), BookError> {
    // An attempt that was cut off leaves a journal, which would be played back into this one.
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    settings_file::remove(Path::new(&journal))?;
    private_file(path).map_err(|source| io(path, source))?;
    Database::create_file(path)
}

fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    private(options.write(true).create(true).truncate(true));
    options.open(path)
}

/// What is made is its owner's alone to read, whatever the surroundings would allow.
fn private(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}
