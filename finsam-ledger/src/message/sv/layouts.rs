//! Swedish pages of the findings about layouts and settings.

use crate::message::catalogue::Page;

pub(super) const TOML_INVALID: Page = Page {
    title: "Filen är inte giltig TOML",
    meaning: "En layout eller ledger.toml går inte att läsa, eller har en nyckel som inte finns. \
              Okända nycklar godtas inte, för en felstavad nyckel skulle annars sakna verkan i \
              tysthet.",
    cause: "Ett citattecken eller en hakparentes saknas, eller en nyckel är felstavad.",
    next_step: "Rätta raden i filen. Ta bort nyckeln om den inte ska finnas.",
    example: "\
titel = \"Resultaträkning
Det avslutande citattecknet saknas. Skriv:
titel = \"Resultaträkning\"",
};

pub(super) const REFERENCE_UNKNOWN: Page = Page {
    title: "En rad hänvisar till en rad som inte finns",
    meaning: "En summa, en not eller en kassaflödesrad bygger på en rad som layouten inte har.",
    cause: "Radens namn är felstavat, eller raden har tagits bort eller fått ett nytt namn.",
    next_step: "Rätta namnet i hänvisningen, eller lägg till raden i layouten.",
    example: "\
Raden nettokostnad summerar raderna intakter, kostnader och avskrivning.
I layouten heter raden avskrivningar: hänvisningen ska ha samma namn.",
};

pub(super) const ROW_TWICE: Page = Page {
    title: "Två rader har samma namn",
    meaning: "Varje rad i en layout har ett eget namn, för det är namnet som summor, noter och \
              rapporter hänvisar till.",
    cause: "En rad har kopierats och behållit sitt namn.",
    next_step: "Ge den ena raden ett eget namn, och rätta det som hänvisar till den.",
    example: "\
rad 1: ovriga-kostnader   Lokalkostnader       konto 6000-6099
rad 2: ovriga-kostnader   Övriga kostnader     konto 6100-6999
Ge den första raden ett eget namn, till exempel lokalkostnader.",
};

pub(super) const ROW_CYCLE: Page = Page {
    title: "Rader summerar varandra i en cirkel",
    meaning: "En summa ingår, direkt eller genom andra summor, i sig själv. Den kan då inte räknas ut.",
    cause: "En summa har tagits med bland raderna till en summa som den själv bygger på.",
    next_step: "Ta bort en av hänvisningarna i cirkeln.",
    example: "\
verksamhetens-resultat  =  nettokostnad + medlemsbidrag
nettokostnad            =  intakter + kostnader + verksamhetens-resultat
Nettokostnaden ska inte innehålla verksamhetens resultat.",
};

pub(super) const SELECTOR_UNREADABLE: Page = Page {
    title: "Kontointervallet eller koden går inte att läsa",
    meaning: "Ett urval är ett konto (1930), ett intervall (3000-3999) eller en kod för \
              kostnadsställe eller projekt.",
    cause: "Intervallet slutar före sin början, eller är skrivet med annat än siffror och \
            bindestreck.",
    next_step: "Rätta urvalet på raden i layouten.",
    example: "\
3999-3000     slutar före sin början; skriv 3000-3999
30xx          har bokstäver; skriv 3000-3099",
};

pub(super) const ROW_SHAPE: Page = Page {
    title: "Raden är av inget slag, eller av två",
    meaning: "En rad i en layout är en rubrik, en rad med konton eller en summa av andra rader. \
              Nycklarna på raden visar vilket, och här stämmer de inte ihop.",
    cause: "Raden har både konton och en summa, eller ingetdera.",
    next_step: "Ta bort den nyckel som inte hör till, eller dela raden i två.",
    example: "\
Raden nettokostnad har både konton (3000-3999) och en summa (intakter, kostnader).
Låt kontona stå på raden intakter och summan på raden nettokostnad.",
};

pub(super) const SUM_TAKES_TWICE: Page = Page {
    title: "Summan tar med en rad två gånger",
    meaning: "En rad ingår både direkt i en summa och genom en annan summa som också ingår. Dess \
              belopp räknas då dubbelt.",
    cause: "Raden har fått stå kvar när en delsumma lades till.",
    next_step: "Ta bort raden ur summan, eller delsumman som redan innehåller den.",
    example: "\
resultat        =  resultat-efter-finansiella-poster + finansiella-intakter
De finansiella intäkterna ingår redan i resultatet efter finansiella poster.",
};

pub(super) const TOTAL_LACKS: Page = Page {
    title: "Slutsumman saknar en rad",
    meaning: "Resultatet, summa tillgångar, summa eget kapital, avsättningar och skulder och årets \
              kassaflöde måste ta med varje rad på sin sida. Annars går räkningarna inte ihop.",
    cause: "En ny rad har lagts till utan att tas med i någon summa.",
    next_step: "Lägg till raden i slutsumman, eller i en delsumma som ingår i den.",
    example: "\
summa-skulder-och-eget-kapital  =  eget-kapital + skulder
Raden avsattningar finns i balansräkningen men inte i summan.",
};

pub(super) const SETTING_UNKNOWN: Page = Page {
    title: "Inställningen har ett okänt värde",
    meaning: "Inställningen kan bara ha vissa värden, och det angivna är inte ett av dem.",
    cause: "Värdet är felstavat, eller hör till en annan version av programmet.",
    next_step: "Välj ett av de värden som räknas upp, och rätta inställningen i filen.",
    example: "\
layout = \"sjuhärad\"
Layouten heter ”sjuharad”. De inbyggda är lkbr, sjuharad och insjoriket.",
};
