//! A förbund's year as random sequences of all that can be done in it, beside a naive model: a list of
//! vouchers, and a few sets. After every step the book holds what the model holds, and the laws hold.
//!
//! `FINSAM_SOAK_SECONDS=3600 cargo test --release -p finsam-ledger --all-features --test year_model` is the long run.
#![cfg(feature = "sqlite")]
#![allow(clippy::print_stderr, reason = "a long run tells its seed and how far it came")]
#![expect(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use books::{LATER, NOW, account, import};
use chrono::{Datelike, Months, NaiveDate};
use finsam_ledger::book::{Book, BookError, ESF_SERIES, REVERSAL_SERIES, ReversalOrder};
use finsam_ledger::finding::{Code, Severity};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::schedule::esf::{Claim, EsfEvent, EsfOrder, EsfStatus, FollowedProject, status};
use finsam_ledger::schedule::{AccrualKind, AccrualPlan};
use finsam_ledger::{
    Amount, BalanceObject, CostCentre, FiscalYear, FiscalYears, Month, Period, Posting, Project, Quarter,
    Voucher, VoucherDraft, VoucherId,
};
use keepers::Keeper;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

#[path = "support/books.rs"]
mod books;
#[path = "support/keepers.rs"]
mod keepers;

/// What may be done; numbers choose among what there is when it is done.
#[derive(Clone, Debug)]
enum Step {
    /// An export with these of the ekonomiservice's vouchers, and with this many of the orders that wait.
    Import {
        vouchers: BTreeSet<u64>,
        returned: usize,
    },
    Accrue {
        kind: AccrualKind,
        first: u32,
        months: u32,
        ore: i64,
    },
    Reverse {
        which: usize,
    },
    Undo {
        batch: usize,
    },
    Lock {
        first: u32,
        months: u32,
    },
    Unlock {
        first: u32,
        months: u32,
    },
    Close {
        later: bool,
    },
    /// A step of the ESF project, in a month; whether it may be taken is modelled elsewhere.
    Esf {
        kind: u8,
        of: u32,
        ore: i64,
    },
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop::sample::select(AccrualKind::ALL.to_vec());
    prop_oneof![
        6 => (prop::collection::btree_set(1_u64..=24, 1..5), 0_usize..3)
            .prop_map(|(vouchers, returned)| Step::Import { vouchers, returned }),
        4 => (kind, 0_u32..22, 1_u32..4, 1_i64..1_000_000)
            .prop_map(|(kind, first, months, ore)| Step::Accrue { kind, first, months, ore }),
        3 => (0_usize..64).prop_map(|which| Step::Reverse { which }),
        2 => (0_usize..16).prop_map(|batch| Step::Undo { batch }),
        2 => (0_u32..24, 1_u32..4).prop_map(|(first, months)| Step::Lock { first, months }),
        1 => (0_u32..24, 1_u32..6).prop_map(|(first, months)| Step::Unlock { first, months }),
        1 => any::<bool>().prop_map(|later| Step::Close { later }),
        12 => (0_u8..10, 0_u32..24, 1_i64..200_000).prop_map(|(kind, of, ore)| Step::Esf { kind, of, ore }),
        1 => Just(Step::Reopen),
    ]
}

/// The months of two years, from 0.
fn month(index: u32) -> Month {
    Month::new(2024 + i32::try_from(index / 12).expect("small"), index % 12 + 1).expect("a month")
}

fn months(first: u32, count: u32) -> Period {
    Period::new(month(first), month((first + count - 1).min(35))).expect("in order")
}

/// The ekonomiservice's voucher of a number: one a month, each with amounts of its own.
fn service_voucher(number: u64) -> Voucher {
    let date = month(u32::try_from(number - 1).expect("small")).first_day() + Months::new(0);
    let ore = i64::try_from(number).expect("small") * 10_100;
    let rows = vec![
        Posting {
            cost_centre: CostCentre::new("3047").ok(),
            ..Posting::new(account(5539), Amount::from_ore(ore))
        },
        Posting::new(account(2411), Amount::from_ore(-ore)),
    ];
    // Numbers begin anew each year.
    let number = (number - 1) % 12 + 1;
    VoucherDraft::new(VoucherId::new("A", number), date, "Faktura", rows)
        .try_into_voucher()
        .expect("it balances")
}

/// A voucher as the model has it.
#[derive(Clone, Debug)]
struct Known {
    name: (i32, String, u64),
    date: NaiveDate,
    rows: Vec<(u32, i64)>,
    batch: usize,
    /// Whether the program made it, and it has not come back.
    waits: bool,
    /// Whether it takes another back, and which one takes it back.
    reverses: Option<usize>,
    reversed_by: Option<usize>,
    /// If it came back in an import: that import, and the name it had before.
    came_back: Option<(usize, (i32, String, u64))>,
    counts: bool,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum BatchKind {
    Plain,
    /// It took another back by vouchers.
    Reversal,
    Closing,
}

#[derive(Debug, Default)]
struct Model {
    vouchers: Vec<Known>,
    batches: Vec<(BatchKind, bool)>,
    locked: BTreeSet<Month>,
    closed: BTreeSet<i32>,
    last_number: BTreeMap<(i32, String), u64>,
    service_number: u64,
}

impl Model {
    fn is_locked(&self, date: NaiveDate) -> bool {
        self.locked.contains(&Month::of(date))
    }

    fn batch(&mut self, kind: BatchKind) -> usize {
        self.batches.push((kind, false));
        self.batches.len() - 1
    }

    fn own(&mut self, series: &str, date: NaiveDate, rows: Vec<(u32, i64)>, batch: usize) -> usize {
        let number = self.last_number.entry((date.year(), series.to_owned())).or_default();
        *number += 1;
        let name = (date.year(), series.to_owned(), *number);
        self.vouchers.push(Known {
            name,
            date,
            rows,
            batch,
            waits: true,
            reverses: None,
            reversed_by: None,
            came_back: None,
            counts: true,
        });
        self.vouchers.len() - 1
    }

    /// The sums of what counts.
    fn sums(&self) -> BTreeMap<(Month, u32), (i64, i64)> {
        let mut sums: BTreeMap<(Month, u32), (i64, i64)> = BTreeMap::new();
        for voucher in self.vouchers.iter().filter(|voucher| voucher.counts) {
            for (account, ore) in &voucher.rows {
                let sum = sums.entry((Month::of(voucher.date), *account)).or_default();
                if *ore > 0 { sum.0 += ore } else { sum.1 -= ore }
            }
        }
        sums
    }

    fn waiting(&self) -> Vec<usize> {
        let waits = |index: &usize| self.vouchers[*index].counts && self.vouchers[*index].waits;
        (0..self.vouchers.len()).filter(waits).collect()
    }

    fn import(&mut self, vouchers: &[Voucher], returned: &[(usize, VoucherId)]) {
        let mut fresh = Vec::new();
        for voucher in vouchers {
            let name = (voucher.date().year(), "A".to_owned(), voucher.id().number());
            let is_known = self.vouchers.iter().any(|known| known.counts && known.name == name);
            if !is_known && !self.is_locked(voucher.date()) {
                fresh.push((name, voucher));
            }
        }
        if fresh.is_empty() && returned.is_empty() {
            return;
        }
        let batch = self.batch(BatchKind::Plain);
        for (name, voucher) in fresh {
            let rows =
                voucher.postings().iter().map(|row| (row.account.number(), row.amount.ore())).collect();
            self.vouchers.push(Known {
                name,
                date: voucher.date(),
                rows,
                batch,
                waits: false,
                reverses: None,
                reversed_by: None,
                came_back: None,
                counts: true,
            });
        }
        for (index, id) in returned {
            let known = &mut self.vouchers[*index];
            let name = (known.name.0, id.series().to_owned(), id.number());
            known.came_back = Some((batch, std::mem::replace(&mut known.name, name)));
            known.waits = false;
        }
    }

    /// Posts an accrual, or nothing if a day of it is locked.
    fn accrue(&mut self, kind: AccrualKind, over: Period, ore: i64) -> bool {
        let spread: Vec<Month> = over.months().collect();
        let count = i64::try_from(spread.len()).expect("small");
        if ore < count {
            return false;
        }
        // The öre that are left over go to the first months.
        let part = |index: i64| ore / count + i64::from(index < ore % count);
        let sign = match kind {
            AccrualKind::AccruedIncome | AccrualKind::PrepaidExpense => 1,
            AccrualKind::AccruedExpense | AccrualKind::DeferredIncome => -1,
        };
        let is_before = matches!(kind, AccrualKind::PrepaidExpense | AccrualKind::DeferredIncome);
        let mut steps: Vec<(NaiveDate, i64)> = Vec::new();
        if is_before {
            steps.push((over.first().first_day(), sign * ore));
        }
        for (index, month) in (0..).zip(&spread) {
            let (date, side) = if is_before { (month.first_day(), -sign) } else { (month.last_day(), sign) };
            steps.push((date, side * part(index)));
        }
        if !is_before {
            steps.push((over.last().next().first_day(), -sign * ore));
        }
        if steps.iter().any(|(date, _)| self.is_locked(*date)) {
            return false;
        }
        let batch = self.batch(BatchKind::Plain);
        for (date, on_balance) in steps {
            self.own("PER", date, vec![(6011, -on_balance), (1710, on_balance)], batch);
        }
        true
    }

    fn may_reverse(&self, index: usize) -> Option<NaiveDate> {
        let known = &self.vouchers[index];
        let date = Month::of(known.date).next().first_day();
        let is_free = known.reverses.is_none() && known.reversed_by.is_none();
        (known.counts && is_free && !self.is_locked(date)).then_some(date)
    }

    fn reverse(&mut self, index: usize, date: NaiveDate, batch: usize) {
        let rows = self.vouchers[index].rows.iter().map(|(account, ore)| (*account, -ore)).collect();
        let by = self.own(REVERSAL_SERIES, date, rows, batch);
        self.vouchers[by].reverses = Some(index);
        self.vouchers[index].reversed_by = Some(by);
    }

    /// Takes a batch back, or not if something stands in the way.
    fn undo(&mut self, batch: usize) -> bool {
        let Some((BatchKind::Plain, false)) = self.batches.get(batch).copied() else { return false };
        let of_batch: Vec<usize> =
            (0..self.vouchers.len()).filter(|index| self.vouchers[*index].batch == batch).collect();
        let is_needed = |index: &usize| {
            let known = &self.vouchers[*index];
            let came_back = known.came_back.is_some();
            came_back || known.reversed_by.is_some_and(|by| self.vouchers[by].batch != batch)
        };
        if of_batch.iter().any(is_needed) {
            return false;
        }
        let is_locked = of_batch.iter().any(|index| self.is_locked(self.vouchers[*index].date));
        if is_locked && of_batch.iter().any(|index| self.vouchers[*index].reverses.is_some()) {
            return false;
        }
        self.batches[batch].1 = true;
        if is_locked {
            let by = self.batch(BatchKind::Reversal);
            for index in of_batch {
                let mut open = Month::of(self.vouchers[index].date);
                let date = if self.locked.contains(&open) {
                    while self.locked.contains(&open) {
                        open = open.next();
                    }
                    open.first_day()
                } else {
                    self.vouchers[index].date
                };
                self.reverse(index, date, by);
            }
            // What should not have been imported is nobody else's to take back.
            self.vouchers.iter_mut().filter(|known| known.batch == by).for_each(|known| known.waits = false);
            return true;
        }
        for index in of_batch {
            self.vouchers[index].counts = false;
            if let Some(of) = self.vouchers[index].reverses {
                self.vouchers[of].reversed_by = None;
            }
        }
        for known in &mut self.vouchers {
            if let Some((_, name)) = known.came_back.take_if(|(by, _)| *by == batch) {
                known.name = name;
                known.waits = true;
            }
        }
        true
    }

    fn booked_years(&self) -> BTreeSet<i32> {
        self.vouchers.iter().filter(|known| known.counts).map(|known| known.date.year()).collect()
    }
}

fn years() -> FiscalYears {
    FiscalYears::CALENDAR
}

fn year_of(year: i32) -> FiscalYear {
    years().starting_in(year).expect("a year")
}

fn named(known: &Known) -> VoucherId {
    VoucherId::new(known.name.1.as_str(), known.name.2)
}

/// One step in the book and in the model: what the one refuses the other does too.
fn take(keeper: &Keeper, book: &mut Book, model: &mut Model, step: &Step) {
    match step {
        Step::Import { vouchers, returned } => {
            let mut file: Vec<Voucher> = vouchers.iter().map(|number| service_voucher(*number)).collect();
            let service = file.clone();
            let waiting: Vec<usize> = model.waiting().into_iter().take(*returned).collect();
            let mut back = Vec::new();
            let orders = book.orders().expect("they can be read");
            for index in waiting {
                let known = &model.vouchers[index];
                let is_it = |order: &&Voucher| order.date() == known.date && *order.id() == named(known);
                let rows = orders.iter().find(is_it).expect("it waits").postings().iter().rev().cloned();
                model.service_number += 1;
                let id = VoucherId::new("B", model.service_number);
                let date = model.vouchers[index].date;
                // Texts are the ekonomiservice's own, but for the number of the order.
                let text = format!("{} periodiserat", named(&model.vouchers[index]));
                let draft = VoucherDraft::new(id.clone(), date, &text, rows.collect());
                file.push(draft.try_into_voucher().expect("it balances"));
                back.push((index, id));
            }
            let outcome = import(book, "export.csv", &file);
            assert_eq!(outcome.returned.len(), back.len(), "{outcome:?}");
            assert!(outcome.vouchers.changed.is_empty(), "{outcome:?}");
            model.import(&service, &back);
        }
        Step::Accrue { kind, first, months: count, ore } => {
            let over = months(*first, *count);
            let booked = if kind.is_booked_before() {
                over.first().first_day()
            } else {
                over.last().next().first_day()
            };
            let plan = AccrualPlan::spread(
                *kind,
                account(6011).into(),
                account(1710),
                Amount::from_ore(*ore),
                over,
                booked,
            );
            let posted = plan.is_ok_and(|plan| {
                let begun =
                    book.begin_accrual(&plan, "Hyra", None, |_| "Hyra".into(), (NOW, "ledger accrue"));
                begun.is_ok_and(|posted| posted.commit().is_ok())
            });
            assert_eq!(posted, model.accrue(*kind, over, *ore), "{step:?}");
        }
        Step::Reverse { which } => {
            let Some(index) = (!model.vouchers.is_empty()).then(|| which % model.vouchers.len()) else {
                return;
            };
            if !model.vouchers[index].counts {
                return;
            }
            let id = named(&model.vouchers[index]);
            let year = Some(year_of(model.vouchers[index].date.year()));
            let order = ReversalOrder { id, year, date: None, text: "Återföring".into() };
            let may = model.may_reverse(index);
            let begun = book.begin_reversal(&order, (NOW, "ledger reverse"));
            assert_eq!(begun.is_ok(), may.is_some(), "{begun:?}");
            if let (Ok(posted), Some(date)) = (begun, may) {
                posted.commit().expect("it can be stored");
                let batch = model.batch(BatchKind::Plain);
                model.reverse(index, date, batch);
            }
        }
        Step::Undo { batch } => {
            let Some(batch) = (!model.batches.is_empty()).then(|| batch % model.batches.len()) else {
                return;
            };
            let number = u64::try_from(batch).expect("small") + 1;
            let begun = book.begin_undo(number, LATER, "ledger undo", "fel");
            let undone = begun.and_then(finsam_ledger::book::Undo::commit);
            assert_eq!(undone.is_ok(), model.undo(batch), "{undone:?}");
        }
        Step::Lock { first, months: count } => {
            let period = months(*first, *count);
            let is_all = period.months().all(|month| model.locked.contains(&month));
            let locked = book.lock(period, NOW, "ledger lock", "");
            assert_eq!(locked.is_ok(), !is_all, "{locked:?}");
            model.locked.extend(period.months());
        }
        Step::Unlock { first, months: count } => {
            let period = months(*first, *count);
            let is_closed = period.months().any(|month| model.closed.contains(&month.year()));
            let is_any = period.months().any(|month| model.locked.contains(&month));
            let unlocked = book.unlock(period, NOW, "ledger unlock", "rättelse");
            assert_eq!(unlocked.is_ok(), is_any && !is_closed, "{unlocked:?}");
            if unlocked.is_ok() {
                model.locked.retain(|month| !period.contains(*month));
            }
        }
        Step::Esf { kind, of, ore } => esf(book, model, (*kind, month(*of), *ore)),
        Step::Close { later } => close(book, model, if *later { 2025 } else { 2024 }),
        Step::Reopen => {
            *book = keeper.open();
        }
    }
}

/// A step of the project: refused, it leaves the book as it was; taken, its voucher is one like any other.
fn esf(book: &mut Book, model: &mut Model, (kind, of, ore): (u8, Month, i64)) {
    let (date, amount) = (of.last_day(), Amount::from_ore(ore));
    let claims = standing(book).map(|stands| stands.claims).unwrap_or_default();
    let number = usize::try_from(ore).expect("small") % claims.len().max(1);
    // All of what would be possible, or parts of a hundred of it, some of which are too much.
    let percent = if ore % 2 == 0 { 100 } else { ore % 104 };
    let part = |whole: Amount| Amount::from_ore(whole.ore() * percent / 100);
    let claim = claims.get(number);
    let approved = part(claim.map_or(amount, |claim| claim.claimed));
    let paid = part(claim.and_then(|claim| claim.open().ok()).unwrap_or(amount));
    let after = claim.map_or(date, |claim| claim.decision.map_or(claim.date, |(day, _)| day).max(date));
    let claim = claim.map_or(1, |claim| claim.number);
    let order = match kind {
        0 | 1 => EsfOrder::Accrue { through: of },
        2 | 7 if ore % 5 > 0 => EsfOrder::Claim { period: Quarter::of(of).period(), amount: None, date },
        3 | 8 => EsfOrder::Decide { claim, approved, date: after },
        4 | 9 => EsfOrder::Pay { claim, amount: paid, date: after },
        5 => EsfOrder::Provide { amount, date },
        6 => EsfOrder::Release { amount: None, date },
        _ => EsfOrder::Settle { date },
    };
    let project = Project::new("VILJA").expect("a code");
    let layout = built_in("lkbr").expect("built in");
    let words = |event: &EsfEvent| format!("VILJA {}", event.date);
    let begun = book.begin_esf((&project, &order), None, layout.year_end(), words, (NOW, "ledger esf"));
    let Ok(posted) = begun else { return };
    let vouchers = posted.vouchers().to_vec();
    posted.commit().expect("it can be stored");
    let batch = model.batch(BatchKind::Plain);
    for voucher in vouchers {
        assert!(!model.is_locked(voucher.date()), "{order:?} got into a locked month");
        let rows = voucher.postings().iter().map(|row| (row.account.number(), row.amount.ore())).collect();
        let index = model.own(ESF_SERIES, voucher.date(), rows, batch);
        assert_eq!(named(&model.vouchers[index]), *voucher.id());
    }
}

/// How the project stands after all that is booked.
fn standing(book: &Book) -> Option<EsfStatus> {
    let (followed, gone) = book.followed_projects().expect("they can be read");
    assert!(gone.is_empty(), "{gone:?}");
    let (balances, layout) =
        (book.balances().expect("they can be read"), built_in("lkbr").expect("built in"));
    let FollowedProject { project, events } = followed.first()?;
    status(project, &balances, layout.year_end(), events, month(30)).ok()
}

/// The law of the support, whatever was taken back of it: never below nothing, never more than was granted,
/// and nothing approved beyond what was claimed.
fn law_12(book: &Book) {
    let stands = standing(book).expect("the settings have one");
    let grant = book.settings().esf_projects[0].terms().grant;
    assert!(stands.earned >= Amount::ZERO && stands.earned <= grant);
    let is_within = |claim: &Claim| claim.decision.is_none_or(|(_, approved)| approved <= claim.claimed);
    assert!(stands.claims.iter().all(is_within), "{stands:?}");
}

fn close(book: &mut Book, model: &mut Model, year: i32) {
    let layout = built_in("lkbr").expect("built in");
    let booked = model.booked_years();
    // A year that was closed opens the one after.
    let is_known = booked.contains(&year) || (model.closed.contains(&(year - 1)) && !booked.is_empty());
    let is_open = |earlier: &i32| *earlier < year && !model.closed.contains(earlier);
    let may = !model.closed.contains(&year) && is_known && !booked.iter().any(is_open);
    let closing = book.begin_close(year_of(year), layout.year_end(), (LATER, "ledger close"));
    match closing {
        Ok(closing) => {
            assert!(may, "{year} was closed");
            closing.commit().expect("it can be stored");
            model.batch(BatchKind::Closing);
            model.closed.insert(year);
            model.locked.extend(year_of(year).period().months());
        }
        Err(error) => {
            let is_empty_opening = matches!(error, BookError::YearEmpty { .. });
            assert!(!may || is_empty_opening, "{error}");
        }
    }
}

/// The book is what the model is, and every law of the record holds.
fn agree(book: &Book, model: &Model) {
    let sums = |balances: &finsam_ledger::Balances| -> BTreeMap<(Month, u32), (i64, i64)> {
        let of = |(month, of, turnover): (Month, &BalanceObject, finsam_ledger::Turnover)| {
            ((month, of.account.number()), (turnover.debit.ore(), turnover.credit.ore()))
        };
        balances.turnovers().map(of).filter(|(_, sums)| *sums != (0, 0)).collect()
    };
    assert_eq!(sums(&book.balances().expect("they can be read")), model.sums());
    let recomputed = book.recomputed().expect("it can be read");
    assert_eq!(sums(&recomputed.balances), model.sums());
    // In a book of a few vouchers one that lies alone in its year looks like a slip.
    let is_error = |code: Code| code.severity() == Severity::Error && code != Code::DateOutsideYears;
    let wrong: Vec<_> = recomputed.facts.iter().filter(|found| is_error(found.fact.code())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let record = book.check_record().expect("it can be read");
    assert_eq!(record.findings, []);

    let mut in_book = Vec::new();
    book.for_each_voucher(|voucher| in_book.push((voucher.date().year(), voucher.id().clone())))
        .expect("it can be read");
    let mut in_model: Vec<_> = model
        .vouchers
        .iter()
        .filter(|known| known.counts)
        .map(|known| (known.date.year(), named(known)))
        .collect();
    in_book.sort();
    in_model.sort();
    assert_eq!(in_book, in_model, "nothing is lost, nothing is double");
    let mut orders: Vec<VoucherId> =
        book.orders().expect("they can be read").iter().map(|order| order.id().clone()).collect();
    let mut waiting: Vec<VoucherId> =
        model.waiting().into_iter().map(|index| named(&model.vouchers[index])).collect();
    orders.sort();
    waiting.sort();
    assert_eq!(orders, waiting);
    law_8(book, model);
    law_12(book);
}

/// What the accruals leave open on their account is what the model's vouchers come to there; each comes to
/// nothing in the end, unless one of its vouchers was taken back alone.
fn law_8(book: &Book, model: &Model) {
    let plans = book.plans().expect("they can be read");
    for day in [month(11).last_day(), month(17).last_day(), month(30).last_day()] {
        let open: i64 = plans.iter().map(|plan| plan.open_at(day).expect("small").ore()).sum();
        let sums = model.sums().into_iter().filter(|((month, of), _)| *of == 1710 && month.last_day() <= day);
        assert_eq!(open, sums.map(|(_, (debit, credit))| debit - credit).sum::<i64>(), "on {day}");
    }
    for plan in &plans {
        let is_touched = plan.steps.iter().any(|step| step.reversed.is_some());
        let left = plan.ends().map(|ends| plan.open_at(ends).expect("small"));
        assert!(is_touched || left == Some(Amount::ZERO), "{plan:?}");
    }
}

/// Does one thing after the other in a new book and in the model of it.
fn run(keeper: &Keeper, is_claimed: bool, steps: &[Step]) {
    let settings = books::esf_settings("2024-01..2025-12", 9_000, 80);
    let mut book = keeper.create(&settings);
    let mut model = Model::default();
    let before = if is_claimed { claimed() } else { Vec::new() };
    for step in before.iter().chain(steps) {
        take(keeper, &mut book, &mut model, step);
        agree(&book, &model);
    }
}

fn whatever_is_done() -> impl Strategy<Value = (bool, Vec<Step>)> {
    (any::<bool>(), prop::collection::vec(step(), 1..32))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_book_is_the_model_whatever_is_done((is_claimed, steps) in whatever_is_done()) {
        run(&Keeper::files(), is_claimed, &steps);
    }
}

#[cfg(feature = "postgres")]
proptest! {
    // What a server answers takes its time.
    #![proptest_config(ProptestConfig { cases: cases().div_ceil(6), ..ProptestConfig::default() })]

    #[test]
    fn a_book_on_a_server_is_the_model_whatever_is_done((is_claimed, steps) in whatever_is_done()) {
        if let Some(keeper) = Keeper::on_server() {
            run(&keeper, is_claimed, &steps);
        }
    }
}

/// The same for as long as `FINSAM_SOAK_SECONDS` asks for, which is not at all if it does not: another book each
/// time, in an order that `FINSAM_SEED` settles.
#[test]
fn the_book_is_the_model_for_as_long_as_is_asked() {
    let seconds = number("FINSAM_SOAK_SECONDS").unwrap_or(0);
    let (seed, begun) = (number("FINSAM_SEED").unwrap_or(1), Instant::now());
    let (mut books, mut done) = (0_u64, 0);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_be_bytes());
        bytes[8..16].copy_from_slice(&books.to_be_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let config = ProptestConfig { cases: 1, failure_persistence: None, ..ProptestConfig::default() };
        let count = Cell::new(0);
        let outcome =
            TestRunner::new_with_rng(config, rng).run(&whatever_is_done(), |(is_claimed, steps)| {
                count.set(steps.len());
                // Every other book is kept by a server, where there is one.
                #[cfg(feature = "postgres")]
                let on_server = (books % 2 == 1).then(Keeper::on_server).flatten();
                #[cfg(not(feature = "postgres"))]
                let on_server = None;
                run(&on_server.unwrap_or_else(Keeper::files), is_claimed, &steps);
                Ok(())
            });
        assert!(outcome.is_ok(), "book {books} of seed {seed}: {outcome:?}");
        (books, done) = (books + 1, done + count.get());
    }
    if seconds > 0 {
        eprintln!("seed {seed}: {books} books, {done} steps");
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// What seldom comes in this order by chance: cost of a quarter, its support accrued and claimed.
fn claimed() -> Vec<Step> {
    let of = |kind| Step::Esf { kind, of: 5, ore: 1 };
    vec![Step::Import { vouchers: (1..=6).collect(), returned: 0 }, of(0), of(2)]
}

/// Few where every change is tested; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}
