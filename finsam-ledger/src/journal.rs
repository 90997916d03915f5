//! The journal (grundbok): opening balances and vouchers; adding is its only verb.

use std::collections::BTreeMap;

use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::tally::{Tallied, Tally};
use crate::voucher::Voucher;

/// Vouchers in the order they came, and the opening balances that were given.
///
/// ```
/// use finsam_ledger::{Amount, FiscalYears, Journal, Posting, VoucherDraft, VoucherId};
///
/// let date = chrono::NaiveDate::from_ymd_opt(2024, 3, 31).expect("a date");
/// let postings = vec![
///     Posting::new("1712".parse()?, Amount::from_ore(212_984_200)),
///     Posting::new("3511".parse()?, Amount::from_ore(-212_984_200)),
/// ];
/// let draft = VoucherDraft::new(VoucherId::new("A", 1), date, "Upplupen ESF-intäkt", postings);
/// let mut journal = Journal::new(FiscalYears::CALENDAR);
/// journal.append(draft.try_into_voucher()?);
/// let balances = journal.tally()?.balances;
/// assert_eq!(balances.movement("2024-03".parse()?)?[&"1712".parse::<finsam_ledger::AccountNumber>()?.into()].ore(), 212_984_200);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    fiscal_years: FiscalYears,
    openings: BTreeMap<FiscalYear, Vec<(BalanceObject, Amount)>>,
    vouchers: Vec<Voucher>,
}

impl Journal {
    /// An empty journal over fiscal years that lie so.
    #[must_use]
    pub const fn new(fiscal_years: FiscalYears) -> Self {
        Self { fiscal_years, openings: BTreeMap::new(), vouchers: Vec::new() }
    }

    /// How the fiscal years lie.
    #[must_use]
    pub const fn fiscal_years(&self) -> FiscalYears {
        self.fiscal_years
    }

    /// Adds a voucher.
    pub fn append(&mut self, voucher: Voucher) {
        self.vouchers.push(voucher);
    }

    /// Adds an opening balance, in öre, debit positive.
    pub fn open(&mut self, year: FiscalYear, object: BalanceObject, amount: Amount) {
        self.openings.entry(year).or_default().push((object, amount));
    }

    /// The opening balances that were given, in order of year.
    pub fn given_openings(&self) -> impl Iterator<Item = (FiscalYear, &BalanceObject, Amount)> {
        self.openings
            .iter()
            .flat_map(|(year, opening)| opening.iter().map(|(object, amount)| (*year, object, *amount)))
    }

    /// Its vouchers, in the order they came.
    #[must_use]
    pub fn vouchers(&self) -> &[Voucher] {
        &self.vouchers
    }

    /// Every balance, and everything wrong with the vouchers taken together.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn tally(&self) -> Result<Tallied, AmountError> {
        let mut tally = Tally::new(self.fiscal_years);
        for voucher in &self.vouchers {
            tally.post_voucher(voucher);
        }
        let mut tallied = tally.finish()?;
        for (year, opening) in &self.openings {
            for (object, amount) in opening {
                tallied.balances.add_opening(*year, object.clone(), *amount)?;
            }
        }
        Ok(tallied)
    }
}
