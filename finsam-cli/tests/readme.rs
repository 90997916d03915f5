//! What the README shows as output is what the program prints.
//!
//! Every `console` block is run, line by line, in one shell directory per README, and compared to
//! the letter; a line `…` stands for any lines. With `UPDATE_EXPECT=1` the blocks are rewritten.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What a command prints, to both streams.
fn run(command: &str, directory: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_ledger"));
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(directory)
        .env("PATH", format!("{}:{path}", binary.parent().expect("the binary lies in a folder").display()))
        .env("LEDGER_LANG", "sv")
        .env_remove("LEDGER_BOOK")
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("text")
}

/// Copies a folder of plain files.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a writable folder");
    for item in fs::read_dir(from).expect("a folder") {
        let path = item.expect("a readable folder").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
    }
}

/// Whether what is printed is what is shown, where a shown `…` stands for any lines.
fn is_shown(shown: &str, printed: &str) -> bool {
    match shown.split_once("…\n") {
        None => shown == printed,
        Some((before, after)) => printed.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = repository().join("README.md");
    let text = fs::read_to_string(&readme).expect("the README");
    let directory = tempfile::tempdir().expect("a directory");
    for folder in ["examples/sjuharad-2024", "examples/exports", "examples/reports"] {
        copy(&repository().join(folder), &directory.path().join(folder));
    }
    let (mut rewritten, mut commands, mut faults) = (String::new(), 0, Vec::new());
    let mut blocks = text.split("```console\n");
    rewritten.push_str(blocks.next().unwrap_or_default());
    for block in blocks {
        let (console, rest) = block.split_once("```").expect("a block ends");
        rewritten.push_str("```console\n");
        for part in console.split("$ ").filter(|part| !part.is_empty()) {
            let (command, shown) = part.split_once('\n').expect("a command is a line");
            let printed = run(command, directory.path());
            commands += 1;
            let is_right = is_shown(shown, &printed);
            if !is_right {
                faults.push(format!("$ {command}\nshown:\n{shown}\nprinted:\n{printed}"));
            }
            rewritten.extend(["$ ", command, "\n", if is_right { shown } else { &printed }]);
        }
        rewritten.push_str("```");
        rewritten.push_str(rest);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&readme, rewritten).expect("the README can be written");
        return;
    }
    assert!(commands >= 5, "the README lost its examples");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
