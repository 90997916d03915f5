//! The program, started as a user starts it: in a directory, and with nothing of our environment.

#![allow(dead_code, reason = "no test uses all of it")]

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The command, yet to be started in `home`.
pub(crate) fn command(home: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledger"));
    command.args(arguments).current_dir(home).env_clear();
    command
}

/// What the command does.
pub(crate) fn ledger(home: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    command(home, arguments).output().expect("the program starts")
}

/// What the command prints, which must succeed.
pub(crate) fn printed(home: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = ledger(home, arguments);
    assert!(output.status.success(), "ledger {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A file of those that the transcripts use.
pub(crate) fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/files").join(name)
}

/// The words of a command line, where `….csv` and `plan.toml` are such files.
pub(crate) fn with_files(command_line: &str) -> impl Iterator<Item = OsString> {
    let is_file =
        |word: &str| Path::new(word).extension().is_some_and(|of| of == "csv") || word == "plan.toml";
    command_line
        .split(' ')
        .map(move |word| if is_file(word) { file(word).into_os_string() } else { word.into() })
}
