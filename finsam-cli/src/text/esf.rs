//! The words of `ledger esf`.

use finsam_ledger::message::Lang;

use super::{Quoted, pick};

/// What is shown of a book without projects.
pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(
        lang,
        "Boken har inget ESF-projekt. De skrivs i ledger.toml under [[esf-projects]].\n",
        "The book has no ESF project. They are written in ledger.toml under [[esf-projects]].\n",
    )
}

/// Both sentences of a project that is not there, the Swedish one first.
pub(super) fn project_unknown(text: &Quoted, known: &[Quoted]) -> (String, String) {
    let listed = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if known.is_empty() {
        let none = |lang| none(lang).trim_end().to_owned();
        return (none(Lang::Sv), none(Lang::En));
    }
    (
        format!("ESF-projektet ”{text}” finns inte i ledger.toml. Där finns {listed}."),
        format!("There is no ESF project \"{text}\" in ledger.toml. There are {listed}."),
    )
}
