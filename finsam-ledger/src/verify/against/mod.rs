//! Published reports held against a book: each figure beside what the books have.

mod ask;
mod tell;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use self::ask::Line;
use self::tell::Teller;
use super::explain::{counted, step};
use super::identify::Identified;
use super::published::{FigureAt, Published, PublishedColumn, PublishedFigure};
use super::verdict::Explanation;
use crate::amount::{Amount, AmountError, Unit};
use crate::calendar::Period;
use crate::chart::ChartOfAccounts;
use crate::dimension::CostCentre;
use crate::statement::layout::Layout;
use crate::statement::overview::Figure;
use crate::statement::{OverviewSources, StatementError};

/// What published figures are held against.
#[derive(Clone, Copy, Debug)]
pub struct BookSources<'a> {
    /// The layout that says which accounts make which line.
    pub layout: &'a Layout,
    /// What is booked, was decided and is expected, and what no account tells.
    pub overview: OverviewSources<'a>,
    /// What the accounts are called.
    pub chart: &'a ChartOfAccounts,
    /// What the cost centres are called: a table may print that instead of their codes.
    pub centre_names: &'a BTreeMap<CostCentre, String>,
    /// The lines and sums of the income statement whose accounts are costs, for tables of what each cost
    /// centre cost; may be empty.
    pub costs: &'a [String],
}

/// A published figure beside what the books have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Where it is printed.
    pub figure: FigureAt,
    /// What the books have.
    pub derived: Derived,
}

impl Held {
    /// Whether the books say what the figure should be.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !matches!(self.derived, Derived::NotDerivable(_))
    }

    /// Whether the books have another figure.
    #[must_use]
    pub const fn differs(&self) -> bool {
        matches!(self.derived, Derived::Differs { .. })
    }
}

/// What the books have of a published figure: exact, in öre or parts of a hundred, with the sign its
/// column is printed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    /// That, to the last digit that is printed.
    Equal {
        /// What the books have.
        exact: Figure,
    },
    /// That but for one in the last digit, as where rounded figures are added up or taken off.
    Rounding {
        /// What the books have.
        exact: Figure,
        /// Printed less derived, rounded to what is printed.
        difference: Figure,
    },
    /// Another figure.
    Differs {
        /// What the books have.
        exact: Figure,
        /// Printed less derived, rounded to what is printed.
        difference: Figure,
        /// Another figure that is wrong and makes this so: it is what is printed around it comes to.
        follows_from: Option<FigureAt>,
        /// How it came about otherwise, where the arithmetic shows it.
        explanation: Option<Explanation>,
    },
    /// They do not say.
    NotDerivable(Reason),
}

/// Why the books do not say what a published figure should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The table is none of the layout's, and its rows are not cost centres.
    TableUnknown,
    /// The row is no line of its table in the layout, and no account or cost centre of the books.
    RowUnknown,
    /// Tables of this kind have no such column.
    ColumnUnknown,
    /// Nothing says which time the column is about.
    TimeUnsaid,
    /// The day is within a month; balances are kept at the end of each.
    WithinMonth(NaiveDate),
    /// Nothing is booked in this period or before it in its year. The day before the books start is told
    /// by what they open with, but for the parts of the equity, between which the result has moved.
    NotBooked(Period),
    /// Nothing was decided for all of this period.
    NotDecided(Period),
    /// Nothing is expected of this period.
    NotExpected(Period),
    /// It has to be given in the settings and is not.
    NotGiven,
    /// The statement cannot be drawn up.
    Statement(StatementError),
}

/// Holds each figure of published reports against the books: one answer a figure, in their order.
///
/// A figure is equal if the exact one, rounded to the digits that are printed, is the same. A column that
/// is printed with the other sign is a way of printing, not a mistake; so is one that does not say whether
/// it holds what parts of the activity cost or what they came to.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use std::collections::BTreeMap;
///
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::{OverviewFacts, OverviewSources};
/// use finsam_ledger::verify::{BookSources, Published, against, identify};
/// use finsam_ledger::{Balances, Budget, ChartOfAccounts, FiscalYears};
///
/// let layout = built_in("lkbr").expect("built in");
/// let balances = Balances::new(FiscalYears::CALENDAR);
/// let (budget, facts, chart) = (Budget::default(), OverviewFacts::default(), ChartOfAccounts::default());
/// let overview = OverviewSources { balances: &balances, budget: &budget, forecast: None, facts: &facts };
/// let centre_names = BTreeMap::new();
/// let book = BookSources { layout: &layout, overview, chart: &chart, centre_names: &centre_names, costs: &[] };
/// let reports = [Published::default()];
/// assert_eq!(against(&reports, &identify(&reports, &layout), &book), []);
/// # }
/// ```
#[must_use]
pub fn against(reports: &[Published], identified: &Identified, book: &BookSources<'_>) -> Vec<Held> {
    let mut teller = Teller::new(book);
    let mut lines = ask::lines(reports, identified, &mut teller);
    lines.sort_by_key(|line| line.asked.at);
    let mut held: Vec<Held> = lines.iter().map(|line| line.held(reports)).collect();
    let wrong: BTreeSet<FigureAt> =
        held.iter().filter(|held| held.differs()).map(|held| held.figure).collect();
    let mut why = why::Why { reports, lines: &lines, wrong: &wrong, book, teller: &mut teller };
    for (held, line) in held.iter_mut().zip(&lines) {
        if let Derived::Differs { exact, follows_from, explanation, .. } = &mut held.derived {
            *follows_from = why.follows_from(line);
            if follows_from.is_none() {
                *explanation = why.explained(line, *exact);
            }
        }
    }
    held
}

impl Line {
    fn held(&self, reports: &[Published]) -> Held {
        let at = self.asked.at;
        let both = self.exact.clone().map(|exact| (exact, at.figure(reports).zip(at.column(reports))));
        let derived = match both {
            Err(reason) => Derived::NotDerivable(reason),
            Ok((exact, Some((figure, column)))) => compared(figure, column, exact),
            Ok((_, None)) => Derived::NotDerivable(Reason::RowUnknown),
        };
        Held { figure: at, derived }
    }
}

fn compared(figure: &PublishedFigure, column: &PublishedColumn, exact: Figure) -> Derived {
    let unknown = Derived::NotDerivable(Reason::ColumnUnknown);
    let Some((printed, should_be)) = in_digits(figure, column, exact) else { return unknown };
    if printed == should_be {
        return Derived::Equal { exact };
    }
    let (difference, apart) = (printed - should_be, printed.abs_diff(should_be));
    match exact {
        Figure::Amount(_) => {
            let step = step(column.unit, figure.decimals);
            let ore = difference.checked_mul(step).and_then(|ore| i64::try_from(ore).ok());
            let Some(ore) = ore else {
                return Derived::NotDerivable(Reason::Statement(AmountError::OutOfRange.into()));
            };
            let difference = Figure::Amount(Amount::from_ore(ore));
            if step > 1 && apart == 1 {
                return Derived::Rounding { exact, difference };
            }
            Derived::Differs { exact, difference, follows_from: None, explanation: None }
        }
        Figure::Percent(number) | Figure::Count(number) => {
            let Ok(difference) = Decimal::try_from_i128_with_scale(difference, figure.decimals) else {
                return unknown;
            };
            // What a share comes to is rounded too; halves of it may have gone either way.
            let off = number_of(figure, column).checked_sub(number);
            let off = off.and_then(|off| off.abs().checked_mul(Decimal::TWO));
            if Decimal::try_new(1, figure.decimals).is_ok_and(|step| off.is_some_and(|off| off <= step)) {
                return Derived::Equal { exact };
            }
            let of_its_kind = if matches!(exact, Figure::Count(_)) { Figure::Count } else { Figure::Percent };
            Derived::Differs {
                exact,
                difference: of_its_kind(difference),
                follows_from: None,
                explanation: None,
            }
        }
    }
}

/// A printed figure and what it should be, counted in the last digit that is printed.
fn in_digits(figure: &PublishedFigure, column: &PublishedColumn, exact: Figure) -> Option<(i128, i128)> {
    let of = |value| counted(value, column.unit, figure.decimals);
    let printed = match (figure.value, exact) {
        (Figure::Amount(_), Figure::Amount(_)) => figure.value,
        (_, Figure::Amount(_)) => return None,
        _ => Figure::Count(number_of(figure, column)),
    };
    of(printed).zip(of(exact))
}

/// A printed figure as the number it is printed as, whatever it counts.
fn number_of(figure: &PublishedFigure, column: &PublishedColumn) -> Decimal {
    match figure.value {
        Figure::Amount(amount) => match column.unit {
            Unit::Kr => amount.to_decimal(),
            Unit::Tkr => amount.to_decimal() / Decimal::ONE_THOUSAND,
        },
        Figure::Percent(number) | Figure::Count(number) => number,
    }
}
