//! The plan of 2015: every published line, total and sum comes out of the example's file, and what
//! does not go together in a plan is told.
#![cfg(feature = "config")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use finsam_ledger::finding::Code;
use finsam_ledger::read::activity_plan;
use finsam_ledger::statement::activity_plan::{PlanLabel, PlanReport, PlanRow};
use finsam_ledger::statement::{ActivityPlan, Rounding};
use finsam_ledger::{Amount, Unit};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn example() -> ActivityPlan {
    let path = root().join("../examples/sjuharad-plan-2015/plan.toml");
    activity_plan("plan.toml", &fs::read_to_string(path).expect("it is there"))
        .expect("nothing is wrong with it")
}

/// The row of a group, or among the totals, by its words.
fn row<'a>(report: &'a PlanReport, under: &str, label: &str) -> Option<&'a PlanRow> {
    let is_own = |row: &&PlanRow| row.label == PlanLabel::Own(label.to_owned());
    report.rows.iter().filter(|row| row.id.starts_with(under)).find(is_own)
}

#[test]
fn the_published_plan_comes_out_of_the_example() {
    let report = example().report(Unit::Kr, Rounding::Stated).expect("small amounts");
    assert_eq!((report.years.clone(), report.gap), (vec![2015, 2016, 2017], None));
    let tables = [
        ("aktiv-halsa", "group.1."),
        ("transnationell-praktik", "group.2."),
        ("forberedande", "group.3."),
        ("rehabilitering", "group.4."),
        ("strukturovergripande", "group.5."),
        ("externa-insatser", "group.6."),
        ("styrning-ledning-administration-tkr", "group.7."),
        ("totaler-tkr", "total."),
        ("finansieringsplan-tkr", "party."),
    ];
    let printed =
        fs::read_to_string(root().join("tests/published/sjuharad-plan-2015.csv")).expect("it is there");
    let (mut compared, mut faults) = (0, Vec::new());
    for line in printed.lines().skip(1) {
        let fields: Vec<&str> = line.split(';').collect();
        let [table, key, label, of, figure] = fields[..] else { panic!("{line}") };
        let under = tables.iter().find(|(name, _)| *name == table).expect("a table").1;
        let id = match (table, key, label) {
            ("styrning-ledning-administration-tkr", "SUM", _) => Some("group.7.sum"),
            ("totaler-tkr", "SUM", _) => Some("total"),
            (_, "SUM", "Medlemmar, summa") => Some("members"),
            (_, "SUM", _) => Some("financing.total"),
            (_, _, "Beräknad förbrukning av eget kapital") => Some("equity"),
            _ => None,
        };
        let label = label.strip_prefix("Kommuner: ").unwrap_or(label);
        let found = match id {
            Some(id) => report.rows.iter().find(|row| row.id == id),
            None => row(&report, under, label),
        };
        let year = report.years.iter().position(|year| year.to_string() == *of).unwrap_or(0);
        let (tkr, tenths) = figure.split_once('.').unwrap_or((figure, "0"));
        let (tkr, tenths): (i64, i64) = (tkr.parse().expect("tkr"), tenths.parse().expect("tenths"));
        let is_same = if of == "Antal deltagare" {
            found.and_then(|row| row.participants).map(u64::cast_signed) == Some(tkr)
        } else {
            // Overhead is printed with a minus sign, and among the totals without.
            found.and_then(|row| row.values[year])
                == Some(Amount::from_ore(tkr.abs() * 100_000 + tenths * 10_000))
        };
        compared += 1;
        if !is_same {
            faults.push(format!("{line}: {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{} of {compared} differ:\n{}", faults.len(), faults.join("\n"));
    assert_eq!(compared, printed.lines().count() - 1);
}

const SMALL: &str = "\
year = 2015
places = [\"A\", \"B\"]
shared = \"gemensamt\"
[[group]]
name = \"Insatser\"
by-place = true
line = [
    { name = \"A, ett\", place = \"A\", amount = 100, participants = 3 },
    { name = \"A och B\", amount = 50 },
    { name = \"A och B, delad\", amount = 30, parts = { A = 10, B = 20 } },
]
[overhead]
name = \"Overhead\"
line = [{ name = \"Kansli\", amount = 7 }]
[from-equity]
2015 = 180
";

#[test]
fn a_line_that_names_several_places_is_shared_unless_it_says_how() {
    let plan = activity_plan("plan.toml", SMALL).expect("nothing is wrong with it");
    let report = plan.report(Unit::Kr, Rounding::Stated).expect("small amounts");
    let kronor = |label: &str| {
        row(&report, "total.", label).and_then(|row| row.values[0]).map(|amount| amount.ore() / 100)
    };
    assert_eq!(kronor("Insatser, A"), Some(110));
    assert_eq!(kronor("Insatser, B"), Some(20));
    assert_eq!(kronor("Insatser, gemensamt"), Some(50));
    assert_eq!(kronor("Overhead"), Some(7));
    let ore = |kronor: i64| Amount::from_ore(kronor * 100);
    assert_eq!(report.gap, Some((ore(180), ore(187))), "the equity does not pay for all of it");
    let participants =
        report.rows.iter().find(|row| row.id == "group.1.sum").and_then(|row| row.participants);
    assert_eq!(participants, Some(3));
}

#[test]
fn rounded_plans_say_where_they_do_not_add_up_or_are_adjusted() {
    let plan = example();
    let stated = plan.report(Unit::Tkr, Rounding::Stated).expect("small amounts");
    assert_eq!(stated.rounded_sums.len(), 3, "four quarters of 3 817,5 in each of three years");
    let adjusted = plan.report(Unit::Tkr, Rounding::Distributed).expect("small amounts");
    assert!(adjusted.adjusted && adjusted.rounded_sums.is_empty());
    let value = |id: &str| adjusted.rows.iter().find(|row| row.id == id).and_then(|row| row.values[0]);
    assert_eq!(value("members"), Some(Amount::from_ore(15_270 * 100_000)));
}

#[test]
fn what_does_not_go_together_is_told_with_its_line() {
    let refused = |from: &str, to: &str| {
        let text = SMALL.replace(from, to);
        assert_ne!(text, SMALL);
        let findings = activity_plan("plan.toml", &text).expect_err("something is wrong");
        let line = |found: &finsam_ledger::Finding| found.place.as_ref().map_or(0, |place| place.line);
        findings.iter().map(|found| (line(found), found.code())).collect::<Vec<_>>()
    };
    assert_eq!(refused("place = \"A\"", "place = \"C\""), [(8, Code::SettingUnknown)]);
    assert_eq!(refused("B = 20", "B = 21"), [(10, Code::SettingUnknown)]);
    assert_eq!(refused("amount = 50", "amount = -50"), [(9, Code::SettingUnknown)]);
    assert_eq!(refused("2015 = 180", "nu = 180"), [(16, Code::SettingUnknown)]);
    assert_eq!(refused("year = 2015\n", "unit = \"mkr\"\nyear = 2015\n"), [(1, Code::SettingUnknown)]);
    assert_eq!(refused("year = 2015\n", ""), [(0, Code::TomlInvalid)]);
    assert_eq!(refused("shared =", "delat ="), [(3, Code::TomlInvalid)]);
}
