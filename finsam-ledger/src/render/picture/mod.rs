//! Pictures of figures: what a report says, for those who look before they read.
//!
//! A [`Picture`] is plain data. It names what is shown and holds the amounts, in öre, that its report
//! shows; which shape a question asks for is its [`Chart`]. Whoever draws it decides where on a page
//! an amount stands and nothing else.

mod of_report;
mod svg;
#[cfg(feature = "text")]
mod text;
mod words;

pub use of_report::{PictureBasis, pictures};
pub use svg::svg;
#[cfg(feature = "text")]
pub use text::bars;

use crate::amount::{Amount, Unit};

/// A picture before it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its name, for programs: `liquid-funds`; of several of a kind each its own: `esf-2`. Letters,
    /// digits and hyphens only.
    pub name: String,
    /// Its title, for readers, without the unit.
    pub title: String,
    /// What it shows in sentences with figures, for readers who do not see it.
    pub description: String,
    /// The unit amounts are written in; they are counted in öre all the same.
    pub unit: Unit,
    /// What is drawn.
    pub chart: Chart,
}

/// The shapes a picture may have. Words are a reader's already, in one language, but may hold what a
/// user wrote: whoever draws them makes them harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Horizontal bars in groups, one scale for all: what the whole is made of.
    Bars(Vec<BarGroup>),
    /// Columns over the same years or quarters, in panels above each other with one scale for all.
    Columns(Columns),
    /// A bar beside what was decided for it, row by row.
    Bullets(Bullets),
    /// Lines over time.
    Lines(Lines),
}

/// Bars that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarGroup {
    /// What they are: income, costs.
    pub name: String,
    /// What they come to together.
    pub total: Amount,
    /// The bars, in the order of their report.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is called.
    pub name: String,
    /// How long it is; what is below zero goes the other way.
    pub amount: Amount,
}

/// Columns over years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// What the columns stand over, oldest first. Years of which nothing is known have their place.
    pub categories: Vec<String>,
    /// The panels, from above.
    pub panels: Vec<Panel>,
}

/// A panel of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// The columns, one a category.
    pub columns: Series,
    /// What they are held against: levels drawn across the columns.
    pub levels: Vec<Series>,
}

/// Amounts over the categories of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// One amount a category; `None` where nobody knows it, which is not nothing.
    pub amounts: Vec<Option<Amount>>,
}

/// Bars beside what was decided for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bullets {
    /// What the bars are: actual.
    pub actual_name: String,
    /// What the marks beside them are: budget.
    pub target_name: String,
    /// The rows, in the order of their report.
    pub rows: Vec<Bullet>,
}

/// A bar beside what was decided for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bullet {
    /// What it is called.
    pub name: String,
    /// How long the bar is.
    pub actual: Amount,
    /// Where the mark stands; `None` where nothing was decided.
    pub target: Option<Amount>,
}

/// Lines over time. The first is what the picture is about; the others are what it is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// What the points stand over, earliest first.
    pub categories: Vec<String>,
    /// The lines.
    pub lines: Vec<Series>,
}
