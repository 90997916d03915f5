//! What the user types and sees, held against the transcripts in `tests/cmd`: each `$ ledger …`
//! is run in a new directory with the files of `tests/cmd/files`. What comes on stderr stands
//! after `! `, an exit status other than 0 after `? `; a line that starts with `# ` is a remark, and
//! `$ cat FILE >> FILE` adds to a file what a user would add with an editor.
//!
//! `UPDATE_EXPECT=1 cargo test -p finsam-cli --test transcripts` rewrites them; a new command is
//! a new line. Read the difference as code.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

mod support;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

/// Runs every command of a transcript, one after the other, and writes down what is seen.
fn play(script: &str) -> String {
    let home = tempfile::tempdir().expect("a directory");
    for file in fs::read_dir(folder().join("files")).expect("the files") {
        let file = file.expect("a file");
        fs::copy(file.path(), home.path().join(file.file_name())).expect("room for the file");
    }
    let mut seen = String::new();
    for line in script.lines() {
        if let Some(command) = line.strip_prefix("$ ledger") {
            run(command, home.path(), &mut seen);
        } else if let Some((from, to)) =
            line.strip_prefix("$ cat ").and_then(|files| files.split_once(" >> "))
        {
            let more = fs::read_to_string(home.path().join(from)).expect("the file");
            let to = home.path().join(to);
            let text = fs::read_to_string(&to).expect("what it is added to");
            fs::write(&to, text + &more).expect("room for more");
            writeln!(seen, "{line}").expect("a string");
        } else if line.starts_with("# ") {
            writeln!(seen, "{line}").expect("a string");
        }
    }
    seen
}

fn run(command: &str, home: &Path, seen: &mut String) {
    let output = support::ledger(home, command.split_whitespace());
    let home = home.to_str().expect("a path of letters");
    let text = |bytes: &[u8]| {
        without_times(&without_chain_head(&String::from_utf8_lossy(bytes).replace(home, "/hem")))
    };
    writeln!(seen, "$ ledger{command}").expect("a string");
    for line in text(&output.stdout).lines() {
        writeln!(seen, "{line}").expect("a string");
    }
    for line in text(&output.stderr).lines() {
        writeln!(seen, "{}", format!("! {line}").trim_end()).expect("a string");
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => writeln!(seen, "? {code}").expect("a string"),
        None => writeln!(seen, "? killed").expect("a string"),
    }
}

/// The head of a book's chain is another every time, and so are anchors: the time of an import is in them.
fn without_chain_head(text: &str) -> String {
    const HASH: usize = 64;
    let mut seen = String::new();
    let mut rest = text;
    while let Some((at, _)) = rest.match_indices(|c: char| c.is_ascii_hexdigit()).find(|(at, _)| {
        let is_hash =
            rest.get(*at..at + HASH).is_some_and(|text| text.bytes().all(|b| b.is_ascii_hexdigit()));
        is_hash && is_of_chain(&rest[..*at])
    }) {
        seen.extend([&rest[..at], "…"]);
        rest = &rest[at + HASH..];
    }
    seen + rest
}

/// Whether what stands before a hash says that it is the chain's: the last record, an anchor, or the list of
/// years that are closed, where it stands after the time.
fn is_of_chain(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let markers = ["den sista ", "the last ", "\"chain_head\": \"", "\"anchor\": \""];
    let is_anchor = ["Ankare ", "Anchor "].iter().any(|word| line.starts_with(word)) && line.ends_with(": ");
    let is_listed = line.strip_suffix("  ").is_some_and(|line| {
        line.get(line.len().saturating_sub(6)..)
            .is_some_and(|time| time.starts_with(' ') && &time[3..4] == ":")
    });
    is_anchor || is_listed || markers.iter().any(|marker| line.ends_with(marker))
}

/// What time it is differs from run to run; what is as long keeps tables as they are.
fn without_times(text: &str) -> String {
    let today = chrono::Local::now().date_naive().to_string();
    let mut text: Vec<char> = text.replace(&today, "0000-00-00").chars().collect();
    let form: Vec<char> = "0000-00-00 00:00".chars().collect();
    let fits = |(seen, form): (&char, &char)| match form {
        '0' => seen.is_ascii_digit(),
        ' ' => matches!(seen, ' ' | 'T'),
        other => seen == other,
    };
    for at in 0..text.len().saturating_sub(form.len() - 1) {
        if text[at..].iter().zip(&form).all(fits) {
            let seconds =
                text[at + form.len()..].iter().take(3).take_while(|c| **c == ':' || c.is_ascii_digit());
            let end = at + form.len() + if seconds.count() == 3 { 3 } else { 0 };
            text[at..end].iter_mut().filter(|c| c.is_ascii_digit()).for_each(|c| *c = '0');
        }
    }
    text.into_iter().collect()
}

fn check(name: &str) {
    let path = folder().join(name).with_extension("txt");
    let expected = fs::read_to_string(&path).expect("the transcript");
    let seen = play(&expected);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &seen).expect("room for the transcript");
    }
    let expected = fs::read_to_string(&path).expect("the transcript");
    for (number, (seen, expected)) in seen.lines().zip(expected.lines()).enumerate() {
        assert_eq!(seen, expected, "{name}.txt differs at line {}; UPDATE_EXPECT=1 rewrites it", number + 1);
    }
    assert_eq!(seen.len(), expected.len(), "{name}.txt has another end; UPDATE_EXPECT=1 rewrites it");
}

macro_rules! transcripts {
    ($($test:ident = $name:literal;)*) => {
        $(#[test]
        fn $test() {
            check($name);
        })*

        #[test]
        fn every_transcript_is_played() {
            let files = fs::read_dir(folder()).expect("the transcripts");
            let names = files.map(|file| file.expect("a file").path());
            let names = names.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
            let mut names: Vec<_> = names.map(|path| path.file_stem().expect("a name").to_owned()).collect();
            names.sort();
            let mut played = [$($name),*].map(std::ffi::OsString::from);
            played.sort();
            assert_eq!(names, played);
        }
    };
}

transcripts! {
    an_export_becomes_books = "first-books";
    exports_that_overlap = "overlapping-files";
    books_from_sie_files = "sie";
    every_format = "formats";
    calls_that_are_refused = "wrong-calls";
    files_that_are_refused = "broken-files";
    cost_centres_are_followed_up = "follow-up";
    the_overviews_of_an_annual_report = "annual";
    overviews_that_are_refused = "annual-refused";
    forecasts_come_in_versions = "forecast";
    rounded_figures_may_add_up = "rounding";
    members_pay_their_shares = "members";
    a_plan_is_summed = "plan";
    changed_vouchers_are_never_replaced = "changed-vouchers";
    imports_are_listed_and_undone = "undo";
    accruals_are_posted_and_come_back = "accruals";
    years_are_closed = "close";
    periods_are_locked_and_opened = "lock";
    settings_are_shown_and_replaced = "settings";
    esf_projects_are_followed = "esf";
    a_figure_is_explained = "explain-figure";
    findings_are_told_and_counted = "findings";
    a_year_is_handed_over = "export";
    files_without_a_book = "without-book";
    two_sides_are_held_against_each_other = "compare";
    published_reports_are_proved = "verify";
    files_that_are_never_written_over = "kept-files";
    help_in_swedish = "help";
    how_a_file_is_written = "dialects";
    faults_from_before_refuse_nothing = "faults-before";
    all_of_it_in_english = "english";
}
