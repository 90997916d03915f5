//! Which voucher numbers of a series have been seen, and on which day: two bytes a voucher
//! where numbers follow each other, as they nearly always do.

use std::collections::BTreeMap;

/// The numbers of one series in one fiscal year.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberLog {
    /// Stretches of numbers that follow each other: the first number, and the days of all.
    stretches: BTreeMap<u64, Vec<u16>>,
    /// The stretch that grew last, kept out of the map while it grows.
    growing: Option<(u64, Vec<u16>)>,
}

impl NumberLog {
    /// Notes a number with its day of the year; tells the day it was first seen on, if it was.
    pub(crate) fn note(&mut self, number: u64, day: u16) -> Option<u16> {
        if let Some((first, days)) = &mut self.growing {
            let index = number.checked_sub(*first).and_then(|index| usize::try_from(index).ok());
            match index {
                Some(index) if index < days.len() => return Some(days[index]),
                Some(index) if index == days.len() && !self.stretches.contains_key(&number) => {
                    days.push(day);
                    return None;
                }
                _ => {}
            }
        }
        if let Some(seen) = self.seen_elsewhere(number) {
            return Some(seen);
        }
        self.settle();
        let (first, mut days) = self.stretch_ending_before(number).unwrap_or((number, Vec::new()));
        days.push(day);
        self.growing = Some((first, days));
        None
    }

    fn seen_elsewhere(&self, number: u64) -> Option<u16> {
        let (first, days) = self.stretches.range(..=number).next_back()?;
        days.get(usize::try_from(number - first).ok()?).copied()
    }

    /// Takes out the stretch that `number` would continue.
    fn stretch_ending_before(&mut self, number: u64) -> Option<(u64, Vec<u16>)> {
        let (first, days) = self.stretches.range(..number).next_back()?;
        let continues = usize::try_from(number - first).is_ok_and(|index| index == days.len());
        let first = *first;
        if continues { self.stretches.remove_entry(&first) } else { None }
    }

    fn settle(&mut self) {
        if let Some((first, days)) = self.growing.take() {
            self.stretches.insert(first, days);
        }
    }

    /// The holes between the lowest and the highest number: first and last of each.
    pub(crate) fn holes(&mut self) -> Vec<(u64, u64)> {
        self.settle();
        let ends = self.stretches.iter().map(|(first, days)| first + (days.len() as u64 - 1));
        let next_starts = self.stretches.keys().skip(1);
        ends.zip(next_starts)
            .filter(|(end, start)| end + 1 < **start)
            .map(|(end, start)| (end + 1, start - 1))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::NumberLog;

    proptest! {
        /// Beside a plain map: the same numbers seen, the same holes, in any order.
        #[test]
        fn it_is_a_plain_map(numbers in prop::collection::vec((1_u64..40, 0_u16..366), 1..80)) {
            let (mut log, mut plain) = (NumberLog::default(), BTreeMap::new());
            for (number, day) in numbers {
                prop_assert_eq!(log.note(number, day), plain.get(&number).copied());
                plain.entry(number).or_insert(day);
            }
            let missing: Vec<u64> = match (plain.keys().next(), plain.keys().next_back()) {
                (Some(first), Some(last)) => (*first..*last).filter(|number| !plain.contains_key(number)).collect(),
                _ => Vec::new(),
            };
            let holes: Vec<u64> = log.holes().into_iter().flat_map(|(first, last)| first..=last).collect();
            prop_assert_eq!(holes, missing);
        }
    }

    #[test]
    fn the_highest_number_there_is_does_no_harm() {
        let mut log = NumberLog::default();
        assert_eq!(log.note(u64::MAX, 1), None);
        assert_eq!(log.note(u64::MAX, 2), Some(1));
        assert_eq!(log.note(0, 3), None);
        assert_eq!(log.holes(), [(1, u64::MAX - 1)]);
    }
}
