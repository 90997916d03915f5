//! Periods: a month, a stretch of months, a fiscal year.
//!
//! `2024-08`, `202408`, `jan 24`, `januari 2024`, `jan-24`; `2024-01 - 2024-12`, `202401-202412`,
//! `2024-01..2024-12`; `2024`. Months have their names in Swedish or English, whole or cut short
//! after three letters or more.

use super::blank::without_blanks;
use super::day::year_written;
use super::digits;
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};

/// The months' names, in small letters.
const MONTHS: [[&[u8]; 2]; 12] = [
    [b"januari", b"january"],
    [b"februari", b"february"],
    [b"mars", b"march"],
    [b"april", b"april"],
    [b"maj", b"may"],
    [b"juni", b"june"],
    [b"juli", b"july"],
    [b"augusti", b"august"],
    [b"september", b"september"],
    [b"oktober", b"october"],
    [b"november", b"november"],
    [b"december", b"december"],
];

/// A period as a cell writes it.
pub(crate) fn period(field: &[u8], fiscal_years: FiscalYears) -> Option<Period> {
    let field = without_blanks(field);
    if field.len() == 4 {
        return year(field, fiscal_years).map(FiscalYear::period);
    }
    if let Some(month) = month(field) {
        return Some(Period::month(month));
    }
    let (first, last) = ends(field)?;
    Period::new(month(first)?, month(last)?).ok()
}

/// The fiscal year that starts in the calendar year `2024`.
pub(crate) fn year(field: &[u8], fiscal_years: FiscalYears) -> Option<FiscalYear> {
    fiscal_years.starting_in(plausible_year(field)?).ok()
}

/// The number of the month that a word names, whole or cut short.
pub(crate) fn month_named(word: &[u8]) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let starts = |name: &&[u8]| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let index = MONTHS.iter().position(|names| names.iter().any(starts))?;
    u32::try_from(index + 1).ok()
}

fn month(field: &[u8]) -> Option<Month> {
    let (year, month) = match field {
        [year @ .., b'-', tens @ b'0'..=b'1', ones] if year.len() == 4 => {
            (plausible_year(year)?, [*tens, *ones])
        }
        [year @ .., tens, ones] if field.len() == 6 && digits(field).is_some() => {
            (plausible_year(year)?, [*tens, *ones])
        }
        _ => return named_month(field),
    };
    Month::new(year, u32::try_from(digits(&month)?).ok()?).ok()
}

/// `jan 24`, `jan. 2024`, `januari 2024`, `jan-24`.
fn named_month(field: &[u8]) -> Option<Month> {
    let letters = field.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, rest) = field.split_at(letters);
    let year = match rest {
        [b'-', year @ ..] => year,
        [b'.', rest @ ..] | rest if without_blanks(rest).len() < rest.len() => without_blanks(rest),
        _ => return None,
    };
    let year = year_written(year).filter(|year| (1900..=2999).contains(year))?;
    Month::new(i32::try_from(year).ok()?, month_named(word)?).ok()
}

/// The two ends of a stretch of months.
fn ends(field: &[u8]) -> Option<(&[u8], &[u8])> {
    for between in [&b".."[..], b" - ", b" \xE2\x80\x93 ", b" \x96 "] {
        if let Some(at) = memchr::memmem::find(field, between) {
            let (first, last) = (&field[..at], &field[at + between.len()..]);
            return Some((without_blanks(first), without_blanks(last)));
        }
    }
    let (first, last) = field.split_at_checked(6)?;
    Some((first, last.strip_prefix(b"-").filter(|last| last.len() == 6)?))
}

fn plausible_year(field: &[u8]) -> Option<i32> {
    let year = digits(field).filter(|_| field.len() == 4)?;
    i32::try_from(year).ok().filter(|year| (1900..=2999).contains(year))
}
