//! `ledger import`: files into the book, all of it or nothing.

use std::path::Path;

use finsam_ledger::book::{self, Book, Compared, FileOutcome, ImportedFile};
use finsam_ledger::check::{LawOutcome, Source as Held};
use finsam_ledger::finding::{FileKind, has_errors};
use finsam_ledger::read::settings::{NewNames, Start};
use finsam_ledger::read::{FileRead, Options, Read, ReadError};
use finsam_ledger::{Budget, Code, Finding, FiscalYears, Journal, NoVouchers, Severity};

use super::import_summary::{self, BookNamed, Summary};
use super::import_version::BudgetNamed;
use super::{laws, profile};
use crate::args::{Import, Kind, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::place::Place;
use crate::settings::Settings;
use crate::source::{self, Source, TEMPLATE, layout_for};
use crate::text::{Said, Wrong};

pub(crate) fn run(args: &Import, settings: &Settings) -> Result<Exit, Refusal> {
    let place = source::found_book(settings);
    let book = place.as_ref().map(Place::open).transpose()?;
    let mut start = if book.is_some() { Start::default() } else { source::start_of(&args.files)? };
    let (mut template, of_template) = source::template_started(TEMPLATE, &start)?;
    let mut book_settings = book.as_ref().map_or(&of_template, Book::settings).clone();
    let (layout, _) = layout_for(None, &book_settings, place.as_ref().and_then(Place::dir), settings.lang)?;
    let options = options(args, book_settings.fiscal_years)?;
    let mut profile = profile::named(args.profile.as_deref(), args.kind, &book_settings)?;
    profile.profile.sheet = args.sheet.clone().or(profile.profile.sheet);
    let (read, files) = source::read_to_import(&args.files, options, &profile)?;
    of_the_kind_asked(&read, args)?;
    let version = BudgetNamed::of(&read, args)?;
    let names = if book.is_some() {
        let (names, differing) = source::names_of(&read).lacking_in(&book_settings);
        book_settings.name(&names);
        (names, differing)
    } else {
        // What a template calls an account is what others call it; the body's own files know.
        start.names = source::names_of(&read);
        (template, book_settings) = source::template_started(TEMPLATE, &start)?;
        (source::names_of(&read), 0)
    };
    let mut book_named =
        book.as_ref().map(|book| BookNamed::of(&settings.place_of(book), &book_settings.entity.name));
    if has_errors(&read.findings) {
        return nothing_added(&read.findings, None, &read, book_named.as_ref(), (args, settings));
    }
    let journal = Journal::new(book_settings.fiscal_years);
    let mut source = Source {
        settings: book_settings,
        layout,
        balances: read.tallied.balances.clone(),
        budgets: read.budgets()?,
        stated: read.stated(),
        booked_through: read.tallied.balances.last_month(),
        book,
        journal,
        files: Vec::new(),
    };
    if source.book.is_none() && !args.dry_run {
        // A book that is refused its first files is never made, so they are held against the laws
        // before there is one.
        let laws = without_book(&read, &source)?;
        if verdict(&laws, &[], &read, args) != Verdict::Refused {
            source.book = Some(new_book(&template, start, settings)?);
            book_named = Some(BookNamed::of(Path::new("."), &source.settings.entity.name));
        }
    }
    let brought = Brought { read: &read, files: &files, version: &version };
    let taken = taken_in(&brought, &names.0, &mut source, args, settings)?;
    match &taken.outcome {
        Some(outcome) if has_errors(&outcome.findings) => {
            let found = &outcome.findings;
            return nothing_added(found, Some(outcome), &read, book_named.as_ref(), (args, settings));
        }
        _ => {}
    }
    let Taken { outcome, laws, verdict, errors_before } = taken;
    let summary = Summary {
        book: book_named,
        read,
        outcome,
        laws,
        names,
        added: verdict == Verdict::TakenIn && !args.dry_run,
        dry_run: args.dry_run,
    };
    show(&summary, verdict, &errors_before, &source, (args, settings))
}

/// How the files are read, as far as the call says it.
fn options(args: &Import, fiscal_years: FiscalYears) -> Result<Options, Refusal> {
    let year = |year: i32| {
        let wrong = |error| Refusal::Usage(Wrong::Period { text: year.to_string().as_str().into(), error });
        fiscal_years.starting_in(year).map_err(wrong)
    };
    let opening_year = args.year.map(year).transpose()?;
    Ok(Options { fiscal_years, opening_year, ..Options::default() })
}

/// Shows what came in, and ends by what is wrong with it.
fn show(
    summary: &Summary,
    verdict: Verdict,
    errors_before: &[Finding],
    source: &Source,
    (args, settings): (&Import, &Settings),
) -> Result<Exit, Refusal> {
    let found = summary.findings();
    let page = match args.format.unwrap_or_default() {
        Listing::Text => import_summary::draw(summary, &found, source, settings)?,
        Listing::Json => {
            let (book, outcome) = (summary.book.as_ref(), summary.outcome.as_ref());
            import_summary::json(Some(summary), outcome, book, &summary.read, &found, settings)?
        }
    };
    output::data(&page)?;
    match verdict {
        Verdict::TakenIn if summary.added && has_errors(&found) && !args.with_findings => {
            let came_wrong = found.iter().any(|finding| laws::is_new_error(finding, errors_before));
            let said = if came_wrong { Said::BooksCameWrong } else { Said::BooksWereWrong };
            output::say(&said.say(settings.lang));
        }
        Verdict::TakenIn => {}
        Verdict::Refused => output::say(&Said::BooksWouldBeWrong.say(settings.lang)),
        Verdict::RecordBroken => output::say(&Said::RecordBroken.say(settings.lang)),
    }
    Ok(laws::exit(&found))
}

/// Whether files may come into the book, by what the laws find of it with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    TakenIn,
    /// The books would have errors, and nobody said that they may.
    Refused,
    /// The book is no longer what was put into it; what is added would lie on top of that.
    RecordBroken,
}

/// The verdict on files, by what the laws find with them and the errors that the book had before.
fn verdict(laws: &[LawOutcome], errors_before: &[Finding], read: &Read, args: &Import) -> Verdict {
    let found = laws::findings(laws);
    let broken = |finding: &Finding| matches!(finding.code(), Code::ChainBroken | Code::KeptSumDiffers);
    let refuses = |finding: &Finding| laws::is_new_error(finding, errors_before) && refuses(finding, read);
    if found.iter().any(broken) {
        Verdict::RecordBroken
    } else if found.iter().any(refuses) && !args.with_findings {
        Verdict::Refused
    } else {
        Verdict::TakenIn
    }
}

/// Whether an error is a reason not to take the files in.
///
/// A table can be mended and read in again. A SIE file is what another program says its books
/// are: opening balances that do not sum to zero stand in most of them, no one can write in the
/// file, and which way out is the right one is seen only in the book. So it comes in with what is
/// wrong with its balances, and is told.
fn refuses(finding: &Finding, read: &Read) -> bool {
    let of_balances = matches!(
        finding.code(),
        Code::OpeningUnbalanced
            | Code::ClosingUnbalanced
            | Code::OpeningDiffers
            | Code::OpeningOnResultAccount
            | Code::AccountOutsideLayout
            | Code::BalanceSheetUnequal
            | Code::ResultsDiffer
            | Code::CashFlowDiffers
    );
    // A list of names has no balances to be wrong about.
    let is_sie = |file: &FileRead| matches!(file.kind, Some(FileKind::Sie | FileKind::Names));
    !(of_balances && read.files.iter().all(is_sie))
}

/// What the files brought.
struct Brought<'a> {
    read: &'a Read,
    /// The files themselves, as the book keeps them.
    files: &'a [ImportedFile],
    version: &'a BudgetNamed,
}

/// What came of the files.
struct Taken {
    /// How they compare with the book; none where there is no book.
    outcome: Option<FileOutcome>,
    laws: Vec<LawOutcome>,
    verdict: Verdict,
    /// What was wrong with the book before them.
    errors_before: Vec<Finding>,
}

/// Takes what was read into the book, if there is one, and holds all that is then in it against
/// the laws. The book is written to unless it has vouchers with other content, or the verdict is
/// against it.
fn taken_in(
    brought: &Brought<'_>,
    names: &NewNames,
    source: &mut Source,
    args: &Import,
    settings: &Settings,
) -> Result<Taken, Refusal> {
    let read = brought.read;
    let Some(mut book) = source.book.take() else {
        let (laws, errors_before) = (without_book(read, source)?, Vec::new());
        let verdict = verdict(&laws, &errors_before, read, args);
        return Ok(Taken { outcome: None, laws, verdict, errors_before });
    };
    let mut import = book.begin_import(&settings.now, &settings.command_line)?;
    // What lies there is gone through once, before it is added to: what was wrong with it is then
    // known, and nothing that is added has to be read back.
    let before = import.inspect_first()?;
    let found = laws::findings(&laws::of_held(import.book(), before, source)?);
    let errors_before = found.into_iter().filter(|finding| finding.severity() == Severity::Error).collect();
    let outcome = add_all(&mut import, brought)?;
    if has_errors(&outcome.findings) {
        let verdict = Verdict::Refused;
        return Ok(Taken { outcome: Some(outcome), laws: Vec::new(), verdict, errors_before });
    }
    let laws = laws::of_held(import.book(), import.inspect()?, source)?;
    let verdict = verdict(&laws, &errors_before, read, args);
    if verdict == Verdict::TakenIn && !args.dry_run {
        import.commit_with_names(names)?;
    }
    Ok(Taken { outcome: Some(outcome), laws, verdict, errors_before })
}

/// Adds the vouchers of one file after the other: what an earlier one brought is known to the
/// next. The opening balances, the budget and the forecast of a year are one whole each, whatever
/// files they stand in.
fn add_all(
    import: &mut book::Import<'_>,
    &Brought { read, files, version }: &Brought<'_>,
) -> Result<FileOutcome, Refusal> {
    let openings = read.openings();
    let mut all = FileOutcome::default();
    for (file, contents) in files.iter().zip(&read.contents) {
        let FileOutcome { vouchers, locked, returned, undone_before, findings, .. } =
            import.add_vouchers(file.clone(), &contents.vouchers)?;
        append(&mut all.vouchers.new, vouchers.new);
        append(&mut all.vouchers.identical, vouchers.identical);
        append(&mut all.vouchers.changed, vouchers.changed);
        all.locked.extend(locked);
        all.returned.extend(returned);
        all.undone_before.extend(undone_before);
        all.findings.extend(findings);
    }
    let names: Vec<&str> = read.files.iter().map(|file| &*file.name).collect();
    let none = Budget::default();
    let FileOutcome { openings, findings, .. } = import.add_together(&names.join(", "), &openings, &none)?;
    all.findings.extend(findings);
    let mut budgets = Compared::default();
    for budget in read.budget_versions().map_err(ReadError::Amount)? {
        let added = import.add_together(&names.join(", "), &[], &version.name(budget))?;
        all.findings.extend(added.findings);
        budgets.new.extend(added.budgets.new);
        budgets.identical.extend(added.budgets.identical);
        budgets.changed.extend(added.budgets.changed);
    }
    let stated = import.add_stated(&read.stated())?;
    Ok(FileOutcome { openings, budgets, stated, ..all })
}

/// Puts a list after another. The first, often as long as its file, is not copied.
fn append<T>(all: &mut Vec<T>, more: Vec<T>) {
    if all.is_empty() {
        *all = more;
    } else {
        all.extend(more);
    }
}

/// Holds what was read, on its own, against the laws.
fn without_book(read: &Read, source: &Source) -> Result<Vec<LawOutcome>, Refusal> {
    laws::outcomes(Held {
        balances: &source.balances,
        layout: &source.layout,
        chart: &source.settings.chart,
        summary: read.tallied.summary,
        found: &read.findings,
        record: 0,
        stated: &source.stated,
        plans: &[],
        esf: &[],
        period: None,
        vouchers: &NoVouchers,
    })
}

/// Refuses files that do not hold what the user says they hold.
fn of_the_kind_asked(read: &Read, args: &Import) -> Result<(), Refusal> {
    let Some(asked) = args.kind.map(Kind::of_file) else { return Ok(()) };
    let other = read.files.iter().find_map(|file| Some((file, file.kind.filter(|kind| *kind != asked)?)));
    other.map_or(Ok(()), |(file, found)| {
        Err(Refusal::Usage(Wrong::KindDiffers { file: (&*file.name).into(), asked, found }))
    })
}

/// What is wrong is shown, with how the files compare with the book if it came to that, and the
/// book stays as it is.
fn nothing_added(
    found: &[Finding],
    outcome: Option<&FileOutcome>,
    read: &Read,
    book: Option<&BookNamed>,
    (args, settings): (&Import, &Settings),
) -> Result<Exit, Refusal> {
    match args.format.unwrap_or_default() {
        Listing::Json => output::data(&import_summary::json(None, outcome, book, read, found, settings)?)?,
        Listing::Text => {
            // A hole in a series may well be the voucher whose row could not be read.
            let errors = found.iter().filter(|finding| finding.severity() == Severity::Error);
            let errors: Vec<_> = errors.cloned().collect();
            let shown = Shown::First(3, Whole::Import);
            output::say(&findings::draw(&errors, settings.lang, shown, settings.stderr));
            output::say(
                &outcome
                    .map_or_else(String::new, |outcome| import_summary::compared_lines(outcome, settings)),
            );
            output::say(&Said::NothingAdded.say(settings.lang));
        }
    }
    Ok(Exit::Findings)
}

fn new_book(text: &str, start: Start, settings: &Settings) -> Result<Book, Refusal> {
    let book = Book::create(&settings.here, text)?;
    output::say(&Said::BookMade { dir: None, template: TEMPLATE }.say(settings.lang));
    let Start { entity, organisation_number, fiscal_years, .. } = start;
    if entity.is_some() || organisation_number.is_some() || fiscal_years.is_some() {
        let starts = fiscal_years.map(FiscalYears::first_month);
        output::say(&Said::TakenFromFiles { entity, organisation_number, starts }.say(settings.lang));
    }
    Ok(book)
}
