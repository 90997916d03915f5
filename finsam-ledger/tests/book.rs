//! The book against its promises: adding is its only verb, and a change behind its back is seen.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use books::{NOW, SETTINGS, codes, tampered};
use finsam_ledger::book::{Book, BookError, FileOutcome, Inspection};
use finsam_ledger::finding::{Code, Differing, Fact, FileKind};
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, Budget, BudgetOfYear, BudgetVersion, Correction, CostCentre,
    FiscalYear, FiscalYears, GeneralLedger, History, Journal, Month, OtherObject, Period, Posting, Project,
    RowChange, Voucher, VoucherDraft, VoucherId, VoucherSource, Vouchers,
};
use proptest::prelude::*;
use rusqlite::Connection;

#[path = "support/books.rs"]
mod books;

type Opening = (FiscalYear, BalanceObject, Amount);

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn year(number: i32) -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(number).expect("a year")
}

fn voucher(number: u64, date: &str, ore: i64) -> Voucher {
    let cost = Posting {
        cost_centre: CostCentre::new("3001").ok(),
        project: Project::new("VILJA").ok(),
        text: "rad".into(),
        others: vec![other(7, "EK"), other(20, "AF 1")],
        ..Posting::new(account(5539), Amount::from_ore(ore))
    };
    let struck =
        Posting { others: vec![other(20, "FK")], ..Posting::new(account(5540), Amount::from_ore(ore)) };
    let history = History {
        registered: "2025-01-02".parse().ok(),
        signature: "EK".into(),
        corrections: vec![
            correction(RowChange::Struck { before: 0, posting: struck }),
            Correction { date: None, signature: "".into(), ..correction(RowChange::Added(0)) },
        ],
    };
    let postings = vec![cost, Posting::new(account(2411), Amount::from_ore(-ore))];
    let date = date.parse().expect("a date");
    let draft = VoucherDraft::new(VoucherId::new("A", number), date, "Konsult", postings);
    VoucherDraft { history, ..draft }.try_into_voucher().expect("it balances")
}

fn other(dimension: u32, code: &str) -> OtherObject {
    OtherObject::new(dimension, code).expect("a code")
}

fn correction(change: RowChange) -> Correction {
    Correction { change, date: "2025-01-03".parse().ok(), signature: "AB".into() }
}

fn year_of_vouchers() -> Vec<Voucher> {
    (1..=24).map(|number| voucher(number, &format!("2024-{:02}-15", number.div_ceil(2)), 1_000)).collect()
}

fn journal_of(vouchers: Vec<Voucher>) -> Journal {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    for voucher in vouchers {
        journal.append(voucher);
    }
    journal
}

fn openings(ore: i64) -> Vec<Opening> {
    let opening = |number, ore| (year(2024), BalanceObject::from(account(number)), Amount::from_ore(ore));
    vec![opening(1930, ore), opening(2010, -ore), opening(1510, 0)]
}

fn budget(ore: i64) -> Budget {
    let mut budget = Budget::default();
    budget.add(year(2024).period(), account(5539).into(), Amount::from_ore(ore)).expect("small");
    budget
}

/// The budget that nobody named.
fn of_2024() -> BudgetOfYear {
    BudgetOfYear { year: year(2024), version: BudgetVersion::default() }
}

fn new_book(dir: &Path) -> Book {
    Book::create(dir, SETTINGS).expect("a new book")
}

fn import(book: &mut Book, vouchers: &[Voucher], openings: &[Opening], budget: &Budget) -> FileOutcome {
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let outcome = import.add("verifikat.csv", vouchers, openings, budget).expect("it can be stored");
    import.commit().expect("it can be stored");
    outcome
}

/// A book with a year of vouchers, opening balances and a budget, in a directory of its own.
fn full_book() -> (tempfile::TempDir, Book) {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = new_book(home.path());
    import(&mut book, &year_of_vouchers(), &openings(500), &budget(24_000));
    (home, book)
}

#[test]
fn importing_the_same_file_again_adds_nothing() {
    let (home, mut book) = full_book();
    let before =
        (book.content_hash().expect("a hash"), fs::read(home.path().join("ledger.db")).expect("bytes"));
    let outcome = import(&mut book, &year_of_vouchers(), &openings(500), &budget(24_000));
    assert_eq!(outcome.vouchers.identical.len(), 24);
    assert_eq!((outcome.openings.identical, outcome.budgets.identical), (vec![year(2024)], vec![of_2024()]));
    assert!(
        outcome.vouchers.new.is_empty() && outcome.openings.new.is_empty() && outcome.budgets.new.is_empty()
    );
    assert_eq!(outcome.findings, []);
    let after =
        (book.content_hash().expect("a hash"), fs::read(home.path().join("ledger.db")).expect("bytes"));
    assert!(before == after, "the file was written to");
}

#[test]
fn halves_in_any_order_are_the_whole() {
    let (_home, whole) = full_book();
    let vouchers = year_of_vouchers();
    let (first, second) = vouchers.split_at(10);
    for halves in [[first, second], [second, first]] {
        let home = tempfile::tempdir().expect("a directory");
        let mut book = new_book(home.path());
        import(&mut book, halves[0], &[], &Budget::default());
        import(&mut book, halves[1], &openings(500), &Budget::default());
        assert_ne!(book.content_hash().expect("a hash"), whole.content_hash().expect("a hash"));
        import(&mut book, &[], &[], &budget(24_000));
        assert_eq!(book.content_hash().expect("a hash"), whole.content_hash().expect("a hash"));
        assert_ne!(book.chain_head().expect("a hash"), whole.chain_head().expect("a hash"));
        assert_eq!(book.balances().expect("balances"), whole.balances().expect("balances"));
        assert_eq!(codes(&book), []);
    }
}

#[test]
fn what_the_book_holds_with_other_content_is_named_and_stays() {
    let (_home, mut book) = full_book();
    let before = book.content_hash().expect("a hash");
    let changed = [voucher(3, "2024-02-15", 1_001), voucher(4, "2024-03-15", 1_000)];
    let outcome = import(&mut book, &changed, &openings(501), &budget(25_000));
    let date = |text: &str| text.parse().expect("a date");
    let (ore, changed) = (Amount::from_ore, |number, in_file: &str, ore| Fact::VoucherChanged {
        id: VoucherId::new("A", number),
        date_in_book: date("2024-02-15"),
        debit_in_book: Amount::from_ore(1_000),
        date_in_file: date(in_file),
        debit_in_file: Amount::from_ore(ore),
        differing: if ore == 1_000 { Differing::Texts } else { Differing::Rows },
    });
    let opening = |number, in_book, in_file| Fact::OpeningChanged {
        year: year(2024),
        account: account(number),
        in_book: ore(in_book),
        in_file: ore(in_file),
    };
    let expected = [
        changed(3, "2024-02-15", 1_001),
        changed(4, "2024-03-15", 1_000),
        opening(1930, 500, 501),
        opening(2010, -500, -501),
        Fact::BudgetChanged {
            kind: FileKind::Budget,
            name: String::new(),
            year: year(2024),
            in_book: ore(24_000),
            in_file: ore(25_000),
            dates: None,
        },
    ];
    assert_eq!(outcome.findings.iter().map(|finding| finding.fact.clone()).collect::<Vec<_>>(), expected);
    let places = outcome.findings.iter().filter_map(|finding| finding.place.as_ref());
    assert!(places.clone().count() == 5 && places.into_iter().all(|place| &*place.file == "verifikat.csv"));
    assert_eq!(outcome.vouchers.changed, [VoucherId::new("A", 3), VoucherId::new("A", 4)]);
    assert_eq!((outcome.openings.changed, outcome.budgets.changed), (vec![year(2024)], vec![of_2024()]));
    assert_eq!(book.content_hash().expect("a hash"), before);
}

#[test]
fn sums_are_kept_and_recomputed_alike_with_openings_and_budget() {
    let (_home, book) = full_book();
    let mut journal = journal_of(year_of_vouchers());
    openings(500).into_iter().filter(|(_, _, amount)| !amount.is_zero()).for_each(
        |(year, object, amount)| {
            journal.open(year, object, amount);
        },
    );
    let told = journal.tally().expect("small");
    assert_eq!(book.balances().expect("balances"), told.balances);
    let recomputed = book.recomputed().expect("it can be read");
    assert_eq!((recomputed.balances, recomputed.summary), (told.balances, told.summary));
    assert_eq!(book.budget().expect("a budget"), budget(24_000));
    let check = book.check_record().expect("it can be read");
    assert_eq!(
        (check.records, check.sums, check.findings),
        (28, 24, vec![]),
        "batch, file, 24 vouchers, opening, budget"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// In however many parts, of whatever size and in whatever order: the same content, and what came in
    /// as a part larger than all before has its index made anew.
    #[test]
    fn parts_in_any_order_are_the_whole(
        cuts in prop::collection::btree_set(1_usize..699, 0..4), turned in any::<prop::sample::Index>(),
    ) {
        let vouchers: Vec<Voucher> =
            (1..=700).map(|number| voucher(number, &format!("2024-{:02}-15", number % 12 + 1), 1_000)).collect();
        let ends = cuts.iter().copied().chain([700]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let mut parts: Vec<&[Voucher]> = starts.zip(ends).map(|(start, end)| &vouchers[start..end]).collect();
        parts.rotate_left(turned.index(cuts.len() + 1));
        let [whole, in_parts] = [vec![&vouchers[..]], parts].map(|parts| {
            let home = tempfile::tempdir().expect("a directory");
            let mut book = new_book(home.path());
            for part in parts {
                let kept: Vouchers = part.iter().cloned().collect();
                let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
                let outcome = import.add_vouchers("verifikat.csv", &kept).expect("it can be stored");
                assert_eq!(outcome.vouchers.new.len(), part.len());
                import.commit().expect("it can be stored");
            }
            assert_eq!(codes(&book), []);
            let database = Connection::open(home.path().join("ledger.db")).expect("a database");
            let index = "SELECT 1 FROM sqlite_schema WHERE name = 'posting_on_account'";
            assert!(database.prepare(index).expect("a table").exists([]).expect("an answer"));
            let on_account = book.postings(account(5539), "2024-03".parse().expect("a period")).expect("rows");
            (book.content_hash().expect("a hash"), on_account.len(), book.balances().expect("balances"))
        });
        prop_assert_eq!(whole, in_parts);
    }
}

#[test]
fn an_accounts_postings_are_those_of_the_journal() {
    let (_home, book) = full_book();
    let journal = journal_of(year_of_vouchers());
    for (number, period) in [(5539, "2024-03..2024-05"), (2411, "2024"), (1930, "2024"), (5539, "2023")] {
        let (account, period): (_, Period) = (account(number), period.parse().expect("a period"));
        let ledger = |source: &dyn VoucherSource| {
            GeneralLedger::new(account, period, Amount::ZERO, source.postings_on(account, period))
                .expect("small")
        };
        assert_eq!(ledger(&book), ledger(&journal));
    }
}

#[test]
fn the_database_refuses_to_change_what_is_there() {
    let (home, _book) = full_book();
    let connection = Connection::open(home.path().join("ledger.db")).expect("a database");
    let tables = [
        "record",
        "batch",
        "file",
        "voucher",
        "posting",
        "correction",
        "opening",
        "opening_row",
        "budget",
        "budget_row",
    ];
    for table in tables {
        let key = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .expect("a table")
            .column_name(0)
            .expect("a key")
            .to_owned();
        for sql in [
            format!("UPDATE {table} SET {key} = {key}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = connection.execute(&sql, []).expect_err(&sql);
            assert!(refused.to_string().contains("never"), "{sql}: {refused}");
        }
    }
    for adding in [
        "INSERT INTO posting SELECT voucher, 99, month, account, cost_centre, project, amount, text, others
         FROM posting LIMIT 1",
        "INSERT INTO correction SELECT voucher, 99, date, signature, change, row, account, cost_centre, project,
             amount, text, others
         FROM correction LIMIT 1",
    ] {
        let refused = connection.execute(adding, []).expect_err("a row more");
        assert!(refused.to_string().contains("never added to"), "{refused}");
    }
}

/// What is changed behind the program's back, and what the check then says.
const CHANGES: [(&str, &str, &[Code]); 35] = [
    (
        "an amount",
        "UPDATE posting SET amount = 1001 WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "both sides of a voucher",
        "UPDATE posting SET amount = 2 * amount WHERE voucher = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    ("a text", "UPDATE voucher SET text = 'Fika' WHERE record = 5", &[Code::ChainBroken]),
    ("a row's order", "UPDATE posting SET row = 3 WHERE voucher = 5 AND row = 1", &[Code::ChainBroken]),
    (
        "a row's month",
        "UPDATE posting SET month = '2024-09' WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "blanks around a code",
        "UPDATE posting SET cost_centre = ' 3001' WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "an account that is none",
        "UPDATE posting SET account = -1 WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a date that is none",
        "UPDATE voucher SET date = '2024-02-31' WHERE record = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a voucher gone with its record",
        "DELETE FROM correction WHERE voucher = 5; DELETE FROM posting WHERE voucher = 5; DELETE FROM voucher WHERE record = 5; DELETE FROM record WHERE seq = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a voucher gone without",
        "DELETE FROM correction WHERE voucher = 5; DELETE FROM posting WHERE voucher = 5; DELETE FROM voucher WHERE record = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "rows of a voucher gone",
        "DELETE FROM posting WHERE voucher = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a record gone, the voucher left",
        "DELETE FROM record WHERE seq = 5",
        &[Code::ChainBroken, Code::ChainBroken],
    ),
    (
        "two vouchers changing places",
        "UPDATE record SET seq = -5 WHERE seq = 5; UPDATE record SET seq = 5 WHERE seq = 6; UPDATE record SET seq = 6 WHERE seq = -5",
        &[Code::ChainBroken, Code::ChainBroken, Code::ChainBroken],
    ),
    (
        "a kept sum",
        "UPDATE kept_sum SET debit = debit + 1 WHERE month = '2024-03' AND account = 5539",
        &[Code::KeptSumDiffers],
    ),
    (
        "both sides of a kept sum",
        "UPDATE kept_sum SET debit = debit + 1, credit = credit + 1 WHERE month = '2024-03' AND account = 5539",
        &[Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a kept sum gone",
        "DELETE FROM kept_sum WHERE month = '2024-03' AND account = 5539",
        &[Code::KeptSumDiffers],
    ),
    ("an opening balance", "UPDATE opening_row SET amount = 0", &[Code::ChainBroken]),
    (
        "the budget gone from the end",
        "DELETE FROM budget_row; DELETE FROM budget; DELETE FROM record WHERE kind = 'budget'",
        &[Code::ChainBroken],
    ),
    (
        "what a row is marked with",
        "UPDATE posting SET others = '20 AF 1' WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken],
    ),
    (
        "the day it was entered",
        "UPDATE voucher SET registered = '2025-01-01' WHERE record = 5",
        &[Code::ChainBroken],
    ),
    (
        "a day that is none",
        "UPDATE voucher SET registered = '2025-02-31' WHERE record = 5",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    ("who entered it", "UPDATE voucher SET signature = '' WHERE record = 5", &[Code::ChainBroken]),
    ("a correction gone", "DELETE FROM correction WHERE voucher = 5 AND position = 1", &[Code::ChainBroken]),
    (
        "when it was corrected",
        "UPDATE correction SET date = '' WHERE voucher = 5 AND position = 1",
        &[Code::ChainBroken],
    ),
    ("who corrected it", "UPDATE correction SET signature = 'EK' WHERE voucher = 5", &[Code::ChainBroken]),
    (
        "a struck row's amount",
        "UPDATE correction SET amount = 1 WHERE voucher = 5 AND position = 1",
        &[Code::ChainBroken],
    ),
    (
        "a struck row told as added",
        "UPDATE correction SET change = 'added' WHERE voucher = 5 AND position = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "which row was added",
        "UPDATE correction SET row = 2 WHERE voucher = 5 AND position = 2",
        &[Code::ChainBroken],
    ),
    (
        "a mark that is none",
        "UPDATE posting SET others = '20' WHERE voucher = 5 AND row = 1",
        &[Code::ChainBroken, Code::KeptSumDiffers, Code::KeptSumDiffers],
    ),
    (
        "a correction of a voucher that is not there",
        "INSERT INTO correction (voucher, position, date, signature, change, row) VALUES (99, 1, '', '', 'added', 1)",
        &[Code::ChainBroken],
    ),
    (
        "what counts of a voucher",
        "UPDATE voucher SET bookkeeping = zeroblob(32) WHERE record = 5",
        &[Code::ChainBroken],
    ),
    ("the number of an import", "UPDATE batch SET number = 2", &[Code::ChainBroken]),
    ("the name of a file", "UPDATE file SET name = 'annan.csv'", &[Code::ChainBroken]),
    ("a file's bytes", "UPDATE file SET sha256 = zeroblob(32)", &[Code::ChainBroken]),
    ("when it was imported", "UPDATE batch SET imported_at = '2024-12-31'", &[Code::ChainBroken]),
];

#[test]
fn a_change_behind_the_programs_back_is_found() {
    for (what, sql, expected) in CHANGES {
        let (home, book) = full_book();
        drop(book);
        let book = tampered(home.path(), sql);
        let inspected = book.inspect().expect("it can be read");
        assert_eq!(codes(&book), expected, "{what}: {:#?}", inspected.record);
        told_by_an_import(book, &inspected, what);
        let book = Book::open(home.path()).expect("a book");
        let _ = (book.balances(), book.recomputed(), book.budget(), book.content_hash());
        let _ = book.postings(account(5539), year(2024).period());
    }
}

/// What is wrong with a book is told before an import, and still told with what it adds.
fn told_by_an_import(mut book: Book, before: &Inspection, what: &str) {
    let Ok(mut import) = book.begin_import(NOW, "ledger import") else { return };
    assert_eq!(import.inspect_first().expect("it can be read"), *before, "{what}");
    import.add("b.csv", &[voucher(25, "2024-12-31", 70)], &[], &Budget::default()).expect("it can be stored");
    let with_it = import.inspect().expect("it can be read");
    let read_back = import.book().inspect().expect("it can be read");
    let told = |inspection: &Inspection| inspection.record.findings.clone();
    assert_eq!(told(&with_it), told(&read_back), "{what}");
    assert!(told(before).iter().all(|finding| told(&with_it).contains(finding)), "{what}");
}

#[test]
fn a_changed_voucher_is_named() {
    let (home, book) = full_book();
    drop(book);
    let book = tampered(home.path(), "UPDATE posting SET amount = 1001 WHERE voucher = 5 AND row = 1");
    let broken = Fact::ChainBroken { record: 5, id: Some(VoucherId::new("A", 3)) };
    assert_eq!(book.check_record().expect("it can be read").findings[0].fact, broken);
    let mut vouchers = 0;
    let findings = book.for_each_voucher(|_| vouchers += 1).expect("it can be read");
    assert_eq!((vouchers, findings), (23, vec![broken.clone().into()]), "it no longer balances");
    assert_eq!(book.recomputed().expect("it can be read").facts[0].fact, broken);
}

#[test]
fn a_book_whose_end_was_cut_off_takes_nothing_more() {
    let (home, book) = full_book();
    drop(book);
    let mut book = tampered(
        home.path(),
        "DELETE FROM budget_row; DELETE FROM budget; DELETE FROM record WHERE kind = 'budget'",
    );
    assert!(matches!(book.begin_import(NOW, "ledger import"), Err(BookError::Damaged(_))));
}

#[test]
fn a_dry_run_shows_all_and_leaves_every_byte() {
    let (home, mut book) = full_book();
    let bytes = || fs::read(home.path().join("ledger.db")).expect("bytes");
    let (before, content) = (bytes(), book.content_hash().expect("a hash"));
    let more: Vec<_> = (1..=500).map(|number| voucher(number, "2025-01-15", 7)).collect();
    let mut dry = book.begin_import(NOW, "ledger import --dry-run").expect("nobody else writes");
    let outcome = dry.add("verifikat.csv", &more, &[], &Budget::default()).expect("it can be stored");
    assert_eq!(outcome.vouchers.new.len(), 500);
    let january = Month::new(2025, 1).expect("a month");
    assert_eq!(dry.book().balances().expect("balances").last_month(), Some(january));
    assert_eq!(codes(dry.book()), []);
    drop(dry);
    assert!(bytes() == before, "a byte changed");
    assert_eq!(book.content_hash().expect("a hash"), content);
}

#[test]
fn an_import_that_failed_leaves_the_book_as_it_was() {
    let (_home, mut book) = full_book();
    let before = (book.content_hash().expect("a hash"), book.chain_head().expect("a hash"));
    let huge = |number| voucher(number, "2025-01-15", Amount::MAX.ore());
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    import.add("ett.csv", &[voucher(1, "2025-01-15", 5)], &[], &Budget::default()).expect("it can be stored");
    let failed = import.add("två.csv", &[huge(2), huge(3)], &[], &Budget::default());
    assert!(matches!(failed, Err(BookError::Amount(_))), "{failed:?}");
    assert!(matches!(import.add("tre.csv", &[], &[], &Budget::default()), Err(BookError::ImportFailed)));
    assert!(matches!(import.commit(), Err(BookError::ImportFailed)));
    assert_eq!((book.content_hash().expect("a hash"), book.chain_head().expect("a hash")), before);
    assert_eq!(codes(&book), []);
    import_one_more(&mut book);
}

fn import_one_more(book: &mut Book) {
    let outcome = import(book, &[voucher(1, "2025-01-15", 5)], &[], &Budget::default());
    assert_eq!(outcome.vouchers.new, [VoucherId::new("A", 1)], "numbers start again each year");
    assert_eq!(codes(book), []);
}

#[test]
fn sums_that_only_together_do_not_fit_are_refused() {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = new_book(home.path());
    import(&mut book, &[voucher(1, "2025-01-15", Amount::MAX.ore())], &[], &Budget::default());
    let mut again = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let failed = again.add("två.csv", &[voucher(2, "2025-01-15", 1)], &[], &Budget::default());
    assert!(matches!(failed, Err(BookError::Amount(_))), "{failed:?}");
}

#[test]
fn a_second_writer_is_told_who_holds_the_book() {
    let (home, mut book) = full_book();
    let held = book.begin_import(NOW, "ledger import ett.csv").expect("nobody else writes");
    let mut second = Book::open(home.path()).expect("a book").with_patience(Duration::from_millis(100));
    match second.begin_import(NOW, "ledger import två.csv") {
        Err(BookError::Held { by }) => {
            assert_eq!(by, format!("ledger import ett.csv (pid {})", std::process::id()));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(codes(&second), [], "reading goes on");
    drop(held);
    import_one_more(&mut second);
}

#[test]
fn a_book_is_made_once() {
    let home = tempfile::tempdir().expect("a directory");
    let dir = home.path().join("ny/bok");
    let book = new_book(&dir);
    assert_eq!(
        (book.dir(), book.settings().entity.name.as_str()),
        (Some(&*dir), "Samordningsförbundet Exempel")
    );
    assert!(
        matches!(Book::create(&dir, SETTINGS), Err(BookError::Exists(path)) if path.ends_with("ledger.db"))
    );
    fs::remove_file(dir.join("ledger.db")).expect("it goes");
    assert!(
        matches!(Book::create(&dir, "[entity]\nname = 'x'\n"), Err(BookError::Exists(path)) if path.ends_with("ledger.toml"))
    );
    assert!(Book::create(&dir, SETTINGS).is_ok(), "an attempt that broke off can be made again");
    let nowhere = home.path().join("nix");
    assert!(matches!(Book::create(&nowhere, "[entity]\n"), Err(BookError::Settings { .. })));
    assert!(!nowhere.exists());
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let (home, _book) = full_book();
    let mode = fs::metadata(home.path().join("ledger.db")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn the_nearest_book_upward_is_found() {
    let (home, _book) = full_book();
    let deep = home.path().join("2024/underlag");
    fs::create_dir_all(&deep).expect("a directory");
    assert_eq!(Book::find(&deep).as_deref(), Some(home.path()));
    fs::write(home.path().join("2024/ledger.toml"), SETTINGS).expect("a file");
    assert_eq!(Book::find(&deep), Some(home.path().join("2024")));
    assert!(matches!(
        Book::open(&home.path().join("2024")),
        Err(BookError::NotABook { missing: "ledger.db", .. })
    ));
}

#[test]
fn what_is_no_book_is_said_to_be_what_it_is() {
    let home = tempfile::tempdir().expect("a directory");
    let dir = home.path();
    assert!(matches!(Book::open(dir), Err(BookError::NotABook { missing: "ledger.toml", .. })));
    fs::write(dir.join("ledger.toml"), SETTINGS).expect("a file");
    let database = dir.join("ledger.db");
    fs::write(&database, "inte en databas, men lång nog för att se ut som en fil med något i ".repeat(20))
        .expect("a file");
    assert!(matches!(Book::open(dir), Err(BookError::Damaged(_))));
    fs::write(&database, "").expect("a file");
    assert!(matches!(Book::open(dir), Err(BookError::Foreign(_))));
    Connection::open(&database).expect("a database").execute_batch("CREATE TABLE x (y)").expect("a table");
    assert!(matches!(Book::open(dir), Err(BookError::Foreign(_))));
}

#[test]
fn a_book_of_another_format_or_without_a_table_is_refused() {
    let (home, book) = full_book();
    drop(book);
    let connection = Connection::open(home.path().join("ledger.db")).expect("a database");
    connection.execute_batch("PRAGMA user_version = 4").expect("it is changed");
    assert!(matches!(Book::open(home.path()), Err(BookError::NewerFormat { found: 4, known: 3 })));
    connection.execute_batch("PRAGMA user_version = 1").expect("it is changed");
    assert!(matches!(Book::open(home.path()), Err(BookError::OlderFormat { found: 1, known: 3 })));
    connection.execute_batch("PRAGMA user_version = 3; DROP TABLE kept_sum").expect("it is changed");
    assert!(matches!(Book::open(home.path()), Err(BookError::Damaged(_))));
}

#[test]
fn fiscal_years_stay_what_the_vouchers_were_numbered_in() {
    let home = tempfile::tempdir().expect("a directory");
    drop(new_book(home.path()));
    let from_july = format!("{SETTINGS}[books]\nfiscal-year-starts = 7\n");
    fs::write(home.path().join("ledger.toml"), &from_july).expect("a file");
    let mut book = Book::open(home.path()).expect("nothing is numbered yet");
    import(&mut book, &[voucher(1, "2024-06-15", 5), voucher(1, "2024-07-15", 5)], &[], &Budget::default());
    assert_eq!(codes(&book), []);
    fs::write(home.path().join("ledger.toml"), SETTINGS).expect("a file");
    assert!(matches!(Book::open(home.path()), Err(BookError::FiscalYears { in_book: 7, in_settings: 1 })));
}

#[test]
fn the_ends_of_what_can_be_stored_come_back() {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = new_book(home.path());
    let mut draft = voucher(u64::MAX, "2024-01-15", Amount::MAX.ore()).into_draft();
    draft.id = VoucherId::new("", u64::MAX);
    draft.text = "å\0\u{1F600}\n".into();
    let stored = draft.try_into_voucher().expect("it balances");
    import(&mut book, std::slice::from_ref(&stored), &[], &Budget::default());
    let mut back = Vec::new();
    assert_eq!(book.for_each_voucher(|voucher| back.push(voucher)).expect("it can be read"), []);
    assert_eq!(back, [stored]);
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let far = voucher(1, "+12000-01-15", 5);
    let refused = import.add("a.csv", &[far], &[], &Budget::default());
    assert!(matches!(refused, Err(BookError::YearOutOfRange { id: Some(_) })), "{refused:?}");
}

/// Vouchers with rows on a few accounts, so that sums and codes meet.
fn any_voucher() -> impl Strategy<Value = VoucherDraft> {
    let code = || prop_oneof![Just(""), Just("3001"), Just("Å 1")];
    let row = (
        prop_oneof![Just(1930_u32), Just(2411), Just(5539), Just(99)],
        -500_i64..500,
        code(),
        code(),
        "[a-ö]{0,3}",
    );
    let corrections = prop::collection::vec((any::<usize>(), any::<bool>(), code()), 0..3);
    (prop::collection::vec(row, 1..6), 0_i64..800, "[AB]?", corrections).prop_map(
        |(rows, day, series, corrections)| {
            let mut postings: Vec<Posting> = rows
                .into_iter()
                .map(|(number, ore, centre, project, text)| Posting {
                    cost_centre: CostCentre::new(centre).ok(),
                    project: Project::new(project).ok(),
                    text: text.into(),
                    ..Posting::new(account(number), Amount::from_ore(ore))
                })
                .collect();
            let sum: i64 = postings.iter().map(|posting| posting.amount.ore()).sum();
            postings.push(Posting::new(account(1930), Amount::from_ore(-sum)));
            let first: chrono::NaiveDate = "2023-11-01".parse().expect("a date");
            let date = first + chrono::Days::new(day.unsigned_abs());
            let posting = Posting::new(account(1930), Amount::from_ore(1));
            let corrections = corrections.into_iter().map(|(index, added, signature)| {
                let struck = RowChange::Struck { before: index, posting: posting.clone() };
                let change = if added { RowChange::Added(index) } else { struck };
                Correction { date: added.then_some(date), signature: signature.into(), ..correction(change) }
            });
            let history = History { corrections: corrections.collect(), ..History::default() };
            VoucherDraft { history, ..VoucherDraft::new(VoucherId::new(series, 0), date, "text", postings) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Through import in parts, close and reopen: the balances are those of the journal in memory.
    #[test]
    fn the_book_is_the_journal(drafts in prop::collection::vec(any_voucher(), 0..40), cut in 0_usize..40) {
        let vouchers: Vec<Voucher> = (1..).zip(drafts).map(|(number, mut draft)| {
            draft.id = VoucherId::new(draft.id.series(), number);
            draft.try_into_voucher().expect("it balances")
        }).collect();
        let mut journal = journal_of(vouchers.clone());
        openings(70).into_iter().take(2).for_each(|(year, object, amount)| journal.open(year, object, amount));

        let home = tempfile::tempdir().expect("a directory");
        let mut book = new_book(home.path());
        let (first, second) = vouchers.split_at(cut.min(vouchers.len()));
        import(&mut book, first, &[], &Budget::default());
        drop(book);
        let mut book = Book::open(home.path()).expect("a book");
        let mut adding = book.begin_import(NOW, "ledger import").expect("nobody else writes");
        adding.inspect_first().expect("it can be read");
        adding.add("b.csv", second, &openings(70), &Budget::default()).expect("it can be stored");
        let inspected = adding.inspect().expect("it can be read");
        adding.commit().expect("it can be stored");
        prop_assert_eq!(inspected, book.inspect().expect("it can be read"), "what was added is not read back");
        drop(book);

        let book = Book::open(home.path()).expect("a book");
        prop_assert_eq!(book.balances().expect("balances"), journal.tally().expect("small").balances);
        let mut back = Vec::new();
        prop_assert_eq!(book.for_each_voucher(|voucher| back.push(voucher)).expect("it can be read"), vec![]);
        prop_assert_eq!(&back[..], journal.vouchers());
        prop_assert_eq!(codes(&book), vec![]);
    }

    /// Bytes changed anywhere in the file, or an end cut off: an error or a finding, never a panic.
    #[test]
    fn a_damaged_file_does_no_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<Option<prop::sample::Index>>()) {
        let (home, book) = full_book();
        drop(book);
        let path = home.path().join("ledger.db");
        let mut bytes = fs::read(&path).expect("bytes");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        fs::write(&path, bytes).expect("a file");
        if let Ok(mut book) = Book::open(home.path()) {
            let _ = (book.balances(), book.recomputed(), book.check_record(), book.budget(), book.content_hash());
            let _ = book.postings(account(5539), year(2024).period());
            if let Ok(mut import) = book.begin_import(NOW, "ledger import") {
                let _ = import.add("a.csv", &year_of_vouchers(), &openings(500), &budget(1));
            }
        }
    }
}
