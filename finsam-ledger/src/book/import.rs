//! What is taken into a book in one go: all of it, or nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::batch::ImportedFile;
use super::chain::{self, Hash};
use super::check::{GoneThrough, Inspection};
use super::coming::Coming;
use super::engine::{Transaction, values};
use super::error::{BookError, unwritable};
use super::hashed::Hashed;
use super::home::Home;
#[cfg(feature = "postgres")]
use super::home::SETTINGS_ON_SERVER;
use super::known::{self, Known, Standing};
use super::lock::WriteLock;
use super::orders::{OrderMatch, Orders};
use super::period_lock::Locks;
use super::rows::{self, Linked};
use super::settings_file::{self, Named};
use super::{Book, End, SETTINGS, stored};
use crate::amount::Amount;
use crate::balances::{Amounts, BalanceObject};
use crate::budget::{Budget, BudgetKind, BudgetOfYear};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::{Fact, FileKind, Finding, Place};
use crate::read::settings::{NamesAdded, NewNames};
use crate::voucher::Voucher;
use crate::voucher_id::VoucherId;
use crate::vouchers::Vouchers;

/// One import under way, made by [`Book::begin_import`].
///
/// Dropped without [`commit`](Self::commit) it leaves the book as it was; a dry run is that.
#[derive(Debug)]
pub struct Import<'book> {
    // Rolled back before the lock is given up: fields are dropped in this order.
    transaction: Transaction<'book>,
    pub(super) book: &'book Book,
    imported_at: String,
    command: String,
    pub(super) end: End,
    /// The first record of this import.
    pub(super) first: i64,
    number: i64,
    batch_stored: bool,
    /// Files that brought nothing new so far: they are told with the first that does.
    waiting: Vec<ImportedFile>,
    failed: bool,
    /// What lies in the book, gone through, with the vouchers that were added to it since.
    pub(super) gone_through: Option<GoneThrough>,
    lock: Option<WriteLock>,
}

/// How what a file brought compares with what the book held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<T> {
    /// Not in the book before, and in it now.
    pub new: Vec<T>,
    /// In the book already, or brought by a file before; nothing was added.
    pub identical: Vec<T>,
    /// In the book with other content; nothing was replaced, and a finding tells of each.
    pub changed: Vec<T>,
}

impl<T> Default for Compared<T> {
    fn default() -> Self {
        Self { new: Vec::new(), identical: Vec::new(), changed: Vec::new() }
    }
}

/// What came of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileOutcome {
    /// Its vouchers, in the order of the file.
    pub vouchers: Compared<VoucherId>,
    /// The years it brought opening balances for.
    pub openings: Compared<FiscalYear>,
    /// The budgets and forecasts it brought.
    pub budgets: Compared<BudgetOfYear>,
    /// The years it stated sums of.
    pub stated: Compared<FiscalYear>,
    /// Its vouchers that are not in the book and lie in months that are locked; nothing was added, and
    /// a finding tells of each.
    pub locked: Vec<VoucherId>,
    /// Vouchers that the program made and handed over (bokföringsorder), each with the voucher of the file
    /// by which it came back. That one counts from now on; no sum changes.
    pub returned: Vec<(VoucherId, VoucherId)>,
    /// Those of the new vouchers that an undone import had brought before.
    pub undone_before: Vec<VoucherId>,
    /// What the book holds with other content, or under another series: vouchers, then opening
    /// balances, then budgets.
    pub findings: Vec<Finding>,
}

impl<'book> Import<'book> {
    pub(super) fn new(
        book: &'book Book,
        transaction: Transaction<'book>,
        lock: Option<WriteLock>,
        end: End,
        (imported_at, command): (&str, &str),
    ) -> Result<Self, BookError> {
        let (imported_at, command) = (imported_at.to_owned(), command.to_owned());
        let full = || BookError::Damaged("it is full".to_owned());
        let last: Option<i64> = book.database.only("SELECT max(number) FROM batch", &[], |row| row.get(0))?;
        let number = last.unwrap_or(0).checked_add(1).ok_or_else(full)?;
        Ok(Self {
            transaction,
            book,
            imported_at,
            command,
            first: end.seq.checked_add(1).ok_or_else(full)?,
            end,
            number,
            batch_stored: false,
            waiting: Vec::new(),
            failed: false,
            // A book that holds nothing is soon gone through.
            gone_through: (end.seq == 0).then(|| GoneThrough::nothing(book.settings.fiscal_years)),
            lock,
        })
    }

    /// Adds what a file brought: what the book does not hold yet, and no file of this import
    /// brought before. Vouchers are known by fiscal year, series and number, opening balances by
    /// their year, budgets and forecasts by year, kind and name; each year's are one whole. A budget
    /// without a date is the one that is there, whatever its date. Amounts are in öre, debit positive.
    ///
    /// Where several vouchers have one number, each of the book's stands for one of the file that
    /// is identical. What the file has beyond those is new, if the file has all of the book's;
    /// otherwise it is changed, for it may be another telling of one that the file leaves out.
    ///
    /// A voucher is identical if date, text and rows are the same, whatever order its rows stand
    /// in and whatever was done to it after it was booked. A file that leaves out all series
    /// brings the same voucher as one that has them: [`Fact::SeriesDiffers`] tells.
    ///
    /// # Errors
    /// [`BookError`] if it cannot be stored; the import can then only be dropped.
    pub fn add(
        &mut self,
        file: impl Into<ImportedFile>,
        vouchers: &[Voucher],
        openings: &[(FiscalYear, BalanceObject, Amount)],
        budget: &Budget,
    ) -> Result<FileOutcome, BookError> {
        let (place, mut outcome) = self.begin_file(file.into())?;
        let all = vouchers.iter().map(Cow::Borrowed);
        self.take_in(all, vouchers.len(), &place, &mut outcome)?;
        self.add_wholes(openings, budget, &place, &mut outcome)?;
        Ok(outcome)
    }

    /// Adds the vouchers of a file, as [`add`](Self::add) does, that are kept close together.
    ///
    /// # Errors
    /// [`BookError`] if they cannot be stored; the import can then only be dropped.
    pub fn add_vouchers(
        &mut self,
        file: impl Into<ImportedFile>,
        vouchers: &Vouchers,
    ) -> Result<FileOutcome, BookError> {
        let (place, mut outcome) = self.begin_file(file.into())?;
        self.take_in(vouchers.iter().map(Cow::Owned), vouchers.len(), &place, &mut outcome)?;
        self.done()?;
        Ok(outcome)
    }

    fn begin_file(&mut self, file: ImportedFile) -> Result<(Place, FileOutcome), BookError> {
        self.begin()?;
        let place = Place::file(&file.name.as_str().into());
        self.waiting.push(file);
        Ok((place, FileOutcome::default()))
    }

    /// Adds opening balances and budgets that the files added so far make up together; findings
    /// name the files as `place` does. Amounts are in öre, debit positive.
    ///
    /// # Errors
    /// [`BookError`] if they cannot be stored; the import can then only be dropped.
    pub fn add_together(
        &mut self,
        place: &str,
        openings: &[(FiscalYear, BalanceObject, Amount)],
        budget: &Budget,
    ) -> Result<FileOutcome, BookError> {
        self.begin()?;
        let mut outcome = FileOutcome::default();
        self.add_wholes(openings, budget, &Place::file(&place.into()), &mut outcome)?;
        Ok(outcome)
    }

    /// Until all of what is added is in, what is in is only a part of it.
    pub(super) fn begin(&mut self) -> Result<(), BookError> {
        if self.failed {
            return Err(BookError::ImportFailed);
        }
        self.failed = true;
        Ok(())
    }

    /// Adds what a year has one of, and ends the adding.
    fn add_wholes(
        &mut self,
        openings: &[(FiscalYear, BalanceObject, Amount)],
        budget: &Budget,
        place: &Place,
        outcome: &mut FileOutcome,
    ) -> Result<(), BookError> {
        self.add_openings(openings, place, outcome)?;
        self.add_budgets(budget, place, outcome)?;
        self.done()
    }

    /// Notes where the book ends now, for whoever adds records of another kind.
    pub(super) fn end(&mut self) -> Result<(), BookError> {
        self.end.store(&self.book.database)
    }

    /// All of what is added is in.
    pub(super) fn done(&mut self) -> Result<(), BookError> {
        if self.batch_stored {
            self.store_waiting_files()?;
        }
        self.end.store(&self.book.database)?;
        self.failed = false;
        Ok(())
    }

    /// The number that this import has among the book's, if it brought anything new so far.
    #[must_use]
    pub fn batch(&self) -> Option<u64> {
        self.batch_stored.then(|| stored::number_of(self.number))
    }

    /// Goes through all that the book holds, before anything is added to it, and tells what it is
    /// like. What is added then need not be read back for [`inspect`](Self::inspect).
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # use finsam_ledger::{Amount, Posting, VoucherDraft, VoucherId, Vouchers};
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// # let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
    /// # let row = |account: &str, ore| Ok::<_, finsam_ledger::AccountError>(Posting::new(account.parse()?, Amount::from_ore(ore)));
    /// # let rows = vec![row("5539", 10_000)?, row("2411", -10_000)?];
    /// # let voucher = VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", rows).try_into_voucher()?;
    /// # let vouchers: Vouchers = [voucher].into_iter().collect();
    /// let mut import = book.begin_import("2024-02-01T09:30", "ledger import verifikat.csv")?;
    /// assert!(import.inspect_first()?.record.findings.is_empty());
    /// import.add_vouchers("verifikat.csv", &vouchers)?;
    /// assert_eq!(import.inspect()?.summary.debit, Amount::from_ore(10_000));
    /// import.commit()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn inspect_first(&mut self) -> Result<Inspection, BookError> {
        if self.end.seq >= self.first {
            return self.inspect();
        }
        let gone_through = self.book.go_through()?;
        let inspection = gone_through.clone().inspection(self.book, 0)?;
        if inspection.record.findings.is_empty() {
            self.book.check_database()?;
        }
        self.gone_through = Some(gone_through);
        Ok(inspection)
    }

    /// What the book will be like, as [`Book::inspect`] tells it. Where
    /// [`inspect_first`](Self::inspect_first) was asked, and in a book that was empty, only what lies
    /// there is gone through, not what was added.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn inspect(&self) -> Result<Inspection, BookError> {
        let added = self.end.seq.saturating_sub(self.first).saturating_add(1);
        match &self.gone_through {
            Some(gone_through) => gone_through.clone().inspection(self.book, stored::number_of(added)),
            None => self.book.inspect(),
        }
    }

    /// The book as it will be: what is read from it holds all that was added so far.
    #[must_use]
    pub const fn book(&self) -> &Book {
        self.book
    }

    /// Makes all that was added last, at once.
    ///
    /// # Errors
    /// [`BookError`] if that fails, or an [`add`](Self::add) did; the book is then as it was.
    pub fn commit(self) -> Result<(), BookError> {
        self.store().map(drop)
    }

    /// Makes all that was added last, and adds to `ledger.toml` the names that it lacks: both at once, or
    /// neither. The settings of the book in memory stay those it was opened with.
    ///
    /// # Errors
    /// As [`commit`](Self::commit) and [`add_names`](Book::add_names); the book is then as it was.
    pub fn commit_with_names(self, names: &NewNames) -> Result<NamesAdded, BookError> {
        if names.is_empty() {
            return self.store().map(|_| NamesAdded::default());
        }
        let Named { text, added, .. } = self.book.with_names(&self.book.settings_text()?, names)?;
        if added.is_empty() {
            return self.store().map(|_| added);
        }
        match &self.book.home {
            Home::Directory(dir) => self.store_with_settings(&dir.clone(), &text)?,
            #[cfg(feature = "postgres")]
            Home::Server(_) => self.store_beside_settings(&text)?,
        }
        Ok(added)
    }

    /// Makes it last together with new settings of a directory.
    fn store_with_settings(self, dir: &Path, text: &str) -> Result<(), BookError> {
        if !self.batch_stored {
            let _lock = self.store()?;
            let file = dir.join(SETTINGS);
            return settings_file::replace(&file, text).map_err(|source| unwritable(&file, source));
        }
        let head = self.end.hash;
        settings_file::wait_for(dir, &head, text)?;
        let _lock = self.store()?;
        // From here on they are in force; where they cannot be put in place now, whoever opens the book does.
        let _ = settings_file::in_force(dir, &head);
        Ok(())
    }

    /// Makes it last together with new settings beside it: one commit is of both.
    #[cfg(feature = "postgres")]
    fn store_beside_settings(mut self, text: &str) -> Result<(), BookError> {
        self.book.set_meta(SETTINGS_ON_SERVER, text)?;
        self.batch_stored = true;
        self.store().map(drop)
    }

    /// Makes it last, and hands back the lock.
    fn store(self) -> Result<Option<WriteLock>, BookError> {
        if self.failed {
            return Err(BookError::ImportFailed);
        }
        // An import that brought nothing new leaves the file alone.
        if self.batch_stored {
            self.book.commit(self.transaction)?;
        } else {
            self.transaction.roll_back()?;
        }
        Ok(self.lock)
    }

    /// Adds those of a file's vouchers that are new, and tells how each stands to the book.
    fn take_in<'a>(
        &mut self,
        vouchers: impl Iterator<Item = Cow<'a, Voucher>> + Clone + Send,
        count: usize,
        place: &Place,
        outcome: &mut FileOutcome,
    ) -> Result<(), BookError> {
        let (database, years) = (&self.book.database, self.book.settings.fiscal_years);
        let mut known = Known::new(database, self.end.seq)?;
        let is_identical =
            if known.is_anything()? { known.identical(vouchers.clone(), years)? } else { Vec::new() };
        let mut is_identical = is_identical.into_iter();
        let locks = Locks::of(database)?;
        let mut orders = Orders::waiting(self.book)?;
        let mut coming = Coming::new(self, count)?;
        Hashed::each(vouchers, years, |hashed| {
            let voucher = &*hashed.voucher;
            let id = voucher.id().clone();
            let standing = match is_identical.next() {
                Some(true) => Standing::Identical,
                _ => known.standing(hashed.year, voucher, &hashed.bookkeeping)?,
            };
            let order = match standing {
                Standing::New { .. } => orders.take(voucher),
                _ => None,
            };
            match standing {
                Standing::New { .. } if order.is_some() => match order {
                    Some(OrderMatch::Returned(own, order)) => {
                        coming.returned(own, hashed)?;
                        outcome.returned.push((order, id));
                    }
                    Some(OrderMatch::Otherwise(fact)) => {
                        outcome.findings.push(Finding::at(place.clone(), fact));
                        outcome.vouchers.changed.push(id);
                    }
                    Some(OrderMatch::Itself) | None => outcome.vouchers.identical.push(id),
                },
                Standing::New { .. } if locks.holds(Month::of(voucher.date())) => {
                    let fact = Fact::VoucherInLockedPeriod { id: id.clone(), date: voucher.date() };
                    outcome.findings.push(Finding::at(place.clone(), fact));
                    outcome.locked.push(id);
                }
                Standing::New { undone } => {
                    coming.counted(hashed)?;
                    outcome.undone_before.extend(undone.then(|| id.clone()));
                    outcome.vouchers.new.push(id);
                }
                Standing::Identical => outcome.vouchers.identical.push(id),
                Standing::Changed(record) => {
                    let fact = known::changed(database, record, coming.import.first, voucher)?;
                    outcome.findings.push(Finding::at(place.clone(), fact));
                    outcome.vouchers.changed.push(id);
                }
            }
            Ok(())
        })?;
        coming.all_in()?;
        outcome.findings.extend(known.facts().map(|fact| Finding::at(place.clone(), fact)));
        Ok(())
    }

    fn add_openings(
        &mut self,
        openings: &[(FiscalYear, BalanceObject, Amount)],
        place: &Place,
        outcome: &mut FileOutcome,
    ) -> Result<(), BookError> {
        let database = &self.book.database;
        let years = self.book.settings.fiscal_years;
        let locks = Locks::of(database)?;
        let mut given: BTreeMap<FiscalYear, Amounts> = BTreeMap::new();
        for (year, object, amount) in openings {
            let year = known_year(years, year.first())?;
            let kept = given.entry(year).or_default().entry(object.clone()).or_default();
            *kept = kept.checked_add(*amount)?;
        }
        let in_book: BTreeMap<_, _> = self.book.stored_openings()?.into_iter().collect();
        for (year, amounts) in given {
            let amounts = without_idle_zeros(amounts);
            match (in_book.get(&year), locks.first_in(year)) {
                (None, Some(month)) => {
                    let fact = Fact::OpeningInLockedYear { year, month };
                    outcome.findings.push(Finding::at(place.clone(), fact));
                    outcome.openings.changed.push(year);
                }
                (None, None) => {
                    self.append_opening(year, &amounts)?;
                    outcome.openings.new.push(year);
                }
                (Some(in_book), _) if *in_book == amounts => outcome.openings.identical.push(year),
                (Some(in_book), _) => {
                    let facts = opening_changed(year, in_book, &amounts);
                    outcome.findings.extend(facts.map(|fact| Finding::at(place.clone(), fact)));
                    outcome.openings.changed.push(year);
                }
            }
        }
        Ok(())
    }

    fn add_budgets(
        &mut self,
        budget: &Budget,
        place: &Place,
        outcome: &mut FileOutcome,
    ) -> Result<(), BookError> {
        let database = &self.book.database;
        let years = self.book.settings.fiscal_years;
        let version = &budget.version;
        let mut given: BTreeMap<FiscalYear, Budget> = BTreeMap::new();
        for (period, object, amount) in budget.rows() {
            let year = known_year(years, period.first())?;
            let of_year = given.entry(year).or_insert_with(|| Budget::new(version.clone()));
            of_year.add(period, object.clone(), amount)?;
        }
        let in_book = self.book.budgets()?;
        for (year, budget) in given {
            let of_year = BudgetOfYear { year, version: version.clone() };
            let Some(in_book) = in_book.named(version.kind, year, &version.name) else {
                let record = self.append("budget", &chain::of_budget(year, &budget))?;
                rows::insert_budget(database, record, year, &budget)?;
                outcome.budgets.new.push(of_year);
                continue;
            };
            let dates = version.date.filter(|date| in_book.version.date != Some(*date));
            if dates.is_none() && in_book.has_amounts_of(&budget) {
                outcome.budgets.identical.push(of_year);
                continue;
            }
            let fact = budget_changed(year, in_book, &budget)?;
            outcome.findings.push(Finding::at(place.clone(), fact));
            outcome.budgets.changed.push(of_year);
        }
        Ok(())
    }

    /// What is still open of it, for whoever commits it together with something else.
    pub(super) fn into_open(self) -> (Transaction<'book>, Option<WriteLock>) {
        (self.transaction, self.lock)
    }

    /// Gives a voucher its place in the chain; its rows are still to be put into the tables.
    pub(super) fn link<'a>(&mut self, hashed: Hashed<'a>) -> Result<Linked<'a>, BookError> {
        self.store_heads()?;
        let End { seq, hash } = self.end.link(&hashed.content)?;
        Ok(Linked { seq, hash, hashed })
    }

    /// Puts a record at the end of the chain; the first of an import is the batch itself.
    pub(super) fn append(&mut self, kind: &str, content: &Hash) -> Result<i64, BookError> {
        self.store_heads()?;
        self.end.append(&self.book.database, kind, content)
    }

    /// The batch, and its files so far, come before what they brought.
    fn store_heads(&mut self) -> Result<(), BookError> {
        let database = &self.book.database;
        if !self.batch_stored {
            let content = chain::of_batch(stored::number_of(self.number), &self.imported_at, &self.command);
            let record = self.end.append(database, "batch", &content)?;
            database.run(
                "INSERT INTO batch (record, number, imported_at, command) VALUES (?1, ?2, ?3, ?4)",
                values![record, self.number, &self.imported_at, &self.command],
            )?;
            self.batch_stored = true;
        }
        self.store_waiting_files()
    }

    fn store_waiting_files(&mut self) -> Result<(), BookError> {
        let database = &self.book.database;
        for ImportedFile { name, sha256 } in self.waiting.drain(..) {
            let record = self.end.append(database, "file", &chain::of_file(&name, sha256.as_ref()))?;
            database.run(
                "INSERT INTO file (record, name, sha256) VALUES (?1, ?2, ?3)",
                values![record, name, sha256],
            )?;
        }
        Ok(())
    }
}

/// Every object whose opening balance is another in the file than in the book.
fn opening_changed<'a>(
    year: FiscalYear,
    in_book: &'a Amounts,
    in_file: &'a Amounts,
) -> impl Iterator<Item = Fact> + 'a {
    let objects: std::collections::BTreeSet<_> = in_book.keys().chain(in_file.keys()).collect();
    let of = |amounts: &Amounts, object| amounts.get(object).copied().unwrap_or_default();
    objects.into_iter().filter_map(move |object| {
        let (in_book, in_file) = (of(in_book, object), of(in_file, object));
        let account = object.account;
        (in_book != in_file).then_some(Fact::OpeningChanged { year, account, in_book, in_file })
    })
}

/// That a budget or forecast is another in the file than in the book.
fn budget_changed(year: FiscalYear, in_book: &Budget, in_file: &Budget) -> Result<Fact, BookError> {
    let sum = |budget: &Budget| Amount::checked_sum(budget.rows().map(|(_, _, amount)| amount));
    let (book, file) = (&in_book.version, &in_file.version);
    let kind = match file.kind {
        BudgetKind::Budget => FileKind::Budget,
        BudgetKind::Forecast => FileKind::Forecast,
    };
    let (name, dates) = (file.name.to_string(), file.date.filter(|date| book.date != Some(*date)));
    let dates = dates.map(|in_file| (book.date, in_file));
    Ok(Fact::BudgetChanged { kind, name, year, in_book: sum(in_book)?, in_file: sum(in_file)?, dates })
}

/// A file may list the accounts that open with nothing, or leave them out: it says the same.
/// Where all open with nothing they are kept, for that is something else than not being given.
fn without_idle_zeros(mut amounts: Amounts) -> Amounts {
    if !amounts.values().all(|amount| amount.is_zero()) {
        amounts.retain(|_, amount| !amount.is_zero());
    }
    amounts
}

/// The fiscal year of a voucher.
pub(super) fn year_of_voucher(voucher: &Voucher, years: FiscalYears) -> Result<FiscalYear, BookError> {
    year_of(voucher.date(), years).ok_or_else(|| BookError::YearOutOfRange { id: Some(voucher.id().clone()) })
}

/// The fiscal year a date lies in, if the calendar has both.
pub(super) fn year_of(date: NaiveDate, years: FiscalYears) -> Option<FiscalYear> {
    known_year(years, Month::new(date.year(), date.month()).ok()?).ok()
}

pub(super) fn known_year(years: FiscalYears, month: Month) -> Result<FiscalYear, BookError> {
    years.starting_in(years.of(month).year()).map_err(|_| BookError::YearOutOfRange { id: None })
}
