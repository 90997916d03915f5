//! What stands around the text: cover, table of contents, footers and pages.

use crate::message::Lang;
use crate::render::words::say;
use crate::render::{Document, Remark, printable};

use super::paragraph::{Paragraph, field, field_mark, run, tab};
use super::width::{MARGIN, Page};
use super::xml::{Element, element, value};
use super::{Footer, RELATIONS, WORDS, of_page};

/// How much of the book's hash a footer has; the cover has all of it.
const SEAL_SHOWN: usize = 16;
/// How far from the edge of the page its footer stands.
const FOOTER: u32 = 624;

/// A heading that the table of contents has.
pub(super) struct Listed {
    pub(super) level: usize,
    pub(super) words: String,
    pub(super) bookmark: String,
}

/// What it is, and whose.
pub(super) fn cover(document: &Document) -> Vec<Element> {
    let title = format!("{} {}", document.title, document.period);
    let mut drawn = vec![
        Paragraph::saying("CoverTitle", &printable(&title)).drawn(),
        Paragraph::saying("CoverText", &printable(&document.entity)).drawn(),
    ];
    if let Some(number) = &document.organisation_number {
        let word = say(document.lang, "Organisationsnummer", "Organisation number");
        drawn.push(Paragraph::saying("CoverText", &format!("{word} {}", printable(number))).drawn());
    }
    if let Some(seal) = &document.seal {
        let from = say(
            document.lang,
            "Siffrorna kommer ur boken med kontrollsumman",
            "The figures come from the book with the checksum",
        );
        drawn.push(Paragraph::saying("FootnoteText", &format!("{from} {seal}.")).below(480).drawn());
    }
    drawn
}

/// The table of contents (innehållsförteckning): a field, with what it comes to but for the numbers of
/// the pages, which are not known before the text is.
pub(super) fn contents(headings: &[Listed], lang: Lang) -> Vec<Element> {
    let shown: Vec<&Listed> = headings.iter().filter(|heading| heading.level <= 2).collect();
    let mut lines = vec![Paragraph::saying("TOCHeading", say(lang, "Innehåll", "Contents")).drawn()];
    for (index, heading) in shown.iter().enumerate() {
        let begins = [
            field_mark("begin"),
            element("w:r").holding(
                element("w:instrText").with("xml:space", "preserve").saying(" TOC \\o \"1-2\" \\h \\z \\u "),
            ),
            field_mark("separate"),
        ];
        let link = element("w:hyperlink")
            .with("w:anchor", &heading.bookmark)
            .with("w:history", 1)
            .holding(run(&heading.words));
        let style = if heading.level == 1 { "TOC1" } else { "TOC2" };
        let paragraph = Paragraph::of(style)
            .holding((index == 0).then_some(begins).into_iter().flatten())
            .holding([link])
            .holding((index + 1 == shown.len()).then(|| field_mark("end")));
        lines.push(paragraph.drawn());
    }
    let kind = element("w:docPartObj")
        .holding(value("w:docPartGallery", "Table of Contents"))
        .holding(element("w:docPartUnique"));
    let control = element("w:sdt")
        .holding(element("w:sdtPr").holding(kind))
        .holding(element("w:sdtContent").holding_all(lines));
    let advice = say(
        lang,
        "Sidnumren kommer när förteckningen uppdateras: ställ markören i den och tryck F9.",
        "The page numbers come when the contents are updated: put the cursor there and press F9.",
    );
    vec![control, write_here(advice, 0)]
}

/// What is wrong with the books or doubtful: to be put right, and taken out, before the report goes on.
pub(super) fn remarks(document: &Document) -> Vec<Element> {
    if document.remarks.is_empty() {
        return Vec::new();
    }
    let words = say(
        document.lang,
        "Att reda ut i böckerna innan årsredovisningen lämnas",
        "To be settled in the books before the report is handed over",
    );
    let line = |remark: &Remark| {
        let text = format!("{} {}", remark.code, remark.text);
        Paragraph::saying("FootnoteText", &printable(&text)).drawn()
    };
    let heading = Paragraph::saying("Caption", words).below(480).drawn();
    std::iter::once(heading).chain(document.remarks.iter().map(line)).collect()
}

/// A line that is to be written over: it goes when somebody types in it.
pub(super) fn write_here(hint: &str, index: usize) -> Element {
    let properties = element("w:sdtPr")
        .holding(value("w:tag", "skriv"))
        .holding(value("w:id", 1_000_000 + index))
        .holding(element("w:temporary"))
        .holding(element("w:showingPlcHdr"))
        .holding(element("w:richText"));
    let words = super::paragraph::styled(hint, value("w:rStyle", "WriteHere"));
    let line = Paragraph::of("Normal").holding([words]).drawn();
    element("w:sdt").holding(properties).holding(element("w:sdtContent").holding(line))
}

/// Whose figures, of when, in what and from which book, and the number of the page.
pub(super) fn footer(document: &Document, page: Page) -> Element {
    let [page_word, of] = of_page(document.lang);
    let whose = format!("{} · {} {}", document.entity, document.title, document.period);
    let units = units(document);
    let seal = document.seal.as_deref().map(|seal| {
        let shown: String = seal.chars().take(SEAL_SHOWN).collect();
        format!("{} {shown}", say(document.lang, "Kontrollsumma", "Checksum"))
    });
    let stop = value("w:tab", "right").with("w:pos", page.room());
    let line = |left: &str, right: Vec<Element>, over: bool| {
        let rule = value("w:top", "single").with("w:sz", 4).with("w:space", 6).with("w:color", "8496A5");
        let properties = element("w:pPr")
            .holding(value("w:pStyle", "Footer"))
            .holding_all(over.then(|| element("w:pBdr").holding(rule)))
            .holding(element("w:tabs").holding(stop.clone()));
        element("w:p").holding(properties).holding(run(&printable(left))).holding(tab()).holding_all(right)
    };
    let mut number = vec![run(&format!("{page_word} "))];
    number.extend(field("PAGE", "1"));
    number.push(run(&format!(" {of} ")));
    number.extend(field("NUMPAGES", "1"));
    element("w:ftr")
        .with("xmlns:w", WORDS)
        .with("xmlns:r", RELATIONS)
        .holding(line(&whose, number, true))
        .holding(line(&units, seal.iter().map(|seal| run(seal)).collect(), false))
}

/// The unit of the figures, or that the tables say theirs.
fn units(document: &Document) -> String {
    let mut units = document.sections.iter().map(|section| section.table.unit_label);
    let first = units.next().unwrap_or_default();
    if units.all(|unit| unit == first) {
        return super::table::capitalised(first);
    }
    say(document.lang, "Belopp i den enhet som står i tabellen", "Amounts in the unit that the table names")
        .to_owned()
}

/// The pages of a stretch of text.
pub(super) fn pages(page: Page, footers: &[Footer], with_cover: bool) -> Element {
    let [width, height] = page.size();
    let footer = footers
        .iter()
        .find(|footer| footer.page == page)
        .map(|footer| element("w:footerReference").with("w:type", "default").with("r:id", &footer.id));
    let mut size = element("w:pgSz").with("w:w", width).with("w:h", height);
    if page == Page::Landscape {
        size = size.with("w:orient", "landscape");
    }
    let margins = ["w:top", "w:right", "w:bottom", "w:left"]
        .into_iter()
        .fold(element("w:pgMar"), |margins, side| margins.with(side, MARGIN))
        .with("w:header", FOOTER)
        .with("w:footer", FOOTER)
        .with("w:gutter", 0);
    element("w:sectPr")
        .holding_all(footer)
        .holding(value("w:type", "nextPage"))
        .holding(size)
        .holding(margins)
        .holding_all(with_cover.then(|| element("w:titlePg")))
}
