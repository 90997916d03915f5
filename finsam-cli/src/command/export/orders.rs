//! `ledger export orders`: the program's own vouchers, for the ekonomiservice to book.

use std::collections::BTreeSet;

use finsam_ledger::render::{Table, csv, order_text};
use finsam_ledger::sie::write::{Kind, Writer};
use finsam_ledger::{Budget, FiscalYear, Month, Voucher, VoucherDraft};

use super::{exported, finish, options};
use crate::args::{Export, OrderFormat};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::Source;
use crate::text::{Failed, Said, Wrong};

pub(super) fn run(args: &Export, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    if let Some(path) = &args.output {
        output::may_write(path, &source.files)?;
    }
    let mut orders = match &source.book {
        Some(book) => book.orders()?,
        None => Vec::new(),
    };
    if args.period.is_some() {
        let period = source.period(args.period.as_deref())?;
        orders.retain(|voucher| period.contains(Month::of(voucher.date())));
    }
    if orders.is_empty() {
        return Err(Refusal::Usage(Wrong::NoOrders));
    }
    match args.order.unwrap_or_default() {
        OrderFormat::Csv => as_csv(&orders, &source, args, settings),
        OrderFormat::Sie => as_sie(orders, &source, args, settings),
    }
}

fn as_csv(orders: &[Voucher], source: &Source, args: &Export, settings: &Settings) -> Result<Exit, Refusal> {
    let table = Table::orders(orders, &source.settings.chart, &source.settings.entity.name);
    let page = csv::csv(&table).map_err(|error| Refusal::Failure(Failed::Render(error)))?;
    match &args.output {
        Some(path) => {
            output::file(path, &page)?;
            output::say(&Said::FileWritten { path: path.clone() }.say(settings.lang));
        }
        None => output::data(&page)?,
    }
    Ok(Exit::Done)
}

/// A file of type 4I, which is of one fiscal year.
fn as_sie(
    orders: Vec<Voucher>,
    source: &Source,
    args: &Export,
    settings: &Settings,
) -> Result<Exit, Refusal> {
    let years = source.balances.fiscal_years();
    let booked: BTreeSet<FiscalYear> =
        orders.iter().map(|voucher| years.of(Month::of(voucher.date()))).collect();
    let (Some(year), 1) = (booked.first().copied(), booked.len()) else {
        return Err(Refusal::Usage(Wrong::OrdersOfYears { booked: booked.into_iter().collect() }));
    };
    let (budget, options) = (Budget::default(), options(args, Kind::Type4I));
    let mut writer = Writer::new(exported(source, &budget, year, settings.today), options);
    for voucher in orders {
        let text = order_text(&voucher);
        // The rows balance as they did, so this is always a voucher.
        if let Ok(order) = (VoucherDraft { text: text.into(), ..voucher.into_draft() }).try_into_voucher() {
            writer.voucher(&order);
        }
    }
    finish(writer, options, year, args.output.as_deref(), settings)
}
