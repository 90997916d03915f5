//! Any tables, whatever they print: they are proved without a panic, the same each time, and what is said to
//! mend them does.
#![cfg(all(feature = "config", feature = "proptest"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/printed.rs"]
mod printed;

use chrono::NaiveDate;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::statement::{OverviewFacts, OverviewSources};
use finsam_ledger::verify::{
    Basis, BookSources, ColumnMeaning, Facet, Published, PublishedColumn, PublishedFigure, PublishedRow,
    PublishedTable, Time, against, identify, verify,
};
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, Balances, Budget, ChartOfAccounts, CostCentre, FiscalYears, Month,
    Period, Turnover, Unit,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Titles and labels that layouts have, some that nearly are, and some that are none.
const WORDS: [&str; 24] = [
    "Resultaträkning",
    "balansrakning",
    "Kassaflödesanalys",
    "Flerårsöversikt",
    "driftredovisning",
    "Fordringar",
    "Kortfristiga skulder",
    "Summa tillgångar",
    "Summa Eget kapital",
    "Eget kapital",
    "Periodens resultat",
    "Årets resultat",
    "Investeringar",
    "Kassa och bank",
    "Likvida medel vid årets början",
    "Likvida medel vid årets slut",
    "Soliditet procent",
    "Balansomslutning",
    "Summa",
    "summa Fordringar",
    "SUMMA EK, AVS. och SKULDER",
    "",
    "(…)",
    "Övr.",
];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned), "\\PC{0,12}"]
}

fn time() -> impl Strategy<Value = Time> {
    let year = 2020..2023_i32;
    prop_oneof![
        Just(Time::Unsaid),
        Just(Time::Change),
        year.clone().prop_map(|year| Time::During(format!("{year}").parse::<Period>().expect("a year"))),
        year.clone().prop_map(|year| Time::Opening(NaiveDate::from_ymd_opt(year, 1, 1).expect("a day"))),
        year.prop_map(|year| Time::Closing(NaiveDate::from_ymd_opt(year, 12, 31).expect("a day"))),
        Just(Time::Opening(NaiveDate::MIN)),
        Just(Time::Closing(NaiveDate::MAX)),
    ]
}

fn column() -> impl Strategy<Value = PublishedColumn> {
    let basis = prop::sample::select(vec![Basis::Actual, Basis::Budget, Basis::Forecast, Basis::Variance]);
    let side = prop::sample::select(vec![Facet::Whole, Facet::Income, Facet::Cost, Facet::Net]);
    (words(), basis, side, time(), any::<bool>()).prop_map(|(heading, basis, side, time, tkr)| {
        PublishedColumn {
            heading,
            meaning: ColumnMeaning { basis, side, time },
            unit: if tkr { Unit::Tkr } else { Unit::Kr },
        }
    })
}

fn figure() -> impl Strategy<Value = PublishedFigure> {
    let amount = prop_oneof![-5_i64..5, -900_000_i64..900_000, any::<i64>()];
    let value = prop_oneof![
        6 => amount.prop_map(|ore| Figure::Amount(Amount::from_ore(ore))),
        1 => (any::<i64>(), 0..9_u32).prop_map(|(number, scale)| Figure::Percent(Decimal::new(number, scale))),
        1 => Just(Figure::Percent(Decimal::MAX)),
        1 => Just(Figure::Count(Decimal::MIN)),
    ];
    (value, 0..30_u32).prop_map(|(value, decimals)| PublishedFigure {
        value,
        decimals,
        text: "0".to_owned(),
        place: printed::place(),
    })
}

fn table() -> impl Strategy<Value = PublishedTable> {
    (1..5_usize, 0..10_usize).prop_flat_map(|(columns, rows)| {
        let row = (
            words(),
            "[0-9]{0,4}",
            any::<bool>(),
            prop::collection::vec(prop::option::of(figure()), columns),
        );
        let row = row.prop_map(|(label, key, is_sum, figures)| PublishedRow {
            key,
            label,
            is_sum,
            place: printed::place(),
            figures,
        });
        let note = prop::option::of("[0-9]{0,1}");
        let columns = prop::collection::vec(column(), columns);
        (words(), words(), note, columns, prop::collection::vec(row, rows)).prop_map(
            |(title, group, note, columns, rows)| PublishedTable {
                name: title.clone(),
                title,
                group,
                note,
                columns,
                rows,
            },
        )
    })
}

fn report() -> impl Strategy<Value = Published> {
    prop::collection::vec(table(), 0..6).prop_map(|tables| Published { name: "any".to_owned(), tables })
}

/// Something booked, or decided: a month from 2020 on, an account, perhaps a cost centre, and öre.
fn booked() -> impl Strategy<Value = (Month, BalanceObject, Amount)> {
    let ore = prop_oneof![-900_000_i64..900_000, any::<i64>()];
    (0..36_i32, 1_000..9_000_u32, prop::option::of(1_000..1_009_u32), ore).prop_map(
        |(month, account, centre, ore)| {
            let account = AccountNumber::new(account).expect("four digits");
            let cost_centre = centre.map(|code| CostCentre::new(&code.to_string()).expect("a code"));
            let first: Month = "2020-01".parse().expect("a month");
            (first.plus(month), BalanceObject { cost_centre, ..account.into() }, Amount::from_ore(ore))
        },
    )
}

/// Books of these, without what would not fit.
fn books(booked: &[(Month, BalanceObject, Amount)]) -> (Balances, Budget) {
    let (mut balances, mut budget) = (Balances::new(FiscalYears::CALENDAR), Budget::default());
    for (index, (month, object, amount)) in booked.iter().enumerate() {
        let (debit, credit) =
            if amount.ore() < 0 { (Amount::ZERO, amount.magnitude()) } else { (*amount, Amount::ZERO) };
        let year = FiscalYears::CALENDAR.of(*month);
        let fits = match index % 3 {
            0 => balances.add(*month, object.clone(), Turnover { debit, credit }),
            1 => balances.add_opening(year, object.clone(), *amount),
            _ => budget.add(year.period(), object.clone(), *amount),
        };
        // What is beyond an amount is not booked.
        fits.unwrap_or(());
    }
    (balances, budget)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tables_are_proved_and_the_same_each_time(reports in prop::collection::vec(report(), 1..3)) {
        for name in ["sjuharad", "insjoriket", "lkbr"] {
            let layout = built_in(name).expect("built in");
            let verdict = verify(&reports, &layout);
            prop_assert_eq!(&verdict, &verify(&reports, &layout));
            prop_assert!(verdict.holding() <= verdict.tested.len());
            // Every relation that fails is told of, once.
            let told: Vec<usize> = verdict.failures.iter().flat_map(|failure| {
                std::iter::once(failure.relation).chain(failure.follows.iter().copied())
            }).collect();
            let once: std::collections::BTreeSet<usize> = told.iter().copied().collect();
            prop_assert_eq!(told.len(), once.len());
            prop_assert_eq!(told.len(), verdict.tested.len() - verdict.holding());
        }
    }

    #[test]
    fn any_tables_are_held_against_any_books(
        reports in prop::collection::vec(report(), 1..3),
        booked in prop::collection::vec(booked(), 0..40),
    ) {
        let (balances, budget) = books(&booked);
        let (facts, chart) = (OverviewFacts::default(), ChartOfAccounts::default());
        let overview = OverviewSources { balances: &balances, budget: &budget, forecast: Some(&budget), facts: &facts };
        let centre_names = (1_000..1_009_u32).zip(WORDS).map(|(code, name)| {
            (CostCentre::new(&code.to_string()).expect("a code"), name.to_owned())
        });
        let centre_names = centre_names.collect();
        for name in ["sjuharad", "insjoriket", "lkbr"] {
            let layout = built_in(name).expect("built in");
            let costs = ["operating-expenses".to_owned()];
            let book = BookSources { layout: &layout, overview, chart: &chart, centre_names: &centre_names, costs: &costs };
            let held = against(&reports, &identify(&reports, &layout), &book);
            let printed: usize = reports.iter().map(Published::figure_count).sum();
            prop_assert_eq!(held.len(), printed, "one answer a figure");
            prop_assert!(held.is_sorted_by_key(|held| held.figure));
        }
    }
}
