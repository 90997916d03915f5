//! The follow-up: the cost-centre tables of three published reports come out of the example books,
//! and on any books its rows are those of a naive sum and its total the income statement's.
#![cfg(all(feature = "config", feature = "csv", feature = "proptest"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use finsam_ledger::arbitrary::{JournalOptions, journal};
use finsam_ledger::read::settings::{Settings, template};
use finsam_ledger::read::{Keep, layout::built_in};
use finsam_ledger::statement::follow_up::{ColumnChoice, FollowUpColumn, FollowUpOf, FollowUpRow};
use finsam_ledger::statement::{
    CentreGroup, CodeSpan, FollowUp, FollowUpBasis, Forecast, RowKind, View, follow_up, income_statement,
};
use finsam_ledger::{
    Amount, BalanceObject, Budget, BudgetKind, ChartOfAccounts, CostCentre, Fact, FiscalYears, Period, Unit,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// What is asked of an example book.
#[derive(Clone, Copy)]
struct Asked {
    book: &'static str,
    template: &'static str,
    of: &'static str,
    before: &'static str,
    costs: bool,
}

const OF_2014: Asked =
    Asked { book: "sjuharad-2014", template: "sjuharad", of: "2014", before: "2013", costs: false };
const OF_2024: Asked =
    Asked { book: "sjuharad-2024", template: "sjuharad", of: "2024", before: "2023", costs: false };
const OF_AUGUST: Asked = Asked { of: "2024-01..2024-08", before: "2023-01..2023-08", ..OF_2024 };
const OF_2019: Asked =
    Asked { book: "insjoriket-2019", template: "insjoriket", of: "2019", before: "2018", costs: true };

/// The follow-up of an example book with every column, grouped as its template groups it.
fn of_example(asked: Asked, unit: Unit) -> FollowUp {
    let read = examples::read(asked.book, Keep::Sums);
    let settings = template(asked.template).expect("a template");
    let settings = Settings::from_toml("ledger.toml", settings).expect("nothing is wrong with it");
    let (of, comparison) = (period(asked.of), Some(period(asked.before)));
    let view = View { period: of, comparison, unit, chart: &settings.chart };
    let layout = built_in(asked.template).expect("built in");
    let (budgets, year) = (read.budgets().expect("small amounts"), FiscalYears::CALENDAR.of(of.first()));
    let latest =
        |kind| budgets.read_by(kind, year, None).expect("small amounts").expect("nobody asks for a name");
    let [budget, forecast] = [BudgetKind::Budget, BudgetKind::Forecast].map(latest);
    let follow = settings.follow_up;
    let basis = FollowUpBasis {
        forecast: Some(Forecast::Given(&forecast)),
        groups: &follow.groups,
        columns: &ColumnChoice::ALL,
        costs: asked.costs.then_some(&follow.costs[..]),
        ..FollowUpBasis::of(&budget)
    };
    follow_up(&layout, &read.tallied.balances, &basis, &view).expect("one year")
}

fn row<'a>(found: &'a FollowUp, id: &str) -> Option<&'a FollowUpRow> {
    found.rows.iter().find(|row| row.id == id && row.kind != RowKind::Heading)
}

fn column(found: &FollowUp, name: &str) -> usize {
    let year = FiscalYears::CALENDAR.of(found.period.first()).period();
    let is_meant = |column: &FollowUpColumn| match (name, column) {
        ("actual", FollowUpColumn::Actual(of)) | ("budget", FollowUpColumn::Budget(of)) => {
            *of == found.period
        }
        ("before", FollowUpColumn::Actual(of)) => *of != found.period,
        ("year-budget", FollowUpColumn::Budget(of)) => *of == year,
        ("budget-before", FollowUpColumn::Budget(of)) => *of == year.years_before(1),
        ("variance", FollowUpColumn::Variance(_)) | ("forecast", FollowUpColumn::Forecast(_)) => true,
        _ => false,
    };
    found.columns.iter().position(is_meant).unwrap_or_else(|| panic!("no column {name}"))
}

/// Columns that are printed with the sign turned, and why nobody should follow: in the interim
/// report of August 2024 the budgets stand without the minus sign that costs have in every other
/// column, its own budget of 2024 in the annual report among them.
const SIGN_TURNED: [(&str, &str); 2] =
    [("sjuharad-2024-08", "year-budget"), ("sjuharad-2024-08", "budget-before")];

/// Figures that are printed otherwise than the books have them, and what those have. The table of 2014
/// that takes the ESF support off adds up the rounded figures above it: -24 078 + 980 + 5 821 is
/// -17 277, but to the öre it is -17 277 588, which is -17 278; the variance follows.
const PRINTED_OTHERWISE: [(&str, &str, &str, i64); 2] = [
    ("sjuharad-2014", "avraknat-esf-stod", "actual", -17_278),
    ("sjuharad-2014", "avraknat-esf-stod", "variance", 1_597),
];

#[test]
fn the_published_tables_of_cost_centres_come_out_of_the_example_books() {
    let documents = [
        ("sjuharad-2014", of_example(OF_2014, Unit::Tkr)),
        ("sjuharad-2024", of_example(OF_2024, Unit::Tkr)),
        ("sjuharad-2024-08", of_example(OF_AUGUST, Unit::Tkr)),
        ("insjoriket-2019", of_example(OF_2019, Unit::Tkr)),
    ];
    // What the documents call the groups, and where those stand in the template.
    let groups = [
        ("forbundsverksamheter", "group.1.sum"),
        ("ordinarie", "group.1.sum"),
        ("krut", "group.2.sum"),
        ("over-granserna", "group.3.sum"),
        ("sammanstallning", "group.3.so-far"),
        ("avraknat-esf-stod", "group.4.so-far"),
        ("projekt", "group.5.sum"),
        ("kostnader", "total"),
        ("all", "total"),
    ];
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published/cost-centres.csv");
    let mut printed = csv::ReaderBuilder::new().delimiter(b';').from_path(file).expect("it is there");
    // What a project costs is printed without what it earns, as a cost is: below zero.
    let costs = [("sjuharad-2024", OF_2024), ("sjuharad-2024-08", OF_AUGUST)]
        .map(|(name, asked)| (name, of_example(Asked { costs: true, ..asked }, Unit::Tkr)));
    let (mut compared, mut turned, mut otherwise, mut faults) = (0, 0, 0, Vec::new());
    for line in printed.records() {
        let line = line.expect("a row");
        let [document, group, key, of, figure] =
            [0, 1, 2, 3, 4].map(|index| line.get(index).expect("a field"));
        let is_costs = group == "projekt";
        let documents = if is_costs { &costs[..] } else { &documents[..] };
        let found = &documents.iter().find(|(name, _)| *name == document).expect("a document").1;
        let group = if key == "SUM" { group } else { key };
        let id = groups.iter().find(|(name, _)| *name == group).map_or(key, |(_, id)| *id);
        let ours = row(found, id).and_then(|row| row.values[column(found, of)]);
        let tkr: Decimal = figure.parse().expect("a figure");
        let printed = Amount::from_decimal(tkr * Decimal::ONE_THOUSAND).expect("öre");
        let known =
            PRINTED_OTHERWISE.iter().find(|other| (other.0, other.1, other.2) == (document, group, of));
        let expected =
            known.filter(|_| key == "SUM").map_or(printed, |other| Amount::from_ore(other.3 * 100_000));
        otherwise += u32::from(expected != printed);
        let is_turned = SIGN_TURNED.contains(&(document, of));
        if ours != Some(if is_turned || is_costs { expected.negated() } else { expected }) {
            faults.push(format!("{document} {group} {key} {of}: printed {figure}, ours {ours:?}"));
        }
        compared += 1;
        turned += u32::from(is_turned);
    }
    assert!(faults.is_empty(), "{} of {compared} figures differ:\n{}", faults.len(), faults.join("\n"));
    assert_eq!((compared, turned, otherwise), (377, 29, 2), "figures were lost from the published tables");
}

#[test]
fn what_a_part_of_a_year_was_to_cost_is_not_made_up() {
    let august = of_example(OF_AUGUST, Unit::Kr);
    let [part, before] = ["2024-01..2024-08", "2023-01..2023-08"].map(period);
    let columns = [
        FollowUpColumn::Actual(part),
        FollowUpColumn::Forecast(period("2024")),
        FollowUpColumn::Budget(period("2024")),
        FollowUpColumn::Actual(before),
        FollowUpColumn::Budget(period("2023")),
        FollowUpColumn::ChangeFrom(before),
    ];
    assert_eq!(august.columns, columns, "the year's budget is known, that of eight months is not");
    assert_eq!(august.rounded_sums, []);
}

/// `-200.00 -100.00`; a dash where a value cannot be told.
fn shown(row: &FollowUpRow) -> String {
    let value = |value: &Option<Amount>| value.map_or("-".to_owned(), |amount| amount.to_string());
    row.values.iter().map(value).collect::<Vec<_>>().join(" ")
}

#[test]
fn months_of_a_budget_are_summed_and_years_stand_for_themselves() {
    let object = |account: &str, centre: &str| BalanceObject {
        cost_centre: CostCentre::new(centre).ok(),
        ..account.parse::<finsam_ledger::AccountNumber>().expect("an account").into()
    };
    let mut budget = Budget::default();
    for (of, centre, ore) in [
        ("2024-01", "3001", 10_000),
        ("2024-02", "3001", 5_000),
        ("2024-12", "3001", 700),
        ("2024", "3002", 120_000),
        ("2023", "3003", 900),
    ] {
        budget.add(period(of), object("5539", centre), Amount::from_ore(ore)).expect("small");
    }
    // What the balance sheet holds is no cost.
    for of in ["2024-01", "2024"] {
        budget.add(period(of), object("1930", "3001"), Amount::from_ore(500)).expect("small");
    }
    let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
    let view = View { period: period("2024-01..2024-03"), comparison: None, unit: Unit::Kr, chart: &chart };
    let balances = finsam_ledger::Balances::new(FiscalYears::CALENDAR);
    let found = follow_up(&layout, &balances, &FollowUpBasis::of(&budget), &view).expect("one year");
    let rows: Vec<_> = found.rows.iter().map(|row| format!("{}: {}", row.id, shown(row))).collect();
    // Actual, budget, variance, budget of the year.
    assert_eq!(
        rows,
        ["3001: 0.00 -150.00 150.00 -157.00", "3002: 0.00 - - -1200.00", "total: 0.00 - - -1357.00",]
    );
}

#[test]
fn a_change_is_told_in_parts_of_a_hundred_of_what_it_changed_from() {
    let found = of_example(OF_2024, Unit::Kr);
    let percent = |id: &str| row(&found, id).and_then(|row| row.change_percent);
    // 223 000 after 246 000: 9.3 % less cost, which is better.
    assert_eq!(percent("1001"), Some(Decimal::new(93, 1)));
    assert_eq!(percent("1010b"), None, "there was nothing to change from");
    assert!(percent("none").is_some_and(|percent| percent < Decimal::ZERO), "less was paid in");
}

#[test]
fn spans_of_codes_read_back_and_hold_what_they_say() {
    let span = |text: &str| text.parse::<CodeSpan>();
    let has = |text: &str, code: &str| {
        span(text).expect("a span").contains(&CostCentre::new(code).expect("a code"))
    };
    assert!(has("1001-1010", "1001") && has("1001-1010", "1010b") && !has("1001-1010", "1011"));
    assert!(has("1010b", "1010b") && !has("1010b", "1010") && has("KANSLI", "KANSLI"));
    assert!(!has("1-9", "KANSLI"));
    for text in ["1010b", "3001-3021"] {
        assert_eq!(span(text).expect("a span").to_string(), text);
    }
    for text in ["", "3021-3001"] {
        assert!(span(text).is_err(), "{text}");
    }
    let toml =
        "[entity]\nname = \"X\"\n[[cost-centre-groups]]\nname = \"Y\"\ncost-centres = [\"3001\", \"9-1\"]\n";
    let findings = Settings::from_toml("ledger.toml", toml).expect_err("9-1 is nothing");
    let place = findings[0].place.as_ref().expect("a place");
    assert_eq!((place.line, place.column), (5, 25));
    assert!(matches!(&findings[0].fact, Fact::SettingUnknown { value, .. } if value == "9-1"));
}

proptest! {
    /// Groups or none, part of a year or all: the rows are a naive sum over the postings, and the
    /// total is what the income statement leads to.
    #[test]
    fn every_row_is_a_sum_of_postings_and_all_of_them_the_result(
        journal in journal(JournalOptions::default()),
        grouped in any::<bool>(),
        months in 0..12_u32,
    ) {
        let tallied = journal.tally().expect("small amounts");
        let balances = &tallied.balances;
        let Some((_, last)) = balances.span() else { return Ok(()) };
        let whole = last.period();
        let part = Period::new(whole.first(), whole.first().plus(i32::try_from(months).expect("few"))).expect("a period");
        let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
        let view = View { period: part, comparison: Some(part.years_before(1)), unit: Unit::Kr, chart: &chart };
        let spans = |text: &str| vec![text.parse::<CodeSpan>().expect("a span")];
        let groups = [("A", "0-3004"), ("B", "3000-99999")]
            .map(|(name, codes)| CentreGroup { name: name.to_owned(), codes: spans(codes), sum_so_far: None });
        let groups = if grouped { &groups[..] } else { &[] };
        let budget = Budget::default();
        let basis = FollowUpBasis { groups, ..FollowUpBasis::of(&budget) };
        let found = follow_up(&layout, balances, &basis, &view).expect("one year");

        let income = income_statement(&layout, balances, &view).expect("one year");
        let result = income.rows.last().expect("a result");
        let total = found.rows.last().expect("a total");
        prop_assert_eq!(&total.values[..2], &result.values[..2]);

        let mut naive: BTreeMap<Option<CostCentre>, i64> = BTreeMap::new();
        for voucher in journal.vouchers() {
            if part.contains(finsam_ledger::Month::of(voucher.date())) {
                for posting in voucher.postings() {
                    let object = BalanceObject { account: posting.account, cost_centre: posting.cost_centre.clone(), project: posting.project.clone() };
                    if matches!(layout.assignment().line_of(&object), Some(finsam_ledger::statement::LeafLine::IncomeStatement(_))) {
                        *naive.entry(posting.cost_centre.clone()).or_default() -= posting.amount.ore();
                    }
                }
            }
        }
        let mut ours: BTreeMap<Option<CostCentre>, i64> = BTreeMap::new();
        for row in &found.rows {
            let centre = match &row.of {
                FollowUpOf::CostCentre(centre) => Some(centre.clone()),
                FollowUpOf::NoCostCentre => None,
                _ => continue,
            };
            let amount = row.values[0].expect("an actual is always known").ore();
            prop_assert_eq!(ours.insert(centre, amount), None, "a cost centre stands once");
        }
        naive.retain(|_, ore| *ore != 0);
        ours.retain(|_, ore| *ore != 0);
        prop_assert_eq!(ours, naive);
        prop_assert!(found.rounded_sums.is_empty());
    }
}

#[test]
fn the_columns_are_told_apart_by_their_names() {
    let names: BTreeSet<&str> = ColumnChoice::ALL.iter().map(|column| column.as_str()).collect();
    assert_eq!(names.len(), ColumnChoice::ALL.len());
    assert!(ColumnChoice::USUAL.iter().all(|column| names.contains(column.as_str())));
}
