//! Layouts as they are written down: which accounts make which line, in what order, with which signs.

use crate::account::{AccountNumber, AccountRange};
use crate::amount::Side;
use crate::calendar::{FiscalYears, Period};
use crate::dimension::{CostCentre, Project};
use crate::finding::Fact;

use super::overview::OverviewDraft;
use super::words::Words;
use super::{RowKind, StatementKind};

/// A layout as it is written down; nothing is proved about it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutDraft {
    /// Its name.
    pub name: String,
    /// The equity account that takes over each year's result when the next year opens.
    pub result_to: AccountNumber,
    /// Forms that differ from the present one in words, such as an earlier year's.
    pub editions: Vec<Edition>,
    /// The income statement.
    pub income_statement: IncomeStatementDraft,
    /// The balance sheet.
    pub balance_sheet: BalanceSheetDraft,
    /// The cash-flow statement.
    pub cash_flow: CashFlowDraft,
    /// The notes, in the order they are printed.
    pub notes: Vec<NoteDraft>,
    /// The word before a note's number: "Not".
    pub note_word: Words,
    /// The label of a note's sum: "Summa".
    pub sum_word: Words,
    /// The overviews.
    pub overviews: Vec<OverviewDraft>,
    /// The reports of the annual report (årsredovisning) by name, in its order.
    pub annual: Vec<String>,
}

/// The income statement of a layout. Income reads as positive, costs as negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomeStatementDraft {
    /// Its title.
    pub title: Words,
    /// The accounts it covers, each of which must be on one of its lines.
    pub accounts: Vec<AccountRange>,
    /// The row that is the result: it must take every line.
    pub result: String,
    /// The rows that are income, where income and costs are told apart; all others are costs.
    pub income: Vec<String>,
    /// Its rows.
    pub rows: Vec<RowDraft>,
}

/// The balance sheet of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceSheetDraft {
    /// Its title.
    pub title: Words,
    /// The accounts it covers, each of which must be on one of its lines.
    pub accounts: Vec<AccountRange>,
    /// Its columns.
    pub columns: Vec<BalanceColumn>,
    /// The total of assets: it must take every line that reads on the debit side.
    pub assets: String,
    /// The total of equity, provisions and liabilities: every line on the credit side.
    pub financing: String,
    /// The row of equity, whose accounts may be moved between when the result is.
    pub equity: String,
    /// The lines of liquid funds (likvida medel).
    pub liquid_funds: Vec<String>,
    /// Accounts on its lines against which a result is booked at the year's end, such as 8999;
    /// they start each year at nothing.
    pub closing_accounts: Vec<AccountRange>,
    /// Its rows.
    pub rows: Vec<RowDraft>,
}

/// The cash-flow statement of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashFlowDraft {
    /// Its title.
    pub title: Words,
    /// The row that is the change in liquid funds: it must take every line of the analysis.
    pub net: String,
    /// Its rows.
    pub rows: Vec<RowDraft>,
}

/// A note: what stands behind one or several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// Its name.
    pub id: String,
    /// Its number as printed.
    pub number: Words,
    /// Its title.
    pub title: Words,
    /// The lines that refer to it; they show on one side and stand in one statement.
    pub lines: Vec<String>,
    /// Rows of its own; with none it has a row an account.
    pub rows: Vec<NoteRow>,
}

/// A row of a note that is not an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// What the reader sees.
    pub label: Words,
    /// The accounts it takes of those the note is about.
    pub accounts: Vec<AccountRange>,
}

/// One row of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDraft {
    /// Its name, by which other rows refer to it; headings need none.
    pub id: String,
    /// How it is drawn.
    pub kind: RowKind,
    /// What the reader sees.
    pub label: Words,
    /// Where its figure comes from.
    pub content: Content,
    /// Left out where it is zero in every column.
    pub only_if_used: bool,
    /// The editions it stands in; none means all. Only for rows that no total takes: words, and
    /// the liquid funds below a cash-flow statement.
    pub only_in: Vec<String>,
}

impl RowDraft {
    /// Whether it is the result in the balance sheet.
    pub(super) const fn is_result(&self) -> bool {
        matches!(self.content, Content::Result { .. })
    }
}

/// Where a row's figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nowhere: words only.
    Heading,
    /// The accounts it selects, positive where they stand on `side`.
    Accounts {
        /// Which.
        selector: Selector,
        /// The side that reads as positive.
        side: Side,
    },
    /// The result in the balance sheet: all of the income statement, and these accounts, where
    /// a layout shows the result and equity on one line.
    Result {
        /// The accounts of equity on the same line; usually none.
        accounts: Vec<AccountRange>,
    },
    /// The sum of other rows.
    Sum {
        /// Their names.
        of: Vec<String>,
    },
    /// In the cash-flow statement: what the draws come to, as an effect on liquid funds.
    CashFlow(CashFlowDraws),
    /// In the cash-flow statement: the liquid funds of the balance sheet.
    LiquidFunds(LiquidFunds),
}

/// What a line of the cash-flow statement draws on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CashFlowDraws {
    /// The result of the income statement.
    pub result: bool,
    /// Lines of the income statement that moved no money, such as depreciation: added back.
    pub add_back: Vec<String>,
    /// Lines of the balance sheet whose change is meant.
    pub change_of: Vec<String>,
    /// Lines of this statement that draw on the result or add something back, and so hold a part
    /// of that change already: taken off again.
    pub before: Vec<String>,
}

/// Which liquid funds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LiquidFunds {
    /// At the start of the period.
    Opening,
    /// At its end.
    Closing,
    /// The change between.
    Change,
}

/// Which balances a line takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The accounts.
    pub accounts: Vec<AccountRange>,
    /// Which of their balances.
    pub limit: Limit,
}

/// Which balances of its accounts a line takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// All.
    All,
    /// Those of these projects.
    Projects(Vec<Project>),
    /// Those of all projects that no other line names, and of none.
    OtherProjects,
    /// Those of these cost centres.
    CostCentres(Vec<CostCentre>),
    /// Those of all cost centres that no other line names, and of none.
    OtherCostCentres,
}

/// A column of the balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BalanceColumn {
    /// What the period opened with.
    Opening,
    /// How that changed.
    Change,
    /// What it closes with.
    Closing,
    /// What the comparison period closed with, unless that is the opening of this one.
    Comparison,
}

/// A form of the layout with other words, and when it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name, as rows refer to it.
    pub name: String,
    /// Used for fiscal years up to the one that starts in this calendar year.
    pub until: Option<i32>,
    /// Used for periods shorter than the fiscal year (delårsrapport).
    pub interim: bool,
}

impl Edition {
    /// Whether a report of this period uses it.
    pub(super) fn is_for(&self, period: Period, years: FiscalYears) -> bool {
        let year = years.of(period.last());
        let in_time = self.until.is_none_or(|until| year.year() <= until);
        in_time && (!self.interim || period != year.period())
    }
}

/// What is wrong with a draft, and with which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutProblem {
    /// The part.
    pub part: LayoutPart,
    /// What is wrong.
    pub fact: Fact,
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LayoutPart {
    /// The section.
    pub section: LayoutSection,
    /// The row, or among the notes the note, counted from 0; `None` is all of the section.
    pub row: Option<usize>,
}

/// A section of a draft, in the order they are proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayoutSection {
    /// A statement, or the notes.
    Statement(StatementKind),
    /// An overview, counted from 0.
    Overview(u16),
    /// The order of the annual report.
    Annual,
}
