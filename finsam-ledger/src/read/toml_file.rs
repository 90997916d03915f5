//! A TOML file read whole: every key that cannot be used, not only the first, and where it stands.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use crate::finding::{Fact, Finding, Place};

/// Longest line that is quoted whole, in characters; of longer ones a part is.
const EXCERPT_LENGTH: usize = 100;

/// Refused keys that are named in one run; each costs a reading of the file.
const FINDINGS_MAX: usize = 50;

/// A TOML file's name and text.
#[derive(Clone, Debug)]
pub(crate) struct TomlFile<'a> {
    file: Arc<str>,
    text: &'a str,
}

/// What could be used of a TOML file, and what could not.
#[derive(Debug)]
pub(crate) struct TomlRead<T> {
    /// The value; `None` where the text is no TOML at all.
    pub(crate) value: Option<T>,
    /// What was struck out to get there, in the order of the file.
    pub(crate) findings: Vec<Finding>,
    /// The keys that were struck out, each with those above it.
    struck: Vec<Vec<String>>,
}

impl<T> TomlRead<T> {
    /// Whether a key, given with those above it, was struck out, alone or with all around it.
    pub(crate) fn was_struck(&self, path: &[&str]) -> bool {
        self.struck.iter().any(|struck| path.iter().zip(struck).all(|(a, b)| a == b))
    }
}

impl<'a> TomlFile<'a> {
    pub(crate) fn new(file: &str, text: &'a str) -> Self {
        Self { file: file.into(), text }
    }

    /// Reads the file into a struct that mirrors it.
    ///
    /// A key that is refused is struck out and the rest is read again, so that one run names
    /// them all. For this, whatever may be struck out has to be optional in `T`.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> TomlRead<T> {
        let (mut root, errors) = DeTable::parse_recoverable(self.text);
        let mut read = TomlRead { value: None, findings: Vec::new(), struck: Vec::new() };
        if !errors.is_empty() {
            read.findings.extend(errors.iter().map(|error| self.finding(error)));
            read.findings.sort_by(|a, b| a.place.cmp(&b.place));
            return read;
        }
        loop {
            let error = match T::deserialize(Deserializer::from(root.clone())) {
                Ok(value) => {
                    read.value = Some(value);
                    break;
                }
                Err(error) => error,
            };
            read.findings.push(self.finding(&error));
            if read.findings.len() >= FINDINGS_MAX {
                break;
            }
            let mut path = Vec::new();
            let refused = error.span().unwrap_or_default();
            if !strike(root.get_mut(), &refused, &mut path) {
                break;
            }
            read.struck.push(path);
        }
        read.findings.sort_by(|a, b| a.place.cmp(&b.place));
        read
    }

    /// A fact about what stands in these bytes of the file.
    pub(crate) fn at(&self, span: &Range<usize>, fact: Fact) -> Finding {
        Finding::at(self.place(span), fact)
    }

    fn finding(&self, error: &Error) -> Finding {
        let fact = Fact::TomlInvalid { detail: error.message().to_owned() };
        match error.span() {
            Some(span) => self.at(&span, fact),
            None => self.about(fact),
        }
    }

    /// A fact about the file as a whole.
    pub(crate) fn about(&self, fact: Fact) -> Finding {
        Finding::at(Place::file(&self.file), fact)
    }

    /// Bytes of the file as a line and column with the user's own text around them.
    fn place(&self, span: &Range<usize>) -> Place {
        let start = (0..=span.start.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at));
        let (before, after) = self.text.split_at(start.unwrap_or(0));
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let column = before.get(line_start..).unwrap_or("").chars().count();
        let meant =
            after.char_indices().take_while(|(at, letter)| before.len() + at < span.end && *letter != '\n');
        let skipped =
            if line.chars().count() > EXCERPT_LENGTH { column.saturating_sub(EXCERPT_LENGTH / 2) } else { 0 };
        // A message ends up on a terminal, where a control character would be obeyed.
        let shown = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Place {
            file: Arc::clone(&self.file),
            sheet: None,
            line: before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1,
            column: number(column + 1),
            width: number(meant.count()),
            excerpt: line.chars().skip(skipped).take(EXCERPT_LENGTH).map(shown).collect::<String>().into(),
            column_in_excerpt: number(column - skipped),
            field: None,
        }
    }
}

/// Removes the innermost key that `refused` lies in; tells whether there was one.
fn strike(table: &mut DeTable<'_>, refused: &Range<usize>, path: &mut Vec<String>) -> bool {
    let holds = |span: Range<usize>| span.start <= refused.start && refused.end <= span.end;
    let refused_key = table.iter().find(|(key, value)| holds(key.span()) || lies_in(value, refused));
    let Some((key, _)) = refused_key else { return false };
    let key = key.clone();
    path.push(key.get_ref().clone().into_owned());
    let inner = table.get_mut(&key).map(Spanned::get_mut);
    if !holds(key.span())
        && let Some(DeValue::Table(inner)) = inner
        && strike(inner, refused, path)
    {
        return true;
    }
    table.remove(&key);
    true
}

/// Whether `refused` lies in a value or in anything below it: the span of a `[table]` is its
/// heading, so what stands under it has to be looked through.
fn lies_in(value: &Spanned<DeValue<'_>>, refused: &Range<usize>) -> bool {
    let span = value.span();
    if span.start <= refused.start && refused.end <= span.end {
        return true;
    }
    match value.get_ref() {
        DeValue::Table(table) => table.iter().any(|(key, value)| {
            let span = key.span();
            (span.start <= refused.start && refused.end <= span.end) || lies_in(value, refused)
        }),
        DeValue::Array(values) => values.iter().any(|value| lies_in(value, refused)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Whole {
        #[serde(default)]
        one: Part,
        #[serde(default)]
        names: BTreeMap<Spanned<String>, Spanned<String>>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        word: Option<Spanned<String>>,
        number: Option<Spanned<i64>>,
    }

    #[test]
    fn every_refused_key_is_named_and_the_rest_is_read() {
        let text = "two = 2\n[one]\nword = 'å'\nnumber = 'x'\nwrod = 1\n[three]\na = 1\n[names]\n1511 = 1\n1610 = 'Å'\n";
        let read = TomlFile::new("egen.toml", text).read::<Whole>();
        let places: Vec<_> =
            read.findings.iter().map(|finding| finding.place.as_ref().map(ToString::to_string)).collect();
        let expected = ["egen.toml:1:1", "egen.toml:4:10", "egen.toml:5:1", "egen.toml:6:2", "egen.toml:9:8"];
        assert_eq!(places, expected.map(|place| Some(place.to_owned())), "{:#?}", read.findings);
        assert!(read.was_struck(&["one", "number"]) && read.was_struck(&["three", "a"]));
        assert!(!read.was_struck(&["one", "word"]));
        let value = read.value.expect("the rest");
        assert_eq!(value.one.word.map(Spanned::into_inner), Some("å".to_owned()));
        assert!(value.one.number.is_none());
        let (key, name) = value.names.first_key_value().expect("one name is left");
        assert_eq!((key.get_ref().as_str(), name.get_ref().as_str()), ("1610", "Å"));
    }

    #[test]
    fn a_text_that_is_no_toml_has_a_place() {
        let read = TomlFile::new("egen.toml", "åäö = 'x\n[one\n").read::<Whole>();
        assert!(read.value.is_none());
        let place = read.findings.first().and_then(|finding| finding.place.clone()).expect("a place");
        assert_eq!((place.line, &*place.excerpt), (1, "åäö = 'x"));
    }

    #[test]
    fn of_a_long_line_the_part_around_is_quoted() {
        let text = format!("a = '{}' + 'å'", "å".repeat(500));
        let read = TomlFile::new("egen.toml", &text).read::<Whole>();
        let place = read.findings.first().and_then(|finding| finding.place.clone()).expect("a place");
        assert!(place.excerpt.chars().count() <= EXCERPT_LENGTH);
        assert!(place.column_in_excerpt < place.column);
    }
}
