//! The laws of the books, asserted of one's own code with generated books.
//!
//! Suppose a tool of yours moves the costs of closed cost centres to one that is left. Whatever
//! the books, it must not change what an account holds, and the books must still balance. In
//! your own crate, turn on the feature `proptest` among the dev-dependencies and put the body of
//! `main` in a `#[test]`:
//!
//! `cargo run -p finsam-ledger --example laws_in_your_proptest --features proptest`

use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::{Amount, CostCentre, Journal, Posting, Voucher, VoucherError};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Your code: every cost centre but `left` is closed.
fn moved_to(left: &CostCentre, journal: &Journal) -> Result<Journal, VoucherError> {
    let mut moved = Journal::new(journal.fiscal_years());
    for (year, object, amount) in journal.given_openings() {
        moved.open(year, object.clone(), amount);
    }
    for voucher in journal.vouchers() {
        let mut draft = voucher.clone().into_draft();
        for posting in &mut draft.postings {
            posting.cost_centre = posting.cost_centre.is_some().then(|| left.clone());
        }
        moved.append(draft.try_into_voucher()?);
    }
    Ok(moved)
}

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let books =
        (arbitrary::journal(JournalOptions::default()), arbitrary::cost_centre(), arbitrary::year_end());
    let config = Config { failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&books, |(journal, left, year_end)| {
        let moved = moved_to(&left, &journal)?;
        let (before, after) = (journal.tally()?, moved.tally()?);

        // Law 1: all that closes sums to zero.
        let (_, last_year) = after.balances.span().ok_or_else(|| TestCaseError::fail("no vouchers"))?;
        let closing = after.balances.at_end_of(last_year.last(), &year_end)?;
        prop_assert_eq!(Amount::checked_sum(closing.into_values()), Ok(Amount::ZERO));

        // Nothing new is wrong, and no row, krona or öre was lost on the way.
        prop_assert_eq!(after.facts, []);
        prop_assert_eq!(after.summary, before.summary);

        // What you promise beside: the cost centres that are closed are empty.
        let closed = |posting: &&Posting| posting.cost_centre.as_ref().is_some_and(|code| *code != left);
        prop_assert_eq!(moved.vouchers().iter().flat_map(Voucher::postings).find(closed), None);
        Ok(())
    })?;
    Ok(())
}
