//! How what stands in a cell is set: figures that do not break, with the sign that printers use.

use crate::amount::Unit;
use crate::render::table::Cell;

/// The words or the figure of a cell.
pub(super) fn set(cell: &Cell, unit: Unit) -> String {
    let drawn = cell.drawn(unit);
    match cell {
        Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_) => {
            drawn.replace(' ', "\u{a0}").replace('-', "\u{2212}")
        }
        Cell::Empty | Cell::Text(_) | Cell::Account(_) | Cell::Date(_) | Cell::Unknown => drawn,
    }
}

/// The text with its hyphens as those that a line does not end with: a day is not broken.
pub(super) fn unbroken(text: &str) -> String {
    text.replace('-', "\u{2011}")
}
