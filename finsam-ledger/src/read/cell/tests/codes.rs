//! What accounts, voucher numbers and periods mean, and what they are refused for.

use proptest::prelude::*;

use crate::account::AccountNumber;
use crate::calendar::FiscalYears;
use crate::read::cell::{
    DateEvidence, DatePattern, DateStyle, DecimalMark, NumberEvidence, NumberStyle, account, account_cell,
    date, figure, period, stands_for_nothing, voucher_number, year,
};

#[test]
fn accounts_are_read_with_and_without_their_names() {
    for text in [
        "1930 Bankgiro",
        "1930 - Bankgiro",
        "1930-Bankgiro",
        "1930: Bankgiro",
        "1930 \u{2013} Bankgiro",
        "1930\u{a0}Bankgiro",
        "1930:Bankgiro",
        "1930, Bankgiro",
        "1930  Bankgiro",
    ] {
        let cell = account_cell(text.as_bytes()).expect(text);
        assert_eq!((cell.number.number(), cell.name), (1930, &b"Bankgiro"[..]), "{text}");
    }
    for (text, number, name) in [
        ("10", 10, ""),
        ("12345678", 12_345_678, ""),
        ("1930.0", 1930, ""),
        ("1930,00", 1930, ""),
        ("1687 Ludvikamoms 25 %", 1687, "Ludvikamoms 25 %"),
        ("2010 \u{d6}vrigt caf\u{e0}", 2010, "\u{d6}vrigt caf\u{e0}"),
    ] {
        let cell = account_cell(text.as_bytes()).expect(text);
        assert_eq!((cell.number.number(), cell.name), (number, name.as_bytes()), "{text}");
    }
    for text in [
        "",
        "1",
        "0193",
        "123456789",
        "19 30",
        "5 539",
        "193O",
        "+193",
        "1930-1940",
        "1930 - 1940",
        "2024-01-05",
        "1930 2 Bank",
        "1930.5",
        "1930.000",
        "1930-",
        "1930 -",
        "1930 :-)",
        "1930 --",
        "Bankgiro 1930",
        "1930 ...",
    ] {
        assert_eq!(account_cell(text.as_bytes()), None, "{text}");
    }
    assert_eq!(account(b"1930").map(AccountNumber::number), Some(1930));
    for text in ["", "1", "0193", "123456789", "19 30", "193O", "+193", "1930 Bankgiro", "1930.0"] {
        assert_eq!(account(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn voucher_numbers_are_read_with_and_without_their_series() {
    let letters: &[u8] = b"A";
    for text in ["A12", "A 12", "A-12", "A/12", "A:12", "A.12", "A_12", "A  12", "A - 12", "A012"] {
        assert_eq!(voucher_number(text.as_bytes()), Some((letters, 12)), "{text}");
    }
    for (text, number) in [("007", 7), ("12.0", 12), ("12,00", 12), ("18446744073709551615", u64::MAX)] {
        assert_eq!(voucher_number(text.as_bytes()), Some((&b""[..], number)), "{text}");
    }
    for (text, series) in [("2024-00012", "2024"), ("2024/12", "2024"), ("LEV/2024/0012", "LEV/2024")] {
        assert_eq!(voucher_number(text.as_bytes()), Some((series.as_bytes(), 12)), "{text}");
    }
    for text in [
        "2024-01-05",
        "0012-12",
        "2024-",
        "-2024-12",
        "L1/2024/12",
        "LF0001/24",
        "A-2024--12",
        "",
        "A",
        "-12",
        " 12",
        "A--12",
        "A//12",
        "12A",
        "1.5",
        "12.000",
        "A12.0",
        "1 250",
        "12-13",
        "12.",
        "18446744073709551616",
    ] {
        assert_eq!(voucher_number(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn periods_are_read_in_figures_and_in_words() {
    let read = |text: &str| period(text.as_bytes(), FiscalYears::CALENDAR).map(|period| period.to_string());
    for text in
        ["2024-08", "202408", "aug 24", "augusti 2024", "Aug-24", "AUG. 2024", "august 2024", "aug\u{a0}2024"]
    {
        assert_eq!(read(text).as_deref(), Some("2024-08"), "{text}");
    }
    for text in ["2024", "2024-01 - 2024-12", "202401-202412", "2024-01..2024-12", "jan 24 \u{2013} dec 24"] {
        assert_eq!(read(text).as_deref(), Some("2024"), "{text}");
    }
    assert_eq!(read("2024-01 - 2024-08").as_deref(), Some("2024-01..2024-08"));
    assert_eq!(read("mars 85").as_deref(), Some("1985-03"));
    for text in [
        "",
        "8",
        "2024-13",
        "2024-00",
        "202400",
        "1024",
        "2024/08",
        "2024-8",
        "24-08",
        "jan",
        "jan24",
        "januar 2024x",
        "xyz 24",
        "ja 24",
        "jan 3024",
        "2024-12 - 2024-01",
        "2024-01 2024-12",
        "2024 - 2025",
        "2024-01 - ",
        "+20241",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    let broken = FiscalYears::starting_in_month(7).expect("July");
    assert_eq!(year(b"2024", broken).map(|year| year.to_string()).as_deref(), Some("2024-07..2025-06"));
    assert_eq!(period(b"2024", broken).map(|period| period.to_string()).as_deref(), Some("2024-07..2025-06"));
}

proptest! {
    #[test]
    fn no_bytes_do_harm(field in prop::collection::vec(
        prop_oneof![any::<u8>(), prop::sample::select(b"0123456789.,-/: jankr()'T\xC2\xA0\xE2\x88\x92".to_vec())], 0..24,
    )) {
        let years = FiscalYears::CALENDAR;
        for decimal_mark in [None, Some(DecimalMark::Comma), Some(DecimalMark::Point)] {
            let _ = figure(&field, NumberStyle { decimal_mark });
        }
        for pattern in DatePattern::all() {
            let style = DateStyle::default().with(pattern).with_serial_days();
            let _ = date(&field, style);
        }
        let mut seen = (NumberEvidence::default(), DateEvidence::default());
        seen.0.see(&field);
        seen.1.see(&field);
        let _ = (seen.0.style(), seen.1.style(), stands_for_nothing(&field));
        let _ = (account(&field), account_cell(&field), voucher_number(&field));
        let _ = (period(&field, years), year(&field, years));
    }
}
