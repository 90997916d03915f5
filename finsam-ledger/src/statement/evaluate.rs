//! From balances and a layout to statements: the only place where lines are summed.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::{BalanceObject, Balances};
use crate::calendar::{Month, Period};
use crate::chart::ChartOfAccounts;
use crate::year_of_sums::{BalancesError, SumsOnly};

use super::assignment::LeafLine;
use super::layout::{
    BalanceColumn, CashFlowDraws, Content, Edition, Layout, LiquidFunds, NoteDraft, NoteRow, RowDraft, Words,
};
use super::lines::{Figures, Lines, value_of};
use super::proof::side_of;
use super::untied::{state_rounded_funds, state_rounding};
use super::{Column, RoundedSum, RowKind, Statement, StatementKind, StatementRow};

/// What the reader wants to see.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The period the statements are about; it lies within one fiscal year.
    pub period: Period,
    /// The period beside it, if any; it lies within one fiscal year too.
    pub comparison: Option<Period>,
    /// The unit of every figure.
    pub unit: Unit,
    /// What the accounts of the notes are called.
    pub chart: &'a ChartOfAccounts,
}

/// Why there is no statement.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StatementError {
    /// The period reaches over the end of a fiscal year, where the result moves to equity.
    #[error("the period {0} lies in more than one fiscal year")]
    PeriodSpansYears(Period),
    /// The income statement of the layout has no line or sum by this name.
    #[error("the income statement has no line called {0}")]
    LineUnknown(String),
    /// Only sums are known of a year, and they do not tell what was asked.
    #[error(transparent)]
    SumsOnly(#[from] SumsOnly),
    /// A sum is beyond what an amount holds.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl From<BalancesError> for StatementError {
    fn from(error: BalancesError) -> Self {
        match error {
            BalancesError::SumsOnly(error) => error.into(),
            BalancesError::Amount(error) => error.into(),
        }
    }
}

/// The income statement (resultaträkning): income positive, costs negative.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn income_statement(
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
) -> Result<Statement, StatementError> {
    income_statement_with(Beside::Comparison, layout, balances, view)
}

/// What stands beside the period in a statement of what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The comparison, if there is one.
    Comparison,
    /// The comparison, and what has changed since.
    ComparisonAndChange,
}

/// The income statement with these columns.
pub(super) fn income_statement_with(
    beside: Beside,
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
) -> Result<Statement, StatementError> {
    let draft = &layout.draft().income_statement;
    let page = Page::new(layout, balances, view)?;
    let (columns, values) =
        page.columns_during(beside, |period| Ok(page.lines(When::During(period))?.income))?;
    page.statement(StatementKind::IncomeStatement, &draft.title, columns, &draft.rows, &values)
}

/// The balance sheet (balansräkning), with the columns its layout asks for.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn balance_sheet(
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
) -> Result<Statement, StatementError> {
    let draft = &layout.draft().balance_sheet;
    let page = Page::new(layout, balances, view)?;
    let period = view.period;
    let opening = page.lines(When::Before(period.first()))?.sheet;
    let closing = page.lines(When::Through(period.last()))?.sheet;
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for column in &draft.columns {
        let (head, value) = match (column, view.comparison) {
            (BalanceColumn::Opening, _) => (Column::Opening(period.first().first_day()), opening.clone()),
            (BalanceColumn::Change, _) => (Column::Change(period), less(&closing, &opening)?),
            (BalanceColumn::Closing, _) => (Column::Closing(period.last().last_day()), closing.clone()),
            (BalanceColumn::Comparison, Some(comparison))
                if !shows_opening(&draft.columns, period, comparison) =>
            {
                let compared = page.lines(When::Through(comparison.last()))?.sheet;
                (Column::Closing(comparison.last().last_day()), compared)
            }
            (BalanceColumn::Comparison, _) => continue,
        };
        columns.push(head);
        values.push(value);
    }
    page.statement(StatementKind::BalanceSheet, &draft.title, columns, &draft.rows, &values)
}

/// What the rows of these names come to together.
fn pick(rows: &[RowDraft], figures: &Figures, ids: &[String]) -> Result<Amount, AmountError> {
    let places = ids.iter().filter_map(|id| rows.iter().position(|row| row.id == *id));
    Amount::checked_sum(places.map(|place| figures[place]))
}

/// Whether the comparison would repeat the opening column.
fn shows_opening(columns: &[BalanceColumn], period: Period, comparison: Period) -> bool {
    columns.contains(&BalanceColumn::Opening) && comparison.last().next() == period.first()
}

/// The cash-flow statement (kassaflödesanalys), indirect method: from the result to the change
/// in liquid funds. Money in is positive.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn cash_flow(layout: &Layout, balances: &Balances, view: &View<'_>) -> Result<Statement, StatementError> {
    cash_flow_with(Beside::Comparison, layout, balances, view)
}

/// The cash-flow statement with these columns.
pub(super) fn cash_flow_with(
    beside: Beside,
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
) -> Result<Statement, StatementError> {
    let draft = &layout.draft().cash_flow;
    let page = Page::new(layout, balances, view)?;
    let (columns, values) = page.columns_during(beside, |period| page.cash_flow_lines(period))?;
    page.statement(StatementKind::CashFlow, &draft.title, columns, &draft.rows, &values)
}

/// The notes (noter), one statement each, with the sign of the lines that refer to them.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell
/// it, or a sum does not fit.
pub fn notes(
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
) -> Result<Vec<Statement>, StatementError> {
    let page = Page::new(layout, balances, view)?;
    layout.draft().notes.iter().map(|note| page.note(note)).collect()
}

/// The time whose balances are meant.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// What was booked during a period, without what it opened with.
    During(Period),
    /// The balances when a month starts.
    Before(Month),
    /// The balances when a month ends.
    Through(Month),
}

/// What all statements of one view share.
pub(super) struct Page<'a> {
    layout: &'a Layout,
    balances: &'a Balances,
    view: &'a View<'a>,
    pub(super) edition: Option<&'a Edition>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        layout: &'a Layout,
        balances: &'a Balances,
        view: &'a View<'a>,
    ) -> Result<Self, StatementError> {
        let years = balances.fiscal_years();
        for period in [Some(view.period), view.comparison].into_iter().flatten() {
            if years.of(period.first()) != years.of(period.last()) {
                return Err(StatementError::PeriodSpansYears(period));
            }
        }
        Ok(Self { layout, balances, view, edition: layout.edition(view.period, years) })
    }

    /// The fiscal year that a period lies in.
    pub(super) fn year_of(&self, period: Period) -> Period {
        self.balances.fiscal_years().of(period.first()).period()
    }

    fn periods(&self) -> Vec<Period> {
        [Some(self.view.period), self.view.comparison].into_iter().flatten().collect()
    }

    /// A column for the period, the comparison and what is to stand beside them, with its figures.
    fn columns_during(
        &self,
        beside: Beside,
        figures: impl Fn(Period) -> Result<Figures, StatementError>,
    ) -> Result<(Vec<Column>, Vec<Figures>), StatementError> {
        let periods = self.periods();
        let mut columns: Vec<Column> = periods.iter().map(|period| Column::During(*period)).collect();
        let mut values = periods.into_iter().map(figures).collect::<Result<Vec<_>, _>>()?;
        if let (Beside::ComparisonAndChange, Some(from), [of, before]) =
            (beside, self.view.comparison, &values[..])
        {
            values.push(less(of, before)?);
            columns.push(Column::Difference { of: self.view.period, from });
        }
        Ok((columns, values))
    }

    /// Every amount that makes the balances of a time, object by object; an object may come often.
    pub(super) fn tell(
        &self,
        when: When,
        mut hear: impl FnMut(&BalanceObject, Amount) -> Result<(), AmountError>,
    ) -> Result<(), StatementError> {
        match when {
            When::During(period) => self.balances.tells_during(period)?,
            When::Before(month) => self.balances.tells_before(month)?,
            When::Through(month) => self.balances.tells_through(month)?,
        }
        let year_of = |month| self.balances.fiscal_years().of(month);
        let (opened, months) = match when {
            When::During(period) => (None, Some(period)),
            When::Before(month) => {
                let year = year_of(month);
                (Some(year), Period::new(year.first(), month.previous()).ok())
            }
            When::Through(month) => {
                let year = year_of(month);
                (Some(year), Period::new(year.first(), month).ok())
            }
        };
        if let Some(year) = opened {
            for (object, amount) in self.balances.opened(year, self.layout.year_end())? {
                hear(&object, amount)?;
            }
        }
        for (_, object, turnover) in months.into_iter().flat_map(|period| self.balances.turnovers_in(period))
        {
            hear(object, turnover.change()?)?;
        }
        Ok(())
    }

    /// Each balance of a time on its line.
    pub(super) fn lines(&self, when: When) -> Result<Lines<'a>, StatementError> {
        let mut lines = Lines::new(self.layout);
        self.tell(when, |object, amount| lines.take(object, amount))?;
        Ok(lines)
    }

    pub(super) fn cash_flow_lines(&self, period: Period) -> Result<Figures, StatementError> {
        let rows = &self.layout.draft().cash_flow.rows;
        let drawn = self.cash_flow_drawn(period)?;
        let mut figures = drawn.clone();
        for (index, row) in rows.iter().enumerate() {
            if let Content::CashFlow(CashFlowDraws { before, .. }) = &row.content {
                figures[index] = figures[index].checked_sub(pick(rows, &drawn, before)?)?;
            }
        }
        Ok(figures)
    }

    /// What the lines of the cash flow draw on, before anything is taken off them again.
    pub(super) fn cash_flow_drawn(&self, period: Period) -> Result<Figures, StatementError> {
        let draft = self.layout.draft();
        let opening = self.lines(When::Before(period.first()))?.sheet;
        let closing = self.lines(When::Through(period.last()))?.sheet;
        let change = less(&closing, &opening)?;
        let during = self.lines(When::During(period))?.income;
        let sheet = |figures: &Figures, ids: &[String]| pick(&draft.balance_sheet.rows, figures, ids);
        let rows = &draft.cash_flow.rows;
        let mut figures = vec![Amount::ZERO; rows.len()];
        for (index, row) in rows.iter().enumerate() {
            figures[index] = match &row.content {
                Content::CashFlow(CashFlowDraws { result, add_back, change_of, .. }) => {
                    // Debit positive, an asset that grew and a cost that was paid both took money.
                    let mut value = sheet(&change, change_of)?.negated();
                    if *result {
                        value = value.checked_sub(Amount::checked_sum(during.iter().copied())?)?;
                    }
                    value.checked_add(pick(&draft.income_statement.rows, &during, add_back)?)?
                }
                Content::LiquidFunds(LiquidFunds::Opening) => {
                    sheet(&opening, &draft.balance_sheet.liquid_funds)?
                }
                Content::LiquidFunds(LiquidFunds::Closing) => {
                    sheet(&closing, &draft.balance_sheet.liquid_funds)?
                }
                Content::LiquidFunds(LiquidFunds::Change) => {
                    sheet(&change, &draft.balance_sheet.liquid_funds)?
                }
                _ => Amount::ZERO,
            };
        }
        Ok(figures)
    }

    /// Draws up a statement from one list of figures a column.
    fn statement(
        &self,
        kind: StatementKind,
        title: &Words,
        columns: Vec<Column>,
        rows: &[RowDraft],
        figures: &[Figures],
    ) -> Result<Statement, StatementError> {
        let mut statement = Statement {
            kind,
            title: title.in_edition(self.edition).to_owned(),
            period: self.view.period,
            unit: self.view.unit,
            columns,
            rows: Vec::new(),
            rounded_sums: Vec::new(),
            adjusted: false,
        };
        let shown = |row: &RowDraft| {
            let this_edition = |name: &String| self.edition.is_some_and(|edition| edition.name == *name);
            row.only_in.is_empty() || row.only_in.iter().any(this_edition)
        };
        let exact = rows.iter().map(|row| figures.iter().map(|column| value_of(rows, row, column)).collect());
        let exact = exact.collect::<Result<Vec<Vec<_>>, AmountError>>()?;
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| shown(row)) {
            if is_left_out(rows, &exact, index) {
                continue;
            }
            statement.rows.push(StatementRow {
                id: row.id.clone(),
                kind: row.kind,
                label: row.label.in_edition(self.edition).to_owned(),
                account: None,
                note: self
                    .layout
                    .note_of(&row.id)
                    .filter(|_| kind != StatementKind::CashFlow)
                    .map(|note| note.number.in_edition(self.edition).to_owned()),
                values: exact[index]
                    .iter()
                    .map(|amount| amount.map(|amount| amount.rounded(self.view.unit)))
                    .collect(),
            });
        }
        state_rounding(&mut statement, rows, figures)?;
        if kind == StatementKind::CashFlow {
            state_rounded_funds(&mut statement, rows, &self.layout.draft().cash_flow.net, figures)?;
        }
        Ok(statement)
    }

    fn note(&self, note: &NoteDraft) -> Result<Statement, StatementError> {
        let draft = self.layout.draft();
        let lines = |rows: &[RowDraft], line: fn(usize) -> LeafLine| {
            let about = rows.iter().enumerate().filter(|(_, row)| note.lines.contains(&row.id));
            about.map(|(index, row)| (line(index), side_of(row))).collect::<Vec<_>>()
        };
        let mut about = lines(&draft.income_statement.rows, LeafLine::IncomeStatement);
        let from_income = !about.is_empty();
        about.extend(lines(&draft.balance_sheet.rows, LeafLine::BalanceSheet));
        let side = about.first().and_then(|(_, side)| *side).unwrap_or(Side::Debit);
        let (mut columns, mut by_account) = (Vec::new(), BTreeMap::<AccountNumber, Figures>::new());
        let periods = self.periods();
        for (index, period) in periods.iter().enumerate() {
            let (column, when) = if from_income {
                (Column::During(*period), When::During(*period))
            } else {
                (Column::Closing(period.last().last_day()), When::Through(period.last()))
            };
            columns.push(column);
            self.tell(when, |object, amount| {
                let line = self.layout.assignment().line_of(object);
                if about.iter().any(|(own, _)| Some(*own) == line) {
                    let figures =
                        by_account.entry(object.account).or_insert_with(|| vec![Amount::ZERO; periods.len()]);
                    figures[index] = figures[index].checked_add(amount)?;
                }
                Ok(())
            })?;
        }
        let rows = self.note_rows(note, &by_account)?;
        self.note_statement(note, columns, side, rows)
    }

    /// The note's parts: its own rows, or an account each; figures still debit positive.
    fn note_rows(
        &self,
        note: &NoteDraft,
        by_account: &BTreeMap<AccountNumber, Figures>,
    ) -> Result<Vec<(StatementRow, Figures)>, AmountError> {
        let row = |id: String, label: String, account| StatementRow {
            id,
            kind: RowKind::Line,
            label,
            account,
            note: None,
            values: Vec::new(),
        };
        if note.rows.is_empty() {
            let used =
                by_account.iter().filter(|(_, figures)| figures.iter().any(|amount| !amount.is_zero()));
            let named = used.map(|(account, figures)| {
                let label = self.view.chart.name_of(*account).unwrap_or_default().to_owned();
                (row(format!("{}.{account}", note.id), label, Some(*account)), figures.clone())
            });
            return Ok(named.collect());
        }
        let sum = |part: &NoteRow, column: usize| {
            let own = |account: &AccountNumber| part.accounts.iter().any(|range| range.contains(*account));
            Amount::checked_sum(
                by_account.iter().filter(|(account, _)| own(account)).map(|(_, figures)| figures[column]),
            )
        };
        let columns = self.periods().len();
        let own_rows = note.rows.iter().enumerate().map(|(index, part)| {
            let figures = (0..columns).map(|column| sum(part, column)).collect::<Result<Figures, _>>()?;
            Ok((
                row(
                    format!("{}.{}", note.id, index + 1),
                    part.label.in_edition(self.edition).to_owned(),
                    None,
                ),
                figures,
            ))
        });
        own_rows.collect()
    }

    fn note_statement(
        &self,
        note: &NoteDraft,
        columns: Vec<Column>,
        side: Side,
        parts: Vec<(StatementRow, Figures)>,
    ) -> Result<Statement, StatementError> {
        let unit = self.view.unit;
        let mut rounded_sums = Vec::new();
        let mut totals = Vec::new();
        let id = format!("{}.sum", note.id);
        for column in 0..columns.len() {
            let exact = Amount::checked_sum(parts.iter().map(|(_, figures)| side.reads(figures[column])))?;
            let rounded = parts.iter().map(|(_, figures)| side.reads(figures[column]).rounded(unit));
            totals.push(Some(exact.rounded(unit)));
            let (parts, total) = (Amount::checked_sum(rounded)?, exact.rounded(unit));
            if parts != total {
                rounded_sums.push(RoundedSum { row: id.clone(), column, parts, total });
            }
        }
        let mut rows: Vec<StatementRow> = parts
            .into_iter()
            .map(|(row, figures)| {
                let values = figures.iter().map(|amount| Some(side.reads(*amount).rounded(unit))).collect();
                StatementRow { values, ..row }
            })
            .collect();
        let kind = RowKind::Sum;
        rows.push(StatementRow {
            id,
            kind,
            label: self.layout.draft().sum_word.in_edition(self.edition).to_owned(),
            account: None,
            note: None,
            values: totals,
        });
        let words = [&self.layout.draft().note_word, &note.number, &note.title];
        let title = words.map(|words| words.in_edition(self.edition)).join(" ");
        let period = self.view.period;
        let (kind, adjusted) = (StatementKind::Notes, false);
        Ok(Statement { kind, title, period, unit, columns, rows, rounded_sums, adjusted })
    }
}

/// Whether a row is left out because it, or for a heading every line below it, is zero in every
/// column and stands only if used.
fn is_left_out(rows: &[RowDraft], exact: &[Vec<Option<Amount>>], index: usize) -> bool {
    let unused = |index: usize| {
        let is_zero = exact[index].iter().flatten().all(|amount| amount.is_zero());
        rows[index].only_if_used && is_zero
    };
    if rows[index].kind != RowKind::Heading {
        return unused(index);
    }
    let below = (index + 1..rows.len()).take_while(|below| rows[*below].kind != RowKind::Heading);
    rows[index].only_if_used && below.filter(|below| rows[*below].kind == RowKind::Line).all(unused)
}

/// Closing less opening, line by line.
pub(super) fn less(closing: &Figures, opening: &Figures) -> Result<Figures, AmountError> {
    closing.iter().zip(opening).map(|(closing, opening)| closing.checked_sub(*opening)).collect()
}
