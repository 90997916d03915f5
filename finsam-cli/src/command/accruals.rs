//! `ledger accruals`: what is open on the accounts for accruals.

use finsam_ledger::Month;
use finsam_ledger::book::Book;
use finsam_ledger::render::{Table, json};
use finsam_ledger::schedule::{BookedPlan, OpenItems, open_items};

use super::{esf, write_table};
use crate::args::Accruals;
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;

pub(crate) fn run(args: &Accruals, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let through = source.period(args.period.as_deref())?.last();
    let Open { items, plans } = Open::at_end_of(through, &source)?;
    let (chart, entity) = (&source.settings.chart, &source.settings.entity.name);
    let table = Table::open_items(&items, &plans, chart, entity, settings.lang);
    write_table(&table, || json::open_items(&items, &plans, entity), &args.out, &source, settings)
}

/// What is open on the accounts for accruals, and the plans it is of.
pub(super) struct Open {
    pub(super) items: OpenItems,
    pub(super) plans: Vec<BookedPlan>,
}

impl Open {
    pub(super) fn at_end_of(through: Month, source: &Source) -> Result<Self, Refusal> {
        let plans = source.book.as_ref().map(Book::plans).transpose()?.unwrap_or_default();
        let closing = source.balances.at_end_of(through, source.layout.year_end())?;
        let accounts = source.settings.accrual_accounts.values().copied();
        let mut support = Vec::new();
        for project in &source.settings.esf_projects {
            let status = esf::stands(project, source, through)?;
            support.extend(status.open_items(&project.terms().accounts));
        }
        let items = open_items(&plans, &support, &closing, accounts, through.last_day())?;
        Ok(Self { items, plans })
    }
}
