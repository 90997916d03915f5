//! What the lines of a layout come to: the exact figures that every statement and overview shows.

use super::assignment::LeafLine;
use super::layout::{Content, Layout, RowDraft};
use super::proof::{leaves, side_of};
use crate::amount::{Amount, AmountError, Side};
use crate::balances::BalanceObject;

/// One column's figures by row, in the order of the rows, debit positive where a line takes
/// accounts; rows that are sums are filled in later.
pub(super) type Figures = Vec<Amount>;

/// The figures of the lines that accounts land on.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    layout: &'a Layout,
    /// By row of the income statement.
    pub(super) income: Figures,
    /// By row of the balance sheet.
    pub(super) sheet: Figures,
    /// The result line of the balance sheet.
    result: Option<usize>,
}

impl<'a> Lines<'a> {
    /// Lines that have taken nothing yet.
    pub(super) fn new(layout: &'a Layout) -> Self {
        let (income, sheet) = (&layout.draft().income_statement.rows, &layout.draft().balance_sheet.rows);
        Self {
            layout,
            income: vec![Amount::ZERO; income.len()],
            sheet: vec![Amount::ZERO; sheet.len()],
            result: sheet.iter().position(|row| matches!(row.content, Content::Result { .. })),
        }
    }

    /// Takes a balance to its line. The result line of the balance sheet takes what the income
    /// statement takes, so that both show one result.
    pub(super) fn take(&mut self, object: &BalanceObject, amount: Amount) -> Result<(), AmountError> {
        let on_sheet = match self.layout.assignment().line_of(object) {
            Some(LeafLine::IncomeStatement(row)) => {
                add(&mut self.income, row, amount)?;
                self.result
            }
            Some(LeafLine::BalanceSheet(row)) => Some(row),
            None => None,
        };
        on_sheet.map_or(Ok(()), |row| add(&mut self.sheet, row, amount))
    }

    /// What a line or sum of the income statement or the balance sheet shows, exact and with the
    /// sign its reader sees; `None` of a heading, and if there is none of that name.
    pub(super) fn value(&self, id: &str) -> Result<Option<Amount>, AmountError> {
        let draft = self.layout.draft();
        let statements =
            [(&draft.income_statement.rows, &self.income), (&draft.balance_sheet.rows, &self.sheet)];
        for (rows, figures) in statements {
            if let Some(row) = rows.iter().find(|row| row.id == id) {
                return value_of(rows, row, figures);
            }
        }
        Ok(None)
    }
}

fn add(figures: &mut Figures, row: usize, amount: Amount) -> Result<(), AmountError> {
    if let Some(figure) = figures.get_mut(row) {
        *figure = figure.checked_add(amount)?;
    }
    Ok(())
}

/// What a row shows in a column, exact: its own figure on its side, or the sum of what it takes.
pub(super) fn value_of(
    rows: &[RowDraft],
    row: &RowDraft,
    figures: &Figures,
) -> Result<Option<Amount>, AmountError> {
    let shown = |index: usize| side_of(&rows[index]).unwrap_or(Side::Debit).reads(figures[index]);
    match &row.content {
        Content::Heading => Ok(None),
        Content::Sum { .. } => Amount::checked_sum(leaves(rows, &row.id).into_iter().map(shown)).map(Some),
        _ => Ok(rows.iter().position(|other| other.id == row.id).map(shown)),
    }
}
