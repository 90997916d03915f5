//! Account numbers, voucher numbers, and marks of yes and no.

use super::blank::without_blanks_before;
use super::digits;
use crate::account::AccountNumber;
use crate::amount::Side;

/// An account as a cell writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AccountCell<'a> {
    /// Its number.
    pub(crate) number: AccountNumber,
    /// Its name, if the cell has that too; as it stands, not yet decoded.
    pub(crate) name: &'a [u8],
}

/// An account number and nothing else: two to eight digits, the first not zero.
#[inline]
pub(crate) fn account(field: &[u8]) -> Option<AccountNumber> {
    if field.len() > 8 || field.first() == Some(&b'0') {
        return None;
    }
    AccountNumber::new(u32::try_from(digits(field)?).ok()?).ok()
}

/// An account number, perhaps with the account's name behind it: `1930`, `1930 Bankgiro`,
/// `1930 - Bankgiro`, `1930: Bankgiro`, `1930, Bankgiro`. A spreadsheet's `1930.0` is the number too.
///
/// What follows the number must start with a letter or a mark, never with a digit, so that
/// `19 30`, `1930-1940` and `2024-01-05` are no accounts.
#[inline]
pub(crate) fn account_cell(field: &[u8]) -> Option<AccountCell<'_>> {
    if let Some(number) = account(field) {
        return Some(AccountCell { number, name: b"" });
    }
    let (number, rest) = field.split_at(field.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let number = account(number)?;
    if are_zero_decimals(rest) {
        return Some(AccountCell { number, name: b"" });
    }
    let name = without_blanks_before(rest);
    let is_spaced = name.len() < rest.len();
    let after_mark = [&b"-"[..], b":", b",", b"\xE2\x80\x93", b"\x96"]
        .into_iter()
        .find_map(|mark| name.strip_prefix(mark));
    let name = match after_mark {
        Some(name) => without_blanks_before(name),
        None if is_spaced => name,
        None => return None,
    };
    let has_letter = name.iter().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let starts_well = name.first().is_some_and(|first| !first.is_ascii_digit() && !b"-:.,".contains(first));
    (has_letter && starts_well).then_some(AccountCell { number, name })
}

/// A voucher number, and the letters of the series before it: `12`, `A12`, `A 12`, `A-12`, `A/12`,
/// `A:12`. A spreadsheet's `12.0` is the number too. A year before the number is part of the
/// series, for the number is that year's and not always the fiscal year's: `2024-00012`,
/// `LEV/2024/12`.
#[inline]
pub(crate) fn voucher_number(field: &[u8]) -> Option<(&[u8], u64)> {
    let letters = field.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (series, rest) = field.split_at(letters);
    let number = match rest {
        [b'0'..=b'9', ..] => rest,
        _ if letters > 0 => without_mark(rest),
        _ => return None,
    };
    let whole = match number.iter().position(|byte| matches!(byte, b'.' | b',')) {
        Some(at) if letters == 0 && are_zero_decimals(&number[at..]) => &number[..at],
        _ => number,
    };
    match digits(whole) {
        Some(number) => Some((series, number)),
        None => number_of_year(field),
    }
}

/// What follows the one mark, perhaps among blanks, that parts a number from its series.
fn without_mark(field: &[u8]) -> &[u8] {
    let field = without_blanks_before(field);
    match field {
        [b'-' | b'/' | b':' | b'.' | b'_', number @ ..] => without_blanks_before(number),
        number => number,
    }
}

/// A number behind the year it was given in, which is the end of its series.
#[cold]
fn number_of_year(field: &[u8]) -> Option<(&[u8], u64)> {
    let number = field.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, number) = field.split_at(field.len() - number);
    let [series @ .., b'-' | b'/'] = before else { return None };
    let (letters, year) = series.split_at_checked(series.len().checked_sub(4)?)?;
    let letters = letters.strip_suffix(b"-").or_else(|| letters.strip_suffix(b"/")).unwrap_or(letters);
    let is_year = digits(year).is_some_and(|year| (1900..=2999).contains(&year));
    (is_year && letters.iter().all(u8::is_ascii_alphabetic)).then_some((series, digits(number)?))
}

/// A mark with one or two noughts behind it, as programs write whole numbers; three would be
/// thousands.
fn are_zero_decimals(field: &[u8]) -> bool {
    matches!(field, [b'.' | b',', b'0'] | [b'.' | b',', b'0', b'0'])
}

/// Yes or no: `1`, `J`, `Ja`, `X` or `0`, `N`, `Nej` and nothing at all.
pub(crate) fn flag(field: &[u8]) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| field.eq_ignore_ascii_case(word.as_bytes()));
    if is(&["", "0", "n", "nej", "no", "false", "falskt"]) {
        Some(false)
    } else {
        is(&["1", "j", "ja", "x", "y", "yes", "true", "sant", "ib"]).then_some(true)
    }
}

/// Debit or credit: `D`, `Debet`, `K`, `C`, `Kredit`.
pub(crate) fn side(field: &[u8]) -> Option<Side> {
    let is = |words: &[&str]| words.iter().any(|word| field.eq_ignore_ascii_case(word.as_bytes()));
    if is(&["d", "deb", "debet", "debit", "dr"]) {
        Some(Side::Debit)
    } else {
        is(&["k", "c", "kre", "kred", "kredit", "credit", "cr"]).then_some(Side::Credit)
    }
}
