//! Files as users hand them over: what is read of them, and what is said of what is wrong.

#![cfg(feature = "csv")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use finsam_ledger::finding::{ColumnRole, FileKind, has_errors};
use finsam_ledger::read::{
    Decided, DecidedBy, FileRead, Keep, Limits, Options, Read, ReadError, Reading, SkipReason, Skipped,
    TextEncoding,
};
use finsam_ledger::{
    AccountNumber, Amount, BalanceObject, Balances, Code, CostCentre, Fact, Finding, FiscalYears, PostingRow,
    Project, Tally, Voucher,
};
use places::{all_shown, check_places};
use proptest::prelude::*;
use slips::with_slips;

#[path = "support/places.rs"]
mod places;
#[path = "support/slips.rs"]
mod slips;

fn read_files(options: Options, files: &[(&str, &[u8])]) -> Read {
    let mut reading = Reading::new(options);
    for (name, bytes) in files {
        reading.file(name, *bytes).expect("memory can be read");
    }
    reading.finish().expect("small amounts")
}

fn read(bytes: &[u8]) -> Read {
    read_files(Options::default(), &[("fil.csv", bytes)])
}

fn read_vouchers(bytes: &[u8]) -> Read {
    read_files(Options { keep: Keep::Vouchers, ..Options::default() }, &[("fil.csv", bytes)])
}

/// The smallest file that raises each code of reading, and how it is shown.
const CASES: &[(&str, &[u8], &str)] = &[
    ("FS0001", b"\xEF\xBB\xBF\r\n\n", "0:0+0 "),
    ("FS0002", b"%PDF-1.7", "0:0+0 "),
    ("FS0003", b"Namn;Ort\nA;B\n", "1:0+0 Namn;Ort"),
    ("FS0004", b"Vernr;Konto;Belopp\n1;1930;0\n", "1:0+0 Vernr;Konto;Belopp"),
    ("FS0005", b"Konto;IB 2024;Kontonr\n", "1:15+7 Konto;IB 2024;Kontonr [K]"),
    ("FS0006", b"Konto;IB 2024\n1930;5x\n", "2:6+2 1930;5x [5]"),
    ("FS0007", b"Konto;IB 2024\n1930; 1.250\n", "2:7+5 1930; 1.250 [1]"),
    ("FS0008", b"Konto;IB 2024\n1930;0,005\n", "2:6+5 1930;0,005 [0]"),
    ("FS0009", b"Konto;IB 2024\n1930;92233720368547758,08\n", "2:6+20 1930;92233720368547758,08 [9]"),
    ("FS0010", b"Vernr;Datum;Konto;Belopp\n1;2024-02-30;1930;0\n", "2:3+10 1;2024-02-30;1930;0 [2]"),
    ("FS0011", "Konto;IB 2024\n\n\"åäö\";5\n".as_bytes(), "3:1+5 \"åäö\";5 [\"]"),
    ("FS0012", b"Vernr;Datum;Konto;Belopp\n1.5;2024-01-05;1930;0\n", "2:1+3 1.5;2024-01-05;1930;0 [1]"),
    (
        "FS0013",
        b"Konto;Kst;IB 2024\n1930;01234567890123456789012345678901234567890;5\n",
        "2:6+41 1930;01234567890123456789012345678901234567890;5 [0]",
    ),
    ("FS0014", b"Konto;IB 2024\n1930;5;6\n", "2:8+1 1930;5;6 [6]"),
    ("FS0015", b"Konto;IB 2024\n1930;\n", "2:6+0 1930; [end]"),
    (
        "FS0016",
        b"Vernr\tDatum\tKonto\tDebet\tKredit\n1\t20240105\t1930\t5\t5\n",
        "2:17+1 1·20240105·1930·5·5 [5]",
    ),
    ("FS0017", b"Konto;Kst;IB 2024\n1930;\xC3\x96;5\n1940;\xD6;5\n", "3:6+1 1940;\u{fffd};5 [\u{fffd}]"),
    ("FS0018", b"Konto;Period;Belopp\n5539;2024-13;5\n", "2:6+7 5539;2024-13;5 [2]"),
    ("FS0019", b"Konto;IB\n1930;5\n", "1:7+2 Konto;IB [I]"),
    ("FS0020", b"Konto;IB 2024\n;\n", "1:0+0 Konto;IB 2024"),
    ("FS0021", b"Konto;IB 2024\n1930;5\n1940;5\n1930;5\n", "4:1+4 1930;5 [1]"),
    ("FS0022", b"Konto;Kst;IB 2024\n1930;\"A;5\n1940;;5\n", "2:6+4 1930;\"A;5 [\"]"),
];

#[test]
fn each_code_has_a_smallest_file_that_raises_it() {
    // What comes after these needs a large file, or one of another format; what a column's style has to do with
    // has its cases beside the source.
    let of_reading: Vec<_> =
        Code::ALL.iter().map(|code| code.as_str()).take_while(|code| *code <= "FS0022").collect();
    let covered: Vec<_> = CASES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(covered, of_reading);
    for (code, bytes, place) in CASES {
        assert_eq!(all_shown(&read(bytes)), [format!("{code} {place}")]);
    }
}

#[test]
fn the_facts_name_what_is_wrong() {
    let fact = |bytes: &[u8]| read(bytes).findings.remove(0).fact;
    let text = || "1.250".to_owned();
    let (as_thousands, as_decimals) = (Amount::from_ore(125_000), "1,250".to_owned());
    let ambiguous = Fact::NumberAmbiguous { text: text(), as_thousands, as_decimals };
    assert_eq!(fact(b"Konto;IB 2024\n1930;1.250\n"), ambiguous);
    assert_eq!(fact(b"Konto;IB 2024\n1930\n"), Fact::FieldCount { expected: 2, found: 1 });
    let (kind, column) = (FileKind::Vouchers, ColumnRole::Date);
    assert_eq!(fact(b"Vernr;Konto;Belopp\n"), Fact::ColumnMissing { kind, column });
    let columns = vec!["Namn".to_owned(), "Ort".to_owned()];
    assert_eq!(fact(b"Namn\tOrt\n"), Fact::HeaderUnknown { columns });
    let (debit, credit) = (Amount::from_ore(500), Amount::from_ore(-600));
    let both = b"Vernr;Datum;Konto;Debet;Kredit\n1;20240105;1930;5;-6\n";
    assert_eq!(fact(both), Fact::DebitAndCredit { debit, credit });
}

/// One small year: number, date, account, cost centre, project, öre, text.
const YEAR: &[(u64, &str, &str, &str, &str, i64, &str)] = &[
    (1, "2024-01-15", "5539", "3001", "VÄG", 1_250_050, "Möte, \"stort\"; två dagar"),
    (1, "2024-01-15", "1687", "", "", 312_550, "Moms"),
    (1, "2024-01-15", "2411", "", "", -1_562_600, "Leverantör"),
    (2, "2024-02-01", "2411", "", "", 1_562_600, "Betalning"),
    (2, "2024-02-01", "1930", "", "", -1_562_600, "Betalning"),
    (4, "2024-12-31", "5539", "Område Ö", "", 5, ""),
    (4, "2024-12-31", "1930", "", "", -5, ""),
];

/// A shape that a file of vouchers may have.
#[derive(Clone, Copy, Debug)]
struct Shape {
    delimiter: char,
    decimal_mark: char,
    windows: bool,
    sides: bool,
    bom: bool,
    line_end: &'static str,
}

fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for delimiter in [';', ',', '\t', '|'] {
        for decimal_mark in [',', '.'] {
            for (windows, bom) in [(false, false), (false, true), (true, false)] {
                for sides in [false, true] {
                    for line_end in ["\n", "\r\n", "\r"] {
                        shapes.push(Shape { delimiter, decimal_mark, windows, sides, bom, line_end });
                    }
                }
            }
        }
    }
    shapes
}

fn file_of(shape: Shape) -> Vec<u8> {
    let amounts: &[&str] = if shape.sides { &["Debet", "Kredit"] } else { &["Belopp"] };
    let header = ["Ver.nr", "Bokf.datum", "Konto", "Kostnadsställe", "Projekt"];
    let mut rows: Vec<Vec<String>> =
        vec![header.iter().chain(amounts).chain(&["Text"]).map(|name| (*name).to_owned()).collect()];
    for (number, date, account, cost_centre, project, ore, text) in YEAR {
        let figure =
            |ore: i64| Amount::from_ore(ore).to_string().replace('.', &shape.decimal_mark.to_string());
        let mut row = vec![
            number.to_string(),
            (*date).into(),
            (*account).into(),
            (*cost_centre).into(),
            (*project).into(),
        ];
        match (shape.sides, *ore > 0) {
            (false, _) => row.push(figure(*ore)),
            (true, true) => row.extend([figure(*ore), String::new()]),
            (true, false) => row.extend([String::new(), figure(-ore)]),
        }
        row.push((*text).into());
        rows.push(row);
    }
    let quoted = |field: &String| {
        let needs = field.contains(['"', shape.delimiter]);
        if needs { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.clone() }
    };
    let mut bytes = Vec::new();
    if shape.bom {
        bytes.extend(b"\xEF\xBB\xBF");
    }
    for row in rows {
        let fields: Vec<_> = row.iter().map(quoted).collect();
        for letter in (fields.join(&shape.delimiter.to_string()) + shape.line_end).chars() {
            match u8::try_from(u32::from(letter)) {
                Ok(byte) if shape.windows => bytes.push(byte),
                _ => bytes.extend(letter.to_string().bytes()),
            }
        }
    }
    bytes
}

fn balances_of_year() -> Balances {
    let mut tally = Tally::new(FiscalYears::CALENDAR);
    for (number, date, account, cost_centre, project, ore, _) in YEAR {
        let row = PostingRow {
            series: "",
            number: *number,
            date: date.parse().expect("a date"),
            account: account.parse().expect("an account"),
            cost_centre,
            project,
            amount: Amount::from_ore(*ore),
            line: 0,
        };
        tally.post(&row).expect("codes");
    }
    tally.finish().expect("small amounts").balances
}

fn vouchers_of(read: &Read) -> Vec<Voucher> {
    read.vouchers().collect()
}

#[test]
fn every_plain_shape_gives_the_same_books() {
    let balances = balances_of_year();
    let first = read_vouchers(&file_of(shapes()[0]));
    let vouchers = vouchers_of(&first);
    assert_eq!(vouchers.len(), 3);
    for shape in shapes() {
        let bytes = file_of(shape);
        let read = read_vouchers(&bytes);
        assert_eq!(all_shown(&read), ["FS0901"], "only the hole in the numbers; {shape:?}");
        assert_eq!(read.tallied.balances, balances, "{shape:?}");
        assert_eq!(vouchers_of(&read), vouchers, "{shape:?}");
        let FileRead { kind, rows, vouchers: count, dialect, .. } = &read.files[0];
        assert_eq!((*kind, *rows, *count), (Some(FileKind::Vouchers), 7, 3), "{shape:?}");
        assert_eq!(dialect.delimiter, Decided { value: shape.delimiter, by: DecidedBy::Content });
        assert_eq!(dialect.decimal_mark.map(|mark| mark.value), Some(shape.decimal_mark), "{shape:?}");
        let expected = if shape.windows { TextEncoding::Windows1252 } else { TextEncoding::Utf8 };
        assert_eq!(dialect.encoding.value, expected, "{shape:?}");

        let sums = read_files(Options::default(), &[("fil.csv", &bytes)]);
        assert_eq!((sums.vouchers().count(), &sums.tallied.balances), (0, &read.tallied.balances));
    }
}

#[test]
fn vouchers_are_kept_with_their_texts() {
    let read = read_vouchers(
        "Serie;Vernr;Datum;Konto;Kst;Huvudtext;Radtext;Belopp\n\
         A;7;2024-01-15;5539;3001;Hyra;januari;5\n\
         A;7;2024-01-15;2411;;Hyra;;-5\n\
         B;7;2024-01-16;5539;3001;;Kaffe;6\n\
         B;7;2024-01-16;2411;;;Kaffe;-6\n"
            .as_bytes(),
    );
    assert_eq!(read.findings, []);
    let texts: Vec<_> = read
        .vouchers()
        .map(|voucher| {
            let rows: Vec<_> = voucher.postings().iter().map(|posting| posting.text.to_string()).collect();
            (voucher.id().to_string(), voucher.text().to_owned(), rows)
        })
        .collect();
    let told = |id: &str, text: &str, rows: [&str; 2]| {
        (id.to_owned(), text.to_owned(), rows.map(str::to_owned).to_vec())
    };
    assert_eq!(texts, [told("A 7", "Hyra", ["januari", ""]), told("B 7", "Kaffe", ["", ""])]);
    assert_eq!(vouchers_of(&read)[0].postings()[0].cost_centre, CostCentre::new("3001").ok());
}

#[test]
fn rows_of_a_voucher_may_lie_apart() {
    let read = read_vouchers(
        b"Vernr;Datum;Konto;Belopp\n\
          A1;2024-01-05;1930;-5\n\
          A 2;2024-01-06;1930;-6\n\
          A-1;2024-01-05;5539;2\n\
          A2;2024-01-06;5539;6\n\
          A1;2024-01-05;5539;3\n",
    );
    assert_eq!(read.findings, []);
    let rows: Vec<_> =
        read.vouchers().map(|voucher| (voucher.id().to_string(), voucher.postings().len())).collect();
    assert_eq!(rows, [("A 1".to_owned(), 3), ("A 2".to_owned(), 2)]);
    assert_eq!((read.files[0].rows, read.files[0].vouchers), (5, 2));
}

/// A general ledger: voucher 1 sums to zero on its first account, and voucher 2 on its first two,
/// before the rest of their rows has come.
const SORTED_BY_ACCOUNT: &str = "Konto;Vernr;Datum;Belopp\n\
    1930;1;2024-01-05;-5\n1930;1;2024-01-05;5\n1930;2;2024-01-06;-6\n\
    2411;1;2024-01-05;-7\n2411;2;2024-01-06;6\n2411;3;2024-01-06;-1\n\
    5539;1;2024-01-05;7\n5539;2;2024-01-06;8\n5539;3;2024-01-06;1\n\
    6540;2;2024-01-06;-8\n";

#[test]
fn in_a_general_ledger_a_voucher_goes_on_under_the_next_account() {
    let read = read_vouchers(SORTED_BY_ACCOUNT.as_bytes());
    assert_eq!(all_shown(&read), Vec::<String>::new());
    let rows: Vec<_> =
        read.vouchers().map(|voucher| (voucher.id().number(), voucher.postings().len())).collect();
    assert_eq!(rows, [(1, 4), (2, 4), (3, 2)]);
    assert_eq!((read.files[0].rows, read.files[0].vouchers), (10, 3));
}

#[test]
fn a_voucher_printed_twice_is_double_in_either_order() {
    let rows = SORTED_BY_ACCOUNT.split_once('\n').expect("rows").1;
    let twice = read_vouchers(format!("{SORTED_BY_ACCOUNT}{rows}").as_bytes());
    let codes: Vec<_> = twice.findings.iter().map(Finding::code).collect();
    assert!(codes.iter().all(|code| *code == Code::NumberTwice), "{codes:?}");
    let lines: Vec<_> =
        twice.findings.iter().filter_map(|finding| Some(finding.place.as_ref()?.line)).collect();
    assert!([12, 14, 17].iter().all(|line| lines.contains(line)), "where each begins again: {lines:?}");

    let header = "Vernr;Datum;Konto;Belopp\n";
    let voucher =
        |number: u8, account| format!("{number};2024-01-05;{account};-5\n{number};2024-01-05;5539;5\n");
    let (one, two) = (voucher(1, 1930), voucher(2, 2411));
    let twice = read_vouchers(format!("{header}{one}{two}{one}").as_bytes());
    assert_eq!(all_shown(&twice), ["FS0902 6:0+0 "]);
    // Other accounts, but nothing shows that the rows lie by account.
    let other = "1;2024-01-05;1940;-5\n1;2024-01-05;6540;5\n";
    let two = two.replace("5539", "5540");
    let twice = read_vouchers(format!("{header}{one}{two}{other}").as_bytes());
    assert_eq!(all_shown(&twice), ["FS0902 6:0+0 "]);
    // On another day it is another voucher, even in a general ledger.
    let other_day = SORTED_BY_ACCOUNT.replace("6540;2;2024-01-06;-8", "6540;2;2024-01-07;0");
    let codes: Vec<_> = read_vouchers(other_day.as_bytes()).findings.iter().map(Finding::code).collect();
    assert!(codes.contains(&Code::VoucherDates) || codes.contains(&Code::NumberTwice), "{codes:?}");
}

#[test]
fn a_general_ledger_that_two_files_hold_is_counted_once() {
    let bytes = SORTED_BY_ACCOUNT.as_bytes();
    let options = Options { keep: Keep::Vouchers, ..Options::default() };
    let read = read_files(options, &[("a.csv", bytes), ("b.csv", bytes)]);
    assert_eq!(all_shown(&read), Vec::<String>::new());
    let alone = read_vouchers(bytes);
    assert_eq!(read.tallied.balances, alone.tallied.balances);
    assert!(read.files.iter().map(|file| (file.vouchers, file.overlapping)).eq([(3, 0), (0, 3)]));
}

#[test]
fn a_bad_row_yields_all_its_problems_and_nothing_else() {
    let read = read_vouchers(
        b"Vernr;Datum;Konto;Kst;Debet;Kredit\n\
          1;2024-01-05;1930;;5;\n\
          1;2024-13-05;19x0;01234567890123456789012345678901234567890;1.250;x\n\
          2;2024-01-06;1930;;0;0\n",
    );
    let codes: Vec<_> = read.findings.iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["FS0010", "FS0011", "FS0013", "FS0007", "FS0006"]);
    let lines = read.findings.iter().filter_map(|finding| finding.place.as_ref()).map(|place| place.line);
    assert!(lines.eq([3; 5]), "{:?}", all_shown(&read));
    assert_eq!(read.files[0].rows, 2, "voucher 1 has a row that could not be read: not called unbalanced");
    assert_eq!(read.vouchers().count(), 1);
}

#[test]
fn an_unbalanced_voucher_is_shown_by_its_first_line() {
    let read = read_vouchers(
        "Vernr;Datum;Konto;Text;Belopp\n\
         1;2024-01-05;1930;Möte;-5\n\
         1;2024-01-05;5539;Möte;4\n\
         2;2024-01-05;5539;\"rad\nrad\";4\n"
            .as_bytes(),
    );
    let expected = ["FS0101 2:0+0 1;2024-01-05;1930;Möte;-5", "FS0101 4:0+0 2;2024-01-05;5539;\"rad"];
    assert_eq!(all_shown(&read), expected);
    assert_eq!(vouchers_of(&read), Vec::<Voucher>::new());
}

#[test]
fn vouchers_that_two_files_hold_are_counted_once() {
    let january: &[u8] = b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;a;-5\n1;2024-01-05;5539;b;5\n";
    let quarter: &[u8] = b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;5539;b;5\n1;2024-01-05;1930;a;-5\n\
        2;2024-02-05;1930;a;-7\n2;2024-02-05;5539;b;7\n";
    let options = Options { keep: Keep::Vouchers, ..Options::default() };
    let read = read_files(options, &[("januari.csv", january), ("kvartal.csv", quarter)]);
    assert_eq!(all_shown(&read), Vec::<String>::new());
    let alone = read_files(options, &[("kvartal.csv", quarter)]);
    assert_eq!(
        (read.tallied.balances, read.tallied.summary),
        (alone.tallied.balances, alone.tallied.summary)
    );
    let counts = read.files.iter().map(|file| (file.vouchers, file.overlapping));
    assert!(counts.eq([(1, 0), (1, 1)]));

    let other: &[u8] = b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;a;-6\n1;2024-01-05;5539;b;6\n";
    let read = read_files(options, &[("januari.csv", january), ("annat.csv", other)]);
    assert_eq!(all_shown(&read), ["FS0902 2:0+0 "]);
}

#[test]
fn the_same_file_twice_is_double_and_never_longer_vouchers() {
    let file: &[u8] = b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;-5\n1;2024-01-05;5539;5\n";
    let read = read_files(Options::default(), &[("a.csv", file), ("b.csv", file)]);
    assert_eq!(all_shown(&read), ["FS0902 2:0+0 "]);
    assert_eq!(read.findings[0].place.as_ref().map(|place| place.file.as_ref()), Some("b.csv"));
    assert_eq!((read.files[0].vouchers, read.files[1].vouchers), (1, 0));
}

#[test]
fn findings_stand_in_the_order_of_files_lines_and_columns() {
    let read = read_files(
        Options::default(),
        &[
            ("ib.csv", b"Konto;IB\n19x;y\n1930;5\n1930;5\n"),
            (
                "ver.csv",
                b"Vernr;Datum;Konto;Belopp\n1;2023-01-05;1930;5\n3;2023-01-06;1930;\n4;2023-01-06;1930;0\n",
            ),
            ("tom.csv", b""),
        ],
    );
    let places: Vec<_> = read
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().map(ToString::to_string);
            (finding.code().as_str(), place.unwrap_or_default())
        })
        .collect();
    let expected = [
        ("FS0011", "ib.csv:2:1"),
        ("FS0006", "ib.csv:2:5"),
        ("FS0021", "ib.csv:4:1"),
        ("FS0101", "ver.csv:2"),
        ("FS0015", "ver.csv:3:19"),
        ("FS0001", "tom.csv"),
        ("FS0901", ""),
    ];
    assert_eq!(places, expected.map(|(code, place)| (code, place.to_owned())));
}

#[test]
fn opening_balances_find_their_year() {
    let year_of = |options: Options, files: &[(&str, &[u8])]| -> Vec<String> {
        let read = read_files(options, files);
        assert!(!has_errors(&read.findings), "{:?}", all_shown(&read));
        let given = read.tallied.balances.given_openings();
        assert!(given.flat_map(|(_, amounts)| amounts.values()).all(|amount| amount.ore() == 500));
        read.contents
            .iter()
            .flat_map(|contents| &contents.openings)
            .map(|(year, object, _)| format!("{year} {}", object.account))
            .collect()
    };
    let vouchers: &[u8] = b"Vernr;Datum;Konto;Belopp\n1;2023-05-05;1930;0\n1;2023-05-05;1930;0\n";
    let plain: &[u8] = b"Konto;Ing\xE5ende balans\n1930;5\n";
    let options = Options::default();
    assert_eq!(year_of(options, &[("ib.csv", plain), ("v.csv", vouchers)]), ["2023 1930"]);
    assert_eq!(year_of(options, &[("v.csv", vouchers), ("ib.csv", plain)]), ["2023 1930"]);
    let told = Options { opening_year: FiscalYears::CALENDAR.starting_in(2022).ok(), ..options };
    assert_eq!(year_of(told, &[("v.csv", vouchers), ("ib.csv", plain)]), ["2022 1930"]);
    let header: &[u8] = b"Konto;IB 2021-01-01\n1930;5\n";
    assert_eq!(year_of(told, &[("v.csv", vouchers), ("ib.csv", header)]), ["2021 1930"]);
    let column: &[u8] = "År;Konto;IB 2021\n2020;1930;5\n;1940;5\n".as_bytes();
    assert_eq!(year_of(told, &[("ib.csv", column)]), ["2020 1930", "2021 1940"]);
}

#[test]
fn opening_balances_and_budgets_that_two_files_hold_stand_once() {
    let openings: &[u8] = b"Konto;IB 2024\n1930;5\n2010;-5\n";
    let budget: &[u8] = b"Konto;Period;Belopp\n5539;2024;100\n5540;2024-03;50\n5539;2025;7\n";
    let of_2024: &[u8] = b"Konto;Period;Belopp\n5540;2024-03;50\n5539;2024;100\n";
    let other_part: &[u8] = b"Konto;Period;Belopp\n5539;2024;100\n";
    let files = [
        ("ib.csv", openings),
        ("budget.csv", budget),
        ("ib-igen.csv", openings),
        ("igen.csv", of_2024),
        ("del.csv", other_part),
    ];
    let read = read_files(Options::default(), &files);
    assert_eq!(read.findings, []);
    let openings = read.openings();
    let openings: Vec<_> = openings
        .iter()
        .map(|(year, object, ore)| (year.year(), object.account.number(), ore.ore()))
        .collect();
    assert_eq!(openings, [(2024, 1930, 500), (2024, 2010, -500)]);
    assert!(read.contents.iter().map(|contents| contents.openings.len()).eq([2, 0, 2, 0, 0]));
    let budget = read.budget().expect("small amounts");
    let budget: Vec<_> =
        budget.rows().map(|(period, object, ore)| format!("{period} {} {ore}", object.account)).collect();
    assert_eq!(budget, ["2024 5539 100.00", "2024-03 5540 50.00", "2025 5539 7.00"]);
}

#[test]
fn a_budget_is_kept_per_object_and_period() {
    let read =
        read("konto;kst;projekt;period;belopp\n5539;3001;;2024;1 200 000\n5539;;V;2024-08;5,50\n".as_bytes());
    assert_eq!(read.findings, []);
    let rows: Vec<_> = read
        .budget()
        .expect("small amounts")
        .rows()
        .map(|(period, object, amount)| (period.to_string(), object.clone(), amount.ore()))
        .collect();
    let account: AccountNumber = "5539".parse().expect("an account");
    let first = BalanceObject { cost_centre: CostCentre::new("3001").ok(), ..BalanceObject::from(account) };
    let second = BalanceObject { project: Project::new("V").ok(), ..BalanceObject::from(account) };
    assert_eq!(rows, [("2024".to_owned(), first, 120_000_000), ("2024-08".to_owned(), second, 550)]);
}

#[test]
fn empty_rows_and_empty_columns_do_no_harm() {
    let read = read(
        b"Vernr;Datum;Konto;Belopp;;\n\
          1;2024-01-05;1930;5\n\
          ;;;;;\n\
          ;\n\
          1;2024-01-05;1930;-5;;;;;\n\
          1;2024-01-05;1930;-5;;x\n",
    );
    assert_eq!(all_shown(&read), ["FS0014 6:23+1 1;2024-01-05;1930;-5;;x [x]"]);
    assert_eq!(read.files[0].rows, 2);
    assert_eq!(read.files[0].skipped, [Skipped { reason: SkipReason::Blank, rows: 2, first_line: 3 }]);
}

#[test]
fn a_field_on_a_later_line_of_its_row_is_shown_there() {
    let read = read(b"Vernr;Datum;Text;Konto;Belopp\r\n1;2024-01-05;\"ett\r\ntv\xC3\xA5\";x;0\r\n");
    assert_eq!(all_shown(&read), ["FS0011 3:6+1 två\";x;0 [x]"]);
}

#[test]
fn after_an_open_quotation_mark_the_next_line_is_read() {
    let read =
        read(b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;\"A;0\n2;2024-01-05;1930;;0\n3;x;1930;;0");
    let expected = ["FS0022 2:19+4 1;2024-01-05;1930;\"A;0 [\"]", "FS0010 4:3+1 3;x;1930;;0 [x]"];
    assert_eq!(all_shown(&read), expected);
    assert_eq!(read.files[0].rows, 1);
}

#[test]
fn what_cannot_be_read_on_is_an_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
    }
    let broken = Reading::new(Options::default()).file("a.csv", Broken).expect_err("it breaks");
    assert!(matches!(&broken, ReadError::Io { file, .. } if file.as_ref() == "a.csv"), "{broken}");

    let long = [b"Konto;IB\n", "1".repeat(2 << 20).as_bytes()].concat();
    let long = Reading::new(Options::default()).file("a.csv", &long[..]).expect_err("it has no line ends");
    assert!(matches!(&long, ReadError::LineTooLong { line: 2, .. }), "{long}");

    let mut reading = Reading::new(Options::default());
    let row = "1930;92233720368547758,07\n";
    let file = format!("Konto;Kst;IB 2024\n{}{}", row.replacen(';', ";A;", 1), row.replacen(';', "; A ;", 1));
    reading.file("a.csv", file.as_bytes()).expect("memory can be read");
    assert_eq!(
        reading.finish().map(|read| all_shown(&read)).ok(),
        Some(vec!["FS0021 3:1+4 1930; A ;92233720368547758,07 [1]".to_owned()])
    );
    let mut reading = Reading::new(Options::default());
    let row = "1;2024-01-05;1930;92233720368547758,07\n";
    let file = format!("Vernr;Datum;Konto;Belopp\n{row}{row}");
    reading.file("a.csv", file.as_bytes()).expect("memory can be read");
    assert!(matches!(reading.finish(), Err(ReadError::Amount(_))));
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let words =
        ["Konto", "Vernr", "Datum", "Belopp", "IB", "Period", "1930", "2024-01-05", "2024", "1.250", "A1"];
    let piece = prop_oneof![
        4 => prop::sample::select(words.map(|word| word.as_bytes().to_vec()).to_vec()),
        4 => prop::sample::select(vec![b";".to_vec(), b"\n".to_vec(), b"\r\n".to_vec(), b"\"".to_vec(), b",".to_vec()]),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_do_harm(bytes in any_bytes()) {
        let read = read_vouchers(&bytes);
        check_places(&read, &bytes);
    }

    /// Whatever happens to a byte of a good file: it reads, or what is wrong is shown in place;
    /// and the vouchers that are kept are the sums that are told.
    #[test]
    fn a_file_with_slips_reads_or_is_shown_where_it_is_wrong(
        shape in prop::sample::select(shapes()),
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0..3, any::<u8>()), 1..4),
    ) {
        let bytes = with_slips(file_of(shape), slips);
        let read = read_vouchers(&bytes);
        check_places(&read, &bytes);
        if !has_errors(&read.findings) {
            let mut tally = Tally::new(FiscalYears::CALENDAR);
            read.vouchers().for_each(|voucher| tally.post_voucher(&voucher));
            let kept = tally.finish().expect("small amounts");
            prop_assert_eq!(kept.balances, read.tallied.balances);
            prop_assert_eq!(kept.summary.vouchers, read.files.iter().map(|file| file.vouchers).sum::<u64>());
        }
    }
}

#[test]
fn no_file_can_fill_the_memory_with_its_faults() {
    let rows = (0..2_500).map(|number| format!("{number};någon gång;1930;5\n"));
    let file: String = std::iter::once("Vernr;Datum;Konto;Belopp\n".to_owned()).chain(rows).collect();
    let read = read_vouchers(file.as_bytes());
    let unreadable = |finding: &&Finding| finding.code() == Code::DateUnreadable;
    assert_eq!(read.findings.iter().filter(unreadable).count(), 1_000);
    let counted = Fact::FindingsUnlisted { code: Code::DateUnreadable, count: 1_500 };
    assert!(read.findings.iter().any(|finding| finding.fact == counted));

    let limits = Limits { rows: 3, text: 9, ..Limits::default() };
    let options = Options { keep: Keep::Vouchers, limits, ..Options::default() };
    let file: &[u8] =
        b"Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;a;-5\n1;2024-01-05;5539;0123456789;5\n\
        2;2024-01-06;1930;a;-5\n2;2024-01-06;5539;a;5\n";
    let read = read_files(options, &[("fil.csv", file)]);
    let shown = all_shown(&read);
    assert_eq!(
        shown[..2],
        ["FS0072 3:19+10 1;2024-01-05;5539;0123456789;5 [0]", "FS0101 4:0+0 2;2024-01-06;1930;a;-5",]
    );
    assert_eq!(shown[2], "FS0071 5:0+0 2;2024-01-06;5539;a;5");
}

/// The code alone is the cost centre, so that the file goes with one that has no names.
#[test]
fn names_beside_codes_of_cost_centres_are_names() {
    let rows = |centre: &str, project: &str| {
        format!(
            "Vernr;Datum;Konto;Kst;Projekt;Belopp\n1;2024-01-15;5539;{centre};;10,00\n\
             1;2024-01-15;1930;;{project};-10,00\n2;2024-01-16;5539;3001;;1,00\n2;2024-01-16;1930;;;-1,00\n"
        )
    };
    let read = |text: &str| {
        let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
        reading.file("v.csv", text.as_bytes()).expect("memory can be read");
        reading.finish().expect("small amounts")
    };
    let plain = read(&rows("3047", "VILJA"));
    for (centre, project) in [("3047 Vilja i samverkan", "VILJA - Projekt"), ("3047: Vilja", "VILJA")] {
        let named = read(&rows(centre, project));
        assert_eq!(named.findings, []);
        assert_eq!(named.tallied.balances, plain.tallied.balances, "{centre}");
        assert!(
            named.contents[0]
                .names
                .objects_of(1)
                .eq([("3047", centre.trim_start_matches("3047").trim_start_matches([':', ' ']))])
        );
    }
    let words = read(&rows("Norra kansliet", "VILJA"));
    assert_ne!(words.tallied.balances, plain.tallied.balances, "words are a code of their own");
    assert!(words.contents[0].names.is_empty());
}

/// What a list calls things: accounts, then cost centres and projects by their dimension.
fn listed(text: &str) -> (Vec<String>, Vec<String>, u64) {
    let read = read_vouchers(text.as_bytes());
    let names = &read.contents[0].names;
    let mut all: Vec<String> =
        names.accounts.iter().map(|(account, name)| format!("{account} {name}")).collect();
    all.extend(names.objects.iter().map(|((dimension, code), name)| format!("{dimension}:{code} {name}")));
    (all, all_shown(&read), read.files[0].rows)
}

#[test]
fn a_list_names_accounts_cost_centres_or_projects() {
    let chart = "Konto;Benämning;SRU\n1;Tillgångar;\n19xx;Kassa och bank;\n1910;Kassa;7281\n1930;Bankgiro;7281\n\
                 1940-1949;Övriga konton;\n;;\n";
    let found = listed(chart);
    assert_eq!(found.0, ["1910 Kassa", "1930 Bankgiro"]);
    assert_eq!((found.1, found.2), (vec![], 2));
    let centres = "Kostnadsställen 2024\n\nNamn;Kst\nKansli;3001\nÖppna insatser;1010b\n";
    assert_eq!(listed(centres).0, ["1:1010b Öppna insatser", "1:3001 Kansli"]);
    assert_eq!(listed("Projekt,Projektnamn\nVILJA,Vilja\n").0, ["6:VILJA Vilja"]);
}

#[test]
fn a_list_with_a_slip_is_told_with_its_place() {
    let found = |text: &str| listed(text).1;
    assert_eq!(found("Konto;Namn\n1930;Bank\n0351;Bil\n"), ["FS0011 3:1+4 0351;Bil [0]"]);
    assert_eq!(found("Konto;Namn\n123456789;Bank\n"), ["FS0011 2:1+9 123456789;Bank [1]"]);
    assert_eq!(found("Kst;Namn\n3001;\"Kansli\n"), ["FS0022 2:6+7 3001;\"Kansli [\"]"]);
    assert_eq!(found("Kst;Namn\n;\n"), ["FS0020 1:0+0 Kst;Namn"]);
}
