//! `ledger esf status`: how the projects stand.

use finsam_ledger::Month;
use finsam_ledger::book::Book;
use finsam_ledger::message::Lang;
use finsam_ledger::render::Table;
use finsam_ledger::render::text::{TextStyle, text};
use finsam_ledger::schedule::esf::{EsfProject, EsfStatus, status};

use super::{project, wire};
use crate::args;
use crate::args::Listing;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Failed, esf as words};

pub(crate) fn run(args: &args::EsfStatus, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let one = args.project.as_deref().map(|code| project(code, &source)).transpose()?;
    let projects: Vec<&EsfProject> =
        one.map_or_else(|| source.settings.esf_projects.iter().collect(), |one| vec![one]);
    let through = match &args.period {
        Some(text) => source.period(Some(text))?.last(),
        None => booked_through(&source)?,
    };
    let told = if one.is_some() { Told::InFull } else { Told::InBrief };
    let format = args.format.unwrap_or_default();
    output::data(&page(&projects, told, through, format, &source, (settings.lang, settings.style))?)?;
    Ok(Exit::Done)
}

/// How much is told of projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A column a project.
    InBrief,
    /// Its quarters and its claims too.
    InFull,
}

/// How projects stand when a month ends.
pub(crate) fn page(
    projects: &[&EsfProject],
    told: Told,
    through: Month,
    format: Listing,
    source: &Source,
    (lang, style): (Lang, TextStyle),
) -> Result<String, Refusal> {
    let statuses: Vec<EsfStatus> =
        projects.iter().map(|project| stands(project, source, through)).collect::<Result<_, _>>()?;
    let standing: Vec<(&EsfProject, &EsfStatus)> = projects.iter().copied().zip(&statuses).collect();
    let entity = &source.settings.entity.name;
    if format == Listing::Json {
        return wire::status(&standing, through, entity);
    }
    if standing.is_empty() {
        return Ok(words::none(lang).to_owned());
    }
    let mut tables = vec![Table::esf_projects(&standing, through, entity, lang)?];
    for (project, status) in standing.iter().filter(|_| told == Told::InFull) {
        if !status.eligible.quarters.is_empty() {
            tables.push(Table::esf_quarters(project, status, entity, lang)?);
        }
        if !status.claims.is_empty() {
            tables.push(Table::esf_claims(project, status, entity, lang)?);
        }
    }
    let pages: Vec<String> = tables.iter().map(|table| text(table, style)).collect();
    Ok(pages.join("\n"))
}

/// How a project stands when a month ends.
pub(crate) fn stands(project: &EsfProject, source: &Source, through: Month) -> Result<EsfStatus, Refusal> {
    let book = source.book.as_ref();
    let events = book.map(|book| book.esf_events_of(&project.terms().code)).transpose()?.unwrap_or_default();
    Ok(status(project, &source.balances, source.layout.year_end(), &events, through)?)
}

/// The last month with anything in it.
fn booked_through(source: &Source) -> Result<Month, Refusal> {
    let events = source.book.as_ref().map(Book::esf_events).transpose()?.unwrap_or_default();
    let last = events.iter().map(|booked| Month::of(booked.event.date)).max();
    last.max(source.balances.last_month()).ok_or(Refusal::Failure(Failed::BookEmpty))
}
