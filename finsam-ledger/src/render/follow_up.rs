//! The page of a follow-up.

use std::collections::BTreeMap;

use crate::budget::{BudgetKind, BudgetVersion};
use crate::calendar::Period;
use crate::dimension::CostCentre;
use crate::message::{Lang, label};
use crate::notation::swedish;
use crate::render::printable;
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, OF_TABLE, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RowKind;
use crate::statement::follow_up::{FollowUp, FollowUpColumn, FollowUpOf, FollowUpRow, ForecastUsed, Measure};

impl Table {
    /// The page of a follow-up (uppföljning): each cost centre by code and name, and one column of
    /// values for each of the follow-up's own.
    #[must_use]
    pub fn follow_up(
        follow_up: &FollowUp,
        names: &BTreeMap<CostCentre, String>,
        entity: &str,
        lang: Lang,
    ) -> Self {
        let with_percent = has_percent(follow_up);
        let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap)];
        for column in &follow_up.columns {
            columns.push(ColumnHead::figures(&column_name(*column), &column_label(*column, follow_up, lang)));
        }
        if with_percent {
            columns.push(ColumnHead::figures("change_percent", "%"));
        }
        let row = |row: &FollowUpRow| {
            let label = row_label(row, follow_up.measure, names, lang);
            let mut cells = vec![match &row.of {
                FollowUpOf::CostCentre(centre) => {
                    Cell::Text(format!("{centre} {label}").trim_end().to_owned())
                }
                _ => Cell::Text(label),
            }];
            let value = |index: usize| row.values.get(index).copied().flatten();
            cells.extend(
                (0..follow_up.columns.len()).map(|index| value(index).map_or(Cell::Empty, Cell::Amount)),
            );
            if with_percent {
                cells.push(row.change_percent.map_or(Cell::Empty, Cell::Percent));
            }
            TableRow { id: row.id.clone(), kind: row.kind, cells }
        };
        Self {
            name: "follow-up",
            title: title(follow_up.measure, lang).to_owned(),
            entity: entity.to_owned(),
            period: label::period_in_full(follow_up.period, lang),
            unit: follow_up.unit,
            unit_label: words::unit(follow_up.unit, lang),
            columns,
            rows: follow_up.rows.iter().map(row).collect(),
            footnotes: footnotes(follow_up, names, lang),
        }
    }
}

fn has_percent(follow_up: &FollowUp) -> bool {
    follow_up.columns.iter().any(|column| matches!(column, FollowUpColumn::ChangeFrom(_)))
}

/// A column's name in CSV and JSON: `actual 2024`, `change from 2023`.
pub(super) fn column_name(column: FollowUpColumn) -> String {
    match column {
        FollowUpColumn::Actual(period) => format!("actual {period}"),
        FollowUpColumn::Budget(period) => format!("budget {period}"),
        FollowUpColumn::Variance(period) => format!("variance {period}"),
        FollowUpColumn::Forecast(year) => format!("forecast {year}"),
        FollowUpColumn::ChangeFrom(period) => format!("change from {period}"),
    }
}

fn column_label(column: FollowUpColumn, follow_up: &FollowUp, lang: Lang) -> String {
    match column {
        FollowUpColumn::Actual(period) => label::period(period, lang),
        FollowUpColumn::Budget(period) if period == follow_up.period => "Budget".to_owned(),
        FollowUpColumn::Budget(year) => format!("Budget {}", label::period(year, lang)),
        FollowUpColumn::Variance(_) => say(lang, "Avvikelse", "Variance").to_owned(),
        FollowUpColumn::Forecast(year) => {
            format!("{} {}", say(lang, "Prognos", "Forecast"), label::period(year, lang))
        }
        FollowUpColumn::ChangeFrom(_) => say(lang, "Förändring", "Change").to_owned(),
    }
}

/// What the reader sees of a row, beside its code.
pub(super) fn row_label(
    row: &FollowUpRow,
    measure: Measure,
    names: &BTreeMap<CostCentre, String>,
    lang: Lang,
) -> String {
    match &row.of {
        FollowUpOf::CostCentre(centre) => names.get(centre).cloned().unwrap_or_default(),
        FollowUpOf::NoCostCentre => say(lang, "Utan kostnadsställe", "No cost centre").to_owned(),
        FollowUpOf::Group(name) if row.kind == RowKind::Heading => name.clone(),
        FollowUpOf::Group(name) => format!("{} {}", say(lang, "Summa", "Total"), within_a_line(name)),
        FollowUpOf::SoFar(name) => name.clone(),
        FollowUpOf::All => match measure {
            Measure::Net => say(lang, "Resultat", "Result").to_owned(),
            Measure::Costs => say(lang, "Summa kostnader", "Total costs").to_owned(),
        },
    }
}

/// A name as it stands behind another word: without its capital, unless it is all capitals.
fn within_a_line(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

const fn title(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Net => say(lang, "Uppföljning per kostnadsställe", "Follow-up by cost centre"),
        Measure::Costs => say(lang, "Kostnader per kostnadsställe", "Costs by cost centre"),
    }
}

/// Which budget and forecast were read, where that has a name or a day, and what rounding does.
fn footnotes(follow_up: &FollowUp, names: &BTreeMap<CostCentre, String>, lang: Lang) -> Vec<Footnote> {
    let forecast = follow_up.forecast.as_ref().and_then(|forecast| match forecast {
        ForecastUsed::Given(version) => named(version, lang),
        ForecastUsed::RestOfBudget => {
            let (last, rest) = (
                Period::month(follow_up.period.last()),
                ("budget för resten av året", "the budget of what is left of the year"),
            );
            let (through, rest) = (label::period(last, lang), say(lang, rest.0, rest.1));
            Some(match lang {
                Lang::Sv => format!("Prognos: utfall till och med {through} och {rest}."),
                Lang::En => format!("Forecast: what was booked through {through}, and {rest}."),
            })
        }
    });
    let budget = follow_up.budget.as_ref().and_then(|version| named(version, lang));
    let note = |text: String| Footnote { row: OF_TABLE.to_owned(), text };
    let mut notes: Vec<Footnote> = budget.into_iter().chain(forecast).map(note).collect();
    notes.extend(words::adjusted(follow_up.adjusted, lang));
    notes.extend(rounding_notes(follow_up, names, lang));
    notes
}

/// `Prognos: Prognos 2, 2024-08-31.`; nothing of one that has neither name nor day.
fn named(version: &BudgetVersion, lang: Lang) -> Option<String> {
    let kind = match version.kind {
        BudgetKind::Budget => "Budget",
        BudgetKind::Forecast => say(lang, "Prognos", "Forecast"),
    };
    let name = Some(printable(&version.name)).filter(|name| !name.is_empty());
    let date = version.date.map(|date| date.to_string()).filter(|date| name.as_ref() != Some(date));
    let parts: Vec<String> = name.into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| format!("{kind}: {}.", parts.join(", ")))
}

/// Where rounded rows do not make the rounded sum, both are stated.
fn rounding_notes(follow_up: &FollowUp, names: &BTreeMap<CostCentre, String>, lang: Lang) -> Vec<Footnote> {
    let note = |sum: &crate::statement::RoundedSum| {
        let row = follow_up.rows.iter().find(|row| row.id == sum.row);
        let row = row.map_or_else(|| sum.row.clone(), |row| row_label(row, follow_up.measure, names, lang));
        let column = follow_up.columns.get(sum.column);
        let column = column.map(|column| column_label(*column, follow_up, lang)).unwrap_or_default();
        let [parts, total] = [sum.parts, sum.total].map(|amount| swedish(amount, follow_up.unit));
        Footnote { row: sum.row.clone(), text: words::rounding(&row, &column, &parts, &total, lang) }
    };
    follow_up.rounded_sums.iter().map(note).collect()
}
