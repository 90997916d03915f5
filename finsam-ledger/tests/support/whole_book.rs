//! A book with all that a book can hold, and all that a reader can ask of one.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use finsam_ledger::book::{Book, BookError, ReversalOrder};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::schedule::esf::{EsfEvent, EsfOrder};
use finsam_ledger::schedule::{AccrualKind, AccrualPlan};
use finsam_ledger::{
    Amount, Budget, BudgetKind, BudgetVersion, Correction, CostCentre, History, OtherObject, Posting,
    Project, RowChange, StatedKind, StatedLevel, StatedSum, StatedSums, Voucher, VoucherDraft, VoucherId,
};

use super::books::{self, LATER, NOW, account, draft, import, opening, undo, vouchers, year};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A voucher that was corrected, with projects and marks of other dimensions.
fn corrected() -> Voucher {
    let mut draft = draft("A", 8, 1_500);
    draft.postings[0].project = Project::new("VILJA").ok();
    draft.postings[0].others = vec![OtherObject::new(20, "AF").expect("a code")];
    let struck = Posting { cost_centre: CostCentre::new("3001").ok(), ..draft.postings[1].clone() };
    let change = |change| Correction { change, date: Some(day("2024-09-01")), signature: "EK".into() };
    draft.history = History {
        registered: Some(day("2024-08-20")),
        signature: "EK".into(),
        corrections: vec![
            change(RowChange::Added(0)),
            change(RowChange::Struck { before: 1, posting: struck }),
        ],
    };
    draft.try_into_voucher().expect("it balances")
}

fn dated(number: u64, date: &str, ore: i64) -> Voucher {
    let draft = VoucherDraft { date: day(date), ..draft("A", number, ore) };
    draft.try_into_voucher().expect("it balances")
}

/// A cost of the ESF project.
fn project_cost(number: u64, month: u32) -> Voucher {
    let cost = Posting {
        cost_centre: CostCentre::new("3047").ok(),
        ..Posting::new(account(5539), Amount::from_ore(80_000))
    };
    let rows = vec![cost, Posting::new(account(2411), Amount::from_ore(-80_000))];
    let date = NaiveDate::from_ymd_opt(2025, month, 10).expect("a day");
    let draft = VoucherDraft::new(VoucherId::new("V", number), date, "Vilja", rows);
    draft.try_into_voucher().expect("it balances")
}

fn stated() -> StatedSums {
    let mut stated = StatedSums::default();
    let december = |year: &str| format!("{year}-12").parse().expect("a month");
    let centre = CostCentre::new("3001").expect("a code");
    let sums = [
        (StatedKind::Closing(december("2024")), 1930, StatedLevel::Account, -700),
        (StatedKind::Result(december("2024")), 5539, StatedLevel::Account, 700),
        (StatedKind::Result(december("2024")), 5539, StatedLevel::CostCentre(centre), 700),
    ];
    for (kind, number, level, ore) in sums {
        let sum = StatedSum { kind, account: account(number), level, amount: Amount::from_ore(ore) };
        stated.push(&Arc::from("2024.se"), sum);
    }
    stated
}

/// Two years, the first of them closed, with locks, accruals, a reversal, an ESF project, budget and
/// forecast, sums that a file stated, corrections, an order that came back, and imports that were undone in
/// both ways.
pub(crate) fn whole_book(dir: &Path) -> Book {
    let settings = books::esf_settings("2024-01..2025-12", 9_000, 80);
    let mut book = Book::create(dir, &settings).expect("a new book");
    let layout = built_in("lkbr").expect("built in");
    let mut first = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    first.add("ib.csv", &[], &opening(50_000), &books::budget(100)).expect("it can be stored");
    first.add("2024.csv", &vouchers("A", 1..=7), &[], &Budget::default()).expect("it can be stored");
    first.add_stated(&stated()).expect("it can be stored");
    first.commit().expect("it can be stored");
    import(&mut book, "rattad.csv", &[corrected()]);
    import(&mut book, "fel.csv", &vouchers("X", 1..=2));
    undo(&mut book, 3);

    let march = "2024-11..2025-02".parse().expect("a period");
    let plan = AccrualPlan::spread(
        AccrualKind::PrepaidExpense,
        account(6011).into(),
        account(1710),
        Amount::from_ore(100_001),
        march,
        day("2024-11-01"),
    );
    let plan = plan.expect("a plan");
    let posted = book.begin_accrual(&plan, "Hyra", None, |_| "Hyra".into(), (NOW, "ledger accrue"));
    posted.expect("nothing is locked").commit().expect("it can be stored");
    let order = book.orders().expect("they can be read").remove(0);
    let mut back = order.clone().into_draft();
    back.id = VoucherId::new("A", 9);
    back.text = format!("{} periodiserat", order.id()).into();
    import(&mut book, "aterkommen.csv", &[back.try_into_voucher().expect("it balances")]);
    let id = VoucherId::new("A", 2);
    let order = ReversalOrder { id, year: Some(year()), date: None, text: "Återföring".into() };
    let posted = book.begin_reversal(&order, (NOW, "ledger reverse")).expect("it may be");
    posted.commit().expect("it can be stored");

    import(&mut book, "dubbel.csv", &vouchers("Y", 3..=4));
    book.lock("2024-01..2024-03".parse().expect("a period"), NOW, "ledger lock", "").expect("it is open");
    book.unlock("2024-02".parse().expect("a month"), NOW, "ledger unlock", "rättelse").expect("it is locked");
    undo(&mut book, 7);
    let closing = book.begin_close(year(), layout.year_end(), (LATER, "ledger close 2024"));
    closing.expect("it is open").commit().expect("it can be stored");

    let costs: Vec<Voucher> = (1..=3)
        .map(|month| project_cost(u64::from(month), month))
        .chain([dated(1, "2025-03-15", 900)])
        .collect();
    import(&mut book, "2025.csv", &costs);
    let version = BudgetVersion::new(BudgetKind::Forecast, "Prognos 1", Some(day("2025-04-30")));
    let mut forecast = Budget::new(version);
    let next = year().next().period();
    forecast.add(next, account(5539).into(), Amount::from_ore(77_700)).expect("small");
    let mut second = book.begin_import(LATER, "ledger import prognos.csv").expect("nobody else writes");
    second.add("prognos.csv", &[], &[], &forecast).expect("it can be stored");
    second.commit().expect("it can be stored");

    let project = Project::new("VILJA").expect("a code");
    let month = |text: &str| text.parse().expect("a month");
    let orders = [
        EsfOrder::Accrue { through: month("2025-03") },
        EsfOrder::Claim {
            period: "2025-01..2025-03".parse().expect("a quarter"),
            amount: None,
            date: day("2025-04-15"),
        },
    ];
    for order in orders {
        let words = |event: &EsfEvent| format!("VILJA {}", event.date);
        let begun = book.begin_esf((&project, &order), None, layout.year_end(), words, (LATER, "ledger esf"));
        begun.expect("it may be taken").commit().expect("it can be stored");
    }
    book
}

/// All that can be asked of a book, one answer a line: whatever is another in two books is told.
pub(crate) fn told(book: &Book) -> Result<String, BookError> {
    let mut told = String::new();
    let mut tell = |what: &str, answer: &dyn Debug| {
        writeln!(told, "{what}: {answer:?}").expect("a string");
    };
    tell("content", &book.content_hash()?);
    tell("head", &book.chain_head()?);
    let mut all = Vec::new();
    let broken = book.for_each_voucher(|voucher| all.push(voucher))?;
    tell("broken", &broken);
    tell("vouchers", &all);
    tell("balances", &book.balances()?);
    tell("recomputed", &book.recomputed()?);
    tell("budgets", &book.budgets()?);
    tell("stated", &book.stated()?);
    tell("plans", &book.plans()?);
    tell("events", &book.esf_events()?);
    tell("projects", &book.followed_projects()?);
    tell("locks", &book.locks()?);
    tell("closed", &book.closed_years()?);
    tell("orders", &book.orders()?);
    tell("batches", &book.batches()?);
    tell("chain", &book.chain()?);
    tell("said", &book.last_said_at()?);
    tell("through", &book.booked_through(&book.balances()?)?);
    for year in ["2024", "2025"] {
        let period = year.parse().expect("a year");
        tell("audited", &book.vouchers_in(period)?);
        for number in [1710, 1712, 1930, 2010, 2411, 3511, 5539, 6011] {
            tell("postings", &book.postings(account(number), period)?);
        }
    }
    Ok(told)
}
