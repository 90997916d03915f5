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
            let source = source_of(table, known, teller);
            for (column, meaning) in columns(known).into_iter().enumerate() {
                let first = FigureAt { report, table: index, row: 0, column };
                lines.extend(likeliest(reports, sides(source, meaning.side, teller), |side| {
                    let column = ColumnIs { side, ..meaning };
                    column_lines(table, known, first, source, column, teller)
                }));
            }
        }
    }
    lines
}

/// A table that is none of the layout's is one of cost centres if half of the rows that are no sums are.
fn source_of(table: &PublishedTable, known: &IdentifiedTable, teller: &Teller<'_>) -> Source {
    let rows = || table.rows.iter().filter(|row| !row.is_sum);
    let centres = rows().filter(|row| teller.centre(&row.key).is_some()).count();
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
    known: &IdentifiedTable,
    first: FigureAt,
    source: Source,
    column: ColumnIs,
    teller: &mut Teller<'_>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    // What the cost centres since the last sum come to, as long as the books have all of them.
    let mut so_far: Option<Vec<Amount>> = Some(Vec::new());
    for (index, row) in table.rows.iter().enumerate() {
        let name = row_name(
            source,
            row,
            known.rows.get(index).and_then(Option::as_ref).map(|line| line.id.as_str()),
            column,
            teller,
        );
        let exact = match (&name, source) {
            (None, Source::CostCentres) if row.is_sum => sum(so_far.replace(Vec::new())),
            (None, Source::Table(TableIs::Unknown)) => Err(Reason::TableUnknown),
            (None, _) => Err(teller.column(source, column).err().unwrap_or(Reason::RowUnknown)),
            (Some(name), _) => teller.figure(source, column, name),
        };
        if source == Source::CostCentres && !row.is_sum {
            let amount = exact.as_ref().ok().and_then(|figure| figure.amount());
            so_far = so_far.zip(amount).map(|(amounts, amount)| [amounts, vec![amount]].concat());
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

/// What the books call a row.
fn row_name(
    source: Source,
    row: &PublishedRow,
    line: Option<&str>,
    column: ColumnIs,
    teller: &mut Teller<'_>,
) -> Option<String> {
    match source {
        Source::CostCentres => teller.centre(&row.key).map(|centre| centre.as_str().to_owned()),
        Source::Table(TableIs::Statement(_)) => line.map(str::to_owned),
        Source::Table(TableIs::Unknown) => None,
        Source::Table(TableIs::Note(index)) => {
            let note = teller.note_name(index)?.to_owned();
            let account = row.key.trim().parse::<AccountNumber>().ok();
            let of_account = account.map(|account| format!("{note}.{account}"));
            let named = line.map(str::to_owned).or(of_account);
            named
                .or_else(|| row.is_sum.then(|| format!("{note}.sum")))
                .or_else(|| labelled(&row.label, source, column, teller))
        }
        Source::Table(TableIs::Overview(_)) => {
            line.map(str::to_owned).or_else(|| labelled(&row.label, source, column, teller))
        }
    }
}

/// The row that is called so where the table is drawn up.
fn labelled(label: &str, source: Source, column: ColumnIs, teller: &mut Teller<'_>) -> Option<String> {
    let label = Label::new(label);
    let labels = &teller.column(source, column).ok()?.labels;
    let likeness = |known: &str| Label::new(known).likeness(&label);
    let alike = labels.iter().filter_map(|(known, id)| Some((likeness(known)?, id)));
    alike.min_by_key(|(likeness, _)| *likeness).map(|(_, id)| id.clone())
}
