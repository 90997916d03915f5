//! The help of the commands that post vouchers of the program's own.

use super::Both;

/// What a command does.
pub(super) fn about(command: &str) -> Option<Both> {
    Some(match command {
        "accrue" => Both(
            "Periodisera en kostnad eller intäkt: bokför den i sina månader, med vändningen",
            "Accrue a cost or an income: post it in its months, with the reversal",
        ),
        "accruals" => Both(
            "Visa öppna periodiseringar per konto, mot kontots saldo",
            "Show the accruals that are open on each account, against its balance",
        ),
        "reverse" => Both("Återför ett verifikat med ett nytt", "Take a voucher back by another"),
        "close" => Both(
            "Stäng ett räkenskapsår och öppna nästa; utan år, räkna upp de stängda",
            "Close a fiscal year and open the next; without one, list those that are closed",
        ),
        _ => return None,
    })
}

/// How a command is called.
pub(super) fn usage(command: &str) -> Option<Both> {
    Some(match command {
        "accrue" => Both(
            "ledger accrue <SLAG> --over <PERIOD> [FLAGGOR]",
            "ledger accrue <KIND> --over <PERIOD> [OPTIONS]",
        ),
        "accruals" => Both("ledger accruals [FLAGGOR]", "ledger accruals [OPTIONS]"),
        "close" => Both("ledger close [ÅÅÅÅ] [FLAGGOR]", "ledger close [YYYY] [OPTIONS]"),
        "reverse" => Both("ledger reverse <VERIFIKAT> [FLAGGOR]", "ledger reverse <VOUCHER> [OPTIONS]"),
        _ => return None,
    })
}

/// What an argument of such a command is.
pub(super) fn argument(command: &str, id: &str) -> Option<Both> {
    Some(match (command, id) {
        ("accrue", "kind") => Both(
            "accrued-expense (upplupen-kostnad), accrued-income (upplupen-intäkt), prepaid-expense \
             (förutbetald-kostnad) eller deferred-income (förutbetald-intäkt)",
            "accrued-expense, accrued-income, prepaid-expense or deferred-income",
        ),
        ("accrue", "over") => Both(
            "Månaderna den hör till: 2024-12 eller 2024-10..2024-12; lika delar, exakta till öret",
            "The months it belongs to: 2024-12 or 2024-10..2024-12; in equal parts, exact to the öre",
        ),
        ("accrue", "voucher") => Both(
            "Verifikatet den tas från, till exempel \"A 12\"; annars --account och --amount",
            "The voucher it is taken from, such as \"A 12\"; else --account and --amount",
        ),
        ("accrue", "account") => {
            Both("Kontot för kostnaden eller intäkten", "The account of the cost or income")
        }
        ("accrue", "against") => Both(
            "Interimskontot i balansräkningen; annars det som ledger.toml har under [accruals]",
            "The account in the balance sheet; else what ledger.toml has under [accruals]",
        ),
        ("accrue", "amount") => {
            Both("Beloppet i kronor; annars verifikatets", "The amount in kronor; else that of the voucher")
        }
        ("accrue", "parts") => Both(
            "Beloppen i kronor, ett för varje månad, i stället för lika delar",
            "The amounts in kronor, one for each month, instead of equal parts",
        ),
        ("accrue", "cost_centre") => Both("Kostnadsstället", "The cost centre"),
        ("accrue", "project") => Both("Projektet", "The project"),
        ("accrue", "booked") => Both(
            "Dagen den bokförs: förutbetalt annars verifikatets dag eller periodens första; upplupet vänds annars \
             första dagen efter perioden",
            "The day it is booked: what is prepaid else on the voucher's day or the period's first; what is accrued \
             is else reversed on the first day after the period",
        ),
        ("accrue" | "reverse", "text") => Both("Text på verifikaten", "The text of the vouchers"),
        ("accrue" | "reverse", "dry_run") => {
            Both("Visa verifikaten, men bokför inget", "Show the vouchers, but post nothing")
        }
        ("accrue" | "reverse", "year") => Both(
            "Verifikatets räkenskapsår, om flera har numret",
            "The voucher's fiscal year, where several have its number",
        ),
        ("accrue" | "reverse" | "close", "format") => Both("Format: text eller json", "Format: text or json"),
        ("close", "year") => Both("Räkenskapsåret", "The fiscal year"),
        ("close", "dry_run") => Both(
            "Pröva reglerna och visa vad nästa år öppnar med, men stäng inget",
            "Hold the laws and show what the next year opens with, but close nothing",
        ),
        ("reverse", "voucher") => {
            Both("Serie och nummer, till exempel \"A 12\"", "Series and number, such as \"A 12\"")
        }
        ("reverse", "date") => Both(
            "Dagen det återförs; annars den första i månaden efter verifikatets",
            "The day it is taken back; else the first of the month after the voucher's",
        ),
        _ => return None,
    })
}
