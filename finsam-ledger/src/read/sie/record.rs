//! An item in hand: its fields as text and figures, and what is wrong with them.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::figure::{self, Group};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::Month;
use crate::finding::{Fact, Finding, Place};
use crate::read::text::{Decoder, Stretch, place};
use crate::sie::item::{Field, FieldKind};

/// Something wrong with an item, and the field it is about.
pub(crate) type Problem = (Option<Field>, Fact);

/// What stands after an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Quantity,
    Date,
}

/// One item of a file; field 0 is its label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) stretch: Stretch<'a>,
    pub(crate) fields: &'a [Field],
    pub(crate) decoder: Decoder,
}

impl<'a> Record<'a> {
    /// How many fields there are beside the label.
    pub(crate) const fn len(&self) -> usize {
        self.fields.len().saturating_sub(1)
    }

    pub(crate) fn field(&self, index: usize) -> Option<&'a Field> {
        self.fields.get(index)
    }

    /// What a field says; nothing, if the item has no such field.
    pub(crate) fn bytes(&self, index: usize) -> Cow<'a, [u8]> {
        let Some(field) = self.field(index) else { return Cow::Borrowed(b"") };
        match field.content(self.stretch.raw) {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.trim_ascii()),
            Cow::Owned(bytes) => Cow::Owned(bytes.trim_ascii().to_vec()),
        }
    }

    /// The text of a field.
    pub(crate) fn text(&self, index: usize) -> Cow<'a, str> {
        self.decoded(self.bytes(index))
    }

    /// A text that may stand without quotation marks although it holds blanks, as the last field
    /// of an item: all that is left of the line then.
    pub(crate) fn last_text(&self, index: usize) -> Cow<'a, str> {
        self.text_up_to(index, self.fields.len())
    }

    /// The text that starts with a field and, if it has no quotation marks, ends before another.
    pub(crate) fn text_up_to(&self, index: usize, end: usize) -> Cow<'a, str> {
        match (self.field(index), self.field(end.saturating_sub(1))) {
            (Some(first), Some(last)) if first.kind == FieldKind::Word && end > index + 1 => {
                let raw = self.stretch.raw.get(first.start..last.end).unwrap_or_default();
                self.decoded(Cow::Borrowed(raw))
            }
            _ => self.text(index),
        }
    }

    /// Bytes of the file as text.
    pub(crate) fn decoded(&self, bytes: Cow<'a, [u8]>) -> Cow<'a, str> {
        match bytes {
            Cow::Borrowed(bytes) => self.decoder.lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(self.decoder.lossy(&bytes).into_owned()),
        }
    }

    /// The place of a field, or of the item as a whole.
    pub(crate) fn place(&self, field: Option<Field>) -> Place {
        let span = field.map(|field| (field.start, field.end - field.start));
        place(self.file, self.stretch, span, self.decoder)
    }

    /// The place of a field, by its index.
    pub(crate) fn place_of(&self, index: usize) -> Place {
        self.place(self.field(index).copied())
    }

    /// Something about a field of this item.
    pub(crate) fn finding(&self, index: usize, fact: Fact) -> Finding {
        Finding::at(self.place_of(index), fact)
    }

    pub(crate) fn problem(&self, index: usize, fact: Fact) -> Problem {
        (self.field(index).copied(), fact)
    }

    /// What a field says, as a fact quotes it.
    pub(crate) fn quoted(&self, index: usize) -> String {
        self.decoder.quoted(&self.bytes(index))
    }

    /// The amount in a field. Blanks may part nothing here, so one that goes on in the next field,
    /// as `1 250.00` does, is refused and not taken for its first figures.
    pub(crate) fn amount(&self, index: usize, wrong: &mut Vec<Problem>) -> Option<Amount> {
        self.amount_before(index, Next::Quantity, wrong)
    }

    /// The same of an amount before a given field.
    pub(crate) fn amount_before(&self, index: usize, next: Next, wrong: &mut Vec<Problem>) -> Option<Amount> {
        if let Some(last) = self.last_group(index, next) {
            let text = self.text_up_to(index, last + 1).into_owned();
            wrong.push(self.problem(index, Fact::NumberUnreadable { text }));
            return None;
        }
        let amount = figure::amount(&self.bytes(index));
        amount.map_err(|fault| wrong.push(self.problem(index, fault.fact(self.quoted(index))))).ok()
    }

    /// The field in which an amount ends whose thousands are parted by blanks. Three figures may be
    /// a quantity, but they are no date.
    fn last_group(&self, index: usize, next: Next) -> Option<usize> {
        let word = |index: usize| self.field(index).filter(|field| field.kind == FieldKind::Word);
        word(index).filter(|_| figure::starts_groups(&self.bytes(index)))?;
        let group = |index: usize| word(index).and_then(|_| figure::group(&self.bytes(index)));
        let mut last = index;
        while group(last + 1) == Some(Group::Thousands) {
            last += 1;
        }
        match group(last + 1) {
            Some(Group::Last) => Some(last + 1),
            _ => (next == Next::Date && last > index).then_some(last),
        }
    }

    /// Whether a field is a list of objects, or stands where an empty one would.
    pub(crate) fn has_list(&self, index: usize) -> bool {
        self.field(index).is_some_and(|field| match field.kind {
            FieldKind::List | FieldKind::BraceOpen | FieldKind::BraceClose => true,
            FieldKind::Quoted => matches!(&*self.bytes(index), b"" | b"{}"),
            FieldKind::Word | FieldKind::QuoteOpen => false,
        })
    }

    pub(crate) fn date(&self, index: usize, wrong: &mut Vec<Problem>) -> Option<NaiveDate> {
        let date = figure::date(&self.bytes(index));
        if date.is_none() {
            wrong.push(self.problem(index, Fact::DateUnreadable { text: self.quoted(index) }));
        }
        date
    }

    pub(crate) fn month(&self, index: usize, wrong: &mut Vec<Problem>) -> Option<Month> {
        let month = figure::month(&self.bytes(index));
        if month.is_none() {
            wrong.push(self.problem(index, Fact::PeriodUnreadable { text: self.quoted(index) }));
        }
        month
    }

    pub(crate) fn account(&self, index: usize, wrong: &mut Vec<Problem>) -> Option<AccountNumber> {
        let account = figure::account(&self.bytes(index));
        if account.is_none() {
            wrong.push(self.problem(index, Fact::AccountUnreadable { text: self.quoted(index) }));
        }
        account
    }

    /// The number of a year in the file.
    pub(crate) fn year_number(&self, index: usize, wrong: &mut Vec<Problem>) -> Option<i32> {
        let number = figure::year_number(&self.bytes(index));
        if number.is_none() {
            wrong.push(self.problem(index, Fact::PeriodUnreadable { text: self.quoted(index) }));
        }
        number
    }
}
