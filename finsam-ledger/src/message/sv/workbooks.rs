//! Svenska sidor om Excel-arbetsböcker.

use crate::message::catalogue::Page;

pub(super) const WORKBOOK_FOREIGN: Page = Page {
    title: "Filen är ingen Excel-arbetsbok som går att läsa",
    meaning: "Arbetsböcker läses i formatet .xlsx eller .xlsm. Filens innehåll visar att den är något \
              annat, vad den än heter.",
    cause: "Filen är sparad i ett äldre eller annat format, eller skyddad med lösenord.",
    next_step: "Öppna filen i det program den kommer från och spara den som Excel-arbetsbok (.xlsx) utan \
                lösenord, eller som CSV.",
    example: "\
verifikat.xlsx är en äldre Excel-arbetsbok (.xls) som har fått ett nytt namn.
Välj i Excel: Arkiv, Spara som, Excel-arbetsbok (*.xlsx).",
};

pub(super) const WORKBOOK_DAMAGED: Page = Page {
    title: "Arbetsboken är skadad",
    meaning: "Filen är en Excel-arbetsbok, men en del av den saknas eller går inte att läsa. Inget läses \
              ur en skadad fil, för det går inte att veta vad som fattas.",
    cause: "Filen är avkortad under överföringen, eller skriven av ett program som inte följer formatet.",
    next_step: "Hämta filen på nytt, eller öppna den i Excel, låt Excel reparera den och spara den igen.",
    example: "\
verifikat.xlsx slutar mitt i ett blad.
Hämta exporten igen och jämför filens storlek med originalets.",
};

pub(super) const WORKBOOK_TOO_LARGE: Page = Page {
    title: "Arbetsboken är för stor",
    meaning: "Arbetsboken är större än en arbetsbok med verifikat kan vara. Gränserna skyddar mot filer \
              som är gjorda för att ta allt minne.",
    cause: "Arbetsboken har bilder, pivottabeller eller formatering långt nedanför tabellen, eller är inte \
            vad den ser ut att vara.",
    next_step: "Kopiera tabellen till en ny arbetsbok och spara den, exportera en kortare period, eller \
                exportera som CSV.",
    example: "\
verifikat.xlsx är 2 MB men packas upp till 1800 MB.
Kopiera kolumnerna med verifikat till en ny arbetsbok.",
};

pub(super) const SHEET_UNKNOWN: Page = Page {
    title: "Arbetsboken har inget sådant blad",
    meaning: "Det blad som begärs finns inte i arbetsboken.",
    cause: "Bladet har fått ett annat namn, eller det är en annan arbetsbok.",
    next_step: "Ange ett av de blad som finns, eller byt namn på bladet i arbetsboken.",
    example: "\
Begärt blad: Verifikat 2024
Arbetsboken har bladen Försättsblad, Verifikat 2023 och Saldon.",
};

pub(super) const SHEETS_ALIKE: Page = Page {
    title: "Flera blad kan vara tabellen",
    meaning: "Fler än ett blad har en rubrikrad som går att läsa lika bra. Programmet väljer inte ett av \
              dem, för då skulle de andras rader saknas.",
    cause: "Arbetsboken har ett blad för varje månad, eller en kopia av tabellen.",
    next_step: "Läs in arbetsboken en gång för varje blad som hör till bokföringen, med --sheet och bladets \
                namn.",
    example: "\
Arbetsboken har bladen Januari, Februari och Mars med samma kolumner.
Läs in dem ett i taget: ledger import verifikat.xlsx --sheet Januari",
};

pub(super) const CELL_ERROR: Page = Page {
    title: "Cellen har ett felvärde",
    meaning: "En formel i arbetsboken kunde inte räknas ut, och cellen har ett fel i stället för ett värde.",
    cause: "Formeln hänvisar till en cell, ett blad eller en fil som är borta.",
    next_step: "Rätta formeln i arbetsboken, eller klistra in värdet i stället för formeln.",
    example: "\
Cell D12 visar #N/A: formeln slår upp ett konto som inte finns.
Skriv beloppet i cellen.",
};

pub(super) const FORMULA_WITHOUT_VALUE: Page = Page {
    title: "Formeln har inget värde",
    meaning: "Formler räknas inte om, utan värdet från senaste gången arbetsboken sparades i Excel används. \
              Cellen har en formel men inget sådant värde.",
    cause: "Arbetsboken är skriven av ett program och har aldrig öppnats i Excel.",
    next_step: "Öppna arbetsboken i Excel, spara den och läs in den igen.",
    example: "\
Cell E2 har formeln =C2-D2 men inget uträknat värde.
När arbetsboken sparas i Excel räknas värdet ut.",
};
