//! Whether the book is still what was put into it: every hash, and every kept sum.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{self, Hash, START};
use super::engine::{Row, Rows};
use super::error::BookError;
use super::own::Made;
use super::period_lock::Locks;
use super::{Book, kept_sums, stored};
use crate::amount::Side;
use crate::balances::{BalanceObject, Balances, Turnover};
use crate::calendar::{FiscalYears, Month};
use crate::finding::{Fact, Finding};
use crate::tally::{Summary, Tally};
use crate::voucher_id::VoucherId;

/// What came of checking a book against itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCheck {
    /// Records whose place in the chain and content were proved.
    pub records: u64,
    /// Kept sums that were held against the vouchers.
    pub sums: u64,
    /// What does not hold: first the records, in order, then the sums.
    pub findings: Vec<Finding>,
}

/// A record as it stands in the chain.
#[derive(Debug)]
struct Linked {
    seq: i64,
    kind: String,
    content: Hash,
    hash: Hash,
}

/// What the records that are no vouchers say, each in the table of its kind.
#[derive(Debug, Default)]
struct Contents(BTreeMap<u64, (&'static str, Option<Hash>)>);

impl Contents {
    /// A table has this content for a record. Where another has one too, neither can be what was stored.
    fn claim(&mut self, record: u64, kind: &'static str, content: Option<Hash>) {
        let claimed = self.0.insert(record, (kind, content));
        if claimed.is_some() {
            self.0.insert(record, ("", None));
        }
    }
}

/// All that going through a book once tells: whether it is what was put into it, and what is wrong with
/// its vouchers taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Whether every record and every kept sum is what it was.
    pub record: RecordCheck,
    /// The vouchers that count, in numbers.
    pub summary: Summary,
    /// What is wrong with them, in the order they came, then of series and number.
    pub facts: Vec<Fact>,
}

/// The records of a book, gone through from the first to the last.
#[derive(Clone, Debug)]
pub(super) struct GoneThrough {
    records: u64,
    /// What is wrong with single records.
    findings: Vec<Finding>,
    /// The vouchers that count.
    pub(super) tally: Tally,
}

impl GoneThrough {
    /// Of a book that holds nothing.
    pub(super) fn nothing(years: FiscalYears) -> Self {
        Self { records: 0, findings: Vec::new(), tally: Tally::new(years) }
    }

    /// What follows of it, for the book as it is now: it holds `added` more records, of which the
    /// vouchers that count were tallied.
    pub(super) fn inspection(mut self, book: &Book, added: u64) -> Result<Inspection, BookError> {
        for (date, id) in book.own_numbers_not_in_use()? {
            self.tally.note_number(&id, date);
        }
        let mut findings = self.findings;
        findings.extend(book.reversals_amiss()?.into_iter().map(Finding::new));
        findings.extend(book.closed_years_amiss()?.into_iter().map(Finding::new));
        let mut kept = Balances::new(book.settings.fiscal_years);
        kept_sums::add(&book.database, &mut kept)?;
        let tallied = self.tally.finish()?;
        let sums = compare_sums(&kept, &tallied.balances, &mut findings);
        let record = RecordCheck { records: self.records.saturating_add(added), sums, findings };
        let facts = tallied.facts.into_iter().map(|located| located.fact).collect();
        Ok(Inspection { record, summary: tallied.summary, facts })
    }
}

impl Book {
    /// Checks the whole book against itself: that no record was changed, moved, removed or put in
    /// between, and that every kept sum is the sum of the vouchers.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn check_record(&self) -> Result<RecordCheck, BookError> {
        Ok(self.inspect()?.record)
    }

    /// Goes through the whole book once, checks it against itself and tells what is wrong with its
    /// vouchers.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn inspect(&self) -> Result<Inspection, BookError> {
        let _snapshot = self.snapshot()?;
        let inspection = self.go_through()?.inspection(self, 0)?;
        if inspection.record.findings.is_empty() {
            self.check_database()?;
        }
        Ok(inspection)
    }

    /// Goes through every record in order.
    pub(super) fn go_through(&self) -> Result<GoneThrough, BookError> {
        let years = self.settings.fiscal_years;
        let mut records = self.database.query("SELECT seq, kind, content, hash FROM record ORDER BY seq")?;
        let mut walk = Walk::new(records.rows(&[])?, self.contents_but_vouchers()?)?;
        let mut tally = Tally::new(years);
        let locks = Locks::of(&self.database).unwrap_or_default();
        let returned = self.returned()?;
        let (mut failed, mut in_locked) = (None, Vec::new());
        stored::for_each_voucher(&self.database, years, |stored| {
            let content = stored.voucher.as_ref().and_then(|(year, voucher)| {
                let known_by = Some(chain::of_bookkeeping(*year, voucher));
                (known_by == stored.bookkeeping).then(|| chain::of_voucher(*year, voucher))
            });
            if let Some((_, voucher)) = stored.voucher.as_ref().filter(|_| !stored.uncounted) {
                tally.post_voucher_as_numbered(voucher);
            }
            // What comes back in an export changes nothing of what is locked.
            if let Some((_, voucher)) = &stored.voucher
                && !returned.contains(&stored.record)
                && locks.held(Month::of(voucher.date()), stored.record)
            {
                in_locked
                    .push(Fact::VoucherInLockedPeriod { id: voucher.id().clone(), date: voucher.date() });
            }
            if failed.is_none() {
                failed = walk.pass(stored.record, stored.id, content).err();
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        let (records, broken) = walk.finish(self.end()?)?;
        let mut findings: Vec<_> =
            broken.into_iter().map(|(record, id)| Finding::new(Fact::ChainBroken { record, id })).collect();
        findings.extend(in_locked.into_iter().map(Finding::new));
        Ok(GoneThrough { records, findings, tally })
    }

    /// The contents of the few records that are no vouchers.
    fn contents_but_vouchers(&self) -> Result<Contents, BookError> {
        let mut contents = Contents::default();
        let mut add = |sql, kind, content: fn(Row<'_>) -> Option<Hash>| -> Result<(), BookError> {
            let mut query = self.database.query(sql)?;
            let mut rows = query.rows(&[])?;
            while let Some(row) = rows.next()? {
                contents.claim(stored::number_of(row.get(0)?), kind, content(row));
            }
            Ok(())
        };
        add("SELECT record, number, imported_at, command FROM batch", "batch", |row| {
            let number = u64::try_from(row.get::<i64>(1).ok()?).ok()?;
            Some(chain::of_batch(number, &text(row, 2)?, &text(row, 3)?))
        })?;
        add("SELECT record, name, sha256 FROM file", "file", |row| {
            let sha256: Option<Hash> = row.get(2).ok()?;
            Some(chain::of_file(&text(row, 1)?, sha256.as_ref()))
        })?;
        add("SELECT record, batch, undone_at, command, reason, reversed FROM undo", "undo", |row| {
            let batch = u64::try_from(row.get::<i64>(1).ok()?).ok()?;
            let said = [&*text(row, 2)?, &text(row, 3)?, &text(row, 4)?];
            Some(chain::of_undo(batch, row.get(5).ok()?, said))
        })?;
        let years = self.settings.fiscal_years;
        for opening in stored::openings(&self.database, years)? {
            let content = opening.value.map(|(year, amounts)| chain::of_opening(year, &amounts));
            contents.claim(opening.record, "opening", content);
        }
        for budget in stored::budgets(&self.database, years)? {
            let content = budget.value.map(|(year, budget)| chain::of_budget(year, &budget));
            contents.claim(budget.record, "budget", content);
        }
        for (record, content) in self.stated_contents()? {
            contents.claim(record, "stated", content);
        }
        for (record, content) in self.plan_contents()? {
            contents.claim(record, "plan", content);
        }
        for (record, content) in self.closing_contents()? {
            contents.claim(record, "closing", content);
        }
        for (record, content) in self.event_contents()? {
            contents.claim(record, "esf", content);
        }
        for made in Made::read(&self.database)? {
            let (record, content) = match made {
                Ok(made) => (stored::number_of(made.record), Some(made.content())),
                Err(record) => (record, None),
            };
            contents.claim(record, "made", content);
        }
        let mut query = self.database.query("SELECT record, voucher, counts FROM replaced")?;
        let mut rows = query.rows(&[])?;
        while let Some(row) = rows.next()? {
            let content = row.get(1).ok().zip(row.get(2).ok()).map(|(own, by)| chain::of_replaced(own, by));
            contents.claim(stored::number_of(row.get(0)?), "replaced", content);
        }
        for word in Locks::read(&self.database)? {
            let (record, content) = match word {
                Ok(word) => (stored::number_of(word.record), Some(word.content())),
                Err(record) => (record, None),
            };
            contents.claim(record, "lock", content);
        }
        Ok(contents)
    }

    /// Asks whether the database is what holds a book, once nothing in it was named: that says more than how
    /// the file was changed.
    pub(super) fn check_database(&self) -> Result<(), BookError> {
        self.database.check()
    }
}

fn text(row: Row<'_>, column: usize) -> Option<String> {
    row.get(column).ok()
}

/// A walk along the chain, with the vouchers coming by in the same order.
struct Walk<'a> {
    rows: Rows<'a>,
    next: Option<Linked>,
    contents: Contents,
    before: (i64, Hash),
    records: u64,
    broken: BTreeMap<u64, Option<VoucherId>>,
}

impl<'a> Walk<'a> {
    fn new(mut rows: Rows<'a>, contents: Contents) -> Result<Self, BookError> {
        let next = linked(&mut rows)?;
        Ok(Self { rows, next, contents, before: (0, START), records: 0, broken: BTreeMap::new() })
    }

    /// A voucher comes by, with the content it has now.
    fn pass(&mut self, record: u64, id: Option<VoucherId>, content: Option<Hash>) -> Result<(), BookError> {
        while let Some(linked) = self.next.take_if(|next| stored::number_of(next.seq) < record) {
            self.step(&linked, None)?;
        }
        if let Some(linked) = self.next.take_if(|next| stored::number_of(next.seq) == record) {
            return self.step(&linked, Some((id, content)));
        }
        // No record vouches for it.
        self.broken.entry(record).or_insert(id);
        Ok(())
    }

    /// Goes past one record, and looks at its place and at what it says.
    fn step(
        &mut self,
        linked: &Linked,
        voucher: Option<(Option<VoucherId>, Option<Hash>)>,
    ) -> Result<(), BookError> {
        let seq = stored::number_of(linked.seq);
        let other = self.contents.0.remove(&seq);
        let (kind, id, content) = match (voucher, other) {
            (Some((id, content)), None) => ("voucher", id, content),
            (None, Some((kind, content))) => (kind, None, content),
            (voucher, _) => ("", voucher.and_then(|(id, _)| id), None),
        };
        let (before, hash) = self.before;
        let in_place =
            before.checked_add(1) == Some(linked.seq) && linked.hash == chain::link(&hash, &linked.content);
        if !in_place || kind != linked.kind || content != Some(linked.content) {
            self.broken.insert(seq, id);
        }
        self.records += 1;
        self.before = (linked.seq, linked.hash);
        self.next = self::linked(&mut self.rows)?;
        Ok(())
    }

    /// Goes to the end, which has to be where the book says it is.
    fn finish(
        mut self,
        end: Option<super::End>,
    ) -> Result<(u64, BTreeMap<u64, Option<VoucherId>>), BookError> {
        while let Some(linked) = self.next.take() {
            self.step(&linked, None)?;
        }
        let (seq, hash) = self.before;
        if end.is_none_or(|end| (end.seq, end.hash) != (seq, hash)) {
            self.broken.entry(stored::number_of(seq.saturating_add(1))).or_insert(None);
        }
        // What is left was never come by: no record vouches for it.
        for record in std::mem::take(&mut self.contents.0).into_keys() {
            self.broken.entry(record).or_insert(None);
        }
        Ok((self.records, self.broken))
    }
}

/// The next record; a kind or hash that cannot be there fits nothing.
fn linked(rows: &mut Rows<'_>) -> Result<Option<Linked>, BookError> {
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Linked {
        seq: row.get(0)?,
        kind: row.get(1).unwrap_or_default(),
        content: row.get(2).unwrap_or_default(),
        hash: row.get(3).unwrap_or_default(),
    }))
}

/// Holds every kept sum against the vouchers' own; tells how many there are on either side.
fn compare_sums(kept: &Balances, recomputed: &Balances, findings: &mut Vec<Finding>) -> u64 {
    let (kept, recomputed) = (sums_of(kept), sums_of(recomputed));
    let keys: BTreeSet<_> = kept.keys().chain(recomputed.keys()).copied().collect();
    for key in &keys {
        let of = |sums: &BTreeMap<_, Turnover>| sums.get(key).copied().unwrap_or_default();
        let (kept, recomputed) = (of(&kept), of(&recomputed));
        let sides =
            [(Side::Debit, kept.debit, recomputed.debit), (Side::Credit, kept.credit, recomputed.credit)];
        for (side, kept, recomputed) in sides.into_iter().filter(|(_, kept, recomputed)| kept != recomputed) {
            let (month, object) = *key;
            let BalanceObject { account, cost_centre, project } = object.clone();
            let fact = Fact::KeptSumDiffers { account, cost_centre, project, month, side, kept, recomputed };
            findings.push(Finding::new(fact));
        }
    }
    keys.len() as u64
}

fn sums_of(balances: &Balances) -> BTreeMap<(Month, &BalanceObject), Turnover> {
    balances.turnovers().map(|(month, object, turnover)| ((month, object), turnover)).collect()
}
