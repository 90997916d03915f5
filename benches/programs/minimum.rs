//! `minimum FILE`: totals per account of a file that `bench_data` wrote, at the least cost there is.

use std::fs::File;
use std::io::{self, Write as _};

#[path = "../minimum/mod.rs"]
mod minimum;

fn main() -> io::Result<()> {
    let file = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("which file?"))?;
    let mut out = io::stdout().lock();
    for (account, ore) in minimum::totals(File::open(file)?)?.iter().enumerate().filter(|(_, ore)| **ore != 0)
    {
        writeln!(out, "{account} {ore}")?;
    }
    Ok(())
}
