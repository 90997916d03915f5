//! Every law of the books as a property: generated books that are sound break none, and books
//! with one thing wrong break the law that is about it, with no more than what follows from it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::check::{Books, Source, check};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::{
    AccountNumber, ChartOfAccounts, Code, Fact, Finding, FiscalYears, NoVouchers, Severity, StatedSums,
    Tallied, YearEnd,
};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// Everything a check of these books finds.
fn findings(tallied: &Tallied, layout: &str) -> Vec<Finding> {
    let found: Vec<Finding> = tallied.facts.iter().map(|located| located.fact.clone().into()).collect();
    let layout = built_in(layout).expect("built in");
    let chart = ChartOfAccounts::default();
    let source = Source {
        balances: &tallied.balances,
        layout: &layout,
        chart: &chart,
        summary: tallied.summary,
        found: &found,
        record: 0,
        stated: &StatedSums::default(),
        plans: &[],
        esf: &[],
        period: None,
        vouchers: &NoVouchers,
    };
    let books = Books::derive(source).expect("amounts are small");
    let outcomes = check(&books).expect("amounts are small");
    outcomes.into_iter().flat_map(|outcome| outcome.findings).collect()
}

/// The codes of what a check finds wrong, without what merely looks wrong or is told.
fn errors(tallied: &Tallied, layout: &str) -> BTreeSet<Code> {
    let codes = findings(tallied, layout).into_iter().map(|finding| finding.code());
    codes.filter(|code| is_told_as_wrong(*code)).collect()
}

/// Accounts that stand on the wrong side when a year closes, by the plainest reading of the
/// national layout: 1xxx are assets, 22xx to 29xx provisions and liabilities.
fn wrong_sides(tallied: &Tallied) -> BTreeSet<(NaiveDate, AccountNumber)> {
    let balances = &tallied.balances;
    let years: BTreeSet<_> =
        balances.turnovers().map(|(month, _, _)| balances.fiscal_years().of(month)).collect();
    let mut wrong = BTreeSet::new();
    for year in years {
        let mut sums: BTreeMap<AccountNumber, i128> = BTreeMap::new();
        for (object, amount) in balances.at_end_of(year.last(), &year_end()).expect("amounts are small") {
            *sums.entry(object.account).or_default() += i128::from(amount.ore());
        }
        wrong.extend(sums.into_iter().filter_map(|(account, ore)| {
            let is_wrong = match account.number() {
                1000..=1999 => ore < 0,
                2200..=2999 => ore > 0,
                _ => false,
            };
            is_wrong.then_some((year.last().last_day(), account))
        }));
    }
    wrong
}

/// Signs are random in generated books, and accounts have no names; holes are wrong enough here.
fn is_told_as_wrong(code: Code) -> bool {
    code.severity() == Severity::Error || code == Code::NumbersMissing
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
        prop_assert_eq!(errors(&journal.tally()?, layout), BTreeSet::new());
    }

    #[test]
    fn a_whole_year_breaks_no_law(
        journal in arbitrary::year(FiscalYears::CALENDAR.starting_in(2024).expect("a year")),
        layout in prop::sample::select(vec!["lkbr", "sjuharad", "insjoriket"]),
    ) {
        prop_assert_eq!(errors(&journal.tally()?, layout), BTreeSet::new());
    }

    #[test]
    fn every_balance_on_the_wrong_side_is_warned_of_and_no_other(
        journal in arbitrary::journal(JournalOptions { years: 1..=2, ..JournalOptions::default() }),
    ) {
        let tallied = journal.tally()?;
        let warned: BTreeSet<_> = findings(&tallied, "lkbr").into_iter().filter_map(|finding| match finding.fact {
            Fact::SignWrong { account, date, .. } => Some((date, account)),
            _ => None,
        }).collect();
        prop_assert_eq!(warned, wrong_sides(&tallied));
    }

    #[test]
    fn broken_books_break_the_law_that_is_about_it(
        broken in arbitrary::broken_journal_ending(Just(year_end())),
    ) {
        let mut codes = errors(&broken.tally()?, "lkbr");
        prop_assert!(codes.remove(&broken.code), "{:?} was not found but {:?}", broken.code, codes);
        codes.retain(|code| !consequences(broken.code).contains(code));
        prop_assert_eq!(codes, BTreeSet::new(), "beside {:?}", broken.code);
    }
}
