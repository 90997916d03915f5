//! What is not ink: blanks of every kind, and the dash that stands for nothing.

/// A blank that people cannot tell from a space, in UTF-8 and in Windows-1252: no-break, narrow
/// no-break, thin and figure space.
const BLANKS: [&[u8]; 7] =
    [b" ", b"\t", b"\xC2\xA0", b"\xE2\x80\xAF", b"\xE2\x80\x89", b"\xE2\x80\x87", b"\xA0"];

/// A minus sign, in UTF-8 and in Windows-1252: hyphen, minus, en dash.
const MINUSES: [&[u8]; 4] = [b"-", b"\xE2\x88\x92", b"\xE2\x80\x93", b"\x96"];

/// The field without the blanks of ASCII around it.
#[inline]
pub(crate) fn trimmed(field: &[u8]) -> &[u8] {
    match field {
        // Nearly every field starts and ends with something to be seen.
        [] | [b'!'..=0xFF] | [b'!'..=0xFF, .., b'!'..=0xFF] => field,
        _ => field.trim_ascii(),
    }
}

/// Whether a cell of amounts holds nothing: blanks, or the dash that Excel's accounting format
/// writes for nought.
pub(crate) fn stands_for_nothing(field: &[u8]) -> bool {
    let field = without_blanks(field);
    field.is_empty() || MINUSES.contains(&without_currency(field))
}

/// The field without blanks of any kind before it.
pub(super) fn without_blanks_before(mut field: &[u8]) -> &[u8] {
    while let Some(rest) = BLANKS.iter().find_map(|blank| field.strip_prefix(*blank)) {
        field = rest;
    }
    field
}

/// The field without blanks of any kind around it. Not for names: the last byte of a letter in
/// UTF-8 may be what a blank is in Windows-1252.
pub(super) fn without_blanks(field: &[u8]) -> &[u8] {
    let mut field = without_blanks_before(field);
    while let Some(rest) = BLANKS.iter().find_map(|blank| field.strip_suffix(*blank)) {
        field = rest;
    }
    field
}

/// What follows a minus sign, if the field starts with one.
pub(super) fn after_minus(field: &[u8]) -> Option<&[u8]> {
    MINUSES.iter().find_map(|minus| field.strip_prefix(*minus))
}

/// What stands before a minus sign, if the field ends with one.
pub(super) fn before_minus(field: &[u8]) -> Option<&[u8]> {
    MINUSES.iter().find_map(|minus| field.strip_suffix(*minus))
}

/// The field without what says that it is kronor, and the blanks between: `kr` or `SEK` behind or
/// before it, or the `:-` of prices.
pub(super) fn without_currency(field: &[u8]) -> &[u8] {
    for unit in [&b"kr"[..], b"sek"] {
        if let Some((before, end)) = field.len().checked_sub(unit.len()).map(|at| field.split_at(at))
            && end.eq_ignore_ascii_case(unit)
        {
            return without_blanks(before);
        }
        if let Some((start, after)) = field.split_at_checked(unit.len())
            && start.eq_ignore_ascii_case(unit)
        {
            return without_blanks(after);
        }
    }
    field.strip_suffix(b":-").unwrap_or(field)
}
