//! `ledger close`: a fiscal year that is done with.

use std::fmt::Write as _;

use finsam_ledger::book::{Book, ClosedYear};
use finsam_ledger::check::LawOutcome;
use finsam_ledger::finding::has_errors;
use finsam_ledger::message::harmless;
use finsam_ledger::render::text::text;
use finsam_ledger::render::{Align, Cell, ColumnHead, Table, TableRow};
use finsam_ledger::statement::RowKind;
use finsam_ledger::{Amount, Amounts, BalanceObject, Finding, FiscalYear, Month, Period, Severity, Unit};
use serde::Serialize;

use super::imports::hex;
use super::laws;
use crate::args::{Close, Listing};
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, book};
use crate::text::close as words;
use crate::text::{Said, Wrong};
use crate::wire::{self, FindingWire, LawWire};

/// Closes a year, or lists those that are closed if none is named.
pub(crate) fn run(args: &Close, settings: &Settings) -> Result<Exit, Refusal> {
    let Some(asked) = &args.year else { return list(args.format, settings) };
    let mut source = Source::open(&[], None, settings)?;
    let mut book = match source.book.take() {
        Some(book) => book,
        None => book(settings)?,
    };
    let year = year(asked, &source)?;
    let now = (settings.now.as_str(), settings.command_line.as_str());
    let layout = source.layout.clone();
    let closing = book.begin_close(year, layout.year_end(), now)?;
    source.reread(closing.book())?;
    let laws = laws::of_book(closing.book(), &source, None)?.outcomes;
    let found = laws::findings(&laws);
    let (openings, closed) = (closing.openings().clone(), closing.closed().clone());
    let is_of_year = |month: Month| year.period().contains(month);
    let orders = closing.book().orders()?.iter().filter(|order| is_of_year(Month::of(order.date()))).count();
    let done = !has_errors(&found) && !args.dry_run;
    if done {
        closing.commit()?;
    }
    let outcome =
        Outcome { closed: &closed, openings: &openings, done, laws: &laws, found: &found, source: &source };
    let page = match args.format.unwrap_or_default() {
        Listing::Text => outcome.draw(settings)?,
        Listing::Json => outcome.json(settings)?,
    };
    output::data(&page)?;
    let said = if done {
        Said::Closed { year, orders }
    } else {
        Said::NotClosed { year, is_wrong: has_errors(&found) }
    };
    output::say(&said.say(settings.lang));
    if done {
        output::say(words::keep(settings.lang));
    }
    Ok(laws::exit(&found))
}

fn year(text: &str, source: &Source) -> Result<FiscalYear, Refusal> {
    let years = source.settings.fiscal_years;
    let period = Period::parse(text.trim(), years)
        .map_err(|error| Refusal::Usage(Wrong::Period { text: text.into(), error }))?;
    let year = years.of(period.first());
    if year.period() == period { Ok(year) } else { Err(Refusal::Usage(Wrong::NotOneYear { period })) }
}

/// What came of the closing, or would.
struct Outcome<'a> {
    closed: &'a ClosedYear,
    openings: &'a Amounts,
    done: bool,
    laws: &'a [LawOutcome],
    found: &'a [Finding],
    source: &'a Source,
}

impl Outcome<'_> {
    fn draw(&self, settings: &Settings) -> Result<String, Refusal> {
        let (lang, style) = (settings.lang, settings.style);
        let mut page = laws::draw(self.laws, lang, style);
        let is_pressing = |finding: &&Finding| finding.severity() > Severity::Note;
        let pressing: Vec<_> = self.found.iter().filter(is_pressing).cloned().collect();
        let drawn = findings::draw(&pressing, lang, Shown::First(3, Whole::Check), style);
        if !drawn.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(page, "\n{drawn}");
        }
        let book = &self.source.settings;
        let next = self.closed.year.next();
        let table = Table::openings(self.openings, next, &book.chart, &book.entity.name, lang)?;
        let _ = write!(page, "\n{}", text(&table, style));
        if self.done {
            let _ = write!(page, "\n{}", words::anchor(self.closed.year, self.closed.anchor, lang));
        }
        Ok(page)
    }

    fn json(&self, settings: &Settings) -> Result<String, Refusal> {
        wire::written(&CloseWire {
            entity: &self.source.settings.entity.name,
            closed: self.done,
            year: ClosedWire::of(self.closed),
            openings: self.openings.iter().map(OpeningWire::of).collect(),
            laws: wire::laws(self.laws, settings.lang),
            findings: wire::findings(self.found, settings.lang),
        })
    }
}

fn list(format: Option<Listing>, settings: &Settings) -> Result<Exit, Refusal> {
    let book = book(settings)?;
    let closed = book.closed_years()?;
    let entity = &book.settings().entity.name;
    let page = match format.unwrap_or_default() {
        Listing::Json => {
            wire::written(&ClosedYearsWire { entity, years: closed.iter().map(ClosedWire::of).collect() })?
        }
        Listing::Text if closed.is_empty() => words::none(settings.lang).to_owned(),
        Listing::Text => text(&table(&closed, &book, settings), settings.style),
    };
    output::data(&page)?;
    Ok(Exit::Done)
}

fn table(closed: &[ClosedYear], book: &Book, settings: &Settings) -> Table {
    let columns = words::columns(settings.lang).map(|(name, label, fit)| ColumnHead {
        name: name.to_owned(),
        label: label.to_owned(),
        align: Align::Start,
        fit,
    });
    let row = |closed: &ClosedYear| TableRow {
        id: String::new(),
        kind: RowKind::Line,
        cells: vec![
            Cell::Text(closed.year.to_string()),
            Cell::Text(crate::text::imports::time(&closed.closed_at)),
            Cell::Text(closed.anchor.to_string()),
        ],
    };
    Table {
        name: "closed-years",
        title: words::title(settings.lang).to_owned(),
        entity: book.settings().entity.name.clone(),
        period: String::new(),
        // There are no amounts among them.
        unit: Unit::Kr,
        unit_label: "",
        columns: columns.into(),
        rows: closed.iter().map(row).collect(),
        footnotes: Vec::new(),
    }
}

#[derive(Serialize)]
struct CloseWire<'a> {
    entity: &'a str,
    closed: bool,
    year: ClosedWire,
    openings: Vec<OpeningWire>,
    laws: Vec<LawWire>,
    findings: Vec<FindingWire>,
}

#[derive(Serialize)]
struct ClosedYearsWire<'a> {
    entity: &'a str,
    years: Vec<ClosedWire>,
}

#[derive(Serialize)]
struct ClosedWire {
    year: String,
    closed_at: String,
    command: String,
    sha256: String,
    anchor: String,
}

#[derive(Serialize)]
struct OpeningWire {
    account: String,
    cost_centre: Option<String>,
    project: Option<String>,
    amount: String,
}

impl ClosedWire {
    fn of(closed: &ClosedYear) -> Self {
        Self {
            year: closed.year.to_string(),
            closed_at: harmless(&closed.closed_at, usize::MAX),
            command: harmless(&closed.command, usize::MAX),
            sha256: hex(&closed.hash),
            anchor: closed.anchor.to_string(),
        }
    }
}

impl OpeningWire {
    fn of((object, amount): (&BalanceObject, &Amount)) -> Self {
        Self {
            account: object.account.to_string(),
            cost_centre: object.cost_centre.as_ref().map(ToString::to_string),
            project: object.project.as_ref().map(ToString::to_string),
            amount: amount.to_string(),
        }
    }
}
