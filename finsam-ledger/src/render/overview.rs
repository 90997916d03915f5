//! The page of an overview.

use crate::message::{Lang, label};
use crate::notation::swedish;
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::overview::{Figure, Overview, OverviewColumn, OverviewFigure, OverviewRow};
use crate::statement::{RoundedSum, RowKind};

impl Table {
    /// The page of an overview: label, and one column of values for each of its own. Below it stands
    /// which columns are not from the books, what rounding does, and which figures are missing.
    #[must_use]
    pub fn overview(overview: &Overview, entity: &str, lang: Lang) -> Self {
        let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap)];
        for column in &overview.columns {
            columns.push(ColumnHead::figures(&column_name(*column), &column_label(*column, overview, lang)));
        }
        let cell = |row: &OverviewRow, index: usize| match row.values.get(index).copied().flatten() {
            Some(Figure::Amount(amount)) => Cell::Amount(amount),
            Some(Figure::Percent(number) | Figure::Count(number)) => Cell::Number(number),
            None if row.kind == RowKind::Heading => Cell::Empty,
            None => Cell::Unknown,
        };
        let row = |row: &OverviewRow| {
            let values = (0..overview.columns.len()).map(|index| cell(row, index));
            let cells = std::iter::once(Cell::text(&row.label)).chain(values).collect();
            TableRow { id: row.id.clone(), kind: row.kind, cells }
        };
        Self {
            name: "overview",
            title: overview.title.clone(),
            entity: entity.to_owned(),
            period: label::period_in_full(overview.period, lang),
            unit: overview.unit,
            unit_label: words::unit(overview.unit, lang),
            columns,
            rows: overview.rows.iter().map(row).collect(),
            footnotes: footnotes(overview, lang),
        }
    }
}

/// A column's name in CSV and JSON: `actual 2024`, `variance 2024`, `given 2019`.
pub(super) fn column_name(column: OverviewColumn) -> String {
    match column {
        OverviewColumn::Of(figure, period) => format!("{} {period}", figure.as_str()),
        OverviewColumn::Given(period) => format!("given {period}"),
    }
}

/// A column's name for readers. Where a period has several columns, each is named by what it holds
/// and the period, but the plain figure of a period stands under the period alone.
fn column_label(column: OverviewColumn, overview: &Overview, lang: Lang) -> String {
    let (figure, period) = match column {
        OverviewColumn::Given(period) => return label::period(period, lang),
        OverviewColumn::Of(figure, period) => (figure, period),
    };
    let in_parts = overview.columns.contains(&OverviewColumn::Of(OverviewFigure::Income, period));
    let word = match figure {
        OverviewFigure::Income => say(lang, "Intäkt", "Income"),
        OverviewFigure::Cost => say(lang, "Kostnad", "Cost"),
        OverviewFigure::Actual if in_parts => say(lang, "Netto", "Net"),
        OverviewFigure::Actual => return label::period(period, lang),
        OverviewFigure::Budget => return "Budget".to_owned(),
        OverviewFigure::Variance => return say(lang, "Avvikelse", "Variance").to_owned(),
        OverviewFigure::Forecast => say(lang, "Prognos", "Forecast"),
    };
    format!("{word} {}", label::period(period, lang))
}

fn footnotes(overview: &Overview, lang: Lang) -> Vec<Footnote> {
    let label_of = |id: &str| overview.row(id).map_or_else(|| id.to_owned(), |row| row.label.clone());
    let head = |column: usize| {
        let column = overview.columns.get(column).map(|column| column_label(*column, overview, lang));
        column.unwrap_or_default()
    };
    let given: Vec<String> = overview
        .columns
        .iter()
        .filter(|column| matches!(column, OverviewColumn::Given(_)))
        .map(|column| column_label(*column, overview, lang))
        .collect();
    let mut notes = Vec::new();
    if !given.is_empty() {
        notes.push(Footnote { row: String::new(), text: words::given(&given.join(", "), lang) });
    }
    let rounding = |sum: &RoundedSum| {
        let [parts, total] = [sum.parts, sum.total].map(|amount| swedish(amount, overview.unit));
        let is_given = matches!(overview.columns.get(sum.column), Some(OverviewColumn::Given(_)));
        let word = if is_given { words::given_sum } else { words::rounding };
        let text = word(&label_of(&sum.row), &head(sum.column), &parts, &total, lang);
        Footnote { row: sum.row.clone(), text }
    };
    notes.extend(words::adjusted(overview.adjusted, lang));
    notes.extend(overview.rounded_sums.iter().map(rounding));
    notes.extend(missing(overview, head, lang));
    notes
}

/// Which figures are missing, by the names they are given under; columns that lack the same are named
/// together.
fn missing(overview: &Overview, head: impl Fn(usize) -> String, lang: Lang) -> Vec<Footnote> {
    let mut lacking: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
    for column in 0..overview.columns.len() {
        let rows = overview.missing.iter().filter(|figure| figure.column == column);
        let rows: Vec<&str> = rows.map(|figure| figure.row.as_str()).collect();
        match lacking.iter_mut().find(|(_, known)| *known == rows) {
            Some((columns, _)) => columns.push(head(column)),
            None if rows.is_empty() => {}
            None => lacking.push((vec![head(column)], rows)),
        }
    }
    let note = |(columns, rows): (Vec<String>, Vec<&str>)| {
        let text = words::missing(&columns.join(", "), &rows.join(", "), lang);
        Footnote { row: String::new(), text }
    };
    lacking.into_iter().map(note).collect()
}
