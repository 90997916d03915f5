//! What others wrote in their vouchers does no harm in any format: it steers no terminal, runs in no
//! spreadsheet and no browser, and is told all the same.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader as _, Xlsx};

/// Harm, a voucher each.
const TEXTS: [&str; 6] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"\"http://x.example\"\",\"\"a\"\")",
    "\u{1b}[31mröd\u{1b}[2J",
    "höger\u{202e}till\u{2066}vänster",
    "| a | [b](javascript:c) |",
    "+1+cmd|' /C calc'!A0",
];

fn book(home: &Path) {
    let mut vouchers = String::from("Vernr;Datum;Konto;Text;Belopp\n");
    let long = "x".repeat(10_000);
    for (index, text) in TEXTS.iter().chain([&long.as_str()]).enumerate() {
        let number = index + 1;
        for (account, sign) in [("5539", ""), ("1930", "-")] {
            writeln!(vouchers, "{number};2024-01-15;{account};\"{text}\";{sign}{number}00,00")
                .expect("a string");
        }
    }
    fs::write(home.join("verifikat.csv"), vouchers).expect("room");
    support::ledger(home, ["init", "."]);
    let settings = fs::read_to_string(home.join("ledger.toml")).expect("settings");
    let name = "name = \"<script>x</script> =1+1 \\u001b[31m\"";
    let named: Vec<&str> =
        settings.lines().map(|line| if line.starts_with("name = ") { name } else { line }).collect();
    fs::write(home.join("ledger.toml"), named.join("\n") + "\n").expect("room");
    let output = support::ledger(home, ["import", "verifikat.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn written(home: &Path, command: &[&str], format: &str) -> Vec<u8> {
    let file = format!("ut.{format}");
    let arguments = [command, &["--format", format, "--output", &file]].concat();
    support::ledger(home, arguments);
    let bytes = fs::read(home.join(&file)).expect("a report");
    fs::remove_file(home.join(&file)).expect("a report");
    bytes
}

#[test]
fn texts_of_vouchers_are_harmless_in_every_format() {
    let home = tempfile::tempdir().expect("a directory");
    book(home.path());
    let commands: [&[&str]; 4] = [
        &["account", "5539"],
        &["report", "annual"],
        &["report", "rr", "--explain", "result"],
        &["balances"],
    ];
    for command in commands {
        for format in ["text", "csv", "json", "md", "html"] {
            let text = String::from_utf8(written(home.path(), command, format)).expect("text");
            for harm in ['\u{1b}', '\u{202e}', '\u{2066}'] {
                assert!(!text.contains(harm), "{command:?} as {format} has {harm:?}");
            }
            let is_markup = matches!(format, "html" | "md");
            assert!(!is_markup || !text.contains("<script"), "{command:?} as {format} has a script");
            assert!(format != "md" || !text.contains("[b](javascript"), "{command:?} as {format} has a link");
            let runs = |field: &str| field.trim_start_matches('"').starts_with(['=', '+', '@']);
            let is_run = format == "csv" && text.lines().flat_map(|line| line.split(';')).any(runs);
            assert!(!is_run, "{command:?} as {format} has a formula");
        }
        let mut workbook: Xlsx<_> =
            Xlsx::new(Cursor::new(written(home.path(), command, "xlsx"))).expect("a workbook");
        for sheet in workbook.sheet_names() {
            let formulas = workbook.worksheet_formula(&sheet).expect("formulas");
            let of_texts = formulas.used_cells().filter(|(_, _, formula)| formula.contains("HYPERLINK"));
            assert_eq!(of_texts.count(), 0, "{command:?}: a text is a formula on {sheet}");
        }
        let bytes = written(home.path(), command, "docx");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let document = std::io::read_to_string(archive.by_name("word/document.xml").expect("the document"));
        let document = document.expect("text");
        assert!(!document.contains("<script") && !document.contains('\u{1b}'), "{command:?} as docx");
    }
    // Harmless, and still told.
    let told = String::from_utf8(written(home.path(), &["account", "5539"], "html")).expect("text");
    assert!(
        told.contains("alert(1)") && told.contains("HYPERLINK") && told.contains("röd"),
        "a text is lost"
    );
}
