//! What an auditor takes of a book: a copy that is the same each time, the chain, the vouchers with their
//! imports, and hashes recomputed from `content.sql` alone.
#![cfg(feature = "sqlite")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/books.rs"]
mod books;

use std::fs;

use books::{LATER, NOW, budget, import, new_book, opening, tampered, undo, vouchers};
use finsam_ledger::book::{Book, BookError, BookedVoucher, CONTENT_SQL};
use finsam_ledger::finding::Code;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// A book of three imports, the second undone, with a lock at its end.
fn book() -> (tempfile::TempDir, Book) {
    let (home, mut book) = new_book();
    let mut first = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    first.add("a.csv", &vouchers("A", 1..=4), &opening(500), &budget(9_000)).expect("it can be stored");
    first.commit().expect("it can be stored");
    import(&mut book, "fel.csv", &vouchers("B", 1..=2));
    undo(&mut book, 2);
    import(&mut book, "c.csv", &vouchers("C", 1..=3));
    let january = "2024-01".parse().expect("a month");
    book.lock(january, LATER, "ledger lock", "avstämd").expect("it can be locked");
    (home, book)
}

#[test]
fn a_copy_is_a_book_and_the_same_each_time() {
    let (home, book) = book();
    let at = |name: &str| home.path().join(name);
    for name in ["one", "two"] {
        book.copy_into(&at(name)).expect("room for a copy");
    }
    for file in ["ledger.db", "ledger.toml"] {
        let [one, two] = ["one", "two"].map(|name| fs::read(at(name).join(file)).expect("the file"));
        assert_eq!(one, two, "{file}");
    }
    let copy = Book::open(&at("one")).expect("it is a book");
    assert!(copy.check_record().expect("it can be read").findings.is_empty());
    assert_eq!(copy.chain().expect("its chain"), book.chain().expect("its chain"));
    assert_eq!(copy.content_hash().expect("a hash"), book.content_hash().expect("a hash"));
    let refused = book.copy_into(&at("one"));
    assert!(matches!(refused, Err(BookError::Exists(_))), "{refused:?}");
    // Nor does it take the place of the book it is of.
    let refused = book.copy_into(home.path());
    assert!(matches!(refused, Err(BookError::Exists(_))), "{refused:?}");
}

#[test]
fn a_copy_is_of_the_book_as_it_stands() {
    let (home, mut book) = book();
    book.copy_into(&home.path().join("before")).expect("room for a copy");
    import(&mut book, "d.csv", &vouchers("D", 2..=2));
    let before = Book::open(&home.path().join("before")).expect("it is a book");
    let (copied, now) = (before.chain().expect("a chain"), book.chain().expect("a chain"));
    assert!(copied.len() < now.len() && now.starts_with(&copied));
}

#[test]
fn the_chain_is_told_and_when_it_ends() {
    let (_home, book) = book();
    let chain = book.chain().expect("its chain");
    assert!(chain.iter().map(|record| record.number).eq(1..=chain.len() as u64));
    assert_eq!(chain.last().map(|record| record.hash), Some(book.chain_head().expect("a hash")));
    assert_eq!(chain.last().map(|record| record.kind.as_str()), Some("lock"));
    assert_eq!(book.last_said_at().expect("it can be read").as_deref(), Some(LATER));
    let (_home, empty) = new_book();
    assert!(empty.chain().expect("its chain").is_empty());
    assert_eq!(empty.last_said_at().expect("it can be read"), None);
}

#[test]
fn vouchers_come_with_the_import_that_brought_them() {
    let (_home, book) = book();
    let told = |period: &str| {
        let (vouchers, broken) = book.vouchers_in(period.parse().expect("a period")).expect("vouchers");
        assert!(broken.is_empty());
        let told = |of: &BookedVoucher| format!("{} {}", of.import, of.voucher.id());
        vouchers.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(told("2024"), ["1 A 1", "1 A 2", "1 A 3", "1 A 4", "3 C 1", "3 C 2", "3 C 3"]);
    assert_eq!(told("2024-02"), ["1 A 2", "3 C 2"]);
    assert!(told("2023").is_empty());
}

/// The content of every record, recomputed.
fn recomputed(database: &Connection) -> Vec<(u64, [u8; 32])> {
    let mut statement = database.prepare(CONTENT_SQL).expect("it is SQL");
    let lines = statement.query_map([], |row| row.get::<_, String>(0)).expect("it runs");
    let content = |line: String| {
        let line = line.strip_prefix("SELECT writefile('chain/").and_then(|line| line.strip_suffix("');"));
        let (record, bytes) = line.and_then(|line| line.split_once(".content', X'")).expect("a statement");
        let byte = |at: usize| u8::from_str_radix(&bytes[at..at + 2], 16).expect("two digits");
        let bytes: Vec<u8> = (0..bytes.len()).step_by(2).map(byte).collect();
        (record.parse().expect("a number"), Sha256::digest(bytes).into())
    };
    lines.map(|line| content(line.expect("a line"))).collect()
}

#[test]
fn every_content_is_recomputed_from_the_script_alone() {
    let (home, book) = book();
    let chain = book.chain().expect("its chain");
    let stored: Vec<_> = chain.iter().map(|record| (record.number, record.content)).collect();
    let database = Connection::open(home.path().join("ledger.db")).expect("the database");
    assert_eq!(recomputed(&database), stored);

    let changed = tampered(home.path(), "UPDATE posting SET amount = -amount WHERE voucher = 5");
    let differ: Vec<u64> = recomputed(&database)
        .iter()
        .zip(&stored)
        .filter(|(now, before)| now != before)
        .map(|(now, _)| now.0)
        .collect();
    assert_eq!(differ, [5]);
    let (_, broken) = changed.vouchers_in("2024".parse().expect("a year")).expect("vouchers");
    // The rows still balance: it is a voucher, but no longer the one that was put in.
    assert!(broken.is_empty());
    let found = changed.check_record().expect("it can be read").findings;
    assert!(found.iter().any(|finding| finding.code() == Code::ChainBroken), "{found:?}");
}
