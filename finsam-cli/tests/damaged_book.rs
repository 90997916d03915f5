//! A book that was changed behind the program's back takes nothing more in.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use support::ledger;

mod support;

fn export(path: &Path, number: u32) {
    let row =
        |amount: &str, account: u32| format!("A{number};2024-03-0{number};{account};Konsult;{amount}\n");
    let rows = [row("100,00", 5539), row("-100,00", 2411)].concat();
    fs::write(path, format!("Vernr;Datum;Konto;Text;Belopp\n{rows}")).expect("room for the file");
}

/// Changes a word in the database to another as long.
fn tamper(database: &Path) {
    let mut bytes = fs::read(database).expect("the database");
    let word = b"Konsult";
    let place = bytes.windows(word.len()).position(|bytes| bytes == word).expect("the word stands there");
    bytes[place] = b'S';
    fs::write(database, bytes).expect("room for the database");
}

#[test]
fn a_changed_book_takes_nothing_in_whatever_is_said() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    export(&at("first.csv"), 1);
    export(&at("second.csv"), 2);
    assert!(ledger(home.path(), ["import", "first.csv"]).status.success());
    tamper(&at("ledger.db"));
    let before = fs::read(at("ledger.db")).expect("the database");
    for arguments in [&["import", "second.csv"][..], &["import", "second.csv", "--with-findings"]] {
        let refused = ledger(home.path(), arguments);
        assert_eq!(refused.status.code(), Some(1));
        let told = String::from_utf8(refused.stdout).expect("text");
        assert!(told.contains("FS0904"), "{told}");
        let said = String::from_utf8(refused.stderr).expect("text");
        assert!(said.contains("Inget lades till: boken är inte längre vad som lades in i den."), "{said}");
    }
    assert_eq!(fs::read(at("ledger.db")).expect("the database"), before, "the book was written to");
}
