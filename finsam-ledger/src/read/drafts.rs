//! Vouchers put together from the rows of files, in the order in which they begin.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::first_lines::file_of;
use super::intake::VoucherRow;
use super::outcome::Contents;
use crate::calendar::{FiscalYear, FiscalYears, Month};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::tally::Start;
use crate::voucher::{Posting, VoucherDraft};
use crate::voucher_id::VoucherId;

/// The vouchers so far, with rows yet to come.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    vouchers: Vec<Draft>,
    last: FxHashMap<(FiscalYear, VoucherId), usize>,
    current: usize,
    series: FxHashMap<Box<str>, Arc<str>>,
    cost_centres: FxHashMap<Box<str>, CostCentre>,
    projects: FxHashMap<Box<str>, Project>,
}

#[derive(Debug)]
struct Draft {
    voucher: VoucherDraft,
    /// The file and line of its first row, as one number.
    line: u64,
}

impl Drafts {
    /// Takes in a row. Which voucher it is of is for the tally to say, so that what is kept is
    /// what was told.
    pub(crate) fn add(
        &mut self,
        row: &VoucherRow<'_>,
        start: Start,
        line: u64,
        fiscal_years: FiscalYears,
    ) -> Result<(), DimensionError> {
        let mut posting = Posting::new(row.account, row.amount);
        posting.cost_centre = code(&mut self.cost_centres, &row.cost_centre, CostCentre::new)?;
        posting.project = code(&mut self.projects, &row.project, Project::new)?;
        if start != Start::GoesOn {
            self.current = self.voucher_of(row, start, line, fiscal_years);
        }
        if let Some(Draft { voucher, .. }) = self.vouchers.get_mut(self.current) {
            if voucher.text.is_empty() {
                let text = if row.voucher_text.is_empty() { &row.text } else { &row.voucher_text };
                voucher.text = text.as_ref().into();
            }
            if *row.text != *voucher.text {
                posting.text = row.text.as_ref().into();
            }
            voucher.postings.push(posting);
        }
        Ok(())
    }

    /// The draft that a row after another voucher's rows belongs to.
    fn voucher_of(
        &mut self,
        row: &VoucherRow<'_>,
        start: Start,
        line: u64,
        fiscal_years: FiscalYears,
    ) -> usize {
        let series = if let Some(series) = self.series.get(row.series.as_ref()) {
            Arc::clone(series)
        } else {
            let series: Arc<str> = row.series.as_ref().into();
            self.series.insert(row.series.as_ref().into(), Arc::clone(&series));
            series
        };
        let id = VoucherId::new(series, row.number);
        let key = (fiscal_years.of(Month::of(row.date)), id.clone());
        if let Some(apart) = self.last.get(&key).filter(|_| start == Start::GoesOnApart) {
            return *apart;
        }
        let index = self.vouchers.len();
        self.last.insert(key, index);
        let voucher = VoucherDraft::new(id, row.date, "", Vec::new());
        self.vouchers.push(Draft { voucher, line });
        index
    }

    /// Takes in a voucher of which all rows are there.
    pub(crate) fn whole(&mut self, voucher: VoucherDraft, line: u64) {
        self.vouchers.push(Draft { voucher, line });
    }

    /// Gives every file its vouchers; returns the file and line of each, file by file. Those that
    /// do not balance are left out; of them the tally tells.
    pub(crate) fn into_files(self, contents: &mut [Contents]) -> Vec<Vec<u64>> {
        let mut lines = vec![Vec::new(); contents.len()];
        for Draft { voucher, line } in self.vouchers {
            let file = file_of(line);
            if let (Ok(voucher), Some(contents), Some(lines)) =
                (voucher.try_into_voucher(), contents.get_mut(file), lines.get_mut(file))
            {
                contents.vouchers.push(voucher);
                lines.push(line);
            }
        }
        lines
    }
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
