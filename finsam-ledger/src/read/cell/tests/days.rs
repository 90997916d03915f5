//! What dates mean, and what they are refused for.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::finding::Fact;
use crate::read::cell::day::DateFault;
use crate::read::cell::{DateEvidence, DateOrder, DatePattern, DateStyle, Day, date};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn plain(text: &str) -> Result<Day, DateFault> {
    date(text.as_bytes(), DateStyle::default())
}

#[test]
fn dates_with_one_reading_are_read_whatever_the_column() {
    let fifth = [
        "2024-01-05",
        "20240105",
        "2024-1-5",
        "2024/01/05",
        "2024.01.05",
        "5/1-24",
        "05/01-2024",
        "5/1 2024",
        "5/1 24",
        "5.1.2024",
        "05.01.2024",
        "5 jan 2024",
        "5 januari 2024",
        "den 5 januari 2024",
        "05-Jan-24",
        "5 jan. 24",
        "5.jan.2024",
        "5\u{a0}JANUARI\u{a0}2024",
        "2024-01-05 00:00:00",
        "2024-01-05T00:00:00",
        "2024-01-05 00:00",
        "20240105 13:45",
        "2024-01-05 9:05:59.123",
        "2024-01-05 12:00:00 AM",
        "2024-01-05 1:45 pm",
        "2024-01-05\u{a0}23:59:59",
        "5/1-24 00:00",
    ];
    let styles = [
        DateStyle::default(),
        DateStyle::default().with_serial_days(),
        DateStyle::default().with("mm/dd/yyyy".parse().expect("a pattern")),
    ];
    for text in fifth {
        for style in styles {
            assert_eq!(date(text.as_bytes(), style), Ok(Day::On(day("2024-01-05"))), "{text}");
        }
    }
    assert_eq!(plain("29 feb 2024"), Ok(Day::On(day("2024-02-29"))));
    for (text, expected) in [
        ("1 maj 24", "2024-05-01"),
        ("1 May 24", "2024-05-01"),
        ("31/12-79", "2079-12-31"),
        ("1 okt 80", "1980-10-01"),
        ("1 October 2999", "2999-10-01"),
        ("02/02/2024", "2024-02-02"),
        ("2/2/2", ""),
    ] {
        let expected = expected.parse().map(Day::On).map_err(|_| DateFault::Unreadable);
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn what_stands_for_no_date_is_told_from_what_is_none() {
    for text in [
        "1899-12-31",
        "1899-12-30",
        "1900-01-01",
        "0000-00-00",
        "00000000",
        "0001-01-01",
        "18991231",
        "1899-12-30 00:00:00",
        "31/12/1899",
        "12/30/1899",
        "00-00-00",
        "000000",
        "1900-01-00",
    ] {
        assert_eq!(plain(text), Ok(Day::Unset), "{text}");
    }
    assert_eq!(Fact::DateUnset { text: "1899-12-31".into() }.code().as_str(), "FS0026");
}

#[test]
fn what_is_no_date_is_refused() {
    let unreadable = [
        "",
        "x",
        "2023-02-29",
        "3000-01-01",
        "1899-12-29",
        "1900-13-01",
        "2024-01",
        "2024-13-01",
        "2024-01-05Z",
        "2024-01-05T00:00:00Z",
        "2024-01-05T00:00:00+01:00",
        "2024-01-05 24:00",
        "2024-01-05 13:00 PM",
        "2024-01-05 AM",
        "den",
        "den den 5 januari 2024",
        "2024-01-05 00:60",
        "2024-01-05 00:00:60",
        "2024-01-05 1:2",
        "2024-01-0500:00",
        "00:00",
        "2024-01-05 x",
        "2024--01-05",
        "2024-01/05",
        "30/2-24",
        "5 janu\u{e4}ri 2024",
        "5 ja 2024",
        "5 jani 2024",
        "5 jan 202",
        "32 jan 2024",
        "5/1",
        "5 1 2024",
        "1/2/3/4",
        "5,1,2024",
        "45296,5",
        "29220",
        "73051",
        "0",
        "2024010",
        "202401055",
        "99999999999999999999",
        "13/13/2024",
        "99-99-99",
        "2024-01-05 2024-01-05",
        "\u{661}",
        "0.0.0",
    ];
    for text in unreadable {
        assert_eq!(plain(text), Err(DateFault::Unreadable), "{text}");
        assert_eq!(DateFault::Unreadable.fact(text.into()), Fact::DateUnreadable { text: text.into() });
    }
}

#[test]
fn a_date_with_two_readings_is_refused_with_both() {
    for (text, first, second) in [
        ("05/01/2024", "2024-01-05", "2024-05-01"),
        ("5-1-2024", "2024-01-05", "2024-05-01"),
        ("05/01/24", "2005-01-24", "2024-01-05"),
        ("240105", "2024-01-05", "2005-01-24"),
        ("24-01-05", "2024-01-05", "2005-01-24"),
        ("24.01.05", "2024-01-05", "2005-01-24"),
        ("05/01/2024 00:00", "2024-01-05", "2024-05-01"),
    ] {
        let (first, second) = (day(first), day(second));
        let fault = DateFault::Ambiguous { first, second };
        assert_eq!(plain(text), Err(fault), "{text}");
        assert_eq!(fault.fact(text.into()), Fact::DateAmbiguous { text: text.into(), first, second });
    }
    assert_eq!(plain("25/01/2024"), Ok(Day::On(day("2024-01-25"))), "only one order makes it a date");
    assert_eq!(plain("990131"), Ok(Day::On(day("1999-01-31"))));
}

fn dates(cells: &[&str]) -> DateEvidence {
    let mut evidence = DateEvidence::default();
    for cell in cells {
        evidence.see(cell.as_bytes());
    }
    evidence
}

#[test]
fn a_column_settles_the_order_of_its_dates_or_it_does_not() {
    let cases: [(&[&str], &str); 16] = [
        (&["2024-01-05", "5/1-24", "20240105"], ""),
        (&["05/01/2024"], ""),
        (&["05/01/2024", "25/01/2024"], "dd/mm/yyyy"),
        (&["05/01/2024", "01/25/2024"], "mm/dd/yyyy"),
        (&["25/01/2024", "01/25/2024"], ""),
        (&["25/01/2024", "05-01-2024"], "dd/mm/yyyy"),
        (&["240105"], ""),
        (&["240105", "240106", "240108", "240109"], ""),
        (&["240105", "240106", "240108", "240109", "240110"], "yymmdd"),
        (&["231228", "240105", "240106", "240108", "240131"], "yymmdd"),
        // Years' ends look like the days of one December.
        (&["221231", "231231", "241231"], ""),
        (&["050124", "080124", "110124", "120124", "030124"], ""),
        (&["050124", "080124", "110124", "120124", "250124"], "ddmmyy"),
        (&["24-01-05", "24-01-06", "24-02-08", "24-02-09", "24-03-31"], "yy-mm-dd"),
        (&["05.01.24", "08.01.24", "09.01.24", "10.01.24", "31.01.24"], "dd.mm.yy"),
        (&["01/05/24", "01/25/24", "02/01/24", "03/07/24", "03/08/24"], "mm/dd/yy"),
    ];
    for (cells, patterns) in cases {
        let found: Vec<String> = dates(cells).style().patterns().map(|pattern| pattern.to_string()).collect();
        assert_eq!(found.join(" "), patterns, "{cells:?}");
    }
}

#[test]
fn a_settled_order_reads_its_form_and_refuses_what_contradicts_it() {
    let style = dates(&["05/01/2024", "25/01/2024"]).style();
    assert_eq!(date(b"05/01/2024", style), Ok(Day::On(day("2024-01-05"))));
    assert!(matches!(date(b"05-01-2024", style), Err(DateFault::Ambiguous { .. })), "another form");
    let fault = date(b"01/25/2024", style).expect_err("the month stands first");
    let (text, of_column) = ("01/25/2024".to_owned(), "dd/mm/yyyy".to_owned());
    let fact = Fact::DateOtherOrder { text: text.clone(), reading: day("2024-01-25"), of_column };
    assert_eq!(fault.fact(text), fact);

    let style = dates(&["240105", "240106", "240108", "240109", "240110"]).style();
    assert_eq!(date(b"240229", style), Ok(Day::On(day("2024-02-29"))));
    assert!(matches!(date(b"311324", style), Err(DateFault::Unreadable)));
    assert!(matches!(date(b"241331", style), Err(DateFault::Unreadable)));
    assert!(matches!(date(b"240230", style), Err(DateFault::OtherOrder { .. })));
    assert_eq!(date(b"999999", style), Err(DateFault::Unreadable));
}

#[test]
fn days_of_excel_are_dates_only_where_the_column_is_made_of_them() {
    let style = dates(&["45296", "45297", "", "0"]).style();
    assert!(style.serial_days);
    for (text, expected) in
        [("45296", "2024-01-05"), ("29221", "1980-01-01"), ("73050", "2099-12-31"), ("36585", "2000-02-29")]
    {
        assert_eq!(date(text.as_bytes(), style), Ok(Day::On(day(expected))), "{text}");
    }
    assert_eq!(date(b"0", style), Ok(Day::Unset));
    for text in ["29220", "73051", "452960", "45296.5", "2"] {
        assert_eq!(date(text.as_bytes(), style), Err(DateFault::Unreadable), "{text}");
    }
    for cells in [&["45296", "2024-01-05"][..], &["45296", "x"], &["0"], &[]] {
        assert!(!dates(cells).style().serial_days, "{cells:?}");
    }
    assert!(dates(&["45296", "DATUM", "45297"]).style().serial_days);
    let fault = plain("45296").expect_err("nothing settles it");
    let fact = Fact::DateSerial { text: "45296".into(), as_serial: day("2024-01-05") };
    assert_eq!(fault.fact("45296".into()), fact);
    let seen = dates(&["45296", "2024-01-05", "5/1 2024", "05/01/2024", "1899-12-31", "Summa", ""]);
    assert_eq!((seen.serial_days, seen.dates, seen.unset, seen.others), (1, 3, 1, 1));
}

#[test]
fn patterns_of_dates_read_back() {
    let all: Vec<String> = DatePattern::all().map(|pattern| pattern.to_string()).collect();
    assert_eq!(all.len(), 15);
    for text in &all {
        let pattern: DatePattern = text.to_uppercase().parse().expect("it was written");
        assert_eq!(&pattern.to_string(), text);
        assert_eq!(DateStyle::default().with(pattern).patterns().collect::<Vec<_>>(), [pattern]);
    }
    for text in ["", "yyyy-mm-dd", "dd/mm", "mm.dd.yy"] {
        assert!(text.parse::<DatePattern>().is_err(), "{text}");
    }
    let day_first: DatePattern = "dd/mm/yyyy".parse().expect("a pattern");
    assert_eq!(day_first.order(), DateOrder::DayMonthYear);
}

proptest! {
    #[test]
    fn every_date_reads_back_in_every_pattern(days in 0_i32..29_219, pattern in prop::sample::select(DatePattern::all().collect::<Vec<_>>())) {
        // 1980 to 2059: in reach of two digits.
        let date_meant = NaiveDate::from_num_days_from_ce_opt(722_815 + days).expect("a date");
        let format = pattern.to_string().replace("yyyy", "%Y").replace("yy", "%y").replace("mm", "%m").replace("dd", "%d");
        let text = date_meant.format(&format).to_string();
        let style = DateStyle::default().with(pattern);
        prop_assert_eq!(date(text.as_bytes(), style), Ok(Day::On(date_meant)), "{} {}", text, pattern);
        match plain(&text) {
            Ok(read) => prop_assert_eq!(read, Day::On(date_meant)),
            Err(DateFault::Ambiguous { first, second }) => prop_assert!(first != second),
            Err(fault) => prop_assert!(false, "{:?}", fault),
        }
    }
}
