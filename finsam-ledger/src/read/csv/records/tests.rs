//! The records of tables, beside those that the csv crate finds.

use proptest::prelude::*;

use super::*;

/// Hands out at most `step` bytes at a time.
struct Sips<'a>(&'a [u8], usize);

impl Read for Sips<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let step = self.1.min(out.len());
        self.0.read(&mut out[..step])
    }
}

type Fields = Vec<Vec<u8>>;

/// Every record up to one that is not whole, with the line it starts on.
fn ours(bytes: &[u8], delimiter: u8, step: usize, buffer: usize) -> Vec<(u64, Fields)> {
    let mut records = Records::with_buffer(Sips(bytes, step), buffer);
    records.set_delimiter(delimiter);
    let mut all = Vec::new();
    while let Some(record) = records.next().expect("memory can be read") {
        let starts = (0..record.len()).map(|index| record.raw_field(index).0);
        assert!(starts.is_sorted_by(|a, b| a < b), "fields stand one after the other");
        all.push((record.line, record.fields().map(<[u8]>::to_vec).collect()));
        if record.flaw.is_some() {
            break;
        }
    }
    all
}

fn theirs(bytes: &[u8], delimiter: u8) -> Vec<Fields> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let records = reader.byte_records().map(|record| record.expect("memory can be read"));
    records.map(|record| record.iter().map(<[u8]>::to_vec).collect()).collect()
}

fn csv_like() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        6 => prop::sample::select(b"\"\r\n;,\t".to_vec()),
        4 => prop::sample::select(b"ab1 ".to_vec()),
        1 => any::<u8>(),
    ];
    prop::collection::vec(byte, 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn records_are_those_of_the_csv_crate(
        bytes in csv_like(),
        delimiter in prop::sample::select(b";,\t".to_vec()),
        step in 1_usize..40,
        buffer in 1_usize..64,
    ) {
        let ours: Vec<Fields> =
            ours(&bytes, delimiter, step, buffer).into_iter().map(|(_, fields)| fields).collect();
        prop_assert_eq!(ours, theirs(&bytes, delimiter));
    }

    #[test]
    fn what_is_read_at_once_changes_nothing(bytes in csv_like(), step in 1_usize..9, buffer in 1_usize..64) {
        prop_assert_eq!(ours(&bytes, b';', step, buffer), ours(&bytes, b';', 4096, 4096));
    }
}

#[test]
fn lines_are_counted_over_every_kind_of_line_end() {
    let bytes = b"a\r\n\r\nb\rc\n\"d\r\nd\"\r\ne;\"f\n\"g\nh";
    let lines: Vec<u64> = ours(bytes, b';', 3, 4).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 3, 4, 5, 7, 9]);
}

#[test]
fn a_quotation_mark_left_open_costs_one_line() {
    let mut records = Records::new(&b"a;b\n1;\"2\n3;4\n5;6"[..]);
    records.set_delimiter(b';');
    let mut seen = Vec::new();
    while let Some(record) = records.next().expect("memory can be read") {
        seen.push((record.line, record.flaw, record.raw_field(1)));
    }
    let open = (2, Some(Flaw::QuoteOpen), (2, 10));
    assert_eq!(seen, [(1, None, (2, 1)), open, (3, None, (2, 1)), (4, None, (2, 1))]);
}

/// Far more than a record may be long; less of it where Miri takes every byte in hand.
const ENDLESS: u64 = if cfg!(miri) { 2 } else { 64 } * 1024 * 1024;

#[test]
fn a_record_without_end_is_given_up() {
    let endless = io::repeat(b'x').take(ENDLESS);
    let mut records = Records::new(endless);
    let record = records.next().expect("it can be read").expect("a record");
    assert_eq!(record.flaw, Some(Flaw::TooLong));
    assert_eq!(record.raw.len(), RECORD_MAX);

    let quoted = io::repeat(b'"').take(1).chain(io::repeat(b'x').take(ENDLESS));
    let mut records = Records::new(quoted);
    let record = records.next().expect("it can be read").expect("a record");
    assert_eq!(record.flaw, Some(Flaw::QuoteOpen));
}

#[test]
fn a_record_that_is_looked_at_is_still_the_next() {
    let mut records = Records::new(&b"\n\"a\nb\";c\nd"[..]);
    for delimiter in [b',', b';', b','] {
        records.set_delimiter(delimiter);
        let record = records.peek().expect("memory can be read").expect("a record");
        assert_eq!((record.line, record.len()), (2, if delimiter == b';' { 2 } else { 1 }));
    }
    assert_eq!(records.next().expect("memory can be read").map(|record| record.line), Some(2));
    assert_eq!(records.next().expect("memory can be read").map(|record| record.line), Some(4));
    assert!(records.next().expect("memory can be read").is_none());
}
