//! What a tally tells of a few rows, and of any beside a naive model.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;

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

/// Series, number, date, account and öre.
type Row = (&'static str, u64, NaiveDate, u32, i64);

/// Rows of files, of few vouchers, on few accounts and of amounts that often sum to zero, in the order
/// in which files have them: none, by voucher, by account.
fn files() -> impl Strategy<Value = Vec<Vec<Row>>> {
    let number = prop_oneof![9 => 1..5_u64, 1 => select(vec![127, 128, u64::MAX])];
    let date = select(vec!["2024-12-30", "2024-12-30", "2024-12-30", "2024-12-31", "2025-01-01"]);
    let account = select(vec![1930_u32, 2411, 5539, 6911]);
    let more_than_is_kept_close = 1_i64 << 48;
    let ore =
        prop_oneof![9 => -2..3_i64, 1 => select(vec![more_than_is_kept_close, -more_than_is_kept_close])];
    let row = (select(vec!["", "A"]), number, date, account, ore).prop_map(
        |(series, number, date, account, ore)| (series, number, date.parse().expect("a date"), account, ore),
    );
    let file = (prop::collection::vec(row, 0..40), 0..3_u8).prop_map(|(mut rows, order): (Vec<Row>, _)| {
        match order {
            0 => {}
            1 => rows.sort_by_key(|(series, number, ..)| (*series, *number)),
            _ => rows.sort_by_key(|(.., account, _)| *account),
        }
        rows
    });
    prop::collection::vec(file, 1..3)
}

/// The lines of a file lie behind those of the one before.
fn line_of(file: usize, row: usize) -> u64 {
    (file * 100 + row + 2) as u64
}

fn tally_of(files: &[Vec<Row>]) -> Tallied {
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    for (file, rows) in files.iter().enumerate() {
        for (row, (series, number, date, account, ore)) in rows.iter().enumerate() {
            let row = PostingRow {
                series,
                number: *number,
                date: *date,
                account: AccountNumber::new(*account).expect("an account"),
                cost_centre: "",
                project: "",
                amount: Amount::from_ore(*ore),
                line: line_of(file, row),
            };
            tally.post(&row).expect("no codes");
        }
        tally.end_voucher();
    }
    tally.finish().expect("small amounts")
}

/// What is known of a voucher, or of rows of it that follow each other.
#[derive(Clone, Copy)]
struct Naive {
    date: NaiveDate,
    line: u64,
    rows: u64,
    debit: i64,
    credit: i64,
    is_double: bool,
}

/// How many rows at the start follow each other and are of one voucher, and what they come to.
fn first_run(rows: &[Row], line: u64) -> Naive {
    let (series, number, date, ..) = rows[0];
    let mut run = Naive { date, line, rows: 0, debit: 0, credit: 0, is_double: false };
    for row in rows {
        let is_same = (row.0, row.1) == (series, number) && (row.2 == date || run.debit != run.credit);
        if run.rows > 0 && !is_same {
            break;
        }
        run.rows += 1;
        *if row.4 >= 0 { &mut run.debit } else { &mut run.credit } += row.4.abs();
    }
    run
}

/// How many accounts follow each other in these rows, and whether none of them comes back.
fn stretches(rows: &[Row]) -> (usize, bool) {
    let mut accounts: Vec<u32> = rows.iter().map(|row| row.3).collect();
    accounts.dedup();
    (accounts.len(), accounts.iter().collect::<BTreeSet<_>>().len() == accounts.len())
}

/// The same with a map for each thing that is remembered.
#[derive(Default)]
struct NaiveTally {
    vouchers: u64,
    facts: Vec<Located>,
    first_days: BTreeMap<(FiscalYear, &'static str, u64), NaiveDate>,
    open: BTreeMap<(FiscalYear, &'static str, u64), Naive>,
}

impl NaiveTally {
    fn file(&mut self, file: usize, rows: &[Row]) {
        let (mut balanced, mut doubles) = (BTreeMap::new(), Vec::new());
        let (mut start, mut is_shown) = (0, false);
        while let Some(&(series, number, date, account, _)) = rows.get(start) {
            let line = line_of(file, start);
            let mut run = first_run(&rows[start..], line);
            let end = start + usize::try_from(run.rows).expect("few");
            is_shown |= start > 0 && rows[start - 1].3 == account;
            let (year, id) = (FiscalYears::CALENDAR.of(Month::of(date)), VoucherId::new(series, number));
            let key = (year, series, number);
            let dates = |first, second| Fact::VoucherDates { id: id.clone(), first, second };
            let part = self.open.remove(&key);
            if let Some(part) = part {
                if part.date != date {
                    self.facts.push(Located { line, fact: dates(part.date, date) });
                }
            } else if let Some(first) = self.first_days.get(&key) {
                let (stretch, is_by_account) = stretches(&rows[..=start]);
                let goes_on = |(of, day): &(usize, NaiveDate)| *of < stretch && *day == date && is_by_account;
                run.is_double = !balanced.get(&key).is_some_and(goes_on);
                let fact = Fact::NumberTwice { year, id: id.clone(), first: *first, second: date };
                if run.is_double { &mut self.facts } else { &mut doubles }.push(Located { line, fact });
            } else {
                self.first_days.insert(key, date);
                self.vouchers += 1;
            }
            for row in (start..end).filter(|row| rows[*row].2 != date) {
                self.facts.push(Located { line: line_of(file, row), fact: dates(date, rows[row].2) });
            }
            let all = part.map_or(run, |part| Naive {
                rows: part.rows + run.rows,
                debit: part.debit + run.debit,
                credit: part.credit + run.credit,
                ..part
            });
            if all.debit == all.credit {
                balanced.insert(key, (stretches(&rows[..end]).0, all.date));
            } else {
                self.open.insert(key, all);
            }
            start = end;
        }
        if !is_shown || !stretches(rows).1 {
            self.facts.append(&mut doubles);
        }
    }

    /// How many vouchers there are, and what is wrong.
    fn finish(mut self) -> (u64, Vec<Located>) {
        let mut unbalanced: Vec<_> = self.open.into_iter().filter(|(_, all)| !all.is_double).collect();
        unbalanced.sort_by_key(|(_, all)| all.line);
        for ((_, series, number), Naive { date, line, rows, debit, credit, .. }) in unbalanced {
            let (debit, credit) = (Amount::from_ore(debit), Amount::from_ore(credit));
            let id = VoucherId::new(series, number);
            self.facts
                .push(Located { line, fact: Fact::VoucherUnbalanced { id, date, rows, debit, credit } });
        }
        self.facts.sort_by_key(|located| located.line);
        let seen: Vec<_> = self.first_days.into_keys().collect();
        for pair in seen.windows(2) {
            let ((year, series, before), (year_after, series_after, after)) = (pair[0], pair[1]);
            if (year, series) == (year_after, series_after) && after - before > 1 {
                let (first, last) = (VoucherId::new(series, before + 1), after - 1);
                self.facts.push(Located { line: 0, fact: Fact::NumbersMissing { year, first, last } });
            }
        }
        (self.vouchers, self.facts)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn rows_in_any_order_are_told_as_a_naive_model_tells_them(files in files()) {
        let told = tally_of(&files);
        let mut naive = NaiveTally::default();
        for (file, rows) in files.iter().enumerate() {
            naive.file(file, rows);
        }
        let (vouchers, facts) = naive.finish();
        prop_assert_eq!(&told.facts, &facts);
        prop_assert_eq!(told.summary.vouchers, vouchers);
    }
}

/// More rows than are kept close, on both sides of another voucher.
#[test]
fn a_voucher_of_very_many_rows_may_lie_apart() {
    let day = "2024-01-05".parse().expect("a date");
    let mut rows = vec![("A", 1, day, 1930, 1); 70_000];
    rows.extend([("A", 2, day, 2411, 0), ("A", 1, day, 5539, -70_000), ("A", 1, day, 5539, -1)]);
    let told = tally_of(&[rows]);
    let [Located { line: 2, fact: Fact::VoucherUnbalanced { rows: 70_002, debit, credit, .. } }] =
        &told.facts[..]
    else {
        panic!("{:?}", told.facts)
    };
    assert_eq!((debit.ore(), credit.ore()), (70_000, 70_001));
}
