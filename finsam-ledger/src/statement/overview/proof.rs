//! What a layout's overviews promise: names, rows that draw on what there is, and no circles.

use std::collections::BTreeSet;

use super::draft::{OverviewBody, OverviewDraft, OverviewFigure, OverviewRowDraft, OverviewSource};
use super::facts::OverviewFacts;
use crate::finding::Fact;
use crate::statement::draft::{LayoutDraft, LayoutPart, LayoutProblem, LayoutSection};
use crate::statement::proof::{can_be_summed, leaves, unknown_editions};
use crate::statement::words::Words;
use crate::statement::{RowKind, StatementKind};

/// More decimals than a share of money means anything in.
const DECIMALS_MAX: u8 = 4;
/// More rows or years than an overview has.
const ROWS_MAX: usize = 100;

/// Every problem with the overviews of a draft, whose statements are known to hold.
pub(in crate::statement) fn proved(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let mut problems = income(draft);
    let mut names = BTreeSet::new();
    for (index, overview) in (0..).zip(&draft.overviews) {
        let section = LayoutSection::Overview(index);
        let mut tell = |row, fact| problems.push(LayoutProblem { part: LayoutPart { section, row }, fact });
        for name in std::iter::once(&overview.name).chain(&overview.aliases) {
            if is_taken(name) || !names.insert(name.as_str()) {
                tell(None, Fact::RowTwice { row: name.clone() });
            }
        }
        for (key, words) in words_of(overview) {
            for reference in unknown_editions(draft, words.editions()) {
                tell(None, Fact::ReferenceUnknown { row: key.to_owned(), reference });
            }
        }
        if let Some(keys) = misshapen(overview) {
            tell(None, Fact::RowShape { row: overview.name.clone(), keys });
        }
        let OverviewBody::Rows(rows) = &overview.body else { continue };
        for (index, row) in rows.iter().enumerate() {
            for fact in wrong_with(draft, rows, index, row) {
                tell(Some(index), fact);
            }
        }
        if let Some(circle) = circle(rows) {
            let at = rows.iter().position(|row| circle.first() == Some(&row.id));
            tell(at, Fact::RowCycle { rows: circle });
        }
    }
    problems.extend(annual(draft));
    problems
}

/// What the settings say that none of these overviews shows, by its key.
pub(in crate::statement) fn unused(overviews: &[OverviewDraft], facts: &OverviewFacts) -> Vec<String> {
    let rows = || {
        overviews.iter().flat_map(|overview| match &overview.body {
            OverviewBody::Rows(rows) => rows.as_slice(),
            OverviewBody::Parts(_) => &[],
        })
    };
    let shows = |given: &&str| rows().any(|row| row.id == **given);
    let lists = |name: &&String| {
        let in_rows = rows().any(
            |row| matches!(&row.source, OverviewSource::ShareOfCost { lists, .. } if lists.contains(name)),
        );
        let is_own = |overview: &OverviewDraft| matches!(&overview.body, OverviewBody::Parts(parts) if parts.lists.contains(name));
        in_rows || overviews.iter().any(is_own)
    };
    let given = facts.given.rows().filter(|given| !shows(given)).map(|row| format!("given: {row}"));
    let parts = facts.parts.keys().filter(|name| !lists(name)).map(|name| format!("parts: {name}"));
    given.chain(parts).collect()
}

/// The names that reports of other kinds have.
fn is_taken(name: &str) -> bool {
    let statements = [
        StatementKind::IncomeStatement,
        StatementKind::BalanceSheet,
        StatementKind::CashFlow,
        StatementKind::Notes,
    ];
    let others = ["follow-up", "members", "annual"];
    name.is_empty() || others.contains(&name) || statements.iter().any(|kind| kind.as_str() == name)
}

/// The rows that the income statement names as income.
fn income(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let section = LayoutSection::Statement(StatementKind::IncomeStatement);
    let statement = &draft.income_statement;
    let (mut problems, mut taken) = (Vec::new(), BTreeSet::new());
    let mut tell = |fact| problems.push(LayoutProblem { part: LayoutPart { section, row: None }, fact });
    for id in &statement.income {
        let own = leaves(&statement.rows, id);
        if own.is_empty() {
            tell(Fact::ReferenceUnknown { row: "income".to_owned(), reference: id.clone() });
        }
        for leaf in own.into_iter().filter(|leaf| !taken.insert(*leaf)) {
            let row = statement.rows.get(leaf).map(|row| row.id.clone()).unwrap_or_default();
            tell(Fact::SumTakesTwice { sum: "income".to_owned(), row });
        }
    }
    problems
}

/// The keys of an overview that do not go together.
fn misshapen(overview: &OverviewDraft) -> Option<Vec<String>> {
    let figures = || overview.columns.iter().chain(&overview.comparison);
    let of_parts = |figure: &OverviewFigure| matches!(figure, OverviewFigure::Income | OverviewFigure::Cost);
    let twice = |figures: &[OverviewFigure]| figures.iter().collect::<BTreeSet<_>>().len() < figures.len();
    let keys: &[&str] = match (&overview.body, overview.years) {
        (OverviewBody::Rows(rows), _) if rows.is_empty() || rows.len() > ROWS_MAX => &["row"],
        (OverviewBody::Rows(_), Some(0)) => &["years"],
        (OverviewBody::Rows(_), Some(years)) if usize::from(years) > ROWS_MAX => &["years"],
        (OverviewBody::Rows(_), Some(_)) if figures().next().is_some() => &["years", "columns"],
        (OverviewBody::Parts(_), Some(_)) => &["parts", "years"],
        (OverviewBody::Rows(_), None) if figures().any(of_parts) => &["row", "columns"],
        (OverviewBody::Parts(parts), None) if parts.lists.is_empty() => &["parts"],
        (_, None) if overview.columns.is_empty() => &["columns"],
        _ if twice(&overview.columns) || twice(&overview.comparison) => &["columns"],
        _ => return None,
    };
    Some(keys.iter().map(|key| (*key).to_owned()).collect())
}

fn wrong_with(
    draft: &LayoutDraft,
    rows: &[OverviewRowDraft],
    index: usize,
    row: &OverviewRowDraft,
) -> Vec<Fact> {
    let mut wrong = Vec::new();
    let name = || if row.id.is_empty() { row.label.shown.present.clone() } else { row.id.clone() };
    let is_heading = row.source == OverviewSource::Heading;
    if !is_heading && rows.iter().take(index).any(|above| above.id == row.id) {
        wrong.push(Fact::RowTwice { row: row.id.clone() });
    }
    if is_heading != (row.kind == RowKind::Heading) || (row.id.is_empty() && !is_heading) {
        wrong.push(Fact::RowShape { row: name(), keys: vec!["id".to_owned(), "heading".to_owned()] });
    }
    if let OverviewSource::Share { decimals, .. } | OverviewSource::ShareOfCost { decimals, .. } = row.source
        && decimals > DECIMALS_MAX
    {
        wrong.push(Fact::RowShape { row: name(), keys: vec!["decimals".to_owned()] });
    }
    let rest = if let OverviewSource::ShareOfCost { rest, .. } = &row.source { Some(rest) } else { None };
    let words = std::iter::once(&row.label).chain(rest);
    let mut unknown = unknown_editions(draft, words.flat_map(Words::editions));
    let is_amount = |id: &String| rows.iter().any(|other| other.id == *id && other.source.is_amount());
    unknown.extend(row.source.draws_on().filter(|id| !is_amount(id)).cloned());
    if let OverviewSource::Lines(lines) = &row.source {
        let statements = [&draft.income_statement.rows, &draft.balance_sheet.rows];
        let is_line = |id: &String| {
            statements.iter().any(|rows| rows.iter().any(|row| row.id == *id && can_be_summed(row)))
        };
        unknown.extend(lines.iter().filter(|id| !is_line(id)).cloned());
    }
    let is_row = |id: &&String| rows.iter().any(|other| other.id == **id && other.only_with.is_none());
    unknown.extend(row.only_with.iter().filter(|id| !is_row(id)).cloned());
    wrong.extend(unknown.into_iter().map(|reference| Fact::ReferenceUnknown { row: name(), reference }));
    wrong
}

/// The words of an overview that stand beside its rows, by their keys.
fn words_of(overview: &OverviewDraft) -> Vec<(&'static str, &Words)> {
    let mut words = vec![("title", &overview.title)];
    if let OverviewBody::Parts(parts) = &overview.body {
        words.extend(parts.sum.iter().map(|sum| ("sum", sum)));
        words.extend([("rest", &parts.rest), ("total", &parts.total)]);
    }
    words
}

/// The first circle of rows, if there is one.
fn circle(rows: &[OverviewRowDraft]) -> Option<Vec<String>> {
    let mut proved = BTreeSet::new();
    rows.iter().find_map(|row| follow(rows, &row.id, &mut Vec::new(), &mut proved))
}

fn follow<'a>(
    rows: &'a [OverviewRowDraft],
    id: &'a str,
    path: &mut Vec<&'a str>,
    proved: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|on_path| *on_path == id) {
        return Some(path.iter().skip(start).map(|id| (*id).to_owned()).collect());
    }
    let row = rows.iter().find(|row| row.id == id).filter(|_| !proved.contains(id))?;
    path.push(id);
    let found = row.source.draws_on().find_map(|part| follow(rows, part, path, proved));
    path.pop();
    proved.insert(id);
    found
}

/// The order of the annual report names reports that there are, each once.
fn annual(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let part = LayoutPart { section: LayoutSection::Annual, row: None };
    let is_known = |name: &str| {
        (is_taken(name) && name != "annual") || draft.overviews.iter().any(|overview| overview.name == name)
    };
    let mut named = BTreeSet::new();
    let facts = draft.annual.iter().filter_map(|name| {
        if !is_known(name) {
            let (row, reference) = ("annual".to_owned(), name.clone());
            return Some(Fact::ReferenceUnknown { row, reference });
        }
        (!named.insert(name)).then(|| Fact::RowTwice { row: name.clone() })
    });
    facts.map(|fact| LayoutProblem { part, fact }).collect()
}
