//! The steps of an ESF project: taken on the book as it stands, and told.

use std::cell::Cell;

use finsam_ledger::schedule::esf::{EsfEvent, EsfOrder};
use finsam_ledger::{FiscalYear, Month, Period, Quarter, VoucherId};

use super::{project, wire};
use crate::args::{
    EsfAccrue, EsfClaim, EsfDecision, EsfPayment, EsfProvision, EsfRelease, EsfSettle, EsfStep, EsfVoucher,
    Listing,
};
use crate::command::laws;
use crate::command::posting::{amount, day, tried, voucher_id, year};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Failed, Said, Wrong, esf as words};

/// A voucher from elsewhere that was named.
type Named = Option<(VoucherId, Option<FiscalYear>)>;

pub(super) fn accrue(args: &EsfAccrue, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let through = match &args.through {
        Some(text) => month_end(text)?,
        None => match &source.book {
            Some(book) => {
                book.booked_through(&source.balances)?.ok_or(Refusal::Failure(Failed::BookEmpty))?
            }
            None => return Err(Refusal::Failure(Failed::BookEmpty)),
        },
    };
    take(&args.step, source, EsfOrder::Accrue { through }, None, settings)
}

pub(super) fn claim(args: &EsfClaim, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let period = match (&args.quarter, &args.period) {
        (Some(text), _) => {
            let wrong = |_| Refusal::Usage(Wrong::Quarter { text: text.as_str().into() });
            text.trim().parse::<Quarter>().map_err(wrong)?.period()
        }
        (None, text) => {
            let text = text.as_deref().unwrap_or_default();
            let wrong = |error| Refusal::Usage(Wrong::Period { text: text.into(), error });
            Period::parse(text.trim(), source.settings.fiscal_years).map_err(wrong)?
        }
    };
    let asked = args.amount.as_deref().map(amount).transpose()?;
    let date = args.date.as_deref().map_or(Ok(settings.today), day)?;
    take(&args.step, source, EsfOrder::Claim { period, amount: asked, date }, None, settings)
}

pub(super) fn decision(args: &EsfDecision, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let approved = amount(&args.approved)?;
    let (date, named) = on(&args.on, &source)?;
    take(&args.step, source, EsfOrder::Decide { claim: args.claim, approved, date }, named, settings)
}

pub(super) fn payment(args: &EsfPayment, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let amount = amount(&args.amount)?;
    let (date, named) = on(&args.on, &source)?;
    take(&args.step, source, EsfOrder::Pay { claim: args.claim, amount, date }, named, settings)
}

pub(super) fn provision(args: &EsfProvision, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let amount = amount(&args.amount)?;
    let (date, named) = on(&args.on, &source)?;
    take(&args.step, source, EsfOrder::Provide { amount, date }, named, settings)
}

pub(super) fn release(args: &EsfRelease, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let amount = args.amount.as_deref().map(amount).transpose()?;
    take(&args.step, source, EsfOrder::Release { amount, date: day(&args.date)? }, None, settings)
}

pub(super) fn settle(args: &EsfSettle, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    take(&args.step, source, EsfOrder::Settle { date: day(&args.date)? }, None, settings)
}

/// Takes the step, and tells what was kept and posted.
fn take(
    args: &EsfStep,
    source: Source,
    order: EsfOrder,
    named: Named,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let lang = settings.lang;
    let terms = project(&args.project, &source)?.terms().clone();
    let year_end = source.layout.year_end().clone();
    let now = (settings.now.as_str(), settings.command_line.as_str());
    let taken: Cell<Option<EsfEvent>> = Cell::new(None);
    let text = |event: &EsfEvent| {
        taken.set(Some(*event));
        args.text.clone().unwrap_or_else(|| words::voucher(event, &terms.name, lang))
    };
    let booked = named.as_ref().map(|(id, year)| (id, *year));
    let outcome = tried(
        source,
        |book| book.begin_esf((&terms.code, &order), booked, &year_end, text, now),
        args.dry_run,
        settings,
    )?;
    let event = taken.get();
    let page = match args.format.unwrap_or_default() {
        Listing::Json => wire::step(event.as_ref(), &terms.code, named.as_ref(), outcome.wire(settings))?,
        Listing::Text => {
            let told = event.map(|event| words::told(&event, &terms.name, lang)).unwrap_or_default();
            let drawn = if outcome.vouchers.is_empty() {
                String::new()
            } else {
                format!("\n{}", outcome.draw(settings)?)
            };
            format!("{told}{drawn}")
        }
    };
    output::data(&page)?;
    let said = match (outcome.is_posted, outcome.found.is_empty()) {
        (true, _) if outcome.vouchers.is_empty() => Said::EsfKept { booked: named.map(|(id, _)| id) },
        (true, _) => Said::Posted { vouchers: outcome.vouchers.len() },
        (false, true) => Said::WouldBePosted,
        (false, false) => Said::NotPosted,
    };
    output::say(&said.say(lang));
    Ok(laws::exit(&outcome.found))
}

/// The day of a step, and the voucher that has booked it already; its day then counts.
fn on(args: &EsfVoucher, source: &Source) -> Result<(chrono::NaiveDate, Named), Refusal> {
    let Some(text) = &args.voucher else {
        return Ok((day(args.date.as_deref().unwrap_or_default())?, None));
    };
    let (id, year) = (voucher_id(text)?, year(args.year, source)?);
    let Some(book) = &source.book else { return Err(Refusal::Failure(Failed::BookEmpty)) };
    let date = book.voucher(&id, year)?.date();
    Ok((date, Some((id, year))))
}

/// A month, or the day on which one ends: cost is told by the month.
fn month_end(text: &str) -> Result<Month, Refusal> {
    if let Ok(month) = text.trim().parse::<Month>() {
        return Ok(month);
    }
    let date = day(text)?;
    let month = Month::of(date);
    if month.last_day() == date { Ok(month) } else { Err(Refusal::Usage(Wrong::NoMonthEnd { date })) }
}
