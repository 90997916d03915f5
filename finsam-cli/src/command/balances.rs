//! `ledger balances`: the trial balance.

use finsam_ledger::render::{Table, json};
use finsam_ledger::{Grouping, trial_balance};

use super::write_table;
use crate::args::{Balances, Part};
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;

pub(crate) fn run(args: &Balances, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&args.from, None, settings)?;
    let period = source.period(args.period.as_deref())?;
    let by = Grouping {
        cost_centre: args.by.contains(&Part::CostCentre),
        project: args.by.contains(&Part::Project),
        month: args.by.contains(&Part::Month),
    };
    let balances = trial_balance(&source.balances, period, source.layout.year_end(), by)?;
    let (chart, entity) = (&source.settings.chart, &source.settings.entity.name);
    let table = Table::trial_balance(&balances, chart, entity, settings.lang)?;
    write_table(&table, || json::trial_balance(&balances, chart, entity), &args.out, &source, settings)
}
