//! Swedish about budgets and forecasts: two pages about files, one about what the book holds.

use chrono::NaiveDate;

use super::{SV, of_year};
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::{FiscalYear, Period};
use crate::dimension::CostCentre;
use crate::finding::FileKind;
use crate::message::catalogue::Page;
use crate::message::label;
use crate::message::text::{kr, quoted};

/// Which amount is meant: its kind, account, cost centre and period.
type Of<'a> = (FileKind, AccountNumber, Option<&'a CostCentre>, Period);

pub(super) const CHANGED: Page = Page {
    title: "Budgeten eller prognosen finns redan, med annat innehåll",
    meaning: "Boken har redan en budget eller prognos för året med samma namn, och filens är inte \
              densamma. Inget i boken ersätts.",
    cause: "Budgeten är reviderad eller prognosen omgjord, eller så gäller filen ett annat år.",
    next_step: "Ge den nya versionen ett eget namn och en dag (”--name”, ”--date”): då finns båda kvar, \
                och rapporterna tar den senaste. Är den gamla fel: ångra inläsningen som den kom med \
                (”ledger imports”, ”ledger undo”) och läs in filen igen.",
    example: "\
I boken:   budget 2024, summa    -250 000,00
I filen:   budget 2024, summa    -400 000,00",
};

pub(super) const FILES_DISAGREE: Page = Page {
    title: "Två filer har olika belopp för samma sak",
    meaning: "Två av filerna har budget eller prognos för samma konto, kostnadsställe, projekt och \
              period, med olika belopp. Det går inte att veta vilket som gäller, och de läggs inte ihop.",
    cause: "Filerna är två versioner av samma budget eller prognos.",
    next_step: "Läs in en version i taget, var och en med sitt namn (”--name”).",
    example: "\
budget.csv:      5539;3001;;2024;1 500 000,00
budget-ny.csv:   5539;3001;;2024;1 600 000,00",
};

pub(super) const MONTHS_DIFFER: Page = Page {
    title: "Året är inte summan av sina månader",
    meaning: "Budgeten eller prognosen har belopp både för ett år och för månader i det, för samma \
              konto, kostnadsställe och projekt. Är året summan av månaderna räknas det en gång; här är \
              det inte det, och boken räknar inte samma pengar två gånger.",
    cause: "En rad har ändrats och inte den andra, eller så kommer de från två versioner.",
    next_step: "Behåll antingen årets rad eller månadernas, eller rätta dem så att de går ihop.",
    example: "\
konto;kst;period;belopp
5539;3001;2024;1 200 000
5539;3001;2024-01;90 000     <- månaderna blir 1 080 000",
};

pub(super) fn changed(
    (kind, name): (FileKind, &str),
    year: FiscalYear,
    [in_book, in_file]: [Amount; 2],
    dates: Option<(Option<NaiveDate>, NaiveDate)>,
) -> String {
    let (what, of_year) = (named(kind, name), of_year(year));
    let days = dates.map(|(book, file)| match book {
        Some(book) => format!(" Boken har den från {book}, inte från {file}."),
        None => format!(" Boken har den utan dag, inte från {file}."),
    });
    let days = days.unwrap_or_default();
    let (book, file) = (kr(in_book), kr(in_file));
    format!("{what} för {of_year} summerar till {book} i boken och till {file} i filen.{days}")
}

pub(super) fn files_disagree(of: Of<'_>, other_file: &str, [in_other, in_file]: [Amount; 2]) -> String {
    let (other, in_other, in_file) = (quoted(other_file, SV), kr(in_other), kr(in_file));
    format!("{} är {in_file} i filen men {in_other} i {other}.", amount(of))
}

pub(super) fn months_differ(of: Of<'_>, whole: Amount, parts: Amount) -> String {
    format!("{} är {}, men månaderna i det blir {}.", amount(of), kr(whole), kr(parts))
}

/// `Budgeten`, `Prognosen ”Prognos 2”`.
fn named(kind: FileKind, name: &str) -> String {
    let what = if kind == FileKind::Forecast { "Prognosen" } else { "Budgeten" };
    if name.is_empty() { what.to_owned() } else { format!("{what} {}", quoted(name, SV)) }
}

/// `Budgeten för 2024 på konto 5539, kostnadsställe 3001`.
fn amount((kind, account, centre, period): Of<'_>) -> String {
    let centre = centre.map(|centre| format!(", kostnadsställe {centre}")).unwrap_or_default();
    format!("{} för {} på konto {account}{centre}", named(kind, ""), label::period(period, SV))
}
