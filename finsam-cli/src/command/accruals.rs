//! `ledger accruals`: what is open on the accounts for accruals.

use finsam_ledger::book::Book;
use finsam_ledger::render::{Table, json};
use finsam_ledger::schedule::open_items;

use super::{esf, write_table};
use crate::args::Accruals;
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;

pub(crate) fn run(args: &Accruals, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let through = source.period(args.period.as_deref())?.last();
    let plans = source.book.as_ref().map(Book::plans).transpose()?.unwrap_or_default();
    let closing = source.balances.at_end_of(through, source.layout.year_end())?;
    let accounts = source.settings.accrual_accounts.values().copied();
    let mut support = Vec::new();
    for project in &source.settings.esf_projects {
        let status = esf::stands(project, &source, through)?;
        support.extend(status.open_items(&project.terms().accounts));
    }
    let open = open_items(&plans, &support, &closing, accounts, through.last_day())?;
    let (chart, entity) = (&source.settings.chart, &source.settings.entity.name);
    let table = Table::open_items(&open, &plans, chart, entity, settings.lang);
    write_table(&table, || json::open_items(&open, &plans, entity), &args.out, &source, settings)
}
