//! Documents as Word files: an annual report to write on in, or a single report.
//!
//! The figures stand in real tables, the headings in real styles, and what is to be written is marked.
//! How it looks is `data/word/styles.xml`; what an annual report has under which heading is [`outline`].

mod chart;
mod cover;
mod figure;
mod outline;
mod package;
mod paragraph;
mod table;
mod text;
mod width;
mod xml;

use crate::message::Lang;
use crate::render::words::say;
use crate::render::{Document, RenderError, printable};

use package::{Part, PartKind, package, relation_id};
use text::Text;
use width::Page;
use xml::{Element, element};

/// How the pages look. The language it names is that of the document.
const STYLES: &str = include_str!("../../../data/word/styles.xml");
const SETTINGS: &str = include_str!("../../../data/word/settings.xml");
/// The language that the parts above name.
const LANGUAGE: &str = "sv-SE";

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document as a Word file (.docx): several reports as the annual report, with a cover, a table of
/// contents and headings for what is to be written; a single one as its table. Figures are set with
/// blanks that do not break and U+2212 for minus; the same document makes the same bytes.
///
/// # Errors
/// [`RenderError::Docx`] if the writer fails, which a write to memory does not.
pub fn docx(document: &Document) -> Result<Vec<u8>, RenderError> {
    let language = say(document.lang, LANGUAGE, "en-GB");
    let fixed = |kind, name: &str, part: &str| Part {
        name: name.to_owned(),
        kind,
        bytes: part.replace(LANGUAGE, language).into_bytes(),
    };
    let mut parts = vec![
        fixed(PartKind::Styles, "styles.xml", STYLES),
        fixed(PartKind::Settings, "settings.xml", SETTINGS),
    ];
    let mut footers = Vec::new();
    for (page, name) in [(Page::Portrait, "footer1.xml"), (Page::Landscape, "footer2.xml")] {
        footers.push(Footer { page, id: relation_id(parts.len()) });
        let bytes = cover::footer(document, page).part().map_err(zip::result::ZipError::from)?;
        parts.push(Part { name: name.to_owned(), kind: PartKind::Footer, bytes });
    }
    let is_report = document.is_annual;
    let mut text = Text::new(document.lang, parts.len());
    if is_report {
        text.annual(document);
    } else {
        text.single(document);
    }
    for (index, chart) in text.charts().iter().enumerate() {
        let bytes = chart.part().map_err(zip::result::ZipError::from)?;
        parts.push(Part { name: format!("charts/chart{}.xml", index + 1), kind: PartKind::Chart, bytes });
    }
    let body = element("w:body").holding_all(text.set(&footers, is_report));
    let whole = element("w:document").with("xmlns:w", WORDS).with("xmlns:r", RELATIONS).holding(body);
    Ok(package(&whole, &properties(document, language), &parts)?)
}

/// A footer that the pages of one kind have.
struct Footer {
    page: Page,
    id: String,
}

/// What the file says of itself. No day stands there: the file would be another every day.
fn properties(document: &Document, language: &str) -> Element {
    let title = format!("{} {}, {}", document.title, document.period, document.entity);
    element("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .holding(element("dc:title").saying(&printable(&title)))
        .holding(element("dc:creator").saying("ledger"))
        .holding(element("dc:language").saying(language))
        .holding(element("cp:lastModifiedBy").saying("ledger"))
}

/// Words that any document may have, in its language.
const fn of_page(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Sv => ["Sida", "av"],
        Lang::En => ["Page", "of"],
    }
}
