//! Swedish pages of the findings that reading a file gives.

use crate::message::catalogue::Page;

pub(super) const FILE_EMPTY: Page = Page {
    title: "Filen är tom",
    meaning: "Filen innehåller ingenting, eller bara tomma rader.",
    cause: "Exporten avbröts, eller urvalet i ekonomisystemet gav inga rader.",
    next_step: "Gör om exporten, kontrollera period och urval, och öppna filen i en textredigerare \
                innan den läses in.",
    example: "\
verifikat.csv   0 byte
Det finns varken rubrikrad eller verifikatrader att läsa.",
};

pub(super) const FILE_FOREIGN: Page = Page {
    title: "Filen är av ett slag som inte läses",
    meaning: "Filens första tecken visar att den är något annat än text med kolumner, vad den än \
              heter. Den läses inte.",
    cause: "Filen har sparats i ett annat format, eller bara fått ett nytt namn.",
    next_step: "Öppna filen i det program som skapade den och spara den som CSV i UTF-8 med \
                semikolon mellan kolumnerna.",
    example: "\
verifikat.csv börjar med PK\u{b7}\u{b7}: så börjar en Excel-arbetsbok, inte en CSV-fil.
En CSV-fil börjar med sin rubrikrad:
serie;vernr;datum;konto;debet;kredit",
};

pub(super) const HEADER_UNKNOWN: Page = Page {
    title: "Rubrikraden känns inte igen",
    meaning: "Av rubrikraden avgörs vad filen innehåller: verifikat, ingående balanser eller en \
              budget.",
    cause: "Rubrikraden saknas, har egna namn på kolumnerna, eller blandar verifikat med ingående \
            balanser.",
    next_step: "Kontrollera att det är rätt fil. Verifikat har verifikationsnummer, datum, konto och \
                debet + kredit eller belopp; ingående balanser konto och ingående balans; en budget \
                konto, period och belopp. Heter kolumnerna något annat: säg vad med ledger profile new \
                NAMN FIL --column \"konto=NAMNET I FILEN\" (en --column för varje), och läs sedan in \
                filen med --profile NAMN.",
    example: "\
A;B;C;D                                      <- ge kolumnerna namn
Verifikat:           serie;vernr;datum;konto;debet;kredit
Ingående balanser:   konto;ingående balans
Budget:              konto;kst;projekt;period;belopp",
};

pub(super) const COLUMN_MISSING: Page = Page {
    title: "En kolumn saknas",
    meaning: "Rubrikraden visar vad filen innehåller, men en kolumn som måste finnas saknas.",
    cause: "Kolumnen valdes bort i exporten, eller har ett namn som programmet inte känner igen.",
    next_step: "Gör om exporten med kolumnen, eller rätta kolumnens namn i rubrikraden.",
    example: "\
serie;vernr;datum;debet;kredit
A;12;2024-01-05;1250,00;
Det syns inte på vilket konto beloppet är bokfört: kolumnen konto saknas.",
};

pub(super) const COLUMN_TWICE: Page = Page {
    title: "Två kolumner betyder samma sak",
    meaning: "Två rubriker tolkas på samma sätt, och det går inte att veta vilken som gäller.",
    cause: "Exporten innehåller både en kod och en benämning, eller två kolumner har lagts ihop.",
    next_step: "Ta bort den ena kolumnen, eller ge den ett namn som inte betyder samma sak.",
    example: "\
vernr;datum;konto;kontonr;debet;kredit
12;2024-01-05;1930;1930;1250,00;
Både ”konto” och ”kontonr” betyder konto.",
};

pub(super) const NUMBER_UNREADABLE: Page = Page {
    title: "Beloppet går inte att läsa",
    meaning: "Där ett belopp ska stå finns något som inte är ett tal. Decimalkomma, decimalpunkt och \
              mellanslag mellan tusental går bra, men inte bokstäver eller formler.",
    cause: "Kolumnerna är förskjutna, eller ett kalkylblad har sparat ett felvärde i stället för ett tal.",
    next_step: "Rätta beloppet på raden i filen, eller gör om exporten om felet finns på många rader.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;#VÄRDE;
12;2024-01-05;2411;;1250,00
”#VÄRDE” är ett felvärde från kalkylbladet. Skriv beloppet: 1250,00",
};

pub(super) const NUMBER_AMBIGUOUS: Page = Page {
    title: "Beloppet kan läsas på två sätt",
    meaning: "Tecknet kan vara både tusentalsavgränsare och decimaltecken, och inget annat i filen \
              avgör vilket. Programmet gissar aldrig ett belopp.",
    cause: "Filen kommer från ett program med engelska inställningar, eller är redigerad för hand.",
    next_step: "Skriv beloppet med två decimaler, eller exportera utan tusentalsavgränsare.",
    example: "\
vernr;datum;konto;belopp
12;2024-01-05;5539;1.250
Är det ettusen tvåhundrafemtio kronor, eller en krona och tjugofem öre?
Skriv 1250,00 eller 1,25.",
};

pub(super) const NUMBER_TOO_FINE: Page = Page {
    title: "Beloppet har delar av ett öre",
    meaning: "Räkenskaperna förs i hela ören. Ett belopp med fler än två decimaler avrundas inte i \
              tysthet, för då skulle verifikatet inte längre vara det som bokfördes.",
    cause: "Beloppet är uträknat i ett kalkylblad (moms, fördelning) och har inte avrundats där.",
    next_step: "Avrunda till två decimaler i källan, så att verifikatet fortfarande balanserar, och \
                läs in filen igen.",
    example: "\
vernr;datum;konto;belopp
12;2024-01-05;5539;333,3333
12;2024-01-05;5540;666,6667
12;2024-01-05;2411;-1000,00
Skriv 333,33 och 666,67: summan är fortfarande 1 000,00.",
};

pub(super) const NUMBER_TOO_LARGE: Page = Page {
    title: "Beloppet är för stort",
    meaning: "Beloppet är större än 92 biljarder kronor, mer än programmet kan räkna med.",
    cause: "Två fält har vuxit ihop, eller ett nummer (OCR, organisationsnummer) står i \
            beloppskolumnen.",
    next_step: "Rätta raden i filen och kontrollera att kolumnerna inte är förskjutna.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;98765432109876543210;
I kolumnen debet står ett referensnummer, inget belopp.",
};

pub(super) const DATE_UNREADABLE: Page = Page {
    title: "Datumet går inte att läsa",
    meaning: "Där bokföringsdagen ska stå finns något som inte är ett datum i kalendern.",
    cause: "Kolumnerna är förskjutna, dagen finns inte, eller datumet är skrivet på ett ovanligt sätt.",
    next_step: "Skriv datumet som ÅÅÅÅ-MM-DD i filen, eller ändra datumformatet i exporten.",
    example: "\
vernr;datum;konto;belopp
12;2024-02-30;5539;1250,00
Februari 2024 har 29 dagar. Skriv den dag verifikatet bokfördes: 2024-02-29",
};

pub(super) const ACCOUNT_UNREADABLE: Page = Page {
    title: "Kontonumret går inte att läsa",
    meaning: "Ett kontonummer är två till åtta siffror och börjar inte med noll.",
    cause: "Kolumnerna är förskjutna, en summarad har följt med, eller kalkylbladet har gjort om \
            kontot till ett belopp.",
    next_step: "Rätta kontot på raden i filen, eller ta bort raden om den är en summarad.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5 539;1250,00;
12;2024-01-05;2 411;;1250,00
Kalkylbladet har satt in mellanrum. Skriv 5539 och 2411.",
};

pub(super) const VOUCHER_NUMBER_UNREADABLE: Page = Page {
    title: "Verifikationsnumret går inte att läsa",
    meaning: "Ett verifikationsnummer är ett heltal, med eller utan serie framför.",
    cause: "Numret saknas på raden, eller kolumnerna är förskjutna.",
    next_step: "Fyll i verifikationsnumret på raden, eller be ekonomiservicen om en export där varje \
                rad har sitt nummer.",
    example: "\
vernr;datum;konto;debet;kredit
;2024-01-05;5539;1250,00;
;2024-01-05;2411;;1250,00
Raderna saknar nummer. Skriv verifikatets nummer på båda, till exempel A12.",
};

pub(super) const DIMENSION_UNREADABLE: Page = Page {
    title: "Koden för kostnadsställe eller projekt går inte att använda",
    meaning: "En kod är högst 40 tecken lång och innehåller inga styrtecken.",
    cause: "Kolumnerna är förskjutna, så att en text har hamnat där koden ska stå.",
    next_step: "Rätta koden på raden i filen, eller kontrollera att kolumnerna ligger rätt.",
    example: "\
vernr;datum;konto;kst;belopp
12;2024-01-05;5539;Rehabilitering i samverkan, insats våren 2024;1250,00
Skriv kostnadsställets kod, till exempel 3047. Texten hör hemma i kolumnen text.",
};

pub(super) const FIELD_COUNT: Page = Page {
    title: "Raden har fel antal fält",
    meaning: "Raden har fler eller färre fält än rubrikraden. Då kan ett belopp ha hamnat i fel \
              kolumn, och raden läses inte.",
    cause: "För många fält: en text innehåller tecknet som skiljer kolumnerna åt. För få fält: raden \
            är avkortad, eller bruten mitt i en text.",
    next_step: "Sätt citattecken (\") runt texten, eller ta bort tecknet ur den. Sätt ihop en bruten \
                rad, och ta bort en rad som inte hör till tabellen.",
    example: "\
vernr;datum;konto;text;belopp
12;2024-01-05;5539;Konsult; mars;1250,00
Semikolonet i texten ger sex fält i stället för fem. Skriv \"Konsult; mars\".",
};

pub(super) const AMOUNT_MISSING: Page = Page {
    title: "Raden saknar belopp",
    meaning: "Varken debet, kredit eller belopp är ifyllt på raden.",
    cause: "Raden är en textrad eller en rubrik från utskriften, eller så har beloppet fallit bort.",
    next_step: "Fyll i beloppet, eller ta bort raden om den inte är en kontering.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;;
12;2024-01-05;2411;;1250,00
Den första raden saknar belopp. Står det 1250,00 i debet så balanserar verifikatet.",
};

pub(super) const DEBIT_AND_CREDIT: Page = Page {
    title: "Raden har både debet och kredit",
    meaning: "En kontering står antingen i debet eller i kredit. Programmet räknar inte av det ena \
              mot det andra.",
    cause: "Raden är en summa per konto ur en saldolista, inte en kontering.",
    next_step: "Dela raden i två, eller exportera verifikatraderna i stället för saldona.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;1930;1250,00;1,00
Dela upp:
12;2024-01-05;1930;1250,00;
12;2024-01-05;1930;;1,00",
};

pub(super) const TEXT_UNDECODABLE: Page = Page {
    title: "Tecken går inte att läsa",
    meaning: "Raden har tecken som inte hör till den teckenkodning som resten av filen har.",
    cause: "Två filer med olika teckenkodning har lagts ihop, eller filen är skadad.",
    next_step: "Öppna filen i en textredigerare, rätta tecknen på raden och spara hela filen i UTF-8.",
    example: "\
12;2024-01-05;5539;Rehabilitering våren;1250,00
13;2024-01-08;5539;Rehabilitering v\u{fffd}ren;1250,00
Den första raden är sparad i UTF-8, den andra i en annan teckenkodning.",
};

pub(super) const PERIOD_UNREADABLE: Page = Page {
    title: "Perioden går inte att läsa",
    meaning: "En budgetrad gäller en månad eller ett helt år. Det som står på raden är ingetdera.",
    cause: "Perioden är skriven med ord eller som en period av flera månader.",
    next_step: "Skriv månaden som 2024-03 eller året som 2024.",
    example: "\
konto;kst;projekt;period;belopp
5539;3047;;kvartal 1;300000,00
Skriv en rad för var och en av månaderna 2024-01, 2024-02 och 2024-03.",
};

pub(super) const OPENING_YEAR_UNKNOWN: Page = Page {
    title: "Det framgår inte vilket år balanserna öppnar",
    meaning: "Filen har ingående balanser men säger inte för vilket räkenskapsår, och inga verifikat \
              som läses in samtidigt visar det.",
    cause: "Kolumnen med året saknas i filen.",
    next_step: "Läs in filen med ”ledger import --year” och året, lägg till kolumnen ”år” med \
                räkenskapsåret på varje rad, eller läs in filen tillsammans med årets verifikat.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-5250000,00
Skriv i stället:
år;konto;ingående balans
2024;1930;5250000,00
2024;2010;-5250000,00",
};

pub(super) const ROWS_MISSING: Page = Page {
    title: "Filen har bara en rubrikrad",
    meaning: "Under rubrikraden finns inga rader, så det finns inget att läsa in.",
    cause: "Urvalet i ekonomisystemet gav inga rader: fel period, fel företag eller fel serie.",
    next_step: "Kontrollera urvalet och gör om exporten.",
    example: "\
serie;vernr;datum;konto;debet;kredit
Här tar filen slut.",
};

pub(super) const OPENING_TWICE: Page = Page {
    title: "Ingående balans anges två gånger",
    meaning: "Samma konto, kostnadsställe och projekt står två gånger bland årets ingående balanser. \
              Det går inte att veta om beloppen ska läggas ihop eller om ett av dem är för mycket.",
    cause: "Två filer har lagts ihop, eller så saknas kolumnen för kostnadsställe eller projekt.",
    next_step: "Ta bort den ena raden, eller skriv en rad med summan.",
    example: "\
konto;ingående balans
1930;5250000,00
1930;125000,00                               <- samma konto igen
2010;-5375000,00",
};

pub(super) const QUOTE_OPEN: Page = Page {
    title: "Ett citattecken avslutas aldrig",
    meaning: "Ett fält börjar med citattecken och det avslutande tecknet saknas. Då hör allt därefter \
              till samma fält, och resten av filen går inte att läsa.",
    cause: "Ett citattecken har kommit med ur en text, eller filen är avkortad.",
    next_step: "Ta bort citattecknet eller sätt det avslutande, och kontrollera att filen är hel.",
    example: "\
vernr;datum;konto;text;belopp
12;2024-01-05;5539;\"Konsult mars;1250,00
12;2024-01-05;2411;Konsult mars;-1250,00
Skriv \"Konsult mars\" eller Konsult mars.",
};

pub(super) const FINDINGS_UNLISTED: Page = Page {
    title: "Fler fynd av samma slag",
    meaning: "Filen har så många fynd av ett slag att bara de första listas. De övriga är räknade.",
    cause: "Samma fel upprepas rad för rad, ofta för att en kolumn är skriven på annat sätt än väntat.",
    next_step: "Rätta det som listas, eller exportera om filen, och läs in den igen.",
    example: "Av 400 000 datum som inte går att läsa listas de första 1 000; resten räknas.",
};

pub(super) const FILE_TOO_LONG: Page = Page {
    title: "Fler rader än som läses på en gång",
    meaning: "Det finns en gräns för hur många rader som läses i ett kommando, så att en skadad eller \
              fientlig fil inte fyller datorns minne.",
    cause: "Filerna är flera gånger större än något förbunds bokföring, eller skadade.",
    next_step: "Dela upp exporten, till exempel per år, och läs in delarna var för sig.",
    example: "Gränsen är 100 miljoner rader.",
};

pub(super) const TEXT_TOO_LONG: Page = Page {
    title: "En text som är för lång",
    meaning: "En text i en rad är längre än vad som ryms i en kalkylbladscell. Den kapas inte: då vore \
              något annat bokfört än det som står i filen.",
    cause: "Kolumnerna har glidit isär, ofta för att ett citattecken saknas, eller så är filen skadad.",
    next_step: "Se efter var fältet slutar i filen, eller exportera om den.",
    example: "En verifikationstext på 40 000 tecken.",
};
