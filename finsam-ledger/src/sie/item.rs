//! One item (post) of a SIE file: a label and its fields, as they lie in the bytes of a line.

use std::borrow::Cow;

/// A field of a line: the bytes from `start` to `end` of it, quotation marks and braces included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: FieldKind,
}

/// What a field is, by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// Text up to the next blank. Quotation marks within it are letters.
    Word,
    /// Text in quotation marks.
    Quoted,
    /// Text whose quotation mark is never closed.
    QuoteOpen,
    /// Objects in braces: `{1 "100"}`.
    List,
    /// A brace that is not closed on the line: the rows of a voucher follow.
    BraceOpen,
    /// A brace that closes nothing on the line: the rows of a voucher end.
    BraceClose,
}

impl Field {
    /// What the field says: without quotation marks and braces, each `\"` as the `"` it stands for.
    pub(crate) fn content<'a>(&self, line: &'a [u8]) -> Cow<'a, [u8]> {
        let raw = line.get(self.start..self.end).unwrap_or_default();
        let inner = match (self.kind, raw) {
            (FieldKind::Quoted, [b'"', inner @ .., b'"']) | (FieldKind::List, [b'{', inner @ .., b'}']) => {
                inner
            }
            (FieldKind::QuoteOpen, [b'"', inner @ ..]) => inner,
            _ => raw,
        };
        let is_text = matches!(self.kind, FieldKind::Word | FieldKind::Quoted | FieldKind::QuoteOpen);
        if is_text && inner.windows(2).any(|pair| pair == br#"\""#) {
            Cow::Owned(unescaped(inner))
        } else {
            Cow::Borrowed(inner)
        }
    }
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        if *byte != b'\\' || text.get(at + 1) != Some(&b'"') {
            plain.push(*byte);
        }
    }
    plain
}

/// Finds the fields of a line from the byte `at` on. So the objects of a list are found too: they
/// are the fields of what stands between its braces.
///
/// Only blanks and tabs stand between fields, so the fields and what lies between them are the
/// line again. That a quotation mark or a brace is missing shows in the last field's kind.
pub(crate) fn split(line: &[u8], mut at: usize, fields: &mut Vec<Field>) {
    fields.clear();
    while let Some(field) = next_field(line, at) {
        at = field.end;
        fields.push(field);
    }
}

fn next_field(line: &[u8], at: usize) -> Option<Field> {
    let rest = line.get(at..)?;
    let start = at + rest.iter().position(|byte| !is_blank(*byte))?;
    let from_start = line.get(start..)?;
    let (length, kind) = match from_start {
        [b'"', ..] => quoted(from_start),
        [b'{', ..] => list(from_start),
        [b'}', ..] => (1, FieldKind::BraceClose),
        _ => (word(from_start), FieldKind::Word),
    };
    Some(Field { start, end: start + length, kind })
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn word(text: &[u8]) -> usize {
    text.iter().position(|byte| is_blank(*byte)).unwrap_or(text.len())
}

/// How long the field is that starts with a quotation mark.
fn quoted(text: &[u8]) -> (usize, FieldKind) {
    let mut before = b'"';
    for (at, byte) in text.iter().enumerate().skip(1) {
        if *byte == b'"' && before != b'\\' {
            return (at + 1, FieldKind::Quoted);
        }
        before = *byte;
    }
    (text.len(), FieldKind::QuoteOpen)
}

/// How long the field is that starts with a brace. A brace that is not closed reaches to the end of
/// the line, unless it stands there alone.
fn list(text: &[u8]) -> (usize, FieldKind) {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'}' => return (at + 1, FieldKind::List),
            b'"' => at += quoted(text.get(at..).unwrap_or_default()).0,
            _ => at += 1,
        }
    }
    let is_alone = text.iter().skip(1).all(|byte| is_blank(*byte));
    (if is_alone { 1 } else { text.len() }, FieldKind::BraceOpen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(line: &[u8]) -> Vec<Field> {
        let mut fields = Vec::new();
        split(line, 0, &mut fields);
        fields
    }

    /// Kind and content of every field.
    fn read(line: &str) -> Vec<(FieldKind, String)> {
        let content = |field: &Field| String::from_utf8_lossy(&field.content(line.as_bytes())).into_owned();
        fields(line.as_bytes()).iter().map(|field| (field.kind, content(field))).collect()
    }

    #[test]
    fn fields_are_parted_by_blanks_and_tabs() {
        use FieldKind::{BraceClose, BraceOpen, List, QuoteOpen, Quoted, Word};
        let cases: &[(&str, &[(FieldKind, &str)])] = &[
            ("", &[]),
            (" \t ", &[]),
            ("#FLAGGA 0", &[(Word, "#FLAGGA"), (Word, "0")]),
            ("\t#IB\t0\t1930\t-5.00 ", &[(Word, "#IB"), (Word, "0"), (Word, "1930"), (Word, "-5.00")]),
            (
                r#"#TRANS 1930 {1 "100" 6 "P}1"} 5 "" "en \"ny\" rad""#,
                &[
                    (Word, "#TRANS"),
                    (Word, "1930"),
                    (List, r#"1 "100" 6 "P}1""#),
                    (Word, "5"),
                    (Quoted, ""),
                    (Quoted, r#"en "ny" rad"#),
                ],
            ),
            ("#TRANS 1930 {}5", &[(Word, "#TRANS"), (Word, "1930"), (List, ""), (Word, "5")]),
            ("{ }", &[(List, " ")]),
            ("{", &[(BraceOpen, "{")]),
            ("}", &[(BraceClose, "}")]),
            ("#VER A 1 {  ", &[(Word, "#VER"), (Word, "A"), (Word, "1"), (BraceOpen, "{")]),
            ("#TRANS {1 \"100\" 5", &[(Word, "#TRANS"), (BraceOpen, "{1 \"100\" 5")]),
            ("#FNAMN \"Förbund", &[(Word, "#FNAMN"), (QuoteOpen, "Förbund")]),
            (r#"#PROSA "C:\""#, &[(Word, "#PROSA"), (QuoteOpen, "C:\"")]),
            ("15\" {skärm}", &[(Word, "15\""), (List, "skärm")]),
        ];
        for (line, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
            assert_eq!(read(line), expected, "{line:?}");
        }
    }

    proptest! {
        /// Fields lie one after the other, none is empty, and between them is nothing but blanks:
        /// together they are the line again.
        #[test]
        fn fields_and_the_blanks_between_them_are_the_line(
            line in prop::collection::vec(prop::sample::select(b" \t\"\\{}#1a\xE5".to_vec()), 0..60)
        ) {
            let mut at = 0;
            for field in fields(&line) {
                prop_assert!(field.start >= at && field.end > field.start && field.end <= line.len());
                prop_assert!(line[at..field.start].iter().all(|byte| is_blank(*byte)));
                prop_assert!(field.content(&line).len() <= field.end - field.start);
                at = field.end;
            }
            prop_assert!(line[at..].iter().all(|byte| is_blank(*byte)));
        }
    }
}
