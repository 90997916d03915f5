//! What each printed figure asks of the books.

use super::tell::{Source, Teller};
use super::{Derived, Reason};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::statement::overview::Figure;
use crate::verify::identify::{ColumnIs, Identified, IdentifiedTable, TableIs, When};
use crate::verify::label::Label;
use crate::verify::published::{Basis, Facet, FigureAt, Published, PublishedRow, PublishedTable};

/// A printed figure, and what of the books it should be.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) at: FigureAt,
    pub(super) source: Source,
    pub(super) column: ColumnIs,
    /// The row's name, if it has one there.
    pub(super) row: Option<String>,
}

/// What a printed figure asked, and the answer.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) asked: Asked,
    /// What the books have, exact.
    pub(super) exact: Result<Figure, Reason>,
    /// Whether its column is printed with the other sign; `exact` then is too.
    pub(super) turned: bool,
}

/// Every printed figure with what the books have of it, column by column.
pub(super) fn lines(reports: &[Published], identified: &Identified, teller: &mut Teller<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (report, published) in reports.iter().enumerate() {
        for (index, table) in published.tables.iter().enumerate() {
            let Some(known) = identified.table(report, index) else { continue };
            let (source, columns) = (source_of(table, known, teller), columns(known));
            let names = row_names(table, known, source, &columns, teller);
            for (column, meaning) in columns.into_iter().enumerate() {
                let first = FigureAt { report, table: index, row: 0, column };
                lines.extend(likeliest(reports, sides(source, meaning.side, teller), |side| {
                    let column = ColumnIs { side, ..meaning };
                    column_lines(table, &names, first, source, column, teller)
                }));
            }
        }
    }
    lines
}

/// A table that is none of the layout's is one of cost centres if half of the rows that are no sums are.
fn source_of(table: &PublishedTable, known: &IdentifiedTable, teller: &Teller<'_>) -> Source {
    let rows = || table.rows.iter().filter(|row| !row.is_sum);
    let centres = rows().filter(|row| teller.centre(row).is_some()).count();
    let are_centres = centres > 0 && centres * 2 >= rows().count() && table.note.is_none();
    match known.is {
        TableIs::Unknown if are_centres => Source::CostCentres,
        is => Source::Table(is),
    }
}

/// What the columns hold. One that says no time, but that it is budgeted, expected or a variance, is of
/// the time of the first that does.
fn columns(known: &IdentifiedTable) -> Vec<ColumnIs> {
    let time = known.columns.iter().map(|column| column.when).find(|when| matches!(when, When::During(_)));
    let said = |column: &ColumnIs| match (column.when, time) {
        (When::Unsaid, Some(time)) if column.basis != Basis::Actual => ColumnIs { when: time, ..*column },
        _ => *column,
    };
    known.columns.iter().map(said).collect()
}

/// What a column may hold. Tables of parts of the activity do not always say whether it is what the parts
/// came to, cost or earned; more of the figures bear out the right one.
fn sides(source: Source, said: Facet, teller: &Teller<'_>) -> Vec<Facet> {
    let is_open = match source {
        Source::CostCentres => true,
        Source::Table(TableIs::Overview(index)) => teller.is_of_parts(index),
        Source::Table(_) => false,
    };
    let all = [Facet::Whole, Facet::Cost, Facet::Income];
    if is_open && said == Facet::Whole { all.to_vec() } else { vec![said] }
}

/// The lines of the side that the most figures bear out; of equally good ones the first.
fn likeliest(
    reports: &[Published],
    sides: Vec<Facet>,
    mut lines_of: impl FnMut(Facet) -> Vec<Line>,
) -> Vec<Line> {
    let is_open = sides.len() > 1;
    let mut best: Option<(usize, Vec<Line>)> = None;
    for side in sides {
        let mut lines = lines_of(side);
        turn(reports, &mut lines);
        let fits = if is_open { bearing_out(reports, &lines) } else { 0 };
        if best.as_ref().is_none_or(|(known, _)| fits > *known) {
            best = Some((fits, lines));
        }
    }
    best.map(|(_, lines)| lines).unwrap_or_default()
}

/// How many figures other than nothing the books bear out.
fn bearing_out(reports: &[Published], lines: &[Line]) -> usize {
    let is_some =
        |line: &&Line| line.exact.as_ref().is_ok_and(|exact| !matches!(exact, Figure::Amount(Amount::ZERO)));
    let equal = |line: &&Line| matches!(line.held(reports).derived, Derived::Equal { .. });
    lines.iter().filter(is_some).filter(equal).count()
}

/// Takes the figures of a column that is printed with the other sign with that sign: more than three in
/// four of them, so that one that has lost its sign is told among the others, and not they.
fn turn(reports: &[Published], lines: &mut [Line]) {
    let signs = lines.iter().filter_map(|line| {
        let printed = line.asked.at.figure(reports)?.value.amount()?;
        let exact = line.exact.as_ref().ok()?.amount()?;
        printed.side().zip(exact.side())
    });
    let signs: Vec<_> = signs.collect();
    let other = signs.iter().filter(|(printed, exact)| printed != exact).count();
    if other < 2 || other.saturating_mul(4) <= signs.len().saturating_mul(3) {
        return;
    }
    for line in lines {
        line.turned = true;
        if let Ok(Figure::Amount(amount)) = &mut line.exact {
            *amount = amount.negated();
        }
    }
}

fn column_lines(
    table: &PublishedTable,
    names: &[Option<String>],
    first: FigureAt,
    source: Source,
    column: ColumnIs,
    teller: &mut Teller<'_>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    // What the cost centres since the last sum come to, as long as the books have all of them.
    let mut so_far: Option<Vec<Amount>> = Some(Vec::new());
    for (index, row) in table.rows.iter().enumerate() {
        let name = names.get(index).cloned().flatten();
        let exact = match (&name, source) {
            (None, Source::CostCentres) if row.is_sum => sum(so_far.take()),
            (None, Source::Table(TableIs::Unknown)) => Err(Reason::TableUnknown),
            (None, _) => Err(teller.column(source, column).err().unwrap_or(Reason::RowUnknown)),
            (Some(name), _) => teller.figure(source, column, name),
        };
        match (row.is_sum, exact.as_ref().ok().and_then(|figure| figure.amount()), &mut so_far) {
            (true, _, _) => so_far = Some(Vec::new()),
            (false, Some(amount), Some(amounts)) => amounts.push(amount),
            (false, _, _) => so_far = None,
        }
        if row.figures.get(first.column).is_some_and(Option::is_some) {
            let asked = Asked { at: FigureAt { row: index, ..first }, source, column, row: name };
            lines.push(Line { asked, exact, turned: false });
        }
    }
    lines
}

fn sum(amounts: Option<Vec<Amount>>) -> Result<Figure, Reason> {
    let amounts = amounts.filter(|amounts| !amounts.is_empty()).ok_or(Reason::RowUnknown)?;
    Amount::checked_sum(amounts).map(Figure::Amount).map_err(|error| Reason::Statement(error.into()))
}

/// What the books call each row.
fn row_names(
    table: &PublishedTable,
    known: &IdentifiedTable,
    source: Source,
    columns: &[ColumnIs],
    teller: &mut Teller<'_>,
) -> Vec<Option<String>> {
    let line_of = |row: usize| known.rows.get(row).and_then(Option::as_ref).map(|line| line.id.clone());
    let mut labels: Option<Vec<(Label, String)>> = None;
    let mut found = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let name = match source {
            Source::CostCentres => {
                let centre = teller.centre(row).map(|centre| centre.as_str().to_owned());
                centre.or_else(|| by_own_name(row, source, columns, teller))
            }
            Source::Table(TableIs::Statement(_) | TableIs::Overview(_)) => line_of(index),
            Source::Table(TableIs::Note(note)) => {
                line_of(index).or_else(|| in_note(row, teller.note_name(note)?))
            }
            Source::Table(TableIs::Unknown) => None,
        };
        let has_labels = matches!(source, Source::Table(TableIs::Note(_) | TableIs::Overview(_)));
        found.push(if name.is_none() && has_labels {
            labelled(&row.label, labels.get_or_insert_with(|| labels_of(source, columns, teller)))
        } else {
            name
        });
    }
    found
}

/// What the note calls a row that has an account before it, or is its sum.
fn in_note(row: &PublishedRow, note: &str) -> Option<String> {
    let account = row.key.trim().parse::<AccountNumber>().ok();
    account.map(|account| format!("{note}.{account}")).or_else(|| row.is_sum.then(|| format!("{note}.sum")))
}

/// A row with the name before it that our own tables have there, such as that of the total.
fn by_own_name(
    row: &PublishedRow,
    source: Source,
    columns: &[ColumnIs],
    teller: &mut Teller<'_>,
) -> Option<String> {
    let mut has = |column: &ColumnIs| {
        teller.column(source, *column).is_ok_and(|told| told.figures.contains_key(&row.key))
    };
    (!row.key.is_empty() && columns.iter().any(&mut has)).then(|| row.key.clone())
}

/// What the rows of a table are called where it is drawn up, in any of its columns: what one of them has
/// nothing of is not in it.
fn labels_of(source: Source, columns: &[ColumnIs], teller: &mut Teller<'_>) -> Vec<(Label, String)> {
    let mut labels: Vec<(String, String)> = Vec::new();
    for column in columns {
        labels.extend(teller.column(source, *column).map(|told| told.labels.clone()).unwrap_or_default());
    }
    labels.sort();
    labels.dedup();
    labels.into_iter().map(|(label, id)| (Label::new(&label), id)).collect()
}

/// The row whose label is the likest.
fn labelled(label: &str, labels: &[(Label, String)]) -> Option<String> {
    let label = Label::new(label);
    let alike = labels.iter().filter_map(|(known, id)| Some((known.likeness(&label)?, id)));
    alike.min_by_key(|(likeness, _)| *likeness).map(|(_, id)| id.clone())
}
