//! What the database holds, read back and doubted: a row changed by hand is found out, not trusted.

use rusqlite::{Connection, Row};

use super::error::BookError;
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::{Amounts, BalanceObject, Balances, Turnover};
use crate::budget::Budget;
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::general_ledger::LedgerPosting;
use crate::voucher::{History, Posting, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// A record's number and what it says, or `None` where that cannot be what was once stored.
#[derive(Debug)]
pub(super) struct Stored<T> {
    pub(super) record: u64,
    pub(super) value: Option<T>,
}

/// A voucher, with what can still be said about one that cannot be read.
#[derive(Debug)]
pub(super) struct StoredVoucher {
    pub(super) record: u64,
    pub(super) id: Option<VoucherId>,
    pub(super) voucher: Option<(FiscalYear, Voucher)>,
}

/// Every voucher in the order of its record, one at a time.
pub(super) fn for_each_voucher(
    connection: &Connection,
    years: FiscalYears,
    mut each: impl FnMut(StoredVoucher),
) -> Result<(), BookError> {
    let mut vouchers = connection
        .prepare_cached("SELECT record, year, series, number, date, text FROM voucher ORDER BY record")?;
    let mut postings = connection.prepare_cached(
        "SELECT voucher, month, account, cost_centre, project, amount, text FROM posting ORDER BY voucher, row",
    )?;
    let (mut vouchers, mut postings) = (vouchers.query([])?, postings.query([])?);
    let mut posting = postings.next()?;
    while let Some(row) = vouchers.next()? {
        let record: i64 = row.get(0)?;
        let id = voucher_id(row);
        let head = id.clone().and_then(|id| voucher_head(row, id, years));
        let month = head.as_ref().map(|(_, draft)| Month::of(draft.date).to_string());
        let mut rows = Some(Vec::new());
        while let Some(row) = posting {
            let of: i64 = row.get(0)?;
            if of > record {
                break;
            }
            if of < record {
                each(StoredVoucher { record: number_of(of), id: None, voucher: None });
            } else if let Some(read) = voucher_posting(row, month.as_deref()) {
                rows = rows.map(|mut rows| {
                    rows.push(read);
                    rows
                });
            } else {
                rows = None;
            }
            posting = postings.next()?;
        }
        let voucher = head.zip(rows).and_then(|((year, draft), postings)| {
            Some((year, VoucherDraft { postings, ..draft }.try_into_voucher().ok()?))
        });
        each(StoredVoucher { record: number_of(record), id, voucher });
    }
    while let Some(row) = posting {
        each(StoredVoucher { record: number_of(row.get(0)?), id: None, voucher: None });
        posting = postings.next()?;
    }
    Ok(())
}

fn voucher_id(row: &Row<'_>) -> Option<VoucherId> {
    let number: i64 = row.get(3).ok()?;
    Some(VoucherId::new(row.get::<_, String>(2).ok()?, number.cast_unsigned()))
}

fn voucher_head(row: &Row<'_>, id: VoucherId, years: FiscalYears) -> Option<(FiscalYear, VoucherDraft)> {
    let written: String = row.get(4).ok()?;
    let date = written.parse::<chrono::NaiveDate>().ok().filter(|date| date.to_string() == written)?;
    let year = year(row, 1, years).filter(|year| *year == years.of(Month::of(date)))?;
    let text = row.get::<_, String>(5).ok()?.into();
    Some((year, VoucherDraft { id, date, text, postings: Vec::new(), history: History::default() }))
}

fn voucher_posting(row: &Row<'_>, month: Option<&str>) -> Option<Posting> {
    let written = row.get_ref(1).ok()?.as_str().ok()?;
    month.filter(|month| *month == written)?;
    let BalanceObject { account, cost_centre, project } = object(row, 2)?;
    let text = row.get::<_, String>(6).ok()?.into();
    Some(Posting { account, cost_centre, project, amount: amount(row, 5)?, text, others: Vec::new() })
}

/// The opening balances of every year, in order of their records.
pub(super) fn openings(
    connection: &Connection,
    years: FiscalYears,
) -> Result<Vec<Stored<(FiscalYear, Amounts)>>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT record, year, account, cost_centre, project, amount
         FROM opening JOIN opening_row ON opening = record ORDER BY record, row",
    )?;
    let mut rows = statement.query([])?;
    let mut openings: Vec<Stored<(FiscalYear, Amounts)>> = Vec::new();
    while let Some(row) = rows.next()? {
        let opening =
            of_record(&mut openings, number_of(row.get(0)?), || Some((year(row, 1, years)?, Amounts::new())));
        let read = object(row, 2).zip(amount(row, 5));
        // A row that comes twice would be one with the other, and the change go unseen.
        let added = opening.value.take().zip(read).and_then(|((year, mut amounts), (object, amount))| {
            amounts.insert(object, amount).is_none().then_some((year, amounts))
        });
        opening.value = added;
    }
    Ok(openings)
}

/// The budget of every year, in order of their records.
pub(super) fn budgets(
    connection: &Connection,
    years: FiscalYears,
) -> Result<Vec<Stored<(FiscalYear, Budget)>>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT record, year, account, cost_centre, project, amount, first, last
         FROM budget JOIN budget_row ON budget = record ORDER BY record, row",
    )?;
    let mut rows = statement.query([])?;
    let mut budgets: Vec<Stored<(FiscalYear, Budget)>> = Vec::new();
    while let Some(row) = rows.next()? {
        let budget = of_record(&mut budgets, number_of(row.get(0)?), || {
            Some((year(row, 1, years)?, Budget::default()))
        });
        let period = || Period::new(month(row, 6)?, month(row, 7)?).ok();
        let read = object(row, 2).zip(amount(row, 5)).zip(period());
        let added =
            budget.value.take().zip(read).and_then(|((year, mut budget), ((object, amount), period))| {
                let count = budget.len();
                budget.add(period, object, amount).ok()?;
                (budget.len() > count).then_some((year, budget))
            });
        budget.value = added;
    }
    Ok(budgets)
}

/// The record that rows belong to; made with the first of them.
pub(super) fn of_record<T>(
    all: &mut Vec<Stored<T>>,
    record: u64,
    make: impl FnOnce() -> Option<T>,
) -> &mut Stored<T> {
    if all.last().is_none_or(|last| last.record != record) {
        all.push(Stored { record, value: make() });
    }
    let last = all.len() - 1;
    &mut all[last]
}

/// The kept sums, added to `balances`; tells how many there are.
pub(super) fn add_kept_sums(connection: &Connection, balances: &mut Balances) -> Result<u64, BookError> {
    let mut statement = connection
        .prepare_cached("SELECT month, account, cost_centre, project, debit, credit FROM kept_sum")?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        let key = month(row, 0).zip(object(row, 1));
        let Some((key, turnover)) = key.zip(turnover(row, 4)) else {
            return Err(BookError::Unreadable { table: "kept_sum", record: count });
        };
        balances.add(key.0, key.1, turnover)?;
    }
    Ok(count)
}

/// The postings on an account during a period, found by their index.
pub(super) fn postings_on(
    connection: &Connection,
    account: AccountNumber,
    period: Period,
) -> Result<Vec<LedgerPosting>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT v.record, v.date, v.series, v.number, v.text, p.account, p.cost_centre, p.project, p.amount, p.text
         FROM posting p JOIN voucher v ON v.record = p.voucher
         WHERE p.account = ?1 AND p.month BETWEEN ?2 AND ?3 ORDER BY p.voucher, p.row",
    )?;
    let (first, last) = (period.first().to_string(), period.last().to_string());
    let mut rows = statement.query((account.number(), first, last))?;
    let mut postings = Vec::new();
    while let Some(row) = rows.next()? {
        let record = number_of(row.get(0)?);
        postings.push(ledger_posting(row).ok_or(BookError::Unreadable { table: "posting", record })?);
    }
    Ok(postings)
}

fn ledger_posting(row: &Row<'_>) -> Option<LedgerPosting> {
    let text: String = row.get(9).ok()?;
    let text = if text.is_empty() { row.get(4).ok()? } else { text };
    let BalanceObject { cost_centre, project, .. } = object(row, 5)?;
    Some(LedgerPosting {
        date: row.get::<_, String>(1).ok()?.parse().ok()?,
        id: VoucherId::new(row.get::<_, String>(2).ok()?, row.get::<_, i64>(3).ok()?.cast_unsigned()),
        text: text.into(),
        cost_centre,
        project,
        amount: amount(row, 8)?,
    })
}

/// A row's number as it is told; numbers below nothing are no records.
pub(super) fn number_of(record: i64) -> u64 {
    u64::try_from(record).unwrap_or(0)
}

pub(super) fn year(row: &Row<'_>, column: usize, years: FiscalYears) -> Option<FiscalYear> {
    years.starting_in(row.get(column).ok()?).ok()
}

pub(super) fn month(row: &Row<'_>, column: usize) -> Option<Month> {
    row.get_ref(column).ok()?.as_str().ok()?.parse().ok()
}

/// An account, a cost centre and a project in columns that follow each other.
pub(super) fn object(row: &Row<'_>, column: usize) -> Option<BalanceObject> {
    let cost_centre = code(row, column + 1, CostCentre::new, CostCentre::as_str).ok()?;
    let project = code(row, column + 2, Project::new, Project::as_str).ok()?;
    Some(BalanceObject { account: AccountNumber::new(row.get(column).ok()?).ok()?, cost_centre, project })
}

/// What is stored is no code.
struct NoCode;

/// A code, or none where the text is empty. Codes are stored bare, so one with blanks around it
/// was put there by somebody else.
fn code<C, E>(
    row: &Row<'_>,
    column: usize,
    make: impl FnOnce(&str) -> Result<C, E>,
    as_str: impl FnOnce(&C) -> &str,
) -> Result<Option<C>, NoCode> {
    let written = row.get_ref(column).ok().and_then(|value| value.as_str().ok()).ok_or(NoCode)?;
    if written.is_empty() {
        return Ok(None);
    }
    let code = make(written).map_err(|_| NoCode)?;
    if as_str(&code) == written { Ok(Some(code)) } else { Err(NoCode) }
}

pub(super) fn amount(row: &Row<'_>, column: usize) -> Option<Amount> {
    row.get(column).ok().filter(|ore| *ore != i64::MIN).map(Amount::from_ore)
}

/// Debit and credit in columns that follow each other; neither has a sign.
pub(super) fn turnover(row: &Row<'_>, column: usize) -> Option<Turnover> {
    let side = |column| amount(row, column).filter(|amount| *amount >= Amount::ZERO);
    Some(Turnover { debit: side(column)?, credit: side(column + 1)? })
}
