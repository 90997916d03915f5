//! What a layout promises beyond its accounts: names, sums, totals, the cash flow and the notes.

use std::collections::{BTreeMap, BTreeSet};

use crate::account::{AccountNumber, AccountRange};
use crate::amount::Side;
use crate::finding::Fact;

use super::draft::{
    BalanceColumn, BalanceSheetDraft, CashFlowDraws, Content, LayoutDraft, LayoutPart, LayoutProblem,
    LayoutSection, LiquidFunds, NoteDraft, RowDraft, Selector,
};
use super::words::Words;
use super::{RowKind, StatementKind};

const INCOME: StatementKind = StatementKind::IncomeStatement;
const SHEET: StatementKind = StatementKind::BalanceSheet;
const CASH: StatementKind = StatementKind::CashFlow;

fn statements(draft: &LayoutDraft) -> [(StatementKind, &[RowDraft]); 3] {
    [
        (INCOME, &draft.income_statement.rows),
        (SHEET, &draft.balance_sheet.rows),
        (CASH, &draft.cash_flow.rows),
    ]
}

/// A problem with a row of a statement, or with all of it.
const fn problem(statement: StatementKind, row: Option<usize>, fact: Fact) -> LayoutProblem {
    LayoutProblem { part: LayoutPart { section: LayoutSection::Statement(statement), row }, fact }
}

/// The rows without sums that a row comes down to, and how often each is taken. Only for rows
/// whose references are known to hold and to end.
pub(super) fn taken(rows: &[RowDraft], id: &str) -> BTreeMap<usize, usize> {
    taken_by(rows, id, &mut BTreeMap::new())
}

/// The rows without sums that a row comes down to.
pub(crate) fn leaves(rows: &[RowDraft], id: &str) -> Vec<usize> {
    taken(rows, id).into_keys().collect()
}

fn taken_by<'a>(
    rows: &'a [RowDraft],
    id: &'a str,
    known: &mut BTreeMap<&'a str, BTreeMap<usize, usize>>,
) -> BTreeMap<usize, usize> {
    if let Some(times) = known.get(id) {
        return times.clone();
    }
    let Some(index) = rows.iter().position(|row| row.id == id) else { return BTreeMap::new() };
    let mut times = BTreeMap::new();
    match &rows[index].content {
        Content::Sum { of } => {
            for (leaf, more) in of.iter().flat_map(|part| taken_by(rows, part, known)) {
                let count: &mut usize = times.entry(leaf).or_default();
                *count = count.saturating_add(more);
            }
        }
        Content::Heading | Content::LiquidFunds(_) => {}
        _ => _ = times.insert(index, 1),
    }
    known.insert(id, times.clone());
    times
}

/// The side on which a line of the income statement or balance sheet reads as positive.
pub(crate) const fn side_of(row: &RowDraft) -> Option<Side> {
    match &row.content {
        Content::Accounts { side, .. } => Some(*side),
        Content::Result { .. } => Some(Side::Credit),
        _ => None,
    }
}

/// More rows than a statement has; a file with more is no layout.
const ROWS_MAX: usize = 300;

/// The first statement with more rows than can be proved in reasonable time.
pub(super) fn too_long(draft: &LayoutDraft) -> Option<LayoutProblem> {
    let notes = draft.notes.iter().map(|note| note.rows.len() + 1).sum();
    let lengths = statements(draft).map(|(statement, rows)| (statement, rows.len()));
    let longest =
        lengths.into_iter().chain([(StatementKind::Notes, notes)]).find(|(_, rows)| *rows > ROWS_MAX);
    longest.map(|(statement, rows)| problem(statement, None, Fact::RowsTooMany { rows, rows_max: ROWS_MAX }))
}

/// Names, references, circles, and rows that fit their statement.
pub(super) fn rows(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let mut problems = Vec::new();
    let mut accounted: BTreeSet<&str> = BTreeSet::new();
    for (statement, rows) in statements(draft) {
        let mut named = BTreeSet::new();
        for (index, row) in rows.iter().enumerate() {
            let mut tell = |fact| problems.push(problem(statement, Some(index), fact));
            // A note says which lines it is about by their names alone, so the income statement
            // and the balance sheet share their names; the cash flow has its own.
            let known = !named.insert(row.id.as_str()) || (statement != CASH && !accounted.insert(&row.id));
            if !matches!(row.content, Content::Heading) && known {
                tell(Fact::RowTwice { row: row.id.clone() });
            }
            if let Some(keys) = misfit(row, statement) {
                tell(Fact::RowShape { row: name_of(row), keys });
            }
            for reference in unknown_references(draft, rows, row) {
                tell(Fact::ReferenceUnknown { row: name_of(row), reference });
            }
        }
        problems.extend(circle(rows).map(|circle| {
            let at = rows.iter().position(|row| circle.first() == Some(&row.id));
            problem(statement, at, Fact::RowCycle { rows: circle })
        }));
    }
    problems.extend(keys(draft));
    problems
}

fn name_of(row: &RowDraft) -> String {
    if row.id.is_empty() { row.label.shown.present.clone() } else { row.id.clone() }
}

/// The keys of a row that do not go together, or not with its statement.
fn misfit(row: &RowDraft, statement: StatementKind) -> Option<Vec<String>> {
    let fits_statement = match row.content {
        Content::Heading | Content::Sum { .. } => true,
        Content::Accounts { .. } => statement == INCOME || statement == SHEET,
        Content::Result { .. } => statement == SHEET,
        Content::CashFlow(_) | Content::LiquidFunds(_) => statement == CASH,
    };
    let fits_kind = match (&row.content, row.kind) {
        (Content::Heading, kind) => kind == RowKind::Heading,
        (Content::Sum { .. }, kind) => matches!(kind, RowKind::Sum | RowKind::Total),
        (Content::LiquidFunds(_), kind) => kind != RowKind::Heading,
        (_, kind) => kind == RowKind::Line,
    };
    let kind = match row.kind {
        RowKind::Heading => "heading",
        RowKind::Line => "line",
        RowKind::Sum => "sum",
        RowKind::Total => "total",
    };
    let content = match &row.content {
        Content::Heading => "heading",
        Content::Accounts { .. } => "accounts",
        Content::Result { .. } => "result",
        Content::Sum { .. } => "of",
        Content::CashFlow(_) => "change-of",
        Content::LiquidFunds(LiquidFunds::Opening | LiquidFunds::Closing | LiquidFunds::Change) => {
            "liquid-funds"
        }
    };
    let named = !row.id.is_empty() || matches!(row.content, Content::Heading);
    if !row.only_in.is_empty() && can_be_summed(row) {
        return Some(vec![content.to_owned(), "only-in".to_owned()]);
    }
    (!fits_statement || !fits_kind || !named).then(|| {
        let missing_name = if named { None } else { Some("id".to_owned()) };
        [kind.to_owned(), content.to_owned()].into_iter().chain(missing_name).collect()
    })
}

fn unknown_references(draft: &LayoutDraft, rows: &[RowDraft], row: &RowDraft) -> Vec<String> {
    let mut unknown = unknown_editions(draft, row.label.editions().chain(&row.only_in));
    match &row.content {
        Content::Sum { of } => {
            let has_figure = |id: &&String| rows.iter().any(|row| row.id == **id && can_be_summed(row));
            unknown.extend(of.iter().filter(|id| !has_figure(id)).cloned());
        }
        Content::CashFlow(CashFlowDraws { add_back, change_of, before, .. }) => {
            let leaf = |rows: &[RowDraft], id: &String| {
                rows.iter().any(|row| row.id == *id && side_of(row).is_some())
            };
            unknown.extend(add_back.iter().filter(|id| !leaf(&draft.income_statement.rows, id)).cloned());
            unknown.extend(change_of.iter().filter(|id| !leaf(&draft.balance_sheet.rows, id)).cloned());
            let is_source = |id: &&String| rows.iter().any(|row| row.id == **id && draws_beside_changes(row));
            unknown.extend(before.iter().filter(|id| !is_source(id)).cloned());
        }
        _ => {}
    }
    unknown
}

/// Whether a row has a figure that a sum can take: words have none, and liquid funds stand below
/// the analysis they are compared with.
pub(super) const fn can_be_summed(row: &RowDraft) -> bool {
    !matches!(row.content, Content::Heading | Content::LiquidFunds(_))
}

/// Whether a line of the cash flow shows what is no change of a balance-sheet line.
fn draws_beside_changes(row: &RowDraft) -> bool {
    matches!(&row.content, Content::CashFlow(CashFlowDraws { result, add_back, .. }) if *result || !add_back.is_empty())
}

/// The rows a statement names by themselves: results, totals, liquid funds.
fn keys(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let (income, sheet, cash) = (&draft.income_statement, &draft.balance_sheet, &draft.cash_flow);
    let mut problems = Vec::new();
    let mut look = |statement: StatementKind, rows: &[RowDraft], key: &str, ids: &[&String]| {
        for id in ids {
            if !rows.iter().any(|row| row.id == **id) {
                let fact = Fact::ReferenceUnknown { row: key.to_owned(), reference: (*id).clone() };
                problems.push(problem(statement, None, fact));
            }
        }
    };
    look(INCOME, &income.rows, "result", &[&income.result]);
    look(SHEET, &sheet.rows, "assets", &[&sheet.assets]);
    look(SHEET, &sheet.rows, "financing", &[&sheet.financing]);
    look(SHEET, &sheet.rows, "equity", &[&sheet.equity]);
    look(SHEET, &sheet.rows, "liquid-funds", &sheet.liquid_funds.iter().collect::<Vec<_>>());
    look(CASH, &cash.rows, "net", &[&cash.net]);
    let columns: BTreeSet<_> = sheet.columns.iter().collect();
    if columns.len() < sheet.columns.len() || !columns.contains(&BalanceColumn::Closing) {
        let fact = Fact::RowShape { row: "balance-sheet".to_owned(), keys: vec!["columns".to_owned()] };
        problems.push(problem(SHEET, None, fact));
    }
    let results = sheet.rows.iter().filter(|row| matches!(row.content, Content::Result { .. })).count();
    if results != 1 {
        let fact = Fact::RowShape { row: "balance-sheet".to_owned(), keys: vec!["result".to_owned()] };
        problems.push(problem(SHEET, None, fact));
    }
    let words = [
        (INCOME, "title", &income.title),
        (SHEET, "title", &sheet.title),
        (CASH, "title", &cash.title),
        (StatementKind::Notes, "note-word", &draft.note_word),
        (StatementKind::Notes, "sum-word", &draft.sum_word),
    ];
    for (statement, key, words) in words {
        problems.extend(unknown_editions(draft, words.editions()).into_iter().map(|reference| {
            let fact = Fact::ReferenceUnknown { row: key.to_owned(), reference };
            problem(statement, None, fact)
        }));
    }
    problems
}

/// The editions among these names that the layout does not have.
pub(super) fn unknown_editions<'a>(
    draft: &LayoutDraft,
    named: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let unknown = |name: &&String| !draft.editions.iter().any(|edition| edition.name == **name);
    named.filter(unknown).cloned().collect()
}

/// The first circle of sums, if there is one.
fn circle(rows: &[RowDraft]) -> Option<Vec<String>> {
    let mut proved = BTreeSet::new();
    rows.iter().find_map(|row| {
        let mut path = Vec::new();
        follow(rows, &row.id, &mut path, &mut proved)
    })
}

fn follow<'a>(
    rows: &'a [RowDraft],
    id: &'a str,
    path: &mut Vec<&'a str>,
    proved: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|on_path| *on_path == id) {
        return Some(path[start..].iter().map(|id| (*id).to_owned()).collect());
    }
    let Some(Content::Sum { of }) = rows.iter().find(|row| row.id == id).map(|row| &row.content) else {
        return None;
    };
    if proved.contains(id) {
        return None;
    }
    path.push(id);
    let found = of.iter().find_map(|part| follow(rows, part, path, proved));
    path.pop();
    proved.insert(id);
    found
}

/// Every sum takes a line once and lines of one side; the totals take all they must.
pub(super) fn totals(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let mut problems = Vec::new();
    for (statement, rows) in statements(draft) {
        for (index, row) in rows.iter().enumerate() {
            if !matches!(row.content, Content::Sum { .. }) {
                continue;
            }
            let mut tell = |fact| problems.push(problem(statement, Some(index), fact));
            let times = taken(rows, &row.id);
            for (leaf, _) in times.iter().filter(|(_, times)| **times > 1) {
                tell(Fact::SumTakesTwice { sum: row.id.clone(), row: rows[*leaf].id.clone() });
            }
            let sides: BTreeSet<_> = times.keys().map(|leaf| side_of(&rows[*leaf])).collect();
            if sides.len() > 1 {
                tell(Fact::RowShape { row: row.id.clone(), keys: vec!["of".to_owned(), "side".to_owned()] });
            }
        }
    }
    let (income, sheet, cash) = (&draft.income_statement, &draft.balance_sheet, &draft.cash_flow);
    let on = |side| move |row: &RowDraft| side_of(row) == Some(side);
    problems.extend(lacking(INCOME, &income.rows, &income.result, |row| side_of(row).is_some()));
    problems.extend(lacking(SHEET, &sheet.rows, &sheet.assets, on(Side::Debit)));
    problems.extend(lacking(SHEET, &sheet.rows, &sheet.financing, on(Side::Credit)));
    problems.extend(lacking(CASH, &cash.rows, &cash.net, |row| matches!(row.content, Content::CashFlow(_))));
    problems.extend(equity_and_funds(sheet, draft.result_to));
    problems
}

/// Equity is a part of financing and holds the account that results go to; liquid funds are
/// lines of assets, each named once.
fn equity_and_funds(sheet: &BalanceSheetDraft, result_to: AccountNumber) -> Vec<LayoutProblem> {
    let shape = |row: &str, key: &str| {
        problem(SHEET, None, Fact::RowShape { row: row.to_owned(), keys: vec![key.to_owned()] })
    };
    let mut problems = Vec::new();
    let equity = leaves(&sheet.rows, &sheet.equity);
    let financing = leaves(&sheet.rows, &sheet.financing);
    if equity.len() >= financing.len() || !equity.iter().all(|leaf| financing.contains(leaf)) {
        problems.push(shape(&sheet.equity, "equity"));
    }
    let holds = |leaf: &usize| match &sheet.rows[*leaf].content {
        Content::Accounts { selector: Selector { accounts, .. }, .. } | Content::Result { accounts } => {
            accounts.iter().any(|range| range.contains(result_to))
        }
        _ => false,
    };
    let is_closing_account = sheet.closing_accounts.iter().any(|range| range.contains(result_to));
    if !equity.iter().any(holds) || is_closing_account {
        problems.push(shape(&sheet.equity, "result-to"));
    }
    let named: BTreeSet<&String> = sheet.liquid_funds.iter().collect();
    let is_asset = |id: &&String| {
        let row = sheet.rows.iter().find(|row| row.id == **id);
        row.and_then(side_of) == Some(Side::Debit)
    };
    if named.len() < sheet.liquid_funds.len() || !named.iter().all(is_asset) {
        problems.push(shape("balance-sheet", "liquid-funds"));
    }
    problems
}

fn lacking(
    statement: StatementKind,
    rows: &[RowDraft],
    total: &str,
    must: impl Fn(&RowDraft) -> bool,
) -> Vec<LayoutProblem> {
    let taken = leaves(rows, total);
    let missing = rows.iter().enumerate().filter(|(index, row)| must(row) && !taken.contains(index));
    missing
        .map(|(index, row)| {
            let fact = Fact::TotalLacks { total: total.to_owned(), row: row.id.clone() };
            problem(statement, Some(index), fact)
        })
        .collect()
}

/// Each balance-sheet line but liquid funds is drawn on once, and what a line adds that is no
/// change of a balance-sheet line is taken off another line once. Then, and only then, the lines
/// sum to the change in liquid funds whatever the books hold.
pub(super) fn cash_flow(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let (sheet, cash) = (&draft.balance_sheet, &draft.cash_flow);
    let draws = || {
        cash.rows.iter().enumerate().filter_map(|(index, row)| match &row.content {
            Content::CashFlow(draws) => Some((index, row, draws)),
            _ => None,
        })
    };
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut taken_off: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, _, CashFlowDraws { change_of, before, .. }) in draws() {
        for line in change_of {
            *times.entry(line).or_default() += 1;
        }
        for line in before {
            *taken_off.entry(line).or_default() += 1;
        }
    }
    let mut problems = Vec::new();
    for row in sheet.rows.iter().filter(|row| side_of(row).is_some()) {
        let wanted = usize::from(!sheet.liquid_funds.contains(&row.id));
        let times = times.get(row.id.as_str()).copied().unwrap_or(0);
        if times != wanted {
            let fact = Fact::CashFlowLineTimes { line: row.id.clone(), times };
            problems.push(problem(CASH, None, fact));
        }
    }
    for (index, row, CashFlowDraws { change_of, before, .. }) in draws() {
        let wanted = usize::from(draws_beside_changes(row));
        if wanted == 1 && !(change_of.is_empty() && before.is_empty()) {
            // What is taken off elsewhere is this line whole, so it may hold nothing else.
            let keys = vec!["result".to_owned(), "add-back".to_owned(), "change-of".to_owned()];
            problems.push(problem(CASH, Some(index), Fact::RowShape { row: row.id.clone(), keys }));
        }
        let times = taken_off.get(row.id.as_str()).copied().unwrap_or(0);
        if times != wanted {
            let fact = Fact::CashFlowLineTimes { line: row.id.clone(), times };
            problems.push(problem(CASH, Some(index), fact));
        }
    }
    problems
}

/// Notes are about lines of one statement that read on one side, and their rows share out all of
/// the accounts of those lines.
pub(super) fn notes(draft: &LayoutDraft) -> Vec<LayoutProblem> {
    let mut problems = Vec::new();
    let mut referred: BTreeSet<&str> = BTreeSet::new();
    for (index, note) in draft.notes.iter().enumerate() {
        let mut tell = |fact| problems.push(problem(StatementKind::Notes, Some(index), fact));
        let mut kinds = BTreeSet::new();
        for line in &note.lines {
            let found = statements(draft)[..2].iter().enumerate().find_map(|(statement, (_, rows))| {
                rows.iter().find(|row| row.id == *line).map(|row| (statement, row))
            });
            let of_accounts = found.filter(|(_, row)| matches!(row.content, Content::Accounts { .. }));
            match of_accounts.and_then(|(statement, row)| side_of(row).map(|side| (statement, side))) {
                Some(kind) => _ = kinds.insert(kind),
                None => tell(Fact::ReferenceUnknown { row: note.id.clone(), reference: line.clone() }),
            }
            if !referred.insert(line) {
                tell(Fact::RowTwice { row: line.clone() });
            }
        }
        if kinds.len() > 1 || note.lines.is_empty() {
            tell(Fact::RowShape { row: note.id.clone(), keys: vec!["lines".to_owned()] });
        }
        note_accounts(draft, note).into_iter().for_each(&mut tell);
        let words = [&note.number, &note.title].into_iter().chain(note.rows.iter().map(|row| &row.label));
        for reference in unknown_editions(draft, words.flat_map(Words::editions)) {
            tell(Fact::ReferenceUnknown { row: note.id.clone(), reference });
        }
    }
    problems
}

fn note_accounts(draft: &LayoutDraft, note: &NoteDraft) -> Vec<Fact> {
    if note.rows.is_empty() {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let rows: Vec<(&str, AccountRange)> = note
        .rows
        .iter()
        .flat_map(|row| row.accounts.iter().map(|range| (row.label.shown.present.as_str(), *range)))
        .collect();
    for (index, (first, range)) in rows.iter().enumerate() {
        for (second, other) in &rows[..index] {
            if let Some(accounts) = range.overlap(*other) {
                facts.push(Fact::AccountOnTwoLines {
                    accounts,
                    first: (*second).to_owned(),
                    second: (*first).to_owned(),
                });
            }
        }
    }
    let of_lines = draft.income_statement.rows.iter().chain(&draft.balance_sheet.rows);
    for row in of_lines.filter(|row| note.lines.contains(&row.id)) {
        let Content::Accounts { selector, .. } = &row.content else { continue };
        let claimed: Vec<AccountRange> = rows.iter().map(|(_, range)| *range).collect();
        facts.extend(
            super::assignment::uncovered(&selector.accounts, claimed)
                .into_iter()
                .map(|accounts| Fact::AccountsOnNoLine { accounts, statement: note.id.clone() }),
        );
    }
    facts
}
