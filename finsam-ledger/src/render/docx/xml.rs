//! Elements of a Word file, and how they are written. What stands in one is escaped here and nowhere
//! else.

use std::fmt::Display;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element of XML with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(super) const fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), content: Vec::new() }
}

/// An element that says one thing by the attribute that most elements of Word have: `w:val`.
pub(super) fn value(name: &'static str, value: impl Display) -> Element {
    element(name).with("w:val", value)
}

impl Element {
    /// The same with an attribute more.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, writable(&format!("{value}"))));
        self
    }

    /// The same with an element more in it.
    #[must_use]
    pub(super) fn holding(mut self, element: Self) -> Self {
        self.content.push(Content::Element(element));
        self
    }

    /// The same with more elements in it.
    #[must_use]
    pub(super) fn holding_all(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// The same with words in it.
    #[must_use]
    pub(super) fn saying(mut self, text: &str) -> Self {
        self.content.push(Content::Text(writable(text)));
        self
    }

    /// The element as a part of a file.
    pub(super) fn part(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.content.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(writer)?,
                Content::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The text with a mark for every character that XML 1.0 has no way to hold.
fn writable(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_or_an_attribute_is_taken_for_an_element() {
        let paragraph =
            element("w:p").with("w:name", "\"<&").holding(element("w:t").saying("</w:t>&amp;\u{ffff}\u{1}"));
        let part = paragraph.part().expect("memory takes it");
        assert_eq!(
            String::from_utf8(part).expect("text"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <w:p w:name=\"&quot;&lt;&amp;\"><w:t>&lt;/w:t&gt;&amp;amp;\u{fffd}\u{fffd}</w:t></w:p>"
        );
    }
}
