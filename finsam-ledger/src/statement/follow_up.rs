//! The follow-up (uppföljning): what each cost centre earned and cost, beside its budget and the
//! year before.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::assignment::LeafLine;
use super::evaluate::{Page, StatementError, View, When};
use super::layout::Layout;
use super::{RoundedSum, RowKind};
use crate::amount::{Amount, AmountError, Unit};
use crate::balances::{BalanceObject, Balances};
use crate::budget::Budget;
use crate::calendar::Period;
use crate::dimension::CostCentre;
pub use crate::dimension::{CodeSpan, CodeSpanError};

/// A follow-up: a row for each cost centre with a figure, one for what has none, subtotals for
/// groups, and a total that is the result of the income statement.
///
/// Values are net, with the sign a reader sees: income positive, costs negative. They are rounded to
/// the unit, and still counted in öre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// The period it is about.
    pub period: Period,
    /// The unit of its values.
    pub unit: Unit,
    /// What each value of a row is.
    pub columns: Vec<FollowUpColumn>,
    /// The rows.
    pub rows: Vec<FollowUpRow>,
    /// Sums whose rounded parts do not add up to them; empty in kr.
    pub rounded_sums: Vec<RoundedSum>,
}

/// What a value of a follow-up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FollowUpColumn {
    /// What was booked during a period (utfall).
    Actual(Period),
    /// What was decided for a period (budget). Unknown where amounts were decided for longer times
    /// that only partly lie in it: nothing is spread that was not decided per month.
    Budget(Period),
    /// Actual less budget of a period (avvikelse): above zero is better than decided.
    Variance(Period),
    /// Actual of the follow-up's period less actual of this one (förändring).
    ChangeFrom(Period),
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
    /// from. Above zero is better, as in all columns.
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
    /// All of it.
    All,
}

/// Cost centres that stand together, with a subtotal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreGroup {
    /// What the group is called.
    pub name: String,
    /// Its cost centres.
    pub codes: Vec<CodeSpan>,
}

/// The follow-up of a period, per cost centre and group of cost centres.
///
/// A cost centre stands in the first group that has it, and below the groups if none has; one without
/// any amount is left out. Beside the budget of a part of a year, if that can be told, stands that of
/// the whole year. Columns for a budget are there if one was decided for the year, columns for the
/// comparison if the view has one.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it,
/// or a sum does not fit.
pub fn follow_up(
    layout: &Layout,
    balances: &Balances,
    budget: &Budget,
    groups: &[CentreGroup],
    view: &View<'_>,
) -> Result<FollowUp, StatementError> {
    let page = Page::new(layout, balances, view)?;
    let year = balances.fiscal_years().of(view.period.first()).period();
    let actual = |period| net(layout, |hear| page.tell(When::During(period), hear));
    let mut known = vec![(FollowUpColumn::Actual(view.period), actual(view.period)?)];
    let decided = |period| of_budget(layout, budget, period);
    if budget.rows().any(|(period, ..)| is_within(period, year)) {
        let of_period = decided(view.period)?;
        if of_period.values().any(Option::is_some) {
            known.push((FollowUpColumn::Budget(view.period), of_period));
        }
        if year != view.period {
            known.push((FollowUpColumn::Budget(year), decided(year)?));
        }
    }
    if let Some(before) = view.comparison {
        known.push((FollowUpColumn::Actual(before), actual(before)?));
    }
    let mut draft = Draft::new(known, view);
    let mut left: Vec<CostCentre> =
        draft.known.iter().flat_map(|(_, net)| net.keys().flatten()).cloned().collect();
    left.sort();
    left.dedup();
    for (number, group) in (1..).zip(groups) {
        let has = |centre: &CostCentre| group.codes.iter().any(|codes| codes.contains(centre));
        let (own, others): (Vec<_>, Vec<_>) = left.into_iter().partition(has);
        left = others;
        draft.group(&format!("group.{number}"), &group.name, &own)?;
    }
    for centre in left {
        draft.line(centre.as_str().to_owned(), FollowUpOf::CostCentre(centre.clone()), Some(&centre))?;
    }
    if draft.known.iter().any(|(_, net)| net.contains_key(&None)) {
        draft.line("none".to_owned(), FollowUpOf::NoCostCentre, None)?;
    }
    draft.total()?;
    Ok(draft.follow_up)
}

/// What each cost centre came to, income positive; `None` where that cannot be told.
type Net = BTreeMap<Option<CostCentre>, Option<Amount>>;

/// What is told of the accounts of the income statement, per cost centre.
fn net<E: From<AmountError>>(
    layout: &Layout,
    tell: impl FnOnce(&mut dyn FnMut(&BalanceObject, Amount) -> Result<(), AmountError>) -> Result<(), E>,
) -> Result<Net, E> {
    let mut net = BTreeMap::<Option<CostCentre>, Amount>::new();
    tell(&mut |object, amount| {
        if is_of_result(layout, object) {
            let sum = net.entry(object.cost_centre.clone()).or_default();
            *sum = sum.checked_sub(amount)?;
        }
        Ok(())
    })?;
    Ok(net.into_iter().map(|(centre, amount)| (centre, Some(amount))).collect())
}

/// What was decided for a period, per cost centre.
fn of_budget(layout: &Layout, budget: &Budget, period: Period) -> Result<Net, AmountError> {
    let within = budget.rows().filter(|(decided, ..)| is_within(*decided, period));
    let mut all =
        net(layout, |hear| within.into_iter().try_for_each(|(_, object, amount)| hear(object, amount)))?;
    for (decided, object, _) in budget.rows() {
        let overlaps = decided.first() <= period.last() && period.first() <= decided.last();
        if overlaps && !is_within(decided, period) && is_of_result(layout, object) {
            all.insert(object.cost_centre.clone(), None);
        }
    }
    Ok(all)
}

/// Whether it belongs to the income statement, as all does that a cost centre earns and costs.
fn is_of_result(layout: &Layout, object: &BalanceObject) -> bool {
    matches!(layout.assignment().line_of(object), Some(LeafLine::IncomeStatement(_)))
}

fn is_within(period: Period, whole: Period) -> bool {
    whole.contains(period.first()) && whole.contains(period.last())
}

/// A follow-up that is being drawn up.
struct Draft {
    /// What is known without reckoning, in the order of the columns.
    known: Vec<(FollowUpColumn, Net)>,
    follow_up: FollowUp,
}

impl Draft {
    fn new(known: Vec<(FollowUpColumn, Net)>, view: &View<'_>) -> Self {
        let mut columns = Vec::new();
        for (column, _) in &known {
            columns.push(*column);
            match column {
                FollowUpColumn::Budget(period) if *period == view.period => {
                    columns.push(FollowUpColumn::Variance(*period));
                }
                FollowUpColumn::Actual(before) if *before != view.period => {
                    columns.push(FollowUpColumn::ChangeFrom(*before));
                }
                _ => {}
            }
        }
        let (period, unit) = (view.period, view.unit);
        let follow_up = FollowUp { period, unit, columns, rows: Vec::new(), rounded_sums: Vec::new() };
        Self { known, follow_up }
    }

    /// The exact values of these cost centres together.
    fn exact(&self, centres: &[Option<&CostCentre>]) -> Result<Vec<Option<Amount>>, AmountError> {
        let known = |column: &FollowUpColumn| {
            let Some((_, net)) = self.known.iter().find(|(known, _)| known == column) else {
                return Ok(None);
            };
            let of = |centre: Option<&CostCentre>| {
                net.get(&centre.cloned()).copied().unwrap_or(Some(Amount::ZERO))
            };
            let amounts: Option<Vec<Amount>> = centres.iter().copied().map(of).collect();
            amounts.map(Amount::checked_sum).transpose()
        };
        let less = |from: Option<Amount>, amount: Option<Amount>| {
            from.zip(amount).map(|(from, amount)| from.checked_sub(amount)).transpose()
        };
        let actual = known(&FollowUpColumn::Actual(self.follow_up.period))?;
        let value = |column: &FollowUpColumn| match column {
            FollowUpColumn::Variance(period) => less(actual, known(&FollowUpColumn::Budget(*period))?),
            FollowUpColumn::ChangeFrom(before) => less(actual, known(&FollowUpColumn::Actual(*before))?),
            known_column => known(known_column),
        };
        self.follow_up.columns.iter().map(value).collect()
    }

    fn push(&mut self, id: String, of: FollowUpOf, kind: RowKind, exact: &[Option<Amount>]) {
        let unit = self.follow_up.unit;
        let values = exact.iter().map(|value| value.map(|amount| amount.rounded(unit))).collect();
        let change_percent = self.change_percent(exact);
        self.follow_up.rows.push(FollowUpRow { id, of, kind, values, change_percent });
    }

    /// The change in parts of a hundred of what it changed from, without that one's sign.
    fn change_percent(&self, exact: &[Option<Amount>]) -> Option<Decimal> {
        let at = self
            .follow_up
            .columns
            .iter()
            .position(|column| matches!(column, FollowUpColumn::ChangeFrom(_)))?;
        let (change, before) = (exact.get(at).copied()??, exact.get(at.checked_sub(1)?).copied()??);
        let parts = change.to_decimal().checked_div(before.magnitude().to_decimal())?;
        let percent = parts.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }

    fn line(&mut self, id: String, of: FollowUpOf, centre: Option<&CostCentre>) -> Result<(), AmountError> {
        let exact = self.exact(&[centre])?;
        if exact.iter().any(|value| value.is_none_or(|amount| !amount.is_zero())) {
            self.push(id, of, RowKind::Line, &exact);
        }
        Ok(())
    }

    /// A group of cost centres with its subtotal; nothing at all if it has none.
    fn group(&mut self, id: &str, name: &str, centres: &[CostCentre]) -> Result<(), AmountError> {
        if centres.is_empty() {
            return Ok(());
        }
        let of = || FollowUpOf::Group(name.to_owned());
        self.push(id.to_owned(), of(), RowKind::Heading, &[]);
        let first = self.follow_up.rows.len();
        for centre in centres {
            let of = FollowUpOf::CostCentre(centre.clone());
            self.line(centre.as_str().to_owned(), of, Some(centre))?;
        }
        let exact = self.exact(&centres.iter().map(Some).collect::<Vec<_>>())?;
        let id = format!("{id}.sum");
        self.push(id, of(), RowKind::Sum, &exact);
        self.state_rounding(first)
    }

    fn total(&mut self) -> Result<(), AmountError> {
        let mut centres: Vec<_> =
            self.known.iter().flat_map(|(_, net)| net.keys().map(Option::as_ref)).collect();
        centres.sort_unstable();
        centres.dedup();
        let exact = self.exact(&centres)?;
        self.push("total".to_owned(), FollowUpOf::All, RowKind::Total, &exact);
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
