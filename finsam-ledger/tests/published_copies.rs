//! Copies of a report's tables, as text, in Markdown and in workbooks, give the figures that the long form
//! gives; and what a document makes of tables is understood.
#![cfg(all(feature = "config", feature = "text", feature = "xlsx"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use finsam_ledger::message::Lang;
use finsam_ledger::read::{Keep, PublishedRead, layout::built_in, published};
use finsam_ledger::render::{Table, csv, markdown, notes_together};
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::statement::{RowKind, Statement, View, balance_sheet, cash_flow, income_statement, notes};
use finsam_ledger::verify::{Published, PublishedTable, Time};
use finsam_ledger::{Amount, ChartOfAccounts, Finding, Period, Unit};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook, Worksheet};

const DOCUMENTS: [&str; 5] =
    ["insjoriket-2019", "sjuharad-2014", "sjuharad-2024-08", "sjuharad-2024", "sjuharad-plan-2015"];

fn read(name: &str, bytes: impl AsRef<[u8]>) -> PublishedRead {
    published(name, bytes.as_ref()).expect("memory can be read")
}

fn sound(name: &str, bytes: impl AsRef<[u8]>) -> Published {
    let read = read(name, bytes);
    assert_eq!(read.findings, [], "{name}");
    read.published
}

fn long(document: &str) -> Published {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(format!("{document}.csv"));
    sound(document, fs::read(path).expect("it is there"))
}

fn told(read: &PublishedRead) -> Vec<(String, &'static str)> {
    let place = |finding: &Finding| finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    read.findings.iter().map(|finding| (place(finding), finding.code().as_str())).collect()
}

/// The key that a document prints before a row or behind its label; it prints none for sums and shares.
fn printed_key(key: &str) -> &str {
    if key.starts_with("SUM") || key.starts_with("RES") || key.starts_with("0.") { "" } else { key }
}

/// Every figure by its names: table, note, key, label, heading, unit, meaning.
fn figures(report: &Published) -> Vec<(String, String, String, Time, Unit, Figure)> {
    let mut all = Vec::new();
    for table in &report.tables {
        for row in &table.rows {
            for (column, figure) in table.columns.iter().zip(&row.figures) {
                let Some(figure) = figure else { continue };
                let of = format!("{} {:?} {}", table.title, table.note, table.group);
                let row = format!("{} {}", printed_key(&row.key), row.label);
                all.push((of, row, column.heading.clone(), column.meaning.time, column.unit, figure.value));
            }
        }
    }
    all
}

/// The cells of a table as a document prints them: title, headings, rows.
fn cells(table: &PublishedTable, write: impl Fn(&str) -> String) -> Vec<Vec<String>> {
    let is_account = |key: &str| key.len() > 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let has_accounts = table.rows.iter().any(|row| is_account(&row.key));
    let keys = if has_accounts { "Konto" } else { "Not" };
    let mut lines = vec![vec![table.name.clone()]];
    let headings = table.columns.iter().map(|column| column.heading.clone());
    lines.push([keys.to_owned(), String::new()].into_iter().chain(headings).collect());
    for row in &table.rows {
        let figures = row
            .figures
            .iter()
            .map(|figure| figure.as_ref().map_or(String::new(), |figure| write(&figure.text)));
        lines
            .push([printed_key(&row.key).to_owned(), row.label.clone()].into_iter().chain(figures).collect());
    }
    lines
}

/// A figure the Swedish way: `-20 691 706,70` with hard blanks and a real minus.
fn swedish(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("\u{2212}", digits));
    let (whole, decimals) =
        digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    decimals.map_or(grouped.clone(), |decimals| format!("{grouped},{decimals}"))
}

fn delimited(report: &Published, delimiter: u8) -> String {
    let mut page = String::new();
    for table in &report.tables {
        let mut writer =
            ::csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for line in cells(table, swedish) {
            writer.write_record(line).expect("memory");
        }
        page.push_str(&String::from_utf8(writer.into_inner().expect("memory")).expect("text"));
        page.push('\n');
    }
    page
}

fn in_markdown(report: &Published) -> String {
    let mut page = String::from("# Årsredovisning\n\nFörvaltningen kostade 22 mkr.\n\n");
    for table in &report.tables {
        let lines = cells(table, swedish);
        writeln!(page, "## {}\n", lines[0][0]).expect("memory");
        writeln!(page, "| {} |\n|{}", lines[1].join(" | "), " --- |".repeat(lines[1].len())).expect("memory");
        for line in &lines[2..] {
            writeln!(page, "| {} |", line.join(" | ")).expect("memory");
        }
        page.push('\n');
    }
    page
}

fn on_sheets(report: &Published, on_one: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut sheets = vec![Worksheet::new()];
    let mut row = 0;
    for (index, table) in report.tables.iter().enumerate() {
        if index > 0 && !on_one {
            sheets.push(Worksheet::new());
            row = 0;
        }
        let sheet = sheets.last_mut().expect("one at least");
        for line in cells(table, str::to_owned) {
            for (column, cell) in (0..).zip(&line) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).expect("it fits"),
                    Err(_) => sheet.write(row, column, cell).expect("it fits"),
                };
            }
            row += 1;
        }
        row += 1;
    }
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer().expect("memory")
}

#[test]
fn every_copy_of_a_document_gives_its_figures() {
    for document in DOCUMENTS {
        let report = long(document);
        let expected = figures(&report);
        let without_group = |figures: Vec<(String, String, String, Time, Unit, Figure)>| {
            let of = |text: String| text.trim_end_matches(" Årsredovisning").trim_end().to_owned();
            figures
                .into_iter()
                .map(|(table, row, column, time, unit, figure)| (of(table), row, column, time, unit, figure))
                .collect::<Vec<_>>()
        };
        let expected = without_group(expected);
        let check = |name: &str, bytes: Vec<u8>| {
            let found = without_group(figures(&sound(name, bytes)));
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{document} as {name}");
            }
            assert_eq!(found.len(), expected.len(), "{document} as {name}");
        };
        check("wide.csv", delimited(&report, b';').into_bytes());
        check("tabs.txt", delimited(&report, b'\t').into_bytes());
        check("commas.csv", delimited(&report, b',').into_bytes());
        check("report.md", in_markdown(&report).into_bytes());
        check("sheets.xlsx", on_sheets(&report, false));
        check("one-sheet.xlsx", on_sheets(&report, true));
    }
}

fn statements() -> Vec<Statement> {
    let (layout, chart) = (built_in("sjuharad").expect("built in"), ChartOfAccounts::default());
    let balances = examples::read("sjuharad-2024", Keep::Sums).tallied.balances;
    let [period, comparison]: [Period; 2] = ["2024", "2023"].map(|year| year.parse().expect("a period"));
    let mut all = Vec::new();
    for unit in [Unit::Kr, Unit::Tkr] {
        let view = View { period, comparison: Some(comparison), unit, chart: &chart };
        all.push(income_statement(&layout, &balances, &view).expect("one year"));
        all.push(balance_sheet(&layout, &balances, &view).expect("one year"));
        all.push(cash_flow(&layout, &balances, &view).expect("one year"));
        let notes = notes(&layout, &balances, &view).expect("one year");
        all.push(notes_together(&notes, period, Some(comparison), Lang::Sv));
    }
    all
}

/// The figures of a report as rows of label, sum and amounts.
fn rows(report: &Published) -> Vec<(String, bool, Vec<Option<Amount>>)> {
    let rows = report
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .filter(|row| row.figures.iter().any(Option::is_some));
    rows.map(|row| {
        let amounts =
            row.figures.iter().map(|figure| figure.as_ref().and_then(|figure| figure.value.amount()));
        (row.label.clone(), row.is_sum, amounts.collect())
    })
    .collect()
}

#[test]
fn our_own_pages_are_read_back_to_the_ore() {
    for statement in statements() {
        let table = Table::statement(&statement, "Sjuhärads samordningsförbund", Lang::Sv);
        let told = statement.rows.iter().filter(|row| row.values.iter().any(Option::is_some));
        let expected: Vec<_> = told
            .map(|row| {
                (row.label.clone(), matches!(row.kind, RowKind::Sum | RowKind::Total), row.values.clone())
            })
            .collect();
        assert!(expected.len() > 5);
        let read = sound("page.md", markdown::markdown(&table));
        assert_eq!(rows(&read), expected, "{}", statement.title);
        assert!(
            read.tables.iter().flat_map(|table| &table.columns).all(|column| column.unit == statement.unit)
        );
        let document = csv::document(std::iter::once((statement.kind.as_str(), &table))).expect("memory");
        assert_eq!(rows(&sound("page.csv", document)), expected, "{}", statement.title);
    }
}

#[test]
fn our_own_notes_are_notes() {
    let all = statements();
    let table = Table::statement(&all[3], "Sjuhärads samordningsförbund", Lang::Sv);
    let document = csv::document(std::iter::once(("notes", &table))).expect("memory");
    for report in [sound("noter.md", markdown::markdown(&table)), sound("noter.csv", document)] {
        let notes =
            report.tables.iter().map(|table| (table.note.clone().expect("a note"), table.title.as_str()));
        let expected = [
            ("1", "Övriga intäkter"),
            ("2", "Verksamhetsanknutna kostnader"),
            ("3", "Övriga kostnader"),
            ("1", "Fordringar"),
            ("2", "Kassa och bank"),
            ("3", "Kortfristiga skulder"),
        ];
        assert!(notes.eq(expected.map(|(number, title)| (number.to_owned(), title))));
        let keys: Vec<_> = report.tables[3].rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["1511", "1687", "1712", ""]);
        // Under a year, notes to the balance sheet have the balances when it ends.
        let ends = report.tables[3].columns.iter().map(|column| column.meaning.time);
        assert!(ends.eq(["2024-12-31", "2023-12-31"].map(|day| Time::Closing(day.parse().expect("a day")))));
    }
}

/// Tables as they come out of a document, with what people do to them.
const COPY: &str = "\
Sjöängens samordningsförbund, årsredovisning 2024;;;\n\
\n\
Resultaträkning (tkr);;;\n\
;Not;Utfall;Utfall\n\
;;2024;2023\n\
Verksamhetens intäkter;;;\n\
Bidrag;Not 1;18 022 tkr;19 011\n\
Övriga intäkter;2;-;(14)\n\
Summa intäkter;;18\u{202f}022;18\u{a0}997\n\
Arvoden;;163-;\u{2212}165\n\
;Not;Utfall 2024;Utfall 2023\n\
Soliditet;;28 %;31,8\n\
Antal anställda;;2;2,5\n\
\n\
Not 2 Övriga intäkter;;2024;2023\n\
3740 Öres- och kronutjämning;;-13,95 kr;\u{2013}10,48\n\
3919 Övriga intäkter;;0;125 000,00\n\
Totalt;;-13,95;124 989,52\n\
\n\
Not 3 Fordringar\n\
1511 Kundfordringar;;1 902 900;2 111 000\n\
2024 års moms;;5;6\n";

#[test]
fn tables_are_read_as_people_copy_them() {
    let report = sound("copy.csv", COPY);
    let mut page = String::new();
    for table in &report.tables {
        writeln!(page, "[{} | {} | {:?}]", table.group, table.title, table.note).expect("memory");
        let headings: Vec<_> =
            table.columns.iter().map(|column| format!("{} {:?}", column.heading, column.unit)).collect();
        writeln!(page, "{}", headings.join(", ")).expect("memory");
        for row in &table.rows {
            let figures = row.figures.iter().map(|figure| match figure.as_ref().map(|figure| figure.value) {
                None => "·".to_owned(),
                Some(Figure::Amount(amount)) => amount.to_string(),
                Some(Figure::Percent(percent)) => format!("{percent}%"),
                Some(Figure::Count(count)) => format!("{count} st"),
            });
            let sum = if row.is_sum { "=" } else { "" };
            writeln!(page, "{}|{sum}{}|{}", row.key, row.label, figures.collect::<Vec<_>>().join(" "))
                .expect("memory");
        }
    }
    let expected = "\
[Sjöängens samordningsförbund, årsredovisning 2024 | Resultaträkning | None]
Utfall 2024 Tkr, Utfall 2023 Tkr
|Verksamhetens intäkter|· ·
Not 1|Bidrag|18022000.00 19011000.00
2|Övriga intäkter|· -14000.00
|=Summa intäkter|18022000.00 18997000.00
|Arvoden|-163000.00 -165000.00
|Soliditet|28% 31.8%
|Antal anställda|2 st 2.5 st
[ | Övriga intäkter | Some(\"2\")]
2024 Kr, 2023 Kr
3740|Öres- och kronutjämning|-13.95 -10.48
3919|Övriga intäkter|0.00 125000.00
|=Totalt|-13.95 124989.52
[ | Fordringar | Some(\"3\")]
2024 Kr, 2023 Kr
1511|Kundfordringar|1902900.00 2111000.00
|2024 års moms|5.00 6.00
";
    assert_eq!(page, expected);
}

#[test]
fn columns_aligned_by_blanks_are_told_by_where_they_end() {
    let text = "Balansräkning                IB 2024-01-01   Förändring   UB 2024-12-31\n\
                Fordringar                    2 150 200,00                 4 294 177,00\n\
                Periodens resultat                           246 185,14      246 185,14\n\
                -----------------------------------------------------------------------\n\
                SUMMA TILLGÅNGAR              9 554 245,70  2 154 150,37  11 708 396,07\n";
    let report = sound("sida.txt", text);
    let blank =
        |row: usize| report.tables[0].rows[row].figures.iter().map(Option::is_none).collect::<Vec<_>>();
    assert_eq!(
        [blank(0), blank(1), blank(2)],
        [[false, true, false], [true, false, false], [false; 3]].map(Vec::from)
    );
    assert_eq!(report.tables[0].title, "Balansräkning");
}

#[test]
fn what_cannot_be_read_of_a_copy_is_told() {
    let text = "Resultaträkning;2024;2023;Anmärkning;\n\
                Arvoden;-162 726,69;-164 885,37;höjda;\n\
                Resor;se ovan;-14 853,64;;-5\n\
                Kurser;1.250;-3;;\n\
                \n\
                Översikt, mnkr;2024;2023\n\
                Bidrag;18,0;19,0\n";
    let read = read("t.csv", text);
    let expected =
        [("t.csv:2", "FS1407"), ("t.csv:3:7", "FS0006"), ("t.csv:3:27", "FS1402"), ("t.csv:7", "FS1406")];
    assert_eq!(told(&read), expected.map(|(place, code)| (place.to_owned(), code)));
    assert_eq!(read.published.figure_count(), 5, "the others are read");
    let prose = read_prose();
    assert_eq!(told(&prose), [("text.md".to_owned(), "FS1401")]);
}

fn read_prose() -> PublishedRead {
    read("text.md", "# Inledning\n\nÅret har präglats av fortsatt samverkan.\n")
}

#[test]
fn what_a_sheet_cannot_tell_is_told_by_its_cell() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("RR 2024").expect("a name");
    for (column, heading) in [(1, 2024.0), (2, 2023.0)] {
        sheet.write(0, column, heading).expect("it fits");
    }
    sheet.write(1, 0, "Arvoden").expect("it fits");
    sheet.write(1, 1, -162_726.7).expect("it fits");
    sheet.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).expect("it fits");
    sheet.write(2, 0, "Resor").expect("it fits");
    sheet.write(2, 1, "n/a").expect("it fits");
    sheet.write(2, 2, 5.25).expect("it fits");
    let read = read("b.xlsx", workbook.save_to_buffer().expect("memory"));
    let places: Vec<_> = told(&read).into_iter().map(|(place, _)| place).collect();
    assert!(places.contains(&"b.xlsx:RR 2024!B3".to_owned()), "{places:?}");
    let table = &read.published.tables[0];
    assert_eq!(table.name, "RR 2024");
    let fee = table.rows[0].figures[0].as_ref().expect("it is there");
    assert_eq!((fee.value, fee.decimals), (Figure::Amount(Amount::from_ore(-16_272_670)), 2));
    assert_eq!(fee.place.to_string(), "b.xlsx:RR 2024!B2");
}

#[test]
fn a_table_goes_on_below_its_own_header_row() {
    let text =
        "Resultaträkning;2024;2023\nA;1;2\n\nResultaträkning;2024;2023\nB;3;4\n\nSkulder;2024;2023\nC;5;6\n";
    let report = sound("t.csv", text);
    let tables: Vec<_> = report.tables.iter().map(|table| (table.title.as_str(), table.rows.len())).collect();
    assert_eq!(tables, [("Resultaträkning", 2), ("Skulder", 1)]);
}

#[test]
fn nothing_larger_than_a_report_is_read() {
    let codes = |text: String| {
        let read = read("t.csv", text);
        let mut codes: Vec<_> = read.findings.iter().map(|finding| finding.code().as_str()).collect();
        codes.dedup();
        (codes, read.published.figure_count())
    };
    let one = |code: &'static str| (vec![code], 0);
    assert_eq!(codes(";".repeat(500_000)), one("FS1405"), "cells of a line");
    assert_eq!(codes(";1;2;3;4;5;6;7;8;9\n".repeat(110_000)), one("FS1405"), "lines");
    assert_eq!(codes("x".repeat(17 << 20)), one("FS1405"), "bytes");
    let (found, figures) = codes(format!("Not;2024\n{}", "Resor;x\nR;1\n".repeat(3_000)));
    assert_eq!((found, figures), (vec!["FS0006", "FS0070"], 3_000), "findings of one kind");
    let header = "Budget;".repeat(900);
    let notes = "Not 1 A;\nB;1\n".repeat(2_000);
    assert_eq!(codes(format!(";{header}\n{notes}")).0, ["FS1405"], "tables of many columns");
    assert_eq!(codes(format!(";{header}\n").repeat(50)).0, ["FS1401"], "header rows");
}

/// What reports are made of, in no order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "table;key;label;column;value",
        "Not 1 ",
        "Resultaträkning",
        ";",
        "|",
        "\n",
        "\n\n",
        " | ",
        "|--|--:|\n",
        "2024",
        "2023",
        "IB 2024-01-01",
        "Förändring",
        "Budget",
        "Summa",
        "**",
        "# ",
        "tkr",
        "(tkr)",
        "mnkr",
        "%",
        "-",
        "–",
        "1 234,56",
        "(5)",
        "99999999999999999999999999999999",
        "0,00000000000000000000000000000000001",
        "1.250",
        "Antal",
        "\t",
        "  ",
        "\"",
        "\\",
        "'",
        "å",
        "report;id;kind;label;column;value;unit\n",
        "notes;a.1511;line;x;2024;1;kr\n",
        "notes;;heading;Not 2 Y;;;\n",
        "t;;S;2024;1\n",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Whatever a file holds, it is read or told; and each figure has its column.
    #[test]
    fn no_file_is_too_odd(text in pieces()) {
        let read = read("t.csv", &text);
        prop_assert!(read.published.figure_count() > 0 || !read.findings.is_empty() || !read.published.tables.is_empty());
        for table in &read.published.tables {
            prop_assert!(table.rows.iter().all(|row| row.figures.len() == table.columns.len()));
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("t.csv", bytes);
    }
}
