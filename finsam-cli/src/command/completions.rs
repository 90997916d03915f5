//! `ledger completions`: for the user's shell.

use crate::args::Completions;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::text::help;

pub(crate) fn run(args: &Completions, settings: &Settings) -> Result<Exit, Refusal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::parser(settings.lang), "ledger", &mut script);
    output::data(&script)?;
    Ok(Exit::Done)
}
