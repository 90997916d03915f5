//! Swedish pages of the findings that break a law of the books.

use crate::message::catalogue::Page;

pub(super) const VOUCHER_UNBALANCED: Page = Page {
    title: "Verifikatet balanserar inte",
    meaning: "Debet och kredit är inte lika stora i verifikatet. Ett sådant verifikat bokförs inte, \
              och filen tillför boken ingenting förrän det är rättat.",
    cause: "En rad saknas i exporten, ett belopp är ändrat för hand, eller två verifikat har fått \
            samma nummer.",
    next_step: "Jämför raderna med verifikatet hos ekonomiservicen. Rätta raden i filen, eller be om \
                en fullständig export av verifikatet.",
    example: "\
vernr;datum;konto;debet;kredit
A12;2024-01-05;5539;1000,00;
A12;2024-01-05;1687;250,00;
A12;2024-01-05;2411;;1249,00
Debet 1 250,00 och kredit 1 249,00: 1,00 fattas i kredit.",
};

pub(super) const VOUCHER_DATES: Page = Page {
    title: "Verifikatet har två datum",
    meaning: "Rader med samma verifikationsnummer har olika bokföringsdag. Ett verifikat bokförs på \
              en dag, och den avgör period och räkenskapsår.",
    cause: "Två verifikat har fått samma nummer, serien saknas i exporten, eller kolumnen innehåller \
            registreringsdag eller fakturadatum.",
    next_step: "Exportera med bokföringsdag och med serien i en egen kolumn, eller rätta datumet på \
                raden i filen.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-02-05;2411;;1250,00
Samma verifikat, men två olika dagar.",
};

pub(super) const OPENING_UNBALANCED: Page = Page {
    title: "Ingående balanser summerar inte till noll",
    meaning: "Tillgångarna är inte lika stora som eget kapital, avsättningar och skulder när året \
              börjar. Differensen följer med genom hela årets balansräkning.",
    cause: "Fjolårets resultat är ännu inte omfört till eget kapital i de ingående balanserna, eller så \
            saknas ett konto.",
    next_step: "Det finns två vägar. Antingen omförs fjolårets resultat till eget kapital i de ingående \
                balanserna; kommer de ur en SIE-fil görs det i ekonomisystemet, som sedan skriver en ny. \
                Eller så utelämnas de och fjolårets verifikat läses in, så att programmet för över \
                balanserna och resultatet.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-4900000,00
2411;-200000,00
Summan är 150 000,00 i debet, precis fjolårets överskott. Skriv -5050000,00 på 2010,
så är resultatet omfört och summan noll.",
};

pub(super) const CLOSING_UNBALANCED: Page = Page {
    title: "Utgående balanser summerar inte till noll",
    meaning: "Saldona på alla konton summerar inte till noll när perioden slutar. Då kan \
              balansräkningen inte gå ihop.",
    cause: "De ingående balanserna summerar inte till noll, eller så har boken ändrats utanför \
            programmet eller skadats.",
    next_step: "Titta först efter FS0103, FS0904 och FS0905 och gör som det står där. Finns inget av \
                dem: felet är programmets och bör anmälas.",
    example: "\
Ingående balanser   150 000,00
Årets verifikat           0,00
Utgående balanser   150 000,00    <- ska vara 0,00",
};

pub(super) const OPENING_DIFFERS: Page = Page {
    title: "Ingående balans skiljer sig från fjolårets utgående",
    meaning: "Kontot öppnar med ett annat belopp än året före slutade med. För kontot som tar emot \
              resultatet är fjolårets resultat inräknat.",
    cause: "Fjolåret har ändrats sedan filen skapades, eller så är ett konto omfört till ett annat \
            vid årsskiftet.",
    next_step: "Ta reda på vilket belopp som gäller. Är det fjolårets: läs in året utan ingående \
                balanser, eller be om en ny SIE-fil. Är det filens: be om de verifikat som saknas i \
                fjolåret.",
    example: "\
1930, utgående balans 2023-12-31    5 250 000,00
1930, ingående balans 2024-01-01    5 249 000,00
1 000,00 har försvunnit över årsskiftet.",
};

pub(super) const OPENING_ON_RESULT_ACCOUNT: Page = Page {
    title: "Ingående balans på ett resultatkonto",
    meaning: "Konton i resultaträkningen börjar varje år på noll. En ingående balans där skulle \
              räknas in i årets resultat en gång till.",
    cause: "Fjolårets resultatkonton har följt med i filen, för att resultatet inte var omfört.",
    next_step: "Ta bort raden ur de ingående balanserna, och för fjolårets resultat till eget kapital \
                där. Kommer de ur en SIE-fil görs det i ekonomisystemet, som sedan skriver en ny.",
    example: "\
konto;ingående balans
1930;5250000,00
2010;-5100000,00
3511;-150000,00                              <- ett intäktskonto
Ta bort raden och skriv -5250000,00 på 2010.",
};

pub(super) const ROLL_FORWARD: Page = Page {
    title: "Ingående balans och rörelser ger inte utgående balans",
    meaning: "För kontot ska ingående balans + debet − kredit vara lika med utgående balans.",
    cause: "Boken har ändrats utanför programmet, eller programmet räknar fel.",
    next_step: "Kör ”ledger check” och se om kedjan håller. Håller den inte: återställ boken från en \
                säkerhetskopia. Håller den: felet är programmets och bör anmälas.",
    example: "\
1930  ingående balans    5 250 000,00
      debet − kredit      -750 000,00
      utgående balans    4 400 000,00    <- ska vara 4 500 000,00",
};

pub(super) const ACCOUNT_OUTSIDE_LAYOUT: Page = Page {
    title: "Kontot finns inte på någon rad",
    meaning: "Kontot har ett belopp, men ingen rad i uppställningen tar med det. Resultat- och \
              balansräkningen går inte ihop förrän kontot har en rad.",
    cause: "Kontot är nytt i kontoplanen, eller så är boken gjord efter ett annat förbunds uppställning.",
    next_step: "Lägg kontot på rätt rad i uppställningen; en inbyggd kopieras först till boken med ”ledger layout”. Är det \
                felkonterat: be ekonomiservicen om en rättelse.",
    example: "\
[income-statement]
accounts = [\"3000-8998\"]
9110 Fördelade kostnader     4 500,00        <- på ingen rad
Utvidga till \"3000-9199\" och lägg 9110 på en rad.",
};

pub(super) const ACCOUNT_ON_TWO_LINES: Page = Page {
    title: "Konton står på två rader",
    meaning: "Två rader i uppställningen tar med samma konton. Beloppen skulle räknas två gånger.",
    cause: "Två intervall överlappar varandra, eller så väljer två rader samma projekt.",
    next_step: "Dela intervallen så att varje konto står på exakt en rad.",
    example: "\
line = \"Personalkostnader\"
accounts = [\"5000-5599\"]

line = \"Verksamhetsinsatser\"
accounts = [\"5500-5999\"]
5500-5599 står på båda. Skriv \"5000-5499\" på den första raden.",
};

pub(super) const ACCOUNTS_ON_NO_LINE: Page = Page {
    title: "Konton står inte på någon rad",
    meaning: "Uppställningen anger att räkningen eller noten omfattar kontona, men ingen rad tar med dem. \
              Ett belopp där skulle saknas.",
    cause: "Det är en lucka mellan två intervall, eller så tar raderna bara med vissa projekt eller \
            kostnadsställen.",
    next_step: "Utvidga en rad så att den tar med kontona, eller lägg till en rad för dem.",
    example: "\
[income-statement]
accounts = [\"3000-8998\"]

line = \"Intäkter\"
accounts = [\"3000-3899\"]

line = \"Kostnader\"
accounts = [\"4000-8998\"]
3900-3999 står inte på någon rad.",
};

pub(super) const ACCOUNT_UNNAMED: Page = Page {
    title: "Kontot saknas i kontoplanen",
    meaning: "Kontot har ett belopp men inget namn. Det räknas med, men står utan namn i noter, \
              saldobalans och huvudbok.",
    cause: "Kontot är nytt, eller så saknar exporten kontonamn.",
    next_step: "Lägg till kontot och dess namn under [accounts] i ledger.toml.",
    example: "\
5539  Konsulttjänster     312 500,00
5540                       87 500,00         <- saknar namn
Skriv under [accounts]:   5540 = \"Insatser\"",
};

pub(super) const BALANCE_SHEET_UNEQUAL: Page = Page {
    title: "Balansräkningen går inte ihop",
    meaning: "Summa tillgångar är inte lika med summa eget kapital, avsättningar och skulder.",
    cause: "De ingående balanserna summerar inte till noll, eller ett konto saknar rad i uppställningen.",
    next_step: "Rätta först fel med koderna FS0103 och FS0301. De förklarar oftast hela differensen.",
    example: "\
Summa tillgångar                               5 400 000,00
Summa eget kapital, avsättningar och skulder   5 250 000,00
150 000,00 fattas: fjolårets resultat är inte omfört till eget kapital.",
};

pub(super) const RESULTS_DIFFER: Page = Page {
    title: "Resultat- och balansräkningen visar olika resultat",
    meaning: "Resultatet i balansräkningen är inte detsamma som resultaträkningens sista rad.",
    cause: "Ett konto bär ett redan bokfört resultat (som 2099), något är bokfört direkt mot eget \
            kapital, eller ett konto saknar rad i uppställningen.",
    next_step: "Rätta först fel med koden FS0301. Gå sedan igenom huvudboken för kontona under eget \
                kapital och resultat, som 2099, med ”ledger account”. Står fjolårets resultat där: \
                för det till eget kapital.",
    example: "\
Resultaträkningen, periodens resultat    -412 300,00
Balansräkningen, periodens resultat      -407 800,00
4 500,00 skiljer: konto 2099 har fjolårets överskott kvar, 4 500,00 i kredit.",
};

pub(super) const CASH_FLOW_DIFFERS: Page = Page {
    title: "Kassaflödet är inte förändringen av likvida medel",
    meaning: "Summan av kassaflödesanalysens rader ska vara utgående minus ingående likvida medel.",
    cause: "Ett konto med belopp står inte på någon rad i uppställningen, eller så summerar \
            balanserna inte till noll.",
    next_step: "Rätta först fel med koderna FS0301, FS0103 och FS0104. De förklarar oftast hela \
                differensen.",
    example: "\
Periodens kassaflöde                 -750 000,00
Likvida medel vid periodens början  5 250 000,00
Likvida medel vid periodens slut    4 400 000,00
Likvida medel minskade med 850 000,00, alltså 100 000,00 mer än kassaflödet:
så mycket ökade ett fordringskonto som inte står på någon rad.",
};

pub(super) const CASH_FLOW_LINE_TIMES: Page = Page {
    title: "En rad räknas inte exakt en gång i kassaflödesanalysen",
    meaning: "Varje balanspost utom likvida medel ska ingå i kassaflödesanalysen en gång \
              (change-of). Det som läggs till utan att vara en sådan förändring, som resultatet och \
              avskrivningarna, ska dras av en gång på en annan rad (before).",
    cause: "Posten är ny i balansräkningen, eller så nämns den på två rader i kassaflödesanalysen.",
    next_step: "Rätta kassaflödesanalysen i uppställningen så att raden nämns en enda gång.",
    example: "\
line = \"Förändring av kortfristiga fordringar\"
change-of = [\"trade-receivables\", \"accrued-income\"]

line = \"Förändring av interimsposter\"
change-of = [\"accrued-income\"]             <- för andra gången",
};

pub(super) const NOTE_DIFFERS: Page = Page {
    title: "Noten summerar inte till sin rad",
    meaning: "En not delar upp ett belopp i räkningen. Notens summa ska vara radens belopp.",
    cause: "Noten saknar ett konto som raden tar med, eller tar med ett som raden inte har.",
    next_step: "Ge noten och raden samma konton i uppställningen.",
    example: "\
Not 3   5539 Konsulttjänster     312 500,00
        5540 Insatser             87 500,00
        Summa                    400 000,00
Raden som hänvisar till not 3    412 000,00
12 000,00 saknas i noten: konto 5541 är inte med.",
};

pub(super) const DIMENSION_DIFFERS: Page = Page {
    title: "Tabellen per kostnadsställe eller projekt summerar inte till helheten",
    meaning: "Alla kostnadsställen, eller alla projekt, ska med raden för det som saknar kod summera \
              till räkningens belopp.",
    cause: "Ett urval i uppställningen tar bort rader, eller så är boken ändrad utanför programmet.",
    next_step: "Kontrollera urvalen på uppställningens rader, och kör ”ledger check” för att se att \
                boken är oförändrad.",
    example: "\
3047                   412 000,00
3048                   188 000,00
Utan kostnadsställe     25 000,00
Summa                  625 000,00
Resultaträkningen      630 000,00            <- 5 000,00 saknas i tabellen",
};

pub(super) const ROUNDED_SUM: Page = Page {
    title: "Avrundade delar summerar inte till den avrundade summan",
    meaning: "Varje belopp är avrundat för sig och är riktigt. Därför kan raderna tillsammans avvika \
              från summan med någon tusenkrona. Summan är den riktiga och ändras inte.",
    cause: "Avrundning till tusental kronor. Inget är fel i räkenskaperna.",
    next_step: "Inget behöver rättas. Skriv gärna i rapporten att avrundningsdifferenser förekommer.",
    example: "\
Hyra                 1 400,00 kr        1 tkr
Telefoni             1 400,00 kr        1 tkr
Summa                2 800,00 kr        3 tkr
1 + 1 är inte 3, men 2 800,00 avrundas till 3 tkr.",
};

pub(super) const NUMBERS_MISSING: Page = Page {
    title: "Verifikationsnummer saknas i serien",
    meaning: "Serien har en lucka. Verifikat ska numreras i obruten följd, och ett nummer som saknas \
              ska kunna förklaras.",
    cause: "Exporten omfattar inte alla verifikat, eller så delas serien med andra enheter.",
    next_step: "Be ekonomiservicen om de verifikat som saknas, eller om en förklaring till luckan att \
                spara för revisorn.",
    example: "\
A 11   2024-01-04
A 12   2024-01-05
A 15   2024-01-09
A 13 och A 14 saknas.",
};

pub(super) const NUMBER_TWICE: Page = Page {
    title: "Två verifikat har samma nummer",
    meaning: "I ett räkenskapsår får ett nummer bara förekomma en gång i varje serie. Annars går det \
              inte att hänvisa till verifikatet.",
    cause: "Kolumnen med serien saknas i exporten, eller så har flera enheters verifikat lagts ihop.",
    next_step: "Exportera med serien i en egen kolumn. Har ekonomisystemet verkligen två verifikat \
                med samma nummer: be ekonomiservicen om en rättelse.",
    example: "\
vernr;datum;konto;debet;kredit
12;2024-01-05;5539;1250,00;
12;2024-01-05;2411;;1250,00
12;2024-06-28;1930;800,00;                   <- nummer 12 igen
12;2024-06-28;1510;;800,00",
};

pub(super) const DATE_OUTSIDE_YEARS: Page = Page {
    title: "Verifikatets datum ligger utanför åren",
    meaning: "Bokföringsdagen ligger långt från allt annat i räkenskaperna, i ett år som de inte \
              omfattar.",
    cause: "Året är felskrivet, det står 1899-12-31 där datum saknas i ekonomisystemet, eller så är \
            åren däremellan inte inlästa.",
    next_step: "Kontrollera bokföringsdagen hos ekonomiservicen. Är filen inte inläst: rätta datumet \
                på raden. Finns verifikatet i boken: gör en ny bok ur en rättad export. Är datumet \
                rätt: läs in åren däremellan.",
    example: "\
vernr;datum;konto;debet;kredit
10;2024-01-03;5539;700,00;
10;2024-01-03;2411;;700,00
11;2024-01-04;5539;500,00;
11;2024-01-04;2411;;500,00
12;2042-01-05;5539;1250,00;                  <- 2042 i stället för 2024
12;2042-01-05;2411;;1250,00",
};

pub(super) const CHAIN_BROKEN: Page = Page {
    title: "Bokens kedja är bruten",
    meaning: "Varje post i boken bär en kontrollsumma av posten före. Här stämmer den inte: något har \
              ändrats, tagits bort eller skjutits in efteråt, utanför programmet.",
    cause: "Databasfilen har öppnats i ett annat program, eller är skadad.",
    next_step: "Skriv inget mer i boken. Återställ den från en säkerhetskopia och läs in det som har \
                tillkommit sedan dess, eller gör en ny bok ur ekonomiservicens export.",
    example: "\
post 41   A 12  2024-01-05   1 250,00   stämmer
post 42   A 13  2024-01-08   9 900,00   stämmer inte
Post 42 är inte vad den var när den skrevs.",
};

pub(super) const KEPT_SUM_DIFFERS: Page = Page {
    title: "En lagrad summa är inte verifikatens summa",
    meaning: "Boken har färdiga summor per konto, kostnadsställe, projekt och månad. En av dem är \
              inte vad verifikaten summerar till, så rapporterna blir fel.",
    cause: "Databasfilen har ändrats utanför programmet, eller är skadad.",
    next_step: "Skriv inget mer i boken. Återställ den från en säkerhetskopia, eller gör en ny bok ur \
                ekonomiservicens export.",
    example: "\
1930, mars 2024, lagrad summa       -81 250,00
1930, mars 2024, verifikaten        -80 000,00
1 250,00 skiljer.",
};

pub(super) const VOUCHER_CHANGED: Page = Page {
    title: "Verifikatet finns redan, med annat innehåll",
    meaning: "Boken har redan ett verifikat med samma serie, nummer och räkenskapsår, men dag, \
              rader eller texter är inte desamma. Inget i boken ersätts.",
    cause: "Verifikatet har ändrats i ekonomisystemet sedan förra exporten, eller så är numret \
            återanvänt.",
    next_step: "Fråga ekonomiservicen vad som gäller. En rättelse ska komma som ett nytt verifikat; \
                ta i så fall bort det ändrade ur filen. Skiljer bara texter eller dimensioner: läs filen med \
                samma profil som förra gången (”--profile”). Gäller filens lydelse: ångra den inläsning som \
                verifikatet kom med (”ledger imports”, ”ledger undo”) och läs in filen igen.",
    example: "\
I boken:   A 12   2024-01-05   debet 1 250,00
I filen:   A 12   2024-01-05   debet 1 350,00
Samma nummer, men 100,00 mer i filen.",
};

pub(super) const OPENING_CHANGED: Page = Page {
    title: "Årets ingående balanser finns redan, med andra belopp",
    meaning: "Boken har redan ingående balanser för året, och filens är inte desamma. Inget i boken \
              ersätts.",
    cause: "Fjolåret har ändrats sedan balanserna lästes in, eller så gäller filen ett annat år.",
    next_step: "Kontrollera året i filen. Gäller filens belopp: ångra den inläsning som de gamla \
                kom med (”ledger imports”, ”ledger undo”) och läs in filen igen.",
    example: "\
I boken:   1930   ingående balans 2024-01-01   5 250 000,00
I filen:   1930   ingående balans 2024-01-01   5 249 000,00",
};

pub(super) const SIGN_WRONG: Page = Page {
    title: "Saldot står på fel sida",
    meaning: "Ett konto bland tillgångarna har kreditsaldo, eller ett bland skulderna debetsaldo. Det \
              kan vara riktigt, men oftast är något konterat på fel konto eller bokfört två gånger.",
    cause: "En betalning är bokförd två gånger eller på fel konto, en fordran är aldrig uppbokad, \
            ingående balanser saknas, eller så är kontot ett motkonto (ackumulerade avskrivningar).",
    next_step: "Gå igenom kontots huvudbok med ”ledger account”. Ett motkonto ska stå så. Är saldot \
                annars riktigt: flytta det till rätt sida av balansräkningen i bokslutet.",
    example: "\
1712 Upplupna intäkter
  ingående balans                       1 200 000,00
  A 88   2024-03-15   utbetalning      -1 200 000,00
  A 131  2024-05-02   utbetalning        -300 000,00
  utgående balans                        -300 000,00   <- en fordran i kredit",
};

pub(super) const FIGURE_ROUNDED: Page = Page {
    title: "Ett belopp i tkr är inte rätt avrundat",
    meaning: "Varje belopp i tkr är det exakta beloppet avrundat till närmaste tusental, halva \
              tusental bort från noll. Här visas ett annat belopp.",
    cause: "Räkningen har ändrats efter att den togs fram, eller programmet räknar fel.",
    next_step: "Ta fram räkningen på nytt. Står felet kvar är det programmets: rapportera det.",
    example: "\
exakt       20 691 706,70
i tkr              20 692
visas som          20 691",
};
