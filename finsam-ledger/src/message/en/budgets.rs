//! English about budgets and forecasts: two pages about files, one about what the book holds.

use chrono::NaiveDate;

use super::{EN, of_year};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::{FiscalYear, Period};
use crate::dimension::CostCentre;
use crate::finding::FileKind;
use crate::message::catalogue::Page;
use crate::message::label;
use crate::message::text::{kr, quoted};

/// Which amount is meant: its kind, account, cost centre and period.
type Of<'a> = (FileKind, AccountNumber, Option<&'a CostCentre>, Period);

pub(super) const CHANGED: Page = Page {
    title: "The budget or forecast is already there, with other content",
    meaning: "The book already has a budget or forecast for the year by that name, and that of the file \
              is not the same. Nothing in the book is replaced.",
    cause: "The budget has been revised or the forecast made anew, or the file is about another year.",
    next_step: "Give the new version a name and a day of its own (\"--name\", \"--date\"): both are then \
                kept, and reports take the latest. If the old one is wrong: undo the import that it came \
                with (\"ledger imports\", \"ledger undo\") and import the file again.",
    example: "\
In the book:   budget 2024, sum    -250 000,00
In the file:   budget 2024, sum    -400 000,00",
};

pub(super) const FILES_DISAGREE: Page = Page {
    title: "Two files have other amounts for the same thing",
    meaning: "Two of the files have a budget or forecast for the same account, cost centre, project and \
              period, with other amounts. Nobody can tell which one counts, and they are not added up.",
    cause: "The files are two versions of the same budget or forecast.",
    next_step: "Import one version at a time, each with a name of its own (\"--name\").",
    example: "\
budget.csv:       5539;3001;;2024;1 500 000,00
budget-new.csv:   5539;3001;;2024;1 600 000,00",
};

pub(super) const MONTHS_DIFFER: Page = Page {
    title: "The year is not the sum of its months",
    meaning: "The budget or forecast has amounts both for a year and for months of it, for the same \
              account, cost centre and project. Where the year is the sum of the months it counts once; \
              here it is not, and the book does not count the same money twice.",
    cause: "One row was changed and not the other, or they come from two versions.",
    next_step: "Keep either the row of the year or those of the months, or make them agree.",
    example: "\
konto;kst;period;belopp
5539;3001;2024;1 200 000
5539;3001;2024-01;90 000     <- the months come to 1 080 000",
};

pub(super) fn changed(
    (kind, name): (FileKind, &str),
    year: FiscalYear,
    [in_book, in_file]: [Amount; 2],
    dates: Option<(Option<NaiveDate>, NaiveDate)>,
) -> String {
    let (what, of_year) = (named(kind, name), of_year(year));
    let days = dates.map(|(book, file)| match book {
        Some(book) => format!(" The book has it from {book}, not from {file}."),
        None => format!(" The book has it without a day, not from {file}."),
    });
    let days = days.unwrap_or_default();
    let (book, file) = (kr(in_book), kr(in_file));
    format!("{what} of {of_year} sums to {book} in the book and to {file} in the file.{days}")
}

pub(super) fn files_disagree(of: Of<'_>, other_file: &str, [in_other, in_file]: [Amount; 2]) -> String {
    let (other, in_other, in_file) = (quoted(other_file, EN), kr(in_other), kr(in_file));
    format!("{} is {in_file} in the file but {in_other} in {other}.", amount(of))
}

pub(super) fn months_differ(of: Of<'_>, whole: Amount, parts: Amount) -> String {
    format!("{} is {}, but the months of it come to {}.", amount(of), kr(whole), kr(parts))
}

/// `The budget`, `The forecast "Prognos 2"`.
fn named(kind: FileKind, name: &str) -> String {
    let what = if kind == FileKind::Forecast { "The forecast" } else { "The budget" };
    if name.is_empty() { what.to_owned() } else { format!("{what} {}", quoted(name, EN)) }
}

/// `The budget of 2024 on account 5539, cost centre 3001`.
fn amount((kind, account, centre, period): Of<'_>) -> String {
    let centre = centre.map(|centre| format!(", cost centre {centre}")).unwrap_or_default();
    format!("{} of {} on account {account}{centre}", named(kind, ""), label::period(period, EN))
}
