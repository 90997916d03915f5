//! Open items and how they are settled: first in, first out, down to the published balance.

use std::collections::BTreeMap;

use crate::Fallible;
use crate::calendar::Date;
use crate::construct::{Builder, Posting, Segment, Series, balance_cell};
use crate::description::{Cell, Settlement, Terms, Year};

/// The most items one payment voucher settles.
const MOST_ITEMS: usize = 9;

/// An amount on a balance account that waits to be settled.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// When it arose.
    date: Date,
    /// Where it is booked.
    cell: Cell,
    /// What is left of it, signed as it was booked.
    amount: i64,
    /// What it is.
    text: String,
}

impl Builder<'_> {
    /// Notes an item that a voucher has booked.
    pub(crate) fn wait(&mut self, cell: Cell, date: Date, amount: i64, text: &str) {
        if amount != 0 {
            let items = self.open.entry(cell.account).or_default();
            items.push(Item { date, cell, amount, text: text.to_owned() });
        }
    }

    /// Splits the opening balances of settled accounts into items of the year before.
    pub(crate) fn open_opening_items(&mut self, year: i64) {
        for settlement in &self.description.settlements {
            let account = settlement.account;
            let opening = self.balance(account);
            let count = match settlement.terms {
                Terms::Weekly(_) => 8,
                Terms::Days(_) => 2,
                Terms::Twelfth => 1,
            };
            let parts = self.variation.split(opening, count, self.description.unit);
            for (index, amount) in (1..).zip(parts) {
                let date = Date::new(year, 12, 3 * index).business_day();
                let text = format!("{} från {year}, post {index}", settlement.item);
                self.wait(balance_cell(account), date, amount, &text);
            }
        }
    }

    /// VAT paid back: what had been booked by the end of the month before the claim.
    pub(crate) fn refunds(&mut self, year: &Year, segment: Segment) -> Fallible<()> {
        let vat = self.role("vat")?;
        let closing = published(year, vat, segment);
        let mut left = self.balance(vat) - closing;
        if left < 0 {
            return Err(format!("{vat}: {} öre too little VAT", -left).into());
        }
        let booked: Vec<(Date, i64)> = self
            .vouchers
            .iter()
            .skip(self.segment_from)
            .flat_map(|voucher| voucher.postings.iter().map(|row| (voucher.date, row)))
            .filter(|(_, row)| row.cell.account == vat)
            .map(|(date, row)| (date, row.amount))
            .collect();
        let opening = self.balance(vat) - booked.iter().map(|(_, amount)| amount).sum::<i64>();
        let by = |date: Date| {
            let known = booked.iter().filter(|(booked_on, _)| *booked_on <= date);
            opening + known.map(|(_, amount)| amount).sum::<i64>()
        };
        let months: Vec<i64> = year
            .refund_months
            .iter()
            .copied()
            .filter(|month| (segment.start.month..=segment.end.month).contains(month))
            .collect();
        let mut repaid = 0;
        for month in &months {
            let mut date = Date::new(year.number, *month, 20).business_day();
            let claimed = by(Date::new(year.number, *month, 1).plus(-1)) - repaid;
            let amount = if Some(month) == months.last() {
                if left > by(date) - repaid {
                    date = segment.end.business_day_before();
                }
                left
            } else {
                claimed.clamp(0, left) / 100 * 100
            };
            repaid += amount;
            left -= amount;
            let bank = balance_cell(self.role("bank")?);
            let rows = vec![(bank, amount), (balance_cell(vat), -amount)];
            self.post(date, Series::Bank, "Skatteverket, återbetald ingående moms", rows)?;
        }
        Ok(())
    }

    /// Settles every account that has terms; what falls due on one day is paid together.
    pub(crate) fn settlements(&mut self, year: &Year, segment: Segment) -> Fallible<()> {
        let mut due: BTreeMap<(Date, String), Vec<Posting>> = BTreeMap::new();
        for settlement in &self.description.settlements {
            for (date, posting) in self.settle(settlement, year, segment)? {
                let key = (date, settlement.text.clone());
                due.entry(key).or_default().push(posting);
            }
        }
        let bank = balance_cell(self.role("bank")?);
        for ((date, text), rows) in due {
            let vouchers = rows.len().div_ceil(MOST_ITEMS);
            for chunk in rows.chunks(rows.len().div_ceil(vouchers)) {
                let sum: i64 = chunk.iter().map(|row| row.amount).sum();
                let mut postings = chunk.to_vec();
                postings.push(Posting { cell: bank.clone(), amount: -sum, text: text.clone() });
                self.post_rows(date, Series::Bank, postings)?;
            }
        }
        Ok(())
    }

    /// The rows that settle one account in the segment, so that its published balance is left.
    fn settle(
        &mut self,
        settlement: &Settlement,
        year: &Year,
        segment: Segment,
    ) -> Fallible<Vec<(Date, Posting)>> {
        let account = settlement.account;
        let mut left = self.balance(account) - published(year, account, segment);
        let mut items = self.open.remove(&account).unwrap_or_default();
        items.sort_by_key(|item| item.date);
        let mut rows = Vec::new();
        for item in &mut items {
            if left == 0 {
                break;
            }
            if (left > 0) != (item.amount > 0) {
                return Err(format!("{account}: {left} öre to settle against {item:?}").into());
            }
            let part = if left.abs() < item.amount.abs() { left } else { item.amount };
            let word = if part == item.amount { "" } else { ", delbetalning" };
            item.amount -= part;
            left -= part;
            let date = settled_on(settlement.terms, item.date, segment);
            rows.push((
                date,
                Posting { cell: item.cell.clone(), amount: -part, text: format!("{}{word}", item.text) },
            ));
        }
        if left != 0 {
            return Err(format!("{account}: {left} öre to settle, but no item").into());
        }
        items.retain(|item| item.amount != 0);
        self.open.insert(account, items);
        Ok(rows)
    }
}

/// The published balance of an account at the segment's end.
fn published(year: &Year, account: u32, segment: Segment) -> i64 {
    let values = year.closings.get(&account);
    values.and_then(|values| values.get(segment.index).copied()).unwrap_or_default()
}

/// The day an item is settled: by its terms, yet within the segment.
fn settled_on(terms: Terms, item: Date, segment: Segment) -> Date {
    let due = match terms {
        Terms::Weekly(days) => item.plus(days).next_wednesday().business_day(),
        Terms::Days(days) => item.plus(days).business_day(),
        Terms::Twelfth => item.month_end().plus(12).business_day(),
    };
    let earliest = segment.start.plus(7).business_day();
    let latest = segment.end.business_day_before();
    due.max(earliest).min(latest).max(item)
}
