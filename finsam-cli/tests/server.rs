//! A book on a server, from the prompt: the same commands say the same as of a book in files, and no secret is told.
#![cfg(feature = "postgres")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::Output;

#[path = "../../finsam-ledger/tests/support/server.rs"]
mod server;
mod support;

const SECRET: &str = "hemligt";

fn export(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/exports").join(name)
}

/// Runs a command on the book of a place.
fn ledger(place: &str, arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a directory");
    support::ledger(home.path(), ["--book", place].iter().chain(arguments))
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_command_says_the_same_of_a_book_on_a_server() {
    let Some(address) = server::address("fran_prompten") else { return };
    let home = tempfile::tempdir().expect("a directory");
    let dir = home.path().join("bok").to_string_lossy().into_owned();
    let vouchers = export("verifikat.csv").to_string_lossy().into_owned();
    for place in [&*dir, &*address] {
        assert_eq!(ledger(place, &["init"]).status.code(), Some(0));
        assert_eq!(ledger(place, &["import", &vouchers]).status.code(), Some(0));
    }
    let commands: [&[&str]; 11] = [
        &["report", "rr"],
        &["report", "br", "--format", "json"],
        &["report", "annual", "--format", "html"],
        &["balances", "--by", "cost-centre"],
        &["account", "1930", "--period", "2024-02"],
        &["check", "--verbose"],
        &["lock", "2024-01"],
        &["accruals"],
        &["export", "sie"],
        &["settings"],
        &["undo", "7"],
    ];
    for command in commands {
        let (in_files, on_server) = (ledger(&dir, command), ledger(&address, command));
        assert_eq!(on_server.status.code(), in_files.status.code(), "{command:?}");
        let unlike = |text: String| text.replace(&address, "BOK").replace(&dir, "BOK");
        let (files, server) = (said(&in_files), said(&on_server));
        // What a chain has in it says when it was made.
        let lines = |text: String| {
            let lines = text.lines().filter(|line| !line.contains("Kedjan")).map(str::to_owned);
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines(unlike(server.0)), lines(unlike(files.0)), "{command:?}");
        assert_eq!(unlike(server.1), unlike(files.1), "{command:?}");
    }
}

#[test]
fn a_password_is_nowhere_told() {
    let Some(address) = server::address("med_losenord") else { return };
    let address = address.replacen('@', &format!(":{SECRET}@"), 1);
    let vouchers = export("verifikat.csv").to_string_lossy().into_owned();
    let commands: [&[&str]; 6] = [
        &["init"],
        &["init"],
        &["import", &vouchers],
        &["imports"],
        &["imports", "--format", "json"],
        &["check"],
    ];
    for command in commands {
        let (stdout, stderr) = said(&ledger(&address, command));
        assert!(!stdout.contains(SECRET) && !stderr.contains(SECRET), "{command:?}: {stdout}{stderr}");
    }
    let mut client = server::client().expect("a server");
    let kept: String =
        client.query_one("SELECT command FROM med_losenord.batch", &[]).expect("a batch").get(0);
    assert!(kept.contains("--book postgres://agare@127.0.0.1") && !kept.contains(SECRET), "{kept}");
    for wrong in [
        "postgres://e:hemligt@10.0.0.1/b?book=a",
        "postgres://e:hemligt@localhost/b?book=A",
        "postgres://e:hemligt@[/",
    ] {
        let output = ledger(wrong, &["check"]);
        let (stdout, stderr) = said(&output);
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(!stdout.contains(SECRET) && !stderr.contains(SECRET), "{stderr}");
    }
}

#[test]
fn what_the_server_refuses_ends_in_words() {
    let Some(address) = server::address("finns_inte") else { return };
    let missing = ledger(&address, &["check"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(said(&missing).1.contains("Det finns ingen bok på postgres://agare@127.0.0.1"), "{missing:?}");
    let nobody = ledger("postgres://agare@127.0.0.1:1/postgres?book=a", &["check"]);
    assert_eq!(nobody.status.code(), Some(3));
    assert!(said(&nobody).1.contains("Servern släpper inte in någon"), "{nobody:?}");
}
