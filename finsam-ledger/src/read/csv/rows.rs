//! One row of each kind of file, read in place; all that is wrong with it, if anything is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::header::{AmountColumns, Columns, Header, VoucherColumns};
use super::objects;
use super::plain::{COLUMNS_MAX, PlainTable};
use super::records::Record;
use super::totals::Stated;
use crate::account::AccountNumber;
use crate::amount::{Amount, Side};
use crate::balances::BalanceObject;
use crate::calendar::{FiscalYear, FiscalYears, Month, Period};
use crate::dimension::{CostCentre, DimensionError, Project};
use crate::finding::Fact;
use crate::read::cell::{self, AccountCell, DateStyle, Day, DecimalMark, NumberStyle, trimmed};
use crate::read::dialect::CreditSign;
use crate::read::intake::VoucherRow;
use crate::read::outcome::{Keep, Options};
use crate::read::text::Decoder;

/// Something wrong with a row, and the field it is about.
pub(crate) type Problem = (Option<usize>, Fact);

/// A field that cannot be read; the problem is noted.
struct Noted;

/// Reads the rows of one file.
#[derive(Debug)]
pub(crate) struct Rows {
    columns: Columns,
    width: usize,
    fiscal_years: FiscalYears,
    keep: Keep,
    text_max: usize,
    pub(crate) decoder: Decoder,
    /// How amounts and dates are written, as far as that is settled.
    pub(crate) numbers: NumberStyle,
    pub(crate) dates: DateStyle,
    /// The first decimal mark that an amount shows.
    pub(crate) decimal_mark: Option<char>,
    /// How the credit column is signed.
    pub(crate) credit: CreditSign,
    /// The account that every row is booked against, if the file does not hold it.
    pub(crate) counter_account: Option<AccountNumber>,
    /// The date of the row before, and its bytes: most rows have the same.
    date: Option<([u8; 10], NaiveDate)>,
    /// The names that stand beside account numbers, in one field with them.
    pub(crate) account_names: BTreeMap<AccountNumber, String>,
    /// The names of cost centres and projects, where they stand in one field with their codes.
    pub(crate) object_names: [Option<objects::Names>; 2],
    /// What is wrong with the row that was read last.
    pub(crate) problems: Vec<Problem>,
}

impl Rows {
    pub(crate) fn new(header: &Header, decoder: Decoder, options: &Options) -> Self {
        let (columns, width) = (header.columns, header.width);
        Self {
            columns,
            width,
            fiscal_years: options.fiscal_years,
            keep: options.keep,
            text_max: options.limits.text,
            decoder,
            numbers: NumberStyle::default(),
            dates: DateStyle::default(),
            decimal_mark: None,
            credit: CreditSign::Positive,
            counter_account: None,
            date: None,
            account_names: BTreeMap::new(),
            object_names: [None, None],
            problems: Vec::new(),
        }
    }

    /// How plain rows are read, where those of this table can be read so: each by itself, without
    /// keeping any text.
    pub(super) fn plain(&self, of_vouchers: &VoucherColumns, delimiter: u8) -> Option<PlainTable> {
        let can_be = self.keep == Keep::Sums
            && self.counter_account.is_none()
            && self.object_names.iter().all(Option::is_none)
            && self.width <= COLUMNS_MAX;
        can_be.then(|| PlainTable {
            delimiter,
            width: self.width,
            columns: self.columns,
            of_vouchers: *of_vouchers,
            numbers: self.numbers,
            dates: self.dates,
            credit: self.credit,
            text_max: self.text_max,
            named: Arc::default(),
        })
    }

    /// A row of vouchers; `None` if it is empty, or if there are problems.
    #[inline]
    pub(crate) fn voucher<'a>(
        &mut self,
        columns: &VoucherColumns,
        record: &Record<'a>,
    ) -> Option<VoucherRow<'a>> {
        self.start(record)?;
        let (series, number) = self.voucher_number(columns, record).unwrap_or_default();
        let date = self.date(record, columns.date);
        let account = self.account(record);
        let [cost_centre, project] = self.objects(record);
        let amount = self.amount(record);
        let (voucher_text, text) = match self.keep {
            Keep::Sums => Default::default(),
            Keep::Vouchers => (self.text(record, columns.voucher_text), self.text(record, columns.text)),
        };
        if !self.problems.is_empty() {
            self.check_codes(record);
            return None;
        }
        let (date, account, amount) = (date?, account?, amount?);
        Some(VoucherRow { series, number, date, account, cost_centre, project, amount, voucher_text, text })
    }

    /// The series and number of a voucher row, where they can be read.
    #[inline]
    pub(crate) fn voucher_number<'a>(
        &mut self,
        columns: &VoucherColumns,
        record: &Record<'a>,
    ) -> Option<(Cow<'a, str>, u64)> {
        let series = self.text(record, columns.series);
        let number = trimmed(record.field(columns.number));
        match cell::voucher_number(number) {
            Some((b"", number)) => Some((series, number)),
            Some((letters, number)) if columns.series.is_none() || letters == series.as_bytes() => {
                // Letters of ASCII are text in any encoding.
                Some((String::from_utf8_lossy(letters), number))
            }
            _ => {
                let fact = Fact::VoucherNumberUnreadable { text: self.decoder.quoted(number) };
                self.problems.push((Some(columns.number), fact));
                None
            }
        }
    }

    /// A row of opening balances, with the year if the row names it.
    pub(crate) fn opening(
        &mut self,
        year: Option<usize>,
        record: &Record<'_>,
    ) -> Option<(Option<FiscalYear>, BalanceObject, Amount)> {
        self.start(record)?;
        let year = year.and_then(|column| {
            let text = trimmed(record.field(column));
            let year = cell::year(text, self.fiscal_years);
            if year.is_none() && !text.is_empty() {
                let fact = Fact::PeriodUnreadable { text: self.decoder.quoted(text) };
                self.problems.push((Some(column), fact));
            }
            year
        });
        let (object, amount) = (self.object(record), self.amount(record));
        if self.problems.is_empty() { Some((year, object?, amount?)) } else { None }
    }

    /// An opening balance that stands among postings, with its year if its date names one.
    pub(crate) fn marked_opening(
        &mut self,
        date: usize,
        record: &Record<'_>,
    ) -> Option<(Option<FiscalYear>, BalanceObject, Amount)> {
        self.start(record)?;
        let date = cell::day_of(trimmed(record.field(date)), self.dates);
        let year = date.map(|date| self.fiscal_years.of(Month::of(date)));
        let (object, amount) = (self.object(record), self.amount(record));
        if self.problems.is_empty() { Some((year, object?, amount?)) } else { None }
    }

    /// Notes that a column of yes and no has neither; `false`, for the row is not taken.
    pub(crate) fn unreadable_flag(&mut self, record: &Record<'_>, column: usize) -> bool {
        self.problems.clear();
        let text = self.decoder.quoted(trimmed(record.field(column)));
        self.problems.push((Some(column), Fact::FlagUnreadable { text }));
        false
    }

    /// A row of a budget.
    pub(crate) fn budget(
        &mut self,
        column: usize,
        record: &Record<'_>,
    ) -> Option<(Period, BalanceObject, Amount)> {
        self.start(record)?;
        let text = trimmed(record.field(column));
        let period = cell::period(text, self.fiscal_years);
        if period.is_none() {
            let fact = Fact::PeriodUnreadable { text: self.decoder.quoted(text) };
            self.problems.push((Some(column), fact));
        }
        let (object, amount) = (self.object(record), self.amount(record));
        if self.problems.is_empty() { Some((period?, object?, amount?)) } else { None }
    }

    /// What an account opens or closes with, as a row of its group says: in the columns of amounts,
    /// or in the one of balances that run on.
    pub(crate) fn balance(
        &mut self,
        record: &Record<'_>,
        running: Option<usize>,
    ) -> Option<(BalanceObject, Amount)> {
        self.problems.clear();
        let object = self.object(record);
        let running = running.map(|column| self.figure(record, column));
        let amount = match running {
            Some(Ok(Some(amount))) => Some(amount),
            Some(Err(Noted)) => None,
            Some(Ok(None)) | None => self.amount(record),
        };
        if self.problems.is_empty() { Some((object?, amount?)) } else { None }
    }

    /// The figures of a total row, if it has any.
    pub(crate) fn stated(&mut self, record: &Record<'_>) -> Option<Stated> {
        self.problems.clear();
        match self.columns.amount {
            AmountColumns::Signed(column) | AmountColumns::Marked { amount: column, .. } => {
                self.figure(record, column).ok()?.map(Stated::Signed)
            }
            AmountColumns::Sides { debit, credit } => {
                let (debit, credit) = (self.figure(record, debit).ok()?, self.figure(record, credit).ok()?);
                (debit.is_some() || credit.is_some()).then_some(Stated::Sides { debit, credit })
            }
        }
    }

    /// Notes which cost centre or project is no code.
    pub(crate) fn check_codes(&mut self, record: &Record<'_>) {
        let reason_of: [fn(&str) -> Option<DimensionError>; 2] =
            [|text| CostCentre::new(text).err(), |text| Project::new(text).err()];
        let columns = [self.columns.cost_centre, self.columns.project];
        for ((column, reason_of), names) in columns.into_iter().zip(reason_of).zip(&mut self.object_names) {
            let field = column.map_or(&b""[..], |column| trimmed(record.field(column)));
            if !field.is_empty()
                && let Ok(text) = self.decoder.text(field)
                && let Some(reason) = reason_of(&match names {
                    Some(names) => objects::code(text, names),
                    None => text,
                })
            {
                self.problems.push((column, Fact::DimensionUnreadable { reason }));
            }
        }
    }

    /// Forgets the row before; `None` if there is nothing to read in this one.
    #[inline]
    fn start(&mut self, record: &Record<'_>) -> Option<()> {
        self.problems.clear();
        if record.len() != self.width {
            self.check_width(record)?;
        }
        let is_blank = |field: &[u8]| trimmed(field).is_empty();
        let is_empty = is_blank(record.field(self.columns.account)) && record.fields().all(is_blank);
        (!is_empty).then_some(())
    }

    /// Fields beyond the header row do no harm as long as they are empty. In a row of another
    /// width no field can be told from its neighbour, so nothing else is said about it.
    fn check_width(&mut self, record: &Record<'_>) -> Option<()> {
        let is_blank = |index: &usize| trimmed(record.field(*index)).is_empty();
        if (0..record.len()).all(|index| is_blank(&index)) {
            return None;
        }
        let beyond = (self.width..record.len()).find(|index| !is_blank(index));
        if record.len() >= self.width && beyond.is_none() {
            return Some(());
        }
        let (expected, found) = (self.width, record.len());
        self.problems.push((beyond, Fact::FieldCount { expected, found }));
        None
    }

    #[inline]
    fn date(&mut self, record: &Record<'_>, column: usize) -> Option<NaiveDate> {
        let text = trimmed(record.field(column));
        if let Some((before, date)) = &self.date
            && text.len() == before.len()
            && text.first_chunk() == Some(before)
        {
            return Some(*date);
        }
        let fact = match cell::date(text, self.dates) {
            Ok(Day::On(date)) => {
                self.date = text.try_into().ok().map(|bytes| (bytes, date));
                return Some(date);
            }
            Ok(Day::Unset) => Fact::DateUnset { text: self.decoder.quoted(text) },
            Err(fault) => fault.fact(self.decoder.quoted(text)),
        };
        self.problems.push((Some(column), fact));
        None
    }

    #[inline]
    fn account(&mut self, record: &Record<'_>) -> Option<AccountNumber> {
        let text = trimmed(record.field(self.columns.account));
        let account = cell::account(text);
        if account.is_none() {
            return self.named_account(text);
        }
        account
    }

    /// An account with its name in one field.
    fn named_account(&mut self, text: &[u8]) -> Option<AccountNumber> {
        let Some(AccountCell { number: account, name }) = cell::account_cell(text) else {
            let fact = Fact::AccountUnreadable { text: self.decoder.quoted(text) };
            self.problems.push((Some(self.columns.account), fact));
            return None;
        };
        if !self.account_names.contains_key(&account) {
            match self.decoder.text(name) {
                Ok(name) => drop(self.account_names.insert(account, name.into_owned())),
                Err(_) => self.problems.push((Some(self.columns.account), Fact::TextUndecodable)),
            }
        }
        Some(account)
    }

    /// A field that is text; empty if there is no such column.
    #[inline]
    fn text<'a>(&mut self, record: &Record<'a>, column: Option<usize>) -> Cow<'a, str> {
        let field = column.map_or(&b""[..], |column| trimmed(record.field(column)));
        if field.is_empty() {
            return Cow::Borrowed("");
        }
        if field.len() > self.text_max {
            let (length, limit) = (field.len() as u64, self.text_max as u64);
            self.problems.push((column, Fact::TextTooLong { length, limit }));
            return Cow::Borrowed("");
        }
        self.decoder.text(field).unwrap_or_else(|_| {
            self.problems.push((column, Fact::TextUndecodable));
            Cow::Borrowed("")
        })
    }

    /// The amount of a row, debit positive.
    #[inline]
    fn amount(&mut self, record: &Record<'_>) -> Option<Amount> {
        let (debit, credit) = match self.columns.amount {
            AmountColumns::Signed(column) => (self.figure(record, column), Ok(None)),
            AmountColumns::Sides { debit, credit } => {
                (self.figure(record, debit), self.figure(record, credit))
            }
            AmountColumns::Marked { amount, side } => {
                let figure = self.figure(record, amount);
                match cell::side(trimmed(record.field(side))) {
                    Some(Side::Debit) => (figure, Ok(None)),
                    Some(Side::Credit) => (Ok(None), figure),
                    None => {
                        let text = self.decoder.quoted(trimmed(record.field(side)));
                        self.problems.push((Some(side), Fact::SideUnreadable { text }));
                        return None;
                    }
                }
            }
        };
        let (debit, credit) = (debit.ok()?, credit.ok()?);
        let amount = of_sides(debit, credit, self.credit);
        if amount.is_none() {
            let fact = match (debit, credit) {
                (Some(debit), Some(credit)) => Fact::DebitAndCredit { debit, credit },
                _ => Fact::AmountMissing,
            };
            self.problems.push((Some(self.columns.amount.first()), fact));
        }
        amount
    }

    /// What stands in a column for amounts, if anything does.
    #[inline]
    fn figure(&mut self, record: &Record<'_>, column: usize) -> Result<Option<Amount>, Noted> {
        let text = trimmed(record.field(column));
        if text.is_empty() {
            return Ok(None);
        }
        // A blank between thousands is another byte in every encoding; in UTF-8 it is one of few.
        let figure = if self.decoder.encoding.is_unicode() || text.is_ascii() {
            cell::figure(text, self.numbers)
        } else {
            cell::figure(self.decoder.lossy(text).as_bytes(), self.numbers)
        };
        match figure {
            Ok(figure) => {
                if self.decimal_mark.is_none() {
                    self.decimal_mark = figure.decimal_mark.map(DecimalMark::as_char);
                }
                Ok(Some(figure.amount))
            }
            Err(_) if cell::stands_for_nothing(self.decoder.lossy(text).as_bytes()) => Ok(None),
            Err(fault) => {
                self.problems.push((Some(column), fault.fact(self.decoder.quoted(text))));
                Err(Noted)
            }
        }
    }

    /// The codes of cost centre and project, empty where there is none.
    #[inline]
    fn objects<'a>(&mut self, record: &Record<'a>) -> [Cow<'a, str>; 2] {
        let texts = [self.columns.cost_centre, self.columns.project].map(|column| self.text(record, column));
        if self.object_names.iter().all(Option::is_none) { texts } else { self.codes(texts) }
    }

    /// The codes in cells where names stand beside them.
    #[cold]
    fn codes<'a>(&mut self, [cost_centre, project]: [Cow<'a, str>; 2]) -> [Cow<'a, str>; 2] {
        let [of_cost_centres, of_projects] = &mut self.object_names;
        let code = |text, names: &mut Option<objects::Names>| match names {
            Some(names) => objects::code(text, names),
            None => text,
        };
        [code(cost_centre, of_cost_centres), code(project, of_projects)]
    }

    fn object(&mut self, record: &Record<'_>) -> Option<BalanceObject> {
        let account = self.account(record);
        let [cost_centre, project] = self.objects(record);
        let cost_centre = self.code(&cost_centre, self.columns.cost_centre, CostCentre::new);
        let project = self.code(&project, self.columns.project, Project::new);
        Some(BalanceObject { account: account?, cost_centre, project })
    }

    fn code<T>(
        &mut self,
        text: &str,
        column: Option<usize>,
        make: impl Fn(&str) -> Result<T, DimensionError>,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        make(text).map_err(|reason| self.problems.push((column, Fact::DimensionUnreadable { reason }))).ok()
    }
}

/// The amount of a row that has these figures on its sides, debit positive; none if it has figures
/// on both, or on neither.
#[inline]
pub(super) fn of_sides(debit: Option<Amount>, credit: Option<Amount>, sign: CreditSign) -> Option<Amount> {
    match (debit, credit) {
        (Some(debit), None | Some(Amount::ZERO)) => Some(debit),
        (None | Some(Amount::ZERO), Some(credit)) => Some(match sign {
            CreditSign::Positive => credit.negated(),
            CreditSign::Negative => credit,
        }),
        (None, None) | (Some(_), Some(_)) => None,
    }
}
