//! Published reports proved: which of their figures cannot all be true.
//!
//! A [`Published`] report is figures in tables, as somebody printed them. From the layout and from the
//! shape of the tables comes what they should satisfy ([`Relation`]); what does not hold is traced to
//! the smallest set of figures whose change would mend it ([`Failure`]).

mod explain;
mod identify;
mod label;
mod page;
mod published;
mod relations;
mod test;
mod trace;
mod verdict;

pub use identify::{ColumnIs, Identified, IdentifiedTable, TableIs, When, best_layout, identify};
pub use published::{
    Basis, ColumnMeaning, Facet, FigureAt, Published, PublishedColumn, PublishedFigure, PublishedRow,
    PublishedTable, Time,
};
pub use verdict::{
    Correction, Explanation, Failure, Likeness, LineMatch, Outcome, Relation, RowUnderstood, Rule, Sides,
    Term, Tested, Verdict,
};
