//! How a column writes its amounts, and what its cells show of it.

use super::figure::{Shown, shown};

/// What parts kronor from öre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DecimalMark {
    /// `1250,50`, as Swedes write it.
    Comma,
    /// `1250.50`, as programs do.
    Point,
}

impl DecimalMark {
    /// The mark itself.
    pub(crate) const fn as_char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }

    /// The mark that a character is, if it is one.
    pub(crate) fn of_char(mark: char) -> Option<Self> {
        u8::try_from(mark).ok().and_then(Self::of)
    }

    /// The mark that `byte` is, if it is one.
    pub(crate) const fn of(byte: u8) -> Option<Self> {
        match byte {
            b',' => Some(Self::Comma),
            b'.' => Some(Self::Point),
            _ => None,
        }
    }

    /// The other one: what may part thousands where this is the decimal mark.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Comma => Self::Point,
            Self::Point => Self::Comma,
        }
    }
}

/// How a column writes its amounts, as far as that is settled.
///
/// Without a settled mark every cell is read by itself, and one with two readings is refused.
/// With one, such a cell has one reading, and a cell that shows the other mark is refused: it
/// contradicts what the others were read by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct NumberStyle {
    /// The decimal mark, if the column has settled it.
    pub(crate) decimal_mark: Option<DecimalMark>,
}

/// What the cells of a column show of how it writes amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberEvidence {
    /// Cells that show a comma to be the decimal mark: `12,5`, `1.250.000`, `1.250,00`.
    pub(crate) commas: u64,
    /// Cells that show a point to be: `12.5`, `1,250,000`, `1,250.00`.
    pub(crate) points: u64,
    /// Cells that can be read both ways: `1.250`.
    pub(crate) ambiguous: u64,
    /// Amounts that show nothing: `1250`, `1 250`.
    pub(crate) whole: u64,
    /// Cells that are no amounts, blank ones not counted.
    pub(crate) others: u64,
}

impl NumberEvidence {
    /// Looks at a cell, [`trimmed`](super::trimmed); a blank one shows nothing.
    pub(crate) fn see(&mut self, cell: &[u8]) {
        if super::stands_for_nothing(cell) {
            return;
        }
        let count = match shown(cell) {
            Some(Shown::Mark(DecimalMark::Comma)) => &mut self.commas,
            Some(Shown::Mark(DecimalMark::Point)) => &mut self.points,
            Some(Shown::Either) => &mut self.ambiguous,
            Some(Shown::Nothing) => &mut self.whole,
            None => &mut self.others,
        };
        *count += 1;
    }

    /// The style that every cell bears out; cells that contradict each other settle nothing.
    pub(crate) const fn style(&self) -> NumberStyle {
        let decimal_mark = match (self.commas, self.points) {
            (1.., 0) => Some(DecimalMark::Comma),
            (0, 1..) => Some(DecimalMark::Point),
            _ => None,
        };
        NumberStyle { decimal_mark }
    }

    /// How many cells are amounts.
    #[cfg(test)]
    pub(crate) const fn amounts(&self) -> u64 {
        self.commas + self.points + self.ambiguous + self.whole
    }
}
