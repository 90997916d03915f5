//! A bar on the terminal while files are read, if that takes more than a moment.

use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget};

/// Work shorter than this shows nothing.
const MOMENT: Duration = Duration::from_secs(1);

/// The bar; it is gone without a trace when dropped. Off a terminal it is never drawn.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    is_shown: Cell<bool>,
}

impl Progress {
    /// A bar as long as these files together.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        let sizes = files.iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len());
        let bar = ProgressBar::with_draw_target(Some(sizes.sum()), ProgressDrawTarget::hidden());
        Self { bar, started: Instant::now(), is_shown: Cell::new(false) }
    }

    /// The reader, with what is read of it counted.
    pub(crate) fn counting<R>(&self, reader: R) -> Counting<'_, R> {
        Counting { reader, progress: self }
    }

    fn advance(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
        if !self.is_shown.get() && self.started.elapsed() > MOMENT {
            self.is_shown.set(true);
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A reader whose bytes move the bar.
#[derive(Debug)]
pub(crate) struct Counting<'a, R> {
    reader: R,
    progress: &'a Progress,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.reader.read(buffer)?;
        self.progress.advance(bytes);
        Ok(bytes)
    }
}
