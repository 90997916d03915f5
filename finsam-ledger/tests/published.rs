//! Every figure of the published income statements, balance sheets, cash-flow statements and
//! notes of three annual reports and an interim report, held against what the example books give.
//!
//! `published/*.csv` hold the figures as printed, errors included. A figure that the books do not
//! give stands in [`MISPRINTS`], with ours and the reason; any other difference fails, and so
//! does a misprint that is none.
#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use finsam_ledger::read::{Options, Reading, layout::built_in};
use finsam_ledger::statement::{
    Column, Layout, RowKind, Statement, StatementKind, View, balance_sheet, cash_flow, income_statement,
    notes,
};
use finsam_ledger::{Amount, Balances, ChartOfAccounts, Period, Unit};
use rust_decimal::Decimal;

/// A figure that print contradicts itself on: document, table, label (or account), column, printed, ours, why.
type Misprint =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const MISPRINTS: [Misprint; 10] = [
    (
        "sjuharad-2024-08",
        "not-ovriga-intakter",
        "SUM",
        "jan-aug 2023",
        "-7.37",
        "124992.63",
        "the note lost account 3919, 125 000.00, which the income statement has",
    ),
    (
        "sjuharad-2024-08",
        "balansrakning",
        "Periodens resultat",
        "Förändring",
        "0.00",
        "112090.13",
        "112 090.13 less nothing is 112 090.13",
    ),
    (
        "sjuharad-2024-08",
        "balansrakning",
        "Summa Eget kapital",
        "Förändring",
        "0.00",
        "112090.13",
        "3 149 973.62 less 3 037 883.49 is 112 090.13",
    ),
    (
        "sjuharad-2024-08",
        "balansrakning",
        "SUMMA EK, AVS. och SKULDER",
        "Förändring",
        "332527.67",
        "444617.80",
        "9 998 863.50 less 9 554 245.70 is 444 617.80, as it is for the assets",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Periodens/årets resultat",
        "2019",
        "-40389",
        "-40486",
        "the net operating cost was taken; the income statement's result is after 97 of financial cost",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Medel från verksamheten före förändring av rörelsekapital",
        "2019",
        "-40389",
        "-40486",
        "follows from the result",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Ökning/minskning kortfristiga skulder",
        "2019",
        "-1973915",
        "-1933429",
        "3 720 088 less 5 653 517 is -1 933 429; the result, 40 486, was taken off once more",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Kassaflöde för den löpande verksamheten",
        "2018",
        "891288",
        "754048",
        "273 446 and 642 051 were added without the result, -137 240",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Kassaflöde från investeringsverksamheten",
        "2019",
        "-1700469",
        "0",
        "the operating cash flow was printed again; nothing was invested",
    ),
    (
        "insjoriket-2019",
        "kassaflodesanalys",
        "Kassaflöde från investeringsverksamheten",
        "2018",
        "891288",
        "0",
        "the operating cash flow was printed again; nothing was invested",
    ),
];

/// Rows that we show and print does not: document, row, why.
const UNPRINTED: [(&str, &str, &str); 2] = [
    ("sjuharad-2024-08", "note-other-income.3919", "the note lost it, see the misprints"),
    (
        "insjoriket-2019",
        "note-current-liabilities.7",
        "the printed rows of 2018 sum to 5 652 977 under a total of 5 653 517; the 540 that are missing stand on 2999",
    ),
];

/// The tables of the statements.
const STATEMENTS: [&str; 4] =
    ["resultatrakning", "balansrakning", "kassaflodesanalys", "finansieringsanalys"];

/// The notes' tables, and what the layouts call the notes.
const NOTES: [(&str, &str); 11] = [
    ("not-ovriga-intakter", "note-other-income"),
    ("not-verksamhetsanknutna-kostnader", "note-activity-costs"),
    ("not-ovriga-kostnader", "note-other-costs"),
    ("not-kortfristiga-fordringar", "note-receivables"),
    ("not-fordringar", "note-receivables"),
    ("not-likvida-medel", "note-cash-and-bank"),
    ("not-kassa-och-bank", "note-cash-and-bank"),
    ("not-kortfristiga-skulder", "note-current-liabilities"),
    ("not1-medlemsavgifter", "note-contributions"),
    ("not2-fordringar", "note-receivables"),
    ("not3-kortfristiga-skulder", "note-current-liabilities"),
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// An example book, read straight from its files.
struct Example {
    layout: Layout,
    balances: Balances,
}

impl Example {
    fn read(name: &str, layout: &str) -> Self {
        let mut reading = Reading::new(Options::default());
        for file in ["ingaende-balans.csv", "verifikat.csv", "budget.csv"] {
            let path = repository().join("examples").join(name).join(file);
            reading.file(file, File::open(path).expect("the example is there")).expect("it can be read");
        }
        let read = reading.finish().expect("small amounts");
        assert_eq!(read.findings, [], "{name}");
        Self { layout: built_in(layout).expect("built in"), balances: read.tallied.balances }
    }

    /// All statements of a period beside another, in kr.
    fn statements(&self, period: &str, comparison: Option<&str>) -> Vec<Statement> {
        let period_of = |text: &str| text.parse::<Period>().expect("a period");
        let chart = ChartOfAccounts::default();
        let view = View {
            period: period_of(period),
            comparison: comparison.map(period_of),
            unit: Unit::Kr,
            chart: &chart,
        };
        let mut statements = vec![
            income_statement(&self.layout, &self.balances, &view).expect("one year"),
            balance_sheet(&self.layout, &self.balances, &view).expect("one year"),
            cash_flow(&self.layout, &self.balances, &view).expect("one year"),
        ];
        statements.extend(notes(&self.layout, &self.balances, &view).expect("one year"));
        statements
    }
}

/// One printed figure.
struct Printed {
    table: String,
    key: String,
    label: String,
    column: String,
    value: Amount,
    text: String,
}

fn printed(document: &str) -> Vec<Printed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(format!("{document}.csv"));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the figures are there");
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let field = |index: usize| row.get(index).unwrap_or_default().to_owned();
        let value: Decimal = field(4).parse().expect("a figure");
        let value = Amount::from_decimal(value).expect("whole öre");
        Printed { table: field(0), key: field(1), label: field(2), column: field(3), value, text: field(4) }
    });
    // The overviews of the documents are held against the books in tests of their own.
    rows.filter(|row| {
        STATEMENTS.contains(&row.table.as_str()) || NOTES.iter().any(|(note, _)| *note == row.table)
    })
    .collect()
}

/// A document, and the view of an example book that it prints.
struct Document {
    name: &'static str,
    statements: Vec<Statement>,
}

impl Document {
    /// The statement a printed table shows.
    fn statement(&self, table: &str) -> &Statement {
        let note = NOTES.iter().find(|(printed, _)| *printed == table).map(|(_, note)| format!("{note}."));
        let shows = |statement: &&Statement| match (&note, table) {
            (Some(note), _) => statement.rows.iter().any(|row| row.id.starts_with(note)),
            (None, "resultatrakning") => statement.kind == StatementKind::IncomeStatement,
            (None, "balansrakning") => statement.kind == StatementKind::BalanceSheet,
            (None, "kassaflodesanalys" | "finansieringsanalys") => statement.kind == StatementKind::CashFlow,
            (None, _) => panic!("{}: no statement for table {table}", self.name),
        };
        self.statements
            .iter()
            .find(shows)
            .unwrap_or_else(|| panic!("{}: no statement shows {table}", self.name))
    }

    /// What we show for a printed figure; nothing if we have no such row. Labels must be the
    /// printed ones to the letter, but for accounts, which are known by their number.
    fn ours(&self, figure: &Printed) -> Option<(String, Amount)> {
        let statement = self.statement(&figure.table);
        let column = column_of(statement, &figure.column);
        let label = figure.label.strip_prefix("Kontroll: ").unwrap_or(&figure.label);
        let is_note = statement.kind == StatementKind::Notes;
        let row = statement.rows.iter().find(|row| match row.account {
            Some(account) => account.to_string() == figure.key,
            None if is_note && figure.key == "SUM" => row.kind == RowKind::Sum,
            None => row.label == label && row.kind != RowKind::Heading,
        })?;
        row.values[column].map(|value| (row.id.clone(), value))
    }
}

/// The column with this printed head.
fn column_of(statement: &Statement, head: &str) -> usize {
    let head = head.replace("jan-aug ", "");
    let is_meant = |column: &Column| match column {
        Column::Opening(date) => head == format!("IB {date}"),
        Column::Change(_) => head == "Förändring",
        Column::Closing(date) => head == format!("UB {date}") || head == date.to_string(),
        Column::During(period) => head == period.first().year().to_string(),
        Column::Difference { .. } => false,
    };
    statement
        .columns
        .iter()
        .position(is_meant)
        .unwrap_or_else(|| panic!("{}: no column {head}", statement.title))
}

fn documents() -> Vec<Document> {
    let (old, new) = (Example::read("sjuharad-2014", "sjuharad"), Example::read("sjuharad-2024", "sjuharad"));
    let insjoriket = Example::read("insjoriket-2019", "insjoriket");
    vec![
        Document { name: "sjuharad-2014", statements: old.statements("2014", Some("2013")) },
        Document { name: "sjuharad-2024", statements: new.statements("2024", Some("2023")) },
        Document {
            name: "sjuharad-2024-08",
            statements: new.statements("2024-01..2024-08", Some("2023-01..2023-08")),
        },
        Document { name: "insjoriket-2019", statements: insjoriket.statements("2019", Some("2018")) },
    ]
}

#[test]
fn every_published_figure_is_ours_or_a_misprint_that_is_named() {
    let mut misprints = MISPRINTS.to_vec();
    let (mut compared, mut faults) = (0, Vec::new());
    for document in documents() {
        for figure in printed(document.name) {
            compared += 1;
            let ours = document.ours(&figure).map(|(_, value)| value);
            let key = if figure.key == "SUM" && figure.label == "Summa" { "SUM" } else { &figure.label };
            let misprint = misprints.iter().position(|(name, table, label, column, text, _, _)| {
                (*name, *table, *label, *column, *text)
                    == (
                        document.name,
                        figure.table.as_str(),
                        key,
                        figure.column.as_str(),
                        figure.text.as_str(),
                    )
            });
            let expected = match misprint.map(|index| misprints.remove(index)) {
                Some((_, _, _, _, _, ours, _)) => {
                    Amount::from_decimal(ours.parse().expect("a figure")).expect("öre")
                }
                None => figure.value,
            };
            // A row that is nothing in every column is left out of notes and of lines hidden when unused.
            if ours.unwrap_or_default() != expected || (ours.is_none() && !expected.is_zero()) {
                let Printed { table, key, label, column, text, .. } = &figure;
                faults.push(format!(
                    "{}: {table} {key} {label}, {column}: printed {text}, ours {ours:?}",
                    document.name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {compared} figures differ:\n{}", faults.len(), faults.join("\n"));
    assert!(misprints.is_empty(), "these are no misprints: {misprints:#?}");
    assert_eq!(compared, 545, "figures were lost from the published tables");
}

#[test]
fn no_line_with_a_figure_is_one_that_print_does_not_have() {
    let mut unprinted: Vec<(&str, String)> = Vec::new();
    for document in documents() {
        let figures = printed(document.name);
        let mut shown: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for figure in &figures {
            let statement = document.statement(&figure.table);
            shown.entry(&statement.title).or_default().extend(document.ours(figure).map(|(id, _)| id));
        }
        for statement in
            document.statements.iter().filter(|statement| shown.contains_key(statement.title.as_str()))
        {
            let used =
                statement.rows.iter().filter(|row| row.values.iter().flatten().any(|value| !value.is_zero()));
            let ids =
                used.map(|row| row.id.clone()).filter(|id| !shown[statement.title.as_str()].contains(id));
            unprinted.extend(ids.map(|id| (document.name, id)));
        }
    }
    let named: Vec<(&str, String)> =
        UNPRINTED.iter().map(|(document, row, _)| (*document, (*row).to_owned())).collect();
    assert_eq!(unprinted, named);
}
