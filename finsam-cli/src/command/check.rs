//! `ledger check`: every law of the books, pass or fail.

use finsam_ledger::book::Book;
use finsam_ledger::check::LawOutcome;
use finsam_ledger::message::Lang;
use finsam_ledger::render::text::TextStyle;
use finsam_ledger::{Finding, Period};
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
    let checked = Checked::of(book, &source, period)?;
    let page = match args.format.unwrap_or_default() {
        Listing::Text => checked.text(SHOWN, settings.lang, settings.style),
        Listing::Json => checked.json(&source.settings.entity.name, settings.lang)?,
    };
    output::data(&page)?;
    Ok(checked.exit())
}

/// A book that was held against every law.
pub(super) struct Checked {
    period: Option<Period>,
    outcomes: Vec<LawOutcome>,
    found: Vec<Finding>,
    /// Nothing of a book that was changed: the hashes would vouch for what it no longer holds.
    pub(super) imprint: Option<Imprint>,
}

impl Checked {
    pub(super) fn of(book: &Book, source: &Source, period: Option<Period>) -> Result<Self, Refusal> {
        let OfBook { outcomes, records, intact } = laws::of_book(book, source, period)?;
        let imprint = if intact { Some(Imprint::of(book, records)?) } else { None };
        let found = laws::findings(&outcomes);
        Ok(Self { period, outcomes, found, imprint })
    }

    pub(super) fn exit(&self) -> Exit {
        laws::exit(&self.found)
    }

    pub(super) fn text(&self, shown: Shown, lang: Lang, style: TextStyle) -> String {
        let drawn = findings::draw(&self.found, lang, shown, style);
        let laws = laws::draw(&self.outcomes, lang, style);
        let imprint = self.imprint.as_ref();
        let imprint = imprint
            .map(|imprint| words::imprint(&imprint.content, imprint.records, &imprint.chain_head, lang));
        format!("{laws}\n{drawn}{}", imprint.unwrap_or_default())
    }

    pub(super) fn json(&self, entity: &str, lang: Lang) -> Result<String, Refusal> {
        wire::written(&CheckWire {
            entity,
            period: self.period.map(|period| period.to_string()),
            laws: wire::laws(&self.outcomes, lang),
            findings: wire::findings(&self.found, lang),
            imprint: self.imprint.as_ref(),
        })
    }
}

#[derive(Serialize)]
struct CheckWire<'a> {
    entity: &'a str,
    period: Option<String>,
    laws: Vec<LawWire>,
    findings: Vec<FindingWire>,
    imprint: Option<&'a Imprint>,
}

/// What tells a book from any other, for whoever keeps a copy or is to audit it.
#[derive(Serialize)]
pub(super) struct Imprint {
    pub(super) content: String,
    pub(super) records: u64,
    pub(super) chain_head: String,
}

impl Imprint {
    fn of(book: &Book, records: u64) -> Result<Self, Refusal> {
        Ok(Self { content: hex(&book.content_hash()?), records, chain_head: hex(&book.chain_head()?) })
    }
}
