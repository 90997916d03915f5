//! The sheet of postings: what the balances sum, account by account.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::books::{Books, Figure, key};
use super::look::{Holds, Look, RowLook};
use super::page::{HEAD, about, column_head, head};
use super::place::Place;
use super::sheet::{Content, Sheet, SheetCell};
use crate::amount::{Amount, Side, Unit};
use crate::balances::{BalanceObject, Turnover};
use crate::calendar::{Month, Period};
use crate::dimension::{CostCentre, Project};
use crate::message::Lang;
use crate::render::table::Align;
use crate::render::words::{self, say};
use crate::voucher_id::VoucherId;

/// From more postings than these on, adding them up anew would keep a reader waiting.
pub(super) const LIVE_MAX: usize = 20_000;
/// More rows than these and the rest of the page do not fit on a sheet.
const ROWS_MAX: usize = 1_000_000;

/// The columns that formulas name, by their place.
const NAMED: [(&str, u16); 4] =
    [("verifikat_datum", 1), ("verifikat_debet", 7), ("verifikat_kredit", 8), ("verifikat_nyckel", 9)];

struct Row<'a> {
    object: BalanceObject,
    date: NaiveDate,
    id: &'a VoucherId,
    text: &'a str,
    amount: Amount,
}

/// The postings of the period and the comparison, in order of account, cost centre, project and day.
pub(super) struct PostingList<'a> {
    rows: Vec<Row<'a>>,
    /// By key, as a workbook compares, what was booked on both sides in each period; `None` is more
    /// than an amount holds.
    sums: BTreeMap<String, Vec<Option<Turnover>>>,
    /// The first row of each key.
    first: BTreeMap<String, usize>,
}

impl<'a> PostingList<'a> {
    /// The postings of these periods; `None` where there are none, or more than a sheet holds.
    pub(super) fn of(books: &Books<'a>, periods: &[Period]) -> Option<Self> {
        let mut rows = Vec::new();
        for voucher in books.vouchers? {
            let month = Month::of(voucher.date());
            if !periods.iter().any(|period| period.contains(month)) {
                continue;
            }
            rows.extend(voucher.postings().iter().map(|posting| Row {
                object: BalanceObject {
                    account: posting.account,
                    cost_centre: posting.cost_centre.clone(),
                    project: posting.project.clone(),
                },
                date: voucher.date(),
                id: voucher.id(),
                text: if posting.text.is_empty() { voucher.text() } else { &posting.text },
                amount: posting.amount,
            }));
        }
        if rows.is_empty() || rows.len() > ROWS_MAX {
            return None;
        }
        // Stable: rows of one voucher stay in the voucher's own order.
        rows.sort_by(|a, b| (&a.object, a.date, a.id).cmp(&(&b.object, b.date, b.id)));
        let (mut sums, mut first) = (BTreeMap::<String, Vec<Option<Turnover>>>::new(), BTreeMap::new());
        for (index, row) in rows.iter().enumerate() {
            let key = key(&row.object).to_lowercase();
            first.entry(key.clone()).or_insert(index);
            let sums = sums.entry(key).or_insert_with(|| vec![Some(Turnover::default()); periods.len()]);
            for (sum, _) in
                sums.iter_mut().zip(periods).filter(|(_, period)| period.contains(Month::of(row.date)))
            {
                *sum = sum.and_then(|sum| sum.checked_add(turnover(row.amount)).ok());
            }
        }
        Some(Self { rows, sums, first })
    }

    pub(super) const fn is_live(&self) -> bool {
        self.rows.len() <= LIVE_MAX
    }

    /// The formula for what was booked on one side of a balance, if it comes to that.
    pub(super) fn formula(
        &self,
        key: &str,
        period: usize,
        figure: Figure,
        booked: Amount,
        cells: [&str; 3],
    ) -> Option<String> {
        if !self.is_live() || key.contains(['*', '?', '~']) {
            return None;
        }
        let nothing = Turnover::default();
        let sum = match self.sums.get(&key.to_lowercase()) {
            Some(sums) => sums.get(period).copied().flatten()?,
            None => nothing,
        };
        let (name, sum) = match figure {
            Figure::Debit => ("verifikat_debet", sum.debit),
            Figure::Credit => ("verifikat_kredit", sum.credit),
            Figure::Opening | Figure::Closing => return None,
        };
        let [key, from, to] = cells;
        let days = format!("verifikat_datum,\">=\"&{from},verifikat_datum,\"<=\"&{to}");
        (sum == booked).then(|| format!("ROUND(SUMIFS({name},verifikat_nyckel,{key},{days}),2)"))
    }

    /// Where the postings of a balance begin, on the sheet of this name.
    pub(super) fn place(&self, key: &str, sheet: &str) -> Option<Place> {
        let row = u32::try_from(*self.first.get(&key.to_lowercase())?).ok()?;
        Some(Place { sheet: sheet.to_owned(), row: row + HEAD + 1, column: 0 })
    }

    /// What formulas call the columns of its sheet, and where they stand.
    pub(super) fn names(sheet: &Sheet) -> Vec<(String, String)> {
        let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        NAMED.map(|(name, column)| (name.to_owned(), sheet.stretch(column, last.max(HEAD + 1)))).into()
    }

    pub(super) fn sheet(&self, name: &str, books: &Books<'_>, entity: &str, lang: Lang) -> Sheet {
        let about = about(&[entity, words::unit(Unit::Kr, lang)]);
        let mut rows = head(name, &about);
        rows.push(column_heads(lang).map(|(label, align)| Some(column_head(label, align))).into());
        rows.extend(self.rows.iter().map(|row| cells(row, books)));
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let columns = column_heads(lang).len();
        Sheet {
            name: name.to_owned(),
            about,
            rows,
            widths: vec![11, 12, 9, 26, 12, 12, 48, 15, 15, 20],
            head: HEAD,
            columns_kept: 2,
            footers: Vec::new(),
            filter: (last > HEAD).then_some((last, u16::try_from(columns).unwrap_or(u16::MAX) - 1)),
            columns_printed: u16::try_from(columns - 1).unwrap_or(u16::MAX),
        }
    }
}

fn turnover(amount: Amount) -> Turnover {
    match amount.side() {
        Some(Side::Credit) => Turnover { debit: Amount::ZERO, credit: amount.negated() },
        _ => Turnover { debit: amount, credit: Amount::ZERO },
    }
}

const fn column_heads(lang: Lang) -> [(&'static str, Align); 10] {
    [
        (say(lang, "Verifikat", "Voucher"), Align::Start),
        (say(lang, "Datum", "Date"), Align::Start),
        (say(lang, "Konto", "Account"), Align::Start),
        (say(lang, "Benämning", "Name"), Align::Start),
        (say(lang, "Kst", "Cost centre"), Align::Start),
        (say(lang, "Projekt", "Project"), Align::Start),
        ("Text", Align::Start),
        (say(lang, "Debet", "Debit"), Align::End),
        (say(lang, "Kredit", "Credit"), Align::End),
        (say(lang, "Nyckel", "Key"), Align::Start),
    ]
}

fn cells(row: &Row<'_>, books: &Books<'_>) -> Vec<Option<SheetCell>> {
    let line = RowLook::Line;
    let words = |text: &str| (!text.is_empty()).then(|| SheetCell::listed(text, line));
    let with = |content, holds| Some(SheetCell { content, look: Look::new(line, holds), link: None });
    let code = |code: Option<&str>| code.and_then(words);
    let sides = turnover(row.amount);
    let amount =
        |amount: Amount| (!amount.is_zero()).then(|| SheetCell::amount(amount, None, Unit::Kr, line));
    vec![
        words(&row.id.to_string()),
        with(Content::Date(row.date), Holds::Date),
        with(Content::Number(row.object.account.number().into(), None), Holds::Account),
        words(books.chart.name_of(row.object.account).unwrap_or_default()),
        code(row.object.cost_centre.as_ref().map(CostCentre::as_str)),
        code(row.object.project.as_ref().map(Project::as_str)),
        words(row.text),
        amount(sides.debit),
        amount(sides.credit),
        Some(SheetCell::listed(&key(&row.object), RowLook::Key)),
    ]
}
