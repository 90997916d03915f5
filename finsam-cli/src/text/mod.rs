//! Every sentence of the command line, in Swedish and English. What findings say is the
//! library's ([`finsam_ledger::message`]); what the program says about itself stands here.

pub(crate) mod help;
pub(crate) mod import;
pub(crate) mod usage;

use std::io;
use std::path::PathBuf;

use finsam_ledger::book::BookError;
use finsam_ledger::finding::FileKind;
use finsam_ledger::message::{Lang, harmless, label};
use finsam_ledger::read::ReadError;
use finsam_ledger::render::RenderError;
use finsam_ledger::statement::StatementError;
use finsam_ledger::{AccountError, AccountNumber, Finding, Period, PeriodError, Severity};

/// One of two words.
pub(crate) const fn pick(lang: Lang, swedish: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// Something the program says, before it is put into words.
#[derive(Debug)]
pub(crate) enum Sentence {
    AccountUnknown { account: AccountNumber },
    AccountUnreadable(AccountError),
    Book(BookError),
    BookMade { dir: PathBuf, template: &'static str },
    BookEmpty,
    CodeUnknown { text: String },
    DirectoryUnknown { error: io::Error },
    FileUnreadable { path: PathBuf, error: io::Error },
    FileUnwritable { path: PathBuf, error: io::Error },
    FileWritten { path: PathBuf },
    KindDiffers { file: String, asked: FileKind, found: FileKind },
    LanguageUnknown { text: String },
    LayoutUnknown { text: String },
    NoBook { from: PathBuf },
    NothingAdded,
    NothingBooked { period: Period },
    Period { text: String, error: PeriodError },
    Read(ReadError),
    Render(RenderError),
    ReportUnknown { text: String },
    Statement(StatementError),
    StdoutFails { error: io::Error },
    TemplateUnknown { text: String },
}

impl Sentence {
    /// The sentence, on one line or a few, without a line break at its end.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let (swedish, english) = self.both();
        match lang {
            Lang::Sv => swedish,
            Lang::En => english,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table of sentences, one after the other")]
    fn both(&self) -> (String, String) {
        match self {
            Self::AccountUnknown { account } => (
                format!("Konto {account} finns varken i kontoplanen eller bland bokningarna."),
                format!("Account {account} is neither in the chart of accounts nor booked on."),
            ),
            Self::AccountUnreadable(AccountError::NotANumber(text)) => (
                format!(
                    "”{}” är inget kontonummer: två till åtta siffror, den första inte noll.",
                    short(text)
                ),
                format!("\"{}\" is no account number: two to eight digits, the first not zero.", short(text)),
            ),
            Self::AccountUnreadable(error) => (error.to_string(), error.to_string()),
            Self::Book(error) => book(error),
            Self::BookMade { dir, template } => (
                format!(
                    "Ny bok i {} efter mallen {template}. Namn och kontoplan ändras i ledger.toml.",
                    dir.display()
                ),
                format!(
                    "New book in {} from the template {template}. Change name and chart in ledger.toml.",
                    dir.display()
                ),
            ),
            Self::BookEmpty => (
                "Det finns inga bokningar än. Läs in verifikat: ledger import verifikat.csv".to_owned(),
                "Nothing is booked yet. Read vouchers: ledger import verifikat.csv".to_owned(),
            ),
            Self::CodeUnknown { text } => (
                format!("”{}” är ingen kod. ledger explain räknar upp alla.", short(text)),
                format!("\"{}\" is no code. ledger explain lists them all.", short(text)),
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
            Self::FileWritten { path } => {
                (format!("Skrev {}.", path.display()), format!("Wrote {}.", path.display()))
            }
            Self::KindDiffers { file, asked, found } => (
                format!(
                    "{} innehåller {}, inte {}. Inget lades till.",
                    short(file),
                    label::file_kind(*found, Lang::Sv),
                    label::file_kind(*asked, Lang::Sv)
                ),
                format!(
                    "{} holds {}, not {}. Nothing was added.",
                    short(file),
                    label::file_kind(*found, Lang::En),
                    label::file_kind(*asked, Lang::En)
                ),
            ),
            Self::LanguageUnknown { text } => (
                format!("Språket ”{}” finns inte: sv eller en.", short(text)),
                format!("There is no language \"{}\": sv or en.", short(text)),
            ),
            Self::LayoutUnknown { text } => (
                format!(
                    "Layouten ”{}” finns inte: lkbr, sjuharad, insjoriket eller en .toml-fil.",
                    short(text)
                ),
                format!(
                    "There is no layout \"{}\": lkbr, sjuharad, insjoriket or a .toml file.",
                    short(text)
                ),
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
            Self::NothingAdded => ("Inget lades till.".to_owned(), "Nothing was added.".to_owned()),
            Self::NothingBooked { period } => (
                format!("Obs: inget är bokfört under {period}."),
                format!("Note: nothing is booked in {period}."),
            ),
            Self::Period { text, error } => period(&short(text), error),
            Self::Read(error) => read(error),
            Self::Render(error) => (
                format!("Tabellen går inte att skriva: {error}"),
                format!("The table cannot be written: {error}"),
            ),
            Self::ReportUnknown { text } => (
                format!(
                    "Rapporten ”{}” finns inte. Det finns: resultatrakning (rr), balansrakning (br), \
                     kassaflodesanalys (kf), noter.",
                    short(text)
                ),
                format!(
                    "There is no report \"{}\". There are: income-statement, balance-sheet, cash-flow, notes.",
                    short(text)
                ),
            ),
            Self::Statement(StatementError::PeriodSpansYears(period)) => (
                format!("Perioden {period} ligger i mer än ett räkenskapsår; ta ett i taget."),
                format!("The period {period} lies in more than one fiscal year; take one at a time."),
            ),
            Self::Statement(error) => {
                (format!("En summa är för stor: {error}"), format!("A sum is too large: {error}"))
            }
            Self::StdoutFails { error } => {
                (format!("Utskriften misslyckades: {error}"), format!("Writing failed: {error}"))
            }
            Self::TemplateUnknown { text } => (
                format!(
                    "Mallen ”{}” finns inte: samordningsforbund, sjuharad eller insjoriket.",
                    short(text)
                ),
                format!(
                    "There is no template \"{}\": samordningsforbund, sjuharad or insjoriket.",
                    short(text)
                ),
            ),
        }
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

fn period(text: &str, error: &PeriodError) -> (String, String) {
    match error {
        PeriodError::EndsBeforeItStarts { first, last } => (
            format!("Perioden slutar i {last}, innan den börjar i {first}."),
            format!("The period ends in {last}, before it starts in {first}."),
        ),
        PeriodError::NoSuchMonth { .. } => (
            format!("”{text}” är ingen period: månaden finns inte."),
            format!("\"{text}\" is no period: there is no such month."),
        ),
        PeriodError::NotAPeriod(_) => (
            format!("”{text}” är ingen period. Skriv 2024, 2024-08 eller 2024-01..2024-08."),
            format!("\"{text}\" is no period. Write 2024, 2024-08 or 2024-01..2024-08."),
        ),
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

/// What a user or a file said, on one line of a terminal.
fn short(text: &str) -> String {
    harmless(text, 200)
}

/// How many findings there are of each severity, as the end of a sentence; nothing if none.
pub(crate) fn counted_findings(findings: &[Finding], lang: Lang) -> String {
    let words = [
        (Severity::Error, pick(lang, "fel", "error"), pick(lang, "fel", "errors")),
        (Severity::Warning, pick(lang, "varning", "warning"), pick(lang, "varningar", "warnings")),
        (Severity::Note, pick(lang, "upplysning", "note"), pick(lang, "upplysningar", "notes")),
    ];
    let counts = words.into_iter().filter_map(|(severity, one, many)| {
        let count = findings.iter().filter(|finding| finding.severity() == severity).count();
        (count > 0).then(|| import::counted(count as u64, one, many))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) }
}

/// What stands in place of findings that are not drawn.
pub(crate) fn more_findings(more: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("… och {more} till; ledger check --format json visar alla."),
        Lang::En => format!("… and {more} more; ledger check --format json shows all."),
    }
}
