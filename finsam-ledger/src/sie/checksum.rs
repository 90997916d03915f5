//! The checksum (`#KSUMMA`) that proves that a SIE file is whole and as it was written.

/// The checksum of the items between the first `#KSUMMA` and the last: an ordinary CRC-32 over
/// each item's label and the contents of its fields, as they stand in code page 437.
///
/// What only holds the file together does not count: blanks between fields, the quotation marks
/// around a field, the backslash before one inside it, braces and line ends. So an item of an
/// object list adds its number and its code, and nothing more.
///
/// ```
/// use finsam_ledger::sie::checksum::Checksum;
///
/// let mut checksum = Checksum::new();
/// for part in ["#KONTO", "1930", "Bank"] {
///     checksum.add(part.as_bytes());
/// }
/// assert_eq!(checksum.value(), 0x43a2_4bff);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Checksum(crc32fast::Hasher);

impl Checksum {
    /// The checksum of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a label, with its `#`, or the content of a field.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// Adds all that was added to `other`, after what was added to this.
    pub fn append(&mut self, other: &Self) {
        self.0.combine(&other.0);
    }

    /// The checksum of all that was added.
    #[must_use]
    pub fn value(&self) -> u32 {
        self.0.clone().finalize()
    }
}

/// The checksum that the last `#KSUMMA` of a file states; programs print the same 32 bits with
/// and without a sign.
///
/// ```
/// use finsam_ledger::sie::checksum::stated;
/// assert_eq!(stated("2215893042"), Some(2_215_893_042));
/// assert_eq!(stated("-2079074254"), Some(2_215_893_042));
/// assert_eq!(stated("4294967296"), None, "more than 32 bits");
/// ```
#[must_use]
pub fn stated(text: &str) -> Option<u32> {
    let signed = || text.parse::<i32>().ok().map(i32::cast_unsigned);
    text.parse().ok().or_else(signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_ordinary_crc_32() {
        let mut checksum = Checksum::new();
        checksum.add(b"1234");
        checksum.add(b"");
        checksum.add(b"56789");
        assert_eq!(checksum.value(), 0xcbf4_3926, "the check value that every description of it gives");
    }

    #[test]
    fn parts_summed_apart_are_the_whole() {
        for cut in 0..=9 {
            let (mut first, mut second) = (Checksum::new(), Checksum::new());
            first.add(&b"123456789"[..cut]);
            second.add(&b"123456789"[cut..]);
            first.append(&second);
            assert_eq!(first.value(), 0xcbf4_3926);
        }
    }

    #[test]
    fn what_is_no_checksum_is_not_read_as_one() {
        for text in ["", "-", "12a", " 1", "-2147483649", "1.0"] {
            assert_eq!(stated(text), None, "{text}");
        }
        assert_eq!(stated("-2147483648"), Some(0x8000_0000));
    }
}
