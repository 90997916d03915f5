//! What is said about fiscal years that are closed.

use finsam_ledger::FiscalYear;
use finsam_ledger::book::{Anchor, Anchored};
use finsam_ledger::message::Lang;
use finsam_ledger::render::Fit;

use super::pick;

pub(crate) const fn title(lang: Lang) -> &'static str {
    pick(lang, "Stängda räkenskapsår", "Closed fiscal years")
}

pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(lang, "Inget räkenskapsår är stängt.\n", "No fiscal year is closed.\n")
}

/// The columns of the list: for programs, for readers, and what gives way on a narrow page.
pub(crate) const fn columns(lang: Lang) -> [(&'static str, &'static str, Fit); 3] {
    [
        ("year", pick(lang, "År", "Year"), Fit::Whole),
        ("closed_at", pick(lang, "Stängt", "Closed"), Fit::Whole),
        ("anchor", pick(lang, "Ankare", "Anchor"), Fit::Whole),
    ]
}

/// The anchor of a year that is closed, on a line of its own.
pub(crate) fn anchor(year: FiscalYear, anchor: Anchor, lang: Lang) -> String {
    format!("{} {year}: {anchor}\n", pick(lang, "Ankare", "Anchor"))
}

/// What to do with the anchor of a year that was just closed.
pub(crate) const fn keep(lang: Lang) -> &'static str {
    pick(
        lang,
        "Skriv upp ankaret utanför boken. ledger check --anchor ANKARE bevisar sedan att inget fram till hit är ändrat.\n",
        "Write the anchor down outside the book. ledger check --anchor ANCHOR then proves that nothing up to here was \
         changed.\n",
    )
}

/// What an anchor proves of a book in which nothing is wrong.
pub(crate) fn proved(Anchored { record, closed }: Anchored, lang: Lang) -> String {
    let closed = closed.map(|year| match lang {
        Lang::Sv => format!(" (bokslutet för {year})"),
        Lang::En => format!(" (the closing of {year})"),
    });
    let closed = closed.unwrap_or_default();
    match lang {
        Lang::Sv => {
            format!(
                "Ankaret stämmer: till och med post {record}{closed} är boken vad den var när det skrevs upp.\n"
            )
        }
        Lang::En => format!(
            "The anchor holds: up to record {record}{closed} the book is what it was when it was written down.\n"
        ),
    }
}
