//! What the files call the accounts, cost centres, projects and other objects.

use std::collections::BTreeMap;

use crate::account::AccountNumber;

/// The number that SIE gives the dimension of cost centres (kostnadsställe).
pub const COST_CENTRE_DIMENSION: u32 = 1;
/// The number that SIE gives the dimension of projects (projekt).
pub const PROJECT_DIMENSION: u32 = 6;

/// Names that files bring along with their figures. The first name of a thing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// What the accounts are called (kontoplan).
    pub accounts: BTreeMap<AccountNumber, String>,
    /// What the dimensions are called, by their number in SIE.
    pub dimensions: BTreeMap<u32, String>,
    /// What the objects are called, by dimension and code.
    pub objects: BTreeMap<(u32, String), String>,
}

impl Names {
    /// An account is called so.
    pub fn account(&mut self, account: AccountNumber, name: &str) {
        keep_first(self.accounts.entry(account), name);
    }

    /// A dimension is called so.
    pub fn dimension(&mut self, number: u32, name: &str) {
        keep_first(self.dimensions.entry(number), name);
    }

    /// An object of a dimension is called so.
    pub fn object(&mut self, dimension: u32, code: &str, name: &str) {
        keep_first(self.objects.entry((dimension, code.to_owned())), name);
    }

    /// The names of one dimension's objects, in the order of their codes.
    pub fn objects_of(&self, dimension: u32) -> impl Iterator<Item = (&str, &str)> {
        let of_dimension = self.objects.range((dimension, String::new())..);
        of_dimension
            .take_while(move |((number, _), _)| *number == dimension)
            .map(|((_, code), name)| (code.as_str(), name.as_str()))
    }

    /// Whether there is no name at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.dimensions.is_empty() && self.objects.is_empty()
    }
}

/// A name of nothing but blanks is none.
fn keep_first<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, String>, name: &str) {
    let name = name.trim();
    if !name.is_empty() {
        entry.or_insert_with(|| name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_of_a_thing_is_kept_and_blanks_are_none() {
        let mut names = Names::default();
        assert!(names.is_empty());
        for name in [" ", "Bank", "Bankgiro"] {
            names.account(AccountNumber::new(1930).expect("an account"), name);
        }
        names.object(1, "3001", "Kansli");
        names.object(6, "VILJA", "Vilja");
        names.object(1, "3047", " Borås ");
        assert_eq!(names.accounts.values().collect::<Vec<_>>(), ["Bank"]);
        assert_eq!(names.objects_of(1).collect::<Vec<_>>(), [("3001", "Kansli"), ("3047", "Borås")]);
        assert_eq!(names.objects_of(2).count(), 0);
    }
}
