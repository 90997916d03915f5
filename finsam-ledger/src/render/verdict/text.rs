//! The page of a verdict as text: readable without colour, which only its verdict has.

use std::fmt::Write as _;

use super::{BookPart, FailureBlock, Section, VerdictPage};
use crate::render::printable;
use crate::render::table::{Cell, Table, TableRow};
use crate::render::text::{Emphasis, TextStyle, lines, width_of_lines, wrapped};
use crate::statement::RowKind;

/// How far what belongs to a heading stands in.
const INDENT: usize = 2;

pub(super) fn text(page: &VerdictPage, style: TextStyle) -> String {
    let mut drawn = Drawn { out: String::new(), width: style.width };
    drawn.verdict(page, style.emphasis);
    for (number, failure) in (1..).zip(&page.failures) {
        drawn.failure(number, failure);
    }
    if let Some(book) = &page.book {
        drawn.book(book);
    }
    for section in &page.sections {
        drawn.section(section);
    }
    drawn.out
}

struct Drawn {
    out: String,
    width: usize,
}

impl Drawn {
    /// A paragraph whose lines after the first stand under its first word, after `mark`.
    fn paragraph(&mut self, indent: usize, mark: &str, text: &str) {
        let hanging = indent + mark.chars().count();
        let room = self.width.saturating_sub(hanging);
        for (index, line) in wrapped(&printable(text), room).iter().enumerate() {
            let lead = if index == 0 { mark } else { "" };
            let line = line.trim_start();
            let blank = " ".repeat(if index == 0 { indent } else { hanging });
            // Writing to a string does not fail.
            let _ = writeln!(self.out, "{blank}{lead}{line}");
        }
    }

    fn verdict(&mut self, page: &VerdictPage, emphasis: Emphasis) {
        self.marked(page.ties, &page.headline, emphasis);
        if let Some(book) = &page.book {
            self.marked(book.ties, &book.headline, emphasis);
        }
        for line in &page.about {
            self.paragraph(INDENT, "", line);
        }
    }

    /// What came of it, after its mark; the first line of it in colour.
    fn marked(&mut self, ties: bool, headline: &str, emphasis: Emphasis) {
        let (mark, colour) = if ties { ("✓ ", "32") } else { ("✗ ", "31") };
        let start = self.out.len();
        self.paragraph(0, mark, headline);
        let line = self.out.get(start..).and_then(|drawn| drawn.find('\n'));
        if let (Emphasis::Ansi, Some(length)) = (emphasis, line) {
            self.out.insert_str(start + length, "\u{1b}[0m");
            self.out.insert_str(start, &format!("\u{1b}[1m\u{1b}[{colour}m"));
        }
    }

    fn failure(&mut self, number: usize, failure: &FailureBlock) {
        self.out.push('\n');
        let mark = format!("{number}. ");
        let indent = mark.chars().count();
        self.paragraph(0, &mark, &failure.relation);
        self.paragraph(indent, "", failure.rule);
        self.out.push('\n');
        self.table(indent, &failure.figures);
        self.out.push('\n');
        self.paragraph(indent, "", &failure.remedy.sentence);
        self.list(indent, &failure.remedy.items, failure.more_sets.as_deref());
        for remark in &failure.remarks {
            self.paragraph(indent, "", remark);
        }
        if !failure.follows.is_empty() {
            self.paragraph(indent, "", failure.follows_lead);
            self.list(indent, &failure.follows, failure.more_follows.as_deref());
        }
    }

    fn book(&mut self, book: &BookPart) {
        self.out.push('\n');
        self.paragraph(0, "", book.title);
        self.paragraph(INDENT, "", &book.sentence);
        for difference in &book.differences {
            self.out.push('\n');
            self.paragraph(INDENT, "– ", &difference.sentence);
            let inside = INDENT + 2;
            if let Some(explanation) = &difference.explanation {
                self.paragraph(inside, "", explanation);
            }
            if !difference.follows.is_empty() {
                self.paragraph(inside, "", book.follows_lead);
                self.list(inside, &difference.follows, difference.more_follows.as_deref());
            }
        }
        if !book.not_derivable.is_empty() {
            self.out.push('\n');
            self.paragraph(INDENT, "", book.not_derivable_lead);
            self.list(INDENT, &book.not_derivable, None);
        }
    }

    fn section(&mut self, section: &Section) {
        self.out.push('\n');
        self.paragraph(0, "", &section.title);
        self.paragraph(INDENT, "", &section.sentences.join(" "));
        self.list(INDENT, &section.items, None);
        if let Some(table) = &section.table {
            self.table(INDENT, table);
        }
    }

    fn list(&mut self, indent: usize, items: &[String], more: Option<&str>) {
        for item in items {
            self.paragraph(indent, "– ", item);
        }
        if let Some(more) = more {
            self.paragraph(indent + 2, "", more);
        }
    }

    fn table(&mut self, indent: usize, table: &Table) {
        let room = self.width.saturating_sub(indent);
        let narrow = (width_of_lines(table) > room).then(|| under_headings(table));
        for line in lines(narrow.as_ref().unwrap_or(table), room) {
            let line = format!("{}{line}", " ".repeat(indent));
            let _ = writeln!(self.out, "{}", line.trim_end());
        }
    }
}

/// The table with what stands in its first column as headings of rows that have the same, which leaves
/// more room for the others.
fn under_headings(table: &Table) -> Table {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut above: Option<&Cell> = None;
    for row in &table.rows {
        let Some((first, others)) = row.cells.split_first() else { continue };
        if above != Some(first) {
            let blank = others.iter().skip(1).map(|_| Cell::Empty);
            let cells = std::iter::once(first.clone()).chain(blank).collect();
            rows.push(TableRow { id: String::new(), kind: RowKind::Heading, cells });
        }
        above = Some(first);
        rows.push(TableRow { cells: others.to_vec(), ..row.clone() });
    }
    Table { columns: table.columns.iter().skip(1).cloned().collect(), rows, ..table.clone() }
}
