//! Pieces that sentences are put together from: figures, and other people's text made harmless.

use chrono::NaiveDate;

use super::Lang;
use crate::amount::{Amount, Unit};
use crate::calendar::Month;
use crate::notation::swedish;
use crate::voucher_id::VoucherId;

/// The most characters of a user's text that stand inside a sentence.
const QUOTE_LENGTH_MAX: usize = 60;
/// The most items of a list that stand inside a sentence.
const LIST_LENGTH_MAX: usize = 8;

/// Text from a file as it may stand on a line of a terminal: at most `length_max` characters
/// (an ellipsis takes the place of the rest), and for every control character, line break or
/// mark that turns the reading direction one other character, so that columns keep their place.
///
/// ```
/// use finsam_ledger::message::harmless;
/// assert_eq!(harmless("Hyra\tmars", 20), "Hyra mars");
/// assert_eq!(harmless("\u{1b}[2J", 20), "\u{fffd}[2J");
/// assert_eq!(harmless("Verksamhetslokal", 8), "Verksam…");
/// ```
#[must_use]
pub fn harmless(text: &str, length_max: usize) -> String {
    let shown = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        hidden if hidden.is_control() || steers(hidden) => '\u{fffd}',
        other => other,
    };
    let mut characters = text.chars();
    let mut line: String = characters.by_ref().take(length_max).map(shown).collect();
    if characters.next().is_some() {
        line.pop();
        line.push('…');
    }
    line
}

/// Whether a character turns the order in which a line is read, or hides in the line.
const fn steers(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A user's text in quotation marks, harmless and short.
pub(super) fn quoted(text: &str, lang: Lang) -> String {
    let text = harmless(text, QUOTE_LENGTH_MAX);
    match lang {
        Lang::Sv => format!("”{text}”"),
        Lang::En => format!("\"{text}\""),
    }
}

/// Users' texts in quotation marks: `”a”, ”b” och ”c”`.
pub(super) fn quoted_list<T: AsRef<str>>(texts: &[T], lang: Lang) -> String {
    list(texts.iter().map(|text| quoted(text.as_ref(), lang)), lang)
}

/// Items as a sentence lists them; of a long list the first ones and how many more there are.
pub(super) fn list(items: impl IntoIterator<Item = String>, lang: Lang) -> String {
    let (and, more, nothing) = match lang {
        Lang::Sv => ("och", "till", "inga"),
        Lang::En => ("and", "more", "none"),
    };
    let mut shown: Vec<String> = items.into_iter().collect();
    let hidden = shown.len().saturating_sub(LIST_LENGTH_MAX);
    if hidden > 0 {
        shown.truncate(LIST_LENGTH_MAX);
        shown.push(format!("{hidden} {more}"));
    }
    match shown.split_last() {
        None => nothing.to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} {and} {last}", others.join(", ")),
    }
}

/// A voucher's name; its series comes from a file.
pub(super) fn voucher(id: &VoucherId) -> String {
    harmless(&id.to_string(), QUOTE_LENGTH_MAX)
}

/// An amount in kr.
pub(super) fn kr(amount: Amount) -> String {
    swedish(amount, Unit::Kr)
}

/// An amount without its side.
pub(super) fn magnitude(amount: Amount) -> String {
    kr(amount.magnitude())
}

/// How far two amounts are apart, without sign.
pub(super) fn gap(one: Amount, other: Amount) -> String {
    one.checked_sub(other).map_or_else(|_| format!("> {}", kr(Amount::MAX)), magnitude)
}

/// Whether more than twelve months lie from one day to another, both months counted.
pub(super) fn is_long(first: NaiveDate, last: NaiveDate) -> bool {
    Month::of(last).months_since(Month::of(first)) >= 12
}

/// Whether a text is nothing but digits.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The singular or the plural word after a number, the number included: `1 rad`, `3 rader`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        let hostile = "a\u{1b}]0;x\u{7}b\u{9b}31mc\u{202e}d\u{2066}e\u{0}f\u{7f}g\u{feff}h\r\ni";
        let line = harmless(hostile, 100);
        assert!(!line.chars().any(|c| c.is_control() || ('\u{2000}'..='\u{206f}').contains(&c)), "{line:?}");
        assert_eq!(line.chars().count(), hostile.chars().count(), "columns keep their place");
    }

    #[test]
    fn a_long_text_is_shortened_and_a_fitting_one_is_not() {
        assert_eq!(harmless("abc", 3), "abc");
        assert_eq!(harmless("abcd", 3), "ab…");
        assert_eq!(harmless(&"å".repeat(10_000), 60).chars().count(), 60);
    }

    #[test]
    fn lists_read_as_people_write_them() {
        let items = |count: usize| (1..=count).map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(list(items(0), Lang::Sv), "inga");
        assert_eq!(list(items(1), Lang::Sv), "1");
        assert_eq!(list(items(2), Lang::En), "1 and 2");
        assert_eq!(list(items(3), Lang::Sv), "1, 2 och 3");
        assert_eq!(list(items(40), Lang::Sv), "1, 2, 3, 4, 5, 6, 7, 8 och 32 till");
    }

    #[test]
    fn amounts_too_far_apart_for_an_amount_are_said_to_be_so() {
        assert_eq!(gap(Amount::from_ore(100), Amount::from_ore(350)), "2,50");
        assert_eq!(gap(Amount::MAX, Amount::from_ore(-1)), "> 92 233 720 368 547 758,07");
    }
}
