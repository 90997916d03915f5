//! ESF projects: what a project may claim of its funder, and the vouchers on the way there.
//!
//! Support is paid in arrears. What is earned and not yet paid is an accrued income; a claim is
//! decided, maybe for less, and paid; a risk that cost is refused may be provided for (uppbokning)
//! and released again. What was booked is read off the balances, what was claimed, decided and paid
//! off the [`EsfEvent`]s; an [`EsfStatus`] holds both against each other, and every step that is
//! [taken](take) yields an [`EsfStep`]: an event to keep, and the rows of the voucher that goes with it, if one does.
//!
//! What always holds, in öre:
//! - 0 ≤ earned ≤ grant;
//! - claimed ≤ earned, approved ≤ claimed, paid ≤ approved, for each claim and for all of them;
//! - the receivable is what was accrued less what was rejected, written off or paid, and no step
//!   takes it below nothing;
//! - a provision is never released beyond what is left of it;
//! - after the settlement there is neither receivable nor provision.

mod cost;
mod course;
mod error;
mod event;
mod project;
mod rate;
mod status;
mod step;

pub use cost::{BaseCost, EligibleCost};
pub use course::{SupportQuarter, course};
pub use error::EsfError;
pub use event::{EsfAct, EsfEvent, FollowedProject};
pub use project::{
    CoFinancing, CostBase, CostBasis, EsfAccounts, EsfFault, EsfPart, EsfProject, EsfScope, EsfTerms,
};
pub use rate::{Rate, RateError};
pub use status::{Claim, EsfStanding, EsfStatus, status};
pub use step::{EsfBooking, EsfOrder, EsfStep, take};
