//! `ledger lock` and `ledger unlock`: months in which nothing more is booked.

use finsam_ledger::book::{Book, PeriodLock};
use finsam_ledger::message::harmless;
use finsam_ledger::render::text::text;
use finsam_ledger::render::{Align, Cell, ColumnHead, Table, TableRow};
use finsam_ledger::statement::RowKind;
use finsam_ledger::{Period, Unit};
use serde::Serialize;

use crate::args::{Listing, Lock, Unlock};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::book;
use crate::text::lock as words;
use crate::text::{Said, Wrong};
use crate::wire;

/// Locks a period, or lists what is locked if none is named.
pub(crate) fn lock(args: &Lock, settings: &Settings) -> Result<Exit, Refusal> {
    let mut book = book(settings)?;
    if let Some(asked) = &args.period {
        let period = period(asked, &book)?;
        let reason = args.reason.as_deref().unwrap_or("");
        book.lock(period, &settings.now, &settings.command_line, reason)?;
        output::say(&Said::Locked { period }.say(settings.lang));
    }
    list(&book, args.format, settings)
}

/// Opens a period again.
pub(crate) fn unlock(args: &Unlock, settings: &Settings) -> Result<Exit, Refusal> {
    let mut book = book(settings)?;
    let period = period(&args.period, &book)?;
    book.unlock(period, &settings.now, &settings.command_line, &args.reason)?;
    output::say(&Said::Unlocked { period }.say(settings.lang));
    list(&book, args.format, settings)
}

fn period(text: &str, book: &Book) -> Result<Period, Refusal> {
    Period::parse(text.trim(), book.settings().fiscal_years)
        .map_err(|error| Refusal::Usage(Wrong::Period { text: text.into(), error }))
}

fn list(book: &Book, format: Option<Listing>, settings: &Settings) -> Result<Exit, Refusal> {
    let locks = book.locks()?;
    let entity = &book.settings().entity.name;
    let page = match format.unwrap_or_default() {
        Listing::Json => {
            wire::written(&LocksWire { entity, locks: locks.iter().map(LockWire::of).collect() })?
        }
        Listing::Text if locks.is_empty() => words::none(settings.lang).to_owned(),
        Listing::Text => text(&table(&locks, entity, settings), settings.style),
    };
    output::data(&page)?;
    Ok(Exit::Done)
}

fn table(locks: &[PeriodLock], entity: &str, settings: &Settings) -> Table {
    let columns = words::columns(settings.lang).map(|(name, label, fit)| ColumnHead {
        name: name.to_owned(),
        label: label.to_owned(),
        align: Align::Start,
        fit,
    });
    let row = |lock: &PeriodLock| TableRow {
        id: String::new(),
        kind: RowKind::Line,
        cells: vec![
            Cell::Text(lock.period.to_string()),
            Cell::Text(crate::text::imports::time(&lock.locked_at)),
            Cell::Text(harmless(&lock.reason, words::REASON_LENGTH_MAX)),
        ],
    };
    Table {
        name: "locks",
        title: words::title(settings.lang).to_owned(),
        entity: entity.to_owned(),
        period: String::new(),
        // There are no amounts among them.
        unit: Unit::Kr,
        unit_label: "",
        columns: columns.into(),
        rows: locks.iter().map(row).collect(),
        footnotes: Vec::new(),
    }
}

#[derive(Serialize)]
struct LocksWire<'a> {
    entity: &'a str,
    locks: Vec<LockWire>,
}

#[derive(Serialize)]
struct LockWire {
    first: String,
    last: String,
    locked_at: String,
    command: String,
    reason: String,
}

impl LockWire {
    fn of(lock: &PeriodLock) -> Self {
        let whole = |text: &str| harmless(text, usize::MAX);
        Self {
            first: lock.period.first().to_string(),
            last: lock.period.last().to_string(),
            locked_at: whole(&lock.locked_at),
            command: whole(&lock.command),
            reason: whole(&lock.reason),
        }
    }
}
