//! The sheets of a workbook as lines of cells.

use std::sync::Arc;

use super::document::{Cell, Document, Line};
use crate::finding::{Fact, Finding, Place};
use crate::read::text::Decoder;
use crate::read::text_encoding::TextEncoding;
use crate::read::xlsx::{CellKind, Row, Workbook, WorkbookFault};

/// The sheets that can be seen, each with its name; what cannot be read of them is told.
pub(super) fn documents(
    file: &Arc<str>,
    bytes: Vec<u8>,
    findings: &mut Vec<Finding>,
) -> Vec<(Arc<str>, Document)> {
    let mut documents = Vec::new();
    if let Err(fault) = read(file, bytes, &mut documents, findings) {
        findings.push(Finding::at(Place::file(file), fault.fact()));
    }
    documents
}

fn read(
    file: &Arc<str>,
    bytes: Vec<u8>,
    documents: &mut Vec<(Arc<str>, Document)>,
    findings: &mut Vec<Finding>,
) -> Result<(), WorkbookFault> {
    let mut workbook = Workbook::open(bytes)?;
    for number in workbook.candidates(None)? {
        let Some(name) = workbook.sheets().get(number).map(|sheet| Arc::clone(&sheet.name)) else { continue };
        let mut document = Document::new(file, Some(&name), Decoder::new(TextEncoding::Utf8));
        let mut rows = workbook.rows(number)?;
        let mut next = 1;
        while let Some(row) = rows.next()? {
            let number = u64::from(row.number);
            let (line, wrong) = line(&row, number > next);
            next = number + 1;
            findings.extend(wrong.into_iter().map(|(cell, fact)| document.finding(&line, Some(cell), fact)));
            if let Err(fact) = document.push(line) {
                findings.push(Finding::at(Place::file(file), fact));
                return Ok(());
            }
        }
        documents.push((name, document));
    }
    Ok(())
}

/// A row as a line, and the cells of it that hold no value.
fn line(row: &Row<'_>, after_gap: bool) -> (Line, Vec<(usize, Fact)>) {
    let mut line = Line { number: row.number.into(), raw: row.text.to_vec(), after_gap, ..Line::default() };
    let mut wrong = Vec::new();
    let mut start = 0;
    for index in 0..row.len() {
        let (field, kind) = (row.field(index), row.kind(index));
        let mut text = String::from_utf8_lossy(field).trim().to_owned();
        let fact = match kind {
            CellKind::Error | CellKind::NewError => {
                Some(Fact::CellError { error: std::mem::take(&mut text) })
            }
            CellKind::Formula => Some(Fact::FormulaWithoutValue),
            _ => None,
        };
        wrong.extend(fact.map(|fact| (index, fact)));
        let is_number = kind == CellKind::Number;
        line.cells.push(Cell { text, span: (start, field.len()), is_bold: false, is_number });
        start += field.len() + Row::GAP;
    }
    (line, wrong)
}
