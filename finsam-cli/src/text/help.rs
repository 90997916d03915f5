//! The help of every command and option, in both languages, put into the command line's parser.

mod esf;
mod posting;
mod verify;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use finsam_ledger::message::Lang;

use super::pick;
use crate::args::Args;

/// The parser with its help in the reader's language.
pub(crate) fn parser(lang: Lang) -> Command {
    let heading = |swedish, english| pick(lang, swedish, english);
    let template =
        format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", heading("Användning", "Usage"));
    let command = Args::command().help_template(&template);
    let command = command
        .subcommand_help_heading(heading("Kommandon", "Commands"))
        .subcommand_value_name(heading("KOMMANDO", "COMMAND"))
        .about(about("", lang))
        .after_help(AFTER.in_lang(lang))
        .override_usage(heading("ledger <KOMMANDO> [FLAGGOR]", "ledger <COMMAND> [OPTIONS]"))
        .args(own_flags(lang));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = names.iter().fold(command, |command, command_name| {
        command.mut_subcommand(command_name, |sub| {
            let nested: Vec<String> = sub.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
            let sub = nested.iter().fold(sub, |sub, name| {
                let path = format!("{command_name} {name}");
                sub.mut_subcommand(name, |nested| explained(nested, &path, &template, lang))
            });
            explained(sub, command_name, &template, lang)
        })
    });
    localized(command, "", lang)
}

/// A command with its words put in.
fn explained(command: Command, name: &str, template: &str, lang: Lang) -> Command {
    let heading = pick(lang, "Kommandon", "Commands");
    let value = pick(lang, "KOMMANDO", "COMMAND");
    let command = command.subcommand_help_heading(heading).subcommand_value_name(value);
    let command = command.about(about(name, lang)).help_template(template.to_owned());
    localized(command, name, lang).override_usage(usage(name, lang))
}

/// Help and version, which clap would otherwise word itself.
fn own_flags(lang: Lang) -> [Arg; 2] {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    [help.help(argument("", "help").in_lang(lang)), version.help(argument("", "version").in_lang(lang))]
}

fn localized(command: Command, name: &str, lang: Lang) -> Command {
    command.mut_args(|arg| {
        let words = argument(name, arg.get_id().as_str());
        let heading = if arg.is_positional() {
            Both("Argument", "Arguments")
        } else if COMMON.contains(&arg.get_id().as_str()) {
            Both("Flaggor för alla kommandon", "Options of every command")
        } else {
            Both("Flaggor", "Options")
        };
        let named =
            arg.get_value_names().and_then(|names| names.first()).and_then(|name| swedish_value(name));
        let arg = arg.help(words.in_lang(lang)).help_heading(heading.in_lang(lang));
        match (lang, named) {
            (Lang::Sv, Some(name)) => arg.value_name(name),
            _ => arg,
        }
    })
}

/// The options that every command has.
const COMMON: [&str; 5] = ["book", "lang", "color", "help", "version"];

/// What stands for a value in Swedish help, where it is a word.
fn swedish_value(english: &str) -> Option<&'static str> {
    Some(match english {
        "DIR" => "KATALOG",
        "DIR|ZIP" => "KATALOG|ZIP",
        "FILE" => "FIL",
        "NAME" => "NAMN",
        "NUMBER" => "NUMMER",
        "CODE" => "KOD",
        "KIND" => "SLAG",
        "SHELL" => "SKAL",
        "PARTS" => "DELAR",
        "PROJECT" => "PROJEKT",
        "CLAIM" => "ANSÖKAN",
        "WHAT=NAME" => "VAD=NAMN",
        "YYYY" => "ÅÅÅÅ",
        "VOUCHER" => "VERIFIKAT",
        "ACCOUNT" => "KONTO",
        "DATE" => "DATUM",
        _ => return None,
    })
}

/// The same words in Swedish and in English.
struct Both(&'static str, &'static str);

impl Both {
    const fn in_lang(&self, lang: Lang) -> &'static str {
        pick(lang, self.0, self.1)
    }
}

const AFTER: Both = Both(
    "Exempel:\n  \
     ledger import verifikat.csv ib.csv           läs in en export och se vad den visar\n  \
     ledger report rr --period 2024-01..2024-08   resultaträkning för januari–augusti\n  \
     ledger check                                 pröva varje regel för räkenskaperna\n  \
     ledger compare ny-export.csv                 stäm av en export mot boken\n  \
     ledger verify arsredovisning.csv             pröva en publicerad rapport\n\n\
     Utgångskoder: 0 klart, 1 något i räkenskaperna är fel eller skiljer, 2 fel anrop,\n\
     3 gick inte (fil, disk, skadad bok).\n",
    "Examples:\n  \
     ledger import vouchers.csv opening.csv       read an export and see what it shows\n  \
     ledger report rr --period 2024-01..2024-08   income statement of January to August\n  \
     ledger check                                 hold the books against every law\n  \
     ledger compare new-export.csv                hold an export against the book\n  \
     ledger verify annual-report.csv              prove a published report\n\n\
     Exit status: 0 done, 1 something in the books is wrong or differs, 2 called wrongly,\n\
     3 could not (file, disk, damaged book).\n",
);

fn about(command: &str, lang: Lang) -> &'static str {
    if let Some(words) = posting::about(command).or_else(|| esf::about(command)) {
        return words.in_lang(lang);
    }
    let words = match command {
        "" => Both(
            "Från ekonomiservicens export av verifikat till samordningsförbundets räkningar, till öret.",
            "From an ekonomiservice's export of vouchers to a samordningsförbund's statements, to the öre.",
        ),
        "init" => Both("Skapa en bok", "Make a book"),
        "settings" => Both(
            "Visa bokens inställningar, eller byt dem mot en fils",
            "Show the book's settings, or replace them by a file's",
        ),
        "import" => Both(
            "Läs in verifikat, ingående balanser, budget, prognos och namn i boken",
            "Read vouchers, opening balances, budgets, forecasts and names into the book",
        ),
        "imports" => Both(
            "Räkna upp inläsningarna: när, vilka filer, vad de tillförde och vilka som är ångrade",
            "List the imports: when, which files, what they brought and which are undone",
        ),
        "undo" => Both(
            "Ångra en inläsning: den räknas inte längre men står kvar i historiken",
            "Undo an import: it no longer counts but stays in the history",
        ),
        "lock" => Both(
            "Lås en period: inget bokas där längre; utan period, räkna upp vad som är låst",
            "Lock a period: nothing more is booked in it; without one, list what is locked",
        ),
        "unlock" => Both("Lås upp en period", "Unlock a period"),
        "report" => Both(
            "Skriv ut en räkning, noterna, uppföljningen eller en översikt till årsredovisningen",
            "Write a statement, the notes, the follow-up or an overview for the annual report",
        ),
        "balances" => Both("Skriv ut saldobalansen", "Write the trial balance"),
        "account" => Both("Skriv ut huvudboken för ett konto", "Write the general ledger of an account"),
        "export" => Both(
            "Lämna över ett räkenskapsår: SIE-fil, revisorns paket eller bokföringsorder",
            "Hand over a fiscal year: a SIE file, the auditor's package or orders to book",
        ),
        "check" => Both("Pröva varje regel för räkenskaperna", "Hold the books against every law"),
        "compare" => Both(
            "Stäm av två filer, två böcker, eller en fil mot boken: per konto, månad och verifikat",
            "Hold two files, two books, or a file and the book against each other",
        ),
        "verify" => verify::ABOUT,
        "explain" => Both("Förklara en kod, eller räkna upp alla", "Explain a code, or list them all"),
        "layout" => Both(
            "Skriv ut en inbyggd layout, att kopiera och ändra, eller räkna upp alla",
            "Write a built-in layout, to copy and change, or list them all",
        ),
        "profile" => Both(
            "Hur en avsändares filer är skrivna: räkna upp, visa eller spara profiler",
            "How the files of a sender are written: list, show or keep profiles",
        ),
        "profile list" => {
            Both("Räkna upp bokens och de inbyggda profilerna", "List the book's and the built-in profiles")
        }
        "profile show" => Both("Skriv ut en profil", "Write a profile"),
        "profile new" => {
            Both("Spara i ledger.toml hur en fil är skriven", "Keep in ledger.toml how a file is written")
        }
        "completions" => Both("Skriv ut kommandokomplettering för ett skal", "Write completions for a shell"),
        _ => Both("Skriv ut manualsidor", "Write man pages"),
    };
    words.in_lang(lang)
}

fn usage(command: &str, lang: Lang) -> &'static str {
    if let Some(words) = posting::usage(command).or_else(|| esf::usage(command)) {
        return words.in_lang(lang);
    }
    let words = match command {
        "init" => Both("ledger init [KATALOG] [FLAGGOR]", "ledger init [DIR] [OPTIONS]"),
        "settings" => Both("ledger settings [FIL] [FLAGGOR]", "ledger settings [FILE] [OPTIONS]"),
        "import" => Both("ledger import <FIL>… [FLAGGOR]", "ledger import <FILE>… [OPTIONS]"),
        "imports" => Both("ledger imports [FLAGGOR]", "ledger imports [OPTIONS]"),
        "undo" => Both("ledger undo <NUMMER> [FLAGGOR]", "ledger undo <NUMBER> [OPTIONS]"),
        "lock" => Both("ledger lock [PERIOD] [FLAGGOR]", "ledger lock [PERIOD] [OPTIONS]"),
        "unlock" => Both(
            "ledger unlock <PERIOD> --reason <TEXT> [FLAGGOR]",
            "ledger unlock <PERIOD> --reason <TEXT> [OPTIONS]",
        ),
        "report" => Both("ledger report <NAMN> [FLAGGOR]", "ledger report <NAME> [OPTIONS]"),
        "balances" => Both("ledger balances [FLAGGOR]", "ledger balances [OPTIONS]"),
        "account" => Both("ledger account <NUMMER> [FLAGGOR]", "ledger account <NUMBER> [OPTIONS]"),
        "export" => Both(
            "ledger export <sie | orders> [FLAGGOR]\n            ledger export audit <KATALOG|ZIP> [FLAGGOR]",
            "ledger export <sie | orders> [OPTIONS]\n       ledger export audit <DIR|ZIP> [OPTIONS]",
        ),
        "check" => Both("ledger check [FLAGGOR]", "ledger check [OPTIONS]"),
        "compare" => Both("ledger compare <A> [B] [FLAGGOR]", "ledger compare <A> [B] [OPTIONS]"),
        "verify" => verify::USAGE,
        "explain" => Both("ledger explain [KOD] [FLAGGOR]", "ledger explain [CODE] [OPTIONS]"),
        "layout" => Both("ledger layout [NAMN]", "ledger layout [NAME]"),
        "profile" => Both("ledger profile <list | show | new>", "ledger profile <list | show | new>"),
        "profile list" => Both("ledger profile list", "ledger profile list"),
        "profile show" => Both("ledger profile show <NAMN>", "ledger profile show <NAME>"),
        "profile new" => {
            Both("ledger profile new <NAMN> <FIL> [FLAGGOR]", "ledger profile new <NAME> <FILE> [OPTIONS]")
        }
        "completions" => Both("ledger completions <SKAL>", "ledger completions <SHELL>"),
        _ => Both("ledger man [KATALOG]", "ledger man [DIR]"),
    };
    words.in_lang(lang)
}

/// What an argument is, by the command it belongs to and its name in `args.rs`. Nothing is said
/// about an argument that is not here, and a test finds it.
fn argument(command: &str, id: &str) -> Both {
    if let Some(words) = posting::argument(command, id).or_else(|| esf::argument(command, id)) {
        return words;
    }
    if let Some(words) = (command == "verify").then(|| verify::argument(id)).flatten() {
        return words;
    }
    match (command, id) {
        ("init", "directory") => {
            Both("Var boken ska ligga; annars här", "Where the book is to be; else here")
        }
        ("settings", "file") => Both(
            "De nya inställningarna, hela; utan fil visas de som gäller",
            "The new settings, all of them; without a file those in force are shown",
        ),
        ("init", "template") => Both(
            "Mall: samordningsforbund (om inget sägs), sjuharad eller insjoriket",
            "Template: samordningsforbund (if nothing is said), sjuharad or insjoriket",
        ),
        ("profile show" | "profile new", "name") => Both("Profilens namn", "The profile's name"),
        ("import" | "profile new", _) => reading_argument(command, id),
        ("undo", "batch") => Both(
            "Inläsningens nummer, enligt ledger imports",
            "The import's number, as ledger imports lists it",
        ),
        ("undo" | "lock" | "unlock", "reason") => {
            Both("Varför; skrivs i bokens historik", "Why; it is written into the book's history")
        }
        ("undo", "dry_run") => Both(
            "Visa hur räkenskaperna skulle bli, men ändra inget",
            "Show how the books would be, but change nothing",
        ),
        ("lock", "period") => Both(
            "2024, 2024-08 eller 2024-01..2024-08; annars räknas det låsta upp",
            "2024, 2024-08 or 2024-01..2024-08; else what is locked is listed",
        ),
        ("unlock", "period") => {
            Both("2024, 2024-08 eller 2024-01..2024-08", "2024, 2024-08 or 2024-01..2024-08")
        }
        ("report", _) => report_argument(id),
        ("account", "number") => Both("Kontots nummer", "The account's number"),
        ("compare", "a") => Both("En fil, eller en katalog med en bok", "A file, or a directory with a book"),
        ("compare", "b") => Both(
            "Vad den hålls mot, likaså; annars boken (--book, LEDGER_BOOK eller närmast uppåt)",
            "What it is held against, likewise; else the book (--book, LEDGER_BOOK or nearest upward)",
        ),
        ("compare", "period") => Both(
            "2024, 2024-08 eller 2024-01..2024-08; annars filernas räkenskapsår, \
             eller alla i två böcker",
            "2024, 2024-08 or 2024-01..2024-08; else the fiscal years of the files, \
             or all of two books",
        ),
        ("compare", "all") => Both(
            "Räkna upp allt som skiljer, inte bara de 20 första",
            "List all that differs, not just the first 20",
        ),
        ("export", _) => export_argument(id),
        ("check", "anchor") => Both(
            "Pröva även att boken är vad den var när detta ankare skrevs upp: en posts kontrollsumma, som ledger \
             close och ledger check visar dem",
            "Prove too that the book is what it was when this anchor was written down: the hash of a record, as \
             ledger close and ledger check show them",
        ),
        ("explain", "code") => Both("En kod, såsom FS0101", "A code such as FS0101"),
        ("layout", "name") => Both("Den inbyggda layoutens namn", "The built-in layout's name"),
        ("completions", "shell") => {
            Both("bash, elvish, fish, powershell eller zsh", "bash, elvish, fish, powershell or zsh")
        }
        ("man", "directory") => Both(
            "Skriv en sida per kommando hit; annars en enda sida till standard ut",
            "Write a page per command here; else one page to standard output",
        ),
        ("imports" | "undo" | "lock" | "unlock" | "check" | "compare" | "explain", "format") => {
            Both("Format: text eller json", "Format: text or json")
        }
        _ => shared_argument(id),
    }
}

/// What an argument of `export` is.
fn export_argument(id: &str) -> Both {
    match id {
        "format" => Both(
            "sie, ett helt år, orders (bokföringsorder), det som bokförts här och inte kommit tillbaka, eller \
             audit (revision), ett år med allt som revisorn behöver",
            "sie, a whole year, orders, what was posted here and has not come back, or audit, a year with all \
             that the auditor needs",
        ),
        "target" => Both(
            "Vart audit skriver: en katalog som inte finns eller är tom, eller en fil som slutar på .zip",
            "Where audit writes: a directory that is not there or is empty, or a file that ends in .zip",
        ),
        "published" => Both(
            "Publicerade rapporter som audit prövar mot boken, som CSV, Markdown eller Excel",
            "Published reports that audit proves against the book, as CSV, Markdown or Excel",
        ),
        "order" => Both(
            "Bokföringsorder som: sie (typ 4I, om inget sägs) eller csv",
            "Orders as: sie (type 4I, if nothing is said) or csv",
        ),
        "kind" => Both(
            "4e allt med verifikat (om inget sägs), 4i endast verifikat, 1 årssaldon, 2 även månader och \
             budget, 3 även kostnadsställen och projekt",
            "4e all with vouchers (if nothing is said), 4i vouchers alone, 1 balances of the year, 2 months and \
             budget too, 3 cost centres and projects too",
        ),
        "period" => Both(
            "Räkenskapsåret; behöver inte sägas om bara ett är bokfört",
            "The fiscal year; need not be said where only one is booked",
        ),
        "checksum" => Both("Skriv kontrollsumma (#KSUMMA)", "Write a checksum (#KSUMMA)"),
        "max_text" => Both(
            "Korta texter på verifikat och rader till så många tecken; vissa program vägrar fler än 50",
            "Shorten texts of vouchers and rows to so many letters; some programs refuse more than 50",
        ),
        _ => shared_argument(id),
    }
}

/// What an argument of `report` is.
fn report_argument(id: &str) -> Both {
    match id {
        "name" => Both(
            "income-statement (resultaträkning, rr), balance-sheet (balansräkning, br), cash-flow \
             (kassaflödesanalys, kf), notes (noter), follow-up (uppföljning), members (medlemsbidrag), plan \
             (verksamhetsplan, ur plan.toml), annual (årsredovisning: allt i uppställningens ordning), eller en av \
             uppställningens översikter: summary (sammanfattning), operations (driftredovisning), projects \
             (projekt), multi-year (flerårsöversikt), balanced-budget (balanskrav), key-figures (nyckeltal)",
            "income-statement, balance-sheet, cash-flow, notes, follow-up, members, plan (from plan.toml), annual \
             (all in the order of the layout), or one of the layout's overviews: summary, operations, projects, \
             multi-year, balanced-budget, key-figures",
        ),
        "rounding" => Both(
            "Avrundning till tkr: state (varje belopp för sig, och differenser anges) eller distribute \
             (beloppen justeras så att de summerar)",
            "Rounding to tkr: state (each figure on its own, and differences are told) or distribute \
             (figures are adjusted so that they add up)",
        ),
        "change" => Both(
            "Visa förändringen mot jämförelseperioden i resultaträkningen och kassaflödesanalysen",
            "Show the change from the period compared with in the income statement and the cash flow",
        ),
        "explain" => Both(
            "Visa hur en rads belopp har kommit till: rader, konton och de största posterna; raden nämns med sin \
             text, en del av den eller sitt konto",
            "Show how the figure of a row came about: rows, accounts and the largest postings; the row is named by \
             its text, a part of it or its account",
        ),
        "budget" => Both(
            "Uppföljningens budget, om inte den senaste: dess namn",
            "The budget of the follow-up, if not the latest: its name",
        ),
        "forecast" => Both(
            "Uppföljningens prognos, om inte den senaste: dess namn; rest-of-budget (utfall hittills och \
             budgeten för månaderna som är kvar); none",
            "The forecast of the follow-up, if not the latest: its name; rest-of-budget (what was booked so \
             far and the budget of the months that are left); none",
        ),
        "of" => Both(
            "Vad uppföljningen summerar: net, intäkter minus kostnader, eller costs, kostnaderna för sig",
            "What the follow-up sums: net, income less costs, or costs, the costs alone",
        ),
        _ => shared_argument(id),
    }
}

/// What an argument of a command is that reads files by a profile.
fn reading_argument(command: &str, id: &str) -> Both {
    match (command, id) {
        ("import", "files") => Both("Filerna, i valfri ordning", "The files, in any order"),
        ("import", "kind") => Both(
            "Vad filerna ska innehålla: vouchers, opening, budget, forecast eller names; en fil med annat vägras",
            "What the files are to hold: vouchers, opening, budget, forecast or names; others are refused",
        ),
        ("import", "profile") => Both(
            "Profil: raindance, fortnox-huvudbok, inkopsreskontra eller en egen i ledger.toml",
            "Profile: raindance, fortnox-huvudbok, inkopsreskontra or one of your own in ledger.toml",
        ),
        ("import" | "profile new", "sheet") => Both(
            "Bladet som ska läsas i en Excel-arbetsbok; annars det med verifikat",
            "The sheet to read of an Excel workbook; else the one with vouchers",
        ),
        ("profile new", "columns") => Both(
            "Vad en kolumn heter i filen, till exempel \"konto=Huvudkonto\"; kan ges flera gånger",
            "What a column is called in the file, such as \"account=Main\"; may be given several times",
        ),
        ("profile new", "dates") => Both(
            "Ordningen i filens datum: ymd (år, månad, dag), dmy eller mdy; serial om en del är dagnummer",
            "The order in the file's dates: ymd (year, month, day), dmy or mdy; serial if some are numbers",
        ),
        ("profile new", "kind") => Both(
            "Vad filen innehåller, om den inte säger det: vouchers, opening, budget, forecast eller names",
            "What the file holds, if it does not say: vouchers, opening, budget, forecast or names",
        ),
        ("profile new", "file") => Both("En fil från avsändaren", "A file of that sender"),
        ("import", "dry_run") => Both(
            "Läs, pröva och visa, men ändra inget i boken",
            "Read, check and show, but change nothing in the book",
        ),
        ("import", "with_findings") => Both(
            "Ta in filerna också om räkenskaperna med dem får fel",
            "Take the files in even if the books have errors with them",
        ),
        ("import", "year") => Both(
            "Räkenskapsår för ingående balanser och budget vars fil inte säger det",
            "Fiscal year of opening balances and budgets whose file does not say it",
        ),
        ("import", "name") => Both(
            "Vad budgeten eller prognosen i filerna heter, till exempel \"Prognos 2\"",
            "What the budget or forecast in the files is called, such as \"Prognos 2\"",
        ),
        ("import", "date") => Both(
            "Dagen som budgeten beslutades eller prognosen gjordes; rapporter tar den senaste",
            "The day the budget was decided or the forecast made; reports take the latest",
        ),
        ("import", "format") => Both("Format: text eller json", "Format: text or json"),
        _ => shared_argument(id),
    }
}

/// What an argument is that several commands have.
fn shared_argument(id: &str) -> Both {
    match id {
        "help" => Both("Visa denna hjälp", "Show this help"),
        "version" => Both("Visa programmets version", "Show the program's version"),
        "book" => Both(
            "Bokens katalog; annars LEDGER_BOOK, annars närmaste bok uppåt i katalogträdet",
            "The book's directory; else LEDGER_BOOK, else the nearest book upward",
        ),
        "lang" => Both(
            "Språk: sv eller en; annars LEDGER_LANG eller datorns språk, i andra fall svenska",
            "Language: sv or en; else LEDGER_LANG or the locale, else Swedish",
        ),
        "color" => Both(
            "Färg: auto (endast på terminal, och inte med NO_COLOR), always eller never",
            "Colour: auto (on a terminal only, and not with NO_COLOR), always or never",
        ),
        "period" => Both(
            "2024, 2024-08 eller 2024-01..2024-08; annars det sista räkenskapsåret med bokningar",
            "2024, 2024-08 or 2024-01..2024-08; else the last fiscal year with bookings",
        ),
        "compare" => Both(
            "Jämförelseperiod, eller none; annars samma månader året före, om boken har dem",
            "Period to compare with, or none; else the same months a year before, if the book has them",
        ),
        "unit" => Both("Enhet: kr (med ören) eller tkr", "Unit: kr (with öre) or tkr"),
        "layout" => Both(
            "Layout: lkbr, sjuharad, insjoriket eller en .toml-fil; annars bokens",
            "Layout: lkbr, sjuharad, insjoriket or a .toml file; else the book's",
        ),
        "format" => Both(
            "Format: text, csv, json, md, html, docx (Word) eller xlsx (Excel)",
            "Format: text, csv, json, md, html, docx (Word) or xlsx (Excel)",
        ),
        "output" => Both("Skriv till en fil", "Write to a file"),
        "from" => Both("Räkna direkt på filer, utan bok", "Derive it straight from files, without a book"),
        "by" => Both(
            "Dela upp på: account, cost-centre, project, month; flera med komma",
            "Tell apart by: account, cost-centre, project, month; several with commas",
        ),
        _ => Both("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_is_explained_in_both_languages() {
        for lang in [Lang::Sv, Lang::En] {
            let mut parser = parser(lang);
            parser.build();
            for command in std::iter::once(&parser).chain(parser.get_subcommands()) {
                assert!(command.get_about().is_some(), "{} says nothing", command.get_name());
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty(), "{} {} says nothing", command.get_name(), arg.get_id());
                }
            }
        }
    }

    #[test]
    fn the_parser_is_sound() {
        parser(Lang::Sv).debug_assert();
    }
}
