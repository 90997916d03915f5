//! How a file is written, and who settled it: what an import shows of every file.

use super::cell::DatePattern;
use super::text_encoding::TextEncoding;

/// How a file is written (dialekt), as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The profile that it was read by, if any.
    pub profile: Option<String>,
    /// How its letters are written, as far as they had to be read.
    pub encoding: Decided<TextEncoding>,
    /// What parts its fields: `;`, `,`, `|` or a tab.
    pub delimiter: Decided<char>,
    /// What parts kronor from öre, if any amount shows it.
    pub decimal_mark: Option<Decided<char>>,
    /// How its dates are written, where the writing of one alone does not tell.
    pub dates: Vec<Decided<DatePattern>>,
    /// The line its header row stands on, from 1, if there is one.
    pub header_line: Option<Decided<u64>>,
    /// How its credit column is signed, if it has one with amounts below zero.
    pub credit: Option<Decided<CreditSign>>,
}

impl Default for Dialect {
    /// What is written where nothing says otherwise.
    fn default() -> Self {
        Self {
            profile: None,
            encoding: Decided::detected(TextEncoding::Ascii),
            delimiter: Decided::detected(';'),
            decimal_mark: None,
            dates: Vec::new(),
            header_line: None,
            credit: None,
        }
    }
}

/// Something that was settled before a file was read, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided<T> {
    /// What it is.
    pub value: T,
    /// By what it was settled.
    pub by: DecidedBy,
}

impl<T> Decided<T> {
    /// Read from the file's content.
    pub(crate) const fn detected(value: T) -> Self {
        Self { value, by: DecidedBy::Content }
    }

    /// As the profile says.
    pub(crate) const fn said(value: T) -> Self {
        Self { value, by: DecidedBy::Profile }
    }

    /// The same in another form.
    pub(crate) fn map<U>(self, form: impl FnOnce(T) -> U) -> Decided<U> {
        Decided { value: form(self.value), by: self.by }
    }

    /// What the profile says; else what is read from the content.
    pub(crate) fn by_profile_or(said: Option<T>, detect: impl FnOnce() -> T) -> Self {
        said.map_or_else(|| Self::detected(detect()), |value| Self { value, by: DecidedBy::Profile })
    }
}

/// What settles how a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecidedBy {
    /// The file's own content.
    Content,
    /// The profile that the user named.
    Profile,
}

/// How amounts in a credit column are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CreditSign {
    /// A credit is written as positive; one below zero takes back a credit.
    Positive,
    /// A credit is written as negative, as in a column of signed amounts.
    Negative,
}
