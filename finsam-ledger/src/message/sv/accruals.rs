//! Accruals, reversals, and what is handed over to be booked.

use super::Page;

pub(super) const ACCRUAL_BALANCE_DIFFERS: Page = Page {
    title: "Kontots saldo är inte vad periodiseringarna lämnar öppet",
    meaning: "På ett interimskonto står mer, eller mindre, än de periodiseringar som är gjorda med \
              ”ledger accrue”. Skillnaden är ingående balans och verifikat som andra har bokfört.",
    cause: "Ekonomiservicen bokför själv på kontot, eller har också vänt en periodisering.",
    next_step: "Se posterna med ”ledger accruals” och kontot med ”ledger account”. Är en periodisering vänd två \
                gånger: ta tillbaka den ena med ”ledger reverse”.",
    example: "\
2991 den 2024-12-31    saldo  −163 900,00
öppet enligt planerna          −63 900,00
skillnad                      −100 000,00",
};

pub(super) const ACCRUAL_LEFT_OPEN: Page = Page {
    title: "En periodisering tar inte ut sig själv",
    meaning: "När det sista verifikatet i en periodisering är bokfört ska inget av den stå kvar i \
              balansräkningen. Här gör det det.",
    cause: "Ett av verifikaten är återfört för sig, eller fattas.",
    next_step: "Återför de andra verifikaten också, eller ta tillbaka hela periodiseringen med ”ledger undo”.",
    example: "\
PER 1  2024-12-31  upplupen kostnad  63 900,00
PER 2  2025-01-01  vändningen: återförd med ÅTER 1",
};

pub(super) const REVERSAL_DIFFERS: Page = Page {
    title: "En återföring tar inte ut sitt verifikat",
    meaning: "Ett verifikat och det som återför det ska tillsammans vara noll på varje konto, kostnadsställe \
              och projekt.",
    cause: "Boken är ändrad vid sidan av programmet.",
    next_step: "Jämför verifikaten med vad som lämnades till ekonomiservicen, och hämta boken ur en \
                säkerhetskopia.",
    example: "\
A 12     1712   570 000,00   3511  −570 000,00
ÅTER 1   1712  −570 000,00   3919   570 000,00",
};

pub(super) const ORDER_CHANGED: Page = Page {
    title: "En bokföringsorder kommer tillbaka med annat innehåll",
    meaning: "Verifikatet säger i sin text att det är en bokföringsorder härifrån, men datum, konton, \
              kostnadsställen, projekt eller belopp är andra. Det lades inte till: då räknades det dubbelt.",
    cause: "Ekonomiservicen har ändrat ordern när den bokfördes.",
    next_step: "Är ekonomiservicens rätt: återför ordern med ”ledger undo” eller ”ledger reverse” och läs in filen \
                igen. Annars: be om en rättelse där.",
    example: "\
PER 3    2024-12-31   2991   −63 900,00
A 517    2024-12-31   2991   −60 000,00   text ”PER 3 Revision 2024”",
};

pub(super) const CLOSED_YEAR_CHANGED: Page = Page {
    title: "Ett stängt räkenskapsår är ändrat",
    meaning: "När året stängdes med ”ledger close” skrevs kontrollsumman av allt som räknas i det. Nu ger samma \
              verifikat och ingående balanser en annan.",
    cause: "Boken är ändrad vid sidan av programmet.",
    next_step: "Hämta boken ur en säkerhetskopia från tiden efter stängningen, och läs in det som har kommit sedan \
                dess.",
    example: "\
2024 stängt 2025-02-14   3f1a…
2024 i dag               9c07…",
};

pub(super) const ANCHOR_UNKNOWN: Page = Page {
    title: "Ankaret finns inte i boken",
    meaning: "Ett ankare är en posts kontrollsumma, och står för allt i boken fram till den. Det som skrevs upp har \
              ingen post i den här boken, hur hel dess kedja än är i sig.",
    cause: "Boken är omskriven sedan ankaret skrevs upp, återställd ur en kopia från dessförinnan, eller en annan bok. \
            Eller så är ankaret fel avskrivet.",
    next_step: "Jämför ankaret med det uppskrivna, tecken för tecken. Stämmer det: ta fram den kopia av boken som \
                finns från dagen då det skrevs upp, och jämför de två med ”ledger compare”.",
    example: "\
2023 stängt 2024-02-14, uppskrivet   3f1a…
2023 i boken i dag                   9c07…",
};
