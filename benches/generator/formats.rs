//! The vouchers of the generator in the format of each tool that is measured beside us.
//!
//! All say the same: number, day, text, and a row for each posting. Only the table has cost centres; the journals
//! leave them out, which spares the tools that read them the work.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::{ACCOUNTS, Row, code, first_day, voucher};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The plain way: semicolons, one signed amount, decimal comma.
    Csv,
    /// A journal for ledger, hledger and okane.
    Ledger,
    /// A journal for beancount and rustledger.
    Beancount,
    /// A journal for tackler.
    Tackler,
}

impl Format {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "ledger" => Self::Ledger,
            "beancount" => Self::Beancount,
            "tackler" => Self::Tackler,
            _ => return None,
        })
    }
}

/// Writes so many vouchers.
pub(crate) fn write(format: Format, vouchers: u64, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Csv => writeln!(out, "Vernr;Datum;Konto;Kst;Belopp;Text")?,
        Format::Beancount => {
            for account in ACCOUNTS {
                writeln!(out, "{} open Assets:{account} SEK", first_day())?;
            }
        }
        Format::Ledger | Format::Tackler => {}
    }
    let mut rows = Vec::new();
    for number in 1..=vouchers {
        let date = voucher(number, vouchers, &mut rows);
        match format {
            Format::Csv => table_rows(number, date, &rows, out)?,
            Format::Ledger => writeln!(out, "\n{date} ({number}) Leverantörsfaktura {number}")?,
            Format::Beancount => writeln!(out, "\n{date} * \"Leverantörsfaktura {number}\"")?,
            Format::Tackler => writeln!(out, "\n{date} ({number}) 'Leverantörsfaktura {number}")?,
        }
        if format != Format::Csv {
            journal_rows(&rows, out)?;
        }
    }
    Ok(())
}

fn table_rows(number: u64, date: NaiveDate, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    for (account, cost_centre, ore) in rows {
        write!(out, "{number};{date};{account};")?;
        if *cost_centre > 0 {
            write!(out, "{}", code(*cost_centre))?;
        }
        writeln!(out, ";{};Leverantörsfaktura {number}", kronor(*ore, ','))?;
    }
    Ok(())
}

/// Two spaces or more end the name of an account, and all accounts are assets: what a class means is not measured.
fn journal_rows(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    for (account, _, ore) in rows {
        writeln!(out, "  Assets:{account}  {} SEK", kronor(*ore, '.'))?;
    }
    Ok(())
}

fn kronor(ore: i64, mark: char) -> String {
    let (sign, whole) = (if ore < 0 { "-" } else { "" }, ore.unsigned_abs());
    format!("{sign}{}{mark}{:02}", whole / 100, whole % 100)
}
