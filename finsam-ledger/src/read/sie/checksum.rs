//! The checksum that a file states about itself, held against its items.

use std::collections::BTreeSet;

use super::record::Record;
use crate::finding::{Fact, Finding, Place};
use crate::sie::checksum::{Checksum, stated};
use crate::sie::code_page;
use crate::sie::item::{self, Field, FieldKind};

/// How far the checksum has come.
#[derive(Debug, Default)]
pub(crate) enum Control {
    /// The file has stated none so far.
    #[default]
    None,
    /// Items are being added up.
    Running(Box<Running>),
    /// It was stated.
    Done,
}

#[derive(Debug)]
pub(crate) struct Running {
    /// Where it started.
    place: Place,
    /// Over the bytes as they stand.
    as_written: Checksum,
    /// Over the same letters in the code page that the format asks for: a program may state the
    /// sum of what it wrote, or of what it should have written.
    in_code_page: Checksum,
    fields: Vec<Field>,
}

impl Control {
    /// A `#KSUMMA`: the first starts the sum, the next states it.
    pub(crate) fn item(&mut self, record: &Record<'_>) -> Option<Finding> {
        match std::mem::take(self) {
            Self::None if record.len() == 0 => {
                *self = Self::Running(Box::new(Running {
                    place: record.place(None),
                    as_written: Checksum::new(),
                    in_code_page: Checksum::new(),
                    fields: Vec::new(),
                }));
                None
            }
            Self::Running(running) => {
                *self = Self::Done;
                let sums = [running.as_written.value(), running.in_code_page.value()];
                let is_stated = |sum| stated(&record.text(1)) == Some(sum);
                let [sum, _] = sums;
                let fact = || Fact::SieChecksumDiffers { stated: record.quoted(1), computed: sum };
                (!sums.into_iter().any(is_stated)).then(|| record.finding(1, fact()))
            }
            // A sum that never started cannot be held against anything.
            other => {
                *self = other;
                None
            }
        }
    }

    /// Adds any other item.
    pub(crate) fn add(&mut self, record: &Record<'_>) {
        let Self::Running(running) = self else { return };
        for field in record.fields {
            let content = field.content(record.stretch.raw);
            match field.kind {
                FieldKind::BraceClose => {}
                FieldKind::BraceOpen if content.len() == 1 => {}
                FieldKind::List | FieldKind::BraceOpen => {
                    let mut fields = std::mem::take(&mut running.fields);
                    let list = content.strip_prefix(b"{").unwrap_or(&content);
                    item::split(list, 0, &mut fields);
                    for inner in &fields {
                        running.part(&inner.content(list), record);
                    }
                    running.fields = fields;
                }
                _ => running.part(&content, record),
            }
        }
    }

    /// The file ends; a sum that started and was never stated says that it is cut off.
    pub(crate) fn end(self) -> Option<Finding> {
        match self {
            Self::Running(running) => Some(Finding::at(running.place, Fact::SieChecksumMissing)),
            Self::None | Self::Done => None,
        }
    }
}

impl Running {
    fn part(&mut self, part: &[u8], record: &Record<'_>) {
        self.as_written.add(part);
        if part.is_ascii() {
            self.in_code_page.add(part);
        } else {
            let text = record.decoder.lossy(part);
            self.in_code_page.add(&code_page::encode(&text, &mut BTreeSet::new()));
        }
    }
}
