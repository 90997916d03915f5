//! Anchors: the hash of a record, kept outside the book, by which the book is proved later.
//!
//! Whoever can write the database can also write the whole chain anew, right in itself, and the check finds
//! nothing. The hash of a record stands for all up to that record; one that was written down elsewhere is in
//! no chain that says something else.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::chain::{Hash, START};
use super::engine::values;
use super::error::BookError;
use super::{Book, hex, stored};
use crate::calendar::FiscalYear;

/// The hash of a record of a book, as 64 hexadecimal digits (ankare).
///
/// ```
/// use finsam_ledger::book::{Anchor, AnchorError};
///
/// let written = "9F86D081 884C7D65 9A2FEAA0 C55AD015 A3BF4F1B 2B0B822C D15D6C15 B0F00A08";
/// let anchor: Anchor = written.parse()?;
/// assert!(anchor.to_string().starts_with("9f86d081884c7d65"));
/// assert_eq!("9f86d081".parse::<Anchor>(), Err(AnchorError::Digits { found: 8 }));
/// # Ok::<(), AnchorError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor(Hash);

/// Why a text is no anchor.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AnchorError {
    /// It has too few digits or too many; a part of an anchor proves nothing.
    #[error("an anchor has 64 digits, and this has {found}")]
    Digits {
        /// How many it has.
        found: usize,
    },
    /// It has a letter that is no hexadecimal digit.
    #[error("{found:?} is no hexadecimal digit")]
    NoDigit {
        /// The letter.
        found: char,
    },
}

/// What an anchor proves of a book whose [check](Book::check_record) finds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// The record up to which the book is what it was when the anchor was written down; 0 for none.
    pub record: u64,
    /// The fiscal year that the record closed, if it closed one.
    pub closed: Option<FiscalYear>,
}

impl Anchor {
    pub(super) const fn of(hash: Hash) -> Self {
        Self(hash)
    }
}

/// Blanks are left out, and capitals are as good: anchors are kept on paper too.
impl FromStr for Anchor {
    type Err = AnchorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if let Some(found) = letters.iter().copied().find(|letter| !letter.is_ascii_hexdigit()) {
            return Err(AnchorError::NoDigit { found });
        }
        let digits: Vec<u8> =
            letters.iter().filter_map(|letter| letter.to_digit(16)?.try_into().ok()).collect();
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        match Hash::try_from(bytes) {
            Ok(hash) if digits.len() == 64 => Ok(Self(hash)),
            _ => Err(AnchorError::Digits { found: digits.len() }),
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex(&self.0))
    }
}

impl Book {
    /// The anchor of the book as it stands now: the hash of its last record.
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn anchor(&self) -> Result<Anchor, BookError> {
        Ok(Anchor(self.chain_head()?))
    }

    /// Looks up what an anchor proves; nothing if no record has it, which is
    /// [`Fact::AnchorUnknown`](crate::finding::Fact::AnchorUnknown): the book was then written anew since, or the
    /// anchor is of another book. It proves only a book whose [check](Self::check_record) finds nothing.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// book.lock("2024-01".parse()?, "2024-02-01T09:30", "ledger lock 2024-01", "")?;
    /// let anchor = book.anchor()?;
    /// book.lock("2024-02".parse()?, "2024-03-01T09:30", "ledger lock 2024-02", "")?;
    /// assert_eq!(book.prove(anchor)?.map(|anchored| anchored.record), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError`] if the database cannot be read.
    pub fn prove(&self, anchor: Anchor) -> Result<Option<Anchored>, BookError> {
        if anchor.0 == START {
            return Ok(Some(Anchored { record: 0, closed: None }));
        }
        let sql = "SELECT seq FROM record WHERE hash = ?1";
        let record = self.database.first(sql, values![anchor.0], |row| row.get(0))?;
        let Some(record) = record else { return Ok(None) };
        let closed = self.closed_by(record, record)?;
        Ok(Some(Anchored { record: stored::number_of(record), closed }))
    }
}
