//! What stands behind the rows of the statements comes to their figures, in every layout and example book.

#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::BTreeSet;

use finsam_ledger::message::Lang;
use finsam_ledger::read::Keep;
use finsam_ledger::read::layout::{built_in, built_in_names};
use finsam_ledger::render::notes_together;
use finsam_ledger::statement::{
    Column, Layout, Origin, Rounding, RowKind, Statement, StatementError, StatementKind, Taken, View,
    explanation, origins, row_meant, statements_with_change,
};
use finsam_ledger::{
    Amount, Balances, ChartOfAccounts, Journal, Period, Unit, VoucherSource as _, months_by_account,
};

const BOOKS: [(&str, &str); 3] =
    [("sjuharad-2014", "2014"), ("sjuharad-2024", "2024"), ("insjoriket-2019", "2019")];
const KINDS: [StatementKind; 4] = [
    StatementKind::IncomeStatement,
    StatementKind::BalanceSheet,
    StatementKind::CashFlow,
    StatementKind::Notes,
];

fn balances(book: &str) -> Balances {
    examples::read(book, Keep::Sums).tallied.balances
}

fn statement(kind: StatementKind, layout: &Layout, balances: &Balances, period: Period) -> Statement {
    statement_in(Unit::Kr, Rounding::Stated, kind, layout, balances, period)
}

/// A statement with last year and what changed since.
fn statement_in(
    unit: Unit,
    rounding: Rounding,
    kind: StatementKind,
    layout: &Layout,
    balances: &Balances,
    period: Period,
) -> Statement {
    let chart = ChartOfAccounts::default();
    let view = View { period, comparison: Some(period.years_before(1)), unit, chart: &chart };
    let mut drawn_up = statements_with_change(kind, layout, balances, &view, rounding).expect("a statement");
    if kind == StatementKind::Notes {
        return notes_together(&drawn_up, period, view.comparison, Lang::Sv);
    }
    drawn_up.pop().expect("one")
}

fn sum(origin: &Origin, column: usize) -> Amount {
    let accounts = origin.accounts.iter().map(|part| part.values[column]);
    let rows = origin.rows.iter().map(|part| part.values[column]);
    Amount::checked_sum(accounts.chain(rows)).expect("a sum that fits")
}

#[test]
fn the_parts_of_every_row_come_to_its_figures() {
    let mut told = 0;
    for (book, year) in BOOKS {
        let balances = balances(book);
        let year: Period = year.parse().expect("a year");
        let part = Period::new(year.first(), year.first().next().next()).expect("three months");
        for name in built_in_names() {
            let layout = built_in(name).expect("built in");
            for (kind, period) in KINDS.into_iter().flat_map(|kind| [(kind, year), (kind, part)]) {
                let statement = statement(kind, &layout, &balances, period);
                let origins = origins(&layout, &balances, &statement).expect("what is behind");
                let figures = statement.rows.iter().filter(|row| row.kind != RowKind::Heading);
                for row in figures {
                    let at = format!("{book}, {name}, {period}: {kind:?} {}", row.id);
                    let origin = origins.get(&row.id).cloned().unwrap_or_default();
                    for (column, value) in row.values.iter().enumerate() {
                        assert_eq!(sum(&origin, column), value.unwrap_or_default(), "{at}, column {column}");
                    }
                    told += usize::from(!origin.accounts.is_empty() || !origin.rows.is_empty());
                }
            }
        }
    }
    assert!(told > 1_000, "{told} rows with something behind them");
}

#[test]
fn a_row_says_what_it_is_made_of() {
    let (balances, layout) = (balances("sjuharad-2024"), built_in("sjuharad").expect("built in"));
    let year = "2024".parse().expect("a year");
    let of = |kind, row: &str| {
        let statement = statement(kind, &layout, &balances, year);
        origins(&layout, &balances, &statement).expect("what is behind").remove(row).expect("the row")
    };
    let services = of(StatementKind::IncomeStatement, "other-income");
    let accounts: Vec<String> = services.accounts.iter().map(|part| part.account.to_string()).collect();
    assert_eq!((accounts, services.rows), (vec!["3740".to_owned(), "3919".to_owned()], Vec::new()));

    let total = of(StatementKind::IncomeStatement, "net-operating-cost");
    let parts: Vec<&str> = total.rows.iter().map(|part| part.row.as_str()).collect();
    assert_eq!((parts, total.accounts), (vec!["operating-income", "operating-expenses"], Vec::new()));

    let flow = of(StatementKind::CashFlow, "receivables");
    let parts: Vec<_> =
        flow.rows.iter().map(|part| (part.statement, part.row.as_str(), part.taken)).collect();
    assert_eq!(parts, [(StatementKind::BalanceSheet, "receivables", Taken::Change)]);
}

#[test]
fn a_figure_is_explained_by_the_largest_postings_under_it() {
    let layout = built_in("sjuharad").expect("built in");
    let read = examples::read("sjuharad-2024", Keep::Vouchers);
    let (balances, year) = (&read.tallied.balances, "2024".parse().expect("a year"));
    let mut journal = Journal::new(balances.fiscal_years());
    read.vouchers().for_each(|voucher| journal.append(voucher));
    let flow = statement(StatementKind::CashFlow, &layout, balances, year);
    let postings = |account| Ok::<_, StatementError>(journal.postings_on(account, year));
    let explained = |row: &str| explanation(&layout, balances, &flow, row, postings).expect("sums that fit");

    // All of the result, receivables and debts: nearly every posting there is, through two statements.
    let found = explained("net-cash-flow").expect("a row with a figure");
    let sizes: Vec<u64> =
        found.largest.iter().map(|(_, posting)| posting.amount.ore().unsigned_abs()).collect();
    assert!(sizes.len() == 10 && sizes.is_sorted_by(|one, next| one >= next), "{sizes:?}");
    let accounts: BTreeSet<_> = found.origin.rows.iter().map(|part| part.row.as_str()).collect();
    let accounts_told = months_by_account(balances, layout.year_end(), year).expect("months").into_iter();
    // Accounts on which everything cancelled out bring nothing.
    let accounts_told = accounts_told.filter(|(account, months)| {
        let is_liquid = ["1920", "1930", "1970"].contains(&&*account.to_string());
        let closing = months.closing().expect("a balance that fits");
        !is_liquid && (!months.opening.is_zero() || !closing.is_zero())
    });
    let expected: usize = accounts_told.map(|(account, _)| journal.postings_on(account, year).len()).sum();
    assert_eq!(found.postings, expected, "{accounts:?}");
    assert_eq!(explained("finns-inte"), None);

    let meant = |text: &str| row_meant(&flow, text).map(|row| row.id.clone()).map_err(|rows| rows.len());
    assert_eq!(
        meant("NET-CASH-FLOW"),
        Err(flow.rows.iter().filter(|row| row.kind != RowKind::Heading).count())
    );
    assert_eq!(meant("net-cash-flow").as_deref(), Ok("net-cash-flow"));
    assert_eq!(meant("likvida").as_deref(), Ok("net-cash-flow"));
    assert_eq!(meant("förändring av"), Err(2));
}

/// Rounded on its own, a change is the nearest thousand, and where the figures beside it differ by another
/// that is stated; adding up, it is what they differ by.
#[test]
fn a_change_is_rounded_by_the_rule_of_the_table() {
    let (layout, kind) = (built_in("sjuharad").expect("built in"), StatementKind::IncomeStatement);
    let (balances, year) = (balances("sjuharad-2024"), "2024".parse().expect("a year"));
    let exact = statement(kind, &layout, &balances, year);
    let of = |rounding| statement_in(Unit::Tkr, rounding, kind, &layout, &balances, year);
    let (stated, adding_up) = (of(Rounding::Stated), of(Rounding::Distributed));
    let from = year.years_before(1);
    let columns = [Column::During(year), Column::During(from), Column::Difference { of: year, from }];
    assert_eq!((&exact.columns[..], &stated.columns[..]), (&columns[..], &columns[..]));
    let mut off = 0;
    for ((exact, stated_row), adding_up) in exact.rows.iter().zip(&stated.rows).zip(&adding_up.rows) {
        let [of, from, change] = exact.values[..] else { continue };
        let difference = |row: &[Option<Amount>]| row[0]?.checked_sub(row[1]?).ok();
        assert_eq!(difference(&exact.values), change, "{}", exact.id);
        assert_eq!(stated_row.values[2], change.map(|change| change.rounded(Unit::Tkr)), "{}", exact.id);
        assert_eq!(adding_up.values[2], difference(&adding_up.values), "{}", exact.id);
        let is_off = difference(&stated_row.values) != stated_row.values[2];
        let is_told = stated.rounded_sums.iter().any(|sum| sum.row == exact.id && sum.column == 2);
        assert!(is_told || !is_off, "{} is off and nothing says so: {of:?} {from:?}", exact.id);
        off += usize::from(is_off);
    }
    assert!(off > 0, "no change of this year is off, so nothing was tried");
}
