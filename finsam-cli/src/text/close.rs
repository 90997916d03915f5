//! What is said about fiscal years that are closed.

use finsam_ledger::message::Lang;
use finsam_ledger::render::Fit;

use super::pick;

pub(crate) const fn title(lang: Lang) -> &'static str {
    pick(lang, "Stängda räkenskapsår", "Closed fiscal years")
}

pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(lang, "Inget räkenskapsår är stängt.\n", "No fiscal year is closed.\n")
}

/// The columns of the list: for programs, for readers, and what gives way on a narrow page.
pub(crate) const fn columns(lang: Lang) -> [(&'static str, &'static str, Fit); 3] {
    [
        ("year", pick(lang, "År", "Year"), Fit::Whole),
        ("closed_at", pick(lang, "Stängt", "Closed"), Fit::Whole),
        ("hash", pick(lang, "Kontrollsumma (SHA-256)", "Checksum (SHA-256)"), Fit::Whole),
    ]
}
