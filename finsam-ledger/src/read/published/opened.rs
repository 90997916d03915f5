//! A file of text as lines of cells.

use std::io::Read as _;
use std::sync::Arc;

use super::aligned;
use super::document::{Cell, Document, Line};
use super::figure::is_figure;
use super::long::LongHeader;
use super::markdown::{self, is_markdown};
use super::{BYTES_MAX, HEADER_WITHIN};
use crate::finding::{Fact, Finding, Place, PublishedLimit};
use crate::read::cell::trimmed;
use crate::read::csv::outline::{DELIMITERS, separator_line};
use crate::read::csv::records::{Flaw, Record, Records};
use crate::read::csv::sample::FirstBytes;
use crate::read::foreign::foreign_kind;
use crate::read::outcome::ReadError;
use crate::read::text::Decoder;

/// The lines of a text; none, with a finding, if it is none.
pub(super) fn text(
    file: &Arc<str>,
    input: &[u8],
    findings: &mut Vec<Finding>,
) -> Result<Option<Document>, ReadError> {
    let failed = |source| ReadError::Io { file: Arc::clone(file), source };
    let first = FirstBytes::of(input).map_err(failed)?;
    let mut refused = |fact| {
        findings.push(Finding::at(Place::file(file), fact));
        Ok(None)
    };
    if input.len() > BYTES_MAX {
        return refused(Fact::PublishedTooLarge { limit: PublishedLimit::Bytes, most: BYTES_MAX as u64 });
    }
    if let Some(kind) = foreign_kind(&first.bytes) {
        return refused(Fact::FileForeign { kind });
    }
    let opened = first.open(None).map_err(failed)?;
    let decoder = Decoder::new(opened.encoding.value);
    let mut bytes = opened.sample.text;
    let mut rest = opened.rest;
    rest.read_to_end(&mut bytes).map_err(failed)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refused(Fact::FileEmpty);
    }
    if is_markdown(&bytes) {
        return Ok(Some(markdown::document(file, &bytes, decoder, findings)));
    }
    parted(file, &bytes, decoder, findings).map(Some)
}

/// The lines of a text whose cells a delimiter parts: the one that its first line tells to Excel, the
/// one by which it is of the long form, or the first by which it has most figures. Blanks part them too.
fn parted(
    file: &Arc<str>,
    bytes: &[u8],
    decoder: Decoder,
    findings: &mut Vec<Finding>,
) -> Result<Document, ReadError> {
    let said = separator_line(bytes);
    let mut best: Option<(usize, Document, Vec<Finding>)> = None;
    for delimiter in said.map_or(DELIMITERS.to_vec(), |said| vec![said]) {
        let (document, found) = lines(file, bytes, delimiter, decoder)?;
        let mut first = document.lines.iter().take(HEADER_WITHIN);
        let figures =
            if first.any(|line| LongHeader::of(line).is_some()) { usize::MAX } else { figures(&document) };
        if best.as_ref().is_none_or(|(most, ..)| figures > *most) {
            best = Some((figures, document, found));
        }
    }
    if said.is_none() {
        let (document, found) = aligned::document(file, bytes, decoder);
        let figures = figures(&document);
        if best.as_ref().is_none_or(|(most, ..)| figures > *most) {
            best = Some((figures, document, found));
        }
    }
    let (_, document, found) = best.unwrap_or_else(|| (0, Document::new(file, None, decoder), Vec::new()));
    findings.extend(found);
    Ok(document)
}

/// How many figures stand behind labels on the first lines.
fn figures(document: &Document) -> usize {
    let behind = document.lines.iter().take(SAMPLE).flat_map(|line| line.cells.iter().skip(1));
    behind.filter(|cell| is_figure(&cell.text)).count()
}

/// The lines by which a delimiter is chosen.
const SAMPLE: usize = 2_000;

/// The lines of a text whose cells this delimiter parts.
fn lines(
    file: &Arc<str>,
    bytes: &[u8],
    delimiter: u8,
    decoder: Decoder,
) -> Result<(Document, Vec<Finding>), ReadError> {
    let failed = |source| ReadError::Io { file: Arc::clone(file), source };
    let mut document = Document::new(file, None, decoder);
    let (mut findings, mut next) = (Vec::new(), 1);
    let mut records = Records::new(bytes);
    records.set_delimiter(delimiter);
    while let Some(record) = records.next().map_err(failed)? {
        let (line, wrong) = line(&record, next, &mut document);
        next = record.line + 1 + memchr::memchr_iter(b'\n', record.raw).count() as u64;
        if record.flaw == Some(Flaw::TooLong) {
            return Err(ReadError::LineTooLong { file: Arc::clone(file), line: record.line });
        }
        let flaw = (record.flaw == Some(Flaw::QuoteOpen)).then_some((None, Fact::QuoteOpen));
        for (cell, fact) in wrong.into_iter().chain(flaw) {
            findings.push(document.finding(&line, cell, fact));
        }
        if let Err(fact) = document.push(line) {
            findings.push(Finding::at(Place::file(file), fact));
            break;
        }
    }
    Ok((document, findings))
}

/// A record as a line of cells, and what of it is no text; `next` is the line after the record before.
fn line(record: &Record<'_>, next: u64, document: &mut Document) -> (Line, Option<(Option<usize>, Fact)>) {
    let raw = record.raw.to_vec();
    let mut line = Line { number: record.line, raw, after_gap: record.line > next, ..Line::default() };
    let mut wrong = None;
    for (index, field) in record.fields().enumerate() {
        let (text, fact) = document.text(trimmed(field));
        line.cells.push(Cell { text, span: record.raw_field(index), ..Cell::default() });
        wrong = wrong.or(fact.map(|fact| (Some(index), fact)));
    }
    (line, wrong)
}
