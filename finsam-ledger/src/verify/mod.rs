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

use self::page::Page;
use crate::statement::layout::Layout;

/// Proves published reports by a layout: every relation that their figures should satisfy, tested, and what
/// does not tie, by cause. Several reports are given with the earliest first: the comparison columns of a
/// later one are held against the earlier.
///
/// ```
/// # #[cfg(all(feature = "config", feature = "csv"))] {
/// use finsam_ledger::read::{layout::built_in, published};
/// use finsam_ledger::statement::overview::Figure;
/// use finsam_ledger::verify::{Explanation, verify};
/// use finsam_ledger::Amount;
///
/// let file = "tabell;nyckel;rad;kolumn;värde\n\
///     not2-fordringar;;Kundfordringar;UB 2024-12-31;12 642,00\n\
///     not2-fordringar;;Interimsfordringar;UB 2024-12-31;101 654,00\n\
///     not2-fordringar;SUM;Summa;UB 2024-12-31;114 926,00\n";
/// let report = published("2024.csv", file.as_bytes())?.published;
/// let layout = built_in("insjoriket").expect("built in");
/// let verdict = verify(&[report], &layout);
/// assert_eq!((verdict.figures, verdict.tested.len(), verdict.holding()), (3, 1, 0));
///
/// // 12 642 + 101 654 is 114 296: two digits of the sum changed places.
/// let failure = &verdict.failures[0];
/// assert_eq!(failure.corrections[0].should_be, Figure::Amount(Amount::from_ore(11_429_600)));
/// assert_eq!(failure.explanation, Some(Explanation::DigitsTransposed));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
