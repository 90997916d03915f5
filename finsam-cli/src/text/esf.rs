//! The words of `ledger esf`.

use finsam_ledger::book::BookError;
use finsam_ledger::message::Lang;
use finsam_ledger::notation::swedish;
use finsam_ledger::schedule::esf::{EsfAct, EsfError, EsfEvent};
use finsam_ledger::{Amount, Unit};

use super::{Quoted, one_of, pick};

/// What is shown of a book without projects.
pub(crate) const fn none(lang: Lang) -> &'static str {
    pick(
        lang,
        "Boken har inget ESF-projekt. De skrivs i ledger.toml under [[esf-projects]].\n",
        "The book has no ESF project. They are written in ledger.toml under [[esf-projects]].\n",
    )
}

/// Both sentences of a project that is not there, the Swedish one first.
pub(super) fn project_unknown(text: &Quoted, known: &[Quoted]) -> (String, String) {
    let listed = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if known.is_empty() {
        let none = |lang| none(lang).trim_end().to_owned();
        return (none(Lang::Sv), none(Lang::En));
    }
    (
        format!("ESF-projektet ”{text}” finns inte i ledger.toml. Där finns {listed}."),
        format!("There is no ESF project \"{text}\" in ledger.toml. There are {listed}."),
    )
}

/// The text of a step's voucher, where the user gives none.
pub(crate) fn voucher(event: &EsfEvent, project: &str, lang: Lang) -> String {
    let sentences = match event.act {
        EsfAct::Accrual { .. } => (
            format!("Upplupet stöd {project} till och med {}", event.date),
            format!("Accrued support {project} through {}", event.date),
        ),
        EsfAct::Claim { number, .. } => (
            format!("Ansökan {number} om utbetalning, {project}"),
            format!("Claim {number} for payment, {project}"),
        ),
        EsfAct::Decision { claim, .. } => (
            format!("Avslaget stöd {project}, ansökan {claim}"),
            format!("Rejected support {project}, claim {claim}"),
        ),
        EsfAct::Payment { claim, .. } => (
            format!("Utbetalt stöd {project}, ansökan {claim}"),
            format!("Paid support {project}, claim {claim}"),
        ),
        EsfAct::Provision { .. } => {
            (format!("Uppbokning av risk, {project}"), format!("Provision for risk, {project}"))
        }
        EsfAct::Release { .. } => {
            (format!("Återförd uppbokning, {project}"), format!("Released provision, {project}"))
        }
        EsfAct::Settlement { .. } => (format!("Slutavräkning, {project}"), format!("Settlement, {project}")),
    };
    one_of(lang, sentences)
}

/// What happened, as a line of its own.
pub(crate) fn told(event: &EsfEvent, project: &str, lang: Lang) -> String {
    let sentences = match event.act {
        EsfAct::Accrual { amount } => (
            format!("{} är upparbetat till och med {} och bokförs.", kr(amount), event.date),
            format!("{} is earned through {} and booked.", kr(amount), event.date),
        ),
        EsfAct::Claim { number, period, amount } => (
            format!("Ansökan {number} för {period}: {}.", kr(amount)),
            format!("Claim {number} for {period}: {}.", kr(amount)),
        ),
        EsfAct::Decision { claim, approved } => (
            format!("Beslut {} om ansökan {claim}: {} godkänt.", event.date, kr(approved)),
            format!("Decision of {} on claim {claim}: {} approved.", event.date, kr(approved)),
        ),
        EsfAct::Payment { claim, amount } => (
            format!("Utbetalning {} på ansökan {claim}: {}.", event.date, kr(amount)),
            format!("Payment of {} on claim {claim}: {}.", event.date, kr(amount)),
        ),
        EsfAct::Provision { amount } => (
            format!("Uppbokning {}: {}.", event.date, kr(amount)),
            format!("Provision of {}: {}.", event.date, kr(amount)),
        ),
        EsfAct::Release { amount } => (
            format!("Återförd uppbokning {}: {}.", event.date, kr(amount)),
            format!("Release of {}: {}.", event.date, kr(amount)),
        ),
        EsfAct::Settlement { written_off, released } => (
            format!(
                "Slutavräknat {}: {} av fordran skrivs av och {} av uppbokningen återförs.",
                event.date,
                kr(written_off),
                kr(released)
            ),
            format!(
                "Settled on {}: {} of the receivable is written off, {} of the provision released.",
                event.date,
                kr(written_off),
                kr(released)
            ),
        ),
    };
    format!("{project}: {}\n", one_of(lang, sentences))
}

fn kr(amount: Amount) -> String {
    swedish(amount, Unit::Kr)
}

/// Why a step is not taken, the Swedish sentence first; nothing for what is no such refusal.
pub(super) fn refused(error: &BookError) -> Option<(String, String)> {
    Some(match error {
        BookError::EsfProjectUnknown { code } => (
            format!("ESF-projektet ”{code}” finns inte i ledger.toml."),
            format!("There is no ESF project \"{code}\" in ledger.toml."),
        ),
        BookError::VoucherTaken { id } => (
            format!("{id} hör redan till något annat som programmet har bokfört eller antecknat."),
            format!("{id} belongs to something else already that the program has booked or kept."),
        ),
        BookError::Esf(error) => step_refused(error),
        _ => return None,
    })
}

fn step_refused(error: &EsfError) -> (String, String) {
    match error {
        EsfError::NotPositive(amount) => (
            format!("Beloppet är {}; det ska vara mer än noll.", kr(*amount)),
            format!("The amount is {}; it has to be more than nothing.", kr(*amount)),
        ),
        EsfError::OutsideProject { asked, period } => (
            format!("{asked} ligger utanför projektets period, {period}."),
            format!("{asked} lies outside the project's period, {period}."),
        ),
        EsfError::Settled(date) => (
            format!("Projektet är slutavräknat {date}; inget mer bokas på det."),
            format!("The project was settled on {date}; nothing more is booked on it."),
        ),
        EsfError::NothingToAccrue { earned, accrued } => (
            format!(
                "Inget att periodisera: {} är upparbetat och {} redan bokfört som intäkt.",
                kr(*earned),
                kr(*accrued)
            ),
            format!("Nothing to accrue: {} is earned and {} booked as income.", kr(*earned), kr(*accrued)),
        ),
        EsfError::NothingToClaim { earned, claimed } => (
            format!("Inget att ansöka om: {} är upparbetat och {} redan ansökt.", kr(*earned), kr(*claimed)),
            format!("Nothing to claim: {} is earned and {} claimed.", kr(*earned), kr(*claimed)),
        ),
        EsfError::NotAccrued { needed, receivable } => (
            format!(
                "Fordran är {} och räcker inte till {}. Periodisera först: ledger esf accrue.",
                kr(*receivable),
                kr(*needed)
            ),
            format!(
                "The receivable is {}, too little for {}. Accrue first: ledger esf accrue.",
                kr(*receivable),
                kr(*needed)
            ),
        ),
        EsfError::ReleaseAboveProvision { asked, provision } => (
            format!("{} är mer än vad som är uppbokat, {}.", kr(*asked), kr(*provision)),
            format!("{} is more than is provided for, {}.", kr(*asked), kr(*provision)),
        ),
        EsfError::NothingToRelease => (
            "Det finns ingen uppbokning på projektet att återföra.".to_owned(),
            "There is no provision of the project to release.".to_owned(),
        ),
        EsfError::VoucherDiffers { id, account, booked, expected } => (
            format!("{id} har bokfört {} på projektets {account}, inte {}.", kr(*booked), kr(*expected)),
            format!("{id} has booked {} on the project's {account}, not {}.", kr(*booked), kr(*expected)),
        ),
        EsfError::VoucherNeedless { id } => (
            format!("Inget behöver bokföras, så {id} ska inte anges."),
            format!("Nothing has to be booked, so {id} is not to be named."),
        ),
        EsfError::Amount(error) => {
            (format!("En summa är för stor ({error})."), format!("A sum is too large ({error})."))
        }
        of_claim => claim_refused(of_claim),
    }
}

/// Why a claim is not made, decided or paid.
fn claim_refused(error: &EsfError) -> (String, String) {
    match error {
        EsfError::ClaimAboveGrant { asked, left } => (
            format!("{} är mer än vad som är kvar av det beviljade stödet, {}.", kr(*asked), kr(*left)),
            format!("{} is more than is left of the grant, {}.", kr(*asked), kr(*left)),
        ),
        EsfError::ClaimAboveEarned { asked, left } => (
            format!("{} är mer än vad som är upparbetat och inte ansökt, {}.", kr(*asked), kr(*left)),
            format!("{} is more than is earned and not claimed, {}.", kr(*asked), kr(*left)),
        ),
        EsfError::ClaimUnknown { number, claims } => (
            format!("Ansökan {number} finns inte; projektet har {claims}. ledger esf status visar dem."),
            format!("There is no claim {number}; the project has {claims}. ledger esf status shows them."),
        ),
        EsfError::ClaimDecided { number, date } => (
            format!("Ansökan {number} är redan beslutad, {date}."),
            format!("Claim {number} is decided already, {date}."),
        ),
        EsfError::ClaimUndecided { number } => (
            format!("Ansökan {number} är inte beslutad än: ledger esf decision."),
            format!("Claim {number} is not decided yet: ledger esf decision."),
        ),
        EsfError::TooEarly { date, after } => (
            format!("{date} ligger före {after}, som det ska komma efter."),
            format!("{date} lies before {after}, which it has to come after."),
        ),
        EsfError::ApprovedAboveClaimed { number, approved, claimed } => (
            format!("{} är mer än vad ansökan {number} gäller, {}.", kr(*approved), kr(*claimed)),
            format!("{} is more than was claimed in {number}, {}.", kr(*approved), kr(*claimed)),
        ),
        EsfError::PaymentAboveApproved { number, asked, left } => (
            format!("{} är mer än vad som är kvar att få på ansökan {number}, {}.", kr(*asked), kr(*left)),
            format!("{} is more than is still to be paid of claim {number}, {}.", kr(*asked), kr(*left)),
        ),
        EsfError::ClaimOpen { number, open } => (
            format!("Ansökan {number} är inte avslutad: {} är varken utbetalt eller avslaget.", kr(*open)),
            format!("Claim {number} is not done: {} is neither paid nor rejected.", kr(*open)),
        ),
        other => (other.to_string(), other.to_string()),
    }
}
