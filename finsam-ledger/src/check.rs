//! The laws of the books: each a function from the books to what breaks it.

use std::collections::BTreeMap;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::{Amounts, BalanceObject, Balances};
use crate::calendar::{FiscalYear, Period};
use crate::chart::ChartOfAccounts;
use crate::finding::{Dimension, Fact, Finding, Law};
use crate::general_ledger::VoucherSource;
use crate::statement::layout::{Content, Layout, RowDraft};
use crate::statement::{
    LeafLine, Statement, StatementError, View, balance_sheet, cash_flow, income_statement, notes,
};
use crate::tally::Summary;
use crate::trial_balance::{Grouping, trial_balance};
use crate::voucher_id::VoucherId;

/// Vouchers to blame that a finding names at most.
const BLAMED_MAX: usize = 3;

/// All that is loaded and derived, as the laws look at it.
pub struct Books<'a> {
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
    /// The period to look at, within one fiscal year; `None` for every year there is.
    pub period: Option<Period>,
    /// Where vouchers to blame are looked up.
    pub vouchers: &'a dyn VoucherSource,
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
type Check = fn(&Books<'_>, &[Period]) -> Result<(u64, Vec<Fact>), StatementError>;

/// Every law and how it is checked, in order.
const CHECKS: [(Law, Check); 9] = [
    (Law::Balanced, balanced),
    (Law::RolledForward, rolled_forward),
    (Law::OnOneLine, on_one_line),
    (Law::AssetsFinanced, assets_financed),
    (Law::CashFlowTied, cash_flow_tied),
    (Law::PartsMakeWhole, parts_make_whole),
    (Law::RoundingStated, rounding_stated),
    (Law::RecordIntact, record_intact),
    (Law::SignsPlausible, signs_plausible),
];

/// Holds the books against every law, in order.
///
/// ```
/// use finsam_ledger::check::{Books, check};
/// use finsam_ledger::{Balances, ChartOfAccounts, FiscalYears, NoVouchers, Summary};
///
/// # #[cfg(feature = "config")] {
/// let books = Books {
///     balances: &Balances::new(FiscalYears::CALENDAR),
///     layout: &finsam_ledger::read::layout::built_in("lkbr").expect("built in"),
///     chart: &ChartOfAccounts::default(),
///     summary: Summary::default(),
///     found: &[],
///     record: 0,
///     period: None,
///     vouchers: &NoVouchers,
/// };
/// let outcomes = check(&books).expect("no sum is too large");
/// assert!(outcomes.iter().all(|outcome| outcome.findings.is_empty()));
/// # }
/// ```
///
/// # Errors
/// [`StatementError`] if the period lies in two fiscal years or a sum does not fit.
pub fn check(books: &Books<'_>) -> Result<Vec<LawOutcome>, StatementError> {
    let periods = match books.period {
        Some(period) => vec![period],
        None => years(books.balances).into_iter().map(FiscalYear::period).collect(),
    };
    let outcome = |(law, check): &(Law, Check)| {
        let (checked, facts) = check(books, &periods)?;
        let found = books.found.iter().filter(|finding| finding.code().law() == Some(*law)).cloned();
        Ok(LawOutcome {
            law: *law,
            checked,
            findings: found.chain(facts.into_iter().map(Finding::new)).collect(),
        })
    };
    CHECKS.iter().map(outcome).collect()
}

/// Every fiscal year from the first with a figure to the last.
fn years(balances: &Balances) -> Vec<FiscalYear> {
    let Some((first, last)) = balances.span() else { return Vec::new() };
    std::iter::successors(Some(first), |year| Some(year.next())).take_while(|year| *year <= last).collect()
}

impl<'a> Books<'a> {
    fn view(&'a self, period: Period, unit: Unit) -> View<'a> {
        View { period, comparison: None, unit, chart: self.chart }
    }

    fn year_of(&self, period: Period) -> FiscalYear {
        self.balances.fiscal_years().of(period.first())
    }

    fn closing(&self, period: Period) -> Result<Amounts, AmountError> {
        self.balances.at_end_of(period.last(), self.layout.year_end())
    }

    /// The row of a balance sheet that shows the result, and whether it shows all of equity.
    fn result_row(&self) -> Option<(&'a RowDraft, bool)> {
        let sheet = &self.layout.draft().balance_sheet;
        let row = sheet.rows.iter().find(|row| matches!(row.content, Content::Result { .. }))?;
        Some((row, row.id == sheet.equity))
    }
}

/// The figure of a row in a statement's column; nothing for a row that is left out because it is zero.
fn figure(statement: &Statement, row: &str, column: usize) -> Amount {
    statement.row(row).and_then(|row| row.values.get(column).copied().flatten()).unwrap_or_default()
}

/// Law 1.
fn balanced(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (books.summary.vouchers, Vec::new());
    for period in periods {
        let year = books.year_of(*period);
        let opening = books.balances.opening_of(year, books.layout.year_end())?;
        let difference = Amount::checked_sum(opening.into_values())?;
        if !difference.is_zero() {
            let before = books.balances.movement(year.previous().period())?;
            let result = income_of(books, &before)?;
            let result_before = Some(result).filter(|result| *result == difference && !result.is_zero());
            facts.push(Fact::OpeningUnbalanced { year, difference, result_before });
        }
        let difference = Amount::checked_sum(books.closing(*period)?.into_values())?;
        if !difference.is_zero() {
            facts.push(Fact::ClosingUnbalanced { period: *period, difference });
        }
        checked += 2;
    }
    Ok((checked, facts))
}

/// The result in these amounts: income positive.
fn income_of(books: &Books<'_>, amounts: &Amounts) -> Result<Amount, AmountError> {
    let of_year = amounts.iter().filter(|(object, _)| !books.layout.year_end().carries(object.account));
    Amount::checked_sum(of_year.map(|(_, amount)| *amount)).map(Amount::negated)
}

fn per_account(amounts: &Amounts) -> Result<BTreeMap<AccountNumber, Amount>, AmountError> {
    let mut accounts = BTreeMap::<AccountNumber, Amount>::new();
    for (object, amount) in amounts {
        let sum = accounts.entry(object.account).or_default();
        *sum = sum.checked_add(*amount)?;
    }
    accounts.retain(|_, amount| !amount.is_zero());
    Ok(accounts)
}

/// Law 2.
fn rolled_forward(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (0, Vec::new());
    let every = Grouping { cost_centre: true, project: true, month: false };
    for period in periods {
        let closing = books.closing(*period)?;
        let rows = trial_balance(books.balances, *period, books.layout.year_end(), every)?.rows;
        for (key, row) in &rows {
            let object = BalanceObject {
                account: key.account,
                cost_centre: key.cost_centre.clone(),
                project: key.project.clone(),
            };
            let closing = closing.get(&object).copied().unwrap_or_default();
            let movement = row.turnover.change()?;
            checked += 1;
            if row.opening.checked_add(movement)? != closing || row.closing != closing {
                facts.push(Fact::RollForward {
                    account: key.account,
                    opening: row.opening,
                    movement,
                    closing,
                });
            }
        }
        let year = books.year_of(*period);
        if let Some(given) = books.balances.given_opening(year) {
            facts.extend(opening_differs(books, year, given)?);
            let strays = per_account(given)?
                .into_iter()
                .filter(|(account, _)| !books.layout.year_end().carries(*account));
            facts.extend(strays.map(|(account, amount)| Fact::OpeningOnResultAccount {
                year,
                account,
                amount,
            }));
        }
    }
    Ok((checked, facts))
}

/// Where a year's given opening balances are not what the year before closed with. Equity may
/// have been moved between its accounts, so it is compared as one where its sum is right.
fn opening_differs(books: &Books<'_>, year: FiscalYear, given: &Amounts) -> Result<Vec<Fact>, AmountError> {
    if books.balances.span().is_none_or(|(first, _)| first >= year) {
        return Ok(Vec::new());
    }
    let year_end = books.layout.year_end();
    let carried = per_account(&books.balances.carried_into(year, year_end)?)?;
    let given = per_account(given)?;
    let equity = |amounts: &BTreeMap<AccountNumber, Amount>| {
        let own = amounts.iter().filter(|(account, _)| year_end.is_equity(**account));
        Amount::checked_sum(own.map(|(_, amount)| *amount))
    };
    let equity_agrees = equity(&carried)? == equity(&given)?;
    let mut accounts: Vec<AccountNumber> = carried.keys().chain(given.keys()).copied().collect();
    accounts.sort_unstable();
    accounts.dedup();
    let mut facts = Vec::new();
    for account in accounts {
        let of =
            |amounts: &BTreeMap<AccountNumber, Amount>| amounts.get(&account).copied().unwrap_or_default();
        let (closing, opening) = (of(&carried), of(&given));
        let moved_within_equity = equity_agrees && year_end.is_equity(account);
        if closing != opening && !moved_within_equity && year_end.carries(account) {
            facts.push(Fact::OpeningDiffers { year, account, closing, opening });
        }
    }
    Ok(facts)
}

/// Law 3. That no account is on two lines is proved of the layout when it is read.
fn on_one_line(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let mut outside: BTreeMap<AccountNumber, Amount> = BTreeMap::new();
    let mut seen: BTreeMap<AccountNumber, bool> = BTreeMap::new();
    for period in periods {
        for (object, amount) in books.closing(*period)? {
            seen.insert(object.account, true);
            if books.layout.assignment().line_of(&object).is_none() {
                let sum = outside.entry(object.account).or_default();
                *sum = sum.checked_add(amount)?;
            }
        }
    }
    let layout = books.layout.name();
    let outside = outside.into_iter().map(|(account, amount)| Fact::AccountOutsideLayout {
        account,
        amount,
        layout: layout.to_owned(),
    });
    let unnamed = seen.keys().filter(|account| books.chart.name_of(**account).is_none());
    let facts = outside.chain(unnamed.map(|account| Fact::AccountUnnamed { account: *account })).collect();
    Ok((seen.len() as u64, facts))
}

/// Law 4, at the end of every month: a year that ties only in December ties by chance.
fn assets_financed(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (0, Vec::new());
    let draft = &books.layout.draft().balance_sheet;
    for period in periods {
        for month in period.months() {
            let so_far = Period::new(books.year_of(*period).first(), month).unwrap_or(*period);
            let (closing, sheet) = closing_sheet(books, so_far)?;
            let (assets, financing) =
                (figure(&sheet, &draft.assets, closing), figure(&sheet, &draft.financing, closing));
            checked += 1;
            if assets != financing {
                facts.push(Fact::BalanceSheetUnequal { date: month.last_day(), assets, financing });
                break;
            }
        }
        checked += 1;
        facts.extend(results_differ(books, *period)?);
    }
    Ok((checked, facts))
}

/// A balance sheet in kr, and which of its columns is the closing one.
fn closing_sheet(books: &Books<'_>, period: Period) -> Result<(usize, Statement), StatementError> {
    let sheet = balance_sheet(books.layout, books.balances, &books.view(period, Unit::Kr))?;
    let closing =
        sheet.columns.iter().position(|column| matches!(column, crate::statement::Column::Closing(_)));
    Ok((closing.unwrap_or(usize::MAX), sheet))
}

/// The result so far in the year, as the two statements show it.
fn results_differ(books: &Books<'_>, period: Period) -> Result<Option<Fact>, StatementError> {
    let Ok(so_far) = Period::new(books.year_of(period).first(), period.last()) else { return Ok(None) };
    let Some((row, is_all_of_equity)) = books.result_row() else { return Ok(None) };
    let statement = income_statement(books.layout, books.balances, &books.view(so_far, Unit::Kr))?;
    let income = figure(&statement, &books.layout.draft().income_statement.result, 0);
    let (closing, sheet) = closing_sheet(books, so_far)?;
    let mut on_sheet = figure(&sheet, &row.id, closing);
    if is_all_of_equity {
        // Then the row also holds the equity there was; the rest of it must be the result.
        let equity = books.closing(so_far)?;
        let own = equity.iter().filter(|(object, _)| books.layout.year_end().is_equity(object.account));
        on_sheet = on_sheet.checked_add(Amount::checked_sum(own.map(|(_, amount)| *amount))?)?;
    }
    let fact = Fact::ResultsDiffer { period: so_far, income_statement: income, balance_sheet: on_sheet };
    Ok((income != on_sheet).then_some(fact))
}

/// Law 5. That each balance-sheet line's change is taken once is proved of the layout when it is read.
fn cash_flow_tied(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let mut facts = Vec::new();
    let draft = books.layout.draft();
    for period in periods {
        let statement = cash_flow(books.layout, books.balances, &books.view(*period, Unit::Kr))?;
        let net = figure(&statement, &draft.cash_flow.net, 0);
        let year_end = books.layout.year_end();
        let opening = books.balances.at_start_of(period.first(), year_end)?;
        let liquid_funds = liquid(books, &books.closing(*period)?)?.checked_sub(liquid(books, &opening)?)?;
        if net != liquid_funds {
            facts.push(Fact::CashFlowDiffers { period: *period, cash_flow: net, liquid_funds });
        }
    }
    Ok((periods.len() as u64, facts))
}

/// The liquid funds among these amounts, taken account by account rather than through the statement.
fn liquid(books: &Books<'_>, amounts: &Amounts) -> Result<Amount, AmountError> {
    let sheet = &books.layout.draft().balance_sheet;
    let own = amounts.iter().filter(|(object, _)| match books.layout.assignment().line_of(object) {
        Some(LeafLine::BalanceSheet(row)) => sheet.liquid_funds.contains(&sheet.rows[row].id),
        _ => false,
    });
    Amount::checked_sum(own.map(|(_, amount)| *amount))
}

/// Law 6.
fn parts_make_whole(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for period in periods {
        let view = books.view(*period, Unit::Kr);
        let income = income_statement(books.layout, books.balances, &view)?;
        let (closing, sheet) = closing_sheet(books, *period)?;
        let drafts = &books.layout.draft().notes;
        for (note, draft) in notes(books.layout, books.balances, &view)?.iter().zip(drafts) {
            let lines = draft.lines.iter().map(|line| match income.row(line) {
                Some(_) => figure(&income, line, 0),
                None => figure(&sheet, line, closing),
            });
            let line_sum = Amount::checked_sum(lines)?;
            let note_sum = figure(note, &format!("{}.sum", draft.id), 0);
            checked += 1;
            if note_sum != line_sum {
                facts.push(Fact::NoteDiffers { note: note.title.clone(), note_sum, line_sum });
            }
        }
        let whole =
            trial_balance(books.balances, *period, books.layout.year_end(), Grouping::default())?.total()?;
        let by_cost_centre = Grouping { cost_centre: true, ..Grouping::default() };
        let by_project = Grouping { project: true, ..Grouping::default() };
        for (dimension, grouping) in
            [(Dimension::CostCentre, by_cost_centre), (Dimension::Project, by_project)]
        {
            let parts = trial_balance(books.balances, *period, books.layout.year_end(), grouping)?.total()?;
            checked += 1;
            if parts != whole {
                facts.push(Fact::DimensionDiffers { dimension, parts: parts.closing, whole: whole.closing });
            }
        }
    }
    Ok((checked, facts))
}

/// Law 7: what a table in tkr has to say about its sums.
fn rounding_stated(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for period in periods {
        let view = books.view(*period, Unit::Tkr);
        let mut statements = vec![
            income_statement(books.layout, books.balances, &view)?,
            balance_sheet(books.layout, books.balances, &view)?,
            cash_flow(books.layout, books.balances, &view)?,
        ];
        statements.extend(notes(books.layout, books.balances, &view)?);
        for statement in &statements {
            checked += 1;
            facts.extend(statement.rounded_sums.iter().map(|sum| Fact::RoundedSum {
                statement: statement.title.clone(),
                row: statement.row(&sum.row).map_or_else(|| sum.row.clone(), |row| row.label.clone()),
                column: column_text(statement, sum.column),
                parts: sum.parts,
                total: sum.total,
            }));
        }
    }
    Ok((checked, facts))
}

fn column_text(statement: &Statement, column: usize) -> String {
    use crate::statement::Column;
    match statement.columns.get(column) {
        Some(Column::During(period) | Column::Change(period)) => period.to_string(),
        Some(Column::Opening(date) | Column::Closing(date)) => date.to_string(),
        None => String::new(),
    }
}

/// Law 9: all of it was found while the vouchers passed, or by the book about itself.
#[expect(clippy::unnecessary_wraps, reason = "every law is checked through one kind of function")]
fn record_intact(books: &Books<'_>, _: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    Ok((books.summary.vouchers + books.record, Vec::new()))
}

/// Law 10: assets on the debit side, provisions and liabilities on the credit side. Equity may
/// lie on either.
fn signs_plausible(books: &Books<'_>, periods: &[Period]) -> Result<(u64, Vec<Fact>), StatementError> {
    let (mut checked, mut facts) = (0, Vec::new());
    let sheet = &books.layout.draft().balance_sheet;
    for period in periods {
        let mut accounts: BTreeMap<AccountNumber, (usize, Amount)> = BTreeMap::new();
        for (object, amount) in books.closing(*period)? {
            let Some(LeafLine::BalanceSheet(row)) = books.layout.assignment().line_of(&object) else {
                continue;
            };
            let (_, sum) = accounts.entry(object.account).or_insert((row, Amount::ZERO));
            *sum = sum.checked_add(amount)?;
        }
        for (account, (row, balance)) in accounts {
            let Content::Accounts { side, .. } = sheet.rows[row].content else { continue };
            if books.layout.year_end().is_equity(account) {
                continue;
            }
            checked += 1;
            if balance.side().is_some_and(|actual| actual != side) {
                let vouchers = blamed(books, account, *period, side);
                let line = sheet.rows[row].label.present.clone();
                facts.push(Fact::SignWrong { line, account, balance, side, vouchers });
            }
        }
    }
    Ok((checked, facts))
}

/// The vouchers that moved an account away from its side the most, largest first.
fn blamed(books: &Books<'_>, account: AccountNumber, period: Period, side: Side) -> Vec<VoucherId> {
    let mut moved: BTreeMap<VoucherId, i128> = BTreeMap::new();
    for posting in books.vouchers.postings_on(account, period) {
        *moved.entry(posting.id).or_default() += i128::from(side.reads(posting.amount).ore());
    }
    let mut away: Vec<_> = moved.into_iter().filter(|(_, ore)| *ore < 0).collect();
    away.sort_by_key(|(_, ore)| *ore);
    away.into_iter().take(BLAMED_MAX).map(|(id, _)| id).collect()
}
