//! Published reports and verdicts as tests of their pages write them, without file and prover.

use std::sync::Arc;

use finsam_ledger::statement::overview::Figure;
use finsam_ledger::verify::{
    Basis, ColumnMeaning, FigureAt, Outcome, Published, PublishedColumn, PublishedFigure, PublishedRow,
    PublishedTable, Relation, Rule, Sides, Term, Tested,
};
use finsam_ledger::{Amount, Place, Unit};
use rust_decimal::Decimal;

/// A report of tables, a blank line between two: `name, heading, …` and rows of `key; label; figure; …`.
/// A heading that ends in `tkr` gives its column that unit; a figure that ends in `%` is a percentage.
pub(crate) fn report(name: &str, text: &str) -> Published {
    let file: Arc<str> = name.into();
    let mut tables: Vec<PublishedTable> = Vec::new();
    let mut starts = true;
    for (number, line) in (1_u64..).zip(text.trim().lines()) {
        let line = line.trim();
        if line.is_empty() {
            starts = true;
        } else if starts {
            tables.push(table(line));
            starts = false;
        } else if let Some(table) = tables.last_mut() {
            let row = row(line, &table.columns, &Place { line: number, ..Place::file(&file) });
            table.rows.push(row);
        }
    }
    Published { name: name.to_owned(), tables }
}

fn table(line: &str) -> PublishedTable {
    let mut parts = line.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let column = |heading: &str| PublishedColumn {
        heading: heading.to_owned(),
        meaning: ColumnMeaning { basis: Basis::Actual, ..ColumnMeaning::default() },
        unit: if heading.ends_with("tkr") { Unit::Tkr } else { Unit::Kr },
    };
    PublishedTable {
        name: name.to_owned(),
        title: name.trim_start_matches("not-").to_owned(),
        group: String::new(),
        note: name.starts_with("not-").then(String::new),
        columns: parts.map(column).collect(),
        rows: Vec::new(),
    }
}

fn row(line: &str, columns: &[PublishedColumn], place: &Place) -> PublishedRow {
    let mut parts = line.split(';').map(str::trim);
    let (key, label) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let figures = columns.iter().map(|column| figure(parts.next().unwrap_or_default(), column.unit, place));
    PublishedRow {
        key: key.to_owned(),
        label: label.to_owned(),
        is_sum: false,
        place: place.clone(),
        figures: figures.collect(),
    }
}

fn figure(text: &str, unit: Unit, place: &Place) -> Option<PublishedFigure> {
    let number: Decimal = text.trim_end_matches('%').replace(',', ".").parse().ok()?;
    let value = if text.ends_with('%') {
        Figure::Percent(number)
    } else {
        let kr = if unit == Unit::Tkr { number * Decimal::from(1000) } else { number };
        Figure::Amount(Amount::from_decimal(kr).ok()?)
    };
    Some(PublishedFigure { value, decimals: number.scale(), text: text.to_owned(), place: place.clone() })
}

/// The figure in this table, row and column of the first report, counted from 0.
pub(crate) fn at(table: usize, row: usize, column: usize) -> FigureAt {
    FigureAt { report: 0, table, row, column }
}

/// Figures that are added.
pub(crate) fn plus(figures: &[FigureAt]) -> Vec<Term> {
    figures.iter().map(|figure| Term { figure: *figure, minus: false }).collect()
}

/// The first less the second.
pub(crate) fn less(first: FigureAt, second: FigureAt) -> Vec<Term> {
    vec![Term { figure: first, minus: false }, Term { figure: second, minus: true }]
}

/// A relation between amounts, tested as a prover would, with so many öre allowed to either side.
pub(crate) fn tested(
    rule: Rule,
    left: Vec<Term>,
    right: Vec<Term>,
    allowed: i64,
    reports: &[Published],
) -> Tested {
    let sum = |terms: &[Term]| -> i64 {
        let ore = |term: &Term| {
            let figure = term.figure.figure(reports).and_then(|figure| figure.value.amount());
            let ore = figure.map_or(0, Amount::ore);
            if term.minus { -ore } else { ore }
        };
        terms.iter().map(ore).sum()
    };
    let (left_ore, right_ore) = (sum(&left), sum(&right));
    let outcome = match (left_ore - right_ore).abs() {
        0 => Outcome::Holds,
        apart if apart <= allowed => Outcome::Rounding,
        _ => Outcome::Fails,
    };
    let [left_sum, right_sum, difference, allowed] =
        [left_ore, right_ore, left_ore - right_ore, allowed].map(Amount::from_ore);
    let sides = Sides::Amounts { left: left_sum, right: right_sum, difference, allowed };
    Tested { relation: Relation { rule, left, right, share_of: Vec::new() }, sides, outcome }
}
