//! Bookkeeping for Swedish *samordningsförbund* (lag 2003:1210): vouchers in, checked statements
//! out, exact to the öre.
//!
//! One pipe, one direction: vouchers are read, summed to balances per account × cost centre ×
//! project × month, and every statement is derived from those sums by a layout, which is data.
//! What may not exist cannot be built: a [`Voucher`] balances, an [`Amount`] is whole öre, a
//! [`Layout`](statement::Layout) takes every account it covers exactly once.
//!
#![cfg_attr(
    all(feature = "config", feature = "csv"),
    doc = r#"
```
use finsam_ledger::read::{Options, Reading, layout::built_in};
use finsam_ledger::statement::{View, income_statement};
use finsam_ledger::{ChartOfAccounts, Unit};

let export = "Vernr;Datum;Konto;Kst;Debet;Kredit
1;2024-01-15;1930;;4505500,00;
1;2024-01-15;3811;;;4505500,00
2;2024-02-01;5539;3001;1250,50;
2;2024-02-01;2411;;;1250,50
";
let mut reading = Reading::new(Options::default());
reading.file("verifikat.csv", export.as_bytes())?;
let read = reading.finish()?;
assert!(read.findings.is_empty(), "each would name file, line and column");

let layout = built_in("lkbr").expect("a built-in layout");
let chart = ChartOfAccounts::default();
let view = View { period: "2024".parse()?, comparison: None, unit: Unit::Kr, chart: &chart };
let statement = income_statement(&layout, &read.tallied.balances, &view)?;
let result = statement.row("result").and_then(|row| row.values[0]);
assert_eq!(result.map(|amount| amount.to_string()), Some("4504249.50".to_owned()));
# Ok::<(), Box<dyn std::error::Error>>(())
```
"#
)]
//!
//! # Two channels
//! A `Result` says that we cannot go on. A list of [`Finding`]s says in which ways a file, a layout
//! or the books are wrong: all of them, in a fixed order, each with a stable [`Code`]. The
//! sentences a user reads about them are made in [`message`] and nowhere else.
//!
//! # Signs and units
//! Amounts are öre, debit positive, everywhere but in what a reader sees: a
//! [`Statement`](statement::Statement) has the signs its layout gives it.
//!
//! # Features
//! The core needs none of them and touches no file, clock or environment.
//!
//! | feature | gives |
//! |---|---|
//! | `config` | layouts and settings from TOML, the built-in layouts and templates: `read::layout`, `read::settings` |
//! | `csv` | vouchers, opening balances and budgets from CSV, tables to CSV: `read`      |
//! | `json`, `text` | tables to JSON, to text and Markdown: [`render`] |
//! | `sqlite` | the book, append-only with a hash chain: `book` |
//! | `postgres` | the book on a server that speaks PostgreSQL's protocol, beside the one in files |
//! | `sie` | SIE, the exchange format between Swedish bookkeeping programs: files read by `read`, written by `sie` |
//! | `xlsx` | the same from Excel workbooks: `read`; reports to workbooks with live formulas: [`render`] |
//! | `serde` | `Serialize` and `Deserialize` for the vocabulary, checked when read |
//! | `proptest` | strategies, to assert the balance equations in your own tests: `arbitrary` |

pub mod account;
mod account_order;
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
pub mod compare;
pub mod dimension;
pub mod finding;
pub mod general_ledger;
pub mod journal;
pub mod message;
pub mod notation;
mod numbered;
#[cfg(any(feature = "config", feature = "csv"))]
pub mod read;
pub mod render;
pub mod schedule;
#[cfg(feature = "sie")]
pub mod sie;
pub mod stated;
pub mod statement;
mod sums;
pub mod tally;
pub mod trial_balance;
pub mod verify;
pub mod voucher;
pub mod voucher_id;
pub mod vouchers;
#[cfg(feature = "serde")]
pub mod wire;
pub mod year_of_sums;

pub use account::{AccountError, AccountNumber, AccountRange};
pub use amount::{Amount, AmountError, Side, Unit};
pub use balances::{Amounts, BalanceObject, Balances, Turnover, YearEnd};
pub use budget::{Budget, BudgetKind, BudgetOfYear, BudgetVersion, Budgets};
pub use calendar::{FiscalYear, FiscalYears, Month, Period, PeriodError, Quarter};
pub use chart::ChartOfAccounts;
pub use dimension::{CodeSpan, CostCentre, DimensionError, OtherObject, Project};
pub use finding::{Code, Fact, Finding, Law, Place, Severity};
pub use general_ledger::{
    AccountMonths, GeneralLedger, LedgerPosting, NoVouchers, VoucherSource, general_ledger, months_by_account,
};
pub use journal::Journal;
pub use stated::{StatedKind, StatedLevel, StatedSum, StatedSums};
pub use tally::{PostingRow, Summary, Tallied, Tally};
pub use trial_balance::{Grouping, TrialBalance, trial_balance};
pub use voucher::{Correction, History, Posting, RowChange, Voucher, VoucherDraft, VoucherError};
pub use voucher_id::VoucherId;
pub use vouchers::Vouchers;
pub use year_of_sums::{BalancesError, KnownBalances, SumsOnly, YearOfSums};
