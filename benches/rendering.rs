//! From a statement to the page, in every format.
//!
//! `cargo bench -p finsam-ledger --bench rendering --all-features`. A page has as many rows as its layout, so one
//! size is enough.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;

use criterion::Criterion;
use finsam_ledger::render::text::{TextStyle, text};
use finsam_ledger::render::{csv, docx, html, markdown, xlsx};

mod generator;
mod stages;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    rendering(&mut criterion);
    criterion.final_summary();
}

fn rendering(criterion: &mut Criterion) {
    let balances = generator::journal(1_000).tally().expect("small amounts").balances;
    let [income, ..] = stages::statements(&stages::layout(), &balances);
    let document = stages::document(&income);
    let (_, table) = document.tables().next().expect("a table");

    let mut group = criterion.benchmark_group("rendering");
    group.bench_function("table", |bencher| bencher.iter(|| stages::document(black_box(&income))));
    group.bench_function("text", |bencher| bencher.iter(|| text(black_box(table), TextStyle::default())));
    group.bench_function("markdown", |bencher| bencher.iter(|| markdown::markdown(black_box(table))));
    group.bench_function("csv", |bencher| bencher.iter(|| csv::csv(black_box(table)).expect("text")));
    group
        .bench_function("html", |bencher| bencher.iter(|| html::html(black_box(&document)).expect("a page")));
    group.bench_function("docx", |bencher| bencher.iter(|| docx(black_box(&document)).expect("a file")));
    group.bench_function("xlsx", |bencher| {
        bencher.iter(|| xlsx::workbook(black_box(&document), None).expect("a file"));
    });
    group.finish();
}
