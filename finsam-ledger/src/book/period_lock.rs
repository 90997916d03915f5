//! Months in which nothing more is booked (låsta perioder): said once, and kept with what is said
//! against it later.

use std::collections::BTreeMap;

use super::chain;
use super::engine::{Database, Row, values};
use super::error::BookError;
use super::{Book, End, Writing, stored};
use crate::calendar::{FiscalYear, Month, Period};

/// Months that follow each other and were locked with one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodLock {
    /// The months.
    pub period: Period,
    /// When they were locked, as was said then.
    pub locked_at: String,
    /// The command that locked them.
    pub command: String,
    /// Why, in the user's words; often empty.
    pub reason: String,
}

/// All that was said of what is locked, in the order of the records.
#[derive(Debug, Default)]
pub(super) struct Locks(Vec<Word>);

/// That a period is locked, or no longer is.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) record: i64,
    period: Period,
    locks: bool,
    said_at: String,
    command: String,
    reason: String,
}

impl Word {
    /// What the record says, by which it is known in the chain.
    pub(super) fn content(&self) -> chain::Hash {
        chain::of_lock(self.period, self.locks, [&self.said_at, &self.command, &self.reason])
    }

    fn of(row: Row<'_>) -> Option<Self> {
        let month = |column| row.get::<String>(column).ok()?.parse::<Month>().ok();
        Some(Self {
            record: row.get(0).ok()?,
            period: Period::new(month(1)?, month(2)?).ok()?,
            locks: row.get(3).ok()?,
            said_at: row.get(4).ok()?,
            command: row.get(5).ok()?,
            reason: row.get(6).ok()?,
        })
    }
}

impl Locks {
    /// What the database has; of a record that cannot be read only its number is told.
    pub(super) fn read(database: &Database) -> Result<Vec<Result<Word, u64>>, BookError> {
        let mut query = database
            .query("SELECT record, first, last, locks, said_at, command, reason FROM lock ORDER BY record")?;
        let mut rows = query.rows(&[])?;
        let mut words = Vec::new();
        while let Some(row) = rows.next()? {
            let record = stored::number_of(row.get(0)?);
            words.push(Word::of(row).ok_or(record));
        }
        Ok(words)
    }

    pub(super) fn of(database: &Database) -> Result<Self, BookError> {
        let word =
            |word: Result<Word, u64>| word.map_err(|record| BookError::Unreadable { table: "lock", record });
        Self::read(database)?.into_iter().map(word).collect::<Result<_, _>>().map(Self)
    }

    /// The word that locked a month, as things stood before a record.
    fn on(&self, month: Month, before: u64) -> Option<&Word> {
        let said = self.0.iter().take_while(|word| stored::number_of(word.record) < before);
        said.filter(|word| word.period.contains(month)).last().filter(|word| word.locks)
    }

    /// Whether nothing may be booked in a month.
    pub(super) fn holds(&self, month: Month) -> bool {
        self.on(month, u64::MAX).is_some()
    }

    /// The first month from this one on in which something may be booked. There is always one: what
    /// is locked has an end.
    pub(super) fn open_from(&self, month: Month) -> Month {
        let months = std::iter::successors(Some(month), |month| Some(month.next()));
        months.into_iter().find(|month| !self.holds(*month)).unwrap_or(month)
    }

    /// Whether nothing might be booked in a month before a record.
    pub(super) fn held(&self, month: Month, before: u64) -> bool {
        self.on(month, before).is_some()
    }

    /// The first month of a year that is locked.
    pub(super) fn first_in(&self, year: FiscalYear) -> Option<Month> {
        year.period().months().find(|month| self.holds(*month))
    }

    /// What is locked, word by word and month after month.
    fn standing(&self) -> Vec<PeriodLock> {
        let locked: BTreeMap<Month, &Word> = self
            .0
            .iter()
            .filter(|word| word.locks)
            .flat_map(|word| word.period.months())
            .filter_map(|month| Some((month, self.on(month, u64::MAX)?)))
            .collect();
        let mut standing: Vec<(i64, PeriodLock)> = Vec::new();
        for (month, word) in locked {
            match standing.last_mut() {
                Some((record, lock)) if *record == word.record && lock.period.last().next() == month => {
                    lock.period = Period::new(lock.period.first(), month).unwrap_or(lock.period);
                }
                _ => standing.push((
                    word.record,
                    PeriodLock {
                        period: Period::month(month),
                        locked_at: word.said_at.clone(),
                        command: word.command.clone(),
                        reason: word.reason.clone(),
                    },
                )),
            }
        }
        standing.into_iter().map(|(_, lock)| lock).collect()
    }
}

impl Book {
    /// The months in which nothing more is booked, in their order.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn locks(&self) -> Result<Vec<PeriodLock>, BookError> {
        Ok(Locks::of(&self.database)?.standing())
    }

    /// Locks a period (låser en period): from now on nothing that counts is added to its months, nor
    /// taken out of them. Kept with when, by which command and why.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// let (year, march) = ("2024".parse()?, "2024-03".parse()?);
    /// book.lock(year, "2025-02-01T09:30", "ledger lock 2024", "bokslut")?;
    /// book.unlock(march, "2025-02-03T13:00", "ledger unlock 2024-03", "rättelse efter revision")?;
    /// let locked: Vec<_> = book.locks()?.iter().map(|lock| lock.period.to_string()).collect();
    /// assert_eq!(locked, ["2024-01..2024-02", "2024-04..2024-12"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::LockedAlready`] if all of it is, [`BookError::Held`] if another writer does not
    /// finish in time, [`BookError::Damaged`] if the end of the book was cut off.
    pub fn lock(&mut self, period: Period, at: &str, command: &str, reason: &str) -> Result<(), BookError> {
        self.say(period, true, [at, command, reason])
    }

    /// Opens a locked period again. That it was locked, and why it no longer is, stays in the book.
    ///
    /// # Errors
    /// [`BookError::NotLocked`] if nothing of it is, [`BookError::YearClosed`] if a month of it lies in a year
    /// that is closed, and as [`lock`](Self::lock).
    pub fn unlock(&mut self, period: Period, at: &str, command: &str, reason: &str) -> Result<(), BookError> {
        self.say(period, false, [at, command, reason])
    }

    fn say(
        &mut self,
        period: Period,
        locks: bool,
        [at, command, reason]: [&str; 3],
    ) -> Result<(), BookError> {
        let Writing { transaction, lock: _lock, mut end } = self.begin_writing(command)?;
        if !locks
            && let Some(closed) = self.closed_years()?.into_iter().find(|closed| overlap(closed.year, period))
        {
            return Err(BookError::YearClosed { year: closed.year, closed_at: closed.closed_at });
        }
        let known = Locks::of(&self.database)?;
        if period.months().all(|month| known.holds(month) == locks) {
            return Err(if locks {
                BookError::LockedAlready { period }
            } else {
                BookError::NotLocked { period }
            });
        }
        self.append_lock(&mut end, period, locks, [at, command, reason])?;
        end.store(&self.database)?;
        self.commit(transaction)
    }

    /// Puts a word on what is locked at the end of the book.
    pub(super) fn append_lock(
        &self,
        end: &mut End,
        period: Period,
        locks: bool,
        [at, command, reason]: [&str; 3],
    ) -> Result<(), BookError> {
        let content = chain::of_lock(period, locks, [at, command, reason]);
        let record = end.append(&self.database, "lock", &content)?;
        let (first, last) = (period.first().to_string(), period.last().to_string());
        self.database.run(
            "INSERT INTO lock (record, first, last, locks, said_at, command, reason)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values![record, first, last, locks, at, command, reason],
        )
    }
}

/// Whether a month of the period lies in the year.
fn overlap(year: FiscalYear, period: Period) -> bool {
    year.period().months().any(|month| period.contains(month))
}
