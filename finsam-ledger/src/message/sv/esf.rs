//! Swedish sentences and pages about ESF projects.

use chrono::NaiveDate;

use super::{kr, quote};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::dimension::{CostCentre, Project};
use crate::finding::EsfSlip;
use crate::message::catalogue::Page;
use crate::message::text::{counted, magnitude};

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

pub(super) fn receivable_differs(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    booked: Amount,
    told: Amount,
) -> String {
    format!(
        "{}: fordran på {account} är {} {date}, men ska efter ansökningar och utbetalningar vara {}.",
        quote(project.as_str()),
        kr(booked),
        kr(told)
    )
}

pub(super) fn receivable_negative(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    balance: Amount,
) -> String {
    format!("{}: fordran på {account} är {} {date}.", quote(project.as_str()), kr(balance))
}

pub(super) fn provision_negative(
    project: &Project,
    account: AccountNumber,
    date: NaiveDate,
    beyond: Amount,
) -> String {
    format!("{}: {date} är {} mer återfört än uppbokat på {account}.", quote(project.as_str()), kr(beyond))
}

pub(super) fn settled_open(
    project: &Project,
    settled: NaiveDate,
    account: AccountNumber,
    balance: Amount,
) -> String {
    format!(
        "{} är slutavräknat {settled}, men {} står kvar på {account}.",
        quote(project.as_str()),
        magnitude(balance)
    )
}

pub(super) fn income_above_grant(
    project: &Project,
    date: NaiveDate,
    accrued: Amount,
    grant: Amount,
) -> String {
    format!(
        "{}: till och med {date} är {} bokfört som intäkt, men {} är beviljat.",
        quote(project.as_str()),
        kr(accrued),
        kr(grant)
    )
}

pub(super) fn posting_shared(
    account: AccountNumber,
    cost_centre: Option<&CostCentre>,
    code: Option<&Project>,
    [first, second]: [&Project; 2],
) -> String {
    let (centre, code) = (cost_centre.map_or("", CostCentre::as_str), code.map_or("", Project::as_str));
    format!(
        "Det som är bokfört på {account} med kostnadsställe {} och projekt {} hör till både {} och {}.",
        quote(centre),
        quote(code),
        quote(first.as_str()),
        quote(second.as_str())
    )
}

pub(super) fn project_gone(project: &Project, events: u64) -> String {
    format!(
        "Boken har {} om ESF-projektet {}, som inte står i ledger.toml.",
        counted(events, "anteckning", "anteckningar"),
        quote(project.as_str())
    )
}

pub(super) const RECEIVABLE_DIFFERS: Page = Page {
    title: "ESF-projektets fordran stämmer inte med utbetalningarna",
    meaning: "Fordran ska vara det som är bokfört som intäkt, minus det som är avslaget, avskrivet eller \
              utbetalt på en ansökan. Boken har ett annat saldo på projektet.",
    cause: "En utbetalning har kommit med i exporten men är inte knuten till sin ansökan, eller så är \
            något bokfört på kontot vid sidan av ”ledger esf”.",
    next_step: "Knyt utbetalningen till ansökan: \"ledger esf payment PROJEKT NUMMER --amount KR --voucher \
                VERIFIKAT\". ”ledger account” visar vad som är bokfört på kontot.",
    example: "\
Bokfört som intäkt     226 092,00
Avslaget                11 552,00
Utbetalt på ansökan          0,00
Ska vara               214 540,00
På 1712 i boken        114 540,00    <- 100 000,00 har kommit, men är inte knutet",
};

pub(super) const RECEIVABLE_NEGATIVE: Page = Page {
    title: "ESF-projektets fordran är mindre än noll",
    meaning: "Mer är taget från fordran än vad som var bokfört som upplupen intäkt på projektet.",
    cause: "En utbetalning är bokförd mot fordran innan stödet var periodiserat, eller två gånger.",
    next_step: "Bokför det upparbetade stödet med ”ledger esf accrue”. Är det redan gjort: se efter om \
                utbetalningen är bokförd två gånger.",
    example: "\
Upplupen intäkt     922 000,00
Utbetalning        -922 000,00
Utbetalning        -922 000,00    <- samma en gång till
1712 på projektet  -922 000,00",
};

pub(super) const PROVISION_NEGATIVE: Page = Page {
    title: "Mer är återfört än uppbokat på ESF-projektet",
    meaning: "Uppbokningen står på fel sida: återföringarna är större än uppbokningarna.",
    cause: "Uppbokningen är bokförd utan projektets kod, eller återförd två gånger.",
    next_step: "Se efter i ”ledger account” om uppbokningen saknar projektets kod, och be ekonomiservicen \
                om en rättelse.",
    example: "\
2991   uppbokning                -600 000,00    <- utan projekt
2991   återföring      VILJA      600 000,00",
};

pub(super) const SETTLED_OPEN: Page = Page {
    title: "Ett slutavräknat ESF-projekt har något kvar",
    meaning: "När ett projekt är slutavräknat ska varken fordran eller uppbokning stå kvar.",
    cause: "Något har bokförts på projektet efter slutavräkningen.",
    next_step: "Se efter i ”ledger account” vad som bokfördes. Hör det till projektet: ta tillbaka \
                slutavräkningen med ”ledger undo” och gör om den efteråt.",
    example: "\
Slutavräknat 2024-11-30
A 88   2024-12-10   1712   VILJA    25 000,00    <- efteråt",
};

pub(super) const INCOME_ABOVE_GRANT: Page = Page {
    title: "Mer är bokfört som intäkt än vad som är beviljat",
    meaning: "Stödet kan inte bli mer än det beviljade. Det som ligger över kommer inte att betalas ut.",
    cause: "Kostnaderna är större än det beviljade stödet, eller så har beslutet höjts utan att \
            ledger.toml har ändrats.",
    next_step: "Är beslutet höjt: ändra grant i ledger.toml. Annars ska det som ligger över återföras.",
    example: "\
grant = 12000000
Bokfört som intäkt på 3511, VILJA    12 400 000,00",
};

pub(super) const POSTING_SHARED: Page = Page {
    title: "Bokfört belopp hör till två ESF-projekt",
    meaning: "Raden har det ena projektets kod och det andras kostnadsställe, och räknas i båda.",
    cause: "Felkontering, eller så delar projekten ett kostnadsställe.",
    next_step: "Be ekonomiservicen om en rättelse, eller låt det ena projektet i ledger.toml bara ange \
                projektkoder.",
    example: "\
PRIA    projects = [\"PRIA\"]
VILJA   cost-centres = [\"3047-3049\"]
5540   3049   PRIA   -600 000,00    <- hör till båda",
};

pub(super) const PROJECT_GONE: Page = Page {
    title: "ESF-projektet står inte i ledger.toml",
    meaning: "Boken har anteckningar om projektet, men utan dess villkor går det inte att säga hur det står.",
    cause: "Projektet är borttaget ur ledger.toml, eller har fått en annan kod.",
    next_step: "Skriv tillbaka projektet, med samma kod, i ledger.toml.",
    example: "\
I boken:        VILJA, ansökan 1 och 2
ledger.toml:    code = \"VILJA2\"",
};
