//! Accruals and reversals in a book: posted at once, handed over, and known again when they come back.
#![cfg(feature = "sqlite")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use books::{
    LATER, NOW, account, codes, counts, draft, facts, import, new_book, tampered, undo, vouchers, year,
};
use chrono::NaiveDate;
use finsam_ledger::book::{ACCRUAL_SERIES, Book, BookError, REVERSAL_SERIES, ReversalOrder};
use finsam_ledger::finding::{Code, Fact};
use finsam_ledger::schedule::{AccrualKind, AccrualPlan, Step};
use finsam_ledger::{Amount, Month, Period, Voucher, VoucherId};

#[path = "support/books.rs"]
mod books;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn ore(ore: i64) -> Amount {
    Amount::from_ore(ore)
}

fn id(series: &str, number: u64) -> VoucherId {
    VoucherId::new(series, number)
}

/// The auditors' invoice for the year comes in the next one.
fn audit() -> AccrualPlan {
    let (december, new_year) = ("2024-12".parse().expect("a month"), day("2025-01-01"));
    let (kind, cost) = (AccrualKind::AccruedExpense, account(7551).into());
    AccrualPlan::spread(kind, cost, account(2991), ore(6_390_000), december, new_year).expect("a plan")
}

fn accrue(book: &mut Book, plan: &AccrualPlan) -> Vec<Voucher> {
    let words = |step| format!("Revision {step:?}");
    let posted =
        book.begin_accrual(plan, "Revision", None, words, (NOW, "ledger accrue")).expect("it can be posted");
    let vouchers = posted.vouchers().to_vec();
    posted.commit().expect("it can be stored");
    vouchers
}

fn order(id: VoucherId, date: Option<&str>) -> ReversalOrder {
    ReversalOrder { id, year: None, date: date.map(day), text: "Återföring".to_owned() }
}

fn reverse(book: &mut Book, id: VoucherId, date: Option<&str>) -> Voucher {
    let posted = book.begin_reversal(&order(id, date), (LATER, "ledger reverse")).expect("it can be posted");
    let voucher = posted.vouchers()[0].clone();
    posted.commit().expect("it can be stored");
    voucher
}

/// How the ekonomiservice books an order: under a number of its own, and in words of its own.
fn returned(order: &Voucher, series: &str, number: u64, text: &str) -> Voucher {
    let mut draft = order.clone().into_draft();
    draft.id = id(series, number);
    draft.text = text.into();
    draft.postings.reverse();
    draft.try_into_voucher().expect("it balances")
}

/// What the vouchers up to a month come to on an account.
fn balance(book: &Book, number: u32, until: &str) -> Amount {
    let (balances, until): (_, Month) =
        (book.balances().expect("they can be read"), until.parse().expect("a month"));
    let on_account =
        balances.turnovers().filter(|(month, of, _)| *month <= until && of.account == account(number));
    let changes =
        on_account.map(|(_, _, turnover)| turnover.debit.checked_sub(turnover.credit).expect("small"));
    Amount::checked_sum(changes).expect("small")
}

#[test]
fn an_accrual_is_posted_with_its_reversal_and_linked_to_its_plan() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    let posted = accrue(&mut book, &audit());
    let told: Vec<_> = posted.iter().map(|one| (one.id().to_string(), one.date().to_string())).collect();
    assert_eq!(told, [("PER 1".into(), "2024-12-31".into()), ("PER 1".into(), "2025-01-01".to_owned())]);
    assert_eq!(balance(&book, 2991, "2024-12"), ore(-6_390_000));
    assert_eq!(balance(&book, 2991, "2025-01"), Amount::ZERO);

    let plans = book.plans().expect("they can be read");
    assert_eq!((plans.len(), plans[0].number, &*plans[0].text), (1, 1, "Revision"));
    assert_eq!(plans[0].plan, audit());
    assert_eq!(
        plans[0].steps.iter().map(|step| step.step).collect::<Vec<_>>(),
        [Step::Instalment(1), Step::Reversal]
    );
    assert_eq!(plans[0].open_at(day("2024-12-31")).expect("small"), ore(-6_390_000));
    assert_eq!(codes(&book), []);
    assert_eq!(book.recomputed().expect("it can be read").facts, []);
}

#[test]
fn an_accrual_into_a_locked_month_is_refused_whole() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    let before = book.content_hash().expect("it can be read");
    for locked in ["2024-12", "2025-01"] {
        let month: Period = locked.parse().expect("a month");
        book.lock(month, NOW, "ledger lock", "").expect("it can be locked");
        let refused =
            book.begin_accrual(&audit(), "", None, |_| String::new(), (NOW, "")).expect_err("it is locked");
        let BookError::PeriodLocked { date, open } = refused else { panic!("{refused}") };
        assert!(month.contains(Month::of(date)), "{date}");
        assert_eq!(open, month.last().next());
        book.unlock(month, LATER, "ledger unlock", "").expect("it is locked");
    }
    assert_eq!(book.content_hash().expect("it can be read"), before);
    assert!(book.plans().expect("they can be read").is_empty());
}

#[test]
fn an_order_that_comes_back_counts_once_whatever_it_is_called() {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    let posted = accrue(&mut book, &audit());
    let balances = book.balances().expect("they can be read");
    assert_eq!(book.orders().expect("they can be read"), posted);
    book.lock("2024".parse().expect("a year"), NOW, "ledger lock 2024", "bokslut").expect("it can be locked");

    let mut export = vouchers("A", 1..=2);
    export.push(returned(&posted[0], "A", 517, "PER 1 Revision"));
    let outcome = import(&mut book, "export.csv", &export);
    assert_eq!(
        (counts(&outcome), facts(&outcome)),
        ((0, 2, 0), vec![]),
        "a lock is no matter: no sum changes"
    );
    assert_eq!(outcome.returned, [(id(ACCRUAL_SERIES, 1), id("A", 517))]);
    assert_eq!(book.balances().expect("they can be read"), balances);
    assert_eq!(book.orders().expect("they can be read"), posted[1..]);
    assert_eq!(book.plans().expect("they can be read")[0].steps[0].id, id("A", 517));

    // Once more, and under a second number: that one is a voucher of its own.
    assert_eq!(counts(&import(&mut book, "export.csv", &export)), (0, 3, 0));
    let again = import(&mut book, "andra.csv", &[returned(&posted[0], "B", 1, "Periodisering")]);
    assert_eq!((again.returned.len(), again.locked.len()), (0, 1));

    assert_eq!(codes(&book), []);
    assert_eq!(book.recomputed().expect("it can be read").facts.len(), 1, "A lacks the numbers up to 517");
    assert_eq!(book.recomputed().expect("it can be read").balances, balances);
    drop(book);
    let book = tampered(home.path(), "DELETE FROM replaced");
    assert_eq!(codes(&book)[0], Code::ChainBroken);
}

#[test]
fn an_order_that_comes_back_as_something_else_is_not_added() {
    let (_home, mut book) = new_book();
    let posted = accrue(&mut book, &audit());
    let mut other = returned(&posted[0], "A", 517, "PER 1 Revision").into_draft();
    other.postings[0].amount = ore(-6_000_000);
    other.postings[1].amount = ore(6_000_000);
    let other = other.try_into_voucher().expect("it balances");
    let outcome = import(&mut book, "export.csv", &[other]);
    let (date, date_of_order) = (day("2024-12-31"), day("2024-12-31"));
    let changed = Fact::OrderChanged { id: id("A", 517), date, order: id(ACCRUAL_SERIES, 1), date_of_order };
    assert_eq!((counts(&outcome), facts(&outcome)), ((0, 0, 1), vec![changed]));
    assert_eq!(balance(&book, 2991, "2024-12"), ore(-6_390_000));

    // PER 12 is no PER 1, and a text that only mentions it says nothing.
    for text in ["PER 12", "se PER 1"] {
        let mut voucher = draft("A", 1, 100);
        voucher.text = text.into();
        let (_home, mut book) = new_book();
        accrue(&mut book, &audit());
        let outcome = import(&mut book, "export.csv", &[voucher.try_into_voucher().expect("it balances")]);
        assert_eq!(counts(&outcome), (1, 0, 0), "{text}");
    }
}

#[test]
fn undoing_the_import_that_brought_an_order_back_leaves_the_order() {
    let (_home, mut book) = new_book();
    let posted = accrue(&mut book, &audit());
    let balances = book.balances().expect("they can be read");
    import(&mut book, "export.csv", &[returned(&posted[0], "A", 1, "")]);
    let refused = book.begin_undo(1, LATER, "ledger undo 1", "").expect_err("it came back");
    let BookError::BatchNeeded { number: 1, id: own, by } = refused else { panic!("{refused}") };
    assert_eq!((own, by), (id(ACCRUAL_SERIES, 1), id("A", 1)));

    undo(&mut book, 2);
    assert_eq!(book.balances().expect("they can be read"), balances);
    assert_eq!(book.orders().expect("they can be read"), posted);
    assert_eq!(codes(&book), []);
    let outcome = import(&mut book, "export.csv", &[returned(&posted[0], "A", 1, "")]);
    assert_eq!(outcome.returned.len(), 1, "and it may come back again");
    undo(&mut book, 3);
    undo(&mut book, 1);
    assert!(book.plans().expect("they can be read").is_empty());
    assert_eq!(book.balances().expect("they can be read").turnovers().count(), 0);
    // The number was given once, and is not given again.
    assert_eq!(accrue(&mut book, &audit())[0].id(), &id(ACCRUAL_SERIES, 2));
    assert_eq!((codes(&book), book.recomputed().expect("it can be read").facts), (vec![], vec![]));
}

#[test]
fn a_voucher_is_reversed_once_and_a_reversal_never() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    let taken_back = reverse(&mut book, id("A", 1), None);
    assert_eq!((taken_back.id(), taken_back.date()), (&id(REVERSAL_SERIES, 1), day("2024-02-01")));
    assert_eq!(balance(&book, 5539, "2024-02"), ore(1_700));
    assert_eq!(codes(&book), []);

    let mut refused =
        |order: &ReversalOrder| book.begin_reversal(order, (LATER, "")).expect_err("it is refused");
    let BookError::VoucherReversed { by, .. } = refused(&order(id("A", 1), None)) else { panic!("reversed") };
    assert_eq!(by, id(REVERSAL_SERIES, 1));
    let BookError::VoucherReverses { of, .. } = refused(&order(id(REVERSAL_SERIES, 1), None)) else {
        panic!()
    };
    assert_eq!(of, id("A", 1));
    let early = refused(&order(id("A", 2), Some("2024-02-14")));
    assert!(matches!(early, BookError::ReversedBefore { .. }), "{early}");
    assert!(matches!(refused(&order(id("A", 9), None)), BookError::VoucherUnknown { .. }));
    let needed = book.begin_undo(1, LATER, "", "").expect_err("a reversal rests on it");
    assert!(matches!(needed, BookError::BatchNeeded { number: 1, .. }), "{needed}");
    // Undone, the reversal is gone, and the voucher may be reversed again.
    undo(&mut book, 2);
    assert_eq!(reverse(&mut book, id("A", 1), Some("2024-01-15")).id(), &id(REVERSAL_SERIES, 2));
}

#[test]
fn a_reversal_that_came_back_is_still_one() {
    let (_home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=2));
    let taken_back = reverse(&mut book, id("A", 1), None);
    import(&mut book, "b.csv", &[returned(&taken_back, "B", 7, "Rättelse")]);
    let mut refused = |id| book.begin_reversal(&order(id, None), (LATER, "")).expect_err("it is refused");
    for of_reversal in [id("B", 7), id(REVERSAL_SERIES, 1)] {
        assert!(matches!(refused(of_reversal), BookError::VoucherReverses { .. }));
    }
    let BookError::VoucherReversed { by, .. } = refused(id("A", 1)) else { panic!("reversed") };
    assert_eq!(by, id("B", 7), "told by the name it has in the export");
}

#[test]
fn a_number_of_two_years_needs_its_year() {
    let (_home, mut book) = new_book();
    let mut next = draft("A", 1, 100);
    next.date = day("2025-01-10");
    import(&mut book, "a.csv", &vouchers("A", 1..=1));
    import(&mut book, "b.csv", &[next.try_into_voucher().expect("it balances")]);
    let ambiguous = order(id("A", 1), None);
    let refused = book.begin_reversal(&ambiguous, (LATER, "")).expect_err("two years have it");
    let BookError::VoucherAmbiguous { years, .. } = refused else { panic!("{refused}") };
    assert_eq!(years, [year(), year().next()]);
    let said = ReversalOrder { year: Some(year().next()), ..ambiguous };
    let posted = book.begin_reversal(&said, (LATER, "")).expect("one is left");
    assert_eq!(posted.vouchers()[0].date(), day("2025-02-01"));
}

#[test]
fn an_accrual_whose_reversal_alone_is_reversed_is_left_open() {
    let (_home, mut book) = new_book();
    let posted = accrue(&mut book, &audit());
    let new_year = ReversalOrder { year: Some(year().next()), ..order(posted[1].id().clone(), None) };
    book.begin_reversal(&new_year, (LATER, "")).expect("it is an accrual's").commit().expect("stored");
    let plans = book.plans().expect("they can be read");
    let ends = plans[0].ends().expect("it has vouchers");
    assert_eq!((ends, plans[0].open_at(ends).expect("small")), (day("2025-02-01"), ore(-6_390_000)));
}

/// Whatever is changed behind the program's back in what is new with accruals is named.
#[test]
fn every_change_to_a_plan_and_its_links_is_found() {
    for change in [
        "UPDATE plan SET kind = 'accrued-income'",
        "UPDATE plan SET text = 'annat'",
        "UPDATE plan SET booked = '2025-01-02'",
        "UPDATE plan SET balance = 2992",
        "UPDATE plan SET source = 2",
        "UPDATE plan SET number = 7",
        "DELETE FROM plan",
        "UPDATE plan_row SET amount = amount + 1",
        "UPDATE plan_row SET month = '2024-11'",
        "UPDATE made SET step = 4",
        "UPDATE made SET purpose = 'reversal'",
        "UPDATE made SET of = 1",
        "DELETE FROM made",
        "INSERT INTO replaced VALUES (5, 5, 2)",
    ] {
        let (home, mut book) = new_book();
        import(&mut book, "a.csv", &vouchers("A", 1..=1));
        accrue(&mut book, &audit());
        drop(book);
        let book = tampered(home.path(), change);
        assert!(codes(&book).contains(&Code::ChainBroken), "{change}");
    }
}

#[test]
fn a_reversal_that_no_longer_cancels_is_named() {
    let (home, mut book) = new_book();
    import(&mut book, "a.csv", &vouchers("A", 1..=1));
    reverse(&mut book, id("A", 1), None);
    drop(book);
    let book = tampered(home.path(), "UPDATE posting SET account = 5540 WHERE account = 5539 AND amount < 0");
    let found = book.check_record().expect("it can be read").findings;
    let differs = Fact::ReversalDiffers { id: id("A", 1), by: id(REVERSAL_SERIES, 1) };
    assert!(found.iter().any(|finding| finding.fact == differs), "{found:?}");
}
