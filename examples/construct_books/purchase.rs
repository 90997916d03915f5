//! Costs as the office meets them: supplier invoices with VAT, and pay with tax and social fees.

use std::collections::BTreeMap;

use crate::Fallible;
use crate::calendar::Date;
use crate::construct::{Builder, Posting, Segment, Series, balance_cell};
use crate::description::{Cell, Purchase, Year};
use crate::fill::change;
use crate::money::{share_out, split_evenly};

/// A supplier's invoice before it is booked.
struct Invoice {
    /// Its date.
    date: Date,
    /// Where its cost belongs.
    cell: Cell,
    /// The cost.
    net: i64,
    /// The VAT.
    vat: i64,
    /// What its total was rounded by.
    rounding: i64,
    /// What it says.
    text: String,
}

impl Invoice {
    /// Cost and VAT.
    fn gross(&self) -> i64 {
        self.net + self.vat
    }

    /// What rounding to the nearest krona adds.
    fn to_krona(&self) -> i64 {
        (self.gross() + 50).div_euclid(100) * 100 - self.gross()
    }
}

/// Rounds as many invoices to whole kronor as make up the published rounding.
fn round(invoices: &mut [Invoice], total: i64) -> Fallible<()> {
    let mut left = total;
    for invoice in &mut *invoices {
        let step = invoice.to_krona();
        if step.signum() == left.signum() && step.abs() <= left.abs() {
            invoice.rounding = step;
            left -= step;
        }
    }
    if left != 0 {
        // What no whole krona explains is one supplier's own rounding.
        let plain = invoices.iter_mut().find(|invoice| invoice.rounding == 0);
        plain.ok_or("too few invoices to round")?.rounding = left;
        if left.abs() >= 100 {
            return Err(format!("{left} öre of rounding left").into());
        }
    }
    Ok(())
}

impl Builder<'_> {
    /// Turns every cell that is left into supplier invoices.
    pub(crate) fn purchases(
        &mut self,
        year: &Year,
        segment: Segment,
        cells: &BTreeMap<Cell, i64>,
    ) -> Fallible<()> {
        let mut invoices = Vec::new();
        for (cell, amount) in cells {
            if *amount < 0 {
                return Err(format!("{cell:?}: {amount} öre cannot be bought").into());
            }
            if *amount == 0 {
                continue;
            }
            let habit = self.habit(cell)?;
            invoices.extend(self.invoices_of(segment, cell, *amount, &habit));
        }
        let rounding = self.description.rounding;
        let total = year.totals.get(&rounding).map_or(0, |values| change(values, segment.index));
        round(&mut invoices, total)?;
        let payable = balance_cell(self.role("payable")?);
        let vat = balance_cell(self.role("vat")?);
        for invoice in invoices {
            let owed = -invoice.gross() - invoice.rounding;
            let rows = vec![
                (invoice.cell, invoice.net),
                (vat.clone(), invoice.vat),
                (balance_cell(rounding), invoice.rounding),
                (payable.clone(), owed),
            ];
            let postings = rows.into_iter().map(|(cell, amount)| {
                let text = if cell.account == rounding { "Öresutjämning" } else { &invoice.text };
                Posting { cell, amount, text: text.to_owned() }
            });
            self.post_rows(invoice.date, Series::Supplier, postings.collect())?;
            self.wait(payable.clone(), invoice.date, owed, &invoice.text);
        }
        Ok(())
    }

    /// The first habit that fits an account and cost centre.
    fn habit(&self, cell: &Cell) -> Fallible<Purchase> {
        let mut habits = self.description.purchases.iter();
        habits
            .find(|habit| {
                habit.account == cell.account
                    && (habit.centres.is_empty() || habit.centres.contains(&cell.centre))
            })
            .cloned()
            .ok_or_else(|| format!("{}: no habit of buying", cell.account).into())
    }

    /// The invoices of one cell, spread over the segment with the last in its last month.
    fn invoices_of(&mut self, segment: Segment, cell: &Cell, total: i64, habit: &Purchase) -> Vec<Invoice> {
        let months = segment.end.month - segment.start.month + 1;
        let most = (habit.per_year * months / 12).max(1);
        let count = (total / habit.typical).clamp(1, most);
        let unit = self.description.unit;
        // As many invoices as months means a fixed price per month.
        let parts = if habit.fixed || count == months {
            split_evenly(total, count, unit)
        } else {
            self.variation.split(total, count, unit)
        };
        let mut invoices = Vec::new();
        for (index, net) in (1..).zip(parts) {
            let month = segment.start.month + (index * months + count - 1) / count - 1;
            let date = self.day_in(segment, month);
            let text = self.invoice_text(cell, habit, date);
            let vat = (net * habit.vat + 50 * unit) / (100 * unit) * unit;
            invoices.push(Invoice { date, cell: cell.clone(), net, vat, rounding: 0, text });
        }
        invoices
    }

    /// A business day in the month, never outside the segment.
    fn day_in(&mut self, segment: Segment, month: i64) -> Date {
        let day = self.variation.between(3, 27);
        let date = Date::new(segment.end.year, month, day).business_day();
        if date > segment.end { segment.end.business_day_before() } else { date }
    }

    /// One of the habit's texts with its blanks filled in.
    fn invoice_text(&mut self, cell: &Cell, habit: &Purchase, date: Date) -> String {
        let supplier = i64::from(cell.account % 97) + self.variation.between(0, 2);
        let supplier = format!("Leverantör {supplier}");
        let party = self
            .description
            .names
            .get(&cell.centre)
            .map(|(_, party)| party.clone())
            .filter(|party| !party.is_empty())
            .unwrap_or_else(|| supplier.clone());
        let name = self.centre_name(cell);
        let template = self.variation.pick(&habit.texts).cloned();
        template
            .unwrap_or_default()
            .replace("{supplier}", &supplier)
            .replace("{party}", &party)
            .replace("{centre}", &name)
            .replace("{month}", date.month_name())
            .replace("{quarter}", &date.quarter().to_string())
    }

    /// Pay: cost against withheld tax and the bank, social fees against what is accrued for them.
    pub(crate) fn payroll(
        &mut self,
        year: &Year,
        segment: Segment,
        cells: &mut BTreeMap<Cell, i64>,
    ) -> Fallible<()> {
        let plan = self.description.payroll.clone();
        let dates: Vec<Date> = year.paydays.iter().copied().filter(|date| segment.contains(*date)).collect();
        let count = i64::try_from(dates.len())?;
        let unit = self.description.unit;
        let closing = |account: &u32| {
            let values = year.closings.get(account);
            -values.and_then(|values| values.get(segment.index).copied()).unwrap_or_default()
        };
        let tax_left = closing(&plan.tax);
        let social: Vec<i64> = cells
            .iter()
            .filter(|(cell, _)| cell.account == plan.social_cost)
            .map(|(_, amount)| *amount)
            .collect();
        let mut social_left = share_out(closing(&plan.social), &social, unit).into_iter();
        let mut pay: Vec<Vec<(Cell, i64)>> = vec![Vec::new(); dates.len()];
        let mut fees = pay.clone();
        for (cell, total) in cells.iter() {
            let parts = if *total == 0 || count == 0 {
                continue;
            } else if cell.account == plan.social_cost {
                self.social_parts(*total, count, social_left.next().unwrap_or_default())
            } else if plan.taxed.contains(&cell.account) || plan.untaxed.contains(&cell.account) {
                self.variation.split(*total, count, unit)
            } else {
                continue;
            };
            let into = if cell.account == plan.social_cost { &mut fees } else { &mut pay };
            for (rows, part) in into.iter_mut().zip(parts) {
                rows.push((cell.clone(), part));
            }
        }
        cells.retain(|cell, _| {
            count == 0
                || !(cell.account == plan.social_cost
                    || plan.taxed.contains(&cell.account)
                    || plan.untaxed.contains(&cell.account))
        });
        let last = dates.len();
        for (index, ((date, rows), fee_rows)) in (1..).zip(dates.iter().zip(pay).zip(fees)) {
            let fixed = (index == last && tax_left > 0).then_some(tax_left);
            self.pay(*date, rows, fee_rows, fixed)?;
        }
        Ok(())
    }

    /// Social fees per payday; the last leaves what the balance sheet shows.
    fn social_parts(&mut self, total: i64, count: i64, left: i64) -> Vec<i64> {
        let unit = self.description.unit;
        if left == 0 || count == 1 {
            return self.variation.split(total, count, unit.max(100));
        }
        let mut parts = self.variation.split(total - left, count - 1, unit.max(100));
        parts.push(left);
        parts
    }

    /// One payday's voucher.
    fn pay(
        &mut self,
        date: Date,
        rows: Vec<(Cell, i64)>,
        fee_rows: Vec<(Cell, i64)>,
        fixed_tax: Option<i64>,
    ) -> Fallible<()> {
        let plan = self.description.payroll.clone();
        let sum = |rows: &[(Cell, i64)]| rows.iter().map(|(_, amount)| amount).sum::<i64>();
        let taxed: i64 = rows
            .iter()
            .filter(|(cell, _)| plan.taxed.contains(&cell.account))
            .map(|(_, amount)| amount)
            .sum();
        // Tax is withheld in whole kronor.
        let tax = fixed_tax.unwrap_or(taxed * 30 / 10_000 * 100);
        let (gross, social) = (sum(&rows), sum(&fee_rows));
        let text = format!("{}, {}", plan.text, date.month_name());
        let bank = balance_cell(self.role("bank")?);
        let mut all = rows;
        all.extend([(balance_cell(plan.tax), -tax), (bank, tax - gross)]);
        all.extend(fee_rows);
        all.push((balance_cell(plan.social), -social));
        self.post(date, Series::Pay, &text, all)?;
        self.wait(balance_cell(plan.tax), date, -tax, "Avdragen skatt");
        let label = "Sociala avgifter";
        self.wait(balance_cell(plan.social), date, -social, label);
        Ok(())
    }
}
