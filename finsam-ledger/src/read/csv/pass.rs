//! The pass over the rows of a table: plain ones many at a time, all others one by one.

use std::io;
use std::sync::Arc;

use super::header::{Header, KindColumns, VoucherColumns};
use super::plain::PlainRows;
use super::printed::voucher_cells;
use super::records::{Record, Records};
use super::rows::Rows;
use super::stretch::Stretch;
use super::table::{Table, is_removed, place};
use crate::read::cell;
use crate::read::outcome::{ReadError, SkipReason};
use crate::tally::RunOfRows;

/// The least that a row with a posting takes: four fields of a byte each, and the marks behind them.
pub(super) const ROW_MIN: usize = 8;

/// A stretch of fewer plain rows is not worth looking for.
const STRETCH_MIN: u64 = 8;

/// The most rows that are read one by one before a stretch is looked for again.
const PAUSE_MAX: u32 = 64;

/// Rows that are read one by one because looking for plain ones was in vain: the more often it was,
/// the more, so that a table without plain rows costs little more than reading it row by row.
#[derive(Clone, Copy, Debug, Default)]
struct Pause {
    length: u32,
    left: u32,
}

impl Pause {
    fn is_over(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left == 0
    }

    fn after(&mut self, rows: u64) {
        self.length = if rows < STRETCH_MIN { (2 * self.length + 1).min(PAUSE_MAX) } else { 0 };
        self.left = self.length + 1;
    }
}

impl Table<'_> {
    /// Reads the rows below the header row; whether nothing stands in any of them.
    pub(super) fn rows<R: io::Read>(
        &mut self,
        header: &Header,
        records: &mut Records<R>,
        rows: &mut Rows,
    ) -> Result<bool, ReadError> {
        let KindColumns::Vouchers(columns) = &header.of_kind else {
            return self.pass(header, records, rows, None);
        };
        let plain = rows.plain(columns, records.delimiter()).filter(|_| self.intake.manner.plain_rows);
        let mut plain = plain.map(PlainRows::new);
        let name = Arc::clone(&self.file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        let mut is_empty = true;
        if let Some(plain) = &mut plain
            && self.intake.options.threads.get() > 1
            && records.is_long().map_err(failed)?
        {
            is_empty = self.in_blocks(header, records, rows, (columns, plain))?;
        }
        is_empty &= self.pass(header, records, rows, plain.as_mut().map(|plain| (columns, plain)))?;
        if let Some(plain) = plain {
            self.intake.add_sums(&plain.sums);
        }
        Ok(is_empty)
    }

    /// Reads the records that are left; whether nothing stands in any of them.
    pub(super) fn pass<R: io::Read>(
        &mut self,
        header: &Header,
        records: &mut Records<R>,
        rows: &mut Rows,
        mut plain: Option<(&VoucherColumns, &mut PlainRows)>,
    ) -> Result<bool, ReadError> {
        let name = Arc::clone(&self.file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        let (mut is_empty, mut pause) = (true, Pause::default());
        loop {
            if let Some((columns, plain)) = &mut plain
                && pause.is_over()
            {
                let found = self.plain_rows(columns, records, rows, plain).map_err(failed)?;
                is_empty &= found == 0;
                pause.after(found);
            }
            let Some(record) = records.next().map_err(failed)? else { return Ok(is_empty) };
            if !self.intake.next_row(|| place(&name, &record, None, rows.decoder)) {
                return Ok(is_empty);
            }
            is_empty &=
                self.single_row(header, &record, rows, plain.as_mut().map(|(_, plain)| &mut **plain))?;
        }
    }

    /// Takes in one row, whatever it is; whether nothing stands in it.
    fn single_row(
        &mut self,
        header: &Header,
        record: &Record<'_>,
        rows: &mut Rows,
        plain: Option<&mut PlainRows>,
    ) -> Result<bool, ReadError> {
        if is_removed(header, record) {
            self.file.skip(SkipReason::Removed, record.line);
            return Ok(false);
        }
        let taken = self.row(header, record, rows)?;
        let is_empty = !taken && rows.problems.is_empty();
        self.file.rows += u64::from(taken);
        if let (true, Some(column)) = (taken, header.columns.account_name) {
            let columns = (header.columns.account, column);
            self.name_account(record, columns, rows.decoder, plain);
        }
        self.note_problems(header, record, rows);
        Ok(is_empty)
    }

    /// Takes in the plain rows that come next and are read already; tells how many there are.
    fn plain_rows<R: io::Read>(
        &mut self,
        columns: &VoucherColumns,
        records: &mut Records<R>,
        rows: &mut Rows,
        plain: &mut PlainRows,
    ) -> io::Result<u64> {
        let Some(above) = self.printed.groups.above() else { return Ok(0) };
        let rows_left = self.intake.rows_left();
        let delimiter = records.delimiter();
        let (lines, line) = records.lines()?;
        if (lines.len() / ROW_MIN) as u64 >= rows_left {
            return Ok(0);
        }
        let stretch = plain.read(lines, above);
        self.take_stretch(columns, &stretch, (lines, delimiter), line, rows);
        records.pass(stretch.end, stretch.rows);
        Ok(stretch.rows)
    }

    /// Takes in plain rows; the first of these lines has this number.
    pub(super) fn take_stretch(
        &mut self,
        columns: &VoucherColumns,
        stretch: &Stretch,
        (lines, delimiter): (&[u8], u8),
        line: u64,
        rows: &mut Rows,
    ) {
        let Some(last) = stretch.runs.last() else { return };
        let (mut line, mut accounts_start) = (line + stretch.passed.1, 0);
        for (index, run) in stretch.runs.iter().enumerate() {
            let further = stretch.accounts.get(accounts_start..run.accounts_end).unwrap_or_default();
            let run_of_rows = RunOfRows {
                // Plain rows are known to be ASCII where it matters.
                series: str::from_utf8(run.series.of(lines)).unwrap_or_default(),
                number: run.number,
                date: run.date,
                line,
                rows: run.rows,
                debit: run.sides.debit,
                credit: run.sides.credit,
                account: run.account,
                further_accounts: further,
            };
            let is_last = index + 1 == stretch.runs.len();
            self.intake.post_run(&run_of_rows, run.first_line.of(lines), rows.decoder, is_last);
            (line, accounts_start) = (line + run.rows, run.accounts_end);
        }
        self.printed.totals.pass(stretch);
        let mut of_last = Records::with_buffer(last.first_line.of(lines), ROW_MIN);
        of_last.set_delimiter(delimiter);
        if let Ok(Some(record)) = of_last.next() {
            self.printed.groups.pass(stretch, voucher_cells(columns, &record));
        }
        self.file.rows += stretch.rows;
        if rows.decimal_mark.is_none() {
            rows.decimal_mark = stretch.decimal_mark.map(cell::DecimalMark::as_char);
        }
        self.named = self.named.and(stretch.last_account);
    }
}

#[cfg(test)]
mod tests;
