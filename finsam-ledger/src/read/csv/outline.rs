//! Where the table of a file is: what parts its fields, and the line of its header row.

use std::io;

use super::header;
use super::list::List;
use super::naming::Naming;
use super::records::{Record, Records};
use crate::finding::Fact;
use crate::read::cell::trimmed;
use crate::read::text::Decoder;

/// What parts fields in the files that are known; of equals the first is taken.
pub(crate) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// How many rows a header row is looked for in; a letterhead is shorter.
const ROWS_MAX: usize = 60;

/// What the first rows are parsed in.
const BUFFER: usize = 8 * 1024;

/// What is known before looking.
#[derive(Debug)]
pub(crate) struct Said<'a> {
    pub(crate) delimiter: Option<u8>,
    pub(crate) header_line: Option<u64>,
    pub(crate) naming: &'a Naming,
}

/// Where the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) delimiter: u8,
    /// The line of the header row, or of the row that is the likest to one; 0 if there is no row.
    pub(crate) header_line: u64,
}

/// How like a header row a row is: the later parts count where the first are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// 2: all columns that its kind of file needs; 1: a kind of file; 0: neither.
    rank: u8,
    recognised: usize,
    fields: usize,
}

/// Looks for the table in the first lines of a file.
pub(crate) fn outline(sample: &[u8], decoder: Decoder, said: &Said<'_>) -> io::Result<Outline> {
    let of_excel = separator_line(sample);
    let settled = said.delimiter.or(of_excel).map(|delimiter| [delimiter]);
    let delimiters = settled.as_ref().map_or(&DELIMITERS[..], |settled| &settled[..]);
    let mut best: Option<(Likeness, Outline)> = None;
    for delimiter in delimiters {
        let mut records = Records::with_buffer(sample, BUFFER);
        records.set_delimiter(*delimiter);
        for _ in 0..ROWS_MAX {
            let Some(record) = records.next()? else { break };
            let is_blank =
                || record.raw.iter().all(|byte| byte.is_ascii_whitespace() || DELIMITERS.contains(byte));
            if said.header_line.is_some_and(|line| record.line < line) || is_blank() {
                continue;
            }
            // Below a row that is a header row, nothing is a better one.
            let is_below = |(likeness, outline): &(Likeness, Outline)| {
                likeness.rank == 2 && record.line > outline.header_line
            };
            if best.as_ref().is_some_and(is_below) {
                break;
            }
            let likeness = likeness(&record, decoder, said.naming);
            let above = |(best, outline): &(Likeness, Outline)| match (likeness.rank, best.rank) {
                (2, 2) => (outline.header_line, likeness) > (record.line, *best),
                // A row of nothing that is known is as good as another, and then the first is.
                _ if likeness.recognised == 0 => likeness > *best && record.line <= outline.header_line,
                _ => likeness > *best,
            };
            if best.as_ref().is_none_or(above) {
                best = Some((likeness, Outline { delimiter: *delimiter, header_line: record.line }));
            }
            if likeness.rank == 2 || said.header_line.is_some() {
                break;
            }
        }
    }
    let delimiter = delimiters.first().copied().unwrap_or(b';');
    Ok(best.map_or(Outline { delimiter, header_line: 0 }, |(_, outline)| outline))
}

fn likeness(record: &Record<'_>, decoder: Decoder, naming: &Naming) -> Likeness {
    let (names, _) = column_names(record, &mut decoder.clone());
    let recognised = naming.recognised(&names);
    let fields = names.len();
    // One word is no header row, whatever it is.
    let rank = if recognised < 2 { 0 } else { rank(&names, naming) };
    Likeness { rank, recognised, fields }
}

fn rank(names: &[String], naming: &Naming) -> u8 {
    match header::header(names, naming) {
        Err(_) if List::of(names, naming).is_some() => 1,
        Ok(_) => 2,
        Err(wrong) => u8::from(!wrong.iter().any(|(_, fact)| matches!(fact, Fact::HeaderUnknown { .. }))),
    }
}

/// The names of the columns as well as they can be read, and the first that cannot.
pub(crate) fn column_names(record: &Record<'_>, decoder: &mut Decoder) -> (Vec<String>, Option<usize>) {
    let mut undecodable = None;
    let mut names = Vec::with_capacity(record.len());
    for (index, field) in record.fields().map(trimmed).enumerate() {
        let name = decoder.text(field).unwrap_or_else(|_| {
            undecodable = undecodable.or(Some(index));
            decoder.lossy(field)
        });
        names.push(name.into_owned());
    }
    (names, undecodable)
}

/// The delimiter in a first line that tells it to Excel: `sep=;`.
pub(crate) fn separator_line(sample: &[u8]) -> Option<u8> {
    let (word, rest) = sample.split_at_checked(4)?;
    match rest {
        [delimiter, b'\r' | b'\n', ..] | [delimiter]
            if word.eq_ignore_ascii_case(b"sep=") && delimiter.is_ascii() && *delimiter != b'"' =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (char, u64) {
        let naming = Naming::default();
        let said = Said { delimiter: None, header_line: None, naming: &naming };
        let outline = outline(text.as_bytes(), Decoder::default(), &said).expect("memory can be read");
        (char::from(outline.delimiter), outline.header_line)
    }

    #[test]
    fn the_header_row_is_found_below_any_letterhead() {
        let header = "Vernr;Datum;Konto;Belopp\n1;2024-01-15;5539;10,00\n";
        assert_eq!(found(header), (';', 1));
        for letterhead in [
            "Samordningsförbundet Sjöängen\nPeriod: 2024-01, 2024-12\n\n",
            "Huvudbok;;;\n;;;\n;;;\n",
            "Konto;1930\nPeriod;2024\nUrval;\n",
            "sep=;\nUtskriven 2025-01-14\n\n",
            "\"Förbundet \"\"Ö\"\";\nmed radbrytning\"\n\n",
        ] {
            assert_eq!(found(&format!("{letterhead}{header}")), (';', 4), "{letterhead}");
        }
    }

    #[test]
    fn each_delimiter_is_found() {
        for delimiter in DELIMITERS.map(char::from) {
            let text =
                "Utskrift, av; allt\tmöjligt | annat\nVernr;Datum;Konto;Belopp\n1;2024-01-15;5539;10,00\n";
            let (letterhead, table) = text.split_once('\n').expect("two lines");
            let table = table.replace(',', ".").replace(';', &delimiter.to_string());
            assert_eq!(found(&format!("{letterhead}\n{table}")), (delimiter, 2));
        }
        assert_eq!(found("sep=:\nVernr:Datum:Konto:Belopp\n"), (':', 2));
    }

    #[test]
    fn without_a_header_row_the_likest_is_told() {
        assert_eq!(found("Namn\tOrt\nA\tB\n"), ('\t', 1));
        assert_eq!(found("Rubrik\n\nVernr;Konto;Belopp\n1;1930;0\n"), (';', 3));
        assert_eq!(found("\n;;\nNamn;Ort\n"), (';', 3));
        assert_eq!(found(""), (';', 0));
        assert_eq!(found("\n ;;\n\n"), (';', 0), "blanks are no header row");
    }
}
