//! Rows that are part of how a table is printed: what they say, if they are such rows.
//!
//! A row that has all a posting needs is a posting, whatever its text; only other rows are looked
//! at here.

use super::header::{AmountColumns, Header, VoucherColumns};
use super::records::Record;
use crate::account::AccountNumber;
use crate::read::cell::{self, DateStyle, trimmed};
use crate::read::text::Decoder;

/// Words that begin the label of a total.
const TOTALS: &[&str] = &[
    "summa",
    "delsumma",
    "slutsumma",
    "totalsumma",
    "totalt",
    "total",
    "omslutning",
    "transport",
    "transporteras",
];
/// What an opening balance of a year is called, and of any other period.
const OPENINGS: &[&str] = &["ingående balans", "ing balans", "ib"];
const OPENINGS_OF_PERIOD: &[&str] = &["ingående saldo", "ing saldo"];
const CLOSINGS: &[&str] = &["utgående balans", "utgående saldo", "utg balans", "utg saldo", "ub"];
/// Words that begin what is printed at the edge of a page.
const PAGE_WORDS: &[&str] = &["sida", "sid", "page", "utskriven", "utskrivet", "utskrift", "utskriftsdatum"];
/// Words before the number of an account or a voucher in a heading.
const ACCOUNT_WORDS: &[&str] = &["konto", "kontonr", "kontonummer"];
const VOUCHER_WORDS: &[&str] = &["verifikat", "verifikation", "ver", "vernr", "verifikationsnummer"];
/// Columns of balances that run on from row to row.
const BALANCE_COLUMNS: &[&str] = &["saldo", "ackumulerat saldo", "löpande saldo", "ack saldo"];

/// A label, in words that figures follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Total,
    /// What a group opens with; whether that is the opening balance of a year beyond doubt.
    Opening {
        of_year: bool,
    },
    Closing,
}

/// What a heading says of the rows below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Account { account: AccountNumber, name: String },
    Voucher { series: Vec<u8>, number: Vec<u8>, date: Vec<u8>, text: String },
}

/// The cells of a row that are not blank, as text without the blanks around them.
#[derive(Debug)]
pub(crate) struct Cells(Vec<(usize, String)>);

impl Cells {
    pub(crate) fn of(record: &Record<'_>, decoder: Decoder) -> Self {
        let cells = record.fields().map(trimmed).enumerate().filter(|(_, field)| !field.is_empty());
        let text = |field| decoder.lossy(field).trim_matches(is_blank).to_owned();
        Self(cells.map(|(index, field)| (index, text(field))).filter(|(_, text)| !text.is_empty()).collect())
    }

    fn at(&self, column: usize) -> Option<&str> {
        self.0.iter().find(|(index, _)| *index == column).map(|(_, text)| text.as_str())
    }

    pub(crate) fn has(&self, column: usize) -> bool {
        self.at(column).is_some()
    }

    pub(crate) fn has_amount(&self, amount: AmountColumns) -> bool {
        self.has_in(amount, |_| true)
    }

    /// Whether an amount may stand where amounts stand, and not the number of the page.
    pub(crate) fn has_figure(&self, amount: AmountColumns) -> bool {
        self.has_in(amount, |text| !begins_page_line(text))
    }

    fn has_in(&self, amount: AmountColumns, is: impl Fn(&str) -> bool) -> bool {
        let has = |column| self.at(column).is_some_and(&is);
        match amount {
            AmountColumns::Signed(column) | AmountColumns::Marked { amount: column, .. } => has(column),
            AmountColumns::Sides { debit, credit } => has(debit) || has(credit),
        }
    }

    /// The words of the row, without its digits: what stands at the top of every page but for the
    /// page's number.
    pub(crate) fn words(&self) -> String {
        let letters = self.0.iter().flat_map(|(_, text)| text.chars().chain([' ']));
        letters.filter(|letter| !letter.is_ascii_digit()).collect()
    }

    /// Whether these are the names of the columns again, in whatever case.
    pub(crate) fn repeat(&self, names: &[String]) -> bool {
        let filled = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        self.0
            .iter()
            .map(|(index, text)| (*index, text.to_lowercase()))
            .eq(filled.map(|(i, n)| (i, n.clone())))
    }

    /// Whether it is drawn of lines and nothing else.
    pub(crate) fn is_rule(&self) -> bool {
        let is_line = |letter: char| matches!(letter, '-' | '=' | '_' | '*' | '–' | '—' | '─');
        let mut cells = self.0.iter().map(|(_, text)| text);
        cells.clone().all(|text| text.chars().all(is_line)) && cells.any(|text| text.chars().count() > 2)
    }

    /// Whether it numbers or dates a page.
    pub(crate) fn is_page_line(&self) -> bool {
        let has_digit = self.0.iter().any(|(_, text)| text.bytes().any(|byte| byte.is_ascii_digit()));
        self.0.len() <= 4 && has_digit && self.0.iter().any(|(_, text)| begins_page_line(text))
    }

    /// The first label of the row outside the columns of `figures`, with its column.
    pub(crate) fn label(&self, figures: &[usize]) -> Option<(usize, &str, Label)> {
        let mut texts = self.0.iter().filter(|(index, _)| !figures.contains(index));
        texts.find_map(|(index, text)| Some((*index, text.as_str(), label(text)?)))
    }

    /// What the row says of those below it. It has no amount.
    pub(crate) fn heading(&self, columns: HeadingColumns) -> Option<Heading> {
        self.voucher_heading(columns).or_else(|| self.account_heading(columns))
    }

    fn account_heading(&self, columns: HeadingColumns) -> Option<Heading> {
        let [(column, first), rest @ ..] = self.0.as_slice() else { return None };
        let (has_word, text) = without_word(first, ACCOUNT_WORDS);
        // `Konto` may have a cell to itself.
        let (column, text, rest) = match (text, rest) {
            ("", [(next, text), rest @ ..]) => (*next, text.as_str(), rest),
            _ => (*column, text, rest),
        };
        let (account, name) = cell::account_cell(text.as_bytes())
            .map(|cell| (cell.number, text.trim_start_matches(|letter: char| letter.is_ascii_digit())))?;
        let mut name = name.trim_matches(|letter| is_blank(letter) || matches!(letter, '-' | ':' | ','));
        match rest {
            [] => {}
            [(_, text)] if name.is_empty() && text.chars().any(char::is_alphabetic) => name = text,
            _ => return None,
        }
        let is_clear = has_word || column == columns.account || !name.is_empty();
        is_clear.then(|| Heading::Account { account, name: name.to_owned() })
    }

    fn voucher_heading(&self, columns: HeadingColumns) -> Option<Heading> {
        let HeadingColumns { account, number, date, series, text, dates } = columns;
        if let (Some(of_number), Some(of_date)) = (self.at(number), self.at(date)) {
            cell::day_of(of_date.as_bytes(), dates)?;
            let (letters, digits) = cell::voucher_number(of_number.as_bytes())?;
            let series = series.and_then(|column| self.at(column)).map_or(letters, str::as_bytes);
            let text = text.into_iter().flatten().find_map(|column| self.at(column)).unwrap_or_default();
            return (!self.has(account)).then(|| Heading::Voucher {
                series: series.to_vec(),
                number: digits.to_string().into_bytes(),
                date: of_date.into(),
                text: text.to_owned(),
            });
        }
        let [(_, line)] = self.0.as_slice() else { return None };
        let (_, line) = without_word(line, VOUCHER_WORDS);
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| cell::day_of(word.as_bytes(), dates).is_some())?;
        let id = words.get(..at)?.concat();
        let (letters, digits) = cell::voucher_number(id.as_bytes())?;
        Some(Heading::Voucher {
            series: letters.to_vec(),
            number: digits.to_string().into_bytes(),
            date: (*words.get(at)?).into(),
            text: words.get(at + 1..).unwrap_or_default().join(" "),
        })
    }
}

/// Where a heading may state what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadingColumns {
    pub(crate) account: usize,
    pub(crate) series: Option<usize>,
    pub(crate) number: usize,
    pub(crate) date: usize,
    /// The voucher's text, or else the row's.
    pub(crate) text: [Option<usize>; 2],
    /// How dates are written.
    pub(crate) dates: DateStyle,
}

impl HeadingColumns {
    pub(crate) const fn of(header: &Header, columns: &VoucherColumns, dates: DateStyle) -> Self {
        Self {
            account: header.columns.account,
            series: columns.series,
            number: columns.number,
            date: columns.date,
            text: [columns.voucher_text, columns.text],
            dates,
        }
    }
}

/// The column of balances that run on, if there is one beside the amounts.
pub(crate) fn balance_column(names: &[String], amount: AmountColumns) -> Option<usize> {
    let is_amount = |index: usize| match amount {
        AmountColumns::Signed(column) | AmountColumns::Marked { amount: column, .. } => column == index,
        AmountColumns::Sides { debit, credit } => debit == index || credit == index,
    };
    let is_balance = |name: &String| BALANCE_COLUMNS.contains(&name.as_str());
    names
        .iter()
        .enumerate()
        .find(|(index, name)| !is_amount(*index) && is_balance(name))
        .map(|(index, _)| index)
}

/// Whether a column is called as balances that run on are.
pub(crate) fn is_balance_column(name: &str) -> bool {
    BALANCE_COLUMNS.contains(&name.trim().to_lowercase().as_str())
}

fn label(text: &str) -> Option<Label> {
    // SAP marks its totals with asterisks and no word.
    if text.bytes().all(|byte| byte == b'*') {
        return Some(Label::Total);
    }
    let plain: String =
        text.to_lowercase().chars().filter(|letter| !matches!(letter, '.' | '*' | ':')).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            let rest = plain.strip_prefix(phrase);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    if begins(TOTALS) || begins(&["att transportera"]) || is_subtotal(&plain) {
        Some(Label::Total)
    } else if begins(OPENINGS) {
        Some(Label::Opening { of_year: true })
    } else if begins(OPENINGS_OF_PERIOD) {
        Some(Label::Opening { of_year: false })
    } else if begins(CLOSINGS) {
        Some(Label::Closing)
    } else {
        None
    }
}

/// Whether it is what Excel calls its subtotals: what they are of, then the word: `1930 Summa`.
fn is_subtotal(plain: &str) -> bool {
    let Some((of, word)) = plain.rsplit_once(' ') else { return false };
    !of.contains(' ')
        && of.bytes().any(|byte| byte.is_ascii_digit())
        && matches!(word, "summa" | "total" | "totalt")
}

/// The text without one of the words that it may begin with, and whether it did.
fn without_word<'a>(text: &'a str, known: &[&str]) -> (bool, &'a str) {
    let end = text.find(|letter: char| is_blank(letter) || letter == ':').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.to_lowercase().replace('.', "");
    if known.contains(&word.as_str()) {
        (true, rest.trim_matches(|letter| is_blank(letter) || letter == ':'))
    } else {
        (false, text)
    }
}

fn begins_page_line(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    PAGE_WORDS.contains(&first.to_lowercase().as_str())
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
}
