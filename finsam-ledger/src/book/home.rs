//! Where a book is, and where the words of its settings stand: in a directory's `ledger.toml`, or beside the
//! vouchers on a server, where one commit is of both.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use super::address::ServerAddress;
use super::chain::Hash;
#[cfg(feature = "postgres")]
use super::engine::Database;
use super::error::{BookError, io, unwritable};
use super::lock::WriteLock;
use super::{Book, DATABASE, LOCK, SETTINGS, settings_file};

/// Where a server keeps the settings.
#[cfg(feature = "postgres")]
pub(super) const SETTINGS_ON_SERVER: &str = "settings";

/// Where a book is.
#[derive(Clone, Debug)]
pub(super) enum Home {
    /// A directory.
    Directory(PathBuf),
    /// A server.
    #[cfg(feature = "postgres")]
    Server(Box<ServerAddress>),
}

impl Home {
    /// What the settings are called where something is wrong with them.
    pub(super) fn settings_file(&self) -> PathBuf {
        match self {
            Self::Directory(dir) => dir.join(SETTINGS),
            #[cfg(feature = "postgres")]
            Self::Server(address) => PathBuf::from(address.to_string()),
        }
    }

    /// Waits for the lock beside the files. On a server it is a row, and held by the transaction.
    pub(super) fn lock(
        &self,
        command: &str,
        patience: std::time::Duration,
    ) -> Result<Option<WriteLock>, BookError> {
        match self {
            Self::Directory(dir) => WriteLock::take(&dir.join(LOCK), command, patience).map(Some),
            #[cfg(feature = "postgres")]
            Self::Server(_) => Ok(None),
        }
    }

    /// Another process may have ended between the database and the settings: whoever writes next puts them in
    /// order, where the book ends with this record.
    pub(super) fn tidy(&self, head: &Hash) -> Result<(), BookError> {
        match self {
            Self::Directory(dir) => {
                settings_file::in_force(dir, head)?;
                settings_file::sweep(dir, head)
            }
            #[cfg(feature = "postgres")]
            Self::Server(_) => Ok(()),
        }
    }

    /// Whether what was made last is where the book is. Committed to a file that was removed meanwhile, it would be
    /// nowhere.
    pub(super) fn is_there(&self) -> bool {
        match self {
            Self::Directory(dir) => dir.join(DATABASE).is_file(),
            #[cfg(feature = "postgres")]
            Self::Server(_) => true,
        }
    }
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(dir) => write!(f, "{}", dir.display()),
            #[cfg(feature = "postgres")]
            Self::Server(address) => write!(f, "{address}"),
        }
    }
}

/// The words of a book's settings, as its server has them.
#[cfg(feature = "postgres")]
pub(super) fn settings_on_server(database: &Database) -> Result<String, BookError> {
    let text = super::meta(database, SETTINGS_ON_SERVER)?;
    text.ok_or_else(|| BookError::Damaged("it has no settings".to_owned()))
}

impl Book {
    /// Its directory; a book on a server has none.
    #[must_use]
    pub fn dir(&self) -> Option<&Path> {
        match &self.home {
            Home::Directory(dir) => Some(dir),
            #[cfg(feature = "postgres")]
            Home::Server(_) => None,
        }
    }

    /// Where it is, in words: its directory, or its address on a server without secrets.
    #[must_use]
    pub fn place(&self) -> String {
        self.home.to_string()
    }

    /// The words of its settings, as `ledger.toml` or the server has them now.
    ///
    /// # Errors
    /// [`BookError`] if they cannot be read.
    pub fn settings_text(&self) -> Result<String, BookError> {
        match &self.home {
            Home::Directory(dir) => {
                let file = dir.join(SETTINGS);
                fs::read_to_string(&file).map_err(|source| io(&file, source))
            }
            #[cfg(feature = "postgres")]
            Home::Server(_) => settings_on_server(&self.database),
        }
    }

    /// Puts other words in the place of the settings, or none, while nobody else writes. `command` is told to
    /// another writer.
    pub(super) fn change_settings<T>(
        &self,
        command: &str,
        change: impl FnOnce(&str) -> Result<(Option<String>, T), BookError>,
    ) -> Result<T, BookError> {
        match &self.home {
            Home::Directory(dir) => {
                let _lock = self.home.lock(command, self.patience)?;
                let (text, done) = change(&self.settings_text()?)?;
                let file = dir.join(SETTINGS);
                let replace = |text: String| settings_file::replace(&file, &text);
                text.map_or(Ok(()), replace).map_err(|source| unwritable(&file, source))?;
                Ok(done)
            }
            #[cfg(feature = "postgres")]
            Home::Server(_) => {
                let transaction = self.database.begin_writing(command, self.patience)?;
                let (text, done) = change(&self.settings_text()?)?;
                if let Some(text) = text {
                    self.set_meta(SETTINGS_ON_SERVER, &text)?;
                }
                transaction.commit()?;
                Ok(done)
            }
        }
    }
}
