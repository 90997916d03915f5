//! Reading SIE, the format in which Swedish bookkeeping programs hand books to each other: types 1
//! to 4, which are lines of labels and fields.
//!
//! A file is read a line at a time. Vouchers are handed over where they end; balances and budgets
//! when all is read, for only then it is known what they are of. How letters are written is read
//! from the bytes, and what the file says of it is not asked.

mod checksum;
mod encoding;
mod figure;
mod head;
mod label;
mod levels;
mod lines;
mod noted;
mod objects;
mod record;
mod sums;
mod voucher;
pub(super) mod xml;
mod years;

use std::io::{self, Read as _};
use std::sync::Arc;

use self::checksum::Control;
pub use self::head::{Head, head};
use self::label::{Label, Shape, shape};
use self::lines::{Line, Lines};
use self::noted::Noted;
use self::objects::ObjectLists;
use self::record::{Problem, Record};
use self::sums::{Sums, Told};
use self::voucher::Vouchers;
use self::years::Years;
use super::encoding::detect;
use super::intake::Intake;
use super::outcome::{FileRead, ReadError};
use super::text::{Decoder, Stretch};
use super::text_encoding::TextEncoding;
use super::utf16::Unicode;
use crate::calendar::Month;
use crate::finding::{Fact, FileKind, Finding};
use crate::sie::item::{self, Field, FieldKind};

/// What a SIE file of types 1 to 4 starts with: an item with a label that the format knows.
pub(super) fn is_sie(first_bytes: &[u8]) -> bool {
    let text = first_bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first_bytes).trim_ascii_start();
    let label = text.split(|byte| byte.is_ascii_whitespace() || *byte == b'"').next().unwrap_or_default();
    shape(label).is_some()
}

/// How a SIE file of any type that is written in UTF-16 is, and how it starts in UTF-8; nothing if
/// the file is none.
pub(super) fn in_utf16(first_bytes: &[u8]) -> Option<(TextEncoding, Vec<u8>)> {
    let (encoding, _) = detect(first_bytes, false);
    if !matches!(encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be) {
        return None;
    }
    let mut text = Vec::new();
    // What is cut off at the end of what is known does not matter.
    out_of_utf16(first_bytes, encoding).read_to_end(&mut text).ok()?;
    (is_sie(&text) || xml::is_sie(&text)).then_some((encoding, text))
}

/// A file in UTF-16 as the reader knows it.
pub(super) fn out_of_utf16<R: io::Read>(input: R, encoding: TextEncoding) -> impl io::Read {
    Unicode::new(input, encoding)
}

/// Reads a file that the user calls `name`.
pub(super) fn read(name: &str, input: impl io::Read, intake: &mut Intake) -> Result<FileRead, ReadError> {
    let mut read = FileRead::new(name);
    read.kind = Some(FileKind::Sie);
    let failed = |source| ReadError::Io { file: name.into(), source };
    let mut lines = Lines::new(input);
    lines.first_bytes().map_err(failed)?;
    let mut file = File::new(Arc::clone(&read.name));
    while let Some(line) = lines.next().map_err(failed)? {
        if !line.is_whole {
            return Err(ReadError::LineTooLong { file: read.name, line: line.stretch.line });
        }
        file.line(&line, intake);
    }
    read.dialect.encoding.value = file.decoder.encoding;
    read.rows = file.end(intake)?;
    Ok(read)
}

/// A file that is being read.
#[derive(Debug)]
struct File {
    name: Arc<str>,
    decoder: Decoder,
    years: Years,
    vouchers: Vouchers,
    sums: Sums,
    lists: ObjectLists,
    control: Control,
    noted: Noted,
    extent: Option<Month>,
    rows: u64,
    fields: Vec<Field>,
    wrong: Vec<Problem>,
}

impl File {
    fn new(name: Arc<str>) -> Self {
        Self {
            name,
            decoder: Decoder::default(),
            years: Years::default(),
            vouchers: Vouchers::default(),
            sums: Sums::default(),
            lists: ObjectLists::default(),
            control: Control::default(),
            noted: Noted::default(),
            extent: None,
            rows: 0,
            fields: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// Takes in a line: braces, then an item, then braces.
    fn line(&mut self, line: &Line<'_>, intake: &mut Intake) {
        let Stretch { raw, .. } = line.stretch;
        if self.decoder.encoding == TextEncoding::Ascii && !raw.is_ascii() {
            self.decoder = Decoder::new(encoding::encoding_of(line.ahead));
        }
        let (name, decoder) = (Arc::clone(&self.name), self.decoder);
        let mut fields = std::mem::take(&mut self.fields);
        let mut at = 0;
        loop {
            at +=
                raw.iter().skip(at).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x1A' | b'\0')).count();
            match raw.get(at) {
                Some(b'{') => self.vouchers.open_brace(&mut self.wrong),
                Some(b'}') => self.vouchers.close_brace(decoder, intake, &mut self.noted, &mut self.wrong),
                _ => break,
            }
            at += 1;
        }
        item::split(raw, at, &mut fields);
        let is_brace = |field: &Field| {
            field.kind == FieldKind::BraceClose
                || field.kind == FieldKind::BraceOpen && field.end - field.start == 1
        };
        let braces = fields.iter().rev().take_while(|field| is_brace(field)).count();
        let (item, braces) = fields.split_at(fields.len() - braces);
        let record = Record { file: &name, stretch: line.stretch, fields: item, decoder };
        if !item.is_empty() {
            self.item(&record, intake);
        }
        for brace in braces {
            if brace.kind == FieldKind::BraceOpen {
                self.vouchers.open_brace(&mut self.wrong);
            } else {
                self.vouchers.close_brace(decoder, intake, &mut self.noted, &mut self.wrong);
            }
        }
        for (field, fact) in self.wrong.drain(..) {
            intake.note(Finding::at(record.place(field), fact));
        }
        self.fields = fields;
    }

    /// Takes in an item.
    fn item(&mut self, record: &Record<'_>, intake: &mut Intake) {
        let lost = encoding::letters_lost(record.stretch.raw, record.decoder.encoding);
        if lost > 0 {
            Noted::add(&mut self.noted.lost, lost, || record.place(None));
        }
        let Some(shape) = shape(&record.bytes(0)) else {
            self.control.add(record);
            let label = record.quoted(0);
            return Noted::by_label(&mut self.noted.unknown, label, || record.place_of(0));
        };
        if shape.label == Label::Checksum {
            intake_all(intake, self.control.item(record));
            return;
        }
        self.control.add(record);
        self.check_lengths(record, intake.options.limits.text);
        let is_open = record.fields.iter().find(|field| field.kind == FieldKind::QuoteOpen);
        if let Some(field) = is_open {
            self.wrong.push((Some(*field), Fact::QuoteOpen));
        } else if record.len() < shape.fields_min {
            self.short(&shape, record, intake);
            return;
        } else if record.len() > shape.fields_max && !has_bare_text(shape.label, record) {
            let place = || record.place_of(shape.fields_max + 1);
            Noted::by_label(&mut self.noted.extra, record.quoted(0), place);
        }
        self.known(shape.label, record, intake);
    }

    /// An item lacks fields that it must have.
    fn short(&mut self, shape: &Shape, record: &Record<'_>, intake: &mut Intake) {
        match shape.label {
            // Files for a ledger to take in may leave the days of their year open.
            Label::Year if record.len() == 1 => return,
            Label::Voucher => self.vouchers.begin_unreadable(record, intake, &mut self.noted),
            Label::Row(_) => self.vouchers.row_unreadable(),
            _ => {}
        }
        let label = record.text(0).into_owned();
        let fact = Fact::SieItemShort { label, expected: shape.fields_min, found: record.len() };
        self.wrong.push((None, fact));
    }

    /// Notes fields that are longer than texts may be.
    fn check_lengths(&mut self, record: &Record<'_>, limit: usize) {
        if record.stretch.raw.len() <= limit {
            return;
        }
        for field in record.fields.iter().filter(|field| field.end - field.start > limit) {
            let (length, limit) = ((field.end - field.start) as u64, limit as u64);
            self.wrong.push((Some(*field), Fact::TextTooLong { length, limit }));
        }
    }

    fn known(&mut self, label: Label, record: &Record<'_>, intake: &mut Intake) {
        let is_row = matches!(label, Label::Sum(_) | Label::Row(_));
        if is_row && !intake.next_row(|| record.place(None)) {
            return;
        }
        let wrong = &mut self.wrong;
        match label {
            Label::Flag => {
                if *record.bytes(1) == *b"1" {
                    wrong.push(record.problem(1, Fact::SieFlagSet));
                }
            }
            Label::Currency => {
                let currency = record.text(1);
                if !currency.is_empty() && !currency.eq_ignore_ascii_case("SEK") {
                    let currency = record.quoted(1);
                    wrong.push(record.problem(1, Fact::CurrencyOther { currency }));
                }
            }
            Label::Year => self.years.item(record, intake.options.fiscal_years, wrong),
            Label::Extent => self.extent = record.date(1, wrong).map(Month::of),
            Label::Account => {
                if let Some(account) = figure::account(&record.bytes(1)) {
                    let name = record.last_text(2);
                    intake.name(|names| names.account(account, &name));
                }
            }
            Label::Dimension => {
                if let Ok(number) = record.text(1).parse() {
                    let name = record.last_text(2);
                    intake.name(|names| names.dimension(number, &name));
                }
            }
            Label::Object => {
                if let Ok(number) = record.text(1).parse() {
                    let (code, name) = (record.text(2), record.last_text(3));
                    intake.name(|names| names.object(number, &code, &name));
                }
            }
            Label::Sum(kind) => {
                self.rows += u64::from(self.sums.item(kind, record, &mut self.lists, &mut self.noted, wrong));
            }
            Label::Voucher => self.vouchers.begin(record, intake, &mut self.noted, wrong),
            Label::Row(kind) => {
                let keep = intake.options.keep;
                self.vouchers.row(kind, record, &mut self.lists, keep, &mut self.noted, wrong);
            }
            Label::Checksum | Label::Description => {}
        }
    }

    /// The file has come to its end: hands over what had to wait, and tells how many postings and
    /// sums were taken in.
    fn end(mut self, intake: &mut Intake) -> Result<u64, ReadError> {
        self.vouchers.end_unclosed(intake, &mut self.noted, self.decoder);
        intake_all(intake, self.control.end());
        self.noted.note(intake);
        let rows = self.rows + self.vouchers.rows;
        let told = Told { voucher_months: self.vouchers.months, extent: self.extent };
        self.sums.settle(&mut self.years, &told, intake)?;
        Ok(rows)
    }
}

/// Whether the text of a voucher or row has no quotation marks: its words are no further fields.
fn has_bare_text(label: Label, record: &Record<'_>) -> bool {
    let text = match label {
        Label::Voucher => record.field(4),
        Label::Row(_) => record.field(5),
        _ => None,
    };
    text.is_some_and(|field| field.kind == FieldKind::Word)
}

fn intake_all(intake: &mut Intake, findings: impl IntoIterator<Item = Finding>) {
    for finding in findings {
        intake.note(finding);
    }
}
