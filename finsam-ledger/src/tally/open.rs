//! Vouchers that do not balance yet: some of their rows have passed, and others may follow.
//!
//! In an export sorted by account nearly every voucher of the file is open at some time, so each is
//! kept in as few bytes as hold what nearly all need. One that needs more is kept as it is.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::calendar::FiscalYear;
use crate::numbered::{ByVoucher, VoucherKey};

/// Rows of one voucher that followed each other, or all of its rows so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) year: FiscalYear,
    pub(super) series: u32,
    pub(super) key: VoucherKey,
    pub(super) date: NaiveDate,
    pub(super) line: u64,
    pub(super) rows: u64,
    pub(super) debit: i128,
    pub(super) credit: i128,
    /// Whether its number was another voucher's before.
    pub(super) is_double: bool,
}

/// The vouchers that are open.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenVouchers {
    small: ByVoucher<SmallRun>,
    others: FxHashMap<VoucherKey, Run>,
}

impl OpenVouchers {
    /// A voucher stays open.
    pub(super) fn put(&mut self, run: &Run) {
        match SmallRun::of(run) {
            Some(small) => self.small.set(run.key, small),
            None => drop(self.others.insert(run.key, *run)),
        }
    }

    /// The rows so far of the voucher that these are of too, if it is open; it is no longer.
    pub(super) fn take(&mut self, rows: &Run) -> Option<Run> {
        match self.small.take(rows.key) {
            Some(small) => Some(small.run((rows.year, rows.series), rows.key)),
            None if self.others.is_empty() => None,
            None => self.others.remove(&rows.key),
        }
    }

    /// All of them, in any order. `series` tells fiscal year and series by their number.
    pub(super) fn runs(&self, series: impl Fn(usize) -> (FiscalYear, u32)) -> impl Iterator<Item = Run> {
        let small = self.small.iter().map(move |(key, small)| small.run(series(key.0), key));
        small.chain(self.others.values().copied())
    }
}

/// What is kept of an open voucher beside its number, in 24 bytes.
#[derive(Clone, Copy, Debug)]
struct SmallRun {
    date: NaiveDate,
    line: Small,
    debit: Small,
    credit: Small,
    rows: u16,
}

/// The six bytes of a number below 2^48, the lowest first: as öre, up to two thousand milliard kronor.
type Small = [u8; 6];

impl SmallRun {
    fn of(run: &Run) -> Option<Self> {
        let Run { date, line, rows, debit, credit, is_double, .. } = *run;
        if is_double {
            return None;
        }
        let (line, rows) = (small(line.into())?, rows.try_into().ok()?);
        Some(Self { date, line, debit: small(debit)?, credit: small(credit)?, rows })
    }

    fn run(self, (year, series): (FiscalYear, u32), key: VoucherKey) -> Run {
        Run {
            year,
            series,
            key,
            date: self.date,
            line: number(self.line),
            rows: self.rows.into(),
            debit: number(self.debit).into(),
            credit: number(self.credit).into(),
            is_double: false,
        }
    }
}

fn small(number: i128) -> Option<Small> {
    let bytes = u64::try_from(number).ok()?.to_le_bytes();
    let (low, high) = bytes.split_first_chunk()?;
    (*high == [0, 0]).then_some(*low)
}

fn number(low: Small) -> u64 {
    let mut bytes = [0; 8];
    bytes[..low.len()].copy_from_slice(&low);
    u64::from_le_bytes(bytes)
}
