//! Every law of the books as a property: generated books that are sound break none, and books
//! with one thing wrong break the law that is about it, with no more than what follows from it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::check::{Books, Source, check};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::{
    AccountNumber, AccountRange, ChartOfAccounts, Code, Finding, FiscalYears, Journal, NoVouchers, Period,
    Severity, Tallied, Voucher, YearEnd,
};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// What a check of these books finds that is wrong, and what merely looks wrong or is told.
fn errors(tallied: &Tallied, layout: &str, period: Option<Period>) -> BTreeSet<Code> {
    let found: Vec<Finding> = tallied.facts.iter().map(|located| located.fact.clone().into()).collect();
    let books = Books::derive(Source {
        balances: &tallied.balances,
        layout: &built_in(layout).expect("built in"),
        chart: &ChartOfAccounts::default(),
        summary: tallied.summary,
        found: &found,
        record: 0,
        period,
        vouchers: &NoVouchers,
    })
    .map(|books| check(&books).expect("amounts are small"))
    .expect("amounts are small");
    let codes = books.into_iter().flat_map(|outcome| outcome.findings).map(|finding| finding.code());
    codes.filter(|code| is_told_as_wrong(*code)).collect()
}

/// Signs are random in generated books, and accounts have no names; holes are wrong enough here.
fn is_told_as_wrong(code: Code) -> bool {
    code.severity() == Severity::Error || code == Code::NumbersMissing
}

/// Accounts on which a result is booked by hand: with random amounts there, the books do have
/// two results.
fn is_for_results(account: AccountNumber) -> bool {
    let range = |text: &str| text.parse::<AccountRange>().expect("a range").contains(account);
    range("2090-2099") || range("8990-8999")
}

fn uses_accounts_for_results(journal: &Journal) -> bool {
    let posted = journal.vouchers().iter().flat_map(Voucher::postings).map(|posting| posting.account);
    let opened = journal.given_openings().map(|(_, object, _)| object.account);
    posted.chain(opened).any(is_for_results)
}

fn year_end() -> YearEnd {
    built_in("lkbr").expect("built in").year_end().clone()
}

/// What may follow from each kind of break: books that do not balance have no balance sheet that
/// does, and what is wrong when a year opens is still wrong when it closes.
fn consequences(code: Code) -> &'static [Code] {
    match code {
        Code::VoucherUnbalanced => {
            &[Code::ClosingUnbalanced, Code::BalanceSheetUnequal, Code::CashFlowDiffers]
        }
        // Its rows may lie in two months, and at the end of the first it does not balance.
        Code::VoucherDates => &[Code::BalanceSheetUnequal],
        Code::OpeningUnbalanced => &[Code::ClosingUnbalanced, Code::BalanceSheetUnequal],
        Code::OpeningOnResultAccount => &[Code::ResultsDiffer, Code::CashFlowDiffers],
        _ => &[],
    }
}

proptest! {
    #![proptest_config(Config { cases: 64, ..Config::default() })]

    #[test]
    fn sound_books_break_no_law(
        journal in arbitrary::journal(JournalOptions { years: 1..=2, ..JournalOptions::default() }),
        layout in prop::sample::select(vec!["lkbr", "sjuharad", "insjoriket"]),
    ) {
        prop_assume!(!uses_accounts_for_results(&journal));
        prop_assert_eq!(errors(&journal.tally()?, layout, None), BTreeSet::new());
    }

    #[test]
    fn a_whole_year_breaks_no_law(
        journal in arbitrary::year(FiscalYears::CALENDAR.starting_in(2024).expect("a year")),
        layout in prop::sample::select(vec!["lkbr", "sjuharad", "insjoriket"]),
    ) {
        prop_assert_eq!(errors(&journal.tally()?, layout, None), BTreeSet::new());
    }

    #[test]
    fn broken_books_break_the_law_that_is_about_it(
        broken in arbitrary::broken_journal_ending(Just(year_end())),
    ) {
        let used = broken.drafts.iter().flat_map(|draft| &draft.postings).map(|posting| posting.account);
        let opened = broken.openings.iter().map(|(_, object, _)| object.account);
        prop_assume!(!used.chain(opened).any(is_for_results));
        // A date in another century makes the books span it; its own year is not the point.
        let period = (broken.code == Code::DateOutsideYears).then(|| {
            FiscalYears::CALENDAR.of(finsam_ledger::Month::of(broken.drafts[0].date)).period()
        });
        let mut codes = errors(&broken.tally()?, "lkbr", period);
        prop_assert!(codes.remove(&broken.code), "{:?} was not found but {:?}", broken.code, codes);
        codes.retain(|code| !consequences(broken.code).contains(code));
        prop_assert_eq!(codes, BTreeSet::new(), "beside {:?}", broken.code);
    }
}
