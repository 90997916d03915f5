//! The chart of accounts: which accounts there are, and what they are called.

use std::collections::BTreeMap;

use crate::account::AccountNumber;

/// The chart of accounts (kontoplan): names by number, in number order.
///
/// It only names. Which line an account lands on is the layout's to say, so an account
/// that is missing here still counts; that it has no name is a finding.
///
/// ```
/// use finsam_ledger::ChartOfAccounts;
/// let mut chart = ChartOfAccounts::default();
/// chart.name("2411".parse()?, "Leverantörsskulder");
/// assert_eq!(chart.name_of("2411".parse()?), Some("Leverantörsskulder"));
/// # Ok::<(), finsam_ledger::AccountError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartOfAccounts {
    names: BTreeMap<AccountNumber, Box<str>>,
}

impl ChartOfAccounts {
    /// Names an account, in place of any name it had.
    pub fn name(&mut self, account: AccountNumber, name: &str) {
        self.names.insert(account, name.into());
    }

    /// What an account is called.
    #[must_use]
    pub fn name_of(&self, account: AccountNumber) -> Option<&str> {
        self.names.get(&account).map(AsRef::as_ref)
    }

    /// Every account and its name, in number order.
    pub fn accounts(&self) -> impl Iterator<Item = (AccountNumber, &str)> {
        self.names.iter().map(|(account, name)| (*account, name.as_ref()))
    }
}

impl FromIterator<(AccountNumber, String)> for ChartOfAccounts {
    fn from_iter<I: IntoIterator<Item = (AccountNumber, String)>>(accounts: I) -> Self {
        Self { names: accounts.into_iter().map(|(account, name)| (account, name.into())).collect() }
    }
}
