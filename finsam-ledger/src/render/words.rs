//! The words of a page that no layout holds: column heads, units.

use crate::amount::Unit;
use crate::message::Lang;

/// One word in the reader's language.
pub(super) const fn say(lang: Lang, swedish: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// That a rounded sum is not what its rounded parts add up to.
pub(super) fn rounding(row: &str, column: &str, parts: &str, total: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => {
            format!("Avrundning: {row}, {column}: summan är {total}, de avrundade posterna ger {parts}.")
        }
        Lang::En => {
            format!("Rounding: {row}, {column}: the sum is {total}, its rounded parts make {parts}.")
        }
    }
}

/// The unit as it stands over a table.
pub(super) const fn unit(unit: Unit, lang: Lang) -> &'static str {
    match (unit, lang) {
        (Unit::Kr, Lang::Sv) => "belopp i kronor",
        (Unit::Tkr, Lang::Sv) => "belopp i tusental kronor (tkr)",
        (Unit::Kr, Lang::En) => "amounts in SEK",
        (Unit::Tkr, Lang::En) => "amounts in thousands of SEK",
    }
}
