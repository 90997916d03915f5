//! Number cells as exact decimals.
//!
//! Excel keeps numbers as binary fractions, so that a sum of amounts may be `100.10000000000001`.
//! It shows 15 digits of them, and what lies beyond is no part of the amount. Nothing is reckoned
//! with the fraction itself: the shortest decimals that stand for it are rounded, as decimals.

use std::fmt::{Display, Write};

use rust_decimal::{Decimal, RoundingStrategy};

/// The digits of a number that Excel shows and keeps when it saves.
const DIGITS: u32 = 15;

/// From here on the fifteenth digit is an öre, and a difference of parts of an öre is no noise.
const NOISY_BELOW: i64 = 1_000_000_000_000;

/// Writes a number without decimals, with two, or with all it has and never three: a whole number
/// of öre exactly as an amount is written, so that it cannot be read in two ways, and one that is
/// finer so that it is refused as that.
pub(super) fn write_number(number: &impl Display, text: &mut String) {
    let start = text.len();
    let is_written = write!(text, "{number}");
    debug_assert!(is_written.is_ok(), "text takes all there is");
    let decimals = text[start..].split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match decimals {
        0 | 2 => {}
        1 => text.push('0'),
        _ => match without_noise(&text[start..]) {
            Some(exact) => {
                text.truncate(start);
                text.push_str(&exact);
            }
            None if decimals == 3 => text.push('0'),
            None => {}
        },
    }
}

/// The whole number of öre that this is but for noise, if it is one.
fn without_noise(number: &str) -> Option<String> {
    let number = Decimal::from_str_exact(number).ok()?;
    if number.abs() >= Decimal::from(NOISY_BELOW) {
        return None;
    }
    let shown = number.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)?.normalize();
    match shown.scale() {
        0 => Some(shown.to_string()),
        1 | 2 => Some(format!("{shown:.2}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};
    use proptest::prelude::*;

    use super::*;

    fn written(number: impl Display) -> String {
        let mut text = "before ".to_owned();
        write_number(&number, &mut text);
        text.strip_prefix("before ").expect("what stood there stands").to_owned()
    }

    #[test]
    fn noise_is_no_part_of_an_amount() {
        let cases = [
            ("1930", "1930"),
            ("1250.5", "1250.50"),
            ("-1250.55", "-1250.55"),
            ("100.10000000000001", "100.10"),
            ("-0.30000000000000004", "-0.30"),
            ("1930.0000000000002", "1930"),
            ("0.999999999999999999", "1"),
            ("333.3333333333333", "333.3333333333333"),
            ("1250.125", "1250.1250"),
            ("0.005", "0.0050"),
            ("1234567890123.45", "1234567890123.45"),
            ("1234567890123.456", "1234567890123.4560"),
            ("999999999999.12", "999999999999.12"),
            ("0.00000000000000005551115123125783", "0.00000000000000005551115123125783"),
            ("12345678901234567890123456789012345678.125", "12345678901234567890123456789012345678.1250"),
            ("NaN", "NaN"),
            ("-inf", "-inf"),
        ];
        for (number, text) in cases {
            assert_eq!(written(number), text, "{number}");
        }
        assert_eq!(written(0.1 + 0.2), "0.30");
        assert_eq!(written(1e300).len(), 301);
    }

    proptest! {
        /// Every amount that a workbook can hold to the öre comes back from its binary fraction.
        #[test]
        fn amounts_come_back_from_their_fractions(ore in -99_999_999_999_999_i64..=99_999_999_999_999) {
            let amount = Decimal::new(ore, 2);
            let fraction = amount.to_string().parse().expect("a number");
            let text = written(ExcelDateTime::new(fraction, ExcelDateTimeType::DateTime, false).as_f64());
            prop_assert_eq!(text.parse::<Decimal>(), Ok(amount));
            prop_assert!(text.split_once('.').is_none_or(|(_, decimals)| decimals.len() == 2));
        }

        #[test]
        fn no_number_has_three_decimals(number in "-?[0-9]{1,20}\\.[0-9]{1,20}") {
            let text = written(&number);
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            prop_assert!(decimals != 1 && decimals != 3, "{} {}", number, text);
        }
    }
}
