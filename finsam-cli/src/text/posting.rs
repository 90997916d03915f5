//! Why vouchers of the program's own are not posted, or not taken back.

use finsam_ledger::book::BookError;
use finsam_ledger::message::{Lang, label};
use finsam_ledger::notation::swedish;
use finsam_ledger::schedule::{AccrualKind, PlanError, SourceError, Step};
use finsam_ledger::{BalanceObject, Unit, VoucherId};

use super::{imports, pick};

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
        error => return of_closed_years(error),
    })
}

/// Why a year is not closed, or nothing changes in it.
fn of_closed_years(error: &BookError) -> Option<(String, String)> {
    Some(match error {
        BookError::BatchCloses { number, year } => (
            format!(
                "Inläsning {number} stängde {year}, och ett stängt år öppnas inte igen. Rätta i det öppna året."
            ),
            format!(
                "Import {number} closed {year}, and a closed year is not opened again. Correct it in the open one."
            ),
        ),
        BookError::YearClosed { year, closed_at } => {
            let at = imports::time(closed_at);
            (
                format!("{year} stängdes {at} och ändras inte mer. Rätta i det öppna året."),
                format!("{year} was closed at {at} and changes no more. Correct it in the open one."),
            )
        }
        BookError::YearEmpty { year } => (
            format!("Inget är bokfört under {year}: det finns inget att stänga."),
            format!("Nothing is booked in {year}: there is nothing to close."),
        ),
        BookError::YearBeforeOpen { year, before } => (
            format!("{before} är inte stängt, och {year} öppnar med det. Stäng {before} först."),
            format!("{before} is not closed, and {year} opens with it. Close {before} first."),
        ),
        error => return super::esf::refused(error),
    })
}

/// The text of a voucher that takes another back, where the user gives none.
pub(crate) fn reversal(id: &VoucherId, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("Återföring av {id}"),
        Lang::En => format!("Reversal of {id}"),
    }
}

/// The text of a voucher of an accrual: what it is about, and what it does to it.
pub(crate) fn step(step: Step, parts: usize, text: &str, lang: Lang) -> String {
    let words = match step {
        Step::Deferral => pick(lang, "periodisering", "deferral").to_owned(),
        Step::Reversal => pick(lang, "vändning", "reversal").to_owned(),
        Step::Instalment(_) if parts == 1 => pick(lang, "periodisering", "accrual").to_owned(),
        Step::Instalment(number) => format!("{number}/{parts}"),
    };
    format!("{text}, {words}")
}

/// What a kind of accrual is called, where nothing else is said of one.
pub(crate) const fn kind(kind: AccrualKind, lang: Lang) -> &'static str {
    label::accrual_kind(kind, lang)
}

/// That the settings name no account for a kind of accrual.
pub(super) fn no_account(kind: AccrualKind) -> (String, String) {
    (
        format!(
            "ledger.toml säger inte på vilket konto en {} ska stå. Ange det med --against, eller under [accruals] \
             som {kind}.",
            label::accrual_kind(kind, Lang::Sv)
        ),
        format!(
            "ledger.toml does not say which account takes a {}. Give it with --against, or under [accruals] as \
             {kind}.",
            label::accrual_kind(kind, Lang::En)
        ),
    )
}

/// Why there is no such plan.
pub(super) fn no_plan(error: &PlanError) -> (String, String) {
    match error {
        PlanError::NoMonth => ("Perioden har ingen månad.".to_owned(), "The period has no month.".to_owned()),
        PlanError::NothingInMonth { month, amount } => {
            let amount = swedish(*amount, Unit::Kr);
            (
                format!(
                    "Delen för {month} är {amount}; den ska vara mer än noll. Slaget avgör debet och kredit."
                ),
                format!(
                    "The part of {month} is {amount}; it has to be more than nothing. The kind says debit or credit."
                ),
            )
        }
        PlanError::MonthsInDisorder { first, second } => {
            (format!("{second} kommer inte efter {first}."), format!("{second} does not come after {first}."))
        }
        PlanError::OneAccount { account } => (
            format!("Konto {account} kan inte periodiseras mot sig självt."),
            format!("Account {account} cannot be accrued against itself."),
        ),
        PlanError::WrongTime { kind, booked, month } if kind.is_booked_before() => (
            format!(
                "En {} bokförs före eller i sin första månad, {month}; {booked} ligger efter den.",
                label::accrual_kind(*kind, Lang::Sv)
            ),
            format!(
                "A {} is booked before or in its first month, {month}; {booked} lies after it.",
                label::accrual_kind(*kind, Lang::En)
            ),
        ),
        PlanError::WrongTime { kind, booked, month } => (
            format!(
                "En {} vänds efter sin sista månad, {month}; {booked} ligger inte efter den.",
                label::accrual_kind(*kind, Lang::Sv)
            ),
            format!(
                "An {} is reversed after its last month, {month}; {booked} does not lie after it.",
                label::accrual_kind(*kind, Lang::En)
            ),
        ),
        PlanError::TooLittle { amount, months } => {
            let amount = swedish(*amount, Unit::Kr);
            (
                format!("{amount} räcker inte till {months} månader: någon skulle få noll."),
                format!("{amount} is too little for {months} months: some would get nothing."),
            )
        }
        PlanError::Amount(error) => (
            format!("Delarna blir för mycket tillsammans ({error})."),
            format!("The parts are too much together ({error})."),
        ),
    }
}

/// Why a voucher does not say what of it is to be accrued.
pub(super) fn no_source(error: &SourceError) -> (String, String) {
    match error {
        SourceError::Nothing { id } => (
            format!(
                "{id} har inget sådant belopp att periodisera. Slaget avgör om det ska vara kostnad eller intäkt."
            ),
            format!(
                "{id} has no such amount to accrue. The kind says whether it has to be a cost or an income."
            ),
        ),
        SourceError::Several { id, objects } => {
            let named: Vec<String> = objects.iter().map(object).collect();
            let named = named.join(", ");
            (
                format!(
                    "{id} har flera belopp att periodisera: {named}. Välj med --account, --cost-centre, --project."
                ),
                format!(
                    "{id} has several amounts to accrue: {named}. Choose with --account, --cost-centre, --project."
                ),
            )
        }
        SourceError::Amount(error) => {
            (format!("En summa är för stor ({error})."), format!("A sum is too large ({error})."))
        }
    }
}

/// An account with what it is marked with.
fn object(of: &BalanceObject) -> String {
    let codes =
        [of.cost_centre.as_ref().map(ToString::to_string), of.project.as_ref().map(ToString::to_string)];
    let codes: Vec<String> = codes.into_iter().flatten().collect();
    if codes.is_empty() { of.account.to_string() } else { format!("{} ({})", of.account, codes.join(", ")) }
}
