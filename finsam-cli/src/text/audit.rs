//! What an auditor's package says: the names of its files, and what is written for whoever opens it.

use finsam_ledger::Period;
use finsam_ledger::message::{Lang, harmless, label};
use finsam_ledger::statement::Layout;

use super::import::counted;
use super::pick;

/// Where a file of a kind stands in the package; `{}` is what tells those of one kind apart.
pub(crate) const fn path(kind: &str, lang: Lang) -> &'static str {
    let (swedish, english) = match kind.as_bytes() {
        b"readme" => ("LÄS-MIG.txt", "README.txt"),
        b"annual" => ("arsredovisning.html", "annual-report.html"),
        b"report" => ("rapporter/{}.csv", "reports/{}.csv"),
        b"trial-balance" => ("saldobalans.csv", "trial-balance.csv"),
        b"general-ledger" => ("huvudbok.csv", "general-ledger.csv"),
        b"journal" => ("grundbok.csv", "journal.csv"),
        b"accruals" => ("periodiseringar.{}", "accruals.{}"),
        b"esf" => ("esf-projekt.{}", "esf-projects.{}"),
        b"check" => ("kontroll.{}", "check.{}"),
        b"published" => ("publicerad-rapport.{}", "published-report.{}"),
        b"sie" => ("sie-4e.se", "sie-4e.se"),
        b"imports" => ("inlasningar.{}", "imports.{}"),
        b"chain" => ("kedja.csv", "chain.csv"),
        b"content" => ("kedja.sql", "chain.sql"),
        b"layout" => ("uppstallning.toml", "layout.toml"),
        b"book" => ("bok", "book"),
        b"sums" => ("SHA256SUMS", "SHA256SUMS"),
        _ => ("index.json", "index.json"),
    };
    pick(lang, swedish, english)
}

/// What a file of a kind is, in a line.
const fn about(kind: &str, lang: Lang) -> &'static str {
    let (swedish, english) = match kind.as_bytes() {
        b"annual" => (
            "årsredovisningens räkningar och noter; varje belopp öppnas till konton och verifikat",
            "the statements and notes; every figure opens to accounts and vouchers",
        ),
        b"report" => ("samma räkningar som tabeller", "the same statements as tables"),
        b"trial-balance" => ("saldobalans", "trial balance"),
        b"general-ledger" => (
            "huvudbok: varje konto med ingående balans och saldot efter varje verifikat",
            "every account with its opening balance and the balance after each voucher",
        ),
        b"journal" => (
            "grundbok: varje verifikat i nummerordning, med den inläsning som det kom med",
            "every voucher in the order of its number, with the import that brought it",
        ),
        b"accruals" => {
            ("vad som är öppet på periodiseringskontona", "what is open on the accounts for accruals")
        }
        b"esf" => ("hur ESF-projekten står vid årets slut", "how the ESF projects stand at the year's end"),
        b"check" => {
            ("varje regel, och vad som avviker", "every law of the books, and what does not keep to it")
        }
        b"published" => ("prövningen av den publicerade rapporten", "the proof of the published report"),
        b"sie" => ("räkenskapsåret som SIE-fil, typ 4E", "the fiscal year as a SIE file of type 4E"),
        b"imports" => (
            "när vad lästes in, med filernas SHA-256",
            "what was imported when, with the SHA-256 of its files",
        ),
        b"chain" => ("kedjan: en rad för varje post i boken", "the chain: a row for each record of the book"),
        b"content" => {
            ("räknar om vad posterna säger, för sqlite3", "recomputes what the records say, for sqlite3")
        }
        b"layout" => ("vilka konton som blir vilken rad", "which accounts make which line of the statements"),
        b"book" => ("boken själv: databasen och inställningarna", "the book itself: database and settings"),
        _ => ("", ""),
    };
    pick(lang, swedish, english)
}

/// What the file of a report is called: as the command calls it, in plain letters.
pub(crate) fn report_name(name: &str, layout: &Layout, lang: Lang) -> String {
    let alias = || {
        let named = layout.draft().overviews.iter().find(|overview| overview.name == name);
        named.and_then(|overview| overview.aliases.first()).map_or(name, String::as_str)
    };
    let called = match (lang, name) {
        (Lang::En, name) => name,
        (Lang::Sv, "income-statement") => "resultatrakning",
        (Lang::Sv, "balance-sheet") => "balansrakning",
        (Lang::Sv, "cash-flow") => "kassaflodesanalys",
        (Lang::Sv, "notes") => "noter",
        (Lang::Sv, "follow-up") => "budgetuppfoljning",
        (Lang::Sv, "members") => "medlemsbidrag",
        (Lang::Sv, _) => alias(),
    };
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    };
    // The name of a layout's own overview may be of any length, and a file's may not.
    called.to_lowercase().chars().take(40).map(plain).collect()
}

/// What is said when a package is made.
pub(crate) fn told(files: usize, is_wrong: bool, lang: Lang) -> String {
    let readme = path("readme", lang);
    let files = counted(files as u64, pick(lang, "fil", "file"), pick(lang, "filer", "files"));
    let wrong = match (is_wrong, lang) {
        (false, _) => "",
        (true, Lang::Sv) => {
            "Något i räkenskaperna eller den publicerade rapporten är fel; det står i paketet.\n"
        }
        (true, Lang::En) => {
            "Something in the books or the published report is wrong; the package tells it.\n"
        }
    };
    match lang {
        Lang::Sv => format!("{files}; börja med {readme}.\n{wrong}"),
        Lang::En => format!("{files}; begin with {readme}.\n{wrong}"),
    }
}

/// What the text that lies on top tells.
pub(crate) struct Readme<'a> {
    pub(crate) entity: &'a str,
    pub(crate) organisation_number: Option<&'a str>,
    pub(crate) period: Period,
    /// When the book's last record was made.
    pub(crate) said_at: &'a str,
    pub(crate) vouchers: usize,
    pub(crate) records: usize,
    pub(crate) chain_head: String,
    /// The hash of all that counts in the book; nothing of one that was changed.
    pub(crate) content: Option<&'a str>,
    /// The kind of each file, and where it stands.
    pub(crate) files: Vec<(&'static str, &'a str)>,
}

impl Readme<'_> {
    /// The whole text.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let template = match lang {
            Lang::Sv => include_str!("audit/sv.txt"),
            Lang::En => include_str!("audit/en.txt"),
        };
        let counted = |count: usize, one, many| counted(count as u64, one, many);
        let named = harmless(self.entity, usize::MAX);
        let number = self.organisation_number.map(|number| format!(" ({})", harmless(number, 40)));
        let content = self.content.unwrap_or(pick(
            lang,
            "– (boken är ändrad efteråt, se kontrollen)",
            "– (the book was changed afterwards, see the check)",
        ));
        let filled = [
            ("{entity}", named + &number.unwrap_or_default()),
            ("{period}", label::period_in_full(self.period, lang)),
            ("{first}", self.period.first().to_string()),
            ("{last}", self.period.last().to_string()),
            ("{said_at}", harmless(self.said_at, 40)),
            (
                "{vouchers}",
                counted(
                    self.vouchers,
                    pick(lang, "verifikat", "voucher"),
                    pick(lang, "verifikat", "vouchers"),
                ),
            ),
            (
                "{records}",
                counted(self.records, pick(lang, "post", "record"), pick(lang, "poster", "records")),
            ),
            ("{chain_head}", self.chain_head.clone()),
            ("{content}", content.to_owned()),
            ("{files}", self.listed(lang)),
        ];
        // What was put in is not looked at again: a name may hold anything.
        let mut text = String::new();
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            let found =
                filled.iter().find_map(|(key, value)| Some((value.as_str(), from.strip_prefix(key)?)));
            let (value, after) = found.unwrap_or_else(|| from.split_at(1));
            text.push_str(value);
            rest = after;
        }
        text + rest
    }

    /// What there is, a paragraph for each kind of file.
    fn listed(&self, lang: Lang) -> String {
        let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
        for (kind, path) in &self.files {
            // Of many reports their folder is named.
            let place =
                if *kind == "report" { path.split_inclusive('/').next().unwrap_or(path) } else { path };
            match kinds.last_mut().filter(|(known, _)| known == kind) {
                Some((_, places)) if places.contains(&place) => {}
                Some((_, places)) => places.push(place),
                None => kinds.push((kind, vec![place])),
            }
        }
        let line = |(kind, places): (&str, Vec<&str>)| {
            format!("  {}\n      {}", places.join(", "), about(kind, lang))
        };
        kinds.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
