//! Svenska meningar och sidor om publicerade rapporter.

use super::quote;
use crate::finding::{PublishedLimit, PublishedPart};
use crate::message::catalogue::Page;

/// Vad en siffra saknar.
pub(super) fn figure_stray(text: &str, part: PublishedPart) -> String {
    let what = match part {
        PublishedPart::Table => "ingen tabell",
        PublishedPart::Row => "varken nyckel eller benämning",
        PublishedPart::Column => "ingen kolumnrubrik",
    };
    format!("Siffran {} har {what}, och det går inte att säga vad den gäller.", quote(text))
}

pub(super) fn figure_twice(row: &str, first: &str, second: &str) -> String {
    format!("{}: {} står redan i kolumnen, och nu {}.", quote(row), quote(first), quote(second))
}

pub(super) fn too_large(limit: PublishedLimit, most: u64) -> String {
    let what = match limit {
        PublishedLimit::Bytes => "byte",
        PublishedLimit::Lines => "rader",
        PublishedLimit::Cells => "celler i tabellerna",
    };
    format!("Rapporten har fler än {most} {what}; resten är inte läst.")
}

pub(super) const TABLE_MISSING: Page = Page {
    title: "Filen har ingen tabell med siffror",
    meaning: "En publicerad rapport läses som tabeller: en rubrikrad, och rader med en benämning och siffror. \
              Här hittades ingen.",
    cause: "Filen är rapportens löpande text, eller så har siffrorna inga kolumnrubriker.",
    next_step: "Kopiera rapportens tabeller till ett kalkylblad, med en rubrikrad över varje tabell, och spara som \
                CSV eller xlsx.",
    example: "\
Resultaträkning;2024;2023
Arvoden;-162 726,69;-164 885,37
Reseersättning;-9 836,21;-14 853,64",
};

pub(super) const FIGURE_STRAY: Page = Page {
    title: "En siffra i rapporten hör inte till någon rad eller kolumn",
    meaning: "Varje siffra läses med sin tabell, sin rad och sin kolumn. Den här saknar en av dem, och kan inte \
              prövas.",
    cause: "En kolumnrubrik saknas, eller så har raden förskjutits när tabellen kopierades.",
    next_step: "Skriv kolumnens rubrik i rubrikraden, eller flytta siffran till sin kolumn.",
    example: "\
;2024;2023
Arvoden;-162 726,69;-164 885,37;-2 158,68    <- ingen rubrik över den sista",
};

pub(super) const FIGURE_TWICE: Page = Page {
    title: "En siffra i rapporten står två gånger",
    meaning: "Filen har två siffror för samma tabell, rad och kolumn. Den första räknas.",
    cause: "En rad är inskriven två gånger, eller har fått ett annat kontos nummer.",
    next_step: "Ta bort den ena raden, eller rätta dess nyckel.",
    example: "\
tabell;nyckel;rad;kolumn;värde
not1;1511;Kundfordringar;2024;1902900
not1;1511;Kundfordringar;2024;1902990    <- samma en gång till",
};

pub(super) const ROW_TOO_WIDE: Page = Page {
    title: "Raden har fler celler än tabellen har kolumner",
    meaning: "Det går inte att säga vilken kolumn cellerna hör till, och raden läses inte.",
    cause: "En benämning har ett skiljetecken i sig och står inte inom citattecken.",
    next_step: "Sätt benämningen inom citattecken.",
    example: "\
tabell;nyckel;rad;kolumn;värde
not3;;Kurs; konferens;2024;-548856.13    <- skriv \"Kurs; konferens\"",
};

pub(super) const TOO_LARGE: Page = Page {
    title: "Filen är större än någon rapport",
    meaning: "En årsredovisning har några tusen siffror. Det som ligger bortom gränsen läses inte.",
    cause: "Filen är en export av verifikat och ingen rapport.",
    next_step: "Ange filen med rapportens tabeller. Verifikat läses in med ”ledger import”.",
    example: "\
ledger verify verifikat.csv              <- en export, ingen rapport",
};

pub(super) const UNIT_UNKNOWN: Page = Page {
    title: "Tabellens enhet är varken kronor eller tusental kronor",
    meaning: "Belopp prövas i kronor eller tusental kronor (tkr). Tabellen anger miljoner, och dess siffror läses \
              inte.",
    cause: "En översikt är skriven i miljoner kronor.",
    next_step: "Skriv om siffrorna till tkr, eller ta bort tabellen ur filen.",
    example: "\
Översikt, mnkr;2024;2023
Bidrag;18,0;19,0                         <- 18 022 tkr i resultaträkningen",
};

pub(super) const COLUMN_OF_WORDS: Page = Page {
    title: "En kolumn i rapporten har ord och inga siffror",
    meaning: "Kolumnen läses inte. Inget av det som prövas beror på den.",
    cause: "Tabellen har en kolumn med anmärkningar.",
    next_step: "Inget behöver göras.",
    example: "\
;2024;2023;Anmärkning
Arvoden;-162 726,69;-164 885,37;höjda    <- läses inte",
};
