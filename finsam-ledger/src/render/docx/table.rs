//! A table of figures as a table of Word.

use crate::render::printable;
use crate::render::table::{Align, Cell, ColumnHead, Table, TableRow};
use crate::statement::RowKind;

use super::figure::{set, unbroken};
use super::paragraph::{Paragraph, bold, run};
use super::width::Fitted;
use super::xml::{Element, element, value};

/// How far lines stand in under their heading.
const INDENT: u32 = 170;
/// The room over a group.
const GROUP: u32 = 140;
/// A text longer than this may be broken at the end of a page: its row may be longer than one.
const WHOLE_MAX: usize = 400;

/// The table.
pub(super) fn drawn(table: &Table, fitted: &Fitted) -> Element {
    let grid = fitted.columns.iter().map(|width| element("w:gridCol").with("w:w", width));
    element("w:tbl")
        .holding(properties(table, fitted))
        .holding(element("w:tblGrid").holding_all(grid))
        .holding(heads(table, fitted))
        .holding_all(rows(table, fitted))
}

fn properties(table: &Table, fitted: &Fitted) -> Element {
    let width: u32 = fitted.columns.iter().sum();
    let look = element("w:tblLook")
        .with("w:val", "0020")
        .with("w:firstRow", 1)
        .with("w:lastRow", 0)
        .with("w:firstColumn", 0)
        .with("w:lastColumn", 0)
        .with("w:noHBand", 1)
        .with("w:noVBand", 1);
    element("w:tblPr")
        .holding(value("w:tblStyle", "LedgerTable"))
        .holding(element("w:tblW").with("w:w", width).with("w:type", "dxa"))
        .holding(element("w:tblLayout").with("w:type", "fixed"))
        .holding(look)
        .holding(value("w:tblCaption", printable(&table.title)))
        .holding(value(
            "w:tblDescription",
            format!("{}, {}, {}", printable(&table.title), printable(&table.period), table.unit_label),
        ))
}

/// The heads, which are repeated on every page. A column of words without one says the unit.
fn heads(table: &Table, fitted: &Fitted) -> Element {
    let unit_at = table.columns.iter().position(|head| head.label.is_empty());
    let cell = |(index, (head, width)): (usize, (&ColumnHead, &u32))| {
        let words = if unit_at == Some(index) {
            run(&capitalised(table.unit_label))
        } else {
            bold(&unbroken(&printable(&head.label)))
        };
        let paragraph = Paragraph::of(fitted.letters.style())
            .with_next(true)
            .at_end(head.align == Align::End)
            .holding([words]);
        cell(*width, 1, None).holding(paragraph.drawn())
    };
    let marks = element("w:trPr").holding(element("w:cantSplit")).holding(element("w:tblHeader"));
    let cells = table.columns.iter().zip(&fitted.columns).enumerate().map(cell);
    element("w:tr").holding(marks).holding_all(cells)
}

fn rows<'a>(table: &'a Table, fitted: &'a Fitted) -> impl Iterator<Item = Element> + 'a {
    let mut under_heading = false;
    table.rows.iter().enumerate().map(move |(index, row)| {
        let before = index.checked_sub(1).and_then(|index| table.rows.get(index)).map(|row| row.kind);
        let next = table.rows.get(index + 1).map(|row| row.kind);
        under_heading = match row.kind {
            RowKind::Heading => true,
            RowKind::Line | RowKind::Sum => under_heading,
            RowKind::Total => false,
        };
        let place = Place {
            room: if begins_group(before, row.kind) { GROUP } else { 0 },
            indent: if under_heading && row.kind == RowKind::Line { INDENT } else { 0 },
            with_next: next.is_some_and(|next| fitted.on_one_page || belongs_to_next(row.kind, next)),
        };
        drawn_row(table, row, &place, fitted)
    })
}

/// A group is set off from what stands above it; a sum belongs to what it sums.
const fn begins_group(before: Option<RowKind>, row: RowKind) -> bool {
    match before {
        Some(RowKind::Total) => true,
        Some(RowKind::Sum) => matches!(row, RowKind::Heading | RowKind::Line),
        Some(RowKind::Line) => matches!(row, RowKind::Heading),
        Some(RowKind::Heading) | None => false,
    }
}

/// A heading does not stand alone at the foot of a page, nor a sum at the head of one.
const fn belongs_to_next(row: RowKind, next: RowKind) -> bool {
    matches!(row, RowKind::Heading) || matches!(next, RowKind::Sum | RowKind::Total)
}

/// Where a row stands among the others.
struct Place {
    room: u32,
    indent: u32,
    with_next: bool,
}

fn drawn_row(table: &Table, row: &TableRow, place: &Place, fitted: &Fitted) -> Element {
    let texts: Vec<String> = row.cells.iter().map(|cell| set(cell, table.unit)).collect();
    let whole = texts.iter().all(|text| text.chars().count() <= WHOLE_MAX);
    let marks = element("w:trPr").holding_all(whole.then(|| element("w:cantSplit")));
    let mut drawn = element("w:tr").holding(marks);
    let mut at = 0;
    while let (Some(head), Some(text)) = (table.columns.get(at), texts.get(at)) {
        // A label whose account is missing begins where accounts do.
        let span = if at == 0 { leading_span(&row.cells) } else { 1 };
        let text = if span > 1 { texts.get(span - 1).unwrap_or(text) } else { text };
        let width = fitted.columns.iter().skip(at).take(span).sum();
        let words = if row.kind == RowKind::Line { run(text) } else { bold(text) };
        let paragraph = Paragraph::of(fitted.letters.style())
            .with_next(place.with_next)
            .below(place.room)
            .standing_in(if at == 0 { place.indent } else { 0 })
            .at_end(head.align == Align::End)
            .holding((!text.is_empty()).then_some(words));
        let rules = if head.align == Align::End { rules(row.kind) } else { None };
        drawn = drawn.holding(cell(width, span, rules).holding(paragraph.drawn()));
        at += span;
    }
    drawn
}

/// How many columns the first words of a row take: those before them that are empty, and their own.
fn leading_span(cells: &[Cell]) -> usize {
    let empty = cells.iter().take_while(|cell| **cell == Cell::Empty).count();
    match cells.get(empty) {
        Some(Cell::Text(_)) => empty + 1,
        _ => 1,
    }
}

/// What stands over a sum, and over and under a total.
fn rules(kind: RowKind) -> Option<Element> {
    let rule = |name, kind: &str, size: u32| {
        let rule = value(name, kind).with("w:sz", size).with("w:space", 0);
        rule.with("w:color", "auto")
    };
    let over = || rule("w:top", "single", 6);
    match kind {
        RowKind::Heading | RowKind::Line => None,
        RowKind::Sum => Some(element("w:tcBorders").holding(over())),
        RowKind::Total => Some(element("w:tcBorders").holding(over()).holding(rule("w:bottom", "double", 6))),
    }
}

fn cell(width: u32, span: usize, rules: Option<Element>) -> Element {
    let spanning = (span > 1).then(|| value("w:gridSpan", span));
    element("w:tc").holding(
        element("w:tcPr")
            .holding(element("w:tcW").with("w:w", width).with("w:type", "dxa"))
            .holding_all(spanning)
            .holding_all(rules),
    )
}

/// The text with a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
