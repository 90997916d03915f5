//! `ledger.toml`: whose books they are, which layout they are read by, and what things are called.

mod accruals;
mod esf;
mod follow_up;
mod members;
mod names;
mod number;
mod overviews;
mod profile;
mod start;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::Error as _;
use toml::Spanned;

use super::layout;
use super::toml_file::{TomlFile, TomlRead};
use crate::account::AccountNumber;
use crate::calendar::FiscalYears;
use crate::chart::ChartOfAccounts;
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::finding::{Fact, Finding};
use crate::schedule::AccrualKind;
use crate::schedule::esf::EsfProject;
use crate::statement::overview::OverviewFacts;
use crate::statement::{Members, Rounding};

use accruals::{RawAccruals, accrual_accounts};

pub use super::profile::Profile;
pub use follow_up::FollowUpSettings;
use follow_up::{RawFollowUp, RawGroup};
pub(super) use members::RawMembers;
pub use names::{EditError, NamesAdded, NewNames, with_names};
pub(super) use profile::RawProfile;
pub use profile::with_profile;
pub use start::{Start, started};

/// The layout of a book whose settings name none.
const LAYOUT: &str = "lkbr";

/// The names of the built-in templates, the default first.
pub const TEMPLATES: [&str; 3] = ["samordningsforbund", "sjuharad", "insjoriket"];

/// A complete `ledger.toml` to start from, commented in Swedish; one of [`TEMPLATES`].
///
/// ```
/// use finsam_ledger::read::settings::{Settings, TEMPLATES, template};
/// for name in TEMPLATES {
///     let text = template(name).expect("a built-in template");
///     assert!(Settings::from_toml("ledger.toml", text).is_ok());
/// }
/// assert_eq!(template("annat"), None);
/// ```
#[must_use]
pub fn template(name: &str) -> Option<&'static str> {
    match name {
        "samordningsforbund" => Some(include_str!("../../../data/templates/samordningsforbund.toml")),
        "sjuharad" => Some(include_str!("../../../data/templates/sjuharad.toml")),
        "insjoriket" => Some(include_str!("../../../data/templates/insjoriket.toml")),
        _ => None,
    }
}

/// The settings of a book (`ledger.toml`), checked.
///
/// ```
/// use finsam_ledger::read::settings::Settings;
///
/// let text = r#"
/// [entity]
/// name = "Samordningsförbundet Exempel"
/// [accounts]
/// 1511 = "Kundfordringar"
/// "#;
/// let settings = Settings::from_toml("ledger.toml", text).expect("nothing is wrong with it");
/// assert_eq!(settings.layout, "lkbr");
/// assert_eq!(settings.chart.name_of("1511".parse()?), Some("Kundfordringar"));
/// # Ok::<(), finsam_ledger::AccountError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whose books they are.
    pub entity: Entity,
    /// The layout of the statements: a [built-in](layout::built_in_names) one, or a `.toml` file
    /// beside `ledger.toml`.
    pub layout: String,
    /// How the fiscal years (räkenskapsår) lie.
    pub fiscal_years: FiscalYears,
    /// What the accounts are called (kontoplan).
    pub chart: ChartOfAccounts,
    /// What the cost centres (kostnadsställen) are called.
    pub cost_centres: BTreeMap<CostCentre, String>,
    /// What the projects are called.
    pub projects: BTreeMap<Project, String>,
    /// The accounts on which accruals stand while they are open (interimskonton), by kind.
    pub accrual_accounts: BTreeMap<AccrualKind, AccountNumber>,
    /// What is written down for the overviews; [`Settings::overview_facts`] has all they need.
    pub overviews: OverviewFacts,
    /// The ESF projects, in their order.
    pub esf_projects: Vec<EsfProject>,
    /// How figures in tkr are made.
    pub rounding: Rounding,
    /// How the cost centres are followed up (uppföljning).
    pub follow_up: FollowUpSettings,
    /// Who pays in, and by which shares.
    pub members: Members,
    /// How the files of some sources are read, by the names users give them.
    pub profiles: BTreeMap<String, Profile>,
}

/// The body whose books they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its name, as it stands above every statement.
    pub name: String,
    /// Its number in the register of organisations (organisationsnummer), as written.
    pub organisation_number: Option<String>,
}

/// The file as it is written. Everything is optional, so that one slip does not hide another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSettings {
    #[serde(default)]
    entity: RawEntity,
    #[serde(default)]
    books: RawBooks,
    #[serde(default)]
    accounts: RawNames,
    #[serde(default, rename = "cost-centres")]
    cost_centres: RawNames,
    #[serde(default)]
    projects: RawNames,
    #[serde(default, rename = "cost-centre-groups")]
    cost_centre_groups: Vec<RawGroup>,
    #[serde(default, rename = "esf-projects")]
    esf_projects: Vec<Spanned<esf::RawProject>>,
    #[serde(default, rename = "follow-up")]
    follow_up: RawFollowUp,
    #[serde(default)]
    accruals: RawAccruals,
    #[serde(default)]
    given: overviews::RawGiven,
    #[serde(default)]
    parts: overviews::RawParts,
    #[serde(default)]
    equity: overviews::RawEquity,
    #[serde(default)]
    members: RawMembers,
    #[serde(default)]
    profiles: BTreeMap<String, RawProfile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawEntity {
    name: Option<String>,
    organisation_number: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawBooks {
    layout: Option<Spanned<String>>,
    fiscal_year_starts: Option<Spanned<i64>>,
    rounding: Option<Spanned<String>>,
}

type RawNames = BTreeMap<Spanned<String>, String>;

impl Settings {
    /// Reads and checks the text of a `ledger.toml`; `file` is what findings call it.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let file = TomlFile::new(file, text);
        let mut read = file.read::<RawSettings>();
        let Some(raw) = read.value.take() else { return Err(read.findings) };
        let named = raw.entity.name.is_some() || read.was_struck(&["entity", "name"]);
        let TomlRead { mut findings, .. } = read;
        if !named {
            let detail = toml::de::Error::missing_field("entity.name").message().to_owned();
            findings.push(file.about(Fact::TomlInvalid { detail }));
        }
        let entity = Entity {
            name: raw.entity.name.unwrap_or_default(),
            organisation_number: raw.entity.organisation_number,
        };
        let of_overviews = (raw.given, raw.parts, raw.equity);
        let fiscal_years = fiscal_years(&file, raw.books.fiscal_year_starts, &mut findings);
        let settings = Self {
            entity,
            layout: layout_name(&file, raw.books.layout, &mut findings),
            fiscal_years,
            rounding: rounding(&file, raw.books.rounding, &mut findings),
            chart: chart(&file, raw.accounts, &mut findings),
            cost_centres: names(&file, raw.cost_centres, CostCentre::new, &mut findings),
            projects: names(&file, raw.projects, Project::new, &mut findings),
            accrual_accounts: accrual_accounts(&file, raw.accruals, &mut findings),
            overviews: overviews::facts(&file, of_overviews, &mut findings),
            esf_projects: esf::projects(&file, raw.esf_projects, fiscal_years, &mut findings),
            follow_up: raw.follow_up.checked(raw.cost_centre_groups, &file, &mut findings),
            members: raw.members.checked(&file, &mut findings),
            profiles: profiles(&file, raw.profiles, &mut findings),
        };
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        if findings.is_empty() { Ok(settings) } else { Err(findings) }
    }

    /// Calls things so, in place of any names they had: what [`started`] writes, and
    /// [`with_names`] for names that are [new](NewNames::lacking_in).
    pub fn name(&mut self, names: &NewNames) {
        names.accounts.iter().for_each(|(account, name)| self.chart.name(*account, name));
        self.cost_centres.extend(names.cost_centres.clone());
        self.projects.extend(names.projects.clone());
    }
}

/// A built-in layout, or what looks like the name of a file; that file is read later.
fn layout_name(file: &TomlFile<'_>, written: Option<Spanned<String>>, findings: &mut Vec<Finding>) -> String {
    let Some(written) = written else { return LAYOUT.to_owned() };
    let span = written.span();
    let value = written.into_inner();
    let is_file = Path::new(&value).extension().is_some_and(|extension| extension == "toml");
    if !is_file && layout::built_in_text(&value).is_none() {
        let known = layout::built_in_names().chain(["layouts/*.toml"]).map(str::to_owned).collect();
        let fact = Fact::SettingUnknown { key: "books.layout".to_owned(), value: value.clone(), known };
        findings.push(file.at(&span, fact));
    }
    value
}

fn fiscal_years(
    file: &TomlFile<'_>,
    first_month: Option<Spanned<i64>>,
    findings: &mut Vec<Finding>,
) -> FiscalYears {
    let Some(first_month) = first_month else { return FiscalYears::CALENDAR };
    let number = u32::try_from(*first_month.get_ref()).ok();
    number.and_then(|number| FiscalYears::starting_in_month(number).ok()).unwrap_or_else(|| {
        let fact = Fact::SettingUnknown {
            key: "books.fiscal-year-starts".to_owned(),
            value: first_month.get_ref().to_string(),
            known: (1..=12).map(|month| month.to_string()).collect(),
        };
        findings.push(file.at(&first_month.span(), fact));
        FiscalYears::CALENDAR
    })
}

fn rounding(file: &TomlFile<'_>, written: Option<Spanned<String>>, findings: &mut Vec<Finding>) -> Rounding {
    let known = [("state", Rounding::Stated), ("distribute", Rounding::Distributed)];
    let chosen = |written| follow_up::chosen(&written, &known, "books.rounding", file, findings);
    written.and_then(chosen).unwrap_or_default()
}

fn chart(file: &TomlFile<'_>, raw: RawNames, findings: &mut Vec<Finding>) -> ChartOfAccounts {
    let mut chart = ChartOfAccounts::default();
    for (number, name) in raw {
        if let Ok(account) = number.get_ref().parse() {
            chart.name(account, &name);
        } else {
            let fact = Fact::SelectorUnreadable { text: number.get_ref().clone() };
            findings.push(file.at(&number.span(), fact));
        }
    }
    chart
}

fn profiles(
    file: &TomlFile<'_>,
    raw: BTreeMap<String, RawProfile>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<String, Profile> {
    let checked = |(name, raw): (String, RawProfile)| {
        let profile = raw.checked(file, &name, findings);
        (name, profile)
    };
    raw.into_iter().map(checked).collect()
}

/// Names by code; a code that cannot be read, or that comes twice, is a finding.
fn names<C: Ord>(
    file: &TomlFile<'_>,
    raw: RawNames,
    code: impl Fn(&str) -> Result<C, DimensionError>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<C, String> {
    let mut names = BTreeMap::new();
    for (key, name) in raw {
        let fact = match code(key.get_ref()) {
            // Blanks around a code do not count, so two keys can be one code.
            Ok(code) if names.contains_key(&code) => Fact::RowTwice { row: key.get_ref().clone() },
            Ok(code) => {
                names.insert(code, name);
                continue;
            }
            Err(reason) => Fact::DimensionUnreadable { reason },
        };
        findings.push(file.at(&key.span(), fact));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

    /// Line and code of everything that is wrong.
    fn refused(text: &str) -> Vec<(u64, Code)> {
        let findings = Settings::from_toml("ledger.toml", text).expect_err("something is wrong");
        let line = |finding: &Finding| finding.place.as_ref().map_or(0, |place| place.line);
        findings.iter().map(|finding| (line(finding), finding.code())).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_named_in_one_run() {
        let text = "\
[entity]
nmae = 'Exempel'
[books]
layout = 'lkrb'
fiscal-year-starts = 13
[accounts]
0151 = 'Fordringar'
1511 = 5
1610 = 'Fordringar hos ledamöter'
[cost-centres]
'' = 'Ingen'
3001 = 'Aktiv'
' 3001' = 'Aktiv igen'
[medlemmar]
";
        let expected = [
            (0, Code::TomlInvalid),
            (2, Code::TomlInvalid),
            (4, Code::SettingUnknown),
            (5, Code::SettingUnknown),
            (7, Code::SelectorUnreadable),
            (8, Code::TomlInvalid),
            (11, Code::DimensionUnreadable),
            (12, Code::RowTwice),
            (14, Code::TomlInvalid),
        ];
        assert_eq!(refused(text), expected);
    }

    #[test]
    fn a_name_of_the_wrong_kind_is_not_missing_as_well() {
        assert_eq!(refused("[entity]\nname = 5\n"), [(2, Code::TomlInvalid)]);
        assert_eq!(refused(""), [(0, Code::TomlInvalid)]);
        assert_eq!(refused("entity = 'Exempel'"), [(1, Code::TomlInvalid)]);
    }

    #[test]
    fn an_account_named_twice_is_refused() {
        let text = "[entity]\nname = 'x'\n[accounts]\n1511 = 'a'\n1511 = 'b'\n";
        assert_eq!(refused(text), [(5, Code::TomlInvalid)]);
    }

    #[test]
    fn every_template_names_accounts_that_its_layout_takes() {
        for (name, layout) in TEMPLATES.into_iter().zip(layout::built_in_names()) {
            let text = template(name).expect("a built-in template");
            let settings =
                Settings::from_toml("ledger.toml", text).unwrap_or_else(|findings| panic!("{findings:#?}"));
            assert_eq!(settings.layout, layout);
            let lines = layout::built_in(layout).expect("a built-in layout");
            for (account, name) in settings.chart.accounts() {
                let line = lines.assignment().line_of(&account.into());
                assert!(line.is_some(), "{layout} has no line for {account} {name}");
            }
            for account in ["1511", "1930", "2010", "2411", "3511", "4011", "5539", "8511"] {
                let account = account.parse().expect("an account");
                assert!(settings.chart.name_of(account).is_some(), "{name} does not name {account}");
            }
        }
    }

    #[test]
    fn a_layout_may_be_a_file_and_a_year_broken() {
        let text = "[entity]\nname = 'x'\n[books]\nlayout = 'layouts/egen.toml'\nfiscal-year-starts = 7\n";
        let settings = Settings::from_toml("ledger.toml", text).expect("both may be");
        assert_eq!((settings.layout.as_str(), settings.fiscal_years.first_month()), ("layouts/egen.toml", 7));
    }
}
