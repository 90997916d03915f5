//! Swedish pages of the findings about how a file is written as a whole.

use crate::message::catalogue::Page;

pub(super) const FLAG_UNREADABLE: Page = Page {
    title: "Markeringen går inte att läsa",
    meaning: "En kolumn som IB eller Borttagen markerar rader: 1, J, Ja eller X betyder ja; 0, N, Nej \
              eller tomt betyder nej. Här står något annat.",
    cause: "Kolumnen innehåller belopp eller text, eller kolumnerna är förskjutna på raden.",
    next_step: "Innehåller kolumnen IB belopp: exportera ingående balanser till en egen fil, eller ta bort \
                kolumnen. Rätta annars markeringen på raden.",
    example: "\
VERNR;VERDATUM;KONTO_ID;UTFALL_V;IB
12;2024-01-05;1930;-1250,00;0
;2024-01-01;1930;50000,00;kanske             <- 0 eller 1",
};

pub(super) const CREDIT_SIGN_AMBIGUOUS: Page = Page {
    title: "Kreditkolumnens tecken går inte att avgöra",
    meaning: "Somliga program skriver kredit som positiva belopp, andra som negativa. Blandade tecken avgörs \
              av vilken läsning som får verifikaten att balansera; här gör ingen av dem det oftare.",
    cause: "Filen är sammansatt av två exporter, eller redigerad för hand.",
    next_step: "Gör om exporten med en beloppskolumn, eller skriv alla belopp i debet och kredit utan \
                minustecken.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-01-05;1930;;1250,00
13;2024-01-05;5539;100,00;
13;2024-01-05;1930;;-100,00                  <- samma sak med annat tecken",
};

pub(super) const PURCHASE_LEDGER: Page = Page {
    title: "Leverantörsreskontra i stället för verifikat",
    meaning: "Varje verifikat ska balansera. En leverantörsreskontra visar bara vad fakturorna kostade, \
              konto för konto; skulden till leverantören står inte i filen.",
    cause: "Ekonomiservicen eller kommunen lämnade inköpen i stället för verifikaten.",
    next_step: "Be om verifikationslistan. Är det inköpen som ska läsas: läs in med --profile \
                inkopsreskontra, så bokförs varje rad mot leverantörsskulden; annat motkonto skrivs som \
                counter-account i en egen profil.",
    example: "\
Leverantör,Verifikationsnummer,Bokföringsdatum,Konto,Belopp
Kontorsbolaget,4711,2024-01-05,6110,1250.00
Det finns ingen rad som säger att 1 250,00 är skyldigt leverantören.",
};

pub(super) const LETTERS_DESTROYED: Page = Page {
    title: "Bokstäver är förstörda i filen",
    meaning: "I stället för å, ä och ö står ett ersättningstecken. Vilken bokstav det var går inte att få \
              tillbaka ur filen. Belopp och datum berörs inte.",
    cause: "Filen har öppnats i ett program som läste den i fel teckenkodning och sedan sparats.",
    next_step: "Hämta exporten på nytt och läs in den utan att öppna den emellan. Går det inte: läs in ändå; \
                bara texterna blir fel.",
    example: "M\u{fffd}te i \u{fffd}m\u{fffd}l",
};

pub(super) const SIDE_UNREADABLE: Page = Page {
    title: "Det framgår inte om beloppet är debet eller kredit",
    meaning: "Filen har ett belopp utan tecken på varje rad och en kolumn som säger om det är debet (D) \
              eller kredit (K). Här står något annat, och då går beloppets tecken inte att veta.",
    cause: "Markeringen fattas på raden, eller kolumnerna är förskjutna.",
    next_step: "Skriv D eller K på raden, eller gör om exporten med debet och kredit i var sin kolumn.",
    example: "\
vernr;datum;konto;belopp;d/k
12;2024-01-05;5539;1250,00;D
12;2024-01-05;1930;1250,00;                  <- K fattas",
};
