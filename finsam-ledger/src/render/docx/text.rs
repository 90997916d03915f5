//! The text of a Word file, from its first heading to its last page.

use crate::message::Lang;
use crate::render::document::Section;
use crate::render::picture::Picture;
use crate::render::table::{Cell, Footnote, Table, TableRow};
use crate::render::words::{self, say};
use crate::render::{Document, printable};
use crate::statement::RowKind;

use super::Footer;
use super::chart::{charts, inline};
use super::cover::{self, Listed};
use super::outline::{ANNUAL_REPORT, Content, Heading, NOTES};
use super::package::relation_id;
use super::paragraph::{Paragraph, field, run};
use super::table::drawn;
use super::width::{Fitted, Page, fitted};
use super::xml::{Element, element, value};

/// The styles of headings, by level.
const HEADINGS: [&str; 3] = ["Heading1", "Heading2", "Heading3"];
/// How many members of a board have room to sign.
const SIGNATURES: usize = 6;
/// The room that a name needs.
const SIGNATURE: u32 = 900;

/// The text so far.
pub(super) struct Text {
    lang: Lang,
    /// What stands on it, each on its kind of page.
    blocks: Vec<(Page, Element)>,
    headings: Vec<Listed>,
    captions: usize,
    figures: usize,
    hints: usize,
    charts: Vec<Element>,
    /// How many parts the file has before its charts.
    parts: usize,
}

impl Text {
    /// Nothing yet, in a file that has so many parts before its charts.
    pub(super) fn new(lang: Lang, parts: usize) -> Self {
        let (blocks, headings, charts) = (Vec::new(), Vec::new(), Vec::new());
        Self { lang, blocks, headings, captions: 0, figures: 0, hints: 0, charts, parts }
    }

    /// The charts that stand in the text, in order.
    pub(super) fn charts(&self) -> &[Element] {
        &self.charts
    }

    /// The annual report: its outline, filled with what the document has.
    pub(super) fn annual(&mut self, document: &Document) {
        for heading in &ANNUAL_REPORT {
            match heading.content {
                Content::Sections(names) => {
                    let sections: Vec<&Section> =
                        names.iter().filter_map(|name| named(document, name)).collect();
                    self.under(heading, &sections);
                }
                Content::Notes => {
                    if let Some(section) = named(document, NOTES) {
                        self.notes(&section.table);
                        self.pictures(&section.pictures);
                    }
                }
                Content::Rest => self.rest(heading, document),
                Content::Signatures => {
                    self.under(heading, &[]);
                    self.push(Page::Portrait, Paragraph::of("TableEnd").below(SIGNATURE));
                    self.blocks.push((Page::Portrait, signatures(self.lang)));
                    self.push(Page::Portrait, Paragraph::of("TableEnd"));
                }
            }
        }
        let mut front = cover::cover(document);
        front.extend(cover::contents(&self.headings, self.lang));
        front.extend(cover::remarks(document));
        self.blocks.splice(0..0, front.into_iter().map(|block| (Page::Portrait, block)));
    }

    /// A single report, or a few that belong together: the first has its title over it.
    pub(super) fn single(&mut self, document: &Document) {
        let page = document.sections.first().map_or(Page::Portrait, |section| fitted(&section.table).page);
        let whose = format!("{} · {}", document.entity, document.period);
        self.push(page, Paragraph::saying("Title", &printable(&document.title)));
        self.push(page, Paragraph::saying("Subtitle", &printable(&whose)));
        for (index, section) in document.sections.iter().enumerate() {
            if index > 0 {
                self.heading(2, &section.table.title, fitted(&section.table).page);
            }
            self.table(&section.table, &fitted(&section.table));
            self.pictures(&section.pictures);
        }
    }

    /// The blocks with a break of the section wherever the page turns.
    pub(super) fn set(self, footers: &[Footer], with_cover: bool) -> Vec<Element> {
        let mut elements = Vec::with_capacity(self.blocks.len() + 1);
        let mut current = self.blocks.first().map_or(Page::Portrait, |(page, _)| *page);
        let mut first = with_cover;
        for (page, block) in self.blocks {
            if page != current {
                let properties = element("w:pPr").holding(value("w:pStyle", "TableEnd"));
                let ends = properties.holding(cover::pages(current, footers, first));
                elements.push(element("w:p").holding(ends));
                (current, first) = (page, false);
            }
            elements.push(block);
        }
        elements.push(cover::pages(current, footers, first));
        elements
    }

    /// A heading, what is to be written under it, and its tables.
    fn under(&mut self, heading: &Heading, sections: &[&Section]) {
        let first = sections.first();
        let Some(words) =
            heading.words(self.lang).map(str::to_owned).or_else(|| Some(first?.table.title.clone()))
        else {
            return;
        };
        let hint = heading.hint(self.lang);
        let page =
            first.filter(|_| hint.is_none()).map_or(Page::Portrait, |section| fitted(&section.table).page);
        self.heading(heading.level, &words, page);
        if let Some(hint) = hint {
            self.hints += 1;
            self.blocks.push((Page::Portrait, cover::write_here(hint, self.hints)));
        }
        for section in sections {
            if heading.words(self.lang).is_some() {
                self.caption(&section.table);
            }
            self.table(&section.table, &fitted(&section.table));
            self.pictures(&section.pictures);
        }
    }

    /// What no heading of the outline takes.
    fn rest(&mut self, heading: &Heading, document: &Document) {
        let taken = |section: &&Section| ANNUAL_REPORT.iter().any(|heading| heading.takes(&section.name));
        let rest: Vec<&Section> = document.sections.iter().filter(|section| !taken(section)).collect();
        if rest.is_empty() {
            return;
        }
        self.under(heading, &[]);
        for section in rest {
            self.heading(2, &section.table.title, fitted(&section.table).page);
            self.table(&section.table, &fitted(&section.table));
            self.pictures(&section.pictures);
        }
    }

    /// Each note under its heading, with what is said of its rows; then what is said of all of them.
    fn notes(&mut self, notes: &Table) {
        let groups: Vec<&[TableRow]> = notes.rows.chunk_by(|_, next| next.kind != RowKind::Heading).collect();
        // A heading with nothing below it is one over several notes.
        let in_parts = groups.iter().any(|rows| rows.len() == 1);
        // The figures of all notes stand under each other.
        let as_one = fitted(notes);
        let about = |rows: &[TableRow]| -> Vec<Footnote> {
            let of_rows = |note: &&Footnote| rows.iter().any(|row| row.id == note.row);
            notes.footnotes.iter().filter(of_rows).cloned().collect()
        };
        for group in groups {
            let (title, rows) = titled(group);
            if !title.is_empty() {
                self.heading(if in_parts && !rows.is_empty() { 3 } else { 2 }, title, as_one.page);
            }
            if !rows.is_empty() {
                let (title, rows) = (title.to_owned(), rows.to_vec());
                let footnotes = about(&rows);
                let table = Table { title, rows, footnotes, ..notes.clone() };
                let on_one_page = fitted(&table).on_one_page;
                self.table(&table, &Fitted { on_one_page, ..as_one.clone() });
            }
        }
        let of_all = |note: &&Footnote| notes.rows.iter().all(|row| row.id != note.row);
        self.footnotes(as_one.page, notes.footnotes.iter().filter(of_all));
    }

    /// The pictures that stand with a report.
    fn pictures(&mut self, pictures: &[Picture]) {
        for picture in pictures {
            self.figures += 1;
            let word = say(self.lang, "Figur", "Figure");
            let unit = words::unit(picture.unit, self.lang);
            let words = format!(". {}, {unit}", printable(&picture.title));
            self.numbered(word, self.figures, &words, Page::Portrait);
            for chart in charts(picture) {
                let relation = relation_id(self.parts + self.charts.len());
                let drawn = inline(&chart, picture, self.charts.len() + 1, &relation);
                self.charts.push(chart.part);
                self.push(Page::Portrait, Paragraph::of("Normal").holding([drawn]));
            }
        }
    }

    fn heading(&mut self, level: usize, words: &str, page: Page) {
        let style = HEADINGS.get(level.saturating_sub(1)).unwrap_or(&"Heading3");
        let (words, id) = (printable(words), self.headings.len() + 1);
        let bookmark = format!("_Toc{id:06}");
        let start = element("w:bookmarkStart").with("w:id", id).with("w:name", &bookmark);
        let end = element("w:bookmarkEnd").with("w:id", id);
        self.push(page, Paragraph::of(style).holding([start, run(&words), end]));
        self.headings.push(Listed { level, words, bookmark });
    }

    /// The words over a table, with a number that Word counts.
    fn caption(&mut self, table: &Table) {
        self.captions += 1;
        let words = format!(". {} {}", printable(&table.title), printable(&table.period));
        self.numbered(say(self.lang, "Tabell", "Table"), self.captions, &words, fitted(table).page);
    }

    fn numbered(&mut self, word: &str, number: usize, words: &str, page: Page) {
        let content = std::iter::once(run(&format!("{word}\u{a0}")))
            .chain(field(&format!("SEQ {word} \\* ARABIC"), &number.to_string()))
            .chain([run(words)]);
        self.push(page, Paragraph::of("Caption").holding(content));
    }

    /// A table with what a reader must be told below it.
    fn table(&mut self, table: &Table, fitted: &Fitted) {
        self.blocks.push((fitted.page, drawn(table, fitted)));
        self.footnotes(fitted.page, &table.footnotes);
        self.push(fitted.page, Paragraph::of("TableEnd"));
    }

    fn footnotes<'a>(&mut self, page: Page, footnotes: impl IntoIterator<Item = &'a Footnote>) {
        for note in footnotes {
            self.push(page, Paragraph::saying("FootnoteText", &printable(&note.text)));
        }
    }

    fn push(&mut self, page: Page, paragraph: Paragraph) {
        self.blocks.push((page, paragraph.drawn()));
    }
}

fn named<'a>(document: &'a Document, name: &str) -> Option<&'a Section> {
    document.sections.iter().find(|section| section.name == name)
}

/// The words of the heading that these rows begin with, and the others; no words where none is there.
fn titled(rows: &[TableRow]) -> (&str, &[TableRow]) {
    match rows.split_first() {
        Some((heading, rest)) if heading.kind == RowKind::Heading => {
            let words = heading.cells.iter().find_map(|cell| match cell {
                Cell::Text(text) => Some(text.as_str()),
                _ => None,
            });
            (words.unwrap_or_default(), rest)
        }
        _ => ("", rows),
    }
}

/// Lines for the board to sign on, two beside each other.
fn signatures(lang: Lang) -> Element {
    let (room, gap) = (Page::Portrait.room(), 600);
    let width = (room - gap) / 2;
    let words = say(lang, "Namn, uppdrag i styrelsen", "Name, office on the board");
    let cell = |width: u32, words: Option<&str>| {
        let rule = value("w:top", "single").with("w:sz", 4).with("w:space", 0).with("w:color", "auto");
        let rules = words.map(|_| element("w:tcBorders").holding(rule));
        let properties = element("w:tcPr")
            .holding(element("w:tcW").with("w:w", width).with("w:type", "dxa"))
            .holding_all(rules);
        let paragraph = Paragraph::of("FootnoteText").holding(words.map(run)).drawn();
        element("w:tc").holding(properties).holding(paragraph)
    };
    let height = value("w:trHeight", SIGNATURE).with("w:hRule", "atLeast");
    let height = element("w:trPr").holding(element("w:cantSplit")).holding(height);
    let row = |_| {
        let cells = [cell(width, Some(words)), cell(gap, None), cell(width, Some(words))];
        element("w:tr").holding(height.clone()).holding_all(cells)
    };
    let grid = [width, gap, width].map(|width| element("w:gridCol").with("w:w", width));
    let properties = element("w:tblPr")
        .holding(value("w:tblStyle", "TableNormal"))
        .holding(element("w:tblW").with("w:w", room).with("w:type", "dxa"))
        .holding(element("w:tblLayout").with("w:type", "fixed"));
    element("w:tbl")
        .holding(properties)
        .holding(element("w:tblGrid").holding_all(grid))
        .holding_all((0..SIGNATURES / 2).map(row))
}
