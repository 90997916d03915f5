//! From balances to the three statements, with the comparison year.
//!
//! `cargo bench -p finsam-ledger --bench statements`. Statements read sums, so the number of
//! vouchers behind them should not show.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::statement::{View, balance_sheet, cash_flow, income_statement, notes};
use finsam_ledger::{ChartOfAccounts, Unit};

mod generator;

fn main() {
    generator::at_every_size(statements);
}

fn statements(criterion: &mut Criterion, vouchers: u64) {
    let balances = generator::journal(vouchers).tally().expect("small amounts").balances;
    let chart = ChartOfAccounts::default();
    let view = View {
        period: "2024-01..2024-08".parse().expect("a period"),
        comparison: Some("2023-01..2023-08".parse().expect("a period")),
        unit: Unit::Kr,
        chart: &chart,
    };
    let mut group = criterion.benchmark_group("statements");
    for name in ["lkbr", "sjuharad"] {
        let layout = built_in(name).expect("built in");
        group.bench_function(BenchmarkId::new(name, vouchers), |bencher| {
            bencher.iter(|| {
                let balances = black_box(&balances);
                let income = income_statement(&layout, balances, &view).expect("small amounts");
                let sheet = balance_sheet(&layout, balances, &view).expect("small amounts");
                let flow = cash_flow(&layout, balances, &view).expect("small amounts");
                let notes = notes(&layout, balances, &view).expect("small amounts");
                (income, sheet, flow, notes)
            });
        });
    }
    group.finish();
}
