//! What is said about imports: when, of which files, what they brought, and which are undone.

use finsam_ledger::book::{Batch, BatchUndone, ImportedFile};
use finsam_ledger::message::{Lang, harmless};
use finsam_ledger::render::Fit;
use finsam_ledger::{BudgetKind, Month, Period};

use super::import::{budget_of_year, counted};
use super::pick;

/// The longest name of a file, and the longest reason, that is shown.
const WORDS_LENGTH_MAX: usize = 80;

pub(crate) const fn title(lang: Lang) -> &'static str {
    pick(lang, "Inläsningar", "Imports")
}

pub(crate) fn count(batches: usize, lang: Lang) -> String {
    counted(batches as u64, pick(lang, "inläsning", "import"), pick(lang, "inläsningar", "imports"))
}

pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(lang, "Inget är inläst än.\n", "Nothing is imported yet.\n")
}

/// The columns of the list: for programs, for readers, and what gives way on a narrow page.
pub(crate) const fn columns(lang: Lang) -> [(&'static str, &'static str, Fit); 5] {
    [
        ("number", pick(lang, "Nr", "No"), Fit::Whole),
        ("imported_at", pick(lang, "Inläst", "Imported"), Fit::Whole),
        ("files", pick(lang, "Filer", "Files"), Fit::Wrap),
        ("brought", pick(lang, "Tillförde", "Brought"), Fit::Wrap),
        ("undone", pick(lang, "Ångrad", "Undone"), Fit::Wrap),
    ]
}

/// A time to the minute, as `2024-02-01 09:30`.
pub(crate) fn time(text: &str) -> String {
    let text = harmless(text, WORDS_LENGTH_MAX).replacen('T', " ", 1);
    text.get(..16).map(ToOwned::to_owned).unwrap_or(text)
}

/// The files of an import, or the command of what came from none.
pub(crate) fn files(batch: &Batch) -> String {
    let name = |file: &ImportedFile| harmless(&file.name, WORDS_LENGTH_MAX);
    let names: Vec<String> = batch.files.iter().map(name).collect();
    if names.is_empty() { harmless(&batch.command, WORDS_LENGTH_MAX) } else { names.join(", ") }
}

/// What an import brought: vouchers and their months, the years of opening balances, and budgets and
/// forecasts.
pub(crate) fn brought(batch: &Batch, lang: Lang) -> String {
    let mut parts = Vec::new();
    if batch.vouchers > 0 {
        let vouchers =
            counted(batch.vouchers, pick(lang, "verifikat", "voucher"), pick(lang, "verifikat", "vouchers"));
        let months =
            batch.dates.and_then(|(first, last)| Period::new(Month::of(first), Month::of(last)).ok());
        parts.push(vouchers + &months.map(|months| format!(" {months}")).unwrap_or_default());
    }
    let opening = pick(lang, "IB", "opening");
    parts.extend(batch.openings.iter().map(|year| format!("{opening} {year}")));
    let stated = pick(lang, "summor", "sums");
    parts.extend(batch.stated.iter().map(|year| format!("{stated} {year}")));
    parts.extend(batch.budgets.iter().map(|budget| {
        let kind = match budget.version.kind {
            BudgetKind::Budget => "budget",
            BudgetKind::Forecast => pick(lang, "prognos", "forecast"),
        };
        format!("{kind} {}", budget_of_year(budget))
    }));
    parts.join(", ")
}

/// The day it was undone, and why if that was said.
pub(crate) fn undone(undone: &BatchUndone, lang: Lang) -> String {
    let when = time(&undone.undone_at);
    let day = when.split(' ').next().unwrap_or_default();
    let how = if undone.by_vouchers { pick(lang, " genom verifikat:", " by vouchers:") } else { "" };
    let told = format!("{day}{how} {}", harmless(&undone.reason, WORDS_LENGTH_MAX));
    told.trim_end_matches([' ', ':']).to_owned()
}

/// Which import is undone, or would be.
pub(crate) fn undoing(number: u64, done: bool, lang: Lang) -> String {
    match (done, lang) {
        (true, Lang::Sv) => format!("Inläsning {number} är ångrad"),
        (true, Lang::En) => format!("Import {number} is undone"),
        (false, Lang::Sv) => format!("Inläsning {number} skulle ångras"),
        (false, Lang::En) => format!("Import {number} would be undone"),
    }
}

pub(crate) const fn undone_means(done: bool, by_vouchers: bool, lang: Lang) -> &'static str {
    if by_vouchers {
        let sentences = if done {
            (
                "Den rör en låst period: varje verifikat är återfört med ett nytt, i serie ÅTER och öppen period.",
                "It reaches into a locked period: each voucher is taken back by a new one, in series ÅTER and an \
                 open period.",
            )
        } else {
            (
                "Den rör en låst period: varje verifikat skulle återföras med ett nytt. Inget ändrades.",
                "It reaches into a locked period: each voucher would be taken back by a new one. Nothing was \
                 changed.",
            )
        };
        pick(lang, sentences.0, sentences.1)
    } else if done {
        pick(
            lang,
            "Den räknas inte längre, men står kvar i bokens historik; filerna kan läsas in igen.",
            "It no longer counts, but stays in the book's history; the files can be imported again.",
        )
    } else {
        pick(lang, "Inget ändrades.", "Nothing was changed.")
    }
}
