//! One field: an amount, a date, an account, a voucher number, a period, read in place.
//!
//! What could be meant in two ways is refused, never cleaned into one of them.

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::finding::Fact;

/// An amount, and the decimal mark it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) amount: Amount,
    pub(crate) decimal_mark: Option<u8>,
}

/// Why a field is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureFault {
    /// Not a number.
    Unreadable,
    /// One mark with three digits after it: thousands, or thousandths.
    Ambiguous { as_thousands: Amount },
    /// Parts of an öre.
    TooFine,
    /// Beyond what an amount holds.
    TooLarge,
}

impl FigureFault {
    /// The fact about a field that reads `text`.
    pub(crate) fn fact(self, text: String) -> Fact {
        match self {
            Self::Unreadable => Fact::NumberUnreadable { text },
            Self::Ambiguous { as_thousands } => {
                let as_decimals = text.replace('.', ",").replace('\u{2212}', "-");
                Fact::NumberAmbiguous { text, as_thousands, as_decimals }
            }
            Self::TooFine => Fact::NumberTooFine { text },
            Self::TooLarge => Fact::NumberTooLarge { text },
        }
    }
}

/// The field without the blanks around it.
#[inline]
pub(crate) fn trimmed(field: &[u8]) -> &[u8] {
    match field {
        // Nearly every field starts and ends with something to be seen.
        [] | [b'!'..=0xFF] | [b'!'..=0xFF, .., b'!'..=0xFF] => field,
        _ => field.trim_ascii(),
    }
}

/// An amount in kronor: `-12 500,50`, `12500.5`, `1.250,00`, `12500`.
///
/// Thousands may be parted by blanks, or by the one of comma and point that is not the decimal
/// mark; then every group has three digits.
#[inline]
pub(crate) fn figure(field: &[u8]) -> Result<Figure, FigureFault> {
    let (negative, digits) = match field {
        [b'-', digits @ ..] | [0xE2, 0x88, 0x92, digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let (ore, decimal_mark) = match plain_ore(digits) {
        Some(plain) => plain,
        None => ore(digits).map_err(|fault| match fault {
            FigureFault::Ambiguous { as_thousands } if negative => {
                FigureFault::Ambiguous { as_thousands: as_thousands.negated() }
            }
            fault => fault,
        })?,
    };
    let amount = Amount::from_ore(if negative { -ore } else { ore });
    Ok(Figure { amount, decimal_mark })
}

/// What most amounts are: a few digits, perhaps a mark with one or two decimals. `None` is for
/// [`ore`] to look at.
#[inline]
fn plain_ore(digits: &[u8]) -> Option<(i64, Option<u8>)> {
    // Sixteen digits cannot overflow.
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut whole = 0;
    for (index, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => whole = whole * 10 + i64::from(byte - b'0'),
            b',' | b'.' if index > 0 => {
                let decimals = match digits.get(index + 1..)? {
                    [tenths @ b'0'..=b'9'] => i64::from(tenths - b'0') * 10,
                    [tenths @ b'0'..=b'9', ore @ b'0'..=b'9'] => {
                        i64::from(tenths - b'0') * 10 + i64::from(ore - b'0')
                    }
                    _ => return None,
                };
                return Some((whole * 100 + decimals, Some(*byte)));
            }
            _ => return None,
        }
    }
    Some((whole * 100, None))
}

/// The whole grammar of an amount without sign.
fn ore(digits: &[u8]) -> Result<(i64, Option<u8>), FigureFault> {
    let points = memchr::memchr_iter(b'.', digits).count();
    let commas = memchr::memchr_iter(b',', digits).count();
    let last_mark = digits.iter().rposition(|byte| matches!(byte, b'.' | b','));
    let Some(at) = last_mark else {
        return Ok((in_ore(digits, blank_in(digits), b"")?, None));
    };
    let (whole, decimals, mark) = (&digits[..at], &digits[at + 1..], digits[at]);
    let groups: &[u8] = match (mark, points, commas) {
        (_, 1, 0) | (_, 0, 1) => blank_in(whole),
        (b',', _, 1) => b".",
        (b'.', 1, _) => b",",
        _ => return Err(FigureFault::Unreadable),
    };
    if decimals.is_empty() || !decimals.iter().all(u8::is_ascii_digit) {
        return Err(FigureFault::Unreadable);
    }
    let ore = in_ore(whole, groups, decimals)?;
    // No thousands are written `0.250`, and a blank or the other mark has parted them already.
    let reads_as_thousands =
        points + commas == 1 && groups.is_empty() && decimals.len() == 3 && whole.len() <= 3;
    if reads_as_thousands && whole[0] != b'0' {
        let as_thousands = Amount::from_ore(in_ore(digits, &digits[at..=at], b"")?);
        return Err(FigureFault::Ambiguous { as_thousands });
    }
    if decimals.iter().skip(2).any(|digit| *digit != b'0') {
        return Err(FigureFault::TooFine);
    }
    Ok((ore, Some(mark)))
}

/// The first blank in a number: what parts its thousands, if anything does.
fn blank_in(whole: &[u8]) -> &[u8] {
    let digits = whole.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after_digits = &whole[digits..];
    match after_digits {
        [b' ' | 0xA0, ..] => &after_digits[..1],
        [0xC2, 0xA0, ..] => &after_digits[..2],
        [0xE2, 0x80, 0xAF, ..] => &after_digits[..3],
        _ => b"",
    }
}

/// The öre in `whole`, whose thousands `separator` parts if it is not empty, and the first two
/// of `decimals`.
fn in_ore(whole: &[u8], separator: &[u8], decimals: &[u8]) -> Result<i64, FigureFault> {
    let mut rest = whole;
    let mut kronor: i64 = 0;
    let mut too_large = false;
    let mut is_first = true;
    loop {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (group, after) = rest.split_at(digits);
        let fits = match (separator.is_empty(), is_first) {
            (true, _) => digits >= 1,
            (false, true) => (1..=3).contains(&digits),
            (false, false) => digits == 3,
        };
        if !fits {
            return Err(FigureFault::Unreadable);
        }
        for digit in group {
            let next = kronor.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
            too_large |= next.is_none();
            kronor = next.unwrap_or(0);
        }
        if after.is_empty() {
            break;
        }
        rest = match after.strip_prefix(separator) {
            Some(next) if !separator.is_empty() => next,
            _ => return Err(FigureFault::Unreadable),
        };
        is_first = false;
    }
    let digit = |index: usize| decimals.get(index).map_or(0, |digit| i64::from(digit - b'0'));
    let ore = kronor.checked_mul(100).and_then(|ore| ore.checked_add(digit(0) * 10 + digit(1)));
    match ore {
        Some(ore) if !too_large => Ok(ore),
        _ => Err(FigureFault::TooLarge),
    }
}

/// A date: `2024-01-05` or `20240105`, in the years 1900 to 2999.
pub(crate) fn date(field: &[u8]) -> Option<NaiveDate> {
    let (year, month, day) = match field.len() {
        10 if field[4] == b'-' && field[7] == b'-' => (&field[..4], &field[5..7], &field[8..]),
        8 => (&field[..4], &field[4..6], &field[6..]),
        _ => return None,
    };
    let year = i32::try_from(digits(year)?).ok().filter(|year| (1900..=2999).contains(year))?;
    NaiveDate::from_ymd_opt(year, u32::try_from(digits(month)?).ok()?, u32::try_from(digits(day)?).ok()?)
}

/// An account number: two to eight digits.
#[inline]
pub(crate) fn account(field: &[u8]) -> Option<AccountNumber> {
    if field.len() > 8 || field.first() == Some(&b'0') {
        return None;
    }
    AccountNumber::new(u32::try_from(digits(field)?).ok()?).ok()
}

/// An account number, and the name in the same field, if one is: `1930 Bankgiro`, `1930: Bank`.
pub(crate) fn named_account(field: &[u8]) -> Option<(AccountNumber, &[u8])> {
    let digits = field.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = field.split_at(digits);
    let account = account(number)?;
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'\t' | b':' | b',' | b'-' | 0xA0 | 0xC2);
    let gap = rest.iter().take_while(|byte| is_gap(byte)).count();
    let name = &rest[gap..];
    let is_name = name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte > 0x7F);
    (rest.is_empty() || (gap > 0 && is_name)).then_some((account, name))
}

/// A voucher number, and the letters of the series before it: `12`, `A12`, `A 12`, `A-12`.
#[inline]
pub(crate) fn voucher_number(field: &[u8]) -> Option<(&[u8], u64)> {
    let letters = field.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (series, rest) = field.split_at(letters);
    let number = match rest {
        [b' ' | b'-', number @ ..] if letters > 0 => number,
        number => number,
    };
    Some((series, digits(number)?))
}

/// A month or a fiscal year: `2024-08`, `202408`, `2024`.
pub(crate) fn period(field: &[u8], fiscal_years: FiscalYears) -> Option<Period> {
    let (year, month) = match field.len() {
        4 => return year(field, fiscal_years).map(FiscalYear::period),
        6 => field.split_at(4),
        7 if field[4] == b'-' => (&field[..4], &field[5..]),
        _ => return None,
    };
    let year = plausible_year(year)?;
    Month::new(year, u32::try_from(digits(month)?).ok()?).ok().map(Period::month)
}

/// The fiscal year that starts in the calendar year `2024`.
pub(crate) fn year(field: &[u8], fiscal_years: FiscalYears) -> Option<FiscalYear> {
    fiscal_years.starting_in(plausible_year(field)?).ok()
}

fn plausible_year(field: &[u8]) -> Option<i32> {
    let year = digits(field).filter(|_| field.len() == 4)?;
    i32::try_from(year).ok().filter(|year| (1900..=2999).contains(year))
}

/// A number of nothing but digits, at least one.
#[inline]
fn digits(field: &[u8]) -> Option<u64> {
    if field.is_empty() {
        return None;
    }
    let mut number: u64 = 0;
    for byte in field {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ore_of(text: &str) -> Result<i64, FigureFault> {
        figure(text.as_bytes()).map(|figure| figure.amount.ore())
    }

    #[test]
    fn amounts_are_read_in_every_plain_style() {
        let cases = [
            ("0", 0),
            ("-0", 0),
            ("7", 700),
            ("12500,5", 1_250_050),
            ("12500.50", 1_250_050),
            ("-12500,50", -1_250_050),
            ("\u{2212}1", -100),
            ("1 250", 125_000),
            ("1\u{a0}250,00", 125_000),
            ("1\u{202f}250\u{202f}000.00", 125_000_000),
            ("1.250,00", 125_000),
            ("1,250.00", 125_000),
            ("1.250.000,5", 125_000_050),
            ("1250,000", 125_000),
            ("1 250,500", 125_050),
            ("0,500", 50),
            ("007", 700),
            ("1,5000", 150),
            ("92233720368547758,07", i64::MAX),
            ("-92233720368547758,07", -i64::MAX),
        ];
        for (text, ore) in cases {
            assert_eq!(ore_of(text), Ok(ore), "{text}");
        }
        assert_eq!(figure(b"1\xA0250,00").map(|figure| figure.amount.ore()), Ok(125_000));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let unreadable = [
            "",
            "-",
            "--1",
            "+1",
            "- 1",
            "1-",
            "(1)",
            ",5",
            "5,",
            "1,2,3",
            "1.2.3",
            "1.250.000",
            "1 25",
            "1  250",
            "12 50,00",
            "1250 000",
            "1 250\u{a0}000",
            "1.25,00",
            "1,250.000,00",
            "1 250.000,00",
            "1e3",
            "1 kr",
            "1'250",
            "x",
            "1,2x",
            " 1",
            "1 ",
            "\u{a0}",
            "12.34,",
            "1\u{202f}",
            "1,-5",
        ];
        for text in unreadable {
            assert_eq!(ore_of(text), Err(FigureFault::Unreadable), "{text}");
        }
        for text in ["1,005", "1,001"] {
            assert!(matches!(ore_of(text), Err(FigureFault::Ambiguous { .. })), "{text}");
        }
        for text in ["0,005", "1250,001", "1 250,505", "1,2345", "1.250,001"] {
            assert_eq!(ore_of(text), Err(FigureFault::TooFine), "{text}");
        }
        for text in ["92233720368547758,08", "99999999999999999999999", "1 000 000 000 000 000 000"] {
            assert_eq!(ore_of(text), Err(FigureFault::TooLarge), "{text}");
        }
    }

    #[test]
    fn a_number_with_two_readings_names_both() {
        for (text, ore, as_decimals) in
            [("1.250", 125_000, "1,250"), ("\u{2212}12,000", -1_200_000, "-12,000")]
        {
            let fault = figure(text.as_bytes()).expect_err("it has two readings");
            let as_thousands = Amount::from_ore(ore);
            let (text, as_decimals) = (text.to_owned(), as_decimals.to_owned());
            assert_eq!(fault.fact(text.clone()), Fact::NumberAmbiguous { text, as_thousands, as_decimals });
        }
    }

    #[test]
    fn dates_numbers_accounts_and_periods_are_read_or_refused() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        assert_eq!((date(b"2024-02-29"), date(b"20240229")), (day, day));
        for text in ["", "2023-02-29", "2024-2-29", "24-02-29", "1899-12-31", "3000-01-01", "2024/02/29"] {
            assert_eq!(date(text.as_bytes()), None, "{text}");
        }
        let letters: &[u8] = b"A";
        for text in ["A12", "A 12", "A-12"] {
            assert_eq!(voucher_number(text.as_bytes()), Some((letters, 12)), "{text}");
        }
        assert_eq!(voucher_number(b"007"), Some((&b""[..], 7)));
        for text in ["", "A", "-12", " 12", "A--12", "12A", "1.5", "99999999999999999999"] {
            assert_eq!(voucher_number(text.as_bytes()), None, "{text}");
        }
        assert_eq!(account(b"1930").map(AccountNumber::number), Some(1930));
        for text in ["", "1", "0193", "123456789", "19 30", "193O", "+193"] {
            assert_eq!(account(text.as_bytes()), None, "{text}");
        }
        let named = |text: &'static str| {
            named_account(text.as_bytes()).map(|(account, name)| (account.number(), name))
        };
        for text in
            ["1930 Bankgiro", "1930  Bankgiro", "1930: Bankgiro", "1930 - Bankgiro", "1930\u{a0}Bankgiro"]
        {
            assert_eq!(named(text), Some((1930, &b"Bankgiro"[..])), "{text}");
        }
        assert_eq!(named("1930 Årets"), Some((1930, "Årets".as_bytes())));
        for text in ["19 30", "1930 24", "2024-01-05", "1930Bank", "Bank 1930", "1930 ", "1930-"] {
            assert_eq!(named(text), None, "{text}");
        }
        let read =
            |text: &str| period(text.as_bytes(), FiscalYears::CALENDAR).map(|period| period.to_string());
        assert_eq!(read("2024").as_deref(), Some("2024"));
        assert_eq!((read("2024-08"), read("202408")), (Some("2024-08".into()), Some("2024-08".into())));
        for text in ["", "8", "2024-13", "202400", "1024", "2024/08", "2024-8"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    /// `ore` with its thousands parted by `separator` and a decimal mark.
    fn styled(ore: i64, minus: &str, separator: &str, mark: &str, decimals: usize) -> String {
        let (kronor, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
        let digits = kronor.to_string();
        let mut text = if ore < 0 { minus.to_owned() } else { String::new() };
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                text.push_str(separator);
            }
            text.push(digit);
        }
        text + mark + &format!("{rest:02}{:0<1$}", "", decimals - 2)
    }

    proptest! {
        #[test]
        fn every_amount_reads_back_in_every_style(
            ore in prop_oneof![any::<i64>(), -10_000_000_i64..10_000_000],
            minus in prop::sample::select(vec!["-", "\u{2212}"]),
            (separator, mark) in prop::sample::select(vec![
                ("", ","), ("", "."), (" ", ","), (" ", "."), ("\u{a0}", ","), ("\u{202f}", ","),
                (".", ","), (",", "."),
            ]),
        ) {
            let amount = Amount::from_ore(ore);
            let text = styled(amount.ore(), minus, separator, mark, 2);
            let read = figure(text.as_bytes());
            prop_assert_eq!(read, Ok(Figure { amount, decimal_mark: Some(mark.as_bytes()[0]) }), "{}", text);
            if !separator.is_empty() && ore.unsigned_abs() >= 100_000 {
                let text = styled(amount.ore(), minus, separator, mark, 4);
                prop_assert_eq!(figure(text.as_bytes()).map(|figure| figure.amount), Ok(amount), "{}", text);
            }
        }

        #[test]
        fn the_plain_way_and_the_whole_grammar_agree(text in "[0-9]{1,17}([.,][0-9]{0,4})?") {
            if let Some(plain) = plain_ore(text.as_bytes()) {
                prop_assert_eq!(ore(text.as_bytes()), Ok(plain));
            }
        }

        #[test]
        fn no_bytes_do_harm(field in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"0123456789.,- \xC2\xA0\xE2\x88\x92".to_vec())], 0..24,
        )) {
            let years = FiscalYears::CALENDAR;
            let _ = (figure(&field), date(&field), account(&field), voucher_number(&field));
            let _ = (period(&field, years), year(&field, years));
        }
    }
}
