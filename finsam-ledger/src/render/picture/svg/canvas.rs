//! What is drawn so far: marks and words, each where it stands, and how far down it goes.

use std::fmt::Write;

use super::text::{escaped, width};

/// How wide every picture is; how wide it is on a page, the page says. It is narrow so that its words
/// can still be read where it shrinks to a small screen.
pub(super) const WIDTH: i64 = 360;
/// The size of most words.
pub(super) const SIZE: i64 = 13;
/// The size of words on axes.
pub(super) const SMALL: i64 = 11;

/// A colour that the page may set for its light and its dark form. The fallback is told from white and
/// from near black by at least 3 to 1.
pub(super) const FIRST: &str = "var(--picture-1, #3a84b8)";
/// The colour of what is set against the first.
pub(super) const SECOND: &str = "var(--picture-2, #b8682c)";
/// The page around letters that a line may cross.
const CLEAR: &str =
    " stroke=\"var(--page, Canvas)\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"";

/// The side of its place that a text ends or begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) size: i64,
    pub(super) is_bold: bool,
    /// Whether the page shines around the letters, so that they can be read where a line crosses them.
    pub(super) is_clear: bool,
}

pub(super) const PLAIN: Look = Look { size: SIZE, is_bold: false, is_clear: false };
pub(super) const BOLD: Look = Look { is_bold: true, ..PLAIN };
pub(super) const AXIS: Look = Look { size: SMALL, ..PLAIN };

impl Look {
    /// How wide a text is in it. Bold letters are wider.
    pub(super) fn width(self, text: &str) -> i64 {
        let width = width(text, self.size);
        if self.is_bold { width + width / 10 } else { width }
    }
}

/// How wide words may be that stand around a place, so that both ends are in the picture.
pub(super) fn room_around(x: i64) -> i64 {
    2 * x.min(WIDTH - x)
}

/// A picture that is being drawn.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) marks: String,
    /// How far down it goes.
    pub(super) height: i64,
}

impl Canvas {
    /// Words on a base line. What is wider than its room is drawn narrower, never cut: figures must
    /// stand whole.
    pub(super) fn text(&mut self, (x, y): (i64, i64), text: &str, look: Look, anchor: Anchor, room: i64) {
        let bold = if look.is_bold { " font-weight=\"600\"" } else { "" };
        let anchored = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let squeezed = if look.width(text) > room {
            format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", room.max(1))
        } else {
            String::new()
        };
        let clear = if look.is_clear { CLEAR } else { "" };
        let (size, text) = (look.size, escaped(text));
        self.push(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{anchored}{squeezed}{clear}>{text}</text>"
        ));
        self.reach(y + look.size / 3);
    }

    /// A filled bar.
    pub(super) fn bar(&mut self, (x, y): (i64, i64), (width, height): (i64, i64), fill: &str) {
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"
        ));
        self.reach(y + height);
    }

    /// An empty box.
    pub(super) fn outline(&mut self, (x, y): (i64, i64), (width, height): (i64, i64)) {
        self.push(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"currentColor\"/>"
        ));
        self.reach(y + height);
    }

    /// A straight line.
    pub(super) fn line(&mut self, (x1, y1): (i64, i64), (x2, y2): (i64, i64), stroke: Stroke) {
        let look = stroke.as_attributes();
        self.push(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {look}/>"));
        self.reach(y1.max(y2) + 1);
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, points: &[(i64, i64)], stroke: Stroke) {
        let mut path = String::new();
        for (x, y) in points {
            let gap = if path.is_empty() { "" } else { " " };
            // Writing to a text does not fail.
            let _ = write!(path, "{gap}{x},{y}");
        }
        let look = stroke.as_attributes();
        self.push(format_args!(
            "<polyline points=\"{path}\" fill=\"none\" stroke-linejoin=\"round\" {look}/>"
        ));
        self.reach(points.iter().map(|(_, y)| y + 1).max().unwrap_or_default());
    }

    /// A dot at a point.
    pub(super) fn dot(&mut self, (x, y): (i64, i64), fill: &str) {
        self.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{fill}\"/>"));
        self.reach(y + 3);
    }

    /// That the picture goes down to here.
    pub(super) fn reach(&mut self, y: i64) {
        self.height = self.height.max(y);
    }

    fn push(&mut self, mark: std::fmt::Arguments<'_>) {
        // Writing to a text does not fail.
        let _ = writeln!(self.marks, "{mark}");
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    /// Behind figures, to read them by.
    Grid,
    /// Where zero is.
    Zero,
    /// The page around a line that crosses marks.
    Clear,
    /// What figures are held against.
    Level,
    /// What a picture is about.
    Main,
    /// What that is held against, and the next ones.
    Beside(usize),
}

impl Stroke {
    const fn as_attributes(self) -> &'static str {
        match self {
            Self::Grid => "stroke=\"currentColor\" stroke-opacity=\".2\"",
            Self::Zero => "stroke=\"currentColor\"",
            Self::Clear => "stroke=\"var(--page, Canvas)\" stroke-width=\"5\"",
            Self::Level => "stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"5 3\"",
            Self::Main => "stroke=\"var(--picture-1, #3a84b8)\" stroke-width=\"3\"",
            Self::Beside(0) => "stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"6 3\"",
            Self::Beside(_) => "stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"2 3\"",
        }
    }
}
