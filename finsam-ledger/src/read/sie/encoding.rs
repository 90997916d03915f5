//! How a SIE file writes its letters: read from its bytes. `#FORMAT PC8` stands in files of every
//! encoding.

use crate::read::text_encoding::TextEncoding;

/// The bytes that stand for Swedish letters, and for é and ü in names, in code page 437.
const CODE_PAGE_437: &[u8] = b"\x86\x84\x94\x8F\x8E\x99\x82\x90\x81\x9A";
/// The same letters in Windows-1252.
const WINDOWS_1252: &[u8] = b"\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xFC\xDC";

/// The encoding of a file of which these bytes are known.
///
/// Letters of several bytes do not come about by chance: where there are at least as many of them
/// as bytes that are none, the file is UTF-8. Otherwise the encoding that makes more Swedish
/// letters of the bytes is taken, and the one the format asks for where both make as many.
pub(crate) fn encoding_of(bytes: &[u8]) -> TextEncoding {
    if bytes.is_ascii() {
        return TextEncoding::Ascii;
    }
    let (mut letters, mut faults) = (0_usize, 0_usize);
    let mut seen = 0;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        seen += chunk.valid().len() + chunk.invalid().len();
        // The last letter may go on behind what is known.
        let is_cut_off = seen == bytes.len() && chunk.invalid().first().is_some_and(|byte| *byte >= 0xC2);
        faults += usize::from(!chunk.invalid().is_empty() && !is_cut_off);
    }
    if letters > 0 && letters >= faults {
        return TextEncoding::Utf8;
    }
    let count = |page: &[u8]| bytes.iter().filter(|byte| page.contains(byte)).count();
    if count(WINDOWS_1252) > count(CODE_PAGE_437) { TextEncoding::Windows1252 } else { TextEncoding::Cp437 }
}

/// How many letters of a line were lost before it came here, or are no letters in its encoding.
pub(crate) fn letters_lost(line: &[u8], encoding: TextEncoding) -> u64 {
    if line.is_ascii() {
        return 0;
    }
    let replaced = memchr::memmem::find_iter(line, "\u{fffd}".as_bytes()).count();
    let faults = match encoding {
        TextEncoding::Utf8 => line.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
        _ => 0,
    };
    (replaced + faults) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide() {
        let cases: &[(&[u8], TextEncoding)] = &[
            (b"#FORMAT PC8", TextEncoding::Ascii),
            ("#FORMAT PC8 ö".as_bytes(), TextEncoding::Utf8),
            (b"K\x94p", TextEncoding::Cp437),
            (b"K\xF6p", TextEncoding::Windows1252),
            (b"\x99vrigt \x86r p\x86 \xF6", TextEncoding::Cp437),
            (b"5 \xF8", TextEncoding::Cp437),
            ("En lång och en kort \u{fffd}".as_bytes(), TextEncoding::Utf8),
            (b"L\xC3\xA5n K\xF6p", TextEncoding::Utf8),
            (b"L\xC3\xA5n K\xC3", TextEncoding::Utf8),
            // An å in Windows-1252 as the last byte that is known.
            (b"#FNAMN \xE5", TextEncoding::Windows1252),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(encoding_of(bytes), *encoding, "{bytes:?}");
        }
    }

    #[test]
    fn lost_letters_are_counted() {
        assert_eq!(letters_lost("r\u{fffd}ksm\u{fffd}rg".as_bytes(), TextEncoding::Utf8), 2);
        assert_eq!(letters_lost(b"K\xC3\xB6p r\xE4ka", TextEncoding::Utf8), 1);
        assert_eq!(letters_lost(b"K\x94p", TextEncoding::Cp437), 0);
    }
}
