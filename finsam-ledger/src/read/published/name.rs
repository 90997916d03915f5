//! What the name of a table says: the note it is, its unit, and what it is about.

use super::heading::{largest, words_of};
use super::words::{NOTE_WORDS, UnitWord, is_about_units, is_for_all, says_amounts, unit_word};

/// A table's name, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TableName {
    /// As it stands.
    pub(super) name: String,
    /// Without what the others hold.
    pub(super) title: String,
    /// What stands above it.
    pub(super) group: String,
    /// The number of the note, which may be blank.
    pub(super) note: Option<String>,
    /// The unit of its amounts.
    pub(super) unit: Option<UnitWord>,
}

/// Takes a name apart that is a file name's word: `kostnadsstallen-tkr/krut`, `not2-fordringar`. Any
/// other is a title.
pub(super) fn table_name(name: &str) -> TableName {
    let name = name.trim();
    if name.contains(char::is_whitespace) || name.contains(char::is_uppercase) {
        return title(name);
    }
    let (groups, last) = name.rsplit_once('/').unwrap_or(("", name));
    let mut unit = None;
    let parts: Vec<String> =
        groups.split('/').chain([last]).map(|part| without_unit_behind(part, &mut unit)).collect();
    let (title, groups) = parts.split_last().map_or(("", &[][..]), |(last, groups)| (last.as_str(), groups));
    let (note, title) = match note_of_slug(title) {
        Some((number, title)) => (Some(number.to_owned()), title),
        None => (None, title),
    };
    TableName { name: name.to_owned(), title: title.to_owned(), group: groups.join("/"), note, unit }
}

/// Takes a title apart: `Not 2 Fordringar`, `Resultaträkning (tkr)`.
pub(super) fn title(name: &str) -> TableName {
    let name = name.trim();
    let (note, rest) = match note_of_title(name) {
        Some((number, rest)) => (Some(number.to_owned()), rest),
        None => (None, name),
    };
    let (title, unit) = without_unit(rest);
    TableName { name: name.to_owned(), title, group: String::new(), note, unit }
}

/// The number of the note that a title begins with, and what follows: `Not 2 Fordringar`, `Not 2: …`.
pub(super) fn note_of_title(title: &str) -> Option<(&str, &str)> {
    let (word, rest) = title.split_once(char::is_whitespace)?;
    let word = word.to_lowercase();
    if !NOTE_WORDS.contains(&word.trim_end_matches('.')) {
        return None;
    }
    let rest = rest.trim_start();
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    is_note_number(number)
        .then(|| (number, rest.trim_start_matches([' ', '\u{a0}', '.', ':', '–', '-', ','])))
}

/// `2`, `12`, `3a`.
pub(super) fn is_note_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    text.len() - digits.len() <= 1
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of the note that a file name's word begins with: `not2-fordringar`, `not-fordringar`.
fn note_of_slug(slug: &str) -> Option<(&str, &str)> {
    let (word, title) = slug.split_once('-')?;
    let number_in =
        |note: &&str| word.strip_prefix(*note).filter(|rest| rest.is_empty() || is_note_number(rest));
    let number = NOTE_WORDS.iter().find_map(number_in)?;
    match title.split_once('-') {
        Some((behind, title)) if number.is_empty() && is_note_number(behind) => Some((behind, title)),
        _ => Some((number, title)),
    }
}

fn without_unit_behind(part: &str, unit: &mut Option<UnitWord>) -> String {
    if let Some((before, word)) = part.rsplit_once('-')
        && let Some(named) = unit_word(word)
    {
        *unit = largest(*unit, Some(named));
        return before.to_owned();
    }
    part.to_owned()
}

/// A title without the unit behind it, and the unit: `Resultaträkning, belopp i tkr`.
fn without_unit(title: &str) -> (String, Option<UnitWord>) {
    let mut unit = None;
    let mut kept = title;
    loop {
        let trimmed = kept.trim_end();
        let start = trimmed
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        let last = words_of(&trimmed[start..]);
        let [word] = &last[..] else { break };
        match unit_word(word) {
            Some(named) => unit = largest(unit, Some(named)),
            None if unit.is_some() && is_about_units(word) => {}
            None => break,
        }
        if start == 0 {
            kept = "";
            break;
        }
        kept = &trimmed[..start];
    }
    if unit.is_none() {
        return (title.to_owned(), None);
    }
    (kept.trim_end().trim_end_matches([',', ';', ':', '–', '-', '(']).trim_end().to_owned(), unit)
}

/// The unit of amounts that a line is about, and whether it holds for all tables that follow:
/// `Alla belopp i tkr`. A sentence that has a unit in it is about something else.
pub(super) fn unit_line(text: &str) -> Option<(UnitWord, bool)> {
    let words = words_of(text);
    let unit = words.iter().fold(None, |unit, word| largest(unit, unit_word(word)))?;
    let is_about = words.iter().any(|word| says_amounts(word))
        || words.iter().all(|word| unit_word(word).is_some() || is_about_units(word));
    is_about.then(|| (unit, words.iter().any(|word| is_for_all(word))))
}
