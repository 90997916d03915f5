//! Import profiles: how the files of one source are read, where looking at them is not enough.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml_edit::{DocumentMut, Table, value};

use super::names::EditError;
use crate::finding::{ColumnRole, Fact, Finding};
use crate::read::toml_file::TomlFile;

/// How the files of one source are read (importprofil): a `[profiles.NAME]` of `ledger.toml`.
/// What is not said is found by looking at the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What stands between two fields: `;`, `,`, a tab or `|`.
    pub delimiter: Option<char>,
    /// One of [`ENCODINGS`].
    pub encoding: Option<String>,
    /// What stands before the öre: `,` or `.`.
    pub decimal_mark: Option<char>,
    /// The line of the header row, from 1.
    pub header_row: Option<u32>,
    /// In which order the parts of a date stand.
    pub date_order: Option<DateOrder>,
    /// What the columns are called in the file.
    pub columns: BTreeMap<ColumnRole, String>,
}

/// In which order the parts of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// 2024-01-15: `ymd`.
    YearFirst,
    /// 15/1 2024: `dmy`.
    DayFirst,
    /// 1/15 2024: `mdy`.
    MonthFirst,
}

/// The encodings a profile can name.
pub const ENCODINGS: [&str; 8] =
    ["utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", "iso-8859-15", "cp437", "cp850"];

const DELIMITERS: [(char, &str); 4] = [(';', ";"), (',', ","), ('\t', "tab"), ('|', "|")];
const DECIMAL_MARKS: [(char, &str); 2] = [(',', ","), ('.', ".")];
const DATE_ORDERS: [(DateOrder, &str); 3] =
    [(DateOrder::YearFirst, "ymd"), (DateOrder::DayFirst, "dmy"), (DateOrder::MonthFirst, "mdy")];
const COLUMNS: [(ColumnRole, &str); 15] = [
    (ColumnRole::Series, "series"),
    (ColumnRole::Number, "number"),
    (ColumnRole::Date, "date"),
    (ColumnRole::Year, "year"),
    (ColumnRole::Account, "account"),
    (ColumnRole::AccountName, "account-name"),
    (ColumnRole::CostCentre, "cost-centre"),
    (ColumnRole::Project, "project"),
    (ColumnRole::VoucherText, "voucher-text"),
    (ColumnRole::Text, "text"),
    (ColumnRole::Debit, "debit"),
    (ColumnRole::Credit, "credit"),
    (ColumnRole::Amount, "amount"),
    (ColumnRole::Opening, "opening"),
    (ColumnRole::Period, "period"),
];

/// A profile as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawProfile {
    delimiter: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    decimal_mark: Option<Spanned<String>>,
    header_row: Option<Spanned<i64>>,
    date_order: Option<Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl RawProfile {
    /// The profile, and what of it cannot be.
    pub(super) fn checked(self, file: &TomlFile<'_>, name: &str, findings: &mut Vec<Finding>) -> Profile {
        let mut choice = |key: &str, written: &Option<Spanned<String>>, known: &[&str]| {
            let written = written.as_ref()?;
            let index = known.iter().position(|known| known == written.get_ref());
            if index.is_none() {
                findings.push(file.at(&written.span(), unknown(name, key, written.get_ref(), known)));
            }
            index
        };
        let encoding = choice("encoding", &self.encoding, &ENCODINGS).map(|at| ENCODINGS[at].to_owned());
        let delimiter = choice("delimiter", &self.delimiter, &DELIMITERS.map(|(_, text)| text));
        let delimiter = delimiter.map(|at| DELIMITERS[at].0);
        let mark = choice("decimal-mark", &self.decimal_mark, &DECIMAL_MARKS.map(|(_, text)| text));
        let decimal_mark = mark.map(|at| DECIMAL_MARKS[at].0);
        let order = choice("date-order", &self.date_order, &DATE_ORDERS.map(|(_, text)| text));
        let date_order = order.map(|at| DATE_ORDERS[at].0);
        if let Some(written) =
            self.decimal_mark.as_ref().filter(|_| mark.is_some() && delimiter == decimal_mark)
        {
            let mark = written.get_ref().clone();
            let fact = Fact::ProfileMarksEqual { profile: name.to_owned(), mark };
            findings.push(file.at(&written.span(), fact));
        }
        let header_row = self.header_row.and_then(|written| {
            let line = u32::try_from(*written.get_ref()).ok().filter(|line| *line > 0);
            if line.is_none() {
                let text = written.get_ref().to_string();
                findings.push(file.at(&written.span(), unknown(name, "header-row", &text, &["1", "2", "3"])));
            }
            line
        });
        let columns = columns(self.columns, file, name, findings);
        Profile { delimiter, encoding, decimal_mark, header_row, date_order, columns }
    }
}

/// What the columns are called; a column is one thing only.
fn columns(
    raw: BTreeMap<Spanned<String>, Spanned<String>>,
    file: &TomlFile<'_>,
    profile: &str,
    findings: &mut Vec<Finding>,
) -> BTreeMap<ColumnRole, String> {
    let mut columns: BTreeMap<ColumnRole, String> = BTreeMap::new();
    for (key, column) in raw {
        let Some((role, _)) = COLUMNS.iter().find(|(_, text)| text == key.get_ref()) else {
            let known = COLUMNS.map(|(_, text)| text);
            findings.push(file.at(&key.span(), unknown(profile, "columns", key.get_ref(), &known)));
            continue;
        };
        let span = column.span();
        let column = column.into_inner();
        if let Some((first, _)) = columns.iter().find(|(_, other)| **other == column) {
            let (profile, first, second) = (profile.to_owned(), *first, *role);
            findings.push(file.at(&span, Fact::ProfileColumnTwice { profile, column, first, second }));
        } else {
            columns.insert(*role, column);
        }
    }
    columns
}

fn unknown(profile: &str, key: &str, value: &str, known: &[&str]) -> Fact {
    Fact::SettingUnknown {
        key: format!("profiles.{profile}.{key}"),
        value: value.to_owned(),
        known: known.iter().copied().map(str::to_owned).collect(),
    }
}

/// The text of a `ledger.toml` with a profile more, at its end; the rest stays as it is.
///
/// ```
/// use finsam_ledger::read::settings::{Profile, Settings, with_profile};
///
/// let text = "[entity]\nname = \"Samordningsförbundet Exempel\"\n";
/// let profile = Profile { delimiter: Some(';'), header_row: Some(4), ..Profile::default() };
/// let text = with_profile(text, "regionen", &profile).expect("there is none of that name");
/// assert!(text.ends_with("[profiles.regionen]\ndelimiter = \";\"\nheader-row = 4\n"));
/// let settings = Settings::from_toml("ledger.toml", &text).expect("nothing is wrong with it");
/// assert_eq!(settings.profiles["regionen"], profile);
/// ```
///
/// # Errors
/// [`EditError`] if the text is no TOML, or has a profile of that name.
pub fn with_profile(text: &str, name: &str, profile: &Profile) -> Result<String, EditError> {
    let mut document: DocumentMut = text.parse().map_err(EditError::from)?;
    let profiles = document.entry("profiles").or_insert_with(|| {
        let mut table = Table::new();
        // Its heading would say nothing: the profiles have their own.
        table.set_implicit(true);
        table.into()
    });
    let profiles = profiles.as_table_like_mut().ok_or(EditError::NotATable("profiles"))?;
    if profiles.contains_key(name) {
        return Err(EditError::ProfileExists(name.to_owned()));
    }
    let mut table = Table::new();
    let mut set = |key: &str, text: Option<&str>| {
        if let Some(text) = text {
            table.insert(key, value(text));
        }
    };
    set("delimiter", profile.delimiter.and_then(|it| word(&DELIMITERS, it)));
    set("encoding", profile.encoding.as_deref());
    set("decimal-mark", profile.decimal_mark.and_then(|it| word(&DECIMAL_MARKS, it)));
    set("date-order", profile.date_order.and_then(|it| word(&DATE_ORDERS, it)));
    if let Some(line) = profile.header_row {
        table.insert("header-row", value(i64::from(line)));
    }
    if !profile.columns.is_empty() {
        let mut columns = Table::new();
        for (role, column) in &profile.columns {
            columns.insert(word(&COLUMNS, *role).unwrap_or_default(), value(column.as_str()));
        }
        table.insert("columns", columns.into());
    }
    profiles.insert(name, table.into());
    Ok(document.to_string())
}

/// How a choice is written.
fn word<T: Copy + PartialEq>(choices: &[(T, &'static str)], choice: T) -> Option<&'static str> {
    choices.iter().find(|(known, _)| *known == choice).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::read::settings::Settings;

    const ENTITY: &str = "[entity]\nname = 'x'\n";

    #[test]
    fn a_profile_that_is_written_is_read_back() {
        let mut text = format!("# mina ord\n{ENTITY}");
        for (name, delimiter) in [("en", ';'), ("två ord", '\t'), ("tre", '|')] {
            let profile = Profile {
                delimiter: Some(delimiter),
                encoding: Some("cp437".to_owned()),
                decimal_mark: Some(','),
                header_row: Some(3),
                date_order: Some(DateOrder::DayFirst),
                columns: COLUMNS.into_iter().map(|(role, text)| (role, format!("Kolumn {text}"))).collect(),
            };
            let before = text.clone();
            text = with_profile(&text, name, &profile).expect("it is new");
            assert!(text.starts_with(&before), "{text}");
            let settings = Settings::from_toml("ledger.toml", &text).expect("nothing is wrong");
            assert_eq!(settings.profiles[name], profile);
            let again = with_profile(&text, name, &profile);
            assert_eq!(again, Err(EditError::ProfileExists(name.to_owned())));
        }
    }

    #[test]
    fn everything_that_is_wrong_with_a_profile_is_named() {
        let text = format!(
            "{ENTITY}[profiles.p]\ndelimiter = ':'\nencoding = 'latin'\ndecimal-mark = '-'\nheader-row = 0\n\
             date-order = 'ydm'\nvad = 1\n[profiles.p.columns]\ndate = 'Datum'\nnr = 'Vernr'\n\
             text = 'Datum'\n[profiles.q]\ndelimiter = ','\ndecimal-mark = ','\n"
        );
        let findings = Settings::from_toml("ledger.toml", &text).expect_err("much is wrong");
        let line = |finding: &Finding| finding.place.as_ref().map_or(0, |place| place.line);
        let told: Vec<_> = findings.iter().map(|finding| (line(finding), finding.code())).collect();
        let unknown = |line| (line, Code::SettingUnknown);
        let expected = [
            unknown(4),
            unknown(5),
            unknown(6),
            unknown(7),
            unknown(8),
            (9, Code::TomlInvalid),
            unknown(12),
            (13, Code::ProfileColumnTwice),
            (16, Code::ProfileMarksEqual),
        ];
        assert_eq!(told, expected, "{findings:#?}");
    }
}
