//! The XML of a part, looked through tag by tag for what the reader relies on: how many shared
//! texts, formats and sheets there are, which row and column a cell stands in, how long a cell is,
//! how deep elements lie in one another.
//!
//! This is no reader of XML. What it cannot tell for certain it refuses, such as a comment with a
//! tag in it; nothing that writes workbooks has any.

use std::io::{BufRead, Read};

use super::{
    COLUMN_MAX, DEPTH_MAX, FORMATS_MAX, ROW_BYTES_MAX, ROWS_MAX, SHEETS_MAX, STRINGS_MAX, WorkbookFault,
};
use crate::finding::WorkbookLimit;

/// A tag whose texts the reader may repeat for every sheet or format.
const REPEATED_BYTES_MAX: usize = 8 * 1024;

/// Looks through a part, and tells its length in bytes.
///
/// What Power Query leaves in a workbook is in UTF-16. The reader knows no such letters, so that to
/// it none of those tags is anything; only a sheet may not hold any.
pub(super) fn look_through(part: &mut impl BufRead, is_sheet: bool) -> Result<u64, WorkbookFault> {
    let (mut length, mut seen) = (0, Seen::default());
    let mut tag = Vec::new();
    loop {
        tag.clear();
        let read = part.by_ref().take(ROW_BYTES_MAX + 1).read_until(b'<', &mut tag);
        let read = read.map_err(|_| WorkbookFault::Damaged)? as u64;
        if read > ROW_BYTES_MAX {
            return Err(WorkbookFault::Damaged);
        }
        match (read, length, tag.first()) {
            (0, ..) => return Ok(length),
            // Before the first tag.
            (_, 0, _) => {}
            (_, _, Some(0)) if !is_sheet => {}
            _ if memchr::memchr(0, &tag).is_some() => return Err(WorkbookFault::Damaged),
            _ => seen.tag(&tag)?,
        }
        length += read;
    }
}

/// What has been seen of a part.
#[derive(Debug, Default)]
struct Seen {
    strings: u64,
    formats: u64,
    sheets: u64,
    depth: u64,
    /// The bytes of the cell that is open, if one is.
    cell: Option<usize>,
}

impl Seen {
    /// Takes into account a tag, from behind its `<` to the next.
    fn tag(&mut self, tag: &[u8]) -> Result<(), WorkbookFault> {
        if let Some(bytes) = &mut self.cell {
            *bytes += tag.len();
            if *bytes as u64 > ROW_BYTES_MAX {
                return Err(WorkbookFault::TooLarge(WorkbookLimit::RowBytes));
            }
        }
        let closed_by = match tag {
            [b'?', ..] => Some(&b"?>"[..]),
            [b'!', b'-', b'-', ..] => Some(&b"-->"[..]),
            [b'!', b'[', ..] => Some(&b"]]>"[..]),
            [b'!', ..] => return Err(WorkbookFault::Damaged),
            _ => None,
        };
        match (closed_by, tag) {
            (Some(end), _) if memchr::memmem::find(tag, end).is_some() => Ok(()),
            (Some(_), _) => Err(WorkbookFault::Damaged),
            (None, [b'/', end @ ..]) => {
                self.depth = self.depth.saturating_sub(1);
                if local_name(end).0 == b"c" {
                    self.cell = None;
                }
                Ok(())
            }
            (None, start) => self.start(start),
        }
    }

    fn start(&mut self, tag: &[u8]) -> Result<(), WorkbookFault> {
        let (name, rest) = local_name(tag);
        let is_good: &dyn Fn(&[u8], &[u8]) -> bool = match name {
            b"sst" => &|key, value| key != b"uniqueCount" || number(value) <= STRINGS_MAX,
            b"row" => &|key, value| key != b"r" || is_cell(value, 0),
            b"c" => &|key, value| key != b"r" || is_cell(value, 1),
            b"dimension" | b"f" => &|key, value| key != b"ref" || is_range(value),
            b"numFmt" => &|_, value| memchr::memchr_iter(b'[', value).count() < 100,
            _ => &|_, _| true,
        };
        let is_empty = is_empty_element(rest, is_good).ok_or(WorkbookFault::Damaged)?;
        let is_repeated = matches!(name, b"numFmt" | b"name" | b"Relationship" | b"sheet");
        if is_repeated && tag.len() > REPEATED_BYTES_MAX {
            return Err(WorkbookFault::Damaged);
        }
        if !is_empty {
            self.depth += 1;
            if name == b"c" {
                self.cell = Some(tag.len());
            }
        }
        match name {
            b"si" => self.strings += 1,
            b"xf" | b"font" | b"fill" | b"border" | b"numFmt" => self.formats += 1,
            b"sheet" => self.sheets += 1,
            _ => {}
        }
        let counted = [
            (self.strings, STRINGS_MAX, WorkbookLimit::Strings),
            (self.formats, FORMATS_MAX, WorkbookLimit::Formats),
            (self.sheets, SHEETS_MAX, WorkbookLimit::Sheets),
            (self.depth, DEPTH_MAX, WorkbookLimit::Depth),
        ];
        match counted.into_iter().find(|(count, most, _)| count > most) {
            Some((_, _, limit)) => Err(WorkbookFault::TooLarge(limit)),
            None => Ok(()),
        }
    }
}

/// The name of an element without its prefix, and what follows it.
fn local_name(tag: &[u8]) -> (&[u8], &[u8]) {
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || b"/><".contains(byte));
    let (name, rest) = tag.split_at(end.unwrap_or(tag.len()));
    (name.rsplit(|byte| *byte == b':').next().unwrap_or_default(), rest)
}

/// Whether an element ends with its tag; `None` if an attribute is not good, or cannot be told.
fn is_empty_element(tag: &[u8], is_good: &dyn Fn(&[u8], &[u8]) -> bool) -> Option<bool> {
    let mut rest = tag.trim_ascii_start();
    loop {
        match rest {
            [b'>', ..] => return Some(false),
            [b'/', b'>', ..] => return Some(true),
            _ => {
                let (_, _, after) = attribute(rest).filter(|(key, value, _)| is_good(key, value))?;
                rest = after.trim_ascii_start();
            }
        }
    }
}

/// The key of an attribute, its value, and what follows them.
fn attribute(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = text.iter().position(|byte| b"=<>\"'".contains(byte)).filter(|at| text[*at] == b'=')?;
    let (key, value) = (text[..equals].trim_ascii(), text[equals + 1..].trim_ascii_start());
    let (quote, value) = value.split_first().filter(|(quote, _)| b"\"'".contains(quote))?;
    let end = memchr::memchr(*quote, value)?;
    Some((key, &value[..end], &value[end + 1..]))
}

/// Whether this is a row or a cell that Excel has, `12` or `C12`, with at least so many letters.
fn is_cell(text: &[u8], letters_min: usize) -> bool {
    let (column, row) = column_and_row(text);
    (letters_min..=3).contains(&column.len())
        && numbered(column) <= COLUMN_MAX
        && (1..=ROWS_MAX).contains(&row)
}

/// Whether this is a range of cells whose end does not lie before its start.
fn is_range(text: &[u8]) -> bool {
    let mut ends = text.splitn(2, |byte| *byte == b':');
    let first = ends.next().unwrap_or_default();
    let last = ends.next().unwrap_or(first);
    let is_ordered = || {
        let ((first_column, first_row), (last_column, last_row)) =
            (column_and_row(first), column_and_row(last));
        numbered(first_column) <= numbered(last_column) && first_row <= last_row
    };
    is_cell(first, 1) && is_cell(last, 1) && is_ordered()
}

/// The letters of a cell's name, and the number behind them.
fn column_and_row(cell: &[u8]) -> (&[u8], u64) {
    let (column, row) = cell.split_at(cell.iter().take_while(|byte| byte.is_ascii_alphabetic()).count());
    (column, number(row))
}

/// The number of a column of at most three letters, from 1.
fn numbered(column: &[u8]) -> u64 {
    column.iter().take(3).fold(0, |sum, letter| sum * 26 + u64::from(letter.to_ascii_uppercase() - b'A') + 1)
}

/// A number of nothing but digits; the largest there is for what is none.
fn number(text: &[u8]) -> u64 {
    let digits = str::from_utf8(text).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}
