//! Each law of the books, held against a small förbund's year and against that year broken: the
//! sound books raise nothing, and each break raises its own code.
#![cfg(feature = "config")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/projects.rs"]
mod projects;

use std::collections::BTreeSet;
use std::sync::Arc;

use finsam_ledger::check::{Books, Derived, LawOutcome, Source, check, glance};
use finsam_ledger::finding::StatedFigure;
use finsam_ledger::read::layout::{built_in, built_in_text, from_toml};
use finsam_ledger::schedule::{AccrualKind, AccrualPlan, BookedPlan, BookedStep, Step};
use finsam_ledger::statement::Layout;
use finsam_ledger::{
    AccountNumber, Amount, ChartOfAccounts, Code, Fact, Finding, FiscalYear, FiscalYears, Journal, Law,
    Posting, Side, StatedKind, StatedLevel, StatedSum, StatedSums, VoucherDraft, VoucherId,
};

use projects::followed;

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn year(year: i32) -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(year).expect("a year")
}

/// How much of the record the book has gone through.
const RECORDS: u64 = 3;

/// Books a voucher of two rows: debit one account, credit another.
fn book(journal: &mut Journal, number: u64, date: &str, debit: u32, credit: u32, ore: i64) {
    let postings = vec![
        Posting::new(account(debit), Amount::from_ore(ore)),
        Posting::new(account(credit), Amount::from_ore(-ore)),
    ];
    let date = date.parse().expect("a date");
    let draft = VoucherDraft::new(VoucherId::new("A", number), date, "", postings);
    journal.append(draft.try_into_voucher().expect("two rows balance"));
}

fn open(journal: &mut Journal, opens: i32, balances: &[(u32, i64)]) {
    for (number, ore) in balances {
        journal.open(year(opens), account(*number).into(), Amount::from_ore(*ore));
    }
}

/// Two sound years: contributions in, services bought and paid, interest.
fn sound() -> Journal {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    open(&mut journal, 2023, &[(1930, 500_000), (2411, -200_000), (2010, -300_000)]);
    book(&mut journal, 1, "2023-01-15", 1930, 3811, 1_000_050);
    book(&mut journal, 2, "2023-03-15", 5539, 2411, 700_000);
    book(&mut journal, 3, "2023-04-15", 2411, 1930, 800_000);
    book(&mut journal, 4, "2023-12-31", 1930, 8411, 1_234);
    book(&mut journal, 1, "2024-01-15", 1930, 3811, 900_000);
    book(&mut journal, 2, "2024-06-30", 4011, 1930, 150_000);
    journal
}

fn chart() -> ChartOfAccounts {
    [1511, 1930, 2010, 2099, 2411, 3811, 4011, 5539, 8411, 9999]
        .map(|number| (account(number), number.to_string()))
        .into_iter()
        .collect()
}

/// Every finding of the check, with the law it was found under.
fn findings(
    journal: &Journal,
    layout: &Layout,
    chart: &ChartOfAccounts,
    spoil: impl FnOnce(&mut [Derived]),
) -> Vec<(Law, Finding)> {
    findings_beside(journal, layout, chart, &stated(&[("5539", 700_000)]), spoil)
}

/// An accrual against an account, with what its vouchers put on that on these days.
fn plan(balance: u32, steps: &[(&str, i64)]) -> BookedPlan {
    let month = "2024-12".parse().expect("a month");
    let (cost, next) = (account(5539).into(), "2025-01-01".parse().expect("a day"));
    let kind = AccrualKind::AccruedExpense;
    let plan = AccrualPlan::spread(kind, cost, account(balance), Amount::from_ore(1), month, next);
    let step = |(date, ore): &(&str, i64)| BookedStep {
        step: Step::Instalment(1),
        id: VoucherId::new("PER", 1),
        date: date.parse().expect("a day"),
        amount: Amount::from_ore(*ore),
        reversed: None,
    };
    let (text, source) = (String::new(), None);
    let steps = steps.iter().map(step).collect();
    BookedPlan { number: 1, text, plan: plan.expect("a plan"), source, steps }
}

/// What a file states that 2023 comes to on these accounts.
fn stated(results: &[(&str, i64)]) -> StatedSums {
    let mut stated = StatedSums::default();
    for (account, ore) in results {
        let kind = StatedKind::Result("2023-12".parse().expect("a month"));
        let (account, amount) = (account.parse().expect("an account"), Amount::from_ore(*ore));
        let sum = StatedSum { kind, account, level: StatedLevel::Account, amount };
        stated.push(&Arc::from("2023.se"), sum);
    }
    stated
}

/// Every finding of the check of books beside which files state sums of their own.
fn findings_beside(
    journal: &Journal,
    layout: &Layout,
    chart: &ChartOfAccounts,
    stated: &StatedSums,
    spoil: impl FnOnce(&mut [Derived]),
) -> Vec<(Law, Finding)> {
    findings_of_plans(journal, layout, chart, (stated, &[plan(1710, &[])]), spoil)
}

/// Every finding of the check of books in which accruals are booked.
fn findings_of_plans(
    journal: &Journal,
    layout: &Layout,
    chart: &ChartOfAccounts,
    beside: (&StatedSums, &[BookedPlan]),
    spoil: impl FnOnce(&mut [Derived]),
) -> Vec<(Law, Finding)> {
    outcomes(journal, layout, chart, beside, spoil)
        .into_iter()
        .flat_map(|outcome| outcome.findings.into_iter().map(move |finding| (outcome.law, finding)))
        .collect()
}

/// What the check comes to, law by law.
fn outcomes(
    journal: &Journal,
    layout: &Layout,
    chart: &ChartOfAccounts,
    (stated, plans): (&StatedSums, &[BookedPlan]),
    spoil: impl FnOnce(&mut [Derived]),
) -> Vec<LawOutcome> {
    let mut tallied = journal.tally().expect("small amounts");
    stated.stand_in(&mut tallied.balances).expect("small amounts");
    let found: Vec<Finding> = tallied.facts.into_iter().map(|located| located.fact.into()).collect();
    let esf = [followed(&[])];
    let mut books = Books::derive(Source {
        balances: &tallied.balances,
        layout,
        chart,
        summary: tallied.summary,
        found: &found,
        record: RECORDS,
        stated,
        plans,
        esf: &esf,
        period: None,
        vouchers: journal,
    })
    .expect("small amounts");
    spoil(&mut books.derived);
    let outcomes = check(&books).expect("small amounts");
    assert_eq!(outcomes.iter().map(|outcome| outcome.law).collect::<Vec<_>>(), Law::ALL);
    assert!(outcomes.iter().all(|outcome| outcome.checked > 0), "a law was held against nothing");
    outcomes
}

/// The codes that a break of the sound books raises, notes about rounding aside.
fn raised(change: impl FnOnce(&mut Journal)) -> BTreeSet<Code> {
    let mut journal = sound();
    change(&mut journal);
    codes(&findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ()))
}

fn spoiled(spoil: impl FnOnce(&mut [Derived])) -> BTreeSet<Code> {
    codes(&findings(&sound(), &built_in("lkbr").expect("built in"), &chart(), spoil))
}

fn codes(findings: &[(Law, Finding)]) -> BTreeSet<Code> {
    for (law, finding) in findings {
        assert_eq!(finding.code().law(), Some(*law), "{finding:?} stands under a law that is not its own");
    }
    let about_rounding = [Code::RoundedSum, Code::FigureRounded];
    findings.iter().map(|(_, finding)| finding.code()).filter(|code| !about_rounding.contains(code)).collect()
}

#[test]
fn sound_books_break_no_law_in_any_layout() {
    for layout in ["lkbr", "sjuharad", "insjoriket"] {
        let found = findings(&sound(), &built_in(layout).expect("built in"), &chart(), |_| ());
        assert_eq!(codes(&found), [].into(), "{layout}");
    }
}

#[test]
fn each_law_tells_how_many_things_it_was_held_against() {
    let layout = built_in("lkbr").expect("built in");
    let plans = [plan(2411, &[("2023-12-31", -100_000), ("2025-01-01", 100_000)])];
    let outcomes = outcomes(&sound(), &layout, &chart(), (&stated(&[("5539", 700_000)]), &plans), |_| ());
    let checked = |law| outcomes.iter().find(|outcome| outcome.law == law).map(|outcome| outcome.checked);
    for (law, expected) in [
        (Law::Balanced, 6 + 2 * 2),  // vouchers; opening and closing balances of either year
        (Law::RolledForward, 6 + 5), // the accounts of 2023 and those of 2024
        (Law::OnOneLine, 7),         // all accounts
        (Law::AssetsFinanced, 2 * 13), // every month, and the result of the year
        (Law::CashFlowTied, 2),      // years
        (Law::PartsMakeWhole, 2 * (layout.draft().notes.len() as u64 + 2)), // notes, and two dimensions
        (Law::AccrualsTied, 1 + 2),  // the plan, and its account at either end of a year
        (Law::RecordIntact, 6 + RECORDS), // vouchers and what the book went through
        (Law::SignsPlausible, 2 * 2), // the bank and the debt, either year
        (Law::StatedSumsTied, 1),    // the one that a file states
        (Law::SupportTied, 1 + 2),   // the project, and how it stands at either end of a year
    ] {
        assert_eq!(checked(law), Some(expected), "{law:?}");
    }
}

#[test]
fn a_balance_that_is_off_by_as_much_as_the_result_is_not_a_result_to_be_moved() {
    let mut journal = sound();
    open(&mut journal, 2024, &[(1930, 701_284 + 301_284), (2411, -100_000), (2010, -601_284)]);
    let found = findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ());
    let bank = Fact::OpeningDiffers {
        year: year(2024),
        account: account(1930),
        closing: Amount::from_ore(701_284),
        opening: Amount::from_ore(1_002_568),
    };
    assert!(found.iter().any(|(_, finding)| finding.fact == bank), "{found:#?}");
}

#[test]
fn opening_balances_that_lack_last_years_result_are_told_so() {
    let mut journal = sound();
    open(&mut journal, 2024, &[(1930, 701_284), (2411, -100_000), (2010, -300_000)]);
    let found = findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ());
    let result = Amount::from_ore(301_284);
    assert!(
        found.iter().any(|(_, finding)| finding.fact
            == Fact::OpeningUnbalanced { year: year(2024), difference: result, result_before: Some(result) }),
        "{found:#?}"
    );
    let twice = found.iter().any(|(_, finding)| finding.code() == Code::OpeningDiffers);
    assert!(!twice, "that equity is another than at the end of last year is the same fault: {found:#?}");
}

#[test]
fn a_year_known_by_its_results_alone_closed_with_nothing_that_can_be_compared() {
    let mut stated = stated(&[("3811", -1_000_050)]);
    let (kind, account) = (StatedKind::Result("2022-12".parse().expect("a month")), account(3811));
    let sum = StatedSum { kind, account, level: StatedLevel::Account, amount: Amount::from_ore(-5) };
    stated.push(&Arc::from("2022.sie"), sum);
    let found = findings_beside(&sound(), &built_in("lkbr").expect("built in"), &chart(), &stated, |_| ());
    assert_eq!(codes(&found), [].into());
}

#[test]
fn law_1_opening_and_closing_balances() {
    let codes = raised(|journal| open(journal, 2023, &[(1511, 1)]));
    let unbalanced = [Code::OpeningUnbalanced, Code::ClosingUnbalanced, Code::BalanceSheetUnequal];
    assert_eq!(codes, unbalanced.into(), "one öre too much in the opening balances");
}

#[test]
fn law_2_a_year_opens_with_what_the_one_before_closed_with() {
    let shifted =
        raised(|journal| open(journal, 2024, &[(1930, 701_283), (2411, -99_999), (2010, -601_284)]));
    assert_eq!(shifted, [Code::OpeningDiffers].into());
    let moved_within_equity = raised(|journal| {
        open(journal, 2024, &[(1930, 701_284), (2411, -100_000), (2010, -300_000), (2085, -301_284)]);
    });
    assert_eq!(
        moved_within_equity,
        [Code::AccountUnnamed].into(),
        "equity may be moved between its accounts"
    );
    let on_result_account = raised(|journal| open(journal, 2023, &[(3811, -5), (1930, 5)]));
    assert!(on_result_account.contains(&Code::OpeningOnResultAccount), "{on_result_account:?}");
    let rolled = spoiled(|derived| {
        let row = derived[0].trial_balance.rows.values_mut().next().expect("a row");
        row.closing = Amount::from_ore(1);
    });
    assert_eq!(rolled, [Code::RollForward].into());
}

#[test]
fn law_3_every_account_on_one_line() {
    let outside = raised(|journal| book(journal, 3, "2024-07-01", 9999, 1930, 10));
    let expected =
        [Code::AccountOutsideLayout, Code::BalanceSheetUnequal, Code::CashFlowDiffers, Code::ResultsDiffer];
    assert!(
        outside.contains(&Code::AccountOutsideLayout) && outside.is_subset(&expected.into()),
        "{outside:?}"
    );
    let in_and_out = raised(|journal| {
        book(journal, 3, "2024-07-01", 9999, 1930, 10);
        book(journal, 4, "2024-07-02", 1930, 9999, 10);
    });
    assert_eq!(in_and_out, [Code::AccountOutsideLayout].into(), "a figure that went back was there");
    let unnamed = raised(|journal| book(journal, 3, "2024-07-01", 5540, 1930, 10));
    assert_eq!(unnamed, [Code::AccountUnnamed].into());
}

#[test]
fn a_glance_sees_what_makes_a_statement_misleading() {
    let seen = |change: &dyn Fn(&mut Journal), starting_in: i32| {
        let mut journal = sound();
        change(&mut journal);
        let balances = journal.tally().expect("small amounts").balances;
        let layout = built_in("lkbr").expect("built in");
        let found = glance(&layout, &balances, year(starting_in).period()).expect("small amounts");
        found.iter().map(Finding::code).collect::<Vec<_>>()
    };
    let outside = |journal: &mut Journal| book(journal, 3, "2024-07-01", 9999, 1930, 10);
    assert_eq!(seen(&|_| (), 2024), []);
    assert_eq!(seen(&outside, 2023), [], "the account is booked on a year later");
    assert_eq!(seen(&outside, 2024), [Code::AccountOutsideLayout, Code::BalanceSheetUnequal]);
    let opening = |journal: &mut Journal| open(journal, 2023, &[(1511, 1)]);
    assert_eq!(seen(&opening, 2023), [Code::BalanceSheetUnequal]);
}

#[test]
fn law_4_assets_are_financed_and_there_is_one_result() {
    let last_years_result_left = raised(|journal| {
        open(journal, 2024, &[(1930, 701_284), (2411, -100_000), (2010, -300_000), (2099, -301_284)]);
    });
    assert_eq!(last_years_result_left, [].into(), "2099 holds the result of 2023 until it is moved");
    let two_results = spoiled(|derived| {
        let result = derived[0].balance_sheet.rows.iter_mut().find(|row| row.id == "result-for-the-year");
        result.expect("the row").values[2] = Some(Amount::ZERO);
    });
    assert_eq!(two_results, [Code::ResultsDiffer].into());
    let unequal = spoiled(|derived| derived[0].month_ends[3].1 = Amount::ZERO);
    assert_eq!(unequal, [Code::BalanceSheetUnequal].into());
}

#[test]
fn a_result_that_is_booked_is_still_one_result_in_any_layout() {
    for layout in ["lkbr", "sjuharad", "insjoriket"] {
        let mut journal = sound();
        book(&mut journal, 3, "2024-12-31", 8999, 2099, 750_000);
        book(&mut journal, 1, "2025-03-31", 2099, 2010, 750_000);
        let found = findings(&journal, &built_in(layout).expect("built in"), &chart(), |_| ());
        assert_eq!(codes(&found), [Code::AccountUnnamed].into(), "{layout}");
    }
}

#[test]
fn law_5_the_cash_flow_is_the_change_in_liquid_funds() {
    let spoiled = spoiled(|derived| {
        let net =
            derived[1].cash_flow.rows.iter_mut().find(|row| row.id == "net-cash-flow").expect("the net row");
        net.values[0] = Some(Amount::ZERO);
    });
    assert_eq!(spoiled, [Code::CashFlowDiffers].into());
    let capital_paid_in = raised(|journal| book(journal, 3, "2024-07-01", 1930, 2010, 77));
    assert_eq!(capital_paid_in, [].into(), "equity booked directly has a line of its own");
}

#[test]
fn law_6_notes_and_dimensions_make_the_whole() {
    let note = spoiled(|derived| derived[0].notes[1].rows[0].values[0] = Some(Amount::from_ore(1)));
    assert_eq!(note, [Code::NoteDiffers].into());
    let lost_row = spoiled(|derived| {
        derived[0].by_cost_centre.rows.pop_first();
    });
    assert_eq!(lost_row, [Code::DimensionDiffers].into());
}

#[test]
fn law_7_a_rounding_difference_is_stated() {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    book(&mut journal, 1, "2024-01-31", 5539, 2411, 140_000);
    book(&mut journal, 2, "2024-02-29", 8511, 2411, 140_000);
    let found = findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ());
    let stated = found
        .iter()
        .find(|(_, finding)| finding.code() == Code::RoundedSum)
        .map(|(_, finding)| &finding.fact);
    let (parts, total) = (Amount::from_ore(-200_000), Amount::from_ore(-300_000));
    assert!(
        matches!(stated, Some(Fact::RoundedSum { row, parts: stated_parts, total: stated_total, .. })
            if row == "Resultat efter finansiella poster" && (*stated_parts, *stated_total) == (parts, total)),
        "1,4 + 1,4 = 2,8: {found:#?}"
    );
}

#[test]
fn law_7_a_figure_that_is_not_the_nearest_thousand_is_named() {
    let layout = built_in("lkbr").expect("built in");
    let rounded_wrongly = |spoil: fn(&mut [Derived])| {
        let found = findings(&sound(), &layout, &chart(), spoil);
        found.into_iter().filter(|(_, finding)| finding.code() == Code::FigureRounded).count()
    };
    assert_eq!(rounded_wrongly(|_| ()), 0);
    assert_eq!(
        rounded_wrongly(|derived| {
            let figure = &mut derived[0].in_tkr[0].rows[0].values[0];
            *figure = figure.map(|amount| amount.checked_add(Amount::from_ore(100_000)).expect("small"));
        }),
        1
    );
}

#[test]
fn law_7_liquid_funds_in_tkr_say_where_they_do_not_add_up() {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    open(&mut journal, 2024, &[(1930, 140_000), (2010, -140_000)]);
    book(&mut journal, 1, "2024-01-31", 1930, 3811, 140_000);
    let found = findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ());
    let is_stated = |finding: &Finding| matches!(&finding.fact, Fact::RoundedSum { row, .. } if row == "Likvida medel vid årets slut");
    assert!(found.iter().any(|(_, finding)| is_stated(finding)), "1 + 1 is shown as 3: {found:#?}");
}

#[test]
fn law_9_numbers_and_dates() {
    let hole = raised(|journal| book(journal, 5, "2024-07-01", 5539, 1930, 10));
    assert_eq!(hole, [Code::NumbersMissing].into());
    let twice = raised(|journal| book(journal, 1, "2024-07-01", 5539, 1930, 10));
    assert_eq!(twice, [Code::NumberTwice].into());
    let astray = raised(|journal| book(journal, 3, "2042-07-01", 5539, 1930, 10));
    assert!(astray.contains(&Code::DateOutsideYears), "{astray:?}");
}

#[test]
fn law_10_a_wrong_sign_is_a_warning_with_the_vouchers_to_blame() {
    let mut journal = sound();
    // Two rows of one voucher are one amount.
    let row = |number, ore| Posting::new(account(number), Amount::from_ore(ore));
    let rows = vec![row(5539, 12), row(1511, -6), row(1511, -6)];
    let date = "2024-07-01".parse().expect("a date");
    let draft = VoucherDraft::new(VoucherId::new("A", 3), date, "", rows);
    journal.append(draft.try_into_voucher().expect("it balances"));
    book(&mut journal, 4, "2024-07-02", 5539, 1511, 900);
    book(&mut journal, 5, "2024-07-03", 1511, 3811, 20);
    book(&mut journal, 6, "2024-07-04", 1511, 1511, 70);
    let found = findings(&journal, &built_in("lkbr").expect("built in"), &chart(), |_| ());
    let signs: Vec<_> = found.iter().filter(|(law, _)| *law == Law::SignsPlausible).collect();
    let [(_, finding)] = &signs[..] else { panic!("{found:#?}") };
    let Fact::SignWrong { line, account: number, date, balance, side: Side::Debit, vouchers } = &finding.fact
    else {
        panic!("{finding:?}")
    };
    assert_eq!((line.as_str(), *number, *balance), ("Fordringar", account(1511), Amount::from_ore(-892)));
    assert_eq!(date.to_string(), "2024-12-31", "the last day of the period");
    assert_eq!(
        vouchers,
        &[VoucherId::new("A", 4), VoucherId::new("A", 3)],
        "the largest first, and none that helped or came to nothing"
    );
}

#[test]
fn law_11_a_stated_sum_that_is_not_ours_is_named() {
    let stated = stated(&[("3811", -1_000_050), ("5539", 700_001)]);
    let found = findings_beside(&sound(), &built_in("lkbr").expect("built in"), &chart(), &stated, |_| ());
    assert_eq!(codes(&found), [Code::StatedSumDiffers].into());
    let told = found.iter().find(|(law, _)| *law == Law::StatedSumsTied).map(|(_, finding)| &finding.fact);
    assert!(
        matches!(told, Some(Fact::StatedSumDiffers { figure: StatedFigure::Result, stated, ours, .. })
            if (stated.ore(), ours.ore()) == (700_001, 700_000)),
        "{told:?}"
    );
}

#[test]
fn a_layout_that_moves_depreciation_ties_the_cash_flow() {
    let text = built_in_text("lkbr").expect("built in");
    let layout = from_toml("lkbr.toml", text).expect("built in");
    let mut journal = sound();
    book(&mut journal, 3, "2024-02-01", 1220, 1930, 60_000);
    book(&mut journal, 4, "2024-12-31", 7931, 1229, 20_000);
    let tallied = journal.tally().expect("small amounts");
    let chart = chart();
    let view = finsam_ledger::statement::View {
        period: "2024".parse().expect("a year"),
        comparison: None,
        unit: finsam_ledger::Unit::Kr,
        chart: &chart,
    };
    let statement =
        finsam_ledger::statement::cash_flow(&layout, &tallied.balances, &view).expect("small amounts");
    let value = |id: &str| statement.row(id).and_then(|row| row.values[0]).map(Amount::ore);
    assert_eq!(value("depreciation"), Some(20_000), "a cost that moved no money");
    assert_eq!(value("fixed-assets"), Some(-60_000), "what was paid, not what the assets changed by");
    assert_eq!(value("net-cash-flow"), Some(690_000));
}

#[test]
fn law_8_an_accrual_comes_to_nothing_and_is_its_accounts_balance() {
    let of = |steps: &[(&str, i64)]| {
        let (stated, plans) = (stated(&[("5539", 700_000)]), [plan(2411, steps)]);
        let found = findings_of_plans(
            &sound(),
            &built_in("lkbr").expect("built in"),
            &chart(),
            (&stated, &plans),
            |_| {},
        );
        let of_law = found.into_iter().filter(|(law, _)| *law == Law::AccrualsTied);
        of_law.map(|(_, finding)| finding.fact).collect::<Vec<_>>()
    };
    // 2411 holds 1 000,00 in credit at the end of either year.
    let differs = |date: &str, open| Fact::AccrualBalanceDiffers {
        account: account(2411),
        date: date.parse().expect("a day"),
        balance: Amount::from_ore(-100_000),
        open: Amount::from_ore(open),
    };
    let tied = [("2023-12-31", -100_000), ("2025-01-01", 100_000)];
    assert_eq!(of(&tied), []);
    let short = [("2024-12-31", -99_999), ("2025-01-01", 99_999)];
    assert_eq!(of(&short), [differs("2023-12-31", 0), differs("2024-12-31", -99_999)]);
    let left = Fact::AccrualLeftOpen {
        plan: 1,
        date: "2025-01-01".parse().expect("a day"),
        account: account(2411),
        left: Amount::from_ore(-1),
    };
    assert_eq!(of(&[("2023-12-31", -100_000), ("2025-01-01", 99_999)]), [left]);
}
