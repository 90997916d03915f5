//! Documents as HTML: one file that needs no other and runs nothing. The template escapes whatever is
//! put into it.
//!
//! The rows of a statement open to what they are made of, accounts and other rows; the accounts, to
//! their vouchers. Every row and account has an address of its own, and what is closed opens when its
//! address is followed.

mod origin;
mod typeset;

use std::collections::BTreeMap;

use askama::Template;

use crate::account::AccountNumber;
use crate::message::label;
use crate::render::document::{AccountPage, Document, Remark, Section};
use crate::render::picture::{Picture, svg};
use crate::render::table::{Align, Cell, Fit, Table, TableRow};
use crate::render::words::{self, say};
use crate::render::{RenderError, printable};
use crate::statement::RowKind;
use origin::OriginView;
pub(super) use typeset::typeset;
use typeset::{anchor, figure, in_style_sheet};

/// How many letters of a voucher's text a row of an account shows.
const TEXT_MAX: usize = 160;
/// How many columns a page has room for that is not quite narrow.
const COLUMNS_MAX: usize = 5;
/// How many digits of a hash tell it apart at a glance; all of them stand at the top of the page.
const SEAL_DIGITS: usize = 16;

/// The document as HTML, with a line break at its end.
///
/// ```
/// use finsam_ledger::{Unit, message::Lang, render::{Document, Table, html::html}};
/// let table = Table {
///     name: "trial-balance", title: "Saldobalans".into(), entity: "A & B".into(), period: "2024".into(),
///     unit: Unit::Kr, unit_label: "belopp i kronor", columns: vec![], rows: vec![], footnotes: vec![],
/// };
/// let page = html(&Document::of_table(table, Lang::Sv))?;
/// assert!(page.contains(r#"<h1 id="title">Saldobalans</h1>"#) && page.contains("A &#38; B"));
/// # Ok::<(), finsam_ledger::render::RenderError>(())
/// ```
///
/// # Errors
/// [`RenderError::Amount`] if a balance on the page of an account does not fit.
pub fn html(document: &Document) -> Result<String, RenderError> {
    let mut html = Paper::of(document)?.render()?;
    html.push('\n');
    Ok(html)
}

#[derive(Template)]
#[template(path = "document.html")]
struct Paper<'a> {
    lang: &'static str,
    words: PaperWords,
    title: String,
    entity: String,
    period: String,
    unit: &'static str,
    seal: Option<&'a str>,
    foot: Foot,
    /// Whether the title of the page is that of its only report.
    is_single: bool,
    remarks: Vec<RemarkView>,
    sections: Vec<SectionView>,
    accounts: Vec<AccountView>,
}

/// What the page says of itself.
struct PaperWords {
    skip: &'static str,
    contents: &'static str,
    seal: &'static str,
    remarks: &'static str,
    accounts: &'static str,
    accounts_about: &'static str,
    made_of: &'static str,
    account: &'static str,
    refers: &'static str,
}

/// What stands at the foot of each printed page, as the style sheet quotes it.
struct Foot {
    left: String,
    page: &'static str,
    of: &'static str,
}

struct RemarkView {
    class: &'static str,
    severity: &'static str,
    code: String,
    text: String,
    account: Option<Link>,
}

/// A place on the page and what leads to it.
struct Link {
    to: String,
    text: String,
}

struct SectionView {
    id: String,
    title: String,
    about: String,
    /// Whether any of its rows opens.
    opens: bool,
    /// Whether it has so many columns that a narrow page has to be moved sideways to see them.
    is_wide: bool,
    pictures: Vec<PictureView>,
    grid: Grid,
    footnotes: Vec<String>,
}

/// A picture and what stands over it.
struct PictureView {
    title: String,
    /// Markup, in which every word is escaped already.
    drawn: String,
}

/// A table as the template draws it.
struct Grid {
    heads: Vec<Head>,
    /// The rows from one heading to the next.
    groups: Vec<Vec<RowView>>,
}

struct Head {
    text: String,
    is_figure: bool,
}

struct RowView {
    id: String,
    class: &'static str,
    /// A heading's words, which run over all columns.
    heading: Option<String>,
    cells: Vec<CellView>,
    /// The rows that refer to a note, below its heading.
    refers: Vec<Link>,
}

struct CellView {
    text: String,
    is_head: bool,
    is_figure: bool,
    /// The head of its column, which a narrow page repeats.
    column: String,
    to: Option<String>,
    origin: Option<OriginView>,
}

struct AccountView {
    id: String,
    number: String,
    name: String,
    closing: String,
    grids: Vec<Grid>,
    left_out: Option<String>,
    remarks: Vec<String>,
}

impl<'a> Paper<'a> {
    fn of(document: &'a Document) -> Result<Self, RenderError> {
        let lang = document.lang;
        let places = Places::of(document);
        let unit = document.sections.first().map_or("", |section| section.table.unit_label);
        let same_unit = document.sections.iter().all(|section| section.table.unit_label == unit);
        let accounts = document.accounts.iter().map(|page| AccountView::of(page, document));
        Ok(Self {
            lang: lang.as_str(),
            words: PaperWords::of(document),
            title: typeset(&document.title),
            entity: typeset(&document.entity),
            period: typeset(&document.period),
            unit: if same_unit { unit } else { "" },
            seal: document.seal.as_deref(),
            is_single: document.sections.len() == 1 && !document.is_annual,
            foot: Foot::of(document, if same_unit { unit } else { "" }),
            remarks: document
                .remarks
                .iter()
                .map(|remark| RemarkView::of(remark, &places, document))
                .collect(),
            sections: document.sections.iter().map(|section| SectionView::of(section, &places)).collect(),
            accounts: accounts.collect::<Result<_, _>>()?,
        })
    }
}

impl PaperWords {
    fn of(document: &Document) -> Self {
        let say = |swedish, english| say(document.lang, swedish, english);
        Self {
            skip: say("Till innehållet", "Skip to content"),
            contents: say("Innehåll", "Contents"),
            seal: say("Bokens kontrollsumma", "The book's checksum"),
            remarks: say("Att veta om siffrorna", "What to know about the figures"),
            accounts: say("Konton och verifikat", "Accounts and vouchers"),
            accounts_about: say(
                "Det som är bokfört på varje konto under perioden. Debet är positivt.",
                "What is booked on each account during the period. Debit is positive.",
            ),
            made_of: say("Består av", "Made of"),
            account: say("Konto", "Account"),
            refers: say("Hör till", "Belongs to"),
        }
    }
}

impl Foot {
    fn of(document: &Document, unit: &str) -> Self {
        let say = |swedish, english| say(document.lang, swedish, english);
        let seal = document.seal.as_deref().map(|seal| seal.get(..SEAL_DIGITS).unwrap_or(seal));
        let seal = seal.map(|seal| format!("{} {seal}", say("kontrollsumma", "checksum")));
        let about = [&document.entity, &document.title, &document.period].map(String::as_str);
        let about = about.into_iter().chain([unit]).chain(seal.as_deref());
        let about: Vec<&str> = about.filter(|text| !text.is_empty()).collect();
        Self { left: in_style_sheet(&about.join(" · ")), page: say("Sida", "Page"), of: say("av", "of") }
    }
}

/// Where on the page rows and accounts stand, as far as they do.
struct Places<'a> {
    rows: BTreeMap<&'a str, BTreeMap<&'a str, String>>,
    accounts: BTreeMap<AccountNumber, &'a AccountPage>,
    /// The rows that refer to a note, by the row the note begins with.
    refers: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
    document: &'a Document,
}

/// The section that notes stand in.
const NOTES: &str = "notes";

impl<'a> Places<'a> {
    fn of(document: &'a Document) -> Self {
        let mut places =
            Self { rows: BTreeMap::new(), accounts: BTreeMap::new(), refers: BTreeMap::new(), document };
        for section in &document.sections {
            for row in section.table.rows.iter().filter(|row| !row.id.is_empty()) {
                let place = anchor(&format!("{}.{}", section.name, row.id));
                places.rows.entry(&section.name).or_default().insert(&row.id, place);
            }
            for (row, note) in &section.notes {
                places.refers.entry(note).or_default().push((&section.name, row));
            }
        }
        for page in &document.accounts {
            places.accounts.insert(page.ledger.account, page);
        }
        places
    }

    fn row(&self, section: &str, row: &str) -> Option<&String> {
        self.rows.get(section)?.get(row)
    }

    /// What a row is called where it stands.
    fn label(&self, section: &str, row: &str) -> String {
        let section = self.document.sections.iter().find(|known| known.name == section);
        let row = section.and_then(|section| section.table.rows.iter().find(|known| known.id == row));
        row.map(|row| typeset(&words_of(row))).unwrap_or_default()
    }

    fn account(&self, account: AccountNumber) -> Option<String> {
        self.accounts.contains_key(&account).then(|| place_of(account))
    }

    fn name(&self, account: AccountNumber) -> &str {
        self.accounts.get(&account).map_or("", |page| page.name.as_str())
    }
}

fn place_of(account: AccountNumber) -> String {
    format!("account.{account}")
}

/// The first words of a row.
fn words_of(row: &TableRow) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => Some(printable(text)),
        _ => None,
    };
    row.cells.iter().find_map(text).unwrap_or_default()
}

impl RemarkView {
    fn of(remark: &Remark, places: &Places<'_>, document: &Document) -> Self {
        use crate::finding::Severity;
        let account = remark.account.and_then(|account| {
            let to = places.account(account)?;
            Some(Link { to, text: account.to_string() })
        });
        Self {
            class: match remark.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "remark",
            },
            severity: label::severity(remark.severity, document.lang),
            code: remark.code.clone(),
            text: typeset(&remark.text),
            account,
        }
    }
}

impl SectionView {
    fn of(section: &Section, places: &Places<'_>) -> Self {
        let table = &section.table;
        let about: Vec<&str> =
            [table.period.as_str(), table.unit_label].into_iter().filter(|text| !text.is_empty()).collect();
        Self {
            id: anchor(&section.name),
            title: typeset(&table.title),
            about: typeset(&about.join(" · ")),
            opens: !section.origins.is_empty(),
            is_wide: table.columns.len() > COLUMNS_MAX,
            pictures: section.pictures.iter().map(PictureView::of).collect(),
            grid: Grid::of(table, Some((section, places))),
            footnotes: table.footnotes.iter().map(|note| typeset(&note.text)).collect(),
        }
    }
}

impl PictureView {
    fn of(picture: &Picture) -> Self {
        Self { title: typeset(&printable(&picture.title)), drawn: svg(picture) }
    }
}

impl Grid {
    fn of(table: &Table, standing: Option<(&Section, &Places<'_>)>) -> Self {
        let heads = table
            .columns
            .iter()
            .map(|head| Head { text: typeset(&head.label), is_figure: head.align == Align::End });
        let mut groups: Vec<Vec<RowView>> = Vec::new();
        for row in &table.rows {
            if row.kind == RowKind::Heading || groups.is_empty() {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.last_mut() {
                group.push(RowView::of(row, table, standing));
            }
        }
        Self { heads: heads.collect(), groups }
    }
}

impl RowView {
    fn of(row: &TableRow, table: &Table, standing: Option<(&Section, &Places<'_>)>) -> Self {
        let class = match row.kind {
            RowKind::Heading => "heading",
            RowKind::Line => "line",
            RowKind::Sum => "sum",
            RowKind::Total => "total",
        };
        let place = standing.and_then(|(section, places)| places.row(&section.name, &row.id));
        let refers = standing.filter(|(section, _)| section.name == NOTES).into_iter();
        let refers = refers.flat_map(|(_, places)| {
            let referring = places.refers.get(row.id.as_str()).into_iter().flatten();
            referring.filter_map(|(section, row)| {
                let to = places.row(section, row)?.clone();
                Some(Link { to, text: places.label(section, row) })
            })
        });
        // The words that name the row: its label, or what stands first in a listing.
        let names = |name: Fit| table.columns.iter().position(|head| head.fit == name);
        let head_at = names(Fit::Wrap).unwrap_or(0);
        let cells = row.cells.iter().enumerate();
        let is_heading = row.kind == RowKind::Heading;
        Self {
            id: place.cloned().unwrap_or_default(),
            class,
            heading: is_heading.then(|| typeset(&words_of(row))),
            cells: cells
                .filter(|_| !is_heading)
                .map(|(index, cell)| CellView::of((index, cell), row, table, index == head_at, standing))
                .collect(),
            refers: refers.collect(),
        }
    }
}

impl CellView {
    fn of(
        (index, cell): (usize, &Cell),
        row: &TableRow,
        table: &Table,
        is_head: bool,
        standing: Option<(&Section, &Places<'_>)>,
    ) -> Self {
        let column = table.columns.get(index);
        let text = match cell {
            Cell::Text(text) => typeset(&crate::message::harmless(text, TEXT_MAX)),
            Cell::Date(_) | Cell::Account(_) | Cell::Empty => cell.drawn(table.unit),
            Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_) | Cell::Unknown => {
                figure(&cell.drawn(table.unit))
            }
        };
        let to = standing.and_then(|(section, places)| match cell {
            Cell::Account(account) => places.account(*account),
            Cell::Text(_) if column.is_some_and(|head| head.name == "note") => {
                places.row(NOTES, section.notes.get(&row.id)?).cloned()
            }
            _ => None,
        });
        let origin = standing
            .filter(|_| is_head)
            .and_then(|(section, places)| OriginView::of(section.origins.get(&row.id)?, section, places));
        Self {
            is_head,
            is_figure: column.is_some_and(|head| head.align == Align::End),
            column: column.map(|head| typeset(&head.label)).unwrap_or_default(),
            to,
            origin,
            text,
        }
    }
}

impl AccountView {
    fn of(page: &AccountPage, document: &Document) -> Result<Self, RenderError> {
        let lang = document.lang;
        let account = page.ledger.account;
        let closing = page.months.closing()?;
        let tables = page.tables(&document.entity, lang)?;
        let about = |remark: &&Remark| remark.account == Some(account);
        Ok(Self {
            id: place_of(account),
            number: account.to_string(),
            name: typeset(&page.name),
            closing: figure(&crate::notation::swedish(closing, crate::amount::Unit::Kr)),
            grids: tables.iter().map(|table| Grid::of(table, None)).collect(),
            left_out: (page.left_out > 0).then(|| words::left_out(page.left_out, account, lang)),
            remarks: document.remarks.iter().filter(about).map(|remark| typeset(&remark.text)).collect(),
        })
    }
}
