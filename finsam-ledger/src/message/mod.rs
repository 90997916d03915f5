//! Every sentence a user reads about a finding, in Swedish and English, made in one place.
//!
//! [`describe`] says what one finding says, with its figures; [`explain`] is the page of
//! `ledger explain`; [`label`] holds the short words that tables need. A fact without its
//! sentence and page in both languages does not compile.

mod catalogue;
mod en;
mod files;
pub mod label;
mod sv;
mod text;
pub mod verify;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::finding::{Code, Finding};
use catalogue::Page;
pub use text::harmless;

/// The language of messages.
///
/// ```
/// use finsam_ledger::message::Lang;
/// assert_eq!("sv_SE.UTF-8".parse(), Ok(Lang::Sv));
/// assert_eq!("EN".parse(), Ok(Lang::En));
/// assert!("C.UTF-8".parse::<Lang>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Its name in options and settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Case does not matter, nor what a locale says after the language: `sv`, `SV`, `en_GB.UTF-8`.
impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        let language = text.trim().split(['_', '-', '.', '@']).next().unwrap_or_default();
        [Self::Sv, Self::En]
            .into_iter()
            .find(|lang| lang.as_str().eq_ignore_ascii_case(language))
            .ok_or_else(|| UnknownLang(text.to_owned()))
    }
}

/// The text is no language that messages are written in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{0}' is not a language of messages: sv or en")]
pub struct UnknownLang(pub String);

/// What one finding says.
///
/// Every part is one line; users' own texts in it are quoted, shortened and [`harmless`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The kind of finding in a few words, without full stop.
    pub title: &'static str,
    /// What is wrong, in one sentence with its figures.
    pub text: String,
    /// How it usually comes about.
    pub cause: Cow<'static, str>,
    /// What to do now.
    pub next_step: Cow<'static, str>,
}

/// What a finding says. The place in a file is not in it: that is the caller's to show.
///
/// ```
/// use finsam_ledger::message::{Lang, describe};
/// use finsam_ledger::{Amount, Fact, Finding};
///
/// let fact = Fact::DebitAndCredit { debit: Amount::from_ore(125_000), credit: Amount::from_ore(100) };
/// let description = describe(&Finding::new(fact), Lang::Sv);
/// assert_eq!(description.text, "Raden har både debet 1 250,00 och kredit 1,00.");
/// ```
#[must_use]
pub fn describe(finding: &Finding, lang: Lang) -> Description {
    let fact = &finding.fact;
    let Page { title, cause, next_step, .. } = page(finding.code(), lang);
    let (text, advice) = match lang {
        Lang::Sv => (sv::sentence(fact), sv::advice(fact)),
        Lang::En => (en::sentence(fact), en::advice(fact)),
    };
    let usual = Advice { cause: Cow::Borrowed(cause), next_step: Cow::Borrowed(next_step) };
    let Advice { cause, next_step } = advice.unwrap_or(usual);
    Description { title, text, cause, next_step }
}

/// The kind of finding a code stands for, in a few words.
#[must_use]
pub fn title(code: Code, lang: Lang) -> &'static str {
    page(code, lang).title
}

/// The page of a code, at most 88 characters wide: what it means, the law of the books it
/// belongs to, its usual cause, what to do, and a small example.
#[must_use]
pub fn explain(code: Code, lang: Lang) -> String {
    catalogue::lay_out(code, page(code, lang), lang)
}

/// Cause and next step where the figures of a finding tell more than its page can.
struct Advice {
    cause: Cow<'static, str>,
    next_step: Cow<'static, str>,
}

const fn page(code: Code, lang: Lang) -> &'static Page {
    match lang {
        Lang::Sv => sv::page(code),
        Lang::En => en::page(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_options_and_locales() {
        for text in ["sv", "SV", " sv ", "sv_SE", "sv-SE", "sv_SE.UTF-8", "sv_FI@euro", "sv.utf8"] {
            assert_eq!(text.parse(), Ok(Lang::Sv), "{text}");
        }
        for text in ["en", "En", "en_US.UTF-8", "en-GB"] {
            assert_eq!(text.parse(), Ok(Lang::En), "{text}");
        }
        for text in ["", "C", "POSIX", "C.UTF-8", "de", "svx", "s", "_SE"] {
            assert_eq!(text.parse::<Lang>(), Err(UnknownLang(text.to_owned())));
        }
    }
}
