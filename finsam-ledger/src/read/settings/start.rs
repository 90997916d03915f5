//! The settings of a new book, made of a template and of what its first files say.

use toml_edit::{DocumentMut, Item, Value, value};

use super::names::{EditError, NewNames, with_names};
use crate::calendar::FiscalYears;

/// What the first files of a book say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// Whose books they are.
    pub entity: Option<String>,
    /// Its number in the register of organisations.
    pub organisation_number: Option<String>,
    /// How its fiscal years lie.
    pub fiscal_years: Option<FiscalYears>,
    /// What it calls its accounts, cost centres and projects.
    pub names: NewNames,
}

/// The text of a `ledger.toml`, such as a [`template`](super::template), with what is said of the
/// book in place of what stood there. Comments stay, and so does the order of what was there.
///
/// A template's names are those that bodies of its kind mostly use; what the body itself calls an
/// account is told by its own files.
///
/// ```
/// use finsam_ledger::FiscalYears;
/// use finsam_ledger::read::settings::{Settings, Start, started, template};
///
/// let text = template("samordningsforbund").expect("a built-in template");
/// let start = Start {
///     entity: Some("Förbundet Exempel".to_owned()),
///     fiscal_years: Some(FiscalYears::starting_in_month(7)?),
///     ..Start::default()
/// };
/// let settings = Settings::from_toml("ledger.toml", &started(text, &start)?).expect("nothing is wrong");
/// assert_eq!(settings.entity.name, "Förbundet Exempel");
/// assert_eq!(settings.fiscal_years.first_month(), 7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EditError`] if the text is no TOML, or has something else where a table should be.
pub fn started(text: &str, start: &Start) -> Result<String, EditError> {
    let mut document: DocumentMut = text.parse().map_err(EditError::from)?;
    if let Some(name) = &start.entity {
        set(&mut document, "entity", "name", name.as_str().into())?;
    }
    if let Some(number) = &start.organisation_number {
        set(&mut document, "entity", "organisation-number", number.as_str().into())?;
    }
    if let Some(years) = start.fiscal_years {
        set(&mut document, "books", "fiscal-year-starts", i64::from(years.first_month()).into())?;
    }
    let NewNames { accounts, cost_centres, projects } = &start.names;
    let accounts = accounts.iter().map(|(account, name)| (account.to_string(), name));
    rename(&mut document, "accounts", accounts)?;
    rename(&mut document, "cost-centres", cost_centres.iter().map(|(code, name)| (code.to_string(), name)))?;
    rename(&mut document, "projects", projects.iter().map(|(code, name)| (code.to_string(), name)))?;
    Ok(with_names(&document.to_string(), &start.names)?.0)
}

/// Sets a key of a table; what was written around its value stays.
fn set(document: &mut DocumentMut, table: &'static str, key: &str, mut new: Value) -> Result<(), EditError> {
    let item = document.entry(table).or_insert_with(toml_edit::table);
    let table = item.as_table_like_mut().ok_or(EditError::NotATable(table))?;
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, value(new));
        }
    }
    Ok(())
}

/// Changes names that a table has.
fn rename<'a>(
    document: &mut DocumentMut,
    table: &'static str,
    names: impl Iterator<Item = (String, &'a String)>,
) -> Result<(), EditError> {
    for (key, name) in names.filter(|(_, name)| !name.trim().is_empty()) {
        let has =
            document.get(table).and_then(Item::as_table_like).is_some_and(|table| table.contains_key(&key));
        if has {
            set(document, table, &key, name.trim().into())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::settings::{Settings, TEMPLATES, template};

    fn start() -> Start {
        let mut names = NewNames::default();
        for (account, name) in [("1930", "Vår \"bank\""), ("1999", "Nytt konto")] {
            names.accounts.insert(account.parse().expect("an account"), name.to_owned());
        }
        names.projects.insert("P1".parse().expect("a code"), "Projekt ett".to_owned());
        Start {
            entity: Some("Förbundet \"Exempel\"".to_owned()),
            organisation_number: Some("222000-0000".to_owned()),
            fiscal_years: FiscalYears::starting_in_month(9).ok(),
            names,
        }
    }

    #[test]
    fn every_template_takes_what_is_said_and_keeps_its_comments() {
        for name in TEMPLATES {
            let before = template(name).expect("a built-in template");
            let text = started(before, &start()).expect("it is TOML");
            let mut lines = text.lines();
            for comment in before.lines().filter(|line| line.starts_with("# ")) {
                assert!(lines.any(|line| line == comment), "{name} lost {comment}:\n{text}");
            }
            let settings = Settings::from_toml("ledger.toml", &text).expect("nothing is wrong with it");
            let was = Settings::from_toml("ledger.toml", before).expect("nothing is wrong with it");
            assert_eq!(settings.entity.name, "Förbundet \"Exempel\"");
            assert_eq!(settings.entity.organisation_number.as_deref(), Some("222000-0000"));
            assert_eq!(settings.fiscal_years.first_month(), 9);
            let mut named = was.clone();
            named.name(&start().names);
            assert_eq!(settings.chart, named.chart);
            assert_eq!(settings.projects, named.projects);
            assert_eq!(settings.layout, was.layout);
        }
    }

    #[test]
    fn nothing_said_is_nothing_changed() {
        let text = template(TEMPLATES[0]).expect("a built-in template");
        assert_eq!(started(text, &Start::default()).as_deref(), Ok(text));
        assert_eq!(started("entity = 5\n", &start()), Err(EditError::NotATable("entity")));
    }

    #[test]
    fn names_that_settings_lack_are_told_from_those_they_have_otherwise() {
        let text = started(template(TEMPLATES[0]).expect("a template"), &start()).expect("it is TOML");
        let settings = Settings::from_toml("ledger.toml", &text).expect("nothing is wrong with it");
        let mut names = start().names;
        names.accounts.insert("1930".parse().expect("an account"), "Bank".to_owned());
        let mut more = NewNames::default();
        more.accounts.insert("1998".parse().expect("an account"), "Ännu ett".to_owned());
        more.accounts.insert("1999".parse().expect("an account"), "Annat namn".to_owned());
        names.merge(more);
        let (new, differing) = names.lacking_in(&settings);
        assert_eq!((new.len(), differing), (1, 1), "{new:?}");
    }
}
