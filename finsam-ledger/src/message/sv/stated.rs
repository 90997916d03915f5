//! Swedish sentences and pages about sums that files state themselves.

use super::{SV, gap, kr, of_period, of_year, quote};
use crate::amount::Amount;
use crate::calendar::{FiscalYear, Month, Period};
use crate::finding::{ColumnRole, Lacking, StatedFigure};
use crate::message::catalogue::Page;
use crate::message::label;
use crate::message::text::{counted, list};

/// What one such sum is called, with its time.
pub(super) fn one(figure: StatedFigure, period: Period) -> String {
    match figure {
        StatedFigure::Opening => format!("ingående balans för {}", of_period(period)),
        StatedFigure::Closing => format!("utgående balans {}", period.last().last_day()),
        StatedFigure::Result => format!("saldo för {}", of_period(period)),
        StatedFigure::Change => format!("förändring i {}", of_period(period)),
    }
}

/// The months in which a difference arises, if they are known; those of a month's own sum after it.
pub(super) fn in_months(figure: StatedFigure, period: Period, months: &[Month]) -> String {
    let named = |months: &[Month]| list(months.iter().map(|month| of_period(Period::month(*month))), SV);
    let others: Vec<Month> = months.iter().copied().filter(|month| Period::month(*month) != period).collect();
    match figure {
        StatedFigure::Change if others.is_empty() => String::new(),
        StatedFigure::Change => format!("; även {} skiljer", named(&others)),
        _ if months.is_empty() => String::new(),
        _ => format!("; månadernas summor skiljer i {}", named(months)),
    }
}

/// How many such sums, with their time.
pub(super) fn several(figure: StatedFigure, sums: u64, period: Period) -> String {
    let balances = |which: &str| counted(sums, &format!("{which} balans"), &format!("{which} balanser"));
    match figure {
        StatedFigure::Opening => format!("{} för {}", balances("ingående"), of_period(period)),
        StatedFigure::Closing => format!("{} {}", balances("utgående"), period.last().last_day()),
        StatedFigure::Result => format!("{} för {}", counted(sums, "saldo", "saldon"), of_period(period)),
        StatedFigure::Change => {
            format!("{} i {}", counted(sums, "förändring", "förändringar"), of_period(period))
        }
    }
}

pub(super) fn sums_only(year: FiscalYear, asked: Period, lacks: Lacking, file: &str) -> String {
    let only = format!("För {} finns inga verifikat, bara summorna i {}", of_year(year), quote(file));
    match lacks {
        Lacking::Months { known } => {
            format!(
                "{only}. De gäller {} som helhet och säger inget om {}.",
                of_period(known),
                of_period(asked)
            )
        }
        Lacking::Balances => {
            format!("{only}. De säger inte hur balanserna förändrades under {}.", of_period(asked))
        }
        Lacking::Vouchers => format!("{only}, så {} har ingen huvudbok.", of_period(asked)),
    }
}

pub(super) fn total_row(label: &str, column: Option<ColumnRole>, stated: Amount, ours: Amount) -> String {
    let column = column.map(|column| format!(" i kolumnen {}", label::column_role(column, SV)));
    format!(
        "Raden {} har {}{}, men raderna ovanför summerar till {}: {} skiljer.",
        quote(label),
        kr(stated),
        column.unwrap_or_default(),
        kr(ours),
        gap(stated, ours)
    )
}

pub(super) const STATED_SUM_DIFFERS: Page = Page {
    title: "Filens egen summa är en annan än verifikatens",
    meaning: "Filen anger själv vad kontot öppnar, slutar eller ändras med (#UB, #RES, #PSALDO i SIE). \
              Räkenskaperna summerar till något annat. Rapporterna bygger på verifikaten.",
    cause: "Verifikat saknas i filen eller har tillkommit sedan den gjordes, eller så räknar det \
            program som skrev filen med poster som inte följer med i den.",
    next_step: "Jämför kontot med ekonomisystemets saldobalans. Saknas verifikat: hämta en ny, \
                fullständig export. Är verifikaten riktiga kan allt stå som det är.",
    example: "\
#IB 0 1930 5000.00
verifikaten på 1930: 250.00
#UB 0 1930 5300.00
Räkenskaperna slutar med 5 250,00: 50,00 skiljer.",
};

pub(super) const STATED_CLOSING_REPEATS: Page = Page {
    title: "Filens utgående balanser är de ingående igen",
    meaning: "Alla utgående balanser som filen anger är lika med de ingående, fast verifikaten har \
              ändrat kontona. Filens balanser säger alltså inget om året. Rapporterna bygger på \
              verifikaten.",
    cause: "Det program som skrev filen räknar inte fram utgående balanser, eller så gjordes filen \
            innan verifikaten var uppdaterade i huvudboken.",
    next_step: "Stäm av bank och skulder mot ekonomisystemets saldobalans i stället. Be annars om en ny \
                export, gjord efter uppdatering av huvudboken.",
    example: "\
#IB 0 1930 5000.00
#UB 0 1930 5000.00
verifikaten på 1930: 250.00",
};

pub(super) const STATED_OBJECTS_UNSUPPORTED: Page = Page {
    title: "Filens summor på objekt saknar bokföring",
    meaning: "Filen anger summor på kostnadsställen eller projekt (#OUB, #PSALDO i SIE), men inga \
              verifikat och ingen ingående balans på kontot har dem. Tabeller per kostnadsställe och \
              projekt bygger på verifikaten.",
    cause: "Kostnadsställe eller projekt följer inte med på verifikatens rader i exporten, eller så är \
            summorna fördelade i efterhand i ekonomisystemet.",
    next_step: "Be om en export där kostnadsställe och projekt står på varje rad. Gäller det ingående \
                balanser: läs in dem per kostnadsställe och projekt.",
    example: "\
#OUB 0 1712 {6 \"P1\"} 12000.00
#TRANS 1712 {} 12000.00
Raden är bokförd utan projekt.",
};

pub(super) const STATED_MONTHS_DIFFER: Page = Page {
    title: "Filens månader summerar inte till dess år",
    meaning: "För ett år utan verifikat anger filen både vad kontot har ändrats med månad för månad \
              och vad året slutar med, och det går inte ihop. Året räknas då som helhet, och dess \
              delar går inte att visa.",
    cause: "Filens månader är inte fullständiga, eller så är balanserna ändrade efter att månaderna \
            summerades.",
    next_step: "Läs in årets verifikat, så räknas summorna ur dem. Annars går bara helåret att jämföra \
                med.",
    example: "\
#RES    -1 5539 12500.00
#PSALDO -1 202301 5539 {} 4000.00
#PSALDO -1 202302 5539 {} 8000.00
Månaderna ger 12 000,00: 500,00 skiljer.",
};

pub(super) const SUMS_ONLY: Page = Page {
    title: "Av året finns bara en fils summor",
    meaning: "För året finns inga verifikat, bara de summor som en fil anger. De räcker till \
              jämförelsetal för hela den tid de gäller, men det som nu frågas efter går inte att läsa \
              ur dem.",
    cause: "Filen är av SIE-typ 1–3, eller så gäller den nästa år och anger fjolåret bara i \
            sammandrag.",
    next_step: "Läs in årets verifikat, så visas alla perioder. Fråga annars efter hela året, eller \
                utan jämförelse med --compare none.",
    example: "\
#IB  -1 1930 5000.00
#UB  -1 1930 5250.00
Banken ändrades med 250,00 under året, men det står inte när.",
};

pub(super) const TOTAL_ROW_DIFFERS: Page = Page {
    title: "Summaraden stämmer inte med raderna",
    meaning: "Filen har en rad med en summa, och raderna den avser summerar till något annat. Rader kan \
              saknas eller vara felaktiga, så filen tillför boken ingenting.",
    cause: "Rader är borttagna, ändrade eller dolda i kalkylarket, ett belopp är läst på annat sätt än \
            det var menat, eller så är summan skriven för hand.",
    next_step: "Jämför filen med en ny export. Är raderna riktiga och bara summan fel: rätta summaraden \
                eller ta bort den ur filen.",
    example: "\
1;2024-01-05;5539;1000,00;
1;2024-01-05;2411;;1000,00
Summa;;;1100,00;1000,00
Raderna har debet 1 000,00: 100,00 skiljer.",
};
