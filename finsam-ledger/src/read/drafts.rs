//! Vouchers put together from the rows of files, in the order in which they begin.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::first_lines::file_of;
use super::intake::VoucherRow;
use super::outcome::Contents;
use crate::amount::Amount;
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::tally::Start;
use crate::voucher::{Posting, VoucherDraft};
use crate::voucher_id::VoucherId;
use crate::vouchers::{self, Vouchers};

/// The vouchers so far, file by file, with rows yet to come.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    files: Vec<OfFile>,
    current: Option<Stretch>,
    series: FxHashMap<Box<str>, Arc<str>>,
    cost_centres: FxHashMap<Box<str>, CostCentre>,
    projects: FxHashMap<Box<str>, Project>,
}

/// Rows of one voucher that follow each other: all of its rows, nearly always.
#[derive(Debug)]
struct Stretch {
    rows: VoucherDraft,
    /// The file and line of its first row, as one number.
    line: u64,
    kind: Kind,
}

/// What a stretch of rows is to its voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its first rows; others may follow further down.
    Begins,
    /// Rows of a voucher that began further up. Each has its own text in full, since what the voucher's
    /// is was settled there.
    GoesOnApart,
    /// All that the file says of it.
    Whole,
}

/// The stretches that begin in one file.
#[derive(Debug, Default)]
struct OfFile {
    stretches: vouchers::Drafts,
    lines: Vec<u64>,
    /// Those that begin no voucher that others may go on with: their places.
    others: Vec<(usize, Kind)>,
    /// Whether one of them does not balance.
    unbalanced: bool,
}

impl Drafts {
    /// Takes in a row. Which voucher it is of is for the tally to say, so that what is kept is
    /// what was told.
    pub(crate) fn add(
        &mut self,
        row: &VoucherRow<'_>,
        start: Start,
        line: u64,
    ) -> Result<(), DimensionError> {
        let mut posting = Posting::new(row.account, row.amount);
        posting.cost_centre = code(&mut self.cost_centres, &row.cost_centre, CostCentre::new)?;
        posting.project = code(&mut self.projects, &row.project, Project::new)?;
        if start != Start::GoesOn {
            self.end_stretch();
            let kind = if start == Start::GoesOnApart { Kind::GoesOnApart } else { Kind::Begins };
            let rows = VoucherDraft::new(self.id(row), row.date, "", Vec::new());
            self.current = Some(Stretch { rows, line, kind });
        }
        if let Some(Stretch { rows, kind, .. }) = &mut self.current {
            if rows.text.is_empty() {
                let text = if row.voucher_text.is_empty() { &row.text } else { &row.voucher_text };
                rows.text = text.as_ref().into();
            }
            if *kind == Kind::GoesOnApart || *row.text != *rows.text {
                posting.text = row.text.as_ref().into();
            }
            rows.postings.push(posting);
        }
        Ok(())
    }

    fn id(&mut self, row: &VoucherRow<'_>) -> VoucherId {
        if let Some(series) = self.series.get(row.series.as_ref()) {
            return VoucherId::new(Arc::clone(series), row.number);
        }
        let series: Arc<str> = row.series.as_ref().into();
        self.series.insert(row.series.as_ref().into(), Arc::clone(&series));
        VoucherId::new(series, row.number)
    }

    /// Takes in a voucher of which all rows are there.
    pub(crate) fn whole(&mut self, voucher: VoucherDraft, line: u64) {
        self.end_stretch();
        self.current = Some(Stretch { rows: voucher, line, kind: Kind::Whole });
        self.end_stretch();
    }

    fn end_stretch(&mut self) {
        let Some(Stretch { rows, line, kind }) = self.current.take() else { return };
        let file = file_of(line);
        if self.files.len() <= file {
            self.files.resize_with(file + 1, OfFile::default);
        }
        let Some(of_file) = self.files.get_mut(file) else { return };
        if kind != Kind::Begins {
            of_file.others.push((of_file.lines.len(), kind));
        }
        of_file.unbalanced |= !balances(&rows);
        of_file.stretches.push(&rows);
        of_file.lines.push(line);
    }

    /// Gives every file its vouchers; returns the file and line of each, file by file. Those that
    /// do not balance are left out; of them the tally tells.
    pub(crate) fn into_files(
        mut self,
        contents: &mut [Contents],
        fiscal_years: FiscalYears,
    ) -> Vec<Vec<u64>> {
        self.end_stretch();
        let mut lines = vec![Vec::new(); contents.len()];
        let is_apart = |(_, kind): &(usize, Kind)| *kind == Kind::GoesOnApart;
        if self.files.iter().any(|of_file| of_file.others.iter().any(is_apart)) {
            self.files = joined(&self.files, fiscal_years);
        }
        for ((of_file, contents), lines) in self.files.into_iter().zip(contents).zip(&mut lines) {
            let of_file = if of_file.unbalanced { of_file.without_unbalanced() } else { of_file };
            contents.vouchers = Vouchers::of_balanced(of_file.stretches);
            *lines = of_file.lines;
        }
        lines
    }
}

impl OfFile {
    /// Every stretch with its line and what it is.
    fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let mut others = self.others.iter().peekable();
        self.lines.iter().enumerate().filter_map(move |(index, line)| {
            let other = others.next_if(|(other, _)| *other == index);
            let kind = other.map_or(Kind::Begins, |(_, kind)| *kind);
            Some(Stretch { rows: self.stretches.get(index)?, line: *line, kind })
        })
    }

    fn without_unbalanced(&self) -> Self {
        let mut balanced = Self::default();
        for Stretch { rows, line, .. } in self.stretches().filter(|stretch| balances(&stretch.rows)) {
            balanced.stretches.push(&rows);
            balanced.lines.push(line);
        }
        balanced
    }
}

/// Puts the rows of vouchers together that lie apart, as in an export sorted by account.
fn joined(files: &[OfFile], fiscal_years: FiscalYears) -> Vec<OfFile> {
    let mut vouchers: Vec<(VoucherDraft, u64)> = Vec::new();
    let mut last: FxHashMap<(FiscalYear, VoucherId), usize> = FxHashMap::default();
    for Stretch { mut rows, line, kind } in files.iter().flat_map(OfFile::stretches) {
        let key = (fiscal_years.of(Month::of(rows.date)), rows.id.clone());
        let apart = last.get(&key).filter(|_| kind == Kind::GoesOnApart);
        if let Some((voucher, _)) = apart.and_then(|index| vouchers.get_mut(*index)) {
            if voucher.text.is_empty() {
                voucher.text = rows.text;
            }
            voucher
                .postings
                .extend(rows.postings.into_iter().map(|row| with_text_beside(row, &voucher.text)));
            continue;
        }
        if kind != Kind::Whole {
            last.insert(key, vouchers.len());
        }
        if kind == Kind::GoesOnApart {
            let own = rows.postings.into_iter().map(|row| with_text_beside(row, &rows.text));
            rows.postings = own.collect();
        }
        vouchers.push((rows, line));
    }
    let mut joined: Vec<OfFile> = files.iter().map(|_| OfFile::default()).collect();
    for (voucher, line) in vouchers {
        if let Some(of_file) = joined.get_mut(file_of(line)) {
            of_file.unbalanced |= !balances(&voucher);
            of_file.stretches.push(&voucher);
            of_file.lines.push(line);
        }
    }
    joined
}

/// A row as it stands beside its voucher's text: it has a text of its own where that is another.
fn with_text_beside(mut row: Posting, text: &str) -> Posting {
    if *row.text == *text {
        row.text = Box::default();
    }
    row
}

fn balances(rows: &VoucherDraft) -> bool {
    let amounts = rows.postings.iter().map(|posting| posting.amount);
    !rows.postings.is_empty() && Amount::checked_sum(amounts) == Ok(Amount::ZERO)
}

/// The code that `text` is, made once and shared; none for no text.
fn code<T: Clone>(
    known: &mut FxHashMap<Box<str>, T>,
    text: &str,
    make: impl FnOnce(&str) -> Result<T, DimensionError>,
) -> Result<Option<T>, DimensionError> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(code) = known.get(text) {
        return Ok(Some(code.clone()));
    }
    let code = make(text)?;
    known.insert(text.into(), code.clone());
    Ok(Some(code))
}
