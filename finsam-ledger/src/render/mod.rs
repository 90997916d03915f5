//! Tables for readers and programs: one neutral [`Table`], drawn as text, Markdown or CSV, and
//! wire shapes for JSON.
//!
//! Nothing is computed here. What a page shows was summed, signed and rounded before it came;
//! a page only decides where on it a figure stands.

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "json")]
pub mod json;
mod listing;
#[cfg(feature = "text")]
pub mod markdown;
pub mod table;
#[cfg(feature = "text")]
pub mod text;
mod words;

use std::borrow::Cow;

use thiserror::Error;

use crate::amount::AmountError;
pub use table::{Align, Cell, ColumnHead, Fit, Table, TableRow};

/// Why a page could not be drawn.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A total does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The CSV writer failed.
    #[cfg(feature = "csv")]
    #[error("cannot write CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// The JSON writer failed.
    #[cfg(feature = "json")]
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Text that is safe to show: blanks in place of line breaks and tabs, and `�` in place of every
/// other character that would steer a terminal or turn the direction of a line.
///
/// ```
/// use finsam_ledger::render::printable;
/// assert_eq!(printable("Hyra\tmars"), "Hyra mars");
/// assert_eq!(printable("\u{1b}[2JHyra"), "�[2JHyra");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(steers) { Cow::Owned(text.chars().map(shown).collect()) } else { Cow::Borrowed(text) }
}

/// What stands in place of a character; every character is replaced by exactly one, so columns
/// counted in the original still hold.
fn shown(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        other if steers(other) => '\u{fffd}',
        other => other,
    }
}

/// Control characters, line separators, and marks that reorder or hide what follows.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
