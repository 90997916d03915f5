//! Vouchers that the program made (bokföringsorder), handed over to be booked by the ekonomiservice and
//! known again when they come back in an export.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;

use super::Book;
use super::error::BookError;
use super::own::{Made, Purpose};
use super::stored::{self, Uncounted};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::Balances;
use crate::calendar::{FiscalYears, Month};
use crate::dimension::{CostCentre, Project};
use crate::finding::Fact;
use crate::voucher::Voucher;
use crate::voucher_id::VoucherId;

/// What an order is known by: its day, and what each row books, in order.
type Bookkeeping = (NaiveDate, Vec<(AccountNumber, Option<CostCentre>, Option<Project>, Amount)>);

/// The program's vouchers that count and have not come back.
#[derive(Debug)]
pub(super) struct Orders {
    waiting: BTreeMap<Bookkeeping, VecDeque<(i64, VoucherId)>>,
    all: Vec<(VoucherId, NaiveDate)>,
    years: FiscalYears,
}

/// What a voucher of a file is to the program's own.
#[derive(Debug)]
pub(super) enum OrderMatch {
    /// It is the same voucher under the same number.
    Itself,
    /// It is how the voucher of this record came back.
    Returned(i64, VoucherId),
    /// It says that it is an order, and books something else.
    Otherwise(Fact),
}

impl Orders {
    pub(super) fn waiting(book: &Book) -> Result<Self, BookError> {
        let years = book.settings.fiscal_years;
        let mut orders = Self { waiting: BTreeMap::new(), all: Vec::new(), years };
        for (record, voucher) in book.numbered_orders()? {
            orders.all.push((voucher.id().clone(), voucher.date()));
            let alike = orders.waiting.entry(bookkeeping(&voucher)).or_default();
            alike.push_back((record, voucher.id().clone()));
        }
        Ok(orders)
    }

    /// Finds the order that a voucher of a file is, which the book does not hold otherwise. Each order
    /// comes back once.
    pub(super) fn take(&mut self, voucher: &Voucher) -> Option<OrderMatch> {
        if self.all.is_empty() {
            return None;
        }
        if let Some(alike) = self.waiting.get_mut(&bookkeeping(voucher)) {
            let at = alike.iter().position(|(_, id)| id == voucher.id() || names(voucher, id)).unwrap_or(0);
            if let Some((record, id)) = alike.remove(at) {
                let is_itself = id == *voucher.id();
                return Some(if is_itself { OrderMatch::Itself } else { OrderMatch::Returned(record, id) });
            }
        }
        let year = |date: NaiveDate| self.years.of(Month::of(date));
        let is_named =
            |(id, date): &&(VoucherId, NaiveDate)| year(*date) == year(voucher.date()) && names(voucher, id);
        let (order, date) = self.all.iter().find(is_named)?;
        let (id, order, date_of_order) = (voucher.id().clone(), order.clone(), *date);
        Some(OrderMatch::Otherwise(Fact::OrderChanged { id, date: voucher.date(), order, date_of_order }))
    }
}

impl Book {
    /// The vouchers that the program made, that count, and that no export has brought back yet: what
    /// is to be handed over to the ekonomiservice (bokföringsorder), in the order they were made.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn orders(&self) -> Result<Vec<Voucher>, BookError> {
        let _snapshot = self.snapshot()?;
        Ok(self.numbered_orders()?.into_iter().map(|(_, voucher)| voucher).collect())
    }

    /// The last month in which anything is booked that came from outside: what the program posted ahead,
    /// such as the reversal of an accrual in the new year, does not make that the year to look at. If
    /// there is nothing else, the last month with a booking.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn booked_through(&self, balances: &Balances) -> Result<Option<Month>, BookError> {
        let mut own: BTreeMap<Month, Vec<Amount>> = BTreeMap::new();
        for (_, voucher) in self.made_vouchers(|_| true)? {
            let debit =
                voucher.postings().iter().map(|row| row.amount).filter(|amount| *amount > Amount::ZERO);
            own.entry(Month::of(voucher.date())).or_default().extend(debit);
        }
        let Some(last) = balances.last_month() else { return Ok(None) };
        let mut months: BTreeMap<Month, Vec<Amount>> = BTreeMap::new();
        for (month, _, turnover) in balances.turnovers().filter(|_| !own.is_empty()) {
            months.entry(month).or_default().push(turnover.debit);
        }
        for (month, debits) in months.into_iter().rev() {
            let of_own = own.remove(&month).unwrap_or_default();
            if Amount::checked_sum(debits)? != Amount::checked_sum(of_own)? {
                return Ok(Some(month));
            }
        }
        Ok(Some(last))
    }

    /// The orders with their records.
    fn numbered_orders(&self) -> Result<Vec<(i64, Voucher)>, BookError> {
        self.made_vouchers(|made| made.purpose != Purpose::Undoing)
    }

    /// The program's own vouchers that count under their own number, and that are meant.
    fn made_vouchers(&self, is_meant: impl Fn(&Made) -> bool) -> Result<Vec<(i64, Voucher)>, BookError> {
        let (uncounted, years) = (Uncounted::of(&self.database)?, self.settings.fiscal_years);
        let counts = |made: &Made| is_meant(made) && !uncounted.holds(made.voucher);
        let made = Made::all(&self.database)?.into_iter().filter(counts);
        made.map(|made| Ok((made.voucher, stored::voucher(&self.database, years, made.voucher)?))).collect()
    }

    /// Numbers of the program's vouchers that do not count: they came back under another, or their
    /// posting was undone. They are not missing, and are not given again.
    pub(super) fn own_numbers_not_in_use(&self) -> Result<Vec<(NaiveDate, VoucherId)>, BookError> {
        let uncounted = Uncounted::of(&self.database)?;
        let mut numbers = Vec::new();
        for made in Made::all(&self.database)?.iter().filter(|made| uncounted.holds(made.voucher)) {
            let voucher = stored::voucher(&self.database, self.settings.fiscal_years, made.voucher)?;
            numbers.push((voucher.date(), voucher.id().clone()));
        }
        Ok(numbers)
    }

    /// The records of vouchers by which one of the program's own came back.
    pub(super) fn returned(&self) -> Result<BTreeSet<u64>, BookError> {
        let records = self.database.all("SELECT counts FROM replaced", &[], |row| row.get(0))?;
        Ok(records.into_iter().map(stored::number_of).collect())
    }
}

fn bookkeeping(voucher: &Voucher) -> Bookkeeping {
    let rows = voucher.postings().iter();
    let mut rows: Vec<_> =
        rows.map(|row| (row.account, row.cost_centre.clone(), row.project.clone(), row.amount)).collect();
    rows.sort();
    (voucher.date(), rows)
}

/// Whether a voucher says, where its text or a row's begins, that it is this order.
fn names(voucher: &Voucher, order: &VoucherId) -> bool {
    let name = order.to_string();
    let says = |text: &str| {
        let rest = text.trim_start().strip_prefix(&name);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
    };
    says(voucher.text()) || voucher.postings().iter().any(|row| says(&row.text))
}
