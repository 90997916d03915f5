//! Published reports: from files to the figures they print.
//!
//! Three forms are known by their content. The [long form](long) has one figure a row. A copy of the
//! report's tables has rows of a label and figures, one table after another, as text, in Markdown or on
//! the sheets of a workbook. Nothing is mended: a figure is what is printed, and what is none is told.

mod aligned;
mod blocks;
mod columns;
mod document;
mod draft;
mod figure;
mod heading;
mod key;
mod long;
mod markdown;
mod name;
mod opened;
#[cfg(feature = "xlsx")]
mod sheet;
mod words;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use self::document::Document;
use self::draft::Draft;
use self::long::LongHeader;
use super::cell::NumberEvidence;
use super::outcome::{Limits, ReadError};
#[cfg(feature = "xlsx")]
use super::workbook::is_workbook;
use crate::finding::{Code, Fact, Finding, Place};
use crate::verify::Published;

/// The bytes of a text that are read at most: a thousand times those of a report.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// The lines that are read at most.
const LINES_MAX: usize = 100_000;
/// The cells of all tables together, blank ones too.
const CELLS_MAX: usize = 200_000;

/// What came of a published report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedRead {
    /// The report.
    pub published: Published,
    /// Every problem of its file, by line.
    pub findings: Vec<Finding>,
}

/// Reads a published report that the user calls `name`.
///
/// ```
/// use finsam_ledger::read::published;
/// use finsam_ledger::statement::overview::Figure;
/// use finsam_ledger::Amount;
///
/// let file = "tabell;nyckel;rad;kolumn;värde\n\
///             balansrakning;not1;Fordringar;UB 2024-12-31;4 294 177,00\n\
///             balansrakning;not1;Fordringar;IB 2024-01-01;2 150 200,00\n";
/// let read = published("2024.csv", file.as_bytes())?;
/// assert!(read.findings.is_empty());
/// let row = &read.published.tables[0].rows[0];
/// let closing = row.figures[0].as_ref().expect("it is printed");
/// assert_eq!(closing.value, Figure::Amount(Amount::from_ore(429_417_700)));
/// assert_eq!(closing.place.to_string(), "2024.csv:2:45");
/// # Ok::<(), finsam_ledger::read::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] if the file cannot be read to its end.
pub fn published(name: &str, input: impl io::Read) -> Result<PublishedRead, ReadError> {
    let file: Arc<str> = name.into();
    let mut findings = Vec::new();
    let mut drafts = Vec::new();
    let mut cells = 0;
    let bytes = whole(input).map_err(|source| ReadError::Io { file: Arc::clone(&file), source })?;
    #[cfg(feature = "xlsx")]
    if is_workbook(&bytes) {
        for (sheet, document) in sheet::documents(&file, bytes, &mut findings) {
            drafts.extend(tables(&document, &sheet, &mut cells, &mut findings));
        }
        return Ok(understood(&file, drafts, findings));
    }
    if let Some(document) = opened::text(&file, &bytes, &mut findings)? {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        drafts = tables(&document, stem, &mut cells, &mut findings);
    }
    Ok(understood(&file, drafts, findings))
}

/// All bytes of a file, or of one that is too large as many as tell so.
fn whole(input: impl io::Read) -> io::Result<Vec<u8>> {
    #[cfg(feature = "xlsx")]
    return super::xlsx::read_all(input);
    #[cfg(not(feature = "xlsx"))]
    {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(input, BYTES_MAX as u64 + 1), &mut bytes)?;
        Ok(bytes)
    }
}

/// The tables of a text or a sheet: those of the long form if it has its header row, else one after
/// another.
fn tables(document: &Document, name: &str, cells: &mut usize, findings: &mut Vec<Finding>) -> Vec<Draft> {
    let first = document.lines.iter().enumerate().take(HEADER_WITHIN);
    if let Some((index, header)) =
        first.into_iter().find_map(|(index, line)| Some((index, LongHeader::of(line)?)))
    {
        return long::tables(document, index + 1, &header, findings);
    }
    let mut drafts = Vec::new();
    for block in blocks::blocks(document, name) {
        drafts.extend(
            columns::draft(document, block, cells, findings).filter(|draft| !draft.columns.is_empty()),
        );
        if *cells > CELLS_MAX {
            break;
        }
    }
    drafts
}

/// The lines within which the header row of the long form stands.
const HEADER_WITHIN: usize = 60;

/// The report that the drafts make, by how all its numbers are written.
fn understood(file: &Arc<str>, drafts: Vec<Draft>, mut findings: Vec<Finding>) -> PublishedRead {
    if drafts.is_empty() && findings.is_empty() {
        findings.push(Finding::at(Place::file(file), Fact::PublishedTableMissing));
    }
    let (unknown, drafts): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| draft.unknown_unit().is_some());
    for draft in unknown {
        let text = document::short(draft.unknown_unit().unwrap_or_default());
        let place = draft.rows.first().map(|row| row.place.clone());
        findings.push(Finding { fact: Fact::PublishedUnitUnknown { text }, place });
    }
    let mut evidence = NumberEvidence::default();
    for draft in &drafts {
        draft.show(&mut evidence);
    }
    let style = evidence.style();
    let tables = drafts.into_iter().map(|draft| draft.table(style, &mut findings)).collect();
    findings.sort_by_key(|finding| {
        finding.place.as_ref().map(|place| (place.sheet.clone(), place.line, place.column))
    });
    let findings = listed(file, findings);
    PublishedRead { published: Published { name: file.as_ref().to_owned(), tables }, findings }
}

/// The findings of each code as far as anybody reads them, and how many more there are.
fn listed(file: &Arc<str>, findings: Vec<Finding>) -> Vec<Finding> {
    let most = Limits::default().findings;
    let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
    let mut is_listed = |finding: &Finding| {
        let count = counts.entry(finding.code()).or_default();
        *count += 1;
        *count <= most
    };
    let mut listed: Vec<Finding> = findings.into_iter().filter(|finding| is_listed(finding)).collect();
    for (code, count) in counts {
        if let Some(count) = count.checked_sub(most).filter(|count| *count > 0) {
            listed.push(Finding::at(Place::file(file), Fact::FindingsUnlisted { code, count }));
        }
    }
    listed
}
