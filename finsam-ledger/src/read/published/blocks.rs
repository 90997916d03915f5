//! The tables of a document: which lines are titles, header rows and rows.
//!
//! A header row begins a table; so does the title of a note, with the header row of the table before it.
//! A line of words alone is a title where a header row follows, and a heading within the table where rows
//! do. A header row that stands there again, as at the top of a page, is passed over.

use std::rc::Rc;

use super::document::{Cell, Document, Line, Shape};
use super::figure::is_figure;
use super::heading::{Heading, Holds, heading, words_of};
use super::key::is_code;
use super::name::{TableName, note_of_title, table_name, title, unit_line};
use super::words::{UnitWord, says_notes};

/// The longest title; what is longer is prose.
const TITLE_MAX: usize = 120;

/// A table's lines.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    pub(super) name: TableName,
    /// The headings, by column of the document; blank where there is none.
    pub(super) header: Rc<[String]>,
    /// How many lines the header row has.
    header_lines: usize,
    /// Whether a ruler of Markdown stands below its header row; then every line of it is a row.
    is_ruled: bool,
    /// The columns whose cells the ruler has begin under each other, as words do.
    pub(super) leaning: Rc<[usize]>,
    /// Headings and rows, in their order.
    pub(super) lines: Vec<&'a Line>,
}

/// The tables of a document. A table without a title of its own is called `default_name`.
pub(super) fn blocks<'a>(document: &'a Document, default_name: &'a str) -> Vec<Block<'a>> {
    let mut blocks = Blocks { default_name, ..Blocks::default() };
    let mut lines = document.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let is_ruled = lines.peek().is_some_and(|next| next.shape == Shape::Ruler);
        blocks.line(line, is_ruled);
    }
    blocks.end();
    blocks.done
}

#[derive(Debug, Default)]
struct Blocks<'a> {
    default_name: &'a str,
    done: Vec<Block<'a>>,
    open: Option<Block<'a>>,
    /// The headings of Markdown that stand above, each with its level.
    above: Vec<(usize, String)>,
    /// Lines of words alone since the last row.
    alone: Vec<&'a Line>,
    /// The unit that a line on it names for the next table, and for all.
    unit: Option<UnitWord>,
    unit_of_all: Option<UnitWord>,
    after_gap: bool,
    /// The heading above notes.
    notes: String,
}

impl<'a> Blocks<'a> {
    fn line(&mut self, line: &'a Line, is_ruled: bool) {
        self.after_gap |= line.after_gap;
        match line.shape {
            Shape::Title { level } => {
                self.end();
                self.above.retain(|(above, _)| *above < level);
                let text = Some(line.text(0)).filter(|text| is_short(text)).unwrap_or_default();
                self.above.push((level, text.to_owned()));
            }
            Shape::Prose => {
                self.says_unit(line.text(0));
            }
            Shape::Ruler => {
                if let Some(open) = self.open.as_mut().filter(|open| open.lines.is_empty()) {
                    let leans = |(index, cell): (usize, &Cell)| (!cell.text.ends_with(':')).then_some(index);
                    open.is_ruled = true;
                    open.leaning = line.cells.iter().enumerate().filter_map(leans).collect();
                }
            }
            Shape::Cells if line.is_blank() => self.after_gap = true,
            Shape::Cells if is_ruled => self.header(line),
            Shape::Cells => self.cells(line),
        }
    }

    fn cells(&mut self, line: &'a Line) {
        let written: Vec<(usize, &str)> = line.written().collect();
        let is_in_ruled = self.open.as_ref().is_some_and(|open| open.is_ruled) && !self.after_gap;
        match written[..] {
            [(index, text)] if !is_figure(text) && (index == 0 || !is_heading(text) || is_in_ruled) => {
                self.alone.push(line);
            }
            _ if !is_in_ruled && self.is_header(&written) => self.header(line),
            _ => self.row(line),
        }
    }

    /// Whether a line is a header row: nothing on it is a figure, and what stands on it heads columns.
    fn is_header(&self, written: &[(usize, &str)]) -> bool {
        let starts = self.open.is_none() || self.after_gap || !self.alone.is_empty();
        let (label, heads) = match written {
            [(_, label), heads @ ..] if !is_heading(label) || is_title(label) => (Some(*label), heads),
            heads => (None, heads),
        };
        let is_of_row = |text: &str| is_figure(text) && !is_year(text) || is_code(text) && !is_year(text);
        if heads.is_empty() || written.iter().any(|(_, text)| is_of_row(text)) {
            return false;
        }
        if heads.iter().all(|(_, text)| is_year(text)) {
            let Some(label) = label else { return true };
            let header = self.open.as_ref().map_or(&[][..], |open| &*open.header);
            let is_known =
                |(index, text): &(usize, &str)| header.get(*index).is_some_and(|known| known == text);
            return heads.iter().all(is_known) || starts && self.titles(label, heads);
        }
        // A code that looks like a year stands before the label of a row: `2000;Information`.
        let is_keyed = matches!(written, [(_, code), (_, label), ..] if is_year(code) && !is_heading(label));
        let known = heads.iter().filter(|(_, text)| is_heading(text));
        let is_wholly = |(_, text): &(usize, &str)| is_heading(text) && !heading(text).has_more;
        !is_keyed && (heads.iter().all(is_wholly) || starts && (known.count() > 0 || written.len() > 1))
    }

    /// Whether a label before nothing but years is the title of a table, not of a row of such figures:
    /// the years follow each other, or nothing else would be the title.
    fn titles(&self, label: &str, years: &[(usize, &str)]) -> bool {
        let years: Vec<i32> = years.iter().filter_map(|(_, year)| year.parse().ok()).collect();
        let follow = years.windows(2).all(|pair| matches!(pair, [one, next] if one.abs_diff(*next) == 1));
        let is_alone = self.open.is_none() || !self.alone.is_empty() || note_of_title(label).is_some();
        follow && (years.len() > 1 || is_alone)
    }

    fn header(&mut self, line: &'a Line) {
        let texts: Vec<String> = line.cells.iter().map(|cell| cell.text.clone()).collect();
        let is_titled = !self.alone.is_empty() || self.open.is_none();
        if let Some(open) = self.open.as_mut().filter(|_| !is_titled) {
            if open.lines.is_empty() {
                let is_second = open.header_lines == 1;
                open.header = if is_second { together(&open.header, &texts).into() } else { texts.into() };
                open.header_lines += 1;
                return;
            }
            if *open.header == *texts {
                return;
            }
        }
        let name = self.name(texts.first().map_or("", String::as_str));
        self.close();
        self.after_gap = false;
        self.open = Some(Block { name, header: texts.into(), header_lines: 1, ..Block::default() });
    }

    fn row(&mut self, line: &'a Line) {
        let alone = std::mem::take(&mut self.alone);
        self.after_gap = false;
        if self.open.is_none() {
            self.alone = alone;
            let name = self.name("");
            self.open = Some(Block { name, ..Block::default() });
        } else {
            for line in alone {
                self.heading_row(line);
            }
        }
        if let Some(open) = &mut self.open {
            open.lines.push(line);
        }
    }

    /// A line of words alone among rows: the title of a note, or a heading.
    fn heading_row(&mut self, line: &'a Line) {
        let text = line.written().next().map_or("", |(_, text)| text);
        let Some(open) = &mut self.open else { return };
        if !is_short(text) {
            open.lines.push(line);
            return;
        }
        let is_of_notes = says_notes(text);
        if is_of_notes {
            text.clone_into(&mut self.notes);
        }
        if note_of_title(text).is_some() {
            let mut name = title(text);
            name.unit = name.unit.or(open.name.unit);
            name.group = if self.notes.is_empty() { open.name.group.clone() } else { self.notes.clone() };
            let next = Block {
                name,
                header: Rc::clone(&open.header),
                header_lines: open.header_lines,
                is_ruled: open.is_ruled,
                leaning: Rc::clone(&open.leaning),
                lines: Vec::new(),
            };
            let before = std::mem::replace(open, next);
            self.done.extend(Some(before).filter(|before| !before.lines.is_empty()));
        } else if !is_of_notes {
            open.lines.push(line);
        }
    }

    /// The name of a table that begins with a header row: by the lines of words above it, else by a
    /// heading of Markdown, else by the first cell of the header row.
    fn name(&mut self, first: &str) -> TableName {
        let mut titles: Vec<String> = Vec::new();
        for line in std::mem::take(&mut self.alone) {
            let text = line.written().next().map_or("", |(_, text)| text);
            let says_more = !self.says_unit(text) || titles.is_empty() && !title(text).title.is_empty();
            if says_more && is_short(text) {
                titles.push(text.to_owned());
            }
        }
        let unit_of_first = unit_line(first).map(|(unit, _)| unit);
        if titles.is_empty() && is_title(first) && (self.above.is_empty() || note_of_title(first).is_some()) {
            titles.push(first.to_owned());
        }
        let mut above = self.above.iter().rev().map(|(_, text)| text.clone());
        let text = titles.pop().or_else(|| above.next()).unwrap_or_else(|| self.default_name.to_owned());
        let group = titles.pop().or_else(|| above.next()).unwrap_or_default();
        let mut name = table_name(&text);
        if name.group.is_empty() {
            name.group = group;
        }
        name.unit = name.unit.or(self.unit.take()).or(unit_of_first).or(self.unit_of_all);
        name
    }

    /// Takes in what a text says of units; whether it does.
    fn says_unit(&mut self, text: &str) -> bool {
        let Some((unit, is_for_all)) = unit_line(text) else { return false };
        if is_for_all {
            self.unit_of_all = Some(unit);
        } else {
            self.unit = Some(unit);
        }
        true
    }

    /// The table that is open has come to its end, and what stood alone behind it with it.
    fn end(&mut self) {
        let alone = std::mem::take(&mut self.alone);
        if !self.after_gap {
            for line in alone {
                self.heading_row(line);
            }
        }
        self.close();
        self.unit = None;
        self.notes.clear();
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().filter(|open| !open.lines.is_empty()));
    }
}

/// Whether a text is short enough for a title.
fn is_short(text: &str) -> bool {
    text.chars().nth(TITLE_MAX).is_none()
}

/// Whether a cell heads a column of figures, notes or keys.
fn is_heading(text: &str) -> bool {
    let Heading { is_known, .. } = heading(text);
    is_known && words_of(text).len() <= 8
}

/// Whether the first cell of a header row is the title of its table: more than words for columns.
fn is_title(text: &str) -> bool {
    !text.is_empty() && (heading(text).has_more || note_of_title(text).is_some())
}

/// `2024`: a figure in a row, a year in a header row.
fn is_year(text: &str) -> bool {
    text.len() == 4 && matches!(text.parse(), Ok(1980..=2099))
}

/// Two header rows as one; what stands over several columns holds for all of them.
fn together(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut over = "";
    let both = (0..upper.len().max(lower.len())).map(|index| {
        let [up, low] = [upper, lower].map(|row| row.get(index).map_or("", String::as_str));
        if !up.is_empty() {
            over = if index > 0 && heading(up).holds == Holds::Amounts { up } else { "" };
        }
        let up = if up.is_empty() && !low.is_empty() { over } else { up };
        format!("{up} {low}").trim().to_owned()
    });
    both.collect()
}
