//! From amounts to pixels, in whole numbers.

use crate::amount::Amount;

/// A straight line from amounts to pixels that has zero on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: i128,
    high: i128,
    pixels: i64,
}

impl Scale {
    /// The scale on which all of these amounts, and zero, lie within so many pixels.
    pub(super) fn of(amounts: impl IntoIterator<Item = Amount>, pixels: i64) -> Self {
        let (mut low, mut high) = (0, 0);
        for amount in amounts {
            low = low.min(i128::from(amount.ore()));
            high = high.max(i128::from(amount.ore()));
        }
        Self { low, high, pixels }
    }

    /// The öre from its lowest amount to its highest.
    pub(super) const fn span(self) -> i128 {
        self.high - self.low
    }

    /// The same amounts over other pixels.
    pub(super) const fn over(self, pixels: i64) -> Self {
        Self { pixels, ..self }
    }

    /// How many pixels an amount lies from the lowest, to the nearest.
    pub(super) fn at(self, amount: Amount) -> i64 {
        part(i128::from(amount.ore()) - self.low, self.span(), self.pixels)
    }

    /// How high it goes.
    pub(super) const fn top(self) -> i64 {
        if self.span() == 0 { 0 } else { self.pixels }
    }

    /// Where zero lies.
    pub(super) fn zero(self) -> i64 {
        self.at(Amount::ZERO)
    }

    /// From where to where a bar goes from zero; what is not nothing is seen.
    pub(super) fn bar(self, amount: Amount) -> (i64, i64) {
        let (zero, end) = (self.zero(), self.at(amount));
        let is_hidden = zero == end && !amount.is_zero();
        match (is_hidden, amount.ore() < 0) {
            (true, true) => ((zero - 1).max(0), zero.max(1)),
            (true, false) => (zero.min(self.pixels - 1), (zero + 1).min(self.pixels)),
            (false, _) => (zero.min(end), zero.max(end)),
        }
    }

    /// Round amounts within it, some four of them, zero among them.
    pub(super) fn marks(self) -> Vec<Amount> {
        let step = step(self.span());
        let (first, last) = (self.low.div_euclid(step), self.high.div_euclid(step));
        let multiples = (first..=last).map(|count| count * step).filter(|mark| *mark >= self.low);
        multiples.filter_map(|ore| i64::try_from(ore).ok()).map(Amount::from_ore).collect()
    }
}

/// A share of some pixels, to the nearest.
pub(super) fn part(of: i128, whole: i128, pixels: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let doubled = (2 * of * i128::from(pixels) + whole).div_euclid(2 * whole);
    i64::try_from(doubled).unwrap_or_default()
}

/// One, two or five of a power of ten of whole kronor, at least a fifth of a span.
fn step(span: i128) -> i128 {
    let mut power: i128 = 100;
    loop {
        if let Some(step) = [1, 2, 5].map(|count| count * power).into_iter().find(|step| step * 4 >= span) {
            return step;
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_on_every_scale_and_what_is_something_is_seen() {
        let ore = Amount::from_ore;
        let scale = Scale::of([ore(-100), ore(300)], 400);
        assert_eq!((scale.zero(), scale.at(ore(300)), scale.at(ore(-100))), (100, 400, 0));
        assert_eq!(scale.bar(ore(-50)), (50, 100));
        let wide = Scale::of([ore(i64::MIN + 1), Amount::MAX], 300);
        assert_eq!((wide.bar(ore(1)), wide.bar(ore(-1))), ((150, 151), (149, 150)));
        assert_eq!(Scale::of([], 300).bar(Amount::ZERO), (0, 0));
    }

    #[test]
    fn marks_are_round_and_few() {
        let marks = |low: i64, high: i64| {
            let scale = Scale::of([low, high].map(|kr| Amount::from_ore(kr * 100)), 300);
            scale.marks().into_iter().map(|mark| mark.ore() / 100).collect::<Vec<_>>()
        };
        assert_eq!(marks(0, 8_754), [0, 5_000]);
        assert_eq!(marks(-805, 3_843), [0, 2_000]);
        assert_eq!(marks(0, 4_000), [0, 1_000, 2_000, 3_000, 4_000]);
        assert_eq!(marks(-3, 0), [-3, -2, -1, 0]);
    }
}
