//! English causes and next steps where the figures of a finding tell more than its page.

use super::{magnitude, of_year, quote, result_name};
use crate::amount::Amount;
use crate::calendar::FiscalYear;
use crate::finding::{Fact, ForeignKind};
use crate::message::text::is_long;
use crate::message::{Advice, en};

/// Cause and next step for this very finding, if there is more to say than its page does.
pub(in crate::message) fn advice(fact: &Fact) -> Option<Advice> {
    let page = en::page(fact.code());
    let (cause, next_step) = match fact {
        Fact::FileForeign { kind } => (page.cause.into(), foreign(*kind).into()),
        Fact::FieldCount { expected, found } => {
            let (cause, next_step) = field_count(*found > *expected);
            (cause.into(), next_step.into())
        }
        Fact::OpeningUnbalanced { year, result_before: Some(result), .. } => (
            format!(
                "The result of {} has not yet been moved to equity in the opening balances.",
                of_year(year.previous())
            )
            .into(),
            two_ways_out(*year, *result).into(),
        ),
        Fact::SieYearsDiffer { first, last, .. } if last < first => (
            "The fiscal year ends before its first day.".into(),
            "Export again. If the file was changed by hand, correct #RAR.".into(),
        ),
        Fact::SieYearsDiffer { first, last, .. } if is_long(*first, *last) => (
            "The fiscal year was extended to more than twelve months.".into(),
            "The book's years are twelve months. Ask for a SIE file of each of them.".into(),
        ),
        Fact::SieYearsDiffer { starts, .. } => (
            page.cause.into(),
            format!(
                "See that it is the right file. If it is, write fiscal-year-starts = {starts} under [books] \
                 in ledger.toml."
            )
            .into(),
        ),
        Fact::AccountOutsideLayout { account, layout, .. } => (
            page.cause.into(),
            format!(
                "Put account {account} on its line in the layout {}; a built-in one is first copied to \
                 the book with \"ledger layout\". If it was booked on the wrong account: ask the accounting service for a \
                 correction.",
                quote(layout)
            )
            .into(),
        ),
        Fact::AccountUnnamed { account } => (
            page.cause.into(),
            format!("Add account {account} and its name under [accounts] in ledger.toml.").into(),
        ),
        Fact::SignWrong { account, .. } => (
            page.cause.into(),
            format!(
                "Go through the account with \"ledger account {account}\". A contra account is to stand \
                 so. If the balance is otherwise right: move it to the other side of the balance sheet in \
                 the year-end closing."
            )
            .into(),
        ),
        _ => return None,
    };
    Some(Advice { cause, next_step })
}

const fn foreign(kind: ForeignKind) -> &'static str {
    match kind {
        ForeignKind::Workbook | ForeignKind::OldWorkbook => {
            "Open the file in Excel, choose Save As and the format CSV UTF-8, and import the new file."
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
            "Ask the accounting service for the same data as CSV. If it is a saved Excel sheet: open it \
             in Excel, choose Save As and the format CSV UTF-8."
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

/// What to do about opening balances that lack exactly last year's result (income positive).
fn two_ways_out(year: FiscalYear, result: Amount) -> String {
    let before = of_year(year.previous());
    let moved = if result < Amount::ZERO { "lower" } else { "raise" };
    format!(
        "There are two ways out. Either {moved} equity by {} in the opening balances, which moves the {} \
         of {before} there; for a SIE file, that is done in the accounting system, which then writes a \
         new one. Or leave the opening balances out and import the vouchers of {before}, so that the \
         program carries the balances and the result forward.",
        magnitude(result),
        result_name(result)
    )
}
