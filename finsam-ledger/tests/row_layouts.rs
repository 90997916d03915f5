//! One set of vouchers in every layout of rows gives the same books, and what a table says of itself
//! is held against its rows.

#![cfg(feature = "csv")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use finsam_ledger::finding::has_errors;
use finsam_ledger::read::{Keep, Options, Read, Reading, SkipReason};
use finsam_ledger::{Amount, Code, Fact, Finding, FiscalYears, Tally};
use proptest::prelude::*;
use slips::with_slips;
use support::{Extras, GROUPS, Groups, ROWS, Style, csv, extras, grid};
use written::{DATES, ENCODINGS, LETTERHEADS, NUMBERS};

#[path = "support/slips.rs"]
mod slips;
#[path = "support/row_layouts.rs"]
mod support;
#[path = "support/written.rs"]
mod written;

fn read(text: &str) -> Read {
    read_bytes(text.as_bytes())
}

fn read_bytes(bytes: &[u8]) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
    reading.file("fil.csv", bytes).expect("memory can be read");
    reading.finish().expect("small amounts")
}

/// `code line:column` of every finding.
fn shown(read: &Read) -> Vec<String> {
    let at = |finding: &Finding| {
        finding.place.as_ref().map(|place| format!(" {}:{}", place.line, place.column)).unwrap_or_default()
    };
    read.findings.iter().map(|finding| format!("{}{}", finding.code(), at(finding))).collect()
}

fn skipped(read: &Read) -> Vec<(SkipReason, u64, u64)> {
    let mut skipped: Vec<_> =
        read.files[0].skipped.iter().map(|row| (row.reason, row.rows, row.first_line)).collect();
    skipped.sort();
    skipped
}

/// The vouchers in an order of their own: which row comes first says nothing.
fn books(read: &Read) -> Vec<String> {
    let mut vouchers: Vec<String> = read
        .vouchers()
        .map(|voucher| {
            let mut rows: Vec<_> =
                voucher.postings().iter().map(|row| format!("{} {}", row.account, row.amount)).collect();
            rows.sort();
            format!("{} {} {} {}", voucher.id(), voucher.date(), voucher.text(), rows.join(", "))
        })
        .collect();
    vouchers.sort();
    vouchers
}

#[test]
fn every_layout_gives_the_same_books() {
    let plain = read(&csv(&grid(Groups::None, Extras::default(), Style::PLAIN), ';'));
    assert_eq!(shown(&plain), Vec::<String>::new());
    assert_eq!(books(&plain).len(), 4);
    let mut layouts = 0;
    for groups in GROUPS {
        for extras in extras() {
            for sides in [false, true] {
                let text = csv(&grid(*groups, extras, Style { sides, ..Style::PLAIN }), ';');
                let read = read(&text);
                let layout = format!("{groups:?} {extras:?}, two columns: {sides}\n{text}");
                assert_eq!(shown(&read), Vec::<String>::new(), "{layout}");
                assert_eq!(read.tallied.balances, plain.tallied.balances, "{layout}");
                assert_eq!(books(&read), books(&plain), "{layout}");
                assert_eq!(read.files[0].rows, ROWS.len() as u64, "{layout}");
                layouts += 1;
            }
        }
    }
    assert_eq!(layouts, 256);
}

/// Every layout in every encoding; delimiters, ways of writing amounts and dates, and letterheads go
/// by turns of different lengths, so that all come together with all.
#[test]
fn every_layout_gives_the_same_books_in_every_dialect() {
    let plain = read(&csv(&grid(Groups::None, Extras::default(), Style::PLAIN), ';'));
    let mut files = 0;
    for groups in GROUPS {
        for extras in extras() {
            for sides in [false, true] {
                for encoding in ENCODINGS {
                    let delimiter = [';', ',', '\t', '|'][files / 3 % 4];
                    let numbers = NUMBERS.iter().cycle().skip(files % NUMBERS.len());
                    let numbers = *numbers
                        .take(NUMBERS.len())
                        .find(|numbers| encoding.has(**numbers))
                        .expect("plain ones");
                    let style = Style {
                        numbers,
                        date: DATES[(files + files / ENCODINGS.len()) % DATES.len()],
                        sides,
                    };
                    let letterhead = LETTERHEADS[files / 7 % LETTERHEADS.len()](delimiter);
                    let text = letterhead + &csv(&grid(*groups, extras, style), delimiter);
                    let read = read_bytes(&(encoding.write)(&text));
                    let dialect =
                        format!("{groups:?} {extras:?} {encoding:?} {style:?} {delimiter:?}\n{text}");
                    assert_eq!(shown(&read), Vec::<String>::new(), "{dialect}");
                    assert_eq!(read.tallied.balances, plain.tallied.balances, "{dialect}");
                    assert_eq!(books(&read), books(&plain), "{dialect}");
                    files += 1;
                }
            }
        }
    }
    assert_eq!(files, 256 * ENCODINGS.len());
}

#[test]
fn every_total_and_page_is_counted_and_not_read() {
    let extras = Extras { totals: true, pages: true, ..Extras::default() };
    let read = read(&csv(&grid(Groups::AccountHeading("", false), extras, Style::PLAIN), ';'));
    let expected = [
        (SkipReason::Blank, 2, 11),
        (SkipReason::HeaderAgain, 2, 9),
        (SkipReason::PageLine, 4, 7),
        (SkipReason::Rule, 2, 10),
        (SkipReason::Heading, 5, 2),
        (SkipReason::Total, 6, 6),
    ];
    let mut expected = expected.to_vec();
    expected.sort();
    let found = skipped(&read);
    let counts = |rows: &[(SkipReason, u64, u64)]| rows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>();
    assert_eq!(counts(&found), counts(&expected));
    let names: Vec<_> = read.contents[0].names.accounts.values().map(String::as_str).collect();
    assert_eq!(names, ["Ludvikamoms", "Bankgiro", "Leverantörsskulder", "Medlemsbidrag", "Konsulter"]);
}

/// A change of one öre in any total is found, whatever the layout.
#[test]
fn every_total_that_differs_is_named() {
    for groups in GROUPS {
        for sides in [false, true] {
            let extras = Extras { totals: true, ..Extras::default() };
            let style = Style { sides, ..Style::PLAIN };
            let table = grid(*groups, extras, style);
            let totals = table.iter().enumerate().filter(|(_, line)| {
                line.iter().any(|cell| cell.starts_with("Summa") || cell.starts_with("Totalt"))
            });
            for (at, line) in totals {
                let column = line.iter().position(|cell| cell.contains('.')).expect("a figure");
                let mut table = table.clone();
                table[at][column] = "77.77".to_owned();
                let found = read(&csv(&table, ';'));
                let line = at + 1;
                let place = line.to_string();
                assert_eq!(shown(&found).len(), 1, "{groups:?} {line}: {:?}", shown(&found));
                assert!(shown(&found)[0].starts_with(&format!("FS1106 {place}:")), "{:?}", shown(&found));
            }
        }
    }
}

#[test]
fn a_total_that_differs_names_its_label_and_both_figures() {
    let read = read(
        "Vernr;Datum;Konto;Text;Debet;Kredit\n\
         1;2024-01-05;5539;Hyra;1000,00;\n\
         1;2024-01-05;2411;Hyra;;1000,00\n\
         Summa verifikat 1;;;;1100,00;1000,00\n",
    );
    let [finding] = &read.findings[..] else { panic!("{:?}", shown(&read)) };
    let (stated, ours) = (Amount::from_ore(110_000), Amount::from_ore(100_000));
    let column = Some(finsam_ledger::finding::ColumnRole::Debit);
    let label = "Summa verifikat 1".to_owned();
    assert_eq!(finding.fact, Fact::TotalRowDiffers { label, column, stated, ours });
    assert_eq!(shown(&read), ["FS1106 4:22"]);
}

const LEDGER: &str = "Konto;Vernr;Datum;Text;Debet;Kredit;Saldo\n\
    1930 Bankgiro;;;;;;\n\
    ;;;Ingående balans;;;100,00\n\
    ;1;2024-01-05;Hyra;;40,00;60,00\n\
    ;2;2024-02-05;Hyra;;40,00;20,00\n\
    ;;;Omslutning;0,00;80,00;\n\
    ;;;Utgående saldo;;;20,00\n\
    2010 Eget kapital;;;;;;\n\
    ;;;Ingående balans;;;-100,00\n\
    ;;;Utgående saldo;;;-100,00\n\
    5010 Hyra;;;;;;\n\
    ;1;2024-01-05;Hyra;40,00;;40,00\n\
    ;2;2024-02-05;Hyra;40,00;;80,00\n\
    ;;;Summa 5010;80,00;0,00;\n";

#[test]
fn a_general_ledger_opens_and_closes_its_accounts() {
    let found = read(LEDGER);
    assert_eq!(shown(&found), Vec::<String>::new());
    let openings: Vec<_> = found.contents[0]
        .openings
        .iter()
        .map(|(year, object, amount)| (year.year(), object.account.number(), amount.ore()))
        .collect();
    assert_eq!(openings, [(2024, 1930, 10_000), (2024, 2010, -10_000)]);
    assert_eq!(found.files[0].vouchers, 2);

    let differs = read(&LEDGER.replace("Utgående saldo;;;20,00", "Utgående saldo;;;21,00"));
    assert_eq!(shown(&differs), ["FS1106 7:21"]);
}

#[test]
fn what_a_period_opens_with_opens_the_year_only_if_the_period_starts_it() {
    let of_period = LEDGER.replace("Ingående balans", "Ingående saldo");
    assert_eq!(shown(&read(&of_period)), Vec::<String>::new());
    assert_eq!(read(&of_period).contents[0].openings.len(), 2);
    let of_march = of_period.replace("2024-01-05", "2024-03-05").replace("2024-02-05", "2024-03-06");
    assert_eq!(shown(&read(&of_march)), ["FS0019 3:0"]);
    let of_year = LEDGER.replace("2024-01-05", "2024-03-05").replace("2024-02-05", "2024-03-06");
    assert_eq!(shown(&read(&of_year)), Vec::<String>::new());
}

/// A blank field that nothing says is left out is missing.
#[test]
fn what_is_missing_is_not_filled_in() {
    let cases = [
        // Every row has its number; one has lost its account.
        "Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;-5\n1;2024-01-05;;5\n",
        // The same with the account first: no row of another voucher leaves it out.
        "Konto;Vernr;Datum;Belopp\n1930;1;2024-01-05;-5\n;1;2024-01-05;5\n",
        // The account is printed again and again, so the blank one is missing.
        "Konto;Vernr;Datum;Belopp\n1930;1;2024-01-05;-5\n1930;2;2024-01-05;-5\n;3;2024-01-05;10\n",
        "Konto;Vernr;Datum;Belopp\n1930;1;2024-01-05;-5\n;2;2024-01-05;5\n5539;2;2024-01-05;5\n1930;1;2024-01-05;5\n5539;2;2024-01-05;-10\n",
        // Before any group.
        "Konto;Vernr;Datum;Belopp\n;1;2024-01-05;-5\n1930;1;2024-01-05;5\n",
        // After the group was summed up.
        "Konto;Vernr;Datum;Belopp\n1930 Bank;;;\n;1;2024-01-05;-5\n;2;2024-01-05;-5\nSumma 1930;;;-10\n;1;2024-01-05;5\n5539;2;2024-01-05;5\n",
    ];
    for text in cases {
        let found = read(text);
        let codes: Vec<_> = found.findings.iter().map(Finding::code).collect();
        assert!(codes.contains(&Code::AccountUnreadable), "{text}{:?}", shown(&found));
    }
    let numbers = "Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;-5\n1;2024-01-05;1930;-5\n;;5539;10\n";
    assert_eq!(shown(&read(numbers)), ["FS0012 4:1", "FS0010 4:2"]);
    let first = "Vernr;Datum;Konto;Belopp\n;;1930;-5\n1;2024-01-05;5539;5\n";
    assert_eq!(shown(&read(first))[..2], ["FS0012 2:1", "FS0010 2:2"]);
}

#[test]
fn a_note_between_rows_is_refused_unless_it_is_a_heading() {
    let note =
        "Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;-5\nRättat enligt revisor;;;\n1;2024-01-05;5539;5\n";
    assert_eq!(shown(&read(note)), ["FS0015 3:0"], "one thing is wrong with a line of text");
    // It looks like a heading, but the row below has another account of its own.
    let note = "Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;-5\n2024 Budget;;;\n1;2024-01-05;5539;5\n";
    assert!(
        shown(&read(note)).iter().any(|shown| shown.starts_with("FS0012 3:")),
        "{:?}",
        shown(&read(note))
    );
}

#[test]
fn a_heading_without_rows_is_one_only_where_others_have_rows() {
    let cancelled = "Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;;0\n2;2024-01-06;;Makulerat;\n";
    assert_eq!(shown(&read(cancelled)), ["FS0011 3:14", "FS0015 3:25"]);
    let note = "Vernr;Datum;Konto;Belopp\n1;2024-01-05;1930;0\n2024 Budget;;;\n";
    assert_eq!(shown(&read(note))[0], "FS0012 3:1");
    let unused = "Konto;Vernr;Datum;Belopp\n1910 Kassa;;;\n1930 Bank;;;\n;1;2024-01-05;0\n1940 Konto;;;\n";
    assert_eq!(shown(&read(unused)), Vec::<String>::new());
}

#[test]
fn a_posting_about_a_sum_is_a_posting() {
    let read = read(
        "Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;Summa hyror;-5\n;;5539;Totalt för året;5\n\
         2;2024-01-05;1930;Transport;-5\n;;5539;Ingående moms;5\n",
    );
    assert_eq!(shown(&read), Vec::<String>::new());
    assert_eq!((read.files[0].rows, read.files[0].skipped.len()), (4, 0));
}

#[test]
fn balances_that_run_on_are_no_amounts() {
    let read = read("Vernr;Datum;Konto;Saldo\n1;2024-01-05;1930;-5\n");
    assert_eq!(shown(&read), ["FS0004 1:19"]);
}

#[test]
fn opening_balances_and_budgets_may_have_totals_too() {
    let balances = "Konto;IB 2024\n1930;100,00\n2010;-90,00\n2099;-10,00\nSumma;0,00\n";
    assert_eq!(shown(&read(balances)), Vec::<String>::new());
    assert_eq!(shown(&read(&balances.replace("Summa;0,00", "Summa;1,00"))), ["FS1106 5:7"]);
    let budget = "Konto;Period;Belopp\n5539;2024;100,00\n5540;2024;50,00\nTotalt;;150,00\n";
    assert_eq!(shown(&read(budget)), Vec::<String>::new());
}

#[test]
fn a_voucher_heading_may_stand_in_one_field() {
    let found = read(
        "Vernr;Datum;Konto;Text;Belopp\nVerifikat A 12 2024-01-05 Hyra för mars;;;;\n;;1930;;-5\n;;5010;Lokal;5\n",
    );
    assert_eq!(shown(&found), Vec::<String>::new());
    let expected = ["A 12 2024-01-05 Hyra för mars 1930 -5.00, 5010 5.00"];
    assert_eq!(books(&found), expected);
}

#[test]
fn a_line_break_in_a_field_is_part_of_it() {
    let found = read(
        "Vernr;Datum;Konto;Text;Belopp\n1;2024-01-05;1930;\"Hyra\nför mars\";-5\n;;5010;;5\nSumma;;;;0\n",
    );
    assert_eq!(shown(&found), Vec::<String>::new());
    assert_eq!(found.vouchers().next().expect("a voucher").text(), "Hyra\nför mars");
}

proptest! {
    /// Whatever happens to a byte of a table, what is kept of it is what is told of it.
    #[test]
    fn a_table_with_slips_is_told_as_it_is_kept(
        groups in prop::sample::select(GROUPS),
        extras in prop::sample::select(extras()),
        sides in any::<bool>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), 0..3, prop::sample::select(b";\n\"0159AS- x".to_vec())), 1..4),
    ) {
        let bytes = csv(&grid(groups, extras, Style { sides, ..Style::PLAIN }), ';').into_bytes();
        let bytes = with_slips(bytes, slips);
        let read = read(&String::from_utf8_lossy(&bytes));
        if !has_errors(&read.findings) {
            let mut tally = Tally::new(FiscalYears::CALENDAR);
            read.vouchers().for_each(|voucher| tally.post_voucher(&voucher));
            let kept = tally.finish().expect("small amounts");
            prop_assert_eq!(kept.summary.rows, read.files[0].rows);
            prop_assert_eq!(kept.summary.vouchers, read.files[0].vouchers);
            prop_assert_eq!(kept.balances, read.tallied.balances);
        }
    }
}

/// What a table has that tells every row's side by a letter, whatever the sign beside it.
#[test]
fn an_amount_may_be_marked_as_debit_or_credit() {
    let plain = "vernr;datum;konto;belopp\n1;2024-01-15;5539;125,50\n1;2024-01-15;1930;-125,50\n\
                 2;2024-01-16;1930;10,00\n2;2024-01-16;5539;-10,00\n";
    for (mark, signs) in [(["D", "K"], ["", ""]), (["Debet", "kredit"], ["", "-"]), (["dr", "CR"], ["", "-"])]
    {
        let [debit, credit] = mark;
        let minus = signs[1];
        let text = format!(
            "vernr;datum;konto;belopp;D/K\n1;2024-01-15;5539;125,50;{debit}\n\
             1;2024-01-15;1930;{minus}125,50;{credit}\n2;2024-01-16;1930;10,00;{debit}\n\
             2;2024-01-16;5539;{minus}10,00;{credit}\n;;Summa;135,50;\n"
        );
        let read = read(&text);
        assert_eq!(shown(&read), Vec::<String>::new(), "{text}");
        assert_eq!(read.tallied.balances, self::read(plain).tallied.balances, "{text}");
    }
    let unmarked = "vernr;datum;konto;belopp;debet/kredit\n1;2024-01-15;5539;1,00;D\n1;2024-01-15;1930;1,00;\n\
                    2;2024-01-16;5539;1,00;X\n";
    let read = read(unmarked);
    assert_eq!(shown(&read), ["FS0044 3:24", "FS0044 4:24"]);
    assert!(read.findings.iter().all(|finding| finding.code() == Code::SideUnreadable));
}

#[test]
fn what_stands_at_the_top_of_every_page_is_no_row() {
    let page = |number: u32| {
        format!("Samordningsförbundet Sjöängen;;;Sida {number}\nUtskriven av ekonomiservicen;;;\n")
    };
    let header = "vernr;datum;konto;belopp\n";
    let text = format!(
        "{}{header}1;2024-01-15;5539;125,50\n{}{header}1;2024-01-15;1930;-125,50\n",
        page(1),
        page(2)
    );
    let read = read(&text);
    assert_eq!(shown(&read), Vec::<String>::new());
    assert!(skipped(&read).contains(&(SkipReason::PageLine, 2, 5)), "{:?}", skipped(&read));
    // Words that are nowhere above the table are no part of the page.
    let other = text.replacen("Utskriven av", "Skickad av", 1);
    assert_eq!(shown(&self::read(&other)), ["FS0015 6:0"]);
}

#[test]
fn subtotals_of_spreadsheets_are_totals() {
    let rows = |total: &str| {
        format!(
            "konto;vernr;datum;belopp\n1930;1;2024-01-15;-125,50\n1930 Summa;;;-125,50\n\
             5539;1;2024-01-15;125,50\n5539 Summa;;;{total}\n**;;;0,00\n"
        )
    };
    assert_eq!(shown(&read(&rows("125,50"))), Vec::<String>::new());
    assert_eq!(shown(&read(&rows("125,00"))), ["FS1106 5:14"]);
}

/// A general ledger with a table for each account, and a list of vouchers with a table for each:
/// what the heading says has no column.
#[test]
fn what_only_headings_say_has_no_column() {
    let plain = read(
        "vernr;datum;konto;text;debet;kredit\nA1;2024-01-15;5539;Möte;125,50;\nA1;2024-01-15;1930;Möte;;125,50\n\
         A2;2024-01-20;5539;Hyra;10,00;\nA2;2024-01-20;1930;Hyra;;10,00\n",
    );
    let by_account = read(
        "Huvudbok 2024\n\nKonto 1930 - Bankgiro\nDatum;Verifikat;Text;Debet;Kredit;Saldo\n\
         ;;Ingående balans;;;0,00\n2024-01-15;A1;Möte;;125,50;-125,50\n2024-01-20;A2;Hyra;;10,00;-135,50\n\
         ;;Utgående balans;;;-135,50\n\nKonto 5539 - Konsulter\nDatum;Verifikat;Text;Debet;Kredit;Saldo\n\
         2024-01-15;A1;Möte;125,50;;125,50\n2024-01-20;A2;Hyra;10,00;;135,50\n;;Summa;135,50;;\n",
    );
    assert_eq!(shown(&by_account), Vec::<String>::new());
    assert_eq!(books(&by_account), books(&plain));
    let by_voucher = "Verifikationslista\nKonto;Namn;Text;Debet;Kredit\n\
         Verifikation A 1  2024-01-15  Kontering\n5539;Konsulter;Möte;125,50;\n1930;Bankgiro;Möte;;125,50\n\
         Verifikation A 2  2024-01-20  Kontering\n5539;Konsulter;Hyra;10,00;\n1930;Bankgiro;Hyra;;10,00\n";
    let read = read(by_voucher);
    assert_eq!(shown(&read), Vec::<String>::new());
    assert_eq!(read.tallied.balances, plain.tallied.balances);
    assert!(read.vouchers().all(|voucher| voucher.text() == "Kontering"));
    // Without its heading a row belongs to nothing, and without any it is another kind of table.
    let first = by_voucher.replacen("Verifikation A 1  2024-01-15  Kontering\n", "", 1);
    assert_eq!(shown(&self::read(&first)), ["FS0014 3:0", "FS0014 4:0"]);
    assert_eq!(
        shown(&self::read("Konto;Namn;Text;Debet;Kredit\n5539;Konsulter;Möte;125,50;\n")),
        ["FS0003 1:0"]
    );
}
