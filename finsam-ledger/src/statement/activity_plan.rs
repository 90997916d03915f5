//! The plan of a year (verksamhetsplan med budget): what is to be done where, for how many and for how
//! much, what each place gets together, and how it is paid for.

use std::collections::BTreeMap;

use super::members::Members;
use super::rounding::{Rounding, Sums, adding_up, left_over};
use super::{RoundedSum, RowKind};
use crate::amount::{Amount, AmountError, Unit};

/// A plan as it was decided. Amounts are costs, and positive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityPlan {
    /// Whose plan it is, if it says so.
    pub entity: Option<String>,
    /// Its title.
    pub title: String,
    /// The year it is of.
    pub year: i32,
    /// The places, usually municipalities, in their order.
    pub places: Vec<String>,
    /// What is for all of them together is called so.
    pub shared: String,
    /// What is to be done, by kind.
    pub groups: Vec<PlanGroup>,
    /// What it costs to run it all (overhead).
    pub overhead: PlanGroup,
    /// Who pays in, and what, by year.
    pub members: Members,
    /// What is taken of equity, by year.
    pub from_equity: BTreeMap<i32, Amount>,
}

/// Interventions of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanGroup {
    /// What the kind is called.
    pub name: String,
    /// What its rows among the totals are called.
    pub total: String,
    /// Whether each place has a row of its own among the totals.
    pub by_place: bool,
    /// Its lines.
    pub lines: Vec<PlanLine>,
}

/// One intervention at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What it is, and where.
    pub name: String,
    /// How many are to take part, if that is planned.
    pub participants: Option<u64>,
    /// What it costs.
    pub amount: Amount,
    /// What each place gets of it, by its number among the places; what no place gets is for all of
    /// them together. A line that names several places without saying what each gets is so, too.
    pub parts: Vec<(usize, Amount)>,
}

/// A plan drawn up: every line, the totals, and the financing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanReport {
    /// Its title.
    pub title: String,
    /// The years of its columns; the first is that of the plan.
    pub years: Vec<i32>,
    /// The unit of the amounts. They are rounded to it, and still counted in öre.
    pub unit: Unit,
    /// The rows.
    pub rows: Vec<PlanRow>,
    /// Sums whose rounded parts do not add up to them; empty in kr.
    pub rounded_sums: Vec<RoundedSum>,
    /// Whether figures were adjusted so that they add up.
    pub adjusted: bool,
    /// What the financing of the plan's year comes to, and what the plan does, where they differ.
    pub gap: Option<(Amount, Amount)>,
}

/// A row of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its name for programs: `group.1.line.2`, `total.3`, `financing`.
    pub id: String,
    /// What kind of row.
    pub kind: RowKind,
    /// What it is about.
    pub label: PlanLabel,
    /// How many are to take part.
    pub participants: Option<u64>,
    /// One amount a year; only the financing has more than the first.
    pub values: Vec<Option<Amount>>,
}

/// What a row of a plan is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanLabel {
    /// Words of the plan itself.
    Own(String),
    /// The sum of what stands above.
    Sum,
    /// The heading of the totals.
    Totals,
    /// The heading of the financing.
    Financing,
    /// What the members pay together.
    Members,
    /// What is taken of equity.
    Equity,
    /// What pays for it all.
    AllFinancing,
}

impl ActivityPlan {
    /// The plan as a table, in a unit by one rule or the other.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn report(&self, unit: Unit, rounding: Rounding) -> Result<PlanReport, AmountError> {
        let mut years = vec![self.year];
        years.extend(
            self.members.totals.keys().chain(self.from_equity.keys()).filter(|year| **year > self.year),
        );
        years.sort_unstable();
        years.dedup();
        let mut draft = Draft { years: years.len(), rows: Vec::new(), sums: Sums::new() };
        for (number, group) in (1..).zip(self.groups.iter().chain([&self.overhead])) {
            draft.group(&format!("group.{number}"), group)?;
        }
        let planned = draft.totals(self)?;
        let financed = draft.financing(self, &years)?;
        let gap = financed.filter(|financed| *financed != planned).map(|financed| (financed, planned));
        let (title, rows) = (self.title.clone(), draft.rows);
        let mut report =
            PlanReport { title, years, unit, rows, rounded_sums: Vec::new(), adjusted: false, gap };
        if unit != Unit::Kr {
            report.round(&draft.sums, rounding)?;
        }
        Ok(report)
    }
}

struct Draft {
    years: usize,
    rows: Vec<PlanRow>,
    sums: Sums,
}

impl Draft {
    fn push(&mut self, id: String, kind: RowKind, label: PlanLabel, amount: Option<Amount>) -> usize {
        let mut values = vec![None; self.years];
        if let Some(first) = values.first_mut() {
            *first = amount;
        }
        self.rows.push(PlanRow { id, kind, label, participants: None, values });
        self.rows.len() - 1
    }

    fn group(&mut self, id: &str, group: &PlanGroup) -> Result<(), AmountError> {
        if group.lines.is_empty() {
            return Ok(());
        }
        self.push(id.to_owned(), RowKind::Heading, PlanLabel::Own(group.name.clone()), None);
        let first = self.rows.len();
        for (number, line) in (1..).zip(&group.lines) {
            let label = PlanLabel::Own(line.name.clone());
            let row = self.push(format!("{id}.line.{number}"), RowKind::Line, label, Some(line.amount));
            self.rows[row].participants = line.participants;
        }
        let all = Amount::checked_sum(group.lines.iter().map(|line| line.amount))?;
        let lines = (first..self.rows.len()).collect();
        let sum = self.push(format!("{id}.sum"), RowKind::Sum, PlanLabel::Sum, Some(all));
        let told = group.lines.iter().filter_map(|line| line.participants);
        self.rows[sum].participants = told.reduce(u64::saturating_add);
        self.sums.insert(sum, lines);
        Ok(())
    }

    /// What each place gets together, and the rest; tells what all of it comes to.
    fn totals(&mut self, plan: &ActivityPlan) -> Result<Amount, AmountError> {
        self.push("totals".to_owned(), RowKind::Heading, PlanLabel::Totals, None);
        let first = self.rows.len();
        for group in plan.groups.iter().chain([&plan.overhead]).filter(|group| !group.lines.is_empty()) {
            let known = |label: &str| {
                let is_label = |row: &PlanRow| row.label == PlanLabel::Own(label.to_owned());
                self.rows[first..].iter().position(is_label).map(|at| first + at)
            };
            let mut parts = Vec::new();
            let all = Amount::checked_sum(group.lines.iter().map(|line| line.amount))?;
            if group.by_place {
                let mut left = all;
                for (number, place) in plan.places.iter().enumerate() {
                    let of_place =
                        group.lines.iter().flat_map(|line| &line.parts).filter(|(at, _)| *at == number);
                    let amount = Amount::checked_sum(of_place.map(|(_, amount)| *amount))?;
                    left = left.checked_sub(amount)?;
                    parts.push((format!("{}, {place}", group.total), amount));
                }
                parts.push((format!("{}, {}", group.total, plan.shared), left));
            } else {
                parts.push((group.total.clone(), all));
            }
            let places: Vec<(Option<usize>, String, Amount)> =
                parts.into_iter().map(|(label, amount)| (known(&label), label, amount)).collect();
            for (row, label, amount) in places {
                match row {
                    Some(row) => {
                        let kept = self.rows[row].values.first_mut();
                        if let Some(kept) = kept {
                            *kept = Some(kept.unwrap_or_default().checked_add(amount)?);
                        }
                    }
                    None if amount.is_zero() && group.by_place => {}
                    None => {
                        let id = format!("total.{}", self.rows.len() - first + 1);
                        self.push(id, RowKind::Line, PlanLabel::Own(label), Some(amount));
                    }
                }
            }
        }
        let parts: Vec<usize> = (first..self.rows.len()).collect();
        let amounts = parts.iter().filter_map(|row| self.rows[*row].values.first().copied().flatten());
        let all = Amount::checked_sum(amounts)?;
        let total = self.push("total".to_owned(), RowKind::Total, PlanLabel::Sum, Some(all));
        self.sums.insert(total, parts);
        Ok(all)
    }

    /// Who pays for it, year by year; tells what pays for the first, if anybody says.
    fn financing(&mut self, plan: &ActivityPlan, years: &[i32]) -> Result<Option<Amount>, AmountError> {
        if plan.members.is_empty() && plan.from_equity.is_empty() {
            return Ok(None);
        }
        self.push("financing".to_owned(), RowKind::Heading, PlanLabel::Financing, None);
        let first = self.rows.len();
        for (number, party) in (1..).zip(&plan.members.parties) {
            let id = format!("party.{number}");
            for (place, member) in (1..).zip(&party.members) {
                let label = PlanLabel::Own(member.name.clone());
                self.push(format!("{id}.member.{place}"), RowKind::Line, label, None);
            }
            let (is_sum, own) = (!party.members.is_empty(), self.rows.len());
            let kind = if is_sum { RowKind::Sum } else { RowKind::Line };
            let row = self.push(id, kind, PlanLabel::Own(party.name.clone()), None);
            if is_sum {
                self.sums.insert(row, (own - party.members.len()..own).collect());
            }
        }
        let parties: Vec<usize> =
            (first..self.rows.len()).filter(|row| is_party(&self.rows[*row].id)).collect();
        let members = self.push("members".to_owned(), RowKind::Sum, PlanLabel::Members, None);
        let equity = self.push("equity".to_owned(), RowKind::Line, PlanLabel::Equity, None);
        let all = self.push("financing.total".to_owned(), RowKind::Total, PlanLabel::AllFinancing, None);
        self.sums.insert(members, parties);
        self.sums.insert(all, vec![members, equity]);
        for (column, year) in years.iter().enumerate() {
            let whole = plan.members.totals.get(year).copied();
            let split = whole.and_then(|whole| plan.members.split(whole)).unwrap_or_default();
            let amounts = split.into_iter().flat_map(|(party, parts)| parts.into_iter().chain([party]));
            for (row, amount) in (first..members).zip(amounts) {
                self.rows[row].values[column] = Some(amount);
            }
            self.rows[members].values[column] = whole;
            let taken = plan.from_equity.get(year).copied();
            self.rows[equity].values[column] = taken;
            let both = [whole, taken].into_iter().flatten();
            self.rows[all].values[column] = Some(Amount::checked_sum(both)?);
        }
        Ok(self.rows[all].values.first().copied().flatten())
    }
}

/// Whether a row is that of a party, and not of one of its members.
fn is_party(id: &str) -> bool {
    !id.contains(".member.")
}

impl PlanReport {
    fn round(&mut self, sums: &Sums, rounding: Rounding) -> Result<(), AmountError> {
        for column in 0..self.years.len() {
            let exact: Vec<Option<Amount>> =
                self.rows.iter().map(|row| row.values.get(column).copied().flatten()).collect();
            let shown = match rounding {
                Rounding::Distributed => adding_up(&exact, sums, &BTreeMap::new(), self.unit),
                Rounding::Stated => {
                    exact.iter().map(|amount| amount.map(|amount| amount.rounded(self.unit))).collect()
                }
            };
            let name = |row: usize| self.rows.get(row).map(|row| row.id.clone()).unwrap_or_default();
            self.rounded_sums.extend(left_over(&shown, sums, column, name)?);
            for (row, shown) in self.rows.iter_mut().zip(shown) {
                if let Some(value) = row.values.get_mut(column) {
                    *value = shown;
                }
            }
        }
        self.adjusted = rounding == Rounding::Distributed;
        Ok(())
    }
}
