//! The vouchers of both sides, each found again on the other or not.
//!
//! Both lists are put in order and gone through side by side: first for what is the same under
//! the same number, then, among what is left, for the same under another number, and last for
//! another content under the same number.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{AccountAmounts, Both, Which};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::voucher::{Posting, Voucher};
use crate::voucher_id::VoucherId;

/// How the vouchers compare; each list in order of fiscal year, series and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VouchersCompared<'a> {
    /// How many are the same on both sides in all that counts, reworded ones among them.
    pub same: u64,
    /// Those that the other side does not have.
    pub only: Both<Vec<&'a Voucher>>,
    /// Those that both sides have, with another date or other rows.
    pub changed: Vec<ChangedVoucher<'a>>,
    /// Those that both sides have alike, under another series or number.
    pub renumbered: Vec<Both<&'a Voucher>>,
    /// Those of the same where only words differ.
    pub reworded: Vec<RewordedVoucher<'a>>,
}

impl VouchersCompared<'_> {
    /// Whether each side's vouchers are those of the other, words aside.
    #[must_use]
    pub const fn are_equal(&self) -> bool {
        self.only.a.is_empty()
            && self.only.b.is_empty()
            && self.changed.is_empty()
            && self.renumbered.is_empty()
    }
}

/// A voucher that is booked otherwise on each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedVoucher<'a> {
    /// The voucher.
    pub vouchers: Both<&'a Voucher>,
    /// The rows that the other side's voucher lacks, in order of account.
    pub rows: Both<Vec<&'a Posting>>,
    /// The accounts on which its rows sum to something else; none where an amount is only split
    /// otherwise, or marked with another cost centre or project.
    pub accounts: Vec<AccountAmounts>,
}

impl ChangedVoucher<'_> {
    /// Its dates, where they differ.
    #[must_use]
    pub fn dates(&self) -> Option<Both<NaiveDate>> {
        Some(self.vouchers.map(Voucher::date)).filter(Both::differ)
    }
}

/// A voucher of which only words differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewordedVoucher<'a> {
    /// The voucher.
    pub vouchers: Both<&'a Voucher>,
    /// The first words that differ: the voucher's, or a row's. Where those are the same, what the
    /// row is marked with beside cost centre and project.
    pub words: Both<String>,
}

pub(super) fn compare(
    listed: Both<Vec<&Voucher>>,
    years: FiscalYears,
    compares_words: bool,
) -> Result<VouchersCompared<'_>, AmountError> {
    let candidates = listed.map(|vouchers| {
        let mut candidates: Vec<_> =
            vouchers.into_iter().map(|voucher| Candidate::of(voucher, years)).collect();
        candidates.sort_by(|a, b| a.key().cmp(&b.key()).then_with(|| a.cmp_content(b)));
        candidates
    });
    let mut compared = VouchersCompared::default();
    let in_all = |a: &Candidate<'_>, b: &Candidate<'_>| a.key().cmp(&b.key()).then_with(|| a.cmp_content(b));
    let mut left = Both::default();
    groups(candidates, in_all, |mut group| {
        let pairs = group.a.len().min(group.b.len());
        for (a, b) in group.a.drain(..pairs).zip(group.b.drain(..pairs)) {
            compared.same += 1;
            let vouchers = Both { a: a.voucher, b: b.voucher };
            let words = if compares_words { differing_words(vouchers) } else { None };
            compared.reworded.extend(words.map(|words| RewordedVoucher { vouchers, words }));
        }
        push_back(&mut left, group);
        Ok(())
    })?;
    let left = renumbered(left, &mut compared)?;
    let same_key = |a: &Candidate<'_>, b: &Candidate<'_>| a.key().cmp(&b.key());
    groups(left, same_key, |mut group| {
        let pairs = group.a.len().min(group.b.len());
        for (a, b) in group.a.drain(..pairs).zip(group.b.drain(..pairs)) {
            compared.changed.push(changed(&a, &b)?);
        }
        for which in Which::BOTH {
            compared.only.of_mut(which).extend(group.of(which).iter().map(|candidate| candidate.voucher));
        }
        Ok(())
    })?;
    Ok(compared)
}

/// A voucher on its way to its like: its rows stand in an order that both sides share.
#[derive(Debug)]
struct Candidate<'a> {
    year: FiscalYear,
    voucher: &'a Voucher,
    rows: Vec<&'a Posting>,
}

impl<'a> Candidate<'a> {
    fn of(voucher: &'a Voucher, years: FiscalYears) -> Self {
        let mut rows: Vec<_> = voucher.postings().iter().collect();
        rows.sort_by(|a, b| cmp_rows(a, b));
        Self { year: years.of(Month::of(voucher.date())), voucher, rows }
    }

    fn key(&self) -> (FiscalYear, &'a VoucherId) {
        (self.year, self.voucher.id())
    }

    /// By date and rows: all that counts but the number.
    fn cmp_content(&self, other: &Self) -> Ordering {
        let dates = self.voucher.date().cmp(&other.voucher.date());
        dates.then_with(|| {
            let rows = self.rows.iter().zip(&other.rows).map(|(a, b)| cmp_rows(a, b));
            let first = rows.into_iter().find(|order| order.is_ne());
            first.unwrap_or_else(|| self.rows.len().cmp(&other.rows.len()))
        })
    }
}

fn cmp_rows(a: &Posting, b: &Posting) -> Ordering {
    let key = |row: &Posting| (row.account, row.amount);
    let marks = || (&a.cost_centre, &a.project).cmp(&(&b.cost_centre, &b.project));
    key(a).cmp(&key(b)).then_with(marks)
}

/// Goes through two lists that stand in the same order, side by side, and hands over what is
/// equal on both, or stands on one side alone, a group at a time.
fn groups<T>(
    lists: Both<Vec<T>>,
    order: impl Fn(&T, &T) -> Ordering,
    mut each: impl FnMut(Both<Vec<T>>) -> Result<(), AmountError>,
) -> Result<(), AmountError> {
    let mut lists = lists.map(|list| list.into_iter().peekable());
    loop {
        let from = match (lists.a.peek(), lists.b.peek()) {
            (Some(a), Some(b)) if order(b, a).is_lt() => Which::B,
            (Some(_), _) => Which::A,
            (None, Some(_)) => Which::B,
            (None, None) => return Ok(()),
        };
        let mut group: Both<Vec<T>> = Both { a: Vec::new(), b: Vec::new() };
        group.of_mut(from).extend(lists.of_mut(from).next());
        for which in Which::BOTH {
            while let Some(next) = lists.of_mut(which).next_if(|next| {
                let first = group.of(from).first();
                first.is_some_and(|first| order(first, next).is_eq())
            }) {
                group.of_mut(which).push(next);
            }
        }
        each(group)?;
    }
}

fn push_back<T>(all: &mut Both<Vec<T>>, group: Both<Vec<T>>) {
    all.a.extend(group.a);
    all.b.extend(group.b);
}

/// Takes out the vouchers that are the same under another number. As many on one side as on the
/// other are each other's, in the order of their numbers; where the counts differ nobody can say
/// which one is missing, and all of them stay.
fn renumbered<'a>(
    mut left: Both<Vec<Candidate<'a>>>,
    compared: &mut VouchersCompared<'a>,
) -> Result<Both<Vec<Candidate<'a>>>, AmountError> {
    for which in Which::BOTH {
        // Stable: what is alike stays in the order of its numbers.
        left.of_mut(which).sort_by(Candidate::cmp_content);
    }
    let mut found = Vec::new();
    let mut rest: Both<Vec<_>> = Both { a: Vec::new(), b: Vec::new() };
    groups(left, Candidate::cmp_content, |group| {
        if group.a.len() == group.b.len() {
            found.extend(group.a.into_iter().zip(group.b));
        } else {
            push_back(&mut rest, group);
        }
        Ok(())
    })?;
    found.sort_by(|(first, _), (second, _)| first.key().cmp(&second.key()));
    compared.renumbered = found.into_iter().map(|(a, b)| Both { a: a.voucher, b: b.voucher }).collect();
    for which in Which::BOTH {
        rest.of_mut(which).sort_by(|a, b| a.key().cmp(&b.key()));
    }
    Ok(rest)
}

fn changed<'a>(a: &Candidate<'a>, b: &Candidate<'a>) -> Result<ChangedVoucher<'a>, AmountError> {
    let mut rows: Both<Vec<&Posting>> = Both::default();
    let lists = Both { a: a.rows.clone(), b: b.rows.clone() };
    groups(
        lists,
        |a, b| cmp_rows(a, b),
        |mut group| {
            let pairs = group.a.len().min(group.b.len());
            group.a.drain(..pairs);
            group.b.drain(..pairs);
            push_back(&mut rows, group);
            Ok(())
        },
    )?;
    let mut sums: BTreeMap<AccountNumber, Both<Vec<Amount>>> = BTreeMap::new();
    for (which, candidate) in [(Which::A, a), (Which::B, b)] {
        for row in &candidate.rows {
            sums.entry(row.account).or_default().of_mut(which).push(row.amount);
        }
    }
    let mut accounts = Vec::new();
    for (account, amounts) in sums {
        let amounts = Both { a: Amount::checked_sum(amounts.a)?, b: Amount::checked_sum(amounts.b)? };
        if amounts.differ() {
            accounts.push((account, amounts));
        }
    }
    Ok(ChangedVoucher { vouchers: Both { a: a.voucher, b: b.voucher }, rows, accounts })
}

/// The first words that differ, blanks aside; a row without words has those of its voucher.
fn differing_words(vouchers: Both<&Voucher>) -> Option<Both<String>> {
    if vouchers.a.text() == vouchers.b.text() && vouchers.a.postings() == vouchers.b.postings() {
        return None;
    }
    let texts = vouchers.map(|voucher| words(voucher.text()));
    if texts.differ() {
        return Some(texts);
    }
    let rows = vouchers.map(|voucher| {
        let text = |row: &Posting| words(if row.text.is_empty() { voucher.text() } else { &row.text });
        let mut rows: Vec<_> = voucher.postings().iter().map(|row| (row, text(row), marks(row))).collect();
        rows.sort_by(|a, b| cmp_rows(a.0, b.0).then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2))));
        rows
    });
    let mut pairs = rows.a.into_iter().zip(rows.b);
    pairs.find_map(|((_, a, a_marks), (_, b, b_marks))| {
        let (words, marks) = (Both { a, b }, Both { a: a_marks, b: b_marks });
        Some(words).filter(Both::differ).or_else(|| Some(marks).filter(Both::differ))
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a row is marked with beside cost centre and project: `7:12 20:Väst`.
fn marks(row: &Posting) -> String {
    let mut marks: Vec<_> = row.others.iter().collect();
    marks.sort();
    let marks: Vec<_> = marks.into_iter().map(|mark| format!("{}:{}", mark.dimension, mark.code())).collect();
    marks.join(" ")
}
