//! From CSV to balances, beside the least that the same file can cost and beside a loop over it
//! that does nothing.
//!
//! `cargo bench -p finsam-ledger --bench reading` ends with the figures that are held against a
//! bar: what reading costs, what an income statement from the file costs, and what the loop does,
//! in times the [minimum]. All run on one thread, by turns, in time of the processor, and the
//! quickest of each is taken: what else the machine does moves it little.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::{Keep, Options, Read, Reading};
use finsam_ledger::statement::{Statement, View, income_statement};
use finsam_ledger::{ChartOfAccounts, Unit};

mod generator;
mod minimum;

/// Reading may cost so many hundredths of the minimum.
const HUNDREDTHS_MAX: u128 = 180;

const ROUNDS: usize = 5;

/// The clock of the processor moves in steps of milliseconds; work is done over until this many
/// vouchers have passed.
const VOUCHERS_TIMED: u64 = 500_000;

fn main() {
    let is_measured = std::env::args().any(|argument| argument == "--bench");
    let mut ratios = Vec::new();
    generator::at_every_size(|criterion, vouchers| {
        let bytes = generator::csv(vouchers);
        reading(criterion, vouchers, &bytes);
        if is_measured {
            ratios.push(ratio(vouchers, &bytes));
        }
    });
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
    group.bench_function(BenchmarkId::new("minimum", vouchers), |bencher| {
        bencher.iter(|| minimum::totals(black_box(bytes)));
    });
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

/// What reading costs in times the minimum, in words.
fn ratio(vouchers: u64, bytes: &[u8]) -> String {
    let told = read(bytes, Keep::Sums);
    assert!(told.findings.is_empty(), "{:?}", told.findings.first());
    assert_eq!(told.tallied.summary.vouchers, vouchers);
    assert_eq!(told.tallied.summary.rows, bare_loop(bytes), "both must see every row");

    let mut best = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        let times = [
            time(vouchers, || minimum::totals(bytes)),
            time(vouchers, || read(bytes, Keep::Sums)),
            time(vouchers, || report(bytes)),
            time(vouchers, || bare_loop(bytes)),
        ];
        best = std::array::from_fn(|work| best[work].min(times[work]));
    }
    let [least, read, report, bare_loop] = best;
    let told = [
        ("reading", read, true),
        ("an income statement from", report, true),
        ("an empty loop of the csv crate over", bare_loop, false),
    ];
    let lines = told.map(|(work, best, has_bar)| {
        let hundredths = best.as_nanos() * 100 / least.as_nanos().max(1);
        let verdict = match (has_bar, hundredths <= HUNDREDTHS_MAX) {
            (false, _) => "",
            (true, true) => ", within the bar of 1.8",
            (true, false) => ", over the bar of 1.8",
        };
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        format!("{work} {vouchers} vouchers: {whole}.{rest:02} times the minimum{verdict}")
    });
    lines.join("\n")
}

/// What `ledger report income-statement --from FILE` does between reading and printing.
fn report(bytes: &[u8]) -> Statement {
    let balances = read(bytes, Keep::Sums).tallied.balances;
    let layout = built_in("lkbr").expect("built in");
    let (_, year) = balances.span().expect("vouchers");
    let period = year.period();
    let comparison = Some(period.years_before(1));
    let view = View { period, comparison, unit: Unit::Kr, chart: &ChartOfAccounts::default() };
    income_statement(&layout, &balances, &view).expect("small amounts")
}

/// What the work, done over and over, costs this thread: time of the processor where the system tells it, so that
/// what else runs on the machine counts little; time of the clock elsewhere.
fn time<T>(vouchers: u64, work: impl Fn() -> T) -> Duration {
    let (started, on_processor) = (Instant::now(), processor_time());
    for _ in 0..(VOUCHERS_TIMED / vouchers).max(1) {
        black_box(work());
    }
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
