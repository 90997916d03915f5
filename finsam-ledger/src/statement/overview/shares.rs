//! Rows that show what each part of the activity cost, in parts of a hundred of all cost.

use std::collections::BTreeMap;

use super::draft::{OverviewFigure, OverviewRowDraft, OverviewSource};
use super::parts::Parts;
use super::rows::share;
use super::{Figure, OverviewColumn, OverviewRow, OverviewSources};
use crate::amount::{Amount, AmountError};
use crate::statement::RowKind;
use crate::statement::evaluate::{Page, StatementError};
use crate::statement::layout::Layout;

/// What is behind each row of an overview that asks for shares of cost, by the row's name.
pub(super) struct CostShares(BTreeMap<String, Costs>);

/// A list of parts and what they cost.
struct Costs {
    names: Vec<String>,
    /// For each column what each part cost, and last what is in no part; `None` where it is not told.
    columns: Vec<Option<Vec<Amount>>>,
}

impl CostShares {
    pub(super) fn of<'a>(
        rows: &[OverviewRowDraft],
        columns: &[OverviewColumn],
        layout: &'a Layout,
        page: &Page<'a>,
        sources: &OverviewSources<'_>,
    ) -> Result<Self, StatementError> {
        let mut shares = BTreeMap::new();
        for row in rows {
            let OverviewSource::ShareOfCost { lists, .. } = &row.source else { continue };
            let parts = Parts::of(lists, layout, sources);
            let cost = |column: &OverviewColumn| match column {
                OverviewColumn::Of(OverviewFigure::Actual, period) => {
                    let split = parts.booked(page, *period)?;
                    Ok(Some(split.iter().map(|split| split.cost).collect()))
                }
                _ => Ok::<_, StatementError>(None),
            };
            let columns = columns.iter().map(cost).collect::<Result<_, _>>()?;
            let names = parts.list.iter().map(|part| part.name.clone()).collect();
            shares.insert(row.id.clone(), Costs { names, columns });
        }
        Ok(Self(shares))
    }

    /// A row for each part that cost anything, named after the row that asks for them; none without parts.
    pub(super) fn rows(&self, id: &str, rest: &str, decimals: u32) -> Result<Vec<OverviewRow>, AmountError> {
        let Some(Costs { names, columns }) = self.0.get(id) else { return Ok(Vec::new()) };
        // Where nothing is told apart, all of it would be the rest: that says nothing.
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = Vec::new();
        for (index, name) in names.iter().map(String::as_str).chain([rest]).enumerate() {
            let value = |costs: &Option<Vec<Amount>>| {
                let Some(costs) = costs else { return Ok(None) };
                let all = Amount::checked_sum(costs.iter().copied())?;
                Ok(costs.get(index).and_then(|cost| share(*cost, all, decimals)))
            };
            let values = columns.iter().map(value).collect::<Result<Vec<_>, AmountError>>()?;
            if values.iter().flatten().any(|percent| !percent.is_zero()) {
                let place = if index == names.len() { "rest".to_owned() } else { (index + 1).to_string() };
                rows.push(OverviewRow {
                    id: format!("{id}.{place}"),
                    kind: RowKind::Line,
                    label: name.to_owned(),
                    values: values.into_iter().map(|percent| percent.map(Figure::Percent)).collect(),
                });
            }
        }
        Ok(rows)
    }
}
