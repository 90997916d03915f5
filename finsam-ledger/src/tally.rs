//! One pass over postings: every sum, and everything that can be wrong with a voucher.
//!
//! Postings are not kept. What is remembered is one sum per account × cost centre × project ×
//! month, and a few bytes a voucher, so a file of any length is told in the memory of a small one.

mod open;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;

use crate::account::AccountNumber;
use crate::account_order::{AccountOrder, Double};
use crate::amount::{Amount, AmountError};
use crate::balances::Balances;
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::finding::Fact;
use crate::numbered::{Numbered, VoucherKey};
use crate::sums::{Codes, Sums};
use crate::voucher::{Posting, Voucher};
use crate::voucher_id::VoucherId;
use open::{OpenVouchers, Run};

/// One posting on its way past, with the voucher it belongs to; nothing in it is owned.
#[derive(Clone, Copy, Debug)]
pub struct PostingRow<'a> {
    /// The voucher's series, or empty.
    pub series: &'a str,
    /// The voucher's number.
    pub number: u64,
    /// The voucher's date.
    pub date: NaiveDate,
    /// The account.
    pub account: AccountNumber,
    /// The cost centre's code, or empty.
    pub cost_centre: &'a str,
    /// The project's code, or empty.
    pub project: &'a str,
    /// The amount, debit positive.
    pub amount: Amount,
    /// The line it stands on, from 1; 0 if it does not come from a file.
    pub line: u64,
}

/// Vouchers in a year apart that are taken for slips of the pen.
const ASTRAY_MAX: u64 = 3;

/// The pass itself: [`post`](Self::post) every row, then [`finish`](Self::finish).
///
/// Rows of one voucher usually follow each other, but need not: an export sorted by account is
/// told the same sums. Only vouchers that are still open are remembered for it, and in such an
/// export those that sum to zero, for rows of theirs may follow under another account.
///
/// ```
/// use finsam_ledger::{Amount, FiscalYears, PostingRow, Tally};
///
/// let mut tally = Tally::new(FiscalYears::CALENDAR);
/// for (account, ore) in [("5539", 10_000), ("2411", -10_000)] {
///     let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
///     let amount = Amount::from_ore(ore);
///     let account = account.parse()?;
///     tally.post(&PostingRow { series: "A", number: 1, date, account, cost_centre: "3001", project: "", amount, line: 0 })?;
/// }
/// let tallied = tally.finish()?;
/// assert_eq!((tallied.summary.vouchers, tallied.summary.rows), (1, 2));
/// assert!(tallied.facts.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tally {
    fiscal_years: FiscalYears,
    sums: Sums,
    series: Codes<Arc<str>>,
    /// The series of each fiscal year: the day of every number in it.
    logs: Vec<((FiscalYear, u32), Numbered<u16>)>,
    log_at: FxHashMap<(FiscalYear, u32), usize>,
    /// The date that was asked for last: most vouchers have that of the one before.
    last_day: Option<(NaiveDate, FiscalYear, u16)>,
    run: Option<Run>,
    /// The rows that the voucher which is being told had further up.
    part: Option<Run>,
    open: OpenVouchers,
    /// Vouchers that do not balance, and of which no more rows can come.
    unbalanced: Vec<Run>,
    /// If the rows that come are all there is of a voucher: what its number may be.
    whole: Option<NumberAgain>,
    order: AccountOrder,
    years: BTreeMap<FiscalYear, YearCount>,
    summary: Summary,
    facts: Vec<Located>,
}

/// A fact and the line of the file that shows it, 0 if none does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The line.
    pub line: u64,
    /// The fact.
    pub fact: Fact,
}

/// What passed by, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Vouchers, each counted once.
    pub vouchers: u64,
    /// Postings.
    pub rows: u64,
    /// Sum of the debit postings.
    pub debit: Amount,
    /// Sum of the credit postings, without sign.
    pub credit: Amount,
    /// The earliest and the latest date.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// What a tally found.
#[derive(Clone, Debug)]
pub struct Tallied {
    /// The sums; without opening balances.
    pub balances: Balances,
    /// The numbers of it.
    pub summary: Summary,
    /// What is wrong, in the order of the file, then of series and number.
    pub facts: Vec<Located>,
}

/// Rows of one voucher that follow each other, on one date.
#[cfg(feature = "csv")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct RunOfRows<'a> {
    pub(crate) series: &'a str,
    pub(crate) number: u64,
    pub(crate) date: NaiveDate,
    /// The line of the first of them.
    pub(crate) line: u64,
    pub(crate) rows: u64,
    /// What they come to on either side, in öre, neither below zero.
    pub(crate) debit: i128,
    pub(crate) credit: i128,
    /// The account of the first row.
    pub(crate) account: AccountNumber,
    /// The account of every row behind it that is on another than the row above it; none is needed
    /// behind one that came back after rows of another.
    pub(crate) further_accounts: &'a [AccountNumber],
}

/// What a row is to the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// It goes on with the voucher that the row before it belongs to.
    GoesOn,
    /// It is of a voucher that has rows further up.
    GoesOnApart,
    /// It begins a voucher.
    Begins,
}

/// What it is that a whole voucher has the number of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberAgain {
    /// A mistake: [`Fact::NumberTwice`], and not counted once more.
    Mistake,
    /// How the source numbers its vouchers: [`Fact::NumberReused`].
    Reuse,
}

#[derive(Clone, Debug)]
struct YearCount {
    vouchers: u64,
    first: (VoucherKey, NaiveDate, u64),
}

impl Tally {
    /// A tally of nothing yet, over fiscal years that lie so.
    #[must_use]
    pub fn new(fiscal_years: FiscalYears) -> Self {
        Self {
            fiscal_years,
            sums: Sums::default(),
            series: Codes::default(),
            logs: Vec::new(),
            log_at: FxHashMap::default(),
            last_day: None,
            run: None,
            part: None,
            open: OpenVouchers::default(),
            unbalanced: Vec::new(),
            whole: None,
            order: AccountOrder::default(),
            years: BTreeMap::new(),
            summary: Summary::default(),
            facts: Vec::new(),
        }
    }

    /// Takes in one row.
    ///
    /// # Errors
    /// [`DimensionError`] if a cost centre or project is no code; the row is then not counted.
    pub fn post(&mut self, row: &PostingRow<'_>) -> Result<(), DimensionError> {
        let goes_on = self.goes_on_with(row.series, row.number, row.date);
        self.take(row, goes_on).map(|_| ())
    }

    /// Takes in one row, and tells what it is to the rows before it. Whether it
    /// [goes on](Self::goes_on_with) with their voucher was asked just now.
    #[inline]
    pub(crate) fn take(&mut self, row: &PostingRow<'_>, goes_on: bool) -> Result<Start, DimensionError> {
        self.sums.add(row)?;
        self.summary.rows += 1;
        let ore = i128::from(row.amount.ore());
        let (debit, credit) = if ore >= 0 { (ore, 0) } else { (0, -ore) };
        if !goes_on {
            self.end_run();
        }
        if self.order.may_hold() {
            self.order.row(row.account, !goes_on);
        }
        match &mut self.run {
            Some(run) if goes_on => {
                run.rows += 1;
                run.debit += debit;
                run.credit += credit;
                if run.date != row.date {
                    let second = row.date;
                    let fact = Fact::VoucherDates {
                        id: VoucherId::new(row.series, row.number),
                        first: run.date,
                        second,
                    };
                    self.facts.push(Located { line: row.line, fact });
                }
                Ok(Start::GoesOn)
            }
            _ => {
                let Ok(series) = self.series.intern(row.series, |series| Ok::<_, Infallible>(series.into()));
                let (date, line) = (row.date, row.line);
                let (year, key) = self.key(series, row.number, date);
                let run = Run { year, series, key, date, line, rows: 1, debit, credit, is_double: false };
                Ok(self.start_run(run))
            }
        }
    }

    /// Takes in rows that follow each other, of a voucher with another number than the row before
    /// them. Their sums come [apart](Self::add_sums).
    #[cfg(feature = "csv")]
    pub(crate) fn take_run(&mut self, rows: &RunOfRows<'_>) {
        let RunOfRows { number, date, line, rows: count, debit, credit, .. } = *rows;
        self.summary.rows += count;
        self.end_run();
        if self.order.may_hold() {
            self.order.row(rows.account, true);
        }
        let Ok(series) = self.series.intern(rows.series, |series| Ok::<_, Infallible>(series.into()));
        let (year, key) = self.key(series, number, date);
        self.start_run(Run { year, series, key, date, line, rows: count, debit, credit, is_double: false });
        for account in rows.further_accounts {
            if self.order.may_hold() {
                self.order.row(*account, false);
            }
        }
    }

    /// Adds the sums of rows that were taken in without them.
    #[cfg(feature = "csv")]
    pub(crate) fn add_sums(&mut self, sums: &Sums) {
        self.sums.merge(sums);
    }

    /// Whether a row with this number and date goes on with the voucher that is being told.
    #[must_use]
    #[inline]
    pub fn goes_on_with(&self, series: &str, number: u64, date: NaiveDate) -> bool {
        self.run.as_ref().is_some_and(|run| {
            run.key.1 == number
                && self.series.number(series) == Some(run.series)
                // A voucher that already balances does not go on under another date.
                && (run.date == date || run.debit != run.credit)
        })
    }

    /// The line on which the voucher that is being told starts, and whether it balances so far.
    #[must_use]
    pub fn voucher_so_far(&self) -> Option<(u64, bool)> {
        self.run.as_ref().map(|run| (run.line, run.debit == run.credit))
    }

    /// Whether each account's rows lie in one stretch, since the last end of a file.
    #[cfg(feature = "csv")]
    pub(crate) fn lies_by_account(&self) -> bool {
        self.order.may_hold()
    }

    /// Ends the voucher that is being told, as at the end of a file: if it balances, a row that
    /// follows begins another. Returns how many vouchers there are so far.
    pub fn end_voucher(&mut self) -> u64 {
        self.end_run();
        self.whole = None;
        for double in self.order.end() {
            self.facts.push(self.number_twice(&double));
        }
        self.summary.vouchers
    }

    /// The rows up to the next [`end_voucher`](Self::end_voucher) are all there is of a voucher.
    pub(crate) fn start_whole_voucher(&mut self, number_again: NumberAgain) {
        self.end_voucher();
        self.order.set_aside();
        self.whole = Some(number_again);
    }

    /// Takes in a voucher. Where it ends is known, so the same number right after it is a second
    /// voucher, even on the same date: [`Fact::NumberTwice`].
    pub fn post_voucher(&mut self, voucher: &Voucher) {
        self.post_whole(voucher, NumberAgain::Mistake);
    }

    /// Takes in a voucher of a source that may use a number again: [`Fact::NumberReused`] tells of
    /// a second voucher with it, and both count.
    pub fn post_voucher_as_numbered(&mut self, voucher: &Voucher) {
        self.post_whole(voucher, NumberAgain::Reuse);
    }

    /// Takes note of a number that was given to a voucher which does not count: it is neither missing
    /// nor free.
    #[cfg(feature = "sqlite")]
    pub(crate) fn note_number(&mut self, id: &VoucherId, date: NaiveDate) {
        let Ok(series) = self.series.intern(id.series(), |series| Ok::<_, Infallible>(series.into()));
        let (year, (at, number)) = self.key(series, id.number(), date);
        self.logs[at].1.note(number, day_of(year, date));
    }

    fn post_whole(&mut self, voucher: &Voucher, number_again: NumberAgain) {
        self.start_whole_voucher(number_again);
        self.post_all(voucher.id(), voucher.date(), voucher.postings(), 0);
        self.end_voucher();
    }

    /// Takes in the postings of one voucher, all on one line.
    pub(crate) fn post_all(&mut self, id: &VoucherId, date: NaiveDate, postings: &[Posting], line: u64) {
        for posting in postings {
            let code_checked_when_made = self.post(&PostingRow {
                series: id.series(),
                number: id.number(),
                date,
                account: posting.account,
                cost_centre: posting.cost_centre.as_ref().map_or("", CostCentre::as_str),
                project: posting.project.as_ref().map_or("", Project::as_str),
                amount: posting.amount,
                line,
            });
            debug_assert!(code_checked_when_made.is_ok());
        }
    }

    /// Rows of another voucher than the one before come next.
    fn start_run(&mut self, mut run: Run) -> Start {
        let Run { year, key, date, line, .. } = run;
        let (_, day) = self.day(date);
        let first_seen = self.logs[key.0].1.note(key.1, day);
        // A number that is new is that of no open voucher.
        let may_go_on = first_seen.is_some() && self.whole.is_none();
        let part = if may_go_on { self.open.take(&run) } else { None };
        let start = if let Some(part) = part {
            if part.date != date {
                let fact = Fact::VoucherDates { id: self.id(key), first: part.date, second: date };
                self.facts.push(Located { line, fact });
            }
            self.part = Some(part);
            Start::GoesOnApart
        } else if let Some(first_seen) = first_seen {
            let double = Double { line, key, first: date_of(year, first_seen), second: date };
            if self.whole == Some(NumberAgain::Reuse) {
                let (id, first, second) = (self.id(key), double.first, double.second);
                self.facts.push(Located { line, fact: Fact::NumberReused { year, id, first, second } });
                self.count(&run);
                Start::Begins
            } else if self.order.goes_on(key, date) {
                self.order.double(double);
                Start::GoesOnApart
            } else {
                self.facts.push(self.number_twice(&double));
                run.is_double = true;
                Start::Begins
            }
        } else {
            self.count(&run);
            Start::Begins
        };
        self.run = Some(run);
        start
    }

    fn number_twice(&self, double: &Double) -> Located {
        let Double { line, key, first, second } = *double;
        let ((year, _), id) = (self.logs[key.0].0, self.id(key));
        Located { line, fact: Fact::NumberTwice { year, id, first, second } }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let run = match self.part.take() {
            Some(part) => {
                let (debit, credit) = (part.debit + run.debit, part.credit + run.credit);
                Run { rows: part.rows + run.rows, debit, credit, ..part }
            }
            None => run,
        };
        if run.debit == run.credit {
            self.order.balances(run.key, run.date);
        } else if self.whole.is_some() {
            self.unbalanced.push(run);
        } else {
            self.open.put(&run);
        }
    }

    /// The fiscal year of a date, and which of its days that is.
    #[inline]
    fn day(&mut self, date: NaiveDate) -> (FiscalYear, u16) {
        match self.last_day {
            Some((last, year, day)) if last == date => (year, day),
            _ => {
                let year = self.fiscal_years.of(Month::of(date));
                let day = day_of(year, date);
                self.last_day = Some((date, year, day));
                (year, day)
            }
        }
    }

    /// The fiscal year and the key of a voucher.
    fn key(&mut self, series: u32, number: u64, date: NaiveDate) -> (FiscalYear, VoucherKey) {
        let (year, _) = self.day(date);
        let at = *self.log_at.entry((year, series)).or_insert_with(|| {
            self.logs.push(((year, series), Numbered::default()));
            self.logs.len() - 1
        });
        (year, (at, number))
    }

    fn count(&mut self, run: &Run) {
        self.summary.vouchers += 1;
        let (first, last) = self.summary.dates.unwrap_or((run.date, run.date));
        self.summary.dates = Some((first.min(run.date), last.max(run.date)));
        let first = (run.key, run.date, run.line);
        self.years.entry(run.year).or_insert(YearCount { vouchers: 0, first }).vouchers += 1;
    }

    fn id(&self, (at, number): VoucherKey) -> VoucherId {
        let (_, series) = self.logs[at].0;
        VoucherId::new(Arc::clone(&self.series.values[series as usize]), number)
    }

    /// The sums and findings of all that was taken in.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit in an amount.
    pub fn finish(mut self) -> Result<Tallied, AmountError> {
        self.end_voucher();
        self.note_unbalanced()?;
        self.facts.sort_by_key(|located| located.line);
        self.note_years();
        self.note_holes();
        let balances = self.sums.into_balances(self.fiscal_years)?;
        let turnovers = || balances.turnovers().map(|(_, _, turnover)| turnover);
        self.summary.debit = Amount::checked_sum(turnovers().map(|turnover| turnover.debit))?;
        self.summary.credit = Amount::checked_sum(turnovers().map(|turnover| turnover.credit))?;
        Ok(Tallied { balances, summary: self.summary, facts: self.facts })
    }

    fn note_unbalanced(&mut self) -> Result<(), AmountError> {
        let mut unbalanced = std::mem::take(&mut self.unbalanced);
        unbalanced.extend(self.open.runs(|at| self.logs[at].0));
        unbalanced.retain(|run| !run.is_double);
        unbalanced.sort_by_key(|run| (run.line, run.year, run.series, run.key.1));
        for Run { key, date, line, rows, debit, credit, .. } in unbalanced {
            let (id, debit, credit) = (self.id(key), amount(debit)?, amount(credit)?);
            let fact = Fact::VoucherUnbalanced { id, date, rows, debit, credit };
            self.facts.push(Located { line, fact });
        }
        Ok(())
    }

    /// A few vouchers in a year that no other year touches have a slip in their date. A year with
    /// more of them is a year, even where the books lack the ones between.
    fn note_years(&mut self) {
        let mut clusters: Vec<(FiscalYear, FiscalYear, u64)> = Vec::new();
        for (year, count) in &self.years {
            match clusters.last_mut() {
                Some((_, last, vouchers)) if last.next() == *year => {
                    *last = *year;
                    *vouchers += count.vouchers;
                }
                _ => clusters.push((*year, *year, count.vouchers)),
            }
        }
        let Some((first, last, _)) =
            clusters.iter().max_by_key(|(_, last, vouchers)| (*vouchers, *last)).copied()
        else {
            return;
        };
        let Ok(years) = Period::new(first.first(), last.last()) else { return };
        let is_astray = |year: &FiscalYear, count: &YearCount| {
            (*year < first || last < *year) && count.vouchers <= ASTRAY_MAX
        };
        let astray = self.years.iter().filter(|(year, count)| is_astray(year, count));
        let facts = astray.map(|(_, count)| {
            let (key, date, line) = count.first;
            Located { line, fact: Fact::DateOutsideYears { id: self.id(key), date, years } }
        });
        let facts: Vec<_> = facts.collect();
        self.facts.extend(facts);
    }

    fn note_holes(&mut self) {
        let mut holes: Vec<_> = Vec::new();
        for (at, ((year, _), log)) in self.logs.iter().enumerate() {
            holes.extend(log.holes().into_iter().map(|(first, last)| (*year, self.id((at, first)), last)));
        }
        holes.sort();
        let facts = holes.into_iter().map(|(year, first, last)| Fact::NumbersMissing { year, first, last });
        self.facts.extend(facts.map(|fact| Located { line: 0, fact }));
    }
}

fn amount(ore: i128) -> Result<Amount, AmountError> {
    i64::try_from(ore).map(Amount::from_ore).map_err(|_| AmountError::OutOfRange)
}

/// The day within its fiscal year, from 0.
fn day_of(year: FiscalYear, date: NaiveDate) -> u16 {
    u16::try_from((date - year.first().first_day()).num_days()).unwrap_or(0)
}

/// The date of such a day.
fn date_of(year: FiscalYear, day: u16) -> NaiveDate {
    year.first().first_day().checked_add_days(Days::new(day.into())).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
