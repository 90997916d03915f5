//! What the heading of a column says.
//!
//! Its words are looked up one by one ([`words`](super::words)); what is left of days, months and years
//! is its time. A word that is not known changes nothing: `Förbundsmedel 2015` is the year 2015.

use chrono::{Datelike, NaiveDate};

use super::words::{HeadingWord, UnitWord, heading_word, unit_word};
use crate::amount::Unit;
use crate::calendar::{FiscalYears, Month, Period};
use crate::read::cell::{DateStyle, day_of, month_named, period};
use crate::verify::{Basis, ColumnMeaning, Facet, Time};

/// What a column holds, as far as its heading says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// What its figures mean.
    pub(super) meaning: ColumnMeaning,
    /// The unit that it names.
    pub(super) unit: Option<UnitWord>,
    /// What its cells are.
    pub(super) holds: Holds,
    /// Whether balances are of the start or the end of a time that it does not name.
    pub(super) undated: Option<End>,
    /// Whether any word of it is known.
    pub(super) is_known: bool,
    /// Whether any is not.
    pub(super) has_more: bool,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Holds {
    /// Amounts, unless row or cell say otherwise.
    #[default]
    Amounts,
    /// Parts of a hundred.
    Percents,
    /// Numbers of something.
    Counts,
    /// Parts of a whole, in figures or in words.
    Shares,
    /// References to notes.
    Notes,
    /// Accounts, cost centres and other codes.
    Keys,
    /// What the rows are called.
    Labels,
}

/// An end of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// What this heading says.
pub(super) fn heading(text: &str) -> Heading {
    let words = words_of(text);
    let mut found = Said::default();
    let mut times = Vec::new();
    for word in &words {
        if let Some(meaning) = heading_word(word) {
            found.word(meaning);
        } else if let Some(unit) = unit_word(word) {
            found.unit = largest(found.unit, Some(unit));
        } else if is_of_time(word) {
            times.push(word.as_str());
        } else {
            found.has_more = true;
        }
    }
    // `Not` heads a column of references, `Not 2 Fordringar` is the title of a note.
    if matches!(found.holds, Some(Holds::Notes | Holds::Keys | Holds::Labels))
        && (found.has_more || !times.is_empty())
    {
        found.holds = None;
    }
    let stretch = stretch(&times.join(" "));
    Heading {
        meaning: ColumnMeaning {
            basis: found.basis.unwrap_or_default(),
            side: found.side,
            time: found.time(stretch),
        },
        unit: found.unit,
        holds: found.holds.unwrap_or_default(),
        undated: found.end.filter(|_| stretch.is_none()),
        is_known: found.is_known || found.unit.is_some() || stretch.is_some(),
        has_more: found.has_more,
    }
}

/// The larger of two units.
pub(super) fn largest(first: Option<UnitWord>, second: Option<UnitWord>) -> Option<UnitWord> {
    match (first, second) {
        (Some(UnitWord::Millions), _) | (_, Some(UnitWord::Millions)) => Some(UnitWord::Millions),
        (Some(UnitWord::Tkr), _) | (_, Some(UnitWord::Tkr)) => Some(UnitWord::Tkr),
        (first, second) => first.or(second),
    }
}

/// The unit of amounts that a word names; there is none for millions.
pub(super) const fn unit_of(word: UnitWord) -> Option<Unit> {
    match word {
        UnitWord::Kr => Some(Unit::Kr),
        UnitWord::Tkr => Some(Unit::Tkr),
        UnitWord::Millions => None,
    }
}

/// The words of a text in small letters, without what stands around them.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let small = text.to_lowercase().replace('_', " ").replace(['–', '−', '—'], "-");
    let parts = small.split_whitespace().map(|word| {
        let word = word.trim_matches(['(', ')', '[', ']', '*', ',', ';', ':']);
        if word == ".." { word } else { word.trim_end_matches('.') }
    });
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a word says of a time beside its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    /// That it is what changed in it.
    Change,
    /// That it begins where its year does.
    YearSoFar,
}

/// What the words have said so far.
#[derive(Debug, Default)]
struct Said {
    basis: Option<Basis>,
    side: Facet,
    end: Option<End>,
    over: Option<Over>,
    holds: Option<Holds>,
    unit: Option<UnitWord>,
    is_known: bool,
    has_more: bool,
}

impl Said {
    fn word(&mut self, word: HeadingWord) {
        self.is_known |= word != HeadingWord::Filler;
        let holds = match word {
            HeadingWord::Basis(basis) => {
                // `Avvikelse mot budget` is a variance, whatever else it names: the later of them.
                self.basis = self.basis.max(Some(basis));
                return;
            }
            HeadingWord::Side(side) => {
                self.side = side;
                return;
            }
            HeadingWord::Opening => {
                self.end = Some(End::Start);
                return;
            }
            HeadingWord::Closing => {
                self.end = Some(End::End);
                return;
            }
            HeadingWord::Change => {
                self.over = Some(Over::Change);
                return;
            }
            HeadingWord::Accumulated => {
                self.over = self.over.or(Some(Over::YearSoFar));
                return;
            }
            HeadingWord::Filler => return,
            HeadingWord::Percent => Holds::Percents,
            HeadingWord::Count => Holds::Counts,
            HeadingWord::Share => Holds::Shares,
            HeadingWord::Note => Holds::Notes,
            HeadingWord::Key => Holds::Keys,
            HeadingWord::Label => Holds::Labels,
        };
        self.holds = self.holds.or(Some(holds));
    }

    fn time(&self, stretch: Option<Stretch>) -> Time {
        if self.over == Some(Over::Change) {
            return Time::Change;
        }
        let is_accumulated = self.over == Some(Over::YearSoFar);
        match (stretch, self.end) {
            (None, _) => Time::Unsaid,
            (Some(stretch), Some(End::Start)) => Time::Opening(stretch.first_day()),
            (Some(stretch), Some(End::End)) => Time::Closing(stretch.last_day()),
            (Some(Stretch::Day(day)), None) if self.basis.is_none() && !is_accumulated => Time::Closing(day),
            (Some(stretch), None) => {
                let period = stretch.period(is_accumulated);
                period.map_or(Time::Unsaid, Time::During)
            }
        }
    }
}

/// A time as a heading writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Day(NaiveDate),
    Months(Period),
}

impl Stretch {
    fn first_day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Months(period) => period.first().first_day(),
        }
    }

    fn last_day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Months(period) => period.last().last_day(),
        }
    }

    /// The months it is about; what has happened until a day has happened since its year began.
    fn period(self, is_accumulated: bool) -> Option<Period> {
        match self {
            Self::Months(period) if !is_accumulated || period.first() != period.last() => Some(period),
            _ => {
                let last = Month::of(self.last_day());
                Period::new(Month::new(last.year(), 1).ok()?, last).ok()
            }
        }
    }
}

/// Whether a word belongs to a time: numbers, months, and what stands between them.
fn is_of_time(word: &str) -> bool {
    let is_part = |part: &str| {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'/'));
        is_number || month_named(part.trim_end_matches('.').as_bytes()).is_some()
    };
    word.split('-').all(is_part)
}

/// The time that is written so.
fn stretch(text: &str) -> Option<Stretch> {
    if text.is_empty() {
        return None;
    }
    if let Some(day) = day_of(text.as_bytes(), DateStyle::default()) {
        return Some(Stretch::Day(day));
    }
    if let Some(period) = period(text.as_bytes(), FiscalYears::CALENDAR) {
        return Some(Stretch::Months(period));
    }
    let tight = text.replace(" - ", "-").replace(" -", "-").replace("- ", "-").replace(" .. ", "..");
    let two = tight.split_once("..").or_else(|| ends(&tight));
    let (first, last) = two?;
    let last = end(last)?;
    // `jan-aug 2024`: the year stands once, behind the last month.
    let of_year = || end(&format!("{first} {}", last.last_day().year()));
    let first = end(first).or_else(of_year)?;
    let months = Period::new(Month::of(first.first_day()), Month::of(last.last_day())).ok()?;
    Some(Stretch::Months(months))
}

/// The two ends of a stretch with one hyphen too many: the one in the middle parts them.
fn ends(text: &str) -> Option<(&str, &str)> {
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    let middle = *hyphens.get(hyphens.len() / 2)?;
    (hyphens.len() % 2 == 1).then(|| (&text[..middle], &text[middle + 1..]))
}

fn end(text: &str) -> Option<Stretch> {
    let text = text.trim();
    let day = day_of(text.as_bytes(), DateStyle::default()).map(Stretch::Day);
    day.or_else(|| period(text.as_bytes(), FiscalYears::CALENDAR).map(Stretch::Months))
}
