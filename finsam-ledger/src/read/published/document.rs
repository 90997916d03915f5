//! A document as lines of cells, each with its place.

use std::sync::Arc;

use super::LINES_MAX;
use crate::finding::{Fact, Finding, Place, PublishedLimit};
use crate::read::text::{self, Decoder, Stretch};

/// The cells that a document is read with, words and blank ones too.
const DOCUMENT_CELLS_MAX: usize = 1_000_000;
/// The cells of a line.
const COLUMNS_MAX: usize = 1_000;

/// A text for a finding: as it stands, unless it is so long that it is no name and no figure.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// The lines of a text, or of a sheet.
#[derive(Debug)]
pub(super) struct Document {
    file: Arc<str>,
    sheet: Option<Arc<str>>,
    decoder: Decoder,
    cells: usize,
    /// What of it holds something, in its order.
    pub(super) lines: Vec<Line>,
}

/// A line, or a record of several.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its number, from 1; in a sheet the row.
    pub(super) number: u64,
    /// Its bytes.
    pub(super) raw: Vec<u8>,
    /// What stands on it.
    pub(super) cells: Vec<Cell>,
    /// What it is by its form.
    pub(super) shape: Shape,
    /// Whether a blank line stands above it.
    pub(super) after_gap: bool,
}

/// What a line is by its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Cells of a table.
    #[default]
    Cells,
    /// A heading.
    Title {
        /// How deep it lies below others.
        level: usize,
    },
    /// What rules off a header row.
    Ruler,
    /// Words of which none is a cell.
    Prose,
}

/// A cell of a line.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Its text, without blanks around it.
    pub(super) text: String,
    /// Where it stands in the bytes of its line, and how many of them it takes.
    pub(super) span: (usize, usize),
    /// Whether it is bold.
    pub(super) is_bold: bool,
    /// Whether it is a number and no text that looks like one.
    pub(super) is_number: bool,
}

impl Document {
    pub(super) fn new(file: &Arc<str>, sheet: Option<&Arc<str>>, decoder: Decoder) -> Self {
        Self { file: Arc::clone(file), sheet: sheet.map(Arc::clone), decoder, cells: 0, lines: Vec::new() }
    }

    /// Takes in the next line. A document with more than any report has is emptied.
    ///
    /// # Errors
    /// The fact about it; nothing more is to be read then.
    pub(super) fn push(&mut self, line: Line) -> Result<(), Fact> {
        self.cells += line.cells.len();
        let (limit, most) = if line.cells.len() > COLUMNS_MAX || self.cells > DOCUMENT_CELLS_MAX {
            (PublishedLimit::Cells, DOCUMENT_CELLS_MAX as u64)
        } else if self.lines.len() >= LINES_MAX {
            (PublishedLimit::Lines, LINES_MAX as u64)
        } else {
            self.lines.push(line);
            return Ok(());
        };
        self.lines = Vec::new();
        Err(Fact::PublishedTooLarge { limit, most })
    }

    /// Where a line stands, or one of its cells, counted from 0.
    pub(super) fn place(&self, line: &Line, cell: Option<usize>) -> Place {
        let span = cell.and_then(|cell| line.cells.get(cell)).map(|cell| cell.span);
        let stretch = Stretch { line: line.number, raw: &line.raw };
        let place = text::place(&self.file, stretch, span, self.decoder);
        let field = cell.and_then(|cell| u32::try_from(cell + 1).ok());
        Place { sheet: self.sheet.clone(), field, ..place }
    }

    /// The text of a field; what is no text in the encoding of the file is told.
    pub(super) fn text(&mut self, bytes: &[u8]) -> (String, Option<Fact>) {
        match self.decoder.text(bytes) {
            Ok(text) => (text.trim().to_owned(), None),
            Err(_) => (self.decoder.lossy(bytes).trim().to_owned(), Some(Fact::TextUndecodable)),
        }
    }

    /// A finding about a line or one of its cells.
    pub(super) fn finding(&self, line: &Line, cell: Option<usize>, fact: Fact) -> Finding {
        Finding::at(self.place(line, cell), fact)
    }
}

impl Line {
    /// The text of a cell, empty if there is none.
    pub(super) fn text(&self, cell: usize) -> &str {
        self.cells.get(cell).map_or("", |cell| cell.text.as_str())
    }

    /// The cells that hold something, each with its column.
    pub(super) fn written(&self) -> impl Iterator<Item = (usize, &str)> {
        let texts = self.cells.iter().enumerate().map(|(index, cell)| (index, cell.text.as_str()));
        texts.filter(|(_, text)| !text.is_empty())
    }

    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }
}
