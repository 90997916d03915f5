//! Statements: layouts as data, one evaluator, and the figures that come out.

pub mod activity_plan;
mod assignment;
mod behind;
mod draft;
pub mod evaluate;
mod explanation;
mod figures;
pub mod follow_up;
pub mod layout;
mod lines;
pub mod members;
pub mod overview;
mod proof;
pub mod rounding;
pub mod series;
mod untied;
mod words;

use chrono::NaiveDate;

pub use activity_plan::{ActivityPlan, PlanReport};
pub use assignment::{Assignment, LeafLine};
pub(crate) use behind::accounts_behind;
pub use behind::{AccountPart, Origin, RowPart, Taken, origins};
pub use evaluate::{StatementError, View, balance_sheet, cash_flow, income_statement, notes};
pub use explanation::{Explanation, explanation, row_meant};
pub(crate) use figures::{decided_figures, is_part_of_equity, row_figures};
pub use follow_up::{CentreGroup, CodeSpan, FollowUp, FollowUpBasis, Forecast, Measure, follow_up};
pub use layout::{Layout, LayoutDraft, LayoutProblem};
pub use members::{Contributions, Members};
pub use overview::{Overview, OverviewFacts, OverviewSources, overview};
pub(crate) use proof::{leaves, side_of};
pub use rounding::{Rounding, notes_adding_up, statements, statements_with_change};
#[cfg(feature = "xlsx")]
pub(crate) use untied::changes_between;

use crate::account::AccountNumber;
use crate::amount::{Amount, Unit};
use crate::calendar::Period;

/// Which statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// The income statement (resultaträkning).
    IncomeStatement,
    /// The balance sheet (balansräkning).
    BalanceSheet,
    /// The cash-flow statement (kassaflödesanalys).
    CashFlow,
    /// The notes (noter), each summing to the line that refers to it.
    Notes,
}

impl StatementKind {
    /// Its name in commands, files and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IncomeStatement => "income-statement",
            Self::BalanceSheet => "balance-sheet",
            Self::CashFlow => "cash-flow",
            Self::Notes => "notes",
        }
    }
}

/// A statement: rows in the layout's order, values with the signs its reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which statement.
    pub kind: StatementKind,
    /// Its title, from the layout.
    pub title: String,
    /// The period it is about.
    pub period: Period,
    /// The unit of its values. They are rounded to it, and still counted in öre.
    pub unit: Unit,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<StatementRow>,
    /// Sums whose rounded parts do not add up to them; empty in kr.
    pub rounded_sums: Vec<RoundedSum>,
    /// Whether figures were adjusted so that they add up: each is off by less than one unit, and one
    /// that two others differ by by less than two.
    pub adjusted: bool,
}

impl Statement {
    /// The row with this name.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&StatementRow> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// What a column of a statement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// What happened during a period.
    During(Period),
    /// Balances when this day starts (ingående balans).
    Opening(NaiveDate),
    /// Closing less opening balances of a period (förändring).
    Change(Period),
    /// Balances when this day ends (utgående balans).
    Closing(NaiveDate),
    /// What happened during a period less what happened during the one it is compared with (förändring).
    Difference {
        /// The period.
        of: Period,
        /// The one it is compared with.
        from: Period,
    },
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The row's name in the layout; in a note, the note's name and the account: `note2.5539`.
    pub id: String,
    /// What kind of row.
    pub kind: RowKind,
    /// What the reader sees.
    pub label: String,
    /// The account, on the rows of a note.
    pub account: Option<AccountNumber>,
    /// The note it refers to, as printed.
    pub note: Option<String>,
    /// One value a column, in öre; `None` where the row has no figure. A heading has none at all.
    pub values: Vec<Option<Amount>>,
}

/// What kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Words only.
    Heading,
    /// A figure of its own.
    Line,
    /// A sum of rows above.
    Sum,
    /// A sum that the statement leads to: total assets, the result.
    Total,
}

impl RowKind {
    /// Its name in CSV and JSON, where a total is a sum like any other.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Line => "line",
            Self::Sum | Self::Total => "sum",
        }
    }
}

/// A rounded sum that differs from the sum of its rounded parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundedSum {
    /// The row of the sum.
    pub row: String,
    /// The column, as an index.
    pub column: usize,
    /// What the rounded parts add up to.
    pub parts: Amount,
    /// The rounded sum.
    pub total: Amount,
}
