//! The files of a package, and how they become a folder or a ZIP file: whole, or not at all.

use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};

use finsam_ledger::book::HashedReader;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::command::imports::hex;
use crate::exit::Refusal;
use crate::output;
use crate::text::{Failed, Wrong};

/// A file of a package.
pub(super) struct File {
    /// What it is, for programs.
    pub(super) kind: &'static str,
    /// Where it stands, from the package's root, with `/` between folders.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// The SHA-256 of its bytes, as it is written.
    pub(super) fn sha256(&self) -> Result<String, Refusal> {
        let hash = HashedReader::new(self.bytes.as_slice()).sha256();
        let failed = |error| unwritable(Path::new(&self.path), error);
        Ok(hex(&hash.map_err(failed)?))
    }
}

/// A folder beside the target that nobody knows of yet; it is gone when the work on it ends early.
pub(super) struct Stage(PathBuf);

impl Stage {
    pub(super) fn beside(target: &Path) -> Result<Self, Refusal> {
        let path = output::beside(target);
        fs::create_dir(&path).map_err(|error| unwritable(target, error))?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What has taken its place is no longer here.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Refuses a target where something stands already, or that belongs to a book.
pub(super) fn may_make(target: &Path, read: &[PathBuf]) -> Result<(), Refusal> {
    output::may_write(target, read)?;
    let taken = match fs::metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(unwritable(target, error)),
        Ok(found) if found.is_dir() && !is_zip(target) => {
            let mut inside = fs::read_dir(target).map_err(|error| unwritable(target, error))?;
            inside.next().is_some()
        }
        Ok(_) => true,
    };
    if taken {
        return Err(Refusal::Usage(Wrong::AuditTargetTaken { file: (&*target.to_string_lossy()).into() }));
    }
    Ok(())
}

/// Makes the package: a folder out of the one that stands beside it, or a ZIP file.
pub(super) fn write(stage: Stage, files: &[File], target: &Path) -> Result<(), Refusal> {
    if is_zip(target) {
        // The file is written under the same name beside the target.
        drop(stage);
        let packed = zipped(files).map_err(|error| unwritable(target, error))?;
        return output::file(target, &packed);
    }
    // Some systems do not let a folder take the place of another one, though it be empty.
    let cleared = || if target.is_dir() { fs::remove_dir(target) } else { Ok(()) };
    let made = filled(stage.path(), files).and_then(|()| cleared());
    let made = made.and_then(|()| fs::rename(stage.path(), target));
    made.map_err(|error| unwritable(target, error))
}

/// The files that are not in the folder already.
fn filled(folder: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        if path.exists() {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut written = output::new_file(&path)?;
        written.write_all(&file.bytes)?;
        written.sync_all()?;
    }
    Ok(())
}

/// The files as one; no time and no owner stands in it.
fn zipped(files: &[File]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(file.path.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn is_zip(target: &Path) -> bool {
    target.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn unwritable(path: &Path, error: io::Error) -> Refusal {
    Refusal::Failure(Failed::FileUnwritable { path: path.to_owned(), error })
}
