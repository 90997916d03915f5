//! Swedish causes and next steps where the figures of a finding tell more than its page.

use super::{files, magnitude, of_year, quote, result_name};
use crate::amount::Amount;
use crate::calendar::FiscalYear;
use crate::finding::Fact;
use crate::message::text::is_long;
use crate::message::{Advice, sv};

/// Cause and next step for this very finding, if there is more to say than its page does.
pub(in crate::message) fn advice(fact: &Fact) -> Option<Advice> {
    let page = sv::page(fact.code());
    if let Some((cause, next_step)) = files::advice(fact, page) {
        return Some(Advice { cause, next_step });
    }
    let (cause, next_step) = match fact {
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
