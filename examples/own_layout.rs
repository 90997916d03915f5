//! A layout of one's own: which accounts make which line is a text, not a program.
//!
//! This one has income by project and no more lines than a board reads. It is proved when it is
//! read: lose an account from it, or forget a balance-sheet line in the cash-flow statement, and
//! the finding names the line of the text.
//!
//! `cargo run -p finsam-ledger --example own_layout`

#![allow(clippy::print_stdout, reason = "an example shows its statements")]

use finsam_ledger::finding::Finding;
use finsam_ledger::message::{Lang, describe};
use finsam_ledger::read::layout;
use finsam_ledger::render::{Table, text::TextStyle, text::text};
use finsam_ledger::statement::{View, balance_sheet, cash_flow, income_statement};
use finsam_ledger::{
    Amount, ChartOfAccounts, FiscalYears, Journal, Posting, Project, Unit, VoucherDraft, VoucherId,
};

const LAYOUT: &str = r#"
name = "styrelsen"
result-to = "2010"
note-word = "Not"
sum-word = "Summa"

[income-statement]
title = "Resultat"
accounts = ["3000-8998"]
result = "result"
row = [
  { id = "viljan", line = "Projekt Viljan", accounts = ["3000-3999"], projects = ["VILJAN"] },
  { id = "other-income", line = "Medlemsbidrag och annat", accounts = ["3000-3999"], all-other = "projects" },
  { id = "costs", line = "Kostnader", accounts = ["4000-8998"] },
  { id = "result", total = "Resultat", of = ["viljan", "other-income", "costs"] },
]

[balance-sheet]
title = "Ställning"
accounts = ["1000-2999", "8999"]
columns = ["opening", "change", "closing"]
assets = "assets"
financing = "financing"
equity = "equity"
liquid-funds = ["bank"]
closing-accounts = ["8999"]
row = [
  { id = "claims", line = "Fordringar", accounts = ["1000-1899"], side = "debit" },
  { id = "bank", line = "Bank", accounts = ["1900-1999"], side = "debit" },
  { id = "assets", total = "Tillgångar", of = ["claims", "bank"] },
  { id = "year", line = "Årets resultat", result = true },
  { id = "earlier", line = "Tidigare resultat", accounts = ["2000-2199", "8999"], side = "credit" },
  { id = "equity", sum = "Eget kapital", of = ["year", "earlier"] },
  { id = "debts", line = "Skulder", accounts = ["2200-2999"], side = "credit" },
  { id = "financing", total = "Eget kapital och skulder", of = ["equity", "debts"] },
]

[cash-flow]
title = "Pengar in och ut"
net = "net"
row = [
  { id = "from-result", line = "Resultat", result = true },
  { id = "own", line = "Eget kapital i övrigt", change-of = ["year", "earlier"], before = ["from-result"], only-if-used = true },
  { id = "from-claims", line = "Fordringar", change-of = ["claims"] },
  { id = "from-debts", line = "Skulder", change-of = ["debts"] },
  { id = "net", total = "Förändring på banken", of = ["from-result", "own", "from-claims", "from-debts"] },
  { id = "in-bank", line = "På banken vid periodens slut", liquid-funds = "closing" },
]
"#;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let layout = layout::from_toml("styrelsen.toml", LAYOUT).map_err(told)?;
    let balances = journal()?.tally()?.balances;
    let chart = ChartOfAccounts::default();
    let view = View { period: "2024-01..2024-08".parse()?, comparison: None, unit: Unit::Kr, chart: &chart };
    for statement in [
        income_statement(&layout, &balances, &view)?,
        balance_sheet(&layout, &balances, &view)?,
        cash_flow(&layout, &balances, &view)?,
    ] {
        let table = Table::statement(&statement, "Samordningsförbundet Exempel", Lang::Sv);
        println!("{}", text(&table, TextStyle::default()));
    }

    // A cash-flow statement that takes the claims twice and forgets the debts is no layout.
    let broken = LAYOUT.replace(r#"change-of = ["debts"]"#, r#"change-of = ["claims"]"#);
    if let Err(findings) = layout::from_toml("styrelsen.toml", &broken) {
        println!("{}", told(findings));
    }
    Ok(())
}

fn journal() -> Result<Journal, Box<dyn std::error::Error>> {
    let mut journal = Journal::new(FiscalYears::CALENDAR);
    let rows = [
        ("2024-01-10", "1930", "3811", None, 450_000_000),
        ("2024-03-31", "1511", "3511", Some("VILJAN"), 62_500_050),
        ("2024-05-07", "4691", "2411", None, 125_000_000),
        ("2024-06-05", "2411", "1930", None, 100_000_000),
    ];
    for (number, (date, debit, credit, project, ore)) in (1..).zip(rows) {
        let project = project.map(Project::new).transpose()?;
        let row = |account: &str, ore| -> Result<Posting, finsam_ledger::AccountError> {
            Ok(Posting { project: project.clone(), ..Posting::new(account.parse()?, Amount::from_ore(ore)) })
        };
        let (id, postings) = (VoucherId::new("", number), vec![row(debit, ore)?, row(credit, -ore)?]);
        let draft = VoucherDraft::new(id, date.parse()?, "Exempel", postings);
        journal.append(draft.try_into_voucher()?);
    }
    Ok(journal)
}

/// Findings as a user reads them: where, what, and what to do.
fn told(findings: Vec<Finding>) -> String {
    let sentence = |finding: Finding| {
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        let said = describe(&finding, Lang::Sv);
        format!("{place}: {} {}", said.text, said.next_step)
    };
    findings.into_iter().map(sentence).collect::<Vec<_>>().join("\n")
}
