//! The letters of a SIE file (`#FORMAT PC8`): code page 437, one byte a letter.

use std::collections::BTreeSet;

use oem_cp::code_table::{DECODING_TABLE_CP437, ENCODING_TABLE_CP437};
use oem_cp::{decode_char_complete_table, encode_char_checked};

/// The letter that a byte stands for; every byte stands for one. The bytes below 32 are control
/// characters, not the pictures that a screen of old shows for them.
#[must_use]
pub fn letter(byte: u8) -> char {
    decode_char_complete_table(byte, &DECODING_TABLE_CP437)
}

/// The text that bytes of the code page stand for.
///
/// ```
/// use finsam_ledger::sie::code_page::decode;
/// assert_eq!(decode(b"\x99vrig l\x94n p\x86 h\x84lft\x82n"), "Övrig lön på hälftén");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| letter(*byte)).collect()
}

/// A text in bytes of the code page, with the letters that it lacks replaced by what a reader
/// takes for the same: `’` by `'`, `–` by `-`, `ž` by `z`, `€` by `EUR`, and `?` where there is
/// nothing like it. Every letter that was replaced is added to `lacking`.
///
/// A mark that stands alone after its letter, as some systems write å, ä and ö, is first put
/// together with it; that replaces nothing.
///
/// ```
/// use finsam_ledger::sie::code_page::{decode, encode};
///
/// let mut lacking = Default::default();
/// let bytes = encode("Bjo\u{308}rn – 5 € till Žofie", &mut lacking);
/// assert_eq!(decode(&bytes), "Björn - 5 EUR till Zofie");
/// assert_eq!(lacking.into_iter().collect::<String>(), "Ž–€");
/// ```
#[must_use]
pub fn encode(text: &str, lacking: &mut BTreeSet<char>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(mut letter) = letters.next() {
        while let Some(whole) = letters.peek().and_then(|mark| composed(letter, *mark)) {
            letter = whole;
            letters.next();
        }
        if let Some(byte) = byte(letter) {
            bytes.push(byte);
        } else {
            lacking.insert(letter);
            bytes.extend(replacement(letter).bytes());
        }
    }
    bytes
}

/// The byte that stands for a letter, if the code page has it.
#[must_use]
pub fn byte(letter: char) -> Option<u8> {
    encode_char_checked(letter, &ENCODING_TABLE_CP437)
}

/// What is written for a letter that the code page lacks: the nearest in plain letters, `?` where
/// there is none, and nothing for what is not seen anyway.
#[must_use]
pub fn replacement(letter: char) -> &'static str {
    typographic(letter).or_else(|| unmarked(letter)).unwrap_or("?")
}

/// Signs, blanks and marks.
fn typographic(letter: char) -> Option<&'static str> {
    Some(match letter {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '\u{2010}'..='\u{2015}' | '−' | '\u{2043}' | '\u{fe63}' | '\u{ff0d}' => "-",
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{2028}' | '\u{2029}' => " ",
        // Soft hyphens, marks of direction and width, and marks left alone after a letter.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}'
        | '\u{fe00}'..='\u{fe0f}' => "",
        '…' => "...",
        '•' | '‣' | '●' | '▪' => "*",
        '€' => "EUR",
        '§' => "par.",
        '©' => "(c)",
        '®' => "(r)",
        '™' => "TM",
        '¹' => "1",
        '³' => "3",
        '¾' => "3/4",
        '×' => "x",
        '⁄' | '∕' => "/",
        '¦' => "|",
        '‰' => "o/oo",
        '→' => "->",
        '←' => "<-",
        '≠' => "<>",
        '№' => "nr",
        _ => return None,
    })
}

/// Letters of other alphabets in Latin script, without their marks.
fn unmarked(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ā' | 'Ă' | 'Ą' => "A",
        'ã' | 'ā' | 'ă' | 'ą' => "a",
        'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È' | 'Ê' | 'Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'Ĥ' | 'Ħ' => "H",
        'ĥ' | 'ħ' => "h",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'Ĵ' => "J",
        'ĵ' => "j",
        'Ķ' => "K",
        'ķ' => "k",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ł' => "L",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'Ń' | 'Ņ' | 'Ň' | 'Ŋ' => "N",
        'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'õ' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'Ù' | 'Ú' | 'Û' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'Ŵ' => "W",
        'ŵ' => "w",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'ý' | 'ŷ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        'Œ' => "OE",
        'œ' => "oe",
        'Þ' => "Th",
        'þ' => "th",
        'ẞ' => "SS",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        _ => return None,
    })
}

/// The letter of the code page that a letter and a mark after it are together.
fn composed(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('A', '\u{30a}') => 'Å',
        ('a', '\u{30a}') => 'å',
        ('A', '\u{308}') => 'Ä',
        ('a', '\u{308}') => 'ä',
        ('O', '\u{308}') => 'Ö',
        ('o', '\u{308}') => 'ö',
        ('U', '\u{308}') => 'Ü',
        ('u', '\u{308}') => 'ü',
        ('E', '\u{301}') => 'É',
        ('e', '\u{301}') => 'é',
        ('e', '\u{300}') => 'è',
        ('a', '\u{301}') => 'á',
        ('a', '\u{300}') => 'à',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> (String, String) {
        let mut lacking = BTreeSet::new();
        let bytes = encode(text, &mut lacking);
        (decode(&bytes), lacking.into_iter().collect())
    }

    #[test]
    fn every_byte_is_a_letter_of_its_own_and_comes_back() {
        for code in 0..=u8::MAX {
            assert_eq!(byte(letter(code)), Some(code));
        }
    }

    #[test]
    fn swedish_letters_stand_where_the_code_page_has_them() {
        let places = [('å', 134), ('ä', 132), ('ö', 148), ('Å', 143), ('Ä', 142), ('Ö', 153), ('é', 130)];
        for (letter, code) in places {
            assert_eq!(byte(letter), Some(code), "{letter}");
        }
    }

    #[test]
    fn what_is_written_instead_can_be_written() {
        for letter in '\u{80}'..='\u{ffff}' {
            if byte(letter).is_none() {
                assert!(replacement(letter).is_ascii(), "{letter}");
            }
        }
    }

    #[test]
    fn letters_that_are_lacking_are_replaced_and_told() {
        let cases = [
            ("", "", ""),
            ("Räksmörgås", "Räksmörgås", ""),
            ("”d’accord”", "\"d'accord\"", "’”"),
            ("2023–2024", "2023-2024", "–"),
            ("Łukasz Dvořák", "Lukasz Dvorák", "Łř"),
            ("5 § lagen", "5 par. lagen", "§"),
            ("日本 😀", "?? ?", "日本😀"),
            ("a\u{200b}b\u{301}c", "abc", "\u{301}\u{200b}"),
            ("A\u{30a}sa, Ke\u{301}", "Åsa, Ké", ""),
            ("a\u{30a}\u{301}", "å", "\u{301}"),
        ];
        for (text, written, lacking) in cases {
            assert_eq!(encoded(text), (written.to_owned(), lacking.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_the_code_page_has_is_not_replaced() {
        for code in 0..=u8::MAX {
            let text = letter(code).to_string();
            assert_eq!(encoded(&text), (text.clone(), String::new()));
        }
    }
}
