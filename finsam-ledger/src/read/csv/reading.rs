//! The pass over all files of one command.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use super::drafts::Drafts;
use super::field::trimmed;
use super::first_lines::{FirstLines, line_key};
use super::foreign::foreign_kind;
use super::header::{self, Header, KindColumns};
use super::openings::{OpeningRow, Openings};
use super::records::{Flaw, Record, Records};
use super::rows::{Problem, Rows, VoucherRow};
use super::text::{Decoder, TextEncoding, place};
use super::{FileRead, Keep, Options, Read, ReadError};
use crate::budget::Budget;
use crate::finding::{Fact, FileKind, Finding, Place};
use crate::tally::{PostingRow, Tally};
use crate::voucher_id::VoucherId;

/// The files of one command on their way in: [`file`](Self::file) for each, then
/// [`finish`](Self::finish).
///
/// ```
/// use finsam_ledger::Amount;
/// use finsam_ledger::read::{Options, Reading};
///
/// let vouchers = "Vernr;Datum;Konto;Kst;Belopp\n1;2024-01-15;5539;3001;1 250,50\n1;2024-01-15;2411;;-1 250,50\n";
/// let mut reading = Reading::new(Options::default());
/// reading.file("ib.csv", "Konto;IB\n1930;500,00\n2010;-500,00\n".as_bytes())?;
/// reading.file("verifikat.csv", vouchers.as_bytes())?;
/// let read = reading.finish()?;
/// assert!(read.findings.is_empty());
/// assert_eq!(read.tallied.summary.debit, Amount::from_ore(125_050));
/// let (year, opening) = read.tallied.balances.given_openings().next().expect("opening balances");
/// assert_eq!((year.year(), opening.len()), (2024, 2));
/// # Ok::<(), finsam_ledger::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Reading {
    options: Options,
    tally: Tally,
    drafts: Drafts,
    openings: Openings,
    budget: Budget,
    files: Vec<FileRead>,
    /// Each with the number of its file.
    findings: Vec<(usize, Finding)>,
    first_lines: FirstLines,
    /// Vouchers of which a row could not be read; that they do not balance says nothing.
    incomplete: BTreeSet<VoucherId>,
}

impl Reading {
    /// Nothing read yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            tally: Tally::new(options.fiscal_years),
            drafts: Drafts::default(),
            openings: Openings::default(),
            budget: Budget::default(),
            files: Vec::new(),
            findings: Vec::new(),
            first_lines: FirstLines::default(),
            incomplete: BTreeSet::new(),
        }
    }

    /// Reads a file that the user calls `name`. Files may come in any order.
    ///
    /// # Errors
    /// [`ReadError`] if it cannot be read to its end; the reading is then of no use any more.
    pub fn file(&mut self, name: &str, input: impl io::Read) -> Result<(), ReadError> {
        let mut file = FileRead {
            name: name.into(),
            kind: None,
            rows: 0,
            vouchers: 0,
            delimiter: b';',
            encoding: TextEncoding::Ascii,
            decimal_mark: None,
            columns: Vec::new(),
            ignored_columns: Vec::new(),
        };
        self.table(&mut Records::new(input), &mut file)?;
        self.files.push(file);
        Ok(())
    }

    fn table<R: io::Read>(&mut self, records: &mut Records<R>, file: &mut FileRead) -> Result<(), ReadError> {
        let name = Arc::clone(&file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        if let Some(kind) = foreign_kind(records.first_bytes().map_err(failed)?) {
            self.note(Finding::at(Place::file(&name), Fact::FileForeign { kind }));
            return Ok(());
        }
        let mut decoder = Decoder::default();
        if records.skip_byte_order_mark().map_err(failed)? {
            decoder.encoding = TextEncoding::Utf8;
        }
        file.delimiter = delimiter(records, decoder).map_err(failed)?;
        records.set_delimiter(file.delimiter);
        let Some(record) = records.next().map_err(failed)? else {
            self.note(Finding::at(Place::file(&name), Fact::FileEmpty));
            return Ok(());
        };
        let Some(header) = self.header(file, &record, &mut decoder)? else { return Ok(()) };
        let header_place = place(&name, &record, None, decoder);
        let mut rows = Rows::new(&header, decoder, self.options.fiscal_years, self.options.keep);
        let vouchers_before = self.tally.end_voucher();
        let mut is_empty = true;
        while let Some(record) = records.next().map_err(failed)? {
            let taken = self.row(file, &header, &record, &mut rows)?;
            is_empty &= !taken && rows.problems.is_empty();
            file.rows += u64::from(taken);
            self.note_problems(file, &header, &record, &mut rows);
        }
        if is_empty {
            self.note(Finding::at(header_place, Fact::RowsMissing));
        }
        if file.kind == Some(FileKind::Vouchers) {
            self.first_lines.end(&self.tally, rows.decoder);
            file.vouchers = self.tally.end_voucher() - vouchers_before;
        }
        file.encoding = rows.decoder.encoding;
        file.decimal_mark = rows.decimal_mark.map(char::from);
        Ok(())
    }

    /// What the header row says, if it can be read.
    fn header(
        &mut self,
        file: &mut FileRead,
        record: &Record<'_>,
        decoder: &mut Decoder,
    ) -> Result<Option<Header>, ReadError> {
        let (names, undecodable) = column_names(record, decoder);
        file.encoding = decoder.encoding;
        let flaw = flaw(&file.name, record)?;
        let undecodable = undecodable.map(|column| (Some(column), Fact::TextUndecodable));
        let wrong: Vec<Problem> = flaw.into_iter().chain(undecodable).collect();
        let found = if wrong.is_empty() { header::header(&names) } else { Err(wrong) };
        match found {
            Ok(header) => {
                file.kind = Some(header.of_kind.kind());
                file.columns.clone_from(&header.taken);
                file.ignored_columns.clone_from(&header.ignored);
                if file.kind == Some(FileKind::OpeningBalances) {
                    let column = Some(header.columns.amount.first());
                    self.openings.file(self.files.len(), place(&file.name, record, column, *decoder));
                }
                Ok(Some(header))
            }
            Err(wrong) => {
                for (column, fact) in wrong {
                    self.note(Finding::at(place(&file.name, record, column, *decoder), fact));
                }
                Ok(None)
            }
        }
    }

    /// Takes in a row; `false` if it is empty or has problems.
    fn row(
        &mut self,
        file: &FileRead,
        header: &Header,
        record: &Record<'_>,
        rows: &mut Rows,
    ) -> Result<bool, ReadError> {
        if let Some(problem) = flaw(&file.name, record)? {
            rows.problems.clear();
            rows.problems.push(problem);
            return Ok(false);
        }
        match &header.of_kind {
            KindColumns::Vouchers(columns) => {
                let row = rows.voucher(columns, record);
                Ok(row.is_some_and(|row| self.post(&row, record, rows)))
            }
            KindColumns::OpeningBalances { year, in_header } => {
                let Some((year, object, amount)) = rows.opening(*year, record) else { return Ok(false) };
                let in_header = || in_header.as_ref()?.resolve(self.options.fiscal_years);
                let year = year.or_else(in_header).or(self.options.opening_year);
                let place = place(&file.name, record, Some(header.columns.account), rows.decoder);
                self.openings.add(OpeningRow { file: self.files.len(), year, object, amount, place });
                Ok(true)
            }
            KindColumns::Budget { period } => {
                let Some((period, object, amount)) = rows.budget(*period, record) else { return Ok(false) };
                self.budget.add(period, object, amount)?;
                Ok(true)
            }
        }
    }

    /// Tells a posting; `false` if its cost centre or project is no code.
    fn post(&mut self, row: &VoucherRow<'_>, record: &Record<'_>, rows: &mut Rows) -> bool {
        let line = line_key(self.files.len(), record.line);
        let starts_voucher = !self.tally.goes_on_with(&row.series, row.number, row.date);
        if starts_voucher {
            self.first_lines.end(&self.tally, rows.decoder);
        }
        let posted = self.tally.post(&PostingRow {
            series: &row.series,
            number: row.number,
            date: row.date,
            account: row.account,
            cost_centre: &row.cost_centre,
            project: &row.project,
            amount: row.amount,
            line,
        });
        if posted.is_err() {
            rows.check_codes(record);
            return false;
        }
        if starts_voucher {
            self.first_lines.start(record);
        }
        if self.options.keep == Keep::Vouchers {
            let added = self.drafts.add(row, starts_voucher, self.options.fiscal_years);
            debug_assert!(added.is_ok(), "the tally has taken the codes");
        }
        true
    }

    fn note(&mut self, finding: Finding) {
        self.findings.push((self.files.len(), finding));
    }

    fn note_problems(&mut self, file: &FileRead, header: &Header, record: &Record<'_>, rows: &mut Rows) {
        if rows.problems.is_empty() {
            return;
        }
        for (column, fact) in std::mem::take(&mut rows.problems) {
            self.note(Finding::at(place(&file.name, record, column, rows.decoder), fact));
        }
        if let KindColumns::Vouchers(columns) = &header.of_kind
            && let Some((series, number)) = rows.voucher_number(columns, record)
        {
            self.incomplete.insert(VoucherId::new(series.as_ref(), number));
        }
        rows.problems.clear();
    }

    /// All that came of the files.
    ///
    /// # Errors
    /// [`ReadError::Amount`] if a sum does not fit in an amount.
    pub fn finish(mut self) -> Result<Read, ReadError> {
        let mut tallied = self.tally.finish()?;
        let names: Vec<_> = self.files.iter().map(|file| Arc::clone(&file.name)).collect();
        for located in std::mem::take(&mut tallied.facts) {
            match &located.fact {
                Fact::VoucherUnbalanced { id, .. } if self.incomplete.contains(id) => {}
                _ => self.findings.push(self.first_lines.finding(located, &names)),
            }
        }
        let openings = self.openings.settle(&mut tallied.balances, &mut self.findings)?;
        self.findings.sort_by_key(|(file, finding)| {
            let place = finding.place.as_ref();
            (place.is_none(), *file, place.map(|place| (place.line, place.column)))
        });
        Ok(Read {
            files: self.files,
            tallied,
            vouchers: self.drafts.into_vouchers(),
            openings,
            budget: self.budget,
            findings: self.findings.into_iter().map(|(_, finding)| finding).collect(),
        })
    }
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
