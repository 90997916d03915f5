//! `ledger reverse`: a voucher taken back by another.

use finsam_ledger::book::ReversalOrder;

use super::posting;
use crate::args::Reverse;
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;
use crate::text::posting as words;

pub(crate) fn run(args: &Reverse, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let id = posting::voucher_id(&args.voucher)?;
    let text = args.text.clone().unwrap_or_else(|| words::reversal(&id, settings.lang));
    let date = args.date.as_deref().map(posting::day).transpose()?;
    let order = ReversalOrder { year: posting::year(args.year, &source)?, id, date, text };
    let now = (settings.now.as_str(), settings.command_line.as_str());
    posting::post(source, |book| book.begin_reversal(&order, now), (args.dry_run, args.format), settings)
}
