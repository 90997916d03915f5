//! `ledger explain`: what a code means, or all codes there are.

use std::fmt::Write as _;

use finsam_ledger::Code;
use finsam_ledger::message::{explain, label, title};

use crate::args::{Explain, Listing};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::settings::Settings;
use crate::text::Wrong;
use crate::wire;

pub(crate) fn run(args: &Explain, settings: &Settings) -> Result<Exit, Refusal> {
    let lang = settings.lang;
    let codes = match &args.code {
        Some(text) => {
            let unknown = |_| Refusal::Usage(Wrong::CodeUnknown { text: text.as_str().into() });
            vec![text.parse::<Code>().map_err(unknown)?]
        }
        None => Code::ALL.to_vec(),
    };
    let page = match (args.format.unwrap_or_default(), args.code.is_some()) {
        (Listing::Json, _) => wire::codes(&codes, lang)?,
        (Listing::Text, true) => codes.iter().map(|code| explain(*code, lang)).collect(),
        (Listing::Text, false) => {
            let width = codes.iter().map(|code| label::severity(code.severity(), lang).chars().count()).max();
            let width = width.unwrap_or(0);
            codes.iter().fold(String::new(), |mut page, code| {
                let severity = label::severity(code.severity(), lang);
                // Writing to a string does not fail.
                let _ = writeln!(page, "{code}  {severity:<width$}  {}", title(*code, lang));
                page
            })
        }
    };
    output::data(&page)?;
    Ok(Exit::Done)
}
