//! Words and figures in a picture: how wide they are, where they break, how they are written safely.

use std::borrow::Cow;

use crate::amount::{Amount, Unit};
use crate::notation::swedish;
use crate::render::printable;

/// A narrow space at which no line breaks.
const NARROW_SPACE: char = '\u{202f}';
const MINUS: char = '\u{2212}';
const MORE: char = '…';

/// An amount as readers see it: thin spaces between thousands, and a minus sign as wide as a plus.
pub(super) fn figure(amount: Amount, unit: Unit) -> String {
    let typeset = |character| match character {
        ' ' => NARROW_SPACE,
        '-' => MINUS,
        other => other,
    };
    swedish(amount, unit).chars().map(typeset).collect()
}

/// The same on an axis, where whole kronor need no öre.
pub(super) fn axis_figure(amount: Amount, unit: Unit) -> String {
    let figure = figure(amount, unit);
    figure.strip_suffix(",00").map(str::to_owned).unwrap_or(figure)
}

/// A user's text as it may stand in the markup: harmless, and nothing in it is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Two code points that no XML may hold.
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// How wide a text is at most in the fonts that systems have for their own words, in pixels. Fonts
/// differ; this is on the wide side of them, so that what fits by it fits on a page.
pub(super) fn width(text: &str, size: i64) -> i64 {
    let thousandths: i64 = text.chars().map(width_of).sum();
    (thousandths * size + 999) / 1000
}

/// How wide a letter is, in thousandths of the size of its font.
const fn width_of(letter: char) -> i64 {
    match letter {
        '\u{300}'..='\u{36f}' => 0,
        NARROW_SPACE => 220,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' => 330,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 420,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | MORE => 1_000,
        'A'..='Z' | 'Å' | 'Ä' | 'Ö' | MINUS | '+' | '=' | '<' | '>' => 780,
        '\0'..='\u{24f}' => 630,
        _ => 1_050,
    }
}

/// A text on at most `lines_max` lines of this width: it breaks between words, in a word that is too
/// wide alone, and ends in `…` where it is too long.
pub(super) fn wrapped(text: &str, size: i64, room: i64, lines_max: usize) -> Vec<String> {
    let text = printable(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if lines.len() == lines_max {
            break;
        }
        let joined = if line.is_empty() { Cow::Borrowed(word) } else { format!("{line} {word}").into() };
        if width(&joined, size) <= room {
            line = joined.into_owned();
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while width(rest, size) > room && lines.len() < lines_max {
            let (first, others) = rest.split_at(fitting(rest, size, room));
            lines.push(first.to_owned());
            rest = others;
        }
        rest.clone_into(&mut line);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > lines_max {
        lines.truncate(lines_max);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + width("…", size) > room && last.pop().is_some() {}
            last.truncate(last.trim_end().len());
            last.push(MORE);
        }
    }
    lines
}

/// Where a word breaks so that its first part is not wider than there is room; a letter at least.
fn fitting(word: &str, size: i64, room: i64) -> usize {
    let mut end = 0;
    for (at, letter) in word.char_indices() {
        let next = at + letter.len_utf8();
        if end > 0 && width(&word[..next], size) > room {
            break;
        }
        end = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_the_swedish_way() {
        assert_eq!(figure(Amount::from_ore(-2_069_170_670), Unit::Tkr), "−20\u{202f}692");
        assert_eq!(axis_figure(Amount::from_ore(500_000), Unit::Kr), "5\u{202f}000");
    }

    #[test]
    fn nothing_a_user_wrote_is_markup() {
        assert_eq!(escaped("<b a='1'>&\u{1b}"), "&lt;b a=&#39;1&#39;&gt;&amp;\u{fffd}");
    }

    #[test]
    fn names_break_between_words_and_end_where_there_is_no_more_room() {
        assert_eq!(wrapped("Aktiv Kraft", 10, 200, 2), ["Aktiv Kraft"]);
        assert_eq!(wrapped("Aktiv Kraft Ulricehamn", 10, 80, 2), ["Aktiv Kraft", "Ulricehamn"]);
        assert_eq!(wrapped("Aktiv Kraft Ulricehamn Mark", 10, 80, 2), ["Aktiv Kraft", "Ulricehamn…"]);
        assert_eq!(wrapped("", 10, 80, 2), Vec::<String>::new());
        for length in [1, 10, 10_000] {
            for line in wrapped(&"å".repeat(length), 10, 80, 2) {
                assert!(width(&line, 10) <= 80, "{line}");
            }
        }
    }
}
