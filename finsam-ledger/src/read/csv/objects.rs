//! Cost centres and projects whose names stand beside their codes, in one cell: `3047 Vilja`.
//!
//! Whether a column is written so shows in its cells together: each is a code, perhaps with a
//! name, and no code has two names. Then the code alone is the cost centre, as it is in files that
//! have no names; the name is kept as what it is called.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The names of a column's objects, by code.
pub(crate) type Names = BTreeMap<String, String>;

/// What the cells of a column show.
#[derive(Debug, Default)]
pub(crate) struct ObjectEvidence {
    names: Names,
    is_refuted: bool,
}

impl ObjectEvidence {
    /// Looks at a cell, without blanks around it.
    pub(crate) fn see(&mut self, cell: &str) {
        if self.is_refuted || !cell.contains(char::is_whitespace) {
            return;
        }
        let Some((code, name)) = code_and_name(cell) else {
            self.is_refuted = true;
            return;
        };
        match self.names.get(code) {
            Some(known) => self.is_refuted = known != name,
            None => drop(self.names.insert(code.to_owned(), name.to_owned())),
        }
    }

    /// Whether names stand beside the codes.
    pub(crate) fn has_names(&self) -> bool {
        !self.is_refuted && !self.names.is_empty()
    }
}

/// The code in a cell of a column where names stand beside codes. A cell whose code has another
/// name already is left as it stands: it is another object.
pub(crate) fn code<'a>(cell: Cow<'a, str>, names: &mut Names) -> Cow<'a, str> {
    let Some((code, name)) = code_and_name(&cell) else { return cell };
    match names.get(code) {
        Some(known) if known != name => return cell,
        Some(_) => {}
        None => drop(names.insert(code.to_owned(), name.to_owned())),
    }
    let length = code.len();
    match cell {
        Cow::Borrowed(cell) => Cow::Borrowed(cell.get(..length).unwrap_or(cell)),
        Cow::Owned(mut cell) => {
            cell.truncate(length);
            Cow::Owned(cell)
        }
    }
}

/// A code in capitals and digits, and the name behind it, perhaps after a mark.
fn code_and_name(cell: &str) -> Option<(&str, &str)> {
    let (code, rest) = cell.split_once(char::is_whitespace)?;
    let code = code.trim_end_matches([':', ',']);
    let is_of_code =
        |letter: char| letter.is_ascii_digit() || letter.is_uppercase() || "-_./".contains(letter);
    let name =
        rest.trim_start_matches(|letter: char| letter.is_whitespace() || "-–:,".contains(letter)).trim_end();
    let is_code = code.chars().all(is_of_code) && code.contains(char::is_alphanumeric);
    (is_code && name.contains(char::is_alphabetic)).then_some((code, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_names(cells: &[&str]) -> bool {
        let mut evidence = ObjectEvidence::default();
        for cell in cells {
            evidence.see(cell);
        }
        evidence.has_names()
    }

    #[test]
    fn a_column_tells_whether_names_stand_beside_its_codes() {
        assert!(has_names(&["100 Insats A", "100 Insats A", "", "200 - Insats B", "300"]));
        assert!(has_names(&["VILJA: Projekt Vilja"]));
        for cells in [
            &["100", "200"][..],
            &["100 Insats A", "100 Insats B"],
            &["100 Insats A", "Norra kansliet"],
            &["100 200"],
            &["- Kansli"],
            &[],
        ] {
            assert!(!has_names(cells), "{cells:?}");
        }
    }

    #[test]
    fn the_code_alone_is_the_object_unless_it_would_be_two() {
        let mut names = Names::new();
        let mut read = |cell: &'static str| code(Cow::Borrowed(cell), &mut names).into_owned();
        assert_eq!(read("100 Insats Å"), "100");
        assert_eq!(read("100"), "100");
        assert_eq!(read("100 Annat"), "100 Annat");
        assert_eq!(read("annat"), "annat");
        assert_eq!(code(Cow::Owned("200 - B".to_owned()), &mut names), "200");
        let kept: Vec<_> = names.iter().map(|(code, name)| format!("{code} {name}")).collect();
        assert_eq!(kept, ["100 Insats Å", "200 B"]);
    }
}
