//! Sums that files state themselves: held against the books, and in the place of vouchers.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::sync::Arc;

use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::compare::{CompareError, Held, compare};
use finsam_ledger::finding::{Lacking, StatedFigure};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::statement::{StatementError, View, balance_sheet, cash_flow, income_statement};
use finsam_ledger::{
    AccountNumber, Amount, Amounts, BalanceObject, Balances, BalancesError, ChartOfAccounts, Code,
    CostCentre, Fact, FiscalYear, FiscalYears, Grouping, KnownBalances, Month, Period, Project, StatedKind,
    StatedLevel, StatedSum, StatedSums, Turnover, Unit, YearEnd, general_ledger, trial_balance,
};
use proptest::prelude::*;

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn year(number: i32) -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(number).expect("a year")
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn ore(ore: i64) -> Amount {
    Amount::from_ore(ore)
}

fn year_end() -> YearEnd {
    built_in("lkbr").expect("built in").year_end().clone()
}

fn on_cost_centre(code: &str) -> StatedLevel {
    StatedLevel::CostCentre(CostCentre::new(code).expect("a code"))
}

fn on_project(code: &str) -> StatedLevel {
    StatedLevel::Project(Project::new(code).expect("a code"))
}

/// A file with these sums.
fn file(name: &str, sums: &[(StatedKind, u32, StatedLevel, i64)]) -> StatedSums {
    let (file, mut stated) = (Arc::from(name), StatedSums::default());
    for (kind, number, level, amount) in sums {
        let (account, amount) = (account(*number), ore(*amount));
        stated.push(&file, StatedSum { kind: *kind, account, level: level.clone(), amount });
    }
    stated
}

/// A file with these sums of accounts as such.
fn totals(sums: &[(StatedKind, u32, i64)]) -> StatedSums {
    let with_level: Vec<_> =
        sums.iter().map(|(kind, number, amount)| (*kind, *number, StatedLevel::Account, *amount)).collect();
    file("2024.se", &with_level)
}

/// The levels of a balance, with nothing told of those it does not stand on.
fn levels(object: &BalanceObject) -> Vec<StatedLevel> {
    let mut levels = vec![StatedLevel::Account];
    levels.extend(object.cost_centre.clone().map(StatedLevel::CostCentre));
    levels.extend(object.project.clone().map(StatedLevel::Project));
    let both = object.cost_centre.clone().zip(object.project.clone());
    levels.extend(both.map(|(cost_centre, project)| StatedLevel::Both(cost_centre, project)));
    levels
}

/// All that a sound program would state of these books, on every level, through every year's end.
fn sums_of(balances: &Balances, year_end: &YearEnd) -> StatedSums {
    let mut sums: BTreeMap<(StatedKind, AccountNumber, StatedLevel), i64> = BTreeMap::new();
    let mut add = |kind: StatedKind, amounts: &Amounts, carries: Option<bool>| {
        for (object, amount) in amounts {
            if carries.is_none_or(|carries| carries == year_end.carries(object.account)) {
                for level in levels(object) {
                    *sums.entry((kind, object.account, level)).or_default() += amount.ore();
                }
            }
        }
    };
    let Some((first, last)) = balances.span() else { return StatedSums::default() };
    let mut year = first;
    while year <= last {
        for kind in [StatedKind::Opening(year), StatedKind::Closing(year.last())] {
            add(kind, &[(year_end.result_to.into(), Amount::ZERO)].into(), None);
        }
        let opening = balances.opening_of(year, year_end).expect("small");
        add(StatedKind::Opening(year), &opening, None);
        let closing = balances.at_end_of(year.last(), year_end).expect("small");
        add(StatedKind::Closing(year.last()), &closing, Some(true));
        let movement = balances.movement(year.period()).expect("small");
        add(StatedKind::Result(year.last()), &movement, Some(false));
        for month in year.period().months() {
            let movement = balances.movement(Period::month(month)).expect("small");
            add(StatedKind::Change(month), &movement, None);
        }
        year = year.next();
    }
    let (file, mut stated) = (Arc::from("egna.se"), StatedSums::default());
    for ((kind, account, level), amount) in sums {
        stated.push(&file, StatedSum { kind, account, level, amount: ore(amount) });
    }
    stated
}

/// Balances account by account, whatever their cost centres and projects.
fn by_account(amounts: Amounts) -> BTreeMap<AccountNumber, i64> {
    let mut sums = BTreeMap::new();
    for (object, amount) in amounts {
        *sums.entry(object.account).or_insert(0) += amount.ore();
    }
    sums.retain(|_, amount| *amount != 0);
    sums
}

/// Books in which one year is known by sums of accounts only.
fn without_vouchers_of(
    year: FiscalYear,
    full: &Balances,
    year_end: &YearEnd,
    is_stated: impl Fn(&StatedSum) -> bool,
) -> Balances {
    let mut rest = Balances::new(full.fiscal_years());
    for (month, object, turnover) in full.turnovers().filter(|(month, ..)| !year.period().contains(*month)) {
        rest.add(month, object.clone(), turnover).expect("small");
    }
    for (opened, opening) in full.given_openings() {
        for (object, amount) in opening {
            rest.add_opening(opened, object.clone(), *amount).expect("small");
        }
    }
    let (name, mut stated) = (Arc::from("egna.se"), StatedSums::default());
    for (_, sum) in sums_of(full, year_end).iter() {
        let of_year = sum.kind.year(full.fiscal_years()) == year && sum.level == StatedLevel::Account;
        if of_year && is_stated(sum) {
            stated.push(&name, sum.clone());
        }
    }
    stated.stand_in(&mut rest).expect("small");
    rest
}

proptest! {
    #[test]
    fn books_are_their_own_sums(
        journal in arbitrary::journal(JournalOptions::default()),
        year_end in arbitrary::year_end(),
    ) {
        let balances = journal.tally()?.balances;
        let stated = sums_of(&balances, &year_end);
        prop_assert!(!stated.is_empty());
        prop_assert_eq!(stated.differences(&balances, Some(&year_end))?, []);
    }

    #[test]
    fn one_stated_sum_that_is_an_öre_off_is_told_once(
        journal in arbitrary::journal(JournalOptions::default()),
        year_end in arbitrary::year_end(),
        picked in any::<prop::sample::Index>(),
        off in prop::sample::select(vec![-1_i64, 1]),
    ) {
        let balances = journal.tally()?.balances;
        let (first, _) = balances.span().expect("vouchers");
        let is_held_against = |sum: &StatedSum| match sum.kind {
            StatedKind::Opening(_) | StatedKind::Closing(_) => {
                sum.kind.year(balances.fiscal_years()) > first || balances.given_opening(first).is_some()
            }
            _ => true,
        };
        let sound = sums_of(&balances, &year_end);
        let sound: Vec<_> = sound.iter().filter(|(_, sum)| is_held_against(sum)).collect();
        let picked = picked.index(sound.len());
        let (mut stated, mut ours) = (StatedSums::default(), None);
        for (index, (name, sum)) in sound.into_iter().enumerate() {
            let mut sum = sum.clone();
            if index == picked {
                ours = Some(sum.clone());
                sum.amount = ore(sum.amount.ore() + off);
            }
            stated.push(name, sum);
        }
        let ours = ours.expect("one was picked");
        let told = stated.differences(&balances, Some(&year_end))?;
        let [(index, Fact::StatedSumDiffers { figure, account, period, stated, ours: own, months, .. })] = &told[..]
        else {
            panic!("one öre is {told:#?}")
        };
        let (named, last) = match ours.kind {
            StatedKind::Opening(year) => (StatedFigure::Opening, year.last()),
            StatedKind::Closing(month) => (StatedFigure::Closing, month),
            StatedKind::Result(month) => (StatedFigure::Result, month),
            StatedKind::Change(month) => (StatedFigure::Change, month),
        };
        prop_assert_eq!((*index, *account, *figure, period.last()), (picked, ours.account, named, last));
        prop_assert_eq!((stated.ore(), *own), (ours.amount.ore() + off, ours.amount));
        prop_assert_eq!(months.is_empty(), *figure != StatedFigure::Change);
    }

    #[test]
    fn a_year_told_month_by_month_is_as_good_as_its_vouchers(
        journal in arbitrary::journal(JournalOptions::default()),
        year_end in arbitrary::year_end(),
        picked in any::<prop::sample::Index>(),
    ) {
        let full = journal.tally()?.balances;
        let years: Vec<FiscalYear> = {
            let (first, last) = full.span().expect("vouchers");
            std::iter::successors(Some(first), |year| Some(year.next())).take_while(|year| *year <= last).collect()
        };
        let year = years[picked.index(years.len())];
        let stood_in = without_vouchers_of(year, &full, &year_end, |_| true);
        for month in years.iter().flat_map(|year| year.period().months()) {
            let expected = by_account(full.at_end_of(month, &year_end)?);
            prop_assert_eq!(by_account(stood_in.at_end_of(month, &year_end)?), expected, "{}", month);
        }
        prop_assert_eq!(stood_in.year_of_sums(year).map(|known| known.whole_through), Some(None));
    }

    #[test]
    fn a_year_told_as_a_whole_closes_as_its_vouchers_and_tells_no_part_of_it(
        journal in arbitrary::journal(JournalOptions::default()),
        year_end in arbitrary::year_end(),
    ) {
        let full = journal.tally()?.balances;
        let (first, last) = full.span().expect("vouchers");
        let is_stated = |sum: &StatedSum| !matches!(sum.kind, StatedKind::Change(_));
        let stood_in = without_vouchers_of(first, &full, &year_end, is_stated);
        for month in (0..=last.last().months_since(first.last())).map(|months| first.last().plus(months)) {
            let expected = by_account(full.at_end_of(month, &year_end)?);
            prop_assert_eq!(by_account(stood_in.at_end_of(month, &year_end)?), expected, "{}", month);
        }
        prop_assert_eq!(by_account(stood_in.movement(first.period())?), by_account(full.movement(first.period())?));
        let is_whole = stood_in.year_of_sums(first).is_some_and(|known| known.whole_through.is_some());
        let moved = !by_account(full.movement(first.period())?).is_empty();
        prop_assert_eq!(is_whole, moved, "a year in which no account moved is told whatever is asked");
        for month in first.period().months().take(11) {
            let half = Period::new(first.first(), month).expect("a period");
            prop_assert_eq!(stood_in.movement(half).is_err(), moved);
            prop_assert_eq!(stood_in.at_end_of(month, &year_end).is_err(), moved);
        }
    }
}

/// Books on 2024: 1930 opens with 1 000, 400 are spent in March and 100 in May.
fn books() -> Balances {
    let mut balances = Balances::new(FiscalYears::CALENDAR);
    for (number, amount) in [(1930, 1_000), (2010, -1_000)] {
        balances.add_opening(year(2024), account(number).into(), ore(amount)).expect("small");
    }
    for (booked, amount) in [("2024-03", 400), ("2024-05", 100)] {
        let debit = Turnover { debit: ore(amount), credit: Amount::ZERO };
        let credit = Turnover { debit: Amount::ZERO, credit: ore(amount) };
        let cost = BalanceObject { cost_centre: CostCentre::new("3001").ok(), ..account(5539).into() };
        balances.add(month(booked), cost, debit).expect("small");
        balances.add(month(booked), account(1930).into(), credit).expect("small");
    }
    balances
}

fn facts(stated: &StatedSums, balances: &Balances) -> Vec<Fact> {
    let told = stated.differences(balances, Some(&year_end())).expect("small");
    told.into_iter().map(|(_, fact)| fact).collect()
}

#[test]
fn a_file_made_in_april_is_not_contradicted_by_may() {
    let april = month("2024-04");
    let stated = totals(&[(StatedKind::Closing(april), 1930, 600), (StatedKind::Result(april), 5539, 400)]);
    assert_eq!(facts(&stated, &books()), []);
}

#[test]
fn a_difference_names_the_months_it_arises_in() {
    let stated = totals(&[
        (StatedKind::Change(month("2024-05")), 5539, 90),
        (StatedKind::Change(month("2024-03")), 5539, 370),
        (StatedKind::Change(month("2024-04")), 5539, 0),
        (StatedKind::Result(month("2024-12")), 5539, 460),
    ]);
    let expected = Fact::StatedSumDiffers {
        figure: StatedFigure::Result,
        account: account(5539),
        cost_centre: None,
        project: None,
        period: period("2024"),
        stated: ore(460),
        ours: ore(500),
        months: [month("2024-03"), month("2024-05")].into(),
        file: "2024.se".into(),
    };
    assert_eq!(facts(&stated, &books()), [expected], "40 are missing, and it is told once");
}

#[test]
fn months_that_differ_in_a_year_that_agrees_are_one_finding() {
    let stated = totals(&[
        (StatedKind::Change(month("2024-03")), 5539, 500),
        (StatedKind::Change(month("2024-05")), 5539, 0),
        (StatedKind::Result(month("2024-12")), 5539, 500),
    ]);
    let told = facts(&stated, &books());
    let [Fact::StatedSumDiffers { figure, period: told_of, stated, ours, months, .. }] = &told[..] else {
        panic!("{told:#?}")
    };
    assert_eq!((*figure, *told_of), (StatedFigure::Change, period("2024-03")));
    assert_eq!((*stated, *ours), (ore(500), ore(400)), "those of the first month");
    assert_eq!(**months, [month("2024-03"), month("2024-05")]);
}

#[test]
fn closing_balances_that_repeat_the_opening_ones_are_one_finding() {
    let mut balances = books();
    balances.add_opening(year(2024), account(2411).into(), ore(0)).expect("small");
    let paid = |debit, credit| Turnover { debit: ore(debit), credit: ore(credit) };
    balances.add(month("2024-06"), account(2411).into(), paid(0, 70)).expect("small");
    balances.add(month("2024-06"), account(5539).into(), paid(70, 0)).expect("small");
    let closing = StatedKind::Closing(month("2024-12"));
    let repeats = totals(&[(closing, 2411, 0), (closing, 1930, 1_000), (closing, 2010, -1_000)]);
    let expected = Fact::StatedClosingRepeats {
        period: period("2024"),
        accounts: 2,
        account: account(1930),
        stated: ore(1_000),
        ours: ore(500),
        file: "2024.se".into(),
    };
    assert_eq!(facts(&repeats, &balances), [expected]);
    let one_is_right = totals(&[(closing, 2411, -70), (closing, 1930, 1_000), (closing, 2010, -1_000)]);
    let codes: Vec<_> = facts(&one_is_right, &balances).iter().map(Fact::code).collect();
    assert_eq!(codes, [Code::StatedSumDiffers], "then it is about one account");
}

#[test]
fn sums_on_objects_that_nothing_is_booked_on_are_one_finding_a_kind() {
    let closing = StatedKind::Closing(month("2024-12"));
    let stated = file(
        "2024.se",
        &[
            (closing, 1930, on_project("P1"), 20),
            (closing, 1930, on_project("P2"), -30),
            (closing, 1930, on_project("P3"), 0),
            (StatedKind::Result(month("2024-12")), 5539, on_cost_centre("3001"), 500),
        ],
    );
    let expected = Fact::StatedObjectsUnsupported {
        figure: StatedFigure::Closing,
        period: period("2024"),
        sums: 2,
        account: account(1930),
        cost_centre: None,
        project: Project::new("P2").ok(),
        stated: ore(-30),
        file: "2024.se".into(),
    };
    assert_eq!(facts(&stated, &books()), [expected]);
}

#[test]
fn without_opening_balances_nothing_is_said_of_closing_ones() {
    let mut balances = Balances::new(FiscalYears::CALENDAR);
    for (booked, object, turnover) in books().turnovers() {
        balances.add(booked, object.clone(), turnover).expect("small");
    }
    let stated = totals(&[
        (StatedKind::Opening(year(2024)), 1930, 7),
        (StatedKind::Closing(month("2024-12")), 1930, 7),
        (StatedKind::Closing(month("2023-12")), 1930, 7),
    ]);
    assert_eq!(facts(&stated, &balances), []);
}

#[test]
fn what_a_later_file_states_anew_takes_the_place_of_the_earlier() {
    let closing = StatedKind::Closing(month("2024-12"));
    let mut stated = totals(&[(closing, 1930, 77), (closing, 2440, 5)]);
    stated.merge(totals(&[(closing, 1930, 500)]));
    assert_eq!(facts(&stated, &books()), [], "2440 is not stated any more, and the files have one name");
}

/// 2023 by its sums: the bank opens with 300 and closes with 1 000, the rest is the result.
fn last_year() -> Vec<(StatedKind, u32, i64)> {
    let (opening, december) = (StatedKind::Opening(year(2023)), month("2023-12"));
    vec![
        (opening, 1930, 300),
        (opening, 2010, -300),
        (StatedKind::Closing(december), 1930, 1_000),
        (StatedKind::Closing(december), 2010, -300),
        (StatedKind::Result(december), 3811, -900),
        (StatedKind::Result(december), 5539, 200),
    ]
}

fn compared_with(stated: &[(StatedKind, u32, i64)]) -> Balances {
    let mut balances = books();
    totals(stated).stand_in(&mut balances).expect("small");
    balances
}

#[test]
fn a_year_of_sums_stands_beside_one_of_vouchers() {
    let (balances, layout) = (compared_with(&last_year()), built_in("lkbr").expect("built in"));
    let chart = ChartOfAccounts::default();
    let view =
        View { period: period("2024"), comparison: Some(period("2023")), unit: Unit::Kr, chart: &chart };
    let income = income_statement(&layout, &balances, &view).expect("the whole year is told");
    assert_eq!(
        income.row("result").map(|row| row.values.clone()),
        Some(vec![Some(ore(-500)), Some(ore(700))])
    );
    let flow = cash_flow(&layout, &balances, &view).expect("the whole year is told");
    let net = flow.row("net-cash-flow").map(|row| row.values.clone());
    assert_eq!(net, Some(vec![Some(ore(-500)), Some(ore(700))]));
    let whole = trial_balance(&balances, period("2023"), layout.year_end(), Grouping::default());
    let whole = whole.expect("the whole year is told").total().expect("small");
    assert_eq!((whole.opening, whole.closing), (Amount::ZERO, Amount::ZERO));
}

#[test]
fn what_sums_do_not_tell_is_an_error_and_never_nothing() {
    let (balances, layout) = (compared_with(&last_year()), built_in("lkbr").expect("built in"));
    let chart = ChartOfAccounts::default();
    let asked = period("2023-01..2023-08");
    let lacks = |error: StatementError| match error {
        StatementError::SumsOnly(sums) => Fact::from(sums),
        other => panic!("{other}"),
    };
    let expected = Fact::SumsOnly {
        year: year(2023),
        asked,
        lacks: Lacking::Months { known: period("2023") },
        file: "2024.se".into(),
    };
    let compared =
        View { period: period("2024-01..2024-08"), comparison: Some(asked), unit: Unit::Kr, chart: &chart };
    let alone = View { period: asked, comparison: None, unit: Unit::Kr, chart: &chart };
    for view in [&compared, &alone] {
        assert_eq!(lacks(income_statement(&layout, &balances, view).expect_err("a part")), expected);
        assert_eq!(lacks(cash_flow(&layout, &balances, view).expect_err("a part")), expected);
    }
    assert_eq!(lacks(balance_sheet(&layout, &balances, &alone).expect_err("a part")), expected);
    let table = trial_balance(&balances, asked, layout.year_end(), Grouping::default());
    assert!(matches!(table, Err(BalancesError::SumsOnly(sums)) if Fact::from(sums.clone()) == expected));
    let monthly = Grouping { month: true, ..Grouping::default() };
    assert!(trial_balance(&balances, period("2023"), layout.year_end(), monthly).is_err());
    let ledger = general_ledger(&balances, layout.year_end(), account(1930), period("2023"), Vec::new());
    assert!(matches!(ledger, Err(BalancesError::SumsOnly(sums)) if sums.lacks == Lacking::Vouchers));
}

#[test]
fn sums_through_august_tell_january_to_august() {
    let (opening, august) = (StatedKind::Opening(year(2023)), month("2023-08"));
    let balances = compared_with(&[
        (opening, 1930, 300),
        (StatedKind::Closing(august), 1930, 200),
        (StatedKind::Result(august), 5539, 100),
    ]);
    let cost = BalanceObject::from(account(5539));
    assert_eq!(balances.movement(period("2023-01..2023-08")).expect("it is told")[&cost], ore(100));
    assert!(balances.movement(period("2023-01..2023-07")).is_err());
    assert_eq!(balances.movement(period("2023-09..2023-12")).expect("nothing is said of it").len(), 0);
}

#[test]
fn a_year_that_nobody_opens_tells_what_it_closes_with() {
    let unopened: Vec<_> =
        last_year().into_iter().filter(|(kind, ..)| !matches!(kind, StatedKind::Opening(_))).collect();
    let balances = compared_with(&unopened);
    let bank = BalanceObject::from(account(1930));
    assert_eq!(balances.at_end_of(month("2023-12"), &year_end()).expect("it is stated")[&bank], ore(1_000));
    for error in [
        balances.opening_of(year(2023), &year_end()).expect_err("nobody says"),
        balances.movement(period("2023")).expect_err("nobody says"),
    ] {
        assert!(matches!(error, BalancesError::SumsOnly(sums) if sums.lacks == Lacking::Balances));
    }
    assert_eq!(balances.tells_during(period("2023")), Ok(()), "income and costs are told");
}

#[test]
fn results_alone_tell_nothing_of_balances() {
    let balances = compared_with(&[(StatedKind::Result(month("2023-12")), 5539, 200)]);
    assert_eq!(balances.year_of_sums(year(2023)).map(|known| known.balances), Some(KnownBalances::Nothing));
    assert!(balances.at_end_of(month("2023-12"), &year_end()).is_err());
    assert_eq!(balances.tells_during(period("2023")), Ok(()));
}

#[test]
fn a_year_that_nobody_opens_does_not_open_with_the_one_before() {
    let mut balances = books();
    let closing = StatedKind::Closing(month("2025-12"));
    totals(&[(closing, 1930, 444), (closing, 2010, -444)]).stand_in(&mut balances).expect("small");
    let told = by_account(balances.at_end_of(month("2025-12"), &year_end()).expect("it is stated"));
    assert_eq!(
        told,
        [(account(1930), 444), (account(2010), -444)].into(),
        "what 2024 closed with is no part of it"
    );
    assert!(balances.opening_of(year(2025), &year_end()).is_err());
}

#[test]
fn months_that_are_not_the_year_are_told_and_the_year_counts() {
    let mut sums = last_year();
    sums.push((StatedKind::Change(month("2023-02")), 5539, 150));
    sums.push((StatedKind::Change(month("2023-04")), 3811, -900));
    let balances = compared_with(&sums);
    let expected = Fact::StatedMonthsDiffer {
        year: year(2023),
        account: account(5539),
        months: ore(150),
        change: ore(200),
        file: "2024.se".into(),
    };
    assert_eq!(facts(&totals(&sums), &balances), [expected]);
    let cost = BalanceObject::from(account(5539));
    assert_eq!(balances.movement(period("2023")).expect("the whole year")[&cost], ore(200));
    assert!(balances.movement(period("2023-01..2023-04")).is_err());
}

#[test]
fn an_account_and_its_parts_are_not_added_together() {
    let (december, both) = (month("2023-12"), |cost_centre: &str, project: &str| {
        StatedLevel::Both(
            CostCentre::new(cost_centre).expect("a code"),
            Project::new(project).expect("a code"),
        )
    });
    let result = StatedKind::Result(december);
    let stated = file(
        "2023.se",
        &[
            (result, 5539, StatedLevel::Account, 1_000),
            (result, 5539, on_cost_centre("3001"), 600),
            (result, 5539, on_cost_centre("3002"), 300),
            (result, 5539, on_project("P1"), 800),
            (result, 5540, StatedLevel::Account, 50),
            (result, 5540, on_project("P1"), 70),
            (result, 5541, both("3001", "P1"), 9),
        ],
    );
    let mut balances = Balances::new(FiscalYears::CALENDAR);
    stated.stand_in(&mut balances).expect("small");
    let told: Vec<_> = balances
        .turnovers()
        .map(|(_, object, turnover)| {
            let cost_centre = object.cost_centre.as_ref().map_or("", CostCentre::as_str);
            let project = object.project.as_ref().map_or("", Project::as_str);
            (object.account.number(), cost_centre, project, turnover.change().expect("small").ore())
        })
        .collect();
    let expected = [
        (5539, "", "", 100),
        (5539, "3001", "", 600),
        (5539, "3002", "", 300),
        (5540, "", "", -20),
        (5540, "", "P1", 70),
        (5541, "3001", "P1", 9),
    ];
    assert_eq!(told, expected);
}

#[test]
fn sums_make_way_for_vouchers_and_for_given_opening_balances() {
    let mut balances = compared_with(&last_year());
    let cost = BalanceObject::from(account(5539));
    balances
        .add(month("2023-02"), cost.clone(), Turnover { debit: ore(1), credit: Amount::ZERO })
        .expect("small");
    let told = balances.movement(period("2023")).expect("vouchers tell every period");
    assert_eq!(told, [(cost, ore(1))].into());
    assert_eq!(balances.given_opening(year(2023)), None, "it came with the sums");
    let sums: Vec<_> = facts(&totals(&last_year()), &balances).iter().map(Fact::code).collect();
    assert_eq!(sums, [Code::StatedSumDiffers; 2], "now they are held against it: 3811 and 5539");

    let mut balances = compared_with(&last_year());
    balances.add_opening(year(2023), account(1930).into(), ore(250)).expect("small");
    assert_eq!(balances.year_of_sums(year(2023)), None);
    totals(&last_year()).stand_in(&mut balances).expect("small");
    let bank = BalanceObject::from(account(1930));
    assert_eq!(
        balances.movement(period("2023")).expect("the whole year")[&bank],
        ore(750),
        "from what was given"
    );
}

#[test]
fn merging_books_leaves_out_what_stood_in() {
    let mut merged = books();
    merged.merge(&compared_with(&last_year())).expect("small");
    assert_eq!(merged.year_of_sums(year(2023)), None);
    assert_eq!(merged.turnovers().filter(|(booked, ..)| booked.year() == 2023).count(), 0);
    assert_eq!(merged.given_opening(year(2023)), None);
}

#[test]
fn a_year_of_sums_is_compared_as_a_whole_and_not_month_by_month() {
    let of_sums = compared_with(&last_year());
    let mut of_vouchers = Balances::new(FiscalYears::CALENDAR);
    for (number, amount) in [(1930, 300), (2010, -300)] {
        of_vouchers.add_opening(year(2023), account(number).into(), ore(amount)).expect("small");
    }
    for (number, debit, credit) in [(1930, 900, 200), (3811, 0, 900), (5539, 200, 0)] {
        let turnover = Turnover { debit: ore(debit), credit: ore(credit) };
        of_vouchers.add(month("2023-04"), account(number).into(), turnover).expect("small");
    }
    let held = |balances| Held { vouchers: &[], balances };
    let whole = compare(held(&of_sums), held(&of_vouchers), Some(period("2023")), &year_end());
    let whole = whole.expect("the whole year is told on both sides");
    let closings = whole.accounts.iter().filter_map(|compared| compared.closing);
    assert!(closings.clone().count() == 4 && closings.into_iter().all(|both| both.a == both.b));
    assert!(whole.months.is_empty() && whole.account_months.is_empty(), "one side does not tell them apart");
    let part = compare(held(&of_sums), held(&of_vouchers), Some(period("2023-01..2023-06")), &year_end());
    assert!(matches!(part, Err(CompareError::Balances(BalancesError::SumsOnly(_)))));
}

/// The case of a total row comes with the reader that checks it.
#[test]
fn a_total_row_that_differs_keeps_its_file_out() {
    let fact =
        Fact::TotalRowDiffers { label: "Summa".to_owned(), column: None, stated: ore(1), ours: Amount::ZERO };
    assert_eq!(fact.code(), Code::TotalRowDiffers);
    assert_eq!(fact.code().severity(), finsam_ledger::Severity::Error);
}
