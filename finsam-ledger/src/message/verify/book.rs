//! What a book has of published figures, in words.

use super::figures::{self, Form, count};
use super::{figure, figure_name};
use crate::amount::Unit;
use crate::message::{Lang, harmless, label};
use crate::statement::StatementError;
use crate::statement::overview::Figure;
use crate::verify::{FigureAt, Published, Reason};

/// How many figures a book bears out, how many not, and of how many it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldCounts {
    /// Those that are the book's.
    pub equal: usize,
    /// Those that are, but for rounding.
    pub rounding: usize,
    /// Those that are not.
    pub differ: usize,
    /// Those that it does not tell.
    pub not_derivable: usize,
}

/// How the figures stand against a book, on one line: `Mot boken i bok: 137 lika, 5 skiljer`.
#[must_use]
pub fn held_in_short(counts: HeldCounts, book: &str, lang: Lang) -> String {
    let (equal, differ) = (count(counts.equal + counts.rounding), count(counts.differ));
    let book = harmless(book, usize::MAX);
    match (counts.differ, lang) {
        (0, Lang::Sv) => format!("Mot {book}: {equal} lika, ingen skiljer"),
        (_, Lang::Sv) => format!("Mot {book}: {equal} lika, {differ} skiljer"),
        (0, Lang::En) => format!("Against {book}: {equal} equal, none differs"),
        (1, Lang::En) => format!("Against {book}: {equal} equal, 1 differs"),
        (_, Lang::En) => format!("Against {book}: {equal} equal, {differ} differ"),
    }
}

/// The same as a sentence, with all there is to count.
#[must_use]
pub fn held(counts: HeldCounts, lang: Lang) -> String {
    let HeldCounts { equal, rounding, differ, not_derivable } = counts;
    let one = |number: usize, one: &'static str, many: &'static str| {
        format!("{} {}", count(number), if number == 1 { one } else { many })
    };
    let told = |number: usize, swedish: &str, english: &str| match lang {
        Lang::Sv => (number > 0).then(|| format!("{} {swedish}", count(number))),
        Lang::En => (number > 0).then(|| format!("{} {english}", count(number))),
    };
    let first = match lang {
        Lang::Sv => one(equal, "siffra är bokens", "siffror är bokens"),
        Lang::En => one(equal, "figure is the book's", "figures are the book's"),
    };
    let rest = [
        told(rounding, "sånär som på avrundning", "but for rounding"),
        told(differ, "skiljer", if differ == 1 { "differs" } else { "differ" }),
        told(not_derivable, "går inte att räkna fram ur den", "cannot be derived from it"),
    ];
    let parts: Vec<String> = std::iter::once(first).chain(rest.into_iter().flatten()).collect();
    format!("{}.", parts.join(", "))
}

/// A figure that is not the book's: where it stands, what is printed, what the book has, what differs.
#[must_use]
pub fn differs(at: FigureAt, exact: Figure, difference: Figure, reports: &[Published], lang: Lang) -> String {
    let form = Form::at(at, reports);
    let unit = match exact {
        Figure::Amount(_) if form.unit != Unit::Kr => format!(" {}", label::unit(form.unit)),
        _ => String::new(),
    };
    let (name, printed) = (figure_name(at, reports), figure(at, reports));
    let (derived, difference) = (derived(at, exact, reports), form.figure(difference));
    match lang {
        Lang::Sv => {
            format!("{name}: tryckt {printed}{unit}, boken {derived}{unit}, skillnad {difference}{unit}")
        }
        Lang::En => {
            format!("{name}: printed {printed}{unit}, book {derived}{unit}, difference {difference}{unit}")
        }
    }
}

/// What the book has of a figure, rounded to what is printed; of a share two decimals more.
#[must_use]
pub fn derived(at: FigureAt, exact: Figure, reports: &[Published]) -> String {
    let form = Form::at(at, reports);
    let share = |number| figures::rounded(number, form.decimals.saturating_add(2));
    form.figure(match exact {
        Figure::Amount(amount) => return form.rounded(amount),
        Figure::Percent(number) => Figure::Percent(share(number)),
        Figure::Count(number) => Figure::Count(share(number)),
    })
}

/// Why the book does not tell a figure, as the start of a line.
#[must_use]
pub fn reason(reason: &Reason, lang: Lang) -> String {
    let period = |period| label::period_in_full(period, lang);
    let (swedish, english) = match reason {
        Reason::TableUnknown => (
            "Tabellen är ingen av uppställningens, och dess rader är inga kostnadsställen".to_owned(),
            "The table is none of the layout's, and its rows are no cost centres".to_owned(),
        ),
        Reason::RowUnknown => (
            "Raden är ingen av uppställningens, inget konto och inget kostnadsställe".to_owned(),
            "The row is none of the layout's, no account and no cost centre".to_owned(),
        ),
        Reason::ColumnUnknown => (
            "Sådana tabeller har ingen sådan kolumn".to_owned(),
            "Tables of this kind have no such column".to_owned(),
        ),
        Reason::TimeUnsaid => (
            "Det framgår inte vilken tid kolumnen gäller".to_owned(),
            "Nothing says which time the column is about".to_owned(),
        ),
        Reason::WithinMonth(date) => (
            format!("{date} ligger inom en månad, och boken har saldon vid månadernas slut"),
            format!("{date} is within a month, and the book has balances at the end of each"),
        ),
        Reason::NotBooked(booked) => (
            format!("Inget är bokfört för {}", period(*booked)),
            format!("Nothing is booked in {}", period(*booked)),
        ),
        Reason::NotDecided(decided) => (
            format!("Ingen budget är beslutad för hela {}", period(*decided)),
            format!("No budget was decided for all of {}", period(*decided)),
        ),
        Reason::NotExpected(expected) => (
            format!("Ingen prognos finns för {}", period(*expected)),
            format!("There is no forecast of {}", period(*expected)),
        ),
        Reason::NotGiven => (
            "Uppgiften ska anges i ledger.toml, och saknas där".to_owned(),
            "It has to be given in ledger.toml, and is not".to_owned(),
        ),
        Reason::Statement(error) => return statement(error, lang),
    };
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

fn statement(error: &StatementError, lang: Lang) -> String {
    let (swedish, english) = match error {
        StatementError::PeriodSpansYears(period) => {
            let period = label::period_in_full(*period, lang);
            (
                format!("{period} ligger i flera räkenskapsår"),
                format!("{period} lies in several fiscal years"),
            )
        }
        StatementError::LineUnknown(line) => {
            let line = harmless(line, super::NAME_LENGTH_MAX);
            (
                format!("Resultaträkningen har ingen rad som heter {line}"),
                format!("The income statement has no line called {line}"),
            )
        }
        StatementError::SumsOnly(_) => (
            "Boken har bara summor av tiden, och de säger det inte".to_owned(),
            "The book has only sums of that time, and they do not tell it".to_owned(),
        ),
        StatementError::Amount(_) => {
            ("En summa är för stor för ett belopp".to_owned(), "A sum is too large for an amount".to_owned())
        }
    };
    match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    }
}

/// How many figures there are of a kind, and in which tables: `12 siffror i driftredovisning`.
#[must_use]
pub fn figures_in(number: usize, tables: &[String], lang: Lang) -> String {
    let tables = tables.join(", ");
    match (number, lang) {
        (1, Lang::Sv) => format!("1 siffra i {tables}"),
        (_, Lang::Sv) => format!("{} siffror i {tables}", count(number)),
        (1, Lang::En) => format!("1 figure in {tables}"),
        (_, Lang::En) => format!("{} figures in {tables}", count(number)),
    }
}
