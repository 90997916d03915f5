//! What a workbook must hold before it is read: no part of it, nothing it says of itself, may make
//! the reader take more memory or time than a workbook of vouchers does.
//!
//! A workbook is a zip archive of XML parts. What the archive says of its sizes is not believed:
//! every part is unpacked once, into nothing, and counted. The XML is looked through tag by tag
//! for the few figures that the reader relies on: how many shared texts there are, how many
//! formats, and which row and column a cell stands in.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{
    FILE_BYTES_MAX, FORMATS_MAX, PART_BYTES_MAX, PARTS_MAX, RATIO_FREE_BYTES, RATIO_MAX, ROWS_MAX,
    STRINGS_MAX, UNPACKED_BYTES_MAX, WorkbookFault,
};
use crate::finding::{WorkbookKind, WorkbookLimit};

/// From one `<` to the next; Excel's longest text takes a fifth of it.
const TAG_BYTES_MAX: u64 = 1024 * 1024;
/// The same for the names and formats of numbers that every format may repeat.
const FORMAT_BYTES_MAX: usize = 1024;
/// The columns that Excel numbers, from 1.
const COLUMN_MAX: u64 = 16_384;

/// Refuses what is no workbook, or none within the limits.
pub(super) fn check(bytes: &[u8]) -> Result<(), WorkbookFault> {
    if size(bytes) > FILE_BYTES_MAX {
        return Err(WorkbookFault::TooLarge(WorkbookLimit::FileBytes));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        // Excel wraps a workbook with a password in the file format of its old ones.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|letter| [letter, 0]).collect();
        let is_encrypted = memmem::find(bytes, &name).is_some();
        return Err(WorkbookFault::Foreign(if is_encrypted {
            WorkbookKind::Locked
        } else {
            WorkbookKind::Old
        }));
    }
    // Counted before the archive is opened, which makes a record of each.
    let parts = memmem::find_iter(bytes, b"PK\x01\x02").take(1 + most_parts()).count();
    if parts > most_parts() {
        return Err(WorkbookFault::TooLarge(WorkbookLimit::Parts));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookFault::Damaged)?;
    is_workbook(&archive)?;
    let mut unpacked = Unpacked { total: 0, most_by_ratio: RATIO_FREE_BYTES.max(size(bytes) * RATIO_MAX) };
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(WorkbookFault::Foreign(WorkbookKind::Locked));
            }
            Err(_) => return Err(WorkbookFault::Damaged),
        };
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        unpacked.part(&name, part)?;
    }
    Ok(())
}

fn most_parts() -> usize {
    usize::try_from(PARTS_MAX).unwrap_or(usize::MAX)
}

fn size(bytes: &[u8]) -> u64 {
    bytes.len() as u64
}

/// Refuses an archive of something else.
fn is_workbook<R: Read + io::Seek>(archive: &ZipArchive<R>) -> Result<(), WorkbookFault> {
    let has = |name: &[u8]| archive.file_names_raw().any(|found| found.eq_ignore_ascii_case(name));
    let kind = if has(b"xl/workbook.bin") {
        WorkbookKind::Binary
    } else if has(b"content.xml") {
        WorkbookKind::OpenDocument
    } else if !has(b"_rels/.rels") || has(b"word/document.xml") || has(b"ppt/presentation.xml") {
        WorkbookKind::OtherArchive
    } else {
        return Ok(());
    };
    Err(WorkbookFault::Foreign(kind))
}

/// How much has been unpacked so far.
struct Unpacked {
    total: u64,
    most_by_ratio: u64,
}

impl Unpacked {
    /// Unpacks a part and looks through it.
    fn part(&mut self, name: &str, part: impl Read) -> Result<(), WorkbookFault> {
        let is_sheet = name.starts_with("xl/worksheets/");
        let most_of_part = if is_sheet { UNPACKED_BYTES_MAX } else { PART_BYTES_MAX };
        let most = [
            (UNPACKED_BYTES_MAX - self.total, WorkbookLimit::UnpackedBytes),
            (self.most_by_ratio.saturating_sub(self.total), WorkbookLimit::Ratio),
            (most_of_part, WorkbookLimit::PartBytes),
        ];
        let (most, limit) =
            most.into_iter().min_by_key(|(most, _)| *most).unwrap_or((0, WorkbookLimit::PartBytes));
        let mut part = BufReader::with_capacity(64 * 1024, part.take(most + 1));
        let is_xml = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending));
        let looked_through = if is_xml {
            look_through(&mut part, name.ends_with("/styles.xml"))
        } else {
            io::copy(&mut part, &mut io::sink()).map_err(|_| WorkbookFault::Damaged)
        };
        // A part that is cut off at the limit may look damaged there.
        if part.get_ref().limit() == 0 {
            return Err(WorkbookFault::TooLarge(limit));
        }
        self.total += looked_through?;
        Ok(())
    }
}

/// Looks through an XML part from one `<` to the next, and tells its length.
fn look_through(part: &mut impl BufRead, of_styles: bool) -> Result<u64, WorkbookFault> {
    let (mut length, mut strings, mut formats) = (0, 0, 0);
    let mut tag = Vec::new();
    loop {
        tag.clear();
        let read = part.by_ref().take(TAG_BYTES_MAX + 1).read_until(b'<', &mut tag);
        let read = read.map_err(|_| WorkbookFault::Damaged)?;
        if read == 0 {
            return Ok(length);
        }
        length += read as u64;
        // Text in two bytes a letter would get past what follows.
        if size(&tag) > TAG_BYTES_MAX || memchr::memchr(0, &tag).is_some() {
            return Err(WorkbookFault::Damaged);
        }
        let name_end = tag.iter().position(|byte| byte.is_ascii_whitespace() || b"/><".contains(byte));
        let (name, rest) = tag.split_at(name_end.unwrap_or(tag.len()));
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        match local {
            b"si" => strings += 1,
            b"xf" => formats += 1,
            b"sst" => attributes(rest, |key, value| key != b"uniqueCount" || number(value) <= STRINGS_MAX)?,
            b"row" => attributes(rest, |key, value| key != b"r" || is_cell(value, 0))?,
            b"c" => attributes(rest, |key, value| key != b"r" || is_cell(value, 1))?,
            b"dimension" | b"f" => attributes(rest, |key, value| key != b"ref" || is_range(value))?,
            b"numFmt" => attributes(rest, |_, value| memchr::memchr_iter(b'[', value).count() < 100)?,
            _ => {}
        }
        if strings > STRINGS_MAX {
            return Err(WorkbookFault::TooLarge(WorkbookLimit::Strings));
        }
        if formats > FORMATS_MAX {
            return Err(WorkbookFault::TooLarge(WorkbookLimit::Formats));
        }
        if of_styles && matches!(local, b"numFmt" | b"name") && tag.len() > FORMAT_BYTES_MAX {
            return Err(WorkbookFault::Damaged);
        }
    }
}

/// Refuses a tag with an attribute that is not as it should be, or that cannot be told.
fn attributes(tag: &[u8], is_good: impl Fn(&[u8], &[u8]) -> bool) -> Result<(), WorkbookFault> {
    let mut rest = tag.trim_ascii_start();
    while !matches!(rest, [] | [b'>', ..] | [b'/', b'>', ..]) {
        let attribute = attribute(rest).filter(|(key, value, _)| is_good(key, value));
        let Some((_, _, after)) = attribute else { return Err(WorkbookFault::Damaged) };
        rest = after.trim_ascii_start();
    }
    Ok(())
}

/// Key, value, and what follows them.
fn attribute(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = text.iter().position(|byte| b"=<>\"'".contains(byte)).filter(|at| text[*at] == b'=')?;
    let (key, value) = (text[..equals].trim_ascii(), text[equals + 1..].trim_ascii_start());
    let (quote, value) = value.split_first().filter(|(quote, _)| b"\"'".contains(quote))?;
    let end = memchr::memchr(*quote, value)?;
    Some((key, &value[..end], &value[end + 1..]))
}

/// Whether this is a row or a cell that Excel has, `12` or `C12`, with at least so many letters.
fn is_cell(text: &[u8], letters_min: usize) -> bool {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (column, row) = text.split_at(letters);
    let add = |sum: u64, letter: &u8| sum * 26 + u64::from(letter.to_ascii_uppercase() - b'A') + 1;
    let is_column = (letters_min..=3).contains(&letters) && column.iter().fold(0, add) <= COLUMN_MAX;
    is_column && (1..=ROWS_MAX).contains(&number(row))
}

/// Whether this is a range of cells whose end does not lie before its start.
fn is_range(text: &[u8]) -> bool {
    let mut ends = text.splitn(2, |byte| *byte == b':');
    let (Some(first), last) = (ends.next(), ends.next()) else { return false };
    let place = |cell: &[u8]| {
        let letters = cell.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (column, row) = cell.split_at(letters);
        (letters, column.to_ascii_uppercase(), number(row))
    };
    let is_ordered = |last: &[u8]| {
        let (first, last) = (place(first), place(last));
        (first.0, &first.1) <= (last.0, &last.1) && first.2 <= last.2
    };
    is_cell(first, 1) && last.is_none_or(|last| is_cell(last, 1) && is_ordered(last))
}

/// A number of nothing but digits; the largest there is for what is none.
fn number(text: &[u8]) -> u64 {
    let digits = str::from_utf8(text).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}
