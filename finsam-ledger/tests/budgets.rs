//! Budgets and forecasts in their versions: which of a year's counts, what is new, what is refused,
//! held against a naive list of what came and went.
#![cfg(all(feature = "csv", feature = "sqlite", feature = "proptest"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(dead_code, reason = "the helpers are shared with other tests")]

use books::{NOW, account, codes, new_book, tampered, undo, year};
use chrono::NaiveDate;
use finsam_ledger::book::Book;
use finsam_ledger::finding::{Code, Fact, FileKind};
use finsam_ledger::read::{Options, Read, Reading};
use finsam_ledger::{Amount, Budget, BudgetKind, BudgetOfYear, BudgetVersion};
use proptest::prelude::*;

#[path = "support/books.rs"]
mod books;

fn version(kind: BudgetKind, name: &str, date: Option<&str>) -> BudgetVersion {
    BudgetVersion::new(kind, name, date.map(|date| date.parse().expect("a date")))
}

fn of_ore(version: BudgetVersion, ore: i64) -> Budget {
    let mut budget = Budget::new(version);
    budget.add(year().period(), account(5539).into(), Amount::from_ore(ore)).expect("small");
    budget
}

/// What came of a version: new, identical or changed, and what was found.
fn added(book: &mut Book, budget: &Budget) -> ([usize; 3], Vec<Fact>) {
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    let outcome = import.add("prognos.csv", &[], &[], budget).expect("it can be stored");
    import.commit().expect("it can be stored");
    let budgets = &outcome.budgets;
    let counts = [&budgets.new, &budgets.identical, &budgets.changed].map(Vec::len);
    (counts, outcome.findings.into_iter().map(|finding| finding.fact).collect())
}

fn latest(book: &Book, kind: BudgetKind) -> Option<(String, i64)> {
    let budgets = book.budgets().expect("it can be read");
    let budget = budgets.latest(kind, year())?;
    let ore = budget.rows().map(|(_, _, amount)| amount.ore()).sum();
    Some((budget.version.name.to_string(), ore))
}

#[test]
fn the_latest_by_date_counts_and_the_others_are_found_by_name() {
    let (_home, mut book) = new_book();
    let forecast = |name: &str, date: &str, ore| of_ore(version(BudgetKind::Forecast, name, Some(date)), ore);
    let new = ([1, 0, 0], vec![]);
    assert_eq!(added(&mut book, &forecast("Prognos 2", "2024-08-31", 200)), new);
    assert_eq!(added(&mut book, &forecast("Prognos 1", "2024-04-30", 100)), new);
    assert_eq!(added(&mut book, &forecast("", "2024-08-31", 300)), new, "it is called by its day");
    assert_eq!(added(&mut book, &of_ore(version(BudgetKind::Budget, "", None), 7)), new);
    assert_eq!(latest(&book, BudgetKind::Forecast), Some(("2024-08-31".to_owned(), 300)), "the later of two");
    assert_eq!(latest(&book, BudgetKind::Budget), Some((String::new(), 7)));
    let revised = of_ore(version(BudgetKind::Budget, "Reviderad", Some("2023-06-01")), 8);
    assert_eq!(added(&mut book, &revised), new);
    assert_eq!(latest(&book, BudgetKind::Budget), Some(("Reviderad".to_owned(), 8)), "any day is later");
    assert_eq!(book.budget().expect("a budget").rows().map(|(_, _, ore)| ore.ore()).sum::<i64>(), 8);
    let budgets = book.budgets().expect("it can be read");
    let named = |name| budgets.read_by(BudgetKind::Forecast, year(), Some(name)).expect("small");
    assert_eq!(named("Prognos 1").expect("it is there").version.date, "2024-04-30".parse().ok());
    assert_eq!(named("Prognos 3"), None);
    assert_eq!(codes(&book), []);
    let brought: Vec<_> = book.batches().expect("five").into_iter().flat_map(|batch| batch.budgets).collect();
    let first = BudgetOfYear { year: year(), version: forecast("Prognos 2", "2024-08-31", 0).version };
    assert_eq!((brought.len(), &brought[0]), (5, &first));
}

#[test]
fn the_same_name_with_other_content_is_a_finding_and_stays() {
    let (_home, mut book) = new_book();
    let first = of_ore(version(BudgetKind::Forecast, "Prognos 2", Some("2024-08-31")), 200);
    added(&mut book, &first);
    assert_eq!(added(&mut book, &first), ([0, 1, 0], vec![]));
    let changed = |in_file, dates| Fact::BudgetChanged {
        kind: FileKind::Forecast,
        name: "Prognos 2".to_owned(),
        year: year(),
        in_book: Amount::from_ore(200),
        in_file: Amount::from_ore(in_file),
        dates,
    };
    let other = |date, ore| of_ore(version(BudgetKind::Forecast, "Prognos 2", date), ore);
    assert_eq!(added(&mut book, &other(None, 201)), ([0, 0, 1], vec![changed(201, None)]));
    assert_eq!(added(&mut book, &other(None, 200)), ([0, 1, 0], vec![]), "no day contradicts none");
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let dates = Some((Some(day("2024-08-31")), day("2024-09-30")));
    assert_eq!(added(&mut book, &other(Some("2024-09-30"), 200)), ([0, 0, 1], vec![changed(200, dates)]));
    assert_eq!(latest(&book, BudgetKind::Forecast), Some(("Prognos 2".to_owned(), 200)));
    let budget = of_ore(version(BudgetKind::Budget, "Prognos 2", None), 5);
    assert_eq!(added(&mut book, &budget), ([1, 0, 0], vec![]), "a budget may have the name of a forecast");
}

#[test]
fn what_a_version_is_called_and_dated_is_in_the_chain() {
    for sql in [
        "UPDATE budget SET name = 'Prognos 3'",
        "UPDATE budget SET date = '2024-09-30'",
        "UPDATE budget SET date = ''",
        "UPDATE budget SET kind = 'budget'",
        "UPDATE budget_row SET amount = 0",
        "UPDATE budget SET date = 'i höst'",
    ] {
        let (home, mut book) = new_book();
        added(&mut book, &of_ore(version(BudgetKind::Forecast, "Prognos 2", Some("2024-08-31")), 200));
        drop(book);
        assert_eq!(codes(&tampered(home.path(), sql)), [Code::ChainBroken], "{sql}");
    }
}

fn read(files: &[(&str, &str)]) -> Read {
    let mut reading = Reading::new(Options::default());
    for (name, content) in files {
        reading.file(name, content.as_bytes()).expect("it can be read");
    }
    reading.finish().expect("small amounts")
}

fn found(read: &Read) -> Vec<(String, Fact)> {
    let place = |finding: &finsam_ledger::Finding| finding.place.as_ref().expect("a place").file.to_string();
    read.findings.iter().map(|finding| (place(finding), finding.fact.clone())).collect()
}

fn rows(budget: &Budget) -> Vec<String> {
    budget.rows().map(|(of, object, amount)| format!("{of} {} {amount}", object.account)).collect()
}

#[test]
fn a_header_says_what_a_file_foresees_and_from_which_day() {
    let of = |header: &str| {
        let content = format!("konto;kst;period;{header}\n5539;3001;2024;100\n");
        let mut read = read(&[("plan.csv", &content)]);
        assert_eq!(read.findings, [], "{header}");
        let versions = read.budget_versions().expect("small amounts");
        (read.files.remove(0).kind, versions.into_iter().map(|budget| budget.version).collect::<Vec<_>>())
    };
    let forecast = |date| (Some(FileKind::Forecast), vec![version(BudgetKind::Forecast, "", date)]);
    let budget = |date| (Some(FileKind::Budget), vec![version(BudgetKind::Budget, "", date)]);
    assert_eq!(of("Prognos"), forecast(None));
    assert_eq!(of("Prognos 2024-08-31"), forecast(Some("2024-08-31")));
    assert_eq!(of("Budget (2023-11-20)"), budget(Some("2023-11-20")));
    assert_eq!(of("belopp"), budget(None));
}

#[test]
fn files_of_one_version_that_disagree_are_named_and_never_added_up() {
    let header = "konto;kst;period;Prognos 2024-08-31";
    let read = read(&[
        ("a.csv", &format!("{header}\n5539;3001;2024;100\n5540;;2024-03;50\n")),
        ("b.csv", &format!("{header}\n5539;3001;2024;100\n5540;;2024-03;60\n5541;;2024;7\n")),
        ("c.csv", "konto;kst;period;Prognos 2024-04-30\n5539;3001;2024;90\n"),
    ]);
    let disagree = Fact::BudgetFilesDisagree {
        kind: FileKind::Forecast,
        period: "2024-03".parse().expect("a period"),
        account: account(5540),
        cost_centre: None,
        other_file: "a.csv".to_owned(),
        in_other: Amount::from_ore(5_000),
        in_file: Amount::from_ore(6_000),
    };
    assert_eq!(found(&read), [("b.csv".to_owned(), disagree)]);
    let versions = read.budget_versions().expect("small amounts");
    assert_eq!(versions.len(), 2, "another day is another version");
    assert_eq!(rows(&versions[0]), ["2024 5539 100.00", "2024 5541 7.00", "2024-03 5540 50.00"]);
}

#[test]
fn a_year_beside_its_months_is_their_total_or_an_error() {
    let of = |year: &str| {
        let months = "5539;;2024-01;40\n5539;;2024-07;60\n5539;3001;2024;8\n";
        read(&[("budget.csv", &format!("konto;kst;period;budget\n5539;;2024;{year}\n{months}"))])
    };
    let sound = of("100");
    assert_eq!(found(&sound), []);
    let budget = sound.budget().expect("small amounts");
    assert_eq!(rows(&budget), ["2024-01 5539 40.00", "2024 5539 8.00", "2024-07 5539 60.00"]);
    let differs = Fact::BudgetMonthsDiffer {
        kind: FileKind::Budget,
        period: "2024".parse().expect("a period"),
        account: account(5539),
        cost_centre: None,
        whole: Amount::from_ore(12_000),
        parts: Amount::from_ore(10_000),
    };
    assert_eq!(found(&of("120")), [("budget.csv".to_owned(), differs)]);
}

/// Something done to a book's versions.
#[derive(Clone, Debug)]
enum Step {
    /// A version comes in: a forecast or not, which name, which day of some, its amount.
    Add(bool, u8, Option<u8>, i64),
    /// An import is undone, counted from the first.
    Undo(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let add = (any::<bool>(), 0..4_u8, proptest::option::of(1..28_u8), 1..4_i64);
    let add = add.prop_map(|(forecast, name, day, ore)| Step::Add(forecast, name, day, ore));
    proptest::collection::vec(prop_oneof![3 => add, 1 => (0..12_usize).prop_map(Step::Undo)], 1..16)
}

/// What the model knows of a version.
#[derive(Clone, Debug)]
struct Came {
    version: BudgetVersion,
    ore: i64,
    undone: bool,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Versions that come and go in any order: the book holds what a list of them does, the latest
    /// is the last with the latest day, and nothing breaks the chain.
    #[test]
    fn versions_are_those_of_a_naive_list(steps in steps()) {
        let (home, mut book) = new_book();
        let mut model: Vec<Came> = Vec::new();
        for step in steps {
            match step {
                Step::Add(is_forecast, name, day, ore) => {
                    let kind = if is_forecast { BudgetKind::Forecast } else { BudgetKind::Budget };
                    let name = if name == 0 { String::new() } else { format!("Version {name}") };
                    let date = day.and_then(|day| NaiveDate::from_ymd_opt(2024, 8, day.into()));
                    let version = BudgetVersion::new(kind, &name, date);
                    let same = |came: &&Came| !came.undone && (came.version.kind, &came.version.name) == (kind, &version.name);
                    let known = model.iter().find(same);
                    let expected = match known {
                        None => [1, 0, 0],
                        Some(came) if came.ore == ore && (date.is_none() || came.version.date == date) => [0, 1, 0],
                        Some(_) => [0, 0, 1],
                    };
                    let (counts, facts) = added(&mut book, &of_ore(version.clone(), ore));
                    prop_assert_eq!((counts, facts.len()), (expected, expected[2]));
                    if expected[0] == 1 {
                        model.push(Came { version, ore, undone: false });
                    }
                }
                Step::Undo(index) => {
                    let Some(came) = model.get_mut(index).filter(|came| !came.undone) else { continue };
                    came.undone = true;
                    undo(&mut book, index as u64 + 1);
                }
            }
            for kind in BudgetKind::ALL {
                let counting = model.iter().filter(|came| !came.undone && came.version.kind == kind);
                let mut last: Option<&Came> = None;
                for came in counting.clone() {
                    if last.is_none_or(|last| last.version.date <= came.version.date) {
                        last = Some(came);
                    }
                }
                let last = last.map(|came| (came.version.name.to_string(), came.ore));
                prop_assert_eq!(latest(&book, kind), last);
                let budgets = book.budgets().expect("it can be read");
                prop_assert_eq!(budgets.of(kind, year()).count(), counting.clone().count());
                for came in counting {
                    let named = budgets.named(kind, year(), &came.version.name).expect("it is there");
                    prop_assert_eq!(&named.version, &came.version);
                }
            }
        }
        prop_assert_eq!(codes(&book), vec![]);
        // In another order, without what was undone, the same counts.
        let (_other, mut again) = new_book();
        for came in model.iter().rev().filter(|came| !came.undone) {
            added(&mut again, &of_ore(came.version.clone(), came.ore));
        }
        prop_assert_eq!(again.content_hash().expect("a hash"), book.content_hash().expect("a hash"));
        drop(home);
    }
}
