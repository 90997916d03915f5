//! Plans against a list of days and figures written by hand, and against their law: what the
//! vouchers of a plan do, the booking itself added, is what belongs to each month.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::account::AccountNumber;
use crate::amount::{Amount, Side};
use crate::balances::{Amounts, BalanceObject};
use crate::calendar::{Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::voucher::{Posting, VoucherDraft};
use crate::voucher_id::VoucherId;

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn object_of(posting: &Posting) -> BalanceObject {
    let (cost_centre, project) = (posting.cost_centre.clone(), posting.project.clone());
    BalanceObject { account: posting.account, cost_centre, project }
}

fn plan(kind: AccrualKind, ore: i64, months: (&str, &str), booked: &str) -> Result<AccrualPlan, PlanError> {
    let over = Period::new(month(months.0), month(months.1)).expect("a period");
    AccrualPlan::spread(kind, account(5539).into(), account(1790), Amount::from_ore(ore), over, day(booked))
}

/// `2024-01-31 Deferral 5539 -10000, 1790 10000` of every voucher.
fn shown(plan: &AccrualPlan) -> Vec<String> {
    let shown = |voucher: &PlannedVoucher| {
        let [of_result, of_balance] = &voucher.postings;
        let row = |posting: &Posting| format!("{} {}", posting.account, posting.amount.ore());
        format!("{} {:?} {}, {}", voucher.date, voucher.step, row(of_result), row(of_balance))
    };
    plan.vouchers().iter().map(shown).collect()
}

#[test]
fn each_kind_is_booked_as_its_definition_says() {
    let of = |kind, booked| shown(&plan(kind, 10_000, ("2024-11", "2025-01"), booked).expect("a plan"));
    assert_eq!(
        of(AccrualKind::PrepaidExpense, "2024-11-15"),
        [
            "2024-11-15 Deferral 5539 -10000, 1790 10000",
            "2024-11-15 Instalment(1) 5539 3334, 1790 -3334",
            "2024-12-01 Instalment(2) 5539 3333, 1790 -3333",
            "2025-01-01 Instalment(3) 5539 3333, 1790 -3333",
        ]
    );
    assert_eq!(
        of(AccrualKind::DeferredIncome, "2024-10-01"),
        [
            "2024-10-01 Deferral 5539 10000, 1790 -10000",
            "2024-11-01 Instalment(1) 5539 -3334, 1790 3334",
            "2024-12-01 Instalment(2) 5539 -3333, 1790 3333",
            "2025-01-01 Instalment(3) 5539 -3333, 1790 3333",
        ]
    );
    assert_eq!(
        of(AccrualKind::AccruedExpense, "2025-02-01"),
        [
            "2024-11-30 Instalment(1) 5539 3334, 1790 -3334",
            "2024-12-31 Instalment(2) 5539 3333, 1790 -3333",
            "2025-01-31 Instalment(3) 5539 3333, 1790 -3333",
            "2025-02-01 Reversal 5539 -10000, 1790 10000",
        ]
    );
    assert_eq!(
        of(AccrualKind::AccruedIncome, "2025-03-10"),
        [
            "2024-11-30 Instalment(1) 5539 -3334, 1790 3334",
            "2024-12-31 Instalment(2) 5539 -3333, 1790 3333",
            "2025-01-31 Instalment(3) 5539 -3333, 1790 3333",
            "2025-03-10 Reversal 5539 10000, 1790 -10000",
        ]
    );
}

#[test]
fn what_is_no_plan_is_refused() {
    use AccrualKind::{AccruedExpense, PrepaidExpense};
    let quarter = ("2024-01", "2024-03");
    let wrong = |kind, booked| plan(kind, 10_000, quarter, booked).expect_err("no plan");
    let (january, march) = (month("2024-01"), month("2024-03"));
    let (kind, booked) = (PrepaidExpense, day("2024-02-01"));
    assert_eq!(wrong(kind, "2024-02-01"), PlanError::WrongTime { kind, booked, month: january });
    let (kind, booked) = (AccruedExpense, day("2024-03-31"));
    let error = wrong(kind, "2024-03-31");
    assert_eq!(error, PlanError::WrongTime { kind, booked, month: march });
    let words = "accrued-expense: booked on 2024-03-31, which does not lie after 2024-03";
    assert_eq!(error.to_string(), words);

    let amount = Amount::from_ore(2);
    assert_eq!(
        plan(AccruedExpense, 2, quarter, "2024-04-01"),
        Err(PlanError::TooLittle { amount, months: 3 })
    );
    let nothing = |ore| plan(AccruedExpense, ore, quarter, "2024-04-01").expect_err("no plan");
    assert_eq!(nothing(0), PlanError::NothingInMonth { month: january, amount: Amount::ZERO });
    assert_eq!(nothing(-3), PlanError::NothingInMonth { month: january, amount: Amount::from_ore(-1) });

    let given = |parts: &[(&str, i64)], balance| {
        let part = |(of, ore): &(&str, i64)| Instalment { month: month(of), amount: Amount::from_ore(*ore) };
        let parts = parts.iter().map(part).collect();
        AccrualPlan::new(AccruedExpense, account(5539).into(), account(balance), parts, day("2025-01-01"))
    };
    assert!(given(&[("2024-01", 1), ("2024-03", 5)], 2990).is_ok(), "months may be left out");
    assert_eq!(given(&[], 2990), Err(PlanError::NoMonth));
    assert_eq!(given(&[("2024-01", 1)], 5539), Err(PlanError::OneAccount { account: account(5539) }));
    for second in ["2024-03", "2024-02"] {
        let (first, second) = (march, month(second));
        let found = given(&[("2024-03", 1), (&second.to_string(), 1)], 2990);
        assert_eq!(found, Err(PlanError::MonthsInDisorder { first, second }));
    }
    let too_much = given(&[("2024-01", i64::MAX), ("2024-02", 1)], 2990);
    assert!(matches!(too_much, Err(PlanError::Amount(_))));
}

#[test]
fn the_names_of_the_kinds_read_back() {
    for kind in AccrualKind::ALL {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    assert_eq!("accrued".parse::<AccrualKind>(), Err(UnknownAccrualKind));
}

#[test]
fn what_is_accrued_of_a_voucher_is_its_one_cost_or_income() {
    // Rent on two rows and its VAT, and a refund of what another room cost.
    let row = |number, centre: &str, ore| Posting {
        cost_centre: CostCentre::new(centre).ok(),
        ..Posting::new(account(number), Amount::from_ore(ore))
    };
    let rows = vec![
        row(6011, "3001", 20_000),
        row(6011, "3001", 10_000),
        row(1630, "3001", 7_500),
        row(6011, "3047", -2_000),
        row(2411, "3001", -35_500),
    ];
    let draft = VoucherDraft::new(VoucherId::new("A", 12), day("2024-01-15"), "Hyra", rows);
    let rent = draft.try_into_voucher().expect("it balances");
    let of = |kind, first: u32| to_accrue(&rent, kind, |of| of.account.number() >= first);
    let of_centre = |number, centre| BalanceObject {
        cost_centre: CostCentre::new(centre).ok(),
        ..account(number).into()
    };

    let cost = (of_centre(6011, "3001"), Amount::from_ore(30_000));
    assert_eq!(of(AccrualKind::PrepaidExpense, 3000), Ok(cost), "the rows of one cost are one amount");
    let refund = (of_centre(6011, "3047"), Amount::from_ore(2_000));
    assert_eq!(of(AccrualKind::DeferredIncome, 3000), Ok(refund), "what stands in credit is an income");
    let id = rent.id().clone();
    assert_eq!(of(AccrualKind::PrepaidExpense, 7000), Err(SourceError::Nothing { id: id.clone() }));
    let objects = vec![of_centre(6011, "3001"), of_centre(1630, "3001")];
    assert_eq!(of(AccrualKind::PrepaidExpense, 1000), Err(SourceError::Several { id, objects }));
}

#[test]
fn open_items_are_what_accounts_hold_and_what_explains_it() {
    let day = day("2024-12-31");
    let support = |number, ore| SupportItem {
        project: Project::new("VILJA").expect("a code"),
        account: account(number),
        amount: Amount::from_ore(ore),
    };
    let items = [support(1712, 500), support(1713, 40), support(2991, 0)];
    let closing = Amounts::from([
        (account(1712).into(), Amount::from_ore(470)),
        (account(1930).into(), Amount::from_ore(9_000)),
        (account(2990).into(), Amount::from_ore(-30)),
    ]);
    let open = open_items(&[], &items, &closing, [account(2990), account(1790)], day).expect("small");
    let told = |of: &AccountItems| {
        (of.account.number(), of.items.len(), [of.open, of.balance, of.difference].map(Amount::ore))
    };
    assert_eq!(
        open.accounts.iter().map(told).collect::<Vec<_>>(),
        [(1712, 1, [500, 470, -30]), (1713, 1, [40, 0, -40]), (2990, 0, [0, -30, -30])],
        "an account without balance and items is left out, and so is an item of nothing"
    );
}

prop_compose! {
    fn any_plan()(
        kind in prop::sample::select(&AccrualKind::ALL),
        first in 0..40_i32,
        parts in prop::collection::vec((1..4_i32, 1..10_000_000_i64), 1..15),
        days in 0..100_u64,
        cost_centre in prop::option::of(prop::sample::select(&["3001", "3047"])),
        project in prop::option::of(Just("VILJA")),
    ) -> AccrualPlan {
        let mut at = month("2023-01").plus(first);
        let mut instalments = Vec::new();
        for (step, ore) in parts {
            instalments.push(Instalment { month: at, amount: Amount::from_ore(ore) });
            at = at.plus(step);
        }
        let (from, to) = (instalments[0].month, instalments[instalments.len() - 1].month);
        let booked = if kind.is_booked_before() {
            from.last_day() - Days::new(days)
        } else {
            to.next().first_day() + Days::new(days)
        };
        let cost_centre = cost_centre.map(|code| CostCentre::new(code).expect("a code"));
        let project = project.map(|code| Project::new(code).expect("a code"));
        let result = BalanceObject { cost_centre, project, account: account(5539) };
        AccrualPlan::new(kind, result, account(1790), instalments, booked).expect("a plan")
    }
}

proptest! {
    /// With the booking itself, each month bears its part and no other month anything; nothing is
    /// left in the balance sheet, and until then never more than the whole, on one side.
    #[test]
    fn each_month_bears_its_part(plan in any_plan()) {
        let mut by_month: BTreeMap<Month, i64> = BTreeMap::new();
        let of_booking = plan.kind().result_side().reads(plan.amount());
        *by_month.entry(Month::of(plan.booked())).or_default() += of_booking.ore();
        let mut open = 0;
        let mut before = None;
        for voucher in plan.vouchers() {
            let [of_result, of_balance] = &voucher.postings;
            prop_assert_eq!(of_result.amount, of_balance.amount.negated());
            prop_assert_eq!(&object_of(of_result), plan.result());
            prop_assert_eq!(&object_of(of_balance), &BalanceObject::from(plan.balance()));
            *by_month.entry(Month::of(voucher.date)).or_default() += of_result.amount.ore();
            open += of_balance.amount.ore();
            let read = match plan.kind().balance_side() { Side::Debit => open, Side::Credit => -open };
            prop_assert!((0..=plan.amount().ore()).contains(&read), "{} of {}", read, plan.amount());
            prop_assert!(before <= Some(voucher.date), "in the order of their days");
            before = Some(voucher.date);
        }
        prop_assert_eq!(open, 0);
        by_month.retain(|_, ore| *ore != 0);
        let expected: BTreeMap<Month, i64> = plan.instalments().iter()
            .map(|part| (part.month, plan.kind().result_side().reads(part.amount).ore())).collect();
        prop_assert_eq!(by_month, expected);
    }

    /// What is open on a day is what has been recognised and not yet booked, or the other way.
    #[test]
    fn what_is_open_is_what_the_months_differ_by(plan in any_plan(), days in 0..2000_u64) {
        let day = day("2022-09-01") + Days::new(days);
        let is_booked = plan.booked() <= day;
        let booked = if is_booked { plan.amount().ore() } else { 0 };
        let borne: i64 = plan.instalments().iter()
            .filter(|part| if plan.kind().is_booked_before() {
                is_booked && part.month.first_day() <= day
            } else {
                part.month.last_day() <= day
            })
            .map(|part| part.amount.ore()).sum();
        let differ = plan.kind().result_side().reads(Amount::from_ore(booked - borne));
        prop_assert_eq!(plan.open_at(day), differ);
    }

    /// A voucher and its reversal are nothing on any account and dimension.
    #[test]
    fn a_reversal_takes_back_all_there_is(plan in any_plan()) {
        for (number, planned) in (1..).zip(plan.vouchers()) {
            let draft = VoucherDraft::new(VoucherId::new("P", number), planned.date, "x", planned.postings.to_vec());
            let voucher = draft.try_into_voucher().expect("it balances");
            let taken_back = reversal(&voucher, VoucherId::new("P", 99), voucher.date(), "y");
            let mut sums: BTreeMap<BalanceObject, i64> = BTreeMap::new();
            for posting in voucher.postings().iter().chain(&taken_back.postings) {
                *sums.entry(object_of(posting)).or_default() += posting.amount.ore();
            }
            prop_assert!(sums.values().all(|ore| *ore == 0));
            prop_assert!(taken_back.try_into_voucher().is_ok());
        }
    }
}
