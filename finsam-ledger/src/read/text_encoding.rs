//! The encodings that files come in.

/// How a file writes the letters beyond ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// No such letter was met, so nothing depends on it.
    #[default]
    Ascii,
    /// UTF-8.
    Utf8,
    /// UTF-16 with the low byte first, what Excel calls "Unicode text".
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// Windows-1252, what Excel on Windows writes as "CSV". Text in ISO-8859-1 is Windows-1252 too.
    Windows1252,
    /// ISO-8859-1 (Latin 1).
    Latin1,
    /// ISO-8859-15 (Latin 9): Latin 1 with `€` and the letters `ŠšŽžŒœŸ`.
    Latin9,
    /// Code page 437, that of DOS in the United States and of SIE files.
    Cp437,
    /// Code page 850, that of DOS in western Europe.
    Cp850,
}

impl TextEncoding {
    /// Every encoding.
    pub const ALL: [Self; 9] = [
        Self::Ascii,
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Latin1,
        Self::Latin9,
        Self::Cp437,
        Self::Cp850,
    ];

    /// Its usual name: `UTF-8`, `Windows-1252`, `CP850`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ascii => "ASCII",
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
            Self::Latin1 => "ISO-8859-1",
            Self::Latin9 => "ISO-8859-15",
            Self::Cp437 => "CP437",
            Self::Cp850 => "CP850",
        }
    }

    /// The encoding of that name; case, blanks, hyphens and underscores do not matter.
    ///
    /// ```
    /// use finsam_ledger::read::TextEncoding;
    /// assert_eq!(TextEncoding::named("cp1252"), Some(TextEncoding::Windows1252));
    /// assert_eq!(TextEncoding::named("utf8"), Some(TextEncoding::Utf8));
    /// assert_eq!(TextEncoding::named("ebcdic"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let plain = |name: &str| -> String {
            name.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|letter| letter.to_ascii_lowercase())
                .collect()
        };
        let name = plain(name);
        let aliases = [
            ("cp1252", Self::Windows1252),
            ("ansi", Self::Windows1252),
            ("latin1", Self::Latin1),
            ("latin9", Self::Latin9),
            ("utf16", Self::Utf16Le),
            ("pc8", Self::Cp437),
            ("ibm437", Self::Cp437),
            ("ibm850", Self::Cp850),
        ];
        let alias = aliases.iter().find(|(alias, _)| *alias == name).map(|(_, encoding)| *encoding);
        alias.or_else(|| Self::ALL.into_iter().find(|encoding| plain(encoding.as_str()) == name))
    }

    /// Whether the bytes that reach the reader of fields are UTF-8; UTF-16 is turned into it first.
    #[cfg(feature = "csv")]
    pub(crate) const fn is_unicode(self) -> bool {
        matches!(self, Self::Ascii | Self::Utf8 | Self::Utf16Le | Self::Utf16Be)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_encodings_read_back() {
        for encoding in TextEncoding::ALL {
            assert_eq!(TextEncoding::named(encoding.as_str()), Some(encoding));
        }
        assert_eq!(TextEncoding::named("windows_1252"), Some(TextEncoding::Windows1252));
        assert_eq!(TextEncoding::named(""), None);
    }
}
