//! How words and figures are set on a page: what belongs together is not broken.

use std::fmt::Write as _;

use crate::render::printable;

/// The text with blanks that do not break inside a figure, after a sign and before a unit.
pub(in crate::render) fn typeset(text: &str) -> String {
    let letters: Vec<char> = printable(text).chars().collect();
    let letter = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
    let is_digit = |found: Option<char>| found.is_some_and(|found| found.is_ascii_digit());
    let binds = |at: usize| {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        let sign =
            before.is_some_and(|before| "+−=/".contains(before)) && letter(at.checked_sub(2)) == Some(' ');
        let figure = is_digit(after) || after == Some('−');
        let unit = after.is_some_and(|after| "kt%".contains(after)) && {
            let rest: String = letters
                .iter()
                .skip(at + 1)
                .take_while(|letter| letter.is_alphanumeric() || **letter == '%')
                .collect();
            matches!(rest.as_str(), "kr" | "tkr" | "%")
        };
        let thousands =
            (1..=3).all(|further| is_digit(letter(Some(at + further)))) && !is_digit(letter(Some(at + 4)));
        sign && figure || is_digit(before) && (unit || thousands)
    };
    let typeset = |(at, found): (usize, &char)| if *found == ' ' && binds(at) { '\u{a0}' } else { *found };
    letters.iter().enumerate().map(typeset).collect()
}

/// A figure as a cell shows it: thin blanks between its thousands, and a true minus.
pub(super) fn figure(drawn: &str) -> String {
    let set = |letter| match letter {
        ' ' => '\u{202f}',
        '-' => '−',
        other => other,
    };
    drawn.chars().map(set).collect()
}

/// A user's text between quotation marks in a style sheet: every letter that could end it or means
/// anything there is written by its number.
pub(super) fn in_style_sheet(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in printable(text).chars() {
        if letter.is_alphanumeric() || " ,.–·()".contains(letter) {
            quoted.push(letter);
        } else {
            // Writing to a string does not fail.
            let _ = write!(quoted, "\\{:x} ", u32::from(letter));
        }
    }
    quoted
}

/// A name as part of an address on the page: letters, digits, full stops and hyphens.
pub(super) fn anchor(name: &str) -> String {
    let mut anchor = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || letter == '.' || letter == '-' {
            anchor.push(letter);
        } else {
            let _ = write!(anchor, "_{:x}", u32::from(letter));
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_signs_and_units_stay_together() {
        let bound = |text: &str| typeset(text).replace('\u{a0}', "_");
        assert_eq!(
            bound("balans 3 720 088 − 5 653 517 = −1 933 429 kr"),
            "balans 3_720_088 −_5_653_517 =_−1_933_429_kr"
        );
        assert_eq!(bound("år 2019 och 12 rader, 29,6 % krav"), "år 2019 och 12 rader, 29,6_% krav");
        assert_eq!(bound("UB − IB"), "UB − IB");
        assert_eq!(bound(" 1 2 "), " 1 2 ");
    }

    #[test]
    fn a_figure_has_thin_blanks_and_a_true_minus() {
        assert_eq!(figure("-20 691 706,70"), "−20\u{202f}691\u{202f}706,70");
    }

    #[test]
    fn nothing_ends_a_text_in_a_style_sheet() {
        assert_eq!(in_style_sheet("A\"; } </style>\\"), "A\\22 \\3b  \\7d  \\3c \\2f style\\3e \\5c ");
        assert_eq!(in_style_sheet("Sjuhärads, 2024"), "Sjuhärads, 2024");
    }

    #[test]
    fn two_names_have_two_addresses() {
        assert_eq!(anchor("note2.5539"), "note2.5539");
        assert_eq!(anchor("rad ett"), "rad_20ett");
        assert_eq!(anchor("rad_20ett"), "rad_5f20ett");
    }
}
