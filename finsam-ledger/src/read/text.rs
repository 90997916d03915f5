//! Text: what the bytes of a file mean to a reader, and where in the file they stand.

use std::borrow::Cow;
use std::sync::Arc;

use super::encoding;
use super::text_encoding::TextEncoding;
use crate::finding::Place;

/// Bytes that are no text in the file's encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable;

/// Decodes the texts of one file; where nothing else has, the first letter beyond ASCII settles
/// how.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Decoder {
    pub(crate) encoding: TextEncoding,
}

impl Decoder {
    /// For texts that are written so.
    pub(crate) const fn new(encoding: TextEncoding) -> Self {
        Self { encoding }
    }

    /// The text of a field.
    #[inline]
    pub(crate) fn text<'a>(&mut self, bytes: &'a [u8]) -> Result<Cow<'a, str>, Undecodable> {
        match str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => Ok(Cow::Borrowed(text)),
            utf8 => self.beyond_ascii(bytes, utf8.ok()),
        }
    }

    fn beyond_ascii<'a>(
        &mut self,
        bytes: &'a [u8],
        utf8: Option<&'a str>,
    ) -> Result<Cow<'a, str>, Undecodable> {
        if self.encoding == TextEncoding::Ascii {
            self.encoding =
                if utf8.is_some() { TextEncoding::Utf8 } else { encoding::of_single_bytes(bytes) };
        }
        if self.encoding.is_unicode() {
            return utf8.map(Cow::Borrowed).ok_or(Undecodable);
        }
        let letters: Option<String> =
            bytes.iter().map(|byte| encoding::letter(self.encoding, *byte)).collect();
        letters.map(Cow::Owned).ok_or(Undecodable)
    }

    /// The bytes as well as they can be shown.
    pub(crate) fn lossy(self, bytes: &[u8]) -> Cow<'_, str> {
        let encoding = match (self.encoding, str::from_utf8(bytes)) {
            (TextEncoding::Ascii, Err(_)) => encoding::of_single_bytes(bytes),
            (encoding, Ok(text)) if encoding.is_unicode() || text.is_ascii() => {
                return Cow::Borrowed(text);
            }
            (encoding, _) => encoding,
        };
        if encoding.is_unicode() {
            return String::from_utf8_lossy(bytes);
        }
        let letter = |byte: &u8| encoding::letter(encoding, *byte).unwrap_or(char::REPLACEMENT_CHARACTER);
        Cow::Owned(bytes.iter().map(letter).collect())
    }

    /// A field for a fact: as it stands, unless it is so long that it can be nothing anyway.
    pub(crate) fn quoted(self, bytes: &[u8]) -> String {
        const LONGEST: usize = 60;
        let text = self.lossy(&bytes[..bytes.len().min(4 * LONGEST)]);
        let mut letters = text.chars();
        let mut quoted: String = letters.by_ref().take(LONGEST).collect();
        if letters.next().is_some() {
            quoted.push('…');
        }
        quoted
    }
}

/// A stretch of a file's bytes: what a reader had in hand when something was wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'a> {
    /// The line it starts on, from 1.
    pub(crate) line: u64,
    /// Its bytes, without the last line end.
    pub(crate) raw: &'a [u8],
}

/// The place of the bytes at `span` (start and length) in a stretch, or of its first line as a
/// whole.
pub(crate) fn place(
    file: &Arc<str>,
    stretch: Stretch<'_>,
    span: Option<(usize, usize)>,
    decoder: Decoder,
) -> Place {
    let raw = stretch.raw;
    let (start, length) = span.unwrap_or((0, 0));
    let (start, length) = without_blanks(raw, start.min(raw.len()), length);
    // A field in quotation marks may lie on a later line than its record starts on.
    let is_line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let line_start = raw[..start].iter().rposition(is_line_end).map_or(0, |last| last + 1);
    let line_end = raw[start..].iter().position(is_line_end).map_or(raw.len(), |next| start + next);
    let pairs = raw[..line_start].windows(2).filter(|pair| pair == b"\r\n").count();
    let lines = raw[..line_start].iter().filter(|byte| is_line_end(byte)).count() - pairs;
    let letters = |bytes: &[u8]| decoder.lossy(bytes).chars().count();
    let before = letters(&raw[line_start..start]);
    let width = letters(&raw[start..line_end.min(start + length)]);
    let (excerpt, column_in_excerpt) = excerpt(&raw[line_start..line_end], before, decoder);
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Place {
        file: Arc::clone(file),
        sheet: None,
        line: stretch.line + lines as u64,
        column: if span.is_some() { small(before + 1) } else { 0 },
        width: small(width),
        excerpt,
        column_in_excerpt: small(column_in_excerpt),
        field: None,
    }
}

fn without_blanks(raw: &[u8], start: usize, length: usize) -> (usize, usize) {
    let field = raw.get(start..start + length).unwrap_or_default();
    let trimmed = field.trim_ascii();
    if trimmed.is_empty() {
        return (start, 0);
    }
    let blanks = field.len() - field.trim_ascii_start().len();
    (start + blanks, trimmed.len())
}

/// A line for the user to recognise, shortened around the letter that has `before` letters before
/// it; and how many letters of the excerpt stand before that one.
pub(crate) fn excerpt(line: &[u8], before: usize, decoder: Decoder) -> (Box<str>, usize) {
    const LONGEST: usize = 90;
    let text = decoder.lossy(line);
    let count = text.chars().count();
    let shown = |letter: char| if letter.is_control() { '·' } else { letter };
    if count <= LONGEST {
        return (text.chars().map(shown).collect(), before);
    }
    // Two places are for the marks that something is left out.
    let first = before.saturating_sub(LONGEST / 3).min(count + 2 - LONGEST);
    let mut excerpt = String::with_capacity(2 * LONGEST);
    if first > 0 {
        excerpt.push('…');
    }
    excerpt.extend(text.chars().map(shown).skip(first).take(LONGEST - 2));
    if first + LONGEST - 2 < count {
        excerpt.push('…');
    }
    (excerpt.into(), before - first + usize::from(first > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_settles_the_encoding() {
        let mut utf8 = Decoder::default();
        assert_eq!(utf8.text(b"Konsult"), Ok("Konsult".into()));
        assert_eq!(utf8.encoding, TextEncoding::Ascii);
        assert_eq!(utf8.text("Möte".as_bytes()), Ok("Möte".into()));
        assert_eq!(utf8.text(b"M\xF6te"), Err(Undecodable));

        let mut windows = Decoder::default();
        assert_eq!(windows.text(b"M\xF6te"), Ok("Möte".into()));
        assert_eq!(windows.text(b"Malm\xD6\x96Lund"), Ok("MalmÖ–Lund".into()));
        assert_eq!(windows.text(b"M\x81te"), Err(Undecodable));
        assert_eq!(windows.encoding, TextEncoding::Windows1252);

        let mut dos = Decoder::default();
        assert_eq!(dos.text(b"M\x94te"), Ok("Möte".into()));
        assert_eq!(dos.encoding, TextEncoding::Cp850);
    }

    #[test]
    fn an_excerpt_is_short_and_holds_the_column() {
        for length in [10, 90, 91, 92, 93, 200, 5000] {
            let line: String =
                (0..length).map(|at| char::from(b'a' + u8::try_from(at % 26).unwrap())).collect();
            for before in [0, 1, 29, 30, 31, 32, 88, 89, 90, length / 2, length - 1, length] {
                let before = before.min(length);
                let (excerpt, column) = excerpt(line.as_bytes(), before, Decoder::default());
                assert!(excerpt.chars().count() <= 90, "{length} {before}");
                assert!(column <= excerpt.chars().count(), "{length} {before}");
                assert_eq!(excerpt.chars().nth(column).filter(|c| *c != '…'), line.chars().nth(before));
            }
        }
    }

    #[test]
    fn control_characters_are_shown_as_dots() {
        let (excerpt, column) = excerpt("A\t1\u{1b}[2J\tö".as_bytes(), 2, Decoder::default());
        assert_eq!((excerpt.as_ref(), column), ("A·1·[2J·ö", 2));
    }

    #[test]
    fn a_long_field_is_quoted_in_part() {
        let quoted = Decoder::default().quoted(&[b'7'; 1000]);
        assert_eq!(quoted.chars().count(), 61);
        assert!(quoted.ends_with('…'));
    }
}
