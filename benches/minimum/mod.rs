//! The least that telling a file's totals per account can cost: what everything else is measured against.
//!
//! Plain CSV as the generator writes it, nothing checked: a buffer of 256 KiB, `memchr` for the ends of lines and
//! fields, whole öre in an array by account. What it is given it believes; it is no reader of bookkeeping.

use std::io::{self, Read};

/// What is read at once.
const BUFFER: usize = 256 * 1024;

/// The columns of account and amount, counted from 0: fields before them are passed over.
const ACCOUNT: usize = 2;
const AMOUNT: usize = 4;

/// The sum of every account from 0 to 9999, in öre, debit positive.
pub(crate) fn totals(mut input: impl Read) -> io::Result<Vec<i64>> {
    let mut sums = vec![0; 10_000];
    let mut buffer = vec![0; BUFFER];
    let (mut held, mut is_header) = (0, true);
    loop {
        let count = input.read(&mut buffer[held..])?;
        if count == 0 {
            return Ok(sums);
        }
        held += count;
        let mut start = 0;
        while let Some(length) = memchr::memchr(b'\n', &buffer[start..held]) {
            if !std::mem::take(&mut is_header) {
                add(&buffer[start..start + length], &mut sums);
            }
            start += length + 1;
        }
        buffer.copy_within(start..held, 0);
        held -= start;
    }
}

fn add(line: &[u8], sums: &mut [i64]) {
    let (mut start, mut account) = (0, 0);
    for (column, end) in memchr::memchr_iter(b';', line).enumerate() {
        match column {
            ACCOUNT => {
                let digits = &line[start..end];
                account = digits.iter().fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
            }
            AMOUNT => {
                sums[account] += ore(&line[start..end]);
                return;
            }
            _ => {}
        }
        start = end + 1;
    }
}

/// `-1234,56`: all but digits is passed over.
fn ore(field: &[u8]) -> i64 {
    let ore = field
        .iter()
        .fold(0, |ore, byte| if byte.is_ascii_digit() { ore * 10 + i64::from(byte - b'0') } else { ore });
    if field.first() == Some(&b'-') { -ore } else { ore }
}
