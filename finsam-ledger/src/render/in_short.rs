//! The three statements in short, for the end of an import.

use crate::amount::Amount;
use crate::balances::Balances;
use crate::message::{Lang, label};
use crate::render::table::{Cell, ColumnHead, Fit, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::layout::{Content, Layout, LiquidFunds};
use crate::statement::{
    Column, RowKind, Statement, StatementError, StatementKind, StatementRow, View, balance_sheet, cash_flow,
    income_statement,
};

/// What the statements lead to, on one page: the sums of the income statement, the totals of the
/// balance sheet, and the liquid funds at both ends.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years or a sum does not fit.
pub fn in_short(
    layout: &Layout,
    balances: &Balances,
    view: &View<'_>,
    entity: &str,
    lang: Lang,
) -> Result<Table, StatementError> {
    let periods: Vec<_> = std::iter::once(view.period).chain(view.comparison).collect();
    let figures = periods.iter().map(|period| {
        let view = View { period: *period, comparison: None, ..*view };
        Ok([
            income_statement(layout, balances, &view)?,
            balance_sheet(layout, balances, &view)?,
            cash_flow(layout, balances, &view)?,
        ])
    });
    let figures = figures.collect::<Result<Vec<_>, StatementError>>()?;
    let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap)];
    columns.extend(periods.iter().map(|period| {
        let column = Column::During(*period);
        ColumnHead::figures(&period.to_string(), &label::column(column, lang))
    }));
    let mut rows = Vec::new();
    if let Some(statements) = figures.first() {
        for (index, statement) in statements.iter().enumerate() {
            rows.push(row(RowKind::Heading, &statement.title, vec![Cell::Empty; periods.len()]));
            for shown in statement.rows.iter().filter(|row| leads_somewhere(layout, statement.kind, row)) {
                let values = figures.iter().map(|statements| figure(statements.get(index), &shown.id));
                let values = values.map(|value| value.map_or(Cell::Empty, Cell::Amount)).collect();
                rows.push(row(RowKind::Line, &shown.label, values));
            }
        }
    }
    Ok(Table {
        name: "in-short",
        title: say(lang, "Räkningarna i korthet", "The statements in short").to_owned(),
        entity: entity.to_owned(),
        period: label::period_in_full(view.period, lang),
        unit: view.unit,
        unit_label: words::unit(view.unit, lang),
        columns,
        rows,
        footnotes: Vec::new(),
    })
}

fn row(kind: RowKind, label: &str, values: Vec<Cell>) -> TableRow {
    TableRow { id: String::new(), kind, cells: std::iter::once(Cell::text(label)).chain(values).collect() }
}

/// Whether a row is one that the reader turns the page for.
fn leads_somewhere(layout: &Layout, statement: StatementKind, row: &StatementRow) -> bool {
    let (sheet, cash_flow) = (&layout.draft().balance_sheet, &layout.draft().cash_flow);
    match statement {
        StatementKind::BalanceSheet => [&sheet.assets, &sheet.equity, &sheet.financing].contains(&&row.id),
        StatementKind::CashFlow => {
            let content = cash_flow.rows.iter().find(|draft| draft.id == row.id).map(|draft| &draft.content);
            let at_an_end = Content::LiquidFunds(LiquidFunds::Opening);
            let at_the_other = Content::LiquidFunds(LiquidFunds::Closing);
            row.id == cash_flow.net || content == Some(&at_an_end) || content == Some(&at_the_other)
        }
        StatementKind::IncomeStatement | StatementKind::Notes => {
            matches!(row.kind, RowKind::Sum | RowKind::Total)
        }
    }
}

/// What a row of a statement without comparison says about its period, or about its end.
fn figure(statement: Option<&Statement>, row: &str) -> Option<Amount> {
    let statement = statement?;
    let column = statement
        .columns
        .iter()
        .position(|column| matches!(column, Column::During(_) | Column::Closing(_)))?;
    statement.row(row)?.values.get(column).copied().flatten()
}
