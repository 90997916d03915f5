//! Groups of cost centres, and the spans of codes that make them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::dimension::CostCentre;

/// Cost centres that stand together, with a subtotal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreGroup {
    /// What the group is called.
    pub name: String,
    /// Its cost centres.
    pub codes: Vec<CodeSpan>,
    /// What the sum of this group and all before it is called, where one is to stand below a group
    /// that is used.
    pub sum_so_far: Option<String>,
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
