//! The hashes of vouchers, made beside what is done with them.

use std::borrow::Cow;
use std::sync::mpsc;
use std::thread;

use super::chain::{self, Hash};
use super::error::BookError;
use super::import::year_of_voucher;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::voucher::Voucher;

/// A voucher with what is to be known of it before it gets its place in the chain.
#[derive(Debug)]
pub(super) struct Hashed<'a> {
    pub(super) year: FiscalYear,
    pub(super) voucher: Cow<'a, Voucher>,
    /// What it says.
    pub(super) content: Hash,
    /// What counts of it.
    pub(super) bookkeeping: Hash,
}

/// How many vouchers are handed over at a time.
const TOGETHER: usize = 256;
/// How far the hashes may be ahead, in such parts.
const AHEAD: usize = 4;

impl<'a> Hashed<'a> {
    pub(super) fn of(voucher: Cow<'a, Voucher>, years: FiscalYears) -> Result<Self, BookError> {
        let year = year_of_voucher(&voucher, years)?;
        let content = chain::of_voucher(year, &voucher);
        let bookkeeping = chain::of_bookkeeping(year, &voucher);
        Ok(Self { year, voucher, content, bookkeeping })
    }

    /// Hands over every voucher in order. Where there are many, they are hashed on a thread of their
    /// own, ahead of what the database does with the ones before.
    pub(super) fn each(
        vouchers: impl Iterator<Item = Cow<'a, Voucher>> + Send,
        years: FiscalYears,
        mut each: impl FnMut(Self) -> Result<(), BookError>,
    ) -> Result<(), BookError> {
        let mut parts = Parts { vouchers, years };
        let first = parts.next().unwrap_or_default();
        if first.len() < TOGETHER {
            return first.into_iter().try_for_each(|hashed| each(hashed?));
        }
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(AHEAD);
            // Nobody listens any more once something went wrong over here.
            scope.spawn(move || parts.try_for_each(|part| sender.send(part)));
            let parts = std::iter::once(first).chain(receiver);
            parts.flatten().try_for_each(|hashed| each(hashed?))
        })
    }
}

/// Vouchers, hashed so many at a time.
struct Parts<V> {
    vouchers: V,
    years: FiscalYears,
}

impl<'a, V: Iterator<Item = Cow<'a, Voucher>>> Iterator for Parts<V> {
    type Item = Vec<Result<Hashed<'a>, BookError>>;

    fn next(&mut self) -> Option<Self::Item> {
        let vouchers = self.vouchers.by_ref().take(TOGETHER);
        let part: Vec<_> = vouchers.map(|voucher| Hashed::of(voucher, self.years)).collect();
        if part.is_empty() { None } else { Some(part) }
    }
}
