//! What a row of a statement opens to: the accounts and rows it is made of.

use super::Places;
use super::typeset::{figure, typeset};
use crate::notation::swedish;
use crate::render::document::Section;
use crate::render::table::Align;
use crate::render::words;
use crate::statement::Origin;

/// The parts of a row, with the heads of their figures.
pub(super) struct OriginView {
    pub(super) heads: Vec<String>,
    pub(super) parts: Vec<PartView>,
}

/// An account or row, what leads to it, and what it brings in each column.
pub(super) struct PartView {
    pub(super) number: Option<String>,
    pub(super) label: String,
    pub(super) to: Option<String>,
    pub(super) figures: Vec<FigureView>,
}

/// A figure, and the head of its column, which a narrow page repeats.
pub(super) struct FigureView {
    pub(super) head: String,
    pub(super) text: String,
}

impl OriginView {
    pub(super) fn of(origin: &Origin, section: &Section, places: &Places<'_>) -> Option<Self> {
        let table = &section.table;
        let heads = table.columns.iter().filter(|head| head.align == Align::End);
        let mut heads: Vec<String> = heads.map(|head| typeset(&head.label)).collect();
        let written = |values: &[crate::amount::Amount]| -> Vec<FigureView> {
            let text = |value: &crate::amount::Amount| figure(&swedish(*value, table.unit));
            values
                .iter()
                .zip(&heads)
                .map(|(value, head)| FigureView { head: head.clone(), text: text(value) })
                .collect()
        };
        let rows = origin.rows.iter().map(|part| PartView {
            number: None,
            label: typeset(&words::part(part, &section.name, places.document.lang)),
            to: places.row(part.statement.as_str(), &part.row).cloned(),
            figures: written(&part.values),
        });
        let accounts = origin.accounts.iter().map(|part| PartView {
            number: Some(part.account.to_string()),
            label: typeset(places.name(part.account)),
            to: places.account(part.account),
            figures: written(&part.values),
        });
        let parts: Vec<PartView> = rows.chain(accounts).collect();
        let figures = parts.first()?.figures.len();
        heads.truncate(figures);
        Some(Self { heads, parts })
    }
}
