//! Fiscal years that are closed (bokslut): what they came to is fixed, and opens the next.

use super::anchor::Anchor;
use super::chain::{self, Hash};
use super::engine::{Database, Row, Transaction, values};
use super::error::BookError;
use super::import::Import;
use super::lock::WriteLock;
use super::period_lock::Locks;
use super::rows;
use super::stored::{self, Uncounted};
use super::{Book, Writing};
use crate::amount::Amount;
use crate::balances::{Amounts, Balances, YearEnd};
use crate::calendar::{FiscalYear, FiscalYears};
use crate::finding::Fact;

/// A fiscal year that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedYear {
    /// The year.
    pub year: FiscalYear,
    /// When it was closed, as was said then.
    pub closed_at: String,
    /// The command that closed it.
    pub command: String,
    /// The SHA-256 of all that counts of it: its opening balances and its vouchers.
    pub hash: [u8; 32],
    /// The hash of the record that closed it, which stands for all of the book up to there: kept outside, it
    /// [proves](Book::prove) the book later.
    pub anchor: Anchor,
}

/// A closing as its record has it.
#[derive(Debug)]
pub(super) struct StoredClosing {
    record: i64,
    closed: ClosedYear,
}

/// The closing of one year, made by [`Book::begin_close`].
///
/// Dropped without [`commit`](Self::commit) it leaves the book as it was; a dry run is that.
#[derive(Debug)]
pub struct Closing<'book> {
    // Rolled back before the lock is given up: fields are dropped in this order.
    transaction: Transaction<'book>,
    book: &'book Book,
    openings: Amounts,
    closed: ClosedYear,
    _lock: Option<WriteLock>,
}

impl Closing<'_> {
    /// What the next year opens with: every balance, the result of the closed year moved to equity; in
    /// öre, debit positive.
    #[must_use]
    pub const fn openings(&self) -> &Amounts {
        &self.openings
    }

    /// The year, as it will be listed.
    #[must_use]
    pub const fn closed(&self) -> &ClosedYear {
        &self.closed
    }

    /// The book as it will be.
    #[must_use]
    pub const fn book(&self) -> &Book {
        self.book
    }

    /// Makes it last, all of it at once.
    ///
    /// # Errors
    /// [`BookError`] if that fails; the book is then as it was.
    pub fn commit(self) -> Result<(), BookError> {
        self.book.commit(self.transaction)
    }
}

impl Book {
    /// Begins to close a fiscal year (bokslut): its months are locked for good, the next year opens with
    /// what it closed with, its result moved to equity, and the hash of what was closed is kept. That
    /// the laws hold is for [`check`](crate::check) to say, before or with the book as it will be.
    ///
    /// Opening balances that were given for the next year stand; that they are those of this one is a
    /// law of the books too.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # use finsam_ledger::{Amount, Budget, FiscalYears, YearEnd};
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// # let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in");
    /// let year = FiscalYears::CALENDAR.starting_in(2024)?;
    /// # let amount = |ore| Amount::from_ore(ore);
    /// # let mut import = book.begin_import("2024-02-01T09:30", "ledger import ib.csv")?;
    /// # let of = |text: &str| text.parse::<finsam_ledger::AccountNumber>().map(Into::into);
    /// # let openings = [(year, of("1930")?, amount(500_00)), (year, of("2010")?, amount(-500_00))];
    /// # import.add("ib.csv", &[], &openings, &Budget::default())?;
    /// # import.commit()?;
    /// book.begin_close(year, layout.year_end(), ("2025-02-14T10:00", "ledger close 2024"))?.commit()?;
    /// assert_eq!(book.closed_years()?[0].year, year);
    /// assert!(book.unlock(year.period(), "2025-02-15T10:00", "ledger unlock 2024", "rättelse").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::YearClosed`] if it is closed, [`BookError::YearEmpty`] if nothing is known of it,
    /// [`BookError::YearBeforeOpen`] if an earlier year with bookings is not closed, since what that came
    /// to could still change; [`BookError::Held`] if another writer does not finish in time.
    pub fn begin_close(
        &mut self,
        year: FiscalYear,
        year_end: &YearEnd,
        (at, command): (&str, &str),
    ) -> Result<Closing<'_>, BookError> {
        let Writing { transaction, lock, mut end } = self.begin_writing(command)?;
        let closed = self.closed_years()?;
        if let Some(before) = closed.iter().find(|closed| closed.year == year) {
            return Err(BookError::YearClosed { year, closed_at: before.closed_at.clone() });
        }
        let balances = self.balances()?;
        let years = self.settings.fiscal_years;
        let known = |year: &FiscalYear| {
            balances.given_opening(*year).is_some() || balances.turnovers_in(year.period()).next().is_some()
        };
        if !known(&year) {
            return Err(BookError::YearEmpty { year });
        }
        let is_open = |earlier: &FiscalYear| !closed.iter().any(|closed| closed.year == *earlier);
        let booked = balances.turnovers().map(|(month, _, _)| years.of(month));
        if let Some(before) = booked.filter(|earlier| *earlier < year).find(is_open) {
            return Err(BookError::YearBeforeOpen { year, before });
        }
        if year
            .period()
            .months()
            .any(|month| !Locks::of(&self.database).is_ok_and(|locks| locks.holds(month)))
        {
            self.append_lock(&mut end, year.period(), true, [at, command, ""])?;
        }
        let mut import = Import::new(self, transaction, lock, end, (at, command))?;
        let openings = import.fix_opening(year.next(), &balances, year_end)?;
        // What an earlier year brings later must not move what this one opened with.
        import.fix_opening(year, &balances, year_end)?;
        import.append_closing(year, at, command)?;
        import.end()?;
        let book = import.book;
        let (transaction, lock) = import.into_open();
        let closed = book.closed_years()?.into_iter().find(|closed| closed.year == year);
        let closed = closed.ok_or(BookError::Damaged("what is closed is not kept".to_owned()))?;
        Ok(Closing { transaction, book, openings, closed, _lock: lock })
    }

    /// The fiscal years that are closed, in the order they were.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn closed_years(&self) -> Result<Vec<ClosedYear>, BookError> {
        let told = |closing: Result<StoredClosing, u64>| {
            let closing = closing.map_err(|record| BookError::Unreadable { table: "closing", record })?;
            Ok(closing.closed)
        };
        StoredClosing::read(&self.database, self.settings.fiscal_years)?.into_iter().map(told).collect()
    }

    /// What every record of a closing says now.
    pub(super) fn closing_contents(&self) -> Result<Vec<(u64, Option<Hash>)>, BookError> {
        let content = |closing: Result<StoredClosing, u64>| match closing {
            Ok(StoredClosing { record, closed: ClosedYear { year, closed_at, command, hash, .. } }) => {
                (stored::number_of(record), Some(chain::of_closing(year, &hash, &closed_at, &command)))
            }
            Err(record) => (record, None),
        };
        let all = StoredClosing::read(&self.database, self.settings.fiscal_years)?;
        Ok(all.into_iter().map(content).collect())
    }

    /// Closed years that are no longer what they were.
    pub(super) fn closed_years_amiss(&self) -> Result<Vec<Fact>, BookError> {
        let mut facts = Vec::new();
        for closing in StoredClosing::read(&self.database, self.settings.fiscal_years)?.into_iter().flatten()
        {
            let ClosedYear { year, hash, closed_at, .. } = closing.closed;
            if self.hash_of_year(year)? != hash {
                facts.push(Fact::ClosedYearChanged { year, closed_at });
            }
        }
        Ok(facts)
    }

    /// The hash of all that counts of a year. A voucher that the program made has one and the same part
    /// in it, whether it has come back from the ekonomiservice or not.
    fn hash_of_year(&self, year: FiscalYear) -> Result<Hash, BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let mut contents: Vec<Hash> = Vec::new();
        let mut query =
            self.database.query("SELECT record, series, bookkeeping FROM voucher WHERE year = ?1")?;
        let mut rows = query.rows(values![year.year()])?;
        while let Some(row) = rows.next()? {
            let record = row.get(0)?;
            if !uncounted.is_undone(record) && uncounted.made_as(record) == record {
                contents.push(chain::of_counted(&row.get::<String>(1)?, &row.get(2)?));
            }
        }
        let mut query = self.database.query(
            "SELECT o.record, r.content FROM opening o JOIN record r ON r.seq = o.record WHERE o.year = ?1",
        )?;
        let mut rows = query.rows(values![year.year()])?;
        while let Some(row) = rows.next()? {
            if !uncounted.is_undone(row.get(0)?) {
                contents.push(row.get(1)?);
            }
        }
        contents.sort_unstable();
        Ok(chain::of_all(contents))
    }

    /// The year that an import closed, if it closed one.
    pub(super) fn closed_by(&self, first: i64, last: i64) -> Result<Option<FiscalYear>, BookError> {
        let all = StoredClosing::read(&self.database, self.settings.fiscal_years)?;
        let of_import = |closing: &StoredClosing| (first..=last).contains(&closing.record);
        Ok(all.into_iter().flatten().find(of_import).map(|closing| closing.closed.year))
    }
}

impl Import<'_> {
    fn append_closing(&mut self, year: FiscalYear, at: &str, command: &str) -> Result<(), BookError> {
        let hash = self.book.hash_of_year(year)?;
        let record = self.append("closing", &chain::of_closing(year, &hash, at, command))?;
        self.book.database.run(
            "INSERT INTO closing (record, year, hash, closed_at, command) VALUES (?1, ?2, ?3, ?4, ?5)",
            values![record, year.year(), hash, at, command],
        )
    }

    /// Writes down what a year opens with, unless that was given.
    fn fix_opening(
        &mut self,
        year: FiscalYear,
        balances: &Balances,
        year_end: &YearEnd,
    ) -> Result<Amounts, BookError> {
        let mut openings = balances.opened(year, year_end)?;
        if balances.given_opening(year).is_none() {
            if openings.is_empty() {
                openings.insert(year_end.result_to.into(), Amount::ZERO);
            }
            self.append_opening(year, &openings)?;
        }
        Ok(openings)
    }

    /// Adds a year's opening balances.
    pub(super) fn append_opening(&mut self, year: FiscalYear, amounts: &Amounts) -> Result<(), BookError> {
        let record = self.append("opening", &chain::of_opening(year, amounts))?;
        let database = &self.book.database;
        database.run("INSERT INTO opening (record, year) VALUES (?1, ?2)", values![record, year.year()])?;
        rows::insert_opening_rows(database, record, amounts)
    }
}

impl StoredClosing {
    /// What the database has; of a record that cannot be read only its number is told.
    fn read(database: &Database, years: FiscalYears) -> Result<Vec<Result<Self, u64>>, BookError> {
        let mut query = database.query(
            "SELECT record, year, hash, closed_at, command,
                    (SELECT record.hash FROM record WHERE seq = closing.record)
             FROM closing ORDER BY record",
        )?;
        let mut rows = query.rows(&[])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let record = stored::number_of(row.get(0)?);
            all.push(Self::of(row, years).ok_or(record));
        }
        Ok(all)
    }

    fn of(row: Row<'_>, years: FiscalYears) -> Option<Self> {
        let closed = ClosedYear {
            year: stored::year(row, 1, years)?,
            hash: row.get(2).ok()?,
            closed_at: row.get(3).ok()?,
            command: row.get(4).ok()?,
            anchor: Anchor::of(row.get(5).ok()?),
        };
        Some(Self { record: row.get(0).ok()?, closed })
    }
}
