//! A text whose columns are aligned by blanks, as lines of cells.
//!
//! Two blanks or a tab part cells. A blank cell leaves no trace but where the others end: figures end below
//! the end of their heading. So each cell goes to the heading that ends nearest to it, in their order.

use std::sync::Arc;

use super::document::{Cell, Document, Line};
use super::figure::is_figure;
use super::heading::heading;
use crate::finding::{Fact, Finding, Place};
use crate::read::text::Decoder;

/// A part of a line: its text, the bytes it takes, and the letter it ends before.
#[derive(Debug)]
struct Part {
    text: String,
    span: (usize, usize),
    end: usize,
}

/// The lines of a text, without those that are blank.
pub(super) fn document(file: &Arc<str>, bytes: &[u8], decoder: Decoder) -> (Document, Vec<Finding>) {
    let mut document = Document::new(file, None, decoder);
    let mut findings = Vec::new();
    // Where the headings above end.
    let mut ends: Vec<usize> = Vec::new();
    let mut after_gap = true;
    for (number, raw) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let (parts, fact) = parts(raw, &mut document);
        if parts.is_empty() {
            after_gap = true;
            continue;
        }
        let mut line = Line { number, raw: raw.to_vec(), after_gap, ..Line::default() };
        after_gap = false;
        let has_label = parts
            .first()
            .is_some_and(|part| part.span.0 < 2 || !(is_figure(&part.text) || heading(&part.text).is_known));
        let heads = parts.get(usize::from(has_label)..).unwrap_or_default();
        if !heads.is_empty() && heads.iter().all(|part| heading(&part.text).is_known) {
            ends = heads.iter().map(|part| part.end).collect();
        }
        line.cells = placed(parts, has_label, &ends);
        findings.extend(fact.map(|fact| document.finding(&line, None, fact)));
        if let Err(fact) = document.push(line) {
            findings.push(Finding::at(Place::file(file), fact));
            break;
        }
    }
    (document, findings)
}

/// The parts of a line.
fn parts(raw: &[u8], document: &mut Document) -> (Vec<Part>, Option<Fact>) {
    let is_gap = |at: usize| {
        raw.get(at) == Some(&b'\t')
            || (raw.get(at) == Some(&b' ') && matches!(raw.get(at + 1), Some(b' ' | b'\t') | None))
    };
    let (mut parts, mut wrong) = (Vec::new(), None);
    let mut at = 0;
    let mut letters = 0;
    while at < raw.len() {
        if matches!(raw.get(at), Some(b' ' | b'\t')) {
            (at, letters) = (at + 1, letters + 1);
            continue;
        }
        let end = (at..raw.len()).find(|end| is_gap(*end)).unwrap_or(raw.len());
        let (text, fact) = document.text(raw.get(at..end).unwrap_or_default());
        wrong = wrong.or(fact);
        letters += text.chars().count();
        if !is_rule(&text) {
            parts.push(Part { text, span: (at, end - at), end: letters });
        }
        at = end;
    }
    (parts, wrong)
}

/// A line that is drawn: `-----`.
fn is_rule(text: &str) -> bool {
    text.chars().count() > 2 && text.chars().all(|mark| matches!(mark, '-' | '_' | '=' | '─' | '━' | '═'))
}

/// The parts as cells: the label first, if there is one, and each other below the heading that ends
/// nearest; without headings one after the other.
fn placed(parts: Vec<Part>, has_label: bool, ends: &[usize]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = vec![Cell::default()];
    let count = parts.len().saturating_sub(usize::from(has_label));
    for (index, part) in parts.into_iter().enumerate() {
        let cell = Cell { text: part.text, span: part.span, ..Cell::default() };
        if index == 0 && has_label {
            cells[0] = cell;
            continue;
        }
        let next = cells.len();
        let after = count.saturating_sub(index + usize::from(!has_label));
        let room = ends.len().saturating_sub(after).max(next);
        let nearest = (next..=room)
            .min_by_key(|column| ends.get(column - 1).map_or(usize::MAX, |end| end.abs_diff(part.end)));
        while cells.len() < nearest.unwrap_or(next) {
            cells.push(Cell::default());
        }
        cells.push(cell);
    }
    cells
}
