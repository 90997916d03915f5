//! What the program says on its way, to stderr.

use std::path::{Path, PathBuf};

use finsam_ledger::message::{Lang, describe};
use finsam_ledger::notation::swedish;
use finsam_ledger::{Amount, Fact, Finding, FiscalYear, Period, SumsOnly, Unit, VoucherId};

use super::{Quoted, named, one_of};

/// Something worth saying that stops nothing.
#[derive(Debug)]
pub(crate) enum Said {
    /// In the directory where the user stands, if none was named.
    BookMade {
        dir: Option<PathBuf>,
        template: &'static str,
    },
    /// A file of another program came in with balances that are wrong.
    BooksCameWrong,
    /// Files went into a book that had the same errors before.
    BooksWereWrong,
    BooksWouldBeWrong,
    /// What a new book took from its first files.
    TakenFromFiles {
        entity: Option<String>,
        organisation_number: Option<String>,
        starts: Option<u32>,
    },
    /// A fiscal year was closed; orders of it may not have come back yet.
    Closed {
        year: FiscalYear,
        orders: usize,
    },
    /// The settings say what no overview of the layout shows.
    FactsUnused {
        names: Vec<Quoted>,
    },
    /// What happened to an ESF project was kept, and nothing had to be posted.
    EsfKept {
        booked: Option<VoucherId>,
    },
    FileWritten {
        path: PathBuf,
    },
    NotClosed {
        year: FiscalYear,
        is_wrong: bool,
    },
    Locked {
        period: Period,
    },
    /// A statement whose balance sheet does not agree, or that leaves accounts out.
    Misleading {
        seen: Vec<Finding>,
        from_files: bool,
    },
    /// The books cannot tell the figures beside the period's.
    NoComparison {
        sums: SumsOnly,
    },
    /// Vouchers of the program's own would make the books wrong.
    NotPosted,
    NothingAdded,
    NothingBooked {
        period: Period,
    },
    Posted {
        vouchers: usize,
    },
    /// A file's dialect was kept as a profile of the book.
    ProfileKept {
        name: Quoted,
        path: PathBuf,
    },
    SettingsKept {
        place: PathBuf,
    },
    RecordBroken,
    RecordBrokenNotUndone,
    Unlocked {
        period: Period,
    },
    WouldBePosted,
}

impl Said {
    /// The sentence, with a line break at its end.
    #[expect(clippy::too_many_lines, reason = "one sentence for each thing that is said")]
    pub(crate) fn say(&self, lang: Lang) -> String {
        let sentences = match self {
            Self::BookMade { dir, template } => (
                format!(
                    "Ny bok i {} efter mallen {template}. Namn och kontoplan ändras i ledger.toml.\n",
                    dir.as_deref().map_or("den här katalogen".to_owned(), named)
                ),
                format!(
                    "New book in {} from the template {template}. Change name and chart in ledger.toml.\n",
                    dir.as_deref().map_or("this directory".to_owned(), named)
                ),
            ),
            Self::BooksCameWrong => (
                "Filerna lades till, men balanserna som de har med sig har fel. Vägarna ut står ovan; \
                 ledger imports visar inläsningen och ledger undo tar tillbaka den.\n"
                    .to_owned(),
                "The files were added, but the balances they bring have errors. The ways out stand above; \
                 ledger imports shows the import and ledger undo takes it back.\n"
                    .to_owned(),
            ),
            Self::BooksWereWrong => (
                "Filerna lades till. Felen ovan fanns i boken redan innan.\n".to_owned(),
                "The files were added. The book had the errors above before them.\n".to_owned(),
            ),
            Self::TakenFromFiles { entity, organisation_number, starts } => {
                let of_body = || [entity, organisation_number].into_iter().flatten().cloned();
                let swedish = of_body().chain(starts.map(|month| format!("räkenskapsår från månad {month}")));
                let english = of_body().chain(starts.map(|month| format!("fiscal years from month {month}")));
                let joined = |texts: Vec<String>| texts.join(", ");
                (
                    format!("Ur filen: {}.\n", joined(swedish.collect())),
                    format!("From the file: {}.\n", joined(english.collect())),
                )
            }
            Self::BooksWouldBeWrong => (
                "Inget lades till: med filerna har räkenskaperna fel. Rätta dem, eller ta in filerna trots \
                 felen med --with-findings.\n"
                    .to_owned(),
                "Nothing was added: with the files the books have errors. Correct them, or take the files in \
                 all the same with --with-findings.\n"
                    .to_owned(),
            ),
            Self::Closed { year, orders } => closed(*year, *orders),
            Self::NotClosed { year, is_wrong: true } => (
                format!("{year} stängdes inte: räkenskaperna har felen ovan.\n"),
                format!("{year} was not closed: the books have the errors above.\n"),
            ),
            Self::NotClosed { year, is_wrong: false } => (
                format!("{year} stängdes inte: så här skulle det bli.\n"),
                format!("{year} was not closed: this is how it would be.\n"),
            ),
            Self::FactsUnused { names } => {
                let names = names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                (
                    format!(
                        "I ledger.toml står uppgifter som ingen av uppställningens översikter visar: {names}.\n"
                    ),
                    format!("ledger.toml has what no overview of the layout shows: {names}.\n"),
                )
            }
            Self::EsfKept { booked: Some(id) } => (
                format!("Antecknat i boken, bokfört sedan tidigare som {id}.\n"),
                format!("Kept in the book; booked before as {id}.\n"),
            ),
            Self::EsfKept { booked: None } => (
                "Antecknat i boken. Inget verifikat behövs.\n".to_owned(),
                "Kept in the book. No voucher is needed.\n".to_owned(),
            ),
            Self::FileWritten { path } => {
                (format!("Skrev {}.\n", named(path)), format!("Wrote {}.\n", named(path)))
            }
            Self::Misleading { seen, from_files } => {
                let advice = if *from_files { "ledger import --dry-run" } else { "ledger check" };
                let told = |lang| misleading(seen, lang);
                (
                    format!("Varning: {} {advice} visar mer.\n", told(Lang::Sv)),
                    format!("Warning: {} {advice} shows more.\n", told(Lang::En)),
                )
            }
            Self::NoComparison { sums } => {
                let told = |lang| describe(&Finding::new(Fact::from(sums.clone())), lang).text;
                (
                    format!("Obs: visas utan jämförelse. {}\n", told(Lang::Sv)),
                    format!("Note: shown without a comparison. {}\n", told(Lang::En)),
                )
            }
            Self::NotPosted => (
                "Inget bokfördes: räkenskaperna skulle få felen ovan.\n".to_owned(),
                "Nothing was posted: the books would have the errors above.\n".to_owned(),
            ),
            Self::Posted { vouchers } => (
                format!(
                    "Bokfört: {vouchers} verifikat. ledger export orders lämnar dem till ekonomiservicen.\n"
                ),
                format!(
                    "Posted: {} ledger export orders hands them to the ekonomiservice.\n",
                    if *vouchers == 1 { "1 voucher.".to_owned() } else { format!("{vouchers} vouchers.") }
                ),
            ),
            Self::WouldBePosted => (
                "Inget bokfördes: så här skulle det bli.\n".to_owned(),
                "Nothing was posted: this is how it would be.\n".to_owned(),
            ),
            Self::NothingAdded => ("Inget lades till.\n".to_owned(), "Nothing was added.\n".to_owned()),
            Self::SettingsKept { place } => (
                format!("Nya inställningar gäller för boken i {}.\n", here_or(place, "den här katalogen")),
                format!("New settings are in force for the book in {}.\n", here_or(place, "this directory")),
            ),
            Self::ProfileKept { name, path } => (
                format!(
                    "Profilen {name} står nu sist i {}. Använd den med ledger import --profile {name} FIL.\n",
                    named(path)
                ),
                format!(
                    "The profile {name} now stands last in {}. Use it with ledger import --profile {name} FILE.\n",
                    named(path)
                ),
            ),
            Self::RecordBroken => (
                "Inget lades till: boken är inte längre vad som lades in i den. Ta fram en säkerhetskopia.\n"
                    .to_owned(),
                "Nothing was added: the book is no longer what was put into it. Bring back a copy.\n".to_owned(),
            ),
            Self::RecordBrokenNotUndone => (
                "Inget ångrades: boken är inte längre vad som lades in i den. Ta fram en säkerhetskopia.\n"
                    .to_owned(),
                "Nothing was undone: the book is no longer what was put into it. Bring back a copy.\n".to_owned(),
            ),
            Self::Locked { period } => (
                format!("{period} är låst: inget bokas där längre.\n"),
                format!("{period} is locked: nothing more is booked in it.\n"),
            ),
            Self::Unlocked { period } => (
                format!("{period} är upplåst. Att perioden var låst, och varför den inte är det, står i boken.\n"),
                format!("{period} is unlocked. That it was locked, and why it no longer is, stays in the book.\n"),
            ),
            Self::NothingBooked { period } => (
                format!("Obs: inget är bokfört under {period}.\n"),
                format!("Note: nothing is booked in {period}.\n"),
            ),
        };
        one_of(lang, sentences)
    }
}

/// That a year is closed, and how many orders of it are not back.
fn closed(year: FiscalYear, orders: usize) -> (String, String) {
    let closed = (
        format!("{year} är stängt: inget i det ändras mer. Rätta i det öppna året.\n"),
        format!("{year} is closed: nothing in it changes any more. Correct it in the open one.\n"),
    );
    if orders == 0 {
        return closed;
    }
    let (swedish, english) = closed;
    (
        format!(
            "{swedish}Obs: {orders} bokföringsorder för {year} har inte kommit tillbaka från ekonomiservicen. De \
             känns igen när de gör det.\n"
        ),
        format!(
            "{english}Note: {orders} orders of {year} have not come back from the ekonomiservice. They are known \
             when they do.\n"
        ),
    )
}

/// How many accounts are named in one sentence.
const ACCOUNTS_NAMED_MAX: usize = 3;

/// Why a statement must not be relied on, in a sentence for each kind of reason.
fn misleading(seen: &[Finding], lang: Lang) -> String {
    let mut sentences = Vec::new();
    for finding in seen {
        if let Fact::BalanceSheetUnequal { date, assets, financing } = &finding.fact {
            let apart = assets.checked_sub(*financing).map(Amount::magnitude);
            let apart = apart.map_or_else(|_| "–".to_owned(), |apart| swedish(apart, Unit::Kr));
            sentences.push(match lang {
                Lang::Sv => format!("Balansräkningen går inte ihop {date}: {apart} skiljer."),
                Lang::En => format!("The balance sheet does not agree on {date}: {apart} apart."),
            });
        }
    }
    let accounts: Vec<String> = seen
        .iter()
        .filter_map(|finding| match &finding.fact {
            Fact::AccountOutsideLayout { account, .. } => Some(account.to_string()),
            _ => None,
        })
        .collect();
    let named = accounts.iter().take(ACCOUNTS_NAMED_MAX).cloned().collect::<Vec<_>>().join(", ");
    let more = match (accounts.len().saturating_sub(ACCOUNTS_NAMED_MAX), lang) {
        (0, _) => String::new(),
        (more, Lang::Sv) => format!(" och {more} till"),
        (more, Lang::En) => format!(" and {more} more"),
    };
    match (accounts.len(), lang) {
        (0, _) => {}
        (1, Lang::Sv) => sentences.push(format!("Konto {named} finns inte på någon rad.")),
        (1, Lang::En) => sentences.push(format!("Account {named} is on no line.")),
        (_, Lang::Sv) => sentences.push(format!("Kontona {named}{more} finns inte på någon rad.")),
        (_, Lang::En) => sentences.push(format!("Accounts {named}{more} are on no line.")),
    }
    sentences.join(" ")
}

/// A book's directory as it is written, or the words for the one where the user stands.
fn here_or(place: &Path, here: &str) -> String {
    if place == Path::new(".") { here.to_owned() } else { named(place) }
}
