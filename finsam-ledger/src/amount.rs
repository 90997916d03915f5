//! Money: whole öre, debit positive, and no operator that could wrap, round or panic.

use std::cmp::Reverse;
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

    /// The amount shared out by weight: one part for each weight, all on the side of the whole, which
    /// they sum to. The öre that do not share evenly go where the largest remainders are, and of
    /// equal ones to the first. `None` if nothing has a weight.
    ///
    /// ```
    /// use finsam_ledger::Amount;
    /// let parts = Amount::from_ore(-100_00).allocate(&[1, 1, 1]).expect("there are weights");
    /// assert_eq!(parts, [-33_34, -33_33, -33_33].map(Amount::from_ore));
    /// ```
    #[must_use]
    pub fn allocate(self, weights: &[u64]) -> Option<Vec<Self>> {
        let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        if total == 0 {
            return None;
        }
        let whole = u128::from(self.0.unsigned_abs());
        let shares = weights.iter().map(|weight| whole * u128::from(*weight));
        let (mut parts, remainders): (Vec<u128>, Vec<u128>) =
            shares.map(|share| (share / total, share % total)).unzip();
        let left = whole - parts.iter().sum::<u128>();
        let mut largest_first: Vec<usize> = (0..parts.len()).collect();
        largest_first.sort_by_key(|index| Reverse(remainders[*index]));
        // Fewer are left than there are remainders.
        for index in largest_first.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
            parts[index] += 1;
        }
        let part = |part: u128| Self(i64::try_from(part).unwrap_or(i64::MAX) * self.0.signum());
        Some(parts.into_iter().map(part).collect())
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
        // Beyond the range there is no rounded neighbour; the figure then stands as it is. The one number
        // without a mirror is no multiple of a unit.
        match (whole + away).checked_mul(step) {
            Some(ore) => Self(ore),
            None => self,
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
    /// The side across.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Debit => Self::Credit,
            Self::Credit => Self::Debit,
        }
    }

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
    use proptest::prelude::*;

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
    fn what_is_shared_out_sums_to_the_whole() {
        let shared = |ore, weights: &[u64]| {
            let parts = Amount::from_ore(ore).allocate(weights)?;
            Some(parts.into_iter().map(Amount::ore).collect::<Vec<_>>())
        };
        assert_eq!(shared(100, &[1, 1, 1]), Some(vec![34, 33, 33]));
        assert_eq!(shared(-100, &[1, 1, 1]), Some(vec![-34, -33, -33]));
        // 0.6, 2.1 and 3.3 of six: the first has the largest remainder.
        assert_eq!(shared(6, &[10, 35, 55]), Some(vec![1, 2, 3]));
        assert_eq!(shared(2, &[0, 1, 0, 1, 1]), Some(vec![0, 1, 0, 1, 0]));
        assert_eq!(shared(0, &[3, 4]), Some(vec![0, 0]));
        assert_eq!(shared(i64::MAX, &[u64::MAX]), Some(vec![i64::MAX]));
        assert_eq!(shared(-i64::MAX, &[u64::MAX, u64::MAX]), Some(vec![-(1 << 62), -(1 << 62) + 1]));
        assert_eq!((shared(100, &[]), shared(100, &[0, 0])), (None, None));
    }

    proptest! {
        #[test]
        fn no_part_is_an_ore_from_its_share(
            ore in -1_000_000_i64..1_000_000,
            weights in prop::collection::vec(0_u64..1000, 1..12).prop_filter("a weight", |weights| weights.iter().any(|weight| *weight > 0)),
        ) {
            let parts = Amount::from_ore(ore).allocate(&weights).expect("there are weights");
            prop_assert_eq!(Amount::checked_sum(parts.iter().copied()), Ok(Amount::from_ore(ore)));
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (part, weight) in parts.iter().zip(weights) {
                let off = i128::from(part.ore()) * total - i128::from(ore) * i128::from(weight);
                prop_assert!(off.abs() < total, "{} of {} by {}", part, ore, weight);
            }
        }
    }

    #[test]
    fn a_sum_may_pass_the_bound_on_its_way() {
        let total = Amount::checked_sum([Amount::MAX, Amount::MAX, Amount::MAX.negated()]);
        assert_eq!(total, Ok(Amount::MAX));
        assert_eq!(Amount::checked_sum([Amount::MAX, Amount::MAX]), Err(AmountError::OutOfRange));
    }

    #[test]
    fn nothing_stands_on_neither_side() {
        let side = |ore| Amount::from_ore(ore).side();
        assert_eq!((side(-1), side(0), side(1)), (Some(Side::Credit), None, Some(Side::Debit)));
    }

    #[test]
    fn small_credits_keep_their_sign_and_nothing_has_none() {
        assert_eq!(Amount::from_ore(-5).to_string(), "-0.05");
        assert_eq!(Amount::ZERO.to_string(), "0.00");
        assert_eq!(format!("{:>8}", Amount::from_ore(-5)), "   -0.05");
    }
}
