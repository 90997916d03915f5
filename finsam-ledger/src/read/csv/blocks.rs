//! A long table gone through in blocks of lines, which several threads read at the same time.
//!
//! What the plain rows of a block come to needs nothing of the blocks before it but where a line
//! starts: as long as there is no quotation mark, behind any line end. Threads read one block in
//! turn each; the one that called takes in what they found, block by block in the order of the
//! file, and reads whatever they left. So the number of threads changes nothing of what comes of it.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Scope};

use rustc_hash::FxHashSet;

use super::header::{Header, VoucherColumns};
use super::pass::ROW_MIN;
use super::plain::{PlainRows, PlainTable};
use super::records::{Lines, Records};
use super::rows::Rows;
use super::stretch::{Above, Stretch};
use super::table::Table;
use crate::account::AccountNumber;
use crate::read::outcome::ReadError;
use crate::sums::Sums;

/// How many blocks a thread is given at once: one to read, and one that lies ready.
const BLOCKS_EACH: usize = 2;

/// Lines for a thread to read, with the accounts whose names are known by then.
#[derive(Debug)]
struct Block {
    lines: Lines,
    named: Arc<FxHashSet<AccountNumber>>,
}

/// A thread that reads blocks in the order in which they are handed to it.
#[derive(Debug)]
struct Reader {
    blocks: SyncSender<Block>,
    read: Receiver<(Lines, Stretch)>,
    /// What all its plain rows come to, told when no more blocks follow.
    sums: Receiver<Sums>,
}

impl Reader {
    fn start<'scope>(scope: &'scope Scope<'scope, '_>, table: PlainTable) -> Self {
        let (blocks, to_read) = sync_channel::<Block>(BLOCKS_EACH);
        let (has_read, read) = sync_channel(BLOCKS_EACH);
        let (has_summed, sums) = sync_channel(1);
        scope.spawn(move || {
            let mut rows = PlainRows::new(table);
            for Block { lines, named } in to_read {
                rows.table.named = named;
                let stretch = rows.read(lines.bytes(), Above::Unknown);
                // Nobody listens any more where reading has failed.
                if has_read.send((lines, stretch)).is_err() {
                    return;
                }
            }
            let _ = has_summed.send(rows.sums);
        });
        Self { blocks, read, sums }
    }
}

/// The threads that read a table, each of which has its turn.
#[derive(Debug)]
struct Readers {
    all: Vec<Reader>,
    /// How many blocks were handed out and taken in, and the bytes of those that are out.
    handed_out: usize,
    taken_in: usize,
    bytes_out: usize,
}

impl Readers {
    fn is_busy(&self) -> bool {
        self.handed_out - self.taken_in >= BLOCKS_EACH * self.all.len()
    }

    fn hand_out(&mut self, block: Block) {
        self.bytes_out += block.lines.bytes().len();
        let reader = self.all.get(self.handed_out % self.all.len().max(1));
        self.handed_out += 1;
        // A thread that does not listen has panicked, and so does who waits for it.
        let _ = reader.map(|reader| reader.blocks.send(block));
    }

    /// The first block that is out, and what a thread has found in it.
    fn take_in(&mut self) -> Option<(Lines, Stretch)> {
        if self.handed_out == self.taken_in {
            return None;
        }
        let reader = self.all.get(self.taken_in % self.all.len().max(1))?;
        let (lines, stretch) = reader.read.recv().ok()?;
        self.taken_in += 1;
        self.bytes_out -= lines.bytes().len();
        Some((lines, stretch))
    }

    /// No more blocks follow: what each thread's rows come to.
    fn sums(self) -> impl Iterator<Item = Sums> {
        let sums = |Reader { blocks, sums, .. }| {
            drop(blocks);
            sums.recv().ok()
        };
        self.all.into_iter().filter_map(sums)
    }
}

impl Table<'_> {
    /// Reads the records that are left on several threads, up to the first quotation mark; whether
    /// nothing stands in any of them.
    pub(super) fn in_blocks<R: io::Read>(
        &mut self,
        header: &Header,
        records: &mut Records<R>,
        rows: &mut Rows,
        (columns, plain): (&VoucherColumns, &mut PlainRows),
    ) -> Result<bool, ReadError> {
        let threads = self.intake.options.threads.get();
        let name = Arc::clone(&self.file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        thread::scope(|scope| {
            let all = (0..threads).map(|_| Reader::start(scope, plain.table.clone())).collect();
            let mut readers = Readers { all, handed_out: 0, taken_in: 0, bytes_out: 0 };
            let (mut line, mut is_empty, mut spare) = (records.line(), true, Vec::new());
            let mut may_follow = true;
            loop {
                while may_follow && !readers.is_busy() {
                    // Whether a row is one too many is for who reads rows one by one to tell.
                    let rows_most = (readers.bytes_out + records.size()) / ROW_MIN;
                    let fits = (rows_most as u64) < self.intake.rows_left();
                    let lines = if fits { records.hand_over(&mut spare).map_err(failed)? } else { None };
                    may_follow = lines.is_some();
                    if let Some(lines) = lines {
                        readers.hand_out(Block { lines, named: Arc::clone(&plain.table.named) });
                    }
                }
                let Some((lines, stretch)) = readers.take_in() else { break };
                let of_block = (lines.bytes(), &stretch, line);
                is_empty &= self.block(header, of_block, rows, (columns, plain), &mut line)?;
                spare.push(lines.into_buffer());
            }
            records.set_line(line);
            readers.sums().for_each(|sums| self.intake.add_sums(&sums));
            Ok(is_empty)
        })
    }

    /// Takes in a block of which a thread has read so much, and reads the rest; whether nothing
    /// stands in it. `line_behind` becomes the number of the line behind it.
    fn block(
        &mut self,
        header: &Header,
        (lines, stretch, line): (&[u8], &Stretch, u64),
        rows: &mut Rows,
        (columns, plain): (&VoucherColumns, &mut PlainRows),
        line_behind: &mut u64,
    ) -> Result<bool, ReadError> {
        let delimiter = plain.table.delimiter;
        let part = |bytes: Range<usize>, line| {
            let bytes = lines.get(bytes).unwrap_or_default();
            let mut records = Records::with_buffer(bytes, bytes.len().max(1));
            records.set_delimiter(delimiter);
            records.set_line(line);
            records
        };
        let (first_bytes, first_lines) = stretch.passed;
        let mut is_empty = self.pass(header, &mut part(0..first_bytes, line), rows, None)?;
        self.take_stretch(columns, stretch, (lines, delimiter), line, rows);
        is_empty &= stretch.rows == 0;
        *line_behind = line + first_lines + stretch.rows;
        if stretch.end < lines.len() {
            let mut rest = part(stretch.end..lines.len(), *line_behind);
            is_empty &= self.pass(header, &mut rest, rows, Some((columns, plain)))?;
            *line_behind = rest.line();
        }
        Ok(is_empty)
    }
}
