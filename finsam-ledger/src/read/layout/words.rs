//! The words of a layout file: a key with its text, and the same key with `-en` for the English one.

use std::collections::BTreeMap;

use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::statement::RowKind;
use crate::statement::layout::{Wording, Words};

/// Words: one text, or a table of the present text and those of editions.
pub(super) struct RawWords(Wording);

/// The same in English, which says something: words without English have no such key.
pub(super) struct RawEnglish(Wording);

impl RawWords {
    /// The words, and what they are in English if the file says it.
    pub(super) fn with(self, english: Option<RawEnglish>) -> Words {
        Words { shown: self.0, translation: english.map(|english| english.0) }
    }
}

/// Keys that do not go together.
pub(super) type Keys = &'static [&'static str];

/// Words that need not be there. English alone is the English of nothing: then the keys of both.
pub(super) fn optional(
    words: Option<RawWords>,
    english: Option<RawEnglish>,
    keys: Keys,
) -> Result<Option<Words>, Keys> {
    match (words, english) {
        (Some(words), english) => Ok(Some(words.with(english))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(keys),
    }
}

/// What a row says of itself under each of the keys that say how it is drawn.
pub(super) type RawLabels = [(RowKind, Option<RawWords>, Option<RawEnglish>); 4];

/// How a row is drawn and what it is called, if it says that once; else the keys that do not go together.
pub(super) fn label(said: RawLabels) -> Result<(RowKind, Words), Keys> {
    let mut labels = Vec::new();
    for (kind, words, english) in said {
        let keys: Keys = match kind {
            RowKind::Heading => &["heading", "heading-en"],
            RowKind::Line => &["line", "line-en"],
            RowKind::Sum => &["sum", "sum-en"],
            RowKind::Total => &["total", "total-en"],
        };
        labels.extend(optional(words, english, keys)?.map(|words| (kind, words)));
    }
    let (label, more) = (labels.pop(), labels.pop());
    label.filter(|_| more.is_none()).ok_or(&["heading", "line", "sum", "total"])
}

impl<'de> Deserialize<'de> for RawEnglish {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let RawWords(english) = RawWords::deserialize(deserializer)?;
        let mut texts = std::iter::once(&english.present).chain(english.in_edition.values());
        match texts.find(|text| text.trim().is_empty()) {
            Some(blank) => {
                Err(de::Error::invalid_value(Unexpected::Str(blank), &"a text that says something"))
            }
            None => Ok(Self(english)),
        }
    }
}

impl<'de> Deserialize<'de> for RawWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordsVisitor;

        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = RawWords;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a table { present = \"…\", EDITION = \"…\" }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RawWords, E> {
                Ok(RawWords(text.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawWords, A::Error> {
                let mut in_edition = BTreeMap::new();
                while let Some((edition, words)) = map.next_entry::<String, String>()? {
                    in_edition.insert(edition, words);
                }
                let present =
                    in_edition.remove("present").ok_or_else(|| de::Error::missing_field("present"))?;
                Ok(RawWords(Wording { present, in_edition }))
            }
        }

        deserializer.deserialize_any(WordsVisitor)
    }
}
