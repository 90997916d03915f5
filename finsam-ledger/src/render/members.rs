//! The page of what the members pay in.

use crate::amount::Unit;
use crate::message::{Lang, label};
use crate::notation::swedish;
use crate::render::table::{Align, Cell, ColumnHead, Fit, Footnote, OF_TABLE, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::members::{ContributionRow, Contributions, Share};
use crate::statement::{RoundedSum, RowKind};

/// The columns of amounts, in the order that rounding differences count them.
pub(super) const COLUMNS: [&str; 3] = ["decided", "booked", "variance"];

impl Table {
    /// The page of what the members pay in (medlemsbidrag): each party with its members above it, its
    /// share, what was decided, and what was booked where that has accounts of its own.
    #[must_use]
    pub fn members(contributions: &Contributions, entity: &str, lang: Lang) -> Self {
        let has = |told: fn(&ContributionRow) -> bool| contributions.rows.iter().any(told);
        let (weights, booked) = (has(|row| row.weight.is_some()), has(|row| row.booked.is_some()));
        let mut columns = vec![
            ColumnHead::words("label", "", Fit::Wrap),
            ColumnHead::words("share", say(lang, "Andel", "Share"), Fit::Whole),
        ];
        if weights {
            columns.push(ending("weight", weight_label(contributions, lang)));
        }
        let labels = COLUMNS.iter().enumerate().take(if booked { 3 } else { 1 });
        columns.extend(labels.map(|(column, name)| ColumnHead::figures(name, column_label(column, lang))));
        let row = |row: &ContributionRow| {
            let amount = |amount: Option<_>| amount.map_or(Cell::Empty, Cell::Amount);
            let mut cells = vec![
                Cell::Text(row_label(row, lang).to_owned()),
                row.share.map_or(Cell::Empty, |share| Cell::Text(fraction(share))),
            ];
            if weights {
                cells.push(row.weight.map_or(Cell::Empty, |weight| Cell::Text(grouped(weight))));
            }
            let amounts = [row.decided, row.booked, row.variance];
            cells.extend(amounts.into_iter().take(if booked { 3 } else { 1 }).map(amount));
            TableRow { id: row.id.clone(), kind: row.kind, cells }
        };
        Self {
            name: "members",
            title: say(lang, "Medlemsbidrag", "Members' contributions").to_owned(),
            entity: entity.to_owned(),
            period: label::period_in_full(contributions.period, lang),
            unit: contributions.unit,
            unit_label: words::unit(contributions.unit, lang),
            columns,
            rows: contributions.rows.iter().map(row).collect(),
            footnotes: footnotes(contributions, weights, lang),
        }
    }
}

fn ending(name: &str, label: &str) -> ColumnHead {
    ColumnHead { align: Align::End, ..ColumnHead::words(name, label, Fit::Whole) }
}

const fn column_label(column: usize, lang: Lang) -> &'static str {
    match column {
        0 => say(lang, "Beslutat", "Decided"),
        1 => say(lang, "Bokfört", "Booked"),
        _ => say(lang, "Avvikelse", "Variance"),
    }
}

/// What members share by is their population only where that has a day.
const fn weight_label(contributions: &Contributions, lang: Lang) -> &'static str {
    match contributions.population_date {
        Some(_) => say(lang, "Invånare", "Population"),
        None => say(lang, "Fördelningstal", "Weight"),
    }
}

/// What the reader sees of a row.
pub(super) fn row_label(row: &ContributionRow, lang: Lang) -> &str {
    if row.kind == RowKind::Total { say(lang, "Totalt", "Total") } else { &row.name }
}

/// `1/4`.
pub(super) fn fraction(share: Share) -> String {
    format!("{}/{}", share.numerator, share.denominator)
}

/// A count with a blank that never breaks between its thousands.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

fn footnotes(contributions: &Contributions, has_parts: bool, lang: Lang) -> Vec<Footnote> {
    let mut notes = Vec::new();
    let mut note = |text: String| notes.push(Footnote { row: OF_TABLE.to_owned(), text });
    if has_parts {
        let step = swedish(contributions.step, Unit::Kr);
        let step = step.trim_end_matches(",00");
        note(match lang {
            Lang::Sv => format!("Delarna är avrundade till hela {step} kr och summerar till partens bidrag."),
            Lang::En => format!("The parts are whole multiples of {step} kr and sum to what the party pays."),
        });
    }
    if let Some(date) = contributions.population_date {
        note(match lang {
            Lang::Sv => format!("Invånare {date}."),
            Lang::En => format!("Population on {date}."),
        });
    }
    notes.extend(words::adjusted(contributions.adjusted, lang));
    let rounding = |sum: &RoundedSum| {
        let row = contributions.rows.iter().find(|row| row.id == sum.row);
        let row = row.map_or(sum.row.as_str(), |row| row_label(row, lang));
        let [parts, total] = [sum.parts, sum.total].map(|amount| swedish(amount, contributions.unit));
        let column = column_label(sum.column, lang);
        Footnote { row: sum.row.clone(), text: words::rounding(row, column, &parts, &total, lang) }
    };
    notes.extend(contributions.rounded_sums.iter().map(rounding));
    notes
}
