//! The auditor's package, opened as an auditor would: with what its own README says, and nothing of ours.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};
use support::{EXAMPLES, Example, ledger, printed};
use tempfile::TempDir;

#[path = "../../finsam-ledger/tests/support/schema.rs"]
mod schema;
mod support;

type Hash = [u8; 32];

fn schema() -> Value {
    let path = examples().join("../finsam-ledger/data/schema/audit.schema.json");
    serde_json::from_str(&fs::read_to_string(path).expect("the schema")).expect("the schema is JSON")
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

fn book_of(example: Example) -> TempDir {
    let home = tempfile::tempdir().expect("a directory");
    example.book(home.path(), "bok");
    home
}

/// A small book with a record of every kind there is.
fn book_of_all_kinds() -> TempDir {
    let home = tempfile::tempdir().expect("a directory");
    for command in [
        "import ib.csv verifikat-2023.csv budget.csv",
        "import fel-sida.csv --with-findings",
        "undo 2 --reason prov",
        "close 2023",
        "import verifikat-2024.csv prognos.csv --name Prognos-1 --date 2024-05-01",
        "accrue accrued-expense --over 2024-12 --account 7551 --amount 63900 --text Revision-2024",
        "import aterkommen-order.csv",
        "lock 2024-01..2024-03 --reason avstämd",
    ] {
        let output = ledger(home.path(), support::with_files(command));
        assert!(output.status.code() < Some(2), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let settings = home.path().join("ledger.toml");
    let text =
        [settings.clone(), support::file("esf.toml")].map(|file| fs::read_to_string(file).expect("a text"));
    fs::write(&settings, text.concat()).expect("room for it");
    printed(home.path(), &["esf", "provision", "VILJA", "--amount", "500", "--date", "2024-08-31"]);
    let marked = "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"X\"\n#RAR 0 20240101 20241231\n#DIM 20 Parter\n\
        #OBJEKT 20 AF Arbetsf\n#VER A 22 20240630 \"=HYPERLINK(1)\" 20240701 EK\n{\n\
        #TRANS 6110 {20 AF 1 3001} 125.00 20240630 \"<script>\" \n#BTRANS 6110 {20 AF} 99.00 20240630 struken\n\
        #RTRANS 6110 {} 25.00 20240630 ny\n#TRANS 6110 {} 25.00 20240630 ny\n#TRANS 1930 {} -150.00\n}\n\
        #RES 0 6110 150.00\n";
    fs::write(home.path().join("mark.se"), marked).expect("room for a file");
    let output = ledger(home.path(), ["import", "mark.se", "--with-findings"]);
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    home
}

/// The package, which must be made; whether the books had findings.
fn export(home: &Path, arguments: &[&str]) -> Option<i32> {
    let output = ledger(home, ["export", "audit"].iter().chain(arguments));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.stdout.is_empty() && output.status.code() < Some(2), "{said}");
    assert!(said.contains("LÄS-MIG.txt") || said.contains("README.txt"), "{said}");
    output.status.code()
}

/// Every file below a folder by its path from there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, before: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for item in fs::read_dir(folder).expect("a folder") {
            let item = item.expect("a readable folder");
            let name = format!("{before}{}", item.file_name().to_string_lossy());
            if item.path().is_dir() {
                walk(&item.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(item.path()).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

/// The ending of a file's name.
fn kind(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).expect("half a byte");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What `sha256sum -c` does: every sum is right, and none is missing.
fn sums_hold(files: &BTreeMap<String, Vec<u8>>) -> bool {
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).expect("text");
    let lines: Vec<(&str, &str)> =
        sums.lines().map(|line| line.split_once("  ").expect("two blanks")).collect();
    let named: Vec<&str> = lines.iter().map(|(_, name)| *name).collect();
    let expected: Vec<&str> = files.keys().map(String::as_str).filter(|name| *name != "SHA256SUMS").collect();
    assert_eq!(named, expected, "every other file has its line, in order");
    lines.iter().all(|(sum, name)| hex(&Sha256::digest(&files[*name])) == *sum)
}

/// The rows of a CSV file, each by the names of its columns.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(files[name].as_slice());
    let heads = reader.headers().expect("names of columns").clone();
    let named = |row: csv::StringRecord| {
        heads.iter().zip(&row).map(|(head, cell)| (head.into(), cell.into())).collect()
    };
    reader.records().map(|row| named(row.expect("a row"))).collect()
}

fn ore(text: &str) -> i64 {
    let digits: String = text.chars().filter(|letter| *letter != '.').collect();
    assert!(text.is_empty() || text.split('.').nth(1).is_some_and(|after| after.len() == 2), "{text}");
    digits.parse().unwrap_or(0)
}

fn sum(rows: &[BTreeMap<String, String>], column: &str) -> i64 {
    rows.iter().map(|row| ore(&row[column])).sum()
}

#[test]
fn every_example_is_packed_with_sums_that_are_right_and_tables_that_agree() {
    for example in EXAMPLES {
        let home = book_of(example);
        let (folder, year) = (example.folder, example.year);
        let code = export(home.path(), &["--book", "bok", "--period", year, "rev"]);
        let checked = ledger(home.path(), ["check", "--book", "bok", "--period", year, "--format", "json"]);
        assert_eq!(code, checked.status.code(), "{folder}");
        let files = files(&home.path().join("rev"));
        assert!(sums_hold(&files), "{folder}");
        assert_eq!(files["kontroll.json"], checked.stdout, "{folder}");
        for (name, bytes) in files.iter().filter(|(name, _)| !["db", "se"].contains(&kind(name))) {
            let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{folder}: {name} is no UTF-8"));
            assert!(!text.contains('\u{1b}') && text.ends_with(['\n', '>']), "{folder}: {name}");
        }

        let (journal, accounts) = (rows(&files, "grundbok.csv"), rows(&files, "huvudbok.csv"));
        let trial = rows(&files, "saldobalans.csv");
        let turnover = [sum(&journal, "debit"), sum(&journal, "credit")];
        assert!(turnover[0] > 0 && turnover[0] == turnover[1], "{folder}: {turnover:?}");
        for tables in [&trial, &accounts] {
            assert_eq!([sum(tables, "debit"), sum(tables, "credit")], turnover, "{folder}");
        }
        let closing: BTreeMap<&str, i64> =
            accounts.iter().map(|row| (row["account"].as_str(), ore(&row["balance"]))).collect();
        let expected: BTreeMap<&str, i64> =
            trial.iter().map(|row| (row["account"].as_str(), ore(&row["closing"]))).collect();
        assert_eq!(closing, expected, "{folder}: the general ledger closes as the trial balance");
        let import = |row: &BTreeMap<String, String>| row["import"] == "1";
        assert!(journal.iter().all(import), "{folder}");

        let index: Value = serde_json::from_slice(&files["index.json"]).expect("JSON");
        schema::conforms(&schema(), &index, "$");
        assert_eq!(index["period"], year);
        let listed = index["files"].as_array().expect("a list");
        assert_eq!(listed.len() + 2, files.len(), "{folder}: all but the index and the sums");
        for file in listed {
            let bytes = &files[file["path"].as_str().expect("a path")];
            assert_eq!(file["sha256"], hex(&Sha256::digest(bytes)), "{folder}: {file}");
            assert_eq!(file["bytes"], bytes.len(), "{folder}: {file}");
        }
        let imports = printed(home.path(), &["imports", "--book", "bok", "--format", "json"]);
        assert_eq!(files["inlasningar.json"], imports, "{folder}");
        let report = ["report", "annual", "--book", "bok", "--period", year, "--format", "html"];
        let report = ledger(home.path(), report);
        assert_eq!(files["arsredovisning.html"], report.stdout, "{folder}");
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_in_a_folder_and_in_a_zip_file() {
    let home = book_of_all_kinds();
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("empty")).expect("a folder");
    for target in ["one", "empty", "one.zip", "two.ZIP"] {
        export(home.path(), &["--period", "2024", target]);
    }
    let one = files(&at("one"));
    assert_eq!(one, files(&at("empty")));
    let zip = fs::read(at("one.zip")).expect("the file");
    assert_eq!(zip, fs::read(at("two.ZIP")).expect("the file"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("a ZIP file");
    let mut unpacked = BTreeMap::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        unpacked.insert(file.name().expect("a name").into_owned(), bytes);
    }
    assert_eq!(one, unpacked);
    let left: Vec<String> = files(home.path()).into_keys().filter(|name| name.contains(".zip.")).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(
        fs::read_dir(home.path())
            .expect("the folder")
            .all(|item| { !item.expect("a file").file_name().to_string_lossy().starts_with(".one") })
    );
}

/// The fields of a record, as the README tells how they are written.
#[derive(Default)]
struct Said(Vec<u8>);

impl Said {
    fn number(&mut self, number: i64) {
        self.0.extend(number.to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(i64::try_from(text.len()).expect("a length"));
        self.0.extend(text.as_bytes());
    }
}

type Row = (i64, String, String, i64, String, String);

/// Account, cost centre, project, amount, text and other marks, from a row's columns in that order.
fn row_of(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Row> {
    Ok((
        row.get(first)?,
        row.get(first + 1)?,
        row.get(first + 2)?,
        row.get(first + 3)?,
        row.get(first + 4)?,
        row.get(first + 5)?,
    ))
}

fn say_row(said: &mut Said, (account, cost_centre, project, amount, text, others): &Row) {
    said.number(*account);
    said.text(cost_centre);
    said.text(project);
    said.number(*amount);
    said.text(text);
    said.number(i64::try_from(others.lines().count()).expect("a count"));
    for other in others.lines() {
        let (dimension, code) = other.split_once(' ').expect("dimension and code");
        said.number(dimension.parse().expect("a dimension"));
        said.text(code);
    }
}

/// What a voucher says, following the README alone.
fn voucher_says(database: &Connection, record: i64) -> Vec<u8> {
    let mut said = Said::default();
    said.text("voucher");
    let head =
        "SELECT year, series, number, date, text, registered, signature FROM voucher WHERE record = ?1";
    let (registered, signature) = database
        .query_row(head, [record], |row| {
            said.number(row.get(0)?);
            said.text(&row.get::<_, String>(1)?);
            said.number(row.get(2)?);
            said.text(&row.get::<_, String>(3)?);
            said.text(&row.get::<_, String>(4)?);
            Ok((row.get::<_, String>(5)?, row.get::<_, String>(6)?))
        })
        .expect("the voucher");
    let sql = "SELECT account, cost_centre, project, amount, text, others FROM posting WHERE voucher = ?1 \
               ORDER BY row";
    let mut rows = database.prepare(sql).expect("the rows");
    let rows: Vec<Row> = rows
        .query_map([record], |row| row_of(row, 0))
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    said.number(i64::try_from(rows.len()).expect("a count"));
    for row in &rows {
        say_row(&mut said, row);
    }
    said.text(&registered);
    said.text(&signature);
    let sql = "SELECT date, signature, change, row, account, cost_centre, project, amount, text, others \
               FROM correction WHERE voucher = ?1 ORDER BY position";
    let mut corrections = database.prepare(sql).expect("the corrections");
    let corrections = corrections.query_map([record], |row| {
        let words: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        let struck = if words[2] == "struck" { Some(row_of(row, 4)?) } else { None };
        Ok((words, row.get::<_, i64>(3)?, struck))
    });
    let corrections: Vec<_> = corrections.expect("corrections").map(|row| row.expect("one")).collect();
    said.number(i64::try_from(corrections.len()).expect("a count"));
    for (words, row, struck) in corrections {
        for word in &words {
            said.text(word);
        }
        said.number(row - 1);
        if let Some(struck) = struck {
            say_row(&mut said, &struck);
        }
    }
    said.0
}

/// The records that do not say what they said, or do not stand where they stood.
fn broken(package: &Path) -> (Vec<i64>, BTreeMap<String, usize>) {
    let database = Connection::open(package.join("bok/ledger.db")).expect("the copy opens");
    // What kedja.sql writes to files: a statement for each record.
    let sql = fs::read_to_string(package.join("kedja.sql")).expect("the script");
    let mut statement = database.prepare(&sql).expect("it is SQL");
    let said = statement.query_map([], |row| row.get::<_, String>(0)).expect("it runs").map(|line| {
        let line = line.expect("a line");
        let (record, bytes) = line
            .strip_prefix("SELECT writefile('chain/")
            .and_then(|rest| rest.strip_suffix("');")?.split_once(".content', X'"))
            .expect("a statement that writes a file");
        let byte = |at: usize| u8::from_str_radix(&bytes[at..at + 2], 16).expect("two digits");
        (record.parse::<i64>().expect("a number"), (0..bytes.len()).step_by(2).map(byte).collect::<Vec<u8>>())
    });
    let said: BTreeMap<i64, Vec<u8>> = said.collect();
    let mut records =
        database.prepare("SELECT seq, kind, content, hash FROM record ORDER BY seq").expect("SQL");
    let records = records
        .query_map([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Hash>(2)?,
                row.get::<_, Hash>(3)?,
            ))
        })
        .expect("the records");
    let (mut before, mut amiss, mut kinds) = ([0; 32], Vec::new(), BTreeMap::new());
    for record in records {
        let (seq, kind, content, hash) = record.expect("a record");
        let bytes = said.get(&seq).cloned().unwrap_or_default();
        if kind == "voucher" {
            assert_eq!(
                hex(&voucher_says(&database, seq)),
                hex(&bytes),
                "the README and kedja.sql differ: {seq}"
            );
        }
        let is_said = <Hash>::from(Sha256::digest(&bytes)) == content;
        let follows =
            <Hash>::from(Sha256::new().chain_update(before).chain_update(content).finalize()) == hash;
        if !(is_said && follows) {
            amiss.push(seq);
        }
        *kinds.entry(kind).or_default() += 1;
        before = hash;
    }
    let rows = fs::read_to_string(package.join("kedja.csv")).expect("the chain");
    assert!(rows.trim_end().ends_with(&hex(&before)), "kedja.csv ends where the book does");
    (amiss, kinds)
}

/// Runs the commands of the README; what each prints, and whether all went well. Nothing where the
/// programs are not installed.
fn commands_of_readme(package: &Path, readme: &str) -> Option<(Vec<(String, String)>, bool)> {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !is_there("sqlite3") || !is_there("sha256sum") {
        let _ = writeln!(std::io::stderr(), "skipped: sqlite3 and sha256sum are not both installed");
        return None;
    }
    let readme = fs::read_to_string(package.join(readme)).expect("the README");
    let (mut printed, mut went_well) = (Vec::new(), true);
    for command in readme.lines().filter_map(|line| line.strip_prefix("    $ ")) {
        let output = Command::new("sh").args(["-c", command]).current_dir(package).output().expect("a shell");
        went_well &= output.status.success();
        printed.push((command.to_owned(), String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    assert!(printed.len() >= 14, "the README has its commands");
    Some((printed, went_well))
}

#[test]
fn the_chain_is_recomputed_from_what_the_readme_says() {
    let home = book_of_all_kinds();
    export(home.path(), &["--period", "2024", "rev"]);
    let package = home.path().join("rev");
    let (amiss, kinds) = broken(&package);
    assert!(amiss.is_empty(), "{amiss:?}");
    let expected = [
        "batch", "budget", "closing", "esf", "file", "lock", "made", "opening", "plan", "replaced", "stated",
        "undo", "voucher",
    ];
    assert_eq!(kinds.keys().map(String::as_str).collect::<Vec<_>>(), expected);

    let before = files(&package);
    let Some((printed, went_well)) = commands_of_readme(&package, "LÄS-MIG.txt") else { return };
    assert!(went_well, "{printed:?}");
    assert_eq!(files(&package), before, "the commands leave nothing behind");
    let of = |part: &str| {
        let found = printed.iter().find(|(command, _)| command.contains(part));
        found.map(|(_, printed)| printed.trim_end()).expect("such a command")
    };
    assert_eq!(of("integrity_check"), "ok");
    assert_eq!(of("foreign_key_check"), "");
    let (count, last) = of("count(*), max(seq)").split_once('|').expect("two numbers");
    assert_eq!(count, last);
    assert_eq!(of("HAVING sum(amount) <> 0"), "");
    for part in ["expected", "written"] {
        assert!(printed.iter().all(|(command, printed)| !command.contains(part) || printed.is_empty()));
    }
    let journal = rows(&before, "grundbok.csv");
    let figures = |rows: &[BTreeMap<String, String>], column| {
        let ore = sum(rows, column);
        format!("{}.{:02}", ore / 100, ore % 100)
    };
    assert_eq!(
        of(".import grundbok.csv"),
        format!("{};{}", figures(&journal, "debit"), figures(&journal, "credit"))
    );
    let trial: Vec<String> = rows(&before, "saldobalans.csv")
        .iter()
        .filter(|row| row["debit"] != "0.00" || row["credit"] != "0.00")
        .map(|row| [row["account"].as_str(), &row["debit"], &row["credit"]].join("|"))
        .collect();
    assert_eq!(of("FROM kept_sum").lines().collect::<Vec<_>>(), trial);
    let index: Value = serde_json::from_slice(&before["index.json"]).expect("JSON");
    assert_eq!(
        of("LIMIT 1"),
        format!("{}|{}", index["records"], index["chain_head"].as_str().expect("a hash"))
    );
}

/// Both a package that was changed and a package of a book that was changed.
#[test]
fn a_change_is_noticed_by_both_checks() {
    let home = book_of_all_kinds();
    export(home.path(), &["--period", "2024", "rev"]);
    let package = home.path().join("rev");
    let database = package.join("bok/ledger.db");
    let change = |sql: &str, database: &Path| {
        let database = Connection::open(database).expect("the database");
        let drop_triggers =
            "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema WHERE type = 'trigger'";
        let drop_triggers: String =
            database.query_row(drop_triggers, [], |row| row.get(0)).expect("triggers");
        database.execute_batch(&drop_triggers).expect("they go");
        assert_eq!(database.execute(sql, []).expect("a change"), 1);
    };
    let raise = "UPDATE posting SET text = text || '!' WHERE (voucher, row) = \
                 (SELECT voucher, row FROM posting ORDER BY voucher DESC LIMIT 1)";
    change(raise, &database);
    assert!(!sums_hold(&files(&package)));
    let (amiss, _) = broken(&package);
    assert_eq!(amiss.len(), 1);
    if let Some((printed, went_well)) = commands_of_readme(&package, "LÄS-MIG.txt") {
        assert!(!went_well);
        let failed = |part: &str| {
            printed.iter().any(|(command, printed)| command.contains(part) && printed.contains("FAILED"))
        };
        assert!(failed("SHA256SUMS") && failed("sha256sum -c --quiet chain/expected"), "{printed:?}");
    }

    // A book that was changed is packed with that as a finding, and its package shows it too.
    change(raise, &home.path().join("ledger.db"));
    assert_eq!(export(home.path(), &["--period", "2024", "changed"]), Some(1));
    let package = home.path().join("changed");
    let (of_package, (amiss, _)) = (files(&package), broken(&package));
    assert!(sums_hold(&of_package));
    assert_eq!(amiss.len(), 1);
    let text = |name: &str| String::from_utf8(of_package[name].clone()).expect("text");
    assert!(text("kontroll.txt").contains("FS0904"), "{}", text("kontroll.txt"));
    assert!(text("LÄS-MIG.txt").contains("boken är ändrad efteråt"), "{}", text("LÄS-MIG.txt"));
    let index: Value = serde_json::from_str(&text("index.json")).expect("JSON");
    assert_eq!((&index["intact"], &index["content"]), (&Value::Bool(false), &Value::Null));
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let home = tempfile::tempdir().expect("a directory");
    ledger(home.path(), support::with_files("import ib.csv verifikat-2023.csv"));
    fs::create_dir(home.path().join("full")).expect("a folder");
    fs::write(home.path().join("full/own.txt"), "mine").expect("a file");
    fs::write(home.path().join("full.zip"), "").expect("a file");
    fs::write(home.path().join("report.csv"), "x").expect("a file");
    let before = files(home.path());
    for (command, code, said) in [
        ("full", 2, "full finns redan."),
        ("full.zip", 2, "full.zip finns redan."),
        (".", 2, ". finns redan."),
        ("ledger.db", 2, "hör till en bok"),
        ("ledger.lock", 2, "hör till en bok"),
        ("report.csv --published report.csv", 2, "läses av kommandot"),
        ("new --published report.csv", 1, ""),
        ("new --published gone.csv", 3, "gone.csv går inte att läsa"),
        ("new --period 2022", 2, "Inget är bokfört under 2022."),
        ("new --period 2024", 2, "Inget är bokfört under 2024."),
        ("new --period 2023-01..2023-06", 2, "en del av ett"),
        ("no/new", 3, "katalogen finns inte"),
        ("new --checksum", 2, "--checksum hör till ett annat slags export."),
        ("", 2, "Ange en katalog"),
    ] {
        let words = ["export", "audit"].into_iter().chain(command.split_whitespace());
        let output = ledger(home.path(), words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{command}: {told}");
        assert!(told.contains(said), "{command}: {told}");
        assert_eq!(files(home.path()), before, "{command}");
    }
}

#[test]
fn a_published_report_is_proved_in_the_package() {
    let home = book_of(EXAMPLES[2]);
    let report = examples().join("reports/insjoriket-2019.csv");
    let report = report.to_str().expect("a path");
    let code = export(
        home.path(),
        &["--book", "bok", "--period", "2019", "rev", "--published", report, "--lang", "en"],
    );
    assert_eq!(code, Some(1), "the report has errors");
    let files = files(&home.path().join("rev"));
    assert!(files.contains_key("README.txt") && files.contains_key("book/ledger.db"));
    let html = String::from_utf8_lossy(&files["published-report.html"]);
    assert!(html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>"));
    let verdict: Value = serde_json::from_slice(&files["published-report.json"]).expect("JSON");
    assert!(verdict.is_object());
    assert!(sums_hold(&files));
    let ran = commands_of_readme(&home.path().join("rev"), "README.txt");
    assert!(ran.as_ref().is_none_or(|(_, went_well)| *went_well), "{ran:?}");
}

#[test]
fn other_peoples_words_are_harmless_in_every_file() {
    let home = tempfile::tempdir().expect("a directory");
    let long = "x".repeat(10_000);
    let texts =
        ["<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "\u{1b}[31mröd", "\u{202e}vänd", &long];
    let mut table = "Vernr;Datum;Konto;Text;Belopp\n".to_owned();
    for (number, text) in (1..).zip(texts) {
        let text = format!("\"{}\"", text.replace('"', "\"\""));
        for (account, amount) in [("5539", "100,00"), ("2411", "-100,00")] {
            table.push_str(
                &["A", &number.to_string(), ";2024-03-01;", account, ";", &text, ";", amount, "\n"].concat(),
            );
        }
    }
    fs::write(home.path().join("fientlig.csv"), table).expect("a file");
    let output = ledger(home.path(), ["import", "fientlig.csv", "--with-findings"]);
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let toml = home.path().join("ledger.toml");
    let text = fs::read_to_string(&toml).expect("the settings");
    let text = text.replacen("name = \"", "name = \"{files}<script>\\u001b[31m", 1);
    fs::write(&toml, text).expect("the settings");
    export(home.path(), &["rev"]);
    for (name, bytes) in files(&home.path().join("rev")) {
        if name.starts_with("bok/") || kind(&name) == "se" {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{name}");
        assert!(kind(&name) != "html" || !text.contains("<script>alert"), "{name}");
        let runs = |line: &str| line.split(';').any(|field| field.trim_matches('"').starts_with("=HYPER"));
        assert!(kind(&name) != "csv" || !text.lines().any(runs), "{name}");
    }
}
