//! What an export says: what was written, and what of it stands otherwise in the book.

use std::collections::BTreeMap;

use finsam_ledger::message::{Lang, harmless};
use finsam_ledger::render::text::wrapped;
use finsam_ledger::sie::code_page::replacement;
use finsam_ledger::sie::write::{Alteration, Options, Report, Spot};
use finsam_ledger::{FiscalYear, VoucherId};

use super::import::counted;
use super::pick;

/// How many places are named for one kind of change.
const PLACES_MAX: usize = 10;
/// How wide sentences run.
const WIDTH: usize = 96;

/// What was written, and a line for each kind of change with the places where it was made.
pub(crate) fn told(report: &Report, options: Options, year: FiscalYear, lang: Lang) -> String {
    let mut lines = vec![written(report, options, year, lang)];
    if report.long_budgets > 0 {
        let amounts =
            counted(report.long_budgets, pick(lang, "belopp", "amount"), pick(lang, "belopp", "amounts"));
        lines.push(match lang {
            Lang::Sv => format!(
                "Budget för längre tid än en månad ({amounts}) står i tidens sista månad; SIE har bara månader."
            ),
            Lang::En => format!(
                "Budgets of more than a month ({amounts}) stand in their last month; SIE has months only."
            ),
        });
    }
    let mut changes: BTreeMap<Change, Vec<&Spot>> = BTreeMap::new();
    for altered in &report.altered {
        for change in Change::all_of(&altered.alteration) {
            changes.entry(change).or_default().push(&altered.spot);
        }
    }
    for (change, mut spots) in changes {
        spots.dedup();
        lines.push(format!("{}: {}", change.say(options, lang), places(&spots, lang)));
    }
    lines.iter().flat_map(|line| hanging(line)).map(|line| line + "\n").collect()
}

/// A sentence on lines of a page, all but the first set in.
fn hanging(sentence: &str) -> Vec<String> {
    let mut lines = wrapped(sentence, WIDTH);
    lines.iter_mut().skip(1).for_each(|line| line.insert_str(0, "  "));
    lines
}

fn written(report: &Report, options: Options, year: FiscalYear, lang: Lang) -> String {
    let kind = options.kind;
    let mut line = match lang {
        Lang::Sv => format!("SIE typ {kind} för {year}"),
        Lang::En => format!("SIE type {kind} of {year}"),
    };
    if report.vouchers > 0 {
        let vouchers =
            counted(report.vouchers, pick(lang, "verifikat", "voucher"), pick(lang, "verifikat", "vouchers"));
        let rows = counted(report.rows, pick(lang, "rad", "row"), pick(lang, "rader", "rows"));
        line = format!("{line}: {vouchers}, {rows}");
    }
    line + "."
}

/// A kind of change; each letter is one of its own.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Letter(char),
    Breaks,
    Shortened,
    SameAs(Box<str>),
}

impl Change {
    fn all_of(alteration: &Alteration) -> Vec<Self> {
        match alteration {
            Alteration::Letters(letters) => letters.iter().copied().map(Self::Letter).collect(),
            Alteration::Breaks => vec![Self::Breaks],
            Alteration::Shortened { .. } => vec![Self::Shortened],
            Alteration::SameAs(code) => vec![Self::SameAs(code.clone())],
        }
    }

    fn say(&self, options: Options, lang: Lang) -> String {
        match self {
            Self::Letter(letter) => {
                let instead = match (letter, replacement(*letter)) {
                    ('\\', _) => "/",
                    (_, "") => pick(lang, "inget", "nothing"),
                    (_, instead) => instead,
                };
                let letter = shown(*letter);
                match lang {
                    Lang::Sv => format!("{letter} finns inte i SIE och skrevs {instead}"),
                    Lang::En => format!("{letter} is not in SIE and was written {instead}"),
                }
            }
            Self::Breaks => {
                pick(lang, "Radbrytningar och styrtecken blev blanksteg", "Line breaks became blanks")
                    .to_owned()
            }
            Self::Shortened => {
                let max = options.max_text.unwrap_or_default();
                match lang {
                    Lang::Sv => format!("Kortades till {max} tecken"),
                    Lang::En => format!("Shortened to {max} letters"),
                }
            }
            Self::SameAs(code) => {
                let code = harmless(code, usize::MAX);
                match lang {
                    Lang::Sv => format!("Skrivs som koden {code} och skiljs inte från den i filen"),
                    Lang::En => format!("Written as the code {code} and not told from it in the file"),
                }
            }
        }
    }
}

/// A letter as it is; one that is not seen by its number.
fn shown(letter: char) -> String {
    if replacement(letter).trim().is_empty() {
        format!("U+{:04X}", u32::from(letter))
    } else {
        harmless(&letter.to_string(), usize::MAX)
    }
}

fn places(spots: &[&Spot], lang: Lang) -> String {
    let mut named: Vec<String> = spots.iter().take(PLACES_MAX).map(|spot| place(spot, lang)).collect();
    if spots.len() > PLACES_MAX {
        let more = spots.len() - PLACES_MAX;
        named.push(match lang {
            Lang::Sv => format!("… och {more} till"),
            Lang::En => format!("… and {more} more"),
        });
    }
    named.join(", ")
}

fn place(spot: &Spot, lang: Lang) -> String {
    let text = match spot {
        Spot::Program => pick(lang, "programmets namn", "the program's name").to_owned(),
        Spot::EntityName => pick(lang, "förbundets namn", "the body's name").to_owned(),
        Spot::OrganisationNumber => pick(lang, "organisationsnumret", "the organisation number").to_owned(),
        Spot::AccountName(account) => format!("{} {account}", pick(lang, "namnet på", "the name of")),
        Spot::ObjectName { dimension, code } => {
            format!("{} {}", pick(lang, "namnet på", "the name of"), object(*dimension, code, lang))
        }
        Spot::ObjectCode { dimension, code } => object(*dimension, code, lang),
        Spot::Voucher(id) => format!("{} {}", pick(lang, "verifikat", "voucher"), whole(id)),
        Spot::Row(id, row) => match lang {
            Lang::Sv => format!("verifikat {} rad {row}", whole(id)),
            Lang::En => format!("voucher {} row {row}", whole(id)),
        },
    };
    harmless(&text, usize::MAX)
}

/// Series and number on one line.
fn whole(id: &VoucherId) -> String {
    id.to_string().replace(' ', "\u{a0}")
}

fn object(dimension: u32, code: &str, lang: Lang) -> String {
    let kind = match dimension {
        1 => pick(lang, "kostnadsställe", "cost centre").to_owned(),
        6 => pick(lang, "projekt", "project").to_owned(),
        other => format!("{} {other}:", pick(lang, "dimension", "dimension")),
    };
    format!("{kind} {code}")
}
