//! Published reports are read with every one of their figures, and what cannot be read is told.
#![cfg(feature = "csv")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use finsam_ledger::read::{PublishedRead, published};
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::verify::{ColumnMeaning, Published, PublishedFigure, PublishedRow, PublishedTable, Time};
use finsam_ledger::{Amount, Code, Finding, Unit};
use rust_decimal::Decimal;

/// The documents with their tables and figures.
const DOCUMENTS: [(&str, usize, usize); 5] = [
    ("insjoriket-2019", 9, 164),
    ("sjuharad-2014", 16, 371),
    ("sjuharad-2024-08", 10, 225),
    ("sjuharad-2024", 16, 308),
    ("sjuharad-plan-2015", 9, 109),
];

fn text_of(document: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(format!("{document}.csv"));
    fs::read_to_string(path).expect("it is there")
}

fn read(name: &str, text: impl AsRef<[u8]>) -> PublishedRead {
    published(name, text.as_ref()).expect("memory can be read")
}

/// The report of a file that is read without a finding.
fn sound(name: &str, text: impl AsRef<[u8]>) -> Published {
    let read = read(name, text);
    assert_eq!(read.findings, [], "{name}");
    read.published
}

fn table<'a>(report: &'a Published, name: &str) -> &'a PublishedTable {
    report.tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"))
}

fn figure<'a>(table: &'a PublishedTable, label: &str, heading: &str) -> &'a PublishedFigure {
    let column = table.columns.iter().position(|column| column.heading == heading).expect(heading);
    let mut rows = table.rows.iter().filter(|row| row.label == label || row.key == label);
    let row =
        rows.find(|row| row.figures.iter().any(Option::is_some)).unwrap_or_else(|| panic!("no row {label}"));
    row.figures[column].as_ref().unwrap_or_else(|| panic!("{label}, {heading} is blank"))
}

fn kr(text: &str) -> Figure {
    Figure::Amount(Amount::from_decimal(number(text)).expect("whole öre"))
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

/// The findings as places and codes.
fn told(read: &PublishedRead) -> Vec<(String, &'static str)> {
    let place = |finding: &Finding| finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    read.findings.iter().map(|finding| (place(finding), finding.code().as_str())).collect()
}

/// A row of a published file, as another reader takes it apart.
struct Printed {
    table: String,
    key: String,
    label: String,
    column: String,
    value: String,
    line: u64,
}

fn printed(text: &str) -> Vec<Printed> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.expect("a row");
        let line = row.position().expect("it was read").line();
        let field = |index: usize| row.get(index).unwrap_or_default().to_owned();
        Printed { table: field(0), key: field(1), label: field(2), column: field(3), value: field(4), line }
    });
    rows.collect()
}

/// What a printed value is, told by its own words alone.
fn expected(row: &Printed) -> Figure {
    let value = number(&row.value);
    let is_tkr = row.table.split(['-', '/']).any(|part| part == "tkr") || row.column.ends_with("tkr");
    let small = format!("{} {}", row.label, row.column).to_lowercase();
    if small.contains("procent") {
        Figure::Percent(value)
    } else if small.starts_with("antal") || row.column.starts_with("Antal") {
        Figure::Count(value)
    } else {
        let kronor = if is_tkr { value * Decimal::ONE_THOUSAND } else { value };
        Figure::Amount(Amount::from_decimal(kronor).expect("whole öre"))
    }
}

#[test]
fn every_figure_of_the_published_documents_is_read() {
    for (name, tables, figures) in DOCUMENTS {
        let text = text_of(name);
        let report = sound(name, &text);
        assert_eq!((report.tables.len(), report.figure_count()), (tables, figures), "{name}");
        assert_eq!(printed(&text).len(), figures, "{name}");
        for row in printed(&text) {
            let table = table(&report, &row.table);
            let column =
                table.columns.iter().position(|column| column.heading == row.column).expect("a column");
            // What marks a sum is not its key.
            let is_mark = row.key == "SUM" || row.key.starts_with("RES");
            let key = if is_mark { "" } else { row.key.as_str() };
            let same = |known: &&PublishedRow| known.key == key && known.label == row.label;
            let mut figures =
                table.rows.iter().filter(same).filter_map(|known| known.figures[column].as_ref());
            let figure = figures.find(|figure| figure.place.line == row.line);
            let figure = figure.unwrap_or_else(|| panic!("{name}:{} is lost", row.line));
            assert_eq!(figure.value, expected(&row), "{name}:{}", row.line);
            assert_eq!(figure.text, row.value);
            assert_eq!(figure.decimals, number(&row.value).scale());
            assert!(figure.place.excerpt.ends_with(&row.value) && figure.place.column > 1);
        }
    }
}

#[test]
fn tables_are_named_by_what_they_are_about() {
    let named = |document: &str, name: &str| {
        let report = sound(document, text_of(document));
        let table = table(&report, name);
        (table.title.clone(), table.group.clone(), table.note.clone())
    };
    let of = |title: &str, group: &str, note: Option<&str>| {
        (title.to_owned(), group.to_owned(), note.map(str::to_owned))
    };
    assert_eq!(named("sjuharad-2014", "kostnadsstallen-tkr/krut"), of("krut", "kostnadsstallen", None));
    assert_eq!(named("sjuharad-2014", "not-likvida-medel"), of("likvida-medel", "", Some("")));
    assert_eq!(named("insjoriket-2019", "not2-fordringar"), of("fordringar", "", Some("2")));
    assert_eq!(named("sjuharad-2024", "driftredovisning-tkr"), of("driftredovisning", "", None));
}

/// A meaning in words.
fn said(meaning: ColumnMeaning) -> String {
    let ColumnMeaning { basis, side, time } = meaning;
    let time = match time {
        Time::Unsaid => "unsaid".to_owned(),
        Time::During(period) => period.to_string(),
        Time::Opening(date) => format!("opening {date}"),
        Time::Closing(date) => format!("closing {date}"),
        Time::Change => "change".to_owned(),
    };
    format!("{basis:?} {side:?} {time}")
}

/// Headings of the documents, each with its table, and what they mean.
const HEADINGS: [(&str, &str, &str, &str); 17] = [
    ("sjuharad-2024", "balansrakning", "IB 2024-01-01", "Actual Whole opening 2024-01-01"),
    ("sjuharad-2024", "balansrakning", "Förändring", "Actual Whole change"),
    ("sjuharad-2024", "not-fordringar", "UB 2023-12-31", "Actual Whole closing 2023-12-31"),
    ("insjoriket-2019", "balansrakning", "2018-12-31", "Actual Whole closing 2018-12-31"),
    ("insjoriket-2019", "ekonomisk-sammanfattning-tkr", "Bokslut 2018", "Actual Whole 2018"),
    ("insjoriket-2019", "utfall-budget-per-verksamhet-tkr", "Differens", "Variance Whole unsaid"),
    ("sjuharad-2014", "sammanfattning-tkr", "Budget 2014", "Budget Whole 2014"),
    ("sjuharad-2014", "sammanfattning-tkr", "Prognos helår 2014", "Forecast Whole 2014"),
    ("sjuharad-2014", "agarparternas-bidrag", "kr", "Actual Whole unsaid"),
    ("sjuharad-2024-08", "resultatrakning", "jan-aug 2023", "Actual Whole 2023-01..2023-08"),
    ("sjuharad-2024-08", "vilja-tkr", "Ack Augusti 2024", "Actual Whole 2024-01..2024-08"),
    ("sjuharad-2024-08", "kostnadsstallen-tkr", "Utfall jan-aug 2024", "Actual Whole 2024-01..2024-08"),
    ("sjuharad-2024", "driftredovisning-tkr", "Intäkt 2024", "Actual Income 2024"),
    ("sjuharad-2024", "driftredovisning-tkr", "Kostnad 2023", "Actual Cost 2023"),
    ("sjuharad-2024", "driftredovisning-tkr", "Budget netto 2024", "Budget Net 2024"),
    ("sjuharad-2024", "driftredovisning-tkr", "Avvikelse netto 2024", "Variance Net 2024"),
    ("sjuharad-plan-2015", "finansieringsplan-tkr", "2017", "Actual Whole 2017"),
];

#[test]
fn the_headings_of_the_documents_mean_what_they_say() {
    for (document, name, heading, meaning) in HEADINGS {
        let report = sound(document, text_of(document));
        let mut columns = table(&report, name).columns.iter();
        let column = columns.find(|column| column.heading == heading).expect(heading);
        assert_eq!(said(column.meaning), meaning, "{document} {name} {heading}");
        assert_eq!(column.unit, if name.contains("tkr") { Unit::Tkr } else { Unit::Kr }, "{document} {name}");
    }
}

#[test]
fn other_headings_mean_what_they_say() {
    let cases = [
        ("Utfall 2024-08-31", "Actual Whole 2024-01..2024-08"),
        ("jan–aug 2024", "Actual Whole 2024-01..2024-08"),
        ("januari - augusti 2024", "Actual Whole 2024-01..2024-08"),
        ("okt 2023–mar 2024", "Actual Whole 2023-10..2024-03"),
        ("2024-01..2024-08", "Actual Whole 2024-01..2024-08"),
        ("2024-01-01 – 2024-12-31", "Actual Whole 2024"),
        ("31 dec 2024", "Actual Whole closing 2024-12-31"),
        ("UB 2024", "Actual Whole closing 2024-12-31"),
        ("Opening 2024-01-01", "Actual Whole opening 2024-01-01"),
        ("closing 2024-12-31", "Actual Whole closing 2024-12-31"),
        ("change 2024", "Actual Whole change"),
        ("actual 2024", "Actual Whole 2024"),
        ("variance 2024", "Variance Whole 2024"),
        ("given 2019", "Actual Whole 2019"),
        ("Årsbudget 2024", "Budget Whole 2024"),
        ("Avvikelse mot budget", "Variance Whole unsaid"),
        ("Beslutat", "Budget Whole unsaid"),
        ("Räkenskapsåret 2024 (tkr)", "Actual Whole 2024"),
        ("K20 2024", "Actual Whole 2024"),
        ("VG-region", "Actual Whole unsaid"),
    ];
    for (heading, meaning) in cases {
        let report = sound("t.csv", format!("table;key;label;column;value\nt;;A;{heading};1\n"));
        assert_eq!(said(report.tables[0].columns[0].meaning), meaning, "{heading}");
    }
    let columns = "table;key;label;column;value\nt;;A;Ingående balans;1\nt;;A;Utgående balans 2024-12-31;2\n";
    let report = sound("t.csv", columns);
    assert_eq!(
        said(report.tables[0].columns[0].meaning),
        "Actual Whole opening 2024-01-01",
        "beside the other"
    );
}

#[test]
fn amounts_percentages_and_numbers_are_told_apart() {
    let report = sound("2024", text_of("sjuharad-2024"));
    let several = table(&report, "flerarsoversikt-tkr");
    assert_eq!(figure(several, "Soliditet procent", "2024").value, Figure::Percent(number("28")));
    assert_eq!(figure(several, "Antal anställda", "2024").value, Figure::Count(number("0")));
    let parties = table(&report, "agarparternas-bidrag-tkr");
    assert_eq!(figure(parties, "Arbetsförmedlingen", "2024").value, kr("4505500"));
    assert_eq!(figure(parties, "Arbetsförmedlingen", "2024").decimals, 1);
    let plan = sound("2015", text_of("sjuharad-plan-2015"));
    let health = table(&plan, "aktiv-halsa");
    assert_eq!(figure(health, "Borås", "Antal deltagare").value, Figure::Count(number("80")));
    assert_eq!(figure(health, "Borås", "Förbundsmedel tkr").value, kr("300000"));
}

#[test]
fn keys_tell_sums_where_there_are_any() {
    let report = sound("2014", text_of("sjuharad-2014"));
    let sums = |name: &str| {
        let rows = table(&report, name).rows.iter().filter(|row| row.is_sum);
        rows.map(|row| row.label.clone()).collect::<Vec<_>>()
    };
    // `delsumma Krut` is a part here, and says so by having no key.
    assert_eq!(sums("kostnadsstallen-tkr/sammanstallning"), ["Total summa verksamhet"]);
    assert_eq!(sums("kostnadsstallen-tkr/krut"), ["Delsumma"]);
    let result = sums("resultatrakning");
    assert_eq!(result.last().map(String::as_str), Some("Periodens resultat"));
    assert_eq!(result.len(), 6);
}

#[test]
fn rows_may_stand_in_any_order_and_sums_may_share_a_name() {
    let lines = [
        "t;;A;2024;1",
        "t;;A;2023;2",
        "t;SUM;Summa;2024;1",
        "t;SUM;Summa;2023;2",
        "t;;B;2024;3",
        "t;;B;2023;",
        "t;SUM;Summa;2024;3",
        "t;SUM;Summa;2023;0",
    ];
    let told = |order: &[usize]| {
        let rows: Vec<&str> = order.iter().map(|index| lines[*index]).collect();
        let report = sound("t.csv", format!("table;key;label;column;value\n{}\n", rows.join("\n")));
        let rows = report.tables[0].rows.iter().map(|row| {
            let figures = row.figures.iter().map(|figure| figure.as_ref().map_or("", |figure| &figure.text));
            format!("{} {}", row.label, figures.collect::<Vec<_>>().join(" "))
        });
        rows.collect::<Vec<_>>()
    };
    let expected = ["A 1 2", "Summa 1 2", "B 3 ", "Summa 3 0"];
    assert_eq!(told(&[0, 1, 2, 3, 4, 5, 6, 7]), expected);
    assert_eq!(told(&[0, 2, 4, 6, 1, 3, 5, 7]), expected, "a column after the other");
}

#[test]
fn the_long_form_comes_in_every_dialect() {
    let report = sound("2024", text_of("sjuharad-2024"));
    let figures = |report: &Published| -> Vec<Figure> {
        let rows = report.tables.iter().flat_map(|table| &table.rows);
        rows.flat_map(|row| row.figures.iter().flatten().map(|figure| figure.value)).collect()
    };
    let lines: Vec<String> = text_of("sjuharad-2024")
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let (rest, value) = line.rsplit_once(';').expect("a value");
            let value = if index == 0 {
                "värde".to_owned()
            } else {
                value.replace('.', ",").replace('-', "\u{2212}")
            };
            format!("{rest};{value}\r\n")
        })
        .collect();
    let swedish = lines.concat().replacen("table;key;label;column", "Tabell;Nyckel;Benämning;Kolumn", 1);
    assert_eq!(figures(&sound("sv.csv", &swedish)), figures(&report));
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(swedish.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(figures(&sound("utf16.csv", utf16)), figures(&report));
    let mut tabs = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(swedish.as_bytes());
    reader.records().for_each(|row| tabs.write_record(&row.expect("a row")).expect("memory"));
    assert_eq!(figures(&sound("tabs.txt", tabs.into_inner().expect("memory"))), figures(&report));
}

#[test]
fn what_cannot_be_read_of_the_long_form_is_told() {
    let text = "table;key;label;column;value\n\
                t;1511;Kundfordringar;2024;1902900\n\
                t;;Annat;2024;5\n\
                t;1511;Kundfordringar;2024;1902990\n\
                t;;Text;2024;n/a\n\
                ;;Utan tabell;2024;1\n\
                t;;;2024;2\n\
                t;;Utan kolumn;;3\n\
                t;;Kurs; konferens;2024;4\n\
                t;;Fin;2024;0.005\n\
                t;;Stor;2024;999999999999999999\n";
    let read = read("t.csv", text);
    let expected = [
        ("t.csv:4:28", "FS1403"),
        ("t.csv:5:14", "FS0006"),
        ("t.csv:6:20", "FS1402"),
        ("t.csv:7:10", "FS1402"),
        ("t.csv:8:17", "FS1402"),
        ("t.csv:9:25", "FS1404"),
        ("t.csv:10:13", "FS0008"),
        ("t.csv:11:14", "FS0009"),
    ];
    assert_eq!(told(&read), expected.map(|(place, code)| (place.to_owned(), code)));
    assert_eq!(read.published.figure_count(), 2, "what can be read is read");
}

#[test]
fn what_is_no_report_is_told() {
    for (text, code) in [
        ("", Code::FileEmpty),
        (" \n\n", Code::FileEmpty),
        ("%PDF-1.7", Code::FileForeign),
        ("table;key;label;column;value\n", Code::PublishedTableMissing),
    ] {
        let read = read("t.csv", text);
        assert_eq!(read.findings.iter().map(Finding::code).collect::<Vec<_>>(), [code], "{text}");
    }
}

#[test]
fn figures_in_millions_are_refused_and_those_beside_them_read() {
    let text = "table;key;label;column;value\nbidrag-mnkr;;Staten;2024;9.0\nskulder;;Moms;2024;5\n";
    let read = read("t.csv", text);
    assert_eq!(told(&read), [("t.csv:2".to_owned(), "FS1406")]);
    assert_eq!(read.published.figure_count(), 1);
}

#[test]
fn a_table_larger_than_any_is_not_read_on() {
    let rows: Vec<String> = (0..500).map(|index| format!("t;;R{index};K{index};1\n")).collect();
    let read = read("t.csv", format!("table;key;label;column;value\n{}", rows.concat()));
    assert_eq!(read.findings.iter().map(|finding| finding.code().as_str()).collect::<Vec<_>>(), ["FS1405"]);
    assert_eq!(read.published.figure_count(), 448);
}
