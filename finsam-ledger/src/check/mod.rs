//! The laws of the books: each a function from the books to what breaks it.

mod laws;
mod support;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::amount::{Amount, AmountError, Unit};
use crate::balances::{Amounts, BalanceObject, Balances, YearEnd};
use crate::calendar::{FiscalYear, Month, Period};
use crate::chart::ChartOfAccounts;
use crate::finding::{Fact, Finding, Law};
use crate::general_ledger::VoucherSource;
use crate::schedule::BookedPlan;
use crate::schedule::esf::{EsfStatus, FollowedProject, status};
use crate::stated::StatedSums;
use crate::statement::layout::{BalanceSheetDraft, Layout, RowDraft};
use crate::statement::{
    Column, LeafLine, Statement, StatementError, View, balance_sheet, cash_flow, income_statement, notes,
};
use crate::tally::Summary;
use crate::trial_balance::{Grouping, TrialBalance, trial_balance};
use crate::year_of_sums::BalancesError;

/// What the laws start from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What statements are derived from.
    pub balances: &'a Balances,
    /// The layout they are derived with.
    pub layout: &'a Layout,
    /// What the accounts are called.
    pub chart: &'a ChartOfAccounts,
    /// What the pass over the vouchers saw.
    pub summary: Summary,
    /// What that pass found, and what a book found about its own record.
    pub found: &'a [Finding],
    /// Records and kept sums a book has gone through; 0 without a book.
    pub record: u64,
    /// The sums that files state themselves.
    pub stated: &'a StatedSums,
    /// The accruals that are booked.
    pub plans: &'a [BookedPlan],
    /// The ESF projects, with what happened to their support.
    pub esf: &'a [FollowedProject],
    /// The period to look at, within one fiscal year; `None` for every year there is.
    pub period: Option<Period>,
    /// Where vouchers to blame are looked up.
    pub vouchers: &'a dyn VoucherSource,
}

/// All that is loaded, and all that is derived from it: what the laws are held against.
pub struct Books<'a> {
    source: Source<'a>,
    /// What was derived for each period that is looked at.
    pub derived: Vec<Derived>,
}

/// What is derived for one period, without a comparison, in kr.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The period, within one fiscal year.
    pub period: Period,
    /// The income statement.
    pub income_statement: Statement,
    /// The income statement from the start of the fiscal year.
    pub income_so_far: Statement,
    /// The balance sheet.
    pub balance_sheet: Statement,
    /// Total assets and total financing at the end of every month that is known.
    pub month_ends: Vec<(NaiveDate, Amount, Amount)>,
    /// The cash-flow statement.
    pub cash_flow: Statement,
    /// The notes, in the layout's order.
    pub notes: Vec<Statement>,
    /// The same statements in tkr.
    pub in_tkr: Vec<Statement>,
    /// The trial balance per account, cost centre and project.
    pub trial_balance: TrialBalance,
    /// The closing balances by account, cost centre and project, summed on their own.
    pub closing: Amounts,
    /// The trial balance per account.
    pub by_account: TrialBalance,
    /// The trial balance per account and cost centre.
    pub by_cost_centre: TrialBalance,
    /// The trial balance per account and project.
    pub by_project: TrialBalance,
    /// How the ESF projects stand when the period ends, in their order; `None` where only sums are known
    /// that do not tell it.
    pub esf: Vec<Option<EsfStatus>>,
}

/// How one law fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawOutcome {
    /// The law.
    pub law: Law,
    /// How many things it was held against: vouchers, accounts, statements, as the law goes.
    pub checked: u64,
    /// What breaks it, worst first as the law is told.
    pub findings: Vec<Finding>,
}

/// A law as a function: how many things it was held against, and what breaks it.
type Check = fn(&Books<'_>) -> Result<(u64, Vec<Fact>), AmountError>;

/// Every law and how it is checked, in order.
const CHECKS: [(Law, Check); 12] = [
    (Law::Balanced, laws::balanced),
    (Law::RolledForward, laws::rolled_forward),
    (Law::OnOneLine, laws::on_one_line),
    (Law::AssetsFinanced, laws::assets_financed),
    (Law::CashFlowTied, laws::cash_flow_tied),
    (Law::PartsMakeWhole, laws::parts_make_whole),
    (Law::RoundingStated, laws::rounding_stated),
    (Law::AccrualsTied, laws::accruals_tied),
    (Law::RecordIntact, laws::record_intact),
    (Law::SignsPlausible, laws::signs_plausible),
    (Law::StatedSumsTied, laws::stated_sums_tied),
    (Law::SupportTied, support::support_tied),
];

/// Holds the books against every law, in order.
///
/// ```
/// use finsam_ledger::check::{Books, Source, check};
/// use finsam_ledger::{Balances, ChartOfAccounts, FiscalYears, NoVouchers, StatedSums, Summary};
///
/// # #[cfg(feature = "config")] {
/// let (balances, chart) = (Balances::new(FiscalYears::CALENDAR), ChartOfAccounts::default());
/// let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in");
/// let stated = StatedSums::default();
/// let books = Books::derive(Source {
///     balances: &balances,
///     layout: &layout,
///     chart: &chart,
///     summary: Summary::default(),
///     found: &[],
///     record: 0,
///     stated: &stated,
///     plans: &[],
///     esf: &[],
///     period: None,
///     vouchers: &NoVouchers,
/// })?;
/// assert!(check(&books)?.iter().all(|outcome| outcome.findings.is_empty()));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`AmountError`] if a sum does not fit.
pub fn check(books: &Books<'_>) -> Result<Vec<LawOutcome>, AmountError> {
    let outcome = |(law, check): &(Law, Check)| {
        let (checked, facts) = check(books)?;
        let found = books.source.found.iter().filter(|finding| finding.code().law() == Some(*law)).cloned();
        Ok(LawOutcome {
            law: *law,
            checked,
            findings: found.chain(facts.into_iter().map(Finding::new)).collect(),
        })
    };
    CHECKS.iter().map(outcome).collect()
}

/// What would make a statement of a period misleading, at the price of one balance sheet: total
/// assets that are not total financing when the period ends, and accounts with a balance then
/// that no line takes. [`check`] looks at all the rest. Of a year without vouchers whose sums do
/// not tell how balances changed, nothing can be said.
///
/// ```
/// use finsam_ledger::check::glance;
/// use finsam_ledger::{Amount, Balances, Code, FiscalYears};
///
/// # #[cfg(feature = "config")] {
/// let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in");
/// let mut balances = Balances::new(FiscalYears::CALENDAR);
/// let year = FiscalYears::CALENDAR.starting_in(2024)?;
/// // Money in the bank that came from nowhere.
/// balances.add_opening(year, "1930".parse::<finsam_ledger::AccountNumber>()?.into(), Amount::from_ore(100))?;
/// let codes: Vec<_> = glance(&layout, &balances, year.period())?.iter().map(|found| found.code()).collect();
/// assert_eq!(codes, [Code::BalanceSheetUnequal]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`StatementError`] if the period lies in two fiscal years or a sum does not fit.
pub fn glance(layout: &Layout, balances: &Balances, period: Period) -> Result<Vec<Finding>, StatementError> {
    let chart = ChartOfAccounts::default();
    let view = View { period, comparison: None, unit: Unit::Kr, chart: &chart };
    let told = balances.tells_before(period.first()).and_then(|()| balances.tells_through(period.last()));
    if told.is_err() {
        return Ok(Vec::new());
    }
    let sheet = balance_sheet(layout, balances, &view)?;
    let (draft, column) = (&layout.draft().balance_sheet, closing_column(&sheet));
    let [assets, financing] = [&draft.assets, &draft.financing].map(|row| figure(&sheet, row, column));
    let date = period.last().last_day();
    let unequal = (assets != financing).then_some(Fact::BalanceSheetUnequal { date, assets, financing });
    let closing = balances.at_end_of(period.last(), layout.year_end())?;
    let outside = laws::outside(layout, closing)?;
    Ok(outside.into_iter().chain(unequal).map(Finding::new).collect())
}

impl<'a> Books<'a> {
    /// Derives every statement and table the laws are about.
    ///
    /// # Errors
    /// [`StatementError`] if the period lies in two fiscal years, only sums are known that do not
    /// tell it, or a sum does not fit.
    pub fn derive(source: Source<'a>) -> Result<Self, StatementError> {
        let periods = match source.period {
            Some(period) => vec![period],
            None => years(source.balances).into_iter().map(FiscalYear::period).collect(),
        };
        let derived =
            periods.into_iter().map(|period| Derived::of(&source, period)).collect::<Result<_, _>>()?;
        Ok(Self { source, derived })
    }

    fn year_of(&self, period: Period) -> FiscalYear {
        self.source.balances.fiscal_years().of(period.first())
    }

    fn year_end(&self) -> &'a YearEnd {
        self.source.layout.year_end()
    }

    fn sheet(&self) -> &'a BalanceSheetDraft {
        &self.source.layout.draft().balance_sheet
    }

    /// The line of the balance sheet that a balance lands on, if it does.
    fn sheet_row(&self, object: &BalanceObject) -> Option<&'a RowDraft> {
        match self.source.layout.assignment().line_of(object) {
            Some(LeafLine::BalanceSheet(row)) => self.sheet().rows.get(row),
            _ => None,
        }
    }
}

impl Derived {
    fn of(source: &Source<'_>, period: Period) -> Result<Self, StatementError> {
        let (layout, balances, year_end) = (source.layout, source.balances, source.layout.year_end());
        let view = |period, unit| View { period, comparison: None, unit, chart: source.chart };
        let exact = view(period, Unit::Kr);
        let rounded = view(period, Unit::Tkr);
        let start = balances.fiscal_years().of(period.first()).first();
        let so_far = |month| Period::new(start, month).unwrap_or(period);
        let draft = &layout.draft().balance_sheet;
        let month_end = |month: Month| {
            let sheet = balance_sheet(layout, balances, &view(so_far(month), Unit::Kr))?;
            let column = closing_column(&sheet);
            Ok((
                month.last_day(),
                figure(&sheet, &draft.assets, column),
                figure(&sheet, &draft.financing, column),
            ))
        };
        let known = |month: &Month| balances.tells_through(*month).is_ok();
        let mut in_tkr = vec![
            income_statement(layout, balances, &rounded)?,
            balance_sheet(layout, balances, &rounded)?,
            cash_flow(layout, balances, &rounded)?,
        ];
        in_tkr.extend(notes(layout, balances, &rounded)?);
        let table = |cost_centre, project| {
            trial_balance(balances, period, year_end, Grouping { cost_centre, project, month: false })
        };
        Ok(Self {
            period,
            income_statement: income_statement(layout, balances, &exact)?,
            income_so_far: income_statement(layout, balances, &view(so_far(period.last()), Unit::Kr))?,
            balance_sheet: balance_sheet(layout, balances, &exact)?,
            month_ends: period
                .months()
                .filter(known)
                .map(month_end)
                .collect::<Result<_, StatementError>>()?,
            cash_flow: cash_flow(layout, balances, &exact)?,
            notes: notes(layout, balances, &exact)?,
            in_tkr,
            trial_balance: table(true, true)?,
            closing: balances.at_end_of(period.last(), year_end)?,
            by_account: table(false, false)?,
            by_cost_centre: table(true, false)?,
            by_project: table(false, true)?,
            esf: source
                .esf
                .iter()
                .map(|followed| known_status(followed, source, period.last()))
                .collect::<Result<_, AmountError>>()?,
        })
    }
}

/// How an ESF project stands, if what is known of the years tells it.
fn known_status(
    FollowedProject { project, events }: &FollowedProject,
    source: &Source<'_>,
    month: Month,
) -> Result<Option<EsfStatus>, AmountError> {
    match status(project, source.balances, source.layout.year_end(), events, month) {
        Ok(status) => Ok(Some(status)),
        Err(BalancesError::SumsOnly(_)) => Ok(None),
        Err(BalancesError::Amount(error)) => Err(error),
    }
}

/// Every fiscal year with a booking or opening balances of its own, in order; without those of
/// which it is not known how balances changed.
fn years(balances: &Balances) -> BTreeSet<FiscalYear> {
    let booked = balances.turnovers().map(|(month, _, _)| balances.fiscal_years().of(month));
    let years = booked.chain(balances.given_openings().map(|(year, _)| year));
    years.filter(|year| balances.tells_before(year.first()).is_ok()).collect()
}

/// The figure of a row in a statement's column; nothing for a row that is left out because it is zero.
fn figure(statement: &Statement, row: &str, column: usize) -> Amount {
    statement.row(row).and_then(|row| row.values.get(column).copied().flatten()).unwrap_or_default()
}

/// The column of a balance sheet with the closing balances.
fn closing_column(sheet: &Statement) -> usize {
    sheet.columns.iter().position(|column| matches!(column, Column::Closing(_))).unwrap_or(usize::MAX)
}
