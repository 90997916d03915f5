//! The rows that are put into a book's tables.

use chrono::NaiveDate;

use super::chain::Hash;
use super::engine::{Columns, Database, values};
use super::error::BookError;
use super::hashed::Hashed;
use super::stored;
use crate::balances::{Amounts, BalanceObject, Turnover};
use crate::budget::{Budget, BudgetVersion};
use crate::calendar::{FiscalYear, Month};
use crate::dimension::{CostCentre, Project};
use crate::tally::Tally;
use crate::voucher::{Correction, RowChange};

/// The same in SQL. A voucher by which one of the program's own came back counts in its place, and with it no sum
/// changes; where all is summed anew, what was undone does not count.
const ADD_TO_KEPT_SUMS: &str = "
    INSERT INTO kept_sum (month, account, cost_centre, project, debit, credit)
    SELECT month, account, cost_centre, project, sum(greatest(amount, 0)), sum(greatest(-amount, 0))
    FROM posting p WHERE voucher > ?1
      AND NOT EXISTS (SELECT 1 FROM undone WHERE p.voucher > first AND p.voucher < next)
      AND NOT EXISTS (
        SELECT 1 FROM replaced r WHERE r.counts = p.voucher
        AND NOT EXISTS (SELECT 1 FROM undone WHERE r.voucher > first AND r.voucher < next))
    GROUP BY month, account, cost_centre, project
    ON CONFLICT (month, account, cost_centre, project)
    DO UPDATE SET debit = kept_sum.debit + excluded.debit, credit = kept_sum.credit + excluded.credit";

/// A voucher with its place in the chain, on its way into the tables.
#[derive(Debug)]
pub(super) struct Linked<'a> {
    /// The record it is.
    pub(super) seq: i64,
    /// The hash of that record.
    pub(super) hash: Hash,
    pub(super) hashed: Hashed<'a>,
}

/// Puts vouchers into their tables. A table's rows are written after each other, in the order of its key.
pub(super) fn insert_vouchers(database: &Database, vouchers: &[Linked<'_>]) -> Result<(), BookError> {
    database.add_rows("record (seq, kind, content, hash)", 4, vouchers, |columns, new| {
        columns.bind(new.seq)?;
        columns.bind("voucher")?;
        columns.bind(new.hashed.content)?;
        columns.bind(new.hash)
    })?;
    let table = "voucher (record, year, series, number, date, text, registered, signature, bookkeeping)";
    database.add_rows(table, 9, vouchers, |columns, new| {
        let (voucher, history) = (&new.hashed.voucher, new.hashed.voucher.history());
        columns.bind(new.seq)?;
        columns.bind(new.hashed.year.year())?;
        columns.bind(voucher.id().series())?;
        columns.bind(voucher.id().number().cast_signed())?;
        columns.bind(voucher.date().to_string())?;
        columns.bind(voucher.text())?;
        columns.bind(text_of(history.registered))?;
        columns.bind(&*history.signature)?;
        columns.bind(new.hashed.bookkeeping)
    })?;
    let months: Vec<String> =
        vouchers.iter().map(|new| Month::of(new.hashed.voucher.date()).to_string()).collect();
    let mut postings = Vec::new();
    for (new, month) in vouchers.iter().zip(&months) {
        let rows = (1_i64..).zip(new.hashed.voucher.postings());
        postings.extend(rows.map(|(row, posting)| (new.seq, row, month, posting)));
    }
    let table = "posting (voucher, row, month, account, cost_centre, project, amount, text, others)";
    database.add_rows(table, 9, &postings, |columns, (seq, row, month, posting)| {
        columns.bind(seq)?;
        columns.bind(row)?;
        columns.bind(month)?;
        columns.bind(posting.account.number())?;
        columns.bind(posting.cost_centre.as_ref().map_or("", CostCentre::as_str))?;
        columns.bind(posting.project.as_ref().map_or("", Project::as_str))?;
        columns.bind(posting.amount.ore())?;
        columns.bind(&*posting.text)?;
        columns.bind(stored::others_text(&posting.others))
    })?;
    for new in vouchers {
        let corrections = &new.hashed.voucher.history().corrections;
        corrections.iter().enumerate().try_for_each(|(position, correction)| {
            insert_correction(database, new.seq, stored::row_of(position), correction)
        })?;
    }
    Ok(())
}

fn insert_correction(
    database: &Database,
    record: i64,
    position: i64,
    correction: &Correction,
) -> Result<(), BookError> {
    let Correction { change, date, signature } = correction;
    let (word, index, struck) = match change {
        RowChange::Added(index) => ("added", *index, None),
        RowChange::Struck { before, posting } => ("struck", *before, Some(posting)),
    };
    let code = |code: Option<&str>| code.unwrap_or("").to_owned();
    database.run(
        "INSERT INTO correction (voucher, position, date, signature, change, row,
             account, cost_centre, project, amount, text, others)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        values![
            record,
            position,
            text_of(*date),
            signature,
            word,
            stored::row_of(index),
            struck.map(|posting| posting.account.number()),
            struck.map(|posting| code(posting.cost_centre.as_ref().map(CostCentre::as_str))),
            struck.map(|posting| code(posting.project.as_ref().map(Project::as_str))),
            struck.map(|posting| posting.amount.ore()),
            struck.map(|posting| &posting.text),
            struck.map(|posting| stored::others_text(&posting.others)),
        ],
    )
}

/// A date as it is stored: no text where there is none.
fn text_of(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

pub(super) fn insert_opening_rows(
    database: &Database,
    record: i64,
    amounts: &Amounts,
) -> Result<(), BookError> {
    let table = "opening_row (opening, row, account, cost_centre, project, amount)";
    let rows: Vec<_> = (1_i64..).zip(amounts).collect();
    database.add_rows(table, 6, &rows, |columns, (row, (object, amount))| {
        columns.bind(record)?;
        columns.bind(row)?;
        bind_object(columns, object)?;
        columns.bind(amount.ore())
    })
}

pub(super) fn insert_budget(
    database: &Database,
    record: i64,
    year: FiscalYear,
    budget: &Budget,
) -> Result<(), BookError> {
    let BudgetVersion { kind, name, date } = &budget.version;
    database.run(
        "INSERT INTO budget (record, year, kind, name, date) VALUES (?1, ?2, ?3, ?4, ?5)",
        values![record, year.year(), kind.as_str(), &**name, text_of(*date)],
    )?;
    let table = "budget_row (budget, row, first, last, account, cost_centre, project, amount)";
    let rows: Vec<_> = (1_i64..).zip(budget.rows()).collect();
    database.add_rows(table, 8, &rows, |columns, (row, (period, object, amount))| {
        columns.bind(record)?;
        columns.bind(row)?;
        columns.bind(period.first().to_string())?;
        columns.bind(period.last().to_string())?;
        bind_object(columns, object)?;
        columns.bind(amount.ore())
    })
}

/// Adds what was tallied to the sums that reports read: the vouchers that count of the records after one.
pub(super) fn add_to_kept_sums(database: &Database, tally: Tally, after: i64) -> Result<(), BookError> {
    if database.adds_up() {
        return database.run(ADD_TO_KEPT_SUMS, values![after]);
    }
    let balances = tally.finish()?.balances;
    balances
        .turnovers()
        .try_for_each(|(month, object, turnover)| add_to_kept_sum(database, month, object, turnover))
}

/// The sums are added up here and not in SQL, where one that does not fit would turn into a float.
fn add_to_kept_sum(
    database: &Database,
    month: Month,
    object: &BalanceObject,
    turnover: Turnover,
) -> Result<(), BookError> {
    let (account, cost_centre, project) = columns(object);
    let month = month.to_string();
    let kept = database.first(
        "SELECT debit, credit FROM kept_sum
         WHERE month = ?1 AND account = ?2 AND cost_centre = ?3 AND project = ?4",
        values![&month, account, cost_centre, project],
        |row| Ok(stored::turnover(row, 0)),
    )?;
    let kept = match kept {
        None => Turnover::default(),
        Some(Some(kept)) => kept,
        Some(None) => return Err(BookError::Unreadable { table: "kept_sum", record: account.into() }),
    };
    let sum = kept.checked_add(turnover)?;
    database.run(
        "INSERT INTO kept_sum (month, account, cost_centre, project, debit, credit)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (month, account, cost_centre, project)
         DO UPDATE SET debit = excluded.debit, credit = excluded.credit",
        values![month, account, cost_centre, project, sum.debit.ore(), sum.credit.ore()],
    )
}

/// An account, a cost centre and a project into columns that follow each other.
fn bind_object(columns: &mut Columns<'_, '_>, object: &BalanceObject) -> Result<(), BookError> {
    let (account, cost_centre, project) = self::columns(object);
    columns.bind(account)?;
    columns.bind(cost_centre)?;
    columns.bind(project)
}

fn columns(object: &BalanceObject) -> (u32, &str, &str) {
    (
        object.account.number(),
        object.cost_centre.as_ref().map_or("", CostCentre::as_str),
        object.project.as_ref().map_or("", Project::as_str),
    )
}
