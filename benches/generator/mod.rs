//! Books of any size, the same on every run: a mean of four rows a voucher, forty accounts,
//! twenty-five cost centres, one calendar year.

#![allow(dead_code, reason = "each bench takes what it needs")]

pub(crate) mod formats;

use std::time::Duration;

use chrono::{Days, NaiveDate};
use criterion::Criterion;
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, CostCentre, FiscalYears, Journal, Month, Posting, VoucherDraft,
    VoucherId,
};

use formats::Format;

/// Eight accounts of the balance sheet, and 32 of the income statement.
const ACCOUNTS: [u32; 40] = [
    1511, 1687, 1712, 1920, 1930, 2411, 2510, 2991, 3511, 3512, 3611, 3740, 3811, 3919, 4011, 4311, 4691,
    5011, 5012, 5111, 5411, 5538, 5539, 5611, 6011, 6111, 6211, 6311, 6411, 6511, 6911, 7111, 7511, 7599,
    7611, 7711, 8411, 8412, 8511, 8512,
];
const COST_CENTRES: u64 = 25;

/// Runs a bench on books of every size.
pub(crate) fn at_every_size(mut bench: impl FnMut(&mut Criterion, u64)) {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    for vouchers in sizes() {
        bench(&mut criterion, vouchers);
    }
    criterion.final_summary();
}

/// How many vouchers the benches are run on: a small and a usual number, and a million if the
/// environment says `FINSAM_BENCH_MILLION=1`.
fn sizes() -> Vec<u64> {
    let mut sizes = vec![10_000, 100_000];
    if std::env::var_os("FINSAM_BENCH_MILLION").is_some() {
        sizes.push(1_000_000);
    }
    sizes
}

/// A row: account, cost centre (0 for none), öre.
type Row = (u32, u64, i64);

/// So many vouchers as a CSV file held in memory.
pub(crate) fn csv(vouchers: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    formats::write(Format::Csv, vouchers, &mut bytes).expect("memory takes it");
    bytes
}

/// The same vouchers as a journal, with two opening balances.
pub(crate) fn journal(vouchers: u64) -> Journal {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    let year = FiscalYears::CALENDAR.of(Month::of(first_day()));
    for (number, ore) in [(1930, 500_000_000), (2411, -500_000_000)] {
        journal.open(year, BalanceObject::from(account(number)), Amount::from_ore(ore));
    }
    let codes: Vec<CostCentre> =
        (1..=COST_CENTRES).map(|number| CostCentre::new(&code(number)).expect("a code")).collect();
    let mut rows = Vec::new();
    for number in 1..=vouchers {
        let date = voucher(number, vouchers, &mut rows);
        let posting = |(number, cost_centre, ore): &Row| Posting {
            cost_centre: usize::try_from(*cost_centre)
                .ok()
                .and_then(|at| codes.get(at.checked_sub(1)?))
                .cloned(),
            ..Posting::new(account(*number), Amount::from_ore(*ore))
        };
        let postings = rows.iter().map(posting).collect();
        let text = format!("Leverantörsfaktura {number}");
        let draft = VoucherDraft::new(VoucherId::new("", number), date, &text, postings);
        journal.append(draft.try_into_voucher().expect("it balances"));
    }
    journal
}

/// The date of voucher `number` of so many, and its rows: two to six, which sum to zero.
fn voucher(number: u64, vouchers: u64, rows: &mut Vec<Row>) -> NaiveDate {
    let mut random = Random(number);
    rows.clear();
    let mut sum = 0;
    for _ in 0..=random.below(5) {
        let account = ACCOUNTS[usize::try_from(random.below(40)).expect("small")];
        // Accounts of the balance sheet have no cost centre, as in most books.
        let cost_centre = if account < 3000 { 0 } else { random.below(COST_CENTRES) + 1 };
        let ore = i64::try_from(random.below(20_000_000)).expect("small") - 10_000_000;
        sum += ore;
        rows.push((account, cost_centre, ore));
    }
    rows.push((1930, 0, -sum));
    first_day() + Days::new((number - 1) * 365 / vouchers)
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date")
}

fn account(number: u32) -> AccountNumber {
    AccountNumber::new(number).expect("an account")
}

fn code(cost_centre: u64) -> String {
    (3000 + cost_centre).to_string()
}

/// `SplitMix64`: each voucher has its own, so that any of them can be made without the others.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}
