//! `ledger import`: files into the book, all of it or nothing.

use std::path::PathBuf;

use finsam_ledger::book::Book;
use finsam_ledger::finding::{FileKind, has_errors};
use finsam_ledger::read::Read;
use finsam_ledger::{Finding, FiscalYear, NoVouchers, Severity};

use super::import_summary::{self, Summary};
use super::laws;
use crate::args::{Import, Kind, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown};
use crate::output;
use crate::settings::Settings;
use crate::source::{self, Source, TEMPLATE, layout_for, refusal};
use crate::text::Sentence;

pub(crate) fn run(args: &Import, settings: &Settings) -> Result<Exit, Refusal> {
    let dir = source::found_book(settings);
    let book = dir.as_deref().map(Book::open).transpose().map_err(refusal)?;
    let (template, template_settings) = source::template(TEMPLATE)?;
    let book_settings = book.as_ref().map_or(&template_settings, Book::settings).clone();
    let layout = layout_for(None, &book_settings, dir.as_deref())?;
    let year = opening_year(args, &book_settings)?;
    let read = source::read(&args.files, source::into_book(&book_settings, year))?;
    if let Some(refused) = refused(&read, args) {
        return refused;
    }
    let balances = read.tallied.balances.clone();
    let mut source = Source { settings: book_settings, layout, balances, book: None };
    if has_errors(&read.findings) {
        return nothing_added(&read.findings, &read, args, settings);
    }
    let mut book = match book {
        None if !args.dry_run => Some(new_book(template, settings)?),
        other => other,
    };
    let (outcome, laws) = match &mut book {
        None => {
            let held = finsam_ledger::check::Source {
                balances: &source.balances,
                layout: &source.layout,
                chart: &source.settings.chart,
                summary: read.tallied.summary,
                found: &read.findings,
                record: 0,
                period: None,
                vouchers: &NoVouchers,
            };
            (None, laws::outcomes(held)?)
        }
        Some(book) => {
            let mut import = book.begin_import(&settings.now, &settings.command_line).map_err(refusal)?;
            let names: Vec<&str> = read.files.iter().map(|file| &*file.name).collect();
            let names = names.join(", ");
            let outcome =
                import.add(&names, &read.vouchers, &read.openings, &read.budget).map_err(refusal)?;
            if has_errors(&outcome.findings) {
                return nothing_added(&outcome.findings, &read, args, settings);
            }
            source.balances = import.book().balances().map_err(refusal)?;
            let laws = laws::of_book(import.book(), &source, None)?;
            if !args.dry_run {
                import.commit().map_err(refusal)?;
            }
            (Some(outcome), laws)
        }
    };
    let summary = Summary { read, outcome, laws, dry_run: args.dry_run };
    written(&summary, &source, args, settings)
}

fn written(summary: &Summary, source: &Source, args: &Import, settings: &Settings) -> Result<Exit, Refusal> {
    let found = summary.findings();
    let page = match args.format.unwrap_or_default() {
        Listing::Text => import_summary::draw(summary, &found, source, settings)?,
        Listing::Json => import_summary::json(Some(summary), &summary.read, &found, settings)?,
    };
    output::data(&page)?;
    Ok(laws::exit(&found))
}

/// Files that do not hold what the user says they hold.
fn refused(read: &Read, args: &Import) -> Option<Result<Exit, Refusal>> {
    let asked = match args.kind? {
        Kind::Vouchers => FileKind::Vouchers,
        Kind::Opening => FileKind::OpeningBalances,
        Kind::Budget => FileKind::Budget,
    };
    let other = read.files.iter().find_map(|file| Some((file, file.kind.filter(|kind| *kind != asked)?)));
    other.map(|(file, found)| {
        Err(Refusal::Usage(Sentence::KindDiffers { file: file.name.to_string(), asked, found }))
    })
}

/// What is wrong is shown, and the book stays as it is.
fn nothing_added(
    found: &[Finding],
    read: &Read,
    args: &Import,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    match args.format.unwrap_or_default() {
        Listing::Json => output::data(&import_summary::json(None, read, found, settings)?)?,
        Listing::Text => {
            // A hole in a series may well be the voucher whose row could not be read.
            let errors = found.iter().filter(|finding| finding.severity() == Severity::Error);
            let errors: Vec<_> = errors.cloned().collect();
            output::say(&findings::draw(&errors, settings.lang, Shown::All, settings.stderr));
            output::say(&format!("{}\n", Sentence::NothingAdded.say(settings.lang)));
        }
    }
    Ok(Exit::Findings)
}

fn opening_year(
    args: &Import,
    settings: &finsam_ledger::read::settings::Settings,
) -> Result<Option<FiscalYear>, Refusal> {
    let wrong = |text: i32| move |error| Refusal::Usage(Sentence::Period { text: text.to_string(), error });
    args.year.map(|year| settings.fiscal_years.starting_in(year).map_err(wrong(year))).transpose()
}

fn new_book(template: &str, settings: &Settings) -> Result<Book, Refusal> {
    let dir: PathBuf = settings.here.clone();
    let book = Book::create(&dir, template).map_err(refusal)?;
    output::say(&format!("{}\n", Sentence::BookMade { dir, template: TEMPLATE }.say(settings.lang)));
    Ok(book)
}
