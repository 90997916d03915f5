//! One writer at a time, and the next one told who it is waiting for.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use super::error::{BookError, unwritable};
use super::private;

/// How long a writer sleeps before it asks again.
const PAUSE: Duration = Duration::from_millis(50);

/// Held while a book is written to. The system gives it back when the process ends, however it
/// ends, so the file itself stays and means nothing.
#[derive(Debug)]
pub(super) struct WriteLock {
    _file: File,
}

impl WriteLock {
    /// Takes the lock, waiting for `patience` at the most, and says whose it now is.
    pub(super) fn take(path: &Path, command: &str, patience: Duration) -> Result<Self, BookError> {
        let mut options = OpenOptions::new();
        private(options.read(true).write(true).create(true).truncate(false));
        let mut file = options.open(path).map_err(|source| unwritable(path, source))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if waited < patience => {
                    std::thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(TryLockError::WouldBlock) => return Err(BookError::Held { by: holder(&mut file) }),
                Err(TryLockError::Error(source)) => return Err(unwritable(path, source)),
            }
        }
        let holder = format!("{command} (pid {})\n", std::process::id());
        let written = file.set_len(0).and_then(|()| file.write_all(holder.as_bytes()));
        written.map_err(|source| unwritable(path, source))?;
        Ok(Self { _file: file })
    }
}

/// Who has the lock, in its own words; nothing where that cannot be read.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let line = if read.is_ok() { text.lines().next().unwrap_or("") } else { "" };
    line.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
