//! The fiscal years of a file (`#RAR`): 0 is its own, -1 the one before, and so on.
//!
//! A file of one month or quarter may call that its year. It is a part of one of the books' years
//! then, and what it opens with is what the accounts hold when the part starts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::head::years_of;
use super::record::{Problem, Record};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::Fact;

/// A year as the file tells of it.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    /// The year of the books that it lies in; none if they do not lie alike.
    year: Option<FiscalYear>,
}

/// What is known of the file's years.
#[derive(Debug, Default)]
pub(crate) struct Years {
    /// By their number.
    known: BTreeMap<i32, Span>,
    /// Those that were asked for in vain.
    missed: BTreeSet<i32>,
}

impl Years {
    /// Takes in a `#RAR`; one without days tells nothing.
    pub(crate) fn item(&mut self, record: &Record<'_>, years: FiscalYears, wrong: &mut Vec<Problem>) {
        if record.bytes(2).is_empty() && record.bytes(3).is_empty() {
            return;
        }
        let number = record.year_number(1, wrong);
        let (first, last) = (record.date(2, wrong), record.date(3, wrong));
        if let (Some(number), Some(first), Some(last)) = (number, first, last)
            && let Err(fact) = self.add(number, first, last, years)
        {
            wrong.push(record.problem(2, fact));
        }
    }

    /// Year `number` has these days.
    ///
    /// # Errors
    /// The fact that they are no year of the books.
    pub(crate) fn add(
        &mut self,
        number: i32,
        first: NaiveDate,
        last: NaiveDate,
        years: FiscalYears,
    ) -> Result<(), Fact> {
        let (month, month_last) = (Month::of(first), Month::of(last));
        // A first or a last year may be shorter than twelve months.
        let year = years.of(month);
        let fits = first <= last && year == years.of(month_last);
        self.known.insert(number, Span { first, last, year: fits.then_some(year) });
        if fits {
            return Ok(());
        }
        let starts = years_of(first, last).map_or(month.number(), FiscalYears::first_month);
        Err(match number {
            0 => Fact::SieYearsDiffer { first, last, starts },
            _ => Fact::SieYearUnplaced { number, first, last },
        })
    }

    /// The year with a number.
    ///
    /// # Errors
    /// The fact that the file does not tell, the first time it is asked for; nothing after that,
    /// nor for a year that is known to lie otherwise than those of the books.
    pub(crate) fn year(&mut self, number: i32) -> Result<FiscalYear, Option<Fact>> {
        match self.known.get(&number) {
            Some(span) => span.year.ok_or(None),
            None => Err(self.missed.insert(number).then_some(Fact::SieYearUnknown { number })),
        }
    }

    /// The last month of a year, as far as the file tells of it.
    pub(crate) fn last_month(&self, number: i32) -> Option<Month> {
        self.known.get(&number).map(|span| Month::of(span.last))
    }

    /// The first and the last day of a year of the file, if it is only a part of one of the books'.
    ///
    /// A first year may be short, and so may one that follows when a body lets its years start in
    /// another month. It then ends as the books' year does, or starts when a year of the file ends
    /// that lies elsewhere.
    pub(crate) fn part(&self, number: i32) -> Option<(NaiveDate, NaiveDate)> {
        let Span { first, last, year } = self.known.get(&number).copied()?;
        let (year, from, through) = (year?, Month::of(first), Month::of(last));
        let before = number.checked_sub(1).and_then(|number| self.known.get(&number));
        let is_year = match before {
            Some(before) => before.last.succ_opt() == Some(first) && before.year != Some(year),
            None => through == year.last() && from != through,
        };
        (from > year.first() && !is_year).then_some((first, last))
    }
}
