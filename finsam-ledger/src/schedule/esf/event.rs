//! What happened to a project's support.

use chrono::NaiveDate;

use super::project::EsfProject;
use crate::amount::Amount;
use crate::calendar::Period;

/// A project, with all that happened to its support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedProject {
    /// The project.
    pub project: EsfProject,
    /// What happened, in the order it was told.
    pub events: Vec<EsfEvent>,
}

/// Something that happened to a project's support. Amounts are in öre, without side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EsfEvent {
    /// The day.
    pub date: NaiveDate,
    /// What happened.
    pub act: EsfAct,
    /// The day its voucher was taken back: from then on it has not happened.
    pub taken_back: Option<NaiveDate>,
}

impl EsfEvent {
    /// Whether it has happened, and was not taken back, when a day ends.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.date <= day && self.taken_back.is_none_or(|taken_back| day < taken_back)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EsfAct {
    /// What was earned and not yet accrued was booked as an income.
    Accrual {
        /// How much.
        amount: Amount,
    },
    /// Payment was claimed (ansökan om utbetalning).
    Claim {
        /// Its number among the project's claims, from 1.
        number: u32,
        /// The period whose cost it is for.
        period: Period,
        /// How much.
        amount: Amount,
    },
    /// The funder decided a claim (beslut). What it did not approve is rejected.
    Decision {
        /// The claim.
        claim: u32,
        /// How much of it is to be paid.
        approved: Amount,
    },
    /// The funder paid of a claim (utbetalning).
    Payment {
        /// The claim.
        claim: u32,
        /// How much.
        amount: Amount,
    },
    /// A risk that cost is refused was provided for (uppbokning).
    Provision {
        /// How much.
        amount: Amount,
    },
    /// A provision was released (återföring), whole or in part.
    Release {
        /// How much.
        amount: Amount,
    },
    /// The project was settled for good (slutavräkning).
    Settlement {
        /// What was still a receivable and no longer comes.
        written_off: Amount,
        /// What was still provided for and no longer needed.
        released: Amount,
    },
}
