//! The words of a page that no layout holds: column heads, units.

#[cfg(feature = "html")]
use crate::account::AccountNumber;
use crate::amount::Unit;
use crate::message::{Lang, label};
use crate::render::printable;
use crate::render::table::{Footnote, OF_TABLE};
use crate::statement::{RowPart, Taken};

/// One word in the reader's language.
pub(super) const fn say(lang: Lang, swedish: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// What stands for a figure that cannot be told.
#[cfg(any(feature = "docx", feature = "html", feature = "text", feature = "xlsx"))]
pub(super) const UNKNOWN: &str = "–";

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

/// That a given sum is not what its given parts add up to.
pub(super) fn given_sum(row: &str, column: &str, parts: &str, total: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{row}, {column}: den givna summan är {total}, posterna ger {parts}."),
        Lang::En => format!("{row}, {column}: the sum that is given is {total}, its parts make {parts}."),
    }
}

/// That columns hold what the settings give, not what is booked.
pub(super) fn given(columns: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{columns}: uppgifter ur ledger.toml, inte ur böckerna."),
        Lang::En => format!("{columns}: figures given in ledger.toml, not from the books."),
    }
}

/// That figures of these columns should have been given and were not.
pub(super) fn missing(columns: &str, rows: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("Uppgifter som saknas under [given] i ledger.toml, {columns}: {rows}."),
        Lang::En => format!("Not given under [given] in ledger.toml, {columns}: {rows}."),
    }
}

/// That more is not listed.
pub(super) fn and_more(more: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("… och {more} till (--all)"),
        Lang::En => format!("… and {more} more (--all)"),
    }
}

/// That there are more postings than are told.
pub(super) fn more_postings(left_out: usize, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{left_out} poster till, ingen större. ledger account KONTO visar alla."),
        Lang::En => format!("{left_out} more, none larger. ledger account NUMBER shows them all."),
    }
}

/// What a row that brings something to another is called there: with the statement it comes from where
/// that is another, and what is taken of it where that is not its figure.
pub(super) fn part(part: &RowPart, stands_in: &str, lang: Lang) -> String {
    let taken = match part.taken {
        Taken::Figure => "",
        Taken::Negated => say(lang, "återlagd", "added back"),
        Taken::Change => say(lang, "förändring", "change"),
        Taken::Opening => say(lang, "vid periodens början", "at the start of the period"),
        Taken::Closing => say(lang, "vid periodens slut", "at the end of the period"),
    };
    let label = printable(&part.label);
    let statement = part.statement.as_str();
    let from = if statement == stands_in { "" } else { label::statement(part.statement, lang) };
    let said: Vec<&str> = [label.as_str(), from, taken].into_iter().filter(|text| !text.is_empty()).collect();
    said.join(", ")
}

/// That an account has more postings than are listed.
#[cfg(feature = "html")]
pub(super) fn left_out(left_out: usize, account: AccountNumber, lang: Lang) -> String {
    match lang {
        Lang::Sv => {
            format!("De största posterna; {left_out} till visas inte här utan med ledger account {account}.")
        }
        Lang::En => {
            format!("The largest postings; {left_out} more are not here but in ledger account {account}.")
        }
    }
}

/// That figures were adjusted so that they add up, if they were.
pub(super) fn adjusted(adjusted: bool, lang: Lang) -> Option<Footnote> {
    let text =
        say(lang, "Belopp har justerats för att summera.", "Amounts were adjusted so that they add up.");
    adjusted.then(|| Footnote { row: OF_TABLE.to_owned(), text: text.to_owned() })
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
