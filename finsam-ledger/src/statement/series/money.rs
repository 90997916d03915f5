//! Where the money of a period came from, and where it went.

use std::collections::BTreeSet;

use crate::amount::{Amount, AmountError};
use crate::statement::layout::Layout;
use crate::statement::proof::leaves;
use crate::statement::{RowKind, Statement, StatementKind};

/// Income and costs of a period by kind, in öre, with the figures of an income statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The lines that are income (intäkter), an income positive.
    pub income: Vec<MoneyLine>,
    /// What they come to.
    pub income_total: Amount,
    /// The lines that are costs (kostnader), a cost positive.
    pub costs: Vec<MoneyLine>,
    /// What they come to.
    pub costs_total: Amount,
    /// The result, as the statement has it.
    pub result: Amount,
}

/// A line of the income statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyLine {
    /// Its name in the layout.
    pub id: String,
    /// What the reader sees.
    pub label: String,
    /// What it came to.
    pub amount: Amount,
}

/// The lines of an income statement's first column that came to anything, told apart as the layout
/// tells income and costs. `None` where there is no such line, the layout does not tell them apart, or
/// the statement is another.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::{View, income_statement, series::money};
/// use finsam_ledger::{Amount, Balances, BalanceObject, ChartOfAccounts, FiscalYears, Turnover, Unit};
///
/// let layout = built_in("sjuharad").expect("built in");
/// let mut balances = Balances::new(FiscalYears::CALENDAR);
/// let rent = BalanceObject::from("6011".parse::<finsam_ledger::AccountNumber>()?);
/// let paid = Turnover { debit: Amount::from_ore(1_250_000), credit: Amount::ZERO };
/// balances.add("2024-03".parse()?, rent, paid)?;
/// let chart = ChartOfAccounts::default();
/// let view = View { period: "2024".parse()?, comparison: None, unit: Unit::Kr, chart: &chart };
/// let money = money(&layout, &income_statement(&layout, &balances, &view)?)?.expect("something was booked");
/// assert_eq!((money.costs[0].id.as_str(), money.costs[0].amount.ore()), ("premises", 1_250_000));
/// assert_eq!((money.income.len(), money.result.ore()), (0, -1_250_000));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub fn money(layout: &Layout, statement: &Statement) -> Result<Option<Money>, AmountError> {
    let draft = &layout.draft().income_statement;
    if statement.kind != StatementKind::IncomeStatement || draft.income.is_empty() {
        return Ok(None);
    }
    let of_income: BTreeSet<usize> = draft.income.iter().flat_map(|id| leaves(&draft.rows, id)).collect();
    let (mut income, mut costs) = (Vec::new(), Vec::new());
    for row in statement.rows.iter().filter(|row| row.kind == RowKind::Line) {
        let Some(place) = draft.rows.iter().position(|known| known.id == row.id) else { continue };
        let amount = row.values.first().copied().flatten().unwrap_or_default();
        if amount.is_zero() {
            continue;
        }
        let is_income = of_income.contains(&place);
        let (lines, amount) = if is_income { (&mut income, amount) } else { (&mut costs, amount.negated()) };
        lines.push(MoneyLine { id: row.id.clone(), label: row.label.clone(), amount });
    }
    let total = |lines: &[MoneyLine]| Amount::checked_sum(lines.iter().map(|line| line.amount));
    let (income_total, costs_total) = (total(&income)?, total(&costs)?);
    let result = statement.row(&draft.result).and_then(|row| row.values.first().copied().flatten());
    let is_empty = income.is_empty() && costs.is_empty();
    Ok(result.filter(|_| !is_empty).map(|result| Money { income, income_total, costs, costs_total, result }))
}
