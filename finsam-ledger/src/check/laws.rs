//! Each law of the books: how many things it was held against, and what breaks it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Books, Derived, Source, closing_column, figure};
use crate::account::AccountNumber;
use crate::amount::{Amount, AmountError, Side, Unit};
use crate::balances::{Amounts, BalanceObject};
use crate::calendar::{FiscalYear, Period};
use crate::finding::{Dimension, Fact};
use crate::schedule::{AccountItems, SupportItem, open_items};
use crate::stated::StatedKind;
use crate::statement::layout::{Content, Layout, RowDraft};
use crate::statement::{Column, RowKind, Statement, StatementRow};
use crate::voucher_id::VoucherId;

/// Vouchers to blame that a finding names at most.
const BLAMED_MAX: usize = 3;

/// Law 1.
pub(super) fn balanced(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (books.source.summary.vouchers, Vec::new());
    for Derived { period, closing, .. } in &books.derived {
        let year = books.year_of(*period);
        let opening = books.source.balances.opened(year, books.year_end())?;
        let difference = Amount::checked_sum(opening.into_values())?;
        if !difference.is_zero() {
            let before = books.source.balances.moved(year.previous().period())?;
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
pub(super) fn rolled_forward(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
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

/// Where a year's given opening balances are not what the year before closed with, as far as that
/// is known. Equity may have been moved between its accounts, so it is compared as one where its
/// sum is right. That only the result is not moved yet is told by what they sum to.
fn opening_differs(books: &Books<'_>, year: FiscalYear, given: &Amounts) -> Result<Vec<Fact>, AmountError> {
    let balances = books.source.balances;
    let has_before = balances.span().is_some_and(|(first, _)| first < year);
    if !has_before || balances.tells_through(year.previous().last()).is_err() {
        return Ok(Vec::new());
    }
    let year_end = books.year_end();
    let carried = per_account(&balances.carried_into(year, year_end)?)?;
    let given = per_account(given)?;
    let result = income_of(books, &balances.moved(year.previous().period())?)?;
    let lacks_result = Amount::checked_sum(given.values().copied())? == result;
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
        let is_result = lacks_result && account == year_end.result_to;
        let is_unmoved = is_result && opening.checked_sub(closing)? == result;
        if closing != opening && !moved_within_equity && !is_unmoved && year_end.carries(account) {
            facts.push(Fact::OpeningDiffers { year, account, closing, opening });
        }
    }
    Ok(facts)
}

/// Law 3. That no account is on two lines is proved of the layout when it is read.
pub(super) fn on_one_line(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    // What moved and went back is a figure too, so the turnover counts and not only the closing.
    let rows = || books.derived.iter().flat_map(|derived| &derived.trial_balance.rows);
    let seen: BTreeSet<AccountNumber> = rows().map(|(key, _)| key.account).collect();
    let balances = rows().map(|(key, row)| {
        let (cost_centre, project) = (key.cost_centre.clone(), key.project.clone());
        (BalanceObject { account: key.account, cost_centre, project }, row.closing)
    });
    let outside = outside(books.source.layout, balances)?;
    let unnamed = seen.iter().filter(|account| books.source.chart.name_of(**account).is_none());
    let unnamed = unnamed.map(|account| Fact::AccountUnnamed { account: *account });
    Ok((seen.len() as u64, outside.into_iter().chain(unnamed).collect()))
}

/// The accounts among these that no line of the layout takes, with what they hold.
pub(super) fn outside(
    layout: &Layout,
    amounts: impl IntoIterator<Item = (BalanceObject, Amount)>,
) -> Result<Vec<Fact>, AmountError> {
    let mut outside: BTreeMap<AccountNumber, Amount> = BTreeMap::new();
    for (object, amount) in amounts {
        if layout.assignment().line_of(&object).is_none() {
            let sum = outside.entry(object.account).or_default();
            *sum = sum.checked_add(amount)?;
        }
    }
    let fact = |(account, amount)| {
        let layout = layout.name().to_owned();
        Fact::AccountOutsideLayout { account, amount, layout }
    };
    Ok(outside.into_iter().map(fact).collect())
}

/// Law 4, at the end of every month: a year that ties only in December ties by chance.
pub(super) fn assets_financed(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
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
    let shown = figure(&derived.balance_sheet, &row.id, closing_column(&derived.balance_sheet));
    // The row may also hold equity; the rest of it must be the result.
    let own = derived
        .closing
        .iter()
        .filter(|(object, _)| books.sheet_row(object).is_some_and(|on| on.id == row.id));
    let on_sheet = shown.checked_add(Amount::checked_sum(own.map(|(_, amount)| *amount))?)?;
    let period = derived.income_so_far.period;
    let fact = Fact::ResultsDiffer { period, income_statement: income, balance_sheet: on_sheet };
    Ok((income != on_sheet).then_some(fact))
}

/// Law 5. That each balance-sheet line's change is taken once is proved of the layout when it is read.
pub(super) fn cash_flow_tied(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let mut facts = Vec::new();
    for derived in &books.derived {
        let cash_flow = figure(&derived.cash_flow, &books.source.layout.draft().cash_flow.net, 0);
        // Account by account, rather than through the balance sheet that the statement draws on.
        let (first, year) = (derived.period.first(), books.year_of(derived.period));
        let opening = books.source.balances.in_year_until(year, first.previous(), books.year_end())?;
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
pub(super) fn parts_make_whole(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
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

/// Law 7: every figure in tkr is the exact one rounded, and what a table in tkr has to say about
/// its sums; where figures are adjusted so that they add up, each is off by less than a thousand.
pub(super) fn rounding_stated(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (mut checked, mut facts) = (0, Vec::new());
    for derived in &books.derived {
        let first = [&derived.income_statement, &derived.balance_sheet, &derived.cash_flow];
        for (exact, rounded) in first.into_iter().chain(&derived.notes).zip(&derived.in_tkr) {
            checked += exact.rows.iter().map(|row| row.values.len() as u64).sum::<u64>();
            facts.extend(badly_rounded(exact, rounded));
            facts.extend(rounded.rounded_sums.iter().map(|sum| Fact::RoundedSum {
                statement: rounded.title.clone(),
                row: rounded.row(&sum.row).map_or_else(|| sum.row.clone(), |row| row.label.clone()),
                column: column_text(rounded, sum.column),
                parts: sum.parts,
                total: sum.total,
            }));
        }
        for exact in [&derived.income_statement, &derived.balance_sheet, &derived.cash_flow] {
            facts.extend(badly_adjusted(exact, &exact.adding_up(books.source.layout, Unit::Tkr)?));
        }
    }
    Ok((checked, facts))
}

/// The figures of a statement that adds up in tkr that are not one of the two thousands beside the
/// exact ones, or the exact figure where that is whole; a change lies between two such figures, and so
/// within two thousand.
fn badly_adjusted(exact: &Statement, adjusted: &Statement) -> Vec<Fact> {
    let step = i128::from(Unit::Tkr.ore());
    let is_beside = |column: usize, exact: Amount, shown: Amount| {
        let is_change =
            matches!(adjusted.columns.get(column), Some(Column::Change(_) | Column::Difference { .. }));
        let off = (i128::from(shown.ore()) - i128::from(exact.ore())).abs();
        i128::from(shown.ore()) % step == 0 && off < if is_change { 2 * step } else { step }
    };
    let mut wrong = Vec::new();
    for (row, shown) in exact.rows.iter().zip(&adjusted.rows) {
        for (column, (exact, shown)) in row.values.iter().zip(&shown.values).enumerate() {
            let (Some(exact), Some(shown)) = (*exact, *shown) else { continue };
            if !is_beside(column, exact, shown) {
                let (statement, row) = (adjusted.title.clone(), row.label.clone());
                let column = column_text(adjusted, column);
                wrong.push(Fact::FigureRounded { statement, row, column, exact, shown });
            }
        }
    }
    wrong
}

/// The figures of a statement in tkr that are not the nearest thousand to the exact ones, found
/// by their distance rather than by rounding again.
fn badly_rounded(exact: &Statement, rounded: &Statement) -> Vec<Fact> {
    let step = i128::from(Unit::Tkr.ore());
    let is_nearest = |exact: Amount, shown: Amount| {
        let (exact, shown) = (i128::from(exact.ore()), i128::from(shown.ore()));
        let away = shown.abs() - exact.abs();
        shown % step == 0 && (away * 2 > -step) && (away * 2 <= step) && exact * shown >= 0
    };
    let rows = exact.rows.iter().zip(&rounded.rows);
    let figures = rows.flat_map(|(row, in_tkr)| {
        let pairs = row.values.iter().zip(&in_tkr.values).enumerate();
        pairs.filter_map(move |(column, (exact, shown))| {
            Some((in_tkr, column, (*exact)?, (*shown).unwrap_or_default()))
        })
    });
    let wrong = figures.filter(|(_, _, exact, shown)| !is_nearest(*exact, *shown));
    let fact = |(row, column, exact, shown): (&StatementRow, usize, Amount, Amount)| Fact::FigureRounded {
        statement: rounded.title.clone(),
        row: row.label.clone(),
        column: column_text(rounded, column),
        exact,
        shown,
    };
    wrong.map(fact).collect()
}

fn column_text(statement: &Statement, column: usize) -> String {
    match statement.columns.get(column) {
        Some(Column::During(period) | Column::Change(period) | Column::Difference { of: period, .. }) => {
            period.to_string()
        }
        Some(Column::Opening(date) | Column::Closing(date)) => date.to_string(),
        None => String::new(),
    }
}

/// Law 9: all of it was found while the vouchers passed, or by the book about itself.
#[expect(clippy::unnecessary_wraps, reason = "every law is checked through one kind of function")]
pub(super) fn record_intact(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    Ok((books.source.summary.vouchers + books.source.record, Vec::new()))
}

/// Law 10: assets on the debit side, provisions and liabilities on the credit side. Equity may
/// lie on either.
pub(super) fn signs_plausible(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
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
            // Equity may lie on either side, and so may what a result is booked against.
            if books.year_end().is_equity(account) || !books.year_end().carries(account) {
                continue;
            }
            checked += 1;
            if balance.side().is_some_and(|actual| actual != side) {
                let vouchers = blamed(books, account, *period, side);
                facts.push(Fact::SignWrong {
                    line: row.label.shown.present.clone(),
                    account,
                    date: period.last().last_day(),
                    balance,
                    side,
                    vouchers,
                });
            }
        }
    }
    Ok((checked, facts))
}

/// Law 8: what reverses a voucher is held against it by the book; here every accrual is followed to its
/// end, and what is open on an account against the account.
pub(super) fn accruals_tied(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let (plans, mut facts) = (books.source.plans, Vec::new());
    let mut checked = plans.len() as u64;
    for plan in plans {
        let Some(date) = plan.ends() else { continue };
        let (left, account) = (plan.open_at(date)?, plan.plan.balance());
        if !left.is_zero() {
            facts.push(Fact::AccrualLeftOpen { plan: plan.number, date, account, left });
        }
    }
    if plans.is_empty() {
        return Ok((checked, facts));
    }
    let is_accrued = |account| plans.iter().any(|plan| plan.plan.balance() == account);
    for Derived { period, closing, esf, .. } in &books.derived {
        let date = period.last().last_day();
        let standing =
            books.source.esf.iter().zip(esf).filter_map(|(of, status)| Some((of, status.as_ref()?)));
        let support: Vec<SupportItem> =
            standing.flat_map(|(of, status)| status.open_items(&of.project.terms().accounts)).collect();
        let accounts = open_items(plans, &support, closing, [], date)?.accounts.into_iter();
        for AccountItems { account, open, balance, difference, .. } in
            accounts.filter(|items| is_accrued(items.account))
        {
            checked += 1;
            if !difference.is_zero() {
                facts.push(Fact::AccrualBalanceDiffers { account, date, balance, open });
            }
        }
    }
    Ok((checked, facts))
}

/// Law 11: of a period that is looked at, what is stated of its months.
pub(super) fn stated_sums_tied(books: &Books<'_>) -> Result<(u64, Vec<Fact>), AmountError> {
    let Source { balances, stated, period, .. } = books.source;
    let is_meant = |kind: StatedKind| match (period, kind) {
        (None, _) => true,
        (Some(period), StatedKind::Opening(year)) => period.contains(year.first()),
        (
            Some(period),
            StatedKind::Closing(month) | StatedKind::Result(month) | StatedKind::Change(month),
        ) => period.contains(month),
    };
    let meant: Vec<bool> = stated.iter().map(|(_, sum)| is_meant(sum.kind)).collect();
    let differences = stated.differences(balances, Some(books.year_end()))?.into_iter();
    let facts = differences.filter(|(index, _)| meant[*index]).map(|(_, fact)| fact).collect();
    Ok((meant.iter().filter(|meant| **meant).count() as u64, facts))
}

/// The vouchers that moved an account away from its side the most, largest first; of equal ones the first that came.
fn blamed(books: &Books<'_>, account: AccountNumber, period: Period, side: Side) -> Vec<VoucherId> {
    // An account may have a million rows, of which three vouchers are told.
    let (mut most, mut voucher) = (Vec::with_capacity(BLAMED_MAX + 1), None::<(VoucherId, i128)>);
    let mut judge = |voucher: Option<(VoucherId, i128)>| {
        let Some((id, moved)) = voucher.filter(|(_, moved)| *moved < 0) else { return };
        let place = most.partition_point(|(_, of)| *of <= moved);
        most.insert(place, (id, moved));
        most.truncate(BLAMED_MAX);
    };
    books.source.vouchers.each_posting_on(account, period, &mut |posting| {
        let moved = i128::from(side.reads(posting.amount).ore());
        match &mut voucher {
            Some((id, of)) if *id == posting.id => *of += moved,
            _ => judge(voucher.replace((posting.id, moved))),
        }
    });
    judge(voucher);
    most.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::StatementKind;

    /// A statement of one row.
    fn statement(columns: Vec<Column>, values: &[i64]) -> Statement {
        let row = StatementRow {
            id: "fees".to_owned(),
            kind: RowKind::Line,
            label: "Fees".to_owned(),
            account: None,
            note: None,
            values: values.iter().map(|ore| Some(Amount::from_ore(*ore))).collect(),
        };
        Statement {
            kind: StatementKind::BalanceSheet,
            title: "Balances".to_owned(),
            period: period(),
            unit: Unit::Tkr,
            columns,
            rows: vec![row],
            rounded_sums: Vec::new(),
            adjusted: false,
        }
    }

    fn period() -> Period {
        "2024".parse().expect("a year")
    }

    fn closing() -> Column {
        Column::Closing(period().last().last_day())
    }

    #[test]
    fn a_figure_in_tkr_is_the_nearest_thousand_and_half_of_one_away_from_nothing() {
        let is_right = |exact, shown| {
            let of = |ore| statement(vec![closing()], &[ore]);
            badly_rounded(&of(exact), &of(shown)).is_empty()
        };
        for (exact, shown) in
            [(0, 0), (49_999, 0), (50_000, 100_000), (149_999, 100_000), (-49_999, 0), (-50_000, -100_000)]
        {
            assert!(is_right(exact, shown), "{exact} is {shown}");
        }
        for (exact, shown) in
            [(49_999, 100_000), (50_000, 0), (-50_000, 0), (-50_000, 100_000), (120_000, 120_000)]
        {
            assert!(!is_right(exact, shown), "{exact} is not {shown}");
        }
        let wrong = badly_rounded(&statement(vec![closing()], &[1]), &statement(vec![closing()], &[100_000]));
        let (exact, shown) = (Amount::from_ore(1), Amount::from_ore(100_000));
        let (statement, row, column) = ("Balances".to_owned(), "Fees".to_owned(), "2024-12-31".to_owned());
        assert_eq!(wrong, [Fact::FigureRounded { statement, row, column, exact, shown }]);
    }

    #[test]
    fn an_adjusted_figure_is_one_of_the_thousands_beside_it_and_a_change_is_between_two() {
        let is_right = |column, exact, shown| {
            let of = |ore| statement(vec![column], &[ore]);
            badly_adjusted(&of(exact), &of(shown)).is_empty()
        };
        let right = [(140_000, 100_000), (140_000, 200_000), (-140_000, -200_000), (100_000, 100_000)];
        let wrong = [(140_000, 0), (140_000, 300_000), (100_000, 200_000), (140_000, 140_000)];
        for (exact, shown) in right {
            assert!(is_right(closing(), exact, shown), "{exact} may be {shown}");
        }
        for (exact, shown) in wrong {
            assert!(!is_right(closing(), exact, shown), "{exact} may not be {shown}");
        }
        let before = "2023".parse().expect("a year");
        for change in [Column::Change(period()), Column::Difference { of: period(), from: before }] {
            assert!(is_right(change, 140_000, 300_000) && is_right(change, 140_000, 0), "{change:?}");
            assert!(
                !is_right(change, 140_000, 400_000) && !is_right(change, 140_000, -100_000),
                "{change:?}"
            );
        }
    }
}
