//! `ledger report follow-up`: each cost centre beside its budget, its forecast and the year before.

use finsam_ledger::statement::follow_up::{ColumnChoice, FollowUpBasis, Forecast};
use finsam_ledger::statement::{FollowUp, Measure, Rounding, StatementError, View, follow_up};
use finsam_ledger::{Budget, BudgetKind, Period, Unit};

use crate::args::{self, Of};
use crate::exit::Refusal;
use crate::source::Source;
use crate::text::Wrong;

/// What a follow-up lays beside the books, by the call or else the settings.
pub(super) struct Chosen {
    budget: Budget,
    forecast: Given,
    columns: Vec<ColumnChoice>,
    measure: Measure,
}

/// The forecast that is asked for.
enum Given {
    Nothing,
    Version(Budget),
    RestOfBudget,
}

impl Chosen {
    pub(super) fn of(args: &args::FollowUp, source: &Source, period: Period) -> Result<Self, Refusal> {
        let settings = &source.settings.follow_up;
        let forecast = match args.forecast.as_deref() {
            Some("none" | "ingen") => Given::Nothing,
            Some("rest-of-budget" | "resten-av-budgeten") => Given::RestOfBudget,
            None if settings.rest_of_budget => Given::RestOfBudget,
            name => Given::Version(version(source, period, BudgetKind::Forecast, name)?),
        };
        let measure = match args.of {
            Some(Of::Net) => Measure::Net,
            Some(Of::Costs) => Measure::Costs,
            None => settings.measure,
        };
        if measure == Measure::Costs && settings.costs.is_empty() {
            return Err(Refusal::Usage(Wrong::CostsUnsaid));
        }
        let mut columns = settings.columns.clone();
        if args.forecast.is_some() && !columns.contains(&ColumnChoice::Forecast) {
            columns.push(ColumnChoice::Forecast);
        }
        let budget = version(source, period, BudgetKind::Budget, args.budget.as_deref())?;
        Ok(Self { budget, forecast, columns, measure })
    }

    /// The follow-up, with the figures of its unit made by this rule.
    pub(super) fn follow_up(
        &self,
        source: &Source,
        view: &View<'_>,
        rounding: Rounding,
    ) -> Result<FollowUp, StatementError> {
        let settings = &source.settings.follow_up;
        let basis = FollowUpBasis {
            budget: &self.budget,
            forecast: match &self.forecast {
                Given::Nothing => None,
                Given::Version(given) => Some(Forecast::Given(given)),
                Given::RestOfBudget => Some(Forecast::RestOfBudget),
            },
            groups: &settings.groups,
            columns: &self.columns,
            costs: (self.measure == Measure::Costs).then_some(&settings.costs[..]),
        };
        let drawn_up = |view: &View<'_>| follow_up(&source.layout, &source.balances, &basis, view);
        if rounding == Rounding::Stated || view.unit == Unit::Kr {
            return drawn_up(view);
        }
        Ok(drawn_up(&View { unit: Unit::Kr, ..*view })?.adding_up(view.unit)?)
    }
}

/// What is read of the year's budgets or forecasts.
fn version(source: &Source, period: Period, kind: BudgetKind, name: Option<&str>) -> Result<Budget, Refusal> {
    let year = source.balances.fiscal_years().of(period.first());
    source.budgets.read_by(kind, year, name)?.ok_or_else(|| {
        let known = source.budgets.of(kind, year).map(|budget| budget.version.name.to_string());
        let text = name.unwrap_or_default().into();
        Refusal::Usage(Wrong::VersionUnknown { kind, text, year, known: known.collect() })
    })
}
