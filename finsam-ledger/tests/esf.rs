//! The support of ESF projects: random sequences of cost and steps against a naive ledger, each refusal,
//! and what breaks the law of it.
#![cfg(feature = "config")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/projects.rs"]
mod projects;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use finsam_ledger::check::{Books, Source, check};
use finsam_ledger::finding::EsfSlip;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::schedule::esf::{
    CoFinancing, CostBase, CostBasis, EsfAct, EsfBooking, EsfError, EsfEvent, EsfFault, EsfOrder, EsfPart,
    EsfProject, EsfStanding, EsfTerms, FollowedProject, Rate, SupportQuarter, course, take,
};
use finsam_ledger::{
    Amount, BalanceObject, Balances, ChartOfAccounts, Code, CostCentre, FiscalYears, Month, NoVouchers,
    Period, Posting, Project, Quarter, StatedSums, Summary, Turnover, Voucher, VoucherDraft, VoucherId,
};
use projects::{RATE, account, code, project, terms, year_end};
use proptest::prelude::*;

fn ore(ore: i64) -> Amount {
    Amount::from_ore(ore)
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn object(number: u32, centre: Option<&str>, project: Option<&str>) -> BalanceObject {
    BalanceObject {
        account: account(number),
        cost_centre: centre.map(|centre| CostCentre::new(centre).expect("a code")),
        project: project.map(code),
    }
}

/// Books in memory, and what happened.
struct Ledger {
    project: EsfProject,
    balances: Balances,
    events: Vec<EsfEvent>,
}

impl Ledger {
    fn new(grant: i64) -> Self {
        let balances = Balances::new(FiscalYears::CALENDAR);
        Self { project: project(grant), balances, events: Vec::new() }
    }

    fn book(&mut self, month: Month, object: BalanceObject, amount: i64) {
        let turnover = Turnover { debit: ore(amount.max(0)), credit: ore((-amount).max(0)) };
        self.balances.add(month, object, turnover).expect("small");
    }

    /// A cost on the project's cost centre, paid from the bank.
    fn cost(&mut self, of: Month, amount: i64) {
        self.book(of, object(5539, Some("3047"), Some("VILJA")), amount);
        self.book(of, object(1930, None, None), -amount);
    }

    fn standing(&self, month: Month) -> EsfStanding {
        EsfStanding::of(&self.project, &self.balances, &year_end(), &self.events, month).expect("small")
    }

    fn try_take(
        &self,
        order: &EsfOrder,
        booked: Option<&Voucher>,
    ) -> Result<(EsfEvent, EsfBooking), EsfError> {
        let step = take(&self.project, &self.standing(order.month()), order, booked)?;
        Ok((step.event, step.booking))
    }

    /// Takes a step and books its rows.
    fn take(&mut self, order: &EsfOrder) -> Result<EsfEvent, EsfError> {
        let (event, booking) = self.try_take(order, None)?;
        if let EsfBooking::Rows(rows) = booking {
            assert_eq!(Amount::checked_sum(rows.iter().map(|row| row.amount)), Ok(Amount::ZERO));
            for Posting { account, cost_centre, project, amount, .. } in rows {
                self.book(
                    Month::of(event.date),
                    BalanceObject { account, cost_centre, project },
                    amount.ore(),
                );
            }
        }
        self.events.push(event);
        Ok(event)
    }
}

/// The same in whole numbers, written as one would on paper.
#[derive(Clone, Debug, Default)]
struct Paper {
    costs: Vec<(Month, i64)>,
    accrued: i64,
    receivable: i64,
    provision: i64,
    /// Claimed, approved, paid.
    claims: Vec<(i64, Option<i64>, i64)>,
    is_settled: bool,
}

impl Paper {
    fn earned(&self, through: Month, grant: i64) -> i64 {
        let last = month("2025-06");
        let cost: i64 =
            self.costs.iter().filter(|(of, _)| *of <= through && *of <= last).map(|(_, ore)| ore).sum();
        let part = cost * RATE;
        let rounded = (part.abs() + 50) / 100 * part.signum();
        rounded.clamp(0, grant)
    }

    fn claimed(&self) -> i64 {
        self.claims.iter().map(|(claimed, ..)| claimed).sum()
    }
}

/// What somebody tries; parts of a hundred are of what would be possible, so some are too much.
#[derive(Clone, Copy, Debug)]
enum Try {
    Cost(i64),
    Wait(i32),
    Accrue,
    Claim(i64),
    ClaimAll,
    Decide(usize, i64),
    Pay(usize, i64),
    Provide(i64),
    Release(i64),
    Settle,
}

fn tries() -> impl Strategy<Value = Try> {
    prop_oneof![
        4 => (-50_000..900_000_i64).prop_map(Try::Cost),
        3 => (0..3_i32).prop_map(Try::Wait),
        4 => Just(Try::Accrue),
        2 => (0..130_i64).prop_map(Try::Claim),
        2 => Just(Try::ClaimAll),
        4 => (0..4_usize, -1..110_i64).prop_map(|(claim, percent)| Try::Decide(claim, percent)),
        4 => (0..4_usize, 0..110_i64).prop_map(|(claim, percent)| Try::Pay(claim, percent)),
        1 => (-10..500_000_i64).prop_map(Try::Provide),
        1 => (0..120_i64).prop_map(Try::Release),
        1 => Just(Try::Settle),
    ]
}

/// What the paper says of an order, and what becomes of it; `None` if it is refused.
fn on_paper(paper: &mut Paper, order: &EsfOrder, grant: i64) -> Option<()> {
    if paper.is_settled {
        return None;
    }
    match *order {
        EsfOrder::Accrue { through } => {
            let amount = paper.earned(through, grant) - paper.accrued;
            if amount <= 0 {
                return None;
            }
            paper.accrued += amount;
            paper.receivable += amount;
        }
        EsfOrder::Claim { period, amount, .. } => {
            let left = paper.earned(period.last(), grant) - paper.claimed();
            let asked = amount.map_or(left, Amount::ore);
            if asked <= 0 || asked > left {
                return None;
            }
            paper.claims.push((asked, None, 0));
        }
        EsfOrder::Decide { claim, approved, .. } => {
            let (claimed, decided, _) = paper.claims.get_mut(usize::try_from(claim).ok()?.checked_sub(1)?)?;
            let rejected = *claimed - approved.ore();
            if decided.is_some() || approved.ore() < 0 || rejected < 0 || rejected > paper.receivable.max(0) {
                return None;
            }
            *decided = Some(approved.ore());
            paper.receivable -= rejected;
        }
        EsfOrder::Pay { claim, amount, .. } => {
            let (_, decided, paid) = paper.claims.get_mut(usize::try_from(claim).ok()?.checked_sub(1)?)?;
            let amount = amount.ore();
            if amount <= 0 || amount > (*decided)? - *paid || amount > paper.receivable {
                return None;
            }
            *paid += amount;
            paper.receivable -= amount;
        }
        EsfOrder::Provide { amount, .. } => {
            if amount.ore() <= 0 {
                return None;
            }
            paper.provision += amount.ore();
        }
        EsfOrder::Release { amount, .. } => {
            let amount = amount.map_or(paper.provision, Amount::ore);
            if amount <= 0 || amount > paper.provision {
                return None;
            }
            paper.provision -= amount;
        }
        EsfOrder::Settle { .. } => {
            let is_done = |(_, decided, paid): &(i64, Option<i64>, i64)| *decided == Some(*paid);
            if !paper.claims.iter().all(is_done) {
                return None;
            }
            (paper.receivable, paper.provision, paper.is_settled) = (0, 0, true);
        }
    }
    Some(())
}

/// The order that a try is on a day; costs and waiting are none.
fn order_of(tried: Try, paper: &Paper, now: Month, grant: i64) -> Option<EsfOrder> {
    let date = now.last_day();
    let period = Quarter::of(now.min(month("2025-06"))).period();
    let period = Period::new(period.first(), period.last().min(now.max(period.first()))).expect("a period");
    let number = |claim: usize| u32::try_from(claim + 1).expect("few");
    let claim_of = |claim: usize| paper.claims.get(claim).copied().unwrap_or((1_000, Some(500), 0));
    Some(match tried {
        Try::Cost(_) | Try::Wait(_) => return None,
        Try::Accrue => EsfOrder::Accrue { through: now },
        Try::Claim(percent) => {
            let amount = Some(ore((paper.earned(now, grant) - paper.claimed()) * percent / 100));
            EsfOrder::Claim { period, amount, date }
        }
        Try::ClaimAll => EsfOrder::Claim { period, amount: None, date },
        Try::Decide(claim, percent) => {
            EsfOrder::Decide { claim: number(claim), approved: ore(claim_of(claim).0 * percent / 100), date }
        }
        Try::Pay(claim, percent) => {
            let amount = ore(claim_of(claim).1.unwrap_or(1_000) * percent / 100);
            EsfOrder::Pay { claim: number(claim), amount, date }
        }
        Try::Provide(amount) => EsfOrder::Provide { amount: ore(amount), date },
        Try::Release(percent) => {
            let amount = Some(ore(paper.provision * percent / 100)).filter(|_| percent != 100);
            EsfOrder::Release { amount, date }
        }
        Try::Settle => EsfOrder::Settle { date },
    })
}

/// What always holds of a project, whatever happened to it.
fn laws_hold(ledger: &Ledger, grant: i64, now: Month) -> Result<(), TestCaseError> {
    let EsfStanding { then: at, latest } = ledger.standing(now);
    for status in [&at, &latest] {
        prop_assert!(status.earned >= Amount::ZERO && status.earned <= ore(grant));
        prop_assert_eq!(Amount::checked_sum(status.earned_by_quarter.iter().copied()), Ok(status.earned));
        prop_assert!(status.receivable >= Amount::ZERO && status.provision >= Amount::ZERO);
        if let Some(told) = status.receivable_told().expect("small") {
            prop_assert_eq!(told, status.receivable);
            prop_assert_eq!(status.paid, status.paid_in_books);
        }
        prop_assert!(status.claimed <= ore(grant));
        prop_assert!(status.approved <= status.claimed && status.paid <= status.approved);
        for claim in &status.claims {
            let approved = claim.decision.map_or(Amount::ZERO, |(_, approved)| approved);
            prop_assert!(approved <= claim.claimed && claim.paid <= approved);
        }
        if status.settled.is_some() {
            prop_assert_eq!((status.receivable, status.provision), (Amount::ZERO, Amount::ZERO));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Every step is taken that the paper allows and no other, and afterwards the books hold what the
    /// paper says.
    #[test]
    fn a_project_stands_as_on_paper(
        grant in prop_oneof![Just(100_000_000_i64), 1_000..2_000_000_i64],
        tries in prop::collection::vec(tries(), 1..40),
    ) {
        let (mut ledger, mut paper) = (Ledger::new(grant), Paper::default());
        let mut now = month("2024-01");
        for tried in tries {
            match tried {
                // Nothing corrects the cost of a project after its settlement, and cost before what is
                // claimed of it would make the claim too much.
                Try::Cost(amount) if amount >= 0 || paper.accrued + paper.claimed() == 0 => {
                    ledger.cost(now, amount);
                    paper.costs.push((now, amount));
                }
                Try::Cost(_) => {}
                Try::Wait(months) => now = now.plus(months),
                _ => {
                    let order = order_of(tried, &paper, now, grant).expect("a step");
                    let allowed = on_paper(&mut paper, &order, grant).is_some();
                    let taken = ledger.take(&order);
                    prop_assert_eq!(taken.is_ok(), allowed, "{:?}: {:?}", order, taken);
                }
            }
            laws_hold(&ledger, grant, now)?;
            let status = ledger.standing(now).latest;
            prop_assert_eq!(status.earned.ore(), paper.earned(status.through, grant));
            prop_assert_eq!(status.accrued.ore(), paper.accrued);
            prop_assert_eq!(status.to_accrue(), Ok(ore(status.earned.ore() - paper.accrued)));
            prop_assert_eq!(status.receivable.ore(), paper.receivable);
            prop_assert_eq!(status.provision.ore(), paper.provision);
            prop_assert_eq!(status.claimed.ore(), paper.claimed());
            prop_assert_eq!(status.settled.is_some(), paper.is_settled);
            let paid: i64 = paper.claims.iter().map(|(_, _, paid)| paid).sum();
            prop_assert_eq!(status.paid.ore(), paid);
        }
    }

    /// The parts of a flat rate and of hours sum to the rounded whole, whatever the quarters are.
    #[test]
    fn flat_rates_and_hours_sum_to_their_whole(
        costs in prop::collection::vec((0..18_i32, -10_000..1_000_000_i64, any::<bool>()), 0..30),
        hours in prop::collection::btree_map(0..18_i32, 1..9_999_u32, 0..10),
        percent in 1..101_u32,
    ) {
        let hourly = hours.iter().map(|(at, hours)| {
            (Period::month(month("2024-01").plus(*at)), rust_decimal::Decimal::new(i64::from(*hours), 2))
        });
        let flat = |of: &str| CostBasis::FlatRate {
            of: of.to_owned(),
            rate: Rate::from_percent(percent.into()).expect("a rate"),
            staff_accounts: vec!["4000-4999".parse().expect("a range")],
        };
        let base = |name: &str, basis| CostBase { name: name.to_owned(), basis };
        let mut terms = terms(100_000_000);
        terms.bases.push(base("Schablon", flat("Faktiska")));
        terms.bases.push(base("Timmar", CostBasis::Hourly { per_hour: ore(48_235), hours: hourly.collect() }));
        terms.bases.push(base("Schablon på timmar", flat("Timmar")));
        let mut ledger = Ledger::new(1);
        ledger.project = EsfProject::new(terms).expect("they make sense");
        let (mut all, mut staff) = (0, 0);
        for (at, amount, is_staff) in costs {
            let number = if is_staff { 4011 } else { 5539 };
            ledger.book(month("2024-01").plus(at), object(number, Some("3047"), None), amount);
            all += amount;
            staff += if is_staff { amount } else { 0 };
        }
        let part = |whole: i64, of: i64| (whole.abs() * of + 50) / 100 * whole.signum();
        let percent = i64::from(percent);
        // 482.35 kr an hour, hours in hundredths: each month rounds by itself.
        let of_hours: i64 = hours.values().map(|hours| (i64::from(*hours) * 48_235 + 50) / 100).sum();
        let eligible = ledger.standing(month("2025-06")).then.eligible;
        let totals: Vec<i64> = eligible.bases.iter().map(|base| base.total().expect("small").ore()).collect();
        prop_assert_eq!(totals, [all, part(staff, percent), of_hours, part(of_hours, percent)]);
    }
}

fn claimed(ledger: &mut Ledger) {
    ledger.cost(month("2024-02"), 1_000_000);
    ledger.take(&EsfOrder::Accrue { through: month("2024-03") }).expect("660 000 öre are earned");
    let period = "2024-01..2024-03".parse().expect("a period");
    ledger
        .take(&EsfOrder::Claim { period, amount: None, date: day("2024-04-15") })
        .expect("as much to claim");
}

#[test]
fn every_refusal_says_why() {
    let mut ledger = Ledger::new(700_000);
    claimed(&mut ledger);
    let refused = |ledger: &Ledger, order| ledger.try_take(&order, None).expect_err("it is refused");
    let first: Period = "2024-01..2024-03".parse().expect("a period");
    let date = day("2024-05-02");
    let claim = |period, amount| EsfOrder::Claim { period, amount, date };
    let accrue = EsfOrder::Accrue { through: month("2024-05") };
    let (all, too_much) = (ore(660_000), ore(40_001));
    assert_eq!(refused(&ledger, accrue), EsfError::NothingToAccrue { earned: all, accrued: all });
    assert_eq!(refused(&ledger, claim(first, None)), EsfError::NothingToClaim { earned: all, claimed: all });
    assert_eq!(
        refused(&ledger, claim(first, Some(too_much))),
        EsfError::ClaimAboveGrant { asked: too_much, left: ore(40_000) }
    );
    assert_eq!(
        refused(&ledger, claim(first, Some(ore(1)))),
        EsfError::ClaimAboveEarned { asked: ore(1), left: Amount::ZERO }
    );
    assert_eq!(refused(&ledger, claim(first, Some(Amount::ZERO))), EsfError::NotPositive(Amount::ZERO));
    let before: Period = "2023".parse().expect("a period");
    let period = "2024-01..2025-06".parse().expect("a period");
    assert_eq!(refused(&ledger, claim(before, None)), EsfError::OutsideProject { asked: before, period });
    let early = EsfOrder::Claim { period: first, amount: None, date: day("2023-12-31") };
    let expected = EsfError::TooEarly { date: day("2023-12-31"), after: day("2024-01-01") };
    assert_eq!(refused(&ledger, early), expected);

    let pay = |claim, amount| EsfOrder::Pay { claim, amount: ore(amount), date };
    let decide = |claim, approved| EsfOrder::Decide { claim, approved: ore(approved), date };
    assert_eq!(refused(&ledger, pay(1, 1)), EsfError::ClaimUndecided { number: 1 });
    assert_eq!(refused(&ledger, decide(2, 1)), EsfError::ClaimUnknown { number: 2, claims: 1 });
    assert_eq!(
        refused(&ledger, decide(1, 660_001)),
        EsfError::ApprovedAboveClaimed { number: 1, approved: ore(660_001), claimed: all }
    );
    let early = EsfOrder::Decide { claim: 1, approved: all, date: day("2024-04-14") };
    let expected = EsfError::TooEarly { date: day("2024-04-14"), after: day("2024-04-15") };
    assert_eq!(refused(&ledger, early), expected);
    assert_eq!(
        refused(&ledger, EsfOrder::Settle { date }),
        EsfError::ClaimOpen { number: 1, open: all },
        "a claim is waited for"
    );
    ledger.take(&decide(1, 600_000)).expect("it is approved in part");
    assert_eq!(refused(&ledger, decide(1, 600_000)), EsfError::ClaimDecided { number: 1, date });
    assert_eq!(
        refused(&ledger, pay(1, 600_001)),
        EsfError::PaymentAboveApproved { number: 1, asked: ore(600_001), left: ore(600_000) }
    );
    let release = |amount: Option<i64>| EsfOrder::Release { amount: amount.map(ore), date };
    assert_eq!(refused(&ledger, release(None)), EsfError::NothingToRelease);
    ledger.take(&EsfOrder::Provide { amount: ore(500), date }).expect("a provision");
    assert_eq!(
        refused(&ledger, release(Some(501))),
        EsfError::ReleaseAboveProvision { asked: ore(501), provision: ore(500) }
    );
    let early = EsfOrder::Provide { amount: ore(1), date: day("2023-12-31") };
    let asked = Period::month(month("2023-12"));
    assert_eq!(refused(&ledger, early), EsfError::OutsideProject { asked, period });
    // What was paid before it was accrued would leave the receivable below nothing on that day.
    let early = EsfOrder::Pay { claim: 1, amount: ore(1), date: day("2024-05-31") };
    assert!(ledger.try_take(&early, None).is_ok());
    ledger.take(&pay(1, 600_000)).expect("it is paid");
    let settled = EsfOrder::Settle { date: day("2024-04-30") };
    assert!(matches!(refused(&ledger, settled), EsfError::TooEarly { .. }), "something is booked later");
    ledger.take(&EsfOrder::Settle { date }).expect("nothing is open");
    assert_eq!(refused(&ledger, accrue), EsfError::Settled(date));
}

#[test]
fn what_was_not_accrued_is_neither_paid_nor_rejected() {
    let mut ledger = Ledger::new(700_000);
    ledger.cost(month("2024-02"), 1_000_000);
    let period = "2024-01..2024-03".parse().expect("a period");
    let date = day("2024-04-15");
    ledger.take(&EsfOrder::Claim { period, amount: None, date }).expect("it is earned");
    let decide = EsfOrder::Decide { claim: 1, approved: ore(600_000), date };
    let needed = EsfError::NotAccrued { needed: ore(60_000), receivable: Amount::ZERO };
    assert_eq!(ledger.take(&decide), Err(needed));
    let decide = EsfOrder::Decide { claim: 1, approved: ore(660_000), date };
    ledger.take(&decide).expect("nothing is rejected");
    let pay = EsfOrder::Pay { claim: 1, amount: ore(1), date };
    assert_eq!(ledger.take(&pay), Err(EsfError::NotAccrued { needed: ore(1), receivable: Amount::ZERO }));
    // Accrued in May it is no receivable in April.
    ledger.take(&EsfOrder::Accrue { through: month("2024-05") }).expect("it is earned");
    assert_eq!(ledger.take(&pay), Err(EsfError::NotAccrued { needed: ore(1), receivable: Amount::ZERO }));
    let pay = EsfOrder::Pay { claim: 1, amount: ore(1), date: day("2024-05-31") };
    ledger.take(&pay).expect("it is in May");
}

fn voucher(rows: &[(u32, Option<&str>, i64)]) -> Voucher {
    let row = |(number, of, amount): &(u32, Option<&str>, i64)| Posting {
        project: of.map(code),
        ..Posting::new(account(*number), ore(*amount))
    };
    let rows = rows.iter().map(row).collect();
    let draft = VoucherDraft::new(VoucherId::new("A", 117), day("2024-06-03"), "Utbetalning", rows);
    draft.try_into_voucher().expect("it balances")
}

#[test]
fn a_voucher_from_elsewhere_stands_for_a_step_if_it_booked_just_that() {
    let mut ledger = Ledger::new(700_000);
    claimed(&mut ledger);
    let date = day("2024-05-02");
    ledger.take(&EsfOrder::Decide { claim: 1, approved: ore(660_000), date }).expect("all of it");
    let pay = EsfOrder::Pay { claim: 1, amount: ore(660_000), date: day("2024-06-03") };
    let paid = voucher(&[(1930, None, 660_000), (1712, Some("VILJA"), -660_000)]);
    let (event, booking) = ledger.try_take(&pay, Some(&paid)).expect("it is just that");
    assert_eq!(booking, EsfBooking::Booked(VoucherId::new("A", 117)));
    assert_eq!(
        event,
        EsfEvent {
            date: day("2024-06-03"),
            act: EsfAct::Payment { claim: 1, amount: ore(660_000) },
            taken_back: None,
        }
    );
    for (rows, booked) in [
        ([(1930, None, 660_000), (1712, None, -660_000)], 0),
        ([(1930, None, 660_000), (1712, Some("PRIA"), -660_000)], 0),
        ([(1930, None, 659_999), (1712, Some("VILJA"), -659_999)], -659_999),
        ([(1930, None, 660_000), (3511, Some("VILJA"), -660_000)], 0),
    ] {
        let expected = EsfError::VoucherDiffers {
            id: VoucherId::new("A", 117),
            account: account(1712),
            booked: ore(booked),
            expected: ore(-660_000),
        };
        assert_eq!(ledger.try_take(&pay, Some(&voucher(&rows))), Err(expected));
    }
    let claim = EsfOrder::Claim { period: "2024".parse().expect("a year"), amount: Some(ore(1)), date };
    ledger.cost(month("2024-04"), 1_000);
    let needless = EsfError::VoucherNeedless { id: VoucherId::new("A", 117) };
    assert_eq!(ledger.try_take(&claim, Some(&paid)), Err(needless.clone()));
    assert_eq!(ledger.try_take(&EsfOrder::Accrue { through: month("2024-05") }, Some(&paid)), Err(needless));
    let provide = EsfOrder::Provide { amount: ore(500), date };
    let provided = voucher(&[(5540, Some("VILJA"), 500), (2991, Some("VILJA"), -500)]);
    assert!(matches!(ledger.try_take(&provide, Some(&provided)), Ok((_, EsfBooking::Booked(_)))));
}

/// What the law finds of these projects in these books at the end of 2024.
fn found(balances: &Balances, esf: &[FollowedProject]) -> BTreeSet<Code> {
    let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
    let stated = StatedSums::default();
    let source = Source {
        balances,
        layout: &layout,
        chart: &chart,
        summary: Summary::default(),
        found: &[],
        record: 0,
        stated: &stated,
        plans: &[],
        esf,
        period: Some("2024".parse().expect("a year")),
        vouchers: &NoVouchers,
    };
    let outcomes = check(&Books::derive(source).expect("small")).expect("small");
    let of_law = outcomes.iter().flat_map(|outcome| &outcome.findings).map(finsam_ledger::Finding::code);
    of_law.filter(|code| code.as_str().starts_with("FS12")).collect()
}

#[test]
fn the_law_finds_what_does_not_tie() {
    let codes = |ledger: &Ledger| {
        let followed = FollowedProject { project: ledger.project.clone(), events: ledger.events.clone() };
        found(&ledger.balances, &[followed])
    };
    let sound = || {
        let mut ledger = Ledger::new(700_000);
        claimed(&mut ledger);
        ledger
    };
    assert_eq!(codes(&sound()), BTreeSet::new());
    let of = |code| BTreeSet::from([code]);

    let mut untied = sound();
    untied.book(month("2024-06"), object(1712, None, Some("VILJA")), -1);
    assert_eq!(codes(&untied), of(Code::EsfReceivableDiffers));
    // Without events the books alone tell what was paid.
    untied.events.clear();
    assert_eq!(codes(&untied), BTreeSet::new());
    untied.book(month("2024-06"), object(1712, None, Some("VILJA")), -700_000);
    assert_eq!(codes(&untied), of(Code::EsfReceivableNegative));

    let mut released = sound();
    released.book(month("2024-06"), object(2991, Some("3048"), None), 5);
    assert_eq!(codes(&released), of(Code::EsfProvisionNegative));

    // 660 000 öre of a grant of 700 000 are accrued.
    for (amount, expected) in [(40_000, BTreeSet::new()), (40_001, of(Code::EsfIncomeAboveGrant))] {
        let mut more = sound();
        more.book(month("2024-06"), object(1712, None, Some("VILJA")), amount);
        more.book(month("2024-06"), object(3511, None, Some("VILJA")), -amount);
        assert_eq!(codes(&more), expected, "{amount}");
    }

    let mut settled = sound();
    let date = day("2024-05-02");
    settled
        .take(&EsfOrder::Decide { claim: 1, approved: Amount::ZERO, date })
        .expect("all of it is rejected");
    settled.take(&EsfOrder::Settle { date }).expect("nothing is open");
    assert_eq!(codes(&settled), BTreeSet::new());
    settled.book(month("2024-06"), object(2991, None, Some("VILJA")), -5);
    assert_eq!(codes(&settled), of(Code::EsfSettledOpen));
}

#[test]
fn what_two_projects_own_is_named() {
    let pria = EsfTerms {
        code: code("PRIA"),
        scope: finsam_ledger::schedule::esf::EsfScope {
            projects: vec![code("PRIA")],
            cost_centres: Vec::new(),
        },
        ..terms(700_000)
    };
    let pria = EsfProject::new(pria).expect("the terms make sense");
    let mut ledger = Ledger::new(700_000);
    ledger.book(month("2024-01"), object(5539, Some("3047"), Some("PRIA")), 5);
    let followed = [&ledger.project, &pria]
        .map(|project| FollowedProject { project: project.clone(), events: Vec::new() });
    assert_eq!(found(&ledger.balances, &followed), BTreeSet::from([Code::EsfPostingShared]));
    assert_eq!(found(&ledger.balances, &followed[..1]), BTreeSet::new());
}

#[test]
fn an_event_that_was_taken_back_counts_until_then() {
    let mut ledger = Ledger::new(700_000);
    claimed(&mut ledger);
    let claim = ledger.events.last_mut().expect("a claim");
    claim.taken_back = Some(day("2024-06-01"));
    let claimed = |month_of: &str| {
        let EsfStanding { then, .. } = ledger.standing(month(month_of));
        then.claimed.ore()
    };
    assert_eq!((claimed("2024-03"), claimed("2024-05"), claimed("2024-06")), (0, 660_000, 0));
    let event = ledger.events.last().expect("a claim");
    let counts = |on: &str| event.counts_on(day(on));
    assert_eq!(
        ["2024-04-14", "2024-04-15", "2024-05-31", "2024-06-01"].map(counts),
        [false, true, true, false],
        "from its day to the day before it was taken back"
    );
}

#[test]
fn the_grant_puts_an_end_to_what_is_earned() {
    let capped = |grant| {
        let mut ledger = Ledger::new(grant);
        ledger.cost(month("2024-02"), 1_000_000);
        let at = ledger.standing(month("2024-03")).then;
        assert_eq!(at.eligible.total(), Ok(ore(1_000_000)));
        (at.supported.ore(), at.earned.ore(), at.remaining.ore(), at.is_capped())
    };
    assert_eq!(capped(660_001), (660_000, 660_000, 1, false));
    assert_eq!(capped(660_000), (660_000, 660_000, 0, false), "a grant that is just used up cuts nothing");
    assert_eq!(capped(659_999), (660_000, 659_999, 0, true));
}

#[test]
fn hours_of_two_quarters_cannot_be_told_apart() {
    let mut terms = terms(1);
    let hours = vec![("2024-03..2024-04".parse().expect("a period"), 10.into())];
    let basis = CostBasis::Hourly { per_hour: ore(1), hours };
    terms.bases.push(CostBase { name: "Timmar".to_owned(), basis });
    let quarter = "2024-Q1".parse().expect("a quarter");
    terms.co_financing = vec![CoFinancing { quarter, cash: ore(1), in_kind: Amount::ZERO }; 2];
    let faults = EsfProject::new(terms).expect_err("two faults");
    let fault = |part, slip| EsfFault { part, slip };
    assert_eq!(
        faults,
        [fault(EsfPart::Hours(1, 0), EsfSlip::SpansQuarters), fault(EsfPart::CoFinancing(1), EsfSlip::Twice),]
    );
}

#[test]
fn what_is_reported_for_a_project_lies_in_its_time() {
    // It begins in the last month of one quarter and ends in the first of another.
    let own = || EsfTerms { period: "2024-03..2025-04".parse().expect("a period"), ..terms(1) };
    let outside = |part| Err(vec![EsfFault { part, slip: EsfSlip::OutsideProject }]);
    let with_co_financing = |quarter: &str| {
        let quarter = quarter.parse().expect("a quarter");
        let co_financing = vec![CoFinancing { quarter, cash: ore(1), in_kind: Amount::ZERO }];
        EsfProject::new(EsfTerms { co_financing, ..own() }).map(|_| ())
    };
    assert_eq!(["2024-Q1", "2024-Q3", "2025-Q2"].map(with_co_financing), [Ok(()), Ok(()), Ok(())]);
    for quarter in ["2023-Q4", "2025-Q3"] {
        assert_eq!(with_co_financing(quarter), outside(EsfPart::CoFinancing(0)), "{quarter}");
    }

    let with_hours = |period: &str| {
        let mut terms = own();
        let hours = vec![(period.parse().expect("a period"), 10.into())];
        let basis = CostBasis::Hourly { per_hour: ore(1), hours };
        terms.bases.push(CostBase { name: "Timmar".to_owned(), basis });
        EsfProject::new(terms).map(|_| ())
    };
    assert_eq!(["2024-03", "2024-04..2024-06", "2025-04"].map(with_hours), [Ok(()), Ok(()), Ok(())]);
    for over_an_end in ["2024-02..2024-03", "2025-04..2025-05"] {
        assert_eq!(with_hours(over_an_end), outside(EsfPart::Hours(1, 0)), "{over_an_end}");
    }
}

#[test]
fn each_step_books_these_rows() {
    let mut ledger = Ledger::new(700_000);
    ledger.cost(month("2024-02"), 1_000_000);
    ledger.cost(month("2024-05"), 10_000);
    let mut booked = |order| {
        let (_, booking) = ledger.try_take(&order, None).expect("a step");
        ledger.take(&order).expect("a step");
        let row = |row: &Posting| {
            let centre = row.cost_centre.as_ref().map_or("-", CostCentre::as_str);
            let project = row.project.as_ref().map_or("-", Project::as_str);
            format!("{} {centre} {project} {}", row.account, row.amount.ore())
        };
        match booking {
            EsfBooking::Rows(rows) => rows.iter().map(row).collect(),
            EsfBooking::Nothing | EsfBooking::Booked(_) => Vec::new(),
        }
    };
    let (period, date) = ("2024-01..2024-03".parse().expect("a period"), day("2024-05-31"));
    assert_eq!(
        booked(EsfOrder::Accrue { through: month("2024-03") }),
        ["1712 - VILJA 660000", "3511 3048 VILJA -660000"]
    );
    assert!(booked(EsfOrder::Claim { period, amount: None, date }).is_empty(), "a claim books nothing");
    assert_eq!(
        booked(EsfOrder::Decide { claim: 1, approved: ore(600_000), date }),
        ["3511 3048 VILJA 60000", "1712 - VILJA -60000"],
        "what is rejected is no income"
    );
    assert_eq!(
        booked(EsfOrder::Pay { claim: 1, amount: ore(600_000), date }),
        ["1930 - - 600000", "1712 - VILJA -600000"]
    );
    assert_eq!(
        booked(EsfOrder::Provide { amount: ore(500), date }),
        ["5540 3048 VILJA 500", "2991 - VILJA -500"]
    );
    assert_eq!(
        booked(EsfOrder::Release { amount: Some(ore(460)), date }),
        ["2991 - VILJA 460", "5540 3048 VILJA -460"]
    );
    booked(EsfOrder::Accrue { through: month("2024-05") });
    assert_eq!(
        booked(EsfOrder::Settle { date }),
        ["3511 3048 VILJA 6600", "1712 - VILJA -6600", "2991 - VILJA 40", "5540 3048 VILJA -40"],
        "what no longer comes is written off, and what is still provided for released"
    );
}

#[test]
fn the_limits_themselves_are_allowed() {
    let mut ledger = Ledger::new(600_000);
    ledger.cost(month("2024-02"), 1_000_000);
    let (first_day, last_month) = (day("2024-01-01"), Period::month(month("2025-06")));
    let period = "2024-01..2024-03".parse().expect("a period");
    let claim = |period, amount, date| EsfOrder::Claim { period, amount, date };
    let late = Period::month(month("2025-07"));
    let refused = ledger.try_take(&claim(late, None, first_day), None);
    assert!(matches!(refused, Err(EsfError::OutsideProject { asked, .. }) if asked == late), "{refused:?}");
    for order in [
        claim(period, None, first_day),
        claim(last_month, Some(ore(600_000)), day("2025-06-01")),
        EsfOrder::Provide { amount: ore(500), date: first_day },
    ] {
        assert!(ledger.try_take(&order, None).is_ok(), "{order:?}");
    }
    ledger.take(&EsfOrder::Provide { amount: ore(500), date: first_day }).expect("a provision");
    let all = EsfOrder::Release { amount: Some(ore(500)), date: first_day };
    assert!(ledger.try_take(&all, None).is_ok());
}

#[test]
fn of_a_quarter_before_the_books_begin_nothing_is_known() {
    let mut ledger = Ledger::new(1);
    let period = "2023-10..2025-06".parse().expect("a period");
    ledger.project = EsfProject::new(EsfTerms { period, ..terms(1_000) }).expect("they make sense");
    ledger.cost(month("2024-01"), 100);
    let course = course(&ledger.project, &ledger.balances, &year_end(), &[], month("2024-01"));
    let earned = |of: &SupportQuarter| (of.quarter.to_string(), of.through, of.earned.map(Amount::ore));
    assert_eq!(
        course.expect("small").iter().map(earned).collect::<Vec<_>>(),
        [("2023-Q4".to_owned(), month("2023-12"), None), ("2024-Q1".to_owned(), month("2024-01"), Some(66)),]
    );
}

#[test]
fn co_financing_counts_from_the_first_month_of_its_quarter() {
    let of = |quarter: &str, cash, in_kind| {
        let quarter = quarter.parse().expect("a quarter");
        CoFinancing { quarter, cash: ore(cash), in_kind: ore(in_kind) }
    };
    let mut terms = terms(1);
    terms.co_financing = vec![of("2024-Q1", 5, 7), of("2024-Q3", 50, 70)];
    let mut ledger = Ledger::new(1);
    ledger.project = EsfProject::new(terms).expect("they make sense");
    let until = |through: &str| {
        let EsfStanding { then, .. } = ledger.standing(month(through));
        (then.co_financed_in_cash.ore(), then.co_financed_in_kind.ore())
    };
    assert_eq!(["2024-06", "2024-07"].map(until), [(5, 7), (55, 77)]);
}
