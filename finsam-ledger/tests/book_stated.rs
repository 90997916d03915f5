//! Sums that files state themselves, kept in a book as they came.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::sync::Arc;

use books::{SETTINGS, codes, tampered};
use finsam_ledger::book::{Book, Compared};
use finsam_ledger::finding::Code;
use finsam_ledger::{
    Amount, BalanceObject, Budget, CostCentre, FiscalYear, FiscalYears, Period, Posting, Project, StatedKind,
    StatedLevel, StatedSum, StatedSums, VoucherDraft, VoucherId,
};
use rusqlite::Connection;

#[path = "support/books.rs"]
mod books;

fn year(number: i32) -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(number).expect("a year")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// 2023 and 2024 as a file tells of them, with a sum on every level and of every kind.
fn stated(name: &str, result: i64) -> StatedSums {
    let (file, mut stated) = (Arc::from(name), StatedSums::default());
    let cost_centre = || CostCentre::new("3001").expect("a code");
    let project = || Project::new("VILJA").expect("a code");
    let december = |year| period(&format!("{year}-12")).last();
    let sums = [
        (StatedKind::Opening(year(2023)), "1930", StatedLevel::Account, 0),
        (StatedKind::Closing(december(2023)), "1930", StatedLevel::Account, -result),
        (StatedKind::Result(december(2023)), "5539", StatedLevel::Account, result),
        (StatedKind::Result(december(2023)), "5539", StatedLevel::CostCentre(cost_centre()), result),
        (StatedKind::Change(period("2023-03").last()), "5539", StatedLevel::Project(project()), result),
        (StatedKind::Result(december(2024)), "5539", StatedLevel::Both(cost_centre(), project()), 1_000),
    ];
    for (kind, account, level, ore) in sums {
        let (account, amount) = (account.parse().expect("an account"), Amount::from_ore(ore));
        stated.push(&file, StatedSum { kind, account, level, amount });
    }
    stated
}

fn add(book: &mut Book, stated: &StatedSums) -> Compared<FiscalYear> {
    let mut import = book.begin_import("2025-01-15T09:30:00", "ledger import").expect("nobody else writes");
    let outcome = import.add_stated(stated).expect("it can be stored");
    import.commit().expect("it can be stored");
    outcome
}

fn book_with_sums() -> (tempfile::TempDir, Book) {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = Book::create(home.path(), SETTINGS).expect("a new book");
    let outcome = add(&mut book, &stated("2024.se", 700));
    assert_eq!(outcome.new, [year(2023), year(2024)]);
    (home, book)
}

fn sorted(stated: &StatedSums) -> Vec<(String, StatedSum)> {
    let mut all: Vec<_> = stated.iter().map(|(file, sum)| (file.to_string(), sum.clone())).collect();
    all.sort();
    all
}

#[test]
fn stated_sums_come_back_as_they_were_stated() {
    let (home, book) = book_with_sums();
    let expected = sorted(&stated("2024.se", 700));
    assert_eq!(sorted(&book.stated().expect("it can be read")), expected);
    let again = Book::open(home.path()).expect("a book");
    assert_eq!(sorted(&again.stated().expect("it can be read")), expected);
    assert_eq!(again.check_record().expect("it can be read").findings, []);
}

#[test]
fn the_same_sums_again_add_nothing_whatever_their_file_is_called() {
    let (_home, mut book) = book_with_sums();
    let before = (book.content_hash().expect("a hash"), book.chain_head().expect("a hash"));
    for name in ["2024.se", "kopia.se"] {
        let outcome = add(&mut book, &stated(name, 700));
        assert_eq!((outcome.new, outcome.identical), (vec![], vec![year(2023), year(2024)]));
    }
    assert_eq!((book.content_hash().expect("a hash"), book.chain_head().expect("a hash")), before);
}

#[test]
fn sums_stated_anew_are_kept_beside_the_old_and_count() {
    let (_home, mut book) = book_with_sums();
    let outcome = add(&mut book, &stated("2024.se", 800));
    assert_eq!((outcome.new, outcome.identical), (vec![year(2023)], vec![year(2024)]));
    assert_eq!(book.stated().expect("it can be read").len(), 11, "six, and five of 2023 anew");
    let cost = BalanceObject { cost_centre: CostCentre::new("3001").ok(), ..five_five_three_nine() };
    let told = book.balances().expect("balances").movement(period("2023")).expect("the whole year is told");
    assert_eq!(told.get(&cost).copied(), None, "the month is told by project, so the year is too");
    let cost = BalanceObject { project: Project::new("VILJA").ok(), ..five_five_three_nine() };
    assert_eq!(told[&cost], Amount::from_ore(800));
}

fn five_five_three_nine() -> BalanceObject {
    "5539".parse::<finsam_ledger::AccountNumber>().expect("an account").into()
}

#[test]
fn sums_stand_in_until_the_book_has_vouchers_of_their_year() {
    let (_home, mut book) = book_with_sums();
    let balances = book.balances().expect("balances");
    assert!(balances.year_of_sums(year(2023)).is_some());
    assert_eq!(balances, book.recomputed().expect("it can be read").balances);
    let postings = vec![
        Posting::new("5539".parse().expect("an account"), Amount::from_ore(699)),
        Posting::new("1930".parse().expect("an account"), Amount::from_ore(-699)),
    ];
    let date = "2023-05-02".parse().expect("a date");
    let voucher = VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", postings);
    let voucher = voucher.try_into_voucher().expect("it balances");
    let mut import = book.begin_import("2025-01-16T09:30:00", "ledger import").expect("nobody else writes");
    import.add("verifikat.csv", &[voucher], &[], &Budget::default()).expect("it can be stored");
    import.commit().expect("it can be stored");
    let balances = book.balances().expect("balances");
    assert_eq!(balances.year_of_sums(year(2023)), None);
    assert_eq!(balances.movement(period("2023-05")).expect("it is told")[&five_five_three_nine()].ore(), 699);
    let told = book.stated().expect("it can be read").differences(&balances, None).expect("small");
    assert!(told.iter().any(|(_, fact)| fact.code() == Code::StatedSumDiffers), "699 is not 700: {told:#?}");
}

#[test]
fn the_database_refuses_to_change_what_was_stated() {
    let (home, _book) = book_with_sums();
    let connection = Connection::open(home.path().join("ledger.db")).expect("a database");
    for (table, key) in [("stated", "record"), ("stated_row", "stated")] {
        for sql in [
            format!("UPDATE {table} SET {key} = {key}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = connection.execute(&sql, []).expect_err(&sql);
            assert!(refused.to_string().contains("never"), "{sql}: {refused}");
        }
    }
    let late =
        "INSERT INTO stated_row SELECT stated, 99, figure, month, account, cost_centre, project, amount
                FROM stated_row WHERE stated = 2 LIMIT 1";
    let refused = connection.execute(late, []).expect_err("a row more");
    assert!(refused.to_string().contains("never added to"), "{refused}");
}

/// The record numbers: 1 is the batch, 2 the sums of 2023, 3 those of 2024.
const CHANGES: [&str; 9] = [
    "UPDATE stated SET file = 'annan.se' WHERE record = 2",
    "UPDATE stated SET year = 2022 WHERE record = 2",
    "UPDATE stated_row SET amount = amount + 1 WHERE stated = 2 AND row = 1",
    "UPDATE stated_row SET account = 1931 WHERE stated = 2 AND row = 1",
    "UPDATE stated_row SET month = '2023-02' WHERE stated = 2 AND figure = 'change'",
    "UPDATE stated_row SET figure = 'result' WHERE stated = 2 AND figure = 'closing'",
    "UPDATE stated_row SET cost_centre = '' WHERE stated = 2 AND cost_centre <> ''",
    "UPDATE stated_row SET project = 'X' WHERE stated = 2 AND project <> ''",
    "DELETE FROM stated_row WHERE stated = 2; DELETE FROM stated WHERE record = 2",
];

#[test]
fn a_change_behind_the_programs_back_is_seen() {
    for change in CHANGES {
        let (home, book) = book_with_sums();
        drop(book);
        assert_eq!(codes(&tampered(home.path(), change)), [Code::ChainBroken], "{change}");
    }
}
