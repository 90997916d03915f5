//! The sums that a file states: opening and closing balances, results, changes, budgets.
//!
//! Which year they are of and what the objects are of is known for sure when all is read, so they
//! are kept until then. Vouchers are not: there are thousands of sums at most, and any number of
//! vouchers.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::figure;
use super::label::SumKind;
use super::levels::Levels;
use super::noted::Noted;
use super::objects::{ObjectLists, Objects};
use super::record::{Problem, Record};
use super::years::Years;
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::balances::BalanceObject;
use crate::budget::BudgetVersion;
use crate::calendar::{FiscalYear, Month, Period};
use crate::finding::{Fact, Finding, Place, SieLimit};
use crate::read::intake::Intake;
use crate::read::openings::OpeningRow;
use crate::stated::{StatedKind, StatedLevel, StatedSum};

/// The most sums of a file: a hundred clients' balances on objects and budgets by month are fewer.
const SUMS_MAX: usize = 1_000_000;

/// One sum as it stands.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) kind: SumKind,
    /// The number of its year in the file.
    pub(crate) year: i32,
    /// The month of a change or a budget; of a balance the last it takes in, where that is told.
    pub(crate) month: Option<Month>,
    pub(crate) account: AccountNumber,
    pub(crate) objects: Objects,
    /// In öre, debit positive.
    pub(crate) amount: Amount,
    pub(crate) place: Place,
}

/// What is known of the file when all is read.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The last month of each year in which the file has a voucher.
    pub(crate) voucher_months: BTreeMap<FiscalYear, Month>,
    /// The month up to which its own year's balances are told.
    pub(crate) extent: Option<Month>,
}

impl Told {
    /// The last month that the closing balances of a year take in, which ends with `last` in the
    /// file.
    fn closing_month(&self, year: FiscalYear, number: i32, last: Option<Month>) -> Month {
        let extent = self.extent.filter(|month| number == 0 && year.period().contains(*month));
        let told = extent.or_else(|| self.voucher_months.get(&year).copied()).unwrap_or(year.last());
        last.map_or(told, |last| told.min(last))
    }
}

/// The sums of one file on their way in.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    sums: Vec<Sum>,
}

impl Sums {
    /// Takes in an item such as `#IB` or `#PBUDGET`; `false` if something is wrong with it.
    pub(crate) fn item(
        &mut self,
        kind: SumKind,
        record: &Record<'_>,
        lists: &mut ObjectLists,
        noted: &mut Noted,
        wrong: &mut Vec<Problem>,
    ) -> bool {
        let year = record.year_number(1, wrong);
        let of_month = matches!(kind, SumKind::Change | SumKind::Budget);
        let account_first = of_month && stands_before_month(record);
        let (month, at) = match (of_month, account_first) {
            (false, _) => (None, 2),
            (true, false) => (record.month(2, wrong), 3),
            (true, true) => (record.month(3, wrong), 2),
        };
        let account = record.account(at, wrong);
        let list = 3 + usize::from(of_month);
        let has_list = record.has_list(list);
        let objects = if has_list { lists.read(record, list, wrong).ok() } else { Some(Objects::default()) };
        let amount_at = list + usize::from(has_list);
        let amount = record.amount(amount_at, wrong);
        if amount.is_some() {
            noted.quantity(&record.bytes(amount_at + 1), || record.place_of(amount_at + 1));
        }
        let (Some(year), Some(account), Some(objects), Some(amount)) = (year, account, objects, amount)
        else {
            return false;
        };
        if of_month && month.is_none() {
            return false;
        }
        let place = record.place_of(at);
        self.add(Sum { kind, year, month, account, objects, amount, place })
            .map_err(|fact| wrong.push(record.problem(0, fact)))
            .is_ok()
    }

    /// Takes in a sum.
    ///
    /// # Errors
    /// The fact that there are more than any file has; told once.
    pub(crate) fn add(&mut self, sum: Sum) -> Result<(), Fact> {
        if self.sums.len() > SUMS_MAX {
            return Ok(());
        }
        self.sums.push(sum);
        if self.sums.len() > SUMS_MAX {
            return Err(Fact::SieTooMuch { limit: SieLimit::Sums, most: SUMS_MAX as u64 });
        }
        Ok(())
    }

    /// Hands everything over.
    ///
    /// The opening balances of the file's own year, and of any year of which it has vouchers, open
    /// that year. Those of other years, and of parts of a year, are told for comparison.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub(crate) fn settle(
        self,
        years: &mut Years,
        told: &Told,
        intake: &mut Intake,
    ) -> Result<(), AmountError> {
        let mut openings: BTreeMap<(FiscalYear, AccountNumber), PlacedLevels> = BTreeMap::new();
        let mut parts: BTreeMap<i32, (FiscalYear, Place)> = BTreeMap::new();
        let mut budgets: BTreeMap<(Period, AccountNumber), PlacedLevels> = BTreeMap::new();
        for sum in self.sums {
            match (sum.kind, sum.month) {
                (SumKind::Budget, Some(month)) => {
                    budgets.entry((Period::month(month), sum.account)).or_default().add_budget(sum)?;
                    continue;
                }
                (SumKind::Change, Some(month)) => {
                    state(sum, StatedKind::Change(month), intake);
                    continue;
                }
                _ => {}
            }
            let year = match years.year(sum.year) {
                Ok(year) => year,
                Err(fact) => {
                    if let Some(fact) = fact {
                        intake.note(Finding::at(sum.place, fact));
                    }
                    continue;
                }
            };
            let closing = || told.closing_month(year, sum.year, years.last_month(sum.year));
            let (last_month, part) = (sum.month.unwrap_or_else(closing), years.part(sum.year));
            match sum.kind {
                // A part opens with what the month before it closed with. What its results are
                // of, the part or the year so far, is not told.
                SumKind::Opening if let Some((first, _)) = part => {
                    parts.entry(sum.year).or_insert_with(|| (year, sum.place.clone()));
                    state(sum, StatedKind::Closing(Month::of(first).previous()), intake);
                }
                SumKind::Result if part.is_some() && sum.month.is_none() => {}
                SumKind::Budget => {
                    budgets.entry((year.period(), sum.account)).or_default().add_budget(sum)?;
                }
                SumKind::Closing => state(sum, StatedKind::Closing(last_month), intake),
                SumKind::Result => state(sum, StatedKind::Result(last_month), intake),
                _ if sum.year == 0 || told.voucher_months.contains_key(&year) => {
                    openings.entry((year, sum.account)).or_default().add_opening(year, sum, intake);
                }
                _ => state(sum, StatedKind::Opening(year), intake),
            }
        }
        note_parts(parts, years, intake);
        let mut left_out = LeftOut::default();
        for ((year, account), levels) in openings {
            for (object, amount) in levels.settled(account, "#OIB", &mut left_out)? {
                let Some((_, place)) = levels.places.first_key_value() else { continue };
                let place = place.clone();
                intake.opening(OpeningRow { year: Some(year), object, amount, place });
            }
        }
        for ((period, account), levels) in budgets {
            for (object, amount) in levels.settled(account, "#PBUDGET", &mut left_out)? {
                intake.budget(&BudgetVersion::default(), period, object, amount)?;
            }
        }
        left_out.note(intake);
        Ok(())
    }
}

/// Whether an item has its account before its month, as some programs write budgets. An account
/// that is a month as well is taken for one.
fn stands_before_month(record: &Record<'_>) -> bool {
    let [first, second] = [2, 3].map(|index| record.bytes(index));
    figure::month(&first).is_none() && figure::account(&first).is_some() && figure::month(&second).is_some()
}

/// Tells of the parts of a year that have opening balances, each where the first stands.
fn note_parts(parts: BTreeMap<i32, (FiscalYear, Place)>, years: &Years, intake: &mut Intake) {
    for (number, (year, place)) in parts {
        if let Some((first, last)) = years.part(number) {
            intake.note(Finding::at(place, Fact::SiePartOfYear { first, last, year }));
        }
    }
}

/// Amounts on objects that tell the same money as others, by label: how many, and the first.
#[derive(Debug, Default)]
struct LeftOut(BTreeMap<&'static str, (u64, Place)>);

impl LeftOut {
    fn add(&mut self, label: &'static str, place: &Place) {
        let (times, first) = self.0.entry(label).or_insert_with(|| (0, place.clone()));
        *times += 1;
        if place < first {
            first.clone_from(place);
        }
    }

    fn note(self, intake: &mut Intake) {
        for (label, (times, place)) in self.0 {
            intake.note(Finding::at(place, Fact::SieObjectsLeftOut { label: label.to_owned(), times }));
        }
    }
}

/// What a file says of one account and one period, and where it first says it of each object; what
/// it says of the whole stands first.
#[derive(Debug, Default)]
struct PlacedLevels {
    levels: Levels,
    places: BTreeMap<Objects, Place>,
}

impl PlacedLevels {
    fn add_budget(&mut self, sum: Sum) -> Result<(), AmountError> {
        self.places.entry(sum.objects.clone()).or_insert(sum.place);
        let kept = if sum.objects.is_none() {
            self.levels.total.get_or_insert_default()
        } else {
            self.levels.parts.entry(sum.objects).or_default()
        };
        *kept = kept.checked_add(sum.amount)?;
        Ok(())
    }

    fn add_opening(&mut self, year: FiscalYear, sum: Sum, intake: &mut Intake) {
        let is_first = match self.places.entry(sum.objects.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(sum.place.clone());
                true
            }
            Entry::Occupied(_) => false,
        };
        if !is_first {
            intake.note(Finding::at(sum.place, Fact::OpeningTwice { year, account: sum.account }));
        } else if sum.objects.is_none() {
            self.levels.total = Some(sum.amount);
        } else {
            self.levels.parts.insert(sum.objects, sum.amount);
        }
    }

    /// What the levels come to.
    fn settled(
        &self,
        account: AccountNumber,
        label: &'static str,
        left_out: &mut LeftOut,
    ) -> Result<impl Iterator<Item = (BalanceObject, Amount)> + use<>, AmountError> {
        let settled = self.levels.settle()?;
        for place in settled.left_out.iter().filter_map(|objects| self.places.get(objects)) {
            left_out.add(label, place);
        }
        Ok(settled.parts.into_iter().map(move |((cost_centre, project), amount)| {
            (BalanceObject { account, cost_centre, project }, amount)
        }))
    }
}

/// Hands over what the file says that its own ledger shows. What is told of other objects than
/// cost centres and projects cannot be held against anything.
fn state(sum: Sum, kind: StatedKind, intake: &mut Intake) {
    let Sum { account, amount, objects, place, .. } = sum;
    let level = match (objects.cost_centre, objects.project) {
        _ if !objects.others.is_empty() => return,
        (None, None) => StatedLevel::Account,
        (Some(cost_centre), None) => StatedLevel::CostCentre(cost_centre),
        (None, Some(project)) => StatedLevel::Project(project),
        (Some(cost_centre), Some(project)) => StatedLevel::Both(cost_centre, project),
    };
    intake.stated(StatedSum { kind, account, level, amount }, &place.file);
}
