//! `ledger esf`: the support of ESF projects.

mod status;
mod wire;

use finsam_ledger::schedule::esf::EsfProject;

use crate::args::{Esf, EsfAction};
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;
use crate::text::Wrong;

pub(crate) fn run(args: &Esf, settings: &Settings) -> Result<Exit, Refusal> {
    match &args.action {
        EsfAction::Status(args) => status::run(args, settings),
    }
}

/// The project of that code, whatever the case of its letters.
fn project<'a>(code: &str, source: &'a Source) -> Result<&'a EsfProject, Refusal> {
    let projects = &source.settings.esf_projects;
    let is_meant =
        |project: &&EsfProject| project.terms().code.as_str().to_lowercase() == code.trim().to_lowercase();
    projects.iter().find(is_meant).ok_or_else(|| {
        let known = projects.iter().map(|project| project.terms().code.as_str().into()).collect();
        Refusal::Usage(Wrong::EsfProjectUnknown { text: code.into(), known })
    })
}
