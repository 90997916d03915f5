//! Swedish pages of the findings about layouts and settings.

use crate::message::catalogue::Page;

pub(super) const TOML_INVALID: Page = Page {
    title: "Filen följer inte TOML, eller har fel nycklar eller värden",
    meaning: "En uppställning eller ledger.toml går inte att läsa, saknar en nyckel, eller har en \
              nyckel eller ett värde som inte hör dit. Okända nycklar godtas inte, för en felstavad \
              nyckel skulle annars vara utan verkan och ingen märka det.",
    cause: "Ett citattecken eller en hakparentes saknas, en nyckel är felstavad eller utelämnad, \
            eller en text står utan citattecken.",
    next_step: "Rätta raden i filen. Lägg till nyckeln om den saknas, och ta bort den om den inte ska \
                finnas.",
    example: "\
title = \"Resultaträkning
Det avslutande citattecknet saknas. Skriv:
title = \"Resultaträkning\"",
};

pub(super) const REFERENCE_UNKNOWN: Page = Page {
    title: "En rad hänvisar till något som inte finns",
    meaning: "En summa, en not eller en rad i kassaflödesanalysen bygger på en rad eller utgåva som \
              uppställningen inte har.",
    cause: "Namnet är felstavat, eller raden har tagits bort eller fått ett nytt namn.",
    next_step: "Rätta namnet i hänvisningen, eller lägg till raden i uppställningen.",
    example: "\
[[income-statement.row]]
id = \"net-cost\"
sum = \"Verksamhetens nettokostnader\"
of = [\"income\", \"costs\", \"deprecation\"]
Raden heter ”depreciation”: hänvisningen ska ha samma namn.",
};

pub(super) const ROW_TWICE: Page = Page {
    title: "Ett namn används två gånger",
    meaning: "Varje rad i en uppställning har ett eget namn (id), för det är namnet som summor och noter \
              hänvisar till. En rad hör också till högst en not.",
    cause: "En rad har kopierats och behållit sitt namn, eller så nämns raden i två noter.",
    next_step: "Ge den ena raden ett eget namn och rätta det som hänvisar till den, eller ta bort \
                raden ur den ena noten.",
    example: "\
[[income-statement.row]]
id = \"other-costs\"
line = \"Lokalkostnader\"
accounts = [\"6000-6099\"]

[[income-statement.row]]
id = \"other-costs\"                           <- samma namn igen
line = \"Övriga kostnader\"
accounts = [\"6100-6999\"]",
};

pub(super) const ROW_CYCLE: Page = Page {
    title: "Rader summerar varandra i en cirkel",
    meaning: "En summa ingår, direkt eller genom andra summor, i sig själv. Den kan då inte räknas ut.",
    cause: "En summa har tagits med bland raderna till en summa som den själv bygger på.",
    next_step: "Ta bort en av hänvisningarna i cirkeln.",
    example: "\
id = \"net-cost\"
of = [\"income\", \"costs\", \"operating-result\"]

id = \"operating-result\"
of = [\"net-cost\", \"member-contributions\"]
Nettokostnaden ska inte innehålla verksamhetens resultat.",
};

pub(super) const SELECTOR_UNREADABLE: Page = Page {
    title: "Kontot, intervallet eller koden går inte att läsa",
    meaning: "I en uppställning väljs ett konto (1930), ett intervall (3000-3999) eller en kod för \
              kostnadsställe eller projekt. Under [accounts] i ledger.toml står ett konto i taget.",
    cause: "Intervallet slutar före sin början, ett konto eller intervall är skrivet med annat än \
            siffror och bindestreck, eller så står ett intervall där ett konto ska stå.",
    next_step: "Rätta texten på den rad i filen som visas.",
    example: "\
accounts = [\"3999-3000\"]     slutar före sin början; skriv \"3000-3999\"
accounts = [\"30xx\"]          har bokstäver; skriv \"3000-3099\"",
};

pub(super) const ROW_SHAPE: Page = Page {
    title: "Radens nycklar går inte ihop",
    meaning: "En rad är en rubrik (heading), en post (line), en summa (sum) eller en slutsumma \
              (total), och övriga nycklar ska passa till det: line har accounts, sum och \
              total har of. En summa tar bara med rader från samma sida.",
    cause: "Raden har både konton och en summa, eller saknar en nyckel som den behöver.",
    next_step: "Ta bort den nyckel som inte hör till, lägg till den som saknas, eller dela raden i två.",
    example: "\
[[income-statement.row]]
id = \"net-cost\"
sum = \"Verksamhetens nettokostnader\"
accounts = [\"3000-7999\"]                     <- en summa har of, inte accounts
Skriv of = [\"income\", \"costs\"] och låt kontona stå på de raderna.",
};

pub(super) const SUM_TAKES_TWICE: Page = Page {
    title: "En summa tar med en rad två gånger",
    meaning: "Raden ingår i summan mer än en gång, direkt eller genom en annan summa. Beloppet skulle \
              räknas dubbelt.",
    cause: "Summan nämner både en annan summa och en rad som redan ingår i den.",
    next_step: "Ta bort raden eller den andra summan ur summans of.",
    example: "\
id = \"net-cost\"
of = [\"income\", \"costs\"]

id = \"result\"
of = [\"net-cost\", \"costs\", \"financial-items\"]
Raden ”costs” ingår redan i ”net-cost”. Ta bort den ur ”result”.",
};

pub(super) const TOTAL_LACKS: Page = Page {
    title: "En slutsumma saknar en rad",
    meaning: "Resultatet, summa tillgångar, summa eget kapital och skulder och periodens kassaflöde \
              ska ta med varje rad de gäller. Annars går räkningarna inte ihop.",
    cause: "Raden är ny i uppställningen och har inte lagts till i någon summa.",
    next_step: "Lägg till raden i den summa eller slutsumma där den hör hemma.",
    example: "\
[[balance-sheet.row]]
id = \"inventories\"
line = \"Förråd\"
accounts = [\"1400-1499\"]

id = \"total-assets\"
of = [\"receivables\", \"cash-and-bank\"]        <- \"inventories\" saknas",
};

pub(super) const SETTING_UNKNOWN: Page = Page {
    title: "Inställningen har ett okänt värde",
    meaning: "Inställningen kan bara ha vissa värden, och det angivna är inte ett av dem.",
    cause: "Värdet är felstavat, eller hör till en annan version av programmet.",
    next_step: "Välj ett av de värden som räknas upp, och rätta inställningen i filen.",
    example: "\
layout = \"sjuhärad\"
Uppställningen heter ”sjuharad”. De inbyggda är lkbr, sjuharad och insjoriket.",
};

pub(super) const SETTING_UNUSABLE: Page = Page {
    title: "Inställningen går inte att använda",
    meaning: "Värdet är inte ett belopp i hela öre, ett räkenskapsår, ett kostnadsställe, ett konto eller ett \
              trappsteg, där inställningen ska vara det.",
    cause: "Värdet är felskrivet, har fler än två decimaler, eller går baklänges: ett intervall eller ett steg i \
            trappan slutar före det börjar.",
    next_step: "Skriv värdet som i exemplen.",
    example: "\
[given.2022]
equity = \"3843000.505\"
Beloppet har en del av ett öre. Skriv \"3843000.50\" eller 3843000.",
};

pub(super) const ROWS_TOO_MANY: Page = Page {
    title: "Uppställningen har för många rader",
    meaning: "En räkning har några tiotal rader. En fil med flera hundra är ingen uppställning, \
              och läses inte.",
    cause: "Rader har kopierats om och om igen, eller filen är en annan än den var tänkt att vara.",
    next_step: "Ta bort rader som inte behövs, eller peka ut rätt fil i ledger.toml.",
    example: "\
[[income-statement.row]] står 5 000 gånger i filen.
Behåll en rad för varje post som ska visas.",
};
