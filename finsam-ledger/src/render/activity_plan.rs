//! The page of a plan of a year.

use crate::message::Lang;
use crate::notation::swedish;
use crate::render::table::{Align, Cell, ColumnHead, Fit, Footnote, OF_TABLE, Table, TableRow};
use crate::render::words::{self, say};
use crate::statement::RoundedSum;
use crate::statement::activity_plan::{PlanLabel, PlanReport, PlanRow};

impl Table {
    /// The page of a plan of a year (verksamhetsplan): each line with its participants, the totals and
    /// the financing.
    #[must_use]
    pub fn activity_plan(plan: &PlanReport, entity: &str, lang: Lang) -> Self {
        let participants = ColumnHead {
            align: Align::End,
            ..ColumnHead::words("participants", say(lang, "Deltagare", "Participants"), Fit::Whole)
        };
        let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap), participants];
        columns
            .extend(plan.years.iter().map(|year| ColumnHead::figures(&year.to_string(), &year.to_string())));
        let row = |row: &PlanRow| {
            let participants = row.participants.map_or(Cell::Empty, |count| Cell::Text(count.to_string()));
            let mut cells = vec![Cell::Text(row_label(row, lang).to_owned()), participants];
            cells.extend(row.values.iter().map(|value| value.map_or(Cell::Empty, Cell::Amount)));
            TableRow { id: row.id.clone(), kind: row.kind, cells }
        };
        Self {
            name: "plan",
            title: plan.title.clone(),
            entity: entity.to_owned(),
            period: plan.years.first().map(ToString::to_string).unwrap_or_default(),
            unit: plan.unit,
            unit_label: words::unit(plan.unit, lang),
            columns,
            rows: plan.rows.iter().map(row).collect(),
            footnotes: footnotes(plan, lang),
        }
    }
}

/// What the reader sees of a row.
pub(super) fn row_label(row: &PlanRow, lang: Lang) -> &str {
    match &row.label {
        PlanLabel::Own(label) => label,
        PlanLabel::Sum => say(lang, "Summa", "Total"),
        PlanLabel::Totals => say(lang, "Totaler", "Totals"),
        PlanLabel::Financing => say(lang, "Finansiering", "Financing"),
        PlanLabel::Members => say(lang, "Medlemmar, summa", "Members, total"),
        PlanLabel::Equity => say(lang, "Beräknad förbrukning av eget kapital", "To be taken of equity"),
        PlanLabel::AllFinancing => say(lang, "Summa finansiering", "Total financing"),
    }
}

fn footnotes(plan: &PlanReport, lang: Lang) -> Vec<Footnote> {
    let gap = plan.gap.map(|(financed, planned)| {
        let [financed, planned] = [financed, planned].map(|amount| swedish(amount, plan.unit));
        let text = match lang {
            Lang::Sv => format!("Finansieringen är {financed} men planen {planned}."),
            Lang::En => format!("The financing is {financed} but the plan {planned}."),
        };
        Footnote { row: OF_TABLE.to_owned(), text }
    });
    let rounding = |sum: &RoundedSum| {
        let row = plan.rows.iter().find(|row| row.id == sum.row);
        let row = row.map_or(sum.row.as_str(), |row| row_label(row, lang));
        let [parts, total] = [sum.parts, sum.total].map(|amount| swedish(amount, plan.unit));
        let column = plan.years.get(sum.column).map(ToString::to_string).unwrap_or_default();
        Footnote { row: sum.row.clone(), text: words::rounding(row, &column, &parts, &total, lang) }
    };
    let adjusted = words::adjusted(plan.adjusted, lang);
    gap.into_iter().chain(adjusted).chain(plan.rounded_sums.iter().map(rounding)).collect()
}
