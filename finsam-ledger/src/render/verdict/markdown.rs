//! The page of a verdict as Markdown, for a report that is written around it.

use std::fmt::Write as _;

use super::{BookPart, FailureBlock, Section, VerdictPage};
use crate::render::markdown::{escaped, rows};

pub(super) fn markdown(page: &VerdictPage) -> String {
    let mut out = format!("## {}\n\n", escaped(&page.title));
    let book = page.book.iter().map(|book| (book.ties, &book.headline));
    for (ties, headline) in std::iter::once((page.ties, &page.headline)).chain(book) {
        let mark = if ties { "✓" } else { "✗" };
        // Writing to a string does not fail.
        let _ = write!(out, "**{mark} {}**\n\n", escaped(headline));
    }
    list(&mut out, &page.about, None);
    for (number, failure) in (1..).zip(&page.failures) {
        failure_block(&mut out, number, failure);
    }
    if let Some(book) = &page.book {
        book_part(&mut out, book);
    }
    for section in &page.sections {
        section_block(&mut out, section);
    }
    out
}

fn failure_block(out: &mut String, number: usize, failure: &FailureBlock) {
    let FailureBlock { relation, rule, figures, remedy, remarks, follows, .. } = failure;
    let _ = write!(out, "\n### {number}. {}\n\n{}\n\n{}\n", escaped(relation), escaped(rule), rows(figures));
    let _ = writeln!(out, "{}", escaped(&remedy.sentence));
    if !remedy.items.is_empty() {
        out.push('\n');
        list(out, &remedy.items, failure.more_sets.as_deref());
    }
    let _ = writeln!(out, "\n{}", escaped(&remarks.join(" ")));
    if !follows.is_empty() {
        let _ = writeln!(out, "\n{}\n", escaped(failure.follows_lead));
        list(out, follows, failure.more_follows.as_deref());
    }
}

fn book_part(out: &mut String, book: &BookPart) {
    let _ = write!(out, "\n### {}\n\n{}\n", escaped(book.title), escaped(&book.sentence));
    for difference in &book.differences {
        let _ = writeln!(out, "\n- {}", escaped(&difference.sentence));
        if let Some(explanation) = &difference.explanation {
            let _ = writeln!(out, "\n  {}", escaped(explanation));
        }
        if !difference.follows.is_empty() {
            let _ = writeln!(out, "\n  {}\n", escaped(book.follows_lead));
            for line in difference.follows.iter().chain(&difference.more_follows) {
                let _ = writeln!(out, "  - {}", escaped(line));
            }
        }
    }
    if !book.not_derivable.is_empty() {
        let _ = writeln!(out, "\n{}\n", escaped(book.not_derivable_lead));
        list(out, &book.not_derivable, None);
    }
}

fn section_block(out: &mut String, section: &Section) {
    let _ = write!(out, "\n### {}\n\n{}\n", escaped(&section.title), escaped(&section.sentences.join(" ")));
    if !section.items.is_empty() {
        out.push('\n');
        list(out, &section.items, None);
    }
    if let Some(columns) = &section.table {
        let _ = write!(out, "\n{}", rows(columns));
    }
}

fn list(out: &mut String, items: &[String], more: Option<&str>) {
    for item in items.iter().map(String::as_str).chain(more) {
        let _ = writeln!(out, "- {}", escaped(item));
    }
}
