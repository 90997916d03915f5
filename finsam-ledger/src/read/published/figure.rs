//! What a cell with a figure holds.

use rust_decimal::Decimal;

use super::heading::{unit_of, words_of};
use super::words::{UnitWord, unit_word};
use crate::amount::{Amount, AmountError, Unit};
use crate::read::cell::{FigureFault, NumberEvidence, NumberStyle, decimal, stands_for_nothing};
use crate::statement::overview::Figure;

/// A number as a cell prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; its decimals are those that are printed.
    pub(super) value: Decimal,
    /// Whether a sign for parts of a hundred stands by it.
    pub(super) is_percent: bool,
    /// The unit that stands by it.
    pub(super) unit: Option<Unit>,
}

/// The number in a cell; nothing where the cell is blank or has the dash that stands for nothing.
///
/// # Errors
/// [`FigureFault`] for what is no number, and for what could be two.
pub(super) fn number(text: &str, style: NumberStyle) -> Result<Option<Number>, FigureFault> {
    let (digits, mark) = without_mark(text);
    if stands_for_nothing(digits.as_bytes()) {
        return Ok(None);
    }
    let value = decimal(digits.as_bytes(), style)?;
    let unit = match mark {
        Some(Mark::Unit(word)) => Some(unit_of(word).ok_or(FigureFault::Unreadable)?),
        _ => None,
    };
    Ok(Some(Number { value, is_percent: mark == Some(Mark::Percent), unit }))
}

/// Whether a cell can only be a figure: a number, or the dash for none.
pub(super) fn is_figure(text: &str) -> bool {
    let is_number = |found| !matches!(found, Err(FigureFault::Unreadable));
    // A unit alone stands for nothing too, but is none.
    let is_written = text.bytes().any(|byte| byte.is_ascii_digit()) || !text.contains(char::is_alphanumeric);
    !text.is_empty() && is_written && is_number(number(text, NumberStyle::default()).map(|_| ()))
}

/// Lets the evidence of how numbers are written see a cell.
pub(super) fn see(text: &str, evidence: &mut NumberEvidence) {
    evidence.see(without_mark(text).0.as_bytes());
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Percent,
    Unit(UnitWord),
}

/// A cell without what stands behind its number. Kronor are left: what reads numbers knows them.
fn without_mark(text: &str) -> (&str, Option<Mark>) {
    let text = text.trim();
    if let Some(before) = text.strip_suffix('%') {
        return (before.trim_end(), Some(Mark::Percent));
    }
    let letters = text.trim_end_matches(|letter: char| letter.is_alphabetic());
    let [word] = &words_of(&text[letters.len()..])[..] else { return (text, None) };
    match unit_word(word) {
        None => (text, None),
        Some(unit) => (letters.trim_end(), Some(Mark::Unit(unit))),
    }
}

/// A printed number of money in öre.
///
/// # Errors
/// [`FigureFault`] for parts of an öre, and beyond what an amount holds.
pub(super) fn amount(value: Decimal, unit: Unit) -> Result<Figure, FigureFault> {
    let in_kr = match unit {
        Unit::Kr => Some(value),
        Unit::Tkr => value.checked_mul(Decimal::ONE_THOUSAND),
    };
    let amount = Amount::from_decimal(in_kr.ok_or(FigureFault::TooLarge)?);
    amount.map(Figure::Amount).map_err(|error| match error {
        AmountError::OutOfRange => FigureFault::TooLarge,
        AmountError::FractionOfOre(_) => FigureFault::TooFine,
    })
}
