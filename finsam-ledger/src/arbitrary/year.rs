//! The whole year of a samordningsförbund.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::array::uniform4;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::vocabulary::{DayOfYear, cost_centre, day_of_year, project};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::dimension::{CostCentre, Project};
use crate::journal::Journal;
use crate::voucher::{Posting, VoucherDraft};
use crate::voucher_id::VoucherId;

const ACCRUED_INCOME: u32 = 1712;
const BANK: u32 = 1930;
const EQUITY: u32 = 2010;
const TRADE_PAYABLES: u32 = 2411;
const PROJECT_INCOME: u32 = 3511;
const MEMBER_CONTRIBUTIONS: u32 = 3610;
const COSTS: [u32; 4] = [5011, 5538, 5539, 6010];

/// A whole year of a samordningsförbund, as an ekonomiservice would hand it over.
///
/// Four members pay their contributions each quarter; suppliers send invoices for services on
/// cost centres and are paid after some days, or stand as payables at the year's end; project
/// income is accrued at the end of a month and reversed on the first day of the next. The year
/// opens with money in the bank, equity, and invoices from the year before. Vouchers come in
/// order of date, in a series for each kind, numbered without holes.
///
/// ```
/// use finsam_ledger::{FiscalYears, arbitrary};
/// use proptest::prelude::*;
///
/// let year = FiscalYears::CALENDAR.starting_in(2024)?;
/// proptest!(|(journal in arbitrary::year(year))| {
///     prop_assert_eq!(journal.tally()?.facts, []);
/// });
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
pub fn year(year: FiscalYear) -> impl Strategy<Value = Journal> {
    let contributions = uniform4(kronor(1..=1_500_000));
    let opening = (kronor(0..=9_000_000), kronor(0..=2_000_000));
    (opening, contributions, vec(invoice(), 0..=24), vec(accrual(), 0..=4)).prop_filter_map(
        "known account numbers",
        move |((bank, payables), contributions, invoices, accruals)| {
            let mut drafts = Vec::new();
            for quarter in 0..4 {
                drafts.push(contribution(year, quarter, &contributions)?);
            }
            for invoice in &invoices {
                drafts.extend(invoice.drafts(year)?);
            }
            for accrual in &accruals {
                drafts.extend(accrual.drafts(year)?);
            }
            let fiscal_years = FiscalYears::starting_in_month(year.first().number()).ok()?;
            let mut journal = Journal::new(fiscal_years);
            let equity = payables.checked_sub(bank).ok()?;
            for (account, amount) in [(BANK, bank), (TRADE_PAYABLES, payables.negated()), (EQUITY, equity)] {
                journal.open(year, BalanceObject::from(AccountNumber::new(account).ok()?), amount);
            }
            append_in_order(&mut journal, drafts)?;
            Some(journal)
        },
    )
}

/// Numbers the drafts of each series in order of date.
fn append_in_order(journal: &mut Journal, mut drafts: Vec<Undated>) -> Option<()> {
    // Stable, so that a payment on the day of its invoice stays behind it.
    drafts.sort_by_key(|draft| draft.date);
    let mut numbers = BTreeMap::new();
    for Undated { series, date, text, postings } in drafts {
        let number = numbers.entry(series).or_insert(0);
        *number += 1;
        let draft = VoucherDraft::new(VoucherId::new(series, *number), date, text, postings);
        journal.append(draft.try_into_voucher().ok()?);
    }
    Some(())
}

/// A draft before it has a number.
struct Undated {
    series: &'static str,
    date: NaiveDate,
    text: &'static str,
    postings: Vec<Posting>,
}

fn kronor(range: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = Amount> {
    range.prop_map(|kronor| Amount::from_ore(kronor * 100))
}

fn posting(account: u32, amount: Amount) -> Option<Posting> {
    Some(Posting::new(AccountNumber::new(account).ok()?, amount))
}

/// What the four members pay in a quarter, counted from 0, on its tenth day.
fn contribution(year: FiscalYear, quarter: i32, members: &[Amount; 4]) -> Option<Undated> {
    let date = year.first().plus(3 * quarter).first_day().checked_add_days(Days::new(9))?;
    let mut postings = vec![posting(BANK, Amount::checked_sum(members.iter().copied()).ok()?)?];
    for amount in members {
        postings.push(posting(MEMBER_CONTRIBUTIONS, amount.negated())?);
    }
    Some(Undated { series: "M", date, text: "Medlemsbidrag", postings })
}

/// An invoice of a supplier.
#[derive(Clone, Debug)]
struct Invoice {
    day: DayOfYear,
    cost_account: u32,
    cost_centre: Option<CostCentre>,
    amount: Amount,
    days_to_payment: u64,
}

fn invoice() -> impl Strategy<Value = Invoice> {
    let amount = (1_i64..=50_000_000).prop_map(Amount::from_ore);
    (day_of_year(), select(COSTS.to_vec()), option::weighted(0.8, cost_centre()), amount, 0_u64..=45)
        .prop_map(|(day, cost_account, cost_centre, amount, days_to_payment)| Invoice {
            day,
            cost_account,
            cost_centre,
            amount,
            days_to_payment,
        })
}

impl Invoice {
    /// The invoice, and its payment if that falls within the year.
    fn drafts(&self, year: FiscalYear) -> Option<Vec<Undated>> {
        let date = self.day.in_year(year);
        let cost =
            Posting { cost_centre: self.cost_centre.clone(), ..posting(self.cost_account, self.amount)? };
        let payable = posting(TRADE_PAYABLES, self.amount.negated())?;
        let mut drafts =
            vec![Undated { series: "L", date, text: "Leverantörsfaktura", postings: vec![cost, payable] }];
        let paid = date.checked_add_days(Days::new(self.days_to_payment))?;
        if paid <= year.last().last_day() {
            let postings = vec![posting(TRADE_PAYABLES, self.amount)?, posting(BANK, self.amount.negated())?];
            drafts.push(Undated { series: "U", date: paid, text: "Betalning", postings });
        }
        Some(drafts)
    }
}

/// Project income that belongs to a month and has not come yet.
#[derive(Clone, Debug)]
struct Accrual {
    month: i32,
    project: Project,
    amount: Amount,
}

fn accrual() -> impl Strategy<Value = Accrual> {
    let amount = (1_i64..=200_000_000).prop_map(Amount::from_ore);
    (0_i32..=11, project(), amount).prop_map(|(month, project, amount)| Accrual { month, project, amount })
}

impl Accrual {
    /// The accrual on the last day of its month, and its reversal on the next day if that lies
    /// within the year.
    fn drafts(&self, year: FiscalYear) -> Option<Vec<Undated>> {
        let month = year.first().plus(self.month);
        let postings = |amount: Amount| {
            let asset = posting(ACCRUED_INCOME, amount)?;
            let income = posting(PROJECT_INCOME, amount.negated())?;
            let on_project = |posting| Posting { project: Some(self.project.clone()), ..posting };
            Some(vec![on_project(asset), on_project(income)])
        };
        let mut drafts = vec![Undated {
            series: "A",
            date: month.last_day(),
            text: "Upplupen projektintäkt",
            postings: postings(self.amount)?,
        }];
        if month < year.last() {
            drafts.push(Undated {
                series: "A",
                date: month.next().first_day(),
                text: "Återföring, upplupen projektintäkt",
                postings: postings(self.amount.negated())?,
            });
        }
        Some(drafts)
    }
}
