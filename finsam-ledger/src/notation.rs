//! How figures are written for readers: the Swedish way in tables and messages.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};

/// An amount the Swedish way: `-20 691 706,70` in kr, `-20 692` in tkr.
///
/// In tkr the amount is rounded first, half away from zero, by [`Amount::rounded`].
///
/// ```
/// use finsam_ledger::{Amount, Unit, notation::swedish};
/// let services = Amount::from_ore(-2_069_170_670);
/// assert_eq!(swedish(services, Unit::Kr), "-20 691 706,70");
/// assert_eq!(swedish(services, Unit::Tkr), "-20 692");
/// ```
#[must_use]
pub fn swedish(amount: Amount, unit: Unit) -> String {
    let ore = amount.rounded(unit).ore();
    let whole = ore.unsigned_abs() / if unit == Unit::Kr { 100 } else { unit.ore().unsigned_abs() };
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if ore < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if unit == Unit::Kr {
        let ore = ore.unsigned_abs() % 100;
        text.extend([',', digit(ore / 10), digit(ore % 10)]);
    }
    text
}

/// Parts of a hundred the Swedish way, with one decimal: `-12,5`.
///
/// ```
/// use finsam_ledger::notation::swedish_percent;
/// use rust_decimal::Decimal;
/// assert_eq!(swedish_percent(Decimal::new(-125, 1)), "-12,5");
/// assert_eq!(swedish_percent(Decimal::new(7, 0)), "7,0");
/// ```
#[must_use]
pub fn swedish_percent(percent: Decimal) -> String {
    format!("{percent:.1}").replace('.', ",")
}

/// A number the Swedish way, with the decimals it has: `-1 250,5`.
///
/// ```
/// use finsam_ledger::notation::swedish_number;
/// use rust_decimal::Decimal;
/// assert_eq!(swedish_number(Decimal::new(-12_505, 1)), "-1 250,5");
/// assert_eq!(swedish_number(Decimal::from(28)), "28");
/// ```
#[must_use]
pub fn swedish_number(number: Decimal) -> String {
    let written = number.abs().to_string();
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    let mut text = String::with_capacity(written.len() * 2);
    if number.is_sign_negative() && !number.is_zero() {
        text.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

fn digit(number: u64) -> char {
    char::from_digit(u32::try_from(number).unwrap_or_default(), 10).unwrap_or('0')
}

/// An amount for programs: `-20691706.70` in kr, `-20692` in tkr.
#[must_use]
pub fn plain(amount: Amount, unit: Unit) -> String {
    match unit {
        Unit::Kr => amount.to_string(),
        Unit::Tkr => (amount.rounded(unit).ore() / unit.ore()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stand_between_thousands_only() {
        let cases = [
            (0, "0,00"),
            (-5, "-0,05"),
            (99_999, "999,99"),
            (100_000, "1 000,00"),
            (-123_456_789, "-1 234 567,89"),
        ];
        for (ore, text) in cases {
            assert_eq!(swedish(Amount::from_ore(ore), Unit::Kr), text);
        }
        assert_eq!(swedish(Amount::from_ore(-49_999), Unit::Tkr), "0", "nothing has no sign");
        assert_eq!(plain(Amount::from_ore(-150_000), Unit::Tkr), "-2");
    }
}
