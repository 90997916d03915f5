//! Figures in tkr that add up: the stated alternative to rounding each figure on its own.
//!
//! From the top down each sum keeps its figure, and what is missing of it is given to its parts by the
//! largest remainder. Each figure is then one of the two whole units beside the exact one, so it is off
//! by less than one, and every sum is the sum of what stands above it. A figure that also stands in
//! another table (the result, the liquid funds) is held as rounded, so that both tables show the same;
//! where nothing adds up then, that is stated as ever.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::evaluate::{
    Beside, StatementError, View, balance_sheet, cash_flow_with, income_statement_with, notes,
};
use super::follow_up::{FollowUp, FollowUpColumn, FollowUpOf};
use super::layout::{CashFlowDraws, Content, Layout, LiquidFunds, RowDraft};
use super::untied::changes_between;
use super::{Column, RoundedSum, RowKind, Statement, StatementKind};
use crate::amount::{Amount, AmountError, Unit};
use crate::balances::Balances;

/// How figures in a coarser unit than they are known in are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Each on its own, half away from zero; where parts and sum then differ, that is stated.
    #[default]
    Stated,
    /// So that they add up, each off by less than one unit.
    Distributed,
}

/// A statement of one kind, or the notes one by one, with the figures of its unit made by this rule.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn statements(
    kind: StatementKind,
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
    rounding: Rounding,
) -> Result<Vec<Statement>, StatementError> {
    with_columns(Beside::Comparison, kind, layout, balances, view, rounding)
}

/// The same, where an income statement or a cash flow that has a comparison also has a column of what
/// changed since (förändring). A balance sheet has the columns of its layout.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn statements_with_change(
    kind: StatementKind,
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
    rounding: Rounding,
) -> Result<Vec<Statement>, StatementError> {
    with_columns(Beside::ComparisonAndChange, kind, layout, balances, view, rounding)
}

fn with_columns(
    beside: Beside,
    kind: StatementKind,
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
    rounding: Rounding,
) -> Result<Vec<Statement>, StatementError> {
    let draw_up = |kind: StatementKind, view: &View<'_>| match kind {
        StatementKind::IncomeStatement => Ok(vec![income_statement_with(beside, layout, balances, view)?]),
        StatementKind::BalanceSheet => Ok(vec![balance_sheet(layout, balances, view)?]),
        StatementKind::CashFlow => Ok(vec![cash_flow_with(beside, layout, balances, view)?]),
        StatementKind::Notes => notes(layout, balances, view),
    };
    if rounding == Rounding::Stated || view.unit == Unit::Kr {
        return draw_up(kind, view);
    }
    let exact_view = View { unit: Unit::Kr, ..*view };
    let adding_up = |kind| -> Result<Vec<Statement>, StatementError> {
        let exact = draw_up(kind, &exact_view)?;
        Ok(exact.iter().map(|exact| exact.adding_up(layout, view.unit)).collect::<Result<_, _>>()?)
    };
    if kind != StatementKind::Notes {
        return adding_up(kind);
    }
    let about =
        [adding_up(StatementKind::IncomeStatement)?, adding_up(StatementKind::BalanceSheet)?].concat();
    Ok(notes_adding_up(&draw_up(kind, &exact_view)?, layout, &about, view.unit)?)
}

/// Which rows are sums of which others, by index, each part standing in as few as may be.
pub(crate) type Sums = BTreeMap<usize, Vec<usize>>;

/// One column of figures in a unit, so that every sum is the sum of its parts. `held` are figures
/// that are what they are. Sums that cannot come out keep their rounded parts.
///
/// `exact` are the figures as they are known, with the sign the reader sees.
pub(super) fn adding_up(
    exact: &[Option<Amount>],
    sums: &Sums,
    held: &BTreeMap<usize, Amount>,
    unit: Unit,
) -> Vec<Option<Amount>> {
    let step = unit.ore();
    let rounded = |index: usize| {
        exact.get(index).copied().flatten().map_or(0, |amount| amount.rounded(unit).ore() / step)
    };
    let ranges = ranges(exact, sums, held, step);
    let range = |index: usize| ranges.get(index).copied().unwrap_or_default();
    let is_part = |index: usize| sums.values().any(|parts| parts.contains(&index));
    let of_its_own = |index: usize| rounded(index).clamp(range(index).least, range(index).most);
    let mut units: Vec<Option<i64>> =
        (0..exact.len()).map(|index| (!is_part(index)).then(|| of_its_own(index))).collect();
    let mut open: Vec<usize> = sums.keys().copied().collect();
    // A sum whose own figure is not settled yet waits for the one it is a part of.
    while let Some(place) = open.iter().position(|sum| units.get(*sum).is_some_and(Option::is_some)) {
        let sum = open.swap_remove(place);
        let parts = sums.get(&sum).map(Vec::as_slice).unwrap_or_default();
        let is_open = |part: &usize| units.get(*part).is_some_and(Option::is_none);
        let (left, settled): (Vec<usize>, Vec<usize>) = parts.iter().copied().partition(is_open);
        let settled: i64 = settled.into_iter().filter_map(|part| units.get(part).copied().flatten()).sum();
        let whole = units.get(sum).copied().flatten().unwrap_or_default().saturating_sub(settled);
        let rest =
            |part: usize| exact.get(part).copied().flatten().unwrap_or_default().ore().rem_euclid(step);
        let ranges: Vec<(Range, i64)> = left.iter().map(|part| (range(*part), rest(*part))).collect();
        let shared = shared_out(whole, &ranges);
        for (position, part) in left.into_iter().enumerate() {
            let figure = shared.as_ref().and_then(|shared| shared.get(position).copied());
            units[part] = Some(figure.unwrap_or_else(|| of_its_own(part)));
        }
    }
    let amount = |index: usize| {
        let units = units[index].unwrap_or_else(|| rounded(index));
        exact[index].map(|known| units.checked_mul(step).map_or(known, Amount::from_ore))
    };
    (0..exact.len()).map(amount).collect()
}

/// The whole units that a figure can be shown as.
#[derive(Clone, Copy, Default)]
struct Range {
    least: i64,
    most: i64,
}

/// What each figure can be shown as: one of the two units beside it, what it is held as, and of a sum
/// no more and no less than its parts can come to.
fn ranges(exact: &[Option<Amount>], sums: &Sums, held: &BTreeMap<usize, Amount>, step: i64) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::with_capacity(exact.len());
    for (index, amount) in exact.iter().enumerate() {
        let ore = amount.unwrap_or_default().ore();
        let least = ore.div_euclid(step);
        let beside = Range { least, most: least + i64::from(ore.rem_euclid(step) > 0) };
        let held = held.get(&index).map(|amount| amount.ore() / step);
        ranges.push(held.map_or(beside, |units| Range { least: units, most: units }));
    }
    let mut open: Vec<usize> = sums.keys().copied().collect();
    let waits = |open: &[usize], sum: usize| {
        sums.get(&sum).is_some_and(|parts| parts.iter().any(|part| open.contains(part)))
    };
    while let Some(place) = open.iter().position(|sum| !waits(&open, *sum)) {
        let sum = open.swap_remove(place);
        let parts = sums.get(&sum).map(Vec::as_slice).unwrap_or_default();
        let parts = parts.iter().filter_map(|part| ranges.get(*part));
        let (least, most) = parts.fold((0_i64, 0_i64), |(least, most), part| {
            (least.saturating_add(part.least), most.saturating_add(part.most))
        });
        if let Some(range) = ranges.get_mut(sum) {
            let (least, most) = (range.least.max(least), range.most.min(most));
            // Where its parts cannot come to it, it stays as it is, and that is stated.
            if least <= most {
                *range = Range { least, most };
            }
        }
    }
    ranges
}

/// Whole units shared out over parts, each with what it can be shown as and what its exact figure is
/// above the unit below it: the largest first. `None` if no such parts make the whole.
fn shared_out(whole: i64, parts: &[(Range, i64)]) -> Option<Vec<i64>> {
    let mut units: Vec<i64> = parts.iter().map(|(range, _)| range.least).collect();
    let below = units.iter().try_fold(0_i64, |sum, units| sum.checked_add(*units))?;
    let mut missing = whole.checked_sub(below).filter(|missing| *missing >= 0)?;
    let mut largest_first: Vec<usize> = (0..parts.len()).collect();
    largest_first.sort_by_key(|part| Reverse(parts[*part].1));
    for part in largest_first {
        let more = missing.min(parts[part].0.most - parts[part].0.least);
        units[part] += more;
        missing -= more;
    }
    (missing == 0).then_some(units)
}

/// The sums whose figures are not the sum of the figures of their parts, in a column.
pub(super) fn left_over(
    figures: &[Option<Amount>],
    sums: &Sums,
    column: usize,
    name: impl Fn(usize) -> String,
) -> Result<Vec<RoundedSum>, AmountError> {
    let mut found = Vec::new();
    for (sum, parts) in sums {
        let Some(total) = figures.get(*sum).copied().flatten() else { continue };
        let of_parts: Option<Vec<Amount>> =
            parts.iter().map(|part| figures.get(*part).copied().flatten()).collect();
        let Some(parts) = of_parts.map(Amount::checked_sum).transpose()? else { continue };
        if parts != total {
            found.push(RoundedSum { row: name(*sum), column, parts, total });
        }
    }
    Ok(found)
}

impl Statement {
    /// This statement, known in kronor and öre, in a coarser unit with figures that add up: an income
    /// statement, balance sheet or cash-flow statement of this layout. Changes are what the balances
    /// beside them differ by.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn adding_up(&self, layout: &Layout, unit: Unit) -> Result<Self, AmountError> {
        let draft = layout.draft();
        let rows = match self.kind {
            StatementKind::IncomeStatement => &draft.income_statement.rows,
            StatementKind::BalanceSheet => &draft.balance_sheet.rows,
            StatementKind::CashFlow => &draft.cash_flow.rows,
            StatementKind::Notes => return Ok(self.clone()),
        };
        let sums = self.sums(rows);
        self.with_columns(unit, &sums, |column| self.held(layout, rows, column, unit))
    }

    /// The rows that are sums of others. A part that is not shown gives way to its own parts.
    pub(crate) fn sums(&self, rows: &[RowDraft]) -> Sums {
        let shown = |id: &str| self.rows.iter().position(|row| row.id == *id);
        let mut sums = Sums::new();
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.id.is_empty()) {
            let (mut open, mut parts) = (vec![row.id.as_str()], Vec::new());
            while let Some(id) = open.pop() {
                let content = rows.iter().find(|row| row.id == id).map(|row| &row.content);
                match (content, shown(id)) {
                    (_, Some(part)) if part != index => parts.push(part),
                    (Some(Content::Sum { of }), _) => open.extend(of.iter().map(String::as_str)),
                    _ => {}
                }
            }
            if !parts.is_empty() {
                parts.sort_unstable();
                sums.insert(index, parts);
            }
        }
        sums
    }

    /// The figures of a column that stand in another table too.
    fn held(&self, layout: &Layout, rows: &[RowDraft], column: usize, unit: Unit) -> BTreeMap<usize, Amount> {
        let draft = layout.draft();
        let rounded = |index: usize| {
            let value = self.rows.get(index).and_then(|row| row.values.get(column).copied().flatten());
            value.map(|amount| amount.rounded(unit))
        };
        let mut held = BTreeMap::new();
        for (index, shown) in self.rows.iter().enumerate() {
            let content =
                rows.iter().find(|row| row.id == shown.id && !row.id.is_empty()).map(|row| &row.content);
            let is_held = match content {
                Some(Content::Result { accounts }) => accounts.is_empty(),
                Some(Content::CashFlow(CashFlowDraws { result, add_back, change_of, before, .. })) => {
                    *result && add_back.is_empty() && change_of.is_empty() && before.is_empty()
                }
                Some(Content::LiquidFunds(funds)) => *funds != LiquidFunds::Change,
                _ => {
                    self.kind == StatementKind::BalanceSheet
                        && draft.balance_sheet.liquid_funds.contains(&shown.id)
                }
            };
            if is_held {
                held.extend(rounded(index).map(|amount| (index, amount)));
            }
        }
        if self.kind == StatementKind::CashFlow {
            let funds = |funds| {
                let is_meant = |row: &&RowDraft| row.content == Content::LiquidFunds(funds);
                let id = &rows.iter().find(is_meant)?.id;
                self.rows.iter().position(|row| row.id == *id)
            };
            let net = self.rows.iter().position(|row| row.id == draft.cash_flow.net);
            let of = |index: Option<usize>| index.and_then(rounded);
            if let (Some(opening), Some(closing)) =
                (of(funds(LiquidFunds::Opening)), of(funds(LiquidFunds::Closing)))
                && let Ok(change) = closing.checked_sub(opening)
            {
                let rows = net.into_iter().chain(funds(LiquidFunds::Change));
                // In books that do not tie, the net cash flow is not what the liquid funds changed by.
                let is_near = |index: &usize| {
                    let exact =
                        self.rows.get(*index).and_then(|row| row.values.get(column).copied().flatten());
                    let off = exact.and_then(|exact| change.checked_sub(exact).ok());
                    off.is_some_and(|off| off.magnitude().ore() <= unit.ore())
                };
                held.extend(rows.filter(is_near).map(|index| (index, change)));
            }
        }
        held
    }

    /// The same with every column made to add up, where it is not the difference of two others.
    fn with_columns(
        &self,
        unit: Unit,
        sums: &Sums,
        held: impl Fn(usize) -> BTreeMap<usize, Amount>,
    ) -> Result<Self, AmountError> {
        let mut columns: Vec<Vec<Option<Amount>>> = Vec::new();
        for column in 0..self.columns.len() {
            let exact: Vec<Option<Amount>> =
                self.rows.iter().map(|row| row.values.get(column).copied().flatten()).collect();
            columns.push(adding_up(&exact, sums, &held(column), unit));
        }
        for (column, from, to) in changes_between(&self.columns) {
            let pairs = columns[to].iter().zip(&columns[from]);
            columns[column] = pairs.map(|(to, from)| difference(*to, *from)).collect::<Result<_, _>>()?;
        }
        let mut adjusted = self.clone();
        adjusted.unit = unit;
        adjusted.adjusted = true;
        for (index, row) in adjusted.rows.iter_mut().enumerate() {
            for (value, column) in row.values.iter_mut().zip(&columns) {
                *value = value.and(column.get(index).copied().flatten());
            }
        }
        for (column, figures) in columns.iter().enumerate() {
            adjusted.rounded_sums.extend(left_over(figures, sums, column, |row| self.rows[row].id.clone())?);
        }
        Ok(adjusted)
    }
}

/// The notes of a layout, known in kronor and öre, in a coarser unit with figures that add up to the
/// lines they are about: `about` are the statements with those lines, made to add up before.
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub fn notes_adding_up(
    notes: &[Statement],
    layout: &Layout,
    about: &[Statement],
    unit: Unit,
) -> Result<Vec<Statement>, AmountError> {
    let mut all = Vec::with_capacity(notes.len());
    let step = unit.ore();
    for (note, draft) in notes.iter().zip(&layout.draft().notes) {
        let Some(sum) = note.rows.iter().rposition(|row| row.kind == RowKind::Sum) else {
            all.push(note.clone());
            continue;
        };
        let sums = Sums::from([(sum, (0..sum).collect())]);
        let line = |column: usize| {
            let head = note.columns.get(column)?;
            let values = draft.lines.iter().map(|id| {
                let row = about.iter().find_map(|statement| Some((statement, statement.row(id)?)));
                let (statement, row) = row?;
                let column = statement.columns.iter().position(|column| is_same_time(column, head))?;
                row.values.get(column).copied().flatten()
            });
            let whole = Amount::checked_sum(values.collect::<Option<Vec<_>>>()?).ok()?;
            // A year may be said to open with something else than the one before closed with.
            let exact = note.rows.get(sum)?.values.get(column).copied().flatten()?;
            (whole.checked_sub(exact).ok()?.magnitude().ore() < step).then_some(whole)
        };
        all.push(note.with_columns(unit, &sums, |column| {
            line(column).map(|whole| (sum, whole)).into_iter().collect()
        })?);
    }
    Ok(all)
}

/// Whether two columns hold the same figures: what opens a day closed the day before.
fn is_same_time(one: &Column, other: &Column) -> bool {
    match (one, other) {
        (Column::Opening(day), Column::Closing(before)) => day.pred_opt() == Some(*before),
        _ => one == other,
    }
}

impl FollowUp {
    /// This follow-up, known in kronor and öre, in a coarser unit with figures that add up. Variance and
    /// change are what the figures beside them differ by, where both stand there.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn adding_up(&self, unit: Unit) -> Result<Self, AmountError> {
        let sums = self.sums();
        let mut columns: Vec<Vec<Option<Amount>>> = Vec::new();
        for column in 0..self.columns.len() {
            let exact: Vec<Option<Amount>> =
                self.rows.iter().map(|row| row.values.get(column).copied().flatten()).collect();
            columns.push(adding_up(&exact, &sums, &BTreeMap::new(), unit));
        }
        let at = |meant: FollowUpColumn| self.columns.iter().position(|column| *column == meant);
        let actual = at(FollowUpColumn::Actual(self.period));
        for (column, head) in self.columns.iter().enumerate() {
            let pair = match head {
                FollowUpColumn::Variance(of) => self.measure.better(actual, at(FollowUpColumn::Budget(*of))),
                FollowUpColumn::ChangeFrom(of) => (actual, at(FollowUpColumn::Actual(*of))),
                _ => continue,
            };
            if let (Some(from), Some(less)) = pair {
                let pairs = columns[from].iter().zip(&columns[less]);
                columns[column] =
                    pairs.map(|(from, less)| difference(*from, *less)).collect::<Result<_, _>>()?;
            }
        }
        let mut adjusted = self.clone();
        adjusted.unit = unit;
        adjusted.adjusted = true;
        for (index, row) in adjusted.rows.iter_mut().enumerate() {
            for (value, column) in row.values.iter_mut().zip(&columns) {
                *value = value.and(column.get(index).copied().flatten());
            }
        }
        for (column, figures) in columns.iter().enumerate() {
            adjusted.rounded_sums.extend(left_over(figures, &sums, column, |row| self.rows[row].id.clone())?);
        }
        Ok(adjusted)
    }

    /// The rows that are sums of others: a group of its lines, a sum so far of those before it and
    /// the groups since, the total of what is left.
    pub(crate) fn sums(&self) -> Sums {
        let mut sums = Sums::new();
        let (mut lines, mut parts) = (Vec::new(), Vec::new());
        for (index, row) in self.rows.iter().enumerate() {
            match (&row.kind, &row.of) {
                (RowKind::Heading, _) => parts.append(&mut lines),
                (RowKind::Line, _) => lines.push(index),
                (_, FollowUpOf::Group(_)) => {
                    sums.insert(index, std::mem::take(&mut lines));
                    parts.push(index);
                }
                _ => {
                    parts.append(&mut lines);
                    sums.insert(index, std::mem::replace(&mut parts, vec![index]));
                }
            }
        }
        sums
    }
}

fn difference(from: Option<Amount>, less: Option<Amount>) -> Result<Option<Amount>, AmountError> {
    from.zip(less).map(|(from, less)| from.checked_sub(less)).transpose()
}
