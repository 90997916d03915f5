//! `[[esf-projects]]` in `ledger.toml`: what is read, and what is refused with line and column.
#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/examples.rs"]
mod examples;

use finsam_ledger::finding::EsfSlip;
use finsam_ledger::read::Keep;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::settings::{Settings, TEMPLATES, template};
use finsam_ledger::schedule::esf::{CostBasis, EsfStatus, Rate, status};
use finsam_ledger::{Amount, Code, Fact, Finding, Project, Unit};

/// A project in which every kind of base stands; nothing is wrong with it.
const SOUND: &str = r#"[entity]
name = "Exempel"
[[esf-projects]]
code = "VILJA"
period = "2024-01..2026-06"
cost-centres = ["3047-3048"]
projects = ["VILJA"]
grant = "1 200 000,50"
support-rate = "66.4"
[esf-projects.accounts]
receivable = "1712"
income = "3511"
bank = "1930"
cost = "5540"
provision = "2991"
cost-centre = "3048"
[[esf-projects.bases]]
name = "Faktiska"
actual = { cost-centres = ["3047"], accounts = ["4000-7999"] }
[[esf-projects.bases]]
name = "Timmar"
hourly = { per-hour = 500, hours = { 2024-Q1 = "10.5", 2024-04 = 7 } }
[[esf-projects.bases]]
name = "Schablon"
flat-rate = { of = "Faktiska", percent = 15, staff-accounts = ["4000-4999"] }
[[esf-projects.bases]]
name = "Start"
lump-sum = { amount = 25000, month = "2024-02" }
[[esf-projects.co-financing]]
quarter = "2024-Q1"
in-kind = 1000
"#;

fn read(text: &str) -> Result<Settings, Vec<Finding>> {
    Settings::from_toml("ledger.toml", text)
}

/// The text with `old` replaced by `new`, and every finding about it with the text at its place.
fn refused(old: &str, new: &str) -> Vec<(Fact, String)> {
    assert!(SOUND.contains(old), "{old}");
    let text = SOUND.replacen(old, new, 1);
    let findings = read(&text).expect_err("something is wrong");
    let shown = |finding: Finding| {
        let place = finding.place.expect("it stands somewhere");
        let line = text.lines().nth(usize::try_from(place.line).expect("few") - 1).expect("a line");
        let at = line.chars().skip(usize::try_from(place.column).expect("few") - 1);
        (finding.fact, at.take(usize::try_from(place.width).expect("few")).collect())
    };
    findings.into_iter().map(shown).collect()
}

/// Code and place of the only thing that is wrong.
fn one(old: &str, new: &str) -> (Code, String) {
    let mut found = refused(old, new);
    assert_eq!(found.len(), 1, "{found:?}");
    let (fact, at) = found.remove(0);
    (fact.code(), at)
}

#[test]
fn a_project_is_read_with_all_its_bases() {
    let settings = read(SOUND).expect("nothing is wrong with it");
    let terms = settings.esf_projects[0].terms();
    assert_eq!(terms.name, "VILJA", "its code, if it has no name");
    assert_eq!(terms.grant, Amount::from_ore(120_000_050));
    assert_eq!(terms.support_rate, Rate::from_percent("66.4".parse().expect("a figure")).expect("a rate"));
    assert_eq!(terms.bases.len(), 4);
    let CostBasis::Hourly { hours, .. } = &terms.bases[1].basis else { unreachable!("hours were given") };
    let hours: Vec<_> = hours.iter().map(|(period, hours)| format!("{period} {hours}")).collect();
    assert_eq!(hours, ["2024-04 7", "2024-01..2024-03 10.5"]);
    let part = terms.co_financing[0];
    assert_eq!((part.cash, part.in_kind), (Amount::ZERO, Amount::from_ore(100_000)));
    // A project that names neither codes nor cost centres is what has its own code.
    let by_code = SOUND.replace("cost-centres = [\"3047-3048\"]\nprojects = [\"VILJA\"]\n", "");
    let settings = read(&by_code).expect("nothing is wrong with it");
    assert_eq!(settings.esf_projects[0].terms().scope.projects, [Project::new("VILJA").expect("a code")]);
}

#[test]
fn the_project_that_every_template_shows_can_be_taken_as_it_stands() {
    for name in TEMPLATES {
        let text = template(name).expect("a template");
        let (before, shown) = text.split_once("# [[esf-projects]]\n").expect("it shows a project");
        let shown: Vec<&str> = shown.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
        let text = format!("{before}[[esf-projects]]\n{}", shown.join("\n"));
        let settings = read(&text).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
        let terms = settings.esf_projects[0].terms();
        assert_eq!(terms.bases.len(), 4, "{name}");
        let accounts = &terms.accounts;
        for account in
            [accounts.receivable, accounts.income, accounts.bank, accounts.cost, accounts.provision]
        {
            assert!(settings.chart.name_of(account).is_some(), "{name} does not name {account}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_place() {
    for (old, new, at) in [
        ("\"1 200 000,50\"", "\"0.005\"", "\"0.005\""),
        ("\"2024-01..2026-06\"", "\"2026-06..2024-01\"", "\"2026-06..2024-01\""),
        ("\"1712\"", "\"fordran\"", "\"fordran\""),
        ("\"4000-7999\"", "\"7999-4000\"", "\"7999-4000\""),
        ("\"3047-3048\"", "\"3048-3047\"", "\"3048-3047\""),
        ("2024-Q1 =", "2024-Q5 =", "2024-Q5"),
        ("\"2024-02\"", "\"februari\"", "\"februari\""),
        ("\"VILJA\"", "\"\"", "\"\""),
    ] {
        assert_eq!(one(old, new), (Code::SettingUnusable, at.to_owned()), "{old} → {new}");
    }
    // A figure with a point and without quotation marks is a binary fraction.
    assert_eq!(one("\"66.4\"", "66.4"), (Code::TomlInvalid, "66.4".to_owned()));
    let words = "\"12 miljoner\"";
    assert_eq!(one("\"1 200 000,50\"", words), (Code::TomlInvalid, words.to_owned()));
    for (old, new) in [("receivable = \"1712\"\n", ""), ("code = ", "kod = "), ("actual = {", "real = {")] {
        assert!(refused(old, new).iter().all(|(fact, _)| fact.code() == Code::TomlInvalid), "{old}");
    }
    let kind = "actual = { cost-centres = [\"3047\"], accounts = [\"4000-7999\"] }\n";
    assert_eq!(one(kind, "").0, Code::RowShape, "a base of no kind");
    let lump_sum = "lump-sum = { amount = 25000, month = \"2024-02\" }\n";
    let two = format!("{lump_sum}{kind}");
    assert_eq!(one(lump_sum, &two).0, Code::RowShape, "a base of two kinds");
    // All of it in one run.
    let text = SOUND.replace("\"1712\"", "\"x\"").replace("\"3511\"", "\"y\"");
    assert_eq!(read(&text).expect_err("two are wrong").len(), 2);
}

#[test]
fn terms_that_make_no_sense_are_named_with_their_place() {
    use EsfSlip::{
        BaseUnknown, BaseWithoutStaff, CountsAsCost, Negative, NotOfProject, NotPositive, OneAccount,
        OutsideProject, RateOutside, Twice,
    };
    let (base, accounts) = ("[[esf-projects.bases]]", "[esf-projects.accounts]");
    for (old, new, slip, at) in [
        ("\"1 200 000,50\"", "0", NotPositive, "0"),
        ("\"66.4\"", "\"100.5\"", RateOutside, "\"100.5\""),
        ("\"66.4\"", "0", RateOutside, "0"),
        ("percent = 15", "percent = 101", RateOutside, "101"),
        ("per-hour = 500", "per-hour = -1", NotPositive, base),
        ("2024-04 = 7", "2024-04 = 0", NotPositive, "2024-04"),
        ("2024-04 = 7", "2023-12 = 7", OutsideProject, "2023-12"),
        ("2024-04 = 7", "2024-03 = 7", Twice, "2024-Q1"),
        ("name = \"Timmar\"", "name = \"Faktiska\"", Twice, base),
        ("of = \"Faktiska\"", "of = \"Lön\"", BaseUnknown, base),
        ("of = \"Faktiska\"", "of = \"Start\"", BaseWithoutStaff, base),
        ("amount = 25000", "amount = 0", NotPositive, base),
        ("\"2024-02\"", "\"2026-07\"", OutsideProject, base),
        ("in-kind = 1000", "in-kind = -1000", Negative, "\"2024-Q1\""),
        ("quarter = \"2024-Q1\"", "quarter = \"2026-Q3\"", OutsideProject, "\"2026-Q3\""),
        ("bank = \"1930\"", "bank = \"1712\"", OneAccount, accounts),
        ("{ cost-centres = [\"3047\"], ", "{ ", CountsAsCost, base),
    ] {
        let mut found = refused(old, new);
        let (fact, place) = found.remove(0);
        assert_eq!((place.as_str(), found.len()), (at, 0), "{old} → {new}");
        assert!(
            matches!(fact, Fact::EsfTermsWrong { slip: told, .. } if told == slip),
            "{old} → {new}: {fact:?}"
        );
    }
    // Without a code of its own only its cost centre marks it.
    let text =
        SOUND.replace("projects = [\"VILJA\"]\n", "").replace("centre = \"3048\"", "centre = \"3001\"");
    let findings = read(&text).expect_err("its vouchers would not be its own");
    assert!(matches!(findings[0].fact, Fact::EsfTermsWrong { slip: NotOfProject, .. }), "{findings:?}");
    let without_bases = SOUND.split("[[esf-projects.bases]]").next().expect("a start");
    let findings = read(without_bases).expect_err("no base");
    assert!(matches!(findings[0].fact, Fact::EsfTermsWrong { slip: EsfSlip::NoBase, .. }));
}

#[test]
fn a_cost_belongs_to_one_project() {
    let second = SOUND.split_once("[[esf-projects]]").expect("a project").1;
    let both = |second: &str| {
        let findings = read(&format!("{SOUND}[[esf-projects]]{second}")).expect_err("they share");
        findings.into_iter().map(|finding| finding.fact).collect::<Vec<_>>()
    };
    let [vilja, pria] = ["VILJA", "PRIA"].map(|code| Project::new(code).expect("a code"));
    let shared = |scope: &str, second: &Project| Fact::EsfScopeShared {
        first: vilja.clone(),
        second: second.clone(),
        scope: scope.to_owned(),
    };
    let facts = both(second);
    assert_eq!(
        facts,
        [Fact::EsfProjectTwice { code: vilja.clone() }, shared("3047-3048", &vilja), shared("VILJA", &vilja)]
    );
    let renamed = second.replace("\"VILJA\"", "\"PRIA\"").replace("3047-3048", "3040-3047");
    assert_eq!(both(&renamed.replace("\"3048\"", "\"3040\"")), [shared("3040-3047", &pria)]);
    let apart = renamed.replace("3040-3047", "3040-3046").replace("\"3048\"", "\"3040\"");
    let settings = read(&format!("{SOUND}[[esf-projects]]{apart}")).expect("they share nothing");
    assert_eq!(settings.esf_projects.len(), 2);
}

/// How a project of an example stands.
fn of_example(example: &str, code: &str, through: &str) -> EsfStatus {
    let settings = examples::settings(example, "sjuharad");
    let is_meant =
        |project: &&finsam_ledger::schedule::esf::EsfProject| project.terms().code.as_str() == code;
    let project = settings.esf_projects.iter().find(is_meant).expect("a project");
    let year_end = built_in("sjuharad").expect("built in").year_end().clone();
    let through = through.parse().expect("a month");
    let balances = examples::read(example, Keep::Sums).tallied.balances;
    status(project, &balances, &year_end, &[], through).expect("small amounts")
}

/// The published note on receivables has 2 129 842,00 on 1712 at the end of 2024, and nothing of
/// the project in August; the income statement has 4 718 108,00 of the project as income.
#[test]
fn the_example_of_2024_stands_as_it_was_published() {
    let kr = |text: &str| Amount::from_decimal(text.parse().expect("a figure")).expect("öre");
    let vilja = of_example("sjuharad-2024", "VILJA", "2024-12");
    assert_eq!(vilja.receivable, kr("2129842.00"));
    assert_eq!(vilja.accrued, kr("4718108.00"));
    assert_eq!(vilja.paid_in_books, kr("2588266.00"));
    assert_eq!(vilja.eligible.bases[0].total(), Ok(kr("570000.00")), "actual cost, 3047");
    assert_eq!(vilja.earned, kr("4718200.00"));
    assert_eq!(vilja.receivable_told(), Ok(None), "nothing was recorded of its claims");
    let august = of_example("sjuharad-2024", "VILJA", "2024-08");
    assert_eq!((august.receivable, august.accrued), (Amount::ZERO, kr("1845679.00")));
    let pria = of_example("sjuharad-2024", "PRIA", "2024-12");
    assert_eq!((pria.accrued, pria.receivable), (kr("1642775.00"), Amount::ZERO));
}

/// The tables of 2014: what the projects cost in the year, the support of the year, and what is left
/// of the förbund's cost when it is taken off. All in tkr.
#[test]
fn the_example_of_2014_stands_as_it_was_published() {
    let tkr = |amount: Amount| amount.rounded(Unit::Tkr).ore() / Unit::Tkr.ore();
    let mut net = -24_078;
    for (code, cost, support) in [("KRUT", 5_604, 5_821), ("KRUTIMP", 1_040, 980)] {
        let [before, after] =
            ["2013-12", "2014-12"].map(|through| of_example("sjuharad-2014", code, through));
        let actual = |status: &EsfStatus| status.eligible.bases[0].total().expect("small");
        let of_year = |at: fn(&EsfStatus) -> Amount| at(&after).checked_sub(at(&before)).expect("small");
        assert_eq!(tkr(actual(&after).checked_sub(actual(&before)).expect("small")), cost, "{code}");
        assert_eq!(tkr(of_year(|status| status.accrued)), support, "{code}");
        assert!(after.to_accrue().expect("small").magnitude() < Amount::from_ore(11_000), "{code}");
        net += support;
    }
    assert_eq!(net, -17_277, "as it is printed; the exact sum rounds to one more");
}

/// The table of projects of 2024, in tkr: actual cost, cost under the flat rate, and the provision
/// that was released.
#[test]
fn the_projects_of_2024_cost_what_was_published() {
    let balances = examples::read("sjuharad-2024", Keep::Sums).tallied.balances;
    let cost = |centre: &str| {
        let on_centre = balances.turnovers_in("2024".parse().expect("a year")).filter(|(_, object, _)| {
            let is_income = object.account.to_string() == "3511";
            object.cost_centre.as_ref().is_some_and(|of| of.as_str() == centre) && !is_income
        });
        let costs = on_centre.map(|(_, _, turnover)| turnover.change().expect("small"));
        Amount::checked_sum(costs).expect("small").negated()
    };
    let costs = ["3047", "3048", "3049"].map(cost);
    let tkr = |amount: Amount| amount.rounded(Unit::Tkr).ore() / Unit::Tkr.ore();
    assert_eq!(costs.map(tkr), [-570, -4_129, 600]);
    assert_eq!(tkr(Amount::checked_sum(costs).expect("small")), -4_099);
}
