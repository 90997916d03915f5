//! What a posting is told apart by beside its account: cost centre and project.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

/// Longest code, in characters; an export with a longer one has its columns confused.
pub const CODE_LENGTH_MAX: usize = 40;

/// Why a text is not the code of a cost centre or project.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DimensionError {
    /// Nothing but blanks: write no code at all instead.
    #[error("a cost centre or project code cannot be empty")]
    Empty,
    /// Longer than [`CODE_LENGTH_MAX`].
    #[error("'{0}' is longer than the {CODE_LENGTH_MAX} characters of a code")]
    TooLong(String),
    /// A control character inside.
    #[error("'{0}' holds a control character")]
    ControlCharacter(String),
}

fn checked_code(text: &str) -> Result<Arc<str>, DimensionError> {
    let code = text.trim();
    if code.is_empty() {
        Err(DimensionError::Empty)
    } else if code.chars().count() > CODE_LENGTH_MAX {
        Err(DimensionError::TooLong(code.to_owned()))
    } else if code.chars().any(char::is_control) {
        Err(DimensionError::ControlCharacter(code.to_owned()))
    } else {
        Ok(code.into())
    }
}

macro_rules! dimension_code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The code as the export writes it, without blanks around.
            ///
            /// # Errors
            /// [`DimensionError`] if it is empty, too long or holds control characters.
            pub fn new(code: &str) -> Result<Self, DimensionError> {
                checked_code(code).map(Self)
            }

            /// The code.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = DimensionError;

            fn from_str(text: &str) -> Result<Self, DimensionError> {
                Self::new(text)
            }
        }
    };
}

dimension_code! {
    /// A cost centre (kostnadsställe, ansvar): where in the body a posting belongs.
    CostCentre
}

dimension_code! {
    /// A project (projekt): what a posting is done for, such as one ESF project.
    Project
}

/// What a posting is marked with in a dimension that is neither cost centre nor project, such as
/// a counterparty or an activity. It comes from an export and goes back out with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherObject {
    /// The dimension's number, as SIE numbers them (`#DIM`): 7 employee, 8 customer, 20 and up free.
    pub dimension: u32,
    code: Arc<str>,
}

impl OtherObject {
    /// An object of a dimension, without blanks around its code.
    ///
    /// # Errors
    /// [`DimensionError`] if the code is empty, too long or holds control characters.
    pub fn new(dimension: u32, code: &str) -> Result<Self, DimensionError> {
        Ok(Self { dimension, code: checked_code(code)? })
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// One cost centre, or those from one number to another: `1010b`, `3001-3021`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeSpan {
    /// The one with this code.
    One(CostCentre),
    /// Those whose codes start with a number from the first to the last.
    Numbers(u64, u64),
}

/// The text is neither a cost centre nor a span of them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("neither the code of a cost centre nor a span from one number to another: {0}")]
pub struct CodeSpanError(pub String);

impl CodeSpan {
    /// Whether some cost centre may be one of these and one of those too.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One(one), other) | (other, Self::One(one)) => other.contains(one),
            (Self::Numbers(first, last), Self::Numbers(from, to)) => first <= to && from <= last,
        }
    }

    /// Whether the cost centre is one of these. `1010b` lies in `1001-1010`.
    #[must_use]
    pub fn contains(&self, centre: &CostCentre) -> bool {
        match self {
            Self::One(one) => one == centre,
            Self::Numbers(first, last) => {
                let code = centre.as_str();
                let digits = code.bytes().take_while(u8::is_ascii_digit).count();
                let number = code.get(..digits).and_then(|digits| digits.parse().ok());
                number.is_some_and(|number: u64| (*first..=*last).contains(&number))
            }
        }
    }
}

impl FromStr for CodeSpan {
    type Err = CodeSpanError;

    fn from_str(text: &str) -> Result<Self, CodeSpanError> {
        let wrong = || CodeSpanError(text.to_owned());
        let numbers = text.split_once('-').and_then(|(first, last)| {
            Some((first.trim().parse::<u64>().ok()?, last.trim().parse::<u64>().ok()?))
        });
        match numbers {
            Some((first, last)) if first <= last => Ok(Self::Numbers(first, last)),
            Some(_) => Err(wrong()),
            None => CostCentre::new(text).map(Self::One).map_err(|_| wrong()),
        }
    }
}

impl fmt::Display for CodeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(centre) => f.write_str(centre.as_str()),
            Self::Numbers(first, last) => write!(f, "{first}-{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_overlap_where_a_code_lies_in_both() {
        let span = |text: &str| text.parse::<CodeSpan>().expect("a span");
        let overlap = |a, b| (span(a).overlaps(&span(b)), span(b).overlaps(&span(a)));
        assert_eq!(overlap("3001-3021", "3021-3030"), (true, true));
        assert_eq!(overlap("3001-3021", "3022-3030"), (false, false));
        assert_eq!(overlap("1001-1010", "1010b"), (true, true));
        assert_eq!(overlap("1010", "1010b"), (false, false));
    }

    #[test]
    fn a_code_is_trimmed_and_checked() {
        assert_eq!(CostCentre::new(" 3047 ").map(|code| code.to_string()), Ok("3047".to_owned()));
        assert_eq!(Project::new("  "), Err(DimensionError::Empty));
        assert!(matches!(Project::new(&"å".repeat(41)), Err(DimensionError::TooLong(_))));
        assert!(matches!(Project::new("a\u{1b}[2J"), Err(DimensionError::ControlCharacter(_))));
    }
}
