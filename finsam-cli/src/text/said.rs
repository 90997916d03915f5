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
    FileWritten {
        path: PathBuf,
    },
    NothingAdded,
    NothingBooked {
        period: Period,
    },
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
            Self::FileWritten { path } => {
                (format!("Skrev {}.\n", path.display()), format!("Wrote {}.\n", path.display()))
            }
            Self::NothingAdded => ("Inget lades till.\n".to_owned(), "Nothing was added.\n".to_owned()),
            Self::NothingBooked { period } => (
                format!("Obs: inget är bokfört under {period}.\n"),
                format!("Note: nothing is booked in {period}.\n"),
            ),
        };
        one_of(lang, sentences)
    }
}
