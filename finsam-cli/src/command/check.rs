//! `ledger check`: every law of the books, pass or fail.

use finsam_ledger::Finding;
use serde::Serialize;

use super::laws;
use crate::args::{Check, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book};
use crate::wire::{self, FindingWire, LawWire};

/// How many findings of one code are drawn.
const SHOWN: Shown = Shown::First(10, Whole::Check);

pub(crate) fn run(args: &Check, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let book = match &source.book {
        Some(book) => book,
        None => &book(settings)?,
    };
    let period = args.period.as_deref().map(|text| source.period(Some(text))).transpose()?;
    let outcomes = laws::of_book(book, &source, period)?;
    let found: Vec<Finding> = laws::findings(&outcomes);
    let lang = settings.lang;
    let page = match args.format.unwrap_or_default() {
        Listing::Text => {
            let drawn = findings::draw(&found, lang, SHOWN, settings.style.emphasis);
            let between = if drawn.is_empty() { "" } else { "\n" };
            format!("{}{between}{drawn}", laws::draw(&outcomes, lang, settings.style))
        }
        Listing::Json => wire::written(&CheckWire {
            entity: &source.settings.entity.name,
            period: period.map(|period| period.to_string()),
            laws: wire::laws(&outcomes, lang),
            findings: wire::findings(&found, lang),
        })?,
    };
    output::data(&page)?;
    Ok(laws::exit(&found))
}

#[derive(Serialize)]
struct CheckWire<'a> {
    entity: &'a str,
    period: Option<String>,
    laws: Vec<LawWire>,
    findings: Vec<FindingWire>,
}
