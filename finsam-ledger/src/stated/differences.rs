//! Stated sums held against the books, each difference named once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{StatedKind, StatedLevel, StatedSum, StatedSums, amount};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::{BalanceObject, Balances, YearEnd};
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::finding::{Fact, StatedFigure};

/// Accounts that must have changed before closing balances equal to the opening ones are taken for
/// a file that only repeats them.
const REPEATED_MIN: usize = 2;

impl StatedSums {
    /// Every stated sum that the books do not come to, exact to the öre: the number of the sum in
    /// [`iter`](Self::iter), and what there is to say of it. Each difference is told once: of an
    /// account and part of it, with the months in which it arises where the file states months;
    /// closing balances that only repeat the opening ones, once a file; sums on cost centres or
    /// projects that nothing is booked on, once a kind.
    ///
    /// Only years with vouchers are held against what is stated of them; of years known by their
    /// sums it is told where the sums contradict each other. A closing balance needs an opening
    /// one: that given for the year, or with a `year_end` what the year before closed with. Where
    /// neither is known, nothing can be said.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use finsam_ledger::{Amount, Balances, Fact, FiscalYears, StatedKind, StatedLevel, StatedSum, StatedSums, Turnover};
    ///
    /// let (account, march) = ("5539".parse::<finsam_ledger::AccountNumber>()?, "2024-03".parse()?);
    /// let mut balances = Balances::new(FiscalYears::CALENDAR);
    /// balances.add(march, account.into(), Turnover { debit: Amount::from_ore(100), credit: Amount::ZERO })?;
    /// let mut stated = StatedSums::default();
    /// let kind = StatedKind::Result("2024-12".parse()?);
    /// let amount = Amount::from_ore(101);
    /// stated.push(&Arc::from("2024.se"), StatedSum { kind, account, level: StatedLevel::Account, amount });
    /// let differences = stated.differences(&balances, None)?;
    /// assert!(matches!(&differences[..], [(0, Fact::StatedSumDiffers { .. })]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn differences(
        &self,
        balances: &Balances,
        year_end: Option<&YearEnd>,
    ) -> Result<Vec<(usize, Fact)>, AmountError> {
        let current = self.current();
        let own = OwnSums::of(balances, year_end, &current)?;
        let mut found = Vec::new();
        let mut compared = Vec::new();
        for (index, file, sum) in current {
            compared.extend(own.compare(sum)?.map(|ours| Compared { index, file, sum, ours }));
        }
        let repeated = repeated(&compared, balances.fiscal_years(), &mut found);
        let differing: Vec<&Compared<'_>> = compared
            .iter()
            .filter(|compared| compared.differs())
            .filter(|compared| {
                let of_file = repeated.contains(&(compared.sum.kind, &**compared.file));
                !(of_file && Some(compared.sum.amount) == compared.ours.opening)
            })
            .collect();
        let (supported, unsupported): (Vec<_>, Vec<_>) =
            differing.into_iter().partition(|compared| compared.ours.is_supported);
        found.extend(unsupported_objects(&unsupported, balances.fiscal_years()));
        found.extend(differing_sums(&supported, balances.fiscal_years()));
        found.extend(self.contradictions(balances)?.into_iter().map(|found| {
            let super::stand_in::Contradiction { index, year, account, months, change, file } = found;
            (index, Fact::StatedMonthsDiffer { year, account, months, change, file })
        }));
        found.sort_by_key(|(index, _)| *index);
        Ok(found)
    }
}

/// A stated sum beside ours.
struct Compared<'a> {
    index: usize,
    file: &'a Arc<str>,
    sum: &'a StatedSum,
    ours: Ours,
}

/// What the books say of a stated sum.
struct Ours {
    amount: Amount,
    /// What the same opens with, for a closing balance.
    opening: Option<Amount>,
    /// Whether the books hold anything there at all.
    is_supported: bool,
}

impl Compared<'_> {
    fn differs(&self) -> bool {
        self.sum.amount != self.ours.amount
    }
}

/// What is summed: an account, or a part of it; and whether only what has no other object counts.
type Key = (AccountNumber, StatedLevel, bool);

/// The books' own sums of all that is stated, made in one pass.
struct OwnSums<'a> {
    balances: &'a Balances,
    numbers: FxHashMap<Key, usize>,
    /// By number: what was booked, month by month.
    changes: Vec<Vec<(Month, i128)>>,
    /// Of each year whose opening balances are known: by number what opens it.
    openings: BTreeMap<FiscalYear, FxHashMap<usize, i128>>,
}

impl<'a> OwnSums<'a> {
    fn of(
        balances: &'a Balances,
        year_end: Option<&YearEnd>,
        stated: &[(usize, &Arc<str>, &StatedSum)],
    ) -> Result<Self, AmountError> {
        let mut numbers: FxHashMap<Key, usize> = FxHashMap::default();
        for (_, _, sum) in stated {
            for alone in [false, true] {
                let next = numbers.len();
                numbers.entry((sum.account, sum.level.clone(), alone)).or_insert(next);
            }
        }
        let mut changes: Vec<Vec<(Month, i128)>> = vec![Vec::new(); numbers.len()];
        for (month, object, turnover) in balances.turnovers() {
            let change = i128::from(turnover.debit.ore()) - i128::from(turnover.credit.ore());
            for number in keys_of(object).filter_map(|key| numbers.get(&key)) {
                match changes[*number].last_mut() {
                    Some((last, sum)) if *last == month => *sum += change,
                    _ => changes[*number].push((month, change)),
                }
            }
        }
        let mut own = Self { balances, numbers, changes, openings: BTreeMap::new() };
        let years = stated
            .iter()
            .filter(|(_, _, sum)| matches!(sum.kind, StatedKind::Opening(_) | StatedKind::Closing(_)));
        for year in years.map(|(_, _, sum)| sum.kind.year(balances.fiscal_years())) {
            own.add_opening(year, year_end)?;
        }
        Ok(own)
    }

    /// Sums up what opens a year, if that is known and was not done yet.
    fn add_opening(&mut self, year: FiscalYear, year_end: Option<&YearEnd>) -> Result<(), AmountError> {
        if self.openings.contains_key(&year) || !self.is_held_against(year) {
            return Ok(());
        }
        let follows = self.balances.span().is_some_and(|(first, _)| first < year);
        let opening = match (self.balances.given_opening(year), year_end) {
            (Some(given), _) => given.clone(),
            (None, Some(year_end)) if follows => self.balances.carried_into(year, year_end)?,
            _ => return Ok(()),
        };
        let mut sums: FxHashMap<usize, i128> = FxHashMap::default();
        for (object, amount) in &opening {
            for number in keys_of(object).filter_map(|key| self.numbers.get(&key)) {
                *sums.entry(*number).or_default() += i128::from(amount.ore());
            }
        }
        self.openings.insert(year, sums);
        Ok(())
    }

    /// Whether a year has vouchers.
    fn is_held_against(&self, year: FiscalYear) -> bool {
        self.balances.is_booked(year) && self.balances.year_of_sums(year).is_none()
    }

    /// What the books say of a stated sum, if they can say anything.
    ///
    /// A sum on a cost centre may be of all that has it, or only of what has no project beside;
    /// programs write both, and so is a sum on a project. The one that agrees is meant.
    fn compare(&self, sum: &StatedSum) -> Result<Option<Ours>, AmountError> {
        let whole = self.compare_as(sum, false)?;
        let may_be_alone = matches!(sum.level, StatedLevel::CostCentre(_) | StatedLevel::Project(_))
            && !sum.amount.is_zero();
        if may_be_alone && whole.as_ref().is_some_and(|ours| ours.amount != sum.amount) {
            let alone = self.compare_as(sum, true)?;
            if let Some(alone) = alone.filter(|ours| ours.amount == sum.amount) {
                return Ok(Some(alone));
            }
        }
        Ok(whole)
    }

    fn compare_as(&self, sum: &StatedSum, alone: bool) -> Result<Option<Ours>, AmountError> {
        let year = sum.kind.year(self.balances.fiscal_years());
        let key = (sum.account, sum.level.clone(), alone);
        let Some(number) = self.numbers.get(&key) else { return Ok(None) };
        if !self.is_held_against(year) {
            return Ok(None);
        }
        let changes = &self.changes[*number];
        let from = |month: Month| changes.partition_point(|(own, _)| *own < month);
        let of_year = &changes[from(year.first())..from(year.next().first())];
        let during = |first: Month, last: Month| {
            changes[from(first)..from(last.next())].iter().map(|(_, change)| change).sum::<i128>()
        };
        let opening = self.openings.get(&year).map(|sums| sums.get(number).copied());
        let is_supported = sum.level == StatedLevel::Account
            || sum.amount.is_zero()
            || !of_year.is_empty()
            || opening.flatten().is_some();
        let opening = opening.map(Option::unwrap_or_default);
        let ours = match (sum.kind, opening) {
            (StatedKind::Opening(_), Some(opening)) => opening,
            (StatedKind::Closing(last), Some(opening)) => opening + during(year.first(), last),
            (StatedKind::Opening(_) | StatedKind::Closing(_), None) => return Ok(None),
            (StatedKind::Result(last), _) => during(year.first(), last),
            (StatedKind::Change(month), _) => during(month, month),
        };
        let is_closing = matches!(sum.kind, StatedKind::Closing(_));
        let opening = opening.filter(|_| is_closing).map(amount).transpose()?;
        Ok(Some(Ours { amount: amount(ours)?, opening, is_supported }))
    }
}

/// Everything that a balance is a part of.
fn keys_of(object: &BalanceObject) -> impl Iterator<Item = Key> {
    let cost_centre = object.cost_centre.clone();
    let project = object.project.clone();
    let both = cost_centre.clone().zip(project.clone());
    let parts = [
        cost_centre.map(StatedLevel::CostCentre),
        project.map(StatedLevel::Project),
        both.map(|(cost_centre, project)| StatedLevel::Both(cost_centre, project)),
    ];
    let account = object.account;
    let only = match (&object.cost_centre, &object.project) {
        (Some(cost_centre), None) => Some(StatedLevel::CostCentre(cost_centre.clone())),
        (None, Some(project)) => Some(StatedLevel::Project(project.clone())),
        _ => None,
    };
    std::iter::once(StatedLevel::Account)
        .chain(parts.into_iter().flatten())
        .map(|level| (level, false))
        .chain(only.map(|level| (level, true)))
        .map(move |(level, alone)| (account, level, alone))
}

/// Closing balances of a file.
type Closings<'a> = (StatedKind, &'a str);

/// The files whose closing balances are all their opening ones although accounts have changed;
/// each is told.
fn repeated<'a>(
    compared: &[Compared<'a>],
    years: FiscalYears,
    found: &mut Vec<(usize, Fact)>,
) -> BTreeSet<Closings<'a>> {
    let mut files: BTreeMap<Closings<'a>, Vec<&Compared<'a>>> = BTreeMap::new();
    for compared in compared.iter().filter(|compared| compared.sum.level == StatedLevel::Account) {
        if compared.ours.opening.is_some() {
            files.entry((compared.sum.kind, &**compared.file)).or_default().push(compared);
        }
    }
    files.retain(|_, closings| {
        let differing = closings.iter().filter(|compared| compared.differs()).count();
        differing >= REPEATED_MIN
            && closings.iter().all(|compared| Some(compared.sum.amount) == compared.ours.opening)
    });
    for closings in files.values() {
        let differing: Vec<_> = closings.iter().filter(|compared| compared.differs()).collect();
        let apart = |compared: &Compared<'_>| {
            i128::from(compared.ours.amount.ore()).abs_diff(i128::from(compared.sum.amount.ore()))
        };
        // Of several that changed the most, the first in the file.
        if let Some(most) = differing.iter().rev().max_by_key(|compared| apart(compared)) {
            let Compared { index, file, sum, ours } = most;
            let fact = Fact::StatedClosingRepeats {
                period: period_of(sum.kind, years),
                accounts: differing.len() as u64,
                account: sum.account,
                stated: sum.amount,
                ours: ours.amount,
                file: Arc::clone(file),
            };
            found.push((*index, fact));
        }
    }
    files.into_keys().collect()
}

/// Sums on cost centres and projects that the books know nothing of, once a file and kind.
fn unsupported_objects(differing: &[&Compared<'_>], years: FiscalYears) -> Vec<(usize, Fact)> {
    let mut kinds: BTreeMap<(StatedKind, &str), Vec<&Compared<'_>>> = BTreeMap::new();
    for compared in differing {
        kinds.entry((compared.sum.kind, &**compared.file)).or_default().push(compared);
    }
    let fact = |all: Vec<&Compared<'_>>| {
        let largest = all.iter().rev().max_by_key(|compared| compared.sum.amount.magnitude())?;
        let Compared { index, file, sum, .. } = largest;
        let (cost_centre, project) = object_of(&sum.level);
        Some((
            *index,
            Fact::StatedObjectsUnsupported {
                figure: figure_of(sum.kind),
                period: period_of(sum.kind, years),
                sums: all.len() as u64,
                account: sum.account,
                cost_centre,
                project,
                stated: sum.amount,
                file: Arc::clone(file),
            },
        ))
    };
    kinds.into_values().filter_map(fact).collect()
}

/// The other differences: of each account and part of it one for a balance or result, with the
/// months it arises in; one for the months alone where the year as a whole agrees.
fn differing_sums(differing: &[&Compared<'_>], years: FiscalYears) -> Vec<(usize, Fact)> {
    type Part<'a> = (&'a str, AccountNumber, &'a StatedLevel, FiscalYear);
    let mut parts: BTreeMap<Part<'_>, Vec<&Compared<'_>>> = BTreeMap::new();
    for compared in differing {
        let sum = compared.sum;
        let part = (&**compared.file, sum.account, &sum.level, sum.kind.year(years));
        parts.entry(part).or_default().push(compared);
    }
    let mut found = Vec::new();
    for all in parts.into_values() {
        let mut months: Vec<Month> = all.iter().filter_map(|compared| month_of(compared)).collect();
        months.sort_unstable();
        months.dedup();
        let mut told: Vec<&Compared<'_>> =
            all.iter().filter(|compared| month_of(compared).is_none()).copied().collect();
        if told.is_empty() {
            told.extend(all.iter().min_by_key(|compared| month_of(compared)));
        }
        for Compared { index, file, sum, ours } in told {
            let (cost_centre, project) = object_of(&sum.level);
            found.push((
                *index,
                Fact::StatedSumDiffers {
                    figure: figure_of(sum.kind),
                    account: sum.account,
                    cost_centre,
                    project,
                    period: period_of(sum.kind, years),
                    stated: sum.amount,
                    ours: ours.amount,
                    months: months.as_slice().into(),
                    file: Arc::clone(file),
                },
            ));
        }
    }
    found
}

/// The month of what was booked in one.
fn month_of(compared: &Compared<'_>) -> Option<Month> {
    match compared.sum.kind {
        StatedKind::Change(month) => Some(month),
        _ => None,
    }
}

const fn figure_of(kind: StatedKind) -> StatedFigure {
    match kind {
        StatedKind::Opening(_) => StatedFigure::Opening,
        StatedKind::Closing(_) => StatedFigure::Closing,
        StatedKind::Result(_) => StatedFigure::Result,
        StatedKind::Change(_) => StatedFigure::Change,
    }
}

/// The months that are summed up; of an opening balance, the year it opens.
fn period_of(kind: StatedKind, years: FiscalYears) -> Period {
    let year = kind.year(years);
    match kind {
        StatedKind::Opening(_) => year.period(),
        StatedKind::Closing(last) | StatedKind::Result(last) => {
            Period::new(year.first(), last).unwrap_or(Period::month(last))
        }
        StatedKind::Change(month) => Period::month(month),
    }
}

fn object_of(level: &StatedLevel) -> (Option<CostCentre>, Option<Project>) {
    match level {
        StatedLevel::Account => (None, None),
        StatedLevel::CostCentre(cost_centre) => (Some(cost_centre.clone()), None),
        StatedLevel::Project(project) => (None, Some(project.clone())),
        StatedLevel::Both(cost_centre, project) => (Some(cost_centre.clone()), Some(project.clone())),
    }
}
