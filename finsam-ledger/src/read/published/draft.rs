//! A table as it was read, before its words and numbers are.

use super::document::short;
use super::figure::{self, Number};
use super::heading::{End, Heading, Holds, unit_of};
use super::name::TableName;
use super::words::{
    UnitWord, is_count_label, is_percent_label, is_sum_key, is_sum_label, says_balance_sheet, says_percent,
};
use crate::amount::Unit;
use crate::calendar::Month;
use crate::finding::{Finding, Place};
use crate::read::cell::{DecimalMark, FigureFault, NumberEvidence, NumberStyle};
use crate::statement::overview::Figure;
use crate::verify::{Basis, PublishedColumn, PublishedFigure, PublishedRow, PublishedTable, Time};

/// A table on its way.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) name: TableName,
    pub(super) columns: Vec<DraftColumn>,
    pub(super) rows: Vec<DraftRow>,
}

/// A column of it.
#[derive(Debug)]
pub(super) struct DraftColumn {
    /// Its heading as printed.
    pub(super) text: String,
    /// What that says.
    pub(super) heading: Heading,
}

/// A row of it.
#[derive(Debug)]
pub(super) struct DraftRow {
    pub(super) key: String,
    pub(super) label: String,
    pub(super) mark: RowMark,
    pub(super) place: Place,
    /// One a column, or fewer.
    pub(super) cells: Vec<Option<DraftCell>>,
}

impl DraftRow {
    /// What people call it: its label, or its key where it has none.
    pub(super) fn name(&self) -> &str {
        if self.label.is_empty() { &self.key } else { &self.label }
    }
}

/// Whether a row is marked as a sum, by other means than its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowMark {
    /// Not; where no row is, labels tell.
    Unmarked,
    /// It stands out, as sums do; but labels tell too.
    Bold,
    /// It is said to be a sum, and rows of which it is not said are none.
    Sum,
}

/// A cell of a figure.
#[derive(Debug)]
pub(super) struct DraftCell {
    pub(super) text: String,
    pub(super) place: Place,
    pub(super) kind: CellKind,
}

/// What is known of a figure beside its text, row and column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellKind {
    /// Nothing.
    #[default]
    Plain,
    /// It is a number of a spreadsheet: its decimal mark is the point, and its zeros are not kept.
    Binary,
    /// It is money in this unit.
    Money(Unit),
    /// It is no money.
    NoMoney,
}

impl Draft {
    /// Looks at how its numbers are written.
    pub(super) fn show(&self, evidence: &mut NumberEvidence) {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let texts = cells.filter(|cell| cell.kind != CellKind::Binary);
        texts.for_each(|cell| figure::see(&cell.text, evidence));
    }

    /// The table, by what its words and numbers mean.
    pub(super) fn table(self, style: NumberStyle, findings: &mut Vec<Finding>) -> PublishedTable {
        let dated = self.columns.iter().find_map(|column| last_month(column.heading));
        let columns: Vec<_> = self.columns.iter().map(|column| self.column(column, dated)).collect();
        let is_binary = |cell: &DraftCell| cell.kind == CellKind::Binary;
        let is_of_spreadsheet = self.rows.iter().any(|row| row.cells.iter().flatten().any(is_binary));
        let is_marked = self.rows.iter().any(|row| row.mark == RowMark::Sum);
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut under_percent = false;
        for row in self.rows {
            let is_heading = row.cells.iter().all(Option::is_none);
            if is_heading {
                under_percent = says_percent(&row.label);
            }
            let of_row = Holding::of_row(&row.label, under_percent);
            let mut cells = row.cells.into_iter();
            let figures = self.columns.iter().zip(&columns).map(|(draft, column)| {
                let cell = cells.next().flatten()?;
                read(cell, Holding::of_cell(draft.heading, of_row), column.unit, style, findings)
            });
            let figures: Vec<_> = figures.collect();
            let is_sum = match row.mark {
                _ if is_heading => false,
                RowMark::Sum | RowMark::Bold => true,
                RowMark::Unmarked => !is_marked && is_sum_label(&row.label),
            };
            // What marks a sum is no account, and would only be in the way of its label.
            let is_mark = is_sum_key(&row.key) && !row.label.is_empty();
            let key = if is_mark { String::new() } else { row.key };
            rows.push(PublishedRow { key, label: row.label, is_sum, place: row.place, figures });
        }
        if is_of_spreadsheet {
            share_decimals(&mut rows, columns.len());
        }
        let TableName { name, title, group, note, .. } = self.name;
        PublishedTable { name, title, group, note, columns, rows }
    }

    fn column(&self, column: &DraftColumn, dated: Option<Month>) -> PublishedColumn {
        let unit = column.heading.unit.or(self.name.unit).and_then(unit_of).unwrap_or_default();
        let mut meaning = column.heading.meaning;
        // Balances without a date are those of the year beside them.
        if let (Some(end), Some(month)) = (column.heading.undated, dated)
            && meaning.time == Time::Unsaid
        {
            meaning.time = match end {
                End::Start => {
                    Month::new(month.year(), 1).map_or(Time::Unsaid, |first| Time::Opening(first.first_day()))
                }
                End::End => Time::Closing(month.last_day()),
            };
        }
        // What stands under a year in a balance sheet are the balances when it ends.
        let is_of_balances =
            [&self.name.title, &self.name.group].into_iter().any(|name| says_balance_sheet(name));
        if let Time::During(period) = meaning.time
            && meaning.basis == Basis::Actual
            && is_of_balances
        {
            meaning.time = Time::Closing(period.last().last_day());
        }
        PublishedColumn { heading: column.text.clone(), meaning, unit }
    }

    /// The unit that its name or a heading names and that nothing here is counted in.
    pub(super) fn unknown_unit(&self) -> Option<&str> {
        let is_unknown = |unit: Option<UnitWord>| unit == Some(UnitWord::Millions);
        let of_name = is_unknown(self.name.unit).then_some(self.name.name.as_str());
        let of_column = || {
            self.columns
                .iter()
                .find(|column| is_unknown(column.heading.unit))
                .map(|column| column.text.as_str())
        };
        of_name.or_else(of_column)
    }
}

/// A spreadsheet keeps no zeros behind its numbers: amounts have as many decimals as others of their column.
fn share_decimals(rows: &mut [PublishedRow], columns: usize) {
    for column in 0..columns {
        let of_column = rows.iter_mut().filter_map(|row| row.figures.get_mut(column)?.as_mut());
        let amounts: Vec<_> = of_column.filter(|figure| figure.value.amount().is_some()).collect();
        let most = amounts.iter().map(|figure| figure.decimals).max().unwrap_or_default();
        for figure in amounts {
            figure.decimals = most;
        }
    }
}

/// The last month of the time that a heading names.
fn last_month(heading: Heading) -> Option<Month> {
    match heading.meaning.time {
        Time::During(period) => Some(period.last()),
        Time::Closing(date) | Time::Opening(date) => Some(Month::of(date)),
        Time::Change | Time::Unsaid => None,
    }
}

/// What a figure is, as far as its row and column say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holding {
    Amount,
    Percent,
    Count,
}

impl Holding {
    fn of_row(label: &str, under_percent: bool) -> Self {
        if under_percent || is_percent_label(label) {
            Self::Percent
        } else if is_count_label(label) {
            Self::Count
        } else {
            Self::Amount
        }
    }

    fn of_cell(heading: Heading, of_row: Self) -> Self {
        match heading.holds {
            Holds::Percents | Holds::Shares => Self::Percent,
            Holds::Counts => Self::Count,
            _ => of_row,
        }
    }
}

/// Reads a figure; what is none is told.
fn read(
    cell: DraftCell,
    holding: Holding,
    unit: Unit,
    style: NumberStyle,
    findings: &mut Vec<Finding>,
) -> Option<PublishedFigure> {
    let DraftCell { text, place, kind } = cell;
    let of_spreadsheets = NumberStyle { decimal_mark: Some(DecimalMark::Point) };
    let style = if kind == CellKind::Binary { of_spreadsheets } else { style };
    let found = figure::number(&text, style).and_then(|number| {
        number.map(|number| Ok((number.value.scale(), value(number, holding, kind, unit)?))).transpose()
    });
    match found {
        Ok(found) => found.map(|(decimals, value)| PublishedFigure { value, decimals, text, place }),
        Err(fault) => {
            findings.push(Finding::at(place, fault.fact(short(&text))));
            None
        }
    }
}

fn value(number: Number, holding: Holding, kind: CellKind, unit: Unit) -> Result<Figure, FigureFault> {
    let unit = number.unit.unwrap_or(unit);
    match (kind, holding) {
        _ if number.is_percent => Ok(Figure::Percent(number.value)),
        (CellKind::Money(unit), _) => figure::amount(number.value, unit),
        (CellKind::Plain | CellKind::Binary, Holding::Amount) => figure::amount(number.value, unit),
        (_, Holding::Percent) => Ok(Figure::Percent(number.value)),
        (CellKind::NoMoney, Holding::Amount) | (_, Holding::Count) => Ok(Figure::Count(number.value)),
    }
}
