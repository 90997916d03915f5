//! Imports: what is known again, what two files have in common, and what is undone.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use books::{
    LATER, NOW, SETTINGS, account, budget, codes, counts, draft, facts, import, import_all, new_book,
    opening, tampered, undo, voucher, vouchers, year,
};
use finsam_ledger::book::{Batch, Book, BookError, HashedReader, ImportedFile};
use finsam_ledger::finding::{Code, Differing, Fact};
use finsam_ledger::read::settings::{NamesAdded, NewNames};
use finsam_ledger::{
    Amount, Budget, BudgetOfYear, BudgetVersion, CostCentre, History, Period, VoucherId, VoucherSource,
};
use proptest::prelude::*;
use rusqlite::Connection;

#[path = "support/books.rs"]
mod books;

/// The budget that nobody named.
fn the_budget() -> BudgetOfYear {
    BudgetOfYear { year: year(), version: BudgetVersion::default() }
}

/// Everything that counts in a book; two books with the same are as good as one another.
fn what_counts(book: &Book) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut vouchers = Vec::new();
    book.for_each_voucher(|voucher| vouchers.push(voucher)).expect("it can be read");
    let period: Period = year().period();
    (
        book.content_hash().expect("a hash"),
        book.balances().expect("balances"),
        book.recomputed().expect("balances").balances,
        book.budget().expect("a budget"),
        book.postings_on(account(5539), period),
        vouchers,
    )
}

#[test]
fn an_export_that_is_sorted_another_way_is_the_same() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    let before = what_counts(&book);
    let turned = |number| {
        let mut draft = draft("A", number, 1_000);
        draft.postings.reverse();
        draft.try_into_voucher().expect("it balances")
    };
    let outcome = import(&mut book, "b.csv", &[turned(2), turned(1), turned(4)]);
    assert_eq!((counts(&outcome), facts(&outcome)), ((1, 2, 0), vec![]));
    let mut other = new_book();
    import(&mut other.1, "b.csv", &[turned(1), turned(2), turned(3)]);
    assert_ne!(before, what_counts(&other.1), "the rows stay in the order of their source");
    let (one, two) = (book.content_hash().expect("a hash"), other.1.content_hash().expect("a hash"));
    import(&mut other.1, "a.csv", &[voucher("A", 4, 1_000)]);
    assert_ne!(one, two);
    assert_eq!(one, other.1.content_hash().expect("a hash"), "whatever order the rows came in");
    assert_eq!(codes(&book), []);
}

#[test]
fn what_was_done_to_a_voucher_does_not_make_it_another() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=1));
    let mut told = draft("A", 1, 1_000);
    told.history =
        History { registered: "2024-02-01".parse().ok(), signature: "EK".into(), ..History::default() };
    let told = told.try_into_voucher().expect("it balances");
    let outcome = import(&mut book, "a.se", &[told]);
    assert_eq!((counts(&outcome), facts(&outcome)), ((0, 1, 0), vec![]));
    let mut other = draft("A", 1, 1_000);
    other.postings[0].text = "konsult, rättad".into();
    let outcome = import(&mut book, "c.csv", &[other.try_into_voucher().expect("it balances")]);
    assert_eq!(counts(&outcome), (0, 0, 1), "another text is another content");
}

#[test]
fn vouchers_without_a_series_are_known_again() {
    for (in_book, in_file) in [("A", ""), ("", "A")] {
        let (_home, mut book) = new_book();
        import(&mut book, "a.csv", &vouchers(in_book, 1..=5));
        let before = what_counts(&book);
        let mut file = vouchers(in_file, 2..=5);
        let outcome = import(&mut book, "b.csv", &file);
        let known = |vouchers| Fact::SeriesDiffers {
            in_book: in_book.to_owned(),
            in_file: in_file.to_owned(),
            vouchers,
        };
        assert_eq!((counts(&outcome), facts(&outcome)), ((0, 4, 0), vec![known(4)]));
        assert_eq!(before, what_counts(&book));
        file.push(voucher(in_file, 1, 1_001));
        file.push(voucher(in_file, 6, 1_000));
        let outcome = import(&mut book, "c.csv", &file);
        let doubtful = Fact::NumberOfOtherSeries {
            id: VoucherId::new(in_file, 1),
            series_in_book: in_book.to_owned(),
            date: "2024-01-15".parse().expect("a date"),
            debit_in_book: Amount::from_ore(1_700),
            debit_in_file: Amount::from_ore(1_701),
        };
        assert_eq!((counts(&outcome), facts(&outcome)), ((2, 4, 0), vec![known(4), doubtful]));
        let outcome = import(&mut book, "c.csv", &file);
        assert_eq!(counts(&outcome), (0, 6, 0), "what was added is known by its own number");
        assert_eq!(codes(&book), []);
    }
}

#[test]
fn vouchers_of_one_number_are_paired_by_what_they_say() {
    let (_home, mut book) = new_book();
    let of = |amounts: &[i64]| amounts.iter().map(|ore| voucher("#", 1, *ore)).collect::<Vec<_>>();
    assert_eq!(counts(&import(&mut book, "jan.se", &of(&[1_000, 2_000, 1_000]))), (3, 0, 0));
    let outcome = import(&mut book, "jan.se", &of(&[1_000, 1_000, 2_000]));
    assert_eq!((counts(&outcome), facts(&outcome)), ((0, 3, 0), vec![]), "the same again");
    let outcome = import(&mut book, "feb.se", &of(&[3_000, 1_000, 2_000, 1_000, 1_000]));
    assert_eq!((counts(&outcome), facts(&outcome)), ((2, 3, 0), vec![]), "two more");
    let sum = book.recomputed().expect("it can be read").summary;
    let debits = 1_000 + 2_000 + 1_000 + 3_000 + 1_000 + 5 * 700;
    assert_eq!((sum.vouchers, sum.debit.ore()), (5, debits));

    let before = what_counts(&book);
    let outcome = import(&mut book, "mar.se", &of(&[3_000, 1_000, 2_001, 1_000, 1_000]));
    assert_eq!(counts(&outcome), (0, 4, 1));
    let changed = Fact::VoucherChanged {
        id: VoucherId::new("#", 1),
        date_in_book: "2024-01-15".parse().expect("a date"),
        debit_in_book: Amount::from_ore(2_700),
        date_in_file: "2024-01-15".parse().expect("a date"),
        debit_in_file: Amount::from_ore(2_701),
        differing: Differing::Rows,
    };
    assert_eq!(facts(&outcome), [changed], "the one that the file leaves out is named");
    assert_eq!(before, what_counts(&book));
    assert_eq!(codes(&book), []);
    let told = book.recomputed().expect("it can be read").facts;
    assert!(told.len() == 4 && told.iter().all(|located| located.fact.code() == Code::NumberReused));
}

#[test]
fn of_vouchers_with_one_number_those_of_an_undone_import_come_again() {
    let (_home, mut book) = new_book();
    let (one, two) = (voucher("#", 1, 1_000), voucher("#", 1, 2_000));
    import(&mut book, "jan.se", std::slice::from_ref(&one));
    assert_eq!(counts(&import(&mut book, "feb.se", &[one.clone(), two.clone()])), (1, 1, 0));
    book.begin_undo(1, "2024-03-01T09:30:00", "ledger undo 1", "").expect("there").commit().expect("done");
    let outcome = import(&mut book, "feb.se", &[one.clone(), two.clone()]);
    assert_eq!((counts(&outcome), outcome.undone_before), ((1, 1, 0), vec![VoucherId::new("#", 1)]));
    assert_eq!(counts(&import(&mut book, "feb.se", &[two, one])), (0, 2, 0));
    assert_eq!(codes(&book), []);
}

#[test]
fn vouchers_of_one_number_are_known_under_another_series() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.se", &[voucher("A", 1, 1_000), voucher("A", 1, 1_000), voucher("A", 1, 2_000)]);
    let bare = [voucher("", 1, 2_000), voucher("", 1, 1_000), voucher("", 1, 1_000)];
    assert_eq!(counts(&import(&mut book, "b.se", &bare)), (0, 3, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any vouchers, numbers used again at will: twice is once, in any order, and in parts that
    /// each hold all of a number.
    #[test]
    fn a_file_imported_twice_is_imported_once(
        ids in prop::collection::vec(("[A#]?", 1_u64..4, 1_i64..4), 0..16),
    ) {
        let file: Vec<_> = ids.iter().map(|(series, number, ore)| voucher(series, *number, *ore)).collect();
        let (_home, mut book) = new_book();
        let outcome = import(&mut book, "a.se", &file);
        prop_assert_eq!(counts(&outcome), (file.len(), 0, 0));
        let before = what_counts(&book);
        let reversed: Vec<_> = file.iter().rev().cloned().collect();
        for again in [&file, &reversed] {
            let outcome = import(&mut book, "b.se", again);
            prop_assert_eq!((counts(&outcome), facts(&outcome)), ((0, file.len(), 0), vec![]));
            prop_assert_eq!(&before, &what_counts(&book));
        }
        prop_assert_eq!(codes(&book), vec![]);
        let recomputed = book.recomputed().expect("it can be read");
        prop_assert_eq!(recomputed.summary.vouchers, file.len() as u64);
        prop_assert_eq!(recomputed.balances, book.balances().expect("balances"));
    }
}

#[test]
fn a_number_stands_for_one_voucher_of_one_series() {
    let (_home, mut book) = new_book();
    // Both series have a voucher 1 with the same content: a file without series means neither.
    import(&mut book, "a.csv", &[voucher("A", 1, 1_000), voucher("B", 1, 1_000)]);
    let outcome = import(&mut book, "b.csv", &[voucher("", 1, 1_000)]);
    assert_eq!((counts(&outcome), facts(&outcome)), ((1, 0, 0), vec![]));

    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &[voucher("", 1, 1_000)]);
    let outcome = import(&mut book, "b.csv", &[voucher("A", 1, 1_000), voucher("B", 1, 1_000)]);
    assert_eq!(counts(&outcome), (1, 1, 0), "one of them was in the book");

    let (_home, mut book) = new_book();
    let mixed = [voucher("", 1, 1_000), voucher("A", 1, 1_000)];
    assert_eq!(counts(&import(&mut book, "a.csv", &mixed)), (2, 0, 0), "a file with both means both");
    assert_eq!(counts(&import(&mut book, "a.csv", &mixed)), (0, 2, 0));
}

#[test]
fn overlapping_files_of_one_command_are_one() {
    let (_home, mut whole) = new_book();
    import(&mut whole, "jan-dec.csv", &vouchers("A", 1..=12));
    let (_home, mut book) = new_book();
    let (january_to_august, all) = (vouchers("A", 1..=8), vouchers("A", 1..=12));
    let outcomes = import_all(&mut book, &[("jan-aug.csv", &january_to_august), ("jan-dec.csv", &all)]);
    assert_eq!(outcomes.iter().map(counts).collect::<Vec<_>>(), [(8, 0, 0), (4, 8, 0)]);
    assert_eq!(what_counts(&book), what_counts(&whole));
    assert_eq!(codes(&book), []);

    let bare = vouchers("", 1..=12);
    let outcomes = import_all(&mut book, &[("jan-aug.csv", &january_to_august), ("utan.csv", &bare)]);
    assert_eq!(outcomes.iter().map(counts).collect::<Vec<_>>(), [(0, 8, 0), (0, 12, 0)]);
    let (_home, mut book) = new_book();
    let outcomes = import_all(&mut book, &[("jan-aug.csv", &january_to_august), ("utan.csv", &bare)]);
    assert_eq!(outcomes.iter().map(counts).collect::<Vec<_>>(), [(8, 0, 0), (4, 8, 0)]);
}

#[test]
fn opening_balances_and_budgets_that_two_files_bring_are_one() {
    let (_home, mut book) = new_book();
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let mut add = |file, ore| import.add(file, &[], &opening(ore), &budget(ore)).expect("it can be stored");
    let (first, second, third) = (add("a.se", 500), add("b.se", 500), add("c.se", 501));
    assert_eq!((first.openings.new, first.budgets.new), (vec![year()], vec![the_budget()]));
    assert_eq!((second.openings.identical, second.budgets.identical), (vec![year()], vec![the_budget()]));
    assert_eq!((third.openings.changed, third.budgets.changed), (vec![year()], vec![the_budget()]));
}

#[test]
fn files_of_one_command_that_disagree_are_both_named() {
    let (_home, mut book) = new_book();
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let mut add = |file, ore| {
        import.add(file, &[voucher("A", 2, ore)], &[], &Budget::default()).expect("it can be stored")
    };
    assert_eq!(facts(&add("jan-aug.csv", 1_000)), []);
    let date = "2024-02-15".parse().expect("a date");
    let disagree = Fact::FilesDisagree {
        id: VoucherId::new("A", 2),
        other_file: "jan-aug.csv".to_owned(),
        date_in_other: date,
        debit_in_other: Amount::from_ore(1_700),
        date_in_file: date,
        debit_in_file: Amount::from_ore(1_800),
    };
    assert_eq!(facts(&add("jan-dec.csv", 1_100)), [disagree]);
}

#[test]
fn every_import_is_listed_with_its_files() {
    let (_home, mut book) = new_book();
    assert_eq!(book.batches().expect("none"), []);
    let mut reader = HashedReader::new(&b"Vernr;Datum\n"[..]);
    std::io::copy(&mut reader, &mut std::io::sink()).expect("bytes");
    let hashed = ImportedFile { name: "ib.csv".to_owned(), sha256: reader.sha256().ok() };
    let mut both = book.begin_import(NOW, "ledger import a.csv ib.csv").expect("nobody else writes");
    assert_eq!(both.batch(), None);
    both.add("tom.csv", &[], &[], &Budget::default()).expect("nothing");
    both.add("a.csv", &vouchers("A", 1..=3), &[], &Budget::default()).expect("it can be stored");
    both.add(hashed.clone(), &[], &opening(500), &budget(1)).expect("it can be stored");
    both.add("igen.csv", &vouchers("A", 1..=2), &[], &Budget::default()).expect("it can be stored");
    assert_eq!(both.batch(), Some(1));
    both.commit().expect("it can be stored");
    import(&mut book, "igen.csv", &vouchers("A", 1..=3));
    import(&mut book, "b.csv", &vouchers("A", 3..=4));
    let date = |text: &str| text.parse().expect("a date");
    let expected = [
        Batch {
            number: 1,
            imported_at: NOW.to_owned(),
            command: "ledger import a.csv ib.csv".to_owned(),
            files: vec!["tom.csv".into(), "a.csv".into(), hashed, "igen.csv".into()],
            vouchers: 3,
            dates: Some((date("2024-01-15"), date("2024-03-15"))),
            openings: vec![year()],
            budgets: vec![the_budget()],
            stated: vec![],
            undone: None,
        },
        Batch {
            number: 2,
            imported_at: NOW.to_owned(),
            command: "ledger import".to_owned(),
            files: vec!["b.csv".into()],
            vouchers: 1,
            dates: Some((date("2024-04-15"), date("2024-04-15"))),
            openings: vec![],
            budgets: vec![],
            stated: vec![],
            undone: None,
        },
    ];
    assert_eq!(book.batches().expect("both"), expected, "an import that brought nothing is none");
    assert_eq!(codes(&book), []);
}

/// A book with two imports, the second undone.
fn book_with_an_undone_import() -> (tempfile::TempDir, Book) {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    let mut second = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    second.add("b.csv", &vouchers("A", 4..=6), &opening(500), &budget(7)).expect("it can be stored");
    second.commit().expect("it can be stored");
    undo(&mut book, 2);
    (home, book)
}

#[test]
fn an_undone_import_counts_nowhere_and_can_be_made_again() {
    let (_home, mut without) = new_book();
    import(&mut without, "a.csv", &vouchers("A", 1..=3));
    let (home, mut book) = book_with_an_undone_import();
    assert_eq!(what_counts(&book), what_counts(&without));
    assert_eq!(codes(&book), []);
    let batches = book.batches().expect("both");
    let undone = batches[1].undone.clone().expect("it is undone");
    assert_eq!((undone.undone_at.as_str(), undone.reason.as_str()), (LATER, "fel fil"));
    assert_eq!((batches[1].vouchers, batches[0].undone.clone()), (3, None), "the history stays");

    let changed = [voucher("A", 4, 2_000), voucher("A", 5, 1_000)];
    let mut again = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let outcome = again.add("b.csv", &changed, &opening(501), &budget(8)).expect("it can be stored");
    again.commit().expect("it can be stored");
    assert_eq!((counts(&outcome), facts(&outcome)), ((2, 0, 0), vec![]));
    assert_eq!(outcome.undone_before, [VoucherId::new("A", 4), VoucherId::new("A", 5)]);
    assert_eq!((outcome.openings.new, outcome.budgets.new), (vec![year()], vec![the_budget()]));
    assert_eq!(counts(&import(&mut book, "b.csv", &changed)), (0, 2, 0));
    let mut direct = without.begin_import(NOW, "ledger import").expect("nobody else writes");
    direct.add("b.csv", &changed, &opening(501), &budget(8)).expect("it can be stored");
    direct.commit().expect("it can be stored");
    drop(book);
    let mut book = Book::open(home.path()).expect("a book");
    assert_eq!(what_counts(&book), what_counts(&without));
    undo(&mut book, 3);
    undo(&mut book, 1);
    assert_eq!(what_counts(&book), what_counts(&new_book().1));
    assert_eq!(codes(&book), []);
}

#[test]
fn an_undoing_that_is_only_tried_leaves_every_byte() {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    let before = fs::read(home.path().join("ledger.db")).expect("bytes");
    let dry = book.begin_undo(1, LATER, "ledger undo 1 --dry-run", "").expect("it can be undone");
    assert_eq!((dry.batch().number, dry.batch().vouchers), (1, 3));
    assert_eq!(dry.book().balances().expect("balances").last_month(), None);
    assert_eq!(codes(dry.book()), []);
    drop(dry);
    assert!(before == fs::read(home.path().join("ledger.db")).expect("bytes"), "a byte changed");
}

#[test]
fn what_cannot_be_undone_is_refused() {
    let (_home, mut book) = book_with_an_undone_import();
    let before = (what_counts(&book), book.chain_head().expect("a hash"));
    for unknown in [0, 3, u64::MAX] {
        let refused = book.begin_undo(unknown, LATER, "ledger undo", "").expect_err("there is none");
        assert!(matches!(refused, BookError::BatchUnknown { number, batches: 2 } if number == unknown));
    }
    let refused = book.begin_undo(2, "2025-02-01", "ledger undo", "").expect_err("once is enough");
    assert!(matches!(&refused, BookError::BatchUndone { number: 2, undone_at } if undone_at == LATER));
    assert_eq!(before, (what_counts(&book), book.chain_head().expect("a hash")));
}

#[test]
fn the_database_refuses_to_count_again_what_is_undone() {
    let (home, _book) = book_with_an_undone_import();
    let connection = Connection::open(home.path().join("ledger.db")).expect("a database");
    for sql in [
        "DELETE FROM undo",
        "UPDATE undo SET batch = 1",
        "INSERT OR REPLACE INTO undo SELECT * FROM undo",
        "INSERT INTO undo SELECT 1, 1, undone_at, command, reason, 0 FROM undo",
        "INSERT INTO voucher SELECT 99, year, series, number, date, text, registered, signature, bookkeeping
         FROM voucher WHERE number = 1",
    ] {
        let refused = connection.execute(sql, []).expect_err(sql);
        assert!(refused.to_string().contains("ever"), "{sql}: {refused}");
    }
}

/// What is changed behind the program's back about what is undone, and what the check then says.
const CHANGES: [(&str, &str, &[Code]); 8] = [
    (
        "the undoing gone with its record",
        "DELETE FROM undo; DELETE FROM record WHERE kind = 'undo'",
        &[Code::ChainBroken, Code::KeptSumDiffers],
    ),
    ("the undoing gone without", "DELETE FROM undo", &[Code::ChainBroken, Code::KeptSumDiffers]),
    ("another import undone", "UPDATE undo SET batch = 1", &[Code::ChainBroken, Code::KeptSumDiffers]),
    ("why it was undone", "UPDATE undo SET reason = ''", &[Code::ChainBroken]),
    ("when it was undone", "UPDATE undo SET undone_at = ''", &[Code::ChainBroken]),
    (
        "a voucher that no longer counts",
        "UPDATE voucher SET text = 'Fika' WHERE number = 4",
        &[Code::ChainBroken],
    ),
    (
        "an undoing that vouchers are to have done",
        "UPDATE undo SET reversed = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers],
    ),
    (
        "an undoing without a record",
        "INSERT INTO undo VALUES (99, 1, '', '', '', 0)",
        &[Code::ChainBroken, Code::KeptSumDiffers],
    ),
];

#[test]
fn a_change_of_what_is_undone_is_found() {
    for (what, sql, expected) in CHANGES {
        let (home, book) = book_with_an_undone_import();
        drop(book);
        let mut book = tampered(home.path(), sql);
        let mut found = codes(&book);
        found.dedup();
        assert_eq!(found, expected, "{what}: {:#?}", book.check_record());
        let _ = (book.batches(), book.begin_undo(1, LATER, "ledger undo", "").map(|_| ()));
    }
}

#[test]
fn a_book_with_a_voucher_that_cannot_be_read_undoes_nothing() {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    import(&mut book, "b.csv", &vouchers("A", 4..=4));
    drop(book);
    damage(home.path());
    let mut book = Book::open(home.path()).expect("it still opens");
    let refused = book.begin_undo(2, LATER, "ledger undo", "").expect_err("a voucher is broken");
    assert!(matches!(refused, BookError::Damaged(_)), "{refused:?}");
}

#[test]
fn names_are_added_to_the_settings_whole_and_once() {
    let (home, mut book) = new_book();
    let file = home.path().join("ledger.toml");
    let mut names = NewNames::default();
    names.accounts.insert(account(1930), "Bank".to_owned());
    names.cost_centres.insert(CostCentre::new("3001").expect("a code"), "Kansli".to_owned());
    let added = book.add_names(&names, "ledger import").expect("they can be added");
    assert_eq!(added, NamesAdded { accounts: 1, cost_centres: 1, projects: 0 });
    assert_eq!(book.settings(), Book::open(home.path()).expect("a book").settings());
    let text = fs::read_to_string(&file).expect("the settings");
    assert_eq!(
        text,
        format!("{SETTINGS}\n[accounts]\n1930 = \"Bank\"\n\n[cost-centres]\n3001 = \"Kansli\"\n")
    );
    assert!(book.add_names(&names, "ledger import").expect("nothing to add").is_empty());
    names.accounts.insert(account(1930), "Bankgiro".to_owned());
    names.accounts.insert(account(1510), "Kundfordringar".to_owned());
    // What was written by hand in the meantime is kept.
    fs::write(&file, format!("# mina ord\n{text}")).expect("room for the file");
    assert_eq!(book.add_names(&names, "ledger import").expect("one of them").accounts, 1);
    let text = fs::read_to_string(&file).expect("the settings");
    assert!(text.starts_with("# mina ord\n") && text.contains("1930 = \"Bank\"\n1510 ="), "{text}");
    assert!(!home.path().join("ledger.toml.new").exists());

    fs::write(&file, "accounts = 5\n").expect("room for the file");
    let refused = book.add_names(&names, "ledger import").expect_err("no table");
    assert!(matches!(refused, BookError::SettingsFixed { .. }), "{refused:?}");
    fs::write(&file, "[entity]\n").expect("room for the file");
    let refused = book.add_names(&names, "ledger import").expect_err("no name");
    assert!(matches!(refused, BookError::Settings { .. }), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).expect("the settings"), "[entity]\n", "it is as it was");
}

#[test]
fn names_wait_for_whoever_writes_to_the_book() {
    let (home, mut book) = new_book();
    let _held = book.begin_import(NOW, "ledger import a.csv").expect("nobody else writes");
    let mut second = Book::open(home.path()).expect("a book").with_patience(Duration::from_millis(50));
    let refused = second.add_names(&NewNames::default(), "ledger import b.csv");
    assert!(
        matches!(&refused, Err(BookError::Held { by }) if by.starts_with("ledger import a.csv")),
        "{refused:?}"
    );
}

fn damage(dir: &Path) {
    let connection = Connection::open(dir.join("ledger.db")).expect("a database");
    connection
        .execute_batch(
            "DROP TRIGGER posting_update; UPDATE posting SET amount = amount + 1 WHERE voucher = 3",
        )
        .expect("it is changed");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is imported and undone in whatever order: the book is that of the imports left.
    #[test]
    fn a_book_is_what_its_imports_are_that_were_not_undone(
        parts in prop::collection::vec((1_u64..6, 0_u64..4, any::<bool>()), 1..6),
    ) {
        let (_home, mut book) = new_book();
        let (_other_home, mut other) = new_book();
        let mut from = 1;
        let mut imports = Vec::new();
        for (count, zeros, undone) in parts {
            let mut part = vouchers("A", from..=from + count - 1);
            // A voucher without amounts leaves sums of nothing, which count as much as others.
            part.extend((0..zeros).map(|more| voucher("Z", from + more, -700)));
            from += count + zeros;
            imports.push((part, undone));
        }
        for (part, _) in &imports {
            import(&mut book, "a.csv", part);
        }
        for (number, (part, undone)) in (1..).zip(&imports) {
            if *undone {
                undo(&mut book, number);
            } else {
                import(&mut other, "a.csv", part);
            }
        }
        prop_assert_eq!(what_counts(&book), what_counts(&other));
        prop_assert_eq!(codes(&book), vec![]);
    }
}

/// Which of a voucher's rows differ is not told; what they differ by is.
#[test]
fn it_is_told_what_a_changed_voucher_differs_by() {
    type Change = fn(&mut finsam_ledger::VoucherDraft);
    let cases: [(Differing, Change); 6] = [
        (Differing::Texts, |draft| draft.text = "Konsulter".into()),
        (Differing::Texts, |draft| {
            draft.postings.reverse();
            draft.postings[1].text = "tåg".into();
        }),
        (Differing::Marks, |draft| {
            draft.postings[2].others = vec![finsam_ledger::OtherObject::new(7, "EK").expect("a code")];
            draft.text = "Konsulter".into();
        }),
        (Differing::Rows, |draft| draft.postings[2].account = account(2991)),
        (Differing::Rows, |draft| draft.postings[0].cost_centre = None),
        (Differing::Rows, |draft| {
            draft.postings[0].amount = Amount::from_ore(900);
            draft.postings[1].amount = Amount::from_ore(800);
        }),
    ];
    for (expected, change) in cases {
        let (_home, mut book) = new_book();
        import(&mut book, "a.csv", &[voucher("A", 1, 1_000)]);
        let mut other = draft("A", 1, 1_000);
        change(&mut other);
        let outcome = import(&mut book, "b.csv", &[other.try_into_voucher().expect("it balances")]);
        let [Fact::VoucherChanged { differing, .. }] = facts(&outcome)[..] else {
            panic!("it is changed: {:?}", facts(&outcome))
        };
        assert_eq!(differing, expected);
    }
}
