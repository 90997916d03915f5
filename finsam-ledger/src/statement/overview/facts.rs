//! What overviews need that no account tells: given figures, parts, the ceiling of equity.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::account::AccountRange;
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::dimension::Project;
use crate::statement::follow_up::CodeSpan;

/// What overviews are drawn up from beside the books and the budget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverviewFacts {
    /// Figures that stand in no book.
    pub given: GivenFigures,
    /// Lists of parts of the activity, by name.
    pub parts: BTreeMap<String, Vec<Part>>,
    /// The staircase of how much equity (eget kapital) a federation may hold on its members'
    /// contributions, lowest step first.
    pub equity_ceiling: Vec<CeilingStep>,
}

/// Figures that stand in no book, by the name of the row that shows them: of years that are not
/// booked, and what no account tells, such as employees. Amounts are in kronor.
///
/// ```
/// use finsam_ledger::statement::overview::GivenFigures;
///
/// let mut given = GivenFigures::default();
/// given.always.insert("employees".to_owned(), 0.into());
/// given.years.entry(2022).or_default().insert("employees".to_owned(), 2.into());
/// assert_eq!(given.figure(Some(2022), "employees"), Some(2.into()));
/// assert_eq!(given.figure(Some(2023), "employees"), Some(0.into()));
/// assert_eq!(given.figure(Some(2023), "equity"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenFigures {
    /// Of each fiscal year, by the calendar year it starts in.
    pub years: BTreeMap<i32, BTreeMap<String, Decimal>>,
    /// Of every period that says nothing else.
    pub always: BTreeMap<String, Decimal>,
}

impl GivenFigures {
    /// The figure of a row in a fiscal year; `None` asks for a period that is no whole year.
    #[must_use]
    pub fn figure(&self, year: Option<i32>, row: &str) -> Option<Decimal> {
        let of_year = year.and_then(|year| self.years.get(&year)).and_then(|rows| rows.get(row));
        of_year.or_else(|| self.always.get(row)).copied()
    }

    /// The names of all rows that figures are given for, in order, each once.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        let mut rows: Vec<&str> =
            self.years.values().chain([&self.always]).flat_map(BTreeMap::keys).map(String::as_str).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter()
    }
}

/// A part of the activity (verksamhetsdel): what is booked on some cost centres or projects, and what
/// is booked on some accounts without any cost centre.
///
/// ```
/// use finsam_ledger::{BalanceObject, CostCentre, statement::overview::Part};
///
/// let part = Part {
///     name: "Ordinarie".to_owned(),
///     cost_centres: vec!["1001-3021".parse()?],
///     projects: Vec::new(),
///     without_cost_centre: vec!["3811".parse()?],
/// };
/// let contribution = BalanceObject::from("3811".parse::<finsam_ledger::AccountNumber>()?);
/// assert!(part.takes(&contribution));
/// let of_project = BalanceObject { cost_centre: Some(CostCentre::new("3047")?), ..contribution };
/// assert!(!part.takes(&of_project));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// Its cost centres (kostnadsställen).
    pub cost_centres: Vec<CodeSpan>,
    /// Its projects.
    pub projects: Vec<Project>,
    /// Its accounts, where nothing tells of a cost centre.
    pub without_cost_centre: Vec<AccountRange>,
}

/// The list of parts that the projects make; those that no settings name are among them.
pub const PROJECTS: &str = "projects";

impl Part {
    /// A project and what it is called.
    #[must_use]
    pub fn of_project(code: &Project, name: &str) -> Self {
        let (name, projects) = (name.to_owned(), vec![code.clone()]);
        Self { name, cost_centres: Vec::new(), projects, without_cost_centre: Vec::new() }
    }

    /// Whether a balance belongs to it.
    #[must_use]
    pub fn takes(&self, object: &BalanceObject) -> bool {
        let of_project = object.project.as_ref().is_some_and(|project| self.projects.contains(project));
        of_project
            || match &object.cost_centre {
                Some(centre) => self.cost_centres.iter().any(|span| span.contains(centre)),
                None => self.without_cost_centre.iter().any(|range| range.contains(object.account)),
            }
    }
}

/// A step of the staircase: the share of contributions from the step below up to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CeilingStep {
    /// Where it ends; `None` takes all above.
    pub up_to: Option<Amount>,
    /// The share, in parts of a hundred.
    pub percent: Decimal,
}

/// How much equity a staircase lets a federation hold on these contributions, to the öre, half away
/// from zero; `None` where the staircase has no steps or ends below the contributions.
///
/// ```
/// use finsam_ledger::Amount;
/// use finsam_ledger::statement::overview::{CeilingStep, ceiling};
/// use rust_decimal::Decimal;
///
/// let tkr = |tkr: i64| Amount::from_ore(tkr * 100_000);
/// let steps = [
///     CeilingStep { up_to: Some(tkr(1_000)), percent: Decimal::from(20) },
///     CeilingStep { up_to: None, percent: Decimal::from(10) },
/// ];
/// assert_eq!(ceiling(&steps, tkr(3_000))?, Some(tkr(400)));
/// # Ok::<(), finsam_ledger::AmountError>(())
/// ```
///
/// # Errors
/// [`AmountError`] if it does not fit.
pub fn ceiling(steps: &[CeilingStep], contributions: Amount) -> Result<Option<Amount>, AmountError> {
    let (mut below, mut sum) = (Amount::ZERO, Decimal::ZERO);
    for step in steps {
        let top = step.up_to.map_or(contributions, |up_to| up_to.min(contributions));
        let width = if top > below { top.checked_sub(below)? } else { Amount::ZERO };
        let share = width
            .to_decimal()
            .checked_mul(step.percent)
            .and_then(|ore| ore.checked_div(Decimal::ONE_HUNDRED));
        let share = share.ok_or(AmountError::OutOfRange)?;
        sum = sum.checked_add(share).ok_or(AmountError::OutOfRange)?;
        below = top.max(below);
        if step.up_to.is_none_or(|up_to| up_to >= contributions) {
            let ore = sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            return Amount::from_decimal(ore).map(Some);
        }
    }
    Ok(None)
}
