//! The follow-up in `ledger.toml`: which columns it has, how the year is foreseen, and the groups of
//! cost centres.

use serde::Deserialize;
use toml::Spanned;

use super::super::toml_file::TomlFile;
use crate::finding::{Fact, Finding};
use crate::statement::follow_up::{CentreGroup, CodeSpan, CodeSpanError, ColumnChoice, Measure};

/// How a body follows its cost centres up (uppföljning), where a command says nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpSettings {
    /// What the follow-up sums.
    pub measure: Measure,
    /// The lines and sums of the income statement whose accounts are costs, where that is said.
    pub costs: Vec<String>,
    /// Its columns, in their order.
    pub columns: Vec<ColumnChoice>,
    /// Whether the year is foreseen as what was booked so far and the rest of the budget, instead of
    /// by the forecast that was given.
    pub rest_of_budget: bool,
    /// The cost centres that stand together, in their order.
    pub groups: Vec<CentreGroup>,
}

impl Default for FollowUpSettings {
    fn default() -> Self {
        Self {
            measure: Measure::default(),
            costs: Vec::new(),
            columns: ColumnChoice::USUAL.into(),
            rest_of_budget: false,
            groups: Vec::new(),
        }
    }
}

/// The section as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFollowUp {
    of: Option<Spanned<String>>,
    costs: Option<Vec<String>>,
    columns: Option<Vec<Spanned<String>>>,
    forecast: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawGroup {
    name: String,
    cost_centres: Vec<Spanned<String>>,
    sum_so_far: Option<String>,
}

impl RawFollowUp {
    pub(super) fn checked(
        self,
        groups: Vec<RawGroup>,
        file: &TomlFile<'_>,
        findings: &mut Vec<Finding>,
    ) -> FollowUpSettings {
        let usual = FollowUpSettings::default();
        let measures = [("net", Measure::Net), ("costs", Measure::Costs)];
        let forecasts = [("given", false), ("rest-of-budget", true)];
        let columns = ColumnChoice::ALL.map(|column| (column.as_str(), column));
        let mut choice =
            |written: Option<Spanned<String>>, key: &str| chosen(&written?, &measures, key, file, findings);
        let measure = choice(self.of, "follow-up.of").unwrap_or_default();
        let mut forecast = |written| chosen(&written, &forecasts, "follow-up.forecast", file, findings);
        let rest_of_budget = self.forecast.and_then(&mut forecast).unwrap_or_default();
        let columns = self.columns.map(|written| {
            let column = |written| chosen(&written, &columns, "follow-up.columns", file, findings);
            written.into_iter().filter_map(column).collect()
        });
        let costs = self.costs.unwrap_or_default();
        if measure == Measure::Costs && costs.is_empty() {
            let detail = "missing field `follow-up.costs`".to_owned();
            findings.push(file.about(Fact::TomlInvalid { detail }));
        }
        FollowUpSettings {
            measure,
            costs,
            columns: columns.unwrap_or(usual.columns),
            rest_of_budget,
            groups: groups.into_iter().map(|group| group.checked(file, findings)).collect(),
        }
    }
}

impl RawGroup {
    fn checked(self, file: &TomlFile<'_>, findings: &mut Vec<Finding>) -> CentreGroup {
        let span = |written: Spanned<String>| match written.get_ref().parse::<CodeSpan>() {
            Ok(span) => Some(span),
            Err(CodeSpanError(value)) => {
                let key = "cost-centre-groups.cost-centres".to_owned();
                let known = ["3001", "3001-3021"].map(str::to_owned).into();
                findings.push(file.at(&written.span(), Fact::SettingUnknown { key, value, known }));
                None
            }
        };
        let codes = self.cost_centres.into_iter().filter_map(span).collect();
        CentreGroup { name: self.name, codes, sum_so_far: self.sum_so_far }
    }
}

/// The value that is meant, if it is one that is known.
pub(super) fn chosen<T: Copy>(
    written: &Spanned<String>,
    known: &[(&str, T)],
    key: &str,
    file: &TomlFile<'_>,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let found = known.iter().find(|(name, _)| name == written.get_ref()).map(|(_, value)| *value);
    if found.is_none() {
        let known = known.iter().map(|(name, _)| (*name).to_owned()).collect();
        let (key, value) = (key.to_owned(), written.get_ref().clone());
        findings.push(file.at(&written.span(), Fact::SettingUnknown { key, value, known }));
    }
    found
}
