//! What the books have of a column of a table: drawn up once, then looked up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::{BookSources, Reason};
use crate::amount::{Amount, AmountError};
use crate::balances::Balances;
use crate::budget::Budget;
use crate::calendar::{Month, Period};
use crate::dimension::CostCentre;
use crate::statement::evaluate::{StatementError, View};
use crate::statement::follow_up::{ColumnChoice, FollowUpColumn};
use crate::statement::layout::NoteDraft;
use crate::statement::overview::{
    Figure, OverviewBody, OverviewColumn, OverviewDraft, OverviewFigure, OverviewSource,
};
use crate::statement::{
    Column, FollowUpBasis, Forecast, Statement, StatementKind, accounts_behind, decided_figures, follow_up,
    is_part_of_equity, notes, overview, row_figures,
};
use crate::verify::identify::{ColumnIs, TableIs, When};
use crate::verify::label::Label;
use crate::verify::published::{Basis, Facet, PublishedRow};

/// A table that the books can draw up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// A table of the layout.
    Table(TableIs),
    /// A row a cost centre.
    CostCentres,
}

/// The figures of a column, by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// By the row's name; why not where it cannot be told.
    pub(super) figures: BTreeMap<String, Result<Figure, Reason>>,
    /// What rows are called that the layout has no name for: label and name.
    pub(super) labels: Vec<(String, String)>,
}

impl Told {
    fn of_amounts(amounts: BTreeMap<String, Amount>) -> Self {
        let figures = amounts.into_iter().map(|(id, amount)| (id, Ok(Figure::Amount(amount))));
        Self { figures: figures.collect(), labels: Vec::new() }
    }
}

/// Draws up what is asked for, each column once.
pub(super) struct Teller<'a> {
    book: &'a BookSources<'a>,
    /// Every cost centre that something is booked or decided on.
    centres: BTreeSet<CostCentre>,
    /// What the settings call those.
    names: Vec<(Label, CostCentre)>,
    known: BTreeMap<(Source, ColumnIs), Result<Told, Reason>>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(book: &'a BookSources<'a>) -> Self {
        let booked = book.overview.balances.turnovers().map(|(_, object, _)| object);
        let planned = [Some(book.overview.budget), book.overview.forecast].into_iter().flatten();
        let planned = planned.flat_map(Budget::rows).map(|(_, object, _)| object);
        let centres = booked.chain(planned).filter_map(|object| object.cost_centre.clone());
        let centres: BTreeSet<CostCentre> = centres.collect();
        let used = book.centre_names.iter().filter(|(code, _)| centres.contains(*code));
        let names = used.map(|(code, name)| (Label::new(name), code.clone())).collect();
        Self { book, centres, names, known: BTreeMap::new() }
    }

    /// The cost centre that a row is about: by the code before it, or by what the settings call it.
    pub(super) fn centre(&self, row: &PublishedRow) -> Option<&CostCentre> {
        if let Some(known) = CostCentre::new(&row.key).ok().and_then(|code| self.centres.get(&code)) {
            return Some(known);
        }
        if row.is_sum || !row.key.is_empty() {
            return None;
        }
        let label = Label::new(&row.label);
        let alike = self.names.iter().filter_map(|(name, code)| Some((name.likeness(&label)?, code)));
        alike.min_by_key(|(likeness, _)| *likeness).map(|(_, code)| code)
    }

    /// Whether an overview is of parts of the activity.
    pub(super) fn is_of_parts(&self, index: usize) -> bool {
        let draft = self.book.layout.draft().overviews.get(index);
        draft.is_some_and(|draft| matches!(draft.body, OverviewBody::Parts(_)))
    }

    /// What the layout calls a note.
    pub(super) fn note_name(&self, index: usize) -> Option<&'a str> {
        self.book.layout.draft().notes.get(index).map(|note| note.id.as_str())
    }

    /// What the books have of a column.
    pub(super) fn column(&mut self, source: Source, column: ColumnIs) -> Result<&Told, Reason> {
        let book = self.book;
        let told = self.known.entry((source, column)).or_insert_with(|| match source {
            Source::Table(TableIs::Statement(kind)) => statement(book, kind, column),
            Source::Table(TableIs::Note(index)) => note(book, index, column),
            Source::Table(TableIs::Overview(index)) => overview_column(book, index, column),
            Source::CostCentres => centres(book, column),
            Source::Table(TableIs::Unknown) => Err(Reason::TableUnknown),
        });
        told.as_ref().map_err(Clone::clone)
    }

    /// What the books have of a row in a column. A line that is left out where it is nothing is nothing.
    pub(super) fn figure(&mut self, source: Source, column: ColumnIs, row: &str) -> Result<Figure, Reason> {
        let zero = Figure::Amount(Amount::ZERO);
        let missing = match source {
            Source::Table(TableIs::Note(_)) | Source::CostCentres => Ok(zero),
            Source::Table(TableIs::Overview(index)) => {
                let is_given = |draft: &OverviewDraft| is_given(draft, row);
                let draft = self.book.layout.draft().overviews.get(index);
                if draft.is_none_or(is_given) { Err(Reason::NotGiven) } else { Ok(zero) }
            }
            Source::Table(_) => Err(Reason::RowUnknown),
        };
        match self.column(source, column)?.figures.get(row) {
            Some(figure) => figure.clone(),
            None => missing,
        }
    }
}

/// Whether a row of an overview stands on what the settings give.
fn is_given(draft: &OverviewDraft, row: &str) -> bool {
    let OverviewBody::Rows(rows) = &draft.body else { return false };
    let row = rows.iter().find(|known| known.id == row);
    row.is_none_or(|row| !matches!(row.source, OverviewSource::Lines(_) | OverviewSource::Rows { .. }))
}

/// The column of a statement that is meant, if the books have that time.
pub(super) fn booked_column(balances: &Balances, when: When) -> Result<Column, Reason> {
    let (column, period) = match when {
        When::During(period) => (Column::During(period), period),
        When::Change(Some(period)) => (Column::Change(period), period),
        When::Opening(day) if day.day() == 1 => (Column::Opening(day), Period::month(Month::of(day))),
        When::At(day) if day == Month::of(day).last_day() => {
            (Column::Closing(day), Period::month(Month::of(day)))
        }
        When::Opening(day) | When::At(day) => return Err(Reason::WithinMonth(day)),
        When::Unsaid | When::Change(None) => return Err(Reason::TimeUnsaid),
    };
    let year = balances.fiscal_years().of(period.first());
    let is_opened = matches!(column, Column::Opening(_)) && balances.given_opening(year).is_some();
    // What a year holds before its first booking, it opened with; after its last, nothing is known.
    let is_booked = balances.is_booked(year)
        && (matches!(column, Column::Opening(_) | Column::Closing(_))
            || balances.last_month().is_some_and(|last| period.first() <= last));
    if is_booked || is_opened { Ok(column) } else { Err(Reason::NotBooked(period)) }
}

fn statement(book: &BookSources<'_>, kind: StatementKind, column: ColumnIs) -> Result<Told, Reason> {
    if column.side != Facet::Whole {
        return Err(Reason::ColumnUnknown);
    }
    let sources = &book.overview;
    if let (StatementKind::BalanceSheet, Basis::Actual, Some(opening)) =
        (kind, column.basis, opened_after(sources.balances, column.when))
    {
        return opened_sheet(book, opening, column.when);
    }
    let booked = || {
        let figures =
            row_figures(book.layout, sources.balances, kind, booked_column(sources.balances, column.when)?);
        figures.map_err(Reason::Statement)?.ok_or(Reason::ColumnUnknown)
    };
    let planned = |plan: Option<&Budget>, lacks: fn(Period) -> Reason| {
        let (StatementKind::IncomeStatement, Some(period)) = (kind, column.when.period()) else {
            return Err(Reason::ColumnUnknown);
        };
        let plan = plan.ok_or_else(|| lacks(period))?;
        let figures = decided_figures(book.layout, plan, period, sources.balances.fiscal_years());
        figures.map_err(too_large)?.ok_or_else(|| lacks(period))
    };
    let decided = || planned(Some(sources.budget), Reason::NotDecided);
    let amounts = match column.basis {
        Basis::Actual => booked()?,
        Basis::Budget => decided()?,
        Basis::Forecast => planned(sources.forecast, Reason::NotExpected)?,
        Basis::Variance => {
            let decided = decided()?;
            let less = |(id, amount): (String, Amount)| {
                let budget = decided.get(&id).copied().unwrap_or_default();
                amount.checked_sub(budget).map(|less| (id, less))
            };
            booked()?.into_iter().map(less).collect::<Result<_, _>>().map_err(too_large)?
        }
    };
    Ok(Told::of_amounts(amounts))
}

/// What the books start with, where they start the day after the one that is asked for.
fn opened_after(balances: &Balances, when: When) -> Option<Column> {
    let When::At(day) = when else { return None };
    let next = day.succ_opt()?;
    let year = balances.fiscal_years().of(Month::of(next));
    let is_start = year.first().first_day() == next && balances.given_opening(year).is_some();
    (is_start && booked_column(balances, when).is_err()).then_some(Column::Opening(next))
}

/// The balance sheet of the day before the books start: all but the parts of the equity.
fn opened_sheet(book: &BookSources<'_>, opening: Column, when: When) -> Result<Told, Reason> {
    let balances = book.overview.balances;
    let figures = row_figures(book.layout, balances, StatementKind::BalanceSheet, opening);
    let mut told = Told::of_amounts(figures.map_err(Reason::Statement)?.ok_or(Reason::ColumnUnknown)?);
    for (row, figure) in &mut told.figures {
        if let (true, Err(reason)) = (is_part_of_equity(book.layout, row), booked_column(balances, when)) {
            *figure = Err(reason);
        }
    }
    Ok(told)
}

/// A note with a row an account, of the day before the books start.
fn opened_note(book: &BookSources<'_>, note: &NoteDraft, opening: Column) -> Result<Told, Reason> {
    let accounts = accounts_behind(book.layout, book.overview.balances, &note.lines, opening);
    let accounts = accounts.map_err(Reason::Statement)?;
    let sum = Amount::checked_sum(accounts.values().copied()).map_err(too_large)?;
    let rows = accounts.iter().map(|(account, amount)| (format!("{}.{account}", note.id), *amount));
    Ok(Told::of_amounts(rows.chain([(format!("{}.sum", note.id), sum)]).collect()))
}

fn too_large(error: AmountError) -> Reason {
    Reason::Statement(error.into())
}

/// A view of a period in öre, with nothing beside it.
fn view<'a>(book: &BookSources<'a>, period: Period) -> View<'a> {
    View { period, comparison: None, unit: crate::amount::Unit::Kr, chart: book.chart }
}

fn note(book: &BookSources<'_>, index: usize, column: ColumnIs) -> Result<Told, Reason> {
    let balances = book.overview.balances;
    if column.basis != Basis::Actual || column.side != Facet::Whole {
        return Err(Reason::ColumnUnknown);
    }
    let draft = book.layout.draft().notes.get(index).ok_or(Reason::TableUnknown)?;
    if let Some(opening) = opened_after(balances, column.when).filter(|_| draft.rows.is_empty()) {
        return opened_note(book, draft, opening);
    }
    let (period, day) = match booked_column(balances, column.when)? {
        Column::During(period) => (period, None),
        Column::Closing(day) => (Period::month(Month::of(day)), Some(day)),
        Column::Opening(_) | Column::Change(_) | Column::Difference { .. } => {
            return Err(Reason::ColumnUnknown);
        }
    };
    let drawn = notes(book.layout, balances, &view(book, period)).map_err(Reason::Statement)?;
    let drawn: Statement = drawn.into_iter().nth(index).ok_or(Reason::TableUnknown)?;
    // The income of a day is none.
    if day.is_some() && matches!(drawn.columns.first(), Some(Column::During(_))) {
        return Err(Reason::ColumnUnknown);
    }
    let mut told = Told::default();
    for row in drawn.rows {
        let value = row.values.first().copied().flatten();
        told.labels.push((row.label, row.id.clone()));
        told.figures.insert(row.id, value.map(Figure::Amount).ok_or(Reason::NotGiven));
    }
    Ok(told)
}

/// The period that a column of an overview or of cost centres is about; a day ends its fiscal year.
fn period_of(balances: &Balances, when: When) -> Result<Period, Reason> {
    let of_day = |day: NaiveDate| {
        let year = balances.fiscal_years().of(Month::of(day)).period();
        (year.last().last_day() == day).then_some(year).ok_or(Reason::ColumnUnknown)
    };
    match when {
        When::During(period) => Ok(period),
        When::At(day) => of_day(day),
        When::Unsaid | When::Change(None) => Err(Reason::TimeUnsaid),
        When::Opening(_) | When::Change(Some(_)) => Err(Reason::ColumnUnknown),
    }
}

fn overview_column(book: &BookSources<'_>, index: usize, column: ColumnIs) -> Result<Told, Reason> {
    let draft = book.layout.draft().overviews.get(index).ok_or(Reason::TableUnknown)?;
    let balances = book.overview.balances;
    let period = period_of(balances, column.when)?;
    let of = |figure| OverviewColumn::Of(figure, period);
    let actual = [of(OverviewFigure::Actual), OverviewColumn::Given(period)];
    let wanted: Vec<OverviewColumn> = match (column.basis, column.side) {
        // Where a table has only what its parts cost, that is what happened.
        (Basis::Actual, Facet::Whole) => [&actual[..], &[of(OverviewFigure::Cost)]].concat(),
        (Basis::Actual, Facet::Net) => actual.to_vec(),
        (Basis::Actual, Facet::Income) => vec![of(OverviewFigure::Income)],
        (Basis::Actual, Facet::Cost) => vec![of(OverviewFigure::Cost)],
        (Basis::Budget, Facet::Whole | Facet::Net) => vec![of(OverviewFigure::Budget)],
        (Basis::Variance, Facet::Whole | Facet::Net) => vec![of(OverviewFigure::Variance)],
        (Basis::Forecast, Facet::Whole | Facet::Net) => vec![of(OverviewFigure::Forecast)],
        _ => return Err(Reason::ColumnUnknown),
    };
    let drawn =
        overview(book.layout, draft, &book.overview, &view(book, period)).map_err(Reason::Statement)?;
    let place = |wanted: &OverviewColumn| drawn.columns.iter().position(|known| known == wanted);
    let Some(place) = wanted.iter().find_map(place) else { return Err(lacks(column.basis, period)) };
    let is_booked = matches!(
        drawn.columns.get(place),
        Some(OverviewColumn::Of(
            OverviewFigure::Actual | OverviewFigure::Income | OverviewFigure::Cost | OverviewFigure::Variance,
            _
        ))
    );
    if is_booked {
        booked_column(balances, When::During(period))?;
    }
    let mut told = Told::default();
    for row in drawn.rows {
        told.labels.push((row.label, row.id.clone()));
        told.figures.insert(row.id, row.values.get(place).copied().flatten().ok_or(Reason::NotGiven));
    }
    Ok(told)
}

/// Why a table lacks a column of this kind.
const fn lacks(basis: Basis, period: Period) -> Reason {
    match basis {
        Basis::Actual => Reason::ColumnUnknown,
        Basis::Budget | Basis::Variance => Reason::NotDecided(period),
        Basis::Forecast => Reason::NotExpected(period),
    }
}

fn centres(book: &BookSources<'_>, column: ColumnIs) -> Result<Told, Reason> {
    let sources = &book.overview;
    let period = period_of(sources.balances, column.when)?;
    let year = sources.balances.fiscal_years().of(period.first()).period();
    let wanted = match column.basis {
        Basis::Actual => FollowUpColumn::Actual(period),
        Basis::Budget => FollowUpColumn::Budget(period),
        Basis::Variance => FollowUpColumn::Variance(period),
        Basis::Forecast => FollowUpColumn::Forecast(year),
    };
    let costs = match column.side {
        Facet::Whole | Facet::Net => None,
        Facet::Cost if !book.costs.is_empty() => Some(book.costs),
        Facet::Cost | Facet::Income => return Err(Reason::ColumnUnknown),
    };
    if matches!(column.basis, Basis::Actual | Basis::Variance) {
        booked_column(sources.balances, When::During(period))?;
    }
    let basis = FollowUpBasis {
        forecast: sources.forecast.map(Forecast::Given),
        columns: &ColumnChoice::ALL,
        costs,
        ..FollowUpBasis::of(sources.budget)
    };
    let drawn = follow_up(book.layout, sources.balances, &basis, &view(book, period));
    let drawn = drawn.map_err(|error: StatementError| Reason::Statement(error))?;
    let place = drawn.columns.iter().position(|known| *known == wanted);
    let place = place.ok_or_else(|| lacks(column.basis, period))?;
    let value = |values: &[Option<Amount>]| values.get(place).copied().flatten().map(Figure::Amount);
    // A budget that is decided for longer times than the period says nothing of it.
    let told = |values: &[Option<Amount>]| value(values).ok_or_else(|| lacks(column.basis, period));
    let figures = drawn.rows.iter().map(|row| (row.id.clone(), told(&row.values)));
    Ok(Told { figures: figures.collect(), labels: Vec::new() })
}
