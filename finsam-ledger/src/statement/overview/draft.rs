//! Overviews as a layout writes them down: titles, columns, rows over the lines of the statements.

use crate::amount::Unit;
use crate::statement::RowKind;
use crate::statement::layout::Words;

/// An overview as it is written down; nothing is proved about it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewDraft {
    /// Its name in commands, files and JSON: `multi-year`.
    pub name: String,
    /// Other names it is asked for by.
    pub aliases: Vec<String>,
    /// Its title.
    pub title: Words,
    /// What it shows of the period.
    pub columns: Vec<OverviewFigure>,
    /// What it shows of the comparison period, if there is one.
    pub comparison: Vec<OverviewFigure>,
    /// The unit it is written in where no other is asked for.
    pub unit: Unit,
    /// How many fiscal years it shows instead, the latest first; `None` shows the period and the
    /// comparison.
    pub years: Option<u16>,
    /// Its rows.
    pub body: OverviewBody,
}

/// What a column of an overview shows of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverviewFigure {
    /// Income of a part (intäkt).
    Income,
    /// Cost of a part (kostnad).
    Cost,
    /// What was booked; of a part, income less cost (netto).
    Actual,
    /// What was decided (budget).
    Budget,
    /// Actual less budget (avvikelse).
    Variance,
    /// What the whole fiscal year is expected to come to (helårsprognos).
    Forecast,
}

impl OverviewFigure {
    /// Its name in layouts, CSV and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Income => "income",
            Self::Cost => "cost",
            Self::Actual => "actual",
            Self::Budget => "budget",
            Self::Variance => "variance",
            Self::Forecast => "forecast",
        }
    }
}

/// The rows of an overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverviewBody {
    /// Rows over lines of the statements.
    Rows(Vec<OverviewRowDraft>),
    /// A row for each part of a list, which together are the income statement.
    Parts(Box<PartsDraft>),
}

/// Rows that split the income statement into parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartsDraft {
    /// Names of lists of parts in the book's settings; the first that there is, is shown.
    pub lists: Vec<String>,
    /// The label of what the parts come to, above what is in no part; `None` shows no such sum.
    pub sum: Option<Words>,
    /// The label of what is in no part.
    pub rest: Words,
    /// The label of the total, which is the result.
    pub total: Words,
}

/// A row over lines of the statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewRowDraft {
    /// Its name, by which other rows and given figures refer to it; headings need none.
    pub id: String,
    /// How it is drawn.
    pub kind: RowKind,
    /// What the reader sees.
    pub label: Words,
    /// Where its figure comes from.
    pub source: OverviewSource,
    /// Shown and summed with the other sign, such as a cost that reads as positive. A variance
    /// keeps its own: above zero is better.
    pub minus: bool,
    /// Left out where it is zero or unknown in every column; a heading, where all below it is.
    pub only_if_used: bool,
    /// Left out where this row of the overview is.
    pub only_with: Option<String>,
}

/// Where the figure of an overview's row comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverviewSource {
    /// Nowhere: words only.
    Heading,
    /// These lines and sums of the income statement and the balance sheet, added up.
    Lines(Vec<String>),
    /// Rows of this overview, added up, less others.
    Rows {
        /// Those that are added.
        of: Vec<String>,
        /// Those that are taken off.
        less: Vec<String>,
    },
    /// Rows of this overview in parts of a hundred of others.
    Share {
        /// Those that are a share.
        of: Vec<String>,
        /// Those they are a share of.
        share_of: Vec<String>,
        /// Decimals of the share.
        decimals: u8,
    },
    /// The settings alone: no account tells it.
    Given(Measure),
    /// The ceiling of equity that the settings' staircase gives on these rows.
    Ceiling {
        /// The rows with what the members contributed.
        on: Vec<String>,
    },
    /// A row for each part of a list: its cost in parts of a hundred of all cost.
    ShareOfCost {
        /// Names of lists of parts in the book's settings; the first that there is, is shown.
        lists: Vec<String>,
        /// The label of what is in no part.
        rest: Words,
        /// Decimals of the share.
        decimals: u8,
    },
}

/// What a given figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Money, in kronor.
    Amount,
    /// Something else, such as employees.
    Count,
}

impl OverviewSource {
    /// Whether it gives an amount, which rows may add up.
    #[must_use]
    pub const fn is_amount(&self) -> bool {
        matches!(
            self,
            Self::Lines(_) | Self::Rows { .. } | Self::Given(Measure::Amount) | Self::Ceiling { .. }
        )
    }

    /// The rows of its own overview that it draws on.
    pub(in crate::statement) fn draws_on(&self) -> impl Iterator<Item = &String> {
        let (first, second): (&[String], &[String]) = match self {
            Self::Rows { of, less } => (of, less),
            Self::Share { of, share_of, .. } => (of, share_of),
            Self::Ceiling { on } => (on, &[]),
            Self::Heading | Self::Lines(_) | Self::Given(_) | Self::ShareOfCost { .. } => (&[], &[]),
        };
        first.iter().chain(second)
    }
}
