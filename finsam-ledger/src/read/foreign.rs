//! Files that are no CSV text, known by their first bytes.

use super::encoding;
use super::text_encoding::TextEncoding;
use crate::finding::ForeignKind;

/// Beginnings that no CSV file has.
const BEGINNINGS: &[(&[u8], ForeignKind)] = &[
    (b"PK\x03\x04", ForeignKind::Workbook),
    (b"\xD0\xCF\x11\xE0", ForeignKind::OldWorkbook),
    (b"%PDF", ForeignKind::Pdf),
    (b"SQLite format 3\0", ForeignKind::Database),
    (b"\x89PNG", ForeignKind::Image),
    (b"\xFF\xD8\xFF", ForeignKind::Image),
    (b"II*\0", ForeignKind::Image),
    (b"MM\0*", ForeignKind::Image),
    (b"\x1F\x8B", ForeignKind::Archive),
    (b"7z\xBC\xAF", ForeignKind::Archive),
    (b"Rar!", ForeignKind::Archive),
];

/// Beginnings of text that is no CSV, in small letters.
const WORDS: &[(&[u8], ForeignKind)] = &[
    (b"<html", ForeignKind::WebPage),
    (b"<!doctype html", ForeignKind::WebPage),
    (b"<head", ForeignKind::WebPage),
    (b"<meta", ForeignKind::WebPage),
    (b"<style", ForeignKind::WebPage),
    (b"<table", ForeignKind::WebPage),
    (b"<?xml", ForeignKind::Xml),
    (b"mime-version:", ForeignKind::WebTable),
    (b"{\"", ForeignKind::Json),
    (b"[{", ForeignKind::Json),
    (b"#flagga", ForeignKind::Sie),
];

/// Marks of what the beginning does not tell: if one of the kind holds this, it is the other.
const MARKS: &[(ForeignKind, &[u8], ForeignKind)] = &[
    (
        ForeignKind::OldWorkbook,
        b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        ForeignKind::LockedWorkbook,
    ),
    (ForeignKind::WebPage, b"<td", ForeignKind::WebTable),
    (ForeignKind::WebPage, b"<TD", ForeignKind::WebTable),
    (ForeignKind::Xml, b"urn:schemas-microsoft-com:office:spreadsheet", ForeignKind::XmlWorkbook),
];

/// What a file is that starts so, if it is no CSV text.
pub(crate) fn foreign_kind(first_bytes: &[u8]) -> Option<ForeignKind> {
    let kind = by_beginning(first_bytes)?;
    let is_marked = |(of, mark, _): &&(ForeignKind, &[u8], _)| {
        *of == kind && memchr::memmem::find(first_bytes, mark).is_some()
    };
    Some(MARKS.iter().find(is_marked).map_or(kind, |(_, _, other)| *other))
}

fn by_beginning(first_bytes: &[u8]) -> Option<ForeignKind> {
    let starts = |(beginning, _): &&(&[u8], _)| first_bytes.starts_with(beginning);
    if let Some((_, kind)) = BEGINNINGS.iter().find(starts) {
        return Some(*kind);
    }
    let text = first_bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first_bytes).trim_ascii_start();
    let starts_with_word = |(word, _): &&(&[u8], _)| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if let Some((_, kind)) = WORDS.iter().find(starts_with_word) {
        return Some(*kind);
    }
    let start = first_bytes.get(..1024).unwrap_or(first_bytes);
    let is_utf16 = matches!(encoding::detect(start, false).0, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
    (start.contains(&0) && !is_utf16).then_some(ForeignKind::Binary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known() {
        let cases: &[(&[u8], Option<ForeignKind>)] = &[
            (b"Konto;IB\n1930;5\n", None),
            (b"", None),
            (b"\xFF\xFEK\0o\0", None),
            (b"PK\x03\x04\x14\0", Some(ForeignKind::Workbook)),
            (b"\xD0\xCF\x11\xE0\xA1", Some(ForeignKind::OldWorkbook)),
            (b"%PDF-1.7", Some(ForeignKind::Pdf)),
            (b"\xEF\xBB\xBF\r\n<HTML>", Some(ForeignKind::WebPage)),
            (b"<!DOCTYPE html>", Some(ForeignKind::WebPage)),
            (b"#FLAGGA 0", Some(ForeignKind::Sie)),
            (b"SQLite format 3\0\x10", Some(ForeignKind::Database)),
            (b"K\0o\0n\0t\0o\0", None),
            (b"\x89PNG\r\n", Some(ForeignKind::Image)),
            (b"\x1F\x8B\x08", Some(ForeignKind::Archive)),
            (b"<?xml version=\"1.0\"?>", Some(ForeignKind::Xml)),
            (b"<table border=1>", Some(ForeignKind::WebPage)),
            (b"<html><table><tr><td>Konto</td></tr></table>", Some(ForeignKind::WebTable)),
            (b"MIME-Version: 1.0\r\n", Some(ForeignKind::WebTable)),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(ForeignKind::XmlWorkbook),
            ),
            (b"[{\"konto\":1930}]", Some(ForeignKind::Json)),
            (b"[Konto];[IB]\n", None),
            (
                b"\xD0\xCF\x11\xE0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                Some(ForeignKind::LockedWorkbook),
            ),
            (b"Konto\0\0\x01\x02", Some(ForeignKind::Binary)),
        ];
        for (bytes, kind) in cases {
            assert_eq!(foreign_kind(bytes), *kind, "{bytes:?}");
        }
    }
}
