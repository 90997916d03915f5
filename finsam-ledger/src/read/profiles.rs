//! Profiles as they are written: `[profiles.NAME]` in `ledger.toml`, and the built-in ones.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::cell::DatePattern;
use super::profile::Profile;
use super::text_encoding::TextEncoding;
use super::toml_file::{TomlFile, TomlRead};
use crate::finding::{ColumnRole, Fact, FileKind, Finding};

/// The built-in profiles, each with its text.
const BUILT_IN: [(&str, &str); 3] = [
    ("raindance", include_str!("../../data/profiles/raindance.toml")),
    ("fortnox-huvudbok", include_str!("../../data/profiles/fortnox-huvudbok.toml")),
    ("inkopsreskontra", include_str!("../../data/profiles/inkopsreskontra.toml")),
];

/// The names of the built-in profiles.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(name, _)| name)
}

/// The text of a built-in profile, commented in Swedish: a start for one of your own.
#[must_use]
pub fn built_in_text(name: &str) -> Option<&'static str> {
    BUILT_IN.into_iter().find(|(known, _)| *known == name).map(|(_, text)| text)
}

/// A built-in profile.
///
/// ```
/// use finsam_ledger::read::profiles;
/// for name in profiles::built_in_names() {
///     assert_eq!(profiles::built_in(name).expect("nothing is wrong with it").name, name);
/// }
/// ```
///
/// # Errors
/// What is wrong with it, or that there is none of that name.
pub fn built_in(name: &str) -> Result<Profile, Vec<Finding>> {
    let Some(text) = built_in_text(name) else {
        let known = built_in_names().map(str::to_owned).collect();
        let fact = Fact::SettingUnknown { key: "profile".to_owned(), value: name.to_owned(), known };
        return Err(vec![Finding::new(fact)]);
    };
    let file = TomlFile::new(&format!("{name}.toml"), text);
    let TomlRead { value, mut findings, .. } = file.read::<RawProfile>();
    let profile = value.unwrap_or_default().checked(&file, name, &mut findings);
    if findings.is_empty() { Ok(profile) } else { Err(findings) }
}

/// A profile as the keys and values of TOML, to stand below `[profiles.NAME]`.
#[must_use]
pub fn to_toml(profile: &Profile) -> String {
    let mut lines = Vec::new();
    let mut line = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{key} = {value}")));
    };
    let text = |text: &str| toml::Value::from(text).to_string();
    line("kind", profile.kind.map(|kind| text(kind.as_str())));
    line("encoding", profile.encoding.map(|encoding| text(encoding.as_str())));
    line("delimiter", profile.delimiter.map(|mark| text(&mark.to_string())));
    line("decimal-mark", profile.decimal_mark.map(|mark| text(&mark.to_string())));
    let dates: Vec<String> = profile.dates.iter().map(ToString::to_string).collect();
    line("dates", (!dates.is_empty()).then(|| toml::Value::from(dates).to_string()));
    line("header-line", profile.header_line.map(|line| line.to_string()));
    line("sheet", profile.sheet.as_deref().map(text));
    line("counter-account", profile.counter_account.map(|account| account.to_string()));
    for (role, names) in &profile.columns {
        let names = match names.as_slice() {
            [name] => text(name),
            names => toml::Value::from(names.to_vec()).to_string(),
        };
        line(&format!("columns.{}", role.as_str()), Some(names));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A profile as it is written. Everything is optional, so that one slip does not hide another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawProfile {
    kind: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    delimiter: Option<Spanned<String>>,
    decimal_mark: Option<Spanned<String>>,
    #[serde(default)]
    dates: Vec<Spanned<String>>,
    header_line: Option<Spanned<i64>>,
    sheet: Option<String>,
    counter_account: Option<Spanned<i64>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, RawNames>,
}

/// What a column is called: one name, or any of several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawNames {
    One(String),
    Any(Vec<String>),
}

impl RawProfile {
    /// The profile, with what is wrong with it noted.
    pub(super) fn checked(self, file: &TomlFile<'_>, name: &str, findings: &mut Vec<Finding>) -> Profile {
        let mut check = Check { file, profile: name, findings };
        let kinds = FileKind::ALL.map(|kind| (kind.as_str().to_owned(), kind));
        let encodings = TextEncoding::ALL.map(|encoding| (encoding.as_str().to_owned(), encoding));
        let marks = [(",".to_owned(), ','), (".".to_owned(), '.')];
        let roles = ColumnRole::ALL.map(|role| (role.as_str().to_owned(), role));
        let patterns: Vec<_> = DatePattern::all().map(|pattern| (pattern.to_string(), pattern)).collect();
        let dates = self.dates.iter().filter_map(|written| check.one_of("dates", written, &patterns));
        let dates = dates.collect();
        let encoding = self.encoding.and_then(|written| match TextEncoding::named(written.get_ref()) {
            None => check.one_of("encoding", &written, &encodings),
            named => named,
        });
        let mut columns: BTreeMap<ColumnRole, Vec<String>> = BTreeMap::new();
        for (role, names) in self.columns {
            let names = match names {
                RawNames::One(name) => vec![name],
                RawNames::Any(names) => names,
            };
            if let Some(role) = check.one_of("columns", &role, &roles) {
                columns.entry(role).or_default().extend(names);
            }
        }
        Profile {
            name: name.to_owned(),
            kind: self.kind.and_then(|written| check.one_of("kind", &written, &kinds)),
            encoding,
            delimiter: self.delimiter.and_then(|written| check.delimiter(&written)),
            decimal_mark: self
                .decimal_mark
                .and_then(|written| check.one_of("decimal-mark", &written, &marks)),
            dates,
            header_line: self.header_line.and_then(|written| {
                let line = u64::try_from(*written.get_ref()).ok().filter(|line| *line > 0);
                line.or_else(|| check.unknown("header-line", &written, &["1", "2", "…"]))
            }),
            sheet: self.sheet,
            counter_account: self.counter_account.and_then(|written| {
                let account = written.get_ref().to_string().parse().ok();
                account.or_else(|| check.unknown("counter-account", &written, &[]))
            }),
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
    fn one_of<T: Copy>(&mut self, key: &str, written: &Spanned<String>, known: &[(String, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| name == written.get_ref());
        let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
        found.map(|(_, value)| *value).or_else(|| self.unknown(key, written, &names))
    }

    /// One character of ASCII that no figure or quoted field is written with.
    fn delimiter(&mut self, written: &Spanned<String>) -> Option<char> {
        let mut letters = written.get_ref().chars();
        match (letters.next(), letters.next()) {
            (Some(mark), None)
                if mark.is_ascii() && !mark.is_ascii_alphanumeric() && !"\"\r\n-".contains(mark) =>
            {
                Some(mark)
            }
            _ => self.unknown("delimiter", written, &[";", ",", "\\t", "|"]),
        }
    }

    fn unknown<V: ToString, T>(&mut self, key: &str, written: &Spanned<V>, known: &[&str]) -> Option<T> {
        let key = format!("profiles.{}.{key}", self.profile);
        let known = known.iter().map(|known| (*known).to_owned()).collect();
        let fact = Fact::SettingUnknown { key, value: written.get_ref().to_string(), known };
        self.findings.push(self.file.at(&written.span(), fact));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::read::settings::Settings;

    fn settings(profile: &str) -> Result<Settings, Vec<Finding>> {
        let text = format!("[entity]\nname = 'Exempel'\n[profiles.egen]\n{profile}");
        Settings::from_toml("ledger.toml", &text)
    }

    #[test]
    fn every_built_in_profile_is_sound_and_reads_back() {
        for name in built_in_names() {
            let profile = built_in(name).unwrap_or_else(|findings| panic!("{findings:#?}"));
            let read = settings(&to_toml(&profile)).unwrap_or_else(|findings| panic!("{findings:#?}"));
            let read = read.profiles.get("egen").expect("the profile");
            assert_eq!(*read, Profile { name: "egen".to_owned(), ..profile }, "{name}");
        }
        let unknown = built_in("annat").expect_err("there is none");
        assert_eq!(unknown.first().map(Finding::code), Some(Code::SettingUnknown));
    }

    #[test]
    fn everything_that_is_wrong_with_a_profile_is_named() {
        let text = "kind = 'verifikat'\nencoding = 'ebcdic'\ndelimiter = ';;'\ndecimal-mark = ':'\n\
                    header-line = 0\ncounter-account = 1\ncolumns.konto = 'Konto'\nsep = ';'\n";
        let findings = settings(text).expect_err("much is wrong");
        let found: Vec<_> = findings
            .iter()
            .map(|finding| (finding.place.as_ref().map_or(0, |place| place.line), finding.code()))
            .collect();
        let expected = [
            (4, Code::SettingUnknown),
            (5, Code::SettingUnknown),
            (6, Code::SettingUnknown),
            (7, Code::SettingUnknown),
            (8, Code::SettingUnknown),
            (9, Code::SettingUnknown),
            (10, Code::SettingUnknown),
            (11, Code::TomlInvalid),
        ];
        assert_eq!(found, expected, "{findings:#?}");
    }

    #[test]
    fn a_tab_and_several_names_are_kept() {
        let read = settings(
            "delimiter = \"\\t\"\ndates = ['dd/mm/yyyy']\ncolumns.amount = ['Netto', 'Belopp netto']\n",
        )
        .expect("sound");
        let profile = read.profiles.get("egen").expect("the profile");
        assert_eq!(profile.delimiter, Some('\t'));
        assert_eq!(profile.columns[&ColumnRole::Amount], ["Netto", "Belopp netto"]);
        let again = settings(&to_toml(profile)).expect("sound");
        assert_eq!(again.profiles, read.profiles);
    }
}
