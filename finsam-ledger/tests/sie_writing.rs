//! SIE files as they are written: to the letter for a small book, and read back naively for
//! generated ones.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/naive_sie.rs"]
mod naive_sie;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use finsam_ledger::arbitrary::{JournalOptions, journal, year_end};
use finsam_ledger::sie::code_page::decode;
use finsam_ledger::sie::write::{
    Alteration, Altered, Exported, Kind, Options, Report, Spot, WriteError, Writer,
};
use finsam_ledger::{
    Amount, BalanceObject, Balances, BalancesError, Budget, ChartOfAccounts, Correction, CostCentre,
    FiscalYear, FiscalYears, History, Journal, Month, OtherObject, Period, Posting, Project, RowChange,
    Voucher, VoucherDraft, VoucherId, YearEnd,
};
use naive_sie::{Item, crc_32, items};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn year(year: i32) -> FiscalYear {
    FiscalYears::CALENDAR.starting_in(year).expect("a year")
}

fn posting(account: &str, ore: i64, cost_centre: &str, project: &str) -> Posting {
    Posting {
        cost_centre: CostCentre::new(cost_centre).ok(),
        project: Project::new(project).ok(),
        ..Posting::new(account.parse().expect("an account"), Amount::from_ore(ore))
    }
}

fn object(account: &str, cost_centre: &str, project: &str) -> BalanceObject {
    let Posting { account, cost_centre, project, .. } = posting(account, 0, cost_centre, project);
    BalanceObject { account, cost_centre, project }
}

fn usual_year_end() -> YearEnd {
    YearEnd {
        balance_accounts: vec!["1000-2999".parse().expect("a range")],
        equity: vec!["2000-2099".parse().expect("a range")],
        result_to: "2010".parse().expect("an account"),
    }
}

/// A book with all that is written about it beside its vouchers.
#[derive(Debug)]
struct Book {
    journal: Journal,
    chart: ChartOfAccounts,
    cost_centres: BTreeMap<CostCentre, String>,
    projects: BTreeMap<Project, String>,
    budget: Budget,
    year: FiscalYear,
    year_end: YearEnd,
}

impl Book {
    fn of(journal: Journal, year: FiscalYear, year_end: YearEnd) -> Self {
        Self {
            journal,
            chart: ChartOfAccounts::default(),
            cost_centres: BTreeMap::new(),
            projects: BTreeMap::new(),
            budget: Budget::default(),
            year,
            year_end,
        }
    }

    fn writer<'a>(&'a self, balances: &'a Balances, options: Options) -> Writer<'a> {
        let exported = Exported {
            program: "ledger",
            version: "1.0",
            written: date("2025-02-03"),
            entity: "Samordningsförbundet Exempel",
            organisation_number: Some("2220001234"),
            chart: &self.chart,
            cost_centres: &self.cost_centres,
            projects: &self.projects,
            balances,
            budget: &self.budget,
            year: self.year,
            year_end: &self.year_end,
        };
        let mut writer = Writer::new(exported, options);
        self.journal.vouchers().iter().for_each(|voucher| writer.voucher(voucher));
        writer
    }

    fn written(&self, options: Options) -> (Vec<u8>, Report) {
        let balances = self.journal.tally().expect("small sums").balances;
        let mut file = Vec::new();
        let report = self.writer(&balances, options).finish(&mut file).expect("memory takes it");
        (file, report)
    }

    /// The file as text, its lines ended by a line feed alone.
    fn text(&self, kind: Kind) -> String {
        let (file, _) = self.written(Options { kind, ..Options::default() });
        let text = decode(&file);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])), "every line ends with both");
        lines.join("\n")
    }
}

/// Two years, with opening balances and a budget, objects of three dimensions, and a voucher that
/// a row was added to and one struck from.
fn small_book() -> Book {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    for (object, ore) in [
        (object("1930", "", ""), 100_000),
        (object("1712", "3047", "VILJA"), 20_000),
        (object("1712", "", ""), 5_000),
        (object("2010", "", ""), -125_000),
    ] {
        journal.open(year(2023), object, Amount::from_ore(ore));
    }
    let mut append = |draft: VoucherDraft| journal.append(draft.try_into_voucher().expect("balanced"));
    append(VoucherDraft::new(
        VoucherId::new("", 7),
        date("2023-12-31"),
        "Året före",
        vec![posting("5539", 2_500, "3001", ""), posting("1930", -2_500, "", "")],
    ));
    append(VoucherDraft::new(
        VoucherId::new("A", 1),
        date("2024-01-15"),
        "ESF",
        vec![posting("1930", 20_000, "", ""), posting("1712", -20_000, "3047", "VILJA")],
    ));
    let mut counterparty = posting("5539", 12_550, "3001", "");
    counterparty.others = vec![OtherObject::new(20, "Kommun B").expect("a code")];
    counterparty.text = "Handledning “mars”".into();
    let mut corrected = VoucherDraft::new(
        VoucherId::new("", 2),
        date("2024-03-31"),
        "",
        vec![posting("2411", -12_550, "", ""), counterparty],
    );
    let by = |change, date: Option<NaiveDate>, signature: &str| Correction {
        change,
        date,
        signature: signature.into(),
    };
    corrected.history = History {
        registered: Some(date("2024-04-02")),
        signature: "AB".into(),
        corrections: vec![
            by(
                RowChange::Struck { before: 1, posting: posting("5540", 12_550, "3001", "") },
                Some(date("2024-04-03")),
                "CD",
            ),
            by(RowChange::Added(1), Some(date("2024-04-03")), "Christer D"),
            by(RowChange::Struck { before: 2, posting: posting("6110", 0, "", "") }, None, ""),
        ],
    };
    append(corrected);
    let mut book = Book::of(journal, year(2024), usual_year_end());
    for (account, name) in [
        ("1712", "Upplupna intäkter"),
        ("1930", "Bank"),
        ("2010", "Eget kapital"),
        ("2411", "Leverantörsskulder"),
        ("3811", "Bidrag från Försäkringskassan"),
    ] {
        book.chart.name(account.parse().expect("an account"), name);
    }
    book.cost_centres.insert(CostCentre::new("3001").expect("a code"), "Aktiv väg".to_owned());
    book.projects.insert(Project::new("VILJA").expect("a code"), String::new());
    let month = |number| Period::month(Month::new(2024, number).expect("a month"));
    for (period, budgeted, ore) in [
        (month(1), object("5539", "3001", ""), 10_000),
        (month(1), object("5539", "", ""), 500),
        (year(2024).period(), object("3811", "", ""), -120_000),
    ] {
        book.budget.add(period, budgeted, Amount::from_ore(ore)).expect("small");
    }
    book
}

#[track_caller]
fn check(kind: Kind, golden: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sie").join(golden);
    let written = small_book().text(kind);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &written).expect("room for the file");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden file");
    assert_eq!(written, expected, "{golden} differs; UPDATE_EXPECT=1 rewrites it");
}

#[test]
fn every_type_is_written_to_the_letter() {
    check(Kind::Type1, "type-1.txt");
    check(Kind::Type2, "type-2.txt");
    check(Kind::Type3, "type-3.txt");
    check(Kind::Type4E, "type-4e.txt");
    check(Kind::Type4I, "type-4i.txt");
}

#[test]
fn budgets_of_years_stand_in_their_last_month_and_are_counted() {
    let book = small_book();
    let long = |kind| book.written(Options { kind, ..Options::default() }).1.long_budgets;
    assert_eq!(
        [Kind::Type1, Kind::Type2, Kind::Type3, Kind::Type4E, Kind::Type4I].map(long),
        [0, 1, 1, 1, 0]
    );
}

#[test]
fn only_vouchers_of_the_year_are_written() {
    let book = small_book();
    let report = |kind| book.written(Options { kind, ..Options::default() }).1;
    let counts = |report: Report| (report.vouchers, report.rows);
    assert_eq!(counts(report(Kind::Type4E)), (2, 4), "one of three is of the year before");
    assert_eq!(counts(report(Kind::Type4I)), (2, 4));
    assert_eq!(counts(report(Kind::Type3)), (0, 0));
}

#[test]
fn a_broken_year_is_written_by_its_own_months() {
    let years = FiscalYears::starting_in_month(7).expect("July");
    let mut journal = Journal::new(years);
    for (number, day) in [(1, "2024-06-30"), (2, "2024-07-01"), (3, "2025-06-30"), (4, "2025-07-01")] {
        let rows = vec![posting("1930", 100, "", ""), posting("3811", -100, "", "")];
        let draft = VoucherDraft::new(VoucherId::new("A", number), date(day), "", rows);
        journal.append(draft.try_into_voucher().expect("balanced"));
    }
    let book = Book::of(journal, years.starting_in(2024).expect("a year"), usual_year_end());
    let (file, report) = book.written(Options::default());
    let of = |label: &str| -> Vec<String> {
        let found = items(&file, char::from).into_iter().filter(|item| item.label == label);
        found.map(|item| item.fields.join(" ")).collect()
    };
    assert_eq!(of("#RAR"), ["0 20240701 20250630", "-1 20230701 20240630"]);
    assert_eq!(of("#OMFATTN"), ["20250630"], "something is booked after it");
    assert_eq!(of("#IB"), ["0 1930 1.00", "0 2010 -1.00"], "the result before is equity");
    assert_eq!(of("#UB"), ["0 1930 3.00", "0 2010 -1.00", "-1 1930 1.00"]);
    assert_eq!(of("#RES"), ["0 3811 -2.00", "-1 3811 -1.00"]);
    assert_eq!(of("#VER"), ["A 2 20240701 ", "A 3 20250630 "]);
    assert_eq!(report.vouchers, 2);
}

#[test]
fn a_result_is_what_was_booked_whatever_its_account_opened_with() {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    journal.open(year(2024), object("1930", "", ""), Amount::from_ore(500));
    journal.open(year(2024), object("3811", "", ""), Amount::from_ore(-500));
    let rows = vec![posting("1930", 100, "", ""), posting("3811", -100, "", "")];
    let draft = VoucherDraft::new(VoucherId::new("A", 1), date("2024-01-05"), "", rows);
    journal.append(draft.try_into_voucher().expect("balanced"));
    let text = Book::of(journal, year(2024), usual_year_end()).text(Kind::Type1);
    let balances: Vec<&str> = text
        .lines()
        .filter(|line| ["#IB", "#UB", "#RES"].iter().any(|label| line.starts_with(label)))
        .collect();
    assert_eq!(balances, ["#IB 0 1930 5.00", "#IB 0 3811 -5.00", "#UB 0 1930 6.00", "#RES 0 3811 -1.00"]);
}

#[test]
fn what_is_changed_is_told_with_its_place() {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    let mut row = posting("1930", 100, "Č1", "");
    row.text = "rad ett\nrad två".into();
    let rows = vec![row, posting("3811", -100, "C1", "")];
    let id = VoucherId::new("Ž", 1);
    let text = "Ersättning till Žofie Dvořáková – juli, augusti och september";
    let draft = VoucherDraft::new(id.clone(), date("2024-08-01"), text, rows);
    journal.append(draft.try_into_voucher().expect("balanced"));
    let mut book = Book::of(journal, year(2024), usual_year_end());
    book.chart.name("1930".parse().expect("an account"), "Bank €");
    book.projects.insert(Project::new("P1").expect("a code"), "C:\\".to_owned());
    let (file, report) = book.written(Options { max_text: Some(50), ..Options::default() });

    let (voucher, row) = (|| Spot::Voucher(id.clone()), Spot::Row(id.clone(), 1));
    let object_code = || Spot::ObjectCode { dimension: 1, code: "Č1".into() };
    let object_name = Spot::ObjectName { dimension: 6, code: "P1".into() };
    let letters = |letters: &str| Alteration::Letters(letters.chars().collect());
    let expected = [
        (voucher(), letters("Ž")),
        (voucher(), letters("řŽ–")),
        (voucher(), Alteration::Shortened { length: 61 }),
        (row, Alteration::Breaks),
        (Spot::AccountName("1930".parse().expect("an account")), letters("€")),
        (object_code(), letters("Č")),
        (object_code(), Alteration::SameAs("C1".into())),
        (object_name, letters("\\")),
    ];
    assert_eq!(report.altered, expected.map(|(spot, alteration)| Altered { spot, alteration }));
    let text = decode(&file);
    for line in [
        "#KONTO 1930 \"Bank EUR\"\r\n",
        "#OBJEKT 1 C1 \"\"\r\n#OBJEKT 6 P1 C:/\r\n",
        "#VER Z 1 20240801 \"Ersättning till Zofie Dvoráková - juli, augusti oc\"\r\n",
        "#TRANS 1930 {1 \"C1\"} 1.00 \"\" \"rad ett rad två\"\r\n",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
}

#[test]
fn a_sum_that_does_not_fit_is_refused() {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    journal.open(year(2024), object("1930", "", ""), Amount::MAX);
    let rows = vec![posting("1930", 1, "", ""), posting("3811", -1, "", "")];
    let draft = VoucherDraft::new(VoucherId::new("A", 1), date("2024-08-01"), "", rows);
    journal.append(draft.try_into_voucher().expect("balanced"));
    let book = Book::of(journal, year(2024), usual_year_end());
    let balances = book.journal.tally().expect("each fits by itself").balances;
    let refused = book.writer(&balances, Options::default()).finish(&mut Vec::new());
    assert!(matches!(refused, Err(WriteError::Balances(BalancesError::Amount(_)))));
}

#[test]
fn the_checksum_is_that_of_a_naive_reader() {
    for kind in [Kind::Type1, Kind::Type2, Kind::Type3, Kind::Type4E, Kind::Type4I] {
        let (file, _) = small_book().written(Options { kind, checksum: true, ..Options::default() });
        let items = items(&file, char::from);
        assert_eq!((items[0].label.as_str(), items[1].label.as_str()), ("#FLAGGA", "#KSUMMA"), "type {kind}");
        let last = items.last().expect("an item");
        assert_eq!(
            (last.label.as_str(), last.field(0)),
            ("#KSUMMA", &*crc_32(&items[2..items.len() - 1]).to_string())
        );
        assert_eq!(items.iter().filter(|item| item.label == "#KSUMMA").count(), 2);
    }
}

/// What a generated book has beside its postings: texts, corrections, other dimensions.
#[derive(Clone, Debug)]
struct Extra {
    text: String,
    registered: bool,
    corrections: Vec<(bool, usize, String)>,
    other: Option<String>,
}

/// Texts of letters that a file can hold, and of marks that it must keep apart.
fn plain_text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "aÅö é\"{}#\\;0 ".chars().collect();
    proptest::collection::vec(proptest::sample::select(letters), 0..12)
        .prop_map(|letters| letters.into_iter().collect::<String>())
        .prop_filter("no backslash that is changed", |text| !text.ends_with('\\') && !text.contains("\\\""))
}

fn extra() -> impl Strategy<Value = Extra> {
    let corrections = proptest::collection::vec((any::<bool>(), 0_usize..6, plain_text()), 0..4);
    let other = proptest::option::of("[A-Z][a-z ]{0,4}[0-9]");
    (plain_text(), any::<bool>(), corrections, other)
        .prop_map(|(text, registered, corrections, other)| Extra { text, registered, corrections, other })
}

impl Extra {
    fn put_on(&self, mut draft: VoucherDraft) -> VoucherDraft {
        draft.text = self.text.as_str().into();
        let day = draft.date;
        draft.history.registered = self.registered.then_some(day);
        for (added, index, signature) in &self.corrections {
            let rows = draft.postings.len();
            let change = if *added {
                RowChange::Added(index % rows)
            } else {
                let posting = draft.postings[index % rows].clone();
                RowChange::Struck { before: index % (rows + 1), posting }
            };
            let date = self.registered.then_some(day);
            let is_new = |correction: &Correction| correction.change != change;
            if draft.history.corrections.iter().all(is_new) {
                draft.history.corrections.push(Correction {
                    change,
                    date,
                    signature: signature.as_str().into(),
                });
            }
        }
        let others = self.other.iter().map(|code| OtherObject::new(20, code).expect("a code"));
        draft.postings[0].others = others.collect();
        draft.postings[0].text = self.text.as_str().into();
        draft
    }
}

/// A generated book, exported in its last year.
fn book() -> impl Strategy<Value = Book> {
    let extras = proptest::collection::vec(extra(), 1..6);
    (journal(JournalOptions::default()), year_end(), extras).prop_map(|(bare, end, extras)| {
        let mut journal = Journal::new(bare.fiscal_years());
        for (year, object, amount) in bare.given_openings() {
            journal.open(year, object.clone(), amount);
        }
        for (voucher, extra) in bare.vouchers().iter().zip(extras.iter().cycle()) {
            let draft = extra.put_on(voucher.clone().into_draft());
            journal.append(draft.try_into_voucher().expect("still balanced"));
        }
        let last = journal.vouchers().iter().map(Voucher::date).max().expect("a voucher");
        Book::of(journal, bare.fiscal_years().of(Month::of(last)), end)
    })
}

fn ore(text: &str) -> i64 {
    let (kronor, ore) = text.split_once('.').expect("a point");
    assert!(ore.len() == 2 && !kronor.starts_with('+'), "{text}");
    format!("{kronor}{ore}").parse().expect("whole öre")
}

/// Sums by account, objects and month, as `1930|1=3001 6=P1|202401`.
type Sums = BTreeMap<String, i64>;

fn sum(sums: &mut Sums, key: String, ore: i64) {
    let kept = sums.entry(key).or_default();
    *kept += ore;
}

fn without_zeros(mut sums: Sums) -> Sums {
    sums.retain(|_, ore| *ore != 0);
    sums
}

/// The objects that a book sums by: cost centre and project, as a list in the file.
fn listed(object: &BalanceObject) -> String {
    let cost_centre = object.cost_centre.as_ref().map(|code| format!("1={code}"));
    let project = object.project.as_ref().map(|code| format!("6={code}"));
    cost_centre.into_iter().chain(project).collect::<Vec<_>>().join(" ")
}

/// The vouchers of a file, each as its `#VER` and its rows.
fn vouchers(file: &[u8]) -> Vec<(Item, Vec<Item>)> {
    let mut found: Vec<(Item, Vec<Item>)> = Vec::new();
    for item in items(file, finsam_ledger::sie::code_page::letter) {
        match item.label.as_str() {
            "#VER" => found.push((item, Vec::new())),
            "#TRANS" | "#RTRANS" | "#BTRANS" => found.last_mut().expect("a voucher").1.push(item),
            _ => {}
        }
    }
    found
}

proptest! {
    #[test]
    fn rows_sum_to_what_the_book_holds(book in book()) {
        let (file, report) = book.written(Options { checksum: true, ..Options::default() });
        prop_assert_eq!(&report.altered, &Vec::new());
        let mut of_rows = Sums::new();
        for (voucher, rows) in vouchers(&file) {
            let month = &voucher.field(2)[..6];
            for row in rows.iter().filter(|row| row.label == "#TRANS") {
                let objects = row.field(1).split(" 20=").next().expect("a part");
                let objects = if objects.starts_with("20=") { "" } else { objects };
                sum(&mut of_rows, format!("{}|{objects}|{month}", row.field(0)), ore(row.field(2)));
            }
        }
        let mut of_book = Sums::new();
        let balances = book.journal.tally()?.balances;
        for (month, object, turnover) in balances.turnovers_in(book.year.period()) {
            let month = format!("{:04}{:02}", month.year(), month.number());
            sum(&mut of_book, format!("{}|{}|{month}", object.account, listed(object)), turnover.change()?.ore());
        }
        prop_assert_eq!(without_zeros(of_rows), without_zeros(of_book.clone()));

        let items = items(&file, finsam_ledger::sie::code_page::letter);
        let stated = items.last().expect("the checksum").field(0).to_owned();
        prop_assert_eq!(crc_32(&items[2..items.len() - 1]).to_string(), stated);

        let opening = balances.opening_of(book.year, &book.year_end)?;
        let opening = opening.iter().map(|(object, amount)| (format!("{}|{}", object.account, listed(object)), amount.ore()));
        let (mut of_months, mut opened) = (Sums::new(), Sums::new());
        for item in items.iter().filter(|item| item.field(0) == "0") {
            match item.label.as_str() {
                "#PSALDO" => {
                    let key = format!("{}|{}|{}", item.field(2), item.field(3), item.field(1));
                    sum(&mut of_months, key, ore(item.field(4)));
                }
                "#OIB" => sum(&mut opened, format!("{}|{}", item.field(1), item.field(2)), ore(item.field(3))),
                _ => {}
            }
        }
        let of_objects = |sums: Sums| -> Sums {
            without_zeros(sums).into_iter().filter(|(key, _)| !key.contains("||") && !key.ends_with('|')).collect()
        };
        prop_assert_eq!(of_objects(of_months), of_objects(of_book));
        prop_assert_eq!(opened, of_objects(opening.collect()));
    }

    /// Opening + months = closing on every account, months of objects are parts of their account,
    /// and both sides of the balances sum to nothing.
    #[test]
    fn balances_and_months_agree(book in book(), type_3 in any::<bool>()) {
        let kind = if type_3 { Kind::Type3 } else { Kind::Type4E };
        let (file, _) = book.written(Options { kind, ..Options::default() });
        let (mut opening, mut closing, mut months) = (Sums::new(), Sums::new(), Sums::new());
        let (mut of_objects, mut objects_closing) = (Sums::new(), Sums::new());
        for item in items(&file, char::from) {
            let year = item.field(0).to_owned();
            let account = |at: usize| format!("{year} {}", item.field(at));
            let object = |at: usize| format!("{} {}", account(at), item.field(at + 1));
            match item.label.as_str() {
                "#IB" => sum(&mut opening, account(1), ore(item.field(2))),
                "#UB" | "#RES" => sum(&mut closing, account(1), ore(item.field(2))),
                "#PSALDO" if item.field(3).is_empty() => sum(&mut months, account(2), ore(item.field(4))),
                "#PSALDO" | "#OIB" => {
                    let (at, amount) = if item.label == "#OIB" { (1, 3) } else { (2, 4) };
                    // Accounts of the result have no closing balance by object.
                    sum(&mut of_objects, object(at), ore(item.field(amount)));
                }
                "#OUB" => sum(&mut objects_closing, object(1), ore(item.field(3))),
                _ => {}
            }
        }
        for year in ["0 ", "-1 "] {
            let of_year = |sums: &Sums| sums.iter().filter(|(key, _)| key.starts_with(year)).map(|(_, ore)| ore).sum::<i64>();
            prop_assert_eq!((of_year(&opening), of_year(&closing)), (0, 0));
        }
        let mut derived = opening;
        for (account, ore) in months {
            sum(&mut derived, account, ore);
        }
        prop_assert_eq!(without_zeros(derived), without_zeros(closing));
        of_objects.retain(|key, _| key.split(' ').nth(1).is_some_and(|account| account.starts_with(['1', '2'])));
        prop_assert_eq!(without_zeros(of_objects), objects_closing);
    }

    #[test]
    fn vouchers_come_back_with_their_history(book in book(), alone in any::<bool>()) {
        let kind = if alone { Kind::Type4I } else { Kind::Type4E };
        let (file, _) = book.written(Options { kind, ..Options::default() });
        let in_year = |voucher: &&Voucher| book.year.period().contains(Month::of(voucher.date()));
        let expected: Vec<_> = book.journal.vouchers().iter().filter(in_year).collect();
        let read = vouchers(&file);
        prop_assert_eq!(read.len(), expected.len());
        for ((ver, rows), voucher) in read.iter().zip(expected) {
            let digits = |date: NaiveDate| date.to_string().replace('-', "");
            let (id, history) = (voucher.id(), voucher.history());
            let head = [id.series().to_owned(), id.number().to_string(), digits(voucher.date()), voucher.text().to_owned()];
            prop_assert_eq!(&ver.fields[..4], &head);
            prop_assert_eq!(ver.field(4), history.registered.map(digits).unwrap_or_default());
            prop_assert_eq!(ver.field(5), &*history.signature);

            let booked: Vec<_> = rows.iter().filter(|row| row.label == "#TRANS").collect();
            prop_assert_eq!(booked.len(), voucher.postings().len());
            for (row, posting) in booked.iter().zip(voucher.postings()) {
                prop_assert_eq!(row.field(0), posting.account.to_string());
                prop_assert_eq!(ore(row.field(2)), posting.amount.ore());
                prop_assert_eq!(row.field(4), &*posting.text);
                let code = posting.others.first().map(|object| format!("20={}", object.code()));
                prop_assert_eq!(row.field(1).contains("20="), code.is_some());
                prop_assert!(code.is_none_or(|code| row.field(1).ends_with(&code)));
            }
            let (mut struck, mut added, mut passed) = (Vec::new(), Vec::new(), 0);
            for (at, row) in rows.iter().enumerate() {
                match row.label.as_str() {
                    "#RTRANS" => {
                        prop_assert_eq!((&*rows[at + 1].label, &rows[at + 1].fields), ("#TRANS", &row.fields));
                        added.push((passed, row.field(6).to_owned()));
                    }
                    "#BTRANS" => struck.push((passed, row.field(0).to_owned(), row.field(6).to_owned())),
                    _ => passed += 1,
                }
            }
            let (mut struck_before, mut added_before) = (Vec::new(), BTreeMap::new());
            for Correction { change, signature, .. } in &history.corrections {
                match change {
                    RowChange::Added(index) => drop(added_before.insert(*index, signature.to_string())),
                    RowChange::Struck { before, posting } => {
                        struck_before.push((*before, posting.account.to_string(), signature.to_string()));
                    }
                }
            }
            struck_before.sort_by_key(|(before, _, _)| *before);
            prop_assert_eq!(struck, struck_before);
            prop_assert_eq!(added, added_before.into_iter().collect::<Vec<_>>());
        }
    }
}
