//! English sentences and pages about published reports.

use super::quote;
use crate::finding::{PublishedLimit, PublishedPart};
use crate::message::catalogue::Page;

/// What a figure lacks.
pub(super) fn figure_stray(text: &str, part: PublishedPart) -> String {
    let what = match part {
        PublishedPart::Table => "no table",
        PublishedPart::Row => "neither key nor label",
        PublishedPart::Column => "no heading over its column",
    };
    format!("The figure {} has {what}, so nobody can say what it is about.", quote(text))
}

pub(super) fn figure_twice(row: &str, first: &str, second: &str) -> String {
    format!("{}: {} stands in the column already, and now {}.", quote(row), quote(first), quote(second))
}

pub(super) fn too_large(limit: PublishedLimit, most: u64) -> String {
    let what = match limit {
        PublishedLimit::Bytes => "bytes",
        PublishedLimit::Lines => "lines",
        PublishedLimit::Cells => "cells in its tables",
    };
    format!("The report has more than {most} {what}; the rest is not read.")
}

pub(super) const TABLE_MISSING: Page = Page {
    title: "The file has no table of figures",
    meaning: "A published report is read as tables: a row of headings, and rows with a label and figures. None \
              was found here.",
    cause: "The file is the running text of the report, or its figures have no headings over them.",
    next_step: "Copy the tables of the report to a spreadsheet, with a row of headings over each, and save it as \
                CSV or xlsx.",
    example: "\
Resultaträkning;2024;2023
Arvoden;-162 726,69;-164 885,37
Reseersättning;-9 836,21;-14 853,64",
};

pub(super) const FIGURE_STRAY: Page = Page {
    title: "A figure of the report belongs to no row or column",
    meaning: "Every figure is read with its table, row and column. This one lacks one of them, and cannot be \
              tested.",
    cause: "The heading of a column is missing, or the row was shifted when the table was copied.",
    next_step: "Write the heading of the column, or move the figure to its column.",
    example: "\
;2024;2023
Arvoden;-162 726,69;-164 885,37;-2 158,68    <- no heading over the last one",
};

pub(super) const FIGURE_TWICE: Page = Page {
    title: "A figure of the report stands there twice",
    meaning: "The file has two figures for one table, row and column. The first counts.",
    cause: "A row was written twice, or was given the number of another account.",
    next_step: "Take one of the rows out, or correct its key.",
    example: "\
table;key;label;column;value
not1;1511;Kundfordringar;2024;1902900
not1;1511;Kundfordringar;2024;1902990    <- the same once more",
};

pub(super) const ROW_TOO_WIDE: Page = Page {
    title: "The row has more cells than the table has columns",
    meaning: "Nobody can say which column the cells belong to, so the row is not read.",
    cause: "A label has a delimiter in it and does not stand in quotation marks.",
    next_step: "Put the label in quotation marks.",
    example: "\
table;key;label;column;value
not3;;Kurs; konferens;2024;-548856.13    <- write \"Kurs; konferens\"",
};

pub(super) const TOO_LARGE: Page = Page {
    title: "The file is larger than any report",
    meaning: "An annual report has a few thousand figures. What lies beyond the limit is not read.",
    cause: "The file is an export of vouchers and no report.",
    next_step: "Name the file with the tables of the report. Vouchers are read by \"ledger import\".",
    example: "\
ledger verify verifikat.csv              <- an export, no report",
};

pub(super) const UNIT_UNKNOWN: Page = Page {
    title: "The unit of the table is neither kronor nor thousands of kronor",
    meaning: "Amounts are tested in kronor or thousands of kronor (tkr). The table says millions, and its figures \
              are not read.",
    cause: "An overview is written in millions of kronor.",
    next_step: "Write its figures in tkr, or take the table out of the file.",
    example: "\
Översikt, mnkr;2024;2023
Bidrag;18,0;19,0                         <- 18 022 tkr in the income statement",
};

pub(super) const COLUMN_OF_WORDS: Page = Page {
    title: "A column of the report has words and no figures",
    meaning: "The column is not read. Nothing that is tested depends on it.",
    cause: "The table has a column of remarks.",
    next_step: "Nothing has to be done.",
    example: "\
;2024;2023;Anmärkning
Arvoden;-162 726,69;-164 885,37;höjda    <- not read",
};
