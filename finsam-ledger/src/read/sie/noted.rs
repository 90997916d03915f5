//! What is worth a word, but not one for each time it happens.

use std::collections::BTreeMap;

use super::figure;
use crate::finding::{Fact, Finding, Place};
use crate::read::intake::Intake;

/// The most labels that are told apart: nobody reads on after that.
const LABELS_MAX: usize = 50;

/// Counts, each with the place of the first.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    /// Items with a label that is none, by label.
    pub(crate) unknown: BTreeMap<String, (u64, Place)>,
    /// Items with more fields than they have, by label.
    pub(crate) extra: BTreeMap<String, (u64, Place)>,
    /// Letters that are none any more.
    pub(crate) lost: Option<(u64, Place)>,
    /// Vouchers that had no number and were given one.
    pub(crate) numbered: Option<(u64, Place)>,
    /// Rows and sums with a quantity, which a book does not keep.
    pub(crate) quantities: Option<(u64, Place)>,
    /// Elements of SIE 5 that a book cannot hold, by name.
    pub(crate) left_out: BTreeMap<String, (u64, Place)>,
}

impl Noted {
    /// One more of what is counted by label.
    pub(crate) fn by_label(
        counts: &mut BTreeMap<String, (u64, Place)>,
        label: String,
        place: impl FnOnce() -> Place,
    ) {
        if let Some((times, _)) = counts.get_mut(&label) {
            *times += 1;
        } else if counts.len() < LABELS_MAX {
            counts.insert(label, (1, place()));
        }
    }

    /// `times` more of what is counted as such.
    pub(crate) fn add(count: &mut Option<(u64, Place)>, times: u64, place: impl FnOnce() -> Place) {
        match count {
            Some((before, _)) => *before += times,
            None => *count = Some((times, place())),
        }
    }

    /// A field where a quantity may stand; nothing and zero are none.
    pub(crate) fn quantity(&mut self, field: &[u8], place: impl FnOnce() -> Place) {
        if figure::is_quantity(field) {
            Self::add(&mut self.quantities, 1, place);
        }
    }

    /// Tells everything.
    pub(crate) fn note(self, intake: &mut Intake) {
        for (label, (times, place)) in self.unknown {
            intake.note(Finding::at(place, Fact::SieLabelUnknown { label, times }));
        }
        for (label, (times, place)) in self.extra {
            intake.note(Finding::at(place, Fact::SieFieldsExtra { label, times }));
        }
        if let Some((letters, place)) = self.lost {
            intake.note(Finding::at(place, Fact::SieLettersLost { letters }));
        }
        if let Some((vouchers, place)) = self.numbered {
            intake.note(Finding::at(place, Fact::SieNumbersGiven { vouchers }));
        }
        if let Some((times, place)) = self.quantities {
            intake.note(Finding::at(place, Fact::SieQuantities { times }));
        }
        if let Some(place) = self.left_out.values().map(|(_, place)| place).min().cloned() {
            let elements = self.left_out.into_iter().map(|(name, (times, _))| (name, times)).collect();
            intake.note(Finding::at(place, Fact::SieContentLeftOut { elements }));
        }
    }
}
