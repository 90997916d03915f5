//! Short stretches of bytes as numbers, so that they are compared and read eight at a time.

/// Eight times the digit zero.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// A stretch of at most eight bytes as one number, the first byte lowest; longer ones have none.
#[inline]
pub(super) fn word(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    let length = end.checked_sub(start)?;
    if length == 0 || length > 8 {
        return (length == 0).then_some(0);
    }
    let unused = 64 - 8 * length;
    match bytes.get(start..)?.first_chunk() {
        Some(eight) => Some(u64::from_le_bytes(*eight) << unused >> unused),
        None => Some(bytes.get(start..end)?.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    }
}

/// The number that a stretch of one to eight digits is.
#[inline]
pub(super) fn digits(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    let length = end.checked_sub(start).filter(|length| (1..=8).contains(length))?;
    // The bytes up to its last one, with zeros in place of those before its first.
    let eight: &[u8; 8] = bytes.get(..end)?.last_chunk()?;
    let before = 64 - 8 * length;
    let word = u64::from_le_bytes(*eight) >> before << before;
    eight_digits(if before == 0 { word } else { word | ZEROS >> (64 - before) })
}

/// The number that eight digits are, the first of them in the lowest byte.
#[inline]
fn eight_digits(word: u64) -> Option<u64> {
    let values = word ^ ZEROS;
    // A digit's value is at most nine: six more leave its high half empty.
    let are_digits = (values | values.wrapping_add(0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0;
    // Neighbours are taken together: digits to pairs, pairs to fours, fours to the whole.
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let whole = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF;
    are_digits.then_some(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_stretch() -> impl Strategy<Value = (Vec<u8>, usize, usize)> {
        let byte =
            prop_oneof![8 => b'0'..=b'9', 1 => any::<u8>(), 1 => prop::sample::select(b"/:;-,.".to_vec())];
        (prop::collection::vec(byte, 0..30), 0_usize..30, 0_usize..12)
            .prop_map(|(bytes, start, length)| (bytes, start, start + length))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn words_are_equal_where_the_bytes_are((bytes, start, end) in any_stretch(), other in 0_usize..30) {
            let length = end - start;
            let (Some(one), Some(two)) = (bytes.get(start..end), bytes.get(other..other + length)) else {
                return Ok(());
            };
            if length <= 8 {
                let words = [word(&bytes, start, end), word(&bytes, other, other + length)];
                prop_assert!(words[0].is_some());
                prop_assert_eq!(words[0] == words[1], one == two);
            } else {
                prop_assert_eq!(word(&bytes, start, end), None);
            }
        }

        #[test]
        fn digits_are_the_number_they_write((bytes, start, end) in any_stretch()) {
            let stretch = bytes.get(start..end).unwrap_or_default();
            let is_number = !stretch.is_empty() && stretch.iter().all(u8::is_ascii_digit);
            let number = std::str::from_utf8(stretch).ok().filter(|_| is_number).and_then(|text| text.parse().ok());
            // At the very start of a file there are no eight bytes to look at.
            if end >= 8 && stretch.len() <= 8 {
                prop_assert_eq!(digits(&bytes, start, end), number);
            } else if digits(&bytes, start, end).is_some() {
                prop_assert_eq!(digits(&bytes, start, end), number);
            }
        }
    }

    #[test]
    fn no_eight_bytes_are_too_many() {
        for byte in 0..=u8::MAX {
            let number = byte.is_ascii_digit().then(|| u64::from(byte - b'0') * 11_111_111);
            assert_eq!(digits(&[byte; 8], 0, 8), number);
        }
    }
}
