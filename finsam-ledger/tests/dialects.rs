//! One set of vouchers in every dialect that exports come in: each gives the same balances, and
//! the same vouchers.

#![cfg(all(feature = "config", feature = "csv"))]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use finsam_ledger::finding::{ColumnRole, FileKind};
use finsam_ledger::read::profiles::built_in;
use finsam_ledger::read::{
    CreditSign, DateOrder, DecidedBy, FileRead, Keep, Options, Profile, Read, Reading, SkipReason, Skipped,
    TextEncoding,
};
use finsam_ledger::{AccountNumber, Amount, Balances, Code, Finding, Voucher};
use written::{DATES, ENCODINGS, LETTERHEADS, NUMBERS, Numbers, Written};

#[path = "support/written.rs"]
mod written;

/// Series, number, date, account, cost centre, project, öre, the voucher's text and the row's.
type Row =
    (&'static str, u64, &'static str, u32, &'static str, &'static str, i64, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("A", 1, "2024-01-15", 5539, "3001", "VÄG", 1_250_050, "Möte i Åmål", "Lokal; två dagar"),
    ("A", 1, "2024-01-15", 1687, "", "", 312_513, "Möte i Åmål", "Moms, 25 %"),
    ("A", 1, "2024-01-15", 2411, "", "", -1_562_563, "Möte i Åmål", ""),
    ("A", 2, "2024-02-29", 2411, "", "", 1_562_563, "Betalning \"Örebro\"", ""),
    ("A", 2, "2024-02-29", 1930, "", "", -1_562_563, "Betalning \"Örebro\"", ""),
    ("B", 1, "2024-12-31", 5539, "Område Ö", "", -5, "Rättelse", "Öresutjämning"),
    ("B", 1, "2024-12-31", 1930, "", "", 5, "Rättelse", ""),
    ("B", 2, "2024-12-31", 3511, "3001", "", -123_456_700, "Bidrag från Försäkringskassan", ""),
    ("B", 2, "2024-12-31", 1511, "", "", 123_456_700, "Bidrag från Försäkringskassan", ""),
];

/// How debit and credit are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sides {
    Signed,
    BothPositive,
    CreditNegative,
}

/// What the columns are called, in the order series, number, date, account, its name, cost centre,
/// project, the voucher's text, the row's text; then debit and credit, or the amount.
const NAMES: &[[&str; 12]] = &[
    [
        "Serie",
        "Vernr",
        "Datum",
        "Konto",
        "Kontonamn",
        "Kostnadsställe",
        "Projekt",
        "Verifikationstext",
        "Text",
        "Debet",
        "Kredit",
        "Belopp",
    ],
    [
        "VERTYP",
        "VERNR",
        "VERDATUM",
        "KONTO_ID",
        "KONTOTEXT",
        "KST_ID",
        "PROJ_ID",
        "HUVUDTEXT",
        "RADTEXT",
        "DEBET",
        "KREDIT",
        "UTFALL_V",
    ],
    [
        "V-typ",
        "Ver.nr",
        "Bokf. datum",
        "Kontonr",
        "Benämning",
        "Ansvar",
        "Proj.",
        "Huvudtext",
        "Radtext",
        "Debet (kr)",
        "Kredit (kr)",
        "Utfall",
    ],
];

#[derive(Clone, Copy, Debug)]
struct Dialect {
    encoding: Written,
    delimiter: char,
    numbers: Numbers,
    date: fn(&str) -> String,
    sides: Sides,
    names: &'static [&'static str; 12],
    letterhead: fn(char) -> String,
    /// How many columns without name or content stand at the end.
    empty_columns: usize,
}

impl Dialect {
    fn file(&self) -> Vec<u8> {
        let mut text = (self.letterhead)(self.delimiter);
        let amounts: &[&str] =
            if self.sides == Sides::Signed { &self.names[11..] } else { &self.names[9..11] };
        let header: Vec<String> =
            self.names[..9].iter().chain(amounts).map(|name| (*name).to_owned()).collect();
        self.line(&mut text, &header);
        for row in ROWS {
            self.line(&mut text, &self.fields(row));
        }
        (self.encoding.write)(&text)
    }

    fn fields(&self, row: &Row) -> Vec<String> {
        let (series, number, date, account, cost_centre, project, ore, voucher_text, text) = *row;
        let number = number.to_string();
        let (date, account) = ((self.date)(date), account.to_string());
        let mut fields: Vec<String> =
            [series, &number, &date, &account, "Kontots namn", cost_centre, project, voucher_text, text]
                .map(str::to_owned)
                .into();
        let figure = |ore| self.numbers.figure(ore);
        match (self.sides, ore > 0) {
            (Sides::Signed, _) => fields.push(figure(ore)),
            (_, true) => fields.extend([figure(ore), String::new()]),
            (Sides::BothPositive, false) => fields.extend([String::new(), figure(-ore)]),
            (Sides::CreditNegative, false) => fields.extend([String::new(), figure(ore)]),
        }
        fields
    }

    fn line(&self, text: &mut String, fields: &[String]) {
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                text.push(self.delimiter);
            }
            if field.contains(['"', '\n', self.delimiter]) {
                write!(text, "\"{}\"", field.replace('"', "\"\"")).expect("a string");
            } else {
                text.push_str(field);
            }
        }
        text.extend(std::iter::repeat_n(self.delimiter, self.empty_columns));
        text.push_str("\r\n");
    }
}

/// Every encoding with every delimiter, way of writing amounts, and letterhead.
fn dialects() -> Vec<Dialect> {
    let mut dialects = Vec::new();
    for encoding in ENCODINGS.iter().copied() {
        for delimiter in [';', ',', '\t', '|'] {
            for numbers in NUMBERS.iter().copied().filter(|numbers| encoding.has(*numbers)) {
                for (index, letterhead) in LETTERHEADS.iter().copied().enumerate() {
                    // The rest goes through its choices by turns.
                    let turn = dialects.len() + index;
                    dialects.push(Dialect {
                        encoding,
                        delimiter,
                        numbers,
                        date: DATES[turn % DATES.len()],
                        sides: [Sides::Signed, Sides::BothPositive, Sides::CreditNegative][turn % 3],
                        names: &NAMES[turn / 3 % NAMES.len()],
                        letterhead,
                        empty_columns: turn % 5 / 3,
                    });
                }
            }
        }
    }
    dialects
}

fn read_with(profile: Profile, bytes: &[u8]) -> Read {
    let options = Options { keep: Keep::Vouchers, ..Options::default() };
    let mut reading = Reading::new(options).with_profile(Some("egen"), profile);
    reading.file("fil.csv", bytes).expect("memory can be read");
    reading.finish().expect("small amounts")
}

fn read(bytes: &[u8]) -> Read {
    read_with(Profile::default(), bytes)
}

/// The vouchers and balances that every dialect must give.
fn expected() -> (Balances, Vec<Voucher>) {
    let plain = Dialect {
        encoding: ENCODINGS[0],
        delimiter: ';',
        numbers: NUMBERS[0],
        date: DATES[0],
        sides: Sides::Signed,
        names: &NAMES[0],
        letterhead: LETTERHEADS[0],
        empty_columns: 0,
    };
    let read = read(&plain.file());
    assert_eq!(codes(&read), [], "{:#?}", read.findings);
    let vouchers: Vec<Voucher> = read.vouchers().collect();
    assert_eq!(vouchers.len(), 4);
    let mut rows = ROWS.iter();
    for posting in vouchers.iter().flat_map(Voucher::postings) {
        let (.., account, cost_centre, _, ore, _, _) = *rows.next().expect("a row");
        assert_eq!(posting.account, AccountNumber::new(account).expect("an account"));
        assert_eq!(posting.amount, Amount::from_ore(ore));
        assert_eq!(posting.cost_centre.as_ref().map_or("", |code| code.as_str()), cost_centre);
    }
    (read.tallied.balances, vouchers)
}

fn codes(read: &Read) -> Vec<Code> {
    read.findings.iter().map(Finding::code).collect()
}

#[test]
fn every_dialect_gives_the_same_books() {
    let (balances, vouchers) = expected();
    let dialects = dialects();
    assert!(dialects.len() >= 1000, "{}", dialects.len());
    for dialect in dialects {
        let bytes = dialect.file();
        let read = read(&bytes);
        assert_eq!(codes(&read), [], "{dialect:?}: {:#?}", read.findings);
        assert_eq!(read.tallied.balances, balances, "{dialect:?}");
        assert!(read.vouchers().eq(vouchers.iter().cloned()), "{dialect:?}");
        let told = &read.files[0].dialect;
        assert_eq!(told.encoding.value, dialect.encoding.told, "{dialect:?}");
        assert_eq!(told.delimiter.value, dialect.delimiter, "{dialect:?}");
        assert_eq!(told.decimal_mark.map(|mark| mark.value), Some(dialect.numbers.mark), "{dialect:?}");
        let credit = told.credit.map(|credit| credit.value);
        match dialect.sides {
            Sides::Signed => assert_eq!(credit, None),
            Sides::BothPositive => assert_eq!(credit, None, "{dialect:?}"),
            Sides::CreditNegative => assert_eq!(credit, Some(CreditSign::Negative), "{dialect:?}"),
        }
        let bank = AccountNumber::new(1930).expect("an account");
        assert_eq!(read.contents[0].names.accounts.get(&bank).map(String::as_str), Some("Kontots namn"));
    }
}

#[test]
fn what_is_passed_over_is_told() {
    let text = "sep=;\nHuvudbok 2024\n\nVernr;Datum;Konto;Belopp;Borttagen\n1;2024-01-15;5539;10,00;\n\
                1;2024-01-15;5540;99,00;Ja\n;;;;\n1;2024-01-15;1930;-10,00;nej\n";
    let read = read(text.as_bytes());
    assert_eq!(codes(&read), [], "{:#?}", read.findings);
    let FileRead { rows, skipped, dialect, .. } = &read.files[0];
    assert_eq!(*rows, 2);
    let skip = |reason, rows, first_line| Skipped { reason, rows, first_line };
    let expected = [
        skip(SkipReason::Separator, 1, 1),
        skip(SkipReason::Letterhead, 1, 2),
        skip(SkipReason::Removed, 1, 6),
        skip(SkipReason::Blank, 1, 7),
    ];
    assert_eq!(skipped[..], expected);
    assert_eq!(dialect.header_line.map(|line| (line.value, line.by)), Some((4, DecidedBy::Content)));
}

#[test]
fn raindance_marks_its_opening_balances_on_the_row() {
    let text = "FORETAG;VERNR;VERTYP;VERDATUM;REGDATUM;HUVUDTEXT;KONTO_ID;KST_ID;MOTP_ID;UTFALL_V;IB\n\
                1;;IB;2024-01-01;1899-12-31;;1930;;;500,00;1\n\
                1;;IB;2024-01-01;1899-12-31;;2010;;81;-300,00;J\n\
                1;;IB;2024-01-01;1899-12-31;;2010;;85;-200,00;1\n\
                1;1;LF;2024-01-15;2024-01-16;Hyra;5539;3001;;10,00;0\n\
                1;1;LF;2024-01-15;2024-01-16;Hyra;1930;;;-10,00;\n";
    for profile in [Profile::default(), built_in("raindance").expect("it is built in")] {
        let read = read_with(profile, text.as_bytes());
        assert_eq!(codes(&read), [], "{:#?}", read.findings);
        let openings: Vec<_> = read.contents[0]
            .openings
            .iter()
            .map(|(year, object, amount)| (year.year(), object.account.number(), amount.ore()))
            .collect();
        assert_eq!(openings, [(2024, 1930, 50_000), (2024, 2010, -50_000)]);
        assert_eq!((read.vouchers().count(), read.files[0].rows), (1, 5));
    }
    let amounts = text.replace(";500,00;1\n", ";500,00;500,00\n");
    let read = read(amounts.as_bytes());
    assert_eq!(codes(&read)[0], Code::FlagUnreadable);
}

#[test]
fn credit_figures_are_signed_as_the_vouchers_balance() {
    let header = "Vernr;Datum;Konto;Debet;Kredit\n";
    let read_rows = |rows: &str| read(format!("{header}{rows}").as_bytes());
    // Both sides below zero take a voucher back.
    let taken_back = read_rows("1;2024-01-15;5539;-10,00;\n1;2024-01-15;1930;;-10,00\n");
    assert_eq!(codes(&taken_back), []);
    let credit = taken_back.files[0].dialect.credit.map(|credit| credit.value);
    assert_eq!(credit, Some(CreditSign::Positive));
    let mixed = read_rows(
        "1;2024-01-15;5539;10,00;\n1;2024-01-15;1930;;10,00\n2;2024-01-15;5539;7,00;\n2;2024-01-15;1930;;-7,00\n",
    );
    assert_eq!(codes(&mixed), [Code::CreditSignAmbiguous]);
    assert_eq!(mixed.findings[0].place.as_ref().map(|place| place.line), Some(5));
    assert_eq!(mixed.files[0].rows, 0);
}

#[test]
fn a_purchase_ledger_needs_its_counter_account() {
    let text = "Leverantör,Verifikationsnummer,Bokföringsdatum,Konto,Belopp\n\
                Kontorsbolaget,4711,2024-01-05,6110,1250.00\n\
                Hyresvärden,4712,2024-01-06,5011,8000.00\n\
                Hyresvärden,4712,2024-01-06,6110,-100.00\n";
    let refused = read(text.as_bytes());
    assert_eq!(codes(&refused), [Code::PurchaseLedger]);
    let debt = AccountNumber::new(2411).expect("an account");
    let profile = Profile { counter_account: Some(debt), ..Profile::default() };
    let taken = read_with(profile, text.as_bytes());
    assert_eq!(codes(&taken), [], "{:#?}", taken.findings);
    assert_eq!((taken.vouchers().count(), taken.files[0].rows), (2, 3));
    let owed: i64 = taken
        .vouchers()
        .flat_map(|voucher| voucher.postings().to_vec())
        .filter(|posting| posting.account == debt)
        .map(|posting| posting.amount.ore())
        .sum();
    assert_eq!(owed, -915_000);
}

#[test]
fn a_profile_says_what_the_content_does_not() {
    let text = "Bilaga\nNr;Dag;Kto;Netto;Brutto\n1;2024-01-15;5539;10,00;12,50\n1;2024-01-15;1930;-10,00;0\n";
    assert_eq!(codes(&read(text.as_bytes())), [Code::HeaderUnknown]);
    let columns = [
        (ColumnRole::Number, "Nr"),
        (ColumnRole::Date, "DAG"),
        (ColumnRole::Account, "Kto."),
        (ColumnRole::Amount, "Netto"),
    ];
    let profile = Profile {
        encoding: Some(TextEncoding::Latin9),
        delimiter: Some(';'),
        header_row: Some(2),
        columns: columns.map(|(role, name)| (role, vec![name.to_owned()])).into(),
        ..Profile::default()
    };
    let read = read_with(profile, text.as_bytes());
    assert_eq!(codes(&read), [], "{:#?}", read.findings);
    let dialect = &read.files[0].dialect;
    assert_eq!(dialect.profile.as_deref(), Some("egen"));
    assert_eq!(dialect.delimiter.by, DecidedBy::Profile);
    assert_eq!(dialect.header_line.map(|line| (line.value, line.by)), Some((2, DecidedBy::Profile)));
    assert_eq!(read.files[0].ignored_columns, ["Brutto"]);
}

#[test]
fn what_the_user_says_the_file_holds_settles_it() {
    let text = b"Konto;Saldo\n1930;500,00\n2010;-500,00\n";
    assert_eq!(codes(&read(text)), [Code::HeaderUnknown]);
    let profile = Profile { kind: Some(FileKind::OpeningBalances), ..Profile::default() };
    let mut reading = Reading::new(Options::default()).with_profile(None, profile);
    reading.file("ib.csv", &text[..]).expect("memory can be read");
    let read = reading.finish().expect("small amounts");
    assert_eq!(codes(&read), [Code::OpeningYearUnknown]);
    assert_eq!(read.files[0].rows, 2);
}

#[test]
fn destroyed_letters_are_told_and_hurt_nothing() {
    let text = "Vernr;Datum;Konto;Belopp;Text\n1;2024-01-15;5539;10,00;M\u{fffd}te i \u{fffd}m\u{fffd}l\n\
                1;2024-01-15;1930;-10,00;\n";
    let read = read(text.as_bytes());
    assert_eq!(codes(&read), [Code::LettersDestroyed]);
    let place = read.findings[0].place.as_ref().expect("a place");
    assert_eq!((place.line, place.column), (2, 26));
    assert_eq!(read.vouchers().count(), 1);
}

#[test]
fn the_column_settles_what_one_amount_does_not() {
    let rows = |second: &str| {
        let text = format!(
            "Vernr;Datum;Konto;Belopp\n1;2024-01-15;5539;1.250\n1;2024-01-15;1930;-1.250\n\
             2;2024-01-16;5539;{second}\n2;2024-01-16;1930;-{second}\n"
        );
        read(text.as_bytes())
    };
    let of_first = |read: &Read| read.vouchers().next().map(|voucher| voucher.postings()[0].amount.ore());
    assert_eq!(codes(&rows("1250")), [Code::NumberAmbiguous, Code::NumberAmbiguous]);
    let as_thousands = rows("12,50");
    assert_eq!((codes(&as_thousands), of_first(&as_thousands)), (vec![], Some(125_000)));
    let as_decimals = rows("12.50");
    assert_eq!((codes(&as_decimals), of_first(&as_decimals)), (vec![], Some(125)));
    let text = b"Vernr;Datum;Konto;Belopp\n1;2024-01-15;5539;1.250\n1;2024-01-15;1930;-1.250\n";
    let profile = Profile { decimal_mark: Some(','), ..Profile::default() };
    let said = read_with(profile, text);
    assert_eq!((codes(&said), of_first(&said)), (vec![], Some(125_000)));
    assert_eq!(said.files[0].dialect.decimal_mark.map(|mark| mark.by), Some(DecidedBy::Profile));
}

#[test]
fn the_column_settles_what_one_date_does_not() {
    let rows = |second: &str| {
        let text = format!(
            "Vernr;Datum;Konto;Belopp\n1;05/01/2024;5539;10,00\n1;05/01/2024;1930;-10,00\n\
             2;{second};5539;10,00\n2;{second};1930;-10,00\n"
        );
        text.into_bytes()
    };
    let of_first = |read: &Read| read.vouchers().next().map(|voucher| voucher.date().to_string());
    let alone = read(&rows("2024-01-16"));
    assert_eq!(codes(&alone), [Code::DateAmbiguous, Code::DateAmbiguous]);
    let settled = read(&rows("25/01/2024"));
    assert_eq!((codes(&settled), of_first(&settled).as_deref()), (vec![], Some("2024-01-05")));
    let written: Vec<_> =
        settled.files[0].dialect.dates.iter().map(|dates| dates.value.to_string()).collect();
    assert_eq!(written, ["dd/mm/yyyy"]);
    let profile = Profile { date_order: Some(DateOrder::MonthDayYear), ..Profile::default() };
    let said = read_with(profile, &rows("2024-01-16"));
    assert_eq!((codes(&said), of_first(&said).as_deref()), (vec![], Some("2024-05-01")));
    assert_eq!(said.files[0].dialect.dates[0].by, DecidedBy::Profile);
    let unset = read(&rows("1899-12-31"));
    assert_eq!(codes(&unset)[2..], [Code::DateUnset, Code::DateUnset]);
}

/// Days of Excel among other dates are refused, until a profile says that they are days.
#[test]
fn a_profile_says_that_numbers_among_dates_are_days() {
    let text = "Vernr;Datum;Konto;Belopp\n1;2024-01-05;5539;1,00\n1;2024-01-05;1930;-1,00\n\
                2;45297;5539;2,00\n2;45297;1930;-2,00\n";
    let read = |profile: Profile| {
        let mut reading = Reading::new(Options::default()).with_profile(None, profile);
        reading.file("fil.csv", text.as_bytes()).expect("memory can be read");
        reading.finish().expect("small amounts")
    };
    assert_eq!(codes(&read(Profile::default())), [Code::DateSerial, Code::DateSerial]);
    let read = read(Profile { serial_days: true, ..Profile::default() });
    assert_eq!((codes(&read), read.tallied.summary.vouchers), (Vec::new(), 2));
}
