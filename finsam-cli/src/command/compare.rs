//! `ledger compare`: two files, two books, or a file and the book, held against each other.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use finsam_ledger::book::Book;
use finsam_ledger::compare::{Both, Comparison, Held, compare};
use finsam_ledger::finding::has_errors;
use finsam_ledger::message::harmless;
use finsam_ledger::read::settings::Settings as BookSettings;
use finsam_ledger::read::{Keep, Options};
use finsam_ledger::render::Table;
use finsam_ledger::render::text::{Emphasis, TextStyle, text, wrapped};
use finsam_ledger::{Balances, Finding, FiscalYears, Month, Period, Voucher};

use super::compare_wire;
use crate::args::{Compare, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::place::Place;
use crate::settings::Settings;
use crate::source::{self, TEMPLATE, layout_for};
use crate::text::{Wrong, compare as words};

/// How many of a kind are listed.
const SHOWN_MAX: usize = 20;

/// One side, read.
pub(crate) struct Side {
    /// What it is called: a file's name, or a book's directory and entity.
    pub(crate) name: String,
    pub(crate) is_book: bool,
    vouchers: Vec<Voucher>,
    balances: Balances,
    findings: Vec<Finding>,
}

impl Side {
    fn held(&self) -> Held<'_> {
        Held { vouchers: &self.vouchers, balances: &self.balances }
    }
}

pub(crate) fn run(args: &Compare, settings: &Settings) -> Result<Exit, Refusal> {
    let paths = Both { a: Some(args.a.as_path()), b: args.b.as_deref() };
    let books = Both { a: opened(paths.a, settings)?, b: opened(paths.b, settings)? };
    let (frame, dir) = frame(&books)?;
    let (layout, _) = layout_for(None, &frame, dir.as_deref(), settings.lang)?;
    let period = args.period.as_deref().map(|text| period(text, frame.fiscal_years)).transpose()?;
    let sides = Both {
        a: side(books.a.as_ref(), paths.a, frame.fiscal_years, settings)?,
        b: side(books.b.as_ref(), paths.b, frame.fiscal_years, settings)?,
    };
    let found: Vec<Finding> = sides.a.findings.iter().chain(&sides.b.findings).cloned().collect();
    if has_errors(&found) {
        return Err(Refusal::Files(found));
    }
    if !found.is_empty() && args.format.unwrap_or_default() == Listing::Text {
        let shown = Shown::First(3, Whole::Import);
        output::say(&findings::draw(&found, settings.lang, shown, settings.stderr));
    }
    let period = period.or_else(|| years_of_the_file(&sides));
    let comparison = compare(sides.a.held(), sides.b.held(), period, layout.year_end())?;
    let page = match args.format.unwrap_or_default() {
        Listing::Text => {
            let limit = if args.all { None } else { Some(SHOWN_MAX) };
            let tables = Table::comparison(&comparison, &frame.chart, limit, settings.lang)?;
            draw(&comparison, &sides, &tables, settings)
        }
        Listing::Json => compare_wire::json(&comparison, &sides, &frame.chart, &found, settings.lang)?,
    };
    output::data(&page)?;
    Ok(if comparison.is_equal() { Exit::Done } else { Exit::Findings })
}

/// The book, if this side is one: a directory, or nothing said and a book in sight.
fn opened(path: Option<&Path>, settings: &Settings) -> Result<Option<Book>, Refusal> {
    match path {
        None => source::book(settings).map(Some),
        Some(path) => {
            let place = Place::named(path)?;
            let is_file = place.dir().is_some_and(|dir| !dir.is_dir());
            Ok(if is_file { None } else { Some(place.open()?) })
        }
    }
}

/// The settings that both sides are seen through, the first book's or the template's, and where
/// a layout of its own would be.
fn frame(books: &Both<Option<Book>>) -> Result<(BookSettings, Option<PathBuf>), Refusal> {
    match books.a.as_ref().or(books.b.as_ref()) {
        Some(book) => Ok((book.settings().clone(), book.dir().map(Path::to_owned))),
        None => Ok((source::template(TEMPLATE)?.1, None)),
    }
}

/// Here several years may be compared in one go.
fn period(text: &str, fiscal_years: FiscalYears) -> Result<Period, Refusal> {
    let wrong = |error| Refusal::Usage(Wrong::Period { text: text.into(), error });
    Period::parse(text.trim(), fiscal_years).map_err(wrong)
}

fn side(
    book: Option<&Book>,
    path: Option<&Path>,
    fiscal_years: FiscalYears,
    settings: &Settings,
) -> Result<Side, Refusal> {
    if let Some(book) = book {
        let mut vouchers = Vec::new();
        let findings = book.for_each_voucher(|voucher| vouchers.push(voucher))?;
        let directory = settings.place_of(book);
        let name = words::book(&directory.to_string_lossy(), &book.settings().entity.name, settings.lang);
        return Ok(Side { name, is_book: true, vouchers, balances: book.balances()?, findings });
    }
    let path = path.unwrap_or(&settings.here).to_owned();
    let options = Options { fiscal_years, keep: Keep::Vouchers, ..Options::default() };
    let read = source::read(std::slice::from_ref(&path), options, &source::Named::default())?;
    let vouchers: Vec<_> = read.vouchers().collect();
    let balances = read.tallied.balances;
    let name = path.to_string_lossy();
    if balances.span().is_none() && vouchers.is_empty() && !has_errors(&read.findings) {
        return Err(Refusal::Usage(Wrong::NothingToCompare { file: (&*name).into() }));
    }
    let name = harmless(&name, usize::MAX);
    Ok(Side { name, is_book: false, vouchers, balances, findings: read.findings })
}

/// A book holds more years than the file it is held against: the file's fiscal years are meant.
fn years_of_the_file(sides: &Both<Side>) -> Option<Period> {
    let file = match (sides.a.is_book, sides.b.is_book) {
        (false, true) => &sides.a,
        (true, false) => &sides.b,
        _ => return None,
    };
    let years = file.balances.fiscal_years();
    // A SIE file has sums of the year before too, which are no vouchers to be held against any.
    let told = || file.vouchers.iter().map(|voucher| years.of(Month::of(voucher.date())));
    let booked = || file.balances.turnovers().map(|(month, _, _)| years.of(month));
    let of_vouchers = told().min().zip(told().max());
    let (first, last) =
        of_vouchers.or_else(|| booked().min().zip(booked().max())).or_else(|| file.balances.span())?;
    Period::new(first.first(), last.last()).ok()
}

fn draw(comparison: &Comparison<'_>, sides: &Both<Side>, tables: &[Table], settings: &Settings) -> String {
    let TextStyle { width, emphasis } = settings.style;
    let (mark, colour) =
        if comparison.is_equal() { ("✓", AnsiColor::Green) } else { ("✗", AnsiColor::Red) };
    let colour = match emphasis {
        Emphasis::Ansi => colour.on_default().bold(),
        Emphasis::Plain => Style::new(),
    };
    let mut page = String::new();
    let mut lines = wrapped(&words::verdict(comparison, settings.lang), width.saturating_sub(2)).into_iter();
    // Writing to a string does not fail.
    let _ = writeln!(page, "{colour}{mark} {}{colour:#}", lines.next().unwrap_or_default());
    for line in lines {
        let _ = writeln!(page, "  {line}");
    }
    let _ = writeln!(page, "  A: {}\n  B: {}", sides.a.name, sides.b.name);
    for note in words::not_told(&comparison.not_told, settings.lang) {
        for line in wrapped(&note, width.saturating_sub(2)) {
            let _ = writeln!(page, "  {line}");
        }
    }
    for table in tables {
        let _ = write!(page, "\n{}", text(table, settings.style));
    }
    page
}
