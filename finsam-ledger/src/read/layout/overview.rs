//! The overviews of a layout file.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{RawWords, Reading};
use crate::amount::Unit;
use crate::statement::RowKind;
use crate::statement::overview::{
    Measure, OverviewBody, OverviewDraft, OverviewFigure, OverviewRowDraft, OverviewSource, PartsDraft,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawOverview {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    title: RawWords,
    #[serde(default)]
    columns: Vec<RawFigure>,
    #[serde(default)]
    comparison: Vec<RawFigure>,
    #[serde(default)]
    unit: RawUnit,
    years: Option<u16>,
    #[serde(default)]
    pub(super) row: Vec<Spanned<RawRow>>,
    parts: Option<Vec<String>>,
    sum: Option<RawWords>,
    rest: Option<RawWords>,
    total: Option<RawWords>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawFigure {
    Income,
    Cost,
    Actual,
    Budget,
    Variance,
    Forecast,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawUnit {
    #[default]
    Kr,
    Tkr,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawMeasure {
    Amount,
    Count,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRow {
    #[serde(default)]
    id: String,
    heading: Option<RawWords>,
    line: Option<RawWords>,
    sum: Option<RawWords>,
    total: Option<RawWords>,
    lines: Option<Vec<String>>,
    of: Option<Vec<String>>,
    less: Option<Vec<String>>,
    share_of: Option<Vec<String>>,
    decimals: Option<u8>,
    given: Option<RawMeasure>,
    ceiling_on: Option<Vec<String>>,
    share_of_cost: Option<Vec<String>>,
    rest: Option<RawWords>,
    #[serde(default)]
    minus: bool,
    #[serde(default)]
    only_if_used: bool,
    only_with: Option<String>,
}

impl Reading<'_> {
    pub(super) fn overview(&mut self, raw: Spanned<RawOverview>) -> Option<OverviewDraft> {
        let span = raw.span();
        let raw = raw.into_inner();
        let with_parts = raw.sum.is_some() || raw.rest.is_some() || raw.total.is_some();
        let body = match (raw.parts, raw.rest, raw.total) {
            (None, ..) if !with_parts => {
                let rows =
                    raw.row.into_iter().filter_map(|row| self.overview_row(row.span(), row.into_inner()));
                OverviewBody::Rows(rows.collect())
            }
            (Some(lists), Some(rest), Some(total)) if raw.row.is_empty() => {
                let sum = raw.sum.map(|words| words.0);
                OverviewBody::Parts(PartsDraft { lists, sum, rest: rest.0, total: total.0 })
            }
            _ => {
                self.misshapen(span, &raw.name, &["row", "parts", "rest", "total"]);
                return None;
            }
        };
        Some(OverviewDraft {
            name: raw.name,
            aliases: raw.aliases,
            title: raw.title.0,
            columns: raw.columns.into_iter().map(figure).collect(),
            comparison: raw.comparison.into_iter().map(figure).collect(),
            unit: match raw.unit {
                RawUnit::Kr => Unit::Kr,
                RawUnit::Tkr => Unit::Tkr,
            },
            years: raw.years,
            body,
        })
    }

    fn overview_row(&mut self, span: Range<usize>, mut raw: RawRow) -> Option<OverviewRowDraft> {
        let labels = [
            (RowKind::Heading, raw.heading.take()),
            (RowKind::Line, raw.line.take()),
            (RowKind::Sum, raw.sum.take()),
            (RowKind::Total, raw.total.take()),
        ];
        let mut labels = labels.into_iter().filter_map(|(kind, words)| words.map(|words| (kind, words.0)));
        let (label, more) = (labels.next(), labels.next());
        let Some((kind, label)) = label.filter(|_| more.is_none()) else {
            self.misshapen(span, &raw.id, &["heading", "line", "sum", "total"]);
            return None;
        };
        let source = match source(&mut raw, kind) {
            Ok(source) => source,
            Err(keys) => {
                self.misshapen(span, &raw.id, keys);
                return None;
            }
        };
        let RawRow { id, minus, only_if_used, only_with, .. } = raw;
        Some(OverviewRowDraft { id, kind, label, source, minus, only_if_used, only_with })
    }
}

/// Where the row's figure comes from: exactly one source, with the keys that belong to it.
fn source(raw: &mut RawRow, kind: RowKind) -> Result<OverviewSource, &'static [&'static str]> {
    let decimals = raw.decimals.take();
    let rest = raw.rest.take();
    let taken =
        (raw.lines.take(), raw.of.take(), raw.given.take(), raw.ceiling_on.take(), raw.share_of_cost.take());
    let (less, share_of) = (raw.less.take(), raw.share_of.take());
    let (beside_of, beside_cost) = (less.is_some() || share_of.is_some(), rest.is_some());
    let source = match taken {
        (Some(lines), None, None, None, None) if !beside_of => OverviewSource::Lines(lines),
        (None, Some(of), None, None, None) => match (less, share_of) {
            (less, None) => OverviewSource::Rows { of, less: less.unwrap_or_default() },
            (None, Some(share_of)) => {
                OverviewSource::Share { of, share_of, decimals: decimals.unwrap_or_default() }
            }
            (Some(_), Some(_)) => return Err(&["less", "share-of"]),
        },
        (None, None, Some(given), None, None) if !beside_of => OverviewSource::Given(match given {
            RawMeasure::Amount => Measure::Amount,
            RawMeasure::Count => Measure::Count,
        }),
        (None, None, None, Some(on), None) if !beside_of => OverviewSource::Ceiling { on },
        (None, None, None, None, Some(lists)) if !beside_of => {
            let Some(rest) = rest else { return Err(&["share-of-cost", "rest"]) };
            let decimals = decimals.unwrap_or_default();
            return Ok(OverviewSource::ShareOfCost { lists, rest: rest.0, decimals });
        }
        (None, None, None, None, None) if kind == RowKind::Heading && !beside_of => OverviewSource::Heading,
        _ => return Err(&["lines", "of", "given", "ceiling-on", "share-of-cost"]),
    };
    if beside_cost {
        return Err(&["rest"]);
    }
    if decimals.is_some() && !matches!(source, OverviewSource::Share { .. }) {
        return Err(&["decimals"]);
    }
    Ok(source)
}

const fn figure(raw: RawFigure) -> OverviewFigure {
    match raw {
        RawFigure::Income => OverviewFigure::Income,
        RawFigure::Cost => OverviewFigure::Cost,
        RawFigure::Actual => OverviewFigure::Actual,
        RawFigure::Budget => OverviewFigure::Budget,
        RawFigure::Variance => OverviewFigure::Variance,
        RawFigure::Forecast => OverviewFigure::Forecast,
    }
}
