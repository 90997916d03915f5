//! Overviews whose rows are lines of the statements, and what is made of such lines.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};

use super::columns::PeriodLines;
use super::draft::{Measure, OverviewFigure, OverviewRowDraft, OverviewSource};
use super::facts::ceiling;
use super::shares::CostShares;
use super::{Figure, MissingFigure, Overview, OverviewColumn, OverviewRow, OverviewSources};
use crate::amount::{Amount, AmountError, Unit};
use crate::budget::Budget;
use crate::calendar::{FiscalYears, Period};
use crate::statement::evaluate::{Page, StatementError};
use crate::statement::layout::Layout;
use crate::statement::{RoundedSum, RowKind};

/// What each row of a column shows, exact; `None` where it cannot be told.
type Exact = Vec<Option<Figure>>;

/// Fills in an overview.
pub(super) fn drawn_up<'a>(
    mut overview: Overview,
    rows: &[OverviewRowDraft],
    layout: &'a Layout,
    page: &Page<'a>,
    sources: &OverviewSources<'_>,
) -> Result<Overview, StatementError> {
    let shares = CostShares::of(rows, &overview.columns, layout, page, sources)?;
    let mut told = BTreeMap::new();
    for column in &overview.columns {
        if let OverviewColumn::Of(OverviewFigure::Variance, _) = column {
            continue;
        }
        let basis = Basis::of(*column, layout, page, sources)?;
        told.insert(*column, basis.exact(rows)?);
    }
    let mut columns = Vec::new();
    for column in &overview.columns {
        columns.push(match column {
            OverviewColumn::Of(OverviewFigure::Variance, period) => {
                let basis = |figure| {
                    let column = OverviewColumn::Of(figure, *period);
                    let known = told.get(&column).cloned();
                    known.map_or_else(|| Basis::of(column, layout, page, sources)?.exact(rows), Ok)
                };
                variance(rows, &basis(OverviewFigure::Actual)?, &basis(OverviewFigure::Budget)?)?
            }
            column => told.get(column).cloned().unwrap_or_default(),
        });
    }
    let hidden = hidden(rows, &columns);
    for (index, row) in rows.iter().enumerate() {
        if let OverviewSource::ShareOfCost { rest, decimals, .. } = &row.source {
            let rest = rest.in_edition(page.edition);
            overview.rows.extend(shares.rows(&row.id, rest, u32::from(*decimals))?);
            continue;
        }
        let exact: Vec<_> = columns.iter().map(|column| column.get(index).copied().flatten()).collect();
        if hidden.contains(&index) {
            continue;
        }
        let is_heading = row.kind == RowKind::Heading;
        let unit = overview.unit;
        overview.rows.push(OverviewRow {
            id: row.id.clone(),
            kind: row.kind,
            label: row.label.in_edition(page.edition).to_owned(),
            values: if is_heading {
                Vec::new()
            } else {
                exact.iter().map(|figure| shown(*figure, unit)).collect()
            },
        });
    }
    name_missing(&mut overview, rows, &columns, &hidden);
    state_rounding(&mut overview, rows, &columns)?;
    Ok(overview)
}

fn shown(figure: Option<Figure>, unit: Unit) -> Option<Figure> {
    figure.map(|figure| match figure {
        Figure::Amount(amount) => Figure::Amount(amount.rounded(unit)),
        other => other,
    })
}

/// The rows that are left out: those that stand only if used and are zero or unknown in every
/// column, those that stand only with one of them, and headings of that kind with nothing left below them.
fn hidden(rows: &[OverviewRowDraft], columns: &[Exact]) -> BTreeSet<usize> {
    let figure = |column: &Exact, row: usize| column.get(row).copied().flatten();
    let unused = |row: usize| columns.iter().all(|column| figure(column, row).is_none_or(is_zero));
    let optional = || rows.iter().enumerate().filter(|(_, row)| row.only_if_used);
    let is_line = |row: &OverviewRowDraft| row.kind != RowKind::Heading;
    let mut hidden: BTreeSet<usize> =
        optional().filter(|(index, row)| is_line(row) && unused(*index)).map(|(index, _)| index).collect();
    let is_without = |row: &OverviewRowDraft| {
        row.only_with.as_ref().is_some_and(|with| hidden.iter().any(|index| rows[*index].id == *with))
    };
    let without: Vec<usize> = (0..rows.len()).filter(|index| is_without(&rows[*index])).collect();
    hidden.extend(without);
    for (index, _) in optional().filter(|(_, row)| !is_line(row)) {
        let mut below = (index + 1..rows.len()).take_while(|below| rows.get(*below).is_some_and(is_line));
        if below.all(|below| hidden.contains(&below)) {
            hidden.insert(index);
        }
    }
    hidden
}

fn is_zero(figure: Figure) -> bool {
    match figure {
        Figure::Amount(amount) => amount.is_zero(),
        Figure::Percent(number) | Figure::Count(number) => number.is_zero(),
    }
}

/// What the rows of a column rest on.
struct Basis<'a> {
    /// The lines of the statements; `None` for a year that is given.
    lines: Option<PeriodLines<'a>>,
    /// The fiscal year whose given figures may stand in it; `None` is no whole year.
    year: Option<i32>,
    /// Whether figures of the settings belong in it at all.
    takes_given: bool,
    sources: &'a OverviewSources<'a>,
}

impl<'a> Basis<'a> {
    fn of(
        column: OverviewColumn,
        layout: &'a Layout,
        page: &Page<'a>,
        sources: &'a OverviewSources<'_>,
    ) -> Result<Self, StatementError> {
        let years = sources.balances.fiscal_years();
        let year = |period| whole_year(period, years);
        let (lines, year, takes_given) = match column {
            OverviewColumn::Given(period) => (None, year(period), true),
            OverviewColumn::Of(OverviewFigure::Budget, period) => {
                let lines = PeriodLines::decided(layout, page, sources.budget, period, years)?;
                (Some(lines), None, false)
            }
            OverviewColumn::Of(OverviewFigure::Forecast, period) => {
                let nothing = Budget::default();
                let forecast = sources.forecast.unwrap_or(&nothing);
                let lines = PeriodLines::decided(layout, page, forecast, period, years)?;
                (Some(lines), None, false)
            }
            OverviewColumn::Of(_, period) => {
                (Some(PeriodLines::booked(layout, page, period)?), year(period), true)
            }
        };
        Ok(Self { lines, year, takes_given, sources })
    }

    fn exact(&self, rows: &[OverviewRowDraft]) -> Result<Exact, StatementError> {
        let mut known = BTreeMap::new();
        let figures = rows.iter().map(|row| self.figure(rows, row, &mut known));
        Ok(figures.collect::<Result<_, AmountError>>()?)
    }

    fn figure<'r>(
        &self,
        rows: &'r [OverviewRowDraft],
        row: &'r OverviewRowDraft,
        known: &mut BTreeMap<&'r str, Option<Figure>>,
    ) -> Result<Option<Figure>, AmountError> {
        if let Some(figure) = known.get(row.id.as_str()) {
            return Ok(*figure);
        }
        let mut sum = |ids: &'r [String]| -> Result<Option<Amount>, AmountError> {
            let mut amounts = Vec::new();
            for id in ids {
                let Some(part) = rows.iter().find(|row| row.id == *id) else { return Ok(None) };
                let Some(amount) = self.figure(rows, part, known)?.and_then(Figure::amount) else {
                    return Ok(None);
                };
                amounts.push(amount);
            }
            Amount::checked_sum(amounts).map(Some)
        };
        let amount = |amount: Option<Amount>| {
            amount.map(|amount| Figure::Amount(if row.minus { amount.negated() } else { amount }))
        };
        let own = match &row.source {
            OverviewSource::Heading | OverviewSource::ShareOfCost { .. } => None,
            OverviewSource::Lines(lines) => amount(self.lines(lines)?),
            OverviewSource::Rows { of, less } => {
                let both = sum(of)?.zip(sum(less)?);
                amount(both.map(|(of, less)| of.checked_sub(less)).transpose()?)
            }
            OverviewSource::Share { of, share_of, decimals } => {
                let both = sum(of)?.zip(sum(share_of)?);
                both.and_then(|(of, whole)| share(of, whole, u32::from(*decimals))).map(Figure::Percent)
            }
            OverviewSource::Given(Measure::Amount) => amount(self.given(&row.id)?),
            OverviewSource::Given(Measure::Count) => self.given_number(&row.id).map(Figure::Count),
            OverviewSource::Ceiling { on } => {
                let on = sum(on)?;
                let limit = on.map(|on| ceiling(&self.sources.facts.equity_ceiling, on)).transpose()?;
                amount(limit.flatten())
            }
        };
        // A year that is in no book shows what is given of it; what is not may follow from that.
        let figure = match &row.source {
            OverviewSource::Share { .. } if self.lines.is_none() => {
                self.given_number(&row.id).map(Figure::Percent).or(own)
            }
            source if self.lines.is_none() && source.is_amount() => amount(self.given(&row.id)?).or(own),
            _ => own,
        };
        known.insert(&row.id, figure);
        Ok(figure)
    }

    fn lines(&self, ids: &[String]) -> Result<Option<Amount>, AmountError> {
        let Some(lines) = &self.lines else { return Ok(None) };
        let amounts = ids.iter().map(|id| lines.value(id)).collect::<Result<Option<Vec<_>>, _>>()?;
        amounts.map(Amount::checked_sum).transpose()
    }

    fn given_number(&self, row: &str) -> Option<Decimal> {
        self.sources.facts.given.figure(self.year, row).filter(|_| self.takes_given)
    }

    fn given(&self, row: &str) -> Result<Option<Amount>, AmountError> {
        self.given_number(row).map(Amount::from_decimal).transpose()
    }
}

fn whole_year(period: Period, years: FiscalYears) -> Option<i32> {
    let year = years.of(period.first());
    (year.period() == period).then(|| year.year())
}

/// An amount in parts of a hundred of another, half away from zero; `None` of nothing.
pub(crate) fn share(of: Amount, whole: Amount, decimals: u32) -> Option<Decimal> {
    let parts = of.to_decimal().checked_div(whole.to_decimal())?.checked_mul(Decimal::ONE_HUNDRED)?;
    let mut rounded = parts.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    Some(rounded)
}

/// Actual less budget, row by row; above zero is better also where a cost reads as positive.
fn variance(rows: &[OverviewRowDraft], actual: &Exact, budget: &Exact) -> Result<Exact, AmountError> {
    let both = rows.iter().zip(actual.iter().zip(budget));
    let less = |(row, (actual, budget)): (&OverviewRowDraft, (&Option<Figure>, &Option<Figure>))| {
        let (Some(Figure::Amount(actual)), Some(Figure::Amount(budget))) = (actual, budget) else {
            return Ok(None);
        };
        let (more, from) = if row.minus { (budget, actual) } else { (actual, budget) };
        more.checked_sub(*from).map(|amount| Some(Figure::Amount(amount)))
    };
    both.map(less).collect()
}

/// Names the figures that the settings should have given.
fn name_missing(
    overview: &mut Overview,
    rows: &[OverviewRowDraft],
    columns: &[Exact],
    hidden: &BTreeSet<usize>,
) {
    for (index, (column, exact)) in overview.columns.iter().zip(columns).enumerate() {
        let is_given_year = matches!(column, OverviewColumn::Given(_));
        if !is_given_year && !matches!(column, OverviewColumn::Of(OverviewFigure::Actual, _)) {
            continue;
        }
        let shown = rows.iter().zip(exact).enumerate().filter(|(index, _)| !hidden.contains(index));
        for (_, (row, figure)) in shown {
            let asked = match row.source {
                OverviewSource::Given(_) | OverviewSource::Ceiling { .. } => true,
                OverviewSource::Lines(_) => is_given_year,
                _ => false,
            };
            if asked && figure.is_none() {
                overview.missing.push(MissingFigure { row: row.id.clone(), column: index });
            }
        }
    }
}

/// Says where figures do not add up, once a figure: rounded, a sum and the rows it is the sum of, a
/// variance and what it lies between; of a year that is given, a sum that was given too.
fn state_rounding(
    overview: &mut Overview,
    rows: &[OverviewRowDraft],
    columns: &[Exact],
) -> Result<(), AmountError> {
    let unit = overview.unit;
    let rounded = |column: &Exact, row: usize| {
        column.get(row).copied().flatten().and_then(Figure::amount).map(|amount| amount.rounded(unit))
    };
    let named = |ids: &[String], column: &Exact| {
        let places = ids.iter().map(|id| rows.iter().position(|row| row.id == *id));
        places.map(|place| place.and_then(|place| rounded(column, place))).collect::<Option<Vec<_>>>()
    };
    for (index, row) in rows.iter().enumerate() {
        for (column, (head, exact)) in overview.columns.iter().zip(columns).enumerate() {
            if unit == Unit::Kr && !matches!(head, OverviewColumn::Given(_)) {
                continue;
            }
            let Some(total) = rounded(exact, index) else { continue };
            let parts = match (&row.source, head) {
                (_, OverviewColumn::Of(OverviewFigure::Variance, period)) => {
                    let of = |figure| {
                        let head = OverviewColumn::Of(figure, *period);
                        let place = overview.columns.iter().position(|known| *known == head)?;
                        rounded(columns.get(place)?, index)
                    };
                    let both = of(OverviewFigure::Actual).zip(of(OverviewFigure::Budget));
                    let less = both.map(|(actual, budget)| actual.checked_sub(budget)).transpose()?;
                    less.map(|less| if row.minus { less.negated() } else { less })
                }
                (OverviewSource::Rows { of, less }, _) => {
                    let both = named(of, exact).zip(named(less, exact));
                    let sum = both
                        .map(|(of, less)| Amount::checked_sum(of)?.checked_sub(Amount::checked_sum(less)?));
                    sum.transpose()?.map(|sum| if row.minus { sum.negated() } else { sum })
                }
                _ => None,
            };
            if let Some(parts) = parts.filter(|parts| *parts != total) {
                overview.rounded_sums.push(RoundedSum { row: row.id.clone(), column, parts, total });
            }
        }
    }
    Ok(())
}
