//! Lists of names: a chart of accounts (kontoplan), cost centres, projects, each row a code and what
//! it is called.

use super::naming::Naming;
use super::records::Record;
use super::rows::Problem;
use crate::dimension::{CostCentre, Project};
use crate::finding::{ColumnRole, Fact, FileKind};
use crate::read::cell::{self, AccountCell, trimmed};
use crate::read::names::{COST_CENTRE_DIMENSION, Names, PROJECT_DIMENSION};
use crate::read::text::Decoder;

/// What such a list calls the column of names, without case, blanks and marks.
const NAMES: [&str; 8] = [
    "namn",
    "name",
    "benämning",
    "beskrivning",
    "description",
    "kostnadsställenamn",
    "kstnamn",
    "projektnamn",
];

/// A list that has the columns of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    /// What is named: accounts, cost centres or projects.
    pub(crate) of: ColumnRole,
    /// The column of its code, and that of its name.
    pub(crate) columns: [usize; 2],
}

impl List {
    /// The list that has these columns, if they are those of one: something that has names, its
    /// name, and no figure, day or voucher.
    pub(crate) fn of(names: &[String], naming: &Naming) -> Option<Self> {
        if naming.kind.is_some_and(|kind| kind != FileKind::Names) {
            return None;
        }
        let role = |name: &String| naming.meaning(name).map(|meaning| meaning.role);
        let is_of_rows = |role: ColumnRole| {
            !matches!(
                role,
                ColumnRole::Account
                    | ColumnRole::CostCentre
                    | ColumnRole::Project
                    | ColumnRole::AccountName
                    | ColumnRole::Text
            )
        };
        if names.iter().filter_map(role).any(is_of_rows) {
            return None;
        }
        let known = [ColumnRole::Account, ColumnRole::CostCentre, ColumnRole::Project];
        let mut codes = names.iter().enumerate().filter_map(|(index, name)| {
            role(name).filter(|role| known.contains(role)).map(|role| (index, role))
        });
        let (code, of) = codes.next()?;
        if codes.next().is_some() {
            return None;
        }
        let is_name = |(_, name): &(usize, &String)| {
            role(name) == Some(ColumnRole::AccountName) || Naming::is_called(name, &NAMES)
        };
        let (name, _) = names.iter().enumerate().find(is_name)?;
        Some(Self { of, columns: [code, name] })
    }

    /// Its columns, as they are called.
    pub(crate) fn taken(self, names: &[String]) -> Vec<(ColumnRole, String)> {
        let of_name = if self.of == ColumnRole::Account { ColumnRole::AccountName } else { ColumnRole::Text };
        let roles = [self.of, of_name].into_iter().zip(self.columns);
        roles.filter_map(|(role, index)| Some((role, names.get(index)?.clone()))).collect()
    }

    /// Takes in a row; `false` if it names nothing.
    pub(crate) fn take(
        self,
        record: &Record<'_>,
        mut decoder: Decoder,
        names: &mut Names,
    ) -> Result<bool, Problem> {
        let [code_column, name_column] = self.columns;
        let mut text = |column: usize| {
            decoder.text(trimmed(record.field(column))).map_err(|_| (Some(column), Fact::TextUndecodable))
        };
        let (code, name) = (text(code_column)?, text(name_column)?);
        if code.is_empty() {
            // A heading among the accounts, such as a class.
            return Ok(false);
        }
        let no_code = |reason| (Some(code_column), Fact::DimensionUnreadable { reason });
        match self.of {
            ColumnRole::CostCentre => {
                let code = CostCentre::new(&code).map_err(no_code)?;
                names.object(COST_CENTRE_DIMENSION, code.as_str(), &name);
            }
            ColumnRole::Project => {
                let code = Project::new(&code).map_err(no_code)?;
                names.object(PROJECT_DIMENSION, code.as_str(), &name);
            }
            _ => {
                let Some(AccountCell { number, .. }) = cell::account_cell(code.as_bytes()) else {
                    // `1`, `19xx` and `1920-1949` are headings of a chart, not accounts.
                    let marks = ['-', '–', 'x', 'X', ' '];
                    let is_heading =
                        code.chars().all(|letter| letter.is_ascii_digit() || marks.contains(&letter))
                            && (code.len() == 1 || code.contains(marks));
                    let fact = Fact::AccountUnreadable { text: code.into_owned() };
                    return if is_heading { Ok(false) } else { Err((Some(code_column), fact)) };
                };
                names.account(number, &name);
            }
        }
        Ok(!name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(line: &str) -> Option<(ColumnRole, [usize; 2])> {
        let names: Vec<_> = line.split(';').map(str::to_owned).collect();
        List::of(&names, &Naming::default()).map(|list| (list.of, list.columns))
    }

    #[test]
    fn a_code_and_a_name_make_a_list_and_figures_make_something_else() {
        assert_eq!(list("Konto;Benämning"), Some((ColumnRole::Account, [0, 1])));
        assert_eq!(list("Kontonr;SRU;Kontonamn;Aktiv"), Some((ColumnRole::Account, [0, 2])));
        assert_eq!(list("Namn;Kostnadsställe"), Some((ColumnRole::CostCentre, [1, 0])));
        assert_eq!(list("Projektnr;Projektnamn"), Some((ColumnRole::Project, [0, 1])));
        for other in ["Konto", "Konto;Benämning;Saldo", "Vernr;Konto;Benämning", "Konto;Kst;Namn", "Namn;Ort"]
        {
            assert_eq!(list(other), None, "{other}");
        }
    }
}
