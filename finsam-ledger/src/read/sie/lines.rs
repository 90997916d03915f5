//! The lines of a file, one after the other, as slices of one buffer.

use std::io::{self, Read};

use crate::read::text::Stretch;

/// What is read at once.
const BUFFER: usize = 256 * 1024;

/// The longest line; whatever is longer is no item, and the file no SIE file.
pub(crate) const LINE_MAX: usize = 64 * 1024;

/// A line, and what is known of the file from there on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The line, without its end.
    pub(crate) stretch: Stretch<'a>,
    /// What is in the buffer from the start of the line on: some [`LINE_MAX`] bytes, if the file
    /// has so many.
    pub(crate) ahead: &'a [u8],
    /// Whether it is shorter than [`LINE_MAX`].
    pub(crate) is_whole: bool,
}

/// The lines of a file; `\n`, `\r\n` and `\r` end one.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are read and not consumed.
    start: usize,
    end: usize,
    at_end: bool,
    /// The line that `start` is on.
    line: u64,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, buffer: vec![0; BUFFER], start: 0, end: 0, at_end: false, line: 1 }
    }

    /// What the file starts with; a byte order mark of UTF-8 is passed over.
    pub(crate) fn first_bytes(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        if self.line == 1 && self.start == 0 && self.ahead().starts_with(b"\xEF\xBB\xBF") {
            self.start = 3;
        }
        Ok(self.ahead())
    }

    /// The next line, if there is one.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.fill()?;
        let (start, line) = (self.start, self.line);
        if start == self.end {
            return Ok(None);
        }
        let searched = &self.ahead()[..self.ahead().len().min(LINE_MAX)];
        let found = memchr::memchr2(b'\n', b'\r', searched);
        let length = found.unwrap_or(searched.len());
        let is_pair = self.ahead().get(length..length + 2) == Some(b"\r\n");
        let line_end = usize::from(found.is_some()) + usize::from(is_pair);
        let is_whole = found.is_some() || self.ahead().len() < LINE_MAX;
        self.start += length + line_end;
        self.line += 1;
        let ahead = &self.buffer[start..self.end];
        Ok(Some(Line { stretch: Stretch { line, raw: &ahead[..length] }, ahead, is_whole }))
    }

    fn ahead(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Reads on until a whole line and its end are there, or the end of the file.
    fn fill(&mut self) -> io::Result<()> {
        if self.at_end || self.end - self.start > LINE_MAX {
            return Ok(());
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while !self.at_end && self.end < self.buffer.len() {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.at_end = count == 0;
                    self.end += count;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Hands out at most `at_once` bytes a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn read(bytes: &[u8], at_once: usize) -> Vec<(u64, Vec<u8>, bool)> {
        let mut lines = Lines::new(Drops(bytes, at_once));
        let mut read = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            assert!(line.ahead.starts_with(line.stretch.raw));
            read.push((line.stretch.line, line.stretch.raw.to_vec(), line.is_whole));
        }
        read
    }

    #[test]
    fn a_line_too_long_is_told_and_the_longest_is_whole() {
        for (length, is_whole) in [(LINE_MAX - 1, true), (LINE_MAX, false), (3 * LINE_MAX, false)] {
            let bytes = [b"#A\n".to_vec(), vec![b'x'; length]].concat();
            assert_eq!(read(&bytes, 10_000)[1].2, is_whole, "{length}");
            let ended = [bytes, b"\r\n#B".to_vec()].concat();
            assert_eq!(read(&ended, 10_000)[1].2, is_whole, "{length}");
        }
    }

    proptest! {
        #[test]
        fn lines_are_those_of_a_plain_split(
            bytes in prop::collection::vec(prop::sample::select(b"\r\na#".to_vec()), 0..80),
            at_once in 1_usize..5,
        ) {
            let text = String::from_utf8(bytes.clone()).expect("ASCII").replace("\r\n", "\n").replace('\r', "\n");
            let mut plain: Vec<_> = text.split('\n').map(|line| line.as_bytes().to_vec()).collect();
            if plain.last().is_some_and(Vec::is_empty) {
                plain.pop();
            }
            let expected: Vec<_> = (1..).zip(plain).map(|(line, raw)| (line, raw, true)).collect();
            prop_assert_eq!(read(&bytes, at_once), expected);
        }
    }
}
