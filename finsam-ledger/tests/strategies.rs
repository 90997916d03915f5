//! The strategies keep what they promise, and do reach the cases they are made for.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::{
    AccountNumber, Amount, Code, FiscalYears, Journal, Month, Unit, VoucherDraft, VoucherError,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// The same values on every run.
fn sample<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>, count: usize) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a value").current()).collect()
}

/// The simplest value that still fails, as proptest would report it.
fn shrunk<T: std::fmt::Debug>(strategy: impl Strategy<Value = T>, fails: impl Fn(&T) -> bool) -> T {
    let mut runner = TestRunner::deterministic();
    let mut tree = loop {
        let tree = strategy.new_tree(&mut runner).expect("a value");
        if fails(&tree.current()) {
            break tree;
        }
    };
    let mut moved = tree.simplify();
    while moved {
        moved = if fails(&tree.current()) { tree.simplify() } else { tree.complicate() };
    }
    assert!(fails(&tree.current()), "shrinking ends with a failing case");
    tree.current()
}

fn sum(draft: &VoucherDraft) -> i128 {
    draft.postings.iter().map(|posting| i128::from(posting.amount.ore())).sum()
}

proptest! {
    #[test]
    fn amounts_stay_in_their_range(
        (low, high, amount) in (arbitrary::amount(), arbitrary::amount())
            .prop_map(|(a, b)| (a.min(b), a.max(b)))
            .prop_flat_map(|(low, high)| (Just(low), Just(high), arbitrary::amount_in(low..=high))),
    ) {
        prop_assert!(low <= amount && amount <= high);
    }

    #[test]
    fn accounts_stay_in_their_range(account in arbitrary::account_in("3000-3999".parse().expect("a range"))) {
        prop_assert_eq!((account.class(), account.to_string().len()), (3, 4));
    }

    #[test]
    fn dates_lie_in_their_year(
        date in arbitrary::date_in(FiscalYears::starting_in_month(7).expect("July").starting_in(2023).expect("a year")),
    ) {
        let (first, last) = ("2023-07-01".parse().expect("a date"), "2024-06-30".parse().expect("a date"));
        prop_assert!((first..=last).contains(&date));
    }

    #[test]
    fn a_balanced_draft_is_a_voucher(draft in arbitrary::balanced_draft()) {
        prop_assert!(draft.postings.len() >= 2);
        prop_assert_eq!(sum(&draft), 0);
        prop_assert_eq!(draft.clone().try_into_voucher().map(finsam_ledger::Voucher::into_draft), Ok(draft));
    }

    #[test]
    fn an_unbalanced_draft_is_refused_with_its_difference(draft in arbitrary::unbalanced_draft()) {
        let expected = VoucherError::Unbalanced {
            id: draft.id.clone(),
            date: draft.date,
            difference: Amount::from_ore(i64::try_from(sum(&draft)).expect("the sum fits")),
        };
        prop_assert_eq!(draft.try_into_voucher(), Err(expected));
    }

    #[test]
    fn a_journal_is_numbered_from_one_without_holes(journal in arbitrary::journal(JournalOptions::default())) {
        let mut numbers: BTreeMap<(i32, String), Vec<u64>> = BTreeMap::new();
        for voucher in journal.vouchers() {
            let series = voucher.id().series().to_owned();
            numbers.entry((voucher.date().year(), series)).or_default().push(voucher.id().number());
        }
        for numbers in numbers.into_values() {
            let count = u64::try_from(numbers.len()).expect("few");
            prop_assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_journal_opens_with_balance_accounts_that_sum_to_zero(
        journal in arbitrary::journal(JournalOptions::default()),
    ) {
        let total: i128 = journal.given_openings().map(|(_, _, amount)| i128::from(amount.ore())).sum();
        prop_assert_eq!(total, 0);
        prop_assert!(journal.given_openings().all(|(_, object, _)| object.account.class() <= 2));
    }

    #[test]
    fn a_broken_year_stays_within_itself(
        journal in arbitrary::journal(JournalOptions {
            first_year: FiscalYears::starting_in_month(7).expect("July").starting_in(2023).expect("a year"),
            years: 2..=2,
            ..JournalOptions::default()
        }),
    ) {
        let (first, last) = journal.tally()?.balances.span().expect("vouchers");
        prop_assert_eq!((first.to_string(), last.to_string()), ("2023-07..2024-06".into(), "2024-07..2025-06".into()));
    }

    #[test]
    fn a_year_is_sound_and_pays_what_it_says(
        journal in arbitrary::year(FiscalYears::CALENDAR.starting_in(2024).expect("a year")),
        year_end in arbitrary::year_end(),
    ) {
        let tallied = journal.tally()?;
        prop_assert_eq!(&tallied.facts, &[]);
        prop_assert!(journal.vouchers().is_sorted_by_key(finsam_ledger::Voucher::date));
        // What is owed to suppliers is what was owed, and the invoices less the payments.
        let payables: AccountNumber = "2411".parse().expect("an account");
        let booked = |series: &[&str]| {
            let vouchers = journal.vouchers().iter().filter(|voucher| series.contains(&voucher.id().series()));
            let postings = vouchers.flat_map(finsam_ledger::Voucher::postings);
            postings.filter(|posting| posting.account == payables).map(|posting| posting.amount.ore()).sum::<i64>()
        };
        let owed: i64 = journal
            .given_openings()
            .filter(|(_, object, _)| object.account == payables)
            .map(|(_, _, amount)| amount.ore())
            .sum();
        let december = Month::new(2024, 12)?;
        let closing = tallied.balances.at_end_of(december, &year_end)?;
        let kept = closing.get(&payables.into()).map_or(0, |amount| amount.ore());
        prop_assert_eq!(kept, owed + booked(&["L"]) + booked(&["U"]));
        prop_assert!(booked(&["L"]) <= 0 && booked(&["U"]) >= 0);
        prop_assert!(kept <= owed, "nothing is paid that was not invoiced");
    }
}

#[test]
fn amounts_reach_the_troublesome_ones() {
    let amounts = sample(arbitrary::amount(), 2_000);
    let reached = |what: &str, is: &dyn Fn(i64) -> bool| {
        let times = amounts.iter().filter(|amount| is(amount.ore())).count();
        assert!(times >= 10, "{what}: {times} of 2000");
    };
    reached("nothing", &|ore| ore == 0);
    reached("a few öre", &|ore| ore != 0 && ore.abs() < 100);
    reached("half a thousand kronor", &|ore| ore.rem_euclid(Unit::Tkr.ore()) == Unit::Tkr.ore() / 2);
    reached("an öre below", &|ore| ore.rem_euclid(Unit::Tkr.ore()) == Unit::Tkr.ore() / 2 - 1);
    reached("the upper bound", &|ore| ore == Amount::MAX.ore());
    reached("the lower bound", &|ore| ore == -Amount::MAX.ore());
    reached("everyday debit", &|ore| (100_000..100_000_000_000).contains(&ore));
    reached("everyday credit", &|ore| (-100_000_000_000..-100_000).contains(&ore));
}

#[test]
fn journals_reach_every_class_several_years_and_every_dimension() {
    let journals = sample(arbitrary::journal(JournalOptions::default()), 200);
    let postings: Vec<_> =
        journals.iter().flat_map(Journal::vouchers).flat_map(finsam_ledger::Voucher::postings).collect();
    let classes: BTreeSet<_> = postings.iter().map(|posting| posting.account.class()).collect();
    assert_eq!(classes, (1..=8).collect());
    assert!(postings.iter().any(|posting| posting.cost_centre.is_some() && posting.project.is_some()));
    assert!(postings.iter().any(|posting| posting.cost_centre.is_none() && posting.project.is_none()));
    let years = |journal: &Journal| journal.vouchers().iter().map(|voucher| voucher.date().year()).collect();
    let lengths: BTreeSet<usize> =
        journals.iter().map(|journal| BTreeSet::<i32>::len(&years(journal))).collect();
    assert_eq!(lengths, [1, 2, 3].into());
    let opened = journals.iter().filter(|journal| journal.given_openings().next().is_some()).count();
    assert!((50..200).contains(&opened), "{opened} of 200 have opening balances");
}

#[test]
fn broken_journals_are_of_every_kind() {
    let codes: BTreeSet<_> =
        sample(arbitrary::broken_journal(), 300).into_iter().map(|broken| broken.code).collect();
    let expected = [
        Code::VoucherUnbalanced,
        Code::VoucherDates,
        Code::OpeningUnbalanced,
        Code::OpeningDiffers,
        Code::OpeningOnResultAccount,
        Code::NumbersMissing,
        Code::NumberTwice,
        Code::DateOutsideYears,
    ];
    assert_eq!(codes, expected.into());
}

#[test]
fn a_journal_shrinks_to_the_voucher_that_matters() {
    let too_much = Amount::from_ore(123_456);
    let on_class_five = |journal: &Journal| {
        journal
            .vouchers()
            .iter()
            .flat_map(finsam_ledger::Voucher::postings)
            .any(|posting| posting.account.class() == 5 && posting.amount >= too_much)
    };
    let journal = shrunk(arbitrary::journal(JournalOptions::default()), on_class_five);
    let [voucher] = journal.vouchers() else { panic!("{journal:?}") };
    assert_eq!(voucher.postings().len(), 2, "{voucher:?}");
    let largest = voucher.postings().iter().map(|posting| posting.amount).max();
    assert_eq!(largest, Some(too_much));
    assert_eq!(journal.given_openings().count(), 0);
}

#[test]
fn an_unbalanced_draft_shrinks_to_two_rows_and_an_ore() {
    let draft = shrunk(arbitrary::unbalanced_draft(), |draft| draft.postings.len() >= 2);
    assert_eq!(draft.postings.len(), 2, "{draft:?}");
    assert_eq!(sum(&draft), 1, "{draft:?}");
}
