//! Figures and dates as SIE writes them, read in place.

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::Month;
use crate::read::cell::FigureFault;

/// An amount in kronor: `-1250.5`, `1250`, `.50`.
///
/// The format asks for a point. A comma with one or two decimals after it can mean nothing else
/// here, where no blanks or marks part thousands, and is read as one.
pub(crate) fn amount(field: &[u8]) -> Result<Amount, FigureFault> {
    let (is_negative, digits) = match field {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let mark = digits.iter().position(|byte| matches!(byte, b'.' | b','));
    let (whole, decimals) = match mark {
        Some(at) => (digits.get(..at).unwrap_or_default(), digits.get(at + 1..).unwrap_or_default()),
        None => (digits, &b""[..]),
    };
    let is_comma = mark.is_some_and(|at| digits.get(at) == Some(&b','));
    let are_digits = whole.iter().chain(decimals).all(u8::is_ascii_digit);
    if !are_digits || whole.is_empty() && decimals.is_empty() || is_comma && !matches!(decimals.len(), 1 | 2)
    {
        return Err(FigureFault::Unreadable);
    }
    if decimals.iter().skip(2).any(|digit| *digit != b'0') {
        return Err(FigureFault::TooFine);
    }
    let decimal = |index: usize| *decimals.get(index).unwrap_or(&b'0');
    let mut ore: i64 = 0;
    for digit in whole.iter().copied().chain([decimal(0), decimal(1)]) {
        let next = ore.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
        ore = next.ok_or(FigureFault::TooLarge)?;
    }
    Ok(Amount::from_ore(if is_negative { -ore } else { ore }))
}

/// What stands after a blank within an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Three figures, and more may follow.
    Thousands,
    /// Three figures and decimals.
    Last,
}

/// Whether an amount whose thousands are parted by blanks may start so.
pub(crate) fn starts_groups(field: &[u8]) -> bool {
    let digits = field.strip_prefix(b"-").unwrap_or(field);
    matches!(digits, [b'1'..=b'9', rest @ ..] if rest.len() < 3 && rest.iter().all(u8::is_ascii_digit))
}

/// What a field is that follows such a start.
pub(crate) fn group(field: &[u8]) -> Option<Group> {
    let (figures, decimals) = field.split_at_checked(3)?;
    let are_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    match decimals {
        [] if are_digits(figures) => Some(Group::Thousands),
        [b'.' | b',', decimals @ ..] if are_digits(figures) && are_digits(decimals) => Some(Group::Last),
        _ => None,
    }
}

/// A date: `20240105`, or `2024-01-05`, in the years 1900 to 2999.
pub(crate) fn date(field: &[u8]) -> Option<NaiveDate> {
    let (year, month, day) = match field {
        [year @ .., m1, m2, d1, d2] if year.len() == 4 => (year, [*m1, *m2], [*d1, *d2]),
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => (year, [*m1, *m2], [*d1, *d2]),
        _ => return None,
    };
    let year = i32::try_from(digits(year)?).ok().filter(|year| (1900..=2999).contains(year))?;
    NaiveDate::from_ymd_opt(year, digits(&month)?, digits(&day)?)
}

/// A month: `202401`, or `2024-01`, in the years 1900 to 2999.
pub(crate) fn month(field: &[u8]) -> Option<Month> {
    let (year, month) = match field {
        [year @ .., m1, m2] if year.len() == 4 => (year, [*m1, *m2]),
        [year @ .., b'-', m1, m2] if year.len() == 4 => (year, [*m1, *m2]),
        _ => return None,
    };
    let year = i32::try_from(digits(year)?).ok().filter(|year| (1900..=2999).contains(year))?;
    Month::new(year, digits(&month)?).ok()
}

/// An account number.
pub(crate) fn account(field: &[u8]) -> Option<AccountNumber> {
    str::from_utf8(field).ok()?.parse().ok()
}

/// Whether a field is a quantity other than zero, of however many decimals.
pub(crate) fn is_quantity(field: &[u8]) -> bool {
    let digits = field.strip_prefix(b"-").unwrap_or(field);
    digits.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && digits.iter().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// The number that a file gives a year: 0 for its own, -1 for the one before.
pub(crate) fn year_number(field: &[u8]) -> Option<i32> {
    str::from_utf8(field).ok()?.parse().ok().filter(|number: &i32| (-99..=99).contains(number))
}

/// A voucher's number.
pub(crate) fn voucher_number(field: &[u8]) -> Option<u64> {
    let are_digits = field.iter().all(u8::is_ascii_digit);
    str::from_utf8(field).ok().filter(|_| are_digits)?.parse().ok()
}

fn digits(field: &[u8]) -> Option<u32> {
    field.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        use FigureFault::{TooFine, TooLarge, Unreadable};
        let cases: &[(&str, Result<i64, FigureFault>)] = &[
            ("0", Ok(0)),
            ("-0.00", Ok(0)),
            ("1250", Ok(125_000)),
            ("-1250.5", Ok(-125_050)),
            ("+1250.50", Ok(125_050)),
            ("1250,50", Ok(125_050)),
            (".5", Ok(50)),
            ("7.", Ok(700)),
            ("100.1000", Ok(10_010)),
            ("92233720368547758.07", Ok(i64::MAX)),
            ("-92233720368547758.07", Ok(-i64::MAX)),
            ("92233720368547758.08", Err(TooLarge)),
            ("100.105", Err(TooFine)),
            ("100.10000000000001", Err(TooFine)),
            ("1,250", Err(Unreadable)),
            ("1.250.00", Err(Unreadable)),
            ("1e5", Err(Unreadable)),
            ("--5", Err(Unreadable)),
            ("5-", Err(Unreadable)),
            ("", Err(Unreadable)),
            ("-", Err(Unreadable)),
            (".", Err(Unreadable)),
        ];
        for (text, ore) in cases {
            assert_eq!(amount(text.as_bytes()).map(Amount::ore), *ore, "{text}");
        }
    }

    #[test]
    fn dates_and_months_are_those_of_the_calendar() {
        let shown = |text: &str| date(text.as_bytes()).map(|date| date.to_string());
        assert_eq!(shown("20240229"), Some("2024-02-29".to_owned()));
        assert_eq!(shown("2024-02-29"), Some("2024-02-29".to_owned()));
        for text in
            ["", "20230229", "240229", "2024022", "2024-2-29", "18991231", "2024\u{e5}29", "202402291"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
        let shown = |text: &str| month(text.as_bytes()).map(|month| month.to_string());
        assert_eq!(shown("202412"), Some("2024-12".to_owned()));
        assert_eq!(shown("2024-01"), Some("2024-01".to_owned()));
        for text in ["", "202413", "202400", "2024", "20240101"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_years_and_vouchers_are_whole() {
        assert_eq!(year_number(b"-1"), Some(-1));
        assert_eq!(year_number(b"2024"), None);
        assert_eq!(voucher_number(b"0012"), Some(12));
        for text in ["", "A1", "-1", "+1", "1.0", "99999999999999999999"] {
            assert_eq!(voucher_number(text.as_bytes()), None, "{text}");
        }
    }
}
