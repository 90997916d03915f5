//! What a proof of published reports looks like, and how it is worded: verdicts made by hand, held against
//! committed pages.
//!
//! `UPDATE_EXPECT=1 cargo test --test verdict_page` rewrites them; read the difference as code.

#![cfg(all(feature = "html", feature = "json", feature = "text"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;

use finsam_ledger::Amount;
use finsam_ledger::message::{Lang, verify as said};
use finsam_ledger::render::text::{Emphasis, TextStyle};
use finsam_ledger::render::{HeldView, VerdictPage, VerdictView, json};
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::verify::{
    Correction, Derived, Explanation, Failure, FigureAt, Held, Likeness, LineMatch, MissingRow, Outcome,
    Published, Reason, Relation, RowUnderstood, Rule, Sides, Term, Tested, Verdict,
};
use proofs::{at, less, plus, report, tested};
use rust_decimal::Decimal;
use schema::conforms;
use serde_json::Value;

#[path = "support/proofs.rs"]
mod proofs;
#[path = "support/schema.rs"]
mod schema;

const REPORT: &str = "
resultatrakning; 2019; 2018
1; Verksamhetens intäkter; 17660275; 18220350
; Verksamhetens kostnader; -17700664; -18357590
; Verksamhetens nettokostnad; -40389; -137240
; Finansiella kostnader; -97; 0
; Periodens/årets resultat; -40486; -137240

balansrakning; 2019-12-31; 2018-12-31
2; Fordringar; 1269387; 1542833
; Kassa och banktillgodohavande; 4014306; 5714775
; Summa tillgångar; 5283693; 7257608
; Eget kapital; 1563605; 1604091
3; Kortfristiga skulder; 3720088; 5653517
; Summa eget kapital och skulder; 5283693; 7257608

kassaflodesanalys; 2019; 2018
; Periodens/årets resultat; -40389; -137240
; Ökning/minskning kortfristiga fordringar; 273446; 249237
; Ökning/minskning kortfristiga skulder; -1973915; 642051
; Kassaflöde för den löpande verksamheten; -1740858; 754048

not-Fordringar; 2019-12-31
1510; Kundfordringar; 845000
1610; Avräkning för skatter och avgifter; 24387
1700; Interimsfordringar; 400000
; Summa; 1269378

nyckeltal; 2019
; Soliditet; 28,6%

flerarsoversikt; 2019 tkr
; Omslutning; 5284
; Övrigt; 12
";

fn correction(figure: FigureAt, kr: i64) -> Correction {
    Correction { figure, should_be: Figure::Amount(Amount::from_ore(kr * 100)) }
}

fn reports() -> Vec<Published> {
    vec![report("arsredovisning.csv", REPORT)]
}

/// A verdict with one of each.
fn verdict(reports: &[Published]) -> Verdict {
    let share = Tested {
        relation: Relation {
            rule: Rule::Share,
            left: plus(&[at(4, 0, 0)]),
            right: plus(&[at(1, 3, 0)]),
            share_of: plus(&[at(1, 2, 0)]),
        },
        sides: Sides::Percent { printed: Decimal::new(286, 1), computed: Decimal::new(29_593, 3) },
        outcome: Outcome::Fails,
    };
    let exact = |rule, left, right| tested(rule, left, right, 0, reports);
    let tested = vec![
        exact(Rule::BalanceSheet, plus(&[at(1, 2, 0)]), plus(&[at(1, 5, 0)])),
        exact(Rule::CashFlow, plus(&[at(2, 2, 0)]), less(at(1, 4, 0), at(1, 4, 1))),
        exact(Rule::Sum, plus(&[at(2, 3, 0)]), plus(&[at(2, 0, 0), at(2, 1, 0), at(2, 2, 0)])),
        exact(Rule::CashFlow, plus(&[at(2, 0, 0)]), plus(&[at(0, 4, 0)])),
        exact(Rule::Sum, plus(&[at(3, 3, 0)]), plus(&[at(3, 0, 0), at(3, 1, 0), at(3, 2, 0)])),
        exact(Rule::Note, plus(&[at(3, 3, 0)]), plus(&[at(1, 0, 0)])),
        share,
        tested(Rule::Overview, plus(&[at(5, 0, 0)]), plus(&[at(1, 2, 0)]), 50_000, reports),
        exact(Rule::Sum, plus(&[at(2, 3, 1)]), plus(&[at(2, 0, 1), at(2, 1, 1), at(2, 2, 1)])),
    ];
    let line =
        |likeness, label: &str| Some(LineMatch { id: "line".to_owned(), label: label.to_owned(), likeness });
    let row = |table, row, line, relations| RowUnderstood { report: 0, table, row, line, relations };
    Verdict {
        figures: reports.iter().map(Published::figure_count).sum(),
        tested,
        failures: vec![
            Failure {
                relation: 1,
                follows: vec![2],
                corrections: vec![correction(at(2, 2, 0), -1_933_429)],
                alternatives: vec![
                    vec![correction(at(1, 4, 0), 3_679_602)],
                    vec![correction(at(1, 4, 1), 5_694_003)],
                ],
                explanation: Some(Explanation::DifferenceIs(at(0, 4, 0))),
            },
            Failure {
                relation: 3,
                follows: Vec::new(),
                corrections: vec![correction(at(2, 0, 0), -40_486)],
                alternatives: Vec::new(),
                explanation: Some(Explanation::FigureOf(at(0, 2, 0))),
            },
            Failure {
                relation: 4,
                follows: vec![5],
                corrections: vec![correction(at(3, 3, 0), 1_269_387)],
                alternatives: Vec::new(),
                explanation: Some(Explanation::DigitsTransposed),
            },
            Failure {
                relation: 6,
                follows: Vec::new(),
                corrections: Vec::new(),
                alternatives: Vec::new(),
                explanation: None,
            },
        ],
        signs: vec![at(0, 3, 0)],
        missing: vec![MissingRow {
            report: 0,
            table: 1,
            id: "provisions".to_owned(),
            label: "Avsättning".to_owned(),
        }],
        rows: vec![
            row(1, 0, line(Likeness::Abbreviation, "Kortfristiga fordringar"), 3),
            row(1, 2, line(Likeness::Same, "Summa tillgångar"), 3),
            row(3, 0, None, 1),
            row(5, 1, None, 0),
        ],
    }
}

fn page(view: VerdictView<'_>) -> VerdictPage {
    let reports = reports();
    VerdictPage::new(&verdict(&reports), &reports, &view)
}

const SWEDISH: VerdictView<'static> =
    VerdictView { layout: "insjoriket", held: None, all: false, lang: Lang::Sv };

fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/verdict").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, actual).expect("the folder of expected files");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs; UPDATE_EXPECT=1 rewrites it");
}

fn plain(width: usize) -> TextStyle {
    TextStyle { width, emphasis: Emphasis::Plain }
}

#[test]
fn the_page_is_what_it_was() {
    check("page-100.txt", &page(SWEDISH).text(plain(100)));
    check("page-80.txt", &page(SWEDISH).text(plain(80)));
    check("page-all.txt", &page(VerdictView { all: true, ..SWEDISH }).text(plain(100)));
    check("page-english.txt", &page(VerdictView { all: true, lang: Lang::En, ..SWEDISH }).text(plain(100)));
    check("page.md", &page(SWEDISH).markdown());
    check("page.html", &page(VerdictView { all: true, ..SWEDISH }).html().expect("memory"));
}

#[test]
fn json_conforms_to_the_committed_schema() {
    let reports = reports();
    let schema: Value = serde_json::from_str(json::VERDICT_SCHEMA).expect("the schema is JSON");
    let json = json::verdict(&verdict(&reports), &reports, &SWEDISH).expect("memory");
    conforms(&schema, &serde_json::from_str(&json).expect("the output is JSON"), "$");
    let held = held();
    let view = VerdictView { held: Some(HeldView { book: "boken", held: &held }), ..SWEDISH };
    let json = json::verdict(&verdict(&reports), &reports, &view).expect("memory");
    conforms(&schema, &serde_json::from_str(&json).expect("the output is JSON"), "$");
}

/// Labels come from somebody's document: nothing in them is markup, and nothing steers a terminal.
#[test]
fn what_a_report_prints_stays_words() {
    let hostile = REPORT
        .replace("Periodens/årets resultat", "<script>alert(1)</script>\u{1b}[31m & \u{202e}\"x\" | *y*")
        .replace("kassaflodesanalys", "<img src=x onerror=y>");
    let reports = vec![report("<b>.csv", &hostile)];
    let page = VerdictPage::new(
        &verdict(&reports),
        &reports,
        &VerdictView { layout: "<i>", held: None, all: true, lang: Lang::Sv },
    );
    let html = page.html().expect("memory");
    for markup in ["<script", "<img", "<b>", "<i>", "\u{1b}", "\u{202e}"] {
        assert!(!html.contains(markup), "{markup}");
    }
    for text in [page.text(plain(100)), page.markdown()] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
    assert!(!page.markdown().contains("<script") && !page.markdown().contains(" *y*"));
}

/// A figure that is not there, as a verdict of other reports would name it, is no reason to fail.
#[test]
fn a_verdict_of_other_reports_is_drawn_all_the_same() {
    let reports = reports();
    let verdict = verdict(&reports);
    let view = VerdictView { all: true, ..SWEDISH };
    let page = VerdictPage::new(&verdict, &[], &view);
    assert_eq!(page.failures.len(), verdict.failures.len());
    assert!(!page.text(plain(1)).is_empty() && page.html().is_ok());
    assert!(json::verdict(&verdict, &[], &view).is_ok());
}

#[test]
fn only_the_verdict_has_colour() {
    let page = page(SWEDISH).text(TextStyle { width: 80, emphasis: Emphasis::Ansi });
    assert_eq!(page.matches('\u{1b}').count(), 3, "{page}");
    assert!(page.lines().skip(1).all(|line| !line.contains('\u{1b}')), "{page}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [60, 80, 100] {
        let page = page(VerdictView { all: true, ..SWEDISH }).text(plain(width));
        for line in page.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn the_first_line_counts_as_people_do() {
    use Outcome::{Fails, Holds, Rounding};
    let said = |figures, outcomes: &[Outcome], lang| {
        let reports = reports();
        let mut verdict = verdict(&reports);
        verdict.figures = figures;
        let first = verdict.tested[0].clone();
        let of = |outcome: &Outcome| Tested { outcome: *outcome, ..first.clone() };
        verdict.tested = outcomes.iter().map(of).collect();
        said::headline(&verdict, lang)
    };
    assert_eq!(said(0, &[], Lang::Sv), "0 siffror lästa, inget samband att pröva");
    assert_eq!(said(1, &[Holds], Lang::Sv), "1 siffra läst, 1 samband prövat, det håller");
    assert_eq!(said(2, &[Fails], Lang::Sv), "2 siffror lästa, 1 samband prövat, det håller inte");
    assert_eq!(
        said(1234, &[Holds, Rounding], Lang::Sv),
        "1 234 siffror lästa, 2 samband prövade, alla håller"
    );
    assert_eq!(
        said(1234, &[Holds, Fails], Lang::Sv),
        "1 234 siffror lästa, 2 samband prövade, 1 håller, 1 gör det inte"
    );
    assert_eq!(
        said(2, &[Holds, Fails, Fails], Lang::En),
        "2 figures read, 3 relations tested, 1 holds, 2 do not"
    );
}

#[test]
fn a_relation_reads_as_an_auditor_would_write_it() {
    let reports = reports();
    let told = |tested: &Tested| said::relation(tested, &reports, Lang::Sv);
    let exact = |rule, left, right| told(&tested(rule, left, right, 0, &reports));
    assert_eq!(
        exact(Rule::CashFlow, plus(&[at(2, 2, 0)]), less(at(1, 4, 0), at(1, 4, 1))),
        "Ökning/minskning kortfristiga skulder: kassaflödesanalysen −1 973 915, balansräkningen \
         3 720 088 − 5 653 517 = −1 933 429, skillnad −40 486"
    );
    assert_eq!(
        exact(Rule::BalanceSheet, plus(&[at(1, 2, 0)]), plus(&[at(1, 5, 0)])),
        "Balansräkningen, 2019-12-31: Summa tillgångar 5 283 693, Summa eget kapital och skulder 5 283 693"
    );
    // What is taken off and stands with a minus is in parentheses; a sum without parts says so.
    assert_eq!(
        exact(Rule::Sum, plus(&[at(0, 2, 0)]), less(at(0, 0, 0), at(0, 1, 0))),
        "Resultaträkningen, Verksamhetens nettokostnad, 2019: summan −40 389, raderna ger \
         17 660 275 − (−17 700 664) = 35 360 939, skillnad −35 401 328"
    );
    let taken_off = |at: FigureAt| Term { figure: at, minus: true };
    assert_eq!(
        exact(Rule::SameFigure, plus(&[at(2, 0, 0)]), vec![taken_off(at(0, 0, 0)), taken_off(at(0, 1, 0))]),
        "Periodens/årets resultat, 2019: kassaflödesanalysen −40 389, resultaträkningen \
         −(17 660 275 − 17 700 664) = 40 389, skillnad −80 778"
    );
    assert_eq!(
        exact(Rule::Sum, plus(&[at(0, 3, 0)]), Vec::new()),
        "Resultaträkningen, Finansiella kostnader, 2019: summan −97, utan poster 0, skillnad −97"
    );
    let five: Vec<FigureAt> = (0..5).map(|row| at(1, row, 0)).collect();
    assert_eq!(
        exact(Rule::Whole, plus(&[at(0, 4, 0)]), plus(&five)),
        "Periodens/årets resultat: resultaträkningen −40 486, 5 siffror i balansräkningen ger 15 851 079, \
         skillnad −15 891 565"
    );
}

#[test]
fn units_are_said_where_not_all_is_in_kr() {
    let reports = vec![report(
        "uppfoljning.csv",
        "driftredovisning; Netto 2024 tkr; Budget tkr; Avvikelse tkr
         ; Ordinarie; -587; -1663; 1070

         resultatrakning; 2024
         ; Nettokostnad; -587194,56",
    )];
    let told = |rule, left, right, allowed, lang| {
        said::relation(&tested(rule, left, right, allowed, &reports), &reports, lang)
    };
    let variance = || (plus(&[at(0, 0, 2)]), less(at(0, 0, 0), at(0, 0, 1)));
    assert_eq!(
        told(Rule::Variance, variance().0, variance().1, 0, Lang::Sv),
        "Driftredovisningen, Ordinarie: Avvikelse tkr 1 070 tkr, kolumnerna ger −587 − (−1 663) = 1 076 tkr, \
         skillnad −6 tkr"
    );
    assert_eq!(
        told(Rule::Overview, plus(&[at(0, 0, 0)]), plus(&[at(1, 0, 0)]), 50_000, Lang::En),
        "Ordinarie: the operations statement −587 tkr, the income statement −587 194,56 kr, difference \
         194,56 kr"
    );
}

#[test]
fn reports_are_named_where_there_are_several() {
    let earlier = report("2018.csv", "balansrakning; 2018-12-31\n; Fordringar; 1542833");
    let later = report("2019.csv", "balansrakning; 2019-12-31; 2018-12-31\n2; Fordringar; 1269387; 1542383");
    let reports = vec![earlier, later];
    let comparison = FigureAt { report: 1, table: 0, row: 0, column: 1 };
    let tested = tested(Rule::EarlierReport, plus(&[comparison]), plus(&[at(0, 0, 0)]), 0, &reports);
    assert_eq!(
        said::relation(&tested, &reports, Lang::Sv),
        "Fordringar, 2018-12-31: 2019.csv 1 542 383, 2018.csv 1 542 833, skillnad −450"
    );
    assert_eq!(
        said::figure_name(comparison, &reports),
        "2019.csv › balansrakning › 2 Fordringar › 2018-12-31"
    );
}

/// What a book has of the figures of the report: one that differs and makes another so, and some that
/// it does not tell.
fn held() -> Vec<Held> {
    let differs = |figure, kr: i64, difference: i64, follows_from, explanation| {
        let [exact, difference] = [kr, difference].map(|kr| Figure::Amount(Amount::from_ore(kr * 100)));
        Held { figure, derived: Derived::Differs { exact, difference, follows_from, explanation } }
    };
    let not_told = |figure, reason| Held { figure, derived: Derived::NotDerivable(reason) };
    let exact = Figure::Amount(Amount::from_ore(528_369_300));
    let left_out = Some(Explanation::AccountLeftOut("2510".parse().expect("an account")));
    vec![
        Held { figure: at(1, 2, 0), derived: Derived::Equal { exact } },
        differs(at(2, 2, 0), -1_933_429, -40_486, None, left_out),
        differs(at(2, 3, 0), -1_700_469, -40_389, Some(at(2, 2, 0)), None),
        not_told(at(3, 0, 0), Reason::RowUnknown),
        not_told(at(3, 1, 0), Reason::RowUnknown),
        not_told(at(4, 0, 0), Reason::NotBooked("2021".parse().expect("a period"))),
        Held {
            figure: at(5, 0, 0),
            derived: Derived::Rounding { exact, difference: Figure::Amount(Amount::from_ore(100_000)) },
        },
    ]
}

#[test]
fn figures_stand_beside_what_a_book_has() {
    let held = held();
    let view = VerdictView { held: Some(HeldView { book: "boken i bok", held: &held }), ..SWEDISH };
    check("book-80.txt", &page(view).text(plain(80)));
    check("book.md", &page(view).markdown());
    check("book.html", &page(VerdictView { all: true, ..view }).html().expect("memory"));
    check("book-english.txt", &page(VerdictView { lang: Lang::En, ..view }).text(plain(100)));
    let reports = reports();
    let sound = Verdict { failures: Vec::new(), ..verdict(&reports) };
    assert!(SWEDISH.ties(&sound) && !view.ties(&sound), "what a book has otherwise does not tie");
}

/// Two figures that each follow from the other stand for themselves.
#[test]
fn figures_that_follow_from_each_other_are_both_told() {
    let mut held = held();
    for (index, from) in [(1, at(2, 3, 0)), (2, at(2, 2, 0))] {
        if let Derived::Differs { follows_from, .. } = &mut held[index].derived {
            *follows_from = Some(from);
        }
    }
    let view = VerdictView { held: Some(HeldView { book: "boken", held: &held }), ..SWEDISH };
    let book = page(view).book.expect("it was held against one");
    assert_eq!(book.differences.len(), 2);
}
