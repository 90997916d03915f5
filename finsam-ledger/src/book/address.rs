//! Where a book is kept on a server.

use std::fmt;
use std::net::IpAddr;

use postgres::Config;
use postgres::config::{Host, SslMode};
use thiserror::Error;

/// How an address begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// What tells the book among those of a database.
const BOOK: &str = "book=";
/// What tells who is to write in a book that is made.
const WRITER: &str = "writer=";
/// How long the name of a book may be, as a server has it.
const LONGEST_NAME: usize = 63;

/// Where a book is kept on a server: `postgres://user@host:5432/database?book=name`.
///
/// The server speaks `PostgreSQL`'s protocol. A book is a schema of its own in the database, so that the books of
/// many bodies lie beside each other and are moved, backed up and given rights to one by one. What is shown of an
/// address has no password in it.
///
/// Whoever makes a book can take it apart. With `&writer=role` it is made for a role that can read it and add to it,
/// and has no right to change or remove anything: the one that it is used by from then on.
///
/// ```
/// use finsam_ledger::book::ServerAddress;
///
/// let address: ServerAddress = "postgres://ekonom:hemligt@localhost/bok?book=exempel".parse()?;
/// assert_eq!(address.book(), "exempel");
/// assert_eq!(address.to_string(), "postgres://ekonom@localhost:5432/bok?book=exempel");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct ServerAddress {
    config: Config,
    book: String,
    writer: Option<String>,
}

/// Why a text is no address of a book on a server. None of it holds what was written, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AddressError {
    /// It does not read as one.
    #[error("it is not of the form postgres://user@host/database?book=name")]
    Form,
    /// It does not say which book.
    #[error("it does not say which book: end it with ?book=name")]
    NoBook,
    /// The name of the book, or of who writes in it, is none.
    #[error(
        "a book's name is of the letters a to z, digits and _, begins with a letter, and is no longer than 63"
    )]
    BookName,
    /// The server is elsewhere, and nothing would hide what is sent there.
    #[error(
        "what is sent to another machine would not be encrypted: lead the connection through a tunnel, or say \
         sslmode=disable where the network itself is safe"
    )]
    Unencrypted,
}

impl ServerAddress {
    /// The name of the book.
    #[must_use]
    pub fn book(&self) -> &str {
        &self.book
    }

    /// The same address with this password, unless it has one: so it stands in no list of commands.
    #[must_use]
    pub fn or_password(mut self, password: &str) -> Self {
        if self.config.get_password().is_none() {
            self.config.password(password);
        }
        self
    }

    /// Who may read a book that is made and add to it, and no more, beside whoever makes it.
    pub(super) fn writer(&self) -> Option<&str> {
        self.writer.as_deref()
    }

    /// How the server is connected to.
    pub(super) const fn config(&self) -> &Config {
        &self.config
    }
}

impl std::str::FromStr for ServerAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if !SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            return Err(AddressError::Form);
        }
        let (place, parameters) = text.split_once('?').unwrap_or((text, ""));
        let (mut books, mut writer, mut others) = (Vec::new(), None, Vec::new());
        for parameter in parameters.split('&').filter(|one| !one.is_empty()) {
            if let Some(name) = parameter.strip_prefix(BOOK) {
                books.push(name);
            } else if let Some(role) = parameter.strip_prefix(WRITER) {
                writer = Some(is_name(role).then(|| role.to_owned()).ok_or(AddressError::BookName)?);
            } else {
                others.push(parameter);
            }
        }
        let [book] = *books else { return Err(AddressError::NoBook) };
        if !is_name(book) {
            return Err(AddressError::BookName);
        }
        let config: Config =
            format!("{place}?{}", others.join("&")).parse().map_err(|_| AddressError::Form)?;
        if config.get_hosts().is_empty() || config.get_dbname().is_none() {
            return Err(AddressError::Form);
        }
        match config.get_ssl_mode() {
            SslMode::Disable => {}
            SslMode::Prefer if config.get_hosts().iter().all(is_here) => {}
            _ => return Err(AddressError::Unencrypted),
        }
        Ok(Self { config, book: book.to_owned(), writer })
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            write!(f, "{user}@")?;
        }
        for (at, host) in self.config.get_hosts().iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            match host {
                Host::Tcp(name) => f.write_str(name)?,
                Host::Unix(path) => write!(f, "{}", path.display())?,
            }
            if let Some(port) = self.config.get_ports().get(at).or_else(|| self.config.get_ports().first()) {
                write!(f, ":{port}")?;
            }
        }
        write!(f, "/{}?book={}", self.config.get_dbname().unwrap_or_default(), self.book)
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A schema's name that needs no quotation marks.
fn is_name(name: &str) -> bool {
    let is_inside = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && !name.starts_with("pg_")
        && name.len() <= LONGEST_NAME
        && name.chars().all(is_inside)
}

/// Whether what is sent there stays on this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_ever_shown() {
        for written in [
            "postgres://ekonom:hemligt@localhost:5433/bok?book=a",
            "postgresql://ekonom@localhost:5433/bok?book=a&password=hemligt",
        ] {
            let address: ServerAddress = written.parse().expect("an address");
            assert_eq!(address.to_string(), "postgres://ekonom@localhost:5433/bok?book=a");
            assert_eq!(format!("{address:?}"), address.to_string());
            assert!(!format!("{:?}", address.config()).contains("hemligt"));
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        let refused = |text: &str| text.parse::<ServerAddress>().expect_err("no address");
        assert_eq!(refused("bok"), AddressError::Form);
        assert_eq!(refused("postgres://localhost/bok?book=a&what=b"), AddressError::Form);
        assert_eq!(refused("postgres:///bok?book=a"), AddressError::Form);
        assert_eq!(refused("postgres://localhost/bok"), AddressError::NoBook);
        assert_eq!(refused("postgres://localhost/bok?book=a&book=b"), AddressError::NoBook);
        for name in ["", "A", "1a", "a-b", "a;drop", "pg_a", "å", &"a".repeat(64)] {
            assert_eq!(refused(&format!("postgres://localhost/bok?book={name}")), AddressError::BookName);
        }
        assert_eq!(refused("postgres://10.0.0.1/bok?book=a"), AddressError::Unencrypted);
        assert_eq!(refused("postgres://localhost/bok?book=a&sslmode=require"), AddressError::Unencrypted);
        assert!("postgres://10.0.0.1/bok?book=a&sslmode=disable".parse::<ServerAddress>().is_ok());
        assert!("postgres://127.0.0.1/bok?book=a".parse::<ServerAddress>().is_ok());
    }
}
