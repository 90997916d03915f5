//! Every report of the example books says the same figures in every format: each is read back and held
//! against the JSON.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::events::Event;
use serde_json::Value;
use support::EXAMPLES;

/// The figures of a row, as a program would write them; rows without any are left out.
type Rows = Vec<Vec<String>>;

/// The unit that the amounts of a table are counted in.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Kr,
    Tkr,
}

/// The figure that a text is, without needless zeros at its end; `None` if it is something else.
fn figure(text: &str) -> Option<String> {
    let blanks = [' ', '\u{a0}', '\u{202f}'];
    let plain = text.trim().replace(blanks, "").replace('−', "-").replace(',', ".");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let all_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if digits.is_empty() || !all_digits(digits) || !all_digits(decimals) {
        return None;
    }
    let decimals = decimals.trim_end_matches('0');
    let whole = if plain.trim_matches(['-', '0', '.']).is_empty() { "0" } else { whole };
    Some(if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") })
}

fn kept(rows: impl Iterator<Item = Vec<String>>) -> Rows {
    rows.filter(|row| !row.is_empty()).collect()
}

/// The reports of a JSON document, each with its name, unit and rows.
fn of_json(text: &[u8]) -> Vec<(String, Unit, Rows)> {
    let value: Value = serde_json::from_slice(text).expect("JSON");
    let reports = value["reports"].as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let row = |row: &Value| {
        let values = row["values"].as_array().into_iter().flatten();
        let values = values.chain([&row["change_percent"]]).filter_map(Value::as_str);
        values.map(|text| figure(text).expect("a figure")).collect()
    };
    let report = |report: &Value| {
        let unit = if report["unit"] == "tkr" { Unit::Tkr } else { Unit::Kr };
        let rows = report["rows"].as_array().expect("rows").iter().map(row);
        (report["statement"].as_str().expect("a name").to_owned(), unit, kept(rows))
    };
    reports.iter().map(report).collect()
}

/// The figures of a page of text: each row's stand at the end of a line, parted by more than one blank.
fn of_text(page: &str, expected: &Rows) -> Rows {
    let mut rows = expected.iter();
    let mut found = Rows::new();
    let mut wanted = rows.next();
    for line in page.lines() {
        let Some(expected) = wanted else { break };
        let fields = line.split("  ").map(str::trim).filter(|field| !field.is_empty());
        let figures: Vec<String> = fields.filter_map(figure).collect();
        // A note's number stands before them, and a label may end in one.
        let row = figures.len().checked_sub(expected.len()).map(|first| figures[first..].to_vec());
        // Heads of years are figures too: what is no row is passed over, and a row that is missing fails.
        if row.as_ref() == Some(expected) {
            found.extend(row);
            wanted = rows.next();
        }
    }
    found
}

fn of_csv(text: &str) -> Rows {
    let mut rows = Rows::new();
    let mut lines = text.lines();
    let head = lines.next().expect("a head");
    if head.starts_with("report;") {
        // A figure a line: those of one row stand together.
        let mut last = String::new();
        for line in lines {
            let fields: Vec<&str> = line.split(';').collect();
            let [.., _, value, _] = fields[..] else { panic!("{line}") };
            let row = fields[..fields.len() - 3].join(";");
            if row != last {
                rows.push(Vec::new());
                last = row;
            }
            rows.last_mut().expect("a row").extend(figure(value));
        }
    } else {
        let at = head.split(';').position(|name| name == "label").expect("labels") + 1;
        let at = at + usize::from(head.split(';').nth(at) == Some("note"));
        rows.extend(lines.map(|line| line.split(';').skip(at).filter_map(figure).collect()));
    }
    kept(rows.into_iter())
}

fn of_markdown(text: &str) -> Rows {
    let mut leans: Vec<bool> = Vec::new();
    let mut rows = Rows::new();
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if cells.iter().all(|cell| cell.starts_with(":-") || cell.ends_with("-:")) {
            leans = cells.iter().map(|cell| cell.ends_with("-:")).collect();
            rows.pop();
            continue;
        }
        let figures = cells.iter().zip(&leans).filter(|(_, right)| **right);
        rows.push(figures.filter_map(|(cell, _)| figure(cell.trim_matches('*'))).collect());
    }
    kept(rows.into_iter())
}

fn of_html(page: &str) -> Rows {
    let page = page.split("<section class=\"accounts\"").next().expect("a page");
    let rows = page.split("<tr role=\"row\" class=").skip(1).map(|row| {
        let cells = row.split("<td role=\"cell\" class=\"figure\" data-head=\"").skip(1);
        let cells = cells.filter_map(|cell| cell.split_once("\">")?.1.split_once("</td>"));
        cells.filter_map(|(cell, _)| figure(cell)).collect()
    });
    kept(rows)
}

/// The expected rows that are found on the sheets of the reports, which stand first. Where thousands are
/// shown, the cells of amounts hold kronor all the same; shares and numbers of something are what they are.
fn of_workbook(bytes: Vec<u8>, units: &[Unit], expected: &Rows) -> Rows {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = workbook.sheet_names();
    let (mut rows, mut wanted) = (Rows::new(), expected.iter().peekable());
    for (name, unit) in names.iter().zip(units) {
        let sheet = workbook.worksheet_range(name).expect("a sheet");
        for row in sheet.rows() {
            let Some(expected) = wanted.peek() else { break };
            let numbers = row.iter().filter(|cell| matches!(cell, Data::Float(_) | Data::Int(_)));
            let figures: Vec<[String; 2]> = numbers
                .map(|cell| figure(&cell.to_string()).unwrap_or_else(|| panic!("{cell} is no figure")))
                .map(|plain| [if *unit == Unit::Tkr { in_thousands(&plain) } else { plain.clone() }, plain])
                .collect();
            let first = figures.len().checked_sub(expected.len());
            let is_it =
                |first: usize| figures[first..].iter().zip(*expected).all(|(ways, one)| ways.contains(one));
            if first.is_some_and(is_it) {
                rows.extend(wanted.next().cloned());
            }
        }
    }
    rows
}

/// Kronor as thousands, rounded half away from zero.
fn in_thousands(kronor: &str) -> String {
    let (whole, decimals) = kronor.split_once('.').unwrap_or((kronor, ""));
    let decimals: String = decimals.chars().chain("00".chars()).take(2).collect();
    let ore: i64 = format!("{whole}{decimals}").parse().expect("öre");
    ((ore.abs() + 50_000) / 100_000 * ore.signum()).to_string()
}

/// The figures of every table of a Word file.
fn of_word(bytes: Vec<u8>) -> Rows {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("the document").read_to_string(&mut text).expect("text");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut rows, mut row, mut cell, mut depth) = (Rows::new(), Vec::<String>::new(), String::new(), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) if tag.name().as_ref() == "w:tr" => depth += 1,
            Event::End(tag) if tag.name().as_ref() == "w:tr" => {
                depth -= 1;
                rows.push(row.drain(..).filter_map(|cell| figure(&cell)).collect());
            }
            Event::Start(tag) if tag.name().as_ref() == "w:tc" => cell.clear(),
            Event::End(tag) if tag.name().as_ref() == "w:tc" => row.push(std::mem::take(&mut cell)),
            Event::Text(words) if depth > 0 => cell.push_str(words.as_ref()),
            Event::Eof => break,
            _ => {}
        }
    }
    rows
}

/// Whether each of these rows is found, in this order, where a row may begin with what is no value: the
/// number of a note, an account.
fn in_order(found: &Rows, expected: &Rows) -> Result<(), String> {
    let mut found = found.iter();
    for row in expected {
        if !found.by_ref().any(|other| other.ends_with(row)) {
            return Err(format!("no row {row:?}"));
        }
    }
    Ok(())
}

/// The same in any order, each row as often.
fn in_any_order(mut found: Rows, expected: &Rows) -> Result<(), String> {
    for row in expected {
        let at = found.iter().position(|other| other.ends_with(row));
        found.remove(at.ok_or_else(|| format!("no row {row:?}"))?);
    }
    Ok(())
}

/// Reads a report back from every format.
fn compare(home: &Path, report: &[&str]) {
    let output = |format: &str| {
        let file = format!("report.{format}");
        let arguments = [&["report"], report, &["--format", format, "--output", &file]].concat();
        let output = support::ledger(home, arguments);
        assert!(
            home.join(&file).is_file(),
            "{report:?} as {format}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let bytes = fs::read(home.join(&file)).expect("the report");
        fs::remove_file(home.join(&file)).expect("the report");
        bytes
    };
    let text = |format: &str| String::from_utf8(output(format)).expect("text");
    let reports = of_json(&output("json"));
    let units: Vec<Unit> = reports.iter().map(|(_, unit, _)| *unit).collect();
    let expected: Rows = reports.into_iter().flat_map(|(_, _, rows)| rows).collect();
    assert!(!expected.is_empty(), "{report:?} has no figure");
    let told = [
        ("text", in_order(&of_text(&text("text"), &expected), &expected)),
        ("csv", in_order(&of_csv(&text("csv")), &expected)),
        ("md", in_order(&of_markdown(&text("md")), &expected)),
        ("html", in_order(&of_html(&text("html")), &expected)),
        ("xlsx", in_order(&of_workbook(output("xlsx"), &units, &expected), &expected)),
        // Word has the order of the national template.
        ("docx", in_any_order(of_word(output("docx")), &expected)),
    ];
    for (format, outcome) in told {
        if let Err(missing) = outcome {
            panic!("{report:?} as {format}: {missing}");
        }
    }
}

#[test]
fn every_report_says_the_same_in_every_format() {
    for example in EXAMPLES {
        let home = tempfile::tempdir().expect("a directory");
        example.book(home.path(), ".");
        let period = example.year;
        compare(home.path(), &["annual", "--period", period, "--change"]);
        compare(home.path(), &["annual", "--period", period, "--unit", "tkr"]);
        for report in ["rr", "br", "kf", "noter", "uppföljning", "driftredovisning", "nyckeltal"] {
            if period == "2024" {
                compare(home.path(), &[report, "--period", period]);
            }
        }
    }
}

#[test]
fn a_figure_is_known_in_every_way_of_writing() {
    let ways =
        [("-20 691 706,70", Some("-20691706.7")), ("−1\u{202f}250,00", Some("-1250")), ("0,00", Some("0"))];
    for (text, plain) in
        ways.into_iter().chain([("2024-12-31", None), ("A 12", None), ("–", None), ("-0.0", Some("0"))])
    {
        assert_eq!(figure(text).as_deref(), plain, "{text}");
    }
    assert_eq!(in_thousands("-1499500"), "-1500");
    assert_eq!(in_thousands("499.9"), "0");
}
