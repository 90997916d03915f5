//! The page of a verdict as HTML: one file that needs no other and runs nothing. The template escapes
//! whatever is put into it.

use askama::Template;

use super::{BookPart, Difference, FailureBlock, Section, VerdictPage};
use crate::render::html::typeset;
use crate::render::table::{Align, Cell, ColumnHead, Table, TableRow};
use crate::render::words::say;
use crate::render::{RenderError, printable};

/// The most letters of a cell that is not broken.
const SHORT_MAX: usize = 12;

pub(super) fn html(page: &VerdictPage) -> Result<String, RenderError> {
    let document = Document {
        lang: page.lang.as_str(),
        title: typeset(&page.title),
        verdicts: std::iter::once((page.ties, &page.headline))
            .chain(page.book.iter().map(|book| (book.ties, &book.headline)))
            .map(|(ties, headline)| Outcome { ties, headline: typeset(headline) })
            .collect(),
        about: page.about.iter().map(|line| typeset(line)).collect(),
        failures_title: say(page.lang, "Det som inte går ihop", "What does not tie"),
        failures: page.failures.iter().map(Article::of).collect(),
        book: page.book.as_ref().map(Book::of),
        sections: page.sections.iter().map(|section| Part::of(section, page)).collect(),
    };
    let mut html = document.render()?;
    html.push('\n');
    Ok(html)
}

#[derive(Template)]
#[template(path = "verdict.html")]
struct Document {
    lang: &'static str,
    title: String,
    verdicts: Vec<Outcome>,
    about: Vec<String>,
    failures_title: &'static str,
    failures: Vec<Article>,
    book: Option<Book>,
    sections: Vec<Part>,
}

struct Outcome {
    ties: bool,
    headline: String,
}

struct Article {
    relation: String,
    rule: &'static str,
    figures: Listed,
    remedy: String,
    remedies: Vec<String>,
    remarks: Vec<String>,
    follows_title: String,
    follows: Vec<String>,
}

impl Article {
    fn of(failure: &FailureBlock) -> Self {
        let typeset = |lines: &[String], more: Option<&String>| -> Vec<String> {
            lines.iter().chain(more).map(|line| typeset(line)).collect()
        };
        Self {
            relation: self::typeset(&failure.relation),
            rule: failure.rule,
            figures: Listed::of(&failure.figures),
            remedy: self::typeset(&failure.remedy.sentence),
            remedies: typeset(&failure.remedy.items, failure.more_sets.as_ref()),
            remarks: typeset(&failure.remarks, None),
            follows_title: format!("{} {}", failure.follows_lead, failure.follows.len()),
            follows: typeset(&failure.follows, failure.more_follows.as_ref()),
        }
    }
}

struct Book {
    title: &'static str,
    sentence: String,
    differences: Vec<Differing>,
    not_derivable_lead: &'static str,
    not_derivable: Vec<String>,
}

struct Differing {
    sentence: String,
    explanation: Option<String>,
    follows_title: String,
    follows: Vec<String>,
}

impl Book {
    fn of(part: &BookPart) -> Self {
        let differing = |difference: &Difference| Differing {
            sentence: typeset(&difference.sentence),
            explanation: difference.explanation.as_deref().map(typeset),
            follows_title: format!("{} {}", part.follows_lead, difference.follows.len()),
            follows: difference
                .follows
                .iter()
                .chain(&difference.more_follows)
                .map(|line| typeset(line))
                .collect(),
        };
        Self {
            title: part.title,
            sentence: typeset(&part.sentence),
            differences: part.differences.iter().map(differing).collect(),
            not_derivable_lead: part.not_derivable_lead,
            not_derivable: part.not_derivable.iter().map(|line| typeset(line)).collect(),
        }
    }
}

struct Part {
    title: String,
    sentence: String,
    is_detail: bool,
    shows: &'static str,
    items: Vec<String>,
    table: Option<Listed>,
}

impl Part {
    fn of(section: &Section, page: &VerdictPage) -> Self {
        let is_empty = section.items.is_empty() && section.table.is_none();
        Self {
            title: typeset(&section.title),
            sentence: typeset(&section.sentences.join(" ")),
            is_detail: section.is_detail && !is_empty,
            shows: say(page.lang, "Visa alla", "Show them all"),
            items: section.items.iter().map(|item| typeset(item)).collect(),
            table: section.table.as_ref().map(Listed::of),
        }
    }
}

struct Listed {
    heads: Vec<Head>,
    rows: Vec<Vec<Listing>>,
}

struct Head {
    text: String,
    figure: bool,
}

struct Listing {
    text: String,
    figure: bool,
    /// The head of its column, which a narrow page repeats where one figure stands after another.
    head: Option<String>,
    /// Whether it is a day or a year, or as short, which is not worth two lines.
    short: bool,
    names_row: bool,
}

impl Listed {
    fn of(table: &Table) -> Self {
        let heads = table
            .columns
            .iter()
            .map(|head| Head { text: printable(&head.label), figure: head.align == Align::End });
        let listing = |(cell, head): (&Cell, &ColumnHead)| {
            let text = typeset(&cell.drawn(table.unit));
            Listing {
                figure: head.align == Align::End,
                head: (head.name == super::BOOK).then(|| printable(&head.label)),
                short: text.chars().count() <= SHORT_MAX,
                names_row: head.name == super::ROW,
                text,
            }
        };
        let row = |row: &TableRow| row.cells.iter().zip(&table.columns).map(listing).collect();
        Self { heads: heads.collect(), rows: table.rows.iter().map(row).collect() }
    }
}
