//! How the support of an ESF project went, quarter by quarter.

use super::event::EsfEvent;
use super::project::EsfProject;
use super::status::status;
use crate::amount::Amount;
use crate::balances::{Balances, YearEnd};
use crate::calendar::{Month, Quarter};
use crate::year_of_sums::BalancesError;

/// How far the support of a project had come when a quarter ended, in öre and all quarters so far
/// together. What the books do not tell is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportQuarter {
    /// The quarter.
    pub quarter: Quarter,
    /// The last month of it that is told: the last of the quarter, or of all.
    pub through: Month,
    /// What was earned (upparbetat).
    pub earned: Option<Amount>,
    /// What was claimed (ansökt); `None` of a project without events.
    pub claimed: Option<Amount>,
    /// What was paid (utbetalt), by the books.
    pub paid: Option<Amount>,
}

/// How the support of a project stood at the end of each quarter, from its first until a month ends,
/// earliest first: what [`status`] tells of each. Empty before it begins.
///
/// ```no_run
/// # fn shown(
/// #     project: &finsam_ledger::schedule::esf::EsfProject,
/// #     balances: &finsam_ledger::Balances, year_end: &finsam_ledger::YearEnd,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use finsam_ledger::schedule::esf::course;
///
/// for quarter in course(project, balances, year_end, &[], "2024-12".parse()?)? {
///     println!("{}: {:?} earned", quarter.quarter, quarter.earned);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`BalancesError`] if a sum does not fit.
pub fn course(
    project: &EsfProject,
    balances: &Balances,
    year_end: &YearEnd,
    events: &[EsfEvent],
    through: Month,
) -> Result<Vec<SupportQuarter>, BalancesError> {
    let first = Quarter::of(project.terms().period.first());
    let begins = balances.span().map(|(first, _)| first.first());
    let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
    let quarters = quarters.take_while(|quarter| quarter.period().first() <= through);
    let told = |quarter: Quarter| {
        let last = quarter.period().last().min(through);
        let unknown = SupportQuarter { quarter, through: last, earned: None, claimed: None, paid: None };
        if begins.is_none_or(|begins| last < begins) {
            return Ok(unknown);
        }
        match status(project, balances, year_end, events, last) {
            Ok(status) => Ok(SupportQuarter {
                earned: Some(status.earned),
                claimed: (!events.is_empty()).then_some(status.claimed),
                paid: Some(status.paid_in_books),
                ..unknown
            }),
            Err(BalancesError::SumsOnly(_)) => Ok(unknown),
            Err(error) => Err(error),
        }
    };
    quarters.map(told).collect()
}
