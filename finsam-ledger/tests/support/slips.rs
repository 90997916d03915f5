//! Slips of the pen in a sound file.

use proptest::sample::Index;

/// Where, what (changed, put in, taken out), and with which byte.
pub(crate) type Slip = (Index, i32, u8);

/// The bytes with these slips, one after the other.
pub(crate) fn with_slips(mut bytes: Vec<u8>, slips: Vec<Slip>) -> Vec<u8> {
    for (at, what, byte) in slips {
        let at = at.index(bytes.len());
        match what {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}
