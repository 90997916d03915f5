//! What is wrong with a command line, in words: clap's kinds of errors in both languages.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use finsam_ledger::message::Lang;

use super::{one_of, pick, short};

/// A clap error as a message, without a line break at its end.
pub(crate) fn message(error: &clap::Error, lang: Lang) -> String {
    let of = |kinds: &[ContextKind], between| {
        let texts = kinds.iter().filter_map(|kind| error.get(*kind)).map(|text| value(text, between));
        texts.into_iter().find(|text| !text.is_empty())
    };
    let sentence = one_of(lang, sentences(error));
    let known = of(&[ContextKind::ValidValue, ContextKind::ValidSubcommand], ", ");
    let known = known.map(|known| format!(" {} {known}.", pick(lang, "Möjliga värden:", "It can be:")));
    let suggestions =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let close = of(&suggestions, pick(lang, " eller ", " or "));
    let close = close.map(|close| format!(" {} {close}?", pick(lang, "Menade du", "Did you mean")));
    let help = pick(lang, "Se ledger --help.", "See ledger --help.");
    format!("{sentence}{}{}\n{help}", known.unwrap_or_default(), close.unwrap_or_default())
}

fn sentences(error: &clap::Error) -> (String, String) {
    let of = |kind| error.get(kind).map(|text| value(text, ", ")).unwrap_or_default();
    let (argument, given) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let other = of(ContextKind::PriorArg);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            (format!("{argument} är ingen flagga här."), format!("{argument} is no option here."))
        }
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            (format!("{name} är inget kommando."), format!("{name} is no command."))
        }
        ErrorKind::MissingRequiredArgument => {
            (format!("{argument} saknas."), format!("{argument} is missing."))
        }
        ErrorKind::InvalidValue if given.is_empty() => {
            (format!("{argument} saknar värde."), format!("{argument} lacks a value."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{argument} kan inte vara ”{given}”."), format!("{argument} cannot be \"{given}\"."))
        }
        ErrorKind::ArgumentConflict if !other.is_empty() && other != argument => {
            let [argument, other] =
                [&argument, &other].map(|written| written.split(' ').next().unwrap_or(""));
            (
                format!("{argument} går inte ihop med {other}."),
                format!("{argument} does not go together with {other}."),
            )
        }
        ErrorKind::ArgumentConflict => {
            (format!("{argument} kan anges en gång."), format!("{argument} can be given once."))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => (
            format!("{argument} har fel antal värden."),
            format!("{argument} has the wrong number of values."),
        ),
        _ => ("Anropet går inte att tolka.".to_owned(), "The call cannot be read.".to_owned()),
    }
}

fn value(value: &ContextValue, between: &str) -> String {
    match value {
        ContextValue::String(text) => short(text),
        ContextValue::Strings(texts) => short(&texts.join(between)),
        other => short(&other.to_string()),
    }
}
