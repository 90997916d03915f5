//! Overviews: the smaller tables of an annual report, whose every figure is a line of the income
//! statement or the balance sheet, made of such lines, or given in the settings.
//!
//! A layout says which there are and what their rows draw on ([`OverviewDraft`]); [`overview`] draws
//! one up. Operations (driftredovisning), several years (flerårsöversikt), the balanced-budget result
//! (balanskravsutredning), the summary and the key figures (nyckeltal) are all of this kind.

mod columns;
mod draft;
mod facts;
mod parts;
mod proof;
mod rounding;
mod rows;
mod shares;

use rust_decimal::Decimal;

pub(super) use columns::{is_decided, tell_budget};
pub use draft::{
    Measure, OverviewBody, OverviewDraft, OverviewFigure, OverviewRowDraft, OverviewSource, PartsDraft,
};
pub use facts::{CeilingStep, GivenFigures, OverviewFacts, PROJECTS, Part, ceiling};
pub(super) use proof::{proved, unused};
#[cfg(feature = "xlsx")]
pub(crate) use rows::share;

use super::evaluate::{Page, StatementError, View};
use super::layout::Layout;
use super::{RoundedSum, RowKind};
use crate::amount::{Amount, Unit};
use crate::balances::Balances;
use crate::budget::Budget;
use crate::calendar::Period;

/// An overview: rows in the layout's order, values with the signs its reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Its name in commands, files and JSON: `multi-year`.
    pub name: String,
    /// Its title, from the layout.
    pub title: String,
    /// The period it is about.
    pub period: Period,
    /// The unit of its amounts. They are rounded to it, and still counted in öre.
    pub unit: Unit,
    /// What each column holds.
    pub columns: Vec<OverviewColumn>,
    /// The rows.
    pub rows: Vec<OverviewRow>,
    /// Sums whose rounded parts do not add up to them; in kr only sums that were given, for years that
    /// are in no book.
    pub rounded_sums: Vec<RoundedSum>,
    /// Whether figures were adjusted so that they add up.
    pub adjusted: bool,
    /// Figures that had to be given and were not, in the order of columns and rows.
    pub missing: Vec<MissingFigure>,
}

impl Overview {
    /// The row with this name.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&OverviewRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The value of a row in a column, if it can be told.
    #[must_use]
    pub fn value(&self, id: &str, column: OverviewColumn) -> Option<Figure> {
        let at = self.columns.iter().position(|known| *known == column)?;
        self.row(id)?.values.get(at).copied().flatten()
    }
}

/// What a column of an overview holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverviewColumn {
    /// What the books show of a period.
    Of(OverviewFigure, Period),
    /// What the settings give for a fiscal year that is in no book.
    Given(Period),
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewRow {
    /// The row's name in the layout; of parts `part.1`, `sum`, `rest`, `total`.
    pub id: String,
    /// What kind of row.
    pub kind: RowKind,
    /// What the reader sees.
    pub label: String,
    /// One value a column; `None` where it cannot be told. A heading has none at all.
    pub values: Vec<Option<Figure>>,
}

/// A value of an overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Money.
    Amount(Amount),
    /// Parts of a hundred.
    Percent(Decimal),
    /// A number of something.
    Count(Decimal),
}

impl Figure {
    /// The amount, if it is one.
    #[must_use]
    pub const fn amount(self) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(amount),
            Self::Percent(_) | Self::Count(_) => None,
        }
    }
}

/// A figure that had to be given in the settings and was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingFigure {
    /// The row.
    pub row: String,
    /// The column, as an index.
    pub column: usize,
}

/// What overviews are drawn up from.
#[derive(Clone, Copy, Debug)]
pub struct OverviewSources<'a> {
    /// What is booked.
    pub balances: &'a Balances,
    /// What was decided.
    pub budget: &'a Budget,
    /// What the years are expected to come to, if anything is.
    pub forecast: Option<&'a Budget>,
    /// What no account tells.
    pub facts: &'a OverviewFacts,
}

/// Draws up an overview of the layout.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::overview::{OverviewFacts, OverviewSources, overview};
/// use finsam_ledger::statement::View;
/// use finsam_ledger::{Balances, Budget, ChartOfAccounts, FiscalYears, Unit};
///
/// let layout = built_in("lkbr").expect("built in");
/// let draft = layout.overview("balanced-budget").expect("the layout has one");
/// let (balances, budget) = (Balances::new(FiscalYears::CALENDAR), Budget::default());
/// let sources = OverviewSources { balances: &balances, budget: &budget, forecast: None, facts: &OverviewFacts::default() };
/// let view = View {
///     period: "2024".parse()?, comparison: None, unit: Unit::Tkr, chart: &ChartOfAccounts::default(),
/// };
/// let found = overview(&layout, draft, &sources, &view)?;
/// // Nobody said whether there were realisation gains, so there is no balanced-budget result.
/// assert_eq!(found.row("balanced-budget-result").map(|row| row.values[0]), Some(None));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Columns for a budget are there where one was decided for the whole of the period, one for a forecast
/// where its fiscal year has one. Of the years of
/// an overview of several, those are left out of which nothing is known.
///
/// # Errors
/// [`StatementError`] if a period lies in two fiscal years, only sums are known that do not tell it,
/// or a sum does not fit.
pub fn overview(
    layout: &Layout,
    draft: &OverviewDraft,
    sources: &OverviewSources<'_>,
    view: &View<'_>,
) -> Result<Overview, StatementError> {
    let page = Page::new(layout, sources.balances, view)?;
    let columns = columns::of(draft, sources, view);
    let empty = Overview {
        name: draft.name.clone(),
        title: draft.title.in_edition(page.edition).to_owned(),
        period: view.period,
        unit: view.unit,
        columns,
        rows: Vec::new(),
        rounded_sums: Vec::new(),
        adjusted: false,
        missing: Vec::new(),
    };
    match &draft.body {
        OverviewBody::Rows(rows) => rows::drawn_up(empty, rows, layout, &page, sources),
        OverviewBody::Parts(parts) => parts::drawn_up(empty, parts, layout, &page, sources),
    }
}
