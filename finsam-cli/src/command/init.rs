//! `ledger init`: a new book from a template.

use finsam_ledger::read::settings::TEMPLATES;

use crate::args::Init;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::place::Place;
use crate::settings::Settings;
use crate::source::{self, TEMPLATE};
use crate::text::Said;

pub(crate) fn run(args: &Init, settings: &Settings) -> Result<Exit, Refusal> {
    let asked = args.template.as_deref().unwrap_or(TEMPLATE);
    let (text, _) = source::template(asked)?;
    let named = args.directory.as_deref().map(Place::named).transpose()?.or_else(|| settings.book.clone());
    let here = || Place::Directory(settings.here.clone());
    named.clone().unwrap_or_else(here).create(text)?;
    let dir = named.map(|place| place.shown());
    let template = TEMPLATES.into_iter().find(|name| *name == asked).unwrap_or(TEMPLATE);
    output::say(&Said::BookMade { dir, template }.say(settings.lang));
    Ok(Exit::Done)
}
