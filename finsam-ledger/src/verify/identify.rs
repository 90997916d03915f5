//! What the tables, rows and columns of published reports are, by a layout.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::label::Label;
use super::published::{Basis, Facet, Published, PublishedTable, Time};
use super::verdict::{Likeness, LineMatch};
use crate::calendar::{Month, Period};
use crate::statement::layout::{Layout, NoteDraft, NoteRow, RowDraft, Words};
use crate::statement::overview::{OverviewBody, OverviewDraft};
use crate::statement::{RowKind, StatementKind};

/// What every table of published reports is, by report and table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identified {
    /// By report, in its order by table.
    pub reports: Vec<Vec<IdentifiedTable>>,
}

impl Identified {
    /// What a table is.
    #[must_use]
    pub fn table(&self, report: usize, table: usize) -> Option<&IdentifiedTable> {
        self.reports.get(report)?.get(table)
    }

    /// How many rows are lines of the layout: the more, the better the layout fits.
    #[must_use]
    pub fn matched(&self) -> usize {
        let tables = self.reports.iter().flatten();
        tables.map(|table| table.rows.iter().flatten().count()).sum()
    }
}

/// What a published table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentifiedTable {
    /// Which table of the layout.
    pub is: TableIs,
    /// By row, the row of the layout; for a note with rows of its own `note.1`, counted from 1. Rows of a
    /// note that are accounts have the account in their key, and no line.
    pub rows: Vec<Option<LineMatch>>,
    /// By column.
    pub columns: Vec<ColumnIs>,
}

/// Which table of a layout a published table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableIs {
    /// The income statement, the balance sheet or the cash-flow statement.
    Statement(StatementKind),
    /// An overview, counted from 0.
    Overview(usize),
    /// A note, counted from 0.
    Note(usize),
    /// None of them.
    Unknown,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnIs {
    /// Whether it is what happened, was decided or is expected.
    pub basis: Basis,
    /// Which side of it.
    pub side: Facet,
    /// The time it is about.
    pub when: When,
}

/// The time a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Nobody says.
    Unsaid,
    /// What happened during a period.
    During(Period),
    /// Balances when this day starts, with last year's result in equity.
    Opening(NaiveDate),
    /// Balances when this day ends.
    At(NaiveDate),
    /// Closing less opening balances, of the period if the columns beside it say which.
    Change(Option<Period>),
}

impl When {
    /// The day whose end is meant by a line of the balance sheet.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::During(period) => Some(period.last().last_day()),
            Self::At(day) => Some(day),
            Self::Opening(day) => day.pred_opt(),
            Self::Unsaid | Self::Change(_) => None,
        }
    }

    /// The day at whose end a balance stands, however that is put; what happened during a period is none.
    #[must_use]
    pub fn balance_day(self) -> Option<NaiveDate> {
        match self {
            Self::Opening(_) | Self::At(_) => self.day(),
            Self::Unsaid | Self::During(_) | Self::Change(_) => None,
        }
    }

    /// The period it is about.
    #[must_use]
    pub const fn period(self) -> Option<Period> {
        match self {
            Self::During(period) | Self::Change(Some(period)) => Some(period),
            _ => None,
        }
    }
}

/// What the tables of published reports are, by a layout: which statement, overview or note, which rows
/// of it, which times. Labels need not be the layout's to the letter; each match says in what it differs.
///
/// ```
/// # #[cfg(all(feature = "config", feature = "csv"))] {
/// use finsam_ledger::read::{layout::built_in, published};
/// use finsam_ledger::verify::{Likeness, identify};
///
/// let file = "tabell;nyckel;rad;kolumn;värde\nbalansrakning;SUM;SUMMA EK, AVS. OCH SKULDER;UB 2024-12-31;0\n";
/// let report = published("2024.csv", file.as_bytes())?.published;
/// let identified = identify(&[report], &built_in("lkbr").expect("built in"));
/// let row = identified.reports[0][0].rows[0].as_ref().expect("a line of the balance sheet");
/// assert_eq!(row.label, "SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULDER");
/// assert_eq!(row.likeness, Likeness::Abbreviation);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn identify(reports: &[Published], layout: &Layout) -> Identified {
    identified_by(reports, layout, |words| words.forms().map(Label::new).collect())
}

fn identified_by(reports: &[Published], layout: &Layout, forms: Forms) -> Identified {
    let candidates = candidates(layout, forms);
    let sum_words = forms(&layout.draft().sum_word);
    let of_table = |table: &PublishedTable| identified(table, layout, &candidates, &sum_words);
    Identified {
        reports: reports.iter().map(|report| report.tables.iter().map(of_table).collect()).collect(),
    }
}

/// The layout whose lines the rows of the reports are, as far as they are any; the first of equal ones. Only
/// the language counts that a layout shows, so a layout and its translation can be told apart.
#[must_use]
pub fn best_layout<'a>(reports: &[Published], layouts: &'a [Layout]) -> Option<&'a Layout> {
    let fit = |layout: &Layout| {
        let shown = identified_by(reports, layout, |words| words.shown.forms().map(Label::new).collect());
        let rows: Vec<_> = shown.reports.into_iter().flatten().collect();
        let matches = rows.iter().flat_map(|table| table.rows.iter().flatten());
        // What is said to the letter weighs more than what is nearly so.
        matches.map(|found| if found.likeness == Likeness::Same { 3 } else { 2 }).sum::<usize>()
    };
    let mut best: Option<(&Layout, usize)> = None;
    for layout in layouts {
        let fit = fit(layout);
        if best.is_none_or(|(_, known)| fit > known) {
            best = Some((layout, fit));
        }
    }
    best.map(|(layout, _)| layout)
}

/// A table of a layout, as labels.
struct Candidate {
    is: TableIs,
    titles: Vec<Label>,
    rows: Vec<CandidateRow>,
}

struct CandidateRow {
    id: String,
    label: String,
    forms: Vec<Label>,
    is_sum: bool,
}

/// The forms of words that a row is known by.
type Forms = fn(&Words) -> Vec<Label>;

fn candidates(layout: &Layout, forms: Forms) -> Vec<Candidate> {
    let draft = layout.draft();
    let statements = [
        (StatementKind::IncomeStatement, &draft.income_statement.title, &draft.income_statement.rows),
        (StatementKind::BalanceSheet, &draft.balance_sheet.title, &draft.balance_sheet.rows),
        (StatementKind::CashFlow, &draft.cash_flow.title, &draft.cash_flow.rows),
    ];
    let mut candidates: Vec<Candidate> = statements
        .into_iter()
        .map(|(kind, title, rows)| Candidate {
            is: TableIs::Statement(kind),
            titles: named(forms(title), &[kind.as_str()]),
            rows: rows.iter().filter_map(|row| statement_row(row, forms)).collect(),
        })
        .collect();
    candidates.extend(
        draft
            .overviews
            .iter()
            .enumerate()
            .map(|(index, overview)| overview_candidate(index, overview, forms)),
    );
    let note = |(index, note): (usize, &NoteDraft)| Candidate {
        is: TableIs::Note(index),
        titles: named(forms(&note.title), &[&note.id]),
        rows: note_rows(note, forms),
    };
    candidates.extend(draft.notes.iter().enumerate().map(note));
    candidates
}

fn named(titles: Vec<Label>, names: &[&str]) -> Vec<Label> {
    titles.into_iter().chain(names.iter().map(|name| Label::new(name))).collect()
}

fn statement_row(row: &RowDraft, forms: Forms) -> Option<CandidateRow> {
    (row.kind != RowKind::Heading).then(|| CandidateRow {
        id: row.id.clone(),
        label: row.label.shown.present.clone(),
        forms: forms(&row.label),
        is_sum: matches!(row.kind, RowKind::Sum | RowKind::Total),
    })
}

fn overview_candidate(index: usize, overview: &OverviewDraft, forms: Forms) -> Candidate {
    let row = |id: &str, words: &Words, is_sum| CandidateRow {
        id: id.to_owned(),
        label: words.shown.present.clone(),
        forms: forms(words),
        is_sum,
    };
    let rows = match &overview.body {
        OverviewBody::Rows(rows) => {
            let shown = rows.iter().filter(|row| row.kind != RowKind::Heading);
            shown.map(|known| row(&known.id, &known.label, known.kind != RowKind::Line)).collect()
        }
        OverviewBody::Parts(parts) => {
            let sum = parts.sum.iter().map(|sum| row("sum", sum, true));
            sum.chain([row("rest", &parts.rest, false), row("total", &parts.total, true)]).collect()
        }
    };
    let aliases: Vec<&str> =
        std::iter::once(&overview.name).chain(&overview.aliases).map(String::as_str).collect();
    Candidate { is: TableIs::Overview(index), titles: named(forms(&overview.title), &aliases), rows }
}

fn note_rows(note: &NoteDraft, forms: Forms) -> Vec<CandidateRow> {
    let row = |(index, row): (usize, &NoteRow)| CandidateRow {
        id: format!("{}.{}", note.id, index + 1),
        label: row.label.shown.present.clone(),
        forms: forms(&row.label),
        is_sum: false,
    };
    note.rows.iter().enumerate().map(row).collect()
}

fn identified(
    table: &PublishedTable,
    layout: &Layout,
    candidates: &[Candidate],
    sum_words: &[Label],
) -> IdentifiedTable {
    let labels: Vec<Label> = table.rows.iter().map(|row| Label::new(&row.label)).collect();
    let title = Label::new(&table.title);
    let mut best: Option<(usize, TableIs, Vec<Option<LineMatch>>)> = None;
    for candidate in candidates.iter().filter(|candidate| may_be(table, candidate, layout)) {
        let rows = matched(table, &labels, candidate, sum_words);
        let score = score(table, &title, candidate, &rows);
        if score > 0 && best.as_ref().is_none_or(|(known, _, _)| score > *known) {
            best = Some((score, candidate.is, rows));
        }
    }
    let (is, rows) =
        best.map_or((TableIs::Unknown, vec![None; table.rows.len()]), |(_, is, rows)| (is, rows));
    IdentifiedTable { is, rows, columns: columns(table, is) }
}

/// A table that is called a note is one, with the number that the layout gives it if it has one.
fn may_be(table: &PublishedTable, candidate: &Candidate, layout: &Layout) -> bool {
    match (&table.note, candidate.is) {
        (Some(number), TableIs::Note(index)) => {
            let note = layout.draft().notes.get(index);
            let numbers = |note: &NoteDraft| note.number.forms().any(|known| known == number);
            number.is_empty() || note.is_some_and(numbers)
        }
        (Some(_), _) | (None, TableIs::Note(_)) => false,
        (None, _) => true,
    }
}

/// How well a table fits: its title first, then its rows. Nothing where neither says enough.
fn score(table: &PublishedTable, title: &Label, candidate: &Candidate, rows: &[Option<LineMatch>]) -> usize {
    const TITLE: usize = 100_000;
    let exact = candidate.titles.iter().any(|known| known.likeness(title).is_some());
    let begun = || candidate.titles.iter().any(|known| title.begins(known) || known.begins(title));
    let found = rows.iter().flatten().count();
    let printed = table.rows.iter().filter(|row| row.figures.iter().any(Option::is_some)).count();
    let is_note = matches!(candidate.is, TableIs::Note(_));
    match () {
        () if exact => 2 * TITLE + found,
        // The label of a row of totals is no proof of what a table is.
        () if is_note && begun() => TITLE + found,
        () if !is_note && found >= 3 && found * 2 > printed => found,
        () => 0,
    }
}

/// The row of the candidate that each printed row is: the likest first, each once.
fn matched(
    table: &PublishedTable,
    labels: &[Label],
    candidate: &Candidate,
    sum_words: &[Label],
) -> Vec<Option<LineMatch>> {
    let mut pairs: Vec<(Likeness, bool, usize, usize)> = Vec::new();
    for (row, label) in labels.iter().enumerate() {
        for (line, known) in candidate.rows.iter().enumerate() {
            let is_sum = table.rows[row].is_sum;
            if let Some(likeness) = likeness(label, is_sum, known, sum_words) {
                pairs.push((likeness, is_sum != known.is_sum, row, line));
            }
        }
    }
    pairs.sort_unstable();
    let mut rows: Vec<Option<LineMatch>> = vec![None; table.rows.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (likeness, _, row, line) in pairs {
        if rows[row].is_none() && taken.insert(line) {
            let known = &candidate.rows[line];
            rows[row] = Some(LineMatch { id: known.id.clone(), label: known.label.clone(), likeness });
        }
    }
    rows
}

fn likeness(label: &Label, is_sum: bool, known: &CandidateRow, sum_words: &[Label]) -> Option<Likeness> {
    let whole = known.forms.iter().filter_map(|form| form.likeness(label)).min();
    // A sum may do without the word for it.
    let without_word = || {
        let both = is_sum && known.is_sum;
        let bare = |label: &Label| sum_words.iter().find_map(|word| label.without_first(word));
        let ours = bare(label);
        let forms = known.forms.iter().filter(|_| both).filter_map(|form| match (&ours, bare(form)) {
            (Some(ours), None) => form.likeness(ours),
            (None, Some(form)) => form.likeness(label),
            _ => None,
        });
        forms.min().map(|likeness| likeness.max(Likeness::Abbreviation))
    };
    whole.or_else(without_word)
}

fn columns(table: &PublishedTable, is: TableIs) -> Vec<ColumnIs> {
    let times = || table.columns.iter().map(|column| column.meaning.time);
    let opening = times().find_map(|time| if let Time::Opening(day) = time { Some(day) } else { None });
    let closing = times().find_map(|time| if let Time::Closing(day) = time { Some(day) } else { None });
    let between =
        opening.zip(closing).and_then(|(first, last)| Period::new(Month::of(first), Month::of(last)).ok());
    let is_sheet = is == TableIs::Statement(StatementKind::BalanceSheet);
    let has = |side: Facet| table.columns.iter().any(|column| column.meaning.side == side);
    let is_split = has(Facet::Income) && has(Facet::Cost);
    table
        .columns
        .iter()
        .map(|column| {
            let when = match column.meaning.time {
                Time::Unsaid => When::Unsaid,
                Time::During(period) if is_sheet => When::At(period.last().last_day()),
                Time::During(period) => When::During(period),
                Time::Opening(day) => When::Opening(day),
                Time::Closing(day) => When::At(day),
                Time::Change => When::Change(between),
            };
            // Beside income and costs, what is whole is the one less the other.
            let side = match column.meaning.side {
                Facet::Whole if is_split => Facet::Net,
                side => side,
            };
            ColumnIs { basis: column.meaning.basis, side, when }
        })
        .collect()
}
