//! Whatever a table holds, plain rows read many at a time come to what all come to one by one.

use std::num::NonZeroUsize;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::finding::{Code, Fact, Finding};
use crate::read::intake::{Intake, Manner};
use crate::read::outcome::{FileRead, Limits, Options, Read, ReadError};

/// All that comes of reading a file twice, so that numbers come again, in words.
fn told(bytes: &[u8], options: Options, manner: Manner) -> String {
    let mut intake = Intake::new(options);
    intake.manner = manner;
    let read = |name: &str, intake: &mut Intake| -> Result<(), ReadError> {
        let file: FileRead = super::super::read(name, bytes, intake)?;
        intake.end_file(file);
        Ok(())
    };
    match read("one.csv", &mut intake).and_then(|()| read("two.csv", &mut intake)) {
        Ok(()) => format!("{:#?}", intake.finish()),
        Err(error) => format!("{error:?}"),
    }
}

fn check(bytes: &[u8], options: Options, buffer: usize) -> Result<(), TestCaseError> {
    let one_by_one = told(bytes, options, Manner { plain_rows: false, ..Manner::default() });
    let many_at_a_time = told(bytes, options, Manner { plain_rows: true, buffer });
    prop_assert_eq!(&many_at_a_time, &one_by_one, "{}", String::from_utf8_lossy(bytes));
    let options = Options { threads: NonZeroUsize::MIN.saturating_add(buffer % 3 + 1), ..options };
    let on_threads = told(bytes, options, Manner { plain_rows: true, buffer });
    prop_assert_eq!(&on_threads, &one_by_one, "{}", String::from_utf8_lossy(bytes));
    Ok(())
}

/// Each header row with what the fields below it hold.
const TABLES: [(&str, &[&[&str]]); 5] = [
    ("Vernr;Datum;Konto;Kst;Belopp;Text", &[NUMBERS, DATES, ACCOUNTS, CODES, AMOUNTS, TEXTS]),
    (
        "Serie;Vernr;Datum;Konto;Kontonamn;Kst;Projekt;Debet;Kredit",
        &[SERIES, NUMBERS, DATES, ACCOUNTS, TEXTS, CODES, CODES, SIDES, SIDES],
    ),
    ("Konto;Vernr;Datum;Belopp", &[ACCOUNTS, NUMBERS, DATES, AMOUNTS]),
    ("Vernr;Datum;Konto;D/K;Belopp;Borttagen", &[NUMBERS, DATES, ACCOUNTS, MARKS, SIDES, FLAGS]),
    ("Vernr,Datum,Konto,Debet,Kredit,IB", &[NUMBERS, DATES, ACCOUNTS, SIDES, SIDES, FLAGS]),
];

const NUMBERS: &[&str] = &["1", "2", "3", "1", "2", "A1", "B1", "01", "123456789", "12.0", "x", ""];
const SERIES: &[&str] = &["A", "A", "B", "", " A", "Å"];
const DATES: &[&str] =
    &["2024-01-05", "2024-01-05", "2024-01-06", "20240105", "2025-02-01", "5/1-24", "05/01/2024", ""];
const ACCOUNTS: &[&str] = &["1930", "5539", "2411", "193", "12345678", "0193", "1930 Bank", "", "x"];
const CODES: &[&str] = &["", "3001", "3002", " 3001", "PROJEKT-2024", "Å1", "a\u{7f}b", "3001 Kansli"];
const AMOUNTS: &[&str] = &[
    "12,50",
    "-12,50",
    "-12,50",
    "0,00",
    "12",
    "1 250,50",
    "1.250",
    "12.50",
    "(5,00)",
    "-",
    "",
    "9999999999999999",
];
const SIDES: &[&str] = &["12,50", "", "", "12,50", "0,00", "-3,00", "12.50", "x"];
const MARKS: &[&str] = &["D", "K", "debet", "?"];
const FLAGS: &[&str] = &["", "", "0", "1", "Nej", "x"];
const TEXTS: &[&str] = &["Hyra", "Bank", "", "\"a;b\"", "\"a\nb\"", "a\"b", "\"", "Möte", "Summa"];

/// Lines that are no rows of the table.
const LINES: [&str; 7] = ["", ";;;;;", "1930 Bank", "Summa;;;;12,50;", "Sida 2", "-----", "IB;;1930;;5,00"];

/// A table in which most rows are plain, some again and again.
fn tables() -> impl Strategy<Value = Vec<u8>> {
    let field = prop_oneof![30 => 0..3_usize, 2 => 3..6_usize, 1 => any::<usize>()];
    let line =
        (vec(field, 9), 1..4_usize, prop_oneof![20 => Just(None), 1 => select(&LINES[..]).prop_map(Some)]);
    (0..TABLES.len(), vec(line, 0..40), select(&["\n", "\n", "\r\n", "\r"][..])).prop_map(
        |(table, lines, end)| {
            let (header, columns) = TABLES[table];
            let delimiter = if header.contains(';') { ";" } else { "," };
            let mut text = format!("{header}{end}");
            for (fields, times, other) in lines {
                let fields = columns.iter().zip(fields).map(|(column, at)| column[at % column.len()]);
                let line = other.map_or_else(|| fields.collect::<Vec<_>>().join(delimiter), str::to_owned);
                for _ in 0..times {
                    text += &line;
                    text += end;
                }
            }
            text.into_bytes()
        },
    )
}

fn limits() -> impl Strategy<Value = Options> {
    let limits = prop_oneof![
        4 => Just(Limits::default()),
        1 => (1..60_u64, 2..12_usize, 0..4_u64).prop_map(|(rows, text, findings)| Limits { rows, text, findings }),
    ];
    limits.prop_map(|limits| Options { limits, ..Options::default() })
}

/// The example exports, with slips.
fn exports() -> impl Strategy<Value = Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/exports");
    let names = ["verifikat.csv", "huvudbok.csv", "raindance.csv", "verifikationslista.txt"];
    let files = names.map(|name| {
        let bytes = std::fs::read(folder.join(name)).expect("an example");
        // A few pages of it show what the whole does, and the slips lie closer together.
        bytes[..bytes.len().min(6000)].to_vec()
    });
    let slip = (any::<Index>(), any::<Index>(), 0..4_u8, select(b"0123456789;,.-\"\r\n \xe5Ax".to_vec()));
    (select(files.to_vec()), vec(slip, 0..12)).prop_map(|(mut bytes, slips)| {
        for (at, other, what, byte) in slips {
            let (at, other) = (at.index(bytes.len()), other.index(bytes.len()));
            let (first, last) = (at.min(other), at.max(other).min(at.min(other) + 300));
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 if last - first < bytes.len() - 1 => drop(bytes.drain(first..last)),
                _ => {
                    let again = bytes[first..last].to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn rows_of_any_kind_come_to_the_same(bytes in tables(), options in limits(), buffer in 40..3000_usize) {
        check(&bytes, options, buffer)?;
    }

    #[test]
    fn bytes_of_any_kind_come_to_the_same(
        bytes in vec(prop_oneof![9 => select(b"12;;;,\"\r\n\n -Ax".to_vec()), 1 => any::<u8>()], 0..300),
        buffer in 40..300_usize,
    ) {
        let rows = b"Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;5,00\n1;2024-01-05;2411;-5,00\n2;2024-01-05;1930;0,00\n";
        check(&[rows, bytes.as_slice(), &rows[25..]].concat(), Options::default(), buffer)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn exports_with_slips_come_to_the_same(bytes in exports(), options in limits(), buffer in 100..5000_usize) {
        check(&bytes, options, buffer)?;
    }
}

/// The accounts of a voucher's rows with their öre, beside the bank's, and what is missing there.
type Rows = (Vec<(&'static str, i64)>, i64);

/// The vouchers as a table, by voucher or by account: always two with a row on the bank's.
fn journal(vouchers: &[Rows], by_account: bool) -> String {
    let mut lines = Vec::new();
    for (number, (rows, missing)) in (1..).zip(vouchers) {
        let sum: i64 = rows.iter().map(|(_, ore)| ore).sum();
        for (account, ore) in rows.iter().chain([&("1930", missing - sum)]) {
            // Every seventh number is left out.
            let (number, day) = (number + number / 7, 1 + number / 30);
            let (sign, ore) = (if *ore < 0 { "-" } else { "" }, ore.abs());
            let amount = format!("{sign}{},{:02}", ore / 100, ore % 100);
            lines.push((*account, format!("A{number};2024-01-{day:02};{account};{amount};Hyra {number}\n")));
        }
    }
    if by_account {
        lines.sort_by_key(|(account, _)| *account);
    }
    lines.into_iter().fold("Vernr;Datum;Konto;Belopp;Text\n".to_owned(), |table, (_, line)| table + &line)
}

fn read(table: &str, manner: Manner, threads: NonZeroUsize) -> Result<Read, ReadError> {
    let mut intake = Intake::new(Options { threads, ..Options::default() });
    intake.manner = manner;
    let file = super::super::read("verifikat.csv", table.as_bytes(), &mut intake)?;
    intake.end_file(file);
    intake.finish()
}

/// What is wrong, wherever in the file. Rows that sum to zero before the others come need not be told of.
fn findings_of(read: &Read) -> Vec<String> {
    let told = |finding: &Finding| match &finding.fact {
        Fact::VoucherUnbalanced { id, date, debit, credit, .. } => {
            format!("{id} {date} {:?}", debit.checked_sub(*credit))
        }
        fact => format!("{fact:?}"),
    };
    let mut findings: Vec<_> = read.findings.iter().map(told).collect();
    findings.sort();
    findings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The rows of nearly every voucher lie apart in it, and many a voucher sums to zero before all have come.
    #[test]
    fn a_journal_sorted_by_account_comes_to_the_same(
        vouchers in vec((vec((select(&["1510", "2411", "5010", "6911"][..]), -3..4_i64), 0..5), prop_oneof![9 => Just(0), 1 => -2..3_i64]), 2..120),
        buffer in 100..5000_usize,
    ) {
        let table = journal(&vouchers, true);
        check(table.as_bytes(), Options::default(), buffer)?;
        let by_voucher = read(&journal(&vouchers, false), Manner::default(), NonZeroUsize::MIN)?;
        let unbalanced = vouchers.iter().filter(|(_, missing)| *missing != 0).count();
        let told = by_voucher.findings.iter().filter(|finding| finding.code() == Code::VoucherUnbalanced).count();
        prop_assert_eq!(told, unbalanced);
        for (plain_rows, threads) in [(true, 1), (false, 1), (true, 3)] {
            let threads = NonZeroUsize::new(threads).expect("one or more");
            let by_account = read(&table, Manner { plain_rows, buffer }, threads)?;
            prop_assert_eq!(&by_account.tallied.balances, &by_voucher.tallied.balances);
            prop_assert_eq!(by_account.tallied.summary, by_voucher.tallied.summary);
            prop_assert_eq!(findings_of(&by_account), findings_of(&by_voucher));
        }
    }
}
