//! From vouchers to balances, and what is asked of balances.
//!
//! `cargo bench -p finsam-ledger --bench balances`; with `FINSAM_BENCH_MILLION=1` on a million
//! vouchers too.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use finsam_ledger::{AccountNumber, Grouping, Period, YearEnd, trial_balance};

mod generator;

fn main() {
    generator::at_every_size(balances);
}

fn balances(criterion: &mut Criterion, vouchers: u64) {
    let journal = generator::journal(vouchers);
    let balances = journal.tally().expect("small amounts").balances;
    let (year, august): (Period, Period) =
        ("2024".parse().expect("a year"), "2024-08".parse().expect("a month"));
    let year_end = YearEnd {
        balance_accounts: vec!["1000-2999".parse().expect("a range")],
        equity: vec!["2000-2099".parse().expect("a range")],
        result_to: "2010".parse::<AccountNumber>().expect("an account"),
    };
    let every = Grouping { cost_centre: true, project: true, month: false };

    let mut group = criterion.benchmark_group("balances");
    group.throughput(Throughput::Elements(vouchers));
    group.bench_function(BenchmarkId::new("tally", vouchers), |bencher| {
        bencher.iter(|| black_box(&journal).tally().expect("small amounts"));
    });
    group.finish();

    // These read sums, so the number of vouchers behind them should not show.
    let mut group = criterion.benchmark_group("balances of");
    group.bench_function(BenchmarkId::new("movement", vouchers), |bencher| {
        bencher.iter(|| black_box(&balances).movement(year).expect("small amounts"));
    });
    group.bench_function(BenchmarkId::new("at_start_of", vouchers), |bencher| {
        bencher.iter(|| black_box(&balances).at_start_of(august.first(), &year_end).expect("small amounts"));
    });
    group.bench_function(BenchmarkId::new("trial_balance", vouchers), |bencher| {
        bencher.iter(|| trial_balance(black_box(&balances), year, &year_end, every).expect("small amounts"));
    });
    group.finish();
}
