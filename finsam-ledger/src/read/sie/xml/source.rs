//! The bytes of an XML file on their way to its parser, counted as they pass.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use crate::finding::Place;
use crate::read::text::{Decoder, Stretch, place};
use crate::read::text_encoding::TextEncoding;

/// The most bytes of one tag or text; a document that is embedded in a file may be some megabytes.
const EVENT_MAX: usize = 64 << 20;

/// How much of the line before a tag is kept to be shown.
const LEAD: usize = 120;

/// Where in the file the parser stands.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    line: u64,
    /// How many letters of the line stand before.
    letters: usize,
    /// The last of them.
    lead: Vec<u8>,
}

impl Spot {
    /// The place of the bytes at `span` (start and length) in a tag that starts here, or of all of
    /// it.
    pub(crate) fn place(&self, file: &Arc<str>, tag: &[u8], span: Option<(usize, usize)>) -> Place {
        let raw = [&self.lead, &b"<"[..], tag, b">"].concat();
        let before = self.lead.len() + 1;
        let span = span.map(|(start, length)| (before + start, length));
        let decoder = Decoder::new(TextEncoding::Utf8);
        let mut place = place(file, Stretch { line: self.line, raw: &raw }, span, decoder);
        if place.line == self.line && place.column > 0 {
            let left_out = self.letters - letters(&self.lead).min(self.letters);
            place.column = place.column.saturating_add(u32::try_from(left_out).unwrap_or(u32::MAX));
        }
        place
    }
}

/// A file that counts its lines.
#[derive(Debug)]
pub(crate) struct Source<R> {
    input: BufReader<R>,
    spot: Spot,
    /// How many bytes have passed since the event that is being read began.
    event: usize,
    /// Whether an event was longer than any.
    pub(crate) is_too_long: bool,
}

impl<R: Read> Source<R> {
    pub(crate) fn new(input: R) -> Self {
        let spot = Spot { line: 1, letters: 0, lead: Vec::new() };
        Self { input: BufReader::new(input), spot, event: 0, is_too_long: false }
    }

    /// Another event begins.
    pub(crate) fn begin_event(&mut self, spot: &mut Spot) {
        self.event = 0;
        spot.clone_from(&self.spot);
    }

    /// Where the parser stands.
    pub(crate) fn spot(&self) -> Spot {
        self.spot.clone()
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let count = available.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.event > EVENT_MAX {
            self.is_too_long = true;
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let passed = self.input.buffer().get(..count).unwrap_or_default();
        let spot = &mut self.spot;
        let rest = match passed.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => {
                spot.line += memchr::memchr_iter(b'\n', passed).count() as u64;
                spot.letters = 0;
                spot.lead.clear();
                passed.get(last + 1..).unwrap_or_default()
            }
            None => passed,
        };
        spot.letters += letters(rest);
        spot.lead.extend_from_slice(rest);
        if spot.lead.len() > LEAD {
            let mut from = spot.lead.len() - LEAD;
            while spot.lead.get(from).is_some_and(|byte| is_continuation(*byte)) {
                from += 1;
            }
            spot.lead.drain(..from);
        }
        self.event += count;
        self.input.consume(count);
    }
}

/// How many letters of UTF-8 begin in the bytes.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}
