//! What keeps a book: files in a directory, or a real server that the tests start themselves.
//!
//! The server is `PostgreSQL` as it is installed (`initdb` on the path, or Debian's under `/usr/lib/postgresql`), in a
//! directory of its own, on this machine only. Where none is installed, what needs one says so and is not tried;
//! `FINSAM_NO_SKIP=1` makes that a fault.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a helper of a test may fail it, and says what it lacks"
)]

use finsam_ledger::book::Book;
use tempfile::TempDir;

/// What keeps one book.
pub(crate) enum Keeper {
    Files(TempDir),
    #[cfg(feature = "postgres")]
    Server(Box<finsam_ledger::book::ServerAddress>),
}

impl Keeper {
    pub(crate) fn files() -> Self {
        Self::Files(tempfile::tempdir().expect("a directory"))
    }

    /// A name on the server that no book has.
    #[cfg(feature = "postgres")]
    pub(crate) fn on_server() -> Option<Self> {
        use std::sync::atomic::{AtomicU32, Ordering};
        static BOOKS: AtomicU32 = AtomicU32::new(1);
        let number = BOOKS.fetch_add(1, Ordering::Relaxed);
        let address = server::address(&format!("bok_{number}"))?;
        Some(Self::Server(Box::new(address.parse().expect("an address"))))
    }

    pub(crate) fn create(&self, settings: &str) -> Book {
        match self {
            Self::Files(home) => Book::create(home.path(), settings).expect("a new book"),
            #[cfg(feature = "postgres")]
            Self::Server(address) => Book::create_on(address, settings).expect("a new book"),
        }
    }

    pub(crate) fn open(&self) -> Book {
        match self {
            Self::Files(home) => Book::open(home.path()).expect("it is as it was"),
            #[cfg(feature = "postgres")]
            Self::Server(address) => Book::open_on(address).expect("it is as it was"),
        }
    }
}

#[cfg(feature = "postgres")]
#[path = "server.rs"]
pub(crate) mod server;
