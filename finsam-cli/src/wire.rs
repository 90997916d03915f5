//! What is written as JSON: shapes of their own, documented in `finsam-ledger/data/schema`.

use finsam_ledger::check::LawOutcome;
use finsam_ledger::message::{Lang, describe, explain, harmless, label, title};
use finsam_ledger::render::RenderError;
use finsam_ledger::{Code, Finding, Severity};
use serde::Serialize;

use crate::exit::Refusal;
use crate::text::Failed;

#[derive(Serialize)]
pub(crate) struct FindingWire {
    code: &'static str,
    severity: &'static str,
    place: Option<PlaceWire>,
    title: &'static str,
    text: String,
    cause: String,
    next_step: String,
}

#[derive(Serialize)]
struct PlaceWire {
    file: String,
    sheet: Option<String>,
    cell: Option<String>,
    line: u64,
    column: u32,
    width: u32,
    excerpt: String,
}

#[derive(Serialize)]
pub(crate) struct LawWire {
    number: u8,
    law: &'static str,
    checked: u64,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct CodeWire {
    code: &'static str,
    severity: &'static str,
    law: Option<u8>,
    title: &'static str,
    page: String,
}

pub(crate) fn written(wire: &impl Serialize) -> Result<String, Refusal> {
    let failed = |error| Refusal::Failure(Failed::Render(RenderError::Json(error)));
    let mut json = serde_json::to_string_pretty(wire).map_err(failed)?;
    json.push('\n');
    Ok(json)
}

pub(crate) fn findings(findings: &[Finding], lang: Lang) -> Vec<FindingWire> {
    let wire = |finding: &Finding| {
        let description = describe(finding, lang);
        FindingWire {
            code: finding.code().as_str(),
            severity: severity(finding.severity()),
            place: finding.place.as_ref().map(|place| PlaceWire {
                file: harmless(&place.file, usize::MAX),
                sheet: place.sheet.as_ref().map(|sheet| harmless(sheet, usize::MAX)),
                cell: place.cell(),
                line: place.line,
                column: place.column,
                width: place.width,
                excerpt: harmless(&place.excerpt, usize::MAX),
            }),
            title: description.title,
            text: description.text,
            cause: description.cause.into_owned(),
            next_step: description.next_step.into_owned(),
        }
    };
    findings.iter().map(wire).collect()
}

pub(crate) fn laws(outcomes: &[LawOutcome], lang: Lang) -> Vec<LawWire> {
    let wire = |outcome: &LawOutcome| {
        let count = |severity| outcome.findings.iter().filter(|found| found.severity() == severity).count();
        LawWire {
            number: outcome.law.number(),
            law: label::law(outcome.law, lang),
            checked: outcome.checked,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    };
    outcomes.iter().map(wire).collect()
}

pub(crate) fn codes(codes: &[Code], lang: Lang) -> Result<String, Refusal> {
    let wire = |code: &Code| CodeWire {
        code: code.as_str(),
        severity: severity(code.severity()),
        law: code.law().map(finsam_ledger::Law::number),
        title: title(*code, lang),
        page: explain(*code, lang),
    };
    written(&codes.iter().map(wire).collect::<Vec<_>>())
}

/// A severity in JSON, whatever the language.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
