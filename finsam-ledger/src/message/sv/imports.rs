//! Swedish pages about imports that meet what is there already.

use crate::message::Lang;
use crate::message::catalogue::Page;
use crate::message::text::quoted;

pub(super) const SERIES_DIFFERS: Page = Page {
    title: "Verifikaten finns redan, under en annan serie",
    meaning: "Filen har verifikat med samma nummer, dag, text och rader som boken, men med en annan \
              serie eller utan serie. De är desamma och läggs inte till igen.",
    cause: "Den ena exporten saknar kolumnen för verifikationsserie.",
    next_step: "Inget behöver rättas. Ta gärna med serien i nästa export.",
    example: "\
I boken:   A 12   2024-01-05   debet 1 250,00
I filen:     12   2024-01-05   debet 1 250,00",
};

pub(super) const NUMBER_OF_OTHER_SERIES: Page = Page {
    title: "Ett nytt verifikat liknar ett i en annan serie",
    meaning: "Boken har ett verifikat med samma nummer och dag i en annan serie, eller utan serie, men \
              rader eller texter är inte desamma. Filens läggs till, och båda räknas.",
    cause: "Exporten saknar serie och verifikatet har ändrats, eller så är det två olika verifikat som \
            råkar ha samma nummer och dag.",
    next_step: "Jämför de två. Är det samma verifikat: ångra inläsningen med ”ledger undo” och läs in \
                en export med serie. Är det två: gör inget.",
    example: "\
I boken:   A 12   2024-01-05   debet 1 250,00
I filen:     12   2024-01-05   debet 1 350,00   <- räknas också",
};

pub(super) const FILES_DISAGREE: Page = Page {
    title: "Två filer har samma verifikat med olika innehåll",
    meaning: "Två av filerna har ett verifikat med samma serie, nummer och räkenskapsår, men dag, rader \
              eller texter är inte desamma. Det går inte att veta vilket som gäller.",
    cause: "Filerna är tagna ur ekonomisystemet vid olika tillfällen, och verifikatet ändrades däremellan.",
    next_step: "Läs in den senaste av filerna, utan den andra. Är båda lika gamla: fråga ekonomiservicen.",
    example: "\
jan-aug.csv:   A 12   2024-01-05   debet 1 250,00
jan-dec.csv:   A 12   2024-01-05   debet 1 350,00",
};

pub(super) const NUMBER_REUSED: Page = Page {
    title: "Flera verifikat har fått samma nummer",
    meaning: "Filen säger var varje verifikat slutar, så de är flera fast serie och nummer är desamma. \
              Alla räknas, men numret ensamt räcker inte för att hänvisa till ett av dem.",
    cause: "Programmet numrerar inte serien: avskrivningar och periodiseringar får ofta samma nummer \
            varje månad.",
    next_step: "Se efter att inget verifikat är bokfört två gånger. Är det rätt: gör inget.",
    example: "\
#VER # 1 20240131 \"Avskrivning\"
{
#TRANS 7832 {} 500.00
#TRANS 1229 {} -500.00
}
#VER # 1 20240229 \"Avskrivning\"   <- nummer 1 igen
{
#TRANS 7832 {} 500.00
#TRANS 1229 {} -500.00
}",
};

pub(super) const PROFILE_COLUMN_TWICE: Page = Page {
    title: "En importprofil tar en kolumn för två saker",
    meaning: "Under ”columns” i en importprofil i ledger.toml står samma kolumn två gånger. En kolumn kan \
              bara vara en sak.",
    cause: "En rad är kopierad, och kolumnens namn är inte ändrat.",
    next_step: "Ändra en av raderna till den kolumn som menas, eller ta bort den.",
    example: "\
[profiles.regionen.columns]
date = \"Datum\"
text = \"Datum\"   <- redan datum",
};

pub(super) const PROFILE_MARKS_EQUAL: Page = Page {
    title: "En importprofil har samma tecken två gånger",
    meaning: "Tecknet mellan fälten kan inte också stå före ören: då går ett belopp inte att läsa.",
    cause: "Ett av de två är fel angivet.",
    next_step: "Ändra ”delimiter” eller ”decimal-mark” i profilen, eller ta bort båda, så avgörs de av filen.",
    example: "\
[profiles.regionen]
delimiter = \",\"
decimal-mark = \",\"",
};

/// Under which series, if any.
pub(super) fn series(series: &str) -> String {
    if series.is_empty() { "utan serie".to_owned() } else { format!("i serie {}", quoted(series, Lang::Sv)) }
}

pub(super) const VOUCHER_IN_LOCKED_PERIOD: Page = Page {
    title: "Verifikatet ligger i en låst period",
    meaning: "Perioden är låst med ”ledger lock”, och boken har inte verifikatet sedan förut. Inget lades \
              till. Säger ”ledger check” det, står verifikatet i boken trots låset: någon har ändrat \
              boken vid sidan av programmet.",
    cause: "Ekonomiservicen har bokfört i en period som redan är avstämd eller rapporterad.",
    next_step: "Fråga ekonomiservicen. Ska verifikatet stå i perioden: lås upp den med \
                ”ledger unlock”, läs in filen och lås igen. Annars ska det bokas i en öppen period.",
    example: "\
Låst:      2024-01..2024-06
I filen:   A 12   2024-05-31   debet 1 250,00",
};

pub(super) const OPENING_IN_LOCKED_YEAR: Page = Page {
    title: "Året som balanserna öppnar är låst",
    meaning: "Filen har ingående balanser för ett år som boken inte har några för, men en månad i året är \
              låst med ”ledger lock”. De skulle ändra det låsta; inget lades till.",
    cause: "Perioden låstes innan de ingående balanserna var inlästa.",
    next_step: "Lås upp perioden med ”ledger unlock”, läs in balanserna och lås igen.",
    example: "\
Låst:      2024-01..2024-06
I filen:   IB 2024   1930   500,00",
};
