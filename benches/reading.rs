//! From CSV to balances, beside a loop over the same bytes that does nothing with them.
//!
//! `cargo bench -p finsam-ledger --bench reading` ends with the one figure that is held against
//! a bar: what reading costs, in times that loop. Both run on one thread, by turns, in time
//! of the processor, and the quickest of each is taken: what else the machine does moves it little.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use finsam_ledger::read::{Keep, Options, Read, Reading};

mod generator;

/// Reading may cost so many times the bare loop.
const TIMES_MAX: u128 = 6;

const ROUNDS: usize = 9;

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let mut ratios = Vec::new();
    for vouchers in generator::sizes() {
        let bytes = generator::csv(vouchers);
        reading(&mut criterion, vouchers, &bytes);
        if is_measured {
            ratios.push(ratio(vouchers, &bytes));
        }
    }
    criterion.final_summary();
    print(&ratios);
}

#[allow(clippy::print_stdout, reason = "the figure is what the bench is run for")]
fn print(ratios: &[String]) {
    for ratio in ratios {
        println!("{ratio}");
    }
}

fn reading(criterion: &mut Criterion, vouchers: u64, bytes: &[u8]) {
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group
        .bench_function(BenchmarkId::new("bare_loop", vouchers), |bencher| bencher.iter(|| bare_loop(bytes)));
    group.bench_function(BenchmarkId::new("sums", vouchers), |bencher| {
        bencher.iter(|| read(bytes, Keep::Sums));
    });
    group.bench_function(BenchmarkId::new("vouchers", vouchers), |bencher| {
        bencher.iter(|| read(bytes, Keep::Vouchers));
    });
    group.finish();
}

/// What the file costs anyone who looks at it at all.
fn bare_loop(bytes: &[u8]) -> u64 {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(black_box(bytes));
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).expect("plain CSV") {
        rows += 1;
    }
    rows
}

fn read(bytes: &[u8], keep: Keep) -> Read {
    let mut reading = Reading::new(Options { keep, ..Options::default() });
    reading.file("verifikat.csv", black_box(bytes)).expect("it can be read");
    reading.finish().expect("small amounts")
}

/// What reading costs in times the bare loop, in words.
fn ratio(vouchers: u64, bytes: &[u8]) -> String {
    let told = read(bytes, Keep::Sums);
    assert!(told.findings.is_empty(), "{:?}", told.findings.first());
    assert_eq!(told.tallied.summary.vouchers, vouchers);
    assert_eq!(told.tallied.summary.rows, bare_loop(bytes), "both must see every row");

    let (mut loop_best, mut read_best) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        loop_best = loop_best.min(time(|| bare_loop(bytes)));
        read_best = read_best.min(time(|| read(bytes, Keep::Sums)));
    }
    let hundredths = read_best.as_nanos() * 100 / loop_best.as_nanos().max(1);
    let verdict = if hundredths <= TIMES_MAX * 100 { "within" } else { "over" };
    format!(
        "reading {vouchers} vouchers: {}.{:02} times the bare loop, {verdict} the bar of {TIMES_MAX}",
        hundredths / 100,
        hundredths % 100
    )
}

/// What the work costs this thread: time of the processor where the system tells it, so that
/// what else runs on the machine counts little; time of the clock elsewhere.
fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let (started, on_processor) = (Instant::now(), processor_time());
    black_box(work());
    match (on_processor, processor_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => started.elapsed(),
    }
}

/// Linux keeps it in nanoseconds, as the first number of this file.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
