//! A text in Markdown as lines of cells.
//!
//! Pipe tables are cells, headings and lines in bold are titles, all else is prose. What is escaped in a
//! cell means itself.

use std::sync::Arc;

use super::document::{Cell, Document, Line, Shape};
use crate::finding::{Finding, Place};
use crate::read::text::Decoder;

/// The level of a line in bold: below every heading.
const BOLD_LEVEL: usize = 7;

/// Whether a text has a table of Markdown: a line that rules off a header row.
pub(super) fn is_markdown(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').any(is_ruler)
}

/// `| :-- | --: |`
fn is_ruler(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let is_drawn = line.iter().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
    is_drawn
        && line.contains(&b'|')
        && line.windows(2).any(|pair| pair == b"--" || pair == b"-:" || pair == b":-")
}

/// The lines of a text in Markdown, without those that are blank.
pub(super) fn document(
    file: &Arc<str>,
    bytes: &[u8],
    decoder: Decoder,
    findings: &mut Vec<Finding>,
) -> Document {
    let mut document = Document::new(file, None, decoder);
    let mut after_gap = true;
    for (number, raw) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        if raw.trim_ascii().is_empty() {
            after_gap = true;
            continue;
        }
        let shape = shape(raw);
        let spans = match shape {
            Shape::Cells | Shape::Ruler => spans(raw),
            Shape::Title { .. } | Shape::Prose => vec![(0, raw.len())],
        };
        let mut line = Line { number, raw: raw.to_vec(), cells: Vec::new(), shape, after_gap };
        let mut wrong = None;
        for (index, span) in spans.into_iter().enumerate() {
            let field = raw.get(span.0..span.0 + span.1).unwrap_or_default();
            let (text, fact) = document.text(field);
            wrong = wrong.or(fact.map(|fact| (index, fact)));
            let (text, is_bold) = if shape == Shape::Ruler { (text, false) } else { plain(&text) };
            line.cells.push(Cell { text, span, is_bold, is_number: false });
        }
        if let Some((cell, fact)) = wrong {
            findings.push(document.finding(&line, Some(cell), fact));
        }
        after_gap = false;
        if let Err(fact) = document.push(line) {
            findings.push(Finding::at(Place::file(file), fact));
            break;
        }
    }
    document
}

fn shape(raw: &[u8]) -> Shape {
    let line = raw.trim_ascii();
    if is_ruler(line) {
        return Shape::Ruler;
    }
    let marks = line.iter().take_while(|byte| **byte == b'#').count();
    if (1..BOLD_LEVEL).contains(&marks) && line.get(marks).is_none_or(u8::is_ascii_whitespace) {
        return Shape::Title { level: marks };
    }
    if bars(raw).next().is_some() {
        return Shape::Cells;
    }
    let inner = line.strip_prefix(b"**").and_then(|rest| rest.strip_suffix(b"**"));
    match inner {
        Some(inner) if !inner.is_empty() && !inner.windows(2).any(|pair| pair == b"**") => {
            Shape::Title { level: BOLD_LEVEL }
        }
        _ => Shape::Prose,
    }
}

/// Where the bars stand that part cells.
fn bars(raw: &[u8]) -> impl Iterator<Item = usize> {
    let mut is_escaped = false;
    raw.iter().enumerate().filter_map(move |(at, byte)| {
        let is_bar = *byte == b'|' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_bar.then_some(at)
    })
}

/// Where the cells stand: between bars, and outside them where something stands there.
fn spans(raw: &[u8]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for bar in bars(raw).chain([raw.len()]) {
        let is_outside = start == 0 || bar == raw.len();
        let cell = raw.get(start..bar).unwrap_or_default();
        if !(is_outside && cell.trim_ascii().is_empty()) {
            spans.push((start, bar - start));
        }
        start = bar + 1;
    }
    spans
}

/// A text without its markup, and whether it is bold.
fn plain(text: &str) -> (String, bool) {
    let text = text.trim_start_matches('#').trim();
    let inner = ["**", "__"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    let slanted = inner.is_none().then(|| text.strip_prefix('*')?.strip_suffix('*')).flatten();
    let marked = inner.or(slanted.filter(|text| !text.is_empty())).unwrap_or(text);
    let mut plain = String::with_capacity(marked.len());
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => {}
            _ => plain.push(letter),
        }
        if letter == '\\'
            && let Some(next) = letters.next_if(char::is_ascii_punctuation)
        {
            plain.push(next);
        }
    }
    for (entity, letter) in [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        if plain.contains(entity) {
            plain = plain.replace(entity, letter);
        }
    }
    (plain.trim().to_owned(), inner.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_off() {
        let cases = [
            ("**Summa**", "Summa", true),
            ("## Not 1 Övriga \\[a\\]", "Not 1 Övriga [a]", false),
            ("utbildnings-, kurs- &amp; konferens", "utbildnings-, kurs- & konferens", false),
            ("a\\|b\\\\", "a|b\\", false),
            ("**", "**", false),
            ("", "", false),
        ];
        for (text, expected, is_bold) in cases {
            assert_eq!(plain(text), (expected.to_owned(), is_bold), "{text}");
        }
    }

    #[test]
    fn cells_lie_between_bars() {
        let texts = |raw: &'static str| -> Vec<&str> {
            spans(raw.as_bytes())
                .into_iter()
                .map(|(start, length)| raw[start..start + length].trim())
                .collect()
        };
        assert_eq!(texts("| a | b\\|c |  |"), ["a", "b\\|c", ""]);
        assert_eq!(texts("a | b"), ["a", "b"]);
        assert_eq!(texts("|a|"), ["a"]);
    }
}
