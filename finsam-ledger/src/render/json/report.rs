//! A report of any kind, and several as one document, as JSON.

use serde::Serialize;

use super::overview::{OverviewWire, overview_wire};
use super::{
    FollowUpWire, MembersWire, StatementWire, follow_up_wire, members_wire, statement_wire, written,
};
use crate::calendar::Period;
use crate::render::{PageWords, RenderError, Report};

/// A report of any kind as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn report(report: &Report, words: &PageWords<'_>) -> Result<String, RenderError> {
    written(&report_wire(report, words))
}

/// Several reports of a period as one JSON document, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn annual(period: Period, reports: &[Report], words: &PageWords<'_>) -> Result<String, RenderError> {
    let reports = reports.iter().map(|report| report_wire(report, words)).collect();
    written(&AnnualWire { statement: "annual", entity: words.entity, period: period.to_string(), reports })
}

fn report_wire<'a>(report: &Report, words: &PageWords<'a>) -> ReportWire<'a> {
    match report {
        Report::Statement(statement) => ReportWire::Statement(statement_wire(statement, words.entity)),
        Report::FollowUp(follow_up) => {
            ReportWire::FollowUp(follow_up_wire(follow_up, words.cost_centres, words.entity))
        }
        Report::Overview(overview) => ReportWire::Overview(overview_wire(overview, words.entity)),
        Report::Members(contributions) => ReportWire::Members(members_wire(contributions, words.entity)),
    }
}

#[derive(Serialize)]
struct AnnualWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    reports: Vec<ReportWire<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ReportWire<'a> {
    Statement(StatementWire<'a>),
    FollowUp(FollowUpWire<'a>),
    Overview(OverviewWire<'a>),
    Members(MembersWire<'a>),
}
