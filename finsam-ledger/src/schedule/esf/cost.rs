//! Eligible cost per base and quarter.

use rust_decimal::Decimal;

use super::project::{CostBase, CostBasis, EsfProject};
use super::rate::{Rate, product};
use crate::account::AccountRange;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances};
use crate::calendar::{Month, Period, Quarter};
use crate::year_of_sums::BalancesError;

/// Eligible cost (stödberättigande kostnad) up to some month, per base and quarter; in öre, a cost
/// positive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EligibleCost {
    /// The quarters of the project, the last one maybe in part.
    pub quarters: Vec<Quarter>,
    /// The bases, in the order of the terms.
    pub bases: Vec<BaseCost>,
    /// All bases together, one amount a quarter.
    pub by_quarter: Vec<Amount>,
}

/// The eligible cost of one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseCost {
    /// The base's name.
    pub name: String,
    /// One amount a quarter.
    pub by_quarter: Vec<Amount>,
}

impl BaseCost {
    /// All of it.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn total(&self) -> Result<Amount, AmountError> {
        Amount::checked_sum(self.by_quarter.iter().copied())
    }
}

impl EligibleCost {
    /// What a project's cost comes to until a month ends. What is known of a year by sums alone
    /// counts in the last quarter of it.
    pub(super) fn of(
        project: &EsfProject,
        balances: &Balances,
        through: Month,
    ) -> Result<Self, BalancesError> {
        let terms = project.terms();
        let last = through.min(terms.period.last());
        let Ok(period) = Period::new(terms.period.first(), last) else { return Ok(Self::default()) };
        balances.tells_during(period)?;
        let quarters: Vec<Quarter> =
            std::iter::successors(Some(Quarter::of(period.first())), |quarter| Some(quarter.next()))
                .take_while(|quarter| quarter.period().first() <= last)
                .collect();
        let booked = Booked { project, balances, period, quarters: &quarters };
        let bases: Vec<BaseCost> = terms
            .bases
            .iter()
            .map(|base| Ok(BaseCost { name: base.name.clone(), by_quarter: booked.cost_of(base)? }))
            .collect::<Result<_, AmountError>>()?;
        let of_quarter =
            |index| Amount::checked_sum(bases.iter().filter_map(|base| base.by_quarter.get(index).copied()));
        let by_quarter = (0..quarters.len()).map(of_quarter).collect::<Result<_, _>>()?;
        Ok(Self { quarters, bases, by_quarter })
    }

    /// All of it.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn total(&self) -> Result<Amount, AmountError> {
        Amount::checked_sum(self.by_quarter.iter().copied())
    }

    /// The part of a cost that is paid as support, quarter by quarter and never above the grant: what
    /// of the whole so far is new in each. So the quarters sum to the rounded whole.
    pub(super) fn earned(&self, rate: Rate, grant: Amount) -> Result<Vec<Amount>, AmountError> {
        part_of_each(&self.by_quarter, |so_far| Ok(rate.of(so_far)?.clamp(Amount::ZERO, grant)))
    }
}

/// What is booked during a project, as far as it is looked at.
struct Booked<'a> {
    project: &'a EsfProject,
    balances: &'a Balances,
    period: Period,
    quarters: &'a [Quarter],
}

impl Booked<'_> {
    fn cost_of(&self, base: &CostBase) -> Result<Vec<Amount>, AmountError> {
        match &base.basis {
            CostBasis::Actual { .. } => self.sums(|object| base.basis.takes(object)),
            CostBasis::FlatRate { of, rate, staff_accounts } => {
                part_of_each(&self.staff(of, staff_accounts)?, |so_far| rate.of(so_far))
            }
            CostBasis::Hourly { per_hour, hours } => self.hourly(*per_hour, hours),
            CostBasis::LumpSum { amount, earned } => {
                let is_done =
                    |quarter: &Quarter| *earned <= self.period.last() && quarter.period().contains(*earned);
                Ok(self
                    .quarters
                    .iter()
                    .map(|quarter| if is_done(quarter) { *amount } else { Amount::ZERO })
                    .collect())
            }
        }
    }

    /// The cost of staff of the base of that name.
    fn staff(&self, of: &str, accounts: &[AccountRange]) -> Result<Vec<Amount>, AmountError> {
        let base = self.project.terms().bases.iter().find(|base| base.name == of);
        match base.map(|base| &base.basis) {
            Some(actual @ CostBasis::Actual { .. }) => self.sums(|object| {
                actual.takes(object) && accounts.iter().any(|range| range.contains(object.account))
            }),
            Some(CostBasis::Hourly { per_hour, hours }) => self.hourly(*per_hour, hours),
            // No project is made with a flat rate of anything else.
            _ => Ok(vec![Amount::ZERO; self.quarters.len()]),
        }
    }

    /// What was booked on those of the project's objects that are taken, a sum a quarter.
    fn sums(&self, takes: impl Fn(&BalanceObject) -> bool) -> Result<Vec<Amount>, AmountError> {
        let scope = &self.project.terms().scope;
        let mut sums = vec![Amount::ZERO; self.quarters.len()];
        for (month, object, turnover) in self.balances.turnovers_in(self.period) {
            if scope.owns(object) && takes(object) {
                self.add(&mut sums, month, turnover.change()?)?;
            }
        }
        Ok(sums)
    }

    fn hourly(&self, per_hour: Amount, hours: &[(Period, Decimal)]) -> Result<Vec<Amount>, AmountError> {
        let mut sums = vec![Amount::ZERO; self.quarters.len()];
        for (reported, hours) in hours.iter().filter(|(reported, _)| reported.last() <= self.period.last()) {
            self.add(&mut sums, reported.last(), product(per_hour.to_decimal(), *hours)?)?;
        }
        Ok(sums)
    }

    fn add(&self, sums: &mut [Amount], month: Month, amount: Amount) -> Result<(), AmountError> {
        let index = self.quarters.binary_search(&Quarter::of(month));
        if let Some(sum) = index.ok().and_then(|index| sums.get_mut(index)) {
            *sum = sum.checked_add(amount)?;
        }
        Ok(())
    }
}

/// A part of all so far, less that part of all before: rounded once, not quarter by quarter.
fn part_of_each(
    amounts: &[Amount],
    part: impl Fn(Amount) -> Result<Amount, AmountError>,
) -> Result<Vec<Amount>, AmountError> {
    let (mut so_far, mut before) = (Amount::ZERO, Amount::ZERO);
    let each = |amount: &Amount| {
        so_far = so_far.checked_add(*amount)?;
        let now = part(so_far)?;
        let new = now.checked_sub(before)?;
        before = now;
        Ok(new)
    };
    amounts.iter().map(each).collect()
}
