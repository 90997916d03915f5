//! Two tellings of the same books held against each other (avstämning): per account, per month
//! and per voucher, what only one of them has and what both have but not alike.
//!
//! What counts is what is booked: date, account, cost centre, project and amount. The order of a
//! voucher's rows and its [`History`](crate::voucher::History) do not, and where only words
//! differ, that is told apart from all else.

mod sums;
mod vouchers;

use chrono::NaiveDate;
use thiserror::Error;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{Balances, Turnover, YearEnd};
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::voucher::Voucher;
use crate::year_of_sums::BalancesError;

pub use sums::{AccountCompared, AccountMonthCompared, MonthCompared};
pub use vouchers::{ChangedVoucher, RewordedVoucher, VouchersCompared};

/// The same thing on both sides of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Both<T> {
    /// On the first side.
    pub a: T,
    /// On the second side.
    pub b: T,
}

impl<T> Both<T> {
    /// Something made of each side.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Both<U> {
        Both { a: make(self.a), b: make(self.b) }
    }

    /// The sides in each other's place.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { a: self.b, b: self.a }
    }

    /// One of the sides.
    pub const fn of(&self, which: Which) -> &T {
        match which {
            Which::A => &self.a,
            Which::B => &self.b,
        }
    }

    fn of_mut(&mut self, which: Which) -> &mut T {
        match which {
            Which::A => &mut self.a,
            Which::B => &mut self.b,
        }
    }
}

impl<T: PartialEq> Both<T> {
    /// Whether the sides are not the same.
    pub fn differ(&self) -> bool {
        self.a != self.b
    }
}

impl Both<Amount> {
    /// What A has more than B, debit positive.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub const fn difference(self) -> Result<Amount, AmountError> {
        self.a.checked_sub(self.b)
    }
}

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// The first side.
    A,
    /// The second side.
    B,
}

impl Which {
    /// The first side, then the second.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The side that alone does not have it, if one does not.
    const fn lacking(has: Both<bool>) -> Option<Self> {
        match (has.a, has.b) {
            (true, false) => Some(Self::B),
            (false, true) => Some(Self::A),
            _ => None,
        }
    }
}

/// What one side holds: its vouchers, and the balances that they and its opening balances make.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The vouchers, in any order; none where the source tells only sums.
    pub vouchers: &'a [Voucher],
    /// Opening balances and turnovers.
    pub balances: &'a Balances,
}

/// How two sides compare during a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The period; none where nothing is held by either side.
    pub period: Option<Period>,
    /// What each side holds in the period, in numbers.
    pub totals: Both<Totals>,
    /// What could not be held against anything, since one side does not tell it.
    pub not_told: NotTold,
    /// Every account with a figure, by fiscal year.
    pub accounts: Vec<AccountCompared>,
    /// Every month with a figure.
    pub months: Vec<MonthCompared>,
    /// The accounts of each month on which the sides booked otherwise.
    pub account_months: Vec<AccountMonthCompared>,
    /// The vouchers.
    pub vouchers: VouchersCompared<'a>,
}

/// One side in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Vouchers.
    pub vouchers: u64,
    /// Their rows.
    pub rows: u64,
    /// What was booked on both sides of all accounts.
    pub turnover: Turnover,
    /// The first and the last date of a voucher.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// What one side does not tell, so that it makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotTold {
    /// The fiscal years whose opening balances one side does not know, and which side.
    pub openings: Vec<(FiscalYear, Which)>,
    /// The side that has sums but no vouchers.
    pub vouchers: Option<Which>,
    /// The side whose vouchers have no words at all.
    pub words: Option<Which>,
}

impl Comparison<'_> {
    /// Whether both sides tell the same: every account, every month and every voucher with its
    /// number. Words make no difference.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        let Self { vouchers, account_months, .. } = self;
        self.accounts_that_differ().next().is_none()
            && self.months_that_differ().next().is_none()
            && account_months.is_empty()
            && vouchers.are_equal()
    }

    /// The accounts whose opening, turnover or closing differs.
    pub fn accounts_that_differ(&self) -> impl Iterator<Item = &AccountCompared> {
        self.accounts.iter().filter(|account| account.differs())
    }

    /// The months whose vouchers or turnover differ in number.
    pub fn months_that_differ(&self) -> impl Iterator<Item = &MonthCompared> {
        self.months.iter().filter(|month| month.differs())
    }
}

/// Holds two sides against each other during a period: all that is dated or booked within it.
///
/// Without a period it is the fiscal years in which either side has a voucher, or, where neither
/// has any, a figure. Opening and closing balances are compared for the years whose opening both
/// sides know: given ones, or what earlier years in the same books carry over as `year_end` says.
/// A voucher is the same one by fiscal year, series and number; one that is alike in all that
/// counts but stands under another number is told as renumbered, if there is no doubt which one
/// it is. The time taken is that of putting the vouchers in order.
///
/// ```
/// use finsam_ledger::compare::{Held, compare};
/// use finsam_ledger::{Amount, FiscalYears, Journal, Posting, VoucherDraft, VoucherId, YearEnd};
///
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
/// let journal = |ore| {
///     let rows = vec![
///         Posting::new("5539".parse()?, Amount::from_ore(ore)),
///         Posting::new("2411".parse()?, Amount::from_ore(-ore)),
///     ];
///     let mut journal = Journal::new(FiscalYears::CALENDAR);
///     journal.append(VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", rows).try_into_voucher()?);
///     Ok::<_, Box<dyn std::error::Error>>(journal)
/// };
/// let (export, book) = (journal(12_500)?, journal(12_050)?);
/// let (of_export, of_book) = (export.tally()?.balances, book.tally()?.balances);
/// let year_end = YearEnd { balance_accounts: Vec::new(), equity: Vec::new(), result_to: "2010".parse()? };
/// let a = Held { vouchers: export.vouchers(), balances: &of_export };
/// let b = Held { vouchers: book.vouchers(), balances: &of_book };
/// let comparison = compare(a, b, None, &year_end)?;
/// assert!(!comparison.is_equal());
/// assert_eq!(comparison.vouchers.changed[0].accounts[1].1.difference()?, Amount::from_ore(450));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`CompareError::FiscalYears`] if the sides' fiscal years lie otherwise,
/// [`CompareError::Balances`] if a side knows only sums of a year that do not tell the period, or a
/// sum does not fit.
pub fn compare<'a>(
    a: Held<'a>,
    b: Held<'a>,
    period: Option<Period>,
    year_end: &YearEnd,
) -> Result<Comparison<'a>, CompareError> {
    let held = Both { a, b };
    let years = held.map(|side| side.balances.fiscal_years());
    if years.differ() {
        return Err(CompareError::FiscalYears { first_months: years.map(FiscalYears::first_month) });
    }
    let Some(period) = period.or_else(|| sums::period_of(held)) else {
        return Ok(Comparison::of_nothing());
    };
    for side in [held.a, held.b] {
        side.balances.tells_changes(period).map_err(BalancesError::from)?;
    }
    let within = |voucher: &&Voucher| period.contains(Month::of(voucher.date()));
    let listed = held.map(|side| side.vouchers.iter().filter(within).collect::<Vec<_>>());
    let summed = sums::compare(held, period, year_end, Both { a: &listed.a, b: &listed.b })?;
    let not_told = NotTold {
        openings: summed.openings_not_told,
        vouchers: vouchers_not_told(&listed, &summed.totals),
        words: words_not_told(&listed),
    };
    let vouchers = match not_told.vouchers {
        Some(_) => VouchersCompared::default(),
        None => {
            vouchers::compare(listed, years.a, not_told.words.is_none()).map_err(BalancesError::Amount)?
        }
    };
    Ok(Comparison {
        period: Some(period),
        totals: summed.totals,
        not_told,
        accounts: summed.accounts,
        months: summed.months,
        account_months: summed.account_months,
        vouchers,
    })
}

/// Why two sides cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompareError {
    /// Numbers and opening balances of one side belong to other years than those of the other.
    #[error("the fiscal years start in month {} on one side, in month {} on the other", first_months.a, first_months.b)]
    FiscalYears {
        /// The month each side's years start in, 1 to 12.
        first_months: Both<u32>,
    },
    /// A side knows only sums that do not tell the period, or a sum does not fit.
    #[error(transparent)]
    Balances(#[from] BalancesError),
}

impl Comparison<'_> {
    fn of_nothing() -> Self {
        Self {
            period: None,
            totals: Both::default(),
            not_told: NotTold::default(),
            accounts: Vec::new(),
            months: Vec::new(),
            account_months: Vec::new(),
            vouchers: VouchersCompared::default(),
        }
    }
}

/// The side that booked something, but not in vouchers, where the other has vouchers.
fn vouchers_not_told(listed: &Both<Vec<&Voucher>>, totals: &Both<Totals>) -> Option<Which> {
    let sums_only = |which| listed.of(which).is_empty() && totals.of(which).turnover != Turnover::default();
    Which::BOTH.into_iter().find(|which| sums_only(*which))
}

/// The side that lacks words where the other has them: a file without a column for them.
fn words_not_told(listed: &Both<Vec<&Voucher>>) -> Option<Which> {
    let has_words = |vouchers: &Vec<&Voucher>| {
        let any = |voucher: &&Voucher| {
            !voucher.text().is_empty() || voucher.postings().iter().any(|posting| !posting.text.is_empty())
        };
        vouchers.is_empty() || vouchers.iter().any(any)
    };
    Which::lacking(Both { a: has_words(&listed.a), b: has_words(&listed.b) })
}

/// An account and what is booked on it on each side, debit positive.
pub type AccountAmounts = (AccountNumber, Both<Amount>);
