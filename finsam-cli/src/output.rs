//! Where output goes: data to stdout or whole into a file, everything else to stderr.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use finsam_ledger::book::Book;
use finsam_ledger::render::text::wrapped;
use unicode_width::UnicodeWidthStr as _;

use crate::exit::Refusal;
use crate::text::{Failed, Wrong};

/// The widest page that is drawn, and the width where nobody says how wide the page is.
const WIDTH: usize = 100;
/// The narrowest page that is drawn; figures would not break on a narrower one either.
const WIDTH_MIN: usize = 60;

/// What makes a book, in whatever directory it stands.
const BOOK_FILES: [&str; 4] = ["ledger.db", "ledger.db-journal", "ledger.lock", "ledger.toml"];

/// The files of a book; on a server it has none.
pub(crate) fn files_of(book: &Book) -> Vec<PathBuf> {
    let dir = book.dir();
    dir.map_or_else(Vec::new, |dir| BOOK_FILES.map(|name| dir.join(name)).into())
}

/// How wide a page is that goes there.
pub(crate) fn page_width(out: &impl io::IsTerminal) -> usize {
    if !out.is_terminal() {
        return WIDTH;
    }
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    width.clamp(WIDTH_MIN, WIDTH)
}

/// Writes data to stdout.
pub(crate) fn data(bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Refusal> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes.as_ref()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Refusal::ReaderGone),
        Err(error) => Err(Refusal::Failure(Failed::StdoutFails { error })),
    }
}

/// Says something to the user, to the width of their terminal; if stderr is closed there is nobody
/// to say it to.
pub(crate) fn say(text: &str) {
    let stderr = io::stderr();
    let text = if stderr.is_terminal() { Cow::Owned(broken(text, page_width(&stderr))) } else { text.into() };
    let mut stderr = stderr.lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// The text with its long lines broken between words, except one with a word that no line holds:
/// it may be a path, to be copied whole.
fn broken(text: &str, width: usize) -> String {
    let mut all = String::new();
    for line in text.lines() {
        let is_whole = line.width() <= width || line.split_whitespace().any(|word| word.width() > width / 2);
        let lines = if is_whole { vec![line.to_owned()] } else { wrapped(line, width) };
        for line in lines {
            all.extend([line.as_str(), "\n"]);
        }
    }
    all
}

/// Writes a file whole: beside it first, then in its place, so that a reader or a crash never
/// meets half of it.
pub(crate) fn file(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Result<(), Refusal> {
    let beside = beside(path);
    let written = write_synced(&beside, bytes.as_ref()).and_then(|()| {
        // Who may read the file that was there may read the new one.
        if let Ok(there) = fs::metadata(path) {
            fs::set_permissions(&beside, there.permissions())?;
        }
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        // What could not take its place is of no use to anyone.
        let _ = fs::remove_file(&beside);
        Refusal::Failure(Failed::FileUnwritable { path: path.to_owned(), error })
    })
}

/// Refuses to write where something is read from, or where a book keeps itself: what stands there
/// would be lost, and nobody asked for that.
pub(crate) fn may_write(path: &Path, read: &[PathBuf]) -> Result<(), Refusal> {
    let target = resolved(path);
    let is_target = |file: &Path| resolved(file) == target;
    let beside = BOOK_FILES.map(|name| target.with_file_name(name));
    if beside.iter().any(|file| is_target(file)) || read.iter().any(|file| is_target(file)) {
        return Err(Refusal::Usage(Wrong::OutputIsRead { file: (&*path.to_string_lossy()).into() }));
    }
    Ok(())
}

/// Refuses to write bytes that are no text where somebody reads them.
pub(crate) fn may_show_bytes() -> Result<(), Refusal> {
    if io::stdout().is_terminal() { Err(Refusal::Usage(Wrong::OutputIsBinary)) } else { Ok(()) }
}

/// The file a path leads to, past links; for a file that is not there yet, its place.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// A name beside a path that no other process takes.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file that was not there, for its owner alone to read, whatever the surroundings would allow: books hold
/// names. Whoever is to read it is given it.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
