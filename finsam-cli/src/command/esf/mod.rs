//! `ledger esf`: the support of ESF projects.

mod status;
mod step;
mod wire;

use finsam_ledger::schedule::esf::EsfProject;

use crate::args::{Esf, EsfAction};
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;
use crate::text::Wrong;

pub(super) use status::{Told, page, stands};

pub(crate) fn run(args: &Esf, settings: &Settings) -> Result<Exit, Refusal> {
    match &args.action {
        EsfAction::Status(args) => status::run(args, settings),
        EsfAction::Accrue(args) => step::accrue(args, settings),
        EsfAction::Claim(args) => step::claim(args, settings),
        EsfAction::Decision(args) => step::decision(args, settings),
        EsfAction::Payment(args) => step::payment(args, settings),
        EsfAction::Provision(args) => step::provision(args, settings),
        EsfAction::Release(args) => step::release(args, settings),
        EsfAction::Settle(args) => step::settle(args, settings),
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
