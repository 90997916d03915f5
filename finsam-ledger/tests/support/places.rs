//! Findings as the tests of readers write them, and what holds of every place in a file.

use finsam_ledger::Finding;
use finsam_ledger::read::Read;

/// `code line:column+width excerpt [letter]`: the letter that is pointed at, if one is.
pub(crate) fn shown(finding: &Finding) -> String {
    let Some(place) = &finding.place else { return finding.code().to_string() };
    let meant = place.excerpt.chars().nth(place.column_in_excerpt as usize);
    let meant = meant.map_or_else(|| "end".to_owned(), String::from);
    let meant = if place.column > 0 { format!(" [{meant}]") } else { String::new() };
    format!("{} {}:{}+{} {}{meant}", finding.code(), place.line, place.column, place.width, place.excerpt)
}

pub(crate) fn all_shown(read: &Read) -> Vec<String> {
    read.findings.iter().map(shown).collect()
}

/// What holds for every file, whatever is in it.
pub(crate) fn check_places(read: &Read, bytes: &[u8]) {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
    for finding in &read.findings {
        let Some(place) = &finding.place else { continue };
        assert!(place.line <= lines, "{}", shown(finding));
        let length = u32::try_from(place.excerpt.chars().count()).expect("it is short");
        assert!(length <= 90, "{}", shown(finding));
        assert!(place.column_in_excerpt <= length, "{}", shown(finding));
        assert!(!place.excerpt.chars().any(char::is_control), "{}", shown(finding));
        assert!(place.column > 0 || place.column_in_excerpt == 0, "{}", shown(finding));
    }
}
