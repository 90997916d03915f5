//! Files that are broken in one way each: refused with the code, the line and the column of it, and
//! with nothing of them taken for sound.

#![cfg(feature = "csv")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use finsam_ledger::finding::has_errors;
use finsam_ledger::read::{Keep, Options, Read, Reading};

#[path = "support/broken.rs"]
mod broken;

fn read(bytes: &[u8]) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
    reading.file("fil.csv", bytes).expect("memory can be read");
    reading.finish().expect("small amounts")
}

#[test]
fn each_broken_file_is_refused_where_it_is_broken() {
    let mut wrong = Vec::new();
    for (what, bytes, expected) in broken::all() {
        let read = read(bytes);
        let shown: Vec<String> = read
            .findings
            .iter()
            .map(|finding| {
                let place = finding.place.as_ref();
                let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
                format!("{} {line}:{column}", finding.code())
            })
            .collect();
        if shown != *expected || !has_errors(&read.findings) {
            wrong.push(format!("{what}: {shown:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_broken_files_cover_the_ways_to_break_one() {
    let codes: BTreeSet<&str> = broken::all()
        .flat_map(|(_, _, expected)| *expected)
        .filter_map(|shown| shown.split(' ').next())
        .collect();
    assert!(broken::all().count() >= 25 && codes.len() >= 25, "{} files, {codes:?}", broken::all().count());
}
