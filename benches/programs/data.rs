//! `bench_data VOUCHERS [FORMAT]`: so many vouchers on standard output, the same on every run, as CSV or as a
//! journal for another tool: `ledger`, `beancount` or `tackler`.

#![allow(clippy::expect_used, reason = "data that cannot be made stops the program")]

use std::io::{self, BufWriter, Write as _};

use generator::formats::{self, Format};

#[path = "../generator/mod.rs"]
mod generator;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let vouchers = arguments.next().and_then(|text| text.parse().ok());
    let vouchers = vouchers.ok_or_else(|| io::Error::other("how many vouchers?"))?;
    let format = arguments.next().map_or(Some(Format::Csv), |name| Format::named(&name));
    let format =
        format.ok_or_else(|| io::Error::other("the formats are csv, ledger, beancount and tackler"))?;
    let mut out = BufWriter::new(io::stdout().lock());
    formats::write(format, vouchers, &mut out)?;
    out.flush()
}
