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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_trimmed_and_checked() {
        assert_eq!(CostCentre::new(" 3047 ").map(|code| code.to_string()), Ok("3047".to_owned()));
        assert_eq!(Project::new("  "), Err(DimensionError::Empty));
        assert!(matches!(Project::new(&"å".repeat(41)), Err(DimensionError::TooLong(_))));
        assert!(matches!(Project::new("a\u{1b}[2J"), Err(DimensionError::ControlCharacter(_))));
    }
}
