//! What amounts mean, and what they are refused for.

use proptest::prelude::*;

use crate::amount::Amount;
use crate::finding::Fact;
use crate::read::cell::figure::{Figure, FigureFault};
use crate::read::cell::{DecimalMark, NumberEvidence, NumberStyle, figure, stands_for_nothing};

const UNSETTLED: NumberStyle = NumberStyle { decimal_mark: None };
const COMMA: NumberStyle = NumberStyle { decimal_mark: Some(DecimalMark::Comma) };
const POINT: NumberStyle = NumberStyle { decimal_mark: Some(DecimalMark::Point) };

fn ore(text: &str, style: NumberStyle) -> Result<i64, FigureFault> {
    figure(text.as_bytes(), style).map(|figure| figure.amount.ore())
}

#[test]
fn amounts_are_read_in_every_style() {
    let cases = [
        ("0", 0),
        ("-0", 0),
        ("7", 700),
        ("12500,5", 1_250_050),
        ("12500.50", 1_250_050),
        ("-12500,50", -1_250_050),
        ("\u{2212}1", -100),
        ("\u{2013}1,5", -150),
        ("- 1 250,00", -125_000),
        ("-\u{a0}1", -100),
        ("1-", -100),
        ("1 250,50\u{2212}", -125_050),
        ("(1)", -100),
        ("( 1 250,50 )", -125_050),
        ("1 250", 125_000),
        ("1\u{a0}250,00", 125_000),
        ("1\u{202f}250\u{202f}000.00", 125_000_000),
        ("1\u{2009}250", 125_000),
        ("1'250", 125_000),
        ("1\u{2019}250.50", 125_050),
        ("1.250,00", 125_000),
        ("1,250.00", 125_000),
        ("1.250.000", 125_000_000),
        ("1,250,000", 125_000_000),
        ("-12.250.000", -1_225_000_000),
        ("1.250.000,5", 125_000_050),
        ("1250,000", 125_000),
        ("1 250,500", 125_050),
        ("1'250.500", 125_050),
        ("0,500", 50),
        ("0.000", 0),
        ("007", 700),
        ("1,5000", 150),
        ("1 kr", 100),
        ("1250kr", 125_000),
        ("-1 250,50 SEK", -125_050),
        ("(1 250,50 kr)", -125_050),
        ("(1 250,50) kr", -125_050),
        ("1 250,50- kr", -125_050),
        ("kr 1 250,50", 125_050),
        ("kr -1 250,50", -125_050),
        ("-kr 1 250,50", -125_050),
        ("SEK1,250.50", 125_050),
        ("(SEK 1,250.50)", -125_050),
        ("+1 250,50 kr", 125_050),
        ("1250:-", 125_000),
        ("-1250:-", -125_000),
        ("\u{a0}1\u{202f}", 100),
        ("92233720368547758,07", i64::MAX),
        ("-92233720368547758,07", -i64::MAX),
    ];
    for (text, expected) in cases {
        assert_eq!(ore(text, UNSETTLED), Ok(expected), "{text}");
    }
    for windows in [&b"1\xA0250,00"[..], b"1\x92250,00", b"1\x92250.00"] {
        assert_eq!(figure(windows, UNSETTLED).map(|figure| figure.amount.ore()), Ok(125_000));
    }
    assert_eq!(figure(b"\x961", UNSETTLED).map(|figure| figure.amount.ore()), Ok(-100));
}

#[test]
fn what_is_no_amount_is_refused() {
    let unreadable = [
        "",
        "-",
        "--1",
        "-1-",
        "(-1)",
        "(1-)",
        "((1))",
        "(1",
        "1)",
        "()",
        "++1",
        "+-1",
        "-+1",
        "(+1)",
        "1 -",
        ",5",
        "5,",
        "1,2,3",
        "1.2.3",
        "1.25.000",
        "1.250.00",
        "0.250.000",
        "1  250",
        "12 50,00",
        "1250 000",
        "1250.000.000",
        "1 250\u{a0}000",
        "1'250 000",
        "1 250'000",
        "'1250",
        "1'25",
        "1.25,00",
        "1,250.000,00",
        "1 250.000,00",
        "1 250.000.000",
        "1.250,000.00",
        "1e3",
        "1 tkr",
        "1 kr kr",
        "1 EUR",
        "x",
        "1,2x",
        "\u{a0}",
        "12.34,",
        "1,-5",
        "kr 1 kr",
        "kr",
        "- kr 1 kr",
        "1250,-",
        "2024-01-05",
        "12:30",
        "\u{663}",
    ];
    for text in unreadable {
        for style in [UNSETTLED, COMMA, POINT] {
            assert_eq!(ore(text, style), Err(FigureFault::Unreadable), "{text} {style:?}");
        }
    }
    for text in ["0,005", "1250,001", "1 250,505", "1,2345", "1.250,001", "(0,001)"] {
        assert_eq!(ore(text, UNSETTLED), Err(FigureFault::TooFine), "{text}");
        assert_eq!(ore(text, COMMA), Err(FigureFault::TooFine), "{text}");
    }
    for text in ["92233720368547758,08", "99999999999999999999999", "1 000 000 000 000 000 000"] {
        assert_eq!(ore(text, UNSETTLED), Err(FigureFault::TooLarge), "{text}");
    }
}

#[test]
fn a_number_with_two_readings_is_refused_with_both_until_its_column_settles_it() {
    let cases = [
        ("1.250", 125_000, "1,250", Err(FigureFault::TooFine)),
        ("\u{2212}12,000", -1_200_000, "-12,000", Ok(-1_200)),
        ("(1.250)", -125_000, "(1,250)", Ok(-125)),
        ("1,005", 100_500, "1,005", Err(FigureFault::TooFine)),
    ];
    for (text, thousands, as_decimals, _) in cases {
        let fault = ore(text, UNSETTLED).expect_err("it has two readings");
        let (as_thousands, as_decimals) = (Amount::from_ore(thousands), as_decimals.to_owned());
        let fact = Fact::NumberAmbiguous { text: text.to_owned(), as_thousands, as_decimals };
        assert_eq!(fault.fact(text.to_owned()), fact);
    }
    assert_eq!((ore("1.250", COMMA), ore("1.250", POINT)), (Ok(125_000), Ok(125)));
    assert_eq!((ore("1,250", POINT), ore("1,250", COMMA)), (Ok(125_000), Ok(125)));
    assert_eq!((ore("(1,005)", POINT), ore("1,005", COMMA)), (Ok(-100_500), Err(FigureFault::TooFine)));
}

#[test]
fn a_settled_column_refuses_what_contradicts_it() {
    for (text, style) in [
        ("12.5", COMMA),
        ("0.250", COMMA),
        ("1,250.00", COMMA),
        ("1,250,000", COMMA),
        ("12,5", POINT),
        ("1.250.000", POINT),
    ] {
        let of_column = style.decimal_mark.expect("settled");
        let fault = FigureFault::OtherMark { of_column };
        assert_eq!(ore(text, style), Err(fault), "{text}");
        let fact = Fact::NumberOtherMark { text: text.to_owned(), mark_of_column: of_column.as_char() };
        assert_eq!(fault.fact(text.to_owned()), fact);
    }
    for style in [COMMA, POINT] {
        assert_eq!(
            (ore("1 250", style), ore("1250", style), ore("1'250-", style)),
            (Ok(125_000), Ok(125_000), Ok(-125_000))
        );
    }
}

fn evidence(cells: &[&str]) -> NumberEvidence {
    let mut evidence = NumberEvidence::default();
    for cell in cells {
        evidence.see(cell.as_bytes());
    }
    evidence
}

#[test]
fn a_column_settles_its_decimal_mark_or_it_does_not() {
    let cases: [(&[&str], Option<DecimalMark>); 9] = [
        (&["1.250", "1 250", "77"], None),
        (&["1.250", "12,5"], Some(DecimalMark::Comma)),
        (&["1.250", "1.250.000"], Some(DecimalMark::Comma)),
        (&["1,250", "0.500"], Some(DecimalMark::Point)),
        (&["1,250.00"], Some(DecimalMark::Point)),
        (&["1 250,505"], Some(DecimalMark::Comma)),
        (&["12,5", "12.5"], None),
        (&["1.250.000", "1,250,000"], None),
        (&["", "x", "-", "12,"], None),
    ];
    for (cells, mark) in cases {
        assert_eq!(evidence(cells).style().decimal_mark, mark, "{cells:?}");
    }
    let NumberEvidence { commas, points, ambiguous, whole, others } =
        evidence(&["1,5", "2,50", "1.5", "1.250", "7", "8", "9", "", " - kr", "Summa"]);
    assert_eq!((commas, points, ambiguous, whole, others), (2, 1, 1, 3, 1));
    assert_eq!(evidence(&["1,5", "1.250", "7", "x"]).amounts(), 3);
}

#[test]
fn a_dash_stands_for_nothing() {
    for text in ["", " ", "\u{a0}", "-", " - ", "\u{2013}", "-  kr"] {
        assert!(stands_for_nothing(text.as_bytes()), "{text}");
    }
    for text in ["0", "--", "-1", "x", "(-)"] {
        assert!(!stands_for_nothing(text.as_bytes()), "{text}");
    }
}

/// `ore` with its thousands parted by `separator`, a decimal mark, and this many decimals.
fn styled(ore: i64, separator: &str, mark: &str, decimals: usize) -> String {
    let (kronor, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
    let digits = kronor.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text + mark + &format!("{rest:02}{:0<1$}", "", decimals - 2)
}

proptest! {
    #[test]
    fn every_amount_reads_back_in_every_style(
        ore in prop_oneof![any::<i64>(), -10_000_000_i64..10_000_000],
        (before, behind) in prop::sample::select(vec![
            ("-", ""), ("\u{2212}", ""), ("\u{2013}", ""), ("- ", ""), ("", "-"), ("", "\u{2212}"), ("(", ")"),
        ]),
        unit in prop::sample::select(vec!["", " kr", "kr", " SEK", "\u{a0}Kr"]),
        (separator, mark) in prop::sample::select(vec![
            ("", ","), ("", "."), (" ", ","), (" ", "."), ("\u{a0}", ","), ("\u{202f}", ","), ("\u{2009}", "."),
            ("'", "."), ("\u{2019}", ","), (".", ","), (",", "."),
        ]),
    ) {
        let amount = Amount::from_ore(ore);
        let (before, behind) = if amount.ore() < 0 { (before, behind) } else { ("", "") };
        let decimal_mark = DecimalMark::of(mark.as_bytes()[0]);
        let settled = NumberStyle { decimal_mark };
        let text = format!("{before}{}{behind}{unit}", styled(amount.ore(), separator, mark, 2));
        for style in [UNSETTLED, settled] {
            prop_assert_eq!(figure(text.as_bytes(), style), Ok(Figure { amount, decimal_mark }), "{}", text);
        }
        let other = NumberStyle { decimal_mark: decimal_mark.map(DecimalMark::other) };
        prop_assert!(matches!(figure(text.as_bytes(), other), Err(FigureFault::OtherMark { .. })), "{}", text);
        prop_assert_eq!(evidence(&[&text]).style(), settled);
        if !separator.is_empty() && ore.unsigned_abs() >= 100_000 {
            let text = format!("{before}{}{behind}", styled(amount.ore(), separator, mark, 4));
            prop_assert_eq!(figure(text.as_bytes(), UNSETTLED).map(|figure| figure.amount), Ok(amount), "{}", text);
        }
    }

    /// Whole kronor whose thousands a mark parts: the column settles them, and nothing else does.
    #[test]
    fn whole_thousands_are_never_guessed(kronor in 1_000_i64..1_000_000_000) {
        let text = styled(kronor * 100, ".", ",", 2);
        let text = text.strip_suffix(",00").expect("whole");
        let unsettled = ore(text, UNSETTLED);
        if kronor < 1_000_000 {
            let as_thousands = Amount::from_ore(kronor * 100);
            prop_assert_eq!(unsettled, Err(FigureFault::Ambiguous { as_thousands }));
            prop_assert_eq!(evidence(&[text]).style(), UNSETTLED);
        } else {
            prop_assert_eq!(unsettled, Ok(kronor * 100));
        }
        prop_assert_eq!(ore(text, COMMA), Ok(kronor * 100));
    }

    /// The evidence of a column never makes a cell mean what it does not mean by itself.
    #[test]
    fn a_style_takes_no_reading_away_that_stands_alone(
        cells in prop::collection::vec("[0-9]{1,3}([ .,'][0-9]{3}){0,2}([.,][0-9]{1,3})?", 1..6),
    ) {
        let seen: Vec<&str> = cells.iter().map(String::as_str).collect();
        let style = evidence(&seen).style();
        for cell in seen {
            match (ore(cell, UNSETTLED), ore(cell, style)) {
                (Err(FigureFault::Ambiguous { .. }), _) => {}
                (alone, in_column) => prop_assert_eq!(alone, in_column, "{}", cell),
            }
        }
    }
}
