//! A built-in layout that is printed can be used as a file, and draws the same statement.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn ledger(home: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_ledger"))
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "ledger {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn a_printed_layout_is_a_layout() {
    let home = tempfile::tempdir().expect("a directory");
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/files");
    fs::copy(files.join("verifikat-2024.csv"), home.path().join("verifikat.csv")).expect("room for the file");
    let names = String::from_utf8(ledger(home.path(), &["layout"])).expect("text");
    assert!(names.lines().count() >= 3, "{names}");
    for name in names.lines() {
        fs::write(home.path().join("egen.toml"), ledger(home.path(), &["layout", name]))
            .expect("room for it");
        let drawn =
            |layout| ledger(home.path(), &["report", "br", "--from", "verifikat.csv", "--layout", layout]);
        let [own, built_in] = ["egen.toml", name].map(|layout| {
            let page = String::from_utf8(drawn(layout)).expect("text");
            // The template of that name also says whose books they are.
            page.lines().skip(3).map(str::to_owned).collect::<Vec<_>>()
        });
        assert_eq!(own, built_in, "{name}");
    }
}
