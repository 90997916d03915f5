//! Money: whole öre, debit positive, and no operator that could wrap, round or panic.

use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

/// An amount (belopp) in Swedish kronor, kept as a whole number of öre.
///
/// Debit is positive and credit negative, everywhere; the signs a reader of a statement sees
/// are put on by the layout and nowhere else. There is no `+`: sums go through
/// [`checked_add`](Self::checked_add) and [`checked_sum`](Self::checked_sum), so a sum that does
/// not fit is an [`AmountError`], never another figure.
///
/// ```
/// use finsam_ledger::Amount;
/// use rust_decimal::Decimal;
///
/// let invoice = Amount::from_decimal(Decimal::new(12_500_50, 2))?;
/// assert_eq!(invoice, Amount::from_ore(1_250_050));
/// assert_eq!(invoice.to_string(), "12500.50");
/// assert_eq!(invoice.checked_add(invoice.negated()), Ok(Amount::ZERO));
/// # Ok::<(), finsam_ledger::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// Why a figure is not an [`Amount`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// The sum or figure is outside what an [`Amount`] holds.
    #[error("amount is outside ±{} kr", Amount::MAX.0 / 100)]
    OutOfRange,
    /// The figure has parts of an öre.
    #[error("{0} is not a whole number of öre")]
    FractionOfOre(Decimal),
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount, some 92 quadrillion kronor. Its negation is the smallest: the range
    /// is symmetric, so turning a sign never fails.
    pub const MAX: Self = Self(i64::MAX);

    /// An amount of `ore` öre. The one number without a mirror, `i64::MIN`, becomes `-MAX`;
    /// readers refuse it before it comes here.
    #[must_use]
    pub const fn from_ore(ore: i64) -> Self {
        if ore == i64::MIN { Self(-i64::MAX) } else { Self(ore) }
    }

    /// The amount as a whole number of öre.
    #[must_use]
    pub const fn ore(self) -> i64 {
        self.0
    }

    /// An amount from kronor with at most two decimals (trailing zeros are no decimals).
    ///
    /// # Errors
    /// [`AmountError::FractionOfOre`] for a third decimal, [`AmountError::OutOfRange`] beyond
    /// [`Amount::MAX`]. Nothing is rounded.
    pub fn from_decimal(kronor: Decimal) -> Result<Self, AmountError> {
        let exact = kronor.normalize();
        if exact.scale() > 2 {
            return Err(AmountError::FractionOfOre(kronor));
        }
        let factor = 10_i128.pow(2 - exact.scale());
        let ore = exact.mantissa().checked_mul(factor).ok_or(AmountError::OutOfRange)?;
        i64::try_from(ore).ok().filter(|ore| *ore != i64::MIN).map(Self).ok_or(AmountError::OutOfRange)
    }

    /// The amount in kronor, with two decimals.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`AmountError::OutOfRange`] if it does not fit.
    pub const fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        match self.0.checked_add(other.0) {
            Some(ore) if ore != i64::MIN => Ok(Self(ore)),
            _ => Err(AmountError::OutOfRange),
        }
    }

    /// This amount less another.
    ///
    /// # Errors
    /// [`AmountError::OutOfRange`] if it does not fit.
    pub const fn checked_sub(self, other: Self) -> Result<Self, AmountError> {
        self.checked_add(other.negated())
    }

    /// The sum of many amounts; only the total has to fit, not what is passed on the way.
    ///
    /// # Errors
    /// [`AmountError::OutOfRange`] if the total does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, AmountError> {
        let total: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(total).ok().filter(|ore| *ore != i64::MIN).map(Self).ok_or(AmountError::OutOfRange)
    }

    /// The same amount on the other side.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// The amount without its side.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The side it stands on; nothing stands on neither.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self.0 {
            0 => None,
            1.. => Some(Side::Debit),
            _ => Some(Side::Credit),
        }
    }

    /// The amount in a coarser unit, rounded half away from zero, still in öre: 1 500,00 kr in
    /// tkr is 2 000,00 kr. Every rounded figure in every table is made here.
    ///
    /// ```
    /// use finsam_ledger::{Amount, Unit};
    /// assert_eq!(Amount::from_ore(-149_999).rounded(Unit::Tkr), Amount::from_ore(-100_000));
    /// assert_eq!(Amount::from_ore(-150_000).rounded(Unit::Tkr), Amount::from_ore(-200_000));
    /// ```
    #[must_use]
    pub const fn rounded(self, unit: Unit) -> Self {
        let step = unit.ore();
        let (whole, rest) = (self.0 / step, self.0 % step);
        let away = if rest.abs() * 2 >= step { rest.signum() } else { 0 };
        // Beyond the range there is no rounded neighbour; the figure then stands as it is.
        match (whole + away).checked_mul(step) {
            Some(ore) if ore != i64::MIN => Self(ore),
            _ => self,
        }
    }
}

/// Kronor with two decimals and a point: `-20691706.70`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, ore) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        f.pad(&format!("{sign}{}.{:02}", ore / 100, ore % 100))
    }
}

/// The side of an account that a posting stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Debet: assets and costs grow; positive.
    Debit,
    /// Kredit: equity, liabilities and income grow; negative.
    Credit,
}

impl Side {
    /// `amount` with the sign under which this side reads as positive.
    #[must_use]
    pub const fn reads(self, amount: Amount) -> Amount {
        match self {
            Self::Debit => amount,
            Self::Credit => amount.negated(),
        }
    }
}

/// The unit a table is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Kronor with öre.
    #[default]
    Kr,
    /// Thousands of kronor (tkr), without decimals.
    Tkr,
}

impl Unit {
    /// How many öre the smallest figure of a table in this unit stands for.
    #[must_use]
    pub const fn ore(self) -> i64 {
        match self {
            Self::Kr => 1,
            Self::Tkr => 100_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_decimal_is_refused_and_a_trailing_zero_is_none() {
        assert_eq!(Amount::from_decimal(Decimal::new(1_500, 3)), Ok(Amount::from_ore(150)));
        assert_eq!(
            Amount::from_decimal(Decimal::new(1_501, 3)),
            Err(AmountError::FractionOfOre(Decimal::new(1_501, 3)))
        );
    }

    #[test]
    fn the_bounds_hold_and_are_symmetric() {
        let one = Amount::from_ore(1);
        assert_eq!(Amount::MAX.checked_add(one), Err(AmountError::OutOfRange));
        assert_eq!(Amount::MAX.negated().checked_sub(one), Err(AmountError::OutOfRange));
        assert_eq!(Amount::from_decimal(Decimal::MAX), Err(AmountError::OutOfRange));
        assert_eq!(Amount::from_ore(i64::MIN), Amount::MAX.negated());
        assert_eq!(Amount::MAX.rounded(Unit::Tkr).side(), Some(Side::Debit));
    }

    #[test]
    fn a_sum_may_pass_the_bound_on_its_way() {
        let total = Amount::checked_sum([Amount::MAX, Amount::MAX, Amount::MAX.negated()]);
        assert_eq!(total, Ok(Amount::MAX));
        assert_eq!(Amount::checked_sum([Amount::MAX, Amount::MAX]), Err(AmountError::OutOfRange));
    }

    #[test]
    fn small_credits_keep_their_sign() {
        assert_eq!(Amount::from_ore(-5).to_string(), "-0.05");
        assert_eq!(format!("{:>8}", Amount::from_ore(-5)), "   -0.05");
    }
}
