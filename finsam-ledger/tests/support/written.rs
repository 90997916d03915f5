//! The ways in which exports write letters, amounts and dates, and what they print above a table.

#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use chrono::NaiveDate;
use finsam_ledger::read::TextEncoding;
use oem_cp::code_table::{ENCODING_TABLE_CP437, ENCODING_TABLE_CP850};

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// What the reader says of it.
    pub(crate) told: TextEncoding,
    pub(crate) write: fn(&str) -> Vec<u8>,
}

pub(crate) const ENCODINGS: &[Written] = &[
    Written { told: TextEncoding::Utf8, write: |text| text.as_bytes().to_vec() },
    Written { told: TextEncoding::Utf8, write: |text| [b"\xEF\xBB\xBF", text.as_bytes()].concat() },
    Written { told: TextEncoding::Utf16Le, write: |text| utf16(text, u16::to_le_bytes) },
    Written { told: TextEncoding::Utf16Be, write: |text| utf16(text, u16::to_be_bytes) },
    Written {
        told: TextEncoding::Utf16Le,
        write: |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
    },
    Written {
        told: TextEncoding::Utf16Be,
        write: |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
    },
    Written { told: TextEncoding::Windows1252, write: latin },
    Written {
        told: TextEncoding::Cp850,
        write: |text| oem(text, |letter| ENCODING_TABLE_CP850.get(&letter).copied()),
    },
    Written {
        // The two agree on every letter of Swedish, so the texts are the same.
        told: TextEncoding::Cp850,
        write: |text| oem(text, |letter| ENCODING_TABLE_CP437.get(&letter).copied()),
    },
];

impl Written {
    /// Whether it has the blanks and the minus of such amounts.
    pub(crate) fn has(self, numbers: Numbers) -> bool {
        let is_unicode =
            matches!(self.told, TextEncoding::Utf8 | TextEncoding::Utf16Le | TextEncoding::Utf16Be);
        is_unicode || (numbers.minus)(numbers.thousands).chars().all(|letter| letter <= '\u{ff}')
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// ISO-8859-1, which Windows-1252 holds.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin letters")).collect()
}

fn oem(text: &str, byte: impl Fn(char) -> Option<u8>) -> Vec<u8> {
    let byte = |letter: char| {
        if letter.is_ascii() { Some(letter as u8) } else { byte(letter) }
    };
    text.chars().map(|letter| byte(letter).expect("the code page has it")).collect()
}

/// How amounts are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers {
    pub(crate) thousands: &'static str,
    pub(crate) mark: char,
    pub(crate) minus: fn(&str) -> String,
}

pub(crate) const NUMBERS: &[Numbers] = &[
    Numbers { thousands: "", mark: ',', minus: before },
    Numbers { thousands: "", mark: '.', minus: before },
    Numbers { thousands: " ", mark: ',', minus: before },
    Numbers { thousands: "\u{a0}", mark: ',', minus: before },
    Numbers { thousands: ".", mark: ',', minus: before },
    Numbers { thousands: ",", mark: '.', minus: before },
    Numbers { thousands: "'", mark: '.', minus: before },
    Numbers { thousands: " ", mark: ',', minus: behind },
    Numbers { thousands: "", mark: ',', minus: parentheses },
    Numbers { thousands: "\u{202f}", mark: ',', minus: true_minus },
];

fn before(text: &str) -> String {
    format!("-{text}")
}

fn behind(text: &str) -> String {
    format!("{text}-")
}

fn parentheses(text: &str) -> String {
    format!("({text})")
}

fn true_minus(text: &str) -> String {
    format!("\u{2212}{text}")
}

impl Numbers {
    pub(crate) fn figure(self, ore: i64) -> String {
        let (kronor, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
        let digits = kronor.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.thousands);
            }
            text.push(digit);
        }
        write!(text, "{}{rest:02}", self.mark).expect("a string");
        if ore < 0 { (self.minus)(&text) } else { text }
    }
}

/// How dates are written, out of ISO.
pub(crate) const DATES: &[fn(&str) -> String] = &[
    str::to_owned,
    |date| date.replace('-', ""),
    |date| format!("{date} 00:00:00"),
    |date| arranged(date, |year, month, day| format!("{day}/{month}-{year:02}")),
    |date| arranged(date, |year, month, day| format!("{day:02}/{month:02}/20{year:02}")),
    |date| arranged(date, |year, month, day| format!("{month:02}/{day:02}/20{year:02}")),
    |date| arranged(date, |year, month, day| format!("{day}.{month}.20{year:02}")),
    |date| arranged(date, |_, month, day| format!("{day} {} 2024", ["jan", "feb", "dec"][month.min(3) - 1])),
    // As Excel counts days.
    |date| {
        let date: NaiveDate = date.parse().expect("a date");
        (date - NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date")).num_days().to_string()
    },
];

fn arranged(date: &str, write: impl Fn(usize, usize, usize) -> String) -> String {
    let number = |range: std::ops::Range<usize>| date[range].parse().expect("digits");
    write(number(2..4), number(5..7), number(8..10))
}

/// What stands above the header row.
pub(crate) const LETTERHEADS: &[fn(char) -> String] = &[
    |_| String::new(),
    |_| {
        "Samordningsförbundet Sjöängen\r\nVerifikationslista 2024-01-01 – 2024-12-31\r\n\r\n"
            .replace('–', "-")
    },
    |delimiter| {
        let pad = delimiter.to_string().repeat(9);
        format!("Huvudbok{pad}\r\n{pad}\r\nUtskriven{delimiter}2025-01-14{pad}\r\n{pad}\r\n")
    },
    |delimiter| format!("sep={delimiter}\r\n"),
];
