//! What each cost centre used of its budget.

use crate::amount::{Amount, AmountError};
use crate::calendar::Period;
use crate::dimension::CostCentre;
use crate::statement::RowKind;
use crate::statement::follow_up::{FollowUp, FollowUpColumn, FollowUpOf, Measure};

/// What cost centres cost, beside what was decided for them. A cost, or a net cost, is positive, in öre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetUse {
    /// Whether the figures are income less costs with the other sign, or costs alone.
    pub measure: Measure,
    /// The period that was booked.
    pub actual: Period,
    /// The period that was decided for: the same, or all of its year.
    pub budget: Period,
    /// The cost centres, in the order of the follow-up.
    pub rows: Vec<CentreUse>,
}

/// What a cost centre, or several together, cost beside what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreUse {
    /// Which.
    pub of: UseOf,
    /// What it cost.
    pub actual: Amount,
    /// What was decided; `None` where that cannot be told.
    pub budget: Option<Amount>,
}

/// Which cost centres.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseOf {
    /// One.
    Centre(CostCentre),
    /// So many others together.
    Others(usize),
}

/// What the cost centres of a follow-up used of their budgets; no more than `rows_max` rows, of which
/// the last takes together the cost centres with the smallest figures where there are more. What has no
/// cost centre is left out: it is what all of them are paid from. `None` where nothing was decided or no
/// cost centre has a figure.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::follow_up::{FollowUpBasis, follow_up};
/// use finsam_ledger::statement::{View, series::budget_use};
/// use finsam_ledger::{Balances, Budget, ChartOfAccounts, FiscalYears, Unit};
///
/// let layout = built_in("lkbr").expect("built in");
/// let (balances, budget) = (Balances::new(FiscalYears::CALENDAR), Budget::default());
/// let chart = ChartOfAccounts::default();
/// let view = View { period: "2024".parse()?, comparison: None, unit: Unit::Kr, chart: &chart };
/// let nothing = follow_up(&layout, &balances, &FollowUpBasis::of(&budget), &view)?;
/// assert_eq!(budget_use(&nothing, 20)?, None);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub fn budget_use(follow_up: &FollowUp, rows_max: usize) -> Result<Option<BudgetUse>, AmountError> {
    let at = |is_meant: &dyn Fn(Period) -> bool, of: fn(FollowUpColumn) -> Option<Period>| {
        let periods = follow_up.columns.iter().map(|column| of(*column));
        periods.enumerate().find_map(|(index, period)| Some((index, period.filter(|it| is_meant(*it))?)))
    };
    let own = |period: Period| period == follow_up.period;
    let year = |period: Period| period.contains(follow_up.period.first());
    let actual = at(&own, actual_of);
    let budget = at(&own, budget_of).or_else(|| at(&year, budget_of));
    let (Some((actual_at, actual)), Some((budget_at, budget))) = (actual, budget) else { return Ok(None) };
    let cost = |amount: Amount| match follow_up.measure {
        Measure::Costs => amount,
        Measure::Net => amount.negated(),
    };
    let mut rows = Vec::new();
    for row in follow_up.rows.iter().filter(|row| row.kind == RowKind::Line) {
        let FollowUpOf::CostCentre(centre) = &row.of else { continue };
        let value = |index: usize| row.values.get(index).copied().flatten().map(cost);
        let (actual, budget) = (value(actual_at).unwrap_or_default(), value(budget_at));
        if !actual.is_zero() || budget.is_some_and(|budget| !budget.is_zero()) {
            rows.push(CentreUse { of: UseOf::Centre(centre.clone()), actual, budget });
        }
    }
    let is_decided = rows.iter().any(|row| row.budget.is_some_and(|budget| !budget.is_zero()));
    if !is_decided {
        return Ok(None);
    }
    let rows = taken_together(rows, rows_max)?;
    Ok(Some(BudgetUse { measure: follow_up.measure, actual, budget, rows }))
}

const fn actual_of(column: FollowUpColumn) -> Option<Period> {
    match column {
        FollowUpColumn::Actual(period) => Some(period),
        _ => None,
    }
}

const fn budget_of(column: FollowUpColumn) -> Option<Period> {
    match column {
        FollowUpColumn::Budget(period) => Some(period),
        _ => None,
    }
}

/// The largest rows, in their order, and all others as one.
fn taken_together(rows: Vec<CentreUse>, rows_max: usize) -> Result<Vec<CentreUse>, AmountError> {
    if rows.len() <= rows_max {
        return Ok(rows);
    }
    let size = |row: &CentreUse| row.actual.magnitude().max(row.budget.unwrap_or_default().magnitude());
    let mut by_size: Vec<usize> = (0..rows.len()).collect();
    by_size.sort_by_key(|index| std::cmp::Reverse(rows.get(*index).map(size)));
    let kept = by_size.get(..rows_max.saturating_sub(1)).unwrap_or_default();
    let (kept, others): (Vec<_>, Vec<_>) =
        rows.into_iter().enumerate().partition(|(index, _)| kept.contains(index));
    let others: Vec<CentreUse> = others.into_iter().map(|(_, row)| row).collect();
    let budgets: Option<Vec<Amount>> = others.iter().map(|row| row.budget).collect();
    let together = CentreUse {
        of: UseOf::Others(others.len()),
        actual: Amount::checked_sum(others.iter().map(|row| row.actual))?,
        budget: budgets.map(Amount::checked_sum).transpose()?,
    };
    Ok(kept.into_iter().map(|(_, row)| row).chain([together]).collect())
}
