//! The follow-up (uppföljning): what each cost centre earned and cost, beside its budget, what it is
//! expected to come to, and the year before.

mod draft;
mod groups;

use rust_decimal::Decimal;

pub use groups::CentreGroup;

pub use crate::dimension::{CodeSpan, CodeSpanError};

use super::RoundedSum;
use super::RowKind;
use super::evaluate::{StatementError, View};
use super::layout::Layout;
use crate::amount::{Amount, Unit};
use crate::balances::Balances;
use crate::budget::{Budget, BudgetVersion};
use crate::calendar::Period;
use crate::dimension::CostCentre;

/// A follow-up: a row for each cost centre with a figure, one for what has none, subtotals for
/// groups, and a total that is the result of the income statement, or its costs.
///
/// Values are rounded to the unit, and still counted in öre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// The period it is about.
    pub period: Period,
    /// The unit of its values.
    pub unit: Unit,
    /// What it sums, and with which sign.
    pub measure: Measure,
    /// The version of the year's budget that it reads, if there is one.
    pub budget: Option<BudgetVersion>,
    /// What the year is expected to come to, and by whom or what.
    pub forecast: Option<ForecastUsed>,
    /// What each value of a row is.
    pub columns: Vec<FollowUpColumn>,
    /// The rows.
    pub rows: Vec<FollowUpRow>,
    /// Sums whose rounded parts do not add up to them; empty in kr.
    pub rounded_sums: Vec<RoundedSum>,
    /// Whether figures were adjusted so that they add up: each is off by less than one unit, and one
    /// that two others differ by by less than two.
    pub adjusted: bool,
}

/// What a follow-up sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Income less costs, with the sign a reader of the income statement sees: income positive,
    /// costs negative.
    #[default]
    Net,
    /// The costs alone, positive (bruttokostnad).
    Costs,
}

impl Measure {
    /// The one of two that is the larger where something is better than decided, first.
    pub(crate) fn better<T>(self, actual: T, decided: T) -> (T, T) {
        match self {
            Self::Net => (actual, decided),
            Self::Costs => (decided, actual),
        }
    }
}

/// Where the forecast of a follow-up is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForecastUsed {
    /// It was given in this version.
    Given(BudgetVersion),
    /// It is what was booked so far with the budget of the months that are left.
    RestOfBudget,
}

/// What a value of a follow-up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FollowUpColumn {
    /// What was booked during a period (utfall).
    Actual(Period),
    /// What was decided for a period (budget). Unknown where amounts were decided for longer times
    /// that only partly lie in it: nothing is spread that was not decided per month.
    Budget(Period),
    /// How much better than decided a period was (avvikelse): above zero is more income or less cost.
    Variance(Period),
    /// What a year is expected to come to (helårsprognos).
    Forecast(Period),
    /// Actual of the follow-up's period less actual of this one (förändring).
    ChangeFrom(Period),
}

/// A column that can be asked for; it stands where there is something to show in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnChoice {
    /// What was booked during the period.
    Actual,
    /// The period's budget.
    Budget,
    /// How much better than the budget.
    Variance,
    /// What the whole year is expected to come to.
    Forecast,
    /// The whole year's budget, where the period is a part of it.
    YearBudget,
    /// What was booked during the comparison.
    ActualBefore,
    /// The budget of the whole year that the comparison lies in.
    BudgetBefore,
    /// What changed since the comparison, in kronor and in parts of a hundred.
    Change,
}

impl ColumnChoice {
    /// Every column.
    pub const ALL: [Self; 8] = [
        Self::Actual,
        Self::Budget,
        Self::Variance,
        Self::Forecast,
        Self::YearBudget,
        Self::ActualBefore,
        Self::BudgetBefore,
        Self::Change,
    ];

    /// The columns, in their order, where nobody chose.
    pub const USUAL: [Self; 7] = [
        Self::Actual,
        Self::Budget,
        Self::Variance,
        Self::Forecast,
        Self::YearBudget,
        Self::ActualBefore,
        Self::Change,
    ];

    /// Its name in settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Budget => "budget",
            Self::Variance => "variance",
            Self::Forecast => "forecast",
            Self::YearBudget => "year-budget",
            Self::ActualBefore => "actual-before",
            Self::BudgetBefore => "budget-before",
            Self::Change => "change",
        }
    }
}

/// A row of a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow {
    /// Its name: the cost centre's code, `none`, `group.1`, `total`.
    pub id: String,
    /// What it is about.
    pub of: FollowUpOf,
    /// What kind of row.
    pub kind: RowKind,
    /// One value a column; none in a heading.
    pub values: Vec<Option<Amount>>,
    /// The change in parts of a hundred, with one decimal, where there is a year before to change
    /// from.
    pub change_percent: Option<Decimal>,
}

/// What a row of a follow-up is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUpOf {
    /// A cost centre.
    CostCentre(CostCentre),
    /// What has no cost centre.
    NoCostCentre,
    /// A group of cost centres: its heading, and its subtotal.
    Group(String),
    /// A group and all before it, by the name of their sum.
    SoFar(String),
    /// All of it.
    All,
}

/// What the whole year is expected to come to.
#[derive(Clone, Copy, Debug)]
pub enum Forecast<'a> {
    /// As it was given.
    Given(&'a Budget),
    /// What was booked from the start of the year through the period, and the budget of the months
    /// that are left. Unknown for a cost centre whose budget is not told per month.
    RestOfBudget,
}

/// What a follow-up lays beside what was booked, and how it is drawn up.
#[derive(Clone, Copy, Debug)]
pub struct FollowUpBasis<'a> {
    /// The budget of every year, or none.
    pub budget: &'a Budget,
    /// The forecast, if there is one.
    pub forecast: Option<Forecast<'a>>,
    /// The cost centres that stand together.
    pub groups: &'a [CentreGroup],
    /// The columns, in their order.
    pub columns: &'a [ColumnChoice],
    /// The lines and sums of the income statement whose accounts are costs, for a follow-up of costs
    /// alone; for one of income less costs, none.
    pub costs: Option<&'a [String]>,
}

impl<'a> FollowUpBasis<'a> {
    /// A budget, and nothing else out of the ordinary.
    #[must_use]
    pub const fn of(budget: &'a Budget) -> Self {
        Self { budget, forecast: None, groups: &[], columns: &ColumnChoice::USUAL, costs: None }
    }
}

/// The follow-up of a period, per cost centre and group of cost centres.
///
/// A cost centre stands in the first group that has it, and below the groups if none has; one without
/// any amount is left out. Beside the budget of a part of a year, if that can be told, stands that of
/// the whole year. Columns for a budget are there if one was decided for the year, columns for a
/// forecast if one is given or the budget makes one, columns for the comparison if the view has one.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it,
/// a line of costs is none of the income statement's, or a sum does not fit.
pub fn follow_up(
    layout: &Layout,
    balances: &Balances,
    basis: &FollowUpBasis<'_>,
    view: &View<'_>,
) -> Result<FollowUp, StatementError> {
    draft::draw_up(layout, balances, basis, view)
}
