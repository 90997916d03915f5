//! `ledger imports`: every import that brought something new, and which of them are undone.

use std::fmt::Write as _;

use finsam_ledger::book::{Batch, BatchUndone, Book, ImportedFile};
use finsam_ledger::message::{Lang, harmless};
use finsam_ledger::render::text::{TextStyle, text};
use finsam_ledger::render::{Align, Cell, ColumnHead, Table, TableRow};
use finsam_ledger::statement::RowKind;
use finsam_ledger::{BudgetOfYear, Unit};
use serde::Serialize;

use crate::args::{Imports, Listing};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::book;
use crate::text::imports as words;
use crate::wire;

pub(crate) fn run(args: &Imports, settings: &Settings) -> Result<Exit, Refusal> {
    let format = args.format.unwrap_or_default();
    output::data(&page(&book(settings)?, format, settings.lang, settings.style)?)?;
    Ok(Exit::Done)
}

/// The imports of a book.
pub(super) fn page(book: &Book, format: Listing, lang: Lang, style: TextStyle) -> Result<String, Refusal> {
    let batches = book.batches()?;
    let entity = &book.settings().entity.name;
    Ok(match format {
        Listing::Json => {
            let imports = batches.iter().map(BatchWire::of).collect();
            wire::written(&ImportsWire { entity, imports })?
        }
        Listing::Text if batches.is_empty() => words::none(lang).to_owned(),
        Listing::Text => text(&table(&batches, entity, lang), style),
    })
}

fn table(batches: &[Batch], entity: &str, lang: Lang) -> Table {
    let columns = words::columns(lang).map(|(name, label, fit)| {
        let align = if name == "number" { Align::End } else { Align::Start };
        ColumnHead { name: name.to_owned(), label: label.to_owned(), align, fit }
    });
    let row = |batch: &Batch| TableRow {
        id: String::new(),
        kind: RowKind::Line,
        cells: vec![
            Cell::Text(batch.number.to_string()),
            Cell::Text(words::time(&batch.imported_at)),
            Cell::Text(words::files(batch)),
            Cell::Text(words::brought(batch, lang)),
            batch.undone.as_ref().map_or(Cell::Empty, |undone| Cell::Text(words::undone(undone, lang))),
        ],
    };
    Table {
        name: "imports",
        title: words::title(lang).to_owned(),
        entity: entity.to_owned(),
        period: words::count(batches.len(), lang),
        // There are no amounts among them.
        unit: Unit::Kr,
        unit_label: "",
        columns: columns.into(),
        rows: batches.iter().map(row).collect(),
        footnotes: Vec::new(),
    }
}

#[derive(Serialize)]
struct ImportsWire<'a> {
    entity: &'a str,
    imports: Vec<BatchWire>,
}

/// An import, as JSON has it.
#[derive(Serialize)]
pub(crate) struct BatchWire {
    number: u64,
    imported_at: String,
    command: String,
    files: Vec<FileWire>,
    vouchers: u64,
    first_date: Option<String>,
    last_date: Option<String>,
    openings: Vec<String>,
    budgets: Vec<BudgetWire>,
    stated: Vec<String>,
    undone: Option<UndoneWire>,
}

/// A budget or forecast of a year, and which of its versions.
#[derive(Serialize)]
struct BudgetWire {
    year: String,
    kind: &'static str,
    name: String,
    date: Option<String>,
}

#[derive(Serialize)]
struct FileWire {
    name: String,
    sha256: Option<String>,
}

#[derive(Serialize)]
struct UndoneWire {
    undone_at: String,
    command: String,
    reason: String,
    by_vouchers: bool,
}

impl BatchWire {
    pub(crate) fn of(batch: &Batch) -> Self {
        let years = |years: &[finsam_ledger::FiscalYear]| years.iter().map(ToString::to_string).collect();
        Self {
            number: batch.number,
            imported_at: whole(&batch.imported_at),
            command: whole(&batch.command),
            files: batch.files.iter().map(FileWire::of).collect(),
            vouchers: batch.vouchers,
            first_date: batch.dates.map(|(first, _)| first.to_string()),
            last_date: batch.dates.map(|(_, last)| last.to_string()),
            openings: years(&batch.openings),
            budgets: batch.budgets.iter().map(BudgetWire::of).collect(),
            stated: years(&batch.stated),
            undone: batch.undone.as_ref().map(UndoneWire::of),
        }
    }
}

impl BudgetWire {
    fn of(BudgetOfYear { year, version }: &BudgetOfYear) -> Self {
        Self {
            year: year.to_string(),
            kind: version.kind.as_str(),
            name: whole(&version.name),
            date: version.date.map(|date| date.to_string()),
        }
    }
}

impl FileWire {
    fn of(file: &ImportedFile) -> Self {
        Self { name: whole(&file.name), sha256: file.sha256.map(|hash| hex(&hash)) }
    }
}

impl UndoneWire {
    fn of(undone: &BatchUndone) -> Self {
        let BatchUndone { undone_at, command, reason, by_vouchers } = undone;
        let (undone_at, command, reason) = (whole(undone_at), whole(command), whole(reason));
        Self { undone_at, command, reason, by_vouchers: *by_vouchers }
    }
}

/// Other people's words, however long.
fn whole(text: &str) -> String {
    harmless(text, usize::MAX)
}

/// A hash as it is written.
pub(super) fn hex(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
