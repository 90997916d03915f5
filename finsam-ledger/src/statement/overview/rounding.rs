//! Overviews in tkr whose figures add up.

use std::collections::BTreeMap;

use super::draft::{OverviewBody, OverviewDraft, OverviewFigure, OverviewRowDraft, OverviewSource};
use super::{Figure, Overview, OverviewColumn};
use crate::amount::{Amount, AmountError, Unit};
use crate::statement::RowKind;
use crate::statement::rounding::{Sums, adding_up, left_over};

impl Overview {
    /// This overview, known in kronor and öre, in a coarser unit with figures that add up down each
    /// column. What lies between two columns, a cost between income and net and a variance between actual
    /// and budget, is what they differ by. Percentages and counts are of the exact figures.
    ///
    /// # Errors
    /// [`AmountError`] if a sum does not fit.
    pub fn adding_up(&self, draft: &OverviewDraft, unit: Unit) -> Result<Self, AmountError> {
        if unit == Unit::Kr {
            return Ok(self.clone());
        }
        let structure = Structure::of(self, draft);
        let mut shown = Self { unit, adjusted: true, rounded_sums: Vec::new(), ..self.clone() };
        for (column, _) in self.columns.iter().enumerate().filter(|(_, head)| !self.lies_between(**head)) {
            let exact: Vec<Option<Amount>> = structure.turned(self, column);
            let figures = adding_up(&exact, &structure.sums, &BTreeMap::new(), unit);
            let left = left_over(&figures, &structure.sums, column, |row| self.rows[row].id.clone())?;
            shown.rounded_sums.extend(left);
            for (index, figure) in figures.into_iter().enumerate() {
                if let Some(figure) = figure {
                    set(&mut shown, index, column, structure.turn(index, figure));
                }
            }
        }
        for (column, head) in self.columns.iter().enumerate().filter(|(_, head)| self.lies_between(**head)) {
            let OverviewColumn::Of(figure, period) = *head else { continue };
            let (from, less) = match figure {
                OverviewFigure::Cost => (OverviewFigure::Actual, OverviewFigure::Income),
                _ => (OverviewFigure::Actual, OverviewFigure::Budget),
            };
            let at =
                |figure| self.columns.iter().position(|known| *known == OverviewColumn::Of(figure, period));
            for index in 0..shown.rows.len() {
                let of = |figure| at(figure).and_then(|column| amount_of(&shown, index, column));
                let between =
                    of(from).zip(of(less)).map(|(from, less)| from.checked_sub(less)).transpose()?;
                if let Some(between) = between {
                    let is_turned = figure == OverviewFigure::Variance && structure.is_minus(index);
                    set(&mut shown, index, column, if is_turned { between.negated() } else { between });
                }
            }
        }
        Ok(shown)
    }

    /// Whether a column is what two others beside it differ by.
    fn lies_between(&self, column: OverviewColumn) -> bool {
        let OverviewColumn::Of(figure, period) = column else { return false };
        let has = |figure| self.columns.contains(&OverviewColumn::Of(figure, period));
        match figure {
            OverviewFigure::Cost => has(OverviewFigure::Actual) && has(OverviewFigure::Income),
            OverviewFigure::Variance => has(OverviewFigure::Actual) && has(OverviewFigure::Budget),
            _ => false,
        }
    }
}

fn amount_of(overview: &Overview, row: usize, column: usize) -> Option<Amount> {
    overview.rows.get(row)?.values.get(column).copied().flatten()?.amount()
}

fn set(overview: &mut Overview, row: usize, column: usize, amount: Amount) {
    let value = overview.rows.get_mut(row).and_then(|row| row.values.get_mut(column));
    if let Some(value) = value.filter(|value| matches!(value, Some(Figure::Amount(_)))) {
        *value = Some(Figure::Amount(amount));
    }
}

/// Which rows are sums of which, once each is read so that sums only add.
struct Structure {
    sums: Sums,
    /// Rows that are read with the other sign for that.
    turned: Vec<bool>,
    /// Rows that the layout shows with the other sign.
    minus: Vec<bool>,
}

impl Structure {
    fn of(overview: &Overview, draft: &OverviewDraft) -> Self {
        let rows = overview.rows.len();
        let mut structure = Self { sums: Sums::new(), turned: vec![false; rows], minus: vec![false; rows] };
        match &draft.body {
            OverviewBody::Parts(_) => structure.sum_parts(overview),
            OverviewBody::Rows(drafts) => structure.sum_rows(overview, drafts),
        }
        structure
    }

    /// The lines make the sum, and the sum and what stands below it the total.
    fn sum_parts(&mut self, overview: &Overview) {
        let mut open = Vec::new();
        for (index, row) in overview.rows.iter().enumerate() {
            if row.kind != RowKind::Line {
                self.sums.insert(index, std::mem::take(&mut open));
            }
            open.push(index);
        }
    }

    /// From the sums that are part of no other down: a part that is taken off is turned around, and so is
    /// all that it is made of. A sum whose parts another has turned the other way is left alone.
    fn sum_rows(&mut self, overview: &Overview, drafts: &[OverviewRowDraft]) {
        let place = |id: &String| overview.rows.iter().position(|row| row.id == *id);
        let draft_of = |index: usize| drafts.iter().find(|draft| draft.id == overview.rows[index].id);
        for (index, minus) in self.minus.iter_mut().enumerate() {
            *minus = draft_of(index).is_some_and(|draft| draft.minus);
        }
        let parts_of = |index: usize| -> Vec<(usize, bool)> {
            let Some(OverviewSource::Rows { of, less }) = draft_of(index).map(|draft| &draft.source) else {
                return Vec::new();
            };
            let added = of.iter().filter_map(place).map(|part| (part, false));
            added.chain(less.iter().filter_map(place).map(|part| (part, true))).collect()
        };
        let mut known: BTreeMap<usize, bool> = BTreeMap::new();
        // A sum stands below its parts, so the last are part of no other.
        for index in (0..overview.rows.len()).rev() {
            let parts = parts_of(index);
            if parts.is_empty() {
                continue;
            }
            let is_turned = *known.entry(index).or_insert(false);
            let reading = |is_less: bool| is_turned ^ self.minus[index] ^ is_less;
            let agrees =
                |(part, is_less): &(usize, bool)| known.get(part).is_none_or(|is| *is == reading(*is_less));
            if parts.iter().all(agrees) {
                for (part, is_less) in &parts {
                    known.insert(*part, reading(*is_less));
                }
                self.sums.insert(index, parts.into_iter().map(|(part, _)| part).collect());
            }
        }
        for (index, is_turned) in known {
            self.turned[index] = is_turned;
        }
    }

    fn is_minus(&self, row: usize) -> bool {
        self.minus.get(row).copied().unwrap_or_default()
    }

    fn turn(&self, row: usize, amount: Amount) -> Amount {
        if self.turned.get(row).copied().unwrap_or_default() { amount.negated() } else { amount }
    }

    /// A column's amounts, as sums add them.
    fn turned(&self, overview: &Overview, column: usize) -> Vec<Option<Amount>> {
        let rows = 0..overview.rows.len();
        rows.map(|row| amount_of(overview, row, column).map(|amount| self.turn(row, amount))).collect()
    }
}
