//! The grammar of cells: what the bytes of one field mean, read in place.
//!
//! A cell is read by what its column has shown: [`NumberEvidence`] and [`DateEvidence`] look at the
//! cells of a column and settle a [`NumberStyle`] and a [`DateStyle`]. What could be meant in two
//! ways and is not settled is refused with its readings; nothing is cleaned into something else.
//!
//! The bytes are text in UTF-8 or in a code page that shares ASCII with it: only the few marks that
//! numbers are parted with lie outside, and those of Windows-1252 are known too. Blanks of ASCII
//! around a cell are the caller's to take off, with [`trimmed`].

mod blank;
mod code;
mod date_style;
mod day;
mod figure;
mod number_style;
mod period;
#[cfg(test)]
mod tests;

pub(crate) use blank::{stands_for_nothing, trimmed};
pub(crate) use code::{AccountCell, account, account_cell, flag, side, voucher_number};
pub(crate) use date_style::{DateEvidence, DateStyle};
pub use date_style::{DateOrder, DatePattern, UnknownDatePattern};
pub(crate) use day::{Day, date, day_of};
pub(crate) use figure::FigureFault;
pub(crate) use figure::{decimal, figure};
pub(crate) use number_style::{DecimalMark, NumberEvidence, NumberStyle};
pub(crate) use period::{month_named, period, year};

/// A number of nothing but digits, at least one.
#[inline]
fn digits(field: &[u8]) -> Option<u64> {
    if field.is_empty() {
        return None;
    }
    let mut number: u64 = 0;
    for byte in field {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
    }
    Some(number)
}
