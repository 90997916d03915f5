//! Places in TOML files: from byte spans to lines, columns and excerpts.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::finding::{Fact, Finding, Place};

/// Longest excerpt of a line, in characters.
const EXCERPT_MAX: usize = 90;

/// A TOML file's name and text.
pub(super) struct TomlFile<'a> {
    name: Arc<str>,
    text: &'a str,
}

impl<'a> TomlFile<'a> {
    pub(super) fn new(name: &str, text: &'a str) -> Self {
        Self { name: name.into(), text }
    }

    /// The file's raw form; keys it should not have are refused with their place.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, Vec<Finding>> {
        toml::from_str(self.text).map_err(|error| {
            let fact = Fact::TomlInvalid { detail: error.message().to_owned() };
            vec![self.finding(error.span().unwrap_or(0..0), fact)]
        })
    }

    /// A finding about some bytes of the file.
    pub(super) fn finding(&self, span: Range<usize>, fact: Fact) -> Finding {
        Finding::at(self.place(span), fact)
    }

    /// A finding about the file as a whole.
    pub(super) fn finding_about_all(&self, fact: Fact) -> Finding {
        Finding::at(Place::file(&self.name), fact)
    }

    fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let column = before[line_start..].chars().count();
        let meant = self.text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let skipped = column.saturating_sub(EXCERPT_MAX / 2);
        let excerpt: String = line
            .chars()
            .skip(skipped)
            .take(EXCERPT_MAX)
            .map(|letter| if letter.is_control() { '\u{fffd}' } else { letter })
            .collect();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Place {
            file: Arc::clone(&self.name),
            line: before.matches('\n').count() as u64 + 1,
            column: small(column + 1),
            width: small(meant.chars().count()),
            excerpt: excerpt.into(),
            column_in_excerpt: small(column - skipped),
        }
    }
}
