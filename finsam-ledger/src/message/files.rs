//! What the text of a cell tells of the program that spoiled it, in any language.

/// Whether it is what a spreadsheet shows of a figure or date that its column is too narrow for.
pub(super) fn is_hashes(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|byte| byte == b'#')
}

/// Whether it is a number as a spreadsheet shows large ones: `2,5E+06`.
pub(super) fn is_exponent(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || b",.+-".contains(&byte))
    };
    is_number(number) && is_number(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_spoiled_is_told_from_what_nobody_can_read() {
        assert!(is_hashes("#####") && !is_hashes("#") && !is_hashes("#REF!"));
        assert!(is_exponent("2,5E+06") && is_exponent("-1.2e10"));
        assert!(!is_exponent("SEK") && !is_exponent("E5") && !is_exponent("12S,00"));
    }
}
