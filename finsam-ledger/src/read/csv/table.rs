//! The pass over one file.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::sync::Arc;

use super::evidence::{self, CreditEvidence};
use super::groups::Taken;
use super::header::{self, AmountColumns, Header, KindColumns, VoucherColumns};
use super::list::List;
use super::naming::Naming;
use super::outline::{self, Outline, Said, column_names};
use super::plain::PlainRows;
use super::print;
use super::printed::Printed;
use super::records::{Flaw, Record, Records};
use super::rows::{Problem, Rows};
use super::sample::{FirstBytes, Sample};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::FiscalYear;
use crate::finding::{ColumnRole, Fact, FileKind, Finding, Place};
use crate::read::cell::{self, DatePattern, DateStyle, DecimalMark, NumberStyle, flag, trimmed};
use crate::read::dialect::Decided;
use crate::read::foreign::foreign_kind;
use crate::read::intake::{Intake, VoucherRow};
use crate::read::names::{COST_CENTRE_DIMENSION, PROJECT_DIMENSION};
use crate::read::openings::OpeningRow;
use crate::read::outcome::{FileRead, ReadError, SkipReason};
use crate::read::profile::Profile;
use crate::read::text::{self, Decoder, Stretch};
use crate::voucher_id::VoucherId;

/// Reads a file that the user calls `name`; what it holds goes to the intake.
pub(in crate::read) fn read(
    name: &str,
    input: impl io::Read,
    intake: &mut Intake,
) -> Result<FileRead, ReadError> {
    let profile = Arc::clone(&intake.profile);
    read_by(&profile, name, input, intake).map(|(file, _)| file)
}

/// Reads the sheet of a workbook, handed over as lines with a tab between two cells; tells which
/// columns are read, each counted from 0, if its header row is one.
#[cfg(feature = "xlsx")]
pub(in crate::read) fn read_sheet(
    name: &str,
    input: impl io::Read,
    intake: &mut Intake,
) -> Result<(FileRead, Option<Vec<usize>>), ReadError> {
    let of_sheets = Profile {
        delimiter: Some('\t'),
        encoding: Some(crate::read::TextEncoding::Utf8),
        decimal_mark: None,
        ..Profile::clone(&intake.profile)
    };
    read_by(&of_sheets, name, input, intake)
}

/// How many of the fields are names of columns that are known.
#[cfg(feature = "xlsx")]
pub(in crate::read) fn recognised(intake: &Intake, fields: &[String]) -> usize {
    Naming::of(&intake.profile).recognised(fields)
}

fn read_by(
    profile: &Profile,
    name: &str,
    input: impl io::Read,
    intake: &mut Intake,
) -> Result<(FileRead, Option<Vec<usize>>), ReadError> {
    let mut file = FileRead::new(name);
    file.dialect.profile.clone_from(&intake.profile_name);
    let mut table =
        Table { intake, file, profile, marked: BTreeMap::new(), named: None, printed: Printed::default() };
    let header = table.read(input)?;
    Ok((table.file, header.map(|header| header.taken_at)))
}

/// A file on its way in.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) intake: &'a mut Intake,
    pub(super) file: FileRead,
    profile: &'a Profile,
    /// Opening balances among postings, with the place of the first row of each.
    marked: BTreeMap<(Option<FiscalYear>, BalanceObject), (Amount, Place)>,
    /// The account whose name was read last.
    pub(super) named: Option<AccountNumber>,
    pub(super) printed: Printed,
}

impl Table<'_> {
    /// Reads it to its end; what its header row says, if it has one.
    fn read(&mut self, input: impl io::Read) -> Result<Option<Header>, ReadError> {
        let name = Arc::clone(&self.file.name);
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        let first = FirstBytes::of(input).map_err(failed)?;
        if let Some(kind) = foreign_kind(&first.bytes) {
            self.intake.note(Finding::at(Place::file(&name), Fact::FileForeign { kind }));
            return Ok(None);
        }
        let opened = first.open(self.profile.encoding).map_err(failed)?;
        self.file.dialect.encoding = opened.encoding;
        let mut decoder = Decoder::new(opened.encoding.value);
        self.tell_destroyed_letters(&opened.sample, decoder);
        let naming = Naming::of(self.profile);
        let outline = self.outline(&opened.sample, decoder, &naming).map_err(failed)?;
        let mut records =
            Records::with_buffer(opened.sample.text.as_slice().chain(opened.rest), self.intake.manner.buffer);
        records.set_delimiter(outline.delimiter);
        self.skip_letterhead(&mut records, outline, decoder).map_err(failed)?;
        let found = if outline.header_line > 0 { records.next().map_err(failed)? } else { None };
        let Some(record) = found else {
            self.intake.note(Finding::at(Place::file(&name), Fact::FileEmpty));
            return Ok(None);
        };
        let names = column_names(&record, &mut decoder.clone()).0;
        let mut found = header::header(&names, &naming);
        if found.is_err() {
            if let Some(list) = List::of(&names, &naming) {
                let header_place = place(&name, &record, None, decoder);
                self.list(list, &names, &mut records, decoder, header_place)?;
                return Ok(None);
            }
            let of_groups = header_of_groups(&names, &naming, &opened.sample, outline, decoder);
            found = of_groups.map_err(failed)?.map_or(found, Ok);
        }
        let Some(header) = self.header(&record, &mut decoder, found)? else { return Ok(None) };
        self.printed = std::mem::take(&mut self.printed).with_header(&header, &names);
        let header_place = place(&name, &record, None, decoder);
        let options = self.intake.options;
        let mut rows = Rows::new(&header, decoder, &options);
        if !self.settle(&opened.sample, outline, &header, &mut rows, &header_place).map_err(failed)? {
            return Ok(Some(header));
        }
        self.heading_above(&header, &rows);
        let is_empty = self.rows(&header, &mut records, &mut rows)?;
        self.end_printed();
        self.hand_over_names(&mut rows);
        if is_empty {
            self.intake.note(Finding::at(header_place, Fact::RowsMissing));
        }
        self.tell_marks(&rows);
        self.hand_over_marked();
        Ok(Some(header))
    }

    /// Tells how letters and amounts turned out to be written.
    fn tell_marks(&mut self, rows: &Rows) {
        self.file.dialect.encoding.value = rows.decoder.encoding;
        let settled = rows.numbers.decimal_mark.map(DecimalMark::as_char);
        let shown = || settled.or(rows.decimal_mark);
        self.file.dialect.decimal_mark = self
            .profile
            .decimal_mark
            .or_else(shown)
            .map(|_| Decided::by_profile_or(self.profile.decimal_mark, || shown().unwrap_or(',')));
    }

    /// Reads a list of what things are called.
    fn list<R: io::Read>(
        &mut self,
        list: List,
        columns: &[String],
        records: &mut Records<R>,
        decoder: Decoder,
        header_place: Place,
    ) -> Result<(), ReadError> {
        let name = Arc::clone(&self.file.name);
        self.file.kind = Some(FileKind::Names);
        self.file.columns = list.taken(columns);
        let is_taken = |index: &usize| list.columns.contains(index);
        let ignored =
            (0..columns.len()).filter(|index| !is_taken(index)).filter_map(|index| columns.get(index));
        self.file.ignored_columns = ignored.filter(|name| !name.trim().is_empty()).cloned().collect();
        let failed = |source| ReadError::Io { file: Arc::clone(&name), source };
        let mut is_empty = true;
        while let Some(record) = records.next().map_err(failed)? {
            if !self.intake.next_row(|| place(&name, &record, None, decoder)) {
                break;
            }
            let mut taken = Ok(false);
            match flaw(&name, &record)? {
                Some(problem) => taken = Err(problem),
                None => self.intake.name(|names| taken = list.take(&record, decoder, names)),
            }
            is_empty &= taken == Ok(false);
            match taken {
                Ok(taken) => self.file.rows += u64::from(taken),
                Err((column, fact)) => {
                    self.intake.note(Finding::at(place(&name, &record, column, decoder), fact));
                }
            }
        }
        if is_empty {
            self.intake.note(Finding::at(header_place, Fact::RowsMissing));
        }
        Ok(())
    }

    /// Tells of letters that some program before us could not read and replaced.
    fn tell_destroyed_letters(&mut self, sample: &Sample, decoder: Decoder) {
        let text = sample.text.as_slice();
        if !decoder.encoding.is_unicode() || text.is_ascii() {
            return;
        }
        let mark = char::REPLACEMENT_CHARACTER.to_string();
        let count = memchr::memmem::find_iter(text, &mark).count();
        let Some(first) = memchr::memmem::find(text, mark.as_bytes()) else { return };
        let before = text.get(..first).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        let raw = text.get(start..).unwrap_or_default();
        let raw = raw.get(..memchr::memchr2(b'\n', b'\r', raw).unwrap_or(raw.len())).unwrap_or_default();
        let span = Some((first - start, mark.len()));
        let place = text::place(&self.file.name, Stretch { line, raw }, span, decoder);
        self.intake.note(Finding::at(place, Fact::LettersDestroyed { count: count as u64 }));
    }

    /// Where the table is, and what parts its fields.
    fn outline(&mut self, sample: &Sample, decoder: Decoder, naming: &Naming) -> io::Result<Outline> {
        let Profile { delimiter, header_row, .. } = *self.profile;
        let header_line = header_row.map(u64::from);
        let delimiter = delimiter.and_then(|delimiter| u8::try_from(delimiter).ok());
        let said = Said { delimiter, header_line, naming };
        let outline = outline::outline(sample.lines(), decoder, &said)?;
        self.file.dialect.delimiter = Decided::by_profile_or(delimiter, || outline.delimiter).map(char::from);
        if outline.header_line > 0 {
            self.file.dialect.header_line =
                Some(Decided::by_profile_or(header_line, || 0).map(|_| outline.header_line));
        }
        if outline::separator_line(&sample.text).is_some() {
            self.file.skip(SkipReason::Separator, 1);
        }
        Ok(outline)
    }

    /// Passes over what stands above the header row.
    fn skip_letterhead<R: io::Read>(
        &mut self,
        records: &mut Records<R>,
        outline: Outline,
        decoder: Decoder,
    ) -> io::Result<()> {
        let is_separator = |line: u64, file: &FileRead| line == 1 && !file.skipped.is_empty();
        while let Some(record) = records.peek()?
            && record.line < outline.header_line
        {
            let line = record.line;
            let is_blank = record.fields().all(|field| trimmed(field).is_empty());
            if !is_blank && !is_separator(line, &self.file) {
                self.file.skip(SkipReason::Letterhead, line);
                self.printed.above(&record, decoder);
            }
            records.next()?;
        }
        Ok(())
    }

    /// Settles what only many rows show; `false`, with a finding, if they show that the file
    /// cannot be read.
    fn settle(
        &mut self,
        sample: &Sample,
        outline: Outline,
        header: &Header,
        rows: &mut Rows,
        header_place: &Place,
    ) -> io::Result<bool> {
        let said = NumberStyle { decimal_mark: self.profile.decimal_mark.and_then(DecimalMark::of_char) };
        let start = evidence::Rows { lines: sample.lines(), outline, decoder: rows.decoder, numbers: said };
        let evidence = evidence::evidence(start, header)?;
        rows.numbers = evidence.numbers;
        rows.dates = evidence.dates;
        rows.dates.serial_days |= self.profile.serial_days;
        rows.object_names = evidence.has_names.map(|has_names| has_names.then(BTreeMap::new));
        self.file.dialect.dates = evidence.dates.patterns().map(Decided::detected).collect();
        if let Some(order) = self.profile.date_order {
            let said = || DatePattern::all().filter(move |pattern| pattern.order() == order);
            rows.dates = said().fold(rows.dates, DateStyle::with);
            let is_seen = |pattern: &DatePattern| evidence.of_dates.has_form_of(*pattern);
            self.file.dialect.dates = said().filter(is_seen).map(Decided::said).collect();
        }
        rows.counter_account = self.profile.counter_account;
        if evidence.is_purchase_ledger && rows.counter_account.is_none() {
            self.intake.note(Finding::at(header_place.clone(), Fact::PurchaseLedger));
            return Ok(false);
        }
        let sign = match evidence.credit {
            CreditEvidence::Plain => return Ok(true),
            CreditEvidence::Settled(sign) => sign,
            CreditEvidence::Ambiguous { line } => {
                let place = Place { line, ..Place::file(&self.file.name) };
                self.intake.note(Finding::at(place, Fact::CreditSignAmbiguous));
                return Ok(false);
            }
        };
        rows.credit = sign;
        self.file.dialect.credit = Some(Decided::detected(sign));
        Ok(true)
    }

    /// Hands over the names that stood in one field with what they name.
    fn hand_over_names(&mut self, rows: &mut Rows) {
        let accounts = std::mem::take(&mut rows.account_names);
        let objects = std::mem::take(&mut rows.object_names);
        self.intake.name(|names| {
            for (account, name) in accounts {
                names.account(account, &name);
            }
            for (dimension, objects) in [COST_CENTRE_DIMENSION, PROJECT_DIMENSION].into_iter().zip(objects) {
                for (code, name) in objects.into_iter().flatten() {
                    names.object(dimension, &code, &name);
                }
            }
        });
    }

    /// Hands over the opening balances that stood among postings.
    fn hand_over_marked(&mut self) {
        for ((year, object), (amount, place)) in std::mem::take(&mut self.marked) {
            self.intake.opening(OpeningRow { year, object, amount, place });
        }
    }

    /// What the header row says, if it can be read.
    fn header(
        &mut self,
        record: &Record<'_>,
        decoder: &mut Decoder,
        found: Result<Header, Vec<Problem>>,
    ) -> Result<Option<Header>, ReadError> {
        let (names, undecodable) = column_names(record, decoder);
        let name = Arc::clone(&self.file.name);
        self.file.dialect.encoding.value = decoder.encoding;
        let flaw = flaw(&name, record)?;
        let undecodable = undecodable.map(|column| (Some(column), Fact::TextUndecodable));
        let wrong: Vec<Problem> = flaw.into_iter().chain(undecodable).collect();
        match if wrong.is_empty() { found } else { Err(wrong) } {
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
                let opening = match &header.of_kind {
                    KindColumns::Vouchers(columns) => columns.is_opening,
                    KindColumns::OpeningBalances { .. } => Some(header.columns.amount.first()),
                    KindColumns::Budget { .. } => None,
                };
                if opening.is_some() {
                    let column = opening;
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
    pub(super) fn row(
        &mut self,
        header: &Header,
        record: &Record<'_>,
        rows: &mut Rows,
    ) -> Result<bool, ReadError> {
        if let Some(problem) = flaw(&self.file.name, record)? {
            rows.problems.clear();
            rows.problems.push(problem);
            return Ok(false);
        }
        if let Some(column) = header.columns.removed
            && flag(trimmed(record.field(column))).is_none()
        {
            return Ok(rows.unreadable_flag(record, column));
        }
        match &header.of_kind {
            KindColumns::Vouchers(columns) => {
                if let Some(column) = columns.is_opening {
                    match flag(trimmed(record.field(column))) {
                        Some(true) => return self.marked_opening(columns.date, record, rows),
                        Some(false) => {}
                        None => return Ok(rows.unreadable_flag(record, column)),
                    }
                }
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
            KindColumns::Budget { period, version } => {
                let Some((period, object, amount)) = rows.budget(*period, record) else {
                    return Ok(self.other_row(header, record, rows));
                };
                self.printed.totals.add(object.account, false, amount);
                self.intake.budget(version, period, object, amount)?;
                Ok(true)
            }
        }
    }

    /// Takes in an opening balance that stands among postings. Several rows of one account, cost
    /// centre and project are one balance: what else parts them is not kept.
    fn marked_opening(
        &mut self,
        date: usize,
        record: &Record<'_>,
        rows: &mut Rows,
    ) -> Result<bool, ReadError> {
        let Some((year, object, amount)) = rows.marked_opening(date, record) else { return Ok(false) };
        let year = year.or(self.intake.options.opening_year);
        let place = || place(&self.file.name, record, None, rows.decoder);
        let (sum, _) = self.marked.entry((year, object)).or_insert_with(|| (Amount::ZERO, place()));
        *sum = sum.checked_add(amount)?;
        Ok(true)
    }

    /// Keeps what a row calls its account; rows on an account that has a name may be plain.
    pub(super) fn name_account(
        &mut self,
        record: &Record<'_>,
        (account, name): (usize, usize),
        mut decoder: Decoder,
        plain: Option<&mut PlainRows>,
    ) {
        let account = cell::account(trimmed(record.field(account)));
        let Some(account) = account.filter(|account| self.named != Some(*account)) else { return };
        self.named = Some(account);
        // A name that cannot be read is no reason to refuse the figures beside it.
        let Ok(name) = decoder.text(trimmed(record.field(name))) else { return };
        let mut is_named = false;
        self.intake.name(|names| {
            names.account(account, &name);
            is_named = names.accounts.contains_key(&account);
        });
        if let (true, Some(plain)) = (is_named, plain) {
            Arc::make_mut(&mut plain.table.named).insert(account);
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
        if let (Ok(()), Some(account)) = (&posted, rows.counter_account) {
            let counter = VoucherRow { account, amount: row.amount.negated(), ..row.clone() };
            let posted = self.intake.post(&counter, record.line, record.raw, rows.decoder);
            debug_assert!(posted.is_ok(), "the same codes were taken just now");
        }
        if posted.is_err() {
            rows.check_codes(record);
            return false;
        }
        self.posted(columns, row, record, taken);
        true
    }

    pub(super) fn note_problems(&mut self, header: &Header, record: &Record<'_>, rows: &mut Rows) {
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

/// What the header row says where the rows leave out what headings among them say.
fn header_of_groups(
    names: &[String],
    naming: &Naming,
    sample: &Sample,
    outline: Outline,
    decoder: Decoder,
) -> io::Result<Option<Header>> {
    for header in header::headers_of_groups(names, naming) {
        if evidence::has_headings(sample.lines(), outline.delimiter, decoder, &header)? {
            return Ok(Some(header));
        }
    }
    Ok(None)
}

/// Whether a row says that it was struck.
pub(super) fn is_removed(header: &Header, record: &Record<'_>) -> bool {
    header.columns.removed.is_some_and(|column| flag(trimmed(record.field(column))) == Some(true))
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
    let place = text::place(file, Stretch { line: record.line, raw: record.raw }, span, decoder);
    Place { field: field.map(|field| u32::try_from(field + 1).unwrap_or(u32::MAX)), ..place }
}

/// What is wrong with a record that is not whole.
fn flaw(file: &Arc<str>, record: &Record<'_>) -> Result<Option<Problem>, ReadError> {
    match record.flaw {
        None => Ok(None),
        Some(Flaw::QuoteOpen) => Ok(Some((record.len().checked_sub(1), Fact::QuoteOpen))),
        Some(Flaw::TooLong) => Err(ReadError::LineTooLong { file: Arc::clone(file), line: record.line }),
    }
}
