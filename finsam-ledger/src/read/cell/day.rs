//! Dates, in every way people and programs write them.
//!
//! - `2024-01-05`, `2024/1/5`, `2024.01.05`, `20240105`; `5/1-24`, `5/1 2024`, `5.1.2024`;
//!   `5 jan 2024`, `05-jan-24`, `den 5 januari 2024`, and with the months in English: one reading.
//! - `05/01/2024`, `05-01-24`, `240105`: read in the order their column has settled, else only if
//!   all orders give the same day.
//! - `45296`, Excel's count of days: only where the column as a whole is made of them.
//! - A time of day behind a date (`2024-01-05 00:00:00`, `2024-01-05T13:45`, `1:45:00 PM`) is
//!   dropped, for books have days only. A date with a time zone is refused: it may be another day in Sweden.
//! - `1899-12-30`, `1899-12-31`, `1900-01-01`, `0001-01-01` and `0000-00-00` stand for no date;
//!   programs write them for a nought.
//!
//! Years lie from 1900 to 2999. Of two digits, 00 to 79 are 2000 to 2079, and 80 to 99 are 1980 to
//! 1999.

use chrono::NaiveDate;

use super::blank::without_blanks;
use super::date_style::{DateForm, DatePattern, DateStyle, Unordered};
use super::digits;
use super::period::month_named;
use crate::finding::Fact;

/// Excel's numbers of days from 1980 to 2099; others are no dates of books.
const SERIAL_DAYS: std::ops::RangeInclusive<u32> = 29_221..=73_050;

/// The day before the first of year 1 to the day Excel counts from, 1899-12-30.
const DAYS_BEFORE_SERIAL: i32 = 693_594;

/// Why a cell is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// Not a date.
    Unreadable,
    /// Day, month and year may stand in several orders.
    Ambiguous {
        /// What it may mean.
        first: NaiveDate,
        /// What it may mean as well.
        second: NaiveDate,
    },
    /// A date in another order than the rest of its column.
    OtherOrder {
        /// What it would mean.
        reading: NaiveDate,
        /// How the column writes dates.
        of_column: DatePattern,
    },
    /// A day as Excel counts them in a column of something else.
    SerialAlone {
        /// The day.
        as_serial: NaiveDate,
    },
}

impl DateFault {
    /// The fact about a cell that reads `text`.
    pub(crate) fn fact(self, text: String) -> Fact {
        match self {
            Self::Unreadable => Fact::DateUnreadable { text },
            Self::Ambiguous { first, second } => Fact::DateAmbiguous { text, first, second },
            Self::OtherOrder { reading, of_column } => {
                Fact::DateOtherOrder { text, reading, of_column: of_column.to_string() }
            }
            Self::SerialAlone { as_serial } => Fact::DateSerial { text, as_serial },
        }
    }
}

/// What a cell of dates holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// A day.
    On(NaiveDate),
    /// No day: what programs write for a nought.
    Unset,
}

/// A date, as a column of this style writes it.
///
/// # Errors
/// [`DateFault`] for what is no date, and for what could be two.
#[inline]
pub(crate) fn date(field: &[u8], style: DateStyle) -> Result<Day, DateFault> {
    match iso(field) {
        Some(date) => Ok(date),
        None => any_date(field, style),
    }
}

/// The day that a cell says, if it says one.
pub(crate) fn day_of(field: &[u8], style: DateStyle) -> Option<NaiveDate> {
    match date(field, style) {
        Ok(Day::On(date)) => Some(date),
        Ok(Day::Unset) | Err(_) => None,
    }
}

fn any_date(field: &[u8], style: DateStyle) -> Result<Day, DateFault> {
    match written(field).ok_or(DateFault::Unreadable)? {
        Written::Date(date) => Ok(date),
        Written::Unordered(date) => ordered(date, style),
        Written::Serial(as_serial) if style.serial_days => Ok(Day::On(as_serial)),
        Written::Serial(as_serial) => Err(DateFault::SerialAlone { as_serial }),
        Written::SerialUnset if style.serial_days => Ok(Day::Unset),
        Written::SerialUnset => Err(DateFault::Unreadable),
    }
}

fn ordered(date: Unordered, style: DateStyle) -> Result<Day, DateFault> {
    let mut readings = date.readings();
    let (_, first) = readings.next().ok_or(DateFault::Unreadable)?;
    if let Some(order) = style.order(date.form) {
        let fault = || match first {
            Day::On(reading) => {
                DateFault::OtherOrder { reading, of_column: DatePattern::new(date.form, order) }
            }
            Day::Unset => DateFault::Unreadable,
        };
        return date.read(order).ok_or_else(fault);
    }
    match (first, readings.find(|(_, other)| *other != first)) {
        (Day::On(first), Some((_, Day::On(second)))) => Err(DateFault::Ambiguous { first, second }),
        (_, Some(_)) => Err(DateFault::Unreadable),
        (first, None) => Ok(first),
    }
}

/// What a cell is before its column is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A date with one reading, or what stands for none.
    Date(Day),
    /// A date whose order is not known; it may be a date in no order.
    Unordered(Unordered),
    /// A day as Excel counts them.
    Serial(NaiveDate),
    /// Excel's nought.
    SerialUnset,
}

/// What a cell is; `None` if it is no date in any order.
pub(super) fn written(field: &[u8]) -> Option<Written> {
    let field = without_article(without_time(without_blanks(field))?);
    if let Some(date) = iso(field) {
        return Some(Written::Date(date));
    }
    let (parts, count) = parts(field)?;
    match parts.get(..count)? {
        [Part { text, .. }] => of_one_part(text),
        [first, second, third] => of_three_parts([*first, *second, *third]),
        _ => None,
    }
}

/// `2024-01-05` and `20240105`, which most dates are.
#[inline]
fn iso(field: &[u8]) -> Option<Day> {
    let (year, month, date) = match field.len() {
        10 if field[4] == b'-' && field[7] == b'-' => (&field[..4], &field[5..7], &field[8..]),
        8 => (&field[..4], &field[4..6], &field[6..]),
        _ => return None,
    };
    day(small(year)?, small(month)?, small(date)?)
}

fn of_one_part(text: &[u8]) -> Option<Written> {
    let number = small(text)?;
    match text.len() {
        // 1900-01-00 and 1900-01-01.
        1 if number <= 1 => Some(Written::SerialUnset),
        5 if SERIAL_DAYS.contains(&number) => {
            let date = NaiveDate::from_num_days_from_ce_opt(DAYS_BEFORE_SERIAL + i32::try_from(number).ok()?);
            date.map(Written::Serial)
        }
        6 => {
            let numbers = [number / 10_000, number / 100 % 100, number % 100];
            unordered(DateForm::SixDigits, numbers)
        }
        _ => None,
    }
}

fn of_three_parts([first, second, third]: [Part<'_>; 3]) -> Option<Written> {
    let lengths = (first.text.len(), second.text.len(), third.text.len());
    let before = (second.before, third.before);
    if let Some(month) = month_named(second.text) {
        let is_spaced =
            matches!(before.0, b' ' | b'-' | b'.' | b'/') && matches!(before.1, b' ' | b'-' | b'.' | b'/');
        let year = year_written(third.text).filter(|_| is_spaced && lengths.0 <= 2)?;
        return day(year, month, small(first.text)?).map(Written::Date);
    }
    let numbers = [small(first.text)?, small(second.text)?, small(third.text)?];
    let [one, month, other] = numbers;
    let of_year_last = || Some(Written::Date(day(year_written(third.text)?, month, one)?));
    match (lengths, before) {
        ((4, 1..=2, 1..=2), (b'-' | b'/' | b'.', mark)) if mark == before.0 => {
            day(one, month, other).map(Written::Date)
        }
        // Swedes write `5/1-24` and `5/1 2024`, and then the day always stands first.
        ((1..=2, 1..=2, 2 | 4), (b'/', b'-' | b' ')) | ((1..=2, 1..=2, 4), (b'.', b'.')) => of_year_last(),
        ((1..=2, 1..=2, 4), (b'-', b'-')) => unordered(DateForm::DashLong, numbers),
        ((1..=2, 1..=2, 4), (b'/', b'/')) => unordered(DateForm::SlashLong, numbers),
        ((1..=2, 1..=2, 2), (b'-', b'-')) => unordered(DateForm::DashShort, numbers),
        ((1..=2, 1..=2, 2), (b'/', b'/')) => unordered(DateForm::SlashShort, numbers),
        ((1..=2, 1..=2, 2), (b'.', b'.')) => unordered(DateForm::PointShort, numbers),
        _ => None,
    }
}

/// A date in this form, if it is one in any order.
fn unordered(form: DateForm, numbers: [u32; 3]) -> Option<Written> {
    let date = Unordered { form, numbers };
    date.readings().next().map(|_| Written::Unordered(date))
}

/// A run of digits or letters, and the one mark that stands before it; a blank is a space.
#[derive(Clone, Copy, Debug, Default)]
struct Part<'a> {
    before: u8,
    text: &'a [u8],
}

/// The parts of a date, at most three; `None` if they are parted by more than a mark and blanks.
fn parts(field: &[u8]) -> Option<([Part<'_>; 3], usize)> {
    let mut parts = [Part::default(); 3];
    let (mut rest, mut before) = (field, b' ');
    for (index, part) in parts.iter_mut().enumerate() {
        let is_digits = rest.first()?.is_ascii_digit();
        let is_same = |byte: &&u8| if is_digits { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() };
        let (text, after) = rest.split_at(rest.iter().take_while(is_same).count());
        if text.is_empty() {
            return None;
        }
        *part = Part { before, text };
        if after.is_empty() {
            return Some((parts, index + 1));
        }
        let between = after.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let (between, after) = after.split_at(between);
        before = match without_blanks(between) {
            [] => b' ',
            [mark] => *mark,
            _ => return None,
        };
        rest = after;
    }
    None
}

/// The cell without the word that the long form of a date begins with: `den 5 januari 2024`.
fn without_article(field: &[u8]) -> &[u8] {
    match field.split_at_checked(4) {
        Some((word, date)) if word.eq_ignore_ascii_case(b"den ") => date,
        _ => field,
    }
}

/// The cell without a time of day behind its date; `None` if that is no time of a day.
fn without_time(field: &[u8]) -> Option<&[u8]> {
    let Some(colon) = memchr::memchr(b':', field) else { return Some(field) };
    let hours = field[..colon].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, time) = field.split_at(colon - hours);
    let date = match before {
        [date @ .., b'T'] => date,
        date if without_blanks(date).len() < date.len() => without_blanks(date),
        _ => return None,
    };
    let (time, hours_end) = match without_half(time) {
        Some(time) => (time, 13),
        None => (time, 24),
    };
    let mut numbers = time.splitn(3, |byte| *byte == b':');
    let seconds = |text: &[u8]| {
        let mut halves = text.splitn(2, |byte| *byte == b'.');
        let whole = halves.next().is_some_and(|whole| is_below(whole, 60, 2));
        whole && halves.next().is_none_or(|fraction| digits(fraction).is_some())
    };
    let is_time = numbers.next().is_some_and(|hours| is_below(hours, hours_end, 1))
        && numbers.next().is_some_and(|minutes| is_below(minutes, 60, 2))
        && numbers.next().is_none_or(seconds);
    is_time.then_some(date)
}

/// A time without the half of the day behind it, as the English tell it.
fn without_half(time: &[u8]) -> Option<&[u8]> {
    let (time, half) = time.split_at_checked(time.len().checked_sub(2)?)?;
    let is_half = half.eq_ignore_ascii_case(b"am") || half.eq_ignore_ascii_case(b"pm");
    is_half.then(|| without_blanks(time))
}

fn is_below(text: &[u8], limit: u64, length_min: usize) -> bool {
    (length_min..=2).contains(&text.len()) && digits(text).is_some_and(|number| number < limit)
}

/// A day of the books, or what stands for none.
pub(super) fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    match (year, month, day) {
        (1899, 12, 30 | 31) | (1900, 1, 0 | 1) | (1, 1, 1) | (0, 0, 0) => Some(Day::Unset),
        (1900..=2999, ..) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Day::On),
        _ => None,
    }
}

/// A year of two or four digits.
pub(super) fn year_written(text: &[u8]) -> Option<u32> {
    match text.len() {
        2 => small(text).map(full_year),
        4 => small(text),
        _ => None,
    }
}

/// The year that two digits mean.
pub(super) const fn full_year(short: u32) -> u32 {
    if short < 80 { 2000 + short } else { 1900 + short }
}

fn small(text: &[u8]) -> Option<u32> {
    u32::try_from(digits(text)?).ok()
}
