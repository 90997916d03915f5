//! Each rule that printed figures should satisfy: a small report that ties, one figure changed, and the rule
//! that shows it; and what is no error.
#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::published;
use finsam_ledger::verify::{Explanation, Failure, Outcome, Published, Rule, Verdict, verify};

/// A report in the form of Insjöriket, in whole kronor and tkr; all of it invented.
const REPORT: &str = "table;key;label;column;value
resultatrakning;1;Verksamhetens medlemsavgifter;2024;10000000
resultatrakning;1;EU-medel och andra bidrag;2024;500000
resultatrakning;1;MUCF och Övriga intäkter;2024;500000
resultatrakning;;Verksamhetens kostnader;2024;-9800000
resultatrakning;SUM;Verksamhetens nettokostnad;2024;1200000
resultatrakning;;Finansiella intäkter;2024;10000
resultatrakning;;Finansiella kostnader;2024;-10000
resultatrakning;SUM;Periodens/årets resultat;2024;1200000
balansrakning;2;Fordringar;IB 2024-01-01;1000000
balansrakning;2;Fordringar;Förändring;500000
balansrakning;2;Fordringar;UB 2024-12-31;1500000
balansrakning;;Kassa och banktillgodohavande;IB 2024-01-01;4000000
balansrakning;;Kassa och banktillgodohavande;Förändring;900000
balansrakning;;Kassa och banktillgodohavande;UB 2024-12-31;4900000
balansrakning;SUM;Summa omsättningstillgångar;IB 2024-01-01;5000000
balansrakning;SUM;Summa omsättningstillgångar;Förändring;1400000
balansrakning;SUM;Summa omsättningstillgångar;UB 2024-12-31;6400000
balansrakning;SUM;Summa tillgångar;IB 2024-01-01;5000000
balansrakning;SUM;Summa tillgångar;Förändring;1400000
balansrakning;SUM;Summa tillgångar;UB 2024-12-31;6400000
balansrakning;;Eget kapital;IB 2024-01-01;2000000
balansrakning;;Eget kapital;Förändring;1200000
balansrakning;;Eget kapital;UB 2024-12-31;3200000
balansrakning;;Avsättning;IB 2024-01-01;0
balansrakning;;Avsättning;Förändring;0
balansrakning;;Avsättning;UB 2024-12-31;0
balansrakning;;Långfristiga skulder;IB 2024-01-01;0
balansrakning;;Långfristiga skulder;Förändring;0
balansrakning;;Långfristiga skulder;UB 2024-12-31;0
balansrakning;3;Kortfristiga skulder;IB 2024-01-01;3000000
balansrakning;3;Kortfristiga skulder;Förändring;200000
balansrakning;3;Kortfristiga skulder;UB 2024-12-31;3200000
balansrakning;SUM;Summa eget kapital och skulder;IB 2024-01-01;5000000
balansrakning;SUM;Summa eget kapital och skulder;Förändring;1400000
balansrakning;SUM;Summa eget kapital och skulder;UB 2024-12-31;6400000
kassaflodesanalys;;Periodens/årets resultat;2024;1200000
kassaflodesanalys;SUM;Medel från verksamheten före förändring av rörelsekapital;2024;1200000
kassaflodesanalys;;Ökning/minskning kortfristiga fordringar;2024;-500000
kassaflodesanalys;;Ökning/minskning kortfristiga skulder;2024;200000
kassaflodesanalys;SUM;Kassaflöde för den löpande verksamheten;2024;900000
kassaflodesanalys;SUM;Kassaflöde från investeringsverksamheten;2024;0
kassaflodesanalys;SUM;Kassaflöde från finansieringsverksamheten;2024;0
kassaflodesanalys;SUM;Årets kassaflöde;2024;900000
kassaflodesanalys;;Likvida medel vid årets början;2024;4000000
kassaflodesanalys;;Likvida medel vid årets slut;2024;4900000
not2-fordringar;;Kundfordringar;UB 2024-12-31;1100000
not2-fordringar;;Interimsfordringar;UB 2024-12-31;400000
not2-fordringar;SUM;Summa;UB 2024-12-31;1500000
ekonomisk-sammanfattning-tkr;;Nettokostnad;Utfall 2024;9810
ekonomisk-sammanfattning-tkr;;Nettokostnad;Budget 2024;10000
ekonomisk-sammanfattning-tkr;;Nettokostnad;Avvikelse;190
ekonomisk-sammanfattning-tkr;;Bidrag/intäkt;Utfall 2024;11010
ekonomisk-sammanfattning-tkr;;Bidrag/intäkt;Budget 2024;10500
ekonomisk-sammanfattning-tkr;;Bidrag/intäkt;Avvikelse;510
ekonomisk-sammanfattning-tkr;;Resultat;Utfall 2024;1200
ekonomisk-sammanfattning-tkr;;Resultat;Budget 2024;500
ekonomisk-sammanfattning-tkr;;Resultat;Avvikelse;700
flerarsoversikt-tkr;;Eget kapital;2024;3200
flerarsoversikt-tkr;;Balansomslutning;2024;6400
flerarsoversikt-tkr;;Soliditet, procent;2024;50
driftredovisning-tkr;;Ordinarie;Intäkt 2024;8010
driftredovisning-tkr;;Ordinarie;Kostnad 2024;-7000
driftredovisning-tkr;;Ordinarie;Netto 2024;1010
driftredovisning-tkr;;Projekt;Intäkt 2024;3000
driftredovisning-tkr;;Projekt;Kostnad 2024;-2810
driftredovisning-tkr;;Projekt;Netto 2024;190
driftredovisning-tkr;SUM;Summa;Intäkt 2024;11010
driftredovisning-tkr;SUM;Summa;Kostnad 2024;-9810
driftredovisning-tkr;SUM;Summa;Netto 2024;1200
agarparternas-bidrag-tkr;;Staten;2024;7500
agarparternas-bidrag-tkr;;Kommuner;2024;2500
agarparternas-bidrag-tkr;SUM;Totalt;2024;10000
kommunernas-andel-tkr;;Norra;2024;1500
kommunernas-andel-tkr;;Södra;2024;1000
";

fn read(text: &str) -> Published {
    let read = published("rapport.csv", text.as_bytes()).expect("it can be read");
    assert_eq!(read.findings, []);
    read.published
}

fn proved(texts: &[&str]) -> (Vec<Published>, Verdict) {
    let reports: Vec<Published> = texts.iter().map(|text| read(text)).collect();
    let verdict = verify(&reports, &built_in("insjoriket").expect("built in"));
    (reports, verdict)
}

/// The report with one line changed.
fn with(old: &str, new: &str) -> String {
    assert_eq!(REPORT.matches(&format!("\n{old}\n")).count(), 1, "{old}");
    REPORT.replace(&format!("\n{old}\n"), &format!("\n{new}\n"))
}

/// The rules that fail for a failure's cause.
fn rules(verdict: &Verdict, failure: &Failure) -> Vec<Rule> {
    let all = std::iter::once(failure.relation).chain(failure.follows.iter().copied());
    let mut rules: Vec<Rule> = all.map(|index| verdict.tested[index].relation.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// A line changed, and the rule that shows it.
const CASES: [(&str, &str, Rule); 13] = [
    (
        "not2-fordringar;;Kundfordringar;UB 2024-12-31;1100000",
        "not2-fordringar;;Kundfordringar;UB 2024-12-31;1150000",
        Rule::Sum,
    ),
    (
        "balansrakning;2;Fordringar;Förändring;500000",
        "balansrakning;2;Fordringar;Förändring;550000",
        Rule::Change,
    ),
    (
        "ekonomisk-sammanfattning-tkr;;Nettokostnad;Avvikelse;190",
        "ekonomisk-sammanfattning-tkr;;Nettokostnad;Avvikelse;-190",
        Rule::Variance,
    ),
    (
        "driftredovisning-tkr;;Ordinarie;Netto 2024;1010",
        "driftredovisning-tkr;;Ordinarie;Netto 2024;1100",
        Rule::Net,
    ),
    (
        "balansrakning;SUM;Summa tillgångar;UB 2024-12-31;6400000",
        "balansrakning;SUM;Summa tillgångar;UB 2024-12-31;6500000",
        Rule::BalanceSheet,
    ),
    (
        "not2-fordringar;SUM;Summa;UB 2024-12-31;1500000",
        "not2-fordringar;SUM;Summa;UB 2024-12-31;1510000",
        Rule::Note,
    ),
    (
        "kassaflodesanalys;;Ökning/minskning kortfristiga fordringar;2024;-500000",
        "kassaflodesanalys;;Ökning/minskning kortfristiga fordringar;2024;500000",
        Rule::CashFlow,
    ),
    (
        "kassaflodesanalys;;Likvida medel vid årets början;2024;4000000",
        "kassaflodesanalys;;Likvida medel vid årets början;2024;4100000",
        Rule::LiquidFunds,
    ),
    (
        "balansrakning;;Eget kapital;IB 2024-01-01;2000000",
        "balansrakning;;Eget kapital;IB 2024-01-01;2010000",
        Rule::Equity,
    ),
    (
        "flerarsoversikt-tkr;;Eget kapital;2024;3200",
        "flerarsoversikt-tkr;;Eget kapital;2024;3260",
        Rule::SameFigure,
    ),
    (
        "ekonomisk-sammanfattning-tkr;;Bidrag/intäkt;Utfall 2024;11010",
        "ekonomisk-sammanfattning-tkr;;Bidrag/intäkt;Utfall 2024;11110",
        Rule::Overview,
    ),
    (
        "flerarsoversikt-tkr;;Soliditet, procent;2024;50",
        "flerarsoversikt-tkr;;Soliditet, procent;2024;55",
        Rule::Share,
    ),
    ("kommunernas-andel-tkr;;Södra;2024;1000", "kommunernas-andel-tkr;;Södra;2024;1200", Rule::Whole),
];

#[test]
fn each_rule_shows_a_figure_that_breaks_it() {
    let (_, sound) = proved(&[REPORT]);
    assert_eq!(sound.failures, []);
    assert_eq!((sound.missing.len(), sound.signs.len(), sound.rounding().count()), (0, 0, 0));
    for (old, new, rule) in CASES {
        let (reports, verdict) = proved(&[&with(old, new)]);
        let [failure] = verdict.failures.as_slice() else { panic!("{new}: {:#?}", verdict.failures) };
        let rules = rules(&verdict, failure);
        assert!(rules.contains(&rule), "{new}: {rules:?}");
        // The changed figure is the one to be changed back, or one of those that may be.
        let sets = failure.alternatives.iter().chain([&failure.corrections]);
        let printed = new.rsplit_once(';').expect("a value").1;
        let is_named = sets
            .flatten()
            .any(|known| known.figure.figure(&reports).is_some_and(|figure| figure.text == printed));
        assert!(is_named, "{new}: {failure:#?}");
    }
}

#[test]
fn every_rule_has_a_case() {
    let cases: std::collections::BTreeSet<Rule> = CASES.iter().map(|(_, _, rule)| *rule).collect();
    let (_, sound) = proved(&[REPORT, REPORT]);
    let tested: std::collections::BTreeSet<Rule> =
        sound.tested.iter().map(|tested| tested.relation.rule).collect();
    // The one rule that needs two reports has a test of its own.
    assert_eq!(tested, cases.into_iter().chain([Rule::EarlierReport]).collect());
}

#[test]
fn what_closed_one_year_opens_the_next() {
    let earlier = REPORT.replace("2024", "2023");
    let later = REPORT;
    let (_, verdict) = proved(&[&earlier, later]);
    let across = verdict.tested.iter().filter(|tested| tested.relation.rule == Rule::EarlierReport);
    let failing: Vec<_> = across.filter(|tested| tested.outcome == Outcome::Fails).collect();
    // 2023 closed with 1 500 000 of receivables and 2024 opens with 1 000 000; so with all lines.
    assert!(failing.len() >= 5, "{} failing", failing.len());
}

#[test]
fn rounding_is_no_error() {
    for (old, new) in [
        (
            "driftredovisning-tkr;;Ordinarie;Netto 2024;1010",
            "driftredovisning-tkr;;Ordinarie;Netto 2024;1011",
        ),
        (
            "ekonomisk-sammanfattning-tkr;;Resultat;Utfall 2024;1200",
            "ekonomisk-sammanfattning-tkr;;Resultat;Utfall 2024;1201",
        ),
        (
            "not2-fordringar;SUM;Summa;UB 2024-12-31;1500000",
            "not2-fordringar;SUM;Summa;UB 2024-12-31;1500001",
        ),
    ] {
        let (_, verdict) = proved(&[&with(old, new)]);
        assert_eq!(verdict.failures, [], "{new}");
        assert!(verdict.rounding().count() > 0, "{new}");
    }
}

/// A table that prints sums without their parts says nothing of them.
#[test]
fn sums_alone_are_not_accused() {
    let (_, verdict) = proved(&["table;key;label;column;value
i-korthet;SUM;Summa intäkter;2024;500000
i-korthet;SUM;Summa kostnader;2024;-300000
i-korthet;SUM;Summa tillgångar;2024;900000
"]);
    assert_eq!((verdict.failures, verdict.tested), (vec![], vec![]));
}

#[test]
fn sums_stand_first_or_are_nested_or_are_not_called_so() {
    let text = "table;key;label;column;value
forst;SUM;Summa;2024;600000
forst;SUM;Summa;2023;700000
forst;;Ena;2024;100000
forst;;Ena;2023;300000
forst;;Andra;2024;500000
forst;;Andra;2023;400000
led;;Ena;2024;100000
led;;Andra;2024;500000
led;SUM;Delsumma;2024;600000
led;;Tredje;2024;70000
led;;Fjärde;2024;30000
led;SUM;Delsumma;2024;100000
led;SUM;Totalt;2024;700000
tyst;;Ena;2024;100000
tyst;;Ena;2023;200000
tyst;;Andra;2024;500000
tyst;;Andra;2023;400000
tyst;;Allt;2024;600000
tyst;;Allt;2023;600000
";
    let (_, verdict) = proved(&[text]);
    assert_eq!(verdict.failures, []);
    assert_eq!(verdict.tested.len(), 2 + 3 + 2);
    // In one column of two the figures still show what is summed.
    let (_, broken) = proved(&[&text.replace("forst;;Andra;2023;400000", "forst;;Andra;2023;500000")]);
    assert_eq!(broken.failures.len(), 1);
    let (_, broken) = proved(&[&text.replace("led;;Tredje;2024;70000", "led;;Tredje;2024;80000")]);
    assert_eq!(broken.failures.len(), 1);
}

#[test]
fn a_row_that_was_left_out_of_a_note_is_told_as_missing() {
    let text = REPORT.replace("not2-fordringar;;Interimsfordringar;UB 2024-12-31;400000\n", "");
    let text = text.replace(
        "not2-fordringar;SUM;Summa;UB 2024-12-31;1500000",
        "not2-fordringar;SUM;Summa;UB 2024-12-31;1100000",
    );
    let (_, verdict) = proved(&[&text]);
    let [failure] = verdict.failures.as_slice() else { panic!("{:#?}", verdict.failures) };
    assert!(matches!(failure.explanation, Some(Explanation::RowMissing(_))), "{failure:#?}");
}

/// A percentage follows from the figure it is made of.
#[test]
fn one_wrong_cell_gives_one_failure() {
    let text = with(
        "flerarsoversikt-tkr;;Balansomslutning;2024;6400",
        "flerarsoversikt-tkr;;Balansomslutning;2024;4600",
    );
    let (_, verdict) = proved(&[&text]);
    let [failure] = verdict.failures.as_slice() else { panic!("{:#?}", verdict.failures) };
    assert_eq!(rules(&verdict, failure), [Rule::SameFigure, Rule::Share]);
    assert_eq!(failure.explanation, Some(Explanation::DigitsTransposed));
}

#[test]
fn a_row_in_no_relation_is_listed_with_none() {
    let (reports, verdict) = proved(&[&format!("{REPORT}personal;;Antal anställda;2024;3\n")]);
    assert_eq!(verdict.failures, []);
    let alone: Vec<_> = verdict.rows.iter().filter(|row| row.relations == 0).collect();
    let labels: Vec<_> =
        alone.iter().map(|row| reports[row.report].tables[row.table].rows[row.row].label.as_str()).collect();
    assert_eq!(labels, ["Antal anställda"]);
}

#[test]
fn nothing_is_proved_of_nothing() {
    let verdict = verify(&[], &built_in("lkbr").expect("built in"));
    assert_eq!((verdict.figures, verdict.tested.len(), verdict.failures.len()), (0, 0, 0));
    assert!(verdict.ties());
}
