//! Rates: parts of a hundred.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

use crate::amount::{Amount, AmountError};

/// Parts of a hundred, above nothing and at most all: a support rate (stödsats), or what a flat rate
/// (schablon) adds to another cost.
///
/// ```
/// use finsam_ledger::Amount;
/// use finsam_ledger::schedule::esf::Rate;
/// let overhead = Rate::from_percent(15.into())?;
/// assert_eq!(overhead.of(Amount::from_ore(1_03))?, Amount::from_ore(15));
/// assert!(Rate::from_percent(101.into()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

/// The figure is no rate: not above nothing, or above a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} % is not a rate above 0 % and up to 100 %")]
pub struct RateError(pub Decimal);

impl Rate {
    /// All of it.
    pub const WHOLE: Self = Self(Decimal::ONE_HUNDRED);

    /// So many parts of a hundred.
    ///
    /// # Errors
    /// [`RateError`] unless it lies above 0 and is at most 100.
    pub fn from_percent(percent: Decimal) -> Result<Self, RateError> {
        if percent > Decimal::ZERO && percent <= Decimal::ONE_HUNDRED {
            Ok(Self(percent))
        } else {
            Err(RateError(percent))
        }
    }

    /// In parts of a hundred.
    #[must_use]
    pub const fn percent(self) -> Decimal {
        self.0
    }

    /// This part of an amount, rounded half away from zero to the öre.
    ///
    /// # Errors
    /// [`AmountError`] if it cannot be reckoned; a part of what fits always fits.
    pub fn of(self, amount: Amount) -> Result<Amount, AmountError> {
        product(amount.to_decimal(), self.0 / Decimal::ONE_HUNDRED)
    }
}

/// Two figures multiplied, as kronor rounded half away from zero to the öre.
pub(super) fn product(a: Decimal, b: Decimal) -> Result<Amount, AmountError> {
    let kronor = a.checked_mul(b).ok_or(AmountError::OutOfRange)?;
    Amount::from_decimal(kronor.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0.normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_more_than_nothing_and_at_most_all() {
        let rate = |percent: &str| Rate::from_percent(percent.parse().expect("a number"));
        assert_eq!(rate("100"), Ok(Rate::WHOLE));
        for outside in ["0", "-0.01", "100.01"] {
            assert!(rate(outside).is_err(), "{outside}");
        }
        let two_thirds = rate("66.670").expect("a rate");
        assert_eq!(two_thirds.percent(), Decimal::new(66_67, 2));
        assert_eq!(two_thirds.to_string(), "66.67 %");
    }

    #[test]
    fn half_an_ore_is_rounded_away_from_nothing() {
        let half = Rate::from_percent(50.into()).expect("a rate");
        let of = |ore| half.of(Amount::from_ore(ore)).map(Amount::ore);
        assert_eq!([of(5), of(4), of(-5)], [Ok(3), Ok(2), Ok(-3)]);
    }
}
