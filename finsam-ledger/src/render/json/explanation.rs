//! How a figure came about, as JSON.

use serde::Serialize;

use super::{VoucherWire, shown, unit, written};
use crate::amount::{Amount, Unit};
use crate::chart::ChartOfAccounts;
use crate::notation::plain;
use crate::render::RenderError;
use crate::render::table::column_name;
use crate::statement::{AccountPart, Explanation, RowPart, Taken};

/// How a figure came about as JSON, with a line break at its end: what it is made of is exact and in
/// kronor, whatever unit the figure itself is shown in.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn explanation(
    explanation: &Explanation,
    chart: &ChartOfAccounts,
    entity: &str,
) -> Result<String, RenderError> {
    let exact = |values: &[Amount]| values.iter().map(|amount| plain(*amount, Unit::Kr)).collect();
    let account = |part: &AccountPart| AccountWire {
        account: part.account.to_string(),
        name: chart.name_of(part.account).map(shown),
        values: exact(&part.values),
    };
    let row = |part: &RowPart| RowWire {
        statement: part.statement.as_str(),
        id: part.row.clone(),
        label: shown(&part.label),
        taken: taken(part.taken),
        values: exact(&part.values),
    };
    let posting = |(account, posting): &(_, crate::general_ledger::LedgerPosting)| PostingWire {
        account: crate::account::AccountNumber::to_string(account),
        date: posting.date.to_string(),
        voucher: VoucherWire { series: shown(posting.id.series()), number: posting.id.number() },
        text: shown(&posting.text),
        cost_centre: posting.cost_centre.as_ref().map(|code| shown(code.as_str())),
        project: posting.project.as_ref().map(|code| shown(code.as_str())),
        amount: plain(posting.amount, Unit::Kr),
    };
    let values = explanation.row.values.iter();
    written(&ExplanationWire {
        statement: explanation.kind.as_str(),
        entity,
        period: explanation.period.to_string(),
        unit: unit(explanation.unit),
        id: explanation.row.id.clone(),
        label: shown(&explanation.row.label),
        columns: explanation.columns.iter().map(|column| column_name(*column)).collect(),
        values: values.map(|value| value.map(|amount| plain(amount, explanation.unit))).collect(),
        rows: explanation.origin.rows.iter().map(row).collect(),
        accounts: explanation.origin.accounts.iter().map(account).collect(),
        postings: explanation.postings,
        largest: explanation.largest.iter().map(posting).collect(),
    })
}

const fn taken(taken: Taken) -> &'static str {
    match taken {
        Taken::Figure => "figure",
        Taken::Negated => "negated",
        Taken::Change => "change",
        Taken::Opening => "opening",
        Taken::Closing => "closing",
    }
}

#[derive(Serialize)]
struct ExplanationWire<'a> {
    statement: &'static str,
    entity: &'a str,
    period: String,
    unit: &'static str,
    id: String,
    label: String,
    columns: Vec<String>,
    values: Vec<Option<String>>,
    rows: Vec<RowWire>,
    accounts: Vec<AccountWire>,
    postings: usize,
    largest: Vec<PostingWire>,
}

#[derive(Serialize)]
struct RowWire {
    statement: &'static str,
    id: String,
    label: String,
    taken: &'static str,
    values: Vec<String>,
}

#[derive(Serialize)]
struct AccountWire {
    account: String,
    name: Option<String>,
    values: Vec<String>,
}

#[derive(Serialize)]
struct PostingWire {
    account: String,
    date: String,
    voucher: VoucherWire,
    text: String,
    cost_centre: Option<String>,
    project: Option<String>,
    amount: String,
}
