//! The words of a page that no layout holds: column heads, periods, units.

use crate::amount::Unit;
use crate::calendar::{Month, Period};
use crate::message::Lang;

/// One word in the reader's language.
pub(super) const fn say(lang: Lang, swedish: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// A period in words: `2024`, `augusti 2024`, `januari–augusti 2024`.
pub(super) fn period(period: Period, lang: Lang) -> String {
    let name = |month| month_name(month, lang);
    let (first, last) = (period.first(), period.last());
    if first == last {
        format!("{} {}", name(first), first.year())
    } else if first.number() == 1 && last.months_since(first) == 11 {
        first.year().to_string()
    } else if first.year() == last.year() {
        format!("{}–{} {}", name(first), name(last), last.year())
    } else {
        format!("{} {}–{} {}", name(first), first.year(), name(last), last.year())
    }
}

fn month_name(month: Month, lang: Lang) -> &'static str {
    const SWEDISH: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match lang {
        Lang::Sv => SWEDISH,
        Lang::En => ENGLISH,
    };
    names.get(month.number() as usize - 1).copied().unwrap_or_default()
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
