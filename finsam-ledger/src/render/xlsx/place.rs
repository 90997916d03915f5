//! Where things stand in a workbook: names of sheets, cells as formulas name them, names for cells.

use std::collections::BTreeSet;

use crate::render::printable;

/// The longest name of a sheet, in the units that a workbook counts letters in.
const SHEET_NAME_MAX: usize = 31;
/// The longest name of a cell.
const DEFINED_NAME_MAX: usize = 255;

/// A cell: sheet, and row and column counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sheet: String,
    pub(super) row: u32,
    pub(super) column: u16,
}

impl Place {
    /// As a formula on this sheet names it: `C5`, `Resultaträkning!C5`.
    pub(super) fn from(&self, sheet: &str) -> String {
        let cell = cell_name(self.row, self.column);
        if self.sheet == sheet { cell } else { format!("{}!{cell}", quoted(&self.sheet)) }
    }

    /// Wherever it is named: `Resultaträkning!$C$5`.
    pub(super) fn fixed(&self) -> String {
        format!("{}!{}", quoted(&self.sheet), fixed_name(self.row, self.column))
    }

    /// As a link within the workbook names it.
    pub(super) fn link(&self) -> String {
        format!("internal:{}!{}", quoted(&self.sheet), cell_name(self.row, self.column))
    }
}

/// `C5`.
pub(super) fn cell_name(row: u32, column: u16) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// `$C$5`.
pub(super) fn fixed_name(row: u32, column: u16) -> String {
    format!("${}${}", letters(column), u64::from(row) + 1)
}

/// `A`, `Z`, `AA`.
pub(super) fn letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A sheet's name as formulas and links write it.
pub(super) fn quoted(sheet: &str) -> String {
    let is_plain = |letter: char| letter.is_alphabetic() || letter == '_';
    let plain = sheet.chars().all(is_plain) && sheet.len() > 3;
    if plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}

/// A name for a sheet that a workbook can have and no other sheet has: what is wanted, without the
/// letters that names of sheets cannot hold, cut, and numbered where it is taken.
pub(super) fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let fits = |letter: char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\u{fffd}');
    let clean: String = printable(wanted).chars().filter(|letter| fits(*letter)).collect();
    let clean = clean.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace());
    // Programs keep this name for themselves.
    let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "-" } else { clean };
    let mut number = 1;
    loop {
        let mark = if number == 1 { String::new() } else { format!(" {number}") };
        let name = format!("{}{mark}", cut(clean, SHEET_NAME_MAX - mark.len()).trim_end_matches([' ', '\'']));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// The beginning of a text, at most so many units of UTF-16 long.
pub(super) fn cut(text: &str, units_max: usize) -> &str {
    let mut units = 0;
    let ends = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > units_max
    });
    ends.map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

/// A name for a cell, from its report and its row: `rr_result`. What a name cannot hold becomes `_`.
pub(super) fn defined_name(report: &str, row: &str, taken: &mut BTreeSet<String>) -> Option<String> {
    let fits = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let name: String = format!("{report}_{row}").chars().map(fits).collect();
    let starts_well = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (starts_well && name.len() <= DEFINED_NAME_MAX && taken.insert(name.to_lowercase())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        let names = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn every_sheet_has_a_name_that_a_workbook_can_have() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken);
        assert_eq!(name("Noter"), "Noter");
        assert_eq!(name("NOTER"), "NOTER 2", "names are compared without capitals");
        assert_eq!(name("a[b]:c*d?e/f\\g"), "abcdefg");
        assert_eq!(name("'x'"), "x");
        assert_eq!(name("::"), "-");
        assert_eq!(name("History"), "- 2");
        assert_eq!(name("\u{202e}omvänt"), "omvänt");
        let long = "Kostnader per kostnadsställe och projekt";
        assert_eq!(
            (name(long), name(long)),
            ("Kostnader per kostnadsställe oc".into(), "Kostnader per kostnadsställe 2".into())
        );
        assert_eq!(name(&"😀".repeat(20)).encode_utf16().count(), 30);
    }

    #[test]
    fn a_sheet_is_quoted_where_a_formula_needs_it() {
        let place = Place { sheet: "Lars' blad".into(), row: 4, column: 2 };
        assert_eq!(place.from("Lars' blad"), "C5");
        assert_eq!(place.from("Noter"), "'Lars'' blad'!C5");
        assert_eq!(Place { sheet: "Saldon".into(), ..place }.fixed(), "Saldon!$C$5");
        assert_eq!(quoted("R1C1"), "'R1C1'");
        assert_eq!(quoted("ABC"), "'ABC'", "it could be a cell's column");
    }

    #[test]
    fn names_of_cells_are_valid_and_unique() {
        let mut taken = BTreeSet::new();
        let mut name = |row: &str| defined_name("rr", row, &mut taken);
        assert_eq!(name("net-operating-cost").as_deref(), Some("rr_net_operating_cost"));
        assert_eq!(name("Net operating cost"), None, "it is taken");
        assert_eq!(name("årets=1+1").as_deref(), Some("rr__rets_1_1"));
        assert_eq!(name(&"x".repeat(300)), None);
    }
}
