//! From an export to an income statement with its comparison year, in twenty lines.
//!
//! `cargo run -p finsam-ledger --example statement_in_twenty_lines`

#![allow(clippy::print_stdout, reason = "an example shows its statement")]

use finsam_ledger::message::Lang;
use finsam_ledger::read::{Options, Reading, layout};
use finsam_ledger::render::{Table, text::text};
use finsam_ledger::statement::{View, income_statement};
use finsam_ledger::{ChartOfAccounts, Unit};

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut reading = Reading::new(Options::default());
    for file in ["ingaende-balans.csv", "verifikat.csv"] {
        let path = format!("{}/../examples/sjuharad-2024/{file}", env!("CARGO_MANIFEST_DIR"));
        reading.file(file, std::fs::File::open(path)?)?;
    }
    let read = reading.finish()?;
    assert!(read.findings.is_empty(), "{:#?}", read.findings);

    let layout = layout::built_in("sjuharad").map_err(|findings| format!("{findings:#?}"))?;
    let (period, comparison) = ("2024".parse()?, Some("2023".parse()?));
    let view = View { period, comparison, unit: Unit::Kr, chart: &ChartOfAccounts::default() };
    let statement = income_statement(&layout, &read.tallied.balances, &view)?;
    let table = Table::statement(&statement, "Sjuhärads samordningsförbund", Lang::Sv);
    print!("{}", text(&table, finsam_ledger::render::text::TextStyle::default()));
    Ok(())
}
