//! Vouchers of SIE 5: `JournalEntry` in a `Journal`, their rows `LedgerEntry`.
//!
//! A row that was struck stands among the others with an `Overstrike`, and does not count; one that
//! was added afterwards says so by an `EntryInfo` of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::add_object;
use super::tag::Tag;
use crate::calendar::{FiscalYear, Month};
use crate::finding::{Fact, Finding, Place};
use crate::read::intake::Intake;
use crate::read::sie::figure;
use crate::read::sie::label::RowKind;
use crate::read::sie::noted::Noted;
use crate::read::sie::objects::Objects;
use crate::read::sie::voucher::{Edit, Number, OpenVoucher, Vouchers};
use crate::read::text::Decoder;
use crate::read::text_encoding::TextEncoding;
use crate::voucher::Posting;
use crate::voucher_id::VoucherId;

/// The journals of a document.
#[derive(Debug, Default)]
pub(crate) struct Journals {
    series: Arc<str>,
    voucher: Option<OpenVoucher>,
    /// The days its rows are posted on, where they are told, and where the last is told.
    ledger_dates: Vec<(NaiveDate, Place)>,
    row: Option<OpenRow>,
    vouchers: Vouchers,
}

/// A row, with what is said of it to come.
#[derive(Debug)]
struct OpenRow {
    posting: Posting,
    objects: Objects,
    is_readable: bool,
    added: Option<Edit>,
    struck: Option<Edit>,
    place: Place,
}

impl Journals {
    pub(crate) fn journal(&mut self, tag: &Tag<'_>) {
        self.series = tag.text("id").trim().into();
    }

    /// A `JournalEntry` begins.
    pub(crate) fn begin(&mut self, tag: &Tag<'_>, intake: &mut Intake) {
        let raw: &str = tag.start;
        let place = tag.place();
        let mut voucher = OpenVoucher::new(place.clone(), place.line, format!("<{raw}>").as_bytes());
        voucher.series = Arc::clone(&self.series);
        let number = tag.text("id");
        voucher.number = match figure::voucher_number(number.trim().as_bytes()) {
            Some(number) => Number::Given(number),
            None if number.trim().is_empty() => Number::None,
            None => {
                tag.note("id", Fact::VoucherNumberUnreadable { text: tag.quoted("id") }, intake);
                Number::Unreadable
            }
        };
        voucher.date = tag.date("journalDate", intake);
        voucher.text = tag.text("text").trim().into();
        check_length(tag, intake);
        self.voucher = Some(voucher);
        self.ledger_dates.clear();
    }

    /// What is said of the voucher as a whole: when and by whom it was entered.
    pub(crate) fn about_voucher(&mut self, kind: &str, tag: &Tag<'_>) {
        let Some(voucher) = &mut self.voucher else { return };
        let is_told = voucher.history.registered.is_some();
        // The ledger's own information goes before that of a system that came before it.
        if kind == "EntryInfo" || kind == "OriginalEntryInfo" && !is_told {
            voucher.history.registered = tag.day("date");
            voucher.history.signature = tag.text("by").trim().into();
        }
    }

    /// A `LedgerEntry` begins.
    pub(crate) fn row(&mut self, tag: &Tag<'_>, intake: &mut Intake, noted: &mut Noted) {
        let Some(voucher) = &mut self.voucher else { return };
        let is_allowed = intake.next_row(|| tag.place());
        let (account, amount) = (tag.account("accountId", intake), tag.amount("amount", intake));
        let (Some(account), Some(amount), true) = (account, amount, is_allowed) else {
            voucher.is_whole = false;
            return;
        };
        check_length(tag, intake);
        noted.quantity(tag.text("quantity").trim().as_bytes(), || tag.place_of("quantity"));
        let mut posting = Posting::new(account, amount);
        posting.text = tag.text("text").trim().into();
        if !tag.text("ledgerDate").trim().is_empty() {
            let date = tag.date("ledgerDate", intake);
            self.ledger_dates.extend(date.map(|date| (date, tag.place_of("ledgerDate"))));
        } else if let Some(date) = voucher.date {
            self.ledger_dates.push((date, tag.place()));
        }
        let place = tag.place();
        let objects = Objects::default();
        self.row = Some(OpenRow { posting, objects, is_readable: true, added: None, struck: None, place });
    }

    /// What is said of a row: its objects, and whether it was added or struck.
    pub(crate) fn about_row(&mut self, kind: &str, tag: &Tag<'_>, intake: &mut Intake) {
        let Some(row) = &mut self.row else { return };
        let edit = || Edit { date: tag.day("date"), signature: tag.text("by").trim().into() };
        match kind {
            "ObjectReference" => row.is_readable &= add_object(&mut row.objects, tag, intake),
            "EntryInfo" => row.added = Some(edit()),
            "Overstrike" => row.struck = Some(edit()),
            _ => {}
        }
    }

    /// A `LedgerEntry` ends.
    pub(crate) fn end_row(&mut self) {
        let (Some(mut row), Some(voucher)) = (self.row.take(), &mut self.voucher) else { return };
        if !row.is_readable {
            voucher.is_whole = false;
            return;
        }
        row.objects.others.sort();
        let Objects { cost_centre, project, others } = row.objects;
        let posting = Posting { cost_centre, project, others, ..row.posting };
        match (row.struck, row.added) {
            (Some(edit), _) => {
                // A row that does not count is posted on no day.
                self.ledger_dates.pop();
                voucher.row(RowKind::Struck, posting, edit, row.place);
            }
            (None, Some(edit)) => {
                voucher.row(RowKind::Added, posting.clone(), edit, row.place.clone());
                voucher.row(RowKind::Posting, posting, Edit::default(), row.place);
            }
            (None, None) => voucher.row(RowKind::Posting, posting, Edit::default(), row.place),
        }
    }

    /// A `JournalEntry` ends. The day its rows are posted on is the voucher's.
    pub(crate) fn end(&mut self, intake: &mut Intake, noted: &mut Noted) {
        let Some(mut voucher) = self.voucher.take() else { return };
        if let Some((first, _)) = self.ledger_dates.first() {
            if let Some((second, place)) = self.ledger_dates.iter().find(|(date, _)| date != first) {
                let number = if let Number::Given(number) = voucher.number { number } else { 0 };
                let id = VoucherId::new(Arc::clone(&voucher.series), number);
                let fact = Fact::VoucherDates { id, first: *first, second: *second };
                intake.note(Finding::at(place.clone(), fact));
            }
            voucher.date = Some(*first);
        }
        self.vouchers.end(voucher, intake, noted, Decoder::new(TextEncoding::Utf8));
    }

    /// The last month of each year in which there is a voucher, and how many postings there are.
    pub(crate) fn into_told(self) -> (BTreeMap<FiscalYear, Month>, u64) {
        (self.vouchers.months, self.vouchers.rows)
    }
}

/// Notes a text that is longer than texts may be.
fn check_length(tag: &Tag<'_>, intake: &mut Intake) {
    let (length, limit) = (tag.text("text").len(), intake.options.limits.text);
    if length > limit {
        let fact = Fact::TextTooLong { length: length as u64, limit: limit as u64 };
        tag.note("text", fact, intake);
    }
}
