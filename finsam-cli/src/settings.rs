//! What the user typed, the environment and the terminal, made into decided values.
//!
//! The clock, the environment and the current directory are read here and nowhere else.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use finsam_ledger::book::Book;
use finsam_ledger::message::Lang;
use finsam_ledger::render::text::{Emphasis, TextStyle};

use crate::args::{Args, Colour};
use crate::exit::Refusal;
use crate::output;
use crate::place::{self, Place};
use crate::text::{Failed, Wrong};

/// What every command needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The language of all that is said.
    pub(crate) lang: Lang,
    /// The book that was named, if one was.
    pub(crate) book: Option<Place>,
    /// Where the user stands.
    pub(crate) here: PathBuf,
    /// How pages for stdout are drawn.
    pub(crate) style: TextStyle,
    /// How what is said on stderr is drawn.
    pub(crate) stderr: TextStyle,
    /// The local time now, as the book's log keeps it.
    pub(crate) now: String,
    /// The day it is here.
    pub(crate) today: NaiveDate,
    /// The command, as the book's log keeps it.
    pub(crate) command_line: String,
}

impl Settings {
    /// A directory as the user would write it: from where they stand if it lies there; `.` is here.
    pub(crate) fn as_written(&self, dir: &Path) -> PathBuf {
        let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
        match absolute.strip_prefix(&self.here) {
            Ok(within) if within == Path::new("") => PathBuf::from("."),
            Ok(within) => within.to_owned(),
            Err(_) => dir.to_owned(),
        }
    }

    /// A book's place as the user would write it.
    pub(crate) fn place_of(&self, book: &Book) -> PathBuf {
        book.dir().map_or_else(|| PathBuf::from(book.place()), |dir| self.as_written(dir))
    }

    pub(crate) fn decide(args: &Args, lang: Lang) -> Result<Self, Refusal> {
        if let Some(text) = args.lang.as_ref().filter(|text| text.parse::<Lang>().is_err()) {
            return Err(Refusal::Usage(Wrong::LanguageUnknown { text: text.as_str().into() }));
        }
        let here =
            env::current_dir().map_err(|error| Refusal::Failure(Failed::DirectoryUnknown { error }))?;
        let emphasis = emphasis(args.color, io::stdout().is_terminal());
        let book = args.book.clone().or_else(|| set("LEDGER_BOOK").map(PathBuf::from));
        let book = book.map(|named| Place::named(&named)).transpose()?;
        let now = chrono::Local::now();
        Ok(Self {
            lang,
            book,
            here,
            style: TextStyle { width: output::page_width(&io::stdout()), emphasis },
            stderr: stderr_style(args.color),
            now: now.format("%Y-%m-%dT%H:%M:%S").to_string(),
            today: now.date_naive(),
            command_line: command_line(),
        })
    }
}

/// How what is said on stderr is drawn.
pub(crate) fn stderr_style(colour: Option<Colour>) -> TextStyle {
    let stderr = io::stderr();
    TextStyle { width: output::page_width(&stderr), emphasis: emphasis(colour, stderr.is_terminal()) }
}

/// A variable of the environment; an empty one is as good as none.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// Colour is for terminals, unless the user says otherwise (`NO_COLOR`, see no-color.org).
fn emphasis(colour: Option<Colour>, is_terminal: bool) -> Emphasis {
    let no_colour = set("NO_COLOR").is_some();
    let dumb = set("TERM").is_some_and(|term| term == "dumb");
    let wanted = match colour.unwrap_or_default() {
        Colour::Auto => is_terminal && !no_colour && !dumb,
        Colour::Always => true,
        Colour::Never => false,
    };
    if wanted { Emphasis::Ansi } else { Emphasis::Plain }
}

/// The language, before the command line is parsed: `--lang`, `LEDGER_LANG`, the locale, Swedish.
pub(crate) fn language() -> Lang {
    let typed = typed_language(env::args_os().skip(1));
    let surroundings = ["LEDGER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(set);
    let texts = typed.into_iter().chain(surroundings.map(|value| value.to_string_lossy().into_owned()));
    texts.into_iter().find_map(|text| text.parse().ok()).unwrap_or_default()
}

fn typed_language(mut args: impl Iterator<Item = OsString>) -> Option<String> {
    while let Some(arg) = args.next() {
        let arg = arg.to_string_lossy();
        if arg == "--" {
            return None;
        } else if arg == "--lang" {
            return args.next().map(|value| value.to_string_lossy().into_owned());
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            return Some(value.to_owned());
        }
    }
    None
}

fn command_line() -> String {
    let arguments =
        env::args_os().skip(1).map(|argument| place::without_secrets(&argument.to_string_lossy()));
    let words: Vec<String> = std::iter::once("ledger".to_owned()).chain(arguments).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let typed = |args: &[&str]| typed_language(args.iter().map(OsString::from));
        assert_eq!(typed(&["report", "rr", "--lang", "en"]).as_deref(), Some("en"));
        assert_eq!(typed(&["--lang=sv", "check"]).as_deref(), Some("sv"));
        assert_eq!(typed(&["import", "--", "--lang", "en"]), None);
        assert_eq!(typed(&["--lang"]), None);
    }
}
