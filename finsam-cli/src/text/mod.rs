//! Every sentence of the command line, in Swedish and English. What findings say is the
//! library's ([`finsam_ledger::message`]); what the program says about itself stands here.

pub(crate) mod audit;
pub(crate) mod close;
pub(crate) mod compare;
pub(crate) mod esf;
pub(crate) mod export;
mod failed;
pub(crate) mod help;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod lock;
pub(crate) mod posting;
mod said;
pub(crate) mod server;
pub(crate) mod usage;
mod wrong;

use std::fmt;
use std::path::Path;

use finsam_ledger::message::{Lang, harmless};
use finsam_ledger::{Finding, Severity};

use crate::findings::Whole;

pub(crate) use failed::Failed;
pub(crate) use said::Said;
pub(crate) use wrong::Wrong;

/// One of two words.
pub(crate) const fn pick(lang: Lang, swedish: &'static str, english: &'static str) -> &'static str {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// One of two sentences, the Swedish one first. File names and other people's words stand in them,
/// so nothing in a line may steer the terminal.
fn one_of(lang: Lang, (swedish, english): (String, String)) -> String {
    let text = match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    };
    let lines: Vec<String> = text.split('\n').map(|line| harmless(line, usize::MAX)).collect();
    lines.join("\n")
}

/// What a user or a file said, shown on one line of a terminal.
#[derive(Debug)]
pub(crate) struct Quoted(String);

impl From<&str> for Quoted {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&short(&self.0))
    }
}

/// A file or directory on one line of a terminal, whatever stands in its name.
fn named(path: &Path) -> String {
    harmless(&path.to_string_lossy(), usize::MAX)
}

fn short(text: &str) -> String {
    harmless(text, 200)
}

/// How many findings there are of each severity, as one line; nothing if none.
pub(crate) fn counted_findings(findings: &[Finding], lang: Lang) -> Option<String> {
    let words = [
        (Severity::Error, pick(lang, "fel", "error"), pick(lang, "fel", "errors")),
        (Severity::Warning, pick(lang, "varning", "warning"), pick(lang, "varningar", "warnings")),
        (Severity::Note, pick(lang, "upplysning", "note"), pick(lang, "upplysningar", "notes")),
    ];
    let counts = words.into_iter().filter_map(|(severity, one, many)| {
        let count = findings.iter().filter(|finding| finding.severity() == severity).count();
        (count > 0).then(|| import::counted(count as u64, one, many))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() { None } else { Some(counts.join(", ")) }
}

/// What stands in place of findings that are not drawn.
pub(crate) fn more_findings(more: usize, whole: Whole, lang: Lang) -> String {
    let command = match whole {
        Whole::Check => "ledger check --format json",
        Whole::Import => "ledger import --dry-run --format json",
    };
    match lang {
        Lang::Sv => format!("… och {more} till; {command} visar alla."),
        Lang::En => format!("… and {more} more; {command} shows all."),
    }
}
