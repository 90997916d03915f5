//! English causes and next steps where the figures of a finding tell more than its page.

use super::{files, magnitude, of_year, quote, result_name};
use crate::amount::Amount;
use crate::calendar::FiscalYear;
use crate::finding::Fact;
use crate::message::text::is_long;
use crate::message::{Advice, en};

/// Cause and next step for this very finding, if there is more to say than its page does.
pub(in crate::message) fn advice(fact: &Fact) -> Option<Advice> {
    let page = en::page(fact.code());
    if let Some((cause, next_step)) = files::advice(fact, page) {
        return Some(Advice { cause, next_step });
    }
    let (cause, next_step) = match fact {
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
