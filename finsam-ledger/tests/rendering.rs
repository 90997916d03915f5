//! What pages look like: every format of a few small tables, held against committed files.
//!
//! `UPDATE_EXPECT=1 cargo test --test rendering` rewrites them; read the difference as code.

#![cfg(all(feature = "text", feature = "csv", feature = "json"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/schema.rs"]
mod schema;

use std::collections::BTreeMap;
use std::path::Path;

use finsam_ledger::balances::YearEnd;
use finsam_ledger::message::Lang;
use finsam_ledger::render::text::{Emphasis, TextStyle, text};
use finsam_ledger::render::{Align, Cell, ColumnHead, Fit, Table, TableRow, csv, json, markdown};
use finsam_ledger::statement::follow_up::{FollowUp, FollowUpColumn, FollowUpOf, FollowUpRow};
use finsam_ledger::statement::{
    Column, Measure, RoundedSum, RowKind, Statement, StatementKind, StatementRow,
};
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, Balances, ChartOfAccounts, CostCentre, FiscalYears, GeneralLedger,
    Grouping, LedgerPosting, Period, Posting, Project, Turnover, Unit, VoucherDraft, VoucherId,
    trial_balance,
};
use rust_decimal::Decimal;
use schema::conforms;
use serde_json::Value;

const ENTITY: &str = "Samordningsförbundet Norra Exempel";

fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/render").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, actual).expect("the folder of expected files");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs; UPDATE_EXPECT=1 rewrites it");
}

fn row(id: &str, kind: RowKind, label: &str, note: &str, values: &[i64]) -> StatementRow {
    let note = (!note.is_empty()).then(|| note.to_owned());
    let values = values.iter().map(|ore| Some(Amount::from_ore(*ore))).collect();
    StatementRow { id: id.to_owned(), kind, label: label.to_owned(), account: None, note, values }
}

fn income_statement() -> Statement {
    use RowKind::{Heading, Line, Sum, Total};
    let period = "2024-01..2024-08".parse().expect("a period");
    Statement {
        kind: StatementKind::IncomeStatement,
        title: "Resultaträkning".to_owned(),
        period,
        unit: Unit::Kr,
        columns: vec![Column::During(period), Column::During(period.years_before(1))],
        rows: vec![
            row("income", Heading, "Verksamhetens intäkter", "", &[]),
            row("viljan", Line, "VILJAN", "", &[184_567_900, 0]),
            row("other_income", Line, "Övriga intäkter", "3", &[-982, 12_499_263]),
            row("income_sum", Sum, "Summa verksamhetens intäkter", "", &[184_566_918, 12_499_263]),
            row("expenses", Heading, "Verksamhetens kostnader", "", &[]),
            row("fees", Line, "Arvoden", "", &[-8_489_643, -12_118_170]),
            row(
                "services",
                Line,
                "Verksamhetsanknutna kostnader för insatser som parterna har beslutat gemensamt och \
                 som följs upp i förvaltningsberättelsen",
                "4",
                &[-1_200_000_050, -1_310_000_000],
            ),
            row("expenses_sum", Sum, "Summa verksamhetens kostnader", "", &[-1_208_489_693, -1_322_118_170]),
            row("net_cost", Sum, "Verksamhetens nettokostnad", "", &[-1_023_922_775, -1_309_618_907]),
            row(
                "contributions",
                Line,
                "Erhållna bidrag från huvudmännen",
                "5",
                &[1_201_466_667, 1_267_400_000],
            ),
            row("result", Total, "PERIODENS RESULTAT", "", &[177_543_892, -42_218_907]),
        ],
        rounded_sums: Vec::new(),
        adjusted: false,
    }
}

fn balance_sheet_in_tkr() -> Statement {
    use RowKind::{Heading, Line, Total};
    let period = "2024".parse().expect("a period");
    let date = |text: &str| text.parse().expect("a date");
    let mut result = row("result", Line, "Periodens resultat", "", &[]);
    result.values = vec![None, Some(Amount::from_ore(24_600_000)), Some(Amount::from_ore(24_600_000))];
    Statement {
        kind: StatementKind::BalanceSheet,
        title: "Balansräkning".to_owned(),
        period,
        unit: Unit::Tkr,
        columns: vec![
            Column::Opening(date("2024-01-01")),
            Column::Change(period),
            Column::Closing(date("2024-12-31")),
        ],
        rows: vec![
            row("assets", Heading, "Tillgångar", "", &[]),
            row("receivables", Line, "Fordringar", "1", &[215_000_000, 214_400_000, 429_400_000]),
            row("cash", Line, "Kassa och bank", "2", &[740_400_000, 1_000_000, 741_400_000]),
            row("assets_sum", Total, "SUMMA TILLGÅNGAR", "", &[955_400_000, 215_400_000, 1_170_800_000]),
            row("financing", Heading, "Eget kapital och skulder", "", &[]),
            row("equity", Line, "Eget kapital", "", &[303_800_000, 0, 303_800_000]),
            result,
            row("debts", Line, "Kortfristiga skulder", "3", &[651_600_000, 190_800_000, 842_400_000]),
            row(
                "financing_sum",
                Total,
                "SUMMA EGET KAPITAL OCH SKULDER",
                "",
                &[955_400_000, 215_400_000, 1_170_800_000],
            ),
        ],
        rounded_sums: vec![RoundedSum {
            row: "assets_sum".to_owned(),
            column: 1,
            parts: Amount::from_ore(215_500_000),
            total: Amount::from_ore(215_400_000),
        }],
        adjusted: false,
    }
}

fn notes() -> Statement {
    use RowKind::{Heading, Line, Sum};
    let period = "2024".parse().expect("a period");
    let account_row = |number: &str, label: &str, values: &[i64]| StatementRow {
        account: Some(number.parse().expect("an account")),
        ..row(&format!("note1.{number}"), Line, label, "", values)
    };
    Statement {
        kind: StatementKind::Notes,
        title: "Noter".to_owned(),
        period,
        unit: Unit::Kr,
        columns: vec![Column::During(period), Column::During("2023".parse().expect("a period"))],
        rows: vec![
            row("note1", Heading, "Not 1 Fordringar", "", &[]),
            account_row("1511", "Kundfordringar", &[123_456, 7]),
            account_row("1790", "=Förutbetalda | upplupna *poster*\u{1b}[31m", &[-5, 0]),
            row("note1.sum", Sum, "Summa", "", &[123_451, 7]),
        ],
        rounded_sums: Vec::new(),
        adjusted: false,
    }
}

fn chart() -> ChartOfAccounts {
    let names = [
        ("1930", "Bank"),
        ("2411", "Leverantörsskulder"),
        ("5539", "Köp av verksamhet från andra huvudmän, kommuner och regioner i länet"),
    ];
    names.into_iter().map(|(number, name)| (account(number), name.to_owned())).collect()
}

fn account(text: &str) -> AccountNumber {
    text.parse().expect("an account")
}

fn balances() -> (Balances, YearEnd) {
    let mut balances = Balances::new(FiscalYears::CALENDAR);
    let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
    for (number, ore) in [("1930", 5_000_000), ("2411", -5_000_000)] {
        balances.add_opening(year, account(number).into(), Amount::from_ore(ore)).expect("small");
    }
    let bookings = [
        ("2024-01", "5539", "3047", 123_456_700),
        ("2024-01", "2411", "", -123_456_700),
        ("2024-02", "2411", "", 50),
    ]
    .into_iter()
    .chain([("2024-02", "1930", "", -50)]);
    for (month, number, code, ore) in bookings {
        let object = BalanceObject {
            account: account(number),
            cost_centre: CostCentre::new(code).ok(),
            project: None,
        };
        let (debit, credit) = (Amount::from_ore(ore.max(0)), Amount::from_ore(-ore.min(0)));
        balances.add(month.parse().expect("a month"), object, Turnover { debit, credit }).expect("small");
    }
    let range = "1000-2999".parse().expect("a range");
    let year_end = YearEnd { balance_accounts: vec![range], equity: Vec::new(), result_to: account("2010") };
    (balances, year_end)
}

fn general_ledger() -> GeneralLedger {
    let posting = |date: &str, number, text: &str, ore| LedgerPosting {
        date: date.parse().expect("a date"),
        id: VoucherId::new("A", number),
        text: text.into(),
        cost_centre: None,
        project: (number == 2).then(|| Project::new("VILJAN").expect("a code")),
        amount: Amount::from_ore(ore),
    };
    let postings = vec![
        posting("2024-01-15", 1, "Leverantörsbetalning", -1_250_000),
        posting(
            "2024-02-01",
            2,
            "Medlemsbidrag första kvartalet från samtliga parter enligt förbundsordningens fördelning, utbetalt i ett",
            450_050_000,
        ),
        posting("2024-02-28", 3, "-2+3\u{7}", -99),
    ];
    GeneralLedger::new(
        account("1930"),
        "2024-01..2024-02".parse().expect("a period"),
        Amount::from_ore(740_404_570),
        postings,
    )
    .expect("small")
}

#[test]
fn an_income_statement_in_every_format() {
    let statement = income_statement();
    let table = Table::statement(&statement, ENTITY, Lang::Sv);
    check("income-statement.txt", &text(&table, TextStyle::default()));
    check("income-statement-narrow.txt", &text(&table, TextStyle { width: 64, ..TextStyle::default() }));
    check("income-statement.md", &markdown::markdown(&table));
    check("income-statement.csv", &csv::csv(&table).expect("memory"));
    check("income-statement.json", &json::statement(&statement, ENTITY).expect("memory"));
}

#[test]
fn a_rounding_difference_is_stated_alike_in_every_format() {
    let statement = balance_sheet_in_tkr();
    let table = Table::statement(&statement, ENTITY, Lang::Sv);
    check("balance-sheet.txt", &text(&table, TextStyle::default()));
    check("balance-sheet.md", &markdown::markdown(&table));
    check("balance-sheet.csv", &csv::csv(&table).expect("memory"));
    check("balance-sheet.json", &json::statement(&statement, ENTITY).expect("memory"));
    let english = Table::statement(&statement, ENTITY, Lang::En);
    check("balance-sheet-english.txt", &text(&english, TextStyle::default()));
}

#[test]
fn what_a_label_holds_is_shown_and_never_obeyed() {
    let table = Table::statement(&notes(), ENTITY, Lang::Sv);
    check("notes.txt", &text(&table, TextStyle::default()));
    check("notes.md", &markdown::markdown(&table));
    check("notes.csv", &csv::csv(&table).expect("memory"));
    check("notes.json", &json::statement(&notes(), ENTITY).expect("memory"));
}

#[test]
fn a_trial_balance_in_every_format() {
    let (balances, year_end) = balances();
    let period = "2024".parse().expect("a period");
    let whole = trial_balance(&balances, period, &year_end, Grouping::default()).expect("small");
    let table = Table::trial_balance(&whole, &chart(), ENTITY, Lang::Sv).expect("small");
    check("trial-balance.txt", &text(&table, TextStyle::default()));
    check("trial-balance.csv", &csv::csv(&table).expect("memory"));
    check("trial-balance.json", &json::trial_balance(&whole, &chart(), ENTITY).expect("memory"));
    let by = Grouping { cost_centre: true, project: true, month: true };
    let parted = trial_balance(&balances, "2024-01..2024-02".parse().expect("a period"), &year_end, by);
    let parted = parted.expect("small");
    let table = Table::trial_balance(&parted, &chart(), ENTITY, Lang::Sv).expect("small");
    check("trial-balance-by-all.txt", &text(&table, TextStyle::default()));
    check("trial-balance-by-all.csv", &csv::csv(&table).expect("memory"));
    check("trial-balance-by-all.json", &json::trial_balance(&parted, &chart(), ENTITY).expect("memory"));
}

#[test]
fn a_general_ledger_in_every_format() {
    let ledger = general_ledger();
    let table = Table::general_ledger(&ledger, Some("Bank"), ENTITY, Lang::Sv).expect("small");
    check("general-ledger.txt", &text(&table, TextStyle::default()));
    check("general-ledger.md", &markdown::markdown(&table));
    check("general-ledger.csv", &csv::csv(&table).expect("memory"));
    check("general-ledger.json", &json::general_ledger(&ledger, Some("Bank"), ENTITY).expect("memory"));
}

/// Hostile texts stand in it too: an apostrophe keeps them from being run.
#[test]
fn whole_books_for_programs() {
    let period = "2024-01..2024-02".parse().expect("a period");
    let empty = GeneralLedger::new(account("2010"), period, Amount::from_ore(-740_404_570), Vec::new());
    let ledgers = [general_ledger(), empty.expect("small")];
    let table = Table::general_ledgers(&ledgers, &chart(), period, ENTITY, Lang::Sv);
    check("general-ledgers.csv", &csv::csv(&table).expect("memory"));

    let voucher = |number, date: &str, text: &str, ore| {
        let row = |number, ore| Posting::new(account(number), Amount::from_ore(ore));
        let cost = Posting {
            cost_centre: CostCentre::new("3001").ok(),
            project: Project::new("VILJA").ok(),
            text: "=1+1".into(),
            ..row("5539", ore)
        };
        let draft = VoucherDraft::new(
            VoucherId::new("A", number),
            date.parse().expect("a date"),
            text,
            vec![cost, row("1930", -ore)],
        );
        draft.try_into_voucher().expect("it balances")
    };
    let later = voucher(10, "2024-01-03", "@SUM(1)\u{1b}[31m", 100_050);
    let first = voucher(9, "2024-02-01", "Porto; frimärken", 5);
    let table = Table::journal([(2, &later), (1, &first)], &chart(), period, ENTITY, Lang::Sv);
    let table = table.expect("small");
    check("journal.csv", &csv::csv(&table).expect("memory"));
    check("journal.txt", &text(&table, TextStyle::default()));
}

#[test]
fn emphasis_changes_no_letter() {
    let table = Table::statement(&income_statement(), ENTITY, Lang::Sv);
    let plain = text(&table, TextStyle::default());
    let bold = text(&table, TextStyle { emphasis: Emphasis::Ansi, ..TextStyle::default() });
    assert_ne!(plain, bold);
    assert_eq!(bold.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), plain);
}

/// Only a variance below zero is red, and the page is the same without colour.
#[test]
fn a_variance_below_zero_is_red() {
    let cells = |cells: [i64; 2]| {
        let figures = cells.map(|ore| Cell::Amount(Amount::from_ore(ore)));
        std::iter::once(Cell::Text("Insats".into())).chain(figures).collect()
    };
    let head = |name: &str, align, fit| ColumnHead { name: name.into(), label: name.into(), align, fit };
    let row = |kind, values| TableRow { id: String::new(), kind, cells: cells(values) };
    let mut table = Table::statement(&income_statement(), ENTITY, Lang::Sv);
    table.columns = vec![
        head("label", Align::Start, Fit::Wrap),
        head("actual 2024", Align::End, Fit::Whole),
        head("variance 2024", Align::End, Fit::Whole),
    ];
    table.rows = vec![row(RowKind::Line, [-500, -200]), row(RowKind::Sum, [-100, 300])];
    let plain = text(&table, TextStyle::default());
    let coloured = text(&table, TextStyle { emphasis: Emphasis::Ansi, ..TextStyle::default() });
    assert_eq!(coloured.matches("\u{1b}[31m").count(), 1);
    assert!(coloured.contains("\u{1b}[31m-2,00\u{1b}[39m"), "{coloured}");
    let codes = ["\u{1b}[1m", "\u{1b}[0m", "\u{1b}[31m", "\u{1b}[39m"];
    assert_eq!(codes.iter().fold(coloured, |page, code| page.replace(code, "")), plain);
}

/// At every width each figure stands whole, and those of one column end under each other.
#[test]
fn figures_never_break() {
    let table = Table::statement(&income_statement(), ENTITY, Lang::Sv);
    for width in 1..160 {
        let page = text(&table, TextStyle { width, ..TextStyle::default() });
        let ends = |figure: &str| {
            let line = page.lines().find(|line| line.contains(figure));
            let line = line.unwrap_or_else(|| panic!("{figure} is broken at width {width}:\n{page}"));
            line.find(figure).map(|start| line[..start].chars().count() + figure.len())
        };
        assert_eq!(ends("1 845 669,18"), ends("-12 000 000,50"), "at width {width}");
        assert_eq!(ends("1 845 669,18"), ends("-9,82"), "at width {width}");
        if width >= 64 {
            let widest = page.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "the page is wider than {width}:\n{page}");
        }
    }
}

fn follow_up(unit: Unit) -> FollowUp {
    let centre = CostCentre::new("3001").expect("a code");
    let row = |id: &str, of, kind, values: &[Option<i64>], percent| FollowUpRow {
        id: id.to_owned(),
        of,
        kind,
        values: values.iter().map(|ore| ore.map(Amount::from_ore)).collect(),
        change_percent: percent,
    };
    let group = || FollowUpOf::Group("Insatser".to_owned());
    let year: Period = "2024".parse().expect("a period");
    let values = [Some(-150_000), None];
    FollowUp {
        period: year,
        unit,
        measure: Measure::Net,
        budget: None,
        forecast: None,
        columns: vec![FollowUpColumn::Actual(year), FollowUpColumn::ChangeFrom(year.years_before(1))],
        rows: vec![
            row("group.1", group(), RowKind::Heading, &[], None),
            row("3001", FollowUpOf::CostCentre(centre), RowKind::Line, &values, Some(Decimal::new(-125, 1))),
            row("group.1.sum", group(), RowKind::Sum, &values, None),
            row("none", FollowUpOf::NoCostCentre, RowKind::Line, &values, Some(Decimal::ONE_HUNDRED)),
            row("total", FollowUpOf::All, RowKind::Total, &values, None),
        ],
        rounded_sums: vec![RoundedSum {
            row: "total".to_owned(),
            column: 0,
            parts: Amount::from_ore(-300_000),
            total: Amount::from_ore(-200_000),
        }],
        adjusted: false,
    }
}

#[test]
fn json_conforms_to_the_committed_schemas() {
    let (balances, year_end) = balances();
    let by = Grouping { cost_centre: true, project: true, month: true };
    let [whole, parted] = [Grouping::default(), by].map(|by| {
        let period = "2024".parse().expect("a period");
        let balance = trial_balance(&balances, period, &year_end, by).expect("small");
        json::trial_balance(&balance, &chart(), ENTITY)
    });
    let cases = [
        (json::STATEMENT_SCHEMA, json::statement(&income_statement(), ENTITY)),
        (json::STATEMENT_SCHEMA, json::statement(&balance_sheet_in_tkr(), ENTITY)),
        (json::STATEMENT_SCHEMA, json::statement(&notes(), ENTITY)),
        (json::FOLLOW_UP_SCHEMA, json::follow_up(&follow_up(Unit::Kr), &BTreeMap::new(), ENTITY)),
        (json::FOLLOW_UP_SCHEMA, json::follow_up(&follow_up(Unit::Tkr), &BTreeMap::new(), ENTITY)),
        (json::TRIAL_BALANCE_SCHEMA, whole),
        (json::TRIAL_BALANCE_SCHEMA, parted),
        (json::GENERAL_LEDGER_SCHEMA, json::general_ledger(&general_ledger(), None, ENTITY)),
    ];
    for (schema, json) in cases {
        let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
        let value: Value = serde_json::from_str(&json.expect("memory")).expect("the output is JSON");
        conforms(&schema, &value, "$");
    }
}
