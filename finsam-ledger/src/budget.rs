//! Budgets: what was decided, per account × cost centre × project and month or year.

use std::collections::BTreeMap;

use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::calendar::Period;

/// A budget, in öre, debit positive: costs are positive and income negative, as when booked.
///
/// Each amount stands for its whole period, a month or a year; nothing is spread that was not
/// decided per month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    rows: BTreeMap<(Period, BalanceObject), Amount>,
}

impl Budget {
    /// Adds an amount for a period; two rows for one object are one sum.
    ///
    /// # Errors
    /// [`AmountError`] if the sum does not fit.
    pub fn add(&mut self, period: Period, object: BalanceObject, amount: Amount) -> Result<(), AmountError> {
        let kept = self.rows.entry((period, object)).or_default();
        *kept = kept.checked_add(amount)?;
        Ok(())
    }

    /// Every amount, in order of period and object.
    pub fn rows(&self) -> impl Iterator<Item = (Period, &BalanceObject, Amount)> {
        self.rows.iter().map(|((period, object), amount)| (*period, object, *amount))
    }

    /// How many amounts there are: one a period and object.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is budgeted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
