//! `ledger import`: files into the book, all of it or nothing.

use finsam_ledger::book::{Book, FileOutcome};
use finsam_ledger::check::{LawOutcome, Source as Held};
use finsam_ledger::finding::{FileKind, has_errors};
use finsam_ledger::read::{Keep, Options, Read};
use finsam_ledger::{Finding, NoVouchers, Severity};

use super::import_summary::{self, Summary};
use super::laws;
use crate::args::{Import, Kind, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown};
use crate::output;
use crate::settings::Settings;
use crate::source::{self, Source, TEMPLATE, layout_for};
use crate::text::{Said, Wrong};

pub(crate) fn run(args: &Import, settings: &Settings) -> Result<Exit, Refusal> {
    let dir = source::found_book(settings);
    let book = dir.as_deref().map(Book::open).transpose()?;
    let (template, of_template) = source::template(TEMPLATE)?;
    let book_settings = book.as_ref().map_or(&of_template, Book::settings).clone();
    let (layout, _) = layout_for(None, &book_settings, dir.as_deref())?;
    let fiscal_years = book_settings.fiscal_years;
    let wrong = |year: i32| {
        move |error| Refusal::Usage(Wrong::Period { text: year.to_string().as_str().into(), error })
    };
    let opening_year =
        args.year.map(|year| fiscal_years.starting_in(year).map_err(wrong(year))).transpose()?;
    let read = source::read(&args.files, Options { fiscal_years, opening_year, keep: Keep::Vouchers })?;
    of_the_kind_asked(&read, args)?;
    if has_errors(&read.findings) {
        return nothing_added(&read.findings, &read, args, settings);
    }
    // Nothing is made of files that are wrong, so the book is made no sooner than here.
    let book = match book {
        None if !args.dry_run => Some(new_book(template, settings)?),
        found => found,
    };
    let mut source = Source {
        settings: book_settings,
        layout,
        balances: read.tallied.balances.clone(),
        book,
        files: Vec::new(),
    };
    let (outcome, laws) = taken_in(&read, &mut source, args, settings)?;
    match &outcome {
        Some(outcome) if has_errors(&outcome.findings) => {
            return nothing_added(&outcome.findings, &read, args, settings);
        }
        _ => {}
    }
    let summary = Summary { read, outcome, laws, dry_run: args.dry_run };
    let found = summary.findings();
    let page = match args.format.unwrap_or_default() {
        Listing::Text => import_summary::draw(&summary, &found, &source, settings)?,
        Listing::Json => import_summary::json(Some(&summary), &summary.read, &found, settings)?,
    };
    output::data(&page)?;
    Ok(laws::exit(&found))
}

/// Takes what was read into the book, if there is one, and holds all that is then in it against
/// the laws. The book is written to unless it has vouchers with other content.
fn taken_in(
    read: &Read,
    source: &mut Source,
    args: &Import,
    settings: &Settings,
) -> Result<(Option<FileOutcome>, Vec<LawOutcome>), Refusal> {
    let Some(mut book) = source.book.take() else {
        let held = Held {
            balances: &source.balances,
            layout: &source.layout,
            chart: &source.settings.chart,
            summary: read.tallied.summary,
            found: &read.findings,
            record: 0,
            period: None,
            vouchers: &NoVouchers,
        };
        return Ok((None, laws::outcomes(held)?));
    };
    let names: Vec<&str> = read.files.iter().map(|file| &*file.name).collect();
    let mut import = book.begin_import(&settings.now, &settings.command_line)?;
    let outcome = import.add(&names.join(", "), &read.vouchers, &read.openings, &read.budget)?;
    if has_errors(&outcome.findings) {
        return Ok((Some(outcome), Vec::new()));
    }
    source.balances = import.book().balances()?;
    let laws = laws::of_book(import.book(), source, None)?;
    if !args.dry_run {
        import.commit()?;
    }
    Ok((Some(outcome), laws))
}

/// Refuses files that do not hold what the user says they hold.
fn of_the_kind_asked(read: &Read, args: &Import) -> Result<(), Refusal> {
    let asked = match args.kind {
        None => return Ok(()),
        Some(Kind::Vouchers) => FileKind::Vouchers,
        Some(Kind::Opening) => FileKind::OpeningBalances,
        Some(Kind::Budget) => FileKind::Budget,
    };
    let other = read.files.iter().find_map(|file| Some((file, file.kind.filter(|kind| *kind != asked)?)));
    other.map_or(Ok(()), |(file, found)| {
        Err(Refusal::Usage(Wrong::KindDiffers { file: (&*file.name).into(), asked, found }))
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
            output::say(&Said::NothingAdded.say(settings.lang));
        }
    }
    Ok(Exit::Findings)
}

fn new_book(template: &str, settings: &Settings) -> Result<Book, Refusal> {
    let book = Book::create(&settings.here, template)?;
    output::say(&Said::BookMade { dir: None, template: TEMPLATE }.say(settings.lang));
    Ok(book)
}
