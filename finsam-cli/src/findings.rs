//! Findings as a reader meets them: the place, their own line with a mark under what is meant,
//! what is wrong, why, and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use anstyle::Style;
use finsam_ledger::message::{Lang, describe, harmless, label};
use finsam_ledger::render::text::{Emphasis, wrapped};
use finsam_ledger::{Code, Finding, Place};
use unicode_width::UnicodeWidthStr as _;

use crate::text::{more_findings, pick};

/// How wide sentences run.
const WIDTH: usize = 96;

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
pub(crate) fn draw(findings: &[Finding], lang: Lang, shown: Shown, emphasis: Emphasis) -> String {
    let bold = if emphasis == Emphasis::Ansi { Style::new().bold() } else { Style::new() };
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
        draw_group(&mut page, &group, shown, lang);
        page.push('\n');
    }
    page
}

/// Notes on files, a sentence each; of each code the first few.
pub(crate) fn in_brief(findings: &[Finding], limit: usize, lang: Lang) -> String {
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
            paragraph(&mut page, &format!("{} {of_file}{}", finding.code(), describe(finding, lang).text));
        }
        if group.len() > limit {
            paragraph(&mut page, &more_findings(group.len() - limit, Whole::Import, lang));
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
fn draw_group(page: &mut String, group: &[&Finding], shown: Shown, lang: Lang) {
    let limit = match shown {
        Shown::All => group.len(),
        Shown::First(limit, _) => limit,
    };
    let drawn: Vec<_> = group.iter().take(limit).map(|finding| (finding, describe(finding, lang))).collect();
    for (index, (finding, description)) in drawn.iter().enumerate() {
        if let Some(place) = &finding.place {
            draw_place(page, place);
        }
        paragraph(page, &description.text);
        let next = drawn.get(index + 1).map(|(_, next)| next);
        let same = next
            .is_some_and(|next| next.cause == description.cause && next.next_step == description.next_step);
        if same {
            continue;
        }
        if let (None, Shown::First(limit, whole)) = (next, shown)
            && group.len() > limit
        {
            paragraph(page, &more_findings(group.len() - limit, whole, lang));
        }
        paragraph(page, &format!("{} {}", pick(lang, "Orsak:", "Cause:"), description.cause));
        paragraph(page, &format!("{} {}", pick(lang, "Gör så här:", "Next step:"), description.next_step));
    }
}

fn paragraph(page: &mut String, text: &str) {
    for line in wrapped(&harmless(text, usize::MAX), WIDTH) {
        let _ = writeln!(page, "  {line}");
    }
}

/// The place, and the user's own line with `^~~~` under what is meant.
fn draw_place(page: &mut String, place: &Place) {
    let _ = writeln!(page, "  {}", harmless(&place.to_string(), 200));
    if place.line == 0 || place.excerpt.is_empty() {
        return;
    }
    let number = place.line.to_string();
    let excerpt = harmless(&place.excerpt, usize::MAX);
    let _ = writeln!(page, "    {number} | {excerpt}");
    if place.column == 0 {
        return;
    }
    let before: String = excerpt.chars().take(place.column_in_excerpt as usize).collect();
    let meant: String =
        excerpt.chars().skip(place.column_in_excerpt as usize).take(place.width as usize).collect();
    let tail = "~".repeat(meant.width().saturating_sub(1));
    let _ = writeln!(page, "    {} | {}^{tail}", " ".repeat(number.len()), " ".repeat(before.width()));
}
