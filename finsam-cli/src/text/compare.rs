//! What a comparison says: its verdict, what the sides are called, what one of them does not tell.

use finsam_ledger::compare::{Comparison, NotTold, VouchersCompared, Which};
use finsam_ledger::message::{Lang, harmless};

use super::import::counted;
use super::pick;

/// A book as a side of a comparison: where it is, and whose.
pub(crate) fn book(directory: &str, entity: &str, lang: Lang) -> String {
    let place = match directory {
        "." => pick(lang, "den här katalogen", "this directory").to_owned(),
        directory => harmless(directory, usize::MAX),
    };
    format!("{} {place} ({})", pick(lang, "boken i", "the book in"), harmless(entity, usize::MAX))
}

/// What came of it, in one sentence or two.
pub(crate) fn verdict(comparison: &Comparison<'_>, lang: Lang) -> String {
    let VouchersCompared { same, reworded, .. } = &comparison.vouchers;
    if !comparison.is_equal() {
        return format!("{}: {}.", pick(lang, "Skiljer", "Different"), differences(comparison, lang));
    }
    if comparison.accounts.is_empty() && *same == 0 {
        let nothing = "Inget att jämföra: varken A eller B har något bokfört i perioden.";
        return pick(lang, nothing, "Nothing to compare: neither A nor B has anything booked in the period.")
            .to_owned();
    }
    let equal = if comparison.not_told.vouchers.is_some() {
        pick(lang, "Lika: samma summor, till öret.", "Equal: the same sums, to the öre.").to_owned()
    } else {
        let vouchers = vouchers(*same, lang);
        match lang {
            Lang::Sv => format!("Lika: samma {vouchers}, till öret."),
            Lang::En => format!("Equal: the same {vouchers}, to the öre."),
        }
    };
    match (reworded.len(), lang) {
        (0, _) => equal,
        (count, Lang::Sv) => format!("{equal} Texten skiljer i {count} av dem."),
        (count, Lang::En) => format!("{equal} The words differ in {count} of them."),
    }
}

/// How many of each kind differ.
fn differences(comparison: &Comparison<'_>, lang: Lang) -> String {
    let VouchersCompared { only, changed, renumbered, .. } = &comparison.vouchers;
    let number = |count: usize, swedish: &'static str, english: &'static str| {
        (count > 0).then(|| format!("{} {}", vouchers(count as u64, lang), pick(lang, swedish, english)))
    };
    let booked = [
        number(only.a.len(), "bara i A", "only in A"),
        number(only.b.len(), "bara i B", "only in B"),
        number(changed.len(), "med annat innehåll", "with other content"),
        number(renumbered.len(), "lika under annat nummer", "alike under another number"),
    ];
    let mut parts: Vec<String> = booked.into_iter().flatten().collect();
    if parts.is_empty() && comparison.not_told.vouchers.is_none() {
        parts.push(pick(lang, "samma verifikat", "the same vouchers").to_owned());
    }
    let accounts = comparison.accounts_that_differ().count() as u64;
    let accounts = match (accounts, lang) {
        (0, Lang::Sv) => "inget konto skiljer".to_owned(),
        (0, Lang::En) => "no account differs".to_owned(),
        (count, Lang::Sv) => format!("{} skiljer", counted(count, "konto", "konton")),
        (1, Lang::En) => "1 account differs".to_owned(),
        (count, Lang::En) => format!("{} differ", counted(count, "account", "accounts")),
    };
    parts.push(accounts);
    parts.join(", ")
}

fn vouchers(count: u64, lang: Lang) -> String {
    let many = pick(lang, "verifikat", "vouchers");
    counted(count, pick(lang, "verifikat", "voucher"), many)
}

/// What was not compared, a sentence each.
pub(crate) fn not_told(not_told: &NotTold, lang: Lang) -> Vec<String> {
    let side = |which| match which {
        Which::A => "A",
        Which::B => "B",
    };
    let mut notes = Vec::new();
    for which in Which::BOTH {
        let years = not_told.openings.iter().filter(|(_, lacking)| *lacking == which);
        let years: Vec<_> = years.map(|(year, _)| year.to_string()).collect();
        if !years.is_empty() {
            let (side, years) = (side(which), years.join(", "));
            notes.push(match lang {
                Lang::Sv => format!("Balanser jämförs inte: {side} saknar ingående balanser för {years}."),
                Lang::En => format!("Balances are not compared: {side} has no opening balances of {years}."),
            });
        }
    }
    if let Some(which) = not_told.vouchers {
        let side = side(which);
        notes.push(match lang {
            Lang::Sv => format!("Verifikat jämförs inte: {side} har bara summor."),
            Lang::En => format!("Vouchers are not compared: {side} has sums only."),
        });
    }
    if let Some(which) = not_told.words {
        let side = side(which);
        notes.push(match lang {
            Lang::Sv => format!("Texter jämförs inte: {side} har inga."),
            Lang::En => format!("Words are not compared: {side} has none."),
        });
    }
    notes
}
