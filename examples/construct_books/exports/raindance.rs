//! Rows as Raindance gives them: dimensions in columns that end in `_ID`, dates with a time of day,
//! an empty date as one in 1899, and opening balances as rows with a flag.

use super::extract::{Extract, Numbered};
use crate::construct::Posting;
use crate::money::kronor;
use crate::write::line;

const HEADER: &str = "FORETAG;VERNR;VERRAD;VERTYP;VERDATUM;REGDATUM;HUVUDTEXT;RADTEXT;\
    KONTO_ID;KST_ID;PROJ_ID;MOTP_ID;AKT_ID;LEVID_ID;UTFALL_V;BUDGET_V;PRG_V;IB;STATUS\r\n";

/// The number of the company in the office's system.
const COMPANY: &str = "81";

/// The file.
pub(super) fn text(extract: &Extract<'_>) -> String {
    let mut text = HEADER.to_owned();
    for (row, (account, amount)) in (1..).zip(&extract.openings) {
        let head = ["0", &format!("{row}"), "IB", &time(&extract.first.iso()), "1899-12-31 00:00:00", "", ""];
        let amount = kronor(*amount, ',', "");
        let dimensions = [&account.to_string(), "", "", "", "", ""];
        text.push_str(&full_row(head, dimensions, &amount, "1"));
    }
    for voucher in &extract.vouchers {
        for (row, posting) in (1..).zip(voucher.postings) {
            text.push_str(&posting_row(voucher, row, posting));
        }
    }
    text
}

fn posting_row(voucher: &Numbered<'_>, row: u32, posting: &Posting) -> String {
    let (number, row, letter) =
        (voucher.number.to_string(), row.to_string(), voucher.series.letter().to_string());
    let date = time(&voucher.date.iso());
    let head = [&number, &row, &letter, &date, &date, voucher.text(), &posting.text];
    let account = posting.cell.account.to_string();
    let supplier = posting.text.strip_prefix("Leverantör ").and_then(|text| text.split_once(','));
    let supplier = supplier.map_or("", |(supplier, _)| supplier);
    let dimensions = [&account, &posting.cell.centre, &posting.cell.project, "", "", supplier];
    full_row(head, dimensions, &kronor(posting.amount, ',', ""), "0")
}

fn full_row(head: [&str; 7], dimensions: [&str; 6], amount: &str, opening: &str) -> String {
    let fields = [COMPANY].into_iter().chain(head).chain(dimensions);
    let fields = fields.chain([amount, "0,00", "0,00", opening, "D"]).map(str::to_owned);
    line(&fields.collect::<Vec<_>>(), ';', "\r\n")
}

fn time(date: &str) -> String {
    format!("{date} 00:00:00")
}
