//! Rows that are no plain postings: what is print is passed over, totals are checked, and what a
//! group leaves out is taken from above.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::groups::{Groups, Taken, VoucherCells};
use super::header::{AmountColumns, Header, KindColumns, VoucherColumns};
use super::print::{self, Cells, Heading, HeadingColumns, Label};
use super::records::{Record, Room};
use super::rows::{Problem, Rows};
use super::table::{Table, place};
use super::totals::{Scope, Totals};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, Month};
use crate::finding::{ColumnRole, Fact, Finding};
use crate::read::cell::{self, DateStyle, trimmed};
use crate::read::intake::VoucherRow;
use crate::read::openings::OpeningRow;
use crate::read::outcome::SkipReason;
use crate::read::text::Decoder;
use crate::voucher_id::VoucherId;

/// What the rows of a file have shown of how it is printed.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    /// What the columns are called, in small letters.
    names: Vec<String>,
    amount_columns: Vec<usize>,
    balance_column: Option<usize>,
    pub(super) groups: Groups,
    pub(crate) totals: Totals,
    /// Balances that accounts open with, which are those of a year only if the file starts with it.
    openings_of_period: Vec<OpeningRow>,
    has_openings: bool,
    /// What stands above the header row, and so at the top of other pages too.
    letterhead: BTreeSet<String>,
    /// The last of it, which may be the heading of the first group.
    last_above: Option<Cells>,
    room: Room,
}

impl Printed {
    fn new(header: &Header, names: &[String]) -> Self {
        let names: Vec<_> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        let amount = header.columns.amount;
        let balance_column = print::balance_column(&names, amount);
        let mut amount_columns = match amount {
            AmountColumns::Signed(column) | AmountColumns::Marked { amount: column, .. } => vec![column],
            AmountColumns::Sides { debit, credit } => vec![debit, credit],
        };
        amount_columns.extend(balance_column);
        let by_account = match &header.of_kind {
            KindColumns::Vouchers(columns) => header.columns.account < columns.number,
            KindColumns::OpeningBalances { .. } | KindColumns::Budget { .. } => true,
        };
        Self { names, amount_columns, balance_column, groups: Groups::new(by_account), ..Self::default() }
    }
}

impl Printed {
    /// Keeps a row of the letterhead.
    pub(crate) fn above(&mut self, record: &Record<'_>, decoder: Decoder) {
        let cells = Cells::of(record, decoder);
        let words = cells.words();
        if words.chars().any(char::is_alphabetic) {
            self.letterhead.insert(words);
        }
        self.last_above = Some(cells);
    }

    /// How a table is printed, now that its header row is known.
    pub(crate) fn with_header(self, header: &Header, names: &[String]) -> Self {
        let Self { letterhead, last_above, .. } = self;
        Self { letterhead, last_above, ..Self::new(header, names) }
    }
}

/// The fields that say which voucher a row is of, as they stand.
pub(super) fn voucher_cells<'a>(columns: &VoucherColumns, record: &Record<'a>) -> [&'a [u8]; 3] {
    let cell = |column| trimmed(record.field(column));
    [columns.series.map_or(&b""[..], cell), cell(columns.number), cell(columns.date)]
}

impl Table<'_> {
    /// A posting is told; what it shows of the table is kept.
    #[inline]
    pub(super) fn posted(
        &mut self,
        columns: &VoucherColumns,
        row: &VoucherRow<'_>,
        record: &Record<'_>,
        taken: Taken,
    ) {
        let series = columns.series.map_or(&b""[..], |series| trimmed(record.field(series)));
        let goes_on = self.printed.groups.goes_on(row, series);
        self.printed.totals.add(row.account, !goes_on, row.amount);
        let cells = || voucher_cells(columns, record);
        for wrong in self.printed.groups.posted(row, cells, taken, goes_on).into_iter().flatten() {
            self.intake.note(wrong);
        }
    }

    /// Looks at a row that is no plain row of its kind; `false` if it is not taken in. What is
    /// wrong with it stays noted unless it turns out to be something else.
    #[cold]
    pub(super) fn other_row(&mut self, header: &Header, record: &Record<'_>, rows: &mut Rows) -> bool {
        if rows.problems.is_empty() {
            self.file.skip(SkipReason::Blank, record.line);
            return false;
        }
        let cells = Cells::of(record, rows.decoder);
        if let Some(reason) = self.print(header, record, &cells) {
            rows.problems.clear();
            self.file.skip(reason, record.line);
            return false;
        }
        let last_amount = self.printed.amount_columns.iter().max().copied().unwrap_or(0);
        if rows.problems.iter().any(|(_, fact)| matches!(fact, Fact::FieldCount { .. })) {
            // A line that is no row of the table may be a heading; a row that is cut short is none.
            if let (1, KindColumns::Vouchers(columns)) = (record.len(), &header.of_kind) {
                self.heading(header, columns, &cells, record, rows);
                return false;
            }
            if record.len() > header.width || record.len() <= last_amount {
                return false;
            }
        }
        let label = cells.label(&self.printed.amount_columns);
        let columns = match &header.of_kind {
            KindColumns::Vouchers(columns) => columns,
            KindColumns::OpeningBalances { .. } | KindColumns::Budget { .. } => {
                let has_account = cell::account_cell(trimmed(record.field(header.columns.account))).is_some();
                if let Some((_, text, Label::Total)) = label.filter(|_| !has_account) {
                    self.total(header, record, rows, text);
                }
                return false;
            }
        };
        let keys = Keys::of(header, columns, record, rows.dates);
        if let Some((_, text, label)) = label
            && !self.is_posting(&keys, label, text)
        {
            return match label {
                Label::Total => {
                    self.total(header, record, rows, text);
                    false
                }
                Label::Opening { of_year } => self.opening_of_group(&keys, of_year, record, rows),
                Label::Closing => {
                    self.closing_of_group(header, &keys, text, record, rows);
                    false
                }
            };
        }
        if !cells.has_amount(header.columns.amount) {
            self.heading(header, columns, &cells, record, rows);
            return false;
        }
        self.row_of_group(header, columns, &keys, record, rows)
    }

    /// Why a row is passed over that belongs to the page and not to the table.
    fn print(&mut self, header: &Header, record: &Record<'_>, cells: &Cells) -> Option<SkipReason> {
        if cells.is_rule() {
            return Some(SkipReason::Rule);
        }
        let reason = if cells.repeat(&self.printed.names) {
            SkipReason::HeaderAgain
        } else if (cells.is_page_line() || self.printed.letterhead.contains(&cells.words()))
            && !cells.has_figure(header.columns.amount)
            && cell::account_cell(trimmed(record.field(header.columns.account))).is_none()
        {
            SkipReason::PageLine
        } else {
            return None;
        };
        self.printed.groups.start_page();
        self.printed.totals.start_page();
        Some(reason)
    }

    /// Whether a row is a posting whose text only reads like a label.
    fn is_posting(&self, keys: &Keys, label: Label, text: &str) -> bool {
        let groups = &self.printed.groups;
        match (keys.account, keys.voucher) {
            (Some(_), VoucherOf::Row) => true,
            (None, VoucherOf::Row) => keys.is_account_blank && groups.account_left_out().is_some(),
            (Some(account), VoucherOf::Blank) if label == Label::Total => {
                groups.account() != Some(account) && !text.contains(&account.to_string())
            }
            (_, VoucherOf::Blank | VoucherOf::Unclear) => false,
        }
    }

    /// Holds a total against the rows above it.
    fn total(&mut self, header: &Header, record: &Record<'_>, rows: &mut Rows, label: &str) {
        let stated = rows.stated(record);
        if !rows.problems.is_empty() {
            return;
        }
        self.file.skip(SkipReason::Total, record.line);
        let Some(stated) = stated else { return };
        match self.printed.totals.check(label, stated) {
            Ok(scope) => self.printed.groups.close(scope),
            Err(fact) => self.note_differs(header, record, rows, fact),
        }
    }

    fn note_differs(&mut self, header: &Header, record: &Record<'_>, rows: &Rows, fact: Fact) {
        let column = match (&fact, header.columns.amount) {
            (
                Fact::TotalRowDiffers { column: Some(ColumnRole::Credit), .. },
                AmountColumns::Sides { credit, .. },
            ) => credit,
            (_, amount) => amount.first(),
        };
        let at = if record.field(column).is_empty() { self.printed.balance_column } else { Some(column) };
        self.intake.note(Finding::at(place(&self.file.name, record, at, rows.decoder), fact));
    }

    /// Takes in what the account of a group opens with.
    fn opening_of_group(&mut self, keys: &Keys, of_year: bool, record: &Record<'_>, rows: &mut Rows) -> bool {
        let Some((object, amount)) = self.balance(self.printed.groups.account(), keys, record, rows) else {
            return false;
        };
        let account = object.account;
        if self.printed.groups.account() != Some(account) {
            self.printed.totals.start_account(account);
        }
        self.printed.groups.confirm();
        self.printed.totals.open(amount);
        let place = place(&self.file.name, record, None, rows.decoder);
        let years = self.intake.options.fiscal_years;
        let year = keys.date.map(|date| years.of(Month::of(date))).or(self.intake.options.opening_year);
        let row = OpeningRow { year, object, amount, place };
        if of_year {
            self.take_opening(row);
        } else {
            self.printed.openings_of_period.push(row);
        }
        true
    }

    fn take_opening(&mut self, row: OpeningRow) {
        if !self.printed.has_openings {
            self.printed.has_openings = true;
            self.intake.opening_header(row.place.clone());
        }
        self.intake.opening(row);
    }

    /// Holds what the account of a group closes with against its rows.
    fn closing_of_group(
        &mut self,
        header: &Header,
        keys: &Keys,
        label: &str,
        record: &Record<'_>,
        rows: &mut Rows,
    ) {
        // A total may have closed the group just above.
        let Some((_, amount)) = self.balance(self.printed.totals.account(), keys, record, rows) else {
            return;
        };
        self.file.skip(SkipReason::Total, record.line);
        if let Some(fact) = self.printed.totals.check_closing(label, amount) {
            self.note_differs(header, record, rows, fact);
        }
        self.printed.groups.close(Scope::Account);
    }

    /// The balance that a row of a group states, on its account or the one of the group.
    fn balance(
        &self,
        of_group: Option<AccountNumber>,
        keys: &Keys,
        record: &Record<'_>,
        rows: &mut Rows,
    ) -> Option<(BalanceObject, Amount)> {
        let running = self.printed.balance_column;
        if keys.account.is_some() {
            return rows.balance(record, running);
        }
        let account = of_group.filter(|_| keys.may_take_account)?.to_string();
        let content = [(keys.account_column, account.as_bytes())];
        rows.balance(&record.with(&content, &mut Room::default()), running)
    }

    /// Takes a row without amount for the heading of a group, if it is one.
    fn heading(
        &mut self,
        header: &Header,
        columns: &VoucherColumns,
        cells: &Cells,
        record: &Record<'_>,
        rows: &mut Rows,
    ) {
        let Some(heading) = cells.heading(HeadingColumns::of(header, columns, rows.dates)) else {
            if says_nothing_of_a_posting(&rows.problems) {
                rows.problems = vec![(None, Fact::AmountMissing)];
            }
            return;
        };
        let problems = std::mem::take(&mut rows.problems);
        let wrong = self.as_findings(problems, record, rows);
        self.file.skip(SkipReason::Heading, record.line);
        self.start_group(columns, heading, wrong);
    }

    /// Takes what stands right above the header row for the heading of the first group, where rows
    /// leave out what headings say.
    pub(super) fn heading_above(&mut self, header: &Header, rows: &Rows) {
        let cells = self.printed.last_above.take().filter(|_| header.is_of_groups);
        let KindColumns::Vouchers(columns) = &header.of_kind else { return };
        if let Some(heading) =
            cells.and_then(|cells| cells.heading(HeadingColumns::of(header, columns, rows.dates)))
        {
            self.start_group(columns, heading, Vec::new());
        }
    }

    /// Rows of what a heading says follow. `wrong` is what is wrong if they do not.
    fn start_group(&mut self, columns: &VoucherColumns, heading: Heading, wrong: Vec<Finding>) {
        match heading {
            Heading::Account { account, name } => {
                if self.printed.groups.account() != Some(account) {
                    self.printed.totals.start_account(account);
                }
                self.printed.groups.account_heading(account, wrong);
                self.intake.name(|names| names.account(account, &name));
            }
            Heading::Voucher { series, number, date, text } => {
                self.printed.totals.start_voucher();
                // Without a column of its own the series stands before the number.
                let number = match columns.series {
                    None if !series.is_empty() => [&series[..], b"-", &number].concat(),
                    _ => number,
                };
                let series = if columns.series.is_some() { series } else { Vec::new() };
                self.printed.groups.voucher_heading(VoucherCells { series, number, date, text }, wrong);
            }
        }
    }

    fn as_findings(&self, problems: Vec<Problem>, record: &Record<'_>, rows: &Rows) -> Vec<Finding> {
        let at = |column| place(&self.file.name, record, column, rows.decoder);
        problems.into_iter().map(|(column, fact)| Finding::at(at(column), fact)).collect()
    }

    /// Takes in a posting that leaves out what its group says; `false` if it is none.
    fn row_of_group(
        &mut self,
        header: &Header,
        columns: &VoucherColumns,
        keys: &Keys,
        record: &Record<'_>,
        rows: &mut Rows,
    ) -> bool {
        let account = self.printed.groups.account_left_out().map(|account| account.to_string());
        let voucher = self.printed.groups.voucher_left_out();
        let (taken, content, text) = match (account, voucher) {
            (Some(account), _) if keys.is_account_blank && keys.voucher == VoucherOf::Row => {
                (Taken::Account, vec![(header.columns.account, account.into_bytes())], String::new())
            }
            (_, Some(cells)) if keys.account.is_some() && keys.voucher == VoucherOf::Blank => {
                let mut content =
                    vec![(columns.number, cells.number.clone()), (columns.date, cells.date.clone())];
                content.extend(columns.series.map(|column| (column, cells.series.clone())));
                (Taken::Voucher, content, cells.text.clone())
            }
            _ => return false,
        };
        let wrong = std::mem::take(&mut rows.problems);
        let wrong = self.as_findings(wrong, record, rows);
        let mut room = std::mem::take(&mut self.printed.room);
        let content: Vec<_> = content.iter().map(|(column, content)| (*column, content.as_slice())).collect();
        let filled = record.with(&content, &mut room);
        let row = rows.voucher(columns, &filled).map(|mut row| {
            if row.voucher_text.is_empty() {
                row.voucher_text = text.into();
            }
            row
        });
        let is_taken = row.is_some_and(|row| {
            self.printed.groups.left_out(taken, wrong);
            self.post(columns, &row, &filled, rows, taken)
        });
        if !is_taken && let Some((series, number)) = rows.voucher_number(columns, &filled) {
            self.intake.incomplete(VoucherId::new(series.as_ref(), number));
        }
        self.printed.room = room;
        is_taken
    }

    /// Tells what only the whole file shows.
    pub(super) fn end_printed(&mut self) {
        let printed = std::mem::take(&mut self.printed);
        let first_day = printed.groups.first_day();
        for wrong in printed.groups.end(self.intake.lies_by_account()) {
            self.intake.note(wrong);
        }
        // Of an account that also states its opening balance, the balance of the period adds nothing.
        if printed.has_openings {
            return;
        }
        let years = self.intake.options.fiscal_years;
        let starts_year = first_day.is_some_and(|day| starts_year(day, years.of(Month::of(day))));
        let mut is_unclear = false;
        for row in printed.openings_of_period {
            if row.year.is_some() || starts_year {
                self.take_opening(row);
            } else if !std::mem::replace(&mut is_unclear, true) {
                self.intake.note(Finding::at(row.place, Fact::OpeningYearUnknown));
            }
        }
    }
}

/// Whether a row lacks all that a posting has, and is a line of text: then one thing is wrong with
/// it, and not four.
fn says_nothing_of_a_posting(problems: &[Problem]) -> bool {
    let has = |is: fn(&Fact) -> bool| problems.iter().any(|(_, fact)| is(fact));
    has(|fact| matches!(fact, Fact::VoucherNumberUnreadable { .. }))
        && has(|fact| matches!(fact, Fact::DateUnreadable { .. }))
        && has(|fact| matches!(fact, Fact::AccountUnreadable { .. }))
        && has(|fact| matches!(fact, Fact::AmountMissing))
}

/// Whether a day lies in the first month of its year.
fn starts_year(day: NaiveDate, year: FiscalYear) -> bool {
    Month::of(day) == year.first()
}

/// What of its own a row has of what a posting needs.
#[derive(Debug)]
struct Keys {
    account: Option<AccountNumber>,
    account_column: usize,
    is_account_blank: bool,
    /// Whether its account may be the group's: it is blank, or holds the label.
    may_take_account: bool,
    voucher: VoucherOf,
    date: Option<NaiveDate>,
}

/// Whether a row says which voucher it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum VoucherOf {
    /// It says all of it.
    Row,
    /// It says nothing of it.
    Blank,
    /// It says something that does not do.
    Unclear,
}

impl Keys {
    fn of(header: &Header, columns: &VoucherColumns, record: &Record<'_>, dates: DateStyle) -> Self {
        let account_column = header.columns.account;
        let of_account = trimmed(record.field(account_column));
        let account = cell::account_cell(of_account).map(|cell| cell.number);
        let [series, number, of_date] = voucher_cells(columns, record);
        let date = cell::day_of(of_date, dates);
        let voucher = if series.is_empty() && number.is_empty() && of_date.is_empty() {
            VoucherOf::Blank
        } else if cell::voucher_number(number).is_some() && date.is_some() {
            VoucherOf::Row
        } else {
            VoucherOf::Unclear
        };
        Self {
            account,
            account_column,
            is_account_blank: of_account.is_empty(),
            may_take_account: !of_account.first().is_some_and(u8::is_ascii_digit),
            voucher,
            date,
        }
    }
}
