//! The trial balance (saldobalans): opening, debit, credit and closing of every account.

use std::collections::BTreeMap;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances, Turnover, YearEnd};
use crate::calendar::{Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::year_of_sums::BalancesError;

/// What the rows of a trial balance are told apart by; the account always is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// A row per cost centre.
    pub cost_centre: bool,
    /// A row per project.
    pub project: bool,
    /// A row per month.
    pub month: bool,
}

/// What one row is about. A part that is not told apart is `None`, and so is "no cost centre".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrialBalanceKey {
    /// The account.
    pub account: AccountNumber,
    /// The cost centre, where told apart.
    pub cost_centre: Option<CostCentre>,
    /// The project, where told apart.
    pub project: Option<Project>,
    /// The month, where told apart.
    pub month: Option<Month>,
}

/// One row: opening + debit − credit = closing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrialBalanceRow {
    /// The balance when the period (or the row's month) starts, debit positive.
    pub opening: Amount,
    /// What was booked on both sides, without sign.
    pub turnover: Turnover,
    /// The balance when it ends, debit positive.
    pub closing: Amount,
}

impl TrialBalanceRow {
    /// Adds another row to this one.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        Ok(Self {
            opening: self.opening.checked_add(other.opening)?,
            turnover: self.turnover.checked_add(other.turnover)?,
            closing: self.closing.checked_add(other.closing)?,
        })
    }
}

/// A trial balance, in order of account, cost centre, project and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialBalance {
    /// The period.
    pub period: Period,
    /// What its rows are told apart by.
    pub grouping: Grouping,
    /// The rows.
    pub rows: BTreeMap<TrialBalanceKey, TrialBalanceRow>,
}

/// The trial balance of a period. Every amount of the books is in exactly one row.
///
/// # Errors
/// [`BalancesError`] if only sums are known that do not tell the period, or a sum does not fit.
pub fn trial_balance(
    balances: &Balances,
    period: Period,
    year_end: &YearEnd,
    grouping: Grouping,
) -> Result<TrialBalance, BalancesError> {
    let mut rows = BTreeMap::new();
    if grouping.month {
        for month in period.months() {
            add_rows(&mut rows, balances, Period::month(month), year_end, grouping)?;
        }
    } else {
        add_rows(&mut rows, balances, period, year_end, grouping)?;
    }
    Ok(TrialBalance { period, grouping, rows })
}

fn add_rows(
    rows: &mut BTreeMap<TrialBalanceKey, TrialBalanceRow>,
    balances: &Balances,
    period: Period,
    year_end: &YearEnd,
    grouping: Grouping,
) -> Result<(), BalancesError> {
    balances.tells_during(period)?;
    let month = grouping.month.then_some(period.first());
    let key = |object: &BalanceObject| TrialBalanceKey {
        account: object.account,
        cost_centre: object.cost_centre.clone().filter(|_| grouping.cost_centre),
        project: object.project.clone().filter(|_| grouping.project),
        month,
    };
    for (object, amount) in balances.at_start_of(period.first(), year_end)? {
        let row: &mut TrialBalanceRow = rows.entry(key(&object)).or_default();
        row.opening = row.opening.checked_add(amount)?;
        row.closing = row.closing.checked_add(amount)?;
    }
    for (_, object, turnover) in balances.turnovers_in(period) {
        let row = rows.entry(key(object)).or_default();
        row.turnover = row.turnover.checked_add(turnover)?;
        row.closing = row.closing.checked_add(turnover.change()?)?;
    }
    Ok(())
}

impl TrialBalance {
    /// The sum of all rows. Told apart by month, openings and closings of months do not add up
    /// to anything; only the turnover of that sum means something.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn total(&self) -> Result<TrialBalanceRow, AmountError> {
        self.rows.values().try_fold(TrialBalanceRow::default(), |sum, row| sum.checked_add(*row))
    }
}
