//! Figures in tkr that add up: each is off by less than a thousand, every sum is the sum of its parts,
//! and what stands in two tables is the same in both. On any books.
#![cfg(all(feature = "config", feature = "csv", feature = "proptest"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use finsam_ledger::arbitrary::{JournalOptions, journal};
use finsam_ledger::read::{Keep, layout::built_in};
use finsam_ledger::statement::follow_up::FollowUpColumn;
use finsam_ledger::statement::layout::Content;
use finsam_ledger::statement::{
    CentreGroup, Column, FollowUpBasis, Layout, Rounding, RowKind, Statement, StatementKind, View, follow_up,
    statements,
};
use finsam_ledger::{Amount, Balances, Budget, ChartOfAccounts, Period, Unit};
use proptest::prelude::*;

const KINDS: [StatementKind; 4] = [
    StatementKind::IncomeStatement,
    StatementKind::BalanceSheet,
    StatementKind::CashFlow,
    StatementKind::Notes,
];

/// Every statement of a period, exact and made to add up.
fn both(
    layout: &Layout,
    balances: &Balances,
    period: Period,
    chart: &ChartOfAccounts,
) -> Vec<(Statement, Statement)> {
    let view = |unit| View { period, comparison: Some(period.years_before(1)), unit, chart };
    let of = |kind, unit| {
        statements(kind, layout, balances, &view(unit), Rounding::Distributed).expect("one year")
    };
    KINDS.into_iter().flat_map(|kind| of(kind, Unit::Kr).into_iter().zip(of(kind, Unit::Tkr))).collect()
}

fn value(statement: &Statement, id: &str, column: usize) -> Option<i64> {
    statement.row(id)?.values.get(column).copied().flatten().map(Amount::ore)
}

/// What is wrong with an adjusted statement.
fn faults(layout: &Layout, exact: &Statement, adjusted: &Statement) -> Vec<String> {
    let step = Unit::Tkr.ore();
    let mut faults = Vec::new();
    for (row, shown) in exact.rows.iter().zip(&adjusted.rows) {
        for (column, (exact, shown)) in row.values.iter().zip(&shown.values).enumerate() {
            let (Some(exact), Some(shown)) = (exact, shown) else { continue };
            let is_change = matches!(adjusted.columns[column], Column::Change(_));
            let off = (shown.ore() - exact.ore()).abs();
            if shown.ore() % step != 0 || off >= if is_change { 2 * step } else { step } && off > 0 {
                faults.push(format!("{} {column}: {exact} shown as {shown}", row.id));
            }
        }
    }
    let draft = layout.draft();
    let rows = match exact.kind {
        StatementKind::IncomeStatement => &draft.income_statement.rows,
        StatementKind::BalanceSheet => &draft.balance_sheet.rows,
        _ => &draft.cash_flow.rows,
    };
    for row in rows {
        let Content::Sum { of } = &row.content else { continue };
        for column in 0..adjusted.columns.len() {
            let Some(total) = value(adjusted, &row.id, column) else { continue };
            let parts: i64 = of.iter().filter_map(|part| value(adjusted, part, column)).sum();
            let is_stated =
                adjusted.rounded_sums.iter().any(|sum| (&sum.row, sum.column) == (&row.id, column));
            // A part that is left out is nothing, or has parts of its own that are not.
            let has_all = of.iter().all(|part| adjusted.row(part).is_some());
            if has_all && (parts != total) != is_stated {
                faults.push(format!("{} {column}: {total} is not {parts}", row.id));
            }
        }
    }
    if exact.kind == StatementKind::Notes {
        let (sum, parts) = adjusted.rows.split_last().expect("a note has a sum");
        for column in 0..adjusted.columns.len() {
            let parts: i64 = parts.iter().filter_map(|row| row.values[column]).map(Amount::ore).sum();
            if sum.values[column].map(Amount::ore) != Some(parts) {
                faults.push(format!("{} {column}: {:?} is not {parts}", sum.id, sum.values[column]));
            }
        }
    }
    faults
}

#[test]
fn the_published_books_add_up_and_their_tables_agree() {
    for (book, name) in
        [("sjuharad-2014", "sjuharad"), ("sjuharad-2024", "sjuharad"), ("insjoriket-2019", "insjoriket")]
    {
        let balances = examples::read(book, Keep::Sums).tallied.balances;
        let (layout, chart) = (built_in(name).expect("built in"), ChartOfAccounts::default());
        let year = balances.span().expect("there are years").1.period();
        let all = both(&layout, &balances, year, &chart);
        for (exact, adjusted) in &all {
            assert_eq!(faults(&layout, exact, adjusted), Vec::<String>::new(), "{book} {}", adjusted.title);
            assert_eq!(adjusted.rounded_sums, [], "{book} {}", adjusted.title);
            assert!(adjusted.adjusted);
        }
        // Each note sums to the line that refers to it, as shown.
        let draft = layout.draft();
        for (note, (_, shown)) in draft.notes.iter().zip(all.iter().skip(3)) {
            let line: i64 = note
                .lines
                .iter()
                .filter_map(|id| {
                    value(&all[0].1, id, 0).or_else(|| {
                        let closing = all[1]
                            .1
                            .columns
                            .iter()
                            .position(|column| matches!(column, Column::Closing(_)))?;
                        value(&all[1].1, id, closing)
                    })
                })
                .sum();
            let sum = shown.rows.last().and_then(|row| row.values[0]).map(Amount::ore);
            assert_eq!(sum, Some(line), "{book} {}", shown.title);
        }
        let result = value(&all[0].1, &draft.income_statement.result, 0);
        assert!(result.is_some(), "{book}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn statements_add_up_on_any_books(journal in journal(JournalOptions::default())) {
        let balances = journal.tally().expect("small amounts").balances;
        let Some((_, last)) = balances.span() else { return Ok(()) };
        let chart = ChartOfAccounts::default();
        for name in ["lkbr", "sjuharad"] {
            let layout = built_in(name).expect("built in");
            for (exact, adjusted) in both(&layout, &balances, last.period(), &chart) {
                prop_assert_eq!(faults(&layout, &exact, &adjusted), Vec::<String>::new(), "{}", adjusted.title);
                if exact.kind == StatementKind::IncomeStatement || exact.kind == StatementKind::Notes {
                    prop_assert_eq!(&adjusted.rounded_sums, &vec![], "{}", adjusted.title);
                }
            }
        }
    }

    #[test]
    fn a_follow_up_adds_up_both_ways(journal in journal(JournalOptions::default()), budgeted in 0..2_000_000_i64) {
        let balances = journal.tally().expect("small amounts").balances;
        let Some((_, last)) = balances.span() else { return Ok(()) };
        let (layout, chart) = (built_in("lkbr").expect("built in"), ChartOfAccounts::default());
        let mut budget = Budget::default();
        let account: finsam_ledger::AccountNumber = "5539".parse().expect("an account");
        budget.add(last.period(), account.into(), Amount::from_ore(budgeted)).expect("small");
        let group = |name: &str, codes: &str| CentreGroup {
            name: name.to_owned(),
            codes: vec![codes.parse().expect("a span")],
            sum_so_far: Some(format!("{name} hittills")),
        };
        let groups = [group("A", "0-3004"), group("B", "3005-99999")];
        let basis = FollowUpBasis { groups: &groups, ..FollowUpBasis::of(&budget) };
        let view = View { period: last.period(), comparison: Some(last.period().years_before(1)), unit: Unit::Kr, chart: &chart };
        let exact = follow_up(&layout, &balances, &basis, &view).expect("one year");
        let shown = exact.adding_up(Unit::Tkr).expect("small");
        prop_assert_eq!(&shown.rounded_sums, &vec![]);
        let of = |row: usize, column: usize| shown.rows[row].values.get(column).copied().flatten().map_or(0, Amount::ore);
        let at = |meant: FollowUpColumn| shown.columns.iter().position(|column| *column == meant).expect("a column");
        let (period, before) = (view.period, view.period.years_before(1));
        let (actual, budget) = (at(FollowUpColumn::Actual(period)), at(FollowUpColumn::Budget(period)));
        let (variance, change) = (at(FollowUpColumn::Variance(period)), at(FollowUpColumn::ChangeFrom(before)));
        let total = shown.rows.len() - 1;
        for column in 0..shown.columns.len() {
            let lines = (0..total).filter(|row| shown.rows[*row].kind == RowKind::Line);
            prop_assert_eq!(lines.map(|row| of(row, column)).sum::<i64>(), of(total, column));
        }
        for row in 0..shown.rows.len() {
            prop_assert_eq!(of(row, variance), of(row, actual) - of(row, budget));
            prop_assert_eq!(of(row, change), of(row, actual) - of(row, at(FollowUpColumn::Actual(before))));
            let off = of(row, actual) - exact.rows[row].values.get(actual).copied().flatten().map_or(0, Amount::ore);
            prop_assert!(off.abs() < Unit::Tkr.ore());
        }
    }
}
