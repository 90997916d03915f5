//! Texts as a SIE file can hold them, and what had to be changed for that.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::account::AccountNumber;
use crate::sie::code_page::encode;
use crate::voucher_id::VoucherId;

/// A text that is not in the file as it is in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Which text.
    pub spot: Spot,
    /// What was changed.
    pub alteration: Alteration,
}

/// Which text of a book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The name or version of the program that writes.
    Program,
    /// The name of the body.
    EntityName,
    /// Its organisation number.
    OrganisationNumber,
    /// The name of an account.
    AccountName(AccountNumber),
    /// The name of an object: of a cost centre, a project or another.
    ObjectName {
        /// Its dimension, as SIE numbers them.
        dimension: u32,
        /// Its code.
        code: Box<str>,
    },
    /// The code of an object, wherever it stands.
    ObjectCode {
        /// Its dimension, as SIE numbers them.
        dimension: u32,
        /// The code as it is in the book.
        code: Box<str>,
    },
    /// A voucher: its series, its text, or who signed it.
    Voucher(VoucherId),
    /// A row of a voucher, from 1.
    Row(VoucherId, usize),
}

/// What was changed in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// These letters are not in code page 437, or would end the field too early (`\` before a
    /// quotation mark or the end), and others stand for them.
    Letters(Vec<char>),
    /// Line breaks, tabs or other control characters became blanks.
    Breaks,
    /// Only as many letters as asked for are left of it.
    Shortened {
        /// How many it had.
        length: usize,
    },
    /// The code of another object of its dimension is written the same: the two are told apart in
    /// the book, but not in the file.
    SameAs(Box<str>),
}

/// Makes texts such that a file can hold them, and remembers what it changed.
#[derive(Debug, Default)]
pub(super) struct Texts(Vec<Altered>);

impl Texts {
    /// A name, of any length.
    pub(super) fn name(&mut self, text: &str, spot: impl Fn() -> Spot) -> Vec<u8> {
        self.text(text, None, spot)
    }

    /// A text of at most `max` letters.
    pub(super) fn text(&mut self, text: &str, max: Option<usize>, spot: impl Fn() -> Spot) -> Vec<u8> {
        let mut changed = |alteration| self.0.push(Altered { spot: spot(), alteration });
        let flat = without_breaks(text);
        if matches!(flat, Cow::Owned(_)) {
            changed(Alteration::Breaks);
        }
        let mut lacking = BTreeSet::new();
        let mut bytes = encode(&flat, &mut lacking);
        let length = bytes.len();
        let shortened = max.is_some_and(|max| max < length);
        if let Some(max) = max.filter(|_| shortened) {
            bytes.truncate(max);
            bytes.truncate(bytes.trim_ascii_end().len());
        }
        if harmless_backslashes(&mut bytes) {
            lacking.insert('\\');
        }
        if !lacking.is_empty() {
            changed(Alteration::Letters(lacking.into_iter().collect()));
        }
        if shortened {
            changed(Alteration::Shortened { length });
        }
        bytes
    }

    /// Remembers a change that somebody else found.
    pub(super) fn changed(&mut self, spot: Spot, alteration: Alteration) {
        self.0.push(Altered { spot, alteration });
    }

    pub(super) fn into_altered(self) -> Vec<Altered> {
        self.0
    }
}

/// A text as the file has it, without a word about changes: those of an object's code are told
/// where the object is declared, and not on every row.
pub(super) fn quietly(text: &str) -> Vec<u8> {
    Texts::default().name(text, || Spot::Program)
}

fn without_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let blank = |letter: char| if letter.is_control() { ' ' } else { letter };
    Cow::Owned(text.replace("\r\n", "\n").chars().map(blank).collect())
}

/// Turns each backslash that stands before a quotation mark or at the end, where it would be taken
/// for a part of the quoting, to a slash; tells whether there was one.
fn harmless_backslashes(bytes: &mut [u8]) -> bool {
    let mut found = false;
    for at in 0..bytes.len() {
        if bytes[at] == b'\\' && bytes.get(at + 1).is_none_or(|next| *next == b'"') {
            bytes[at] = b'/';
            found = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sie::code_page::decode;

    fn written(text: &str, max: Option<usize>) -> (String, Vec<Alteration>) {
        let mut texts = Texts::default();
        let bytes = texts.text(text, max, || Spot::EntityName);
        (decode(&bytes), texts.into_altered().into_iter().map(|altered| altered.alteration).collect())
    }

    #[test]
    fn what_a_file_can_hold_is_left_alone() {
        for text in ["", "Räksmörgås à 5 £", "a\\b", "\"x\"", "{}", "50 letters of text"] {
            assert_eq!(written(text, Some(18)), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn breaks_become_blanks_and_letters_others() {
        let breaks = vec![Alteration::Breaks];
        assert_eq!(written("rad ett\r\nrad två\tslut", None), ("rad ett rad två slut".to_owned(), breaks));
        let both = vec![Alteration::Breaks, Alteration::Letters(vec!['–'])];
        assert_eq!(written("a\n–\u{1b}[2J", None), ("a - [2J".to_owned(), both));
    }

    #[test]
    fn a_backslash_never_swallows_the_end_of_its_field() {
        let replaced = || vec![Alteration::Letters(vec!['\\'])];
        assert_eq!(written("C:\\", None), ("C:/".to_owned(), replaced()));
        assert_eq!(written("a\\\"b", None), ("a/\"b".to_owned(), replaced()));
        assert_eq!(written("a\\”b\\\\", None).0, "a/\"b\\/");
    }

    #[test]
    fn a_text_is_shortened_to_its_letters_and_not_its_bytes() {
        let shortened = |length| vec![Alteration::Shortened { length }];
        assert_eq!(written("åäö åäö", Some(3)), ("åäö".to_owned(), shortened(7)));
        assert_eq!(
            written("åäö åäö", Some(4)),
            ("åäö".to_owned(), shortened(7)),
            "no blank is left at the end"
        );
        assert_eq!(written("åäö åäö", Some(7)), ("åäö åäö".to_owned(), Vec::new()));
        assert_eq!(written("abc\\def", Some(4)).0, "abc/", "nor a backslash");
    }
}
