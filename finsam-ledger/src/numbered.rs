//! Something small about each of many numbers, as vouchers have them, kept close together.

use std::collections::BTreeMap;

/// How many bits of a number tell its place in its page.
const PAGE_BITS: u32 = u128::BITS.ilog2();

/// Values by number.
///
/// Numbers lie in pages. A page has room for the values it holds and a bit for each it could hold, so
/// a value takes little more than its size, in whatever order numbers come and however far apart.
#[derive(Clone, Debug)]
pub(crate) struct Numbered<T> {
    /// Where the page of each number lies, by what all numbers of a page begin with.
    places: BTreeMap<u64, usize>,
    pages: Vec<Page<T>>,
    /// The page that was asked for last: the next number mostly lies there too.
    last: Option<(u64, usize)>,
}

/// A voucher: the number of its series in its fiscal year, and its own.
pub(crate) type VoucherKey = (usize, u64);

/// Values by voucher.
#[derive(Clone, Debug)]
pub(crate) struct ByVoucher<T>(Vec<Numbered<T>>);

/// The values of numbers that differ in their last bits alone.
#[derive(Clone, Debug)]
struct Page<T> {
    /// Which of the numbers have a value, the first of them in the lowest bit.
    present: u128,
    /// Their values, in order.
    values: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), pages: Vec::new(), last: None }
    }
}

impl<T> Default for ByVoucher<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> ByVoucher<T> {
    /// The value of a voucher.
    pub(crate) fn get(&mut self, (series, number): VoucherKey) -> Option<T> {
        self.0.get_mut(series)?.get(number)
    }

    /// Gives a voucher this value, whatever it had.
    pub(crate) fn set(&mut self, (series, number): VoucherKey, value: T) {
        if self.0.len() <= series {
            self.0.resize_with(series + 1, Numbered::default);
        }
        self.0[series].set(number, value);
    }

    /// Takes the value of a voucher away.
    pub(crate) fn take(&mut self, (series, number): VoucherKey) -> Option<T> {
        self.0.get_mut(series)?.take(number)
    }

    /// All vouchers with their values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (VoucherKey, T)> {
        let of_series = self.0.iter().enumerate();
        of_series.flat_map(|(series, of_series)| {
            of_series.iter().map(move |(number, value)| ((series, number), value))
        })
    }
}

impl<T: Copy> Numbered<T> {
    /// The value of a number.
    pub(crate) fn get(&mut self, number: u64) -> Option<T> {
        let place = self.place(number >> PAGE_BITS)?;
        let page = &self.pages[place];
        page.index(number).ok().map(|index| page.values[index])
    }

    /// Gives a number a value if it has none; else tells the one it has.
    #[inline]
    pub(crate) fn note(&mut self, number: u64, value: T) -> Option<T> {
        let page = self.page(number);
        match page.index(number) {
            Ok(index) => Some(page.values[index]),
            Err(index) => {
                page.add(number, index, value);
                None
            }
        }
    }

    /// Gives a number this value, whatever it had.
    pub(crate) fn set(&mut self, number: u64, value: T) {
        let page = self.page(number);
        match page.index(number) {
            Ok(index) => page.values[index] = value,
            Err(index) => page.add(number, index, value),
        }
    }

    /// Takes the value of a number away.
    pub(crate) fn take(&mut self, number: u64) -> Option<T> {
        let place = self.place(number >> PAGE_BITS)?;
        self.pages[place].take(number)
    }

    /// All numbers with their values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, T)> {
        let numbers = self.stretches().flat_map(|(first, last)| first..=last);
        numbers.zip(self.places.values().flat_map(|place| self.pages[*place].values.iter().copied()))
    }

    /// The numbers between the lowest and the highest that have no value: first and last of each stretch.
    pub(crate) fn holes(&self) -> Vec<(u64, u64)> {
        let (mut holes, mut end) = (Vec::new(), None);
        for (first, last) in self.stretches() {
            if let Some(end) = end
                && end + 1 < first
            {
                holes.push((end + 1, first - 1));
            }
            end = Some(last);
        }
        holes
    }

    /// The first and last of numbers that follow each other within a page, in order.
    fn stretches(&self) -> impl Iterator<Item = (u64, u64)> {
        self.places.iter().flat_map(|(start, place)| {
            let (mut rest, mut next) = (self.pages[*place].present, start << PAGE_BITS);
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let first = next + u64::from(rest.trailing_zeros());
                rest >>= rest.trailing_zeros();
                let last = first + u64::from(rest.trailing_ones() - 1);
                rest = rest.checked_shr(rest.trailing_ones()).unwrap_or(0);
                next = last.saturating_add(1);
                Some((first, last))
            })
        })
    }

    /// Where the page lies whose numbers begin so, if there is one.
    #[inline]
    fn place(&mut self, start: u64) -> Option<usize> {
        match self.last {
            Some((last, place)) if last == start => Some(place),
            _ => {
                let place = *self.places.get(&start)?;
                self.last = Some((start, place));
                Some(place)
            }
        }
    }

    /// The page of a number, a new one if there is none.
    #[inline]
    fn page(&mut self, number: u64) -> &mut Page<T> {
        let start = number >> PAGE_BITS;
        let place = match self.place(start) {
            Some(place) => place,
            None => self.add_page(start),
        };
        &mut self.pages[place]
    }

    #[cold]
    fn add_page(&mut self, start: u64) -> usize {
        let place = self.pages.len();
        self.pages.push(Page { present: 0, values: Vec::new() });
        self.places.insert(start, place);
        self.last = Some((start, place));
        place
    }
}

impl<T: Copy> Page<T> {
    /// Where among the values that of a number stands, or where it would.
    #[inline]
    fn index(&self, number: u64) -> Result<usize, usize> {
        let bit = bit(number);
        if self.present < bit {
            // Numbers mostly come in order, and then nothing needs counting.
            return Err(self.values.len());
        }
        let index = (self.present & (bit - 1)).count_ones() as usize;
        if self.present & bit == 0 { Err(index) } else { Ok(index) }
    }

    #[inline]
    fn add(&mut self, number: u64, index: usize, value: T) {
        self.present |= bit(number);
        self.values.insert(index, value);
    }

    /// Takes a value away, and gives room back when only a quarter of it is needed.
    fn take(&mut self, number: u64) -> Option<T> {
        let value = self.values.remove(self.index(number).ok()?);
        self.present &= !bit(number);
        if self.values.len() <= self.values.capacity() / 4 {
            self.values.shrink_to(2 * self.values.len());
        }
        Some(value)
    }
}

/// The bit of a number in its page.
#[inline]
const fn bit(number: u64) -> u128 {
    1 << (number % (1 << PAGE_BITS))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Numbered;

    /// Numbers that lie close, across the ends of pages, and as far apart as can be.
    fn number() -> impl Strategy<Value = u64> {
        prop_oneof![6 => 1_u64..40, 6 => 100_u64..300, 1 => any::<u64>(), 1 => u64::MAX - 200..=u64::MAX]
    }

    proptest! {
        /// Beside a plain map: the same values, the same holes, in any order.
        #[test]
        fn it_is_a_plain_map(steps in prop::collection::vec((0..5_u8, number(), any::<u16>()), 1..200)) {
            let (mut numbered, mut plain) = (Numbered::default(), BTreeMap::new());
            for (step, number, value) in steps {
                let before = plain.get(&number).copied();
                match step {
                    0 => prop_assert_eq!(numbered.get(number), before),
                    1 | 2 => {
                        prop_assert_eq!(numbered.note(number, value), before);
                        plain.entry(number).or_insert(value);
                    }
                    3 => {
                        numbered.set(number, value);
                        plain.insert(number, value);
                    }
                    _ => prop_assert_eq!(numbered.take(number), plain.remove(&number)),
                }
            }
            let numbers: Vec<u64> = plain.keys().copied().collect();
            let apart = numbers.windows(2).filter(|pair| pair[1] - pair[0] > 1);
            let holes: Vec<_> = apart.map(|pair| (pair[0] + 1, pair[1] - 1)).collect();
            prop_assert_eq!(numbered.holes(), holes);
            prop_assert_eq!(numbered.iter().collect::<Vec<_>>(), plain.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_highest_number_there_is_does_no_harm() {
        let mut log = Numbered::default();
        assert_eq!(log.note(u64::MAX, 1), None);
        assert_eq!(log.note(u64::MAX, 2), Some(1));
        assert_eq!(log.note(0, 3), None);
        assert_eq!(log.holes(), [(1, u64::MAX - 1)]);
    }

    #[test]
    fn what_is_taken_away_gives_its_room_back() {
        let mut numbered = Numbered::default();
        (0..900_u64).for_each(|number| numbered.set(number, number));
        (0..890).for_each(|number| assert_eq!(numbered.take(number), Some(number)));
        let room: usize = numbered.pages.iter().map(|page| page.values.capacity()).sum();
        assert!(room <= 40, "{room}");
    }
}
