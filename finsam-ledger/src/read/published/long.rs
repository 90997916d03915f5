//! The long form: one figure a row, with the names of its table, row and column.
//!
//! Rows of one table need not lie together. A row of a table is known by its key and label. Where a
//! figure comes for a column in which that row has one already, it is another row of the same name if
//! rows of other names came between and the key is no account or cost centre: two sums that are both
//! called `Summa`. Otherwise the figure stands there twice, which is an error.

use std::collections::BTreeMap;

use super::CELLS_MAX;
use super::document::{Document, Line, Shape, short};
use super::draft::{CellKind, Draft, DraftCell, DraftColumn, DraftRow, RowMark};
use super::heading::heading;
use super::key::{is_code, split_key};
use super::name::{note_of_title, table_name, title};
use super::words::{
    KindWord, LongColumn, UnitWord, is_sum_key, kind_word, long_column, says_notes, unit_word,
};
use crate::amount::Unit;
use crate::finding::{Fact, Finding, PublishedLimit, PublishedPart};

/// Where the columns of the long form stand.
#[derive(Clone, Debug)]
pub(super) struct LongHeader {
    columns: BTreeMap<LongColumn, usize>,
    width: usize,
}

impl LongHeader {
    /// What the line says, if it is the header row of the long form.
    pub(super) fn of(line: &Line) -> Option<Self> {
        let mut columns = BTreeMap::new();
        for (index, cell) in line.cells.iter().enumerate() {
            if let Some(column) = long_column(&cell.text) {
                columns.entry(column).or_insert(index);
            }
        }
        let has = |column| columns.contains_key(&column);
        let is_long = has(LongColumn::Table) && has(LongColumn::Column) && has(LongColumn::Value);
        let is_named = has(LongColumn::Label) || has(LongColumn::Key);
        (is_long && is_named).then_some(Self { columns, width: line.cells.len() })
    }

    fn at(&self, column: LongColumn) -> Option<usize> {
        self.columns.get(&column).copied()
    }

    fn text<'a>(&self, line: &'a Line, column: LongColumn) -> &'a str {
        self.at(column).map_or("", |index| line.text(index))
    }
}

/// The tables of the lines from `first` on, which stand below the header row.
pub(super) fn tables(
    document: &Document,
    first: usize,
    header: &LongHeader,
    findings: &mut Vec<Finding>,
) -> Vec<Draft> {
    let mut long =
        Long { header, tables: Vec::new(), by_name: BTreeMap::new(), notes: BTreeMap::new(), cells: 0 };
    let rows = document.lines.iter().skip(first);
    for line in rows.filter(|line| line.shape == Shape::Cells && !line.is_blank()) {
        if let Err((cell, fact)) = long.row(document, line) {
            let is_full = matches!(fact, Fact::PublishedTooLarge { .. });
            findings.push(document.finding(line, cell, fact));
            if is_full {
                break;
            }
        }
    }
    let drafts = long.tables.into_iter().map(|table| table.draft);
    drafts.filter(|draft| !draft.columns.is_empty()).collect()
}

/// What is wrong, with the cell.
type Problem = (Option<usize>, Fact);

#[derive(Debug)]
struct Long<'a> {
    header: &'a LongHeader,
    tables: Vec<Table>,
    by_name: BTreeMap<String, usize>,
    /// Notes that stand in one table, each under its heading.
    notes: BTreeMap<String, Notes>,
    /// How many cells all tables have.
    cells: usize,
}

/// Where the notes of a table of notes go.
#[derive(Debug, Default)]
struct Notes {
    /// The heading above them.
    group: String,
    /// The note that goes on.
    open: Option<usize>,
}

impl Long<'_> {
    fn row(&mut self, document: &Document, line: &Line) -> Result<(), Problem> {
        let header = self.header;
        let extra = (header.width..line.cells.len()).find(|index| !line.text(*index).is_empty());
        if let Some(index) = extra {
            let (cells, columns) = (line.cells.len() as u64, header.width as u64);
            return Err((Some(index), Fact::PublishedRowTooWide { cells, columns }));
        }
        let kind = kind_word(header.text(line, LongColumn::Kind));
        if kind == Some(KindWord::Remark) {
            return Ok(());
        }
        let [name, column, value] = [LongColumn::Table, LongColumn::Column, LongColumn::Value]
            .map(|column| header.text(line, column));
        let (key, label) = self.key_and_label(line);
        let lacking = [
            (name.is_empty(), PublishedPart::Table),
            (key.is_empty() && label.is_empty(), PublishedPart::Row),
            (column.is_empty(), PublishedPart::Column),
        ];
        let at_value = header.at(LongColumn::Value);
        if let Some((_, part)) = lacking.into_iter().find(|(lacks, _)| *lacks && !value.is_empty()) {
            return Err((at_value, Fact::PublishedFigureStray { text: short(value), part }));
        }
        if column.is_empty() && self.heads_notes(name, &label) {
            return Ok(());
        }
        let mark = match kind {
            Some(KindWord::Sum) => RowMark::Sum,
            _ if is_sum_key(&key) => RowMark::Sum,
            _ => RowMark::Unmarked,
        };
        let kind = self.kind_of(line);
        let cell = DraftCell { text: value.to_owned(), place: document.place(line, at_value), kind };
        let row = DraftRow { key, label, mark, place: document.place(line, None), cells: Vec::new() };
        let table = self.table(name);
        let added = table.take(row, column, Some(cell).filter(|cell| !cell.text.is_empty()));
        self.cells += added.map_err(|fact| (at_value, fact))?;
        if self.cells > CELLS_MAX {
            let (limit, most) = (PublishedLimit::Cells, CELLS_MAX as u64);
            return Err((None, Fact::PublishedTooLarge { limit, most }));
        }
        Ok(())
    }

    /// The key and the label of a row. Where the form names its rows as a layout does, the key is what
    /// of that name is an account or a cost centre.
    fn key_and_label(&self, line: &Line) -> (String, String) {
        let label = unguarded(self.header.text(line, LongColumn::Label));
        if self.header.at(LongColumn::Key).is_some() {
            return (self.header.text(line, LongColumn::Key).to_owned(), label.to_owned());
        }
        let id = self.header.text(line, LongColumn::Id);
        let last = id.rsplit('.').next().unwrap_or_default();
        match split_key(label) {
            Some((key, label)) if key == last => (key.to_owned(), label.to_owned()),
            _ if is_code(last) => (last.to_owned(), label.to_owned()),
            _ => (String::new(), label.to_owned()),
        }
    }

    /// Whether a row without a column is the heading of a note, or of all notes that follow.
    fn heads_notes(&mut self, table: &str, label: &str) -> bool {
        if note_of_title(label).is_some() {
            let notes = self.notes.entry(table.to_owned()).or_default();
            let mut name = title(label);
            name.group.clone_from(&notes.group);
            notes.open = Some(self.tables.len());
            self.tables.push(Table { draft: Draft { name, ..Draft::default() }, ..Table::default() });
            return true;
        }
        let is_first = !self.by_name.contains_key(table);
        match self.notes.get_mut(table) {
            Some(notes) => {
                notes.group = short(label);
                notes.open = None;
                true
            }
            None if is_first && says_notes(label) => {
                self.notes.insert(table.to_owned(), Notes { group: short(label), open: None });
                true
            }
            None => false,
        }
    }

    /// What the form says of the figure beside its row and column: in a form with units, one without
    /// is no money.
    fn kind_of(&self, line: &Line) -> CellKind {
        if self.header.at(LongColumn::Unit).is_none() {
            let value = self.header.at(LongColumn::Value).and_then(|index| line.cells.get(index));
            let is_number = value.is_some_and(|cell| cell.is_number);
            return if is_number { CellKind::Binary } else { CellKind::Plain };
        }
        match unit_word(&self.header.text(line, LongColumn::Unit).to_lowercase()) {
            Some(UnitWord::Kr) => CellKind::Money(Unit::Kr),
            Some(UnitWord::Tkr) => CellKind::Money(Unit::Tkr),
            Some(UnitWord::Millions) | None => CellKind::NoMoney,
        }
    }

    fn table(&mut self, name: &str) -> &mut Table {
        let open = self.notes.get(name).and_then(|notes| notes.open);
        let found = open.or_else(|| self.by_name.get(name).copied());
        let index = found.unwrap_or(self.tables.len());
        if found.is_none() {
            self.by_name.insert(name.to_owned(), index);
            self.tables.push(Table {
                draft: Draft { name: table_name(name), ..Draft::default() },
                ..Table::default()
            });
        }
        &mut self.tables[index]
    }
}

/// A table, and where its rows and columns are.
#[derive(Debug, Default)]
struct Table {
    draft: Draft,
    rows: BTreeMap<(String, String), Vec<usize>>,
    columns: BTreeMap<String, usize>,
    /// The row of the last figure.
    last: Option<usize>,
}

impl Table {
    /// Takes in a figure of this row and column, either of which may be new; how many cells the table
    /// has more for it. A row without a column is a heading.
    fn take(&mut self, row: DraftRow, column: &str, cell: Option<DraftCell>) -> Result<usize, Fact> {
        let before = self.size();
        if column.is_empty() {
            self.draft.rows.push(row);
            return Ok(self.size().saturating_sub(before));
        }
        let column = self.column(column, cell.as_ref());
        let index = match self.known(&row, column) {
            Known::Row(index) => index,
            Known::None => self.add(row),
            Known::Full(index) => return cell.map_or(Ok(0), |cell| Err(self.twice(index, column, &cell))),
        };
        self.last = Some(index);
        if let Some(row) = self.draft.rows.get_mut(index) {
            let lacking = (column + 1).saturating_sub(row.cells.len());
            row.cells.extend(std::iter::repeat_with(|| None).take(lacking));
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        Ok(self.size().saturating_sub(before))
    }

    fn size(&self) -> usize {
        self.draft.rows.len().saturating_mul(self.draft.columns.len())
    }

    /// The column of this heading; the first figure of money in it says its unit.
    fn column(&mut self, text: &str, cell: Option<&DraftCell>) -> usize {
        let new = self.draft.columns.len();
        let index = *self.columns.entry(text.to_owned()).or_insert(new);
        if index == new {
            self.draft.columns.push(DraftColumn { text: text.to_owned(), heading: heading(text) });
        }
        if let (Some(CellKind::Money(unit)), Some(column)) =
            (cell.map(|cell| cell.kind), self.draft.columns.get_mut(index))
        {
            column.heading.unit.get_or_insert(match unit {
                Unit::Kr => UnitWord::Kr,
                Unit::Tkr => UnitWord::Tkr,
            });
        }
        index
    }

    fn add(&mut self, row: DraftRow) -> usize {
        let index = self.draft.rows.len();
        self.rows.entry((row.key.clone(), row.label.clone())).or_default().push(index);
        self.draft.rows.push(row);
        index
    }

    /// The row of this key and label that a figure for the column belongs to.
    fn known(&self, row: &DraftRow, column: usize) -> Known {
        let Some(same) = self.rows.get(&(row.key.clone(), row.label.clone())) else { return Known::None };
        let has = |index: &usize| {
            self.draft.rows.get(*index).is_some_and(|row| matches!(row.cells.get(column), Some(Some(_))))
        };
        let last = self.last.filter(|last| same.contains(last));
        if let Some(lacking) =
            last.filter(|last| !has(last)).or_else(|| same.iter().copied().find(|index| !has(index)))
        {
            return Known::Row(lacking);
        }
        match (last, same.first()) {
            (Some(last), _) => Known::Full(last),
            (None, Some(first)) if is_code(&row.key) => Known::Full(*first),
            _ => Known::None,
        }
    }

    fn twice(&self, row: usize, column: usize, second: &DraftCell) -> Fact {
        let row = self.draft.rows.get(row);
        let first = row.and_then(|row| row.cells.get(column)?.as_ref());
        Fact::PublishedFigureTwice {
            row: row.map(|row| short(row.name())).unwrap_or_default(),
            first: first.map(|cell| short(&cell.text)).unwrap_or_default(),
            second: short(&second.text),
        }
    }
}

/// What a table knows of a row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// This row has no figure in it yet.
    Row(usize),
    /// This row has one.
    Full(usize),
    /// There is no such row.
    None,
}

/// A text without the mark that keeps spreadsheets from running it.
fn unguarded(text: &str) -> &str {
    let inner = text.strip_prefix('\'').filter(|inner| inner.starts_with(['=', '+', '-', '@']));
    inner.unwrap_or(text)
}
