//! A general ledger (huvudbok) as it is printed: the account once, what it opens with, its rows with
//! the balance after each, what it turned over and closes with; pages with a header each.

use super::MADE;
use super::extract::Extract;
use crate::money::kronor;
use crate::write::line;

const HEADER: [&str; 11] = [
    "Konto",
    "Benämning",
    "Vernr",
    "Datum",
    "Kst",
    "Projekt",
    "Verifikationstext",
    "Transaktionsinfo",
    "Debet",
    "Kredit",
    "Saldo",
];

/// How many lines of accounts there are on a page.
const PAGE: usize = 48;

/// A blank between thousands at which no line breaks.
const THOUSANDS: &str = "\u{a0}";

/// The file.
pub(super) fn text(extract: &Extract<'_>) -> String {
    let lines = lines(extract);
    let mut text = String::new();
    for (page, lines) in (1..).zip(lines.chunks(PAGE)) {
        text.push_str(&head(extract, page));
        text.push_str(&lines.concat());
    }
    text
}

/// The head of a page; the first says what is printed.
fn head(extract: &Extract<'_>, page: usize) -> String {
    let mut text =
        row([&extract.entity, "", "", "", "", "", "Huvudbok", "", "", "", &format!("Sida {page}")]);
    if page == 1 {
        let (first, last, year) = (extract.first.iso(), extract.last.iso(), extract.first.year);
        for words in [
            format!("Räkenskapsår {first} - {year}-12-31"),
            format!("Period {first} - {last}"),
            format!("Utskriven {} 09:12", MADE.iso()),
        ] {
            text.push_str(&row([&words, "", "", "", "", "", "", "", "", "", ""]));
        }
    }
    text.push_str(&row([""; 11]));
    text.push_str(&row(HEADER));
    text
}

/// Every line below the heads.
fn lines(extract: &Extract<'_>) -> Vec<String> {
    let figure = |amount: i64| kronor(amount, ',', THOUSANDS);
    let mut lines = Vec::new();
    let (mut debit_of_all, mut credit_of_all) = (0, 0);
    for (account, postings) in extract.by_account() {
        let name = extract.account_name(account);
        lines.push(row([&account.to_string(), name, "", "", "", "", "", "", "", "", ""]));
        let mut balance = extract.opening(account);
        lines.push(label("Ingående balans", "", "", &figure(balance)));
        let (mut debit, mut credit) = (0, 0);
        for (voucher, posting) in postings {
            let amount = posting.amount;
            balance += amount;
            debit += amount.max(0);
            credit += (-amount).max(0);
            let sides = [amount, -amount].map(|side| if side > 0 { figure(side) } else { String::new() });
            let info = if posting.text == voucher.text() { "" } else { &posting.text };
            lines.push(row([
                "",
                "",
                &voucher.id(),
                &voucher.date.iso(),
                &posting.cell.centre,
                &posting.cell.project,
                voucher.text(),
                info,
                &sides[0],
                &sides[1],
                &figure(balance),
            ]));
        }
        lines.push(label("Omslutning", &figure(debit), &figure(credit), ""));
        lines.push(label("Utgående saldo", "", "", &figure(balance)));
        debit_of_all += debit;
        credit_of_all += credit;
    }
    lines.push(label("Totalt", &figure(debit_of_all), &figure(credit_of_all), ""));
    lines
}

fn label(words: &str, debit: &str, credit: &str, balance: &str) -> String {
    row(["", "", "", "", "", "", words, "", debit, credit, balance])
}

fn row(fields: [&str; 11]) -> String {
    line(&fields.map(str::to_owned), ';', "\r\n")
}
