//! The members in `ledger.toml`: what they pay together, and by which shares.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::super::toml_file::TomlFile;
use crate::account::AccountRange;
use crate::amount::Amount;
use crate::finding::{Fact, Finding};
use crate::statement::members::{Members, Party, PartyMember, Share};

/// The section as it is written. Amounts are in whole kronor.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::read) struct RawMembers {
    rounding: Option<Spanned<i64>>,
    population_date: Option<Spanned<String>>,
    #[serde(default)]
    total: BTreeMap<Spanned<String>, Spanned<i64>>,
    #[serde(default)]
    party: Vec<RawParty>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawParty {
    name: String,
    share: Spanned<String>,
    #[serde(default)]
    accounts: Vec<Spanned<String>>,
    #[serde(default)]
    member: Vec<RawMember>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawMember {
    name: String,
    #[serde(alias = "weight")]
    population: Spanned<i64>,
    #[serde(default)]
    accounts: Vec<Spanned<String>>,
}

impl RawMembers {
    pub(in crate::read) fn checked(self, file: &TomlFile<'_>, findings: &mut Vec<Finding>) -> Members {
        let mut reading = Checking { file, findings };
        let step = self.rounding.and_then(|written| reading.kronor("members.rounding", &written));
        let day = |written: Spanned<String>| {
            let day: Option<NaiveDate> = written.get_ref().parse().ok();
            if day.is_none() {
                reading.unknown("members.population-date", written.get_ref(), &written, &["2013-06-30"]);
            }
            day
        };
        let population_date = self.population_date.and_then(day);
        let mut totals = BTreeMap::new();
        for (year, total) in self.total {
            let amount = reading.kronor("members.total", &total);
            match year.get_ref().parse::<i32>() {
                Ok(year) => totals.extend(amount.map(|amount| (year, amount))),
                Err(_) => reading.unknown("members.total", year.get_ref(), &year, &["2014"]),
            }
        }
        let last_share = self.party.last().map(|party| party.share.span());
        let parties: Vec<Party> = self.party.into_iter().filter_map(|party| reading.party(party)).collect();
        if let Some(span) = last_share
            && !is_whole(&parties)
        {
            let shares: Vec<String> = parties
                .iter()
                .map(|Party { share, .. }| format!("{}/{}", share.numerator, share.denominator))
                .collect();
            let (key, value) = ("members.party.share".to_owned(), shares.join(" + "));
            findings.push(file.at(&span, Fact::SettingUnknown { key, value, known: vec!["1".to_owned()] }));
        }
        Members { totals, step: step.unwrap_or(Amount::from_ore(1)), population_date, parties }
    }
}

/// Whether the shares make one, each being a fraction that a few parties can have.
fn is_whole(parties: &[Party]) -> bool {
    let common = parties.iter().try_fold(1_u64, |all, party| all.checked_mul(party.share.denominator.into()));
    let Some(common) = common else { return false };
    let part = |party: &Party| {
        (common / u64::from(party.share.denominator)).checked_mul(u64::from(party.share.numerator))
    };
    let sum = parties.iter().map(part).try_fold(0_u64, |sum, part| sum.checked_add(part?));
    sum == Some(common)
}

struct Checking<'a, 'file> {
    file: &'a TomlFile<'file>,
    findings: &'a mut Vec<Finding>,
}

impl Checking<'_, '_> {
    fn party(&mut self, RawParty { name, share: written, accounts, member }: RawParty) -> Option<Party> {
        let share = share_of(written.get_ref());
        if share.is_none() {
            self.unknown("members.party.share", written.get_ref(), &written, &["1/2", "1/4"]);
        }
        let accounts = self.accounts(accounts);
        let mut members = Vec::new();
        for RawMember { name, population, accounts } in member {
            let accounts = self.accounts(accounts);
            match u64::try_from(*population.get_ref()) {
                Ok(weight) if weight > 0 => members.push(PartyMember { name, weight, accounts }),
                _ => {
                    let value = population.get_ref().to_string();
                    self.unknown("members.party.member.population", &value, &population, &["1", "2", "…"]);
                }
            }
        }
        share.map(|share| Party { name, share, accounts, members })
    }

    fn accounts(&mut self, written: Vec<Spanned<String>>) -> Vec<AccountRange> {
        let mut ranges = Vec::with_capacity(written.len());
        for written in written {
            if let Ok(range) = written.get_ref().parse() {
                ranges.push(range);
            } else {
                let fact = Fact::SelectorUnreadable { text: written.get_ref().clone() };
                self.findings.push(self.file.at(&written.span(), fact));
            }
        }
        ranges
    }

    /// Whole kronor above zero.
    fn kronor(&mut self, key: &str, written: &Spanned<i64>) -> Option<Amount> {
        let ore = written.get_ref().checked_mul(100).filter(|ore| *ore > 0);
        if ore.is_none() {
            self.unknown(key, &written.get_ref().to_string(), written, &["100", "1000", "…"]);
        }
        ore.map(Amount::from_ore)
    }

    fn unknown<T>(&mut self, key: &str, value: &str, written: &Spanned<T>, known: &[&str]) {
        let known = known.iter().map(|known| (*known).to_owned()).collect();
        let fact = Fact::SettingUnknown { key: key.to_owned(), value: value.to_owned(), known };
        self.findings.push(self.file.at(&written.span(), fact));
    }
}

fn share_of(text: &str) -> Option<Share> {
    let (numerator, denominator) = text.split_once('/')?;
    let (numerator, denominator) = (numerator.trim().parse().ok()?, denominator.trim().parse().ok()?);
    (denominator > 0).then_some(Share { numerator, denominator })
}
