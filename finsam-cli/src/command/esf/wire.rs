//! `ledger esf` as JSON; the shapes are documented in `finsam-ledger/data/schema`.

use finsam_ledger::notation::plain;
use finsam_ledger::schedule::esf::{Claim, EsfAct, EsfEvent, EsfProject, EsfStatus};
use finsam_ledger::{Amount, AmountError, FiscalYear, Month, Project, Unit, VoucherId};
use serde::Serialize;

use crate::command::posting::PostedWire;
use crate::exit::Refusal;
use crate::wire;

pub(super) fn status(
    standing: &[(&EsfProject, &EsfStatus)],
    through: Month,
    entity: &str,
) -> Result<String, Refusal> {
    let projects = standing
        .iter()
        .map(|(project, status)| ProjectWire::of(project, status))
        .collect::<Result<_, _>>()?;
    wire::written(&StatusWire { entity, through: through.last_day().to_string(), unit: "kr", projects })
}

#[derive(Serialize)]
struct StatusWire<'a> {
    entity: &'a str,
    through: String,
    unit: &'static str,
    projects: Vec<ProjectWire>,
}

/// What happened, with what was posted of it.
pub(super) fn step(
    event: Option<&EsfEvent>,
    project: &Project,
    booked: Option<&(VoucherId, Option<FiscalYear>)>,
    posted: PostedWire<'_>,
) -> Result<String, Refusal> {
    let event = event.map(|event| EventWire::of(event, project, booked.map(|(id, _)| id)));
    wire::written(&StepWire { event, posted })
}

#[derive(Serialize)]
struct StepWire<'a> {
    event: Option<EventWire>,
    #[serde(flatten)]
    posted: PostedWire<'a>,
}

/// The keys that a kind of event does not have are `null`.
#[derive(Serialize)]
struct EventWire {
    project: String,
    kind: &'static str,
    date: String,
    claim: Option<u32>,
    period: Option<String>,
    amount: String,
    released: Option<String>,
    voucher: Option<String>,
}

impl EventWire {
    fn of(event: &EsfEvent, project: &Project, voucher: Option<&VoucherId>) -> Self {
        let (kind, claim, period, amount, released) = match event.act {
            EsfAct::Accrual { amount } => ("accrual", None, None, amount, None),
            EsfAct::Claim { number, period, amount } => ("claim", Some(number), Some(period), amount, None),
            EsfAct::Decision { claim, approved } => ("decision", Some(claim), None, approved, None),
            EsfAct::Payment { claim, amount } => ("payment", Some(claim), None, amount, None),
            EsfAct::Provision { amount } => ("provision", None, None, amount, None),
            EsfAct::Release { amount } => ("release", None, None, amount, None),
            EsfAct::Settlement { written_off, released } => {
                ("settlement", None, None, written_off, Some(released))
            }
        };
        Self {
            project: project.to_string(),
            kind,
            date: event.date.to_string(),
            claim,
            period: period.map(|period| period.to_string()),
            amount: kr(amount),
            released: released.map(kr),
            voucher: voucher.map(ToString::to_string),
        }
    }
}

#[derive(Serialize)]
struct ProjectWire {
    code: String,
    name: String,
    funder: String,
    period: String,
    grant: String,
    support_rate: String,
    eligible: String,
    supported: String,
    earned: String,
    remaining: String,
    accrued: String,
    to_accrue: String,
    claimed: String,
    approved: String,
    rejected: String,
    written_off: String,
    paid_of_claims: String,
    paid: String,
    receivable: String,
    /// What the receivable should be by the events; `null` of a project without any.
    receivable_told: Option<String>,
    provision: String,
    co_financed_in_cash: String,
    co_financed_in_kind: String,
    settled: Option<String>,
    bases: Vec<String>,
    quarters: Vec<QuarterWire>,
    claims: Vec<ClaimWire>,
}

#[derive(Serialize)]
struct QuarterWire {
    quarter: String,
    /// One amount a base.
    bases: Vec<String>,
    eligible: String,
    earned: String,
}

#[derive(Serialize)]
struct ClaimWire {
    number: u32,
    date: String,
    period: String,
    claimed: String,
    decided: Option<String>,
    approved: Option<String>,
    rejected: String,
    paid: String,
    open: String,
}

fn kr(amount: Amount) -> String {
    plain(amount, Unit::Kr)
}

impl ProjectWire {
    fn of(project: &EsfProject, status: &EsfStatus) -> Result<Self, AmountError> {
        let (terms, eligible) = (project.terms(), &status.eligible);
        let quarter = |(index, quarter): (usize, &finsam_ledger::Quarter)| {
            let at = |amounts: &[Amount]| kr(amounts.get(index).copied().unwrap_or_default());
            QuarterWire {
                quarter: quarter.to_string(),
                bases: eligible.bases.iter().map(|base| at(&base.by_quarter)).collect(),
                eligible: at(&eligible.by_quarter),
                earned: at(&status.earned_by_quarter),
            }
        };
        Ok(Self {
            code: terms.code.to_string(),
            name: terms.name.clone(),
            funder: terms.funder.clone(),
            period: terms.period.to_string(),
            grant: kr(terms.grant),
            support_rate: terms.support_rate.percent().normalize().to_string(),
            eligible: kr(eligible.total()?),
            supported: kr(status.supported),
            earned: kr(status.earned),
            remaining: kr(status.remaining),
            accrued: kr(status.accrued),
            to_accrue: kr(status.to_accrue()?),
            claimed: kr(status.claimed),
            approved: kr(status.approved),
            rejected: kr(status.rejected),
            written_off: kr(status.written_off),
            paid_of_claims: kr(status.paid),
            paid: kr(status.paid_in_books),
            receivable: kr(status.receivable),
            receivable_told: status.receivable_told()?.map(kr),
            provision: kr(status.provision),
            co_financed_in_cash: kr(status.co_financed_in_cash),
            co_financed_in_kind: kr(status.co_financed_in_kind),
            settled: status.settled.map(|date| date.to_string()),
            bases: eligible.bases.iter().map(|base| base.name.clone()).collect(),
            quarters: eligible.quarters.iter().enumerate().map(quarter).collect(),
            claims: status.claims.iter().map(ClaimWire::of).collect::<Result<_, _>>()?,
        })
    }
}

impl ClaimWire {
    fn of(claim: &Claim) -> Result<Self, AmountError> {
        Ok(Self {
            number: claim.number,
            date: claim.date.to_string(),
            period: claim.period.to_string(),
            claimed: kr(claim.claimed),
            decided: claim.decision.map(|(date, _)| date.to_string()),
            approved: claim.decision.map(|(_, approved)| kr(approved)),
            rejected: kr(claim.rejected()?),
            paid: kr(claim.paid),
            open: kr(claim.open()?),
        })
    }
}
