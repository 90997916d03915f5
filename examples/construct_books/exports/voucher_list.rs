//! A list of vouchers (verifikationslista) as a spreadsheet saves it as text: each voucher has a
//! line of its own above its rows and its sum below them.

use super::MADE;
use super::extract::Extract;
use crate::money::kronor;
use crate::write::line;

const HEADER: [&str; 9] =
    ["Vernr", "Datum", "Text", "Konto", "Kontonamn", "Kostnadsställe", "Projekt", "Debet", "Kredit"];

/// The file.
pub(super) fn text(extract: &Extract<'_>) -> String {
    let (first, last) = (extract.first.iso(), extract.last.iso());
    let mut text = [
        row([&extract.entity, "", "", "", "", "", "", "", ""]),
        row(["Verifikationslista", "", &format!("{first} - {last}"), "", "", "", "", "", ""]),
        row([&format!("Utskriven {}", MADE.iso()), "", "", "", "", "", "", "", ""]),
        row([""; 9]),
        row(HEADER),
    ]
    .concat();
    let mut sum_of_all = 0;
    for voucher in extract.by_series() {
        text.push_str(&row([&voucher.id(), &voucher.date.iso(), voucher.text(), "", "", "", "", "", ""]));
        let mut sum = 0;
        for posting in voucher.postings {
            let (cell, amount) = (&posting.cell, posting.amount);
            sum += amount.max(0);
            let sides = [amount, -amount].map(|side| if side > 0 { figure(side) } else { String::new() });
            let of_row = if posting.text == voucher.text() { "" } else { &posting.text };
            let (account, name) = (cell.account.to_string(), extract.account_name(cell.account));
            text.push_str(&row([
                "",
                "",
                of_row,
                &account,
                name,
                &cell.centre,
                &cell.project,
                &sides[0],
                &sides[1],
            ]));
        }
        let label = format!("Summa verifikat {}", voucher.id());
        text.push_str(&row(["", "", &label, "", "", "", "", &figure(sum), &figure(sum)]));
        sum_of_all += sum;
    }
    text + &row(["", "", "Totalt", "", "", "", "", &figure(sum_of_all), &figure(sum_of_all)])
}

/// As a spreadsheet shows it.
fn figure(amount: i64) -> String {
    kronor(amount, ',', " ")
}

fn row(fields: [&str; 9]) -> String {
    line(&fields.map(str::to_owned), '\t', "\r\n")
}
