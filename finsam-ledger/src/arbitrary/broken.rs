//! Journals with exactly one thing wrong.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::journal::{JournalOptions, balance_account, journal, result_account, year_end};
use super::vocabulary::{DayOfYear, amount_in, day_of_year};
use super::voucher::{Slip, slip};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, YearEnd};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::Code;
use crate::journal::Journal;
use crate::tally::{Tallied, Tally};
use crate::voucher::{Posting, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// Opening balances and drafts with one thing wrong, and the code of the finding it has to raise.
///
/// These are drafts, since some of them are no vouchers.
#[derive(Clone, Debug)]
pub struct BrokenJournal {
    /// How the fiscal years lie.
    pub fiscal_years: FiscalYears,
    /// How the years end; only [`Code::OpeningDiffers`] depends on it.
    pub year_end: YearEnd,
    /// Opening balances, in öre, debit positive.
    pub openings: Vec<(FiscalYear, BalanceObject, Amount)>,
    /// The drafts, in the order they came.
    pub drafts: Vec<VoucherDraft>,
    /// What is wrong. The codes 01 and 09 of vouchers are found by [`tally`](Self::tally), those
    /// of opening balances by whoever checks these.
    pub code: Code,
}

impl BrokenJournal {
    /// Every balance, and what is wrong with the drafts: drafts that are vouchers go in whole,
    /// others row by row, as from a file.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit; with what [`broken_journal`] makes, all do.
    pub fn tally(&self) -> Result<Tallied, AmountError> {
        let mut tally = Tally::new(self.fiscal_years);
        for draft in &self.drafts {
            match draft.clone().try_into_voucher() {
                Ok(voucher) => tally.post_voucher(&voucher),
                Err(_) => tally.post_all(&draft.id, draft.date, &draft.postings, 0),
            }
        }
        let mut tallied = tally.finish()?;
        for (year, object, amount) in &self.openings {
            tallied.balances.add_opening(*year, object.clone(), *amount)?;
        }
        Ok(tallied)
    }

    fn of(journal: &Journal, openings: Vec<(FiscalYear, BalanceObject, Amount)>, end: YearEnd) -> Self {
        Self {
            fiscal_years: journal.fiscal_years(),
            year_end: end,
            openings,
            drafts: journal.vouchers().iter().map(|voucher| voucher.clone().into_draft()).collect(),
            code: Code::VoucherUnbalanced,
        }
    }
}

/// A journal with one thing wrong, of these kinds:
///
/// - a voucher that does not balance, or whose rows have two dates;
/// - numbers left out, or one number twice;
/// - a voucher dated in another century;
/// - opening balances that do not sum to zero, that stand on an account of the income statement,
///   or that are not what the year before closed with.
///
/// All else about it is sound, so that a check can be held to raise this finding and no other.
///
/// Years end as [`year_end`] has it; [`broken_journal_ending`] takes another.
pub fn broken_journal() -> impl Strategy<Value = BrokenJournal> {
    broken_journal_ending(year_end())
}

/// A journal with one thing wrong, as [`broken_journal`], with years that end as a layout says:
/// `broken_journal_ending(Just(layout.year_end().clone()))`. The accounts of the classes 1 and 2
/// must carry their balances.
pub fn broken_journal_ending(
    year_end: impl Strategy<Value = YearEnd>,
) -> impl Strategy<Value = BrokenJournal> {
    let sound = journal(JournalOptions { vouchers_per_year: SEVERAL, ..JournalOptions::default() });
    let accounts = (balance_account(), balance_account(), result_account());
    let extra = (day_of_year(), day_of_year(), some_amount(), accounts);
    (sound, year_end, defect(), extra).prop_filter_map(
        "room for the defect",
        |(journal, end, defect, (day, other_day, amount, accounts))| {
            let year_of = |voucher: &Voucher| journal.fiscal_years().of(Month::of(voucher.date()));
            let (first, last) = (year_of(journal.vouchers().first()?), year_of(journal.vouchers().last()?));
            let openings =
                journal.given_openings().map(|(year, object, amount)| (year, object.clone(), amount));
            let broken = BrokenJournal::of(&journal, openings.collect(), end);
            let extra = Extra { first, last, day, other_day, amount, accounts };
            extra.broken_by(defect, broken)
        },
    )
}

/// More than one voucher, so that the years they lie in are known from the dates.
const SEVERAL: RangeInclusive<usize> = 2..=6;

/// What is to be wrong.
#[derive(Clone, Copy, Debug)]
enum Defect {
    Unbalanced(Slip, Index),
    TwoDates,
    NumbersMissing(u64),
    NumberTwice(Index, bool),
    OtherCentury(i32),
    OpeningUnbalanced,
    OpeningOnResultAccount,
    OpeningDiffers,
}

fn some_amount() -> impl Strategy<Value = Amount> {
    amount_in(Amount::from_ore(1)..=Amount::from_ore(1_000_000_000))
}

fn defect() -> impl Strategy<Value = Defect> {
    prop_oneof![
        slip(some_amount()).prop_map(|(slip, row)| Defect::Unbalanced(slip, row)),
        Just(Defect::TwoDates),
        (1_u64..=1_000).prop_map(Defect::NumbersMissing),
        any::<(Index, bool)>().prop_map(|(which, on_same_date)| Defect::NumberTwice(which, on_same_date)),
        select(vec![-100_i32, 100, -2000]).prop_map(Defect::OtherCentury),
        Just(Defect::OpeningUnbalanced),
        Just(Defect::OpeningOnResultAccount),
        Just(Defect::OpeningDiffers),
    ]
}

/// What a defect is made of: one more voucher at the end, or one more opening balance.
struct Extra {
    first: FiscalYear,
    last: FiscalYear,
    day: DayOfYear,
    other_day: DayOfYear,
    amount: Amount,
    accounts: (AccountNumber, AccountNumber, AccountNumber),
}

impl Extra {
    fn broken_by(&self, defect: Defect, mut broken: BrokenJournal) -> Option<BrokenJournal> {
        let mut draft = self.draft(&broken)?;
        broken.code = match defect {
            Defect::Unbalanced(slip, row) => {
                draft.postings = slip.made_in(&draft.postings, row.index(draft.postings.len()));
                broken.drafts.push(draft);
                Code::VoucherUnbalanced
            }
            Defect::TwoDates => {
                let mut rest = draft.clone();
                rest.date = self.other_date(draft.date)?;
                rest.postings = vec![draft.postings.pop()?];
                broken.drafts.extend([draft, rest]);
                Code::VoucherDates
            }
            Defect::NumbersMissing(count) => {
                draft.id = VoucherId::new(draft.id.series(), draft.id.number() + count);
                broken.drafts.push(draft);
                Code::NumbersMissing
            }
            Defect::NumberTwice(which, on_same_date) => {
                draft.id = which.get(&self.ids_of_last_year(&broken)).clone();
                if on_same_date {
                    draft.date = broken.drafts.last()?.date;
                }
                broken.drafts.push(draft);
                Code::NumberTwice
            }
            Defect::OtherCentury(years) => {
                let year = (draft.date.year() + years).clamp(1, 9_000);
                draft.date = NaiveDate::from_ymd_opt(year, draft.date.month(), draft.date.day().min(28))?;
                broken.drafts.push(draft);
                // Otherwise the first year would have a year before it that it does not go on from.
                if years < 0 {
                    broken.openings.clear();
                }
                Code::DateOutsideYears
            }
            Defect::OpeningUnbalanced => {
                broken.openings.push((self.first, self.accounts.0.into(), self.amount));
                Code::OpeningUnbalanced
            }
            Defect::OpeningOnResultAccount => {
                broken.openings.push((self.first, self.accounts.2.into(), self.amount));
                broken.openings.push((self.first, self.accounts.0.into(), self.amount.negated()));
                Code::OpeningOnResultAccount
            }
            Defect::OpeningDiffers => {
                self.open_next_year(&mut broken)?;
                Code::OpeningDiffers
            }
        };
        Some(broken)
    }

    /// A sound draft that goes on in the series of the last one: numbers of a series follow each
    /// other, and a series that started here could have no hole before it.
    fn draft(&self, broken: &BrokenJournal) -> Option<VoucherDraft> {
        let series = broken.drafts.last()?.id.series();
        let ids = self.ids_of_last_year(broken);
        let number = ids.iter().filter(|id| id.series() == series).map(VoucherId::number).max()?;
        let (debit, credit, _) = self.accounts;
        let postings = vec![Posting::new(debit, self.amount), Posting::new(credit, self.amount.negated())];
        let (id, date) = (VoucherId::new(series, number + 1), self.day.in_year(self.last));
        Some(VoucherDraft::new(id, date, "", postings))
    }

    fn ids_of_last_year(&self, broken: &BrokenJournal) -> Vec<VoucherId> {
        let in_last_year = |draft: &&VoucherDraft| self.last.first().first_day() <= draft.date;
        broken.drafts.iter().filter(in_last_year).map(|draft| draft.id.clone()).collect()
    }

    /// Another date of the last year.
    fn other_date(&self, date: NaiveDate) -> Option<NaiveDate> {
        let other = self.other_day.in_year(self.last);
        let beside =
            || date.succ_opt().filter(|next| *next <= self.last.last().last_day()).or(date.pred_opt());
        if other == date { beside() } else { Some(other) }
    }

    /// Opens the year after the last with what that closed with, but for one amount that is moved
    /// from one account to another.
    fn open_next_year(&self, broken: &mut BrokenJournal) -> Option<()> {
        let next = self.last.next();
        let carried = broken.tally().ok()?.balances.carried_into(next, &broken.year_end).ok()?;
        broken.openings.extend(carried.into_iter().map(|(object, amount)| (next, object, amount)));
        let (to, from, _) = self.accounts;
        // Moved from an account to itself, it would not be moved; and equity may be moved within.
        let within_equity = [to, from].iter().all(|account| broken.year_end.is_equity(*account));
        if to == from || within_equity {
            return None;
        }
        broken.openings.push((next, to.into(), self.amount));
        broken.openings.push((next, from.into(), self.amount.negated()));
        Some(())
    }
}
