//! Layouts in two languages: the built-in ones say everything in both, and nothing but words differs.
#![cfg(all(feature = "config", feature = "csv", feature = "text"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::{BTreeMap, BTreeSet};

use finsam_ledger::message::{Lang, describe};
use finsam_ledger::read::layout::{built_in, built_in_names, built_in_text, from_toml};
use finsam_ledger::read::settings::Settings;
use finsam_ledger::read::{Keep, Read, published};
use finsam_ledger::render::markdown::markdown;
use finsam_ledger::render::{PageWords, Report, notes_together};
use finsam_ledger::statement::layout::{LayoutDraft, Wording, Words};
use finsam_ledger::statement::overview::{OverviewBody, OverviewSource};
use finsam_ledger::statement::{
    Layout, OverviewSources, Rounding, StatementKind, View, overview, statements,
};
use finsam_ledger::verify::{best_layout, identify, verify};
use finsam_ledger::{BudgetKind, Code, Fact, Finding, FiscalYears, Period, Unit};

/// The words of a layout that are names, and the same in every language.
const NAMES: [&str; 4] = ["Moves", "Män i Hälsa", "PRIA", "VILJA"];

/// What English has of Swedish letters.
const PLACES: [&str; 3] = ["Alingsås", "Härryda", "Mölndal"];

/// The example books: folder, template and layout, two years.
const BOOKS: [(&str, &str, [&str; 2]); 3] = [
    ("sjuharad-2024", "sjuharad", ["2024", "2023"]),
    ("sjuharad-2014", "sjuharad", ["2014", "2013"]),
    ("insjoriket-2019", "insjoriket", ["2019", "2018"]),
];

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// All words of a layout, with where they stand; note numbers are none.
fn words(draft: &LayoutDraft) -> Vec<(String, &Words)> {
    let mut words = vec![
        ("note-word".to_owned(), &draft.note_word),
        ("sum-word".to_owned(), &draft.sum_word),
        ("income-statement".to_owned(), &draft.income_statement.title),
        ("balance-sheet".to_owned(), &draft.balance_sheet.title),
        ("cash-flow".to_owned(), &draft.cash_flow.title),
    ];
    let statements = [&draft.income_statement.rows, &draft.balance_sheet.rows, &draft.cash_flow.rows];
    words.extend(statements.into_iter().flatten().map(|row| (row.id.clone(), &row.label)));
    for note in &draft.notes {
        words.push((note.id.clone(), &note.title));
        words.extend(note.rows.iter().map(|row| (note.id.clone(), &row.label)));
    }
    for overview in &draft.overviews {
        let mut of_overview = vec![&overview.title];
        match &overview.body {
            OverviewBody::Parts(parts) => {
                of_overview.extend(parts.sum.iter().chain([&parts.rest, &parts.total]));
            }
            OverviewBody::Rows(rows) => {
                for row in rows {
                    of_overview.push(&row.label);
                    if let OverviewSource::ShareOfCost { rest, .. } = &row.source {
                        of_overview.push(rest);
                    }
                }
            }
        }
        words.extend(of_overview.into_iter().map(|words| (overview.name.clone(), words)));
    }
    words
}

fn texts(wording: &Wording) -> impl Iterator<Item = &String> {
    std::iter::once(&wording.present).chain(wording.in_edition.values())
}

#[test]
fn every_built_in_layout_says_everything_in_english() {
    let mut names = BTreeSet::new();
    for name in built_in_names() {
        let layout = built_in(name).expect("built in");
        for (place, words) in words(layout.draft()) {
            let swedish = &words.shown;
            let english = words.translation.as_ref();
            let english =
                english.unwrap_or_else(|| panic!("{name}: {place}: {swedish:?} has no English beside it"));
            if swedish == english {
                names.insert(swedish.present.clone());
                continue;
            }
            for text in texts(english) {
                assert!(texts(swedish).all(|own| own != text), "{name}: {place}: {text} is both");
                let rest = PLACES.iter().fold(text.clone(), |text, place| text.replace(place, ""));
                assert!(rest.is_ascii(), "{name}: {place}: {text} is no English");
            }
        }
    }
    assert_eq!(names.into_iter().collect::<Vec<_>>(), NAMES, "names are the same in both");
}

#[test]
fn a_layout_in_the_other_language_has_all_words_exchanged() {
    for name in built_in_names() {
        let swedish = built_in(name).expect("built in");
        let english = swedish.clone().translated();
        let (before, after) = (words(swedish.draft()), words(english.draft()));
        assert_eq!(before.len(), after.len());
        for ((place, before), (_, after)) in before.into_iter().zip(after) {
            assert_eq!(before.translation.as_ref(), Some(&after.shown), "{name}: {place}");
            assert_eq!(after.translation.as_ref(), Some(&before.shown), "{name}: {place}");
        }
        assert_eq!(english.assignment(), swedish.assignment());
        assert_eq!(english.year_end(), swedish.year_end());
        assert_eq!(english.translated(), swedish, "twice is as it was");
    }
}

#[test]
fn an_edition_has_its_own_english_or_the_present_one() {
    let layout = built_in("sjuharad").expect("built in").translated();
    let sheet = &layout.draft().balance_sheet;
    let label = |id: &str, of: &str| {
        let edition = layout.edition(period(of), FiscalYears::CALENDAR);
        let rows = sheet.rows.iter().chain(&layout.draft().income_statement.rows);
        let row = rows.into_iter().find(|row| row.id == id).expect("the row");
        row.label.in_edition(edition).to_owned()
    };
    assert_eq!(label("receivables", "2024"), "Receivables");
    assert_eq!(label("receivables", "2024-01..2024-08"), "Current receivables");
    assert_eq!(label("receivables", "2014"), "Current receivables");
    assert_eq!(label("other-staff-costs", "2014"), "Other staff costs", "the Swedish has a form of its own");
}

#[test]
fn what_a_layout_does_not_say_in_english_stays_as_it_is() {
    let own = "line = \"Verksamhetens intäkter\"\nline-en = \"Operating income\"\n";
    let text = built_in_text("lkbr").expect("built in");
    assert!(text.contains(own));
    let text = text.replacen(own, "line = { present = \"Intäkter\", interim = \"Intäkter hittills\" }\n", 1);
    let layout = from_toml("egen.toml", &text).expect("a layout").translated();
    let row = &layout.draft().income_statement.rows[0];
    let of = |text| row.label.in_edition(layout.edition(period(text), FiscalYears::CALENDAR));
    assert_eq!((of("2024"), of("2024-01..2024-08")), ("Intäkter", "Intäkter hittills"));
    assert_eq!(layout.draft().income_statement.rows[1].label.in_edition(None), "Operating expenses");
}

struct Example {
    read: Read,
    settings: Settings,
}

fn example(name: &str, of_template: &str) -> Example {
    Example { read: examples::read(name, Keep::Sums), settings: examples::settings(name, of_template) }
}

/// All that a layout draws up itself: the statements, the notes on one page, the overviews.
fn reports(example: &Example, layout: &Layout, view: &View<'_>) -> Vec<Report> {
    let (balances, budgets) =
        (&example.read.tallied.balances, example.read.budgets().expect("small amounts"));
    let drawn = |kind| statements(kind, layout, balances, view, Rounding::Stated).expect("one year");
    let notes = notes_together(&drawn(StatementKind::Notes), view.period, view.comparison, Lang::Sv);
    let kinds = [StatementKind::IncomeStatement, StatementKind::BalanceSheet, StatementKind::CashFlow];
    let mut reports: Vec<Report> =
        kinds.into_iter().flat_map(drawn).chain([notes]).map(Report::Statement).collect();
    let latest = |kind| budgets.latest_of_all(kind).expect("small amounts");
    let (budget, forecast) = (latest(BudgetKind::Budget), latest(BudgetKind::Forecast));
    let facts = example.settings.overview_facts();
    let sources = OverviewSources { balances, budget: &budget, forecast: Some(&forecast), facts: &facts };
    let overviews = layout.draft().overviews.iter();
    reports.extend(
        overviews.map(|draft| Report::Overview(overview(layout, draft, &sources, view).expect("one year"))),
    );
    reports
}

/// A report without its words, and those: title first, then by row.
fn apart(mut report: Report) -> (Report, Vec<String>) {
    let mut words = Vec::new();
    let mut take = |text: &mut String| words.push(std::mem::take(text));
    match &mut report {
        Report::Statement(statement) => {
            take(&mut statement.title);
            statement.rows.iter_mut().for_each(|row| take(&mut row.label));
        }
        Report::Overview(overview) => {
            take(&mut overview.title);
            overview.rows.iter_mut().for_each(|row| take(&mut row.label));
        }
        other => panic!("{other:?} has no words of a layout"),
    }
    (report, words)
}

#[test]
fn nothing_but_words_differs_in_any_report_of_the_example_books() {
    for (name, of_template, [of, before]) in BOOKS {
        let example = example(name, of_template);
        for layout in [built_in(of_template), built_in("lkbr")].map(|layout| layout.expect("built in")) {
            let english = layout.clone().translated();
            let swedish: BTreeMap<_, _> = words(layout.draft())
                .into_iter()
                .flat_map(|(_, words)| texts(&words.shown).map(move |text| (text.as_str(), words)))
                .collect();
            let interim = [format!("{of}-01..{of}-08"), format!("{before}-01..{before}-08")];
            let year = [of, before].map(str::to_owned);
            for ([of, before], unit) in [(year.clone(), Unit::Kr), (year, Unit::Tkr), (interim, Unit::Kr)] {
                let view = &View {
                    period: period(&of),
                    comparison: Some(period(&before)),
                    unit,
                    chart: &example.settings.chart,
                };
                let [own, other] = [&layout, &english].map(|layout| reports(&example, layout, view));
                assert_eq!(own.len(), other.len());
                for (own, other) in own.into_iter().zip(other) {
                    let ((own, labels), (other, translated)) = (apart(own), apart(other));
                    assert_eq!(own, other, "{name} {of} {unit:?}: {}", own.name());
                    // Each word of the layout has become another; names of accounts and parts have not.
                    for (label, translated) in labels.iter().zip(&translated) {
                        let is_name = NAMES.contains(&label.as_str());
                        let is_of_layout = swedish.contains_key(label.as_str()) && !is_name;
                        let is_account = own.name() == "notes";
                        assert!(is_account || is_of_layout == (label != translated), "{label}: {translated}");
                    }
                }
            }
        }
    }
}

#[test]
fn our_own_report_in_english_is_proved_like_the_one_in_swedish() {
    for (name, of_template, [of, before]) in BOOKS {
        let example = example(name, of_template);
        let in_both = built_in(of_template).map(|layout| [layout.clone(), layout.translated()]);
        let in_both = in_both.expect("built in");
        let view = &View {
            period: period(of),
            comparison: Some(period(before)),
            unit: Unit::Kr,
            chart: &example.settings.chart,
        };
        let printed = [Lang::Sv, Lang::En].into_iter().zip(&in_both).map(|(lang, layout)| {
            let words = &PageWords { entity: "", cost_centres: &example.settings.cost_centres, lang };
            let pages = reports(&example, layout, view).into_iter();
            let pages: Vec<_> = pages
                .filter(|report| report.name() != "notes")
                .map(|report| markdown(&report.table(words)))
                .collect();
            let read = published("rapport.md", pages.join("\n").as_bytes()).expect("it can be read");
            assert!(read.findings.is_empty(), "{:#?}", read.findings);
            read.published
        });
        let printed: Vec<_> = printed.collect();
        let [swedish, english] = &printed[..] else { panic!("two reports") };
        for (report, layout) in printed.iter().zip(&in_both) {
            let best = best_layout(std::slice::from_ref(report), &in_both);
            assert_eq!(best, Some(layout), "{name}: the language it is printed in");
        }
        // Whatever language the layout shows, it knows the rows of both.
        for layout in &in_both {
            let ids = |report| {
                let reports = identify(std::slice::from_ref(report), layout).reports;
                let tables = reports.into_iter().flatten();
                let ids = tables.map(|table| {
                    let rows = table.rows.into_iter().map(|row| row.map(|row| row.id));
                    (table.is, rows.collect::<Vec<_>>())
                });
                ids.collect::<Vec<_>>()
            };
            let known = ids(swedish);
            assert!(known.iter().flat_map(|(_, rows)| rows).filter(|row| row.is_some()).count() > 40);
            assert_eq!(known, ids(english), "{name}");
        }
        let [proved, in_english] = [swedish, english].map(|report| {
            let verdict = verify(std::slice::from_ref(report), &in_both[0]);
            (verdict.tested.len(), verdict.failures.len())
        });
        assert_eq!(proved, in_english, "{name}");
        assert!(proved.0 > 100, "{name}: {proved:?}");
    }
}

/// The national layout with the first `from` made `to`, refused.
fn refused(from: &str, to: &str) -> Vec<Finding> {
    let text = built_in_text("lkbr").expect("built in");
    assert!(text.contains(from), "the layout no longer holds {from:?}");
    let layout = from_toml("egen.toml", &text.replacen(from, to, 1));
    layout.map(|layout| layout.name().to_owned()).expect_err("the layout has a slip")
}

/// The only finding, and the line it is about.
fn one(from: &str, to: &str) -> (Finding, String) {
    let mut findings = refused(from, to);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let finding = findings.remove(0);
    let line = finding.place.as_ref().map(|place| place.excerpt.to_string());
    (finding, line.expect("a place"))
}

#[test]
fn english_that_is_empty_or_of_no_kind_is_refused() {
    let blank = "Texten är tom: skriv den, eller ta bort nyckeln.";
    let cases = [
        ("line-en = \"Operating income\"", "line-en = \"\"", blank),
        ("title-en = \"Income statement\"", "title-en = \" \u{a0}\"", blank),
        ("rest-en = \"Other\"", "rest-en = \"\"", blank),
        (
            "line-en = { present = \"Result for the year\", interim = \"Result for the period\" }",
            "line-en = { present = \"Result for the year\", interim = \"\" }",
            blank,
        ),
        (
            "sum-word-en = \"Total\"",
            "sum-word-en = 3",
            "Värdet är av fel slag: det är ett heltal men ska vara en text eller en tabell.",
        ),
        ("note-word-en = \"Note\"", "note-word-en = { interim = \"Note\" }", "Nyckeln ”present” saknas."),
    ];
    for (from, to, said) in cases {
        let (finding, line) = one(from, to);
        assert_eq!((finding.code(), line.as_str()), (Code::TomlInvalid, to));
        assert_eq!(describe(&finding, Lang::Sv).text, said, "{to}");
    }
}

#[test]
fn a_key_that_is_no_english_is_refused() {
    for (from, to) in [
        ("line-en = \"Operating income\"", "en = \"Operating income\""),
        ("title-en = \"Income statement\"", "title-sv = \"Resultaträkning\""),
        ("number = \"1\"", "number = \"1\"\nnumber-en = \"1\""),
    ] {
        let (finding, line) = one(from, to);
        let key = to.lines().last().and_then(|line| line.split(' ').next()).expect("a key");
        assert_eq!(line, to.lines().last().expect("a line"));
        assert!(matches!(&finding.fact, Fact::TomlInvalid { detail } if detail.contains(key)), "{finding:?}");
    }
}

#[test]
fn english_of_nothing_is_refused() {
    let shape = |from: &str, to: &str| match one(from, to).0.fact {
        Fact::RowShape { row, keys } => (row, keys.join(" ")),
        fact => panic!("{fact:?}"),
    };
    let named = |row: &str, keys: &str| (row.to_owned(), keys.to_owned());
    let of_sum = "sum = \"Verksamhetens nettokostnader\"\nsum-en";
    let of_line = "sum = \"Verksamhetens nettokostnader\"\nline-en";
    assert_eq!(shape(of_sum, of_line), named("net-operating-cost", "line line-en"));
    let parts = "total = \"Summa\"\ntotal-en = \"Total\"";
    let with_sum = "total = \"Summa\"\nsum-en = \"Total\"";
    assert_eq!(shape(parts, with_sum), named("operations", "sum sum-en"));
    let given = "given = \"count\"";
    assert_eq!(shape(given, "given = \"count\"\nrest-en = \"Other\""), named("employees", "rest rest-en"));
}

#[test]
fn english_of_an_edition_there_is_not_is_refused_wherever_it_stands() {
    for (from, row) in [
        ("note-word-en = \"Note\"", "note-word"),
        ("sum-word-en = \"Total\"", "sum-word"),
        ("title-en = \"Balance sheet\"", "title"),
        ("line-en = \"Tax revenue\"", "tax-revenue"),
        ("title-en = \"Financial income and expenses\"", "note-financial-items"),
        ("title-en = \"Operations statement\"", "title"),
        ("rest-en = \"Outside the projects\"", "rest"),
        ("sum-en = \"Total projects\"", "sum"),
        ("line-en = \"Number of employees\"", "employees"),
    ] {
        let (key, text) = from.split_once(" = ").expect("a key");
        let to = format!("{key} = {{ present = {text}, \"1914\" = {text} }}");
        let findings = refused(from, &to);
        let unknown = |finding: &Finding| matches!(&finding.fact, Fact::ReferenceUnknown { row: of, reference } if of == row && reference == "1914");
        assert!(matches!(&findings[..], [only] if unknown(only)), "{from}: {findings:#?}");
    }
    let insjoriket = built_in_text("insjoriket").expect("built in");
    let own_row = "line-en = { present = \"Trade payables\", interim = \"Trade payables\" }";
    let text = insjoriket.replacen("line-en = \"Trade payables\"", own_row, 1);
    let findings = from_toml("egen.toml", &text).expect_err("it has no editions");
    assert!(
        matches!(&findings[..], [Finding { fact: Fact::ReferenceUnknown { reference, .. }, .. }] if reference == "interim"),
        "{findings:#?}"
    );
}
