//! What the database holds, read back and doubted: a row changed by hand is found out, not trusted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::chain::Hash;
use super::engine::{Database, Row, Rows, Value, values};
use super::error::BookError;
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::{Amounts, BalanceObject, Turnover};
use crate::budget::{Budget, BudgetKind, BudgetVersion};
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, OtherObject, Project};
use crate::general_ledger::LedgerPosting;
use crate::voucher::{Correction, History, Posting, RowChange, Voucher, VoucherDraft};
use crate::voucher_id::VoucherId;

/// A record's number and what it says, or `None` where that cannot be what was once stored.
#[derive(Debug)]
pub(super) struct Stored<T> {
    pub(super) record: u64,
    /// Whether the import it came with was undone.
    pub(super) undone: bool,
    pub(super) value: Option<T>,
}

/// A voucher, with what can still be said about one that cannot be read.
#[derive(Debug)]
pub(super) struct StoredVoucher {
    pub(super) record: u64,
    /// Whether it does not count: its import was undone, or another stands in its place.
    pub(super) uncounted: bool,
    pub(super) id: Option<VoucherId>,
    /// What the book says counts of it.
    pub(super) bookkeeping: Option<Hash>,
    pub(super) voucher: Option<(FiscalYear, Voucher)>,
}

impl StoredVoucher {
    /// Rows of a voucher that is not there.
    fn orphan(record: i64) -> Self {
        Self { record: number_of(record), uncounted: false, id: None, bookkeeping: None, voucher: None }
    }
}

/// The records that do not count.
#[derive(Debug)]
pub(super) struct Uncounted {
    /// Those that came with imports that were undone: they lie between these.
    undone: Vec<(i64, i64)>,
    /// Vouchers that the program made, and that came back in an export: what came counts in their place.
    replaced: BTreeMap<i64, i64>,
    /// The same the other way round.
    made_as: BTreeMap<i64, i64>,
}

impl Uncounted {
    pub(super) fn of(database: &Database) -> Result<Self, BookError> {
        let undone =
            database.all("SELECT first, next FROM undone", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut uncounted = Self { undone, replaced: BTreeMap::new(), made_as: BTreeMap::new() };
        let pairs: Vec<(i64, i64)> = database
            .all("SELECT voucher, counts FROM replaced", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        uncounted.replaced = pairs.into_iter().filter(|(_, by)| !uncounted.is_undone(*by)).collect();
        uncounted.made_as = uncounted.replaced.iter().map(|(own, by)| (*by, *own)).collect();
        Ok(uncounted)
    }

    pub(super) fn holds(&self, record: i64) -> bool {
        self.is_undone(record) || self.replaced.contains_key(&record)
    }

    /// Whether it came with an import that was undone.
    pub(super) fn is_undone(&self, record: i64) -> bool {
        self.undone.iter().any(|(first, next)| *first < record && record < *next)
    }

    /// The record that counts in place of a voucher the program made: often its own.
    pub(super) fn in_place_of(&self, record: i64) -> i64 {
        self.replaced.get(&record).copied().unwrap_or(record)
    }

    /// The voucher that the program made, if this one counts in its place.
    pub(super) fn made_as(&self, record: i64) -> i64 {
        self.replaced.iter().find(|(_, by)| **by == record).map_or(record, |(own, _)| *own)
    }
}

/// Every voucher in the order of its record, one at a time.
pub(super) fn for_each_voucher(
    database: &Database,
    years: FiscalYears,
    each: impl FnMut(StoredVoucher),
) -> Result<(), BookError> {
    for_each_voucher_between(database, years, (i64::MIN, i64::MAX), each)
}

/// The voucher of a record, if it is one.
pub(super) fn voucher(database: &Database, years: FiscalYears, record: i64) -> Result<Voucher, BookError> {
    let mut found = None;
    for_each_voucher_between(database, years, (record, record), |stored| {
        found = stored.voucher.map(|(_, voucher)| voucher);
    })?;
    found.ok_or(BookError::Unreadable { table: "voucher", record: number_of(record) })
}

/// Every voucher of the records from the first to the last, in their order.
pub(super) fn for_each_voucher_between(
    database: &Database,
    years: FiscalYears,
    between: (i64, i64),
    mut each: impl FnMut(StoredVoucher),
) -> Result<(), BookError> {
    let mut vouchers = database.query(
        "SELECT record, year, series, number, date, text, registered, signature, bookkeeping
         FROM voucher WHERE record BETWEEN ?1 AND ?2 ORDER BY record",
    )?;
    let mut postings = database.query(
        "SELECT voucher, month, account, cost_centre, project, amount, text, others
         FROM posting WHERE voucher BETWEEN ?1 AND ?2 ORDER BY voucher, row",
    )?;
    let mut corrections = database.query(
        "SELECT voucher, date, signature, change, row, account, cost_centre, project, amount, text, others
         FROM correction WHERE voucher BETWEEN ?1 AND ?2 ORDER BY voucher, position",
    )?;
    let between: &[Value<'_>] = values![between.0, between.1];
    let mut vouchers = vouchers.rows(between)?;
    let mut postings = Belonging::new(postings.rows(between)?)?;
    let mut corrections = Belonging::new(corrections.rows(between)?)?;
    let mut orphans = Vec::new();
    let uncounted = Uncounted::of(database)?;
    while let Some(row) = vouchers.next()? {
        let record: i64 = row.get(0)?;
        let id = voucher_id(row);
        let head = id.clone().and_then(|id| voucher_head(row, id, years));
        let month = head.as_ref().map(|(_, draft)| Month::of(draft.date).to_string());
        let rows = postings.of(record, &mut orphans, |row| voucher_posting(row, month.as_deref()?))?;
        let corrections = corrections.of(record, &mut orphans, correction)?;
        for record in orphans.drain(..) {
            each(StoredVoucher::orphan(record));
        }
        let voucher = head.zip(rows).zip(corrections).and_then(|(((year, mut draft), rows), corrections)| {
            draft.postings = rows;
            draft.history.corrections = corrections;
            Some((year, draft.try_into_voucher().ok()?))
        });
        let (uncounted, bookkeeping) = (uncounted.holds(record), row.get(8).ok());
        each(StoredVoucher { record: number_of(record), uncounted, id, bookkeeping, voucher });
    }
    postings.rest(&mut orphans)?;
    corrections.rest(&mut orphans)?;
    for record in orphans {
        each(StoredVoucher::orphan(record));
    }
    Ok(())
}

/// Rows that belong to records, coming by in the order of the records.
struct Belonging<'statement>(Rows<'statement>);

impl<'statement> Belonging<'statement> {
    fn new(mut rows: Rows<'statement>) -> Result<Self, BookError> {
        rows.advance()?;
        Ok(Self(rows))
    }

    /// The rows of one record, or nothing if one of them cannot be read. Rows that come by of
    /// records that are gone are `orphans`.
    fn of<T>(
        &mut self,
        record: i64,
        orphans: &mut Vec<i64>,
        read: impl Fn(Row<'_>) -> Option<T>,
    ) -> Result<Option<Vec<T>>, BookError> {
        let mut all = Some(Vec::new());
        while let Some(row) = self.0.here() {
            let of: i64 = row.get(0)?;
            if of > record {
                break;
            }
            if of < record {
                orphans.push(of);
            } else {
                all = all.zip(read(row)).map(|(mut all, one)| {
                    all.push(one);
                    all
                });
            }
            self.0.advance()?;
        }
        Ok(all)
    }

    /// The records of the rows that are left.
    fn rest(&mut self, orphans: &mut Vec<i64>) -> Result<(), BookError> {
        while let Some(row) = self.0.here() {
            orphans.push(row.get(0)?);
            self.0.advance()?;
        }
        Ok(())
    }
}

fn voucher_id(row: Row<'_>) -> Option<VoucherId> {
    let number: i64 = row.get(3).ok()?;
    Some(VoucherId::new(row.get::<String>(2).ok()?, number.cast_unsigned()))
}

fn voucher_head(row: Row<'_>, id: VoucherId, years: FiscalYears) -> Option<(FiscalYear, VoucherDraft)> {
    let date = date(row, 4)?;
    let year = year(row, 1, years).filter(|year| *year == years.of(Month::of(date)))?;
    let text = row.get::<String>(5).ok()?.into();
    let signature = row.get::<String>(7).ok()?.into();
    let history = History { registered: date_given(row, 6).ok()?, signature, corrections: Vec::new() };
    Some((year, VoucherDraft { id, date, text, postings: Vec::new(), history }))
}

fn voucher_posting(row: Row<'_>, month: &str) -> Option<Posting> {
    let written = row.text(1)?;
    if written == month { posting(row, 2) } else { None }
}

/// A posting in columns that follow each other: account, cost centre, project, amount, text, others.
fn posting(row: Row<'_>, column: usize) -> Option<Posting> {
    let BalanceObject { account, cost_centre, project } = object(row, column)?;
    let text = row.get::<String>(column + 4).ok()?.into();
    let others = others(row.text(column + 5)?)?;
    Some(Posting { account, cost_centre, project, amount: amount(row, column + 3)?, text, others })
}

/// How what else a row is marked with is written down, one line each.
pub(super) fn others_text(others: &[OtherObject]) -> String {
    let lines: Vec<String> =
        others.iter().map(|other| format!("{} {}", other.dimension, other.code())).collect();
    lines.join("\n")
}

/// A code holds no line break, so what was written can be told apart again.
fn others(text: &str) -> Option<Vec<OtherObject>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let read = |line: &str| {
        let (dimension, code) = line.split_once(' ')?;
        OtherObject::new(dimension.parse().ok()?, code).ok()
    };
    let others: Vec<OtherObject> = text.split('\n').map(read).collect::<Option<_>>()?;
    (others_text(&others) == text).then_some(others)
}

fn correction(row: Row<'_>) -> Option<Correction> {
    let index = index_of(row.get(4).ok()?)?;
    let change = match row.text(3)? {
        "added" => {
            (5..=10).all(|column| row.value(column) == Value::Null).then_some(RowChange::Added(index))?
        }
        "struck" => RowChange::Struck { before: index, posting: posting(row, 5)? },
        _ => return None,
    };
    Some(Correction { change, date: date_given(row, 1).ok()?, signature: row.get::<String>(2).ok()?.into() })
}

/// The number of a row, from 1, for a posting's index, from 0; each index has its own.
pub(super) const fn row_of(index: usize) -> i64 {
    (index as u64).wrapping_add(1).cast_signed()
}

fn index_of(row: i64) -> Option<usize> {
    usize::try_from(row.cast_unsigned().wrapping_sub(1)).ok()
}

/// A date, written in the one way there is.
fn date(row: Row<'_>, column: usize) -> Option<NaiveDate> {
    let written = row.text(column)?;
    written.parse().ok().filter(|date: &NaiveDate| date.to_string() == written)
}

/// A date, or no text where the source gave none.
fn date_given(row: Row<'_>, column: usize) -> Result<Option<NaiveDate>, NoDate> {
    let is_empty = row.text(column) == Some("");
    if is_empty { Ok(None) } else { date(row, column).map(Some).ok_or(NoDate) }
}

/// What is stored is no date.
struct NoDate;

/// The opening balances of every year, in order of their records.
pub(super) fn openings(
    database: &Database,
    years: FiscalYears,
) -> Result<Vec<Stored<(FiscalYear, Amounts)>>, BookError> {
    let mut query = database.query(
        "SELECT record, year, account, cost_centre, project, amount
         FROM opening LEFT JOIN opening_row ON opening = record ORDER BY record, row",
    )?;
    let mut rows = query.rows(&[])?;
    let undone = Uncounted::of(database)?;
    let mut openings: Vec<Stored<(FiscalYear, Amounts)>> = Vec::new();
    while let Some(row) = rows.next()? {
        let opening =
            of_record(&mut openings, row.get(0)?, &undone, || Some((year(row, 1, years)?, Amounts::new())));
        let read = object(row, 2).zip(amount(row, 5));
        // A row that comes twice would be one with the other, and the change go unseen.
        let added = opening.value.take().zip(read).and_then(|((year, mut amounts), (object, amount))| {
            amounts.insert(object, amount).is_none().then_some((year, amounts))
        });
        opening.value = added;
    }
    Ok(openings)
}

/// Every version of every year's budget and forecast, in order of their records.
pub(super) fn budgets(
    database: &Database,
    years: FiscalYears,
) -> Result<Vec<Stored<(FiscalYear, Budget)>>, BookError> {
    let mut query = database.query(
        "SELECT record, year, account, cost_centre, project, amount, first, last, kind, name, date
         FROM budget LEFT JOIN budget_row ON budget = record ORDER BY record, row",
    )?;
    let mut rows = query.rows(&[])?;
    let undone = Uncounted::of(database)?;
    let mut budgets: Vec<Stored<(FiscalYear, Budget)>> = Vec::new();
    while let Some(row) = rows.next()? {
        let budget = of_record(&mut budgets, row.get(0)?, &undone, || {
            Some((year(row, 1, years)?, Budget::new(version(row, 8)?)))
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

/// Kind, name and date of a budget in columns that follow each other.
fn version(row: Row<'_>, column: usize) -> Option<BudgetVersion> {
    let written = row.text(column)?;
    let kind = BudgetKind::ALL.into_iter().find(|kind| kind.as_str() == written)?;
    let name = row.get::<String>(column + 1).ok()?.into();
    Some(BudgetVersion { kind, name, date: date_given(row, column + 2).ok()? })
}

/// The record that rows belong to; made with the first of them.
pub(super) fn of_record<'a, T>(
    all: &'a mut Vec<Stored<T>>,
    seq: i64,
    undone: &Uncounted,
    make: impl FnOnce() -> Option<T>,
) -> &'a mut Stored<T> {
    let record = number_of(seq);
    if all.last().is_none_or(|last| last.record != record) {
        all.push(Stored { record, undone: undone.is_undone(seq), value: make() });
    }
    let last = all.len() - 1;
    &mut all[last]
}

/// The rows of an account in months that lie together, found by their index.
const POSTINGS_ON: &str = "
    SELECT v.record, v.date, v.series, v.number, v.text, p.account, p.cost_centre, p.project, p.amount, p.text
    FROM posting p JOIN voucher v ON v.record = p.voucher
    WHERE p.account = ?1 AND p.month BETWEEN ?2 AND ?3 ORDER BY p.voucher, p.row";

/// Hands over the postings on an account during a period, in the order they came: it costs what the period
/// has, whatever the book holds.
pub(super) fn each_posting_on(
    database: &Database,
    account: AccountNumber,
    period: Period,
    mut each: impl FnMut(LedgerPosting),
) -> Result<(), BookError> {
    let mut query = database.query(POSTINGS_ON)?;
    let (first, last) = (period.first().to_string(), period.last().to_string());
    let mut rows = query.rows(values![account.number(), first, last])?;
    let uncounted = Uncounted::of(database)?;
    while let Some(row) = rows.next()? {
        let record: i64 = row.get(0)?;
        if uncounted.holds(record) {
            continue;
        }
        let record = number_of(record);
        each(ledger_posting(row).ok_or(BookError::Unreadable { table: "posting", record })?);
    }
    Ok(())
}

fn ledger_posting(row: Row<'_>) -> Option<LedgerPosting> {
    let text: String = row.get(9).ok()?;
    let text = if text.is_empty() { row.get(4).ok()? } else { text };
    let BalanceObject { cost_centre, project, .. } = object(row, 5)?;
    Some(LedgerPosting {
        date: row.get::<String>(1).ok()?.parse().ok()?,
        id: VoucherId::new(row.get::<String>(2).ok()?, row.get::<i64>(3).ok()?.cast_unsigned()),
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

pub(super) fn year(row: Row<'_>, column: usize, years: FiscalYears) -> Option<FiscalYear> {
    years.starting_in(row.get(column).ok()?).ok()
}

pub(super) fn month(row: Row<'_>, column: usize) -> Option<Month> {
    row.text(column)?.parse().ok()
}

/// An account, a cost centre and a project in columns that follow each other.
pub(super) fn object(row: Row<'_>, column: usize) -> Option<BalanceObject> {
    let cost_centre = code(row, column + 1, CostCentre::new, CostCentre::as_str).ok()?;
    let project = code(row, column + 2, Project::new, Project::as_str).ok()?;
    Some(BalanceObject { account: AccountNumber::new(row.get(column).ok()?).ok()?, cost_centre, project })
}

/// What is stored is no code.
pub(super) struct NoCode;

/// A code as it stands there.
pub(super) fn written_code(row: Row<'_>, column: usize) -> Result<&str, NoCode> {
    row.text(column).ok_or(NoCode)
}

/// A code, or none where the text is empty. Codes are stored bare, so one with blanks around it
/// was put there by somebody else.
pub(super) fn code<C, E>(
    row: Row<'_>,
    column: usize,
    make: impl FnOnce(&str) -> Result<C, E>,
    as_str: impl FnOnce(&C) -> &str,
) -> Result<Option<C>, NoCode> {
    let written = written_code(row, column)?;
    if written.is_empty() {
        return Ok(None);
    }
    let code = make(written).map_err(|_| NoCode)?;
    if as_str(&code) == written { Ok(Some(code)) } else { Err(NoCode) }
}

pub(super) fn amount(row: Row<'_>, column: usize) -> Option<Amount> {
    row.get(column).ok().filter(|ore| *ore != i64::MIN).map(Amount::from_ore)
}

/// Debit and credit in columns that follow each other; neither has a sign.
pub(super) fn turnover(row: Row<'_>, column: usize) -> Option<Turnover> {
    let side = |column| amount(row, column).filter(|amount| *amount >= Amount::ZERO);
    Some(Turnover { debit: side(column)?, credit: side(column + 1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accounts_rows_are_found_by_account_and_month() {
        let database = Database::in_memory().expect("memory");
        let plan = format!("EXPLAIN QUERY PLAN {POSTINGS_ON}");
        let asked = values![1930, "2024-08", "2024-08"];
        let steps = database.all(&plan, asked, |row| row.get::<String>(3)).expect("a plan");
        let expected = [
            "SEARCH p USING INDEX posting_on_account (account=? AND month>? AND month<?)",
            "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)",
            "USE TEMP B-TREE FOR ORDER BY",
        ];
        assert_eq!(steps, expected);
    }
}
