//! What overviews are refused for: a built-in layout or a `ledger.toml` with one slip, and where it is.
#![cfg(feature = "config")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use finsam_ledger::read::layout::{built_in, built_in_names, built_in_text, from_toml};
use finsam_ledger::read::settings::Settings;
use finsam_ledger::statement::overview::{GivenFigures, OverviewFacts};
use finsam_ledger::{Fact, Finding};

/// The layout of Sjuhärad with the first `from` after `after` made `to`.
fn with_slip(after: &str, from: &str, to: &str) -> String {
    let text = built_in_text("sjuharad").expect("built in");
    let start = text.find(after).unwrap_or_else(|| panic!("the layout no longer holds {after:?}"));
    let (before, rest) = text.split_at(start);
    assert!(rest.contains(from), "the layout no longer holds {from:?} after {after:?}");
    format!("{before}{}", rest.replacen(from, to, 1))
}

fn refused(text: &str) -> Vec<Finding> {
    from_toml("egen.toml", text).map(|layout| layout.name().to_owned()).expect_err("the layout has a slip")
}

/// The line of a finding, and what it says.
fn told(findings: &[Finding]) -> Vec<(u64, Fact)> {
    let line = |finding: &Finding| finding.place.as_ref().expect("a place").line;
    findings.iter().map(|finding| (line(finding), finding.fact.clone())).collect()
}

/// The heading of the row that starts with `start`, counted from 1: a row's place is its heading.
fn line_above(text: &str, start: &str) -> u64 {
    let line = text.lines().position(|line| line.starts_with(start)).expect("the line is there");
    u64::try_from(line).expect("a short text")
}

fn unknown(row: &str, reference: &str) -> Fact {
    Fact::ReferenceUnknown { row: row.to_owned(), reference: reference.to_owned() }
}

fn shape(row: &str, keys: &[&str]) -> Fact {
    Fact::RowShape { row: row.to_owned(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }
}

const MULTI_YEAR: &str = "name = \"multi-year\"";

/// An overview without rows, and the heading of the next.
const EMPTY: &str = "[[overview]]\nname = \"empty\"\ntitle = \"Tom\"\nyears = 2\n\n[[overview]]";

/// What the reader sees of the equity ratio.
const EQUITY_RATIO: &str = "Soliditet procent";

#[test]
fn a_row_may_only_name_lines_and_rows_that_there_are() {
    let text = with_slip(MULTI_YEAR, "lines = [\"total-equity\"]", "lines = [\"equity-total\"] # här");
    let line = line_above(&text, "lines = [\"equity-total\"] # här") - 3;
    assert_eq!(told(&refused(&text)), [(line, unknown("equity", "equity-total"))]);

    let text = with_slip(MULTI_YEAR, "share-of = [\"total-assets\"]", "share-of = [\"tillgangar\"]");
    assert!(
        matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == unknown("equity-ratio", "tillgangar"))
    );

    // A share is no amount, and cannot be added.
    let text = with_slip(MULTI_YEAR, "share-of = [\"total-assets\"]", "share-of = [\"equity-ratio\"]");
    let facts: Vec<_> = told(&refused(&text)).into_iter().map(|(_, fact)| fact).collect();
    assert!(facts.contains(&unknown("equity-ratio", "equity-ratio")), "{facts:?}");

    let text = with_slip("name = \"key-figures\"", "only-with = \"equity-ceiling\"", "only-with = \"tak\"");
    assert!(
        matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == unknown("member-contributions", "tak"))
    );
}

#[test]
fn a_circle_and_a_name_used_twice_are_named() {
    let text = with_slip(
        "name = \"balanced-budget\"",
        "of = [\"adjusted-result\", \"reserved\", \"reserve-used\"]",
        "of = [\"adjusted-result\", \"balanced-budget-result\"]",
    );
    let circle = Fact::RowCycle { rows: vec!["balanced-budget-result".to_owned()] };
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == circle));

    let text = with_slip(MULTI_YEAR, "id = \"equity-ratio\"", "id = \"equity\"");
    let twice = Fact::RowTwice { row: "equity".to_owned() };
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == twice));

    for name in ["income-statement", "follow-up", "annual", "summary", ""] {
        let text = with_slip(MULTI_YEAR, MULTI_YEAR, &format!("name = \"{name}\""));
        let facts: Vec<_> = told(&refused(&text)).into_iter().map(|(_, fact)| fact).collect();
        assert!(facts.contains(&Fact::RowTwice { row: name.to_owned() }), "{name}: {facts:?}");
    }
}

#[test]
fn what_does_not_go_together_is_named() {
    let of_rows = [
        (MULTI_YEAR, "years = 6", "years = 0", shape("multi-year", &["years"])),
        (
            MULTI_YEAR,
            "years = 6",
            "years = 6\ncolumns = [\"actual\"]",
            shape("multi-year", &["years", "columns"]),
        ),
        (MULTI_YEAR, "years = 6", "", shape("multi-year", &["columns"])),
        (MULTI_YEAR, "years = 6", "columns = [\"income\"]", shape("multi-year", &["row", "columns"])),
        (MULTI_YEAR, "years = 6", "columns = [\"actual\", \"actual\"]", shape("multi-year", &["columns"])),
        (
            "name = \"operations\"",
            "rest = \"Övrigt\"\nrest-en = \"Other\"\n",
            "",
            shape("operations", &["row", "parts", "rest", "total"]),
        ),
        (
            MULTI_YEAR,
            "given = \"count\"",
            "given = \"count\"\nof = [\"equity\"]",
            shape("employees", &["lines", "of", "given", "ceiling-on", "share-of-cost"]),
        ),
        (
            MULTI_YEAR,
            "given = \"count\"",
            "",
            shape("employees", &["lines", "of", "given", "ceiling-on", "share-of-cost"]),
        ),
        (
            MULTI_YEAR,
            "given = \"count\"",
            "given = \"count\"\ndecimals = 1",
            shape("employees", &["decimals"]),
        ),
        (
            MULTI_YEAR,
            "share-of = [\"total-assets\"]",
            "share-of = [\"total-assets\"]\ndecimals = 9",
            shape("equity-ratio", &["decimals"]),
        ),
        (MULTI_YEAR, "id = \"equity-ratio\"\n", "", shape(EQUITY_RATIO, &["id", "heading"])),
        (
            "name = \"operations\"",
            "parts = [\"operations\", \"cost-centre-groups\"]",
            "parts = []",
            shape("operations", &["parts"]),
        ),
        ("[[overview]]", "[[overview]]", EMPTY, shape("empty", &["row"])),
        (
            MULTI_YEAR,
            "line = \"Antal anställda\"",
            "line = \"Antal anställda\"\nsum = \"Antal\"",
            shape("employees", &["heading", "line", "sum", "total"]),
        ),
    ];
    for (after, from, to, expected) in of_rows {
        let findings = refused(&with_slip(after, from, to));
        assert!(
            matches!(&told(&findings)[..], [(line, fact)] if *fact == expected && *line > 1),
            "{to}: {findings:#?}"
        );
    }
    let text =
        with_slip(MULTI_YEAR, "share-of = [\"total-assets\"]", "share-of = [\"total-assets\"]\ndecimals = 4");
    assert!(from_toml("egen.toml", &text).is_ok(), "four decimals are allowed");
    let text = with_slip(MULTI_YEAR, "years = 6", "years = 6\nyaers = 5");
    assert!(
        matches!(&told(&refused(&text))[..], [(_, Fact::TomlInvalid { detail })] if detail.contains("yaers"))
    );
}

#[test]
fn income_is_rows_that_there_are_each_once() {
    let income = "income = [\"operating-income\", ";
    let text = with_slip(income, income, "income = [\"intakter\", \"operating-income\", ");
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == unknown("income", "intakter")));
    let text = with_slip(income, income, "income = [\"other-income\", \"operating-income\", ");
    let twice = Fact::SumTakesTwice { sum: "income".to_owned(), row: "other-income".to_owned() };
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == twice));
}

#[test]
fn the_annual_report_names_reports_that_there_are_each_once() {
    let text = with_slip("annual = [", "\"summary\",", "\"sammandrag\",");
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == unknown("annual", "sammandrag")));
    let text = with_slip("annual = [", "\"summary\",", "\"summary\", \"summary\",");
    let twice = Fact::RowTwice { row: "summary".to_owned() };
    assert!(matches!(&told(&refused(&text))[..], [(_, fact)] if *fact == twice));
    for name in built_in_names() {
        let layout = built_in(name).expect("built in");
        assert!(layout.annual().contains(&"multi-year") && layout.annual().contains(&"notes"), "{name}");
    }
}

/// What is wrong with a `ledger.toml` that holds this beside its name.
fn settings_refused(more: &str) -> Vec<(u64, Fact)> {
    let text = format!("[entity]\nname = \"X\"\n{more}\n");
    told(&Settings::from_toml("ledger.toml", &text).expect_err("it has a slip"))
}

#[test]
fn settings_that_overviews_cannot_use_are_refused_with_their_place() {
    let unusable = |key: &str, value: &str, examples: &[&str]| Fact::SettingUnusable {
        key: key.to_owned(),
        value: value.to_owned(),
        examples: examples.iter().map(|example| (*example).to_owned()).collect(),
    };
    let amounts = ["3284000", "\"3284068.63\""];
    let steps = ["{ up-to = 5000000, percent = 20 }", "{ percent = 10 }"];
    let cases = [
        ("[given.2022]\nequity = \"1.005\"", 4, unusable("given.2022.equity", "1.005", &amounts)),
        ("[given.forra]\nequity = 1", 3, unusable("given", "forra", &["2023", "every-year"])),
        ("[given.22]\nequity = 1", 3, unusable("given", "22", &["2023", "every-year"])),
        (
            "[[parts.operations]]\nname = \"A\"\ncost-centres = [\"9-1\"]",
            5,
            unusable("parts.cost-centres", "9-1", &["3001", "3001-3021"]),
        ),
        (
            "[[parts.operations]]\nname = \"A\"\nwithout-cost-centre = [\"tre\"]",
            5,
            unusable("parts.without-cost-centre", "tre", &["3811", "3000-3999"]),
        ),
        (
            "[[parts.operations]]\nname = \"A\"\nprojects = [\"\"]",
            5,
            unusable("parts.projects", "", &["ESF"]),
        ),
        (
            "[equity]\nceiling = [{ up-to = 5, percent = 20 }, { up-to = 5, percent = 10 }]",
            4,
            unusable("equity.ceiling", "5: 10", &steps),
        ),
        (
            "[equity]\nceiling = [{ percent = 20 }, { up-to = 5, percent = 10 }]",
            4,
            unusable("equity.ceiling", "5: 10", &steps),
        ),
        ("[equity]\nceiling = [{ percent = 101 }]", 4, unusable("equity.ceiling", "101", &steps)),
    ];
    for (more, line, fact) in cases {
        assert_eq!(settings_refused(more), [(line, fact)], "{more}");
    }
    for (more, word) in [
        ("[given.2022]\nequity = 1.5", "floating point"),
        ("[given.2022]\nequity = \"en\"", "a whole number"),
        ("[[parts.operations]]\nname = \"A\"\nkostnadsstallen = [\"1\"]", "kostnadsstallen"),
        ("[equity]\ntak = 5", "tak"),
    ] {
        let told = settings_refused(more);
        assert!(
            matches!(&told[..], [(_, Fact::TomlInvalid { detail })] if detail.contains(word)),
            "{more}: {told:?}"
        );
    }
}

#[test]
fn what_no_overview_shows_is_named() {
    let mut facts = OverviewFacts {
        given: GivenFigures::default(),
        parts: [("operations".to_owned(), Vec::new()), ("operation".to_owned(), Vec::new())].into(),
        ..OverviewFacts::default()
    };
    facts.given.always.insert("employes".to_owned(), 1.into());
    facts.given.years.insert(2022, [("employees".to_owned(), 1.into())].into());
    let layout = built_in("sjuharad").expect("built in");
    assert_eq!(layout.unused(&facts), ["given: employes", "parts: operation"]);
}
