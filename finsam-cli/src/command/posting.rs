//! Vouchers of the program's own: posted unless the books would have errors they did not have before,
//! and shown as they are or would be.

use std::fmt::Write as _;

use chrono::NaiveDate;
use finsam_ledger::book::{Book, BookError, Posted};
use finsam_ledger::finding::has_errors;
use finsam_ledger::read;
use finsam_ledger::render::Table;
use finsam_ledger::render::text::text;
use finsam_ledger::{Amount, Finding, FiscalYear, Severity, Voucher, VoucherId};
use serde::Serialize;

use super::laws;
use crate::args::Listing;
use crate::exit::{Exit, Refusal};
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Said, Wrong};
use crate::wire::{self, FindingWire};

/// Posts what `begin` begins to post, and shows it.
pub(super) fn post(
    source: Source,
    begin: impl for<'book> Fn(&'book mut Book) -> Result<Posted<'book>, BookError>,
    (dry_run, format): (bool, Option<Listing>),
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let outcome = tried(source, begin, dry_run, settings)?;
    let page = match format.unwrap_or_default() {
        Listing::Text => outcome.draw(settings)?,
        Listing::Json => wire::written(&outcome.wire(settings))?,
    };
    output::data(&page)?;
    let said = if outcome.is_posted {
        Said::Posted { vouchers: outcome.vouchers.len() }
    } else if outcome.found.is_empty() {
        Said::WouldBePosted
    } else {
        Said::NotPosted
    };
    output::say(&said.say(settings.lang));
    Ok(laws::exit(&outcome.found))
}

/// Posts what `begin` begins to post, unless that is only to be tried or would leave errors.
pub(super) fn tried(
    mut source: Source,
    begin: impl for<'book> Fn(&'book mut Book) -> Result<Posted<'book>, BookError>,
    dry_run: bool,
    settings: &Settings,
) -> Result<Outcome, Refusal> {
    let mut book = match source.book.take() {
        Some(book) => book,
        None => crate::source::book(settings)?,
    };
    let mut posted = begin(&mut book)?;
    let mut found = laws::findings(&laws::of_changed(posted.book(), &mut source)?);
    let mut errors_before = Vec::new();
    if has_errors(&found) {
        // Rarely is anything wrong, so only then is it asked what was wrong before.
        drop(posted);
        errors_before = laws::findings(&laws::of_changed(&book, &mut source)?);
        posted = begin(&mut book)?;
        found = laws::findings(&laws::of_changed(posted.book(), &mut source)?);
    }
    found.retain(|finding| laws::is_new_error(finding, &errors_before));
    let vouchers = posted.vouchers().to_vec();
    let is_posted = found.is_empty() && !dry_run;
    if is_posted {
        posted.commit()?;
    }
    Ok(Outcome { vouchers, found, is_posted, source })
}

/// What was posted, or would be.
pub(super) struct Outcome {
    pub(super) vouchers: Vec<Voucher>,
    /// What would be wrong with the books that was not before.
    pub(super) found: Vec<Finding>,
    pub(super) is_posted: bool,
    pub(super) source: Source,
}

impl Outcome {
    /// The vouchers, and what is wrong.
    pub(super) fn draw(&self, settings: &Settings) -> Result<String, Refusal> {
        let book = &self.source.settings;
        let table = Table::vouchers(&self.vouchers, &book.chart, &book.entity.name, settings.lang)?;
        let mut page = text(&table, settings.style);
        let pressing: Vec<Finding> =
            self.found.iter().filter(|finding| finding.severity() > Severity::Note).cloned().collect();
        if !pressing.is_empty() {
            let drawn =
                findings::draw(&pressing, settings.lang, Shown::First(3, Whole::Check), settings.style);
            // Writing to a string does not fail.
            let _ = write!(page, "\n{drawn}");
        }
        Ok(page)
    }

    pub(super) fn wire(&self, settings: &Settings) -> PostedWire<'_> {
        PostedWire {
            entity: &self.source.settings.entity.name,
            posted: self.is_posted,
            vouchers: self.vouchers.iter().map(VoucherWire::of).collect(),
            findings: wire::findings(&self.found, settings.lang),
        }
    }
}

/// The series and number that the user typed.
pub(super) fn voucher_id(text: &str) -> Result<VoucherId, Refusal> {
    text.parse().map_err(|_| Refusal::Usage(Wrong::VoucherUnreadable { text: text.into() }))
}

/// The day that the user typed.
pub(super) fn day(text: &str) -> Result<NaiveDate, Refusal> {
    text.trim().parse().map_err(|_| Refusal::Usage(Wrong::DateUnreadable { text: text.into() }))
}

/// The amount that the user typed.
pub(super) fn amount(text: &str) -> Result<Amount, Refusal> {
    read::amount(text).map_err(|fact| Refusal::Usage(Wrong::Amount { fact: fact.into() }))
}

/// The fiscal year that the user typed.
pub(super) fn year(year: Option<i32>, source: &Source) -> Result<Option<FiscalYear>, Refusal> {
    let wrong = |error| {
        let text = year.unwrap_or_default().to_string();
        Refusal::Usage(Wrong::Period { text: text.as_str().into(), error })
    };
    year.map(|year| source.settings.fiscal_years.starting_in(year)).transpose().map_err(wrong)
}

#[derive(Serialize)]
pub(super) struct PostedWire<'a> {
    entity: &'a str,
    posted: bool,
    vouchers: Vec<VoucherWire<'a>>,
    findings: Vec<FindingWire>,
}

#[derive(Serialize)]
struct VoucherWire<'a> {
    series: &'a str,
    number: u64,
    date: String,
    text: &'a str,
    rows: Vec<RowWire>,
}

#[derive(Serialize)]
struct RowWire {
    account: String,
    cost_centre: Option<String>,
    project: Option<String>,
    amount: String,
}

impl<'a> VoucherWire<'a> {
    fn of(voucher: &'a Voucher) -> Self {
        let rows = voucher.postings().iter().map(|row| RowWire {
            account: row.account.to_string(),
            cost_centre: row.cost_centre.as_ref().map(ToString::to_string),
            project: row.project.as_ref().map(ToString::to_string),
            amount: row.amount.to_string(),
        });
        Self {
            series: voucher.id().series(),
            number: voucher.id().number(),
            date: voucher.date().to_string(),
            text: voucher.text(),
            rows: rows.collect(),
        }
    }
}
