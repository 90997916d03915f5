//! Readers and bytes that nobody meant: no panic, no endless loop, nothing kept that is not told.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "support/hostile.rs"]
mod hostile;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A sound piece of each format, to be broken.
const TABLES: &[&str] = &[
    "Vernr;Datum;Konto;Kst;Projekt;Text;Debet;Kredit\n1;2024-01-05;1930;;;\"a;b\";12,50;\n1;2024-01-05;5539;3001;V;;;12,50\n",
    "Konto,IB 2024\n1930,1 250.00\n2010,-1 250.00\n",
    "konto\tperiod\tbelopp\n5539\t2024-01\t1.250,00\n",
];
const SIE: &str = "#FORMAT PC8\r\n#SIETYP 4\r\n#RAR 0 20240101 20241231\r\n#KONTO 1930 \"Bank \\\"giro\\\"\"\r\n\
    #DIM 1 Kostnadsställe\r\n#OBJEKT 1 3001 Kansli\r\n#IB 0 1930 100.00\r\n#OIB 0 1930 {1 3001} 40.00\r\n\
    #PBUDGET 0 202401 5539 {} 5.00\r\n#PSALDO 0 202401 1930 {1 3001} -5.00\r\n#UB 0 1930 95.00\r\n\
    #VER A 1 20240105 \"Möte\" 20240106 AB\r\n{\r\n#TRANS 1930 {} -5.00\r\n#RTRANS 5539 {1 3001 6 V} 5.00\r\n\
    #TRANS 5539 {1 3001 6 V} 5.00\r\n#BTRANS 5540 {} 5.00 20240107 \"x\" 1 CD\r\n}\r\n";
const SIE5: &str = "<FileInfo><FileCreation time=\"2024-12-31T00:00:00\" by=\"x\"/>\
    <FiscalYears><FiscalYear start=\"2024-01\" end=\"2024-12\" primary=\"true\"/></FiscalYears></FileInfo><Accounts>\
    <Account id=\"1930\" name=\"Bank\" type=\"asset\"><OpeningBalance month=\"2024-01\" amount=\"100.00\"/></Account>\
    </Accounts><Journal id=\"A\" name=\"A\"><JournalEntry id=\"1\" journalDate=\"2024-01-05\" text=\"x\">\
    <LedgerEntry accountId=\"1930\" amount=\"-5\"/><LedgerEntry accountId=\"5539\" amount=\"5\"/></JournalEntry></Journal>";
const SHEET: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Konto</t></is></c>\
    <c r=\"D1\" t=\"str\"><f>A1</f><v>Belopp</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>45296</v></c>\
    <c r=\"C2\"><v>1930</v></c><c r=\"D2\"><v>100.10000000000001</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c>\
    <c r=\"B3\" t=\"d\"><v>2024-01-05</v></c><c r=\"C3\"><v>5539</v></c><c r=\"D3\"><v>-1.001E2</v></c></row>\
    \0<si><t>Vernr</t></si><si><r><t>Dat</t></r><r><t>um</t></r></si>\
    \0<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts>\
    <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>";
const TOML: &str = "[entity]\nname = \"X\"\n[books]\nlayout = \"lkbr\"\nfiscal-year-starts = 1\n[accounts]\n1930 = \"Bank\"\n";

/// What formats give a meaning to.
const BYTES: &[u8] = b"0123456789-,.;:\t\"'{}<>/=&#[]()\\ \r\n\0\xA0\xC2\xE5\x84\xFF\xFEaAkK";

/// The text with some bytes put in, changed, taken out, or stretches of it told twice.
fn slips(text: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![4 => select(BYTES), 1 => any::<u8>()];
    vec((any::<Index>(), 0..5_u8, byte, any::<Index>()), 0..12).prop_map(move |slips| {
        let mut bytes = text.to_vec();
        for (at, what, byte, other) in slips {
            if bytes.is_empty() {
                bytes.push(byte);
            }
            let (at, other) = (at.index(bytes.len()), other.index(bytes.len()));
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let again = bytes[at.min(other)..at.max(other)].to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
        bytes
    })
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![6 => select(BYTES), 1 => any::<u8>()], 0..400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn tables_of_any_bytes_do_no_harm(bytes in prop_oneof![
        select(TABLES).prop_flat_map(|text| slips(text.as_bytes())), any_bytes(),
    ]) {
        hostile::table(&bytes);
    }

    #[test]
    fn sie_files_of_any_bytes_do_no_harm(bytes in prop_oneof![slips(SIE.as_bytes()), any_bytes()]) {
        hostile::sie(&bytes);
    }

    #[test]
    fn sie_5_files_of_any_bytes_do_no_harm(bytes in prop_oneof![slips(SIE5.as_bytes()), any_bytes()]) {
        hostile::sie5(&bytes);
    }

    #[test]
    fn workbooks_of_any_bytes_do_no_harm(bytes in any_bytes()) {
        hostile::workbook(&bytes);
    }

    #[test]
    fn sheets_of_any_bytes_do_no_harm(bytes in prop_oneof![slips(SHEET.as_bytes()), any_bytes()]) {
        hostile::sheet(&bytes);
    }

    #[test]
    fn settings_of_any_bytes_do_no_harm(bytes in prop_oneof![slips(TOML.as_bytes()), any_bytes()]) {
        hostile::toml(&bytes);
    }
}

/// Otherwise the slips above would be made in something that is refused at its first byte.
#[test]
fn the_sound_pieces_are_read() {
    let vouchers = |bytes: &[u8]| {
        let mut reading = finsam_ledger::read::Reading::new(finsam_ledger::read::Options::default());
        reading.file("fil", bytes).expect("memory can be read");
        let read = reading.finish().expect("small amounts");
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        read.tallied.summary.vouchers
    };
    assert_eq!(vouchers(TABLES[0].as_bytes()), 1);
    assert_eq!(vouchers(SIE.as_bytes()), 1);
    assert_eq!(vouchers(&hostile::sie5_file(SIE5.as_bytes())), 1);
    assert_eq!(vouchers(&hostile::workbook_of(SHEET.as_bytes())), 1);
}
