//! Overviews that split the income statement into parts of the activity.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::tell_budget;
use super::draft::{OverviewFigure, PartsDraft};
use super::facts::{PROJECTS, Part};
use super::{Figure, Overview, OverviewColumn, OverviewRow, OverviewSources};
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::BalanceObject;
use crate::calendar::Period;
use crate::dimension::Project;
use crate::statement::evaluate::{Page, StatementError, When};
use crate::statement::layout::Layout;
use crate::statement::lines::Lines;
use crate::statement::proof::{leaves, side_of};
use crate::statement::{RoundedSum, RowKind};

/// What a part earned and cost, with the signs of the income statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    income: Amount,
    pub(super) cost: Amount,
}

impl Split {
    fn net(self) -> Result<Amount, AmountError> {
        self.income.checked_add(self.cost)
    }

    fn plus(self, other: Self) -> Result<Self, AmountError> {
        Ok(Self { income: self.income.checked_add(other.income)?, cost: self.cost.checked_add(other.cost)? })
    }
}

/// A list of parts, and the income statement split into them: the last of a split is in no part.
pub(super) struct Parts<'a> {
    layout: &'a Layout,
    pub(super) list: Vec<Part>,
    /// The rows of the income statement that are income; the others are costs.
    income: Vec<usize>,
}

impl<'a> Parts<'a> {
    /// The first of the lists that the settings have, or that the projects of the books make.
    pub(super) fn of(lists: &[String], layout: &'a Layout, sources: &OverviewSources<'_>) -> Self {
        let list = lists.iter().map(|name| list_of(name, sources)).find(|list| !list.is_empty());
        let statement = &layout.draft().income_statement;
        let income = statement.income.iter().flat_map(|id| leaves(&statement.rows, id)).collect();
        Self { layout, list: list.unwrap_or_default(), income }
    }

    pub(super) fn booked(&self, page: &Page<'_>, period: Period) -> Result<Vec<Split>, StatementError> {
        let mut lines = self.empty();
        page.tell(When::During(period), |object, amount| self.take(&mut lines, object, amount))?;
        Ok(self.split(&lines)?)
    }

    fn decided(&self, sources: &OverviewSources<'_>, period: Period) -> Result<Vec<Split>, AmountError> {
        let mut lines = self.empty();
        tell_budget(sources.budget, period, |object, amount| self.take(&mut lines, object, amount))?;
        self.split(&lines)
    }

    fn empty(&self) -> Vec<Lines<'a>> {
        vec![Lines::new(self.layout); self.list.len() + 1]
    }

    fn take(
        &self,
        lines: &mut [Lines<'_>],
        object: &BalanceObject,
        amount: Amount,
    ) -> Result<(), AmountError> {
        let part = self.list.iter().position(|part| part.takes(object)).unwrap_or(self.list.len());
        lines.get_mut(part).map_or(Ok(()), |lines| lines.take(object, amount))
    }

    fn split(&self, lines: &[Lines<'_>]) -> Result<Vec<Split>, AmountError> {
        let rows = &self.layout.draft().income_statement.rows;
        let split = |lines: &Lines<'_>| {
            let mut split = Split::default();
            for (index, (row, figure)) in rows.iter().zip(&lines.income).enumerate() {
                let shown = side_of(row).unwrap_or(Side::Credit).reads(*figure);
                let side = if self.income.contains(&index) { &mut split.income } else { &mut split.cost };
                *side = side.checked_add(shown)?;
            }
            Ok(split)
        };
        lines.iter().map(split).collect()
    }
}

/// A list of parts by its name. That of the projects has also those that the settings do not name.
fn list_of(name: &str, sources: &OverviewSources<'_>) -> Vec<Part> {
    let mut list = sources.facts.parts.get(name).cloned().unwrap_or_default();
    if name == PROJECTS {
        let booked = sources.balances.turnovers().map(|(_, object, _)| object);
        let decided = sources.budget.rows().map(|(_, object, _)| object);
        let codes: BTreeSet<&Project> =
            booked.chain(decided).filter_map(|object| object.project.as_ref()).collect();
        let is_named = |code: &Project| list.iter().any(|part| part.projects.contains(code));
        let unnamed: Vec<_> = codes.into_iter().filter(|code| !is_named(code)).collect();
        list.extend(unnamed.into_iter().map(|code| Part::of_project(code, code.as_str())));
    }
    list
}

/// Fills in an overview.
pub(super) fn drawn_up<'a>(
    mut overview: Overview,
    draft: &PartsDraft,
    layout: &'a Layout,
    page: &Page<'a>,
    sources: &OverviewSources<'_>,
) -> Result<Overview, StatementError> {
    let parts = Parts::of(&draft.lists, layout, sources);
    let (mut actual, mut decided) = (BTreeMap::new(), BTreeMap::new());
    for column in &overview.columns {
        if let OverviewColumn::Of(figure, period) = *column {
            actual.insert(period, parts.booked(page, period)?);
            if matches!(figure, OverviewFigure::Budget | OverviewFigure::Variance) {
                decided.insert(period, parts.decided(sources, period)?);
            }
        }
    }
    let known = Known { actual, decided, columns: overview.columns.clone() };
    let named: Vec<usize> = (0..parts.list.len()).collect();
    let mut lines = Vec::new();
    for (index, part) in parts.list.iter().enumerate() {
        let exact = known.exact(&[index])?;
        if exact.iter().flatten().any(|amount| !amount.is_zero()) {
            lines.push((format!("part.{}", index + 1), RowKind::Line, part.name.clone(), vec![index]));
        }
    }
    if let Some(sum) = draft.sum.as_ref().filter(|_| !lines.is_empty()) {
        lines.push(("sum".to_owned(), RowKind::Sum, sum.in_edition(page.edition).to_owned(), named.clone()));
    }
    let rest = vec![named.len()];
    if known.exact(&rest)?.iter().flatten().any(|amount| !amount.is_zero()) {
        lines.push((
            "rest".to_owned(),
            RowKind::Line,
            draft.rest.in_edition(page.edition).to_owned(),
            rest.clone(),
        ));
    }
    let all = [named, rest].concat();
    lines.push(("total".to_owned(), RowKind::Total, draft.total.in_edition(page.edition).to_owned(), all));
    for (id, kind, label, of) in lines {
        let exact = known.exact(&of)?;
        let values =
            exact.iter().map(|amount| amount.map(|amount| Figure::Amount(amount.rounded(overview.unit))));
        overview.rows.push(OverviewRow { id, kind, label, values: values.collect() });
    }
    state_rounding(&mut overview)?;
    Ok(overview)
}

/// What is known of each part in each period.
struct Known {
    actual: BTreeMap<Period, Vec<Split>>,
    decided: BTreeMap<Period, Vec<Split>>,
    columns: Vec<OverviewColumn>,
}

impl Known {
    /// The exact values of these parts together.
    fn exact(&self, of: &[usize]) -> Result<Vec<Option<Amount>>, AmountError> {
        self.columns.iter().map(|column| self.value(*column, of)).collect()
    }

    fn value(&self, column: OverviewColumn, of: &[usize]) -> Result<Option<Amount>, AmountError> {
        let sum = |splits: &BTreeMap<Period, Vec<Split>>, period| {
            let Some(all) = splits.get(&period) else { return Ok(None) };
            let of = of.iter().filter_map(|part| all.get(*part));
            of.copied().try_fold(Split::default(), Split::plus).map(Some)
        };
        let OverviewColumn::Of(figure, period) = column else { return Ok(None) };
        let (actual, decided) = (sum(&self.actual, period)?, sum(&self.decided, period)?);
        let net = |split: Option<Split>| split.map(Split::net).transpose();
        Ok(match figure {
            OverviewFigure::Income => actual.map(|split| split.income),
            OverviewFigure::Cost => actual.map(|split| split.cost),
            OverviewFigure::Actual => net(actual)?,
            OverviewFigure::Budget => net(decided)?,
            OverviewFigure::Forecast => None,
            OverviewFigure::Variance => {
                let both = net(actual)?.zip(net(decided)?);
                both.map(|(actual, decided)| actual.checked_sub(decided)).transpose()?
            }
        })
    }
}

/// Says where rounded figures do not add up, once a figure: the lines and their sum, the sum and the
/// rest and their total, income and cost and their net, and a variance and what it lies between.
fn state_rounding(overview: &mut Overview) -> Result<(), AmountError> {
    if overview.unit == Unit::Kr {
        return Ok(());
    }
    let value =
        |row: &OverviewRow, column: usize| row.values.get(column).copied().flatten().and_then(Figure::amount);
    let at = |figure, period| {
        let head = OverviewColumn::Of(figure, period);
        overview.columns.iter().position(|known| *known == head)
    };
    let mut stated = Vec::new();
    for (index, row) in overview.rows.iter().enumerate() {
        for (column, head) in overview.columns.iter().enumerate() {
            let Some(total) = value(row, column) else { continue };
            let OverviewColumn::Of(figure, period) = *head else { continue };
            let across = |first, second| {
                let place = |figure| at(figure, period).and_then(|column| value(row, column));
                place(first).zip(place(second))
            };
            let down = (row.kind != RowKind::Line).then(|| {
                let above = overview.rows.iter().take(index).filter(|above| above.kind == RowKind::Line);
                Amount::checked_sum(above.filter_map(|above| value(above, column)))
            });
            let beside = match figure {
                OverviewFigure::Actual => across(OverviewFigure::Income, OverviewFigure::Cost)
                    .map(|(income, cost)| income.checked_add(cost)),
                OverviewFigure::Variance => across(OverviewFigure::Actual, OverviewFigure::Budget)
                    .map(|(actual, budget)| actual.checked_sub(budget)),
                _ => None,
            };
            for parts in [down, beside].into_iter().flatten() {
                let parts = parts?;
                if parts != total {
                    stated.push(RoundedSum { row: row.id.clone(), column, parts, total });
                    break;
                }
            }
        }
    }
    overview.rounded_sums = stated;
    Ok(())
}
