//! What a package says of itself, for programs and for `sha256sum`.

use std::fmt::Write as _;

use finsam_ledger::FiscalYear;
use finsam_ledger::book::ChainRecord;
use serde::Serialize;

use super::package::File;
use crate::command::imports::hex;
use crate::exit::Refusal;
use crate::source::Source;
use crate::wire;

/// Where a book stood when it was packed.
pub(super) struct Stood<'a> {
    /// When its last record was made, as it says itself.
    pub(super) said_at: &'a str,
    pub(super) chain: &'a [ChainRecord],
    /// The hash of all that counts in it; nothing of a book that was changed.
    pub(super) content: Option<&'a str>,
}

/// The files, their sizes and hashes, and where the book stood.
pub(super) fn json(
    source: &Source,
    year: FiscalYear,
    stood: &Stood<'_>,
    files: &[File],
) -> Result<String, Refusal> {
    let wire = |file: &File| -> Result<FileWire, Refusal> {
        let (kind, path, bytes) = (file.kind, file.path.clone(), file.bytes.len());
        Ok(FileWire { kind, path, bytes, sha256: file.sha256()? })
    };
    let entity = &source.settings.entity;
    wire::written(&IndexWire {
        program: concat!("ledger ", env!("CARGO_PKG_VERSION")),
        entity: &entity.name,
        organisation_number: entity.organisation_number.as_deref(),
        period: year.period().to_string(),
        last_record_at: stood.said_at,
        intact: stood.content.is_some(),
        content: stood.content,
        records: stood.chain.len(),
        chain_head: stood.chain.last().map(|record| hex(&record.hash)),
        files: files.iter().map(wire).collect::<Result<_, _>>()?,
    })
}

/// A line a file, as `sha256sum -c` reads it.
pub(super) fn sums(files: &[File]) -> Result<String, Refusal> {
    let mut by_path: Vec<&File> = files.iter().collect();
    by_path.sort_by(|a, b| a.path.cmp(&b.path));
    by_path.into_iter().try_fold(String::new(), |mut text, file| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}  {}", file.sha256()?, file.path);
        Ok(text)
    })
}

#[derive(Serialize)]
struct IndexWire<'a> {
    program: &'static str,
    entity: &'a str,
    organisation_number: Option<&'a str>,
    period: String,
    last_record_at: &'a str,
    intact: bool,
    content: Option<&'a str>,
    records: usize,
    chain_head: Option<String>,
    files: Vec<FileWire>,
}

#[derive(Serialize)]
struct FileWire {
    kind: &'static str,
    path: String,
    bytes: usize,
    sha256: String,
}
