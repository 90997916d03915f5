//! A plan of a year (verksamhetsplan) in a TOML file: `plan.toml` beside `ledger.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::settings::RawMembers;
use super::toml_file::TomlFile;
use crate::amount::Amount;
use crate::finding::{Fact, Finding};
use crate::statement::activity_plan::{ActivityPlan, PlanGroup, PlanLine};

/// The file as it is written. Amounts are in whole kronor, or in tkr where it says so.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPlan {
    entity: Option<String>,
    title: Option<String>,
    year: Option<i32>,
    unit: Option<Spanned<String>>,
    #[serde(default)]
    places: Vec<String>,
    shared: Option<String>,
    #[serde(default)]
    group: Vec<RawGroup>,
    #[serde(default)]
    overhead: RawGroup,
    #[serde(default)]
    members: RawMembers,
    #[serde(default)]
    from_equity: BTreeMap<Spanned<String>, Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawGroup {
    #[serde(default)]
    name: String,
    #[serde(default)]
    total: String,
    #[serde(default)]
    by_place: bool,
    #[serde(default)]
    line: Vec<RawLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawLine {
    name: String,
    amount: Spanned<i64>,
    participants: Option<u64>,
    /// One place that gets all of it.
    place: Option<Spanned<String>>,
    /// What each of several places gets.
    #[serde(default)]
    parts: BTreeMap<Spanned<String>, i64>,
}

/// Reads and checks a plan; `file` is what findings call it.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub fn activity_plan(file: &str, text: &str) -> Result<ActivityPlan, Vec<Finding>> {
    let file = TomlFile::new(file, text);
    let read = file.read::<RawPlan>();
    let Some(raw) = read.value else { return Err(read.findings) };
    let mut findings = read.findings;
    let unit = raw.unit.map_or(Some(100), |unit| match unit.get_ref().as_str() {
        "kr" => Some(100),
        "tkr" => Some(100_000),
        other => {
            findings.push(unknown(&file, "unit", other, &unit, &["kr", "tkr"]));
            None
        }
    });
    let mut reading =
        Checking { file: &file, findings: &mut findings, ore: unit.unwrap_or(100), places: raw.places };
    let groups = raw.group.into_iter().map(|group| reading.group(group)).collect();
    let overhead = reading.group(raw.overhead);
    let mut from_equity = BTreeMap::new();
    for (year, amount) in raw.from_equity {
        match (year.get_ref().parse::<i32>(), reading.amount("from-equity", &amount)) {
            (Ok(year), amount) => from_equity.extend(amount.map(|amount| (year, amount))),
            (Err(_), _) => {
                let fact = unknown(&file, "from-equity", year.get_ref(), &year, &["2015"]);
                reading.findings.push(fact);
            }
        }
    }
    let places = std::mem::take(&mut reading.places);
    let members = raw.members.checked(&file, &mut findings);
    if raw.year.is_none() && !findings.iter().any(|finding| matches!(finding.fact, Fact::TomlInvalid { .. }))
    {
        let detail = "missing field `year`".to_owned();
        findings.push(file.about(Fact::TomlInvalid { detail }));
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(ActivityPlan {
        entity: raw.entity,
        title: raw.title.unwrap_or_default(),
        year: raw.year.unwrap_or_default(),
        places,
        shared: raw.shared.unwrap_or_default(),
        groups,
        overhead,
        members,
        from_equity,
    })
}

struct Checking<'a, 'file> {
    file: &'a TomlFile<'file>,
    findings: &'a mut Vec<Finding>,
    /// How many öre one of the file's units is.
    ore: i64,
    places: Vec<String>,
}

impl Checking<'_, '_> {
    fn group(&mut self, RawGroup { name, total, by_place, line }: RawGroup) -> PlanGroup {
        let total = if total.is_empty() { name.clone() } else { total };
        PlanGroup { name, total, by_place, lines: line.into_iter().map(|line| self.line(line)).collect() }
    }

    fn line(&mut self, RawLine { name, amount: written, participants, place, parts }: RawLine) -> PlanLine {
        let amount = self.amount("line.amount", &written).unwrap_or_default();
        let mut shared_out = Vec::new();
        if let Some(place) = place {
            shared_out.extend(self.place(&place).map(|place| (place, amount)));
        }
        let has_parts = !parts.is_empty();
        let mut units = Some(0_i64);
        for (place, part) in parts {
            let ore = part.checked_mul(self.ore).map(Amount::from_ore);
            units = units.and_then(|units| units.checked_add(part));
            shared_out.extend(self.place(&place).zip(ore));
        }
        if has_parts && units != Some(*written.get_ref()) {
            let (value, whole) = (units.unwrap_or(i64::MAX).to_string(), written.get_ref().to_string());
            self.findings.push(unknown(self.file, "line.parts", &value, &written, &[&whole]));
        }
        PlanLine { name, participants, amount, parts: shared_out }
    }

    fn place(&mut self, written: &Spanned<String>) -> Option<usize> {
        let found = self.places.iter().position(|place| place == written.get_ref());
        if found.is_none() {
            let known: Vec<&str> = self.places.iter().map(String::as_str).collect();
            self.findings.push(unknown(self.file, "line.place", written.get_ref(), written, &known));
        }
        found
    }

    fn amount(&mut self, key: &str, written: &Spanned<i64>) -> Option<Amount> {
        let ore = written.get_ref().checked_mul(self.ore).filter(|ore| *ore >= 0);
        if ore.is_none() {
            let value = written.get_ref().to_string();
            self.findings.push(unknown(self.file, key, &value, written, &["0", "1", "…"]));
        }
        ore.map(Amount::from_ore)
    }
}

fn unknown<T>(file: &TomlFile<'_>, key: &str, value: &str, written: &Spanned<T>, known: &[&str]) -> Finding {
    let known = known.iter().map(|known| (*known).to_owned()).collect();
    file.at(&written.span(), Fact::SettingUnknown { key: key.to_owned(), value: value.to_owned(), known })
}
