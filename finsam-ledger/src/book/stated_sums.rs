//! The sums that files stated themselves, kept as they were: a record for each file and year.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chain::{self, Hash};
use super::engine::{Database, Row, values};
use super::error::BookError;
use super::import::{Compared, Import};
use super::stored::{self, Stored, Uncounted};
use super::{Book, all_readable};
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, FiscalYears};
use crate::dimension::{CostCentre, Project};
use crate::stated::{StatedKind, StatedLevel, StatedSum, StatedSums};

/// What one file stated of one year, in the order of the sums.
struct OfYear {
    year: FiscalYear,
    file: Arc<str>,
    sums: Vec<StatedSum>,
}

impl Book {
    /// The sums that files stated themselves, in the order the files came.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn stated(&self) -> Result<StatedSums, BookError> {
        let mut all = StatedSums::default();
        for OfYear { file, sums, .. } in self.stored_stated()? {
            let mut stated = StatedSums::default();
            for sum in sums {
                stated.push(&file, sum);
            }
            all.merge(stated);
        }
        Ok(all)
    }

    fn stored_stated(&self) -> Result<Vec<OfYear>, BookError> {
        all_readable("stated", stated(&self.database, self.settings.fiscal_years)?)
    }

    /// The content of every record of stated sums.
    pub(super) fn stated_contents(&self) -> Result<Vec<(u64, Option<Hash>)>, BookError> {
        let stored = stated(&self.database, self.settings.fiscal_years)?;
        let content = |of_year: OfYear| chain::of_stated(of_year.year, &of_year.file, &of_year.sums);
        Ok(stored.into_iter().map(|stored| (stored.record, stored.value.map(content))).collect())
    }
}

impl Import<'_> {
    /// Adds the sums that a file states itself; they are only compared with, or stand in for a year
    /// without vouchers. The same sums of a year are kept once, whatever their file is called; other
    /// sums of a year are kept beside those that came before, and count in their place.
    ///
    /// # Errors
    /// [`BookError`] if they cannot be stored; the import can then only be dropped.
    pub fn add_stated(&mut self, stated: &StatedSums) -> Result<Compared<FiscalYear>, BookError> {
        self.begin()?;
        let years = self.book.settings.fiscal_years;
        let mut given: BTreeMap<(usize, FiscalYear), (Arc<str>, Vec<StatedSum>)> = BTreeMap::new();
        for (number, file, sum) in stated.by_file() {
            let year = super::import::known_year(years, sum.kind.year(years).first())?;
            let of_file = given.entry((number, year)).or_insert_with(|| (Arc::clone(file), Vec::new()));
            of_file.1.push(sum.clone());
        }
        let mut in_book = self.book.stored_stated()?;
        let mut outcome = Compared::default();
        for ((_, year), (file, mut sums)) in given {
            sums.sort_unstable();
            sums.dedup();
            if in_book.iter().any(|kept| kept.year == year && kept.sums == sums) {
                outcome.identical.push(year);
                continue;
            }
            let record = self.append("stated", &chain::of_stated(year, &file, &sums))?;
            insert(&self.book.database, record, year, &file, &sums)?;
            outcome.new.push(year);
            in_book.push(OfYear { year, file, sums });
        }
        self.done()?;
        Ok(outcome)
    }
}

fn insert(
    database: &Database,
    record: i64,
    year: FiscalYear,
    file: &str,
    sums: &[StatedSum],
) -> Result<(), BookError> {
    database.run(
        "INSERT INTO stated (record, year, file) VALUES (?1, ?2, ?3)",
        values![record, year.year(), file],
    )?;
    let table = "stated_row (stated, row, figure, month, account, cost_centre, project, amount)";
    let sums: Vec<_> = (1_i64..).zip(sums).collect();
    database.add_rows(table, 8, &sums, |columns, (row, sum)| {
        let (figure, month) = kind_in_words(sum.kind);
        let (cost_centre, project) = codes(&sum.level);
        columns.bind(record)?;
        columns.bind(row)?;
        columns.bind(figure)?;
        columns.bind(month)?;
        columns.bind(sum.account.number())?;
        columns.bind(cost_centre)?;
        columns.bind(project)?;
        columns.bind(sum.amount.ore())
    })
}

/// What a kind of sum is called in a book, and the month it is known by.
pub(super) fn kind_in_words(kind: StatedKind) -> (&'static str, String) {
    match kind {
        StatedKind::Opening(year) => ("opening", year.first().to_string()),
        StatedKind::Closing(month) => ("closing", month.to_string()),
        StatedKind::Result(month) => ("result", month.to_string()),
        StatedKind::Change(month) => ("change", month.to_string()),
    }
}

/// The codes of a part of an account; none of a part that is not told apart by it.
pub(super) fn codes(level: &StatedLevel) -> (&str, &str) {
    match level {
        StatedLevel::Account => ("", ""),
        StatedLevel::CostCentre(cost_centre) => (cost_centre.as_str(), ""),
        StatedLevel::Project(project) => ("", project.as_str()),
        StatedLevel::Both(cost_centre, project) => (cost_centre.as_str(), project.as_str()),
    }
}

/// The stated sums, in order of their records.
fn stated(database: &Database, years: FiscalYears) -> Result<Vec<Stored<OfYear>>, BookError> {
    let mut query = database.query(
        "SELECT record, year, file, figure, month, account, cost_centre, project, amount
         FROM stated LEFT JOIN stated_row ON stated = record ORDER BY record, row",
    )?;
    let mut rows = query.rows(&[])?;
    let undone = Uncounted::of(database)?;
    let mut all: Vec<Stored<OfYear>> = Vec::new();
    while let Some(row) = rows.next()? {
        let one = stored::of_record(&mut all, row.get(0)?, &undone, || {
            let file = row.get::<String>(2).ok()?.into();
            Some(OfYear { year: stored::year(row, 1, years)?, file, sums: Vec::new() })
        });
        let added = one.value.take().zip(sum(row, years)).map(|(mut of_year, sum)| {
            of_year.sums.push(sum);
            of_year
        });
        one.value = added;
    }
    Ok(all)
}

fn sum(row: Row<'_>, years: FiscalYears) -> Option<StatedSum> {
    let month = stored::month(row, 4)?;
    let kind = match row.text(3)? {
        "opening" => StatedKind::Opening(years.starting_in(years.of(month).year()).ok()?),
        "closing" => StatedKind::Closing(month),
        "result" => StatedKind::Result(month),
        "change" => StatedKind::Change(month),
        _ => return None,
    };
    let BalanceObject { account, cost_centre, project } = stored::object(row, 5)?;
    Some(StatedSum { kind, account, level: level(cost_centre, project), amount: stored::amount(row, 8)? })
}

fn level(cost_centre: Option<CostCentre>, project: Option<Project>) -> StatedLevel {
    match (cost_centre, project) {
        (None, None) => StatedLevel::Account,
        (Some(cost_centre), None) => StatedLevel::CostCentre(cost_centre),
        (None, Some(project)) => StatedLevel::Project(project),
        (Some(cost_centre), Some(project)) => StatedLevel::Both(cost_centre, project),
    }
}
