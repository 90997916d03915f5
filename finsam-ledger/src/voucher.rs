//! Vouchers: anyone may hold a draft; a [`Voucher`] balances or does not exist.

use chrono::NaiveDate;
use thiserror::Error;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError};
use crate::dimension::{CostCentre, OtherObject, Project};
use crate::voucher_id::VoucherId;

/// One row of a voucher (kontering): an amount on an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posting {
    /// The account it is booked on.
    pub account: AccountNumber,
    /// The cost centre (kostnadsställe), if any.
    pub cost_centre: Option<CostCentre>,
    /// The project (projekt), if any.
    pub project: Option<Project>,
    /// The amount in öre, debit positive.
    pub amount: Amount,
    /// The row's own text; often empty.
    pub text: Box<str>,
    /// What else it is marked with, such as a counterparty: kept, and not summed by.
    pub others: Vec<OtherObject>,
}

impl Posting {
    /// A posting without cost centre, project or text.
    #[must_use]
    pub fn new(account: AccountNumber, amount: Amount) -> Self {
        Self { account, cost_centre: None, project: None, amount, text: Box::default(), others: Vec::new() }
    }
}

/// A voucher on its way in (bokföringsorder): nothing is proved about it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoucherDraft {
    /// Series and number.
    pub id: VoucherId,
    /// The booking date (bokföringsdag); it decides period and fiscal year.
    pub date: NaiveDate,
    /// What it is about.
    pub text: Box<str>,
    /// Its rows, in the order of the source.
    pub postings: Vec<Posting>,
    /// What was done to it after it was first booked; nothing in it counts.
    pub history: History,
}

/// How a voucher came to be what it is (behandlingshistorik, bokföringslagen 5 kap. 11 §): kept
/// and handed on, never counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The day it was entered (registreringsdag), where the source says it.
    pub registered: Option<NaiveDate>,
    /// Who entered it, as the source signs it; often empty.
    pub signature: Box<str>,
    /// Rows that were added or struck afterwards, in the order of the source.
    pub corrections: Vec<Correction>,
}

/// A row added to a voucher, or struck from it, after it was first booked (rättelse,
/// bokföringslagen 5 kap. 5 §).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was done.
    pub change: RowChange,
    /// When, where the source says it.
    pub date: Option<NaiveDate>,
    /// By whom, as the source signs it; often empty.
    pub signature: Box<str>,
}

/// What a correction did to the rows of its voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// The posting with this index, from 0, was added.
    Added(usize),
    /// A row was struck; it stood before the posting with the index `before`, or at the end.
    Struck {
        /// The index, from 0, of the posting it stood before.
        before: usize,
        /// The row as it was.
        posting: Posting,
    },
}

impl VoucherDraft {
    /// A draft that nothing was done to since it was booked.
    #[must_use]
    pub fn new(id: VoucherId, date: NaiveDate, text: &str, postings: Vec<Posting>) -> Self {
        Self { id, date, text: text.into(), postings, history: History::default() }
    }

    /// The voucher, if it is one: at least one row, and rows that sum to zero.
    ///
    /// Swedish law asks that debit and credit agree (bokföringslagen 1999:1078, 5 kap.).
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use finsam_ledger::{Amount, Posting, VoucherDraft, VoucherError, VoucherId};
    ///
    /// let date = NaiveDate::from_ymd_opt(2024, 1, 15).expect("a date");
    /// let fee = Posting::new("5539".parse()?, Amount::from_ore(10_000));
    /// let debt = Posting::new("2411".parse()?, Amount::from_ore(-10_001));
    /// let draft = VoucherDraft::new(VoucherId::new("A", 1), date, "Konsult", vec![fee, debt]);
    /// let refused = draft.try_into_voucher().expect_err("one öre is missing");
    /// assert!(matches!(refused, VoucherError::Unbalanced { difference, .. } if difference == Amount::from_ore(-1)));
    /// # Ok::<(), finsam_ledger::AccountError>(())
    /// ```
    ///
    /// # Errors
    /// [`VoucherError`] says which voucher, and by how much it does not balance.
    pub fn try_into_voucher(self) -> Result<Voucher, VoucherError> {
        if self.postings.is_empty() {
            return Err(VoucherError::Empty { id: self.id });
        }
        match Amount::checked_sum(self.postings.iter().map(|posting| posting.amount)) {
            Ok(Amount::ZERO) => Ok(Voucher(self)),
            Ok(difference) => Err(VoucherError::Unbalanced { id: self.id, date: self.date, difference }),
            Err(source) => Err(VoucherError::Amount { id: self.id, source }),
        }
    }
}

/// A voucher (verifikat): numbered, dated, balanced, and never changed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher(VoucherDraft);

impl Voucher {
    /// Series and number.
    #[must_use]
    pub const fn id(&self) -> &VoucherId {
        &self.0.id
    }

    /// The booking date.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.0.date
    }

    /// What it is about.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Its rows; they sum to zero.
    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        &self.0.postings
    }

    /// Whether both are the same bookkeeping: number, date, rows and their texts. In which order
    /// the rows stand says nothing, nor does it matter which of their texts the voucher took as
    /// its own; and how it came to be (its history) books nothing.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.id() == other.id() && self.date() == other.date() && {
            let (rows, others) = (self.rows_with_texts(), other.rows_with_texts());
            let is_of_a_row = |voucher: &Self| rows.iter().any(|row| *row.text == *voucher.text());
            rows == others && (self.text() == other.text() || (is_of_a_row(self) && is_of_a_row(other)))
        }
    }

    /// The rows in one order for all, each with the text that it is read with.
    pub(crate) fn rows_with_texts(&self) -> Vec<Posting> {
        let mut rows = self.postings().to_vec();
        for row in rows.iter_mut().filter(|row| row.text.is_empty()) {
            row.text = self.text().into();
        }
        rows.sort();
        rows
    }

    /// What was done to it after it was first booked.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.0.history
    }

    /// All of it, as it was proved.
    pub(crate) const fn draft(&self) -> &VoucherDraft {
        &self.0
    }

    /// The draft again, to build another voucher from.
    #[must_use]
    pub fn into_draft(self) -> VoucherDraft {
        self.0
    }
}

/// Why a draft is not a voucher.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VoucherError {
    /// It has no rows.
    #[error("voucher {id} has no rows")]
    Empty {
        /// The voucher.
        id: VoucherId,
    },
    /// Debit and credit differ.
    #[error("voucher {id} of {date} does not balance: the rows sum to {difference}")]
    Unbalanced {
        /// The voucher.
        id: VoucherId,
        /// Its date.
        date: NaiveDate,
        /// What its rows sum to: positive where debit is too much.
        difference: Amount,
    },
    /// The rows' sum is beyond what an amount holds.
    #[error("voucher {id}: {source}")]
    Amount {
        /// The voucher.
        id: VoucherId,
        /// Why.
        source: AmountError,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voucher(text: &str, rows: &[(u32, i64, &str)]) -> Voucher {
        let posting = |(account, ore, text): &(u32, i64, &str)| {
            let account = AccountNumber::new(*account).expect("an account");
            Posting { text: (*text).into(), ..Posting::new(account, Amount::from_ore(*ore)) }
        };
        let date = NaiveDate::from_ymd_opt(2024, 1, 5).expect("a date");
        let rows = rows.iter().map(posting).collect();
        VoucherDraft::new(VoucherId::new("A", 1), date, text, rows).try_into_voucher().expect("it balances")
    }

    #[test]
    fn an_export_sorted_otherwise_says_the_same() {
        // A file without a column for the voucher's text: the first row's is taken for it.
        let one = voucher("hyra", &[(5010, 500, ""), (1930, -500, "bank")]);
        let other = voucher("bank", &[(1930, -500, ""), (5010, 500, "hyra")]);
        assert!(one.says_the_same_as(&other) && other.says_the_same_as(&one));
        let mut touched = one.clone().into_draft();
        touched.history.signature = "AB".into();
        assert!(one.says_the_same_as(&touched.try_into_voucher().expect("it balances")));
    }

    #[test]
    fn what_is_booked_otherwise_does_not() {
        let one = voucher("hyra", &[(5010, 500, "a"), (1930, -500, "b")]);
        for other in [
            voucher("hyra", &[(5010, 500, "b"), (1930, -500, "a")]),
            voucher("hyror", &[(5010, 500, "a"), (1930, -500, "b")]),
            voucher("hyra", &[(5011, 500, "a"), (1930, -500, "b")]),
            voucher("hyra", &[(5010, 400, "a"), (5010, 100, "a"), (1930, -500, "b")]),
        ] {
            assert!(!one.says_the_same_as(&other) && !other.says_the_same_as(&one), "{other:?}");
        }
    }

    #[test]
    fn the_same_rows_on_another_day_or_under_another_number_are_another_voucher() {
        let one = voucher("hyra", &[(5010, 500, ""), (1930, -500, "")]);
        let mut on_another_day = one.clone().into_draft();
        on_another_day.date = on_another_day.date.succ_opt().expect("a day");
        let mut under_another_number = one.clone().into_draft();
        under_another_number.id = VoucherId::new("A", 2);
        for other in [on_another_day, under_another_number] {
            let other = other.try_into_voucher().expect("it balances");
            assert!(!one.says_the_same_as(&other) && !other.says_the_same_as(&one), "{other:?}");
        }
    }

    #[test]
    fn a_text_that_no_row_has_is_the_vouchers_own() {
        // The rows read alike; but only one of the two texts can have been taken from a row.
        let of_a_row = voucher("hyra", &[(5010, 500, ""), (1930, -500, "bank")]);
        let its_own = voucher("hyra kv 1", &[(5010, 500, "hyra"), (1930, -500, "bank")]);
        assert!(!of_a_row.says_the_same_as(&its_own) && !its_own.says_the_same_as(&of_a_row));
    }

    #[test]
    fn a_voucher_keeps_its_history() {
        let mut touched = voucher("hyra", &[(5010, 500, ""), (1930, -500, "")]).into_draft();
        touched.history.signature = "AB".into();
        let voucher = touched.clone().try_into_voucher().expect("it balances");
        assert_eq!(*voucher.history(), touched.history);
    }
}
