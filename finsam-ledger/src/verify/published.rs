//! What a published report prints: tables of figures, as they stand.

use chrono::NaiveDate;

use crate::amount::Unit;
use crate::calendar::Period;
use crate::finding::Place;
use crate::statement::overview::Figure;

/// A published report, as read: every figure of it, none mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// What it is called: its file's name.
    pub name: String,
    /// Its tables, in the order they stand.
    pub tables: Vec<PublishedTable>,
}

impl Published {
    /// How many figures it prints.
    #[must_use]
    pub fn figure_count(&self) -> usize {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        rows.map(|row| row.figures.iter().flatten().count()).sum()
    }
}

/// A table of a published report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTable {
    /// What it is called where it stands: `balansrakning`, `kostnadsstallen-tkr/krut`, a heading.
    pub name: String,
    /// What of its name says what it is about: without the words for a note, its number and the unit.
    pub title: String,
    /// What stands above it, where a name has several parts: `kostnadsstallen`.
    pub group: String,
    /// The note it is, if it is one: its number as printed, which may be blank.
    pub note: Option<String>,
    /// Its columns.
    pub columns: Vec<PublishedColumn>,
    /// Its rows.
    pub rows: Vec<PublishedRow>,
}

/// A column of a published table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedColumn {
    /// Its heading as printed.
    pub heading: String,
    /// What it is said to hold.
    pub meaning: ColumnMeaning,
    /// The unit of its amounts.
    pub unit: Unit,
}

/// What the heading of a column says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnMeaning {
    /// Whether it is what happened, was decided or is expected.
    pub basis: Basis,
    /// Which side of it.
    pub side: Facet,
    /// The time it is about, as far as the heading says.
    pub time: Time,
}

/// Whether a column holds what happened, was decided or is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// What was booked (utfall, bokslut), and any column that says nothing else.
    #[default]
    Actual,
    /// What was decided (budget).
    Budget,
    /// What is expected (prognos).
    Forecast,
    /// What differs between two of these (avvikelse, differens).
    Variance,
}

/// Which side of income and costs a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// What the row is about, whole.
    #[default]
    Whole,
    /// Its income (intäkt).
    Income,
    /// Its cost (kostnad).
    Cost,
    /// Income less cost (netto).
    Net,
}

/// The time that a column is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Time {
    /// Its heading does not say.
    #[default]
    Unsaid,
    /// A period: `2024`, `jan-aug 2024`.
    During(Period),
    /// Balances when this day starts: `IB 2024-01-01`.
    Opening(NaiveDate),
    /// Balances when this day ends: `UB 2024-12-31`, `2024-12-31`.
    Closing(NaiveDate),
    /// What changed from the opening to the closing balances beside it: `Förändring`.
    Change,
}

/// A row of a published table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRow {
    /// The account, cost centre or note reference that stands before it; may be blank.
    pub key: String,
    /// Its label as printed.
    pub label: String,
    /// Whether it is printed as a sum of others.
    pub is_sum: bool,
    /// Where it stands.
    pub place: Place,
    /// One figure a column; `None` where nothing is printed.
    pub figures: Vec<Option<PublishedFigure>>,
}

/// A printed figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFigure {
    /// Its value, as printed: money in öre by the unit of its column, with the sign it is printed with.
    pub value: Figure,
    /// How many decimals are printed.
    pub decimals: u32,
    /// Its own words.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Where a figure of published reports stands, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureAt {
    /// The report.
    pub report: usize,
    /// The table in it.
    pub table: usize,
    /// The row in that.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl FigureAt {
    /// The table it stands in.
    #[must_use]
    pub fn table(self, reports: &[Published]) -> Option<&PublishedTable> {
        reports.get(self.report)?.tables.get(self.table)
    }

    /// The row it stands on.
    #[must_use]
    pub fn row(self, reports: &[Published]) -> Option<&PublishedRow> {
        self.table(reports)?.rows.get(self.row)
    }

    /// The column it stands in.
    #[must_use]
    pub fn column(self, reports: &[Published]) -> Option<&PublishedColumn> {
        self.table(reports)?.columns.get(self.column)
    }

    /// The figure, if one is printed there.
    #[must_use]
    pub fn figure(self, reports: &[Published]) -> Option<&PublishedFigure> {
        self.row(reports)?.figures.get(self.column)?.as_ref()
    }
}
