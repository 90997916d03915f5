//! How a column writes its dates, and what its cells show of it.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike;
use thiserror::Error;

use super::day::{Day, Written, day, full_year, written};

/// In which order a date names day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// `24-01-05`: year, month, day.
    YearMonthDay,
    /// `05/01/2024` for the fifth of January: day, month, year.
    DayMonthYear,
    /// `01/05/2024` for the fifth of January: month, day, year.
    MonthDayYear,
}

impl DateOrder {
    pub(super) const ALL: [Self; 3] = [Self::YearMonthDay, Self::DayMonthYear, Self::MonthDayYear];

    /// Year, month and day out of three numbers in this order.
    const fn arranged(self, [first, second, third]: [u32; 3]) -> [u32; 3] {
        match self {
            Self::YearMonthDay => [first, second, third],
            Self::DayMonthYear => [third, second, first],
            Self::MonthDayYear => [third, first, second],
        }
    }
}

/// A way of writing dates whose order the writing itself does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum DateForm {
    /// `240105`
    SixDigits,
    /// `24-01-05`
    DashShort,
    /// `24/01/05`
    SlashShort,
    /// `05.01.24`
    PointShort,
    /// `05-01-2024`
    DashLong,
    /// `05/01/2024`
    SlashLong,
}

impl DateForm {
    const COUNT: usize = 6;
    const ALL: [Self; Self::COUNT] = [
        Self::SixDigits,
        Self::DashShort,
        Self::SlashShort,
        Self::PointShort,
        Self::DashLong,
        Self::SlashLong,
    ];

    /// The orders that people write this form in. Nobody puts the month first before a point.
    const fn orders(self) -> &'static [DateOrder] {
        match self {
            Self::SixDigits | Self::DashShort | Self::SlashShort => &DateOrder::ALL,
            Self::PointShort => &[DateOrder::YearMonthDay, DateOrder::DayMonthYear],
            Self::DashLong | Self::SlashLong => &[DateOrder::DayMonthYear, DateOrder::MonthDayYear],
        }
    }

    /// What parts its numbers.
    const fn separator(self) -> &'static str {
        match self {
            Self::SixDigits => "",
            Self::DashShort | Self::DashLong => "-",
            Self::SlashShort | Self::SlashLong => "/",
            Self::PointShort => ".",
        }
    }

    /// Whether its year has four digits, not two.
    const fn has_long_year(self) -> bool {
        matches!(self, Self::DashLong | Self::SlashLong)
    }
}

/// A date in one of the forms, its order not yet known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unordered {
    pub(super) form: DateForm,
    /// Its three numbers as they stand.
    pub(super) numbers: [u32; 3],
}

impl Unordered {
    /// The date in this order, if it is one.
    pub(super) fn read(self, order: DateOrder) -> Option<Day> {
        if !self.form.orders().contains(&order) {
            return None;
        }
        match (self.form.has_long_year(), order.arranged(self.numbers)) {
            (true, [year, month, date]) => day(year, month, date),
            (false, [0, 0, 0]) => Some(Day::Unset),
            (false, [year, month, date]) => day(full_year(year), month, date),
        }
    }

    /// What it means in each order in which it is a date.
    pub(super) fn readings(self) -> impl Iterator<Item = (DateOrder, Day)> {
        DateOrder::ALL.into_iter().filter_map(move |order| Some((order, self.read(order)?)))
    }
}

/// A form and its order; written as `yymmdd`, `dd/mm/yyyy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatePattern {
    form: DateForm,
    order: DateOrder,
}

impl DatePattern {
    pub(super) const fn new(form: DateForm, order: DateOrder) -> Self {
        Self { form, order }
    }

    /// The order of day, month and year.
    #[must_use]
    pub const fn order(self) -> DateOrder {
        self.order
    }

    /// Every pattern that a column can settle.
    pub fn all() -> impl Iterator<Item = Self> {
        DateForm::ALL
            .into_iter()
            .flat_map(|form| form.orders().iter().map(move |order| Self { form, order: *order }))
    }
}

impl fmt::Display for DatePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = self.form.separator();
        let year = if self.form.has_long_year() { "yyyy" } else { "yy" };
        match self.order {
            DateOrder::YearMonthDay => write!(f, "{year}{between}mm{between}dd"),
            DateOrder::DayMonthYear => write!(f, "dd{between}mm{between}{year}"),
            DateOrder::MonthDayYear => write!(f, "mm{between}dd{between}{year}"),
        }
    }
}

/// Reads what [`Display`](fmt::Display) writes, in letters of any case.
impl FromStr for DatePattern {
    type Err = UnknownDatePattern;

    fn from_str(text: &str) -> Result<Self, UnknownDatePattern> {
        let is_called = |pattern: &Self| pattern.to_string().eq_ignore_ascii_case(text);
        Self::all().find(is_called).ok_or(UnknownDatePattern)
    }
}

/// The text is no pattern of dates that can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no pattern of dates such as dd/mm/yyyy")]
pub struct UnknownDatePattern;

/// How a column writes its dates, as far as that is settled.
///
/// Dates with one reading are read whatever the style. Of the others, a settled form is read in
/// its order and no other; a form that is not settled is refused unless all its readings agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct DateStyle {
    orders: [Option<DateOrder>; DateForm::COUNT],
    /// Whether its numbers of five digits are days as Excel counts them.
    pub(crate) serial_days: bool,
}

impl DateStyle {
    /// The style that writes dates by this pattern too.
    #[must_use]
    pub(crate) const fn with(mut self, pattern: DatePattern) -> Self {
        self.orders[pattern.form as usize] = Some(pattern.order);
        self
    }

    /// The style of a column of days as Excel counts them.
    #[cfg(test)]
    #[must_use]
    pub(crate) const fn with_serial_days(mut self) -> Self {
        self.serial_days = true;
        self
    }

    /// The patterns that are settled.
    pub(crate) fn patterns(self) -> impl Iterator<Item = DatePattern> {
        DateForm::ALL.into_iter().filter_map(move |form| Some(DatePattern { form, order: self.order(form)? }))
    }

    /// The order of a form, if it is settled.
    pub(super) fn order(self, form: DateForm) -> Option<DateOrder> {
        self.orders[form as usize]
    }
}

/// What the cells of a column show of how it writes dates.
///
/// A form is settled where exactly one order makes dates of all its cells: `25/01/2024` shows the
/// day to stand first. With two digits a year may be taken for a day, so there the years must bear
/// it out: books are about few years, and in the wrong order the days of a month look like many.
/// `240105` alone settles nothing, and a month of such days does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateEvidence {
    forms: [Option<Candidates>; DateForm::COUNT],
    /// Cells that are dates in one way or several, days of Excel not counted.
    pub(crate) dates: u64,
    /// Cells that may be days as Excel counts them: `45296`.
    pub(crate) serial_days: u64,
    /// Cells that stand for no date: `1899-12-31`.
    pub(crate) unset: u64,
    /// Cells that are no dates, blank ones not counted.
    pub(crate) others: u64,
}

/// The orders that make dates of every cell of a form so far, and the years those dates lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidates([Option<Years>; 3]);

/// Vouchers of one file lie in no more years than this: one and its neighbour.
const YEARS_FEW: u32 = 2;

/// In no fewer than this they would lie if days were taken for years.
const YEARS_MANY: u32 = 5;

/// Years of two digits, one bit each.
type Years = u128;

impl DateEvidence {
    /// Looks at a cell, [`trimmed`](super::trimmed); a blank one shows nothing.
    pub(crate) fn see(&mut self, cell: &[u8]) {
        let count = match written(cell) {
            Some(Written::Date(Day::On(_))) => &mut self.dates,
            Some(Written::Date(Day::Unset) | Written::SerialUnset) => &mut self.unset,
            Some(Written::Unordered(date)) => {
                self.forms[date.form as usize].get_or_insert(Candidates([Some(0); 3])).see(date);
                &mut self.dates
            }
            Some(Written::Serial(_)) => &mut self.serial_days,
            None if cell.is_empty() => return,
            None => &mut self.others,
        };
        *count += 1;
    }

    /// Whether a cell is written in the form of this pattern.
    pub(crate) const fn has_form_of(&self, pattern: DatePattern) -> bool {
        self.forms[pattern.form as usize].is_some()
    }

    /// The style that every cell bears out; cells that contradict each other settle nothing.
    pub(crate) fn style(&self) -> DateStyle {
        let settled = |form: DateForm| self.forms[form as usize]?.settled(form);
        let orders = DateForm::ALL.map(settled);
        // Between the rows a page prints the column's name again, a rule, a total's label.
        let serial_days = self.serial_days > self.others && self.dates == 0;
        DateStyle { orders, serial_days }
    }
}

impl Candidates {
    /// Takes a cell into account.
    fn see(&mut self, date: Unordered) {
        for (order, years) in DateOrder::ALL.into_iter().zip(&mut self.0) {
            *years = match (*years, date.read(order)) {
                (Some(years), Some(Day::On(date))) => Some(years | 1 << date.year().rem_euclid(100)),
                (Some(years), Some(Day::Unset)) => Some(years),
                _ => None,
            };
        }
    }

    /// The one order that remains, if the years it makes are those of books.
    fn settled(self, form: DateForm) -> Option<DateOrder> {
        let remaining =
            DateOrder::ALL.into_iter().zip(self.0).filter_map(|(order, years)| Some((order, years?)));
        let is_plausible = |years: &Years| form.has_long_year() || years.count_ones() <= YEARS_FEW;
        let mut plausible = remaining.clone().filter(|(_, years)| is_plausible(years));
        let (settled, _) = plausible.next()?;
        let mut others = remaining.filter(|(order, _)| *order != settled);
        others.all(|(_, years)| !form.has_long_year() && years.count_ones() >= YEARS_MANY).then_some(settled)
    }
}
