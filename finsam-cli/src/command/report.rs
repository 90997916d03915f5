//! `ledger report`: one of the statements, or the follow-up.

use finsam_ledger::check::glance;
use finsam_ledger::render::{Table, json, notes_together};
use finsam_ledger::statement::{
    Statement, StatementError, StatementKind, View, balance_sheet, cash_flow, follow_up, income_statement,
    notes,
};
use finsam_ledger::{ChartOfAccounts, Period, Unit};

use super::write_table;
use crate::args::{Report, TableUnit};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::{Source, compared};
use crate::text::{Said, Wrong};

pub(crate) fn run(args: &Report, settings: &Settings) -> Result<Exit, Refusal> {
    let unknown = || Refusal::Usage(Wrong::ReportUnknown { text: args.name.as_str().into() });
    let asked = asked(&args.name).ok_or_else(unknown)?;
    let source = Source::open(&args.from, args.layout.as_deref(), settings)?;
    let period = source.period(args.period.as_deref())?;
    let comparison = source.comparison(period, args.compare.as_deref())?;
    let is_told = |asked: &Period| {
        let year = source.balances.fiscal_years().of(asked.first());
        source.is_booked_in(*asked) || source.balances.year_of_sums(year).is_some()
    };
    for empty in std::iter::once(period).chain(comparison).filter(|period| !is_told(period)) {
        output::say(&Said::NothingBooked { period: empty }.say(settings.lang));
    }
    let unit = match args.unit.unwrap_or_default() {
        TableUnit::Kr => Unit::Kr,
        TableUnit::Tkr => Unit::Tkr,
    };
    let chart: &ChartOfAccounts = &source.settings.chart;
    let view = |comparison| View { period, comparison, unit, chart };
    let is_asked = args.compare.is_some();
    let entity = &source.settings.entity.name;
    let seen = glance(&source.layout, &source.balances, period)?;
    let untold = match asked {
        Asked::Statement(kind) => {
            let (statement, untold) = compared(comparison, is_asked, |comparison| {
                derive(kind, &source, &view(comparison), settings)
            })?;
            let table = Table::statement(&statement, entity, settings.lang);
            write_table(&table, || json::statement(&statement, entity), &args.out, &source, settings)?;
            untold
        }
        Asked::FollowUp => {
            let Source { settings: book, layout, balances, budget, .. } = &source;
            let (found, untold) = compared(comparison, is_asked, |comparison| {
                follow_up(layout, balances, budget, &book.cost_centre_groups, &view(comparison))
            })?;
            let names = &book.cost_centres;
            let table = Table::follow_up(&found, names, entity, settings.lang);
            write_table(&table, || json::follow_up(&found, names, entity), &args.out, &source, settings)?;
            untold
        }
    };
    if let Some(sums) = untold {
        output::say(&Said::NoComparison { sums }.say(settings.lang));
    }
    if seen.is_empty() {
        return Ok(Exit::Done);
    }
    output::say(&Said::Misleading { seen, from_files: source.book.is_none() }.say(settings.lang));
    Ok(Exit::Findings)
}

fn derive(
    kind: StatementKind,
    source: &Source,
    view: &View<'_>,
    settings: &Settings,
) -> Result<Statement, StatementError> {
    let (layout, balances) = (&source.layout, &source.balances);
    match kind {
        StatementKind::IncomeStatement => income_statement(layout, balances, view),
        StatementKind::BalanceSheet => balance_sheet(layout, balances, view),
        StatementKind::CashFlow => cash_flow(layout, balances, view),
        StatementKind::Notes => {
            Ok(notes_together(&notes(layout, balances, view)?, view.period, view.comparison, settings.lang))
        }
    }
}

/// What a name asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Statement(StatementKind),
    FollowUp,
}

/// The report of that name, English or Swedish, with or without å, ä and ö.
fn asked(name: &str) -> Option<Asked> {
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        '_' | ' ' => '-',
        other => other,
    };
    let kind = match name.trim().to_lowercase().chars().map(plain).collect::<String>().as_str() {
        "income-statement" | "resultatrakning" | "rr" => StatementKind::IncomeStatement,
        "balance-sheet" | "balansrakning" | "br" => StatementKind::BalanceSheet,
        "cash-flow" | "cash-flow-statement" | "kassaflodesanalys" | "finansieringsanalys" | "kf" => {
            StatementKind::CashFlow
        }
        "notes" | "noter" => StatementKind::Notes,
        "follow-up" | "uppfoljning" | "budgetuppfoljning" => return Some(Asked::FollowUp),
        _ => return None,
    };
    Some(Asked::Statement(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_known_by_its_swedish_names_too() {
        for name in ["resultatrakning", "resultaträkning", "Resultaträkning", "RR", "income_statement"] {
            assert_eq!(asked(name), Some(Asked::Statement(StatementKind::IncomeStatement)), "{name}");
        }
        assert_eq!(asked("kassaflödesanalys"), Some(Asked::Statement(StatementKind::CashFlow)));
        assert_eq!(asked("Uppföljning"), Some(Asked::FollowUp));
        assert_eq!(asked("arsredovisning"), None);
    }
}
