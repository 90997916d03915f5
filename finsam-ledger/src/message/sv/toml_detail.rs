//! What the TOML reader says, in Swedish where it is one of the things it says most.

use super::{SV, harmless, quote, quoted_list};

/// How much of what the TOML reader says stands in a sentence.
const DETAIL_LENGTH_MAX: usize = 200;

/// The detail as a sentence; what is not known is quoted as it is.
pub(super) fn sentence(detail: &str) -> String {
    let detail = detail.trim().trim_end_matches('.');
    translated(detail).unwrap_or_else(|| {
        format!("Filen går inte att läsa; TOML-läsaren säger ”{}”.", harmless(detail, DETAIL_LENGTH_MAX))
    })
}

fn translated(detail: &str) -> Option<String> {
    if detail == "duplicate key" {
        return Some("Samma nyckel står två gånger.".to_owned());
    }
    if let Some(named) = detail.strip_prefix("missing field `") {
        return Some(format!("Nyckeln {} saknas.", quote(named.strip_suffix('`')?)));
    }
    if let Some(named) = detail.strip_prefix("unknown field `") {
        return unknown("Nyckeln", "okänd", named);
    }
    if let Some(named) = detail.strip_prefix("unknown variant `") {
        return unknown("Värdet", "okänt", named);
    }
    if detail.starts_with("invalid value: ") && detail.ends_with("expected a text that says something") {
        return Some("Texten är tom: skriv den, eller ta bort nyckeln.".to_owned());
    }
    let (found, expected) = detail.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let found = kind_found(found)?;
    Some(match kind_expected(expected) {
        Some(expected) => format!("Värdet är av fel slag: det är {found} men ska vara {expected}."),
        None => format!("Värdet är av fel slag: {found} går inte bra här."),
    })
}

/// That a name is unknown, and which ones may stand there: ``x`, expected `a` or `b``.
fn unknown(noun: &str, unknown: &str, named: &str) -> Option<String> {
    let (name, expected) = named.split_once("`, ")?;
    let known: Vec<_> = expected.split('`').skip(1).step_by(2).collect();
    let name = quote(name);
    Some(if known.is_empty() {
        format!("{noun} {name} är {unknown}.")
    } else {
        format!("{noun} {name} är {unknown}; här finns {}.", quoted_list(&known, SV))
    })
}

/// A kind of value, by the first word that the reader has for what it found.
fn kind_found(found: &str) -> Option<&'static str> {
    match found.split(' ').next()? {
        "string" => Some("en text"),
        "integer" => Some("ett heltal"),
        "floating" => Some("ett decimaltal"),
        "boolean" => Some("true eller false"),
        "sequence" => Some("en lista"),
        "map" => Some("en tabell"),
        _ => None,
    }
}

fn kind_expected(expected: &str) -> Option<&'static str> {
    match expected {
        "a string" => Some("en text"),
        "i32" | "i64" | "u32" | "u64" => Some("ett heltal"),
        "a boolean" => Some("true eller false"),
        words if words.starts_with("a whole number, or a text") => {
            Some("ett heltal, eller en text som \"1250.50\"")
        }
        "a sequence" => Some("en lista"),
        "a map" => Some("en tabell"),
        words if words.starts_with("a text, or a table") => Some("en text eller en tabell"),
        named if named.starts_with("struct ") => Some("en tabell"),
        _ => None,
    }
}
