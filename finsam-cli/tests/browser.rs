//! The pages of the example books in a browser: no error, no request, every figure, link and fold, nothing
//! that keeps anyone out, numbered pages in print.
//!
//! It needs Chromium, node and what `npm ci` puts into `tests/browser`; `.ci/run` installs them. Where they
//! are not, it says so. `BROWSER_SHOTS=FOLDER` keeps pictures of the pages.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is not made says so")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::EXAMPLES;

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Why the pages cannot be looked at here, if they cannot.
fn lacking() -> Option<&'static str> {
    let runs =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|run| run.status.success());
    let missing = [
        (runs("/usr/bin/chromium"), "no /usr/bin/chromium"),
        (runs("node"), "no node"),
        (tools().join("node_modules/axe-core").is_dir(), "no `npm ci` in tests/browser"),
        (runs("pdftotext") || Command::new("pdftotext").arg("-v").output().is_ok(), "no pdftotext"),
    ];
    missing.into_iter().find(|(is_there, _)| !is_there).map(|(_, what)| what)
}

/// One test a book, so that they are looked at beside each other.
#[test]
fn the_annual_report_of_sjuharad_2024_reads_well_in_a_browser() {
    reads_well_in_a_browser("sjuharad-2024");
}

#[test]
fn the_annual_report_of_sjuharad_2014_reads_well_in_a_browser() {
    reads_well_in_a_browser("sjuharad-2014");
}

#[test]
fn the_annual_report_of_insjoriket_2019_reads_well_in_a_browser() {
    reads_well_in_a_browser("insjoriket-2019");
}

fn reads_well_in_a_browser(name: &str) {
    if let Some(lacking) = lacking() {
        eprintln!("not looked at: {lacking}");
        return;
    }
    let example = EXAMPLES.iter().find(|example| example.folder == name).expect("an example");
    let home = tempfile::tempdir().expect("a directory");
    example.book(home.path(), ".");
    for (format, file) in [("html", "page.html"), ("json", "report.json")] {
        support::ledger(home.path(), ["report", "annual", "--format", format, "--output", file]);
    }
    let shots = std::env::var_os("BROWSER_SHOTS").map(|folder| PathBuf::from(folder).join(name));
    let with_shots = shots.as_ref().map(|_| "shots");
    let folder = shots.unwrap_or_else(|| home.path().join("shots"));
    fs::create_dir_all(&folder).expect("room for pictures");
    let looked = Command::new("node")
        .arg(tools().join("look.mjs"))
        .args([home.path().join("page.html"), home.path().join("report.json"), folder.clone()])
        .args(with_shots)
        .output()
        .expect("node runs");
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    assert_eq!(String::from_utf8_lossy(&looked.stdout).trim(), "");
    let printed = Command::new("pdftotext").args(["-layout"]).arg(folder.join("page.pdf")).arg("-").output();
    let printed = printed.expect("pdftotext runs").stdout;
    let printed = String::from_utf8_lossy(&printed);
    let pages: Vec<&str> = printed.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Sida {} av {}", index + 1, pages.len());
        assert!(page.contains(&number) && page.contains("kontrollsumma"), "no {number}");
    }
}
