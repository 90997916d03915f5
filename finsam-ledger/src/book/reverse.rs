//! Taking one voucher back by another (återföring).

use chrono::NaiveDate;

use super::Book;
use super::engine::values;
use super::error::BookError;
use super::own::{Made, OwnDraft, Posted, Purpose};
use super::stored::{self, Uncounted};
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, Month};
use crate::finding::Fact;
use crate::schedule::reversal;
use crate::voucher::{Posting, Voucher};
use crate::voucher_id::VoucherId;

/// Which voucher is to be taken back, when, and in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversalOrder {
    /// The voucher.
    pub id: VoucherId,
    /// Its fiscal year, where several have its number.
    pub year: Option<FiscalYear>,
    /// The day it is taken back; the first of the month after its own if nothing is said.
    pub date: Option<NaiveDate>,
    /// The text of the voucher that takes it back.
    pub text: String,
}

impl Book {
    /// The one voucher of this series and number that counts, of a fiscal year if one is said.
    ///
    /// # Errors
    /// [`BookError::VoucherUnknown`] and [`BookError::VoucherAmbiguous`] if there is not one.
    pub fn voucher(&self, id: &VoucherId, year: Option<FiscalYear>) -> Result<Voucher, BookError> {
        let record = self.counted(id, year)?;
        stored::voucher(&self.database, self.settings.fiscal_years, record)
    }

    /// Begins to take a voucher back (återföring): its mirror is posted in [a series of its
    /// own](super::REVERSAL_SERIES), linked to it.
    ///
    /// # Errors
    /// [`BookError::VoucherUnknown`] and [`BookError::VoucherAmbiguous`] if there is not one such voucher,
    /// [`BookError::VoucherReverses`] if it takes another back itself, [`BookError::VoucherReversed`] if it
    /// was taken back, [`BookError::ReversedBefore`] if its day comes later, [`BookError::PeriodLocked`] if
    /// the day lies in a locked month, [`BookError::Held`] if another writer does not finish in time.
    pub fn begin_reversal(
        &mut self,
        order: &ReversalOrder,
        (at, command): (&str, &str),
    ) -> Result<Posted<'_>, BookError> {
        let mut import = self.begin_import(at, command)?;
        let book = import.book();
        let record = book.counted(&order.id, order.year)?;
        let uncounted = Uncounted::of(&book.database)?;
        let voucher = stored::voucher(&book.database, book.settings.fiscal_years, record)?;
        book.may_be_reversed(record, voucher.id())?;
        let booked = voucher.date();
        let date = order.date.unwrap_or_else(|| Month::of(booked).next().first_day());
        if date < booked {
            return Err(BookError::ReversedBefore { id: voucher.id().clone(), booked, date });
        }
        let draft = reversal(&voucher, voucher.id().clone(), date, &order.text);
        let own = OwnDraft {
            purpose: Purpose::Reversal,
            of: uncounted.made_as(record),
            step: 0,
            date,
            text: draft.text.into(),
            postings: draft.postings,
        };
        let vouchers = import.post(vec![own])?;
        Ok(Posted::new(import, vouchers))
    }

    /// The record of the one voucher of this name that counts.
    pub(super) fn counted(&self, id: &VoucherId, year: Option<FiscalYear>) -> Result<i64, BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let mut query = self
            .database
            .query("SELECT record, year FROM voucher WHERE series = ?1 AND number = ?2 ORDER BY record")?;
        let mut rows = query.rows(values![id.series(), id.number().cast_signed()])?;
        let mut found: Vec<(i64, FiscalYear)> = Vec::new();
        while let Some(row) = rows.next()? {
            let unreadable =
                |record| BookError::Unreadable { table: "voucher", record: stored::number_of(record) };
            let record: i64 = row.get(0)?;
            let of = stored::year(row, 1, self.settings.fiscal_years).ok_or_else(|| unreadable(record))?;
            // An order that came back is meant by its first name too.
            let counts = uncounted.in_place_of(record);
            let is_meant = year.is_none_or(|year| year == of) && !uncounted.is_undone(record);
            if is_meant && found.iter().all(|(known, _)| *known != counts) {
                found.push((counts, of));
            }
        }
        match found[..] {
            [] => Err(BookError::VoucherUnknown { id: id.clone() }),
            [(record, _)] => Ok(record),
            _ => {
                let years = found.into_iter().map(|(_, year)| year).collect();
                Err(BookError::VoucherAmbiguous { id: id.clone(), years })
            }
        }
    }

    /// The voucher that takes this one back, and the one that this one takes back: each at most one.
    fn may_be_reversed(&self, record: i64, id: &VoucherId) -> Result<(), BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let itself = [record, uncounted.made_as(record)];
        for made in Made::all(&self.database)? {
            if !made.purpose.takes_back() || uncounted.is_undone(made.voucher) {
                continue;
            }
            if itself.contains(&made.voucher) {
                let of = self.named(uncounted.in_place_of(made.of))?;
                return Err(BookError::VoucherReverses { id: id.clone(), of });
            }
            if itself.contains(&made.of) {
                let by = self.named(uncounted.in_place_of(made.voucher))?;
                return Err(BookError::VoucherReversed { id: id.clone(), by });
            }
        }
        Ok(())
    }

    /// Reversals that count, and that do not take out the voucher they are of.
    pub(super) fn reversals_amiss(&self) -> Result<Vec<Fact>, BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let mut facts = Vec::new();
        for made in Made::read(&self.database)?.into_iter().flatten() {
            if !made.purpose.takes_back() || uncounted.is_undone(made.voucher) {
                continue;
            }
            let [of, by] = [made.of, made.voucher].map(|record| {
                stored::voucher(&self.database, self.settings.fiscal_years, uncounted.in_place_of(record))
            });
            let (Ok(of), Ok(by)) = (of, by) else { continue };
            if rows_of(&of, Amount::negated) != rows_of(&by, |amount| amount) {
                facts.push(Fact::ReversalDiffers { id: of.id().clone(), by: by.id().clone() });
            }
        }
        Ok(facts)
    }

    /// What the voucher of a record is called.
    pub(super) fn named(&self, record: i64) -> Result<VoucherId, BookError> {
        let name = self.database.first(
            "SELECT series, number FROM voucher WHERE record = ?1",
            values![record],
            |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)),
        )?;
        let (series, number) =
            name.ok_or(BookError::Unreadable { table: "voucher", record: stored::number_of(record) })?;
        Ok(VoucherId::new(series, number.cast_unsigned()))
    }
}

/// What each row books, in one order for all.
fn rows_of(voucher: &Voucher, amount: impl Fn(Amount) -> Amount) -> Vec<(BalanceObject, Amount)> {
    let row = |row: &Posting| {
        let (cost_centre, project) = (row.cost_centre.clone(), row.project.clone());
        (BalanceObject { account: row.account, cost_centre, project }, amount(row.amount))
    };
    let mut rows: Vec<_> = voucher.postings().iter().map(row).collect();
    rows.sort();
    rows
}
