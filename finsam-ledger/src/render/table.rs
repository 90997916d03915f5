//! The one neutral table that text, Markdown and CSV are drawn from.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::account::AccountNumber;
use crate::amount::{Amount, Unit};
use crate::message::{Lang, label};
use crate::notation::swedish;
#[cfg(any(feature = "docx", feature = "html", feature = "text", feature = "xlsx"))]
use crate::notation::{swedish_number, swedish_percent};
#[cfg(any(feature = "docx", feature = "html", feature = "text", feature = "xlsx"))]
use crate::render::printable;
use crate::render::words::{self, say};
use crate::statement::{Column, RoundedSum, RowKind, Statement, StatementRow};

/// A page of figures before it is drawn: who, what, when, in which unit, and typed cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in commands and files: `income-statement`, `trial-balance`.
    pub name: &'static str,
    /// Its title, for readers.
    pub title: String,
    /// Whose figures they are.
    pub entity: String,
    /// The period in words.
    pub period: String,
    /// The unit amounts are written in; they are counted in öre all the same.
    pub unit: Unit,
    /// The unit in words.
    pub unit_label: &'static str,
    /// Its columns.
    pub columns: Vec<ColumnHead>,
    /// Its rows, each with one cell a column.
    pub rows: Vec<TableRow>,
    /// What a reader must be told below the table, such as rounding differences.
    pub footnotes: Vec<Footnote>,
}

/// A sentence below a table, about one of its rows or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// The row's name in the layout; [`OF_TABLE`] if it is about the figures of the whole table, empty if
    /// it is advice to readers.
    pub row: String,
    /// The sentence.
    pub text: String,
}

/// What a footnote has for a row that is about all figures of its table.
pub const OF_TABLE: &str = "*";

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    /// Its name for programs: `closing`, `2024`.
    pub name: String,
    /// Its name for readers.
    pub label: String,
    /// The side its cells lean to.
    pub align: Align,
    /// What gives way where the page is too narrow.
    pub fit: Fit,
}

/// The side the cells of a column lean to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Words begin under each other.
    Start,
    /// Figures end under each other.
    End,
}

/// What happens to a cell that is wider than the page has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// It is written whole: figures, dates, account numbers.
    Whole,
    /// It goes on below: the labels of a statement.
    Wrap,
    /// It is cut, and ends in `…`: texts and names in long listings.
    Shorten,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its name in the layout; empty in listings, whose rows have none.
    pub id: String,
    /// What kind of row.
    pub kind: RowKind,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What stands in one row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// An amount in öre, with the sign the reader is to see.
    Amount(Amount),
    /// An account.
    Account(AccountNumber),
    /// A day.
    Date(NaiveDate),
    /// Parts of a hundred.
    Percent(Decimal),
    /// A number of something, or a share with the decimals that its table gives it.
    Number(Decimal),
    /// A figure that cannot be told.
    Unknown,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// What stands in it, for a reader; words are harmless.
    #[cfg(any(feature = "docx", feature = "html", feature = "text", feature = "xlsx"))]
    pub(super) fn drawn(&self, unit: Unit) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => printable(text),
            Self::Amount(amount) => swedish(*amount, unit),
            Self::Account(account) => account.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Percent(percent) => swedish_percent(*percent),
            Self::Number(number) => swedish_number(*number),
            Self::Unknown => words::UNKNOWN.to_owned(),
        }
    }

    pub(super) fn code(code: Option<&impl ToString>) -> Self {
        code.map_or(Self::Empty, |code| Self::Text(code.to_string()))
    }
}

impl ColumnHead {
    /// Whether its figures are variances (avvikelser): below zero is worse than was decided.
    #[must_use]
    pub fn is_variance(&self) -> bool {
        self.name.starts_with("variance")
    }

    pub(super) fn words(name: &str, label: &str, fit: Fit) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), align: Align::Start, fit }
    }

    pub(super) fn figures(name: &str, label: &str) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), align: Align::End, fit: Fit::Whole }
    }
}

impl Table {
    /// The page of a statement: label, note and one column of values for each of its own. The
    /// columns for notes and for account numbers are there only if a row has one.
    ///
    /// ```
    /// use finsam_ledger::{Unit, message::Lang, render::Table, statement::{Statement, StatementKind}};
    /// let statement = Statement {
    ///     kind: StatementKind::Notes, title: "Noter".into(), period: "2024".parse()?, unit: Unit::Kr,
    ///     columns: Vec::new(), rows: Vec::new(), rounded_sums: Vec::new(), adjusted: false,
    /// };
    /// let table = Table::statement(&statement, "Samordningsförbundet Exempel", Lang::Sv);
    /// assert_eq!((table.name, table.unit_label), ("notes", "belopp i kronor"));
    /// # Ok::<(), finsam_ledger::PeriodError>(())
    /// ```
    #[must_use]
    pub fn statement(statement: &Statement, entity: &str, lang: Lang) -> Self {
        let with_accounts = statement.rows.iter().any(|row| row.account.is_some());
        let with_notes = statement.rows.iter().any(|row| row.note.is_some());
        let mut columns = Vec::new();
        if with_accounts {
            columns.push(ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Whole));
        }
        columns.push(ColumnHead::words("label", "", Fit::Wrap));
        if with_notes {
            columns.push(ColumnHead::words("note", say(lang, "Not", "Note"), Fit::Whole));
        }
        for column in &statement.columns {
            columns.push(ColumnHead::figures(&column_name(*column), &label::column(*column, lang)));
        }
        let row = |row: &StatementRow| {
            let account = row.account.map_or(Cell::Empty, Cell::Account);
            let note = row.note.as_deref().map_or(Cell::Empty, Cell::text);
            let values = (0..statement.columns.len())
                .map(|index| row.values.get(index).copied().flatten().map_or(Cell::Empty, Cell::Amount));
            let words = [(with_accounts, account), (true, Cell::text(&row.label)), (with_notes, note)];
            let words = words.into_iter().filter(|(shown, _)| *shown).map(|(_, cell)| cell);
            TableRow { id: row.id.clone(), kind: row.kind, cells: words.chain(values).collect() }
        };
        Self {
            name: statement.kind.as_str(),
            title: statement.title.clone(),
            entity: entity.to_owned(),
            period: label::period_in_full(statement.period, lang),
            unit: statement.unit,
            unit_label: words::unit(statement.unit, lang),
            columns,
            rows: statement.rows.iter().map(row).collect(),
            footnotes: words::adjusted(statement.adjusted, lang)
                .into_iter()
                .chain(rounding_notes(statement, lang))
                .collect(),
        }
    }
}

/// A column's name in CSV and JSON: `2024`, `closing 2024-12-31`.
pub(super) fn column_name(column: Column) -> String {
    match column {
        Column::During(period) => period.to_string(),
        Column::Opening(date) => format!("opening {date}"),
        Column::Change(period) => format!("change {period}"),
        Column::Closing(date) => format!("closing {date}"),
        Column::Difference { from, .. } => format!("change from {from}"),
    }
}

/// Where rounded parts do not make the rounded sum, both are stated below the table.
fn rounding_notes(statement: &Statement, lang: Lang) -> Vec<Footnote> {
    let figure = |amount| swedish(amount, statement.unit);
    let note = |sum: &RoundedSum| {
        let row = statement.row(&sum.row).map_or(sum.row.as_str(), |row| row.label.as_str());
        let column = statement.columns.get(sum.column).map(|column| label::column(*column, lang));
        let (column, parts, total) = (column.unwrap_or_default(), figure(sum.parts), figure(sum.total));
        Footnote { row: sum.row.clone(), text: words::rounding(row, &column, &parts, &total, lang) }
    };
    statement.rounded_sums.iter().map(note).collect()
}
