//! Two sides of the same books held against each other: laws over generated journals, and the
//! cases that decide how a voucher is found again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::compare::{Both, CompareError, Comparison, Held, VouchersCompared, Which, compare};
use finsam_ledger::{
    AccountNumber, Amount, Balances, BalancesError, FiscalYears, Journal, OtherObject, Posting, Voucher,
    VoucherDraft, VoucherId, YearEnd,
};
use proptest::prelude::*;
use proptest::sample::Index;

fn year_end() -> YearEnd {
    YearEnd {
        balance_accounts: vec!["1000-2999".parse().expect("a range")],
        equity: vec!["2000-2099".parse().expect("a range")],
        result_to: "2010".parse().expect("an account"),
    }
}

fn balances(journal: &Journal) -> Balances {
    journal.tally().expect("small amounts").balances
}

fn held<'a>(journal: &'a Journal, balances: &'a Balances) -> Held<'a> {
    Held { vouchers: journal.vouchers(), balances }
}

/// Compares whole journals, and hands the outcome to `look`.
fn compared<T>(a: &Journal, b: &Journal, look: impl FnOnce(&Comparison<'_>) -> T) -> T {
    let (of_a, of_b) = (balances(a), balances(b));
    look(&compare(held(a, &of_a), held(b, &of_b), None, &year_end()).expect("small amounts"))
}

/// The journal with other vouchers, and the same opening balances.
fn with_vouchers(journal: &Journal, vouchers: impl IntoIterator<Item = VoucherDraft>) -> Journal {
    let mut changed = Journal::new(journal.fiscal_years());
    for (year, object, amount) in journal.given_openings() {
        changed.open(year, object.clone(), amount);
    }
    for draft in vouchers {
        changed.append(draft.try_into_voucher().expect("it still balances"));
    }
    changed
}

fn drafts(journal: &Journal) -> Vec<VoucherDraft> {
    journal.vouchers().iter().cloned().map(Voucher::into_draft).collect()
}

fn mirrored<'a>(comparison: &Comparison<'a>) -> Comparison<'a> {
    let other = |which| if which == Which::A { Which::B } else { Which::A };
    let mut mirrored = comparison.clone();
    mirrored.totals = mirrored.totals.mirrored();
    let not_told = &mut mirrored.not_told;
    not_told.openings.iter_mut().for_each(|(_, which)| *which = other(*which));
    not_told.vouchers = not_told.vouchers.map(other);
    not_told.words = not_told.words.map(other);
    for account in &mut mirrored.accounts {
        account.opening = account.opening.map(Both::mirrored);
        account.turnover = account.turnover.mirrored();
        account.closing = account.closing.map(Both::mirrored);
    }
    for month in &mut mirrored.months {
        (month.vouchers, month.turnover) = (month.vouchers.mirrored(), month.turnover.mirrored());
    }
    mirrored.account_months.iter_mut().for_each(|month| month.turnover = month.turnover.mirrored());
    let VouchersCompared { only, changed, renumbered, reworded, .. } = &mut mirrored.vouchers;
    *only = std::mem::take(only).mirrored();
    for changed in changed {
        changed.vouchers = changed.vouchers.mirrored();
        changed.rows = std::mem::take(&mut changed.rows).mirrored();
        changed.accounts.iter_mut().for_each(|(_, amounts)| *amounts = amounts.mirrored());
    }
    for pair in renumbered.iter_mut() {
        *pair = pair.mirrored();
    }
    renumbered.sort_by_key(|pair| (pair.a.date(), pair.a.id()));
    for reworded in reworded {
        reworded.vouchers = reworded.vouchers.mirrored();
        reworded.words = std::mem::take(&mut reworded.words).mirrored();
    }
    mirrored
}

fn in_one_order<'a>(comparison: &Comparison<'a>) -> Comparison<'a> {
    let mut comparison = comparison.clone();
    comparison.vouchers.renumbered.sort_by_key(|pair| (pair.a.date(), pair.a.id()));
    comparison
}

type Sums = BTreeMap<AccountNumber, i128>;

fn add_rows(sums: &mut Sums, rows: &[Posting], sign: i128) {
    for row in rows {
        *sums.entry(row.account).or_default() += sign * i128::from(row.amount.ore());
    }
}

fn without_zeros(mut sums: Sums) -> Sums {
    sums.retain(|_, ore| *ore != 0);
    sums
}

/// What A has more than B per account, by the vouchers that are told to differ.
fn by_vouchers(vouchers: &VouchersCompared<'_>) -> Sums {
    let mut sums = Sums::new();
    vouchers.only.a.iter().for_each(|voucher| add_rows(&mut sums, voucher.postings(), 1));
    vouchers.only.b.iter().for_each(|voucher| add_rows(&mut sums, voucher.postings(), -1));
    for changed in &vouchers.changed {
        for (account, amounts) in &changed.accounts {
            *sums.entry(*account).or_default() += i128::from(amounts.difference().expect("small").ore());
        }
        let mut rows = Sums::new();
        changed.rows.a.iter().for_each(|row| add_rows(&mut rows, std::slice::from_ref(row), 1));
        changed.rows.b.iter().for_each(|row| add_rows(&mut rows, std::slice::from_ref(row), -1));
        let accounts = changed.accounts.iter();
        let accounts =
            accounts.map(|(account, sum)| (*account, sum.difference().expect("small").ore().into()));
        assert_eq!(without_zeros(rows), accounts.collect(), "the rows are what the accounts say");
    }
    without_zeros(sums)
}

/// What A has more than B per account, by the sums of each side.
fn by_accounts(comparison: &Comparison<'_>) -> Sums {
    let mut sums = Sums::new();
    for account in &comparison.accounts {
        let change = account.turnover.map(|turnover| turnover.change().expect("small"));
        *sums.entry(account.account).or_default() += i128::from(change.difference().expect("small").ore());
    }
    without_zeros(sums)
}

fn journals() -> impl Strategy<Value = Journal> {
    arbitrary::journal(JournalOptions::default())
}

/// A journal that shares some vouchers with another, and has some of them otherwise.
fn two_journals() -> impl Strategy<Value = (Journal, Journal)> {
    (journals(), journals(), any::<Index>(), any::<Index>()).prop_map(|(a, b, keep, shift)| {
        let (of_a, of_b) = (drafts(&a), drafts(&b));
        let kept = keep.index(of_a.len() + 1);
        let shifted = shift.index(3) as u64;
        let mut numbers: BTreeMap<(i32, String), u64> = BTreeMap::new();
        let mut vouchers = Vec::new();
        for mut draft in of_a.into_iter().take(kept).chain(of_b) {
            let year = draft.date.to_string()[..4].parse().expect("a year");
            let number = numbers.entry((year, draft.id.series().to_owned())).or_insert(shifted);
            *number += 1;
            draft.id = VoucherId::new(draft.id.series(), *number);
            vouchers.push(draft);
        }
        let b = with_vouchers(&b, vouchers);
        (a, b)
    })
}

proptest! {
    #[test]
    fn a_journal_is_equal_to_itself(journal in journals()) {
        compared(&journal, &journal, |comparison| {
            prop_assert!(comparison.is_equal());
            prop_assert_eq!(comparison.vouchers.same, journal.vouchers().len() as u64);
            prop_assert_eq!(comparison.vouchers.reworded.len(), 0);
            prop_assert_eq!(&comparison.not_told, &finsam_ledger::compare::NotTold::default());
            prop_assert_eq!(comparison.totals.a, comparison.totals.b);
            Ok(())
        })?;
    }

    #[test]
    fn either_side_may_come_first((a, b) in two_journals()) {
        let (of_a, of_b) = (balances(&a), balances(&b));
        let (a, b) = (held(&a, &of_a), held(&b, &of_b));
        let there = compare(a, b, None, &year_end())?;
        let back = compare(b, a, None, &year_end())?;
        prop_assert_eq!(mirrored(&there), in_one_order(&back));
    }

    #[test]
    fn the_vouchers_explain_the_sums_and_none_is_lost((a, b) in two_journals()) {
        compared(&a, &b, |comparison| {
            prop_assert_eq!(by_vouchers(&comparison.vouchers), by_accounts(comparison));
            let VouchersCompared { same, only, changed, renumbered, .. } = &comparison.vouchers;
            let paired = usize::try_from(*same).expect("few") + changed.len() + renumbered.len();
            prop_assert_eq!(paired + only.a.len(), a.vouchers().len());
            prop_assert_eq!(paired + only.b.len(), b.vouchers().len());
            let by_month = comparison.account_months.iter().fold(Sums::new(), |mut sums, month| {
                let change = month.turnover.map(|turnover| turnover.change().expect("small"));
                *sums.entry(month.account).or_default() += i128::from(change.difference().expect("small").ore());
                sums
            });
            prop_assert_eq!(without_zeros(by_month), by_accounts(comparison));
            Ok(())
        })?;
    }

    #[test]
    fn a_voucher_that_is_left_out_is_found_and_named(journal in journals(), lost in any::<Index>()) {
        let mut rest = drafts(&journal);
        let lost = rest.remove(lost.index(rest.len())).try_into_voucher()?;
        let without = with_vouchers(&journal, rest);
        compared(&journal, &without, |comparison| {
            prop_assert!(!comparison.is_equal());
            prop_assert_eq!(&comparison.vouchers.only.a, &vec![&lost]);
            prop_assert!(comparison.vouchers.only.b.is_empty() && comparison.vouchers.changed.is_empty());
            prop_assert!(comparison.months_that_differ().all(|month| month.month == finsam_ledger::Month::of(lost.date())));
            Ok(())
        })?;
    }

    #[test]
    fn a_voucher_that_is_altered_is_found_and_named(
        journal in journals(), which in any::<Index>(), row in any::<Index>(), off in 1_i64..1_000,
    ) {
        let mut vouchers = drafts(&journal);
        let which = which.index(vouchers.len());
        let altered = &mut vouchers[which];
        let row = row.index(altered.postings.len());
        let amount = altered.postings[row].amount.checked_add(Amount::from_ore(off))?;
        altered.postings[row].amount = amount;
        altered.postings.push(Posting::new(AccountNumber::new(2_999)?, Amount::from_ore(-off)));
        let id = altered.id.clone();
        let other = with_vouchers(&journal, vouchers);
        compared(&journal, &other, |comparison| {
            let VouchersCompared { only, changed, renumbered, .. } = &comparison.vouchers;
            prop_assert!(only.a.is_empty() && only.b.is_empty() && renumbered.is_empty());
            prop_assert_eq!(changed.len(), 1);
            prop_assert_eq!(changed[0].vouchers.a.id(), &id);
            prop_assert_eq!(changed[0].dates(), None);
            prop_assert!(!comparison.is_equal());
            Ok(())
        })?;
    }

    #[test]
    fn another_series_is_told_as_another_number(journal in journals()) {
        let renamed = drafts(&journal).into_iter().map(|mut draft| {
            draft.id = VoucherId::new(format!("{}2", draft.id.series()), draft.id.number());
            draft
        });
        let renamed = with_vouchers(&journal, renamed);
        compared(&journal, &renamed, |comparison| {
            let VouchersCompared { same, renumbered, .. } = &comparison.vouchers;
            prop_assert_eq!(*same, 0);
            prop_assert_eq!(renumbered.len(), journal.vouchers().len());
            prop_assert_eq!(comparison.accounts_that_differ().count(), 0);
            prop_assert!(!comparison.is_equal(), "a number is a part of a voucher");
            Ok(())
        })?;
    }

    #[test]
    fn the_order_of_rows_is_no_difference_and_words_are_told_apart(
        journal in journals(), which in any::<Index>(),
    ) {
        let mut vouchers = drafts(&journal);
        for draft in &mut vouchers {
            draft.postings.reverse();
            draft.history.signature = "AB".into();
            draft.text = format!(" {} ", draft.text).into();
        }
        compared(&journal, &with_vouchers(&journal, vouchers.clone()), |comparison| {
            prop_assert!(comparison.is_equal());
            prop_assert_eq!(comparison.vouchers.reworded.len(), 0);
            Ok(())
        })?;
        let which = which.index(vouchers.len());
        vouchers[which].text = "Something else".into();
        let id = vouchers[which].id.clone();
        let had_words = journal.vouchers().iter().any(|voucher| !voucher.text().is_empty());
        compared(&journal, &with_vouchers(&journal, vouchers), |comparison| {
            prop_assert!(comparison.is_equal(), "words make no difference");
            let reworded = comparison.vouchers.reworded.iter().map(|reworded| reworded.vouchers.b.id());
            prop_assert_eq!(reworded.collect::<Vec<_>>(), if had_words { vec![&id] } else { Vec::new() });
            Ok(())
        })?;
    }
}

/// A voucher in kronor: series, number, date, text, and rows of account and amount.
fn voucher(id: (&str, u64), date: &str, text: &str, rows: &[(u32, i64)]) -> VoucherDraft {
    let row = |(account, ore): &(u32, i64)| {
        Posting::new(AccountNumber::new(*account).expect("an account"), Amount::from_ore(*ore))
    };
    let rows = rows.iter().map(row).collect();
    VoucherDraft::new(VoucherId::new(id.0, id.1), date.parse().expect("a date"), text, rows)
}

fn journal(vouchers: &[VoucherDraft]) -> Journal {
    with_vouchers(&Journal::new(FiscalYears::CALENDAR), vouchers.iter().cloned())
}

/// The vouchers' numbers in each list: only in A, only in B, changed, renumbered (A and B).
fn lists(a: &[VoucherDraft], b: &[VoucherDraft]) -> String {
    let ids = |vouchers: &[&Voucher]| {
        vouchers.iter().map(|voucher| voucher.id().to_string()).collect::<Vec<_>>().join(", ")
    };
    compared(&journal(a), &journal(b), |comparison| {
        let VouchersCompared { same, only, changed, renumbered, .. } = &comparison.vouchers;
        let changed: Vec<_> = changed.iter().map(|changed| changed.vouchers.a).collect();
        let renumbered: Vec<_> =
            renumbered.iter().map(|pair| format!("{} as {}", pair.a.id(), pair.b.id())).collect();
        format!(
            "same {same}; a: {}; b: {}; changed: {}; renumbered: {}",
            ids(&only.a),
            ids(&only.b),
            ids(&changed),
            renumbered.join(", ")
        )
    })
}

const RENT: &[(u32, i64)] = &[(5_010, 100), (1_930, -100)];
const FEE: &[(u32, i64)] = &[(6_570, 7), (1_930, -7)];

#[test]
fn a_number_that_moved_on_moves_those_behind_it() {
    let (day, next) = ("2024-01-05", "2024-01-06");
    let a = [voucher(("A", 1), day, "", RENT), voucher(("A", 2), next, "", FEE)];
    let b = [
        voucher(("A", 1), day, "", &[(1_510, 5), (3_890, -5)]),
        voucher(("A", 2), day, "", RENT),
        voucher(("A", 3), next, "", FEE),
    ];
    assert_eq!(lists(&a, &b), "same 0; a: ; b: A 1; changed: ; renumbered: A 1 as A 2, A 2 as A 3");
}

#[test]
fn alike_vouchers_are_each_others_only_where_there_are_as_many() {
    let day = "2024-01-05";
    let alike = |series: &str, count: u64| -> Vec<_> {
        (1..=count).map(|number| voucher((series, number), day, "", FEE)).collect()
    };
    assert_eq!(
        lists(&alike("A", 2), &alike("B", 2)),
        "same 0; a: ; b: ; changed: ; renumbered: A 1 as B 1, A 2 as B 2"
    );
    assert_eq!(
        lists(&alike("A", 2), &alike("B", 1)),
        "same 0; a: A 1, A 2; b: B 1; changed: ; renumbered: ",
        "which one is missing is not guessed"
    );
    assert_eq!(lists(&alike("A", 2), &alike("A", 1)), "same 1; a: A 2; b: ; changed: ; renumbered: ");
}

#[test]
fn a_number_that_comes_twice_is_counted_twice() {
    let day = "2024-01-05";
    let twice = [voucher(("A", 1), day, "", RENT), voucher(("A", 1), day, "", FEE)];
    assert_eq!(lists(&twice, &twice[1..]), "same 1; a: A 1; b: ; changed: ; renumbered: ");
    let other = [voucher(("A", 1), day, "", FEE), voucher(("A", 1), day, "", &[(1_510, 5), (3_890, -5)])];
    assert_eq!(lists(&twice, &other), "same 1; a: ; b: ; changed: A 1; renumbered: ");
}

#[test]
fn numbers_start_again_each_year() {
    let a = [voucher(("A", 1), "2023-12-31", "", RENT), voucher(("A", 1), "2024-12-31", "", RENT)];
    let b = [voucher(("A", 1), "2024-12-30", "", RENT)];
    assert_eq!(lists(&a, &b), "same 0; a: A 1; b: ; changed: A 1; renumbered: ");
    compared(&journal(&a), &journal(&b), |comparison| {
        let changed = &comparison.vouchers.changed[0];
        let dates = changed.dates().expect("other dates").map(|date| date.to_string());
        assert_eq!((dates.a.as_str(), dates.b.as_str()), ("2024-12-31", "2024-12-30"));
        assert!(changed.accounts.is_empty() && changed.rows.a.is_empty() && changed.rows.b.is_empty());
        assert_eq!(
            comparison.accounts_that_differ().count(),
            2,
            "those of the year before: B cannot say what it carried over"
        );
    });
}

#[test]
fn an_amount_that_is_split_otherwise_is_a_change_of_rows_alone() {
    let a = [voucher(("A", 1), "2024-01-05", "", &[(5_010, 60), (5_010, 40), (1_930, -100)])];
    let b = [voucher(("A", 1), "2024-01-05", "", RENT)];
    compared(&journal(&a), &journal(&b), |comparison| {
        let changed = &comparison.vouchers.changed[0];
        let amounts = |rows: &[&Posting]| rows.iter().map(|row| row.amount.ore()).collect::<Vec<_>>();
        assert_eq!((amounts(&changed.rows.a), amounts(&changed.rows.b)), (vec![40, 60], vec![100]));
        assert_eq!(changed.accounts, []);
        assert_eq!(comparison.accounts_that_differ().count(), 0);
        assert!(!comparison.is_equal());
    });
}

#[test]
fn a_row_without_words_has_those_of_its_voucher() {
    let plain = voucher(("A", 1), "2024-01-05", "Rent", RENT);
    let mut repeated = plain.clone();
    repeated.postings.iter_mut().for_each(|row| row.text = "Rent".into());
    let mut row = plain.clone();
    row.postings[1].text = "From the bank".into();
    let mut marked = plain.clone();
    marked.postings[0].others = vec![OtherObject::new(7, "12").expect("a code")];
    let words = |b: &VoucherDraft| {
        compared(&journal(std::slice::from_ref(&plain)), &journal(std::slice::from_ref(b)), |comparison| {
            assert!(comparison.is_equal());
            comparison.vouchers.reworded.first().map(|reworded| reworded.words.clone())
        })
    };
    assert_eq!(words(&repeated), None);
    assert_eq!(words(&row), Some(Both { a: "Rent".to_owned(), b: "From the bank".to_owned() }));
    assert_eq!(words(&marked), Some(Both { a: String::new(), b: "7:12".to_owned() }));
}

#[test]
fn what_one_side_does_not_tell_makes_no_difference() {
    let vouchers = [voucher(("A", 1), "2024-01-05", "Rent", RENT)];
    let a = journal(&vouchers);
    let mut b = journal(&[voucher(("A", 1), "2024-01-05", "", RENT)]);
    let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
    b.open(year, AccountNumber::new(1_930).expect("an account").into(), Amount::from_ore(500));
    b.open(year, AccountNumber::new(2_010).expect("an account").into(), Amount::from_ore(-500));
    compared(&a, &b, |comparison| {
        assert!(comparison.is_equal());
        assert_eq!(comparison.not_told.openings, [(year, Which::A)]);
        assert_eq!(comparison.not_told.words, Some(Which::B));
        assert_eq!(comparison.vouchers.reworded, []);
        assert!(comparison.accounts.iter().all(|account| account.opening.is_none()));
    });
    let (of_a, of_b) = (balances(&a), balances(&b));
    let sums_only = Held { vouchers: &[], balances: &of_b };
    let comparison = compare(held(&a, &of_a), sums_only, None, &year_end()).expect("small");
    assert_eq!(comparison.not_told.vouchers, Some(Which::B));
    assert_eq!(comparison.vouchers, VouchersCompared::default());
    assert_eq!(comparison.accounts_that_differ().count(), 0, "the sums are compared all the same");
    let nothing = Balances::new(FiscalYears::CALENDAR);
    let empty = Held { vouchers: &[], balances: &nothing };
    let comparison = compare(held(&a, &of_a), empty, None, &year_end()).expect("small");
    assert_eq!(comparison.vouchers.only.a.len(), 1, "a side with nothing at all lacks the voucher");
    assert!(compare(empty, empty, None, &year_end()).expect("nothing").is_equal());
}

#[test]
fn opening_balances_are_compared_where_both_sides_know_them() {
    let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
    let number = |number| AccountNumber::new(number).expect("an account");
    let opened = |ore| {
        let mut journal = journal(&[voucher(("A", 1), "2024-01-05", "", RENT)]);
        journal.open(year, number(1_930).into(), Amount::from_ore(ore));
        journal.open(year, number(2_010).into(), Amount::from_ore(-ore));
        journal
    };
    compared(&opened(500), &opened(450), |comparison| {
        assert!(!comparison.is_equal());
        assert!(comparison.vouchers.are_equal());
        let differ: Vec<_> = comparison.accounts_that_differ().collect();
        assert_eq!(
            differ.iter().map(|account| account.account).collect::<Vec<_>>(),
            [number(1_930), number(2_010)]
        );
        let closing = differ[0].closing.expect("known on both sides");
        assert_eq!(
            (closing.a.ore(), closing.b.ore(), closing.difference().map(Amount::ore)),
            (400, 350, Ok(50))
        );
    });
}

#[test]
fn a_period_limits_both_sides() {
    let a = [voucher(("A", 1), "2024-01-05", "", RENT), voucher(("A", 2), "2024-02-05", "", FEE)];
    let b = [voucher(("A", 1), "2024-01-05", "", RENT), voucher(("A", 2), "2024-03-05", "", RENT)];
    let (a, b) = (journal(&a), journal(&b));
    let (of_a, of_b) = (balances(&a), balances(&b));
    let during = |period: &str| {
        let period = period.parse().expect("a period");
        compare(held(&a, &of_a), held(&b, &of_b), Some(period), &year_end()).expect("small")
    };
    assert!(during("2024-01").is_equal());
    assert!(during("2025").is_equal(), "nothing is booked by either");
    let comparison = during("2024-01..2024-02");
    assert_eq!((comparison.vouchers.only.a.len(), comparison.vouchers.only.b.len()), (1, 0));
    assert_eq!(comparison.totals.map(|totals| totals.rows), Both { a: 4, b: 2 });
    let months: Vec<_> = comparison.months_that_differ().map(|month| month.month.to_string()).collect();
    assert_eq!(months, ["2024-02"]);
}

#[test]
fn other_fiscal_years_are_refused() {
    let (a, b) = (Journal::new(FiscalYears::CALENDAR), FiscalYears::starting_in_month(7).expect("July"));
    let (of_a, of_b) = (balances(&a), Balances::new(b));
    let refused = compare(held(&a, &of_a), Held { vouchers: &[], balances: &of_b }, None, &year_end());
    assert_eq!(refused, Err(CompareError::FiscalYears { first_months: Both { a: 1, b: 7 } }));
}

#[test]
fn a_sum_that_fits_no_amount_is_an_error() {
    let of_max = |sign: i64| {
        let mut balances = Balances::new(FiscalYears::CALENDAR);
        let bank = AccountNumber::new(1_930).expect("an account");
        for code in ["1", "2"] {
            let object = finsam_ledger::BalanceObject {
                cost_centre: Some(finsam_ledger::CostCentre::new(code).expect("a code")),
                ..bank.into()
            };
            let all =
                finsam_ledger::Turnover { debit: Amount::from_ore(sign * i64::MAX), credit: Amount::ZERO };
            balances.add("2024-01".parse().expect("a month"), object, all).expect("fits");
        }
        balances
    };
    let balances = of_max(1);
    let side = Held { vouchers: &[], balances: &balances };
    let refused = compare(side, side, None, &year_end());
    assert!(matches!(refused, Err(CompareError::Balances(BalancesError::Amount(_)))), "{refused:?}");
}
