//! Where a book is, as the user says it: a directory, or an address on a server.

use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
use finsam_ledger::book::ServerAddress;
use finsam_ledger::book::{Book, BookError};

use crate::exit::Refusal;
use crate::text::Wrong;
use crate::text::server::WrongServer;

/// How the address of a server begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// The password of a server's user, where the address has none: the name that its other programs know.
#[cfg(feature = "postgres")]
const PASSWORD: &str = "PGPASSWORD";

/// Where a book is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Directory(PathBuf),
    #[cfg(feature = "postgres")]
    Server(Box<ServerAddress>),
}

impl Place {
    /// What was named: an address if it begins as one.
    pub(crate) fn named(text: &Path) -> Result<Self, Refusal> {
        match text.to_str().filter(|text| is_address(text)) {
            None => Ok(Self::Directory(text.to_owned())),
            #[cfg(feature = "postgres")]
            Some(address) => {
                let address: ServerAddress = address
                    .parse()
                    .map_err(|error| Refusal::Usage(Wrong::Server(WrongServer::Address(error))))?;
                Ok(Self::Server(Box::new(match std::env::var(PASSWORD) {
                    Ok(password) => address.or_password(&password),
                    Err(_) => address,
                })))
            }
            #[cfg(not(feature = "postgres"))]
            Some(_) => Err(Refusal::Usage(Wrong::Server(WrongServer::None))),
        }
    }

    pub(crate) fn open(&self) -> Result<Book, BookError> {
        match self {
            Self::Directory(dir) => Book::open(dir),
            #[cfg(feature = "postgres")]
            Self::Server(address) => Book::open_on(address),
        }
    }

    pub(crate) fn create(&self, ledger_toml: &str) -> Result<Book, BookError> {
        match self {
            Self::Directory(dir) => Book::create(dir, ledger_toml),
            #[cfg(feature = "postgres")]
            Self::Server(address) => Book::create_on(address, ledger_toml),
        }
    }

    /// Its directory, if it has one.
    #[cfg_attr(not(feature = "postgres"), expect(clippy::unnecessary_wraps, reason = "a server has none"))]
    pub(crate) fn dir(&self) -> Option<&Path> {
        match self {
            Self::Directory(dir) => Some(dir),
            #[cfg(feature = "postgres")]
            Self::Server(_) => None,
        }
    }

    /// It in words, without a secret.
    pub(crate) fn shown(&self) -> PathBuf {
        match self {
            Self::Directory(dir) => dir.clone(),
            #[cfg(feature = "postgres")]
            Self::Server(address) => PathBuf::from(address.to_string()),
        }
    }
}

fn is_address(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

/// A word of the command line as a book keeps it and another writer is told it: of an address, what has no secret.
pub(crate) fn without_secrets(word: &str) -> String {
    let (option, value) = match word.split_once('=') {
        Some((option, value)) if option.starts_with("--") && is_address(value) => {
            (format!("{option}="), value)
        }
        _ => (String::new(), word),
    };
    if !is_address(value) {
        return word.to_owned();
    }
    #[cfg(feature = "postgres")]
    if let Ok(address) = value.parse::<ServerAddress>() {
        return format!("{option}{address}");
    }
    format!("{option}{}…", SCHEMES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_is_kept_has_a_password() {
        for word in
            ["postgres://ekonom:hemligt@localhost/bok?book=a", "postgres://ekonom:hemligt@localhost/bok"]
        {
            for written in [word.to_owned(), format!("--book={word}")] {
                let kept = without_secrets(&written);
                assert!(!kept.contains("hemligt") && kept.contains("postgres://"), "{kept}");
                assert_eq!(kept.starts_with("--book="), written.starts_with("--book="));
            }
        }
        assert_eq!(without_secrets("--profile=a=b"), "--profile=a=b");
        assert_eq!(without_secrets("verifikat.csv"), "verifikat.csv");
    }
}
