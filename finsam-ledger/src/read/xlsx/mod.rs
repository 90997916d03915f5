//! Excel workbooks (.xlsx and .xlsm) as rows of fields, so that they are read as CSV is.
//!
//! A workbook goes through a [`guard`] first, which unpacks every part once to see that it stays
//! within the limits here; only then does `calamine` read it. Sheets are streamed row by row.
//!
//! A cell becomes text with one reading. A number is written with a point, without decimals or
//! with two ([`number`]); one that is finer keeps all its decimals, at least four, so that it is
//! refused as too fine. A date cell becomes `2024-01-05`, with its time behind it if it has one. A
//! formula gives the value that Excel kept with it.

mod guard;
mod markup;
mod number;
mod rows;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

pub(crate) use self::rows::{CellKind, Row, Rows};
use crate::finding::{Fact, WorkbookKind, WorkbookLimit};

/// The bytes of a workbook as it stands on the disk.
pub(crate) const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The bytes of all its parts unpacked.
pub(crate) const UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// The bytes of one part unpacked, if it is not a sheet.
pub(crate) const PART_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// How many times its own size a workbook unpacks to, once it is larger than [`RATIO_FREE_BYTES`].
pub(crate) const RATIO_MAX: u64 = 250;
/// Up to this size nothing is said about the ratio.
pub(crate) const RATIO_FREE_BYTES: u64 = 16 * 1024 * 1024;
/// The parts of a workbook: its sheets, pictures, styles.
pub(crate) const PARTS_MAX: u64 = 10_000;
/// The texts that the cells of a workbook share.
pub(crate) const STRINGS_MAX: u64 = 2_000_000;
/// The formats of cells, with the fonts, fills and borders they are made of.
pub(crate) const FORMATS_MAX: u64 = 100_000;
/// The sheets of a workbook.
pub(crate) const SHEETS_MAX: u64 = 1_000;
/// How deep elements may lie in one another.
pub(crate) const DEPTH_MAX: u64 = 1_000;
/// The rows of a sheet, as many as Excel has.
pub(crate) const ROWS_MAX: u64 = 1_048_576;
/// The columns that Excel has.
const COLUMN_MAX: u64 = 16_384;
/// The columns of a table.
pub(crate) const COLUMNS_MAX: u64 = 1024;
/// The bytes of one row, and of the XML of one cell; Excel's longest text takes a tenth of it.
pub(crate) const ROW_BYTES_MAX: u64 = 1024 * 1024;

/// Why a workbook, or a sheet of it, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WorkbookFault {
    /// It is no workbook of this kind.
    Foreign(WorkbookKind),
    /// It is damaged.
    Damaged,
    /// It is larger than any workbook of vouchers.
    TooLarge(WorkbookLimit),
    /// It has no sheet of this name.
    SheetUnknown {
        /// The name.
        name: String,
        /// Those it has.
        sheets: Vec<String>,
    },
}

impl WorkbookFault {
    /// The fact about it.
    pub(crate) fn fact(self) -> Fact {
        match self {
            Self::Foreign(kind) => Fact::WorkbookForeign { kind },
            Self::Damaged => Fact::WorkbookDamaged,
            Self::TooLarge(limit) => Fact::WorkbookTooLarge { limit, most: most(limit) },
            Self::SheetUnknown { name, sheets } => Fact::SheetUnknown { name, sheets },
        }
    }
}

/// The most there may be of what a limit counts.
const fn most(limit: WorkbookLimit) -> u64 {
    match limit {
        WorkbookLimit::FileBytes => FILE_BYTES_MAX,
        WorkbookLimit::UnpackedBytes => UNPACKED_BYTES_MAX,
        WorkbookLimit::PartBytes => PART_BYTES_MAX,
        WorkbookLimit::Ratio => RATIO_MAX,
        WorkbookLimit::Parts => PARTS_MAX,
        WorkbookLimit::Strings => STRINGS_MAX,
        WorkbookLimit::Formats => FORMATS_MAX,
        WorkbookLimit::Sheets => SHEETS_MAX,
        WorkbookLimit::Depth => DEPTH_MAX,
        WorkbookLimit::Rows => ROWS_MAX,
        WorkbookLimit::Columns => COLUMNS_MAX,
        WorkbookLimit::RowBytes => ROW_BYTES_MAX,
    }
}

/// A sheet, as the tabs at the bottom of a workbook name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetName {
    /// Its name.
    pub(crate) name: Arc<str>,
    /// Whether Excel shows no tab for it.
    pub(crate) is_hidden: bool,
}

/// A workbook that holds the limits.
pub(crate) struct Workbook {
    calamine: Xlsx<Cursor<Vec<u8>>>,
    sheets: Vec<SheetName>,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

/// All bytes of a workbook, or of one that is too large the first that tell so.
///
/// # Errors
/// What the reader says.
pub(crate) fn read_all(input: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Workbook {
    /// The workbook that these bytes are.
    ///
    /// # Errors
    /// [`WorkbookFault`] if they are none, or one beyond the limits.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, WorkbookFault> {
        guard::check(&bytes)?;
        let calamine = Xlsx::new(Cursor::new(bytes)).map_err(|_| WorkbookFault::Damaged)?;
        let of_cells = calamine.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets = of_cells.map(|sheet| SheetName {
            name: sheet.name.as_str().into(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        });
        let sheets: Vec<_> = sheets.collect();
        Ok(Self { calamine, sheets })
    }

    /// Its sheets of cells, in the order of their tabs.
    pub(crate) fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The sheets to look for a table in, by number: the one that is named, hidden or not, and
    /// whatever the case of its letters; else all that can be seen.
    ///
    /// # Errors
    /// [`WorkbookFault::SheetUnknown`] if none has the name.
    pub(crate) fn candidates(&self, named: Option<&str>) -> Result<Vec<usize>, WorkbookFault> {
        let numbered = self.sheets.iter().enumerate();
        let Some(name) = named else {
            return Ok(numbered.filter(|(_, sheet)| !sheet.is_hidden).map(|(number, _)| number).collect());
        };
        let exact = self.sheets.iter().position(|sheet| &*sheet.name == name);
        let small = name.to_lowercase();
        let found = exact.or_else(|| self.sheets.iter().position(|sheet| sheet.name.to_lowercase() == small));
        found.map(|number| vec![number]).ok_or_else(|| WorkbookFault::SheetUnknown {
            name: name.to_owned(),
            sheets: self.sheets.iter().map(|sheet| sheet.name.as_ref().to_owned()).collect(),
        })
    }

    /// The rows of a sheet, from its first; a sheet may be gone through more than once.
    ///
    /// # Errors
    /// [`WorkbookFault`] if there is no such sheet, or if it cannot be read.
    pub(crate) fn rows(&mut self, sheet: usize) -> Result<Rows<'_>, WorkbookFault> {
        let sheet = self.sheets.get(sheet).ok_or(WorkbookFault::Damaged)?;
        let cells = self.calamine.worksheet_cells_reader(&sheet.name).map_err(|_| WorkbookFault::Damaged)?;
        Ok(Rows::new(cells))
    }
}

/// The sheet among the candidates that scores highest, by number; sheets that score nothing are
/// out. Two that score the same cannot be told apart: then all of those are named.
pub(crate) fn best(scores: &[(usize, usize)]) -> Result<Option<usize>, Vec<usize>> {
    let highest = scores.iter().map(|(_, score)| *score).max().unwrap_or_default();
    let of_highest = scores.iter().filter(|(_, score)| *score == highest && highest > 0);
    let best: Vec<usize> = of_highest.map(|(sheet, _)| *sheet).collect();
    match best[..] {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => Err(best),
    }
}
