//! What is said where the disk, its rights or a colleague stand in the way: what happened, that the book is
//! as it was, and what to do. And what the program leaves to others: nothing it writes, and no network.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use faults::{Fault, beset, steps_of};
use finsam_ledger::book::Book;
use support::{command, ledger, printed};

#[path = "support/faults.rs"]
mod faults;
mod support;

/// A book with a year in it.
fn book() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a directory");
    printed(home.path(), &["init", "."]);
    let import = ledger(home.path(), support::with_files("import ib.csv verifikat-2023.csv"));
    assert!(import.status.success());
    home
}

fn head(home: &Path) -> [u8; 32] {
    let book = Book::open(home).expect("the book opens");
    assert_eq!(book.check_record().expect("it can be read").findings, []);
    book.chain_head().expect("it can be read")
}

fn with_fault(home: &Path, line: &str, fault: Fault<'_>) -> Output {
    let mut command = command(home, support::with_files(line));
    beset(&mut command, home, fault);
    command.env("FAULT_FILE", "ledger.db").output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

const IMPORT: &str = "import verifikat-2024.csv";

/// The words for each kind of fault, in both languages.
const WORDS: [(&str, &[[&str; 2]]); 4] = [
    (
        "full",
        &[[
            "ledger: Disken är full. Boken är som den var. Frigör utrymme och kör kommandot igen.\n",
            "ledger: The disk is full. The book is as it was. Make room and run the command again.\n",
        ]],
    ),
    ("fail", &DISK_FAILS),
    ("once", &DISK_FAILS),
    ("limit", &DISK_FAILS),
];

const DISK_FAILS: [[&str; 2]; 1] = [[
    "Boken är som den var. Se över disken och vad som begränsar den, och kör kommandot igen.\n",
    "The book is as it was. See to the disk and to what limits it, and run the command again.\n",
]];

#[test]
fn a_disk_that_is_full_or_fails_is_told_and_nothing_is_half_done() {
    if faults::library().is_none() {
        return;
    }
    let home = book();
    let before = head(home.path());
    let steps = {
        let copy = book();
        steps_of(command(copy.path(), support::with_files(IMPORT)), copy.path())
    };
    for (kind, words) in WORDS {
        for at in [1, 2, 5, steps / 2, steps - 3] {
            for (lang, option) in ["sv", "en"].into_iter().enumerate() {
                let output =
                    with_fault(home.path(), &format!("{IMPORT} --lang {option}"), Fault { kind, at });
                assert_eq!(output.status.code(), Some(3), "{kind} at {at} of {steps}: {}", said(&output));
                let is_said = words.iter().any(|words| said(&output).ends_with(words[lang]));
                assert!(is_said, "{kind} at {at} of {steps}: {}", said(&output));
                assert_eq!(head(home.path()), before, "{kind} at {at}");
            }
        }
    }
}

#[test]
fn a_book_that_may_not_be_written_is_read_all_the_same() {
    if faults::library().is_none() {
        return;
    }
    let home = book();
    let before = head(home.path());
    for kind in ["locked", "rofs"] {
        let fault = Fault { kind, at: 0 };
        let read = with_fault(home.path(), "check", fault);
        assert_eq!(read.status.code(), Some(0), "{}", said(&read));
        let lock = home.path().join("ledger.lock").display().to_string();
        let refused = with_fault(home.path(), IMPORT, fault);
        assert_eq!(refused.status.code(), Some(3));
        let words = format!(
            "ledger: Boken får inte skrivas ({lock}). Den är som den var. Ge dig rätt att skriva i dess katalog, \
             eller arbeta i en kopia.\n"
        );
        assert_eq!(said(&refused), words);
        let refused = with_fault(home.path(), &format!("{IMPORT} --lang en"), fault);
        let words = format!(
            "ledger: The book may not be written ({lock}). It is as it was. Get the right to write in its directory, \
             or work in a copy.\n"
        );
        assert_eq!(said(&refused), words);
        assert_eq!(head(home.path()), before);
    }
}

#[test]
fn a_database_that_is_removed_under_way_is_told() {
    if faults::library().is_none() {
        return;
    }
    let home = book();
    let (before, database) = (head(home.path()), home.path().join("ledger.db"));
    let kept = fs::read(&database).expect("the database");
    let steps = {
        let copy = book();
        steps_of(command(copy.path(), support::with_files(IMPORT)), copy.path())
    };
    for (run, at) in [1, 3, steps / 2, steps].into_iter().enumerate() {
        let lang = ["sv", "en"][run % 2];
        let output = with_fault(home.path(), &format!("{IMPORT} --lang {lang}"), Fault { kind: "gone", at });
        assert_eq!(output.status.code(), Some(3), "gone at {at} of {steps}: {}", said(&output));
        let words = [
            "ledger: Bokens databas togs bort eller flyttades under arbetet, och inget lades till. Lägg tillbaka \
             ledger.db, eller ta fram en säkerhetskopia.\n",
            "ledger: The book's database was removed or moved meanwhile, and nothing was added. Put ledger.db back, \
             or bring back a copy.\n",
        ];
        assert_eq!(said(&output), words[run % 2], "gone at {at} of {steps}");
        fs::write(&database, &kept).expect("room for it");
        assert_eq!(head(home.path()), before, "gone at {at}");
    }
}

#[test]
fn who_holds_the_book_is_told() {
    let (by_us, by_others) = (book(), book());
    let mut lock = File::options().write(true).open(by_us.path().join("ledger.lock")).expect("the lock");
    lock.lock().expect("nobody holds it");
    lock.set_len(0).expect("it is ours");
    lock.write_all(b"ledger import stor.csv (pid 7)\n").expect("room for it");
    let other = rusqlite::Connection::open(by_others.path().join("ledger.db")).expect("the database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("nobody holds it");
    // Each waits a while before it gives up.
    let held = |home: &Path, option: &str| {
        let mut command = command(home, support::with_files(&format!("{IMPORT} --lang {option}")));
        command.stderr(std::process::Stdio::piped()).spawn().expect("the program starts")
    };
    let waiting = [
        (
            held(by_us.path(), "sv"),
            "ledger: Boken är upptagen av: ledger import stor.csv (pid 7). Försök igen när det är klart.\n",
        ),
        (
            held(by_us.path(), "en"),
            "ledger: The book is held by: ledger import stor.csv (pid 7). Try again when that is done.\n",
        ),
        (
            held(by_others.path(), "sv"),
            "ledger: Ett annat program skriver i boken. Försök igen om en stund.\n",
        ),
    ];
    for (child, words) in waiting {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(3), words));
    }
}

#[test]
fn files_that_may_not_grow_are_told() {
    let home = book();
    let before = head(home.path());
    let mut rows = String::from("Vernr;Datum;Konto;Belopp\n");
    for number in 1..=600 {
        writeln!(rows, "B{number};2024-03-01;5539;{number}\nB{number};2024-03-01;2411;-{number}")
            .expect("a string");
    }
    fs::write(home.path().join("stor.csv"), rows).expect("room for the file");
    // In blocks of 512 bytes: more than the book takes now. The signal that would end the program is shut out,
    // as it is for services.
    let limited =
        format!("trap '' XFSZ; ulimit -f 400; exec {} import stor.csv", env!("CARGO_BIN_EXE_ledger"));
    let output = Command::new("sh").args(["-c", &limited]).current_dir(home.path()).env_clear().output();
    let output = output.expect("a shell");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).ends_with(DISK_FAILS[0][0]), "{}", said(&output));
    assert_eq!(head(home.path()), before);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

/// Every file below a directory.
fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let all = fs::read_dir(dir).expect("a directory").map(|file| file.expect("a file").path());
    all.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn what_is_written_is_its_owners_alone_until_it_is_given_away() {
    let home = tempfile::tempdir().expect("a directory");
    for name in ["verifikat-2023.csv", "ib.csv"] {
        fs::copy(support::file(name), home.path().join(name)).expect("room for the file");
    }
    let script = "umask 000
        $LEDGER init bok && $LEDGER import ib.csv verifikat-2023.csv --book bok
        $LEDGER report rr --period 2023 --book bok --output rr.html
        $LEDGER export sie --period 2023 --book bok --output 2023.se
        $LEDGER export audit revision --period 2023 --book bok
        rm ib.csv verifikat-2023.csv";
    let shell = Command::new("sh")
        .args(["-c", script])
        .current_dir(home.path())
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .env("LEDGER", env!("CARGO_BIN_EXE_ledger"))
        .output()
        .expect("a shell");
    let all = files(home.path());
    assert!(all.len() > 10, "{}", said(&shell));
    for path in all {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    // What somebody gave others to read stays theirs to read.
    let page = home.path().join("rr.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o644)).expect("it is ours");
    printed(home.path(), &["report", "rr", "--period", "2023", "--book", "bok", "--output", "rr.html"]);
    assert_eq!(mode(&page), 0o644);
}

#[test]
fn the_journal_and_settings_that_wait_are_their_owners_alone() {
    if faults::library().is_none() {
        return;
    }
    let home = book();
    let output = with_fault(home.path(), "import obalans-2024.se", Fault { kind: "kill", at: 20 });
    assert_eq!(output.status.code(), None);
    let all = files(home.path());
    assert!(all.iter().any(|path| path.ends_with("ledger.db-journal")), "{all:?}");
    assert!(all.iter().all(|path| mode(path) == 0o600), "{all:?}");
}

#[test]
fn nothing_is_asked_of_the_network() {
    if faults::library().is_none() {
        return;
    }
    let home = book();
    for line in [IMPORT, "check", "report arsredovisning --period 2024", "close 2023"] {
        let mut command = command(home.path(), support::with_files(line));
        beset(&mut command, home.path(), Fault { kind: "none", at: 0 });
        let asked = home.path().join("sockets");
        command.env("FAULT_NET", &asked).output().expect("the program starts");
        assert!(!asked.exists(), "{line} asked for a socket");
    }
}

#[test]
fn the_anchor_of_a_closed_year_proves_the_book() {
    let home = book();
    let close = String::from_utf8(printed(home.path(), &["close", "2023"])).expect("text");
    let anchor = close.lines().find_map(|line| line.strip_prefix("Ankare 2023: ")).expect("it is shown");
    let of = |book: &Path| Book::open(book).and_then(|book| book.closed_years()).expect("they can be read");
    assert_eq!(anchor, of(home.path())[0].anchor.to_string());
    // The closing is the last of its records.
    let last = Book::open(home.path()).and_then(|book| book.chain()).expect("its chain").len();
    let words = format!(
        "Ankaret stämmer: till och med post {last} (bokslutet för 2023) är boken vad den var när det skrevs upp.\n"
    );
    for written in [anchor.to_owned(), anchor.to_uppercase(), format!("{} {}", &anchor[..8], &anchor[8..])] {
        let check = String::from_utf8(printed(home.path(), &["check", "--anchor", &written])).expect("text");
        assert!(check.ends_with(&words), "{check}");
        assert!(check.contains(&format!("Ankare 2023: {anchor}\n")), "{check}");
    }
    // Another book is not proved by it, however whole it is.
    let other = book();
    let check = ledger(other.path(), ["check", "--anchor", anchor]);
    assert_eq!(check.status.code(), Some(1));
    let check = String::from_utf8(check.stdout).expect("text");
    assert!(check.contains("FS0918") && !check.contains("Ankaret stämmer"), "{check}");
}
