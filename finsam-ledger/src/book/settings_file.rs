//! `ledger.toml` as a file: written once, added to whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::error::{BookError, io};
use super::lock::WriteLock;
use super::{Book, LOCK, SETTINGS};
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
        let _lock = WriteLock::take(&self.dir.join(LOCK), command, self.patience)?;
        let file = self.dir.join(SETTINGS);
        let text = fs::read_to_string(&file).map_err(|source| io(&file, source))?;
        let (text, added) = with_names(&text, names)
            .map_err(|source| BookError::SettingsFixed { file: file.clone(), source })?;
        let settings = Settings::from_toml(&file.to_string_lossy(), &text)
            .map_err(|findings| BookError::Settings { file: file.clone(), findings })?;
        if !added.is_empty() {
            replace(&file, &text).map_err(|source| io(&file, source))?;
        }
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
        let _lock = WriteLock::take(&self.dir.join(LOCK), command, self.patience)?;
        let file = self.dir.join(SETTINGS);
        let text = fs::read_to_string(&file).map_err(|source| io(&file, source))?;
        let text = with_profile(&text, name, profile)
            .map_err(|source| BookError::SettingsFixed { file: file.clone(), source })?;
        let settings = Settings::from_toml(&file.to_string_lossy(), &text)
            .map_err(|findings| BookError::Settings { file: file.clone(), findings })?;
        replace(&file, &text).map_err(|source| io(&file, source))?;
        self.settings.profiles = settings.profiles;
        Ok(())
    }
}

/// Writes the settings of a new book, unless they stand there already, word for word: an earlier
/// attempt did it.
pub(super) fn write_settings(path: &Path, text: &str) -> Result<(), BookError> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|source| io(path, source))
        }
        Err(source) if source.kind() == ErrorKind::AlreadyExists => {
            let there = fs::read(path).map_err(|source| io(path, source))?;
            if there == text.as_bytes() { Ok(()) } else { Err(BookError::Exists(path.to_owned())) }
        }
        Err(source) => Err(io(path, source)),
    }
}

/// Writes a file beside the one it then takes the place of, with the same rights.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let beside = path.with_file_name("ledger.toml.new");
    let write = || {
        let mut file = File::create(&beside)?;
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
fn sync_directory(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(directory) if cfg!(unix) => File::open(directory)?.sync_all(),
        _ => Ok(()),
    }
}
