//! Periods that are locked: what they keep out, what they let by, and that nobody gets round them.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::collections::BTreeSet;

use books::{
    LATER, NOW, codes, counts, facts, import, new_book, opening, tampered, undo, voucher, vouchers, year,
};
use finsam_ledger::book::{Book, BookError, REVERSAL_SERIES};
use finsam_ledger::finding::{Code, Fact};
use finsam_ledger::{Budget, Month, Period, VoucherId};
use proptest::prelude::*;
use rusqlite::Connection;

#[path = "support/books.rs"]
mod books;

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn lock(book: &mut Book, of: &str) {
    book.lock(period(of), NOW, "ledger lock", "avstämd").expect("it can be locked");
}

fn locked(book: &Book) -> Vec<String> {
    book.locks().expect("it can be read").iter().map(|lock| lock.period.to_string()).collect()
}

#[test]
fn a_locked_period_takes_in_nothing_new_and_lets_by_what_it_has() {
    let (_home, mut book) = new_book();
    import(&mut book, "januari.csv", &vouchers("A", 1..=2));
    lock(&mut book, "2024-01..2024-03");
    let before = book.content_hash().expect("it can be read");

    let outcome = import(&mut book, "kvartal.csv", &vouchers("A", 1..=4));
    assert_eq!(counts(&outcome), (1, 2, 0), "April is open");
    assert_eq!(outcome.locked, [VoucherId::new("A", 3)]);
    let date = "2024-03-15".parse().expect("a date");
    assert_eq!(facts(&outcome), [Fact::VoucherInLockedPeriod { id: VoucherId::new("A", 3), date }]);
    assert_ne!(book.content_hash().expect("it can be read"), before, "April came in");

    book.unlock(period("2024-03"), LATER, "ledger unlock", "sen faktura").expect("it is locked");
    assert_eq!(locked(&book), ["2024-01..2024-02"]);
    assert_eq!(counts(&import(&mut book, "kvartal.csv", &vouchers("A", 1..=4))), (1, 3, 0));
    assert_eq!(codes(&book), []);
}

#[test]
fn a_lock_is_no_bookkeeping() {
    let (_home, mut book) = new_book();
    let empty = book.content_hash().expect("it can be read");
    lock(&mut book, "2024");
    assert_eq!(book.content_hash().expect("it can be read"), empty);
    let [held] = &book.locks().expect("it can be read")[..] else { panic!("one lock") };
    assert_eq!((&*held.locked_at, &*held.command, &*held.reason), (NOW, "ledger lock", "avstämd"));
    assert_eq!(codes(&book), []);
}

#[test]
fn a_year_with_a_locked_month_is_not_opened_anew() {
    let (_home, mut book) = new_book();
    lock(&mut book, "2024-02");
    let mut entering = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let outcome = entering.add("ib.csv", &[], &opening(500), &Budget::default()).expect("it is compared");
    let month = Month::new(2024, 2).expect("a month");
    assert_eq!(facts(&outcome), [Fact::OpeningInLockedYear { year: year(), month }]);
    assert_eq!((outcome.openings.new, outcome.openings.changed), (vec![], vec![year()]));
}

#[test]
fn an_import_behind_a_lock_is_taken_back_by_vouchers() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    let without = book.balances().expect("they can be read");
    import(&mut book, "b.csv", &vouchers("B", 1..=4));
    lock(&mut book, "2024-02..2024-03");
    let dry_run = book.begin_undo(2, LATER, "ledger undo 2", "fel fil").expect("vouchers take it back");
    assert!(dry_run.batch().undone.as_ref().is_some_and(|undone| undone.by_vouchers));
    drop(dry_run);
    undo(&mut book, 2);

    let mut taken_back = Vec::new();
    book.for_each_voucher(|voucher| {
        if voucher.id().series() == REVERSAL_SERIES {
            taken_back.push((voucher.id().number(), voucher.date().to_string(), voucher.text().to_owned()));
        }
    })
    .expect("they can be read");
    let row = |number, date: &str, text: &str| (number, date.to_owned(), text.to_owned());
    assert_eq!(
        taken_back,
        [
            row(1, "2024-01-15", "B 1 Konsult: fel fil"),
            row(2, "2024-04-01", "B 2 Konsult: fel fil"),
            row(3, "2024-04-01", "B 3 Konsult: fel fil"),
            row(4, "2024-04-15", "B 4 Konsult: fel fil"),
        ]
    );
    // All in all nothing is left of it; the locked months are as they were reported.
    let balances = book.balances().expect("they can be read");
    let net = |balances: &finsam_ledger::Balances, months: &str| {
        let mut sums = std::collections::BTreeMap::new();
        for (_, object, turnover) in balances.turnovers_in(period(months)) {
            *sums.entry(object.clone()).or_insert(0) += turnover.change().expect("small").ore();
        }
        sums.retain(|_, ore| *ore != 0);
        sums
    };
    assert_eq!(net(&balances, "2024"), net(&without, "2024"));
    assert_ne!(net(&balances, "2024-02"), net(&without, "2024-02"));
    assert_eq!(codes(&book), []);
    let batches = book.batches().expect("they can be read");
    assert_eq!((batches.len(), batches[2].vouchers, batches[2].files.len()), (3, 4, 0));
    assert_eq!(counts(&import(&mut book, "b.csv", &vouchers("B", 1..=4))), (0, 4, 0), "the book has them");
    let again = book.begin_undo(2, LATER, "ledger undo 2", "").expect_err("it is undone");
    assert!(matches!(again, BookError::BatchUndone { number: 2, .. }), "{again}");
    let reversal = book.begin_undo(3, LATER, "ledger undo 3", "").expect_err("it took import 2 back");
    assert!(matches!(reversal, BookError::BatchReverses { number: 3, of: 2 }), "{reversal}");
}

#[test]
fn an_import_of_open_months_is_undone_as_ever() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    import(&mut book, "b.csv", &vouchers("A", 3..=4));
    lock(&mut book, "2024-02");
    undo(&mut book, 2);
    assert!(
        book.batches().expect("they can be read")[1]
            .undone
            .as_ref()
            .is_some_and(|undone| !undone.by_vouchers)
    );
    assert_eq!(codes(&book), []);
}

#[test]
fn opening_balances_behind_a_lock_are_not_undone() {
    let (_home, mut book) = new_book();
    let mut entering = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    entering.add("ib.csv", &[], &opening(500), &Budget::default()).expect("it can be stored");
    entering.commit().expect("it can be stored");
    lock(&mut book, "2024-12");
    let refused = book.begin_undo(1, LATER, "ledger undo", "").expect_err("its year has a locked month");
    assert!(
        matches!(refused, BookError::BatchLocked { number: 1, month } if month.number() == 12),
        "{refused}"
    );
}

#[test]
fn what_changes_nothing_is_refused() {
    let (_home, mut book) = new_book();
    lock(&mut book, "2024-01..2024-06");
    let again = book.lock(period("2024-02"), LATER, "ledger lock", "").expect_err("it is");
    assert!(matches!(again, BookError::LockedAlready { period: of } if of == period("2024-02")), "{again}");
    let open = book.unlock(period("2024-07..2024-08"), LATER, "ledger unlock", "x").expect_err("it is open");
    assert!(matches!(open, BookError::NotLocked { .. }), "{open}");
    // More than is locked may be locked, and more than is locked may be opened.
    lock(&mut book, "2024-06..2024-09");
    assert_eq!(locked(&book), ["2024-01..2024-05", "2024-06..2024-09"]);
    book.unlock(period("2023-12..2024-06"), LATER, "ledger unlock", "x").expect("some of it is locked");
    assert_eq!(locked(&book), ["2024-07..2024-09"]);
}

#[test]
fn a_voucher_put_behind_a_lock_is_found_even_where_the_chain_was_made_anew() {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    lock(&mut book, "2024-01");
    drop(book);
    // The lock is made to stand before the vouchers it keeps out.
    let book = tampered(home.path(), "UPDATE lock SET record = 2");
    assert!(codes(&book).contains(&Code::ChainBroken) && codes(&book).contains(&Code::VoucherInLockedPeriod));
}

#[test]
fn no_word_on_a_lock_is_changed_unnoticed() {
    for sql in [
        "UPDATE lock SET first = '2024-02'",
        "UPDATE lock SET last = '2025-12'",
        "UPDATE lock SET locks = 0",
        "UPDATE lock SET reason = 'en annan'",
        "UPDATE lock SET said_at = ''",
        "UPDATE lock SET command = ''",
        "UPDATE lock SET first = 'mars'",
        "DELETE FROM lock",
        "INSERT INTO lock VALUES ((SELECT max(seq) FROM record), '2024-01', '2024-01', 0, '', '', '')",
    ] {
        let (home, mut book) = new_book();
        lock(&mut book, "2024-01..2024-12");
        drop(book);
        let connection = Connection::open(home.path().join("ledger.db")).expect("the database");
        assert!(connection.execute_batch(sql).is_err(), "a trigger refuses: {sql}");
        if sql.starts_with("INSERT") {
            continue;
        }
        let found = codes(&tampered(home.path(), sql));
        assert_eq!(found, [Code::ChainBroken], "{sql}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Beside a set of months: what is locked, and which vouchers come in.
    #[test]
    fn locks_are_a_set_of_months(
        words in prop::collection::vec((any::<bool>(), 1..=12_u32, 0..6_u32), 1..10),
    ) {
        let (_home, mut book) = new_book();
        let mut naive: BTreeSet<u32> = BTreeSet::new();
        for (locks, first, more) in words {
            let last = (first + more).min(12);
            let of = period(&format!("2024-{first:02}..2024-{last:02}"));
            let changes = (first..=last).any(|month| naive.contains(&month) != locks);
            let said = if locks { book.lock(of, NOW, "lock", "") } else { book.unlock(of, NOW, "unlock", "x") };
            prop_assert_eq!(said.is_ok(), changes);
            for month in first..=last {
                if locks { naive.insert(month); } else { naive.remove(&month); }
            }
        }
        let ours: BTreeSet<u32> =
            book.locks().expect("it can be read").iter().flat_map(|lock| lock.period.months()).map(Month::number).collect();
        prop_assert_eq!(&ours, &naive);
        let all: Vec<_> = (1..=12).map(|number| voucher("A", number, 500)).collect();
        let outcome = import(&mut book, "år.csv", &all);
        let kept_out: BTreeSet<u32> = outcome.locked.iter().map(|id| u32::try_from(id.number()).expect("small")).collect();
        prop_assert_eq!(kept_out, naive);
        prop_assert_eq!(outcome.vouchers.new.len() + outcome.locked.len(), 12);
        prop_assert_eq!(codes(&book), []);
    }
}
