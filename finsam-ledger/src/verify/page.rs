//! What is printed, by what it is: every figure under the lines, basis and time it is about.

use std::collections::{BTreeMap, BTreeSet};

use super::explain::step;
use super::identify::{ColumnIs, Identified, IdentifiedTable, TableIs, When};
use super::label::Label;
use super::published::{Basis, Facet, FigureAt, Published, PublishedTable};
use super::verdict::Term;
use crate::amount::{Amount, Unit};
use crate::statement::layout::{Content, Layout, LayoutDraft, RowDraft};
use crate::statement::overview::{Figure, OverviewBody, OverviewRowDraft, OverviewSource};
use crate::statement::{StatementKind, leaves};

/// A row of a statement: which statement, and which row of its draft.
pub(super) type Line = (StatementKind, usize);

/// What a figure is made of: lines of the statements that are no sums, and how often each is in it.
pub(super) type Made = BTreeMap<Line, i64>;

/// What a printed figure is, but for its sign.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quantity {
    made: Made,
    basis: Basis,
    when: When,
}

/// Published reports as the search for relations sees them.
pub(super) struct Page<'a> {
    pub(super) reports: &'a [Published],
    pub(super) identified: &'a Identified,
    pub(super) layout: &'a Layout,
    /// The lines that equity is made of.
    equity: BTreeSet<Line>,
    /// Where each quantity is printed, and whether with the other sign.
    index: BTreeMap<Quantity, Vec<Term>>,
    /// The times of which each statement is printed.
    printed: BTreeSet<(StatementKind, When)>,
    /// By report, table and unit: how many öre the last printed digit stands for.
    steps: BTreeMap<(usize, usize, Unit), i64>,
    /// By report and table: its title, and the labels of its rows.
    labels: BTreeMap<(usize, usize), (Label, Vec<Label>)>,
}

/// A table with what it is.
#[derive(Clone, Copy)]
pub(super) struct TableAt<'a> {
    pub(super) report: usize,
    pub(super) table: usize,
    pub(super) printed: &'a PublishedTable,
    pub(super) identified: &'a IdentifiedTable,
}

impl<'a> TableAt<'a> {
    pub(super) const fn at(&self, row: usize, column: usize) -> FigureAt {
        FigureAt { report: self.report, table: self.table, row, column }
    }

    /// The figure's place, if money is printed there.
    pub(super) fn money(&self, row: usize, column: usize) -> Option<FigureAt> {
        let figure = self.printed.rows.get(row)?.figures.get(column)?.as_ref()?;
        figure.value.amount().map(|_| self.at(row, column))
    }

    pub(super) fn column(&self, column: usize) -> Option<ColumnIs> {
        self.identified.columns.get(column).copied()
    }

    pub(super) fn columns(&self) -> std::ops::Range<usize> {
        0..self.printed.columns.len()
    }

    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        0..self.printed.rows.len()
    }

    /// The printed row that is this row of the layout.
    pub(super) fn row_of(&self, id: &str) -> Option<usize> {
        self.identified.rows.iter().position(|found| found.as_ref().is_some_and(|found| found.id == id))
    }

    /// The row of the layout that a printed row is.
    pub(super) fn id_of(&self, row: usize) -> Option<&'a str> {
        self.identified.rows.get(row)?.as_ref().map(|found| found.id.as_str())
    }

    /// Whether a row has a figure in any column.
    pub(super) fn has_figures(&self, row: usize) -> bool {
        self.columns().any(|column| self.money(row, column).is_some())
    }
}

/// The rows of a statement.
pub(super) fn rows_of(draft: &LayoutDraft, kind: StatementKind) -> &[RowDraft] {
    match kind {
        StatementKind::IncomeStatement => &draft.income_statement.rows,
        StatementKind::BalanceSheet => &draft.balance_sheet.rows,
        StatementKind::CashFlow => &draft.cash_flow.rows,
        StatementKind::Notes => &[],
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(reports: &'a [Published], identified: &'a Identified, layout: &'a Layout) -> Self {
        let draft = layout.draft();
        let sheet = &draft.balance_sheet;
        let equity = leaves(&sheet.rows, &sheet.equity);
        let mut page = Self {
            reports,
            identified,
            layout,
            equity: equity.into_iter().map(|row| (StatementKind::BalanceSheet, row)).collect(),
            index: BTreeMap::new(),
            printed: BTreeSet::new(),
            steps: steps(reports),
            labels: labels(reports),
        };
        let mut index: BTreeMap<Quantity, Vec<Term>> = BTreeMap::new();
        for table in page.tables() {
            if let TableIs::Statement(kind) = table.identified.is {
                page.printed
                    .extend(table.identified.columns.iter().map(|column| (kind, canonical(column.when))));
            }
        }
        for table in page.tables() {
            for row in table.rows() {
                let Some(made) = page.made_of(&table, row) else { continue };
                for column in table.columns() {
                    let told = table.money(row, column).zip(table.column(column));
                    if let Some((figure, is)) = told
                        && let Some((quantity, minus)) = page.quantity(&made, is)
                    {
                        index.entry(quantity).or_default().push(Term { figure, minus });
                    }
                }
            }
        }
        for places in index.values_mut() {
            // What is printed to more digits says more, and a statement more than what is made of it.
            places.sort_by_key(|place| {
                (place.figure.report, page.step(place.figure), !page.is_statement(place.figure))
            });
        }
        page.index = index;
        page
    }

    /// Every table, in the order of the reports.
    pub(super) fn tables(&self) -> impl Iterator<Item = TableAt<'a>> + use<'a> {
        let (reports, identified) = (self.reports, self.identified);
        reports.iter().enumerate().flat_map(move |(report, published)| {
            published.tables.iter().enumerate().filter_map(move |(table, printed)| {
                Some(TableAt { report, table, printed, identified: identified.table(report, table)? })
            })
        })
    }

    fn is_statement(&self, at: FigureAt) -> bool {
        let table = self.identified.table(at.report, at.table);
        table.is_some_and(|table| matches!(table.is, TableIs::Statement(_)))
    }

    /// Where each quantity is printed that is printed more than once; the figure that says most first.
    pub(super) fn repeated(&self) -> impl Iterator<Item = &[Term]> {
        self.index.values().map(Vec::as_slice).filter(|places| places.len() > 1)
    }

    /// What a printed row is made of, if it is a line or sum of the layout.
    pub(super) fn made_of(&self, table: &TableAt<'_>, row: usize) -> Option<Made> {
        let draft = self.layout.draft();
        let id = table.id_of(row)?;
        match table.identified.is {
            TableIs::Statement(kind) => self.made_of_line(kind, id),
            TableIs::Overview(index) => match &draft.overviews.get(index)?.body {
                OverviewBody::Rows(rows) => self.made_of_overview(rows, id, 0),
                OverviewBody::Parts(_) => None,
            },
            TableIs::Note(_) | TableIs::Unknown => None,
        }
    }

    /// What a line or sum of a statement is made of.
    pub(super) fn made_of_line(&self, kind: StatementKind, id: &str) -> Option<Made> {
        let rows = rows_of(self.layout.draft(), kind);
        let row = rows.iter().find(|row| row.id == id)?;
        match row.content {
            Content::Heading | Content::LiquidFunds(_) => None,
            _ => Some(leaves(rows, id).into_iter().map(|leaf| ((kind, leaf), 1)).collect()),
        }
        .filter(|made: &Made| !made.is_empty())
    }

    /// The statement that has a line by this name, the income statement first.
    pub(super) fn statement_of(&self, id: &str) -> Option<StatementKind> {
        let kinds = [StatementKind::IncomeStatement, StatementKind::BalanceSheet];
        kinds.into_iter().find(|kind| rows_of(self.layout.draft(), *kind).iter().any(|row| row.id == id))
    }

    /// A row of an overview, as far as lines of statements make it; nothing where figures are given.
    fn made_of_overview(&self, rows: &[OverviewRowDraft], id: &str, depth: usize) -> Option<Made> {
        let row = rows.iter().find(|row| row.id == id)?;
        let mut made = Made::new();
        let mut add = |part: &Made, times: i64| {
            for (line, count) in part {
                *made.entry(*line).or_default() += times * count;
            }
        };
        match &row.source {
            OverviewSource::Lines(lines) => {
                for line in lines {
                    add(&self.made_of_line(self.statement_of(line)?, line)?, 1);
                }
            }
            // A layout's rows do not go round in circles; the depth is for one that was never proved.
            OverviewSource::Rows { of, less } if depth < rows.len() => {
                for (parts, times) in [(of, 1), (less, -1)] {
                    for part in parts {
                        add(&self.made_of_overview(rows, part, depth + 1)?, times);
                    }
                }
            }
            _ => return None,
        }
        if row.minus {
            for count in made.values_mut() {
                *count = -*count;
            }
        }
        made.retain(|_, count| *count != 0);
        (!made.is_empty()).then_some(made)
    }

    /// What a figure is, and whether it is printed with the other sign.
    fn quantity(&self, made: &Made, is: ColumnIs) -> Option<(Quantity, bool)> {
        if is.side != Facet::Whole || is.basis == Basis::Variance {
            return None;
        }
        let minus = made.values().next().is_some_and(|count| *count < 0);
        let made: Made =
            made.iter().map(|(line, count)| (*line, if minus { -count } else { *count })).collect();
        let when = self.when(&made, is.when)?;
        Some((Quantity { made, basis: is.basis, when }, minus))
    }

    /// The time of a figure made of these lines: balances have a day, all else a period.
    fn when(&self, made: &Made, when: When) -> Option<When> {
        let (kind, _) = made.keys().next()?;
        match (kind, when) {
            (StatementKind::BalanceSheet, When::Opening(_)) if self.is_moved(made) => Some(when),
            (StatementKind::BalanceSheet, When::Change(Some(_))) => Some(when),
            (StatementKind::BalanceSheet, _) => when.day().map(When::At),
            (_, When::During(_)) => Some(when),
            _ => None,
        }
    }

    /// Whether it is a part of equity, whose lines a year opens with otherwise than the last one closed:
    /// the result has moved from one to another.
    fn is_moved(&self, made: &Made) -> bool {
        let touched = self.equity.iter().filter(|line| made.contains_key(line)).count();
        touched > 0 && touched < self.equity.len()
    }

    /// Where this is printed: in the same table if it is there, or else in the same report, to the most digits,
    /// or first.
    pub(super) fn find(&self, made: &Made, basis: Basis, when: When, near: FigureAt) -> Option<Term> {
        let is = ColumnIs { basis, side: Facet::Whole, when };
        let (quantity, turned) = self.quantity(made, is)?;
        let places = self.index.get(&quantity)?.iter().filter(|term| term.figure != near);
        let far = |term: &&Term| {
            let at = term.figure;
            (at.report != near.report, (at.report, at.table) != (near.report, near.table), self.step(at))
        };
        places.min_by_key(far).map(|term| Term { figure: term.figure, minus: term.minus != turned })
    }

    /// A line or sum of a statement as printed figures: itself, or what it is made of. `None` where a part
    /// of it is printed nowhere that is not left out when it is nothing.
    pub(super) fn terms(
        &self,
        line: (StatementKind, &str),
        minus: bool,
        time: (Basis, When),
        near: FigureAt,
    ) -> Option<Vec<Term>> {
        let ((kind, id), (basis, when)) = (line, time);
        let rows = rows_of(self.layout.draft(), kind);
        let row = rows.iter().find(|row| row.id == id)?;
        if let Some(term) = self.made_of_line(kind, id).and_then(|made| self.find(&made, basis, when, near)) {
            return Some(vec![Term { figure: term.figure, minus: term.minus != minus }]);
        }
        match &row.content {
            Content::Sum { of } => {
                let mut terms = Vec::new();
                for part in of {
                    terms.extend(self.terms((kind, part), minus, time, near)?);
                }
                Some(terms)
            }
            // A statement that is printed leaves such a line out only where there is nothing on it.
            _ if row.only_if_used && basis == Basis::Actual && self.is_printed(kind, when) => {
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// Whether the statement is printed for this time.
    pub(super) fn is_printed(&self, kind: StatementKind, when: When) -> bool {
        let when = match (kind, when.day()) {
            (StatementKind::BalanceSheet, Some(day)) => When::At(day),
            _ => when,
        };
        self.printed.contains(&(kind, when))
    }

    /// The title of a table, as words.
    pub(super) fn title(&self, table: &TableAt<'_>) -> Option<&Label> {
        self.labels.get(&(table.report, table.table)).map(|(title, _)| title)
    }

    /// The labels of a table's rows, as words.
    pub(super) fn labels(&self, table: &TableAt<'_>) -> &[Label] {
        self.labels.get(&(table.report, table.table)).map_or(&[], |(_, rows)| rows)
    }

    pub(super) fn amount(&self, at: FigureAt) -> Option<Amount> {
        at.figure(self.reports)?.value.amount()
    }

    pub(super) fn figure(&self, at: FigureAt) -> Option<Figure> {
        Some(at.figure(self.reports)?.value)
    }

    /// How many öre the last printed digit of a figure stands for.
    pub(super) fn step(&self, at: FigureAt) -> i64 {
        let unit = at.column(self.reports).map(|column| column.unit);
        unit.and_then(|unit| self.steps.get(&(at.report, at.table, unit)).copied()).unwrap_or(1)
    }
}

fn labels(reports: &[Published]) -> BTreeMap<(usize, usize), (Label, Vec<Label>)> {
    let tables = reports.iter().enumerate().flat_map(|(report, published)| {
        published.tables.iter().enumerate().map(move |(table, printed)| ((report, table), printed))
    });
    let labels = tables.map(|(at, table)| {
        let rows = table.rows.iter().map(|row| Label::new(&row.label)).collect();
        (at, (Label::new(&table.title), rows))
    });
    labels.collect()
}

/// What the last printed digit stands for: that of the figure in the table with the most decimals, since
/// others leave theirs out where they are noughts.
fn steps(reports: &[Published]) -> BTreeMap<(usize, usize, Unit), i64> {
    let mut steps = BTreeMap::new();
    for (report, published) in reports.iter().enumerate() {
        for (index, table) in published.tables.iter().enumerate() {
            let figures = table.rows.iter().flat_map(|row| table.columns.iter().zip(&row.figures));
            for (column, figure) in figures.filter_map(|(column, figure)| Some((column, figure.as_ref()?))) {
                if figure.value.amount().is_some() {
                    let step = i64::try_from(step(column.unit, figure.decimals)).unwrap_or(1);
                    let known = steps.entry((report, index, column.unit)).or_insert(step);
                    *known = step.min(*known);
                }
            }
        }
    }
    steps
}

/// A balance that a day opens with is the one that the day before closed with.
fn canonical(when: When) -> When {
    match when {
        When::Opening(_) => when.day().map_or(when, When::At),
        _ => when,
    }
}
