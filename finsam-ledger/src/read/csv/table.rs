//! The pass over one file.

use std::io;
use std::sync::Arc;

use super::field::trimmed;
use super::groups::Taken;
use super::header::{self, AmountColumns, Header, KindColumns, VoucherColumns};
use super::print;
use super::printed::Printed;
use super::records::{Flaw, Record, Records};
use super::rows::{Problem, Rows};
use crate::finding::{ColumnRole, Fact, FileKind, Finding, Place};
use crate::read::foreign::foreign_kind;
use crate::read::intake::{Intake, VoucherRow};
use crate::read::openings::OpeningRow;
use crate::read::outcome::{FileRead, ReadError};
use crate::read::text::{self, Decoder, Stretch};
use crate::voucher_id::VoucherId;

/// Reads a file that the user calls `name`; what it holds goes to the intake.
pub(in crate::read) fn read(
    name: &str,
    input: impl io::Read,
    intake: &mut Intake,
) -> Result<FileRead, ReadError> {
    let mut table = Table { intake, file: FileRead::new(name), printed: Printed::default() };
    table.read(&mut Records::new(input))?;
    Ok(table.file)
}

/// A file on its way in.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) intake: &'a mut Intake,
    pub(super) file: FileRead,
    pub(super) printed: Printed,
}

impl Table<'_> {
    fn read<R: io::Read>(&mut self, records: &mut Records<R>) -> Result<(), ReadError> {
        let name = Arc::clone(&self.file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        if let Some(kind) = foreign_kind(records.first_bytes().map_err(failed)?) {
            self.intake.note(Finding::at(Place::file(&name), Fact::FileForeign { kind }));
            return Ok(());
        }
        let mut decoder = Decoder::default();
        if records.skip_byte_order_mark().map_err(failed)? {
            decoder.encoding = text::TextEncoding::Utf8;
        }
        self.file.delimiter = delimiter(records, decoder).map_err(failed)?;
        records.set_delimiter(self.file.delimiter);
        let Some(record) = records.next().map_err(failed)? else {
            self.intake.note(Finding::at(Place::file(&name), Fact::FileEmpty));
            return Ok(());
        };
        let Some(header) = self.header(&record, &mut decoder)? else { return Ok(()) };
        self.printed = Printed::new(&header, &column_names(&record, &mut decoder.clone()).0);
        let header_place = place(&name, &record, None, decoder);
        let options = self.intake.options;
        let mut rows = Rows::new(&header, decoder, &options);
        let mut is_empty = true;
        while let Some(record) = records.next().map_err(failed)? {
            if !self.intake.next_row(|| place(&name, &record, None, rows.decoder)) {
                break;
            }
            let taken = self.row(&header, &record, &mut rows)?;
            is_empty &= !taken && rows.problems.is_empty();
            self.file.rows += u64::from(taken);
            self.note_problems(&header, &record, &mut rows);
        }
        self.end_printed();
        let account_names = std::mem::take(&mut rows.account_names);
        self.intake
            .name(|names| account_names.iter().for_each(|(account, name)| names.account(*account, name)));
        if is_empty {
            self.intake.note(Finding::at(header_place, Fact::RowsMissing));
        }
        self.file.encoding = rows.decoder.encoding;
        self.file.decimal_mark = rows.decimal_mark.map(char::from);
        Ok(())
    }

    /// What the header row says, if it can be read.
    fn header(&mut self, record: &Record<'_>, decoder: &mut Decoder) -> Result<Option<Header>, ReadError> {
        let (names, undecodable) = column_names(record, decoder);
        let name = Arc::clone(&self.file.name);
        self.file.encoding = decoder.encoding;
        let flaw = flaw(&name, record)?;
        let undecodable = undecodable.map(|column| (Some(column), Fact::TextUndecodable));
        let wrong: Vec<Problem> = flaw.into_iter().chain(undecodable).collect();
        let found = if wrong.is_empty() { header::header(&names) } else { Err(wrong) };
        match found {
            Ok(header) if is_balance_only(&header, &names) => {
                let (kind, column) = (FileKind::Vouchers, ColumnRole::Amount);
                let place = place(&name, record, Some(header.columns.amount.first()), *decoder);
                self.intake.note(Finding::at(place, Fact::ColumnMissing { kind, column }));
                Ok(None)
            }
            Ok(header) => {
                self.file.kind = Some(header.of_kind.kind());
                self.file.columns.clone_from(&header.taken);
                self.file.ignored_columns.clone_from(&header.ignored);
                if self.file.kind == Some(FileKind::OpeningBalances) {
                    let column = Some(header.columns.amount.first());
                    self.intake.opening_header(place(&name, record, column, *decoder));
                }
                Ok(Some(header))
            }
            Err(wrong) => {
                for (column, fact) in wrong {
                    self.intake.note(Finding::at(place(&name, record, column, *decoder), fact));
                }
                Ok(None)
            }
        }
    }

    /// Takes in a row; `false` if it is empty or has problems.
    fn row(&mut self, header: &Header, record: &Record<'_>, rows: &mut Rows) -> Result<bool, ReadError> {
        if let Some(problem) = flaw(&self.file.name, record)? {
            rows.problems.clear();
            rows.problems.push(problem);
            return Ok(false);
        }
        match &header.of_kind {
            KindColumns::Vouchers(columns) => {
                if let Some(row) = rows.voucher(columns, record) {
                    return Ok(self.post(columns, &row, record, rows, Taken::Nothing));
                }
                Ok(self.other_row(header, record, rows))
            }
            KindColumns::OpeningBalances { year, in_header } => {
                let Some((year, object, amount)) = rows.opening(*year, record) else {
                    return Ok(self.other_row(header, record, rows));
                };
                self.printed.totals.add(object.account, false, amount);
                let options = self.intake.options;
                let in_header = || in_header.as_ref()?.resolve(options.fiscal_years);
                let year = year.or_else(in_header).or(options.opening_year);
                let place = place(&self.file.name, record, Some(header.columns.account), rows.decoder);
                self.intake.opening(OpeningRow { year, object, amount, place });
                Ok(true)
            }
            KindColumns::Budget { period } => {
                let Some((period, object, amount)) = rows.budget(*period, record) else {
                    return Ok(self.other_row(header, record, rows));
                };
                self.printed.totals.add(object.account, false, amount);
                self.intake.budget(period, object, amount)?;
                Ok(true)
            }
        }
    }

    /// Tells a posting; `false` if its cost centre or project is no code.
    pub(super) fn post(
        &mut self,
        columns: &VoucherColumns,
        row: &VoucherRow<'_>,
        record: &Record<'_>,
        rows: &mut Rows,
        taken: Taken,
    ) -> bool {
        let posted = self.intake.post(row, record.line, record.raw, rows.decoder);
        if posted.is_err() {
            rows.check_codes(record);
            return false;
        }
        self.posted(columns, row, record, taken);
        true
    }

    fn note_problems(&mut self, header: &Header, record: &Record<'_>, rows: &mut Rows) {
        if rows.problems.is_empty() {
            return;
        }
        self.printed.totals.is_flawed = true;
        for (column, fact) in std::mem::take(&mut rows.problems) {
            self.intake.note(Finding::at(place(&self.file.name, record, column, rows.decoder), fact));
        }
        if let KindColumns::Vouchers(columns) = &header.of_kind
            && let Some((series, number)) = rows.voucher_number(columns, record)
        {
            self.intake.incomplete(VoucherId::new(series.as_ref(), number));
        }
        rows.problems.clear();
    }
}

/// Whether vouchers have no amounts but balances that run on from row to row.
fn is_balance_only(header: &Header, names: &[String]) -> bool {
    let AmountColumns::Signed(column) = header.columns.amount else { return false };
    matches!(header.of_kind, KindColumns::Vouchers(_))
        && names.get(column).is_some_and(|name| print::is_balance_column(name))
}

/// The place of a field, or of a record as a whole.
pub(super) fn place(file: &Arc<str>, record: &Record<'_>, field: Option<usize>, decoder: Decoder) -> Place {
    let span = field.map(|field| record.raw_field(field));
    text::place(file, Stretch { line: record.line, raw: record.raw }, span, decoder)
}

/// The delimiter under which most columns of the header row have a name that is known.
fn delimiter<R: io::Read>(records: &mut Records<R>, decoder: Decoder) -> io::Result<u8> {
    let mut best = (0, 0, b';');
    for delimiter in [b';', b',', b'\t'] {
        records.set_delimiter(delimiter);
        if let Some(record) = records.peek()? {
            let (names, _) = column_names(&record, &mut decoder.clone());
            let found = (header::recognised(&names), names.len());
            if found > (best.0, best.1) {
                best = (found.0, found.1, delimiter);
            }
        }
    }
    Ok(best.2)
}

/// The names of the columns as well as they can be read, and the first that cannot.
fn column_names(record: &Record<'_>, decoder: &mut Decoder) -> (Vec<String>, Option<usize>) {
    let mut undecodable = None;
    let mut names = Vec::with_capacity(record.len());
    for (index, field) in record.fields().map(trimmed).enumerate() {
        let name = decoder.text(field).unwrap_or_else(|_| {
            undecodable = undecodable.or(Some(index));
            decoder.lossy(field)
        });
        names.push(name.into_owned());
    }
    (names, undecodable)
}

/// What is wrong with a record that is not whole.
fn flaw(file: &Arc<str>, record: &Record<'_>) -> Result<Option<Problem>, ReadError> {
    match record.flaw {
        None => Ok(None),
        Some(Flaw::QuoteOpen) => Ok(Some((record.len().checked_sub(1), Fact::QuoteOpen))),
        Some(Flaw::TooLong) => Err(ReadError::LineTooLong { file: Arc::clone(file), line: record.line }),
    }
}
