//! The rows that `ledger explain` shows break what their page says, and nothing else.

#![cfg(feature = "csv")]
#![expect(clippy::expect_used, reason = "an example that cannot be read fails its test")]

use finsam_ledger::message::{self, Lang};
use finsam_ledger::read::{Options, Reading};
use finsam_ledger::{Code, Finding, FiscalYears};

/// The rows a page begins its example with, as a file: from a header row to the first line that
/// is a sentence, without the remarks beside rows.
fn file_of_example(code: Code, lang: Lang) -> Option<String> {
    let page = message::explain(code, lang);
    let rows: Vec<&str> = page
        .split("\n    ")
        .skip(1)
        .map(str::trim_end)
        .take_while(|line| line.contains(';') && !line.ends_with(['.', ':']))
        .filter_map(|line| line.split("  <- ").next().map(str::trim_end))
        .collect();
    rows.first()
        .is_some_and(|header| header.contains("konto") || header.contains("datum"))
        .then(|| rows.join("\n"))
}

fn raised_by(file: &str, options: Options) -> Vec<Code> {
    let mut reading = Reading::new(options);
    reading.file("example.csv", file.as_bytes()).expect("the example can be read");
    let mut codes: Vec<Code> =
        reading.finish().expect("small amounts").findings.iter().map(Finding::code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_file_like_the_example_raises_the_code_it_explains_and_no_other() {
    // These are wrong only beside a layout or another year, which a file alone does not have.
    let not_of_the_file = [Code::OpeningUnbalanced, Code::OpeningOnResultAccount];
    let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
    let mut shown = Vec::new();
    for code in Code::ALL.iter().filter(|code| !not_of_the_file.contains(code)) {
        // With the year known, the example of a year that is not known would be right.
        let opening_year = (*code != Code::OpeningYearUnknown).then_some(year);
        for lang in [Lang::Sv, Lang::En] {
            let Some(file) = file_of_example(*code, lang) else { continue };
            let raised = raised_by(&file, Options { opening_year, ..Options::default() });
            assert_eq!(raised, [*code], "the example of {code} in {lang}:\n{file}");
            shown.push(*code);
        }
    }
    shown.dedup();
    let with_rows = [
        Code::ColumnMissing,
        Code::ColumnTwice,
        Code::NumberUnreadable,
        Code::NumberAmbiguous,
        Code::NumberTooFine,
        Code::NumberTooLarge,
        Code::DateUnreadable,
        Code::AccountUnreadable,
        Code::VoucherNumberUnreadable,
        Code::DimensionUnreadable,
        Code::FieldCount,
        Code::AmountMissing,
        Code::DebitAndCredit,
        Code::PeriodUnreadable,
        Code::OpeningYearUnknown,
        Code::RowsMissing,
        Code::OpeningTwice,
        Code::QuoteOpen,
        Code::CreditSignAmbiguous,
        Code::SideUnreadable,
        Code::VoucherUnbalanced,
        Code::VoucherDates,
        Code::NumberTwice,
        Code::DateOutsideYears,
        Code::BudgetMonthsDiffer,
    ];
    assert_eq!(shown, with_rows, "pages whose example is a file");
}
