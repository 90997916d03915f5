//! The general ledger (huvudbok) of one account: every posting, with the balance after it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side};
use crate::balances::{Balances, Turnover, YearEnd};
use crate::calendar::{Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::journal::Journal;
use crate::voucher_id::VoucherId;
use crate::year_of_sums::BalancesError;

/// One posting on the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerPosting {
    /// The voucher's date.
    pub date: NaiveDate,
    /// The voucher.
    pub id: VoucherId,
    /// The row's text, or the voucher's where the row has none.
    pub text: Box<str>,
    /// The cost centre, if any.
    pub cost_centre: Option<CostCentre>,
    /// The project, if any.
    pub project: Option<Project>,
    /// The amount in öre, debit positive.
    pub amount: Amount,
}

/// One account during a period, ending in the same closing balance as every other table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneralLedger {
    /// The account.
    pub account: AccountNumber,
    /// The period.
    pub period: Period,
    /// The balance when the period starts.
    pub opening: Amount,
    /// The postings in order of date and voucher, each with the balance after it.
    pub postings: Vec<(LedgerPosting, Amount)>,
    /// The balance when the period ends.
    pub closing: Amount,
}

impl GeneralLedger {
    /// Puts an account's postings in order and runs its balance through them.
    ///
    /// ```
    /// use finsam_ledger::{Amount, GeneralLedger};
    /// let ledger = GeneralLedger::new("1930".parse()?, "2024".parse()?, Amount::from_ore(100), Vec::new())?;
    /// assert_eq!(ledger.closing, Amount::from_ore(100));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AmountError`] if a balance on the way does not fit.
    pub fn new(
        account: AccountNumber,
        period: Period,
        opening: Amount,
        mut postings: Vec<LedgerPosting>,
    ) -> Result<Self, AmountError> {
        // Stable: rows of one voucher stay in the voucher's own order.
        postings.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
        let mut balance = opening;
        let mut running = Vec::with_capacity(postings.len());
        for posting in postings {
            balance = balance.checked_add(posting.amount)?;
            running.push((posting, balance));
        }
        Ok(Self { account, period, opening, postings: running, closing: balance })
    }

    /// What was booked on both sides during the period: opening + debit − credit = closing.
    ///
    /// # Errors
    /// [`AmountError`] if a side does not fit.
    pub fn turnover(&self) -> Result<Turnover, AmountError> {
        let on = |side: Side| {
            let amounts = self.postings.iter().map(|(posting, _)| posting.amount);
            Amount::checked_sum(
                amounts.filter(|amount| amount.side() == Some(side)).map(|amount| side.reads(amount)),
            )
        };
        Ok(Turnover { debit: on(Side::Debit)?, credit: on(Side::Credit)? })
    }
}

/// The general ledger of an account during a period within one fiscal year: the balance it opens
/// with from the balances, then these postings. That it closes with the balances' own figure is
/// the proof that both tell of the same vouchers.
///
/// # Errors
/// [`BalancesError`] if the books hold no vouchers of the year but a file's sums, or if a balance
/// on the way does not fit.
pub fn general_ledger(
    balances: &Balances,
    year_end: &YearEnd,
    account: AccountNumber,
    period: Period,
    postings: Vec<LedgerPosting>,
) -> Result<GeneralLedger, BalancesError> {
    balances.tells_vouchers(period)?;
    let opening = balances.at_start_of(period.first(), year_end)?;
    let own = opening.iter().filter(|(object, _)| object.account == account);
    let opening = Amount::checked_sum(own.map(|(_, amount)| *amount))?;
    Ok(GeneralLedger::new(account, period, opening, postings)?)
}

/// One account month by month: what is known of it without a voucher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountMonths {
    /// The balance when the period starts, in öre, debit positive.
    pub opening: Amount,
    /// The months with a posting, in order: what was booked on both sides.
    pub months: Vec<(Month, Turnover)>,
}

impl AccountMonths {
    /// The balance when the period ends.
    ///
    /// # Errors
    /// [`AmountError`] if it does not fit.
    pub fn closing(&self) -> Result<Amount, AmountError> {
        self.months
            .iter()
            .try_fold(self.opening, |balance, (_, turnover)| balance.checked_add(turnover.change()?))
    }
}

/// Every account with a balance or a posting during a period within one fiscal year, month by month.
///
/// ```
/// use finsam_ledger::{Balances, FiscalYears, YearEnd, months_by_account};
/// let nothing = Balances::new(FiscalYears::CALENDAR);
/// let year_end = YearEnd { balance_accounts: Vec::new(), equity: Vec::new(), result_to: "2010".parse()? };
/// assert!(months_by_account(&nothing, &year_end, "2024".parse()?)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`BalancesError`] if only sums are known that do not tell it, or a sum does not fit.
pub fn months_by_account(
    balances: &Balances,
    year_end: &YearEnd,
    period: Period,
) -> Result<BTreeMap<AccountNumber, AccountMonths>, BalancesError> {
    let mut accounts = BTreeMap::<AccountNumber, AccountMonths>::new();
    for (object, amount) in balances.at_start_of(period.first(), year_end)? {
        let account = accounts.entry(object.account).or_default();
        account.opening = account.opening.checked_add(amount)?;
    }
    balances.tells_changes(period)?;
    for (month, object, turnover) in balances.turnovers_in(period) {
        let months = &mut accounts.entry(object.account).or_default().months;
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, sum)) => {
                sum.debit = sum.debit.checked_add(turnover.debit)?;
                sum.credit = sum.credit.checked_add(turnover.credit)?;
            }
            None => months.push((month, turnover)),
        }
    }
    Ok(accounts)
}

/// Where the vouchers behind a figure can be found; a journal in memory, or a book.
pub trait VoucherSource {
    /// The postings on an account during a period, those of a voucher after each other.
    fn postings_on(&self, account: AccountNumber, period: Period) -> Vec<LedgerPosting>;

    /// The same one by one, where a source need not hold them all at once.
    fn each_posting_on(&self, account: AccountNumber, period: Period, each: &mut dyn FnMut(LedgerPosting)) {
        self.postings_on(account, period).into_iter().for_each(each);
    }
}

impl VoucherSource for Journal {
    fn postings_on(&self, account: AccountNumber, period: Period) -> Vec<LedgerPosting> {
        let (first, last) = (period.first().first_day(), period.last().last_day());
        let vouchers = self.vouchers().iter().filter(|voucher| (first..=last).contains(&voucher.date()));
        vouchers
            .flat_map(|voucher| voucher.postings().iter().map(move |posting| (voucher, posting)))
            .filter(|(_, posting)| posting.account == account)
            .map(|(voucher, posting)| LedgerPosting {
                date: voucher.date(),
                id: voucher.id().clone(),
                text: if posting.text.is_empty() { voucher.text().into() } else { posting.text.clone() },
                cost_centre: posting.cost_centre.clone(),
                project: posting.project.clone(),
                amount: posting.amount,
            })
            .collect()
    }
}

/// No vouchers at hand: the figures came without them.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoVouchers;

impl VoucherSource for NoVouchers {
    fn postings_on(&self, _: AccountNumber, _: Period) -> Vec<LedgerPosting> {
        Vec::new()
    }
}
