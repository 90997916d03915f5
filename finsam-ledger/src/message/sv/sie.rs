//! Swedish pages of the findings that reading a SIE file gives.

use crate::message::catalogue::Page;

pub(super) const ITEM_SHORT: Page = Page {
    title: "SIE-posten saknar fält",
    meaning: "Posten har färre fält än den måste ha, så det går inte att veta vad den säger.",
    cause: "Raden är avkortad, eller ett tomt fält har utelämnats i stället för att skrivas som \"\".",
    next_step: "Gör om exporten. Är filen ändrad för hand: rätta raden.",
    example: "\
#VER A 12
Här saknas datumet. Skriv posten hel:
#VER A 12 20240105 \"Konsult\"",
};

pub(super) const ROW_OUTSIDE: Page = Page {
    title: "Raden hör inte till något verifikat",
    meaning: "Verifikatets rader står mellan { och } efter sin #VER. Det som står någon annanstans hör \
              inte till något verifikat.",
    cause: "Filen är ändrad för hand, eller så har en rad fallit bort.",
    next_step: "Gör om exporten. Är filen ändrad för hand: sätt raderna mellan { och } efter #VER.",
    example: "\
#VER A 12 20240105 \"Konsult\"
#TRANS 5539 {} 1250.00
#TRANS 2411 {} -1250.00
Före den första #TRANS ska en rad med { stå, och efter den sista en rad med }.",
};

pub(super) const VOUCHER_OPEN: Page = Page {
    title: "Verifikatets rader avslutas aldrig",
    meaning: "Efter verifikatets rader saknas }, så det går inte att veta om alla rader är med.",
    cause: "Filen är avkortad, eller ändrad för hand.",
    next_step: "Gör om exporten och kontrollera att hela filen följer med.",
    example: "\
#VER A 12 20240105 \"Konsult\"
{
#TRANS 5539 {} 1250.00
Här tar filen slut.",
};

pub(super) const OBJECTS_UNREADABLE: Page = Page {
    title: "Objektlistan går inte att läsa",
    meaning: "Inom { och } står par av dimension och objekt, till exempel kostnadsställe 3047 som 1 \
              \"3047\". Varje dimension får finnas en gång.",
    cause: "Ett objekt eller en dimension saknas, eller så har listan inte avslutats med }.",
    next_step: "Gör om exporten. Är filen ändrad för hand: rätta listan på raden.",
    example: "\
#TRANS 5539 {1 3047 6} 1250.00
Efter dimension 6 (projekt) saknas projektets kod. Skriv:
#TRANS 5539 {1 3047 6 VILJA} 1250.00",
};

pub(super) const CHECKSUM_DIFFERS: Page = Page {
    title: "Kontrollsumman stämmer inte",
    meaning: "Filen har en kontrollsumma över sitt innehåll (#KSUMMA). Den stämmer inte, så filen är \
              inte vad programmet skrev.",
    cause: "Filen har ändrats efter exporten, till exempel i en textredigerare som bytte teckenkodning, \
            eller skadats på vägen.",
    next_step: "Läs in filen som den kom från ekonomiservicen, eller be om en ny. Är ändringen avsiktlig: \
                ta bort båda raderna med #KSUMMA.",
    example: "\
#FLAGGA 0
#KSUMMA
#FORMAT PC8
#KONTO 1930 \"Bank\"
#KSUMMA 2215893042
Ett enda ändrat tecken däremellan ger en annan summa.",
};

pub(super) const CHECKSUM_MISSING: Page = Page {
    title: "Filens slut saknas",
    meaning: "Filen börjar sin kontrollsumma (#KSUMMA) men slutar utan att ange den. Då är filen inte \
              hel.",
    cause: "Exporten eller överföringen av filen avbröts.",
    next_step: "Gör om exporten eller hämta filen igen.",
    example: "\
#FLAGGA 0
#KSUMMA                                      <- här börjar summan
#FORMAT PC8
#KONTO 1930 \"Bank\"
Här tar filen slut, utan den #KSUMMA som anger summan.",
};

pub(super) const FLAG_SET: Page = Page {
    title: "Filen är redan inläst i ett program",
    meaning: "Filen är märkt med #FLAGGA 1, som ett program sätter när det har läst in filen. Inläsningen \
              görs ändå.",
    cause: "Samma fil har lästs in i ekonomisystemet.",
    next_step: "Kontrollera att det är rätt fil. Verifikat som redan finns i boken läggs inte till igen.",
    example: "\
#FLAGGA 1
En fil som ingen har läst in börjar med #FLAGGA 0.",
};

pub(super) const LABEL_UNKNOWN: Page = Page {
    title: "En etikett finns inte i SIE",
    meaning: "Etiketten hör inte till formatet. Enligt SIE ska sådana poster förbigås, och det görs.",
    cause: "Programmet som skrev filen har egna tillägg.",
    next_step: "Inget, om posten inte är en felskriven etikett.",
    example: "\
#FIRMAPOST 12 \"Eget tillägg\"
Posten förbigås.",
};

pub(super) const FIELDS_EXTRA: Page = Page {
    title: "SIE-poster har fler fält än formatet",
    meaning: "Efter postens sista fält står något mer. Enligt SIE ska det förbigås, och det görs.",
    cause: "Programmet som skrev filen har egna tillägg, eller så saknas citattecken om en text med \
            mellanslag.",
    next_step: "Inget, om texterna i filen ser riktiga ut.",
    example: "\
#UB 0 1930 5250000.00 0 \"Bank\"
Efter kvantiteten 0 står ett fält som formatet inte har. Det förbigås.",
};

pub(super) const LETTERS_LOST: Page = Page {
    title: "Bokstäver har gått förlorade",
    meaning: "På platsen för bokstäver står tecken som ett program sätter när det inte kan läsa dem. \
              Vilka bokstäver det var går inte att se. Beloppen är oberörda.",
    cause: "Filen har öppnats och sparats med fel teckenkodning innan den kom hit.",
    next_step: "Be om filen som ekonomisystemet skrev den. Texter med förlorade bokstäver blir annars kvar \
                så i boken.",
    example: "\
#KONTO 2411 \"Leverant\u{fffd}rsskulder\"
Ett ö har gått förlorat. Skriv inte om det för hand, utan hämta filen på nytt.",
};

pub(super) const YEARS_DIFFER: Page = Page {
    title: "Filens räkenskapsår är ett annat än bokens",
    meaning: "Filens räkenskapsår (#RAR 0) ryms inte i ett av bokens. Då går det inte att säga vilket av \
              bokens år som balanserna öppnar.",
    cause: "Filen gäller någon annan än boken, eller så är bokens räkenskapsår inte angivet.",
    next_step: "Kontrollera att det är rätt fil. Är det det: ange månaden som räkenskapsåret börjar i, med \
                fiscal-year-starts under [books] i ledger.toml.",
    example: "\
#RAR 0 20230701 20240630
Boken har kalenderår. Skriv i ledger.toml:
[books]
fiscal-year-starts = 7",
};

pub(super) const YEAR_UNPLACED: Page = Page {
    title: "Ett tidigare år i filen ligger på annat sätt",
    meaning: "Ett av filens tidigare räkenskapsår ryms inte i ett av bokens. Dess balanser läses inte, och \
              finns därför inte att jämföra med.",
    cause: "Räkenskapsåret har lagts om, så att det året var längre eller började i en annan månad.",
    next_step: "Inget. Behövs det årets belopp som jämförelse: ta dem ur den årsredovisningen.",
    example: "\
#RAR 0 20240101 20241231
#RAR -1 20220701 20231231
Det förra året var 18 månader och ryms inte i ett av bokens kalenderår.",
};

pub(super) const YEAR_UNKNOWN: Page = Page {
    title: "Filen säger inte vilket år balansen gäller",
    meaning: "Balanser anges med årets nummer i filen: 0 är filens eget år, -1 året före. Vilka dagar året \
              har står i #RAR (i SIE 5 FiscalYear), och den posten saknas.",
    cause: "Exporten är ofullständig, eller filen är ändrad för hand.",
    next_step: "Gör om exporten, eller lägg till #RAR med årets första och sista dag före balanserna.",
    example: "\
#IB 0 1930 5250000.00
Lägg till före:
#RAR 0 20240101 20241231",
};

pub(super) const NUMBERS_GIVEN: Page = Page {
    title: "Verifikat utan nummer har fått nummer",
    meaning: "Verifikaten saknar nummer, som de får göra i en fil för import (typ 4I). De har fått de \
              nummer som följer på de högsta i sin serie i filen, i filens ordning.",
    cause: "Filen kommer från ett försystem, till exempel för löner, som låter huvudboken numrera.",
    next_step: "Läs helst in en export ur huvudboken i stället. Läses samma fil in igen med fler verifikat \
                först, så får de andra nummer.",
    example: "\
#VER \"\" \"\" 20240105 \"Löner januari\"
#VER \"\" \"\" 20240205 \"Löner februari\"
De blir verifikat 1 och 2.",
};

pub(super) const ADDED_ROW_ALONE: Page = Page {
    title: "En tillagd rad saknas bland raderna",
    meaning: "#RTRANS säger att en rad har lagts till i efterhand, och samma rad ska då följa som #TRANS. \
              Det gör den inte. Bara #TRANS räknas, så beloppet är inte med.",
    cause: "Programmet som skrev filen följer inte formatet, eller filen är ändrad för hand.",
    next_step: "Jämför verifikatet med ekonomisystemet. Saknas raden där också är filen riktig.",
    example: "\
#VER A 12 20240105 \"Konsult\"
{
#RTRANS 5539 {} 1250.00
#TRANS 5540 {} 1250.00
#TRANS 2411 {} -1250.00
}
Efter #RTRANS ska #TRANS 5539 {} 1250.00 stå.",
};

pub(super) const OBJECTS_LEFT_OUT: Page = Page {
    title: "Belopp på objekt är utelämnade",
    meaning: "Samma pengar anges på flera sätt, till exempel per kostnadsställe och per projekt var för sig. \
              De kan inte läggas ihop, så en av uppdelningarna är med.",
    cause: "Programmet som skrev filen fördelar varje balans på en dimension i taget.",
    next_step: "Inget: kontots hela belopp är med. Fördelningen per kostnadsställe går före den per projekt.",
    example: "\
#IB 0 1930 500.00
#OIB 0 1930 {1 3047} 500.00
#OIB 0 1930 {6 VILJA} 400.00
Kostnadsställe 3047 har 500,00. Projektets 400,00 är en del av samma pengar.",
};

pub(super) const VOUCHER_EMPTY: Page = Page {
    title: "Ett verifikat har inga rader",
    meaning: "Verifikatet har nummer och datum men inga rader som räknas. Det finns inget att bokföra, och \
              det läggs inte till i boken.",
    cause: "Verifikatet är makulerat i ekonomisystemet.",
    next_step: "Inget, om verifikatet är makulerat. Luckan i nummerserien nämns för sig.",
    example: "\
#VER A 12 20240105 \"Makulerat\"
{
}",
};

pub(super) const TOO_MUCH: Page = Page {
    title: "SIE-filen är orimligt stor",
    meaning: "Så mycket av samma slag har ingen SIE-fil, och det får inte plats i minnet på ett säkert sätt.",
    cause: "Filen är skadad, eller flera filer är hopsatta.",
    next_step: "Exportera ett år eller ett företag i taget.",
    example: "\
Ett verifikat vars rader tar mer än 8 388 608 byte, eller en fil med mer än
1 000 000 balanser och budgetbelopp.",
};

pub(super) const CURRENCY_OTHER: Page = Page {
    title: "Beloppen är i en annan valuta",
    meaning: "Filens belopp är i en annan redovisningsvaluta än kronor. Boken förs i kronor, och belopp \
              räknas aldrig om.",
    cause: "Filen gäller någon annan än boken.",
    next_step: "Kontrollera att det är rätt fil.",
    example: "\
#VALUTA EUR
Utan #VALUTA, och med #VALUTA SEK, är beloppen i kronor.",
};

pub(super) const XML_UNREADABLE: Page = Page {
    title: "SIE 5-filen går inte att läsa",
    meaning: "SIE 5 är XML. Filen följer inte XML, eller har delar som inte hör hemma i en SIE-fil, så resten \
              av den läses inte.",
    cause: "Filen är avkortad, skadad eller ändrad för hand.",
    next_step: "Gör om exporten. Går det inte: be om en SIE-fil av typ 4.",
    example: "\
<Sie xmlns=\"http://www.sie.se/sie5\">
  <Journal id=\"A\" name=\"Leverantörsfakturor\">
Här tar filen slut, utan </Journal> och </Sie>.",
};

pub(super) const BRACE_LACKING: Page = Page {
    title: "Klammern före verifikatets rader saknas",
    meaning: "Verifikatets rader ska stå mellan { och }. Här saknas {, men raderna följer direkt på sin #VER \
              och kan inte höra till något annat. De är med.",
    cause: "Programmet som skrev filen följer inte formatet, eller filen är ändrad för hand.",
    next_step: "Kontrollera att verifikatets alla rader är med.",
    example: "\
#VER A 12 20240105 \"Konsult\"
#TRANS 5539 {} 1250.00
#TRANS 2411 {} -1250.00
}
Före den första #TRANS ska en rad med { stå.",
};

pub(super) const QUANTITIES: Page = Page {
    title: "Kvantiteter läses inte in",
    meaning: "Efter beloppet på en rad eller balans får en kvantitet stå, till exempel timmar eller stycken. \
              Boken håller belopp i kronor och inga kvantiteter.",
    cause: "Ekonomisystemet registrerar kvantiteter på kontot.",
    next_step: "Inget: beloppen är oberörda. Behövs kvantiteterna finns de kvar i filen.",
    example: "\
#TRANS 5010 {1 3047} 12500.00 20240105 \"Hyra\" 25
Beloppet 12 500,00 är med, kvantiteten 25 är det inte.",
};

pub(super) const CONTENT_LEFT_OUT: Page = Page {
    title: "Delar av SIE 5-filen läses inte in",
    meaning: "Filen har uppgifter som inte är bokföring på konton, till exempel reskontra, \
              anläggningsregister och dokument. Boken håller kontoplan, objekt, balanser, budget och \
              verifikat; resten läses inte.",
    cause: "SIE 5 kan föra över mer än huvudboken.",
    next_step: "Inget: balanser och verifikat är med. Spara filen om resten behövs.",
    example: "\
<CustomerInvoices>
Fakturorna läses inte in. Deras bokföring står i verifikaten.",
};

pub(super) const PART_OF_YEAR: Page = Page {
    title: "Filens räkenskapsår är en del av bokens",
    meaning: "Filen kallar en månad eller ett kvartal för sitt räkenskapsår (#RAR 0). Dess ingående balanser är \
              då vad kontona har när perioden börjar. De ställs mot vad boken kommer till, men öppnar inte \
              bokens år.",
    cause: "Exporten gjordes för en period och inte för hela året.",
    next_step: "Inget, om årets tidigare månader finns i boken. Annars: läs in dem också, eller en fil över hela \
                året.",
    example: "\
#RAR 0 20240801 20240831
#IB 0 1930 5250000.00
Beloppet är saldot 2024-07-31, inte 2024 års ingående balans.",
};
