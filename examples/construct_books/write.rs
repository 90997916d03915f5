//! The files of a book, in the shape its office exports.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use oem_cp::code_table::ENCODING_TABLE_CP437;

use crate::Fallible;
use crate::construct::{Series, Voucher};
use crate::description::{Cell, Description};
use crate::money::kronor;

/// How text becomes bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Encoding {
    /// Windows-1252; only letters it shares with Latin-1 are written.
    Windows1252,
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Marked,
    /// UTF-16, the low byte first, with a byte order mark: what spreadsheets call Unicode text.
    Utf16Marked,
    /// The code page of SIE files.
    CodePage437,
}

impl Encoding {
    /// The bytes of a text.
    pub(crate) fn bytes(self, text: &str) -> Fallible<Vec<u8>> {
        match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Utf8Marked => Ok(format!("\u{feff}{text}").into_bytes()),
            Self::Utf16Marked => {
                Ok(format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect())
            }
            Self::Windows1252 => text
                .chars()
                .map(|letter| {
                    // From 0x80 to 0x9F the two code pages differ, so nothing there is written.
                    let shared = !('\u{80}'..='\u{9f}').contains(&letter);
                    u8::try_from(letter)
                        .ok()
                        .filter(|_| shared)
                        .ok_or_else(|| format!("{letter} is not in Windows-1252").into())
                })
                .collect(),
            Self::CodePage437 => oem_cp::encode_string_checked(text, &ENCODING_TABLE_CP437)
                .ok_or_else(|| "a letter is not in code page 437".into()),
        }
    }
}

/// Which columns the vouchers have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Columns {
    /// Series and number apart, debit and credit apart.
    SeriesDebitCredit,
    /// One series without a letter, one signed amount.
    SignedAmount,
    /// Series letter and number in one, debit and credit apart.
    LetteredDebitCredit,
}

/// The shape of a book's files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The columns of the vouchers.
    pub(crate) columns: Columns,
    /// Between fields.
    pub(crate) delimiter: char,
    /// Between kronor and öre.
    pub(crate) decimal: char,
    /// Whether `.00` is left out.
    pub(crate) whole_kronor: bool,
    /// At the end of lines.
    pub(crate) line_end: &'static str,
    /// How text becomes bytes.
    pub(crate) encoding: Encoding,
}

/// Writes a book's files into `directory`, which is made where it is missing.
pub(crate) fn write_book(
    directory: &Path,
    shape: &Shape,
    description: &Description,
    vouchers: &[Voucher],
) -> Fallible<()> {
    fs::create_dir_all(directory)?;
    let files = [
        ("ingaende-balans.csv", openings(shape, description)),
        ("verifikat.csv", shape.vouchers(vouchers)),
        ("budget.csv", budget(shape, "belopp", &description.budget)),
    ];
    let forecast = (!description.forecast.is_empty()).then(|| {
        let amounts = format!("Prognos {}", description.forecast_date);
        ("prognos.csv", budget(shape, &amounts, &description.forecast))
    });
    for (name, text) in files.into_iter().chain(forecast) {
        fs::write(directory.join(name), shape.encoding.bytes(&text)?)?;
    }
    Ok(())
}

/// The opening balances of the first year.
fn openings(shape: &Shape, description: &Description) -> String {
    let year = description.years.first().map_or(0, |year| year.number);
    let mut text = shape.line(&["År", "Konto", "Ingående balans"].map(str::to_owned));
    for (account, amount) in &description.openings {
        let fields = [year.to_string(), account.to_string(), shape.amount(*amount)];
        text.push_str(&shape.line(&fields));
    }
    text
}

/// A budget or a forecast, by what its column of amounts is called.
fn budget(shape: &Shape, amounts: &str, rows: &[(Cell, String, i64)]) -> String {
    let header = ["konto", "kst", "projekt", "period", amounts];
    let mut text = shape.line(&header.map(str::to_owned));
    for (cell, period, amount) in rows {
        text.push_str(&shape.line(&[
            cell.account.to_string(),
            cell.centre.clone(),
            cell.project.clone(),
            period.clone(),
            shape.amount(*amount),
        ]));
    }
    text
}

impl Shape {
    /// All vouchers, numbered per fiscal year and series in the order given.
    fn vouchers(&self, vouchers: &[Voucher]) -> String {
        let mut text = self.line(&self.header());
        let mut numbers: BTreeMap<(i64, Option<Series>), u32> = BTreeMap::new();
        for voucher in vouchers {
            let series = match self.columns {
                Columns::SignedAmount => None,
                _ => Some(voucher.series),
            };
            let number = numbers.entry((voucher.date.year, series)).or_default();
            *number += 1;
            for posting in &voucher.postings {
                let head = self.identity(voucher, *number);
                let place = [
                    posting.cell.account.to_string(),
                    posting.cell.centre.clone(),
                    posting.cell.project.clone(),
                ];
                let amounts = self.amounts(posting.amount);
                let fields: Vec<String> =
                    head.into_iter().chain(place).chain(amounts).chain([posting.text.clone()]).collect();
                text.push_str(&self.line(&fields));
            }
        }
        text
    }

    /// The header, without the names this shape has no column for.
    fn header(&self) -> Vec<String> {
        let names = match self.columns {
            Columns::SeriesDebitCredit => "Serie Vernr Datum Konto Kst Projekt Debet Kredit Text",
            Columns::SignedAmount => {
                "Verifikationsnummer Bokföringsdatum Konto Ansvar Projekt Belopp Radtext"
            }
            Columns::LetteredDebitCredit => {
                "Vernr Verdatum Konto Kostnadsställe Projekt Debet Kredit Verifikationstext"
            }
        };
        names.split(' ').map(str::to_owned).collect()
    }

    /// Series, number and date.
    fn identity(&self, voucher: &Voucher, number: u32) -> Vec<String> {
        let letter = voucher.series.letter();
        let date = voucher.date.iso();
        match self.columns {
            Columns::SeriesDebitCredit => vec![letter.to_string(), number.to_string(), date],
            Columns::SignedAmount => vec![number.to_string(), date],
            Columns::LetteredDebitCredit => vec![format!("{letter}{number}"), date],
        }
    }

    /// One signed amount, or debit and credit of which one is blank.
    fn amounts(&self, amount: i64) -> Vec<String> {
        match self.columns {
            Columns::SignedAmount => vec![self.amount(amount)],
            _ if amount > 0 => vec![self.amount(amount), String::new()],
            _ => vec![String::new(), self.amount(-amount)],
        }
    }

    /// An amount in kronor.
    fn amount(&self, amount: i64) -> String {
        if self.whole_kronor { (amount / 100).to_string() } else { kronor(amount, self.decimal, "") }
    }

    /// One line.
    fn line(&self, fields: &[String]) -> String {
        line(fields, self.delimiter, self.line_end)
    }
}

/// One line of a table; a field that holds the delimiter or a quote is quoted.
pub(crate) fn line(fields: &[String], delimiter: char, line_end: &str) -> String {
    let quoted = fields.iter().map(|field| {
        if field.contains([delimiter, '"']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    });
    let fields: Vec<String> = quoted.collect();
    fields.join(&delimiter.to_string()) + line_end
}
