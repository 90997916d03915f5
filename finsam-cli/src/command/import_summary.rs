//! What an import shows: what came in, how the laws fared, and the three statements in short.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use finsam_ledger::book::{Compared, FileOutcome};
use finsam_ledger::check::LawOutcome;
use finsam_ledger::finding::{ColumnRole, FileKind};
use finsam_ledger::message::harmless;
use finsam_ledger::notation::swedish;
use finsam_ledger::read::settings::NewNames;
use finsam_ledger::read::{CreditSign, Decided, DecidedBy, Dialect, FileRead, Read, Skipped, TextEncoding};
use finsam_ledger::render::in_short;
use finsam_ledger::render::text::{text, wrapped};
use finsam_ledger::statement::{StatementError, View};
use finsam_ledger::{Code, Finding, Severity, Unit};
use serde::Serialize;

use super::laws;
use crate::exit::Refusal;
use crate::findings::{self, Shown, Whole};
use crate::settings::Settings;
use crate::source::{Source, compared};
use crate::text::import as words;
use crate::wire::{self, FindingWire, LawWire};

/// How many findings of one code are drawn.
const SHOWN_MAX: usize = 3;

/// All that came of an import.
pub(crate) struct Summary {
    pub(crate) read: Read,
    /// How it compares with the book; none where there is no book.
    pub(crate) outcome: Option<FileOutcome>,
    pub(crate) laws: Vec<LawOutcome>,
    /// The names that the book lacked, and how many things it calls otherwise than the files.
    pub(crate) names: (NewNames, usize),
    /// The book; none where there is none yet.
    pub(crate) book: Option<BookNamed>,
    /// Whether the book was written to.
    pub(crate) added: bool,
    pub(crate) dry_run: bool,
}

impl Summary {
    /// What the reader found, with its places, then how the files compare with the book, then what
    /// the laws found beside that.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let told = |finding: &Finding| self.read.findings.iter().any(|read| read.fact == finding.fact);
        let by_law = laws::findings(&self.laws).into_iter().filter(|finding| !told(finding));
        let compared = self.outcome.iter().flat_map(|outcome| outcome.findings.iter().cloned());
        self.read.findings.iter().cloned().chain(compared).chain(by_law).collect()
    }
}

pub(crate) fn draw(
    summary: &Summary,
    found: &[Finding],
    source: &Source,
    settings: &Settings,
) -> Result<String, Refusal> {
    let (lang, width) = (settings.lang, settings.style.width);
    let mut page = format!(
        "{}\n{}\n",
        words::book(summary.book.as_ref().map(|book| &*book.directory), &source.settings.entity.name, lang),
        words::came_in(lang)
    );
    let mut line = |text: &str| {
        for line in wrapped(text, width.saturating_sub(2)) {
            // Writing to a string does not fail.
            let _ = writeln!(page, "  {line}");
        }
    };
    for file in &summary.read.files {
        for text in words::file(file, lang) {
            line(&text);
        }
    }
    let counted = &summary.read.tallied;
    if let Some((first, last)) = counted.summary.dates {
        let accounts: BTreeSet<_> =
            counted.balances.turnovers().map(|(_, object, _)| object.account).collect();
        let [debit, credit] =
            [counted.summary.debit, counted.summary.credit].map(|sum| swedish(sum, Unit::Kr));
        line(&words::sums(&debit, &credit, debit == credit, accounts.len(), (first, last), lang));
    }
    if let Some(outcome) = &summary.outcome {
        for text in words::compared(outcome, lang) {
            line(&text);
        }
    }
    let (names, differing) = &summary.names;
    if summary.added || summary.dry_run {
        for text in words::names(names.len(), *differing, summary.added, lang) {
            line(&text);
        }
    }
    if summary.dry_run {
        line(words::dry_run(lang));
    } else if !summary.added {
        line(words::refused(lang));
    }
    let _ = write!(page, "\n{}\n", laws::draw(&summary.laws, lang, settings.style));
    // Rounding and the like is for whoever asks: ledger check tells. Why vouchers are known is told
    // here and nowhere else.
    let is_pressing =
        |finding: &&Finding| finding.severity() > Severity::Note || finding.code() == Code::SeriesDiffers;
    let pressing: Vec<_> = found.iter().filter(is_pressing).cloned().collect();
    let whole = if summary.added { Whole::Check } else { Whole::Import };
    let shown = Shown::First(SHOWN_MAX, whole);
    page.push_str(&findings::draw(&pressing, lang, shown, settings.style));
    // What of a file was passed over is told here and nowhere else, too, but nothing is to be done.
    let is_note = |finding: &&Finding| finding.severity() == Severity::Note;
    let notes: Vec<_> = summary.read.findings.iter().filter(is_note).cloned().collect();
    page.push_str(&findings::in_brief(&notes, SHOWN_MAX, lang, settings.style.width));
    page.push_str(&short(source, settings)?);
    Ok(page)
}

/// What is said of one file, in lines as wide as the page.
pub(super) fn file_lines(file: &FileRead, settings: &Settings) -> Vec<String> {
    let texts = words::file(file, settings.lang);
    texts.iter().flat_map(|text| wrapped(text, settings.style.width)).collect()
}

/// How files that are not taken in compare with the book.
pub(super) fn compared_lines(outcome: &FileOutcome, settings: &Settings) -> String {
    words::compared(outcome, settings.lang).into_iter().map(|line| line + "\n").collect()
}

/// The statements in short, if anything is booked.
fn short(source: &Source, settings: &Settings) -> Result<String, Refusal> {
    let Ok(period) = source.period(None) else { return Ok(String::new()) };
    let comparison = source.comparison(period, None)?;
    let entity = &source.settings.entity.name;
    let table = compared(comparison, false, |comparison| {
        let view = View { period, comparison, unit: Unit::Kr, chart: &source.settings.chart };
        in_short(&source.layout, &source.balances, &view, entity, settings.lang)
    });
    match table {
        Ok((table, _)) => Ok(text(&table, settings.style)),
        // The sums of a file may not be enough for a statement; they were read in all the same.
        Err(StatementError::SumsOnly(_)) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn json(
    summary: Option<&Summary>,
    outcome: Option<&FileOutcome>,
    book: Option<&BookNamed>,
    read: &Read,
    found: &[Finding],
    settings: &Settings,
) -> Result<String, Refusal> {
    let counted = read.tallied.summary;
    wire::written(&ImportWire {
        book,
        added: summary.is_some_and(|summary| summary.added),
        files: read.files.iter().map(FileWire::of).collect(),
        rows: counted.rows,
        debit: counted.debit.to_string(),
        credit: counted.credit.to_string(),
        first_date: counted.dates.map(|(first, _)| first.to_string()),
        last_date: counted.dates.map(|(_, last)| last.to_string()),
        vouchers: outcome.map(|outcome| counts(&outcome.vouchers)),
        locked: outcome.map_or(0, |outcome| outcome.locked.len()),
        returned: outcome.map_or(0, |outcome| outcome.returned.len()),
        openings: outcome.map(|outcome| counts(&outcome.openings)),
        budgets: outcome.map(|outcome| counts(&outcome.budgets)),
        stated: outcome.map(|outcome| counts(&outcome.stated)),
        laws: summary.map(|summary| wire::laws(&summary.laws, settings.lang)).unwrap_or_default(),
        findings: wire::findings(found, settings.lang),
    })
}

const fn counts<T>(compared: &Compared<T>) -> ComparedWire {
    ComparedWire {
        new: compared.new.len(),
        identical: compared.identical.len(),
        changed: compared.changed.len(),
    }
}

#[derive(Serialize)]
struct ImportWire<'a> {
    book: Option<&'a BookNamed>,
    added: bool,
    files: Vec<FileWire>,
    rows: u64,
    debit: String,
    credit: String,
    first_date: Option<String>,
    last_date: Option<String>,
    vouchers: Option<ComparedWire>,
    locked: usize,
    returned: usize,
    openings: Option<ComparedWire>,
    budgets: Option<ComparedWire>,
    stated: Option<ComparedWire>,
    laws: Vec<LawWire>,
    findings: Vec<FindingWire>,
}

/// Which book it is: where, as the user would write it, and whose.
#[derive(Serialize)]
pub(crate) struct BookNamed {
    directory: String,
    entity: String,
}

impl BookNamed {
    pub(crate) fn of(directory: &Path, entity: &str) -> Self {
        Self { directory: harmless(&directory.to_string_lossy(), usize::MAX), entity: entity.to_owned() }
    }

    pub(crate) fn directory(&self) -> &str {
        &self.directory
    }

    pub(crate) fn entity(&self) -> &str {
        &self.entity
    }
}

#[derive(Serialize)]
struct ComparedWire {
    new: usize,
    identical: usize,
    changed: usize,
}

#[derive(Serialize)]
struct FileWire {
    name: String,
    sheet: Option<String>,
    kind: Option<&'static str>,
    rows: u64,
    vouchers: u64,
    dialect: DialectWire,
    columns: Vec<ColumnWire>,
    ignored_columns: Vec<String>,
    skipped: Vec<SkippedWire>,
}

/// How a file is written.
#[derive(Serialize)]
struct DialectWire {
    profile: Option<String>,
    encoding: DecidedWire<&'static str>,
    delimiter: DecidedWire<char>,
    decimal_mark: Option<DecidedWire<char>>,
    dates: Vec<DecidedWire<String>>,
    header_line: Option<DecidedWire<u64>>,
    credit: Option<DecidedWire<&'static str>>,
}

#[derive(Serialize)]
struct DecidedWire<T> {
    value: T,
    by: &'static str,
}

#[derive(Serialize)]
struct ColumnWire {
    role: &'static str,
    name: String,
}

#[derive(Serialize)]
struct SkippedWire {
    reason: &'static str,
    rows: u64,
    first_line: u64,
}

impl FileWire {
    fn of(file: &FileRead) -> Self {
        let column = |(role, name): &(ColumnRole, String)| ColumnWire {
            role: role.as_str(),
            name: harmless(name, usize::MAX),
        };
        let skipped = |skipped: &Skipped| SkippedWire {
            reason: skipped.reason.as_str(),
            rows: skipped.rows,
            first_line: skipped.first_line,
        };
        Self {
            name: harmless(&file.name, usize::MAX),
            sheet: file.sheet.as_ref().map(|sheet| harmless(sheet, usize::MAX)),
            kind: file.kind.map(FileKind::as_str),
            rows: file.rows,
            vouchers: file.vouchers,
            dialect: DialectWire::of(&file.dialect),
            columns: file.columns.iter().map(column).collect(),
            ignored_columns: file.ignored_columns.iter().map(|name| harmless(name, usize::MAX)).collect(),
            skipped: file.skipped.iter().map(skipped).collect(),
        }
    }
}

impl DialectWire {
    fn of(dialect: &Dialect) -> Self {
        Self {
            profile: dialect.profile.as_deref().map(|name| harmless(name, usize::MAX)),
            encoding: DecidedWire::of(dialect.encoding, TextEncoding::as_str),
            delimiter: DecidedWire::of(dialect.delimiter, |mark| mark),
            decimal_mark: dialect.decimal_mark.map(|mark| DecidedWire::of(mark, |mark| mark)),
            dates: dialect
                .dates
                .iter()
                .map(|pattern| DecidedWire::of(*pattern, |pattern| pattern.to_string()))
                .collect(),
            header_line: dialect.header_line.map(|line| DecidedWire::of(line, |line| line)),
            credit: dialect.credit.map(|credit| {
                DecidedWire::of(credit, |credit| match credit {
                    CreditSign::Positive => "positive",
                    CreditSign::Negative => "negative",
                })
            }),
        }
    }
}

impl<U> DecidedWire<U> {
    fn of<T>(decided: Decided<T>, form: impl FnOnce(T) -> U) -> Self {
        let by = match decided.by {
            DecidedBy::Content => "content",
            DecidedBy::Profile => "profile",
        };
        Self { value: form(decided.value), by }
    }
}
