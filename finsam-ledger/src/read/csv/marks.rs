//! Where the marks of a table stand: what parts its fields and ends its lines, and quotation marks.

/// How many bytes are looked at together.
const GROUP: usize = 64;

/// The places of all delimiters, line ends and quotation marks, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Marks<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    /// Where the group lies that is looked at, and a bit for each mark of it that is still to come.
    group_start: usize,
    to_come: u64,
    next_start: usize,
}

impl<'a> Marks<'a> {
    /// The marks of these bytes, of which `delimiter` parts the fields.
    #[inline]
    pub(crate) fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        Self { bytes, delimiter, group_start: 0, to_come: 0, next_start: 0 }
    }

    /// The group that comes next; zeros, which are no marks, stand behind the last byte.
    fn next_group(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.next_start..)?;
        self.to_come = match rest.first_chunk::<GROUP>() {
            Some(group) => marks(group, self.delimiter),
            None if rest.is_empty() => return None,
            None => {
                let mut group = [0; GROUP];
                group[..rest.len()].copy_from_slice(rest);
                marks(&group, self.delimiter)
            }
        };
        (self.group_start, self.next_start) = (self.next_start, self.next_start + GROUP);
        Some(())
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.to_come == 0 {
            self.next_group()?;
        }
        let at = self.group_start + self.to_come.trailing_zeros() as usize;
        self.to_come &= self.to_come - 1;
        Some(at)
    }
}

/// One bit for each byte of a group that is a mark: written so that the compiler makes vectors of it.
#[inline]
fn marks(group: &[u8; GROUP], delimiter: u8) -> u64 {
    let mut is_mark = [0; GROUP];
    for (is_mark, byte) in is_mark.iter_mut().zip(group) {
        *is_mark = u8::from(*byte == delimiter)
            | u8::from(*byte == b'\n')
            | u8::from(*byte == b'\r')
            | u8::from(*byte == b'"');
    }
    let (words, _) = is_mark.as_chunks::<8>();
    let in_place = words.iter().enumerate().map(|(index, word)| {
        // The product's highest byte holds the lowest bits of all eight side by side.
        let bits = u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits << (8 * index)
    });
    in_place.fold(0, |marks, bits| marks | bits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_mark_is_found_and_nothing_else(
            bytes in prop::collection::vec(prop_oneof![
                prop::sample::select(b";:\n\x0b\r\x0c\"#a1\x00\xff".to_vec()),
                any::<u8>(),
            ], 0..300),
        ) {
            let found: Vec<usize> = Marks::new(&bytes, b';').collect();
            let is_mark = |at: &usize| matches!(bytes[*at], b';' | b'\n' | b'\r' | b'"');
            let all: Vec<usize> = (0..bytes.len()).filter(is_mark).collect();
            prop_assert_eq!(found, all);
        }
    }
}
