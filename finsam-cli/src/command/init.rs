//! `ledger init`: a new book from a template.

use finsam_ledger::book::Book;
use finsam_ledger::read::settings::TEMPLATES;

use crate::args::Init;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source::{self, TEMPLATE};
use crate::text::Said;

pub(crate) fn run(args: &Init, settings: &Settings) -> Result<Exit, Refusal> {
    let asked = args.template.as_deref().unwrap_or(TEMPLATE);
    let (text, _) = source::template(asked)?;
    let dir = args.directory.as_ref().or(settings.book.as_ref()).cloned();
    Book::create(dir.as_ref().unwrap_or(&settings.here), text)?;
    let template = TEMPLATES.into_iter().find(|name| *name == asked).unwrap_or(TEMPLATE);
    output::say(&Said::BookMade { dir, template }.say(settings.lang));
    Ok(Exit::Done)
}
