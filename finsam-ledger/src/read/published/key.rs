//! Accounts, cost centres and other codes before the label of a row.

use super::words::follows_year;

/// Whether a text is the code of an account or a cost centre: `5539`, `101`, `1010b`.
pub(super) fn is_code(text: &str) -> bool {
    let digits = text.strip_suffix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(text);
    (3..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The code and the label of a text that has both: `5539 Övriga tjänster`, but not `2024 års resultat`.
pub(super) fn split_key(text: &str) -> Option<(&str, &str)> {
    let (code, label) = text.split_once([' ', '\u{a0}', '\t'])?;
    let label = label.trim_start().trim_start_matches(['-', '–', ':']).trim_start();
    let first = label.split_whitespace().next()?;
    let is_name = first.chars().any(char::is_alphabetic) && !follows_year(first);
    (is_code(code) && is_name).then_some((code, label))
}
