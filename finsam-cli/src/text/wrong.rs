//! What is wrong with a call, where the words could be read but mean nothing here.

use finsam_ledger::finding::FileKind;
use finsam_ledger::message::{Lang, label};
use finsam_ledger::{AccountError, AccountNumber, Period, PeriodError};

use super::{one_of, short};

/// Why a command was called wrongly.
#[derive(Debug)]
pub(crate) enum Wrong {
    AccountUnknown { account: AccountNumber },
    AccountUnreadable(AccountError),
    CodeUnknown { text: String },
    KindDiffers { file: String, asked: FileKind, found: FileKind },
    LanguageUnknown { text: String },
    LayoutUnknown { text: String },
    Period { text: String, error: PeriodError },
    PeriodSpansYears { period: Period },
    ReportUnknown { text: String },
    TemplateUnknown { text: String },
}

impl Wrong {
    /// The sentence, without a line break at its end.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let sentences = match self {
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
            Self::CodeUnknown { text } => (
                format!("”{}” är ingen kod. ledger explain räknar upp alla.", short(text)),
                format!("\"{}\" is no code. ledger explain lists them all.", short(text)),
            ),
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
            Self::Period { text, error } => period(&short(text), error),
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
            Self::PeriodSpansYears { period } => (
                format!("Perioden {period} ligger i mer än ett räkenskapsår; ta ett i taget."),
                format!("The period {period} lies in more than one fiscal year; take one at a time."),
            ),
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
        };
        one_of(lang, sentences)
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
