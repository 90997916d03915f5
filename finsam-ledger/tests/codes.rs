//! Every code of a finding is raised by a case: a code that no test names could mean anything.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use finsam_ledger::Code;

/// The tests whose cases raise findings; tests that only word or list them do not count.
const CASES: [&str; 29] = [
    "../../finsam-cli/tests/faults_told.rs",
    "../src/read/cell/tests/days.rs",
    "../src/read/cell/tests/figures.rs",
    "../src/read/settings/profile.rs",
    "../src/read/xlsx/tests.rs",
    "accruals.rs",
    "book.rs",
    "book_stated.rs",
    "budgets.rs",
    "support/broken.rs",
    "closing.rs",
    "dialects.rs",
    "esf.rs",
    "esf_book.rs",
    "esf_settings.rs",
    "generated_laws.rs",
    "imports.rs",
    "laws.rs",
    "locks.rs",
    "layouts.rs",
    "overview_files.rs",
    "published_copies.rs",
    "published_reading.rs",
    "reading.rs",
    "row_layouts.rs",
    "settings.rs",
    "sie.rs",
    "sie_xml.rs",
    "stated.rs",
];

#[test]
fn every_code_has_a_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases: String = CASES.iter().filter_map(|file| fs::read_to_string(folder.join(file)).ok()).collect();
    let is_raised = |code: &Code| {
        let name = format!("{code:?}");
        [format!("Code::{name}"), format!("Fact::{name}"), format!("\"{code}")].iter().any(|raised| {
            cases.match_indices(raised.as_str()).any(|(at, found)| {
                let after = cases[at + found.len()..].chars().next();
                !after.is_some_and(char::is_alphanumeric)
            })
        })
    };
    let without: Vec<String> =
        Code::ALL.iter().filter(|code| !is_raised(code)).map(|code| format!("{code} {code:?}")).collect();
    assert!(without.is_empty(), "no case raises {without:#?}");
}
