//! `ledger undo`: an import out of the figures, as a whole; the history keeps it.

use std::fmt::Write as _;

use finsam_ledger::book::Batch;
use finsam_ledger::check::LawOutcome;
use finsam_ledger::{Code, Finding, Severity};
use serde::Serialize;

use super::import_summary::BookNamed;
use super::imports::BatchWire;
use super::laws;
use crate::args::{Listing, Undo};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book};
use crate::text::imports as words;
use crate::text::{Said, import};
use crate::wire::{self, FindingWire, LawWire};

/// How many findings of one code are drawn.
const SHOWN: Shown = Shown::First(3, Whole::Check);

pub(crate) fn run(args: &Undo, settings: &Settings) -> Result<Exit, Refusal> {
    let mut source = Source::open(&[], None, settings)?;
    let mut book = match source.book.take() {
        Some(book) => book,
        None => book(settings)?,
    };
    let named = BookNamed::of(&settings.place_of(&book), &source.settings.entity.name);
    let reason = args.reason.as_deref().unwrap_or("");
    let undo = book.begin_undo(args.batch, &settings.now, &settings.command_line, reason)?;
    let laws = laws::of_changed(undo.book(), &mut source)?;
    let found = laws::findings(&laws);
    let batch = undo.batch().clone();
    let broken = |finding: &Finding| matches!(finding.code(), Code::ChainBroken | Code::KeptSumDiffers);
    let is_intact = !found.iter().any(broken);
    let done = is_intact && !args.dry_run;
    if done {
        undo.commit()?;
    }
    let outcome = Outcome { book: &named, batch: &batch, done, laws: &laws, found: &found };
    let page = match args.format.unwrap_or_default() {
        Listing::Text => outcome.draw(settings),
        Listing::Json => outcome.json(settings)?,
    };
    output::data(&page)?;
    if !is_intact {
        output::say(&Said::RecordBrokenNotUndone.say(settings.lang));
    }
    Ok(laws::exit(&found))
}

/// What came of the undoing, or would.
struct Outcome<'a> {
    book: &'a BookNamed,
    batch: &'a Batch,
    done: bool,
    laws: &'a [LawOutcome],
    found: &'a [Finding],
}

impl Outcome<'_> {
    fn draw(&self, settings: &Settings) -> String {
        let (lang, style) = (settings.lang, settings.style);
        let mut page = self.book.draw(lang);
        let by_vouchers = self.batch.undone.as_ref().is_some_and(|undone| undone.by_vouchers);
        let lines = [
            words::undoing(self.batch.number, self.done, lang),
            format!("  {}: {}", words::files(self.batch), words::brought(self.batch, lang)),
            format!("  {}", words::undone_means(self.done, by_vouchers, lang)),
        ];
        for line in lines {
            // Writing to a string does not fail.
            let _ = writeln!(page, "{line}");
        }
        let pressing: Vec<_> =
            self.found.iter().filter(|finding| finding.severity() > Severity::Note).cloned().collect();
        let drawn = findings::draw(&pressing, lang, SHOWN, style);
        let _ = write!(page, "\n{}", laws::draw(self.laws, lang, style));
        if !drawn.is_empty() {
            let _ = write!(page, "\n{drawn}");
        }
        page
    }

    fn json(&self, settings: &Settings) -> Result<String, Refusal> {
        wire::written(&UndoWire {
            book: self.book,
            undone: self.done,
            import: BatchWire::of(self.batch),
            laws: wire::laws(self.laws, settings.lang),
            findings: wire::findings(self.found, settings.lang),
        })
    }
}

impl BookNamed {
    /// Which book it is, as a line.
    fn draw(&self, lang: finsam_ledger::message::Lang) -> String {
        format!("{}\n", import::book(Some(self.directory()), self.entity(), lang))
    }
}

#[derive(Serialize)]
struct UndoWire<'a> {
    book: &'a BookNamed,
    undone: bool,
    import: BatchWire,
    laws: Vec<LawWire>,
    findings: Vec<FindingWire>,
}
