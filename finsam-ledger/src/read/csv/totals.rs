//! The totals that a table states itself, held against the rows it has above them.

use std::collections::BTreeMap;

use super::stretch::{Sides, Stretch};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::finding::{ColumnRole, Fact};

/// The figures of a total row, as they stand in its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    /// In the one column there is.
    Signed(Amount),
    /// In a column for each side; at least one of them.
    Sides { debit: Option<Amount>, credit: Option<Amount> },
}

/// What rows a total sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Account,
    Voucher,
    Other,
}

/// The sums of the rows so far, and what they were where something began.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    all: Sides,
    account: (Option<AccountNumber>, Sides),
    voucher: Sides,
    page: Sides,
    total: Sides,
    /// At the last total of each label, numbers in it aside.
    labels: BTreeMap<String, Sides>,
    /// What the account that is being printed opened with.
    opening: Option<i128>,
    /// Whether a row could not be read: then no total says anything.
    pub(crate) is_flawed: bool,
}

impl Totals {
    /// A row on an account comes next.
    #[inline]
    pub(crate) fn add(&mut self, account: AccountNumber, starts_voucher: bool, amount: Amount) {
        if self.account.0 != Some(account) {
            self.start_account(account);
        }
        if starts_voucher {
            self.voucher = self.all;
        }
        self.all = self.all + Sides::of(amount);
    }

    /// Plain rows come next, of other vouchers than the row before them.
    pub(super) fn pass(&mut self, rows: &Stretch) {
        let (Some(last_run), Some(last_account)) = (rows.runs.last(), rows.last_account) else { return };
        self.all = rows.runs.iter().fold(self.all, |all, run| all + run.sides);
        if self.account.0 != Some(last_account) || !rows.is_of_one_account {
            self.account = (Some(last_account), self.all - rows.on_last_account);
            self.opening = None;
        }
        self.voucher = self.all - last_run.sides;
    }

    /// Rows on this account come next.
    pub(crate) fn start_account(&mut self, account: AccountNumber) {
        self.account = (Some(account), self.all);
        self.opening = None;
    }

    /// The account whose rows were told last.
    pub(crate) fn account(&self) -> Option<AccountNumber> {
        self.account.0
    }

    /// Rows of another voucher come next.
    pub(crate) fn start_voucher(&mut self) {
        self.voucher = self.all;
    }

    /// Another page begins.
    pub(crate) fn start_page(&mut self) {
        self.page = self.all;
    }

    /// The account opens with so much.
    pub(crate) fn open(&mut self, amount: Amount) {
        self.opening = Some(i128::from(amount.ore()));
    }

    /// Holds what the account is said to close with against what it opened with and its rows.
    pub(crate) fn check_closing(&self, label: &str, stated: Amount) -> Option<Fact> {
        let rows = self.all - self.account.1;
        let ours = self.opening? + rows.debit - rows.credit;
        let differs = ours != i128::from(stated.ore()) && !self.is_flawed;
        differs.then(|| Fact::TotalRowDiffers {
            label: label.to_owned(),
            column: None,
            stated,
            ours: amount(ours),
        })
    }

    /// Holds a total against the rows it may sum up; tells which it does.
    pub(crate) fn check(&mut self, label: &str, stated: Stated) -> Result<Scope, Fact> {
        let key: String = label.to_lowercase().chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let of_label = self.labels.insert(key, self.all).unwrap_or_default();
        let total = std::mem::replace(&mut self.total, self.all);
        let scopes = [
            (Scope::Account, self.account.1),
            (Scope::Voucher, self.voucher),
            (Scope::Other, total),
            (Scope::Other, of_label),
            (Scope::Other, self.page),
            (Scope::Other, Sides::default()),
        ];
        if self.is_flawed {
            return Ok(Scope::Other);
        }
        let holds = scopes.iter().find(|(_, mark)| difference(stated, self.all - *mark).is_none());
        if let Some((scope, _)) = holds {
            return Ok(*scope);
        }
        let mark = self.likely(label, of_label);
        match difference(stated, self.all - mark) {
            Some((column, stated, ours)) => {
                Err(Fact::TotalRowDiffers { label: label.to_owned(), column, stated, ours: amount(ours) })
            }
            None => Ok(Scope::Other),
        }
    }

    /// Where the rows began that a total with this label is most likely of.
    fn likely(&self, label: &str, of_label: Sides) -> Sides {
        let label = label.to_lowercase();
        let names =
            |word: &str| label.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word);
        let account = self.account.0.map(|account| account.to_string()).unwrap_or_default();
        if names("konto") || names(&account) {
            self.account.1
        } else if label.contains("verifika") {
            self.voucher
        } else if names("sida") || label.contains("transport") {
            self.page
        } else {
            of_label
        }
    }
}

/// Where a total is not the sum of the rows, with both figures.
fn difference(stated: Stated, ours: Sides) -> Option<(Option<ColumnRole>, Amount, i128)> {
    let net = ours.debit - ours.credit;
    match stated {
        Stated::Signed(stated) => {
            let ore = i128::from(stated.ore());
            let holds = [net, ours.debit, ours.credit, -ours.credit].contains(&ore);
            (!holds).then_some((None, stated, net))
        }
        Stated::Sides { debit, credit } => {
            let ore = |amount: Option<Amount>| amount.map(|amount| i128::from(amount.ore()));
            let nothing_or = |amount, ours| ore(amount).is_none_or(|stated| stated == ours);
            // What one side has more than the other may stand on that side alone.
            let is_net = match (ore(debit), ore(credit)) {
                (Some(debit), None | Some(0)) => debit == net,
                (None | Some(0), Some(credit)) => credit == -net || credit == net,
                _ => false,
            };
            let credit_holds = nothing_or(credit, ours.credit) || nothing_or(credit, -ours.credit);
            match (debit, credit) {
                _ if is_net => None,
                (Some(stated), _) if !nothing_or(debit, ours.debit) => {
                    Some((Some(ColumnRole::Debit), stated, ours.debit))
                }
                (_, Some(stated)) if !credit_holds => Some((Some(ColumnRole::Credit), stated, ours.credit)),
                _ => None,
            }
        }
    }
}

/// A sum as an amount; one that fits in none is refused when all is read.
fn amount(ore: i128) -> Amount {
    let most = if ore < 0 { -i64::MAX } else { i64::MAX };
    Amount::from_ore(i64::try_from(ore).unwrap_or(most))
}
