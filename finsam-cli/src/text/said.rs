//! What the program says on its way, to stderr.

use std::path::{Path, PathBuf};

use finsam_ledger::Period;
use finsam_ledger::message::Lang;

use super::one_of;

/// Something worth saying that stops nothing.
#[derive(Debug)]
pub(crate) enum Said {
    /// In the directory where the user stands, if none was named.
    BookMade {
        dir: Option<PathBuf>,
        template: &'static str,
    },
    BooksWouldBeWrong,
    FileWritten {
        path: PathBuf,
    },
    NothingAdded,
    NothingBooked {
        period: Period,
    },
    RecordBroken,
}

impl Said {
    /// The sentence, with a line break at its end.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let sentences = match self {
            Self::BookMade { dir, template } => (
                format!(
                    "Ny bok i {} efter mallen {template}. Namn och kontoplan ändras i ledger.toml.\n",
                    dir.as_deref().map_or("den här katalogen".into(), Path::to_string_lossy)
                ),
                format!(
                    "New book in {} from the template {template}. Change name and chart in ledger.toml.\n",
                    dir.as_deref().map_or("this directory".into(), Path::to_string_lossy)
                ),
            ),
            Self::BooksWouldBeWrong => (
                "Inget lades till: med filerna har räkenskaperna fel. Rätta dem, eller ta in filerna trots \
                 felen med --with-findings.\n"
                    .to_owned(),
                "Nothing was added: with the files the books have errors. Correct them, or take the files in \
                 all the same with --with-findings.\n"
                    .to_owned(),
            ),
            Self::FileWritten { path } => {
                (format!("Skrev {}.\n", path.display()), format!("Wrote {}.\n", path.display()))
            }
            Self::NothingAdded => ("Inget lades till.\n".to_owned(), "Nothing was added.\n".to_owned()),
            Self::RecordBroken => (
                "Inget lades till: boken är inte längre vad som lades in i den. Ta fram en säkerhetskopia.\n"
                    .to_owned(),
                "Nothing was added: the book is no longer what was put into it. Bring back a copy.\n".to_owned(),
            ),
            Self::NothingBooked { period } => (
                format!("Obs: inget är bokfört under {period}.\n"),
                format!("Note: nothing is booked in {period}.\n"),
            ),
        };
        one_of(lang, sentences)
    }
}
