//! The laws of the books held against a book, and how that is shown.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use finsam_ledger::book::{Book, Inspection};
use finsam_ledger::check::{Books, LawOutcome, Source as Held, check};
use finsam_ledger::message::{Lang, label};
use finsam_ledger::render::text::{Emphasis, TextStyle, wrapped};
use finsam_ledger::{Fact, Finding, Period, Severity};

use crate::exit::{Exit, Refusal};
use crate::source::Source;
use crate::text::{counted_findings, pick};

/// Where a law's words begin.
const INDENT: usize = 17;

/// How a book fared.
pub(crate) struct OfBook {
    pub(crate) outcomes: Vec<LawOutcome>,
    /// How many records it holds, and whether each is what it was when it was put in.
    pub(crate) records: u64,
    pub(crate) intact: bool,
}

/// Holds a book, and what is derived from it, against every law.
pub(crate) fn of_book(book: &Book, source: &Source, period: Option<Period>) -> Result<OfBook, Refusal> {
    of_inspected(book, book.inspect()?, source, period)
}

/// The same of a book that was gone through.
fn of_inspected(
    book: &Book,
    Inspection { record, summary, facts }: Inspection,
    source: &Source,
    period: Option<Period>,
) -> Result<OfBook, Refusal> {
    let told = |fact: &Fact| record.findings.iter().all(|finding| finding.fact != *fact);
    let passed = facts.into_iter().filter(told);
    let (followed, gone) = book.followed_projects()?;
    let found: Vec<Finding> =
        passed.map(Finding::new).chain(record.findings.iter().cloned()).chain(gone).collect();
    let outcomes = outcomes(Held {
        balances: &source.balances,
        layout: &source.layout,
        chart: &source.settings.chart,
        summary,
        found: &found,
        record: record.records + record.sums,
        stated: &source.stated,
        plans: &book.plans()?,
        esf: &followed,
        period,
        vouchers: book,
    })?;
    Ok(OfBook { outcomes, records: record.records, intact: record.findings.is_empty() })
}

/// Holds all that is in a book against the laws; the source then shows what is in it.
pub(crate) fn of_changed(book: &Book, source: &mut Source) -> Result<Vec<LawOutcome>, Refusal> {
    of_held(book, book.inspect()?, source)
}

/// The same of a book that was gone through already.
pub(crate) fn of_held(
    book: &Book,
    inspection: Inspection,
    source: &mut Source,
) -> Result<Vec<LawOutcome>, Refusal> {
    source.reread(book)?;
    Ok(of_inspected(book, inspection, source, None)?.outcomes)
}

/// Whether something is wrong that was not wrong with the book before.
pub(crate) fn is_new_error(finding: &Finding, errors_before: &[Finding]) -> bool {
    let is_known = || errors_before.iter().any(|before| finding.fact.is_same_fault(&before.fact));
    finding.severity() == Severity::Error && !is_known()
}

pub(crate) fn outcomes(held: Held<'_>) -> Result<Vec<LawOutcome>, Refusal> {
    let books = Books::derive(held)?;
    Ok(check(&books)?)
}

/// All that was found, in the order of the laws.
pub(crate) fn findings(outcomes: &[LawOutcome]) -> Vec<Finding> {
    outcomes.iter().flat_map(|outcome| outcome.findings.iter().cloned()).collect()
}

pub(crate) fn exit(findings: &[Finding]) -> Exit {
    if finsam_ledger::finding::has_errors(findings) { Exit::Findings } else { Exit::Done }
}

/// A line a law: whether it holds, its number, how much it was held against, its words.
pub(crate) fn draw(outcomes: &[LawOutcome], lang: Lang, style: TextStyle) -> String {
    let mut page = format!(
        "{}\n",
        pick(lang, "Regler för räkenskaperna (prövat antal)", "Laws of the books (how much was checked)")
    );
    for outcome in outcomes {
        let worst = outcome.findings.iter().map(Finding::severity).max();
        let (mark, colour) = match worst {
            Some(Severity::Error) => ("✗", AnsiColor::Red),
            Some(Severity::Warning) => ("!", AnsiColor::Yellow),
            Some(Severity::Note) | None => ("✓", AnsiColor::Green),
        };
        let colour = match style.emphasis {
            Emphasis::Ansi => colour.on_default().bold(),
            Emphasis::Plain => Style::new(),
        };
        let words = label::law(outcome.law, lang);
        let mut lines = wrapped(words, style.width.saturating_sub(INDENT)).into_iter();
        let (number, checked) = (outcome.law.number(), outcome.checked);
        let first = lines.next().unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(page, "  {colour}{mark}{colour:#} {number:>2} {checked:>8}  {first}");
        for line in lines {
            let _ = writeln!(page, "{}{line}", " ".repeat(INDENT));
        }
        if let Some(counts) = counted_findings(&outcome.findings, lang) {
            let _ = writeln!(page, "{}→ {counts}", " ".repeat(INDENT));
        }
    }
    page
}
