//! Vouchers that several files brought, as exports over months that overlap do.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::outcome::Contents;
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::voucher::Voucher;
use crate::voucher_id::VoucherId;

/// How the vouchers of several files stand to each other.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    /// Those that an earlier file brought too.
    pub(crate) again: Vec<Again>,
    /// The file and line of those that have the number of a voucher of an earlier file which their
    /// own file does not bring: one voucher told in two ways, or two that got one number.
    pub(crate) disagreeing: FxHashSet<u64>,
}

/// A voucher that an earlier file brought already, word for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Again {
    /// The number of its file.
    pub(crate) file: usize,
    /// Its number among the vouchers of the file, from 0.
    pub(crate) index: usize,
    /// The file and line of its first row, as one number.
    pub(crate) line: u64,
}

/// The vouchers of one number that no earlier file brought, and those that one did.
#[derive(Debug, Default)]
struct Numbered {
    /// File and line of each, in the order of the files.
    brought: Vec<(usize, u64)>,
    /// The file of each.
    again: Vec<usize>,
}

/// Vouchers that say the same and were brought by no earlier file.
#[derive(Debug, Default)]
struct Alike {
    /// The file of each, and its number there.
    brought: Vec<(usize, usize)>,
    /// The file that is gone through, and how many of them it has brought again.
    file: usize,
    again: usize,
}

impl Overlap {
    /// Goes through the files in order. `lines` holds the file and line of every voucher. Each
    /// voucher that comes again stands for one, so that two that are alike on purpose stay two.
    pub(crate) fn of(contents: &[Contents], lines: &[Vec<u64>], fiscal_years: FiscalYears) -> Self {
        let mut overlap = Self::default();
        if lines.iter().filter(|lines| !lines.is_empty()).count() < 2 {
            return overlap;
        }
        let mut numbers: FxHashMap<(FiscalYear, VoucherId), Numbered> = FxHashMap::default();
        let mut alikes: FxHashMap<(FiscalYear, VoucherId, u64), Alike> = FxHashMap::default();
        let brought = |file: usize, index| contents.get(file)?.vouchers.get(index);
        for (file, (contents, lines)) in contents.iter().zip(lines).enumerate() {
            for (index, (voucher, line)) in contents.vouchers.iter().zip(lines).enumerate() {
                let (year, line) = (fiscal_years.of(Month::of(voucher.date())), *line);
                let numbered = numbers.entry((year, voucher.id().clone())).or_default();
                let said = hash_of_what_it_says(&voucher);
                let alike = alikes.entry((year, voucher.id().clone(), said)).or_default();
                if alike.has_another(file, &voucher, brought) {
                    numbered.again.push(file);
                    overlap.again.push(Again { file, index, line });
                } else {
                    numbered.brought.push((file, line));
                    alike.brought.push((file, index));
                }
            }
        }
        overlap.disagreeing.extend(numbers.values().flat_map(Numbered::disagreeing));
        overlap
    }
}

impl Alike {
    /// Whether an earlier file brought one that this file has not brought again yet.
    fn has_another(
        &mut self,
        file: usize,
        voucher: &Voucher,
        voucher_of: impl Fn(usize, usize) -> Option<Voucher>,
    ) -> bool {
        if self.file != file {
            (self.file, self.again) = (file, 0);
        }
        let earlier = self.brought.get(self.again).filter(|(brought_by, _)| *brought_by < file);
        let earlier = earlier.and_then(|(brought_by, index)| voucher_of(*brought_by, *index));
        let is_there = earlier.is_some_and(|earlier| earlier.says_the_same_as(voucher));
        self.again += usize::from(is_there);
        is_there
    }
}

impl Numbered {
    /// The lines of those whose file leaves out one that an earlier file brought.
    fn disagreeing(&self) -> Vec<u64> {
        let (mut lines, mut before) = (Vec::new(), 0);
        for of_file in self.brought.chunk_by(|(a, _), (b, _)| a == b) {
            let again = of_file
                .first()
                .map_or(0, |(file, _)| self.again.iter().filter(|again| *again == file).count());
            if again < before {
                lines.extend(of_file.iter().map(|(_, line)| line));
            }
            before += of_file.len();
        }
        lines
    }
}

/// A number that vouchers which say the same have in common.
fn hash_of_what_it_says(voucher: &Voucher) -> u64 {
    let rows = voucher.rows_with_texts();
    let is_of_a_row = rows.iter().any(|row| *row.text == *voucher.text());
    let mut hasher = FxHasher::default();
    (voucher.date(), if is_of_a_row { "" } else { voucher.text() }, rows).hash(&mut hasher);
    hasher.finish()
}
