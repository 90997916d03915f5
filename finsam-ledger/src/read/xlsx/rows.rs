//! The rows of a sheet, one after the other, each as one text with its fields.

use std::fmt::{Display, Write};
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, XlsxCellReader, XlsxError};
use chrono::NaiveDate;

use super::number::write_number;
use super::{COLUMNS_MAX, ROW_BYTES_MAX, WorkbookFault};
use crate::finding::WorkbookLimit;

/// What parts the fields in a row's text.
const BETWEEN: char = '\t';

/// What a cell is, beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Nothing.
    #[default]
    Empty,
    /// Text, to be read as any text: its column settles what `1.250` means.
    Text,
    /// A number: its decimal mark is the point, whatever the column shows.
    Number,
    /// A date: `2024-01-05`, or with its time `2024-01-05 13:45:00`.
    Date,
    /// `TRUE` or `FALSE`.
    Truth,
    /// An error: `#REF!`.
    Error,
    /// An error that the reader of sheets does not know, such as `#SPILL!`: it stands in this
    /// column, or in one of the blank ones behind it.
    NewError,
    /// A formula without the value it had; its text is empty.
    Formula,
}

/// One row that holds something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Its number in the sheet, from 1.
    pub(crate) number: u32,
    /// The fields' content, one after the other, one tab between two.
    pub(crate) text: &'a [u8],
    /// Where each field ends in `text`, from the first column to the last that holds something.
    pub(crate) ends: &'a [usize],
    /// What each is.
    pub(crate) kinds: &'a [CellKind],
}

impl<'a> Row<'a> {
    /// How many bytes of `text` part two fields.
    pub(crate) const GAP: usize = BETWEEN.len_utf8();

    /// How many fields it has; never none.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The content of a field, empty if the row has no such field.
    pub(crate) fn field(&self, index: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(index) else { return b"" };
        let before = index.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(before.map_or(0, |before| before + Self::GAP)..*end).unwrap_or_default()
    }

    /// What a field is.
    pub(crate) fn kind(&self, index: usize) -> CellKind {
        self.kinds.get(index).copied().unwrap_or_default()
    }
}

/// Reads a sheet row by row; empty rows are left out.
pub(crate) struct Rows<'a> {
    cells: XlsxCellReader<'a, Cursor<Vec<u8>>>,
    /// The first cell of the row after this one.
    next: Option<Cell<'a>>,
    /// Whether the last cell has been read; the reader must not be asked again.
    is_over: bool,
    /// Where the cell stands that was read last.
    last: Option<(u32, usize)>,
    text: String,
    ends: Vec<usize>,
    kinds: Vec<CellKind>,
}

/// A cell that holds something; row and column from 0.
struct Cell<'a> {
    row: u32,
    column: usize,
    value: Value<'a>,
}

/// What a cell holds.
enum Value<'a> {
    Known(DataRef<'a>),
    /// An error that the reader does not know.
    NewError(String),
}

impl std::fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("text", &self.text).field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(cells: XlsxCellReader<'a, Cursor<Vec<u8>>>) -> Self {
        Self {
            cells,
            next: None,
            is_over: false,
            last: None,
            text: String::new(),
            ends: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// The next row that holds something.
    ///
    /// # Errors
    /// [`WorkbookFault`] if the sheet is damaged, or wider than any table.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, WorkbookFault> {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        let first = match self.next.take() {
            Some(cell) => Some(cell),
            None => self.cell()?,
        };
        let Some(first) = first else { return Ok(None) };
        let row = first.row;
        self.put(&first)?;
        while let Some(cell) = self.cell()? {
            // Cells stand in order; what comes before another has come twice or is out of place.
            if cell.row < row || cell.row == row && cell.column < self.ends.len() {
                return Err(WorkbookFault::Damaged);
            }
            if cell.row > row {
                self.next = Some(cell);
                break;
            }
            self.put(&cell)?;
        }
        let number = row.saturating_add(1);
        Ok(Some(Row { number, text: self.text.as_bytes(), ends: &self.ends, kinds: &self.kinds }))
    }

    /// The next cell that holds something.
    fn cell(&mut self) -> Result<Option<Cell<'a>>, WorkbookFault> {
        while !self.is_over {
            let found = match self.cells.next_cell_with_formula_metadata() {
                Ok(Some(found)) => found,
                Ok(None) => {
                    self.is_over = true;
                    break;
                }
                // The reader stands behind the error, and goes on with the next cell.
                Err(XlsxError::CellError(error)) => {
                    let (row, column) = self.last.map_or((0, 0), |(row, column)| (row, column + 1));
                    self.last = Some((row, column));
                    return Ok(Some(Cell { row, column, value: Value::NewError(error) }));
                }
                Err(_) => return Err(WorkbookFault::Damaged),
            };
            let (row, column) = found.pos;
            let column = usize::try_from(column).map_err(|_| WorkbookFault::Damaged)?;
            self.last = Some((row, column));
            let value = match (found.value, found.formula) {
                (DataRef::Empty, None) => continue,
                (value, _) => Value::Known(value),
            };
            return Ok(Some(Cell { row, column, value }));
        }
        Ok(None)
    }

    /// Puts a cell into its column, which lies after the last one.
    fn put(&mut self, cell: &Cell<'a>) -> Result<(), WorkbookFault> {
        if u64::try_from(cell.column).is_ok_and(|column| column >= COLUMNS_MAX) {
            return Err(WorkbookFault::TooLarge(WorkbookLimit::Columns));
        }
        while self.ends.len() < cell.column {
            self.start_field();
            self.end_field(CellKind::Empty);
        }
        self.start_field();
        let kind = match &cell.value {
            Value::Known(value) => write_value(value, &mut self.text),
            Value::NewError(error) => {
                self.text.push_str(error);
                CellKind::NewError
            }
        };
        self.end_field(kind);
        if u64::try_from(self.text.len()).is_ok_and(|length| length > ROW_BYTES_MAX) {
            return Err(WorkbookFault::TooLarge(WorkbookLimit::RowBytes));
        }
        Ok(())
    }

    fn start_field(&mut self) {
        if !self.ends.is_empty() {
            self.text.push(BETWEEN);
        }
    }

    fn end_field(&mut self, kind: CellKind) {
        self.ends.push(self.text.len());
        self.kinds.push(kind);
    }
}

/// Writes what a cell holds; a cell without value is a formula's.
fn write_value(value: &DataRef<'_>, text: &mut String) -> CellKind {
    match value {
        DataRef::Empty => CellKind::Formula,
        DataRef::String(string) => of_text(string, text),
        DataRef::SharedString(string) => of_text(string, text),
        DataRef::Int(number) => of_number(number, text),
        DataRef::Float(number) => of_number(number, text),
        DataRef::DateTime(date) if date.is_datetime() => {
            write_date(*date, text);
            CellKind::Date
        }
        DataRef::DateTime(duration) => of_number(&duration.as_f64(), text),
        DataRef::DateTimeIso(date) => {
            text.push_str(date);
            CellKind::Date
        }
        DataRef::DurationIso(duration) => of_text(duration, text),
        DataRef::Bool(truth) => {
            text.push_str(if *truth { "TRUE" } else { "FALSE" });
            CellKind::Truth
        }
        DataRef::Error(error) => {
            let is_written = write!(text, "{error}");
            debug_assert!(is_written.is_ok(), "text takes all there is");
            CellKind::Error
        }
    }
}

fn of_text(string: &str, text: &mut String) -> CellKind {
    text.push_str(string);
    if string.is_empty() { CellKind::Empty } else { CellKind::Text }
}

fn of_number(number: &impl Display, text: &mut String) -> CellKind {
    write_number(number, text);
    CellKind::Number
}

/// Writes a date, and its time of day if it has one.
///
/// A time within a millisecond of midnight is midnight: no clock is finer than that, and what is
/// missing is noise of a binary fraction.
fn write_date(date: ExcelDateTime, text: &mut String) {
    const DAY_ENDS: u64 = 24 * 60 * 60 * 1000 - 1;
    let (year, month, day, hours, minutes, seconds, millis) = date.to_ymd_hms_milli();
    let of_day =
        ((u64::from(hours) * 60 + u64::from(minutes)) * 60 + u64::from(seconds)) * 1000 + u64::from(millis);
    let named = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let written = match (named, of_day) {
        (Some(named), DAY_ENDS..) => write!(text, "{}", named.succ_opt().unwrap_or(named)),
        (_, ..1000) => write!(text, "{year:04}-{month:02}-{day:02}"),
        _ => write!(text, "{year:04}-{month:02}-{day:02} {hours:02}:{minutes:02}:{seconds:02}"),
    };
    debug_assert!(written.is_ok(), "text takes all there is");
}
