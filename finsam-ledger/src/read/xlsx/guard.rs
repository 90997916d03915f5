//! What a workbook must hold before it is read: no part of it, nothing it says of itself, may make
//! the reader take more memory or time than a workbook of vouchers does.
//!
//! A workbook is a zip archive of XML parts. What the archive says of its sizes is not believed:
//! every part is unpacked once, into nothing, and counted, and its XML is looked through
//! ([`markup`](super::markup)).

use std::io::{self, BufReader, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::markup::look_through;
use super::{
    FILE_BYTES_MAX, PART_BYTES_MAX, PARTS_MAX, RATIO_FREE_BYTES, RATIO_MAX, UNPACKED_BYTES_MAX, WorkbookFault,
};
use crate::finding::{WorkbookKind, WorkbookLimit};

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
            look_through(&mut part, is_sheet)
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
