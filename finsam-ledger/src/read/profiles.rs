//! The built-in profiles: how the files of well-known programs and senders are written.

use super::profile::Profile;
use super::settings::RawProfile;
use super::toml_file::{TomlFile, TomlRead};
use crate::finding::{Fact, Finding};

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
///     assert!(profiles::built_in(name).is_ok(), "{name}");
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::read::settings::{Settings, with_profile};

    #[test]
    fn every_built_in_profile_is_sound_and_can_be_kept_as_ones_own() {
        for name in built_in_names() {
            let profile = built_in(name).unwrap_or_else(|findings| panic!("{findings:#?}"));
            let text = with_profile("[entity]\nname = 'x'\n", "egen", &profile).expect("it is new");
            let settings = Settings::from_toml("ledger.toml", &text);
            let settings = settings.unwrap_or_else(|findings| panic!("{findings:#?}"));
            assert_eq!(settings.profiles["egen"], profile, "{name}");
        }
        let unknown = built_in("annat").expect_err("there is none");
        assert_eq!(unknown.first().map(Finding::code), Some(Code::SettingUnknown));
    }
}
