//! Cells read by themselves: what a column shows of its style is not asked.

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::read::cell::{self, DateStyle, Day, NumberStyle};
pub(crate) use crate::read::cell::{FigureFault, account, period, trimmed, voucher_number, year};

/// An amount, and the decimal mark it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) amount: Amount,
    pub(crate) decimal_mark: Option<u8>,
}

/// An amount in kronor: `-12 500,50`, `12500.5`, `1.250,00`, `12500`.
#[inline]
pub(crate) fn figure(field: &[u8]) -> Result<Figure, FigureFault> {
    let cell::Figure { amount, decimal_mark } = cell::figure(field, NumberStyle { decimal_mark: None })?;
    Ok(Figure { amount, decimal_mark: decimal_mark.map(|mark| mark.as_char() as u8) })
}

/// A date with one reading: `2024-01-05`, `20240105`, `5/1-24`.
pub(crate) fn date(field: &[u8]) -> Option<NaiveDate> {
    match cell::date(field, DateStyle::default()) {
        Ok(Day::On(date)) => Some(date),
        _ => None,
    }
}

/// An account number, and the name in the same field, if one is: `1930 Bankgiro`, `1930: Bank`.
pub(crate) fn named_account(field: &[u8]) -> Option<(AccountNumber, &[u8])> {
    cell::account_cell(field).map(|cell| (cell.number, cell.name))
}
