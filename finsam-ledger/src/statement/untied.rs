//! What is told where rounded figures do not add up: a sum and the rows it is the sum of, a change and the
//! figures it lies between, the liquid funds and what they were before.

use super::layout::{Content, LiquidFunds, RowDraft};
use super::lines::{Figures, value_of};
use super::{Column, RoundedSum, Statement};
use crate::amount::{Amount, AmountError, Unit};

/// The columns that are what two others differ by: each with the one that is taken off, and from which.
pub(crate) fn changes_between(columns: &[Column]) -> Vec<(usize, usize, usize)> {
    let place = |is_meant: &dyn Fn(&Column) -> bool| columns.iter().position(is_meant);
    let ends = |column: &Column| match column {
        Column::Change(_) => Some((
            place(&|column| matches!(column, Column::Opening(_)))?,
            place(&|column| matches!(column, Column::Closing(_)))?,
        )),
        Column::Difference { of, from } => Some((
            place(&|column| *column == Column::During(*from))?,
            place(&|column| *column == Column::During(*of))?,
        )),
        Column::During(_) | Column::Opening(_) | Column::Closing(_) => None,
    };
    let changes = columns.iter().enumerate();
    changes.filter_map(|(column, head)| ends(head).map(|(from, to)| (column, from, to))).collect()
}

/// Says where rounded figures do not add up, once a figure: a sum and the rows it is the sum of,
/// a change and the balances it lies between. Exact figures always do.
pub(super) fn state_rounding(
    statement: &mut Statement,
    rows: &[RowDraft],
    figures: &[Figures],
) -> Result<(), AmountError> {
    if statement.unit == Unit::Kr {
        return Ok(());
    }
    let unit = statement.unit;
    let changes = changes_between(&statement.columns);
    for shown in &statement.rows {
        let Some(row) = rows.iter().find(|row| row.id == shown.id && !row.id.is_empty()) else { continue };
        for (column, value) in shown.values.iter().enumerate() {
            let (Content::Sum { of }, Some(total)) = (&row.content, value) else { continue };
            let parts = of.iter().filter_map(|id| rows.iter().find(|part| part.id == *id));
            let parts = parts
                .map(|part| Ok(value_of(rows, part, &figures[column])?.unwrap_or_default().rounded(unit)));
            let parts = Amount::checked_sum(parts.collect::<Result<Vec<_>, AmountError>>()?)?;
            if parts != *total {
                statement.rounded_sums.push(RoundedSum { row: row.id.clone(), column, parts, total: *total });
            }
        }
        let value = |column: usize| shown.values.get(column).copied().flatten();
        for (column, from, to) in changes.iter().copied() {
            let (Some(total), Some(from), Some(to)) = (value(column), value(from), value(to)) else {
                continue;
            };
            let parts = to.checked_sub(from)?;
            let stated = |sum: &RoundedSum| sum.row == row.id && sum.column == column;
            if parts != total && !statement.rounded_sums.iter().any(stated) {
                statement.rounded_sums.push(RoundedSum { row: row.id.clone(), column, parts, total });
            }
        }
    }
    Ok(())
}

/// Says where rounded opening liquid funds and net cash flow do not make the rounded closing ones.
pub(super) fn state_rounded_funds(
    statement: &mut Statement,
    rows: &[RowDraft],
    net: &str,
    figures: &[Figures],
) -> Result<(), AmountError> {
    let unit = statement.unit;
    let of_funds = |funds| rows.iter().find(|row| row.content == Content::LiquidFunds(funds));
    let net = rows.iter().find(|row| row.id == net);
    let (Some(opening), Some(net), Some(closing)) =
        (of_funds(LiquidFunds::Opening), net, of_funds(LiquidFunds::Closing))
    else {
        return Ok(());
    };
    let is_shown = statement.row(&closing.id).is_some();
    for (column, figures) in figures.iter().enumerate().filter(|_| is_shown) {
        let rounded =
            |row| Ok::<_, AmountError>(value_of(rows, row, figures)?.unwrap_or_default().rounded(unit));
        let (parts, total) = (rounded(opening)?.checked_add(rounded(net)?)?, rounded(closing)?);
        if parts != total {
            statement.rounded_sums.push(RoundedSum { row: closing.id.clone(), column, parts, total });
        }
    }
    Ok(())
}
