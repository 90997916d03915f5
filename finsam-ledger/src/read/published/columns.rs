//! A table's lines as columns and rows: which column is the label, the key, the notes, and which hold
//! figures.

use super::CELLS_MAX;
use super::blocks::Block;
use super::document::{Document, Line, short};
use super::draft::{CellKind, Draft, DraftCell, DraftColumn, DraftRow, RowMark};
use super::figure::is_figure;
use super::heading::{Heading, Holds, heading};
use super::key::{is_code, split_key};
use super::name::{is_note_number, note_of_title};
use crate::finding::{Fact, Finding, PublishedLimit, PublishedPart};

/// The table that the lines of a block make; none, with a finding, if it has more cells than are left.
pub(super) fn draft(
    document: &Document,
    block: Block<'_>,
    cells: &mut usize,
    findings: &mut Vec<Finding>,
) -> Option<Draft> {
    let roles = Roles::of(&block);
    *cells += block.lines.len().saturating_mul(roles.figures.len());
    let first = block.lines.first()?;
    if *cells > CELLS_MAX {
        let (limit, most) = (PublishedLimit::Cells, CELLS_MAX as u64);
        findings.push(document.finding(first, None, Fact::PublishedTooLarge { limit, most }));
        return None;
    }
    for index in &roles.words {
        let heading = block.header.get(*index).cloned().unwrap_or_default();
        findings.push(document.finding(
            first,
            None,
            Fact::PublishedColumnOfWords { heading: short(&heading) },
        ));
    }
    let column = |index: &usize| {
        let text = block.header.get(*index).cloned().unwrap_or_default();
        DraftColumn { heading: heading(&text), text }
    };
    let columns = roles.figures.iter().map(column).collect();
    let rows = block.lines.iter().map(|line| roles.row(document, line, findings)).collect();
    Some(Draft { name: block.name, columns, rows })
}

/// What each column of a block is.
#[derive(Debug, Default)]
struct Roles {
    label: usize,
    key: Option<usize>,
    note: Option<usize>,
    figures: Vec<usize>,
    /// Headed columns of words that nothing says to be such.
    words: Vec<usize>,
    /// Columns without a heading in a table with headings, where figures belong to nothing.
    strays: Vec<usize>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    figures: usize,
    words: usize,
    codes: usize,
    notes: usize,
}

impl Seen {
    fn of(block: &Block<'_>, column: usize) -> Self {
        let mut seen = Self::default();
        for text in block.lines.iter().map(|line| line.text(column)).filter(|text| !text.is_empty()) {
            let is_number = is_figure(text);
            seen.figures += usize::from(is_number);
            seen.words += usize::from(!is_number);
            seen.codes += usize::from(is_code(text));
            seen.notes += usize::from(is_note(text));
        }
        seen
    }

    fn all(self) -> usize {
        self.figures + self.words
    }
}

/// A reference to a note: `2`, `Not 2`, `1, 3`.
fn is_note(text: &str) -> bool {
    let is_one = |part: &str| {
        is_note_number(part.trim()) || note_of_title(part.trim()).is_some_and(|(_, rest)| rest.is_empty())
    };
    text.split([',', '/']).all(is_one)
}

impl Roles {
    fn of(block: &Block<'_>) -> Self {
        let width =
            block.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default().max(block.header.len());
        let columns: Vec<(Heading, &str, Seen)> = (0..width)
            .map(|index| {
                let text = block.header.get(index).map_or("", String::as_str);
                (heading(text), text, Seen::of(block, index))
            })
            .collect();
        let is_headed = columns.iter().skip(1).any(|(_, text, _)| !text.is_empty());
        let holding =
            |holds| columns.iter().position(|(heading, text, _)| !text.is_empty() && heading.holds == holds);
        let leans = |index: usize| block.leaning.contains(&index);
        let mut roles = Self { key: holding(Holds::Keys), note: holding(Holds::Notes), ..Self::default() };
        let is_words = |(index, (_, text, seen)): &(usize, &(Heading, &str, Seen))| {
            let may_be = text.is_empty() || *index == 0 || leans(*index);
            Some(*index) != roles.key && Some(*index) != roles.note && may_be && seen.words > seen.figures
        };
        roles.label = holding(Holds::Labels)
            .filter(|index| columns.get(*index).is_some_and(|(_, _, seen)| seen.words > 0))
            .or_else(|| columns.iter().enumerate().find(is_words).map(|(index, _)| index))
            .or_else(|| {
                let is_free = |index: &usize| Some(*index) != roles.key && Some(*index) != roles.note;
                (0..width)
                    .filter(is_free)
                    .find(|index| columns.get(*index).is_some_and(|(_, text, _)| text.is_empty()))
            })
            .or(roles.key)
            .or(roles.note)
            .unwrap_or_default();
        // Where nothing else is the label, what stands under `Konto` or `Not` is.
        roles.key = roles.key.filter(|key| *key != roles.label);
        roles.note = roles.note.filter(|note| *note != roles.label);
        for (index, (heading, text, seen)) in columns.iter().enumerate() {
            let is_taken = index == roles.label || Some(index) == roles.key || Some(index) == roles.note;
            if is_taken {
                continue;
            }
            if index < roles.label && roles.key.is_none() && seen.codes > 0 && seen.codes == seen.all() {
                roles.key = Some(index);
            } else if text.is_empty() && is_headed {
                let before_figures = roles.figures.is_empty();
                if before_figures && roles.note.is_none() && seen.notes > 0 && seen.notes == seen.all() {
                    roles.note = Some(index);
                } else if seen.all() > 0 {
                    roles.strays.push(index);
                }
            } else if seen.figures == 0 && seen.words > 0 {
                // A share such as `1/2` is words that everybody knows.
                if !matches!(heading.holds, Holds::Shares | Holds::Labels | Holds::Keys | Holds::Notes) {
                    roles.words.push(index);
                }
            } else if !text.is_empty() || seen.figures > 0 {
                roles.figures.push(index);
            }
        }
        roles
    }

    fn row(&self, document: &Document, line: &Line, findings: &mut Vec<Finding>) -> DraftRow {
        let text = |index: Option<usize>| index.map_or("", |index| line.text(index));
        let (mut key, mut label) = (text(self.key), line.text(self.label));
        if label.is_empty() && !is_code(key) {
            (key, label) = ("", key);
        }
        if key.is_empty()
            && let Some((code, rest)) = split_key(label)
        {
            (key, label) = (code, rest);
        }
        if key.is_empty() {
            key = text(self.note);
        }
        for index in self.strays.iter().copied().filter(|index| !line.text(*index).is_empty()) {
            let text = short(line.text(index));
            let fact = Fact::PublishedFigureStray { text, part: PublishedPart::Column };
            findings.push(document.finding(line, Some(index), fact));
        }
        let cell = |index: &usize| {
            let cell = line.cells.get(*index).filter(|cell| !cell.text.is_empty())?;
            let place = document.place(line, Some(*index));
            let kind = if cell.is_number { CellKind::Binary } else { CellKind::Plain };
            Some(DraftCell { text: cell.text.clone(), place, kind })
        };
        let cells: Vec<_> = self.figures.iter().map(cell).collect();
        let is_bold = line.cells.iter().any(|cell| cell.is_bold);
        let mark = if is_bold { RowMark::Bold } else { RowMark::Unmarked };
        DraftRow {
            key: key.to_owned(),
            label: label.to_owned(),
            mark,
            place: document.place(line, None),
            cells,
        }
    }
}
