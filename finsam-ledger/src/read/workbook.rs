//! Workbooks, read as the tables of text that their sheets are.
//!
//! A sheet is handed to the reader of tables as lines with a tab between two cells, row for row,
//! so that all that is known of tables (header rows below letterheads, groups, totals, dialects)
//! holds of sheets too. Numbers and dates have one reading only: see [`xlsx`](super::xlsx).

use std::io;
use std::sync::Arc;

use super::cell::{DecimalMark, NumberEvidence};
use super::csv;
use super::intake::Intake;
use super::outcome::{FileRead, ReadError};
use super::xlsx::{CellKind, Row, Rows, Workbook, WorkbookFault, best, read_all};
use crate::finding::{Fact, Finding, Place};

/// The rows in which a sheet's header row and its style of writing numbers are looked for.
const FIRST_ROWS: usize = 200;

/// Whether the file starts as a workbook does.
pub(super) fn is_workbook(first_bytes: &[u8]) -> bool {
    first_bytes.starts_with(b"PK\x03\x04")
}

/// Reads a workbook that the user calls `name`; what it holds goes to the intake.
pub(super) fn read(name: &str, input: impl io::Read, intake: &mut Intake) -> Result<FileRead, ReadError> {
    let bytes = read_all(input).map_err(|source| ReadError::Io { file: name.into(), source })?;
    let refused = |fact, intake: &mut Intake| {
        let file = FileRead::new(name);
        intake.note(Finding::at(Place::file(&file.name), fact));
        Ok(file)
    };
    let sheet = intake.profile.sheet.clone();
    let (mut workbook, number) = match sheet_of(bytes, sheet.as_deref(), intake) {
        Ok(found) => found,
        Err(fact) => return refused(fact, intake),
    };
    let Some(sheet) = workbook.sheets().get(number).map(|sheet| Arc::clone(&sheet.name)) else {
        return refused(Fact::FileEmpty, intake);
    };
    let style = match style(&mut workbook, number) {
        Ok(style) => style,
        Err(fault) => return refused(fault.fact(), intake),
    };
    let rows = match workbook.rows(number) {
        Ok(rows) => rows,
        Err(fault) => return refused(fault.fact(), intake),
    };
    let mut lines = Lines::of(rows, style);
    let (mut file, columns) = csv::read_sheet(name, &mut lines, intake)?;
    for Flaw { line, column, fact, is_placed } in lines.flaws {
        // What a column says that is not read harms nothing.
        let is_read = columns.as_ref().is_none_or(|columns| columns.contains(&column));
        if is_read || !is_placed {
            let field = u32::try_from(column + 1).ok();
            intake.note(Finding::at(Place { line, field, ..Place::file(&file.name) }, fact));
        }
    }
    if let Some(fault) = lines.fault {
        intake.note(Finding::at(Place::file(&file.name), fault.fact()));
    }
    file.sheet = Some(sheet);
    Ok(file)
}

/// The workbook, and the number of the sheet to read: the one that is named, else the one with
/// the best header row.
fn sheet_of(bytes: Vec<u8>, named: Option<&str>, intake: &Intake) -> Result<(Workbook, usize), Fact> {
    let mut workbook = Workbook::open(bytes).map_err(WorkbookFault::fact)?;
    let candidates = workbook.candidates(named).map_err(WorkbookFault::fact)?;
    if let [only] = candidates[..] {
        return Ok((workbook, only));
    }
    let mut scores = Vec::new();
    for sheet in &candidates {
        let mut rows = workbook.rows(*sheet).map_err(WorkbookFault::fact)?;
        let mut score = 0;
        for _ in 0..FIRST_ROWS {
            let Some(row) = rows.next().map_err(WorkbookFault::fact)? else { break };
            score = score.max(csv::recognised(intake, &texts(&row)));
        }
        scores.push((*sheet, score));
    }
    match best(&scores) {
        Ok(Some(sheet)) => Ok((workbook, sheet)),
        // Without any header row that is known, the first sheet's is shown as the unknown one.
        Ok(None) => candidates.first().map(|first| (workbook, *first)).ok_or(Fact::FileEmpty),
        Err(alike) => {
            let name = |sheet: &usize| Some(workbook.sheets().get(*sheet)?.name.as_ref().to_owned());
            Err(Fact::SheetsAlike { sheets: alike.iter().filter_map(name).collect() })
        }
    }
}

fn texts(row: &Row<'_>) -> Vec<String> {
    (0..row.len()).map(|index| String::from_utf8_lossy(row.field(index)).into_owned()).collect()
}

/// How the lines of a sheet are written.
#[derive(Clone, Copy, Debug)]
struct LineStyle {
    /// The decimal mark of the numbers that the sheet holds as text; real numbers are written with
    /// the same, so that they do not stand against them.
    decimal_mark: u8,
    /// The fields of every line: a sheet leaves out the empty cells at the end of a row.
    width: usize,
}

fn style(workbook: &mut Workbook, sheet: usize) -> Result<LineStyle, WorkbookFault> {
    let mut evidence = NumberEvidence::default();
    let mut width = 0;
    let mut rows = workbook.rows(sheet)?;
    for _ in 0..FIRST_ROWS {
        let Some(row) = rows.next()? else { break };
        width = width.max(row.len());
        (0..row.len())
            .filter(|index| row.kind(*index) == CellKind::Text)
            .for_each(|index| evidence.see(row.field(index)));
    }
    let has_commas = evidence.style().decimal_mark == Some(DecimalMark::Comma);
    Ok(LineStyle { decimal_mark: if has_commas { b',' } else { b'.' }, width })
}

/// What is wrong with a cell.
struct Flaw {
    line: u64,
    /// Counted from 0.
    column: usize,
    fact: Fact,
    /// Whether the column is certain.
    is_placed: bool,
}

/// The rows of a sheet as lines of text; empty rows are empty lines, so that a line's number is
/// its row's.
struct Lines<'a> {
    rows: Rows<'a>,
    style: LineStyle,
    line: Vec<u8>,
    /// How much of the line has been read.
    read: usize,
    /// The row that the line ends with.
    row: u32,
    flaws: Vec<Flaw>,
    /// Why the sheet cannot be read to its end.
    fault: Option<WorkbookFault>,
}

impl<'a> Lines<'a> {
    fn of(rows: Rows<'a>, style: LineStyle) -> Self {
        Self { rows, style, line: Vec::new(), read: 0, row: 0, flaws: Vec::new(), fault: None }
    }

    /// Writes the next row, with the empty ones before it; nothing at the end.
    fn next_line(&mut self) {
        self.line.clear();
        self.read = 0;
        let row = match self.rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return,
            Err(fault) => {
                self.fault = Some(fault);
                return;
            }
        };
        let before = row.number.saturating_sub(self.row).saturating_sub(1);
        self.line.extend(std::iter::repeat_n(b'\n', usize::try_from(before).unwrap_or_default()));
        for index in 0..row.len() {
            if index > 0 {
                self.line.push(b'\t');
            }
            let (field, kind) = (row.field(index), row.kind(index));
            let fact = match kind {
                CellKind::Error | CellKind::NewError => {
                    Some(Fact::CellError { error: String::from_utf8_lossy(field).into_owned() })
                }
                CellKind::Formula => Some(Fact::FormulaWithoutValue),
                _ => None,
            };
            let (line, is_placed) = (row.number.into(), kind != CellKind::NewError);
            self.flaws.extend(fact.map(|fact| Flaw { line, column: index, fact, is_placed }));
            write_field(field, kind, self.style.decimal_mark, &mut self.line);
        }
        let missing = self.style.width.saturating_sub(row.len());
        self.line.extend(std::iter::repeat_n(b'\t', missing));
        self.line.push(b'\n');
        self.row = row.number;
    }
}

/// Writes a cell as a field; what would end the field or the line stands in quotation marks.
fn write_field(field: &[u8], kind: CellKind, decimal_mark: u8, line: &mut Vec<u8>) {
    if kind == CellKind::Number {
        line.extend(field.iter().map(|byte| if *byte == b'.' { decimal_mark } else { *byte }));
    } else if memchr::memchr3(b'"', b'\n', b'\r', field).is_some() {
        line.push(b'"');
        for byte in field {
            if *byte == b'"' {
                line.push(b'"');
            }
            line.push(*byte);
        }
        line.push(b'"');
    } else {
        line.extend_from_slice(field);
    }
}

impl io::Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.line.len() && self.fault.is_none() {
            self.next_line();
        }
        let rest = self.line.get(self.read..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.read += length;
        Ok(length)
    }
}
