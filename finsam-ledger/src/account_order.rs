//! Whether the rows of a file lie account by account, as a general ledger (huvudbok) prints them.
//!
//! Then the rows of a voucher lie apart, and some of them may sum to zero before the rest has
//! come. In any other order a voucher that sums to zero is whole.

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::account::AccountNumber;
use crate::numbered::{ByVoucher, VoucherKey};

/// What the rows of one file have shown so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct AccountOrder {
    /// Whether an account came back after rows of another.
    is_broken: bool,
    /// Whether vouchers followed each other on one account.
    is_shown: bool,
    account: Option<AccountNumber>,
    /// How many accounts there were before this one.
    stretch: u32,
    ended: FxHashSet<AccountNumber>,
    /// The vouchers that sum to zero, and in which stretch the last row of each stands.
    balanced: ByVoucher<(u32, NaiveDate)>,
    /// Numbers that came again, and are two vouchers unless this is the order of the file.
    doubles: Vec<Double>,
}

/// A number that came again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Double {
    pub(crate) line: u64,
    pub(crate) key: VoucherKey,
    /// When it was seen first, and now.
    pub(crate) first: NaiveDate,
    pub(crate) second: NaiveDate,
}

impl AccountOrder {
    /// Whether the file may lie in this order still.
    #[inline]
    pub(crate) fn may_hold(&self) -> bool {
        !self.is_broken
    }

    /// In what order the rows lie says nothing.
    pub(crate) fn set_aside(&mut self) {
        self.is_broken = true;
    }

    /// A row on this account comes next, and starts other vouchers' rows or not.
    pub(crate) fn row(&mut self, account: AccountNumber, starts_run: bool) {
        if self.account == Some(account) {
            self.is_shown |= starts_run;
            return;
        }
        if let Some(before) = self.account.replace(account) {
            self.ended.insert(before);
            self.stretch += 1;
        }
        if self.ended.contains(&account) {
            self.is_broken = true;
            self.ended = FxHashSet::default();
            self.balanced = ByVoucher::default();
        }
    }

    /// The rows of a voucher so far sum to zero.
    pub(crate) fn balances(&mut self, voucher: VoucherKey, date: NaiveDate) {
        if !self.is_broken {
            self.balanced.set(voucher, (self.stretch, date));
        }
    }

    /// Whether a row on another account may go on with a voucher of this file and date whose rows
    /// summed to zero.
    pub(crate) fn goes_on(&mut self, voucher: VoucherKey, date: NaiveDate) -> bool {
        self.balanced.get(voucher).is_some_and(|(stretch, of)| stretch < self.stretch && of == date)
    }

    /// A number came again, which is wrong unless the file lies in this order.
    pub(crate) fn double(&mut self, double: Double) {
        self.doubles.push(double);
    }

    /// What turns out to be wrong at the end of the file; what follows is another one.
    pub(crate) fn end(&mut self) -> Vec<Double> {
        let ended = std::mem::take(self);
        if ended.is_broken || !ended.is_shown { ended.doubles } else { Vec::new() }
    }
}
