//! The rows that are put into a book's tables.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::chain::Hash;
use super::error::BookError;
use super::stored;
use crate::balances::{Amounts, BalanceObject, Turnover};
use crate::budget::{Budget, BudgetVersion};
use crate::calendar::{FiscalYear, Month};
use crate::dimension::{CostCentre, Project};
use crate::tally::Tally;
use crate::voucher::{Correction, RowChange, Voucher};

pub(super) fn insert_voucher(
    connection: &Connection,
    record: i64,
    year: FiscalYear,
    voucher: &Voucher,
    bookkeeping: &Hash,
) -> Result<(), BookError> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO voucher (record, year, series, number, date, text, registered, signature, bookkeeping)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let history = voucher.history();
    let (series, number) = (voucher.id().series(), voucher.id().number().cast_signed());
    insert.execute(params![
        record,
        year.year(),
        series,
        number,
        voucher.date().to_string(),
        voucher.text(),
        text_of(history.registered),
        history.signature,
        bookkeeping
    ])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO posting (voucher, row, month, account, cost_centre, project, amount, text, others)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let month = Month::of(voucher.date()).to_string();
    for (row, posting) in (1_i64..).zip(voucher.postings()) {
        insert.execute(params![
            record,
            row,
            month,
            posting.account.number(),
            posting.cost_centre.as_ref().map_or("", CostCentre::as_str),
            posting.project.as_ref().map_or("", Project::as_str),
            posting.amount.ore(),
            posting.text,
            stored::others_text(&posting.others),
        ])?;
    }
    history.corrections.iter().enumerate().try_for_each(|(position, correction)| {
        insert_correction(connection, record, stored::row_of(position), correction)
    })
}

fn insert_correction(
    connection: &Connection,
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
    let mut insert = connection.prepare_cached(
        "INSERT INTO correction (voucher, position, date, signature, change, row,
             account, cost_centre, project, amount, text, others)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    insert.execute(params![
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
    ])?;
    Ok(())
}

/// A date as it is stored: no text where there is none.
fn text_of(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

pub(super) fn insert_opening_rows(
    connection: &Connection,
    record: i64,
    amounts: &Amounts,
) -> Result<(), BookError> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO opening_row (opening, row, account, cost_centre, project, amount)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (row, (object, amount)) in (1_i64..).zip(amounts) {
        let (account, cost_centre, project) = columns(object);
        insert.execute(params![record, row, account, cost_centre, project, amount.ore()])?;
    }
    Ok(())
}

pub(super) fn insert_budget(
    connection: &Connection,
    record: i64,
    year: FiscalYear,
    budget: &Budget,
) -> Result<(), BookError> {
    let BudgetVersion { kind, name, date } = &budget.version;
    connection
        .prepare_cached("INSERT INTO budget (record, year, kind, name, date) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![record, year.year(), kind.as_str(), &**name, text_of(*date)])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO budget_row (budget, row, first, last, account, cost_centre, project, amount)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (row, (period, object, amount)) in (1_i64..).zip(budget.rows()) {
        let (first, last) = (period.first().to_string(), period.last().to_string());
        let (account, cost_centre, project) = columns(object);
        insert.execute(params![record, row, first, last, account, cost_centre, project, amount.ore()])?;
    }
    Ok(())
}

/// Adds what was tallied to the sums that reports read.
pub(super) fn add_to_kept_sums(connection: &Connection, tally: Tally) -> Result<(), BookError> {
    let balances = tally.finish()?.balances;
    balances
        .turnovers()
        .try_for_each(|(month, object, turnover)| add_to_kept_sum(connection, month, object, turnover))
}

/// The sums are added up here and not in SQL, where one that does not fit would turn into a float.
fn add_to_kept_sum(
    connection: &Connection,
    month: Month,
    object: &BalanceObject,
    turnover: Turnover,
) -> Result<(), BookError> {
    let (account, cost_centre, project) = columns(object);
    let month = month.to_string();
    let kept = connection
        .prepare_cached(
            "SELECT debit, credit FROM kept_sum
             WHERE month = ?1 AND account = ?2 AND cost_centre = ?3 AND project = ?4",
        )?
        .query_row((&month, account, cost_centre, project), |row| Ok(stored::turnover(row, 0)))
        .optional()?;
    let kept = match kept {
        None => Turnover::default(),
        Some(Some(kept)) => kept,
        Some(None) => return Err(BookError::Unreadable { table: "kept_sum", record: account.into() }),
    };
    let sum = kept.checked_add(turnover)?;
    connection
        .prepare_cached(
            "INSERT INTO kept_sum (month, account, cost_centre, project, debit, credit)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET debit = excluded.debit, credit = excluded.credit",
        )?
        .execute(params![month, account, cost_centre, project, sum.debit.ore(), sum.credit.ore()])?;
    Ok(())
}

fn columns(object: &BalanceObject) -> (u32, &str, &str) {
    (
        object.account.number(),
        object.cost_centre.as_ref().map_or("", CostCentre::as_str),
        object.project.as_ref().map_or("", Project::as_str),
    )
}
