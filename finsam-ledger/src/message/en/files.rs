//! English causes and next steps of files that cannot be read, where the file tells more than the
//! finding's page does.

use std::borrow::Cow;

use crate::finding::{ColumnRole, Fact, ForeignKind, WorkbookKind};
use crate::message::catalogue::Page;
use crate::message::files::{is_exponent, is_hashes};
use crate::message::label;

/// Cause and next step of what is wrong with a file.
pub(super) fn advice(fact: &Fact, page: &Page) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
    let (cause, next_step) = match fact {
        Fact::FileForeign { kind } => {
            (foreign_cause(*kind).unwrap_or(page.cause).into(), foreign(*kind).into())
        }
        Fact::WorkbookForeign { kind: WorkbookKind::OtherArchive } => (
            "The file is packed (zip), or a document of another kind than a workbook.".into(),
            "Unpack the file and import what it holds. If it is a document, of Word for example: ask the \
             accounting service for the data as an Excel workbook (.xlsx) or CSV."
                .into(),
        ),
        Fact::HeaderUnknown { columns } if columns.len() == 1 => (
            "The columns are parted by blanks or by a mark that is not known, or the file is no table."
                .into(),
            "Export again with semicolons or tabs between the columns, or as an Excel workbook (.xlsx)."
                .into(),
        ),
        Fact::NumberUnreadable { text } | Fact::DateUnreadable { text } if is_hashes(text) => (
            "The column was too narrow in Excel when the file was saved, and only the marks were saved."
                .into(),
            "Open the workbook in Excel, make the column wider and save the file again, or import the \
             workbook (.xlsx) itself."
                .into(),
        ),
        Fact::NumberUnreadable { text } if is_exponent(text) => (
            "The spreadsheet has shown a large number as a power of ten, and its last digits are lost."
                .into(),
            "Give the column the format Number with two decimals in the spreadsheet and save the file \
             again, or import the workbook (.xlsx) itself."
                .into(),
        ),
        Fact::ColumnMissing { column, .. } => {
            let cause = match column {
                ColumnRole::Account => {
                    "The column was left out of the export, or has a name that the program does not know. A \
                     bank statement has no accounts, and is no vouchers."
                }
                _ => page.cause,
            };
            (cause.into(), column_missing(*column).into())
        }
        Fact::DateSerial { .. } => (
            page.cause.into(),
            "Give the whole column the date format YYYY-MM-DD in the spreadsheet and save the file again. If \
             all such numbers of the column are days: say so with ledger profile new NAME FILE --dates \
             serial, and import the file with --profile NAME."
                .into(),
        ),
        Fact::DateAmbiguous { .. } => (
            page.cause.into(),
            "Export with dates as YYYY-MM-DD. If that cannot be done: say how the column is written with \
             ledger profile new NAME FILE --dates ymd (year, month, day), dmy or mdy, and import the file \
             with --profile NAME."
                .into(),
        ),
        Fact::FieldCount { expected, found } => {
            let (cause, next_step) = field_count(*found > *expected);
            (cause.into(), next_step.into())
        }
        _ => return None,
    };
    Some((cause, next_step))
}

const fn foreign(kind: ForeignKind) -> &'static str {
    match kind {
        ForeignKind::Workbook
        | ForeignKind::OldWorkbook
        | ForeignKind::WebTable
        | ForeignKind::XmlWorkbook => {
            "Open the file in Excel, choose Save As and the format Excel Workbook (*.xlsx), and import the \
             new file."
        }
        ForeignKind::LockedWorkbook => {
            "Open the file in Excel, remove the password under File, Info, Protect Workbook, save it, and \
             import it again."
        }
        ForeignKind::Json => {
            "Ask the accounting service for the same data as CSV, an Excel workbook (.xlsx) or SIE."
        }
        ForeignKind::Pdf => {
            "A PDF is a printout and cannot be read safely. Ask the accounting service for the same \
             data as CSV."
        }
        ForeignKind::WebPage => {
            "Fetch the export again: what was saved is a page of the browser, often the login."
        }
        ForeignKind::Sie => "Ask the accounting service for the vouchers as CSV, one row a posting.",
        ForeignKind::Xml => {
            "Ask the accounting service for the same data as CSV or an Excel workbook (.xlsx)."
        }
        ForeignKind::Image => {
            "A picture cannot be read. Ask the accounting service for the data as CSV, not as a scan."
        }
        ForeignKind::Archive => "Unpack the file and import what it holds.",
        ForeignKind::Database => {
            "A book is opened with --book and its directory. Import the accounting service's export \
             instead."
        }
        ForeignKind::Binary => {
            "Check that it is the right file and that it is whole; otherwise export again."
        }
    }
}

/// Where such a file comes from, if it is told more closely than by its page.
const fn foreign_cause(kind: ForeignKind) -> Option<&'static str> {
    match kind {
        ForeignKind::WebTable | ForeignKind::XmlWorkbook => {
            Some("Many programs save their exports so and call them .xls, though they are no workbooks.")
        }
        ForeignKind::LockedWorkbook => Some("The workbook was saved with a password to open it."),
        ForeignKind::Json => Some("The export is made for another program, not for a spreadsheet."),
        _ => None,
    }
}

/// What to do about a column that is not there, or goes by another name.
fn column_missing(column: ColumnRole) -> String {
    format!(
        "Export again with the column. If it is in the file by another name: ledger profile new NAME FILE \
         --column \"{}=ITS NAME\", and then import the file with --profile NAME.",
        label::column_role(column, super::EN)
    )
}

/// Why a row has too many fields, or too few, and what to do.
const fn field_count(too_many: bool) -> (&'static str, &'static str) {
    if too_many {
        (
            "A text holds the mark that parts the columns and does not stand in quotation marks.",
            "Put quotation marks (\") around the text, or remove the mark from it.",
        )
    } else {
        (
            "The row is cut short, broken in the middle of a text, or a heading or total outside the table.",
            "Fill in the missing fields, join the broken row, or remove the row if it is not part of the \
             table.",
        )
    }
}
