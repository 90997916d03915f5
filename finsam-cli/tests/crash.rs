//! What a book holds after an import was killed, and after two were started at once.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Instant;

use finsam_ledger::book::Book;
use support::{command, ledger};

mod support;

/// How many times an import is killed, each time a little later in its work.
const RUNS: u32 = 24;

/// An export of vouchers `first` to `last`, two rows each.
fn export(path: &Path, first: u32, last: u32) {
    let mut rows = String::from("Vernr;Datum;Konto;Kst;Text;Belopp\n");
    for number in first..=last {
        let (day, ore) = (number % 28 + 1, number % 90 + 10);
        for (account, sign) in [(5539, ""), (2411, "-")] {
            writeln!(rows, "A{number};2024-03-{day:02};{account};3001;Konsult {number};{sign}{number},{ore}")
                .expect("a string");
        }
    }
    fs::write(path, rows).expect("room for the file");
}

fn import(book: &Path, file: &Path) -> Child {
    let arguments: [&OsStr; 4] = ["import".as_ref(), file.as_ref(), "--book".as_ref(), book.as_ref()];
    command(Path::new("."), arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn import_whole(book: &Path, file: &Path) {
    let status = import(book, file).wait().expect("it ends");
    assert!(status.success(), "the import ended with {status}");
}

fn new_book(book: &Path) {
    assert!(ledger(Path::new("."), ["init".as_ref(), book.as_os_str()]).status.success());
}

fn copy(book: &Path, to: &Path) {
    fs::create_dir(to).expect("a directory");
    for file in fs::read_dir(book).expect("the book") {
        let file = file.expect("a file");
        fs::copy(file.path(), to.join(file.file_name())).expect("room for the file");
    }
}

/// The hash of all that the book holds, which must be whole: chain, contents and kept sums.
fn content(book: &Path) -> [u8; 32] {
    let book = Book::open(book).expect("the book opens");
    let record = book.check_record().expect("the book can be read");
    assert_eq!(record.findings, [], "the book is damaged");
    book.content_hash().expect("the book can be read")
}

#[test]
fn after_a_kill_the_book_is_as_before_or_as_after() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    export(&at("first.csv"), 1, 20);
    export(&at("second.csv"), 21, 1_500);
    new_book(&at("before"));
    import_whole(&at("before"), &at("first.csv"));
    copy(&at("before"), &at("after"));
    let started = Instant::now();
    import_whole(&at("after"), &at("second.csv"));
    let whole = started.elapsed();
    let (before, after) = (content(&at("before")), content(&at("after")));
    assert_ne!(before, after);

    let mut unchanged = 0;
    for run in 0..RUNS {
        let book = at(&format!("run-{run}"));
        copy(&at("before"), &book);
        let mut child = import(&book, &at("second.csv"));
        sleep(whole * run / RUNS);
        child.kill().expect("it can be killed, or has ended");
        child.wait().expect("it ends");
        let left = content(&book);
        assert!(left == before || left == after, "run {run} left a part of an import");
        unchanged += u32::from(left == before);
        if run % 6 == 0 {
            import_whole(&book, &at("second.csv"));
            assert!(content(&book) == after, "the book of run {run} cannot be gone on with");
        }
    }
    assert!(unchanged > 0, "no import was killed before it was done");
}

#[test]
fn of_two_imports_at_once_each_is_whole() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    export(&at("first.csv"), 1, 200);
    export(&at("second.csv"), 201, 400);
    new_book(&at("in-turn"));
    import_whole(&at("in-turn"), &at("first.csv"));
    import_whole(&at("in-turn"), &at("second.csv"));
    new_book(&at("at-once"));
    let children = [import(&at("at-once"), &at("first.csv")), import(&at("at-once"), &at("second.csv"))];
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert!(content(&at("at-once")) == content(&at("in-turn")), "the order made a difference");
}
