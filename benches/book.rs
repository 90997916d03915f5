//! Into a book, and what is asked of it.
//!
//! `cargo bench -p finsam-ledger --bench book --features sqlite`; with `FINSAM_BENCH_MILLION=1` on a million
//! vouchers too.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};

mod generator;
mod stages;

fn main() {
    generator::at_every_size(book);
}

fn book(criterion: &mut Criterion, vouchers: u64) {
    let journal = generator::journal(vouchers);
    let home = || tempfile::tempdir().expect("a directory");

    let mut group = criterion.benchmark_group("book");
    group.throughput(Throughput::Elements(vouchers));
    let empty = || {
        let home = home();
        let book = stages::new_book(home.path());
        (home, book)
    };
    group.bench_function(BenchmarkId::new("import", vouchers), |bencher| {
        bencher.iter_batched_ref(
            empty,
            |(_, book)| stages::import(book, black_box(journal.vouchers())),
            BatchSize::PerIteration,
        );
    });
    let (home, mut book) = empty();
    stages::import(&mut book, journal.vouchers());
    group.bench_function(BenchmarkId::new("check_record", vouchers), |bencher| {
        bencher.iter(|| book.check_record().expect("it can be read"));
    });
    group.bench_function(BenchmarkId::new("account_month", vouchers), |bencher| {
        bencher.iter(|| stages::account_month(&book));
    });
    group.finish();

    // These read the kept sums, so the number of vouchers behind them should not show.
    let layout = stages::layout();
    let mut group = criterion.benchmark_group("sums of a book");
    group.bench_function(BenchmarkId::new("balances", vouchers), |bencher| {
        bencher.iter(|| book.balances().expect("sums"));
    });
    group.bench_function(BenchmarkId::new("report", vouchers), |bencher| {
        bencher.iter(|| stages::report(home.path(), &layout));
    });
    group.finish();
}
