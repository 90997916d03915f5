//! `ledger settings`: the words of a book's settings, shown or replaced.

use std::fs;

use crate::args::BookSettings;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::source;
use crate::text::{Failed, Said};

pub(crate) fn run(args: &BookSettings, settings: &Settings) -> Result<Exit, Refusal> {
    let mut book = source::book(settings)?;
    let Some(path) = &args.file else {
        output::data(&book.settings_text()?)?;
        return Ok(Exit::Done);
    };
    let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
    let text = fs::read_to_string(path).map_err(unreadable)?;
    book.replace_settings(&path.to_string_lossy(), &text, &settings.command_line)?;
    output::say(&Said::SettingsKept { place: settings.place_of(&book) }.say(settings.lang));
    Ok(Exit::Done)
}
