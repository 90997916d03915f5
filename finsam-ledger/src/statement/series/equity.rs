//! Result and equity over the years, beside what was decided about equity.

use crate::amount::{Amount, Unit};
use crate::calendar::Period;
use crate::statement::evaluate::{StatementError, View};
use crate::statement::layout::Layout;
use crate::statement::overview::{
    OverviewBody, OverviewColumn, OverviewDraft, OverviewFigure, OverviewRowDraft, OverviewSource,
    OverviewSources, overview,
};

/// The row of an overview with the lowest equity that the members decided on, by the name it is given
/// under in the settings.
pub const EQUITY_MINIMUM: &str = "equity-minimum";

/// What a year left. Amounts are in öre; what nobody knows is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquityYear {
    /// The year, or as much of it as the report is about.
    pub period: Period,
    /// Its result.
    pub result: Option<Amount>,
    /// The equity (eget kapital) it closed with.
    pub equity: Option<Amount>,
    /// The lowest equity that was decided on.
    pub minimum: Option<Amount>,
    /// The highest equity that the staircase on the members' contributions allows.
    pub ceiling: Option<Amount>,
}

/// Result and equity of the years that the layout's overview of several years shows, earliest first
/// and exact, with a place for each year between that nobody knows. What equity is held against is
/// drawn up for the same years by the rows of the layout's other overviews. Empty where the layout has
/// no such overview, or it shows no equity.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use finsam_ledger::read::layout::built_in;
/// use finsam_ledger::statement::View;
/// use finsam_ledger::statement::overview::{OverviewFacts, OverviewSources};
/// use finsam_ledger::statement::series::equity_over_years;
/// use finsam_ledger::{Balances, Budget, ChartOfAccounts, FiscalYears, Unit};
///
/// let layout = built_in("sjuharad").expect("built in");
/// let mut facts = OverviewFacts::default();
/// facts.given.years.entry(2021).or_default().insert("equity".to_owned(), 3_843_000.into());
/// facts.given.always.insert("equity-minimum".to_owned(), 2_000_000.into());
/// let (balances, budget) = (Balances::new(FiscalYears::CALENDAR), Budget::default());
/// let sources = OverviewSources { balances: &balances, budget: &budget, forecast: None, facts: &facts };
/// let chart = ChartOfAccounts::default();
/// let view = View { period: "2023".parse()?, comparison: None, unit: Unit::Tkr, chart: &chart };
/// let years = equity_over_years(&layout, &sources, &view)?;
/// let equity: Vec<_> = years.iter().map(|year| year.equity.map(|equity| equity.ore())).collect();
/// // Nobody knows 2022, and nothing is booked in 2023.
/// assert_eq!(equity, [Some(384_300_000), None, Some(0)]);
/// assert_eq!(years[0].minimum.map(|minimum| minimum.ore()), Some(200_000_000));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`StatementError`] if the period lies in two fiscal years or a sum does not fit.
pub fn equity_over_years(
    layout: &Layout,
    sources: &OverviewSources<'_>,
    view: &View<'_>,
) -> Result<Vec<EquityYear>, StatementError> {
    let Some((draft, rows)) = over_years(layout) else { return Ok(Vec::new()) };
    let statements = (&layout.draft().income_statement.result, &layout.draft().balance_sheet.equity);
    let shows = |row: &&OverviewRowDraft, line: &String| matches!(&row.source, OverviewSource::Lines(lines) if *lines == [line.clone()]);
    let equity = rows.iter().find(|row| shows(row, statements.1));
    let result = rows.iter().find(|row| row.id == *statements.0 || shows(row, statements.0));
    let minimum = rows.iter().find(|row| row.id == EQUITY_MINIMUM);
    let ceiling = rows.iter().find(|row| matches!(row.source, OverviewSource::Ceiling { .. }));
    let ids = [result, equity, minimum, ceiling].map(|row| row.map(|row| row.id.clone()));
    let [_, Some(_), _, _] = ids else { return Ok(Vec::new()) };
    let count = draft.years.unwrap_or_default();
    let draft = OverviewDraft { body: OverviewBody::Rows(rows), ..draft.clone() };
    let found = overview(layout, &draft, sources, &View { unit: Unit::Kr, ..*view })?;
    let year = |before: u16| {
        let period = view.period.years_before(i32::from(before));
        let columns = [OverviewColumn::Of(OverviewFigure::Actual, period), OverviewColumn::Given(period)];
        let value = |id: &Option<String>| {
            let id = id.as_ref()?;
            columns.iter().find_map(|column| found.value(id, *column))?.amount()
        };
        let [result, equity, minimum, ceiling] = ids.each_ref().map(value);
        EquityYear { period, result, equity, minimum, ceiling }
    };
    let years = (0..count).rev().map(year);
    Ok(years.skip_while(|year| year.result.is_none() && year.equity.is_none()).collect())
}

/// The overview of several years, and its rows with those of other overviews that equity is held
/// against and what these draw on. A name means one row: that of several years.
fn over_years(layout: &Layout) -> Option<(&OverviewDraft, Vec<OverviewRowDraft>)> {
    let overviews = &layout.draft().overviews;
    let rows_of = |draft: &OverviewDraft| match &draft.body {
        OverviewBody::Rows(rows) => Some(rows.clone()),
        OverviewBody::Parts(_) => None,
    };
    let draft = overviews.iter().find(|draft| draft.years.is_some())?;
    let mut rows = rows_of(draft)?;
    let is_held_against = |row: &OverviewRowDraft| {
        row.id == EQUITY_MINIMUM || matches!(row.source, OverviewSource::Ceiling { .. })
    };
    for others in overviews.iter().filter_map(rows_of) {
        let mut wanted: Vec<&OverviewRowDraft> = others.iter().filter(|row| is_held_against(row)).collect();
        while let Some(row) = wanted.pop() {
            if !row.id.is_empty() && rows.iter().all(|known| known.id != row.id) {
                rows.push(OverviewRowDraft { only_if_used: false, only_with: None, ..row.clone() });
                let drawn_on = row.source.draws_on();
                wanted.extend(drawn_on.filter_map(|id| others.iter().find(|other| other.id == *id)));
            }
        }
    }
    Some((draft, rows))
}
