//! What plain rows that follow each other come to.

use std::ops::{Add, Sub};

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::plain::PlainRow;
use super::words::word;
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::read::cell::DecimalMark;

/// Where a stretch of bytes starts and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    /// The bytes themselves.
    #[inline]
    pub(super) fn of(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether two of them hold the same bytes.
    #[inline]
    fn is_same(self, other: Self, bytes: &[u8]) -> bool {
        if self.end - self.start != other.end - other.start {
            return false;
        }
        match (word(bytes, self.start, self.end), word(bytes, other.start, other.end)) {
            (Some(one), Some(two)) => one == two,
            _ => self.of(bytes) == other.of(bytes),
        }
    }
}

/// Sums of rows in öre on both sides; no amount is too large for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) debit: i128,
    pub(super) credit: i128,
}

impl Sides {
    /// An amount on its side.
    #[inline]
    pub(super) fn of(amount: Amount) -> Self {
        let ore = i128::from(amount.ore());
        if ore >= 0 { Self { debit: ore, credit: 0 } } else { Self { debit: 0, credit: -ore } }
    }
}

impl Add for Sides {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self { debit: self.debit + other.debit, credit: self.credit + other.credit }
    }
}

impl Sub for Sides {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { debit: self.debit - other.debit, credit: self.credit - other.credit }
    }
}

/// What is known of the row above the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Above {
    /// It is of the voucher with this number, or there is none.
    Known(Option<u64>),
    /// Nothing is.
    Unknown,
}

/// Rows of one voucher on one date that follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainRun {
    pub(super) series: Span,
    pub(super) number: u64,
    pub(super) date: NaiveDate,
    pub(super) rows: u64,
    pub(super) sides: Sides,
    /// The line of the first row, with its end.
    pub(super) first_line: Span,
    /// The account of the first row, and where those end that the rows behind it change to.
    pub(super) account: AccountNumber,
    pub(super) accounts_end: usize,
}

/// Plain rows that follow each other, each on a line of its own.
#[derive(Debug)]
pub(super) struct Stretch {
    above: Above,
    /// The rows passed over before it, in bytes and lines: they may go on with what is not known.
    pub(super) passed: (usize, u64),
    /// Where it ends.
    pub(super) end: usize,
    pub(super) rows: u64,
    /// Its rows, voucher by voucher. Each has another number than the one before it, or another
    /// series.
    pub(super) runs: Vec<PlainRun>,
    /// The accounts of rows that are on another than the row above, with which their run does not
    /// begin; told as long as the rows may lie account by account.
    pub(super) accounts: Vec<AccountNumber>,
    ended: Option<FxHashSet<AccountNumber>>,
    /// The account of the last row, and what comes of the rows on it that end the stretch.
    pub(super) last_account: Option<AccountNumber>,
    pub(super) on_last_account: Sides,
    /// Whether all rows are on one account, and whether two that follow each other are.
    pub(super) is_of_one_account: bool,
    pub(super) has_account_again: bool,
    /// The first decimal mark that an amount shows.
    pub(super) decimal_mark: Option<DecimalMark>,
    /// The first row of the voucher that is being read.
    voucher: Option<PlainRow>,
}

impl Stretch {
    /// Nothing yet, below such a row.
    pub(super) fn below(above: Above) -> Self {
        Self {
            above,
            passed: (0, 0),
            end: 0,
            rows: 0,
            runs: Vec::new(),
            accounts: Vec::new(),
            ended: Some(FxHashSet::default()),
            last_account: None,
            on_last_account: Sides::default(),
            is_of_one_account: true,
            has_account_again: false,
            decimal_mark: None,
            voucher: None,
        }
    }

    /// The number in a field that has the same bytes as that of the row before, and how many letters
    /// stand before it.
    #[inline]
    pub(super) fn number_known(&self, lines: &[u8], field: Span) -> Option<(usize, u64)> {
        let voucher = self.voucher.as_ref().filter(|voucher| voucher.number_field.is_same(field, lines))?;
        Some((voucher.letters, voucher.number))
    }

    /// Whether a row goes on with the voucher of the row before it in these lines; `None` if that is
    /// not for plain rows to say: a voucher on two dates, or a number whose letters alone are others.
    #[inline]
    pub(super) fn goes_on(&self, lines: &[u8], row: &PlainRow) -> Option<bool> {
        let Some(voucher) = self.voucher.as_ref().filter(|voucher| voucher.number == row.number) else {
            return Some(false);
        };
        if voucher.series.is_same(row.series, lines) {
            return (voucher.date == row.date).then_some(true);
        }
        (row.series.start != row.number_field.start).then_some(false)
    }

    /// Whether a row may be of the voucher above the first.
    #[inline]
    pub(super) fn may_be_above(&self, row: &PlainRow) -> bool {
        self.runs.is_empty()
            && match self.above {
                Above::Known(number) => number == Some(row.number),
                Above::Unknown => true,
            }
    }

    /// A row that ends at `end` is passed over; those of other vouchers follow.
    pub(super) fn pass_over(&mut self, row: PlainRow, end: usize) {
        self.above = Above::Known(Some(row.number));
        self.passed = (end, self.passed.1 + 1);
        self.end = end;
        self.voucher = Some(row);
    }

    /// Takes in a row, which is this line.
    #[inline]
    pub(super) fn take(&mut self, row: PlainRow, line: Span, goes_on: bool) {
        let sides = Sides::of(row.amount);
        let is_on_other = self.last_account != Some(row.account);
        if is_on_other {
            self.change_account(row.account, goes_on);
            self.on_last_account = sides;
        } else {
            self.has_account_again = true;
            self.on_last_account = self.on_last_account + sides;
        }
        (self.end, self.rows) = (line.end, self.rows + 1);
        if self.decimal_mark.is_none() {
            self.decimal_mark = row.decimal_mark;
        }
        let accounts_end = self.accounts.len();
        match self.runs.last_mut() {
            Some(run) if goes_on => {
                run.rows += 1;
                run.sides = run.sides + sides;
                run.accounts_end = accounts_end;
            }
            _ => {
                let PlainRow { series, number, date, account, .. } = row;
                let first_line = line;
                self.runs.push(PlainRun {
                    series,
                    number,
                    date,
                    rows: 1,
                    sides,
                    first_line,
                    account,
                    accounts_end,
                });
                self.voucher = Some(row);
            }
        }
    }

    /// The next row is on another account than the one before it.
    #[inline]
    fn change_account(&mut self, account: AccountNumber, goes_on: bool) {
        let before = self.last_account.replace(account);
        self.is_of_one_account = before.is_none();
        if let Some(ended) = &mut self.ended {
            if goes_on {
                self.accounts.push(account);
            }
            ended.extend(before);
            if ended.contains(&account) {
                self.ended = None;
            }
        }
    }
}
