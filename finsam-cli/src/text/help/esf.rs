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
        "esf accrue" => Both(
            "Bokför det stöd som är upparbetat men inte bokfört, som upplupen intäkt",
            "Book the support that is earned and not booked, as accrued income",
        ),
        "esf claim" => Both(
            "Anteckna en ansökan om utbetalning; inget bokförs",
            "Keep a claim for payment; nothing is booked",
        ),
        "esf decision" => Both(
            "Anteckna ett beslut om en ansökan; det avslagna bokförs mot intäkten",
            "Keep a decision on a claim; what was rejected is booked against the income",
        ),
        "esf payment" => Both("Bokför en utbetalning på en ansökan", "Book a payment of a claim"),
        "esf provision" => Both(
            "Boka upp risken för att kostnader inte godkänns",
            "Provide for the risk that cost is refused",
        ),
        "esf release" => {
            Both("Återför en uppbokning, hel eller delvis", "Release a provision, whole or in part")
        }
        "esf settle" => Both(
            "Slutavräkna ett projekt: fordran skrivs av och uppbokningen återförs",
            "Settle a project: the receivable is written off and the provision released",
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
        "esf accrue" => {
            Both("ledger esf accrue <PROJEKT> [FLAGGOR]", "ledger esf accrue <PROJECT> [OPTIONS]")
        }
        "esf claim" => Both(
            "ledger esf claim <PROJEKT> --quarter <2024-Q3> [FLAGGOR]",
            "ledger esf claim <PROJECT> --quarter <2024-Q3> [OPTIONS]",
        ),
        "esf decision" => Both(
            "ledger esf decision <PROJEKT> <ANSÖKAN> --approved <KR> --date <DATUM> [FLAGGOR]",
            "ledger esf decision <PROJECT> <CLAIM> --approved <KR> --date <DATE> [OPTIONS]",
        ),
        "esf payment" => Both(
            "ledger esf payment <PROJEKT> <ANSÖKAN> --amount <KR> --date <DATUM> [FLAGGOR]",
            "ledger esf payment <PROJECT> <CLAIM> --amount <KR> --date <DATE> [OPTIONS]",
        ),
        "esf provision" => Both(
            "ledger esf provision <PROJEKT> --amount <KR> --date <DATUM> [FLAGGOR]",
            "ledger esf provision <PROJECT> --amount <KR> --date <DATE> [OPTIONS]",
        ),
        "esf release" => Both(
            "ledger esf release <PROJEKT> --date <DATUM> [FLAGGOR]",
            "ledger esf release <PROJECT> --date <DATE> [OPTIONS]",
        ),
        "esf settle" => Both(
            "ledger esf settle <PROJEKT> --date <DATUM> [FLAGGOR]",
            "ledger esf settle <PROJECT> --date <DATE> [OPTIONS]",
        ),
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
        (_, "project") => Both("Projektets kod i ledger.toml", "The project's code in ledger.toml"),
        (_, "claim") => Both(
            "Ansökans nummer, enligt ledger esf status",
            "The claim's number, as ledger esf status has it",
        ),
        ("esf accrue", "through") => Both(
            "Till och med: 2024-08-31 eller 2024-08; annars den sista månaden som är bokförd",
            "Through: 2024-08-31 or 2024-08; else the last month that is booked",
        ),
        ("esf claim", "quarter") => Both("Kvartalet den gäller: 2024-Q3", "The quarter it is for: 2024-Q3"),
        ("esf claim", "period") => Both(
            "Perioden den gäller, i stället för ett kvartal",
            "The period it is for, instead of a quarter",
        ),
        ("esf claim", "amount") => Both(
            "Belopp i kronor; annars allt som är upparbetat och inte ansökt",
            "The amount in kronor; else all that is earned and not claimed",
        ),
        ("esf claim", "date") => Both("Ansökans dag; annars i dag", "The day of the claim; else today"),
        ("esf decision", "approved") => Both("Godkänt belopp i kronor", "What was approved, in kronor"),
        ("esf release", "amount") => Both(
            "Belopp i kronor; annars hela uppbokningen",
            "The amount in kronor; else all of the provision",
        ),
        (_, "amount") => Both("Belopp i kronor", "The amount in kronor"),
        (_, "date") => Both("Dagen det bokförs, ÅÅÅÅ-MM-DD", "The day it is booked, YYYY-MM-DD"),
        (_, "voucher") => Both(
            "Verifikatet som redan har bokfört det, till exempel \"A 117\"; inget nytt bokförs då",
            "The voucher that has booked it already, such as \"A 117\"; nothing new is booked then",
        ),
        (_, "year") => {
            Both("Verifikatets räkenskapsår, om numret finns i flera", "The voucher's fiscal year")
        }
        (_, "text") => Both("Verifikatets text", "The voucher's text"),
        (_, "dry_run") => Both(
            "Visa vad som skulle bokföras, men bokför inget",
            "Show what would be booked, but book nothing",
        ),
        (_, "format") => Both("Format: text eller json", "Format: text or json"),
        _ => return None,
    })
}
