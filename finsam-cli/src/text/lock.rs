//! What is said about locked periods.

use finsam_ledger::message::Lang;
use finsam_ledger::render::Fit;

use super::pick;

/// The longest reason that is shown.
pub(crate) const REASON_LENGTH_MAX: usize = 80;

pub(crate) const fn title(lang: Lang) -> &'static str {
    pick(lang, "Låsta perioder", "Locked periods")
}

pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(lang, "Ingen period är låst.\n", "No period is locked.\n")
}

/// The columns of the list: for programs, for readers, and what gives way on a narrow page.
pub(crate) const fn columns(lang: Lang) -> [(&'static str, &'static str, Fit); 3] {
    [
        ("period", "Period", Fit::Whole),
        ("locked_at", pick(lang, "Låst", "Locked"), Fit::Whole),
        ("reason", pick(lang, "Varför", "Why"), Fit::Wrap),
    ]
}
