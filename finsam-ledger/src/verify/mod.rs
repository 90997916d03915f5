//! Published reports proved: which of their figures cannot all be true.
//!
//! A [`Published`] report is figures in tables, as somebody printed them. From the layout and from the
//! shape of the tables comes what they should satisfy ([`Relation`]); what does not hold is traced to
//! the smallest set of figures whose change would mend it ([`Failure`]).

mod against;
mod causes;
mod explain;
mod identify;
mod label;
mod missing;
mod page;
mod published;
mod relations;
mod rows;
mod signs;
mod tested;
mod trace;
mod verdict;

pub use against::{BookSources, Derived, Held, Reason, against};
pub use identify::{ColumnIs, Identified, IdentifiedTable, TableIs, When, best_layout, identify};
pub use published::{
    Basis, ColumnMeaning, Facet, FigureAt, Published, PublishedColumn, PublishedFigure, PublishedRow,
    PublishedTable, Time,
};
pub use verdict::{
    Correction, Explanation, Failure, Likeness, LineMatch, MissingRow, Outcome, Relation, RowUnderstood,
    Rule, Sides, Term, Tested, Verdict,
};

use crate::statement::layout::Layout;
use page::Page;

/// Proves published reports by a layout: every relation that their figures should satisfy, tested, and what
/// does not tie, by cause. Several reports are given with the earliest first.
#[must_use]
pub fn verify(reports: &[Published], layout: &Layout) -> Verdict {
    let identified = identify(reports, layout);
    let page = Page::new(reports, &identified, layout);
    let relations = relations::relations(&page);
    let tested: Vec<Tested> =
        relations.into_iter().filter_map(|relation| tested::tested(&page, relation)).collect();
    let failures = causes::failures(&page, &tested);
    Verdict {
        figures: reports.iter().map(Published::figure_count).sum(),
        failures,
        signs: signs::wrong(&page),
        missing: missing::rows(&page),
        rows: rows::understood(&page, &tested),
        tested,
    }
}
