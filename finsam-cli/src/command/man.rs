//! `ledger man`: manual pages, one a command into a directory, or the first to stdout.

use std::fs;
use std::path::Path;

use clap::Command;
use clap_mangen::Man as Page;

use crate::args::Man;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::text::{Failed, help};

pub(crate) fn run(args: &Man, settings: &Settings) -> Result<Exit, Refusal> {
    let mut parser = help::parser(settings.lang);
    parser.build();
    match &args.directory {
        None => output::data(&page(&parser)?)?,
        Some(dir) => {
            let unwritable = |error| Refusal::Failure(Failed::FileUnwritable { path: dir.clone(), error });
            fs::create_dir_all(dir).map_err(unwritable)?;
            write_page(dir, "ledger", &parser)?;
            for command in parser.get_subcommands() {
                write_page(dir, &format!("ledger-{}", command.get_name()), command)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn write_page(dir: &Path, name: &str, command: &Command) -> Result<(), Refusal> {
    output::file(&dir.join(format!("{name}.1")), &page(command)?)
}

fn page(command: &Command) -> Result<String, Refusal> {
    let mut page = Vec::new();
    let rendered = Page::new(command.clone()).render(&mut page);
    rendered.map_err(|error| Refusal::Failure(Failed::StdoutFails { error }))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
