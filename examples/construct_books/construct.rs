//! From a description to vouchers: one segment (the time between two published dates) after another.

use std::collections::{BTreeMap, BTreeSet};

use crate::Fallible;
use crate::calendar::Date;
use crate::description::{Cell, Description, GivenVoucher, Year};
use crate::fill::{change, fill};
use crate::money::{Variation, share_out, split_evenly};
use crate::settle::Item;

/// The voucher series, in the order in which vouchers of one day are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Series {
    /// Accruals, corrections and transfers.
    General,
    /// Invoices to members.
    Customer,
    /// Invoices from suppliers.
    Supplier,
    /// Money in and out.
    Bank,
    /// Fees and pay.
    Pay,
}

impl Series {
    /// The letter the series carries in an export.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::General => 'A',
            Self::Customer => 'K',
            Self::Supplier => 'L',
            Self::Bank => 'B',
            Self::Pay => 'P',
        }
    }
}

/// One row of a voucher; debit positive, in öre.
#[derive(Clone, Debug)]
pub(crate) struct Posting {
    /// Account, cost centre and project.
    pub(crate) cell: Cell,
    /// The amount.
    pub(crate) amount: i64,
    /// The row's text.
    pub(crate) text: String,
}

/// One voucher, numbered when all of its year are known.
#[derive(Clone, Debug)]
pub(crate) struct Voucher {
    /// The date of booking.
    pub(crate) date: Date,
    /// The series.
    pub(crate) series: Series,
    /// The rows.
    pub(crate) postings: Vec<Posting>,
}

/// The span between two published dates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// Its index within the year.
    pub(crate) index: usize,
    /// Its first day.
    pub(crate) start: Date,
    /// Its last day.
    pub(crate) end: Date,
}

impl Segment {
    /// Whether a day lies in the segment.
    pub(crate) fn contains(&self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }
}

/// The books as they stand while they are being constructed.
pub(crate) struct Builder<'a> {
    /// What is known.
    pub(crate) description: &'a Description,
    /// The vouchers so far.
    pub(crate) vouchers: Vec<Voucher>,
    /// Where the running segment's vouchers begin.
    pub(crate) segment_from: usize,
    /// Balances of classes 1 and 2; classes 3 to 8 for the running year.
    pub(crate) balances: BTreeMap<u32, i64>,
    /// What waits to be settled, per account.
    pub(crate) open: BTreeMap<u32, Vec<Item>>,
    /// Accrued cost not yet reversed, oldest first.
    accrued: Vec<(Cell, i64)>,
    /// The source of variation.
    pub(crate) variation: Variation,
}

/// Constructs every voucher of a book.
pub(crate) fn construct(description: &Description, seed: u64) -> Fallible<Vec<Voucher>> {
    let opening: i64 = description.openings.values().sum();
    if opening != 0 {
        return Err(format!("the opening balances are off by {opening} öre").into());
    }
    let mut builder = Builder {
        description,
        vouchers: Vec::new(),
        segment_from: 0,
        balances: description.openings.clone(),
        open: BTreeMap::new(),
        accrued: Vec::new(),
        variation: Variation::new(seed),
    };
    if let Some(first) = description.years.first() {
        builder.open_opening_items(first.number - 1);
    }
    for year in &description.years {
        let mut start = Date::new(year.number, 1, 1);
        for (index, end) in year.ends.iter().copied().enumerate() {
            let segment = Segment { index, start, end };
            builder.segment(year, segment).map_err(|cause| format!("{}: {cause}", end.iso()))?;
            start = end.plus(1);
        }
        builder.close(year.number)?;
    }
    let mut vouchers = builder.vouchers;
    vouchers.sort_by_key(|voucher| (voucher.date, voucher.series));
    Ok(vouchers)
}

impl Builder<'_> {
    /// Everything that happens between two published dates.
    fn segment(&mut self, year: &Year, segment: Segment) -> Fallible<()> {
        self.segment_from = self.vouchers.len();
        let given: Vec<&GivenVoucher> =
            year.vouchers.iter().filter(|voucher| segment.contains(voucher.date)).collect();
        let rows: Vec<(Cell, i64)> = given.iter().flat_map(|voucher| voucher.rows.clone()).collect();
        let mut cells = fill(self.description, year, segment.index, &rows)?;
        for voucher in given {
            self.given(voucher)?;
        }
        self.charges(year, segment, &mut cells)?;
        self.payroll(year, segment, &mut cells)?;
        self.accruals(year, segment, &mut cells)?;
        self.purchases(year, segment, &cells)?;
        self.contributions(year, segment)?;
        self.claims(year, segment)?;
        self.refunds(year, segment)?;
        self.settlements(year, segment)?;
        self.check(year, segment)
    }

    /// The account that plays a part.
    pub(crate) fn role(&self, role: &str) -> Fallible<u32> {
        self.description.role(role)
    }

    /// Adds a voucher whose rows share a text; it must balance.
    pub(crate) fn post(
        &mut self,
        date: Date,
        series: Series,
        text: &str,
        rows: Vec<(Cell, i64)>,
    ) -> Fallible<()> {
        let postings = rows.into_iter().map(|(cell, amount)| Posting { cell, amount, text: text.to_owned() });
        self.post_rows(date, series, postings.collect())
    }

    /// Adds a voucher; it must balance.
    pub(crate) fn post_rows(
        &mut self,
        date: Date,
        series: Series,
        mut postings: Vec<Posting>,
    ) -> Fallible<()> {
        postings.retain(|posting| posting.amount != 0);
        let sum: i64 = postings.iter().map(|posting| posting.amount).sum();
        if sum != 0 {
            return Err(format!("a voucher of {} is off by {sum} öre", date.iso()).into());
        }
        if postings.is_empty() {
            return Ok(());
        }
        for posting in &postings {
            *self.balances.entry(posting.cell.account).or_default() += posting.amount;
        }
        self.vouchers.push(Voucher { date, series, postings });
        Ok(())
    }

    /// The balance of an account now.
    pub(crate) fn balance(&self, account: u32) -> i64 {
        self.balances.get(&account).copied().unwrap_or_default()
    }

    /// A voucher that the description gives in full; what it invoices waits to be paid.
    fn given(&mut self, voucher: &GivenVoucher) -> Fallible<()> {
        let invoiced = [self.role("payable")?, self.role("receivable")?];
        let bank = self.role("bank")?;
        let mut series = Series::General;
        for (cell, amount) in &voucher.rows {
            if invoiced.contains(&cell.account) {
                series = if *amount > 0 { Series::Customer } else { Series::Supplier };
                self.wait(cell.clone(), voucher.date, *amount, &voucher.text);
            } else if cell.account == bank {
                series = Series::Bank;
            }
        }
        self.post(voucher.date, series, &voucher.text, voucher.rows.clone())
    }

    /// Bank charges, about one a month.
    fn charges(&mut self, year: &Year, segment: Segment, cells: &mut BTreeMap<Cell, i64>) -> Fallible<()> {
        let Some((cell, bank)) = self.description.charges.clone() else {
            return Ok(());
        };
        let total = year.totals.get(&cell.account).map_or(0, |values| change(values, segment.index));
        cells.retain(|filled, _| filled.account != cell.account);
        if total == 0 {
            return Ok(());
        }
        let months = segment.end.month - segment.start.month + 1;
        let count = months.min(total / 2_500).max(1);
        let unit = self.description.unit;
        let parts = self.variation.split(total, count, unit);
        for (month, amount) in (segment.start.month..).zip(parts) {
            let date = Date::new(year.number, month, 1).month_end().business_day_before();
            let text = format!("Bankavgifter, {}", date.month_name());
            let rows = vec![(cell.clone(), amount), (balance_cell(bank), -amount)];
            self.post(date, Series::Bank, &text, rows)?;
        }
        Ok(())
    }

    /// Reverses accrued cost at the segment's start and books it anew at its end.
    ///
    /// What is reversed comes back as invoices, so the cells that are bought grow by it.
    fn accruals(&mut self, year: &Year, segment: Segment, cells: &mut BTreeMap<Cell, i64>) -> Fallible<()> {
        let account = self.role("accrued-cost")?;
        let carrier = self.role("accrued-on")?;
        let chosen: Vec<(Cell, i64)> = largest(cells, carrier, 12);
        let weights: Vec<i64> = chosen.iter().map(|(_, amount)| *amount).collect();
        let unit = self.description.unit;
        if self.accrued.is_empty() {
            let shares = share_out(-self.balance(account), &weights, unit);
            let places = chosen.iter().map(|(cell, _)| cell.clone());
            self.accrued = places.zip(shares).collect();
        }
        let mut left = year.reverse.get(segment.index).copied().unwrap_or_default();
        let date = segment.start.plus(1).business_day();
        while left > 0 {
            let (cell, amount) = self.accrued.pop().ok_or("nothing accrued to reverse")?;
            let part = amount.min(left);
            if part < amount {
                self.accrued.push((cell.clone(), amount - part));
            }
            left -= part;
            let text = format!("Återföring upplupen kostnad, {}", self.centre_name(&cell));
            let rows = vec![(balance_cell(account), part), (cell.clone(), -part)];
            self.post(date, Series::General, &text, rows)?;
            *cells.entry(cell).or_default() += part;
        }
        let total = year.accrue.get(segment.index).copied().unwrap_or_default();
        for ((cell, _), amount) in chosen.iter().zip(share_out(total, &weights, unit)) {
            if amount == 0 {
                continue;
            }
            let text = format!("Upplupen kostnad, {}", self.centre_name(cell));
            let rows = vec![(cell.clone(), amount), (balance_cell(account), -amount)];
            self.post(segment.end, Series::General, &text, rows)?;
            *cells.entry(cell.clone()).or_default() -= amount;
            self.accrued.push((cell.clone(), amount));
        }
        Ok(())
    }

    /// Invoices to the members for their contributions.
    fn contributions(&mut self, year: &Year, segment: Segment) -> Fallible<()> {
        let receivable = balance_cell(self.role("receivable")?);
        for member in &year.members {
            let count = i64::try_from(member.dates.len())?;
            let parts = split_evenly(member.amount, count, self.description.unit);
            for ((quarter, date), amount) in (1..).zip(&member.dates).zip(parts) {
                if !segment.contains(*date) {
                    continue;
                }
                let date = date.business_day();
                let text = format!("{}, bidrag kvartal {quarter} {}", member.name, year.number);
                let income = balance_cell(member.account);
                let rows = vec![(receivable.clone(), amount), (income, -amount)];
                self.post(date, Series::Customer, &text, rows)?;
                self.wait(receivable.clone(), date, amount, &text);
            }
        }
        Ok(())
    }

    /// Project income, booked as accrued when it is claimed.
    fn claims(&mut self, year: &Year, segment: Segment) -> Fallible<()> {
        let account = self.role("accrued-income")?;
        let months: Vec<i64> = year
            .claim_months
            .iter()
            .copied()
            .filter(|month| (segment.start.month..=segment.end.month).contains(month))
            .collect();
        for (cell, values) in &year.claims {
            let total = change(values, segment.index);
            let count = i64::try_from(months.len())?;
            if total == 0 || count == 0 {
                continue;
            }
            let parts = self.variation.split(total, count, self.description.unit);
            for (month, amount) in months.iter().zip(parts) {
                let date = Date::new(year.number, *month, 1).month_end().business_day_before();
                let text = format!("Upplupet projektbidrag {}, ansökan {}", cell.project, date.month_name());
                let accrued = Cell { account, centre: String::new(), project: cell.project.clone() };
                let rows = vec![(accrued.clone(), amount), (cell.clone(), -amount)];
                self.post(date, Series::General, &text, rows)?;
                self.wait(accrued, date, amount, &text);
            }
        }
        Ok(())
    }

    /// A cost centre's name, or its code where it has none.
    pub(crate) fn centre_name(&self, cell: &Cell) -> String {
        let named = self.description.names.get(&cell.centre);
        named.map_or_else(|| cell.centre.clone(), |(name, _)| name.clone())
    }

    /// Compares every figure of the segment's end with the description.
    fn check(&self, year: &Year, segment: Segment) -> Fallible<()> {
        let mut wrong = Vec::new();
        for (account, values) in year.totals.iter().chain(&year.closings) {
            let published = values.get(segment.index).copied().unwrap_or_default();
            let booked = self.balance(*account);
            if booked != published {
                wrong.push(format!("{account}: {booked} booked, {published} published"));
            }
        }
        let known: BTreeSet<u32> = year.totals.keys().chain(year.closings.keys()).copied().collect();
        for (account, balance) in &self.balances {
            if *balance != 0 && !known.contains(account) && *account != self.role("equity")? {
                wrong.push(format!("{account}: {balance} booked, none published"));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ").into()) }
    }

    /// Moves the year's result to equity in the balances; no voucher does so.
    fn close(&mut self, year: i64) -> Fallible<()> {
        let equity = self.role("equity")?;
        let results: Vec<u32> = self.balances.range(3000..).map(|(key, _)| *key).collect();
        let mut result = 0;
        for account in results {
            result += self.balances.remove(&account).unwrap_or_default();
        }
        *self.balances.entry(equity).or_default() += result;
        let sum: i64 = self.balances.values().sum();
        if sum == 0 {
            Ok(())
        } else {
            Err(format!("the closing balances of {year} are off by {sum} öre").into())
        }
    }
}

/// A cell with neither cost centre nor project.
pub(crate) fn balance_cell(account: u32) -> Cell {
    Cell { account, ..Cell::default() }
}

/// The `count` largest cells of an account, largest first.
fn largest(cells: &BTreeMap<Cell, i64>, account: u32, count: usize) -> Vec<(Cell, i64)> {
    let mut chosen: Vec<(Cell, i64)> = cells
        .iter()
        .filter(|(cell, _)| cell.account == account)
        .map(|(cell, amount)| (cell.clone(), *amount))
        .collect();
    chosen.sort_by_key(|(cell, amount)| (-amount, cell.clone()));
    chosen.truncate(count);
    chosen
}
