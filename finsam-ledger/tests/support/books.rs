//! Small books for tests, and what is asked of them again and again.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::path::Path;

use finsam_ledger::book::{Book, FileOutcome};
use finsam_ledger::finding::{Code, Fact, Finding};
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, Budget, CostCentre, FiscalYear, FiscalYears, Posting, Voucher,
    VoucherDraft, VoucherId,
};
use rusqlite::Connection;

pub(crate) const SETTINGS: &str = "[entity]\nname = \"Samordningsförbundet Exempel\"\n";

/// Settings with one ESF project of actual costs: its period, grant in kronor, and support in parts of a hundred.
pub(crate) fn esf_settings(period: &str, grant: u32, support_rate: u32) -> String {
    format!(
        r#"[entity]
name = "Samordningsförbundet Exempel"
[[esf-projects]]
code = "VILJA"
period = "{period}"
cost-centres = ["3047-3048"]
projects = ["VILJA"]
grant = {grant}
support-rate = {support_rate}
[esf-projects.accounts]
receivable = "1712"
income = "3511"
bank = "1930"
cost = "5540"
provision = "2991"
cost-centre = "3048"
[[esf-projects.bases]]
name = "Faktiska"
actual = {{ cost-centres = ["3047"], accounts = ["4000-7999"] }}
"#
    )
}

pub(crate) const NOW: &str = "2025-01-15T09:30:00";
pub(crate) const LATER: &str = "2025-01-15T09:41:00";

pub(crate) type Opening = (FiscalYear, BalanceObject, Amount);

pub(crate) fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

pub(crate) fn year() -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(2024).expect("a year")
}

/// A voucher of three rows.
pub(crate) fn draft(series: &str, number: u64, ore: i64) -> VoucherDraft {
    let cost = |ore, text: &str| Posting {
        cost_centre: CostCentre::new("3001").ok(),
        text: text.into(),
        ..Posting::new(account(5539), Amount::from_ore(ore))
    };
    let debt = Posting::new(account(2411), Amount::from_ore(-ore - 700));
    let rows = vec![cost(ore, "konsult"), cost(700, "resa"), debt];
    let date = format!("2024-{:02}-15", number.clamp(1, 12)).parse().expect("a date");
    VoucherDraft::new(VoucherId::new(series, number), date, "Konsult", rows)
}

pub(crate) fn voucher(series: &str, number: u64, ore: i64) -> Voucher {
    draft(series, number, ore).try_into_voucher().expect("it balances")
}

pub(crate) fn vouchers(series: &str, numbers: std::ops::RangeInclusive<u64>) -> Vec<Voucher> {
    numbers.map(|number| voucher(series, number, 1_000)).collect()
}

pub(crate) fn opening(ore: i64) -> Vec<Opening> {
    let opening = |number, ore| (year(), BalanceObject::from(account(number)), Amount::from_ore(ore));
    vec![opening(1930, ore), opening(2010, -ore)]
}

pub(crate) fn budget(ore: i64) -> Budget {
    let mut budget = Budget::default();
    budget.add(year().period(), account(5539).into(), Amount::from_ore(ore)).expect("small");
    budget
}

pub(crate) fn new_book() -> (tempfile::TempDir, Book) {
    let home = tempfile::tempdir().expect("a directory");
    let book = Book::create(home.path(), SETTINGS).expect("a new book");
    (home, book)
}

pub(crate) fn import(book: &mut Book, file: &str, vouchers: &[Voucher]) -> FileOutcome {
    import_all(book, &[(file, vouchers)]).remove(0)
}

/// Files imported by one command.
pub(crate) fn import_all(book: &mut Book, files: &[(&str, &[Voucher])]) -> Vec<FileOutcome> {
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let add = |(file, vouchers): &(&str, &[Voucher])| {
        import.add(*file, vouchers, &[], &Budget::default()).expect("it can be stored")
    };
    let outcomes = files.iter().map(add).collect();
    import.commit().expect("it can be stored");
    outcomes
}

pub(crate) fn undo(book: &mut Book, batch: u64) {
    let undo = book.begin_undo(batch, LATER, "ledger undo", "fel fil").expect("it can be undone");
    undo.commit().expect("it can be stored");
}

pub(crate) fn codes(book: &Book) -> Vec<Code> {
    book.check_record().expect("it can be read").findings.iter().map(Finding::code).collect()
}

pub(crate) fn facts(outcome: &FileOutcome) -> Vec<Fact> {
    outcome.findings.iter().map(|finding| finding.fact.clone()).collect()
}

/// New, identical, changed.
pub(crate) fn counts(outcome: &FileOutcome) -> (usize, usize, usize) {
    let told = &outcome.vouchers;
    (told.new.len(), told.identical.len(), told.changed.len())
}

/// The book in a directory after somebody changed its database, every trigger gone.
pub(crate) fn tampered(dir: &Path, sql: &str) -> Book {
    let connection = Connection::open(dir.join("ledger.db")).expect("the database");
    let triggers = "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'trigger'";
    let names: String = connection.query_row(triggers, [], |row| row.get(0)).expect("a schema");
    for name in names.split(',') {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("it goes");
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF").expect("off");
    connection.execute_batch(sql).expect("it is changed");
    drop(connection);
    Book::open(dir).expect("it still opens")
}
