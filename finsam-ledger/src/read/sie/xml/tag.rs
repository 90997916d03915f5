//! A tag in hand: its attributes as text and figures, and what is wrong with them.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::source::Spot;
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::Month;
use crate::finding::{Fact, Finding, Place};
use crate::read::intake::Intake;
use crate::read::sie::figure;

/// A tag that opens an element, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) spot: &'a Spot,
    pub(crate) start: &'a BytesStart<'a>,
}

/// An attribute's value, and where in the tag it lies.
struct Value<'a> {
    text: Cow<'a, str>,
    span: (usize, usize),
}

impl<'a> Tag<'a> {
    /// The text of an attribute; nothing if the tag has none, or one with an entity that it does
    /// not itself explain.
    pub(crate) fn text(&self, name: &str) -> Cow<'a, str> {
        self.value(name).map_or(Cow::Borrowed(""), |value| value.text)
    }

    fn value(&self, name: &str) -> Option<Value<'a>> {
        let raw: &'a str = self.start;
        let mut at = self.start.name().as_ref().len();
        for attribute in self.start.attributes().filter_map(Result::ok) {
            let key: &str = attribute.key.as_ref();
            at += raw.get(at..)?.find(key)? + key.len();
            let value = attribute.value.as_ref();
            let start = if value.is_empty() { at } else { at + raw.get(at..)?.find(value)? };
            at = start + value.len();
            if key == name {
                let text = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned();
                return Some(Value { text: Cow::Owned(text), span: (start, value.len()) });
            }
        }
        None
    }

    /// The place of the tag.
    pub(crate) fn place(&self) -> Place {
        let raw: &str = self.start;
        self.spot.place(self.file, raw.as_bytes(), None)
    }

    /// The place of an attribute, or of the tag if it has none of that name.
    pub(crate) fn place_of(&self, name: &str) -> Place {
        let raw: &str = self.start;
        self.spot.place(self.file, raw.as_bytes(), self.value(name).map(|value| value.span))
    }

    /// Something about an attribute.
    pub(crate) fn note(&self, name: &str, fact: Fact, intake: &mut Intake) {
        intake.note(Finding::at(self.place_of(name), fact));
    }

    /// What a fact quotes of an attribute.
    pub(crate) fn quoted(&self, name: &str) -> String {
        const LONGEST: usize = 60;
        let text = self.text(name);
        let mut quoted: String = text.chars().take(LONGEST).collect();
        if quoted.len() < text.len() {
            quoted.push('…');
        }
        quoted
    }

    pub(crate) fn amount(&self, name: &str, intake: &mut Intake) -> Option<Amount> {
        let amount = figure::amount(self.text(name).trim().as_bytes());
        amount.map_err(|fault| self.note(name, fault.fact(self.quoted(name)), intake)).ok()
    }

    pub(crate) fn account(&self, name: &str, intake: &mut Intake) -> Option<AccountNumber> {
        let account = figure::account(self.text(name).trim().as_bytes());
        if account.is_none() {
            self.note(name, Fact::AccountUnreadable { text: self.quoted(name) }, intake);
        }
        account
    }

    pub(crate) fn date(&self, name: &str, intake: &mut Intake) -> Option<NaiveDate> {
        let date = self.day(name);
        if date.is_none() {
            self.note(name, Fact::DateUnreadable { text: self.quoted(name) }, intake);
        }
        date
    }

    /// A day that need not be there. What stands after it, such as a time zone, does not matter.
    pub(crate) fn day(&self, name: &str) -> Option<NaiveDate> {
        self.text(name).trim().get(..10).and_then(|day| figure::date(day.as_bytes()))
    }

    pub(crate) fn month(&self, name: &str, intake: &mut Intake) -> Option<Month> {
        let month = self.text(name).trim().get(..7).and_then(|month| figure::month(month.as_bytes()));
        if month.is_none() {
            self.note(name, Fact::PeriodUnreadable { text: self.quoted(name) }, intake);
        }
        month
    }
}
