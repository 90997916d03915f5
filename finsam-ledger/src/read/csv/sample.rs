//! The start of a file, looked at before the rest is read.

use std::io::{self, Chain, Cursor, Read};

use crate::read::dialect::Decided;
use crate::read::encoding;
use crate::read::text_encoding::TextEncoding;
use crate::read::utf16::Unicode;

/// How much of a file is looked at.
const SAMPLE: usize = 256 * 1024;

/// The first bytes of a file, as they are.
#[derive(Debug)]
pub(crate) struct FirstBytes<R> {
    pub(crate) bytes: Vec<u8>,
    rest: R,
}

/// A file whose encoding is settled. Its text is in UTF-8, or in an encoding of one byte a letter.
#[derive(Debug)]
pub(crate) struct Opened<R> {
    /// The start of its text.
    pub(crate) sample: Sample,
    pub(crate) encoding: Decided<TextEncoding>,
    /// The text that follows.
    pub(crate) rest: Unicode<Chain<Cursor<Vec<u8>>, R>>,
}

/// The start of a file's text.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) text: Vec<u8>,
    /// Whether that is all of it.
    pub(crate) is_whole: bool,
}

impl<R: Read> FirstBytes<R> {
    pub(crate) fn of(mut input: R) -> io::Result<Self> {
        Ok(Self { bytes: start_of(&mut input)?, rest: input })
    }

    /// Settles the encoding: the one that was said, else the one that the bytes show.
    pub(crate) fn open(mut self, said: Option<TextEncoding>) -> io::Result<Opened<R>> {
        let is_whole = self.bytes.len() < SAMPLE;
        let (detected, mark) = encoding::detect(&self.bytes, is_whole);
        let encoding = Decided::by_profile_or(said, || detected);
        if matches!(encoding.value, TextEncoding::Utf16Le | TextEncoding::Utf16Be) {
            let mut raw = Cursor::new(self.bytes);
            raw.set_position(mark as u64);
            let mut rest = Unicode::new(raw.chain(self.rest), encoding.value);
            let text = start_of(&mut rest)?;
            let is_whole = text.len() < SAMPLE;
            return Ok(Opened { sample: Sample { text, is_whole }, encoding, rest });
        }
        if encoding.value.is_unicode() {
            self.bytes.drain(..mark);
        }
        let rest = Unicode::new(Cursor::new(Vec::new()).chain(self.rest), encoding.value);
        Ok(Opened { sample: Sample { text: self.bytes, is_whole }, encoding, rest })
    }
}

fn start_of(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(SAMPLE as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Sample {
    /// The whole lines of it, as far as they can be told.
    pub(crate) fn lines(&self) -> &[u8] {
        if self.is_whole {
            return &self.text;
        }
        let last = memchr::memrchr2(b'\n', b'\r', &self.text);
        last.and_then(|last| self.text.get(..=last)).unwrap_or(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8], said: Option<TextEncoding>) -> (Vec<u8>, TextEncoding) {
        let opened = FirstBytes::of(bytes).and_then(|first| first.open(said)).expect("memory can be read");
        let encoding = opened.encoding.value;
        let mut text = opened.sample.text;
        let mut rest = opened.rest;
        rest.read_to_end(&mut text).expect("memory can be read");
        (text, encoding)
    }

    #[test]
    fn a_long_file_in_utf16_is_whole_in_utf8() {
        let text = "Möte i Åmål;1930;−12,50\r\n".repeat(20_000);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&big, None), (text.clone().into_bytes(), TextEncoding::Utf16Be));
        let little: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&little, None), (text.clone().into_bytes(), TextEncoding::Utf16Le));
        assert_eq!(text_of(text.as_bytes(), None), (text.into_bytes(), TextEncoding::Utf8));
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_byte_that_no_text_has() {
        let bytes = [b'A', 0, 0x00, 0xD8, b'B', 0, b'C', 0, b'D', 0];
        let (text, encoding) = text_of(&bytes, Some(TextEncoding::Utf16Le));
        assert_eq!((text, encoding), (b"A\xFFBCD".to_vec(), TextEncoding::Utf16Le));
        let (text, _) = text_of(b"A\0B", Some(TextEncoding::Utf16Le));
        assert_eq!(text, b"A\xFF");
    }

    #[test]
    fn what_was_said_goes_before_what_is_seen() {
        let (text, encoding) = text_of(b"M\xF6te", Some(TextEncoding::Cp437));
        assert_eq!((text, encoding), (b"M\xF6te".to_vec(), TextEncoding::Cp437));
    }
}
