//! `ledger export`: a fiscal year, for another program or an auditor.

mod audit;
mod orders;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use finsam_ledger::book::Book;
use finsam_ledger::sie::write::{Exported, Kind, Options, WriteError, Writer};
use finsam_ledger::{Budget, FiscalYear};

use crate::args::{Exchange, Export, SieType};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Failed, Said, Wrong, export};

pub(crate) fn run(args: &Export, settings: &Settings) -> Result<Exit, Refusal> {
    if let Some(option) = foreign(args) {
        return Err(Refusal::Usage(Wrong::OfOtherExport { option }));
    }
    match args.format {
        Exchange::Sie => sie(args, settings),
        Exchange::Audit => audit::run(args, settings),
        Exchange::Orders => orders::run(args, settings),
    }
}

/// Something that was said of another format than the one that was asked for.
fn foreign(args: &Export) -> Option<&'static str> {
    let of_audit = [("--published", !args.published.is_empty()), ("<DIR|ZIP>", args.target.is_some())];
    let of_others = [
        ("--type", args.kind.is_some()),
        ("--as", args.order.is_some()),
        ("--checksum", args.checksum),
        ("--max-text", args.max_text.is_some()),
        ("--output", args.output.is_some()),
    ];
    let foreign = if args.format == Exchange::Audit { &of_others[..] } else { &of_audit[..] };
    foreign.iter().find_map(|(option, is_there)| is_there.then_some(*option))
}

fn sie(args: &Export, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    if let Some(path) = &args.output {
        output::may_write(path, &source.files)?;
    }
    let year = year(args.period.as_deref(), &source)?;
    let options = options(args, kind(args.kind.unwrap_or_default()));
    let budget = source.book.as_ref().map_or_else(|| Ok(Budget::default()), Book::budget)?;
    let mut writer = Writer::new(exported(&source, &budget, year, settings.today), options);
    if let Some(book) = &source.book {
        let broken = book.for_each_voucher(|voucher| writer.voucher(&voucher))?;
        if !broken.is_empty() {
            return Err(Refusal::Findings(broken));
        }
    }
    finish(writer, options, year, args.output.as_deref(), settings)
}

/// Writes the file, and says what is otherwise in it than in the book.
fn finish(
    writer: Writer<'_>,
    options: Options,
    year: FiscalYear,
    path: Option<&Path>,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let mut file = Vec::new();
    let report = writer.finish(&mut file)?;
    match path {
        Some(path) => {
            output::file(path, &file)?;
            output::say(&Said::FileWritten { path: path.to_owned() }.say(settings.lang));
        }
        None => output::data(&file)?,
    }
    output::say(&export::told(&report, options, year, settings.lang));
    Ok(Exit::Done)
}

fn options(args: &Export, kind: Kind) -> Options {
    Options { kind, checksum: args.checksum, max_text: args.max_text.map(usize::from) }
}

/// A year of the book, with all that stands around its vouchers.
fn exported<'a>(
    source: &'a Source,
    budget: &'a Budget,
    year: FiscalYear,
    written: NaiveDate,
) -> Exported<'a> {
    Exported {
        program: "ledger",
        version: env!("CARGO_PKG_VERSION"),
        written,
        entity: &source.settings.entity.name,
        organisation_number: source.settings.entity.organisation_number.as_deref(),
        chart: &source.settings.chart,
        cost_centres: &source.settings.cost_centres,
        projects: &source.settings.projects,
        balances: &source.balances,
        budget,
        year,
        year_end: source.layout.year_end(),
    }
}

/// The fiscal year that was asked for; else the only one with bookings, or where there is none
/// the last with opening balances.
fn year(asked: Option<&str>, source: &Source) -> Result<FiscalYear, Refusal> {
    let (years, booked) = (source.balances.fiscal_years(), booked_years(source));
    if asked.is_none() && booked.len() > 1 {
        return Err(Refusal::Usage(Wrong::YearNotSaid { booked: booked.into_iter().collect() }));
    }
    let period = source.period(asked)?;
    let year = years.of(period.first());
    if year.period() != period {
        return Err(Refusal::Usage(Wrong::PeriodIsNoYear { period }));
    }
    if !booked.contains(&year) && source.balances.given_opening(year).is_none() {
        return Err(Refusal::Usage(Wrong::YearNotBooked { year, booked: booked.into_iter().collect() }));
    }
    Ok(year)
}

/// The fiscal years with bookings.
fn booked_years(source: &Source) -> BTreeSet<FiscalYear> {
    let years = source.balances.fiscal_years();
    source.balances.turnovers().map(|(month, _, _)| years.of(month)).collect()
}

const fn kind(kind: SieType) -> Kind {
    match kind {
        SieType::Ledger => Kind::Type4E,
        SieType::Vouchers => Kind::Type4I,
        SieType::YearBalances => Kind::Type1,
        SieType::MonthBalances => Kind::Type2,
        SieType::ObjectBalances => Kind::Type3,
    }
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Balances(error) => error.into(),
            WriteError::Io(error) => Self::Failure(Failed::StdoutFails { error }),
        }
    }
}
