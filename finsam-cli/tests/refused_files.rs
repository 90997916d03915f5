//! A file that is broken is refused at the prompt with its place and code, and leaves every byte of
//! the book as it was.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use support::ledger;

#[path = "../../finsam-ledger/tests/support/broken.rs"]
mod broken;
mod support;

#[test]
fn broken_files_leave_the_bytes_of_the_book_alone() {
    let home = tempfile::tempdir().expect("a directory");
    let sound = "Vernr;Datum;Konto;Belopp\n1;2023-01-05;1930;-5\n1;2023-01-05;5539;5\n";
    fs::write(home.path().join("hel.csv"), sound).expect("room for the file");
    assert_eq!(ledger(home.path(), ["import", "hel.csv"]).status.code(), Some(0));
    let book =
        || ["ledger.db", "ledger.toml"].map(|file| fs::read(home.path().join(file)).expect("the book"));
    let before = book();
    for (what, bytes, expected) in broken::all() {
        fs::write(home.path().join("fil.csv"), bytes).expect("room for the file");
        let output = ledger(home.path(), ["import", "fil.csv", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{what}");
        let said = String::from_utf8_lossy(&output.stdout);
        for finding in *expected {
            let code = finding.split(' ').next().expect("a code");
            assert!(said.contains(code), "{what}: {finding} is not told");
        }
        assert!(book() == before, "{what}: the book has changed");
    }
}
