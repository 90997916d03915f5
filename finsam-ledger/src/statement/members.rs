//! What the members pay in (medlemsbidrag): each party's share of what was decided, and the split of
//! a party's share among its members, beside what was booked.
//!
//! The shares are those of the law (2003:1210, 5 §): half from Försäkringskassan, which carries what
//! Arbetsförmedlingen pays, a quarter from the region and a quarter from the municipalities together.
//! How these share their quarter is agreed between them, in practice by population.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::evaluate::StatementError;
use super::rounding::{Rounding, Sums, adding_up, left_over};
use super::{RoundedSum, RowKind};
use crate::account::AccountRange;
use crate::amount::{Amount, AmountError, Unit};
use crate::balances::Balances;
use crate::calendar::{FiscalYear, Period};

/// Who pays in, and by which shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// What was decided that all pay together, by year.
    pub totals: BTreeMap<i32, Amount>,
    /// What the parts of a party's members are whole multiples of.
    pub step: Amount,
    /// The day of the populations, if they have one.
    pub population_date: Option<NaiveDate>,
    /// The parties, in their order.
    pub parties: Vec<Party>,
}

/// A party with a share of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its share of the whole.
    pub share: Share,
    /// The accounts that what it pays is booked on, if on any of its own.
    pub accounts: Vec<AccountRange>,
    /// Those who share what it pays; usually municipalities.
    pub members: Vec<PartyMember>,
}

/// One of those who share what a party pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyMember {
    /// Its name.
    pub name: String,
    /// What it pays by: its population, or any other number that tells the parts.
    pub weight: u64,
    /// The accounts that what it pays is booked on, if on any of its own.
    pub accounts: Vec<AccountRange>,
}

/// A part of one, such as a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Above the line.
    pub numerator: u32,
    /// Below the line, above zero.
    pub denominator: u32,
}

/// What each pays of what was decided for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributions {
    /// The year.
    pub year: FiscalYear,
    /// What booked amounts were booked during.
    pub period: Period,
    /// The unit of the amounts. They are rounded to it, and still counted in öre.
    pub unit: Unit,
    /// What the parts of a party's members are whole multiples of.
    pub step: Amount,
    /// The day of the populations, if they have one.
    pub population_date: Option<NaiveDate>,
    /// The rows: each party, with its members above its own where it has some, and the total.
    pub rows: Vec<ContributionRow>,
    /// Sums whose rounded parts do not add up to them, in the columns decided, booked and variance.
    pub rounded_sums: Vec<RoundedSum>,
    /// Whether figures were adjusted so that they add up.
    pub adjusted: bool,
}

/// A row of contributions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributionRow {
    /// Its name for programs: `party.1`, `party.3.member.2`, `total`.
    pub id: String,
    /// What kind of row.
    pub kind: RowKind,
    /// Who pays; empty for the total.
    pub name: String,
    /// The party's share.
    pub share: Option<Share>,
    /// What a member pays by.
    pub weight: Option<u64>,
    /// What it pays by what was decided.
    pub decided: Option<Amount>,
    /// What was booked on its accounts, if it has some of its own; income is positive.
    pub booked: Option<Amount>,
    /// Booked less decided.
    pub variance: Option<Amount>,
}

impl Members {
    /// Whether nobody is named.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// A whole shared out over the parties by their shares, and of each party over its members by
    /// their weights, in whole multiples of the step: the largest remainders come first, and what is
    /// less than a step goes to the member with the largest weight. Everything sums to the whole.
    ///
    /// ```
    /// use finsam_ledger::Amount;
    /// use finsam_ledger::statement::members::{Members, Party, PartyMember, Share};
    ///
    /// let member = |name: &str, weight| PartyMember { name: name.into(), weight, accounts: vec![] };
    /// let party = |name: &str, members| {
    ///     let share = Share { numerator: 1, denominator: 2 };
    ///     Party { name: name.into(), share, accounts: vec![], members }
    /// };
    /// let parties = vec![party("Region", vec![]), party("Kommuner", vec![member("A", 2), member("B", 1)])];
    /// let members = Members { step: Amount::from_ore(100_000), parties, ..Members::default() };
    /// let split = members.split(Amount::from_ore(20_000_000)).expect("there are shares");
    /// assert_eq!(split[1].1, [6_700_000, 3_300_000].map(Amount::from_ore));
    /// ```
    #[must_use]
    pub fn split(&self, whole: Amount) -> Option<Vec<(Amount, Vec<Amount>)>> {
        let common = self
            .parties
            .iter()
            .try_fold(1_u64, |common, party| common.checked_mul(u64::from(party.share.denominator)))?;
        let weight = |party: &Party| {
            (common / u64::from(party.share.denominator)).checked_mul(u64::from(party.share.numerator))
        };
        let weights: Vec<u64> = self.parties.iter().map(weight).collect::<Option<_>>()?;
        let of_parties = whole.allocate(&weights)?;
        let of_members = |(party, amount): (&Party, Amount)| {
            let weights: Vec<u64> = party.members.iter().map(|member| member.weight).collect();
            if weights.is_empty() {
                Some((amount, Vec::new()))
            } else {
                Some((amount, in_steps(amount, self.step, &weights)?))
            }
        };
        self.parties.iter().zip(of_parties).map(of_members).collect()
    }

    /// What each pays of what was decided for the year that the period lies in, beside what was
    /// booked during the period. `None` if nothing was decided for the year.
    ///
    /// # Errors
    /// [`StatementError`] if only sums are known that do not tell it, or a sum does not fit.
    pub fn contributions(
        &self,
        balances: &Balances,
        period: Period,
        unit: Unit,
        rounding: Rounding,
    ) -> Result<Option<Contributions>, StatementError> {
        let year = balances.fiscal_years().of(period.first());
        let Some(whole) = self.totals.get(&year.year()) else { return Ok(None) };
        let Some(split) = self.split(*whole) else { return Ok(None) };
        balances.tells_during(period)?;
        let mut rows = Vec::new();
        let mut sums = Sums::new();
        let mut parties = Vec::new();
        for (number, (party, (decided, parts))) in (1..).zip(self.parties.iter().zip(split)) {
            let id = format!("party.{number}");
            let first = rows.len();
            for (place, (member, decided)) in (1..).zip(party.members.iter().zip(parts)) {
                let booked = booked(balances, period, &member.accounts)?;
                let (id, name) = (format!("{id}.member.{place}"), member.name.clone());
                let weight = Some(member.weight);
                rows.push(row(id, RowKind::Line, name, decided, booked)?.paid_by(None, weight));
            }
            let is_sum = rows.len() > first;
            let of_members: Option<Vec<Amount>> = rows.iter().skip(first).map(|row| row.booked).collect();
            let booked = match of_members.filter(|_| is_sum && party.accounts.is_empty()) {
                Some(amounts) => Some(Amount::checked_sum(amounts)?),
                None => booked(balances, period, &party.accounts)?,
            };
            if is_sum {
                sums.insert(rows.len(), (first..rows.len()).collect());
            }
            parties.push(rows.len());
            let kind = if is_sum { RowKind::Sum } else { RowKind::Line };
            rows.push(row(id, kind, party.name.clone(), decided, booked)?.paid_by(Some(party.share), None));
        }
        let all = self.parties.iter().flat_map(|party| {
            party.accounts.iter().chain(party.members.iter().flat_map(|member| &member.accounts))
        });
        let total = booked(balances, period, &all.copied().collect::<Vec<_>>())?;
        sums.insert(rows.len(), parties);
        rows.push(row("total".to_owned(), RowKind::Total, String::new(), *whole, total)?);
        let (step, population_date) = (self.step, self.population_date);
        let exact = Contributions {
            year,
            period,
            unit,
            step,
            population_date,
            rows,
            rounded_sums: Vec::new(),
            adjusted: false,
        };
        Ok(Some(exact.in_unit(&sums, rounding)?))
    }
}

/// An amount in whole multiples of a step; what is less than one goes where the weight is largest.
fn in_steps(amount: Amount, step: Amount, weights: &[u64]) -> Option<Vec<Amount>> {
    let step = step.ore().max(1);
    let units = Amount::from_ore(amount.ore() / step).allocate(weights)?;
    let mut parts: Vec<i64> = units.iter().map(|units| units.ore() * step).collect();
    let largest =
        weights.iter().enumerate().max_by_key(|(place, weight)| (**weight, std::cmp::Reverse(*place)));
    if let Some(part) = largest.and_then(|(place, _)| parts.get_mut(place)) {
        *part += amount.ore() % step;
    }
    Some(parts.into_iter().map(Amount::from_ore).collect())
}

/// What was booked on accounts, income positive; `None` if there are none to look at.
fn booked(
    balances: &Balances,
    period: Period,
    accounts: &[AccountRange],
) -> Result<Option<Amount>, AmountError> {
    if accounts.is_empty() {
        return Ok(None);
    }
    let is_meant = |account| accounts.iter().any(|range| range.contains(account));
    let turnovers = balances.turnovers_in(period).filter(|(_, object, _)| is_meant(object.account));
    let changes = turnovers.map(|(_, _, turnover)| turnover.change().map(Amount::negated));
    Amount::checked_sum(changes.collect::<Result<Vec<_>, _>>()?).map(Some)
}

fn row(
    id: String,
    kind: RowKind,
    name: String,
    decided: Amount,
    booked: Option<Amount>,
) -> Result<ContributionRow, AmountError> {
    let variance = booked.map(|booked| booked.checked_sub(decided)).transpose()?;
    let decided = Some(decided);
    Ok(ContributionRow { id, kind, name, share: None, weight: None, decided, booked, variance })
}

impl ContributionRow {
    fn paid_by(self, share: Option<Share>, weight: Option<u64>) -> Self {
        Self { share, weight, ..self }
    }
}

impl Contributions {
    /// The same in its unit, by one rule or the other.
    fn in_unit(mut self, sums: &Sums, rounding: Rounding) -> Result<Self, AmountError> {
        let unit = self.unit;
        if unit == Unit::Kr {
            return Ok(self);
        }
        let columns: [fn(&mut ContributionRow) -> &mut Option<Amount>; 3] =
            [|row| &mut row.decided, |row| &mut row.booked, |row| &mut row.variance];
        for (column, figure) in columns.into_iter().enumerate() {
            let exact: Vec<Option<Amount>> = self.rows.iter_mut().map(|row| *figure(row)).collect();
            let shown = match rounding {
                Rounding::Distributed => adding_up(&exact, sums, &BTreeMap::new(), unit),
                Rounding::Stated => {
                    exact.iter().map(|amount| amount.map(|amount| amount.rounded(unit))).collect()
                }
            };
            let names: Vec<String> = self.rows.iter().map(|row| row.id.clone()).collect();
            let name = |index: usize| names.get(index).cloned().unwrap_or_default();
            self.rounded_sums.extend(left_over(&shown, sums, column, name)?);
            self.rows.iter_mut().zip(shown).for_each(|(row, shown)| *figure(row) = shown);
        }
        self.adjusted = rounding == Rounding::Distributed;
        Ok(self)
    }
}
