//! What a tally tells of a few rows.

use super::*;
use crate::finding::Code;
use crate::voucher::{Posting, VoucherDraft};

fn tally(rows: &[(&str, u64, &str, i64)]) -> Tallied {
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    for (index, (series, number, date, ore)) in rows.iter().enumerate() {
        let row = PostingRow {
            series,
            number: *number,
            date: date.parse().expect("a date"),
            account: AccountNumber::new(1930).expect("an account"),
            cost_centre: "",
            project: "",
            amount: Amount::from_ore(*ore),
            line: index as u64 + 2,
        };
        tally.post(&row).expect("no codes");
    }
    tally.finish().expect("small amounts")
}

#[test]
fn rows_of_a_voucher_may_lie_apart() {
    let day = "2024-01-05";
    let told = tally(&[("A", 1, day, 5), ("A", 2, day, 7), ("A", 1, day, -5), ("A", 2, day, -7)]);
    assert_eq!(told.facts, []);
    assert_eq!(told.summary.vouchers, 2);
}

#[test]
fn an_unbalanced_voucher_is_named_with_both_sides() {
    let told = tally(&[("A", 1, "2024-01-05", 500), ("A", 1, "2024-01-05", -499), ("A", 2, "2024-01-05", 0)]);
    let [Located { line: 2, fact: Fact::VoucherUnbalanced { id, rows: 2, debit, credit, .. } }] =
        &told.facts[..]
    else {
        panic!("{:?}", told.facts)
    };
    assert_eq!((id.to_string().as_str(), debit.ore(), credit.ore()), ("A 1", 500, 499));
}

#[test]
fn a_number_that_comes_again_is_named_with_both_dates() {
    let told = tally(&[("A", 1, "2024-01-05", 0), ("A", 2, "2024-01-05", 0), ("A", 1, "2024-02-05", 0)]);
    assert!(
        matches!(&told.facts[..], [Located { line: 4, fact: Fact::NumberTwice { .. } }]),
        "{:?}",
        told.facts
    );
    let across_years = tally(&[("A", 1, "2024-01-05", 0), ("A", 1, "2025-01-05", 0)]);
    assert_eq!(across_years.facts, [], "numbers start again each year");
}

#[test]
fn a_voucher_that_comes_twice_in_a_row_is_named() {
    let date = "2024-01-05".parse().expect("a date");
    let bank = AccountNumber::new(1930).expect("an account");
    let draft = VoucherDraft::new(VoucherId::new("A", 1), date, "", vec![Posting::new(bank, Amount::ZERO)]);
    let voucher = draft.try_into_voucher().expect("balanced");
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    tally.post_voucher(&voucher);
    tally.post_voucher(&voucher);
    let told = tally.finish().expect("small amounts");
    assert!(matches!(&told.facts[..], [Located { fact: Fact::NumberTwice { .. }, .. }]), "{:?}", told.facts);
}

#[test]
fn a_number_that_a_source_uses_again_is_told_and_every_voucher_counts() {
    let voucher = |date: &str, ore| {
        let row = |account, ore| {
            Posting::new(AccountNumber::new(account).expect("an account"), Amount::from_ore(ore))
        };
        let date = date.parse().expect("a date");
        let draft =
            VoucherDraft::new(VoucherId::new("A", 1), date, "", vec![row(1930, ore), row(5539, -ore)]);
        draft.try_into_voucher().expect("balanced")
    };
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    for (date, ore) in [("2024-01-31", 5), ("2024-01-31", 5), ("2024-02-29", 7), ("2025-01-31", 5)] {
        tally.post_voucher_as_numbered(&voucher(date, ore));
    }
    let told = tally.finish().expect("small amounts");
    let [
        Located { fact: Fact::NumberReused { first, second, .. }, .. },
        Located { fact: Fact::NumberReused { first: again_first, second: again_second, .. }, .. },
    ] = &told.facts[..]
    else {
        panic!("{:?}", told.facts)
    };
    assert_eq!([first, second].map(ToString::to_string), ["2024-01-31", "2024-01-31"]);
    assert_eq!([again_first, again_second].map(ToString::to_string), ["2024-01-31", "2024-02-29"]);
    assert_eq!((told.summary.vouchers, told.summary.rows, told.summary.debit.ore()), (4, 8, 22));
}

#[test]
fn two_whole_vouchers_of_one_number_never_balance_each_other() {
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    for (line, ore) in [(1, 5), (2, -5)] {
        tally.start_whole_voucher(NumberAgain::Reuse);
        let row = PostingRow {
            series: "A",
            number: 1,
            date: "2024-01-05".parse().expect("a date"),
            account: AccountNumber::new(1930).expect("an account"),
            cost_centre: "",
            project: "",
            amount: Amount::from_ore(ore),
            line,
        };
        tally.post(&row).expect("no codes");
    }
    let told = tally.finish().expect("small amounts");
    let codes: Vec<_> = told.facts.iter().map(|located| (located.line, located.fact.code())).collect();
    let unbalanced = Code::VoucherUnbalanced;
    assert_eq!(codes, [(1, unbalanced), (2, Code::NumberReused), (2, unbalanced)]);
}

#[test]
fn a_date_in_the_wrong_century_and_a_hole_are_named() {
    let told = tally(&[("", 1, "2024-01-05", 0), ("", 2, "1924-01-05", 0), ("", 4, "2024-01-05", 0)]);
    assert!(
        matches!(
            &told.facts[..],
            [
                Located { fact: Fact::DateOutsideYears { .. }, .. },
                Located { fact: Fact::NumbersMissing { .. }, .. }
            ]
        ),
        "{:?}",
        told.facts
    );
}

#[test]
fn a_year_apart_with_many_vouchers_is_a_year() {
    let old = (1..=4).map(|number| ("A", number, "2014-01-05", 0));
    let new = (1..=9).map(|number| ("A", number, "2024-01-05", 0));
    assert_eq!(tally(&old.chain(new).collect::<Vec<_>>()).facts, []);
}

#[test]
fn one_voucher_with_two_dates_is_named() {
    let told = tally(&[("A", 1, "2024-01-05", 500), ("A", 1, "2024-01-06", -500)]);
    assert!(
        matches!(&told.facts[..], [Located { line: 3, fact: Fact::VoucherDates { .. } }]),
        "{:?}",
        told.facts
    );
}

#[test]
fn a_code_is_one_code_however_long_and_with_blanks_around() {
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    let codes = ["", "3047", " 3047", "3047 ", "304700", "3047000", "30470000", " 30470000"];
    for (cost_centre, line) in codes.iter().cycle().zip(1..=16) {
        let row = PostingRow {
            series: "A",
            number: 1,
            date: "2024-01-05".parse().expect("a date"),
            account: AccountNumber::new(1930).expect("an account"),
            cost_centre,
            project: cost_centre,
            amount: Amount::from_ore(if line % 2 == 0 { -5 } else { 5 }),
            line,
        };
        tally.post(&row).expect("codes");
    }
    let told = tally.finish().expect("small amounts");
    let sums: Vec<_> = told
        .balances
        .turnovers()
        .map(|(_, object, turnover)| {
            assert_eq!(
                object.cost_centre.as_ref().map(CostCentre::as_str),
                object.project.as_ref().map(Project::as_str)
            );
            let code = object.cost_centre.as_ref().map_or("", CostCentre::as_str).to_owned();
            (code, turnover.debit.ore() + turnover.credit.ore())
        })
        .collect();
    let expected = [("", 10), ("3047", 30), ("304700", 10), ("3047000", 10), ("30470000", 20)];
    assert_eq!(sums, expected.map(|(code, ore)| (code.to_owned(), ore)));
}

#[test]
fn a_sum_that_fits_no_amount_is_an_error() {
    let told = |ores: &[i64]| {
        let mut tally = Tally::new(FiscalYears::CALENDAR);
        for ore in ores {
            let row = PostingRow {
                series: "A",
                number: 1,
                date: "2024-01-05".parse().expect("a date"),
                account: AccountNumber::new(1930).expect("an account"),
                cost_centre: "",
                project: "",
                amount: Amount::from_ore(*ore),
                line: 1,
            };
            tally.post(&row).expect("no codes");
        }
        tally.finish().map(|told| told.summary.debit)
    };
    assert_eq!(told(&[i64::MAX, -i64::MAX]), Ok(Amount::MAX));
    assert_eq!(told(&[i64::MAX, 1, -i64::MAX, -1]), Err(AmountError::OutOfRange));
}
