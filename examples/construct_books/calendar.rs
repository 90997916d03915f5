//! Civil dates and Swedish business days, as far as the example books need them.

use crate::Fallible;

/// A civil date; the derived order is calendar order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    /// The year, such as 2014.
    pub(crate) year: i64,
    /// The month, 1 to 12.
    pub(crate) month: i64,
    /// The day of the month, from 1.
    pub(crate) day: i64,
}

/// The month names a Swedish invoice text uses.
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

impl Date {
    /// The date of these three numbers; the caller gives a real date.
    pub(crate) const fn new(year: i64, month: i64, day: i64) -> Self {
        Self { year, month, day }
    }

    /// Reads `MM-DD` as a date of `year`.
    pub(crate) fn within(year: i64, text: &str) -> Fallible<Self> {
        let (month, day) = text.split_once('-').ok_or_else(|| format!("not a date: {text}"))?;
        let (month, day) = (month.parse()?, day.parse()?);
        if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
            return Err(format!("not a date: {text}").into());
        }
        Ok(Self { year, month, day })
    }

    /// The date as `YYYY-MM-DD`.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The Swedish name of the month.
    pub(crate) fn month_name(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
    }

    /// The quarter, 1 to 4.
    pub(crate) const fn quarter(self) -> i64 {
        (self.month + 2) / 3
    }

    /// The date `days` later, or earlier when negative.
    pub(crate) const fn plus(self, days: i64) -> Self {
        Self::from_day_number(self.day_number() + days)
    }

    /// This day, or the nearest business day after it in the same month, else the nearest before.
    pub(crate) fn business_day(self) -> Self {
        let mut later = self;
        while later.is_day_off() {
            later = later.plus(1);
        }
        if later.month == self.month {
            return later;
        }
        let mut earlier = self;
        while earlier.is_day_off() {
            earlier = earlier.plus(-1);
        }
        earlier
    }

    /// The last business day that is not after this day.
    pub(crate) fn business_day_before(self) -> Self {
        let mut day = self;
        while day.is_day_off() {
            day = day.plus(-1);
        }
        day
    }

    /// The first Wednesday that is not before this day: few public holidays fall on one.
    pub(crate) const fn next_wednesday(self) -> Self {
        self.plus((2 - self.weekday()).rem_euclid(7))
    }

    /// The last day of this month.
    pub(crate) const fn month_end(self) -> Self {
        Self::new(self.year, self.month, days_in_month(self.year, self.month))
    }

    /// Monday is 0, Sunday is 6.
    const fn weekday(self) -> i64 {
        (self.day_number() + 2).rem_euclid(7)
    }

    /// Saturdays, Sundays, public holidays and the eves on which offices are closed.
    const fn is_day_off(self) -> bool {
        let after_easter = self.day_number() - Self::easter(self.year).day_number();
        // Good Friday, Easter Monday and Ascension Day; then Midsummer Eve.
        matches!(after_easter, -2 | 1 | 39)
            || (self.weekday() == 4 && self.month == 6 && matches!(self.day, 19..=25))
            || self.weekday() > 4
            || matches!((self.month, self.day), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24 | 25 | 26 | 31))
    }

    /// Easter Sunday, by Gauss's rule in the form that holds from 1900 to 2099.
    const fn easter(year: i64) -> Self {
        let moon = (19 * (year % 19) + 24) % 30;
        let week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
        let mut days = moon + week;
        // The two exceptions of the rule: Easter is never later than 25 April.
        if days == 35 || (days == 34 && moon == 28 && year % 19 > 10) {
            days -= 7;
        }
        Self::new(year, 3, 22).plus(days)
    }

    /// Days since 0000-03-01, counted with March as the first month so that leap days come last.
    const fn day_number(self) -> i64 {
        let (year, month) =
            if self.month > 2 { (self.year, self.month - 3) } else { (self.year - 1, self.month + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + self.day - 1
    }

    /// The inverse of [`Date::day_number`].
    const fn from_day_number(number: i64) -> Self {
        let mut year = (10_000 * number + 14_780) / 3_652_425;
        let mut rest = number - (365 * year + year / 4 - year / 100 + year / 400);
        if rest < 0 {
            year -= 1;
            rest = number - (365 * year + year / 4 - year / 100 + year / 400);
        }
        let shifted = (100 * rest + 52) / 3060;
        let day = rest - (shifted * 306 + 5) / 10 + 1;
        let month = (shifted + 2) % 12 + 1;
        Self::new(year + (shifted + 2) / 12, month, day)
    }
}

/// The number of days in a month of the Gregorian calendar.
const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
