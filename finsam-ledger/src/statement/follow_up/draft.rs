//! A follow-up that is being drawn up.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    ColumnChoice, FollowUp, FollowUpBasis, FollowUpColumn, FollowUpOf, FollowUpRow, Forecast, ForecastUsed,
    Measure,
};
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::{BalanceObject, Balances};
use crate::budget::Budget;
use crate::calendar::Period;
use crate::dimension::CostCentre;
use crate::statement::assignment::LeafLine;
use crate::statement::evaluate::{Page, StatementError, View, When};
use crate::statement::layout::Layout;
use crate::statement::proof::leaves;
use crate::statement::{RoundedSum, RowKind};

pub(super) fn draw_up(
    layout: &Layout,
    balances: &Balances,
    basis: &FollowUpBasis<'_>,
    view: &View<'_>,
) -> Result<FollowUp, StatementError> {
    let told = Told { page: Page::new(layout, balances, view)?, basis, lines: Lines::of(layout, basis)? };
    let mut draft = Draft::new(&told, balances, view)?;
    let mut left: Vec<CostCentre> = draft.centres().into_iter().flatten().collect();
    let mut so_far: Vec<Option<CostCentre>> = Vec::new();
    for (number, group) in (1..).zip(basis.groups) {
        let has = |centre: &CostCentre| group.codes.iter().any(|codes| codes.contains(centre));
        let (own, others): (Vec<_>, Vec<_>) = left.into_iter().partition(has);
        left = others;
        draft.group(&format!("group.{number}"), &group.name, &own)?;
        let is_used = !own.is_empty();
        so_far.extend(own.into_iter().map(Some));
        if let Some(name) = group.sum_so_far.as_ref().filter(|_| is_used) {
            draft.so_far(format!("group.{number}.so-far"), name, &so_far)?;
        }
    }
    for centre in left {
        let (id, of) = (centre.as_str().to_owned(), FollowUpOf::CostCentre(centre.clone()));
        draft.line(id, of, Some(centre))?;
    }
    if draft.centres().contains(&None) {
        draft.line("none".to_owned(), FollowUpOf::NoCostCentre, None)?;
    }
    draft.total()?;
    Ok(draft.follow_up)
}

/// What each cost centre came to, with the sign a reader sees; `None` where that cannot be told.
type Figures = BTreeMap<Option<CostCentre>, Option<Amount>>;

/// Which accounts are summed, and the side that reads as positive.
struct Lines<'a> {
    layout: &'a Layout,
    /// The rows of the income statement; all if none is named.
    rows: Option<Vec<usize>>,
    side: Side,
}

impl<'a> Lines<'a> {
    fn of(layout: &'a Layout, basis: &FollowUpBasis<'_>) -> Result<Self, StatementError> {
        let Some(costs) = basis.costs else { return Ok(Self { layout, rows: None, side: Side::Credit }) };
        let mut rows = Vec::new();
        for id in costs {
            let lines = leaves(&layout.draft().income_statement.rows, id);
            if lines.is_empty() {
                return Err(StatementError::LineUnknown(id.clone()));
            }
            rows.extend(lines);
        }
        Ok(Self { layout, rows: Some(rows), side: Side::Debit })
    }

    /// Whether it is summed. All that a cost centre earns and costs belongs to the income statement.
    fn has(&self, object: &BalanceObject) -> bool {
        match self.layout.assignment().line_of(object) {
            Some(LeafLine::IncomeStatement(row)) => self.rows.as_ref().is_none_or(|rows| rows.contains(&row)),
            _ => false,
        }
    }
}

/// What can be told of a period, by the books and by the budget.
struct Told<'a> {
    page: Page<'a>,
    basis: &'a FollowUpBasis<'a>,
    lines: Lines<'a>,
}

impl Told<'_> {
    /// What was booked during a period.
    fn actual(&self, period: Period) -> Result<Figures, StatementError> {
        self.sum(|hear| self.page.tell(When::During(period), hear))
    }

    /// What is told of the accounts that count, per cost centre.
    fn sum<E: From<AmountError>>(
        &self,
        tell: impl FnOnce(&mut dyn FnMut(&BalanceObject, Amount) -> Result<(), AmountError>) -> Result<(), E>,
    ) -> Result<Figures, E> {
        let mut sums = BTreeMap::<Option<CostCentre>, Amount>::new();
        tell(&mut |object, amount| {
            if self.lines.has(object) {
                let sum = sums.entry(object.cost_centre.clone()).or_default();
                *sum = sum.checked_add(self.lines.side.reads(amount))?;
            }
            Ok(())
        })?;
        Ok(sums.into_iter().map(|(centre, amount)| (centre, Some(amount))).collect())
    }

    /// What was decided or foreseen for a period.
    fn of_budget(&self, budget: &Budget, period: Period) -> Result<Figures, AmountError> {
        let within = budget.rows().filter(|(decided, ..)| is_within(*decided, period));
        let mut all =
            self.sum(|hear| within.into_iter().try_for_each(|(_, object, amount)| hear(object, amount)))?;
        for (decided, object, _) in budget.rows() {
            let overlaps = decided.first() <= period.last() && period.first() <= decided.last();
            if overlaps && !is_within(decided, period) && self.lines.has(object) {
                all.insert(object.cost_centre.clone(), None);
            }
        }
        Ok(all)
    }

    /// What was booked through the end of a period, and the budget of what is left of the year.
    fn rest_of_budget(&self, year: Period, period: Period) -> Result<Figures, StatementError> {
        let mut all = self.actual(Period::new(year.first(), period.last()).unwrap_or(period))?;
        let Ok(rest) = Period::new(period.last().next(), year.last()) else { return Ok(all) };
        for (centre, left) in self.of_budget(self.basis.budget, rest)? {
            let sum = all.entry(centre).or_insert(Some(Amount::ZERO));
            *sum = sum.zip(left).map(|(sum, left)| sum.checked_add(left)).transpose()?;
        }
        Ok(all)
    }

    /// What the columns that need no reckoning hold, in the order asked for, with those that do
    /// need some left in their places.
    fn columns(
        &self,
        year: Period,
        view: &View<'_>,
    ) -> Result<Vec<(FollowUpColumn, Figures)>, StatementError> {
        let basis = self.basis;
        let is_decided = |budget: &Budget, year: Period| budget.rows().any(|(of, ..)| is_within(of, year));
        let budget = |period: Period, year: Period| {
            let figures = is_decided(basis.budget, year).then(|| self.of_budget(basis.budget, period));
            figures.transpose().map(|figures| figures.filter(|of| of.values().any(Option::is_some)))
        };
        let (period, mut columns) = (view.period, Vec::new());
        let before = view.comparison;
        for choice in basis.columns {
            let (column, figures) = match choice {
                ColumnChoice::Actual => (FollowUpColumn::Actual(period), Some(self.actual(period)?)),
                ColumnChoice::Budget => (FollowUpColumn::Budget(period), budget(period, year)?),
                ColumnChoice::Variance => (FollowUpColumn::Variance(period), budget(period, year)?),
                ColumnChoice::Forecast => {
                    let figures = match basis.forecast {
                        Some(Forecast::Given(given)) if is_decided(given, year) => {
                            Some(self.of_budget(given, year)?)
                        }
                        Some(Forecast::RestOfBudget) if is_decided(basis.budget, year) => {
                            Some(self.rest_of_budget(year, period)?)
                        }
                        _ => None,
                    };
                    (FollowUpColumn::Forecast(year), figures)
                }
                ColumnChoice::YearBudget if year != period => {
                    (FollowUpColumn::Budget(year), budget(year, year)?)
                }
                ColumnChoice::YearBudget => continue,
                ColumnChoice::ActualBefore | ColumnChoice::BudgetBefore | ColumnChoice::Change => {
                    let Some(before) = before else { continue };
                    match choice {
                        ColumnChoice::ActualBefore => {
                            (FollowUpColumn::Actual(before), Some(self.actual(before)?))
                        }
                        ColumnChoice::Change => {
                            (FollowUpColumn::ChangeFrom(before), Some(self.actual(before)?))
                        }
                        _ => {
                            let year = self.page.year_of(before);
                            (FollowUpColumn::Budget(year), budget(year, year)?)
                        }
                    }
                }
            };
            columns.extend(figures.map(|figures| (column, figures)));
        }
        Ok(columns)
    }
}

/// A follow-up that is being drawn up.
struct Draft {
    /// What was booked during the period.
    actual: Figures,
    /// What each column holds; those of differences what is held against the period's own.
    known: Vec<(FollowUpColumn, Figures)>,
    side: Side,
    follow_up: FollowUp,
}

impl Draft {
    fn new(told: &Told<'_>, balances: &Balances, view: &View<'_>) -> Result<Self, StatementError> {
        let year = balances.fiscal_years().of(view.period.first()).period();
        let known = told.columns(year, view)?;
        let columns: Vec<FollowUpColumn> = known.iter().map(|(column, _)| *column).collect();
        let forecast = columns.contains(&FollowUpColumn::Forecast(year)).then_some(told.basis.forecast);
        let reads_budget = |column: &FollowUpColumn| match column {
            FollowUpColumn::Budget(of) | FollowUpColumn::Variance(of) => is_within(*of, year),
            _ => false,
        };
        let follow_up = FollowUp {
            period: view.period,
            unit: view.unit,
            measure: if told.basis.costs.is_some() { Measure::Costs } else { Measure::Net },
            budget: columns.iter().any(reads_budget).then(|| told.basis.budget.version.clone()),
            forecast: forecast.flatten().map(|forecast| match forecast {
                Forecast::Given(given) => ForecastUsed::Given(given.version.clone()),
                Forecast::RestOfBudget => ForecastUsed::RestOfBudget,
            }),
            columns,
            rows: Vec::new(),
            rounded_sums: Vec::new(),
            adjusted: false,
        };
        Ok(Self { actual: told.actual(view.period)?, known, side: told.lines.side, follow_up })
    }

    /// Every cost centre with a figure, and `None` if something has none.
    fn centres(&self) -> Vec<Option<CostCentre>> {
        let all = self.known.iter().map(|(_, figures)| figures).chain([&self.actual]);
        let mut centres: Vec<Option<CostCentre>> = all.flat_map(|figures| figures.keys().cloned()).collect();
        centres.sort_unstable();
        centres.dedup();
        centres
    }

    /// The exact values of these cost centres together.
    fn exact(&self, centres: &[Option<CostCentre>]) -> Result<Vec<Option<Amount>>, AmountError> {
        let sum = |figures: &Figures| {
            let of = |centre| figures.get(centre).copied().unwrap_or(Some(Amount::ZERO));
            let amounts: Option<Vec<Amount>> = centres.iter().map(of).collect();
            amounts.map(Amount::checked_sum).transpose()
        };
        let actual = sum(&self.actual)?.unwrap_or_default();
        let value = |(column, figures): &(FollowUpColumn, Figures)| {
            let known = sum(figures)?;
            match column {
                // Where costs are positive, less than decided is better.
                FollowUpColumn::Variance(_) => {
                    known.map(|known| Ok(self.side.other().reads(actual.checked_sub(known)?))).transpose()
                }
                FollowUpColumn::ChangeFrom(_) => known.map(|known| actual.checked_sub(known)).transpose(),
                _ => Ok(known),
            }
        };
        self.known.iter().map(value).collect()
    }

    fn push(
        &mut self,
        id: String,
        of: FollowUpOf,
        kind: RowKind,
        centres: &[Option<CostCentre>],
    ) -> Result<(), AmountError> {
        let exact = self.exact(centres)?;
        let is_empty = exact.iter().all(|value| value.is_some_and(Amount::is_zero));
        if kind == RowKind::Line && is_empty {
            return Ok(());
        }
        let unit = self.follow_up.unit;
        let values = exact.iter().map(|value| value.map(|amount| amount.rounded(unit))).collect();
        let change_percent = self.change_percent(&exact, centres);
        self.follow_up.rows.push(FollowUpRow { id, of, kind, values, change_percent });
        Ok(())
    }

    /// The change in parts of a hundred of what it changed from, without that one's sign.
    fn change_percent(&self, exact: &[Option<Amount>], centres: &[Option<CostCentre>]) -> Option<Decimal> {
        let is_change = |(column, _): &(FollowUpColumn, _)| matches!(column, FollowUpColumn::ChangeFrom(_));
        let at = self.known.iter().position(is_change)?;
        let (change, (_, figures)) = (exact.get(at).copied()??, self.known.get(at)?);
        let before = centres.iter().filter_map(|centre| figures.get(centre).copied().flatten());
        let before = Amount::checked_sum(before).ok()?;
        let parts = change.to_decimal().checked_div(before.magnitude().to_decimal())?;
        let percent = parts.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }

    fn line(&mut self, id: String, of: FollowUpOf, centre: Option<CostCentre>) -> Result<(), AmountError> {
        self.push(id, of, RowKind::Line, &[centre])
    }

    /// A group of cost centres with its subtotal; nothing at all if it has none.
    fn group(&mut self, id: &str, name: &str, centres: &[CostCentre]) -> Result<(), AmountError> {
        if centres.is_empty() {
            return Ok(());
        }
        let of = || FollowUpOf::Group(name.to_owned());
        let (rows, values) = (&mut self.follow_up.rows, Vec::new());
        let kind = RowKind::Heading;
        rows.push(FollowUpRow { id: id.to_owned(), of: of(), kind, values, change_percent: None });
        let first = rows.len();
        for centre in centres {
            let of = FollowUpOf::CostCentre(centre.clone());
            self.line(centre.as_str().to_owned(), of, Some(centre.clone()))?;
        }
        let all: Vec<_> = centres.iter().cloned().map(Some).collect();
        self.push(format!("{id}.sum"), of(), RowKind::Sum, &all)?;
        self.state_rounding(first)
    }

    /// The sum of the groups so far.
    fn so_far(&mut self, id: String, name: &str, centres: &[Option<CostCentre>]) -> Result<(), AmountError> {
        self.push(id, FollowUpOf::SoFar(name.to_owned()), RowKind::Sum, centres)?;
        self.state_rounding(0)
    }

    fn total(&mut self) -> Result<(), AmountError> {
        let centres = self.centres();
        self.push("total".to_owned(), FollowUpOf::All, RowKind::Total, &centres)?;
        self.state_rounding(0)
    }

    /// Says where the rounded lines from `first` on do not make the rounded sum that stands last.
    fn state_rounding(&mut self, first: usize) -> Result<(), AmountError> {
        if self.follow_up.unit == Unit::Kr {
            return Ok(());
        }
        let Some((sum, above)) = self.follow_up.rows.split_last() else { return Ok(()) };
        let lines: Vec<_> = above.iter().skip(first).filter(|row| row.kind == RowKind::Line).collect();
        for (column, total) in sum.values.iter().enumerate() {
            let parts: Option<Vec<Amount>> =
                lines.iter().map(|row| row.values.get(column).copied().flatten()).collect();
            let (Some(parts), Some(total)) = (parts.map(Amount::checked_sum).transpose()?, *total) else {
                continue;
            };
            if parts != total {
                let row = sum.id.clone();
                self.follow_up.rounded_sums.push(RoundedSum { row, column, parts, total });
            }
        }
        Ok(())
    }
}

fn is_within(period: Period, whole: Period) -> bool {
    whole.contains(period.first()) && whole.contains(period.last())
}
