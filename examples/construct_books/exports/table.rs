//! The plain form: every row says all of itself, one signed amount. What the year opens with is a
//! table of its own.

use super::extract::Extract;
use crate::money::kronor;
use crate::write::line;

const HEADER: &str = "Vernr;Bokföringsdatum;Konto;Kostnadsställe;Projekt;Verifikationstext;Radtext;Belopp\n";

/// The vouchers.
pub(super) fn vouchers(extract: &Extract<'_>) -> String {
    let mut text = HEADER.to_owned();
    for voucher in &extract.vouchers {
        for posting in voucher.postings {
            let row = [
                voucher.id(),
                voucher.date.iso(),
                posting.cell.account.to_string(),
                posting.cell.centre.clone(),
                posting.cell.project.clone(),
                voucher.text().to_owned(),
                posting.text.clone(),
                kronor(posting.amount, ',', ""),
            ];
            text.push_str(&line(&row, ';', "\n"));
        }
    }
    text
}

/// The opening balances.
pub(super) fn openings(extract: &Extract<'_>) -> String {
    let mut text = format!("Konto;Kontonamn;IB {}\n", extract.first.year);
    for (account, amount) in &extract.openings {
        let name = extract.account_name(*account).to_owned();
        text.push_str(&line(&[account.to_string(), name, kronor(*amount, ',', "")], ';', "\n"));
    }
    text
}
