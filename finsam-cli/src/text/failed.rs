//! What stood in the way: files, the disk, a book.

use std::io;
use std::path::{Path, PathBuf};

use finsam_ledger::AmountError;
use finsam_ledger::book::BookError;
use finsam_ledger::message::Lang;
use finsam_ledger::read::ReadError;
use finsam_ledger::render::RenderError;

use super::{named, one_of, pick, server, short};

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
                format!("Den aktuella katalogen går inte att läsa: {}", io_error(error, Lang::Sv)),
                format!("The current directory cannot be read: {}", io_error(error, Lang::En)),
            ),
            Self::FileUnreadable { path, error } => (
                format!("{} går inte att läsa: {}", named(path), io_error(error, Lang::Sv)),
                format!("{} cannot be read: {}", named(path), io_error(error, Lang::En)),
            ),
            Self::FileUnwritable { path, error } if error.kind() == io::ErrorKind::NotFound => (
                format!("{} går inte att skriva: katalogen finns inte", named(path)),
                format!("{} cannot be written: the directory is not there", named(path)),
            ),
            Self::FileUnwritable { path, error } => (
                format!("{} går inte att skriva: {}", named(path), io_error(error, Lang::Sv)),
                format!("{} cannot be written: {}", named(path), io_error(error, Lang::En)),
            ),
            Self::NoBook { from } => (
                format!(
                    "Ingen bok i {} eller ovanför. Skapa en med ledger init, eller peka ut en med --book.",
                    named(from)
                ),
                format!(
                    "No book in {} or above it. Make one with ledger init, or name one with --book.",
                    named(from)
                ),
            ),
            Self::Read(error) => read(error),
            Self::Render(error) => (
                format!("Tabellen går inte att skriva ({error})."),
                format!("The table cannot be written ({error})."),
            ),
            Self::TooLarge(error) => too_large(*error),
            Self::StdoutFails { error } => (
                format!("Utskriften misslyckades: {}", io_error(error, Lang::Sv)),
                format!("Writing failed: {}", io_error(error, Lang::En)),
            ),
        };
        one_of(lang, sentences)
    }
}

fn book(error: &BookError) -> (String, String) {
    match error {
        BookError::NotABook { dir, missing } if is_half(dir) => (
            format!(
                "Boken i {} saknar {missing}. Återställ den filen från en säkerhetskopia; en ny bok är tom.",
                named(dir)
            ),
            format!(
                "The book in {} has lost its {missing}. Bring that file back from a copy; a new book is empty.",
                named(dir)
            ),
        ),
        BookError::NotABook { dir, missing } => (
            format!("{} är ingen bok: {missing} saknas. Skapa en med ledger init.", named(dir)),
            format!("{} is no book: it has no {missing}. Make one with ledger init.", named(dir)),
        ),
        BookError::Exists(path) => (
            format!("{} finns redan. Inget ändrades.", named(path)),
            format!("{} is there already. Nothing was changed.", named(path)),
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
            format!("{} är inte en boks databas.", named(path)),
            format!("{} is not the database of a book.", named(path)),
        ),
        BookError::NewerFormat { found, known } | BookError::OlderFormat { found, known } => {
            of_format(*found, *known)
        }
        BookError::Damaged(detail) => (
            format!("Boken är skadad ({}). Ta fram en säkerhetskopia.", short(detail)),
            format!("The book is damaged ({}). Bring back a copy.", short(detail)),
        ),
        BookError::Unreadable { table, record } => (
            format!("Boken är skadad: post {record} i {table} går inte att läsa. Ta fram en säkerhetskopia."),
            format!("The book is damaged: record {record} of {table} cannot be read. Bring back a copy."),
        ),
        BookError::Amount(error) => too_large(*error),
        BookError::FiscalYears { in_book, in_settings } => (
            format!(
                "Bokens räkenskapsår börjar i månad {in_book}, men enligt ledger.toml i månad {in_settings}."
            ),
            format!(
                "The book's fiscal years start in month {in_book}, but by ledger.toml in month {in_settings}."
            ),
        ),
        error
        @ (BookError::DiskFull | BookError::ReadOnly(_) | BookError::Gone | BookError::DiskFails(_)) => {
            unwritten(error)
        }
        error @ (BookError::NotOnServer(_) | BookError::Unreachable { .. }) => server::unreached(error),
        BookError::Io { path, source } => (
            format!("{}: {}", named(path), io_error(source, Lang::Sv)),
            format!("{}: {}", named(path), io_error(source, Lang::En)),
        ),
        other => (
            format!("Det går inte med boken ({}).", short(&other.to_string())),
            format!("It cannot be done with the book ({}).", short(&other.to_string())),
        ),
    }
}

/// The disk does not take what is written, or no longer has what was there. The book is as it was before.
fn unwritten(error: &BookError) -> (String, String) {
    match error {
        BookError::DiskFull => (
            "Disken är full. Boken är som den var. Frigör utrymme och kör kommandot igen.".to_owned(),
            "The disk is full. The book is as it was. Make room and run the command again.".to_owned(),
        ),
        BookError::ReadOnly(detail) => (
            format!(
                "Boken får inte skrivas ({}). Den är som den var. Ge dig rätt att skriva i dess katalog, eller \
                 arbeta i en kopia.",
                short(detail)
            ),
            format!(
                "The book may not be written ({}). It is as it was. Get the right to write in its directory, or work \
                 in a copy.",
                short(detail)
            ),
        ),
        BookError::Gone => (
            "Bokens databas togs bort eller flyttades under arbetet, och inget lades till. Lägg tillbaka ledger.db, \
             eller ta fram en säkerhetskopia."
                .to_owned(),
            "The book's database was removed or moved meanwhile, and nothing was added. Put ledger.db back, or bring \
             back a copy."
                .to_owned(),
        ),
        other => (
            format!(
                "Disken kunde inte läsas eller skrivas ({}). Boken är som den var. Se över disken och vad som begränsar \
                 den, och kör kommandot igen.",
                short(&other.to_string())
            ),
            format!(
                "The disk could not be read or written ({}). The book is as it was. See to the disk and to what limits \
                 it, and run the command again.",
                short(&other.to_string())
            ),
        ),
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
        ReadError::Amount(error) => too_large(*error),
    }
}

/// Whether one of the two files that make a book is there: then it was a book.
fn is_half(dir: &Path) -> bool {
    dir.join("ledger.toml").is_file() || dir.join("ledger.db").is_file()
}

fn too_large(error: AmountError) -> (String, String) {
    (format!("En summa är för stor ({error})."), format!("A sum is too large ({error})."))
}

/// Why the system refused, in the reader's language; its own words where we have none.
fn io_error(error: &io::Error, lang: Lang) -> String {
    let (swedish, english) = match error.kind() {
        io::ErrorKind::NotFound => ("den finns inte", "it is not there"),
        io::ErrorKind::PermissionDenied => ("behörighet saknas", "permission is denied"),
        io::ErrorKind::AlreadyExists => ("den finns redan", "it is there already"),
        io::ErrorKind::IsADirectory => ("det är en katalog", "it is a directory"),
        io::ErrorKind::NotADirectory => ("det är ingen katalog", "it is no directory"),
        io::ErrorKind::InvalidData => ("den är inte text i UTF-8", "it is not text in UTF-8"),
        io::ErrorKind::FileTooLarge => ("filen får inte växa mer", "the file may not grow any more"),
        io::ErrorKind::QuotaExceeded => ("utrymmet är slut", "no room is left"),
        io::ErrorKind::StorageFull => ("disken är full", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("disken är skrivskyddad", "the disk is read-only"),
        _ => {
            return format!("{} ({error})", pick(lang, "systemet säger nej", "the system refuses"));
        }
    };
    pick(lang, swedish, english).to_owned()
}

/// A book that another version of the program made.
fn of_format(found: i64, known: i64) -> (String, String) {
    if found > known {
        return (
            format!(
                "Boken har format {found}; det här programmet läser till och med {known}. Ta en nyare ledger."
            ),
            format!("The book has format {found}; this program reads up to {known}. Use a newer ledger."),
        );
    }
    (
        format!(
            "Boken har format {found}; det här programmet läser {known}. Gör en ny bok, och läs in exporterna i den."
        ),
        format!(
            "The book has format {found}; this program reads {known}. Make a new book, and import the exports."
        ),
    )
}
