//! Which balance lands on which line: proved once for all accounts, then looked up.

use std::collections::BTreeMap;

use crate::account::{AccountNumber, AccountRange};
use crate::balances::BalanceObject;
use crate::dimension::{CostCentre, Project};
use crate::finding::Fact;

use super::StatementKind;
use super::draft::{
    Content, LayoutDraft, LayoutPart, LayoutProblem, LayoutSection, Limit, RowDraft, Selector,
};

/// A line of one of the two statements that accounts land on; rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeafLine {
    /// A line of the income statement.
    IncomeStatement(usize),
    /// A line of the balance sheet.
    BalanceSheet(usize),
}

/// For every account the layout covers, the one line of each of its balances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Stretches of accounts that share their lines, by their first account.
    stretches: BTreeMap<AccountNumber, (AccountRange, Split)>,
}

/// How the balances of a stretch of accounts are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Split {
    Whole(LeafLine),
    ByProject { named: BTreeMap<Project, LeafLine>, other: LeafLine },
    ByCostCentre { named: BTreeMap<CostCentre, LeafLine>, other: LeafLine },
}

/// A line's claim on accounts.
struct Claim<'a> {
    line: LeafLine,
    id: &'a str,
    range: AccountRange,
    limit: &'a Limit,
}

impl Assignment {
    /// The line a balance lands on, if the layout covers its account.
    #[must_use]
    pub fn line_of(&self, object: &BalanceObject) -> Option<LeafLine> {
        let (_, (range, split)) = self.stretches.range(..=object.account).next_back()?;
        if !range.contains(object.account) {
            return None;
        }
        Some(match split {
            Split::Whole(line) => *line,
            Split::ByProject { named, other } => {
                object.project.as_ref().and_then(|project| named.get(project)).copied().unwrap_or(*other)
            }
            Split::ByCostCentre { named, other } => {
                object.cost_centre.as_ref().and_then(|centre| named.get(centre)).copied().unwrap_or(*other)
            }
        })
    }

    /// The assignment a draft makes; what is wrong with it is added to `problems`.
    pub(super) fn of(draft: &LayoutDraft, problems: &mut Vec<LayoutProblem>) -> Self {
        let income = (&draft.income_statement.rows, LeafLine::IncomeStatement as fn(usize) -> LeafLine);
        let sheet = (&draft.balance_sheet.rows, LeafLine::BalanceSheet as fn(usize) -> LeafLine);
        let mut claims = Vec::new();
        for (rows, line) in [income, sheet] {
            claims.extend(rows.iter().enumerate().flat_map(|(index, row)| claims_of(line(index), row)));
        }
        let mut assignment = Self::default();
        for range in elementary_stretches(&claims) {
            let sharing: Vec<&Claim<'_>> =
                claims.iter().filter(|claim| claim.range.contains(range.first())).collect();
            match split_of(range, &sharing) {
                Ok(split) => {
                    assignment.stretches.insert(range.first(), (range, split));
                }
                Err(problem) => problems.push(problem),
            }
        }
        let covers = [
            (StatementKind::IncomeStatement, &draft.income_statement.accounts),
            (StatementKind::BalanceSheet, &draft.balance_sheet.accounts),
        ];
        for (statement, covered) in covers {
            let claimed = claims.iter().map(|claim| claim.range).collect();
            problems.extend(uncovered(covered, claimed).into_iter().map(|accounts| LayoutProblem {
                part: LayoutPart { section: LayoutSection::Statement(statement), row: None },
                fact: Fact::AccountsOnNoLine { accounts, statement: statement.as_str().to_owned() },
            }));
        }
        assignment
    }
}

static ALL: Limit = Limit::All;

fn claims_of(line: LeafLine, row: &RowDraft) -> Vec<Claim<'_>> {
    let claim = |limit| move |range: &AccountRange| Claim { line, id: &row.id, range: *range, limit };
    match &row.content {
        Content::Accounts { selector: Selector { accounts, limit }, .. } => {
            accounts.iter().map(claim(limit)).collect()
        }
        Content::Result { accounts } => accounts.iter().map(claim(&ALL)).collect(),
        _ => Vec::new(),
    }
}

/// The claimed accounts, cut wherever a claim starts or ends.
fn elementary_stretches(claims: &[Claim<'_>]) -> Vec<AccountRange> {
    let mut cuts: Vec<u32> = claims
        .iter()
        .flat_map(|claim| [claim.range.first().number(), claim.range.last().number() + 1])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let between = cuts.windows(2).filter_map(|cut| range_of(cut[0], cut[1] - 1));
    between.filter(|range| claims.iter().any(|claim| claim.range.contains(range.first()))).collect()
}

fn range_of(first: u32, last: u32) -> Option<AccountRange> {
    AccountRange::new(AccountNumber::new(first).ok()?, AccountNumber::new(last).ok()?).ok()
}

/// How the lines that claim the same accounts share them, or why they cannot.
fn split_of(range: AccountRange, claims: &[&Claim<'_>]) -> Result<Split, LayoutProblem> {
    let clash = |one: &Claim<'_>, other: &Claim<'_>| {
        let (first, second) = if one.line <= other.line { (one, other) } else { (other, one) };
        let (part, accounts) = (part_of(second.line), range);
        let fact =
            Fact::AccountOnTwoLines { accounts, first: first.id.to_owned(), second: second.id.to_owned() };
        Err(LayoutProblem { part, fact })
    };
    let mut projects: BTreeMap<Project, &Claim<'_>> = BTreeMap::new();
    let mut cost_centres: BTreeMap<CostCentre, &Claim<'_>> = BTreeMap::new();
    let mut rest: Option<&Claim<'_>> = None;
    for claim in claims {
        // Two limits of different kinds overlap: a balance may have both a project and a cost centre.
        if let Some(other) = claims.iter().find(|other| !shares(other.limit, claim.limit)) {
            return clash(other, claim);
        }
        let taken = match claim.limit {
            Limit::Projects(named) => {
                named.iter().find_map(|project| projects.insert(project.clone(), claim))
            }
            Limit::CostCentres(named) => {
                named.iter().find_map(|centre| cost_centres.insert(centre.clone(), claim))
            }
            Limit::All | Limit::OtherProjects | Limit::OtherCostCentres => rest.replace(claim),
        };
        if let Some(other) = taken {
            return clash(other, claim);
        }
    }
    let Some(other) = rest.map(|claim| claim.line) else {
        let nowhere =
            LayoutPart { section: LayoutSection::Statement(StatementKind::IncomeStatement), row: None };
        let part = claims.first().map_or(nowhere, |claim| part_of(claim.line));
        let on_sheet = claims.first().is_some_and(|claim| matches!(claim.line, LeafLine::BalanceSheet(_)));
        let statement = if on_sheet { StatementKind::BalanceSheet } else { StatementKind::IncomeStatement };
        let statement = statement.as_str().to_owned();
        return Err(LayoutProblem { part, fact: Fact::AccountsOnNoLine { accounts: range, statement } });
    };
    let lines = |claim: &Claim<'_>| claim.line;
    Ok(match (projects.is_empty(), cost_centres.is_empty()) {
        (true, true) => Split::Whole(other),
        (false, _) => Split::ByProject {
            named: projects.into_iter().map(|(code, claim)| (code, lines(claim))).collect(),
            other,
        },
        (true, false) => Split::ByCostCentre {
            named: cost_centres.into_iter().map(|(code, claim)| (code, lines(claim))).collect(),
            other,
        },
    })
}

/// Whether two lines with these limits may claim the same account.
fn shares(one: &Limit, other: &Limit) -> bool {
    let by_project = |limit: &Limit| matches!(limit, Limit::Projects(_) | Limit::OtherProjects);
    let by_cost_centre = |limit: &Limit| matches!(limit, Limit::CostCentres(_) | Limit::OtherCostCentres);
    std::ptr::eq(one, other)
        || (by_project(one) && by_project(other))
        || (by_cost_centre(one) && by_cost_centre(other))
}

const fn part_of(line: LeafLine) -> LayoutPart {
    match line {
        LeafLine::IncomeStatement(row) => {
            LayoutPart { section: LayoutSection::Statement(StatementKind::IncomeStatement), row: Some(row) }
        }
        LeafLine::BalanceSheet(row) => {
            LayoutPart { section: LayoutSection::Statement(StatementKind::BalanceSheet), row: Some(row) }
        }
    }
}

/// The parts of `covered` that nothing claimed takes.
pub(super) fn uncovered(covered: &[AccountRange], mut claimed: Vec<AccountRange>) -> Vec<AccountRange> {
    claimed.sort_unstable();
    let mut missing = Vec::new();
    for range in covered {
        let mut next = range.first().number();
        for claim in claimed.iter().filter_map(|claim| claim.overlap(*range)) {
            if next < claim.first().number() {
                missing.extend(range_of(next, claim.first().number() - 1));
            }
            next = next.max(claim.last().number() + 1);
        }
        if next <= range.last().number() {
            missing.extend(range_of(next, range.last().number()));
        }
    }
    missing
}
