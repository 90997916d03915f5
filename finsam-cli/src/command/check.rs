//! `ledger check`: every law of the books, pass or fail.

use finsam_ledger::book::{Anchor, Anchored, Book, ClosedYear};
use finsam_ledger::check::LawOutcome;
use finsam_ledger::message::Lang;
use finsam_ledger::render::text::TextStyle;
use finsam_ledger::{Fact, Finding, Period};
use serde::{Serialize, Serializer};

use super::imports::hex;
use super::laws::{self, OfBook};
use crate::args::{Check, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book};
use crate::text::{Wrong, close as closing, import as words};
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
    let anchor = args.anchor.as_deref().map(anchor).transpose()?;
    let mut checked = Checked::of(book, &source, period)?;
    if let Some(anchor) = anchor {
        checked.hold_against(book, anchor)?;
    }
    let page = match args.format.unwrap_or_default() {
        Listing::Text => checked.text(SHOWN, settings.lang, settings.style),
        Listing::Json => checked.json(&source.settings.entity.name, settings.lang)?,
    };
    output::data(&page)?;
    Ok(checked.exit())
}

fn anchor(text: &str) -> Result<Anchor, Refusal> {
    text.parse().map_err(|error| Refusal::Usage(Wrong::Anchor { text: text.into(), error }))
}

/// A book that was held against every law.
pub(super) struct Checked {
    period: Option<Period>,
    outcomes: Vec<LawOutcome>,
    found: Vec<Finding>,
    /// Nothing of a book that was changed: the hashes would vouch for what it no longer holds.
    pub(super) imprint: Option<Imprint>,
    /// What an anchor proves of it, if one was given and it does.
    anchored: Option<Anchored>,
}

impl Checked {
    pub(super) fn of(book: &Book, source: &Source, period: Option<Period>) -> Result<Self, Refusal> {
        let OfBook { outcomes, records, intact } = laws::of_book(book, source, period)?;
        let imprint = if intact { Some(Imprint::of(book, records)?) } else { None };
        let found = laws::findings(&outcomes);
        Ok(Self { period, outcomes, found, imprint, anchored: None })
    }

    /// Proves the book by an anchor; one that it does not have breaks the law of the record.
    fn hold_against(&mut self, book: &Book, anchor: Anchor) -> Result<(), Refusal> {
        let anchored = book.prove(anchor)?;
        if anchored.is_none() {
            let unknown = Finding::new(Fact::AnchorUnknown { anchor: anchor.to_string() });
            let law = unknown.code().law();
            if let Some(outcome) = self.outcomes.iter_mut().find(|outcome| Some(outcome.law) == law) {
                outcome.findings.push(unknown);
            }
            self.found = laws::findings(&self.outcomes);
        }
        // A hash in a chain that is broken proves nothing.
        self.anchored = anchored.filter(|_| self.imprint.is_some());
        Ok(())
    }

    pub(super) fn exit(&self) -> Exit {
        laws::exit(&self.found)
    }

    pub(super) fn text(&self, shown: Shown, lang: Lang, style: TextStyle) -> String {
        let drawn = findings::draw(&self.found, lang, shown, style);
        let laws = laws::draw(&self.outcomes, lang, style);
        let mut page = format!("{laws}\n{drawn}");
        if let Some(Imprint { content, records, chain_head, closed }) = &self.imprint {
            page += &words::imprint(content, *records, chain_head, lang);
            page.extend(closed.iter().map(|closed| closing::anchor(closed.year, closed.anchor, lang)));
        }
        page.extend(self.anchored.map(|anchored| closing::proved(anchored, lang)));
        page
    }

    pub(super) fn json(&self, entity: &str, lang: Lang) -> Result<String, Refusal> {
        wire::written(&CheckWire {
            entity,
            period: self.period.map(|period| period.to_string()),
            laws: wire::laws(&self.outcomes, lang),
            findings: wire::findings(&self.found, lang),
            imprint: self.imprint.as_ref(),
            anchored: self.anchored.map(|Anchored { record, closed }| AnchoredWire {
                record,
                closed: closed.map(|year| year.to_string()),
            }),
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
    anchored: Option<AnchoredWire>,
}

#[derive(Serialize)]
struct AnchoredWire {
    record: u64,
    closed: Option<String>,
}

/// What tells a book from any other, for whoever keeps a copy or is to audit it.
#[derive(Serialize)]
pub(super) struct Imprint {
    pub(super) content: String,
    pub(super) records: u64,
    pub(super) chain_head: String,
    #[serde(rename = "anchors", serialize_with = "anchors")]
    closed: Vec<ClosedYear>,
}

fn anchors<S: Serializer>(closed: &[ClosedYear], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(
        closed
            .iter()
            .map(|closed| AnchorWire { year: closed.year.to_string(), anchor: closed.anchor.to_string() }),
    )
}

#[derive(Serialize)]
struct AnchorWire {
    year: String,
    anchor: String,
}

impl Imprint {
    fn of(book: &Book, records: u64) -> Result<Self, Refusal> {
        let (content, chain_head) = (hex(&book.content_hash()?), book.anchor()?.to_string());
        Ok(Self { content, records, chain_head, closed: book.closed_years()? })
    }
}
