//! `ledger.toml` as a file: written once, added to whole or not at all.
//!
//! Settings that come with records *wait* beside it, under the hash of the record that they come with. They
//! are in force from the instant the database ends with that record: whoever meets them then puts them in
//! place, and whoever writes next removes what waits for a record that never came. So one commit decides of
//! both files, wherever a crash falls.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::chain::{Hash, START};
use super::error::{BookError, io, unwritable};
use super::{Book, SETTINGS, hex, private_file};
use crate::read::settings::{NamesAdded, NewNames, Profile, Settings, with_names, with_profile};

impl Book {
    /// Adds names that the settings lack to `ledger.toml`; those that are there, comments and order
    /// stay. The file is replaced whole, so that it is never found half written. `command` is told
    /// to another writer.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # use finsam_ledger::read::settings::NewNames;
    /// # let home = tempfile::tempdir()?;
    /// # let mut book = Book::create(home.path(), "[entity]\nname = \"Samordningsförbundet Exempel\"\n")?;
    /// let mut names = NewNames::default();
    /// names.accounts.insert("1930".parse()?, "Bank".to_owned());
    /// assert_eq!(book.add_names(&names, "ledger import bok.se")?.accounts, 1);
    /// assert_eq!(book.settings().chart.name_of("1930".parse()?), Some("Bank"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::Held`] if another writer does not finish in time, [`BookError::Settings`] if the
    /// file is no longer one, or would not be one with the names; it is then as it was.
    pub fn add_names(&mut self, names: &NewNames, command: &str) -> Result<NamesAdded, BookError> {
        let (settings, added) = self.change_settings(command, |text| {
            let Named { text, settings, added } = self.with_names(text, names)?;
            Ok(((!added.is_empty()).then_some(text), (settings, added)))
        })?;
        self.settings.chart = settings.chart;
        self.settings.cost_centres = settings.cost_centres;
        self.settings.projects = settings.projects;
        Ok(added)
    }
}

impl Book {
    /// Adds an import profile to `ledger.toml`, as [`add_names`](Self::add_names) adds names.
    ///
    /// # Errors
    /// As there; [`BookError::SettingsFixed`] if there is a profile of that name.
    pub fn add_profile(&mut self, name: &str, profile: &Profile, command: &str) -> Result<(), BookError> {
        let file = self.home.settings_file();
        let settings = self.change_settings(command, |text| {
            let text = with_profile(text, name, profile)
                .map_err(|source| BookError::SettingsFixed { file: file.clone(), source })?;
            let settings = Settings::from_toml(&file.to_string_lossy(), &text)
                .map_err(|findings| BookError::Settings { file: file.clone(), findings })?;
            Ok((Some(text), settings))
        })?;
        self.settings.profiles = settings.profiles;
        Ok(())
    }
}

impl Book {
    /// Puts other words in the place of all of its settings. `file` is what they are told by where something is
    /// wrong with them, `command` is told to another writer.
    ///
    /// ```
    /// # use finsam_ledger::book::Book;
    /// # let home = tempfile::tempdir()?;
    /// let mut book = Book::create(home.path(), "[entity]\nname = \"Förbundet\"\n")?;
    /// book.replace_settings("nya.toml", "[entity]\nname = \"Samordningsförbundet\"\n", "ledger settings nya.toml")?;
    /// assert_eq!(book.settings().entity.name, "Samordningsförbundet");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BookError::Settings`] if they are wrong, [`BookError::FiscalYears`] if they would number what is booked in
    /// other years, [`BookError::Held`] if another writer does not finish in time; the settings are then as they were.
    pub fn replace_settings(&mut self, file: &str, text: &str, command: &str) -> Result<(), BookError> {
        let settings = Settings::from_toml(file, text)
            .map_err(|findings| BookError::Settings { file: file.into(), findings })?;
        self.change_settings(command, |_| {
            self.check_first_month(settings.fiscal_years.first_month())?;
            Ok((Some(text.to_owned()), ()))
        })?;
        self.settings = settings;
        Ok(())
    }
}

/// Settings with names added, before they are anywhere.
pub(super) struct Named {
    pub(super) text: String,
    settings: Settings,
    pub(super) added: NamesAdded,
}

impl Book {
    /// The words of its settings with the names they lack.
    pub(super) fn with_names(&self, text: &str, names: &NewNames) -> Result<Named, BookError> {
        let file = self.home.settings_file();
        let (text, added) = with_names(text, names)
            .map_err(|source| BookError::SettingsFixed { file: file.clone(), source })?;
        let settings = Settings::from_toml(&file.to_string_lossy(), &text)
            .map_err(|findings| BookError::Settings { file, findings })?;
        Ok(Named { text, settings, added })
    }
}

/// The settings of a new book wait for its database, unless they stand there already, word for word.
pub(super) fn begin_settings(dir: &Path, text: &str) -> Result<(), BookError> {
    let file = dir.join(SETTINGS);
    match fs::read(&file) {
        Ok(there) if there == text.as_bytes() => remove(&waiting(dir, &START)),
        Ok(_) => Err(BookError::Exists(file)),
        Err(source) if source.kind() == ErrorKind::NotFound => wait_for(dir, &START, text),
        Err(source) => Err(io(&file, source)),
    }
}

/// Lets settings wait for the record with this hash.
pub(super) fn wait_for(dir: &Path, head: &Hash, text: &str) -> Result<(), BookError> {
    let waiting = waiting(dir, head);
    let write = || {
        let mut file = private_file(&waiting)?;
        file.write_all(text.as_bytes())?;
        if let Ok(there) = fs::metadata(dir.join(SETTINGS)) {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()?;
        sync_directory(&waiting)
    };
    write().map_err(|source| {
        // What nothing will wait for is of no use to anyone.
        let _ = fs::remove_file(&waiting);
        unwritable(&waiting, source)
    })
}

fn waiting(dir: &Path, head: &Hash) -> PathBuf {
    dir.join(format!("{SETTINGS}.{}", hex(head)))
}

/// The words of the settings that are in force where the book ends with this record; what waited for it is
/// put in place. Where nothing may be written, it is read where it waits.
pub(super) fn in_force(dir: &Path, head: &Hash) -> Result<String, BookError> {
    let (waiting, file) = (waiting(dir, head), dir.join(SETTINGS));
    // Another process may put it in place at the same time.
    match put_in_place(&waiting, &file).and_then(|()| fs::read_to_string(&file)) {
        Ok(text) => Ok(text),
        Err(source) => fs::read_to_string(&waiting).map_err(|_| io(&file, source)),
    }
}

fn put_in_place(waiting: &Path, file: &Path) -> io::Result<()> {
    if !waiting.try_exists()? {
        return Ok(());
    }
    // A link stays one: what it leads to is replaced.
    let place = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    match fs::rename(waiting, &place) {
        Err(source) if source.kind() == ErrorKind::CrossesDevices => {
            replace(&place, &fs::read_to_string(waiting)?)?;
            fs::remove_file(waiting)
        }
        Err(source) if source.kind() == ErrorKind::NotFound => Ok(()),
        renamed => renamed.and_then(|()| sync_directory(&place)),
    }
}

/// Removes what waits for other records than this: they never came. Only who holds the lock may.
pub(super) fn sweep(dir: &Path, head: &Hash) -> Result<(), BookError> {
    let is_kept = waiting(dir, head);
    let files = fs::read_dir(dir).map_err(|source| io(dir, source))?;
    for path in files.flatten().map(|file| file.path()).filter(|path| *path != is_kept) {
        let name = path.file_name().and_then(|name| name.to_str());
        let waits_for = name.and_then(|name| name.strip_prefix(SETTINGS)?.strip_prefix('.'));
        if waits_for.is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), BookError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(io(path, source)),
        _ => Ok(()),
    }
}

/// Writes a file beside the one it then takes the place of, with the same rights.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let beside = path.with_file_name("ledger.toml.new");
    let write = || {
        let mut file = private_file(&beside)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    let written = write();
    if written.is_err() {
        // What could not take its place is of no use to anyone.
        let _ = fs::remove_file(&beside);
    }
    written?;
    sync_directory(&path)
}

/// Makes the new name last; only some systems can open a directory for it.
pub(super) fn sync_directory(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(directory) if cfg!(unix) => File::open(directory)?.sync_all(),
        _ => Ok(()),
    }
}
