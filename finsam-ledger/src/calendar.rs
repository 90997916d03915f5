//! Months, fiscal years and periods: civil dates only, never a time of day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use thiserror::Error;

/// A calendar month; the grain at which balances are kept.
///
/// ```
/// use finsam_ledger::Month;
/// let august: Month = "2024-08".parse()?;
/// assert_eq!(august.next().to_string(), "2024-09");
/// assert_eq!(august.last_day().to_string(), "2024-08-31");
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// Month `month` (1 to 12) of `year` (1 to 9999).
    ///
    /// # Errors
    /// [`PeriodError::NoSuchMonth`] outside those.
    pub fn new(year: i32, month: u32) -> Result<Self, PeriodError> {
        match i32::try_from(month) {
            Ok(number @ 1..=12) if (1..=9999).contains(&year) => Ok(Self(year * 12 + number - 1)),
            _ => Err(PeriodError::NoSuchMonth { year, month }),
        }
    }

    /// The month a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.year() * 12 + date.month0().cast_signed())
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month's number, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// The month after.
    #[must_use]
    pub const fn next(self) -> Self {
        self.plus(1)
    }

    /// The month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The month `months` later, or earlier for a negative number; at the ends of the calendar,
    /// the years 0 and 10 000, it stops.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        let month = self.0.saturating_add(months);
        if month < Self::FIRST.0 {
            Self::FIRST
        } else if month > Self::LAST.0 {
            Self::LAST
        } else {
            Self(month)
        }
    }

    pub(crate) const FIRST: Self = Self(0);
    const LAST: Self = Self(10_000 * 12 + 11);

    /// How many months later than `earlier` this one is.
    #[must_use]
    pub const fn months_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or(NaiveDate::MAX)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let not_a_period = || PeriodError::NotAPeriod(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(not_a_period)?;
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(not_a_period());
        }
        Self::new(year.parse().map_err(|_| not_a_period())?, month.parse().map_err(|_| not_a_period())?)
    }
}

/// Whole months from one to another, both included: a year, a month, January to August.
///
/// ```
/// use finsam_ledger::{Month, Period};
/// let interim: Period = "2024-01..2024-08".parse()?;
/// assert_eq!(interim.months().count(), 8);
/// assert_eq!(interim.to_string(), "2024-01..2024-08");
/// assert_eq!("2024".parse::<Period>()?.last(), Month::new(2024, 12)?);
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Month,
    last: Month,
}

impl Period {
    /// The months `first` to `last`.
    ///
    /// # Errors
    /// [`PeriodError::EndsBeforeItStarts`] if `last` is the earlier.
    pub const fn new(first: Month, last: Month) -> Result<Self, PeriodError> {
        if last.0 < first.0 {
            Err(PeriodError::EndsBeforeItStarts { first, last })
        } else {
            Ok(Self { first, last })
        }
    }

    /// One month.
    #[must_use]
    pub const fn month(month: Month) -> Self {
        Self { first: month, last: month }
    }

    /// Its first month.
    #[must_use]
    pub const fn first(self) -> Month {
        self.first
    }

    /// Its last month.
    #[must_use]
    pub const fn last(self) -> Month {
        self.last
    }

    /// Its months, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (self.first.0..=self.last.0).map(Month)
    }

    /// Whether it is January to December of one year.
    #[must_use]
    pub const fn is_calendar_year(self) -> bool {
        self.first.number() == 1 && self.last.months_since(self.first) == 11
    }

    /// Whether the month lies in it.
    #[must_use]
    pub const fn contains(self, month: Month) -> bool {
        self.first.0 <= month.0 && month.0 <= self.last.0
    }

    /// The same months `years` earlier: what a period is compared with when nothing else is said.
    #[must_use]
    pub const fn years_before(self, years: i32) -> Self {
        let months = years.saturating_mul(-12);
        Self { first: self.first.plus(months), last: self.last.plus(months) }
    }

    /// The same text in the words of a fiscal year: `2024` means the fiscal year that starts in
    /// 2024, `2024-08` the month, `2024-01..2024-08` the months.
    ///
    /// # Errors
    /// [`PeriodError`] if the text is none of these.
    pub fn parse(text: &str, years: FiscalYears) -> Result<Self, PeriodError> {
        if let Some((first, last)) = text.split_once("..") {
            return Self::new(first.parse()?, last.parse()?);
        }
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let year = text.parse().map_err(|_| PeriodError::NotAPeriod(text.to_owned()))?;
            return Ok(years.starting_in(year)?.period());
        }
        text.parse().map(Self::month)
    }
}

/// `2024` for a calendar year, `2024-08` for a month, else `2024-01..2024-08`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        if first == last {
            write!(f, "{first}")
        } else if self.is_calendar_year() {
            write!(f, "{:04}", first.year())
        } else {
            write!(f, "{first}..{last}")
        }
    }
}

/// Reads with calendar years; [`Period::parse`] takes others.
impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text, FiscalYears::CALENDAR)
    }
}

/// A calendar quarter, as support is claimed for it.
///
/// ```
/// use finsam_ledger::{Month, Quarter};
/// let third: Quarter = "2024-Q3".parse()?;
/// assert_eq!(third, Quarter::of(Month::new(2024, 8)?));
/// assert_eq!(third.period().to_string(), "2024-07..2024-09");
/// # Ok::<(), finsam_ledger::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(Month);

impl Quarter {
    /// The quarter a month lies in.
    #[must_use]
    pub const fn of(month: Month) -> Self {
        Self(Month(month.0 - month.0.rem_euclid(3)))
    }

    /// Its three months.
    #[must_use]
    pub const fn period(self) -> Period {
        Period { first: self.0, last: self.0.plus(2) }
    }

    /// The quarter after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.plus(3))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.0.year(), self.0.number() / 3 + 1)
    }
}

/// Reads what [`Display`](fmt::Display) writes; `2024-q3` and `2024K3` will do as well.
impl FromStr for Quarter {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let not_a_period = || PeriodError::NotAPeriod(text.to_owned());
        let (year, quarter) = text.split_once(['Q', 'q', 'K', 'k']).ok_or_else(not_a_period)?;
        let year = year.strip_suffix('-').unwrap_or(year);
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let month = match quarter {
            "1" => 1,
            "2" => 4,
            "3" => 7,
            "4" => 10,
            _ => return Err(not_a_period()),
        };
        let year = year.parse().ok().filter(|_| is_year).ok_or_else(not_a_period)?;
        Month::new(year, month).map(Self)
    }
}

/// How a body's fiscal years (räkenskapsår) lie: twelve months from the same month each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FiscalYears {
    /// The first month of every year less one: 0 for calendar years.
    offset: u8,
}

impl FiscalYears {
    /// January to December, what the law asks of a samordningsförbund.
    pub const CALENDAR: Self = Self { offset: 0 };

    /// Years that start in month `number` (1 to 12).
    ///
    /// # Errors
    /// [`PeriodError::NoSuchMonth`] for another number.
    pub fn starting_in_month(number: u32) -> Result<Self, PeriodError> {
        match u8::try_from(number) {
            Ok(month @ 1..=12) => Ok(Self { offset: month - 1 }),
            _ => Err(PeriodError::NoSuchMonth { year: 0, month: number }),
        }
    }

    /// The first month of every year, 1 to 12.
    #[must_use]
    pub const fn first_month(self) -> u32 {
        self.offset as u32 + 1
    }

    /// The fiscal year that starts in calendar year `year`.
    ///
    /// # Errors
    /// [`PeriodError::NoSuchMonth`] outside years 1 to 9999.
    pub fn starting_in(self, year: i32) -> Result<FiscalYear, PeriodError> {
        Month::new(year, self.first_month()).map(FiscalYear)
    }

    /// The fiscal year a month lies in.
    #[must_use]
    pub const fn of(self, month: Month) -> FiscalYear {
        let offset = self.offset as i32;
        FiscalYear(Month((month.0 - offset).div_euclid(12) * 12 + offset))
    }
}

/// One fiscal year (räkenskapsår): twelve months, named by the calendar year it starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(Month);

impl FiscalYear {
    /// Its months.
    #[must_use]
    pub const fn period(self) -> Period {
        Period { first: self.0, last: self.last() }
    }

    /// Its first month.
    #[must_use]
    pub const fn first(self) -> Month {
        self.0
    }

    /// Its last month.
    #[must_use]
    pub const fn last(self) -> Month {
        self.0.plus(11)
    }

    /// The year after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.plus(12))
    }

    /// The year before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.plus(-12))
    }

    /// The calendar year it starts in.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }
}

/// `2024`; a broken year is `2024-07..2025-06`.
impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.period().fmt(f)
    }
}

/// Why a text or a pair of months is not a period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// The text has another form.
    #[error("'{0}' is not a period such as 2024, 2024-08 or 2024-01..2024-08")]
    NotAPeriod(String),
    /// A month or year that is not in the calendar.
    #[error("{year:04}-{month:02} is not a month")]
    NoSuchMonth {
        /// The year asked for.
        year: i32,
        /// The month asked for.
        month: u32,
    },
    /// The last month comes before the first.
    #[error("the period ends in {last}, before it starts in {first}")]
    EndsBeforeItStarts {
        /// The month it was to start with.
        first: Month,
        /// The month it was to end with.
        last: Month,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "24", "2024-13", "2024-1", "2024-00", "2024-01..", "..2024", "0000", "+202-01", "2024-01-05"]
        {
            assert!(text.parse::<Period>().is_err(), "{text} was read as a period");
        }
        assert!(matches!("2024-08..2024-01".parse::<Period>(), Err(PeriodError::EndsBeforeItStarts { .. })));
    }

    #[test]
    fn a_broken_year_holds_its_own_months() {
        let years = FiscalYears::starting_in_month(7).expect("July is a month");
        let year = years.of("2025-06".parse().expect("a month"));
        assert_eq!(year.year(), 2024);
        assert_eq!(year.to_string(), "2024-07..2025-06");
        assert_eq!(Period::parse("2024", years), Ok(year.period()));
        assert_eq!(years.of(year.next().first()), year.next());
    }

    #[test]
    fn at_the_ends_of_the_calendar_it_stops() {
        let year = "2024".parse::<Period>().expect("a year");
        assert_eq!(year.years_before(i32::MAX).first(), year.first().plus(i32::MIN));
        assert_eq!(year.last().plus(i32::MAX).next().year(), 10_000);
        assert_eq!(year.first().plus(i32::MIN).previous().first_day().to_string(), "0000-01-01");
    }

    #[test]
    fn quarters_read_back_and_follow_upon_each_other() {
        let quarter = |text: &str| text.parse::<Quarter>();
        for text in ["2024-Q1", "2024-Q4", "0001-Q2"] {
            assert_eq!(quarter(text).expect("a quarter").to_string(), text);
        }
        assert_eq!(quarter("2024k3"), quarter("2024-Q3"));
        assert_eq!(quarter("2024-Q4").expect("a quarter").next(), quarter("2025-Q1").expect("a quarter"));
        for text in ["", "Q1", "24-Q1", "2024-Q5", "2024-Q", "2024-Q11", "0000-Q1", "2024-03"] {
            assert!(quarter(text).is_err(), "{text} was read as a quarter");
        }
        for number in 1..=12 {
            let month = Month::new(2024, number).expect("a month");
            assert!(Quarter::of(month).period().contains(month));
        }
    }

    #[test]
    fn every_month_lies_in_its_own_fiscal_year() {
        for first in 1..=12 {
            let years = FiscalYears::starting_in_month(first).expect("a month");
            for number in 0..36 {
                let month = Month::new(2023, 1).expect("a month").plus(number);
                assert!(years.of(month).period().contains(month), "{month} with years from {first}");
            }
        }
    }
}
