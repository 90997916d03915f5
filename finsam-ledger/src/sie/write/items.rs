//! The lines of a SIE file: labels, fields, and the checksum of what they say.

use std::fmt::Display;

use chrono::NaiveDate;

use crate::sie::checksum::Checksum;

/// Lines that are written, in bytes of code page 437, and the checksum of them.
#[derive(Debug, Default)]
pub(super) struct Items {
    bytes: Vec<u8>,
    checksum: Checksum,
}

impl Items {
    /// Begins an item; [`Item::end`] ends it.
    pub(super) fn item(&mut self, label: &str) -> Item<'_> {
        self.checksum.add(label.as_bytes());
        self.bytes.extend_from_slice(label.as_bytes());
        Item(self)
    }

    /// A line with a brace, which no checksum counts.
    pub(super) fn brace(&mut self, brace: char) {
        self.bytes.extend(brace.to_string().bytes());
        self.end_line();
    }

    /// Everything from here on counts for the checksum.
    pub(super) fn start_checksum(&mut self) {
        self.bytes.extend_from_slice(b"#KSUMMA");
        self.end_line();
        self.checksum = Checksum::new();
    }

    /// The checksum of all since it was started.
    pub(super) fn end_checksum(&mut self) {
        self.bytes.extend(format!("#KSUMMA {}", self.checksum.value()).bytes());
        self.end_line();
    }

    /// Puts the lines of `other` after these.
    pub(super) fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.checksum.append(&other.checksum);
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn end_line(&mut self) {
        self.bytes.extend_from_slice(b"\r\n");
    }
}

/// An item on its way.
#[must_use = "an item is no line until it ends"]
pub(super) struct Item<'a>(&'a mut Items);

impl Item<'_> {
    /// A number or a fixed word, which never stands in quotation marks.
    pub(super) fn word(self, word: impl Display) -> Self {
        self.text(word.to_string().as_bytes())
    }

    /// A date: year, month and day in one.
    pub(super) fn date(self, date: NaiveDate) -> Self {
        self.word(day(date))
    }

    /// A field; in quotation marks where it is empty or could be taken for more than one.
    pub(super) fn text(self, content: &[u8]) -> Self {
        self.0.checksum.add(content);
        self.0.bytes.push(b' ');
        if needs_quotes(content) { self.quoted(content) } else { self.bare(content) }
    }

    /// Fields of which those at the end that are empty are left out.
    pub(super) fn texts(self, contents: &[&[u8]]) -> Self {
        let length = contents.iter().rposition(|content| !content.is_empty()).map_or(0, |last| last + 1);
        contents.iter().take(length).fold(self, |item, content| item.text(content))
    }

    /// A list of objects, each by the number of its dimension and its code.
    pub(super) fn objects(mut self, objects: impl IntoIterator<Item = (u32, Vec<u8>)>) -> Self {
        self = self.bare(b" {");
        for (index, (dimension, code)) in objects.into_iter().enumerate() {
            let dimension = dimension.to_string();
            self.0.checksum.add(dimension.as_bytes());
            self.0.checksum.add(&code);
            self = if index > 0 { self.bare(b" ") } else { self };
            self = self.bare(dimension.as_bytes()).bare(b" ").quoted(&code);
        }
        self.bare(b"}")
    }

    /// Ends the line.
    pub(super) fn end(self) {
        self.0.end_line();
    }

    fn bare(self, content: &[u8]) -> Self {
        self.0.bytes.extend_from_slice(content);
        self
    }

    fn quoted(self, content: &[u8]) -> Self {
        self.0.bytes.push(b'"');
        for byte in content {
            if *byte == b'"' {
                self.0.bytes.push(b'\\');
            }
            self.0.bytes.push(*byte);
        }
        self.0.bytes.push(b'"');
        self
    }
}

/// A date as SIE writes it: `20240131`.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// Whether a field must stand in quotation marks, so that no reader takes it for more or less.
fn needs_quotes(content: &[u8]) -> bool {
    const HARD_BLANK: u8 = 255;
    let parts = |byte: &u8| matches!(*byte, b' ' | b'"' | b'{' | b'}' | HARD_BLANK);
    content.is_empty() || content.starts_with(b"#") || content.iter().any(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(item: impl FnOnce(Item<'_>) -> Item<'_>) -> String {
        let mut items = Items::default();
        item(items.item("#X")).end();
        String::from_utf8(items.bytes).expect("plain letters")
    }

    #[test]
    fn quotation_marks_stand_where_they_are_needed_and_nowhere_else() {
        let cases = [
            ("Bank", "#X Bank\r\n"),
            ("", "#X \"\"\r\n"),
            ("Lön mars", "#X \"Lön mars\"\r\n"),
            ("säger \"nej\"", "#X \"säger \\\"nej\\\"\"\r\n"),
            ("\"", "#X \"\\\"\"\r\n"),
            ("{}", "#X \"{}\"\r\n"),
            ("#VER", "#X \"#VER\"\r\n"),
            ("a\\b", "#X a\\b\r\n"),
        ];
        for (content, line) in cases {
            assert_eq!(written(|item| item.text(content.as_bytes())), line);
        }
    }

    #[test]
    fn empty_fields_at_the_end_are_left_out() {
        assert_eq!(written(|item| item.texts(&[b"", b""])), "#X\r\n");
        assert_eq!(written(|item| item.texts(&[b"", b"a", b"", b"b", b""])), "#X \"\" a \"\" b\r\n");
    }

    #[test]
    fn objects_stand_in_one_list() {
        assert_eq!(written(|item| item.objects([])), "#X {}\r\n");
        let two = [(1, b"3001".to_vec()), (6, b"A B".to_vec())];
        assert_eq!(written(|item| item.objects(two)), "#X {1 \"3001\" 6 \"A B\"}\r\n");
    }

    #[test]
    fn the_checksum_counts_what_is_said_and_not_how() {
        let mut items = Items::default();
        items.item("#FLAGGA").word(0).end();
        items.start_checksum();
        let mut more = Items::default();
        more.item("#X").objects([(1, b"a".to_vec())]).text(b"\"b c\"").text(b"").end();
        more.brace('{');
        items.item("#KONTO").word(1930).text(b"Bank").end();
        items.append(&more);
        let mut expected = Checksum::new();
        expected.add(b"#KONTO1930Bank#X1a\"b c\"");
        assert_eq!(items.checksum.value(), expected.value());
    }
}
