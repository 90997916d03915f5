//! The words of a layout, in the language that it shows and in another.

use std::collections::BTreeMap;

use super::draft::{Edition, LayoutDraft};
use super::overview::{OverviewBody, OverviewDraft, OverviewSource};

/// Words that a reader sees, and the same in another language where the layout has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Those that are shown.
    pub shown: Wording,
    /// The same in the other language.
    pub translation: Option<Wording>,
}

/// Words in one language, which may be others in an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The present ones.
    pub present: String,
    /// Those of an edition, by its name.
    pub in_edition: BTreeMap<String, String>,
}

impl Words {
    /// The words that are shown in an edition, or at present.
    #[must_use]
    pub fn in_edition(&self, edition: Option<&Edition>) -> &str {
        self.shown.in_edition(edition)
    }

    /// Every form they have, in whatever language and edition; those that are shown come first.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        self.languages().flat_map(Wording::forms)
    }

    /// The editions that they name, in either language.
    pub(super) fn editions(&self) -> impl Iterator<Item = &String> {
        self.languages().flat_map(|wording| wording.in_edition.keys())
    }

    fn languages(&self) -> impl Iterator<Item = &Wording> {
        std::iter::once(&self.shown).chain(&self.translation)
    }

    /// Shows the other language, if the layout has them in it.
    fn translate(&mut self) {
        if let Some(translation) = &mut self.translation {
            std::mem::swap(&mut self.shown, translation);
        }
    }
}

impl Wording {
    /// The words in an edition, or at present.
    #[must_use]
    pub fn in_edition(&self, edition: Option<&Edition>) -> &str {
        edition.and_then(|edition| self.in_edition.get(&edition.name)).unwrap_or(&self.present)
    }

    /// Every form they have, the present one first.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.present).chain(self.in_edition.values()).map(String::as_str)
    }
}

impl From<&str> for Words {
    fn from(present: &str) -> Self {
        Self { shown: present.into(), translation: None }
    }
}

impl From<&str> for Wording {
    fn from(present: &str) -> Self {
        Self { present: present.to_owned(), in_edition: BTreeMap::new() }
    }
}

/// The draft with the other language shown, of all words that it has in it.
pub(super) fn translated(mut draft: LayoutDraft) -> LayoutDraft {
    for words in words_of(&mut draft) {
        words.translate();
    }
    draft
}

fn words_of(draft: &mut LayoutDraft) -> Vec<&mut Words> {
    let mut words = vec![&mut draft.note_word, &mut draft.sum_word];
    let statements = [
        (&mut draft.income_statement.title, &mut draft.income_statement.rows),
        (&mut draft.balance_sheet.title, &mut draft.balance_sheet.rows),
        (&mut draft.cash_flow.title, &mut draft.cash_flow.rows),
    ];
    for (title, rows) in statements {
        words.push(title);
        words.extend(rows.iter_mut().map(|row| &mut row.label));
    }
    for note in &mut draft.notes {
        words.extend([&mut note.number, &mut note.title]);
        words.extend(note.rows.iter_mut().map(|row| &mut row.label));
    }
    words.extend(draft.overviews.iter_mut().flat_map(words_of_overview));
    words
}

fn words_of_overview(overview: &mut OverviewDraft) -> Vec<&mut Words> {
    let mut words = vec![&mut overview.title];
    match &mut overview.body {
        OverviewBody::Parts(parts) => {
            words.extend([&mut parts.rest, &mut parts.total]);
            words.extend(&mut parts.sum);
        }
        OverviewBody::Rows(rows) => {
            for row in rows {
                words.push(&mut row.label);
                if let OverviewSource::ShareOfCost { rest, .. } = &mut row.source {
                    words.push(rest);
                }
            }
        }
    }
    words
}
