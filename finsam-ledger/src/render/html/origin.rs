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
    pub(super) figures: Vec<String>,
}

impl OriginView {
    pub(super) fn of(origin: &Origin, section: &Section, places: &Places<'_>) -> Option<Self> {
        let table = &section.table;
        let written = |values: &[crate::amount::Amount]| -> Vec<String> {
            values.iter().map(|value| figure(&swedish(*value, table.unit))).collect()
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
        let heads = table.columns.iter().filter(|head| head.align == Align::End);
        let heads = heads.map(|head| typeset(&head.label)).take(figures).collect();
        Some(Self { heads, parts })
    }
}
