//! Liquid funds, month by month.

use crate::amount::{Amount, AmountError, Unit};
use crate::balances::Balances;
use crate::calendar::{Month, Period};
use crate::chart::ChartOfAccounts;
use crate::statement::evaluate::{Page, StatementError, View, When};
use crate::statement::layout::Layout;

/// What liquid funds (likvida medel) a month ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundsMonth {
    /// The month.
    pub month: Month,
    /// Its closing balance, in öre; `None` of a month that the books do not tell: before they begin,
    /// after the last voucher, or within a year that is known by its sums alone.
    pub amount: Option<Amount>,
}

/// What liquid funds each month of a period ended with, by the lines that the layout says.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::series::liquid_funds;
/// use finsam_ledger::{Amount, Balances, BalanceObject, FiscalYears, Turnover};
///
/// let layout = built_in("lkbr").expect("built in");
/// let mut balances = Balances::new(FiscalYears::CALENDAR);
/// let bank = BalanceObject::from("1930".parse::<finsam_ledger::AccountNumber>()?);
/// let paid_in = Turnover { debit: Amount::from_ore(500), credit: Amount::ZERO };
/// balances.add("2024-01".parse()?, bank.clone(), paid_in)?;
/// balances.add("2024-02".parse()?, bank, paid_in)?;
/// let months = liquid_funds(&layout, &balances, "2024-01..2024-03".parse()?)?;
/// let ore: Vec<_> = months.iter().map(|month| month.amount.map(Amount::ore)).collect();
/// assert_eq!(ore, [Some(500), Some(1_000), None]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`StatementError`] if the period lies in two fiscal years or a sum does not fit.
pub fn liquid_funds(
    layout: &Layout,
    balances: &Balances,
    period: Period,
) -> Result<Vec<FundsMonth>, StatementError> {
    let chart = ChartOfAccounts::default();
    let view = View { period, comparison: None, unit: Unit::Kr, chart: &chart };
    let page = Page::new(layout, balances, &view)?;
    let begins = balances.span().map(|(first, _)| first.first());
    let is_told = |month: Month| {
        begins.is_some_and(|begins| begins <= month)
            && balances.last_month().is_some_and(|last| month <= last)
    };
    let closing = |month: Month| -> Result<Option<Amount>, StatementError> {
        if !is_told(month) {
            return Ok(None);
        }
        let lines = match page.lines(When::Through(month)) {
            Err(StatementError::SumsOnly(_)) => return Ok(None),
            lines => lines?,
        };
        let funds = layout.draft().balance_sheet.liquid_funds.iter().map(|id| lines.value(id));
        let funds = funds.collect::<Result<Vec<_>, AmountError>>()?;
        Ok(Some(Amount::checked_sum(funds.into_iter().flatten())?))
    };
    period.months().map(|month| Ok(FundsMonth { month, amount: closing(month)? })).collect()
}
