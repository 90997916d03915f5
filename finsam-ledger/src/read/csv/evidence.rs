//! What the rows of a file show together that none of them shows alone.

use std::collections::BTreeMap;
use std::io;

use super::header::{AmountColumns, Header, KindColumns, VoucherColumns};
use super::objects::ObjectEvidence;
use super::outline::Outline;
use super::print::{Cells, Heading, HeadingColumns};
use super::records::{Record, Records};
use crate::amount::Side;
use crate::read::cell::{self, DateEvidence, DateStyle, NumberEvidence, NumberStyle, trimmed};
use crate::read::dialect::CreditSign;
use crate::read::text::Decoder;

/// What the rows at the start of a file show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// How amounts are written.
    pub(crate) numbers: NumberStyle,
    /// How dates are written.
    pub(crate) dates: DateStyle,
    /// What the cells of dates show.
    pub(crate) of_dates: DateEvidence,
    pub(crate) credit: CreditEvidence,
    /// Whether names stand beside the codes of cost centres, and of projects.
    pub(crate) has_names: [bool; 2],
    /// Whether no voucher has a row for the other side: every row names a supplier, and none of
    /// the vouchers balances.
    pub(crate) is_purchase_ledger: bool,
}

/// What the figures of a credit column show of their sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CreditEvidence {
    /// None is below zero.
    #[default]
    Plain,
    /// Some are, and this is how the vouchers balance.
    Settled(CreditSign),
    /// Some are, and as many vouchers balance in one way as in the other. The line of the first.
    Ambiguous { line: u64 },
}

/// The start of a table, looked at before it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) lines: &'a [u8],
    pub(crate) outline: Outline,
    pub(crate) decoder: Decoder,
    /// What a profile says of how amounts are written.
    pub(crate) numbers: NumberStyle,
}

/// What the rows show together.
pub(crate) fn evidence(mut rows: Rows<'_>, header: &Header) -> io::Result<Evidence> {
    let mut evidence = Evidence::default();
    let (mut numbers, mut dates) = (NumberEvidence::default(), DateEvidence::default());
    let date = match &header.of_kind {
        KindColumns::Vouchers(columns) => Some(columns.date),
        KindColumns::OpeningBalances { .. } | KindColumns::Budget { .. } => None,
    };
    let amount = header.columns.amount;
    let (first, second) = match amount {
        AmountColumns::Signed(amount) | AmountColumns::Marked { amount, .. } => (amount, None),
        AmountColumns::Sides { debit, credit } => (debit, Some(credit)),
    };
    let mut first_below_zero = None;
    let mut objects = [ObjectEvidence::default(), ObjectEvidence::default()];
    rows.each(|rows, record| {
        for (column, objects) in
            [header.columns.cost_centre, header.columns.project].into_iter().zip(&mut objects)
        {
            if let Some(column) = column {
                objects.see(&rows.decoder.lossy(trimmed(record.field(column))));
            }
        }
        for column in [Some(first), second].into_iter().flatten() {
            rows.with_text(record, column, |text| numbers.see(text));
        }
        if let Some(date) = date {
            dates.see(trimmed(record.field(date)));
        }
        let credit = match amount {
            AmountColumns::Signed(_) => None,
            AmountColumns::Sides { credit, .. } => Some(credit),
            AmountColumns::Marked { amount, side } => is_credit(record, side).then_some(amount),
        };
        if first_below_zero.is_none() && credit.is_some_and(|credit| rows.may_be_below_zero(record, credit)) {
            first_below_zero = Some(record.line);
        }
    })?;
    evidence.has_names = objects.map(|objects| objects.has_names());
    if rows.numbers.decimal_mark.is_none() {
        rows.numbers = numbers.style();
    }
    (evidence.numbers, evidence.dates, evidence.of_dates) = (rows.numbers, dates.style(), dates);
    let KindColumns::Vouchers(columns) = &header.of_kind else { return Ok(evidence) };
    match (amount, first_below_zero) {
        (_, Some(line)) => evidence.credit = credit_sign(&rows, columns, amount, line)?,
        (AmountColumns::Signed(_), None) if columns.supplier.is_some() => {
            let mut vouchers: BTreeMap<Vec<u8>, i128> = BTreeMap::new();
            rows.each(|rows, record| {
                *vouchers.entry(voucher_of(record, columns)).or_default() += rows.figure(record, first);
            })?;
            evidence.is_purchase_ledger = !vouchers.is_empty() && vouchers.values().all(|sum| *sum != 0);
        }
        _ => {}
    }
    Ok(evidence)
}

/// How many rows of a file are looked through for headings.
const HEADINGS_IN: usize = 1000;

/// Whether rows among these are headings that say what the rows of this header row leave out.
pub(crate) fn has_headings(
    lines: &[u8],
    delimiter: u8,
    decoder: Decoder,
    header: &Header,
) -> io::Result<bool> {
    let KindColumns::Vouchers(columns) = &header.of_kind else { return Ok(false) };
    let heading_columns = HeadingColumns::of(header, columns, DateStyle::default());
    let is_account_left_out = columns.number < header.columns.account;
    let mut records = Records::new(lines);
    records.set_delimiter(delimiter);
    for _ in 0..HEADINGS_IN {
        let Some(record) = records.next()? else { break };
        let heading = Cells::of(&record, decoder).heading(heading_columns);
        let is_sought = match heading {
            Some(Heading::Account { .. }) => is_account_left_out,
            Some(Heading::Voucher { .. }) => !is_account_left_out,
            None => false,
        };
        if is_sought {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The sign under which more vouchers balance.
fn credit_sign(
    rows: &Rows<'_>,
    columns: &VoucherColumns,
    amount: AmountColumns,
    line: u64,
) -> io::Result<CreditEvidence> {
    let mut vouchers: BTreeMap<Vec<u8>, (i128, i128)> = BTreeMap::new();
    let (mut all_below_zero, mut debits_below_zero) = (true, false);
    rows.each(|rows, record| {
        let (debit, credit) = rows.sides(record, amount);
        let (of_debit, of_credit) = vouchers.entry(voucher_of(record, columns)).or_default();
        *of_debit += debit;
        *of_credit += credit;
        all_below_zero &= credit <= 0;
        debits_below_zero |= debit < 0;
    })?;
    let balanced = |sum: fn(i128, i128) -> i128| {
        vouchers.values().filter(|(debit, credit)| *credit != 0 && sum(*debit, *credit) == 0).count()
    };
    let positive = balanced(|debit, credit| debit - credit);
    let negative = balanced(|debit, credit| debit + credit);
    if positive == negative && positive > 0 {
        return Ok(CreditEvidence::Ambiguous { line });
    }
    // Where no voucher balances each will be told, and it matters little how it does not.
    let looks_signed = positive == negative && all_below_zero && !debits_below_zero;
    let sign = if negative > positive || looks_signed { CreditSign::Negative } else { CreditSign::Positive };
    Ok(CreditEvidence::Settled(sign))
}

/// Whether a row is marked as credit.
fn is_credit(record: &Record<'_>, side: usize) -> bool {
    cell::side(trimmed(record.field(side))) == Some(Side::Credit)
}

/// What tells the voucher of a row from others, well enough to sum by.
fn voucher_of(record: &Record<'_>, columns: &VoucherColumns) -> Vec<u8> {
    let series = columns.series.map_or(&b""[..], |series| trimmed(record.field(series)));
    [series, b" ", trimmed(record.field(columns.number))].concat()
}

impl Rows<'_> {
    fn each(&self, mut see: impl FnMut(&Self, &Record<'_>)) -> io::Result<()> {
        let mut records = Records::new(self.lines);
        records.set_delimiter(self.outline.delimiter);
        while let Some(record) = records.next()? {
            if record.line > self.outline.header_line && record.flaw.is_none() {
                see(self, &record);
            }
        }
        Ok(())
    }

    /// Looks at a cell of amounts, in UTF-8.
    fn with_text<T>(&self, record: &Record<'_>, column: usize, see: impl FnOnce(&[u8]) -> T) -> T {
        let text = trimmed(record.field(column));
        if text.is_ascii() { see(text) } else { see(self.decoder.lossy(text).as_bytes()) }
    }

    /// Whether a cell is anything but a plain amount, of which none is below zero.
    fn may_be_below_zero(&self, record: &Record<'_>, column: usize) -> bool {
        let text = trimmed(record.field(column));
        !text.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b' '))
            && self.figure(record, column) < 0
    }

    /// What stands in a row as debit and as credit, in öre, whatever the sign of credit means.
    fn sides(&self, record: &Record<'_>, amount: AmountColumns) -> (i128, i128) {
        match amount {
            AmountColumns::Signed(column) => (self.figure(record, column), 0),
            AmountColumns::Sides { debit, credit } => {
                (self.figure(record, debit), self.figure(record, credit))
            }
            AmountColumns::Marked { amount, side } if is_credit(record, side) => {
                (0, self.figure(record, amount))
            }
            AmountColumns::Marked { amount, .. } => (self.figure(record, amount), 0),
        }
    }

    /// The figure in a field, in öre; nothing where there is none.
    fn figure(&self, record: &Record<'_>, column: usize) -> i128 {
        let figure = self.with_text(record, column, |text| cell::figure(text, self.numbers));
        figure.map_or(0, |figure| i128::from(figure.amount.ore()))
    }
}
