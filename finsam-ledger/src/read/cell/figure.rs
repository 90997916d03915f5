//! Amounts in kronor, in every way people and programs write them.
//!
//! - Thousands are parted by blanks (space, no-break, narrow no-break, thin, figure space), by
//!   apostrophes, or by the one of comma and point that is not the decimal mark; the same one
//!   throughout, and then every group has three digits.
//! - A minus is `-`, U+2212 or an en dash, before or after the number, or parentheses around it.
//! - `kr` or `SEK` may stand behind or before it, in letters of any case; a price's `:-` behind it;
//!   and a plus before it.
//! - `1.250.000` has one reading; `1.250` has two, unless its column has settled the decimal mark.
//! - Decimals beyond the second must be zeros.

use rust_decimal::Decimal;

use super::blank::{after_minus, before_minus, without_blanks, without_currency};
use super::number_style::{DecimalMark, NumberStyle};
use crate::amount::Amount;
use crate::finding::Fact;

/// An amount, and what its cell shows of the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// In öre; the sign is the one that was written.
    pub(crate) amount: Amount,
    /// The decimal mark of the column as this cell shows it: the one it has, or the other than
    /// the one that parts its thousands.
    pub(crate) decimal_mark: Option<DecimalMark>,
}

/// Why a cell is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FigureFault {
    /// Not a number.
    Unreadable,
    /// One mark with three digits after it: thousands, or thousandths.
    Ambiguous {
        /// The figure if the mark parts thousands.
        as_thousands: Amount,
    },
    /// A number with another decimal mark than the rest of its column.
    OtherMark {
        /// The decimal mark of the column.
        of_column: DecimalMark,
    },
    /// Parts of an öre.
    TooFine,
    /// Beyond what an amount holds.
    TooLarge,
}

impl FigureFault {
    /// The fact about a cell that reads `text`.
    pub(crate) fn fact(self, text: String) -> Fact {
        match self {
            Self::Unreadable => Fact::NumberUnreadable { text },
            Self::Ambiguous { as_thousands } => {
                let as_decimals = text.replace('.', ",").replace('\u{2212}', "-");
                Fact::NumberAmbiguous { text, as_thousands, as_decimals }
            }
            Self::OtherMark { of_column } => {
                Fact::NumberOtherMark { text, mark_of_column: of_column.as_char() }
            }
            Self::TooFine => Fact::NumberTooFine { text },
            Self::TooLarge => Fact::NumberTooLarge { text },
        }
    }
}

/// An amount in kronor, as a column of this style writes it: `-12 500,50`, `1.250,00`, `(12500)`.
///
/// # Errors
/// [`FigureFault`] for what is no amount, and for what could be two.
#[inline]
pub(crate) fn figure(field: &[u8], style: NumberStyle) -> Result<Figure, FigureFault> {
    let (negative, digits) = match field {
        [b'-', digits @ ..] | [0xE2, 0x88, 0x92, digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let Some((ore, decimal_mark)) = plain_ore(digits) else {
        return any_figure(field, style);
    };
    agreeing(decimal_mark, style)?;
    let amount = Amount::from_ore(if negative { -ore } else { ore });
    Ok(Figure { amount, decimal_mark })
}

/// A number of anything, written as an amount may be, with as many decimals as are written.
///
/// # Errors
/// [`FigureFault`] for what is no number, and for what could be two.
pub(crate) fn decimal(field: &[u8], style: NumberStyle) -> Result<Decimal, FigureFault> {
    let (negative, number) = any_number(field, style)?;
    let number = number.0.decimal()?;
    Ok(if negative { -number } else { number })
}

/// What most amounts are: a few digits, perhaps a mark with one or two decimals. `None` is for
/// [`any_figure`] to look at.
#[inline]
fn plain_ore(digits: &[u8]) -> Option<(i64, Option<DecimalMark>)> {
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
                return Some((whole * 100 + decimals, DecimalMark::of(*byte)));
            }
            _ => return None,
        }
    }
    Some((whole * 100, None))
}

/// The whole grammar.
fn any_figure(field: &[u8], style: NumberStyle) -> Result<Figure, FigureFault> {
    let (negative, (number, decimal_mark)) = any_number(field, style)?;
    Ok(Figure { amount: signed(negative, number.ore()?), decimal_mark })
}

fn signed(negative: bool, ore: i64) -> Amount {
    Amount::from_ore(if negative { -ore } else { ore })
}

/// Whether a minus belongs to it, and the number with the decimal mark it shows.
fn any_number(
    field: &[u8],
    style: NumberStyle,
) -> Result<(bool, (Number<'_>, Option<DecimalMark>)), FigureFault> {
    let (negative, digits) = unsigned(field);
    let read = match (readings(digits).ok_or(FigureFault::Unreadable)?, style.decimal_mark) {
        (Readings::One(number, shown), _) => {
            agreeing(shown, style)?;
            (number, shown)
        }
        (Readings::Two { decimals, mark, .. }, Some(settled)) if settled == mark => (decimals, None),
        (Readings::Two { thousands, .. }, Some(_)) => (thousands, None),
        (Readings::Two { thousands, .. }, None) => {
            return Err(FigureFault::Ambiguous { as_thousands: signed(negative, thousands.ore()?) });
        }
    };
    Ok((negative, read))
}

/// Refuses a cell that shows another decimal mark than its column has.
#[inline]
fn agreeing(shown: Option<DecimalMark>, style: NumberStyle) -> Result<(), FigureFault> {
    match (shown, style.decimal_mark) {
        (Some(shown), Some(of_column)) if shown != of_column => Err(FigureFault::OtherMark { of_column }),
        _ => Ok(()),
    }
}

/// What a cell shows of how its column writes amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// That this is the decimal mark.
    Mark(DecimalMark),
    /// That there is a mark, but not what it does.
    Either,
    /// An amount without marks.
    Nothing,
}

/// What a cell shows; `None` if it is no amount. Too fine or too large an amount is one too.
pub(super) fn shown(field: &[u8]) -> Option<Shown> {
    match readings(unsigned(field).1)? {
        Readings::One(_, Some(mark)) => Some(Shown::Mark(mark)),
        Readings::One(_, None) => Some(Shown::Nothing),
        Readings::Two { .. } => Some(Shown::Either),
    }
}

/// Whether a minus belongs to it, and the number without sign and currency.
fn unsigned(field: &[u8]) -> (bool, &[u8]) {
    let cell = without_blanks(field);
    let number = without_currency(cell);
    let has_currency = number.len() < cell.len();
    // A currency stands on either side of the sign, not on both.
    let without_other = |number| if has_currency { number } else { without_currency(number) };
    if let [b'(', inner @ .., b')'] = number {
        return (true, without_other(without_blanks(inner)));
    }
    // Accounting formats leave room between sign and number.
    match (after_minus(number), before_minus(number)) {
        (Some(number), _) => (true, without_other(without_blanks(number))),
        (None, Some(number)) => (true, number),
        (None, None) => (false, number.strip_prefix(b"+").unwrap_or(number)),
    }
}

/// A number without sign, taken apart; its groups have the digits that groups have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number<'a> {
    /// Digits, with separators of thousands among them.
    whole: &'a [u8],
    decimals: &'a [u8],
}

/// The ways in which a number can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readings<'a> {
    /// One, with the decimal mark it shows.
    One(Number<'a>, Option<DecimalMark>),
    /// Two: `mark` parts thousands, or it is the decimal mark.
    Two { thousands: Number<'a>, decimals: Number<'a>, mark: DecimalMark },
}

/// How a number without sign can be read; `None` if it is none.
fn readings(digits: &[u8]) -> Option<Readings<'_>> {
    let is_mark = |byte: &u8| matches!(byte, b'.' | b',');
    let Some(at) = digits.iter().rposition(is_mark) else {
        let number = number(digits, separator_in(digits), b"")?;
        return Some(Readings::One(number, None));
    };
    let (whole, mark, decimals) = (&digits[..at], DecimalMark::of(digits[at])?, &digits[at + 1..]);
    let same = memchr::memchr_iter(digits[at], whole).count();
    let has_other = whole.iter().any(is_mark) && same == 0;
    let starts_with_zero = digits.first() == Some(&b'0');
    if same > 0 {
        // The same mark again: it parts thousands, and there are no decimals.
        let number = number(digits, &digits[at..=at], b"").filter(|_| !starts_with_zero)?;
        return Some(Readings::One(number, Some(mark.other())));
    }
    if decimals.is_empty() || !decimals.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let separator = match (has_other, mark) {
        (true, DecimalMark::Comma) => b".",
        (true, DecimalMark::Point) => b",",
        (false, _) => separator_in(whole),
    };
    let as_decimals = number(whole, separator, decimals)?;
    // No thousands are written `0.250`, and a blank or the other mark has parted them already.
    let reads_as_thousands =
        separator.is_empty() && decimals.len() == 3 && whole.len() <= 3 && !starts_with_zero;
    match number(digits, &digits[at..=at], b"").filter(|_| reads_as_thousands) {
        Some(thousands) => Some(Readings::Two { thousands, decimals: as_decimals, mark }),
        None => Some(Readings::One(as_decimals, Some(mark))),
    }
}

/// What parts thousands within a number, other than comma and point.
const SEPARATORS: [&[u8]; 9] = [
    b" ",
    b"\xC2\xA0",
    b"\xE2\x80\xAF",
    b"\xE2\x80\x89",
    b"\xE2\x80\x87",
    b"\xA0",
    b"'",
    b"\xE2\x80\x99",
    b"\x92",
];

/// What parts the thousands of a number, if anything of these does.
fn separator_in(whole: &[u8]) -> &'static [u8] {
    let digits = whole.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after_digits = &whole[digits..];
    SEPARATORS.into_iter().find(|separator| after_digits.starts_with(separator)).unwrap_or_default()
}

/// A number whose thousands `separator` parts, if it is not empty.
fn number<'a>(whole: &'a [u8], separator: &[u8], decimals: &'a [u8]) -> Option<Number<'a>> {
    let number = Number { whole, decimals };
    if separator.is_empty() {
        return (!whole.is_empty() && whole.iter().all(u8::is_ascii_digit)).then_some(number);
    }
    let mut rest = whole;
    let mut is_first = true;
    loop {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_group = digits == 3 || is_first && (1..=2).contains(&digits);
        if !is_group {
            return None;
        }
        if rest.len() == digits {
            return Some(number);
        }
        rest = rest[digits..].strip_prefix(separator)?;
        is_first = false;
    }
}

impl Number<'_> {
    /// In öre.
    fn ore(self) -> Result<i64, FigureFault> {
        if self.decimals.iter().skip(2).any(|digit| *digit != b'0') {
            return Err(FigureFault::TooFine);
        }
        let ore = [0, 1].map(|index| self.decimals.get(index).copied().unwrap_or(b'0'));
        let digits = self.whole.iter().copied().filter(u8::is_ascii_digit).chain(ore);
        let add = |sum: i64, digit: u8| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0'));
        digits.into_iter().try_fold(0, add).ok_or(FigureFault::TooLarge)
    }

    /// With all its decimals.
    fn decimal(self) -> Result<Decimal, FigureFault> {
        let scale = u32::try_from(self.decimals.len()).map_err(|_| FigureFault::TooFine)?;
        let digits =
            self.whole.iter().copied().filter(u8::is_ascii_digit).chain(self.decimals.iter().copied());
        let add = |sum: i128, digit: u8| sum.checked_mul(10)?.checked_add(i128::from(digit - b'0'));
        let all = digits.into_iter().try_fold(0, add).ok_or(FigureFault::TooLarge)?;
        if scale > Decimal::MAX_SCALE {
            return Err(FigureFault::TooFine);
        }
        Decimal::try_from_i128_with_scale(all, scale).map_err(|_| FigureFault::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_plain_way_and_the_whole_grammar_agree(text in "[0-9]{1,17}([.,][0-9]{0,4})?") {
            if let Some((ore, decimal_mark)) = plain_ore(text.as_bytes()) {
                let amount = Amount::from_ore(ore);
                prop_assert_eq!(
                    any_figure(text.as_bytes(), NumberStyle::default()),
                    Ok(Figure { amount, decimal_mark })
                );
            }
        }
    }
}
