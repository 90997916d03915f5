//! Budgets and forecasts that several files make up together; no amount counts twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::outcome::{Contents, FileRead};
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::{Budget, BudgetKind, BudgetVersion};
use crate::calendar::Period;
use crate::finding::{Fact, FileKind, Finding, Place};

/// The kind of file that brings it in a table.
pub(crate) const fn kind_of_file(kind: BudgetKind) -> FileKind {
    match kind {
        BudgetKind::Budget => FileKind::Budget,
        BudgetKind::Forecast => FileKind::Forecast,
    }
}

/// The budgets and forecasts of some files, and what does not go together in them, by the number of
/// the file.
pub(crate) struct Together {
    pub(crate) budgets: Vec<Budget>,
    clashes: Vec<(usize, Clash)>,
}

/// The budgets and forecasts of all files, one a version, with what does not go together, each with
/// the number of its file.
///
/// What two files say of an object and a period stands once, if they say the same. A year of which
/// the months stand there too is their total, and left out.
pub(crate) fn together(contents: &[Contents]) -> Result<Together, AmountError> {
    let (mut budgets, mut clashes) = (Vec::new(), Vec::new());
    let versions: Vec<&BudgetVersion> =
        contents.iter().filter(|of| !of.budget.is_empty()).map(|of| &of.budget.version).collect();
    for (index, version) in versions.iter().enumerate() {
        if !versions[..index].contains(version) {
            budgets.push(in_one(version, contents, &mut clashes)?);
        }
    }
    Ok(Together { budgets, clashes })
}

fn in_one(
    version: &BudgetVersion,
    contents: &[Contents],
    clashes: &mut Vec<(usize, Clash)>,
) -> Result<Budget, AmountError> {
    let kind = version.kind;
    let mut all: BTreeMap<(BalanceObject, Period), (usize, Amount)> = BTreeMap::new();
    for (file, contents) in contents.iter().enumerate().filter(|(_, of)| of.budget.version == *version) {
        for (period, object, in_file) in contents.budget.rows() {
            let (other, in_other) = *all.entry((object.clone(), period)).or_insert((file, in_file));
            if in_other != in_file {
                let object = object.clone();
                clashes.push((file, Clash::OtherFile { kind, other, object, period, in_other, in_file }));
            }
        }
    }
    let mut budget = Budget::new(version.clone());
    for ((object, period), (file, whole)) in &all {
        let [first, last] = [period.first(), period.last()].map(Period::month);
        let started_in = all.range((object.clone(), first)..=(object.clone(), last));
        let is_part = |part: &Period| part != period && period.contains(part.last());
        let parts = started_in.filter(|((_, part), _)| is_part(part));
        let parts: Vec<Amount> = parts.map(|(_, (_, amount))| *amount).collect();
        if parts.is_empty() {
            budget.add(*period, object.clone(), *whole)?;
            continue;
        }
        let parts = Amount::checked_sum(parts)?;
        if parts != *whole {
            let (object, period, whole) = (object.clone(), *period, *whole);
            clashes.push((*file, Clash::Months { kind, object, period, whole, parts }));
        }
    }
    Ok(budget)
}

/// Amounts of one object that do not go together.
#[derive(Debug)]
pub(crate) enum Clash {
    /// Another file says another amount.
    OtherFile {
        kind: BudgetKind,
        other: usize,
        object: BalanceObject,
        period: Period,
        in_other: Amount,
        in_file: Amount,
    },
    /// The year is not the sum of its months.
    Months { kind: BudgetKind, object: BalanceObject, period: Period, whole: Amount, parts: Amount },
}

/// What does not go together in the budgets and forecasts of the files.
pub(crate) fn clashes(
    files: &[FileRead],
    contents: &[Contents],
) -> Result<Vec<(usize, Finding)>, AmountError> {
    let named = |index: usize| files.get(index).map(|file| Arc::clone(&file.name)).unwrap_or_default();
    let finding = |(file, clash): (usize, Clash)| {
        let fact = match clash {
            Clash::OtherFile { kind, other, object, period, in_other, in_file } => {
                Fact::BudgetFilesDisagree {
                    kind: kind_of_file(kind),
                    period,
                    account: object.account,
                    cost_centre: object.cost_centre,
                    other_file: named(other).to_string(),
                    in_other,
                    in_file,
                }
            }
            Clash::Months { kind, object, period, whole, parts } => Fact::BudgetMonthsDiffer {
                kind: kind_of_file(kind),
                period,
                account: object.account,
                cost_centre: object.cost_centre,
                whole,
                parts,
            },
        };
        (file, Finding::at(Place::file(&named(file)), fact))
    };
    Ok(together(contents)?.clashes.into_iter().map(finding).collect())
}
