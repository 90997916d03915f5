//! Account numbers and ranges of them. What an account means stands in a layout, never here.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An account's number (kontonummer): two to eight digits, not starting with zero.
///
/// ```
/// use finsam_ledger::AccountNumber;
/// let accrued_income: AccountNumber = "1712".parse()?;
/// assert_eq!(accrued_income.class(), 1);
/// assert!("0171".parse::<AccountNumber>().is_err());
/// # Ok::<(), finsam_ledger::AccountError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(u32);

impl AccountNumber {
    /// The account numbered `number`.
    ///
    /// # Errors
    /// [`AccountError::NotANumber`] outside 10 to 99 999 999.
    pub fn new(number: u32) -> Result<Self, AccountError> {
        if (10..=99_999_999).contains(&number) {
            Ok(Self(number))
        } else {
            Err(AccountError::NotANumber(number.to_string()))
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The account class (kontoklass): its first digit.
    #[must_use]
    pub const fn class(self) -> u32 {
        let mut number = self.0;
        while number >= 10 {
            number /= 10;
        }
        number
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AccountNumber {
    type Err = AccountError;

    fn from_str(text: &str) -> Result<Self, AccountError> {
        let digits = (2..=8).contains(&text.len())
            && !text.starts_with('0')
            && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits => Self::new(number),
            _ => Err(AccountError::NotANumber(text.to_owned())),
        }
    }
}

/// The accounts from one number to another, both included: `3000-3999`, or one account: `1930`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountRange {
    first: AccountNumber,
    last: AccountNumber,
}

impl AccountRange {
    /// The accounts `first` to `last`.
    ///
    /// # Errors
    /// [`AccountError::EndsBeforeItStarts`] if `last` is the lower.
    pub fn new(first: AccountNumber, last: AccountNumber) -> Result<Self, AccountError> {
        if last < first {
            Err(AccountError::EndsBeforeItStarts { first, last })
        } else {
            Ok(Self { first, last })
        }
    }

    /// Its lowest number.
    #[must_use]
    pub const fn first(self) -> AccountNumber {
        self.first
    }

    /// Its highest number.
    #[must_use]
    pub const fn last(self) -> AccountNumber {
        self.last
    }

    /// Whether the account lies in it.
    #[must_use]
    pub fn contains(self, account: AccountNumber) -> bool {
        self.first <= account && account <= self.last
    }

    /// The accounts that lie in both.
    #[must_use]
    pub fn overlap(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last)).ok()
    }
}

impl From<AccountNumber> for AccountRange {
    fn from(account: AccountNumber) -> Self {
        Self { first: account, last: account }
    }
}

impl fmt::Display for AccountRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first.fmt(f) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

impl FromStr for AccountRange {
    type Err = AccountError;

    fn from_str(text: &str) -> Result<Self, AccountError> {
        match text.split_once('-') {
            Some((first, last)) => Self::new(first.trim().parse()?, last.trim().parse()?),
            None => text.trim().parse().map(|account: AccountNumber| account.into()),
        }
    }
}

/// Why a text is not an account or a range of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AccountError {
    /// Not two to eight digits, or they start with zero.
    #[error("'{0}' is not an account number: two to eight digits, the first not zero")]
    NotANumber(String),
    /// The range's last account is lower than its first.
    #[error("the range ends at account {last}, before it starts at {first}")]
    EndsBeforeItStarts {
        /// The account it was to start with.
        first: AccountNumber,
        /// The account it was to end with.
        last: AccountNumber,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_account_is_refused() {
        for text in ["", "1", "019", "123456789", "19x0", "+1930", "-1930", " 1930", "1930 "] {
            assert!(text.parse::<AccountNumber>().is_err(), "{text:?} was read as an account");
        }
    }

    #[test]
    fn ranges_overlap_where_they_share_an_account() {
        let range = |text: &str| text.parse::<AccountRange>().expect("a range");
        assert_eq!(range("3000-3999").overlap(range("3500-4000")), Some(range("3500-3999")));
        assert_eq!(range("3000-3999").overlap(range("4000-4999")), None);
        assert!("3999-3000".parse::<AccountRange>().is_err());
    }
}
