//! What a voucher is called: series and number.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

/// A voucher's series and number (verifikationsserie och -nummer), as the export gives them.
///
/// Numbers start again each fiscal year, so an identity within a book is the fiscal year of the
/// voucher's date and this. A series may be empty: many exports have only one.
///
/// ```
/// use finsam_ledger::VoucherId;
/// assert_eq!(VoucherId::new("A", 12).to_string(), "A 12");
/// assert_eq!(VoucherId::new("", 12).to_string(), "12");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoucherId {
    series: Arc<str>,
    number: u64,
}

impl VoucherId {
    /// Voucher `number` of `series`.
    #[must_use]
    pub fn new(series: impl Into<Arc<str>>, number: u64) -> Self {
        Self { series: series.into(), number }
    }

    /// The series, empty if the export has none.
    #[must_use]
    pub fn series(&self) -> &str {
        &self.series
    }

    /// The number within the series and fiscal year.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }
}

/// The text is no series and number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{0}' is no series and number of a voucher")]
pub struct VoucherIdError(String);

/// Reads what [`Display`](fmt::Display) writes, with or without the blank: `A 12`, `A12`, `12`.
///
/// ```
/// use finsam_ledger::VoucherId;
/// assert_eq!("a 12".parse(), Ok(VoucherId::new("a", 12)));
/// assert_eq!("12".parse(), Ok(VoucherId::new("", 12)));
/// assert!("A".parse::<VoucherId>().is_err());
/// ```
impl FromStr for VoucherId {
    type Err = VoucherIdError;

    fn from_str(text: &str) -> Result<Self, VoucherIdError> {
        let text = text.trim();
        let series = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = text.strip_prefix(series).and_then(|digits| digits.parse().ok());
        let number = number.ok_or_else(|| VoucherIdError(text.to_owned()))?;
        Ok(Self::new(series.trim_end(), number))
    }
}

impl fmt::Display for VoucherId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.series.is_empty() {
            write!(f, "{}", self.number)
        } else {
            write!(f, "{} {}", self.series, self.number)
        }
    }
}
