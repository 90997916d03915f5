//! English pages about Excel workbooks.

use crate::message::catalogue::Page;

pub(super) const WORKBOOK_FOREIGN: Page = Page {
    title: "The file is no Excel workbook that can be read",
    meaning: "Workbooks are read in the formats .xlsx and .xlsm. The content of the file shows that it is \
              something else, whatever its name.",
    cause: "The file was saved in an older or another format, or is protected by a password.",
    next_step: "Open the file in the program it comes from and save it as an Excel workbook (.xlsx) without \
                a password, or as CSV.",
    example: "\
verifikat.xlsx is an old Excel workbook (.xls) under a new name.
Choose in Excel: File, Save As, Excel Workbook (*.xlsx).",
};

pub(super) const WORKBOOK_DAMAGED: Page = Page {
    title: "The workbook is damaged",
    meaning: "The file is an Excel workbook, but part of it is missing or cannot be read. Nothing is read \
              from a damaged file, for there is no telling what is missing.",
    cause: "The file was cut short on its way, or written by a program that does not keep to the format.",
    next_step: "Fetch the file again, or open it in Excel, let Excel repair it and save it again.",
    example: "\
verifikat.xlsx ends in the middle of a sheet.
Fetch the export again and compare the size of the file with the original.",
};

pub(super) const WORKBOOK_TOO_LARGE: Page = Page {
    title: "The workbook is too large",
    meaning: "The workbook is larger than a workbook of vouchers can be. The limits protect against files \
              that are made to take all memory.",
    cause: "The workbook has pictures, pivot tables or formats far below the table, or is not what it \
            seems to be.",
    next_step: "Copy the table to a new workbook and save that, export a shorter period, or export as CSV.",
    example: "\
verifikat.xlsx has 2 MB but unpacks to 1800 MB.
Copy the columns with vouchers to a new workbook.",
};

pub(super) const SHEET_UNKNOWN: Page = Page {
    title: "The workbook has no such sheet",
    meaning: "The sheet that is asked for is not in the workbook.",
    cause: "The sheet has been given another name, or this is another workbook.",
    next_step: "Name one of the sheets there are, or give the sheet its name in the workbook.",
    example: "\
Asked for: Verifikat 2024
The workbook has the sheets Försättsblad, Verifikat 2023 and Saldon.",
};

pub(super) const SHEETS_ALIKE: Page = Page {
    title: "Several sheets may be the table",
    meaning: "More than one sheet has a header row that can be read equally well. The program does not \
              choose one, for the rows of the others would be missing.",
    cause: "The workbook has a sheet for each month, or a copy of the table.",
    next_step: "Import the workbook once for each sheet that belongs to the books, with --sheet and the \
                sheet's name.",
    example: "\
The workbook has the sheets Januari, Februari and Mars with the same columns.
Import them one at a time: ledger import vouchers.xlsx --sheet Januari",
};

pub(super) const CELL_ERROR: Page = Page {
    title: "The cell holds an error",
    meaning: "A formula in the workbook could not be worked out, and the cell holds an error, not a value.",
    cause: "The formula refers to a cell, a sheet or a file that is gone.",
    next_step: "Correct the formula in the workbook, or paste the value in its place.",
    example: "\
Cell D12 shows #N/A: the formula looks up an account that is not there.
Write the amount in the cell.",
};

pub(super) const FORMULA_WITHOUT_VALUE: Page = Page {
    title: "The formula has no value",
    meaning: "Formulas are not worked out; the value from when the workbook was last saved in Excel is \
              used. The cell has a formula and no such value.",
    cause: "The workbook was written by a program and was never opened in Excel.",
    next_step: "Open the workbook in Excel, save it and import it again.",
    example: "\
Cell E2 has the formula =C2-D2 and no value.
When the workbook is saved in Excel, the value is worked out.",
};
