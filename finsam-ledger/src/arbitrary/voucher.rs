//! Vouchers that balance, and drafts that do not.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::vocabulary::{account_number, amount, cost_centre, day_of_year, fiscal_year, project};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::voucher::{Posting, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// A draft that balances: two rows or more, of any amounts.
pub fn balanced_draft() -> impl Strategy<Value = VoucherDraft> {
    let number = prop_oneof![9 => 1_u64..=9_999, 1 => Just(u64::MAX)];
    let id = (select(vec!["A", "", "LEV", "Ö"]), number);
    let rows = balanced_postings(account_number(), amount(), 1..=4);
    (id, fiscal_year(), day_of_year(), text(), rows).prop_map(
        |((series, number), year, day, text, postings)| {
            VoucherDraft::new(VoucherId::new(series, number), day.in_year(year), text, postings)
        },
    )
}

/// A voucher.
pub fn voucher() -> impl Strategy<Value = Voucher> {
    balanced_draft().prop_filter_map("a balanced draft", |draft| draft.try_into_voucher().ok())
}

/// A draft that does not balance, in one of the ways it happens: an öre too much or too little,
/// an amount typed wrong, a row left out, a row on the wrong side.
///
/// Its rows do have a sum that fits in an [`Amount`], and there is at least one row.
pub fn unbalanced_draft() -> impl Strategy<Value = VoucherDraft> {
    // The slip comes first and so shrinks first: without a missing row, fewer rows will do.
    (slip(amount()), balanced_draft()).prop_map(|((slip, row), mut draft)| {
        draft.postings = slip.made_in(&draft.postings, row.index(draft.postings.len()));
        draft
    })
}

/// What goes wrong in a row, without a word on which row it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slip {
    /// The amount is off by this.
    Off(Amount),
    /// The row is missing.
    Missing,
    /// Debit and credit are confused.
    Turned,
}

pub(super) fn slip(off_by: impl Strategy<Value = Amount>) -> impl Strategy<Value = (Slip, Index)> {
    let slip = prop_oneof![
        select(vec![1_i64, -1]).prop_map(|ore| Slip::Off(Amount::from_ore(ore))),
        off_by.prop_map(Slip::Off),
        Just(Slip::Missing),
        Just(Slip::Turned),
    ];
    (slip, any::<Index>())
}

impl Slip {
    /// The rows with the slip in them. Where it would do no harm (a missing row without an
    /// amount) or more than can be summed, the row is an öre off instead.
    pub(super) fn made_in(self, balanced: &[Posting], row: usize) -> Vec<Posting> {
        let slipped = |slip: Self| {
            let mut postings = balanced.to_vec();
            match slip {
                Self::Missing => drop(postings.remove(row)),
                Self::Off(by) => postings[row].amount = postings[row].amount.checked_add(by).ok()?,
                Self::Turned => postings[row].amount = postings[row].amount.negated(),
            }
            let sum = Amount::checked_sum(postings.iter().map(|posting| posting.amount)).ok()?;
            (!sum.is_zero()).then_some(postings)
        };
        let toward_zero = if balanced[row].amount > Amount::ZERO { -1 } else { 1 };
        slipped(self).or_else(|| slipped(Self::Off(Amount::from_ore(toward_zero)))).unwrap_or_default()
    }
}

/// Rows that sum to zero: some of the amounts given, and what they sum to on another account.
pub(super) fn balanced_postings(
    account: impl Strategy<Value = AccountNumber> + Clone,
    amount: impl Strategy<Value = Amount>,
    rows: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = Vec<Posting>> {
    let row =
        (account.clone(), option::weighted(0.5, cost_centre()), option::weighted(0.3, project()), amount)
            .prop_map(|(account, cost_centre, project, amount)| Posting {
                cost_centre,
                project,
                ..Posting::new(account, amount)
            });
    (vec(row, rows), account).prop_map(|(mut postings, counter_account)| {
        let sum: i128 = postings.iter().map(|posting| i128::from(posting.amount.ore())).sum();
        postings.extend(counter_amounts(-sum).map(|amount| Posting::new(counter_account, amount)));
        postings
    })
}

/// A sum as one amount, or as several where it does not fit in one.
fn counter_amounts(mut sum: i128) -> impl Iterator<Item = Amount> {
    let bound = Amount::MAX.ore();
    let mut first = true;
    std::iter::from_fn(move || {
        if !first && sum == 0 {
            return None;
        }
        first = false;
        let part = i64::try_from(sum.clamp(i128::from(-bound), i128::from(bound))).unwrap_or(bound);
        sum -= i128::from(part);
        Some(Amount::from_ore(part))
    })
}

/// Texts as people write them; empty at times.
pub(super) fn text() -> impl Strategy<Value = &'static str> {
    select(vec!["", "Medlemsbidrag kvartal 1", "Faktura; \"konsult\"", "Återföring, upplupen intäkt", "=1+1"])
}
