//! Findings as a reader meets them: the place, their own line with a mark under what is meant,
//! what is wrong, why, and what to do.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use anstyle::Style;
use finsam_ledger::message::{Lang, describe, harmless, label};
use finsam_ledger::render::text::{Emphasis, TextStyle, wrapped};
use finsam_ledger::{Code, Finding, Place};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::{more_findings, pick};

/// How wide sentences run, at most.
const WIDTH_MAX: usize = 96;
/// What stands before a sentence.
const INDENT: usize = 2;

/// How many findings of one code are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Each of them.
    All,
    /// The first few, how many more there are, and what shows them all.
    First(usize, Whole),
}

/// Which command, with `--format json`, shows every finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// It is in the book.
    Check,
    /// It is in files that were read.
    Import,
}

/// The findings by code, those of severity error first, each code in the order it first comes.
pub(crate) fn draw(findings: &[Finding], lang: Lang, shown: Shown, style: TextStyle) -> String {
    let bold = if style.emphasis == Emphasis::Ansi { Style::new().bold() } else { Style::new() };
    let mut page = String::new();
    for group in grouped(findings) {
        let Some(first) = group.first() else { continue };
        let count = if group.len() > 1 { format!(" ({})", group.len()) } else { String::new() };
        let severity = label::severity(first.severity(), lang);
        // Writing to a string does not fail.
        let _ = writeln!(
            page,
            "{bold}{severity} {}: {}{count}{bold:#}",
            first.code(),
            describe(first, lang).title
        );
        draw_group(&mut page, &group, shown, lang, style.width);
        page.push('\n');
    }
    page
}

/// Notes on files, a sentence each; of each code the first few.
pub(crate) fn in_brief(findings: &[Finding], limit: usize, lang: Lang, width: usize) -> String {
    let file = |finding: &Finding| finding.place.as_ref().map(|place| Arc::clone(&place.file));
    let files: BTreeSet<_> = findings.iter().filter_map(file).collect();
    let mut page = String::new();
    if !findings.is_empty() {
        page.push_str(pick(lang, "Upplysningar om det inlästa\n", "Notes on what was read\n"));
    }
    for group in grouped(findings) {
        for finding in group.iter().take(limit) {
            let of_file = file(finding).filter(|_| files.len() > 1);
            let of_file = of_file.map(|file| format!("{}: ", harmless(&file, 80))).unwrap_or_default();
            let text = format!("{} {of_file}{}", finding.code(), describe(finding, lang).text);
            paragraph(&mut page, &text, width);
        }
        if group.len() > limit {
            paragraph(&mut page, &more_findings(group.len() - limit, Whole::Import, lang), width);
        }
    }
    if !page.is_empty() {
        page.push('\n');
    }
    page
}

fn grouped(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut places: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings {
        let place = *places.entry(finding.code()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.first().map(|finding| finding.severity())));
    groups
}

/// The findings of one code; advice that is the same for all stands once, below them.
fn draw_group(page: &mut String, group: &[&Finding], shown: Shown, lang: Lang, width: usize) {
    let limit = match shown {
        Shown::All => group.len(),
        Shown::First(limit, _) => limit,
    };
    let drawn: Vec<_> = group.iter().take(limit).map(|finding| (finding, describe(finding, lang))).collect();
    for (index, (finding, description)) in drawn.iter().enumerate() {
        if let Some(place) = &finding.place {
            draw_place(page, place, width);
        }
        paragraph(page, &description.text, width);
        let next = drawn.get(index + 1).map(|(_, next)| next);
        let same = next
            .is_some_and(|next| next.cause == description.cause && next.next_step == description.next_step);
        if same {
            continue;
        }
        if let (None, Shown::First(limit, whole)) = (next, shown)
            && group.len() > limit
        {
            paragraph(page, &more_findings(group.len() - limit, whole, lang), width);
        }
        let cause = format!("{} {}", pick(lang, "Orsak:", "Cause:"), description.cause);
        let next_step = format!("{} {}", pick(lang, "Gör så här:", "Next step:"), description.next_step);
        paragraph(page, &cause, width);
        paragraph(page, &next_step, width);
    }
}

fn paragraph(page: &mut String, text: &str, width: usize) {
    let width = width.saturating_sub(INDENT).min(WIDTH_MAX);
    for line in wrapped(&harmless(text, usize::MAX), width) {
        let _ = writeln!(page, "  {line}");
    }
}

/// The place, and the user's own line with `^~~~` under what is meant.
fn draw_place(page: &mut String, place: &Place, width: usize) {
    let _ = writeln!(page, "  {}", harmless(&place.to_string(), 200));
    if place.line == 0 || place.excerpt.is_empty() {
        return;
    }
    let number = place.line.to_string();
    let excerpt = harmless(&place.excerpt, usize::MAX);
    let meant = (place.column > 0).then_some((place.column_in_excerpt as usize, place.width as usize));
    // Four blanks, the number, and ` | `.
    let room = width.saturating_sub(number.len() + 7);
    let (line, marks) = fitting(&excerpt, meant, room);
    let _ = writeln!(page, "    {number} | {line}");
    if let Some((before, meant)) = marks {
        let tail = "~".repeat(meant.saturating_sub(1));
        let _ = writeln!(page, "    {} | {}^{tail}", " ".repeat(number.len()), " ".repeat(before));
    }
}

/// As much of a line as there is room for, with what is meant in it, and where the marks under
/// that stand. On a second line of the terminal they would stand under something else.
fn fitting(line: &str, meant: Option<(usize, usize)>, room: usize) -> (Cow<'_, str>, Option<(usize, usize)>) {
    let wide = |text: &str, start: usize, count: usize| {
        text.chars().skip(start).take(count).map(|letter| letter.width().unwrap_or_default()).sum()
    };
    let marks = |text: &str, (start, count): (usize, usize)| (wide(text, 0, start), wide(text, start, count));
    if line.width() <= room {
        return (Cow::Borrowed(line), meant.map(|meant| marks(line, meant)));
    }
    let (start, count) = meant.unwrap_or_default();
    let last = line.chars().count().saturating_sub(1);
    // What is meant shall stand there whole, with half the room before it if it is short.
    let mut from = 0;
    while from < start && wide(line, from, (start + count).min(last) - from) + 2 > room {
        from += 1;
    }
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    for letter in line.chars().skip(from + usize::from(from > 0)) {
        if shown.width() + letter.width().unwrap_or_default() + 1 > room {
            shown.push('…');
            break;
        }
        shown.push(letter);
    }
    let meant = meant.map(|_| {
        let (before, width) = marks(&shown, (start - from, count));
        (before, width.max(1))
    });
    (Cow::Owned(shown), meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_its_room_around_what_is_meant() {
        let line = "A1;2024-01-05;6110;1010;;Faktura Kontorsbolaget;12S,00";
        assert_eq!(fitting(line, Some((48, 6)), 60), (line.into(), Some((48, 6))));
        let (shown, marks) = fitting(line, Some((48, 6)), 20);
        assert_eq!((shown.as_ref(), marks), ("…torsbolaget;12S,00", Some((13, 6))));
        let (shown, marks) = fitting(line, Some((3, 10)), 20);
        assert_eq!((shown.as_ref(), marks), ("A1;2024-01-05;6110;…", Some((3, 10))));
        assert_eq!(fitting(line, None, 10), ("A1;2024-0…".into(), None));
        // Longer than the room: it starts where it starts.
        let (shown, marks) = fitting(line, Some((25, 22)), 12);
        assert_eq!((shown.as_ref(), marks), ("…aktura Kon…", Some((0, 12))));
    }
}
