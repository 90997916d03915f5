//! ESF projects in a book: steps that are kept and posted, taken back, handed over and brought back,
//! refused behind a lock, and found where somebody changed them.
#![cfg(feature = "sqlite")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/books.rs"]
mod books;

use books::{LATER, NOW, account, codes, esf_settings, import, tampered, undo};
use chrono::NaiveDate;
use finsam_ledger::book::{Book, BookError, ESF_SERIES, ReversalOrder};
use finsam_ledger::finding::{Code, Fact};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::schedule::esf::{EsfAct, EsfError, EsfEvent, EsfOrder, EsfStatus, status};
use finsam_ledger::{
    Amount, CostCentre, Period, Posting, Project, Voucher, VoucherDraft, VoucherId, YearEnd,
};
use proptest::prelude::*;
use rusqlite::Connection;

fn settings() -> String {
    esf_settings("2024-01..2025-06", 10_000, 50)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn ore(ore: i64) -> Amount {
    Amount::from_ore(ore)
}

fn vilja() -> Project {
    Project::new("VILJA").expect("a code")
}

fn year_end() -> YearEnd {
    built_in("lkbr").expect("built in").year_end().clone()
}

fn voucher(series: &str, number: u64, date: &str, rows: &[(u32, Option<&str>, i64)]) -> Voucher {
    let row = |(number, centre, amount): &(u32, Option<&str>, i64)| Posting {
        cost_centre: centre.map(|centre| CostCentre::new(centre).expect("a code")),
        ..Posting::new(account(*number), ore(*amount))
    };
    let rows = rows.iter().map(row).collect();
    let draft = VoucherDraft::new(VoucherId::new(series, number), day(date), "Kostnad", rows);
    draft.try_into_voucher().expect("it balances")
}

/// A book with a project of which 4 000,00 is earned in the first quarter.
fn new_book() -> (tempfile::TempDir, Book) {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = Book::create(home.path(), &settings()).expect("a new book");
    let cost = voucher("A", 1, "2024-02-15", &[(5539, Some("3047"), 800_000), (1930, None, -800_000)]);
    import(&mut book, "a.csv", &[cost]);
    (home, book)
}

fn try_take(
    book: &mut Book,
    order: &EsfOrder,
    booked: Option<&VoucherId>,
) -> Result<Vec<Voucher>, BookError> {
    let words = |event: &EsfEvent| format!("{:?}", event.date);
    let booked = booked.map(|id| (id, None));
    let posted = book.begin_esf((&vilja(), order), booked, &year_end(), words, (NOW, "ledger esf"))?;
    let vouchers = posted.vouchers().to_vec();
    posted.commit()?;
    Ok(vouchers)
}

fn take(book: &mut Book, order: EsfOrder) -> Vec<Voucher> {
    try_take(book, &order, None).expect("it can be taken")
}

fn stands(book: &Book, through: &str) -> EsfStatus {
    let events = book.esf_events_of(&vilja()).expect("they can be read");
    let (balances, through) = (book.balances().expect("they can be read"), through.parse().expect("a month"));
    status(&book.settings().esf_projects[0], &balances, &year_end(), &events, through).expect("small")
}

fn told(book: &Book, through: &str) -> [i64; 5] {
    let EsfStatus { accrued, claimed, approved, paid, receivable, .. } = stands(book, through);
    [accrued, claimed, approved, paid, receivable].map(Amount::ore)
}

fn accrued(book: &mut Book) {
    take(book, EsfOrder::Accrue { through: "2024-03".parse().expect("a month") });
}

/// Accrued, claimed, approved in part and paid in part.
fn paid(book: &mut Book) {
    accrued(book);
    let claim = EsfOrder::Claim { period: period("2024-01..2024-03"), amount: None, date: day("2024-04-15") };
    assert!(take(book, claim).is_empty(), "a claim books nothing");
    take(book, EsfOrder::Decide { claim: 1, approved: ore(300_000), date: day("2024-05-02") });
    take(book, EsfOrder::Pay { claim: 1, amount: ore(200_000), date: day("2024-05-20") });
}

#[test]
fn a_project_is_followed_from_cost_to_payment_and_after_the_book_was_closed() {
    let (home, mut book) = new_book();
    paid(&mut book);
    assert_eq!(told(&book, "2024-05"), [400_000, 400_000, 300_000, 200_000, 100_000]);
    drop(book);
    let mut book = Book::open(home.path()).expect("it opens");
    assert_eq!(told(&book, "2024-05"), [400_000, 400_000, 300_000, 200_000, 100_000]);
    assert_eq!(told(&book, "2024-04"), [400_000, 400_000, 0, 0, 400_000], "as it stood then");
    assert_eq!(codes(&book), []);
    let events = book.esf_events().expect("they can be read");
    let vouchers: Vec<_> =
        events.iter().map(|booked| booked.voucher.as_ref().map(ToString::to_string)).collect();
    let numbered = |number: u64| Some(format!("{ESF_SERIES} {number}"));
    assert_eq!(vouchers, [numbered(1), None, numbered(2), numbered(3)]);
    assert_eq!(book.orders().expect("they can be read").len(), 3, "they are handed over like any other");
    take(&mut book, EsfOrder::Pay { claim: 1, amount: ore(100_000), date: day("2024-06-03") });
    take(&mut book, EsfOrder::Settle { date: day("2024-06-30") });
    let refused = try_take(&mut book, &EsfOrder::Settle { date: day("2024-07-31") }, None);
    assert!(matches!(refused, Err(BookError::Esf(EsfError::Settled(date))) if date == day("2024-06-30")));
}

#[test]
fn what_cannot_be_taken_leaves_the_book_as_it_was() {
    let (_home, mut book) = new_book();
    accrued(&mut book);
    let head = book.chain_head().expect("it can be read");
    let claim = |amount| EsfOrder::Claim {
        period: period("2024-01..2024-03"),
        amount: Some(ore(amount)),
        date: day("2024-04-15"),
    };
    let refused = try_take(&mut book, &claim(1_000_001), None);
    assert!(matches!(refused, Err(BookError::Esf(EsfError::ClaimAboveGrant { .. }))), "{refused:?}");
    let words = |_: &EsfEvent| String::new();
    let pria = Project::new("PRIA").expect("a code");
    let refused = book.begin_esf((&pria, &claim(1)), None, &year_end(), words, (NOW, "x")).map(drop);
    assert!(matches!(refused, Err(BookError::EsfProjectUnknown { .. })), "{refused:?}");
    // A dry run is a step that is not committed.
    drop(book.begin_esf((&vilja(), &claim(1)), None, &year_end(), words, (NOW, "x")).expect("it can be"));
    assert_eq!(book.chain_head().expect("it can be read"), head);

    book.lock(period("2024-01..2024-04"), NOW, "ledger lock", "").expect("it can be locked");
    take(&mut book, claim(400_000));
    let reject = |date| EsfOrder::Decide { claim: 1, approved: ore(1), date: day(date) };
    let refused = try_take(&mut book, &reject("2024-04-30"), None);
    assert!(matches!(refused, Err(BookError::PeriodLocked { .. })), "{refused:?}");
    assert_eq!(told(&book, "2024-04"), [400_000, 400_000, 0, 0, 400_000], "nothing of it is kept");
    try_take(&mut book, &reject("2024-05-01"), None).expect("May is open");
    assert_eq!(codes(&book), []);
}

#[test]
fn a_payment_that_came_with_the_export_is_tied_to_its_claim() {
    let (_home, mut book) = new_book();
    accrued(&mut book);
    let claim = EsfOrder::Claim { period: period("2024-01..2024-03"), amount: None, date: day("2024-04-15") };
    take(&mut book, claim);
    take(&mut book, EsfOrder::Decide { claim: 1, approved: ore(400_000), date: day("2024-05-02") });
    let came = voucher("A", 117, "2024-05-20", &[(1930, None, 150_000), (1712, Some("3048"), -150_000)]);
    import(&mut book, "b.csv", &[came]);
    let id = VoucherId::new("A", 117);
    let untied = stands(&book, "2024-05");
    assert_eq!(untied.receivable_told(), Ok(Some(ore(400_000))));
    assert_eq!((untied.receivable, untied.paid), (ore(250_000), Amount::ZERO));
    let pay = |amount| EsfOrder::Pay { claim: 1, amount: ore(amount), date: day("2024-05-20") };
    let other = try_take(&mut book, &pay(149_999), Some(&id));
    assert!(matches!(other, Err(BookError::Esf(EsfError::VoucherDiffers { .. }))), "{other:?}");
    let posted = try_take(&mut book, &pay(150_000), Some(&id)).expect("it is the one");
    assert!(posted.is_empty(), "it is booked already");
    assert_eq!(told(&book, "2024-05"), [400_000, 400_000, 400_000, 150_000, 250_000]);
    let again = try_take(&mut book, &pay(150_000), Some(&id));
    assert!(matches!(again, Err(BookError::VoucherTaken { .. })), "{again:?}");
    let own = try_take(&mut book, &pay(150_000), Some(&VoucherId::new(ESF_SERIES, 1)));
    assert!(matches!(own, Err(BookError::VoucherTaken { .. })), "{own:?}");
    let none = try_take(&mut book, &pay(150_000), Some(&VoucherId::new("A", 118)));
    assert!(matches!(none, Err(BookError::VoucherUnknown { .. })), "{none:?}");
    assert_eq!(codes(&book), []);
}

#[test]
fn a_voucher_that_comes_back_in_an_export_is_still_that_of_its_event() {
    let (_home, mut book) = new_book();
    paid(&mut book);
    let mut draft = book.orders().expect("they can be read").remove(2).into_draft();
    draft.id = VoucherId::new("A", 230);
    import(&mut book, "b.csv", &[draft.try_into_voucher().expect("it balances")]);
    assert_eq!(told(&book, "2024-05"), [400_000, 400_000, 300_000, 200_000, 100_000], "it counts once");
    let events = book.esf_events().expect("they can be read");
    assert_eq!(events[3].voucher, Some(VoucherId::new("A", 230)));
    assert_eq!(codes(&book), []);
}

#[test]
fn a_step_is_taken_back_with_its_voucher() {
    let (_home, mut book) = new_book();
    paid(&mut book);
    let order = ReversalOrder {
        id: VoucherId::new(ESF_SERIES, 3),
        year: None,
        date: Some(day("2024-06-03")),
        text: "Återbetalt".to_owned(),
    };
    book.begin_reversal(&order, (LATER, "ledger reverse")).expect("it can be").commit().expect("stored");
    assert_eq!(told(&book, "2024-05"), [400_000, 400_000, 300_000, 200_000, 100_000], "as it stood then");
    assert_eq!(told(&book, "2024-06"), [400_000, 400_000, 300_000, 0, 300_000]);
    // The accrual, the claim, the decision and the payment were imports 2 to 5.
    undo(&mut book, 6);
    assert_eq!(told(&book, "2024-06"), [400_000, 400_000, 300_000, 200_000, 100_000]);
    undo(&mut book, 5);
    undo(&mut book, 4);
    assert_eq!(told(&book, "2024-06"), [400_000, 400_000, 0, 0, 400_000]);
    undo(&mut book, 3);
    assert_eq!(told(&book, "2024-06"), [400_000, 0, 0, 0, 400_000]);
    undo(&mut book, 2);
    assert_eq!(told(&book, "2024-06"), [0; 5]);
    assert_eq!(codes(&book), []);
    // Its number is free again, and those of its vouchers are not.
    let posted = take(&mut book, EsfOrder::Accrue { through: "2024-03".parse().expect("a month") });
    assert_eq!(*posted[0].id(), VoucherId::new(ESF_SERIES, 4));
}

#[test]
fn a_project_that_the_settings_lost_is_named() {
    let (home, mut book) = new_book();
    paid(&mut book);
    drop(book);
    let other = settings().replace("code = \"VILJA\"", "code = \"ANNAT\"");
    std::fs::write(home.path().join("ledger.toml"), other).expect("room for it");
    let book = Book::open(home.path()).expect("it opens");
    let (followed, gone) = book.followed_projects().expect("they can be read");
    assert!(followed[0].events.is_empty());
    assert_eq!(gone[0].fact, Fact::EsfProjectGone { project: vilja(), events: 4 });
}

#[test]
fn nothing_that_happened_is_changed_unnoticed() {
    for sql in [
        "UPDATE esf SET amount = amount + 1 WHERE kind = 'payment'",
        "UPDATE esf SET project = 'PRIA'",
        "UPDATE esf SET kind = 'release' WHERE kind = 'payment'",
        "UPDATE esf SET date = '2024-05-21' WHERE kind = 'payment'",
        "UPDATE esf SET first = '2023-12' WHERE kind = 'claim'",
        "UPDATE esf SET last = '2024-04' WHERE kind = 'claim'",
        "UPDATE esf SET claim = 2",
        "UPDATE esf SET released = 1",
        "UPDATE esf SET voucher = 2",
        "UPDATE esf SET text = ''",
        "UPDATE esf SET date = 'i går'",
        "UPDATE esf SET claim = -1",
        "DELETE FROM esf WHERE kind = 'payment'",
        "INSERT OR REPLACE INTO esf SELECT record, project, kind, date, first, last, claim, 1, 0, NULL, text FROM esf",
        "INSERT INTO esf VALUES (2, 'VILJA', 'payment', '2024-05-20', '', '', 1, 1, 0, NULL, '')",
    ] {
        let (home, mut book) = new_book();
        paid(&mut book);
        drop(book);
        let connection = Connection::open(home.path().join("ledger.db")).expect("the database");
        assert!(connection.execute_batch(sql).is_err(), "a trigger refuses: {sql}");
        drop(connection);
        let found = codes(&tampered(home.path(), sql));
        assert!(!found.is_empty() && found.iter().all(|code| *code == Code::ChainBroken), "{sql}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Steps on one book, and the same on a book that is closed and opened before each: the books hold
    /// the same, in each the record is sound, and 1712 is what happened to the project.
    #[test]
    fn a_book_that_is_opened_anew_goes_on_as_one_that_was_not(
        steps in prop::collection::vec((0..6_u8, 1..400_000_i64), 1..10),
    ) {
        let ((_home, mut book), (home, _)) = (new_book(), new_book());
        for (index, (kind, amount)) in (0..).zip(steps) {
            let date = day("2024-04-01") + chrono::Days::new(index);
            let order = match kind {
                0 => EsfOrder::Accrue { through: "2024-03".parse().expect("a month") },
                1 => EsfOrder::Claim { period: period("2024-01..2024-03"), amount: Some(ore(amount)), date },
                2 => EsfOrder::Decide { claim: 1, approved: ore(amount), date },
                3 => EsfOrder::Pay { claim: 1, amount: ore(amount / 2), date },
                4 => EsfOrder::Provide { amount: ore(amount), date },
                _ => EsfOrder::Release { amount: Some(ore(amount / 2)), date },
            };
            let mut again = Book::open(home.path()).expect("it opens");
            let (one, other) = (try_take(&mut book, &order, None), try_take(&mut again, &order, None));
            prop_assert_eq!(one.is_ok(), other.is_ok());
            prop_assert_eq!(one.ok(), other.ok());
            prop_assert_eq!(book.esf_events().expect("read"), again.esf_events().expect("read"));
            prop_assert_eq!(stands(&book, "2024-04"), stands(&again, "2024-04"));
        }
        let status = stands(&book, "2024-04");
        prop_assert!(status.receivable_told().expect("small").is_none_or(|told| told == status.receivable));
        prop_assert_eq!(codes(&book), []);
        let claims = book.esf_events().expect("read").into_iter().filter(|booked| matches!(booked.event.act, EsfAct::Claim { .. }));
        prop_assert!(claims.count() <= status.claims.len());
    }
}
