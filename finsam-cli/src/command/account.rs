//! `ledger account`: the general ledger of one account.

use finsam_ledger::render::{Table, json};
use finsam_ledger::{AccountNumber, general_ledger};

use super::write_table;
use crate::args::Account;
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;
use crate::text::Wrong;

pub(crate) fn run(args: &Account, settings: &Settings) -> Result<Exit, Refusal> {
    let unreadable = |_| Refusal::Usage(Wrong::AccountUnreadable { text: args.number.as_str().into() });
    let account: AccountNumber = args.number.trim().parse().map_err(unreadable)?;
    let source = Source::open(&[], None, settings)?;
    let period = source.period(args.period.as_deref())?;
    let name = source.settings.chart.name_of(account);
    let is_booked = || source.balances.turnovers().any(|(_, object, _)| object.account == account);
    let is_opened = || {
        let mut openings = source.balances.given_openings().flat_map(|(_, amounts)| amounts.keys());
        openings.any(|object| object.account == account)
    };
    if name.is_none() && !is_booked() && !is_opened() {
        return Err(Refusal::Usage(Wrong::AccountUnknown { account }));
    }
    let postings = source.postings(account, period)?;
    let year_end = source.layout.year_end();
    let ledger = general_ledger(&source.balances, year_end, account, period, postings)?;
    let entity = &source.settings.entity.name;
    let table = Table::general_ledger(&ledger, name, entity, settings.lang)?;
    write_table(&table, || json::general_ledger(&ledger, name, entity), &args.out, &source, settings)
}
