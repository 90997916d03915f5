//! Layouts that hold what they promise. All of what they say is data.
//!
//! A [`LayoutDraft`] mirrors what a layout file says; [`LayoutDraft::check`] proves it and gives a
//! [`Layout`]: every account it covers lands on exactly one line, every sum takes what it should
//! exactly once, and the cash-flow statement takes each balance-sheet line's change exactly once.

use crate::account::AccountRange;
use crate::balances::YearEnd;
use crate::calendar::{FiscalYears, Period};

use super::StatementKind;
use super::assignment::{Assignment, uncovered};
use super::overview::{self, OverviewDraft, OverviewFacts};
use super::proof;
use super::words;

pub use super::draft::{
    BalanceColumn, BalanceSheetDraft, CashFlowDraft, CashFlowDraws, Content, Edition, IncomeStatementDraft,
    LayoutDraft, LayoutPart, LayoutProblem, LayoutSection, Limit, LiquidFunds, NoteDraft, NoteRow, RowDraft,
    Selector,
};
pub use super::words::{Wording, Words};

/// A layout that holds what it promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    draft: LayoutDraft,
    year_end: YearEnd,
    assignment: Assignment,
}

impl LayoutDraft {
    /// The layout, if it is one.
    ///
    /// # Errors
    /// Every [`LayoutProblem`], in the order of the draft: rows named twice or not at all, circles,
    /// an account on two lines or on none, a total that lacks a line, a balance-sheet line whose
    /// change the cash-flow statement takes never or twice.
    pub fn check(self) -> Result<Layout, Vec<LayoutProblem>> {
        if let Some(too_long) = proof::too_long(&self) {
            return Err(vec![too_long]);
        }
        let mut problems = proof::rows(&self);
        let assignment = Assignment::of(&self, &mut problems);
        if problems.is_empty() {
            problems.extend(proof::totals(&self));
            problems.extend(proof::cash_flow(&self));
            problems.extend(proof::notes(&self));
            problems.extend(overview::proved(&self));
        }
        problems.sort_by_key(|problem| problem.part);
        if problems.is_empty() {
            let year_end = self.derived_year_end();
            Ok(Layout { draft: self, year_end, assignment })
        } else {
            Err(problems)
        }
    }

    fn derived_year_end(&self) -> YearEnd {
        let sheet = &self.balance_sheet;
        let carries = |row: &RowDraft| match &row.content {
            Content::Accounts { selector, .. } => selector.accounts.clone(),
            Content::Result { accounts } => accounts.clone(),
            _ => Vec::new(),
        };
        let equity = proof::leaves(&sheet.rows, &sheet.equity);
        // Accounts that a result is booked against are shown with equity and start at nothing.
        let lasting = |ranges: Vec<AccountRange>| uncovered(&ranges, sheet.closing_accounts.clone());
        YearEnd {
            balance_accounts: lasting(sheet.rows.iter().flat_map(carries).collect()),
            equity: lasting(equity.into_iter().flat_map(|row| carries(&sheet.rows[row])).collect()),
            result_to: self.result_to,
        }
    }
}

impl Layout {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.draft.name
    }

    /// What it says, as it was written down.
    #[must_use]
    pub const fn draft(&self) -> &LayoutDraft {
        &self.draft
    }

    /// The same layout with the other language shown: the built-in ones speak Swedish and English. What it
    /// does not say in that language stays as it is. Nothing but words changes, and what was translated twice
    /// is as it was.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in").translated();
    /// assert_eq!(layout.draft().balance_sheet.title.in_edition(None), "Balance sheet");
    /// # }
    /// ```
    #[must_use]
    pub fn translated(self) -> Self {
        Self { draft: words::translated(self.draft), ..self }
    }

    /// How a year ends with this layout.
    #[must_use]
    pub const fn year_end(&self) -> &YearEnd {
        &self.year_end
    }

    /// Which balance lands on which line.
    #[must_use]
    pub const fn assignment(&self) -> &Assignment {
        &self.assignment
    }

    /// The edition a report of this period uses, if not the present form.
    #[must_use]
    pub fn edition(&self, period: Period, years: FiscalYears) -> Option<&Edition> {
        self.draft.editions.iter().find(|edition| edition.is_for(period, years))
    }

    /// The overview that is asked for by this name.
    #[must_use]
    pub fn overview(&self, name: &str) -> Option<&OverviewDraft> {
        let is_meant =
            |known: &&OverviewDraft| known.name == name || known.aliases.iter().any(|alias| alias == name);
        self.draft.overviews.iter().find(is_meant)
    }

    /// The reports of the annual report by name, in its order: what the layout says, or the statements
    /// and the notes.
    #[must_use]
    pub fn annual(&self) -> Vec<&str> {
        let statements = [
            StatementKind::IncomeStatement,
            StatementKind::BalanceSheet,
            StatementKind::CashFlow,
            StatementKind::Notes,
        ];
        match self.draft.annual.as_slice() {
            [] => statements.map(StatementKind::as_str).to_vec(),
            said => said.iter().map(String::as_str).collect(),
        }
    }

    /// What the settings say for overviews that no overview of this layout shows: rows that figures are
    /// given for, and lists of parts.
    #[must_use]
    pub fn unused(&self, facts: &OverviewFacts) -> Vec<String> {
        overview::unused(&self.draft.overviews, facts)
    }

    /// The note that a line refers to.
    #[must_use]
    pub fn note_of(&self, line: &str) -> Option<&NoteDraft> {
        self.draft.notes.iter().find(|note| note.lines.iter().any(|name| name == line))
    }
}
