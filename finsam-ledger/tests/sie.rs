//! SIE files as ekonomiservices hand them over: what is read of them, and what is said of what is
//! wrong. All of them are invented.

#![cfg(feature = "sie")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use finsam_ledger::finding::{FileKind, has_errors};
use finsam_ledger::read::{Contents, Keep, Options, Read, Reading, TextEncoding};
use finsam_ledger::{
    Amount, Correction, CostCentre, FiscalYears, OtherObject, Project, RowChange, StatedKind, StatedLevel,
    StatedSum, Voucher,
};
use places::{all_shown, check_places};
use proptest::prelude::*;
use slips::with_slips;

#[path = "support/places.rs"]
mod places;
#[path = "support/slips.rs"]
mod slips;

fn read_with(options: Options, bytes: &[u8]) -> Read {
    let mut reading = Reading::new(options);
    reading.file("fil.se", bytes).expect("memory can be read");
    reading.finish().expect("small amounts")
}

fn read(bytes: &[u8]) -> Read {
    read_with(Options { keep: Keep::Vouchers, ..Options::default() }, bytes)
}

/// A file with the year 2024, and these items.
fn of_2024(items: &str) -> Vec<u8> {
    format!("#FLAGGA 0\n#RAR 0 20240101 20241231\n#RAR -1 20230101 20231231\n{items}").into_bytes()
}

fn contents(read: &Read) -> &Contents {
    read.contents.first().expect("one file was read")
}

/// The smallest file that raises each code, and how it is shown.
const CASES: &[(&str, &[u8], &str)] = &[
    ("FS0006", b"#FLAGGA 0\n#RAR 0 20240101 20241231\n#IB 0 1930 5x\n", "3:12+2 #IB 0 1930 5x [5]"),
    ("FS0008", b"#FLAGGA 0\n#RAR 0 20240101 20241231\n#IB 0 1930 0.005\n", "3:12+5 #IB 0 1930 0.005 [0]"),
    ("FS0010", b"#FLAGGA 0\n#VER A 1 20240230\n{\n}\n", "2:10+8 #VER A 1 20240230 [2]"),
    ("FS0011", b"#FLAGGA 0\n#RAR 0 20240101 20241231\n#IB 0 BANK 5\n", "3:7+4 #IB 0 BANK 5 [B]"),
    ("FS0012", b"#FLAGGA 0\n#VER A 1b 20240105\n", "2:8+2 #VER A 1b 20240105 [1]"),
    ("FS0018", b"#FLAGGA 0\n#PBUDGET 0 202413 5539 {} 5\n", "2:12+6 #PBUDGET 0 202413 5539 {} 5 [2]"),
    ("FS0021", b"#RAR 0 20240101 20241231\n#IB 0 1930 5\n#IB 0 1930 5\n", "3:7+4 #IB 0 1930 5 [1]"),
    ("FS0022", b"#FLAGGA 0\n\t#FNAMN \"F\xC3\xB6rbund\n", "2:9+8 ·#FNAMN \"Förbund [\"]"),
    ("FS0050", b"#FLAGGA 0\n#RAR 0 20240101\n", "2:0+0 #RAR 0 20240101"),
    ("FS0051", b"#FLAGGA 0\n#TRANS 1930 {} 5\n", "2:1+6 #TRANS 1930 {} 5 [#]"),
    ("FS0052", b"#FLAGGA 0\n#VER A 1 20240105\n{\n", "2:0+0 #VER A 1 20240105"),
    (
        "FS0053",
        b"#FLAGGA 0\n#VER A 1 20240105\n{\n#TRANS 1930 {1 3047 6} 5\n}\n",
        "4:13+10 #TRANS 1930 {1 3047 6} 5 [{]",
    ),
    ("FS0054", b"#FLAGGA 0\n#KSUMMA\n#FORMAT PC8\n#KSUMMA 17\n", "4:9+2 #KSUMMA 17 [1]"),
    ("FS0055", b"#FLAGGA 0\n#KSUMMA\n#FORMAT PC8\n", "2:0+0 #KSUMMA"),
    ("FS0056", b"#FLAGGA 1\n", "1:9+1 #FLAGGA 1 [1]"),
    ("FS0057", b"#FLAGGA 0\n#KUND 1\n#KUND 2\n", "2:1+5 #KUND 1 [#]"),
    ("FS0058", b"#FLAGGA 0\n#RAR 0 20240101 20241231 12\n", "2:26+2 #RAR 0 20240101 20241231 12 [1]"),
    ("FS0059", "#FLAGGA 0\n#FNAMN F\u{fffd}rbund\n".as_bytes(), "2:0+0 #FNAMN F\u{fffd}rbund"),
    ("FS0060", b"#RAR 0 20230701 20240630\n", "1:8+8 #RAR 0 20230701 20240630 [2]"),
    ("FS0061", b"#RAR -1 20220701 20231231\n", "1:9+8 #RAR -1 20220701 20231231 [2]"),
    ("FS0062", b"#FLAGGA 0\n#IB 0 1930 5\n#IB 0 2010 -5\n", "2:7+4 #IB 0 1930 5 [1]"),
    (
        "FS0063",
        b"#FLAGGA 0\n#VER \"\" \"\" 20240105\n{\n#TRANS 1930 {} 0\n}\n",
        "2:0+0 #VER \"\" \"\" 20240105",
    ),
    (
        "FS0064",
        b"#FLAGGA 0\n#VER A 1 20240105\n{\n#RTRANS 1930 {} 5\n#TRANS 1930 {} 0\n}\n",
        "4:0+0 #RTRANS 1930 {} 5",
    ),
    (
        "FS0065",
        b"#RAR 0 20240101 20241231\n#IB 0 1930 5\n#OIB 0 1930 {6 V} 4\n#OIB 0 1930 {1 K} 3\n",
        "3:8+4 #OIB 0 1930 {6 V} 4 [1]",
    ),
    ("FS0066", b"#FLAGGA 0\n#VER A 1 20240105\n{\n}\n", "2:0+0 #VER A 1 20240105"),
    ("FS0069", b"#FLAGGA 0\n#VALUTA EUR\n", "2:9+3 #VALUTA EUR [E]"),
    ("FS0073", b"#FLAGGA 0\n#VER A 1 20240105\n#TRANS 1930 {} 0\n}\n", "3:0+0 #TRANS 1930 {} 0"),
    (
        "FS0074",
        b"#RAR 0 20240101 20241231\n#IB 0 1930 0 -1.255\n#IB 0 1940 0 0.0\n",
        "2:14+6 #IB 0 1930 0 -1.255 [-]",
    ),
    (
        "FS0101",
        b"#FLAGGA 0\n#VER A 1 20240105\n{\n#TRANS 1930 {} -5\n#TRANS 5539 {} 4.99\n}\n",
        "2:0+0 #VER A 1 20240105",
    ),
    (
        "FS0913",
        b"#VER A 1 20240105\n{\n#TRANS 1930 {} 0\n}\n#VER A 1 20240205\n{\n#TRANS 1930 {} 0\n}\n",
        "5:0+0 ",
    ),
];

#[test]
fn each_code_has_a_smallest_file_that_raises_it() {
    for (code, file, place) in CASES {
        assert_eq!(all_shown(&read(file)), [format!("{code} {place}")]);
    }
}

/// A file with vouchers `# 1`, each with a date and an amount.
fn of_one_number(vouchers: &[(&str, i64)]) -> String {
    let voucher = |(date, kronor): &(&str, i64)| {
        format!("#VER # 1 {date}\n{{\n#TRANS 7832 {{}} {kronor}\n#TRANS 1229 {{}} -{kronor}\n}}\n")
    };
    format!("#FLAGGA 0\n{}", vouchers.iter().map(voucher).collect::<String>())
}

#[test]
fn vouchers_of_one_number_that_two_files_hold_are_counted_once_each() {
    let (january, february) = (("20240131", 5), ("20240229", 7));
    let told = |keep, files: &[&[(&str, i64)]]| {
        let mut reading = Reading::new(Options { keep, ..Options::default() });
        for (name, vouchers) in ["a.se", "b.se", "c.se"].iter().zip(files) {
            reading.file(name, of_one_number(vouchers).as_bytes()).expect("memory can be read");
        }
        let read = reading.finish().expect("small amounts");
        let counts: Vec<_> = read.files.iter().map(|file| (file.vouchers, file.overlapping)).collect();
        let in_all = read.tallied.summary;
        (counts, (in_all.vouchers, in_all.debit.ore()), all_shown(&read))
    };
    let one = told(Keep::Sums, &[&[january, january, february]]);
    let reused = |line| format!("FS0913 {line}:0+0 ");
    assert_eq!(one, (vec![(3, 0)], (3, 1_700), vec![reused(7), reused(12)]));
    let all = &[january, january, february];
    let two =
        told(Keep::Vouchers, &[all, &[february, january, january], &[february, february, january, january]]);
    let expected = vec![reused(7), reused(12), reused(7)];
    assert_eq!(two, (vec![(3, 0), (0, 3), (1, 3)], (4, 2_400), expected));
    // The second file leaves out what the first has under the number: perhaps it was changed.
    let changed = told(Keep::Vouchers, &[&[january, february], &[january, ("20240229", 8)], &[january]]);
    let expected = vec![reused(7), "FS0902 7:0+0 ".to_owned()];
    assert_eq!((changed.0, changed.2), (vec![(2, 0), (0, 1), (0, 1)], expected));
    let sums = told(Keep::Sums, &[&[january], &[january]]);
    assert_eq!(sums.2, ["FS0902 2:0+0 "], "without the vouchers nobody can say");
}

#[test]
fn a_voucher_beyond_all_measure_is_refused() {
    let row = format!("#TRANS 1930 {{}} 0 \"\" \"{}\"\n", "x".repeat(30_000));
    let file = format!("#FLAGGA 0\n#VER A 1 20240105\n{{\n{}}}\n", row.repeat(300));
    let codes: Vec<_> =
        read(file.as_bytes()).findings.iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["FS0067"]);
}

/// Items of every kind that a book can hold, as programs write them.
const WHOLE: &str = "\
#FLAGGA 0
#PROGRAM \"Påhittat\" 1.0
#FORMAT PC8
#GEN 20241231 AB
#SIETYP 4
#PROSA Utan citattecken men med mellanslag
#FNAMN \"Samordningsförbundet Ån\"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#DIM 1 Kostnadsställe
#DIM 20 \"Motpart\"
#OBJEKT 1 3047 \"Ung väg\"
#OBJEKT 6 V Vägen vidare
#KONTO 1930 Bank och giro
#KONTO 5539 \"Övriga \\\"insatser\\\"\"
#KONTO X \"Inget nummer\"
#IB 0 1930 1000.00
#IB 0 2010 -1000
#OIB 0 1930 {1 3047} 400
#IB -1 1930 700.00
#UB 0 1930 938.5
#UB -1 1930 1000.00
#RES 0 5539 61.50 0
#OUB 0 1930 {1 3047 6 V} 1.00
#PSALDO 0 202402 5539 {} 61.50
#PSALDO 0 202402 5539 {7 anna} 61.50
#PBUDGET 0 202401 5539 {} 100.00
#PBUDGET 0 202401 5539 {1 3047} 60.00
#PBUDGET 0 202402 5539 50.00
#VER A 1 20240105 \"Möte på Ön\" 20240108 \"Eva B\"
{
#TRANS 1930 {} -11.50
#TRANS 5539 {1 3047 6 V 20 \"4711\"} 11.50 20240105 \"Kaffe\" 0.00
}
#VER A 2 20240205 Hyra januari och februari 20240206
{
#BTRANS 5540 {} 60.00 20240207 \"Fel konto\" 0 EB
#TRANS 1930 {} -50
#RTRANS 5539 {1 3047} 50 20240207 \"Hyra lokal\" 0 EB
#TRANS 5539 {1 3047} 50 20240207 \"Hyra lokal\" 0 EB
}
";

fn in_code_page(text: &str) -> Vec<u8> {
    finsam_ledger::sie::code_page::encode(text, &mut std::collections::BTreeSet::new())
}

#[test]
fn vouchers_come_with_objects_texts_and_history() {
    let read = read(WHOLE.as_bytes());
    assert_eq!(read.findings, [], "{:?}", all_shown(&read));
    let vouchers: Vec<Voucher> = read.vouchers().collect();
    let [meeting, rent] = &vouchers[..] else { panic!("{} vouchers", vouchers.len()) };
    assert_eq!((meeting.id().to_string().as_str(), meeting.text()), ("A 1", "Möte på Ön"));
    let [bank, coffee] = meeting.postings() else { panic!("{:?}", meeting.postings()) };
    assert_eq!((bank.amount, &*bank.text), (Amount::from_ore(-1150), ""));
    assert_eq!((coffee.amount, &*coffee.text), (Amount::from_ore(1150), "Kaffe"));
    assert_eq!(coffee.cost_centre, CostCentre::new("3047").ok());
    assert_eq!(coffee.project, Project::new("V").ok());
    assert_eq!(coffee.others, OtherObject::new(20, "4711").ok().into_iter().collect::<Vec<_>>());
    let history = meeting.history();
    assert_eq!(history.registered.map(|date| date.to_string()), Some("2024-01-08".to_owned()));
    assert_eq!(&*history.signature, "Eva B");

    assert_eq!(rent.text(), "Hyra januari och februari");
    assert_eq!(rent.history().registered.map(|date| date.to_string()), Some("2024-02-06".to_owned()));
    let [struck, added] = &rent.history().corrections[..] else { panic!("{:?}", rent.history()) };
    let RowChange::Struck { before: 0, posting } = &struck.change else { panic!("{struck:?}") };
    assert_eq!((posting.account.number(), posting.amount.ore(), &*posting.text), (5540, 6000, "Fel konto"));
    let signed = |correction: &Correction| {
        (correction.date.map(|date| date.to_string()), correction.signature.clone())
    };
    assert_eq!(signed(struck), (Some("2024-02-07".to_owned()), "EB".into()));
    assert_eq!(added.change, RowChange::Added(1));
    assert_eq!(signed(added), signed(struck));
    let moved = read.tallied.balances.movement("2024".parse().expect("a year")).expect("small");
    assert_eq!(moved.values().map(|amount| amount.ore()).sum::<i64>(), 0);
    assert_eq!(
        moved[&"1930".parse::<finsam_ledger::AccountNumber>().expect("an account").into()].ore(),
        -6150
    );
}

#[test]
fn names_balances_budgets_and_stated_sums_come_along() {
    let read = read(&in_code_page(WHOLE));
    assert_eq!(read.findings, [], "{:?}", all_shown(&read));
    let file = &read.files[0];
    assert_eq!((file.kind, file.dialect.encoding.value), (Some(FileKind::Sie), TextEncoding::Cp437));
    assert_eq!((file.vouchers, file.rows), (2, 17));
    let Contents { names, openings, budget, stated, .. } = contents(&read);
    assert_eq!(names.accounts.values().collect::<Vec<_>>(), ["Bank och giro", "Övriga \"insatser\""]);
    assert_eq!(names.dimensions.values().collect::<Vec<_>>(), ["Kostnadsställe", "Motpart"]);
    assert_eq!(names.objects_of(6).collect::<Vec<_>>(), [("V", "Vägen vidare")]);

    let code = |object: &finsam_ledger::BalanceObject| {
        let cost_centre = object.cost_centre.as_ref().map_or("-", CostCentre::as_str);
        format!("{} {cost_centre}", object.account)
    };
    let openings: Vec<_> =
        openings.iter().map(|(year, object, amount)| format!("{year} {} {amount}", code(object))).collect();
    assert_eq!(openings, ["2024 1930 3047 400.00", "2024 1930 - 600.00", "2024 2010 - -1000.00"]);
    let budget: Vec<_> =
        budget.rows().map(|(period, object, amount)| format!("{period} {} {amount}", code(object))).collect();
    assert_eq!(budget, ["2024-01 5539 - 40.00", "2024-01 5539 3047 60.00", "2024-02 5539 - 50.00"]);

    let month = |text: &str| text.parse().expect("a month");
    let year = FiscalYears::CALENDAR.starting_in(2023).expect("a year");
    let both =
        StatedLevel::Both(CostCentre::new("3047").expect("a code"), Project::new("V").expect("a code"));
    let expected = [
        (StatedKind::Opening(year), 1930, StatedLevel::Account, 70_000),
        (StatedKind::Closing(month("2024-02")), 1930, StatedLevel::Account, 93_850),
        (StatedKind::Closing(month("2023-12")), 1930, StatedLevel::Account, 100_000),
        (StatedKind::Result(month("2024-02")), 5539, StatedLevel::Account, 6_150),
        (StatedKind::Closing(month("2024-02")), 1930, both, 100),
        (StatedKind::Change(month("2024-02")), 5539, StatedLevel::Account, 6_150),
    ];
    let told: Vec<_> = stated
        .iter()
        .map(|(_, StatedSum { kind, account, level, amount })| {
            (*kind, account.number(), level.clone(), amount.ore())
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn the_bytes_say_how_letters_are_written() {
    let (windows, ..) = encoding_of_windows(WHOLE);
    let forms: [(Vec<u8>, TextEncoding); 4] = [
        (WHOLE.as_bytes().to_vec(), TextEncoding::Utf8),
        ([b"\xEF\xBB\xBF", WHOLE.as_bytes()].concat(), TextEncoding::Utf8),
        (in_code_page(WHOLE), TextEncoding::Cp437),
        (windows, TextEncoding::Windows1252),
    ];
    let expected = read(WHOLE.as_bytes());
    for (bytes, encoding) in forms {
        for (from, to) in [("\n", "\n"), ("\n", "\r\n"), ("\n", "\r"), (" ", "\t")] {
            let bytes = replaced(&bytes, from, to);
            let read = read(&bytes);
            assert_eq!(read.findings, [], "{:?}", all_shown(&read));
            assert_eq!(read.files[0].dialect.encoding.value, encoding);
            assert_eq!(read.contents[0].openings, expected.contents[0].openings);
            if from != " " {
                assert_eq!(read.contents[0].vouchers, expected.contents[0].vouchers);
                assert_eq!(read.contents[0].names, expected.contents[0].names);
            }
        }
    }
}

#[test]
fn a_file_in_utf_16_is_read_as_any_other() {
    let expected = read(WHOLE.as_bytes());
    let words = || WHOLE.encode_utf16();
    let little: Vec<u8> = words().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = words().flat_map(u16::to_be_bytes).collect();
    for (bytes, encoding) in [
        (little.clone(), TextEncoding::Utf16Le),
        ([b"\xFF\xFE", &little[..]].concat(), TextEncoding::Utf16Le),
        ([b"\xFE\xFF", &big[..]].concat(), TextEncoding::Utf16Be),
    ] {
        let read = read(&bytes);
        assert_eq!(read.findings, [], "{:?}", all_shown(&read));
        assert_eq!(read.files[0].dialect.encoding.value, encoding);
        assert_eq!(read.contents[0].vouchers, expected.contents[0].vouchers);
        let head = finsam_ledger::read::head(&bytes[..]).expect("memory can be read").expect("it is SIE");
        assert_eq!(head.entity.as_deref(), Some("Samordningsförbundet Ån"));
    }
}

/// The text in Windows-1252.
fn encoding_of_windows(text: &str) -> (Vec<u8>, usize) {
    let bytes: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1")).collect();
    let length = bytes.len();
    (bytes, length)
}

/// The bytes with one text for another.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    bytes
        .iter()
        .flat_map(|byte| if [*byte] == from.as_bytes() { to.as_bytes().to_vec() } else { vec![*byte] })
        .collect()
}

#[test]
fn what_is_no_sie_file_is_read_as_what_it_is() {
    for text in ["<html><body>#FLAGGA 0", "<!DOCTYPE html>\n#FLAGGA 0"] {
        let read = read(text.as_bytes());
        assert_eq!(all_shown(&read), ["FS0002 0:0+0 "], "{text}");
    }
    for text in ["#FLAGGA 0", "\r\n  #flagga\t0", "#RAR 0 20240101 20241231", "#FORMAT PC8"] {
        assert_eq!(read(text.as_bytes()).files[0].kind, Some(FileKind::Sie), "{text}");
    }
    let table = read("#Konto;IB 2024\n1930;5\n".as_bytes());
    assert_ne!(table.files[0].kind, Some(FileKind::Sie));
}

#[test]
fn braces_may_stand_on_any_line() {
    let forms = [
        "#VER A 1 20240105 Hyra\n{\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5\n}\n",
        "#VER A 1 20240105 Hyra {\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5 }\n",
        "#VER A 1 20240105 Hyra\n{ #TRANS 1930 -5\n  #TRANS 5539 { } 5\n\n}\n\x1A",
    ];
    let vouchers: Vec<_> = forms
        .map(|form| {
            let read = read(&of_2024(form));
            assert_eq!(read.findings, [], "{form} {:?}", all_shown(&read));
            read.contents[0].vouchers.clone()
        })
        .to_vec();
    assert_eq!(vouchers[0].len(), 1);
    assert!(vouchers.iter().all(|form| *form == vouchers[0]), "{vouchers:?}");
}

#[test]
fn rows_that_follow_their_voucher_without_a_brace_are_its_rows() {
    let forms = [
        "#VER A 1 20240105 Hyra\n{\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5\n}\n#VER A 2 20240106\n{\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20240105 Hyra\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5\n}\n#VER A 2 20240106\n{\n#TRANS 1930 {} 0\n}\n",
        "#VER A 1 20240105 Hyra\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5\n#VER A 2 20240106\n#TRANS 1930 {} 0\n",
    ];
    let [braced, half, bare] = forms.map(|form| read(&of_2024(form)));
    let told = [&half, &bare].map(all_shown);
    let first = "FS0073 5:0+0 #TRANS 1930 {} -5".to_owned();
    assert_eq!(told, [vec![first.clone()], vec![first, "FS0073 8:0+0 #TRANS 1930 {} 0".to_owned()]]);
    for other in [half, bare] {
        assert_eq!(other.contents[0].vouchers, braced.contents[0].vouchers);
    }
    let stray = read(b"#VER A 1 20240105\n{\n#TRANS 1930 {} 0\n}\n#TRANS 1930 {} 5\n");
    assert_eq!(all_shown(&stray), ["FS0051 5:1+6 #TRANS 1930 {} 5 [#]"]);
}

#[test]
fn a_voucher_that_cannot_be_read_takes_its_rows_with_it() {
    let read = read(b"#VER A 1\n{\n#TRANS 1930 {} 5\n}\n#VER A 2 20240105\n{\n#TRANS 1930 {} 0\n}\n");
    assert_eq!(all_shown(&read), ["FS0050 1:0+0 #VER A 1"], "not each of its rows as well");
    assert_eq!(read.vouchers().map(|voucher| voucher.id().number()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_year_without_days_tells_nothing_and_is_missed_only_where_it_is_needed() {
    for days in ["", " \"\" \"\"", "  "] {
        let vouchers = format!("#FLAGGA 0\n#RAR 0{days}\n#VER A 1 20240105\n{{\n#TRANS 1930 {{}} 0\n}}\n");
        assert_eq!(read(vouchers.as_bytes()).findings, [], "{days}");
        let balances = format!("#FLAGGA 0\n#RAR 0{days}\n#IB 0 1930 5\n");
        assert_eq!(all_shown(&read(balances.as_bytes())), ["FS0062 3:7+4 #IB 0 1930 5 [1]"], "{days}");
    }
}

#[test]
fn an_account_before_its_month_is_read_where_it_can_be_no_month() {
    let budget = |items: &str| {
        let read = read(&of_2024(items));
        let rows = contents(&read).budget.rows();
        let rows: Vec<_> =
            rows.map(|(period, object, amount)| format!("{period} {} {amount}", object.account)).collect();
        (rows, all_shown(&read))
    };
    let expected = (vec!["2024-01 5539 100.00".to_owned()], Vec::new());
    for item in ["202401 5539 {} 100", "202401 5539 100", "5539 202401 100", "5539 202401 {} 100.00"] {
        assert_eq!(budget(&format!("#PBUDGET 0 {item}\n")), expected, "{item}");
    }
    assert_eq!(budget("#PBUDGET 0 202402 202401 7\n").0, ["2024-02 202401 7.00"], "as the format has it");
    assert_eq!(budget("#PBUDGET 0 5539 5540 7\n").1, ["FS0018 4:12+4 #PBUDGET 0 5539 5540 7 [5]"]);
}

#[test]
fn quantities_are_told_once_and_zero_is_none() {
    let read = read(&of_2024(
        "#IB 0 1930 1.00 0\n#UB 0 1930 1.00 12.125\n#RES 0 5539 0 -3\n#PSALDO 0 202401 5539 {} 0 0.00\n\
         #VER A 1 20240105 Hyra\n{\n#TRANS 1930 {} 0 20240105 \"\" 2\n#TRANS 5539 {} 0 \"\" \"tre\" \"\"\n}\n",
    ));
    let [finding] = &read.findings[..] else { panic!("{:?}", all_shown(&read)) };
    assert_eq!(finding.fact, finsam_ledger::Fact::SieQuantities { times: 3 });
    assert_eq!(all_shown(&read), ["FS0074 5:17+6 #UB 0 1930 1.00 12.125 [1]"]);
}

#[test]
fn an_amount_that_goes_on_behind_a_blank_is_refused() {
    let refused = |items: &str| all_shown(&read(&of_2024(items)));
    let row = |amount: &str| format!("#VER A 1 20240105\n{{\n#TRANS 5539 {{}} {amount}\n}}\n");
    for amount in ["1 250", "1 250.00", "-12 345,5", "1 234 567.00", "123 456.78 20240105 \"Hyra\""] {
        let found = refused(&row(amount));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("FS0006 6:16+"), "{found:?}");
    }
    assert_eq!(refused("#IB 0 1930 12 345.00\n"), ["FS0006 4:12+2 #IB 0 1930 12 345.00 [1]"]);
    for whole in [
        "#IB 0 1930 12 345\n",
        "#IB 0 1930 12.00 345.00\n",
        "#IB 0 1930 0 345.00\n",
        "#IB 0 1930 1200 345.00\n",
    ] {
        assert_eq!(refused(whole).len(), 1, "a quantity: {whole}");
        assert!(refused(whole)[0].starts_with("FS0074"), "{whole}");
    }
}

#[test]
fn an_empty_list_of_objects_may_stand_in_quotation_marks() {
    let voucher = |list: &str| {
        read(&of_2024(&format!(
            "#VER A 1 20240105 Hyra\n{{\n#TRANS 1930 {list} -5 20240105 \"\"\n#TRANS 5539 {list} 5\n}}\n\0\0"
        )))
    };
    let plain = voucher("{}");
    for list in ["\"\"", "\"{}\"", "{ }", ""] {
        let read = voucher(list);
        assert_eq!(
            (&read.findings, &read.contents[0].vouchers),
            (&vec![], &plain.contents[0].vouchers),
            "{list}"
        );
    }
}

/// Opening balances, and what the file states, with its findings.
fn balances_of(items: &str) -> (Vec<String>, Vec<StatedKind>, Vec<String>) {
    let read = read(items.as_bytes());
    let openings =
        contents(&read).openings.iter().map(|(year, object, _)| format!("{year} {}", object.account));
    let stated = contents(&read).stated.iter().map(|(_, sum)| sum.kind);
    (openings.collect(), stated.collect(), all_shown(&read))
}

#[test]
fn a_part_of_a_year_opens_with_what_the_month_before_closed_with() {
    let closing = |month: &str| StatedKind::Closing(month.parse().expect("a month"));
    let told = |line: u64| vec![format!("FS0076 {line}:7+4 #IB 0 1930 5 [1]")];
    let august = "#RAR 0 20240801 20240831\n#IB 0 1930 5\n#UB 0 1930 7\n#RES 0 5539 2\n";
    let of_august = vec![closing("2024-07"), closing("2024-08")];
    assert_eq!(balances_of(august), (vec![], of_august.clone(), told(2)));
    let last_year = format!("#RAR -1 20230101 20231231\n{august}");
    assert_eq!(balances_of(&last_year), (vec![], of_august.clone(), told(3)));
    let month_before = format!("#RAR -1 20240701 20240731\n#UB -1 1930 5\n{august}");
    let expected = [vec![closing("2024-07")], of_august].concat();
    assert_eq!(balances_of(&month_before), (vec![], expected, told(4)));
}

#[test]
fn a_short_year_of_its_own_opens_as_years_do() {
    let opened = vec!["2024 1930".to_owned()];
    let first = "#RAR 0 20240401 20241231\n#IB 0 1930 5\n";
    assert_eq!(balances_of(first).0, opened, "a body that was formed in April");
    let moved = format!("#RAR -1 20230401 20240331\n{first}");
    assert_eq!(balances_of(&moved).0, opened, "years that started in April before");
    assert_eq!(balances_of(&moved).2, ["FS0061 1:9+8 #RAR -1 20230401 20240331 [2]"]);
    let january = "#RAR 0 20240101 20240131\n#IB 0 1930 5\n#UB 0 1930 7\n";
    let closed = StatedKind::Closing("2024-01".parse().expect("a month"));
    assert_eq!(balances_of(january), (opened, vec![closed], vec![]));
}

#[test]
fn a_checksum_over_letters_of_another_encoding_holds() {
    let items = "#FLAGGA 0\n#KSUMMA\n#FNAMN \"Förbundet \\\"Ån\\\"\"\n#RAR 0 20240101 20241231\n\
        #OIB 0 1930 {1 \"30 47\"} 0.00\n#KSUMMA ";
    let mut checksum = finsam_ledger::sie::checksum::Checksum::new();
    for part in ["#FNAMN", "Förbundet \"Ån\"", "#RAR", "0", "20240101", "20241231"] {
        checksum.add(&in_code_page(part));
    }
    for part in ["#OIB", "0", "1930", "1", "30 47", "0.00"] {
        checksum.add(part.as_bytes());
    }
    for stated in [checksum.value().to_string(), checksum.value().cast_signed().to_string()] {
        let file = format!("{items}{stated}\n");
        assert_eq!(all_shown(&read(file.as_bytes())), Vec::<String>::new());
        assert_eq!(all_shown(&read(&in_code_page(&file))), Vec::<String>::new());
    }
}

#[test]
fn vouchers_without_numbers_follow_the_highest_of_their_series_and_year() {
    let ver = |series: &str, number: &str, date: &str| {
        format!("#VER {series} {number} {date}\n{{\n#TRANS 1930 {{}} 0\n}}\n")
    };
    let file = [
        ver("\"\"", "\"\"", "20240105"),
        ver("A", "7", "20240105"),
        ver("A", "\"\"", "20240106"),
        ver("\"\"", "\"\"", "20240107"),
        ver("A", "\"\"", "20250101"),
    ]
    .concat();
    let read = read(&of_2024(&file));
    let ids: Vec<_> = read.vouchers().map(|voucher| voucher.id().to_string()).collect();
    assert_eq!(ids, ["1", "A 7", "A 8", "2", "A 1"]);
    assert_eq!(all_shown(&read), ["FS0063 4:0+0 #VER \"\" \"\" 20240105"]);
}

#[test]
fn a_broken_fiscal_year_is_read_where_the_books_have_it() {
    let file = b"#RAR 0 20230701 20240630\n#RAR -1 20220701 20230630\n#IB 0 1930 5\n#IB -1 1930 7\n#OMFATTN 20240331\n#UB 0 1930 5\n";
    let fiscal_years = FiscalYears::starting_in_month(7).expect("a month");
    let read = read_with(Options { fiscal_years, ..Options::default() }, file);
    assert_eq!(read.findings, []);
    let openings: Vec<_> = contents(&read).openings.iter().map(|(year, ..)| year.to_string()).collect();
    assert_eq!(openings, ["2023-07..2024-06"]);
    let kinds: Vec<_> = contents(&read).stated.iter().map(|(_, sum)| sum.kind).collect();
    let year_before = fiscal_years.starting_in(2022).expect("a year");
    let march = "2024-03".parse().expect("a month");
    assert_eq!(kinds, [StatedKind::Opening(year_before), StatedKind::Closing(march)]);
}

#[test]
fn a_first_year_may_be_short_and_start_within_a_month() {
    let read = read(b"#RAR 0 20240315 20241231\n#IB 0 1930 0\n");
    assert_eq!(read.findings, []);
    let openings: Vec<_> = contents(&read).openings.iter().map(|(year, ..)| year.to_string()).collect();
    assert_eq!(openings, ["2024"]);
}

#[test]
fn a_bad_row_yields_its_problems_and_no_more() {
    let read = read(&of_2024(
        "#VER A 1 20240105\n{\n#TRANS 19x0 {} 1.005\n#TRANS 5539\n#TRANS 1930 {} -5\n}\n\
         #VER A 2 20240105\n{\n#TRANS 1930 {} -5\n#TRANS 5539 {} 5\n}\n",
    ));
    let expected = [
        "FS0011 6:8+4 #TRANS 19x0 {} 1.005 [1]",
        "FS0008 6:16+5 #TRANS 19x0 {} 1.005 [1]",
        "FS0050 7:0+0 #TRANS 5539",
    ];
    assert_eq!(all_shown(&read), expected, "that voucher 1 does not balance says nothing");
    assert_eq!(read.vouchers().map(|voucher| voucher.id().number()).collect::<Vec<_>>(), [2]);
}

#[test]
fn only_what_is_told_once_is_summed() {
    let read = read(&of_2024(
        "#PBUDGET 0 202401 3511 {6 V} -30.00\n#PBUDGET 0 202401 3511 {6 W} -20.00\n\
         #PBUDGET 0 202401 3511 {} -50.00\n#PBUDGET 0 202401 3511 {1 3047} -50.00\n\
         #PBUDGET 0 202402 3511 {6 V} -30.00\n",
    ));
    let mut by_month: BTreeMap<String, i64> = BTreeMap::new();
    for (period, _, amount) in contents(&read).budget.rows() {
        *by_month.entry(period.to_string()).or_default() += amount.ore();
    }
    assert_eq!(by_month, BTreeMap::from([("2024-01".to_owned(), -5_000), ("2024-02".to_owned(), -3_000)]));
    assert_eq!(all_shown(&read), ["FS0065 4:19+4 #PBUDGET 0 202401 3511 {6 V} -30.00 [3]"]);
}

#[test]
fn a_line_without_an_end_is_no_sie_file() {
    let file = [b"#FLAGGA 0\n#PROSA \"", "x".repeat(1 << 20).as_bytes()].concat();
    let error = Reading::new(Options::default()).file("fil.se", &file[..]).expect_err("it is too long");
    assert_eq!(error.to_string(), "fil.se: line 2 is longer than a row can be");
    let file = format!("#FLAGGA 0\n#FNAMN \"{}\"\n", "x".repeat(40_000));
    let codes: Vec<_> =
        read(file.as_bytes()).findings.iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["FS0072"]);
}

fn any_items() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "#VER", "#TRANS", "#RTRANS", "#BTRANS", "#IB", "#OIB", "#UB", "#RAR", "#KSUMMA", "#PBUDGET",
        "#KONTO", "#DIM", "#OBJEKT", "0", "-1", "1930", "20240105", "202401", "5.50", "{1 3047}", "{}", "{",
        "}", "\"\"", "A",
    ];
    let piece = prop_oneof![
        6 => prop::sample::select(words.map(|word| word.as_bytes().to_vec()).to_vec()),
        4 => prop::sample::select(vec![b" ".to_vec(), b"\n".to_vec(), b"\t".to_vec(), b"\"".to_vec(), b"\\".to_vec()]),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_do_harm(items in any_items()) {
        let bytes = [b"#FLAGGA 0\n", &items[..]].concat();
        check_places(&read(&bytes), &bytes);
    }

    /// Whatever happens to a byte of a good file: it reads, or what is wrong is shown in place; and
    /// what reads balances.
    #[test]
    fn a_file_with_slips_reads_or_is_shown_where_it_is_wrong(
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0..3, any::<u8>()), 1..4),
    ) {
        let bytes = with_slips(in_code_page(WHOLE), slips);
        let read = read(&bytes);
        check_places(&read, &bytes);
        if !has_errors(&read.findings) {
            prop_assert_eq!(read.files[0].vouchers, read.vouchers().count() as u64);
            prop_assert_eq!(read.files[0].vouchers, read.tallied.summary.vouchers);
            prop_assert_eq!(read.tallied.summary.debit, read.tallied.summary.credit);
        }
    }
}
