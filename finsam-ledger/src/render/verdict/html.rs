//! The page of a verdict as HTML: one file that needs no other and runs nothing. The template escapes
//! whatever is put into it.

use askama::Template;

use super::{BookPart, Difference, FailureBlock, Section, VerdictPage};
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

/// The text with blanks that do not break inside a figure, after a sign and before a unit.
fn typeset(text: &str) -> String {
    let letters: Vec<char> = printable(text).chars().collect();
    let letter = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
    let is_digit = |found: Option<char>| found.is_some_and(|found| found.is_ascii_digit());
    let binds = |at: usize| {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        let sign =
            before.is_some_and(|before| "+−=/".contains(before)) && letter(at.checked_sub(2)) == Some(' ');
        let figure = is_digit(after) || after == Some('−');
        let unit = after.is_some_and(|after| "kt%".contains(after)) && {
            let rest: String = letters
                .iter()
                .skip(at + 1)
                .take_while(|letter| letter.is_alphanumeric() || **letter == '%')
                .collect();
            matches!(rest.as_str(), "kr" | "tkr" | "%")
        };
        let thousands =
            (1..=3).all(|further| is_digit(letter(Some(at + further)))) && !is_digit(letter(Some(at + 4)));
        sign && figure || is_digit(before) && (unit || thousands)
    };
    let typeset = |(at, found): (usize, &char)| if *found == ' ' && binds(at) { '\u{a0}' } else { *found };
    letters.iter().enumerate().map(typeset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_signs_and_units_stay_together() {
        let bound = |text: &str| typeset(text).replace('\u{a0}', "_");
        assert_eq!(
            bound("balans 3 720 088 − 5 653 517 = −1 933 429 kr"),
            "balans 3_720_088 −_5_653_517 =_−1_933_429_kr"
        );
        assert_eq!(bound("år 2019 och 12 rader, 29,6 % krav"), "år 2019 och 12 rader, 29,6_% krav");
        assert_eq!(bound("UB − IB"), "UB − IB");
        assert_eq!(bound(" 1 2 "), " 1 2 ");
    }
}
