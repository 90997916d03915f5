//! Encodings told by what Swedish text looks like, and the letters of those of one byte each.

use encoding_rs::{ISO_8859_15, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};

use super::text_encoding::TextEncoding;

/// The encodings of one byte a letter that can be told by the text, the likeliest first: where
/// two read a text equally well, the first is taken. Code pages 437 and 850 agree on every letter
/// of Swedish; a DOS program set up in Sweden writes 850.
const SINGLE_BYTE: [TextEncoding; 4] =
    [TextEncoding::Windows1252, TextEncoding::Cp850, TextEncoding::Cp437, TextEncoding::Latin9];

/// The letter that a byte stands for, in an encoding of one byte a letter.
pub(crate) fn letter(encoding: TextEncoding, byte: u8) -> Option<char> {
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    let upper_half = usize::from(byte - 0x80);
    match encoding {
        TextEncoding::Cp437 => DECODING_TABLE_CP437.get(upper_half).copied(),
        TextEncoding::Cp850 => DECODING_TABLE_CP850.get(upper_half).copied(),
        // What ISO-8859 has between its two halves are control characters, which no table has.
        TextEncoding::Latin1 => Some(char::from(byte)).filter(|letter| !letter.is_control()),
        TextEncoding::Latin9 => in_web_table(ISO_8859_15, byte),
        // The five bytes to which Windows-1252 gives no letter are control characters here.
        TextEncoding::Windows1252 => in_web_table(WINDOWS_1252, byte),
        TextEncoding::Ascii | TextEncoding::Utf8 | TextEncoding::Utf16Le | TextEncoding::Utf16Be => None,
    }
}

fn in_web_table(encoding: &'static encoding_rs::Encoding, byte: u8) -> Option<char> {
    let byte = [byte];
    let text = encoding.decode_without_bom_handling(&byte).0;
    text.chars().next().filter(|letter| !letter.is_control())
}

/// The encoding that most likely wrote bytes that are no UTF-8.
pub(crate) fn of_single_bytes(bytes: &[u8]) -> TextEncoding {
    let [mut best, others @ ..] = SINGLE_BYTE;
    let mut best_score = score(best, bytes);
    for encoding in others {
        let score = score(encoding, bytes);
        if score > best_score {
            (best, best_score) = (encoding, score);
        }
    }
    best
}

/// How well the bytes read as Swedish text, each letter beyond ASCII by its two neighbours.
fn score(encoding: TextEncoding, bytes: &[u8]) -> i64 {
    let table: Vec<Option<char>> = (0..=u8::MAX).map(|byte| letter(encoding, byte)).collect();
    let at = |index: Option<usize>| {
        let byte = index.and_then(|index| bytes.get(index)).copied().unwrap_or(b' ');
        table.get(usize::from(byte)).copied().flatten()
    };
    let beyond_ascii = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    beyond_ascii
        .map(|(index, _)| plausible(at(index.checked_sub(1)), at(Some(index)), at(Some(index + 1))))
        .sum()
}

/// Whether a letter stands where it could in Swedish text: for (positive) or against.
fn plausible(before: Option<char>, letter: Option<char>, after: Option<char>) -> i64 {
    let Some(letter) = letter else { return -10 };
    let is = |neighbour: Option<char>, holds: fn(char) -> bool| neighbour.is_some_and(holds);
    let in_word = is(before, char::is_alphabetic) || is(after, char::is_alphabetic);
    let by_digit =
        is(before, |letter| letter.is_ascii_digit()) || is(after, |letter| letter.is_ascii_digit());
    let between_letters = is(before, char::is_alphabetic) && is(after, char::is_alphabetic);
    match letter {
        'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | 'é' | 'É' | 'ü' | 'Ü' | 'à' | 'è' | 'ø' | 'æ' | 'ñ' | 'ç'
        | 'ß' | 'á' | 'Š' | 'š' | 'Ž' | 'ž' => {
            let shouts_in_word = letter.is_uppercase() && is(before, char::is_lowercase);
            let by_digit_only = by_digit && !in_word;
            match letter {
                _ if shouts_in_word || by_digit_only => -2,
                'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' => 3,
                'é' | 'É' | 'ü' | 'Ü' => 2,
                _ if in_word => 1,
                _ => -1,
            }
        }
        '\u{a0}' | '–' | '−' if by_digit => 2,
        '\u{a0}' | '–' | '—' | '”' | '“' | '’' | '…' | '•' | '€' | '§' | '°' | '½' | '´' | '«' | '»'
        | '×' => {
            if between_letters && letter != '–' && letter != '’' {
                -2
            } else {
                1
            }
        }
        _ if letter.is_alphabetic() && in_word && !letter.is_uppercase() && ('à'..='ÿ').contains(&letter) => {
            0
        }
        // Greek, mathematics, the parts of boxes, symbols.
        _ => -3,
    }
}

/// How a file that starts with these bytes is written, as far as they tell; and how many of them
/// are a byte order mark. `is_whole` says that no more bytes follow.
pub(crate) fn detect(sample: &[u8], is_whole: bool) -> (TextEncoding, usize) {
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => return (TextEncoding::Utf8, 3),
        [0xFF, 0xFE, ..] => return (TextEncoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => return (TextEncoding::Utf16Be, 2),
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return (encoding, 0);
    }
    if sample.is_ascii() {
        return (TextEncoding::Ascii, 0);
    }
    if str::from_utf8(sample).is_ok() {
        return (TextEncoding::Utf8, 0);
    }
    let (mut letters, mut faults) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    // The last letter of a sample may be cut in two.
    let faults = if is_whole { faults } else { faults - usize::from(ends_in_half_a_letter(sample)) };
    // A text in another encoding is UTF-8 here and there by chance, but never mostly.
    if letters > 0 && faults <= letters {
        (TextEncoding::Utf8, 0)
    } else if faults == 0 {
        (TextEncoding::Ascii, 0)
    } else {
        (of_single_bytes(sample), 0)
    }
}

fn ends_in_half_a_letter(sample: &[u8]) -> bool {
    str::from_utf8(sample).is_err_and(|_| {
        let last = sample.utf8_chunks().last();
        last.is_some_and(|chunk| {
            let half = chunk.invalid();
            !half.is_empty() && str::from_utf8(half).is_err_and(|error| error.error_len().is_none())
        })
    })
}

/// UTF-16 of western text has a zero in nearly every second byte, and never in the others.
fn utf16_without_mark(sample: &[u8]) -> Option<TextEncoding> {
    let start = sample.get(..sample.len().min(512))?;
    let (pairs, _) = start.as_chunks::<2>();
    let zeros = |index: usize| pairs.iter().filter(|pair| pair[index] == 0).count();
    let nearly_all = pairs.len() - pairs.len() / 4;
    match (zeros(0), zeros(1)) {
        _ if pairs.len() < 2 => None,
        (0, high) if high >= nearly_all => Some(TextEncoding::Utf16Le),
        (high, 0) if high >= nearly_all => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Verifikationslista för Samordningsförbundet Sjöängen\nMöte i Åmål; Särö; Örebro, Müller\n";

    /// `text` in an encoding of one byte a letter.
    fn written(text: &str, encoding: TextEncoding) -> Vec<u8> {
        let byte = |wanted: char| (0..=u8::MAX).find(|byte| letter(encoding, *byte) == Some(wanted));
        text.chars().map(|letter| byte(letter).expect("the encoding has the letter")).collect()
    }

    #[test]
    fn swedish_text_tells_how_it_is_written() {
        for encoding in [TextEncoding::Windows1252, TextEncoding::Cp850] {
            assert_eq!(detect(&written(TEXT, encoding), true), (encoding, 0));
            for word in ["för", "ÅÄÖ", "Kostnadsställe", "Ö", "1;å", "Café é", "FÖRENINGEN"] {
                assert_eq!(detect(&written(word, encoding), true), (encoding, 0), "{word}");
            }
        }
        assert_eq!(detect(&written(TEXT, TextEncoding::Cp437), true), (TextEncoding::Cp850, 0), "they agree");
        assert_eq!(detect(&written(TEXT, TextEncoding::Latin1), true), (TextEncoding::Windows1252, 0));
        assert_eq!(detect(TEXT.as_bytes(), true), (TextEncoding::Utf8, 0));
        assert_eq!(detect(b"Konto;IB", true), (TextEncoding::Ascii, 0));
        assert_eq!(detect(b"\xEF\xBB\xBFKonto", true), (TextEncoding::Utf8, 3));
    }

    #[test]
    fn thousands_parted_by_a_hard_blank_do_not_hide_the_encoding() {
        let text = "1\u{a0}250,00;12\u{a0}500,00;för";
        for encoding in [TextEncoding::Windows1252, TextEncoding::Cp850] {
            assert_eq!(detect(&written(text, encoding), true), (encoding, 0));
        }
        assert_eq!(detect(b"1\xA0250,00", true), (TextEncoding::Windows1252, 0));
        assert_eq!(detect(b"1\xFF250,00", true), (TextEncoding::Cp850, 0));
    }

    #[test]
    fn utf16_is_known_with_and_without_its_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&little, true), (TextEncoding::Utf16Le, 0));
        assert_eq!(detect(&big, true), (TextEncoding::Utf16Be, 0));
        assert_eq!(detect(&[b"\xFF\xFE", &little[..]].concat(), true), (TextEncoding::Utf16Le, 2));
        assert_eq!(detect(&[b"\xFE\xFF", &big[..]].concat(), true), (TextEncoding::Utf16Be, 2));
    }

    #[test]
    fn a_letter_cut_in_two_by_the_end_of_the_sample_is_no_fault() {
        assert_eq!(detect(b"1930;\xC3", false), (TextEncoding::Ascii, 0));
        assert_eq!(detect(b"1930;\xC3", true), (TextEncoding::Windows1252, 0));
        assert_eq!(
            detect("M\u{f6}te;\u{f6}".as_bytes().split_last().expect("bytes").1, false).0,
            TextEncoding::Utf8
        );
    }
}
