//! Statements and listings as JSON.
//!
//! The shapes are wire structs of their own, so that a change inside the library is no change
//! for programs that read them. Their schemas stand in `data/schema/`. Amounts are strings
//! (`"-20691706.70"`), since a JSON number is a float to many readers.

mod explanation;
mod overview;
mod report;
mod verdict;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::amount::{Amount, Side, Unit};
use crate::budget::BudgetVersion;
use crate::chart::ChartOfAccounts;
use crate::dimension::CostCentre;
use crate::general_ledger::{GeneralLedger, LedgerPosting};
use crate::message::Lang;
use crate::notation::plain;
use crate::render::table::column_name;
use crate::render::{RenderError, printable};
use crate::render::{activity_plan, follow_up, members};
use crate::schedule::{BookedPlan, Instalment, ItemOf, OpenItems};
use crate::statement::activity_plan::{PlanReport, PlanRow};
use crate::statement::follow_up::{FollowUp, FollowUpOf, FollowUpRow, ForecastUsed, Measure};
use crate::statement::members::{ContributionRow, Contributions};
use crate::statement::{RoundedSum, Statement, StatementRow};
use crate::trial_balance::{TrialBalance, TrialBalanceKey, TrialBalanceRow};

pub use explanation::explanation;
pub use overview::overview;
pub use report::{annual, report};
pub use verdict::verdict;

/// The schema of [`statement`].
pub const STATEMENT_SCHEMA: &str = include_str!("../../data/schema/statement.schema.json");
/// The schema of [`follow_up`].
pub const FOLLOW_UP_SCHEMA: &str = include_str!("../../data/schema/follow-up.schema.json");
/// The schema of [`open_items`].
pub const ACCRUALS_SCHEMA: &str = include_str!("../../data/schema/accruals.schema.json");
/// The schema of [`overview`].
pub const OVERVIEW_SCHEMA: &str = include_str!("../../data/schema/overview.schema.json");
/// The schema of [`annual`].
pub const ANNUAL_SCHEMA: &str = include_str!("../../data/schema/annual.schema.json");
/// The schema of [`activity_plan`].
pub const PLAN_SCHEMA: &str = include_str!("../../data/schema/plan.schema.json");
/// The schema of [`members`].
pub const MEMBERS_SCHEMA: &str = include_str!("../../data/schema/members.schema.json");
/// The schema of [`verdict`].
pub const VERDICT_SCHEMA: &str = include_str!("../../data/schema/verify.schema.json");
/// The schema of [`explanation`].
pub const EXPLANATION_SCHEMA: &str = include_str!("../../data/schema/explanation.schema.json");
/// The schema of [`trial_balance`].
pub const TRIAL_BALANCE_SCHEMA: &str = include_str!("../../data/schema/trial-balance.schema.json");
/// The schema of [`general_ledger`].
pub const GENERAL_LEDGER_SCHEMA: &str = include_str!("../../data/schema/general-ledger.schema.json");

/// A statement as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn statement(statement: &Statement, entity: &str) -> Result<String, RenderError> {
    written(&statement_wire(statement, entity))
}

fn statement_wire<'a>(statement: &Statement, entity: &'a str) -> StatementWire<'a> {
    let columns: Vec<_> = statement.columns.iter().map(|column| column_name(*column)).collect();
    let row = |row: &StatementRow| StatementRowWire {
        id: row.id.clone(),
        kind: row.kind.as_str(),
        label: shown(&row.label),
        account: row.account.map(|account| account.to_string()),
        note: row.note.clone(),
        values: (0..columns.len())
            .map(|index| row.values.get(index).copied().flatten())
            .map(|value| value.map(|amount| plain(amount, statement.unit)))
            .collect(),
    };
    StatementWire {
        statement: statement.kind.as_str(),
        title: shown(&statement.title),
        entity,
        period: statement.period.to_string(),
        unit: unit(statement.unit),
        rows: statement.rows.iter().map(row).collect(),
        rounding: rounding(&statement.rounded_sums, &columns, statement.unit),
        adjusted: statement.adjusted,
        columns,
    }
}

/// A follow-up as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn follow_up(
    follow_up: &FollowUp,
    names: &BTreeMap<CostCentre, String>,
    entity: &str,
) -> Result<String, RenderError> {
    written(&follow_up_wire(follow_up, names, entity))
}

fn follow_up_wire<'a>(
    follow_up: &FollowUp,
    names: &BTreeMap<CostCentre, String>,
    entity: &'a str,
) -> FollowUpWire<'a> {
    let columns: Vec<_> = follow_up.columns.iter().map(|column| follow_up::column_name(*column)).collect();
    let row = |row: &FollowUpRow| FollowUpRowWire {
        id: shown(&row.id),
        kind: row.kind.as_str(),
        label: shown(&follow_up::row_label(row, follow_up.measure, names, Lang::Sv)),
        cost_centre: match &row.of {
            FollowUpOf::CostCentre(centre) => Some(shown(centre.as_str())),
            _ => None,
        },
        values: (0..columns.len())
            .map(|index| row.values.get(index).copied().flatten())
            .map(|value| value.map(|amount| plain(amount, follow_up.unit)))
            .collect(),
        change_percent: row.change_percent.map(|percent| percent.to_string()),
    };
    FollowUpWire {
        statement: "follow-up",
        entity,
        period: follow_up.period.to_string(),
        unit: unit(follow_up.unit),
        of: match follow_up.measure {
            Measure::Net => "net",
            Measure::Costs => "costs",
        },
        budget: follow_up.budget.as_ref().map(VersionWire::of),
        forecast: follow_up.forecast.as_ref().map(ForecastWire::of),
        rows: follow_up.rows.iter().map(row).collect(),
        rounding: rounding(&follow_up.rounded_sums, &columns, follow_up.unit),
        adjusted: follow_up.adjusted,
        columns,
    }
}

/// What is open on the accounts for accruals as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn open_items(open: &OpenItems, plans: &[BookedPlan], entity: &str) -> Result<String, RenderError> {
    let item = |(item, amount): &(ItemOf, Amount)| {
        let plan = plans.iter().find(|plan| *item == ItemOf::Plan(plan.number));
        let parts = plan.map_or(&[][..], |plan| plan.plan.instalments());
        let month = |part: Option<&Instalment>| part.map(|part| part.month.to_string());
        OpenItemWire {
            plan: plan.map(|plan| plan.number),
            project: if let ItemOf::Support(project) = item { Some(project.to_string()) } else { None },
            text: plan.map(|plan| shown(&plan.text)).unwrap_or_default(),
            kind: plan.map_or("esf-support", |plan| plan.plan.kind().as_str()),
            first: month(parts.first()),
            last: month(parts.last()),
            amount: amount.to_string(),
        }
    };
    let accounts = open.accounts.iter().map(|of| AccountItemsWire {
        account: of.account.to_string(),
        items: of.items.iter().map(item).collect(),
        open: of.open.to_string(),
        balance: of.balance.to_string(),
        difference: of.difference.to_string(),
    });
    written(&OpenItemsWire { entity, day: open.day.to_string(), accounts: accounts.collect() })
}

/// What the members pay in as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn members(contributions: &Contributions, entity: &str) -> Result<String, RenderError> {
    written(&members_wire(contributions, entity))
}

fn members_wire<'a>(contributions: &Contributions, entity: &'a str) -> MembersWire<'a> {
    let unit_of = contributions.unit;
    let amount = |amount: Option<Amount>| amount.map(|amount| plain(amount, unit_of));
    let row = |row: &ContributionRow| MemberRowWire {
        id: row.id.clone(),
        kind: row.kind.as_str(),
        name: shown(members::row_label(row, Lang::Sv)),
        share: row.share.map(members::fraction),
        weight: row.weight,
        decided: amount(row.decided),
        booked: amount(row.booked),
        variance: amount(row.variance),
    };
    let columns = members::COLUMNS.map(str::to_owned);
    MembersWire {
        statement: "members",
        entity,
        period: contributions.period.to_string(),
        year: contributions.year.to_string(),
        unit: unit(unit_of),
        step: contributions.step.to_string(),
        population_date: contributions.population_date.map(|date| date.to_string()),
        rows: contributions.rows.iter().map(row).collect(),
        rounding: rounding(&contributions.rounded_sums, &columns, unit_of),
        adjusted: contributions.adjusted,
    }
}

/// A plan of a year as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn activity_plan(plan: &PlanReport, entity: &str) -> Result<String, RenderError> {
    let columns: Vec<String> = plan.years.iter().map(ToString::to_string).collect();
    let row = |row: &PlanRow| PlanRowWire {
        id: row.id.clone(),
        kind: row.kind.as_str(),
        label: shown(activity_plan::row_label(row, Lang::Sv)),
        participants: row.participants,
        values: row.values.iter().map(|value| value.map(|amount| plain(amount, plan.unit))).collect(),
    };
    written(&PlanWire {
        statement: "plan",
        title: shown(&plan.title),
        entity,
        unit: unit(plan.unit),
        rows: plan.rows.iter().map(row).collect(),
        rounding: rounding(&plan.rounded_sums, &columns, plan.unit),
        adjusted: plan.adjusted,
        columns,
    })
}

/// A trial balance as JSON. A row has `cost_centre`, `project` and `month` only where rows are
/// told apart by them; `null` is then "none".
///
/// # Errors
/// [`RenderError::Amount`] if the total does not fit.
pub fn trial_balance(
    trial_balance: &TrialBalance,
    chart: &ChartOfAccounts,
    entity: &str,
) -> Result<String, RenderError> {
    let by = trial_balance.grouping;
    let row = |(key, row): (&TrialBalanceKey, &TrialBalanceRow)| BalanceRowWire {
        account: key.account.to_string(),
        name: chart.name_of(key.account).map(shown),
        cost_centre: by.cost_centre.then(|| key.cost_centre.as_ref().map(ToString::to_string)),
        project: by.project.then(|| key.project.as_ref().map(ToString::to_string)),
        month: by.month.then(|| key.month.map(|month| month.to_string())),
        opening: kronor(row.opening),
        debit: kronor(row.turnover.debit),
        credit: kronor(row.turnover.credit),
        closing: kronor(row.closing),
    };
    let total = trial_balance.total()?;
    written(&TrialBalanceWire {
        statement: "trial-balance",
        entity,
        period: trial_balance.period.to_string(),
        unit: "kr",
        rows: trial_balance.rows.iter().map(row).collect(),
        total: TotalWire {
            // Openings and closings of several months add up to nothing anyone asked for.
            opening: (!by.month).then(|| kronor(total.opening)),
            debit: kronor(total.turnover.debit),
            credit: kronor(total.turnover.credit),
            closing: (!by.month).then(|| kronor(total.closing)),
        },
    })
}

/// An account's general ledger as JSON.
///
/// # Errors
/// [`RenderError::Amount`] if the turnover does not fit.
pub fn general_ledger(
    ledger: &GeneralLedger,
    account_name: Option<&str>,
    entity: &str,
) -> Result<String, RenderError> {
    let turnover = ledger.turnover()?;
    let row = |(posting, balance): &(LedgerPosting, Amount)| {
        let on =
            |side: Side| (posting.amount.side() == Some(side)).then(|| kronor(side.reads(posting.amount)));
        LedgerRowWire {
            date: posting.date.to_string(),
            voucher: VoucherWire { series: shown(posting.id.series()), number: posting.id.number() },
            text: shown(&posting.text),
            cost_centre: posting.cost_centre.as_ref().map(ToString::to_string),
            project: posting.project.as_ref().map(ToString::to_string),
            debit: on(Side::Debit),
            credit: on(Side::Credit),
            balance: kronor(*balance),
        }
    };
    written(&GeneralLedgerWire {
        statement: "general-ledger",
        entity,
        period: ledger.period.to_string(),
        unit: "kr",
        account: ledger.account.to_string(),
        name: account_name.map(shown),
        opening: kronor(ledger.opening),
        rows: ledger.postings.iter().map(row).collect(),
        debit: kronor(turnover.debit),
        credit: kronor(turnover.credit),
        closing: kronor(ledger.closing),
    })
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "kr",
        Unit::Tkr => "tkr",
    }
}

fn rounding(sums: &[RoundedSum], columns: &[String], unit: Unit) -> Vec<RoundingWire> {
    let rounding = |sum: &RoundedSum| RoundingWire {
        row: sum.row.clone(),
        column: columns.get(sum.column).cloned().unwrap_or_default(),
        parts: plain(sum.parts, unit),
        total: plain(sum.total, unit),
    };
    sums.iter().map(rounding).collect()
}

fn kronor(amount: Amount) -> String {
    plain(amount, Unit::Kr)
}

/// JSON ends up on terminals too.
fn shown(text: &str) -> String {
    printable(text)
}

fn written(wire: &impl Serialize) -> Result<String, RenderError> {
    let mut json = serde_json::to_string_pretty(wire)?;
    json.push('\n');
    Ok(json)
}

#[derive(Serialize)]
struct OpenItemsWire<'a> {
    entity: &'a str,
    day: String,
    accounts: Vec<AccountItemsWire>,
}

#[derive(Serialize)]
struct AccountItemsWire {
    account: String,
    items: Vec<OpenItemWire>,
    open: String,
    balance: String,
    difference: String,
}

#[derive(Serialize)]
struct OpenItemWire {
    plan: Option<u64>,
    project: Option<String>,
    text: String,
    kind: &'static str,
    first: Option<String>,
    last: Option<String>,
    amount: String,
}

#[derive(Serialize)]
struct StatementWire<'a> {
    statement: &'static str,
    title: String,
    entity: &'a str,
    period: String,
    unit: &'static str,
    columns: Vec<String>,
    rows: Vec<StatementRowWire>,
    rounding: Vec<RoundingWire>,
    adjusted: bool,
}

#[derive(Serialize)]
struct StatementRowWire {
    id: String,
    kind: &'static str,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    note: Option<String>,
    values: Vec<Option<String>>,
}

#[derive(Serialize)]
struct PlanWire<'a> {
    statement: &'static str,
    title: String,
    entity: &'a str,
    unit: &'static str,
    columns: Vec<String>,
    rows: Vec<PlanRowWire>,
    rounding: Vec<RoundingWire>,
    adjusted: bool,
}

#[derive(Serialize)]
struct PlanRowWire {
    id: String,
    kind: &'static str,
    label: String,
    participants: Option<u64>,
    values: Vec<Option<String>>,
}

#[derive(Serialize)]
struct MembersWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    year: String,
    unit: &'static str,
    step: String,
    population_date: Option<String>,
    rows: Vec<MemberRowWire>,
    rounding: Vec<RoundingWire>,
    adjusted: bool,
}

#[derive(Serialize)]
struct MemberRowWire {
    id: String,
    kind: &'static str,
    name: String,
    share: Option<String>,
    weight: Option<u64>,
    decided: Option<String>,
    booked: Option<String>,
    variance: Option<String>,
}

#[derive(Serialize)]
struct FollowUpWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    unit: &'static str,
    of: &'static str,
    budget: Option<VersionWire>,
    forecast: Option<ForecastWire>,
    columns: Vec<String>,
    rows: Vec<FollowUpRowWire>,
    rounding: Vec<RoundingWire>,
    adjusted: bool,
}

/// Which of a year's budgets or forecasts was read.
#[derive(Serialize)]
struct VersionWire {
    name: String,
    date: Option<String>,
}

impl VersionWire {
    fn of(version: &BudgetVersion) -> Self {
        Self { name: shown(&version.name), date: version.date.map(|date| date.to_string()) }
    }
}

#[derive(Serialize)]
struct ForecastWire {
    method: &'static str,
    name: Option<String>,
    date: Option<String>,
}

impl ForecastWire {
    fn of(forecast: &ForecastUsed) -> Self {
        match forecast {
            ForecastUsed::Given(version) => {
                let VersionWire { name, date } = VersionWire::of(version);
                Self { method: "given", name: Some(name), date }
            }
            ForecastUsed::RestOfBudget => Self { method: "rest-of-budget", name: None, date: None },
        }
    }
}

#[derive(Serialize)]
struct FollowUpRowWire {
    id: String,
    kind: &'static str,
    label: String,
    cost_centre: Option<String>,
    values: Vec<Option<String>>,
    change_percent: Option<String>,
}

#[derive(Serialize)]
struct RoundingWire {
    row: String,
    column: String,
    parts: String,
    total: String,
}

#[derive(Serialize)]
struct TrialBalanceWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    unit: &'static str,
    rows: Vec<BalanceRowWire>,
    total: TotalWire,
}

/// The outer `None` leaves the key out, the inner one writes `null`.
#[expect(clippy::option_option, reason = "a key that is left out and one that is null differ")]
#[derive(Serialize)]
struct BalanceRowWire {
    account: String,
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_centre: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<Option<String>>,
    opening: String,
    debit: String,
    credit: String,
    closing: String,
}

#[derive(Serialize)]
struct TotalWire {
    opening: Option<String>,
    debit: String,
    credit: String,
    closing: Option<String>,
}

#[derive(Serialize)]
struct GeneralLedgerWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    unit: &'static str,
    account: String,
    name: Option<String>,
    opening: String,
    rows: Vec<LedgerRowWire>,
    debit: String,
    credit: String,
    closing: String,
}

#[derive(Serialize)]
struct LedgerRowWire {
    date: String,
    voucher: VoucherWire,
    text: String,
    cost_centre: Option<String>,
    project: Option<String>,
    debit: Option<String>,
    credit: Option<String>,
    balance: String,
}

#[derive(Serialize)]
struct VoucherWire {
    series: String,
    number: u64,
}
