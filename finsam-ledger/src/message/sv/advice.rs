//! Swedish causes and next steps where the figures of a finding tell more than its page.

use super::{magnitude, of_year, quote, result_name};
use crate::amount::Amount;
use crate::calendar::FiscalYear;
use crate::finding::{Fact, ForeignKind};
use crate::message::text::is_long;
use crate::message::{Advice, sv};

/// Cause and next step for this very finding, if there is more to say than its page does.
pub(in crate::message) fn advice(fact: &Fact) -> Option<Advice> {
    let page = sv::page(fact.code());
    let (cause, next_step) = match fact {
        Fact::FileForeign { kind } => (page.cause.into(), foreign(*kind).into()),
        Fact::FieldCount { expected, found } => {
            let (cause, next_step) = field_count(*found > *expected);
            (cause.into(), next_step.into())
        }
        Fact::OpeningUnbalanced { year, result_before: Some(result), .. } => (
            format!(
                "Resultatet {} är ännu inte omfört till eget kapital i de ingående balanserna.",
                of_year(year.previous())
            )
            .into(),
            two_ways_out(*year, *result).into(),
        ),
        Fact::SieYearsDiffer { first, last, .. } if last < first => (
            "Räkenskapsåret slutar före sin första dag.".into(),
            "Gör om exporten. Är filen ändrad för hand: rätta #RAR.".into(),
        ),
        Fact::SieYearsDiffer { first, last, .. } if is_long(*first, *last) => (
            "Räkenskapsåret är förlängt till mer än tolv månader.".into(),
            "Bokens år är tolv månader. Be om en SIE-fil för vart och ett av dem.".into(),
        ),
        Fact::SieYearsDiffer { starts, .. } => (
            page.cause.into(),
            format!(
                "Kontrollera att det är rätt fil. Är det det: skriv fiscal-year-starts = {starts} under \
                 [books] i ledger.toml."
            )
            .into(),
        ),
        Fact::AccountOutsideLayout { account, layout, .. } => (
            page.cause.into(),
            format!(
                "Lägg konto {account} på rätt rad i uppställningen {}; en inbyggd kopieras först till \
                 boken med ”ledger layout”. Är det felkonterat: be ekonomiservicen om en rättelse.",
                quote(layout)
            )
            .into(),
        ),
        Fact::AccountUnnamed { account } => (
            page.cause.into(),
            format!("Lägg till konto {account} och dess namn under [accounts] i ledger.toml.").into(),
        ),
        Fact::SignWrong { account, .. } => (
            page.cause.into(),
            format!(
                "Gå igenom kontots huvudbok med ”ledger account {account}”. Ett motkonto ska stå så. \
                 Är saldot annars riktigt: flytta det till rätt sida av balansräkningen i bokslutet."
            )
            .into(),
        ),
        _ => return None,
    };
    Some(Advice { cause, next_step })
}

const fn foreign(kind: ForeignKind) -> &'static str {
    match kind {
        ForeignKind::Workbook | ForeignKind::OldWorkbook => {
            "Öppna filen i Excel, välj Spara som och formatet CSV UTF-8, och läs in den nya filen."
        }
        ForeignKind::Pdf => {
            "En PDF är en utskrift och går inte att läsa säkert. Be ekonomiservicen om samma uppgifter \
             som CSV."
        }
        ForeignKind::WebPage => {
            "Hämta exporten igen: det som sparades var en sida i webbläsaren, ofta inloggningen."
        }
        ForeignKind::Sie => "Be ekonomiservicen om verifikaten som CSV, med en rad per kontering.",
        ForeignKind::Xml => {
            "Be ekonomiservicen om samma uppgifter som CSV. Är det ett sparat Excel-ark: öppna det i \
             Excel, välj Spara som och formatet CSV UTF-8."
        }
        ForeignKind::Image => {
            "En bild går inte att läsa. Be ekonomiservicen om uppgifterna som CSV i stället för inskannade."
        }
        ForeignKind::Archive => "Packa upp filen och läs in det som låg i den.",
        ForeignKind::Database => {
            "En bok öppnas med --book och dess katalog. Läs in ekonomiservicens export i stället."
        }
        ForeignKind::Binary => {
            "Kontrollera att det är rätt fil och att den är hel, och gör annars om exporten."
        }
    }
}

/// Why a row has too many fields, or too few, and what to do.
const fn field_count(too_many: bool) -> (&'static str, &'static str) {
    if too_many {
        (
            "En text innehåller samma tecken som skiljer kolumnerna åt och står inte inom citattecken.",
            "Sätt citattecken (\") runt texten, eller ta bort tecknet ur den.",
        )
    } else {
        (
            "Raden är avkortad, bruten mitt i en text, eller en rubrik eller summa utanför tabellen.",
            "Fyll i fälten som saknas, sätt ihop den brutna raden, eller ta bort raden om den inte hör \
             till tabellen.",
        )
    }
}

/// What to do about opening balances that lack exactly last year's result (income positive).
fn two_ways_out(year: FiscalYear, result: Amount) -> String {
    let before = of_year(year.previous());
    let moved = if result < Amount::ZERO { "minska" } else { "öka" };
    format!(
        "Det finns två vägar. Antingen: {moved} eget kapital med {} i de ingående balanserna, så är {} \
         {before} omfört; i en SIE-fil görs det i ekonomisystemet, som sedan skriver en ny. Eller: \
         utelämna de ingående balanserna och läs in verifikaten för {before}, så för programmet över \
         balanserna och resultatet.",
        magnitude(result),
        result_name(result)
    )
}
