//! Fiscal years that are closed: what they leave, and that nothing gets into them afterwards.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use books::{
    LATER, NOW, account, budget, codes, draft, facts, import, new_book, opening, tampered, undo, vouchers,
    year,
};
use finsam_ledger::book::{Book, BookError, ReversalOrder};
use finsam_ledger::finding::{Code, Fact};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::schedule::{AccrualKind, AccrualPlan};
use finsam_ledger::{Amount, Budget, FiscalYear, Voucher, VoucherId};

#[path = "support/books.rs"]
mod books;

fn close(book: &mut Book, year: FiscalYear) -> Result<(), BookError> {
    let layout = built_in("lkbr").expect("built in");
    book.begin_close(year, layout.year_end(), (LATER, "ledger close"))?.commit()
}

/// Two vouchers of 17,00 each, and a voucher of the year after.
fn two_years() -> (tempfile::TempDir, Book) {
    let (home, mut book) = new_book();
    let mut entering = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    entering.add("ib.csv", &[], &opening(50_000), &budget(100)).expect("it can be stored");
    entering.commit().expect("it can be stored");
    import(&mut book, "2024.csv", &vouchers("A", 1..=2));
    import(&mut book, "2025.csv", &[next_year(1)]);
    (home, book)
}

fn next_year(number: u64) -> Voucher {
    let mut next = draft("A", number, 1_000);
    next.date = "2025-03-15".parse().expect("a day");
    next.try_into_voucher().expect("it balances")
}

#[test]
fn the_next_year_opens_with_what_was_closed_and_the_result_in_equity() {
    let (_home, mut book) = two_years();
    let layout = built_in("lkbr").expect("built in");
    let carried = book.balances().expect("they can be read").opening_of(year().next(), layout.year_end());
    let carried = carried.expect("it is told");
    let closing =
        book.begin_close(year(), layout.year_end(), (LATER, "ledger close 2024")).expect("it is open");
    assert_eq!(*closing.openings(), carried);
    let equity = carried.get(&account(2010).into()).copied().expect("it has one");
    assert_eq!(equity, Amount::from_ore(-50_000 + 2 * 1_700), "two costs of 17,00 went off it");
    closing.commit().expect("it can be stored");

    let balances = book.balances().expect("they can be read");
    assert_eq!(balances.given_opening(year().next()), Some(&carried));
    let closed = book.closed_years().expect("they can be read");
    assert_eq!((closed.len(), closed[0].year, &*closed[0].closed_at), (1, year(), LATER));
    assert_eq!(book.locks().expect("they can be read")[0].period, year().period());
    assert_eq!((codes(&book), book.recomputed().expect("it can be read").facts), (vec![], vec![]));
}

#[test]
fn a_dry_run_closes_nothing() {
    let (_home, mut book) = two_years();
    let before = book.chain_head().expect("it can be read");
    let layout = built_in("lkbr").expect("built in");
    drop(book.begin_close(year(), layout.year_end(), (LATER, "")).expect("it is open"));
    assert_eq!(book.chain_head().expect("it can be read"), before);
    assert_eq!(book.closed_years().expect("they can be read"), []);
}

#[test]
fn nothing_gets_into_a_closed_year() {
    let (_home, mut book) = two_years();
    close(&mut book, year()).expect("it is open");
    let content = book.content_hash().expect("it can be read");

    let late = import(&mut book, "sen.csv", &vouchers("A", 1..=3));
    assert_eq!(late.locked, [VoucherId::new("A", 3)]);
    let again = close(&mut book, year()).expect_err("it is closed");
    assert!(matches!(again, BookError::YearClosed { .. }), "{again}");
    let march = "2024-03".parse().expect("a month");
    for period in [march, year().period(), "2024-12..2025-01".parse().expect("a period")] {
        let refused = book.unlock(period, LATER, "ledger unlock", "rättelse").expect_err("it is closed");
        assert!(matches!(refused, BookError::YearClosed { .. }), "{refused}");
    }
    let order = ReversalOrder {
        id: VoucherId::new("A", 1),
        year: Some(year()),
        date: "2024-12-31".parse().ok(),
        text: String::new(),
    };
    let refused = book.begin_reversal(&order, (LATER, "")).expect_err("it is locked");
    assert!(matches!(refused, BookError::PeriodLocked { .. }), "{refused}");
    let refused = book.begin_undo(1, LATER, "", "").expect_err("it brought opening balances");
    assert!(matches!(refused, BookError::BatchLocked { .. }), "{refused}");
    let refused = book.begin_undo(4, LATER, "", "").expect_err("it closed a year");
    assert!(matches!(refused, BookError::BatchCloses { number: 4, .. }), "{refused}");
    assert_eq!(book.content_hash().expect("it can be read"), content);

    // What was wrong is put right in the year that is open.
    undo(&mut book, 2);
    let mut taken_back = Vec::new();
    book.for_each_voucher(|voucher| {
        if voucher.id().series() == finsam_ledger::book::REVERSAL_SERIES {
            taken_back.push(voucher.date().to_string());
        }
    })
    .expect("it can be read");
    assert_eq!(taken_back, ["2025-01-01", "2025-01-01"]);
    assert_eq!(codes(&book), []);
}

#[test]
fn years_are_closed_in_their_order_and_only_if_they_are_booked() {
    let (_home, mut book) = two_years();
    let refused = close(&mut book, year().next()).expect_err("2024 is open");
    let BookError::YearBeforeOpen { before, .. } = refused else { panic!("{refused}") };
    assert_eq!(before, year());
    for empty in [year().previous(), year().next().next()] {
        let refused = close(&mut book, empty).expect_err("nothing is in it");
        assert!(matches!(refused, BookError::YearEmpty { .. }), "{refused}");
    }
    close(&mut book, year()).expect("it is first");
    close(&mut book, year().next()).expect("it is next");
    assert_eq!(book.closed_years().expect("they can be read").len(), 2);
    assert_eq!(codes(&book), []);
}

#[test]
fn an_earlier_year_that_comes_later_leaves_a_closed_one_as_it_was() {
    let (_home, mut book) = new_book();
    import(&mut book, "2025.csv", &[next_year(1)]);
    close(&mut book, year().next()).expect("no other year is booked");
    let layout = built_in("lkbr").expect("built in");
    let closing = |book: &Book| {
        let december = year().next().last();
        book.balances().expect("they can be read").at_end_of(december, layout.year_end()).expect("it is told")
    };
    let before = closing(&book);
    import(&mut book, "2024.csv", &vouchers("A", 1..=2));
    assert_eq!(closing(&book), before);
    assert_eq!(codes(&book), []);
}

#[test]
fn opening_balances_that_were_given_stand_and_others_are_told() {
    let (_home, mut book) = two_years();
    close(&mut book, year()).expect("it is open");
    let mut entering = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let given: Vec<_> =
        opening(50_000).into_iter().map(|(_, of, amount)| (year().next(), of, amount)).collect();
    let outcome = entering.add("ib-2025.csv", &[], &given, &Budget::default()).expect("it is compared");
    assert_eq!(outcome.openings.changed, [year().next()]);
    assert!(facts(&outcome).iter().any(|fact| matches!(fact, Fact::OpeningChanged { .. })));
}

#[test]
fn an_order_of_a_closed_year_may_still_come_back() {
    let (_home, mut book) = two_years();
    let (december, new_year) = ("2024-12".parse().expect("a month"), "2025-01-01".parse().expect("a day"));
    let kind = AccrualKind::AccruedExpense;
    let plan = AccrualPlan::spread(
        kind,
        account(7551).into(),
        account(2991),
        Amount::from_ore(500),
        december,
        new_year,
    );
    let plan = plan.expect("a plan");
    let posted = book.begin_accrual(&plan, "", None, |_| "Revision".into(), (NOW, "")).expect("it is open");
    let order = posted.vouchers()[0].clone();
    posted.commit().expect("it can be stored");
    close(&mut book, year()).expect("it is open");

    let mut returned = order.into_draft();
    returned.id = VoucherId::new("A", 3);
    let outcome = import(&mut book, "a.csv", &[returned.try_into_voucher().expect("it balances")]);
    assert_eq!(outcome.returned.len(), 1);
    assert_eq!(codes(&book), [], "the year came to the same");
}

/// The records of a closing, and vouchers of a closed year, changed behind the program's back.
#[test]
fn every_change_to_a_closed_year_is_found() {
    for change in [
        "UPDATE closing SET year = 2023",
        "UPDATE closing SET closed_at = '2025'",
        "UPDATE closing SET command = ''",
        "UPDATE closing SET hash = zeroblob(32)",
        "DELETE FROM closing",
    ] {
        let (home, mut book) = two_years();
        close(&mut book, year()).expect("it is open");
        drop(book);
        let book = tampered(home.path(), change);
        assert!(codes(&book).contains(&Code::ChainBroken), "{change}");
    }
    let (home, mut book) = two_years();
    close(&mut book, year()).expect("it is open");
    drop(book);
    let book = tampered(home.path(), "DELETE FROM voucher WHERE number = 2");
    let found = book.check_record().expect("it can be read").findings;
    let changed = Fact::ClosedYearChanged { year: year(), closed_at: LATER.to_owned() };
    assert!(found.iter().any(|finding| finding.fact == changed), "{found:?}");
}

#[test]
fn a_broken_fiscal_year_is_closed_by_its_own_months() {
    let home = tempfile::tempdir().expect("a directory");
    let settings = format!("{}[books]\nfiscal-year-starts = 7\n", books::SETTINGS);
    let mut book = Book::create(home.path(), &settings).expect("a new book");
    // January to June belong to the year that began in July 2023.
    import(&mut book, "a.csv", &vouchers("A", 1..=6));
    import(&mut book, "b.csv", &vouchers("A", 7..=8));
    let began = finsam_ledger::FiscalYears::starting_in_month(7).expect("a month").starting_in(2023);
    let year = began.expect("a year");
    let layout = built_in("lkbr").expect("built in");
    let closing = book.begin_close(year, layout.year_end(), (LATER, "")).expect("it is open");
    let equity = closing.openings().get(&account(2010).into()).copied();
    assert_eq!(equity, Some(Amount::from_ore(6 * 1_700)), "six costs of 17,00");
    closing.commit().expect("it can be stored");
    let locked = book.locks().expect("they can be read")[0].period;
    assert_eq!(locked.to_string(), "2023-07..2024-06");
    assert_eq!(import(&mut book, "c.csv", &vouchers("A", 9..=9)).locked, []);
    assert_eq!(codes(&book), []);
}
