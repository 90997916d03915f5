//! Our own statements and overviews as a published report prints them.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::sync::Arc;

use finsam_ledger::finding::Place;
use finsam_ledger::statement::overview::{Figure, Overview, OverviewColumn, OverviewFigure};
use finsam_ledger::statement::{Column, FollowUp, RowKind, Statement, StatementKind};
use finsam_ledger::verify::{
    Basis, ColumnMeaning, Facet, PublishedColumn, PublishedFigure, PublishedRow, PublishedTable, Time,
};
use finsam_ledger::{Amount, Unit};
use rust_decimal::Decimal;

/// A place of no importance.
pub(crate) fn place() -> Place {
    Place::file(&Arc::from("report"))
}

/// A figure as it is printed in a unit, without more decimals than the unit has.
pub(crate) fn figure(value: Figure, unit: Unit) -> PublishedFigure {
    let (decimals, text) = match (value, unit) {
        (Figure::Amount(amount), Unit::Kr) => (2, amount.to_string()),
        (Figure::Amount(amount), Unit::Tkr) => (0, (amount.ore() / Unit::Tkr.ore()).to_string()),
        (Figure::Percent(number) | Figure::Count(number), _) => (number.scale(), number.to_string()),
    };
    PublishedFigure { value, decimals, text, place: place() }
}

/// The figure that is printed in these words.
pub(crate) fn reprinted(text: &str, known: &PublishedFigure, unit: Unit) -> PublishedFigure {
    let number: Decimal = text.parse().expect("a number");
    let value = match known.value {
        Figure::Amount(_) => {
            let kr = if unit == Unit::Tkr { number * Decimal::from(1_000) } else { number };
            Figure::Amount(Amount::from_decimal(kr).expect("small"))
        }
        Figure::Percent(_) => Figure::Percent(number),
        Figure::Count(_) => Figure::Count(number),
    };
    PublishedFigure { value, text: text.to_owned(), ..known.clone() }
}

fn column(meaning: ColumnMeaning, heading: String, unit: Unit) -> PublishedColumn {
    PublishedColumn { heading, meaning, unit }
}

fn row(key: String, label: &str, kind: RowKind, figures: Vec<Option<PublishedFigure>>) -> PublishedRow {
    let is_sum = matches!(kind, RowKind::Sum | RowKind::Total);
    PublishedRow { key, label: label.to_owned(), is_sum, place: place(), figures }
}

pub(crate) fn statement(statement: &Statement) -> PublishedTable {
    let unit = statement.unit;
    let meaning = |held: &Column| {
        let time = match *held {
            Column::During(period) => Time::During(period),
            Column::Opening(day) => Time::Opening(day),
            Column::Change(_) | Column::Difference { .. } => Time::Change,
            Column::Closing(day) => Time::Closing(day),
        };
        column(ColumnMeaning { time, ..ColumnMeaning::default() }, format!("{held:?}"), unit)
    };
    let rows = statement.rows.iter().filter(|row| row.kind != RowKind::Heading);
    let is_note = statement.kind == StatementKind::Notes;
    PublishedTable {
        name: statement.title.clone(),
        title: statement.title.clone(),
        group: String::new(),
        note: is_note.then(String::new),
        columns: statement.columns.iter().map(meaning).collect(),
        rows: rows
            .map(|line| {
                let key = line.account.map(|account| account.to_string()).unwrap_or_default();
                let figures =
                    line.values.iter().map(|value| value.map(|value| figure(Figure::Amount(value), unit)));
                row(key, &line.label, line.kind, figures.collect())
            })
            .collect(),
    }
}

/// An overview without the columns of years that only the settings tell of.
pub(crate) fn overview(overview: &Overview, of_parts: bool) -> PublishedTable {
    let unit = overview.unit;
    let meaning = |held: &OverviewColumn| {
        let OverviewColumn::Of(shown, period) = *held else { return None };
        let net = if of_parts { Facet::Net } else { Facet::Whole };
        let (basis, side) = match shown {
            OverviewFigure::Income => (Basis::Actual, Facet::Income),
            OverviewFigure::Cost => (Basis::Actual, Facet::Cost),
            OverviewFigure::Actual => (Basis::Actual, net),
            OverviewFigure::Budget => (Basis::Budget, net),
            OverviewFigure::Variance => (Basis::Variance, net),
            OverviewFigure::Forecast => (Basis::Forecast, net),
        };
        Some(column(ColumnMeaning { basis, side, time: Time::During(period) }, format!("{held:?}"), unit))
    };
    let meanings: Vec<_> = overview.columns.iter().map(meaning).collect();
    let rows = overview.rows.iter().filter(|row| row.kind != RowKind::Heading);
    PublishedTable {
        name: overview.title.clone(),
        title: overview.title.clone(),
        group: String::new(),
        note: None,
        rows: rows
            .map(|line| {
                let shown = line.values.iter().zip(&meanings).filter(|(_, meaning)| meaning.is_some());
                let figures = shown.map(|(value, _)| value.map(|value| figure(value, unit)));
                row(String::new(), &line.label, line.kind, figures.collect())
            })
            .collect(),
        columns: meanings.into_iter().flatten().collect(),
    }
}

/// The follow-up's money columns of this period: what was booked, decided, and lies between.
pub(crate) fn follow_up(follow_up: &FollowUp, meanings: &[Option<ColumnMeaning>]) -> PublishedTable {
    let shown: Vec<usize> = (0..meanings.len()).filter(|index| meanings[*index].is_some()).collect();
    let columns =
        meanings.iter().flatten().map(|meaning| column(*meaning, format!("{meaning:?}"), follow_up.unit));
    let rows = follow_up.rows.iter().filter(|row| row.kind != RowKind::Heading);
    PublishedTable {
        name: "cost centres".to_owned(),
        title: "cost centres".to_owned(),
        group: String::new(),
        note: None,
        columns: columns.collect(),
        rows: rows
            .map(|line| {
                let value = |index: &usize| line.values.get(*index).copied().flatten();
                let figures = shown
                    .iter()
                    .map(|index| value(index).map(|value| figure(Figure::Amount(value), follow_up.unit)));
                row(line.id.clone(), &line.id, line.kind, figures.collect())
            })
            .collect(),
    }
}
