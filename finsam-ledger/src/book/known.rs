//! Which vouchers of a file a book knows already.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::chain::{self, Hash};
use super::engine::{Database, Row, values};
use super::error::BookError;
use super::import::year_of_voucher;
use super::stored::{self, Uncounted};
use crate::amount::Amount;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::dimension::{CostCentre, Project};
use crate::finding::{Differing, Fact};
use crate::voucher::{Posting, Voucher};
use crate::voucher_id::VoucherId;

/// What the program made itself is known again by its rows, not by its number: see
/// [`Orders`](super::orders::Orders).
const NOT_OWN: &str = "NOT EXISTS (SELECT 1 FROM made WHERE made.voucher = voucher.record)";

/// How a voucher stands to those that the book holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The book does not hold it; an undone import may have brought it once.
    New { undone: bool },
    /// The book holds it, with the same bookkeeping.
    Identical,
    /// The book holds another under its number that the file leaves out, in this record.
    Changed(i64),
}

/// What tells the vouchers of one file from those the book holds.
///
/// Some exports leave the series out, so a file in which no voucher has one, or each has, is held
/// against vouchers of the other sort too: the same number, day, text and rows make one voucher.
/// A file with some of each is taken at its word.
pub(super) struct Known<'a> {
    database: &'a Database,
    /// The series that the book may have in place of the file's: none for `= ''`.
    other_series: Option<&'static str>,
    /// What came after this record came out of the file itself.
    last: i64,
    uncounted: Uncounted,
    /// The lowest and the highest number of each year in the book, whatever the series.
    numbers: BTreeMap<FiscalYear, Option<RangeInclusive<i64>>>,
    /// What the book holds under each number of the file, and no voucher of the file stands for.
    held: FxHashMap<(FiscalYear, VoucherId), Held>,
    /// Records that stood for a voucher of another series: each stands for one.
    taken: BTreeSet<i64>,
    /// How many vouchers were known under another series: in the book, in the file.
    by_series: BTreeMap<(String, String), u64>,
    /// Vouchers that may be in the book under another series, changed.
    doubtful: Vec<Fact>,
}

/// The vouchers of one number in the book.
#[derive(Debug, Default)]
struct Held {
    /// Whether an undone import brought one.
    undone: bool,
    /// The records of those that are left, with their dates, by what counts of them; first come, first taken.
    left: BTreeMap<Hash, VecDeque<(i64, String)>>,
    /// The first of them on each day, once all that are identical are taken.
    by_day: Option<BTreeMap<String, i64>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(database: &'a Database, last: i64) -> Result<Self, BookError> {
        Ok(Self {
            database,
            other_series: None,
            last,
            uncounted: Uncounted::of(database)?,
            numbers: BTreeMap::new(),
            held: FxHashMap::default(),
            taken: BTreeSet::new(),
            by_series: BTreeMap::new(),
            doubtful: Vec::new(),
        })
    }

    /// Whether the book holds any voucher at all.
    pub(super) fn is_anything(&self) -> Result<bool, BookError> {
        self.database.exists("SELECT 1 FROM voucher LIMIT 1", &[])
    }

    /// Which vouchers of the file the book has, and takes those of the book that stand for them: the same
    /// series, number and bookkeeping. Each stands for one, so that two that are alike on purpose stay two.
    pub(super) fn identical<'v>(
        &mut self,
        vouchers: impl Iterator<Item = Cow<'v, Voucher>>,
        years: FiscalYears,
    ) -> Result<Vec<bool>, BookError> {
        let (mut are_identical, mut has_bare, mut has_series) = (Vec::new(), false, false);
        for voucher in vouchers {
            let is_bare = voucher.id().series().is_empty();
            (has_bare, has_series) = (has_bare || is_bare, has_series || !is_bare);
            are_identical.push(self.take_identical(year_of_voucher(&voucher, years)?, &voucher)?);
        }
        self.other_series = match (has_bare, has_series) {
            (_, false) => Some("<> ''"),
            (false, true) => Some("= ''"),
            (true, true) => None,
        };
        Ok(are_identical)
    }

    fn take_identical(&mut self, year: FiscalYear, voucher: &Voucher) -> Result<bool, BookError> {
        let id = voucher.id();
        if !self.may_hold(year, id.number())? {
            return Ok(false);
        }
        let held = match self.held.entry((year, id.clone())) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(empty) => {
                empty.insert(Held::of(self.database, &self.uncounted, self.last, year, id)?)
            }
        };
        let bookkeeping = &chain::of_bookkeeping(year, voucher);
        let Some(alike) = held.left.get_mut(bookkeeping) else { return Ok(false) };
        alike.pop_front();
        if alike.is_empty() {
            held.left.remove(bookkeeping);
        }
        Ok(true)
    }

    /// How a voucher stands for which the book has no identical one of its number, once all of the
    /// file that have one have taken it.
    pub(super) fn standing(
        &mut self,
        year: FiscalYear,
        voucher: &Voucher,
        bookkeeping: &Hash,
    ) -> Result<Standing, BookError> {
        if !self.may_hold(year, voucher.id().number())? {
            return Ok(Standing::New { undone: false });
        }
        let mut held = self.held.get_mut(&(year, voucher.id().clone()));
        let undone = held.as_ref().is_some_and(|held| held.undone);
        if let Some(record) = held.as_mut().and_then(|held| held.counterpart(voucher)) {
            return Ok(Standing::Changed(record));
        }
        let known = self.known_under_other_series(year, voucher, bookkeeping)?;
        Ok(if known { Standing::Identical } else { Standing::New { undone } })
    }

    /// Whether the book has numbers as low and as high as this one. An export that goes on where the one
    /// before ended is new as a whole, and no voucher of it has to be looked for.
    fn may_hold(&mut self, year: FiscalYear, number: u64) -> Result<bool, BookError> {
        let range = match self.numbers.entry(year) {
            btree_map::Entry::Occupied(range) => range.into_mut(),
            btree_map::Entry::Vacant(empty) => empty.insert(numbers_of(self.database, year)?),
        };
        Ok(range.as_ref().is_some_and(|range| range.contains(&number.cast_signed())))
    }

    /// Whether the book holds the voucher under exactly one other series.
    fn known_under_other_series(
        &mut self,
        year: FiscalYear,
        voucher: &Voucher,
        bookkeeping: &Hash,
    ) -> Result<bool, BookError> {
        let Some(other_series) = self.other_series else { return Ok(false) };
        let mut query = self.database.query(&format!(
            "SELECT record, bookkeeping, series, date FROM voucher
             WHERE year = ?1 AND number = ?2 AND series {other_series} AND record <= ?3 AND {NOT_OWN} ORDER BY record"
        ))?;
        let mut rows = query.rows(values![year.year(), voucher.id().number().cast_signed(), self.last])?;
        let (mut same, mut of_that_day) = (Vec::new(), None);
        while let Some(row) = rows.next()? {
            let record: i64 = row.get(0)?;
            if self.uncounted.is_undone(record) || self.taken.contains(&record) {
                continue;
            }
            if row.get::<Hash>(1)? == *bookkeeping {
                same.push((record, row.get::<String>(2)?));
            } else if row.get::<String>(3)? == voucher.date().to_string() {
                of_that_day = of_that_day.or(Some((record, row.get::<String>(2)?)));
            }
        }
        if let Some((record, series)) = same.first().filter(|first| same.iter().all(|one| one.1 == first.1)) {
            self.taken.insert(*record);
            let both = (series.clone(), voucher.id().series().to_owned());
            *self.by_series.entry(both).or_default() += 1;
            return Ok(true);
        }
        if let Some((record, series)) = of_that_day.filter(|_| same.is_empty()) {
            let (_, debit_in_book) = date_and_debit(self.database, record)?;
            self.doubtful.push(Fact::NumberOfOtherSeries {
                id: voucher.id().clone(),
                series_in_book: series,
                date: voucher.date(),
                debit_in_book,
                debit_in_file: debit(voucher)?,
            });
        }
        Ok(false)
    }

    /// What is to be told about vouchers of other series.
    pub(super) fn facts(self) -> impl Iterator<Item = Fact> {
        let known = self.by_series.into_iter().map(|((in_book, in_file), vouchers)| Fact::SeriesDiffers {
            in_book,
            in_file,
            vouchers,
        });
        known.chain(self.doubtful)
    }
}

impl Held {
    /// What the book held under a number up to a record.
    fn of(
        database: &Database,
        uncounted: &Uncounted,
        last: i64,
        year: FiscalYear,
        id: &VoucherId,
    ) -> Result<Self, BookError> {
        let mut query = database.query(&format!(
            "SELECT record, bookkeeping, date FROM voucher
             WHERE year = ?1 AND number = ?2 AND series = ?3 AND record <= ?4 AND {NOT_OWN} ORDER BY record",
        ))?;
        let mut rows = query.rows(values![year.year(), id.number().cast_signed(), id.series(), last])?;
        let mut held = Self::default();
        while let Some(row) = rows.next()? {
            let record = row.get(0)?;
            if uncounted.is_undone(record) {
                held.undone = true;
            } else {
                held.left.entry(row.get(1)?).or_default().push_back((record, row.get(2)?));
            }
        }
        Ok(held)
    }

    /// The record of those left that a voucher of the file may be another telling of: the first of
    /// its day, or else the first.
    fn counterpart(&mut self, voucher: &Voucher) -> Option<i64> {
        let by_day = self.by_day.get_or_insert_with(|| {
            let mut by_day = BTreeMap::new();
            for (record, date) in std::mem::take(&mut self.left).into_values().flatten() {
                let first = by_day.entry(date).or_insert(record);
                *first = record.min(*first);
            }
            by_day
        });
        by_day.get(&voucher.date().to_string()).or_else(|| by_day.values().min()).copied()
    }
}

/// The lowest and the highest number of a year, as they are stored.
fn numbers_of(database: &Database, year: FiscalYear) -> Result<Option<RangeInclusive<i64>>, BookError> {
    let sql = "SELECT (SELECT min(number) FROM voucher WHERE year = ?1),
                      (SELECT max(number) FROM voucher WHERE year = ?1)";
    let (lowest, highest): (Option<i64>, Option<i64>) =
        database.only(sql, values![year.year()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(lowest.zip(highest).map(|(lowest, highest)| lowest..=highest))
}

/// Names both vouchers that have one number. `first` is the first record of the import under way.
pub(super) fn changed(
    database: &Database,
    record: i64,
    first: i64,
    in_file: &Voucher,
) -> Result<Fact, BookError> {
    let (date, debit_before) = date_and_debit(database, record)?;
    let date_before = date.parse().map_err(|_| unreadable(record))?;
    let (id, date_in_file, debit_in_file) = (in_file.id().clone(), in_file.date(), debit(in_file)?);
    if record < first {
        let (date_in_book, debit_in_book) = (date_before, debit_before);
        let differing = differing(database, record, in_file)?;
        let changed =
            Fact::VoucherChanged { id, date_in_book, debit_in_book, date_in_file, debit_in_file, differing };
        return Ok(changed);
    }
    let sql = "SELECT name FROM file WHERE record < ?1 ORDER BY record DESC LIMIT 1";
    let other_file = database.first(sql, values![record], |row| row.get(0))?;
    let other_file = other_file.ok_or_else(|| unreadable(record))?;
    let (date_in_other, debit_in_other) = (date_before, debit_before);
    Ok(Fact::FilesDisagree { id, other_file, date_in_other, debit_in_other, date_in_file, debit_in_file })
}

/// What is summed of a row: account, cost centre, project and öre.
type Counted = (i64, String, String, i64);

/// What the rows of a voucher of a file differ by from those of a record.
fn differing(database: &Database, record: i64, in_file: &Voucher) -> Result<Differing, BookError> {
    let sql = "SELECT account, cost_centre, project, amount, others FROM posting WHERE voucher = ?1";
    let row = |row: Row<'_>| {
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?), sorted_lines(&row.get::<String>(4)?)))
    };
    let mut in_book: Vec<(Counted, Vec<String>)> = database.all(sql, values![record], row)?;
    let code = |code: Option<&str>| code.unwrap_or_default().to_owned();
    let row = |posting: &Posting| {
        let cost_centre = code(posting.cost_centre.as_ref().map(CostCentre::as_str));
        let project = code(posting.project.as_ref().map(Project::as_str));
        let counted = (posting.account.number().into(), cost_centre, project, posting.amount.ore());
        (counted, sorted_lines(&stored::others_text(&posting.others)))
    };
    let mut in_file: Vec<_> = in_file.postings().iter().map(row).collect();
    in_book.sort();
    in_file.sort();
    let counted =
        |rows: &[(Counted, Vec<String>)]| rows.iter().map(|(counted, _)| counted.clone()).collect::<Vec<_>>();
    Ok(if in_book == in_file {
        Differing::Texts
    } else if counted(&in_book) == counted(&in_file) {
        Differing::Marks
    } else {
        Differing::Rows
    })
}

fn sorted_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn unreadable(record: i64) -> BookError {
    BookError::Unreadable { table: "voucher", record: stored::number_of(record) }
}

fn date_and_debit(database: &Database, record: i64) -> Result<(String, Amount), BookError> {
    let date =
        database.only("SELECT date FROM voucher WHERE record = ?1", values![record], |row| row.get(0))?;
    let amounts: Vec<i64> =
        database.all("SELECT amount FROM posting WHERE voucher = ?1", values![record], |row| row.get(0))?;
    let debits = amounts.into_iter().filter(|ore| *ore > 0).map(Amount::from_ore);
    Ok((date, Amount::checked_sum(debits)?))
}

fn debit(voucher: &Voucher) -> Result<Amount, BookError> {
    let amounts = voucher.postings().iter().map(|posting| posting.amount);
    Ok(Amount::checked_sum(amounts.filter(|amount| *amount > Amount::ZERO))?)
}
