//! How the figures of overviews, of the follow-up and of listings come about.

use super::books::Which;
use super::live::{At, Plan, Recipe, Term};
use super::statements::{Desk, Made};
use crate::render::table::Table;
use crate::statement::follow_up::{FollowUp, FollowUpColumn, FollowUpOf, Measure};
use crate::statement::overview::{
    Overview, OverviewBody, OverviewColumn, OverviewFigure, OverviewRowDraft, OverviewSource,
};
use crate::statement::{Column, RowKind, StatementKind};

impl Desk<'_> {
    /// The ways to the figures of a follow-up: what is booked per cost centre, sums of groups, and
    /// differences of columns.
    pub(super) fn recipes_of_follow_up(&self, table: usize, follow_up: &FollowUp) -> Vec<Made> {
        let sums = follow_up.sums();
        let mut made = Vec::new();
        for (row, shown) in follow_up.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Heading)
        {
            for (index, head) in follow_up.columns.iter().enumerate() {
                // The first column is the label.
                let column = index + 1;
                let cell = |meant: FollowUpColumn| {
                    let index = follow_up.columns.iter().position(|column| *column == meant)?;
                    Some(Term::cell(At { table, row, column: index + 1 }))
                };
                let less = |from: Option<Term>, less: Option<Term>| Some(vec![from?, less?.turned()]);
                let actual = cell(FollowUpColumn::Actual(follow_up.period));
                let mut add = |terms: Option<Vec<Term>>| {
                    made.extend(terms.map(|terms| (row, column, Recipe::Sum(terms))));
                };
                match head {
                    FollowUpColumn::Variance(of) => {
                        let (better, worse) =
                            follow_up.measure.better(actual, cell(FollowUpColumn::Budget(*of)));
                        add(less(better, worse));
                    }
                    FollowUpColumn::ChangeFrom(of) => add(less(actual, cell(FollowUpColumn::Actual(*of)))),
                    _ => {}
                }
                if let Some(parts) = sums.get(&row) {
                    add(Some(parts.iter().map(|row| Term::cell(At { table, row: *row, column })).collect()));
                }
                if let FollowUpColumn::Actual(period) = head {
                    add(self.centre(&shown.of, follow_up.measure, *period));
                }
            }
        }
        made
    }

    /// What a cost centre, or none, earned and cost during a period.
    fn centre(
        &self,
        of: &FollowUpOf,
        measure: Measure,
        period: crate::calendar::Period,
    ) -> Option<Vec<Term>> {
        let centre = match of {
            FollowUpOf::CostCentre(centre) => Which::CostCentre(Some(centre.as_str())),
            FollowUpOf::NoCostCentre => Which::CostCentre(None),
            _ => return None,
        };
        let (part, is_turned) = match measure {
            Measure::Net => (Which::IncomeStatement, true),
            Measure::Costs => (Which::Costs, false),
        };
        let balances = self.balances?;
        let terms = balances.movement(balances.period(|known| *known == period)?, &[part, centre])?;
        let mut terms: Vec<Term> = terms.into_iter().map(|term| term.turned_if(is_turned)).collect();
        terms.sort_by_key(|term| term.is_taken_off);
        Some(terms)
    }

    /// The ways to the figures of an overview, as its layout draws it up.
    pub(super) fn recipes_of_overview(
        &self,
        table: usize,
        overview: &Overview,
        plans: &[Plan<'_>],
    ) -> Vec<Made> {
        let draft = self.layout.draft().overviews.iter().find(|draft| draft.name == overview.name);
        let mut made = Vec::new();
        for (row, shown) in overview.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Heading) {
            for (index, head) in overview.columns.iter().enumerate() {
                let at = |column: usize| At { table, row, column: column + 1 };
                let beside = Beside { overview, at: &at };
                let mut ways: Vec<Recipe> = beside.ways(*head).into_iter().map(Recipe::Sum).collect();
                match draft.map(|draft| &draft.body) {
                    Some(OverviewBody::Rows(rows)) => {
                        let own = rows.iter().find(|draft| draft.id == shown.id);
                        let place = Spot { table, overview, rows, column: index };
                        ways.extend(own.and_then(|own| self.of_row(own, &place, *head, plans)));
                    }
                    Some(OverviewBody::Parts(_)) => {
                        ways.extend(parts_above(overview, row, shown.kind, |row| At { row, ..at(index) }));
                    }
                    None => {}
                }
                made.extend(ways.into_iter().map(|way| (row, index + 1, way)));
            }
        }
        made
    }

    fn of_row(
        &self,
        own: &OverviewRowDraft,
        spot: &Spot<'_>,
        head: OverviewColumn,
        plans: &[Plan<'_>],
    ) -> Option<Recipe> {
        let terms = match (&own.source, head) {
            (OverviewSource::Rows { of, less }, _) => {
                let taken_off = spot.cells(less)?.into_iter().map(Term::turned);
                spot.cells(of)?.into_iter().chain(taken_off).collect::<Vec<_>>()
            }
            (OverviewSource::Share { of, share_of, decimals }, _) => {
                let (of, whole, decimals) = (spot.cells(of)?, spot.cells(share_of)?, u32::from(*decimals));
                return Some(Recipe::Share { of, whole, decimals });
            }
            (OverviewSource::Lines(lines), OverviewColumn::Of(OverviewFigure::Actual, period)) => {
                let line = |id: &String| {
                    let income = self.rows(StatementKind::IncomeStatement).iter().any(|row| row.id == *id);
                    let (kind, time) = if income {
                        (StatementKind::IncomeStatement, Column::During(period))
                    } else {
                        (StatementKind::BalanceSheet, Column::Closing(period.last().last_day()))
                    };
                    self.figure(kind, id, time, plans)
                };
                lines.iter().map(line).collect::<Option<Vec<_>>>()?.concat()
            }
            _ => return None,
        };
        Some(Recipe::Sum(terms.into_iter().map(|term| term.turned_if(own.minus)).collect()))
    }
}

/// Where a row of an overview stands.
struct Spot<'a> {
    table: usize,
    overview: &'a Overview,
    rows: &'a [OverviewRowDraft],
    column: usize,
}

impl Spot<'_> {
    /// The cells of these rows; one that is not shown gives way to what it is made of.
    fn cells(&self, ids: &[String]) -> Option<Vec<Term>> {
        let cell = |id: &String| {
            if let Some(row) = self.overview.rows.iter().position(|row| row.id == *id) {
                return Some(vec![Term::cell(At { table: self.table, row, column: self.column + 1 })]);
            }
            // A row that is left out is nothing.
            self.rows.iter().any(|row| row.id == *id && row.only_if_used).then(Vec::new)
        };
        ids.iter().map(cell).collect::<Option<Vec<_>>>().map(|cells| cells.concat())
    }
}

/// The columns beside one.
struct Beside<'a> {
    overview: &'a Overview,
    at: &'a dyn Fn(usize) -> At,
}

impl Beside<'_> {
    /// A variance is the difference of two columns, a net the sum of two.
    fn ways(&self, head: OverviewColumn) -> Vec<Vec<Term>> {
        let OverviewColumn::Of(figure, period) = head else { return Vec::new() };
        let cell = |figure| {
            let meant = OverviewColumn::Of(figure, period);
            let column = self.overview.columns.iter().position(|column| *column == meant)?;
            Some(Term::cell((self.at)(column)))
        };
        let both = |one, other: Option<Term>| Some(vec![one?, other?]);
        let (actual, budget) = (cell(OverviewFigure::Actual), cell(OverviewFigure::Budget));
        let ways = match figure {
            OverviewFigure::Variance => [
                both(actual.clone(), budget.clone().map(Term::turned)),
                both(budget, actual.map(Term::turned)),
            ],
            OverviewFigure::Actual => [both(cell(OverviewFigure::Income), cell(OverviewFigure::Cost)), None],
            _ => [None, None],
        };
        ways.into_iter().flatten().collect()
    }
}

/// Where an overview splits the income statement into parts, a sum is of the parts above it, and the
/// total of all of them.
fn parts_above(overview: &Overview, row: usize, kind: RowKind, at: impl Fn(usize) -> At) -> Option<Recipe> {
    if !matches!(kind, RowKind::Sum | RowKind::Total) {
        return None;
    }
    let above = overview.rows.iter().enumerate().take(row);
    let lines = above.filter(|(_, row)| row.kind == RowKind::Line);
    Some(Recipe::Sum(lines.map(|(row, _)| Term::cell(at(row))).collect()))
}

/// The ways to the figures of tables that are known by their name: trial balance, general ledger, what
/// the members pay.
pub(super) fn recipes_of_listing(at_table: usize, table: &Table) -> Vec<Made> {
    let column = |name: &str| table.columns.iter().position(|column| column.name == name);
    let cell = |row: usize, name: &str| Some(Term::cell(At { table: at_table, row, column: column(name)? }));
    let mut made = Vec::new();
    for (row, shown) in table.rows.iter().enumerate() {
        let mut add = |name: &str, terms: Option<Vec<Term>>| {
            made.extend(column(name).zip(terms).map(|(column, terms)| (row, column, Recipe::Sum(terms))));
        };
        let is_total = shown.kind == RowKind::Total;
        let lines = |name: &str, kind: RowKind| {
            let lines = table.rows.iter().enumerate().take(row).filter(|(_, row)| row.kind == kind);
            lines.map(|(row, _)| cell(row, name)).collect::<Option<Vec<_>>>()
        };
        match table.name {
            "trial-balance" if is_total => {
                for name in ["opening", "debit", "credit", "closing"] {
                    add(name, lines(name, RowKind::Line));
                }
            }
            "trial-balance" => add("closing", {
                let parts = [cell(row, "opening"), cell(row, "debit"), cell(row, "credit").map(Term::turned)];
                parts.into_iter().collect()
            }),
            "general-ledger" if row > 0 => {
                let moved =
                    [cell(row - 1, "balance"), cell(row, "debit"), cell(row, "credit").map(Term::turned)];
                if is_total {
                    add("balance", cell(row - 1, "balance").map(|before| vec![before]));
                    for name in ["debit", "credit"] {
                        add(name, lines(name, RowKind::Line));
                    }
                } else {
                    add("balance", moved.into_iter().collect());
                }
            }
            "openings" if is_total => add("opening", lines("opening", RowKind::Line)),
            "members" => {
                add(
                    "variance",
                    cell(row, "booked")
                        .zip(cell(row, "decided"))
                        .map(|(booked, decided)| vec![booked, decided.turned()]),
                );
                if is_total {
                    for name in ["decided", "booked"] {
                        add(name, lines(name, RowKind::Sum));
                        add(name, lines(name, RowKind::Line));
                    }
                }
            }
            _ => {}
        }
    }
    made
}
