//! The overviews of a layout file.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::Reading;
use super::words::{self, Keys, RawEnglish, RawWords};
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
    title_en: Option<RawEnglish>,
    sum_en: Option<RawEnglish>,
    rest_en: Option<RawEnglish>,
    total_en: Option<RawEnglish>,
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
    heading_en: Option<RawEnglish>,
    line_en: Option<RawEnglish>,
    sum_en: Option<RawEnglish>,
    total_en: Option<RawEnglish>,
    rest_en: Option<RawEnglish>,
}

impl Reading<'_> {
    pub(super) fn overview(&mut self, raw: Spanned<RawOverview>) -> Option<OverviewDraft> {
        let span = raw.span();
        let raw = raw.into_inner();
        let words = [
            words::optional(raw.sum, raw.sum_en, &["sum", "sum-en"]),
            words::optional(raw.rest, raw.rest_en, &["rest", "rest-en"]),
            words::optional(raw.total, raw.total_en, &["total", "total-en"]),
        ];
        let body = match (raw.parts, words) {
            (_, [Err(keys), ..] | [_, Err(keys), _] | [.., Err(keys)]) => Err(keys),
            (None, [Ok(None), Ok(None), Ok(None)]) => {
                let rows =
                    raw.row.into_iter().filter_map(|row| self.overview_row(row.span(), row.into_inner()));
                Ok(OverviewBody::Rows(rows.collect()))
            }
            (Some(lists), [Ok(sum), Ok(Some(rest)), Ok(Some(total))]) if raw.row.is_empty() => {
                Ok(OverviewBody::Parts(Box::new(PartsDraft { lists, sum, rest, total })))
            }
            _ => Err(&["row", "parts", "rest", "total"] as Keys),
        };
        let body = body.map_err(|keys| self.misshapen(span, &raw.name, keys)).ok()?;
        Some(OverviewDraft {
            name: raw.name,
            aliases: raw.aliases,
            title: raw.title.with(raw.title_en),
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
        let said = [
            (RowKind::Heading, raw.heading.take(), raw.heading_en.take()),
            (RowKind::Line, raw.line.take(), raw.line_en.take()),
            (RowKind::Sum, raw.sum.take(), raw.sum_en.take()),
            (RowKind::Total, raw.total.take(), raw.total_en.take()),
        ];
        let labelled = words::label(said).map_err(|keys| self.misshapen(span.clone(), &raw.id, keys));
        let (kind, label) = labelled.ok()?;
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
fn source(raw: &mut RawRow, kind: RowKind) -> Result<OverviewSource, Keys> {
    let decimals = raw.decimals.take();
    let rest = words::optional(raw.rest.take(), raw.rest_en.take(), &["rest", "rest-en"])?;
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
            return Ok(OverviewSource::ShareOfCost { lists, rest, decimals });
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
