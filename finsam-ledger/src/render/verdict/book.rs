//! What a book has of the figures of published reports, on the page of the verdict.

use std::collections::BTreeMap;

use super::{FOLLOWS_MAX, Page, VerdictView};
use crate::message::verify::{self as said, HeldCounts};
use crate::render::printable;
use crate::verify::{Derived, FigureAt, Held};

/// What a book has of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldView<'a> {
    /// What the book is called.
    pub book: &'a str,
    /// Each figure beside what the book has.
    pub held: &'a [Held],
}

/// How the figures stand against a book, as part of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPart {
    /// What came of it, on one line.
    pub headline: String,
    /// Whether the book bears out what it tells of the figures.
    pub ties: bool,
    /// Its heading.
    pub title: &'static str,
    /// How many figures are equal, differ, cannot be told.
    pub sentence: String,
    /// Those that differ, one a cause.
    pub differences: Vec<Difference>,
    /// What leads to the figures that follow from one of them.
    pub follows_lead: &'static str,
    /// What leads to what cannot be told.
    pub not_derivable_lead: &'static str,
    /// How many figures cannot be told, a line for each reason.
    pub not_derivable: Vec<String>,
}

/// A figure that is not the book's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands, what is printed, what the book has.
    pub sentence: String,
    /// How it came about, where the arithmetic shows it.
    pub explanation: Option<String>,
    /// The figures that are wrong for its sake, a line each.
    pub follows: Vec<String>,
    /// How many more of them there are than are listed.
    pub more_follows: Option<String>,
}

/// How many figures of each kind there are.
fn counts(held: &[Held]) -> HeldCounts {
    let count = |is_meant: fn(&Derived) -> bool| held.iter().filter(|held| is_meant(&held.derived)).count();
    HeldCounts {
        equal: count(|derived| matches!(derived, Derived::Equal { .. })),
        rounding: count(|derived| matches!(derived, Derived::Rounding { .. })),
        differ: count(|derived| matches!(derived, Derived::Differs { .. })),
        not_derivable: count(|derived| matches!(derived, Derived::NotDerivable(_))),
    }
}

impl Page<'_> {
    pub(super) fn book(&self) -> Option<BookPart> {
        let HeldView { held, book } = self.view.held?;
        let VerdictView { lang, .. } = *self.view;
        Some(BookPart {
            headline: said::held_in_short(counts(held), book, lang),
            ties: !held.iter().any(Held::differs),
            title: self.say("Mot boken", "Against the book"),
            sentence: said::held(counts(held), lang),
            differences: self.differences(held),
            follows_lead: self.say("Följer av detsamma:", "Follows from the same:"),
            not_derivable_lead: self.say("Går inte att räkna fram:", "Cannot be derived:"),
            not_derivable: self.not_derivable(held),
        })
    }

    fn differences(&self, held: &[Held]) -> Vec<Difference> {
        let lang = self.view.lang;
        let differing = held.iter().filter_map(|held| match held.derived {
            Derived::Differs { follows_from, .. } => Some((held.figure, follows_from)),
            _ => None,
        });
        let from: BTreeMap<FigureAt, Option<FigureAt>> = differing.collect();
        let mut follows: BTreeMap<FigureAt, Vec<String>> = BTreeMap::new();
        let mut roots = Vec::new();
        for one in held {
            let Derived::Differs { exact, difference, explanation, .. } = &one.derived else { continue };
            let sentence = said::differs(one.figure, *exact, *difference, self.reports, lang);
            match root(one.figure, &from) {
                Some(root) => follows.entry(root).or_default().push(sentence),
                None => roots.push((one.figure, sentence, *explanation)),
            }
        }
        let told = |(at, sentence, explanation): (FigureAt, String, Option<_>)| {
            let mut follows = follows.remove(&at).unwrap_or_default();
            let more_follows = self.cut(&mut follows, FOLLOWS_MAX);
            let explanation = explanation
                .map(|known| said::explained(known, &said::figure(at, self.reports), self.reports, lang));
            Difference { sentence, explanation, follows, more_follows }
        };
        roots.into_iter().map(told).collect()
    }

    fn not_derivable(&self, held: &[Held]) -> Vec<String> {
        let mut reasons: Vec<(String, usize, Vec<String>)> = Vec::new();
        for one in held {
            let Derived::NotDerivable(reason) = &one.derived else { continue };
            let reason = said::reason(reason, self.view.lang);
            let table =
                one.figure.table(self.reports).map(|table| printable(&table.name)).unwrap_or_default();
            match reasons.iter_mut().find(|(known, ..)| *known == reason) {
                Some((_, number, tables)) => {
                    *number += 1;
                    if !tables.contains(&table) {
                        tables.push(table);
                    }
                }
                None => reasons.push((reason, 1, vec![table])),
            }
        }
        let told = |(reason, number, tables): (String, usize, Vec<String>)| {
            format!("{reason}: {}", said::figures_in(number, &tables, self.view.lang))
        };
        reasons.into_iter().map(told).collect()
    }
}

/// The figure that this one follows from in the end; none if it stands for itself.
fn root(at: FigureAt, from: &BTreeMap<FigureAt, Option<FigureAt>>) -> Option<FigureAt> {
    let step = |at: FigureAt| from.get(&at).copied().flatten().filter(|next| from.contains_key(next));
    let mut last = step(at)?;
    // Two figures that follow from each other would lead in a circle.
    for _ in 0..from.len() {
        match step(last) {
            Some(next) => last = next,
            None => return Some(last),
        }
    }
    None
}
