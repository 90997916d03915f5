//! Plain rows: those that hold a posting and nothing that needs a second look.
//!
//! Nearly every row of nearly every file is one. They are read many at a time, as far as they go;
//! any other row, and whatever is wrong with it, is left to [`Rows`](super::rows::Rows). A row is
//! plain if the grammar of cells gives each of its fields one meaning, by what the file has shown
//! before its rows are read; what repeats from row to row is known by its bytes.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use super::header::{AmountColumns, Columns, VoucherColumns};
use super::marks::Marks;
use super::rows::of_sides;
use super::stretch::{Above, Span, Stretch};
use super::words::{digits, word};
use crate::account::AccountNumber;
use crate::amount::{Amount, Side};
use crate::calendar::Month;
use crate::read::cell::{self, DateStyle, Day, DecimalMark, NumberStyle, flag, trimmed};
use crate::read::dialect::CreditSign;
use crate::sums::{SumKey, Sums};

/// The most columns of a table whose rows are read so.
pub(super) const COLUMNS_MAX: usize = 64;

/// Where the fields of a table's rows stand and how they are written.
#[derive(Clone, Debug)]
pub(super) struct PlainTable {
    pub(super) delimiter: u8,
    pub(super) width: usize,
    pub(super) columns: Columns,
    pub(super) of_vouchers: VoucherColumns,
    pub(super) numbers: NumberStyle,
    pub(super) dates: DateStyle,
    pub(super) credit: CreditSign,
    pub(super) text_max: usize,
    /// The accounts of which the name is known. Where there is a column for names, a row that may
    /// name its account is not plain.
    pub(super) named: Arc<FxHashSet<AccountNumber>>,
}

/// Reads plain rows and sums them.
#[derive(Debug)]
pub(super) struct PlainRows {
    pub(super) table: PlainTable,
    pub(super) sums: Sums,
    date: Option<KnownDate>,
}

/// A date, and the bytes it was read from.
#[derive(Clone, Copy, Debug)]
struct KnownDate {
    bytes: [u8; 10],
    date: NaiveDate,
    month: Month,
}

/// One plain row.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainRow {
    /// The field of the voucher's number, how many letters it begins with, and what it says.
    pub(super) number_field: Span,
    pub(super) letters: usize,
    pub(super) number: u64,
    pub(super) series: Span,
    pub(super) date: NaiveDate,
    pub(super) account: AccountNumber,
    pub(super) amount: Amount,
    /// The decimal mark that its amount shows.
    pub(super) decimal_mark: Option<DecimalMark>,
}

/// A line taken apart: where each field starts, and one byte behind the end of the last.
#[derive(Clone, Copy, Debug)]
struct Fields<'a> {
    lines: &'a [u8],
    starts: [usize; COLUMNS_MAX + 1],
}

impl<'a> Fields<'a> {
    #[inline]
    fn span(&self, column: usize) -> Span {
        let column = column % COLUMNS_MAX;
        Span { start: self.starts[column], end: self.starts[column + 1].saturating_sub(1) }
    }

    /// What stands in a field, without blanks around it.
    #[inline]
    fn text(&self, column: usize) -> &'a [u8] {
        trimmed(self.span(column).of(self.lines))
    }

    /// Takes the line apart that starts at `start`; where the next one starts, if this one has so
    /// many fields, none of them with a quotation mark.
    #[inline]
    fn split(&mut self, marks: &mut Marks<'_>, table: &PlainTable, start: usize) -> Option<usize> {
        self.starts[0] = start;
        for next in self.starts.get_mut(1..table.width)? {
            let end = marks.next()?;
            if self.lines.get(end) != Some(&table.delimiter) {
                return None;
            }
            *next = end + 1;
        }
        let end = marks.next()?;
        self.starts[table.width % (COLUMNS_MAX + 1)] = end + 1;
        match self.lines.get(end..)? {
            [b'\n', ..] => Some(end + 1),
            [b'\r', b'\n', ..] => marks.next().map(|feed| feed + 1),
            _ => None,
        }
    }
}

impl PlainRows {
    pub(super) fn new(table: PlainTable) -> Self {
        Self { table, sums: Sums::default(), date: None }
    }

    /// Reads plain rows from the start of these lines, up to the first that is none or that may go
    /// on with the voucher above. Where nothing is known of that, the first voucher's rows are
    /// passed over.
    pub(super) fn read(&mut self, lines: &[u8], above: Above) -> Stretch {
        let mut stretch = Stretch::below(above);
        let mut marks = Marks::new(lines, self.table.delimiter);
        let mut fields = Fields { lines, starts: [0; COLUMNS_MAX + 1] };
        let mut start = 0;
        while let Some(end) = fields.split(&mut marks, &self.table, start)
            && let Some((row, key)) = self.row(&fields, &stretch)
            && let Some(goes_on) = stretch.goes_on(lines, &row)
        {
            if stretch.may_be_above(&row) {
                if above != Above::Unknown {
                    break;
                }
                stretch.pass_over(row, end);
            } else if self.sums.add_to(key, row.amount).is_ok() {
                stretch.take(row, Span { start, end }, goes_on);
            } else {
                break;
            }
            start = end;
        }
        stretch
    }

    /// The row in these fields, and the sum it belongs to.
    #[inline]
    fn row(&mut self, fields: &Fields<'_>, stretch: &Stretch) -> Option<(PlainRow, SumKey)> {
        let PlainTable { columns, of_vouchers, .. } = self.table;
        let KnownDate { date, month, .. } = self.date(fields, of_vouchers.date)?;
        let number_field = fields.span(of_vouchers.number);
        let (letters, number) = match stretch.number_known(fields.lines, number_field) {
            Some(known) => known,
            None => number(fields, of_vouchers.number)?,
        };
        let series = match of_vouchers.series {
            Some(column) if letters == 0 => self.series(fields, column)?,
            Some(_) => return None,
            None => Span { start: number_field.start, end: number_field.start + letters },
        };
        let account = self.account(fields, columns.account)?;
        let cost_centre =
            self.code(fields, columns.cost_centre, Sums::cost_centre_packed, Sums::cost_centre)?;
        let project = self.code(fields, columns.project, Sums::project_packed, Sums::project)?;
        let says_no = |column| flag(fields.text(column)) == Some(false);
        if !columns.removed.is_none_or(says_no) || !of_vouchers.is_opening.is_none_or(says_no) {
            return None;
        }
        let (amount, decimal_mark) = self.amount(fields, columns.amount)?;
        let row = PlainRow { number_field, letters, number, series, date, account, amount, decimal_mark };
        Some((row, SumKey { month, account, cost_centre, project }))
    }

    #[inline]
    fn date(&mut self, fields: &Fields<'_>, column: usize) -> Option<KnownDate> {
        let field = fields.span(column).of(fields.lines);
        match &self.date {
            Some(known) if field == known.bytes => Some(*known),
            _ => self.other_date(field),
        }
    }

    /// A date that is written in another way than the one before.
    fn other_date(&mut self, field: &[u8]) -> Option<KnownDate> {
        let Ok(Day::On(date)) = cell::date(trimmed(field), self.table.dates) else { return None };
        let month = Month::of(date);
        let Ok(bytes) = field.try_into() else {
            return Some(KnownDate { bytes: [0; 10], date, month });
        };
        self.date = Some(KnownDate { bytes, date, month });
        self.date
    }

    #[inline]
    fn series(&self, fields: &Fields<'_>, column: usize) -> Option<Span> {
        let span = fields.span(column);
        let text = span.of(fields.lines);
        let is_plain =
            text.len() <= self.table.text_max && text.is_ascii() && trimmed(text).len() == text.len();
        is_plain.then_some(span)
    }

    #[inline]
    fn account(&self, fields: &Fields<'_>, column: usize) -> Option<AccountNumber> {
        let Span { start, end } = fields.span(column);
        let account = match digits(fields.lines, start, end) {
            Some(number @ 1000..) => AccountNumber::new(u32::try_from(number).ok()?).ok()?,
            _ => cell::account(fields.text(column))?,
        };
        let is_named = self.table.columns.account_name.is_none() || self.table.named.contains(&account);
        is_named.then_some(account)
    }

    /// The number that a code has among the sums.
    #[inline]
    fn code<E>(
        &mut self,
        fields: &Fields<'_>,
        column: Option<usize>,
        known: impl Fn(&Sums, u64) -> Option<u32>,
        intern: impl Fn(&mut Sums, &str) -> Result<u32, E>,
    ) -> Option<u32> {
        let span = column.map_or(Span::default(), |column| fields.span(column));
        let length = span.end - span.start;
        if length < 8
            && let Some(bytes) = word(fields.lines, span.start, span.end)
            && let Some(number) = known(&self.sums, bytes | (length as u64) << 56)
        {
            return Some(number);
        }
        let text = str::from_utf8(trimmed(span.of(fields.lines))).ok()?;
        let is_plain = text.is_ascii() && text.len() <= self.table.text_max;
        if is_plain { intern(&mut self.sums, text).ok() } else { None }
    }

    /// The amount of a row, debit positive, and the decimal mark it shows.
    #[inline]
    fn amount(&self, fields: &Fields<'_>, columns: AmountColumns) -> Option<(Amount, Option<DecimalMark>)> {
        let figure = |column| self.figure(fields, column);
        let (debit, credit, mark) = match columns {
            AmountColumns::Signed(column) => {
                let (amount, mark) = figure(column)?;
                return amount.map(|amount| (amount, mark));
            }
            AmountColumns::Sides { debit, credit } => {
                let ((debit, of_debit), (credit, of_credit)) = (figure(debit)?, figure(credit)?);
                (debit, credit, of_debit.or(of_credit))
            }
            AmountColumns::Marked { amount, side } => {
                let (amount, mark) = figure(amount)?;
                match cell::side(fields.text(side))? {
                    Side::Debit => (amount, None, mark),
                    Side::Credit => (None, amount, mark),
                }
            }
        };
        of_sides(debit, credit, self.table.credit).map(|amount| (amount, mark))
    }

    /// What stands in a column for amounts, if anything does, and the decimal mark it shows.
    #[inline]
    fn figure(&self, fields: &Fields<'_>, column: usize) -> Option<(Option<Amount>, Option<DecimalMark>)> {
        let span = fields.span(column);
        let settled = self.table.numbers.decimal_mark;
        if let Some((amount, mark)) = kronor_and_ore(fields.lines, span)
            && settled.is_none_or(|settled| settled == mark)
        {
            return Some((Some(amount), Some(mark)));
        }
        self.other_figure(trimmed(span.of(fields.lines)))
    }

    /// The same of a cell that is not written as most are.
    fn other_figure(&self, text: &[u8]) -> Option<(Option<Amount>, Option<DecimalMark>)> {
        if text.is_empty() {
            return Some((None, None));
        }
        // A blank between thousands is another byte in every encoding.
        let figure = text.is_ascii().then(|| cell::figure(text, self.table.numbers).ok())??;
        Some((Some(figure.amount), figure.decimal_mark))
    }
}

/// What most amounts are: at most eight digits, a decimal mark, and two digits.
#[inline]
fn kronor_and_ore(lines: &[u8], Span { start, end }: Span) -> Option<(Amount, DecimalMark)> {
    let is_negative = lines.get(start) == Some(&b'-');
    let start = start + usize::from(is_negative);
    let mark = end.checked_sub(3)?;
    let [of_mark, tenths @ b'0'..=b'9', ore @ b'0'..=b'9'] = lines.get(mark..end)? else { return None };
    let kronor = i64::try_from(digits(lines, start, mark)?).ok()?;
    let ore = kronor * 100 + i64::from(tenths - b'0') * 10 + i64::from(ore - b'0');
    let amount = Amount::from_ore(if is_negative { -ore } else { ore });
    DecimalMark::of(*of_mark).map(|mark| (amount, mark))
}

/// How many letters stand before the number of a voucher, and the number.
#[inline]
fn number(fields: &Fields<'_>, column: usize) -> Option<(usize, u64)> {
    let span = fields.span(column);
    if let Some(number) = digits(fields.lines, span.start, span.end) {
        return Some((0, number));
    }
    let (letters, number) = cell::voucher_number(span.of(fields.lines))?;
    letters.is_ascii().then_some((letters.len(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, date, account, cost centre, amount, text.
    fn table() -> PlainTable {
        let (series, voucher_text, text, is_opening, supplier) = (None, None, None, None, None);
        PlainTable {
            delimiter: b';',
            width: 6,
            columns: Columns {
                account: 2,
                cost_centre: Some(3),
                project: None,
                amount: AmountColumns::Signed(4),
                account_name: None,
                removed: None,
            },
            of_vouchers: VoucherColumns {
                series,
                number: 0,
                date: 1,
                voucher_text,
                text,
                is_opening,
                supplier,
            },
            numbers: NumberStyle::default(),
            dates: DateStyle::default(),
            credit: CreditSign::Positive,
            text_max: 100,
            named: Arc::default(),
        }
    }

    const ROWS: &str = "1;2024-01-05;1930;;-1250,50;Hyra\n1;2024-01-05;5011;3001;1250,50;Hyra\r\n\
        2;20240106;5011;3002;(5,00);Möte\n2;2024-01-06;1930;;5;x\n3;2024-01-06;1930;;0,00;x\n";

    fn read(lines: &str, above: Above) -> (u64, usize, usize) {
        let stretch = PlainRows::new(table()).read(lines.as_bytes(), above);
        (stretch.rows, stretch.runs.len(), stretch.end)
    }

    #[test]
    fn rows_are_plain_in_any_way_of_writing_that_has_one_meaning() {
        assert_eq!(read(ROWS, Above::Known(None)), (5, 3, ROWS.len()));
    }

    #[test]
    fn the_first_voucher_is_left_where_it_may_go_on_with_one_above() {
        assert_eq!(read(ROWS, Above::Known(Some(1))), (0, 0, 0));
        assert_eq!(read(ROWS, Above::Known(Some(2))), (5, 3, ROWS.len()));
        let stretch = PlainRows::new(table()).read(ROWS.as_bytes(), Above::Unknown);
        assert_eq!((stretch.rows, stretch.runs.len(), stretch.passed.1), (3, 2, 2));
    }

    #[test]
    fn a_stretch_ends_before_the_first_row_that_needs_a_second_look() {
        for odd in [
            "4;2024-01-06;1930;;x;x\n",
            "4;2024-01-06;1930;;1,00\n",
            "4;2024-01-06;1930;;1,00;\"x\"\n",
            "4;2024-01-06;1930;;1,00;x\rx\n",
            "4;2024-13-06;1930;;1,00;x\n",
            "3;2024-01-07;1930;;1,00;x\n",
            "4;2024-01-06;1930 Bank;;1,00;x\n",
            "4;2024-01-06;1930;å;1,00;x\n",
            ";;;;;\n",
            "\n",
            "4;2024-01-06;1930;;1,00;x",
        ] {
            let lines = [ROWS, odd, ROWS].concat();
            assert_eq!(read(&lines, Above::Known(None)), (5, 3, ROWS.len()), "{odd}");
        }
    }
}
