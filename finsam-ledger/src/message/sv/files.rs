//! Swedish causes and next steps of files that cannot be read, where the file tells more than the
//! finding's page does.

use std::borrow::Cow;

use crate::finding::{ColumnRole, Fact, ForeignKind, WorkbookKind};
use crate::message::catalogue::Page;
use crate::message::files::{is_exponent, is_hashes};
use crate::message::label;

/// Cause and next step of what is wrong with a file.
pub(super) fn advice(fact: &Fact, page: &Page) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
    let (cause, next_step) = match fact {
        Fact::FileForeign { kind } => {
            (foreign_cause(*kind).unwrap_or(page.cause).into(), foreign(*kind).into())
        }
        Fact::WorkbookForeign { kind: WorkbookKind::OtherArchive } => (
            "Filen är packad (zip), eller ett dokument av annat slag än en arbetsbok.".into(),
            "Packa upp filen och läs in det som låg i den. Är det ett dokument från till exempel Word: be \
             ekonomiservicen om uppgifterna som Excel-arbetsbok (.xlsx) eller CSV."
                .into(),
        ),
        Fact::HeaderUnknown { columns } if columns.len() == 1 => (
            "Kolumnerna skiljs åt av mellanslag eller av ett tecken som inte känns igen, eller så är filen \
             ingen tabell."
                .into(),
            "Gör om exporten med semikolon eller tabb mellan kolumnerna, eller som Excel-arbetsbok (.xlsx)."
                .into(),
        ),
        Fact::NumberUnreadable { text } | Fact::DateUnreadable { text } if is_hashes(text) => (
            "Kolumnen var för smal i Excel när filen sparades, och då sparades bara brädgårdarna.".into(),
            "Öppna arbetsboken i Excel, gör kolumnen bredare och spara filen igen, eller läs in \
             arbetsboken (.xlsx) som den är."
                .into(),
        ),
        Fact::NumberUnreadable { text } if is_exponent(text) => (
            "Kalkylbladet har visat ett stort tal i grundpotensform, och då har dess sista siffror fallit bort."
                .into(),
            "Ge kolumnen formatet Tal med två decimaler i kalkylbladet och spara filen igen, eller läs in \
             arbetsboken (.xlsx) som den är."
                .into(),
        ),
        Fact::ColumnMissing { column, .. } => {
            let cause = match column {
                ColumnRole::Account => {
                    "Kolumnen valdes bort i exporten, eller har ett namn som programmet inte känner igen. Ett \
                     kontoutdrag från banken har inga konton och är inga verifikat."
                }
                _ => page.cause,
            };
            (cause.into(), column_missing(*column).into())
        }
        Fact::DateSerial { .. } => (
            page.cause.into(),
            "Ge hela kolumnen datumformatet ÅÅÅÅ-MM-DD i kalkylbladet och spara filen på nytt. Är alla sådana \
             tal i kolumnen dagnummer: säg det med ledger profile new NAMN FIL --dates serial, och läs in \
             filen med --profile NAMN."
                .into(),
        ),
        Fact::DateAmbiguous { .. } => (
            page.cause.into(),
            "Exportera med datum som ÅÅÅÅ-MM-DD. Går det inte: säg hur kolumnen skrivs med ledger profile \
             new NAMN FIL --dates ymd (år, månad, dag), dmy eller mdy, och läs in filen med --profile NAMN."
                .into(),
        ),
        Fact::FieldCount { expected, found } => {
            let (cause, next_step) = field_count(*found > *expected);
            (cause.into(), next_step.into())
        }
        _ => return None,
    };
    Some((cause, next_step))
}

const fn foreign(kind: ForeignKind) -> &'static str {
    match kind {
        ForeignKind::Workbook
        | ForeignKind::OldWorkbook
        | ForeignKind::WebTable
        | ForeignKind::XmlWorkbook => {
            "Öppna filen i Excel, välj Spara som och formatet Excel-arbetsbok (*.xlsx), och läs in den nya \
             filen."
        }
        ForeignKind::Pdf => {
            "En PDF är en utskrift och går inte att läsa säkert. Be ekonomiservicen om samma uppgifter \
             som CSV."
        }
        ForeignKind::LockedWorkbook => {
            "Öppna filen i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok, spara, och läs in \
             den igen."
        }
        ForeignKind::Json => {
            "Be ekonomiservicen om samma uppgifter som CSV, Excel-arbetsbok (.xlsx) eller SIE."
        }
        ForeignKind::WebPage => {
            "Hämta exporten igen: det som sparades var en sida i webbläsaren, ofta inloggningen."
        }
        ForeignKind::Sie => "Be ekonomiservicen om verifikaten som CSV, med en rad per kontering.",
        ForeignKind::Xml => "Be ekonomiservicen om samma uppgifter som CSV eller Excel-arbetsbok (.xlsx).",
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

/// Where such a file comes from, if it is told more closely than by its page.
const fn foreign_cause(kind: ForeignKind) -> Option<&'static str> {
    match kind {
        ForeignKind::WebTable | ForeignKind::XmlWorkbook => {
            Some("Många program sparar sin export så och kallar den .xls, fast den inte är någon arbetsbok.")
        }
        ForeignKind::LockedWorkbook => Some("Arbetsboken är sparad med ett lösenord för att öppna den."),
        ForeignKind::Json => Some("Exporten är gjord för ett annat program, inte för ett kalkylblad."),
        _ => None,
    }
}

/// What to do about a column that is not there, or goes by another name.
fn column_missing(column: ColumnRole) -> String {
    format!(
        "Gör om exporten med kolumnen. Finns den i filen under ett annat namn: ledger profile new NAMN FIL \
         --column \"{}=NAMNET I FILEN\", och läs sedan in filen med --profile NAMN.",
        label::column_role(column, super::SV)
    )
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
