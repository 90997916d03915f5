//! `ledger layout`: the file of a built-in layout, to copy and change, or the names there are.

use finsam_ledger::read::layout::{built_in_names, built_in_text};

use crate::args::Layout;
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::text::Wrong;

pub(crate) fn run(args: &Layout) -> Result<Exit, Refusal> {
    match args.name.as_deref() {
        Some(name) => {
            let unknown = || Refusal::Usage(Wrong::BuiltInLayoutUnknown { text: name.into() });
            output::data(built_in_text(name).ok_or_else(unknown)?)?;
        }
        None => output::data(&format!("{}\n", built_in_names().collect::<Vec<_>>().join("\n")))?,
    }
    Ok(Exit::Done)
}
