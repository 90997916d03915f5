//! Paragraphs, and what stands in them.

use super::xml::{Element, element, value};

/// A paragraph in a style of the file (`data/word/styles.xml`).
pub(super) struct Paragraph {
    style: &'static str,
    with_next: bool,
    before: Option<u32>,
    indent: Option<u32>,
    at_end: bool,
    content: Vec<Element>,
}

impl Paragraph {
    /// An empty one.
    pub(super) const fn of(style: &'static str) -> Self {
        Self { style, with_next: false, before: None, indent: None, at_end: false, content: Vec::new() }
    }

    /// One that says this.
    pub(super) fn saying(style: &'static str, text: &str) -> Self {
        Self::of(style).holding([run(text)])
    }

    /// The same, on the page of what stands below it.
    pub(super) const fn with_next(mut self, with_next: bool) -> Self {
        self.with_next = with_next;
        self
    }

    /// The same with room above it, in twentieths of a point.
    pub(super) const fn below(mut self, room: u32) -> Self {
        self.before = if room > 0 { Some(room) } else { None };
        self
    }

    /// The same, standing in by so many twentieths of a point.
    pub(super) const fn standing_in(mut self, indent: u32) -> Self {
        self.indent = if indent > 0 { Some(indent) } else { None };
        self
    }

    /// The same, with its words at the far side if they are figures.
    pub(super) const fn at_end(mut self, at_end: bool) -> Self {
        self.at_end = at_end;
        self
    }

    /// The same with more in it.
    pub(super) fn holding(mut self, content: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(content);
        self
    }

    /// The element; what a paragraph is like stands in the order that the format asks for.
    pub(super) fn drawn(self) -> Element {
        let with_next = self.with_next.then(|| element("w:keepNext"));
        let before = self.before.map(|room| element("w:spacing").with("w:before", room));
        let indent = self.indent.map(|indent| element("w:ind").with("w:left", indent));
        let side = self.at_end.then(|| value("w:jc", "right"));
        let properties = element("w:pPr")
            .holding(value("w:pStyle", self.style))
            .holding_all([with_next, before, indent, side].into_iter().flatten());
        element("w:p").holding(properties).holding_all(self.content)
    }
}

/// Words.
pub(super) fn run(text: &str) -> Element {
    element("w:r").holding(words(text))
}

/// Words that stand out.
pub(super) fn bold(text: &str) -> Element {
    styled(text, element("w:b"))
}

/// Words in a style of their own.
pub(super) fn styled(text: &str, how: Element) -> Element {
    element("w:r").holding(element("w:rPr").holding(how)).holding(words(text))
}

fn words(text: &str) -> Element {
    element("w:t").with("xml:space", "preserve").saying(text)
}

/// What leads to the next tab stop.
pub(super) fn tab() -> Element {
    element("w:r").holding(element("w:tab"))
}

/// What Word works out by itself, and what stands there until it has.
pub(super) fn field(instruction: &str, until_then: &str) -> [Element; 5] {
    [
        field_mark("begin"),
        element("w:r").holding(
            element("w:instrText").with("xml:space", "preserve").saying(&format!(" {instruction} ")),
        ),
        field_mark("separate"),
        run(until_then),
        field_mark("end"),
    ]
}

/// Where a field begins, shows what it came to, or ends.
pub(super) fn field_mark(kind: &str) -> Element {
    element("w:r").holding(element("w:fldChar").with("w:fldCharType", kind))
}
