//! The columns of an overview, and which lines of the statements stand behind each.

use std::collections::BTreeSet;

use super::draft::{OverviewBody, OverviewDraft, OverviewFigure};
use super::{OverviewColumn, OverviewSources};
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::Budget;
use crate::calendar::{FiscalYears, Period};
use crate::statement::evaluate::{Page, StatementError, View, When};
use crate::statement::layout::Layout;
use crate::statement::lines::Lines;
use crate::statement::proof::leaves;

/// The columns that can be told, in the order of the layout.
pub(super) fn of(
    draft: &OverviewDraft,
    sources: &OverviewSources<'_>,
    view: &View<'_>,
) -> Vec<OverviewColumn> {
    let years = sources.balances.fiscal_years();
    if let Some(shown) = draft.years {
        let before = |count: u16| view.period.years_before(i32::from(count));
        return (0..shown).filter_map(|count| year_column(before(count), count == 0, sources)).collect();
    }
    let told = |figure: &OverviewFigure, period: Period| match figure {
        OverviewFigure::Budget | OverviewFigure::Variance => is_decided(sources.budget, period, years),
        // Of parts of the activity nothing is forecast.
        OverviewFigure::Forecast => {
            let is_of_rows = matches!(draft.body, OverviewBody::Rows(_));
            is_of_rows && sources.forecast.is_some_and(|forecast| is_decided(forecast, period, years))
        }
        OverviewFigure::Income | OverviewFigure::Cost | OverviewFigure::Actual => true,
    };
    let of = |figures: &[OverviewFigure], period: Period| -> Vec<OverviewColumn> {
        let of_figure = |figure: &OverviewFigure| match figure {
            OverviewFigure::Forecast => years.of(period.first()).period(),
            _ => period,
        };
        let told = figures.iter().filter(|figure| told(figure, of_figure(figure)));
        told.map(|figure| OverviewColumn::Of(*figure, of_figure(figure))).collect()
    };
    let mut columns = of(&draft.columns, view.period);
    columns.extend(view.comparison.into_iter().flat_map(|before| of(&draft.comparison, before)));
    columns
}

/// A year among several: from the books where they tell it, else from the settings.
fn year_column(period: Period, is_asked: bool, sources: &OverviewSources<'_>) -> Option<OverviewColumn> {
    let (balances, years) = (sources.balances, sources.balances.fiscal_years());
    let year = years.of(period.first());
    let is_booked = balances.turnovers_in(period).next().is_some() || balances.year_of_sums(year).is_some();
    let is_told =
        is_booked && balances.tells_during(period).is_ok() && balances.tells_through(period.last()).is_ok();
    let is_given = period == year.period() && sources.facts.given.years.contains_key(&year.year());
    match (is_told, is_given) {
        (false, true) => Some(OverviewColumn::Given(period)),
        (false, false) if !is_asked => None,
        _ => Some(OverviewColumn::Of(OverviewFigure::Actual, period)),
    }
}

/// Whether a budget says what was decided for all of a period, and nothing that reaches over its ends.
pub(in crate::statement) fn is_decided(budget: &Budget, period: Period, years: FiscalYears) -> bool {
    let year = years.of(period.first()).period();
    let mut of_year = budget.rows().filter(|(decided, ..)| is_within(*decided, year)).peekable();
    let overlaps = |decided: &Period| decided.first() <= period.last() && period.first() <= decided.last();
    of_year.peek().is_some() && of_year.all(|(decided, ..)| !overlaps(&decided) || is_within(decided, period))
}

fn is_within(period: Period, whole: Period) -> bool {
    whole.contains(period.first()) && whole.contains(period.last())
}

/// Tells what was decided for a period, object by object.
pub(in crate::statement) fn tell_budget<E>(
    budget: &Budget,
    period: Period,
    mut hear: impl FnMut(&BalanceObject, Amount) -> Result<(), E>,
) -> Result<(), E> {
    let mut within = budget.rows().filter(|(decided, ..)| is_within(*decided, period));
    within.try_for_each(|(_, object, amount)| hear(object, amount))
}

/// The lines of the statements of a period, as booked or as decided.
pub(super) struct PeriodLines<'a> {
    income: Lines<'a>,
    closing: Lines<'a>,
    /// The lines of the balance sheet that are told; `None` tells all.
    told: Option<BTreeSet<String>>,
    layout: &'a Layout,
}

impl<'a> PeriodLines<'a> {
    /// What was booked during a period, and what its end closes with.
    pub(super) fn booked(
        layout: &'a Layout,
        page: &Page<'a>,
        period: Period,
    ) -> Result<Self, StatementError> {
        let income = page.lines(When::During(period))?;
        let closing = page.lines(When::Through(period.last()))?;
        Ok(Self { income, closing, told: None, layout })
    }

    /// What was decided for a period. A budget decides the result, and so the equity that a year ends
    /// with; what assets and liabilities it then holds is not decided.
    pub(super) fn decided(
        layout: &'a Layout,
        page: &Page<'a>,
        budget: &Budget,
        period: Period,
        years: FiscalYears,
    ) -> Result<Self, StatementError> {
        let mut income = Lines::new(layout);
        tell_budget(budget, period, |object, amount| income.take(object, amount))?;
        let from_start = period.first() == years.of(period.first()).first();
        let (mut closing, mut told) = (Lines::new(layout), BTreeSet::new());
        if from_start {
            closing = page.lines(When::Before(period.first()))?;
            tell_budget(budget, period, |object, amount| closing.take(object, amount))?;
            let sheet = &layout.draft().balance_sheet;
            let equity = leaves(&sheet.rows, &sheet.equity);
            let is_equity = |id: &str| leaves(&sheet.rows, id).iter().all(|leaf| equity.contains(leaf));
            told.extend(sheet.rows.iter().map(|row| row.id.clone()).filter(|id| is_equity(id)));
        }
        Ok(Self { income, closing, told: Some(told), layout })
    }

    /// What a line or sum shows, exact, if it is told.
    pub(super) fn value(&self, id: &str) -> Result<Option<Amount>, AmountError> {
        let draft = self.layout.draft();
        if draft.income_statement.rows.iter().any(|row| row.id == id) {
            return self.income.value(id);
        }
        if self.told.as_ref().is_some_and(|told| !told.contains(id)) {
            return Ok(None);
        }
        self.closing.value(id)
    }
}
