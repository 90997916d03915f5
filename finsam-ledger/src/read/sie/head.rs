//! What a SIE file says of itself before its figures: whose books it holds, and how their fiscal
//! years lie. A book that does not exist yet is made after it.

use std::io::{self, Read as _};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::label::{Label, shape};
use super::lines::Lines;
use super::record::Record;
use super::{encoding, figure, in_utf16, is_sie, xml};
use crate::calendar::{FiscalYears, Month};
use crate::read::text::Decoder;
use crate::sie::item;

/// How much of a file is looked at: room for a long chart of accounts before the years.
const HEAD_MAX: u64 = 256 * 1024;

/// Whose books a SIE file holds, and how their fiscal years lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The name of the body (`#FNAMN`), on one line.
    pub entity: Option<String>,
    /// Its number in the register of organisations (`#ORGNR`), as written.
    pub organisation_number: Option<String>,
    /// How the fiscal years lie (`#RAR 0`): from its first month; as the calendar's, where it is a
    /// part of one of those; otherwise, if it is not twelve months, from the month that follows it.
    pub fiscal_years: Option<FiscalYears>,
}

impl Head {
    fn is_whole(&self) -> bool {
        self.entity.is_some() && self.organisation_number.is_some() && self.fiscal_years.is_some()
    }
}

/// Looks at how a file starts; nothing if it is no SIE file. What cannot be read is left out here:
/// reading the file tells what is wrong with it.
///
/// ```
/// use finsam_ledger::read::head;
///
/// let file = "#FLAGGA 0\n#FNAMN \"Förbundet Exempel\"\n#ORGNR 222000-0000\n#RAR 0 20240701 20250630\n";
/// let head = head(file.as_bytes())?.expect("it is SIE");
/// assert_eq!(head.entity.as_deref(), Some("Förbundet Exempel"));
/// assert_eq!(head.fiscal_years.map(|years| years.first_month()), Some(7));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the input says if it cannot be read.
pub fn head(input: impl io::Read) -> io::Result<Option<Head>> {
    let mut bytes = Vec::new();
    input.take(HEAD_MAX).read_to_end(&mut bytes)?;
    if let Some((_, text)) = in_utf16(&bytes) {
        bytes = text;
    }
    if is_sie(&bytes) {
        of_items(&bytes).map(Some)
    } else {
        Ok(xml::is_sie(&bytes).then(|| xml::head(&bytes)))
    }
}

/// The head of a file of lines (types 1 to 4), up to its first voucher.
fn of_items(bytes: &[u8]) -> io::Result<Head> {
    let (mut head, mut fields) = (Head::default(), Vec::new());
    let mut lines = Lines::new(bytes);
    lines.first_bytes()?;
    let name: Arc<str> = "".into();
    while let Some(line) = lines.next()?.filter(|line| line.is_whole) {
        item::split(line.stretch.raw, 0, &mut fields);
        let decoder = Decoder::new(encoding::encoding_of(line.ahead));
        let record = Record { file: &name, stretch: line.stretch, fields: &fields, decoder };
        let label = record.bytes(0);
        if label.eq_ignore_ascii_case(b"#FNAMN") {
            head.entity = head.entity.or_else(|| on_one_line(&record.last_text(1)));
        } else if label.eq_ignore_ascii_case(b"#ORGNR") {
            head.organisation_number = head.organisation_number.or_else(|| on_one_line(&record.text(1)));
        } else {
            match shape(&label).map(|shape| shape.label) {
                Some(Label::Year) if figure::year_number(&record.bytes(1)) == Some(0) => {
                    let days = figure::date(&record.bytes(2)).zip(figure::date(&record.bytes(3)));
                    head.fiscal_years = days.and_then(|(first, last)| years_of(first, last));
                }
                Some(Label::Voucher) => break,
                _ => {}
            }
        }
        if head.is_whole() {
            break;
        }
    }
    Ok(head)
}

/// How the years lie of which these are the first and the last day of one. What is shorter than
/// twelve months and lies in one calendar year is a part of that, as far as can be told.
pub(super) fn years_of(first: NaiveDate, last: NaiveDate) -> Option<FiscalYears> {
    let (month, month_last) = (Month::of(first), Month::of(last));
    let starts = match month_last.months_since(month) {
        11 => month.number(),
        _ if first.year() == last.year() => FiscalYears::CALENDAR.first_month(),
        _ => month_last.next().number(),
    };
    FiscalYears::starting_in_month(starts).ok().filter(|_| first <= last)
}

/// A name as it can stand above a statement; nothing if nothing is left of it.
pub(super) fn on_one_line(text: &str) -> Option<String> {
    let blank = |letter: char| if letter.is_control() { ' ' } else { letter };
    let text: String = text.chars().map(blank).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head_of(bytes: &[u8]) -> Option<Head> {
        head(bytes).expect("memory can be read")
    }

    fn told(bytes: &[u8]) -> (String, String, Option<u32>) {
        let Head { entity, organisation_number, fiscal_years } = head_of(bytes).expect("it is SIE");
        let starts = fiscal_years.map(FiscalYears::first_month);
        (entity.unwrap_or_default(), organisation_number.unwrap_or_default(), starts)
    }

    #[test]
    fn the_head_of_a_file_of_lines_is_read_in_any_order_and_encoding() {
        let expected = ("Förbundet Å".to_owned(), "222000-0000".to_owned(), Some(7));
        for (name, years) in [
            (&b"\"F\x94rbundet \x8F\""[..], &b"20240701 20250630"[..]),
            (b"F\xF6rbundet \xC5", b"20240701\t20250630"),
            ("\"Förbundet Å\"".as_bytes(), b"\"20240901\" 20250630"),
        ] {
            let start = [b"#flagga 0\r\n#RAR -1 20200101 20201231\r\n#RAR 0 ", years].concat();
            let end = [b"\r\n#KONTO 1930 Bank\r\n#ORGNR 222000-0000\r\n\t#FNAMN\t", name, b"\r\n"].concat();
            assert_eq!(told(&[start, end].concat()), expected);
        }
    }

    #[test]
    fn a_month_lies_in_the_calendars_year_and_what_crosses_one_ends_its_own() {
        for (days, starts) in [
            ("20240801 20240831", 1),
            ("20240101 20241231", 1),
            ("20230701 20240630", 7),
            ("20240401 20241231", 1),
            ("20220701 20231231", 1),
            ("20240901 20250630", 7),
        ] {
            assert_eq!(told(format!("#RAR 0 {days}\n").as_bytes()).2, Some(starts), "{days}");
        }
        assert_eq!(told(b"#RAR 0\n#FNAMN A\n").2, None);
    }

    #[test]
    fn what_a_head_does_not_tell_is_left_out() {
        let nothing = (String::new(), String::new(), None);
        for text in [
            "#FLAGGA 0\n",
            "#ORGNR\n#FNAMN \"  \"\n#RAR 0 20241332 x\n",
            "#RAR 0 20241231 20240101\n",
            "#VER A 1 20240101\n{\n}\n#FNAMN Sent\n",
        ] {
            assert_eq!(told(text.as_bytes()), nothing, "{text}");
        }
        assert_eq!(told(b"#FNAMN \"a\x1B[31m\x07b\"").0, "a [31m b");
        for other in ["", "Vernr;Konto;Belopp\n", "<html>", "#Rad;Konto\n"] {
            assert_eq!(head_of(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_file_of_xml_has_a_head_too() {
        let text = "<?xml version=\"1.0\"?><Sie xmlns=\"http://www.sie.se/sie5\"><FileInfo>\
            <Company organizationId=\"222000-0000\" name=\"Förbundet &amp; Co\"/><FiscalYears>\
            <FiscalYear start=\"2023-01\" end=\"2023-12\"/>\
            <FiscalYear start=\"2024-05\" end=\"2025-04\" primary=\"true\"/></FiscalYears></FileInfo>";
        assert_eq!(told(text.as_bytes()), ("Förbundet & Co".to_owned(), "222000-0000".to_owned(), Some(5)));
    }
}
