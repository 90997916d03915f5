//! What the program takes from its surroundings: environment, directory, pipes and files.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use support::command;

mod support;

fn ledger(home: &Path, words: &str, environment: &[(&str, &str)]) -> Output {
    let mut command = command(home, words.split(' '));
    command.envs(environment.iter().copied()).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// A directory with a book in `bok`, and a directory below that.
fn home_with_book() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a directory");
    fs::create_dir_all(home.path().join("bok/under")).expect("a directory");
    fs::copy(support::file("verifikat-2024.csv"), home.path().join("verifikat.csv")).expect("a copy");
    assert!(ledger(home.path(), "init bok", &[]).status.success());
    assert!(ledger(home.path(), "import verifikat.csv --book bok", &[]).status.success());
    home
}

#[test]
fn the_book_is_the_one_named_or_the_nearest_upward() {
    let home = home_with_book();
    let named = ledger(home.path(), "report rr --book bok", &[]);
    assert!(named.status.success());
    let from_environment = ledger(home.path(), "report rr", &[("LEDGER_BOOK", "bok")]);
    let from_below = ledger(&home.path().join("bok/under"), "report rr", &[]);
    assert_eq!(stdout(&from_environment), stdout(&named));
    assert_eq!(stdout(&from_below), stdout(&named));
    assert_eq!(ledger(home.path(), "report rr", &[]).status.code(), Some(3));
    assert_eq!(ledger(home.path(), "report rr", &[("LEDGER_BOOK", "")]).status.code(), Some(3));
}

#[test]
fn the_language_is_typed_or_set_or_the_locale_and_else_swedish() {
    let home = tempfile::tempdir().expect("a directory");
    let swedish = |command: &str, environment: &[(&str, &str)]| {
        stdout(&ledger(home.path(), command, environment)).contains("Filen är tom")
    };
    assert!(swedish("explain", &[]));
    assert!(swedish("explain", &[("LANG", "C.UTF-8")]));
    assert!(swedish("explain", &[("LANG", "de_DE.UTF-8")]));
    assert!(!swedish("explain", &[("LANG", "en_GB.UTF-8")]));
    assert!(swedish("explain", &[("LC_ALL", "sv_SE.UTF-8"), ("LANG", "en_GB.UTF-8")]));
    assert!(swedish("explain", &[("LEDGER_LANG", "sv"), ("LC_ALL", "en_GB.UTF-8")]));
    assert!(!swedish("explain --lang en", &[("LEDGER_LANG", "sv")]));
}

#[test]
fn a_file_has_what_stdout_would_have_had_and_nothing_lies_beside_it() {
    let home = home_with_book();
    for format in ["text", "csv", "json", "md"] {
        let shown = ledger(home.path(), &format!("report br --book bok --format {format}"), &[]);
        let written =
            ledger(home.path(), &format!("report br --book bok --format {format} --output br.{format}"), &[]);
        assert_eq!((stdout(&written).as_str(), written.status.code()), ("", Some(0)));
        let file = fs::read_to_string(home.path().join(format!("br.{format}"))).expect("the file");
        assert_eq!(file, stdout(&shown));
    }
    let names =
        fs::read_dir(home.path()).expect("the directory").map(|file| file.expect("a file").file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["bok", "br.csv", "br.json", "br.md", "br.text", "verifikat.csv"]);
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let home = home_with_book();
    let has_colour = |command: &str| stdout(&ledger(home.path(), command, &[])).contains('\u{1b}');
    assert!(!has_colour("report rr --book bok"));
    assert!(has_colour("report rr --book bok --color always"));
    assert!(!has_colour("report rr --book bok --color never"));
}

#[test]
fn a_name_that_would_steer_the_terminal_does_not() {
    let home = tempfile::tempdir().expect("a directory");
    for command in ["import a\u{1b}[31m.csv", "report rr\u{1b}[31m", "\u{1b}[31m", "check --book \u{1b}[31m"]
    {
        let output = ledger(home.path(), command, &[]);
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(!said.is_empty() && !said.contains('\u{1b}'), "{command:?} said {said:?}");
    }
}

#[test]
fn a_broken_pipe_is_no_error() {
    let mut child = command(Path::new("."), ["explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn there_are_completions_and_manual_pages_for_every_command() {
    let home = tempfile::tempdir().expect("a directory");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&ledger(home.path(), &format!("completions {shell}"), &[]));
        assert!(script.contains("balances"), "no command in the completions for {shell}");
    }
    assert!(ledger(home.path(), "man sidor", &[]).status.success());
    for command in ["ledger", "ledger-import", "ledger-report", "ledger-check"] {
        let page = fs::read_to_string(home.path().join(format!("sidor/{command}.1"))).expect("the page");
        assert!(page.contains(".SH"), "{command} has no page");
    }
}
