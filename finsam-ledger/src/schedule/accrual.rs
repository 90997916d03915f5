//! Plans of accruals (periodiseringar): one amount, the months it belongs to, and the vouchers that
//! bring it there.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side};
use crate::balances::BalanceObject;
use crate::calendar::{Month, Period};
use crate::voucher::Posting;

/// The four kinds of accrual (periodisering).
///
/// Two questions part them: is it a cost or an income, and is it paid or invoiced before the months
/// it belongs to (förutbetald) or after them (upplupen)?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccrualKind {
    /// A cost whose invoice is still to come (upplupen kostnad): a liability until then.
    AccruedExpense,
    /// An income that is earned and not yet paid (upplupen intäkt): a claim until then.
    AccruedIncome,
    /// A cost that is booked before its time (förutbetald kostnad): a claim until then.
    PrepaidExpense,
    /// An income that is received before it is earned (förutbetald intäkt): a liability until then.
    DeferredIncome,
}

/// The text names no kind of accrual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no kind of accrual such as accrued-expense or prepaid-expense")]
pub struct UnknownAccrualKind;

impl AccrualKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::AccruedExpense, Self::AccruedIncome, Self::PrepaidExpense, Self::DeferredIncome];

    /// The side on which a month's part stands on the cost's or income's own account.
    #[must_use]
    pub const fn result_side(self) -> Side {
        match self {
            Self::AccruedExpense | Self::PrepaidExpense => Side::Debit,
            Self::AccruedIncome | Self::DeferredIncome => Side::Credit,
        }
    }

    /// Whether it is booked before the months it belongs to (förutbetald), and not after them
    /// (upplupen).
    #[must_use]
    pub const fn is_booked_before(self) -> bool {
        matches!(self, Self::PrepaidExpense | Self::DeferredIncome)
    }

    /// The side on which it stands in the balance sheet while it is open.
    #[must_use]
    pub const fn balance_side(self) -> Side {
        match self {
            Self::AccruedIncome | Self::PrepaidExpense => Side::Debit,
            Self::AccruedExpense | Self::DeferredIncome => Side::Credit,
        }
    }

    /// Its name in files and on the command line: `accrued-expense`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccruedExpense => "accrued-expense",
            Self::AccruedIncome => "accrued-income",
            Self::PrepaidExpense => "prepaid-expense",
            Self::DeferredIncome => "deferred-income",
        }
    }
}

impl fmt::Display for AccrualKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Reads what [`Display`](fmt::Display) writes.
impl FromStr for AccrualKind {
    type Err = UnknownAccrualKind;

    fn from_str(text: &str) -> Result<Self, UnknownAccrualKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownAccrualKind)
    }
}

/// The part of an accrual that belongs to one month (delbelopp).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// The month.
    pub month: Month,
    /// The part, in öre and without side: more than nothing.
    pub amount: Amount,
}

/// One accrual: what is moved, between which accounts, and into which months.
///
/// ```
/// use finsam_ledger::schedule::{AccrualKind, AccrualPlan, Step};
/// use finsam_ledger::{Amount, Month, Period};
///
/// // An invoice of 100 kr, booked in January, for the first quarter.
/// let (january, march) = (Month::new(2024, 1)?, Month::new(2024, 3)?);
/// let cost: finsam_ledger::AccountNumber = "5539".parse()?;
/// let plan = AccrualPlan::spread(
///     AccrualKind::PrepaidExpense, cost.into(), "1711".parse()?, Amount::from_ore(100_00),
///     Period::new(january, march)?, january.last_day(),
/// )?;
/// let vouchers = plan.vouchers();
/// assert_eq!(vouchers.iter().map(|voucher| voucher.step).collect::<Vec<_>>(), [
///     Step::Deferral, Step::Instalment(1), Step::Instalment(2), Step::Instalment(3),
/// ]);
/// assert_eq!(plan.open_at(january.last_day()), Amount::from_ore(66_66));
/// assert_eq!(plan.open_at(march.last_day()), Amount::ZERO);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccrualPlan {
    kind: AccrualKind,
    result: BalanceObject,
    balance: AccountNumber,
    instalments: Vec<Instalment>,
    booked: NaiveDate,
}

/// Why there is no such plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// It has no months.
    #[error("an accrual needs a month")]
    NoMonth,
    /// A part is nothing, or on the wrong side.
    #[error("the part of {month} is {amount}; it has to be more than nothing")]
    NothingInMonth {
        /// The month.
        month: Month,
        /// The part.
        amount: Amount,
    },
    /// The months do not follow upon each other.
    #[error("{second} does not come after {first}")]
    MonthsInDisorder {
        /// A month.
        first: Month,
        /// The one that stands after it.
        second: Month,
    },
    /// What is accrued and what it is accrued against are one account.
    #[error("{account} cannot be accrued against itself")]
    OneAccount {
        /// The account.
        account: AccountNumber,
    },
    /// It is booked on the wrong side of the months it belongs to.
    #[error("{kind}: booked on {booked}, which does not lie {} {month}", if kind.is_booked_before() { "before the end of" } else { "after" })]
    WrongTime {
        /// The kind.
        kind: AccrualKind,
        /// The day it is booked.
        booked: NaiveDate,
        /// The month it should lie before the end of, or after.
        month: Month,
    },
    /// The amount is too small to be shared out: some month would get nothing.
    #[error("{amount} is too little for {months} months")]
    TooLittle {
        /// The amount.
        amount: Amount,
        /// How many months.
        months: usize,
    },
    /// The parts sum to more than an amount holds.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// What a voucher is to its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// All of it is taken out of the cost or income account on the day it was booked there: what
    /// was booked before its time waits in the balance sheet.
    Deferral,
    /// A month's part, counted from 1.
    Instalment(u32),
    /// All of it is taken back: the invoice or payment that was still to come books it anew.
    Reversal,
}

/// A voucher that a plan wants posted: everything but its number and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVoucher {
    /// What it is to its plan.
    pub step: Step,
    /// The day it is booked.
    pub date: NaiveDate,
    /// Its two rows, which sum to zero: the cost or income first.
    pub postings: [Posting; 2],
}

impl AccrualPlan {
    /// An amount in equal parts over the months of `over`, exact to the öre.
    ///
    /// `booked` is the day on which the cost or income itself is booked: for what is booked before
    /// its time, the day of the invoice or payment; for what is booked after it, the first day on
    /// which it can be, when all of this is taken back.
    ///
    /// # Errors
    /// [`PlanError`] says what is wrong with it.
    pub fn spread(
        kind: AccrualKind,
        result: BalanceObject,
        balance: AccountNumber,
        amount: Amount,
        over: Period,
        booked: NaiveDate,
    ) -> Result<Self, PlanError> {
        let months: Vec<Month> = over.months().collect();
        let parts = amount.allocate(&vec![1; months.len()]).ok_or(PlanError::NoMonth)?;
        if amount > Amount::ZERO && parts.iter().any(|part| part.is_zero()) {
            return Err(PlanError::TooLittle { amount, months: months.len() });
        }
        let instalments = months.into_iter().zip(parts);
        let instalments = instalments.map(|(month, amount)| Instalment { month, amount }).collect();
        Self::new(kind, result, balance, instalments, booked)
    }

    /// A plan with these parts, in the order of their months.
    ///
    /// # Errors
    /// [`PlanError`] says what is wrong with it.
    pub fn new(
        kind: AccrualKind,
        result: BalanceObject,
        balance: AccountNumber,
        instalments: Vec<Instalment>,
        booked: NaiveDate,
    ) -> Result<Self, PlanError> {
        let [first, ..] = instalments[..] else { return Err(PlanError::NoMonth) };
        if result.account == balance {
            return Err(PlanError::OneAccount { account: balance });
        }
        if let Some(Instalment { month, amount }) =
            instalments.iter().find(|part| part.amount <= Amount::ZERO)
        {
            return Err(PlanError::NothingInMonth { month: *month, amount: *amount });
        }
        if let Some([first, second]) = instalments.windows(2).find(|pair| pair[0].month >= pair[1].month) {
            return Err(PlanError::MonthsInDisorder { first: first.month, second: second.month });
        }
        Amount::checked_sum(instalments.iter().map(|part| part.amount))?;
        let last = instalments.last().map_or(first.month, |part| part.month);
        let (is_in_time, month) = if kind.is_booked_before() {
            (booked <= first.month.last_day(), first.month)
        } else {
            (booked > last.last_day(), last)
        };
        if !is_in_time {
            return Err(PlanError::WrongTime { kind, booked, month });
        }
        Ok(Self { kind, result, balance, instalments, booked })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> AccrualKind {
        self.kind
    }

    /// The account of the cost or income, with the cost centre and project it belongs to.
    #[must_use]
    pub const fn result(&self) -> &BalanceObject {
        &self.result
    }

    /// The account in the balance sheet on which it stands while it is open (interimskonto).
    #[must_use]
    pub const fn balance(&self) -> AccountNumber {
        self.balance
    }

    /// Its parts, month by month.
    #[must_use]
    pub fn instalments(&self) -> &[Instalment] {
        &self.instalments
    }

    /// The day on which the cost or income itself is booked.
    #[must_use]
    pub const fn booked(&self) -> NaiveDate {
        self.booked
    }

    /// All of it, in öre and without side.
    #[must_use]
    pub fn amount(&self) -> Amount {
        // That it fits was seen when the plan was made.
        Amount::checked_sum(self.instalments.iter().map(|part| part.amount)).unwrap_or(Amount::MAX)
    }

    /// The vouchers that carry it out, in the order of their days. Together they are nothing on every
    /// account: what is left is the cost or income as it was booked, in the months it belongs to.
    ///
    /// What was booked before its time comes back on the first day of each month, or on the day it
    /// was booked if that is later; what is still to come is booked on the last.
    #[must_use]
    pub fn vouchers(&self) -> Vec<PlannedVoucher> {
        let is_before = self.kind.is_booked_before();
        let whole = self.amount();
        let mut vouchers = Vec::with_capacity(self.instalments.len() + 1);
        if is_before {
            vouchers.push(self.voucher(Step::Deferral, self.booked, whole, self.kind.balance_side()));
        }
        for (number, part) in (1..).zip(&self.instalments) {
            let date =
                if is_before { part.month.first_day().max(self.booked) } else { part.month.last_day() };
            let open_side =
                if is_before { self.kind.balance_side().other() } else { self.kind.balance_side() };
            vouchers.push(self.voucher(Step::Instalment(number), date, part.amount, open_side));
        }
        if !is_before {
            vouchers.push(self.voucher(Step::Reversal, self.booked, whole, self.kind.balance_side().other()));
        }
        vouchers
    }

    /// What stands on the account in the balance sheet at the end of a day, debit positive, once all
    /// vouchers up to that day are posted.
    #[must_use]
    pub fn open_at(&self, day: NaiveDate) -> Amount {
        let posted = self.vouchers().into_iter().filter(|voucher| voucher.date <= day);
        // Never more than the whole, which fits.
        Amount::checked_sum(posted.map(|voucher| voucher.postings[1].amount)).unwrap_or(Amount::ZERO)
    }

    /// A voucher that puts `amount` on this side of the account in the balance sheet.
    fn voucher(&self, step: Step, date: NaiveDate, amount: Amount, side: Side) -> PlannedVoucher {
        let of_balance = side.reads(amount);
        let BalanceObject { account, cost_centre, project } = self.result.clone();
        let of_result = Posting { cost_centre, project, ..Posting::new(account, of_balance.negated()) };
        PlannedVoucher { step, date, postings: [of_result, Posting::new(self.balance, of_balance)] }
    }
}
