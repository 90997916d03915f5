//! The help of `ledger esf` and what stands under it.

use super::Both;

/// What a command does; `esf` is all of them.
pub(super) fn about(command: &str) -> Option<Both> {
    Some(match command {
        "esf" => Both("Följ stödet till ESF-projekt", "Follow the support of ESF projects"),
        "esf status" => Both(
            "Visa hur ESF-projekten står: upparbetat, ansökt, utbetalt, fordran och uppbokad risk",
            "Show how the ESF projects stand: earned, claimed, paid, receivable and provided for",
        ),
        _ => return None,
    })
}

/// How a command is called.
pub(super) fn usage(command: &str) -> Option<Both> {
    Some(match command {
        "esf" => Both("ledger esf <KOMMANDO>", "ledger esf <COMMAND>"),
        "esf status" => {
            Both("ledger esf status [PROJEKT] [FLAGGOR]", "ledger esf status [PROJECT] [OPTIONS]")
        }
        _ => return None,
    })
}

/// What an argument of such a command is; `None` for those that other commands have too.
pub(super) fn argument(command: &str, id: &str) -> Option<Both> {
    if !command.starts_with("esf ") {
        return None;
    }
    Some(match (command, id) {
        ("esf status", "project") => Both(
            "Projektets kod i ledger.toml; då visas även kostnad per kvartal och ansökningar",
            "The project's code in ledger.toml; its cost by quarter and its claims are shown too",
        ),
        ("esf status", "period") => Both(
            "Hur det stod när perioden slutade; annars efter allt som är bokfört",
            "How it stood at the end of the period; else after all that is booked",
        ),
        (_, "format") => Both("Format: text eller json", "Format: text or json"),
        _ => return None,
    })
}
