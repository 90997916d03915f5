//! Why vouchers of the program's own are not posted, or not taken back.

use finsam_ledger::book::BookError;

/// The sentence in Swedish and in English; nothing for what is no such refusal.
pub(super) fn refused(error: &BookError) -> Option<(String, String)> {
    Some(match error {
        BookError::PeriodLocked { date, open } => (
            format!(
                "{date} ligger i en låst period; {open} är nästa öppna månad. Inget bokfördes. ledger lock visar \
                 vad som är låst."
            ),
            format!(
                "{date} lies in a locked period; {open} is the next open month. Nothing was posted. ledger lock \
                 lists what is locked."
            ),
        ),
        BookError::VoucherUnknown { id } => (
            format!(
                "Verifikat {id} finns inte. Skriv serie och nummer som i exporten, till exempel \"A 12\"."
            ),
            format!("There is no voucher {id}. Write series and number as in the export, such as \"A 12\"."),
        ),
        BookError::VoucherAmbiguous { id, years } => {
            let mut years: Vec<String> = years.iter().map(ToString::to_string).collect();
            years.dedup();
            let listed = years.join(", ");
            if years.len() > 1 {
                (
                    format!("Verifikat {id} finns under {listed}; välj år med --year."),
                    format!("There is a voucher {id} in {listed}; choose one with --year."),
                )
            } else {
                (
                    format!(
                        "Flera verifikat heter {id} under {listed}: det går inte att säga vilket som menas."
                    ),
                    format!("Several vouchers are called {id} in {listed}: which is meant cannot be told."),
                )
            }
        }
        BookError::VoucherReverses { id, of } => (
            format!(
                "{id} återför {of}, och en återföring återförs inte. Boka det som ska gälla med ett nytt verifikat."
            ),
            format!(
                "{id} reverses {of}, and a reversal is not reversed. Book what is to be with a new voucher."
            ),
        ),
        BookError::VoucherReversed { id, by } => {
            (format!("{id} är redan återfört, med {by}."), format!("{id} is reversed already, by {by}."))
        }
        BookError::ReversedBefore { id, booked, date } => (
            format!("{id} är bokfört {booked} och kan inte återföras {date}, innan dess."),
            format!("{id} is booked on {booked} and cannot be reversed on {date}, before that."),
        ),
        BookError::BatchNeeded { number, id, by } => (
            format!("Inläsning {number} tillförde {id}, som {by} bygger på. Ta tillbaka {by} först."),
            format!("Import {number} brought {id}, and {by} rests on it. Take {by} back first."),
        ),
        _ => return None,
    })
}
