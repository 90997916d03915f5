//! The sums that reports read, as the database keeps them.

use rustc_hash::FxHashMap;

use super::engine::{Database, Row};
use super::error::BookError;
use super::stored::{NoCode, code, turnover, written_code};
use crate::account::AccountNumber;
use crate::balances::{BalanceObject, Balances, Turnover};
use crate::calendar::Month;
use crate::dimension::{CostCentre, Project};

/// The kept sums, put into `balances`, which has no turnovers yet.
///
/// Every report reads them all, and they say the same few months and codes thousands of times. So they are
/// read in their order, a month at a time, and each code is made once.
pub(super) fn add(database: &Database, balances: &mut Balances) -> Result<(), BookError> {
    let mut query = database.query(
        "SELECT month, account, cost_centre, project, debit, credit FROM kept_sum
         ORDER BY month, account, cost_centre, project",
    )?;
    let mut rows = query.rows(&[])?;
    let (mut codes, mut of_month, mut count) = (Codes::default(), None::<SumsOfMonth>, 0);
    while let Some(row) = rows.next()? {
        count += 1;
        let unreadable = || BookError::Unreadable { table: "kept_sum", record: count };
        if !of_month.as_ref().is_some_and(|sums| sums.is_of(row)) {
            let next = SumsOfMonth::starting(row).ok_or_else(unreadable)?;
            if let Some(sums) = of_month.take() {
                // What does not come in its order has been moved, and would take the place of what is there.
                sums.month.lt(&next.month).then_some(()).ok_or_else(unreadable)?;
                sums.put_into(balances);
            }
            of_month = Some(next);
        }
        of_month.as_mut().and_then(|sums| sums.add(row, &mut codes)).ok_or_else(unreadable)?;
    }
    if let Some(sums) = of_month {
        sums.put_into(balances);
    }
    Ok(())
}

/// The kept sums of a month, in order.
struct SumsOfMonth {
    month: Month,
    /// The month as the database has it.
    written: String,
    sums: Vec<(BalanceObject, Turnover)>,
}

impl SumsOfMonth {
    fn starting(row: Row<'_>) -> Option<Self> {
        let written: String = row.get(0).ok()?;
        Some(Self { month: written.parse().ok()?, written, sums: Vec::new() })
    }

    fn is_of(&self, row: Row<'_>) -> bool {
        row.text(0) == Some(&*self.written)
    }

    fn add(&mut self, row: Row<'_>, codes: &mut Codes) -> Option<()> {
        let (object, turnover) = (codes.object(row, 1)?, turnover(row, 4)?);
        let is_next = self.sums.last().is_none_or(|(last, _)| *last < object);
        is_next.then(|| self.sums.push((object, turnover)))
    }

    fn put_into(self, balances: &mut Balances) {
        balances.set_month(self.month, self.sums.into_iter().collect());
    }
}

/// The codes of cost centres and projects, each made the first time it is read.
#[derive(Default)]
struct Codes {
    cost_centres: FxHashMap<String, CostCentre>,
    projects: FxHashMap<String, Project>,
}

impl Codes {
    /// An account, a cost centre and a project in columns that follow each other.
    fn object(&mut self, row: Row<'_>, column: usize) -> Option<BalanceObject> {
        let cost_centre =
            known(&mut self.cost_centres, row, column + 1, CostCentre::new, CostCentre::as_str).ok()?;
        let project = known(&mut self.projects, row, column + 2, Project::new, Project::as_str).ok()?;
        Some(BalanceObject { account: AccountNumber::new(row.get(column).ok()?).ok()?, cost_centre, project })
    }
}

fn known<C: Clone, E>(
    known: &mut FxHashMap<String, C>,
    row: Row<'_>,
    column: usize,
    make: impl FnOnce(&str) -> Result<C, E>,
    as_str: impl FnOnce(&C) -> &str,
) -> Result<Option<C>, NoCode> {
    let written = written_code(row, column)?;
    if let Some(code) = known.get(written) {
        return Ok(Some(code.clone()));
    }
    let code = code(row, column, make, as_str)?;
    known.extend(code.clone().map(|code| (written.to_owned(), code)));
    Ok(code)
}
