//! How one figure of a statement came about: its parts, and the largest postings under it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::behind::{Origin, origins};
use super::evaluate::{StatementError, View, balance_sheet, cash_flow, income_statement};
use super::layout::Layout;
use super::{Column, Statement, StatementKind, StatementRow};
use crate::account::AccountNumber;
use crate::amount::Unit;
use crate::balances::Balances;
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::general_ledger::LedgerPosting;

/// How many postings are told of a figure.
const LARGEST_MAX: usize = 10;

/// How one row of a statement came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The statement it stands in.
    pub kind: StatementKind,
    /// What the statement is called.
    pub title: String,
    /// The period the statement is about.
    pub period: Period,
    /// The unit of the row's values; what it is made of is exact.
    pub unit: Unit,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The row.
    pub row: StatementRow,
    /// What it is made of.
    pub origin: Origin,
    /// The largest postings of the period on the accounts under it, the largest first.
    pub largest: Vec<(AccountNumber, LedgerPosting)>,
    /// How many postings there are on them.
    pub postings: usize,
}

/// How a row of a statement that was drawn up from these came about; `None` if the statement has no such
/// row, or no figure on it. `postings` gives those of an account during the statement's period.
///
/// # Errors
/// [`StatementError`] if a sum does not fit or only sums are known that do not tell it, and whatever
/// `postings` fails with.
pub fn explanation<E: From<StatementError>>(
    layout: &Layout,
    balances: &Balances,
    statement: &Statement,
    row: &str,
    mut postings: impl FnMut(AccountNumber) -> Result<Vec<LedgerPosting>, E>,
) -> Result<Option<Explanation>, E> {
    let Some(row) = statement.row(row).filter(|row| row.values.iter().any(Option::is_some)) else {
        return Ok(None);
    };
    let own = origins(layout, balances, statement)?;
    let origin = own.get(&row.id).cloned().unwrap_or_default();
    let mut under = Under { of: others(layout, balances, statement)?, accounts: BTreeSet::new() };
    under.of.insert(statement.kind, own);
    under.gather(&origin, &mut BTreeSet::from([(statement.kind, row.id.clone())]));
    let mut largest = Vec::new();
    let mut count = 0;
    for account in under.accounts {
        let found = postings(account)?;
        count += found.len();
        largest.extend(found.into_iter().map(|posting| (account, posting)));
        // Stable, and sorted by account before: equally large ones stand in that order.
        largest.sort_by_key(|(_, posting)| Reverse(posting.amount.ore().unsigned_abs()));
        largest.truncate(LARGEST_MAX);
    }
    Ok(Some(Explanation {
        kind: statement.kind,
        title: statement.title.clone(),
        period: statement.period,
        unit: statement.unit,
        columns: statement.columns.clone(),
        row: row.clone(),
        origin,
        largest,
        postings: count,
    }))
}

/// The row of a statement that is meant: by its name in the layout, its account, its label, or words that
/// stand in the label of no other row with a figure. Capitals do not matter.
///
/// # Errors
/// The rows that may be meant: those whose labels hold the words, or if there are none, all.
pub fn row_meant<'a>(
    statement: &'a Statement,
    text: &str,
) -> Result<&'a StatementRow, Vec<&'a StatementRow>> {
    let text = text.trim();
    let wanted = text.to_lowercase();
    let rows = || statement.rows.iter().filter(|row| row.values.iter().any(Option::is_some));
    let is_named =
        |row: &&StatementRow| row.id == text || row.account.is_some_and(|own| own.to_string() == text);
    let is_called = |row: &&StatementRow| row.label.to_lowercase() == wanted;
    if let Some(row) = rows().find(is_named).or_else(|| rows().find(is_called)) {
        return Ok(row);
    }
    let holding: Vec<&StatementRow> =
        rows().filter(|row| row.label.to_lowercase().contains(&wanted)).collect();
    match holding[..] {
        [only] => Ok(only),
        [] => Err(rows().collect()),
        _ => Err(holding),
    }
}

type ByKind = BTreeMap<StatementKind, BTreeMap<String, Origin>>;

/// What is behind the rows of the statements that rows may come from.
fn others(layout: &Layout, balances: &Balances, statement: &Statement) -> Result<ByKind, StatementError> {
    let chart = ChartOfAccounts::default();
    let view = View { period: statement.period, comparison: None, unit: Unit::Kr, chart: &chart };
    let drawn_up = match statement.kind {
        // They are made of accounts and rows of their own.
        StatementKind::IncomeStatement | StatementKind::Notes => Vec::new(),
        StatementKind::BalanceSheet => vec![income_statement(layout, balances, &view)?],
        StatementKind::CashFlow => vec![
            income_statement(layout, balances, &view)?,
            balance_sheet(layout, balances, &view)?,
            cash_flow(layout, balances, &view)?,
        ],
    };
    drawn_up.iter().map(|other| Ok((other.kind, origins(layout, balances, other)?))).collect()
}

/// The accounts under a row, through whatever rows it takes.
struct Under {
    of: ByKind,
    accounts: BTreeSet<AccountNumber>,
}

impl Under {
    fn gather(&mut self, origin: &Origin, seen: &mut BTreeSet<(StatementKind, String)>) {
        self.accounts.extend(origin.accounts.iter().map(|part| part.account));
        for part in &origin.rows {
            if seen.insert((part.statement, part.row.clone())) {
                let next = self.of.get(&part.statement).and_then(|rows| rows.get(&part.row)).cloned();
                self.gather(&next.unwrap_or_default(), seen);
            }
        }
    }
}
