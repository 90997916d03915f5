//! What the commands write as JSON, held against the schemas of the repository.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../../finsam-ledger/tests/support/schema.rs"]
mod schema;
mod support;

use std::ffi::OsString;
use std::path::Path;

use serde_json::Value;

fn check(schema_name: &str, home: &Path, command: &str) {
    let as_json = ["--format", "json"].map(OsString::from);
    let output = support::ledger(home, support::with_files(command).chain(as_json));
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../finsam-ledger/data/schema");
    let path = schemas.join(schema_name).with_extension("schema.json");
    let schema = std::fs::read_to_string(path).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let value: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("ledger {command} wrote no JSON: {error}"));
    schema::conforms(&schema, &value, "$");
}

#[test]
fn every_command_keeps_to_its_schema() {
    let home = tempfile::tempdir().expect("a directory");
    support::ledger(home.path(), support::with_files("init insjöriket --template insjoriket"));
    let commands = [
        ("import", "import trasig.csv"),
        ("import", "import ib.csv verifikat-2023.csv budget.csv --dry-run"),
        ("import", "import ib.csv verifikat-2023.csv budget.csv"),
        ("import", "import fel-sida.csv"),
        ("import", "import fel-sida.csv --with-findings"),
        ("imports", "imports"),
        ("import", "import prognos.csv --name Prognos-2"),
        ("import", "import budget-manad.csv --name Månader --date 2023-12-01"),
        ("imports", "imports"),
        ("follow-up", "report follow-up --period 2023"),
        ("follow-up", "report follow-up --period 2024-01..2024-06 --unit tkr --compare none"),
        ("follow-up", "report follow-up --period 2024-01..2024-06 --forecast rest-of-budget --of costs"),
        ("undo", "undo 2 --dry-run"),
        ("undo", "undo 2 --reason fel-sida"),
        ("imports", "imports"),
        ("locks", "lock"),
        ("locks", "lock 2023-01..2023-06 --reason avstämd"),
        ("locks", "unlock 2023-06 --reason rättelse"),
        ("posted", "accrue accrued-expense --over 2023-12 --account 7551 --amount 63900 --dry-run"),
        ("posted", "accrue accrued-expense --over 2023-12 --account 7551 --amount 63900 --text Revision"),
        ("posted", "accrue accrued-expense --over 2023-12 --account 9999 --amount 5"),
        ("posted", "reverse A2 --date 2023-07-01"),
        ("accruals", "accruals"),
        ("close", "close 2023 --dry-run"),
        ("closed-years", "close"),
        ("check", "check"),
        ("check", "check --anchor 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        ("check", "check --period 2023"),
        ("codes", "explain"),
        ("statement", "report rr --period 2023"),
        ("statement", "report br --unit tkr --period 2023"),
        ("statement", "report br --unit tkr --period 2023 --rounding distribute"),
        ("statement", "report kf --period 2023-01..2023-08"),
        ("statement", "report noter --period 2023"),
        ("explanation", "report rr --period 2023 --explain operating-expenses"),
        ("explanation", "report kf --unit tkr --period 2023 --explain current-liabilities"),
        ("annual", "report annual --period 2023"),
        ("overview", "report operations --unit tkr"),
        ("overview", "report multi-year"),
        ("overview", "report key-figures --unit tkr"),
        ("plan", "report plan --from plan.toml"),
        ("members", "report members --period 2019 --book insjöriket"),
        ("annual", "report annual --period 2019 --book insjöriket"),
        ("trial-balance", "balances --by kst,projekt"),
        ("general-ledger", "account 1930"),
        ("verify", "verify rapport-2023.csv rapport-2024.csv"),
        ("verify", "verify rapport-bok.csv --book ."),
        ("comparison", "compare verifikat-2023.csv"),
        ("comparison", "compare verifikat-2024.csv verifikat-2024-omgjord.csv"),
        ("comparison", "compare verifikat-2024.csv avstamning.csv"),
    ];
    for (schema, command) in commands {
        check(schema, home.path(), command);
    }
}

#[test]
fn esf_projects_keep_to_their_schema() {
    let home = tempfile::tempdir().expect("a directory");
    check("import", home.path(), "import vilja.csv");
    check("esf-status", home.path(), "esf status");
    let settings = home.path().join("ledger.toml");
    let projects = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/files/esf.toml");
    let both = [&settings, &projects].map(|path| std::fs::read_to_string(path).expect("a text"));
    std::fs::write(&settings, both.concat()).expect("room for it");
    for command in [
        "esf accrue VILJA --through 2024-06 --dry-run",
        "esf accrue VILJA",
        "esf claim VILJA --quarter 2024-Q1 --date 2024-04-15",
        "esf decision VILJA 1 --approved 100000 --date 2024-08-31",
        "esf payment VILJA 1 --amount 100000 --date 2024-08-31",
        "esf provision VILJA --amount 500 --date 2024-08-31",
        "esf settle VILJA --date 2024-08-31",
    ] {
        check("esf-step", home.path(), command);
    }
    for command in ["esf status", "esf status VILJA --period 2024-06"] {
        check("esf-status", home.path(), command);
    }
}
