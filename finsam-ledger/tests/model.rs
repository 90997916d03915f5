//! A naive ledger beside the real one, and the first two laws of the books as properties.
//!
//! The naive one keeps every row, sums in `i128`, and walks from year to year; it is too slow and
//! too plain to be wrong in the same way.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use finsam_ledger::arbitrary::{self, BrokenJournal, JournalOptions};
use finsam_ledger::tally::Located;
use finsam_ledger::trial_balance::{TrialBalanceKey, TrialBalanceRow};
use finsam_ledger::{
    AccountNumber, Amount, Amounts, BalanceObject, Code, Fact, FiscalYear, FiscalYears, GeneralLedger,
    Grouping, Journal, Month, Period, VoucherId, VoucherSource, YearEnd, trial_balance,
};
use proptest::prelude::*;

type Sums = BTreeMap<BalanceObject, i128>;

struct NaiveRow {
    date: NaiveDate,
    id: VoucherId,
    object: BalanceObject,
    ore: i128,
}

struct NaiveLedger {
    openings: BTreeMap<FiscalYear, Sums>,
    rows: Vec<NaiveRow>,
    year_end: YearEnd,
}

impl NaiveLedger {
    fn of(journal: &Journal, year_end: &YearEnd) -> Self {
        let mut openings: BTreeMap<_, Sums> = BTreeMap::new();
        for (year, object, amount) in journal.given_openings() {
            *openings.entry(year).or_default().entry(object.clone()).or_default() += i128::from(amount.ore());
        }
        let mut rows = Vec::new();
        for voucher in journal.vouchers() {
            for posting in voucher.postings() {
                let object = BalanceObject {
                    account: posting.account,
                    cost_centre: posting.cost_centre.clone(),
                    project: posting.project.clone(),
                };
                let (date, id) = (voucher.date(), voucher.id().clone());
                rows.push(NaiveRow { date, id, object, ore: i128::from(posting.amount.ore()) });
            }
        }
        Self { openings, rows, year_end: year_end.clone() }
    }

    fn opening_of(&self, year: FiscalYear) -> Sums {
        match self.openings.get(&year) {
            Some(given) => given.clone(),
            None => self.carried_into(year),
        }
    }

    fn carried_into(&self, year: FiscalYear) -> Sums {
        let first_day = year.first().first_day();
        let before = |row: &NaiveRow| row.date < first_day;
        if !self.rows.iter().any(before) && self.openings.range(..year).next().is_none() {
            return Sums::new();
        }
        let mut carried = Sums::new();
        for (object, ore) in self.before(first_day, year.previous()) {
            let to =
                if self.year_end.carries(object.account) { object } else { self.year_end.result_to.into() };
            *carried.entry(to).or_default() += ore;
        }
        carried
    }

    /// Balances when a day starts, in the year it lies in or the day after that year.
    fn before(&self, day: NaiveDate, year: FiscalYear) -> Sums {
        let mut sums = self.opening_of(year);
        for row in self.rows.iter().filter(|row| year.first().first_day() <= row.date && row.date < day) {
            *sums.entry(row.object.clone()).or_default() += row.ore;
        }
        sums
    }

    fn at_start_of(&self, month: Month) -> Sums {
        self.before(month.first_day(), FiscalYears::CALENDAR.of(month))
    }

    fn at_end_of(&self, month: Month) -> Sums {
        self.before(month.next().first_day(), FiscalYears::CALENDAR.of(month))
    }

    fn rows_in(&self, period: Period) -> impl Iterator<Item = &NaiveRow> {
        self.rows
            .iter()
            .filter(move |row| period.first().first_day() <= row.date && row.date <= period.last().last_day())
    }

    /// Opening, debit, credit and closing by what the grouping tells apart.
    fn trial_balance(&self, period: Period, grouping: Grouping) -> BTreeMap<TrialBalanceKey, [i128; 4]> {
        let mut table: BTreeMap<_, [i128; 4]> = BTreeMap::new();
        let parts: Vec<Period> =
            if grouping.month { period.months().map(Period::month).collect() } else { vec![period] };
        for part in parts {
            let key = |object: &BalanceObject| TrialBalanceKey {
                account: object.account,
                cost_centre: if grouping.cost_centre { object.cost_centre.clone() } else { None },
                project: if grouping.project { object.project.clone() } else { None },
                month: if grouping.month { Some(part.first()) } else { None },
            };
            for (object, ore) in self.at_start_of(part.first()) {
                let row = table.entry(key(&object)).or_default();
                row[0] += ore;
                row[3] += ore;
            }
            for NaiveRow { object, ore, .. } in self.rows_in(part) {
                let row = table.entry(key(object)).or_default();
                row[if *ore >= 0 { 1 } else { 2 }] += ore.abs();
                row[3] += ore;
            }
        }
        table.retain(|_, row| *row != [0; 4]);
        table
    }
}

fn ore(amounts: &Amounts) -> Sums {
    amounts.iter().map(|(object, amount)| (object.clone(), i128::from(amount.ore()))).collect()
}

fn without_zeros(mut sums: Sums) -> Sums {
    sums.retain(|_, ore| *ore != 0);
    sums
}

fn figures(row: &TrialBalanceRow) -> [i128; 4] {
    let TrialBalanceRow { opening, turnover, closing } = row;
    [opening, &turnover.debit, &turnover.credit, closing].map(|amount| i128::from(amount.ore()))
}

/// Journals with years without vouchers among them, and opening balances given anew for a later
/// year in some: both must not matter to a sum.
fn journal() -> impl Strategy<Value = Journal> {
    let options = JournalOptions { years: 1..=4, vouchers_per_year: 0..=5, ..JournalOptions::default() };
    let first_year = options.first_year;
    let small = Amount::from_ore(-1_000_000)..=Amount::from_ore(1_000_000);
    let balance_account = arbitrary::account_in("1000-2999".parse().expect("a range"));
    let given = (0_usize..=4, prop::collection::vec((balance_account, arbitrary::amount_in(small)), 1..=3));
    (arbitrary::journal(options), prop::option::weighted(0.3, given)).prop_map(move |(mut journal, given)| {
        if let Some((years_later, openings)) = given {
            let year = (0..years_later).fold(first_year, |year, _| year.next());
            for (account, amount) in openings {
                journal.open(year, account.into(), amount);
            }
        }
        journal
    })
}

/// A month from half a year before the first voucher can be, to half a year after the last.
fn month() -> impl Strategy<Value = Month> {
    (-6_i32..54).prop_map(|months| Month::new(2023, 1).expect("a month").plus(months))
}

fn period() -> impl Strategy<Value = Period> {
    (month(), 0_i32..18).prop_map(|(first, more)| Period::new(first, first.plus(more)).expect("in order"))
}

fn grouping() -> impl Strategy<Value = Grouping> {
    any::<(bool, bool, bool)>().prop_map(|(cost_centre, project, month)| Grouping {
        cost_centre,
        project,
        month,
    })
}

proptest! {
    #[test]
    fn balances_are_the_naive_ones(
        journal in journal(), year_end in arbitrary::year_end(), month in month(),
    ) {
        let balances = journal.tally()?.balances;
        let naive = NaiveLedger::of(&journal, &year_end);
        let year = FiscalYears::CALENDAR.of(month);
        prop_assert_eq!(ore(&balances.opening_of(year, &year_end)?), without_zeros(naive.opening_of(year)));
        prop_assert_eq!(ore(&balances.carried_into(year, &year_end)?), without_zeros(naive.carried_into(year)));
        prop_assert_eq!(ore(&balances.at_start_of(month, &year_end)?), without_zeros(naive.at_start_of(month)));
        prop_assert_eq!(ore(&balances.at_end_of(month, &year_end)?), without_zeros(naive.at_end_of(month)));
    }

    #[test]
    fn movements_are_the_naive_ones(journal in journal(), year_end in arbitrary::year_end(), period in period()) {
        let mut expected = Sums::new();
        for row in NaiveLedger::of(&journal, &year_end).rows_in(period) {
            *expected.entry(row.object.clone()).or_default() += row.ore;
        }
        let movement = journal.tally()?.balances.movement(period)?;
        prop_assert_eq!(without_zeros(ore(&movement)), without_zeros(expected));
    }

    #[test]
    fn the_trial_balance_is_the_naive_one_however_it_is_grouped(
        journal in journal(), year_end in arbitrary::year_end(), period in period(), grouping in grouping(),
    ) {
        let table = trial_balance(&journal.tally()?.balances, period, &year_end, grouping)?;
        let mut rows: BTreeMap<_, _> = table.rows.iter().map(|(key, row)| (key.clone(), figures(row))).collect();
        rows.retain(|_, row| *row != [0; 4]);
        let naive = NaiveLedger::of(&journal, &year_end).trial_balance(period, grouping);
        let mut total = [0; 4];
        for row in naive.values() {
            for (sum, figure) in total.iter_mut().zip(row) {
                *sum += figure;
            }
        }
        prop_assert_eq!(rows, naive);
        prop_assert_eq!(figures(&table.total()?), total);
    }

    #[test]
    fn the_general_ledger_runs_as_the_naive_one(
        journal in journal(), year_end in arbitrary::year_end(), month in month(), which in any::<prop::sample::Index>(),
    ) {
        let naive = NaiveLedger::of(&journal, &year_end);
        let accounts: BTreeSet<_> = naive.rows.iter().map(|row| row.object.account).collect();
        prop_assume!(!accounts.is_empty());
        let account = *accounts.iter().nth(which.index(accounts.len())).expect("within");
        let on_account = |sums: Sums| -> i128 {
            sums.into_iter().filter(|(object, _)| object.account == account).map(|(_, ore)| ore).sum()
        };
        // From this month to the end of its year: the closing balance is then that of December.
        let period = Period::new(month, FiscalYears::CALENDAR.of(month).last())?;
        let opening = on_account(naive.at_start_of(month));
        let postings = journal.postings_on(account, period);
        let ledger = GeneralLedger::new(account, period, Amount::from_ore(i64::try_from(opening)?), postings)?;

        let mut rows: Vec<_> = naive.rows_in(period).filter(|row| row.object.account == account).collect();
        rows.sort_by_key(|row| (row.date, row.id.clone()));
        let mut balance = opening;
        let mut expected = Vec::new();
        for row in rows {
            balance += row.ore;
            expected.push((row.date, row.id.clone(), row.object.cost_centre.clone(), row.ore, balance));
        }
        let told: Vec<_> = ledger.postings.iter().map(|(posting, after)| {
            let cost_centre = posting.cost_centre.clone();
            (posting.date, posting.id.clone(), cost_centre, posting.amount.ore().into(), after.ore().into())
        }).collect();
        prop_assert_eq!(told, expected);
        prop_assert_eq!(i128::from(ledger.closing.ore()), on_account(naive.at_end_of(period.last())));
    }

    #[test]
    fn balances_of_parts_merge_into_those_of_the_whole(journal in journal(), at in any::<prop::sample::Index>()) {
        let mut parts = [Journal::new(FiscalYears::CALENDAR), Journal::new(FiscalYears::CALENDAR)];
        let middle = at.index(journal.vouchers().len() + 1);
        for (index, voucher) in journal.vouchers().iter().enumerate() {
            parts[usize::from(index >= middle)].append(voucher.clone());
        }
        for (year, object, amount) in journal.given_openings() {
            parts[1].open(year, object.clone(), amount);
        }
        let mut merged = parts[0].tally()?.balances;
        merged.merge(&parts[1].tally()?.balances)?;
        prop_assert_eq!(merged, journal.tally()?.balances);
    }

    /// Law 1: vouchers, opening balances and closing balances each sum to zero.
    #[test]
    fn everything_sums_to_zero(
        journal in arbitrary::journal(JournalOptions::default()), year_end in arbitrary::year_end(),
    ) {
        let tallied = journal.tally()?;
        prop_assert_eq!(&tallied.facts, &[]);
        prop_assert_eq!(tallied.summary.debit, tallied.summary.credit);
        let (first, last) = tallied.balances.span().expect("every year has a voucher");
        for month in Period::new(first.first(), last.last())?.months() {
            for amounts in [
                tallied.balances.at_start_of(month, &year_end)?,
                tallied.balances.at_end_of(month, &year_end)?,
            ] {
                prop_assert_eq!(Amount::checked_sum(amounts.into_values()), Ok(Amount::ZERO), "{}", month);
            }
        }
    }

    /// Law 2, within a year: opening + debit − credit = closing, per account and dimension.
    #[test]
    fn opening_and_movements_are_closing(
        journal in arbitrary::journal(JournalOptions::default()), year_end in arbitrary::year_end(), grouping in grouping(),
    ) {
        let balances = journal.tally()?.balances;
        let (_, year) = balances.span().expect("every year has a voucher");
        let table = trial_balance(&balances, year.period(), &year_end, grouping)?;
        prop_assert!(!table.rows.is_empty());
        for (key, row) in &table.rows {
            let [opening, debit, credit, closing] = figures(row);
            prop_assert_eq!(opening + debit - credit, closing, "{:?}", key);
        }
        if !grouping.month {
            let closing: i128 = table.rows.values().map(|row| figures(row)[3]).sum();
            prop_assert_eq!(closing, 0);
        }
    }

    /// Law 2, from year to year: a balance account opens with what it closed with, the account
    /// for the result with that and the result, and no result account opens with anything.
    #[test]
    fn a_year_opens_with_what_the_year_before_closed_with(
        journal in arbitrary::journal(JournalOptions::default()), year_end in arbitrary::year_end(),
    ) {
        let balances = journal.tally()?.balances;
        let (first, _) = balances.span().expect("every year has a voucher");
        let mut expected = ore(&balances.at_end_of(first.last(), &year_end)?);
        let is_result = |object: &BalanceObject| !year_end.carries(object.account);
        let result: i128 =
            expected.iter().filter(|(object, _)| is_result(object)).map(|(_, ore)| ore).sum();
        expected.retain(|object, _| !is_result(object));
        *expected.entry(year_end.result_to.into()).or_default() += result;
        let opening = balances.opening_of(first.next(), &year_end)?;
        prop_assert_eq!(ore(&opening), without_zeros(expected));
    }

    #[test]
    fn a_broken_journal_raises_its_fact_with_its_figures(broken in arbitrary::broken_journal()) {
        let facts: Vec<Fact> = broken.tally()?.facts.into_iter().map(|Located { fact, .. }| fact).collect();
        let expected = expected_fact(&broken);
        prop_assert_eq!(facts, expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn broken_opening_balances_are_broken_as_they_say(broken in arbitrary::broken_journal()) {
        let balances = broken.tally()?.balances;
        let mut said = BTreeSet::new();
        for (year, opening) in balances.given_openings() {
            if Amount::checked_sum(opening.values().copied())? != Amount::ZERO {
                said.insert(Code::OpeningUnbalanced);
            }
            let on_result = |(object, amount): (&BalanceObject, &Amount)| {
                !amount.is_zero() && !broken.year_end.carries(object.account)
            };
            if opening.iter().any(on_result) {
                said.insert(Code::OpeningOnResultAccount);
            }
            let carried = by_account(&balances.carried_into(year, &broken.year_end)?);
            if balances.span().is_some_and(|(first, _)| first < year) && carried != by_account(opening) {
                said.insert(Code::OpeningDiffers);
            }
        }
        let openings = [Code::OpeningUnbalanced, Code::OpeningOnResultAccount, Code::OpeningDiffers];
        let expected: BTreeSet<_> = openings.into_iter().filter(|code| *code == broken.code).collect();
        prop_assert_eq!(said, expected);
    }
}

fn by_account(amounts: &Amounts) -> BTreeMap<AccountNumber, i128> {
    let mut sums = BTreeMap::new();
    for (object, amount) in amounts {
        *sums.entry(object.account).or_default() += i128::from(amount.ore());
    }
    sums.retain(|_, ore| *ore != 0);
    sums
}

/// What is to be found in the drafts, told from how they were broken: the last one has it.
fn expected_fact(broken: &BrokenJournal) -> Option<Fact> {
    let [.., before, last] = &broken.drafts[..] else { panic!("two vouchers at least") };
    let year = FiscalYears::CALENDAR.of(Month::of(last.date));
    let of_last_year = |id: &VoucherId| {
        let drafts = broken.drafts[..broken.drafts.len() - 1].iter();
        let same = |draft: &&finsam_ledger::VoucherDraft| {
            FiscalYears::CALENDAR.of(Month::of(draft.date)) == year && draft.id.series() == id.series()
        };
        drafts.filter(same).cloned().collect::<Vec<_>>()
    };
    let id = last.id.clone();
    match broken.code {
        Code::VoucherUnbalanced => {
            let side = |sign: i64| {
                let of_side =
                    last.postings.iter().map(|posting| sign * posting.amount.ore()).filter(|ore| *ore > 0);
                Amount::from_ore(of_side.sum())
            };
            let rows = u64::try_from(last.postings.len()).expect("few");
            Some(Fact::VoucherUnbalanced { id, date: last.date, rows, debit: side(1), credit: side(-1) })
        }
        Code::VoucherDates => Some(Fact::VoucherDates { id, first: before.date, second: last.date }),
        Code::NumbersMissing => {
            let highest =
                of_last_year(&id).iter().map(|draft| draft.id.number()).max().expect("not the first");
            let first = VoucherId::new(id.series(), highest + 1);
            Some(Fact::NumbersMissing { year, first, last: id.number() - 1 })
        }
        Code::NumberTwice => {
            let first =
                of_last_year(&id).into_iter().find(|draft| draft.id == id).expect("it comes twice").date;
            Some(Fact::NumberTwice { year, id, first, second: last.date })
        }
        Code::DateOutsideYears => {
            let sound = &broken.drafts[..broken.drafts.len() - 1];
            let months = || sound.iter().map(|draft| FiscalYears::CALENDAR.of(Month::of(draft.date)));
            let (first, end) = (months().min().expect("sound"), months().max().expect("sound"));
            let years = Period::new(first.first(), end.last()).expect("in order");
            Some(Fact::DateOutsideYears { id, date: last.date, years })
        }
        _ => None,
    }
}
