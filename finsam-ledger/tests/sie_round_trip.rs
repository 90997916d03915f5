//! Book → SIE → new book: the same balances, vouchers and statements.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use finsam_ledger::arbitrary::{JournalOptions, journal, year_end};
use finsam_ledger::read::settings::{Settings, template};
use finsam_ledger::read::{Keep, Options, Read, Reading, layout};
use finsam_ledger::sie::write::{Exported, Kind, Options as Written, Writer};
use finsam_ledger::statement::{View, balance_sheet, cash_flow, income_statement};
use finsam_ledger::{
    AccountNumber, Amount, Amounts, BalanceObject, Balances, Budget, ChartOfAccounts, Code, Correction, Fact,
    FiscalYear, FiscalYears, History, Month, OtherObject, Posting, RowChange, Severity, Turnover, Unit,
    Voucher, VoucherDraft, VoucherId, YearEnd,
};
use proptest::prelude::*;

struct Books<'a> {
    balances: &'a Balances,
    budget: &'a Budget,
    chart: &'a ChartOfAccounts,
    year: FiscalYear,
    year_end: &'a YearEnd,
}

impl Books<'_> {
    /// The year as a SIE file.
    fn written<'v>(&self, kind: Kind, vouchers: impl Iterator<Item = &'v Voucher>) -> Vec<u8> {
        let exported = Exported {
            program: "ledger",
            version: "1.0",
            written: "2025-02-03".parse().expect("a date"),
            entity: "Samordningsförbundet Exempel",
            organisation_number: None,
            chart: self.chart,
            cost_centres: &BTreeMap::new(),
            projects: &BTreeMap::new(),
            balances: self.balances,
            budget: self.budget,
            year: self.year,
            year_end: self.year_end,
        };
        let mut writer = Writer::new(exported, Written { kind, checksum: true, ..Written::default() });
        vouchers.for_each(|voucher| writer.voucher(voucher));
        let mut file = Vec::new();
        writer.finish(&mut file).expect("memory takes it");
        file
    }

    fn turnovers(&self, balances: &Balances) -> Vec<(Month, BalanceObject, Turnover)> {
        let of_year = balances.turnovers_in(self.year.period());
        let moved = of_year.filter(|(_, _, turnover)| *turnover != Turnover::default());
        moved.map(|(month, object, turnover)| (month, object.clone(), turnover)).collect()
    }

    /// Holds what was read against what was written.
    fn check(&self, vouchers: &[&Voucher], read: &Read) {
        let pressing = read.findings.iter().filter(|finding| finding.severity() > Severity::Note);
        assert_eq!(pressing.collect::<Vec<_>>(), Vec::<&finsam_ledger::Finding>::new());
        let back: Vec<Voucher> = read.vouchers().collect();
        assert_eq!(back.iter().collect::<Vec<_>>(), vouchers);
        let again = &read.tallied.balances;
        let opening = |balances: &Balances| balances.opening_of(self.year, self.year_end).expect("it fits");
        let (ours, theirs) = (opening(self.balances), opening(again));
        let told = told_apart(&ours);
        let all_told = ours.keys().all(|object| told.contains(&object.account));
        let apart = |amounts: &Amounts| -> Amounts {
            let told = amounts.iter().filter(|(object, _)| told.contains(&object.account));
            told.map(|(object, amount)| (object.clone(), *amount)).collect()
        };
        assert_eq!(apart(&theirs), apart(&ours));
        assert_eq!(totals(&theirs), totals(&ours));
        assert_eq!(self.turnovers(again), self.turnovers(self.balances));
        let stated = read.stated().differences(again, Some(self.year_end)).expect("it fits");
        let is_of_objects = |fact: &Fact| match fact {
            Fact::StatedSumDiffers { cost_centre, project, .. } => cost_centre.is_some() || project.is_some(),
            fact => fact.code() == Code::StatedObjectsUnsupported,
        };
        let differing = stated.iter().filter(|(_, fact)| all_told || !is_of_objects(fact));
        assert_eq!(differing.collect::<Vec<_>>(), Vec::<&(usize, Fact)>::new());
    }
}

/// The accounts whose objects a reader can tell from another breakdown of the same money: not those
/// with amounts on cost centres alone and on projects alone, which other programs write of one sum.
fn told_apart(opening: &Amounts) -> BTreeSet<AccountNumber> {
    let mut kinds: BTreeMap<AccountNumber, BTreeSet<(bool, bool)>> = BTreeMap::new();
    for object in opening.keys() {
        let kind = (object.cost_centre.is_some(), object.project.is_some());
        kinds.entry(object.account).or_default().insert(kind);
    }
    let marked =
        |kinds: &BTreeSet<(bool, bool)>| kinds.iter().filter(|kind| **kind != (false, false)).count();
    kinds.into_iter().filter(|(_, kinds)| marked(kinds) < 2).map(|(account, _)| account).collect()
}

fn totals(opening: &Amounts) -> BTreeMap<AccountNumber, i64> {
    let mut totals: BTreeMap<AccountNumber, i64> = BTreeMap::new();
    for (object, amount) in opening {
        *totals.entry(object.account).or_default() += amount.ore();
    }
    totals.retain(|_, ore| *ore != 0);
    totals
}

fn read(files: &[(&str, &[u8])]) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
    for (name, bytes) in files {
        reading.file(name, *bytes).expect("memory can be read");
    }
    reading.finish().expect("small amounts")
}

proptest! {
    #[test]
    fn a_generated_book_comes_back(
        journal in journal(JournalOptions { years: 1..=2, ..JournalOptions::default() }),
        year_end in year_end(),
    ) {
        let balances = journal.tally().expect("small sums").balances;
        let (_, year) = balances.span().expect("something is booked");
        let of_year = |voucher: &&Voucher| year.period().contains(Month::of(voucher.date()));
        let vouchers: Vec<&Voucher> = journal.vouchers().iter().filter(of_year).collect();
        let chart = ChartOfAccounts::default();
        let budget = Budget::default();
        let books = Books { balances: &balances, budget: &budget, chart: &chart, year, year_end: &year_end };
        let file = books.written(Kind::Type4E, vouchers.iter().copied());
        books.check(&vouchers, &read(&[("bok.se", &file)]));
    }
}

#[test]
fn corrections_other_dimensions_and_the_budget_come_back() {
    let posting =
        |account: &str, ore| Posting::new(account.parse().expect("an account"), Amount::from_ore(ore));
    let mut cost = posting("5539", 10_050);
    cost.others = vec![OtherObject::new(20, "M1").expect("a code")];
    cost.text = "åäö, \"konsult\"".into();
    let postings = vec![cost, posting("2411", -10_050), posting("5540", 0)];
    let date = "2024-03-05".parse().expect("a date");
    let mut draft = VoucherDraft::new(VoucherId::new("B", 7), date, "Möte", postings);
    let by = |change| Correction { change, date: "2024-03-07".parse().ok(), signature: "AB".into() };
    draft.history = History {
        registered: "2024-03-06".parse().ok(),
        signature: "CD".into(),
        corrections: vec![
            by(RowChange::Struck { before: 0, posting: posting("5540", 10_050) }),
            by(RowChange::Added(0)),
        ],
    };
    let voucher = draft.try_into_voucher().expect("it balances");
    let mut tally = finsam_ledger::Tally::new(FiscalYears::CALENDAR);
    tally.post_voucher(&voucher);
    let balances = tally.finish().expect("small sums").balances;
    let mut budget = Budget::default();
    let object = BalanceObject::from("5539".parse::<AccountNumber>().expect("an account"));
    budget.add("2024-03".parse().expect("a month"), object, Amount::from_ore(500)).expect("it fits");
    let lkbr = layout::built_in("lkbr").expect("built in");
    let (chart, year_end) = (ChartOfAccounts::default(), lkbr.year_end());
    let year = FiscalYears::CALENDAR.starting_in(2024).expect("a year");
    let books = Books { balances: &balances, budget: &budget, chart: &chart, year, year_end };
    let file = books.written(Kind::Type4E, std::iter::once(&voucher));
    let read = read(&[("bok.se", &file)]);
    books.check(&[&voucher], &read);
    assert_eq!(read.budget().expect("small amounts"), budget);
}

/// The example books: what comes back makes the same statements, with the vouchers and without.
#[test]
fn the_example_books_come_back() {
    for (book, name) in
        [("sjuharad-2014", "sjuharad"), ("sjuharad-2024", "sjuharad"), ("insjoriket-2019", "insjoriket")]
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(book);
        let bytes = |file: &str| fs::read(folder.join(file)).expect("an example");
        let (openings, rows, plan) =
            (bytes("ingaende-balans.csv"), bytes("verifikat.csv"), bytes("budget.csv"));
        let first = read(&[("ib.csv", &openings), ("v.csv", &rows), ("b.csv", &plan)]);
        let (balances, budget) = (&first.tallied.balances, first.budget().expect("small amounts"));
        let layout = layout::built_in(name).expect("built in");
        let settings = Settings::from_toml("ledger.toml", template(name).expect("built in")).expect("sound");
        let (_, year) = balances.span().expect("something is booked");
        let year_end = layout.year_end();
        let books = Books { balances, budget: &budget, chart: &settings.chart, year, year_end };
        let of_year = |voucher: &Voucher| year.period().contains(Month::of(voucher.date()));
        let of_year: Vec<Voucher> = first.vouchers().filter(of_year).collect();
        let vouchers: Vec<&Voucher> = of_year.iter().collect();
        let file = books.written(Kind::Type4E, vouchers.iter().copied());
        let again = read(&[("bok.se", &file)]);
        books.check(&vouchers, &again);
        let sums = read(&[("bok.se", &books.written(Kind::Type3, std::iter::empty()))]);
        let view = View { period: year.period(), comparison: None, unit: Unit::Kr, chart: &settings.chart };
        for derive in [income_statement, balance_sheet, cash_flow] {
            let of = |balances: &Balances| derive(&layout, balances, &view).expect("a statement");
            assert_eq!(of(&again.tallied.balances), of(balances), "{book}");
            assert_eq!(of(&sums.tallied.balances), of(balances), "{book}, sums alone");
        }
    }
}
