//! Svenska sidor om celler vars kolumn avgör hur de läses.

use crate::message::catalogue::Page;

pub(super) const NUMBER_OTHER_MARK: Page = Page {
    title: "Beloppet har ett annat decimaltecken än kolumnen",
    meaning: "Andra belopp i kolumnen visar vilket decimaltecken den har, och efter det läses varje \
              belopp. Ett belopp med det andra tecknet säger emot dem, och då går inget av dem att lita på.",
    cause: "Filen är sammanfogad av två exporter, eller ett belopp är inskrivet för hand.",
    next_step: "Skriv beloppet som de andra i kolumnen. Är det de andra som är fel, exportera om filen.",
    example: "\
Kolumnen belopp har decimalkomma, och 1.250 betyder därför 1250 kronor:
1.250
310,25
12.5                                         <- punkt som decimaltecken
Skriv 12,50.",
};

pub(super) const DATE_AMBIGUOUS: Page = Page {
    title: "Datumet kan läsas på två sätt",
    meaning: "Dag, månad och år kan stå i mer än en ordning, och inget annat datum i kolumnen avgör \
              vilken. Programmet gissar aldrig ett datum.",
    cause: "Filen kommer från ett program med engelska inställningar, eller året har bara två siffror.",
    next_step: "Exportera med datum som ÅÅÅÅ-MM-DD, eller ange i en importprofil hur kolumnen skrivs.",
    example: "\
05/01/2024
Är det den femte januari eller den första maj?
Skriv 2024-01-05 eller 2024-05-01.
Med 25/01/2024 någonstans i kolumnen är saken avgjord: dagen står först.",
};

pub(super) const DATE_OTHER_ORDER: Page = Page {
    title: "Datumet står i en annan ordning än kolumnens",
    meaning: "Andra datum i kolumnen visar i vilken ordning dag, månad och år står, och efter det läses \
              alla. Ett datum i en annan ordning säger emot dem, och då går inget av dem att lita på.",
    cause: "Filen är sammanfogad av två exporter, eller kalkylbladet har tolkat en del av datumen om.",
    next_step: "Exportera om filen med datum som ÅÅÅÅ-MM-DD och öppna den inte i kalkylbladet emellan.",
    example: "\
Kolumnen datum skriver dagen först:
25/01/2024
02/03/2024
03/25/2024                                   <- månaden först
Är 02/03/2024 den andra mars eller den tredje februari?
Skriv 2024-03-02 eller 2024-02-03.",
};

pub(super) const DATE_UNSET: Page = Page {
    title: "Datumet saknas",
    meaning: "Många program skriver 1899-12-31, 1900-01-01 eller 0000-00-00 när inget datum finns. Det är \
              ingen dag att bokföra på.",
    cause: "Raden har aldrig fått något datum, eller fel datumkolumn är vald i exporten.",
    next_step: "Skriv den dag verifikatet bokfördes, eller exportera med kolumnen för bokföringsdag.",
    example: "\
Verifikat 12 har bokföringsdagen 1899-12-31.
Skriv den dag verifikatet bokfördes: 2024-01-05",
};

pub(super) const DATE_SERIAL: Page = Page {
    title: "Datumet är ett dagnummer",
    meaning: "Excel räknar dagar från 1900, och ett datum utan datumformat sparas som ett sådant nummer. \
              Det läses som datum bara när hela kolumnen är dagnummer, annars kan talet vara något annat.",
    cause: "En del av kolumnen har tappat sitt datumformat, eller kolumnerna är förskjutna.",
    next_step: "Ge hela kolumnen datumformatet ÅÅÅÅ-MM-DD i kalkylbladet och spara filen på nytt.",
    example: "\
2024-01-05
45296                                        <- 2024-01-05 som dagnummer
Skriv 2024-01-05 på båda raderna.",
};
