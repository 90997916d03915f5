//! What a book holds after a command was killed, after its disk failed, and after several were started at once.
//!
//! A few instants are tried where every change is tested. The long run: `FINSAM_CRASHES=500 cargo test
//! --release -p finsam-cli --test crash` kills at 500 random instants, and at every single step.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use faults::{Fault, beset, steps_of};
use finsam_ledger::book::Book;
use support::{command, file, ledger};

#[path = "support/faults.rs"]
mod faults;
mod support;

/// How many times a command is killed, each time at another instant of its work.
fn crashes() -> Option<u32> {
    std::env::var("FINSAM_CRASHES").ok().map(|count| count.parse().expect("FINSAM_CRASHES is a number"))
}

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
        .stderr(Stdio::piped())
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

/// All that a command may leave in a book: what counts, every record with its time, and the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    content: [u8; 32],
    chain_head: [u8; 32],
    settings: String,
}

impl Left {
    fn of(book: &Path) -> Self {
        let content = content(book);
        let chain_head = Book::open(book).and_then(|book| book.chain_head()).expect("the book can be read");
        let settings = fs::read_to_string(book.join("ledger.toml")).expect("the settings");
        Self { content, chain_head, settings }
    }
}

/// Something that is done to a book which others have been done to before.
struct Act {
    before: &'static [&'static str],
    line: &'static str,
}

const YEAR: [&str; 2] = ["init .", "import ib.csv verifikat-2023.csv"];
const PROJECT: [&str; 3] = ["init . --template sjuharad", "import vilja.csv", "+ esf.toml"];

/// One of each kind of command that writes. The SIE file and the list bring names, which stand in the settings.
const ACTS: [Act; 10] = [
    Act { before: &YEAR, line: "import verifikat-2024.csv budget.csv" },
    Act { before: &["init ."], line: "import obalans-2024.se" },
    Act { before: &YEAR, line: "import kostnadsstallen.csv" },
    Act {
        before: &YEAR,
        line: "accrue accrued-expense --over 2024-12 --account 7551 --amount 63900 --text Revision",
    },
    Act { before: &YEAR, line: "reverse A4 --year 2023" },
    Act { before: &PROJECT, line: "esf accrue vilja --through 2024-06" },
    Act { before: &YEAR, line: "lock 2023-01..2023-06 --reason bokslut" },
    Act {
        before: &["init .", "import verifikat-2023.csv", "lock 2023-01..2023-03"],
        line: "undo 1 --reason fel",
    },
    Act { before: &YEAR, line: "close 2023" },
    Act { before: &[], line: "import ib.csv verifikat-2023.csv" },
];

impl Act {
    /// The command, with the user standing in the book.
    fn command(&self, book: &Path) -> Command {
        let mut command = command(book, support::with_files(self.line));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Makes the book that it is done to.
    fn prepare(&self, book: &Path) {
        fs::create_dir(book).expect("a directory");
        for line in self.before {
            if let Some(more) = line.strip_prefix("+ ") {
                let toml = book.join("ledger.toml");
                let settings = fs::read_to_string(&toml).expect("the settings");
                let more = fs::read_to_string(file(more)).expect("more settings");
                fs::write(&toml, settings + &more).expect("room for them");
                continue;
            }
            let mut command = command(book, support::with_files(line));
            beset(&mut command, book, Fault { kind: "none", at: 0 });
            let output = command.output().expect("the program starts");
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

/// A book before and after an act, and how it is done again with a fault.
struct Stage<'a> {
    act: &'a Act,
    home: &'a Path,
    /// Nothing where there is no book before.
    before: Option<Left>,
    after: Left,
    steps: u64,
}

impl<'a> Stage<'a> {
    fn of(act: &'a Act, home: &'a Path) -> Self {
        let (before, after) = (home.join("before"), home.join("after"));
        act.prepare(&before);
        copy(&before, &after);
        let steps = steps_of(act.command(&after), &after);
        let is_book = before.join("ledger.db").exists();
        let left = is_book.then(|| Left::of(&before));
        let stage = Self { act, home, before: left, after: Left::of(&after), steps };
        assert!(stage.before.as_ref() != Some(&stage.after), "{} does nothing", act.line);
        stage
    }

    fn book(&self) -> PathBuf {
        let book = self.home.join("book");
        let _ = fs::remove_dir_all(&book);
        copy(&self.home.join("before"), &book);
        book
    }

    /// Whether the book is as before; else it must be as after.
    fn is_unchanged(&self, book: &Path, fault: Fault<'_>) -> bool {
        let said = || format!("{} left a part with {fault:?}", self.act.line);
        let Some(before) = &self.before else { return self.is_none_or_new(book, fault) };
        let left = Left::of(book);
        assert!(left == *before || left == self.after, "{}", said());
        left == *before
    }

    /// Where there was no book there may be none, or one without a voucher: it is made before it is filled.
    fn is_none_or_new(&self, book: &Path, fault: Fault<'_>) -> bool {
        if Book::find(book).is_none_or(|found| found != *book) {
            return true;
        }
        let left = Left::of(book);
        let is_new = left.chain_head == [0; 32] && left.settings == self.after.settings;
        assert!(is_new || left == self.after, "{} left a part with {fault:?}", self.act.line);
        is_new
    }

    /// Whatever happened, the act can be done again, and comes to the same.
    fn go_on(&self, book: &Path, fault: Fault<'_>) {
        let mut again = self.act.command(book);
        beset(&mut again, book, Fault { kind: "none", at: 0 });
        let output = again.output().expect("the program starts");
        let is_done = output.status.code().is_some_and(|code| code <= 1);
        assert!(is_done, "{fault:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(Left::of(book) == self.after, "{} cannot be gone on with after {fault:?}", self.act.line);
    }
}

/// The steps at which a fault is tried: all in the long run, otherwise some from the first to the last.
fn tried(steps: u64) -> impl Iterator<Item = u64> {
    let pace = if crashes().is_some() { 1 } else { (steps / 6).max(1) as usize };
    (1..=steps).step_by(pace).chain([steps.saturating_sub(1), steps])
}

#[test]
fn killed_at_any_step_it_leaves_the_book_as_before_or_as_after() {
    if faults::library().is_none() {
        return;
    }
    for act in &ACTS {
        let home = tempfile::tempdir().expect("a directory");
        let stage = Stage::of(act, home.path());
        let (mut unchanged, mut runs) = (0, 0);
        for (run, at) in tried(stage.steps).enumerate() {
            let fault = Fault { kind: if at % 2 == 0 { "torn" } else { "kill" }, at };
            let book = stage.book();
            let mut command = act.command(&book);
            beset(&mut command, &book, fault);
            let output = command.output().expect("the program starts");
            assert!(output.status.code().is_none(), "{} was not killed with {fault:?}", act.line);
            let is_unchanged = stage.is_unchanged(&book, fault);
            (unchanged, runs) = (unchanged + u32::from(is_unchanged), runs + 1);
            if is_unchanged && run % 2 == 0 {
                stage.go_on(&book, fault);
            }
        }
        assert!(unchanged > 0 && runs >= 6, "{}: {unchanged} of {runs} were killed in time", act.line);
    }
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

    let (runs, mut unchanged) = (crashes().unwrap_or(24), 0);
    for run in 0..runs {
        let book = at("book");
        let _ = fs::remove_dir_all(&book);
        copy(&at("before"), &book);
        let mut child = import(&book, &at("second.csv"));
        sleep(whole * run / runs);
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

/// Eight start at the same instant; whoever has waited too long says who holds the book, and tries again.
#[test]
fn of_eight_imports_at_once_each_is_whole() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    let files: Vec<PathBuf> = (0..8).map(|part| at(&format!("{part}.csv"))).collect();
    for (part, file) in (0..8).zip(&files) {
        export(file, part * 40 + 1, part * 40 + 40);
    }
    new_book(&at("in-turn"));
    for file in &files {
        import_whole(&at("in-turn"), file);
    }
    new_book(&at("at-once"));
    let mut waiting = files.clone();
    for _ in 0..8 {
        let start = |file: PathBuf| (import(&at("at-once"), &file), file);
        let children: Vec<(Child, PathBuf)> = waiting.drain(..).map(start).collect();
        for (child, file) in children {
            let output = child.wait_with_output().expect("it ends");
            if output.status.success() {
                continue;
            }
            let said = String::from_utf8_lossy(&output.stderr);
            let is_told = said.starts_with("ledger: Boken är upptagen av: ledger import ");
            assert!(is_told && output.status.code() == Some(3), "{said}");
            waiting.push(file);
        }
    }
    assert_eq!(waiting, [] as [PathBuf; 0]);
    assert!(content(&at("at-once")) == content(&at("in-turn")), "the order made a difference");
}

#[test]
fn who_reads_beside_a_writer_sees_the_book_before_or_after() {
    let home = tempfile::tempdir().expect("a directory");
    let at = |name: &str| home.path().join(name);
    export(&at("first.csv"), 1, 20);
    export(&at("second.csv"), 21, 1_000);
    new_book(&at("book"));
    import_whole(&at("book"), &at("first.csv"));
    let before = content(&at("book"));
    let mut writer = import(&at("book"), &at("second.csv"));
    let mut seen = Vec::new();
    loop {
        let is_done = writer.try_wait().expect("it can be asked").is_some();
        let book = Book::open(&at("book")).expect("the book opens");
        seen.push(book.content_hash().expect("the book can be read"));
        if is_done {
            break;
        }
    }
    let after = content(&at("book"));
    assert_eq!((seen[0], seen[seen.len() - 1]), (before, after), "it was not read while it was written");
    assert!(seen.is_sorted_by_key(|seen| *seen == after), "it was after, and then before again");
    assert!(seen.iter().all(|seen| [before, after].contains(seen)), "a part of an import was seen");
}
