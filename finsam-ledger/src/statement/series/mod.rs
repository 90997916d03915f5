//! What pictures are about, derived from what reports already show: where money came from and went,
//! what the years left, what was used of a budget, how liquid funds moved.
//!
//! Everything here is read off a report that was drawn up, or asked of the balances line by line as a
//! report asks; no account is summed in a second way. What nobody knows is `None`, never nothing.

mod budget_use;
mod equity;
mod funds;
mod money;

pub use budget_use::{BudgetUse, CentreUse, UseOf, budget_use};
pub use equity::{EQUITY_MINIMUM, EquityYear, equity_over_years};
pub use funds::{FundsMonth, liquid_funds};
pub use money::{Money, MoneyLine, money};
