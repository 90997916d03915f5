//! Strategies for [`proptest`]: assert the laws of the books in the tests of your own crate.
//!
//! Everything here is made through the same constructors as real books, so a generated
//! [`Voucher`](crate::Voucher) balances and a generated [`Journal`](crate::Journal) is numbered
//! without holes. What may be wrong is made on purpose: [`unbalanced_draft`] and
//! [`broken_journal`], the latter with the code of the finding it has to raise. All of them
//! shrink towards few vouchers with small amounts early in the first year.
//!
//! ```
//! use finsam_ledger::Amount;
//! use finsam_ledger::arbitrary::{self, JournalOptions};
//! use proptest::prelude::*;
//!
//! proptest! {
//!     // In a test module this carries `#[test]`.
//!     fn closing_balances_sum_to_zero(
//!         journal in arbitrary::journal(JournalOptions::default()),
//!         year_end in arbitrary::year_end(),
//!     ) {
//!         let balances = journal.tally()?.balances;
//!         let last = balances.last_month().expect("every generated year has a voucher");
//!         let closing = balances.at_end_of(last, &year_end)?;
//!         prop_assert_eq!(Amount::checked_sum(closing.into_values()), Ok(Amount::ZERO));
//!     }
//! }
//! closing_balances_sum_to_zero();
//! ```

mod broken;
mod journal;
mod vocabulary;
mod voucher;
mod year;

pub use broken::{BrokenJournal, broken_journal};
pub use journal::{JournalOptions, journal, year_end};
pub use vocabulary::{
    account_in, account_number, amount, amount_in, cost_centre, date_in, fiscal_year, project,
};
pub use voucher::{balanced_draft, unbalanced_draft, voucher};
pub use year::year;
