//! Öre as whole numbers: reading, splitting and the one small generator of variation.

use crate::Fallible;

/// Reads kronor with a decimal point and at most two decimals as öre.
pub(crate) fn ore(text: &str) -> Fallible<i64> {
    let wrong = || format!("not an amount: {text}");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (kronor, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let kronor: i64 = kronor.parse().map_err(|_| wrong())?;
    let hundredths: i64 = match decimals.len() {
        1 => decimals.parse::<i64>().map_err(|_| wrong())? * 10,
        2 => decimals.parse().map_err(|_| wrong())?,
        _ => return Err(wrong().into()),
    };
    Ok(sign * (kronor * 100 + hundredths))
}

/// Öre as kronor with two decimals, with this between kronor and öre and that between thousands.
pub(crate) fn kronor(ore: i64, decimal: char, thousands: &str) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    let digits = (ore.abs() / 100).to_string();
    let mut whole = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            whole.push_str(thousands);
        }
        whole.push(digit);
    }
    format!("{sign}{whole}{decimal}{:02}", ore.abs() % 100)
}

/// A linear congruential generator with a fixed seed: variation that is the same in every run.
#[derive(Clone, Debug)]
pub(crate) struct Variation(u64);

impl Variation {
    /// A generator that starts from `seed`.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from `low` up to and including `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such a generator have short periods; the high ones are fit for use.
        let drawn = i64::try_from(self.0 >> 33).unwrap_or_default();
        low + drawn % (high - low + 1)
    }

    /// One of `items`, or nothing when there are none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(items.len()).ok()? - 1;
        if last < 0 {
            return None;
        }
        items.get(usize::try_from(self.between(0, last)).ok()?)
    }

    /// Splits `total` into `count` parts of about the same size; the parts sum to the total.
    ///
    /// All parts but the last are multiples of a round step, as invoices mostly are.
    pub(crate) fn split(&mut self, total: i64, count: i64, unit: i64) -> Vec<i64> {
        let step = match total.abs() / count.max(1) {
            0..=799_999 => unit,
            800_000..=4_999_999 => 5_000,
            _ => 100_000,
        };
        let mut parts = Vec::new();
        let mut left = total;
        for remaining in (2..=count).rev() {
            let share = left / remaining * self.between(82, 118) / 100;
            let share = share / step * step;
            parts.push(share);
            left -= share;
        }
        parts.push(left);
        parts
    }
}

/// Splits `total` into `count` equal parts; what does not divide goes to the last.
pub(crate) fn split_evenly(total: i64, count: i64, unit: i64) -> Vec<i64> {
    let share = total / count / unit * unit;
    let mut parts = vec![share; usize::try_from(count - 1).unwrap_or_default()];
    parts.push(total - share * (count - 1));
    parts
}

/// Shares `total` out in proportion to `weights`, in whole units; the largest weight takes the rest.
pub(crate) fn share_out(total: i64, weights: &[i64], unit: i64) -> Vec<i64> {
    let sum: i128 = weights.iter().copied().map(i128::from).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut shares: Vec<i64> = weights
        .iter()
        .map(|weight| {
            let exact = i128::from(total) * i128::from(*weight) / sum;
            i64::try_from(exact).unwrap_or_default() / unit * unit
        })
        .collect();
    let rest = total - shares.iter().sum::<i64>();
    let largest = (0..weights.len()).max_by_key(|index| weights.get(*index));
    if let Some(share) = largest.and_then(|index| shares.get_mut(index)) {
        *share += rest;
    }
    shares
}
