//! What is wrong with a command line, in words: clap's kinds of errors in Swedish.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use finsam_ledger::message::{Lang, harmless};

use super::pick;

/// A clap error as a message. Help and version are errors to clap as well; they pass unchanged.
pub(crate) fn message(error: &clap::Error, lang: Lang) -> String {
    let of = |kind| error.get(kind).map(value).unwrap_or_default();
    let (argument, given) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => {
            both(lang, format!("{argument} är ingen flagga här."), format!("{argument} is no option here."))
        }
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            both(lang, format!("{name} är inget kommando."), format!("{name} is no command."))
        }
        ErrorKind::MissingRequiredArgument => {
            both(lang, format!("{argument} saknas."), format!("{argument} is missing."))
        }
        ErrorKind::InvalidValue if given.is_empty() => {
            both(lang, format!("{argument} saknar värde."), format!("{argument} lacks a value."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => both(
            lang,
            format!("{argument} kan inte vara ”{given}”."),
            format!("{argument} cannot be \"{given}\"."),
        ),
        ErrorKind::ArgumentConflict => both(
            lang,
            format!("{argument} kan inte anges så, eller inte två gånger."),
            format!("{argument} cannot be given so, or not twice."),
        ),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => both(
            lang,
            format!("{argument} har fel antal värden."),
            format!("{argument} has the wrong number of values."),
        ),
        _ => pick(lang, "Anropet går inte att tolka.", "The call cannot be read.").to_owned(),
    };
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand]
        .into_iter()
        .find_map(|kind| error.get(kind).map(value).filter(|known| !known.is_empty()));
    let known =
        known.map(|known| both(lang, format!(" Möjliga värden: {known}."), format!(" It can be: {known}.")));
    let close = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| error.get(kind).map(value).filter(|close| !close.is_empty()));
    let close =
        close.map(|close| both(lang, format!(" Menade du {close}?"), format!(" Did you mean {close}?")));
    let help = pick(lang, "Se ledger --help.", "See ledger --help.");
    format!("{sentence}{}{}\n{help}", known.unwrap_or_default(), close.unwrap_or_default())
}

fn both(lang: Lang, swedish: String, english: String) -> String {
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

fn value(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    };
    harmless(&text, 200)
}
