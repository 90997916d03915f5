//! What stood in the way: files, the disk, a book.

use std::io;
use std::path::PathBuf;

use finsam_ledger::AmountError;
use finsam_ledger::book::BookError;
use finsam_ledger::message::Lang;
use finsam_ledger::read::ReadError;
use finsam_ledger::render::RenderError;

use super::{one_of, short};

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failed {
    Book(BookError),
    BookEmpty,
    DirectoryUnknown { error: io::Error },
    FileUnreadable { path: PathBuf, error: io::Error },
    FileUnwritable { path: PathBuf, error: io::Error },
    NoBook { from: PathBuf },
    Read(ReadError),
    Render(RenderError),
    StdoutFails { error: io::Error },
    TooLarge(AmountError),
}

impl Failed {
    /// The sentence, without a line break at its end.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let sentences = match self {
            Self::Book(error) => book(error),
            Self::BookEmpty => (
                "Det finns inga bokningar än. Läs in verifikat: ledger import verifikat.csv".to_owned(),
                "Nothing is booked yet. Read vouchers: ledger import verifikat.csv".to_owned(),
            ),
            Self::DirectoryUnknown { error } => (
                format!("Den aktuella katalogen går inte att läsa: {error}"),
                format!("The current directory cannot be read: {error}"),
            ),
            Self::FileUnreadable { path, error } => (
                format!("{} går inte att läsa: {}", path.display(), io_error(error, Lang::Sv)),
                format!("{} cannot be read: {}", path.display(), io_error(error, Lang::En)),
            ),
            Self::FileUnwritable { path, error } => (
                format!("{} går inte att skriva: {}", path.display(), io_error(error, Lang::Sv)),
                format!("{} cannot be written: {}", path.display(), io_error(error, Lang::En)),
            ),
            Self::NoBook { from } => (
                format!(
                    "Ingen bok i {} eller ovanför. Skapa en med ledger init, eller peka ut en med --book.",
                    from.display()
                ),
                format!(
                    "No book in {} or above it. Make one with ledger init, or name one with --book.",
                    from.display()
                ),
            ),
            Self::Read(error) => read(error),
            Self::Render(error) => (
                format!("Tabellen går inte att skriva: {error}"),
                format!("The table cannot be written: {error}"),
            ),
            Self::TooLarge(error) => {
                (format!("En summa är för stor: {error}"), format!("A sum is too large: {error}"))
            }
            Self::StdoutFails { error } => {
                (format!("Utskriften misslyckades: {error}"), format!("Writing failed: {error}"))
            }
        };
        one_of(lang, sentences)
    }
}

fn book(error: &BookError) -> (String, String) {
    match error {
        BookError::NotABook { dir, missing } => (
            format!("{} är ingen bok: {missing} saknas. Skapa en med ledger init.", dir.display()),
            format!("{} is no book: it has no {missing}. Make one with ledger init.", dir.display()),
        ),
        BookError::Exists(path) => (
            format!("{} finns redan. Inget ändrades.", path.display()),
            format!("{} is there already. Nothing was changed.", path.display()),
        ),
        BookError::Held { by } if by.is_empty() => (
            "Ett annat program skriver i boken. Försök igen om en stund.".to_owned(),
            "Another program writes to the book. Try again in a while.".to_owned(),
        ),
        BookError::Held { by } => (
            format!("Boken är upptagen av: {}. Försök igen när det är klart.", short(by)),
            format!("The book is held by: {}. Try again when that is done.", short(by)),
        ),
        BookError::Foreign(path) => (
            format!("{} är inte en boks databas.", path.display()),
            format!("{} is not the database of a book.", path.display()),
        ),
        BookError::NewerFormat { found, known } => (
            format!(
                "Boken har format {found}; det här programmet läser till och med {known}. Ta en nyare ledger."
            ),
            format!("The book has format {found}; this program reads up to {known}. Use a newer ledger."),
        ),
        BookError::Damaged(detail) => (
            format!("Boken är skadad: {}. Ta fram en säkerhetskopia.", short(detail)),
            format!("The book is damaged: {}. Bring back a copy.", short(detail)),
        ),
        BookError::FiscalYears { in_book, in_settings } => (
            format!(
                "Bokens räkenskapsår börjar i månad {in_book}, men enligt ledger.toml i månad {in_settings}."
            ),
            format!(
                "The book's fiscal years start in month {in_book}, but by ledger.toml in month {in_settings}."
            ),
        ),
        BookError::Io { path, source } => (
            format!("{}: {}", path.display(), io_error(source, Lang::Sv)),
            format!("{}: {}", path.display(), io_error(source, Lang::En)),
        ),
        other => (format!("Boken: {other}"), format!("The book: {other}")),
    }
}

fn read(error: &ReadError) -> (String, String) {
    match error {
        ReadError::Io { file, source } => (
            format!("{} går inte att läsa: {}", short(file), io_error(source, Lang::Sv)),
            format!("{} cannot be read: {}", short(file), io_error(source, Lang::En)),
        ),
        ReadError::LineTooLong { file, line } => (
            format!("{}, rad {line}: raden är längre än en rad i en tabell kan vara.", short(file)),
            format!("{}, line {line}: the line is longer than a row of a table can be.", short(file)),
        ),
        ReadError::Amount(error) => {
            (format!("En summa är för stor: {error}"), format!("A sum is too large: {error}"))
        }
    }
}

fn io_error(error: &io::Error, lang: Lang) -> String {
    match (error.kind(), lang) {
        (io::ErrorKind::NotFound, Lang::Sv) => "den finns inte".to_owned(),
        (io::ErrorKind::NotFound, Lang::En) => "it is not there".to_owned(),
        (io::ErrorKind::PermissionDenied, Lang::Sv) => "behörighet saknas".to_owned(),
        (io::ErrorKind::PermissionDenied, Lang::En) => "permission is denied".to_owned(),
        (io::ErrorKind::IsADirectory, Lang::Sv) => "det är en katalog".to_owned(),
        (io::ErrorKind::IsADirectory, Lang::En) => "it is a directory".to_owned(),
        (io::ErrorKind::StorageFull, Lang::Sv) => "disken är full".to_owned(),
        (io::ErrorKind::StorageFull, Lang::En) => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
