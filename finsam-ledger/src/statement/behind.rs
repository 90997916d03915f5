//! What stands behind the rows of a statement: the accounts that land on a line, the rows that a sum
//! takes, and what a line of the cash flow draws on.

use std::collections::{BTreeMap, BTreeSet};

use super::assignment::LeafLine;
use super::draft::{CashFlowDraws, Content, LiquidFunds, NoteDraft, RowDraft};
use super::evaluate::{Page, StatementError};
use super::figures::{ends, row_figures, view_of};
use super::layout::Layout;
use super::lines::Figures;
use super::proof::{leaves, side_of};
use super::{Column, Statement, StatementKind};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side};
use crate::balances::Balances;
use crate::calendar::{Month, Period};
use crate::chart::ChartOfAccounts;

/// What makes up a row: its parts come to its figures, exact and with its sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What accounts bring to it, in order of their numbers.
    pub accounts: Vec<AccountPart>,
    /// What other rows bring to it.
    pub rows: Vec<RowPart>,
}

/// What an account brings to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPart {
    /// The account.
    pub account: AccountNumber,
    /// One value a column of the statement, in öre, with the sign of the row.
    pub values: Vec<Amount>,
}

/// What a row brings to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPart {
    /// The statement it stands in.
    pub statement: StatementKind,
    /// Its name in the layout.
    pub row: String,
    /// What the reader sees of it there.
    pub label: String,
    /// What is taken of it.
    pub taken: Taken,
    /// One value a column of the statement that takes it, in öre, with the sign of the row that does.
    pub values: Vec<Amount>,
}

/// What a row takes of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Taken {
    /// Its figure.
    Figure,
    /// Its figure with the other sign: depreciation that is added back, what is taken off again.
    Negated,
    /// How the balance changed, as an effect on liquid funds.
    Change,
    /// The balance when the period starts.
    Opening,
    /// The balance when it ends.
    Closing,
}

/// What stands behind each row of a statement that was drawn up from these, by the row's name; rows
/// that no part brings anything to are left out, and headings.
///
/// Of the notes together ([`crate::render::notes_together`]) each row is told too.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it, or
/// a sum does not fit.
pub fn origins(
    layout: &Layout,
    balances: &Balances,
    statement: &Statement,
) -> Result<BTreeMap<String, Origin>, StatementError> {
    let draft = layout.draft();
    // A difference is that of two columns beside it, of every part as of the row.
    let is_told = |column: &Column| !matches!(column, Column::Difference { .. });
    let told = statement.columns.iter().copied().filter(is_told).collect();
    let told = Statement { columns: told, ..statement.clone() };
    let behind = Behind { layout, balances, statement: &told };
    let mut found = match statement.kind {
        StatementKind::IncomeStatement => {
            behind.of_lines(&draft.income_statement.rows, LeafLine::IncomeStatement)
        }
        StatementKind::BalanceSheet => behind.of_lines(&draft.balance_sheet.rows, LeafLine::BalanceSheet),
        StatementKind::CashFlow => behind.of_cash_flow(),
        StatementKind::Notes => behind.of_notes(),
    }?;
    for (at, column) in statement.columns.iter().enumerate() {
        if let Column::Difference { of, from } = column {
            let place = |period| told.columns.iter().position(|known| *known == Column::During(period));
            for values in found.values_mut().flat_map(Origin::values_mut) {
                let value = |period| place(period).and_then(|at| values.get(at)).copied().unwrap_or_default();
                let difference = value(*of).checked_sub(value(*from))?;
                values.insert(at.min(values.len()), difference);
            }
        }
    }
    Ok(found)
}

impl Origin {
    /// The values of every part.
    fn values_mut(&mut self) -> impl Iterator<Item = &mut Vec<Amount>> {
        let of_accounts = self.accounts.iter_mut().map(|part| &mut part.values);
        of_accounts.chain(self.rows.iter_mut().map(|part| &mut part.values))
    }
}

/// What each account brings to these lines and sums of the income statement or the balance sheet, in a
/// column of it, with the sign of its line; accounts that bring nothing are left out.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it, or
/// a sum does not fit.
pub(crate) fn accounts_behind(
    layout: &Layout,
    balances: &Balances,
    rows: &[String],
    column: Column,
) -> Result<BTreeMap<AccountNumber, Amount>, StatementError> {
    let sides = sides(layout, rows);
    let mut accounts = BTreeMap::<AccountNumber, Amount>::new();
    for ((line, account), amount) in by_line(layout, balances, column)? {
        if let Some(side) = sides.get(&line) {
            let sum = accounts.entry(account).or_default();
            *sum = sum.checked_add(side.reads(amount))?;
        }
    }
    accounts.retain(|_, amount| !amount.is_zero());
    Ok(accounts)
}

/// What each account brings to each line in a column, debit positive.
type ByLine = BTreeMap<(LeafLine, AccountNumber), Amount>;

fn by_line(layout: &Layout, balances: &Balances, column: Column) -> Result<ByLine, StatementError> {
    let chart = ChartOfAccounts::default();
    let view = view_of(column, &chart);
    let page = Page::new(layout, balances, &view)?;
    let mut found = ByLine::new();
    let (from, to) = ends(column);
    for (when, is_taken_off) in std::iter::once((to, false)).chain(from.map(|from| (from, true))) {
        page.tell(when, |object, amount| {
            if let Some(line) = layout.assignment().line_of(object) {
                let amount = if is_taken_off { amount.negated() } else { amount };
                let sum = found.entry((line, object.account)).or_default();
                *sum = sum.checked_add(amount)?;
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// The lines that these rows take, and the side each of them reads on. The result of the balance sheet
/// takes all of the income statement.
fn sides(layout: &Layout, rows: &[String]) -> BTreeMap<LeafLine, Side> {
    let (income, sheet) = (&layout.draft().income_statement.rows, &layout.draft().balance_sheet.rows);
    let leaves_in = |of: &[RowDraft]| rows.iter().flat_map(|id| leaves(of, id)).collect::<BTreeSet<usize>>();
    let side = |of: &[RowDraft], index: usize| of.get(index).and_then(side_of).unwrap_or(Side::Credit);
    let mut sides: BTreeMap<LeafLine, Side> = leaves_in(income)
        .into_iter()
        .map(|index| (LeafLine::IncomeStatement(index), side(income, index)))
        .collect();
    for index in leaves_in(sheet) {
        sides.insert(LeafLine::BalanceSheet(index), side(sheet, index));
        if sheet.get(index).is_some_and(RowDraft::is_result) {
            sides.extend((0..income.len()).map(|line| (LeafLine::IncomeStatement(line), Side::Credit)));
        }
    }
    sides
}

/// The accounts of one line, a value a column, those that bring nothing left out.
#[derive(Default)]
struct Accounts(BTreeMap<AccountNumber, Vec<Amount>>);

impl Accounts {
    fn take(
        &mut self,
        account: AccountNumber,
        column: usize,
        columns: usize,
        amount: Amount,
    ) -> Result<(), AmountError> {
        let values = self.0.entry(account).or_insert_with(|| vec![Amount::ZERO; columns]);
        if let Some(value) = values.get_mut(column) {
            *value = value.checked_add(amount)?;
        }
        Ok(())
    }

    fn parts(self) -> Vec<AccountPart> {
        let told = self.0.into_iter().filter(|(_, values)| !all_zero(values));
        told.map(|(account, values)| AccountPart { account, values }).collect()
    }
}

fn all_zero(values: &[Amount]) -> bool {
    values.iter().all(|amount| amount.is_zero())
}

struct Behind<'a> {
    layout: &'a Layout,
    balances: &'a Balances,
    statement: &'a Statement,
}

impl Behind<'_> {
    /// Of the income statement and the balance sheet: accounts, and rows of the same statement.
    fn of_lines(
        &self,
        rows: &[RowDraft],
        line: fn(usize) -> LeafLine,
    ) -> Result<BTreeMap<String, Origin>, StatementError> {
        let columns = &self.statement.columns;
        let mut accounts = BTreeMap::<LeafLine, Accounts>::new();
        for (index, column) in columns.iter().enumerate() {
            for ((line, account), amount) in by_line(self.layout, self.balances, *column)? {
                accounts.entry(line).or_default().take(account, index, columns.len(), amount)?;
            }
        }
        let mut found = BTreeMap::new();
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| self.statement.row(&row.id).is_some()) {
            let mut origin = Origin::default();
            if let Some(side) = side_of(row) {
                origin.accounts = accounts.remove(&line(index)).unwrap_or_default().parts();
                for value in origin.accounts.iter_mut().flat_map(|part| &mut part.values) {
                    *value = side.reads(*value);
                }
            }
            match &row.content {
                Content::Sum { of } => {
                    origin.rows = self.figures_of(self.statement.kind, of, columns, Taken::Figure)?;
                }
                Content::Result { .. } => {
                    let result = [self.layout.draft().income_statement.result.clone()];
                    origin.rows = self.result_of_days(&result)?;
                }
                _ => {}
            }
            insert(&mut found, &row.id, origin);
        }
        Ok(found)
    }

    /// The result of the year so far, in each column of the balance sheet.
    fn result_of_days(&self, result: &[String]) -> Result<Vec<RowPart>, StatementError> {
        let years = self.balances.fiscal_years();
        let since = |last: Month| Period::new(years.of(last).first(), last).ok();
        let during = |column: &Column| match column {
            Column::During(period) | Column::Change(period) => Some(*period),
            // When a year starts, nothing of it is earned yet.
            Column::Opening(day) => since(Month::of(*day).previous())
                .filter(|period| years.of(period.first()) == years.of(Month::of(*day))),
            Column::Closing(day) => since(Month::of(*day)),
            Column::Difference { .. } => None,
        };
        let periods: Vec<Option<Period>> = self.statement.columns.iter().map(during).collect();
        let mut values = Vec::with_capacity(periods.len());
        for period in &periods {
            let figures = match period {
                Some(period) => self.figures(StatementKind::IncomeStatement, Column::During(*period))?,
                None => BTreeMap::new(),
            };
            values.push(result.first().and_then(|id| figures.get(id)).copied().unwrap_or_default());
        }
        let part = |id: &String| self.part(StatementKind::IncomeStatement, id, Taken::Figure, values.clone());
        Ok(result.iter().map(part).filter(|part| !all_zero(&part.values)).collect())
    }

    /// Of the cash flow: rows of this and the other statements.
    fn of_cash_flow(&self) -> Result<BTreeMap<String, Origin>, StatementError> {
        let draft = self.layout.draft();
        let (income, sheet) = (StatementKind::IncomeStatement, StatementKind::BalanceSheet);
        let columns = &self.statement.columns;
        let periods: Vec<Period> = columns.iter().filter_map(|column| period_of(*column)).collect();
        let during: Vec<Column> = periods.iter().map(|period| Column::During(*period)).collect();
        let change: Vec<Column> = periods.iter().map(|period| Column::Change(*period)).collect();
        let opening: Vec<Column> =
            periods.iter().map(|period| Column::Opening(period.first().first_day())).collect();
        let closing: Vec<Column> =
            periods.iter().map(|period| Column::Closing(period.last().last_day())).collect();
        let funds = &draft.balance_sheet.liquid_funds;
        let mut found = BTreeMap::new();
        for row in draft.cash_flow.rows.iter().filter(|row| self.statement.row(&row.id).is_some()) {
            let mut rows = Vec::new();
            match &row.content {
                Content::Sum { of } => {
                    rows = self.figures_of(StatementKind::CashFlow, of, &during, Taken::Figure)?;
                }
                Content::CashFlow(CashFlowDraws { result, add_back, change_of, before }) => {
                    if *result {
                        let result = std::slice::from_ref(&draft.income_statement.result);
                        rows.extend(self.figures_of(income, result, &during, Taken::Figure)?);
                    }
                    rows.extend(self.figures_of(income, add_back, &during, Taken::Negated)?);
                    rows.extend(self.figures_of(sheet, change_of, &change, Taken::Change)?);
                    rows.extend(self.taken_off(before, &periods)?);
                }
                Content::LiquidFunds(LiquidFunds::Opening) => {
                    rows = self.figures_of(sheet, funds, &opening, Taken::Opening)?;
                }
                Content::LiquidFunds(LiquidFunds::Closing) => {
                    rows = self.figures_of(sheet, funds, &closing, Taken::Closing)?;
                }
                Content::LiquidFunds(LiquidFunds::Change) => {
                    rows = self.figures_of(sheet, funds, &closing, Taken::Closing)?;
                    for mut part in self.figures_of(sheet, funds, &opening, Taken::Opening)? {
                        part.values.iter_mut().for_each(|value| *value = value.negated());
                        rows.push(part);
                    }
                }
                _ => {}
            }
            insert(&mut found, &row.id, Origin { accounts: Vec::new(), rows });
        }
        Ok(found)
    }

    /// What lines of the cash flow drew on before anything was taken off them, taken off.
    fn taken_off(&self, before: &[String], periods: &[Period]) -> Result<Vec<RowPart>, StatementError> {
        let chart = ChartOfAccounts::default();
        let rows = &self.layout.draft().cash_flow.rows;
        let mut drawn = Vec::with_capacity(periods.len());
        for period in periods {
            let view = view_of(Column::During(*period), &chart);
            drawn.push(Page::new(self.layout, self.balances, &view)?.cash_flow_drawn(*period)?);
        }
        let value = |id: &String, figures: &Figures| {
            let place = rows.iter().position(|row| row.id == *id);
            place.and_then(|place| figures.get(place)).copied().unwrap_or_default().negated()
        };
        let part = |id: &String| {
            let values = drawn.iter().map(|figures| value(id, figures)).collect();
            self.part(StatementKind::CashFlow, id, Taken::Negated, values)
        };
        let mut parts: Vec<RowPart> = before.iter().map(part).collect();
        parts.retain(|part| !all_zero(&part.values));
        Ok(parts)
    }

    /// Of the notes: the accounts of each row, and the rows of each sum.
    fn of_notes(&self) -> Result<BTreeMap<String, Origin>, StatementError> {
        let mut found = BTreeMap::new();
        for note in &self.layout.draft().notes {
            let columns: Vec<Column> =
                self.statement.columns.iter().map(|column| self.column_of_note(note, *column)).collect();
            let mut accounts = Accounts::default();
            for (index, column) in columns.iter().enumerate() {
                for (account, amount) in accounts_behind(self.layout, self.balances, &note.lines, *column)? {
                    accounts.take(account, index, columns.len(), amount)?;
                }
            }
            let accounts = accounts.parts();
            let of_rows = |part: &AccountPart| {
                let own = note
                    .rows
                    .iter()
                    .position(|row| row.accounts.iter().any(|range| range.contains(part.account)));
                own.map_or_else(
                    || format!("{}.{}", note.id, part.account),
                    |own| format!("{}.{}", note.id, own + 1),
                )
            };
            for part in &accounts {
                let origin: &mut Origin = found.entry(of_rows(part)).or_default();
                origin.accounts.push(part.clone());
            }
            insert(&mut found, &format!("{}.sum", note.id), Origin { accounts, rows: Vec::new() });
        }
        Ok(found)
    }

    /// What a column of the notes holds in this note: those to the balance sheet are of the day a
    /// period ends.
    fn column_of_note(&self, note: &NoteDraft, column: Column) -> Column {
        let is_to_income =
            self.layout.draft().income_statement.rows.iter().any(|row| note.lines.contains(&row.id));
        match column {
            Column::During(period) if !is_to_income => Column::Closing(period.last().last_day()),
            other => other,
        }
    }

    fn figures(
        &self,
        kind: StatementKind,
        column: Column,
    ) -> Result<BTreeMap<String, Amount>, StatementError> {
        Ok(row_figures(self.layout, self.balances, kind, column)?.unwrap_or_default())
    }

    /// What rows of a statement show in these columns of it, as the row that takes them reads it.
    fn figures_of(
        &self,
        kind: StatementKind,
        ids: &[String],
        columns: &[Column],
        taken: Taken,
    ) -> Result<Vec<RowPart>, StatementError> {
        let by_column = columns.iter().map(|column| self.figures(kind, *column));
        let by_column = by_column.collect::<Result<Vec<_>, _>>()?;
        let is_asset = |id: &String| {
            let rows = &self.layout.draft().balance_sheet.rows;
            leaves(rows, id).iter().any(|leaf| side_of(&rows[*leaf]) == Some(Side::Debit))
        };
        let value = |id: &String, figures: &BTreeMap<String, Amount>| {
            let shown = figures.get(id).copied().unwrap_or_default();
            match taken {
                Taken::Negated => shown.negated(),
                // An asset that grew took money, a liability that grew brought some.
                Taken::Change if is_asset(id) => shown.negated(),
                Taken::Figure | Taken::Change | Taken::Opening | Taken::Closing => shown,
            }
        };
        let part = |id: &String| {
            let values = by_column.iter().map(|figures| value(id, figures)).collect();
            self.part(kind, id, taken, values)
        };
        Ok(ids.iter().map(part).filter(|part| !all_zero(&part.values)).collect())
    }

    fn part(&self, statement: StatementKind, id: &str, taken: Taken, values: Vec<Amount>) -> RowPart {
        let draft = self.layout.draft();
        let rows = match statement {
            StatementKind::IncomeStatement => &draft.income_statement.rows,
            StatementKind::BalanceSheet => &draft.balance_sheet.rows,
            StatementKind::CashFlow | StatementKind::Notes => &draft.cash_flow.rows,
        };
        let edition = self.layout.edition(self.statement.period, self.balances.fiscal_years());
        let label = rows.iter().find(|row| row.id == id).map(|row| row.label.in_edition(edition).to_owned());
        RowPart { statement, row: id.to_owned(), label: label.unwrap_or_default(), taken, values }
    }
}

/// The period that a column is about, if it is about one.
const fn period_of(column: Column) -> Option<Period> {
    match column {
        Column::During(period) | Column::Change(period) => Some(period),
        Column::Opening(_) | Column::Closing(_) | Column::Difference { .. } => None,
    }
}

fn insert(found: &mut BTreeMap<String, Origin>, id: &str, origin: Origin) {
    let is_made_of_any = !origin.accounts.is_empty() || !origin.rows.is_empty();
    if !id.is_empty() && is_made_of_any {
        found.insert(id.to_owned(), origin);
    }
}
