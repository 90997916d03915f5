//! The stages of the pipe beyond reading, each as one function: what the benches time and `stages` counts.

#![allow(dead_code, reason = "each bench takes what it needs")]

use std::path::Path;

use finsam_ledger::book::Book;
use finsam_ledger::message::Lang;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::{Keep, Options, Read, Reading};
use finsam_ledger::render::{Document, Table};
use finsam_ledger::statement::{Layout, Statement, View, balance_sheet, cash_flow, income_statement};
use finsam_ledger::{AccountNumber, Balances, Budget, ChartOfAccounts, LedgerPosting, Unit, Voucher};

const SETTINGS: &str = "[entity]\nname = \"Samordningsförbundet Exempel\"\n";

/// A day like any other: nothing measured reads a clock.
const NOW: &str = "2025-01-15T09:30:00";

pub(crate) fn read(bytes: &[u8]) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Sums, ..Options::default() });
    reading.file("verifikat.csv", bytes).expect("it can be read");
    reading.finish().expect("small amounts")
}

pub(crate) fn layout() -> Layout {
    built_in("lkbr").expect("built in")
}

/// The three statements of a year.
pub(crate) fn statements(layout: &Layout, balances: &Balances) -> [Statement; 3] {
    let chart = ChartOfAccounts::default();
    let period = "2024".parse().expect("a year");
    let view = View { period, comparison: None, unit: Unit::Kr, chart: &chart };
    [
        income_statement(layout, balances, &view).expect("small amounts"),
        balance_sheet(layout, balances, &view).expect("small amounts"),
        cash_flow(layout, balances, &view).expect("small amounts"),
    ]
}

pub(crate) fn new_book(dir: &Path) -> Book {
    Book::create(dir, SETTINGS).expect("a new book")
}

/// Takes the vouchers into a book that has none yet, and makes it last.
pub(crate) fn import(book: &mut Book, vouchers: &[Voucher]) {
    let mut import = book.begin_import(NOW, "ledger import verifikat.csv").expect("nobody else writes");
    import.add("verifikat.csv", vouchers, &[], &Budget::default()).expect("it can be stored");
    import.commit().expect("it can be stored");
}

/// What a report does with a book before it is drawn.
pub(crate) fn report(dir: &Path, layout: &Layout) -> [Statement; 3] {
    let balances = Book::open(dir).expect("a book").balances().expect("sums");
    statements(layout, &balances)
}

/// The rows of the bank in a month.
pub(crate) fn account_month(book: &Book) -> Vec<LedgerPosting> {
    let bank = AccountNumber::new(1930).expect("an account");
    book.postings(bank, "2024-08".parse().expect("a month")).expect("rows")
}

pub(crate) fn document(statement: &Statement) -> Document {
    let table = Table::statement(statement, "Samordningsförbundet Exempel", Lang::Sv);
    Document::of_table(table, Lang::Sv)
}
