//! The fiscal years of a file (`#RAR`): 0 is its own, -1 the one before, and so on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::record::{Problem, Record};
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::finding::Fact;

/// What is known of the file's years.
#[derive(Debug, Default)]
pub(crate) struct Years {
    /// By their number; none for a year that does not lie as the books' years do.
    known: BTreeMap<i32, Option<FiscalYear>>,
    /// Those that were asked for in vain.
    missed: BTreeSet<i32>,
}

impl Years {
    /// Takes in a `#RAR`.
    pub(crate) fn item(&mut self, record: &Record<'_>, years: FiscalYears, wrong: &mut Vec<Problem>) {
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
        if first <= last && year == years.of(month_last) {
            self.known.insert(number, Some(year));
            return Ok(());
        }
        self.known.insert(number, None);
        let is_year = month_last.months_since(month) == 11;
        let starts = if is_year { month.number() } else { month_last.next().number() };
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
            Some(year) => year.ok_or(None),
            None => Err(self.missed.insert(number).then_some(Fact::SieYearUnknown { number })),
        }
    }
}
