//! What `ledger.toml` says for the overviews: given figures, parts of the activity, the ceiling of
//! equity.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::Settings;
use super::number::Number;
use crate::account::AccountRange;
use crate::amount::Amount;
use crate::dimension::Project;
use crate::finding::{Fact, Finding};
use crate::read::toml_file::TomlFile;
use crate::statement::follow_up::{CentreGroup, CodeSpan};
use crate::statement::overview::{CeilingStep, GivenFigures, OverviewFacts, PROJECTS, Part};

/// The key of given figures that hold for every year.
const EVERY_YEAR: &str = "every-year";
/// The list of parts that the groups of cost centres make.
const GROUPS: &str = "cost-centre-groups";

/// `[given.2019]`, `[given.every-year]`.
pub(super) type RawGiven = BTreeMap<Spanned<String>, BTreeMap<String, Spanned<Number>>>;

/// `[[parts.operations]]`.
pub(super) type RawParts = BTreeMap<String, Vec<RawPart>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawEquity {
    #[serde(default)]
    ceiling: Vec<Spanned<RawStep>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawStep {
    up_to: Option<Number>,
    percent: Number,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawPart {
    name: String,
    #[serde(default)]
    cost_centres: Vec<Spanned<String>>,
    #[serde(default)]
    projects: Vec<Spanned<String>>,
    #[serde(default)]
    without_cost_centre: Vec<Spanned<String>>,
}

/// What they say.
pub(super) fn facts(
    file: &TomlFile<'_>,
    (given, parts, equity): (RawGiven, RawParts, RawEquity),
    findings: &mut Vec<Finding>,
) -> OverviewFacts {
    let mut lists = BTreeMap::new();
    for (name, raw) in parts {
        let list = raw.into_iter().map(|raw| part(file, raw, findings)).collect();
        lists.insert(name, list);
    }
    OverviewFacts {
        given: given_figures(file, given, findings),
        parts: lists,
        equity_ceiling: steps(file, equity.ceiling, findings),
    }
}

impl Settings {
    /// What the overviews of an annual report need that no account tells. Beside the lists of parts
    /// that are written down, the groups of cost centres and the projects are lists too:
    /// `cost-centre-groups` and `projects`.
    #[must_use]
    pub fn overview_facts(&self) -> OverviewFacts {
        let mut facts = self.overviews.clone();
        let groups = || self.follow_up.groups.iter().map(of_group).collect();
        facts.parts.entry(GROUPS.to_owned()).or_insert_with(groups);
        let projects = || self.projects.iter().map(|(code, name)| Part::of_project(code, name)).collect();
        facts.parts.entry(PROJECTS.to_owned()).or_insert_with(projects);
        facts.parts.retain(|_, parts: &mut Vec<Part>| !parts.is_empty());
        facts
    }
}

fn of_group(group: &CentreGroup) -> Part {
    let (name, cost_centres) = (group.name.clone(), group.codes.clone());
    Part { name, cost_centres, projects: Vec::new(), without_cost_centre: Vec::new() }
}

fn part(file: &TomlFile<'_>, raw: RawPart, findings: &mut Vec<Finding>) -> Part {
    let mut unusable = |written: &Spanned<String>, key: &str, examples: &[&str]| {
        let (key, value) = (format!("parts.{key}"), written.get_ref().clone());
        let examples = examples.iter().map(|example| (*example).to_owned()).collect();
        findings.push(file.at(&written.span(), Fact::SettingUnusable { key, value, examples }));
    };
    let mut cost_centres = Vec::new();
    for written in &raw.cost_centres {
        match written.get_ref().parse::<CodeSpan>() {
            Ok(span) => cost_centres.push(span),
            Err(_) => unusable(written, "cost-centres", &["3001", "3001-3021"]),
        }
    }
    let mut projects = Vec::new();
    for written in &raw.projects {
        match Project::new(written.get_ref()) {
            Ok(project) => projects.push(project),
            Err(_) => unusable(written, "projects", &["ESF"]),
        }
    }
    let mut without_cost_centre = Vec::new();
    for written in &raw.without_cost_centre {
        match written.get_ref().parse::<AccountRange>() {
            Ok(range) => without_cost_centre.push(range),
            Err(_) => unusable(written, "without-cost-centre", &["3811", "3000-3999"]),
        }
    }
    Part { name: raw.name, cost_centres, projects, without_cost_centre }
}

fn given_figures(file: &TomlFile<'_>, raw: RawGiven, findings: &mut Vec<Finding>) -> GivenFigures {
    let mut given = GivenFigures::default();
    for (year, rows) in raw {
        let rows: BTreeMap<String, Decimal> = rows
            .into_iter()
            .filter_map(|(row, number)| {
                let exact = number.get_ref().0;
                if Amount::from_decimal(exact).is_ok() {
                    return Some((row, exact));
                }
                let key = format!("given.{}.{row}", year.get_ref());
                let examples = vec!["3284000".to_owned(), "\"3284068.63\"".to_owned()];
                let fact = Fact::SettingUnusable { key, value: exact.to_string(), examples };
                findings.push(file.at(&number.span(), fact));
                None
            })
            .collect();
        if year.get_ref() == EVERY_YEAR {
            given.always = rows;
        } else if let Some(number) = calendar_year(year.get_ref()) {
            given.years.insert(number, rows);
        } else {
            let (key, value) = ("given".to_owned(), year.get_ref().clone());
            let examples = vec!["2023".to_owned(), EVERY_YEAR.to_owned()];
            findings.push(file.at(&year.span(), Fact::SettingUnusable { key, value, examples }));
        }
    }
    given
}

/// A year as it is written: four digits.
fn calendar_year(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_year)
}

/// The steps of a staircase: each ends above the one before, and only the last may be without end.
fn steps(file: &TomlFile<'_>, raw: Vec<Spanned<RawStep>>, findings: &mut Vec<Finding>) -> Vec<CeilingStep> {
    let mut steps: Vec<CeilingStep> = Vec::new();
    for written in raw {
        let RawStep { up_to, percent } = written.get_ref();
        let end = up_to.map(|up_to| Amount::from_decimal(up_to.0));
        let below = steps.last().map_or(Some(Amount::ZERO), |step| step.up_to);
        let rises = match (below, end) {
            (None, _) | (_, Some(Err(_))) => false,
            (Some(below), Some(Ok(end))) => end > below,
            (Some(_), None) => true,
        };
        let is_share = percent.0 >= Decimal::ZERO && percent.0 <= Decimal::ONE_HUNDRED;
        if rises && is_share {
            steps.push(CeilingStep { up_to: end.and_then(Result::ok), percent: percent.0 });
            continue;
        }
        let value =
            up_to.map_or_else(|| percent.0.to_string(), |up_to| format!("{}: {}", up_to.0, percent.0));
        let examples = ["{ up-to = 5000000, percent = 20 }", "{ percent = 10 }"].map(str::to_owned).into();
        let fact = Fact::SettingUnusable { key: "equity.ceiling".to_owned(), value, examples };
        findings.push(file.at(&written.span(), fact));
    }
    steps
}
