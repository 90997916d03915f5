//! What a voucher is called: series and number.

use std::fmt;
use std::sync::Arc;

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

impl fmt::Display for VoucherId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.series.is_empty() {
            write!(f, "{}", self.number)
        } else {
            write!(f, "{} {}", self.series, self.number)
        }
    }
}
