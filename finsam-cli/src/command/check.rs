//! `ledger check`: every law of the books, pass or fail.

use finsam_ledger::Finding;
use finsam_ledger::book::Book;
use serde::Serialize;

use super::imports::hex;
use super::laws::{self, OfBook};
use crate::args::{Check, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book};
use crate::text::import as words;
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
    let OfBook { outcomes, records, intact } = laws::of_book(book, &source, period)?;
    // Of a book that was changed the hashes would vouch for what it no longer holds.
    let imprint = if intact { Some(Imprint::of(book, records)?) } else { None };
    let found: Vec<Finding> = laws::findings(&outcomes);
    let lang = settings.lang;
    let page = match args.format.unwrap_or_default() {
        Listing::Text => {
            let drawn = findings::draw(&found, lang, SHOWN, settings.style);
            let laws = laws::draw(&outcomes, lang, settings.style);
            let imprint = imprint
                .map(|imprint| words::imprint(&imprint.content, imprint.records, &imprint.chain_head, lang));
            format!("{laws}\n{drawn}{}", imprint.unwrap_or_default())
        }
        Listing::Json => wire::written(&CheckWire {
            entity: &source.settings.entity.name,
            period: period.map(|period| period.to_string()),
            laws: wire::laws(&outcomes, lang),
            findings: wire::findings(&found, lang),
            imprint,
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
    imprint: Option<Imprint>,
}

/// What tells a book from any other, for whoever keeps a copy or is to audit it.
#[derive(Serialize)]
struct Imprint {
    content: String,
    records: u64,
    chain_head: String,
}

impl Imprint {
    fn of(book: &Book, records: u64) -> Result<Self, Refusal> {
        Ok(Self { content: hex(&book.content_hash()?), records, chain_head: hex(&book.chain_head()?) })
    }
}
