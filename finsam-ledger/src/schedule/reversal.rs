//! Taking a voucher back.

use chrono::NaiveDate;

use crate::voucher::{Posting, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// The voucher that takes `voucher` back (återföring): the same rows on the other side, with all
/// they are marked with, so that together the two are nothing on any account and dimension.
///
/// ```
/// use chrono::NaiveDate;
/// use finsam_ledger::schedule::reversal;
/// use finsam_ledger::{Amount, Posting, VoucherDraft, VoucherId};
///
/// let (new_year_eve, new_year) = (NaiveDate::from_ymd_opt(2024, 12, 31), NaiveDate::from_ymd_opt(2025, 1, 1));
/// let row = |account: &str, ore| Ok::<_, finsam_ledger::AccountError>(Posting::new(account.parse()?, Amount::from_ore(ore)));
/// let postings = vec![row("1712", 570_000_00)?, row("3511", -570_000_00)?];
/// let draft = VoucherDraft::new(VoucherId::new("P", 1), new_year_eve.expect("a day"), "Upplupet stöd", postings);
/// let accrued = draft.try_into_voucher()?;
///
/// let taken_back = reversal(&accrued, VoucherId::new("P", 2), new_year.expect("a day"), "Återföring P 1");
/// assert_eq!(taken_back.postings[0].amount, Amount::from_ore(-570_000_00));
/// assert!(taken_back.try_into_voucher().is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn reversal(voucher: &Voucher, id: VoucherId, date: NaiveDate, text: &str) -> VoucherDraft {
    let mirrored = |posting: &Posting| Posting { amount: posting.amount.negated(), ..posting.clone() };
    let postings = voucher.postings().iter().map(mirrored).collect();
    VoucherDraft::new(id, date, text, postings)
}
