//! Swedish sentences and pages about ESF projects.

use super::quote;
use crate::dimension::Project;
use crate::finding::EsfSlip;
use crate::message::catalogue::Page;

/// What is wrong with a project's terms.
pub(super) fn terms_wrong(project: &Project, slip: EsfSlip) -> String {
    let what = match slip {
        EsfSlip::NotPositive => "talet måste vara större än noll",
        EsfSlip::Negative => "beloppet kan inte vara mindre än noll",
        EsfSlip::RateOutside => "en procentsats är större än 0 och högst 100",
        EsfSlip::OutsideProject => "tiden ligger utanför projektets period",
        EsfSlip::SpansQuarters => "tiden ligger inte inom ett kvartal",
        EsfSlip::Twice => "detta står redan längre upp",
        EsfSlip::NoBase => "det saknas en kostnadsbas ([[esf-projects.bases]])",
        EsfSlip::BaseUnknown => "det finns ingen kostnadsbas med det namnet att ta en schablon på",
        EsfSlip::BaseWithoutStaff => {
            "en schablon tas på personalkostnad, inte på en schablon eller en klumpsumma"
        }
        EsfSlip::OneAccount => "två av kontona är samma konto",
        EsfSlip::NotOfProject => {
            "projektets egna verifikat får varken projektets kod eller ett av dess kostnadsställen; ange cost-centre"
        }
        EsfSlip::CountsAsCost => {
            "kostnadsbasen tar med det konto där projektets egna verifikat bokför stödet eller en uppbokning"
        }
    };
    format!("ESF-projektet {}: {what}.", quote(project.as_str()))
}

pub(super) const PROJECT_TWICE: Page = Page {
    title: "Två ESF-projekt har samma kod",
    meaning: "Koden är det namn som projektet har i kommandona, så varje projekt behöver en egen.",
    cause: "Ett projekt har kopierats och behållit sin kod.",
    next_step: "Ge det ena projektet en annan kod i ledger.toml.",
    example: "\
[[esf-projects]]
code = \"VILJA\"

[[esf-projects]]
code = \"VILJA\"                      <- redan använd",
};

pub(super) const SCOPE_SHARED: Page = Page {
    title: "Två ESF-projekt delar kostnadsställe eller projektkod",
    meaning: "En kostnad kan stödjas en gång. Hör den till två projekt skulle den räknas i båda.",
    cause: "Ett intervall av kostnadsställen når in i ett annat projekts, eller så har ett projekt \
            kopierats.",
    next_step: "Låt varje kostnadsställe och projektkod höra till ett projekt i ledger.toml.",
    example: "\
[[esf-projects]]
code = \"PRIA\"
cost-centres = [\"3040-3047\"]

[[esf-projects]]
code = \"VILJA\"
cost-centres = [\"3047\", \"3048\"]     <- 3047 hör redan till PRIA",
};

pub(super) const TERMS_WRONG: Page = Page {
    title: "ESF-projektets villkor går inte ihop",
    meaning: "Stödet räknas fram ur villkoren i ledger.toml: period, beviljat stöd, stödsats, \
              kostnadsbaser och konton. Ett villkor som inte går ihop skulle ge fel stöd.",
    cause: "En siffra är felskriven, eller så ligger något utanför projektets period.",
    next_step: "Rätta raden i ledger.toml efter projektets beslut.",
    example: "\
[[esf-projects]]
code = \"VILJA\"
period = \"2024-01..2026-06\"
support-rate = 664                  <- 66,4 procent skrivs \"66.4\"",
};

pub(super) const VALUE_UNREADABLE: Page = Page {
    title: "Värdet går inte att läsa",
    meaning: "Ett värde i ett ESF-projekt är skrivet så att det inte går att läsa.",
    cause: "Ett skrivfel. Tal med decimaler skrivs inom citattecken, perioder som 2024-01..2026-06 och \
            kvartal som 2024-Q3.",
    next_step: "Skriv värdet i den form som meddelandet visar.",
    example: "\
grant = \"12 miljoner\"               <- skriv \"12 000 000\"
period = \"2024/2026\"                <- skriv \"2024-01..2026-06\"",
};
