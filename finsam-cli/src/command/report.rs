//! `ledger report`: one of the statements.

use finsam_ledger::check::glance;
use finsam_ledger::render::{Table, json, notes_together};
use finsam_ledger::statement::{
    Statement, StatementError, StatementKind, View, balance_sheet, cash_flow, income_statement, notes,
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
    let kind = kind(&args.name).ok_or_else(unknown)?;
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
    let (statement, untold) = compared(comparison, args.compare.is_some(), |comparison| {
        derive(kind, &source, &View { period, comparison, unit, chart }, settings)
    })?;
    if let Some(sums) = untold {
        output::say(&Said::NoComparison { sums }.say(settings.lang));
    }
    let entity = &source.settings.entity.name;
    let table = Table::statement(&statement, entity, settings.lang);
    let seen = glance(&source.layout, &source.balances, period)?;
    write_table(&table, || json::statement(&statement, entity), &args.out, &source, settings)?;
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

/// The statement of that name, English or Swedish, with or without å, ä and ö.
fn kind(name: &str) -> Option<StatementKind> {
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        '_' | ' ' => '-',
        other => other,
    };
    match name.trim().to_lowercase().chars().map(plain).collect::<String>().as_str() {
        "income-statement" | "resultatrakning" | "rr" => Some(StatementKind::IncomeStatement),
        "balance-sheet" | "balansrakning" | "br" => Some(StatementKind::BalanceSheet),
        "cash-flow" | "cash-flow-statement" | "kassaflodesanalys" | "finansieringsanalys" | "kf" => {
            Some(StatementKind::CashFlow)
        }
        "notes" | "noter" => Some(StatementKind::Notes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_known_by_its_swedish_names_too() {
        for name in ["resultatrakning", "resultaträkning", "Resultaträkning", "RR", "income_statement"] {
            assert_eq!(kind(name), Some(StatementKind::IncomeStatement), "{name}");
        }
        assert_eq!(kind("kassaflödesanalys"), Some(StatementKind::CashFlow));
        assert_eq!(kind("arsredovisning"), None);
    }
}
