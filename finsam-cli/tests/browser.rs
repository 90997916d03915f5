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

#[test]
fn the_annual_reports_of_the_example_books_read_well_in_a_browser() {
    if let Some(lacking) = lacking() {
        eprintln!("not looked at: {lacking}");
        return;
    }
    for example in EXAMPLES {
        let home = tempfile::tempdir().expect("a directory");
        example.book(home.path(), ".");
        for (format, file) in [("html", "page.html"), ("json", "report.json")] {
            support::ledger(home.path(), ["report", "annual", "--format", format, "--output", file]);
        }
        let shots =
            std::env::var_os("BROWSER_SHOTS").map(|folder| PathBuf::from(folder).join(example.folder));
        let with_shots = shots.as_ref().map(|_| "shots");
        let folder = shots.unwrap_or_else(|| home.path().join("shots"));
        fs::create_dir_all(&folder).expect("room for pictures");
        let looked = Command::new("node")
            .arg(tools().join("look.mjs"))
            .args([home.path().join("page.html"), home.path().join("report.json"), folder.clone()])
            .args(with_shots)
            .output()
            .expect("node runs");
        let said = String::from_utf8_lossy(&looked.stdout);
        assert!(looked.status.success(), "{}: {}", example.folder, String::from_utf8_lossy(&looked.stderr));
        assert_eq!(said.trim(), "", "{}", example.folder);
        let printed =
            Command::new("pdftotext").args(["-layout"]).arg(folder.join("page.pdf")).arg("-").output();
        let printed = printed.expect("pdftotext runs").stdout;
        let printed = String::from_utf8_lossy(&printed);
        let pages: Vec<&str> = printed.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        for (index, page) in pages.iter().enumerate() {
            let number = format!("Sida {} av {}", index + 1, pages.len());
            assert!(
                page.contains(&number) && page.contains("kontrollsumma"),
                "{}: no {number}",
                example.folder
            );
        }
    }
}
