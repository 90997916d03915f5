//! What people type at a prompt, read by the grammar of the files' cells.

use super::cell::{NumberStyle, figure};
use crate::amount::Amount;
use crate::finding::Fact;

/// An amount in kronor: `63900`, `63 900,00`, `-12.50`.
///
/// ```
/// use finsam_ledger::{Amount, read};
/// assert_eq!(read::amount("63 900,50"), Ok(Amount::from_ore(6_390_050)));
/// assert!(read::amount("1.250").is_err(), "it could be two amounts");
/// ```
///
/// # Errors
/// What is wrong with it, as of a cell of a file: no number, two readings, parts of an öre.
pub fn amount(text: &str) -> Result<Amount, Fact> {
    let read = figure(text.trim().as_bytes(), NumberStyle::default());
    read.map(|figure| figure.amount).map_err(|fault| fault.fact(text.to_owned()))
}
