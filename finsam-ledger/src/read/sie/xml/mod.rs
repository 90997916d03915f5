//! Reading SIE 5, which is XML: accounts, dimensions, balances, budgets and journals.
//!
//! What a book cannot hold (invoices, assets, embedded documents) is passed over, and told.
//! Entities are never expanded, a document type is refused, and elements lie only so deep.

mod head;
mod journal;
mod source;
mod tag;

use std::io;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub(in crate::read) use self::head::head;
use self::journal::Journals;
use self::source::{Source, Spot};
use self::tag::Tag;
use super::label::SumKind;
use super::noted::Noted;
use super::objects::Objects;
use super::sums::{Sum, Sums, Told};
use super::years::Years;
use crate::account::AccountNumber;
use crate::calendar::Month;
use crate::dimension::{CostCentre, DimensionError, OtherObject, Project};
use crate::finding::{Fact, FileKind, Finding, XmlFault};
use crate::read::intake::Intake;
use crate::read::names::{COST_CENTRE_DIMENSION, PROJECT_DIMENSION};
use crate::read::outcome::{FileRead, ReadError};
use crate::read::text_encoding::TextEncoding;

/// How deep elements may lie; the format needs seven.
const DEPTH_MAX: usize = 64;

/// Elements that say nothing of the books themselves: who wrote the file, what is locked where it
/// came from, how accounts are grouped for tax returns, and that it was signed.
const FORMALITIES: &[&str] =
    &["AccountAggregations", "Company", "FileCreation", "LockingInfo", "Signature", "SoftwareProduct"];

const NAMESPACE: &str = "http://www.sie.se/sie5";

/// Whether a file that starts so is XML whose root is that of SIE 5.
pub(in crate::read) fn is_sie(first_bytes: &[u8]) -> bool {
    let text = first_bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first_bytes);
    let mut reader = Reader::from_reader(text);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return matches!(start.local_name().as_ref(), "Sie" | "SieEntry");
            }
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            _ => return false,
        }
    }
}

/// Reads a file that the user calls `name`.
pub(in crate::read) fn read(
    name: &str,
    input: impl io::Read,
    intake: &mut Intake,
) -> Result<FileRead, ReadError> {
    let mut read = FileRead::new(name);
    read.kind = Some(FileKind::Sie);
    read.dialect.encoding.value = TextEncoding::Utf8;
    let mut reader = Reader::from_reader(Source::new(input));
    let mut document = Document { name: Arc::clone(&read.name), ..Document::default() };
    let (mut buffer, mut spot) = (Vec::new(), reader.get_mut().spot());
    loop {
        buffer.clear();
        reader.get_mut().begin_event(&mut spot);
        let event = reader.read_event_into(&mut buffer);
        let fault = match event {
            Ok(Event::Start(start)) => document.open(&start, &spot, intake).err(),
            Ok(Event::Empty(start)) => {
                let opened = document.open(&start, &spot, intake);
                document.close(intake);
                opened.err()
            }
            Ok(Event::End(_)) => {
                document.close(intake);
                None
            }
            Ok(Event::DocType(_)) => Some(XmlFault::DocumentType),
            Ok(Event::Eof) if document.path.is_empty() => break,
            Ok(Event::Eof) => Some(XmlFault::Malformed),
            Ok(_) => None,
            Err(quick_xml::Error::Io(source)) if !reader.get_mut().is_too_long => {
                let source = io::Error::new(source.kind(), source);
                return Err(ReadError::Io { file: read.name, source });
            }
            Err(_) if reader.get_mut().is_too_long => Some(XmlFault::TooLong),
            Err(_) => Some(XmlFault::Malformed),
        };
        if let Some(fault) = fault {
            intake.note(Finding::at(spot.place(&read.name, b"", None), Fact::XmlUnreadable { fault }));
            break;
        }
    }
    read.rows = document.end(intake)?;
    Ok(read)
}

/// An element that is open, as far as the book can hold what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Root,
    FileInfo,
    FiscalYears,
    Accounts,
    Account,
    Balance,
    Dimensions,
    Dimension,
    Journal,
    JournalEntry,
    LedgerEntry,
    /// Whatever else, with all that is in it.
    Other,
}

/// A balance or a budget on its way in, with its objects to come.
#[derive(Debug)]
struct OpenSum {
    sum: Sum,
    is_readable: bool,
}

/// A document that is being read.
#[derive(Debug, Default)]
struct Document {
    name: Arc<str>,
    path: Vec<Element>,
    years: Years,
    /// The first and last month of each year, and its number.
    spans: Vec<(Month, Month, i32)>,
    /// The account that is open, and whether it is one of the income statement.
    account: Option<(AccountNumber, bool)>,
    sum: Option<OpenSum>,
    sums: Sums,
    dimension: Option<u32>,
    journals: Journals,
    noted: Noted,
    rows: u64,
}

impl Document {
    /// An element opens.
    fn open(&mut self, start: &BytesStart<'_>, spot: &Spot, intake: &mut Intake) -> Result<(), XmlFault> {
        if self.path.len() >= DEPTH_MAX {
            return Err(XmlFault::TooDeep);
        }
        let name = Arc::clone(&self.name);
        let tag = Tag { file: &name, spot, start };
        let element = match (self.path.last().copied(), start.local_name().as_ref()) {
            (None, local) => root(local, start)?,
            (Some(parent @ (Element::Journal | Element::JournalEntry | Element::LedgerEntry)), local) => {
                self.in_journal(parent, local, &tag, intake)
            }
            (Some(Element::Account), local) => self.balance(local, &tag, intake),
            (Some(parent), local) => self.in_books(parent, local, &tag, intake),
        };
        self.path.push(element);
        Ok(())
    }

    /// An element opens that tells of the file, its accounts or its dimensions.
    fn in_books(&mut self, parent: Element, local: &str, tag: &Tag<'_>, intake: &mut Intake) -> Element {
        match (parent, local) {
            (Element::Root, "FileInfo") => return Element::FileInfo,
            (Element::FileInfo, "FiscalYears") => return Element::FiscalYears,
            (Element::Root, "Accounts") => return Element::Accounts,
            (Element::Root, "Dimensions") => return Element::Dimensions,
            (Element::Root, "Journal") => {
                self.journals.journal(tag);
                return Element::Journal;
            }
            (Element::Accounts, "Account") => {
                self.account = tag.account("id", intake).map(|account| {
                    intake.name(|names| names.account(account, &tag.text("name")));
                    (account, matches!(tag.text("type").as_ref(), "cost" | "income"))
                });
                return Element::Account;
            }
            (Element::Dimensions, "Dimension") => {
                self.dimension = tag.text("id").trim().parse().ok();
                if let Some(number) = self.dimension {
                    intake.name(|names| names.dimension(number, &tag.text("name")));
                }
                return Element::Dimension;
            }
            (Element::FileInfo, "AccountingCurrency") => note_currency(tag, intake),
            (Element::FiscalYears, "FiscalYear") => self.fiscal_year(tag, intake),
            (Element::Dimension, "Object") => {
                if let Some(number) = self.dimension {
                    intake.name(|names| names.object(number, tag.text("id").trim(), &tag.text("name")));
                }
            }
            (Element::Balance, "ObjectReference") => {
                if let Some(open) = &mut self.sum {
                    open.is_readable &= add_object(&mut open.sum.objects, tag, intake);
                }
            }
            (Element::Root | Element::Balance, _) => self.left_out(local, tag),
            _ => {}
        }
        Element::Other
    }

    /// An element is passed over that a book cannot hold.
    fn left_out(&mut self, local: &str, tag: &Tag<'_>) {
        if !FORMALITIES.contains(&local) {
            Noted::by_label(&mut self.noted.left_out, local.to_owned(), || tag.place());
        }
    }

    /// An element opens within a journal.
    fn in_journal(&mut self, parent: Element, local: &str, tag: &Tag<'_>, intake: &mut Intake) -> Element {
        match (parent, local) {
            (Element::Journal, "JournalEntry") => {
                self.journals.begin(tag, intake);
                Element::JournalEntry
            }
            (Element::JournalEntry, "LedgerEntry") => {
                self.journals.row(tag, intake, &mut self.noted);
                Element::LedgerEntry
            }
            (Element::JournalEntry, "EntryInfo" | "OriginalEntryInfo") => {
                self.journals.about_voucher(local, tag);
                Element::Other
            }
            (Element::LedgerEntry, "ObjectReference" | "EntryInfo" | "Overstrike") => {
                self.journals.about_row(local, tag, intake);
                Element::Other
            }
            _ => {
                self.left_out(local, tag);
                Element::Other
            }
        }
    }

    /// An element closes.
    fn close(&mut self, intake: &mut Intake) {
        match self.path.pop() {
            Some(Element::Balance) => {
                if let Some(OpenSum { mut sum, is_readable: true }) = self.sum.take() {
                    sum.objects.others.sort();
                    let place = sum.place.clone();
                    match self.sums.add(sum) {
                        Ok(()) => self.rows += 1,
                        Err(fact) => intake.note(Finding::at(place, fact)),
                    }
                }
            }
            Some(Element::LedgerEntry) => self.journals.end_row(),
            Some(Element::JournalEntry) => self.journals.end(intake, &mut self.noted),
            _ => {}
        }
    }

    fn fiscal_year(&mut self, tag: &Tag<'_>, intake: &mut Intake) {
        let (first, last) = (tag.month("start", intake), tag.month("end", intake));
        let (Some(first), Some(last)) = (first, last) else { return };
        let is_primary = matches!(tag.text("primary").trim(), "true" | "1");
        // The others have numbers only to tell them apart; the one before usually comes first.
        let others = self.spans.iter().filter(|(.., number)| *number < 0).count();
        let number = if is_primary { 0 } else { -1 - i32::try_from(others).unwrap_or(i32::MAX - 1) };
        self.spans.push((first, last, number));
        let years = intake.options.fiscal_years;
        if let Err(fact) = self.years.add(number, first.first_day(), last.last_day(), years) {
            tag.note("start", fact, intake);
        }
    }

    /// A balance or a budget of the account that is open.
    fn balance(&mut self, kind: &str, tag: &Tag<'_>, intake: &mut Intake) -> Element {
        let Some((account, is_result)) = self.account else { return Element::Other };
        let kind = match kind {
            "OpeningBalance" | "OpeningBalanceMultidim" => SumKind::Opening,
            "ClosingBalance" | "ClosingBalanceMultidim" if is_result => SumKind::Result,
            "ClosingBalance" | "ClosingBalanceMultidim" => SumKind::Closing,
            "Budget" | "BudgetMultidim" => SumKind::Budget,
            _ => return Element::Other,
        };
        let is_of_year = kind == SumKind::Budget && tag.text("month").trim().is_empty();
        if is_of_year && self.spans.is_empty() {
            // A file for a ledger to take in tells of no years, so nobody can say of which it is.
            self.left_out("Budget", tag);
            return Element::Other;
        }
        if !intake.next_row(|| tag.place()) {
            return Element::Other;
        }
        let amount = tag.amount("amount", intake);
        let month = if is_of_year { None } else { tag.month("month", intake) };
        let (Some(amount), true) = (amount, is_of_year || month.is_some()) else { return Element::Other };
        let span =
            self.spans.iter().find(|(first, last, _)| month.is_some_and(|at| *first <= at && at <= *last));
        let (kind, month, year) = match (kind, span) {
            (SumKind::Budget, _) => (kind, month, 0),
            (SumKind::Opening, Some((first, _, year))) if month == Some(*first) => (kind, None, *year),
            // What a later month opens with is what the one before closed with.
            (SumKind::Opening, Some((_, _, year))) if !is_result => {
                (SumKind::Closing, month.map(Month::previous), *year)
            }
            (SumKind::Opening, Some(_)) => return Element::Other,
            (_, Some((_, _, year))) => (kind, month, *year),
            (_, None) => {
                tag.note("month", Fact::PeriodUnreadable { text: tag.quoted("month") }, intake);
                return Element::Other;
            }
        };
        self.noted.quantity(tag.text("quantity").trim().as_bytes(), || tag.place_of("quantity"));
        let place = tag.place_of("amount");
        let sum = Sum { kind, year, month, account, objects: Objects::default(), amount, place };
        self.sum = Some(OpenSum { sum, is_readable: true });
        Element::Balance
    }

    /// The document has come to its end, or cannot be read any further.
    fn end(self, intake: &mut Intake) -> Result<u64, ReadError> {
        let Self { mut years, sums, journals, noted, rows, .. } = self;
        noted.note(intake);
        let (voucher_months, postings) = journals.into_told();
        let told = Told { voucher_months, extent: None };
        sums.settle(&mut years, &told, intake)?;
        Ok(rows + postings)
    }
}

/// The root, if it is that of SIE 5.
fn root(local: &str, start: &BytesStart<'_>) -> Result<Element, XmlFault> {
    let is_named =
        start.attributes().filter_map(Result::ok).any(|attribute| attribute.value.as_ref() == NAMESPACE);
    if is_named && matches!(local, "Sie" | "SieEntry") { Ok(Element::Root) } else { Err(XmlFault::Root) }
}

/// Amounts that are not in kronor are told.
fn note_currency(tag: &Tag<'_>, intake: &mut Intake) {
    let currency = tag.text("currency");
    if !currency.trim().is_empty() && !currency.trim().eq_ignore_ascii_case("SEK") {
        tag.note("currency", Fact::CurrencyOther { currency: tag.quoted("currency") }, intake);
    }
}

/// Adds the object that a reference names; `false` with a finding if it is none.
fn add_object(objects: &mut Objects, tag: &Tag<'_>, intake: &mut Intake) -> bool {
    let (code, dimension) = (tag.text("objectId"), tag.text("dimId"));
    let unreadable = |reason: DimensionError| Some(Fact::DimensionUnreadable { reason });
    let added = match dimension.trim().parse::<u32>() {
        Ok(COST_CENTRE_DIMENSION) if objects.cost_centre.is_none() => {
            CostCentre::new(&code).map(|code| objects.cost_centre = Some(code)).map_err(unreadable)
        }
        Ok(PROJECT_DIMENSION) if objects.project.is_none() => {
            Project::new(&code).map(|code| objects.project = Some(code)).map_err(unreadable)
        }
        Ok(COST_CENTRE_DIMENSION | PROJECT_DIMENSION) | Err(_) => Err(None),
        Ok(number) => {
            OtherObject::new(number, &code).map(|object| objects.others.push(object)).map_err(unreadable)
        }
    };
    let Err(fact) = added else { return true };
    let fact = fact.unwrap_or_else(|| Fact::SieObjectsUnreadable { text: tag.quoted("dimId") });
    tag.note(
        if matches!(fact, Fact::DimensionUnreadable { .. }) { "objectId" } else { "dimId" },
        fact,
        intake,
    );
    false
}
