//! The exports in `examples/exports` are one quarter's vouchers in seven files: whichever form they
//! come in, the books are the same, and a second form adds nothing to them.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{ledger, printed};
use tempfile::TempDir;

mod support;

/// The forms, each as it is imported: some say nothing of what the year opens with.
const FORMS: [&[&str]; 6] = [
    &["verifikat.csv", "ingaende-balans.csv"],
    &["raindance.csv", "--profile", "raindance"],
    &["huvudbok.csv", "--profile", "fortnox-huvudbok"],
    &["verifikationslista.txt", "ingaende-balans.csv"],
    &["verifikat.xlsx", "ingaende-balans.csv"],
    &["verifikat.se"],
];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// A book of its own, yet without vouchers.
fn new_book() -> TempDir {
    let home = tempfile::tempdir().expect("a directory");
    printed(home.path(), &["init", "--template", "sjuharad"]);
    home
}

/// What the import of files of a folder tells.
fn import(home: &Path, folder: &str, words: &[&str]) -> Value {
    let folder = examples().join(folder);
    let is_file = |word: &str| word.contains('.');
    let words = words.iter().map(|word| if is_file(word) { folder.join(word) } else { word.into() });
    let arguments = ["import", "--format", "json"].map(PathBuf::from).into_iter().chain(words);
    let output = ledger(home, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The books of one form alone.
fn book_of(form: &[&str]) -> TempDir {
    let home = new_book();
    let told = import(home.path(), "exports", form);
    assert_eq!(counts(&told, "vouchers"), [85, 0, 0], "{form:?}");
    assert_eq!(told["rows"], 237, "{form:?}");
    home
}

/// New, identical and changed.
fn counts(told: &Value, what: &str) -> [u64; 3] {
    ["new", "identical", "changed"].map(|standing| told[what][standing].as_u64().expect("a count"))
}

/// The balances of every account, cost centre, project and month, and every statement, as printed.
fn books(home: &Path) -> Vec<String> {
    let quarter = ["--period", "2024-01..2024-03"];
    let balances = ["balances", "--by", "account,cost-centre,project,month", "--format", "csv"];
    let statements = ["rr", "br", "kf", "noter"].map(|name| ["report", name, "--compare", "none"]);
    let commands = [&balances[..]].into_iter().chain(statements.iter().map(|command| &command[..]));
    let print = |command: &[&str]| printed(home, &[command, &quarter].concat());
    commands.map(|command| String::from_utf8(print(command)).expect("text")).collect()
}

#[test]
fn every_form_gives_the_same_books() {
    let [first, others @ ..] = FORMS;
    let expected = books(book_of(first).path());
    assert!(
        expected[0].lines().count() > 80 && expected[0].contains(";3048;VILJA;2024-02;"),
        "{}",
        expected[0]
    );
    for form in others {
        assert_eq!(books(book_of(form).path()), expected, "{form:?}");
    }
}

/// The exports hold the first quarter of the example book, which has no balance of its own at the
/// year's start: it is carried over from the year before.
#[test]
fn the_statements_are_those_of_the_book_they_were_exported_from() {
    let home = new_book();
    import(home.path(), "sjuharad-2024", &["verifikat.csv", "ingaende-balans.csv"]);
    assert_eq!(books(home.path())[1..], books(book_of(FORMS[0]).path())[1..]);
}

#[test]
fn a_second_form_adds_nothing() {
    let [first, others @ ..] = FORMS;
    let home = book_of(first);
    let imports = || printed(home.path(), &["imports", "--format", "json"]);
    let (before, expected) = (imports(), books(home.path()));
    for form in others {
        let told = import(home.path(), "exports", form);
        assert_eq!(counts(&told, "vouchers"), [0, 85, 0], "{form:?}");
        assert_eq!(counts(&told, "openings"), [0, 1, 0], "{form:?}");
        // What the SIE file, the last, says of its sums is new; it books nothing.
        let sums_are_new = *form == ["verifikat.se"];
        assert_eq!(counts(&told, "stated"), [u64::from(sums_are_new), 0, 0], "{form:?}");
        assert_eq!(imports() != before, sums_are_new, "{form:?}");
        assert_eq!(books(home.path()), expected, "{form:?}");

        let other_way = book_of(form);
        let told = import(other_way.path(), "exports", first);
        assert_eq!(counts(&told, "vouchers"), [0, 85, 0], "{form:?}");
        assert_eq!(counts(&told, "openings"), [0, 1, 0], "{form:?}");
    }
}

#[test]
fn all_forms_in_one_import_are_one() {
    let home = new_book();
    let files = ["raindance.csv", "verifikat.se", "verifikat.csv", "ingaende-balans.csv", "verifikat.xlsx"];
    let told = import(home.path(), "exports", &[&files[..], &["verifikationslista.txt"]].concat());
    assert_eq!(counts(&told, "vouchers"), [85, 4 * 85, 0]);
    assert_eq!(counts(&told, "openings"), [1, 0, 0]);
    assert_eq!(books(home.path()), books(book_of(FORMS[0]).path()));
}

#[test]
fn every_form_compares_as_equal_to_the_others() {
    let home = tempfile::tempdir().expect("a directory");
    let at =
        |name: &str| examples().join("exports").join(name).into_os_string().into_string().expect("a path");
    for file in ["verifikat.csv", "raindance.csv", "verifikationslista.txt", "verifikat.xlsx"] {
        let told = printed(home.path(), &["compare", &at("verifikat.se"), &at(file)]);
        let told = String::from_utf8(told).expect("text");
        assert!(told.starts_with("✓ Lika: samma 85 verifikat, till öret.\n"), "{file}: {told}");
    }
}

#[test]
fn the_general_ledger_says_the_same_without_its_profile() {
    let home = book_of(&["huvudbok.csv"]);
    assert_eq!(books(home.path()), books(book_of(FORMS[0]).path()));
    let told = import(home.path(), "exports", &["verifikat.se"]);
    assert_eq!(counts(&told, "vouchers"), [0, 85, 0]);
}
