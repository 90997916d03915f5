//! Overviews: the smaller tables of three published annual reports come out of the example books, and
//! on any books their figures are those of the statements.
#![cfg(all(feature = "config", feature = "csv", feature = "proptest"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::path::Path;

use finsam_ledger::arbitrary::{JournalOptions, journal};
use finsam_ledger::read::{Keep, layout::built_in};
use finsam_ledger::statement::overview::{
    CeilingStep, Figure, OverviewColumn, OverviewFigure, Part, ceiling,
};
use finsam_ledger::statement::{
    LeafLine, Overview, OverviewFacts, OverviewSources, View, balance_sheet, income_statement, overview,
};
use finsam_ledger::{
    Amount, BalanceObject, Balances, Budget, BudgetKind, ChartOfAccounts, FiscalYears, Month, Period,
    Project, Unit,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn drawn(name: &str, layout: &str, report: &str, of: &str, before: &str, unit: Unit) -> Overview {
    let (read, settings) = (examples::read(name, Keep::Sums), examples::settings(name, layout));
    let layout = built_in(layout).expect("built in");
    let view = View { period: period(of), comparison: Some(period(before)), unit, chart: &settings.chart };
    let (budgets, facts) = (read.budgets().expect("small amounts"), settings.overview_facts());
    let latest = |kind| budgets.latest_of_all(kind).expect("small amounts");
    let (budget, forecast) = (latest(BudgetKind::Budget), latest(BudgetKind::Forecast));
    let balances = &read.tallied.balances;
    let sources = OverviewSources { balances, budget: &budget, forecast: Some(&forecast), facts: &facts };
    let draft = layout.overview(report).expect("the layout has it");
    overview(&layout, draft, &sources, &view).expect("one year")
}

/// A printed figure that the books do not give: table, label, column, printed, ours, why.
type Misprint = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const MISPRINTS: [Misprint; 5] = [
    (
        "driftredovisning-tkr",
        "Ordinarie",
        "Kostnad 2024",
        "18609",
        "-18609",
        "the sign is lost in the rows and stands in their sum",
    ),
    (
        "driftredovisning-tkr",
        "Projektrelaterat",
        "Kostnad 2024",
        "4099",
        "-4099",
        "the sign is lost in the rows and stands in their sum",
    ),
    (
        "ekonomisk-sammanfattning-tkr",
        "Nettokostnad",
        "Bokslut 2018",
        "18357",
        "18358",
        "the income statement's cost is 18 357 590",
    ),
    (
        "ekonomisk-sammanfattning-tkr",
        "Resultat",
        "Utfall 2019",
        "-41",
        "-40",
        "the result is -40 486; two rounded figures were subtracted",
    ),
    (
        "ekonomisk-sammanfattning-tkr",
        "Resultat",
        "Avvikelse",
        "359",
        "360",
        "-40 486 less -400 000 is 359 514; two rounded figures were subtracted",
    ),
];

/// The column of an overview that print heads so.
fn column(table: &str, head: &str) -> OverviewColumn {
    let year = head.rsplit(' ').next().filter(|year| year.len() == 4 && year.parse::<u32>().is_ok());
    let year = period(year.unwrap_or(if table.starts_with("ekonomisk") { "2019" } else { "2014" }));
    let figure = match head.split(' ').next().expect("a word") {
        "Intäkt" => OverviewFigure::Income,
        "Kostnad" => OverviewFigure::Cost,
        "Utfall" if table == "projekt-tkr" => OverviewFigure::Cost,
        // A budget of the whole year is the budget where the period is the year.
        "Budget" => OverviewFigure::Budget,
        "Prognos" => OverviewFigure::Forecast,
        "Avvikelse" => OverviewFigure::Variance,
        _ if table == "flerarsoversikt-tkr" && year < period("2023") => return OverviewColumn::Given(year),
        _ => OverviewFigure::Actual,
    };
    OverviewColumn::Of(figure, year)
}

#[test]
fn the_published_overviews_come_out_of_the_example_books() {
    let tables = [
        ("driftredovisning-tkr", "sjuharad-2024", "sjuharad", "driftredovisning", "2024", "2023"),
        ("flerarsoversikt-tkr", "sjuharad-2024", "sjuharad", "multi-year", "2024", "2023"),
        ("balanskravsresultat-tkr", "sjuharad-2024", "sjuharad", "balanskrav", "2024", "2023"),
        ("projekt-tkr", "sjuharad-2024", "sjuharad", "projekt", "2024", "2023"),
        ("sammanfattning-tkr", "sjuharad-2014", "sjuharad", "sammanfattning", "2014", "2013"),
        ("ekonomisk-sammanfattning-tkr", "insjoriket-2019", "insjoriket", "sammanfattning", "2019", "2018"),
        ("balanskravsutredning-tkr", "insjoriket-2019", "insjoriket", "balanskrav", "2019", "2018"),
    ];
    let drawn: Vec<_> = tables
        .iter()
        .map(|(table, book, layout, report, of, before)| {
            (*table, drawn(book, layout, report, of, before, Unit::Tkr))
        })
        .collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published/overviews.csv");
    let mut printed = csv::ReaderBuilder::new().delimiter(b';').from_path(file).expect("it is there");
    let mut misprints = MISPRINTS.to_vec();
    let (mut compared, mut faults) = (0, Vec::new());
    for line in printed.records() {
        let line = line.expect("a row");
        let [table, key, label, head, figure] =
            [1, 2, 3, 4, 5].map(|index| line.get(index).expect("a field"));
        compared += 1;
        let found = &drawn.iter().find(|(name, _)| *name == table).expect("a table").1;
        let row = found.rows.iter().find(|row| row.label == label);
        let ours = row.and_then(|row| found.value(&row.id, column(table, head)));
        let ours = match ours {
            Some(Figure::Amount(amount)) => (amount.ore() / 100_000).to_string(),
            Some(Figure::Percent(number) | Figure::Count(number)) => number.to_string(),
            None => "nothing".to_owned(),
        };
        let misprint = misprints.iter().position(|(of, row, column, text, ..)| {
            (*of, *row, *column, *text) == (table, label, head, figure)
        });
        let expected = misprint.map_or(figure, |index| misprints.remove(index).4);
        if ours != expected {
            faults.push(format!("{table} {key} {label}, {head}: printed {figure}, ours {ours}"));
        }
    }
    assert!(faults.is_empty(), "{} of {compared} figures differ:\n{}", faults.len(), faults.join("\n"));
    assert_eq!(compared, 128, "figures were lost from the published tables");
    assert!(misprints.is_empty(), "these are no misprints: {misprints:#?}");
}

/// What a report of the national layout shows of these books.
fn of_books(
    balances: &Balances,
    budget: &Budget,
    facts: &OverviewFacts,
    report: &str,
    view: &View<'_>,
) -> Overview {
    let layout = built_in("lkbr").expect("built in");
    let sources = OverviewSources { balances, budget, forecast: None, facts };
    overview(&layout, layout.overview(report).expect("the layout has it"), &sources, view).expect("one year")
}

fn actual(of: &str) -> OverviewColumn {
    OverviewColumn::Of(OverviewFigure::Actual, period(of))
}

fn amount(found: &Overview, id: &str, column: OverviewColumn) -> Option<i64> {
    found.value(id, column).and_then(Figure::amount).map(|amount| amount.ore() / 100)
}

#[test]
fn the_key_figures_of_2024_are_those_of_the_report() {
    let found = drawn("sjuharad-2024", "sjuharad", "key-figures", "2024", "2023", Unit::Kr);
    let percent = |id: &str| found.value(id, actual("2024"));
    assert_eq!(percent("equity-ratio"), Some(Figure::Percent(Decimal::new(280, 1))));
    assert_eq!(percent("quick-ratio"), Some(Figure::Percent(Decimal::new(1390, 1))));
    assert_eq!(amount(&found, "above-minimum", actual("2024")), Some(1_284_068));
    // Printed: 2 902 tkr on contributions of 18 022 tkr.
    assert_eq!(amount(&found, "equity-ceiling", actual("2024")), Some(2_902_200));
    assert_eq!(amount(&found, "below-ceiling", actual("2024")), Some(-381_868));
    assert_eq!(percent("purpose.1"), Some(Figure::Percent(Decimal::new(819, 1))));
    assert_eq!(percent("purpose.2"), Some(Figure::Percent(Decimal::new(181, 1))));
    assert_eq!((found.missing, found.rounded_sums), (vec![], vec![]));
}

#[test]
fn a_given_sum_that_its_parts_do_not_make_is_stated_in_kronor_too() {
    let found = drawn("sjuharad-2024", "sjuharad", "multi-year", "2024", "2023", Unit::Kr);
    let stated: Vec<_> =
        found.rounded_sums.iter().map(|sum| (sum.row.as_str(), found.columns[sum.column])).collect();
    assert_eq!(stated, [("result", OverviewColumn::Given(period("2020")))]);
}

#[test]
fn what_is_not_given_is_missing_and_never_nothing() {
    let balances = Balances::new(FiscalYears::CALENDAR);
    let chart = ChartOfAccounts::default();
    let view = View { period: period("2024"), comparison: None, unit: Unit::Kr, chart: &chart };
    let (budget, mut facts) = (Budget::default(), OverviewFacts::default());
    let found = of_books(&balances, &budget, &facts, "balanced-budget", &view);
    assert_eq!(found.value("realisation-gains", actual("2024")), None);
    assert_eq!(found.value("balanced-budget-result", actual("2024")), None);
    assert_eq!(amount(&found, "result", actual("2024")), Some(0));
    let missing: Vec<_> = found.missing.iter().map(|figure| figure.row.as_str()).collect();
    let rows = [
        "realisation-gains",
        "exempt-gains",
        "exempt-losses",
        "unrealised-items",
        "unrealised-items-reversed",
        "reserved",
        "reserve-used",
    ];
    assert_eq!(missing, rows);

    // Each line with its sign (11 kap. 10 § LKBR): gains and what is reserved are taken off.
    for (row, kronor) in rows.iter().zip([100, 20, 3, 1_000, 10, 200, 50]) {
        facts.given.years.entry(2024).or_default().insert((*row).to_owned(), kronor.into());
    }
    let found = of_books(&balances, &budget, &facts, "balanced-budget", &view);
    assert_eq!(found.missing, []);
    assert_eq!(amount(&found, "realisation-gains", actual("2024")), Some(-100));
    assert_eq!(amount(&found, "adjusted-result", actual("2024")), Some(-100 + 20 + 3 - 1_000 + 10));
    assert_eq!(amount(&found, "balanced-budget-result", actual("2024")), Some(-1_067 - 200 + 50));

    // What is given of a year is not given of a part of it; what is given of every year is.
    facts.given.always.insert("reserved".to_owned(), 7.into());
    let view = View { period: period("2024-01..2024-08"), ..view };
    let found = of_books(&balances, &budget, &facts, "balanced-budget", &view);
    assert_eq!(amount(&found, "reserved", actual("2024-01..2024-08")), Some(-7));
    assert_eq!(found.value("reserve-used", actual("2024-01..2024-08")), None);
}

#[test]
fn a_year_of_which_nothing_is_known_has_no_column_and_a_given_one_says_what_it_lacks() {
    let read = examples::read("sjuharad-2024", Keep::Sums);
    let chart = ChartOfAccounts::default();
    let view = View { period: period("2024"), comparison: None, unit: Unit::Kr, chart: &chart };
    let mut facts = OverviewFacts::default();
    facts.given.years.insert(2021, [("equity".to_owned(), 500.into())].into());
    let found = of_books(&read.tallied.balances, &Budget::default(), &facts, "multi-year", &view);
    let given = OverviewColumn::Given(period("2021"));
    assert_eq!(found.columns, [actual("2024"), actual("2023"), given], "2022 and 2020 are in no book");
    assert_eq!(amount(&found, "equity", given), Some(500));
    for row in ["result", "total-assets", "equity-ratio"] {
        assert_eq!(found.value(row, given), None, "{row}");
    }
    assert!(found.missing.iter().any(|figure| figure.row == "total-assets" && figure.column == 2));
}

#[test]
fn a_budget_decides_the_result_and_the_equity_and_nothing_else_of_the_balance_sheet() {
    let found = drawn("insjoriket-2019", "insjoriket", "summary", "2019", "2018", Unit::Kr);
    let budget = OverviewColumn::Of(OverviewFigure::Budget, period("2019"));
    assert_eq!(amount(&found, "equity", budget), Some(1_604_091 - 400_000));
    assert_eq!(found.value("liquid-funds", budget), None);
    // A year's budget says nothing of eight months: nothing is spread that was not decided. The forecast is of
    // the year, and stands beside the months as that.
    let found =
        drawn("sjuharad-2024", "sjuharad", "summary", "2024-01..2024-08", "2023-01..2023-08", Unit::Kr);
    let forecast = OverviewColumn::Of(OverviewFigure::Forecast, period("2024"));
    assert_eq!(found.columns, [actual("2024-01..2024-08"), forecast, actual("2023-01..2023-08")]);
    assert_eq!(amount(&found, "result", forecast), Some(18_022_000 - 19_185_000));
}

#[test]
fn a_project_without_a_name_is_a_row_and_not_the_rest() {
    let read = examples::read("sjuharad-2024", Keep::Sums);
    let chart = ChartOfAccounts::default();
    let view = View { period: period("2024"), comparison: None, unit: Unit::Tkr, chart: &chart };
    let mut facts = OverviewFacts::default();
    let pria = Project::new("PRIA").expect("a code");
    facts.parts.insert("projects".to_owned(), vec![Part::of_project(&pria, "Pria i fjol")]);
    let found = of_books(&read.tallied.balances, &Budget::default(), &facts, "projects", &view);
    let rows: Vec<_> = found.rows.iter().map(|row| (row.id.as_str(), row.label.as_str())).collect();
    let expected = [
        ("part.1", "Pria i fjol"),
        ("part.4", "VILJA"),
        ("sum", "Summa projekt"),
        ("rest", "Utanför projekten"),
        ("total", "Resultat"),
    ];
    assert_eq!(rows, expected);
    assert_eq!(amount(&found, "part.4", actual("2024")), Some(19_000));
}

#[test]
fn a_fiscal_year_that_lies_over_two_years_is_given_by_the_one_it_starts_in() {
    let years = FiscalYears::starting_in_month(7).expect("July");
    let balances = Balances::new(years);
    let chart = ChartOfAccounts::default();
    let of = |year| years.starting_in(year).expect("a year").period();
    let view = View { period: of(2024), comparison: None, unit: Unit::Kr, chart: &chart };
    let mut facts = OverviewFacts::default();
    facts.given.years.insert(2023, [("total-assets".to_owned(), 800.into())].into());
    facts.given.years.insert(2024, [("employees".to_owned(), 3.into())].into());
    let found = of_books(&balances, &Budget::default(), &facts, "multi-year", &view);
    assert_eq!(found.columns, [OverviewColumn::Given(of(2024)), OverviewColumn::Given(of(2023))]);
    assert_eq!(found.value("employees", found.columns[0]), Some(Figure::Count(3.into())));
    assert_eq!(amount(&found, "total-assets", found.columns[1]), Some(800));
}

fn parts() -> Vec<Part> {
    let part = |name: &str, centres: &[&str], accounts: &[&str]| Part {
        name: name.to_owned(),
        cost_centres: centres.iter().map(|text| text.parse().expect("a span")).collect(),
        projects: Vec::new(),
        without_cost_centre: accounts.iter().map(|text| text.parse().expect("accounts")).collect(),
    };
    vec![part("A", &["0-3004"], &["3000-3999"]), part("B", &["3000-99999"], &["8000-8999"])]
}

proptest! {
    /// Parts or none, in kronor or thousands: each part is a naive sum over the postings, all of them
    /// the result of the income statement, and what rounding does is stated.
    #[test]
    fn parts_are_sums_of_postings_and_together_the_result(
        journal in journal(JournalOptions::default()),
        in_parts in any::<bool>(),
        in_thousands in any::<bool>(),
    ) {
        let tallied = journal.tally().expect("small amounts");
        let Some((_, last)) = tallied.balances.span() else { return Ok(()) };
        let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
        let unit = if in_thousands { Unit::Tkr } else { Unit::Kr };
        let of = last.period();
        let view = View { period: of, comparison: Some(of.years_before(1)), unit, chart: &chart };
        let mut facts = OverviewFacts::default();
        if in_parts {
            facts.parts.insert("operations".to_owned(), parts());
        }
        let found = of_books(&tallied.balances, &Budget::default(), &facts, "operations", &view);

        let income = income_statement(&layout, &tallied.balances, &view).expect("one year");
        let result = &income.rows.last().expect("a result").values;
        for (period, result) in [of, of.years_before(1)].into_iter().zip(result) {
            let net = OverviewColumn::Of(OverviewFigure::Actual, period);
            prop_assert_eq!(found.value("total", net).and_then(Figure::amount), *result);
        }
        if unit == Unit::Kr {
            prop_assert!(found.rounded_sums.is_empty());
            let mut naive = [0_i64; 3];
            let given = if in_parts { parts() } else { Vec::new() };
            let vouchers = journal.vouchers().iter();
            let rows = vouchers.filter(|voucher| of.contains(Month::of(voucher.date())));
            for posting in rows.flat_map(finsam_ledger::Voucher::postings) {
                let object = BalanceObject {
                    account: posting.account,
                    cost_centre: posting.cost_centre.clone(),
                    project: posting.project.clone(),
                };
                if matches!(layout.assignment().line_of(&object), Some(LeafLine::IncomeStatement(_))) {
                    let part = given.iter().position(|part| part.takes(&object)).unwrap_or(2);
                    naive[part] -= posting.amount.ore();
                }
            }
            let net = OverviewColumn::Of(OverviewFigure::Actual, of);
            for (id, naive) in ["part.1", "part.2", "rest"].iter().zip(naive) {
                let ours = found.value(id, net).and_then(Figure::amount).unwrap_or_default();
                prop_assert_eq!(ours.ore(), naive, "{}", id);
            }
        }
        for row in &found.rows {
            for (column, head) in found.columns.iter().enumerate() {
                let OverviewColumn::Of(OverviewFigure::Actual, period) = *head else { continue };
                let amount = |figure| {
                    found.value(&row.id, OverviewColumn::Of(figure, period)).and_then(Figure::amount).expect("told")
                };
                let parts = amount(OverviewFigure::Income).checked_add(amount(OverviewFigure::Cost)).expect("small");
                let stated = found.rounded_sums.iter().any(|sum| sum.row == row.id && sum.column == column);
                prop_assert!(parts == amount(OverviewFigure::Actual) || stated, "{}", row.id);
            }
        }
    }

    /// Every year among several shows the result, the equity and the total that its own statements show,
    /// and a share of them that is right to its decimals.
    #[test]
    fn each_year_among_several_is_that_of_its_statements(journal in journal(JournalOptions::default())) {
        let balances = journal.tally().expect("small amounts").balances;
        let Some((_, last)) = balances.span() else { return Ok(()) };
        let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
        let view = View { period: last.period(), comparison: None, unit: Unit::Kr, chart: &chart };
        let facts = OverviewFacts::default();
        let found = of_books(&balances, &Budget::default(), &facts, "multi-year", &view);
        prop_assert_eq!(found.columns.first(), Some(&OverviewColumn::Of(OverviewFigure::Actual, last.period())));
        for column in &found.columns {
            let OverviewColumn::Of(OverviewFigure::Actual, period) = *column else {
                return Err(TestCaseError::fail("nothing is given"));
            };
            let view = View { period, ..view };
            let income = income_statement(&layout, &balances, &view).expect("one year");
            let sheet = balance_sheet(&layout, &balances, &view).expect("one year");
            let closing = |id: &str| sheet.row(id).and_then(|row| row.values[2]).expect("a figure");
            let ours = |id: &str| found.value(id, *column).and_then(Figure::amount);
            prop_assert_eq!(ours("result"), income.row("result").and_then(|row| row.values[0]));
            prop_assert_eq!(ours("equity"), Some(closing("total-equity")));
            prop_assert_eq!(ours("total-assets"), Some(closing("total-assets")));
            let (equity, total) = (closing("total-equity").to_decimal(), closing("total-assets").to_decimal());
            match found.value("equity-ratio", *column) {
                None => prop_assert!(total.is_zero()),
                Some(Figure::Percent(percent)) => {
                    let off = (percent * total - equity * Decimal::ONE_HUNDRED).abs();
                    prop_assert!(off * Decimal::TWO <= total.abs(), "{percent} of {total} is not {equity}");
                }
                other => prop_assert!(false, "{other:?} is no share"),
            }
        }
    }

    /// A staircase never lets a federation hold less on more contributions, nor more of a further krona
    /// than its highest step; where it ends, nothing is said.
    #[test]
    fn a_ceiling_rises_with_contributions(
        widths in prop::collection::vec((1..1_000_000_000_i64, 0..=100_u32), 1..5),
        is_open in any::<bool>(),
        low in 0..5_000_000_000_i64,
        more in 0..1_000_000_000_i64,
    ) {
        let mut end = 0;
        let mut steps: Vec<CeilingStep> = widths
            .iter()
            .map(|(width, percent)| {
                end += width;
                CeilingStep { up_to: Some(Amount::from_ore(end)), percent: Decimal::from(*percent) }
            })
            .collect();
        if is_open && let Some(last) = steps.last_mut() {
            last.up_to = None;
        }
        let of = |ore| ceiling(&steps, Amount::from_ore(ore)).expect("small amounts");
        let (lower, higher) = (of(low), of(low + more));
        prop_assert_eq!(lower.is_some(), is_open || low <= end);
        if let (Some(lower), Some(higher)) = (lower, higher) {
            let highest = widths.iter().map(|(_, percent)| i64::from(*percent)).max().expect("one at least");
            let rise = higher.ore() - lower.ore();
            prop_assert!((0..=more * highest / 100 + 1).contains(&rise), "{rise} on {more}");
        }
    }
}

#[test]
fn an_overview_that_adds_up_has_no_figure_further_off_than_print() {
    let reports = [
        ("sjuharad-2024", "sjuharad", "driftredovisning", "2024", "2023"),
        ("sjuharad-2024", "sjuharad", "flerårsöversikt", "2024", "2023"),
        ("sjuharad-2024", "sjuharad", "projekt", "2024", "2023"),
        ("sjuharad-2014", "sjuharad", "sammanfattning", "2014", "2013"),
        ("insjoriket-2019", "insjoriket", "sammanfattning", "2019", "2018"),
        ("insjoriket-2019", "insjoriket", "projekt", "2019", "2018"),
        ("insjoriket-2019", "insjoriket", "balanskrav", "2019", "2018"),
    ];
    let mut adjusted = 0;
    for (book, template, report, of, before) in reports {
        let layout = built_in(template).expect("built in");
        let draft = layout.overview(report).expect("the layout has it");
        let exact = drawn(book, template, report, of, before, Unit::Kr);
        let stated = drawn(book, template, report, of, before, Unit::Tkr);
        let found = exact.adding_up(draft, Unit::Tkr).expect("small amounts");
        assert!(found.adjusted && !exact.adjusted && !stated.adjusted);
        // What is left is what the settings give otherwise than its parts come to: the year 2020.
        let left: Vec<_> = found.rounded_sums.iter().map(|sum| found.columns[sum.column]).collect();
        assert!(
            left.iter().all(|column| *column == OverviewColumn::Given(period("2020"))),
            "{report}: {left:?}"
        );
        for (row, known) in found.rows.iter().zip(&exact.rows) {
            for (column, (shown, exact)) in row.values.iter().zip(&known.values).enumerate() {
                let (Some(Figure::Amount(shown)), Some(Figure::Amount(exact))) = (shown, exact) else {
                    assert_eq!(shown, exact, "{report} {}", row.id);
                    continue;
                };
                assert_eq!(shown.ore() % 100_000, 0);
                let off = (shown.ore() - exact.ore()).abs();
                assert!(off < 200_000, "{report} {} {column}: {shown} for {exact}", row.id);
                adjusted += u32::from(*shown != exact.rounded(Unit::Tkr));
            }
        }
    }
    assert!(adjusted > 0, "nothing had to be adjusted");
}

/// Down and across, what stands in an overview that adds up is what its reader adds up.
#[test]
fn operations_that_add_up_do_so_both_ways() {
    let layout = built_in("insjoriket").expect("built in");
    let draft = layout.overview("projekt").expect("the layout has it");
    let exact = drawn("insjoriket-2019", "insjoriket", "projekt", "2019", "2018", Unit::Kr);
    let found = exact.adding_up(draft, Unit::Tkr).expect("small amounts");
    for year in ["2019", "2018"] {
        let of = |figure| OverviewColumn::Of(figure, period(year));
        let value = |id: &str, figure| amount(&found, id, of(figure)).expect("it is told");
        for row in &found.rows {
            let [income, cost, net] = [OverviewFigure::Income, OverviewFigure::Cost, OverviewFigure::Actual]
                .map(|figure| value(&row.id, figure));
            assert_eq!(income + cost, net, "{year} {}", row.id);
        }
        for figure in [OverviewFigure::Income, OverviewFigure::Cost, OverviewFigure::Actual] {
            let lines = found.rows.iter().filter(|row| row.id.starts_with("part."));
            let parts: i64 = lines.map(|row| value(&row.id, figure)).sum();
            assert_eq!(parts, value("sum", figure), "{year} {figure:?}");
            assert_eq!(parts + value("rest", figure), value("total", figure), "{year} {figure:?}");
        }
    }
}
