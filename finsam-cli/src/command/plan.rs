//! `ledger report plan`: the plan of a year, from `plan.toml` beside `ledger.toml` or another file.

use std::fs;

use finsam_ledger::Unit;
use finsam_ledger::book::Book;
use finsam_ledger::read::activity_plan;
use finsam_ledger::render::{Table, json};
use finsam_ledger::statement::Rounding;

use super::write_table_of;
use crate::args::{Report, RoundingRule, TableUnit};
use crate::exit::{Exit, Refusal};
use crate::place::Place;
use crate::settings::Settings;
use crate::source::found_book;
use crate::text::{Failed, Wrong};

/// What the plan is called beside `ledger.toml`.
const FILE: &str = "plan.toml";

pub(super) fn run(args: &Report, settings: &Settings) -> Result<Exit, Refusal> {
    let book = found_book(settings);
    let path = match (&args.from[..], &book) {
        ([path], _) => path.clone(),
        ([], Some(Place::Directory(dir))) => dir.join(FILE),
        ([], _) => return Err(Refusal::Failure(Failed::NoBook { from: settings.here.clone() })),
        _ => return Err(Refusal::Usage(Wrong::PlansMany)),
    };
    let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
    let text = fs::read_to_string(&path).map_err(unreadable)?;
    let plan = activity_plan(&path.to_string_lossy(), &text).map_err(Refusal::Findings)?;
    let of_book = book.filter(|_| args.from.is_empty()).map(|place| place.open()).transpose()?;
    let (unit, rounding) = (unit(args), rounding(args, of_book.as_ref()));
    let report = plan.report(unit, rounding)?;
    let entity = plan.entity.or_else(|| of_book.map(|book| book.settings().entity.name.clone()));
    let entity = entity.unwrap_or_default();
    let table = Table::activity_plan(&report, &entity, settings.lang);
    write_table_of(&[path], &table, || json::activity_plan(&report, &entity), &args.out, settings)
}

fn unit(args: &Report) -> Unit {
    match args.unit.unwrap_or_default() {
        TableUnit::Kr => Unit::Kr,
        TableUnit::Tkr => Unit::Tkr,
    }
}

fn rounding(args: &Report, book: Option<&Book>) -> Rounding {
    match args.rounding {
        Some(RoundingRule::State) => Rounding::Stated,
        Some(RoundingRule::Distribute) => Rounding::Distributed,
        None => book.map_or_else(Rounding::default, |book| book.settings().rounding),
    }
}
