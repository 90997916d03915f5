//! Plans as books have them: with the vouchers that carry them out, and what is open on each account.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::accrual::{AccrualPlan, Step};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::Amounts;
use crate::dimension::Project;
use crate::voucher_id::VoucherId;

/// An accrual that is booked: its plan, and the vouchers that carry it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedPlan {
    /// Its number among the plans of the book, from 1.
    pub number: u64,
    /// What it is about.
    pub text: String,
    /// The plan.
    pub plan: AccrualPlan,
    /// The voucher it was made from, if it was made from one.
    pub source: Option<VoucherId>,
    /// Its vouchers, in the order of the plan.
    pub steps: Vec<BookedStep>,
}

/// A voucher that carries out a step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedStep {
    /// What it is to the plan.
    pub step: Step,
    /// The voucher that counts: the program's own, or the one by which that came back in an export.
    pub id: VoucherId,
    /// The day it is booked.
    pub date: NaiveDate,
    /// What it puts on the plan's account in the balance sheet, in öre, debit positive.
    pub amount: Amount,
    /// The voucher that takes it back, and its day, if one does.
    pub reversed: Option<(VoucherId, NaiveDate)>,
}

impl BookedPlan {
    /// What its vouchers leave on the account in the balance sheet at the end of a day, in öre, debit
    /// positive.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn open_at(&self, day: NaiveDate) -> Result<Amount, AmountError> {
        let until = |date: NaiveDate, amount| if date <= day { amount } else { Amount::ZERO };
        let left = self.steps.iter().map(|step| {
            let taken_back =
                step.reversed.as_ref().map_or(Amount::ZERO, |(_, date)| until(*date, step.amount));
            until(step.date, step.amount).checked_sub(taken_back)
        });
        Amount::checked_sum(left.collect::<Result<Vec<_>, _>>()?)
    }

    /// The day after which nothing of it may be open: that of its last voucher.
    #[must_use]
    pub fn ends(&self) -> Option<NaiveDate> {
        let days =
            self.steps.iter().flat_map(|step| [Some(step.date), step.reversed.as_ref().map(|(_, day)| *day)]);
        days.flatten().max()
    }
}

/// What is open on the accounts for accruals at the end of a day (öppna poster).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItems {
    /// The day.
    pub day: NaiveDate,
    /// Account by account, in their order.
    pub accounts: Vec<AccountItems>,
}

/// What is open on one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountItems {
    /// The account in the balance sheet.
    pub account: AccountNumber,
    /// What leaves something on it, and how much, in öre, debit positive.
    pub items: Vec<(ItemOf, Amount)>,
    /// What they come to.
    pub open: Amount,
    /// The account's balance.
    pub balance: Amount,
    /// What of the balance none of them accounts for: opening balances, and vouchers that others made.
    pub difference: Amount,
}

/// What leaves something open on an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemOf {
    /// The plan with this number.
    Plan(u64),
    /// The support of an ESF project: its receivable, or what is provided for.
    Support(Project),
}

/// What the support of an ESF project leaves on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportItem {
    /// The project.
    pub project: Project,
    /// The account of its receivable or its provision.
    pub account: AccountNumber,
    /// How much, in öre, debit positive.
    pub amount: Amount,
}

/// The open items of these accounts and of all that plans and ESF projects use, beside the balances at the
/// end of a day.
///
/// An account without a balance and without items is left out.
///
/// ```
/// use finsam_ledger::schedule::open_items;
/// use finsam_ledger::{AccountNumber, Amount, Amounts};
///
/// // A claim that no plan knows of.
/// let claims: AccountNumber = "1712".parse()?;
/// let closing = Amounts::from([(claims.into(), Amount::from_ore(500_00))]);
/// let day = chrono::NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day");
/// let open = open_items(&[], &[], &closing, [claims], day)?;
/// assert_eq!(open.accounts[0].difference, Amount::from_ore(500_00));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub fn open_items(
    plans: &[BookedPlan],
    support: &[SupportItem],
    closing: &Amounts,
    accounts: impl IntoIterator<Item = AccountNumber>,
    day: NaiveDate,
) -> Result<OpenItems, AmountError> {
    let mut items: BTreeMap<AccountNumber, Vec<(ItemOf, Amount)>> = BTreeMap::new();
    for plan in plans {
        let (left, of_account) = (plan.open_at(day)?, items.entry(plan.plan.balance()).or_default());
        if !left.is_zero() {
            of_account.push((ItemOf::Plan(plan.number), left));
        }
    }
    for SupportItem { project, account, amount } in support.iter().filter(|item| !item.amount.is_zero()) {
        items.entry(*account).or_default().push((ItemOf::Support(project.clone()), *amount));
    }
    let all: BTreeSet<AccountNumber> = items.keys().copied().chain(accounts).collect();
    let mut open = OpenItems { day, accounts: Vec::new() };
    for account in all {
        let items = items.remove(&account).unwrap_or_default();
        let sum = Amount::checked_sum(items.iter().map(|(_, left)| *left))?;
        let on_account = closing.iter().filter(|(object, _)| object.account == account);
        let balance = Amount::checked_sum(on_account.map(|(_, amount)| *amount))?;
        if !balance.is_zero() || !items.is_empty() {
            let difference = balance.checked_sub(sum)?;
            open.accounts.push(AccountItems { account, items, open: sum, balance, difference });
        }
    }
    Ok(open)
}
