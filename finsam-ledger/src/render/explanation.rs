//! The pages of how a figure came about: what it is made of, and the largest postings under it.

use crate::chart::ChartOfAccounts;
use crate::message::label;
use crate::render::document::{Document, Section};
use crate::render::report::PageWords;
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, OF_TABLE, Table, TableRow, column_name};
use crate::render::words::{self, say};
use crate::statement::{Explanation, RowKind};

impl Document {
    /// How a figure of a statement came about: a table of its parts, which end in the figure itself, and
    /// one of the largest postings.
    #[must_use]
    pub fn explanation(explanation: &Explanation, chart: &ChartOfAccounts, words: &PageWords<'_>) -> Self {
        let parts = Table::parts(explanation, chart, words);
        let mut document = Self::of_table(parts, words.lang);
        if !explanation.largest.is_empty() {
            let largest = Table::largest(explanation, words);
            document.sections.push(Section::of_table("postings", largest));
        }
        document
    }
}

impl Table {
    /// What a row is made of, exact, and the row as its statement shows it.
    fn parts(explanation: &Explanation, chart: &ChartOfAccounts, words: &PageWords<'_>) -> Self {
        let lang = words.lang;
        let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap)];
        for column in &explanation.columns {
            columns.push(ColumnHead::figures(&column_name(*column), &label::column(*column, lang)));
        }
        let line = |id: String, label: String, values: &[crate::amount::Amount]| {
            let values = values.iter().map(|amount| Cell::Amount(*amount));
            TableRow {
                id,
                kind: RowKind::Line,
                cells: std::iter::once(Cell::Text(label)).chain(values).collect(),
            }
        };
        let origin = &explanation.origin;
        let mut rows: Vec<TableRow> = Vec::new();
        for part in &origin.rows {
            let label = words::part(part, explanation.kind.as_str(), lang);
            rows.push(line(part.row.clone(), label, &part.values));
        }
        for part in &origin.accounts {
            let name = chart.name_of(part.account).unwrap_or_default();
            let label = format!("{} {name}", part.account);
            rows.push(line(part.account.to_string(), label.trim_end().to_owned(), &part.values));
        }
        let row = &explanation.row;
        let values = row.values.iter().map(|value| value.map_or(Cell::Empty, Cell::Amount));
        let cells = std::iter::once(Cell::text(&row.label)).chain(values).collect();
        rows.push(TableRow { id: row.id.clone(), kind: RowKind::Total, cells });
        Self {
            name: "explanation",
            title: format!("{} › {}", explanation.title, row.label),
            entity: words.entity.to_owned(),
            period: label::period_in_full(explanation.period, lang),
            unit: explanation.unit,
            unit_label: words::unit(explanation.unit, lang),
            columns,
            rows,
            footnotes: Vec::new(),
        }
    }

    /// The largest postings on the accounts under a row.
    fn largest(explanation: &Explanation, words: &PageWords<'_>) -> Self {
        let lang = words.lang;
        let row = |(account, posting): &(_, crate::general_ledger::LedgerPosting)| {
            let mut cells = vec![Cell::Account(*account)];
            cells.extend(Self::posting_cells(posting));
            TableRow { id: String::new(), kind: RowKind::Line, cells }
        };
        let mut columns = vec![ColumnHead::words("account", say(lang, "Konto", "Account"), Fit::Whole)];
        columns.extend(Self::posting_columns(lang));
        let mut table = Self {
            name: "largest-postings",
            title: say(lang, "Största posterna", "Largest postings").to_owned(),
            entity: words.entity.to_owned(),
            period: label::period_in_full(explanation.period, lang),
            unit: crate::amount::Unit::Kr,
            unit_label: words::unit(crate::amount::Unit::Kr, lang),
            columns,
            rows: explanation.largest.iter().map(row).collect(),
            footnotes: Vec::new(),
        };
        let left_out = explanation.postings.saturating_sub(explanation.largest.len());
        if left_out > 0 {
            let text = words::more_postings(left_out, lang);
            table.footnotes.push(Footnote { row: OF_TABLE.to_owned(), text });
        }
        table.without_empty_dimensions()
    }
}
