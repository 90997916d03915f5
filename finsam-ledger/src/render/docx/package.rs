//! The parts of a Word file, as one archive: the same bytes each time, for nothing in it has a clock.

use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{Element, element};

/// What the kinds of parts and relations are named under.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument";

/// A part of the file.
pub(super) struct Part {
    /// Its place, from the folder `word`: `styles.xml`.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: PartKind,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// What a part is to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Chart,
    Footer,
    Settings,
    Styles,
}

impl PartKind {
    const fn relation(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Footer => "footer",
            Self::Settings => "settings",
            Self::Styles => "styles",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Chart => "drawingml.chart+xml",
            Self::Footer => "wordprocessingml.footer+xml",
            Self::Settings => "wordprocessingml.settings+xml",
            Self::Styles => "wordprocessingml.styles+xml",
        }
    }
}

/// What the text calls the part of this index by.
pub(super) fn relation_id(index: usize) -> String {
    format!("rId{}", index + 1)
}

/// The archive of a text, its properties and its other parts.
pub(super) fn package(document: &Element, properties: &Element, parts: &[Part]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), ZipError> {
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    add("[Content_Types].xml", &content_types(parts).part()?)?;
    add("_rels/.rels", &relations_of_package().part()?)?;
    add("docProps/core.xml", &properties.part()?)?;
    add("word/document.xml", &document.part()?)?;
    add("word/_rels/document.xml.rels", &relations_of(parts).part()?)?;
    for part in parts {
        add(&format!("word/{}", part.name), &part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(parts: &[Part]) -> Element {
    let by_extension = |extension: &str, kind: &str| {
        element("Default").with("Extension", extension).with("ContentType", kind)
    };
    let by_name =
        |name: &str, kind: &str| element("Override").with("PartName", name).with("ContentType", kind);
    element("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .holding(by_extension("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .holding(by_extension("xml", "application/xml"))
        .holding(by_name("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        .holding(by_name("/word/document.xml", &format!("{TYPES}.wordprocessingml.document.main+xml")))
        .holding_all(parts.iter().map(|part| {
            by_name(&format!("/word/{}", part.name), &format!("{TYPES}.{}", part.kind.content_type()))
        }))
}

fn relations_of_package() -> Element {
    relations([
        (format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned()),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml".to_owned()),
    ])
}

fn relations_of(parts: &[Part]) -> Element {
    relations(parts.iter().map(|part| (format!("{OFFICE}/{}", part.kind.relation()), part.name.clone())))
}

fn relations(targets: impl IntoIterator<Item = (String, String)>) -> Element {
    let relation = |(index, (kind, target)): (usize, (String, String))| {
        let relation = element("Relationship").with("Id", relation_id(index));
        relation.with("Type", kind).with("Target", target)
    };
    element("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .holding_all(targets.into_iter().enumerate().map(relation))
}
