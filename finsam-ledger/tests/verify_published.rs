//! Five published documents proved: every error in them is found, and nothing that is right is called wrong.
//!
//! [`JUDGED`] has each error with the reason that a calculation by hand gives for it. A failure that is not
//! there fails the test, and so does one that is there and not found.
#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use finsam_ledger::Amount;
use finsam_ledger::read::layout::{built_in, built_in_names};
use finsam_ledger::read::published;
use finsam_ledger::statement::Layout;
use finsam_ledger::statement::overview::Figure;
use finsam_ledger::verify::{
    Explanation, Failure, FigureAt, Outcome, Published, Rule, Verdict, best_layout, verify,
};

/// An error of a document, judged by hand.
struct Judged {
    document: &'static str,
    rule: Rule,
    /// The figures to be changed, the cause first: table, label, column, printed, what it should be.
    figures: &'static [(&'static str, &'static str, &'static str, &'static str, &'static str)],
    /// How many other sets are as small.
    alternatives: usize,
    /// How many other relations fail for the same cause.
    follows: usize,
    /// What is said of how it came about.
    explanation: &'static str,
    /// Why it is an error.
    #[expect(dead_code, reason = "for the reader")]
    why: &'static str,
}

const JUDGED: [Judged; 11] = [
    Judged {
        document: "sjuharad-2024-08",
        rule: Rule::Note,
        figures: &[
            ("not-ovriga-intakter", "Öres- och kronutjämning", "jan-aug 2023", "-7.37", "124992.63"),
            ("not-ovriga-intakter", "Summa", "jan-aug 2023", "-7.37", "124992.63"),
        ],
        alternatives: 0,
        follows: 0,
        explanation: "RowMissing(125000.00)",
        why: "the note lost account 3919, 125 000.00, which the income statement has and the note of the year has too",
    },
    Judged {
        document: "sjuharad-2024-08",
        rule: Rule::Change,
        figures: &[
            ("balansrakning", "Periodens resultat", "Förändring", "0.00", "112090.13"),
            ("balansrakning", "Summa Eget kapital", "Förändring", "0.00", "112090.13"),
            ("balansrakning", "SUMMA EK, AVS. och SKULDER", "Förändring", "332527.67", "444617.80"),
        ],
        alternatives: 0,
        follows: 3,
        explanation: "none",
        why: "112 090.13 less nothing is 112 090.13; the assets changed by 444 617.80",
    },
    Judged {
        document: "sjuharad-2024",
        rule: Rule::Net,
        figures: &[("driftredovisning-tkr", "Ordinarie", "Kostnad 2024", "18609", "-18609")],
        alternatives: 0,
        follows: 0,
        explanation: "SignTurned",
        why: "18 022 − 18 609 is the −587 beside it, and the sum row has the sign that is lost here",
    },
    Judged {
        document: "sjuharad-2024",
        rule: Rule::Net,
        figures: &[("driftredovisning-tkr", "Projektrelaterat", "Kostnad 2024", "4099", "-4099")],
        alternatives: 0,
        follows: 1,
        explanation: "SignTurned",
        why: "4 932 − 4 099 is the 833 beside it",
    },
    Judged {
        document: "sjuharad-2024",
        rule: Rule::Sum,
        figures: &[("flerarsoversikt-tkr", "Verksamhetens intäkt från medlemmar", "2020", "19032", "19029")],
        alternatives: 2,
        follows: 0,
        explanation: "none",
        why: "19 032 + 9 624 − 28 275 is 381, more than rounding from the 378 by which equity grew",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::CashFlow,
        figures: &[
            ("kassaflodesanalys", "Periodens/årets resultat", "2019", "-40389", "-40486"),
            (
                "kassaflodesanalys",
                "Medel från verksamheten före förändring av rörelsekapital",
                "2019",
                "-40389",
                "-40486",
            ),
        ],
        alternatives: 0,
        follows: 0,
        explanation: "FigureOf",
        why: "the net operating cost was taken; the result is after 97 of financial cost",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::CashFlow,
        figures: &[(
            "kassaflodesanalys",
            "Ökning/minskning kortfristiga skulder",
            "2019",
            "-1973915",
            "-1933429",
        )],
        alternatives: 0,
        follows: 1,
        explanation: "DifferenceIs",
        why: "3 720 088 − 5 653 517 is −1 933 429; the result was taken off once more",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::Sum,
        figures: &[(
            "kassaflodesanalys",
            "Kassaflöde för den löpande verksamheten",
            "2018",
            "891288",
            "754048",
        )],
        alternatives: 0,
        follows: 0,
        explanation: "FigureOf",
        why: "−137 240 + 249 237 + 642 051 is 754 048, the cash flow of the year",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::Sum,
        figures: &[(
            "kassaflodesanalys",
            "Kassaflöde från investeringsverksamheten",
            "2019",
            "-1700469",
            "0",
        )],
        alternatives: 0,
        follows: 1,
        explanation: "FigureOf",
        why: "nothing was invested; the operating cash flow is printed again, and the cash flow of the year is without it",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::Sum,
        figures: &[("kassaflodesanalys", "Kassaflöde från investeringsverksamheten", "2018", "891288", "0")],
        alternatives: 0,
        follows: 1,
        explanation: "FigureOf",
        why: "the same a year before",
    },
    Judged {
        document: "insjoriket-2019",
        rule: Rule::Sum,
        figures: &[(
            "not3-kortfristiga-skulder",
            "Upplupna semesterlöner inkl sociala avgifter",
            "2018-12-31",
            "54069",
            "54609",
        )],
        alternatives: 5,
        follows: 0,
        explanation: "DigitsTransposed",
        why: "the rows make 5 652 977, 540 less than the sum that the balance sheet has too; one row is wrong, and of them \
              only 54 069 has two digits that make 540 when they change places",
    },
];

/// What each document comes to: figures, relations at least, rounding, wrong signs, layout.
const DOCUMENTS: [(&str, usize, usize, usize, usize, &str); 5] = [
    ("sjuharad-2014", 371, 220, 0, 0, "sjuharad"),
    ("sjuharad-2024-08", 225, 70, 1, 1, "sjuharad"),
    ("sjuharad-2024", 308, 160, 0, 0, "sjuharad"),
    ("sjuharad-plan-2015", 109, 6, 0, 0, "lkbr"),
    ("insjoriket-2019", 164, 80, 3, 0, "insjoriket"),
];

fn read(document: &str) -> Published {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(format!("{document}.csv"));
    let read = published(document, File::open(path).expect("it is there")).expect("it can be read");
    assert_eq!(read.findings, [], "{document}");
    read.published
}

fn layouts() -> Vec<Layout> {
    built_in_names().map(|name| built_in(name).expect("built in")).collect()
}

fn fitting(reports: &[Published]) -> Layout {
    best_layout(reports, &layouts()).expect("there are layouts").clone()
}

/// A place in words: table, label, column, as printed.
fn words(reports: &[Published], at: FigureAt) -> (String, String, String, String) {
    let table = at.table(reports).expect("it is there").name.clone();
    let label = at.row(reports).expect("it is there").label.clone();
    let column = at.column(reports).expect("it is there").heading.clone();
    (table, label, column, at.figure(reports).expect("it is printed").text.clone())
}

/// What a correction should be, in the unit of its own column and without decimals that are noughts.
fn should_be(reports: &[Published], at: FigureAt, value: Figure) -> String {
    let Figure::Amount(amount) = value else { return format!("{value:?}") };
    let unit = at.column(reports).expect("it is there").unit;
    let decimals = at.figure(reports).expect("it is printed").decimals;
    let kr = amount.to_decimal();
    let number = if unit == finsam_ledger::Unit::Tkr { kr / rust_decimal::Decimal::from(1_000) } else { kr };
    format!("{:.*}", usize::try_from(decimals).expect("few"), number)
}

fn explained(explanation: Option<Explanation>) -> String {
    match explanation {
        None => "none".to_owned(),
        Some(Explanation::RowMissing(amount)) => format!("RowMissing({amount})"),
        Some(other) => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
    }
}

fn is_judged(reports: &[Published], verdict: &Verdict, failure: &Failure, judged: &Judged) -> bool {
    let found: Vec<_> = failure
        .corrections
        .iter()
        .map(|known| {
            let (table, label, column, printed) = words(reports, known.figure);
            (table, label, column, printed, should_be(reports, known.figure, known.should_be))
        })
        .collect();
    let figures = judged.figures.iter().map(|(table, label, column, printed, right)| {
        [table, label, column, printed, right].map(|text| (*text).to_owned())
    });
    let figures: Vec<_> = figures.map(|[a, b, c, d, e]| (a, b, c, d, e)).collect();
    found == figures
        && verdict.tested[failure.relation].relation.rule == judged.rule
        && failure.alternatives.len() == judged.alternatives
        && failure.follows.len() == judged.follows
        && explained(failure.explanation) == judged.explanation
}

#[test]
fn every_error_of_the_published_documents_is_found_and_nothing_else() {
    for (document, figures, relations, rounding, signs, layout) in DOCUMENTS {
        let reports = [read(document)];
        let fits = fitting(&reports);
        assert_eq!(fits.name(), layout, "{document}");
        let verdict = verify(&reports, &fits);
        assert_eq!(verdict.figures, figures, "{document}");
        assert!(verdict.tested.len() >= relations, "{document}: {} relations", verdict.tested.len());
        let judged: Vec<_> = JUDGED.iter().filter(|judged| judged.document == document).collect();
        for failure in &verdict.failures {
            let known = judged.iter().any(|judged| is_judged(&reports, &verdict, failure, judged));
            let figures: Vec<_> =
                failure.corrections.iter().map(|known| words(&reports, known.figure)).collect();
            assert!(known, "{document}: not judged: {figures:?} {failure:#?}");
        }
        assert_eq!(verdict.failures.len(), judged.len(), "{document}: a judged error was not found");
        assert_eq!(verdict.rounding().count(), rounding, "{document}");
        assert_eq!(verdict.signs.len(), signs, "{document}");
        assert_eq!(verdict.missing, [], "{document}");
    }
}

/// The one balance on the wrong side: accrued income that was paid more of than earned.
#[test]
fn a_receivable_below_nothing_is_a_warning() {
    let reports = [read("sjuharad-2024-08")];
    let verdict = verify(&reports, &fitting(&reports));
    let found: Vec<_> = verdict.signs.iter().map(|at| words(&reports, *at)).collect();
    let of = |text: &str| text.to_owned();
    let accrued =
        (of("not-kortfristiga-fordringar"), of("Upplupna intäkter"), of("UB 2024-08-31"), of("-1501833.00"));
    assert_eq!(found, [accrued]);
}

/// What is printed of rounded figures and ties but for rounding.
#[test]
fn rounding_is_told_apart_from_errors() {
    let reports = [read("insjoriket-2019")];
    let verdict = verify(&reports, &fitting(&reports));
    let rounded: BTreeSet<_> =
        verdict.rounding().map(|tested| words(&reports, tested.relation.left[0].figure).3).collect();
    // 18 357 590 is printed 18357, −40 486 is printed −41, and 1604 − 41 is not the 1564 beside it.
    assert_eq!(rounded, ["-41", "1564", "18357"].map(str::to_owned).into());
}

/// Two reports of one year: what the interim report opened with is what the annual report opened with, and no
/// error of one becomes two.
#[test]
fn reports_are_held_against_each_other() {
    let reports = [read("sjuharad-2024-08"), read("sjuharad-2024")];
    let layout = fitting(&reports);
    let verdict = verify(&reports, &layout);
    let across = verdict.tested.iter().filter(|tested| tested.relation.rule == Rule::EarlierReport);
    let across: Vec<_> = across.collect();
    assert!(across.len() >= 9, "{} relations across", across.len());
    assert!(across.iter().all(|tested| tested.outcome == Outcome::Holds));
    let alone: usize =
        reports.iter().map(|report| verify(std::slice::from_ref(report), &layout).failures.len()).sum();
    assert_eq!(verdict.failures.len(), alone);
}

/// A comparison figure that is not what the earlier report had: alone any line of the sum may be the one, beside
/// the earlier report it is this.
#[test]
fn an_earlier_report_tells_which_comparison_figure_is_wrong() {
    let mut later = read("sjuharad-2024");
    later.name = "later".to_owned();
    let table = later.tables.iter_mut().find(|known| known.name == "resultatrakning").expect("it is there");
    let column = table.columns.iter().position(|known| known.heading == "2023").expect("it is there");
    let row = table.rows.iter_mut().find(|row| row.label == "Arvoden").expect("it is there");
    let figure = row.figures[column].as_mut().expect("it is printed");
    let wrong = Figure::Amount(Amount::from_ore(-18_766_314));
    assert_ne!(std::mem::replace(&mut figure.value, wrong), wrong);
    let reports = [read("sjuharad-2024"), later];
    let layout = fitting(&reports);
    let of_arvoden = |reports: &[Published], verdict: &Verdict| {
        let is_it = |failure: &&Failure| {
            let first = failure.corrections.first().map(|known| words(reports, known.figure));
            first.is_some_and(|(table, ..)| table == "resultatrakning")
        };
        let found: Vec<Failure> = verdict.failures.iter().filter(is_it).cloned().collect();
        assert_eq!(found.len(), 1, "{found:#?}");
        found.into_iter().next().expect("one")
    };
    let alone = &reports[1..];
    let without = of_arvoden(alone, &verify(alone, &layout));
    assert!(without.alternatives.len() >= 4, "{without:#?}");
    let verdict = verify(&reports, &layout);
    let with = of_arvoden(&reports, &verdict);
    assert_eq!(with.alternatives, Vec::<Vec<_>>::new());
    let (_, label, column, _) = words(&reports, with.corrections[0].figure);
    assert_eq!((label.as_str(), column.as_str()), ("Arvoden", "2023"));
    assert_eq!(with.corrections[0].should_be, Figure::Amount(Amount::from_ore(-16_488_537)));
    assert_eq!(verdict.tested[with.relation].relation.rule, Rule::EarlierReport);
}

/// A förbund whose form of the statements nobody has written down is proved by the national layout: less is
/// tested then, but what is found is an error all the same.
#[test]
fn the_national_layout_accuses_nothing_that_is_right() {
    let layout = built_in("lkbr").expect("built in");
    for (document, ..) in DOCUMENTS {
        let reports = [read(document)];
        let verdict = verify(&reports, &layout);
        let judged: BTreeSet<(&str, &str, &str)> = JUDGED
            .iter()
            .filter(|judged| judged.document == document)
            .flat_map(|judged| judged.figures)
            .map(|(table, label, column, ..)| (*table, *label, *column))
            .collect();
        for failure in &verdict.failures {
            let terms = verdict.tested[failure.relation].relation.terms();
            let named: Vec<_> = terms.map(|term| words(&reports, term.figure)).collect();
            let is_judged = named.iter().any(|(table, label, column, _)| {
                judged.contains(&(table.as_str(), label.as_str(), column.as_str()))
            });
            assert!(is_judged, "{document}: {named:#?}");
        }
    }
}
