//! What the members pay in: the published splits have the unit and the sum that they say, any split
//! sums exactly, and what is wrong with the shares is told.
#![cfg(all(feature = "config", feature = "csv", feature = "proptest"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use std::collections::BTreeMap;
use std::path::Path;

use finsam_ledger::finding::Code;
use finsam_ledger::read::Keep;
use finsam_ledger::read::settings::{Settings, template};
use finsam_ledger::statement::Rounding;
use finsam_ledger::statement::members::{Members, Party, PartyMember, Share};
use finsam_ledger::{Amount, Period, Unit};
use proptest::prelude::*;

fn party(name: &str, (numerator, denominator): (u32, u32), weights: &[u64]) -> Party {
    let member = |(place, weight): (usize, &u64)| PartyMember {
        name: place.to_string(),
        weight: *weight,
        accounts: vec![],
    };
    let share = Share { numerator, denominator };
    Party {
        name: name.into(),
        share,
        accounts: vec![],
        members: weights.iter().enumerate().map(member).collect(),
    }
}

/// Half, a quarter and a quarter, the last of which is shared by weights.
fn parties(step: i64, weights: &[u64]) -> Members {
    let parties =
        vec![party("FK", (1, 2), &[]), party("Region", (1, 4), &[]), party("Kommuner", (1, 4), weights)];
    Members { step: Amount::from_ore(step), parties, ..Members::default() }
}

/// No document tells its populations. Those that lie nearest to the published split, of the size the
/// eight municipalities have together, give it back at the unit the document rounds to, and at no
/// coarser one.
#[test]
fn populations_of_that_size_give_the_published_splits_back() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published/members.csv");
    let mut printed = csv::ReaderBuilder::new().delimiter(b';').from_path(file).expect("it is there");
    let mut splits: BTreeMap<(String, i64, i64), Vec<i64>> = BTreeMap::new();
    for line in printed.records() {
        let line = line.expect("a row");
        let kronor = |index: usize| line[index].parse::<i64>().expect("kronor") * 100;
        splits.entry((line[0].to_owned(), kronor(1), kronor(2))).or_default().push(kronor(4));
    }
    assert_eq!(splits.len(), 3);
    for ((document, total, step), amounts) in splits {
        assert_eq!(amounts.len(), 8, "{document}");
        assert_eq!(
            amounts.iter().sum::<i64>() * 4,
            total,
            "{document}: the parts are a quarter of the whole"
        );
        let people = 215_000;
        let weights: Vec<u64> = amounts
            .iter()
            .map(|ore| u64::try_from((ore * people * 4 + total / 2) / total).expect("above zero"))
            .collect();
        let split = |step| {
            let split = parties(step, &weights).split(Amount::from_ore(total)).expect("there are shares");
            split[2].1.iter().map(|amount| amount.ore()).collect::<Vec<_>>()
        };
        assert_eq!(split(step), amounts, "{document}");
        assert_ne!(split(step * 10), amounts, "{document}: no coarser unit does");
        assert!(amounts.iter().all(|ore| ore % step == 0));
    }
}

#[test]
fn what_was_booked_stands_beside_what_was_decided() {
    let balances = examples::read("insjoriket-2019", Keep::Sums).tallied.balances;
    let settings = Settings::from_toml("ledger.toml", template("insjoriket").expect("a template"));
    let members = settings.expect("nothing is wrong with it").members;
    let of = |period: &str| {
        let period: Period = period.parse().expect("a period");
        members.contributions(&balances, period, Unit::Kr, Rounding::Stated).expect("small amounts")
    };
    let year = of("2019").expect("decided");
    let kronor: Vec<_> = year
        .rows
        .iter()
        .map(|row| {
            (row.id.as_str(), row.decided.map(|amount| amount.ore() / 100), row.variance.map(Amount::ore))
        })
        .collect();
    // The parts of note 1 of the annual report, all of them paid as decided.
    let row = |id, decided| (id, Some(decided), Some(0));
    assert_eq!(
        kronor,
        [
            row("party.1", 7_200_000),
            row("party.2", 3_600_000),
            row("party.3.member.1", 1_054_800),
            row("party.3.member.2", 612_000),
            row("party.3.member.3", 608_400),
            row("party.3.member.4", 666_000),
            row("party.3.member.5", 658_800),
            row("party.3", 3_600_000),
            row("total", 14_400_000),
        ]
    );
    let half = of("2019-01..2019-06").expect("decided");
    let total = half.rows.last().expect("a total");
    assert!(total.booked < total.decided && total.variance.is_some_and(|amount| amount < Amount::ZERO));
    assert_eq!(of("2018"), None, "nothing says what was decided then");
}

fn refused(members: &str) -> Vec<(u64, Code)> {
    let text = format!("[entity]\nname = \"X\"\n{members}");
    let findings = Settings::from_toml("ledger.toml", &text).expect_err("something is wrong");
    findings.iter().map(|found| (found.place.as_ref().map_or(0, |place| place.line), found.code())).collect()
}

#[test]
fn shares_that_are_none_or_do_not_make_one_are_refused() {
    let party = |share: &str| format!("[[members.party]]\nname = \"A\"\nshare = \"{share}\"\n");
    let unknown = |line| (line, Code::SettingUnknown);
    assert_eq!(refused(&party("1/2")), [unknown(5)], "half is not all");
    assert_eq!(refused(&format!("{}{}", party("1/2"), party("3/4"))), [unknown(8)]);
    assert_eq!(refused(&party("1/0")), [unknown(5), unknown(5)]);
    assert_eq!(refused("[members]\nrounding = 0\n"), [unknown(4)]);
    assert_eq!(refused("[members]\npopulation-date = \"i juni\"\n"), [unknown(4)]);
    assert_eq!(refused("[members.total]\nnu = 5\n2024 = -5\n"), [unknown(4), unknown(5)]);
    let member = |member: &str| format!("{}member = [{{ name = \"B\", {member} }}]\n", party("1/1"));
    assert_eq!(refused(&member("population = 0")), [unknown(6)]);
    assert_eq!(refused(&member("population = 1, accounts = [\"38x1\"]")), [(6, Code::SelectorUnreadable)]);
    assert_eq!(refused(&member("folk = 1")), [(6, Code::TomlInvalid)]);
}

proptest! {
    /// Whatever the weights, the unit and the amount: everything sums, each part is a whole multiple
    /// but one, and none is further than a unit from what its weight says.
    #[test]
    fn any_split_sums_exactly(
        weights in proptest::collection::vec(1..200_000_u64, 1..12),
        step in prop_oneof![Just(1_i64), Just(10_000), Just(100_000)],
        whole in 1..4_000_000_000_i64,
    ) {
        let split = parties(step, &weights).split(Amount::from_ore(whole)).expect("there are shares");
        prop_assert_eq!(split.iter().map(|(party, _)| party.ore()).sum::<i64>(), whole);
        let (quarter, parts) = &split[2];
        prop_assert!((quarter.ore() * 4 - whole).abs() < 4);
        prop_assert_eq!(parts.iter().map(|part| part.ore()).sum::<i64>(), quarter.ore());
        prop_assert!(parts.iter().filter(|part| part.ore() % step != 0).count() <= 1);
        let all: u64 = weights.iter().sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = i128::from(quarter.ore()) * i128::from(*weight);
            let off = (i128::from(part.ore()) * i128::from(all) - exact).abs();
            prop_assert!(off < 2 * i128::from(step) * i128::from(all), "{} for {}", part, weight);
        }
    }
}
