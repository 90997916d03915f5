//! The laws of the books: each a function from the books to what breaks it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::{Amounts, BalanceObject, Balances, YearEnd};
use crate::calendar::{FiscalYear, Month, Period};
use crate::chart::ChartOfAccounts;
use crate::finding::{Dimension, Fact, Finding, Law};
use crate::general_ledger::VoucherSource;
use crate::statement::layout::{BalanceSheetDraft, Content, Layout, RowDraft};
use crate::statement::{
    Column, LeafLine, RowKind, Statement, StatementError, View, balance_sheet, cash_flow, income_statement,
    notes,
};
use crate::tally::Summary;
use crate::trial_balance::{Grouping, TrialBalance, trial_balance};
use crate::voucher_id::VoucherId;

/// Vouchers to blame that a finding names at most.
const BLAMED_MAX: usize = 3;

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
    /// Total assets and total financing at the end of every month.
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
/// use finsam_ledger::check::{Books, Source, check};
/// use finsam_ledger::{Balances, ChartOfAccounts, FiscalYears, NoVouchers, Summary};
///
/// # #[cfg(feature = "config")] {
/// let (balances, chart) = (Balances::new(FiscalYears::CALENDAR), ChartOfAccounts::default());
/// let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in");
/// let books = Books::derive(Source {
///     balances: &balances,
///     layout: &layout,
///     chart: &chart,
///     summary: Summary::default(),
///     found: &[],
///     record: 0,
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
/// that no line takes. [`check`] looks at all the rest.
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
    let sheet = balance_sheet(layout, balances, &view)?;
    let (draft, column) = (&layout.draft().balance_sheet, closing_column(&sheet));
    let [assets, financing] = [&draft.assets, &draft.financing].map(|row| figure(&sheet, row, column));
    let date = period.last().last_day();
    let unequal = (assets != financing).then_some(Fact::BalanceSheetUnequal { date, assets, financing });
    let closing = balances.at_end_of(period.last(), layout.year_end())?;
    let outside = outside(layout, &closing)?;
    Ok(outside.into_iter().chain(unequal).map(Finding::new).collect())
}

impl<'a> Books<'a> {
    /// Derives every statement and table the laws are about.
    ///
    /// # Errors
    /// [`StatementError`] if the period lies in two fiscal years or a sum does not fit.
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
            month_ends: period.months().map(month_end).collect::<Result<_, StatementError>>()?,
            cash_flow: cash_flow(layout, balances, &exact)?,
            notes: notes(layout, balances, &exact)?,
            in_tkr,
            trial_balance: table(true, true)?,
            closing: balances.at_end_of(period.last(), year_end)?,
            by_account: table(false, false)?,
            by_cost_centre: table(true, false)?,
            by_project: table(false, true)?,
        })
    }
}

/// Every fiscal year with a booking or opening balances of its own, in order.
fn years(balances: &Balances) -> BTreeSet<FiscalYear> {
    let booked = balances.turnovers().map(|(month, _, _)| balances.fiscal_years().of(month));
    booked.chain(balances.given_openings().map(|(year, _)| year)).collect()
}

/// The figure of a row in a statement's column; nothing for a row that is left out because it is zero.
fn figure(statement: &Statement, row: &str, column: usize) -> Amount {
    statement.row(row).and_then(|row| row.values.get(column).copied().flatten()).unwrap_or_default()
}

/// The column of a balance sheet with the closing balances.
fn closing_column(sheet: &Statement) -> usize {
    sheet.columns.iter().position(|column| matches!(column, Column::Closing(_))).unwrap_or(usize::MAX)
}

/// Law 1.
fn balanced(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (books.source.summary.vouchers, Vec::new());
    for Derived { period, closing, .. } in &books.derived {
        let year = books.year_of(*period);
        let opening = books.source.balances.opening_of(year, books.year_end())?;
        let difference = Amount::checked_sum(opening.into_values())?;
        if !difference.is_zero() {
            let before = books.source.balances.movement(year.previous().period())?;
            let result = income_of(books, &before)?;
            let result_before = Some(result).filter(|result| *result == difference);
            facts.push(Fact::OpeningUnbalanced { year, difference, result_before });
        }
        let difference = Amount::checked_sum(closing.values().copied())?;
        if !difference.is_zero() {
            facts.push(Fact::ClosingUnbalanced { period: *period, difference });
        }
        checked += 2;
    }
    Ok((checked, facts))
}

/// The result in these amounts: income positive.
fn income_of(books: &Books<'_>, amounts: &Amounts) -> Result<Amount, AmountError> {
    let of_year = amounts.iter().filter(|(object, _)| !books.year_end().carries(object.account));
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
fn rolled_forward(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for Derived { period, trial_balance, closing, .. } in &books.derived {
        for (key, row) in &trial_balance.rows {
            let (cost_centre, project) = (key.cost_centre.clone(), key.project.clone());
            let object = BalanceObject { account: key.account, cost_centre, project };
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
        if let Some(given) = books.source.balances.given_opening(year) {
            facts.extend(opening_differs(books, year, given)?);
            let strays =
                per_account(given)?.into_iter().filter(|(account, _)| !books.year_end().carries(*account));
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
    if books.source.balances.span().is_none_or(|(first, _)| first >= year) {
        return Ok(Vec::new());
    }
    let year_end = books.year_end();
    let carried = per_account(&books.source.balances.carried_into(year, year_end)?)?;
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
fn on_one_line(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let closing = || books.derived.iter().flat_map(|derived| &derived.closing);
    let seen: BTreeSet<AccountNumber> = closing().map(|(object, _)| object.account).collect();
    let outside = outside(books.source.layout, closing())?;
    let unnamed = seen.iter().filter(|account| books.source.chart.name_of(**account).is_none());
    let unnamed = unnamed.map(|account| Fact::AccountUnnamed { account: *account });
    Ok((seen.len() as u64, outside.into_iter().chain(unnamed).collect()))
}

/// The accounts among these that no line of the layout takes, with what they hold.
fn outside<'a>(
    layout: &Layout,
    amounts: impl IntoIterator<Item = (&'a BalanceObject, &'a Amount)>,
) -> Result<Vec<Fact>, AmountError> {
    let mut outside: BTreeMap<AccountNumber, Amount> = BTreeMap::new();
    for (object, amount) in amounts {
        if layout.assignment().line_of(object).is_none() {
            let sum = outside.entry(object.account).or_default();
            *sum = sum.checked_add(*amount)?;
        }
    }
    let fact = |(account, amount)| {
        let layout = layout.name().to_owned();
        Fact::AccountOutsideLayout { account, amount, layout }
    };
    Ok(outside.into_iter().map(fact).collect())
}

/// Law 4, at the end of every month: a year that ties only in December ties by chance.
fn assets_financed(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for derived in &books.derived {
        checked += derived.month_ends.len() as u64 + 1;
        let unequal = derived.month_ends.iter().find(|(_, assets, financing)| assets != financing);
        facts.extend(unequal.map(|(date, assets, financing)| Fact::BalanceSheetUnequal {
            date: *date,
            assets: *assets,
            financing: *financing,
        }));
        facts.extend(results_differ(books, derived)?);
    }
    Ok((checked, facts))
}

/// The result so far in the year, as the two statements show it.
fn results_differ(books: &Books<'_>, derived: &Derived) -> Result<Option<Fact>, AmountError> {
    let Some(row) = books.sheet().rows.iter().find(|row| matches!(row.content, Content::Result { .. }))
    else {
        return Ok(None);
    };
    let income = figure(&derived.income_so_far, &books.source.layout.draft().income_statement.result, 0);
    let mut on_sheet = figure(&derived.balance_sheet, &row.id, closing_column(&derived.balance_sheet));
    if row.id == books.sheet().equity {
        // Then the row also holds the equity there was; the rest of it must be the result.
        let own = derived.closing.iter().filter(|(object, _)| books.year_end().is_equity(object.account));
        on_sheet = on_sheet.checked_add(Amount::checked_sum(own.map(|(_, amount)| *amount))?)?;
    }
    let period = derived.income_so_far.period;
    let fact = Fact::ResultsDiffer { period, income_statement: income, balance_sheet: on_sheet };
    Ok((income != on_sheet).then_some(fact))
}

/// Law 5. That each balance-sheet line's change is taken once is proved of the layout when it is read.
fn cash_flow_tied(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let mut facts = Vec::new();
    for derived in &books.derived {
        let cash_flow = figure(&derived.cash_flow, &books.source.layout.draft().cash_flow.net, 0);
        // Account by account, rather than through the balance sheet that the statement draws on.
        let opening = books.source.balances.at_start_of(derived.period.first(), books.year_end())?;
        let liquid_funds = liquid(books, &derived.closing)?.checked_sub(liquid(books, &opening)?)?;
        if cash_flow != liquid_funds {
            facts.push(Fact::CashFlowDiffers { period: derived.period, cash_flow, liquid_funds });
        }
    }
    Ok((books.derived.len() as u64, facts))
}

fn liquid(books: &Books<'_>, amounts: &Amounts) -> Result<Amount, AmountError> {
    let funds = |object: &BalanceObject| {
        books.sheet_row(object).is_some_and(|row| books.sheet().liquid_funds.contains(&row.id))
    };
    Amount::checked_sum(amounts.iter().filter(|(object, _)| funds(object)).map(|(_, amount)| *amount))
}

/// Law 6.
fn parts_make_whole(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for derived in &books.derived {
        let closing = closing_column(&derived.balance_sheet);
        for (note, draft) in derived.notes.iter().zip(&books.source.layout.draft().notes) {
            let lines = draft.lines.iter().map(|line| match derived.income_statement.row(line) {
                Some(_) => figure(&derived.income_statement, line, 0),
                None => figure(&derived.balance_sheet, line, closing),
            });
            let line_sum = Amount::checked_sum(lines)?;
            let parts = note.rows.iter().filter(|row| row.kind == RowKind::Line);
            let note_sum =
                Amount::checked_sum(parts.filter_map(|row| row.values.first().copied().flatten()))?;
            checked += 1;
            if note_sum != line_sum || figure(note, &format!("{}.sum", draft.id), 0) != line_sum {
                facts.push(Fact::NoteDiffers { note: note.title.clone(), note_sum, line_sum });
            }
        }
        let whole = derived.by_account.total()?;
        let tables =
            [(Dimension::CostCentre, &derived.by_cost_centre), (Dimension::Project, &derived.by_project)];
        for (dimension, table) in tables {
            let parts = table.total()?;
            checked += 1;
            if parts != whole {
                facts.push(Fact::DimensionDiffers { dimension, parts: parts.closing, whole: whole.closing });
            }
        }
    }
    Ok((checked, facts))
}

/// Law 7: what a table in tkr has to say about its sums.
#[expect(clippy::unnecessary_wraps, reason = "every law is checked through one kind of function")]
fn rounding_stated(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let statements = || books.derived.iter().flat_map(|derived| &derived.in_tkr);
    let facts = statements().flat_map(|statement| {
        statement.rounded_sums.iter().map(move |sum| Fact::RoundedSum {
            statement: statement.title.clone(),
            row: statement.row(&sum.row).map_or_else(|| sum.row.clone(), |row| row.label.clone()),
            column: column_text(statement, sum.column),
            parts: sum.parts,
            total: sum.total,
        })
    });
    Ok((statements().count() as u64, facts.collect()))
}

fn column_text(statement: &Statement, column: usize) -> String {
    match statement.columns.get(column) {
        Some(Column::During(period) | Column::Change(period)) => period.to_string(),
        Some(Column::Opening(date) | Column::Closing(date)) => date.to_string(),
        None => String::new(),
    }
}

/// Law 9: all of it was found while the vouchers passed, or by the book about itself.
#[expect(clippy::unnecessary_wraps, reason = "every law is checked through one kind of function")]
fn record_intact(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    Ok((books.source.summary.vouchers + books.source.record, Vec::new()))
}

/// Law 10: assets on the debit side, provisions and liabilities on the credit side. Equity may
/// lie on either.
fn signs_plausible(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for Derived { period, closing, .. } in &books.derived {
        let mut accounts: BTreeMap<AccountNumber, (&RowDraft, Amount)> = BTreeMap::new();
        for (object, amount) in closing {
            let Some(row) = books.sheet_row(object) else { continue };
            let (_, sum) = accounts.entry(object.account).or_insert((row, Amount::ZERO));
            *sum = sum.checked_add(*amount)?;
        }
        for (account, (row, balance)) in accounts {
            let Content::Accounts { side, .. } = row.content else { continue };
            if books.year_end().is_equity(account) {
                continue;
            }
            checked += 1;
            if balance.side().is_some_and(|actual| actual != side) {
                let vouchers = blamed(books, account, *period, side);
                facts.push(Fact::SignWrong {
                    line: row.label.present.clone(),
                    account,
                    balance,
                    side,
                    vouchers,
                });
            }
        }
    }
    Ok((checked, facts))
}

/// The vouchers that moved an account away from its side the most, largest first.
fn blamed(books: &Books<'_>, account: AccountNumber, period: Period, side: Side) -> Vec<VoucherId> {
    let mut moved: BTreeMap<VoucherId, i128> = BTreeMap::new();
    for posting in books.source.vouchers.postings_on(account, period) {
        *moved.entry(posting.id).or_default() += i128::from(side.reads(posting.amount).ore());
    }
    let mut away: Vec<_> = moved.into_iter().filter(|(_, ore)| *ore < 0).collect();
    away.sort_by_key(|(_, ore)| *ore);
    away.into_iter().take(BLAMED_MAX).map(|(id, _)| id).collect()
}
