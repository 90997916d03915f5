//! `ledger profile`: how the files of a sender are written, kept in `ledger.toml`.

use std::collections::BTreeMap;
use std::fs::{self, File};

use finsam_ledger::finding::ColumnRole;
use finsam_ledger::message::{Lang, label};
use finsam_ledger::read::profiles::{built_in, built_in_names, built_in_text};
use finsam_ledger::read::settings::{Settings as BookSettings, with_profile};
use finsam_ledger::read::{FileRead, Options, Profile, Reading, TextEncoding};

use super::import_summary::file_lines;
use crate::args::{self, Dates, Kind, ProfileAction, ProfileNew};
use crate::exit::{Exit, Refusal};
use crate::output;
use crate::place::Place;
use crate::settings::Settings;
use crate::source::{self, Named};
use crate::text::{Failed, Said, Wrong};

pub(crate) fn run(args: &args::Profile, settings: &Settings) -> Result<Exit, Refusal> {
    match &args.action {
        ProfileAction::List => list(settings),
        ProfileAction::Show(args) => show(&args.name, settings),
        ProfileAction::New(args) => new(args, settings),
    }
}

/// The profile of that name: the book's own, else a built-in one. What the files hold is said
/// beside it, if it is.
pub(super) fn named(
    name: Option<&str>,
    kind: Option<Kind>,
    settings: &BookSettings,
) -> Result<Named, Refusal> {
    let mut profile = match name {
        None => Profile::default(),
        Some(name) => match settings.profiles.get(name) {
            Some(own) => own.clone(),
            None if built_in_text(name).is_some() => built_in(name).map_err(Refusal::Findings)?,
            None => return Err(Refusal::Usage(Wrong::ProfileUnknown { text: name.into() })),
        },
    };
    profile.kind = kind.map(Kind::of_file).or(profile.kind);
    Ok(Named { name: name.map(str::to_owned), profile })
}

fn list(settings: &Settings) -> Result<Exit, Refusal> {
    let own = source::found_book(settings).map(|place| of_book(&place)).transpose()?.unwrap_or_default();
    let built_in = built_in_names().filter(|name| !own.contains_key(*name)).map(str::to_owned);
    let lines: String = own.keys().cloned().chain(built_in).map(|name| name + "\n").collect();
    output::data(&lines)?;
    Ok(Exit::Done)
}

fn show(name: &str, settings: &Settings) -> Result<Exit, Refusal> {
    let own = source::found_book(settings).map(|place| of_book(&place)).transpose()?.unwrap_or_default();
    let unknown = || Refusal::Usage(Wrong::ProfileUnknown { text: name.into() });
    match own.get(name) {
        Some(profile) => output::data(&section(name, profile)?)?,
        None => output::data(built_in_text(name).ok_or_else(unknown)?)?,
    }
    Ok(Exit::Done)
}

/// Keeps how one file is written as a profile of the book.
fn new(args: &ProfileNew, settings: &Settings) -> Result<Exit, Refusal> {
    let mut book = source::book(settings)?;
    let own = &book.settings().profiles;
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
    };
    if !is_name(&args.name) {
        return Err(Refusal::Usage(Wrong::ProfileName { text: args.name.as_str().into() }));
    }
    if own.contains_key(&args.name) {
        return Err(Refusal::Usage(Wrong::ProfileExists { text: args.name.as_str().into() }));
    }
    let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: args.file.clone(), error });
    let options = Options { fiscal_years: book.settings().fiscal_years, ..Options::default() };
    let said = Profile {
        kind: args.kind.map(Kind::of_file),
        date_order: args.dates.and_then(Dates::order),
        serial_days: args.dates == Some(Dates::Serial),
        sheet: args.sheet.clone(),
        columns: said_columns(&args.columns)?,
        ..Profile::default()
    };
    let mut reading = Reading::new(options).with_profile(None, said.clone());
    reading.file(&args.file.to_string_lossy(), File::open(&args.file).map_err(unreadable)?)?;
    let read = reading.finish()?;
    let Some(file) = read.files.first().filter(|file| file.kind.is_some()) else {
        return Err(Refusal::Files(read.findings));
    };
    let profile = Profile { sheet: said.sheet, serial_days: said.serial_days, ..of_file(file) };
    let page: String = file_lines(file, settings).into_iter().map(|line| line + "\n").collect();
    output::data(&format!("{page}\n{}", section(&args.name, &profile)?))?;
    book.add_profile(&args.name, &profile, &settings.command_line)?;
    let path =
        book.dir().map_or_else(|| book.place().into(), |dir| settings.as_written(&dir.join("ledger.toml")));
    let name = args.name.as_str().into();
    output::say(&Said::ProfileKept { name, path }.say(settings.lang));
    Ok(Exit::Done)
}

/// What the columns are called, as the user says: `konto=Huvudkonto`.
fn said_columns(said: &[String]) -> Result<BTreeMap<ColumnRole, Vec<String>>, Refusal> {
    let mut columns: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for text in said {
        let (role, name) = column(text)
            .ok_or_else(|| Refusal::Usage(Wrong::ColumnUnknown { text: text.as_str().into() }))?;
        columns.entry(role).or_default().push(name.to_owned());
    }
    Ok(columns)
}

/// What a column means, by its name in either language or in `ledger.toml`, and its name in the file.
fn column(text: &str) -> Option<(ColumnRole, &str)> {
    let (what, name) = text.split_once('=')?;
    let what = what.trim().to_lowercase();
    let is_called = |role: &ColumnRole| {
        role.as_str() == what
            || [Lang::Sv, Lang::En].iter().any(|lang| label::column_role(*role, *lang) == what)
    };
    let role = ColumnRole::ALL.into_iter().find(is_called)?;
    let name = name.trim();
    (!name.is_empty()).then_some((role, name))
}

/// A profile as `ledger.toml` has it.
fn section(name: &str, profile: &Profile) -> Result<String, Refusal> {
    let text = with_profile("", name, profile);
    text.map_err(|_| Refusal::Usage(Wrong::ProfileName { text: name.into() }))
}

/// All that was settled of a file, as a profile.
fn of_file(file: &FileRead) -> Profile {
    let dialect = &file.dialect;
    let mut columns: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (role, column) in &file.columns {
        columns.entry(*role).or_default().push(column.clone());
    }
    let mut orders = dialect.dates.iter().map(|pattern| pattern.value.order());
    let first = orders.next();
    Profile {
        kind: file.kind,
        // A file of nothing but ASCII says nothing of the next one.
        encoding: Some(dialect.encoding.value).filter(|encoding| *encoding != TextEncoding::Ascii),
        delimiter: Some(dialect.delimiter.value),
        date_order: first.filter(|first| orders.all(|order| order == *first)),
        decimal_mark: dialect.decimal_mark.map(|mark| mark.value),
        columns,
        ..Profile::default()
    }
}

fn of_book(place: &Place) -> Result<BTreeMap<String, Profile>, Refusal> {
    let Some(dir) = place.dir() else { return Ok(place.open()?.settings().profiles.clone()) };
    let path = dir.join("ledger.toml");
    let failed = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
    let text = fs::read_to_string(&path).map_err(failed)?;
    Ok(BookSettings::from_toml("ledger.toml", &text).map_err(Refusal::Findings)?.profiles)
}
