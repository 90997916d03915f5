//! `bench_data VOUCHERS`: so many vouchers as CSV on standard output, the same on every run.

#![allow(clippy::expect_used, reason = "data that cannot be made stops the program")]

use std::io::{self, BufWriter, Write as _};

#[path = "../generator/mod.rs"]
mod generator;

fn main() -> io::Result<()> {
    let vouchers = std::env::args().nth(1).and_then(|text| text.parse().ok());
    let vouchers = vouchers.ok_or_else(|| io::Error::other("how many vouchers?"))?;
    let mut out = BufWriter::new(io::stdout().lock());
    generator::write_csv(vouchers, &mut out)?;
    out.flush()
}
