//! What is to be posted when (periodisering): vouchers that move a cost or an income to the months
//! it belongs to, and those that take them back.
//!
//! Nothing here has a number or is booked: a plan yields [`PlannedVoucher`]s, and whoever posts
//! them gives them their numbers.

mod accrual;
mod booked;
pub mod esf;
mod reversal;
mod source;
#[cfg(test)]
mod tests;

pub use accrual::{
    AccrualKind, AccrualPlan, Instalment, PlanError, PlannedVoucher, Step, UnknownAccrualKind,
};
pub use booked::{AccountItems, BookedPlan, BookedStep, ItemOf, OpenItems, SupportItem, open_items};
pub use reversal::reversal;
pub use source::{SourceError, to_accrue};
