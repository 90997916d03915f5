//! Records of a CSV file, one after the other, as slices of one buffer.
//!
//! A record is what the `csv` crate takes for one: a field may stand in quotation marks, records
//! may differ in length, `\n`, `\r\n` and `\r` end a record, and empty lines are none. A record
//! without quotation marks is split where it lies; any other goes through `csv_core`.

use std::io::{self, Read};

use csv_core::ReadFieldResult;

use super::marks::Marks;

/// What is read at once.
pub(crate) const BUFFER: usize = 256 * 1024;

/// The longest record; whatever is longer has lost its line ends or a quotation mark.
const RECORD_MAX: usize = 1024 * 1024;

/// One record of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    /// The line it starts on, from 1.
    pub(crate) line: u64,
    /// Its bytes as they stand, without the line end.
    pub(crate) raw: &'a [u8],
    /// Why it is not whole, if it is not.
    pub(crate) flaw: Option<Flaw>,
    /// The fields' content, one after the other.
    text: &'a [u8],
    /// Where each field ends in `text`.
    ends: &'a [usize],
    /// How many bytes of `text` part two fields.
    gap: usize,
    /// Where each field starts in `raw`, if not where it starts in `text`.
    starts: &'a [usize],
}

/// Why a record is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The quotation mark that opens its last field is never closed. Reading goes on with the
    /// line after that mark.
    QuoteOpen,
    /// It is longer than any record.
    TooLong,
}

impl<'a> Record<'a> {
    /// How many fields it has; never none.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The content of a field, empty if the record has no such field.
    #[inline]
    pub(crate) fn field(&self, index: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(index) else { return b"" };
        self.text.get(self.text_start(index)..*end).unwrap_or_default()
    }

    /// The content of every field.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'a [u8]> {
        let record = *self;
        (0..self.len()).map(move |index| record.field(index))
    }

    /// Where a field starts in the raw record, and how many bytes it takes there.
    pub(crate) fn raw_field(&self, index: usize) -> (usize, usize) {
        if self.starts.is_empty() {
            let start = self.text_start(index).min(self.raw.len());
            return (start, self.field(index).len());
        }
        let start = self.starts.get(index).copied().unwrap_or(self.raw.len());
        let end = self.starts.get(index + 1).map_or(self.raw.len(), |next| next.saturating_sub(1));
        (start, end.saturating_sub(start))
    }

    /// The same record with other content in some of its fields, or in fields behind its last; it
    /// keeps its places.
    pub(crate) fn with<'b>(&self, content: &[(usize, &[u8])], room: &'b mut Room) -> Record<'b>
    where
        'a: 'b,
    {
        room.text.clear();
        room.ends.clear();
        room.starts.clear();
        for (index, field) in self.fields().enumerate() {
            let other = content.iter().find(|(other, _)| *other == index);
            room.text.extend_from_slice(other.map_or(field, |(_, content)| content));
            room.ends.push(room.text.len());
            room.starts.push(self.raw_field(index).0);
        }
        // What stands in none of its fields stands behind them.
        let end = content.iter().map(|(index, _)| index + 1).max().unwrap_or_default();
        for index in self.len()..end {
            let content = content.iter().find(|(other, _)| *other == index);
            room.text.extend_from_slice(content.map_or(&b""[..], |(_, content)| content));
            room.ends.push(room.text.len());
            room.starts.push(self.raw.len());
        }
        Record { text: &room.text, ends: &room.ends, gap: 0, starts: &room.starts, ..*self }
    }

    #[inline]
    fn text_start(&self, index: usize) -> usize {
        match index.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).map_or(self.text.len(), |end| end + self.gap),
        }
    }
}

/// Where the content of a record lies that is not what its bytes say.
#[derive(Debug, Default)]
pub(crate) struct Room {
    text: Vec<u8>,
    ends: Vec<usize>,
    starts: Vec<usize>,
}

/// Whole lines, with the buffer they lie in.
#[derive(Debug)]
pub(crate) struct Lines {
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl Lines {
    /// The lines, with their ends.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// The buffer, to be used again.
    pub(crate) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }
}

/// The records of a file, read through one buffer that grows only for a longer record.
#[derive(Debug)]
pub(crate) struct Records<R> {
    input: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are read and not consumed; the current record leads them.
    start: usize,
    end: usize,
    at_end: bool,
    delimiter: u8,
    /// The line that `start` is on, and whether a `\n` there belongs to the `\r` before it.
    line: u64,
    after_return: bool,
    current: Current,
    ends: Vec<usize>,
    starts: Vec<usize>,
    unquoted: Vec<u8>,
    /// What reads quotation marks, made when the first is met: making it costs what a thousand
    /// plain rows do.
    parser: Option<Box<csv_core::Reader>>,
}

/// How the current record lies in the buffer, counted from `start`.
#[derive(Clone, Copy, Debug, Default)]
struct Current {
    length: usize,
    /// Its length with the line end: what is consumed when the next record is asked for.
    consumed: usize,
    quoted: bool,
    flaw: Option<Flaw>,
}

impl<R: Read> Records<R> {
    /// The records of `input`, parted by commas until something else is said.
    pub(crate) fn new(input: R) -> Self {
        Self::with_buffer(input, BUFFER)
    }

    /// The same, with a buffer of `size` bytes to begin with.
    pub(crate) fn with_buffer(input: R, size: usize) -> Self {
        Self {
            input,
            buffer: vec![0; size],
            start: 0,
            end: 0,
            at_end: false,
            delimiter: b',',
            line: 1,
            after_return: false,
            current: Current::default(),
            ends: Vec::new(),
            starts: Vec::new(),
            unquoted: Vec::new(),
            parser: None,
        }
    }

    /// What parts fields.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Parts fields by `delimiter` from the next record on.
    pub(crate) fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
        self.parser = None;
    }

    /// The next record, which stays the next one.
    pub(crate) fn peek(&mut self) -> io::Result<Option<Record<'_>>> {
        let found = self.find()?;
        self.start_parser_anew();
        self.current.consumed = 0;
        Ok(found.then(|| self.record()))
    }

    /// The next record, if there is one.
    pub(crate) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        Ok(if self.find()? { Some(self.record()) } else { None })
    }

    /// The whole lines that are read already behind the current record, and the number of the first.
    /// They stay the next ones until they are [passed](Self::pass).
    pub(crate) fn lines(&mut self) -> io::Result<(&[u8], u64)> {
        self.consume(self.current.consumed);
        self.current = Current::default();
        let mut length = self.whole_lines();
        if length == 0 && self.fill()? {
            length = self.whole_lines();
        }
        Ok((&self.buffer[self.start..self.start + length], self.line))
    }

    /// Whether more is left than the buffer takes.
    pub(crate) fn is_long(&mut self) -> io::Result<bool> {
        self.fill_up()?;
        Ok(!self.at_end)
    }

    /// Hands over the whole lines that come next, with the buffer they lie in: one of the spare ones
    /// or a new one takes its place. `None` if there are none, or if a quotation mark is among them.
    /// The line that follows has a number that is for the caller to [set](Self::set_line).
    pub(crate) fn hand_over(&mut self, spare: &mut Vec<Vec<u8>>) -> io::Result<Option<Lines>> {
        self.fill_up()?;
        let (start, end) = (self.start, self.start + self.whole_lines());
        if start == end || memchr::memchr(b'"', &self.buffer[start..end]).is_some() {
            return Ok(None);
        }
        let mut next = spare.pop().unwrap_or_default();
        next.resize(self.buffer.len(), 0);
        let rest = self.end - end;
        next[..rest].copy_from_slice(&self.buffer[end..self.end]);
        (self.start, self.end) = (0, rest);
        Ok(Some(Lines { buffer: std::mem::replace(&mut self.buffer, next), start, end }))
    }

    /// Consumes the current record, and reads as much as the buffer takes.
    fn fill_up(&mut self) -> io::Result<()> {
        self.consume(self.current.consumed);
        self.current = Current::default();
        while self.end - self.start < self.buffer.len() && self.fill()? {}
        Ok(())
    }

    /// How many bytes are read at once.
    pub(crate) fn size(&self) -> usize {
        self.buffer.len()
    }

    /// The number of the line that comes next, once the current record is consumed.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The line that comes next has this number.
    pub(crate) fn set_line(&mut self, line: u64) {
        self.line = line;
    }

    /// The bytes that are read up to the last line end; none if a line end may only be half of one.
    fn whole_lines(&self) -> usize {
        let read = &self.buffer[self.start..self.end];
        if self.after_return { 0 } else { memchr::memrchr(b'\n', read).map_or(0, |last| last + 1) }
    }

    /// Passes over so many bytes, which are so many lines of those that are read already.
    pub(crate) fn pass(&mut self, bytes: usize, lines: u64) {
        self.start = self.end.min(self.start + bytes);
        self.line += lines;
    }

    /// What the parser has read is not read yet.
    fn start_parser_anew(&mut self) {
        if let Some(parser) = &mut self.parser {
            parser.reset();
            stand_within_file(parser);
        }
    }

    fn record(&self) -> Record<'_> {
        let Current { length, quoted, flaw, .. } = self.current;
        let raw = &self.buffer[self.start..self.start + length];
        let (text, gap, starts) =
            if quoted { (self.unquoted.as_slice(), 0, self.starts.as_slice()) } else { (raw, 1, &[][..]) };
        Record { line: self.line, raw, flaw, text, ends: &self.ends, gap, starts }
    }

    /// Makes the next record the current one.
    fn find(&mut self) -> io::Result<bool> {
        self.consume(self.current.consumed);
        self.current = Current::default();
        if !self.skip_line_ends()? {
            return Ok(false);
        }
        loop {
            self.ends.clear();
            let rest = &self.buffer[self.start..self.end];
            match scan(rest, self.delimiter, &mut self.ends) {
                Scan::Line { length, consumed } => {
                    self.current = Current { length, consumed, quoted: false, flaw: None };
                    return Ok(true);
                }
                Scan::Quote => return self.find_quoted().map(|()| true),
                Scan::Unended => {
                    let length = rest.len();
                    let too_long = length >= RECORD_MAX;
                    if too_long || !self.fill()? {
                        self.ends.push(length);
                        let flaw = too_long.then_some(Flaw::TooLong);
                        self.current = Current { length, consumed: length, quoted: false, flaw };
                        return Ok(true);
                    }
                }
            }
        }
    }

    /// Makes the record at `start`, which has a field in quotation marks, the current one.
    fn find_quoted(&mut self) -> io::Result<()> {
        self.ends.clear();
        self.starts.clear();
        self.starts.push(0);
        let (mut read, mut written) = (0, 0);
        loop {
            let input = &self.buffer[self.start + read..self.end];
            if input.is_empty() && !self.at_end {
                if read >= RECORD_MAX {
                    self.ends.push(written);
                    self.end_quoted(read, true);
                    return Ok(());
                }
                self.fill()?;
                continue;
            }
            if self.unquoted.len() == written {
                self.unquoted.resize((2 * written).max(1024), 0);
            }
            let parser = self.parser.get_or_insert_with(|| parser(self.delimiter));
            let (result, nin, nout) = parser.read_field(input, &mut self.unquoted[written..]);
            (read, written) = (read + nin, written + nout);
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end: false } => {
                    self.ends.push(written);
                    self.starts.push(read);
                }
                ReadFieldResult::Field { record_end: true } => {
                    self.ends.push(written);
                    self.end_quoted(read, self.at_end && self.start + read == self.end);
                    return Ok(());
                }
                // Only past the end, and the record would have ended before it.
                ReadFieldResult::End => return Ok(()),
            }
        }
    }

    /// Settles a record of which `read` bytes are read; if that is all there is, its last
    /// quotation mark may be open.
    fn end_quoted(&mut self, read: usize, is_all: bool) {
        let raw = &self.buffer[self.start..self.start + read];
        let last = self.starts.last().copied().unwrap_or(0);
        self.current = Current { length: read, consumed: read, quoted: true, flaw: None };
        if is_all && is_open(&raw[last..]) {
            let line_end = memchr::memchr2(b'\n', b'\r', &raw[last..]);
            self.current.consumed = line_end.map_or(read, |at| last + at + 1);
            self.current.flaw = Some(Flaw::QuoteOpen);
            self.start_parser_anew();
        } else if read >= RECORD_MAX && is_all {
            self.current.flaw = Some(Flaw::TooLong);
        } else if let [.., b'\n' | b'\r'] = raw {
            // The parser takes one byte of a line end, and leaves the `\n` of `\r\n`.
            self.current.length = read - 1;
        }
    }

    /// Passes over `count` bytes, counting lines.
    fn consume(&mut self, count: usize) {
        let Some(passed) = self.buffer.get(self.start..self.start + count) else { return };
        if self.current.quoted {
            for byte in passed {
                self.line += u64::from(*byte == b'\r' || (*byte == b'\n' && !self.after_return));
                self.after_return = *byte == b'\r';
            }
        } else if let Some(last) = passed.last() {
            self.line += 1;
            self.after_return = *last == b'\r';
        }
        self.start += count;
    }

    /// Passes over empty lines; `false` at the end of the file.
    #[inline]
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            if self.start == self.end && !self.fill()? {
                return Ok(false);
            }
            match self.buffer[self.start] {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    return Ok(true);
                }
            }
            self.start += 1;
        }
    }

    /// Reads more behind what is there; `false` at the end of the file.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(2 * self.end, 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.at_end = count == 0;
                    self.end += count;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn parser(delimiter: u8) -> Box<csv_core::Reader> {
    let mut parser = Box::new(csv_core::ReaderBuilder::new().delimiter(delimiter).build());
    stand_within_file(&mut parser);
    parser
}

/// Lets the parser take a byte order mark for text, as it is within a file.
fn stand_within_file(parser: &mut csv_core::Reader) {
    // An empty line is no record; having read it, the parser no longer stands at a file's start.
    let _ = parser.read_field(b"\n", &mut [0; 8]);
}

/// Whether a field's quotation mark is never closed.
fn is_open(field: &[u8]) -> bool {
    let [b'"', rest @ ..] = field else { return false };
    let mut bytes = rest.iter().peekable();
    while let Some(byte) = bytes.next() {
        if *byte == b'"' && bytes.next_if(|next| **next == b'"').is_none() {
            return false;
        }
    }
    true
}

/// What leads a buffer.
#[derive(Debug, PartialEq, Eq)]
enum Scan {
    /// A record without quotation marks that matter.
    Line { length: usize, consumed: usize },
    /// A record with a field in quotation marks.
    Quote,
    /// A record that goes on behind the buffer's end.
    Unended,
}

/// Finds the end of a record and of its fields.
fn scan(bytes: &[u8], delimiter: u8, ends: &mut Vec<usize>) -> Scan {
    let mut field_start = 0;
    let scans =
        Marks::new(bytes, delimiter).find_map(|at| at_mark(bytes, at, delimiter, &mut field_start, ends));
    scans.unwrap_or(Scan::Unended)
}

/// Takes in a delimiter, a line end or a quotation mark, which means itself within a field.
#[inline]
fn at_mark(
    bytes: &[u8],
    at: usize,
    delimiter: u8,
    field_start: &mut usize,
    ends: &mut Vec<usize>,
) -> Option<Scan> {
    match bytes[at] {
        mark if mark == delimiter => {
            ends.push(at);
            *field_start = at + 1;
            None
        }
        b'"' if at == *field_start => Some(Scan::Quote),
        mark @ (b'\n' | b'\r') => {
            ends.push(at);
            let is_pair = mark == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            Some(Scan::Line { length: at, consumed: at + 1 + usize::from(is_pair) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
