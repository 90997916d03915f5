//! What is said where half of a book is left, and where a name would break the line.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use support::ledger;

mod support;

/// What a command that cannot go on says.
fn said(home: &Path, arguments: &[&str]) -> String {
    let output = ledger(home, arguments);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_book_that_lost_a_file_is_brought_back_from_a_copy() {
    for lost in ["ledger.toml", "ledger.db"] {
        let home = tempfile::tempdir().expect("a directory");
        assert!(ledger(home.path(), ["init", "bok"]).status.success());
        fs::remove_file(home.path().join("bok").join(lost)).expect("it was there");
        let said = said(home.path(), &["check", "--book", "bok"]);
        assert!(said.contains(&format!("saknar {lost}")) && said.contains("säkerhetskopia"), "{said}");
        assert!(!said.contains("ledger init"), "{said}");
    }
}

#[test]
fn settings_that_are_no_text_are_told_in_the_readers_language() {
    let home = tempfile::tempdir().expect("a directory");
    fs::write(home.path().join("egen.toml"), [0xff, 0xfe]).expect("room for the file");
    fs::write(home.path().join("ver.csv"), "Vernr;Datum;Konto;Belopp\n").expect("room for the file");
    let said = said(home.path(), &["report", "rr", "--from", "ver.csv", "--layout", "egen.toml"]);
    assert_eq!(said, "ledger: egen.toml går inte att läsa: den är inte text i UTF-8\n");
}

#[test]
fn a_name_with_a_line_break_stays_on_its_line() {
    let home = tempfile::tempdir().expect("a directory");
    let said = said(home.path(), &["import", "a\nledger: klart\u{1b}[2J.csv"]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}
