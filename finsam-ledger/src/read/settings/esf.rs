//! `[[esf-projects]]`: the terms of each ESF project, by which its support is followed.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::number::Number;
use crate::account::{AccountNumber, AccountRange};
use crate::amount::Amount;
use crate::calendar::{FiscalYears, Month, Period, Quarter};
use crate::dimension::{CodeSpan, CostCentre, Project};
use crate::finding::{EsfSlip, Fact, Finding};
use crate::read::toml_file::TomlFile;
use crate::schedule::esf::{
    CoFinancing, CostBase, CostBasis, EsfAccounts, EsfFault, EsfPart, EsfProject, EsfScope, EsfTerms, Rate,
};

/// A project as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawProject {
    code: Spanned<String>,
    name: Option<String>,
    #[serde(default)]
    funder: String,
    period: Spanned<String>,
    #[serde(default)]
    cost_centres: Vec<Spanned<String>>,
    #[serde(default)]
    projects: Vec<Spanned<String>>,
    grant: Spanned<Number>,
    support_rate: Spanned<Number>,
    accounts: Spanned<RawAccounts>,
    #[serde(default)]
    bases: Vec<Spanned<RawBase>>,
    #[serde(default)]
    co_financing: Vec<RawCoFinancing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawAccounts {
    receivable: Spanned<String>,
    income: Spanned<String>,
    bank: Spanned<String>,
    cost: Spanned<String>,
    provision: Spanned<String>,
    cost_centre: Option<Spanned<String>>,
    provision_cost_centre: Option<Spanned<String>>,
}

/// A base of cost: one of the four tables says of which kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawBase {
    name: String,
    actual: Option<RawActual>,
    flat_rate: Option<RawFlatRate>,
    hourly: Option<RawHourly>,
    lump_sum: Option<RawLumpSum>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawActual {
    #[serde(default)]
    cost_centres: Vec<Spanned<String>>,
    accounts: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawFlatRate {
    of: String,
    percent: Spanned<Number>,
    #[serde(default)]
    staff_accounts: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawHourly {
    per_hour: Spanned<Number>,
    #[serde(default)]
    hours: BTreeMap<Spanned<String>, Spanned<Number>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawLumpSum {
    amount: Spanned<Number>,
    month: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawCoFinancing {
    quarter: Spanned<String>,
    cash: Option<Spanned<Number>>,
    in_kind: Option<Spanned<Number>>,
}

/// Every project whose terms make sense; what does not is a finding.
pub(super) fn projects(
    file: &TomlFile<'_>,
    raw: Vec<Spanned<RawProject>>,
    years: FiscalYears,
    findings: &mut Vec<Finding>,
) -> Vec<EsfProject> {
    let mut read: Vec<EsfProject> = Vec::new();
    for raw in raw {
        let span = raw.span();
        let raw = raw.into_inner();
        let spans = Spans::of(&raw, span);
        let mut slips = Slips { file, years, findings };
        let Some(project) = slips.terms(raw).and_then(|terms| slips.project(terms, &spans)) else { continue };
        for before in &read {
            slips.apart(before, &project, &spans);
        }
        read.push(project);
    }
    read
}

/// Where the parts of a project stand.
struct Spans {
    whole: Range<usize>,
    code: Range<usize>,
    grant: Range<usize>,
    accounts: Range<usize>,
    scope: Vec<Range<usize>>,
    bases: Vec<(Range<usize>, Vec<Range<usize>>)>,
    co_financing: Vec<Range<usize>>,
}

impl Spans {
    fn of(raw: &RawProject, whole: Range<usize>) -> Self {
        let hours = |base: &RawBase| {
            let hours = base.hourly.iter().flat_map(|hourly| hourly.hours.keys());
            hours.map(Spanned::span).collect()
        };
        Self {
            whole,
            code: raw.code.span(),
            grant: raw.grant.span(),
            accounts: raw.accounts.span(),
            scope: raw.projects.iter().chain(&raw.cost_centres).map(Spanned::span).collect(),
            bases: raw.bases.iter().map(|base| (base.span(), hours(base.get_ref()))).collect(),
            co_financing: raw.co_financing.iter().map(|part| part.quarter.span()).collect(),
        }
    }

    fn part(&self, part: EsfPart) -> &Range<usize> {
        let base = |index: usize| self.bases.get(index);
        let found = match part {
            EsfPart::Whole => None,
            EsfPart::Grant => Some(&self.grant),
            EsfPart::Accounts => Some(&self.accounts),
            EsfPart::Base(index) => base(index).map(|(span, _)| span),
            EsfPart::Hours(index, row) => base(index).and_then(|(_, hours)| hours.get(row)),
            EsfPart::CoFinancing(index) => self.co_financing.get(index),
        };
        found.unwrap_or(&self.whole)
    }
}

/// What cannot be read, or does not make sense.
struct Slips<'a, 'f> {
    file: &'a TomlFile<'f>,
    years: FiscalYears,
    findings: &'a mut Vec<Finding>,
}

impl Slips<'_, '_> {
    fn terms(&mut self, raw: RawProject) -> Option<EsfTerms> {
        let code = self.read(&raw.code, "code", "VILJA", |text| Project::new(text).ok());
        let years = self.years;
        let period =
            self.read(&raw.period, "period", "2024-01..2026-12", |text| Period::parse(text, years).ok());
        let grant = self.amount(&raw.grant, "grant");
        let support_rate = self.rate(&raw.support_rate, code.as_ref());
        let mut projects = self.each(&raw.projects, "projects", "VILJA", |text| Project::new(text).ok());
        let cost_centres = self.each(&raw.cost_centres, "cost-centres", "3047", |text| text.parse().ok());
        let accounts = self.accounts(raw.accounts.into_inner());
        let bases: Vec<Option<CostBase>> =
            raw.bases.into_iter().map(|base| self.base(base, code.as_ref())).collect();
        let co_financing: Vec<Option<CoFinancing>> =
            raw.co_financing.iter().map(|part| self.co_financing(part)).collect();
        let (code, name) = (code?, raw.name);
        if raw.projects.is_empty() && raw.cost_centres.is_empty() {
            projects = Some(vec![code.clone()]);
        }
        Some(EsfTerms {
            name: name.unwrap_or_else(|| code.to_string()),
            code,
            funder: raw.funder,
            period: period?,
            scope: EsfScope { projects: projects?, cost_centres: cost_centres? },
            grant: grant?,
            support_rate: support_rate?,
            bases: bases.into_iter().collect::<Option<_>>()?,
            co_financing: co_financing.into_iter().collect::<Option<_>>()?,
            accounts: accounts?,
        })
    }

    fn project(&mut self, terms: EsfTerms, spans: &Spans) -> Option<EsfProject> {
        let code = terms.code.clone();
        let told = |EsfFault { part, slip }: EsfFault| {
            self.file.at(spans.part(part), Fact::EsfTermsWrong { project: code.clone(), slip })
        };
        EsfProject::new(terms).map_err(|faults| self.findings.extend(faults.into_iter().map(told))).ok()
    }

    /// That two projects have neither their code nor a posting in common.
    fn apart(&mut self, first: &EsfProject, second: &EsfProject, spans: &Spans) {
        let (one, other) = (first.terms(), second.terms());
        if one.code == other.code {
            let fact = Fact::EsfProjectTwice { code: one.code.clone() };
            self.findings.push(self.file.at(&spans.code, fact));
        }
        let EsfScope { projects, cost_centres } = &other.scope;
        let shared_project = |code: &Project| one.scope.projects.contains(code);
        let shared_centre = |span: &CodeSpan| one.scope.cost_centres.iter().any(|of| of.overlaps(span));
        let shared = projects
            .iter()
            .map(|code| (code.to_string(), shared_project(code)))
            .chain(cost_centres.iter().map(|span| (span.to_string(), shared_centre(span))));
        for (index, (scope, _)) in shared.enumerate().filter(|(_, (_, is_shared))| *is_shared) {
            let at = spans.scope.get(index).unwrap_or(&spans.code);
            let (first, second) = (one.code.clone(), other.code.clone());
            self.findings.push(self.file.at(at, Fact::EsfScopeShared { first, second, scope }));
        }
    }

    fn accounts(&mut self, raw: RawAccounts) -> Option<EsfAccounts> {
        let mut account = |written: &Spanned<String>, key: &str| {
            self.read(written, &format!("accounts.{key}"), "1712", |text| text.parse::<AccountNumber>().ok())
        };
        let receivable = account(&raw.receivable, "receivable");
        let income = account(&raw.income, "income");
        let bank = account(&raw.bank, "bank");
        let cost = account(&raw.cost, "cost");
        let provision = account(&raw.provision, "provision");
        let mut centre = |written: Option<Spanned<String>>, key: &str| match written {
            None => Some(None),
            Some(code) => self
                .read(&code, &format!("accounts.{key}"), "3048", |text| CostCentre::new(text).ok())
                .map(Some),
        };
        let cost_centre = centre(raw.cost_centre, "cost-centre");
        let provision_cost_centre = centre(raw.provision_cost_centre, "provision-cost-centre");
        Some(EsfAccounts {
            receivable: receivable?,
            income: income?,
            bank: bank?,
            cost: cost?,
            provision: provision?,
            cost_centre: cost_centre?,
            provision_cost_centre: provision_cost_centre?,
        })
    }

    fn base(&mut self, raw: Spanned<RawBase>, project: Option<&Project>) -> Option<CostBase> {
        let span = raw.span();
        let RawBase { name, actual, flat_rate, hourly, lump_sum } = raw.into_inner();
        let basis = match (actual, flat_rate, hourly, lump_sum) {
            (Some(raw), None, None, None) => self.actual(&raw),
            (None, Some(raw), None, None) => {
                let rate = self.rate(&raw.percent, project);
                let staff_accounts = self.ranges(&raw.staff_accounts, "bases.flat-rate.staff-accounts");
                Some(CostBasis::FlatRate { of: raw.of, rate: rate?, staff_accounts: staff_accounts? })
            }
            (None, None, Some(raw), None) => self.hourly(&raw),
            (None, None, None, Some(raw)) => {
                let amount = self.amount(&raw.amount, "bases.lump-sum.amount");
                let earned = self
                    .read(&raw.month, "bases.lump-sum.month", "2024-06", |text| text.parse::<Month>().ok());
                Some(CostBasis::LumpSum { amount: amount?, earned: earned? })
            }
            _ => {
                let keys = ["actual", "flat-rate", "hourly", "lump-sum"].map(str::to_owned).into();
                self.findings.push(self.file.at(&span, Fact::RowShape { row: name.clone(), keys }));
                None
            }
        };
        Some(CostBase { name, basis: basis? })
    }

    fn actual(&mut self, raw: &RawActual) -> Option<CostBasis> {
        let cost_centres =
            self.each(&raw.cost_centres, "bases.actual.cost-centres", "3047", |text| text.parse().ok());
        let accounts = self.ranges(&raw.accounts, "bases.actual.accounts");
        Some(CostBasis::Actual { cost_centres: cost_centres?, accounts: accounts? })
    }

    fn hourly(&mut self, raw: &RawHourly) -> Option<CostBasis> {
        let per_hour = self.amount(&raw.per_hour, "bases.hourly.per-hour");
        let hours: Vec<Option<(Period, Decimal)>> = raw
            .hours
            .iter()
            .map(|(when, reported)| {
                let quarter = |text: &str| text.parse::<Quarter>().map(Quarter::period);
                let month = |text: &str| text.parse::<Month>().map(Period::month);
                let when = self.read(when, "bases.hourly.hours", "2024-Q1", |text| {
                    quarter(text).or_else(|_| month(text)).ok()
                });
                when.map(|when| (when, reported.get_ref().0))
            })
            .collect();
        Some(CostBasis::Hourly { per_hour: per_hour?, hours: hours.into_iter().collect::<Option<_>>()? })
    }

    fn co_financing(&mut self, raw: &RawCoFinancing) -> Option<CoFinancing> {
        let quarter =
            self.read(&raw.quarter, "co-financing.quarter", "2024-Q1", |text| text.parse::<Quarter>().ok());
        let mut amount = |written: &Option<Spanned<Number>>, key| match written {
            Some(written) => self.amount(written, key),
            None => Some(Amount::ZERO),
        };
        let cash = amount(&raw.cash, "co-financing.cash");
        let in_kind = amount(&raw.in_kind, "co-financing.in-kind");
        Some(CoFinancing { quarter: quarter?, cash: cash?, in_kind: in_kind? })
    }

    fn ranges(&mut self, written: &[Spanned<String>], key: &str) -> Option<Vec<AccountRange>> {
        self.each(written, key, "4011", |text| text.parse().ok())
    }

    fn amount(&mut self, written: &Spanned<Number>, key: &str) -> Option<Amount> {
        let amount = Amount::from_decimal(written.get_ref().0).ok();
        if amount.is_none() {
            self.unusable(&written.span(), key, &written.get_ref().0.to_string(), "1250000");
        }
        amount
    }

    fn rate(&mut self, written: &Spanned<Number>, project: Option<&Project>) -> Option<Rate> {
        let rate = Rate::from_percent(written.get_ref().0).ok();
        if let (None, Some(project)) = (rate, project) {
            let fact = Fact::EsfTermsWrong { project: project.clone(), slip: EsfSlip::RateOutside };
            self.findings.push(self.file.at(&written.span(), fact));
        }
        rate
    }

    fn each<T>(
        &mut self,
        written: &[Spanned<String>],
        key: &str,
        example: &str,
        value: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<Option<T>> =
            written.iter().map(|written| self.read(written, key, example, &value)).collect();
        read.into_iter().collect()
    }

    fn read<T>(
        &mut self,
        written: &Spanned<String>,
        key: &str,
        example: &str,
        value: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let read = value(written.get_ref().trim());
        if read.is_none() {
            self.unusable(&written.span(), key, written.get_ref(), example);
        }
        read
    }

    fn unusable(&mut self, span: &Range<usize>, key: &str, value: &str, example: &str) {
        let (key, value) = (format!("esf-projects.{key}"), value.to_owned());
        let fact = Fact::SettingUnusable { key, value, examples: vec![example.to_owned()] };
        self.findings.push(self.file.at(span, fact));
    }
}
