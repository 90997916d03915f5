//! The page of a proof of published reports: one line that says it all, each failure as a block, and
//! what else a reader must know.

mod book;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "text")]
mod markdown;
mod sections;
#[cfg(feature = "text")]
mod text;

use std::collections::BTreeMap;

use crate::amount::Unit;
use crate::message::{Lang, verify as said};
use crate::render::printable;
use crate::render::table::{Cell, ColumnHead, Fit, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RowKind;
use crate::verify::{Derived, Failure, FigureAt, Held, Published, Verdict};
pub use book::{BookPart, Difference, HeldView};

/// The column that names the rows of a table.
const ROW: &str = "row";

/// The column of what a book has.
const BOOK: &str = "book";
/// Where the book's figures stand in a table: after the printed ones.
const BOOK_COLUMN: usize = 4;

/// How many follow-ups of a failure are shown, unless all are asked for.
const FOLLOWS_MAX: usize = 5;
/// How many other sets of figures that would mend a failure are shown, unless all are asked for.
const SETS_MAX: usize = 5;

/// What a page says beside the verdict, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerdictView<'a> {
    /// The layout that the rows were held against, by name.
    pub layout: &'a str,
    /// What a book has of the figures, if they were held against one.
    pub held: Option<HeldView<'a>>,
    /// Whether everything is listed, or only the first of much.
    pub all: bool,
    /// The language of the page.
    pub lang: Lang,
}

impl VerdictView<'_> {
    /// Whether all that is printed can be true together, and a book bears out what it tells of it.
    #[must_use]
    pub fn ties(&self, verdict: &Verdict) -> bool {
        verdict.ties() && self.held.is_none_or(|view| !view.held.iter().any(Held::differs))
    }
}

/// The page of a verdict before it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictPage {
    /// Its title, for a page that has one.
    pub title: String,
    /// What came of it, on one line.
    pub headline: String,
    /// Whether all that is printed can be true together.
    pub ties: bool,
    /// The reports and the layout, a line each.
    pub about: Vec<String>,
    /// What does not tie.
    pub failures: Vec<FailureBlock>,
    /// How the figures stand against a book.
    pub book: Option<BookPart>,
    /// What else there is to say.
    pub sections: Vec<Section>,
    /// The language it is in.
    pub lang: Lang,
}

/// A failure, as a block of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureBlock {
    /// The relation in words and numbers.
    pub relation: String,
    /// The rule that it comes from.
    pub rule: &'static str,
    /// The figures it is about, as printed.
    pub figures: Table,
    /// What would mend it.
    pub remedy: said::Remedy,
    /// How many more sets of figures would mend it than are listed.
    pub more_sets: Option<String>,
    /// How it came about, and whether it is a matter of rounding.
    pub remarks: Vec<String>,
    /// What leads to the relations that follow from it.
    pub follows_lead: &'static str,
    /// The relations that fail for the same cause, a line each.
    pub follows: Vec<String>,
    /// How many more there are than are listed.
    pub more_follows: Option<String>,
}

/// Something else that a reader must know: a heading, sentences, and figures or rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Whether it is a detail, which is folded where a page can fold.
    pub is_detail: bool,
    /// What is said of it.
    pub sentences: Vec<String>,
    /// Lines of a list.
    pub items: Vec<String>,
    /// What is listed in columns.
    pub table: Option<Table>,
}

impl VerdictPage {
    /// The page of what was found of these reports.
    #[must_use]
    pub fn new(verdict: &Verdict, reports: &[Published], view: &VerdictView<'_>) -> Self {
        let held = view.held.iter().flat_map(|view| view.held);
        let page = Page { verdict, reports, view, held: held.map(|held| (held.figure, held)).collect() };
        let lang = view.lang;
        let names: Vec<String> = reports.iter().map(|report| printable(&report.name)).collect();
        let file = |name: &String| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let files: Vec<String> = names.iter().map(file).collect();
        let layout = say(lang, "Uppställning", "Layout");
        let layout = format!("{layout}: {}", printable(view.layout));
        let about = names.iter().cloned().chain([layout]);
        Self {
            title: format!("{} {}", say(lang, "Prövning av", "Proof of"), files.join(", ")),
            headline: said::headline(verdict, lang),
            ties: verdict.ties(),
            about: about.collect(),
            failures: verdict.failures.iter().filter_map(|failure| page.failure(failure)).collect(),
            book: page.book(),
            sections: page.sections(),
            lang,
        }
    }

    /// Its lines for a terminal of this width.
    #[cfg(feature = "text")]
    #[must_use]
    pub fn text(&self, style: crate::render::text::TextStyle) -> String {
        text::text(self, style)
    }

    /// The page as HTML: one file that needs no other. What a page on paper or a narrow one has no room
    /// for can be folded there, so it is best made of a view of all.
    ///
    /// # Errors
    /// [`RenderError::Html`](crate::render::RenderError::Html) if the template fails, which a write to
    /// memory does not.
    #[cfg(feature = "html")]
    pub fn html(&self) -> Result<String, crate::render::RenderError> {
        html::html(self)
    }

    /// The page as Markdown.
    #[cfg(feature = "text")]
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::markdown(self)
    }
}

struct Page<'a> {
    verdict: &'a Verdict,
    reports: &'a [Published],
    view: &'a VerdictView<'a>,
    /// What the book has, by figure.
    held: BTreeMap<FigureAt, &'a Held>,
}

impl Page<'_> {
    const fn say(&self, swedish: &'static str, english: &'static str) -> &'static str {
        say(self.view.lang, swedish, english)
    }

    fn failure(&self, failure: &Failure) -> Option<FailureBlock> {
        let lang = self.view.lang;
        let tested = self.verdict.tested.get(failure.relation)?;
        let relation = |index: &usize| {
            self.verdict.tested.get(*index).map(|tested| said::relation(tested, self.reports, lang))
        };
        let mut remedy = said::remedy(failure, self.reports, lang);
        let more_sets =
            if failure.alternatives.is_empty() { None } else { self.cut(&mut remedy.items, SETS_MAX) };
        let mut follows: Vec<String> = failure.follows.iter().filter_map(relation).collect();
        let more_follows = self.cut(&mut follows, FOLLOWS_MAX);
        let explanation = said::explanation(failure, self.reports, lang);
        Some(FailureBlock {
            relation: said::relation(tested, self.reports, lang),
            rule: said::rule(tested.relation.rule, lang),
            figures: self.figures(tested.relation.terms().map(|term| term.figure)),
            remedy,
            more_sets,
            remarks: explanation.into_iter().chain([said::beyond_rounding(&tested.sides, lang)]).collect(),
            follows_lead: self.say("Följer av detsamma:", "Follows from the same:"),
            follows,
            more_follows,
        })
    }

    /// Leaves the first items, unless all are asked for, and says how many more there were.
    fn cut(&self, items: &mut Vec<String>, limit: usize) -> Option<String> {
        let more = items.len().saturating_sub(limit);
        // A line that says there is one more could as well be that one.
        if self.view.all || more < 2 {
            return None;
        }
        items.truncate(limit);
        Some(words::and_more(more, self.view.lang))
    }

    /// Figures as printed, and where they stand.
    fn figures(&self, figures: impl Iterator<Item = FigureAt>) -> Table {
        let mut columns = vec![
            ColumnHead::words("table", self.say("Tabell", "Table"), Fit::Wrap),
            ColumnHead::words(ROW, self.say("Rad", "Row"), Fit::Wrap),
            ColumnHead::words("column", self.say("Kolumn", "Column"), Fit::Wrap),
            ColumnHead::figures("figure", self.say("Siffra", "Figure")),
            ColumnHead::words("place", self.say("Står på", "Place"), Fit::Wrap),
        ];
        if self.view.held.is_some() {
            columns.insert(BOOK_COLUMN, ColumnHead::figures(BOOK, self.say("Boken", "Book")));
        }
        let mut table = self.table("figures", columns);
        table.rows = figures
            .map(|at| {
                let mut row = line([
                    at.table(self.reports).map(|table| table.name.clone()).unwrap_or_default(),
                    said::row_name(at, self.reports),
                    at.column(self.reports).map(|column| column.heading.clone()).unwrap_or_default(),
                    said::figure(at, self.reports),
                    self.place(at),
                ]);
                if self.view.held.is_some() {
                    row.cells.insert(BOOK_COLUMN, self.derived(at));
                }
                row
            })
            .collect();
        table
    }

    /// What the book has of a figure.
    fn derived(&self, at: FigureAt) -> Cell {
        match self.held.get(&at).map(|held| &held.derived) {
            Some(
                Derived::Equal { exact } | Derived::Rounding { exact, .. } | Derived::Differs { exact, .. },
            ) => Cell::Text(said::derived(at, *exact, self.reports)),
            Some(Derived::NotDerivable(_)) | None => Cell::Unknown,
        }
    }

    /// Where a figure stands: the line of its file, which is named where there are several.
    fn place(&self, at: FigureAt) -> String {
        let place = at.figure(self.reports).map(|figure| &figure.place);
        let Some(place) = place.or_else(|| at.row(self.reports).map(|row| &row.place)) else {
            return String::new();
        };
        let line = place.cell().unwrap_or_else(|| place.line.to_string());
        let line = match &place.sheet {
            Some(sheet) => format!("{sheet}!{line}"),
            None if self.reports.len() > 1 => line,
            None => format!("{} {line}", self.say("rad", "line")),
        };
        match self.reports.get(at.report) {
            Some(report) if self.reports.len() > 1 => format!("{}:{line}", report.name),
            _ => line,
        }
    }

    /// A table that stands inside the page, without a masthead of its own.
    const fn table(&self, name: &'static str, columns: Vec<ColumnHead>) -> Table {
        Table {
            name,
            title: String::new(),
            entity: String::new(),
            period: String::new(),
            unit: Unit::Kr,
            unit_label: words::unit(Unit::Kr, self.view.lang),
            columns,
            rows: Vec::new(),
            footnotes: Vec::new(),
        }
    }
}

/// A row of words.
fn line<const CELLS: usize>(cells: [String; CELLS]) -> TableRow {
    let cells =
        cells.into_iter().map(|cell| if cell.is_empty() { Cell::Empty } else { Cell::Text(cell) }).collect();
    TableRow { id: String::new(), kind: RowKind::Line, cells }
}
