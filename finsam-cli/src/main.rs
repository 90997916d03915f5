//! The `ledger` command: parse, call the library, print.

mod args;
mod command;
mod exit;
mod findings;
mod output;
mod place;
mod progress;
mod settings;
mod source;
mod text;
mod wire;

use std::process::ExitCode;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use finsam_ledger::message::Lang;

use crate::args::Args;
use crate::exit::Exit;
use crate::settings::Settings;

fn main() -> ExitCode {
    let lang = settings::language();
    let parsed =
        text::help::parser(lang).try_get_matches().and_then(|matches| Args::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(args) => run(&args, lang),
        Err(error) => called_wrongly(&error, lang),
    };
    exit.into()
}

fn run(args: &Args, lang: Lang) -> Exit {
    let done = Settings::decide(args, lang).and_then(|settings| command::run(&args.command, &settings));
    done.unwrap_or_else(|refusal| {
        output::say(&refusal.say(lang, settings::stderr_style(args.color)));
        refusal.exit()
    })
}

/// Help and version are asked for; anything else is a call that cannot be understood.
fn called_wrongly(error: &clap::Error, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::data(&error.render().to_string()).map_or_else(|refusal| refusal.exit(), |()| Exit::Done)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::say(&error.render().to_string());
            Exit::Usage
        }
        _ => {
            output::say(&format!("ledger: {}\n", text::usage::message(error, lang)));
            Exit::Usage
        }
    }
}
