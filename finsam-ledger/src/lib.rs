//! Bookkeeping for Swedish *samordningsförbund*: vouchers in, checked statements out, exact to the öre.

pub mod account;
pub mod amount;
#[cfg(feature = "proptest")]
pub mod arbitrary;
pub mod balances;
#[cfg(feature = "sqlite")]
pub mod book;
pub mod budget;
pub mod calendar;
pub mod chart;
pub mod check;
pub mod dimension;
pub mod finding;
pub mod general_ledger;
pub mod journal;
pub mod message;
pub mod notation;
mod number_log;
#[cfg(any(feature = "config", feature = "csv"))]
pub mod read;
pub mod render;
pub mod statement;
pub mod tally;
pub mod trial_balance;
pub mod voucher;
pub mod voucher_id;
#[cfg(feature = "serde")]
pub mod wire;

pub use account::{AccountError, AccountNumber, AccountRange};
pub use amount::{Amount, AmountError, Side, Unit};
pub use balances::{Amounts, BalanceObject, Balances, Turnover, YearEnd};
pub use budget::Budget;
pub use calendar::{FiscalYear, FiscalYears, Month, Period, PeriodError};
pub use chart::ChartOfAccounts;
pub use dimension::{CostCentre, DimensionError, Project};
pub use finding::{Code, Fact, Finding, Law, Place, Severity};
pub use general_ledger::{GeneralLedger, LedgerPosting, NoVouchers, VoucherSource, general_ledger};
pub use journal::Journal;
pub use tally::{PostingRow, Summary, Tallied, Tally};
pub use trial_balance::{Grouping, TrialBalance, trial_balance};
pub use voucher::{Posting, Voucher, VoucherDraft, VoucherError};
pub use voucher_id::VoucherId;
