//! Why a step cannot be taken.

use chrono::NaiveDate;
use thiserror::Error;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::calendar::Period;
use crate::voucher_id::VoucherId;

/// Why a step of a project cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EsfError {
    /// The amount is nothing, or on the wrong side.
    #[error("the amount is {0}; it has to be more than nothing")]
    NotPositive(Amount),
    /// It lies outside the project's period.
    #[error("{asked} does not lie in the project's period, {period}")]
    OutsideProject {
        /// What was asked for.
        asked: Period,
        /// The project's period.
        period: Period,
    },
    /// The project was settled; nothing more happens to it.
    #[error("the project was settled on {0}")]
    Settled(NaiveDate),
    /// All that is earned is accrued.
    #[error("{earned} is earned and {accrued} accrued: there is nothing to accrue")]
    NothingToAccrue {
        /// What is earned.
        earned: Amount,
        /// What was accrued.
        accrued: Amount,
    },
    /// All that is earned is claimed.
    #[error("{earned} is earned and {claimed} claimed: there is nothing to claim")]
    NothingToClaim {
        /// What is earned at the end of the claim's period.
        earned: Amount,
        /// What was claimed before.
        claimed: Amount,
    },
    /// All claims together would be above the grant.
    #[error("{asked} is more than the {left} that is left of the grant")]
    ClaimAboveGrant {
        /// What was asked for.
        asked: Amount,
        /// What of the grant is not yet claimed.
        left: Amount,
    },
    /// The claim is above what is earned and not yet claimed.
    #[error("{asked} is more than the {left} that is earned and not yet claimed")]
    ClaimAboveEarned {
        /// What was asked for.
        asked: Amount,
        /// What is earned and not yet claimed.
        left: Amount,
    },
    /// There is no claim of that number.
    #[error("there is no claim {number}; there are {claims}")]
    ClaimUnknown {
        /// The number.
        number: u32,
        /// How many claims there are.
        claims: usize,
    },
    /// The claim was decided before.
    #[error("claim {number} was decided on {date}")]
    ClaimDecided {
        /// The claim.
        number: u32,
        /// When it was decided.
        date: NaiveDate,
    },
    /// The claim is not decided yet.
    #[error("claim {number} is not decided yet")]
    ClaimUndecided {
        /// The claim.
        number: u32,
    },
    /// It would come before what it follows upon.
    #[error("{date} lies before {after}")]
    TooEarly {
        /// The day.
        date: NaiveDate,
        /// The day of what it follows upon.
        after: NaiveDate,
    },
    /// More would be approved than was claimed.
    #[error("{approved} is more than the {claimed} of claim {number}")]
    ApprovedAboveClaimed {
        /// The claim.
        number: u32,
        /// What was to be approved.
        approved: Amount,
        /// What was claimed.
        claimed: Amount,
    },
    /// More would be paid than was approved.
    #[error("{asked} is more than the {left} approved of claim {number} and not yet paid")]
    PaymentAboveApproved {
        /// The claim.
        number: u32,
        /// What was to be paid.
        asked: Amount,
        /// What is approved and not yet paid.
        left: Amount,
    },
    /// The receivable would stand below nothing: it was not accrued.
    #[error("the receivable is {receivable}, less than {needed}: accrue what is earned first")]
    NotAccrued {
        /// What would be taken off it.
        needed: Amount,
        /// What stands on it.
        receivable: Amount,
    },
    /// More would be released than is provided for.
    #[error("{asked} is more than the {provision} that is provided for")]
    ReleaseAboveProvision {
        /// What was to be released.
        asked: Amount,
        /// What is provided for.
        provision: Amount,
    },
    /// Nothing is provided for.
    #[error("nothing is provided for")]
    NothingToRelease,
    /// A claim is not decided, or approved and not wholly paid.
    #[error("{open} of claim {number} is neither paid nor rejected")]
    ClaimOpen {
        /// The claim.
        number: u32,
        /// What is still to be decided or paid.
        open: Amount,
    },
    /// The voucher that is to have booked it has booked something else.
    #[error("voucher {id} has {booked} of the project on {account}, not {expected}")]
    VoucherDiffers {
        /// The voucher.
        id: VoucherId,
        /// The account that was looked at.
        account: AccountNumber,
        /// What it has booked there, debit positive.
        booked: Amount,
        /// What it should have booked there.
        expected: Amount,
    },
    /// A voucher is named, and there is nothing to book.
    #[error("nothing has to be booked, and voucher {id} is named")]
    VoucherNeedless {
        /// The voucher.
        id: VoucherId,
    },
    /// A sum does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
}
