//! UTF-16 on its way to the readers, which know UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use super::text_encoding::TextEncoding;

/// What is taken in at once.
const STEP: usize = 32 * 1024;

/// The bytes of a file in UTF-8, whatever of the Unicode encodings it is written in.
///
/// Half a surrogate pair becomes the byte `0xFF`, which no text in UTF-8 has: so the reader of
/// fields finds it, and its place.
#[derive(Debug)]
pub(crate) enum Unicode<R> {
    /// As they are.
    Plain(R),
    /// Out of UTF-16.
    Utf16(Box<Utf16<R>>),
}

/// A file in UTF-16, and what of it is already UTF-8.
pub(crate) struct Utf16<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// The bytes of `raw` that are still to be decoded.
    start: usize,
    end: usize,
    at_end: bool,
    decoded: Vec<u8>,
    taken: usize,
}

impl<R: Read> Unicode<R> {
    /// The bytes of `input`, from which any byte order mark is taken.
    pub(crate) fn new(input: R, encoding: TextEncoding) -> Self {
        let from = match encoding {
            TextEncoding::Utf16Le => UTF_16LE,
            TextEncoding::Utf16Be => UTF_16BE,
            _ => return Self::Plain(input),
        };
        Self::Utf16(Box::new(Utf16 {
            input,
            decoder: from.new_decoder_without_bom_handling(),
            raw: vec![0; STEP],
            start: 0,
            end: 0,
            at_end: false,
            decoded: Vec::new(),
            taken: 0,
        }))
    }
}

impl<R: Read> Read for Unicode<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(out),
            Self::Utf16(input) => input.read(out),
        }
    }
}

impl<R: Read> Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.decoded.len() && !(self.at_end && self.start == self.end) {
            self.decode()?;
        }
        let ready = self.decoded.get(self.taken..).unwrap_or_default();
        let count = ready.len().min(out.len());
        if let (Some(out), Some(ready)) = (out.get_mut(..count), ready.get(..count)) {
            out.copy_from_slice(ready);
        }
        self.taken += count;
        Ok(count)
    }

    /// Decodes what is there; reads more where nothing is.
    fn decode(&mut self) -> io::Result<()> {
        if self.start == self.end {
            (self.start, self.end) = (0, self.input.read(&mut self.raw)?);
            self.at_end = self.end == 0;
        }
        // At most three bytes of UTF-8 come of two of UTF-16, and a few of what was left over.
        self.decoded.resize(2 * STEP, 0);
        let raw = self.raw.get(self.start..self.end).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(raw, &mut self.decoded, self.at_end);
        self.start += read;
        self.decoded.truncate(written);
        self.taken = 0;
        if let DecoderResult::Malformed(..) = result {
            self.decoded.push(0xFF);
        }
        Ok(())
    }
}

impl<R> std::fmt::Debug for Utf16<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Utf16").field("at_end", &self.at_end).finish_non_exhaustive()
    }
}
