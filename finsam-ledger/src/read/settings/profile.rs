//! Import profiles as `ledger.toml` has them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml_edit::{Array, DocumentMut, Table, value};

use super::names::EditError;
use crate::finding::{ColumnRole, Fact, FileKind, Finding};
use crate::read::cell::DateOrder;
use crate::read::profile::Profile;
use crate::read::text_encoding::TextEncoding;
use crate::read::toml_file::TomlFile;

const KINDS: [(FileKind, &str); 5] = [
    (FileKind::Vouchers, FileKind::Vouchers.as_str()),
    (FileKind::OpeningBalances, FileKind::OpeningBalances.as_str()),
    (FileKind::Budget, FileKind::Budget.as_str()),
    (FileKind::Forecast, FileKind::Forecast.as_str()),
    (FileKind::Names, FileKind::Names.as_str()),
];
const DELIMITERS: [(char, &str); 4] = [(';', ";"), (',', ","), ('\t', "tab"), ('|', "|")];
const DECIMAL_MARKS: [(char, &str); 2] = [(',', ","), ('.', ".")];
const DATE_ORDERS: [(DateOrder, &str); 3] =
    [(DateOrder::YearMonthDay, "ymd"), (DateOrder::DayMonthYear, "dmy"), (DateOrder::MonthDayYear, "mdy")];

/// A profile as it is written. Everything is optional, so that one slip does not hide another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RawProfile {
    kind: Option<Spanned<String>>,
    delimiter: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    decimal_mark: Option<Spanned<String>>,
    header_row: Option<Spanned<i64>>,
    date_order: Option<Spanned<String>>,
    #[serde(default)]
    serial_days: bool,
    sheet: Option<String>,
    counter_account: Option<Spanned<i64>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Spanned<RawNames>>,
}

/// What a column is called: one name, or any of several, of which the first counts most.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawNames {
    One(String),
    Any(Vec<String>),
}

impl RawProfile {
    /// The profile, and what of it cannot be.
    pub(crate) fn checked(self, file: &TomlFile<'_>, name: &str, findings: &mut Vec<Finding>) -> Profile {
        let mut check = Check { file, profile: name, findings };
        let kind = check.one_of("kind", self.kind.as_ref(), &KINDS);
        let encodings = TextEncoding::ALL.map(|encoding| (encoding, encoding.as_str()));
        let named = |written: &Spanned<String>| TextEncoding::named(written.get_ref());
        let encoding = self.encoding.as_ref().and_then(named);
        let encoding = encoding.or_else(|| check.one_of("encoding", self.encoding.as_ref(), &encodings));
        let delimiter = check.one_of("delimiter", self.delimiter.as_ref(), &DELIMITERS);
        let decimal_mark = check.one_of("decimal-mark", self.decimal_mark.as_ref(), &DECIMAL_MARKS);
        let date_order = check.one_of("date-order", self.date_order.as_ref(), &DATE_ORDERS);
        if let (Some(written), Some(mark)) = (&self.decimal_mark, decimal_mark)
            && delimiter == Some(mark)
        {
            let fact = Fact::ProfileMarksEqual { profile: name.to_owned(), mark: mark.to_string() };
            check.findings.push(file.at(&written.span(), fact));
        }
        let header_row = self.header_row.and_then(|written| {
            let line = u32::try_from(*written.get_ref()).ok().filter(|line| *line > 0);
            line.or_else(|| check.unknown("header-row", &written, &["1", "2", "3"]))
        });
        let counter_account = self.counter_account.and_then(|written| {
            let account = written.get_ref().to_string().parse().ok();
            account.or_else(|| check.unknown("counter-account", &written, &[]))
        });
        let columns = check.columns(self.columns);
        let sheet = self.sheet;
        Profile {
            kind,
            encoding,
            delimiter,
            decimal_mark,
            date_order,
            serial_days: self.serial_days,
            header_row,
            sheet,
            counter_account,
            columns,
        }
    }
}

/// Holds values against what they may be.
struct Check<'a, 'b> {
    file: &'a TomlFile<'b>,
    profile: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_, '_> {
    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        written: Option<&Spanned<String>>,
        known: &[(T, &str)],
    ) -> Option<T> {
        let written = written?;
        let found = known.iter().find(|(_, name)| name == written.get_ref());
        let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
        found.map(|(choice, _)| *choice).or_else(|| self.unknown(key, written, &names))
    }

    /// What the columns are called; a column is one thing only.
    fn columns(
        &mut self,
        raw: BTreeMap<Spanned<String>, Spanned<RawNames>>,
    ) -> BTreeMap<ColumnRole, Vec<String>> {
        let roles = ColumnRole::ALL.map(|role| (role, role.as_str()));
        let mut columns: BTreeMap<ColumnRole, Vec<String>> = BTreeMap::new();
        for (key, names) in raw {
            let Some(role) = self.one_of("columns", Some(&key), &roles) else { continue };
            let span = names.span();
            let names = match names.into_inner() {
                RawNames::One(name) => vec![name],
                RawNames::Any(names) => names,
            };
            let taken = names.iter().find_map(|column| {
                let other = columns.iter().find(|(_, others)| others.contains(column));
                other.map(|(first, _)| (column.clone(), *first))
            });
            if let Some((column, first)) = taken {
                let fact = Fact::ProfileColumnTwice {
                    profile: self.profile.to_owned(),
                    column,
                    first,
                    second: role,
                };
                self.findings.push(self.file.at(&span, fact));
            } else {
                columns.insert(role, names);
            }
        }
        columns
    }

    fn unknown<V: ToString, T>(&mut self, key: &str, written: &Spanned<V>, known: &[&str]) -> Option<T> {
        let fact = Fact::SettingUnknown {
            key: format!("profiles.{}.{key}", self.profile),
            value: written.get_ref().to_string(),
            known: known.iter().copied().map(str::to_owned).collect(),
        };
        self.findings.push(self.file.at(&written.span(), fact));
        None
    }
}

/// The text of a `ledger.toml` with a profile more, at its end; the rest stays as it is.
///
/// ```
/// use finsam_ledger::read::Profile;
/// use finsam_ledger::read::settings::{Settings, with_profile};
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
    set("kind", profile.kind.and_then(|it| word(&KINDS, it)));
    set("delimiter", profile.delimiter.and_then(|it| word(&DELIMITERS, it)));
    set("encoding", profile.encoding.map(TextEncoding::as_str));
    set("decimal-mark", profile.decimal_mark.and_then(|it| word(&DECIMAL_MARKS, it)));
    set("date-order", profile.date_order.and_then(|it| word(&DATE_ORDERS, it)));
    set("sheet", profile.sheet.as_deref());
    if profile.serial_days {
        table.insert("serial-days", value(true));
    }
    if let Some(line) = profile.header_row {
        table.insert("header-row", value(i64::from(line)));
    }
    if let Some(account) = profile.counter_account {
        table.insert("counter-account", value(i64::from(account.number())));
    }
    if !profile.columns.is_empty() {
        let mut columns = Table::new();
        for (role, names) in &profile.columns {
            let names = match names.as_slice() {
                [name] => value(name.as_str()),
                names => value(names.iter().map(String::as_str).collect::<Array>()),
            };
            columns.insert(role.as_str(), names);
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
                encoding: Some(TextEncoding::Cp437),
                kind: Some(FileKind::Budget),
                sheet: Some("Blad 2".to_owned()),
                counter_account: Some("2411".parse().expect("an account")),
                decimal_mark: Some(','),
                header_row: Some(3),
                date_order: Some(DateOrder::DayMonthYear),
                serial_days: true,
                columns: ColumnRole::ALL
                    .into_iter()
                    .map(|role| (role, vec![format!("Kolumn {}", role.as_str()), format!("{role:?} 2")]))
                    .collect(),
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
            "{ENTITY}[profiles.p]\ndelimiter = ':'\nencoding = 'ebcdic'\ndecimal-mark = '-'\nheader-row = 0\n\
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
