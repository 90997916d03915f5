//! What of a voucher is to be accrued.

use thiserror::Error;

use super::accrual::AccrualKind;
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::voucher::Voucher;
use crate::voucher_id::VoucherId;

/// Why a voucher does not say what of it is to be accrued.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceError {
    /// It has no such cost or income.
    #[error("voucher {id} has nothing to accrue")]
    Nothing {
        /// The voucher.
        id: VoucherId,
    },
    /// It has several: one of them has to be named.
    #[error("voucher {id} has {} amounts to accrue", objects.len())]
    Several {
        /// The voucher.
        id: VoucherId,
        /// Their accounts, cost centres and projects.
        objects: Vec<BalanceObject>,
    },
    /// A sum does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// The cost or income of a voucher that an accrual of this kind is about: what `is_meant` picks from
/// its accounts, cost centres and projects, and the amount on it, in öre and without side.
///
/// ```
/// use finsam_ledger::schedule::{AccrualKind, to_accrue};
/// use finsam_ledger::{Amount, Posting, VoucherDraft, VoucherId};
///
/// let row = |account: &str, ore| Ok::<_, finsam_ledger::AccountError>(Posting::new(account.parse()?, Amount::from_ore(ore)));
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a day");
/// let rows = vec![row("6011", 30_000_00)?, row("2411", -30_000_00)?];
/// let rent = VoucherDraft::new(VoucherId::new("A", 12), date, "Hyra kv 1", rows).try_into_voucher()?;
/// let (object, amount) = to_accrue(&rent, AccrualKind::PrepaidExpense, |of| of.account.number() >= 3000)?;
/// assert_eq!((object.account.number(), amount), (6011, Amount::from_ore(30_000_00)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`SourceError`] if there is not one such amount.
pub fn to_accrue(
    voucher: &Voucher,
    kind: AccrualKind,
    is_meant: impl Fn(&BalanceObject) -> bool,
) -> Result<(BalanceObject, Amount), SourceError> {
    let mut found: Vec<(BalanceObject, Amount)> = Vec::new();
    for row in voucher.postings() {
        let (cost_centre, project) = (row.cost_centre.clone(), row.project.clone());
        let object = BalanceObject { account: row.account, cost_centre, project };
        if !is_meant(&object) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == object) {
            Some((_, sum)) => *sum = sum.checked_add(row.amount)?,
            None => found.push((object, row.amount)),
        }
    }
    found.retain(|(_, amount)| amount.side() == Some(kind.result_side()));
    let id = voucher.id().clone();
    match found.len() {
        0 => Err(SourceError::Nothing { id }),
        1 => Ok(found.remove(0)).map(|(object, amount)| (object, amount.magnitude())),
        _ => Err(SourceError::Several { id, objects: found.into_iter().map(|(object, _)| object).collect() }),
    }
}
