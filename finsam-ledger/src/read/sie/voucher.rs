//! Vouchers (`#VER`) and their rows, put together.
//!
//! Only `#TRANS` counts. A row that was added after the voucher was booked stands twice in the
//! file, as `#RTRANS` and right after as `#TRANS`; a row that was struck stands as `#BTRANS`. Both
//! are kept as the voucher's history.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::figure;
use super::label::RowKind;
use super::noted::Noted;
use super::objects::ObjectLists;
use super::record::{Next, Problem, Record};
use crate::calendar::{FiscalYear, Month};
use crate::finding::{Fact, Finding, Place, SieLimit};
use crate::read::intake::Intake;
use crate::read::outcome::Keep;
use crate::read::text::Decoder;
use crate::sie::item::FieldKind;
use crate::voucher::{Correction, History, Posting, RowChange, VoucherDraft};
use crate::voucher_id::VoucherId;

/// The most bytes of one voucher's rows: some hundred thousand rows.
const VOUCHER_MAX: usize = 8 << 20;

/// The vouchers of one file.
#[derive(Debug, Default)]
pub(crate) struct Vouchers {
    open: Option<OpenVoucher>,
    /// The highest number of each year and series.
    numbers: BTreeMap<(FiscalYear, Arc<str>), u64>,
    series: Arc<str>,
    /// The last month of each year in which there is a voucher.
    pub(crate) months: BTreeMap<FiscalYear, Month>,
    /// How many postings were taken in.
    pub(crate) rows: u64,
}

/// A voucher of which rows may follow.
#[derive(Debug)]
pub(crate) struct OpenVoucher {
    pub(crate) series: Arc<str>,
    /// Its number, where it can be read; an empty one is none yet.
    pub(crate) number: Number,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) text: Box<str>,
    pub(crate) history: History,
    pub(crate) postings: Vec<Posting>,
    /// Rows that were added, whose postings have not followed yet.
    pub(crate) added: Vec<(Posting, Edit, Place)>,
    pub(crate) place: Place,
    pub(crate) line: u64,
    /// The line it starts on.
    pub(crate) raw: Vec<u8>,
    pub(crate) braces: Braces,
    /// Whether every row could be read.
    pub(crate) is_whole: bool,
    size: usize,
}

/// What stands where a voucher's number is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Given(u64),
    /// Nothing: the program that takes the voucher in is to give it one.
    None,
    Unreadable,
}

/// Where a voucher stands with the braces around its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Braces {
    /// None was met, and no row.
    Awaited,
    /// The one before its rows was met.
    Open,
    /// The first row came without it.
    Lacking,
}

/// When a row was added or struck, and by whom, as the row says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) date: Option<NaiveDate>,
    pub(crate) signature: Box<str>,
}

impl Edit {
    fn of(self, change: RowChange) -> Correction {
        Correction { change, date: self.date, signature: self.signature }
    }
}

impl OpenVoucher {
    /// A voucher without rows yet, that starts on a line of which `raw` are the bytes.
    pub(crate) fn new(place: Place, line: u64, raw: &[u8]) -> Self {
        Self {
            series: Arc::default(),
            number: Number::None,
            date: None,
            text: Box::default(),
            history: History::default(),
            postings: Vec::new(),
            added: Vec::new(),
            place,
            line,
            raw: raw.to_vec(),
            braces: Braces::Awaited,
            is_whole: true,
            size: 0,
        }
    }

    /// Takes in a row. Of two texts that are the same the voucher's is kept, and one without a text
    /// has that of its first row.
    pub(crate) fn row(&mut self, kind: RowKind, mut posting: Posting, edit: Edit, place: Place) {
        if self.text.is_empty() && kind == RowKind::Posting {
            self.text.clone_from(&posting.text);
        }
        if posting.text == self.text {
            posting.text = Box::default();
        }
        match kind {
            RowKind::Posting => {
                if let Some(at) = self.added.iter().position(|(added, ..)| is_same(added, &posting)) {
                    let (_, edit, _) = self.added.remove(at);
                    self.history.corrections.push(edit.of(RowChange::Added(self.postings.len())));
                }
                self.postings.push(posting);
            }
            RowKind::Added => self.added.push((posting, edit, place)),
            RowKind::Struck => {
                let change = RowChange::Struck { before: self.postings.len(), posting };
                self.history.corrections.push(edit.of(change));
            }
        }
    }
}

/// Whether a row says the same as the one that tells of its being added; of their texts nothing is
/// asked.
fn is_same(added: &Posting, posting: &Posting) -> bool {
    let told = |posting: &Posting| {
        let Posting { account, cost_centre, project, amount, others, .. } = posting;
        (*account, cost_centre.clone(), project.clone(), *amount, others.clone())
    };
    told(added) == told(posting)
}

impl Vouchers {
    /// A `#VER` begins a voucher.
    pub(crate) fn begin(
        &mut self,
        record: &Record<'_>,
        intake: &mut Intake,
        noted: &mut Noted,
        wrong: &mut Vec<Problem>,
    ) {
        self.end_unclosed(intake, noted, record.decoder);
        let mut voucher = OpenVoucher::new(record.place(None), record.stretch.line, record.stretch.raw);
        let series = record.text(1);
        if *series != *self.series {
            self.series = series.as_ref().into();
        }
        voucher.series = Arc::clone(&self.series);
        let number = record.bytes(2);
        voucher.number = match figure::voucher_number(&number) {
            Some(number) => Number::Given(number),
            None if number.is_empty() => Number::None,
            None => {
                wrong.push(record.problem(2, Fact::VoucherNumberUnreadable { text: record.quoted(2) }));
                Number::Unreadable
            }
        };
        voucher.date = record.date(3, wrong);
        let registered = after_text(record, 4, |field| figure::date(field).is_some());
        if intake.options.keep == Keep::Vouchers {
            voucher.text = record.text_up_to(4, registered).as_ref().into();
            voucher.history.registered = figure::date(&record.bytes(registered));
            voucher.history.signature = record.last_text(registered + 1).as_ref().into();
        }
        self.open = Some(voucher);
    }

    /// A `#VER` that does not say enough: its rows are passed over with it.
    pub(crate) fn begin_unreadable(&mut self, record: &Record<'_>, intake: &mut Intake, noted: &mut Noted) {
        self.end_unclosed(intake, noted, record.decoder);
        self.open = Some(OpenVoucher::new(record.place(None), record.stretch.line, record.stretch.raw));
    }

    /// A brace before rows.
    pub(crate) fn open_brace(&mut self, wrong: &mut Vec<Problem>) {
        match &mut self.open {
            Some(voucher) if voucher.braces == Braces::Awaited => voucher.braces = Braces::Open,
            _ => wrong.push((None, Fact::SieRowOutside { label: "{".to_owned() })),
        }
    }

    /// A brace after rows.
    pub(crate) fn close_brace(
        &mut self,
        decoder: Decoder,
        intake: &mut Intake,
        noted: &mut Noted,
        wrong: &mut Vec<Problem>,
    ) {
        match self.open.take_if(|voucher| voucher.braces != Braces::Awaited) {
            Some(voucher) => self.end(voucher, intake, noted, decoder),
            None => wrong.push((None, Fact::SieRowOutside { label: "}".to_owned() })),
        }
    }

    /// A row.
    pub(crate) fn row(
        &mut self,
        kind: RowKind,
        record: &Record<'_>,
        lists: &mut ObjectLists,
        keep: Keep,
        noted: &mut Noted,
        wrong: &mut Vec<Problem>,
    ) {
        let Some(voucher) = &mut self.open else {
            let label = record.text(0).into_owned();
            wrong.push(record.problem(0, Fact::SieRowOutside { label }));
            return;
        };
        if voucher.braces == Braces::Awaited {
            voucher.braces = Braces::Lacking;
            wrong.push((None, Fact::SieBraceLacking));
        }
        let before = voucher.size;
        voucher.size += record.stretch.raw.len();
        if voucher.size > VOUCHER_MAX {
            if before <= VOUCHER_MAX {
                let fact = Fact::SieTooMuch { limit: SieLimit::VoucherSize, most: VOUCHER_MAX as u64 };
                wrong.push(record.problem(0, fact));
            }
            voucher.is_whole = false;
            return;
        }
        match row(record, lists, keep, noted, wrong) {
            Some((posting, edit)) => {
                let place =
                    if kind == RowKind::Added { record.place(None) } else { Place::file(record.file) };
                voucher.row(kind, posting, edit, place);
            }
            None => voucher.is_whole = false,
        }
    }

    /// A row of the voucher that is open, if one is, lacks what a row must have.
    pub(crate) fn row_unreadable(&mut self) {
        if let Some(voucher) = &mut self.open {
            voucher.is_whole = false;
        }
    }

    /// Another voucher begins, or the file ends, and no brace has ended the one that is open.
    pub(crate) fn end_unclosed(&mut self, intake: &mut Intake, noted: &mut Noted, decoder: Decoder) {
        if let Some(mut voucher) = self.open.take() {
            if voucher.braces == Braces::Open {
                intake.note(Finding::at(voucher.place.clone(), Fact::SieVoucherOpen));
                voucher.is_whole = false;
            }
            self.end(voucher, intake, noted, decoder);
        }
    }

    /// All rows of a voucher are there.
    pub(crate) fn end(
        &mut self,
        voucher: OpenVoucher,
        intake: &mut Intake,
        noted: &mut Noted,
        decoder: Decoder,
    ) {
        for (_, _, place) in &voucher.added {
            intake.note(Finding::at(place.clone(), Fact::SieAddedRowAlone));
        }
        let Some(date) = voucher.date else { return };
        let year = intake.options.fiscal_years.of(Month::of(date));
        let highest = self.numbers.entry((year, Arc::clone(&voucher.series))).or_default();
        let number = match voucher.number {
            Number::Unreadable => return,
            Number::Given(number) => number,
            Number::None => {
                Noted::add(&mut noted.numbered, 1, || voucher.place.clone());
                highest.saturating_add(1)
            }
        };
        *highest = number.max(*highest);
        let id = VoucherId::new(voucher.series, number);
        if voucher.postings.is_empty() {
            if voucher.is_whole {
                intake.note(Finding::at(voucher.place, Fact::SieVoucherEmpty { id }));
            }
            return;
        }
        let months = self.months.entry(year).or_insert(Month::of(date));
        *months = Month::of(date).max(*months);
        self.rows += voucher.postings.len() as u64;
        if !voucher.is_whole {
            intake.incomplete(id.clone());
        }
        let OpenVoucher { text, postings, history, .. } = voucher;
        let draft = VoucherDraft { id, date, text, postings, history };
        intake.voucher(draft, voucher.line, &voucher.raw, decoder);
    }
}

/// The field after a text that starts with field `text`. One without quotation marks goes on to the
/// last field that `may_follow` it, as such a field and at most one more do.
fn after_text(record: &Record<'_>, text: usize, may_follow: impl Fn(&[u8]) -> bool) -> usize {
    let end = record.fields.len();
    if record.field(text).is_none_or(|field| field.kind != FieldKind::Word) {
        return text + 1;
    }
    let first = (text + 1).max(end.saturating_sub(2));
    (first..end).find(|index| may_follow(&record.bytes(*index))).unwrap_or(end)
}

/// The posting that a row tells of, and when and by whom the row was made.
fn row(
    record: &Record<'_>,
    lists: &mut ObjectLists,
    keep: Keep,
    noted: &mut Noted,
    wrong: &mut Vec<Problem>,
) -> Option<(Posting, Edit)> {
    let account = record.account(1, wrong);
    let has_list = record.has_list(2);
    let objects =
        if has_list { lists.read(record, 2, wrong) } else { Ok(super::objects::Objects::default()) };
    let at = 2 + usize::from(has_list);
    let amount = record.amount_before(at, Next::Date, wrong);
    let mut posting = Posting::new(account?, amount?);
    let objects = objects.ok()?;
    (posting.cost_centre, posting.project, posting.others) =
        (objects.cost_centre, objects.project, objects.others);
    let mut edit = Edit { date: figure::date(&record.bytes(at + 1)), signature: Box::default() };
    if keep == Keep::Vouchers {
        let quantity = after_text(record, at + 2, |field| figure::amount(field).is_ok());
        posting.text = record.text_up_to(at + 2, quantity).as_ref().into();
        edit.signature = record.last_text(quantity + 1).as_ref().into();
        noted.quantity(&record.bytes(quantity), || record.place_of(quantity));
    }
    Some((posting, edit))
}
