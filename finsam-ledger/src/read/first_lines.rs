//! The first lines of vouchers that may turn out not to balance, kept to be shown to the user.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::text::{Decoder, excerpt};
use crate::finding::{Finding, Place};
use crate::tally::{Located, Tally};

/// How many lines are kept: nobody reads more findings than that.
const MOST: usize = 1000;
/// How much of a line is kept: more is never shown.
const LONGEST: usize = 400;

/// The lines so far.
#[derive(Debug, Default)]
pub(crate) struct FirstLines {
    /// The line on which the voucher that is being told starts.
    current: Vec<u8>,
    kept: BTreeMap<u64, Box<str>>,
}

impl FirstLines {
    /// A voucher starts with these bytes.
    #[inline]
    pub(crate) fn start(&mut self, raw: &[u8]) {
        self.current.clear();
        if self.kept.len() >= MOST {
            return;
        }
        let raw = &raw[..raw.len().min(LONGEST)];
        let length = memchr::memchr2(b'\n', b'\r', raw).unwrap_or(raw.len());
        self.current.extend_from_slice(&raw[..length]);
    }

    /// The voucher that is being told is about to end; rows of it may follow further down.
    #[inline]
    pub(crate) fn end(&mut self, tally: &Tally, decoder: Decoder) {
        if let Some((line, false)) = tally.voucher_so_far()
            && self.kept.len() < MOST
        {
            self.kept.insert(line, excerpt(&self.current, 0, decoder).0);
        }
    }

    /// A fact of the tally as a finding with its place, and the number of its file; what belongs
    /// to no line has neither.
    pub(crate) fn finding(&self, Located { line, fact }: Located, names: &[Arc<str>]) -> (usize, Finding) {
        let (file, line_of_file) = split_line_key(line);
        match names.get(file) {
            Some(name) if line_of_file > 0 => {
                let excerpt = self.kept.get(&line).cloned().unwrap_or_default();
                let place = Place { line: line_of_file, excerpt, ..Place::file(name) };
                (file, Finding::at(place, fact))
            }
            _ => (names.len(), Finding::new(fact)),
        }
    }
}

/// Bits for the lines of one file, in a number that stands for file and line.
const LINE_BITS: u32 = 40;

/// One number for a file and a line of it, in their order: the tally knows no files.
#[inline]
pub(crate) const fn line_key(file: usize, line: u64) -> u64 {
    ((file as u64) << LINE_BITS) | line
}

/// The file in such a number.
pub(crate) fn file_of(key: u64) -> usize {
    split_line_key(key).0
}

fn split_line_key(key: u64) -> (usize, u64) {
    let file = usize::try_from(key >> LINE_BITS).unwrap_or(usize::MAX);
    (file, key & ((1 << LINE_BITS) - 1))
}
