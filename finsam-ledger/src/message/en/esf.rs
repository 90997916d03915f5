//! English sentences and pages about ESF projects.

use super::quote;
use crate::dimension::Project;
use crate::finding::EsfSlip;
use crate::message::catalogue::Page;

/// What is wrong with a project's terms.
pub(super) fn terms_wrong(project: &Project, slip: EsfSlip) -> String {
    let what = match slip {
        EsfSlip::NotPositive => "the figure has to be more than nothing",
        EsfSlip::Negative => "the amount cannot be below nothing",
        EsfSlip::RateOutside => "a rate lies above 0 and is at most 100",
        EsfSlip::OutsideProject => "the time does not lie in the project's period",
        EsfSlip::SpansQuarters => "the time does not lie in one quarter",
        EsfSlip::Twice => "this stands further up already",
        EsfSlip::NoBase => "it lacks a base of cost ([[esf-projects.bases]])",
        EsfSlip::BaseUnknown => "there is no base of cost with that name to take a flat rate of",
        EsfSlip::BaseWithoutStaff => {
            "a flat rate is taken of cost of staff, not of a flat rate or a lump sum"
        }
        EsfSlip::OneAccount => "two of the accounts are one",
        EsfSlip::NotOfProject => {
            "its own vouchers would have neither its code nor one of its cost centres; give a cost-centre"
        }
        EsfSlip::CountsAsCost => {
            "the base takes in the account on which its own vouchers book the support or a provision"
        }
    };
    format!("ESF project {}: {what}.", quote(project.as_str()))
}

pub(super) const PROJECT_TWICE: Page = Page {
    title: "Two ESF projects have one code",
    meaning: "The code is what commands know a project by, so each needs one of its own.",
    cause: "A project was copied and kept its code.",
    next_step: "Give one of the projects another code in ledger.toml.",
    example: "\
[[esf-projects]]
code = \"VILJA\"

[[esf-projects]]
code = \"VILJA\"                      <- taken already",
};

pub(super) const SCOPE_SHARED: Page = Page {
    title: "Two ESF projects share a cost centre or project code",
    meaning: "A cost can be supported once. Belonging to two projects it would count in both.",
    cause: "A span of cost centres reaches into another project's, or a project was copied.",
    next_step: "Let each cost centre and project code belong to one project in ledger.toml.",
    example: "\
[[esf-projects]]
code = \"PRIA\"
cost-centres = [\"3040-3047\"]

[[esf-projects]]
code = \"VILJA\"
cost-centres = [\"3047\", \"3048\"]     <- 3047 belongs to PRIA already",
};

pub(super) const TERMS_WRONG: Page = Page {
    title: "The terms of an ESF project do not make sense",
    meaning: "The support is reckoned from the terms in ledger.toml: period, grant, support rate, bases \
              of cost and accounts. A term that makes no sense would give the wrong support.",
    cause: "A figure is mistyped, or something lies outside the project's period.",
    next_step: "Correct the line in ledger.toml by the project's decision.",
    example: "\
[[esf-projects]]
code = \"VILJA\"
period = \"2024-01..2026-06\"
support-rate = 664                  <- 66.4 per cent is written \"66.4\"",
};

pub(super) const VALUE_UNREADABLE: Page = Page {
    title: "The value cannot be read",
    meaning: "A value of an ESF project is written so that it cannot be read.",
    cause: "A slip of the pen. Numbers with decimals stand in quotation marks, periods are written \
            2024-01..2026-06 and quarters 2024-Q3.",
    next_step: "Write the value in the form that the message shows.",
    example: "\
grant = \"12 million\"                <- write \"12 000 000\"
period = \"2024/2026\"                <- write \"2024-01..2026-06\"",
};
