//! Overviews as JSON.

use serde::Serialize;

use super::{RoundingWire, rounding, shown, unit, written};
use crate::notation::plain;
use crate::render::RenderError;
use crate::render::overview::column_name;
use crate::statement::overview::{Figure, MissingFigure, Overview, OverviewRow};

/// An overview as JSON, with a line break at its end.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn overview(overview: &Overview, entity: &str) -> Result<String, RenderError> {
    written(&overview_wire(overview, entity))
}

pub(super) fn overview_wire<'a>(overview: &Overview, entity: &'a str) -> OverviewWire<'a> {
    let columns: Vec<_> = overview.columns.iter().map(|column| column_name(*column)).collect();
    let value = |figure: Option<Figure>| {
        figure.map(|figure| match figure {
            Figure::Amount(amount) => plain(amount, overview.unit),
            Figure::Percent(number) | Figure::Count(number) => number.to_string(),
        })
    };
    let row = |row: &OverviewRow| OverviewRowWire {
        id: shown(&row.id),
        kind: row.kind.as_str(),
        label: shown(&row.label),
        measure: row.values.iter().flatten().next().map(|figure| match figure {
            Figure::Amount(_) => "amount",
            Figure::Percent(_) => "percent",
            Figure::Count(_) => "count",
        }),
        values: row.values.iter().map(|figure| value(*figure)).collect(),
    };
    let missing = |figure: &MissingFigure| MissingWire {
        row: shown(&figure.row),
        column: columns.get(figure.column).cloned().unwrap_or_default(),
    };
    OverviewWire {
        statement: shown(&overview.name),
        title: shown(&overview.title),
        entity,
        period: overview.period.to_string(),
        unit: unit(overview.unit),
        rows: overview.rows.iter().map(row).collect(),
        rounding: rounding(&overview.rounded_sums, &columns, overview.unit),
        adjusted: overview.adjusted,
        missing: overview.missing.iter().map(missing).collect(),
        columns,
    }
}

#[derive(Serialize)]
pub(super) struct OverviewWire<'a> {
    statement: String,
    title: String,
    entity: &'a str,
    period: String,
    unit: &'static str,
    columns: Vec<String>,
    rows: Vec<OverviewRowWire>,
    rounding: Vec<RoundingWire>,
    adjusted: bool,
    missing: Vec<MissingWire>,
}

#[derive(Serialize)]
struct OverviewRowWire {
    id: String,
    kind: &'static str,
    label: String,
    measure: Option<&'static str>,
    values: Vec<Option<String>>,
}

#[derive(Serialize)]
struct MissingWire {
    row: String,
    column: String,
}
