//! `ledger esf status`: how the projects stand.

use finsam_ledger::Month;
use finsam_ledger::book::Book;
use finsam_ledger::render::Table;
use finsam_ledger::render::text::text;
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
    let statuses: Vec<EsfStatus> =
        projects.iter().map(|project| stands(project, &source, through)).collect::<Result<_, _>>()?;
    let standing: Vec<(&EsfProject, &EsfStatus)> = projects.into_iter().zip(&statuses).collect();
    let entity = &source.settings.entity.name;
    let page = match args.format.unwrap_or_default() {
        Listing::Json => wire::status(&standing, through, entity)?,
        Listing::Text if standing.is_empty() => words::none(settings.lang).to_owned(),
        Listing::Text => {
            let mut tables = vec![Table::esf_projects(&standing, through, entity, settings.lang)?];
            if let (Some(project), [(_, status)]) = (one, &standing[..]) {
                if !status.eligible.quarters.is_empty() {
                    tables.push(Table::esf_quarters(project, status, entity, settings.lang)?);
                }
                if !status.claims.is_empty() {
                    tables.push(Table::esf_claims(project, status, entity, settings.lang)?);
                }
            }
            let pages: Vec<String> = tables.iter().map(|table| text(table, settings.style)).collect();
            pages.join("\n")
        }
    };
    output::data(&page)?;
    Ok(Exit::Done)
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
