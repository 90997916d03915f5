//! Names added to the text of a `ledger.toml`, whose comments and order stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;
use toml_edit::{DocumentMut, value};

use super::Settings;
use crate::account::AccountNumber;
use crate::dimension::{CostCentre, Project};

/// Names that a book may not know yet, such as those a SIE file brings along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNames {
    /// What accounts are called (kontoplan).
    pub accounts: BTreeMap<AccountNumber, String>,
    /// What cost centres (kostnadsställen) are called.
    pub cost_centres: BTreeMap<CostCentre, String>,
    /// What projects are called.
    pub projects: BTreeMap<Project, String>,
}

impl NewNames {
    /// Takes in names that nothing was called yet; the first name of a thing is kept.
    pub fn merge(&mut self, other: Self) {
        fn first<K: Ord>(names: &mut BTreeMap<K, String>, other: BTreeMap<K, String>) {
            for (key, name) in other {
                names.entry(key).or_insert(name);
            }
        }
        first(&mut self.accounts, other.accounts);
        first(&mut self.cost_centres, other.cost_centres);
        first(&mut self.projects, other.projects);
    }

    /// Those that the settings do not have, and how many things the settings call otherwise.
    #[must_use]
    pub fn lacking_in(&self, settings: &Settings) -> (Self, usize) {
        fn lacking<'a, K: Ord + Clone>(
            names: &BTreeMap<K, String>,
            known: impl Fn(&K) -> Option<&'a str>,
            differing: &mut usize,
        ) -> BTreeMap<K, String> {
            *differing +=
                names.iter().filter(|(key, name)| known(key).is_some_and(|known| known != *name)).count();
            let lacking = names.iter().filter(|(key, name)| known(key).is_none() && !name.trim().is_empty());
            lacking.map(|(key, name)| (key.clone(), name.clone())).collect()
        }
        let (mut differing, Settings { chart, cost_centres, projects, .. }) = (0, settings);
        let new = Self {
            accounts: lacking(&self.accounts, |account| chart.name_of(*account), &mut differing),
            cost_centres: lacking(
                &self.cost_centres,
                |code| cost_centres.get(code).map(String::as_str),
                &mut differing,
            ),
            projects: lacking(&self.projects, |code| projects.get(code).map(String::as_str), &mut differing),
        };
        (new, differing)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accounts.len() + self.cost_centres.len() + self.projects.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A cost centre or project whose code is none is left out: nothing can be booked on it.
#[cfg(feature = "csv")]
impl From<&crate::read::Names> for NewNames {
    fn from(names: &crate::read::Names) -> Self {
        use crate::read::{COST_CENTRE_DIMENSION, PROJECT_DIMENSION};
        let owned = |text: &str| text.to_owned();
        let cost_centres = names.objects_of(COST_CENTRE_DIMENSION);
        let projects = names.objects_of(PROJECT_DIMENSION);
        Self {
            accounts: names.accounts.clone(),
            cost_centres: cost_centres
                .filter_map(|(code, name)| Some((CostCentre::new(code).ok()?, owned(name))))
                .collect(),
            projects: projects
                .filter_map(|(code, name)| Some((Project::new(code).ok()?, owned(name))))
                .collect(),
        }
    }
}

/// How many names were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamesAdded {
    /// Of accounts.
    pub accounts: usize,
    /// Of cost centres.
    pub cost_centres: usize,
    /// Of projects.
    pub projects: usize,
}

impl NamesAdded {
    /// Whether there were none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.accounts == 0 && self.cost_centres == 0 && self.projects == 0
    }
}

/// Why a text cannot be added to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// It is no TOML.
    #[error("the settings cannot be read: {0}")]
    NotToml(String),
    /// There is a profile of this name already.
    #[error("the settings have a profile '{0}' already")]
    ProfileExists(String),
    /// What is to hold names or profiles is something else.
    #[error("'{0}' in the settings is not a table")]
    NotATable(&'static str),
}

impl From<toml_edit::TomlError> for EditError {
    fn from(error: toml_edit::TomlError) -> Self {
        Self::NotToml(error.message().to_owned())
    }
}

/// The text of a `ledger.toml` with names that it did not have, at the end of their tables. Names
/// that are there are never changed, nor is a comment or the order of anything; a name of nothing
/// but blanks is none.
///
/// ```
/// use finsam_ledger::read::settings::{NewNames, with_names};
///
/// let mut names = NewNames::default();
/// names.accounts.insert("1511".parse()?, "Kundfordr.".to_owned());
/// names.accounts.insert("1930".parse()?, "Bank".to_owned());
/// let text = "[accounts]\n1511 = \"Kundfordringar\" # som i fjol\n";
/// let (text, added) = with_names(text, &names).expect("it is TOML");
/// assert_eq!(text, "[accounts]\n1511 = \"Kundfordringar\" # som i fjol\n1930 = \"Bank\"\n");
/// assert_eq!(added.accounts, 1);
/// # Ok::<(), finsam_ledger::AccountError>(())
/// ```
///
/// # Errors
/// [`EditError`] if the text is no TOML, or has something else where names belong.
pub fn with_names(text: &str, names: &NewNames) -> Result<(String, NamesAdded), EditError> {
    let mut document: DocumentMut = text.parse().map_err(EditError::from)?;
    let accounts = names.accounts.iter().map(|(account, name)| (account.to_string(), name));
    let cost_centres = names.cost_centres.iter().map(|(code, name)| (code.to_string(), name));
    let projects = names.projects.iter().map(|(code, name)| (code.to_string(), name));
    let added = NamesAdded {
        accounts: add(&mut document, "accounts", accounts)?,
        cost_centres: add(&mut document, "cost-centres", cost_centres)?,
        projects: add(&mut document, "projects", projects)?,
    };
    Ok((if added.is_empty() { text.to_owned() } else { document.to_string() }, added))
}

/// Adds the names that a table lacks; tells how many.
fn add<'a>(
    document: &mut DocumentMut,
    table: &'static str,
    names: impl Iterator<Item = (String, &'a String)>,
) -> Result<usize, EditError> {
    // Blanks around a code do not count, so a key with some is that code too.
    let there: BTreeSet<String> = match document.get(table) {
        None => BTreeSet::new(),
        Some(item) => {
            let keys = item.as_table_like().ok_or(EditError::NotATable(table))?.iter();
            keys.map(|(key, _)| key.trim().to_owned()).collect()
        }
    };
    let mut count = 0;
    for (key, name) in names.filter(|(key, name)| !name.trim().is_empty() && !there.contains(key)) {
        let item = document.entry(table).or_insert_with(toml_edit::table);
        item.as_table_like_mut().ok_or(EditError::NotATable(table))?.insert(&key, value(name.trim()));
        count += 1;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::settings::{TEMPLATES, template};

    fn names() -> NewNames {
        let mut names = NewNames::default();
        for (account, name) in [("1511", "Annat namn"), ("1999", " Nytt \"konto\"\n"), ("2999", "  ")] {
            names.accounts.insert(account.parse().expect("an account"), name.to_owned());
        }
        names.cost_centres.insert("30 01".parse().expect("a code"), "Kansli".to_owned());
        names.projects.insert("Å1".parse().expect("a code"), "Återgång".to_owned());
        names
    }

    #[test]
    fn every_template_takes_names_and_keeps_each_of_its_lines() {
        for name in TEMPLATES {
            let before = template(name).expect("a built-in template");
            let (text, added) = with_names(before, &names()).expect("it is TOML");
            assert_eq!(added, NamesAdded { accounts: 1, cost_centres: 1, projects: 1 }, "{name}");
            let mut lines = text.lines();
            for line in before.lines() {
                assert!(lines.any(|kept| kept == line), "{name} lost, moved or changed: {line}");
            }
            let (was, is) = (settings(before), settings(&text));
            let account = |text: &str| text.parse().expect("an account");
            assert_eq!(is.chart.name_of(account("1511")), was.chart.name_of(account("1511")));
            assert_eq!(is.chart.name_of(account("1999")), Some("Nytt \"konto\""));
            assert_eq!(is.chart.name_of(account("2999")), was.chart.name_of(account("2999")));
            assert_eq!(is.projects.len(), was.projects.len() + 1);
            assert_eq!(with_names(&text, &names()), Ok((text, NamesAdded::default())), "once is enough");
        }
    }

    fn settings(text: &str) -> Settings {
        Settings::from_toml("ledger.toml", text).unwrap_or_else(|findings| panic!("{findings:#?}"))
    }

    #[test]
    fn a_code_with_blanks_around_is_there_already() {
        let text = "projects = { ' Å1' = 'Gammalt' }\n";
        let projects = NewNames { projects: names().projects, ..NewNames::default() };
        assert_eq!(with_names(text, &projects), Ok((text.to_owned(), NamesAdded::default())));
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        assert_eq!(with_names("accounts = 5\n", &names()), Err(EditError::NotATable("accounts")));
        assert!(matches!(with_names("[accounts\n", &names()), Err(EditError::NotToml(_))));
    }
}
